//! What lessons and exercises ask with: a box, choices to pick from, a field for a number, and the sign of the answer.
use super::params::plain_number;
use super::weak;
use crate::app::action::Action;
use crate::app::explorer::Given;
use crate::draw;
use crate::scene::{Role, Theme};
use crate::text::say;
use egui::{
    Align, Button, Color32, Frame, InnerResponse, Key, Layout, Margin, RichText, Sense, Stroke,
    TextEdit, Ui, vec2,
};

/// Height of a choice.
const CHOICE: f32 = 26.0;

/// How a choice or an answer turned out, where that is told.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Outcome {
    /// It was right.
    Right,
    /// It was wrong.
    Wrong,
    /// Nothing is said of it.
    Untold,
}

impl Outcome {
    fn sign(self) -> &'static str {
        match self {
            Self::Right => "✔ ",
            Self::Wrong => "✖ ",
            Self::Untold => "",
        }
    }

    fn ink(self, ui: &Ui, theme: Theme) -> Color32 {
        match self {
            Self::Right => draw::label_colour(theme, Role::StableCycle),
            Self::Wrong => ui.visuals().error_fg_color,
            Self::Untold => ui.visuals().text_color(),
        }
    }
}

/// A box around what is asked.
pub(super) fn boxed<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let edge = ui.visuals().widgets.noninteractive.bg_stroke;
    Frame::NONE
        .fill(ui.visuals().faint_bg_color)
        .stroke(Stroke::new(1.0, edge.color))
        .corner_radius(6)
        .inner_margin(Margin::same(8))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            add(ui)
        })
}

/// A sentence that says how an answer turned out.
pub(super) fn told_ui(ui: &mut Ui, outcome: Outcome, words: &str, theme: Theme) {
    let text = RichText::new(format!("{}{words}", outcome.sign()));
    ui.label(text.strong().color(outcome.ink(ui, theme)));
}

/// The choice at place `k`, from 0; whether it was clicked, which it can be while it is `open`.
pub(super) fn choice_ui(
    ui: &mut Ui,
    (k, text): (usize, &str),
    outcome: Outcome,
    open: bool,
    theme: Theme,
) -> bool {
    let words = format!("{} {}{text}", k + 1, outcome.sign());
    let sense = match open {
        true => Sense::click(),
        false => Sense::hover(),
    };
    let button = Button::new(RichText::new(words).color(outcome.ink(ui, theme)))
        .wrap()
        .min_size(vec2(ui.available_width(), CHOICE))
        .sense(sense);
    let layout = Layout::top_down_justified(Align::LEFT);
    ui.with_layout(layout, |ui| ui.add(button).clicked()).inner
}

/// The field for a number in `unit`; what was given becomes an action by `answer`.
pub(super) fn number_ui(
    ui: &mut Ui,
    id: &'static str,
    unit: &str,
    given: &mut Given,
    answer: impl FnOnce(f64) -> Action,
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut given.typed)
            .id(egui::Id::unique(id))
            .desired_width(90.0);
        let field = ui.add(field);
        ui.accesskit_node_builder(field.id, |node| node.set_label(say!("lesson-number")));
        if std::mem::take(&mut given.focus) {
            field.request_focus();
        }
        ui.label(unit);
        let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if (ui.button(say!("lesson-check")).clicked() || enter) && !given.typed.trim().is_empty() {
            // The next try is typed in the same place.
            given.focus = true;
            actions.push(match plain_number(&given.typed, unit) {
                Some(number) if number.is_finite() => answer(number),
                _ => Action::Say(say!("lesson-no-number", text = given.typed.trim())),
            });
        }
    });
    match &given.wrong {
        Some(wrong) => ui.label(RichText::new(wrong.now()).color(ui.visuals().error_fg_color)),
        None => weak(ui, say!("lesson-number-how")),
    };
}
