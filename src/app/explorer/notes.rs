//! The notes of the session, in a window of their own.
use super::super::action::Action;
use super::Explorer;
use crate::session::Command;
use egui::{Align2, ScrollArea, TextEdit, Ui};
use std::time::Duration;

/// What is typed without a pause of so many seconds is one step.
const PAUSE: f64 = 1.0;
/// Size of the field at first.
const SIZE: [f32; 2] = [340.0, 220.0];

/// The window of the notes.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) open: bool,
    /// When something was typed last.
    typed: Option<f64>,
}

impl Notes {
    /// Whether something is being typed, or was a moment ago.
    pub(super) fn is_typed(&self, now: f64) -> bool {
        self.typed.is_some_and(|at| now < at + PAUSE)
    }
}

impl Explorer {
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
        egui::Window::new("Notes")
            .open(&mut open)
            .collapsible(false)
            .default_size(SIZE)
            .min_width(200.0)
            .pivot(Align2::RIGHT_TOP)
            .default_pos(ui.ctx().content_rect().right_top() + egui::vec2(-24.0, 56.0))
            .show(ui.ctx(), |ui| {
                // The field fills the window, and scrolls only where there is more text.
                let row = ui.text_style_height(&egui::TextStyle::Body);
                let rows = ((ui.available_height() - 10.0) / row).max(1.0) as usize;
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    let field = TextEdit::multiline(&mut text)
                        .hint_text("What you want to remember of this session; saved with it.")
                        .desired_rows(rows)
                        .desired_width(f32::INFINITY);
                    let field = ui.add(field);
                    ui.accesskit_node_builder(field.id, |node| node.set_label("Notes"));
                    if field.changed() {
                        self.notes.typed = Some(now);
                        // All that is typed without a pause is one step.
                        self.dragging = true;
                        actions.push(Command::Note(text.clone()).into());
                    }
                });
            });
        if !open {
            actions.push(Action::Notes(false));
        }
    }
}
