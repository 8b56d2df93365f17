//! Which neuron? Model and preset.
use super::{demo, question, weak};
use crate::analysis::Problem;
use crate::app::action::Action;
use crate::app::pointed;
use crate::lesson::Part;
use crate::model::{ModelInfo, zoo};
use crate::scene::{self, declared};
use crate::session::Command;
use crate::text::say;
use egui::{Align, ComboBox, Layout, Ui};

/// Width of the labels before the lists.
const LABEL: f32 = 52.0;

/// Lists may reach from below the controls at the top to the bottom of the window.
const ABOVE_LISTS: f32 = 150.0;
/// Room for what a preset is known for, beside its name.
const KNOWN_FOR: f32 = 430.0;

/// Width of the equations.
const EQUATIONS: f32 = 560.0;

/// Lines of the longest description of a preset.
const ABOUT_LINES: f32 = 3.0;

/// Chooses model and preset.
/// What the preset is known for is said where that is `told`.
pub(in crate::app) fn neuron_ui(
    ui: &mut Ui,
    problem: &Problem,
    told: bool,
    actions: &mut Vec<Action>,
) {
    let info = problem.model().info();
    ui.horizontal(|ui| {
        question(ui, &say!("neuron-question"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().button_padding.x = 5.0;
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.menu_button(say!("neuron-equations"), |ui| equations_ui(ui, info))
                .response
                .on_hover_text(say!("neuron-equations-about"));
            let demos = ui
                .menu_button(say!("neuron-demos"), |ui| demo::demos_menu(ui, actions))
                .response
                .on_hover_text(say!("neuron-demos-about"));
            pointed::mark(ui.ctx(), Part::Demos, demos.rect);
        });
    });
    let name = declared::model_name(info);
    list(ui, ("model", &say!("neuron-model")), &name, |ui| {
        for model in zoo::registry() {
            let other = model.info();
            let chosen = other.id == info.id;
            let about = format!("{}\n{}", other.id, other.source);
            if ui
                .selectable_label(chosen, declared::model_name(other))
                .on_hover_text(about)
                .clicked()
            {
                let source = format!("{}/{}", other.id, other.presets[0].id);
                actions.push(Command::Open(source).into());
            }
        }
    });
    let preset = problem.preset();
    list(ui, ("preset", &say!("neuron-preset")), preset.id, |ui| {
        for other in &info.presets {
            let chosen = other.id == preset.id;
            ui.horizontal(|ui| {
                ui.set_max_width(KNOWN_FOR);
                let name = ui.selectable_label(chosen, other.id);
                let what = declared::preset_about(other);
                let about = egui::RichText::new(what.as_ref()).weak();
                let about = egui::Label::new(about)
                    .truncate()
                    .sense(egui::Sense::click());
                if ui.add(about).clicked() || name.on_hover_text(what).clicked() {
                    let source = format!("{}/{}", info.id, other.id);
                    actions.push(Command::Open(source).into());
                    ui.close();
                }
            });
        }
    });
    // Room for the longest of them, so that the input below keeps its place.
    let room = egui::vec2(
        ui.available_width(),
        ABOUT_LINES * ui.text_style_height(&egui::TextStyle::Body),
    );
    ui.allocate_ui(room, |ui| {
        ui.set_min_size(room);
        if !told {
            return;
        }
        let about = scene::sentence(&declared::preset_about(preset));
        let about = if as_published(problem) {
            about
        } else {
            say!("neuron-as-published", about = about)
        };
        weak(ui, about).on_hover_text(info.source);
    });
}

/// The equations with their source.
fn equations_ui(ui: &mut Ui, info: &ModelInfo) {
    ui.set_max_width(EQUATIONS);
    ui.heading(declared::model_name(info));
    for line in info.formula {
        ui.label(*line);
    }
    ui.add_space(4.0);
    weak(ui, info.source);
}

/// Whether what is said of the preset holds of the cell: it allows for the first parameter, the input,
/// but not for others than the published ones.
fn as_published(problem: &Problem) -> bool {
    let published = Problem::new(problem.model(), problem.preset());
    problem
        .values()
        .iter()
        .skip(1)
        .eq(published.values().iter().skip(1))
}

/// A list by its id, with the label before it.
fn list(ui: &mut Ui, (id, label): (&str, &str), chosen: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let height = ui.spacing().interact_size.y;
        let label = ui
            .allocate_ui_with_layout(
                egui::vec2(LABEL, height),
                egui::Layout::left_to_right(egui::Align::Center),
                |ui| {
                    ui.set_min_width(LABEL);
                    ui.label(label)
                },
            )
            .inner;
        ComboBox::from_id_salt(id)
            .selected_text(chosen)
            .width(ui.available_width())
            .height((ui.ctx().content_rect().height() - ABOVE_LISTS).max(200.0))
            .truncate()
            .show_ui(ui, contents)
            .response
            .labelled_by(label.id);
    });
}
