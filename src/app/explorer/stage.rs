//! What stands in the middle of the window: choosing it, and the stages other than the neuron.
use super::super::action::{Action, Teach};
use super::super::panel::{files, status, tools};
use super::Explorer;
use super::layout::LESSON;
use crate::draw;
use crate::lesson::Part;
use crate::scene::{Role, Theme};
use crate::session::{Command, Stage};
use crate::text::say;
use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, ScrollArea, Ui};

/// The stages, each with its name and what it shows.
fn stages() -> [(Stage, String, String); 4] {
    [
        (
            Stage::Neuron,
            say!("stage-neuron"),
            say!("stage-neuron-about"),
        ),
        (
            Stage::SpikeTrain,
            say!("stage-train"),
            say!("stage-train-about"),
        ),
        (
            Stage::ArtificialNeuron,
            say!("stage-unit"),
            say!("stage-unit-about"),
        ),
        (Stage::Twin, say!("stage-twin"), say!("stage-twin-about")),
    ]
}

/// Width below which there is no room for the controls beside the pictures.
const CONTROLS: f32 = 560.0;

impl Explorer {
    /// The choice of the stage, at the top of the window.
    pub(super) fn stage_bar(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let frame = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(12, 3));
        Panel::top("stages")
            .frame(frame)
            .resizable(false)
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    for (stage, name, about) in stages() {
                        let chosen = self.history.session().stage() == stage;
                        let label = ui.selectable_label(chosen, name);
                        if label.on_hover_text(about).clicked() && !chosen {
                            actions.push(Command::Enter(stage).into());
                        }
                    }
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        files::session_menu(ui, &self.history, actions);
                        let lessons = ui.selectable_label(self.teaching.is_open(), say!("lessons"));
                        if lessons.on_hover_text(say!("lessons-open-about")).clicked() {
                            actions.push(Action::Teach(Teach::List(true)));
                        }
                    });
                });
            });
    }

    /// The stage, where it is not the neuron.
    pub(super) fn other_stage(&mut self, ui: &mut Ui, theme: Theme, actions: &mut Vec<Action>) {
        let size = ui.available_size();
        let stage = self.history.session().stage();
        self.stages.ask(self.history.session());
        let words_frame = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(12, 4));
        Panel::bottom("words")
            .frame(words_frame)
            .resizable(false)
            .exact_size(44.0)
            .show(ui, |ui| {
                let words = match self.teaching.hides(&Part::Words) {
                    true => self.teaching.instead(),
                    false => self.stages.words(stage),
                };
                status::status_ui(
                    ui,
                    &words,
                    &[],
                    [
                        theme.is_dark(),
                        self.preferences.calm(),
                        self.preferences.sound,
                    ],
                    actions,
                );
            });
        let reads = self.teaching.is_open();
        let presents = self.presents();
        if reads {
            let frame = Frame::side_top_panel(ui.style()).inner_margin(Margin::same(12));
            Panel::left("lesson")
                .frame(frame)
                .resizable(false)
                .exact_size(match presents {
                    true => (0.38 * size.x).round(),
                    false => LESSON.min(0.4 * size.x),
                })
                .show(ui, |ui| self.lesson_ui(ui, theme, false, actions));
        }
        let wide = size.x >= CONTROLS;
        let width = (0.24 * size.x).clamp(280.0, 380.0);
        let controls = |this: &Self, ui: &mut Ui, actions: &mut Vec<Action>| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 8.0);
                let session = this.history.session();
                match stage {
                    Stage::Neuron => {}
                    Stage::SpikeTrain => this.stages.train.controls(ui, session, actions),
                    Stage::ArtificialNeuron => this.stages.unit.controls(ui, session, actions),
                    Stage::Twin => this.stages.twin.controls(ui, session, actions),
                }
            });
        };
        let side = Frame::side_top_panel(ui.style()).inner_margin(Margin::same(12));
        if presents && (reads || stage == Stage::Twin) {
            // Text and pictures are all that a class can take in.
        } else if wide {
            Panel::left("stage controls")
                .frame(side)
                .resizable(false)
                .exact_size(width)
                .show(ui, |ui| controls(self, ui, actions));
        } else {
            Panel::bottom("stage controls")
                .frame(side)
                .resizable(false)
                .exact_size(0.4 * size.y)
                .show(ui, |ui| controls(self, ui, actions));
        }
        let background = draw::colour(theme, Role::Background);
        let margin = Margin {
            right: 14,
            ..Margin::same(8)
        };
        let frame = Frame::NONE.fill(background).inner_margin(margin);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            let room = ui.available_rect_before_wrap();
            if self.teaching.hides(&Part::Diagram) {
                self.teaching.curtain(ui, actions);
            } else {
                let session = self.history.session();
                match stage {
                    Stage::Neuron => {}
                    Stage::SpikeTrain => self.stages.train.pictures(ui, theme),
                    Stage::ArtificialNeuron => {
                        self.stages.unit.pictures(ui, session, theme, actions);
                    }
                    Stage::Twin => self.stages.twin.pictures(ui, session, theme, actions),
                }
            }
            let low = self.asks_for_file() || self.asks_what_to_export();
            if let Some((text, _)) = &self.notice {
                tools::notice_ui(ui, room, text, [false, low], actions);
            }
        });
    }
}
