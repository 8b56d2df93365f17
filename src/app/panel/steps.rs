//! Everything that was done: a slider through it, and a list.
use super::weak;
use crate::app::action::Action;
use crate::session::History;
use crate::text::say;
use egui::{Button, Label, RichText, ScrollArea, Slider, TextStyle, Ui, vec2};

/// Height of the list, and the least width of both, in points.
const HEIGHT: f32 = 320.0;
const WIDTH: f32 = 240.0;

/// The slider over all steps and the list of them, the newest first.
pub(super) fn steps_ui(ui: &mut Ui, history: &History, actions: &mut Vec<Action>) {
    let (count, at) = (history.steps().len(), history.place());
    ui.set_min_width(WIDTH);
    weak(ui, say!("steps-about"));
    if count > 1 {
        ui.spacing_mut().slider_width = WIDTH;
        let mut place = at;
        let slider = ui.add(
            Slider::new(&mut place, 0..=count - 1)
                .show_value(false)
                .smart_aim(false),
        );
        ui.accesskit_node_builder(slider.id, |node| node.set_label(say!("steps-slider")));
        if place != at {
            actions.push(Action::GoTo(place));
        }
        let text = say!(
            "step-of",
            at = (at + 1).to_string(),
            count = count.to_string()
        );
        ui.add(Label::new(RichText::new(text).weak()).selectable(false));
    }
    let row = ui.text_style_height(&TextStyle::Button) + 2.0 * ui.spacing().button_padding.y;
    let row = row.max(ui.spacing().interact_size.y);
    let seen = ui.scope_id().with("step in view");
    let last = ui.data(|d| d.get_temp::<usize>(seen));
    let gap = ui.spacing().item_spacing.y;
    // A menu would give it some rows only when it opens.
    let mut list = ScrollArea::vertical()
        .max_height(HEIGHT)
        .min_scrolled_height(HEIGHT);
    if last != Some(at) {
        // The present step is in the middle of the list when it opens, and whenever it changes.
        let above = (count - 1 - at) as f32 * (row + gap);
        list = list.vertical_scroll_offset((above - 0.5 * (HEIGHT - row)).max(0.0));
        ui.data_mut(|d| d.insert_temp(seen, at));
    }
    // Only what is in view is laid out: a history has up to a thousand steps.
    list.show_rows(ui, row, count, |ui, rows| {
        for k in rows {
            let place = count - 1 - k;
            let name = history.step(place).unwrap_or_default();
            let entry = Button::selectable(place == at, name).truncate();
            if ui.add(entry.min_size(vec2(0.0, row))).clicked() {
                actions.push(Action::GoTo(place));
            }
        }
    });
}
