//! Keys and gestures, on one page.
use crate::app::action::Action;
use crate::app::shortcuts::KEYS;
use egui::{Grid, Id, Modal, RichText, Ui};

/// What the pointer does on the phase plane.
const GESTURES: [(&str, &str); 11] = [
    (
        "Move",
        "see the orbit from there: solid its future, dotted its past",
    ),
    ("Click", "keep that orbit"),
    ("Drag a start", "move a kept orbit"),
    ("Right click", "delete the orbit under the pointer"),
    (
        "Hover an equilibrium",
        "see what it is; a click keeps the card open",
    ),
    ("Wheel, pinch", "zoom at the pointer"),
    ("Middle drag, Shift + drag", "move the view"),
    ("Double click", "reset the view"),
    ("Double click a slider", "reset that parameter"),
    (
        "Shift + drag a slider",
        "move it twenty times finer; Shift + arrows too",
    ),
    ("Click a number", "type a value"),
];

/// What the pointer does on the pictures beside it.
const PICTURES: [(&str, &str); 6] = [
    (
        "Drag the line",
        "move the parameter: the line in the diagram is its slider",
    ),
    (
        "Click",
        "jump there; in the plane of two parameters both are set",
    ),
    (
        "Ctrl or Alt + drag",
        "move past bifurcations without being held by them",
    ),
    ("Shift + drag", "move twenty times finer"),
    ("Wheel, pinch", "zoom the parameter's range at the pointer"),
    ("Hover a mark", "read what happens there"),
];

/// The list, over everything else, until Escape or a click beside it.
pub(in crate::app) fn help_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let answer = Modal::new(Id::unique("help"))
        .frame(egui::Frame::popup(ui.style()).inner_margin(20))
        .show(ui.ctx(), |ui| {
            let room = ui.ctx().content_rect().size();
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.set_max_width((room.x - 64.0).clamp(200.0, 760.0));
            ui.heading("Keys and gestures");
            ui.add_space(8.0);
            egui::ScrollArea::vertical()
                .max_height((room.y - 160.0).max(80.0))
                .show(ui, |ui| {
                    rows(ui, "On the phase plane", "gestures", &GESTURES);
                    ui.add_space(12.0);
                    let title = "On the pictures against a parameter, and on its slider";
                    rows(ui, title, "pictures", &PICTURES);
                    ui.add_space(12.0);
                    rows(ui, "Keys", "keys", &KEYS);
                });
            ui.add_space(8.0);
            let close = ui.button("Close");
            if ui.memory(|m| m.focused().is_none()) {
                close.request_focus();
            }
            close.clicked()
        });
    if answer.inner || answer.should_close() {
        actions.push(Action::Help(false));
    }
}

fn rows(ui: &mut Ui, title: &str, id: &str, rows: &[(&str, &str)]) {
    ui.label(RichText::new(title).strong());
    Grid::new(id)
        .num_columns(2)
        .min_col_width(176.0)
        .spacing([16.0, 4.0])
        .show(ui, |ui| {
            for (key, what) in rows {
                ui.label(*key);
                ui.label(RichText::new(*what).weak());
                ui.end_row();
            }
        });
}
