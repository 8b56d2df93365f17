//! The panels: each reads state and pushes actions. No panel computes, none draws a scene's content.
mod asking;
pub(super) mod card;
pub(super) mod compare;
pub(super) mod demo;
pub(super) mod exercise;
pub(super) mod export;
pub(super) mod files;
pub(super) mod help;
pub(super) mod history;
mod knob;
pub(super) mod layers;
pub(super) mod legend;
pub(super) mod lesson;
pub(super) mod lessons;
mod markdown;
pub(super) mod neuron;
pub(super) mod palette;
pub(super) mod params;
pub(super) mod passport;
pub(super) mod presenter;
pub(super) mod range;
pub(super) mod status;
mod steps;
pub(super) mod stimulus;
pub(super) mod study;
pub(super) mod time;
pub(super) mod tools;
pub(super) mod train;
pub(super) mod twin;
pub(super) mod unit;

use egui::{RichText, Ui};

/// A heading: the question that a group of controls answers.
pub(super) fn question(ui: &mut Ui, text: &str) {
    ui.add(egui::Label::new(RichText::new(text).strong().size(15.0)).selectable(false));
}

/// Text of lesser weight that wraps.
pub(super) fn weak(ui: &mut Ui, text: impl Into<String>) -> egui::Response {
    ui.add(egui::Label::new(RichText::new(text).weak()).wrap())
}
