//! What a neuron can do at one value of a parameter, in a few words.
use super::is_neuron;
use crate::analysis::{Problem, Regime, RegimeKind};

/// The attractors, in the order of rest, depolarised rest, firing: "rest or firing"; "no attractor"
/// when there is none. Of systems that are no neurons: "equilibrium or oscillation".
pub fn regime_words(problem: &Problem, regime: &Regime) -> String {
    let mut kind = RegimeKind::of(problem, regime);
    if !regime.wanders {
        return kind_words(problem, kind);
    }
    kind.cycles -= 1;
    let wanders = "firing, chaotic or of a period that is not followed";
    match kind {
        RegimeKind {
            rests: 0,
            depolarised: 0,
            cycles: 0,
        } => wanders.into(),
        kind => format!("{} or {wanders}", kind_words(problem, kind)),
    }
}

/// The same for attractors that have only been counted.
pub fn kind_words(problem: &Problem, kind: RegimeKind) -> String {
    let neuron = is_neuron(problem);
    let counted = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(one.to_owned()),
        n => Some(format!("{} {many}", in_words(n))),
    };
    let RegimeKind {
        rests,
        depolarised,
        cycles,
    } = kind;
    let parts: Vec<String> = if neuron {
        [
            counted(rests, "rest", "states of rest"),
            counted(
                depolarised,
                "depolarised rest",
                "states of depolarised rest",
            ),
            counted(cycles, "firing", "ways of firing"),
        ]
    } else {
        [
            counted(rests + depolarised, "equilibrium", "equilibria"),
            counted(cycles, "oscillation", "oscillations"),
            None,
        ]
    }
    .into_iter()
    .flatten()
    .collect();
    match &parts[..] {
        [] => "no attractor".into(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// Small numbers as words.
pub(super) fn in_words(n: usize) -> String {
    match n {
        2 => "two".into(),
        3 => "three".into(),
        4 => "four".into(),
        n => n.to_string(),
    }
}
