//! The demonstration that is going on.
use super::super::action::Action;
use super::super::panel::demo;
use super::{EXPERIMENT, Explorer};
use crate::analysis::demo::{Demonstration, demonstrations};
use crate::job::Shown;
use crate::model::Stimulus;
use crate::scene::{self, Scene, Theme};
use crate::session::{Command, CommandError};
use egui::Ui;
use std::sync::Arc;

/// The courses of a fan are followed for so many times the model's own time.
const FAN_TIMES: f64 = 1.0;

/// A demonstration on its way.
pub(super) struct DemoState {
    demo: Demonstration,
    /// Which of its trials is done on the live cell.
    trial: usize,
    /// Whether the live cell was put to rest for it.
    rested: bool,
}

impl Explorer {
    /// Begins a demonstration with its first trial that fires, or ends the one that is going on.
    pub(super) fn demonstrate(&mut self, id: Option<&'static str>) -> Result<(), CommandError> {
        self.demo = None;
        let Some(demo) = demonstrations().into_iter().find(|d| Some(d.id) == id) else {
            return self.apply(&Command::Stimulate(Stimulus::default()));
        };
        self.apply(&Command::Open(demo.source.to_owned()))?;
        self.apply(&Command::Euler(None))?;
        for &(name, value) in demo.set {
            self.apply(&Command::Set {
                name: name.to_owned(),
                value,
            })?;
        }
        let trial = 0;
        self.speed = demo.until / EXPERIMENT;
        self.demo = Some(DemoState {
            demo,
            trial,
            rested: false,
        });
        self.playing = true;
        self.try_it(trial)
    }

    /// Does a trial of the demonstration on the live cell, from rest.
    pub(super) fn try_it(&mut self, trial: usize) -> Result<(), CommandError> {
        let Some(state) = &mut self.demo else {
            return Ok(());
        };
        let Some(chosen) = state.demo.trials.get(trial) else {
            return Ok(());
        };
        state.trial = trial;
        state.rested = false;
        let stimulus = Stimulus::parse(&chosen.stimulus)?;
        self.begun = None;
        self.apply(&Command::Stimulate(stimulus))
    }

    /// The strip of the demonstration, if one is going on.
    pub(super) fn demo_ui(&mut self, ui: &mut Ui, theme: Theme, actions: &mut Vec<Action>) {
        let Some(state) = &mut self.demo else {
            return;
        };
        let shown = self.questions.demo(&state.demo.id);
        let outcome = match &shown {
            Shown::Fresh(outcome) => outcome.as_ref().as_ref().ok(),
            _ => None,
        };
        if let Some(outcome) = outcome
            && !state.rested
        {
            state.rested = true;
            self.live.put(&outcome.start);
            self.begun = None;
        }
        let problem = self.session.problem();
        let words = match outcome {
            Some(outcome) => scene::demo::demo_words(&state.demo, outcome, problem),
            None => vec![],
        };
        let picture = outcome.and_then(|o| scene::demo::response(&state.demo, o, problem));
        let contents = demo::Contents {
            demo: &state.demo,
            trial: state.trial,
            outcome,
            words: &words,
            picture: picture.as_ref(),
            theme,
        };
        demo::demo_ui(ui, &contents, actions);
    }

    /// The courses of a model with one variable from many starts.
    pub(super) fn fan(&mut self) -> Option<Arc<Scene>> {
        if self.session.problem().scales().len() != 1 {
            self.courses = None;
            return None;
        }
        let mut problem = self.present.clone();
        problem.set_window(problem.home());
        let key = (problem, FAN_TIMES * self.usual_speed);
        if let Some(Ok(scene)) = self.questions.fan(&key).value().map(Arc::as_ref) {
            self.courses = Some(Arc::new(scene.clone()));
        }
        self.courses.clone()
    }
}
