//! The excitability passport in words: one card, also as plain text.
use super::number::quantity;
use crate::analysis::{Class, Passport, Problem, Response, Threshold};
use crate::model::Unit;

/// A line of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub label: &'static str,
    /// What is known, as a sentence.
    pub text: String,
}

/// The lines of the card, in the order in which they are read.
pub fn entries(problem: &Problem, passport: &Passport) -> Vec<Entry> {
    let info = problem.model().info();
    let (variable, driver) = (&info.variables[0], &info.parameters[passport.parameter]);
    let of = |x: f64| quantity(x, variable.unit.symbol());
    let at = |x: f64| format!("{} = {}", driver.name, quantity(x, driver.unit.symbol()));
    let rate = |x: f64| {
        quantity(
            x,
            if info.time == Unit::Millisecond {
                "Hz"
            } else {
                ""
            },
        )
    };
    let rest = match &passport.rest {
        None => format!(
            "None: at {} there is no state to rest at.",
            at(passport.value)
        ),
        Some(rest) => format!(
            "A {} at {} = {}, for {}.",
            rest.kind,
            variable.name,
            of(rest.at[0]),
            at(passport.value)
        ),
    };
    let mut threshold = match &passport.threshold {
        None => "None without rest.".into(),
        Some(Threshold::Saddle(saddle)) => format!(
            "Sharp: the stable manifold of the saddle at {} = {}.",
            variable.name,
            of(saddle[0])
        ),
        Some(Threshold::UnstableCycle(_)) => {
            "Sharp: an unstable cycle around rest; whatever stays inside comes back to rest.".into()
        }
        Some(Threshold::Graded) => {
            "None that is sharp: larger pulses evoke larger responses.".to_string()
        }
    };
    if let Some(pulse) = passport.pulse {
        threshold.push_str(&format!(
            " A short pulse evokes a spike when it moves {} by {}.",
            variable.name,
            of(pulse)
        ));
    } else if passport.rest.is_some() {
        threshold.push_str(" No short depolarising pulse evokes a spike here.");
    }
    let rheobase = passport.rheobase.map_or_else(
        || "Not in this range.".to_string(),
        |onset| format!("Steady firing begins at {}.", at(onset)),
    );
    let onset = match passport.mechanism {
        Some(kind) => format!("Rest is lost at a {kind}."),
        None => "Not in this range.".into(),
    };
    let class = match passport.class {
        Some(Class::One) => "Class 1: firing begins at an arbitrarily low rate.",
        Some(Class::Two) => "Class 2: firing begins at a rate well above zero.",
        Some(Class::Three) => "Class 3: a steady current evokes a single spike at most.",
        None => "This range does not show it.",
    };
    let response = match passport.response {
        Some(Response::Integrator) => {
            "Integrator: rest is lost at a saddle-node, so that inputs add up."
        }
        Some(Response::Resonator) => {
            "Resonator: rest is lost at a Hopf point, so that inputs at the cell's own frequency count most."
        }
        None => "This range does not show it.",
    };
    let resonance = match passport.resonance {
        Some(frequency) => format!("Rings around rest at {}.", rate(frequency)),
        None => "None: the cell does not ring around rest.".into(),
    };
    let bistable = if passport.bistable.is_empty() {
        "Nowhere in this range do rest and firing coexist.".into()
    } else {
        let ranges: Vec<String> = passport
            .bistable
            .iter()
            .map(|[lo, hi]| {
                let unit = driver.unit.symbol();
                format!("{} to {}", quantity(*lo, ""), quantity(*hi, unit))
            })
            .collect();
        format!(
            "Rest and firing coexist for {} from {}.",
            driver.name,
            ranges.join(" and from ")
        )
    };
    [
        ("Rest", rest),
        ("Threshold", threshold),
        ("Rheobase", rheobase),
        ("Onset of firing", onset),
        ("Class", class.into()),
        ("Integrator or resonator", response.into()),
        ("Resonance", resonance),
        ("Bistability", bistable),
    ]
    .map(|(label, text)| Entry { label, text })
    .into()
}

/// The card as plain text, one line per entry under the model's name and parameters.
pub fn text(problem: &Problem, passport: &Passport) -> String {
    let info = problem.model().info();
    let preset = problem
        .preset_id()
        .map_or_else(String::new, |id| format!(" ({id})"));
    let mut out = format!("Excitability passport: {}{preset}\n", info.name);
    let values: Vec<String> = info
        .parameters
        .iter()
        .zip(problem.values())
        .map(|(p, v)| format!("{} = {v}", p.name))
        .collect();
    out.push_str(&format!("{}\n\n", values.join(", ")));
    for entry in entries(problem, passport) {
        out.push_str(&format!("{}: {}\n", entry.label, entry.text));
    }
    out
}
