//! Courses of time: from one start under the stimulus, of kept orbits, and from many starts.
use super::plane::found;
use super::view::{Drawn, Figure, ViewError, ViewOptions};
use crate::analysis::{
    self, FanOptions, OrbitEnd, Problem, Scheme, Trajectory, TrajectoryOptions, course, driven,
    natural_time,
};
use crate::job::Cancel;
use crate::model::{Drive, Stimulus};
use crate::scene::number::with_unit;
use crate::scene::stimulus::{driven_words, figure_words};
use crate::scene::{self, Course, Role, orbit_words, quantity};
use crate::session::{Layer, Session};
use crate::text::say;

/// Error of one step relative to the window: far below a pixel.
pub(super) const TOLERANCE: f64 = 1e-9;
/// Steps of Euler's method that take longer than anyone waits.
const MOST_STEPS: f64 = 2e7;
/// A stimulus that does something within so little time, in the model's unit, cannot be followed.
const OFTEN: f64 = 1e-3;

/// How long a trajectory is unless something else is said: as long as the preset's own experiment, or 500.
pub fn usual_span(problem: &Problem) -> f64 {
    problem.preset().protocol.map_or(500.0, |p| p.until)
}

/// Where courses start.
pub(super) fn start(problem: &Problem, options: &ViewOptions) -> Result<Vec<f64>, ViewError> {
    let usual = &problem.preset().initial;
    let start = options.start.as_ref().unwrap_or(usual);
    if start.len() != usual.len() {
        return Err(ViewError::Start {
            model: problem.model().info().id,
            given: start.len(),
            needed: usual.len(),
        });
    }
    Ok(start.clone())
}

/// A length of time that is one.
pub(super) fn span(options: &ViewOptions, usual: f64) -> Result<f64, ViewError> {
    let span = options.span.unwrap_or(usual);
    if span > 0.0 && span.is_finite() {
        Ok(span)
    } else {
        Err(ViewError::Span(span))
    }
}

/// What happened to the cell.
pub(super) struct Run {
    pub trajectory: Trajectory,
    pub driving: Vec<analysis::Driving>,
    pub notes: Vec<String>,
}

/// Follows the cell from a start under the session's stimulus; `None` when cancelled.
pub(super) fn run(
    cancel: &Cancel,
    session: &Session,
    start: &[f64],
    span: f64,
) -> Result<Option<Run>, ViewError> {
    let problem = session.problem();
    let mut options = TrajectoryOptions {
        span,
        tolerance: TOLERANCE,
        ..TrajectoryOptions::default()
    };
    let (stimulus, euler) = (session.stimulus(), session.euler());
    if stimulus.is_empty() && euler.is_none() {
        let found = course(cancel, problem, start, &options)?;
        return Ok(found.map(|trajectory| Run {
            notes: orbit_words(problem, &trajectory, &options),
            driving: vec![],
            trajectory,
        }));
    }
    let drive = Drive::new(
        &**problem.model(),
        problem.values(),
        stimulus,
        session.seed(),
    )?;
    let mut steps = options;
    if let Some(step) = euler {
        if span / step > MOST_STEPS {
            return Err(ViewError::Steps(step));
        }
        steps.max_steps = steps.max_steps.max(MOST_STEPS as usize + 1);
    }
    let scheme = euler.map_or(Scheme::Accurate, Scheme::Euler);
    options.span = span;
    let done = driven::driven(cancel, problem, start, &steps, &drive, scheme);
    Ok(done.map(|done| {
        let time = problem.model().info().time.symbol();
        let mut notes = driven_words(problem, &done, stimulus.overlap().as_ref());
        let own = problem.preset().protocol.filter(|p| {
            euler.is_none() && Stimulus::parse(p.stimulus).is_ok_and(|own| own == *stimulus)
        });
        notes.extend(own.map(|p| figure_words(p.euler, time)));
        let narrow = drive.narrowest();
        let given_up = done.trajectory.end == OrbitEnd::StepLimit;
        notes.extend(
            narrow
                .filter(|&t| given_up && t < OFTEN)
                .map(|t| say!("export-too-often", time = quantity(t, time))),
        );
        notes.extend(orbit_words(problem, &done.trajectory, &options));
        Run {
            trajectory: done.trajectory,
            driving: done.driving,
            notes,
        }
    }))
}

/// That a course ends before the time that was asked for, for the caption.
pub(super) fn part_words(problem: &Problem, course: &Trajectory, span: f64) -> String {
    let time = problem.model().info().time.symbol();
    let reached = course.times.last().copied().unwrap_or(0.0);
    let [reached, span] = [reached, span].map(|t| quantity(t, time));
    match course.end {
        OrbitEnd::Time | OrbitEnd::Stopped => String::new(),
        OrbitEnd::Diverged => say!("export-runs-away", reached = reached, span = span),
        OrbitEnd::StepLimit => say!("export-given-up", reached = reached, span = span),
    }
}

/// The stimulus with its units, for the caption; nothing where there is none.
pub(super) fn stimulus_words(problem: &Problem, stimulus: &Stimulus, seed: u64) -> String {
    if stimulus.is_empty() {
        return String::new();
    }
    let info = problem.model().info();
    let mut units: Vec<String> = vec![];
    for input in &stimulus.inputs {
        let driven = info.parameters.iter();
        let driven = match &input.on {
            None => info.parameters.first(),
            Some(name) => driven.into_iter().find(|p| p.name == name),
        };
        let unit = driven.map_or("", |p| p.unit.symbol());
        if let Some(p) = driven.filter(|_| !unit.is_empty()) {
            let told = say!("export-heights-in", name = p.name, unit = unit);
            if !units.contains(&told) {
                units.push(told);
            }
        }
    }
    let time = Some(info.time.symbol()).filter(|t| !t.is_empty());
    let mut all: Vec<String> = time
        .map(|t| say!("export-times-in", unit = t))
        .into_iter()
        .collect();
    all.extend(units);
    let units = match all.is_empty() {
        true => String::new(),
        false => say!("export-units", units = all.join(&say!("between-parts"))),
    };
    let seed = match stimulus.random() {
        true => say!("export-seed", seed = seed.to_string()),
        false => String::new(),
    };
    say!(
        "export-stimulus",
        stimulus = stimulus.to_string(),
        units = units,
        seed = seed
    )
}

/// A state, variable by variable.
pub(super) fn state_words(problem: &Problem, state: &[f64]) -> String {
    let variables = problem.model().info().variables.iter().zip(state);
    let values = variables.map(|(v, &x)| {
        let value = with_unit(scene::exact(x), v.unit.symbol());
        format!("{} = {value}", v.name)
    });
    values.collect::<Vec<_>>().join(", ")
}

/// What is done to the cell, for the caption.
pub(super) fn experiment_words(session: &Session, start: &[f64]) -> String {
    let problem = session.problem();
    let info = problem.model().info();
    let mut words = say!("export-start", state = state_words(problem, start));
    let stimulus = stimulus_words(problem, session.stimulus(), session.seed());
    if !stimulus.is_empty() {
        words += &say!("between-sentences");
        words += &stimulus;
    }
    if let Some(step) = session.euler() {
        words += &say!("between-sentences");
        words += &say!("export-euler", step = quantity(step, info.time.symbol()));
    }
    words
}

/// The time course from the start with the stimulus under it, and the kept orbits'.
pub(super) fn trace(cancel: &Cancel, session: &Session, options: &ViewOptions) -> Drawn {
    let problem = session.problem();
    let from = start(problem, options)?;
    let span = span(options, usual_span(problem))?;
    let Some(run) = run(cancel, session, &from, span)? else {
        return Ok(None);
    };
    let mut orbits = vec![];
    let shown = session.layers().shows(Layer::Orbits);
    for (k, seed) in session.seeds().iter().filter(|_| shown).enumerate() {
        // What is done to the cell is done to all of them.
        let Some(orbit) = self::run(cancel, session, &seed.state, span)? else {
            return Ok(None);
        };
        let label = say!("export-orbit", number = (k + 1).to_string());
        orbits.push((Role::Kept(seed.colour), orbit.trajectory, label));
    }
    let alone = orbits.is_empty();
    let mut courses: Vec<Course<'_>> = orbits
        .iter()
        .map(|(role, trajectory, label)| Course {
            role: *role,
            trajectory,
            label: Some(label.clone()),
        })
        .collect();
    courses.push(Course {
        role: Role::Live,
        trajectory: &run.trajectory,
        label: (!alone).then(|| say!("export-from-start")),
    });
    let variable = options.variable.min(problem.scales().len() - 1);
    let mut above = scene::trace(problem, &courses, variable);
    let time = [0.0, span];
    above.x.range = time;
    let below = run.driving.iter();
    let mut scenes = vec![above];
    scenes.extend(below.map(|d| scene::stimulus(problem, d, time)));
    let mut figure = Figure {
        scenes,
        columns: 1,
        notes: run.notes,
    };
    figure.tell(&experiment_words(session, &from));
    figure.tell(&part_words(problem, &run.trajectory, span));
    Ok(Some(figure))
}

/// The courses of a model with one variable from many starts.
pub(super) fn fan(cancel: &Cancel, session: &Session, options: &ViewOptions) -> Drawn {
    let mut problem = session.problem().clone();
    problem.set_window(problem.home());
    if problem.scales().len() != 1 {
        return Err(ViewError::ManyVariables(problem.model().info().name));
    }
    let options = FanOptions {
        span: span(options, natural_time(&problem))?,
        ..FanOptions::default()
    };
    let Some(portrait) = found(cancel, &problem)? else {
        return Ok(None);
    };
    let Some(fan) = analysis::fan(cancel, &problem, &options)? else {
        return Ok(None);
    };
    let mut scene = scene::fan(&problem, &portrait, &fan);
    let fires = fan.courses.iter().any(|c| !c.spikes.is_empty());
    let rests = fan.courses.iter().any(|c| c.spikes.is_empty());
    for (role, text, any) in [
        (Role::Live, say!("export-fires"), fires),
        (Role::StableBranch, say!("export-rests"), rests),
    ] {
        if any {
            scene.key(scene::Mark::Line(role), &text);
        }
    }
    Ok(Some(Figure::single(scene, vec![])))
}
