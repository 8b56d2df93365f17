//! Exercises in the window: drawn by a seed, asked one after the other, explained at once, and counted.
use super::super::memory::{DEMONSTRATION, LESSON, RULER, SIGHT, STEP};
use super::super::{Explorer, Live, save};
use super::Given;
use crate::app::action::Practise;
use crate::job::{Cancel, Lane, Shown};
use crate::lesson::exercise::{Exercise, ExerciseKind, Judged, Reply, Score, ScoreSheet};
use crate::lesson::{Part, Unchecked};
use crate::scene::{Dot, Item, Role, Scene};
use crate::session::{Command, CommandError};
use crate::text::say;
use egui::Context;
use std::sync::Arc;
use std::time::Duration;

/// An exercise is drawn to its end for so long although another one is wanted.
const PATIENCE: Duration = Duration::from_millis(500);

type Drawn = Result<Exercise, Unchecked>;

/// Exercises, one after the other.
pub(in crate::app) struct Practice {
    /// The only kind that is drawn; all of them in turn where there is none.
    pub kind: Option<ExerciseKind>,
    /// The seed of the first one.
    pub seed: u64,
    /// How many came before the one that is asked.
    pub number: u64,
    /// What is asked; nothing while it is being drawn.
    pub asked: Option<Arc<Drawn>>,
    /// What was answered, with what it is worth.
    pub judged: Option<(Reply, Judged)>,
    /// What is typed and what was tried.
    pub given: Given,
    /// All answers since the window was opened or another seed was chosen.
    pub sheet: ScoreSheet,
    /// When the question was asked.
    since: f64,
    lane: Lane<(ExerciseKind, u64), Drawn>,
}

fn draw() -> impl FnMut(&Cancel, &(ExerciseKind, u64), &mut dyn FnMut(Drawn)) + Send {
    |cancel, (kind, seed), publish| {
        let drawn = Exercise::new(*kind, *seed);
        if !cancel.is_cancelled() {
            publish(drawn);
        }
    }
}

impl Practice {
    pub(super) fn new(notify: Option<impl Fn() + Clone + Send + 'static>) -> Self {
        Self {
            kind: None,
            seed: 1,
            number: 0,
            asked: None,
            judged: None,
            given: Given::default(),
            sheet: ScoreSheet::default(),
            since: 0.0,
            lane: match notify {
                None => Lane::waiting(draw()),
                Some(notify) => Lane::new("exercise", PATIENCE, draw(), notify),
            },
        }
    }

    /// The exercise that is asked.
    pub(in crate::app) fn exercise(&self) -> Option<&Exercise> {
        self.asked.as_deref()?.as_ref().ok()
    }

    /// Which exercise is next: kind and seed.
    fn wanted(&self) -> (ExerciseKind, u64) {
        let all = ExerciseKind::ALL;
        let turn = self.number % all.len() as u64;
        let kind = self.kind.unwrap_or(all[turn as usize]);
        (kind, self.seed.wrapping_add(self.number))
    }

    /// What is hidden until it is answered.
    pub(super) fn hidden(&self) -> &[Part] {
        match self.exercise() {
            Some(exercise) if self.judged.is_none() => &exercise.hide,
            _ => &[],
        }
    }

    /// How many answers are offered, while one is wanted.
    pub(super) fn choices(&self) -> usize {
        let open = self.exercise().filter(|_| self.judged.is_none());
        open.map_or(0, |exercise| exercise.choices.len())
    }

    /// Whether a number is wanted.
    pub(super) fn asks_for_number(&self) -> bool {
        let open = self.exercise().filter(|_| self.judged.is_none());
        open.is_some_and(|exercise| exercise.choices.is_empty())
    }

    /// Begins another question.
    fn turn(&mut self) {
        self.asked = None;
        self.judged = None;
        self.given = Given::default();
    }
}

impl Explorer {
    /// Begins exercises, in place of the lesson.
    pub(super) fn begin_practice(&mut self) -> Result<(), CommandError> {
        self.teaching.list = None;
        self.teaching.controls = false;
        if self.teaching.reading.is_some() {
            self.leave_lesson()?;
        }
        self.teaching.practises = true;
        self.teaching.practice.turn();
        Ok(())
    }

    /// Does what is wanted of exercises.
    pub(in crate::app::explorer) fn practise(
        &mut self,
        what: Practise,
        now: f64,
    ) -> Result<(), CommandError> {
        let practice = &mut self.teaching.practice;
        match what {
            Practise::Begin => return self.begin_practice(),
            Practise::Kind(kind) => {
                practice.kind = kind;
                practice.number = 0;
                practice.turn();
            }
            Practise::Seed(seed) => {
                practice.seed = seed;
                practice.number = 0;
                practice.sheet = ScoreSheet::default();
                practice.turn();
            }
            Practise::Reply(reply) => self.take_reply(reply, now),
            Practise::Next => {
                practice.number += 1;
                practice.turn();
            }
            Practise::Again => return self.show_exercise(),
            Practise::Save => {
                let text = practice.sheet.to_csv();
                self.notice = Some((save::scores(&text), now + super::super::NOTICE));
            }
        }
        Ok(())
    }

    /// Draws the next exercise in the background, and shows it when it is there.
    pub(in crate::app::explorer) fn ask_exercise(&mut self, ctx: &Context) {
        let practice = &mut self.teaching.practice;
        if !self.teaching.practises || practice.asked.is_some() {
            return;
        }
        let wanted = practice.wanted();
        let Shown::Fresh(drawn) = practice.lane.show(&wanted) else {
            return;
        };
        practice.since = ctx.input(|i| i.time);
        practice.asked = Some(drawn);
        self.teaching.turned += 1;
        // Its session was made by the same commands that the window knows.
        let _ = self.show_exercise();
    }

    /// The exercise that is asked, and whether it was answered.
    pub fn exercise(&self) -> Option<(&Exercise, bool)> {
        let practice = &self.teaching.practice;
        let exercise = practice.exercise().filter(|_| self.teaching.practises)?;
        Some((exercise, practice.judged.is_some()))
    }

    /// Sets up what the exercise is about.
    fn show_exercise(&mut self) -> Result<(), CommandError> {
        let Some(exercise) = self.teaching.practice.exercise() else {
            return Ok(());
        };
        let mut session = exercise.session.clone().with_desk_of(self.session());
        // Whoever sees the cell move has seen the answer.
        let still = exercise.hide.contains(&Part::Outcome);
        let mut forgotten = self.forgetting();
        let names = [RULER, SIGHT, DEMONSTRATION, LESSON, STEP];
        forgotten.extend(names.map(|name| Command::Remember(name.into(), None)));
        for command in &forgotten {
            session.apply(command)?;
        }
        self.history
            .apply_all(&[Command::Replace(Box::new(session))])?;
        self.touched();
        self.demo = None;
        self.opened();
        self.set_playing(!still);
        Ok(())
    }

    fn take_reply(&mut self, reply: Reply, now: f64) {
        let practice = &mut self.teaching.practice;
        let Some(exercise) = practice.exercise().filter(|_| practice.judged.is_none()) else {
            return;
        };
        let judged = exercise.judge(reply);
        let score = Score {
            exercise: exercise.kind,
            seed: exercise.seed,
            answer: reply,
            correct: exercise.answer,
            right: judged.right,
            seconds: (now - practice.since).max(0.0),
        };
        let still = exercise.hide.contains(&Part::Outcome);
        practice.sheet.scores.push(score);
        practice.judged = Some((reply, judged));
        if still {
            // Now one may see what happens.
            self.begun = None;
            self.live = Live::new(self.history.session().problem());
            self.set_playing(true);
        }
    }

    /// The ring around the equilibrium that is asked about.
    pub(in crate::app::explorer) fn exercise_mark(&self) -> Option<Scene> {
        if !self.teaching.practises {
            return None;
        }
        let exercise = self.teaching.practice.exercise()?;
        let at = exercise.mark.as_ref()?;
        let problem = self.history.session().problem();
        if at.len() != problem.scales().len() {
            return None;
        }
        let mut scene = crate::scene::plane_axes(problem);
        scene.items.push(Item::Dot(Dot {
            role: Role::Highlight,
            at: problem.project(at),
        }));
        Some(scene)
    }
}

/// The words of an exercise that could not be drawn.
pub(in crate::app) fn trouble(why: &Unchecked) -> String {
    say!("exercise-trouble", why = why.to_string())
}
