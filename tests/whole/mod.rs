//! The bifurcation diagram of a problem, for tests that ask for nothing special.
use nullcline::analysis::diagram::diagram;
use nullcline::analysis::{Diagram, DiagramOptions, Problem, Vary};
use nullcline::job::Cancel;

/// The whole diagram while the parameter called `name` goes over `range`.
pub(crate) fn whole(problem: &Problem, name: &str, range: [f64; 2]) -> Diagram {
    let vary = Vary::new(problem, name, range).expect("a range");
    diagram(&Cancel::never(), problem, &vary, &DiagramOptions::default())
        .expect("it is finite")
        .expect("not cancelled")
}
