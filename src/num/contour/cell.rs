//! What crosses the cells of the grid, and which crossings belong together.
use super::{
    between,
    edge::{self, Change},
    negative,
};

/// A place where the function changes sign on an edge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) at: [f64; 2],
    /// Whether the function vanishes there; otherwise it jumps.
    pub(super) zero: bool,
}

/// Two nodes joined by a piece of the curve that does not leave a box.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) ends: [u32; 2],
    pub(super) lo: [f64; 2],
    pub(super) hi: [f64; 2],
}

/// Nodes on one edge: the first, and how many.
#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    first: u32,
    count: u32,
}

/// Part of a cell, with the nodes on its sides: bottom and top by the first coordinate, right and
/// left by the second. Corners run anticlockwise from the lower left.
struct Patch {
    lo: [f64; 2],
    hi: [f64; 2],
    corners: [f64; 4],
    sides: [Vec<u32>; 4],
}

/// How often a cell is divided before the sign at its saddle decides.
const DEPTH: usize = 4;
/// How often a cell with a jump is divided; a curve that ends at the jump ends short of it by less
/// than a cell's width over 2 to this power.
const JUMP_DEPTH: usize = 7;

/// The work on one grid.
pub(super) struct Cells<'a, F> {
    f: &'a F,
    n: usize,
    values: Vec<f64>,
    pub(super) nodes: Vec<Node>,
    pub(super) links: Vec<Link>,
    across: Vec<Edge>,
    up: Vec<Edge>,
    /// Per row of edges: on which edges the function bends towards zero.
    bends_across: Vec<u128>,
    bends_up: Vec<u128>,
    /// Per row of edges: which edges have nodes.
    crossed_across: Vec<u128>,
    crossed_up: Vec<u128>,
}

/// The set of those below `len` for which `holds`.
#[inline]
fn mask(len: usize, holds: impl Fn(usize) -> bool) -> u128 {
    let mut halves = [0_u64; 2];
    for (k, half) in halves.iter_mut().enumerate() {
        for i in 64 * k..len.min(64 * (k + 1)) {
            *half |= u64::from(holds(i)) << (i - 64 * k);
        }
    }
    u128::from(halves[0]) | u128::from(halves[1]) << 64
}

/// The members of a mask.
fn members(mut mask: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = (mask != 0).then(|| mask.trailing_zeros() as usize);
        mask &= mask.wrapping_sub(1);
        next
    })
}

impl<'a, F: Fn([f64; 2]) -> f64> Cells<'a, F> {
    pub(super) fn new(f: &'a F, n: usize, values: Vec<f64>) -> Self {
        assert!(n < 127, "a row of cells fits into a mask");
        Self {
            f,
            n,
            values,
            nodes: vec![],
            links: vec![],
            across: vec![Edge::default(); n * (n + 1)],
            up: vec![Edge::default(); n * (n + 1)],
            bends_across: vec![0; n + 1],
            bends_up: vec![0; n],
            crossed_across: vec![0; n + 1],
            crossed_up: vec![0; n],
        }
    }

    fn value(&self, i: usize, j: usize) -> f64 {
        self.values[j * (self.n + 1) + i]
    }

    fn at(&self, i: usize, j: usize) -> [f64; 2] {
        let n = self.n as f64;
        [i as f64 / n, j as f64 / n]
    }

    pub(super) fn run(&mut self) {
        self.scan_edges();
        let all = (1 << self.n) - 1;
        for j in 0..self.n {
            let (across, up) = (&self.crossed_across, self.crossed_up[j]);
            for i in members((across[j] | across[j + 1] | up | up >> 1) & all) {
                self.cell(i, j);
            }
        }
        for j in 0..self.n {
            let across = self.bends_across[j] | self.bends_across[j + 1];
            let up = self.bends_up[j]
                | self.bends_up[j.saturating_sub(1)]
                | self.bends_up[(j + 1).min(self.n - 1)];
            for i in members((across | across << 1 | across >> 1) & (up | up >> 1) & all) {
                self.hollow(i, j);
            }
        }
    }

    /// Looks at every edge that the function crosses or towards which it bends, and at the border's,
    /// where the bend is extrapolated; the others are sorted out a row at a time.
    fn scan_edges(&mut self) {
        let (n, row) = (self.n, self.n + 1);
        let v = &self.values;
        let signs: Vec<u128> = (0..=n)
            .map(|j| mask(row, |i| negative(v[j * row + i])))
            .collect();
        let rises_up: Vec<u128> = (0..n)
            .map(|j| mask(row, |i| v[(j + 1) * row + i] > v[j * row + i]))
            .collect();
        let rises_across: Vec<u128> = (0..=n)
            .map(|j| mask(n, |i| v[j * row + i + 1] > v[j * row + i]))
            .collect();
        // Where both ends have one sign: falling before and rising after, or the other way below zero.
        let bends = |negative: u128, before: u128, after: u128| {
            (!negative & !before & after) | (negative & before & !after)
        };
        let all = |len: usize| (1_u128 << len) - 1;
        for j in 0..=n {
            let rises = rises_across[j];
            let border = 1 | 1 << (n - 1);
            let some =
                (signs[j] ^ signs[j] >> 1) | bends(signs[j], rises << 1, rises >> 1) | border;
            for i in members(some & all(n)) {
                self.scan(j * row + i, 1, i, [i, j]);
            }
            if j < n {
                let some = if j == 0 || j == n - 1 {
                    all(row)
                } else {
                    (signs[j] ^ signs[j + 1]) | bends(signs[j], rises_up[j - 1], rises_up[j + 1])
                };
                for i in members(some & all(row)) {
                    self.scan(j * row + i, row, j, [i, j]);
                }
            }
        }
    }

    /// Looks at the edge from the grid value with index `from` to the one `stride` further on, the
    /// `k`-th in its row or column.
    #[inline]
    fn scan(&mut self, from: usize, stride: usize, k: usize, cell: [usize; 2]) {
        let v = &self.values;
        let (a, b) = (v[from], v[from + stride]);
        let before = (k > 0).then(|| v[from - stride]);
        let after = (k + 1 < self.n).then(|| v[from + 2 * stride]);
        // Beyond the border, the parabola through the nearest three.
        let (before, after) = match (before, after) {
            (Some(before), Some(after)) => (before, after),
            (None, Some(after)) => (3.0 * (a - b) + after, after),
            (Some(before), None) => (before, 3.0 * (b - a) + before),
            (None, None) => (a, b),
        };
        let crossed = negative(a) != negative(b);
        let suspicious = if crossed {
            // Three crossings: the function rises, falls and rises again.
            let (d, left, right) = (b - a, a - before, after - b);
            left * d > 0.0 && right * d > 0.0 && d.abs() < 0.3 * left.abs().min(right.abs())
        } else {
            let s = if negative(a) { -1.0 } else { 1.0 };
            if !(s * before > s * a && s * after > s * b) {
                return;
            }
            let mask = if stride == 1 {
                &mut self.bends_across[cell[1]]
            } else {
                &mut self.bends_up[cell[1]]
            };
            *mask |= 1 << cell[0];
            edge::may_dip(s * before, s * a, s * b, s * after)
        };
        if !crossed && !suspicious || a.is_nan() || b.is_nan() {
            return;
        }
        let p = self.at(cell[0], cell[1]);
        let q = if stride == 1 {
            self.at(cell[0] + 1, cell[1])
        } else {
            self.at(cell[0], cell[1] + 1)
        };
        let first = self.nodes.len() as u32;
        self.cross(p, q, a, b, suspicious);
        let edge = Edge {
            first,
            count: self.nodes.len() as u32 - first,
        };
        let bit = u128::from(edge.count > 0) << cell[0];
        if stride == 1 {
            self.across[cell[1] * self.n + cell[0]] = edge;
            self.crossed_across[cell[1]] |= bit;
        } else {
            self.up[cell[1] * (self.n + 1) + cell[0]] = edge;
            self.crossed_up[cell[1]] |= bit;
        }
    }

    /// Adds the nodes between `p` and `q`.
    fn cross(&mut self, p: [f64; 2], q: [f64; 2], fp: f64, fq: f64, search: bool) {
        let f = self.f;
        let along = |t: f64| f(between(p, q, t));
        let mut add = |change: Change| {
            let (t, zero) = match change {
                Change::Zero(t) => (t, true),
                Change::Jump(t) => (t, false),
            };
            let at = between(p, q, t);
            self.nodes.push(Node { at, zero });
        };
        if search {
            let mut changes = vec![];
            edge::search(along, fp, fq, &mut changes);
            changes.into_iter().for_each(add);
        } else if let Some(change) = edge::change(along, (0.0, fp), (1.0, fq)) {
            add(change);
        }
    }

    fn edges(&self, i: usize, j: usize) -> [Edge; 4] {
        let (n, row) = (self.n, self.n + 1);
        [
            self.across[j * n + i],
            self.up[j * row + i + 1],
            self.across[(j + 1) * n + i],
            self.up[j * row + i],
        ]
    }

    fn cell(&mut self, i: usize, j: usize) {
        let edges = self.edges(i, j);
        let count: u32 = edges.iter().map(|e| e.count).sum();
        if count == 0 {
            return;
        }
        let (lo, hi) = (self.at(i, j), self.at(i + 1, j + 1));
        if count == 2 {
            let mut ends = edges.iter().flat_map(|e| e.first..e.first + e.count);
            if let (Some(a), Some(b)) = (ends.next(), ends.next())
                && self.nodes[a as usize].zero
                && self.nodes[b as usize].zero
            {
                self.link(a, b, lo, hi);
                return;
            }
        }
        let corners = [
            self.value(i, j),
            self.value(i + 1, j),
            self.value(i + 1, j + 1),
            self.value(i, j + 1),
        ];
        let sides = edges.map(|e| (e.first..e.first + e.count).collect());
        self.patch(
            &Patch {
                lo,
                hi,
                corners,
                sides,
            },
            0,
        );
    }

    fn patch(&mut self, patch: &Patch, depth: usize) {
        let around = patch.around();
        let zeros = around
            .iter()
            .filter(|&&k| self.nodes[k as usize].zero)
            .count();
        if zeros == 0 {
            return;
        }
        if zeros == around.len() && zeros == 2 {
            self.link(around[0], around[1], patch.lo, patch.hi);
        } else if zeros == around.len() && zeros % 2 == 0 && depth >= DEPTH {
            self.decide(patch, &around);
        } else if depth < JUMP_DEPTH {
            for part in self.divide(patch) {
                self.patch(&part, depth + 1);
            }
        }
    }

    /// Joins two nodes on the border of a box.
    ///
    /// Where both are on one side the curve turns back within the box, perhaps much deeper than they
    /// are apart: a node at its depth is added between them.
    fn link(&mut self, a: u32, b: u32, lo: [f64; 2], hi: [f64; 2]) {
        let (p, q) = (self.nodes[a as usize].at, self.nodes[b as usize].at);
        let side = (0..2).find(|&k| p[k] == q[k] && (p[k] == lo[k] || p[k] == hi[k]));
        if let Some(k) = side {
            let start = between(p, q, 0.5);
            let mut end = start;
            end[k] = if p[k] == lo[k] { hi[k] } else { lo[k] };
            let f = |t: f64| (self.f)(between(start, end, t));
            let (fs, fe) = (f(0.0), f(1.0));
            if negative(fs) != negative(fe)
                && let Some(Change::Zero(t)) = edge::change(f, (0.0, fs), (1.0, fe))
            {
                let turn = self.nodes.len() as u32;
                let at = between(start, end, t);
                self.nodes.push(Node { at, zero: true });
                for ends in [[a, turn], [turn, b]] {
                    self.links.push(Link { ends, lo, hi });
                }
                return;
            }
        }
        let ends = [a, b];
        self.links.push(Link { ends, lo, hi });
    }

    /// Cuts off the pieces of the border whose sign is not that of the function at its saddle.
    fn decide(&mut self, patch: &Patch, around: &[u32]) {
        let middle = self.saddle(patch.lo, patch.hi);
        let mut sign = negative(patch.corners[0]);
        for k in 0..around.len() {
            sign = !sign;
            if sign != middle {
                self.link(
                    around[k],
                    around[(k + 1) % around.len()],
                    patch.lo,
                    patch.hi,
                );
            }
        }
    }

    /// Whether the function is negative where its gradient vanishes in the box, or at its centre when
    /// it does not vanish there.
    fn saddle(&self, lo: [f64; 2], hi: [f64; 2]) -> bool {
        let mut centre = between(lo, hi, 0.5);
        let mut half = [0.5 * (hi[0] - lo[0]), 0.5 * (hi[1] - lo[1])];
        for _ in 0..4 {
            let model = Quadratic::around(self.f, centre, half);
            let to = |step: [f64; 2]| [0, 1].map(|k| centre[k] + step[k] * half[k]);
            let inside = |p: &[f64; 2]| (0..2).all(|k| (lo[k]..=hi[k]).contains(&p[k]));
            // In a valley without a saddle, its floor.
            let next = model.step().map(to).filter(inside);
            let Some(next) = next.or_else(|| model.across().map(to).filter(inside)) else {
                break;
            };
            centre = next;
            half = half.map(|h| 0.2 * h);
        }
        negative((self.f)(centre))
    }

    /// Four parts with the nodes on the two new lines between them.
    fn divide(&mut self, patch: &Patch) -> [Patch; 4] {
        let (lo, hi, mid) = (patch.lo, patch.hi, between(patch.lo, patch.hi, 0.5));
        let [x0, y0] = lo;
        let [x1, y1] = hi;
        let [xm, ym] = mid;
        let f = self.f;
        let [c00, c10, c11, c01] = patch.corners;
        let middles = [f([xm, y0]), f([x1, ym]), f([xm, y1]), f([x0, ym])];
        let centre = f(mid);
        let nodes = &self.nodes;
        let cut = |side: usize, axis: usize, start: f64| {
            let list = &patch.sides[side];
            let odd = negative(start) != negative(middles[side]);
            let mut at = list.partition_point(|&k| nodes[k as usize].at[axis] < mid[axis]);
            // A node right on the cut goes to the part whose corner signs ask for it.
            if (at % 2 == 1) != odd {
                let off = |k: usize| (nodes[list[k] as usize].at[axis] - mid[axis]).abs();
                if at > 0 && (at == list.len() || off(at - 1) <= off(at)) {
                    at -= 1;
                } else if at < list.len() {
                    at += 1;
                }
            }
            (list[..at].to_vec(), list[at..].to_vec())
        };
        let (b0, b1) = cut(0, 0, c00);
        let (r0, r1) = cut(1, 1, c10);
        let (t0, t1) = cut(2, 0, c01);
        let (l0, l1) = cut(3, 1, c00);
        let mut inner = |p: [f64; 2], q: [f64; 2], fp: f64, fq: f64| -> Vec<u32> {
            let first = self.nodes.len() as u32;
            self.cross(p, q, fp, fq, true);
            (first..self.nodes.len() as u32).collect()
        };
        let west = inner([x0, ym], mid, middles[3], centre);
        let east = inner(mid, [x1, ym], centre, middles[1]);
        let south = inner([xm, y0], mid, middles[0], centre);
        let north = inner(mid, [xm, y1], centre, middles[2]);
        [
            Patch {
                lo,
                hi: mid,
                corners: [c00, middles[0], centre, middles[3]],
                sides: [b0, south.clone(), west.clone(), l0],
            },
            Patch {
                lo: [xm, y0],
                hi: [x1, ym],
                corners: [middles[0], c10, middles[1], centre],
                sides: [b1, r0, east.clone(), south],
            },
            Patch {
                lo: mid,
                hi,
                corners: [centre, middles[1], c11, middles[2]],
                sides: [east, r1, t1, north.clone()],
            },
            Patch {
                lo: [x0, ym],
                hi: [xm, y1],
                corners: [middles[3], centre, middles[2], c01],
                sides: [west, north, t0, l1],
            },
        ]
    }

    /// Looks for a closed curve inside a cell that nothing crosses, from the extremum of a quadratic
    /// through the neighbouring values.
    fn hollow(&mut self, i: usize, j: usize) {
        if self.edges(i, j).iter().any(|e| e.count > 0) {
            return;
        }
        let s = if negative(self.value(i, j)) {
            -1.0
        } else {
            1.0
        };
        let v = |i: usize, j: usize| s * self.value(i, j);
        let inside = |k: usize| k.clamp(1, self.n - 1);
        let (mut xx, mut yy) = (0.0, 0.0);
        for (i, j) in [(i, j), (i + 1, j), (i, j + 1), (i + 1, j + 1)] {
            let (a, b) = (inside(i), inside(j));
            xx += 0.25 * (v(a - 1, j) - 2.0 * v(a, j) + v(a + 1, j));
            yy += 0.25 * (v(i, b - 1) - 2.0 * v(i, b) + v(i, b + 1));
        }
        let [f00, f10, f01, f11] = [v(i, j), v(i + 1, j), v(i, j + 1), v(i + 1, j + 1)];
        let model = Quadratic {
            value: 0.25 * (f00 + f10 + f01 + f11) - 0.125 * (xx + yy),
            slope: [0.5 * (f10 - f00 + f11 - f01), 0.5 * (f01 - f00 + f11 - f10)],
            xx,
            yy,
            xy: f11 - f10 - f01 + f00,
        };
        let (lo, hi) = (self.at(i, j), self.at(i + 1, j + 1));
        if !model.is_bowl() || model.lowest() >= 0.3 * f00.min(f10).min(f01).min(f11) {
            return;
        }
        let f = self.f;
        let inside = |p: [f64; 2]| s * f(p);
        let Some(p) = bottom(&inside, &model, lo, hi) else {
            return;
        };
        // Where the four rays along the axes leave the loop.
        let first = self.nodes.len() as u32;
        for q in [[hi[0], p[1]], [p[0], hi[1]], [lo[0], p[1]], [p[0], lo[1]]] {
            let (start, end) = (inside(p), inside(q));
            let t = if end > 0.0 {
                match edge::change(|t| inside(between(p, q, t)), (0.0, start), (1.0, end)) {
                    Some(Change::Zero(t)) => t,
                    _ => {
                        self.nodes.truncate(first as usize);
                        return;
                    }
                }
            } else {
                // It touches the side of the cell, to rounding.
                1.0
            };
            self.nodes.push(Node {
                at: between(p, q, t),
                zero: true,
            });
        }
        for k in 0..4 {
            let ends = [first + k, first + (k + 1) % 4];
            self.links.push(Link { ends, lo, hi });
        }
    }
}

impl Patch {
    /// All nodes anticlockwise from the lower left corner.
    fn around(&self) -> Vec<u32> {
        let [bottom, right, top, left] = &self.sides;
        let there = bottom.iter().chain(right);
        let back = top.iter().rev().chain(left.iter().rev());
        there.chain(back).copied().collect()
    }
}

/// A quadratic in coordinates that run over one unit.
struct Quadratic {
    value: f64,
    slope: [f64; 2],
    xx: f64,
    yy: f64,
    xy: f64,
}

impl Quadratic {
    /// Through nine values around `c`, at distances `h`.
    fn around(f: impl Fn([f64; 2]) -> f64, c: [f64; 2], h: [f64; 2]) -> Self {
        let at = |i: f64, j: f64| f([c[0] + i * h[0], c[1] + j * h[1]]);
        let value = at(0.0, 0.0);
        let (e, w, n, s) = (at(1.0, 0.0), at(-1.0, 0.0), at(0.0, 1.0), at(0.0, -1.0));
        Self {
            value,
            slope: [0.5 * (e - w), 0.5 * (n - s)],
            xx: e - 2.0 * value + w,
            yy: n - 2.0 * value + s,
            xy: 0.25 * (at(1.0, 1.0) - at(-1.0, 1.0) - at(1.0, -1.0) + at(-1.0, -1.0)),
        }
    }

    fn determinant(&self) -> f64 {
        self.xx * self.yy - self.xy * self.xy
    }

    /// Where its slope vanishes.
    fn step(&self) -> Option<[f64; 2]> {
        let [x, y] = self.slope;
        let d = self.determinant();
        let step = [
            (self.xy * y - self.yy * x) / d,
            (self.xy * x - self.xx * y) / d,
        ];
        step.iter().all(|s| s.is_finite()).then_some(step)
    }

    /// To where its slope vanishes in the direction in which it bends most.
    fn across(&self) -> Option<[f64; 2]> {
        let half = 0.5 * (self.xx - self.yy);
        let mean = 0.5 * (self.xx + self.yy);
        let bend = mean + half.hypot(self.xy).copysign(mean);
        // The longer of two expressions for the eigenvector.
        let (a, b) = ([self.xy, bend - self.xx], [bend - self.yy, self.xy]);
        let [x, y] = if a[0].hypot(a[1]) > b[0].hypot(b[1]) {
            a
        } else {
            b
        };
        let along = (self.slope[0] * x + self.slope[1] * y) / (x * x + y * y) / bend;
        along.is_finite().then_some([-along * x, -along * y])
    }

    /// Whether it has a minimum within a unit.
    fn is_bowl(&self) -> bool {
        self.xx > 0.0
            && self.yy > 0.0
            && self.determinant() > 0.0
            && self
                .step()
                .is_some_and(|s| s.iter().all(|s| s.abs() <= 1.0))
    }

    fn lowest(&self) -> f64 {
        self.step().map_or(self.value, |s| {
            self.value + 0.5 * (s[0] * self.slope[0] + s[1] * self.slope[1])
        })
    }
}

/// A point in the box where `f` is negative, sought at its minimum.
fn bottom(
    f: &impl Fn([f64; 2]) -> f64,
    model: &Quadratic,
    lo: [f64; 2],
    hi: [f64; 2],
) -> Option<[f64; 2]> {
    let size = [hi[0] - lo[0], hi[1] - lo[1]];
    let mut c = between(lo, hi, 0.5);
    let step = model.step()?;
    for k in 0..2 {
        c[k] += step[k] * size[k];
    }
    let mut h = size.map(|s| 0.25 * s);
    for _ in 0..6 {
        let inside = (0..2).all(|k| lo[k] < c[k] && c[k] < hi[k]);
        let model = Quadratic::around(f, c, h);
        if negative(model.value) {
            return inside.then_some(c);
        }
        if !model.is_bowl() && model.step()?.iter().any(|s| s.abs() > 4.0) {
            return None;
        }
        if model.lowest() > 0.5 * model.value {
            return None;
        }
        let step = model.step()?;
        for k in 0..2 {
            c[k] += step[k] * h[k];
            h[k] *= 0.2;
        }
    }
    None
}
