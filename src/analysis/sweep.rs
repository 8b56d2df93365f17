//! Slow sweeps of a parameter up and down over a bifurcation diagram: which attractor the state is on,
//! where it changes to another, and what class of excitability that makes.
use super::{
    diagram::{Diagram, DiagramOptions, EventKind, diagram},
    firing::{Class, Firing, Response, Switch},
    problem::Problem,
    settle::{LongRun, Prober},
    space::PhaseSpace,
    strand::{Of, Strand, strands},
    vary::Vary,
};
use crate::job::Cancel;
use crate::model::Orbit;
use crate::num::ode::{Method, Watch};
use crate::text::{Each, say};

/// Ranges of bistability narrower than this part of the range are errors of rounding.
const NARROW: f64 = 1e-9;
/// How far beyond a bifurcation the new attractor is sought, relative to the range.
const BEYOND: f64 = 1e-3;
/// A step that moves the first variable by this part of the window, there and back, evokes a spike.
const SPIKE: f64 = 0.3;
/// A cell is of class 3 only if it does not fire this many ranges above the range either.
const ABOVE: f64 = 8.0;

/// What a sweep has met.
pub(super) struct Path {
    /// The long run at each value, in the order of the sweep.
    pub(super) seen: Vec<LongRun>,
    /// Changes from one attractor to another, in the order of the sweep.
    pub(super) changes: Vec<Change>,
}

#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) parameter: f64,
    pub(super) event: Option<usize>,
    pub(super) from: LongRun,
    pub(super) to: LongRun,
}

pub(super) struct Sweeper<'a> {
    pub(super) cancel: &'a Cancel,
    pub(super) prober: Prober<'a>,
    pub(super) problem: &'a Problem,
    pub(super) diagram: &'a Diagram,
    pub(super) strands: &'a [Strand],
    pub(super) width: f64,
    pub(super) range: [f64; 2],
}

impl Sweeper<'_> {
    /// The attractors met as the parameter goes through `values` in the given direction.
    pub(super) fn sweep(&self, values: &[f64], direction: f64) -> Option<Path> {
        let first = values[0];
        let mut path = Path {
            seen: Vec::with_capacity(values.len()),
            changes: vec![],
        };
        let mut state = self.begin(first, direction);
        for &value in values {
            // From bifurcation to bifurcation, up to this value.
            for _ in 0..200 {
                if self.cancel.is_cancelled() {
                    return None;
                }
                let LongRun::On(k) = state else {
                    break;
                };
                let strand = &self.strands[k];
                let ahead = usize::from(direction > 0.0);
                let end = strand.range[ahead];
                if (value - end) * direction <= 0.0 {
                    break;
                }
                let to = self.next(k, direction, value);
                path.changes.push(Change {
                    parameter: end,
                    event: strand.events[ahead],
                    from: LongRun::On(k),
                    to: to.clone(),
                });
                let stuck = to == LongRun::On(k);
                state = to;
                if stuck {
                    break;
                }
            }
            // Off all branches the orbit itself goes on.
            if let LongRun::Wild { state: x, .. } = &state {
                let to = self.prober.follow(self.strands, value, x);
                if fires(&to, self.strands) != Some(true) || matches!(to, LongRun::On(_)) {
                    path.changes.push(Change {
                        parameter: value,
                        event: None,
                        from: state.clone(),
                        to: to.clone(),
                    });
                }
                state = to;
            }
            if state == LongRun::Away {
                let x = self.initial();
                let to = self.prober.follow(self.strands, value, x);
                if to != LongRun::Away {
                    path.changes.push(Change {
                        parameter: value,
                        event: None,
                        from: LongRun::Away,
                        to: to.clone(),
                    });
                }
                state = to;
            }
            path.seen.push(state.clone());
        }
        Some(path)
    }

    fn initial(&self) -> &[f64] {
        &self.problem.preset().initial
    }

    /// Where a sweep begins: upward from rest, the most polarised one if there are several; otherwise
    /// from what the preset's initial state comes to.
    fn begin(&self, parameter: f64, direction: f64) -> LongRun {
        // (A strand that begins here may do so a rounding error further on.)
        let inside = |s: &Strand| s.contains(parameter + direction * NARROW * self.width);
        let rest = (0..self.strands.len())
            .filter(|&k| self.strands[k].of == Of::Rest && inside(&self.strands[k]))
            .min_by(|&a, &b| {
                let v = |k: usize| self.strands[k].state(parameter)[0];
                v(a).total_cmp(&v(b))
            });
        match rest {
            Some(k) if direction > 0.0 => LongRun::On(k),
            // Downward from firing, should both be stable: the other attractor is what the way up
            // does not show.
            _ => {
                let cycle = (0..self.strands.len())
                    .filter(|&k| self.strands[k].of == Of::Cycle && inside(&self.strands[k]))
                    .max_by(|&a, &b| {
                        let top = |k: usize| self.strands[k].shape(parameter)[0];
                        top(a).total_cmp(&top(b))
                    });
                match (cycle, rest) {
                    (Some(k), _) if direction < 0.0 => LongRun::On(k),
                    (None, Some(k)) => LongRun::On(k),
                    _ => match self.prober.follow(self.strands, parameter, self.initial()) {
                        // On a bifurcation itself orbits take for ever.
                        LongRun::Away => cycle.map_or(LongRun::Away, LongRun::On),
                        found => found,
                    },
                }
            }
        }
    }

    /// A value a little further than `end`, but not beyond `limit` and where something else ends or begins.
    fn beyond(&self, end: f64, direction: f64, limit: f64) -> f64 {
        let mut step = (BEYOND * self.width).min(0.5 * (limit - end).abs());
        for edge in self.strands.iter().flat_map(|other| other.range) {
            let away = (edge - end) * direction;
            if away > NARROW * self.width {
                step = step.min(0.5 * away);
            }
        }
        end + direction * step.max(NARROW * self.width)
    }

    /// Where the state goes when strand `k` ends; `limit` is the next value of interest.
    fn next(&self, k: usize, direction: f64, limit: f64) -> LongRun {
        let strand = &self.strands[k];
        let ahead = usize::from(direction > 0.0);
        let (end, event) = (strand.range[ahead], strand.events[ahead]);
        let probe = self.beyond(end, direction, limit);
        let here: Vec<usize> = (0..self.strands.len())
            .filter(|&s| s != k && self.strands[s].contains(probe))
            .collect();
        // A branch that goes on from this very bifurcation without a jump.
        let soft = event.is_some_and(|e| {
            matches!(
                self.diagram.events[e].kind,
                EventKind::SupercriticalHopf | EventKind::PeriodDoubling | EventKind::BranchPoint
            )
        });
        if soft
            && let Some(&next) = here
                .iter()
                .find(|&&s| self.strands[s].events[1 - ahead] == event)
        {
            return LongRun::On(next);
        }
        let resets = self.problem.model().info().resets;
        if here.len() == 1 && !resets {
            return LongRun::On(here[0]);
        }
        let mut x = strand.state(end);
        if strand.of == Of::Rest {
            // Off the equilibrium, which may still be there and repel: towards depolarisation.
            x[0] += 2e-3 * self.problem.scales()[0];
        }
        self.prober.follow(self.strands, probe, &x)
    }

    pub(super) fn rate(&self, seen: &LongRun, parameter: f64) -> (Option<f64>, bool) {
        match seen {
            LongRun::On(k) => {
                let strand = &self.strands[*k];
                let exact = self.prober.rate(strand, parameter);
                // (The interpolated period, should the orbit not be found again.)
                let rough = || {
                    let per_period = strand.spikes.unwrap_or(1) as f64;
                    per_period / strand.shape(parameter)[1].exp()
                };
                (Some(exact.unwrap_or_else(rough)), false)
            }
            LongRun::Wild { rate, chaotic, .. } => (Some(*rate), *chaotic),
            LongRun::Away => (None, false),
        }
    }

    /// Where rest and firing are both stable.
    pub(super) fn bistable(&self) -> Vec<[f64; 2]> {
        let mut both: Vec<[f64; 2]> = vec![];
        for rest in self.strands.iter().filter(|s| s.of == Of::Rest) {
            for cycle in self.strands.iter().filter(|s| s.of == Of::Cycle) {
                let (lo, hi) = (
                    rest.range[0].max(cycle.range[0]).max(self.range[0]),
                    rest.range[1].min(cycle.range[1]).min(self.range[1]),
                );
                if hi - lo > NARROW * self.width {
                    both.push([lo, hi]);
                }
            }
        }
        both.sort_by(|a, b| a[0].total_cmp(&b[0]));
        let mut out: Vec<[f64; 2]> = vec![];
        for [lo, hi] in both {
            match out.last_mut() {
                Some(last) if lo <= last[1] + NARROW * self.width => last[1] = last[1].max(hi),
                _ => out.push([lo, hi]),
            }
        }
        out
    }

    /// Whether a strand was followed no further, at its lower (0) or upper (1) end, for no known reason.
    fn lost(&self, k: usize, end: usize) -> bool {
        let strand = &self.strands[k];
        let [lo, hi] = self.range;
        let inside = strand.range[end] > lo + NARROW * self.width
            && strand.range[end] < hi - NARROW * self.width;
        inside && strand.events[end].is_none()
    }

    fn is(&self, run: &LongRun, firing: bool) -> bool {
        fires(run, self.strands) == Some(firing)
    }

    pub(super) fn judge(&self, up: &Path, down: &Path, per_second: f64, firing: &mut Firing) {
        let starts = up
            .changes
            .iter()
            .find(|c| self.is(&c.from, false) && self.is(&c.to, true));
        if let Some(change) = starts {
            firing.onset = Some(change.parameter);
            let kind = change.event.map(|e| self.diagram.events[e].kind);
            firing.mechanism = kind;
            firing.response = kind.and_then(response);
            let rate = self.rate(&change.to, change.parameter).0;
            let begins_at_zero = match change.to {
                LongRun::On(k) => {
                    let strand = &self.strands[k];
                    kind == Some(EventKind::SaddleNodeOnInvariantCircle)
                        && strand.events[0] == change.event
                }
                _ => false,
            };
            // A branch that is lost above the onset may begin there, at whatever rate.
            let unknown = match change.to {
                LongRun::On(k) => {
                    self.lost(k, 0)
                        && self.strands[k].range[0] > change.parameter - NARROW * self.width
                }
                _ => false,
            };
            if unknown {
                firing.notes.push(Each::of(|| say!("note-onset-lost")));
            } else if begins_at_zero {
                (firing.class, firing.onset_rate) = (Some(Class::One), Some(0.0));
            } else {
                firing.class = Some(Class::Two);
                firing.onset_rate = rate.map(|r| r * per_second);
            }
            firing.block = up
                .changes
                .iter()
                .find(|c| {
                    c.parameter >= change.parameter
                        && self.is(&c.from, true)
                        && self.is(&c.to, false)
                })
                .map(|c| Switch {
                    parameter: c.parameter,
                    event: c.event.map(|e| self.diagram.events[e].kind),
                });
        }
        let slack = NARROW * self.width;
        let stops = down.changes.iter().rev().find(|c| {
            self.is(&c.from, true)
                && self.is(&c.to, false)
                && firing.onset.is_none_or(|o| c.parameter <= o + slack)
        });
        let lost = |c: &&Change| matches!(c.from, LongRun::On(k) if self.lost(k, 0));
        if stops.is_some_and(|c| lost(&c)) {
            firing.notes.push(Each::of(|| say!("note-offset-lost")));
        }
        firing.offset = stops
            .filter(|c| !lost(c))
            .map(|c| c.parameter)
            .filter(|&p| firing.onset.is_none_or(|o| (p - o).abs() > slack));
        let silent = up.seen.iter().all(|s| self.is(s, false));
        if silent && firing.onset.is_none() && self.transient() {
            match self.fires_beyond() {
                Some(false) => firing.class = Some(Class::Three),
                Some(true) => firing.notes.push(Each::of(|| say!("note-class-unclear"))),
                None => {}
            }
        }
    }

    /// Whether the cell can fire for ever at any value of the range or above it, by up to
    /// [`ABOVE`] times the range; `None` when that cannot be told.
    fn fires_beyond(&self) -> Option<bool> {
        let fires = |strands: &[Strand]| strands.iter().any(|s| s.of == Of::Cycle);
        if fires(self.strands) {
            return Some(true);
        }
        let [lo, hi] = self.range;
        let vary = Vary {
            parameter: self.diagram.parameter,
            range: [lo, hi + ABOVE * self.width],
        };
        let wider = diagram(self.cancel, self.problem, &vary, &DiagramOptions::default());
        Some(fires(&strands(&wider.ok()??, &vary)))
    }

    /// Whether a step from the lower to the upper end of the range evokes a spike that stays alone.
    fn transient(&self) -> bool {
        let [lo, hi] = self.range;
        let LongRun::On(k) = self.begin(lo, 1.0) else {
            return false;
        };
        let (space, start) = (self.prober.space(hi), self.strands[k].state(lo));
        let LongRun::On(to) = self.prober.follow(self.strands, hi, &start) else {
            return false;
        };
        let goal = self.strands[to].state(hi)[0].max(start[0]);
        let mut run = space.run(f64::MAX, 1e-6);
        run.method = Method::Dopri5;
        run.max_steps = 3_000;
        let mut spikes = false;
        space.integrate(&start, &run, |orbit| {
            match orbit {
                Orbit::Step(step) => spikes |= step.x1[0] > goal + SPIKE * space.scale()[0],
                Orbit::Reset { .. } => spikes = true,
            }
            if spikes { Watch::Stop } else { Watch::Continue }
        });
        spikes && self.strands[to].of == Of::Rest
    }
}

/// What losing rest at a bifurcation makes of a cell.
fn response(kind: EventKind) -> Option<Response> {
    match kind {
        EventKind::SaddleNode | EventKind::SaddleNodeOnInvariantCircle => {
            Some(Response::Integrator)
        }
        kind if kind.is_hopf() => Some(Response::Resonator),
        _ => None,
    }
}

/// Whether the cell fires in the long run; `None` when its state runs away.
fn fires(run: &LongRun, strands: &[Strand]) -> Option<bool> {
    match run {
        LongRun::On(k) => Some(strands[*k].of == Of::Cycle),
        LongRun::Wild { .. } => Some(true),
        LongRun::Away => None,
    }
}
