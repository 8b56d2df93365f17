//! One action potential evoked from rest, with everything that there is to say of it.
use super::action_potential::{Moment, PhaseSpan, Reference, phases};
use super::flow::{Trajectory, TrajectoryOptions, trajectory};
use super::problem::{Problem, ProblemError};
use super::refractory::{ABOVE, After, Refractory, refractory};
use super::space::{self, Space};
use crate::job::Cancel;
use crate::text::say;

/// Without a time the course is followed for so many times what it takes to recover or to fire again.
const BEYOND: f64 = 1.5;
/// Where it does neither, for so many times the time to the peak.
const STAYS: f64 = 4.0;

/// An action potential.
#[derive(Clone, Debug, PartialEq)]
pub struct Evoked {
    /// The state of rest.
    pub rest: Vec<f64>,
    /// The kick of the potential that evoked it: a tenth above the smallest that does.
    pub kick: f64,
    /// Its course, from the kick on.
    pub course: Trajectory,
    /// Its phases.
    pub phases: Vec<PhaseSpan>,
    /// When it peaks.
    pub peak: f64,
    /// How refractory the cell is afterwards.
    pub refractory: Refractory,
    /// The largest difference along the course between dV/dt of the equations and the balance of
    /// currents, relative to the largest dV/dt.
    pub imbalance: f64,
}

/// Why there is no action potential to look at.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoSpike {
    /// The problem has none.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// The model says nothing of its membrane.
    #[error("{}", say!("evoked-fault-no-membrane", it = _0.to_string()))]
    NoMembrane(&'static str),
    /// There is no rest.
    #[error("{}", say!("evoked-fault-no-rest"))]
    NoRest,
    /// No kick evokes a spike.
    #[error("{}", say!("evoked-fault-silent"))]
    Silent,
    /// The course ends before the spike.
    #[error("{}", say!("evoked-fault-too-short", peak = format!("{:.4}", peak), time = time.to_string()))]
    TooShort {
        /// When it peaks, in the model's unit of time.
        peak: f64,
        /// How long it was followed.
        time: f64,
    },
}

/// The action potential that a brief kick evokes from rest, followed for `time` after it, or else until
/// the cell has recovered or fired again; `None` when cancelled.
///
/// # Errors
/// [`NoSpike`] says why there is none.
pub fn evoked(
    cancel: &Cancel,
    problem: &Problem,
    time: Option<f64>,
) -> Result<Option<Evoked>, NoSpike> {
    let info = problem.model().info();
    if !info.membrane {
        return Err(NoSpike::NoMembrane(info.id));
    }
    problem.field()?;
    let rest = space::rest(problem).ok_or(NoSpike::NoRest)?.at;
    let (field, scales) = (problem.bind(), problem.scales());
    let Some(refractory) = refractory(cancel, problem, &rest) else {
        return if cancel.is_cancelled() {
            Ok(None)
        } else {
            Err(NoSpike::Silent)
        };
    };
    let peak = refractory.peak;
    let time = time.unwrap_or(match refractory.after {
        After::Recovers { relative, .. } => peak + BEYOND * relative,
        After::Repeats(period) => peak + BEYOND * period,
        After::Stays => STAYS * peak,
    });
    if time <= peak {
        return Err(NoSpike::TooShort { peak, time });
    }
    let kick = ABOVE * refractory.at_rest;
    let mut start = rest.clone();
    start[0] += kick;
    let space = Space::new(problem.bind(), scales.clone());
    let options = TrajectoryOptions {
        span: time,
        ..TrajectoryOptions::default()
    };
    let Some(course) = trajectory(cancel, &space, &start, &options) else {
        return Ok(None);
    };
    let states = course.times.iter().zip(&course.states);
    let moments = states.map(|(&time, x)| Moment {
        time,
        state: x.as_slice(),
        field: &*field,
    });
    let reference = Reference {
        potential: rest[0],
        stable: true,
    };
    let phases = phases(moments, reference, scales[0]);
    let mut slope = vec![0.0; rest.len()];
    let (mut apart, mut fastest) = (0.0_f64, f64::MIN_POSITIVE);
    for x in &course.states {
        field.rhs(x, &mut slope);
        if let Some(membrane) = field.membrane(x) {
            apart = apart.max((slope[0] - membrane.slope()).abs());
            fastest = fastest.max(slope[0].abs());
        }
    }
    Ok(Some(Evoked {
        rest,
        kick,
        course,
        phases,
        peak,
        refractory,
        imbalance: apart / fastest,
    }))
}
