//! The fan: what the variable does over time from many starts.
use crate::analysis::{
    flow::{Trajectory, TrajectoryOptions, trajectory},
    problem::{Problem, ProblemError},
    space::{PhaseSpace, Space},
};
use crate::job::Cancel;

/// How to compute a fan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FanOptions {
    /// How many starts, equally spaced over the window, both of its ends included.
    pub starts: usize,
    /// How long each course is, in the model's unit of time.
    pub span: f64,
}

impl Default for FanOptions {
    fn default() -> Self {
        Self {
            starts: 20,
            span: 30.0,
        }
    }
}

/// Courses of a model with one variable from many starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    /// One course per start, from the lowest to the highest; starts beyond the peak are left out.
    pub courses: Vec<Trajectory>,
    /// The span asked for.
    pub span: f64,
}

/// Error of one step relative to the window: far below a pixel.
const TOLERANCE: f64 = 1e-9;

/// The courses of the variable from many starts over the window; `None` when cancelled.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula is finite nowhere in the window.
pub fn fan(
    cancel: &Cancel,
    problem: &Problem,
    options: &FanOptions,
) -> Result<Option<Fan>, ProblemError> {
    let space = Space::of(problem)?;
    let (field, [lo, hi]) = (space.field(), problem.window().x);
    let top = hi.min(field.peak_line());
    let run = TrajectoryOptions {
        span: options.span,
        tolerance: TOLERANCE,
        ..TrajectoryOptions::default()
    };
    let mut courses = vec![];
    for k in 0..options.starts {
        let x = lo + (hi - lo) * k as f64 / options.starts.saturating_sub(1).max(1) as f64;
        if x >= top && field.resets() {
            break;
        }
        match trajectory(cancel, &space, &[x], &run) {
            Some(course) => courses.push(course),
            None => return Ok(None),
        }
    }
    Ok(Some(Fan {
        courses,
        span: options.span,
    }))
}
