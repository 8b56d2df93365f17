//! A session as text.
use super::super::command;
use super::super::{
    Layer, ReadyCurve, Remembered, Seed, Session, Stage, TrainStudy, TwinStudy, UnitStudy,
};
use super::names::{ACTIVATIONS, CURVES, FIELDS, FREQUENCY, LAYERS, PERIOD, SIGHTS, STAGES, name};
use super::{FIRST_LINE, LAST_LINE, VERSION, foreign};
use crate::analysis::{Others, Timing};
use crate::model::Unit;
use crate::session::Ordinate;
use std::fmt::Write as _;
use toml_edit::{Key, Value};

/// How much is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Everything, with remarks.
    Complete,
    /// Without remarks, and without what is as it is when the model is opened.
    Brief,
}

/// The text being written.
pub(super) struct Writer {
    out: String,
    complete: bool,
}

impl Writer {
    pub(super) fn table(&mut self, title: &str) {
        let gap = if self.complete { "\n" } else { "" };
        let _ = writeln!(self.out, "{gap}[{title}]");
    }

    pub(super) fn put(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.out, "{} = {value}", Key::new(key));
    }

    /// A field with a remark about its meaning.
    pub(super) fn explained(&mut self, key: &str, value: &str, remark: &str) {
        if self.complete && !remark.is_empty() {
            self.put(key, &format!("{value}  # {remark}"));
        } else {
            self.put(key, value);
        }
    }
}

/// A number that reads back the same.
pub(super) fn number(x: f64) -> String {
    format!("{x:?}")
}

pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("[{}]", items.join(", "))
}

fn numbers(values: &[f64]) -> String {
    list(values.iter().map(|&x| number(x)))
}

/// TOML's whole numbers end in the middle of ours.
pub(super) fn whole(n: u64) -> String {
    match i64::try_from(n) {
        Ok(n) => n.to_string(),
        Err(_) => quoted(&n.to_string()),
    }
}

/// A state with the names of its variables.
fn state(session: &Session, values: &[f64]) -> String {
    let variables = &session.problem.model().info().variables;
    let named = variables.iter().zip(values);
    let named = named.map(|(v, &x)| format!("{} = {}", Key::new(v.name), number(x)));
    let named: Vec<String> = named.collect();
    format!("{{ {} }}", named.join(", "))
}

/// The text of a session.
pub(super) fn text(session: &Session, detail: Detail) -> String {
    let complete = detail == Detail::Complete;
    let mut w = Writer {
        out: String::new(),
        complete,
    };
    let usual = usual(session);
    let usual = usual.as_ref().filter(|_| !complete);
    if complete {
        let _ = writeln!(w.out, "{FIRST_LINE}");
    }
    w.put("nullcline", &VERSION.to_string());
    let problem = &session.problem;
    w.put("model", &quoted(problem.model().info().id));
    if let Some(preset) = problem.preset_id() {
        w.put("preset", &quoted(preset));
    }
    if usual.is_none_or(|u| u.stage != session.stage) {
        w.put("stage", &quoted(name::<Stage>(&STAGES, &session.stage)));
    }
    if !session.notes.is_empty() {
        w.put("notes", &quoted(&session.notes));
    }
    parameters(&mut w, session, "parameters", session.problem.values());
    if let Some(values) = &session.ghost {
        parameters(&mut w, session, "ghost", values);
    }
    view(&mut w, session, usual);
    orbits(&mut w, session);
    stimulus(&mut w, session, usual);
    study(&mut w, session, usual);
    if usual.is_none_or(|u| u.train != session.train) {
        train(&mut w, session, &session.train);
    }
    if usual.is_none_or(|u| u.unit != session.unit) {
        unit(&mut w, &session.unit);
    }
    // It came later than the first files: where nothing is chosen there they stay as they were.
    if session.twin != TwinStudy::default() {
        super::twin::write(&mut w, &session.twin);
    }
    if !session.memory.is_empty() {
        w.table("window");
        for (key, what) in session.memory.iter() {
            let value = match what {
                Remembered::Flag(on) => on.to_string(),
                Remembered::Number(x) => number(*x),
                Remembered::Text(text) => quoted(text),
            };
            w.put(key, &value);
        }
    }
    if complete {
        let _ = writeln!(w.out, "\n{LAST_LINE}");
    }
    foreign::put_back(w.out, &session.foreign)
}

/// The session as it is when its model is opened.
fn usual(session: &Session) -> Option<Session> {
    let problem = &session.problem;
    let id = problem.model().info().id;
    let source = match problem.preset_id() {
        Some(preset) => format!("{id}/{preset}"),
        None => id.into(),
    };
    crate::analysis::Problem::from_source(&source)
        .ok()
        .map(Session::new)
}

/// A table of parameter values.
fn parameters(w: &mut Writer, session: &Session, table: &str, values: &[f64]) {
    let info = session.problem.model().info();
    w.table(table);
    for (spec, &value) in info.parameters.iter().zip(values) {
        let choices = spec.choices();
        let chosen = choices.get(value as usize).filter(|_| value >= 0.0);
        let text = chosen.map_or_else(|| number(value), |c| quoted(c));
        let remark = match spec.unit {
            Unit::None => spec.label.to_owned(),
            unit => format!("{unit}, {}", spec.label),
        };
        w.explained(spec.name, &text, &remark);
    }
}

fn view(w: &mut Writer, session: &Session, usual: Option<&Session>) {
    let problem = &session.problem;
    let info = problem.model().info();
    w.table("view");
    if info.dimension() > 1 && (w.complete || info.dimension() > 2) {
        w.put("plane", &list(problem.plane().map(quoted)));
    }
    let window = problem.window();
    w.put("x", &numbers(&window.x));
    w.put("y", &numbers(&window.y));
    if info.dimension() > 2 {
        match problem.others() {
            Others::Slaved if w.complete => {
                w.explained(
                    "others",
                    "\"slaved\"",
                    "each is where its own rate vanishes",
                );
            }
            Others::Slaved => {}
            Others::Held(held) => w.put("others", &state(session, held)),
        }
    }
    if usual.is_none_or(|u| u.layers != session.layers) {
        let shown = Layer::ALL.iter().filter(|l| session.layers.shows(**l));
        w.put("layers", &list(shown.map(|l| quoted(name(&LAYERS, l)))));
        w.put("field", &quoted(name(&FIELDS, &session.layers.field)));
    }
    if session.beside {
        w.put("beside", "true");
    }
}

fn orbits(w: &mut Writer, session: &Session) {
    for seed in &session.seeds {
        let Seed {
            id,
            colour,
            start,
            state: whole,
        } = seed;
        w.table(&format!("orbit.{id}"));
        w.put("colour", &colour.to_string());
        w.put("state", &state(session, whole));
        // A model of one variable has its orbits begin at a height that means nothing.
        if whole.len() == 1 && *start != command::start(&session.problem, whole) {
            w.put("height", &number(start[1]));
        }
    }
    let least = session.seeds.iter().map(|s| s.id + 1).max().unwrap_or(0);
    if session.next_id != least {
        w.table("orbits");
        w.put("next", &session.next_id.to_string());
    }
}

fn stimulus(w: &mut Writer, session: &Session, usual: Option<&Session>) {
    if usual.is_some_and(|u| {
        u.stimulus == session.stimulus && u.seed == session.seed && u.euler == session.euler
    }) {
        return;
    }
    w.table("stimulus");
    w.put("signals", &quoted(&session.stimulus.to_string()));
    w.explained("seed", &whole(session.seed), "of random signals");
    match session.euler {
        Some(step) => w.explained("euler", &number(step), "the step of Euler's method"),
        None => w.explained("euler", "false", "integrated accurately"),
    }
}

fn study(w: &mut Writer, session: &Session, usual: Option<&Session>) {
    let study = &session.study;
    if usual.is_some_and(|u| u.study == *study) {
        return;
    }
    let info = session.problem.model().info();
    w.table("study");
    w.put("show", &quoted(name(&SIGHTS, &study.sight)));
    let ordinate = match study.ordinate {
        Ordinate::Variable(k) => info.variables.get(k).map_or(PERIOD, |v| v.name),
        Ordinate::Period => PERIOD,
        Ordinate::Frequency => FREQUENCY,
    };
    w.put("plot", &quoted(ordinate));
    w.put("scaling", &study.scaling.to_string());
    for (key, axis) in ["vary", "and"].into_iter().zip(study.chosen()) {
        let Some((parameter, range)) = axis else {
            continue;
        };
        w.put(key, &quoted(info.parameters[parameter].name));
        let range_key = format!("{key}_range");
        match range {
            Some(range) => w.put(&range_key, &numbers(&range)),
            None => w.explained(&range_key, "\"usual\"", "that of the slider"),
        }
    }
}

fn train(w: &mut Writer, session: &Session, train: &TrainStudy) {
    let poisson = &train.poisson;
    let time = session.problem.model().info().time.symbol();
    w.table("train");
    w.put("of_neuron", &train.of_neuron.to_string());
    w.explained("rate", &number(poisson.rate), "Hz, of a Poisson train");
    w.explained("duration", &number(poisson.duration), "ms, of a trial");
    w.put("trials", &poisson.trials.to_string());
    match poisson.timing {
        Timing::Bins(width) => w.explained("bins", &number(width), "ms"),
        Timing::Intervals => w.explained("bins", "false", "exponential intervals"),
    }
    w.explained("refractory", &number(poisson.refractory), "ms");
    w.put("seed", &whole(poisson.seed));
    let unit = if time.is_empty() { "ms" } else { time };
    w.explained(
        "window",
        &number(train.window),
        &format!("{unit}, in which spikes are counted"),
    );
    w.explained(
        "between",
        &numbers(&train.between),
        "where the response is integrated",
    );
}

fn unit(w: &mut Writer, unit: &UnitStudy) {
    w.table("unit");
    let neuron = &unit.unit;
    w.put(
        "activation",
        &quoted(name(&ACTIVATIONS, &neuron.activation)),
    );
    w.put("shape", &number(neuron.shape));
    w.put("bias", &number(neuron.bias));
    w.put("inputs", &numbers(&unit.inputs));
    w.put("weights", &numbers(&neuron.weights));
    w.put("beside", &quoted(&unit.spiking));
    w.put("hidden", &unit.hidden.to_string());
    w.put("seed", &whole(unit.seed));
    let ready = ReadyCurve::ALL.into_iter().find(|c| unit.is(*c));
    match ready {
        Some(ready) => w.put("curve", &quoted(name(&CURVES, &ready))),
        None => {
            let points = unit.curve();
            let pairs = list(points.iter().map(|p| numbers(p)));
            w.explained("curve", &pairs, "the drawn one");
        }
    }
}
