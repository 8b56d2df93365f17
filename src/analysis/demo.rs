//! Demonstrations: what single cells do that makes them more than wires, as data and with outcomes.
//!
//! Each is a cell, a family of stimuli, and what to expect; [`run`] does it and says whether it came out.
//! All of them use the accurate integrator: none needs the author's Euler step.
mod impedance;
mod list;

pub use impedance::{Impedance, impedance};
pub use list::demonstrations;

use super::driven::{Driven, Scheme, driven};
use super::flow::TrajectoryOptions;
use super::problem::{Problem, ProblemError};
use super::space;
use crate::job::Cancel;
use crate::model::{Drive, Stimulus, StimulusError};
use crate::text::say;

/// Samples of a course in which tiny responses are looked for.
const SAMPLES: f64 = 5000.0;

/// A demonstration.
#[derive(Clone, Debug, PartialEq)]
pub struct Demonstration {
    /// Id, as on the command line.
    pub id: &'static str,
    /// Title for menus.
    pub title: &'static str,
    /// What one sees, in a sentence or two.
    pub about: &'static str,
    /// The cell.
    pub source: &'static str,
    /// Parameters that differ from the preset's.
    pub set: &'static [(&'static str, f64)],
    /// How long each trial lasts.
    pub until: f64,
    /// What differs from trial to trial, in words with its unit.
    pub varied: &'static str,
    /// The trials; each starts at rest.
    pub trials: Vec<Trial>,
    /// What is measured beside spikes.
    pub measure: Measure,
}

/// One trial of a demonstration.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The value of what is varied.
    pub value: f64,
    /// Its name, where the value alone would not tell what is done, or not apart from another trial.
    pub name: Option<&'static str>,
    /// The stimulus, as on the command line.
    pub stimulus: String,
    /// What to expect.
    pub expect: Expect,
}

/// What a cell is expected to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// No spike.
    Silence,
    /// One spike.
    One,
    /// At least one spike.
    Fires,
    /// Firing that goes on to the end: the last spike comes in the last quarter of the time.
    Lasting,
    /// Firing that begins and ends: several spikes, none in the last quarter of the time.
    Passing,
    /// Anything: the trial is a point of a curve.
    Any,
}

/// What a demonstration measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// Spikes only.
    Spikes,
    /// The highest potential: the peaks of all spikes differ by less than this part of their height.
    Peaks(f64),
    /// The highest potential after this time, against what is varied: it is largest within this
    /// distance of the cell's natural period.
    Resonance {
        /// From when on the response counts, after the last pulse: each trial's value is added to it.
        after: f64,
        /// How near.
        within: f64,
        /// The value of the trial that is shown first.
        shown: f64,
    },
    /// The driven parameter at the first and after the last spike, which are this far apart at least.
    Hysteresis(f64),
    /// The rate of the last spikes: over all trials that fire it is at least (or, when negative, in one
    /// at most minus) so many Hz.
    Onset(f64),
    /// The impedance, from the response to the whole stimulus.
    Impedance,
}

/// How a trial came out.
#[derive(Clone, Debug, PartialEq)]
pub struct TrialResult {
    /// The value of what was varied.
    pub value: f64,
    /// Times of spikes.
    pub spikes: Vec<f64>,
    /// The highest value of the first variable (from [`Measure::Resonance`]'s time on).
    pub peak: f64,
    /// Rate between the last two spikes, in Hz or per unit of time; `None` below two spikes.
    pub rate: Option<f64>,
    /// Whether it did what was expected.
    pub as_expected: bool,
    /// The course, for drawing.
    pub driven: Driven,
}

/// What was found beside the trials.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// Nothing else.
    None,
    /// Peaks of the responses without a spike and with one: lowest and highest of each.
    Peaks {
        /// Without.
        silent: Option<[f64; 2]>,
        /// With.
        firing: Option<[f64; 2]>,
    },
    /// Where the response is largest, and the natural period of the cell.
    Resonance {
        /// The value of what is varied.
        best: f64,
        /// 2π/ω of the eigenvalues at rest.
        period: f64,
    },
    /// The driven parameter where firing began and where it ended.
    Hysteresis {
        /// At the first spike.
        onset: f64,
        /// At the last spike.
        offset: f64,
    },
    /// The lowest rate of all trials that fire.
    Onset(f64),
    /// The impedance.
    Impedance(Impedance),
}

/// The outcome of a demonstration.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Where every trial starts: rest.
    pub start: [f64; 2],
    /// The trials, in order.
    pub trials: Vec<TrialResult>,
    /// What else was found.
    pub finding: Finding,
    /// Whether everything came out as expected.
    pub holds: bool,
}

/// Why a demonstration cannot be done.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DemoError {
    /// The cell is not what it should be.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// The stimulus does not fit the cell.
    #[error(transparent)]
    Stimulus(#[from] StimulusError),
    /// The cell has no rest to start from.
    #[error("{}", say!("demo-fault-no-rest"))]
    NoRest,
}

impl Demonstration {
    /// The cell.
    ///
    /// # Errors
    /// None for the built-in demonstrations.
    pub fn problem(&self) -> Result<Problem, ProblemError> {
        let mut problem = Problem::from_source(self.source)?;
        for &(name, value) in self.set {
            problem.set(name, value)?;
        }
        Ok(problem)
    }

    /// The trial that tells most, to begin with: the first in which the cell is expected to fire; of a curve
    /// the point that is named.
    pub fn telling(&self) -> usize {
        let found = match self.measure {
            Measure::Resonance { shown, .. } => self.trials.iter().position(|t| t.value >= shown),
            _ => {
                let quiet = |t: &Trial| matches!(t.expect, Expect::Silence | Expect::Any);
                self.trials.iter().position(|t| !quiet(t))
            }
        };
        found.unwrap_or(0)
    }

    /// Which of the trials this stimulus is, if it is one of them.
    pub fn trial_of(&self, stimulus: &Stimulus) -> Option<usize> {
        let is = |t: &Trial| Stimulus::parse(&t.stimulus).is_ok_and(|s| s == *stimulus);
        self.trials.iter().position(is)
    }
}

impl Expect {
    fn met(self, spikes: &[f64], until: f64) -> bool {
        let late = spikes.last().is_some_and(|&t| t > 0.75 * until);
        match self {
            Self::Silence => spikes.is_empty(),
            Self::One => spikes.len() == 1,
            Self::Fires => !spikes.is_empty(),
            Self::Lasting => spikes.len() > 2 && late,
            Self::Passing => spikes.len() > 2 && !late,
            Self::Any => true,
        }
    }
}

/// Does a demonstration; `None` when cancelled.
///
/// # Errors
/// [`DemoError`]; none for the built-in demonstrations.
pub fn run(cancel: &Cancel, demo: &Demonstration) -> Result<Option<Outcome>, DemoError> {
    let problem = demo.problem()?;
    problem.field()?;
    let rest = space::rest(&problem).ok_or(DemoError::NoRest)?;
    let start = [rest.at[0], rest.at[1]];
    // Tiny responses are far below the chords of a course for drawing.
    let tiny = matches!(demo.measure, Measure::Resonance { .. });
    let options = TrajectoryOptions {
        span: demo.until,
        tolerance: 1e-9,
        every: tiny.then_some(demo.until / SAMPLES),
        ..TrajectoryOptions::default()
    };
    let hertz = problem.model().info().time.per_second();
    let mut trials = vec![];
    for trial in &demo.trials {
        let stimulus = Stimulus::parse(&trial.stimulus)?;
        let drive = Drive::new(&**problem.model(), problem.values(), &stimulus, 1)?;
        let Some(driven) = driven(cancel, &problem, &start, &options, &drive, Scheme::Accurate)
        else {
            return Ok(None);
        };
        let from = match demo.measure {
            Measure::Resonance { after, .. } => after + trial.value,
            _ => 0.0,
        };
        let course = &driven.trajectory;
        let late = course.times.iter().zip(&course.states);
        let peak = late
            .filter(|(t, _)| **t > from)
            .fold(f64::NEG_INFINITY, |m, (_, x)| m.max(x[0]));
        let rate = match course.spikes.as_slice() {
            [.., a, b] => Some(hertz / (b - a)),
            _ => None,
        };
        trials.push(TrialResult {
            value: trial.value,
            spikes: course.spikes.clone(),
            peak,
            rate,
            as_expected: trial.expect.met(&course.spikes, demo.until),
            driven,
        });
    }
    let Some((finding, holds)) = find(cancel, demo, &problem, &rest, &trials)? else {
        return Ok(None);
    };
    Ok(Some(Outcome {
        start,
        holds: holds && trials.iter().all(|t| t.as_expected),
        trials,
        finding,
    }))
}

/// What was found beside the trials, and whether it is what was expected.
fn find(
    cancel: &Cancel,
    demo: &Demonstration,
    problem: &Problem,
    rest: &super::Equilibrium,
    trials: &[TrialResult],
) -> Result<Option<(Finding, bool)>, DemoError> {
    let range = |fires: bool| {
        let peaks = trials.iter().filter(|t| t.spikes.is_empty() != fires);
        peaks.map(|t| t.peak).fold(None, |r: Option<[f64; 2]>, p| {
            Some(r.map_or([p, p], |[a, b]| [a.min(p), b.max(p)]))
        })
    };
    Ok(Some(match demo.measure {
        Measure::Spikes => (Finding::None, true),
        Measure::Peaks(part) => {
            let (silent, firing) = (range(false), range(true));
            let all_or_none = silent.zip(firing).is_some_and(|([_, below], [low, high])| {
                let height = low - rest.at[0];
                high - low < part * height && below - rest.at[0] < 0.5 * height
            });
            (Finding::Peaks { silent, firing }, all_or_none)
        }
        Measure::Resonance { within, .. } => {
            let best = trials.iter().max_by(|a, b| a.peak.total_cmp(&b.peak));
            let best = best.map_or(f64::NAN, |t| t.value);
            let period = std::f64::consts::TAU / rest.eigenvalues[0].im;
            let near = (best - period).abs() < within;
            (Finding::Resonance { best, period }, near)
        }
        Measure::Hysteresis(apart) => {
            let mut ends = [f64::NAN; 2];
            if let [trial, ..] = trials
                && let ([first, .., last], [driving, ..]) =
                    (trial.spikes.as_slice(), trial.driven.driving.as_slice())
            {
                ends = [driving.at(*first), driving.at(*last)];
            }
            let [onset, offset] = ends;
            (
                Finding::Hysteresis { onset, offset },
                onset - offset > apart,
            )
        }
        Measure::Onset(bound) => {
            let rates = trials.iter().filter_map(|t| t.rate);
            let lowest = rates.fold(f64::INFINITY, f64::min);
            let fits = if bound < 0.0 {
                lowest < -bound
            } else {
                lowest > bound
            };
            (Finding::Onset(lowest), fits && lowest.is_finite())
        }
        Measure::Impedance => {
            let Some(trial) = demo.trials.first() else {
                return Ok(Some((Finding::None, false)));
            };
            let stimulus = Stimulus::parse(&trial.stimulus)?;
            let Some(found) = impedance(cancel, problem, rest, &stimulus, demo.until)? else {
                return Ok(None);
            };
            let holds = found.departure() < 0.02 && found.is_inside();
            (Finding::Impedance(found), holds)
        }
    }))
}

#[cfg(test)]
mod tests;
