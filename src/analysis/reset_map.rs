//! The map from one reset to the next, and the spiking orbits of reset models as its periodic points.
//!
//! A spike starts on the reset line at u and ends on the peak line; R(u) is where the next one starts.
//! Where both lines are vertical R'(u) = v'(start) / v'(end) · exp ∫ div dt: the quotient of the speeds
//! across the lines is all that saltation contributes. Slanted lines are crossed at an angle, which
//! [`crate::model::Field::transfer`] knows.
use super::{
    arc::divergence_over,
    cycle::{Cycle, CycleOptions},
    flow::{CHORD, sample_step},
    planar::Planar,
    trap::Trap,
};
use crate::job::Cancel;
use crate::model::{Orbit, Spikes};
use crate::num::ode::{Method, Watch};

/// One spike: from reset to reset.
#[derive(Clone, Debug)]
struct Spike {
    /// Place on the reset line after the next reset.
    next: f64,
    time: f64,
    /// R'(u).
    slope: f64,
}

/// Points of the second variable at which the map is sampled.
const SAMPLES: usize = 48;
/// Tolerance of the scan.
const LOOSE: f64 = 1e-7;
/// Spikes after which an orbit that has not settled counts as not periodic.
const PATIENCE: usize = 400;
/// The longest period, in spikes, that is told from a chaotic orbit.
const LONGEST: usize = 64;

/// The reset map of a field that spikes by reset.
pub(super) struct ResetMap<'a> {
    planar: &'a Planar,
    traps: &'a [Trap],
}

impl<'a> ResetMap<'a> {
    /// `None` for smooth models.
    pub(super) fn new(planar: &'a Planar, traps: &'a [Trap]) -> Option<Self> {
        let field = planar.field();
        field.resets().then_some(Self { planar, traps })
    }

    /// The state at place `u` of the reset line.
    fn restart(&self, u: f64) -> [f64; 2] {
        let mut x = [0.0; 2];
        self.planar.field().restart(u, &mut x);
        x
    }

    /// The orbit from the reset line at `u` to the next reset; `None` when it never spikes.
    fn spike(
        &self,
        u: f64,
        tolerance: f64,
        mut draw: Option<&mut Vec<(f64, [f64; 2])>>,
    ) -> Option<Spike> {
        let start = self.restart(u);
        let field = self.planar.field();
        if field.guard(&start) >= 0.0 {
            return None;
        }
        let tight = tolerance <= 1e-9;
        let mut run = self.planar.run(f64::MAX, tolerance);
        run.method = if tight {
            Method::Dop853
        } else {
            Method::Dopri5
        };
        run.spikes = Spikes::Stop;
        run.max_steps = 6_000;
        let mut divergence = 0.0;
        let end = self.planar.integrate(start, &run, |orbit| {
            let Orbit::Step(step) = orbit else {
                return Watch::Stop;
            };
            if tight {
                divergence += divergence_over(self.planar, step, 1.0);
            }
            if let Some(points) = draw.as_deref_mut() {
                let from = points.len();
                sample_step(step, self.planar.scale(), CHORD, |theta, x| {
                    points.push((step.t + theta * step.h, [x[0], x[1]]));
                });
                // Exact extrema of both variables are among the points.
                for i in (0..2).filter(|&i| step.f0[i] * step.f1[i] < 0.0) {
                    let mut x = [0.0; 2];
                    if let Some(theta) = step.locate(&|x| self.planar.f([x[0], x[1]])[i], &mut x) {
                        points.push((step.t + theta * step.h, x));
                    }
                }
                points[from..].sort_by(|a, b| a.0.total_cmp(&b.0));
            }
            if self.traps.iter().any(|t| t.contains(step.x1)) {
                Watch::Stop
            } else {
                Watch::Continue
            }
        });
        if !end.spiked {
            return None;
        }
        let at = [end.state[0], end.state[1]];
        Some(Spike {
            next: field.mark(&at),
            time: end.time + field.hold(),
            slope: field.transfer(u, &at) * divergence.exp(),
        })
    }

    /// `k` spikes in a row: where the last one ends, the time taken and the slope of the k-fold map.
    fn iterate(&self, mut u: f64, k: usize, tolerance: f64) -> Option<(f64, f64, f64)> {
        let (mut time, mut slope) = (0.0, 1.0);
        for _ in 0..k {
            let spike = self.spike(u, tolerance, None)?;
            (u, time, slope) = (spike.next, time + spike.time, slope * spike.slope);
        }
        Some((u, time, slope))
    }

    /// All fixed points in the range of the second variable, stable and unstable, and the attracting
    /// orbits of longer period that are reached from there; sorted by period.
    ///
    /// `None` when cancelled. Orbits that are still not periodic after [`PATIENCE`] spikes (chaotic
    /// ones, or of more than [`LONGEST`] spikes) are left out.
    pub(super) fn cycles(
        &self,
        cancel: &Cancel,
        [lo, hi]: [f64; 2],
        options: &CycleOptions,
    ) -> Option<Vec<Cycle>> {
        let height = self.planar.scale()[1];
        let mut found: Vec<Cycle> = vec![];
        // The tangency, where the field is vertical on the reset line, is where R has its fold.
        let samples: Vec<(f64, Option<f64>)> = (0..=SAMPLES)
            .map(|k| {
                let u = lo + (hi - lo) * k as f64 / SAMPLES as f64;
                (u, self.spike(u, LOOSE, None).map(|s| s.next - u))
            })
            .collect();
        if cancel.is_cancelled() {
            return None;
        }
        for pair in samples.windows(2) {
            let ((a, Some(ga)), (b, Some(gb))) = (pair[0], pair[1]) else {
                continue;
            };
            if (ga > 0.0) == (gb > 0.0) {
                continue;
            }
            let gap = |u: f64| self.spike(u, LOOSE, None).map_or(f64::NAN, |s| s.next - u);
            let rough = crate::num::root::bracketed(gap, (a, ga), (b, gb), 1e-6);
            if let Some(cycle) = self.polish(rough, 1, options) {
                add(&mut found, cycle, height);
            }
        }
        for k in 0..=8 {
            if cancel.is_cancelled() {
                return None;
            }
            let (u, moved) = samples[k * SAMPLES / 8];
            if moved.is_some()
                && let Some((u, period)) = self.settle(u, &found)
                && let Some(cycle) = self.polish(u, self.shortest(u, period, options), options)
            {
                add(&mut found, cycle, height);
            }
        }
        found.sort_by(|a, b| a.period.total_cmp(&b.period));
        Some(found)
    }

    /// Follows the map from `u` until it repeats: a point of the orbit and its number of spikes.
    /// `None` when it stops spiking, does not repeat, or comes to a stable cycle already known.
    fn settle(&self, mut u: f64, known: &[Cycle]) -> Option<(f64, usize)> {
        let near = 1e-6 * self.planar.scale()[1];
        let mut history = vec![u];
        for _ in 0..PATIENCE {
            u = self.spike(u, LOOSE, None)?.next;
            let here = self.restart(u);
            let is_known =
                |c: &Cycle| c.stable && c.restarts().any(|x| (x[1] - here[1]).abs() < near);
            if known.iter().any(is_known) {
                return None;
            }
            let back = history
                .iter()
                .rev()
                .take(LONGEST)
                .position(|&v| (v - u).abs() < near);
            if let Some(k) = back {
                return Some((u, k + 1));
            }
            history.push(u);
        }
        None
    }

    /// The smallest number of spikes after which the orbit near `u`, known to close after `k`, closes.
    ///
    /// Where the multiplier is negative an orbit seems to close after twice its period first.
    fn shortest(&self, u: f64, k: usize, options: &CycleOptions) -> usize {
        let near = 1e-4 * self.planar.scale()[1];
        let open = |u: f64, p: usize| {
            self.iterate(u, p, options.tolerance)
                .map_or(f64::INFINITY, |(next, ..)| (next - u).abs())
        };
        let Some((later, ..)) = self.iterate(u, k, options.tolerance) else {
            return k;
        };
        // On the way to an orbit of p spikes the misfit shrinks; on one of k spikes it stays.
        let closes = |p: usize| {
            let misfit = open(u, p);
            misfit < near && (misfit < 1e-6 * near || open(later, p) < 0.9 * misfit)
        };
        (1..k)
            .filter(|p| k.is_multiple_of(*p))
            .find(|&p| closes(p))
            .unwrap_or(k)
    }

    /// The periodic orbit of `k` spikes near `u`, by Newton's method on the k-fold map.
    fn polish(&self, mut u: f64, k: usize, options: &CycleOptions) -> Option<Cycle> {
        let height = self.planar.scale()[1];
        let mut last = f64::INFINITY;
        let mut done = None;
        for _ in 0..20 {
            let (next, time, slope) = self.iterate(u, k, options.tolerance)?;
            let change = (next - u) / (1.0 - slope);
            if !change.is_finite() || change.abs() > 0.2 * height {
                return None;
            }
            if change.abs() <= 2e-13 * height
                || (change.abs() >= 0.5 * last && change.abs() < 1e-10 * height)
            {
                done = Some((time, slope));
                break;
            }
            last = change.abs();
            u += change;
        }
        let (period, slope) = done?;
        let log = slope.abs().ln();
        if log.abs() < options.weakest {
            return None;
        }
        let (mut points, mut times) = (vec![self.restart(u)], vec![0.0]);
        let (mut v, mut t) = (u, 0.0);
        for _ in 0..k {
            let mut drawn = vec![];
            let spike = self.spike(v, options.tolerance, Some(&mut drawn))?;
            for (time, x) in drawn {
                points.push(x);
                times.push(t + time);
            }
            (v, t) = (spike.next, t + spike.time);
            points.push(self.restart(v));
            times.push(t);
        }
        if let Some(last) = points.last_mut() {
            *last = self.restart(u);
        }
        let extreme =
            |i: usize, f: fn(f64, f64) -> f64| points.iter().map(|p| p[i]).fold(points[0][i], f);
        Some(Cycle {
            stable: slope.abs() < 1.0,
            period,
            log_multiplier: (slope != 0.0).then_some(log),
            multiplier: slope.into(),
            min: vec![extreme(0, f64::min), extreme(1, f64::min)],
            max: vec![extreme(0, f64::max), extreme(1, f64::max)],
            points,
            states: vec![],
            times,
            spikes: Some(k),
        })
    }
}

/// Adds a cycle unless it is there already, perhaps started at another of its spikes or run through
/// several times.
fn add(found: &mut Vec<Cycle>, cycle: Cycle, height: f64) {
    let same = |c: &Cycle| {
        let turns = (cycle.period / c.period).round();
        turns >= 1.0
            && (cycle.period - turns * c.period).abs() < 1e-6 * cycle.period
            && (c.max[1] - cycle.max[1]).abs() < 1e-6 * height
            && (c.min[1] - cycle.min[1]).abs() < 1e-6 * height
    };
    if !found.iter().any(same) {
        found.push(cycle);
    }
}
