//! What a neuron can do at one value of a parameter, in a few words.
use super::is_neuron;
use crate::analysis::{Problem, Regime};

/// The attractors, in the order of rest, depolarised rest, firing: "rest or firing"; "no attractor"
/// when there is none. Of systems that are no neurons: "equilibrium or oscillation".
pub fn regime_words(problem: &Problem, regime: &Regime) -> String {
    let neuron = is_neuron(problem);
    let (lo, hi) = problem.model().info().variables[0].range;
    let counted = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(one.to_owned()),
        n => Some(format!("{} {many}", in_words(n))),
    };
    let rests = || regime.stable_equilibria().map(|e| e.point.at[0]);
    let cycles = regime.stable_cycles().count();
    let parts: Vec<String> = if neuron {
        let low = rests().filter(|&v| v < 0.5 * (lo + hi)).count();
        let high = rests().count() - low;
        [
            counted(low, "rest", "states of rest"),
            counted(high, "depolarised rest", "states of depolarised rest"),
            counted(cycles, "firing", "ways of firing"),
        ]
    } else {
        [
            counted(rests().count(), "equilibrium", "equilibria"),
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
fn in_words(n: usize) -> String {
    match n {
        2 => "two".into(),
        3 => "three".into(),
        4 => "four".into(),
        n => n.to_string(),
    }
}
