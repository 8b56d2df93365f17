//! The bifurcations that were passed, for reading again.
use crate::analysis::Problem;
use crate::app::action::Action;
use crate::app::crossings::Crossings;
use crate::app::icon::{self, Icon};
use crate::session::Command;
use crate::text::say;
use egui::{Popup, PopupCloseBehavior, RichText, ScrollArea, Ui};

/// Width of the list, and the height from which on it scrolls, in points.
const WIDTH: f32 = 360.0;
const HEIGHT: f32 = 300.0;

/// The button that opens the list.
pub(super) fn history_menu(
    ui: &mut Ui,
    problem: &Problem,
    crossings: &Crossings,
    actions: &mut Vec<Action>,
) {
    let some = !crossings.history().is_empty();
    ui.add_enabled_ui(some, |ui| {
        let about = &say!("passed-about");
        let button = icon::button(ui, Icon::History, &say!("passed-name"), about);
        Popup::menu(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| history_ui(ui, problem, crossings, actions));
    });
}

fn history_ui(ui: &mut Ui, problem: &Problem, crossings: &Crossings, actions: &mut Vec<Action>) {
    ui.set_width(WIDTH);
    ScrollArea::vertical().max_height(HEIGHT).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        // The scroll bar has its own column.
        ui.set_max_width(WIDTH - 12.0);
        // A menu stretches what is in it over its whole width.
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            for crossing in crossings.history() {
                let title = RichText::new(crossing.title.as_str()).strong();
                let go = ui.add(egui::Button::selectable(false, title).wrap());
                if go.on_hover_text(say!("passed-go")).clicked() {
                    let (name, value) = (crossing.parameter.clone(), crossing.at);
                    actions.push(Command::Set { name, value }.into());
                }
                if let Some(rest) = after_title(&crossing.words) {
                    let caveat = crossing.caveat(problem);
                    let text = caveat.unwrap_or_default() + rest;
                    ui.add(egui::Label::new(RichText::new(text).weak()).wrap());
                }
                ui.add_space(4.0);
            }
        });
    });
}

/// A sentence about a crossing without its beginning, which says what and where, as the title does.
fn after_title(words: &str) -> Option<&str> {
    let (_, rest) = words.split_once(". ").or_else(|| words.split_once('。'))?;
    Some(rest.trim()).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_does_not_repeat_its_titles() {
        let words = "I = 93.86, rising: subcritical Hopf. Rest is lost. Spikes begin.";
        assert_eq!(after_title(words), Some("Rest is lost. Spikes begin."));
        assert_eq!(after_title("I = 93.86, rising: subcritical Hopf."), None);
        assert_eq!(after_title("霍普夫分岔。静息消失。"), Some("静息消失。"));
        assert_eq!(after_title("霍普夫分岔。"), None);
    }
}
