//! What does an artificial neuron do with its inputs, and what can a network of them learn?
use super::knob::Knob;
use super::{question, weak};
use crate::analysis::FiringPoint;
use crate::app::action::Action;
use crate::learn::{Activation, FitOptions};
use crate::model::zoo;
use crate::scene;
use crate::session::{Command, ReadyCurve, UnitChange, UnitStudy};
use crate::text::say;
use egui::{ComboBox, RichText, Ui};

fn change(c: UnitChange) -> Action {
    Command::Unit(c).into()
}

/// The controls of the artificial neuron and its network.
pub(in crate::app) fn unit_ui(ui: &mut Ui, study: &UnitStudy, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal(|ui| {
        question(ui, &say!("input-question"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let n = study.inputs.len();
            for (name, to, about) in [
                ("+", n + 1, say!("unit-more")),
                ("−", n.wrapping_sub(1), say!("unit-less")),
            ] {
                let possible = (1..=UnitStudy::MOST_INPUTS).contains(&to);
                let button = ui.add_enabled(possible, egui::Button::new(name));
                if button.on_hover_text(about).clicked() {
                    actions.push(change(UnitChange::Inputs(to)));
                }
            }
        });
    });
    for k in 0..study.inputs.len() {
        input(ui, study, k, actions);
    }
    ui.add_space(8.0);
    question(ui, &say!("unit-responds"));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (this, name, about) in [
            (
                Activation::Sigmoid,
                say!("unit-sigmoid"),
                say!("unit-sigmoid-about"),
            ),
            (Activation::Relu, say!("unit-relu"), say!("unit-relu-about")),
        ] {
            let chosen = study.unit.activation == this;
            if ui
                .selectable_label(chosen, name)
                .on_hover_text(about)
                .clicked()
            {
                actions.push(change(UnitChange::Activation(this)));
            }
        }
    });
    let bias = Knob {
        name: &say!("unit-bias"),
        about: &say!("unit-bias-about"),
        unit: "",
        value: study.unit.bias,
        usual: 5.0,
        range: [0.0, 20.0],
        large: false,
    };
    bias.show(ui, actions, |v| change(UnitChange::Bias(v)));
    let shape = Knob {
        name: &say!("unit-shape"),
        about: &say!("unit-shape-about"),
        unit: "",
        value: study.unit.shape,
        usual: 1.0,
        range: [0.0, 2.0],
        large: false,
    };
    shape.show(ui, actions, |v| change(UnitChange::Shape(v)));
    ui.add_space(8.0);
    question(ui, &say!("unit-learns"));
    let hidden = Knob {
        name: &say!("unit-hidden"),
        about: &say!("unit-hidden-about"),
        unit: "",
        value: study.hidden as f64,
        usual: 2.0,
        range: [1.0, FitOptions::MOST_UNITS as f64],
        large: true,
    };
    hidden.show(ui, actions, |v| {
        let n = v.round().clamp(0.0, 1e6) as usize;
        change(UnitChange::Hidden(n))
    });
    ui.horizontal(|ui| {
        ui.label(say!("seed-is", seed = study.seed.to_string()))
            .on_hover_text(say!("unit-seed-about"));
        let again = ui.button(say!("unit-new-start"));
        let about = say!("unit-new-start-about");
        if again.on_hover_text(about).clicked() {
            actions.push(change(UnitChange::Seed(study.seed.wrapping_add(1))));
        }
    });
    weak(ui, say!("unit-formula"));
}

/// One input: its value and its weight.
fn input(ui: &mut Ui, study: &UnitStudy, k: usize, actions: &mut Vec<Action>) {
    let number = k + 1;
    ui.columns(2, |columns| {
        let [left, right] = columns else {
            return;
        };
        let value = Knob {
            name: &format!("v{number}"),
            about: &say!("unit-value-about"),
            unit: "",
            value: study.inputs[k],
            usual: 0.0,
            range: [0.0, 20.0],
            large: false,
        };
        value.show(left, actions, |v| change(UnitChange::Input(k, v)));
        let weight = Knob {
            name: &format!("w{number}"),
            about: &say!("unit-weight-about"),
            unit: "",
            value: study.unit.weights[k],
            usual: 1.0,
            range: [-2.0, 2.0],
            large: false,
        };
        weight.show(right, actions, |v| change(UnitChange::Weight(k, v)));
    });
}

/// A title with words of lesser weight behind it.
pub(in crate::app) fn title(ui: &mut Ui, title: &str, words: &str) {
    question(ui, title);
    ui.add(egui::Label::new(RichText::new(words).weak()).truncate());
}

/// The choice of the spiking model whose F-I curve stands beside the unit's.
pub(in crate::app) fn spiking_ui(ui: &mut Ui, study: &UnitStudy, actions: &mut Vec<Action>) {
    question(ui, &say!("unit-spiking"));
    let width = (ui.available_width() - 24.0).max(80.0);
    let list = ComboBox::from_id_salt(("spiking", "model"))
        .selected_text(&study.spiking)
        .width(width)
        .truncate()
        .height(480.0)
        .show_ui(ui, |ui| {
            for model in zoo::registry() {
                let info = model.info();
                for preset in &info.presets {
                    let source = format!("{}/{}", info.id, preset.id);
                    let chosen = source == study.spiking;
                    if ui
                        .selectable_label(chosen, &source)
                        .on_hover_text(scene::declared::model_name(info))
                        .clicked()
                    {
                        actions.push(change(UnitChange::Spiking(source)));
                    }
                }
            }
        });
    ui.accesskit_node_builder(list.response.id, |node| {
        node.set_label(say!("unit-spiking"))
    });
    list.response.on_hover_text(say!("unit-spiking-about"));
}

/// The words about the network, and where its curve may come from.
pub(in crate::app) fn curve_ui(
    ui: &mut Ui,
    words: &str,
    rates: Option<&[FiringPoint]>,
    actions: &mut Vec<Action>,
) {
    question(ui, &say!("unit-network"));
    ui.spacing_mut().item_spacing.x = 4.0;
    for ready in ReadyCurve::ALL {
        let about = say!("unit-curve-about");
        if ui.button(ready.name()).on_hover_text(about).clicked() {
            actions.push(change(UnitChange::Curve(ready)));
        }
    }
    if let Some(rates) = rates {
        let button = ui.button(say!("sight-firing"));
        let about = say!("unit-rates-about");
        if button.on_hover_text(about).clicked() {
            let up = rates
                .iter()
                .filter(|p| p.sweep == crate::analysis::Sweep::Up);
            let points = up.filter_map(|p| Some([p.parameter, p.rate?]));
            actions.push(change(UnitChange::Points(points.collect())));
        }
    }
    let clear = ui.button(say!("clear"));
    if clear.on_hover_text(say!("unit-clear-about")).clicked() {
        actions.push(change(UnitChange::Clear));
    }
    ui.add(egui::Label::new(RichText::new(words).weak()).truncate());
}
