//! Looking for spiking orbits all over the range: letting the map settle, scanning it for fixed points,
//! and telling what is found from what is known.
use super::super::{diagram::Event, spike_map::Slice, trap::Trap};
use super::{LONGEST, Start, Work};
use crate::num::root;

/// Equally spaced parameter values at which the map is left to settle.
const SAMPLES: usize = 28;
/// Every so many of them are scanned for fixed points of either stability.
const SCANNED: usize = 7;
/// Points of a scan.
const SCAN: usize = 24;
/// Spikes after which an orbit that has not settled counts as not periodic.
const PATIENCE: usize = 300;
/// Values at which it is checked in the end that an attractor is known.
const COVER: usize = 160;
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
    pub(super) fn known(&self, parameter: f64, stable: bool) -> Vec<(usize, f64)> {
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
