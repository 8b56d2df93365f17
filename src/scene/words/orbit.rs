//! What is said of a trajectory.
use super::rates::endless_words;
use crate::analysis::{OrbitEnd, Problem, Trajectory, TrajectoryOptions, endless};
use crate::scene::number::quantity;

/// What the reader must know of an orbit: that it was stiff, or did not cover its time.
pub fn orbit_words(
    problem: &Problem,
    orbit: &Trajectory,
    options: &TrajectoryOptions,
) -> Vec<String> {
    let time = problem.model().info().time.symbol();
    let reached = quantity(orbit.times.last().copied().unwrap_or(0.0), time);
    let stiff = orbit.stiff.then(|| {
        "the equations are stiff along this trajectory; an implicit method of order 5 took over"
            .into()
    });
    // The cell spiked, and by the parameters that it has every spike leads straight to the next.
    let endless = endless(problem).filter(|_| orbit.spikes.len() > 1);
    let still = endless.as_ref().is_some_and(|e| e.interval == 0.0);
    let unfinished = match orbit.end {
        OrbitEnd::Time | OrbitEnd::Stopped => None,
        // The words on endless spiking say it.
        OrbitEnd::StepLimit if still => None,
        OrbitEnd::Diverged => Some(format!(
            "the trajectory ran away at time {reached}; what came before is shown"
        )),
        OrbitEnd::StepLimit if stands_still(orbit) => Some(format!(
            "at time {reached} every reset leads straight to the next spike: the reset lies beyond the peak; \
             choose another reset or peak"
        )),
        OrbitEnd::StepLimit => Some(format!(
            "the trajectory reached {reached} of {} in {} steps and was given up; ask for a shorter time",
            quantity(options.span, time),
            options.max_steps
        )),
    };
    let endless = endless.map(|e| {
        let words = endless_words(problem, &e);
        if still && orbit.end == OrbitEnd::StepLimit {
            format!("{words} The trajectory was given up at time {reached}.")
        } else {
            words
        }
    });
    let all = stiff.into_iter().chain(endless);
    all.chain(unfinished).collect()
}

/// Whether the last spikes all happened at one time.
fn stands_still(orbit: &Trajectory) -> bool {
    matches!(orbit.spikes.as_slice(), [.., a, _, b] if a == b)
}
