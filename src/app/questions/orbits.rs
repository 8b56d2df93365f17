//! Orbits, as they are drawn in the plane and over time.
use crate::analysis::{Problem, Space, Trajectory, TrajectoryOptions, flow};
use crate::job::Cancel;
use crate::scene::{self, Item, Role, Scene, thinned};
use std::{borrow::Cow, collections::HashSet, sync::Arc};

/// Pieces of a time course, of each of which the extremes are kept: about one per pixel.
const COURSE_PIECES: f64 = 300.0;
/// Steps of one orbit.
const ORBIT_STEPS: usize = 40_000;

/// An orbit drawn: in the plane, and over time.
#[derive(Debug)]
pub(in crate::app) struct Orbits {
    /// In the plane.
    pub plane: Scene,
    /// Each variable over time.
    pub courses: Vec<Scene>,
    /// The curves in the plane with the ids of their seeds, for the pointer to hit.
    pub paths: Vec<(u64, Vec<[f64; 2]>)>,
    /// Whether an implicit method follows one of them.
    pub stiff: bool,
}

/// A start with its colour.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Start {
    pub id: u64,
    pub role: Role,
    /// One number per variable.
    pub at: Vec<f64>,
}

/// Whose orbits, how far, and how much of their time course.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct OrbitKey {
    /// With the preset's window, so that looking elsewhere changes nothing.
    pub problem: Problem,
    pub starts: Vec<Start>,
    /// How far to follow, in the model's time.
    pub span: f64,
    /// How much of the time course is shown.
    pub horizon: f64,
    /// Whether the past is followed too.
    pub past: bool,
}

/// Orbits; those that were known before are not followed again, so that moving one start costs one
/// orbit.
pub(super) fn orbit_work() -> impl FnMut(&Cancel, &OrbitKey, &mut dyn FnMut(Orbits)) + Send + 'static
{
    type Known = (Start, Arc<Vec<Trajectory>>);
    let mut last: Option<(OrbitKey, Vec<Known>)> = None;
    move |cancel, key, publish| {
        let space = Space::new(key.problem.bind(), key.problem.scales());
        let old = last
            .take()
            .filter(|(k, _)| k.problem == key.problem && k.span == key.span && k.past == key.past)
            .map_or_else(Vec::new, |(_, known)| known);
        let mut known = Vec::with_capacity(key.starts.len());
        for start in &key.starts {
            let found = old.iter().find(|(s, _)| s.at == start.at);
            let orbit = match found {
                Some((_, orbit)) => Arc::clone(orbit),
                None => {
                    let mut parts = Vec::new();
                    for span in [key.span, -key.span]
                        .into_iter()
                        .take(1 + usize::from(key.past))
                    {
                        let options = TrajectoryOptions {
                            span,
                            tolerance: 1e-7,
                            max_steps: ORBIT_STEPS,
                            every: None,
                        };
                        match flow::trajectory(cancel, &space, &start.at, &options) {
                            Some(part) => parts.push(part),
                            None => return,
                        }
                    }
                    Arc::new(parts)
                }
            };
            known.push((start.clone(), orbit));
        }
        publish(drawn(key, &known));
        last = Some((key.clone(), known));
    }
}

fn drawn(key: &OrbitKey, known: &[(Start, Arc<Vec<Trajectory>>)]) -> Orbits {
    let mut plane = scene::trace_axes(&key.problem, 0, [0.0, key.horizon]);
    let axes = |k| scene::trace_axes(&key.problem, k, [0.0, key.horizon]);
    let mut courses: Vec<Scene> = (0..key.problem.scales().len()).map(axes).collect();
    let mut paths = Vec::new();
    let mut stiff = false;
    let scale = key.problem.home().size();
    for (start, parts) in known {
        for (part, role) in parts.iter().zip([start.role, Role::HoverPast]) {
            let shown = until_repeated(&in_plane(&key.problem, part), scale);
            plane.items.extend(scene::orbit(role, &shown));
            if part.times.last().is_some_and(|&t| t >= 0.0) {
                let path = shown.states.iter().map(|x| [x[0], x[1]]).collect();
                paths.push((start.id, path));
                for (k, scene) in courses.iter_mut().enumerate() {
                    scene.items.push(Item::Curve(scene::Curve {
                        role,
                        points: course(part, k, key.horizon),
                        closed: false,
                        label: None,
                    }));
                }
                if part.stiff {
                    stiff = true;
                }
            }
        }
    }
    Orbits {
        plane,
        courses,
        paths,
        stiff,
    }
}

/// An orbit as the plane shows it.
fn in_plane<'a>(problem: &Problem, orbit: &'a Trajectory) -> Cow<'a, Trajectory> {
    if problem.scales().len() == 2 {
        return Cow::Borrowed(orbit);
    }
    let field = problem.bind();
    let axes = problem.axes();
    let project = |state: &Vec<f64>| {
        if let [x] = state[..] {
            let mut rate = [0.0];
            field.rhs(&[x], &mut rate);
            return vec![x, rate[0]];
        }
        axes.map(|k| state[k]).to_vec()
    };
    Cow::Owned(Trajectory {
        states: orbit.states.iter().map(project).collect(),
        ..orbit.clone()
    })
}

/// The part of an orbit that still goes to new places: an orbit on a cycle draws over itself, which
/// costs time and shows nothing.
///
/// Places are the cells of a grid of 200 by 200 over the window. An orbit is cut when over a stretch
/// of six widths of the window hardly any place was new; a slow spiral still finds some.
fn until_repeated(orbit: &Trajectory, scale: [f64; 2]) -> Trajectory {
    const PLACES: f64 = 200.0;
    const STRETCH: f64 = 6.0 * PLACES;
    const FEW: usize = 24;
    let mut seen = HashSet::new();
    let (mut steps, mut new) = (0.0, 0);
    let mut keep = orbit.states.len();
    for (k, pair) in orbit.states.windows(2).enumerate() {
        let ends = [0, 1].map(|e| [0, 1].map(|i| PLACES * pair[e][i] / scale[i]));
        let length = (ends[1][0] - ends[0][0]).hypot(ends[1][1] - ends[0][1]);
        let pieces = length.ceil().clamp(1.0, 2.0 * PLACES);
        for s in 1..=pieces as usize {
            let at = s as f64 / pieces;
            let place = [0, 1]
                .map(|i| (ends[0][i] + at * (ends[1][i] - ends[0][i])).clamp(-1e9, 1e9) as i64);
            new += usize::from(seen.insert(place));
        }
        // A resting orbit hardly moves and has few points; only what moves counts.
        steps += length.min(2.0 * PLACES);
        if steps >= STRETCH {
            if new < FEW {
                keep = k + 2;
                break;
            }
            (steps, new) = (0.0, 0);
        }
    }
    Trajectory {
        times: orbit.times[..keep].to_vec(),
        states: orbit.states[..keep].to_vec(),
        spikes: Vec::new(),
        resets: orbit.resets.iter().copied().filter(|&k| k < keep).collect(),
        end: orbit.end,
        stiff: orbit.stiff,
    }
}

/// Variable `k` over time up to `horizon`, thinned to the extremes of each piece of time so that no
/// peak is lost.
fn course(orbit: &Trajectory, k: usize, horizon: f64) -> Vec<[f64; 2]> {
    let points = orbit
        .times
        .iter()
        .zip(&orbit.states)
        .map(|(&t, x)| [t, x[k]])
        .take_while(|[t, _]| *t <= horizon);
    thinned(points, horizon / COURSE_PIECES)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The van der Pol orbit reaches its cycle within a few of the hundred turns that it is followed.
    #[test]
    fn an_orbit_on_a_cycle_is_not_drawn_over_itself() {
        let problem = Problem::from_source("van-der-pol").expect("it exists");
        let planar = problem.field().expect("finite");
        let options = TrajectoryOptions {
            span: 666.0,
            tolerance: 1e-9,
            ..Default::default()
        };
        let orbit = flow::trajectory(&Cancel::never(), &planar, &[0.1, 0.0], &options)
            .expect("not cancelled");
        let shown = until_repeated(&orbit, problem.window().size());
        assert!(shown.times.len() * 4 < orbit.times.len());
        assert!(shown.times.last().is_some_and(|&t| t > 10.0));
    }
}
