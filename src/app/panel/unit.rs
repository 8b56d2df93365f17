//! What does an artificial neuron do with its inputs, and what can a network of them learn?
use super::knob::Knob;
use super::{question, weak};
use crate::analysis::FiringPoint;
use crate::app::action::Action;
use crate::learn::{Activation, FitOptions};
use crate::model::zoo;
use crate::session::{Command, ReadyCurve, UnitChange, UnitStudy};
use egui::{ComboBox, RichText, Ui};

fn change(c: UnitChange) -> Action {
    Command::Unit(c).into()
}

/// The controls of the artificial neuron and its network.
pub(in crate::app) fn unit_ui(ui: &mut Ui, study: &UnitStudy, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal(|ui| {
        question(ui, "What goes in?");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let n = study.inputs.len();
            for (name, to, about) in [
                ("+", n + 1, "One input more."),
                ("−", n.wrapping_sub(1), "One input less."),
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
    question(ui, "How does it respond?");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (this, name, about) in [
            (
                Activation::Sigmoid,
                "Sigmoid",
                "1 / (1 + exp(−s (x − b))): between 0 and 1.",
            ),
            (
                Activation::Relu,
                "ReLU",
                "s (x − b) above b, 0 below: a rectified line.",
            ),
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
        name: "Bias b",
        about: "Where the transfer function rises: the drive that it takes to respond.",
        unit: "",
        value: study.unit.bias,
        usual: 5.0,
        range: [0.0, 20.0],
        large: false,
    };
    bias.show(ui, actions, |v| change(UnitChange::Bias(v)));
    let shape = Knob {
        name: "Shape s",
        about: "How steeply it rises.",
        unit: "",
        value: study.unit.shape,
        usual: 1.0,
        range: [0.0, 2.0],
        large: false,
    };
    shape.show(ui, actions, |v| change(UnitChange::Shape(v)));
    ui.add_space(8.0);
    question(ui, "What can a network learn?");
    let hidden = Knob {
        name: "Hidden units",
        about: "Artificial neurons between the input x and the output y. With enough of them the network \
                comes as near as one likes to any continuous curve.",
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
        ui.label(format!("Seed {}", study.seed))
            .on_hover_text("The first weights come from it.");
        let again = ui.button("New start");
        let about = "Fit again from other first weights.";
        if again.on_hover_text(about).clicked() {
            actions.push(change(UnitChange::Seed(study.seed.wrapping_add(1))));
        }
    });
    weak(
        ui,
        "y = c₀ + Σ c f(w x − b). Ticks at the bottom of the picture show where hidden units rise.",
    );
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
            about: "Value of this input: the rate of the neuron that it comes from.",
            unit: "",
            value: study.inputs[k],
            usual: 0.0,
            range: [0.0, 20.0],
            large: false,
        };
        value.show(left, actions, |v| change(UnitChange::Input(k, v)));
        let weight = Knob {
            name: &format!("w{number}"),
            about: "Weight of this input: how much it counts. Negative weights inhibit.",
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
    question(ui, "Spiking model");
    let width = (ui.available_width() - 24.0).max(80.0);
    let list = ComboBox::from_id_salt("spiking model")
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
                        .on_hover_text(info.name)
                        .clicked()
                    {
                        actions.push(change(UnitChange::Spiking(source)));
                    }
                }
            }
        });
    ui.accesskit_node_builder(list.response.id, |node| node.set_label("Spiking model"));
    list.response.on_hover_text(
        "What the unit's drive and output stand for: the current that goes in, and the rate of the spikes \
         that come out. When they come is left out.",
    );
}

/// The words about the network, and where its curve may come from.
pub(in crate::app) fn curve_ui(
    ui: &mut Ui,
    words: &str,
    rates: Option<&[FiringPoint]>,
    actions: &mut Vec<Action>,
) {
    question(ui, "Network");
    ui.spacing_mut().item_spacing.x = 4.0;
    for ready in ReadyCurve::ALL {
        let about = "A curve to begin with. Draw over it with the mouse.";
        if ui.button(ready.name()).on_hover_text(about).clicked() {
            actions.push(change(UnitChange::Curve(ready)));
        }
    }
    if let Some(rates) = rates {
        let button = ui.button("F-I curve");
        let about = "The F-I curve above, scaled: what a network of rates makes of it.";
        if button.on_hover_text(about).clicked() {
            let up = rates
                .iter()
                .filter(|p| p.sweep == crate::analysis::Sweep::Up);
            let points = up.filter_map(|p| Some([p.parameter, p.rate?]));
            actions.push(change(UnitChange::Points(points.collect())));
        }
    }
    let clear = ui.button("Clear");
    if clear.on_hover_text("Wipe the curve out.").clicked() {
        actions.push(change(UnitChange::Clear));
    }
    ui.add(egui::Label::new(RichText::new(words).weak()).truncate());
}
