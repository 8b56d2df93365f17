//! A model beside its reduction: the same questions to both.
use super::diagram::{DiagramOptions, EventKind, diagram};
use super::problem::{Problem, ProblemError};
use super::vary::Vary;
use crate::job::Cancel;

/// A model and the smaller one that stands for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The reduction at the same parameters.
    pub reduced: Problem,
    /// Where the model has Hopf points along its first parameter, over the range of both.
    pub full_hopf: Vec<(f64, EventKind)>,
    /// Where the reduction has them.
    pub reduced_hopf: Vec<(f64, EventKind)>,
}

/// The problem of the smaller model that stands for this one at the same parameters; `None` where there is
/// none.
///
/// # Errors
/// When the reduction is singular at these parameters.
pub fn reduced(problem: &Problem) -> Result<Option<Problem>, ProblemError> {
    let Some(reduction) = problem.model().reduced(problem.values()) else {
        return Ok(None);
    };
    let mut smaller = Problem::from_source(reduction.source)?;
    for (name, value) in reduction.set {
        smaller.set(name, value)?;
    }
    Ok(Some(smaller))
}

/// Compares the Hopf points of a model and of its reduction along their first parameter, over the declared
/// ranges of both together; `None` when cancelled or where there is no reduction.
///
/// # Errors
/// As for [`diagram`].
pub fn compare(cancel: &Cancel, problem: &Problem) -> Result<Option<Comparison>, ProblemError> {
    let Some(smaller) = reduced(problem)? else {
        return Ok(None);
    };
    let range = |p: &Problem| p.model().info().parameters[0].range;
    let (a, b) = (range(problem), range(&smaller));
    let range = [a.0.min(b.0), a.1.max(b.1)];
    let options = DiagramOptions { cycles: false };
    let hopf = |p: &Problem| -> Result<Option<Vec<(f64, EventKind)>>, ProblemError> {
        let name = p.model().info().parameters[0].name;
        let found = diagram(cancel, p, &Vary::new(p, name, range)?, &options)?;
        Ok(found.map(|d| {
            let events = d.events.iter().filter(|e| e.kind.is_hopf());
            events.map(|e| (e.parameter, e.kind)).collect()
        }))
    };
    let (Some(full_hopf), Some(reduced_hopf)) = (hopf(problem)?, hopf(&smaller)?) else {
        return Ok(None);
    };
    Ok(Some(Comparison {
        reduced: smaller,
        full_hopf,
        reduced_hopf,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables B6 and B7: with ENa = 120 (article) the full model has its Hopf points at 8.41053 and
    /// 163.3485, the reduction h = 0.89 − 1.1 n at 6.0541 and 394.79.
    #[test]
    fn the_reduction_of_hodgkin_and_huxley_fires_at_other_currents() {
        let problem = Problem::from_source("hodgkin-huxley/article").expect("it exists");
        let found = compare(&Cancel::never(), &problem).expect("finite");
        let found = found.expect("a reduction");
        let values = |hopf: &[(f64, EventKind)]| -> Vec<f64> { hopf.iter().map(|h| h.0).collect() };
        let (full, small) = (values(&found.full_hopf), values(&found.reduced_hopf));
        for (found, expected, digits) in [
            (full[0], 8.41053, 1e-5),
            (full[1], 163.3485, 1e-4),
            (small[0], 6.0541, 1e-4),
            (small[1], 394.79, 1e-2),
        ] {
            assert!((found - expected).abs() < digits, "{found} {expected}");
        }
        let potential = |p: &Problem| p.value("ENa");
        // In the modern convention potentials are shifted by 65 mV, and sodium reverses at 115.
        let modern = Problem::from_source("hodgkin-huxley/modern").expect("it exists");
        let small = reduced(&modern).expect("finite").expect("a reduction");
        assert_eq!(potential(&small), Some(115.0));
        let mut warm = modern;
        warm.set("T", 16.3).expect("allowed");
        assert_eq!(reduced(&warm).expect("finite"), None);
    }
}
