//! The bottom line: what the portrait shows, in plain words.
use crate::app::action::Action;
use crate::app::icon::{self, Icon};
use egui::{Align, Layout, Ui, text::LayoutJob};

/// Lines that the words may take.
const LINES: usize = 2;

/// The words with the two buttons that belong to the whole window.
pub(in crate::app) fn status_ui(
    ui: &mut Ui,
    words: &str,
    notes: &[String],
    dark: bool,
    actions: &mut Vec<Action>,
) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let help = "All keys and gestures (F1 or ?).";
        if icon::button(ui, Icon::Help, "Help", help).clicked() {
            actions.push(Action::Help(true));
        }
        let (sign, name) = if dark {
            (Icon::Light, "Light theme")
        } else {
            (Icon::Dark, "Dark theme")
        };
        let about = "The window follows the system until you choose (T).";
        if icon::button(ui, sign, name, about).clicked() {
            actions.push(Action::SwitchTheme);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let room = ui.available_width();
            let ink = ui.visuals().text_color();
            let painter = ui.painter().clone();
            let laid = |size: f32, room: f32| {
                let font = egui::FontId::proportional(size);
                let mut job = LayoutJob::simple(words.to_owned(), font, ink, room);
                job.wrap.max_rows = LINES;
                painter.layout_job(job)
            };
            // A long line becomes two small ones rather than losing its end. What two lines cannot
            // hold is told under the pointer: the buttons keep their place.
            let mut galley = laid(15.0, f32::INFINITY);
            if galley.size().x > room {
                ui.spacing_mut().extra_text_line_spacing = 0.0;
                galley = laid(13.0, room);
            }
            let cut = galley.elided;
            let label = ui.add(egui::Label::new(galley));
            let mut more: Vec<&str> = notes.iter().map(String::as_str).collect();
            if cut {
                more.insert(0, words);
            }
            if !more.is_empty() {
                label.on_hover_text(more.join("\n"));
            }
        });
    });
}
