//! The artificial neuron: its transfer curve beside an F-I curve, and a network of such units.
use super::lanes::{FitView, Lanes, UnitView};
use super::{Show, halves, rows};
use crate::analysis::{Problem, Vary};
use crate::app::action::Action;
use crate::app::explorer::{Kept, keep};
use crate::app::motion;
use crate::app::panel::unit as panel;
use crate::app::studies::{DiagramKey, FiringView};
use crate::learn::{FitError, UnitError};
use crate::scene::{self, Scene, Theme};
use crate::session::{CANVAS, Command, Session, UnitChange, usual_range};
use crate::text::say;
use egui::{PointerButton, Rect, RichText, Sense, Ui, UiBuilder};

/// Height of a line of words or of buttons.
const LINE: f32 = 26.0;

/// What the stage keeps from frame to frame.
#[derive(Default)]
pub(in crate::app) struct UnitStage {
    unit: Kept<UnitView, UnitError>,
    fit: Kept<FitView, FitError>,
    firing: Kept<FiringView>,
    trouble: [Option<String>; 3],
    /// Where the pen was in the frame before, while a curve is being drawn.
    pen: Option<[f64; 2]>,
}

impl UnitStage {
    /// Asks for the transfer curve, the F-I curve and the network.
    pub(super) fn ask(&mut self, lanes: &mut Lanes, session: &Session) {
        let study = session.unit();
        let key = (study.unit.clone(), study.inputs.clone());
        self.trouble[0] = keep(&mut self.unit, &lanes.unit(&key));
        // The session has checked the source.
        if let Ok(problem) = Problem::from_source(&study.spiking) {
            let vary = Vary {
                parameter: 0,
                range: usual_range(&problem, 0),
            };
            let key = (DiagramKey::new(&problem, vary), false);
            self.trouble[1] = keep(&mut self.firing, &lanes.firing(&key));
        }
        let curve = study.curve();
        if curve.len() > 1 {
            let shown = lanes.fit(&(curve, study.fit()));
            self.trouble[2] = keep(&mut self.fit, &shown);
        } else {
            self.fit = None;
            self.trouble[2] = None;
        }
    }

    /// What the unit and the network do, in one line.
    pub(in crate::app) fn words(&self) -> String {
        let unit = self
            .unit
            .as_ref()
            .and_then(|(v, _)| v.as_ref().as_ref().ok());
        let firing = self.rate().map(|(v, _)| v.words.as_str());
        let unit = unit.map(|v| say!("unit-words", words = v.words.now().as_str()));
        let said = [unit.as_deref(), firing].into_iter().flatten();
        scene::words::sentences(said.map(str::to_owned))
    }

    fn rate(&self) -> Option<(&FiringView, f32)> {
        let (view, dim) = self.firing.as_ref()?;
        Some((view.as_ref().as_ref().ok()?, *dim))
    }

    /// The controls.
    pub(in crate::app) fn controls(
        &self,
        ui: &mut Ui,
        session: &Session,
        actions: &mut Vec<Action>,
    ) {
        panel::unit_ui(ui, session.unit(), actions);
    }

    /// The pictures.
    pub(in crate::app) fn pictures(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        theme: Theme,
        actions: &mut Vec<Action>,
    ) {
        let room = ui.available_rect_before_wrap();
        let [upper, lower] = rows(room, &[0.46, 0.54], 10.0)[..] else {
            return;
        };
        let [left, right] = halves(upper, 12.0);
        let [head, body] = headed(left);
        let said = match &self.unit {
            Some((view, _)) => view.as_ref().as_ref().ok(),
            None => None,
        };
        let words = said.map_or("", |v| v.words.as_str());
        line(ui, head, |ui| {
            panel::title(ui, &say!("unit-title"), words);
        });
        match (&self.trouble[0], said) {
            (Some(text), _) => told(ui, body, text),
            (None, Some(view)) => {
                let name = say!("unit-transfer");
                self.show(ui, body, "transfer", &name, &view.scene, theme, 1.0);
            }
            (None, None) => {}
        }
        let [head, body] = headed(right);
        line(ui, head, |ui| {
            panel::spiking_ui(ui, session.unit(), actions);
        });
        match (&self.trouble[1], self.rate()) {
            (Some(text), _) => told(ui, body, text),
            (None, Some((view, dim))) => {
                let name = say!("unit-firing");
                self.show(ui, body, "other F-I curve", &name, &view.scene, theme, dim);
            }
            (None, None) => {
                ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
                    motion::waiting_ui(ui, ui.spacing().interact_size.y)
                });
            }
        }
        let [head, body] = headed(lower);
        let fitted = self.fit.as_ref();
        let fitted = fitted.and_then(|(v, dim)| Some((v.as_ref().as_ref().ok()?, *dim)));
        let words = fitted.map_or("", |(v, _)| v.words.as_str());
        let rates = self.rate().map(|(v, _)| v.firing.points.as_slice());
        line(ui, head, |ui| panel::curve_ui(ui, words, rates, actions));
        if let Some(text) = &self.trouble[2] {
            told(ui, body, text);
        }
        let drawn = scene::unit::drawn(&session.unit().curve(), CANVAS);
        let mut sheets: Vec<(&Scene, f32)> = vec![(&drawn, 1.0)];
        sheets.extend(fitted.map(|(v, dim)| (v.scene.now(), dim)));
        let show = Show {
            id: "network",
            name: &say!("unit-fit"),
            sheets: &sheets,
            theme,
            horizontal: true,
            sense: Sense::drag(),
        };
        let Some((response, transform)) = show.show(ui, body) else {
            return;
        };
        let response = response.on_hover_cursor(egui::CursorIcon::Crosshair);
        if session.unit().curve().len() < 2 {
            let centre = transform.frame().center();
            let text = say!("unit-draw");
            let font = egui::FontId::proportional(15.0);
            let ink = ui.visuals().weak_text_color();
            ui.painter()
                .text(centre, egui::Align2::CENTER_CENTER, text, font, ink);
        }
        let drawing = response.is_pointer_button_down_on()
            && ui.input(|i| i.pointer.button_down(PointerButton::Primary));
        let pointer = response.interact_pointer_pos().filter(|_| drawing);
        self.pen = pointer.map(|p| {
            let at = transform.value_from_position(p);
            let at = [at.x, at.y];
            let from = self.pen.unwrap_or(at);
            if self.pen != Some(at) {
                actions.push(Command::Unit(UnitChange::Draw([from, at])).into());
            }
            at
        });
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a picture is named, placed and coloured"
    )]
    fn show(
        &self,
        ui: &mut Ui,
        rect: Rect,
        id: &str,
        name: &str,
        scene: &Scene,
        theme: Theme,
        dim: f32,
    ) {
        let show = Show {
            id,
            name,
            sheets: &[(scene, dim)],
            theme,
            horizontal: true,
            sense: Sense::hover(),
        };
        show.show(ui, rect);
    }
}

/// A line for words above a picture.
fn headed(rect: Rect) -> [Rect; 2] {
    let (mut head, mut body) = (rect, rect);
    head.max.y = head.min.y + LINE;
    body.min.y = head.max.y + 2.0;
    [head, body]
}

fn line(ui: &mut Ui, rect: Rect, contents: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ui.horizontal(contents);
    });
}

fn told(ui: &mut Ui, rect: Rect, text: &str) {
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ui.label(RichText::new(text).color(ui.visuals().error_fg_color));
    });
}
