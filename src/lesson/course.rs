//! Runs of the cell for claims: what the command line computes too.
use super::check::Unchecked;
use super::claim::{Run, Tends};
use crate::analysis::driven::driven;
use crate::analysis::flow::trajectory;
use crate::analysis::{OrbitEnd, Problem, Scheme, Space, Trajectory, TrajectoryOptions, course};
use crate::job::Cancel;
use crate::model::Drive;
use crate::session::Session;

/// Error of one step relative to the window.
const TOLERANCE: f64 = 1e-10;
/// Steps after which a run is given up.
const MAX_STEPS: usize = 2_000_000;
/// Samples of a run in which the greatest value is sought: the peak of a spike is then exact to far below a tenth of
/// a millivolt.
const SAMPLES: f64 = 20_000.0;
/// What moves less than this part of its usual range at the end of a run rests.
const STILL: f64 = 0.01;

/// The state that a run starts from; `None` where the model has no variable of that name.
pub(super) fn start(problem: &Problem, run: &Run) -> Option<Vec<f64>> {
    let mut state = problem.preset().initial.clone();
    for (name, value) in &run.start {
        state[problem.variable(name).ok()?] = *value;
    }
    Some(state)
}

/// The run of the cell from `start` under the session's stimulus, as the session computes it, or accurately where the
/// claim says so.
pub(super) fn run(
    cancel: &Cancel,
    session: &Session,
    start: &[f64],
    run: &Run,
) -> Result<Trajectory, Unchecked> {
    let until = run.until;
    let euler = session.euler().filter(|_| !run.accurate);
    let problem = session.problem();
    // Of a model with a peak, samples would miss the peak itself.
    let resets = problem.model().info().resets;
    let options = TrajectoryOptions {
        span: until,
        tolerance: TOLERANCE,
        max_steps: MAX_STEPS,
        every: (!resets).then_some(until / SAMPLES),
    };
    if session.stimulus().is_empty() && euler.is_none() {
        return course(cancel, problem, start, &options)?.ok_or(Unchecked::Cancelled);
    }
    let (model, values) = (problem.model(), problem.values());
    let drive = Drive::new(&**model, values, session.stimulus(), session.seed())?;
    let scheme = euler.map_or(Scheme::Accurate, Scheme::Euler);
    let found = driven(cancel, problem, start, &options, &drive, scheme);
    Ok(found.ok_or(Unchecked::Cancelled)?.trajectory)
}

/// How the orbit from `start` ends when nothing is done to the cell; `None` when it runs away.
pub(super) fn end(
    cancel: &Cancel,
    problem: &Problem,
    start: &[f64],
    until: f64,
) -> Result<Option<Tends>, Unchecked> {
    let options = TrajectoryOptions {
        span: until,
        tolerance: TOLERANCE,
        max_steps: MAX_STEPS,
        every: None,
    };
    let space = Space::of(problem)?;
    let orbit = trajectory(cancel, &space, start, &options).ok_or(Unchecked::Cancelled)?;
    if orbit.end == OrbitEnd::Diverged {
        return Ok(None);
    }
    if orbit.spikes.iter().any(|&t| t > 0.75 * until) {
        return Ok(Some(Tends::Firing));
    }
    let late = orbit.times.partition_point(|&t| t < 0.75 * until);
    let late = late.min(orbit.states.len().saturating_sub(1));
    let scales = problem.scales();
    let moves = (0..scales.len()).any(|k| {
        let of = orbit.states[late..].iter().map(|s| s[k]);
        let (lo, hi) = of.fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), x| {
            (lo.min(x), hi.max(x))
        });
        hi - lo > STILL * scales[k]
    });
    Ok(Some(if moves { Tends::Firing } else { Tends::Rest }))
}
