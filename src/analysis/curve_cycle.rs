//! Curves of folds of cycles in the plane of two parameters.
use super::{
    curve::{BifurcationCurve, Curves, Plane, SpecialKind, SpecialPoint},
    curve_homoclinic::{ATTACH, inside, lost},
    curve_local::Local,
    curve_step::{Aim, aim, in_square},
    cycle_branch::{Branching, Turning, WalkEnd},
    diagram::{CyclePoint, Event, EventKind},
    orbit::Rescaled,
    vary::Vary,
};
use crate::model::Family;
use crate::num::collocation::Collocation;
use nalgebra::Vector2;

/// Every so many of the lines across the plane, cycles are followed from their Hopf points.
const EVERY: usize = 2;
/// Steps of a curve, in units of the ranges: first, longest, shortest.
const STEPS: [f64; 3] = [1e-3, 0.025, 1e-5];
/// No curve has more points than this to either side.
const MOST_STEPS: usize = 300;
/// A cycle of this size, relative to the window, may be about to shrink onto a generalized Hopf point.
const SMALL: f64 = 0.1;
/// Folds of cycles this close, in units of the ranges and the window, are on one curve.
const SAME: f64 = 1e-2;

/// The family along a line through the plane: one parameter, the distance from a place in units of the
/// ranges.
struct Line<'a> {
    family: &'a dyn Family,
    base: [f64; 2],
    way: [f64; 2],
}

impl<'a> Line<'a> {
    fn new(plane: &'a Plane<'_>, base: Vector2<f64>, way: Vector2<f64>) -> Self {
        Self {
            family: &*plane.family,
            base: plane.place(base),
            way: std::array::from_fn(|k| way[k] * plane.vary[k].width()),
        }
    }

    fn free(&self, t: f64) -> [f64; 2] {
        std::array::from_fn(|k| self.base[k] + t * self.way[k])
    }

    /// Rows of derivatives by both parameters as rows of derivatives along the line.
    fn narrow(&self, wide: &[f64], out: &mut [f64]) {
        let n = self.dimension();
        for (row, out) in wide.chunks_exact(n + 2).zip(out.chunks_exact_mut(n + 1)) {
            out[..n].copy_from_slice(&row[..n]);
            out[n] = row[n] * self.way[0] + row[n + 1] * self.way[1];
        }
    }

    /// A point or, with no base, a direction of the plane's family.
    fn lift(&self, z: &[f64], point: bool) -> Vec<f64> {
        let n = self.dimension();
        let mut out = z[..n].to_vec();
        out.extend((0..2).map(|k| {
            let base = if point { self.base[k] } else { 0.0 };
            base + z[n] * self.way[k]
        }));
        out
    }
}

impl Family for Line<'_> {
    fn dimension(&self) -> usize {
        self.family.dimension()
    }

    fn free(&self) -> usize {
        1
    }

    fn rhs(&self, z: &[f64], out: &mut [f64]) {
        self.family.rhs(&self.lift(z, true), out);
    }

    fn jacobian(&self, z: &[f64], out: &mut [f64]) {
        let n = self.dimension();
        let mut values = vec![0.0; n];
        self.sample(&z[..n], &z[n..], &mut values, out);
    }

    fn sample(&self, states: &[f64], free: &[f64], values: &mut [f64], jacobians: &mut [f64]) {
        let n = self.dimension();
        let mut wide = vec![0.0; states.len() * (n + 2)];
        self.family
            .sample(states, &Line::free(self, free[0]), values, &mut wide);
        for (row, out) in wide
            .chunks_exact(n + 2)
            .zip(jacobians.chunks_exact_mut(n + 1))
        {
            out[..n].copy_from_slice(&row[..n]);
            out[n] = row[n] * self.way[0] + row[n + 1] * self.way[1];
        }
    }

    fn second(&self, z: &[f64], v: &[f64], w: &[f64], out: &mut [f64]) {
        let (v, w) = (self.lift(v, false), self.lift(w, false));
        self.family.second(&self.lift(z, true), &v, &w, out);
    }

    fn third(&self, z: &[f64], u: &[f64], v: &[f64], w: &[f64], out: &mut [f64]) {
        let [u, v, w] = [u, v, w].map(|d| self.lift(d, false));
        self.family.third(&self.lift(z, true), &u, &v, &w, out);
    }

    fn reset(&self, z: &[f64], out: &mut [f64], jacobian: &mut [f64]) {
        let n = self.dimension();
        let mut wide = vec![0.0; n * (n + 2)];
        self.family.reset(&self.lift(z, true), out, &mut wide);
        self.narrow(&wide, jacobian);
    }

    fn lines(&self, free: &[f64], reset: &mut [f64], peak: &mut [f64]) {
        let (mut r, mut p) = ([0.0; 2], [0.0; 2]);
        self.family
            .lines(&Line::free(self, free[0]), &mut r, &mut p);
        let along = |d: [f64; 2]| d[0] * self.way[0] + d[1] * self.way[1];
        (reset[0], peak[0]) = (along(r), along(p));
    }

    fn values(&self, free: &[f64]) -> Vec<f64> {
        self.family.values(&Line::free(self, free[0]))
    }
}

/// A fold of cycles.
#[derive(Clone)]
struct Fold {
    /// The parameters, in units of the ranges.
    at: Vector2<f64>,
    turning: Turning,
    /// The point of the cycle with the largest first variable.
    top: Vec<f64>,
    /// The extent of the first variable, relative to the window.
    size: f64,
}

impl Fold {
    fn new(plane: &Plane<'_>, at: Vector2<f64>, turning: Turning, point: &CyclePoint) -> Self {
        Self {
            at,
            turning,
            top: point.on.clone(),
            size: (point.max[0] - point.min[0]) / plane.scale[0],
        }
    }
}

/// Calls `work` with the cycles along a line; its parameter is 0 at `base`.
fn along<T>(
    plane: &Plane<'_>,
    base: Vector2<f64>,
    way: Vector2<f64>,
    work: impl FnOnce(&Branching<'_>) -> T,
) -> T {
    let line = Line::new(plane, base, way);
    let whole = Vary {
        parameter: 0,
        range: [0.0, 1.0],
    };
    let field = Rescaled::new(&line, &plane.scale[..plane.n()], &whole, 0.0);
    let flow = |x: &[f64], p: f64, f: &mut [f64], j: &mut [f64]| field.flow(x, p, f, j);
    let solver = Collocation::new(&flow, field.n());
    work(&Branching {
        solver: &solver,
        field: &field,
    })
}

/// Adds the curves of folds of cycles that cross the branches of cycles born at the Hopf points of
/// several lines across the plane. `None` when cancelled.
pub(super) fn folds_of_cycles(plane: &Plane<'_>, local: &Local, out: &mut Curves) -> Option<()> {
    if plane.n() != 2 || plane.resets() {
        return Some(());
    }
    let mut curves: Vec<Vec<Fold>> = vec![];
    let of_kind = |p: &&SpecialPoint| p.kind == SpecialKind::GeneralizedHopf;
    let places = out.points.iter().filter(of_kind);
    let born: Vec<Vector2<f64>> = places.map(|p| plane.unit(p.at)).collect();
    let lines = local.slices.iter().filter(|s| s.moving == 0);
    for slice in lines.step_by(EVERY) {
        let base = plane.unit([plane.vary[0].range[0], slice.held]);
        let way = Vector2::new(1.0, 0.0);
        for hopf in slice.events.iter().filter(|e| e.kind.is_hopf()) {
            let hopf = Event {
                parameter: plane.unit([hopf.parameter, slice.held])[0],
                ..hopf.clone()
            };
            let Some(walk) = along(plane, base, way, |b| b.born_at(plane.cancel, &hopf)) else {
                continue;
            };
            if walk.end == WalkEnd::Cancelled {
                return None;
            }
            for (&k, turning) in walk.folds.iter().zip(walk.turning) {
                let point = &walk.points[k];
                let start = Fold::new(plane, base + way * point.parameter, turning, point);
                if !curves.iter().any(|c| passes(plane, c, &start)) {
                    curves.push(follow(plane, &start, &born)?);
                }
            }
        }
    }
    for curve in curves.into_iter().filter(|c| c.len() > 2) {
        let (mut points, mut states): (Vec<_>, Vec<_>) = curve
            .iter()
            .map(|f| (plane.place(f.at), f.top.clone()))
            .unzip();
        for first in [true, false] {
            let end = if first { 0 } else { curve.len() - 1 };
            let end = &curve[end];
            let nearest = out
                .points
                .iter()
                .filter(|p| p.kind == SpecialKind::GeneralizedHopf && inside(end.at))
                .map(|p| ((plane.unit(p.at) - end.at).norm(), p))
                .filter(|(d, _)| *d < ATTACH)
                .min_by(|a, b| a.0.total_cmp(&b.0));
            match nearest {
                Some((_, special)) => {
                    let index = if first { 0 } else { points.len() };
                    points.insert(index, special.at);
                    states.insert(index, special.state.clone());
                }
                None if inside(end.at) => {
                    out.notes.push(lost(
                        plane,
                        "a curve of folds of cycles",
                        plane.place(end.at),
                    ));
                }
                None => {}
            }
        }
        out.curves.push(BifurcationCurve {
            kind: EventKind::FoldOfCycles,
            points,
            states,
        });
    }
    Some(())
}

/// Whether a curve passes through a fold of cycles.
fn passes(plane: &Plane<'_>, curve: &[Fold], at: &Fold) -> bool {
    curve.windows(2).any(|pair| {
        let (a, b) = (&pair[0], &pair[1]);
        let way = b.at - a.at;
        let part = ((at.at - a.at).dot(&way) / way.norm_squared()).clamp(0.0, 1.0);
        let apart = |k: usize| {
            let top = a.top[k] + part * (b.top[k] - a.top[k]);
            (top - at.top[k]).abs() / plane.scale[k]
        };
        (a.at + way * part - at.at).norm() < SAME && apart(0) < 5.0 * SAME
    })
}

/// Follows a curve both ways from a fold found with the first parameter moving. `None` when cancelled.
///
/// `born` are the generalized Hopf points, in which it ends as the cycle shrinks to nothing.
fn follow(plane: &Plane<'_>, start: &Fold, born: &[Vector2<f64>]) -> Option<Vec<Fold>> {
    let ahead = one_way(plane, start, 1.0, born)?;
    let mut out = one_way(plane, start, -1.0, born)?;
    out.reverse();
    out.extend(ahead.into_iter().skip(1));
    Some(out)
}

fn one_way(plane: &Plane<'_>, start: &Fold, sign: f64, born: &[Vector2<f64>]) -> Option<Vec<Fold>> {
    let mut out = vec![start.clone()];
    let mut way = Vector2::new(0.0, sign);
    let mut step = STEPS[0];
    while out.len() < MOST_STEPS && step > STEPS[2] {
        if plane.cancel.is_cancelled() {
            return None;
        }
        let here = &out[out.len() - 1];
        // Beyond a generalized Hopf point the equations have a mirror image of the curve.
        let near = born.iter().map(|p| (p - here.at).norm());
        if here.size < SMALL && near.fold(f64::INFINITY, f64::min) < 1.5 * step {
            break;
        }
        let Aim {
            guess,
            across,
            last,
        } = aim(here.at, way, step);
        let length = (guess - here.at).norm();
        if length < 1e-9 {
            break;
        }
        let mut known = here.turning.clone();
        known.orbit.at.parameter = 0.0;
        let found = along(plane, guess, across, |b| b.turning_near(&known));
        // Before its direction is known a curve may go any way.
        let room = if out.len() == 1 { 30.0 } else { 0.5 } * length;
        let next = found.map(|(turning, point)| {
            Fold::new(plane, guess + across * point.parameter, turning, &point)
        });
        let Some(next) = next.filter(|n| {
            let jump = (0..2).any(|k| (n.top[k] - here.top[k]).abs() > 0.1 * plane.scale[k]);
            (n.at - guess).norm() <= room && !jump
        }) else {
            step *= 0.4;
            continue;
        };
        let new_way = (next.at - here.at).normalize();
        if !in_square(next.at) {
            step *= 0.4;
            continue;
        }
        if (next.at - guess).norm() < 0.1 * length {
            step = (1.7 * step).min(STEPS[1]);
        }
        way = new_way;
        out.push(next);
        if last {
            break;
        }
    }
    Some(out)
}
