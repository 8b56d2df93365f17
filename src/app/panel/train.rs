//! Which spikes, and what is counted?
use super::knob::Knob;
use super::{question, weak};
use crate::analysis::Timing;
use crate::app::action::Action;
use crate::scene::declared::model_name;
use crate::session::{Command, Session, TrainChange, TrainStudy};
use crate::text::say;
use egui::Ui;

/// The controls of the spike train.
pub(in crate::app) fn train_ui(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let study = session.train();
    let usual = TrainStudy::default();
    let info = session.problem().model().info();
    let change = |c: TrainChange| Action::from(Command::Train(c));
    ui.spacing_mut().item_spacing.y = 4.0;
    question(ui, &say!("train-question"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let neuron = say!("train-of", model = model_name(info));
        let about = say!("train-of-about", model = model_name(info));
        for (this, name, about) in [
            (false, say!("train-poisson"), say!("train-poisson-about")),
            (true, neuron, about),
        ] {
            let chosen = study.of_neuron == this;
            if ui
                .selectable_label(chosen, name)
                .on_hover_text(about)
                .clicked()
            {
                actions.push(change(TrainChange::OfNeuron(this)));
            }
        }
    });
    ui.add_space(10.0);
    if study.of_neuron {
        weak(ui, say!("train-one-trial"));
    } else {
        process(ui, &study, &usual, actions);
    }
    ui.add_space(10.0);
    question(ui, &say!("train-counted"));
    let unit = if study.of_neuron {
        info.time.symbol()
    } else {
        "ms"
    };
    let most = study.poisson.duration;
    let window = Knob {
        name: &say!("train-window"),
        about: &say!("train-window-about"),
        unit,
        value: study.window,
        usual: usual.window,
        range: [10.0, 500.0],
        large: false,
    };
    window.show(ui, actions, |v| change(TrainChange::Window(v)));
    let [from, to] = study.between;
    let about = &say!("train-between-about");
    let (first, last) = (say!("train-from"), say!("train-to"));
    let end = |name, value, usual| Knob {
        name,
        about,
        unit,
        value,
        usual,
        range: [0.0, most],
        large: false,
    };
    end(&first, from, usual.between[0]).show(ui, actions, |v| {
        change(TrainChange::Between([v, to.max(v)]))
    });
    end(&last, to, usual.between[1]).show(ui, actions, |v| {
        change(TrainChange::Between([from.min(v), v]))
    });
}

/// The controls of the Poisson process.
fn process(ui: &mut Ui, study: &TrainStudy, usual: &TrainStudy, actions: &mut Vec<Action>) {
    let change = |c: TrainChange| Action::from(Command::Train(c));
    question(ui, &say!("input-question"));
    let rate = Knob {
        name: &say!("train-rate"),
        about: &say!("train-rate-about"),
        unit: "Hz",
        value: study.poisson.rate,
        usual: usual.poisson.rate,
        range: [1.0, 200.0],
        large: true,
    };
    rate.show(ui, actions, |v| change(TrainChange::Rate(v)));
    ui.add_space(6.0);
    question(ui, &say!("train-drawn"));
    let timing = study.poisson.timing;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let binned = matches!(timing, Timing::Bins(_));
        for (chosen, this, name, about) in [
            (
                binned,
                Timing::Bins(1.0),
                say!("train-bins"),
                say!("train-bins-about"),
            ),
            (
                !binned,
                Timing::Intervals,
                say!("train-intervals"),
                say!("train-intervals-about"),
            ),
        ] {
            let label = ui.selectable_label(chosen, name);
            if label.on_hover_text(about).clicked() && !chosen {
                actions.push(change(TrainChange::Timing(this)));
            }
        }
    });
    if let Timing::Bins(width) = timing {
        let bin = Knob {
            name: &say!("train-bin"),
            about: &say!("train-bin-about"),
            unit: "ms",
            value: width,
            usual: 1.0,
            range: [0.05, 10.0],
            large: false,
        };
        bin.show(ui, actions, |v| {
            change(TrainChange::Timing(Timing::Bins(v)))
        });
    }
    let dead = Knob {
        name: &say!("train-refractory"),
        about: &say!("train-refractory-about"),
        unit: "ms",
        value: study.poisson.refractory,
        usual: 0.0,
        range: [0.0, 5.0],
        large: false,
    };
    dead.show(ui, actions, |v| change(TrainChange::Refractory(v)));
    ui.horizontal(|ui| {
        ui.label(say!("seed-is", seed = study.poisson.seed.to_string()))
            .on_hover_text(say!("train-seed-about"));
        let again = ui.button(say!("train-new-seed"));
        if again.on_hover_text(say!("train-new-seed-about")).clicked() {
            let seed = study.poisson.seed.wrapping_add(1);
            actions.push(change(TrainChange::Seed(seed)));
        }
        if study.poisson.seed != usual.poisson.seed
            && ui
                .button(say!("seed-is", seed = usual.poisson.seed.to_string()))
                .clicked()
        {
            actions.push(change(TrainChange::Seed(usual.poisson.seed)));
        }
    });
    weak(
        ui,
        say!(
            "train-trials",
            trials = study.poisson.trials.to_string(),
            duration = crate::scene::quantity(study.poisson.duration, "ms")
        ),
    );
}
