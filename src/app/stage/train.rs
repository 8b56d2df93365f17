//! A spike train: raster, integral of the response function, counts and intervals.
use super::lanes::Lanes;
use super::{Show, halves, rows};
use crate::app::action::Action;
use crate::app::explorer::{Kept, keep};
use crate::app::motion;
use crate::app::panel::train as panel;
use crate::export::train::{TrainKey, TrainTrouble, TrainView};
use crate::scene::Theme;
use crate::session::Session;
use crate::text::{Each, say};
use egui::{Rect, RichText, Ui, UiBuilder};

/// Height of a line of words.
const LINE: f32 = 22.0;

/// What the stage keeps from frame to frame.
#[derive(Default)]
pub(in crate::app) struct TrainStage {
    kept: Kept<Each<TrainView>, TrainTrouble>,
    trouble: Option<String>,
    /// Widths of the vertical axes of the two pictures that share their time axis.
    insets: [f32; 2],
}

impl TrainStage {
    /// Asks for the trains.
    pub(super) fn ask(&mut self, lanes: &mut Lanes, session: &Session) {
        let key = TrainKey::of(session);
        self.trouble = keep(&mut self.kept, &lanes.train(&key));
    }

    fn view(&self) -> Option<(&TrainView, f32)> {
        let (view, dim) = self.kept.as_ref()?;
        Some((view.as_ref().as_ref().ok()?.now(), *dim))
    }

    /// What the trains are like, in one line.
    pub(in crate::app) fn words(&self) -> String {
        match self.view() {
            Some((view, _)) if view.silent => {
                say!("train-silent")
            }
            Some((view, _)) => say!(
                "full-stop",
                sentence = view.words.join(&say!("between-clauses"))
            ),
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
    pub(in crate::app) fn pictures(&mut self, ui: &mut Ui, theme: Theme) {
        let mut room = ui.available_rect_before_wrap();
        if let Some(text) = &self.trouble {
            ui.colored_label(ui.visuals().error_fg_color, text);
            return;
        }
        // Not by the method, which would borrow the insets too.
        let kept = self.kept.as_ref();
        let Some((view, dim)) =
            kept.and_then(|(v, dim)| Some((v.as_ref().as_ref().ok()?.now(), *dim)))
        else {
            motion::waiting_ui(ui, ui.spacing().interact_size.y);
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
        let picture = |ui: &mut Ui, id, name, scene, rect: Rect, words: &str, indent: f32| {
            let mut head = rect;
            head.max.y = head.min.y + LINE;
            ui.scope_builder(UiBuilder::new().max_rect(head), |ui| {
                ui.add(egui::Label::new(RichText::new(words).weak()).truncate());
            });
            let mut body = rect;
            body.min.y += LINE;
            body.min.x += indent;
            let show = Show {
                id,
                name,
                sheets: &[(scene, dim)],
                theme,
                horizontal: true,
                sense: egui::Sense::hover(),
            };
            let shown = show.show(ui, body);
            shown.map_or(0.0, |(_, t)| t.frame().left() - body.left())
        };
        let [left, right] = halves(lower, 12.0);
        let [_, fano, cv] = &view.words;
        // Times of both pictures stand above each other, whatever their vertical axes need.
        let widest = self.insets[0].max(self.insets[1]);
        let indents = self.insets.map(|own| widest - own);
        let (title, words) = (say!("train-raster"), &say!("train-raster-about"));
        let above = picture(
            ui,
            "raster",
            &title,
            &view.raster,
            raster,
            words,
            indents[0],
        );
        let (title, words) = (say!("train-response"), &view.integral);
        let below = picture(
            ui,
            "response",
            &title,
            &view.response,
            middle,
            words,
            indents[1],
        );
        // Less is rounding.
        let apart = (self.insets[0] - above)
            .abs()
            .max((self.insets[1] - below).abs());
        if apart > 0.5 {
            self.insets = [above, below];
            ui.ctx().request_repaint();
        }
        let title = say!("train-counts");
        picture(ui, "counts", &title, &view.counts, left, fano, 0.0);
        let title = say!("train-intervals-histogram");
        picture(ui, "intervals", &title, &view.intervals, right, cv, 0.0);
    }
}
