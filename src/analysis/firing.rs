//! The firing rate against a parameter, usually the injected current: the F-I curve, where firing
//! begins and ends, and what class of excitability that makes.
use super::{
    diagram::{Diagram, DiagramOptions, EventKind, diagram},
    problem::{Problem, ProblemError},
    settle::{LongRun, Prober},
    strand::{Of, Strand, strands},
    vary::Vary,
};
use crate::job::Cancel;
use crate::model::{Orbit, Unit};
use crate::num::ode::{Method, Watch};

/// How to compute an F-I curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiringOptions {
    /// How many values of the parameter, both ends of the range included. One point is the lower end;
    /// none is taken as one, and more than [`FiringOptions::MOST`] as that.
    pub points: usize,
}

impl FiringOptions {
    /// The largest number of points.
    pub const MOST: usize = 100_000;
}

impl Default for FiringOptions {
    fn default() -> Self {
        Self { points: 101 }
    }
}

/// Which way the parameter was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sweep {
    /// From the lower end of the range, from rest.
    Up,
    /// From the upper end.
    Down,
}

impl Sweep {
    /// The name, as on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// The firing rate at one value of the parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FiringPoint {
    /// Value of the parameter, exactly as asked for.
    pub parameter: f64,
    /// Spikes per second where time is in milliseconds, otherwise per unit of time; 0 at rest; `None`
    /// where the orbit runs away.
    pub rate: Option<f64>,
    /// Reached on the way up (and on the way down too, unless there is a point of that sweep), or down.
    pub sweep: Sweep,
    /// Whether the spikes do not repeat: then the rate is a long-run mean.
    pub chaotic: bool,
}

/// Hodgkin's classes of excitability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Firing begins at an arbitrarily low rate.
    One,
    /// Firing begins at a rate well above zero.
    Two,
    /// A step evokes a single spike, and no steady current makes the cell fire for ever: neither one
    /// of the range nor one above it by up to eight times the range. (That a range ends below
    /// the current at which firing begins is not enough.)
    Three,
}

impl Class {
    /// 1, 2 or 3.
    pub fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

/// How a cell at rest responds to weak input, by the bifurcation at which rest is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Response {
    /// Rest is lost at a saddle-node: inputs add up, the more frequent the better.
    Integrator,
    /// Rest is lost at a Hopf point: the cell rings, and prefers inputs at its own frequency.
    Resonator,
}

impl Response {
    /// The standard term.
    pub fn name(self) -> &'static str {
        match self {
            Self::Integrator => "integrator",
            Self::Resonator => "resonator",
        }
    }
}

/// Where firing begins or ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Switch {
    /// Value of the parameter: that of the bifurcation.
    pub parameter: f64,
    /// The bifurcation, where the diagram knows one.
    pub event: Option<EventKind>,
}

/// The firing rate against a parameter.
///
/// The sweeps are slow: the state stays on an attractor until that is lost at a bifurcation, and then
/// goes wherever the flow takes it. So onset and offset are the values of bifurcations and do not
/// depend on how many points there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Firing {
    /// Index of the parameter.
    pub parameter: usize,
    /// Its range.
    pub range: [f64; 2],
    /// By the parameter; where both sweeps differ the one upward comes first.
    pub points: Vec<FiringPoint>,
    /// Where firing first begins on the way up. `None` when the cell is never at rest before it fires
    /// (it fires at the lower end already), or never fires.
    pub onset: Option<f64>,
    /// Where firing ends on the way down, at or below the onset; `None` when it ends at the onset, or
    /// not within the range.
    pub offset: Option<f64>,
    /// The class of excitability; `None` when the range does not show it.
    pub class: Option<Class>,
    /// The bifurcation at which rest is lost on the way up.
    pub mechanism: Option<EventKind>,
    /// What this makes of the cell.
    pub response: Option<Response>,
    /// The rate with which firing begins at the onset, in the unit of the points.
    pub onset_rate: Option<f64>,
    /// Where firing ends on the way up: depolarisation block, or a current that silences the cell.
    pub block: Option<Switch>,
    /// Where rest and firing are both stable.
    pub bistable: Vec<[f64; 2]>,
    /// What else there is to know, in sentences.
    pub notes: Vec<String>,
}

/// Ranges of bistability narrower than this part of the range are errors of rounding.
const NARROW: f64 = 1e-9;
/// How far beyond a bifurcation the new attractor is sought, relative to the range.
const BEYOND: f64 = 1e-3;
/// A step that moves the first variable by this part of the window, there and back, evokes a spike.
const SPIKE: f64 = 0.3;
/// A cell is of class 3 only if it does not fire this many ranges above the range either.
const ABOVE: f64 = 8.0;

/// The F-I curve of `problem` while `vary` goes over its range; `None` when cancelled.
///
/// `known`, the bifurcation diagram of the same problem over the same range, saves computing it anew.
/// Rates on its branches are those of the cycles at the very parameter values, polished to 1e-10
/// relative to the window.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula is finite nowhere in the window.
///
/// # Source
/// Hodgkin, J. Physiol. 107 (1948) 165, for the classes; Izhikevich, *Dynamical Systems in
/// Neuroscience* (2007), ch. 7, for what they follow from.
pub fn firing(
    cancel: &Cancel,
    problem: &Problem,
    vary: &Vary,
    options: FiringOptions,
    known: Option<&Diagram>,
) -> Result<Option<Firing>, ProblemError> {
    let fits = |d: &&Diagram| d.parameter == vary.parameter && d.range == vary.range;
    let own = match known.filter(fits) {
        Some(_) => None,
        None => match diagram(cancel, problem, vary, &DiagramOptions::default())? {
            Some(diagram) => Some(diagram),
            None => return Ok(None),
        },
    };
    let Some(diagram) = known.filter(fits).or(own.as_ref()) else {
        return Ok(None);
    };
    let strands = strands(diagram, vary);
    let sweeper = Sweeper {
        cancel,
        prober: Prober::new(problem, vary),
        problem,
        diagram,
        strands: &strands,
        width: vary.width(),
        range: vary.range,
    };
    let [lo, hi] = vary.range;
    let count = options.points.clamp(1, FiringOptions::MOST);
    let values: Vec<f64> = (0..count)
        .map(|k| match k {
            0 => lo,
            _ if k == count - 1 => hi,
            _ => lo + (hi - lo) * (k as f64 / (count - 1) as f64),
        })
        .collect();
    // Sweeps go over the whole range, however few points there are.
    let mut all = values.clone();
    if count == 1 {
        all.push(hi);
    }
    let Some(up) = sweeper.sweep(&all, 1.0) else {
        return Ok(None);
    };
    all.reverse();
    let Some(mut down) = sweeper.sweep(&all, -1.0) else {
        return Ok(None);
    };
    down.seen.reverse();
    let per_second = if problem.model().info().time == Unit::Millisecond {
        1000.0
    } else {
        1.0
    };
    let mut points = vec![];
    for (k, &parameter) in values.iter().enumerate() {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let point = |sweep: Sweep, seen: &LongRun| {
            let (rate, chaotic) = sweeper.rate(seen, parameter);
            FiringPoint {
                parameter,
                rate: rate.map(|r| r * per_second),
                sweep,
                chaotic,
            }
        };
        let first = point(Sweep::Up, &up.seen[k]);
        points.push(first);
        if up.seen[k] == down.seen[k] {
            continue;
        }
        let second = point(Sweep::Down, &down.seen[k]);
        let same = match (first.rate, second.rate) {
            (Some(a), Some(b)) if first.chaotic && second.chaotic => (a - b).abs() < 0.05 * a,
            (Some(a), Some(b)) => (a - b).abs() <= 1e-6 * a.abs(),
            (a, b) => a == b,
        };
        if !same {
            points.push(second);
        }
    }
    let mut firing = Firing {
        parameter: vary.parameter,
        range: vary.range,
        points,
        onset: None,
        offset: None,
        class: None,
        mechanism: None,
        response: None,
        onset_rate: None,
        block: None,
        bistable: sweeper.bistable(),
        notes: diagram.notes.clone(),
    };
    sweeper.judge(&up, &down, per_second, &mut firing);
    Ok(Some(firing))
}

/// What a sweep has met.
struct Path {
    /// The long run at each value, in the order of the sweep.
    seen: Vec<LongRun>,
    /// Changes from one attractor to another, in the order of the sweep.
    changes: Vec<Change>,
}

#[derive(Clone, Debug)]
struct Change {
    parameter: f64,
    event: Option<usize>,
    from: LongRun,
    to: LongRun,
}

struct Sweeper<'a> {
    cancel: &'a Cancel,
    prober: Prober<'a>,
    problem: &'a Problem,
    diagram: &'a Diagram,
    strands: &'a [Strand],
    width: f64,
    range: [f64; 2],
}

impl Sweeper<'_> {
    /// The attractors met as the parameter goes through `values` in the given direction.
    fn sweep(&self, values: &[f64], direction: f64) -> Option<Path> {
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
            if let LongRun::Wild { state: x, .. } = state {
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

    fn initial(&self) -> [f64; 2] {
        let initial = &self.problem.preset().initial;
        [initial[0], initial[1]]
    }

    /// Where a sweep begins: upward from rest, the most polarised one if there are several; otherwise
    /// from what the preset's initial state comes to.
    fn begin(&self, parameter: f64, direction: f64) -> LongRun {
        let inside = |s: &Strand| {
            let probe = parameter + direction * 1e-9 * self.width;
            s.contains(parameter) && s.contains(probe)
        };
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
                    _ => self.prober.follow(self.strands, parameter, self.initial()),
                }
            }
        }
    }

    /// Where the state goes when strand `k` ends; `limit` is the next value of interest.
    fn next(&self, k: usize, direction: f64, limit: f64) -> LongRun {
        let strand = &self.strands[k];
        let ahead = usize::from(direction > 0.0);
        let (end, event) = (strand.range[ahead], strand.events[ahead]);
        // A little further, but not beyond where something else ends or begins.
        let mut step = (BEYOND * self.width).min(0.5 * (limit - end).abs());
        for other in self.strands {
            for edge in other.range {
                let away = (edge - end) * direction;
                if away > NARROW * self.width {
                    step = step.min(0.5 * away);
                }
            }
        }
        let probe = end + direction * step.max(NARROW * self.width);
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
        let planar = self.prober.field(probe);
        let at = strand.state(end);
        let mut x = [at[0], at[1]];
        if strand.of == Of::Rest {
            // Off the equilibrium, which may still be there and repel: towards depolarisation.
            x[0] += 2e-3 * planar.scale()[0];
        }
        self.prober.follow(self.strands, probe, x)
    }

    fn rate(&self, seen: &LongRun, parameter: f64) -> (Option<f64>, bool) {
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
    fn bistable(&self) -> Vec<[f64; 2]> {
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

    fn is(&self, run: &LongRun, firing: bool) -> bool {
        fires(run, self.strands) == Some(firing)
    }

    fn judge(&self, up: &Path, down: &Path, per_second: f64, firing: &mut Firing) {
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
            firing.class = Some(if begins_at_zero {
                Class::One
            } else {
                Class::Two
            });
            firing.onset_rate = if begins_at_zero {
                Some(0.0)
            } else {
                rate.map(|r| r * per_second)
            };
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
        firing.offset = stops
            .map(|c| c.parameter)
            .filter(|&p| firing.onset.is_none_or(|o| (p - o).abs() > slack));
        let silent = up.seen.iter().all(|s| self.is(s, false));
        if silent && firing.onset.is_none() && self.transient() {
            match self.fires_beyond() {
                Some(false) => firing.class = Some(Class::Three),
                Some(true) => firing.notes.push(
                    "A step over this range evokes a single spike, but other steady values make the cell fire for ever: which class it is of, a wider range shows."
                        .into(),
                ),
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
        let wider = diagram(
            self.cancel,
            self.problem,
            &vary,
            &DiagramOptions::default(),
        );
        Some(fires(&strands(&wider.ok()??, &vary)))
    }

    /// Whether a step from the lower to the upper end of the range evokes a spike that stays alone.
    fn transient(&self) -> bool {
        let [lo, hi] = self.range;
        let LongRun::On(k) = self.begin(lo, 1.0) else {
            return false;
        };
        let (planar, start) = (self.prober.field(hi), self.strands[k].state(lo));
        let start = [start[0], start[1]];
        let LongRun::On(to) = self.prober.follow(self.strands, hi, start) else {
            return false;
        };
        let goal = self.strands[to].state(hi)[0].max(start[0]);
        let mut run = planar.run(f64::MAX, 1e-6);
        run.method = Method::Dopri5;
        run.max_steps = 3_000;
        let mut spikes = false;
        planar.integrate(start, &run, |orbit| {
            match orbit {
                Orbit::Step(step) => spikes |= step.x1[0] > goal + SPIKE * planar.scale()[0],
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
