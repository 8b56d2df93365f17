//! What may stand in the middle of the window instead of the neuron: a spike train, the artificial neuron, and the
//! neuron that a network learns.
mod lanes;
mod train;
mod twin;
mod unit;

use crate::app::action::{Action, Learn};
use crate::app::keys::keys_ui;
use crate::app::strip::Strip;
use crate::scene::{Key, Scene, Theme};
use crate::session::{Session, Stage};
use egui::{Rect, Ui, UiBuilder};
use egui_plot::PlotTransform;
use lanes::Lanes;
use train::TrainStage;
use twin::TwinStage;
pub(super) use twin::{Course, End, NetworkView};
use unit::UnitStage;

/// The stages with their lanes, which sleep while another stage is shown.
pub(super) struct Stages {
    lanes: Lanes,
    pub(super) train: TrainStage,
    pub(super) unit: UnitStage,
    pub(super) twin: TwinStage,
}

impl Stages {
    /// With lanes that call `notify`, or that are awaited.
    pub(super) fn new(notify: Option<impl Fn() + Clone + Send + 'static>) -> Self {
        Self {
            lanes: Lanes::new(notify.clone()),
            train: TrainStage::default(),
            unit: UnitStage::default(),
            twin: TwinStage::new(notify),
        }
    }

    /// Asks the lanes of the present stage for what they have; never waits for it.
    pub(super) fn ask(&mut self, session: &Session) {
        match session.stage() {
            Stage::Neuron => {}
            Stage::SpikeTrain => self.train.ask(&mut self.lanes, session),
            Stage::ArtificialNeuron => self.unit.ask(&mut self.lanes, session),
            Stage::Twin => self.twin.ask(session),
        }
    }

    /// Lets rest what would go on although its stage is not shown.
    pub(super) fn rest(&mut self, session: &Session) {
        if session.stage() != Stage::Twin {
            self.twin.rest();
        }
    }

    /// What the space bar does there: it lets training run, or holds it.
    pub(super) fn toggle(&self, session: &Session, actions: &[Action]) -> Option<Action> {
        let pressed = actions.iter().any(|a| matches!(a, Action::Play(_)));
        let twin = session.stage() == Stage::Twin;
        (pressed && twin).then(|| {
            Action::Learn(match self.twin.course() {
                Course::Going => Learn::Pause,
                _ => Learn::Go,
            })
        })
    }

    /// What the present stage shows, in plain words; empty for the neuron.
    pub(super) fn words(&self, stage: Stage) -> String {
        match stage {
            Stage::Neuron => String::new(),
            Stage::SpikeTrain => self.train.words(),
            Stage::ArtificialNeuron => self.unit.words(),
            Stage::Twin => self.twin.words(),
        }
    }
}

/// A picture in a place of its own, with its name for those who cannot see it.
struct Show<'a> {
    id: &'a str,
    name: &'a str,
    /// Scenes with their opacity, the rearmost first; the axes are those of the first.
    sheets: &'a [(&'a Scene, f32)],
    theme: Theme,
    /// Whether the time axis, or whatever is horizontal, has its numbers and its title.
    horizontal: bool,
    sense: egui::Sense,
}

impl Show<'_> {
    fn show(&self, ui: &mut Ui, rect: Rect) -> Option<(egui::Response, PlotTransform)> {
        let mut rect = rect;
        rect.max.x -= EDGE;
        let keys = self.sheets.iter().flat_map(|(scene, _)| &scene.legend);
        let keys: Vec<Key> = keys.cloned().collect();
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            // Where there is hardly room for the picture, it has all of it.
            if rect.height() >= ROOMY {
                keys_ui(ui, &keys, self.theme);
                // The topmost number of the axis reaches above the picture.
                ui.add_space(if keys.is_empty() { 0.0 } else { 6.0 });
            }
            Strip {
                id: self.id,
                name: self.name,
                sheets: self.sheets,
                theme: self.theme,
                scale: 1.0,
                size: ui.available_size(),
                axes: [self.horizontal, true],
                marks: None,
                sense: self.sense,
            }
            .show(ui)
        })
        .inner
    }
}

/// Pictures of this height have room for the meaning of their marks above them.
const ROOMY: f32 = 160.0;

/// Room at the right of pictures, for the last label of their axes.
const EDGE: f32 = 12.0;

/// Cuts a rectangle into rows of the given shares, with gaps between them.
fn rows(rect: Rect, shares: &[f32], gap: f32) -> Vec<Rect> {
    let whole = rect.height() - gap * (shares.len() - 1) as f32;
    let mut top = rect.top();
    shares
        .iter()
        .map(|share| {
            let height = (share * whole).max(20.0);
            let row = Rect::from_min_size(
                egui::pos2(rect.left(), top),
                egui::vec2(rect.width(), height),
            );
            top += height + gap;
            row
        })
        .collect()
}

/// Cuts a rectangle into two columns of one width.
fn halves(rect: Rect, gap: f32) -> [Rect; 2] {
    let middle = rect.center().x;
    let (mut left, mut right) = (rect, rect);
    left.max.x = middle - 0.5 * gap;
    right.min.x = middle + 0.5 * gap;
    [left, right]
}
