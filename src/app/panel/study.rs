//! What changes with a parameter? What is varied and shown, and what was passed.
use super::history::history_menu;
use super::range::range_menu;
use super::{question, weak};
use crate::analysis::Problem;
use crate::app::action::Action;
use crate::app::crossings::Crossings;
use crate::draw::colour;
use crate::scene::declared;
use crate::scene::{Dash, Role, Theme};
use crate::session::{Command, Ordinate, Sight, Study};
use crate::text::Each;
use crate::text::say;
use egui::{Align, ComboBox, Layout, Rect, RichText, Sense, Shape, Stroke, Ui, vec2};

/// Lines that the sentence about the last crossing may take.
const SENTENCE_LINES: f32 = 5.0;

/// The question itself, the parameter in it, and the choice of answers; with what was passed, if it may be told.
pub(in crate::app) fn head_ui(
    ui: &mut Ui,
    problem: &Problem,
    study: &Study,
    crossings: Option<&Crossings>,
    actions: &mut Vec<Action>,
) {
    let vary = study.vary(problem);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        question(ui, &say!("study-question"));
        let choose = |name: &str| Command::Vary {
            name: name.into(),
            range: None,
        };
        parameter(
            ui,
            ["varied parameter", &say!("study-varied")],
            problem,
            vary.parameter,
            choose,
            actions,
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let about = say!("study-passport-about");
            if ui
                .button(say!("study-passport"))
                .on_hover_text(about)
                .clicked()
            {
                actions.push(Action::Passport(true));
            }
            if let Some(crossings) = crossings {
                history_menu(ui, problem, crossings, actions);
            }
        });
    });
    // A second row where the column is too narrow for all.
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
        ui.spacing_mut().button_padding.x = 6.0;
        let narrow = ui.available_width() < NARROW && problem.model().info().membrane;
        for (this, name, about) in sights() {
            let name = match this {
                Sight::Firing if narrow => say!("sight-firing-short"),
                Sight::Curves if narrow => say!("sight-plane-short"),
                _ => name,
            };
            if this == Sight::Membrane && !problem.model().info().membrane {
                continue;
            }
            if this == Sight::Reduction && !problem.model().info().reduced {
                continue;
            }
            let chosen = study.sight == this;
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

/// Below this width of the column the longer names are cut.
const NARROW: f32 = 400.0;

/// The answers, each with its name and what it teaches.
fn sights() -> [(Sight, String, String); 6] {
    [
        (
            Sight::Diagram,
            say!("sight-diagram"),
            say!("sight-diagram-about"),
        ),
        (
            Sight::Firing,
            say!("sight-firing"),
            say!("sight-firing-about"),
        ),
        (
            Sight::Curves,
            say!("sight-curves"),
            say!("sight-curves-about"),
        ),
        (
            Sight::Membrane,
            say!("sight-membrane"),
            say!("sight-membrane-about"),
        ),
        (
            Sight::Reduction,
            say!("sight-reduction"),
            say!("sight-reduction-about"),
        ),
        (Sight::Time, say!("sight-time"), say!("sight-time-about")),
    ]
}

/// A list of parameters by its id, with the name that it has for those who cannot see it.
fn parameter(
    ui: &mut Ui,
    [id, name]: [&str; 2],
    problem: &Problem,
    chosen: usize,
    command: impl Fn(&str) -> Command,
    actions: &mut Vec<Action>,
) {
    let parameters = &problem.model().info().parameters;
    let list = ComboBox::from_id_salt(id)
        .selected_text(parameters[chosen].name)
        .width(52.0)
        .height(480.0)
        .show_ui(ui, |ui| {
            for (k, spec) in parameters.iter().enumerate() {
                let text = format!("{}  {}", spec.name, declared::parameter_label(spec));
                if ui
                    .selectable_label(k == chosen, text)
                    .on_hover_text(declared::parameter_about(spec))
                    .clicked()
                {
                    actions.push(command(spec.name).into());
                }
            }
        });
    ui.accesskit_node_builder(list.response.id, |node| node.set_label(name));
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
            let about = say!("study-variable-about", what = declared::variable_about(v));
            choice(Ordinate::Variable(k), v.name, about);
        }
        let period = say!("study-period-about");
        choice(Ordinate::Period, &say!("study-period"), period);
        let frequency = say!("study-frequency-about");
        choice(Ordinate::Frequency, &say!("study-frequency"), frequency);
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

/// What belongs to the F-I curve; `lawful` tells whether a scaling law holds where firing begins
/// or ends.
pub(in crate::app) fn firing_row(
    ui: &mut Ui,
    problem: &Problem,
    study: &Study,
    lawful: bool,
    theme: Theme,
    actions: &mut Vec<Action>,
) {
    row(ui, |ui| {
        let mut on = study.scaling && lawful;
        let about = say!("study-scaling-about");
        let none = say!("study-scaling-none");
        if ui
            .add_enabled(lawful, egui::Checkbox::new(&mut on, say!("study-scaling")))
            .on_hover_text(about)
            .on_disabled_hover_text(none)
            .clicked()
        {
            actions.push(Command::Scaling(on).into());
        }
        ui.add_space(6.0);
        let about = say!("sweep-up-about");
        sweep_key(ui, theme, Role::SweepUp, &say!("sweep-up"), &about);
        let about = say!("sweep-down-about");
        sweep_key(ui, theme, Role::SweepDown, &say!("sweep-down"), &about);
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

/// What a line of the F-I curve means.
fn sweep_key(ui: &mut Ui, theme: Theme, role: Role, name: &str, about: &str) {
    let (line, _) = ui.allocate_exact_size(vec2(16.0, 14.0), Sense::hover());
    let stroke = Stroke::new(theme.stroke(role).width, colour(theme, role));
    let ends = [line.left_center(), line.right_center()];
    if theme.stroke(role).dash == Dash::Solid {
        ui.painter().line_segment(ends, stroke);
    } else {
        ui.painter()
            .add(Shape::dashed_line(&ends, stroke, 6.5, 3.0));
    }
    ui.label(RichText::new(name).size(13.0))
        .on_hover_text(about);
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
        ui.label(say!("study-and"));
        let choose = |name: &str| and(name, None);
        parameter(
            ui,
            ["second parameter", &say!("study-second")],
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

/// The sentence about the last crossing. Its place is always kept.
pub(in crate::app) fn crossing_ui(
    ui: &mut Ui,
    problem: &Problem,
    crossings: &Crossings,
    otherwise: &str,
) {
    let size = vec2(ui.available_width(), sentence_height(ui));
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.set_min_size(size);
        ui.spacing_mut().extra_text_line_spacing = 0.0;
        let Some((last, others)) = crossings.told() else {
            weak(ui, otherwise);
            return;
        };
        // In a narrow column it scrolls: the last sentence matters as much as the first.
        ui.spacing_mut().scroll = visible_bar();
        egui::ScrollArea::vertical()
            .id_salt("passed")
            .auto_shrink(false)
            .max_height(size.y)
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 8.0);
                // First, for the end may be out of sight.
                let caveat = last.caveat(problem);
                let mut text = caveat.unwrap_or_default() + &last.words;
                let others: Vec<&str> = others.rev().map(|c| c.title.as_str()).collect();
                if !others.is_empty() {
                    text = say!("study-also-passed", text = text, others = others.join("; "));
                }
                ui.add(egui::Label::new(RichText::new(text).size(13.0)).wrap());
            });
    });
}

/// A bar that can be seen before the pointer is there, and says that there is more to read.
fn visible_bar() -> egui::style::ScrollStyle {
    egui::style::ScrollStyle {
        foreground_color: true,
        dormant_handle_opacity: 0.4,
        ..egui::style::ScrollStyle::thin()
    }
}

/// Height of the place for the sentence.
pub(in crate::app) fn sentence_height(ui: &Ui) -> f32 {
    SENTENCE_LINES * ui.text_style_height(&egui::TextStyle::Body)
}

/// Lines for what an F-I curve says about the cell, in a wide column and in a narrow one, and the width
/// that divides them, in points.
const TOLD_LINES: [f32; 2] = [5.0, 6.5];
const WIDE: f32 = 420.0;

/// Height of the place for what an F-I curve says about the cell.
pub(in crate::app) fn told_height(ui: &Ui) -> f32 {
    let lines = TOLD_LINES[usize::from(ui.available_width() < WIDE)];
    lines * ui.text_style_height(&egui::TextStyle::Small) + 2.0
}

/// What an F-I curve says about the cell, in a place of constant height.
pub(in crate::app) fn told_ui(ui: &mut Ui, words: &str) {
    let size = vec2(ui.available_width(), told_height(ui));
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.set_min_size(size);
        ui.spacing_mut().extra_text_line_spacing = 0.0;
        // In a low window it scrolls: the last sentence matters as much as the first.
        ui.spacing_mut().scroll = visible_bar();
        egui::ScrollArea::vertical()
            .id_salt("told")
            .auto_shrink(false)
            .max_height(size.y)
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 8.0);
                ui.add(egui::Label::new(RichText::new(words).size(13.0)).wrap());
            });
    });
}

/// A mark in the corner of a picture that tells what else there is to know.
pub(in crate::app) fn notes_ui(ui: &Ui, frame: Rect, notes: &[Each<String>]) {
    if notes.is_empty() {
        return;
    }
    let area = Rect::from_min_size(frame.left_top() + vec2(4.0, 4.0), vec2(36.0, 20.0));
    let mark = ui.interact(area, ui.scope_id().with("notes"), Sense::hover());
    let notes: Vec<&str> = notes.iter().map(|note| note.as_str()).collect();
    let text = notes.join("\n");
    mark.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Note, true, &text));
    ui.painter().text(
        area.center(),
        egui::Align2::CENTER_CENTER,
        say!("note-mark"),
        egui::FontId::proportional(13.0),
        ui.visuals().weak_text_color(),
    );
    mark.on_hover_text(text);
}

/// Why there is no picture, in its place.
pub(in crate::app) fn instead_ui(ui: &mut Ui, text: &str, height: f32) {
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Center), |ui| {
        ui.set_min_size(size);
        ui.add_space(0.3 * height);
        weak(ui, text);
    });
}
