//! What an F-I curve says, in plain words.
use super::is_neuron;
use crate::analysis::{Class, EventKind, Firing, Problem, Sweep};
use crate::model::Unit;
use crate::scene::number::{THIN, value};

/// What an F-I curve says, in a sentence or two: class, onset and mechanism, response, and where rest and
/// firing coexist.
pub fn firing_words(problem: &Problem, found: &Firing) -> String {
    let info = problem.model().info();
    let name = info.parameters[found.parameter].name;
    let unit = if info.time == Unit::Millisecond {
        "Hz"
    } else {
        ""
    };
    let mut parts: Vec<String> = vec![];
    let at = |v: f64| format!("{name} = {}", value(v));
    let through =
        |kind: Option<EventKind>| kind.map_or_else(String::new, |k| format!(", at a {k}"));
    match (found.onset, found.class) {
        (Some(onset), class) => {
            let begin = format!("Firing begins at {}{}", at(onset), through(found.mechanism));
            let rate = found.onset_rate.unwrap_or(0.0);
            parts.push(match class {
                Some(Class::One) => {
                    format!("{begin}, with an arbitrarily low rate: class 1 excitability.")
                }
                Some(Class::Two) => format!(
                    "{begin}, and at once with {}{THIN}{unit}: class 2 excitability.",
                    value(rate)
                ),
                Some(Class::Three) => format!("{begin}: class 3 excitability."),
                None => format!("{begin}."),
            });
        }
        (None, Some(Class::Three)) => parts
            .push("A steady current evokes a single spike at most: class 3 excitability.".into()),
        (None, _) => {
            let fires = |sweep: Option<Sweep>| {
                found
                    .points
                    .iter()
                    .filter(|p| sweep.is_none_or(|s| p.sweep == s))
                    .any(|p| p.rate.is_some_and(|r| r > 0.0))
            };
            let coexist = found.bistable.iter().any(|[lo, hi]| lo < hi);
            let first = found.points.first().and_then(|p| p.rate);
            parts.push(
                if first.is_some_and(|r| r > 0.0) {
                    "It fires already where the range begins."
                } else if fires(Some(Sweep::Up)) {
                    "It fires in a part of this range."
                } else if fires(None) || coexist {
                    "On the way up it rests throughout this range, though it could fire."
                } else {
                    "It does not fire in this range."
                }
                .into(),
            );
        }
    }
    if let Some(response) = found.response {
        let who = if is_neuron(problem) {
            "The cell"
        } else {
            "The system"
        };
        parts.push(format!(
            "{who} is {}.",
            match response.name() {
                "integrator" =>
                    "an integrator: the more input arrives at once, the sooner it fires",
                _ => "a resonator: it rings, and prefers input at its own frequency",
            }
        ));
    }
    if let Some(offset) = found.offset {
        parts.push(format!("On the way down it ends at {}.", at(offset)));
    }
    if let Some(block) = found.block {
        parts.push(format!(
            "On the way up it ends at {}{}.",
            at(block.parameter),
            through(block.event)
        ));
    }
    for [lo, hi] in &found.bistable {
        parts.push(format!(
            "Rest and firing coexist for {} < {name} < {}.",
            value(*lo),
            value(*hi)
        ));
    }
    parts.join(" ")
}
