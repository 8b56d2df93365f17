//! What was found, in words.
use crate::analysis::{Diagram, Equilibrium, EventKind, Portrait, Problem, Response};
use crate::scene::{number, quantity};
use crate::text::say;
use nalgebra::Complex;

/// A value with its unit.
pub(super) fn value(value: f64, unit: &str) -> String {
    quantity(value, unit)
}

/// Several values with their unit.
pub(super) fn values(values: &[f64], unit: &str) -> String {
    let all: Vec<String> = values.iter().map(|v| quantity(*v, unit)).collect();
    match all.is_empty() {
        true => say!("lesson-found-nothing"),
        false => listed(&all),
    }
}

fn listed(all: &[String]) -> String {
    all.join(&say!("lesson-list-between"))
}

/// The name of a kind of equilibrium, as the program prints it in English, in the language of this thread.
pub(super) fn kind(name: &str) -> String {
    match name {
        "stable node" => say!("lesson-kind-stable-node"),
        "unstable node" => say!("lesson-kind-unstable-node"),
        "stable focus" => say!("lesson-kind-stable-focus"),
        "unstable focus" => say!("lesson-kind-unstable-focus"),
        "saddle" => say!("lesson-kind-saddle"),
        "saddle-focus" => say!("lesson-kind-saddle-focus"),
        "centre" => say!("lesson-kind-centre"),
        "saddle-node" => say!("lesson-kind-saddle-node"),
        _ => say!("lesson-kind-degenerate"),
    }
}

/// The name of a bifurcation in the language of this thread.
pub(super) fn event(kind: EventKind) -> String {
    match kind {
        EventKind::SaddleNode => say!("lesson-event-saddle-node"),
        EventKind::SaddleNodeOnInvariantCircle => say!("lesson-event-snic"),
        EventKind::SupercriticalHopf => say!("lesson-event-supercritical-hopf"),
        EventKind::SubcriticalHopf => say!("lesson-event-subcritical-hopf"),
        EventKind::DegenerateHopf => say!("lesson-event-degenerate-hopf"),
        EventKind::FoldOfCycles => say!("lesson-event-fold-of-cycles"),
        EventKind::Homoclinic => say!("lesson-event-homoclinic"),
        EventKind::PeriodDoubling => say!("lesson-event-period-doubling"),
        EventKind::BranchPoint => say!("lesson-event-branch-point"),
    }
}

/// How many equilibria, and of which kinds.
pub(super) fn kinds(all: &[Equilibrium]) -> String {
    let kinds: Vec<String> = all.iter().map(|e| kind(e.name())).collect();
    say!(
        "lesson-found-equilibria",
        count = all.len() as i64,
        kinds = listed(&kinds)
    )
}

/// The equilibria with their places.
pub(super) fn places(problem: &Problem, all: &[Equilibrium]) -> String {
    if all.is_empty() {
        return kinds(all);
    }
    let variables = &problem.model().info().variables;
    let one = |e: &Equilibrium| {
        let at = variables.iter().zip(&e.at);
        let at: Vec<String> = at
            .map(|(v, x)| format!("{} = {}", v.name, number(*x)))
            .collect();
        say!(
            "lesson-found-place",
            kind = kind(e.name()),
            place = at.join(", ")
        )
    };
    listed(&all.iter().map(one).collect::<Vec<_>>())
}

/// Eigenvalues.
pub(super) fn eigenvalues(all: &[Complex<f64>]) -> String {
    let one = |l: &Complex<f64>| {
        let (re, im) = (number(l.re), number(l.im.abs()));
        match l.im {
            0.0 => re,
            im_raw if im_raw < 0.0 => format!("{re} − {im}i"),
            _ => format!("{re} + {im}i"),
        }
    };
    listed(&all.iter().map(one).collect::<Vec<_>>())
}

/// The limit cycles.
pub(super) fn cycles(problem: &Problem, found: &Portrait) -> String {
    let unit = problem.model().info().time.symbol();
    let one = |c: &crate::analysis::Cycle| {
        let period = quantity(c.period, unit);
        match c.stable {
            true => say!("lesson-found-stable-cycle", period = period),
            false => say!("lesson-found-unstable-cycle", period = period),
        }
    };
    match found.cycles.is_empty() {
        true => say!("lesson-found-no-cycle"),
        false => listed(&found.cycles.iter().map(one).collect::<Vec<_>>()),
    }
}

/// The events of a diagram.
pub(super) fn events(problem: &Problem, found: &Diagram) -> String {
    let parameter = &problem.model().info().parameters[found.parameter];
    let one = |e: &crate::analysis::Event| {
        say!(
            "lesson-found-event",
            kind = event(e.kind),
            name = parameter.name,
            value = quantity(e.parameter, parameter.unit.symbol())
        )
    };
    match found.events.is_empty() {
        true => say!("lesson-found-no-event"),
        false => listed(&found.events.iter().map(one).collect::<Vec<_>>()),
    }
}

/// What the cell is.
pub(super) fn response(found: Option<Response>) -> String {
    match found {
        Some(Response::Integrator) => say!("lesson-found-integrator"),
        Some(Response::Resonator) => say!("lesson-found-resonator"),
        None => say!("lesson-found-neither"),
    }
}
