//! A session from a document of version 1: every value goes through the command that would set it.
use super::super::command::start;
use super::super::{
    CANVAS, Command, CommandError, Ordinate, Remembered, Seed, Session, Sight, UnitStudy,
};
use super::fault::{FileError, FileFault};
use super::fields::{Fields, Found, Unknown};
use super::names::{ACTIVATIONS, CURVES, FIELDS, FREQUENCY, LAYERS, PERIOD, SIGHTS, STAGES};
use super::{Opened, foreign};
use crate::analysis::{Others, Problem, Timing, Window, nearest};
use crate::model::{Drive, Stimulus};
use crate::session::{Layer, Layers, Study};
use crate::text::say;
use toml_edit::Document;

/// Reads the document, whose text is `text`.
pub(super) fn session(text: &str, document: Document<&str>) -> Result<Opened, FileError> {
    let mut unknown = Unknown::default();
    let mut root = Fields::root(text, document.as_table());
    root.get("nullcline");
    let mut problem = opened(&mut root)?;
    if let Some(fields) = root.table("parameters")? {
        parameters(&mut problem, fields, &mut unknown)?;
    }
    let mut session = Session::new(problem);
    if let Some(fields) = root.table("ghost")? {
        let mut ghost = session.problem.clone();
        parameters(&mut ghost, fields, &mut unknown)?;
        session.ghost = Some(ghost.values().into());
    }
    if let Some(fields) = root.table("view")? {
        view(&mut session, fields, &mut unknown)?;
    }
    if let Some(fields) = root.table("orbit")? {
        orbits(&mut session, fields, &mut unknown)?;
    }
    if let Some(mut fields) = root.table("orbits")? {
        if let Some(next) = fields.get("next") {
            session.next_id = session.next_id.max(small(&next)?);
        }
        fields.end(&mut unknown);
    }
    if let Some(fields) = root.table("stimulus")? {
        stimulus(&mut session, fields, &mut unknown)?;
    }
    if let Some(fields) = root.table("study")? {
        study(&mut session, fields, &mut unknown)?;
    }
    if let Some(fields) = root.table("train")? {
        train(&mut session, fields, &mut unknown)?;
    }
    if let Some(fields) = root.table("unit")? {
        unit(&mut session.unit, fields, &mut unknown)?;
    }
    if let Some(fields) = root.table("twin")? {
        super::twin::read(&mut session.twin, fields, &mut unknown)?;
    }
    if let Some(found) = root.get("stage") {
        session.stage = found.word(&STAGES)?;
    }
    if let Some(found) = root.get("notes") {
        let note = Command::Note(found.text()?.into());
        apply(&mut session, &note, &found)?;
    }
    if let Some(fields) = root.table("window")? {
        window(&mut session, fields)?;
    }
    root.end(&mut unknown);
    session.foreign = foreign::taken(document, &unknown.paths).into();
    Ok(Opened {
        session,
        mentions: unknown.mentions,
    })
}

fn apply(session: &mut Session, command: &Command, found: &Found) -> Result<(), FileError> {
    session.apply(command).map_err(|why| found.refuse(why))
}

/// Counts things: far from the end of the numbers.
pub(super) fn small(found: &Found) -> Result<u64, FileError> {
    let n = found.whole()?;
    if n >> 53 == 0 {
        return Ok(n);
    }
    let hint = say!("hint-below");
    Err(found.unknown_word(&n.to_string(), hint))
}

fn opened(root: &mut Fields) -> Result<Problem, FileError> {
    let model = root.get("model").ok_or_else(|| FileFault::Missing {
        name: "model".into(),
        example: "model = \"morris-lecar\"",
    })?;
    let id = model.text()?;
    // A name with a stroke would name a preset.
    if id.contains('/') {
        let hint = say!("hint-preset-line");
        return Err(model.unknown_word(id, hint));
    }
    let problem = Problem::from_source(id).map_err(|why| model.refuse(why))?;
    match root.get("preset") {
        None => Ok(problem),
        Some(found) => {
            let source = format!("{id}/{}", found.text()?);
            Problem::from_source(&source).map_err(|why| found.refuse(why))
        }
    }
}

fn parameters(
    problem: &mut Problem,
    mut fields: Fields,
    unknown: &mut Unknown,
) -> Result<(), FileError> {
    let model = std::sync::Arc::clone(problem.model());
    for spec in &model.info().parameters {
        let Some(found) = fields.get(spec.name) else {
            continue;
        };
        let value = if found.is_text() && !spec.choices().is_empty() {
            problem
                .read(spec.name, found.text()?)
                .map_err(|why| found.refuse(why))?
        } else {
            found.number()?
        };
        problem
            .set(spec.name, value)
            .map_err(|why| found.refuse(why))?;
    }
    fields.end(unknown);
    Ok(())
}

/// A state from the names of its variables; those that are not named are where the preset starts.
fn state(
    problem: &Problem,
    mut fields: Fields,
    unknown: &mut Unknown,
) -> Result<Vec<f64>, FileError> {
    let variables = &problem.model().info().variables;
    let mut state = problem.preset().initial.clone();
    for (variable, value) in variables.iter().zip(&mut state) {
        if let Some(found) = fields.get(variable.name) {
            *value = found.number()?;
        }
    }
    fields.end(unknown);
    Ok(state)
}

fn view(session: &mut Session, mut fields: Fields, unknown: &mut Unknown) -> Result<(), FileError> {
    let info_dimension = session.problem.model().info().dimension();
    if let Some(found) = (info_dimension > 1).then(|| fields.get("plane")).flatten() {
        let names = found.texts()?;
        session
            .problem
            .set_plane(&names)
            .map_err(|why| found.refuse(why))?;
    }
    if let Some(found) = (info_dimension > 2).then(|| fields.get("others")).flatten() {
        let others = if found.is_text() {
            found.word(&[((), "slaved")])?;
            Others::Slaved
        } else {
            Others::Held(state(&session.problem, found.fields()?, unknown)?)
        };
        apply(session, &Command::Others(others), &found)?;
    }
    let mut window = session.problem.window();
    for (key, side) in [("x", &mut window.x), ("y", &mut window.y)] {
        if let Some(found) = fields.get(key) {
            *side = found.pair()?;
            let usual = [0.0, 1.0];
            let pair = if key == "x" {
                [*side, usual]
            } else {
                [usual, *side]
            };
            Window::new(pair[0], pair[1]).map_err(|why| found.refuse(why))?;
        }
    }
    session.problem.set_window(window);
    if let Some(found) = fields.get("beside") {
        // Without a ghost there is nothing to stand beside.
        session.beside = found.flag()? && session.ghost.is_some();
    }
    if let Some(found) = fields.get("layers") {
        let shown = found.texts()?;
        let known = LAYERS.map(|(_, name)| name);
        if let Some(stranger) = shown.iter().find(|name| !known.contains(name)) {
            return Err(found.unknown_word(stranger, nearest(stranger, known)));
        }
        let mut layers = Layers::default();
        for layer in Layer::ALL {
            layers.show(layer, shown.contains(&super::names::name(&LAYERS, &layer)));
        }
        session.layers = layers;
    }
    if let Some(found) = fields.get("field") {
        session.layers.field = found.word(&FIELDS)?;
    }
    fields.end(unknown);
    Ok(())
}

fn orbits(
    session: &mut Session,
    mut fields: Fields,
    unknown: &mut Unknown,
) -> Result<(), FileError> {
    for name in fields.names() {
        // A field that is no orbit is an unknown one.
        let Some(id) = foreign::orbit(name) else {
            continue;
        };
        let Some(found) = fields.get(name) else {
            continue;
        };
        if session.seeds.len() >= Session::MOST_SEEDS {
            return Err(found.refuse(CommandError::Full));
        }
        let mut inner = found.fields()?;
        let colour = match inner.get("colour") {
            Some(found) => match small(&found)? {
                colour if colour < Session::MOST_SEEDS as u64 => colour as usize,
                colour => {
                    let hint = say!("hint-colours", most = (Session::MOST_SEEDS - 1).to_string());
                    return Err(found.unknown_word(&colour.to_string(), hint));
                }
            },
            None => session.seeds.len(),
        };
        let at = inner.get("state").ok_or_else(|| {
            found.refuse(FileFault::Missing {
                name: format!("orbit.{name}.state"),
                example: "state = { V = -60.0, w = 0.1 }",
            })
        })?;
        let whole = state(&session.problem, at.fields()?, unknown)?;
        let mut start = start(&session.problem, &whole);
        if whole.len() == 1
            && let Some(height) = inner.get("height")
        {
            start[1] = height.number()?;
        }
        inner.end(unknown);
        session.seeds.push(Seed {
            id,
            colour,
            start,
            state: whole,
        });
        session.next_id = session.next_id.max(id + 1);
    }
    fields.end(unknown);
    Ok(())
}

fn stimulus(
    session: &mut Session,
    mut fields: Fields,
    unknown: &mut Unknown,
) -> Result<(), FileError> {
    if let Some(found) = fields.get("seed") {
        session.seed = found.whole()?;
    }
    if let Some(found) = fields.get("signals") {
        let text = found.text()?;
        let stimulus = if text.trim().is_empty() {
            Stimulus::default()
        } else {
            Stimulus::parse(text).map_err(|why| found.refuse(why))?
        };
        let model = session.problem.model().clone();
        // The values may have left the stimulus without a meaning after it was set; the session keeps it
        // then, as it did before it was saved.
        let usual = model.info().values(session.problem.preset());
        match Drive::new(&*model, &usual, &stimulus, session.seed) {
            Ok(_) if stimulus.inputs.len() <= Session::MOST_SIGNALS => {
                session.stimulus = stimulus.into();
            }
            _ => apply(session, &Command::Stimulate(stimulus), &found)?,
        }
    }
    if let Some(found) = fields.get("euler") {
        let step = match found.is_flag() && !found.flag()? {
            true => None,
            false => Some(found.number()?),
        };
        apply(session, &Command::Euler(step), &found)?;
    }
    fields.end(unknown);
    Ok(())
}

fn study(
    session: &mut Session,
    mut fields: Fields,
    unknown: &mut Unknown,
) -> Result<(), FileError> {
    session.study = Study::new(&session.problem);
    if let Some(found) = fields.get("show") {
        let sight: Sight = found.word(&SIGHTS)?;
        apply(session, &Command::Look(sight), &found)?;
    }
    if let Some(found) = fields.get("plot") {
        let name = found.text()?;
        let info = session.problem.model().info();
        let ordinate = match (info.variable(name), name) {
            (Some(k), _) => Ordinate::Variable(k),
            (None, PERIOD) => Ordinate::Period,
            (None, FREQUENCY) => Ordinate::Frequency,
            _ => {
                let known = info.variables.iter().map(|v| v.name);
                let hint = nearest(name, known.chain([PERIOD, FREQUENCY]));
                return Err(found.unknown_word(name, hint));
            }
        };
        apply(session, &Command::Plot(ordinate), &found)?;
    }
    if let Some(found) = fields.get("scaling") {
        session.study.scaling = found.flag()?;
    }
    let mut names = vec![];
    for key in ["vary", "and"] {
        let named = fields.get(key);
        let range = fields.get(&format!("{key}_range"));
        let Some(found) = named.or_else(|| range.clone()) else {
            continue;
        };
        let name = match fields.get(key) {
            Some(found) => found.text()?.to_owned(),
            None => {
                let (p, study) = (&session.problem, &session.study);
                let usual = if key == "vary" {
                    Some(study.vary(p))
                } else {
                    study.and(p)
                };
                usual.map_or_else(String::new, |v| v.name(p).into())
            }
        };
        let range = match range {
            Some(range) if range.is_text() => {
                range.word(&[((), "usual")])?;
                None
            }
            Some(range) => Some(range.pair()?),
            None => None,
        };
        if names.contains(&name) {
            return Err(found.refuse(FileFault::Same(name)));
        }
        names.push(name.clone());
        let command = if key == "vary" {
            Command::Vary { name, range }
        } else {
            Command::And { name, range }
        };
        apply(session, &command, &found)?;
    }
    fields.end(unknown);
    Ok(())
}

fn train(
    session: &mut Session,
    mut fields: Fields,
    unknown: &mut Unknown,
) -> Result<(), FileError> {
    let mut train = session.train;
    let poisson = &mut train.poisson;
    let mut first = None;
    if let Some(found) = fields.get("of_neuron") {
        train.of_neuron = found.flag()?;
    }
    for (key, value) in [
        ("rate", &mut poisson.rate),
        ("duration", &mut poisson.duration),
        ("refractory", &mut poisson.refractory),
        ("window", &mut train.window),
    ] {
        if let Some(found) = fields.get(key) {
            *value = found.number()?;
            first.get_or_insert(found);
        }
    }
    if let Some(found) = fields.get("trials") {
        poisson.trials = usize::try_from(small(&found)?).unwrap_or(usize::MAX);
        first.get_or_insert(found);
    }
    if let Some(found) = fields.get("bins") {
        poisson.timing = match found.is_flag() && !found.flag()? {
            true => Timing::Intervals,
            false => Timing::Bins(found.number()?),
        };
        first.get_or_insert(found);
    }
    if let Some(found) = fields.get("seed") {
        poisson.seed = found.whole()?;
    }
    if let Some(found) = fields.get("between") {
        train.between = found.pair()?;
        first.get_or_insert(found);
    }
    // These numbers have a meaning together.
    let checked = train.checked();
    match first {
        Some(found) => checked.map_err(|why| found.refuse(why))?,
        None => checked.map_err(FileFault::from)?,
    }
    session.train = train;
    fields.end(unknown);
    Ok(())
}

fn unit(study: &mut UnitStudy, mut fields: Fields, unknown: &mut Unknown) -> Result<(), FileError> {
    let refuse = |found: &Found, why: CommandError| found.refuse(why);
    if let Some(found) = fields.get("activation") {
        study.unit.activation = found.word(&ACTIVATIONS)?;
    }
    for (key, value) in [
        ("shape", &mut study.unit.shape),
        ("bias", &mut study.unit.bias),
    ] {
        if let Some(found) = fields.get(key) {
            *value = found.number()?;
        }
    }
    for (key, values) in [
        ("inputs", &mut study.inputs),
        ("weights", &mut study.unit.weights),
    ] {
        if let Some(found) = fields.get(key) {
            *values = found.numbers()?;
            if !(1..=UnitStudy::MOST_INPUTS).contains(&values.len()) {
                return Err(refuse(&found, CommandError::Inputs(values.len())));
            }
        }
    }
    // One weight per input, as when inputs are added by hand.
    study.unit.weights.resize(study.inputs.len(), 1.0);
    if let Some(found) = fields.get("beside") {
        let change = super::super::UnitChange::Spiking(found.text()?.into());
        study.change(&change).map_err(|why| refuse(&found, why))?;
    }
    if let Some(found) = fields.get("hidden") {
        let hidden = usize::try_from(small(&found)?).unwrap_or(usize::MAX);
        let change = super::super::UnitChange::Hidden(hidden);
        study.change(&change).map_err(|why| refuse(&found, why))?;
    }
    if let Some(found) = fields.get("seed") {
        study.seed = found.whole()?;
    }
    if let Some(found) = fields.get("curve") {
        if found.is_text() {
            let change = super::super::UnitChange::Curve(found.word(&CURVES)?);
            study.change(&change).map_err(|why| refuse(&found, why))?;
        } else {
            let points = found.pairs()?;
            study.set_curve(&points).map_err(|[x, y]| {
                let hint = say!("hint-curve-point", canvas = CANVAS.to_string());
                found.unknown_word(&format!("[{x}, {y}]"), hint)
            })?;
        }
    }
    fields.end(unknown);
    Ok(())
}

fn window(session: &mut Session, mut fields: Fields) -> Result<(), FileError> {
    for name in fields.names() {
        let Some(found) = fields.get(name) else {
            continue;
        };
        let what = if found.is_flag() {
            Remembered::Flag(found.flag()?)
        } else if found.is_text() {
            Remembered::Text(found.text()?.into())
        } else {
            Remembered::Number(found.number()?)
        };
        let command = Command::Remember(name.into(), Some(what));
        apply(session, &command, &found)?;
    }
    Ok(())
}
