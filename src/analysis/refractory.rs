//! How refractory a cell is after a spike: for a while nothing makes it fire again.
use super::kick::{AT_LEISURE, Fate, Kicked};
use super::problem::Problem;
use crate::job::Cancel;

/// After a spike the membrane is refractory: for a while no kick makes it fire again, and then for a
/// while only a stronger one than at rest does.
#[derive(Clone, Debug, PartialEq)]
pub struct Refractory {
    /// The smallest kick of the potential that makes the cell at rest fire.
    pub at_rest: f64,
    /// The largest kick of all lifts the potential to this value, wherever it was.
    pub level: f64,
    /// When the spike that a kick a tenth above the smallest evokes peaks, counted from the kick.
    pub peak: f64,
    /// What the cell does afterwards.
    pub after: After,
}

/// What a cell does after a spike. Times count from its peak.
#[derive(Clone, Debug, PartialEq)]
pub enum After {
    /// It comes back to rest.
    Recovers {
        /// For so long no kick up to the largest makes it fire again.
        absolute: f64,
        /// Until then it takes a stronger kick than at rest, by more than [`SAME`]; a membrane that
        /// rings may do so again later.
        relative: f64,
        /// The smallest kick that makes it fire again, by the time, between these two.
        threshold: Vec<[f64; 2]>,
    },
    /// It fires again by itself, and peaks after so long.
    Repeats(f64),
    /// Neither: it settles elsewhere.
    Stays,
}

impl After {
    /// The end of the absolute and of the relative refractory period, where there are any.
    pub fn periods(&self) -> Option<[f64; 2]> {
        match self {
            Self::Recovers {
                absolute, relative, ..
            } => Some([*absolute, *relative]),
            Self::Repeats(_) | Self::Stays => None,
        }
    }
}

/// The kick that evokes the spike is so many times the smallest one that does.
pub const ABOVE: f64 = 1.1;
/// Thresholds larger by up to this part than the one at rest are the same as at rest.
pub const SAME: f64 = 0.02;
/// Bisections of a kick after a spike.
const HALVINGS: usize = 12;
/// Bisections of a moment between two steps.
const MOMENT: usize = 12;
/// Moments at which the threshold is found.
const MOMENTS: usize = 24;

impl Kicked<'_> {
    /// The first time along the states from which `test` holds, found between two of them by bisection;
    /// with the index of the first of the states after it. `None` when it never holds or when cancelled.
    fn first(
        &self,
        cancel: &Cancel,
        course: &[(f64, Vec<f64>)],
        test: &dyn Fn(&[f64]) -> bool,
    ) -> Option<(f64, usize)> {
        let holds = |(_, x): &(f64, Vec<f64>)| cancel.is_cancelled() || test(x);
        let k = course.iter().position(holds)?;
        let mut hi = course[k].0;
        if let Some((from, x)) = k.checked_sub(1).map(|k| &course[k]) {
            let mut lo = *from;
            for _ in 0..MOMENT {
                let middle = 0.5 * (lo + hi);
                if test(&self.later(x, middle - from)) {
                    hi = middle;
                } else {
                    lo = middle;
                }
            }
        }
        (!cancel.is_cancelled()).then_some((hi, k))
    }

    /// How the cell recovers along `course`, which leads from the peak back to rest.
    fn recovery(&self, cancel: &Cancel, course: &[(f64, Vec<f64>)], at_rest: f64) -> Option<After> {
        let largest = |x: &[f64]| self.fires(x, self.level());
        let (absolute, from) = self.first(cancel, course, &largest)?;
        // A membrane that rings is more and less excitable in turn: the first time counts.
        let usual = |x: &[f64]| self.fires(x, x[0] + (1.0 + SAME) * at_rest);
        let known = from.saturating_sub(1);
        let (relative, _) = self.first(cancel, &course[known..], &usual)?;
        let relative = relative.max(absolute);
        let mut threshold = Vec::with_capacity(MOMENTS + 1);
        for k in 0..=MOMENTS {
            if cancel.is_cancelled() {
                return None;
            }
            // Moments lie the closer the earlier, for there the threshold changes most.
            let part = k as f64 / MOMENTS as f64;
            let t = absolute + (relative - absolute) * part * part;
            let at = course.partition_point(|(time, _)| *time <= t).max(1) - 1;
            let x = self.later(&course[at].1, t - course[at].0);
            threshold.extend(self.threshold(&x, HALVINGS).map(|kick| [t, kick]));
        }
        Some(After::Recovers {
            absolute,
            relative,
            threshold,
        })
    }
}

/// How refractory a conductance-based cell is after a spike that a brief kick, a tenth stronger than the
/// smallest that does, evoked from the equilibrium `rest`.
///
/// Kicks are those of [`super::kick::smallest_kick`]. The refractory periods are found by bisection between the steps
/// of the course, to a four-thousandth of such a step. `None` when cancelled or when no kick makes the
/// cell fire.
pub fn refractory(cancel: &Cancel, problem: &Problem, rest: &[f64]) -> Option<Refractory> {
    let cell = Kicked::new(problem, rest)?;
    let at_rest = cell.threshold(rest, AT_LEISURE)?;
    let start = Kicked::kicked(rest, ABOVE * at_rest);
    let Fate::Fires { time, then, .. } = cell.follow(&start, true, &mut |_| {}) else {
        return None;
    };
    let mut course = vec![(0.0, then.clone())];
    let fate = cell.follow(&then, false, &mut |step| {
        course.push((step.t + step.h, step.x1.to_vec()));
    });
    let after = match fate {
        Fate::Fires { time, .. } => After::Repeats(time),
        Fate::Elsewhere => After::Stays,
        Fate::Rests => cell.recovery(cancel, &course, at_rest)?,
    };
    Some(Refractory {
        at_rest,
        level: cell.level(),
        peak: time,
        after,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::space::{self, Space};
    use crate::analysis::{TrajectoryOptions, flow};
    use crate::model::Orbit;
    use crate::num::ode::Watch;

    fn cell() -> Problem {
        Problem::from_source("persistent-sodium-potassium/high-threshold").expect("it exists")
    }

    /// Rest of the cell at I = 3 by its published eigenvalue table: (−63.8054, 0.000426).
    const REST: [f64; 2] = [-63.8054, 0.000426];

    /// Every threshold that is found divides kicks that evoke a spike from kicks that do not, checked on
    /// plain trajectories; at the beginning no kick does, in the end the same one as at rest.
    #[test]
    fn a_cell_is_absolutely_and_then_relatively_refractory() {
        let problem = cell();
        let found = refractory(&Cancel::never(), &problem, &REST).expect("the cell fires");
        let After::Recovers {
            absolute,
            relative,
            threshold,
        } = &found.after
        else {
            panic!("{found:?}");
        };
        // The separatrix is steep there: a kick along V must pass the saddle, 5.67 mV away.
        assert!((found.at_rest - 5.67).abs() < 0.2, "{}", found.at_rest);
        assert!(0.0 < *absolute && absolute < relative);
        assert!(*relative < 30.0);
        let last = threshold.last().expect("thresholds");
        assert!((last[1] / found.at_rest - 1.0).abs() < 0.05, "{last:?}");
        let planar = problem.field().expect("finite");
        let top = |start: &[f64], span: f64| {
            let options = TrajectoryOptions {
                span,
                ..TrajectoryOptions::default()
            };
            flow::trajectory(&Cancel::never(), &planar, start, &options).expect("not cancelled")
        };
        let spike = top(&[REST[0] + 1.1 * found.at_rest, REST[1]], 60.0);
        let peak = (0..spike.times.len())
            .max_by(|&a, &b| spike.states[a][0].total_cmp(&spike.states[b][0]))
            .expect("it has states");
        let (from, height) = (spike.times[peak], spike.states[peak][0] - REST[0]);
        for [t, kick] in threshold.iter().step_by(7) {
            let then = top(&spike.states[peak], *t);
            let state = then.states.last().expect("it has states");
            for (part, fires) in [(1.03, true), (0.97, false)] {
                let again = top(&[state[0] + part * kick, state[1]], 30.0);
                let highest = again.states.iter().map(|x| x[0]).fold(f64::MIN, f64::max);
                let fired = highest > REST[0] + 0.6 * height;
                assert_eq!(fired, fires, "{t} after the peak at {from}: {kick}");
            }
        }
    }

    fn of(source: &str, set: &[(&str, f64)]) -> (Problem, Vec<f64>, Refractory) {
        let mut problem = Problem::from_source(source).expect("it exists");
        for &(name, value) in set {
            problem.set(name, value).expect("allowed");
        }
        let rest = space::rest(&problem).expect("it rests").at;
        let found = refractory(&Cancel::never(), &problem, &rest).expect("it fires");
        (problem, rest, found)
    }

    /// Whether a spike peaks above 0 mV, six tenths of its height above rest, within 100 ms after a kick to `to`, in a plain fine run.
    fn spikes(problem: &Problem, x: &[f64], to: f64) -> bool {
        let space = Space::new(problem.bind(), problem.scales());
        let mut start = x.to_vec();
        start[0] = to;
        let run = space.run(100.0, 1e-10);
        let mut top = f64::MIN;
        space.integrate(&start, &run, |orbit| {
            if let Orbit::Step(step) = orbit {
                top = top.max(step.x1[0]);
            }
            Watch::Continue
        });
        top > 0.0
    }

    /// The definition itself, on independent runs of the Hodgkin-Huxley cell at rest: a kick to the
    /// largest allowed potential, −65 mV and a third of a spike's height of about 108 mV, fires 20 µs
    /// after the absolute period and not 20 µs before; a kick 2 % stronger than at rest does so after
    /// the relative period and not before.
    #[test]
    fn refractory_periods_are_the_first_moments_at_which_a_kick_fires() {
        let (problem, rest, found) = of("hodgkin-huxley", &[("I", 0.0)]);
        let [absolute, relative] = found.after.periods().expect("it recovers");
        assert!((found.level + 29.0).abs() < 1.0, "{}", found.level);
        let space = Space::new(problem.bind(), problem.scales());
        let after = |x: &[f64], t: f64| {
            space
                .integrate(x, &space.run(t, 1e-10), |_| Watch::Continue)
                .state
        };
        let mut start = rest;
        start[0] += ABOVE * found.at_rest;
        for (t, fires) in [(absolute - 0.02, false), (absolute + 0.02, true)] {
            let x = after(&start, found.peak + t);
            assert_eq!(spikes(&problem, &x, found.level), fires, "{t}: {found:?}");
        }
        for (t, fires) in [(relative - 0.02, false), (relative + 0.02, true)] {
            let x = after(&start, found.peak + t);
            let to = x[0] + (1.0 + SAME) * found.at_rest;
            assert_eq!(spikes(&problem, &x, to), fires, "{t}: {found:?}");
        }
    }

    /// These cells fire on after one kick (at I = 7, between the fold of cycles at 6.26 and the Hopf
    /// point at 9.775, a stable cycle surrounds the rest of Hodgkin and Huxley's cell): there is no rest
    /// against which they could be refractory. The next peak comes after the period of that cycle:
    /// 17.2 ms at I = 7, give or take what the first round takes longer.
    #[test]
    fn a_cell_that_fires_on_by_itself_has_no_refractory_period() {
        for (source, set) in [
            ("hodgkin-huxley", &[("I", 7.0)][..]),
            ("persistent-sodium-potassium/fast-potassium", &[]),
            ("persistent-sodium-potassium/subcritical", &[]),
        ] {
            let found = of(source, set).2;
            let After::Repeats(period) = found.after else {
                panic!("{source}: {found:?}");
            };
            assert!(period > 0.5, "{source}: {period}");
            if source == "hodgkin-huxley" {
                assert!((period - 17.2).abs() < 2.0, "{period}");
            }
        }
    }

    /// The separatrix of the Morris-Lecar cell passes 8.253 mV above rest, though responses near it take
    /// longer than 40 ms; with one variable the threshold is the unstable equilibrium at −40.285 mV,
    /// 12.23 mV above rest. A reset ends the spike of the latter: a large kick fires it at once.
    #[test]
    fn the_smallest_kick_reaches_the_threshold_however_long_the_cell_takes() {
        let found = of("morris-lecar/snlc", &[]).2;
        assert!((found.at_rest - 8.253).abs() < 1e-3, "{}", found.at_rest);
        let found = of("persistent-sodium", &[]).2;
        assert!((found.at_rest - 12.23).abs() < 5e-3, "{}", found.at_rest);
        let [absolute, relative] = found.after.periods().expect("it recovers");
        assert!(absolute == 0.0 && relative > 0.0, "{relative}");
    }
}
