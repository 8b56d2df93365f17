//! A bifurcation diagram as strands: the pieces of its branches that attract, each over an interval of
//! the parameter. A slow sweep follows a strand until it ends.
use super::{
    diagram::{BranchEnd, Diagram, Event, EventKind},
    vary::Vary,
};

/// An attracting piece of a branch, with one orbit per parameter value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Strand {
    /// What it is a piece of.
    pub(super) of: Of,
    /// Where it begins and ends, exactly where bifurcations are there.
    pub(super) range: [f64; 2],
    /// The events at both ends, by index; `None` at a border.
    pub(super) events: [Option<usize>; 2],
    /// Its points, by the parameter.
    pub(super) points: Vec<Spot>,
    /// Spikes per period: 0 at rest, `None` for cycles of smooth models.
    pub(super) spikes: Option<usize>,
}

/// Rest, or firing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A stable equilibrium.
    Rest,
    /// A stable cycle.
    Cycle,
}

/// A point of a strand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) parameter: f64,
    /// The equilibrium, or a state on the cycle.
    pub(super) state: Vec<f64>,
    /// Period of a cycle; infinite at rest.
    pub(super) period: f64,
    /// Largest value of the first variable.
    pub(super) top: f64,
}

impl Strand {
    pub(super) fn contains(&self, parameter: f64) -> bool {
        (self.range[0]..=self.range[1]).contains(&parameter)
    }

    /// Neighbouring points around a parameter value, and where it lies between them (0..=1).
    pub(super) fn around(&self, parameter: f64) -> (&Spot, &Spot, f64) {
        let n = self.points.len();
        let k = self
            .points
            .partition_point(|s| s.parameter < parameter)
            .clamp(1, n.max(2) - 1);
        let (a, b) = (&self.points[k - 1], &self.points[k.min(n - 1)]);
        let apart = b.parameter - a.parameter;
        let part = if apart > 0.0 {
            ((parameter - a.parameter) / apart).clamp(0.0, 1.0)
        } else {
            0.0
        };
        (a, b, part)
    }

    /// Largest value of the first variable and ln of the period, interpolated.
    pub(super) fn shape(&self, parameter: f64) -> [f64; 2] {
        let (a, b, s) = self.around(parameter);
        // (The period is infinite at homoclinic orbits, and unknown between one and its neighbour.)
        let mix = |x: f64, y: f64| match s {
            0.0 => x,
            1.0 => y,
            _ if x.is_infinite() || y.is_infinite() => f64::INFINITY,
            _ => x + s * (y - x),
        };
        [mix(a.top, b.top), mix(a.period.ln(), b.period.ln())]
    }

    /// A state nearby, interpolated: those of cycles have a common phase, the largest value of the first
    /// variable or, where spikes reset it, a spike.
    pub(super) fn state(&self, parameter: f64) -> Vec<f64> {
        let (a, b, s) = self.around(parameter);
        a.state
            .iter()
            .zip(&b.state)
            .map(|(x, y)| x + s * (y - x))
            .collect()
    }
}

/// All strands of a diagram.
pub(super) fn strands(diagram: &Diagram, vary: &Vary) -> Vec<Strand> {
    let width = vary.width();
    let mut out = vec![];
    for branch in &diagram.equilibria {
        let spots = branch.points.iter().map(|p| {
            let spot = Spot {
                parameter: p.parameter,
                state: p.at.clone(),
                period: f64::INFINITY,
                top: p.at[0],
            };
            (spot, p.stable)
        });
        let loses = |e: &Event| {
            e.kind.is_hopf()
                || matches!(
                    e.kind,
                    EventKind::SaddleNode
                        | EventKind::SaddleNodeOnInvariantCircle
                        | EventKind::BranchPoint
                )
        };
        pieces(
            &mut out,
            diagram,
            &spots.collect::<Vec<_>>(),
            (Of::Rest, Some(0)),
            (&loses, [None; 2]),
            width,
        );
    }
    for branch in &diagram.cycles {
        let mut spots: Vec<(Spot, bool)> = branch
            .points
            .iter()
            .map(|p| {
                let spot = Spot {
                    parameter: p.parameter,
                    state: p.on.clone(),
                    period: p.period,
                    top: p.max[0],
                };
                (spot, p.stable)
            })
            .collect();
        let ends = branch.ends.map(|end| match end {
            BranchEnd::Event(k) => Some(k),
            BranchEnd::Border | BranchEnd::Closed | BranchEnd::Lost => None,
        });
        // The strand reaches up to what ends the branch, though points of infinite period are left out of it
        // and close to them it may stop a hair before the border.
        for (k, end) in branch.ends.into_iter().enumerate() {
            let Some((spot, stable)) = (if k == 0 { spots.first() } else { spots.last() }) else {
                continue;
            };
            let (parameter, infinite) = match end {
                BranchEnd::Event(event) => {
                    let event = &diagram.events[event];
                    let infinite = matches!(
                        event.kind,
                        EventKind::Homoclinic | EventKind::SaddleNodeOnInvariantCircle
                    );
                    (event.parameter, infinite)
                }
                BranchEnd::Border => {
                    let [lo, hi] = vary.range;
                    let low = spot.parameter - lo < hi - spot.parameter;
                    (if low { lo } else { hi }, false)
                }
                BranchEnd::Closed | BranchEnd::Lost => continue,
            };
            if parameter != spot.parameter {
                let spot = Spot {
                    parameter,
                    period: if infinite { f64::INFINITY } else { spot.period },
                    ..spot.clone()
                };
                let at = if k == 0 { 0 } else { spots.len() };
                spots.insert(at, (spot, *stable));
            }
        }
        // Hopf points and homoclinic orbits, too, are only at the ends of branches of cycles.
        let loses =
            |e: &Event| matches!(e.kind, EventKind::FoldOfCycles | EventKind::PeriodDoubling);
        pieces(
            &mut out,
            diagram,
            &spots,
            (Of::Cycle, branch.spikes),
            (&loses, ends),
            width,
        );
    }
    out
}

/// Reversals of the parameter along a branch by less than this part of the range are rounding.
const NOISE: f64 = 1e-7;
/// An event this close to where a branch changes its stability, relative to the range, is the reason.
const NEAR: f64 = 1e-5;

/// Tells at which events the stability can change along a branch.
type Loses<'a> = &'a dyn Fn(&Event) -> bool;

/// Cuts a branch into its attracting pieces. `loses` tells at which events stability can change along
/// the branch, `ends` which are at its ends.
fn pieces(
    out: &mut Vec<Strand>,
    diagram: &Diagram,
    spots: &[(Spot, bool)],
    (of, spikes): (Of, Option<usize>),
    (loses, ends): (Loses<'_>, [Option<usize>; 2]),
    width: f64,
) {
    // The event between two neighbouring values of the parameter, the second being the outer one.
    let between = |inner: f64, outer: f64| {
        let (lo, hi) = (
            inner.min(outer) - NEAR * width,
            inner.max(outer) + NEAR * width,
        );
        (0..diagram.events.len())
            .filter(|&k| loses(&diagram.events[k]))
            .filter(|&k| (lo..=hi).contains(&diagram.events[k].parameter))
            .min_by(|&a, &b| {
                let d = |k: usize| (diagram.events[k].parameter - outer).abs();
                d(a).total_cmp(&d(b))
            })
    };
    let mut from = 0;
    while from < spots.len() {
        if !spots[from].1 {
            from += 1;
            continue;
        }
        // As far as it is stable and the parameter goes one way.
        let mut to = from;
        let mut direction = 0.0_f64;
        while to + 1 < spots.len() && spots[to + 1].1 {
            let change = spots[to + 1].0.parameter - spots[to].0.parameter;
            // (Rounding may turn the parameter back by next to nothing, near homoclinic orbits.)
            if direction * change < -NOISE * width {
                break;
            }
            if change.abs() > NOISE * width {
                direction = change.signum();
            }
            to += 1;
        }
        let mut piece: Vec<Spot> = spots[from..=to].iter().map(|s| s.0.clone()).collect();
        // At the ends of the branch there is what ends it; elsewhere, what the stability is lost by.
        let [first, last] = [&spots[from].0, &spots[to].0].map(|s| s.parameter);
        let mut edges = [(first, ends[0]), (last, ends[1])];
        // (The bifurcation itself may count as unstable.)
        if let Some((next, stable)) = spots.get(to + 1) {
            let outer = if *stable { last } else { next.parameter };
            edges[1].1 = between(last, outer);
            if !*stable {
                piece.push(next.clone());
            }
        }
        if let Some((before, stable)) = from.checked_sub(1).map(|k| &spots[k]) {
            let outer = if *stable { first } else { before.parameter };
            edges[0].1 = between(first, outer);
            if !*stable {
                piece.insert(0, before.clone());
            }
        }
        if first > last {
            edges.reverse();
        }
        if piece.len() >= 2 {
            piece.sort_by(|a, b| a.parameter.total_cmp(&b.parameter));
            let range = edges.map(|(at, event)| event.map_or(at, |e| diagram.events[e].parameter));
            if range[1] > range[0] {
                out.push(Strand {
                    of,
                    range,
                    events: edges.map(|(_, event)| event),
                    points: piece,
                    spikes,
                });
            }
        }
        from = to + 1;
    }
}
