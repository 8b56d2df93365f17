//! Which parameters moved on the way past a bifurcation, and what changed in all.
use super::sides::Doing;
use super::{Direction, State, is_neuron};
use crate::analysis::{Problem, Regime, RegimeKind};
use crate::scene::number::{value, values, with_unit};
use crate::scene::words::regime::{kind_words, regime_words};
use crate::scene::words::whom;
use crate::text::say;

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
            match way.direction {
                Direction::Rising => say!("near-rising", name = spec.name, at = at),
                Direction::Falling => say!("near-falling", name = spec.name, at = at),
            }
        })
        .collect();
    each.join(&say!("between-ways"))
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
    let who = whom(problem);
    let rest = match (neuron, new.rests) {
        (true, 0) => "depolarised",
        _ => "rests",
    };
    let resting = state.is_some_and(|s| !s.cycle);
    let was_firing = state.is_some_and(|s| s.cycle) || (state.is_none() && rested == 0);
    let told = match ((rested, cycled), (rests, cycles)) {
        (_, (0, 0)) => say!("change-nowhere", who = who),
        ((_, 1..), (1.., 0)) if was_firing => say!("change-no-longer", who = who, rest = rest),
        ((_, 1..), (1.., 0)) if resting => say!("change-rest-cannot-fire", who = who),
        ((_, 1..), (1.., 0)) => say!("change-cannot-fire", who = who, rest = rest),
        ((1.., _), (0, 1..)) if resting || cycled == 0 => say!("change-cannot-rest", who = who),
        ((1.., _), (0, 1..)) => say!("change-firing-cannot-rest", who = who),
        ((1.., 0), (1.., 1..)) => say!("change-can-fire", who = who),
        ((0, 1..), (1.., 1..)) => say!("change-can-rest", who = who),
        _ => say!(
            "change-kinds",
            before = kind_words(problem, old),
            now = kind_words(problem, new)
        ),
    };
    Some(say!(
        "moves-told",
        moves = moves_words(problem, moves),
        told = told
    ))
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
    let who = whom(problem);
    let code = |doing: Doing| match doing {
        Doing::Fires => "fires",
        Doing::Rests => "rests",
        Doing::Depolarised => "depolarised",
    };
    let before = code(was.doing(problem));
    let told = match now {
        Some(now) => {
            let now = code(now.doing(problem));
            say!("now-does", who = who, now = now, before = before)
        }
        None => {
            let regime = regime_words(problem, regime);
            say!("now-has", who = who, before = before, regime = regime)
        }
    };
    say!(
        "moves-told",
        moves = moves_words(problem, moves),
        told = told
    )
}

/// What a cell does where a stimulus has taken a parameter at once: "I went from 0 to 15: there the cell fires."
pub fn leap_words(problem: &Problem, moves: &[(usize, [f64; 2])], regime: &Regime) -> String {
    let who = whom(problem);
    let kind = RegimeKind::of(problem, regime);
    let does = match (kind.rests, kind.depolarised, kind.cycles) {
        (0, 0, 0) => say!("leap-nowhere", who = who),
        (0, 0, _) => say!("leap-fires", who = who),
        (_, 0, 0) => say!("leap-rests", who = who),
        (0, _, 0) => say!("leap-depolarised", who = who),
        _ => say!(
            "leap-has",
            who = who,
            regime = regime_words(problem, regime)
        ),
    };
    let moves = moves_words(problem, moves);
    say!("leap-told", moves = moves, does = does)
}

/// "gCa went from 4.8 to 10 mS/cm²", for everything that moved.
fn moves_words(problem: &Problem, moves: &[(usize, [f64; 2])]) -> String {
    let parameters = &problem.model().info().parameters;
    let each: Vec<String> = moves
        .iter()
        .map(|&(k, ends)| {
            let (spec, unit) = (&parameters[k], parameters[k].unit.symbol());
            let [from, to] = values(ends);
            say!(
                "went",
                name = spec.name,
                from = from,
                to = with_unit(to, unit)
            )
        })
        .collect();
    each.join(&say!("between-moves"))
}
