//! Which crossings of a cell belong together: by dividing it, or by the sign at its saddle.
use super::{
    between,
    cell::{Cells, Link, Node},
    edge::{self, Change},
    negative,
    quadratic::Quadratic,
};

/// Part of a cell, with the nodes on its sides: bottom and top by the first coordinate, right and
/// left by the second. Corners run anticlockwise from the lower left.
pub(super) struct Patch {
    pub(super) lo: [f64; 2],
    pub(super) hi: [f64; 2],
    pub(super) corners: [f64; 4],
    pub(super) sides: [Vec<u32>; 4],
}

/// How often a cell is divided before the sign at its saddle decides.
const DEPTH: usize = 4;
/// How often a cell with a jump is divided; a curve that ends at the jump ends short of it by less
/// than a cell's width over 2 to this power.
const JUMP_DEPTH: usize = 7;

impl<F: Fn([f64; 2]) -> f64> Cells<'_, F> {
    pub(super) fn patch(&mut self, patch: &Patch, depth: usize) {
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
    pub(super) fn link(&mut self, a: u32, b: u32, lo: [f64; 2], hi: [f64; 2]) {
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
