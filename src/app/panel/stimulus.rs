//! What goes in besides the steady input: a stimulus, put together from signals.
mod kind;

use kind::round;
pub(in crate::app) use kind::{Kind, Suited};

use super::{question, weak};
use crate::analysis::Problem;
use crate::app::action::Action;
use crate::app::sketch;
use crate::model::Unit;
use crate::model::stimulus::{Input, Signal, Stimulus, Times};
use crate::scene;
use crate::session::Command;
use egui::{Align, ComboBox, DragValue, Key, Layout, Popup, PopupCloseBehavior, Response, Ui};

/// Width of the editor.
const WIDTH: f32 = 340.0;
/// Width of the labels in it.
const LABEL: f32 = 96.0;

/// What the panel shows.
pub(in crate::app) struct Contents<'a> {
    pub problem: &'a Problem,
    pub stimulus: &'a Stimulus,
    pub suited: Suited,
    pub seed: u64,
    /// Euler's step, if that takes the place of accurate integration.
    pub euler: Option<f64>,
}

/// The row under the steady input: what the stimulus is, and the editor behind it.
pub(in crate::app) fn stimulus_ui(ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.label("Stimulus");
        let names: Vec<&str> = c
            .stimulus
            .inputs
            .iter()
            .map(|i| Kind::of(&i.signal).name())
            .collect();
        let text = if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(" + ")
        };
        let button = ui.button(text).on_hover_text(
            "What is done to the cell in the course of time: pulses, ramps, noise, a drawing.",
        );
        popup(&button, |ui| editor(ui, c, actions));
        if !c.stimulus.is_empty() {
            if ui
                .button("Again")
                .on_hover_text("Begin the stimulus anew, from now on.")
                .clicked()
            {
                actions.push(Action::Again);
            }
            if ui.button("Off").on_hover_text("End it.").clicked() {
                actions.push(Command::Stimulate(Stimulus::default()).into());
            }
        }
    });
    if let Some(protocol) = c.problem.preset().protocol {
        let mut on = c.euler.is_some();
        let time = c.problem.model().info().time.symbol();
        let text = format!(
            "Author's Euler step, {}",
            scene::quantity(protocol.euler, time)
        );
        let about = "Integrate as the author's own script did, by Euler's method with this step. The published \
                     picture depends on it in some of the twenty features; two of them (q and t) do not exist \
                     without it: with smaller steps they fire without end.";
        if ui.checkbox(&mut on, text).on_hover_text(about).clicked() {
            actions.push(Command::Euler(on.then_some(protocol.euler)).into());
        }
    }
}

/// The editor under its button, which opens and closes it. It has lists of its own, so that it must not
/// close by a click into one of them: egui's menus do.
fn popup(button: &Response, contents: impl FnOnce(&mut Ui) -> bool) {
    let ctx = &button.ctx;
    let id = button.id.with("editor");
    let before = ctx.data(|d| d.get_temp::<bool>(id)).unwrap_or(false);
    let mut open = before != button.clicked();
    // A list that is open takes the click elsewhere, and Escape, for itself.
    let listed = Popup::is_any_open(ctx);
    let shown = Popup::from_response(button)
        .id(id)
        .open(open)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .show(contents);
    if let Some(shown) = shown
        && before
    {
        let elsewhere = ctx.input(|i| i.pointer.any_click()) && shown.response.clicked_elsewhere();
        let escape = ctx.input(|i| i.key_pressed(Key::Escape));
        open &= !shown.inner && (listed || !(elsewhere || escape));
    }
    ctx.data_mut(|d| d.insert_temp(id, open));
}

/// The editor; whether one has done with it.
fn editor(ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) -> bool {
    ui.set_width(WIDTH);
    let mut done = false;
    ui.horizontal(|ui| {
        question(ui, "What is done to it?");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            done = ui.button("Done").clicked();
        });
    });
    let mut stimulus = c.stimulus.clone();
    let info = c.problem.model().info();
    let milliseconds = info.time == Unit::Millisecond;
    let mut gone = None;
    for (k, input) in stimulus.inputs.iter_mut().enumerate() {
        ui.push_id(k, |ui| {
            ui.horizontal(|ui| {
                let mut kind = Kind::of(&input.signal);
                ComboBox::from_id_salt("kind")
                    .selected_text(kind.name())
                    .width(168.0)
                    .height(420.0)
                    .show_ui(ui, |ui| {
                        for other in Kind::ALL {
                            ui.selectable_value(&mut kind, other, other.name())
                                .on_hover_text(other.about());
                        }
                    });
                if kind != Kind::of(&input.signal) {
                    input.signal = kind.signal(c.suited, milliseconds);
                }
                ui.label("on");
                parameter(ui, c.problem, &mut input.on);
                if ui.button("×").on_hover_text("Take it away.").clicked() {
                    gone = Some(k);
                }
            });
            fields(ui, c, input);
        });
        ui.add_space(4.0);
    }
    if let Some(k) = gone {
        stimulus.inputs.remove(k);
    }
    let mut more = None;
    ui.horizontal_wrapped(|ui| {
        let mut kinds = |ui: &mut Ui| {
            for kind in Kind::ALL {
                if ui.button(kind.name()).on_hover_text(kind.about()).clicked() {
                    more = Some(kind);
                }
            }
        };
        if stimulus.is_empty() {
            kinds(ui);
        } else {
            ui.menu_button("Add", kinds);
        }
        if let Some(kind) = more {
            stimulus.inputs.push(Input {
                on: None,
                signal: kind.signal(c.suited, milliseconds),
            });
        }
        if stimulus.random() {
            ui.label("seed");
            let mut seed = c.seed;
            if ui
                .add(DragValue::new(&mut seed))
                .on_hover_text("The same seed gives the same noise.")
                .changed()
            {
                actions.push(Command::Seed(seed).into());
            }
        }
    });
    if !stimulus.is_empty() {
        weak(ui, stimulus.to_string());
    }
    if stimulus != *c.stimulus {
        actions.push(Command::Stimulate(stimulus).into());
    }
    done
}

/// The parameter that is driven.
fn parameter(ui: &mut Ui, problem: &Problem, on: &mut Option<String>) {
    let parameters = &problem.model().info().parameters;
    let name = on.as_deref().unwrap_or(parameters[0].name).to_owned();
    ComboBox::from_id_salt("on")
        .selected_text(&name)
        .width(64.0)
        .height(420.0)
        .show_ui(ui, |ui| {
            for (k, spec) in parameters.iter().enumerate() {
                if !spec.choices().is_empty() {
                    continue;
                }
                let text = format!("{}  {}", spec.name, spec.label);
                if ui.selectable_label(spec.name == name, text).clicked() {
                    *on = (k > 0).then(|| spec.name.into());
                }
            }
        });
}

/// One number of a signal.
fn field(ui: &mut Ui, label: &str, unit: &str, step: f64, value: &mut f64) {
    ui.horizontal(|ui| {
        let size = egui::vec2(LABEL, ui.spacing().interact_size.y);
        let left = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(size, left, |ui| {
            ui.set_min_width(LABEL);
            ui.label(label);
        });
        let suffix = if unit.is_empty() {
            String::new()
        } else {
            format!("\u{2009}{unit}")
        };
        let speed = 0.02 * step.max(1e-6);
        let drag = DragValue::new(value)
            .speed(speed)
            .max_decimals(4)
            .suffix(suffix)
            .update_while_editing(false);
        // A number that can be typed looks like a field and not like a button.
        let (ground, rim) = {
            let v = ui.visuals();
            (v.extreme_bg_color, v.widgets.noninteractive.bg_stroke)
        };
        let widgets = &mut ui.visuals_mut().widgets;
        for look in [&mut widgets.inactive, &mut widgets.hovered] {
            (look.weak_bg_fill, look.bg_stroke) = (ground, rim);
        }
        ui.add_sized([110.0, ui.spacing().interact_size.y], drag);
    });
}

/// The numbers of a signal.
fn fields(ui: &mut Ui, c: &Contents<'_>, input: &mut Input) {
    let info = c.problem.model().info();
    let spec = match &input.on {
        Some(name) => info
            .parameter(name)
            .map_or(&info.parameters[0], |k| &info.parameters[k]),
        None => &info.parameters[0],
    };
    let (unit, time) = (spec.unit.symbol(), info.time.symbol());
    let rate = info.time.frequency();
    let (h, t) = (c.suited.height, c.suited.time);
    let height = |ui: &mut Ui, label: &str, value: &mut f64| field(ui, label, unit, h, value);
    let mut when = |ui: &mut Ui, label: &str, value: &mut f64| field(ui, label, time, t, value);
    match &mut input.signal {
        Signal::Constant { height: value } => height(ui, "height", value),
        Signal::Step { at, height: value } => {
            when(ui, "begins", at);
            height(ui, "height", value);
        }
        Signal::Ramp {
            at,
            width,
            height: value,
            ..
        } => {
            when(ui, "begins", at);
            when(ui, "rises for", width);
            height(ui, "reaches", value);
        }
        Signal::Slope { at, slope } => {
            when(ui, "begins", at);
            field(ui, "slope", "", h / t, slope);
        }
        Signal::Pulses {
            at,
            width,
            height: value,
            ..
        } => {
            times(ui, at, &mut when);
            when(ui, "width", width);
            height(ui, "height", value);
        }
        Signal::Impulses { at, charge } => {
            times(ui, at, &mut when);
            let both = format!("{unit}\u{202f}{time}");
            field(ui, "charge", &both, h * t, charge);
        }
        Signal::Sine {
            amplitude,
            period,
            at,
            ..
        } => {
            height(ui, "amplitude", amplitude);
            when(ui, "period", period);
            when(ui, "begins", at);
        }
        Signal::Chirp {
            amplitude,
            from,
            to,
            at,
            width,
            ..
        } => {
            height(ui, "amplitude", amplitude);
            field(ui, "from", rate, *to, from);
            field(ui, "to", rate, *to, to);
            when(ui, "begins", at);
            when(ui, "lasts", width);
        }
        Signal::Noise { strength, dt, .. } => {
            let both = match (unit, time) {
                ("", "") => String::new(),
                ("", _) => format!("√{time}"),
                (_, "") => unit.to_owned(),
                _ => format!("{unit}\u{202f}√{time}"),
            };
            field(ui, "strength", &both, h * t.sqrt(), strength);
            when(ui, "grid", dt);
        }
        Signal::OrnsteinUhlenbeck {
            mean, sd, tau, dt, ..
        } => {
            height(ui, "mean", mean);
            height(ui, "deviation", sd);
            when(ui, "tau", tau);
            when(ui, "grid", dt);
        }
        Signal::Synapses {
            rate: events,
            height: value,
            tau,
            ..
        } => {
            field(ui, "rate", rate, *events, events);
            height(ui, "height", value);
            when(ui, "tau", tau);
        }
        Signal::Drawn { points } => {
            let span = round(12.0 * t).max(points.last().map_or(0.0, |p| p[0]));
            let (lo, hi) = points.iter().fold((-2.0 * h, 2.0 * h), |(lo, hi), p| {
                (lo.min(p[1]), hi.max(p[1]))
            });
            let units = [time, unit];
            sketch::sketch_ui(ui, points, [0.0, span], [lo, hi], units);
        }
    }
}

fn times(ui: &mut Ui, at: &mut Times, when: &mut impl FnMut(&mut Ui, &str, &mut f64)) {
    match at {
        Times::List(times) => {
            for (k, t) in times.iter_mut().enumerate() {
                when(ui, if k == 0 { "begins" } else { "and" }, t);
            }
        }
        Times::Regular { at, every, count } => {
            when(ui, "begins", at);
            when(ui, "every", every);
            let mut n = count.unwrap_or(0);
            ui.horizontal(|ui| {
                ui.label("pulses");
                let drag = DragValue::new(&mut n).range(0..=10_000);
                ui.add(drag)
                    .on_hover_text("How many; 0 for endlessly many.");
            });
            *count = (n > 0).then_some(n);
        }
    }
}
