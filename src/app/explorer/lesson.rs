//! Lessons: which one is open and at which step, what is hidden until it is revealed, and what was answered.
//!
//! Lesson and step are kept in the session, so that undo leads through the steps and a closed window comes back
//! where it was. A step is one step of the history.
mod file;
mod go;
mod practice;

use file::Own;
pub(super) use file::{ENDING, is_lesson};
pub(in crate::app) use practice::{Practice, trouble};

use super::super::action::{Action, Practise, Teach};
use super::super::panel::exercise::exercise_ui;
use super::super::panel::lesson::{self as panel, Contents};
use super::super::panel::lessons::lessons_ui;
use super::super::panel::params;
use super::super::pointed;
use super::Explorer;
use super::memory::{LESSON, STEP};
use crate::draw;
use crate::job::{Cancel, Lane, Shown};
use crate::lesson::exercise::Reply;
use crate::lesson::{Answer, Claim, Fault, Known, Lesson, Part, Said, Verdict, shipped};
use crate::scene::{self, Item, Role, Scene, Theme};
use crate::session::{Layer, Remembered, Session, Sight, Stage};
use crate::text::say;
use egui::{Context, Key, KeyboardShortcut, Modifiers, Ui};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Opens and closes the list of lessons.
const LIST: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::L);
/// A goal is computed to its end for so long although the session goes on changing.
const PATIENCE: Duration = Duration::from_millis(250);

/// No more sliders than this stand beside a lesson.
const MOST_SLIDERS: usize = 3;

/// What a goal is about: the user's session, and the claims that are to hold in it.
type GoalKey = (Session, Vec<Claim>);

/// Lessons in the window.
pub(super) struct Teaching {
    reading: Option<Reading>,
    /// Exercises, and whether they stand beside the plane.
    practice: Practice,
    practises: bool,
    /// The entry that is chosen in the list, while it is open.
    list: Option<usize>,
    /// What is wrong with the file that was opened last.
    faults: Option<(PathBuf, Vec<Fault>)>,
    goals: Lane<GoalKey, Vec<Verdict>>,
    /// What was found of the goal last.
    found: Option<Arc<Vec<Verdict>>>,
    /// A session with nothing of the user's desk in it.
    blank: Session,
    /// Whether the controls are shown where there is no room for both.
    controls: bool,
    /// Whether words would tell of equilibria that a lesson has not drawn yet.
    untold: bool,
    /// The state whose equilibrium's card is to be opened.
    card: Option<Vec<f64>>,
    /// What shows that the step's text begins anew.
    turned: u64,
    /// How far the text was scrolled in the last frame, how much of it is shown, and how much is below; and where to
    /// scroll next.
    seen: [f32; 3],
    scroll: Option<f32>,
}

/// The lesson that is open.
struct Reading {
    lesson: Arc<Lesson>,
    /// Its id, or the path of its file.
    key: String,
    own: Option<Own>,
    /// From 0.
    step: usize,
    revealed: bool,
    given: Given,
}

/// What was answered to the step's question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Given {
    /// Choices that were tried, from 0.
    pub tried: Vec<usize>,
    /// What is typed where a number is asked for.
    pub typed: String,
    /// What was wrong with the last number, in words.
    pub wrong: Option<Said>,
    /// Whether it was answered rightly.
    pub solved: bool,
    /// Whether the answer was shown instead.
    pub shown: bool,
    /// Whether the hint is shown.
    pub hint: bool,
    /// Whether the field is still to be given the focus.
    pub focus: bool,
}

impl Given {
    /// Whether nothing is asked any more.
    pub(in crate::app) fn over(&self) -> bool {
        self.solved || self.shown
    }
}

impl Reading {
    fn step(&self) -> &crate::lesson::Step {
        &self.lesson.steps[self.step]
    }

    /// What is hidden now.
    fn hidden(&self) -> &[Part] {
        match self.revealed {
            true => &[],
            false => &self.step().hide,
        }
    }

    fn choices(&self) -> Option<usize> {
        match &self.step().question.as_ref()?.answer {
            Answer::Choices(choices) if !self.given.over() => Some(choices.len()),
            _ => None,
        }
    }

    fn asks_for_number(&self) -> bool {
        let question = self.step().question.as_ref();
        question.is_some_and(|q| matches!(q.answer, Answer::Number { .. })) && !self.given.over()
    }
}

/// Whether the claims of a goal hold, and what was found.
fn goals() -> impl FnMut(&Cancel, &GoalKey, &mut dyn FnMut(Vec<Verdict>)) + Send {
    let mut known = Known::default();
    move |cancel, (session, claims), publish| {
        let verdict = |claim| {
            let found = known.check(cancel, session, claim);
            found.unwrap_or_else(|why| Verdict {
                holds: false,
                found: Said::of(|| scene::sentence(&why.to_string())),
            })
        };
        let found = claims.iter().map(verdict).collect();
        if !cancel.is_cancelled() {
            publish(found);
        }
    }
}

impl Teaching {
    pub(super) fn new(notify: Option<impl Fn() + Clone + Send + 'static>) -> Self {
        Self {
            reading: None,
            practice: Practice::new(notify.clone()),
            practises: false,
            list: None,
            faults: None,
            goals: match notify {
                None => Lane::waiting(goals()),
                Some(notify) => Lane::new("goal", PATIENCE, goals(), notify),
            },
            found: None,
            blank: Session::default(),
            controls: false,
            untold: false,
            card: None,
            turned: 0,
            seen: [0.0; 3],
            scroll: None,
        }
    }

    /// Whether a lesson stands beside the plane.
    pub(super) fn is_open(&self) -> bool {
        self.reading.is_some() || self.practises
    }

    /// Whether something of it stands in front of the picture, so that letters are no commands.
    pub(super) fn asks(&self) -> bool {
        self.list.is_some() || self.faults.is_some()
    }

    /// Whether the controls are shown where there is no room for both.
    pub(super) fn shows_controls(&self) -> bool {
        self.controls || !self.is_open()
    }

    /// What is hidden until it is revealed.
    pub(super) fn hidden(&self) -> &[Part] {
        match &self.reading {
            _ if self.practises => self.practice.hidden(),
            Some(reading) => reading.hidden(),
            None => &[],
        }
    }

    /// What is said in place of words that are hidden.
    pub(super) fn instead(&self) -> String {
        match (self.practises, self.hidden()) {
            (true, _) => say!("exercise-words-hidden"),
            (false, []) => say!("lesson-words-later"),
            (false, _) => say!("lesson-words-hidden"),
        }
    }

    /// What stands in place of a picture that is hidden: a click reveals what a lesson hides.
    pub(super) fn curtain(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let words = match self.practises {
            true => say!("exercise-words-hidden"),
            false => say!("lesson-picture-hidden"),
        };
        if panel::curtain_ui(ui, &words) && !self.practises {
            actions.push(Action::Teach(Teach::Reveal));
        }
    }

    /// Whether a part is hidden, by its own name or because it would tell what is: the one rule for all that is drawn,
    /// written and spoken.
    pub(super) fn hides(&self, part: &Part) -> bool {
        (self.untold && *part == Part::Words) || self.hidden().iter().any(|h| h.covers(part))
    }

    /// Whether anything is told that says by which bifurcations the cell changes.
    pub(super) fn tells_changes(&self) -> bool {
        !self.hides(&Part::Words) && !self.hides(&Part::Diagram)
    }

    /// Whether the live state waits at its start until what it will do is revealed.
    pub(super) fn holds(&self) -> bool {
        self.hides(&Part::Outcome)
    }

    /// Takes note of the portrait's layers: what a lesson has not drawn yet it does not tell either.
    pub(super) fn look_at(&mut self, session: &Session) {
        let drawn = session.layers().shows(Layer::Equilibria);
        self.untold = self.reading.is_some() && session.stage() == Stage::Neuron && !drawn;
    }

    /// What is pointed at.
    fn highlights(&self) -> &[Part] {
        self.reading.as_ref().map_or(&[], |r| &r.step().highlight)
    }

    /// What closes the topmost thing of it that is open.
    pub(super) fn in_front(&self) -> Option<Action> {
        match (&self.faults, self.list) {
            (Some(_), _) => Some(Action::Teach(Teach::Dismiss)),
            (None, Some(_)) => Some(Action::Teach(Teach::List(false))),
            _ => None,
        }
    }

    /// What to show of the layers.
    pub(super) fn layers(&self, mut layers: scene::Layers) -> scene::Layers {
        for (layer, shown) in [
            (Layer::Nullclines, &mut layers.nullclines),
            (Layer::Equilibria, &mut layers.equilibria),
            (Layer::Separatrices, &mut layers.separatrices),
            (Layer::Cycles, &mut layers.cycles),
            (Layer::Basins, &mut layers.basins),
            (Layer::Orbits, &mut layers.orbits),
        ] {
            *shown &= !self.hides(&Part::Layer(layer));
        }
        layers
    }

    /// What lies behind the layers that are pointed at.
    pub(super) fn halo(&self, scene: &Scene) -> Option<Scene> {
        if self.practises {
            return None;
        }
        let layers: Vec<Layer> = self
            .highlights()
            .iter()
            .filter_map(|part| match part {
                Part::Layer(layer) => Some(*layer),
                _ => None,
            })
            .collect();
        let about = |item: &Item| layers.iter().any(|layer| is_of(item, *layer));
        (!layers.is_empty()).then(|| scene::halo(scene, about))
    }

    /// What is framed: parts of the window, and the plane for layers that have no lines.
    fn framed(&self) -> Vec<Part> {
        let lined = [
            Layer::Nullclines,
            Layer::Equilibria,
            Layer::Separatrices,
            Layer::Cycles,
        ];
        let part = |part: &Part| match part {
            Part::Layer(layer) if lined.contains(layer) => None,
            Part::Layer(_) => Some(Part::Plane),
            other => Some(other.clone()),
        };
        if self.practises {
            return vec![];
        }
        self.highlights().iter().filter_map(part).collect()
    }
}

/// Whether an item belongs to a layer that consists of lines or points.
fn is_of(item: &Item, layer: Layer) -> bool {
    match (item, layer) {
        (Item::Curve(c), Layer::Nullclines) => {
            matches!(c.role, Role::FirstNullcline | Role::SecondNullcline)
        }
        (Item::Curve(c), Layer::Separatrices) => {
            matches!(c.role, Role::StableManifold | Role::UnstableManifold)
        }
        (Item::Curve(c), Layer::Cycles) => {
            matches!(c.role, Role::StableCycle | Role::UnstableCycle)
        }
        (Item::Glyph(_), Layer::Equilibria) => true,
        _ => false,
    }
}

impl Explorer {
    /// The lesson that is open by its id or file, its step from 0, and whether its question is answered.
    pub fn lesson(&self) -> Option<(&str, usize, bool)> {
        let reading = self.teaching.reading.as_ref()?;
        Some((&reading.key, reading.step, reading.given.over()))
    }

    /// Opens a shipped lesson at its first step; whether there is one of that id.
    pub fn open_lesson(&mut self, id: &str) -> bool {
        let known = shipped().iter().any(|lesson| lesson.id == id);
        // A lesson that was read can be shown.
        known && self.begin_lesson(id.to_owned(), None, 0).is_ok()
    }

    /// Reads the keys of lessons, before all others.
    pub(super) fn lesson_keys(&self, ctx: &Context, actions: &mut Vec<Action>) {
        if ctx.input_mut(|i| i.consume_shortcut(&LIST)) {
            let open = self.teaching.list.is_none();
            actions.push(Action::Teach(Teach::List(open)));
        }
        let digits = super::presenter::DIGITS;
        let asked = self.teaching.asks() || self.helping || self.palette.is_some();
        if asked || ctx.text_edit_focused() || self.notes.is_written() {
            return;
        }
        let press = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if self.teaching.practises {
            let practice = &self.teaching.practice;
            for (k, key) in digits.into_iter().enumerate().take(practice.choices()) {
                if press(key) {
                    let reply = Reply::Choice(k);
                    actions.push(Action::Practise(Practise::Reply(reply)));
                }
            }
            if practice.asks_for_number() && press(Key::A) {
                actions.push(Action::Teach(Teach::Answer));
            }
            if press(Key::PageDown) && practice.judged.is_some() {
                actions.push(Action::Practise(Practise::Next));
            }
            return;
        }
        let Some(reading) = &self.teaching.reading else {
            return;
        };
        let mut add = |what| actions.push(Action::Teach(what));
        for (key, back) in [(Key::PageDown, false), (Key::PageUp, true)] {
            if press(key) {
                add(Teach::Turn { back });
            }
        }
        if press(Key::V) {
            add(Teach::Reveal);
        }
        if press(Key::H) {
            add(Teach::Hint);
        }
        if reading.asks_for_number() && press(Key::A) {
            add(Teach::Answer);
        }
        if let Some(count) = reading.choices() {
            // Before a class a digit too many opens no preset instead.
            let read = if self.presents() { digits.len() } else { count };
            for (k, key) in digits.into_iter().enumerate().take(read) {
                if press(key) && k < count {
                    add(Teach::Choice(k));
                }
            }
        } else if self.presents() {
            for (k, key) in digits.into_iter().enumerate() {
                if press(key) {
                    add(Teach::Step(k));
                }
            }
        }
    }

    /// Asks whether the goal of the step is reached.
    pub(super) fn ask_goal(&mut self) {
        let Some(reading) = &mut self.teaching.reading else {
            return;
        };
        let question = reading.lesson.steps[reading.step].question.as_ref();
        let Some(Answer::Goal(claims)) = question.map(|q| &q.answer) else {
            return;
        };
        if reading.given.solved {
            return;
        }
        let session = self.history.session().clone();
        let session = session.with_desk_of(&self.teaching.blank);
        let shown = self.teaching.goals.show(&(session, claims.clone()));
        if let Some(found) = shown.value() {
            self.teaching.found = Some(Arc::clone(found));
        }
        if let Shown::Fresh(found) = &shown
            && found.iter().all(|v| v.holds)
        {
            reading.given.solved = true;
            self.finish();
        }
    }

    /// The parts that the step points at or hides.
    fn parts_told(&self) -> impl Iterator<Item = &Part> {
        let step = self.teaching.reading.as_ref().map(Reading::step);
        let parts = step.map(|s| s.highlight.iter().chain(&s.hide));
        parts.into_iter().flatten()
    }

    /// Whether a class is to see the course of time: the step is about it, or something is done to the cell.
    pub(super) fn tells_time(&self) -> bool {
        let session = self.history.session();
        session.study().sight == Sight::Time
            || !session.stimulus().is_empty()
            || self
                .parts_told()
                .any(|p| matches!(p, Part::Time | Part::Outcome | Part::Stimulus))
    }

    /// Whether a class is to see the picture beside the plane.
    pub(super) fn tells_picture(&self) -> bool {
        let sight = self.history.session().study().sight;
        sight != Sight::Time && self.parts_told().any(|p| *p == Part::Diagram)
    }

    /// The sliders that belong to what is told: that of the varied parameter, and those that the step points at.
    pub(super) fn told_sliders(&self) -> Vec<usize> {
        let session = self.history.session();
        let problem = session.problem();
        let mut sliders = vec![session.study().vary(problem).parameter];
        for part in self.parts_told() {
            if let Part::Slider(name) = part
                && let Ok(k) = problem.parameter(name)
                && !sliders.contains(&k)
            {
                sliders.push(k);
            }
        }
        sliders.truncate(MOST_SLIDERS);
        sliders
    }

    /// Where there is no room for both, whether the lesson or the controls are shown.
    pub(super) fn tabs(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let controls = self.teaching.shows_controls();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (on, name) in [(false, say!("lesson-tab")), (true, say!("page-controls"))] {
                if ui.selectable_label(controls == on, name).clicked() && controls != on {
                    actions.push(Action::Teach(Teach::Controls(on)));
                }
            }
        });
        ui.add_space(4.0);
    }

    /// The column of the lesson; `sliders` where no others are on the screen.
    pub(super) fn lesson_ui(
        &mut self,
        ui: &mut Ui,
        theme: Theme,
        sliders: bool,
        actions: &mut Vec<Action>,
    ) {
        if self.teaching.practises {
            let presents = self.presenter.is_some();
            let turned = self.teaching.turned;
            let practice = &mut self.teaching.practice;
            return exercise_ui(ui, practice, turned, presents, theme, actions);
        }
        let wanted = self.told_sliders();
        let tells = self.teaching.tells_changes();
        let Some(reading) = &mut self.teaching.reading else {
            return;
        };
        let problem = self.history.session().problem();
        let vary = self.history.session().study().vary(problem);
        let neuron = self.history.session().stage() == Stage::Neuron;
        if sliders && neuron && self.presenter.is_none() {
            let none = params::Ticks::default();
            let ticks = if tells { &self.study.ticks } else { &none };
            egui::Panel::bottom("lesson sliders")
                .frame(egui::Frame::NONE)
                .resizable(false)
                .show_separator_line(false)
                .show(ui, |ui| {
                    ui.separator();
                    for k in wanted {
                        params::presented_ui(ui, problem, k, ticks, vary, actions);
                    }
                });
        }
        let place = shipped().iter().position(|l| l.id == reading.key);
        let contents = Contents {
            lesson: &reading.lesson,
            place: place.map(|k| [k + 1, shipped().len()]),
            step: reading.step,
            hides: !reading.hidden().is_empty(),
            found: self.teaching.found.as_deref().map_or(&[], Vec::as_slice),
            presents: self.presenter.is_some(),
            turned: self.teaching.turned,
            scroll: self.teaching.scroll.take(),
            theme,
        };
        let given = &mut reading.given;
        self.teaching.seen = panel::lesson_ui(ui, &contents, given, actions);
    }

    /// What lies over the picture: frames around what is pointed at, the list of lessons, and what is wrong with a
    /// file.
    pub(super) fn over_lesson(&mut self, ui: &Ui, theme: Theme, actions: &mut Vec<Action>) {
        let framed = self.teaching.framed();
        if !framed.is_empty() {
            pointed::frame(ui.ctx(), &framed, draw::colour(theme, Role::Live));
        }
        if let Some(chosen) = &mut self.teaching.list {
            let open = self.teaching.reading.as_ref().map(|r| r.key.as_str());
            lessons_ui(ui, chosen, open, &self.preferences.finished, actions);
        }
        if let Some((path, faults)) = &self.teaching.faults {
            panel::faults_ui(ui, path, faults, actions);
        }
    }

    /// Does what is wanted of lessons.
    pub(super) fn teach(
        &mut self,
        what: Teach,
        now: f64,
    ) -> Result<(), crate::session::CommandError> {
        match what {
            Teach::List(open) => {
                let here = self.teaching.reading.as_ref();
                let here = here.and_then(|r| shipped().iter().position(|l| l.id == r.key));
                self.teaching.list = open.then_some(here.unwrap_or(0));
            }
            Teach::Open(id) => {
                self.teaching.list = None;
                return self.begin_lesson(id, None, 0);
            }
            Teach::Leave => {
                self.teaching.practises = false;
                return self.leave_lesson();
            }
            Teach::Dismiss => self.teaching.faults = None,
            Teach::Controls(on) => self.teaching.controls = on,
            Teach::Step(step) => return self.go_to_step(step, false),
            Teach::Again => {
                let step = self.teaching.reading.as_ref().map_or(0, |r| r.step);
                return self.go_to_step(step, false);
            }
            Teach::Turn { back } => return self.turn_lesson(back, now),
            _ => self.answer(what),
        }
        Ok(())
    }

    /// Takes an answer to the step's question, or shows what helps.
    fn answer(&mut self, what: Teach) {
        if self.teaching.practises {
            self.teaching.practice.given.focus = what == Teach::Answer;
            return;
        }
        let Some(reading) = &mut self.teaching.reading else {
            return;
        };
        let step = &reading.lesson.steps[reading.step];
        let given = &mut reading.given;
        match (what, &step.question) {
            (Teach::Reveal, _) => reading.revealed = !reading.revealed,
            (Teach::Hint, Some(_)) => given.hint = !given.hint,
            (Teach::Answer, Some(_)) => given.focus = true,
            (Teach::Show, Some(_)) => given.shown = true,
            (Teach::Choice(k), Some(question)) if !given.over() => {
                if let Some(right) = question.judge_choice(k) {
                    if !given.tried.contains(&k) {
                        given.tried.push(k);
                    }
                    given.solved = right;
                }
            }
            (Teach::Number(number), Some(question)) if !given.over() => {
                given.solved = question.judge_number(number) == Some(true);
                // The next try is typed in the same place.
                given.focus = !given.solved;
                given.wrong = match question.answer {
                    Answer::Number { is, .. } if !given.solved => Some(match number > is {
                        true => Said::of(|| say!("lesson-too-large")),
                        false => Said::of(|| say!("lesson-too-small")),
                    }),
                    _ => None,
                };
            }
            _ => {}
        }
        if reading.given.solved {
            // What was asked for may be seen.
            reading.revealed = true;
            self.finish();
        }
    }

    /// Lets the window follow what the session says of lessons.
    pub(super) fn recall_lesson(&mut self) {
        let session = self.history.session();
        let key = match session.memory(LESSON) {
            Some(Remembered::Text(key)) => key.clone(),
            _ => {
                self.teaching.reading = None;
                return;
            }
        };
        let step = match session.memory(STEP) {
            Some(Remembered::Number(step)) if *step >= 1.0 => *step as usize - 1,
            _ => 0,
        };
        if self.teaching.reading.as_ref().is_none_or(|r| r.key != key) {
            self.teaching.reading = self.read_lesson(&key);
        }
        if let Some(reading) = &mut self.teaching.reading {
            self.teaching.practises = false;
            let step = step.min(reading.lesson.steps.len() - 1);
            if reading.step != step {
                self.teaching.turn_to(step);
            }
        }
    }
}
