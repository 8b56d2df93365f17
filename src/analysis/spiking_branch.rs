//! Branches of the spiking orbits of reset models while a parameter varies.
//!
//! An orbit of k spikes is a fixed point of the k-fold reset map. Stable ones are found by letting the
//! map settle at a number of parameter values, and fixed points of either stability by scanning it;
//! each is followed both ways by pseudo-arclength in (u, λ) with exact derivatives. Where the
//! multiplier passes −1 the orbit of twice as many spikes is followed too. Folds and flips are located
//! by solving for the multiplier along the branch.
mod edge;
mod follow;
mod pass;
mod search;

use super::{
    build::unit,
    diagram::{BranchEnd, CycleBranch, CyclePoint, EquilibriumBranch, Event, EventKind},
    problem::Problem,
    spike_map::{Spike, SpikeMap},
    spiking_end::Ends,
    vary::Vary,
};
use crate::job::Cancel;
use crate::text::{Each, say};

/// The spiking orbits of a reset model.
#[derive(Clone, Debug, Default)]
pub(super) struct SpikingBranches {
    /// Their branches. [`BranchEnd::Event`] counts the events that were given first, then the new ones.
    pub(super) branches: Vec<CycleBranch>,
    /// New events: folds of cycles, period doublings, homoclinic orbits; none twice.
    pub(super) events: Vec<Event>,
    /// Which of the given saddle-nodes lie on an invariant circle: there spiking begins at rate 0.
    pub(super) on_circle: Vec<usize>,
    /// Where spikes do not repeat, by parameter.
    pub(super) wandering: Vec<[f64; 2]>,
    /// What was left out, in sentences.
    pub(super) notes: Vec<Each<String>>,
}

/// The longest period, in spikes, that is followed.
const LONGEST: usize = 24;
/// The same after a period doubling: further ones come closer together by a factor of nearly five.
const DOUBLED: usize = 12;
/// Spikes that may be integrated to search, and the same to follow branches: a bound on the work.
const SEARCH_BUDGET: usize = 5_000;
const FOLLOW_BUDGET: usize = 9_000;

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

/// Where a branch may be picked up.
#[derive(Clone, Copy, Debug)]
struct Start {
    parameter: f64,
    u: f64,
    spikes: usize,
    /// The event at which it is born, if it is.
    from: Option<usize>,
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
        width: unit(problem, vary),
        given: events.len(),
        borders: events.iter().map(|e| e.parameter).collect(),
        map: &map,
        ends,
        problem,
        curves: vec![],
        events: vec![],
        starts: vec![],
        astray: vec![],
        notes: vec![],
        search: SEARCH_BUDGET,
        follow: FOLLOW_BUDGET,
        branch: 0,
        ask_below: 0.0,
        ahead: None,
        spacing: search::spacing(problem, vary),
        cascades: false,
        too_steep: false,
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
    /// What of the parameter counts as one.
    width: f64,
    given: usize,
    /// Where the given events are.
    borders: Vec<f64>,
    curves: Vec<Curve>,
    events: Vec<Event>,
    starts: Vec<Start>,
    /// Where spikes were seen that do not repeat, by parameter.
    astray: Vec<f64>,
    notes: Vec<Each<String>>,
    search: usize,
    follow: usize,
    /// What is left for the present branch.
    branch: usize,
    /// A homoclinic orbit is looked for ahead of the present branch once it is more upright than this.
    ask_below: f64,
    /// The one that was found.
    ahead: Option<Event>,
    /// Ranges of repeating spikes narrower than this are not looked for.
    spacing: f64,
    /// Whether there are period doublings that are not followed.
    cascades: bool,
    /// Whether branches were left where they repel too strongly.
    too_steep: bool,
    /// Whether a branch, or the search, was given up.
    given_up: bool,
}

impl Work<'_> {
    fn note(&mut self, note: Each<String>) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Drops branches that show once more what a longer one shows, beginning with another spike of the
    /// period: a period doubling gives birth to one branch of twice as many spikes.
    fn drop_twins(&mut self) {
        let span = |curve: &Curve| {
            let all = || curve.nodes.iter().map(|n| n.parameter);
            all().fold(f64::NEG_INFINITY, f64::max) - all().fold(f64::INFINITY, f64::min)
        };
        let born = |curve: &Curve| match curve.ends[0] {
            BranchEnd::Event(event) if event >= self.given => {
                let kind = self.events[event - self.given].kind;
                (kind == EventKind::PeriodDoubling).then_some((event, curve.spikes))
            }
            _ => None,
        };
        let twin = |k: &usize| {
            let curve = &self.curves[*k];
            let length = |j: usize| (span(&self.curves[j]), self.curves[j].nodes.len());
            born(curve).is_some()
                && (0..self.curves.len()).any(|j| {
                    j != *k
                        && born(&self.curves[j]) == born(curve)
                        && (length(j), *k) > (length(*k), j)
                })
        };
        let twins: Vec<usize> = (0..self.curves.len()).filter(twin).collect();
        for k in twins.into_iter().rev() {
            self.curves.remove(k);
        }
    }

    fn finish(mut self) -> SpikingBranches {
        self.drop_twins();
        let wandering = self.wandering();
        if !wandering.is_empty() {
            let spacing = self.spacing;
            self.note(Each::of(|| {
                say!(
                    "note-windows",
                    spacing = spacing.to_string(),
                    longest = LONGEST.to_string(),
                    doubled = DOUBLED.to_string()
                )
            }));
        } else if self.cascades {
            self.note(Each::of(|| {
                say!("note-cascade", doubled = DOUBLED.to_string())
            }));
        }
        if self.given_up || self.search == 0 || self.follow < 10 * LONGEST {
            self.note(Each::of(|| say!("note-not-all")));
        } else if self.too_steep {
            self.note(Each::of(|| say!("note-too-steep")));
        }
        let mut branches: Vec<CycleBranch> = self
            .curves
            .iter()
            .map(|curve| CycleBranch {
                points: curve
                    .nodes
                    .iter()
                    .map(|n| point(n, self.map.at(n.parameter).restart(n.u())))
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
            wandering,
            notes: self.notes,
        }
    }
}

fn point(node: &Node, on: [f64; 2]) -> CyclePoint {
    let slope = node.spike.slope;
    CyclePoint {
        parameter: node.parameter,
        period: node.spike.time,
        stable: slope.abs() < 1.0,
        log_multiplier: (slope != 0.0).then(|| slope.abs().ln()),
        min: node.spike.extent[0].to_vec(),
        max: node.spike.extent[1].to_vec(),
        on: on.to_vec(),
    }
}

#[cfg(test)]
mod tests;
