//! The portrait of a session as a Python script that recomputes its curves.
use super::Session;
use crate::analysis::Others;
use crate::model::zoo::python::python;
use crate::model::{ModelInfo, Unit};

/// The script without what belongs to the session.
const TEMPLATE: &str = include_str!("python/portrait.py");

/// Why there is no script.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PythonError {
    /// The model has no equations in Python.
    #[error(
        "the equations of {0} are not known in Python; export its curves as JSON or CSV instead"
    )]
    Unknown(&'static str),
}

/// A script that recomputes nullclines, equilibria, separatrices and kept orbits of the session with
/// NumPy, SciPy and Matplotlib, and draws them. Kept orbits are followed for the time `until`.
///
/// # Errors
/// [`PythonError::Unknown`] for models whose equations have no Python form.
pub fn script(session: &Session, caption: &str, until: f64) -> Result<String, PythonError> {
    let problem = session.problem();
    let info = problem.model().info();
    let model = python(info.id).ok_or(PythonError::Unknown(info.name))?;
    let names: Vec<&str> = info.variables.iter().map(|v| v.name).collect();
    let indented = |text: &str| {
        let lines = text.lines().map(|line| format!("    {line}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let or_nothing = |text: &'static str, nothing: &'static str| match text {
        "" => nothing,
        text => text,
    };
    let window = problem.window();
    // Of a model with one variable, its rate stands where a plane has a second variable.
    let axes = match info.dimension() {
        1 => [0, 0],
        _ => problem.axes(),
    };
    let held = match problem.others() {
        Others::Held(state) => numbers(state),
        Others::Slaved => "None".into(),
    };
    let orbits: Vec<String> = session.seeds().iter().map(|s| numbers(&s.state)).collect();
    let fill = [
        ("CAPTION", caption.replace(['\\', '"'], "'")),
        ("PARAMETERS", parameters(session)),
        ("NAMES", strings(&names)),
        ("LABELS", strings(&labels(session))),
        ("TIME", format!("\"{}\"", info.time.symbol())),
        ("X", format!("({:?}, {:?})", window.x[0], window.x[1])),
        ("Y", format!("({:?}, {:?})", window.y[0], window.y[1])),
        ("AXES", format!("[{}, {}]", axes[0], axes[1])),
        ("START", numbers(&problem.preset().initial)),
        ("HELD", held),
        ("SCALE", numbers(&problem.scales())),
        ("ORBITS", format!("[{}]", orbits.join(", "))),
        ("UNTIL", format!("{until:?}")),
        ("ARGUMENTS", names.join(", ")),
        ("RHS", indented(model.rhs)),
        ("RESETS", if info.resets { "True" } else { "False" }.into()),
        ("PEAK", or_nothing(model.peak, "np.inf").into()),
        ("RESET", or_nothing(model.reset, "[]").into()),
        ("HOLD", model.hold.into()),
    ];
    // One pass over the template: what is filled in is not looked through again.
    let mut out = String::new();
    for (k, part) in TEMPLATE.split("@@").enumerate() {
        let value = fill.iter().find(|(key, _)| k % 2 == 1 && *key == part);
        out.push_str(value.map_or(part, |(_, value)| value));
    }
    Ok(out)
}

fn numbers(values: &[f64]) -> String {
    let values: Vec<String> = values.iter().map(|x| format!("{x:?}")).collect();
    format!("[{}]", values.join(", "))
}

fn strings(values: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = values
        .iter()
        .map(|v| format!("\"{}\"", v.as_ref().replace(['\\', '"'], "'")))
        .collect();
    format!("[{}]", quoted.join(", "))
}

fn parameters(session: &Session) -> String {
    let info = session.problem().model().info();
    let values = info.parameters.iter().zip(session.problem().values());
    let lines: Vec<String> = values
        .map(|(spec, &value)| {
            let value = match spec.choices().get(value as usize) {
                Some(choice) => format!("\"{choice}\""),
                None => format!("{value:?}"),
            };
            let unit = match spec.unit {
                Unit::None => String::new(),
                unit => format!("{unit}, "),
            };
            format!("{} = {value}  # {unit}{}", spec.name, spec.label)
        })
        .collect();
    lines.join("\n")
}

/// What stands along the axes.
fn labels(session: &Session) -> [String; 2] {
    let problem = session.problem();
    let info: &ModelInfo = problem.model().info();
    problem.plane().map(|name| {
        let variable = info.variables.iter().find(|v| v.name == name);
        match variable.map(|v| v.unit.symbol()) {
            Some(unit) if !unit.is_empty() => format!("{name} ({unit})"),
            _ => name.into(),
        }
    })
}
