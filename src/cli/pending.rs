//! Stands in for analyses that are not merged yet.
use crate::analysis::{Basin, BasinOptions, Problem, ProblemError};
use crate::job::Cancel;

pub(super) fn basin(
    _cancel: &Cancel,
    problem: &Problem,
    options: &BasinOptions,
    _publish: &mut dyn FnMut(Basin),
) -> Result<Option<Basin>, ProblemError> {
    Ok(Some(Basin {
        window: problem.window(),
        cells: options.cells,
        labels: vec![-1; options.cells[0] * options.cells[1]],
        attractors: vec![],
    }))
}
