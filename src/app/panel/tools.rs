//! Tools of the plane, and what is said over it.
use crate::analysis::{Others, Problem, Window};
use crate::app::action::Action;
use crate::app::motion;
use crate::app::plane::Under;
use crate::scene;
use crate::session::Command;
use crate::text::say;
use egui::containers::menu::MenuButton;
use egui::{
    Align, Align2, Area, Button, Frame, Id, Layout, Margin, Order, Rect, RichText, Ui, accesskit,
    vec2,
};

/// The row under the plane: tools at the left, the place under the pointer at the right.
pub(in crate::app) fn tools_ui(
    ui: &mut Ui,
    problem: &Problem,
    state: &[f64],
    [ghost, beside]: [bool; 2],
    under: Option<Under>,
    waiting: bool,
    actions: &mut Vec<Action>,
) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let mut tool = |name: &str, about: &str, action: Action| {
            if ui.button(name).on_hover_text(about).clicked() {
                actions.push(action);
            }
        };
        tool(&say!("scatter"), &say!("scatter-about"), Action::Scatter);
        tool(&say!("clear"), &say!("clear-about"), Command::Clear.into());
        tool(
            &say!("reset-view"),
            &say!("reset-view-about"),
            Command::ResetWindow.into(),
        );
        compare_menu(ui, [ghost, beside], actions);
        if problem.model().info().dimension() > 2 {
            plane_menu(ui, problem, state, actions);
        }
        if waiting {
            motion::waiting_ui(ui, 16.0).on_hover_text(say!("still-computing"));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let text = match under {
                Some(Under::Point(at)) => place(problem, at),
                _ => String::new(),
            };
            ui.add(
                egui::Label::new(RichText::new(text).weak().size(13.0))
                    .truncate()
                    .selectable(false),
            );
        });
    });
}

/// How another set of parameters is compared with the present one.
fn compare_menu(ui: &mut Ui, [ghost, beside]: [bool; 2], actions: &mut Vec<Action>) {
    let mut button = Button::new(say!("compare"));
    if ghost || beside {
        button = button.fill(ui.visuals().selection.bg_fill);
    }
    let menu = MenuButton::from_button(button).ui(ui, |ui| {
        let mut entry = |chosen: bool, name: &str, key: &str, about: &str, command: Command| {
            let entry = Button::selectable(chosen, name).shortcut_text(key);
            if ui.add(entry).on_hover_text(about).clicked() {
                actions.push(command.into());
            }
        };
        let about = say!("compare-ghost-about");
        // It leaves its place at the side, if it stands there.
        let command = if beside {
            Command::Beside(false)
        } else {
            Command::Ghost(!ghost)
        };
        entry(ghost, &say!("compare-ghost"), "G", &about, command);
        let about = say!("compare-beside-about");
        let command = Command::Beside(!beside);
        entry(
            beside,
            &say!("compare-beside"),
            "Shift + G",
            &about,
            command,
        );
        if ghost || beside {
            let about = say!("compare-exchange-about");
            entry(
                false,
                &say!("compare-exchange"),
                "E",
                &about,
                Command::Exchange,
            );
            entry(
                false,
                &say!("compare-end"),
                "",
                &say!("compare-end-about"),
                Command::Ghost(false),
            );
        }
    });
    menu.0.on_hover_text(say!("compare-about"));
}

/// Which two variables a plane through more of them shows, and what becomes of the others.
fn plane_menu(ui: &mut Ui, problem: &Problem, state: &[f64], actions: &mut Vec<Action>) {
    let variables = &problem.model().info().variables;
    let [x, y] = problem.plane();
    let held = matches!(problem.others(), Others::Held(_));
    let menu = ui.menu_button(say!("plane-of", x = x, y = y), |ui| {
        for (side, name) in [say!("plane-across"), say!("plane-upward")]
            .into_iter()
            .enumerate()
        {
            ui.horizontal(|ui| {
                ui.label(name);
                for v in variables {
                    let chosen = [x, y][side] == v.name;
                    let taken = [y, x][side] == v.name;
                    let entry = egui::Button::selectable(chosen, v.name);
                    if ui
                        .add_enabled(!taken, entry)
                        .on_hover_text(scene::declared::variable_about(v))
                        .clicked()
                    {
                        let mut plane = [x.to_owned(), y.to_owned()];
                        plane[side] = v.name.to_owned();
                        actions.push(Command::ShowPlane(plane).into());
                    }
                }
            });
        }
        ui.separator();
        ui.label(say!("plane-others"));
        let about = say!("plane-others-steady-about");
        if ui
            .radio(!held, say!("plane-others-steady"))
            .on_hover_text(about)
            .clicked()
        {
            actions.push(Command::Others(Others::Slaved).into());
        }
        let about = say!("plane-others-live-about");
        if ui
            .radio(held, say!("plane-others-live"))
            .on_hover_text(about)
            .clicked()
        {
            actions.push(Command::Others(Others::Held(state.to_vec())).into());
        }
    });
    menu.response.on_hover_text(say!("plane-about"));
}

/// A point of the plane in words: "V = −60.12 mV, n = 0.1034".
fn place(problem: &Problem, at: [f64; 2]) -> String {
    let size = problem.window().size();
    let plane = scene::plane_axes(problem);
    let axes = [plane.x, plane.y];
    let one = |side: usize| {
        let axis = &axes[side];
        let unit = match axis.unit.as_str() {
            "" => String::new(),
            unit => format!("{}{unit}", scene::number::THIN),
        };
        let number = scene::coordinate(at[side], size[side]);
        format!("{} = {number}{unit}", axis.name)
    };
    format!("{}, {}", one(0), one(1))
}

/// A window without equilibrium offers the ways out.
pub(in crate::app) fn empty_ui(ui: &Ui, plane: Rect, problem: &Problem, actions: &mut Vec<Action>) {
    over(ui, plane, "empty", false, |ui| {
        ui.label(say!("no-equilibrium-here"));
        if ui
            .button(say!("look-around"))
            .on_hover_text(say!("look-around-about"))
            .clicked()
        {
            let Window { x, y } = problem.window().enlarged(3.0);
            actions.push(Command::SetWindow(Window { x, y }).into());
        }
        if ui.button(say!("reset-view")).clicked() {
            actions.push(Command::ResetWindow.into());
        }
    });
}

/// What went wrong, in a sentence; the last good picture stays under it. It stands `low` where a question
/// is open at the top.
pub(in crate::app) fn notice_ui(
    ui: &Ui,
    plane: Rect,
    text: &str,
    [lasting, low]: [bool; 2],
    actions: &mut Vec<Action>,
) {
    over(ui, plane, "notice", low, |ui| {
        let said = ui.label(text);
        // A screen reader says it when it appears.
        ui.accesskit_node_builder(said.id, |node| node.set_live(accesskit::Live::Polite));
        if lasting {
            if ui.button(say!("reset-parameters")).clicked() {
                actions.push(Command::ResetParameters.into());
            }
            if ui.button(say!("reset-view")).clicked() {
                actions.push(Command::ResetWindow.into());
            }
        } else if ui.button(say!("dismiss")).clicked() {
            actions.push(Action::Dismiss);
        }
    });
}

fn over(ui: &Ui, plane: Rect, id: &str, low: bool, contents: impl FnOnce(&mut Ui)) {
    let width = (plane.width() - 96.0).max(120.0);
    let (pivot, at) = match low {
        true => (
            Align2::CENTER_BOTTOM,
            plane.center_bottom() - vec2(0.0, 16.0),
        ),
        false => (Align2::CENTER_TOP, plane.center_top() + vec2(24.0, 16.0)),
    };
    Area::new(Id::unique(("over the plane", id)))
        .order(Order::Foreground)
        .pivot(pivot)
        .fixed_pos(at)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style())
                .inner_margin(Margin::symmetric(12, 8))
                .show(ui, |ui| {
                    ui.set_max_width(width);
                    ui.horizontal_wrapped(contents);
                });
        });
}
