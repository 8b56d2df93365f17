//! Which parameters moved on the way past a bifurcation, and what changed in all.
use super::sides::Doing;
use super::{Direction, State, is_neuron};
use crate::analysis::{Problem, Regime, RegimeKind};
use crate::scene::number::{value, values, with_unit};
use crate::scene::words::regime::{kind_words, regime_words};

/// A parameter that has moved, and so carried an event past the present value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    /// Its index.
    pub parameter: usize,
    /// Its value as the event passed, in its unit: read off between two diagrams.
    pub at: f64,
    /// Which way it went.
    pub direction: Direction,
}

/// "gCa ≈ 4.61, rising": where the parameters were when an event was passed, with units or without.
pub fn ways_words(problem: &Problem, ways: &[Way], units: bool) -> String {
    let parameters = &problem.model().info().parameters;
    let each: Vec<String> = ways
        .iter()
        .map(|way| {
            let spec = &parameters[way.parameter];
            let unit = if units { spec.unit.symbol() } else { "" };
            // No more digits than reading off between two diagrams can give.
            let at = with_unit(rounded(way.at), unit);
            format!("{} ≈ {at}, {}", spec.name, way.direction.name())
        })
        .collect();
    each.join(", and ")
}

/// To three significant digits.
fn rounded(x: f64) -> String {
    let short = format!("{x:.2e}");
    value(short.parse().unwrap_or(x))
}

/// What changed between two regimes where no single bifurcation can be named: "gCa went from 4.8 to 10:
/// the cell no longer fires; it rests." `moves` holds index, old and new value of what moved, `state` what
/// the cell was on, if that is known. `None` when the same kinds of attractors are there as before.
pub fn change_words(
    problem: &Problem,
    moves: &[(usize, [f64; 2])],
    [before, after]: [&Regime; 2],
    state: Option<&State>,
) -> Option<String> {
    let [old, new] = [before, after].map(|r| RegimeKind::of(problem, r));
    let [rests, cycles] = [new.rests + new.depolarised, new.cycles];
    let [rested, cycled] = [old.rests + old.depolarised, old.cycles];
    if (rests, cycles) == (rested, cycled) {
        return None;
    }
    let neuron = is_neuron(problem);
    let (who, fire, fires, firing) = if neuron {
        ("the cell", "fire", "fires", "firing")
    } else {
        ("the system", "oscillate", "oscillates", "oscillating")
    };
    let bare = who.trim_start_matches("the ");
    let rest = match (neuron, new.rests) {
        (true, 0) => "it is at depolarised rest",
        _ => "it rests",
    };
    let resting = state.is_some_and(|s| !s.cycle);
    let was_firing = state.is_some_and(|s| s.cycle) || (state.is_none() && rested == 0);
    let told = match ((rested, cycled), (rests, cycles)) {
        (_, (0, 0)) => format!("{who} finds no attractor in this diagram to go to"),
        ((_, 1..), (1.., 0)) if was_firing => format!("{who} no longer {fires}; {rest}"),
        ((_, 1..), (1.., 0)) if resting => format!("{who} at rest can no longer {fire}"),
        ((_, 1..), (1.., 0)) => format!("{who} can no longer {fire}; {rest}"),
        ((1.., _), (0, 1..)) if resting || cycled == 0 => {
            format!("{who} can no longer rest; it {fires}")
        }
        ((1.., _), (0, 1..)) => format!("the {firing} {bare} can no longer come to rest"),
        ((1.., 0), (1.., 1..)) => format!("{who} at rest can now also {fire}"),
        ((0, 1..), (1.., 1..)) => format!("the {firing} {bare} can now also rest"),
        _ => format!(
            "{} before, {} now",
            kind_words(problem, old),
            kind_words(problem, new)
        ),
    };
    Some(format!("{}: {told}.", moves_words(problem, moves)))
}

/// What a cell does now that it no longer does what was said of it: "gCa went from 7.74 to 0.9 mS/cm²: the
/// cell is at rest now; before, it was at depolarised rest." `moves` is what moved since then.
pub fn now_words(
    problem: &Problem,
    moves: &[(usize, [f64; 2])],
    was: &State,
    now: Option<&State>,
    regime: &Regime,
) -> String {
    let neuron = is_neuron(problem);
    let who = if neuron { "the cell" } else { "the system" };
    let does = |doing: Doing| match (doing, neuron) {
        (Doing::Fires, true) => ["fires", "fired"],
        (Doing::Fires, false) => ["oscillates", "oscillated"],
        (Doing::Rests, _) => ["is at rest", "was at rest"],
        (Doing::Depolarised, _) => ["is at depolarised rest", "was at depolarised rest"],
    };
    let before = does(was.doing(problem))[1];
    let told = match now {
        Some(now) => format!(
            "{who} {} now; before, it {before}",
            does(now.doing(problem))[0]
        ),
        None => format!(
            "{who} {before}; now it has {}",
            regime_words(problem, regime)
        ),
    };
    format!("{}: {told}.", moves_words(problem, moves))
}

/// What a cell does where a stimulus has taken a parameter at once: "I went from 0 to 15: there the cell fires."
pub fn leap_words(problem: &Problem, moves: &[(usize, [f64; 2])], regime: &Regime) -> String {
    let neuron = is_neuron(problem);
    let who = if neuron { "the cell" } else { "the system" };
    let kind = RegimeKind::of(problem, regime);
    let does = match (kind.rests, kind.depolarised, kind.cycles) {
        (0, 0, 0) => format!("{who} finds no attractor in this diagram"),
        (0, 0, _) if neuron => format!("{who} fires"),
        (0, 0, _) => format!("{who} oscillates"),
        (_, 0, 0) => format!("{who} rests"),
        (0, _, 0) => format!("{who} comes to depolarised rest"),
        _ => format!("{who} has {}", regime_words(problem, regime)),
    };
    format!("{}: there {does}.", moves_words(problem, moves))
}

/// "gCa went from 4.8 to 10 mS/cm²", for everything that moved.
fn moves_words(problem: &Problem, moves: &[(usize, [f64; 2])]) -> String {
    let parameters = &problem.model().info().parameters;
    let each: Vec<String> = moves
        .iter()
        .map(|&(k, ends)| {
            let (spec, unit) = (&parameters[k], parameters[k].unit.symbol());
            let [from, to] = values(ends);
            format!("{} went from {from} to {}", spec.name, with_unit(to, unit))
        })
        .collect();
    each.join(" and ")
}
