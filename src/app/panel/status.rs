//! The bottom line: what the portrait shows, in plain words.
use crate::app::action::{Action, Present};
use crate::app::icon::{self, Icon};
use crate::text::Each;
use crate::text::{Language, language, say};
use egui::{Align, Button, Layout, Ui, text::LayoutJob};

/// Lines that the words may take.
const LINES: usize = 2;

/// What a user wants of every window: the language (each called as its speakers do), the size of everything,
/// motion, sound.
fn wanted_ui(ui: &mut Ui, [calm, sound]: [bool; 2], actions: &mut Vec<Action>) {
    let menu = ui.menu_button(language().name(), |ui| {
        for other in Language::ALL {
            let entry = Button::selectable(other == language(), other.name());
            if ui.add(entry).clicked() {
                actions.push(Action::Speak(other));
            }
        }
        ui.separator();
        let zoom = ui.ctx().zoom_factor();
        for (name, key, to) in [
            (say!("larger"), "Ctrl + +", zoom + 0.1),
            (say!("smaller"), "Ctrl + −", zoom - 0.1),
        ] {
            let entry = Button::new(name).shortcut_text(key);
            if ui.add(entry).clicked() {
                ui.ctx().set_zoom_factor(to.clamp(0.5, 5.0));
            }
        }
        let entry = Button::selectable(calm, say!("calm"));
        if ui.add(entry).on_hover_text(say!("calm-about")).clicked() {
            actions.push(Action::Calm(!calm));
        }
        let entry = Button::selectable(sound, say!("sound")).shortcut_text("A");
        if ui.add(entry).on_hover_text(say!("sound-about")).clicked() {
            actions.push(Action::Sound(!sound));
        }
        let entry = Button::new(say!("presenter")).shortcut_text("F11");
        if ui
            .add(entry)
            .on_hover_text(say!("presenter-about"))
            .clicked()
        {
            actions.push(Action::Present(Present::Begin));
        }
    });
    menu.response.on_hover_text(say!("language-about"));
}

/// The words with the two buttons that belong to the whole window.
pub(in crate::app) fn status_ui(
    ui: &mut Ui,
    words: &str,
    notes: &[Each<String>],
    [dark, calm, sound]: [bool; 3],
    actions: &mut Vec<Action>,
) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let help = say!("help-about");
        if icon::button(ui, Icon::Help, &say!("help"), &help).clicked() {
            actions.push(Action::Help(true));
        }
        let (sign, name) = if dark {
            (Icon::Light, say!("theme-light"))
        } else {
            (Icon::Dark, say!("theme-dark"))
        };
        let about = say!("theme-about");
        if icon::button(ui, sign, &name, &about).clicked() {
            actions.push(Action::SwitchTheme);
        }
        wanted_ui(ui, [calm, sound], actions);
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
            let label = egui::Label::new(galley).show_tooltip_when_elided(false);
            let label = ui.add(label);
            let mut more: Vec<&str> = notes.iter().map(AsRef::as_ref).collect();
            if cut {
                more.insert(0, words);
            }
            if !more.is_empty() {
                label.on_hover_text(more.join("\n"));
            }
        });
    });
}
