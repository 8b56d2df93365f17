//! The membrane: its potential with phases, its currents and gates over time, and the circuit that it is.
use super::plane::found;
use super::time::{Run, experiment_words, part_words, run, span, start};
use super::view::{Drawn, Figure, ViewError, ViewOptions};
use crate::analysis::refractory::refractory;
use crate::analysis::{DiagramOptions, Problem, diagram, natural_time};
use crate::job::Cancel;
use crate::scene::membrane::{self, Lived};
use crate::scene::{self, Course, Role, line};
use crate::session::Session;
use crate::text::say;

/// The window shows so many natural times of a cell's past.
const TIMES: f64 = 6.0;

/// The states of a run with the equations that each obeyed.
fn lived(problem: &Problem, run: &Run) -> Lived {
    let model = problem.model();
    let mut values = problem.values().to_vec();
    let mut lived = Lived::default();
    lived.obey(model.bind(&values));
    let course = &run.trajectory;
    for (k, (&t, state)) in course.times.iter().zip(&course.states).enumerate() {
        let mut moved = false;
        for driven in &run.driving {
            let value = driven.values.get(k).copied();
            let value = value.unwrap_or(values[driven.parameter]);
            moved |= values[driven.parameter] != value;
            values[driven.parameter] = value;
        }
        if moved {
            lived.obey(model.bind(&values));
        }
        lived.push(t, state.clone());
    }
    lived
}

/// Potential, currents, gates and circuit, and the stimulus if there is one.
pub(super) fn membrane(cancel: &Cancel, session: &Session, options: &ViewOptions) -> Drawn {
    let problem = session.problem();
    let info = problem.model().info();
    if !info.membrane {
        return Err(ViewError::NoMembrane(info.name));
    }
    let from = start(problem, options)?;
    let span = span(options, TIMES * natural_time(problem))?;
    let Some(run) = run(cancel, session, &from, span)? else {
        return Ok(None);
    };
    let mut home = problem.clone();
    home.set_window(home.home());
    let Some(portrait) = found(cancel, &home)? else {
        return Ok(None);
    };
    let lived = lived(problem, &run);
    let Some(now) = lived.now() else {
        return Err(ViewError::NoMembrane(info.name));
    };
    let mut rest = scene::resting(&portrait, None, problem);
    if rest.is_none() {
        // Phases are told from where the cell would rest at a smaller input.
        let vary = session.study().vary(&home);
        let options = DiagramOptions { cycles: false };
        let Some(diagram) = diagram::diagram(cancel, &home, &vary, &options)? else {
            return Ok(None);
        };
        rest = scene::resting(&portrait, Some(&diagram), problem);
    }
    let refractory = match &rest {
        Some((rest, true)) => refractory(cancel, &home, rest),
        _ => None,
    };
    if cancel.is_cancelled() {
        return Ok(None);
    }
    let course = Course {
        role: Role::Live,
        trajectory: &run.trajectory,
        label: None,
    };
    let mut potential = scene::trace(problem, &[course], 0);
    let time = [0.0, span];
    potential.x.range = time;
    potential.y.range = problem.usual(0);
    let rest = rest.as_ref().map(|(rest, stable)| (rest[0], *stable));
    let mut potential = scene::phased(potential, problem, &lived, rest, refractory.as_ref());
    potential.title = say!("export-phases");
    let mut scenes = vec![potential];
    if let Some(mut currents) = membrane::currents(info, &lived, time) {
        currents.title = say!("export-currents");
        scenes.push(currents);
    }
    if let Some(mut gates) = membrane::gates(info, lived.course(), time) {
        gates.title = say!("export-gates");
        scenes.push(gates);
    }
    if let Some(mut steady) = line::current_voltage(&home, &portrait) {
        steady.title = say!("export-steady-current");
        scenes.push(steady);
    }
    for driven in &run.driving {
        let mut stimulus = scene::stimulus(problem, driven, time);
        stimulus.title = say!("export-stimulus-title");
        scenes.push(stimulus);
    }
    let mut circuit = membrane::circuit(info, &now);
    let last = run.trajectory.times.last().copied();
    let at = scene::quantity(last.unwrap_or(span), info.time.symbol());
    circuit.title = say!("export-circuit-at", at = at.as_str());
    scenes.push(circuit);
    let mut figure = Figure {
        scenes,
        columns: 2,
        notes: run.notes,
    };
    figure.tell(&experiment_words(session, &from));
    figure.tell(&part_words(problem, &run.trajectory, span));
    figure.tell(&say!(
        "export-balance-at",
        at = at,
        balance = membrane::balance_words(info, &now)
    ));
    Ok(Some(figure))
}

/// The steady current of a membrane with one variable.
pub(super) fn current_voltage(cancel: &Cancel, session: &Session) -> Drawn {
    let problem = session.problem();
    let name = problem.model().info().name;
    if problem.scales().len() != 1 {
        return Err(ViewError::NoCurrent(name));
    }
    let Some(portrait) = found(cancel, problem)? else {
        return Ok(None);
    };
    let scene = line::current_voltage(problem, &portrait).ok_or(ViewError::NoCurrent(name))?;
    Ok(Some(Figure::single(scene, vec![])))
}
