//! Branches of the spiking orbits of reset models while a parameter varies.
//!
//! An orbit of k spikes is a fixed point of the k-fold reset map. Stable ones are found by letting the
//! map settle at a number of parameter values, and fixed points of either stability by scanning it;
//! each is followed both ways by pseudo-arclength in (u, λ) with exact derivatives. Where the
//! multiplier passes −1 the orbit of twice as many spikes is followed too. Folds and flips are located
//! by solving for the multiplier along the branch.
use super::{
    diagram::{BranchEnd, CycleBranch, CyclePoint, EquilibriumBranch, Event, EventKind},
    problem::Problem,
    spike_map::{Slice, Spike, SpikeMap},
    spiking_end::Ends,
    trap::Trap,
    vary::Vary,
};
use crate::job::Cancel;
use crate::num::root;

/// The spiking orbits of a reset model.
#[derive(Clone, Debug, Default)]
pub(super) struct SpikingBranches {
    /// Their branches. [`BranchEnd::Event`] counts the events that were given first, then the new ones.
    pub(super) branches: Vec<CycleBranch>,
    /// New events: folds of cycles, period doublings, homoclinic orbits; none twice.
    pub(super) events: Vec<Event>,
    /// Which of the given saddle-nodes lie on an invariant circle: there spiking begins at rate 0.
    pub(super) on_circle: Vec<usize>,
    /// What was left out, in sentences.
    pub(super) notes: Vec<String>,
}

/// Equally spaced parameter values at which the map is left to settle.
const SAMPLES: usize = 28;
/// Every so many of them are scanned for fixed points of either stability.
const SCANNED: usize = 7;
/// Points of a scan.
const SCAN: usize = 24;
/// Spikes after which an orbit that has not settled counts as not periodic.
const PATIENCE: usize = 300;
/// The longest period, in spikes, that is followed.
const LONGEST: usize = 24;
/// A branch whose multiplier exceeds this has come to the end of the map's domain, or passes through a
/// canard; nobody could see its orbits.
const STEEPEST: f64 = 1e3;
/// No more branches than this.
const MOST_BRANCHES: usize = 60;
/// Spikes that may be integrated to search, and the same to follow branches: a bound on the work.
const SEARCH_BUDGET: usize = 8_000;
const FOLLOW_BUDGET: usize = 6_000;
/// Spikes that may be spent on a branch that was found, and on one that a period doubling leads to.
const BRANCH_BUDGETS: [usize; 2] = [500, 250];
/// The same for orbits that a period doubling leads to and that repel: nobody sees them.
const REPELLING_BUDGET: usize = 60;
/// Values at which it is checked in the end that an attractor is known.
const COVER: usize = 160;
/// Largest, first and smallest step along a branch, in units of the window's height and the range.
const STEPS: [f64; 3] = [0.05, 0.01, 1e-8];
/// Where a branch is so upright (the share of the parameter in its unit tangent), its orbits pass so
/// close by a saddle that every digit counts.
const UPRIGHT: f64 = 0.05;
/// A branch of orbits so strongly squeezed together, or so strongly spread, by a period ends at its
/// homoclinic orbit once that is as close as this part of the range: the multiplier, which goes with a
/// power below one of the distance, does not come back to ±1 where twelve digits show it.
const SQUEEZED: f64 = 1e-6;
const SPREAD: f64 = 10.0;
const CLOSE: f64 = 3e-6;
/// No branch has more points.
const MOST_POINTS: usize = 400;

/// A point of a branch.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) parameter: f64,
    /// Second variable after each reset, one per spike.
    pub(super) starts: Vec<f64>,
    /// All spikes of the period together.
    pub(super) spike: Spike,
    /// Unit tangent (du, dλ), in units of the window's height and of the range.
    tangent: [f64; 2],
}

impl Node {
    pub(super) fn u(&self) -> f64 {
        self.starts[0]
    }

    /// In which direction the parameter changes along the branch: −1 or 1.
    pub(super) fn heading(&self) -> f64 {
        self.tangent[1].signum()
    }

    /// The same orbit, run through twice.
    fn twice(&self) -> Self {
        Self {
            starts: [self.starts.clone(), self.starts.clone()].concat(),
            spike: self.spike.then(&self.spike),
            ..*self
        }
    }

    /// 0 halfway to twice the number of spikes: the orbit is one of half the period, run through twice.
    fn halves(&self) -> f64 {
        self.starts[self.starts.len() / 2] - self.u()
    }
}

/// A branch that has been followed.
struct Curve {
    spikes: usize,
    nodes: Vec<Node>,
    ends: [BranchEnd; 2],
}

/// A function along a branch whose zeros are bifurcations.
type Test = fn(&Node) -> f64;

/// What was found between two points of a branch.
enum Passed {
    /// Everything is known; the branch goes on.
    On,
    /// The branch ends.
    Ended(BranchEnd),
    /// Something happens that could not be located: the step was too long.
    Unclear,
}

/// Where a branch may be picked up.
#[derive(Clone, Copy, Debug)]
struct Start {
    parameter: f64,
    u: f64,
    spikes: usize,
    /// The event at which it is born, if it is.
    from: Option<usize>,
}

/// What becomes of an orbit of the map.
enum Fate {
    /// It comes to an orbit of so many spikes.
    Periodic(f64, usize),
    /// It comes to an orbit that is known.
    Known,
    /// It stops spiking.
    Rests,
    /// It does not repeat.
    Wanders,
}

/// The branches of spiking orbits of `problem` while `vary` goes over its range; `None` when cancelled.
/// Empty for models without a reset.
///
/// `equilibria` and `events` are the branches of equilibria and their bifurcations over the same range.
/// Bounded work: what exceeds it is left out, and a note says so.
///
/// # Source
/// Touboul & Brette, SIAM J. Appl. Dyn. Syst. 8 (2009) 1462, for the map and its domain.
pub(super) fn spiking_branches(
    cancel: &Cancel,
    problem: &Problem,
    vary: &Vary,
    equilibria: &[EquilibriumBranch],
    events: &[Event],
) -> Option<SpikingBranches> {
    let Some(map) = SpikeMap::new(problem, vary) else {
        return (!cancel.is_cancelled()).then(SpikingBranches::default);
    };
    let ends = Ends::new(problem, vary, equilibria, events, &map);
    let mut work = Work {
        cancel,
        height: map.scale()[1],
        width: vary.width(),
        given: events.len(),
        map: &map,
        ends,
        problem,
        curves: vec![],
        events: vec![],
        starts: vec![],
        wandering: vec![],
        notes: vec![],
        search: SEARCH_BUDGET,
        follow: FOLLOW_BUDGET,
        branch: 0,
        ask_below: UPRIGHT,
        ahead: None,
        unresolved: vec![],
        given_up: false,
    };
    work.search(events);
    if cancel.is_cancelled() {
        return None;
    }
    Some(work.finish())
}

struct Work<'a> {
    cancel: &'a Cancel,
    map: &'a SpikeMap,
    ends: Ends<'a>,
    problem: &'a Problem,
    height: f64,
    width: f64,
    given: usize,
    curves: Vec<Curve>,
    events: Vec<Event>,
    starts: Vec<Start>,
    wandering: Vec<f64>,
    notes: Vec<String>,
    search: usize,
    follow: usize,
    /// What is left for the present branch.
    branch: usize,
    /// A homoclinic orbit is looked for ahead of the present branch once it is more upright than this.
    ask_below: f64,
    /// The one that was found.
    ahead: Option<Event>,
    /// Where branches end at something too narrow to be resolved.
    unresolved: Vec<f64>,
    /// Whether a branch, or the search, was given up.
    given_up: bool,
}

impl Work<'_> {
    /// Looks for orbits all over the range and follows every new one at once.
    fn search(&mut self, events: &[Event]) {
        let [lo, hi] = self.map.vary.range;
        let mut places: Vec<(f64, bool)> = (0..=SAMPLES)
            .map(|k| {
                // A little inside, so that a branch can be followed both ways.
                let part = (k as f64 + 0.003).min(SAMPLES as f64 - 0.003) / SAMPLES as f64;
                (lo + (hi - lo) * part, k % SCANNED == 0)
            })
            .collect();
        for event in events {
            for side in [-2e-3, 2e-3] {
                let place = event.parameter + side * self.width;
                if (lo..=hi).contains(&place) {
                    places.push((place, true));
                }
            }
        }
        // All over the range from the beginning, should the work have to be stopped early.
        let order = |k: usize| (k as f64 * 0.618_033_988_749_894_9).fract();
        let mut places: Vec<_> = places.into_iter().enumerate().collect();
        places.sort_by(|a, b| order(a.0).total_cmp(&order(b.0)));
        for (_, (parameter, scan)) in places {
            if self.cancel.is_cancelled() {
                return;
            }
            self.look(parameter, scan);
            self.trace_all(false);
        }
        self.trace_all(true);
        self.cover();
        self.trace_all(true);
    }

    /// Follows what waits, and where wanted the branches that period doublings lead to.
    fn trace_all(&mut self, doubled: bool) {
        while let Some(k) = self
            .starts
            .iter()
            .rposition(|s| doubled || s.from.is_none())
        {
            if self.cancel.is_cancelled() {
                return;
            }
            let start = self.starts.remove(k);
            self.trace(start);
        }
    }

    /// Looks once more wherever no attracting spiking orbit is known between two places where one is:
    /// windows of longer periods are narrow.
    fn cover(&mut self) {
        let [lo, hi] = self.map.vary.range;
        let mut uncovered: Vec<f64> = (0..COVER)
            .map(|k| lo + (hi - lo) * (k as f64 + 0.5) / COVER as f64)
            .collect();
        let fires: Vec<bool> = uncovered
            .iter()
            .map(|&p| !self.known(p, true).is_empty())
            .collect();
        let (Some(first), Some(last)) = (
            fires.iter().position(|&f| f),
            fires.iter().rposition(|&f| f),
        ) else {
            return;
        };
        uncovered = (first..last)
            .filter(|&k| !fires[k])
            .map(|k| uncovered[k])
            .collect();
        for parameter in uncovered.into_iter().rev() {
            if self.cancel.is_cancelled() {
                return;
            }
            if self.known(parameter, true).is_empty() {
                self.look(parameter, false);
                self.trace_all(false);
            }
        }
    }

    /// Orbits at one value of the parameter that are not known yet.
    fn look(&mut self, parameter: f64, scan: bool) {
        self.map.expect(None);
        let slice = self.map.at(parameter);
        let traps = Trap::all(&slice.planar, &self.ends.rest(&slice), 1.0);
        let slice = slice.with_traps(traps);
        let home = self.problem.home().hull(&self.problem.window());
        let [low, high] = home.enlarged(1.5).y;
        let place = |part: f64| low + (high - low) * part;
        let mut wanders = false;
        for part in [0.5, 0.2, 0.8] {
            match self.settle(&slice, place(part)) {
                Fate::Periodic(u, spikes) => {
                    self.pick_up(&slice, u, spikes);
                }
                Fate::Wanders => wanders = true,
                Fate::Known | Fate::Rests => {}
            }
        }
        if wanders {
            self.wandering.push(parameter);
        }
        if !scan {
            return;
        }
        let mut last: Option<(f64, f64)> = None;
        for k in 0..=SCAN {
            let u = place(k as f64 / SCAN as f64);
            let gap = self.gap(&slice, u);
            if let (Some(a), Some(g)) = (last, gap)
                && (a.1 > 0.0) != (g > 0.0)
            {
                let rough = root::bracketed(
                    |u| slice.rough(u).map_or(f64::NAN, |(next, _)| next - u),
                    a,
                    (u, g),
                    1e-4,
                );
                self.search = self.search.saturating_sub(8);
                if rough.is_finite() {
                    self.pick_up(&slice, rough, 1);
                }
            }
            last = gap.map(|g| (u, g));
        }
    }

    fn gap(&mut self, slice: &Slice<'_>, u: f64) -> Option<f64> {
        self.search = self.search.checked_sub(1)?;
        slice.rough(u).map(|(next, _)| next - u)
    }

    /// Follows the map from `u` until it repeats.
    fn settle(&mut self, slice: &Slice<'_>, mut u: f64) -> Fate {
        let near = 1e-6 * self.height;
        let known = self.known(slice.parameter, true);
        let mut history = vec![u];
        for _ in 0..PATIENCE {
            if self.search == 0 {
                return Fate::Known;
            }
            self.search -= 1;
            let Some((next, _)) = slice.rough(u) else {
                return Fate::Rests;
            };
            u = next;
            if known.iter().any(|k| (k.1 - u).abs() < 1e-4 * self.height) {
                return Fate::Known;
            }
            let recent = history.iter().rev().take(LONGEST);
            if let Some(k) = recent.clone().position(|v| (v - u).abs() < near) {
                return Fate::Periodic(u, k + 1);
            }
            history.push(u);
        }
        Fate::Wanders
    }

    /// All points of known branches at a parameter value, interpolated: index of the branch, and u.
    fn known(&self, parameter: f64, stable: bool) -> Vec<(usize, f64)> {
        let mut out = vec![];
        for (c, curve) in self.curves.iter().enumerate() {
            for pair in curve.nodes.windows(2) {
                let (a, b) = (&pair[0], &pair[1]);
                let attracts = pair.iter().any(|n| n.spike.slope.abs() < 1.0);
                if (a.parameter <= parameter) == (b.parameter <= parameter) || (stable && !attracts)
                {
                    continue;
                }
                let s = (parameter - a.parameter) / (b.parameter - a.parameter);
                let at = a.starts.iter().zip(&b.starts);
                out.extend(at.map(|(x, y)| (c, x + s * (y - x))));
            }
        }
        out
    }

    /// Queues the orbit of `k` spikes near `u` unless it lies on a branch that is known.
    fn pick_up(&mut self, slice: &Slice<'_>, u: f64, k: usize) {
        let reach = 0.05 * self.height;
        // Where the multiplier is negative an orbit seems to close after twice its period first.
        let divisors = (1..=k).filter(|p| k.is_multiple_of(*p));
        let Some((spikes, (u, spike, starts))) = divisors
            .filter_map(|p| {
                let closes = slice.orbit(u, p, 1e-3 * self.height, &mut self.follow)?;
                Some((p, closes))
            })
            .next()
            .or_else(|| Some((k, slice.orbit(u, k, reach, &mut self.follow)?)))
        else {
            return;
        };
        // What settles is stable; in chaos orbits come close to their start by chance.
        if spikes > 1 && spike.slope.abs() > 1.0 && k > 1 {
            return;
        }
        // Interpolation may be off: polish what is near and compare.
        let near: Vec<(usize, f64)> = self
            .known(slice.parameter, false)
            .into_iter()
            .filter(|&(c, v)| self.curves[c].spikes == spikes && (v - u).abs() < 0.03 * self.height)
            .collect();
        for (_, v) in near {
            if (v - u).abs() < 1e-6 * self.height {
                return;
            }
            if let Some((_, _, others)) = slice.orbit(v, spikes, reach, &mut self.follow)
                && others.iter().any(|v| (v - u).abs() < 1e-6 * self.height)
            {
                return;
            }
        }
        let waiting = |s: &&Start| {
            s.spikes == spikes
                && s.parameter == slice.parameter
                && starts.iter().any(|v| (v - s.u).abs() < 1e-6 * self.height)
        };
        if self.starts.iter().find(waiting).is_some() {
            return;
        }
        self.starts.push(Start {
            parameter: slice.parameter,
            u,
            spikes,
            from: None,
        });
    }

    /// The orbit near a point, corrected across `tangent` by no more than `reach` at a time, and the number of
    /// Newton steps. To eight digits if it is only `fair`.
    fn correct(
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
    fn along(&mut self, node: &Node, step: f64) -> Option<(Node, usize)> {
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
        self.correct(guess, here.tangent, here.starts.len(), (step, here.tangent[1].abs() > UPRIGHT))
    }

    /// Follows the branch through a start both ways.
    fn trace(&mut self, start: Start) {
        if self.curves.len() >= MOST_BRANCHES {
            self.note("There are more branches of spiking orbits than are followed here.".into());
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
            self.correct([start.u, start.parameter], [0.0, 1.0], start.spikes, (0.1, false))
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
            if !next.is_finite() || (next - start.parameter).abs() > 0.05 * self.width {
                return None;
            }
            b = next;
            if (b - a.0).abs() < 1e-10 * self.width {
                break;
            }
        }
        let (mut node, _) = self.correct([u, b], [1.0, 0.0], start.spikes, (0.1, false))?;
        // It must be a proper orbit of twice the period, and be left away from the flip.
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
                (turn > 0.9 || step < 1e-6) && (0.6..1.6).contains(&longer)
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
                Passed::On | Passed::Unclear => {}
            }
            if next.spike.slope.abs() > STEEPEST {
                nodes.push(next);
                let end = self.end(&mut nodes);
                return (nodes, end);
            }
            let back = nodes.len() > 5 && self.between(&here, &next, &nodes[0]);
            nodes.push(next);
            if back {
                let first = nodes[0].clone();
                nodes.push(first);
                return (nodes, BranchEnd::Closed);
            }
            if rounds <= 3 {
                let more = if rounds <= 2 { 2.0 } else { 1.4 };
                step = (more * step).min(most);
            }
        }
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

    /// Looks for what happens between two neighbouring points, and adds it to the branch.
    fn pass(&mut self, here: &Node, next: &Node, nodes: &mut Vec<Node>) -> Passed {
        let step = (next.u() - here.u()) / self.height * here.tangent[0]
            + (next.parameter - here.parameter) / self.width * here.tangent[1];
        let spikes = here.starts.len();
        if spikes.is_multiple_of(2) && here.halves() * next.halves() <= 0.0 {
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
                if 2 * spikes <= LONGEST {
                    self.starts.push(Start {
                        parameter: node.parameter,
                        u: node.u(),
                        spikes: 2 * spikes,
                        from: Some(index),
                    });
                } else {
                    self.note(format!(
                        "Period doublings beyond {LONGEST} spikes per period are not followed."
                    ));
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
    fn event(&mut self, kind: EventKind, node: &Node) -> usize {
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

    fn add(&mut self, event: Event) -> usize {
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

    /// What is at the end of a branch that can be followed no further.
    fn end(&mut self, nodes: &mut [Node]) -> BranchEnd {
        let Some(last) = nodes.last() else {
            return BranchEnd::Lost;
        };
        let spikes = last.starts.len();
        if let Some(event) = self.ends.at_circle(last.parameter, spikes) {
            return BranchEnd::Event(event);
        }
        let last = last.clone();
        self.map.expect(Some(&last.spike));
        if let Some(event) = self.ends.homoclinic(&last) {
            return BranchEnd::Event(self.add(event));
        }
        if self.branch == 0 || nodes.len() > MOST_POINTS {
            // (Of what nobody sees it does not matter.)
            self.given_up |= last.spike.slope.abs() < 1.0;
        } else if last.spike.slope.abs() > STEEPEST {
            self.note(
                "Spiking orbits so unstable that a nearby orbit departs from them a thousandfold within a period are not followed."
                    .into(),
            );
        } else {
            self.unresolved.push(last.parameter);
        }
        BranchEnd::Lost
    }

    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn finish(mut self) -> SpikingBranches {
        self.wandering.sort_by(f64::total_cmp);
        if let (Some(&lo), Some(&hi)) = (self.wandering.first(), self.wandering.last()) {
            let name = self.map.vary.name(self.problem);
            let place = if lo == hi {
                format!("at {name} = {lo:.4}")
            } else {
                format!(
                    "at {} values of {name} between {lo:.4} and {hi:.4}",
                    self.wandering.len()
                )
            };
            self.note(format!(
                "The spikes do not repeat within {LONGEST} {place}: chaotic, or of a longer period."
            ));
        }
        self.unresolved.sort_by(f64::total_cmp);
        self.unresolved
            .dedup_by(|a, b| (*a - *b).abs() < 1e-5 * self.width);
        let places: Vec<String> = self.unresolved.iter().map(|p| format!("{p:.4}")).collect();
        if let Some((last, others)) = places.split_last() {
            let name = self.map.vary.name(self.problem);
            let places = if others.is_empty() {
                last.clone()
            } else {
                format!("{} and {last}", others.join(", "))
            };
            self.note(format!(
                "At {name} = {places} spiking orbits gain or lose a spike, or cease to spike, within a range too narrow to be resolved."
            ));
        }
        if self.given_up || self.search == 0 || self.follow < 10 * LONGEST {
            self.note(
                "Not all spiking orbits are found, or followed to where they end; a smaller range shows more."
                    .into(),
            );
        }
        let mut branches: Vec<CycleBranch> = self
            .curves
            .iter()
            .map(|curve| CycleBranch {
                points: curve
                    .nodes
                    .iter()
                    .map(|n| point(n, self.map.at(n.parameter).line))
                    .collect(),
                spikes: Some(curve.spikes),
                ends: curve.ends,
            })
            .collect();
        branches.sort_by_key(|b| b.spikes);
        SpikingBranches {
            branches,
            events: self.events,
            on_circle: self.ends.on_circle(),
            notes: self.notes,
        }
    }
}

fn point(node: &Node, line: f64) -> CyclePoint {
    let slope = node.spike.slope;
    CyclePoint {
        parameter: node.parameter,
        period: node.spike.time,
        stable: slope.abs() < 1.0,
        log_multiplier: (slope != 0.0).then(|| slope.abs().ln()),
        min: node.spike.extent[0].to_vec(),
        max: node.spike.extent[1].to_vec(),
        on: vec![line, node.u()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The saddle-node of `v' = 0.04 v² + k1 v + k0 − u + I`, `u' = a (b v − u)`: the equilibria are the
    /// roots of 0.04 v² + (k1 − b) v + k0 + I.
    fn fold(problem: &Problem) -> Event {
        let value = |name| problem.value(name).expect("it exists");
        let (b, k1, k0) = (value("b"), value("k1"), value("k0"));
        let v = (b - k1) / 0.08;
        Event {
            kind: EventKind::SaddleNode,
            parameter: (k1 - b).powi(2) / 0.16 - k0,
            at: vec![v, b * v],
            period: None,
            first_lyapunov: None,
            extent: None,
        }
    }

    fn branches(source: &str, set: &[(&str, f64)], range: [f64; 2]) -> (SpikingBranches, Event) {
        let mut problem = Problem::from_source(source).expect("it exists");
        for &(name, value) in set {
            problem.set(name, value).expect("fine");
        }
        let vary = Vary::new(&problem, "I", range).expect("a range");
        let fold = fold(&problem);
        let found = spiking_branches(
            &Cancel::never(),
            &problem,
            &vary,
            &[],
            std::slice::from_ref(&fold),
        );
        (found.expect("not cancelled"), fold)
    }

    /// The parabola u = 0.04 v² + p v + q is invariant when u' = (0.08 v + p) v' on it, where
    /// v' = (5 − p) v + s with s = 140 + I − q. By powers of v: p = 5 + a/2, 0.08 s = a (b − p/2), and
    /// q = −p s / a; so I = s (1 − p/a) − 140. It carries the saddle, and is its stable manifold. For
    /// a = 0.02 orbits are squeezed onto it after each reset (by e⁻³⁴ in the regular spiking cell),
    /// and firing ends where it leads them to the saddle, to far more digits than a double has.
    #[test]
    fn slow_recovery_stops_firing_at_the_invariant_parabola() {
        for (source, b) in [
            ("izhikevich/rs", 0.2),
            ("izhikevich/ib", 0.2),
            ("izhikevich/lts", 0.25),
        ] {
            let (found, _) = branches(source, &[], [-5.0, 20.0]);
            let a = 0.02;
            let p = 5.0 + a / 2.0;
            let s = a * (b - p / 2.0) / 0.08;
            let exact = s * (1.0 - p / a) - 140.0;
            let homoclinic: Vec<&Event> = found
                .events
                .iter()
                .filter(|e| e.kind == EventKind::Homoclinic)
                .collect();
            assert_eq!(homoclinic.len(), 1, "{source}");
            assert!(
                (homoclinic[0].parameter - exact).abs() < 1e-9,
                "{source}: {} {exact}",
                homoclinic[0].parameter
            );
            assert!(found.on_circle.is_empty());
        }
    }

    /// With b < 0 the lost node is stable to the end, and the cell is of class 1. The saddle-node is at
    /// v = (b − k1)/0.08 = −52.5, I = 2.25.
    #[test]
    fn a_cell_of_class_one_begins_to_fire_on_an_invariant_circle() {
        let set = [
            ("a", 0.02),
            ("b", -0.1),
            ("c", -55.0),
            ("d", 6.0),
            ("k1", 4.1),
            ("k0", 108.0),
        ];
        let (found, fold) = branches("izhikevich/rs", &set, [0.0, 20.0]);
        assert!((fold.parameter - 2.25).abs() < 1e-12);
        assert_eq!(found.on_circle, [0]);
        assert_eq!(found.branches.len(), 1, "{:?}", found.branches.len());
        let branch = &found.branches[0];
        assert_eq!(branch.ends, [BranchEnd::Event(0), BranchEnd::Border]);
        assert!(branch.points.iter().all(|p| p.stable && p.parameter > 2.25));
        // The period grows as the reciprocal of the square root of the distance.
        let first = &branch.points[0];
        let near = branch
            .points
            .iter()
            .find(|p| p.parameter - 2.25 > 100.0 * (first.parameter - 2.25))
            .expect("it goes on");
        let ratio = ((near.parameter - 2.25) / (first.parameter - 2.25)).sqrt();
        assert!((first.period / near.period / ratio - 1.0).abs() < 0.02);
    }

    /// At a flip the multiplier of the orbit is −1 and the new branch has twice its period.
    #[test]
    fn period_doublings_of_bursting_are_where_the_multiplier_is_minus_one() {
        let (found, _) = branches("izhikevich/ib", &[], [5.0, 29.2]);
        let flips: Vec<(usize, &Event)> = found
            .events
            .iter()
            .enumerate()
            .filter(|(_, e)| e.kind == EventKind::PeriodDoubling)
            .collect();
        assert!(flips.len() >= 3, "{flips:?}");
        let problem = Problem::from_source("izhikevich/ib").expect("it exists");
        let vary = Vary::new(&problem, "I", [5.0, 29.2]).expect("a range");
        let map = SpikeMap::new(&problem, &vary).expect("it resets");
        for (k, flip) in flips {
            let born = found
                .branches
                .iter()
                .find(|b| b.ends.contains(&BranchEnd::Event(1 + k)))
                .unwrap_or_else(|| panic!("{flip:?}"));
            let spikes = born.spikes.expect("a reset model") / 2;
            // d = 4 for this cell: the next spike starts that much above the peak.
            let (u, mut budget) = (flip.at[1] + 4.0, 1000);
            let (_, spike, _) = map
                .at(flip.parameter)
                .orbit(u, spikes, 0.1, &mut budget)
                .expect("it is there");
            assert!((spike.slope + 1.0).abs() < 1e-6, "{spikes} {}", spike.slope);
            assert!(flip.period.is_some_and(|t| (t - spike.time).abs() < 1e-6));
        }
    }

    /// Table of reference rates, at several spikes per period.
    #[test]
    fn chattering_has_its_reference_rates_on_stable_branches() {
        let (found, _) = branches("izhikevich/ch", &[], [-5.0, 31.0]);
        let problem = Problem::from_source("izhikevich/ch").expect("it exists");
        let vary = Vary::new(&problem, "I", [-5.0, 31.0]).expect("a range");
        let map = SpikeMap::new(&problem, &vary).expect("it resets");
        for (current, rate) in [
            (5.0, 38.903_816),
            (7.0, 55.958_186),
            (10.0, 84.300_921),
            (15.0, 125.128_026),
            (20.0, 165.615_235),
            (30.0, 270.910_748),
        ] {
            let slice = map.at(current);
            let mut rates = vec![];
            for branch in &found.branches {
                let spikes = branch.spikes.expect("a reset model");
                for pair in branch.points.windows(2) {
                    let (a, b) = (&pair[0], &pair[1]);
                    if (a.parameter <= current) != (b.parameter <= current)
                        && (a.stable || b.stable)
                    {
                        let s = (current - a.parameter) / (b.parameter - a.parameter);
                        let u = a.on[1] + s * (b.on[1] - a.on[1]);
                        let mut budget = 10_000;
                        if let Some((_, spike, _)) = slice.orbit(u, spikes, 2.0, &mut budget)
                            && spike.slope.abs() < 1.0
                        {
                            rates.push(1000.0 * spikes as f64 / spike.time);
                        }
                    }
                }
            }
            assert!(
                rates.iter().any(|r| (r - rate).abs() < 1e-6),
                "{current}: {rate} {rates:?}"
            );
        }
    }

    #[test]
    fn smooth_models_have_none_and_a_cancelled_search_gives_nothing() {
        let problem = Problem::from_source("fitzhugh-nagumo").expect("it exists");
        let vary = Vary::new(&problem, "I", [0.0, 1.0]).expect("a range");
        let none = spiking_branches(&Cancel::never(), &problem, &vary, &[], &[]);
        assert!(none.is_some_and(|n| n.branches.is_empty()));
        let problem = Problem::from_source("izhikevich/rs").expect("it exists");
        let vary = Vary::new(&problem, "I", [0.0, 10.0]).expect("a range");
        let cancel = Cancel::never();
        cancel.clone().cancel();
        assert!(spiking_branches(&cancel, &problem, &vary, &[], &[]).is_none());
    }
}
