//! The excitability passport in words: one card, also as plain text.
use super::{
    declared::model_name,
    glossary::Term,
    names::{event_name, spike_line_name},
    number::{quantity, values, with_unit},
    words::{a_kind, commas, crossing::capital, is_neuron, rates::at_the_peak, sentences, whom},
};
use crate::analysis::{Class, Fires, Kind, Passport, Problem, Response, Threshold};
use crate::text::say;

/// A line of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub label: String,
    /// What is known, as a sentence.
    pub text: String,
    /// The term that it is about.
    pub term: Term,
}

/// The lines of the card, in the order in which they are read.
pub fn entries(problem: &Problem, passport: &Passport) -> Vec<Entry> {
    let info = problem.model().info();
    let (variable, driver) = (&info.variables[0], &info.parameters[passport.parameter]);
    let of = |x: f64| quantity(x, variable.unit.symbol());
    let at = |x: f64| format!("{} = {}", driver.name, quantity(x, driver.unit.symbol()));
    let rate = |x: f64| quantity(x, info.time.frequency());
    let who = whom(problem);
    let here = at(passport.value);
    let rest = match &passport.rest {
        None => say!("passport-no-rest", here = here),
        Some(rest) => say!(
            "passport-rest",
            kind = capital(&a_kind(rest.kind)),
            name = variable.name,
            at = of(rest.at[0]),
            here = here
        ),
    };
    let threshold = match &passport.threshold {
        None => say!("passport-without-rest"),
        Some(Threshold::Saddle(saddle)) => {
            say!("passport-saddle", name = variable.name, at = of(saddle[0]))
        }
        Some(Threshold::Point(x)) => {
            say!("passport-point", name = variable.name, at = of(*x))
        }
        Some(Threshold::UnstableCycle(_)) => say!("passport-cycle"),
        Some(Threshold::Graded) => say!("passport-graded"),
    };
    let pulse = if let Some(pulse) = passport.pulse {
        let by = of(pulse);
        Some(say!(
            "passport-pulse",
            who = who,
            name = variable.name,
            by = by
        ))
    } else {
        (passport.rest.is_some()).then(|| say!("passport-no-pulse", who = who))
    };
    let threshold = sentences(std::iter::once(threshold).chain(pulse));
    let (rheobase, onset) = beginning(problem, passport, &at);
    let class = match passport.class {
        _ if !is_neuron(problem) => say!("passport-no-class"),
        Some(Class::One) => say!("passport-class-1"),
        Some(Class::Two) => say!("passport-class-2"),
        Some(Class::Three) => say!("passport-class-3"),
        None => say!("passport-not-shown"),
    };
    let (response, resonance) = rhythm(passport, who, &at, &rate);
    let bistable = if passport.bistable.is_empty() {
        say!("passport-not-bistable", who = who)
    } else {
        let ranges: Vec<String> = passport
            .bistable
            .iter()
            .map(|ends| {
                let [lo, hi] = values(*ends);
                let hi = with_unit(hi, driver.unit.symbol());
                say!("passport-range", lo = lo, hi = hi)
            })
            .collect();
        let ranges = ranges.join(&say!("between-ranges"));
        say!(
            "passport-bistable",
            who = who,
            name = driver.name,
            ranges = ranges
        )
    };
    let answers = match passport.response {
        Some(Response::Integrator) => Term::Integrator,
        _ => Term::Resonator,
    };
    [
        (say!("passport-label-rest"), rest, Term::Rest),
        (say!("passport-label-threshold"), threshold, Term::Threshold),
        (say!("passport-label-rheobase"), rheobase, Term::Rheobase),
        (
            say!("passport-label-onset", who = who),
            onset,
            Term::Bifurcation,
        ),
        (say!("passport-label-class"), class, Term::Class),
        (say!("passport-label-response"), response, answers),
        (say!("passport-label-resonance"), resonance, Term::Resonance),
        (
            say!("passport-label-bistability"),
            bistable,
            Term::Bistability,
        ),
    ]
    .map(|(label, text, term)| Entry { label, text, term })
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
    let who = whom(problem);
    // A rheobase is a current: of other parameters one can only say where firing begins.
    let current = if neuron && passport.parameter == 0 {
        "yes"
    } else {
        "no"
    };
    let rheobase = match (passport.rheobase, passport.fires) {
        (Some(onset), _) => {
            let at = at(onset);
            say!(
                "rheobase-at",
                current = current,
                name = driver,
                who = who,
                at = at
            )
        }
        (None, Fires::Throughout) => {
            say!(
                "rheobase-throughout",
                current = current,
                name = driver,
                who = who
            )
        }
        (None, Fires::First) => {
            say!(
                "rheobase-first",
                current = current,
                name = driver,
                who = who
            )
        }
        (None, Fires::Partly) => {
            say!(
                "rheobase-partly",
                current = current,
                name = driver,
                who = who
            )
        }
        (None, Fires::Nowhere) => {
            say!(
                "rheobase-nowhere",
                current = current,
                name = driver,
                who = who
            )
        }
    };
    let touches = at_the_peak(problem, passport.rheobase, passport.mechanism);
    let onset = match passport.mechanism {
        Some(kind) => say!("passport-lost", who = who, event = event_name(kind)),
        None if touches => {
            let line = spike_line_name(problem.model().info().spike);
            say!("passport-reaches", line = line)
        }
        None => say!("passport-not-shown"),
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
        (Some(Response::Integrator), Some(_)) => {
            say!("passport-integrator-rings", here = here.as_str(), who = who)
        }
        (Some(Response::Integrator), None) => say!("passport-integrator"),
        (Some(Response::Resonator), None) if rests => {
            say!("passport-resonator-silent", here = here.as_str(), who = who)
        }
        (Some(Response::Resonator), _) => say!("passport-resonator", who = who),
        (None, _) => say!("passport-not-shown"),
    };
    let here = here.as_str();
    let resonance = match (passport.resonance, &passport.rest) {
        (Some(frequency), _) => say!("passport-rings", rate = rate(frequency)),
        (None, None) => say!("passport-nothing-to-ring", here = here),
        (None, Some(rest)) if rest.kind == Kind::StableFocus => {
            say!("passport-back-at-once", here = here, who = who)
        }
        (None, Some(_)) => say!("passport-does-not-ring", here = here, who = who),
    };
    (response, resonance)
}

/// The card as plain text, one line per entry under the model's name and parameters.
pub fn text(problem: &Problem, passport: &Passport) -> String {
    let info = problem.model().info();
    let name = model_name(info);
    let mut out = match problem.preset_id() {
        Some(preset) => say!("passport-of-preset", name = name, preset = preset),
        None => say!("passport-of", name = name),
    };
    let values = info.parameters.iter().zip(problem.values());
    let values = values.map(|(p, v)| format!("{} = {v}", p.name));
    out.push_str(&format!("\n{}\n\n", commas(values)));
    for entry in entries(problem, passport) {
        let line = say!("passport-line", label = entry.label, text = entry.text);
        out.push_str(&line);
        out.push('\n');
    }
    out
}
