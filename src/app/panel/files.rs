//! Sessions: the menu, and the questions for a file.
use super::{steps, weak};
use crate::app::action::{Action, Wish};
use crate::session::{History, share};
use crate::text::say;
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align2, Button, Key, KeyboardShortcut, Modifiers, PopupCloseBehavior, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// Width of the questions.
const WIDTH: f32 = 460.0;

/// A question for a file, with what was typed.
pub(in crate::app) struct Asking {
    saving: bool,
    /// Whether it is about a trained twin and not about a session.
    twin: bool,
    typed: String,
    /// The file that is there already, as it was typed, once that was said.
    replaces: Option<String>,
    /// What the field is still to be given.
    focus: Focus,
}

/// What the field is to be given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Focus {
    /// The focus, with what is likely to be typed over selected.
    Select,
    /// The focus alone.
    Take,
    /// Nothing more.
    Taken,
}

impl Asking {
    /// Which file to open: the one that was used last, to begin with.
    pub(in crate::app) fn open(last: Option<&Path>) -> Self {
        let typed = last.map_or_else(String::new, |path| path.display().to_string());
        Self {
            saving: false,
            twin: false,
            typed,
            replaces: None,
            focus: Focus::Select,
        }
    }

    /// Under which name to save.
    pub(in crate::app) fn save(place: PathBuf) -> Self {
        Self {
            saving: true,
            twin: false,
            typed: place.display().to_string(),
            replaces: None,
            focus: Focus::Select,
        }
    }

    /// The same question about a trained twin.
    #[must_use]
    pub(in crate::app) fn of_twin(mut self) -> Self {
        self.twin = true;
        self
    }

    /// Asks whether the file of this name may be replaced.
    pub(in crate::app) fn ask_to_replace(&mut self, path: &Path) {
        self.typed = path.display().to_string();
        self.replaces = Some(self.typed.clone());
        self.focus = Focus::Take;
    }

    /// Lets another name be typed at once.
    pub(in crate::app) fn refused(&mut self) {
        self.focus = Focus::Take;
    }

    /// The characters that are selected to begin with: all of a name to open, and of a name to save what
    /// stands between the folder and the ending.
    fn selected(&self) -> [usize; 2] {
        let all = self.typed.chars().count();
        let path = Path::new(&self.typed);
        let stem = path.file_stem().map(|s| s.to_string_lossy());
        let name = path.file_name().map(|s| s.to_string_lossy());
        match (stem, name) {
            (Some(stem), Some(name)) if self.saving => {
                let from = all.saturating_sub(name.chars().count());
                [from, from + stem.chars().count()]
            }
            _ => [0, all],
        }
    }
}

/// Keys of what can be done with sessions.
pub(in crate::app) const UNDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
pub(in crate::app) const REDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Y);
pub(in crate::app) const OPEN: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::O);
pub(in crate::app) const SAVE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
pub(in crate::app) const EXPORT: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::COMMAND, Key::E);
pub(in crate::app) const NOTES: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::COMMAND, Key::N);

/// The menu of sessions, and undo and redo.
pub(in crate::app) fn session_menu(ui: &mut Ui, history: &History, actions: &mut Vec<Action>) {
    // A slide through the steps must not close it.
    let menu = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let button = MenuButton::new(say!("session-menu")).config(menu);
    let (button, _) = button.ui(ui, |ui| {
        let entries = [
            (
                say!("session-open"),
                Some(OPEN),
                Action::Files(Wish::AskOpen),
            ),
            (
                say!("session-save"),
                Some(SAVE),
                Action::Files(Wish::SaveAgain),
            ),
            (say!("session-save-as"), None, Action::Files(Wish::AskSave)),
            (say!("session-share"), None, Action::Files(Wish::Share)),
            (
                say!("session-export"),
                Some(EXPORT),
                Action::Files(Wish::AskExport),
            ),
            (say!("session-notes"), Some(NOTES), Action::Notes(true)),
        ];
        for (name, key, action) in entries {
            let mut button = Button::new(name);
            if let Some(key) = key {
                button = button.shortcut_text(ui.ctx().format_shortcut(&key));
            }
            if ui.add(button).clicked() {
                actions.push(action);
                ui.close();
            }
        }
        ui.separator();
        steps::steps_ui(ui, history, actions);
    });
    button.on_hover_text(say!("session-menu-about"));
    let sides = [
        // From right to left.
        (say!("redo-step"), REDO, history.redoes(), Action::Redo),
        (say!("undo-step"), UNDO, history.undoes(), Action::Undo),
    ];
    for (name, key, what, action) in sides {
        let key = ui.ctx().format_shortcut(&key);
        let about = match (what, &action) {
            (Some(what), _) => say!("step-with-key", what = what, key = key),
            (None, Action::Redo) => say!("nothing-to-redo", key = key),
            (None, _) => say!("nothing-to-undo", key = key),
        };
        let button = ui.add_enabled(what.is_some(), Button::new(name));
        if button
            .on_hover_text(&about)
            .on_disabled_hover_text(&about)
            .clicked()
        {
            actions.push(action);
        }
    }
}

/// The open question.
pub(in crate::app) fn asking_ui(ui: &Ui, asking: &mut Asking, actions: &mut Vec<Action>) {
    let (title, verb) = match (asking.saving, asking.twin) {
        (true, false) => (say!("save-title"), say!("session-save")),
        (false, false) => (say!("open-title"), say!("open")),
        (true, true) => (say!("learnt-save-title"), say!("session-save")),
        (false, true) => (say!("learnt-open-title"), say!("open")),
    };
    egui::Window::new(&title)
        .id(egui::Id::unique("a session's file"))
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_TOP, [0.0, 130.0])
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            if !asking.saving && !asking.twin {
                weak(ui, say!("open-about"));
            }
            field_ui(ui, asking, &title, verb, actions);
        });
}

/// The field and its buttons.
fn field_ui(
    ui: &mut Ui,
    asking: &mut Asking,
    title: &str,
    verb: String,
    actions: &mut Vec<Action>,
) {
    let field = ui.add(TextEdit::singleline(&mut asking.typed).desired_width(f32::INFINITY));
    ui.accesskit_node_builder(field.id, |node| node.set_label(title));
    if asking.focus != Focus::Taken {
        field.request_focus();
    }
    if asking.focus == Focus::Select {
        let mut state = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
        let [from, to] = asking.selected().map(CCursor::new);
        state
            .cursor
            .set_char_range(Some(CCursorRange::two(from, to)));
        state.store(ui.ctx(), field.id);
    }
    asking.focus = Focus::Taken;
    let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let typed = asking.typed.trim();
    let sure = asking.replaces.as_deref() == Some(typed);
    if sure {
        ui.label(say!("replace-or-rename"));
    }
    let verb = if sure { say!("replace") } else { verb };
    ui.horizontal(|ui| {
        let go = ui
            .add_enabled(!typed.is_empty(), Button::new(verb))
            .clicked();
        if (go || enter) && !typed.is_empty() {
            actions.push(Action::Files(match asking.saving {
                true if asking.twin => Wish::SaveTwin {
                    path: PathBuf::from(typed),
                    sure,
                },
                false if asking.twin => Wish::OpenTwin(PathBuf::from(typed)),
                true => Wish::Save {
                    path: PathBuf::from(typed),
                    sure,
                },
                false if share::is_share(typed) => Wish::Paste(typed.to_owned()),
                false => Wish::Open(PathBuf::from(typed)),
            }));
        }
        if ui.button(say!("cancel")).clicked() {
            actions.push(Action::Files(Wish::Cancel));
        }
    });
}
