//! The pictures of a demonstration: all of its trials at once, and the one that is chosen.
use super::response;
use crate::analysis::Problem;
use crate::analysis::demo::{Demonstration, Finding, Outcome};
use crate::scene::picture::{Axis, Curve, Dot, Item, Scene};
use crate::scene::stimulus::stimulus;
use crate::scene::theme::Role;
use crate::scene::thin::thinned;

/// Pieces of time of each of which a course in the window keeps the extremes.
const PIECES: f64 = 500.0;
/// The fewest such pieces of a course in a figure, which may be large, and the most.
const FINE: [f64; 2] = [4000.0, 40_000.0];
/// A response that takes less than this part of the usual range is shown enlarged.
const SMALL: f64 = 0.1;

/// A demonstration in pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// All trials on common axes: the first variable over time, thin, those that fire in another role than
    /// those that do not; or the response against what is varied, where that is a curve.
    pub all: Scene,
    /// What is put over it for each trial: its course, thick, or its place on the curve.
    pub chosen: Vec<Scene>,
    /// The stimulus of each trial on common axes; empty where the picture is no course of time.
    pub stimuli: Vec<Scene>,
    /// The range of the first variable that suits all trials.
    pub range: [f64; 2],
}

impl Picture {
    /// Leaves out points of courses of `until` that nobody would see in the window's small picture.
    pub fn thin(&mut self, until: f64) {
        self.thin_by(until / PIECES);
    }

    /// Leaves out points that nobody would see in a figure of whatever size: every spike of `outcome` stays.
    pub fn thin_finely(&mut self, until: f64, outcome: &Outcome) {
        let pairs = outcome.trials.iter().flat_map(|t| t.spikes.windows(2));
        let closest = pairs
            .map(|pair| pair[1] - pair[0])
            .fold(f64::INFINITY, f64::min);
        // Two spikes are never in one piece, nor are the troughs before and after a spike.
        let piece = (closest / 2.0).clamp(until / FINE[1], until / FINE[0]);
        self.thin_by(piece);
    }

    /// Keeps the extremes of every `piece` of time.
    fn thin_by(&mut self, piece: f64) {
        if self.stimuli.is_empty() {
            return;
        }
        let rest = self.chosen.iter_mut().chain(&mut self.stimuli);
        let all = std::iter::once(&mut self.all).chain(rest);
        for item in all.flat_map(|scene| &mut scene.items) {
            if let Item::Curve(c) = item {
                c.points = thinned(std::mem::take(&mut c.points).into_iter(), piece);
            }
        }
    }
}

/// The pictures of a demonstration that came out so.
pub fn picture(demo: &Demonstration, outcome: &Outcome, problem: &Problem) -> Picture {
    let info = problem.model().info();
    let first = &info.variables[0];
    let course = |k: usize| -> Vec<[f64; 2]> {
        let course = &outcome.trials[k].driven.trajectory;
        let pairs = course.times.iter().zip(&course.states);
        pairs.map(|(&t, x)| [t, x[0]]).collect()
    };
    let trials = 0..outcome.trials.len();
    let (lo, hi) = trials
        .clone()
        .flat_map(course)
        .filter(|p| p[1].is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), p| {
            (lo.min(p[1]), hi.max(p[1]))
        });
    let usual = problem.usual(0);
    let width = usual[1] - usual[0];
    let range = if hi - lo < SMALL * width {
        let pad = (0.2 * (hi - lo)).max(1e-4 * width);
        [lo - pad, hi + pad]
    } else {
        usual
    };
    if let Some(all) = response(demo, outcome, problem) {
        let blank = Scene::empty(all.x.clone(), all.y.clone());
        let chosen = trials
            .map(|k| {
                let mut scene = blank.clone();
                if matches!(outcome.finding, Finding::Resonance { .. }) {
                    let trial = &outcome.trials[k];
                    scene.items.push(Item::Dot(Dot {
                        role: Role::Live,
                        at: [trial.value, trial.peak],
                    }));
                }
                scene
            })
            .collect();
        return Picture {
            all,
            chosen,
            stimuli: vec![],
            range,
        };
    }
    let time = [0.0, demo.until];
    let pad = (0.06 * (hi - lo)).max(1e-4 * width);
    let blank = Scene::empty(
        Axis::time(info, time),
        Axis::new(first.name, first.unit.symbol(), [lo - pad, hi + pad]),
    );
    let line = |k: usize, role: Role| {
        Item::Curve(Curve {
            role,
            points: course(k),
            closed: false,
            label: None,
        })
    };
    let mut all = blank.clone();
    // Those that fire come first: the responses below the threshold must not be hidden by them.
    for fires in [true, false] {
        let alike = trials.clone();
        let alike = alike.filter(|&k| outcome.trials[k].spikes.is_empty() != fires);
        all.items
            .extend(alike.map(|k| line(k, Role::Trial { fires })));
    }
    let chosen = trials
        .map(|k| {
            let mut scene = blank.clone();
            scene.items.push(line(k, Role::Live));
            scene
        })
        .collect();
    let mut stimuli: Vec<Scene> = outcome
        .trials
        .iter()
        .filter_map(|t| Some(stimulus(problem, t.driven.driving.first()?, time)))
        .collect();
    let common = stimuli
        .iter()
        .fold([f64::INFINITY, f64::NEG_INFINITY], |[lo, hi], s| {
            [lo.min(s.y.range[0]), hi.max(s.y.range[1])]
        });
    for scene in &mut stimuli {
        scene.y.range = common;
        // The picture is low, and the unit is where the choices and the slider are.
        scene.y.unit.clear();
    }
    Picture {
        all,
        chosen,
        stimuli,
        range,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::demo::{demonstrations, run};

    fn pictured(id: &str) -> (Demonstration, Picture) {
        let demo = demonstrations().into_iter().find(|d| d.id == id);
        let demo = demo.expect("it exists");
        let outcome = run(&Default::default(), &demo).unwrap().unwrap();
        let found = picture(&demo, &outcome, &demo.problem().unwrap());
        (demo, found)
    }

    /// Of the six trials of the integrator three fire, and all six are in one picture with the same axes, as are
    /// their stimuli, whose second pulse comes 2 to 20 ms after the first.
    #[test]
    fn all_trials_are_in_one_picture() {
        let (demo, found) = pictured("integrator");
        let count = |fires| {
            let role = Role::Trial { fires };
            let curves = found.all.items.iter();
            curves
                .filter(|i| matches!(i, Item::Curve(c) if c.role == role))
                .count()
        };
        assert_eq!([count(true), count(false)], [3, 3]);
        assert_eq!([found.chosen.len(), found.stimuli.len()], [6, 6]);
        for scene in found.chosen.iter().chain(&found.stimuli) {
            assert_eq!(scene.x.range, [0.0, demo.until]);
        }
        let ranges = found.stimuli.iter().map(|s| s.y.range);
        assert!(ranges.clone().all(|r| r == found.stimuli[0].y.range));
        // It fires: the live trace keeps the usual range.
        assert_eq!(found.range, demo.problem().unwrap().usual(0));
    }

    /// The response to two tiny pulses is a curve against their gap, with a dot at the chosen one; the live trace
    /// has one range for all gaps, far narrower than that of a spike.
    #[test]
    fn a_curve_marks_the_chosen_trial() {
        let (demo, found) = pictured("resonance-curve");
        let k = demo.telling();
        let [Item::Dot(dot)] = found.chosen[k].items[..] else {
            panic!("{:?}", found.chosen[k]);
        };
        assert_eq!(dot.at[0], 41.0);
        assert!(found.stimuli.is_empty());
        assert!(found.range[1] - found.range[0] < 1.0, "{:?}", found.range);
    }
}
