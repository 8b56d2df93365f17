//! A number of the session that is no parameter of a model: label, slider, and a field to type it.
use super::params::{field, plain_number, twice};
use crate::app::action::Action;
use crate::app::slider::Slider;
use crate::text::say;
use egui::{Align, Layout, RichText, Ui, vec2};

/// What the control shows.
pub(super) struct Knob<'a> {
    /// Its name; also the accessible one.
    pub name: &'a str,
    /// What it is, in a sentence.
    pub about: &'a str,
    /// Symbol of its unit.
    pub unit: &'a str,
    /// The present value.
    pub value: f64,
    /// The usual value, to which a double click goes back.
    pub usual: f64,
    /// Ends of the slider; other values can be typed.
    pub range: [f64; 2],
    /// Whether it is the first and largest control.
    pub large: bool,
}

impl Knob<'_> {
    /// Shows it; `make` says what a new value changes.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        actions: &mut Vec<Action>,
        make: impl Fn(f64) -> Action,
    ) {
        let [lo, hi] = self.range;
        let size = if self.large { 15.0 } else { 13.0 };
        ui.push_id(self.name, |ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, if self.large { 4.0 } else { 0.0 });
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if let Some(text) = field(ui, self.name, self.unit, self.value, size) {
                        actions.push(match plain_number(&text, self.unit) {
                            Some(value) => make(value),
                            None => Action::Say(say!(
                                "no-plain-number",
                                name = self.name,
                                text = text.trim()
                            )),
                        });
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let text = RichText::new(self.name).size(size + 1.0);
                        let text = if self.large { text.strong() } else { text };
                        ui.add(egui::Label::new(text).truncate().selectable(false))
                            .on_hover_text(self.about);
                    });
                });
            });
            let moved = Slider {
                name: self.name,
                about: self.about,
                value: self.value,
                range: [lo.min(self.value), hi.max(self.value)],
                ticks: &[],
                size: vec2(ui.available_width(), if self.large { 28.0 } else { 20.0 }),
                rail: if self.large { 10.0 } else { 8.0 },
                filled: self.large,
            }
            .show(ui);
            if twice(ui, &moved.response) {
                actions.push(make(self.usual));
            } else if let Some(value) = moved.to {
                actions.push(make(value));
            }
            if !moved.just {
                moved.response.on_hover_text(self.about);
            }
        });
        ui.add_space(4.0);
    }
}
