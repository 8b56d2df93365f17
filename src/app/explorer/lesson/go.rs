//! Going to a step of a lesson: its session, the live state, and what the window remembers of it.
use super::super::memory::{DEMONSTRATION, LESSON, ORBITS, RULER, SIGHT, SPEED, STEP};
use super::super::{Explorer, Live, NOTICE};
use super::{Given, Own, Reading, Teaching};
use crate::lesson::{Act, Lesson, WindowAct, shipped};
use crate::session::{Command, CommandError, Remembered};
use crate::text::say;
use std::sync::Arc;

impl Teaching {
    /// Another step is shown: nothing is answered or revealed there yet.
    pub(super) fn turn_to(&mut self, step: usize) {
        if let Some(reading) = &mut self.reading {
            reading.step = step;
            reading.revealed = false;
            reading.given = Given::default();
        }
        self.found = None;
        self.card = None;
        self.seen = [0.0; 3];
        self.scroll = None;
        self.turned += 1;
    }
}

impl Explorer {
    /// A question was answered rightly: that of the last step ends a shipped lesson.
    pub(super) fn finish(&mut self) {
        if let Some(reading) = &self.teaching.reading
            && reading.step + 1 == reading.lesson.steps.len()
            && reading.own.is_none()
        {
            self.preferences.finished.insert(reading.key.clone());
        }
    }

    /// The lesson that the session names, at its first step; `None` where there is none of that name any more.
    pub(super) fn read_lesson(&self, key: &str) -> Option<Reading> {
        let ours = shipped().iter().find(|lesson| lesson.id == key);
        let (lesson, own) = match ours {
            Some(lesson) => (lesson.clone(), None),
            None => {
                let (own, lesson) = Own::open(std::path::Path::new(key)).ok()?;
                (lesson.ok()?, Some(own))
            }
        };
        Some(reading(key.to_owned(), lesson, own))
    }

    /// Opens a lesson at a step.
    pub(super) fn begin_lesson(
        &mut self,
        key: String,
        own: Option<(Own, Lesson)>,
        step: usize,
    ) -> Result<(), CommandError> {
        let begun = match own {
            Some((own, lesson)) => Some(reading(key, lesson, Some(own))),
            None => self.read_lesson(&key),
        };
        let Some(begun) = begun else {
            return Ok(());
        };
        self.teaching.reading = Some(begun);
        self.teaching.practises = false;
        self.teaching.controls = false;
        self.go_to_step(step, false)
    }

    /// Closes the lesson; what it shows stays.
    pub(super) fn leave_lesson(&mut self) -> Result<(), CommandError> {
        if self.teaching.reading.take().is_none() {
            return Ok(());
        }
        let forget = |name: &str| Command::Remember(name.into(), None);
        self.history.apply_all(&[forget(STEP), forget(LESSON)])?;
        self.touched();
        Ok(())
    }

    /// Goes to a step, on from the one before it or from anywhere.
    pub(super) fn go_to_step(&mut self, step: usize, on: bool) -> Result<(), CommandError> {
        let Some(reading) = &self.teaching.reading else {
            return Ok(());
        };
        let lesson = Arc::clone(&reading.lesson);
        let Some(own) = lesson.steps.get(step).map(|s| &s.acts) else {
            return Ok(());
        };
        let opens = |act: &Act| matches!(act, Act::Do(Command::Open(_)));
        let afresh = !on || own.iter().any(opens);
        let acts: Vec<&Act> = lesson.acts(step).collect();
        let mut session = lesson.session(step)?.with_desk_of(self.session());
        let mut forgotten = self.forgetting();
        let names = [RULER, SIGHT, DEMONSTRATION];
        forgotten.extend(names.map(|name| Command::Remember(name.into(), None)));
        forgotten.push(remember(LESSON, Remembered::Text(reading.key.clone())));
        // The live state is what lessons tell of, also where courses from many starts are shown otherwise.
        forgotten.push(remember(ORBITS, Remembered::Flag(false)));
        for command in &forgotten {
            session.apply(command)?;
        }
        let mut commands = vec![Command::Replace(Box::new(session))];
        let demo = acts.iter().rev().find_map(|act| match act {
            Act::Window(WindowAct::Demo(id)) => Some(*id),
            _ => None,
        });
        if let Some(Some(id)) = demo {
            commands.extend(self.demonstration(id)?);
        }
        let speed = acts.iter().rev().find_map(|act| match act {
            Act::Window(WindowAct::Speed(speed)) => Some(*speed),
            _ => None,
        });
        commands.extend(
            speed
                .flatten()
                .map(|speed| remember(SPEED, Remembered::Number(speed))),
        );
        commands.push(remember(STEP, Remembered::Number(step as f64 + 1.0)));
        let before = self.history.session().problem().clone();
        self.history.apply_all(&commands)?;
        self.touched();
        self.demo = None;
        self.teaching.turn_to(step);
        let problem = self.history.session().problem();
        let same = before.model().info().id == problem.model().info().id
            && before.preset_id() == problem.preset_id();
        if same {
            if afresh {
                self.live = Live::new(problem);
                self.obeyed = problem.clone();
                self.begun = None;
            }
            self.plane.pin(None);
            self.recall();
        } else {
            self.opened();
        }
        let done: Vec<&Act> = if afresh { acts } else { own.iter().collect() };
        for act in done {
            if let Act::Window(act) = act {
                self.act(act, own.contains(&Act::Window(act.clone())));
            }
        }
        let beside = self.tells_picture();
        if let Some(presenter) = &mut self.presenter {
            presenter.show_beside(beside);
        }
        Ok(())
    }

    /// Opens the card that the step asks for, once the portrait is that of the step.
    pub(in crate::app::explorer) fn open_card(&mut self) {
        let (Some(at), Some(view)) = (&self.teaching.card, &self.view) else {
            return;
        };
        let problem = self.history.session().problem();
        let Some(view) = view
            .as_ref()
            .as_ref()
            .ok()
            .filter(|v| v.problem == *problem)
        else {
            return;
        };
        let (home, at) = (problem.home(), problem.project(at));
        let places = view
            .portrait
            .equilibria
            .iter()
            .map(|e| problem.project(&e.at));
        let nearest = places.min_by(|a, b| {
            let [a, b] = [a, b].map(|place| home.distance(*place, at));
            a.total_cmp(&b)
        });
        self.plane.pin(nearest);
        self.teaching.card = None;
    }

    /// Does what a step does to the live state; a kick only when it is that step's `own`.
    fn act(&mut self, act: &WindowAct, own: bool) {
        match act {
            WindowAct::Play => self.set_playing(true),
            WindowAct::Pause => self.set_playing(false),
            WindowAct::Restart => {
                self.begun = None;
                let problem = self.history.session().problem();
                self.live.restart(problem);
            }
            WindowAct::Start(state) => {
                self.begun = None;
                self.live.put(state);
            }
            WindowAct::Kick(by) if own => {
                let moved = self.live.whole().iter().zip(by).map(|(x, by)| x + by);
                let moved: Vec<f64> = moved.collect();
                self.live.put(&moved);
            }
            WindowAct::Card(at) if own => self.teaching.card = Some(at.clone()),
            // Demonstration and speed are part of the session.
            WindowAct::Kick(_) | WindowAct::Card(_) | WindowAct::Demo(_) | WindowAct::Speed(_) => {}
        }
    }

    /// The next thing: what is hidden, then (before a class) the answer, then the next step, then the next lesson; or
    /// the step before.
    pub(super) fn turn_lesson(&mut self, back: bool, now: f64) -> Result<(), CommandError> {
        let presents = self.presents();
        let [offset, shown, below] = self.teaching.seen;
        if presents && !back && below > 4.0 {
            // A class has not seen the end of the text yet.
            self.teaching.scroll = Some(offset + below.min(0.8 * shown));
            return Ok(());
        }
        let Some(reading) = &mut self.teaching.reading else {
            return Ok(());
        };
        let ours = shipped().iter().position(|l| l.id == reading.key);
        if back {
            if reading.step > 0 {
                let step = reading.step - 1;
                return self.go_to_step(step, false);
            }
            if let Some(before) = ours.and_then(|k| k.checked_sub(1)) {
                let before = &shipped()[before];
                return self.begin_lesson(before.id.clone(), None, before.steps.len() - 1);
            }
            return Ok(());
        }
        if !reading.hidden().is_empty() {
            reading.revealed = true;
            return Ok(());
        }
        if presents && reading.step().question.is_some() && !reading.given.over() {
            reading.given.shown = true;
            return Ok(());
        }
        let next = reading.step + 1;
        if next < reading.lesson.steps.len() {
            return self.go_to_step(next, true);
        }
        match ours.and_then(|k| shipped().get(k + 1)) {
            Some(next) => self.begin_lesson(next.id.clone(), None, 0),
            None => {
                self.notice = Some((say!("lesson-end"), now + NOTICE));
                Ok(())
            }
        }
    }
}

fn remember(name: &str, what: Remembered) -> Command {
    Command::Remember(name.into(), Some(what))
}

fn reading(key: String, lesson: Lesson, own: Option<Own>) -> Reading {
    Reading {
        lesson: Arc::new(lesson),
        key,
        own,
        step: 0,
        revealed: false,
        given: Given::default(),
    }
}
