//! The list of lessons.
use crate::app::action::{Action, Practise, Teach, Wish};
use crate::app::panel::weak;
use crate::lesson::shipped;
use crate::text::say;
use egui::{
    Align, Align2, Area, Button, Frame, Id, Key, Layout, Margin, Modifiers, Order, RichText,
    ScrollArea, Ui, vec2,
};
use std::collections::BTreeSet;

/// The list, in front of the picture, with the entry that is `chosen` and the lesson that is `open`.
pub(in crate::app) fn lessons_ui(
    ui: &Ui,
    chosen: &mut usize,
    open: Option<&str>,
    finished: &BTreeSet<String>,
    actions: &mut Vec<Action>,
) {
    let lessons = shipped();
    let room = ui.ctx().content_rect().size();
    let press = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let last = lessons.len().saturating_sub(1);
    let before = *chosen;
    if press(Key::ArrowDown) {
        *chosen += 1;
    }
    if press(Key::ArrowUp) {
        *chosen = chosen.saturating_sub(1);
    }
    if press(Key::Home) {
        *chosen = 0;
    }
    if press(Key::End) {
        *chosen = last;
    }
    *chosen = (*chosen).min(last);
    if press(Key::Enter)
        && let Some(lesson) = lessons.get(*chosen)
    {
        actions.push(Action::Teach(Teach::Open(lesson.id.clone())));
    }
    let area = Area::new(Id::unique("lessons"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style())
                .inner_margin(Margin::same(16))
                .show(ui, |ui| {
                    ui.set_width((room.x - 48.0).clamp(200.0, 620.0));
                    ui.horizontal(|ui| {
                        ui.heading(say!("lessons"));
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            if ui.button(say!("close")).clicked() {
                                actions.push(Action::Teach(Teach::List(false)));
                            }
                            let practise = ui.button(say!("exercises"));
                            if practise.on_hover_text(say!("exercises-about")).clicked() {
                                actions.push(Action::Practise(Practise::Begin));
                            }
                            let file = ui.button(say!("lessons-file"));
                            if file.on_hover_text(say!("lessons-file-about")).clicked() {
                                actions.push(Action::Teach(Teach::List(false)));
                                actions.push(Action::Files(Wish::AskOpen));
                            }
                        });
                    });
                    weak(ui, say!("lessons-about"));
                    ui.add_space(4.0);
                    ScrollArea::vertical()
                        .max_height((room.y - 220.0).max(80.0))
                        .show(ui, |ui| {
                            ui.spacing_mut().item_spacing.y = 1.0;
                            for (k, lesson) in lessons.iter().enumerate() {
                                let done = finished.contains(&lesson.id);
                                let sign = match (done, open == Some(&lesson.id)) {
                                    (true, _) => "✔",
                                    (false, true) => "▶",
                                    _ => "",
                                };
                                let name = format!("{}  {}", k + 1, lesson.title.now());
                                let button = Button::selectable(k == *chosen, name)
                                    .right_text(sign)
                                    .min_size(vec2(ui.available_width() - 10.0, 24.0));
                                let entry = ui
                                    .with_layout(Layout::top_down(Align::LEFT), |ui| ui.add(button))
                                    .inner
                                    .on_hover_text(lesson.summary.now());
                                if entry.clicked() {
                                    let id = lesson.id.clone();
                                    actions.push(Action::Teach(Teach::Open(id)));
                                }
                                if k == *chosen && before != *chosen {
                                    entry.scroll_to_me(None);
                                }
                            }
                        });
                    ui.add_space(4.0);
                    if let Some(lesson) = lessons.get(*chosen) {
                        let summary = RichText::new(lesson.summary.now());
                        ui.add(egui::Label::new(summary).wrap());
                        let steps = lesson.steps.len() as i64;
                        weak(ui, say!("lessons-steps", count = steps));
                    }
                });
        });
    let outside = ui.input(|i| {
        i.pointer.any_pressed()
            && i.pointer
                .interact_pos()
                .is_some_and(|p| !area.response.rect.contains(p))
    });
    if outside {
        actions.push(Action::Teach(Teach::List(false)));
    }
}
