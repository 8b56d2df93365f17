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
pub(super) const CAREFUL: f64 = 1e-10;
/// Below this ln(P/s) a sign found with [`LOOSE`] is checked with [`CAREFUL`].
const DOUBTFUL: f64 = 3e-4;

/// Stands for P(s) − s of an orbit that settles on the equilibrium at the end of its arc.
const INWARD: f64 = 2e-3;

/// A cycle this near to where a manifold settled, relative to the window, is the one it settled on.
const NEAR_MANIFOLD: f64 = 1e-3;

/// Nodes that are added at most where cycles could hide between others.
const SPLITS: usize = 12;
/// A dip of |P(s) − s| above this, relative to the window, is no sign of a pair of cycles.
const SHALLOW: f64 = 0.05;
/// Steps of a search for the minimum of |P(s) − s|.
const GOLDEN: usize = 24;
/// Halvings towards the end of the domain where orbits are carried towards it, and where they are not.
const TOWARDS_END: usize = 12;
const AWAY_FROM_END: usize = 20;
/// Room, relative to the window, that is left unsearched there.
const ROOM: f64 = 0.01;

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
    fn node(&self, index: usize, x: f64) -> Node {
        let node = self.node_at(index, x, LOOSE);
        match node.gap {
            Some(gap) if gap.abs() < DOUBTFUL => self.node_at(index, x, CAREFUL),
            _ => node,
        }
    }

    /// P(x) − x by an orbit of the given tolerance.
    pub(super) fn node_at(&self, index: usize, x: f64, tolerance: f64) -> Node {
        let gap = match self.returns.fate(index, x, 1.0, tolerance) {
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
                    gap: Some(1e-9 * side * equilibria[k].eigenvalues[0].re.signum()),
                };
                if side > 0.0 {
                    nodes.insert(0, node)
                } else {
                    nodes.push(node)
                }
            }
        }
        self.approach_domain_ends(index, &mut nodes);
        self.split_undecided(index, &mut nodes);
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

    /// Room for two cycles between neighbouring nodes of the same sign, relative to the window;
    /// negative where monotony rules them out.
    fn room(&self, a: Node, b: Node) -> f64 {
        let (Some(ga), Some(gb)) = (a.gap, b.gap) else {
            return 0.0;
        };
        let gap = if ga < 0.0 && gb < 0.0 {
            gb
        } else if ga > 0.0 && gb > 0.0 {
            ga
        } else {
            return 0.0;
        };
        // An orbit that has settled leaves no room between itself and the equilibrium.
        if gap.abs() == INWARD {
            0.0
        } else {
            (b.x - a.x) / self.width - gap.abs()
        }
    }

    /// Samples more densely where two cycles could hide between nodes of the same sign.
    ///
    /// P is monotone: where it lies below the diagonal at the upper of two nodes, it can reach the
    /// diagonal in between only if P there exceeds the lower node, and likewise above it. Intervals
    /// for which this leaves room are halved, the one with the most room first.
    fn split_undecided(&self, index: usize, nodes: &mut Vec<Node>) {
        for _ in 0..SPLITS {
            let room = |k: usize| self.room(nodes[k - 1], nodes[k]);
            let widest = (1..nodes.len()).max_by(|&a, &b| room(a).total_cmp(&room(b)));
            let Some(k) = widest.filter(|&k| room(k) > ROOM) else {
                return;
            };
            let middle = self.node(index, 0.5 * (nodes[k - 1].x + nodes[k].x));
            nodes.insert(k, middle);
        }
    }

    /// Where orbits come back from one node but not from the next, a cycle may lie before the end of the
    /// domain: bisects for a place from which they come back on the other side. An unstable cycle may
    /// have but a narrow stretch beyond it, from which orbits leave within a few turns.
    fn approach_domain_ends(&self, index: usize, nodes: &mut Vec<Node>) {
        let mut k = 1;
        while k < nodes.len() {
            let (a, b) = (nodes[k - 1], nodes[k]);
            let towards = match (a.gap, b.gap) {
                (Some(g), None) => Some(g > 0.0),
                (None, Some(g)) => Some(g < 0.0),
                _ => None,
            };
            if let Some(towards) = towards {
                let (mut good, mut bad) = if a.gap.is_some() { (a, b) } else { (b, a) };
                let mut new = vec![];
                let halvings = if towards { TOWARDS_END } else { AWAY_FROM_END };
                for _ in 0..halvings {
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
        for k in 1..nodes.len().max(1) - 1 {
            let dips = |nodes: &[Node]| {
                let [Some(a), Some(b), Some(c)] = [k - 1, k, k + 1].map(|i| nodes[i].gap) else {
                    return false;
                };
                let least = b.abs() < a.abs() && b.abs() < c.abs();
                least && a * b > 0.0 && b * c > 0.0 && b.abs() < SHALLOW && b.abs() != INWARD
            };
            if !dips(nodes) {
                continue;
            }
            // Where orbits part ways inside a turn, loose ones may miss by more than the dip is deep.
            for node in &mut nodes[k - 1..=k + 1] {
                *node = self.node_at(index, node.x, CAREFUL);
            }
            if !dips(nodes) {
                continue;
            }
            let sign = nodes[k].gap.map_or(0.0, f64::signum);
            // Golden-section search for the minimum of |gap|, until the sign changes or no room is left.
            let [mut low, mut mid, mut high] = [nodes[k - 1], nodes[k], nodes[k + 1]];
            for _ in 0..GOLDEN {
                if self.room(low, mid) <= 0.0 && self.room(mid, high) <= 0.0 {
                    break;
                }
                let x = if mid.x - low.x > high.x - mid.x {
                    mid.x - 0.382 * (mid.x - low.x)
                } else {
                    mid.x + 0.382 * (high.x - mid.x)
                };
                let node = self.node_at(index, x, CAREFUL);
                let (Some(gap), Some(best)) = (node.gap, mid.gap) else {
                    break;
                };
                new.push(node);
                if gap * sign <= 0.0 {
                    break;
                }
                if gap.abs() < best.abs() {
                    if x < mid.x {
                        high = mid;
                    } else {
                        low = mid;
                    }
                    mid = node;
                } else if x < mid.x {
                    low = node;
                } else {
                    high = node;
                }
            }
        }
        nodes.extend(new);
        nodes.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
}
