//! Sessions: the menu, and the questions for a file.
use super::{steps, weak};
use crate::app::action::{Action, Wish};
use crate::session::{History, share};
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Align2, Button, Key, KeyboardShortcut, Modifiers, PopupCloseBehavior, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// Width of the questions.
const WIDTH: f32 = 460.0;

/// A question for a file, with what was typed.
pub(in crate::app) struct Asking {
    saving: bool,
    typed: String,
    /// Whether the field has been given the focus.
    begun: bool,
}

impl Asking {
    /// Which file to open: the one that was used last, to begin with.
    pub(in crate::app) fn open(last: Option<&Path>) -> Self {
        let typed = last.map_or_else(String::new, |path| path.display().to_string());
        Self {
            saving: false,
            typed,
            begun: false,
        }
    }

    /// Under which name to save.
    pub(in crate::app) fn save(place: PathBuf) -> Self {
        Self {
            saving: true,
            typed: place.display().to_string(),
            begun: false,
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
    let button = MenuButton::new("Session").config(menu);
    let (button, _) = button.ui(ui, |ui| {
        let entries = [
            ("Open…", Some(OPEN), Action::Files(Wish::AskOpen)),
            ("Save", Some(SAVE), Action::Files(Wish::SaveAgain)),
            ("Save as…", None, Action::Files(Wish::AskSave)),
            ("Copy as one line", None, Action::Files(Wish::Share)),
            ("Export…", Some(EXPORT), Action::Files(Wish::AskExport)),
            ("Notes…", Some(NOTES), Action::Notes(true)),
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
    button.on_hover_text("Open, save and share what is set up; everything that was done.");
    let sides = [
        // From right to left.
        ("Redo", REDO, history.redoes(), Action::Redo),
        ("Undo", UNDO, history.undoes(), Action::Undo),
    ];
    for (name, key, what, action) in sides {
        let key = ui.ctx().format_shortcut(&key);
        let about = match what {
            Some(what) => format!("{what} ({key})"),
            None => format!("Nothing to {} ({key})", name.to_lowercase()),
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
    let (title, verb) = if asking.saving {
        ("Save the session as", "Save")
    } else {
        ("Open a session", "Open")
    };
    egui::Window::new(title)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_TOP, [0.0, 130.0])
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            if !asking.saving {
                weak(
                    ui,
                    "A .nullcline file, a figure that this program has drawn, or the line of a shared session. \
                     A file can also be dropped on the window.",
                );
            }
            let field = ui.add(TextEdit::singleline(&mut asking.typed).desired_width(f32::INFINITY));
            ui.accesskit_node_builder(field.id, |node| node.set_label(title));
            if !asking.begun {
                field.request_focus();
                asking.begun = true;
            }
            let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let typed = asking.typed.trim();
            ui.horizontal(|ui| {
                let go = ui.add_enabled(!typed.is_empty(), Button::new(verb)).clicked();
                if (go || enter) && !typed.is_empty() {
                    actions.push(Action::Files(match asking.saving {
                        true => Wish::Save(PathBuf::from(typed)),
                        false if share::is_share(typed) => Wish::Paste(typed.to_owned()),
                        false => Wish::Open(PathBuf::from(typed)),
                    }));
                }
                if ui.button("Cancel").clicked() || ui.input(|i| i.key_pressed(Key::Escape)) {
                    actions.push(Action::Files(Wish::Cancel));
                }
            });
        });
}
