//! Following one branch of spiking orbits by pseudo-arclength, from where it was found or born to both
//! of its ends.
use super::super::diagram::{BranchEnd, Event};
use super::{Curve, Node, Start, Work, pass::Passed};
use crate::text::{Each, say};

/// Spikes that may be spent on a branch that was found, and on one that a period doubling leads to.
const BRANCH_BUDGETS: [usize; 2] = [500, 250];
/// The same for orbits that a period doubling leads to and that repel: nobody sees them.
const REPELLING_BUDGET: usize = 60;
/// A branch whose multiplier exceeds this has come to the end of the map's domain, or passes through a
/// canard; nobody could see its orbits.
const STEEPEST: f64 = 1e3;
/// No more branches than this.
const MOST_BRANCHES: usize = 60;
/// Largest, first and smallest step along a branch, in units of the window's height and the range.
const STEPS: [f64; 3] = [0.05, 0.01, 1e-8];
/// Where a branch is so upright (the share of the parameter in its unit tangent), its orbits pass so
/// close by a saddle that every digit counts.
const UPRIGHT: f64 = 0.05;
/// Of a shorter step, in the same units, eight digits are not enough to tell where it leads.
const SHORT: f64 = 1e-6;
/// A branch of orbits so strongly squeezed together, or so strongly spread, by a period ends at its
/// homoclinic orbit once that is as close as this part of the range: the multiplier, which goes with a
/// power below one of the distance, does not come back to ±1 where twelve digits show it.
const SQUEEZED: f64 = 1e-6;
const SPREAD: f64 = 10.0;
const CLOSE: f64 = 3e-6;
/// The first point of a branch of twice the period is this close to its flip, as a part of the range, and
/// its multiplier, 1 at the flip, has changed by no more than this: what is further may be another branch.
const BORN: f64 = 1e-3;
const CHANGED: f64 = 2.0;
/// An orbit that leaves a gap wider than this, relative to the window's height, is not closed.
const OPEN: f64 = 1e-6;
/// A point of a branch that lies further from where it was expected than this part of the step may be one
/// of another branch.
const OFF: f64 = 0.2;
/// Spikes that come this close to those of half a period before, relative to the window's height, repeat
/// after it.
pub(super) const TWICE: f64 = 1e-7;
/// No branch has more points.
const MOST_POINTS: usize = 400;

impl Work<'_> {
    /// The orbit near a point, corrected across `tangent` by no more than `reach` at a time, and the number of
    /// Newton steps. To eight digits if it is only `fair`.
    pub(super) fn correct(
        &mut self,
        [mut u, mut parameter]: [f64; 2],
        tangent: [f64; 2],
        spikes: usize,
        (reach, fair): (f64, bool),
    ) -> Option<(Node, usize)> {
        let (h, w) = (self.height, self.width);
        let mut last = f64::INFINITY;
        for round in 0..8 {
            self.follow = self.follow.checked_sub(spikes)?;
            self.branch = self.branch.saturating_sub(spikes);
            let mut slice = self.map.at(parameter);
            if fair {
                slice = slice.fairly();
            }
            let (spike, starts) = slice.spikes(u, spikes)?;
            let [a, b] = [spike.slope - 1.0, spike.drift * w / h];
            let r = (spike.next - u) / h;
            let determinant = a * tangent[1] - b * tangent[0];
            let [du, dp] = [-r * tangent[1] / determinant, r * tangent[0] / determinant];
            let size = du.hypot(dp);
            if !size.is_finite() {
                return None;
            }
            let small = if fair { 1e-8 } else { 1e-10 };
            if size < small || (size < 100.0 * small && size > 0.5 * last) {
                // Where the map is too steep for twelve digits, a step may be small without the orbit
                // being closed.
                if r.abs() > OPEN {
                    return None;
                }
                let length = a.hypot(b);
                let mut t = [-b / length, a / length];
                if t[0] * tangent[0] + t[1] * tangent[1] < 0.0 {
                    t = t.map(|x| -x);
                }
                return Some((
                    Node {
                        parameter,
                        starts,
                        spike,
                        tangent: t,
                    },
                    round,
                ));
            }
            if size > reach || (round > 0 && size > 0.3 * last) {
                return None;
            }
            last = size;
            u += du * h;
            parameter += dp * w;
        }
        None
    }

    /// The corrected point a step along the tangent of `node`.
    pub(super) fn along(&mut self, node: &Node, step: f64) -> Option<(Node, usize)> {
        let [tu, tp] = node.tangent;
        let guess = [
            node.u() + step * tu * self.height,
            node.parameter + step * tp * self.width,
        ];
        let [lo, hi] = self.map.vary.range;
        // (Formulas may have no value beyond the range.)
        if !(lo - 0.1 * self.width..=hi + 0.1 * self.width).contains(&guess[1]) {
            return None;
        }
        let reach = step.abs().max(1e-8);
        self.correct(guess, node.tangent, node.starts.len(), (reach, false))
    }

    /// The next point of a branch, a step from its last one: with the curvature between the last two.
    fn onward(&mut self, nodes: &[Node], step: f64) -> Option<(Node, usize)> {
        let here = nodes.last()?;
        let bend = nodes.len().checked_sub(2).map_or([0.0; 2], |k| {
            let last = &nodes[k];
            let length = ((here.u() - last.u()) / self.height)
                .hypot((here.parameter - last.parameter) / self.width);
            // Of points much closer together than the step nothing is to be learnt.
            if length < 0.2 * step {
                return [0.0; 2];
            }
            [0, 1].map(|i| (here.tangent[i] - last.tangent[i]) / length)
        });
        let [du, dp] = [0, 1].map(|i| step * (here.tangent[i] + 0.5 * step * bend[i]));
        let guess = [
            here.u() + du * self.height,
            here.parameter + dp * self.width,
        ];
        let [lo, hi] = self.map.vary.range;
        // (Formulas may have no value beyond the range.)
        if !(lo - 0.1 * self.width..=hi + 0.1 * self.width).contains(&guess[1]) {
            return None;
        }
        self.correct(
            guess,
            here.tangent,
            here.starts.len(),
            (OFF * step, step > SHORT && here.tangent[1].abs() > UPRIGHT),
        )
    }

    /// Follows the branch through a start both ways.
    pub(super) fn trace(&mut self, start: Start) {
        if self.curves.len() >= MOST_BRANCHES {
            self.note(Each::of(|| say!("note-many-spiking")));
            return;
        }
        if let Some(event) = start.from
            && self
                .curves
                .iter()
                .any(|c| c.ends.contains(&BranchEnd::Event(event)))
        {
            return;
        }
        self.map.expect(None);
        self.branch = BRANCH_BUDGETS[usize::from(start.from.is_some())];
        (self.ask_below, self.ahead) = (UPRIGHT, None);
        let first = if start.from.is_some() {
            self.doubled(&start)
        } else {
            self.correct(
                [start.u, start.parameter],
                [0.0, 1.0],
                start.spikes,
                (0.1, false),
            )
            .map(|f| f.0)
        };
        let Some(first) = first else {
            return;
        };
        if start.from.is_some() && first.spike.slope.abs() > 1.0 {
            self.branch = REPELLING_BUDGET * start.spikes;
        }
        let (mut nodes, end) = self.follow(first.clone());
        let ends = if let Some(event) = start.from {
            [BranchEnd::Event(event), end]
        } else if end == BranchEnd::Closed {
            [end, end]
        } else {
            self.branch = BRANCH_BUDGETS[0];
            (self.ask_below, self.ahead) = (UPRIGHT, None);
            self.map.expect(None);
            let mut back = first;
            back.tangent = back.tangent.map(|x| -x);
            let (mut before, origin) = self.follow(back);
            before.reverse();
            before.pop();
            before.append(&mut nodes);
            nodes = before;
            [origin, end]
        };
        self.curves.push(Curve {
            spikes: start.spikes,
            nodes,
            ends,
        });
    }

    /// The first point of the branch of twice the period that leaves a flip.
    ///
    /// Of the points (u, λ) with u beside the flip it is the zero of (R²ᵏ(u) − u)/(Rᵏ(u) − u), from
    /// which the orbit of k spikes is divided out: 1 + μ at the flip.
    fn doubled(&mut self, start: &Start) -> Option<Node> {
        // The branch may be as narrow as the distance to a homoclinic orbit.
        [2e-3, 2e-4, 2e-5, 2e-6]
            .into_iter()
            .find_map(|beside| self.doubled_at(start, beside))
    }

    fn doubled_at(&mut self, start: &Start, beside: f64) -> Option<Node> {
        let k = start.spikes / 2;
        let u = start.u + beside * self.height;
        let quotient = |work: &mut Self, parameter: f64| -> Option<f64> {
            work.follow = work.follow.checked_sub(2 * k)?;
            let slice = work.map.at(parameter);
            let once = slice.spikes(u, k)?.0.next;
            let twice = slice.spikes(once, k)?.0.next;
            Some((twice - u) / (once - u))
        };
        let mut a = (start.parameter, quotient(self, start.parameter)?);
        let mut b = start.parameter + 0.1 * beside * beside * self.width + 1e-9 * self.width;
        for _ in 0..12 {
            let value = quotient(self, b)?;
            let next = b - value * (b - a.0) / (value - a.1);
            a = (b, value);
            if !next.is_finite() || (next - start.parameter).abs() > BORN * self.width {
                return None;
            }
            b = next;
            if (b - a.0).abs() < 1e-10 * self.width {
                break;
            }
        }
        // (Among the orbits of chaos there is another one nearby.)
        let reach = 0.5 * beside;
        let (mut node, _) = self.correct([u, b], [1.0, 0.0], start.spikes, (reach, false))?;
        // It must be the one that leaves the flip,
        if (node.spike.slope - 1.0).abs() > CHANGED
            || (node.parameter - start.parameter).abs() > BORN * self.width
        {
            return None;
        }
        // and a proper orbit of twice the period, and be left away from the flip.
        if node.halves().abs() < 0.3 * beside * self.height {
            return None;
        }
        if node.tangent[0] < 0.0 {
            node.tangent = node.tangent.map(|x| -x);
        }
        Some(node)
    }

    /// Follows a branch one way until it ends.
    fn follow(&mut self, first: Node) -> (Vec<Node>, BranchEnd) {
        let [most, begin, least] = STEPS;
        let [lo, hi] = self.map.vary.range;
        let spikes = first.starts.len();
        let (mut nodes, mut step) = (vec![first], begin);
        loop {
            let here = nodes[nodes.len() - 1].clone();
            self.map.expect(Some(&here.spike));
            if self.cancel.is_cancelled() {
                return (nodes, BranchEnd::Lost);
            }
            if nodes.len() > MOST_POINTS || self.branch == 0 || self.follow < 10 * spikes {
                let end = self.end(&mut nodes);
                return (nodes, end);
            }
            if let Some(event) = self.nearly_over(&here) {
                return (nodes, BranchEnd::Event(event));
            }
            let next = self.onward(&nodes, step).filter(|(n, _)| {
                let turn = n.tangent[0] * here.tangent[0] + n.tangent[1] * here.tangent[1];
                let longer = n.spike.time / here.spike.time;
                // An orbit of half the period, run through twice, is on another branch unless this one
                // is about to meet that.
                let leapt = spikes.is_multiple_of(2)
                    && n.halves().abs() < TWICE * self.height
                    && here.halves().abs() > 3.0 * step * self.height;
                !leapt && (turn > 0.9 || step < 1e-6) && (0.6..1.6).contains(&longer)
            });
            let Some((next, rounds)) = next else {
                step *= 0.3;
                if step < least || self.ends.at_circle(here.parameter, spikes).is_some() {
                    let end = self.end(&mut nodes);
                    return (nodes, end);
                }
                continue;
            };
            if !(lo..=hi).contains(&next.parameter) {
                let border = if next.parameter < lo { lo } else { hi };
                let s = (border - here.parameter) / (next.parameter - here.parameter);
                let guess = here.u() + s * (next.u() - here.u());
                let at_border = self.correct([guess, border], [0.0, 1.0], spikes, (0.1, false));
                if let Some((mut last, _)) = at_border {
                    let [tu, tp] = last.tangent;
                    if tu * next.tangent[0] + tp * next.tangent[1] < 0.0 {
                        last.tangent = [-tu, -tp];
                    }
                    match self.pass(&here, &last, &mut nodes) {
                        Passed::Ended(end) => return (nodes, end),
                        Passed::On => {
                            nodes.push(last);
                            return (nodes, BranchEnd::Border);
                        }
                        Passed::Unclear => {}
                    }
                }
                step *= 0.4;
                if step < least {
                    return (nodes, BranchEnd::Border);
                }
                continue;
            }
            match self.pass(&here, &next, &mut nodes) {
                Passed::Ended(end) => return (nodes, end),
                Passed::Unclear if step > 1e3 * least => {
                    step *= 0.4;
                    continue;
                }
                Passed::Unclear => {
                    if let Some(end) = self.corner(&here, &next, &mut nodes) {
                        return (nodes, end);
                    }
                }
                Passed::On => {}
            }
            if next.spike.slope.abs() > STEEPEST {
                nodes.push(next);
                let end = self.end(&mut nodes);
                return (nodes, end);
            }
            let back = nodes.len() > 5 && self.between(&here, &next, &nodes[0]);
            if back {
                let first = nodes[0].clone();
                nodes.push(first);
                return (nodes, BranchEnd::Closed);
            }
            nodes.push(next);
            if rounds <= 3 {
                let more = if rounds <= 2 { 2.0 } else { 1.4 };
                step = (more * step).min(most);
            }
        }
    }

    /// Two neighbouring points between which a branch gains or loses its stability round a corner too
    /// sharp for its bifurcation to be solved for. What is at the end of the branch, if it ends there.
    fn corner(&mut self, here: &Node, next: &Node, nodes: &mut Vec<Node>) -> Option<BranchEnd> {
        if here.starts.len().is_multiple_of(2) && next.halves().abs() < TWICE * self.height {
            return Some(BranchEnd::Lost);
        }
        let attract = [here, next].map(|n| n.spike.slope.abs() < 1.0);
        let back = || Node {
            tangent: next.tangent.map(|x| -x),
            ..next.clone()
        };
        let (node, kind) = match attract {
            [true, false] => self.edge(here)?,
            [false, true] => self.edge(&back())?,
            _ => return None,
        };
        let [far, near] = [next, &node].map(|n| (n.parameter - here.parameter).abs());
        if near > 3.0 * far + 1e-7 * self.width {
            return None;
        }
        let index = self.event(kind, &node);
        nodes.push(node);
        // What is beyond repels too strongly to be seen.
        attract[0].then_some(BranchEnd::Event(index))
    }

    /// The homoclinic orbit to which a branch has come so close that nothing else lies between.
    fn nearly_over(&mut self, here: &Node) -> Option<usize> {
        let (slope, upright) = (here.spike.slope.abs(), here.tangent[1].abs());
        if (SQUEEZED..=SPREAD).contains(&slope) {
            return None;
        }
        if self.ahead.is_none() && upright < self.ask_below {
            self.ask_below = 0.03 * upright;
            self.ahead = self.ends.homoclinic(here);
        }
        let near = |e: &mut Event| (e.parameter - here.parameter).abs() < CLOSE * self.width;
        let event = self.ahead.take_if(near)?;
        Some(self.add(event))
    }

    /// Whether the orbit `home` lies on the piece of a branch between two neighbouring points, perhaps
    /// started at another of its spikes.
    fn between(&self, here: &Node, next: &Node, home: &Node) -> bool {
        let place = |u: f64, n: &Node| [u / self.height, n.parameter / self.width];
        let z = place(home.u(), home);
        here.starts.iter().zip(&next.starts).any(|(&u, &v)| {
            let (a, b) = (place(u, here), place(v, next));
            let (d, e) = ([b[0] - a[0], b[1] - a[1]], [z[0] - a[0], z[1] - a[1]]);
            let length = d[0] * d[0] + d[1] * d[1];
            let along = (d[0] * e[0] + d[1] * e[1]) / length;
            let aside = (d[0] * e[1] - d[1] * e[0]).abs() / length;
            (0.0..=1.0).contains(&along) && aside < 0.03
        })
    }

    /// The saddle-node just ahead on whose invariant circle the orbits of a branch lie that can be
    /// followed no further.
    ///
    /// An orbit squeezed together so strongly spends its time at the saddle-node, and is squeezed the
    /// more the closer that comes: there is neither a fold nor a flip before.
    fn circle_ahead(&self, last: &Node) -> Option<usize> {
        (last.spike.slope.abs() < SQUEEZED)
            .then(|| {
                let heading = last.heading() * CLOSE * self.width;
                self.ends.circle_between(
                    last.parameter,
                    last.parameter + heading,
                    last.starts.len(),
                )
            })
            .flatten()
    }

    /// What is at the end of a branch that can be followed no further.
    fn end(&mut self, nodes: &mut Vec<Node>) -> BranchEnd {
        let Some(last) = nodes.last() else {
            return BranchEnd::Lost;
        };
        let spikes = last.starts.len();
        let circle = self
            .ends
            .at_circle(last.parameter, spikes)
            .or_else(|| self.circle_ahead(last));
        if let Some(event) = circle {
            return BranchEnd::Event(event);
        }
        let last = last.clone();
        self.map.expect(Some(&last.spike));
        if let Some(event) = self.ends.homoclinic(&last) {
            return BranchEnd::Event(self.add(event));
        }
        let stopped = self.branch == 0 || nodes.len() > MOST_POINTS;
        if !stopped
            && last.spike.slope.abs() < 1.0
            && let Some((node, kind)) = self.edge(&last)
        {
            let index = self.event(kind, &node);
            let beyond = |n: &Node| (n.parameter - node.parameter) * last.heading() > 0.0;
            while nodes.len() > 1 && nodes.last().is_some_and(beyond) {
                nodes.pop();
            }
            nodes.push(node);
            return BranchEnd::Event(index);
        }
        if stopped {
            // (Of what nobody sees it does not matter.)
            self.given_up |= last.spike.slope.abs() < 1.0;
        } else if last.spike.slope.abs() > STEEPEST {
            self.too_steep = true;
        } else {
            self.given_up = true;
        }
        BranchEnd::Lost
    }
}
