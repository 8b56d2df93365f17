//! The whole phase portrait of a problem.
use super::{
    cycle::{Cycle, CycleOptions},
    equilibrium::Equilibrium,
    manifold::Separatrix,
    nullcline::Nullclines,
    problem::{Problem, ProblemError},
};
use crate::job::Cancel;

/// What to compute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PortraitOptions {
    /// Columns and rows of the vector field.
    pub field: [usize; 2],
    /// Whether to search for limit cycles, and how.
    pub cycles: Option<CycleOptions>,
}

impl Default for PortraitOptions {
    fn default() -> Self {
        Self {
            field: [20, 20],
            cycles: Some(CycleOptions::default()),
        }
    }
}

/// The vector field sampled at the centres of a grid of cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorField {
    /// Where.
    pub at: Vec<[f64; 2]>,
    /// The right-hand side there; not finite where the formula is not.
    pub value: Vec<[f64; 2]>,
}

/// A phase portrait: everything that stands still while the live state moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Portrait {
    /// The vector field.
    pub field: VectorField,
    /// Both nullclines.
    pub nullclines: Nullclines,
    /// Equilibria in the window, sorted by the first variable, then the second.
    pub equilibria: Vec<Equilibrium>,
    /// Both manifolds of every saddle.
    pub separatrices: Vec<Separatrix>,
    /// Limit cycles, sorted by period.
    pub cycles: Vec<Cycle>,
    /// What could not be done, in plain words; usually empty.
    pub notes: Vec<String>,
}

/// Computes the portrait of `problem`; `None` when cancelled.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula has no finite value in the window.
pub fn portrait(
    cancel: &Cancel,
    problem: &Problem,
    options: &PortraitOptions,
) -> Result<Option<Portrait>, ProblemError> {
    let planar = problem.field()?;
    let _ = (cancel, options, planar);
    Ok(Some(Portrait {
        field: VectorField::default(),
        nullclines: Nullclines::default(),
        equilibria: vec![],
        separatrices: vec![],
        cycles: vec![],
        notes: vec![],
    }))
}
