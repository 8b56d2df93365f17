//! From crossings to polylines, and from polylines to curves.
use super::{
    Polyline, between,
    cell::{Link, Node},
    edge::{self, Change},
    negative,
};

/// No chord is halved more often.
const DEPTH: usize = 24;

/// Joins links that share a node, and adds vertices until the curve is within `chord` of every chord.
pub(super) fn join(
    f: &impl Fn([f64; 2]) -> f64,
    nodes: &[Node],
    links: &[Link],
    cells: usize,
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
    let long = 0.3 / cells as f64;
    let mut used = vec![false; links.len()];
    let mut walk = |start: u32, closed: bool| {
        let mut points = vec![nodes[start as usize].at];
        let mut node = start;
        while let Some(k) = incident[node as usize]
            .into_iter()
            .find(|&k| k != NONE && !used[k as usize])
        {
            used[k as usize] = true;
            let link = &links[k as usize];
            let next = link.ends[usize::from(link.ends[0] == node)];
            let chord = Chord {
                f,
                tolerance: chord,
                long,
                lo: link.lo,
                hi: link.hi,
            };
            let (p, q) = (nodes[node as usize].at, nodes[next as usize].at);
            chord.divide(p, q, 0, &mut points);
            points.push(q);
            node = next;
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
    for k in 0..nodes.len() {
        if incident[k][1] != NONE {
            let curve = walk(k as u32, true);
            if curve.points.len() > 2 {
                curves.push(curve);
            }
        }
    }
    curves
}

/// A piece of the curve and its chord.
struct Chord<'a, F> {
    f: &'a F,
    tolerance: f64,
    /// Chords longer than this are looked at in three places.
    long: f64,
    lo: [f64; 2],
    hi: [f64; 2],
}

impl<F: Fn([f64; 2]) -> f64> Chord<'_, F> {
    /// Adds vertices between `p` and `q`.
    fn divide(&self, p: [f64; 2], q: [f64; 2], depth: usize, out: &mut Vec<[f64; 2]>) {
        let along = [q[0] - p[0], q[1] - p[1]];
        let length = along[0].hypot(along[1]);
        if length <= self.tolerance || depth >= DEPTH {
            return;
        }
        let normal = [-along[1] / length, along[0] / length];
        let places: &[f64] = if length > self.long {
            &[0.5, 0.25, 0.75]
        } else {
            &[0.5]
        };
        for &t in places {
            let r = between(p, q, t);
            if let Some(x) = self.project(r, normal) {
                self.divide(p, x, depth + 1, out);
                out.push(x);
                self.divide(x, q, depth + 1, out);
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
