//! A model beside its reduction: the same questions to both.
use super::diagram::{DiagramOptions, EventKind, diagram};
use super::problem::{Problem, ProblemError};
use super::vary::Vary;
use crate::job::Cancel;
use crate::model::ParamSpec;

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

impl Comparison {
    /// By how much each Hopf point of the reduction lies above that of the model, in order along the
    /// parameter, with the kind of the latter; `None` where the two do not have equally many of the same
    /// kinds, so that they cannot be paired.
    pub fn differences(&self) -> Option<Vec<(f64, EventKind)>> {
        let (full, small) = (&self.full_hopf, &self.reduced_hopf);
        let pairs = || full.iter().zip(small);
        let alike = full.len() == small.len() && pairs().all(|(a, b)| a.1 == b.1);
        alike.then(|| pairs().map(|(a, b)| (b.0 - a.0, a.1)).collect())
    }

    /// The parameters of the reduction, with their values, that the model itself does not have: what stands for
    /// the variables that it has lost.
    pub fn own<'a>(&'a self, problem: &Problem) -> Vec<(&'a ParamSpec, f64)> {
        let info = self.reduced.model().info();
        let known = |p: &ParamSpec| problem.value(p.name).is_some();
        let all = info.parameters.iter().zip(self.reduced.values());
        all.filter(|(p, _)| !known(p))
            .map(|(p, &v)| (p, v))
            .collect()
    }
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
        let apart: Vec<f64> = found
            .differences()
            .expect("two each, subcritical and supercritical")
            .iter()
            .map(|d| d.0)
            .collect();
        assert!((apart[0] + 2.3564).abs() < 2e-4, "{apart:?}");
        assert!((apart[1] - 231.4415).abs() < 2e-2, "{apart:?}");
        let own: Vec<&str> = found.own(&problem).iter().map(|(p, _)| p.name).collect();
        assert_eq!(own, ["c0", "c1"]);
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
