//! What is asked about the parameters: which one is varied, how far, and how the answer is shown.
use crate::analysis::{Problem, ProblemError, Vary};

/// Which answer is shown beside the plane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sight {
    /// Equilibria and cycles against one parameter.
    #[default]
    Diagram,
    /// The firing rate against one parameter.
    Firing,
    /// Bifurcations in the plane of two parameters.
    Curves,
    /// The membrane: its currents, gates and circuit. Conductance-based models have one.
    Membrane,
    /// The smaller model that stands for this one, at the same parameters.
    Reduction,
    /// Nothing but time courses.
    Time,
}

/// What a diagram shows against its parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ordinate {
    /// A variable, by its index: equilibria, and the extremes of cycles.
    Variable(usize),
    /// The period of cycles.
    Period,
    /// The frequency of cycles.
    Frequency,
}

/// A parameter and a range, if it is not the usual one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Axis {
    parameter: usize,
    range: Option<[f64; 2]>,
}

impl Axis {
    fn vary(self, problem: &Problem) -> Vary {
        Vary {
            parameter: self.parameter,
            range: self
                .range
                .unwrap_or_else(|| usual_range(problem, self.parameter)),
        }
    }

    fn read(problem: &Problem, name: &str, range: Option<[f64; 2]>) -> Result<Self, ProblemError> {
        let parameter = problem.parameter(name)?;
        if let Some(range) = range {
            Vary::new(problem, name, range)?;
        }
        Ok(Self { parameter, range })
    }
}

/// What is asked about the parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Study {
    /// Which answer is shown.
    pub sight: Sight,
    /// What diagrams show.
    pub ordinate: Ordinate,
    /// Whether the scaling laws are drawn that hold where firing begins or ends.
    pub scaling: bool,
    first: Axis,
    second: Option<Axis>,
}

impl Study {
    /// The first parameter over its slider's range, and the second one for planes.
    pub(super) fn new(problem: &Problem) -> Self {
        let axis = |parameter| Axis {
            parameter,
            range: None,
        };
        let more = problem.model().info().parameters.len() > 1;
        Self {
            sight: Sight::default(),
            ordinate: Ordinate::Variable(0),
            scaling: false,
            first: axis(0),
            second: more.then(|| axis(usual_second(problem))),
        }
    }

    /// The same way of showing, for another model or preset.
    pub(super) fn reopened(&self, problem: &Problem) -> Self {
        Self {
            sight: match self.sight {
                Sight::Membrane if !problem.model().info().membrane => Sight::default(),
                Sight::Reduction if !problem.model().info().reduced => Sight::default(),
                other => other,
            },
            scaling: self.scaling,
            ordinate: match self.ordinate {
                Ordinate::Variable(_) => Ordinate::Variable(0),
                other => other,
            },
            ..Self::new(problem)
        }
    }

    /// The parameter that is varied, and how far.
    pub fn vary(&self, problem: &Problem) -> Vary {
        self.first.vary(problem)
    }

    /// The second parameter of a plane, and how far; `None` for a model with a single parameter.
    pub fn and(&self, problem: &Problem) -> Option<Vary> {
        self.second.map(|axis| axis.vary(problem))
    }

    /// Whether the ranges of the first and the second parameter are the usual ones.
    pub fn usual(&self) -> [bool; 2] {
        [
            self.first.range.is_none(),
            self.second.is_none_or(|a| a.range.is_none()),
        ]
    }

    /// The parameters that were chosen, with the ranges that are not the usual ones.
    pub(super) fn chosen(&self) -> [Option<(usize, Option<[f64; 2]>)>; 2] {
        [Some(self.first), self.second].map(|axis| axis.map(|a| (a.parameter, a.range)))
    }

    /// Varies another parameter; when it was the second one, the two change places.
    pub(super) fn set_first(
        &mut self,
        problem: &Problem,
        name: &str,
        range: Option<[f64; 2]>,
    ) -> Result<(), ProblemError> {
        let axis = Axis::read(problem, name, range)?;
        if let Some(second) = &mut self.second
            && second.parameter == axis.parameter
        {
            *second = self.first;
        }
        self.first = axis;
        Ok(())
    }

    /// Takes another second parameter; when it was the first one, the two change places.
    pub(super) fn set_second(
        &mut self,
        problem: &Problem,
        name: &str,
        range: Option<[f64; 2]>,
    ) -> Result<(), ProblemError> {
        let axis = Axis::read(problem, name, range)?;
        if self.first.parameter == axis.parameter {
            if let Some(second) = self.second {
                self.first = second;
                self.second = Some(axis);
            }
        } else {
            self.second = Some(axis);
        }
        Ok(())
    }
}

/// The range of a parameter's slider: what the preset is about for the first one, the declared range
/// for the others.
pub fn usual_range(problem: &Problem, parameter: usize) -> [f64; 2] {
    if parameter == 0 {
        problem.preset().input.into()
    } else {
        problem.model().info().parameters[parameter].range.into()
    }
}

/// The parameter that goes with the first one in published planes: how fast the second variable is.
fn usual_second(problem: &Problem) -> usize {
    let info = problem.model().info();
    ["phi", "tau", "eps", "a"]
        .iter()
        .filter_map(|name| info.parameter(name))
        .find(|&k| k > 0)
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Session};
    use crate::analysis::Problem;

    fn session(source: &str) -> Session {
        Session::new(Problem::from_source(source).expect("it exists"))
    }

    fn vary(name: &str, range: Option<[f64; 2]>) -> Command {
        Command::Vary {
            name: name.into(),
            range,
        }
    }

    #[test]
    fn the_first_parameter_varies_over_its_sliders_range_until_told_otherwise() {
        let mut session = session("morris-lecar/hopf");
        let of = |s: &Session| s.study().vary(s.problem());
        let (lo, hi) = session.problem().preset().input;
        assert_eq!(of(&session).parameter, 0);
        assert_eq!(of(&session).range, [lo, hi]);
        session.apply(&vary("I", Some([0.0, 100.0]))).expect("good");
        assert_eq!(of(&session).range, [0.0, 100.0]);
        session.apply(&vary("I", None)).expect("good");
        assert_eq!(of(&session).range, [lo, hi]);
    }

    #[test]
    fn a_range_that_is_none_is_refused_and_changes_nothing() {
        let mut session = session("morris-lecar/hopf");
        let before = session.clone();
        for range in [
            [1.0, 1.0],
            [2.0, 1.0],
            [0.0, f64::INFINITY],
            [f64::NAN, 1.0],
        ] {
            assert!(session.apply(&vary("I", Some(range))).is_err(), "{range:?}");
            assert_eq!(session, before);
        }
        assert!(session.apply(&vary("Q", None)).is_err());
        assert_eq!(session, before);
    }

    #[test]
    fn the_two_parameters_of_a_plane_are_never_the_same() {
        let mut session = session("morris-lecar/hopf");
        let names = |s: &Session| {
            let second = s.study().and(s.problem()).expect("it has many");
            [
                s.study().vary(s.problem()).name(s.problem()),
                second.name(s.problem()),
            ]
        };
        assert_eq!(names(&session), ["I", "phi"]);
        session.apply(&vary("phi", None)).expect("good");
        assert_eq!(names(&session), ["phi", "I"]);
        let and = Command::And {
            name: "phi".into(),
            range: None,
        };
        session.apply(&and).expect("good");
        assert_eq!(names(&session), ["I", "phi"]);
    }

    #[test]
    fn a_model_with_one_parameter_has_no_second_one() {
        let session = session("van-der-pol/standard");
        assert!(session.study().and(session.problem()).is_none());
    }
}
