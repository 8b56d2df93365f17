//! The excitability passport: everything about a cell on one card.
use crate::analysis::Problem;
use crate::app::action::Action;
use crate::app::motion;
use crate::app::studies::Card;
use crate::scene::declared::model_name;
use crate::text::say;
use egui::{Grid, Id, Modal, RichText, Ui};

/// The card over everything else, until Escape or a click beside it. `card` is `None` while it is
/// being written; an error says why there is none.
pub(in crate::app) fn passport_ui(
    ui: &mut Ui,
    problem: &Problem,
    card: Option<Result<&Card, String>>,
    actions: &mut Vec<Action>,
) {
    let answer = Modal::new(Id::unique("passport"))
        .frame(egui::Frame::popup(ui.style()).inner_margin(20))
        .show(ui.ctx(), |ui| {
            let room = ui.ctx().content_rect().size();
            ui.spacing_mut().item_spacing.y = 6.0;
            // Its size does not depend on what it says, so that nothing jumps when it is there.
            let width = (room.x - 64.0).clamp(200.0, 640.0);
            ui.set_width(width);
            ui.heading(say!("passport-title"));
            let info = problem.model().info();
            let preset = problem.preset().id;
            ui.label(RichText::new(format!("{} · {preset}", model_name(info))).weak());
            ui.add_space(4.0);
            egui::ScrollArea::vertical()
                .auto_shrink([false, true])
                .max_height((room.y - 220.0).max(80.0))
                .show(ui, |ui| {
                    ui.set_min_height((room.y - 220.0).clamp(80.0, 264.0));
                    match &card {
                        None => {
                            ui.horizontal(|ui| {
                                motion::waiting_ui(ui, ui.spacing().interact_size.y);
                                ui.label(say!("passport-waiting"));
                            });
                        }
                        Some(Err(why)) => {
                            ui.label(why);
                        }
                        Some(Ok(card)) => rows(ui, card, width),
                    }
                });
            ui.add_space(4.0);
            ui.horizontal(|ui| buttons(ui, &card, actions)).inner
        });
    if answer.inner || answer.should_close() {
        actions.push(Action::Passport(false));
    }
}

fn rows(ui: &mut Ui, card: &Card, width: f32) {
    const LABEL: f32 = 150.0;
    Grid::new("passport entries")
        .num_columns(2)
        .spacing([16.0, 8.0])
        .show(ui, |ui| {
            for entry in card.entries.now() {
                ui.scope(|ui| {
                    ui.set_width(LABEL);
                    let about = entry.term.words();
                    ui.label(RichText::new(&entry.label).weak())
                        .on_hover_text(about);
                });
                ui.scope(|ui| {
                    ui.set_width((width - LABEL - 32.0).max(80.0));
                    ui.add(egui::Label::new(&entry.text).wrap());
                });
                ui.end_row();
            }
        });
}

/// Whether the card is to be closed: also after copying and saving, so that one sees what is said of it.
fn buttons(ui: &mut Ui, card: &Option<Result<&Card, String>>, actions: &mut Vec<Action>) -> bool {
    let text = match card {
        Some(Ok(card)) => Some(card.text.as_str()),
        _ => None,
    };
    let mut done = false;
    ui.add_enabled_ui(text.is_some(), |ui| {
        let copy = ui.button(say!("copy"));
        if copy.on_hover_text(say!("passport-copy-about")).clicked()
            && let Some(text) = text
        {
            ui.ctx().copy_text(text.to_owned());
            actions.push(Action::Say(say!("passport-copied")));
            done = true;
        }
        let save = ui.button(say!("passport-save"));
        if save.on_hover_text(say!("passport-save-about")).clicked()
            && let Some(text) = text
        {
            actions.push(Action::SavePassport(text.to_owned()));
            done = true;
        }
    });
    let close = ui.button(say!("close"));
    if ui.memory(|m| m.focused().is_none()) {
        close.request_focus();
    }
    close.clicked() || done
}
