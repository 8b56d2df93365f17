//! The command palette: a line to type into, and what answers it.
use crate::app::action::Action;
use crate::app::palette::Entry;
use crate::text::say;
use egui::{
    Align, Align2, Area, Button, Frame, Id, Key, Layout, Margin, Modifiers, Order, RichText,
    TextEdit, Ui, vec2,
};

/// What was typed, and which answer is chosen.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Typed {
    /// The line.
    pub text: String,
    chosen: usize,
    /// Whether the line has had the focus.
    begun: bool,
}

/// What becomes of the palette.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum Told {
    /// It stays open.
    Stays,
    /// It is put away.
    Away,
    /// It is put away, and this is done.
    Done(Action),
}

/// The palette, over everything, with the `entries` that answer what was typed.
pub(in crate::app) fn palette_ui(ui: &Ui, typed: &mut Typed, entries: &[Entry]) -> Told {
    let mut told = Told::Stays;
    let room = ui.ctx().content_rect().size();
    let press = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if press(Key::Escape) {
        return Told::Away;
    }
    let last = entries.len().saturating_sub(1);
    if press(Key::ArrowDown) {
        typed.chosen = (typed.chosen + 1).min(last);
    }
    if press(Key::ArrowUp) {
        typed.chosen = typed.chosen.saturating_sub(1);
    }
    typed.chosen = typed.chosen.min(last);
    let enter = press(Key::Enter);
    let area = Area::new(Id::unique("palette"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, [0.0, 0.12 * room.y])
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style())
                .inner_margin(Margin::same(12))
                .show(ui, |ui| {
                    ui.set_width((room.x - 48.0).clamp(160.0, 560.0));
                    let line = TextEdit::singleline(&mut typed.text)
                        .id(Id::unique("palette line"))
                        .hint_text(say!("palette-hint"))
                        .font(egui::FontId::proportional(17.0))
                        .desired_width(f32::INFINITY);
                    let line = ui.add(line);
                    ui.accesskit_node_builder(line.id, |node| node.set_label(say!("palette-line")));
                    if !typed.begun {
                        typed.begun = true;
                        line.request_focus();
                    }
                    if line.changed() {
                        typed.chosen = 0;
                    }
                    ui.add_space(4.0);
                    if entries.is_empty() {
                        ui.label(RichText::new(say!("palette-nothing")).weak());
                    }
                    for (k, entry) in entries.iter().enumerate() {
                        if entry_ui(ui, entry, k == typed.chosen)
                            && let Some(action) = &entry.action
                        {
                            told = Told::Done(action.clone());
                        }
                    }
                });
        });
    if enter && let Some(action) = entries.get(typed.chosen).and_then(|e| e.action.clone()) {
        return Told::Done(action);
    }
    let outside = ui.input(|i| {
        i.pointer.any_pressed()
            && i.pointer
                .interact_pos()
                .is_some_and(|p| !area.response.rect.contains(p))
    });
    if outside && told == Told::Stays {
        Told::Away
    } else {
        told
    }
}

/// One answer; what it means where it is chosen. Whether it was clicked.
fn entry_ui(ui: &mut Ui, entry: &Entry, chosen: bool) -> bool {
    let width = ui.available_width();
    let button = Button::selectable(chosen, entry.name.as_str())
        .shortcut_text(key_name(entry.key))
        .min_size(vec2(width, 26.0));
    let clicked = ui
        .with_layout(Layout::top_down_justified(Align::LEFT), |ui| {
            ui.add(button).clicked()
        })
        .inner;
    if chosen && !entry.about.is_empty() {
        ui.label(RichText::new(entry.about.as_str()).size(14.0));
    }
    clicked
}

/// What a key is called, in the language of this thread.
fn key_name(key: &str) -> String {
    match key {
        "Space" => say!("key-space"),
        "Enter" => say!("key-enter"),
        other => other.to_owned(),
    }
}
