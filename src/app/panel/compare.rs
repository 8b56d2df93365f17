//! Headings over two portraits that stand side by side.
use crate::app::action::Action;
use crate::session::Command;
use crate::text::say;
use egui::text::LayoutJob;
use egui::{Align, FontId, Label, Layout, Rect, RichText, Ui, UiBuilder};

/// Height of what tells the portrait from the other one.
const ROW: f32 = 26.0;
/// Height of the heading: that, and two lines of what the portrait shows.
const HEIGHT: f32 = ROW + 2.0 + 34.0;

/// What a heading says.
pub(in crate::app) struct Heading<'a> {
    /// Whether it is the kept portrait's; otherwise the present one's.
    pub kept: bool,
    /// In which parameters it differs from the other one.
    pub set: String,
    /// What it shows, in words.
    pub words: &'a str,
}

/// The heading at the top of a portrait's place; gives back its height.
pub(in crate::app) fn heading_ui(
    ui: &mut Ui,
    room: Rect,
    heading: &Heading<'_>,
    actions: &mut Vec<Action>,
) -> f32 {
    let mut first = room;
    first.max.y = first.min.y + ROW;
    let mut second = room;
    second.min.y = first.max.y + 2.0;
    second.max.y = room.min.y + HEIGHT;
    ui.scope_builder(UiBuilder::new().max_rect(first), |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (name, about, command) = if heading.kept {
                let about = say!("beside-one-about");
                (say!("beside-one"), about, Command::Beside(false))
            } else {
                let about = say!("beside-exchange-about");
                (say!("beside-exchange"), about, Command::Exchange)
            };
            if ui.button(name).on_hover_text(about).clicked() {
                actions.push(command.into());
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = if heading.kept {
                    say!("beside-kept")
                } else {
                    say!("beside-present")
                };
                ui.add(Label::new(RichText::new(name).strong().size(15.0)).selectable(false));
                let set = Label::new(RichText::new(&heading.set).size(15.0));
                ui.add(set.truncate().selectable(false))
                    .on_hover_text(&heading.set);
            });
        });
    });
    ui.scope_builder(UiBuilder::new().max_rect(second), |ui| {
        let mut job = LayoutJob::simple(
            heading.words.to_owned(),
            FontId::proportional(12.5),
            ui.visuals().weak_text_color(),
            second.width(),
        );
        job.wrap.max_rows = 2;
        let label = Label::new(job).selectable(false);
        ui.add(label.show_tooltip_when_elided(false))
            .on_hover_text(heading.words);
    });
    HEIGHT
}
