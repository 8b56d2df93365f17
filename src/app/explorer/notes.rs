//! The notes of the session, in a window of their own.
use super::super::action::Action;
use super::Explorer;
use crate::session::Command;
use crate::text::say;
use egui::{Pos2, Rect, ScrollArea, TextEdit, Ui};
use std::time::Duration;

/// What is typed without a pause of so many seconds is one step.
const PAUSE: f64 = 1.0;
/// Size of the field at first.
const SIZE: [f32; 2] = [340.0, 220.0];

/// Where the window of the notes opens: over the plane, between the controls and the column at the right.
fn place(window: Rect) -> Pos2 {
    let beside = (0.2 * window.width()).clamp(280.0, 360.0) + 12.0;
    let most = (window.width() - SIZE[0] - 24.0).max(0.0);
    window.left_top() + egui::vec2(beside.min(most), 56.0)
}

/// The window of the notes.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) open: bool,
    /// Whether they were asked for or clicked last, so that keys are meant for them.
    written: bool,
    /// Whether the field is still to be given the focus.
    focus: bool,
    /// When something was typed last.
    typed: Option<f64>,
}

impl Notes {
    /// Whether keys are meant for them.
    pub(super) fn is_written(&self) -> bool {
        self.open && self.written
    }

    /// Whether something is being typed, or was a moment ago.
    pub(super) fn is_typed(&self, now: f64) -> bool {
        self.typed.is_some_and(|at| now < at + PAUSE)
    }
}

impl Explorer {
    /// Opens the notes to write in them, or closes them.
    pub(super) fn write_notes(&mut self, on: bool) {
        self.notes.written = on;
        self.notes.focus = on;
        self.set_notes_open(on);
    }

    /// The notes, if they are open. What is typed goes to the session at once.
    pub(super) fn notes_ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let now = ui.input(|i| i.time);
        if let Some(at) = self.notes.typed {
            if self.notes.is_typed(now) {
                // The end of the pause ends the step.
                let rest = Duration::from_secs_f64((at + PAUSE - now).max(0.01));
                ui.ctx().request_repaint_after(rest);
            } else {
                self.notes.typed = None;
            }
        }
        if !self.notes.open {
            return;
        }
        let mut text = self.history.session().notes().to_owned();
        let mut open = true;
        let shown = egui::Window::new(say!("notes-title"))
            .id(egui::Id::unique("notes"))
            .open(&mut open)
            .collapsible(false)
            .default_size(SIZE)
            .min_width(200.0)
            .default_pos(place(ui.ctx().content_rect()))
            .show(ui.ctx(), |ui| {
                // The field fills the window, and scrolls only where there is more text.
                let row = ui.text_style_height(&egui::TextStyle::Body);
                let rows = ((ui.available_height() - 10.0) / row).max(1.0) as usize;
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    let field = TextEdit::multiline(&mut text)
                        .hint_text(say!("notes-about"))
                        .desired_rows(rows)
                        .desired_width(f32::INFINITY);
                    let field = ui.add(field);
                    ui.accesskit_node_builder(field.id, |node| node.set_label(say!("notes-title")));
                    if std::mem::take(&mut self.notes.focus) {
                        field.request_focus();
                    }
                    if field.changed() {
                        self.notes.typed = Some(now);
                        // All that is typed without a pause is one step.
                        self.dragging = true;
                        actions.push(Command::Note(text.clone()).into());
                    }
                });
            });
        let pressed = ui.input(|i| i.pointer.any_pressed());
        let at = ui.input(|i| i.pointer.interact_pos());
        if let (true, Some(at), Some(shown)) = (pressed, at, shown) {
            self.notes.written = shown.response.rect.contains(at);
        }
        if !open {
            actions.push(Action::Notes(false));
        }
    }
}
