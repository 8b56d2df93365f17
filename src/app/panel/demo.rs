//! Demonstrations: the list, and the one that is going on.
use super::weak;
use crate::analysis::demo::{Demonstration, Outcome, demonstrations};
use crate::app::action::Action;
use crate::app::strip::Strip;
use crate::scene::demo::trial_words;
use crate::scene::{self, Scene, Theme};
use egui::{Align, Layout, RichText, Slider, Ui};

/// Up to so many trials have a button each; more have a slider.
const BUTTONS: usize = 10;
/// Size of the picture of a response.
const PICTURE: [f32; 2] = [260.0, 104.0];

/// The list.
pub(in crate::app) fn demos_menu(ui: &mut Ui, actions: &mut Vec<Action>) {
    for demo in demonstrations() {
        if ui.button(demo.title).on_hover_text(demo.about).clicked() {
            actions.push(Action::Demo(Some(demo.id)));
        }
    }
}

/// What the strip shows.
pub(in crate::app) struct Contents<'a> {
    pub demo: &'a Demonstration,
    pub trial: usize,
    pub outcome: Option<&'a Outcome>,
    /// What was found, in sentences.
    pub words: &'a [String],
    /// The response against what is varied, where that is a curve.
    pub picture: Option<&'a Scene>,
    pub theme: Theme,
}

/// The strip over the plane while a demonstration goes on.
pub(in crate::app) fn demo_ui(ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) {
    ui.horizontal_top(|ui| {
        let picture = c
            .picture
            .filter(|_| ui.available_width() > 2.2 * PICTURE[0]);
        let width = ui.available_width() - picture.map_or(0.0, |_| PICTURE[0] + 8.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.horizontal(|ui| {
                ui.label(RichText::new(c.demo.title).strong());
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let about = "End the demonstration; the cell stays.";
                    if ui.button("Close").on_hover_text(about).clicked() {
                        actions.push(Action::Demo(None));
                    }
                    let about = "Do this trial once more, from rest.";
                    if ui.button("Once more").on_hover_text(about).clicked() {
                        actions.push(Action::Trial(c.trial));
                    }
                });
            });
            ui.label(c.demo.about);
            trials(ui, c, actions);
            for sentence in c.words {
                weak(ui, sentence.as_str());
            }
        });
        if let Some(scene) = picture {
            response(ui, scene, c.theme);
        }
    });
}

fn trials(ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) {
    let trials = &c.demo.trials;
    if trials.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(format!("{}:", c.demo.varied));
        if trials.len() > BUTTONS {
            let mut k = c.trial;
            let value = |k: f64, _: std::ops::RangeInclusive<usize>| {
                scene::value(trials[(k as usize).min(trials.len() - 1)].value)
            };
            let slider = Slider::new(&mut k, 0..=trials.len() - 1).custom_formatter(value);
            if ui.add(slider).changed() {
                actions.push(Action::Trial(k));
            }
            return;
        }
        for (k, trial) in trials.iter().enumerate() {
            let fired = c.outcome.and_then(|o| o.trials.get(k));
            // The outcome is told by words and numbers, not by a colour.
            let about = match fired.map(|t| t.spikes.len()) {
                None => "It is being computed.".to_owned(),
                Some(0) => "No spike.".to_owned(),
                Some(1) => "One spike.".to_owned(),
                Some(n) => format!("{n} spikes."),
            };
            let text = match fired.map(|t| t.spikes.len()) {
                None | Some(0) => trial_words(trial),
                Some(_) => format!("{} ●", trial_words(trial)),
            };
            if ui
                .selectable_label(k == c.trial, text)
                .on_hover_text(about)
                .clicked()
            {
                actions.push(Action::Trial(k));
            }
        }
        if c.outcome.is_some() {
            weak(ui, "● fires");
        }
    });
}

/// The response against what is varied.
fn response(ui: &mut Ui, scene: &Scene, theme: Theme) {
    Strip {
        id: "response",
        name: "Response against what is varied",
        sheets: &[(scene, 1.0)],
        theme,
        scale: 1.0,
        size: PICTURE.into(),
        axes: [true; 2],
        sense: egui::Sense::hover(),
    }
    .show(ui);
}
