//! What happens in time? The live state's controls and trace, and the kept orbits' time courses.
use super::{question, weak};
use crate::app::action::Action;
use crate::app::icon::{self, Icon};
use crate::app::keys::keys_ui;
use crate::app::live::Fault;
use crate::app::strip::Strip;
use crate::model::ModelInfo;
use crate::scene::{self, Scene, Theme};
use crate::text::say;
use egui::{Response, Slider, SliderClamping, Ui};

/// What the panel shows.
pub(in crate::app) struct Contents<'a> {
    pub info: &'a ModelInfo,
    pub theme: Theme,
    pub scale: f32,
    pub playing: bool,
    /// The model's time per second.
    pub speed: f64,
    /// The speed that suits the model.
    pub usual_speed: f64,
    /// Why the live state stands still, if it cannot go on.
    pub fault: Option<Fault>,
    /// Which variable is shown over time.
    pub variable: usize,
    /// The live state's trace.
    pub live: &'a Scene,
    /// What goes in meanwhile, if a stimulus moves a parameter.
    pub stimulus: Option<&'a Scene>,
    /// Axes and time courses of kept orbits and of the one under the pointer.
    pub courses: &'a [(&'a Scene, f32)],
    /// Whether any orbit is kept.
    pub any: bool,
    /// Whether courses from many starts stand in for kept orbits.
    pub fan: bool,
    /// Whether the kept orbits are shown where there is room for one strip only.
    pub kept: bool,
    /// A remark on the orbits.
    pub note: Option<&'a str>,
    /// Whether the live strip alone is shown, for those who sit far away.
    pub bare: bool,
}

/// The panel.
pub(in crate::app) fn time_ui(ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) {
    if c.bare {
        return live_strip(ui, c, ui.available_height());
    }
    ui.horizontal(|ui| {
        question(ui, &say!("time-question"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (k, spec) in c.info.variables.iter().enumerate().rev() {
                let about = say!(
                    "time-variable-about",
                    what = scene::declared::variable_about(spec)
                );
                if ui
                    .selectable_label(k == c.variable, spec.name)
                    .on_hover_text(about)
                    .clicked()
                {
                    actions.push(Action::Variable(k));
                }
            }
        });
    });
    controls(ui, c, actions);
    let title = if c.any && c.stimulus.is_some() {
        say!("time-kept-driven")
    } else if c.any {
        say!("time-kept-starts")
    } else if c.fan {
        say!("time-fan")
    } else {
        say!("time-none")
    };
    if ui.available_height() < TWO_STRIPS {
        one_strip(ui, c, &title, actions);
        return;
    }
    let half = ((ui.available_height() - 72.0) / 2.0).max(40.0);
    weak(ui, say!("time-live")).on_hover_text(say!("time-live-about"));
    live_strip(ui, c, half);
    let label = weak(ui, title);
    if let Some(note) = c.note {
        label.on_hover_text(note);
    }
    kept_strip(ui, c, ui.available_height().max(40.0));
}

/// From this height on there is room for two strips.
const TWO_STRIPS: f32 = 320.0;
/// A strip of this height has room for the meaning of its colours above it.
const ROOMY: f32 = 100.0;
/// The stimulus' part of the live strip.
const STIMULUS: f32 = 0.34;
/// Its least height, of which numbers and title of time take the half.
const LEAST: f32 = 84.0;

/// The live state or the kept orbits, as chosen.
fn one_strip(ui: &mut Ui, c: &Contents<'_>, title: &str, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 6.0;
        let (about, live) = (c.note.unwrap_or(title), say!("time-live-about"));
        let orbits = if c.fan && !c.any {
            say!("time-many-starts")
        } else {
            say!("time-kept")
        };
        for (kept, name, about) in [
            (false, say!("time-live"), live.as_str()),
            (true, orbits, about),
        ] {
            if ui
                .selectable_label(c.kept == kept, name)
                .on_hover_text(about)
                .clicked()
            {
                actions.push(Action::Kept(kept));
            }
        }
        if c.kept && (!c.any || c.stimulus.is_some()) && !c.fan {
            ui.add(egui::Label::new(egui::RichText::new(title).weak()).truncate());
        }
    });
    let height = ui.available_height().max(40.0);
    if c.kept {
        kept_strip(ui, c, height);
    } else {
        live_strip(ui, c, height);
    }
}

fn live_strip(ui: &mut Ui, c: &Contents<'_>, height: f32) {
    let top = ui.cursor().top();
    // Where there is hardly room for the course, it has all of it.
    if height >= ROOMY {
        keys_ui(ui, &c.live.legend, c.theme);
    }
    let height = height - (ui.cursor().top() - top);
    let name = say!("time-live-strip");
    let below = match c.stimulus {
        Some(_) => (STIMULUS * height).clamp(LEAST.min(0.5 * height), 100.0),
        None => 0.0,
    };
    let above = (height - below).max(40.0);
    // The axis of time is that of the strip below, if there is one.
    let axes = [c.stimulus.is_none(), true];
    let course = strip(
        ui,
        ["live trace", &name],
        above,
        c,
        &[(c.live, 1.0)],
        axes,
        None,
    );
    if let Some(course) = course {
        // Made only for those who listen: it is another one in every frame.
        ui.accesskit_node_builder(course.id, |node| {
            node.set_description(scene::course_spoken(c.live))
        });
    }
    if let Some(stimulus) = c.stimulus {
        let name = say!("time-stimulus-strip");
        let marks = scene::stimulus_marks([stimulus]);
        let sheets = [(stimulus, 1.0)];
        strip(
            ui,
            ["stimulus", &name],
            below,
            c,
            &sheets,
            [true; 2],
            Some(&marks),
        );
    }
}

fn kept_strip(ui: &mut Ui, c: &Contents<'_>, height: f32) {
    let name = say!("time-kept-strip");
    strip(
        ui,
        ["courses", &name],
        height,
        c,
        c.courses,
        [true; 2],
        None,
    );
}

fn controls(ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let (sign, name) = if c.playing {
            (Icon::Pause, say!("time-pause"))
        } else {
            (Icon::Play, say!("time-play"))
        };
        if icon::button(ui, sign, &name, &say!("time-play-about")).clicked() {
            actions.push(Action::Play(!c.playing));
        }
        if icon::button(ui, Icon::Step, &say!("time-step"), &say!("time-step-about")).clicked() {
            actions.push(Action::Step);
        }
        let about = say!("time-kick-about");
        if icon::button(ui, Icon::Kick, &say!("time-kick"), &about).clicked() {
            actions.push(Action::Kick([KICK, 0.0]));
        }
        let about = say!("time-restart-about");
        if icon::button(ui, Icon::Back, &say!("time-restart"), &about).clicked() {
            actions.push(Action::Restart);
        }
        ui.add_space(4.0);
        let unit = match c.info.time.symbol() {
            "" => "/s".to_owned(),
            unit => format!("{unit}/s"),
        };
        let shown = scene::quantity(round(c.speed), &unit);
        let text_width = 76.0;
        ui.spacing_mut().slider_width = (ui.available_width() - text_width - 4.0).max(32.0);
        let mut speed = c.speed;
        let slider = ui.add(
            Slider::new(&mut speed, c.usual_speed / 100.0..=c.usual_speed * 10.0)
                .logarithmic(true)
                .smart_aim(false)
                .clamping(SliderClamping::Never)
                .show_value(false),
        );
        ui.accesskit_node_builder(slider.id, |node| node.set_label(say!("time-speed")));
        if super::params::twice(ui, &slider) {
            actions.push(Action::Speed(c.usual_speed));
        } else if speed != c.speed {
            actions.push(Action::Speed(speed));
        }
        slider.on_hover_text(say!("time-speed-about"));
        ui.add(egui::Label::new(shown).truncate().selectable(false));
    });
    if let Some(fault) = c.fault {
        ui.horizontal_wrapped(|ui| {
            ui.colored_label(ui.visuals().error_fg_color, fault.words());
            if ui.button(say!("time-restart-live")).clicked() {
                actions.push(Action::Restart);
            }
        });
    }
}

/// How far the button kicks, as a part of the preset's window.
pub(in crate::app) const KICK: f64 = 0.1;

/// Two significant digits: speeds need no more.
fn round(x: f64) -> f64 {
    let unit = 10_f64.powf(x.abs().max(1e-300).log10().floor() - 1.0);
    (x / unit).round() * unit
}

/// One strip of time, its axes taken from the first scene.
fn strip(
    ui: &mut Ui,
    [id, name]: [&str; 2],
    height: f32,
    c: &Contents<'_>,
    scenes: &[(&Scene, f32)],
    axes: [bool; 2],
    marks: Option<&[(f64, String)]>,
) -> Option<Response> {
    Strip {
        id,
        name,
        sheets: scenes,
        theme: c.theme,
        scale: c.scale,
        size: egui::vec2(ui.available_width(), height),
        axes,
        marks,
        sense: egui::Sense::hover(),
    }
    .show(ui)
    .map(|(response, _)| response)
}
