//! Spikes of models without a reset: when the first variable rises through the middle of its range.
use super::driven::{Scheme, driven};
use super::flow::{Trajectory, TrajectoryOptions, trajectory};
use super::problem::{Problem, ProblemError};
use super::space::{PhaseSpace, Space};
use super::spike_train::SpikeTrain;
use crate::job::Cancel;
use crate::model::{Drive, Orbit, Run, StepView};
use crate::num::ode::Watch;

/// The trajectory from `start` with its spikes, whether they are resets or the first variable rises through
/// the middle of its range; `None` when cancelled.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula is finite nowhere in the window.
pub fn course(
    cancel: &Cancel,
    problem: &Problem,
    start: &[f64],
    options: &TrajectoryOptions,
) -> Result<Option<Trajectory>, ProblemError> {
    let space = Space::of(problem)?;
    let Some(mut orbit) = trajectory(cancel, &space, start, options) else {
        return Ok(None);
    };
    if !space.field().resets() {
        let TrajectoryOptions {
            span,
            tolerance,
            max_steps,
            ..
        } = *options;
        match spikes(cancel, &space, start, span, tolerance, max_steps) {
            Some(spikes) => orbit.spikes = spikes,
            None => return Ok(None),
        }
    }
    Ok(Some(orbit))
}

/// Share of the window's width below which the first variable merely rests.
const AT_REST: f64 = 1e-2;
/// A lone excursion that is smaller than this part of the window is none of a spike.
const REGENERATIVE: f64 = 0.1;
/// Points per step at which extremes are looked for, the step's end included.
const PER_STEP: usize = 4;

/// Times at which the first variable crosses the middle of its range upward, after having been below
/// the lower quarter since the last time; `None` when cancelled.
///
/// The range is that of the whole orbit, since the peaks of many models sink below any fixed threshold
/// at strong currents. An orbit whose range is below a hundredth of the window merely rests and has
/// no spikes; nor has one that passes the middle once and comes to rest, if it stays above the middle or if
/// its range is below a tenth of the window: its start lay beside rest. The orbit is followed twice, so
/// that the times are located by root finding on the orbit itself, to the accuracy of its steps. Forward
/// in time only: a negative `span` has no spikes.
pub fn spikes(
    cancel: &Cancel,
    space: &impl PhaseSpace,
    start: impl AsRef<[f64]>,
    span: f64,
    tolerance: f64,
    max_steps: usize,
) -> Option<Vec<f64>> {
    if span <= 0.0 {
        return Some(vec![]);
    }
    let (start, field, scale) = (start.as_ref(), space.field(), space.scale());
    let mut run = Run::new(span, tolerance, scale);
    run.max_steps = max_steps;
    let go = || {
        if cancel.is_cancelled() {
            Watch::Stop
        } else {
            Watch::Continue
        }
    };
    let (mut low, mut high) = (start[0], start[0]);
    field.integrate(start, &run, &mut |orbit| {
        if let Orbit::Step(step) = orbit {
            extend(step, &mut low, &mut high);
        }
        go()
    });
    let range = high - low;
    if cancel.is_cancelled() {
        return None;
    }
    if !range.is_finite() || range < AT_REST * scale[0] {
        return Some(vec![]);
    }
    let mut crossings = Crossings::new([low, high], start[0]);
    // What follows the only crossing, and whether the orbit stays above the middle.
    let (mut after, mut stays) = (vec![], true);
    field.integrate(start, &run, &mut |orbit| {
        if let Orbit::Step(step) = orbit {
            crossings.see(step);
            match crossings.found.len() {
                0 => {}
                1 => {
                    stays &= step.x1[0] >= crossings.middle;
                    after.push([step.t + step.h, step.x1[0]]);
                }
                _ => after.clear(),
            }
        }
        go()
    });
    let small = range < REGENERATIVE * scale[0];
    if let [first] = crossings.found[..]
        && (stays || small)
        && comes_to_rest(&after, first, AT_REST * scale[0])
    {
        crossings.found.clear();
    }
    (!cancel.is_cancelled()).then_some(crossings.found)
}

/// Whether a course of times and values has stood still, to within `still`, for the later half of the time
/// since `from`.
fn comes_to_rest(course: &[[f64; 2]], from: f64, still: f64) -> bool {
    let Some(&[end, last]) = course.last() else {
        return false;
    };
    course
        .iter()
        .rev()
        .take_while(|[t, _]| *t > 0.5 * (from + end))
        .all(|[_, x]| (x - last).abs() < still)
}

/// Widens `low..high` to hold the first variable along a step.
pub(super) fn extend(step: &StepView<'_>, low: &mut f64, high: &mut f64) {
    let mut buffer = [0.0; 8];
    let x = &mut buffer[..step.x0.len()];
    for k in 1..=PER_STEP {
        step.at(k as f64 / PER_STEP as f64, x);
        *low = low.min(x[0]);
        *high = high.max(x[0]);
    }
}

/// A watcher of an orbit that finds where its first variable passes the middle of a range upward, after
/// having been below the lower quarter since the last time.
pub(super) struct Crossings {
    /// Times so far.
    pub(super) found: Vec<f64>,
    middle: f64,
    quarter: f64,
    armed: bool,
}

impl Crossings {
    /// Of the range `low..high`, for an orbit that starts at `start`.
    pub(super) fn new([low, high]: [f64; 2], start: f64) -> Self {
        let middle = low + 0.5 * (high - low);
        Self {
            found: vec![],
            middle,
            quarter: low + 0.25 * (high - low),
            armed: start < middle,
        }
    }

    /// Looks at one step.
    pub(super) fn see(&mut self, step: &StepView<'_>) {
        // A step may be long enough to dip below the quarter and come back: look inside it.
        let mut buffer = [0.0; 8];
        let x = &mut buffer[..step.x0.len()];
        for k in 1..PER_STEP {
            step.at(k as f64 / PER_STEP as f64, x);
            self.armed |= x[0] < self.quarter;
        }
        self.armed |= step.x0[0] < self.quarter;
        let middle = self.middle;
        let rises = step.x0[0] < middle && step.x1[0] >= middle;
        if self.armed
            && rises
            && let Some(theta) = step.locate(&|x| x[0] - middle, x)
        {
            self.found.push(step.t + theta * step.h);
            self.armed = false;
        }
        self.armed |= step.x1[0] < self.quarter;
    }
}

/// Error of one step relative to the window, and steps after which a trajectory is given up.
const TOLERANCE: f64 = 1e-10;
const MAX_STEPS: usize = 1_000_000;

/// The spike train of a problem from its preset's initial state, of any model: resets, or upward
/// crossings as [`spikes`] finds them. `None` when cancelled. Where the trajectory ends early, because
/// it runs away or takes too many steps, the train ends there.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula is finite nowhere in the window.
pub fn model_train(
    cancel: &Cancel,
    problem: &Problem,
    span: f64,
) -> Result<Option<SpikeTrain>, ProblemError> {
    let space = Space::of(problem)?;
    let start = &problem.preset().initial;
    let options = TrajectoryOptions {
        span,
        tolerance: TOLERANCE,
        max_steps: MAX_STEPS,
        every: Some(span),
    };
    let Some(orbit) = trajectory(cancel, &space, start, &options) else {
        return Ok(None);
    };
    let times = if space.field().resets() {
        orbit.spikes.clone()
    } else {
        match spikes(cancel, &space, start, span, TOLERANCE, MAX_STEPS) {
            Some(times) => times,
            None => return Ok(None),
        }
    };
    Ok(train(&orbit, times, span))
}

/// The same while `drive` moves the parameters: a train that a stimulus evokes, or a noisy one. Spikes
/// are those of [`driven`].
pub fn driven_train(
    cancel: &Cancel,
    problem: &Problem,
    span: f64,
    drive: &Drive,
    scheme: Scheme,
) -> Option<SpikeTrain> {
    let options = TrajectoryOptions {
        span,
        tolerance: TOLERANCE,
        max_steps: MAX_STEPS,
        every: Some(span),
    };
    let start = &problem.preset().initial;
    let orbit = driven(cancel, problem, start, &options, drive, scheme)?.trajectory;
    let times = orbit.spikes.clone();
    train(&orbit, times, span)
}

/// A train that lasts as long as its trajectory.
fn train(orbit: &Trajectory, times: Vec<f64>, span: f64) -> Option<SpikeTrain> {
    let reached = orbit.times.last().copied().unwrap_or(span);
    let end = times.last().map_or(reached, |&t| reached.max(t));
    // A trajectory that fails at once has no length; its train is silent.
    let end = if end > 0.0 { end } else { span };
    SpikeTrain::new(times, end).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str, set: &[(&str, f64)], start: [f64; 2], span: f64) -> Vec<f64> {
        let mut problem = Problem::from_source(source).unwrap();
        for &(name, value) in set {
            problem.set(name, value).unwrap();
        }
        let planar = problem.field().unwrap();
        spikes(&Cancel::never(), &planar, start, span, 1e-11, 200_000).unwrap()
    }

    /// Table B13 of the reference values: the cycle of FitzHugh-Nagumo at I = 0.35 has the period
    /// 45.610500981, and a section of a periodic orbit is passed once per period. The orbit contracts
    /// by e^−38 per turn, so that the second and third crossings lie on the cycle to rounding.
    #[test]
    fn crossings_of_a_cycle_are_one_period_apart() {
        let found = of("fitzhugh-nagumo", &[("I", 0.35)], [-1.2, -0.62], 300.0);
        assert!(found.len() >= 5);
        for pair in found[1..].windows(2) {
            let period = pair[1] - pair[0];
            assert!((period - 45.610500981).abs() < 1e-7, "{period}");
        }
    }

    /// The default preset starts 1.2 mV from rest in a window of 130 mV.
    #[test]
    fn an_orbit_that_settles_at_rest_nearby_has_no_spikes() {
        let source = "persistent-sodium-potassium/high-threshold";
        assert!(of(source, &[], [-65.0, 0.0003], 500.0).is_empty());
        assert!(of(source, &[("I", 10.0)], [-65.0, 0.0003], -5.0).is_empty());
    }

    /// Without sodium channels nothing can spike: at I = 10 the potential of Hodgkin and Huxley's membrane
    /// rises from −65 mV past where the outward currents balance the input, at −61.0, to −56.9, and sinks to
    /// it as the potassium gates follow.
    #[test]
    fn an_approach_to_rest_is_no_spike() {
        let mut problem = Problem::from_source("hodgkin-huxley").unwrap();
        problem.set("I", 10.0).unwrap();
        let count = |problem: &Problem| {
            let train = model_train(&Cancel::never(), problem, 500.0);
            train.unwrap().unwrap().times().len()
        };
        // With them it fires every 14.636 ms (B13), from the start on.
        let firing = count(&problem);
        assert!((34..=35).contains(&firing), "{firing}");
        problem.set("gNa", 0.0).unwrap();
        assert_eq!(count(&problem), 0);
    }

    /// Van der Pol at mu = 1 goes from +2 to −2 and back: one spike a period of 6.6632868594 (B13),
    /// so four in the first 28 units after a start near the upper branch.
    #[test]
    fn a_start_above_the_middle_is_no_spike() {
        let found = of("van-der-pol", &[], [2.0, 0.0], 28.0);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[0] > 1.0);
    }
}
