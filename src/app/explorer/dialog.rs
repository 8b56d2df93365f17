//! The system's file dialogs, where there are any; otherwise names are typed.
use super::super::action::{Action, Wish};
use super::Explorer;
use crate::session::disk;
use crate::text::say;
use egui::Context;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll, Wake, Waker};
use std::time::{Duration, Instant};

/// What the names of trained twins end in.
pub(super) const TWIN: &str = "twin";

/// Nobody closes a dialog sooner than this: what comes back empty by then was never shown.
const MOMENT: Duration = Duration::from_millis(700);
/// A dialog that takes longer may not be on the screen at all.
const LONG: Duration = Duration::from_secs(3);

/// What a file is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Open,
    /// To save, with the place that is offered.
    Save(PathBuf),
    /// A trained twin.
    OpenTwin,
    /// To save a trained twin, with the place that is offered.
    SaveTwin(PathBuf),
}

/// What a dialog was answered.
type Answer = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

/// What became of a dialog.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Chosen(PathBuf),
    /// It was closed without a choice.
    Closed,
    /// There is none on this system.
    None,
}

/// A dialog that is open, perhaps.
struct Open {
    purpose: Purpose,
    answer: Answer,
    since: Instant,
    /// Whether it was said what to do where it does not appear.
    said: bool,
}

/// The system's dialogs.
#[derive(Default)]
pub(super) struct Dialogs {
    open: Option<Open>,
    /// Whether the system turned out to have none.
    none: bool,
}

struct Repaint(Context);

impl Wake for Repaint {
    fn wake(self: Arc<Self>) {
        self.0.request_repaint();
    }
}

/// Whether there may be dialogs: on Linux and its kin a desktop's own are reached over its message bus, and
/// looking for one where there is none would start one.
fn may_exist() -> bool {
    if cfg!(not(all(unix, not(target_os = "macos")))) {
        return true;
    }
    let set = |name| std::env::var_os(name).filter(|v| !v.is_empty());
    set("DBUS_SESSION_BUS_ADDRESS").is_some()
        || set("XDG_RUNTIME_DIR").is_some_and(|run| Path::new(&run).join("bus").exists())
}

fn ask(purpose: &Purpose) -> Answer {
    let dialog = rfd::AsyncFileDialog::new();
    match purpose {
        Purpose::Open => {
            let kinds = [disk::ENDING, "svg", "png", super::lesson::ENDING];
            let dialog = dialog.set_title(say!("open-title"));
            let dialog = dialog.add_filter(say!("dialog-kinds"), &kinds);
            Box::pin(dialog.add_filter(say!("dialog-all"), &["*"]).pick_file())
        }
        Purpose::OpenTwin => {
            let dialog = dialog.set_title(say!("learnt-open-title"));
            let dialog = dialog.add_filter(say!("learnt-files"), &[TWIN]);
            Box::pin(dialog.add_filter(say!("dialog-all"), &["*"]).pick_file())
        }
        Purpose::Save(place) | Purpose::SaveTwin(place) => {
            let mut dialog = match purpose {
                Purpose::SaveTwin(_) => dialog
                    .set_title(say!("learnt-save-title"))
                    .add_filter(say!("learnt-files"), &[TWIN]),
                _ => dialog
                    .set_title(say!("save-title"))
                    .add_filter(say!("dialog-sessions"), &[disk::ENDING]),
            };
            if let Some(folder) = place.parent() {
                dialog = dialog.set_directory(folder);
            }
            if let Some(name) = place.file_name() {
                dialog = dialog.set_file_name(name.to_string_lossy());
            }
            Box::pin(dialog.save_file())
        }
    }
}

/// What an answer after this time means.
fn outcome(chosen: Option<PathBuf>, after: Duration) -> Outcome {
    match chosen {
        Some(path) => Outcome::Chosen(path),
        None if after < MOMENT => Outcome::None,
        None => Outcome::Closed,
    }
}

/// The name under which something is saved: dialogs do not always add the ending.
pub(super) fn ended(mut path: PathBuf) -> PathBuf {
    if path.extension().is_none() {
        path.set_extension(disk::ENDING);
    }
    path
}

impl Explorer {
    /// Opens the system's dialog, and says whether there is one to wait for. Whoever asks once more while
    /// it is open wants to type, perhaps because it is nowhere to be seen.
    pub(super) fn ask_system(&mut self, ctx: &Context, purpose: Purpose) -> bool {
        let dialogs = &mut self.files.dialogs;
        let waited = dialogs.open.take().is_some();
        // Tests and pictures have no desktop.
        if waited || dialogs.none || self.fixed_frame.is_some() || !may_exist() {
            return false;
        }
        dialogs.open = Some(Open {
            answer: ask(&purpose),
            purpose,
            since: Instant::now(),
            said: false,
        });
        // The first look at it sets it going.
        ctx.request_repaint();
        true
    }

    /// Takes what the dialog was answered, if it was. Never waits.
    pub(super) fn poll_dialog(&mut self, ctx: &Context, actions: &mut Vec<Action>) {
        let dialogs = &mut self.files.dialogs;
        let Some(open) = &mut dialogs.open else {
            return;
        };
        let waker = Waker::from(Arc::new(Repaint(ctx.clone())));
        let mut context = task::Context::from_waker(&waker);
        let after = open.since.elapsed();
        let Poll::Ready(chosen) = open.answer.as_mut().poll(&mut context) else {
            if after < LONG {
                ctx.request_repaint_after(LONG - after);
            } else if !open.said {
                open.said = true;
                let text = say!("dialog-waits");
                actions.push(Action::Say(text));
            }
            return;
        };
        let Some(open) = dialogs.open.take() else {
            return;
        };
        let chosen = chosen.map(|file| file.path().to_path_buf());
        actions.extend(match (outcome(chosen, after), open.purpose) {
            (Outcome::Chosen(path), Purpose::Open) => vec![Action::Files(Wish::Open(path))],
            (Outcome::Chosen(path), Purpose::Save(_)) => {
                // The dialog has asked about the name that it was given.
                let sure = path.extension().is_some();
                let path = ended(path);
                vec![Action::Files(Wish::Save { path, sure })]
            }
            (Outcome::Chosen(path), Purpose::OpenTwin) => {
                vec![Action::Files(Wish::OpenTwin(path))]
            }
            (Outcome::Chosen(path), Purpose::SaveTwin(_)) => {
                let sure = path.extension().is_some();
                vec![Action::Files(Wish::SaveTwin { path, sure })]
            }
            (Outcome::Closed, _) => vec![],
            (Outcome::None, purpose) => {
                dialogs.none = true;
                let text = say!("dialog-none");
                let wish = match purpose {
                    Purpose::Open => Wish::AskOpen,
                    Purpose::Save(_) => Wish::AskSave,
                    Purpose::OpenTwin => Wish::AskOpenTwin,
                    Purpose::SaveTwin(_) => Wish::AskSaveTwin,
                };
                vec![Action::Files(wish), Action::Say(text)]
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dialog that comes back empty at once was none; later on somebody has closed it.
    #[test]
    fn an_empty_answer_means_nothing_there_or_no_choice() {
        let path = PathBuf::from("a.nullcline");
        let later = Duration::from_secs(2);
        assert_eq!(outcome(None, Duration::from_millis(20)), Outcome::None);
        assert_eq!(outcome(None, later), Outcome::Closed);
        for after in [Duration::ZERO, later] {
            let chosen = outcome(Some(path.clone()), after);
            assert_eq!(chosen, Outcome::Chosen(path.clone()));
        }
    }

    #[test]
    fn a_name_without_ending_gets_one() {
        assert_eq!(ended("a".into()), PathBuf::from("a.nullcline"));
        assert_eq!(ended("a.svg".into()), PathBuf::from("a.svg"));
    }
}
