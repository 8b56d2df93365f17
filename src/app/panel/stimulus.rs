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
use crate::scene::declared::parameter_label;
use crate::session::Command;
use crate::text::say;
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
        ui.label(say!("stimulus"));
        let names: Vec<String> = c
            .stimulus
            .inputs
            .iter()
            .map(|i| Kind::of(&i.signal).name())
            .collect();
        let text = if names.is_empty() {
            say!("stimulus-none")
        } else {
            names.join(" + ")
        };
        let button = ui.button(text).on_hover_text(say!("stimulus-about"));
        popup(&button, |ui| editor(ui, c, actions));
        if !c.stimulus.is_empty() {
            if ui
                .button(say!("stimulus-again"))
                .on_hover_text(say!("stimulus-again-about"))
                .clicked()
            {
                actions.push(Action::Again);
            }
            if ui
                .button(say!("stimulus-off"))
                .on_hover_text(say!("stimulus-off-about"))
                .clicked()
            {
                actions.push(Command::Stimulate(Stimulus::default()).into());
            }
        }
    });
    if let Some(protocol) = c.problem.preset().protocol {
        let mut on = c.euler.is_some();
        let time = c.problem.model().info().time.symbol();
        let text = say!(
            "stimulus-euler",
            step = scene::quantity(protocol.euler, time)
        );
        let about = say!("stimulus-euler-about");
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
        question(ui, &say!("stimulus-question"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            done = ui.button(say!("stimulus-done")).clicked();
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
                ui.label(say!("stimulus-on"));
                parameter(ui, c.problem, &mut input.on);
                if ui
                    .button("×")
                    .on_hover_text(say!("stimulus-remove"))
                    .clicked()
                {
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
            ui.menu_button(say!("stimulus-add"), kinds);
        }
        if let Some(kind) = more {
            stimulus.inputs.push(Input {
                on: None,
                signal: kind.signal(c.suited, milliseconds),
            });
        }
        if stimulus.random() {
            ui.label(say!("seed"));
            let mut seed = c.seed;
            if ui
                .add(DragValue::new(&mut seed))
                .on_hover_text(say!("stimulus-seed-about"))
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
    ComboBox::from_id_salt(say!("stimulus-on"))
        .selected_text(&name)
        .width(64.0)
        .height(420.0)
        .show_ui(ui, |ui| {
            for (k, spec) in parameters.iter().enumerate() {
                if !spec.choices().is_empty() {
                    continue;
                }
                let text = format!("{}  {}", spec.name, parameter_label(spec));
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
        Signal::Constant { height: value } => height(ui, &say!("signal-height"), value),
        Signal::Step { at, height: value } => {
            when(ui, &say!("signal-begins"), at);
            height(ui, &say!("signal-height"), value);
        }
        Signal::Ramp {
            at,
            width,
            height: value,
            ..
        } => {
            when(ui, &say!("signal-begins"), at);
            when(ui, &say!("signal-rises"), width);
            height(ui, &say!("signal-reaches"), value);
        }
        Signal::Slope { at, slope } => {
            when(ui, &say!("signal-begins"), at);
            field(ui, &say!("signal-slope"), "", h / t, slope);
        }
        Signal::Pulses {
            at,
            width,
            height: value,
            ..
        } => {
            times(ui, at, &mut when);
            when(ui, &say!("signal-width"), width);
            height(ui, &say!("signal-height"), value);
        }
        Signal::Impulses { at, charge } => {
            times(ui, at, &mut when);
            let both = format!("{unit}\u{202f}{time}");
            field(ui, &say!("signal-charge"), &both, h * t, charge);
        }
        Signal::Sine {
            amplitude,
            period,
            at,
            ..
        } => {
            height(ui, &say!("signal-amplitude"), amplitude);
            when(ui, &say!("signal-period"), period);
            when(ui, &say!("signal-begins"), at);
        }
        Signal::Chirp {
            amplitude,
            from,
            to,
            at,
            width,
            ..
        } => {
            height(ui, &say!("signal-amplitude"), amplitude);
            field(ui, &say!("signal-from"), rate, *to, from);
            field(ui, &say!("signal-to"), rate, *to, to);
            when(ui, &say!("signal-begins"), at);
            when(ui, &say!("signal-lasts"), width);
        }
        Signal::Noise { strength, dt, .. } => {
            let both = match (unit, time) {
                ("", "") => String::new(),
                ("", _) => format!("√{time}"),
                (_, "") => unit.to_owned(),
                _ => format!("{unit}\u{202f}√{time}"),
            };
            field(ui, &say!("signal-strength"), &both, h * t.sqrt(), strength);
            when(ui, &say!("signal-grid"), dt);
        }
        Signal::OrnsteinUhlenbeck {
            mean, sd, tau, dt, ..
        } => {
            height(ui, &say!("signal-mean"), mean);
            height(ui, &say!("signal-deviation"), sd);
            when(ui, &say!("signal-tau"), tau);
            when(ui, &say!("signal-grid"), dt);
        }
        Signal::Synapses {
            rate: events,
            height: value,
            tau,
            ..
        } => {
            field(ui, &say!("signal-rate"), rate, *events, events);
            height(ui, &say!("signal-height"), value);
            when(ui, &say!("signal-tau"), tau);
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
                let label = if k == 0 {
                    say!("signal-begins")
                } else {
                    say!("signal-and")
                };
                when(ui, &label, t);
            }
        }
        Times::Regular { at, every, count } => {
            when(ui, &say!("signal-begins"), at);
            when(ui, &say!("signal-every"), every);
            let mut n = count.unwrap_or(0);
            ui.horizontal(|ui| {
                ui.label(say!("signal-pulses"));
                let drag = DragValue::new(&mut n).range(0..=10_000);
                ui.add(drag).on_hover_text(say!("signal-pulses-about"));
            });
            *count = (n > 0).then_some(n);
        }
    }
}
