//! The portrait of a session, its bifurcation diagram and its F-I curve as a Python script that recomputes
//! the curves.
mod signals;
mod study;

use super::{FieldStyle, Layer, Session};
use crate::analysis::{Cycle, Diagram, Others};
use crate::model::{ModelInfo, Unit};
use crate::text::say;

/// The script without what belongs to the session.
const TEMPLATE: &str = concat!(
    include_str!("python/portrait.py"),
    include_str!("python/study.py"),
    include_str!("python/figure.py"),
);

/// Why there is no script.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PythonError {
    /// The model has no equations in Python.
    #[error("{}", say!("python-fault-unknown", it = _0.to_string()))]
    Unknown(&'static str),
}

/// A script that recomputes nullclines, equilibria, separatrices, limit cycles and kept orbits of the session
/// with NumPy, SciPy and Matplotlib, and draws them; with a stimulus also what happens in time, from the preset's
/// initial state. Kept orbits and the course of time are followed until `until`. Noise is left out, and the
/// script says so.
///
/// Cycles are searched for near those of `cycles`, which come from a portrait of the session's problem: the
/// script has a state and a period of each to five digits, and finds the cycle from there by itself.
///
/// With a `diagram`, of the session's problem and study, the script also follows the branches of equilibria with
/// their saddle-nodes and Hopf points, and computes cycles and firing rates at some values of the parameter; it
/// has rough points from there.
///
/// It shows the layers that the session shows, but for basins of attraction and the threshold ruler.
///
/// # Errors
/// [`PythonError::Unknown`] for models whose equations have no Python form.
pub fn script(
    session: &Session,
    caption: &str,
    until: f64,
    cycles: &[Cycle],
    diagram: Option<&Diagram>,
) -> Result<String, PythonError> {
    let problem = session.problem();
    let info = problem.model().info();
    let model = info.python.ok_or(PythonError::Unknown(info.name))?;
    let names: Vec<&str> = info.variables.iter().map(|v| v.name).collect();
    let rhs: Vec<String> = model.rhs.iter().map(|line| format!("    {line}")).collect();
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
    let driven = signals::signals(session, until);
    let vary = session.study().vary(problem);
    let [low, high] = study::range(session);
    let none = || "[]".to_owned();
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
        ("CYCLES", guesses(session, cycles)),
        ("SIGNALS", driven.signals),
        ("IMPULSES", driven.impulses),
        ("REMARK", driven.remark),
        ("LAYERS", strings(&shown(session))),
        ("VARIED", vary.name(problem).into()),
        (
            "VARIEDUNIT",
            info.parameters[vary.parameter].unit.symbol().into(),
        ),
        ("LOW", low),
        ("HIGH", high),
        ("ORDINATE", study::ordinate(session)),
        ("ORDINATES", strings(&labelled(session))),
        ("PERSECOND", format!("{:?}", info.time.per_second())),
        ("RATEUNIT", info.time.frequency().into()),
        ("BRANCHES", diagram.map_or_else(none, study::branches)),
        (
            "ALONG",
            diagram.map_or_else(none, |d| study::cycles(session, d)),
        ),
        ("LONGEST", python_number(driven.longest)),
        ("ARGUMENTS", names.join(", ")),
        ("RHS", rhs.join("\n")),
        ("RESETS", if info.resets { "True" } else { "False" }.into()),
        ("PEAK", model.peak.unwrap_or("np.inf").into()),
        ("RESET", model.reset.unwrap_or("[]").into()),
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

fn python_number(x: f64) -> String {
    if x.is_finite() {
        format!("{x:?}")
    } else {
        "np.inf".into()
    }
}

/// Five digits: the script computes the others.
fn rough(x: f64) -> String {
    format!("{x:.4e}")
}

fn roughly(values: &[f64]) -> String {
    let values: Vec<String> = values.iter().copied().map(rough).collect();
    format!("[{}]", values.join(", "))
}

/// A list of lines that end in commas.
fn list(lines: String) -> String {
    match lines.is_empty() {
        true => "[]".into(),
        false => format!("[\n{lines}]"),
    }
}

/// The layers that the session shows and the script knows.
fn shown(session: &Session) -> Vec<&'static str> {
    let layers = session.layers();
    let named = Layer::ALL.into_iter().filter(|&l| layers.shows(l));
    let named = named.filter_map(|layer| match layer {
        Layer::Field => Some(match layers.field {
            FieldStyle::Arrows => "arrows",
            FieldStyle::Streamlines => "streamlines",
        }),
        Layer::Nullclines => Some("nullclines"),
        Layer::Separatrices => Some("separatrices"),
        Layer::Cycles => Some("cycles"),
        Layer::Equilibria => Some("equilibria"),
        Layer::Orbits => Some("orbits"),
        Layer::Basins | Layer::Ruler => None,
    });
    named.collect()
}

/// Where the script looks for cycles, one a line.
fn guesses(session: &Session, cycles: &[Cycle]) -> String {
    let one = |cycle: &Cycle| {
        let spikes = cycle.spikes.unwrap_or(0);
        // Of a spiking cycle, the state just before a reset.
        let jumps = |k: &usize| cycle.times[*k] == cycle.times[*k + 1];
        let before = (0..cycle.times.len().saturating_sub(1)).find(jumps);
        let k = before.filter(|_| spikes > 0).unwrap_or(0);
        let of_plane = || cycle.points.get(k).map(|p| p.to_vec());
        let mut state = cycle.states.get(k).cloned().or_else(of_plane)?;
        let n = session.problem().model().info().dimension();
        state.truncate(n);
        let backwards = !cycle.stable && n == 2 && spikes == 0;
        let period = if backwards {
            -cycle.period
        } else {
            cycle.period
        };
        Some(format!(
            "    ({}, {}, {spikes}),\n",
            roughly(&state),
            rough(period)
        ))
    };
    list(cycles.iter().filter_map(one).collect())
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

/// All variables with their units.
fn labelled(session: &Session) -> Vec<String> {
    let variables = &session.problem().model().info().variables;
    let label = |name: &str, unit: &str| match unit {
        "" => name.to_owned(),
        unit => format!("{name} ({unit})"),
    };
    let all = variables.iter().map(|v| label(v.name, v.unit.symbol()));
    all.collect()
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
