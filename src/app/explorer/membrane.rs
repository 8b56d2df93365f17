//! The membrane beside the plane: its currents, gates and circuit now, and the phases of action
//! potentials on the time course.
use super::super::questions::RefractoryKey;
use super::super::strip::Strip;
use super::{Explorer, SCOPE};
use crate::draw;
use crate::job::Shown;
use crate::model::{Membrane, ModelInfo};
use crate::scene::{
    self, Scene, Theme,
    line::current_voltage,
    membrane::{self, Lived},
};
use crate::text::say;
use egui::Ui;

/// Heights that pictures need at least; below, the column is scrolled.
const CURRENTS: f32 = 100.0;
const GATES: f32 = 90.0;
const STEADY: f32 = 130.0;
const CIRCUIT: f32 = 130.0;
/// Height of a line of the balance.
const LINE: f32 = 21.0;

impl Explorer {
    /// Where the cell rests, and whether it can at the present parameters.
    fn rest(&self) -> Option<(Vec<f64>, bool)> {
        let Some(Ok(view)) = self.view.as_deref() else {
            return None;
        };
        let problem = self.history.session().problem();
        scene::resting(&view.portrait, self.diagram().as_deref(), problem)
    }

    /// The time course of the potential with its phases, reversal potentials and refractory periods.
    pub(super) fn phased(&mut self, trace: Scene, lived: &Lived) -> Scene {
        let problem = self.history.session().problem();
        let rest = self.rest();
        let mut refractory = None;
        if let Some((rest, true)) = &rest {
            let mut problem = problem.clone();
            problem.set_window(problem.home());
            let rest = rest.clone();
            let key = RefractoryKey { problem, rest };
            if let Shown::Fresh(found) = self.questions.refractory(&key) {
                refractory = Some(found);
            }
        }
        let rest = rest.map(|(rest, stable)| (rest[0], stable));
        let refractory = refractory.as_deref().and_then(Option::as_ref);
        scene::phased(trace, problem, lived, rest, refractory)
    }

    /// The phase plane of the smaller model that stands for this one, and where the two differ.
    pub(super) fn reduction_ui(&mut self, ui: &mut Ui, theme: Theme) {
        let mut problem = self.present.clone();
        problem.set_window(problem.home());
        let shown = self.questions.reduction(&problem);
        if let Some(Ok(Some(_)) | Err(_)) = shown.value().map(std::sync::Arc::as_ref) {
            self.beside = shown.value().cloned();
        } else if let Shown::Fresh(_) = &shown {
            self.beside = None;
        }
        match self.beside.as_deref() {
            Some(Ok(Some(beside))) => {
                // Before a class the room belongs to the picture.
                if self.presenter.is_none() {
                    for words in beside.words.now() {
                        ui.label(words);
                    }
                }
                let height = ui.available_height().max(120.0);
                strip(
                    ui,
                    ["reduction", &say!("membrane-reduction")],
                    &beside.scene,
                    theme,
                    height,
                    [true; 2],
                );
            }
            Some(Err(why)) => {
                ui.label(why.to_string());
            }
            _ => {
                ui.label(say!("no-smaller-model"));
            }
        }
    }

    /// Currents, gates and circuit.
    pub(super) fn membrane_ui(&self, ui: &mut Ui, theme: Theme, lived: &Lived) {
        let problem = self.history.session().problem();
        let info = problem.model().info();
        let span = SCOPE * self.speed;
        let Some(now) = lived.now() else {
            return;
        };
        let time = [-span, 0.0];
        let currents = membrane::currents(info, lived, time);
        let gates = membrane::gates(info, lived.course(), time);
        // One variable has no gates of its own; its currents make one curve.
        let steady = match self.view.as_deref() {
            Some(Ok(view)) => current_voltage(&view.problem, &view.portrait),
            _ => None,
        };
        let circuit = membrane::circuit(info, &now);
        let gap = ui.spacing().item_spacing.y;
        let lines = now.currents.len() as f32 + 4.0;
        let fixed = CIRCUIT + 3.0 * gap + lines * LINE;
        let rest = (ui.available_height() - fixed).max(0.0);
        let (a, b) = match gates.as_ref().or(steady.as_ref()) {
            Some(_) => (0.55 * rest, 0.45 * rest),
            None => (rest, 0.0),
        };
        egui::ScrollArea::vertical()
            .auto_shrink(false)
            .show(ui, |ui| {
                if let Some(scene) = &currents {
                    // The axis of time is that of the gates below, if there are any.
                    let axes = [gates.is_none(), true];
                    strip(
                        ui,
                        ["currents", &say!("membrane-currents")],
                        scene,
                        theme,
                        a.max(CURRENTS),
                        axes,
                    );
                }
                if let Some(scene) = &gates {
                    strip(
                        ui,
                        ["gates", &say!("membrane-gates")],
                        scene,
                        theme,
                        b.max(GATES),
                        [true; 2],
                    );
                }
                if let Some(scene) = &steady {
                    strip(
                        ui,
                        ["steady", &say!("membrane-steady")],
                        scene,
                        theme,
                        b.max(STEADY),
                        [true; 2],
                    );
                }
                strip(
                    ui,
                    ["circuit", &say!("membrane-circuit")],
                    &circuit,
                    theme,
                    CIRCUIT,
                    [false; 2],
                );
                balance_ui(ui, info, &now, theme);
            });
    }
}

/// The present numbers of the circuit, in a table.
fn balance_ui(ui: &mut Ui, info: &ModelInfo, now: &Membrane, theme: Theme) {
    egui::Grid::new("balance")
        .spacing([16.0, 0.0])
        .min_row_height(LINE)
        .show(ui, |ui| {
            for line in membrane::balance(info, now) {
                let colour = draw::label_colour(theme, line.role);
                for (k, cell) in line.cells.into_iter().enumerate() {
                    let text = egui::RichText::new(cell).size(13.0).color(colour);
                    if k == 0 {
                        ui.label(text);
                        continue;
                    }
                    // Numbers stand under each other and do not push their neighbours about.
                    let layout = egui::Layout::right_to_left(egui::Align::Center);
                    ui.allocate_ui_with_layout(egui::vec2(72.0, LINE), layout, |ui| {
                        ui.set_min_width(72.0);
                        ui.label(text);
                    });
                }
                ui.end_row();
            }
        });
}

fn strip(
    ui: &mut Ui,
    [id, name]: [&str; 2],
    scene: &Scene,
    theme: Theme,
    height: f32,
    axes: [bool; 2],
) {
    Strip {
        id,
        name,
        sheets: &[(scene, 1.0)],
        theme,
        scale: 1.0,
        size: egui::vec2(ui.available_width(), height),
        axes,
        marks: None,
        sense: egui::Sense::hover(),
    }
    .show(ui);
}
