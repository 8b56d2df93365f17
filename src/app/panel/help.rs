//! Keys and gestures, on one page.
use crate::app::action::Action;
use crate::app::shortcuts::keys;
use crate::text::say;
use egui::{Grid, Id, Modal, RichText, Ui};

/// What the pointer does on the phase plane.
fn gestures() -> [(String, String); 11] {
    [
        (say!("gesture-move"), say!("gesture-move-about")),
        (say!("gesture-click"), say!("gesture-click-about")),
        (say!("gesture-drag"), say!("gesture-drag-about")),
        (say!("gesture-right"), say!("gesture-right-about")),
        (say!("gesture-hover"), say!("gesture-hover-about")),
        (say!("gesture-wheel"), say!("gesture-wheel-about")),
        (say!("gesture-middle"), say!("gesture-middle-about")),
        (say!("gesture-double"), say!("gesture-double-about")),
        (
            say!("gesture-double-slider"),
            say!("gesture-double-slider-about"),
        ),
        (say!("gesture-fine"), say!("gesture-fine-about")),
        (say!("gesture-number"), say!("gesture-number-about")),
    ]
}

/// What the pointer does on the pictures beside it.
fn pictures() -> [(String, String); 6] {
    [
        (say!("picture-line"), say!("picture-line-about")),
        (say!("gesture-click"), say!("picture-click-about")),
        (say!("picture-free"), say!("picture-free-about")),
        (say!("picture-fine"), say!("picture-fine-about")),
        (say!("gesture-wheel"), say!("picture-wheel-about")),
        (say!("picture-mark"), say!("picture-mark-about")),
    ]
}

/// The list, over everything else, until Escape or a click beside it.
pub(in crate::app) fn help_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let answer = Modal::new(Id::unique("help"))
        .frame(egui::Frame::popup(ui.style()).inner_margin(20))
        .show(ui.ctx(), |ui| {
            let room = ui.ctx().content_rect().size();
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.set_max_width((room.x - 64.0).clamp(200.0, 760.0));
            ui.heading(say!("help-title"));
            ui.add_space(8.0);
            egui::ScrollArea::vertical()
                .max_height((room.y - 160.0).max(80.0))
                .show(ui, |ui| {
                    rows(ui, &say!("help-plane"), "gestures", &gestures());
                    ui.add_space(12.0);
                    let title = &say!("help-pictures");
                    rows(ui, title, "pictures", &pictures());
                    ui.add_space(12.0);
                    rows(ui, &say!("help-keys"), "keys", &keys());
                });
            ui.add_space(8.0);
            let close = ui.button(say!("close"));
            if ui.memory(|m| m.focused().is_none()) {
                close.request_focus();
            }
            close.clicked()
        });
    if answer.inner || answer.should_close() {
        actions.push(Action::Help(false));
    }
}

fn rows(ui: &mut Ui, title: &str, id: &str, rows: &[(String, String)]) {
    ui.label(RichText::new(title).strong());
    Grid::new(id)
        .num_columns(2)
        .min_col_width(176.0)
        .spacing([16.0, 4.0])
        .show(ui, |ui| {
            for (key, what) in rows {
                ui.label(key);
                ui.label(RichText::new(what).weak());
                ui.end_row();
            }
        });
}
