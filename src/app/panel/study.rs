//! What changes with a parameter? What is varied and shown, and what was passed.
use super::{question, weak};
use crate::analysis::{Problem, Vary};
use crate::app::action::Action;
use crate::app::crossings::Crossings;
use crate::scene;
use crate::session::{Command, Ordinate, Sight, Study, usual_range};
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Align, ComboBox, DragValue, Grid, Layout, PopupCloseBehavior, RichText, Ui, vec2};

/// Lines that the sentence about the last crossing may take; longer ones are told in full by their
/// tooltip.
pub(in crate::app) const SENTENCE_LINES: f32 = 3.0;

/// The question itself, the parameter in it, and the choice of answers.
pub(in crate::app) fn head_ui(
    ui: &mut Ui,
    problem: &Problem,
    study: &Study,
    sight: Sight,
    actions: &mut Vec<Action>,
) {
    let vary = study.vary(problem);
    ui.horizontal(|ui| {
        question(ui, "What changes with");
        let choose = |name: &str| Command::Vary {
            name: name.into(),
            range: None,
        };
        parameter(
            ui,
            "Varied parameter",
            problem,
            vary.parameter,
            choose,
            actions,
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let about = "Everything about this cell on one card: rest, threshold, onset of firing, \
                         class, resonance (P).";
            if ui.button("Passport").on_hover_text(about).clicked() {
                actions.push(Action::Passport(true));
            }
        });
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 6.0;
        for (this, name, about) in SIGHTS {
            let chosen = sight == this;
            if ui
                .selectable_label(chosen, name)
                .on_hover_text(about)
                .clicked()
            {
                actions.push(Command::Look(this).into());
            }
        }
    });
}

/// The answers, each with its name and what it teaches.
const SIGHTS: [(Sight, &str, &str); 4] = [
    (
        Sight::Diagram,
        "Diagram",
        "Bifurcation diagram: every rest state and rhythm against the parameter, and where they are \
         born, meet and vanish (B). Drag the line to move the parameter.",
    ),
    (
        Sight::Firing,
        "F-I curve",
        "How often the cell fires against the parameter, on the way up and on the way down (F).",
    ),
    (
        Sight::Curves,
        "Two parameters",
        "Where the bifurcations lie in the plane of two parameters, and what the cell does between \
         them (C).",
    ),
    (
        Sight::Time,
        "Time",
        "Time courses only: the live state and the kept orbits (X).",
    ),
];

/// A list of parameters.
fn parameter(
    ui: &mut Ui,
    id: &str,
    problem: &Problem,
    chosen: usize,
    command: impl Fn(&str) -> Command,
    actions: &mut Vec<Action>,
) {
    let parameters = &problem.model().info().parameters;
    let list = ComboBox::from_id_salt(id)
        .selected_text(parameters[chosen].name)
        .width(60.0)
        .height(480.0)
        .show_ui(ui, |ui| {
            for (k, spec) in parameters.iter().enumerate() {
                let text = format!("{}  {}", spec.name, spec.label);
                if ui
                    .selectable_label(k == chosen, text)
                    .on_hover_text(spec.about)
                    .clicked()
                {
                    actions.push(command(spec.name).into());
                }
            }
        });
    ui.accesskit_node_builder(list.response.id, |node| node.set_label(id));
}

/// What the diagram shows, and over which range.
pub(in crate::app) fn diagram_row(
    ui: &mut Ui,
    problem: &Problem,
    study: &Study,
    actions: &mut Vec<Action>,
) {
    let info = problem.model().info();
    row(ui, |ui| {
        let mut choice = |ordinate, name: &str, about: String| {
            if ui
                .selectable_label(study.ordinate == ordinate, name)
                .on_hover_text(about)
                .clicked()
            {
                actions.push(Command::Plot(ordinate).into());
            }
        };
        for (k, v) in info.variables.iter().enumerate() {
            let about = format!(
                "Show the {}: equilibria, and the largest and smallest values on cycles.",
                v.about
            );
            choice(Ordinate::Variable(k), v.name, about);
        }
        let period = "Show the period of the cycles: how long one round takes.";
        choice(Ordinate::Period, "period", period.into());
        let frequency = "Show the frequency of the cycles: how many rounds pass in a unit of time.";
        choice(Ordinate::Frequency, "frequency", frequency.into());
        right(ui, |ui| {
            range_menu(
                ui,
                problem,
                study.vary(problem),
                study.usual()[0],
                vary,
                actions,
            );
        });
    });
}

/// What belongs to the F-I curve.
pub(in crate::app) fn firing_row(
    ui: &mut Ui,
    problem: &Problem,
    study: &Study,
    actions: &mut Vec<Action>,
) {
    row(ui, |ui| {
        let mut on = study.scaling;
        let about = "Draw the law that the rate follows near the onset of firing: a square root at a \
                     saddle-node on an invariant circle, one over a logarithm at a homoclinic.";
        if ui
            .checkbox(&mut on, "Scaling law")
            .on_hover_text(about)
            .clicked()
        {
            actions.push(Command::Scaling(on).into());
        }
        right(ui, |ui| {
            range_menu(
                ui,
                problem,
                study.vary(problem),
                study.usual()[0],
                vary,
                actions,
            );
        });
    });
}

/// The second parameter and the ranges of both.
pub(in crate::app) fn curves_row(
    ui: &mut Ui,
    problem: &Problem,
    study: &Study,
    actions: &mut Vec<Action>,
) {
    let Some(second) = study.and(problem) else {
        return;
    };
    row(ui, |ui| {
        ui.label("and");
        let choose = |name: &str| and(name, None);
        parameter(
            ui,
            "Second parameter",
            problem,
            second.parameter,
            choose,
            actions,
        );
        right(ui, |ui| {
            range_menu(ui, problem, second, study.usual()[1], and, actions);
            range_menu(
                ui,
                problem,
                study.vary(problem),
                study.usual()[0],
                vary,
                actions,
            );
        });
    });
}

fn vary(name: &str, range: Option<[f64; 2]>) -> Command {
    let name = name.into();
    Command::Vary { name, range }
}

fn and(name: &str, range: Option<[f64; 2]>) -> Command {
    let name = name.into();
    Command::And { name, range }
}

fn row(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 6.0;
        contents(ui);
    });
}

fn right(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        contents(ui);
    });
}

/// A button with the range on it, which opens the fields that change it.
fn range_menu(
    ui: &mut Ui,
    problem: &Problem,
    vary: Vary,
    usual: bool,
    command: fn(&str, Option<[f64; 2]>) -> Command,
    actions: &mut Vec<Action>,
) {
    let name = vary.name(problem);
    let [lo, hi] = vary.range;
    let text = format!("{name} {} … {}", scene::value(lo), scene::value(hi));
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (button, _) = MenuButton::new(RichText::new(text).size(13.0))
        .config(config)
        .ui(ui, |ui| {
            let mut ends = vary.range;
            let speed = (hi - lo) / 200.0;
            Grid::new(name).num_columns(2).show(ui, |ui| {
                for (end, label) in ends.iter_mut().zip(["From", "To"]) {
                    let label = ui.label(label);
                    ui.add(DragValue::new(end).speed(speed).max_decimals(6))
                        .labelled_by(label.id);
                    ui.end_row();
                }
            });
            if ends != vary.range {
                actions.push(command(name, Some(ends)).into());
            }
            let [a, b] = usual_range(problem, vary.parameter);
            let back = format!("Slider's: {} … {}", scene::value(a), scene::value(b));
            if ui.add_enabled(!usual, egui::Button::new(back)).clicked() {
                actions.push(command(name, None).into());
            }
        });
    button.on_hover_text(format!(
        "Range of {name}. The wheel over the picture zooms it."
    ));
}

/// The sentence about the last crossing, and the ones before it. Its place is always kept.
pub(in crate::app) fn crossing_ui(
    ui: &mut Ui,
    crossings: &Crossings,
    otherwise: &str,
    actions: &mut Vec<Action>,
) {
    let line = ui.text_style_height(&egui::TextStyle::Body);
    let size = vec2(ui.available_width(), SENTENCE_LINES * line);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Min), |ui| {
        ui.set_min_size(size);
        let history = crossings.history();
        ui.add_enabled_ui(!history.is_empty(), |ui| {
            let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
            let (button, _) = MenuButton::new(RichText::new("History").size(13.0))
                .config(config)
                .ui(ui, |ui| history_ui(ui, crossings, actions));
            button.on_hover_text("The bifurcations that were passed, the newest first.");
        });
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().extra_text_line_spacing = 0.0;
            match history.front() {
                Some(last) => {
                    let text = RichText::new(&last.words);
                    let label = egui::Label::new(text).wrap().selectable(true);
                    let wide = ui
                        .painter()
                        .layout(
                            last.words.clone(),
                            egui::TextStyle::Body.resolve(ui.style()),
                            egui::Color32::WHITE,
                            ui.available_width(),
                        )
                        .size()
                        .y
                        > size.y + 1.0;
                    if wide {
                        // Smaller rather than cut: the end of the sentence matters most.
                        let small = RichText::new(&last.words).size(13.0);
                        ui.add(egui::Label::new(small).wrap())
                            .on_hover_text(&last.words);
                    } else {
                        ui.add(label);
                    }
                }
                None => {
                    weak(ui, otherwise);
                }
            }
        });
    });
}

fn history_ui(ui: &mut Ui, crossings: &Crossings, actions: &mut Vec<Action>) {
    ui.set_max_width(420.0);
    ui.spacing_mut().item_spacing.y = 4.0;
    for crossing in crossings.history() {
        let go = ui.selectable_label(false, RichText::new(&crossing.title).strong());
        if go.on_hover_text("Click to go there.").clicked() {
            let (name, value) = (crossing.parameter.clone(), crossing.at);
            actions.push(Command::Set { name, value }.into());
        }
        ui.add(egui::Label::new(RichText::new(&crossing.words).weak()).wrap());
    }
}
