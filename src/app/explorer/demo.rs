//! The demonstration that is going on.
use super::super::action::Action;
use super::super::panel::demo;
use super::{EXPERIMENT, Explorer};
use crate::analysis::demo::{Demonstration, Measure, demonstrations};
use crate::export;
use crate::job::Shown;
use crate::model::Stimulus;
use crate::scene::Theme;
use crate::session::{Command, CommandError, Layer, Sight};
use egui::Ui;

/// A demonstration on its way.
pub(super) struct DemoState {
    demo: Demonstration,
    /// Which of its trials is done on the live cell.
    trial: usize,
    /// Whether the live cell was put to rest for it.
    rested: bool,
    /// Whether the threshold ruler was shown before, and what was looked at beside the plane.
    pub(super) ruler: bool,
    pub(super) sight: Sight,
    /// The range of the first variable that suits all trials, once they have been done.
    pub(super) range: Option<[f64; 2]>,
}

/// Shows the threshold ruler, or not: demonstrations are about the threshold.
fn shown(on: bool) -> Command {
    let layer = Layer::Ruler;
    Command::Show { layer, on }
}

impl Explorer {
    /// Begins a demonstration with its most telling trial, or ends the one that is going on.
    pub(super) fn demonstrate(&mut self, id: Option<&'static str>) -> Result<(), CommandError> {
        self.end_demo();
        let Some(demo) = demonstrations().into_iter().find(|d| Some(d.id) == id) else {
            return self.apply(&Command::Stimulate(Stimulus::default()));
        };
        let trial = demo.telling();
        let ruler = self.history.session().layers().shows(Layer::Ruler);
        let sight = self.history.session().study().sight;
        // All of it is one step.
        let mut commands = export::demo_commands(&demo, trial)?;
        // Classes of excitability are about rates.
        if matches!(demo.measure, Measure::Onset(_)) {
            commands.push(Command::Look(Sight::Firing));
        }
        self.history.apply_all(&commands)?;
        self.touched();
        self.opened();
        self.speed = demo.until / EXPERIMENT;
        self.demo = Some(DemoState {
            demo,
            trial,
            rested: false,
            ruler,
            sight,
            range: None,
        });
        self.playing = true;
        Ok(())
    }

    /// Puts back what the demonstration that is going on has changed in the window.
    pub(super) fn end_demo(&mut self) {
        let Some(ended) = self.demo.take() else {
            return;
        };
        let mut commands = vec![shown(ended.ruler)];
        let look = Command::Look(ended.sight);
        // Another model may not have what was looked at.
        let has = || self.history.session().clone().apply(&look).is_ok();
        if matches!(ended.demo.measure, Measure::Onset(_)) && has() {
            commands.push(look);
        }
        let put_back = self.history.apply_all(&commands);
        put_back.expect("a layer can always be shown, and the sight was tried");
        self.touched();
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
        let contents = demo::Contents {
            demo: &state.demo,
            trial: state.trial,
            outcome: found.map(|f| &f.outcome),
            words: found.map_or(&[], |f| &f.words),
            picture: found.map(|f| &f.picture),
            theme,
        };
        demo::demo_ui(ui, &contents, actions);
    }
}
