//! Which parameter is varied, and how far.
use super::problem::{Problem, ProblemError, TOO_WIDE, range_fault};
use crate::model::Demand;

/// A parameter that varies over a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vary {
    /// Its index among the model's parameters.
    pub parameter: usize,
    /// Lower and upper end, in its unit.
    pub range: [f64; 2],
}

/// A range so many times as wide as the parameter's usual one is refused.
const WIDEST: f64 = 1e6;

impl Vary {
    /// The parameter called `name` of the problem's model, over `range`.
    ///
    /// # Errors
    /// [`ProblemError::UnknownParam`], or [`ProblemError::Range`] when the range is empty, reversed, not
    /// finite, or too narrow or too wide to be resolved.
    pub fn new(problem: &Problem, name: &str, range: [f64; 2]) -> Result<Self, ProblemError> {
        let parameter = problem.parameter(name)?;
        let [lo, hi] = range;
        let spec = &problem.model().info().parameters[parameter];
        if !spec.choices().is_empty() {
            return Err(ProblemError::NotVaried {
                name: name.into(),
                known: spec.choices().join(", "),
            });
        }
        if spec.demand == Demand::Nonnegative && lo < 0.0 {
            problem.check(parameter, lo)?;
        }
        let usual = spec.range;
        let too_wide = || (hi - lo > WIDEST * (usual.1 - usual.0)).then_some(TOO_WIDE);
        match range_fault(range).or_else(too_wide) {
            None => Ok(Self { parameter, range }),
            Some(what) => Err(ProblemError::Range {
                name: name.into(),
                lo,
                hi,
                what,
            }),
        }
    }

    /// The width of the range.
    pub fn width(&self) -> f64 {
        self.range[1] - self.range[0]
    }

    /// The parameter's name.
    pub fn name(&self, problem: &Problem) -> &'static str {
        problem.model().info().parameters[self.parameter].name
    }
}
