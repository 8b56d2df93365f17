//! What a diagram says at one value of its parameter, and what lies between two values.
use super::{
    diagram::{BranchEnd, CycleBranch, CyclePoint, Diagram, EquilibriumPoint, EventKind},
    smooth::{Along, Smooth},
};

/// A place on one of a diagram's branches.
#[derive(Clone, Debug, PartialEq)]
pub struct OnBranch<P> {
    /// Index of the branch.
    pub branch: usize,
    /// Index of the branch's point at this place or just before it.
    pub after: usize,
    /// What is there.
    pub point: P,
}

/// What a diagram says at one value of its parameter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Regime {
    /// The value.
    pub parameter: f64,
    /// All equilibria, by the first variable.
    pub equilibria: Vec<OnBranch<EquilibriumPoint>>,
    /// All cycles, by period.
    pub cycles: Vec<OnBranch<CyclePoint>>,
    /// Whether the cell fires chaotically, or with a period that is not followed.
    pub wanders: bool,
}

/// How far an equilibrium or a cycle lasts while the parameter moves one way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lasting {
    /// The value at which it ceases to exist or to be stable; where the diagram ends if it does not.
    pub until: f64,
    /// The event that ends it; `None` at the border of the range.
    pub event: Option<usize>,
}

impl Regime {
    /// The equilibria to which nearby orbits come.
    pub fn stable_equilibria(&self) -> impl Iterator<Item = &OnBranch<EquilibriumPoint>> {
        self.equilibria.iter().filter(|e| e.point.stable)
    }

    /// How many ways of firing attract: the stable cycles, and spiking that does not repeat.
    pub fn ways_of_firing(&self) -> usize {
        self.stable_cycles().count() + usize::from(self.wanders)
    }

    /// The cycles to which nearby orbits come.
    pub fn stable_cycles(&self) -> impl Iterator<Item = &OnBranch<CyclePoint>> {
        self.cycles.iter().filter(|c| c.point.stable)
    }
}

/// How much of its range the parameter of a cycle may tremble by from rounding.
pub(super) const ROUNDING: f64 = 1e-8;

impl Diagram {
    /// All equilibria and cycles at a value of the parameter, interpolated along the branches.
    ///
    /// A branch that turns is met as often as it passes the value. Between the last computed point of
    /// a branch of cycles and the event at which it ends, the cycle is that last point's with the period
    /// or the size that belongs to such an event.
    pub fn at(&self, value: f64) -> Regime {
        let mut equilibria = vec![];
        for (branch, b) in self.equilibria.iter().enumerate() {
            let found = Smooth::new(&b.points).at(value);
            equilibria.extend(found.into_iter().map(|(after, point)| OnBranch {
                branch,
                after,
                point,
            }));
        }
        equilibria.sort_by(|a, b| a.point.at[0].total_cmp(&b.point.at[0]));
        let mut cycles = vec![];
        for (branch, b) in self.cycles.iter().enumerate() {
            let mut found = Smooth::new(&b.points).at(value);
            self.merge(&b.points, value, &mut found);
            found.extend(
                [false, true]
                    .into_iter()
                    .filter_map(|last| self.beyond(b, last, value)),
            );
            cycles.extend(found.into_iter().map(|(after, point)| OnBranch {
                branch,
                after,
                point,
            }));
        }
        cycles.sort_by(|a, b| a.point.period.total_cmp(&b.point.period));
        // (A window in which spikes repeat may lie in such a range.)
        let within = self
            .wandering
            .iter()
            .any(|&[lo, hi]| (lo..=hi).contains(&value));
        let repeats =
            |c: &OnBranch<CyclePoint>| c.point.stable && self.cycles[c.branch].spikes.is_some();
        Regime {
            parameter: value,
            wanders: within && !cycles.iter().any(repeats),
            equilibria,
            cycles,
        }
    }

    /// Leaves of a branch's crossings of a value, in its order, those that are more than rounding.
    ///
    /// Along a canard explosion the parameter stands still to all digits that count and trembles in the
    /// last ones, so that a branch that goes past the value once seems to do so a dozen times. Two
    /// crossings between which it strays no further than rounding are none.
    fn merge(&self, points: &[CyclePoint], value: f64, found: &mut Vec<(usize, CyclePoint)>) {
        let reach = ROUNDING * (self.range[1] - self.range[0]);
        let mut kept: Vec<(usize, CyclePoint)> = vec![];
        for next in found.drain(..) {
            let strays = |last: &(usize, CyclePoint)| {
                points[last.0 + 1..=next.0]
                    .iter()
                    .any(|p| (p.parameter - value).abs() > reach)
            };
            match kept.last() {
                Some(last) if next.0 > last.0 && !strays(last) => {
                    kept.pop();
                }
                _ => kept.push(next),
            }
        }
        *found = kept;
    }

    /// The cycle between the first or last point of a branch and the event at which it ends.
    ///
    /// Near a homoclinic orbit the period grows as −ln|d| with the distance d in the parameter, near a
    /// saddle-node on an invariant circle as 1/√d.
    fn beyond(&self, branch: &CycleBranch, last: bool, value: f64) -> Option<(usize, CyclePoint)> {
        let BranchEnd::Event(event) = branch.ends[usize::from(last)] else {
            return None;
        };
        let event = self.events.get(event)?;
        let n = branch.points.len();
        let (end, inner) = if last {
            (n.checked_sub(1)?, n.checked_sub(2)?)
        } else {
            (0, 1)
        };
        let (p, q) = (branch.points.get(end)?, branch.points.get(inner)?);
        let gap = event.parameter - p.parameter;
        let t = (value - p.parameter) / gap;
        if !(t > 0.0 && t < 1.0) {
            return None;
        }
        let mut point = p.clone();
        point.parameter = value;
        point.period = match event.kind {
            EventKind::SaddleNodeOnInvariantCircle => p.period / (1.0 - t).sqrt(),
            EventKind::Homoclinic => {
                let nearer = (event.parameter - q.parameter).abs() / gap.abs();
                let rate = (p.period - q.period) / nearer.ln();
                p.period - rate.max(0.0) * (1.0 - t).ln()
            }
            kind => {
                if kind.is_hopf() {
                    // Cycles around a Hopf point grow as the root of the distance.
                    let shrink = |extremes: &mut [f64]| {
                        for (x, &centre) in extremes.iter_mut().zip(&event.at) {
                            *x = centre + (*x - centre) * (1.0 - t).sqrt();
                        }
                    };
                    shrink(&mut point.min);
                    shrink(&mut point.max);
                }
                p.period + t * event.period.map_or(0.0, |end| end - p.period)
            }
        };
        Some((end, point))
    }

    /// The intervals between neighbouring events, in which a cell does the same throughout; those that
    /// are narrower than the rounding of events are left out.
    pub fn intervals(&self) -> Vec<[f64; 2]> {
        let [lo, hi] = self.range;
        let mut out = vec![];
        let mut from = lo;
        // A branch of cycles may also end without a bifurcation: where rest reaches the peak of a spike.
        let lost = self.cycles.iter().flat_map(|b| {
            let ends = [b.points.first(), b.points.last()];
            let lost = ends.into_iter().zip(b.ends);
            lost.filter_map(|(p, end)| p.filter(|_| end == BranchEnd::Lost))
        });
        let mut marks: Vec<f64> = lost.map(|p| p.parameter).collect();
        marks.extend(self.events.iter().map(|e| e.parameter));
        marks.sort_by(f64::total_cmp);
        for to in marks.into_iter().chain([hi]) {
            if to - from > ROUNDING * (hi - lo) {
                out.push([from, to]);
                from = to;
            }
        }
        match out.last_mut() {
            // The last interval reaches up to the border, however near to it the last event is.
            Some(last) => last[1] = hi,
            None => out.push([lo, hi]),
        }
        out
    }

    /// The nearest events strictly below and strictly above a value.
    pub fn nearest(&self, value: f64) -> [Option<usize>; 2] {
        let below = self.events.iter().rposition(|e| e.parameter < value);
        let above = self.events.iter().position(|e| e.parameter > value);
        [below, above]
    }

    /// The events that are crossed when the parameter moves from one value to another, in the order of
    /// crossing.
    ///
    /// A value at an event counts as above it, so that a movement in several steps crosses each
    /// event once, whatever the steps.
    pub fn between(&self, from: f64, to: f64) -> Vec<usize> {
        let crossed = |lo: f64, hi: f64| {
            (0..self.events.len()).filter(move |&k| {
                let p = self.events[k].parameter;
                lo < p && p <= hi
            })
        };
        if from <= to {
            crossed(from, to).collect()
        } else {
            crossed(to, from).rev().collect()
        }
    }

    /// How far a cycle keeps existing and its stability while the parameter rises or falls.
    pub fn cycle_lasts(&self, cycle: &OnBranch<CyclePoint>, rising: bool) -> Lasting {
        let branch = &self.cycles[cycle.branch];
        self.lasts(&branch.points, cycle, rising, Some(branch.ends))
    }

    /// How far an equilibrium keeps existing and its stability while the parameter rises or falls.
    pub fn equilibrium_lasts(&self, at: &OnBranch<EquilibriumPoint>, rising: bool) -> Lasting {
        self.lasts(&self.equilibria[at.branch].points, at, rising, None)
    }

    fn lasts<P: Along>(
        &self,
        points: &[P],
        from: &OnBranch<P>,
        rising: bool,
        ends: Option<[BranchEnd; 2]>,
    ) -> Lasting {
        let ahead = |from: f64, to: f64| if rising { to > from } else { to < from };
        let value = from.point.parameter();
        let within = match (points.get(from.after), points.get(from.after + 1)) {
            (Some(a), Some(b)) => (value - a.parameter()) * (value - b.parameter()) <= 0.0,
            _ => false,
        };
        let reached = |forwards: bool, last: f64| {
            let event = ends.map(|e| e[usize::from(forwards)]);
            match event {
                Some(BranchEnd::Event(event)) if event < self.events.len() => Lasting {
                    until: self.events[event].parameter,
                    event: Some(event),
                },
                _ => Lasting {
                    until: last,
                    event: None,
                },
            }
        };
        // Forwards along the branch, or backwards, whichever goes the way of the parameter.
        let forwards = if within {
            ahead(value, points[from.after + 1].parameter())
        } else {
            // Between the branch's end and the event that ends it.
            let last = from.after > 0;
            match points.get(from.after) {
                Some(end) if !ahead(end.parameter(), value) => !last,
                _ => return reached(last, value),
            }
        };
        let mut walk: Box<dyn Iterator<Item = usize>> = if forwards {
            Box::new(from.after + usize::from(within)..points.len())
        } else {
            Box::new((0..=from.after).rev())
        };
        let mut last = value;
        let stop = walk.find(|&k| {
            let p = &points[k];
            let on = p.stable() == from.point.stable() && !ahead(p.parameter(), last);
            last = if on { p.parameter() } else { last };
            !on
        });
        if let Some(k) = stop {
            // It turns or changes between the last good point and this one, at one of the events.
            let next = points[k].parameter();
            let far = if ahead(next, last) { last } else { next };
            return self.lasting([last, far], |kind| on_cycles(kind) == ends.is_some());
        }
        reached(forwards, last)
    }

    /// The event nearest to one of two neighbouring points of a branch, between which something
    /// changes: events are among the points, or very near to one.
    fn lasting(&self, [last, next]: [f64; 2], of: impl Fn(EventKind) -> bool) -> Lasting {
        let distance = |k: &usize| {
            let p = self.events[*k].parameter;
            (p - last).abs().min((p - next).abs())
        };
        let between = |k: &usize| {
            let close = 1e-3 * (self.range[1] - self.range[0]);
            let p = self.events[*k].parameter;
            p > last.min(next) - close && p < last.max(next) + close
        };
        let event = (0..self.events.len())
            .filter(|k| of(self.events[*k].kind) && between(k))
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        Lasting {
            until: event.map_or(last, |k| self.events[k].parameter),
            event,
        }
    }
}

/// Whether an event changes cycles away from their ends, not equilibria.
fn on_cycles(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::FoldOfCycles | EventKind::PeriodDoubling | EventKind::Homoclinic
    )
}

/// How near to an event of infinite period a branch is drawn, as halvings of the rest of the way.
const HALVINGS: i32 = 40;

impl Diagram {
    /// The points of a branch of equilibria with more between them, so that straight lines through all
    /// of them look smooth.
    pub fn dense_equilibria(&self, branch: usize) -> Vec<EquilibriumPoint> {
        Smooth::new(&self.equilibria[branch].points).dense()
    }

    /// The points of a branch of cycles with more between them, so that straight lines through all of
    /// them look smooth, and on to the events at its ends.
    pub fn dense_cycles(&self, branch: usize) -> Vec<CyclePoint> {
        let branch = &self.cycles[branch];
        let gap = |last: bool| -> Vec<CyclePoint> {
            let end = if last {
                branch.points.last()
            } else {
                branch.points.first()
            };
            let event = match branch.ends[usize::from(last)] {
                BranchEnd::Event(event) => self.events.get(event),
                _ => None,
            };
            let (Some(end), Some(event)) = (end, event) else {
                return vec![];
            };
            (1..=HALVINGS)
                .map(|k| event.parameter + (end.parameter - event.parameter) * 0.5f64.powi(k))
                .filter_map(|value| Some(self.beyond(branch, last, value)?.1))
                .collect()
        };
        let mut points = gap(false);
        points.reverse();
        points.extend(Smooth::new(&branch.points).dense());
        points.extend(gap(true));
        points
    }
}

#[cfg(test)]
mod tests;
