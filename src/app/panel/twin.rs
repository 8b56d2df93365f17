//! Which neuron is to be learnt, from what and by what.
mod numbers;
mod training;

use super::knob::Knob;
use super::{question, weak};
use crate::app::action::{Action, Learn, Wish};
use crate::learn::twin::{Descent, Neuron, TwinOptions};
use crate::model::{Unit, zoo};
use crate::scene;
use crate::session::{Command, TwinChange, TwinIdea, TwinStudy};
use crate::text::say;
use egui::{Button, ComboBox, Ui};

pub(in crate::app) use numbers::{numbers_ui, second_ui};
pub(in crate::app) use training::training_ui;

fn change(c: TwinChange) -> Action {
    Command::Twin(c).into()
}

/// A whole number from a slider.
fn whole(v: f64) -> usize {
    v.round().clamp(0.0, 1e6) as usize
}

/// The controls.
pub(in crate::app) fn twin_ui(
    ui: &mut Ui,
    study: &TwinStudy,
    idea: Option<TwinIdea>,
    saves: bool,
    actions: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.y = 4.0;
    ideas(ui, idea, actions);
    ui.add_space(8.0);
    neuron(ui, study, actions);
    ui.add_space(8.0);
    synapses(ui, study, actions);
    ui.add_space(8.0);
    network(ui, study, actions);
    ui.add_space(8.0);
    data(ui, study, actions);
    ui.add_space(8.0);
    files(ui, saves, actions);
}

/// Experiments, each by a click, and what there is to be seen in the present one.
fn ideas(ui: &mut Ui, chosen: Option<TwinIdea>, actions: &mut Vec<Action>) {
    question(ui, &say!("learnt-try"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for idea in TwinIdea::ALL {
            let button = Button::new(idea.name()).selected(chosen == Some(idea));
            if ui.add(button).on_hover_text(idea.about()).clicked() {
                actions.push(change(TwinChange::Try(idea)));
            }
        }
    });
    let about = chosen.map_or_else(|| say!("learnt-try-about"), TwinIdea::about);
    weak(ui, about);
}

fn neuron(ui: &mut Ui, study: &TwinStudy, actions: &mut Vec<Action>) {
    question(ui, &say!("learnt-neuron"));
    let present = &study.options.neuron;
    let shown = match present {
        Neuron::IntegrateAndFire(_) => say!("twin-neuron-integrate-and-fire"),
        Neuron::Zoo(neuron) => neuron.source.clone(),
    };
    let width = (ui.available_width() - 8.0).max(80.0);
    let list = ComboBox::from_id_salt(("twin", "neuron"))
        .selected_text(shown)
        .width(width)
        .truncate()
        .height(480.0)
        .show_ui(ui, |ui| {
            let name = say!("twin-neuron-integrate-and-fire");
            let chosen = matches!(present, Neuron::IntegrateAndFire(_));
            if ui.selectable_label(chosen, name).clicked() {
                actions.push(change(TwinChange::Neuron(Neuron::PUBLISHED.into())));
            }
            for model in zoo::registry() {
                let info = model.info();
                let volts = info
                    .variables
                    .first()
                    .is_some_and(|v| v.unit == Unit::Millivolt);
                if !volts || info.time != Unit::Millisecond {
                    continue;
                }
                for preset in &info.presets {
                    let source = format!("{}/{}", info.id, preset.id);
                    let chosen = present.name() == source;
                    if ui
                        .selectable_label(chosen, &source)
                        .on_hover_text(scene::declared::model_name(info))
                        .clicked()
                    {
                        actions.push(change(TwinChange::Neuron(source)));
                    }
                }
            }
        });
    ui.accesskit_node_builder(list.response.id, |node| {
        node.set_label(say!("learnt-neuron"))
    });
    list.response.on_hover_text(say!("learnt-neuron-about"));
    let Neuron::IntegrateAndFire(cell) = present else {
        weak(ui, say!("learnt-zoo-about"));
        return;
    };
    let tau = Knob {
        name: &say!("learnt-tau"),
        about: &say!("learnt-tau-about"),
        unit: "ms",
        value: cell.tau,
        usual: 20.0,
        range: [2.0, 60.0],
        large: true,
    };
    tau.show(ui, actions, |v| change(TwinChange::Tau(v)));
    let threshold = Knob {
        name: &say!("learnt-threshold"),
        about: &say!("learnt-threshold-about"),
        unit: "mV",
        value: cell.threshold,
        usual: -55.0,
        range: [-70.0, -40.0],
        large: false,
    };
    threshold.show(ui, actions, |v| change(TwinChange::Threshold(v)));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (this, name, about) in [
            (
                true,
                say!("learnt-with-reset"),
                say!("learnt-with-reset-about"),
            ),
            (
                false,
                say!("learnt-no-reset"),
                say!("learnt-no-reset-about"),
            ),
        ] {
            let chosen = cell.reset.is_some() == this;
            let label = ui.selectable_label(chosen, name);
            if label.on_hover_text(about).clicked() && !chosen {
                actions.push(change(TwinChange::Reset(this)));
            }
        }
    });
}

fn synapses(ui: &mut Ui, study: &TwinStudy, actions: &mut Vec<Action>) {
    question(ui, &say!("learnt-synapses"));
    let options = &study.options;
    let all = options.synapses.count();
    let knob = |name: &str, about: &str, unit: &str, value: f64, usual: f64, range: [f64; 2]| {
        (
            name.to_owned(),
            about.to_owned(),
            unit.to_owned(),
            value,
            usual,
            range,
        )
    };
    let usual = usual_gain(options);
    let knobs = [
        (
            knob(
                &say!("learnt-inhibitory"),
                &say!("learnt-inhibitory-about"),
                "",
                options.synapses.inhibitory as f64,
                (0.2 * all as f64).round(),
                [0.0, all as f64],
            ),
            (|v| TwinChange::Inhibitory(whole(v))) as fn(f64) -> TwinChange,
        ),
        (
            knob(
                &say!("learnt-count"),
                &say!("learnt-count-about"),
                "",
                all as f64,
                100.0,
                [1.0, 200.0],
            ),
            |v| TwinChange::Synapses(whole(v)),
        ),
        (
            knob(
                &say!("learnt-gain"),
                &say!("learnt-gain-about"),
                "mV",
                options.synapses.excitatory_gain,
                usual,
                [0.0, 6.0],
            ),
            TwinChange::Gain,
        ),
        (
            knob(
                &say!("learnt-busy"),
                &say!("learnt-busy-about"),
                "",
                options.rates.excitatory,
                1.0,
                [0.0, 5.0],
            ),
            TwinChange::Rate,
        ),
    ];
    for ((name, about, unit, value, usual, range), make) in knobs {
        let knob = Knob {
            name: &name,
            about: &about,
            unit: &unit,
            value,
            usual,
            range,
            large: false,
        };
        knob.show(ui, actions, |v| change(make(v)));
    }
}

/// The gain to which a double click goes back: that of the paper; other neurons keep theirs.
fn usual_gain(options: &TwinOptions) -> f64 {
    match &options.neuron {
        Neuron::IntegrateAndFire(_) => TwinOptions::default().synapses.excitatory_gain,
        Neuron::Zoo(_) => options.synapses.excitatory_gain,
    }
}

fn network(ui: &mut Ui, study: &TwinStudy, actions: &mut Vec<Action>) {
    question(ui, &say!("learnt-network"));
    let options = &study.options;
    let hidden = Knob {
        name: &say!("learnt-hidden"),
        about: &say!("learnt-hidden-about"),
        unit: "",
        value: options.network.hidden as f64,
        usual: 1.0,
        range: [1.0, 16.0],
        large: true,
    };
    hidden.show(ui, actions, |v| change(TwinChange::Hidden(whole(v))));
    let window = Knob {
        name: &say!("learnt-window"),
        about: &say!("learnt-window-about"),
        unit: "ms",
        value: options.network.window as f64,
        usual: 80.0,
        range: [1.0, 160.0],
        large: false,
    };
    window.show(ui, actions, |v| change(TwinChange::Window(whole(v))));
    let rate = Knob {
        name: &say!("learnt-learning-rate"),
        about: &say!("learnt-learning-rate-about"),
        unit: "",
        value: options.descent.rate,
        usual: Descent::usual_rate(options.network.hidden),
        range: [0.001, 0.2],
        large: false,
    };
    rate.show(ui, actions, |v| change(TwinChange::LearningRate(v)));
    let parameters = options.network.parameters().to_string();
    weak(ui, say!("learnt-parameters", number = parameters));
}

fn data(ui: &mut Ui, study: &TwinStudy, actions: &mut Vec<Action>) {
    question(ui, &say!("learnt-data"));
    let seconds = study.options.duration.train;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (to, name, about) in [
            (
                TwinStudy::QUICK,
                say!("learnt-quick"),
                say!("learnt-quick-about"),
            ),
            (
                TwinStudy::PUBLISHED,
                say!("learnt-published"),
                say!("learnt-published-about"),
            ),
        ] {
            let chosen = seconds == to;
            let button = Button::new(name).selected(chosen);
            if ui.add(button).on_hover_text(about).clicked() && !chosen {
                actions.push(change(TwinChange::Seconds(to)));
                actions.push(Action::Learn(Learn::Begin));
            }
        }
    });
    let duration = Knob {
        name: &say!("learnt-seconds"),
        about: &say!("learnt-seconds-about"),
        unit: "s",
        value: seconds,
        usual: TwinStudy::QUICK,
        range: [60.0, TwinStudy::PUBLISHED],
        large: false,
    };
    duration.show(ui, actions, |v| change(TwinChange::Seconds(v.round())));
    let seed = study.options.seed;
    ui.horizontal(|ui| {
        ui.label(say!("seed-is", seed = seed.to_string()))
            .on_hover_text(say!("learnt-seed-about"));
        let again = ui.button(say!("train-new-seed"));
        if again.on_hover_text(say!("learnt-seed-about")).clicked() {
            actions.push(change(TwinChange::Seed(seed.wrapping_add(1))));
        }
    });
}

fn files(ui: &mut Ui, saves: bool, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        let save = ui.add_enabled(saves, Button::new(say!("learnt-save")));
        if save.on_hover_text(say!("learnt-save-about")).clicked() {
            actions.push(Action::Files(Wish::AskSaveTwin));
        }
        let open = ui.button(say!("learnt-open"));
        if open.on_hover_text(say!("learnt-open-about")).clicked() {
            actions.push(Action::Files(Wish::AskOpenTwin));
        }
    });
}
