//! Where an orbit ends up.
use super::{
    flow::{TrajectoryOptions, trajectory},
    problem::{Problem, ProblemError},
    space::Space,
};
use crate::job::Cancel;

/// An orbit is given so much time, and so many steps, to settle: whichever is used up first. It takes
/// some milliseconds, so that there is nothing to cancel.
const SPAN: f64 = 1e5;
const STEPS: usize = 20_000;
/// Error of one step relative to the window: enough to end in the right basin.
const TOLERANCE: f64 = 1e-6;

/// Least and greatest values of all variables on the orbit from `start` when it has had time to settle:
/// those of the attractor that it reaches, if it reaches one within bounded time and steps.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula is finite nowhere in the window.
pub fn landing(problem: &Problem, start: &[f64]) -> Result<[Vec<f64>; 2], ProblemError> {
    let options = TrajectoryOptions {
        span: SPAN,
        tolerance: TOLERANCE,
        max_steps: STEPS,
        every: None,
    };
    let space = Space::of(problem)?;
    let orbit = trajectory(&Cancel::never(), &space, start, &options);
    let states = orbit.map_or_else(Vec::new, |o| o.states);
    // The last quarter of the points, which are many per turn.
    let late = &states[states.len() * 3 / 4..];
    let extreme = |pick: fn(f64, f64) -> f64| -> Vec<f64> {
        let of = |k: usize| late.iter().map(|s| s[k]).reduce(pick);
        (0..start.len())
            .map(|k| of(k).unwrap_or(start[k]))
            .collect()
    };
    Ok([extreme(f64::min), extreme(f64::max)])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Van der Pol's cycle at mu = 1 reaches from −2.00862 to 2.00862 (van der Pol 1926; Urabe 1960).
    #[test]
    fn an_orbit_settles_on_van_der_pols_cycle() {
        let problem = Problem::from_source("van-der-pol").unwrap();
        let [min, max] = landing(&problem, &[0.1, 0.0]).unwrap();
        assert!((max[0] - 2.00862).abs() < 1e-3 && (min[0] + 2.00862).abs() < 1e-3);
    }
}
