//! The column of exercises: what is asked, what the answer is worth and why, and the score.
use super::asking::{self, Outcome, boxed, told_ui};
use super::markdown::markdown;
use super::weak;
use crate::app::action::{Action, Practise};
use crate::app::explorer::{Practice, trouble};
use crate::lesson::exercise::{Exercise, ExerciseKind, Reply};
use crate::scene::{Theme, quantity};
use crate::text::say;
use egui::{
    Align, Button, ComboBox, DragValue, Frame, Id, Layout, Margin, Panel, RichText, ScrollArea, Ui,
};

/// The column, in the room that there is.
pub(in crate::app) fn exercise_ui(
    ui: &mut Ui,
    practice: &mut Practice,
    turned: u64,
    presents: bool,
    theme: Theme,
    actions: &mut Vec<Action>,
) {
    head_ui(ui, practice, presents, actions);
    Panel::bottom("exercise score")
        .frame(Frame::NONE.inner_margin(Margin::symmetric(0, 4)))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| score_ui(ui, practice, presents, actions));
    let Some(asked) = practice.asked.clone() else {
        weak(ui, say!("exercise-drawn"));
        return;
    };
    ScrollArea::vertical()
        .id_salt(("exercise text", turned))
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 10.0);
            ui.spacing_mut().item_spacing.y = 6.0;
            match asked.as_ref() {
                Ok(exercise) => question_ui(ui, practice, exercise, theme, actions),
                Err(why) => {
                    weak(ui, trouble(why));
                }
            }
        });
}

fn head_ui(ui: &mut Ui, practice: &Practice, presents: bool, actions: &mut Vec<Action>) {
    if presents {
        return;
    }
    ui.horizontal(|ui| {
        let title = RichText::new(say!("exercises")).size(17.0).strong();
        ui.label(title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            use crate::app::action::Teach;
            let close = ui.small_button("✕").on_hover_text(say!("exercises-leave"));
            ui.accesskit_node_builder(close.id, |n| n.set_label(say!("exercises-leave")));
            if close.clicked() {
                actions.push(Action::Teach(Teach::Leave));
            }
        });
    });
    let name = |kind: Option<ExerciseKind>| {
        kind.map_or_else(|| say!("exercises-all"), ExerciseKind::title)
    };
    let kinds = std::iter::once(None).chain(ExerciseKind::ALL.map(Some));
    let list = ComboBox::from_id_salt("exercise kind")
        .width(ui.available_width() - 8.0)
        .selected_text(name(practice.kind))
        .truncate()
        .show_ui(ui, |ui| {
            for kind in kinds {
                let here = practice.kind == kind;
                if ui.selectable_label(here, name(kind)).clicked() && !here {
                    actions.push(Action::Practise(Practise::Kind(kind)));
                }
            }
        });
    ui.accesskit_node_builder(list.response.id, |n| n.set_label(say!("exercises-kind")));
    ui.horizontal(|ui| {
        let label = ui.label(say!("exercises-seed"));
        let mut seed = practice.seed;
        let field = ui
            .add(DragValue::new(&mut seed).speed(0.2))
            .labelled_by(label.id)
            .on_hover_text(say!("exercises-seed-about"));
        if field.changed() && seed != practice.seed {
            actions.push(Action::Practise(Practise::Seed(seed)));
        }
    });
}

fn question_ui(
    ui: &mut Ui,
    practice: &mut Practice,
    exercise: &Exercise,
    theme: Theme,
    actions: &mut Vec<Action>,
) {
    boxed(ui, |ui| {
        weak(ui, exercise.kind.title());
        markdown(ui, exercise.question.now());
        for (k, choice) in exercise.choices.iter().enumerate() {
            choice_ui(ui, practice, exercise, (k, choice.now()), theme, actions);
        }
        if exercise.choices.is_empty() {
            number_ui(ui, practice, exercise, actions);
        }
        let Some((_, judged)) = &practice.judged else {
            return;
        };
        let (outcome, words) = match judged.right {
            true => (Outcome::Right, say!("lesson-right")),
            false => (Outcome::Wrong, say!("exercise-wrong")),
        };
        told_ui(ui, outcome, &words, theme);
        markdown(ui, judged.explained.now());
        let next = Button::new(say!("exercise-next")).shortcut_text("PgDn");
        let next = ui.add(next);
        if next.clicked() {
            actions.push(Action::Practise(Practise::Next));
        }
        // The explanation is below what was clicked.
        let id = Id::unique("exercise explained");
        let number = practice.number + 1;
        if ui.data(|d| d.get_temp::<u64>(id)) != Some(number) {
            ui.data_mut(|d| d.insert_temp(id, number));
            next.scroll_to_me(Some(Align::Max));
        }
    });
}

fn choice_ui(
    ui: &mut Ui,
    practice: &Practice,
    exercise: &Exercise,
    (k, text): (usize, &str),
    theme: Theme,
    actions: &mut Vec<Action>,
) {
    let reply = Reply::Choice(k);
    let over = practice.judged.is_some();
    let given = practice.judged.as_ref().is_some_and(|(r, _)| *r == reply);
    let right = exercise.answer == reply;
    let outcome = match (over, right, given) {
        (true, true, _) => Outcome::Right,
        (true, false, true) => Outcome::Wrong,
        _ => Outcome::Untold,
    };
    if asking::choice_ui(ui, (k, text), outcome, !over, theme) {
        actions.push(Action::Practise(Practise::Reply(reply)));
    }
}

fn number_ui(ui: &mut Ui, practice: &mut Practice, exercise: &Exercise, actions: &mut Vec<Action>) {
    let unit = exercise.unit;
    if let (Some((Reply::Number(given), _)), Reply::Number(right)) =
        (&practice.judged, exercise.answer)
    {
        let (given, right) = (quantity(*given, unit), quantity(right, unit));
        ui.label(say!("exercise-numbers", given = given, right = right));
        return;
    }
    let answer = |number| Action::Practise(Practise::Reply(Reply::Number(number)));
    let given = &mut practice.given;
    asking::number_ui(ui, "exercise number", unit, given, answer, actions);
}

/// How many were right so far.
fn score_ui(ui: &mut Ui, practice: &Practice, presents: bool, actions: &mut Vec<Action>) {
    let (right, all) = (practice.sheet.right(), practice.sheet.scores.len());
    ui.horizontal(|ui| {
        let score = say!("exercises-score", right = right as i64, of = all as i64);
        ui.label(RichText::new(score).weak());
        if presents {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let save = ui.add_enabled(all > 0, Button::new(say!("exercises-save")));
            if save.on_hover_text(say!("exercises-save-about")).clicked() {
                actions.push(Action::Practise(Practise::Save));
            }
            let again = ui.small_button("⟲").on_hover_text(say!("exercises-again"));
            ui.accesskit_node_builder(again.id, |n| n.set_label(say!("exercises-again")));
            if again.clicked() {
                actions.push(Action::Practise(Practise::Again));
            }
        });
    });
}
