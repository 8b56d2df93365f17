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
/// Tolerance near the end of the map's domain.
const CAREFUL: f64 = 1e-10;
/// Halvings towards it.
const TOWARDS_END: usize = 20;
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
            let ((a, ga), (b, gb)) = match (pair[0], pair[1]) {
                ((a, Some(ga)), (b, Some(gb))) => ((a, ga), (b, gb)),
                ((a, Some(ga)), (b, None)) | ((b, None), (a, Some(ga))) => {
                    let Some(cycle) = self.before_end((a, ga), b, options) else {
                        continue;
                    };
                    add(&mut found, cycle, height);
                    continue;
                }
                _ => continue,
            };
            if (ga > 0.0) == (gb > 0.0) {
                continue;
            }
            let mut silent = false;
            let gap = |u: f64| {
                let spike = self.spike(u, LOOSE, None);
                silent |= spike.is_none();
                spike.map_or(f64::NAN, |s| s.next - u)
            };
            let rough = crate::num::root::bracketed(gap, (a, ga), (b, gb), 1e-6);
            if silent {
                // Between the two lies a stretch from which orbits do not spike.
                for cycle in self.beside_silence((a, ga), (b, gb), options) {
                    add(&mut found, cycle, height);
                }
                continue;
            }
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

    /// The fixed points between two places of different sign where orbits from between them do not spike.
    fn beside_silence(
        &self,
        mut low: (f64, f64),
        mut high: (f64, f64),
        options: &CycleOptions,
    ) -> Vec<Cycle> {
        for _ in 0..TOWARDS_END {
            let middle = 0.5 * (low.0 + high.0);
            match self.spike(middle, LOOSE, None) {
                None => {
                    let sides = [low, high].map(|side| self.before_end(side, middle, options));
                    return sides.into_iter().flatten().collect();
                }
                Some(s) if (s.next - middle > 0.0) == (low.1 > 0.0) => {
                    low = (middle, s.next - middle)
                }
                Some(s) => high = (middle, s.next - middle),
            }
        }
        vec![]
    }

    /// The fixed point between `a`, from where the orbit spikes and is moved by `ga`, and the end of the map's
    /// domain before `b`, from where it does not.
    ///
    /// The end is where the stable manifold of a saddle crosses the reset line. There the map has a vertical
    /// tangent, R − R(end) ~ δ^α with α = |λ−| / λ+, which often is far below 1: much of what it does it
    /// does in the last thousandth.
    fn before_end(&self, (a, ga): (f64, f64), b: f64, options: &CycleOptions) -> Option<Cycle> {
        let gap = |u: f64, tolerance: f64| self.spike(u, tolerance, None).map(|s| s.next - u);
        let (mut good, mut bad) = ((a, ga), b);
        for _ in 0..TOWARDS_END {
            let middle = 0.5 * (good.0 + bad);
            match gap(middle, LOOSE) {
                None => bad = middle,
                Some(g) if (g > 0.0) == (ga > 0.0) => good = (middle, g),
                Some(_) => {
                    // So near the end loose orbits miss by more than Newton's method can mend.
                    let ends = [good.0, middle].map(|u| (u, gap(u, CAREFUL)));
                    let [(a, Some(ga)), (b, Some(gb))] = ends else {
                        return None;
                    };
                    if (ga > 0.0) == (gb > 0.0) {
                        return None;
                    }
                    let careful = |u: f64| gap(u, CAREFUL).unwrap_or(f64::NAN);
                    let rough = crate::num::root::bracketed(careful, (a, ga), (b, gb), 1e-9);
                    return self.polish(rough, 1, options);
                }
            }
        }
        None
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

#[cfg(test)]
mod tests {
    use crate::analysis::portrait::portrait;
    use crate::analysis::{Cycle, PortraitOptions, Problem};
    use crate::job::Cancel;

    fn cycles(source: &str, i: f64) -> Vec<Cycle> {
        let mut problem = Problem::from_source(source).expect("it exists");
        problem.set("I", i).expect("allowed");
        let found = portrait(&Cancel::never(), &problem, &PortraitOptions::default());
        found.expect("finite").expect("not cancelled").cycles
    }

    /// Periods and multipliers by continuation of the same orbits from where they are stable, an
    /// independent code (`spiking_branch`): all are so near to the stable manifold of the saddle that no
    /// sample of the map lies beyond them.
    #[test]
    fn unstable_spiking_orbits_beside_the_end_of_the_map_are_found() {
        for (source, i, period, multiplier) in [
            ("izhikevich/p-bistability", 0.154, 65.99, -5.07),
            ("izhikevich/k-resonator", 0.17, 71.74, -93.0),
            ("izhikevich/n-rebound-burst", -0.3, 12.69, -57.0),
        ] {
            let found = cycles(source, i);
            let is_it = |c: &&Cycle| c.spikes == Some(1) && !c.stable;
            let it = found.iter().find(is_it);
            let it = it.unwrap_or_else(|| panic!("{source}: {found:?}"));
            assert!((it.period - period).abs() < 0.01, "{source} {}", it.period);
            let mu = it.multiplier.re;
            assert!((mu / multiplier - 1.0).abs() < 0.02, "{source} {mu}");
        }
    }

    /// Integrated backward the fast-spiking cell at I = 73.2 comes to a cycle from −48.46 to −42.39 mV round
    /// its rest. It is born in a homoclinic or grazing orbit at 72.74 and ends in the Hopf point at 73.684.
    #[test]
    fn the_unstable_cycle_round_rest_is_found_however_fast_orbits_leave_it() {
        for i in [72.8, 73.0, 73.2, 73.5, 73.6] {
            let found = cycles("izhikevich-2007/fs", i);
            let it = found.iter().find(|c| !c.stable && c.spikes.is_none());
            let it = it.unwrap_or_else(|| panic!("{i}: {found:?}"));
            if i == 73.2 {
                assert!((it.min[0] + 48.46).abs() < 0.01, "{:?}", it.min);
                assert!((it.max[0] + 42.39).abs() < 0.01, "{:?}", it.max);
            }
        }
    }
}
