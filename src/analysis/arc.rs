//! Arcs of the first nullcline as sections, and the first-return map on them.
//!
//! Along an arc on which the nullcline is a graph over the first variable and which contains no
//! equilibrium, all orbits cross in the same sense. Where they turn from rising to falling, the arc
//! collects the maxima of the first variable; every limit cycle has one, and meets an arc at most
//! once, so that the return map is monotone (Poincaré and Bendixson).
use super::{
    equilibrium::Equilibrium, flow::sample_step, nullcline::Nullclines, planar::Planar,
    section::maximum, trap::Trap,
};
use crate::model::{Orbit, Spikes, StepView};
use crate::num::ode::{Method, Watch};

/// What bounds an arc.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bound {
    /// The equilibrium with this index.
    Equilibrium(usize),
    /// The border of the search window or a vertical tangent.
    Open,
}

/// An arc of the first nullcline on which orbits pass maxima of the first variable.
#[derive(Clone, Debug)]
pub(super) struct Arc {
    /// Points with increasing first variable.
    points: Vec<[f64; 2]>,
    /// What bounds it at either end.
    pub(super) bounds: [Bound; 2],
}

impl Arc {
    /// Range of the first variable.
    pub(super) fn range(&self) -> (f64, f64) {
        (self.points[0][0], self.points[self.points.len() - 1][0])
    }

    /// The second variable at `x`, by the polyline.
    fn rough(&self, x: f64) -> f64 {
        let k = self
            .points
            .partition_point(|p| p[0] < x)
            .clamp(1, self.points.len() - 1);
        let ([x0, y0], [x1, y1]) = (self.points[k - 1], self.points[k]);
        y0 + (y1 - y0) * ((x - x0) / (x1 - x0))
    }

    /// The point of the nullcline at `x`, polished by Newton's method in the second variable.
    fn point(&self, planar: &Planar, x: f64) -> [f64; 2] {
        let first = self.rough(x);
        let mut y = first;
        let limit = 1e-2 * planar.scale()[1];
        for _ in 0..6 {
            let change = planar.f([x, y])[0] / planar.jacobian([x, y])[(0, 1)];
            if !change.is_finite() || (y - change - first).abs() > limit {
                break;
            }
            y -= change;
            if change.abs() <= 1e-15 * planar.scale()[1].max(y.abs()) {
                break;
            }
        }
        [x, y]
    }

    /// Whether a maximum at this state lies on the arc.
    pub(super) fn holds(&self, planar: &Planar, [x, y]: [f64; 2]) -> bool {
        let (lo, hi) = self.range();
        (lo..=hi).contains(&x) && (self.rough(x) - y).abs() < 0.01 * planar.scale()[1]
    }
}

/// All arcs of maxima in the nullclines, cut at equilibria and vertical tangents.
pub(super) fn arcs(
    planar: &Planar,
    nullclines: &Nullclines,
    equilibria: &[Equilibrium],
) -> Vec<Arc> {
    let mut out = vec![];
    for curve in &nullclines.curves[0] {
        let mut points: Vec<([f64; 2], Option<usize>)> =
            curve.points.iter().map(|&p| (p, None)).collect();
        if curve.closed
            && let Some(&first) = points.first()
        {
            points.push(first);
        }
        insert(planar, &mut points, equilibria);
        let mut from = 0;
        for k in 1..points.len() {
            let turns = k + 1 < points.len()
                && (points[k + 1].0[0] - points[k].0[0]) * (points[k].0[0] - points[k - 1].0[0])
                    <= 0.0;
            if k + 1 == points.len() || points[k].1.is_some() || turns {
                out.extend(arc(planar, &points[from..=k]));
                from = k;
            }
        }
    }
    out
}

/// Inserts the equilibria that lie on a polyline as vertices.
fn insert(
    planar: &Planar,
    points: &mut Vec<([f64; 2], Option<usize>)>,
    equilibria: &[Equilibrium],
) {
    let [w, h] = *planar.scale();
    for (index, e) in equilibria.iter().enumerate() {
        let at = [e.at[0], e.at[1]];
        let mut best = (f64::INFINITY, 0);
        for k in 1..points.len() {
            let (a, b) = (points[k - 1].0, points[k].0);
            let (dx, dy) = ((b[0] - a[0]) / w, (b[1] - a[1]) / h);
            let (px, py) = ((at[0] - a[0]) / w, (at[1] - a[1]) / h);
            let along = ((px * dx + py * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
            let away = (px - along * dx).hypot(py - along * dy);
            if away < best.0 {
                best = (away, k);
            }
        }
        if best.0 < 1e-3 {
            points.insert(best.1, (at, Some(index)));
        }
    }
}

fn arc(planar: &Planar, points: &[([f64; 2], Option<usize>)]) -> Option<Arc> {
    let (first, last) = (points.first()?, points.last()?);
    let bound = |p: &([f64; 2], Option<usize>)| p.1.map_or(Bound::Open, Bound::Equilibrium);
    let mut arc = Arc {
        points: points.iter().map(|p| p.0).collect(),
        bounds: [bound(first), bound(last)],
    };
    if arc.points[0][0] > last.0[0] {
        arc.points.reverse();
        arc.bounds.reverse();
    }
    arc.points.dedup_by(|b, a| b[0] <= a[0]);
    let (lo, hi) = arc.range();
    if arc.points.len() < 2 || hi - lo < 1e-9 * planar.scale()[0] {
        return None;
    }
    // x'' = f_y g on the nullcline f = 0; it must be negative on the arc, which its middle decides.
    let middle = arc.point(planar, 0.5 * (lo + hi));
    let bend = planar.jacobian(middle)[(0, 1)] * planar.f(middle)[1];
    (bend < 0.0).then_some(arc)
}

/// What becomes of an orbit that starts on an arc.
#[derive(Clone, Debug)]
pub(super) enum Fate {
    /// It meets the arc again at this first variable.
    Back(f64),
    /// It settles on the equilibrium with this index.
    Settled(usize),
    /// It leaves: to infinity, over the peak of a reset model, or beyond the bound on steps.
    Gone,
}

/// One turn along an orbit, with everything that a cycle needs.
#[derive(Clone, Debug, Default)]
pub(super) struct Turn {
    /// First variable at the return.
    pub(super) back: f64,
    /// Time taken, positive.
    pub(super) time: f64,
    /// ln of the derivative of the return map.
    pub(super) log_slope: f64,
    /// Extrema of both variables.
    pub(super) min: [f64; 2],
    /// Extrema of both variables.
    pub(super) max: [f64; 2],
    /// Points and their times, in order of the integration.
    pub(super) points: Vec<[f64; 2]>,
    /// Times of the points, from 0, positive.
    pub(super) times: Vec<f64>,
}

/// The return map on arcs.
pub(super) struct Returns<'a> {
    pub(super) planar: &'a Planar,
    pub(super) arcs: &'a [Arc],
    /// Traps of stable equilibria.
    pub(super) traps: &'a [Trap],
}

/// Orbits that pass so many maxima elsewhere before they come back to their arc are given up.
const MAXIMA_ELSEWHERE: usize = 6;

/// An orbit that needs more steps than this for a turn is given up. A passage by a ghost a
/// millionth of the window wide takes some hundreds.
const STEPS_PER_TURN: usize = 20_000;

/// Orbits that go further than this many windows away do not come back.
const FAR: f64 = 60.0;

impl Returns<'_> {
    /// Where the orbit from first variable `x` on `arc` meets it again, forward (`direction` 1) or
    /// backward (−1) in time.
    ///
    /// `tolerance` above 1e-8 uses the order-5 pair, below the order-8 pair.
    pub(super) fn fate(&self, arc: usize, x: f64, direction: f64, tolerance: f64) -> Fate {
        let start = self.arcs[arc].point(self.planar, x);
        let mut run = self.planar.run(direction * f64::MAX, tolerance);
        run.method = if tolerance > 1e-8 {
            Method::Dopri5
        } else {
            Method::Dop853
        };
        run.spikes = Spikes::Stop;
        run.max_steps = STEPS_PER_TURN;
        run.escape = FAR;
        let (mut fate, mut first, mut elsewhere) = (Fate::Gone, true, 0);
        self.planar.integrate(start, &run, |orbit| {
            let Orbit::Step(step) = orbit else {
                return Watch::Stop;
            };
            let (before, after) = (step.f0[0] * direction, step.f1[0] * direction);
            if !std::mem::replace(&mut first, false) && before > 0.0 && after <= 0.0 {
                let Some((_, at)) = maximum(self.planar, step) else {
                    return Watch::Stop;
                };
                if self.arcs[arc].holds(self.planar, at) {
                    fate = Fate::Back(at[0]);
                    return Watch::Stop;
                }
                elsewhere += 1;
                if elsewhere > MAXIMA_ELSEWHERE {
                    return Watch::Stop;
                }
            }
            if direction > 0.0
                && let Some(trap) = self.traps.iter().find(|t| t.contains(step.x1))
            {
                fate = Fate::Settled(trap.index);
                return Watch::Stop;
            }
            Watch::Continue
        });
        fate
    }

    /// One turn from `x` on `arc`, forward or backward in time, at a tight tolerance; `None` when the
    /// orbit does not come back.
    pub(super) fn turn(&self, arc: usize, x: f64, direction: f64, tolerance: f64) -> Option<Turn> {
        let start = self.arcs[arc].point(self.planar, x);
        let mut run = self.planar.run(direction * f64::MAX, tolerance);
        run.spikes = Spikes::Stop;
        run.max_steps = STEPS_PER_TURN;
        run.escape = FAR;
        let mut turn = Turn {
            points: vec![start],
            times: vec![0.0],
            min: start,
            max: start,
            ..Turn::default()
        };
        let (mut first, mut elsewhere, mut divergence, mut home) = (true, 0, 0.0, None);
        self.planar.integrate(start, &run, |orbit| {
            let Orbit::Step(step) = orbit else {
                return Watch::Stop;
            };
            let skip = std::mem::replace(&mut first, false);
            if !skip && step.f0[0] * direction > 0.0 && step.f1[0] * direction <= 0.0 {
                let Some((dt, at)) = maximum(self.planar, step) else {
                    return Watch::Stop;
                };
                if self.arcs[arc].holds(self.planar, at) {
                    divergence += divergence_over(self.planar, step, dt / step.h);
                    turn.record(self.planar, step, dt / step.h, false);
                    turn.points.push(at);
                    turn.times.push((step.t + dt).abs());
                    turn.back = at[0];
                    turn.time = (step.t + dt).abs();
                    home = Some(at);
                    return Watch::Stop;
                }
                elsewhere += 1;
                if elsewhere > MAXIMA_ELSEWHERE {
                    return Watch::Stop;
                }
            }
            divergence += divergence_over(self.planar, step, 1.0);
            turn.record(self.planar, step, 1.0, skip);
            Watch::Continue
        });
        let home = home?;
        turn.max[0] = turn.max[0].max(turn.back);
        // On the nullcline the field is vertical: (0, g). A displacement along the section, per unit
        // of the first variable, has the normal component g at either end.
        turn.log_slope = divergence + (self.planar.f(start)[1] / self.planar.f(home)[1]).ln();
        Some(turn)
    }
}

impl Turn {
    /// Adds the points of a step up to `theta`, and its extrema.
    fn record(&mut self, planar: &Planar, step: &StepView<'_>, theta: f64, first: bool) {
        let end = (step.t + theta * step.h).abs();
        sample_step(step, planar.scale(), super::flow::CHORD, |part, x| {
            let t = (step.t + part * step.h).abs();
            if part < theta || (theta == 1.0 && t <= end) {
                self.points.push([x[0], x[1]]);
                self.times.push(t);
            }
        });
        for i in 0..2 {
            let starts_on_extremum = first && i == 0;
            if !starts_on_extremum && step.f0[i] * step.f1[i] < 0.0 {
                let mut x = [0.0; 2];
                if step
                    .locate(&|x| planar.f([x[0], x[1]])[i], &mut x)
                    .is_some_and(|at| at <= theta)
                {
                    self.min[i] = self.min[i].min(x[i]);
                    self.max[i] = self.max[i].max(x[i]);
                }
            }
        }
    }
}

/// The integral of the divergence over the first part of a step, by Gauss's rule with four points,
/// which is of the order of the steps themselves.
pub(super) fn divergence_over(planar: &Planar, step: &StepView<'_>, theta: f64) -> f64 {
    const NODES: [(f64, f64); 4] = [
        (0.069_431_844_202_973_71, 0.173_927_422_568_726_93),
        (0.330_009_478_207_571_9, 0.326_072_577_431_273_07),
        (0.669_990_521_792_428_1, 0.326_072_577_431_273_07),
        (0.930_568_155_797_026_3, 0.173_927_422_568_726_93),
    ];
    let mut x = [0.0; 2];
    let sum: f64 = NODES
        .iter()
        .map(|&(node, weight)| {
            step.at(node * theta, &mut x);
            weight * planar.divergence(x)
        })
        .sum();
    sum * theta * step.h
}
