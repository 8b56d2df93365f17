//! The firing rate against a parameter, usually the injected current: the F-I curve, where firing
//! begins and ends, and what class of excitability that makes.
use super::endless::endless;
use super::{
    diagram::{Diagram, DiagramOptions, EventKind, diagram},
    line,
    problem::{Problem, ProblemError},
    settle::{LongRun, Prober},
    strand::strands,
    sweep::Sweeper,
    vary::Vary,
};
use crate::job::Cancel;
use crate::text::Each;

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

    /// The values of the parameter, in order.
    pub(super) fn values(&self, vary: &Vary) -> Vec<f64> {
        let [lo, hi] = vary.range;
        let count = self.points.clamp(1, Self::MOST);
        (0..count)
            .map(|k| match k {
                0 => lo,
                _ if k == count - 1 => hi,
                _ => lo + (hi - lo) * (k as f64 / (count - 1) as f64),
            })
            .collect()
    }
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
    pub notes: Vec<Each<String>>,
}

impl Firing {
    /// The same without a word on where firing begins and of which class the cell is.
    fn without_class(self) -> Self {
        Self {
            onset: None,
            offset: None,
            class: None,
            response: None,
            onset_rate: None,
            ..self
        }
    }

    /// The rates alone, with what the diagram has to note; nothing is said of where firing begins or ends.
    pub(super) fn unjudged(vary: &Vary, points: Vec<FiringPoint>, diagram: &Diagram) -> Self {
        Self {
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
            bistable: vec![],
            notes: diagram.notes.clone(),
        }
    }
}

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
    let found = judged(cancel, problem, vary, options, known)?;
    // A cell whose reset leads straight to the next spike has the rate of its refractory time at every
    // input: where rest ends is no onset of any class.
    Ok(match endless(problem) {
        Some(_) => found.map(Firing::without_class),
        None => found,
    })
}

/// The same for a cell whose spikes end.
fn judged(
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
    if problem.model().info().dimension() == 1 {
        return Ok(line::firing::firing(
            cancel, problem, vary, options, diagram,
        ));
    }
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
    let values = options.values(vary);
    // Sweeps go over the whole range, however few points there are.
    let mut all = values.clone();
    if values.len() == 1 {
        all.push(vary.range[1]);
    }
    let Some(up) = sweeper.sweep(&all, 1.0) else {
        return Ok(None);
    };
    all.reverse();
    let Some(mut down) = sweeper.sweep(&all, -1.0) else {
        return Ok(None);
    };
    down.seen.reverse();
    let per_second = problem.model().info().time.per_second();
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
        bistable: sweeper.bistable(),
        ..Firing::unjudged(vary, points, diagram)
    };
    sweeper.judge(&up, &down, per_second, &mut firing);
    Ok(Some(firing))
}
