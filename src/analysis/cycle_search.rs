//! Limit cycles, stable and unstable, of smooth planar systems.
//!
//! Every cycle has a maximum of the first variable, on an arc of its nullcline (see `arc`). On each arc
//! the sign of P(s) − s, P being the return map, is scanned at nodes that crowd towards equilibria and
//! towards the crossings of stable manifolds, where the domain of P ends. A change of sign brackets a
//! cycle; a local minimum of |P(s) − s| is followed down, since a pair of cycles may hide there. Each
//! cycle is then refined by Newton's method in the direction of time in which it attracts.
//!
//! # Source
//! Poincaré and Bendixson for the sections; Liouville's formula for the multiplier: Guckenheimer &
//! Holmes, *Nonlinear Oscillations* (1983), 1.5.
use super::{
    arc::{Arc, Bound, Fate, Returns, arcs},
    classify::Kind,
    cycle::{Cycle, CycleOptions},
    cycle_nodes::Break,
    equilibrium::Equilibrium,
    manifold::{SeparatrixEnd, Side, Traced},
    nullcline::Nullclines,
    planar::Planar,
    trap::Trap,
};
use crate::job::Cancel;

/// An interval of an arc all of whose orbits come to the same attractor.
#[derive(Clone, Debug)]
pub(super) struct Funnel {
    pub(super) arc: usize,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) target: Target,
}

/// Where a funnel leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    /// The equilibrium with this index.
    Equilibrium(usize),
    /// The cycle with this index.
    Cycle(usize),
}

/// Cycles with what basins need.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) cycles: Vec<Cycle>,
    pub(super) arcs: Vec<Arc>,
    pub(super) funnels: Vec<Funnel>,
}

/// Tolerance of the scan.
pub(super) const LOOSE: f64 = 1e-6;
/// Tolerance where the scan's own error could hide the sign.
const CAREFUL: f64 = 1e-10;
/// Below this ln(P/s) a sign found with [`LOOSE`] is checked with [`CAREFUL`].
const DOUBTFUL: f64 = 3e-4;

/// Stands for P(s) − s of an orbit that settles on the equilibrium at the end of its arc.
const INWARD: f64 = 1e-3;

/// A cycle this near to where a manifold settled, relative to the window, is the one it settled on.
const NEAR_MANIFOLD: f64 = 1e-3;

/// Bisections at most until Newton's method takes over: down to neighbouring numbers.
const ROUNDS: usize = 70;
/// The same where the bracket is tiny already and may hold no cycle.
const ROUNDS_ACROSS: usize = 6;

/// A sampled point of an arc.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) x: f64,
    /// P(x) − x relative to the distance to the end of the arc at the equilibrium; `None` if the orbit
    /// does not come back.
    pub(super) gap: Option<f64>,
}

/// What the scans of all stretches bring together.
#[derive(Default)]
struct Raw {
    /// Each cycle with its arc and the nodes on either side from which orbits come to it.
    cycles: Vec<(Cycle, usize, Node, Node)>,
    /// Intervals from which orbits come to a stable focus.
    funnels: Vec<Funnel>,
}

pub(super) struct Search<'a> {
    pub(super) returns: Returns<'a>,
    pub(super) width: f64,
    pub(super) options: CycleOptions,
}

/// All limit cycles of the smooth flow; `None` when cancelled.
///
/// `nullclines` and `equilibria` are those of the whole region to be searched, `traced` the manifolds
/// of its saddles.
pub(super) fn search(
    cancel: &Cancel,
    planar: &Planar,
    nullclines: &Nullclines,
    (equilibria, traced): (&[Equilibrium], &[Traced]),
    options: &CycleOptions,
) -> Option<Found> {
    let arcs = arcs(planar, nullclines, equilibria);
    let traps = Trap::all(planar, equilibria, 1.0);
    let returns = Returns {
        planar,
        arcs: &arcs,
        traps: &traps,
    };
    let search = Search {
        returns,
        width: planar.scale()[0],
        options: *options,
    };
    let mut raw = Raw::default();
    for index in 0..arcs.len() {
        let breaks = search.breaks(index, traced);
        let mut before: Option<Node> = None;
        for pair in breaks.windows(2) {
            if cancel.is_cancelled() {
                return None;
            }
            let nodes = search.scan(index, (pair[0], pair[1]), equilibria, &mut raw);
            // A manifold that winds onto a cycle crosses the arc next to it: the change of sign may
            // then lie across the crossing.
            if let (Some(a), Some(&b)) = (before, nodes.first())
                && let (Some(ga), Some(gb)) = (a.gap, b.gap)
                && (ga > 0.0) != (gb > 0.0)
                && let Some(cycle) = search.refine(index, a, b, ROUNDS_ACROSS)
            {
                raw.cycles.push((cycle, index, a, b));
            }
            before = nodes.last().copied();
        }
    }
    // A manifold that settled on a cycle has found it, however thin the stretch beside it.
    for t in traced
        .iter()
        .filter(|t| t.separatrix.end == SeparatrixEnd::Cycle)
    {
        let Some(&at) = t.extrema.last() else {
            continue;
        };
        let stable = t.separatrix.side == Side::Unstable;
        let near = NEAR_MANIFOLD * planar.scale()[0];
        let known = |c: &Cycle| c.stable == stable && (c.max[0] - at[0]).abs() < near;
        if raw.cycles.iter().any(|(c, ..)| known(c)) {
            continue;
        }
        let Some(index) = search.returns.arcs.iter().position(|a| a.holds(planar, at)) else {
            continue;
        };
        if let Some(cycle) = search.refine_at(index, at[0], stable) {
            let node = Node {
                x: cycle.max[0],
                gap: None,
            };
            raw.cycles.push((cycle, index, node, node));
        }
    }
    let width = search.width;
    let Raw {
        mut cycles,
        funnels,
    } = raw;
    let mut found = Found {
        cycles: vec![],
        arcs,
        funnels,
    };
    cycles.sort_by(|a, b| a.0.period.total_cmp(&b.0.period));
    for (cycle, arc, low, high) in cycles {
        let same = |c: &Cycle| {
            (c.period - cycle.period).abs() < 1e-6 * cycle.period
                && (c.max[0] - cycle.max[0]).abs() < 1e-6 * width
                && (c.min[0] - cycle.min[0]).abs() < 1e-6 * width
        };
        let k = found.cycles.iter().position(same).unwrap_or_else(|| {
            found.cycles.push(cycle.clone());
            found.cycles.len() - 1
        });
        if cycle.stable {
            found.funnels.push(Funnel {
                arc,
                from: low.x,
                to: high.x,
                target: Target::Cycle(k),
            });
        }
    }
    Some(found)
}

impl Search<'_> {
    pub(super) fn node(&self, index: usize, x: f64) -> Node {
        let gap = match self.returns.fate(index, x, 1.0, LOOSE) {
            Fate::Back(back) if (back - x).abs() < DOUBTFUL * self.width => {
                match self.returns.fate(index, x, 1.0, CAREFUL) {
                    Fate::Back(back) => Some((back - x) / self.width),
                    Fate::Settled(_) | Fate::Gone => None,
                }
            }
            Fate::Back(back) => Some((back - x) / self.width),
            // The equilibrium that bounds the arc: the orbit has come nearer to it for good.
            Fate::Settled(k) => {
                let end = Bound::Equilibrium(k);
                let [low, high] = self.returns.arcs[index].bounds;
                if low == end {
                    Some(-INWARD)
                } else if high == end {
                    Some(INWARD)
                } else {
                    None
                }
            }
            Fate::Gone => None,
        };
        Node { x, gap }
    }

    fn scan(
        &self,
        index: usize,
        ends: ((f64, Break), (f64, Break)),
        equilibria: &[Equilibrium],
        raw: &mut Raw,
    ) -> Vec<Node> {
        let mut nodes: Vec<Node> = self
            .nodes(ends.0, ends.1, equilibria)
            .into_iter()
            .map(|x| self.node(index, x))
            .collect();
        // At a focus the sign of P(s) − s is that of its growth rate, away from it.
        for (end, side) in [(ends.0, 1.0), (ends.1, -1.0)] {
            if let Break::Equilibrium(k) = end.1
                && equilibria[k].eigenvalues[0].im != 0.0
            {
                let node = Node {
                    x: end.0 + side * 1e-6 * self.width,
                    gap: Some(side * equilibria[k].eigenvalues[0].re),
                };
                if side > 0.0 {
                    nodes.insert(0, node)
                } else {
                    nodes.push(node)
                }
            }
        }
        self.approach_domain_ends(index, &mut nodes);
        self.look_into_minima(index, &mut nodes);
        for k in 1..nodes.len() {
            let (a, b) = (nodes[k - 1], nodes[k]);
            let (Some(ga), Some(gb)) = (a.gap, b.gap) else {
                continue;
            };
            if (ga > 0.0) == (gb > 0.0) {
                continue;
            }
            if let Some(cycle) = self.refine(index, a, b, ROUNDS) {
                // The funnel reaches as far as neighbouring nodes agree.
                let stable = cycle.stable;
                let agree = |n: &Node, sign: f64| n.gap.is_some_and(|g| g * sign > 0.0);
                let mut from = k - 1;
                while stable && from > 0 && agree(&nodes[from - 1], 1.0) {
                    from -= 1;
                }
                let mut to = k;
                while stable && to + 1 < nodes.len() && agree(&nodes[to + 1], -1.0) {
                    to += 1;
                }
                raw.cycles.push((cycle, index, nodes[from], nodes[to]));
            }
        }
        for (end, side) in [(ends.0, 1.0), (ends.1, -1.0)] {
            let Break::Equilibrium(k) = end.1 else {
                continue;
            };
            if equilibria[k].kind != Kind::StableFocus {
                continue;
            }
            let inward = |n: &&Node| n.gap.is_some_and(|g| g * side < 0.0);
            let last = if side > 0.0 {
                nodes.iter().take_while(inward).last()
            } else {
                nodes.iter().rev().take_while(inward).last()
            };
            if let Some(last) = last {
                let (from, to) = (end.0.min(last.x), end.0.max(last.x));
                raw.funnels.push(Funnel {
                    arc: index,
                    from,
                    to,
                    target: Target::Equilibrium(k),
                });
            }
        }
        nodes
    }

    /// Where orbits come back from one node but not from the next, and those that do are carried
    /// towards the other, a cycle may lie before the end of the domain: bisects for it.
    fn approach_domain_ends(&self, index: usize, nodes: &mut Vec<Node>) {
        let mut k = 1;
        while k < nodes.len() {
            let (a, b) = (nodes[k - 1], nodes[k]);
            let towards = match (a.gap, b.gap) {
                (Some(g), None) => g > 0.0,
                (None, Some(g)) => g < 0.0,
                _ => false,
            };
            if towards {
                let (mut good, mut bad) = if a.gap.is_some() { (a, b) } else { (b, a) };
                let mut new = vec![];
                for _ in 0..12 {
                    let middle = self.node(index, 0.5 * (good.x + bad.x));
                    match middle.gap {
                        None => bad = middle,
                        Some(g) => {
                            new.push(middle);
                            if (g > 0.0) != good.gap.is_some_and(|g| g > 0.0) {
                                break;
                            }
                            good = middle;
                        }
                    }
                }
                let count = new.len();
                nodes.extend(new);
                nodes.sort_by(|a, b| a.x.total_cmp(&b.x));
                k += count;
            }
            k += 1;
        }
    }

    /// A pair of cycles may hide where |P(s) − s| has a minimum between nodes.
    fn look_into_minima(&self, index: usize, nodes: &mut Vec<Node>) {
        let mut new = vec![];
        for w in nodes.windows(3) {
            let [(xa, Some(a)), (xb, Some(b)), (xc, Some(c))] =
                [w[0], w[1], w[2]].map(|n| (n.x, n.gap))
            else {
                continue;
            };
            let sign = b.signum();
            if a * sign <= 0.0 || c * sign <= 0.0 || b.abs() >= a.abs() || b.abs() >= c.abs() {
                continue;
            }
            // Golden-section search for the minimum of |gap|, stopped by a change of sign.
            let (mut low, mut mid, mut high) = ((xa, a * sign), (xb, b * sign), (xc, c * sign));
            for _ in 0..14 {
                let x = if mid.0 - low.0 > high.0 - mid.0 {
                    mid.0 - 0.382 * (mid.0 - low.0)
                } else {
                    mid.0 + 0.382 * (high.0 - mid.0)
                };
                let node = self.node(index, x);
                let Some(gap) = node.gap else { break };
                new.push(node);
                let value = gap * sign;
                if value <= 0.0 {
                    break;
                }
                if value < mid.1 {
                    if x < mid.0 {
                        high = mid
                    } else {
                        low = mid
                    }
                    mid = (x, value);
                } else if x < mid.0 {
                    low = (x, value);
                } else {
                    high = (x, value);
                }
                // A smooth minimum changes by less than the depth still needed: give up early.
                let drop = (low.1 - mid.1).min(high.1 - mid.1);
                if drop < 0.05 * mid.1 {
                    break;
                }
            }
        }
        nodes.extend(new);
        nodes.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
}
