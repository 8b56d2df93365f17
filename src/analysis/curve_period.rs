//! Homoclinic curves followed as cycles of one very long period.
//!
//! Where the splitting of a saddle's manifolds cannot be followed, because orbits pass by a canard or
//! because the manifolds wind around each other, the cycle of a fixed long period next to the homoclinic
//! orbit still can: its distance in the parameters dies out exponentially with the period.
//!
//! # Source
//! Doedel & Kernévez, *AUTO* (1986); Kuznetsov, *Elements of Applied Bifurcation Theory* (2004), 10.3.
use super::{
    curve::Plane,
    curve_cycle::along,
    curve_loop::{Extent, newton},
    curve_step::{Aim, aim, both_ways, in_square},
    cycle_branch::Branching,
};
use crate::num::collocation::{Hold, Orbit, Profile};
use nalgebra::Vector2;

/// Steps of a curve, in units of the ranges: first, longest, shortest.
const STEPS: [f64; 3] = [1e-3, 0.025, 2e-5];
/// No curve has more points than this to either side.
const MOST_STEPS: usize = 150;
/// The weaker eigenvalue of the saddle times the period is at least this: the cycle is as close to the
/// homoclinic orbit as e to this power.
const CLOSE: f64 = 9.0;
/// A diagram's last orbit lies so close to the homoclinic orbit itself, in units of the ranges.
const ROOM: f64 = 1e-3;

/// A cycle of a long period.
#[derive(Clone)]
pub(super) struct Long {
    /// The parameters, in units of the ranges.
    pub(super) at: Vector2<f64>,
    /// The saddle that it passes.
    pub(super) saddle: [f64; 2],
    /// The smallest and largest values on it, from the saddle.
    pub(super) extent: Extent,
    orbit: Orbit,
}

/// Follows the curve both ways from the last orbit of a branch of cycles that ends at `at`, at first
/// along `way`; `known` says where to stop, since the curve is known from there on. `None` when
/// cancelled.
pub(super) fn follow(
    plane: &Plane<'_>,
    at: Vector2<f64>,
    orbit: &Orbit,
    way: Vector2<f64>,
    known: &dyn Fn(&Long) -> bool,
) -> Option<Vec<Long>> {
    let line = Vector2::new(-way[1], way[0]);
    let start = correct(plane, at, line, orbit).filter(|l| (l.at - at).norm() < ROOM);
    let Some(start) = start else {
        return Some(vec![]);
    };
    both_ways(way, |way| one_way(plane, &start, way, known))
}

fn one_way(
    plane: &Plane<'_>,
    start: &Long,
    way: Vector2<f64>,
    known: &dyn Fn(&Long) -> bool,
) -> Option<Vec<Long>> {
    let mut out = vec![start.clone()];
    let (mut way, mut step) = (way, STEPS[0]);
    while out.len() < MOST_STEPS && step > STEPS[2] {
        if plane.cancel.is_cancelled() {
            return None;
        }
        let here = &out[out.len() - 1];
        let Aim {
            guess,
            across,
            last,
        } = aim(here.at, way, step);
        let length = (guess - here.at).norm();
        if length < 1e-9 {
            break;
        }
        // Before its direction is known a curve may go any way.
        let room = if out.len() == 1 { 30.0 } else { 0.25 } * length;
        let next = correct(plane, guess, across, &here.orbit).filter(|next| {
            let moved = |k: usize| (next.saddle[k] - here.saddle[k]).abs() / plane.scale[k];
            (next.at - guess).norm() <= room && moved(0).hypot(moved(1)) < 0.1 && in_square(next.at)
        });
        let Some(next) = next else {
            step *= 0.4;
            continue;
        };
        if (next.at - guess).norm() < 0.1 * length {
            step = (1.7 * step).min(STEPS[1]);
        }
        way = (next.at - here.at).normalize();
        let met = out.len() > 1 && known(&next);
        out.push(next);
        if last || met {
            break;
        }
    }
    Some(out)
}

/// The cycle of the same period on the line through `guess` along `across`, if its saddle is there.
fn correct(
    plane: &Plane<'_>,
    guess: Vector2<f64>,
    across: Vector2<f64>,
    orbit: &Orbit,
) -> Option<Long> {
    let (orbit, state, raw) = along(plane, guess, across, |b| long(b, orbit))?;
    let at = guess + across * orbit.at.parameter;
    let planar = plane.planar(plane.place(at));
    let saddle = newton(&planar, [state[0], state[1]])?;
    let j = planar.jacobian(saddle);
    let (trace, det) = (j.trace(), j.determinant());
    if det.is_nan() || det >= 0.0 {
        return None;
    }
    let root = (0.25 * trace * trace - det).sqrt();
    let weaker = -det / (0.5 * trace.abs() + root);
    let mut extent = [Vector2::zeros(); 2];
    for node in raw {
        let y = Vector2::from_fn(|k, _| (node[k] - saddle[k]) / plane.scale[k]);
        extent = [extent[0].inf(&y), extent[1].sup(&y)];
    }
    (weaker * orbit.at.log_period.exp() > CLOSE).then_some(Long {
        at,
        saddle,
        extent,
        orbit,
    })
}

/// An orbit, its slowest state, and all its nodes.
type Found = (Orbit, Vec<f64>, Vec<Vec<f64>>);

/// The orbit of the same period near another one.
fn long(b: &Branching<'_>, known: &Orbit) -> Option<Found> {
    let mut guess = known.clone();
    guess.at.parameter = 0.0;
    let normal = |orbit: &Orbit| Profile {
        nodes: vec![0.0; orbit.at.nodes.len()],
        inner: vec![0.0; orbit.at.inner.len()],
        log_period: 1.0,
        parameter: 0.0,
    };
    let solve = |guess: &Orbit| {
        let velocity = b.solver.velocity(guess);
        let hold = normal(guess);
        b.solver
            .correct(guess, &guess.at, &velocity, Hold::Normal(&hold), 8)
    };
    let found = solve(&guess)?;
    let (orbit, _) = b.remesh(&found.orbit, &found.tangent);
    let orbit = solve(&orbit)?.orbit;
    let n = b.field.n();
    let velocity = b.solver.velocity(&orbit);
    let speed = |j: &usize| -> f64 { velocity[j * n..(j + 1) * n].iter().map(|v| v * v).sum() };
    let slowest = (0..orbit.mesh.len()).min_by(|a, b| speed(a).total_cmp(&speed(b)))?;
    let nodes = orbit.at.nodes.chunks_exact(n).map(|x| b.field.raw(x));
    let nodes: Vec<Vec<f64>> = nodes.collect();
    let state = nodes.get(slowest)?.clone();
    Some((orbit, state, nodes))
}
