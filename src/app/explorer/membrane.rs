//! The membrane beside the plane: its currents, gates and circuit now, and the phases of action
//! potentials on the time course.
use super::super::questions::RefractoryKey;
use super::super::strip::Strip;
use super::{Explorer, SCOPE};
use crate::analysis::action_potential::{Reference, peaks, phases};
use crate::draw;
use crate::job::Shown;
use crate::model::{Membrane, ModelInfo};
use crate::scene::{
    Scene, Theme,
    line::current_voltage,
    membrane::{self, Lived},
};
use egui::Ui;

/// Heights that pictures need at least; below, the column is scrolled.
const CURRENTS: f32 = 100.0;
const GATES: f32 = 90.0;
const STEADY: f32 = 130.0;
const CIRCUIT: f32 = 130.0;
/// Height of a line of the balance.
const LINE: f32 = 21.0;

impl Explorer {
    /// Where the cell rests: the stable equilibrium at the lowest potential, and `true`. Where there is
    /// none, the one at the nearest smaller value of the diagram's parameter, and `false`.
    fn rest(&self) -> Option<(Vec<f64>, bool)> {
        let Some(Ok(view)) = self.view.as_deref() else {
            return None;
        };
        let stable = view.portrait.equilibria.iter();
        let lowest = stable
            .filter(|e| e.kind.is_stable())
            .min_by(|a, b| a.at[0].total_cmp(&b.at[0]));
        if let Some(lowest) = lowest {
            return Some((lowest.at.to_vec(), true));
        }
        let diagram = self.diagram()?;
        let value = self.history.session().problem().values()[diagram.parameter];
        let points = diagram.equilibria.iter().flat_map(|b| &b.points);
        points
            .filter(|p| p.stable && p.parameter <= value)
            .max_by(|a, b| {
                let order = a.parameter.total_cmp(&b.parameter);
                order.then(b.at[0].total_cmp(&a.at[0]))
            })
            .map(|p| (p.at.clone(), false))
    }

    /// The time course of the potential with its phases, reversal potentials and refractory periods.
    pub(super) fn phased(&mut self, mut trace: Scene, lived: &Lived) -> Scene {
        let problem = self.history.session().problem();
        if let Some(now) = lived.now() {
            for c in &now.currents {
                let [lo, hi] = trace.y.range;
                let pad = 0.04 * (hi - lo);
                trace.y.range = [lo.min(c.reversal - pad), hi.max(c.reversal + pad)];
            }
            trace.insert_below(membrane::reversals(&now));
        }
        let Some((rest, stable)) = self.rest() else {
            return trace;
        };
        let height = problem.scales()[0];
        let reference = Reference {
            potential: rest[0],
            stable,
        };
        let spans = phases(lived.moments(), reference, height);
        let mut refractory = false;
        if stable {
            let mut problem = problem.clone();
            problem.set_window(problem.home());
            let key = RefractoryKey { problem, rest };
            if let Shown::Fresh(found) = self.questions.refractory(&key)
                && let Some(found) = found.as_ref()
            {
                let range = trace.y.range;
                let bars = membrane::refractory_bars(&peaks(&spans), found, range);
                refractory = !bars.is_empty();
                trace.items.extend(bars);
            }
        }
        trace.insert_below(membrane::phase_bands(&spans));
        trace.legend = membrane::phase_keys(refractory);
        trace
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
                for words in &beside.words {
                    ui.label(words);
                }
                let height = ui.available_height().max(120.0);
                strip(ui, "reduction", &beside.scene, theme, height, [true; 2]);
            }
            Some(Err(why)) => {
                ui.label(why.to_string());
            }
            _ => {
                ui.label(
                    "No smaller model stands for this one at these parameters: its rates are those of 6.3 °C.",
                );
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
                    strip(ui, "currents", scene, theme, a.max(CURRENTS), axes);
                }
                if let Some(scene) = &gates {
                    strip(ui, "gates", scene, theme, b.max(GATES), [true; 2]);
                }
                if let Some(scene) = &steady {
                    strip(ui, "steady", scene, theme, b.max(STEADY), [true; 2]);
                }
                strip(ui, "circuit", &circuit, theme, CIRCUIT, [false; 2]);
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

fn strip(ui: &mut Ui, id: &str, scene: &Scene, theme: Theme, height: f32, axes: [bool; 2]) {
    let name = match id {
        "currents" => "Ionic currents over time",
        "gates" => "Gates over time",
        "steady" => "Steady current against the potential",
        "reduction" => "Phase plane of the reduced model",
        _ => "The membrane as a circuit",
    };
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
