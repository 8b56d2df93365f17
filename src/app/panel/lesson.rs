//! The column of a lesson: its text, what is asked, and the way on.
use super::asking::{self, Outcome, boxed, told_ui};
use crate::app::action::{Action, Teach};
use crate::app::explorer::Given;
use crate::app::panel::markdown::markdown;
use crate::app::panel::weak;
use crate::lesson::{Answer, Choice, Fault, Lesson, Question, Verdict};
use crate::scene::Theme;
use crate::text::say;
use egui::{
    Align, Align2, Area, Button, Frame, Id, Layout, Margin, Order, Panel, RichText, ScrollArea,
    Sense, Ui, vec2,
};
use std::path::Path;

/// Size of the title.
const TITLE: f32 = 17.0;
/// Room at the right of texts for the scroll bar.
const BAR: f32 = 10.0;

/// What the column shows.
pub(in crate::app) struct Contents<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// Its place among those that are shipped, from 1, and how many there are.
    pub place: Option<[usize; 2]>,
    /// The step, from 0.
    pub step: usize,
    /// Whether something is hidden.
    pub hides: bool,
    /// What was found of the goal.
    pub found: &'a [Verdict],
    /// Whether a class is looking.
    pub presents: bool,
    /// Another number whenever the text begins anew.
    pub turned: u64,
    /// Where to scroll the text.
    pub scroll: Option<f32>,
    /// Colours.
    pub theme: Theme,
}

/// The column, in the room that there is; returns how far its text is scrolled, how much of it is shown, and how much
/// is below.
pub(in crate::app) fn lesson_ui(
    ui: &mut Ui,
    c: &Contents<'_>,
    given: &mut Given,
    actions: &mut Vec<Action>,
) -> [f32; 3] {
    head_ui(ui, c, actions);
    Panel::bottom("lesson steps")
        .frame(Frame::NONE.inner_margin(Margin::symmetric(0, 4)))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| steps_ui(ui, c, actions));
    let Some(step) = c.lesson.steps.get(c.step) else {
        return [0.0; 3];
    };
    let mut area = ScrollArea::vertical()
        .id_salt(("lesson text", c.turned))
        .auto_shrink(false);
    if let Some(offset) = c.scroll {
        area = area.vertical_scroll_offset(offset);
    }
    let shown = area.show(ui, |ui| {
        ui.set_max_width(ui.available_width() - BAR);
        ui.spacing_mut().item_spacing.y = 6.0;
        markdown(ui, step.text.now());
        if let Some(question) = &step.question {
            ui.add_space(4.0);
            let end = question_ui(ui, c, question, given, actions);
            // What was just said must be seen.
            let id = Id::unique("lesson answered");
            let now = (c.turned, given.over(), given.tried.len(), given.hint);
            let before = ui
                .data(|d| d.get_temp(id))
                .unwrap_or((c.turned, false, 0, false));
            if before != now {
                ui.data_mut(|d| d.insert_temp(id, now));
                if before.0 == c.turned {
                    end.scroll_to_me(Some(Align::Max));
                }
            }
        }
        if c.hides {
            hidden_ui(ui, c.presents, actions);
        }
    });
    let (offset, seen) = (shown.state.clamped_offset().y, shown.inner_rect.height());
    [
        offset,
        seen,
        (shown.content_size.y - seen - offset).max(0.0),
    ]
}

fn head_ui(ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) {
    if !c.presents {
        ui.horizontal(|ui| {
            let place = match c.place {
                Some([k, of]) => say!("lesson-place", number = k as i64, of = of as i64),
                None => say!("lesson-own"),
            };
            ui.label(RichText::new(place).weak());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = ui.small_button("✕").on_hover_text(say!("lesson-leave"));
                ui.accesskit_node_builder(close.id, |n| n.set_label(say!("lesson-leave")));
                if close.clicked() {
                    actions.push(Action::Teach(Teach::Leave));
                }
                let list = ui.small_button(say!("lesson-list"));
                if list.on_hover_text(say!("lesson-list-about")).clicked() {
                    actions.push(Action::Teach(Teach::List(true)));
                }
            });
        });
    }
    let title = RichText::new(c.lesson.title.now()).size(TITLE).strong();
    ui.add(egui::Label::new(title).wrap());
}

/// Where one is, and the way back and on.
fn steps_ui(ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) {
    let last = c.lesson.steps.len();
    ui.horizontal(|ui| {
        let turn = |ui: &mut Ui, name: String, about: String, back| {
            let clicked = ui.button(name).on_hover_text(about).clicked();
            clicked.then_some(Action::Teach(Teach::Turn { back }))
        };
        if !c.presents {
            let (name, about) = (say!("lesson-back"), say!("lesson-back-about"));
            actions.extend(turn(ui, name, about, true));
        }
        let words = say!(
            "lesson-step",
            number = (c.step + 1) as i64,
            of = last as i64
        );
        ui.label(RichText::new(words).weak());
        if c.presents {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (name, about) = (say!("lesson-next"), say!("lesson-next-about"));
            actions.extend(turn(ui, name, about, false));
            let again = ui.small_button("⟲").on_hover_text(say!("lesson-again"));
            ui.accesskit_node_builder(again.id, |n| n.set_label(say!("lesson-again")));
            if again.clicked() {
                actions.push(Action::Teach(Teach::Again));
            }
        });
    });
}

/// What is hidden is to be predicted.
fn hidden_ui(ui: &mut Ui, presents: bool, actions: &mut Vec<Action>) {
    if presents {
        weak(ui, say!("lesson-predict"));
        return;
    }
    boxed(ui, |ui| {
        ui.label(say!("lesson-predict"));
        let reveal = Button::new(say!("lesson-reveal")).shortcut_text("V");
        if ui.add(reveal).clicked() {
            actions.push(Action::Teach(Teach::Reveal));
        }
    });
}

/// What stands in place of a picture that is to be predicted, with `words`; whether it was clicked.
pub(in crate::app) fn curtain_ui(ui: &mut Ui, words: &str) -> bool {
    let rect = ui.available_rect_before_wrap();
    let place = ui.allocate_rect(rect, Sense::click());
    let painter = ui.painter();
    let ink = ui.visuals().weak_text_color();
    painter.rect_filled(rect, 6.0, ui.visuals().faint_bg_color);
    let middle = rect.center();
    let mark = egui::FontId::proportional(48.0);
    painter.text(middle, Align2::CENTER_BOTTOM, "?", mark, ink);
    let font = egui::TextStyle::Body.resolve(ui.style());
    let galley = painter.layout(words.to_owned(), font, ink, rect.width() - 16.0);
    let below = middle + vec2(-0.5 * galley.size().x, 4.0);
    painter.galley(below, galley, ink);
    place.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, words));
    place.clicked()
}

/// The question, with what was answered; returns what ends it.
fn question_ui(
    ui: &mut Ui,
    c: &Contents<'_>,
    question: &Question,
    given: &mut Given,
    actions: &mut Vec<Action>,
) -> egui::Response {
    let shown = boxed(ui, |ui| {
        let goal = matches!(question.answer, Answer::Goal(_));
        let kind = if goal {
            say!("lesson-goal")
        } else {
            say!("lesson-question")
        };
        ui.label(RichText::new(kind).strong());
        markdown(ui, question.ask.now());
        match &question.answer {
            Answer::Choices(choices) => {
                for (k, choice) in choices.iter().enumerate() {
                    choice_ui(ui, c, k, choice, given, actions);
                }
            }
            Answer::Number { is, unit, .. } => number_ui(ui, *is, unit, given, actions),
            Answer::Goal(_) if !given.over() => found_ui(ui, c.found),
            Answer::Goal(_) => {}
        }
        if given.solved {
            let right = if goal {
                say!("lesson-reached")
            } else {
                say!("lesson-right")
            };
            told_ui(ui, Outcome::Right, &right, c.theme);
        }
        if given.over()
            && let Some(explain) = &question.explain
        {
            markdown(ui, explain.now());
        }
        if given.hint
            && let Some(hint) = &question.hint
        {
            weak(ui, say!("lesson-hint-is", hint = hint.now()));
        }
        if !given.over() {
            ui.horizontal(|ui| {
                if question.hint.is_some() && !given.hint {
                    let hint = Button::new(say!("lesson-hint")).shortcut_text("H");
                    if ui.add(hint).clicked() {
                        actions.push(Action::Teach(Teach::Hint));
                    }
                }
                if !c.presents && ui.button(say!("lesson-show")).clicked() {
                    actions.push(Action::Teach(Teach::Show));
                }
            });
        }
    });
    shown.response
}

fn choice_ui(
    ui: &mut Ui,
    c: &Contents<'_>,
    k: usize,
    choice: &Choice,
    given: &Given,
    actions: &mut Vec<Action>,
) {
    let tried = given.tried.contains(&k);
    let told = tried || (given.over() && choice.right);
    let outcome = match (told, choice.right) {
        (true, true) => Outcome::Right,
        (true, false) => Outcome::Wrong,
        _ => Outcome::Untold,
    };
    let open = !given.over() && !tried;
    if asking::choice_ui(ui, (k, choice.text.now()), outcome, open, c.theme) {
        actions.push(Action::Teach(Teach::Choice(k)));
    }
    if told && let Some(because) = &choice.because {
        ui.indent(("because", k), |ui| markdown(ui, because.now()));
    }
}

fn number_ui(ui: &mut Ui, is: f64, unit: &str, given: &mut Given, actions: &mut Vec<Action>) {
    if given.over() {
        let answer = crate::scene::quantity(is, unit);
        ui.label(say!("lesson-number-is", answer = answer));
        return;
    }
    let answer = |number| Action::Teach(Teach::Number(number));
    asking::number_ui(ui, "lesson number", unit, given, answer, actions);
}

/// What the goal still lacks, as it is now.
fn found_ui(ui: &mut Ui, found: &[Verdict]) {
    for verdict in found {
        let (sign, weak) = if verdict.holds {
            ("✓", true)
        } else {
            ("·", false)
        };
        let words = say!("lesson-found-now", what = verdict.found.now());
        let mut text = RichText::new(format!("{sign} {words}"));
        if weak {
            text = text.weak();
        }
        ui.add(egui::Label::new(text).wrap());
    }
}

/// What is wrong with a lesson file, in front of the picture.
pub(in crate::app) fn faults_ui(ui: &Ui, path: &Path, faults: &[Fault], actions: &mut Vec<Action>) {
    let room = ui.ctx().content_rect().size();
    Area::new(Id::unique("lesson faults"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style())
                .inner_margin(Margin::same(16))
                .show(ui, |ui| {
                    ui.set_width((room.x - 64.0).clamp(200.0, 640.0));
                    ui.heading(say!("lesson-faults"));
                    weak(ui, path.display().to_string());
                    ui.add_space(6.0);
                    ScrollArea::vertical()
                        .max_height((room.y - 200.0).max(80.0))
                        .show(ui, |ui| {
                            for fault in faults {
                                ui.add(egui::Label::new(fault.to_string()).wrap());
                            }
                        });
                    ui.add_space(6.0);
                    weak(ui, say!("lesson-faults-about"));
                    if ui.button(say!("close")).clicked() {
                        actions.push(Action::Teach(Teach::Dismiss));
                    }
                });
        });
}
