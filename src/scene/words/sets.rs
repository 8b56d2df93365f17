//! Two sets of parameters, in words.
use super::super::number::quantity;
use super::commas;
use crate::analysis::Problem;
use crate::text::say;

/// In which parameters one set differs from another, with its own values: "I = 4.4 µA/cm², tau = 1".
pub fn set_words(problem: &Problem, other: &Problem) -> String {
    let specs = problem.model().info().parameters.iter();
    let values = problem.values().iter().zip(other.values());
    let differing: Vec<String> = specs
        .zip(values)
        .filter(|(_, (value, other))| value != other)
        .map(|(spec, (value, _))| {
            format!("{} = {}", spec.name, quantity(*value, spec.unit.symbol()))
        })
        .collect();
    if differing.is_empty() {
        say!("same-parameters")
    } else {
        commas(differing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of the parameters only those that differ are named, each with the values of the set that is asked for.
    #[test]
    fn sets_are_told_apart_by_what_differs() {
        let low = Problem::from_source("persistent-sodium-potassium").expect("it exists");
        assert_eq!(set_words(&low, &low), "the same parameters");
        let mut high = low.clone();
        high.set("I", 4.5).expect("finite");
        high.set("tau", 2.0).expect("finite");
        assert_eq!(
            set_words(&high, &low),
            "I = 4.5\u{2009}µA/cm², tau = 2\u{2009}ms"
        );
        assert!(set_words(&low, &high).starts_with("I = 3\u{2009}µA/cm²"));
    }
}
