//! The demonstration that is going on.
use super::super::action::Action;
use super::super::panel::demo;
use super::Explorer;
use super::memory::{DEMONSTRATION, PLAYING, RULER, SIGHT};
use crate::analysis::demo::{Demonstration, Measure, demonstrations};
use crate::export;
use crate::job::Shown;
use crate::lesson::Part;
use crate::model::Stimulus;
use crate::scene::{self, Theme};
use crate::session::{Command, CommandError, Layer, Remembered, Sight};
use egui::Ui;

/// A demonstration on its way.
pub(super) struct DemoState {
    pub(super) demo: Demonstration,
    /// Which of its trials is done on the live cell.
    pub(super) trial: usize,
    /// Whether the live cell was put to rest for it.
    pub(super) rested: bool,
    /// Of which trial a screen reader was told what came of it.
    pub(super) told: Option<usize>,
    /// The range of the first variable that suits all trials, once they have been done.
    pub(super) range: Option<[f64; 2]>,
}

/// Whether a demonstration shows rates beside the plane.
fn is_about_rates(demo: &Demonstration) -> bool {
    matches!(demo.measure, Measure::Onset(_))
}

/// Shows the threshold ruler, or not: demonstrations are about the threshold.
fn shown(on: bool) -> Command {
    let layer = Layer::Ruler;
    Command::Show { layer, on }
}

impl Explorer {
    /// Begins a demonstration with its most telling trial, or ends the one that is going on. Either is one
    /// step.
    pub(super) fn demonstrate(&mut self, id: Option<&'static str>) -> Result<(), CommandError> {
        let mut commands = self.leaving();
        let Some(demo) = demonstrations().into_iter().find(|d| Some(d.id) == id) else {
            commands.insert(0, Command::Stimulate(Stimulus::default()));
            self.history.apply_all(&commands)?;
            self.touched();
            self.recall();
            return Ok(());
        };
        commands.extend(self.demonstration(demo.id)?);
        self.history.apply_all(&commands)?;
        self.touched();
        // The same one may begin anew.
        self.demo = None;
        self.opened();
        Ok(())
    }

    /// What begins a demonstration with its most telling trial.
    pub(super) fn demonstration(&self, id: &str) -> Result<Vec<Command>, CommandError> {
        let Some(demo) = demonstrations().into_iter().find(|d| d.id == id) else {
            return Ok(vec![]);
        };
        // What one demonstration has changed is not what another one puts back.
        let (ruler, sight) = if self.demo.is_some() {
            self.before_demo()
        } else {
            let session = self.history.session();
            let sight = session.study().sight;
            (session.layers().shows(Layer::Ruler), Some(sight))
        };
        let keep = |name: &str, what| Command::Remember(name.into(), Some(what));
        let mut commands = export::demo_commands(&demo, demo.telling())?;
        // Classes of excitability are about rates.
        if is_about_rates(&demo) {
            commands.push(Command::Look(Sight::Firing));
        }
        commands.push(keep(PLAYING, Remembered::Flag(true)));
        commands.push(keep(RULER, Remembered::Flag(ruler)));
        commands.extend(sight.map(|s| keep(SIGHT, Remembered::Text(s.name().into()))));
        commands.push(keep(DEMONSTRATION, Remembered::Text(demo.id.into())));
        Ok(commands)
    }

    /// What leaves the cell that is shown: puts back what a demonstration has changed, and forgets what another
    /// cell does not take over.
    pub(super) fn leaving(&self) -> Vec<Command> {
        let mut commands = self.forgetting();
        let Some(ended) = &self.demo else {
            return commands;
        };
        let (ruler, sight) = self.before_demo();
        commands.push(shown(ruler));
        let look = sight.filter(|_| is_about_rates(&ended.demo));
        commands.extend(look.map(Command::Look));
        // It gives the step its name, where the cell stays.
        let names = [RULER, SIGHT, DEMONSTRATION].into_iter();
        commands.extend(names.map(|name| Command::Remember(name.into(), None)));
        // Another model may not have what was looked at.
        let mut tried = self.history.session().clone();
        commands.retain(|command| tried.apply(command).is_ok());
        commands
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

    /// The demonstration that is going on, by its id, and its trial.
    pub(super) fn demonstrated(&self) -> Option<(&'static str, usize)> {
        let state = self.demo.as_ref()?;
        Some((state.demo.id, state.trial))
    }

    /// The strip of the demonstration, if one is going on.
    pub(super) fn demo_ui(&mut self, ui: &mut Ui, theme: Theme, actions: &mut Vec<Action>) {
        let Some(state) = &mut self.demo else {
            return;
        };
        let shown = self.questions.demo(&state.demo.id);
        let found = match &shown {
            Shown::Fresh(found) => found.as_ref().as_ref().ok(),
            _ => None,
        };
        if let Some(found) = found
            && !state.rested
        {
            state.rested = true;
            state.range = Some(found.picture.range);
            self.live.put(&found.outcome.start);
            self.begun = None;
        }
        let tells = !self.teaching.hides(&Part::Words);
        if let Some(found) = found.filter(|_| tells)
            && state.told != Some(state.trial)
            && let Some(trial) = state.demo.trials.get(state.trial)
        {
            // Of the first what was found at all, of each how it came out.
            if state.told.replace(state.trial).is_none() {
                let all = found.words.iter().cloned();
                self.spoken.announcer.event(scene::sentences(all));
            }
            let words = scene::trial_spoken(&state.demo, trial, &found.outcome, state.trial);
            self.spoken.announcer.event(words);
        }
        let draws = !self.teaching.hides(&Part::Time);
        let words: &[String] = found.filter(|_| tells).map_or(&[], |f| &f.words);
        // Before a class the picture needs the room.
        let most = match self.presenter {
            Some(_) => 1,
            None => words.len(),
        };
        let contents = demo::Contents {
            demo: &state.demo,
            trial: state.trial,
            tells,
            outcome: found.filter(|_| tells).map(|f| &f.outcome),
            words: words.get(..most).unwrap_or(words),
            picture: found.filter(|_| draws).map(|f| f.picture.now()),
            theme,
        };
        demo::demo_ui(ui, &contents, actions);
    }
}
