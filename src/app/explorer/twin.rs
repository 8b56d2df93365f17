//! The twin in the window: its training, and trained twins in files.
use super::super::action::Learn;
use super::super::panel::files::Asking;
use super::dialog::{Purpose, TWIN};
use super::{Explorer, save};
use crate::session::{Command, CommandError, Stage, TwinChange, TwinIdea, disk};
use crate::text::say;
use egui::Context;
use std::path::{Path, PathBuf};

/// Whether a file's name says that it is a trained twin.
pub(super) fn is_twin(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == TWIN)
}

impl Explorer {
    /// Does what is wanted of the training, where it is shown.
    pub(super) fn learn(&mut self, what: Learn) {
        if self.session().stage() == Stage::Twin {
            self.stages.twin.learn(what);
        }
    }

    /// Shows the twin, and sets up an experiment with it.
    pub(super) fn experiment(&mut self, idea: TwinIdea) -> Result<(), CommandError> {
        self.apply(&Command::Enter(Stage::Twin))?;
        self.apply(&Command::Twin(TwinChange::Try(idea)))
    }

    /// Asks for a trained twin to open.
    pub(super) fn ask_open_twin(&mut self, ctx: &Context) {
        if !self.ask_system(ctx, Purpose::OpenTwin) {
            self.ask_here(Asking::open(None).of_twin());
        }
    }

    /// Asks for a name to save the twin under.
    pub(super) fn ask_save_twin(&mut self, ctx: &Context) {
        let name = self.session().twin().options.neuron.name();
        let path = save::place(&name.replace('/', "-"), TWIN);
        if !self.ask_system(ctx, Purpose::SaveTwin(path.clone())) {
            self.ask_here(Asking::save(path).of_twin());
        }
    }

    /// Opens a trained twin: its settings become the session's, in one step, and its network is shown.
    pub(super) fn open_twin(&mut self, path: &Path) -> Option<String> {
        let saved = match disk::open_twin(path) {
            Ok(saved) => saved,
            Err(why) => return self.refused(&why),
        };
        let options = Box::new(saved.options.clone());
        let entered = self.apply(&Command::Enter(Stage::Twin));
        let done = entered.and_then(|()| self.apply(&Command::Twin(TwinChange::Options(options))));
        if let Err(why) = done {
            return self.refused(&why);
        }
        self.put_files_away();
        self.stages.twin.open(saved);
        Some(say!("opened", path = path.display().to_string()))
    }

    /// Saves the twin of this moment.
    pub(super) fn save_twin(&mut self, mut path: PathBuf, sure: bool) -> Option<String> {
        if path.extension().is_none() {
            path.set_extension(TWIN);
        }
        let Some(saved) = self.stages.twin.saved() else {
            self.put_files_away();
            return Some(say!("learnt-nothing-to-save"));
        };
        if !sure && path.is_file() {
            self.ask_to_replace(&path, || Asking::save(path.clone()).of_twin());
            return None;
        }
        let text = saved.write();
        match disk::write(&path, text.as_bytes()) {
            Ok(()) => {
                self.put_files_away();
                Some(say!("saved-as", path = path.display().to_string()))
            }
            Err(why) => self.refused(&why),
        }
    }
}
