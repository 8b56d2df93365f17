//! What a neuron can do at one value of a parameter, in a few words.
use super::is_neuron;
use crate::analysis::{Problem, Regime, RegimeKind};
use crate::text::say;

/// The attractors, in the order of rest, depolarised rest, firing: "rest or firing"; "no attractor"
/// when there is none. Of systems that are no neurons: "equilibrium or oscillation".
pub fn regime_words(problem: &Problem, regime: &Regime) -> String {
    let mut kind = RegimeKind::of(problem, regime);
    if !regime.wanders {
        return kind_words(problem, kind);
    }
    kind.cycles -= 1;
    let wanders = say!("wanders");
    match kind {
        RegimeKind {
            rests: 0,
            depolarised: 0,
            cycles: 0,
        } => wanders,
        kind => say!(
            "regime-or",
            first = kind_words(problem, kind),
            last = wanders
        ),
    }
}

/// The same for attractors that have only been counted.
pub fn kind_words(problem: &Problem, kind: RegimeKind) -> String {
    let neuron = is_neuron(problem);
    let RegimeKind {
        rests,
        depolarised,
        cycles,
    } = kind;
    let parts: Vec<String> = if neuron {
        [
            (rests > 0).then(|| say!("states-of-rest", count = rests, number = in_words(rests))),
            (depolarised > 0).then(|| {
                let number = in_words(depolarised);
                say!(
                    "states-of-depolarised-rest",
                    count = depolarised,
                    number = number
                )
            }),
            (cycles > 0).then(|| say!("ways-of-firing", count = cycles, number = in_words(cycles))),
        ]
    } else {
        [
            Some(rests + depolarised)
                .filter(|&n| n > 0)
                .map(|n| say!("some-equilibria", count = n, number = in_words(n))),
            (cycles > 0).then(|| {
                say!(
                    "some-oscillations",
                    count = cycles,
                    number = in_words(cycles)
                )
            }),
            None,
        ]
    }
    .into_iter()
    .flatten()
    .collect();
    match &parts[..] {
        [] => say!("no-attractor"),
        [one] => one.clone(),
        [first @ .., last] => say!(
            "regime-or",
            first = first.join(&say!("between-things")),
            last = last.as_str()
        ),
    }
}

/// Small numbers as words.
pub(super) fn in_words(n: usize) -> String {
    match n {
        2 => say!("two"),
        3 => say!("three"),
        4 => say!("four"),
        n => n.to_string(),
    }
}
