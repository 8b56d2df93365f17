//! A spike train: raster, integral of the response function, counts and intervals.
use super::lanes::{Lanes, TrainKey, TrainTrouble, TrainView};
use super::{Show, halves, rows};
use crate::app::action::Action;
use crate::app::explorer::{Kept, keep};
use crate::app::panel::train as panel;
use crate::scene::Theme;
use crate::session::Session;
use egui::{Rect, RichText, Ui, UiBuilder};

/// Height of a line of words.
const LINE: f32 = 20.0;

/// What the stage keeps from frame to frame.
#[derive(Default)]
pub(in crate::app) struct TrainStage {
    kept: Kept<TrainView, TrainTrouble>,
    trouble: Option<String>,
}

impl TrainStage {
    /// Asks for the trains.
    pub(super) fn ask(&mut self, lanes: &mut Lanes, session: &Session) {
        let study = session.train();
        let neuron = study.of_neuron.then(|| {
            let mut problem = session.problem().clone();
            problem.set_window(problem.home());
            problem
        });
        let key = TrainKey { study, neuron };
        self.trouble = keep(&mut self.kept, &lanes.train(&key));
    }

    fn view(&self) -> Option<(&TrainView, f32)> {
        let (view, dim) = self.kept.as_ref()?;
        Some((view.as_ref().as_ref().ok()?, *dim))
    }

    /// What the trains are like, in one line.
    pub(in crate::app) fn words(&self) -> String {
        match self.view() {
            Some((view, _)) if view.silent => {
                "No spikes. Give the neuron more input current in the window Neuron, or the Poisson process a \
                 higher rate."
                    .into()
            }
            Some((view, _)) => format!("{}.", view.words.join("; ")),
            None => String::new(),
        }
    }

    /// The controls.
    pub(in crate::app) fn controls(
        &self,
        ui: &mut Ui,
        session: &Session,
        actions: &mut Vec<Action>,
    ) {
        panel::train_ui(ui, session, actions);
    }

    /// The pictures.
    pub(in crate::app) fn pictures(&self, ui: &mut Ui, theme: Theme) {
        let mut room = ui.available_rect_before_wrap();
        if let Some(text) = &self.trouble {
            ui.colored_label(ui.visuals().error_fg_color, text);
            return;
        }
        let Some((view, dim)) = self.view() else {
            ui.spinner();
            return;
        };
        if let Some(warning) = &view.warning {
            let shown = ui.horizontal_wrapped(|ui| {
                ui.label(
                    RichText::new(warning)
                        .color(ui.visuals().error_fg_color)
                        .strong(),
                );
            });
            room.min.y = shown.response.rect.bottom() + 4.0;
        }
        let [raster, middle, lower] = rows(room, &[0.36, 0.26, 0.38], 6.0)[..] else {
            return;
        };
        let picture = |ui: &mut Ui, id, name, scene, rect: Rect, words: &str| {
            let mut head = rect;
            head.max.y = head.min.y + LINE;
            ui.scope_builder(UiBuilder::new().max_rect(head), |ui| {
                ui.add(egui::Label::new(RichText::new(words).weak()).truncate());
            });
            let mut body = rect;
            body.min.y += LINE;
            let show = Show {
                id,
                name,
                sheets: &[(scene, dim)],
                theme,
                sense: egui::Sense::hover(),
            };
            show.show(ui, body);
        };
        let [left, right] = halves(lower, 12.0);
        let [_, fano, cv] = &view.words;
        let title = "Raster of spikes";
        picture(
            ui,
            "raster",
            title,
            &view.raster,
            raster,
            "Each stroke is a spike, each row a trial",
        );
        let name = "Integral of the neural response function";
        picture(ui, "response", name, &view.response, middle, &view.integral);
        picture(
            ui,
            "counts",
            "Histogram of counts",
            &view.counts,
            left,
            fano,
        );
        picture(
            ui,
            "intervals",
            "Histogram of intervals",
            &view.intervals,
            right,
            cv,
        );
    }
}
