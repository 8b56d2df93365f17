//! Keys, gestures and terms, on one page that can be searched.
use crate::app::action::Action;
use crate::app::shortcuts::keys;
use crate::scene::Term;
use crate::text::{Language, language, say, speaking};
use egui::{
    Color32, FontId, Galley, Grid, Id, Key, Modal, Modifiers, RichText, TextEdit, TextFormat,
    TextStyle, Ui, text::LayoutJob,
};
use std::ops::Range;
use std::sync::Arc;

/// What is typed into the help.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Typed {
    text: String,
    /// Whether the field has had the focus.
    begun: bool,
    /// How far the page was scrolled in the frame before.
    offset: f32,
}

/// A key, a gesture or a term, with what it does or means.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    name: String,
    about: String,
    /// Both in the other languages, in lower case: a term is found by its name in any of them.
    others: String,
}

/// A part of the page.
struct Section {
    id: &'static str,
    title: String,
    rows: Vec<Row>,
}

/// What the pointer does on the phase plane.
fn gestures() -> Vec<(String, String)> {
    vec![
        (say!("gesture-move"), say!("gesture-move-about")),
        (say!("gesture-click"), say!("gesture-click-about")),
        (say!("gesture-drag"), say!("gesture-drag-about")),
        (say!("gesture-right"), say!("gesture-right-about")),
        (say!("gesture-hover"), say!("gesture-hover-about")),
        (say!("gesture-wheel"), say!("gesture-wheel-about")),
        (say!("gesture-middle"), say!("gesture-middle-about")),
        (say!("gesture-double"), say!("gesture-double-about")),
        (
            say!("gesture-double-slider"),
            say!("gesture-double-slider-about"),
        ),
        (say!("gesture-fine"), say!("gesture-fine-about")),
        (say!("gesture-number"), say!("gesture-number-about")),
    ]
}

/// What the pointer does on the pictures beside it.
fn pictures() -> Vec<(String, String)> {
    vec![
        (say!("picture-line"), say!("picture-line-about")),
        (say!("gesture-click"), say!("picture-click-about")),
        (say!("picture-free"), say!("picture-free-about")),
        (say!("picture-fine"), say!("picture-fine-about")),
        (say!("gesture-wheel"), say!("picture-wheel-about")),
        (say!("picture-mark"), say!("picture-mark-about")),
    ]
}

fn terms() -> Vec<(String, String)> {
    let all = Term::ALL.into_iter();
    all.map(|term| (term.name(), term.about())).collect()
}

/// Rows in the language of this thread that are found in the others too.
fn rows(what: impl Fn() -> Vec<(String, String)>) -> Vec<Row> {
    let mut rows: Vec<Row> = what()
        .into_iter()
        .map(|(name, about)| Row {
            name,
            about,
            others: String::new(),
        })
        .collect();
    for other in Language::ALL.into_iter().filter(|l| *l != language()) {
        for (row, (name, about)) in rows.iter_mut().zip(speaking(other, &what)) {
            row.others
                .push_str(&format!("{name}\n{about}\n").to_lowercase());
        }
    }
    rows
}

/// The whole page. Terms come last: who has not typed anything looks for a key.
fn sections() -> [Section; 4] {
    [
        ("gestures", say!("help-plane"), rows(gestures)),
        ("pictures", say!("help-pictures"), rows(pictures)),
        ("keys", say!("help-keys"), rows(|| keys().into())),
        ("terms", say!("help-terms"), rows(terms)),
    ]
    .map(|(id, title, rows)| Section { id, title, rows })
}

/// What is left of the page when every word of `typed` must be found in a row.
fn found(typed: &str) -> Vec<Section> {
    let words = words(typed);
    let answers = |row: &Row| {
        let own = format!("{}\n{}", row.name, row.about).to_lowercase();
        words
            .iter()
            .all(|w| own.contains(w.as_str()) || row.others.contains(w.as_str()))
    };
    let mut all: Vec<Section> = sections().into();
    for section in &mut all {
        section.rows.retain(answers);
    }
    all.retain(|section| !section.rows.is_empty());
    all
}

/// The words that are looked for.
fn words(typed: &str) -> Vec<String> {
    typed.split_whitespace().map(str::to_lowercase).collect()
}

/// Where one of the words stands in a text, whatever the case, as ranges of bytes in their order that do not overlap.
fn marks(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> = text
        .char_indices()
        .flat_map(|(at, c)| c.to_lowercase().map(move |c| (at, c)))
        .collect();
    let mut out: Vec<Range<usize>> = vec![];
    let mut k = 0;
    while k < letters.len() {
        let begins = |word: &&String| {
            let rest = letters[k..].iter().map(|(_, c)| *c);
            rest.take(word.chars().count()).eq(word.chars())
        };
        let longest = words.iter().filter(begins).map(|w| w.chars().count()).max();
        let Some(length) = longest else {
            k += 1;
            continue;
        };
        let first = letters[k].0;
        k += length;
        // A letter whose lower case is several is marked as a whole.
        while letters
            .get(k)
            .is_some_and(|(at, _)| *at == letters[k - 1].0)
        {
            k += 1;
        }
        let end = letters.get(k).map_or(text.len(), |(at, _)| *at);
        out.push(first..end);
    }
    out
}

/// A text with the words that were found marked.
fn marked(ui: &Ui, text: &str, words: &[String], ink: Color32, wrap: f32) -> Arc<Galley> {
    let font: FontId = TextStyle::Body.resolve(ui.style());
    let plain = TextFormat::simple(font, ink);
    let strong = TextFormat {
        color: ui.visuals().strong_text_color(),
        background: ui.visuals().selection.bg_fill,
        ..plain.clone()
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = wrap;
    let mut at = 0;
    for mark in marks(text, words) {
        job.append(&text[at..mark.start], 0.0, plain.clone());
        job.append(&text[mark.clone()], 0.0, strong.clone());
        at = mark.end;
    }
    job.append(&text[at..], 0.0, plain);
    // Laid out here: a grid would let it be as wide as it likes.
    ui.painter().layout_job(job)
}

/// How far a key scrolls: a few lines, or most of a page.
const LINES: f32 = 60.0;
const PAGE: f32 = 0.9;

/// The page, over everything else, until Escape or a click beside it.
pub(in crate::app) fn help_ui(ui: &mut Ui, typed: &mut Typed, actions: &mut Vec<Action>) {
    let press = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if press(Key::F1) {
        actions.push(Action::Help(false));
        return;
    }
    if press(Key::Escape) {
        if typed.text.is_empty() {
            actions.push(Action::Help(false));
            return;
        }
        // What was typed goes first, and the field keeps the focus.
        *typed = Typed::default();
    }
    let down = [
        (Key::ArrowDown, LINES, 0.0),
        (Key::ArrowUp, -LINES, 0.0),
        (Key::PageDown, 0.0, PAGE),
        (Key::PageUp, 0.0, -PAGE),
    ];
    let (lines, pages) = down
        .into_iter()
        .filter(|(key, ..)| press(*key))
        .fold((0.0, 0.0), |(l, p), (_, lines, pages)| {
            (l + lines, p + pages)
        });
    let answer = Modal::new(Id::unique("help"))
        .frame(egui::Frame::popup(ui.style()).inner_margin(20))
        .show(ui.ctx(), |ui| {
            let room = ui.ctx().content_rect().size();
            ui.spacing_mut().item_spacing.y = 4.0;
            // Its size does not depend on what is found, so that nothing jumps while one types.
            ui.set_width((room.x - 64.0).clamp(200.0, 760.0));
            ui.heading(say!("help-title"));
            let line = TextEdit::singleline(&mut typed.text)
                .id(Id::unique("help-line"))
                .hint_text(say!("help-search"))
                .desired_width(f32::INFINITY);
            let line = ui.add(line);
            ui.accesskit_node_builder(line.id, |node| node.set_label(say!("help-search")));
            if !typed.begun {
                typed.begun = true;
                line.request_focus();
            }
            ui.add_space(4.0);
            let height = (room.y - 190.0).max(80.0);
            let sections = found(&typed.text);
            let mut area = egui::ScrollArea::vertical()
                .id_salt(&typed.text)
                .auto_shrink(false)
                .max_height(height)
                // At once, and not growing into its place over some frames.
                .min_scrolled_height(height);
            if lines + pages != 0.0 {
                let to = typed.offset + lines + pages * height;
                area = area.vertical_scroll_offset(to.max(0.0));
            }
            let shown = area.show(ui, |ui| {
                sections_ui(ui, &sections, &words(&typed.text));
            });
            let most = (shown.content_size.y - shown.inner_rect.height()).max(0.0);
            typed.offset = shown.state.clamped_offset().y.clamp(0.0, most);
            ui.add_space(8.0);
            ui.button(say!("close")).clicked()
        });
    if answer.inner || answer.should_close() {
        actions.push(Action::Help(false));
    }
}

/// Width of the column of names.
const NAMES: f32 = 176.0;

fn sections_ui(ui: &mut Ui, sections: &[Section], words: &[String]) {
    if sections.is_empty() {
        ui.label(RichText::new(say!("help-nothing")).weak());
    }
    let names = NAMES.min(0.4 * ui.available_width());
    let about = (ui.available_width() - names - 24.0).max(80.0);
    let (ink, weak) = (ui.visuals().text_color(), ui.visuals().weak_text_color());
    for section in sections {
        ui.label(RichText::new(&section.title).strong());
        Grid::new(section.id)
            .num_columns(2)
            .min_col_width(names)
            .spacing([16.0, 4.0])
            .show(ui, |ui| {
                for row in &section.rows {
                    ui.label(marked(ui, &row.name, words, ink, names));
                    ui.label(marked(ui, &row.about, words, weak, about));
                    ui.end_row();
                }
            });
        ui.add_space(12.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(typed: &str) -> Vec<String> {
        let sections = found(typed).into_iter();
        let rows = sections.flat_map(|s| s.rows.into_iter().map(|r| r.name));
        rows.collect()
    }

    #[test]
    fn nothing_typed_is_everything() {
        let all: usize = sections().iter().map(|s| s.rows.len()).sum();
        assert_eq!(names("").len(), all);
        assert!(all > 11 + 6 + 25 + Term::ALL.len() - 1);
        assert_eq!(names("  ").len(), all);
    }

    /// Every word must be there, in any order and case, in the name or in what is said about it.
    #[test]
    fn rows_are_found_by_parts_of_words() {
        assert_eq!(names("ORBITS random"), ["S"]);
        assert!(names("undo").iter().any(|n| n.contains("Ctrl + Z")));
        assert!(names("separatrix").iter().any(|n| n == "Separatrix"));
        assert!(names("xyzzy").is_empty());
    }

    /// In either language one may type the words of both.
    #[test]
    fn terms_are_found_in_both_languages() {
        assert!(names("鞍点").iter().any(|n| n == "Saddle"));
        speaking(Language::Chinese, || {
            assert!(names("saddle").iter().any(|n| n == "鞍点"));
            assert!(names("鞍点").iter().any(|n| n == "鞍点"));
        });
    }

    #[test]
    fn what_was_found_is_marked() {
        let found = |text: &str, typed: &str| -> Vec<String> {
            let ranges = marks(text, &words(typed)).into_iter();
            ranges.map(|r| text[r].to_owned()).collect()
        };
        assert_eq!(found("Node and node", "NODE"), ["Node", "node"]);
        assert_eq!(found("a saddle-node", "node saddle"), ["saddle", "node"]);
        assert_eq!(found("放电率与放电", "放电"), ["放电", "放电"]);
        // A capital that is two letters in lower case, and a mark behind it.
        assert_eq!(found("İI = 5", "i ="), ["İ", "I", "="]);
        assert!(found("nothing", "").is_empty());
    }
}
