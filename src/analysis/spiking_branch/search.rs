//! Looking for spiking orbits all over the range: letting the map settle, scanning it for fixed points,
//! and telling what is found from what is known.
use super::super::{
    diagram::{BranchEnd, Event},
    problem::Problem,
    spike_map::Slice,
    trap::Trap,
    vary::Vary,
};
use super::{LONGEST, Node, Start, Work};
use crate::analysis::map_table::Table;
use crate::num::root;

/// Equally spaced parameter values at which the map is left to settle.
const SAMPLES: usize = 28;
/// Every so many of them are scanned for fixed points of either stability.
const SCANNED: usize = 7;
/// Points of a scan.
const SCAN: usize = 24;
/// Spikes after which an orbit that has not settled counts as not periodic.
const PATIENCE: usize = 600;
/// After every so many spikes it is tried whether the orbit settles, only slowly; no more than so often.
const WEAK: usize = 75;
const TRIES: usize = 6;
/// The parameter's usual range is divided into so many parts, and a narrower range into as many of
/// theirs as are no wider than its own part: there it is checked in the end that an attractor is known.
const COVER: f64 = 160.0;
/// A cell that fires so often in a row keeps firing.
const STEADY: usize = 60;
/// So often it is checked between the events that have been found.
const DEEPER: usize = 2;

/// How finely windows of repeating spikes are looked for: by halves, so that a narrower range has all
/// places of a wider one.
pub(super) fn spacing(problem: &Problem, vary: &Vary) -> f64 {
    let (lo, hi) = problem.model().info().parameters[vary.parameter].range;
    let halvings = ((hi - lo) / vary.width()).log2().ceil();
    (hi - lo) / COVER * 0.5_f64.powi(halvings as i32)
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
    /// There was no time to see.
    Unknown,
}

/// Where a sequence tends that comes closer by the same factor every `k` terms, and the smallest such
/// `k`; `None` when the last such terms are further apart than `reach`.
fn weak(history: &[f64], reach: f64) -> Option<(f64, usize)> {
    let n = history.len();
    (1..=LONGEST).find_map(|k| {
        let term = |j: usize| n.checked_sub(1 + j * k).map(|i| history[i]);
        let [a, b, c, d] = [term(0)?, term(1)?, term(2)?, term(3)?];
        let [last, middle, first] = [a - b, b - c, c - d];
        let (now, before) = (last / middle, middle / first);
        let steady = now.abs() < 1.0 && (now - before).abs() < 0.03 * now.abs();
        (last.abs() < reach && steady).then(|| (a + last * now / (1.0 - now), k))
    })
}

impl Work<'_> {
    /// Looks for orbits all over the range and follows every new one at once.
    pub(super) fn search(&mut self, events: &[Event]) {
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
        self.cover();
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
    ///
    /// On a lattice that does not depend on the range, so that parts of a range show what the whole
    /// shows, and between any two events.
    fn cover(&mut self) {
        let [lo, hi] = self.map.vary.range;
        let [first, last] = [(lo / self.spacing).ceil(), (hi / self.spacing).floor()];
        let count = (last - first).max(0.0) as usize;
        let places: Vec<f64> = (0..=count)
            .map(|k| (first + k as f64) * self.spacing)
            .filter(|p| p - lo > 1e-6 * self.width && hi - p > 1e-6 * self.width)
            .collect();
        self.look_at(&places);
        for _ in 0..DEEPER {
            self.trace_all(true);
            let borders = self.borders();
            let mut places: Vec<f64> = borders.windows(2).map(|b| 0.5 * (b[0] + b[1])).collect();
            places.retain(|p| !self.astray.contains(p));
            self.look_at(&places);
        }
        self.trace_all(true);
        self.notice();
    }

    /// Notices between which events the cell keeps firing on no orbit that is known: there is one, of
    /// whatever period.
    fn notice(&mut self) {
        for ends in self.borders().windows(2) {
            let parameter = 0.5 * (ends[0] + ends[1]);
            if self.cancel.is_cancelled() || !self.known(parameter, true).is_empty() {
                continue;
            }
            let slice = self.map.at(parameter);
            let traps = Trap::all(&slice.planar, &self.ends.rest(&slice), 1.0);
            let slice = slice.with_traps(traps);
            let [low, high] = self.problem.home().hull(&self.problem.window()).y;
            let start = Some(0.5 * (low + high));
            let last = (0..STEADY).fold(start, |u, _| slice.rough(u?).map(|(next, _)| next));
            if last.is_some() {
                self.astray.push(parameter);
            }
        }
    }

    /// Where an event is.
    fn place(&self, event: usize) -> f64 {
        match event.checked_sub(self.given) {
            Some(own) => self.events[own].parameter,
            None => self.borders[event],
        }
    }

    /// The range's ends and all events, by parameter.
    fn borders(&self) -> Vec<f64> {
        let [lo, hi] = self.map.vary.range;
        let mut borders = vec![lo, hi];
        borders.extend(&self.borders);
        borders.extend(self.events.iter().map(|e| e.parameter));
        borders.retain(|p| (lo..=hi).contains(p));
        borders.sort_by(f64::total_cmp);
        borders.dedup_by(|a, b| (*a - *b).abs() < 1e-9 * self.width);
        borders
    }

    /// Looks at those of these places at which no attracting spiking orbit is known.
    fn look_at(&mut self, places: &[f64]) {
        for &parameter in places {
            if self.cancel.is_cancelled() {
                return;
            }
            if self.known(parameter, true).is_empty() {
                self.look(parameter, false);
                self.trace_all(false);
            }
        }
    }

    /// The ranges between events in which spikes do not repeat.
    pub(super) fn wandering(&self) -> Vec<[f64; 2]> {
        let borders = self.borders();
        let places = self.astray.iter().copied();
        let astray: Vec<f64> = places.filter(|&p| self.known(p, true).is_empty()).collect();
        borders
            .windows(2)
            .filter(|b| astray.iter().any(|p| b[0] < *p && *p < b[1]))
            .map(|b| [b[0], b[1]])
            .collect()
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
        let mut table = Table::default();
        for part in [0.5, 0.2, 0.8] {
            match self.settle(&slice, &mut table, place(part)) {
                Fate::Periodic(u, spikes) => {
                    self.pick_up(&slice, u, spikes);
                }
                Fate::Wanders => {
                    self.astray.push(parameter);
                    break;
                }
                Fate::Unknown => self.given_up = true,
                Fate::Known | Fate::Rests => {}
            }
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
    fn settle(&mut self, slice: &Slice<'_>, table: &mut Table, mut u: f64) -> Fate {
        let near = 1e-6 * self.height;
        let known = self.known(slice.parameter, true);
        let mut history = vec![u];
        let mut tries = TRIES;
        for _ in 0..PATIENCE {
            if self.search == 0 {
                return Fate::Unknown;
            }
            let Some((next, _)) = table.next(slice, u, &mut self.search) else {
                return Fate::Rests;
            };
            u = next;
            if known.iter().any(|k| (k.1 - u).abs() < 1e-4 * self.height) {
                return Fate::Known;
            }
            history.push(u);
            let back = |k: usize| history.len().checked_sub(k + 1).map(|i| history[i]);
            let closes = |k: usize| back(k).is_some_and(|v| (v - u).abs() < near);
            if let Some(k) = (1..=LONGEST).find(|&k| closes(k)) {
                return Fate::Periodic(u, k);
            }
            // An orbit that attracts weakly is come to slowly, by a constant factor per period.
            if history.len().is_multiple_of(WEAK)
                && tries > 0
                && let Some((limit, k)) = weak(&history, 0.02 * self.height)
            {
                tries -= 1;
                let found = slice.orbit(limit, k, 0.05 * self.height, &mut self.follow);
                if let Some((v, spike, _)) = found
                    && spike.slope.abs() < 1.0
                {
                    return Fate::Periodic(v, k);
                }
            }
        }
        Fate::Wanders
    }

    /// All points of known branches at a parameter value, interpolated: index of the branch, and u.
    pub(super) fn known(&self, parameter: f64, stable: bool) -> Vec<(usize, f64)> {
        let mut out = vec![];
        for (c, curve) in self.curves.iter().enumerate() {
            let mut within = |from: [&Node; 2], to: f64, ends: [&[f64]; 2]| {
                // (At the event itself the slope is ±1 but for rounding.)
                let attracts = from.iter().all(|n| n.spike.slope.abs() < 1.0 + 1e-3);
                let start = from[0].parameter;
                if (start <= parameter) == (to <= parameter) || (stable && !attracts) {
                    return;
                }
                let s = (parameter - start) / (to - start);
                let at = ends[0].iter().zip(ends[1]);
                out.extend(at.map(|(x, y)| (c, x + s * (y - x))));
            };
            for pair in curve.nodes.windows(2) {
                let (a, b) = (&pair[0], &pair[1]);
                within([a, b], b.parameter, [&a.starts, &b.starts]);
            }
            // Between its last point and the event at which it ends.
            let tips = [curve.nodes.first(), curve.nodes.last()];
            for (tip, end) in tips.into_iter().zip(curve.ends) {
                if let (Some(n), BranchEnd::Event(event)) = (tip, end) {
                    within([n, n], self.place(event), [&n.starts, &n.starts]);
                }
            }
        }
        out
    }

    /// Queues the orbit of `k` spikes near `u` unless it lies on a branch that is known.
    pub(super) fn pick_up(&mut self, slice: &Slice<'_>, u: f64, k: usize) {
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
        // An orbit that closes may have been run through several times.
        let same = |a: f64, b: f64| (a - b).abs() < 1e-6 * self.height;
        let turns = |q: &usize| {
            spikes.is_multiple_of(*q)
                && starts
                    .iter()
                    .zip(starts.iter().cycle().skip(*q))
                    .all(|(&a, &b)| same(a, b))
        };
        let shortest = (1..spikes).find(turns).unwrap_or(spikes);
        if shortest < spikes {
            return self.pick_up(slice, u, shortest);
        }
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
}
