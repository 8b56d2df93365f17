//! Which spikes, and what is counted?
use super::knob::Knob;
use super::{question, weak};
use crate::analysis::Timing;
use crate::app::action::Action;
use crate::session::{Command, Session, TrainChange, TrainStudy};
use egui::Ui;

/// The controls of the spike train.
pub(in crate::app) fn train_ui(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let study = session.train();
    let usual = TrainStudy::default();
    let info = session.problem().model().info();
    let change = |c: TrainChange| Action::from(Command::Train(c));
    ui.spacing_mut().item_spacing.y = 4.0;
    question(ui, "Whose spikes?");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let neuron = format!("Spikes of {}", info.name);
        let about = format!(
            "The spikes of {} as it stands in the window Neuron, from its preset's initial state.",
            info.name
        );
        for (this, name, about) in [
            (
                false,
                "Poisson process",
                "Spikes that know nothing of each other.",
            ),
            (true, neuron.as_str(), about.as_str()),
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
        weak(
            ui,
            "One trial, as the neuron gives the same train every time. Its parameters are set in the \
             window Neuron.",
        );
    } else {
        process(ui, &study, &usual, actions);
    }
    ui.add_space(10.0);
    question(ui, "What is counted?");
    let unit = if study.of_neuron {
        info.time.symbol()
    } else {
        "ms"
    };
    let most = study.poisson.duration;
    let window = Knob {
        name: "Counting window T",
        about: "Spikes are counted in windows of this length, laid end to end.",
        unit,
        value: study.window,
        usual: usual.window,
        range: [10.0, 500.0],
        large: false,
    };
    window.show(ui, actions, |v| change(TrainChange::Window(v)));
    let [from, to] = study.between;
    let about = "Ends of the tinted window, over which the neural response function ρ is integrated: the \
                 integral is the number of spikes in it.";
    let end = |name, value, usual| Knob {
        name,
        about,
        unit,
        value,
        usual,
        range: [0.0, most],
        large: false,
    };
    end("∫ρ dt from", from, usual.between[0]).show(ui, actions, |v| {
        change(TrainChange::Between([v, to.max(v)]))
    });
    end("∫ρ dt to", to, usual.between[1]).show(ui, actions, |v| {
        change(TrainChange::Between([from.min(v), v]))
    });
}

/// The controls of the Poisson process.
fn process(ui: &mut Ui, study: &TrainStudy, usual: &TrainStudy, actions: &mut Vec<Action>) {
    let change = |c: TrainChange| Action::from(Command::Train(c));
    question(ui, "What goes in?");
    let rate = Knob {
        name: "Rate r",
        about: "Mean number of spikes per second.",
        unit: "Hz",
        value: study.poisson.rate,
        usual: usual.poisson.rate,
        range: [1.0, 200.0],
        large: true,
    };
    rate.show(ui, actions, |v| change(TrainChange::Rate(v)));
    ui.add_space(6.0);
    question(ui, "How is it drawn?");
    let timing = study.poisson.timing;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let binned = matches!(timing, Timing::Bins(_));
        for (chosen, this, name, about) in [
            (
                binned,
                Timing::Bins(1.0),
                "In bins of dt",
                "Time is cut into bins, each of which holds a spike with probability rate × dt.",
            ),
            (
                !binned,
                Timing::Intervals,
                "By intervals",
                "Exponential intervals, in continuous time.",
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
            name: "Bin dt",
            about: "Width of a bin. Where rate × dt reaches 1 every bin holds a spike.",
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
        name: "Refractory time",
        about: "For so long after a spike there is no other. The mean rate stays.",
        unit: "ms",
        value: study.poisson.refractory,
        usual: 0.0,
        range: [0.0, 5.0],
        large: false,
    };
    dead.show(ui, actions, |v| change(TrainChange::Refractory(v)));
    ui.horizontal(|ui| {
        ui.label(format!("Seed {}", study.poisson.seed))
            .on_hover_text("The same seed gives the same spikes.");
        let again = ui.button("New seed");
        if again.on_hover_text("Draw other trials.").clicked() {
            let seed = study.poisson.seed.wrapping_add(1);
            actions.push(change(TrainChange::Seed(seed)));
        }
        if study.poisson.seed != usual.poisson.seed && ui.button("Seed 1").clicked() {
            actions.push(change(TrainChange::Seed(usual.poisson.seed)));
        }
    });
    weak(
        ui,
        format!(
            "{} trials of {}; the first 20 are shown.",
            study.poisson.trials,
            crate::scene::quantity(study.poisson.duration, "ms")
        ),
    );
}
