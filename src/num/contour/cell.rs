//! What crosses the cells of the grid, and which crossings belong together.
use super::{
    between,
    edge::{self, Change},
    negative,
    patch::Patch,
    quadratic::{Quadratic, bottom},
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

/// The work on one grid.
pub(super) struct Cells<'a, F> {
    pub(super) f: &'a F,
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
    pub(super) fn cross(&mut self, p: [f64; 2], q: [f64; 2], fp: f64, fq: f64, search: bool) {
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
