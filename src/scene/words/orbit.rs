//! What is said of a trajectory.
use super::{rates::endless_words, sentences};
use crate::analysis::{OrbitEnd, Problem, Trajectory, TrajectoryOptions, endless};
use crate::scene::number::quantity;
use crate::text::say;

/// What the reader must know of an orbit: that it was stiff, or did not cover its time.
pub fn orbit_words(
    problem: &Problem,
    orbit: &Trajectory,
    options: &TrajectoryOptions,
) -> Vec<String> {
    let time = problem.model().info().time.symbol();
    let reached = quantity(orbit.times.last().copied().unwrap_or(0.0), time);
    let stiff = orbit.stiff.then(|| say!("orbit-stiff"));
    // The cell spiked, and by the parameters that it has every spike leads straight to the next.
    let endless = endless(problem).filter(|_| orbit.spikes.len() > 1);
    let still = endless.as_ref().is_some_and(|e| e.interval == 0.0);
    let unfinished = match orbit.end {
        OrbitEnd::Time | OrbitEnd::Stopped => None,
        // The words on endless spiking say it.
        OrbitEnd::StepLimit if still => None,
        OrbitEnd::Diverged => Some(say!("orbit-ran-away", reached = reached.as_str())),
        OrbitEnd::StepLimit if stands_still(orbit) => {
            Some(say!("orbit-still", reached = reached.as_str()))
        }
        OrbitEnd::StepLimit => Some(say!(
            "orbit-steps",
            reached = reached.as_str(),
            span = quantity(options.span, time),
            steps = options.max_steps.to_string()
        )),
    };
    let endless = endless.map(|e| {
        let words = endless_words(problem, &e);
        if still && orbit.end == OrbitEnd::StepLimit {
            sentences([words, say!("orbit-given-up", reached = reached.as_str())])
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
