//! What goes in, and what the cell is made of: one control per parameter.
use super::question;
use crate::analysis::{Problem, Vary};
use crate::app::action::Action;
use crate::app::icon::{self, Icon};
use crate::app::pointed;
use crate::app::slider::{Slider, Tick};
use crate::lesson::Part;
use crate::model::ParamSpec;
use crate::scene::{self, declared};
use crate::session::Command;
use crate::text::say;
use egui::{Align, Id, Key, Layout, RichText, TextEdit, Ui, vec2};

/// Width of the field for typed values, per point of text: room for "−123.4 µA/cm²".
const ENTRY: f32 = 7.4;
/// It takes no more of a row than this: the rest is its name's.
const SHARE: f32 = 0.65;
/// A large control narrower than this begins with its symbol, in points.
const NARROW: f32 = 260.0;
/// Below this width there is room for its symbol alone.
const NARROWEST: f32 = 170.0;
/// Between the border of such a field and its text.
const MARGIN: f32 = 5.0;

/// Marks on the slider of the parameter that the diagram varies.
#[derive(Debug, Default)]
pub(in crate::app) struct Ticks {
    /// Index of the parameter.
    pub parameter: usize,
    /// The marks, in ascending order.
    pub marks: Vec<Tick>,
}

/// The input current, or whatever comes first in the model: first and largest.
pub(in crate::app) fn input_ui(
    ui: &mut Ui,
    problem: &Problem,
    ticks: &Ticks,
    vary: Vary,
    actions: &mut Vec<Action>,
) {
    question(ui, &say!("input-question"));
    one(ui, problem, 0, true, ticks, vary, actions);
}

/// Every other parameter.
pub(in crate::app) fn rest_ui(
    ui: &mut Ui,
    problem: &Problem,
    ticks: &Ticks,
    vary: Vary,
    actions: &mut Vec<Action>,
) {
    let info = problem.model().info();
    if info.parameters.len() < 2 {
        return;
    }
    ui.horizontal(|ui| {
        question(ui, &say!("made-question"));
        if problem.values() != info.values(problem.preset()) {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let all = ui.small_button(say!("reset-all"));
                if all.on_hover_text(say!("reset-all-about")).clicked() {
                    actions.push(Command::ResetParameters.into());
                }
            });
        }
    });
    for k in 1..info.parameters.len() {
        one(ui, problem, k, false, ticks, vary, actions);
    }
}

/// One parameter alone, for presenter mode.
pub(in crate::app) fn presented_ui(
    ui: &mut Ui,
    problem: &Problem,
    parameter: usize,
    ticks: &Ticks,
    vary: Vary,
    actions: &mut Vec<Action>,
) {
    one(ui, problem, parameter, true, ticks, vary, actions);
}

fn one(
    ui: &mut Ui,
    problem: &Problem,
    k: usize,
    large: bool,
    ticks: &Ticks,
    vary: Vary,
    actions: &mut Vec<Action>,
) {
    let ticks = if ticks.parameter == k {
        ticks.marks.as_slice()
    } else {
        &[]
    };
    let info = problem.model().info();
    let spec = &info.parameters[k];
    let value = problem.values()[k];
    let usual = info.values(problem.preset())[k];
    if !spec.choices().is_empty() {
        choice(ui, spec, value, actions);
        return;
    }
    let laid = ui.push_id(spec.name, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, if large { 4.0 } else { 0.0 });
        let label = declared::parameter_label(spec);
        // Where there is no room for both, the symbol is what the text beside it says.
        let room = ui.available_width();
        let words = match large {
            true if room < NARROWEST => spec.name.to_owned(),
            true if room < NARROW => format!("{} · {label}", spec.name),
            _ => format!("{label} {}", spec.name),
        };
        let text = if large {
            RichText::new(words).size(16.0).strong()
        } else {
            RichText::new(words).size(13.0)
        };
        let label = egui::Label::new(text).truncate().selectable(false);
        let (mut lo, mut hi) = if k == 0 {
            problem.preset().input
        } else {
            spec.range
        };
        // What the diagram shows can be gone to.
        if vary.parameter == k {
            [lo, hi] = [lo.min(vary.range[0]), hi.max(vary.range[1])];
        }
        let range = [lo.min(value), hi.max(value)];
        let about = |spec| about(spec, (lo, hi), !ticks.is_empty());
        let description = described(about(spec), ticks);
        let slider = |ui: &mut Ui, size| {
            Slider {
                name: spec.name,
                about: &description,
                value,
                range,
                ticks,
                size,
                rail: if large { 10.0 } else { 8.0 },
                filled: large,
            }
            .show(ui)
        };
        // The number keeps its place at the right; what is beside it takes what is left.
        let moved = if large {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    number(ui, spec, value, usual, 15.0, actions);
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.add(label).on_hover_text(about(spec));
                    });
                });
            });
            let size = vec2(ui.available_width(), 28.0);
            slider(ui, size)
        } else {
            ui.add(label).on_hover_text(about(spec));
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    number(ui, spec, value, usual, 13.0, actions);
                    ui.add_space(4.0);
                    let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
                    slider(ui, size)
                })
                .inner
            })
            .inner
        };
        let name = || spec.name.to_owned();
        if twice(ui, &moved.response) {
            actions.push(Command::ResetParameter(name()).into());
        } else if let Some(value) = moved.to {
            actions.push(
                Command::Set {
                    name: name(),
                    value,
                }
                .into(),
            );
        }
        // While a button is down the picture matters, not the words.
        if !moved.on_tick && !moved.just {
            moved.response.on_hover_text(about(spec));
        }
    });
    pointed::mark(ui.ctx(), Part::Slider(spec.name.into()), laid.response.rect);
    if !large {
        ui.add_space(4.0);
    }
}

/// A parameter that names variants of the formula: a list to choose from.
fn choice(ui: &mut Ui, spec: &ParamSpec, value: f64, actions: &mut Vec<Action>) {
    let names = declared::choices(spec);
    let chosen = names.iter().enumerate().find(|(k, _)| *k as f64 == value);
    let words = format!("{} {}", declared::parameter_label(spec), spec.name);
    let label = egui::Label::new(RichText::new(words).size(13.0)).selectable(false);
    ui.add(label).on_hover_text(declared::parameter_about(spec));
    let shown = chosen.map_or("", |(_, name)| name.as_ref());
    let list = egui::ComboBox::from_id_salt(("choice", spec.name))
        .selected_text(shown)
        .show_ui(ui, |ui| {
            for (k, name) in names.iter().enumerate() {
                let here = k as f64 == value;
                if ui.selectable_label(here, name.as_ref()).clicked() && !here {
                    actions.push(
                        Command::Set {
                            name: spec.name.to_owned(),
                            value: k as f64,
                        }
                        .into(),
                    );
                }
            }
        })
        .response
        .on_hover_text(declared::parameter_about(spec));
    ui.accesskit_node_builder(list.id, |node| node.set_label(spec.name));
    ui.add_space(4.0);
}

/// Whether the control was double-clicked; sliders themselves only know drags.
pub(in crate::app) fn twice(ui: &Ui, control: &egui::Response) -> bool {
    let primary = egui::PointerButton::Primary;
    control.contains_pointer() && ui.input(|i| i.pointer.button_double_clicked(primary))
}

/// The typed value with its unit, and the button that resets it, from right to left.
fn number(
    ui: &mut Ui,
    spec: &ParamSpec,
    value: f64,
    usual: f64,
    size: f32,
    actions: &mut Vec<Action>,
) {
    ui.add_enabled_ui(value != usual, |ui| {
        let value = scene::quantity(usual, spec.unit.symbol());
        let about = say!("parameter-back-about", value = value);
        let name = say!("parameter-back", name = spec.name);
        if icon::small(ui, Icon::Back, &name, &about).clicked() {
            actions.push(Command::ResetParameter(spec.name.into()).into());
        }
    });
    entry(ui, spec, value, size, actions);
}

/// What a screen reader says of a slider: its meaning, and what happens where along it.
fn described(mut text: String, ticks: &[Tick]) -> String {
    if !ticks.is_empty() {
        let names: Vec<&str> = ticks.iter().map(|t| t.name.as_str()).collect();
        text.push('\n');
        text += &say!("parameter-bifurcations", names = names.join("; "));
    }
    text
}

/// Meaning of a parameter, with the ends of its slider.
fn about(spec: &ParamSpec, (lo, hi): (f64, f64), ticks: bool) -> String {
    let unit = spec.unit.symbol();
    let gap = if unit.is_empty() { "" } else { " " };
    let (from, to) = (scene::value(lo), format!("{}{gap}{unit}", scene::value(hi)));
    let slider = if ticks {
        say!("parameter-slider-ticks", from = from, to = to)
    } else {
        say!("parameter-slider", from = from, to = to)
    };
    format!("{}\n{slider}", declared::parameter_about(spec))
}

/// The field for typed values of a parameter.
fn entry(ui: &mut Ui, spec: &ParamSpec, value: f64, size: f32, actions: &mut Vec<Action>) {
    if let Some(text) = field(ui, spec.name, spec.unit.symbol(), value, size) {
        actions.push(read(spec, &text));
    }
}

/// The size of type at which a text fits into a field: a unit must not be cut off.
fn fitting(ui: &Ui, text: &str, size: f32, width: f32) -> f32 {
    let font = egui::FontId::proportional(size);
    let wide = ui.ctx().fonts_mut(|fonts| {
        let laid = fonts.layout_no_wrap(text.to_owned(), font, egui::Color32::WHITE);
        laid.size().x
    });
    let room = width - 2.0 * MARGIN;
    size * (room / wide.max(1.0)).clamp(0.6, 1.0)
}

/// A field for typed values: the text that was typed, when the field is left or Enter is pressed; Escape
/// takes it back.
pub(super) fn field(ui: &mut Ui, name: &str, unit: &str, value: f64, size: f32) -> Option<String> {
    let id = ui.make_persistent_id(("typed", name));
    let typed: Option<String> = ui.data(|d| d.get_temp(id));
    let before = scene::quantity(value, unit);
    let mut text = typed.clone().unwrap_or_else(|| before.clone());
    let width = (ENTRY * size).min(SHARE * ui.available_width()).round();
    let fitting = fitting(ui, &text, size, width);
    let response = ui.add_sized(
        vec2(width, size + 8.0),
        TextEdit::singleline(&mut text)
            .id(id)
            .font(egui::FontId::proportional(fitting))
            .align(egui::Align2::RIGHT_CENTER),
    );
    ui.accesskit_node_builder(response.id, |node| {
        node.set_label(say!("typed-value", name = name));
    });
    if response.gained_focus() {
        text = scene::value(value);
        select_all(ui, id, &text);
    }
    if response.lost_focus() {
        ui.data_mut(|d| d.remove::<String>(id));
        let taken_back = ui.input(|i| i.key_pressed(Key::Escape));
        if !taken_back && text != before && text != scene::value(value) {
            return Some(text);
        }
    } else if response.has_focus() {
        ui.data_mut(|d| d.insert_temp(id, text));
    } else if typed.is_some() {
        ui.data_mut(|d| d.remove::<String>(id));
    }
    None
}

/// A number as people type it. Minus signs of all kinds, a decimal comma and the unit behind the
/// number are understood.
pub(super) fn plain_number(text: &str, unit: &str) -> Option<f64> {
    let plain = text.replace(['−', '–'], "-").replace(',', ".");
    let plain = plain.trim_matches(|c: char| c.is_whitespace());
    let plain = plain.strip_suffix(unit).unwrap_or(plain).trim();
    plain.parse().ok()
}

/// A typed value as a command, or what is wrong with it.
fn read(spec: &ParamSpec, text: &str) -> Action {
    match plain_number(text, spec.unit.symbol()) {
        Some(value) => Command::Set {
            name: spec.name.into(),
            value,
        }
        .into(),
        None => Action::Say(say!(
            "no-plain-number",
            name = spec.name,
            text = text.trim()
        )),
    }
}

pub(super) fn select_all(ui: &Ui, id: Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    if let Some(mut state) = egui::text_edit::TextEditState::load(ui.ctx(), id) {
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Unit;

    const SPEC: ParamSpec = ParamSpec {
        name: "EL",
        label: "Leak reversal potential",
        unit: Unit::Millivolt,
        default: -80.0,
        range: (-100.0, -50.0),
        about: "",
        demand: crate::model::Demand::Any,
    };

    #[test]
    fn typed_numbers_are_read_as_people_write_them() {
        for text in ["-72.5", "−72.5", " -72,5 ", "-72.5 mV", "-7.25e1"] {
            let set = Command::Set {
                name: "EL".into(),
                value: -72.5,
            };
            assert_eq!(read(&SPEC, text), Action::Do(set), "{text}");
        }
        assert!(
            matches!(read(&SPEC, "rest"), Action::Say(s) if s.contains("EL") && s.contains("rest"))
        );
    }
}
