//! The search for equilibria along nullclines.
use super::{
    nullcline::{Nullclines, Place},
    planar::Planar,
    problem::Window,
};
use crate::num::contour::{Change, beside, change, may_dip};

/// Positions in the unit square that differ by less are the same, unless their indices differ.
///
/// Between two equilibria of equal index on one nullcline lies one of the opposite index, so that
/// three would have to be this close.
const SAME: f64 = 1e-8;

/// What is known at a point of the unit square.
#[derive(Clone, Copy, Debug)]
struct Probe {
    u: [f64; 2],
    f: [f64; 2],
    /// Derivative of each component along each unit of the square.
    j: [[f64; 2]; 2],
}

impl Probe {
    fn determinant(&self) -> f64 {
        let [[a, b], [c, d]] = self.j;
        a * d - b * c
    }

    /// Derivative of the other component along the zero set of component `k`, per unit of length in
    /// the direction that makes an acute angle with `along`.
    fn slope(&self, k: usize, along: [f64; 2]) -> f64 {
        let [a, b] = self.j[k];
        let [c, d] = self.j[1 - k];
        let length = a.hypot(b);
        let tangent = [-b / length, a / length];
        let slope = c * tangent[0] + d * tangent[1];
        if tangent[0] * along[0] + tangent[1] * along[1] < 0.0 {
            -slope
        } else {
            slope
        }
    }

    /// Newton's step to a zero of both components.
    fn step(&self) -> [f64; 2] {
        let [[a, b], [c, d]] = self.j;
        let [f, g] = self.f;
        let det = self.determinant();
        [(b * g - d * f) / det, (c * f - a * g) / det]
    }
}

/// An equilibrium in the unit square.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) u: [f64; 2],
    /// +1 for nodes, foci and centres, −1 for saddles, 0 where the determinant vanishes.
    index: i32,
}

/// What a search found.
pub(super) struct Found {
    /// Sorted, none twice.
    pub(super) points: Vec<Spot>,
    /// Whether equilibria are isolated.
    pub(super) isolated: bool,
}

impl Found {
    /// Whether the sum of the indices is the winding number.
    pub(super) fn agrees(&self, winding: Option<i32>) -> bool {
        self.isolated && winding == Some(self.points.iter().map(|s| s.index).sum())
    }
}

/// A search in one window.
pub(super) struct Search<'a> {
    planar: &'a Planar,
    pub(super) place: Place,
    window: Window,
    size: [f64; 2],
}

impl<'a> Search<'a> {
    pub(super) fn new(planar: &'a Planar, window: Window) -> Self {
        Self {
            planar,
            place: Place::new(window),
            window,
            size: window.size(),
        }
    }

    fn f(&self, u: [f64; 2]) -> [f64; 2] {
        self.planar.f(self.place.state(u))
    }

    fn probe(&self, u: [f64; 2]) -> Probe {
        let x = self.place.state(u);
        let j = self.planar.jacobian(x);
        let [w, h] = self.size;
        Probe {
            u,
            f: self.planar.f(x),
            j: [
                [j[(0, 0)] * w, j[(0, 1)] * h],
                [j[(1, 0)] * w, j[(1, 1)] * h],
            ],
        }
    }

    fn unit(&self, x: [f64; 2]) -> [f64; 2] {
        [
            (x[0] - self.window.x[0]) / self.size[0],
            (x[1] - self.window.y[0]) / self.size[1],
        ]
    }

    /// Whether one component is zero everywhere.
    pub(super) fn vanishes(&self) -> bool {
        let mut zero = [true; 2];
        for k in 0..25 {
            // Off any round fraction of the window.
            let u = [k % 5, k / 5].map(|i| 0.013 + 0.237 * f64::from(i));
            let f = self.f(u);
            for c in 0..2 {
                zero[c] &= f[c] == 0.0;
            }
            if zero == [false; 2] {
                return false;
            }
        }
        true
    }

    /// The equilibria on both nullclines.
    pub(super) fn along(&self, nullclines: &Nullclines) -> Found {
        let mut found = Found {
            points: vec![],
            isolated: true,
        };
        let mut probes = vec![];
        for k in 0..2 {
            for curve in &nullclines.curves[k] {
                probes.clear();
                probes.extend(curve.points.iter().map(|&x| self.probe(self.unit(x))));
                if curve.closed {
                    probes.push(probes[0]);
                }
                let flat = probes.iter().filter(|p| p.f[1 - k] == 0.0).count();
                if flat > 2 && 2 * flat > probes.len() {
                    found.isolated = false;
                    found.points.clear();
                    return found;
                }
                for pair in probes.windows(2) {
                    self.inspect(k, &pair[0], &pair[1], 0, &mut found.points);
                }
                if !curve.closed {
                    for end in [&probes[0], &probes[probes.len() - 1]] {
                        self.at_end(end, &mut found.points);
                    }
                }
            }
        }
        self.merge(&mut found.points);
        found
    }

    /// Looks for zeros of the other component between two points of the zero set of component `k`.
    fn inspect(&self, k: usize, p: &Probe, q: &Probe, depth: usize, out: &mut Vec<Spot>) {
        let along = [q.u[0] - p.u[0], q.u[1] - p.u[1]];
        let length = along[0].hypot(along[1]);
        let (gp, gq) = (p.f[1 - k], q.f[1 - k]);
        let rise = gq - gp;
        let (left, right) = (p.slope(k, along) * length, q.slope(k, along) * length);
        if (gp < 0.0) != (gq < 0.0) {
            // Steep at both ends and flat between: perhaps three zeros.
            let winds = left * rise > 0.0
                && right * rise > 0.0
                && rise.abs() < 0.5 * left.abs().min(right.abs());
            if winds
                && depth < 6
                && let Some(m) = self.on_curve(k, p.u, q.u, 0.5)
            {
                self.inspect(k, p, &m, depth + 1, out);
                self.inspect(k, &m, q, depth + 1, out);
            } else {
                out.extend(self.locate(k, p, q));
            }
            return;
        }
        let s = if gp < 0.0 { -1.0 } else { 1.0 };
        // May the curve turn back between the ends, after it has reached zero?
        if !may_dip(s * (gp - left), s * gp, s * gq, s * (gq + right)) {
            return;
        }
        let slope = |t: f64| {
            self.on_curve(k, p.u, q.u, t)
                .map_or(f64::NAN, |m| m.slope(k, along) * length)
        };
        let Some(Change::Zero(t)) = change(slope, (0.0, left), (1.0, right)) else {
            return;
        };
        let Some(e) = self.on_curve(k, p.u, q.u, t) else {
            return;
        };
        let ge = e.f[1 - k];
        if (ge < 0.0) != (gp < 0.0) {
            out.extend(self.locate(k, p, &e));
            out.extend(self.locate(k, &e, q));
        } else {
            let [a, b] = e.j[1 - k];
            if ge.abs() <= 4.0 * f64::EPSILON * (a.abs() + b.abs()) {
                // Touching to rounding: a fold.
                out.push(Spot { u: e.u, index: 0 });
            }
        }
    }

    fn on_curve(&self, k: usize, p: [f64; 2], q: [f64; 2], t: f64) -> Option<Probe> {
        beside(&|u| self.f(u)[k], p, q, t).map(|u| self.probe(u))
    }

    /// The zero of the other component between two points of the zero set of component `k` at which
    /// its signs differ; `None` when it jumps.
    fn locate(&self, k: usize, p: &Probe, q: &Probe) -> Option<Spot> {
        let along = [q.u[0] - p.u[0], q.u[1] - p.u[1]];
        let square = along[0] * along[0] + along[1] * along[1];
        let (gp, gq) = (p.f[1 - k], q.f[1 - k]);
        let here = |m: &Probe| {
            let off = [m.u[0] - p.u[0], m.u[1] - p.u[1]];
            let t = (off[0] * along[0] + off[1] * along[1]) / square;
            let aside = (off[0] * along[1] - off[1] * along[0]).abs() / square;
            let rises = m.slope(k, along) * (gq - gp) >= 0.0;
            (-1e-9..=1.0 + 1e-9).contains(&t) && aside < 1.0 && rises
        };
        let t = gp / (gp - gq);
        let guess = [p.u[0] + t * along[0], p.u[1] + t * along[1]];
        if let Some(m) = self.newton(guess, square.sqrt()).filter(here) {
            return Some(spot(&m));
        }
        let g =
            |t: f64| beside(&|u| self.f(u)[k], p.u, q.u, t).map_or(f64::NAN, |u| self.f(u)[1 - k]);
        let Some(Change::Zero(t)) = change(g, (0.0, gp), (1.0, gq)) else {
            return None;
        };
        let m = self.on_curve(k, p.u, q.u, t)?;
        if let Some(polished) = self.newton(m.u, SAME).filter(here) {
            return Some(spot(&polished));
        }
        // Where the curve is steeper than its samples tell, the bracket may close on a jump from one
        // branch to another: there Newton's step would leave it.
        let step = m.step();
        (step[0].hypot(step[1]) <= 1e-9).then(|| spot(&m))
    }

    /// Newton's method from `u`, no further away than `reach`.
    fn newton(&self, u: [f64; 2], reach: f64) -> Option<Probe> {
        let mut m = self.probe(u);
        let mut last = f64::INFINITY;
        for _ in 0..12 {
            let step = m.step();
            let size = step[0].hypot(step[1]);
            if !size.is_finite() {
                return (m.f == [0.0; 2]).then_some(m);
            }
            // At rounding steps no longer shrink.
            if size <= 1e-15 || (last <= 1e-10 && size >= 0.5 * last) {
                return Some(m);
            }
            let next = [m.u[0] + step[0], m.u[1] + step[1]];
            if (next[0] - u[0]).hypot(next[1] - u[1]) > reach {
                return None;
            }
            m = self.probe(next);
            last = size;
        }
        (last <= 1e-10).then_some(m)
    }

    /// An equilibrium on the border is found also when rounding puts it outside.
    fn at_end(&self, end: &Probe, out: &mut Vec<Spot>) {
        if let Some(m) = self.newton(end.u, 1e-12) {
            out.push(spot(&m));
        }
    }

    /// Sorts, clips to the window, and keeps one of those that are the same.
    pub(super) fn merge(&self, points: &mut Vec<Spot>) {
        let slack = 1e-12;
        points.retain_mut(|s| {
            let inside = s.u.iter().all(|t| (-slack..=1.0 + slack).contains(t));
            s.u = s.u.map(|t| t.clamp(0.0, 1.0));
            inside
        });
        // Exact ones first, so that the vague index of a touching is dropped beside them.
        points.sort_by_key(|s| s.index == 0);
        let mut kept: Vec<Spot> = vec![];
        for &s in points.iter() {
            let same = |o: &Spot| {
                let near = (s.u[0] - o.u[0]).hypot(s.u[1] - o.u[1]) < SAME;
                near && (s.index == o.index || s.index == 0)
            };
            if !kept.iter().any(same) {
                kept.push(s);
            }
        }
        kept.sort_by(|a, b| a.u[0].total_cmp(&b.u[0]).then(a.u[1].total_cmp(&b.u[1])));
        *points = kept;
    }

    /// How often the field turns around along the border, anticlockwise; `None` when that cannot be
    /// told, as with an equilibrium on it.
    ///
    /// From quarter to quarter turn: where both components change sign between two samples, the
    /// interval is halved until one does.
    pub(super) fn winding(&self, samples: usize) -> Option<i32> {
        let corner = |k: usize| [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]][k % 4];
        let mut quarters = 0;
        for side in 0..4 {
            let (p, q) = (corner(side), corner(side + 1));
            let point = |t: f64| [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];
            let quadrant = |t: f64| quadrant(self.f(point(t)));
            let mut before = (0.0, quadrant(0.0)?);
            for k in 1..=samples {
                let t = k as f64 / samples as f64;
                let here = (t, quadrant(t)?);
                quarters += turns(&quadrant, before, here, 0)?;
                before = here;
            }
        }
        (quarters % 4 == 0).then_some(quarters / 4)
    }
}

fn spot(m: &Probe) -> Spot {
    let [[a, b], [c, d]] = m.j;
    let det = m.determinant();
    let scale = (a * d).abs() + (b * c).abs();
    let index = if det.abs() <= 1e-14 * scale {
        0
    } else if det > 0.0 {
        1
    } else {
        -1
    };
    Spot { u: m.u, index }
}

fn quadrant(f: [f64; 2]) -> Option<i32> {
    if f.iter().any(|v| v.is_nan()) {
        return None;
    }
    Some(match (f[0] < 0.0, f[1] < 0.0) {
        (false, false) => 0,
        (true, false) => 1,
        (true, true) => 2,
        (false, true) => 3,
    })
}

/// Quarter turns, anticlockwise, from one sample to the next.
fn turns(
    quadrant: &impl Fn(f64) -> Option<i32>,
    a: (f64, i32),
    b: (f64, i32),
    depth: usize,
) -> Option<i32> {
    match (b.1 - a.1).rem_euclid(4) {
        0 => Some(0),
        1 => Some(1),
        3 => Some(-1),
        _ if depth < 45 => {
            let t = 0.5 * (a.0 + b.0);
            let m = (t, quadrant(t)?);
            Some(turns(quadrant, a, m, depth + 1)? + turns(quadrant, m, b, depth + 1)?)
        }
        _ => None,
    }
}
