//! Demonstrations: the list, and the one that is going on.
use super::weak;
use crate::analysis::demo::{Demonstration, Outcome, demonstrations};
use crate::app::action::Action;
use crate::app::strip::Strip;
use crate::scene::declared::declared;
use crate::scene::demo::{Picture, trial_words};
use crate::scene::{self, Theme};
use crate::text::say;
use egui::{Align, Button, Label, Layout, RichText, Slider, Ui, vec2};

/// Up to so many trials have a button each; more have a slider.
const BUTTONS: usize = 10;
/// Size of the picture beside the words, and height of the one under them.
const BESIDE: [f32; 2] = [320.0, 172.0];
const BELOW: f32 = 148.0;
/// That picture is no lower than this.
const LEAST: f32 = 90.0;
/// The stimulus' part of either.
const STIMULUS: f32 = 72.0;

/// The list.
pub(in crate::app) fn demos_menu(ui: &mut Ui, actions: &mut Vec<Action>) {
    for demo in demonstrations() {
        if ui
            .button(declared(demo.title))
            .on_hover_text(declared(demo.about))
            .clicked()
        {
            actions.push(Action::Demo(Some(demo.id)));
        }
    }
}

/// What the strip shows.
pub(in crate::app) struct Contents<'a> {
    pub demo: &'a Demonstration,
    pub trial: usize,
    /// Whether what came of the trials may be told.
    pub tells: bool,
    pub outcome: Option<&'a Outcome>,
    /// What was found, in sentences.
    pub words: &'a [String],
    /// All trials, and each.
    pub picture: Option<&'a Picture>,
    pub theme: Theme,
}

/// The strip over the plane while a demonstration goes on: words and choices, and the picture beside them
/// or, where there is no room, under them.
pub(in crate::app) fn demo_ui(ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) {
    let room = ui.available_width();
    let beside = room > 2.0 * BESIDE[0];
    ui.horizontal_top(|ui| {
        let width = if beside { room - BESIDE[0] - 8.0 } else { room };
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let about = say!("demo-close-about");
                    if ui.button(say!("close")).on_hover_text(about).clicked() {
                        actions.push(Action::Demo(None));
                    }
                    let about = say!("demo-again-about");
                    if ui.button(say!("demo-again")).on_hover_text(about).clicked() {
                        actions.push(Action::Trial(c.trial));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.add(Label::new(RichText::new(declared(c.demo.title)).strong()).wrap());
                    });
                });
            });
            if c.tells {
                ui.label(declared(c.demo.about));
                trials(ui, c, actions);
            }
            for sentence in c.words {
                weak(ui, sentence.as_str());
            }
        });
        // Its place is kept while the trials are being done, so that the plane does not jump.
        if beside {
            ui.vertical(|ui| {
                ui.set_min_size(BESIDE.into());
                pictures(ui, c, BESIDE);
            });
        }
    });
    if !beside {
        // An axis that is cut off cannot be read.
        let size = [room, BELOW.min(ui.available_height().max(LEAST))];
        ui.vertical(|ui| {
            ui.set_min_size(size.into());
            pictures(ui, c, size);
        });
    }
}

/// All trials with the chosen one over them, and its stimulus.
fn pictures(ui: &mut Ui, c: &Contents<'_>, [width, height]: [f32; 2]) {
    let Some(picture) = c.picture else {
        return;
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    let bare;
    let mut sheets = vec![(&picture.all, 1.0)];
    if c.tells {
        sheets.extend(picture.chosen.get(c.trial).map(|s| (s, 1.0)));
    } else {
        // Marked places and the telling trial would say what is to be read off the curve.
        bare = scene::Scene {
            items: unmarked(&picture.all.items),
            ..picture.all.clone()
        };
        sheets = vec![(&bare, 1.0)];
    }
    let stimulus = picture.stimuli.get(c.trial);
    let below = stimulus.map_or(0.0, |_| STIMULUS);
    let strip = |id, name| Strip {
        id,
        name,
        sheets: &[],
        theme: c.theme,
        scale: 1.0,
        size: vec2(width, height - below),
        axes: [true; 2],
        marks: None,
        sense: egui::Sense::hover(),
    };
    let (name, about) = if picture.stimuli.is_empty() {
        (say!("demo-response"), say!("demo-response-about"))
    } else {
        (say!("demo-trials"), say!("demo-trials-about"))
    };
    let shown = Strip {
        sheets: &sheets,
        axes: [stimulus.is_none(), true],
        ..strip("trials", &name)
    }
    .show(ui);
    if let Some((response, _)) = shown
        && picture.chosen.len() > 1
    {
        response.on_hover_text(about);
    }
    if let Some(stimulus) = stimulus {
        let marks = scene::stimulus_marks(&picture.stimuli);
        Strip {
            sheets: &[(stimulus, 1.0)],
            size: vec2(width, below),
            marks: Some(&marks),
            ..strip("stimulus of the trial", &say!("demo-stimulus"))
        }
        .show(ui);
    }
}

/// What is drawn without what is marked.
fn unmarked(items: &[scene::Item]) -> Vec<scene::Item> {
    let drawn = items.iter().filter(|i| matches!(i, scene::Item::Curve(_)));
    drawn.cloned().collect()
}

fn trials(ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) {
    let trials = &c.demo.trials;
    if trials.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(say!("demo-varied", what = declared(c.demo.varied)));
        if trials.len() > BUTTONS {
            let mut k = c.trial.min(trials.len() - 1);
            let slider = Slider::new(&mut k, 0..=trials.len() - 1).show_value(false);
            let slider = ui.add(slider);
            ui.accesskit_node_builder(slider.id, |n| n.set_label(declared(c.demo.varied)));
            ui.label(scene::value(trials[k].value));
            if slider.changed() {
                actions.push(Action::Trial(k));
            }
            return;
        }
        if c.outcome
            .is_some_and(|o| o.trials.iter().any(|t| !t.spikes.is_empty()))
        {
            weak(ui, say!("demo-fires"));
        }
        for (k, trial) in trials.iter().enumerate() {
            let fired = c.outcome.and_then(|o| o.trials.get(k));
            // The outcome is told by words and numbers, not by a colour.
            let about = match fired.map(|t| t.spikes.len()) {
                None => say!("demo-waiting"),
                Some(0) => say!("demo-no-spike"),
                Some(n) => say!("demo-spikes", count = n),
            };
            let text = match fired.map(|t| t.spikes.len()) {
                None | Some(0) => trial_words(trial),
                Some(_) => format!("{}\u{2009}●", trial_words(trial)),
            };
            // With a face each, so that the mark belongs to its number.
            let button = Button::selectable(k == c.trial, text).frame_when_inactive(true);
            let button = ui.add(button).on_hover_text(about);
            if button.clicked() {
                actions.push(Action::Trial(k));
            }
        }
    });
}
