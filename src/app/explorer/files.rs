//! Sessions in files and texts: opening, saving, sharing, what is saved by itself, and going back and
//! forth in what was done.
use super::super::action::{Action, Wish};
use super::super::panel::files;
use super::dialog::{Dialogs, Purpose, ended};
use super::lesson::is_lesson;
use super::memory::Wanted;
use super::twin::is_twin;
use super::{Explorer, NOTICE, save};
use crate::export;
use crate::scene;
use crate::session::autosave::{Autosave, AutosaveError, Restored};
use crate::session::file::Opened;
use crate::session::{Command, CommandError, History, Session, disk, share};
use crate::text::say;
use egui::{Context, Ui};
use std::path::{Path, PathBuf};

/// The window lives with what was restored when it has done so for this long, in seconds.
const SETTLED: f64 = 5.0;

/// What the window knows about files.
#[derive(Default)]
pub(super) struct Files {
    /// The place in which everything is saved by itself.
    autosave: Option<Autosave>,
    /// Since when the window lives with what was restored; `None` once that is long enough.
    since: Option<f64>,
    /// Whether there is something that is not saved by itself yet.
    changed: bool,
    /// Where the session was opened or saved last.
    path: Option<PathBuf>,
    /// The question that is open, with what was typed.
    asking: Option<files::Asking>,
    /// The system's dialogs, which come first.
    pub(super) dialogs: Dialogs,
    /// Why saving by itself failed, if that was said.
    fault: Option<String>,
}

impl Explorer {
    /// Saves everything by itself from now on, in the place that was `begun`, and brings back what was
    /// there. A session to `show` comes on top of it, so that undo leads to what was there.
    ///
    /// # Errors
    /// When the session to show cannot be shown.
    pub fn restore(
        &mut self,
        ctx: &Context,
        begun: Result<(Autosave, Restored), AutosaveError>,
        show: Option<&Session>,
    ) -> Result<(), CommandError> {
        let now = ctx.input(|i| i.time);
        let mut said = match begun {
            Err(why) => Some(scene::sentence(&why.to_string())),
            Ok((autosave, restored)) => {
                self.files.autosave = Some(autosave);
                self.files.since = Some(now);
                match restored {
                    Restored::Session(opened) => self.show_opened(*opened, None),
                    Restored::SetAside { path, why } => Some(say!(
                        "kept-aside",
                        why = scene::sentence(&why.to_string()),
                        path = path.display().to_string()
                    )),
                    Restored::Nothing => None,
                }
            }
        };
        // What was brought back is where everything begins.
        self.history = History::new(self.history.session().clone());
        if let Some(session) = show {
            let last = *self.session() != Session::default();
            self.apply(&Command::Replace(Box::new(session.clone())))?;
            if last && self.history.undoes().is_some() {
                let text = say!("one-step-back");
                said = Some(match said {
                    Some(said) => format!("{said} {text}"),
                    None => text,
                });
            }
        }
        self.files.changed = true;
        if let Some(text) = said {
            self.notice = Some((text, now + NOTICE));
        }
        Ok(())
    }

    /// Shows what was opened, and says what the user should know about it.
    fn show_opened(&mut self, opened: Opened, from: Option<&Path>) -> Option<String> {
        // What the figure showed that it came from would be stale after the first change.
        let session = export::forgetting(&opened.session);
        if let Err(why) = self.apply(&Command::Replace(Box::new(session))) {
            return Some(why.to_string());
        }
        let mut said: Vec<String> = from
            .map(|path| say!("opened", path = path.display().to_string()))
            .into_iter()
            .collect();
        said.extend(opened.mentions.iter().map(ToString::to_string));
        said.extend(Wanted::of(self.session()).faults);
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// Goes somewhere in the history, and lets the window follow.
    pub(super) fn travel(&mut self, go: impl FnOnce(&mut History) -> bool) {
        let before = self.history.session().problem().clone();
        if !go(&mut self.history) {
            return;
        }
        self.files.changed = true;
        let problem = self.history.session().problem();
        let same = before.model().info().id == problem.model().info().id
            && before.preset_id() == problem.preset_id();
        if same {
            self.recall();
        } else {
            self.opened();
        }
    }

    /// Notes that there is something to save by itself.
    pub(super) fn touched(&mut self) {
        self.files.changed = true;
    }

    /// Saves by itself what is not saved yet, unless it is being dragged.
    pub(super) fn keep(&mut self, now: f64) {
        let Some(autosave) = &self.files.autosave else {
            return;
        };
        if self.files.since.is_some_and(|since| now > since + SETTLED) {
            autosave.settled();
            self.files.since = None;
        }
        if self.files.changed && !self.dragging {
            autosave.keep(self.history.session());
            self.files.changed = false;
        }
        let fault = autosave.fault();
        if fault != self.files.fault {
            self.files.fault.clone_from(&fault);
            if let Some(why) = fault {
                self.notice = Some((why, now + NOTICE));
            }
        }
    }

    /// Opens what is dropped on the window.
    pub(super) fn take_dropped(&mut self, ctx: &Context) {
        let (dropped, now) = ctx.input(|i| (i.raw.dropped_files.clone(), i.time));
        for file in dropped {
            let said = if is_lesson(file.path()) {
                self.open_lesson_file(file.path())
            } else if is_twin(file.path()) {
                self.open_twin(file.path())
            } else {
                match disk::open(file.path()) {
                    Ok(opened) => {
                        self.comes_from(Some(file.path()));
                        self.show_opened(opened, Some(file.path()))
                    }
                    Err(why) => Some(why.to_string()),
                }
            };
            if let Some(text) = said {
                self.notice = Some((text, now + NOTICE));
            }
        }
    }

    /// Notes where the session comes from, so that it is saved there again. A figure is opened, not written
    /// over, and what comes from no file is saved over none.
    fn comes_from(&mut self, path: Option<&Path>) {
        let own = path.filter(|path| path.extension().is_some_and(|e| e == disk::ENDING));
        self.files.path = own.map(Path::to_path_buf);
    }

    /// Why something could not be opened or saved; the question waits for another name.
    pub(super) fn refused(&mut self, why: &impl ToString) -> Option<String> {
        if let Some(asking) = &mut self.files.asking {
            asking.refused();
        }
        Some(scene::sentence(&why.to_string()))
    }

    /// Asks for a file in the window, where the system has no dialog.
    pub(super) fn ask_here(&mut self, asking: files::Asking) {
        self.put_export_away();
        self.files.asking = Some(asking);
    }

    /// Asks whether the file that is there may be replaced.
    pub(super) fn ask_to_replace(&mut self, path: &Path, asking: impl FnOnce() -> files::Asking) {
        self.put_export_away();
        let asking = self.files.asking.get_or_insert_with(asking);
        asking.ask_to_replace(path);
    }

    /// Whether a question for a file is open.
    pub(super) fn asks_for_file(&self) -> bool {
        self.files.asking.is_some()
    }

    /// Puts the question for a file away.
    pub(super) fn put_files_away(&mut self) {
        self.files.asking = None;
    }

    /// Does what is wanted of files and texts.
    pub(super) fn file(&mut self, ctx: &Context, wish: Wish, now: f64) {
        let said = match wish {
            Wish::AskOpenTwin => return self.ask_open_twin(ctx),
            Wish::AskSaveTwin => return self.ask_save_twin(ctx),
            Wish::OpenTwin(path) => self.open_twin(&path),
            Wish::SaveTwin { path, sure } => self.save_twin(path, sure),
            Wish::AskOpen => {
                if self.ask_system(ctx, Purpose::Open) {
                    return;
                }
                self.put_export_away();
                self.files.asking = Some(files::Asking::open(self.files.path.as_deref()));
                None
            }
            Wish::AskSave => {
                let problem = self.history.session().problem();
                let name = format!("{}-{}", problem.model().info().id, problem.preset().id);
                let path = self.files.path.clone();
                let path = path.unwrap_or_else(|| save::place(&name, disk::ENDING));
                if self.ask_system(ctx, Purpose::Save(path.clone())) {
                    return;
                }
                self.put_export_away();
                self.files.asking = Some(files::Asking::save(path));
                None
            }
            Wish::AskExport => return self.ask_export(ctx),
            Wish::Export(export) => return self.export(*export),
            Wish::EndExport => return self.end_export(now),
            Wish::Cancel => {
                self.files.asking = None;
                None
            }
            Wish::SaveAgain => match self.files.path.clone() {
                Some(path) => self.save_session(path),
                None => return self.file(ctx, Wish::AskSave, now),
            },
            Wish::Save { path, sure } => {
                let path = ended(path);
                let ours = self.files.path.as_ref() == Some(&path);
                if !sure && !ours && path.is_file() {
                    self.put_export_away();
                    let asking = &mut self.files.asking;
                    let asking = asking.get_or_insert_with(|| files::Asking::save(path.clone()));
                    asking.ask_to_replace(&path);
                    return;
                }
                self.save_session(path)
            }
            Wish::Open(path) if is_twin(&path) => self.open_twin(&path),
            Wish::Open(path) if is_lesson(&path) => {
                self.files.asking = None;
                self.open_lesson_file(&path)
            }
            Wish::Open(path) => match disk::open(&path) {
                Ok(opened) => {
                    self.files.asking = None;
                    self.comes_from(Some(&path));
                    self.show_opened(opened, Some(&path))
                }
                Err(why) => self.refused(&why),
            },
            Wish::Share => Some(match share::share(self.history.session()) {
                Ok(text) => {
                    ctx.copy_text(text);
                    say!("session-copied")
                }
                Err(why) => why.to_string(),
            }),
            Wish::Paste(text) => match share::read(&text) {
                Ok(opened) => {
                    self.files.asking = None;
                    self.comes_from(None);
                    self.show_opened(opened, None)
                }
                Err(why) => self.refused(&why),
            },
        };
        if let Some(text) = said {
            self.notice = Some((text, now + NOTICE));
        }
    }

    fn save_session(&mut self, path: PathBuf) -> Option<String> {
        match disk::save(self.history.session(), &path) {
            Ok(()) => {
                self.files.asking = None;
                let said = say!("saved-as", path = path.display().to_string());
                self.files.path = Some(path);
                Some(said)
            }
            Err(why) => self.refused(&why),
        }
    }

    /// The question for a file, if one is open.
    pub(super) fn files_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        self.poll_dialog(ui.ctx(), actions);
        if let Some(asking) = &mut self.files.asking {
            files::asking_ui(ui, asking, actions);
        }
    }
}
