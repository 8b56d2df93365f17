//! The excitability passport in words: one card, also as plain text.
use super::{
    number::{quantity, values, with_unit},
    words::{is_neuron, rates::at_the_peak},
};
use crate::analysis::{Class, Fires, Kind, Passport, Problem, Response, Threshold};

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
    let rate = |x: f64| quantity(x, info.time.frequency());
    let who = if is_neuron(problem) { "cell" } else { "system" };
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
        Some(Threshold::Point(x)) => format!(
            "Sharp: {} = {}; below it the potential falls back to rest, above it climbs to a spike.",
            variable.name,
            quantity(*x, variable.unit.symbol())
        ),
        Some(Threshold::UnstableCycle(_)) => {
            "Sharp: an unstable cycle around rest; whatever stays inside comes back to rest.".into()
        }
        Some(Threshold::Graded) => {
            "None that is sharp: larger pulses evoke larger responses.".to_string()
        }
    };
    let neuron = is_neuron(problem);
    let what = if neuron {
        "a spike"
    } else {
        "a large response"
    };
    if let Some(pulse) = passport.pulse {
        threshold.push_str(&format!(
            " A short pulse evokes {what} when it moves {} by {}.",
            variable.name,
            of(pulse)
        ));
    } else if passport.rest.is_some() {
        let kind = if neuron { "depolarising " } else { "" };
        threshold.push_str(&format!(" No short {kind}pulse evokes {what} here."));
    }
    let (rheobase, onset) = beginning(problem, passport, &at);
    let class = match passport.class {
        _ if !is_neuron(problem) => "None: classes of excitability are for neurons.",
        Some(Class::One) => "Class 1: firing begins at an arbitrarily low rate.",
        Some(Class::Two) => "Class 2: firing begins at a rate well above zero.",
        Some(Class::Three) => "Class 3: a steady current evokes a single spike at most.",
        None => "This range does not show it.",
    };
    let (response, resonance) = rhythm(passport, who, &at, &rate);
    let (rest_word, firing) = if is_neuron(problem) {
        ("Rest", "firing")
    } else {
        ("An equilibrium", "oscillation")
    };
    let bistable = if passport.bistable.is_empty() {
        let rest_word = rest_word.to_lowercase();
        format!("Nowhere in this range do {rest_word} and {firing} coexist.")
    } else {
        let ranges: Vec<String> = passport
            .bistable
            .iter()
            .map(|ends| {
                let [lo, hi] = values(*ends);
                format!("{lo} to {}", with_unit(hi, driver.unit.symbol()))
            })
            .collect();
        format!(
            "{rest_word} and {firing} coexist for {} from {}.",
            driver.name,
            ranges.join(" and from ")
        )
    };
    [
        ("Rest", rest),
        ("Threshold", threshold),
        ("Rheobase", rheobase),
        (
            if neuron {
                "Onset of firing"
            } else {
                "Onset of oscillation"
            },
            onset,
        ),
        ("Class", class.into()),
        ("Integrator or resonator", response),
        ("Resonance", resonance),
        ("Bistability", bistable),
    ]
    .map(|(label, text)| Entry { label, text })
    .into()
}

/// Where steady firing begins and how; where it does not begin in the range, what the range shows instead.
fn beginning(
    problem: &Problem,
    passport: &Passport,
    at: &dyn Fn(f64) -> String,
) -> (String, String) {
    let driver = problem.model().info().parameters[passport.parameter].name;
    let neuron = is_neuron(problem);
    let (who, firing, fire, fires) = if neuron {
        ("cell", "firing", "fire", "fires")
    } else {
        ("system", "oscillation", "oscillate", "oscillates")
    };
    // A rheobase is a current: of other parameters one can only say where firing begins.
    let current = neuron && passport.parameter == 0;
    let none = match passport.fires {
        Fires::Throughout => {
            format!("the {who} {fires} by itself, at every {driver} of this range")
        }
        Fires::First => format!("the {who} {fires} already at the lower end of this range"),
        Fires::Partly => format!("on the way up the {who} does not begin to {fire} in this range"),
        Fires::Nowhere => format!("the {who} does not {fire} in this range"),
    };
    let rheobase = match passport.rheobase {
        Some(onset) if current => format!("Steady {firing} begins at {}.", at(onset)),
        Some(onset) => format!(
            "{driver} is no input current; steady {firing} begins at {}.",
            at(onset)
        ),
        None if current => format!("None: {none}."),
        None => format!("None, for {driver} is no input current: {none}."),
    };
    let lost = if neuron { "Rest" } else { "The equilibrium" };
    let touches = at_the_peak(problem, passport.rheobase, passport.mechanism);
    let onset = match passport.mechanism {
        Some(kind) => format!("{lost} is lost at a {kind}."),
        None if touches => format!(
            "Rest reaches the {}, which is no bifurcation of the equation itself.",
            problem.model().info().spike
        ),
        None => "This range does not show it.".into(),
    };
    (rheobase, onset)
}

/// What is known of the response to inputs, and of ringing around rest: the first is read where rest is
/// lost, the second at the present value, and the sentences say so where they differ.
fn rhythm(
    passport: &Passport,
    who: &str,
    at: &dyn Fn(f64) -> String,
    rate: &dyn Fn(f64) -> String,
) -> (String, String) {
    let here = at(passport.value);
    let rests = passport.rest.is_some();
    let response = match (passport.response, passport.resonance) {
        (Some(Response::Integrator), Some(_)) => format!(
            "Integrator near the saddle-node at which rest is lost; at {here}, still away from it, the {who} rings."
        ),
        (Some(Response::Integrator), None) => {
            "Integrator: rest is lost at a saddle-node, so that inputs add up.".into()
        }
        (Some(Response::Resonator), None) if rests => format!(
            "Resonator near the Hopf point at which rest is lost, not at {here}, where the {who} does not ring."
        ),
        (Some(Response::Resonator), _) => format!(
            "Resonator: rest is lost at a Hopf point, so that inputs at the {who}'s own frequency count most."
        ),
        (None, _) => "This range does not show it.".into(),
    };
    let resonance = match (passport.resonance, &passport.rest) {
        (Some(frequency), _) => format!("Rings around rest at {}.", rate(frequency)),
        (None, None) => format!("None: at {here} there is no rest to ring around."),
        (None, Some(rest)) if rest.kind == Kind::StableFocus => format!(
            "None to be seen: at {here} the {who} is back at rest before it has turned around it."
        ),
        (None, Some(_)) => format!("None: at {here} the {who} does not ring around rest."),
    };
    (response, resonance)
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
