//! Curves of folds of cycles in the plane of two parameters.
use super::{
    curve::{BifurcationCurve, Curves, Plane, SpecialKind, SpecialPoint},
    curve_control::{Alone, Control, alone, near},
    curve_homoclinic::{ATTACH, beside, inside, lost},
    curve_local::Local,
    curve_step::{Aim, aim, both_ways, in_square},
    cycle_branch::{Branching, Turning, WalkEnd},
    diagram::{CyclePoint, Event, EventKind},
    orbit::Rescaled,
    vary::Vary,
};
use crate::model::Family;
use crate::num::collocation::Collocation;
use crate::text::{Each, say};
use nalgebra::Vector2;

/// How far from a generalized Hopf point, along the Hopf curve, its small cycles are followed, and how
/// far to either side they are looked for; in units of the ranges.
const BESIDE: [f64; 2] = [0.01, 0.05];
/// Steps of a curve, in units of the ranges: first, longest, shortest.
const STEPS: [f64; 3] = [1e-3, 0.025, 1e-6];
/// No more steps than this are tried to either side of a start, and for all curves of a plane.
const MOST_STEPS: [usize; 2] = [220, 1500];
/// A cycle of this size, relative to the window, may be about to shrink onto a generalized Hopf point.
const SMALL: f64 = 0.1;
/// Two curves whose ends are this close, in units of the ranges, and point the same way meet in a cusp.
const CUSP: f64 = 5e-3;
/// Folds of cycles whose tops are this close, relative to the window, and that are
const ALIKE: f64 = 0.06;
/// this close in units of the ranges, are on one curve.
const SAME: f64 = 4e-3;

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

    /// A derivative along the line, from those by both parameters.
    fn along(&self, by: &[f64]) -> f64 {
        by[0] * self.way[0] + by[1] * self.way[1]
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
            out[n] = self.along(&row[n..]);
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

    fn restart(&self, s: f64, free: &[f64], out: &mut [f64], jacobian: &mut [f64]) {
        let n = self.dimension();
        let mut wide = vec![0.0; n * 3];
        self.family
            .restart(s, &Line::free(self, free[0]), out, &mut wide);
        for (row, out) in wide.chunks_exact(3).zip(jacobian.chunks_exact_mut(2)) {
            out[0] = row[0];
            out[1] = self.along(&row[1..]);
        }
    }

    fn mark(&self, z: &[f64], slopes: &mut [f64]) -> f64 {
        let n = self.dimension();
        let mut wide = vec![0.0; n + 2];
        let place = self.family.mark(&self.lift(z, true), &mut wide);
        slopes[..n].copy_from_slice(&wide[..n]);
        slopes[n] = self.along(&wide[n..]);
        place
    }

    fn guard(&self, z: &[f64], slopes: &mut [f64]) {
        let n = self.dimension();
        let mut wide = vec![0.0; n + 2];
        self.family.guard(&self.lift(z, true), &mut wide);
        slopes[..n].copy_from_slice(&wide[..n]);
        slopes[n] = self.along(&wide[n..]);
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
pub(super) fn along<T>(
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

/// Adds the curves of folds of cycles that meet one of the diagrams across the plane or begin at a
/// generalized Hopf point. `neutral` are the homoclinic orbits of neutral saddles, where such a curve
/// may end. `None` when cancelled.
pub(super) fn folds_of_cycles(
    plane: &Plane<'_>,
    local: &Local,
    controls: &[Control],
    neutral: &[Vector2<f64>],
    out: &mut Curves,
) -> Option<()> {
    if plane.resets() {
        return Some(());
    }
    let mut curves: Vec<Vec<Fold>> = vec![];
    let of_kind = |p: &&SpecialPoint| p.kind == SpecialKind::GeneralizedHopf;
    let places = out.points.iter().filter(of_kind);
    let born: Vec<Vector2<f64>> = places.map(|p| plane.unit(p.at)).collect();
    start_from(plane, controls, &born, &mut curves, out)?;
    for here in &born {
        let ends = |c: &Vec<Fold>| {
            let ends = [c.first(), c.last()].into_iter().flatten();
            ends.into_iter().any(|f| (f.at - here).norm() < ATTACH)
        };
        if !curves.iter().any(ends) {
            from_hopf(plane, local, *here, &born, &mut curves)?;
        }
    }
    // Where one of them is lost, it may meet another one that has not been found.
    let lost: Vec<_> = curves
        .iter()
        .flat_map(|c| [true, false].map(|first| outward(c, first)))
        .filter(|(end, _)| {
            let near = |p: &Vector2<f64>| (p - end).norm() < ATTACH;
            inside(*end) && !born.iter().chain(neutral).any(near)
        })
        .collect();
    start_from(plane, &near(plane, &lost)?, &born, &mut curves, out)?;
    attach(plane, curves, neutral, out);
    Some(())
}

/// The end of a curve and its direction there.
fn outward(curve: &[Fold], first: bool) -> (Vector2<f64>, Vector2<f64>) {
    let (end, inner) = if first {
        (&curve[0], &curve[1])
    } else {
        (&curve[curve.len() - 1], &curve[curve.len() - 2])
    };
    (end.at, end.at - inner.at)
}

/// Follows the curves of the folds of cycles in diagrams, as far as they are not known. `None` when
/// cancelled.
fn start_from(
    plane: &Plane<'_>,
    controls: &[Control],
    born: &[Vector2<f64>],
    curves: &mut Vec<Vec<Fold>>,
    out: &mut Curves,
) -> Option<()> {
    for control in controls {
        for (turning, point) in &control.seeds.turnings {
            let at = control.unit(plane, point.parameter);
            let start = Fold::new(plane, at, turning.clone(), point);
            if curves.iter().any(|c| passes(plane, c, &start)) {
                continue;
            }
            let curve = follow(plane, &start, across(control.way()), born)?;
            if curve.len() <= 2 {
                out.notes.push(alone(plane, Alone::FoldOfCycles, at));
            } else if !twice(plane, curves, &curve) {
                curves.push(curve);
            }
        }
    }
    Some(())
}

pub(super) fn across(way: Vector2<f64>) -> Vector2<f64> {
    Vector2::new(-way[1], way[0])
}

/// Follows the curve that begins at a generalized Hopf point, from the small cycles beside it. `None`
/// when cancelled.
fn from_hopf(
    plane: &Plane<'_>,
    local: &Local,
    here: Vector2<f64>,
    born: &[Vector2<f64>],
    curves: &mut Vec<Vec<Fold>>,
) -> Option<()> {
    for way in local.ways(plane, here, SpecialKind::GeneralizedHopf) {
        let Some(way) = way.try_normalize(0.0) else {
            continue;
        };
        let Some(slice) = beside(plane, here + way * BESIDE[0], way, BESIDE[1]) else {
            continue;
        };
        let slice = slice?;
        let mut along_line = Vector2::zeros();
        along_line[slice.moving] = 1.0;
        let unit = |value: f64| {
            let mut at = [slice.held; 2];
            at[slice.moving] = value;
            plane.unit(at)
        };
        let base = {
            let mut base = unit(slice.held);
            base[slice.moving] = 0.0;
            base
        };
        for hopf in slice.events.iter().filter(|e| e.kind.is_hopf()) {
            let hopf = Event {
                parameter: unit(hopf.parameter)[slice.moving],
                ..hopf.clone()
            };
            let born_there = along(plane, base, along_line, |b| b.born_at(plane.cancel, &hopf));
            let Some(walk) = born_there else { continue };
            if walk.end == WalkEnd::Cancelled {
                return None;
            }
            for (&k, turning) in walk.folds.iter().zip(walk.turning) {
                let point = &walk.points[k];
                let at = base + along_line * point.parameter;
                let start = Fold::new(plane, at, turning, point);
                if !curves.iter().any(|c| passes(plane, c, &start)) {
                    let curve = follow(plane, &start, across(along_line), born)?;
                    if curve.len() > 2 && !twice(plane, curves, &curve) {
                        curves.push(curve);
                    }
                }
            }
        }
    }
    Some(())
}

/// Gives curves to the diagram, with the special points at which they end; says where one ends
/// otherwise.
fn attach(plane: &Plane<'_>, curves: Vec<Vec<Fold>>, neutral: &[Vector2<f64>], out: &mut Curves) {
    let ends: Vec<(Vector2<f64>, Vector2<f64>)> = curves
        .iter()
        .flat_map(|c| [true, false].map(|first| outward(c, first)))
        .collect();
    for curve in &curves {
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
                    let (at, way) = outward(curve, first);
                    let met = ends
                        .iter()
                        .any(|(p, w)| *p != at && (p - at).norm() < CUSP && w.dot(&way) > 0.0);
                    let saddle = neutral
                        .iter()
                        .map(|p| ((p - at).norm(), p))
                        .filter(|(d, _)| *d < ATTACH)
                        .min_by(|a, b| a.0.total_cmp(&b.0));
                    if let Some((_, saddle)) = saddle {
                        let index = if first { 0 } else { points.len() };
                        points.insert(index, plane.place(*saddle));
                        states.insert(index, end.top.clone());
                        out.notes.push(ends_at(plane, false, *saddle));
                    } else if met {
                        out.notes.push(ends_at(plane, true, at));
                    } else {
                        out.notes
                            .push(lost(plane, Alone::FoldOfCycles, plane.place(at)));
                    }
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
}

/// Says in which way curves of folds of cycles end for which there is no special point: in a cusp, or else on a
/// homoclinic curve.
fn ends_at(plane: &Plane<'_>, cusp: bool, at: Vector2<f64>) -> Each<String> {
    let [a, b] = plane.vary.map(|v| v.name(plane.problem));
    let [x, y] = plane.place(at);
    Each::of(|| {
        let (x, y) = (format!("{x:.4}"), format!("{y:.4}"));
        if cusp {
            say!("note-folds-cusp", first = a, second = b, x = x, y = y)
        } else {
            say!("note-folds-end", first = a, second = b, x = x, y = y)
        }
    })
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
        (a.at + way * part - at.at).norm() < SAME && apart(0) < ALIKE
    })
}

/// Whether most of a curve lies on one that is known.
fn twice(plane: &Plane<'_>, known: &[Vec<Fold>], curve: &[Fold]) -> bool {
    let lies = |f: &&Fold| known.iter().any(|c| passes(plane, c, f));
    curve.iter().filter(lies).count() * 4 > curve.len() * 3
}

/// Follows a curve both ways from a fold, at first along `way`. `None` when cancelled.
///
/// `born` are the generalized Hopf points, in which it ends as the cycle shrinks to nothing.
fn follow(
    plane: &Plane<'_>,
    start: &Fold,
    way: Vector2<f64>,
    born: &[Vector2<f64>],
) -> Option<Vec<Fold>> {
    both_ways(way, |way| one_way(plane, start, way, born))
}

fn one_way(
    plane: &Plane<'_>,
    start: &Fold,
    way: Vector2<f64>,
    born: &[Vector2<f64>],
) -> Option<Vec<Fold>> {
    let mut out = vec![start.clone()];
    let mut way = way;
    let mut step = STEPS[0];
    for _ in 0..MOST_STEPS[0] {
        let tried = plane.turns.get();
        if step <= STEPS[2] || tried >= MOST_STEPS[1] {
            break;
        }
        plane.turns.set(tried + 1);
        if plane.cancel.is_cancelled() {
            return None;
        }
        let here = &out[out.len() - 1];
        // Beyond a generalized Hopf point the equations have a mirror image of the curve.
        let near = born.iter().map(|p| (p - here.at).norm());
        let near = near.fold(f64::INFINITY, f64::min);
        if here.size < SMALL && near < 1.5 * step {
            if near < ATTACH {
                break;
            }
            step = 0.5 * near;
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
        let room = if out.len() == 1 { 30.0 } else { 0.25 } * length;
        let next = found.map(|(turning, point)| {
            Fold::new(plane, guess + across * point.parameter, turning, &point)
        });
        let Some(next) = next.filter(|n| {
            let jump =
                (0..n.top.len()).any(|k| (n.top[k] - here.top[k]).abs() > 0.1 * plane.scale[k]);
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
