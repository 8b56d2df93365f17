//! Trajectories: what happens from here.
pub use crate::num::ode::End as OrbitEnd;

use super::space::PhaseSpace;
use crate::job::Cancel;
use crate::model::{Orbit, Run, RunEnd, StepView};
use crate::num::ode::Watch;

/// A curve is drawn from so many points that no chord departs from it by more than this part of the
/// window: a fifth of a pixel on a plot of a thousand pixels.
pub(super) const CHORD: f64 = 2e-4;

/// No trajectory keeps more points than this; it ends with [`OrbitEnd::StepLimit`] instead.
const MOST_POINTS: usize = 5_000_000;

/// How to follow a trajectory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrajectoryOptions {
    /// Length of time, negative to go backward.
    pub span: f64,
    /// Error of one step, relative to the window.
    pub tolerance: f64,
    /// No more than so many steps.
    pub max_steps: usize,
    /// States at these intervals (and at the end) instead of as many as a smooth curve needs.
    pub every: Option<f64>,
}

impl Default for TrajectoryOptions {
    fn default() -> Self {
        Self {
            span: 100.0,
            tolerance: 1e-9,
            max_steps: 1_000_000,
            every: None,
        }
    }
}

/// A trajectory with its spikes.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// Times from 0, in order of the integration (decreasing when backward).
    pub times: Vec<f64>,
    /// States, one per time. A reset appears as two states at one time, unless sampled at intervals.
    pub states: Vec<Vec<f64>>,
    /// Times of resets.
    pub spikes: Vec<f64>,
    /// Indices into `times` of the states right after a reset.
    pub resets: Vec<usize>,
    /// Why it ended.
    pub end: OrbitEnd,
    /// Whether the system was stiff along the orbit and the implicit method took over.
    pub stiff: bool,
}

/// Calls `point(theta, state)` for as many points inside a step, its end included, as a smooth curve
/// needs: chords depart from it by at most `chord` of the scale, in the plane and over time.
pub(super) fn sample_step(
    step: &StepView<'_>,
    scale: &[f64],
    chord: f64,
    mut point: impl FnMut(f64, &[f64]),
) {
    let n = scale.len();
    let mut buffer = [0.0; 8];
    assert!(n <= buffer.len(), "no model has more than eight variables");
    // Departure from the chord: |x''| h²/8 ≈ |f1 − f0| |h|/8 by the end slopes, and as it is at two
    // places inside, since a step may make a whole turn around a weak focus.
    let mut bend = (0..n).fold(0.0_f64, |m, i| {
        m.max((step.f1[i] - step.f0[i]).abs() * step.h.abs() / 8.0 / scale[i])
    });
    for theta in [0.5, 0.3] {
        step.at(theta, &mut buffer[..n]);
        let straight = |i: usize| step.x0[i] + theta * (step.x1[i] - step.x0[i]);
        bend = (0..n).fold(bend, |m, i| {
            m.max((buffer[i] - straight(i)).abs() / scale[i])
        });
    }
    let parts = (bend / chord).sqrt().ceil().clamp(1.0, 256.0) as usize;
    for k in 1..parts {
        let theta = k as f64 / parts as f64;
        step.at(theta, &mut buffer[..n]);
        point(theta, &buffer[..n]);
    }
    point(1.0, step.x1);
}

/// Follows the orbit from `start`, forward or backward; `None` when cancelled.
///
/// Adaptive steps of order 8 with dense output; spikes of reset models are located by root finding to
/// about 1e-13 of their step. Backward in time resets cannot be undone and are ignored. A stiff system
/// is handed to an implicit method and [`Trajectory::stiff`] says so. An orbit that blows up is a
/// fact: it ends with [`OrbitEnd::Diverged`] and keeps the part before.
pub fn trajectory(
    cancel: &Cancel,
    space: &impl PhaseSpace,
    start: &[f64],
    options: &TrajectoryOptions,
) -> Option<Trajectory> {
    let (field, scale) = (space.field(), space.scale());
    let mut run = Run::new(options.span, options.tolerance, scale);
    run.max_steps = options.max_steps;
    let mut record = Record::new(start, scale, options);
    let mut count = 0_u32;
    let end = field.integrate(start, &run, &mut |orbit| {
        record.see(orbit);
        count = count.wrapping_add(1);
        if record.full() || (count.is_multiple_of(256) && cancel.is_cancelled()) {
            Watch::Stop
        } else {
            Watch::Continue
        }
    });
    if cancel.is_cancelled() {
        return None;
    }
    Some(record.finish(end))
}

/// A trajectory in the making: a watcher of an orbit that keeps what [`TrajectoryOptions`] asks for.
pub(super) struct Record<'a> {
    out: Trajectory,
    scale: &'a [f64],
    every: Option<f64>,
    next: u64,
    buffer: Vec<f64>,
}

impl<'a> Record<'a> {
    /// The start alone.
    pub(super) fn new(start: &[f64], scale: &'a [f64], options: &TrajectoryOptions) -> Self {
        Self {
            out: Trajectory {
                times: vec![0.0],
                states: vec![start.to_vec()],
                spikes: vec![],
                resets: vec![],
                end: OrbitEnd::Time,
                stiff: false,
            },
            scale,
            every: options.every.map(|dt| dt.abs().copysign(options.span)),
            next: 1,
            buffer: vec![0.0; start.len()],
        }
    }

    /// Whether no more can be kept.
    pub(super) fn full(&self) -> bool {
        self.out.times.len() >= MOST_POINTS || self.out.spikes.len() >= MOST_POINTS
    }

    /// Keeps what is asked for of one step or reset.
    pub(super) fn see(&mut self, orbit: &Orbit<'_>) {
        match (orbit, self.every) {
            (Orbit::Step(step), None) => self.step(step),
            (Orbit::Step(step), Some(dt)) => self.samples(step, dt),
            (
                Orbit::Reset {
                    time, until, after, ..
                },
                every,
            ) => {
                self.out.spikes.push(*time);
                match every {
                    None => self.reset(*time, *until, after),
                    // Samples that fall into the refractory period.
                    Some(dt) => {
                        while until > time && !self.full() && self.next as f64 * dt <= *until {
                            self.push(self.next as f64 * dt, after);
                            self.next += 1;
                        }
                    }
                }
            }
        }
    }

    fn push(&mut self, time: f64, state: &[f64]) {
        self.out.times.push(time);
        self.out.states.push(state.to_vec());
    }

    fn step(&mut self, step: &StepView<'_>) {
        // An impulse is a step without duration: its end is enough.
        if step.h == 0.0 {
            self.push(step.t, step.x1);
            return;
        }
        let out = &mut self.out;
        sample_step(step, self.scale, CHORD, |theta, x| {
            out.times.push(step.t + theta * step.h);
            out.states.push(x.to_vec());
        });
    }

    fn samples(&mut self, step: &StepView<'_>, dt: f64) {
        while step.h != 0.0 && !self.full() {
            let time = self.next as f64 * dt;
            let theta = (time - step.t) / step.h;
            if theta > 1.0 || theta.is_nan() {
                break;
            }
            step.at(theta.max(0.0), &mut self.buffer);
            self.out.times.push(time);
            self.out.states.push(self.buffer.clone());
            self.next += 1;
        }
    }

    fn reset(&mut self, time: f64, until: f64, after: &[f64]) {
        self.out.resets.push(self.out.times.len());
        self.push(time, after);
        if until > time {
            self.push(until, after);
        }
    }

    /// The trajectory, which ended so.
    pub(super) fn finish(mut self, end: RunEnd) -> Trajectory {
        let full = self.full();
        if self.every.is_some() && self.out.times.last() != Some(&end.time) && !full {
            self.out.times.push(end.time);
            self.out.states.push(end.state);
        }
        self.out.end = if full { OrbitEnd::StepLimit } else { end.end };
        self.out.stiff = end.stiff;
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Planar, Problem};

    fn planar(source: &str) -> Planar {
        Problem::from_source(source)
            .expect("it exists")
            .field()
            .expect("it is finite")
    }

    /// Two independent codes of order 8 at tolerance 1e-13 agree on this state.
    #[test]
    fn a_trajectory_ends_where_two_other_codes_end() {
        let p = planar("fitzhugh-nagumo");
        let options = TrajectoryOptions {
            span: 1000.0,
            tolerance: 1e-12,
            ..Default::default()
        };
        let t = trajectory(&Cancel::never(), &p, &[-1.0, 1.0], &options).expect("not cancelled");
        let last = t.states.last().expect("not empty");
        assert!(
            (last[0] + 1.243_915_317_109_6).abs() < 1e-9
                && (last[1] + 0.160_134_440_120_7).abs() < 1e-9
        );
        assert_eq!((t.end, t.times.last()), (OrbitEnd::Time, Some(&1000.0)));
    }

    #[test]
    fn sampling_at_intervals_hits_the_asked_times_and_the_end() {
        let p = planar("fitzhugh-nagumo");
        let options = TrajectoryOptions {
            span: 1.05,
            every: Some(0.1),
            ..Default::default()
        };
        let t = trajectory(&Cancel::never(), &p, &[-1.0, 1.0], &options).expect("not cancelled");
        assert_eq!(t.times.len(), 12);
        assert!(
            t.times
                .iter()
                .take(11)
                .enumerate()
                .all(|(k, &time)| (time - 0.1 * k as f64).abs() < 1e-12)
        );
        assert_eq!(t.times[11], 1.05);
    }

    /// With u frozen (a = 0) the membrane is v' = 0.04 v² + 5 v + 140 − u + I; for a positive
    /// discriminant of the shifted parabola 0.04 (v + 62.5)² + q, q = I − u − 16.25 > 0, the time from
    /// reset to peak is [atan(s (30 + 62.5)) − atan(s (c + 62.5))] / √(0.04 q), s = √(0.04/q).
    #[test]
    fn spikes_of_a_reset_model_come_at_the_time_of_the_quadratic_formula() {
        let mut problem = Problem::from_source("izhikevich/rs").expect("it exists");
        for (name, value) in [("a", 0.0), ("d", 0.0), ("I", 20.0)] {
            problem.set(name, value).expect("allowed");
        }
        let p = problem.field().expect("finite");
        let q = 20.0 + 10.0 - 16.25;
        let s = (0.04_f64 / q).sqrt();
        let period = ((s * 92.5).atan() - (s * -2.5).atan()) / (0.04 * q).sqrt();
        let options = TrajectoryOptions {
            span: 5.5 * period,
            tolerance: 1e-12,
            ..Default::default()
        };
        let t = trajectory(&Cancel::never(), &p, &[-65.0, -10.0], &options).expect("not cancelled");
        assert_eq!(t.spikes.len(), 5);
        for (k, spike) in t.spikes.iter().enumerate() {
            assert!(
                (spike - period * (k + 1) as f64).abs() < 1e-9,
                "{k}: {spike} {period}"
            );
        }
        for &k in &t.resets {
            assert!((t.states[k - 1][0] - 30.0).abs() < 1e-10 && t.states[k][0] == -65.0);
        }
    }

    #[test]
    fn a_cancelled_trajectory_gives_nothing() {
        let cancel = Cancel::never();
        cancel.clone().cancel();
        assert!(
            trajectory(
                &cancel,
                &planar("van-der-pol"),
                &[1.0, 0.0],
                &TrajectoryOptions::default()
            )
            .is_none()
        );
    }
}
