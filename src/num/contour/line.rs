//! From crossings to polylines, and from polylines to curves.
use super::{
    Polyline, between,
    cell::{Link, Node},
    edge::{self, Change},
    negative,
};

/// No chord is halved more often.
const DEPTH: usize = 24;

/// A curve expected to be this many tolerances away from its chord is a straight line.
const STRAIGHT: f64 = 0.02;

/// Joins links that share a node, and adds vertices until the curve is within `chord` of every chord.
pub(super) fn join(
    f: &impl Fn([f64; 2]) -> f64,
    nodes: &[Node],
    links: &[Link],
    chord: f64,
) -> Vec<Polyline> {
    const NONE: u32 = u32::MAX;
    let mut incident = vec![[NONE; 2]; nodes.len()];
    for (k, link) in links.iter().enumerate() {
        for end in link.ends {
            let slots = &mut incident[end as usize];
            let slot = usize::from(slots[0] != NONE);
            slots[slot] = k as u32;
        }
    }
    let at = |node: u32| nodes[node as usize].at;
    let mut used = vec![false; links.len()];
    let mut walk = |start: u32, closed: bool| {
        let mut path = vec![start];
        let mut boxes = vec![];
        let mut node = start;
        while let Some(k) = incident[node as usize]
            .into_iter()
            .find(|&k| k != NONE && !used[k as usize])
        {
            used[k as usize] = true;
            let link = &links[k as usize];
            node = link.ends[usize::from(link.ends[0] == node)];
            path.push(node);
            boxes.push((link.lo, link.hi));
        }
        let mut tolerance = 0.75 * chord;
        if closed && boxes.len() <= 4 {
            // However small, a loop is to look like one.
            let size = path
                .iter()
                .map(|&k| distance(at(k), at(start)))
                .fold(0.0, f64::max);
            tolerance = tolerance.min(0.05 * size);
        }
        let mut points = vec![at(start)];
        for (k, &(lo, hi)) in boxes.iter().enumerate() {
            let (p, q) = (at(path[k]), at(path[k + 1]));
            let before = k.checked_sub(1).map(|k| at(path[k]));
            let after = path.get(k + 2).map(|&k| at(k));
            let chord = Chord {
                f,
                tolerance,
                lo,
                hi,
            };
            chord.divide(
                p,
                q,
                0,
                expect(before, p, q, after) / tolerance,
                &mut points,
            );
            points.push(q);
        }
        points.dedup();
        if closed && points.len() > 1 && points[0] == points[points.len() - 1] {
            points.pop();
        }
        Polyline { points, closed }
    };
    let mut curves = vec![];
    for (k, slots) in incident.iter().enumerate() {
        if slots[0] != NONE && slots[1] == NONE {
            let curve = walk(k as u32, false);
            if curve.points.len() > 1 {
                curves.push(curve);
            }
        }
    }
    for (k, slots) in incident.iter().enumerate() {
        if slots[1] != NONE {
            let curve = walk(k as u32, true);
            if curve.points.len() > 2 {
                curves.push(curve);
            }
        }
    }
    curves
}

fn distance(p: [f64; 2], q: [f64; 2]) -> f64 {
    (q[0] - p[0]).hypot(q[1] - p[1])
}

/// How far the curve may be from the chord between `p` and `q`, judging by the angles with the chords
/// before and after: an arc through both ends with that tangent rises by length × angle / 4 at most.
fn expect(before: Option<[f64; 2]>, p: [f64; 2], q: [f64; 2], after: Option<[f64; 2]>) -> f64 {
    let length = distance(p, q);
    let angle = |a: [f64; 2], b: [f64; 2], c: [f64; 2]| {
        let (u, v) = ([b[0] - a[0], b[1] - a[1]], [c[0] - b[0], c[1] - b[1]]);
        (u[0] * v[1] - u[1] * v[0])
            .atan2(u[0] * v[0] + u[1] * v[1])
            .abs()
    };
    let left = before.map(|a| angle(a, p, q));
    let right = after.map(|c| angle(p, q, c));
    let largest = match (left, right) {
        (Some(l), Some(r)) => l.max(r),
        (Some(a), None) | (None, Some(a)) => a,
        (None, None) => f64::INFINITY,
    };
    0.25 * length * largest
}

/// A piece of the curve and its chord.
struct Chord<'a, F> {
    f: &'a F,
    tolerance: f64,
    lo: [f64; 2],
    hi: [f64; 2],
}

impl<F: Fn([f64; 2]) -> f64> Chord<'_, F> {
    /// Adds vertices between `p` and `q`, where the curve is expected to be `expected` tolerances
    /// away from the chord.
    fn divide(
        &self,
        p: [f64; 2],
        q: [f64; 2],
        depth: usize,
        expected: f64,
        out: &mut Vec<[f64; 2]>,
    ) {
        let length = distance(p, q);
        if length <= self.tolerance || depth >= DEPTH || expected < STRAIGHT {
            return;
        }
        let normal = [(p[1] - q[1]) / length, (q[0] - p[0]) / length];
        let places: &[f64] = if expected > 1.0 {
            &[0.5, 0.25, 0.75]
        } else {
            &[0.5]
        };
        for &t in places {
            let r = between(p, q, t);
            if let Some(x) = self.project(r, normal) {
                // Halves of an arc rise a quarter as much; what is not an arc bends at the new vertex.
                let bend = expect(None, p, x, Some(q)).max(expect(Some(p), x, q, None));
                let expected = (0.25 * expected).max(0.5 * bend / self.tolerance);
                self.divide(p, x, depth + 1, expected, out);
                out.push(x);
                self.divide(x, q, depth + 1, expected, out);
                return;
            }
        }
    }

    /// The point of the curve nearest to `r` along the normal, unless it is within the tolerance or
    /// there is none within the box.
    fn project(&self, r: [f64; 2], normal: [f64; 2]) -> Option<[f64; 2]> {
        let along = |s: f64| (self.f)([r[0] + s * normal[0], r[1] + s * normal[1]]);
        let tolerance = self.tolerance;
        let (right, left) = (along(-tolerance), along(tolerance));
        if negative(right) != negative(left) || !(right.is_finite() && left.is_finite()) {
            return None;
        }
        let towards = if right.abs() < left.abs() { -1.0 } else { 1.0 };
        [towards, -towards].into_iter().find_map(|side| {
            let (near, far) = if side < 0.0 {
                (right, left)
            } else {
                (left, right)
            };
            let reach = self.reach(r, normal, side);
            // The secant's guess and somewhat more, then twice as far each time.
            let guess = tolerance * (1.0 + 2.0 * near / (far - near)).abs();
            let mut a = (tolerance, near);
            let mut s = (1.2 * guess).clamp(1.5 * tolerance, 4.0 * tolerance);
            while a.0 < reach {
                s = s.min(reach);
                let y = along(side * s);
                if negative(y) != negative(a.1) {
                    return match edge::change(|s| along(side * s), a, (s, y)) {
                        Some(Change::Zero(s)) => {
                            Some([r[0] + side * s * normal[0], r[1] + side * s * normal[1]])
                        }
                        _ => None,
                    };
                }
                a = (s, y);
                s *= 2.0;
            }
            None
        })
    }

    /// How far from `r` along the normal the box ends.
    fn reach(&self, r: [f64; 2], normal: [f64; 2], side: f64) -> f64 {
        (0..2)
            .map(|k| {
                let speed = side * normal[k];
                if speed > 0.0 {
                    (self.hi[k] - r[k]) / speed
                } else if speed < 0.0 {
                    (self.lo[k] - r[k]) / speed
                } else {
                    f64::INFINITY
                }
            })
            .fold(f64::INFINITY, f64::min)
            // Beyond rounding, for curves along the sides.
            + 1e-12
    }
}

/// The point of the zero set of `f` beside the point at `t` of the chord from `p` to `q`, along its
/// normal and no further than the chord is long; `None` when there is none.
pub fn beside(f: &impl Fn([f64; 2]) -> f64, p: [f64; 2], q: [f64; 2], t: f64) -> Option<[f64; 2]> {
    let r = between(p, q, t);
    let along = [q[0] - p[0], q[1] - p[1]];
    let length = along[0].hypot(along[1]);
    let normal = [-along[1] / length, along[0] / length];
    let place = |s: f64| [r[0] + s * normal[0], r[1] + s * normal[1]];
    let start = f(r);
    if start == 0.0 || length == 0.0 {
        return Some(r);
    }
    let small = 1e-6 * length;
    let slope = (f(place(small)) - start) / small;
    // The secant's guess and somewhat more, then further and further on both sides.
    let guess = -start / slope;
    let mut s = if guess.is_finite() && guess.abs() <= length {
        1.1 * guess + small.copysign(guess)
    } else {
        1e-3 * length
    };
    while s.abs() <= 1.2 * length {
        for s in [s, -s] {
            let y = f(place(s));
            if negative(y) != negative(start) {
                return match edge::change(|s| f(place(s)), (0.0, start), (s, y)) {
                    Some(Change::Zero(s)) => Some(place(s)),
                    _ => None,
                };
            }
        }
        s *= 2.0;
    }
    None
}
