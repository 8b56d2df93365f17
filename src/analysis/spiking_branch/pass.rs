//! What happens between two neighbouring points of a branch of spiking orbits: folds, period doublings,
//! and where the branch of twice the period meets that of half of it.
use super::super::diagram::{BranchEnd, Event, EventKind};
use super::{DOUBLED, Node, Start, Work, follow::TWICE};
use crate::num::root;

/// A function along a branch whose zeros are bifurcations.
type Test = fn(&Node) -> f64;

/// What was found between two points of a branch.
pub(super) enum Passed {
    /// Everything is known; the branch goes on.
    On,
    /// The branch ends.
    Ended(BranchEnd),
    /// Something happens that could not be located: the step was too long.
    Unclear,
}

impl Work<'_> {
    /// Looks for what happens between two neighbouring points, and adds it to the branch.
    pub(super) fn pass(&mut self, here: &Node, next: &Node, nodes: &mut Vec<Node>) -> Passed {
        let step = (next.u() - here.u()) / self.height * here.tangent[0]
            + (next.parameter - here.parameter) / self.width * here.tangent[1];
        let spikes = here.starts.len();
        // (Beside the crossing a step may lead onto the other branch.)
        let crossed =
            |n: &Node| here.halves() * n.halves() <= 0.0 || n.halves().abs() < TWICE * self.height;
        if spikes.is_multiple_of(2) && crossed(next) {
            // There two branches cross, which makes this one ill-determined: the flip is solved for on
            // the other.
            let s = here.halves() / (here.halves() - next.halves());
            let between = |a: f64, b: f64| a + s * (b - a);
            let u = between(here.u(), next.u());
            let parameter = between(here.parameter, next.parameter);
            let Some(node) = self.flip(u, parameter, spikes / 2) else {
                return Passed::Unclear;
            };
            let index = self.event(EventKind::PeriodDoubling, &node);
            // The orbit of half the period, should it not be known.
            let at = node.u();
            let slice = self.map.at(node.parameter - 1e-3 * self.width);
            nodes.push(node.twice());
            self.pick_up(&slice, at, spikes / 2);
            return Passed::Ended(BranchEnd::Event(index));
        }
        let mut found: Vec<(Node, EventKind)> = vec![];
        let turn = |n: &Node| n.spike.slope - 1.0;
        let flip = |n: &Node| n.spike.slope + 1.0;
        let tests: [(Test, EventKind); 2] = [
            (turn, EventKind::FoldOfCycles),
            (flip, EventKind::PeriodDoubling),
        ];
        for (test, kind) in tests {
            if test(here) * test(next) < 0.0 {
                let Some(node) = self.locate(here, next, step, test) else {
                    return Passed::Unclear;
                };
                found.push((node, kind));
            }
        }
        let along = |n: &Node| {
            (n.u() - here.u()) / self.height * here.tangent[0]
                + (n.parameter - here.parameter) / self.width * here.tangent[1]
        };
        found.sort_by(|a, b| along(&a.0).total_cmp(&along(&b.0)));
        for (node, kind) in found {
            let count = self.events.len();
            let index = self.event(kind, &node);
            if kind == EventKind::PeriodDoubling && index >= self.given + count {
                if 2 * spikes <= DOUBLED {
                    self.starts.push(Start {
                        parameter: node.parameter,
                        u: node.u(),
                        spikes: 2 * spikes,
                        from: Some(index),
                    });
                } else {
                    self.cascades = true;
                }
            }
            nodes.push(node);
        }
        Passed::On
    }

    /// The orbit near a point whose multiplier is −1, by the secant method along its branch.
    fn flip(&mut self, mut u: f64, parameter: f64, spikes: usize) -> Option<Node> {
        let reach = 0.1 * self.height;
        let (mut p, mut last) = (parameter, None::<(f64, f64)>);
        for _ in 0..20 {
            let slice = self.map.at(p);
            let (v, spike, starts) = slice.orbit(u, spikes, reach, &mut self.follow)?;
            u = v;
            let value = spike.slope + 1.0;
            let next = match last {
                None => p + 1e-5 * self.width,
                Some((a, b)) => p - value * (p - a) / (value - b),
            };
            if value.abs() < 1e-9 || (next - p).abs() < 1e-13 * self.width {
                return Some(Node {
                    parameter: p,
                    starts,
                    spike,
                    tangent: [1.0, 0.0],
                });
            }
            if next.is_nan() || (next - parameter).abs() >= 0.02 * self.width {
                return None;
            }
            last = Some((p, value));
            p = next;
        }
        None
    }

    /// Where `test` vanishes between two neighbouring points.
    fn locate(
        &mut self,
        here: &Node,
        next: &Node,
        step: f64,
        test: fn(&Node) -> f64,
    ) -> Option<Node> {
        let mut best: Option<Node> = None;
        let f = |s: f64| {
            let Some((node, _)) = self.along(here, s) else {
                return f64::NAN;
            };
            let value = test(&node);
            if best
                .as_ref()
                .is_none_or(|b: &Node| test(b).abs() > value.abs())
            {
                best = Some(node);
            }
            // Good enough; Brent's method stops at a zero.
            if value.abs() < 3e-10 { 0.0 } else { value }
        };
        root::bracketed(f, (0.0, test(here)), (step, test(next)), 1e-11);
        let mut node = best.filter(|b| test(b).abs() < 1e-7)?;
        node.tangent = next.tangent;
        Some(node)
    }

    /// The index of an event at this orbit, a new one unless it is known.
    pub(super) fn event(&mut self, kind: EventKind, node: &Node) -> usize {
        let event = Event {
            kind,
            parameter: node.parameter,
            at: node.spike.peak.to_vec(),
            period: Some(node.spike.time),
            first_lyapunov: None,
            extent: Some(node.spike.extent.map(|x| x.to_vec())),
        };
        self.add(event)
    }

    pub(super) fn add(&mut self, event: Event) -> usize {
        let same = |e: &Event| {
            let close = |a: &Option<[Vec<f64>; 2]>, b: &Option<[Vec<f64>; 2]>| match (a, b) {
                (Some(a), Some(b)) => {
                    (0..2).all(|i| (a[i][1] - b[i][1]).abs() < 1e-3 * self.height)
                }
                _ => true,
            };
            e.kind == event.kind
                && (e.parameter - event.parameter).abs() < 1e-7 * self.width
                && close(&e.extent, &event.extent)
        };
        let index = self.events.iter().position(same).unwrap_or_else(|| {
            self.events.push(event);
            self.events.len() - 1
        });
        self.given + index
    }
}
