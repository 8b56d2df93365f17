//! Which neuron is to be learnt, from what and by what; how far training is; and the numbers.
use super::knob::Knob;
use super::{question, weak};
use crate::app::action::{Action, Learn, Wish};
use crate::app::motion;
use crate::app::stage::{Course, End, NetworkView, PAPER};
use crate::learn::twin::{Neuron, Progress, TwinOptions};
use crate::model::{Unit, zoo};
use crate::scene::{self, quantity, value};
use crate::session::{Command, TwinChange, TwinIdea, TwinStudy};
use crate::text::say;
use egui::{Button, ComboBox, Grid, ProgressBar, RichText, Ui};

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
            let button = Button::selectable(chosen == Some(idea), idea.name()).frame(true);
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
        usual: TwinOptions::default().descent.rate,
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
            let button = Button::selectable(chosen, name).frame(true);
            if ui.add(button).on_hover_text(about).clicked() && !chosen {
                actions.push(change(TwinChange::Seconds(to)));
                actions.push(Action::Learn(Learn::Go));
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

/// What can be done with the training, and how far it is.
pub(in crate::app) fn training_ui(
    ui: &mut Ui,
    course: Course,
    progress: Option<&Progress>,
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let recording = matches!(course, Course::Recording(_));
        let over = matches!(course, Course::Over(_) | Course::Opened);
        let (name, about, what) = match course {
            Course::Going => (
                say!("learnt-pause"),
                say!("learnt-pause-about"),
                Learn::Pause,
            ),
            Course::Paused => (
                say!("learnt-continue"),
                say!("learnt-continue-about"),
                Learn::Go,
            ),
            Course::Over(_) | Course::Opened => {
                (say!("learnt-again"), say!("learnt-again-about"), Learn::Go)
            }
            _ => (say!("learnt-start"), say!("learnt-start-about"), Learn::Go),
        };
        let possible = !recording && course != Course::None;
        let button = ui.add_enabled(possible, Button::new(RichText::new(name).strong()));
        if button.on_hover_text(about).clicked() {
            actions.push(Action::Learn(what));
        }
        let ends = matches!(course, Course::Going | Course::Paused);
        let stop = ui.add_enabled(ends, Button::new(say!("learnt-stop")));
        if stop.on_hover_text(say!("learnt-stop-about")).clicked() {
            actions.push(Action::Learn(Learn::Stop));
        }
        let reset = ui.add_enabled(ends || over, Button::new(say!("learnt-reset")));
        if reset.on_hover_text(say!("learnt-reset-about")).clicked() {
            actions.push(Action::Learn(Learn::Reset));
        }
        ui.add_space(4.0);
        bar(ui, course, progress);
    });
}

/// How far it is, as a bar with its numbers.
fn bar(ui: &mut Ui, course: Course, progress: Option<&Progress>) {
    let (part, text) = match (course, progress) {
        (Course::Recording(part), _) => (part as f32 / 1000.0, say!("learnt-recording")),
        (Course::Opened, _) => (1.0, say!("learnt-opened")),
        (_, Some(p)) => {
            let part = p.step as f32 / p.steps.max(1) as f32;
            let state = match course {
                Course::Over(End::Done) => say!("learnt-done", time = seconds(p.seconds)),
                Course::Over(End::Stopped) => say!("learnt-stopped", step = p.step.to_string()),
                Course::Over(End::Diverged) => say!("learnt-diverged"),
                Course::Paused => say!("learnt-is-paused"),
                Course::Fresh => say!("learnt-not-begun"),
                _ => match p.left {
                    Some(left) => say!("learnt-left", time = seconds(left)),
                    None => String::new(),
                },
            };
            let loss = (p.step > 0).then(|| say!("learnt-loss-is", loss = value(p.loss)));
            let auc = p.auc.map(|auc| say!("learnt-auc-is", auc = value(auc)));
            let all: Vec<String> = [loss, auc, Some(state)].into_iter().flatten().collect();
            (part, all.join(&say!("between-clauses")))
        }
        (_, None) => (0.0, String::new()),
    };
    let width = ui.available_width().max(40.0);
    let height = ui.spacing().interact_size.y;
    let shown = ui.add(
        ProgressBar::new(part)
            .desired_width(width)
            .desired_height(height)
            .corner_radius(4)
            .text(RichText::new(&text).size(13.0)),
    );
    let moves = matches!(course, Course::Recording(_)) && !motion::is_calm(ui);
    if moves {
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(100));
    }
    ui.accesskit_node_builder(shown.id, |node| {
        node.set_label(say!("learnt-progress"));
        node.set_description(text.as_str());
    });
    shown.on_hover_text(&text);
}

/// Seconds, whole ones where there are many.
fn seconds(time: f64) -> String {
    quantity(
        if time < 10.0 {
            (10.0 * time).round() / 10.0
        } else {
            time.round()
        },
        "s",
    )
}

/// The numbers beside those of the paper and of the best linear filter.
pub(in crate::app) fn numbers_ui(ui: &mut Ui, view: &NetworkView, study: &TwinStudy) {
    let n = &view.numbers;
    let none = || "–".to_owned();
    let or_none = |v: Option<f64>, unit: &str| v.map_or_else(none, |v| quantity(v, unit));
    let digits = |v: Option<f64>, unit: &str| v.map(|v| quantity(rounded(v), unit));
    let published = matches!(&study.options.neuron, Neuron::IntegrateAndFire(_));
    let paper = |v: f64, unit: &str| match published {
        true => quantity(v, unit),
        false => none(),
    };
    let limit = |v: Option<f64>, unit: &str| digits(v, unit).unwrap_or_else(none);
    let tau = n.tau.map_or_else(none, |t| quantity(t, "ms"));
    let truth = tau.as_str();
    let rows = [
        (
            say!("learnt-auc"),
            n.auc.map_or_else(none, value),
            paper(PAPER.auc, ""),
            none(),
            say!("term-auc-about"),
        ),
        (
            "RMSE".to_owned(),
            limit(Some(n.rmse), "mV"),
            paper(PAPER.rmse, "mV"),
            limit(n.limit.map(|l| l.0), "mV"),
            say!("learnt-rmse-about"),
        ),
        (
            say!("learnt-explained"),
            limit(n.explained, "%"),
            paper(PAPER.explained, "%"),
            limit(n.limit.and_then(|l| l.1), "%"),
            say!("learnt-explained-about"),
        ),
        (
            say!("learnt-hits"),
            or_none(n.hit_rate.map(|h| rounded(100.0 * h)), "%"),
            none(),
            none(),
            say!("learnt-hits-about"),
        ),
        (
            say!("learnt-tau-excitatory", truth = truth),
            limit(n.taus[0], "ms"),
            none(),
            none(),
            say!("learnt-tau-fitted-about"),
        ),
        (
            say!("learnt-tau-inhibitory", truth = truth),
            limit(n.taus[1], "ms"),
            none(),
            none(),
            say!("learnt-tau-fitted-about"),
        ),
    ];
    Grid::new("numbers")
        .num_columns(4)
        .spacing([12.0, 2.0])
        .show(ui, |ui| {
            let head = |ui: &mut Ui, text: String, about: String| {
                ui.label(RichText::new(text).weak().size(13.0))
                    .on_hover_text(about);
            };
            ui.label("");
            head(ui, say!("learnt-here"), say!("learnt-here-about"));
            head(ui, say!("learnt-paper"), say!("learnt-paper-about"));
            head(ui, say!("learnt-limit"), say!("learnt-limit-about"));
            ui.end_row();
            for (name, here, paper, limit, about) in rows {
                let small = |text: String| RichText::new(text).size(13.0);
                ui.label(small(name)).on_hover_text(about);
                ui.label(small(here).strong());
                ui.label(small(paper));
                ui.label(small(limit));
                ui.end_row();
            }
        });
    let about = if view.tested {
        say!(
            "learnt-tested",
            time = quantity(study.options.duration.test, "s")
        )
    } else {
        say!("learnt-glanced")
    };
    weak(ui, about);
}

/// As many digits as the paper has.
fn rounded(v: f64) -> f64 {
    let places = if v.abs() < 10.0 { 100.0 } else { 10.0 };
    (places * v).round() / places
}

/// Which second of the test is looked at.
pub(in crate::app) fn second_ui(
    ui: &mut Ui,
    study: &TwinStudy,
    telling: (usize, usize),
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let last = study.seconds() - 1;
        ui.label(say!("learnt-second"))
            .on_hover_text(say!("learnt-second-about"));
        let before = ui.add_enabled(study.second > 0, Button::new("<"));
        if before.on_hover_text(say!("learnt-second-before")).clicked() {
            actions.push(change(TwinChange::Second(study.second - 1)));
        }
        let after = ui.add_enabled(study.second < last, Button::new(">"));
        if after.on_hover_text(say!("learnt-second-after")).clicked() {
            actions.push(change(TwinChange::Second(study.second + 1)));
        }
        let button = ui.button(say!("learnt-telling"));
        if button.on_hover_text(say!("learnt-telling-about")).clicked() {
            let second = study.second_at(telling);
            actions.push(change(TwinChange::Second(second)));
        }
        let width = (ui.available_width() - 60.0).max(60.0);
        let slider = crate::app::slider::Slider {
            name: &say!("learnt-second"),
            about: &say!("learnt-second-about"),
            value: study.second as f64,
            range: [0.0, last.max(1) as f64],
            ticks: &[],
            size: egui::vec2(width, 20.0),
            rail: 8.0,
            filled: false,
        };
        let moved = slider.show(ui);
        if let Some(to) = moved.to {
            let to = whole(to).min(last);
            if to != study.second {
                actions.push(change(TwinChange::Second(to)));
            }
        }
        ui.label(RichText::new(study.second.to_string()).size(13.0));
    });
}
