//! Texts in Markdown, as lessons have them: paragraphs, lists, bold, emphasis, code and links.
//!
//! Each paragraph is one laid-out text, so that lines break where they may, bold is another cut of the type and not only
//! another colour, and screen readers hear whole sentences.
use crate::draw::STRONG_FAMILY;
use egui::{
    Align, Color32, FontFamily, FontId, Label, Stroke, TextFormat, TextStyle, Ui, text::LayoutJob,
    vec2,
};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Size of texts, in points at least.
const TEXT: f32 = 14.5;
/// Room for the sign before an entry of a list, per level.
const INDENT: f32 = 18.0;
/// Between blocks, and between entries of a list.
const APART: [f32; 2] = [8.0, 3.0];

/// What a text consists of.
#[derive(Debug, Default)]
struct Block {
    /// The sign before it, and how deep in lists it is.
    sign: Option<(String, usize)>,
    pieces: Vec<Piece>,
    /// Links in it: what they are called, and where they lead.
    links: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Piece {
    text: String,
    bold: bool,
    italic: bool,
    code: bool,
}

/// The blocks of a text.
fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = vec![];
    let mut now = Block::default();
    let mut lists: Vec<Option<u64>> = vec![];
    let (mut bold, mut italic, mut code) = (false, false, false);
    let mut link: Option<(String, String)> = None;
    for event in Parser::new(text) {
        let mut piece = |text: &str, code: bool| {
            if let Some((name, _)) = &mut link {
                name.push_str(text);
            }
            now.pieces.push(Piece {
                text: text.to_owned(),
                bold,
                italic,
                code,
            });
        };
        match event {
            Event::Text(text) => piece(&text, code),
            Event::Code(text) => piece(&text, true),
            Event::SoftBreak => {
                let last = now.pieces.last().and_then(|p| p.text.chars().last());
                // Chinese is written without spaces between words.
                let gap = if last.is_some_and(is_wide) { "" } else { " " };
                now.pieces.push(Piece {
                    text: gap.to_owned(),
                    bold,
                    italic,
                    code: false,
                });
            }
            Event::HardBreak => piece("\n", false),
            Event::Start(Tag::Strong) => bold = true,
            Event::End(TagEnd::Strong) => bold = false,
            Event::Start(Tag::Emphasis) => italic = true,
            Event::End(TagEnd::Emphasis) => italic = false,
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => {
                code = false;
                end(&mut now, &mut out);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                link = Some((String::new(), dest_url.to_string()));
            }
            Event::End(TagEnd::Link) => now.links.extend(link.take()),
            Event::Start(Tag::List(first)) => {
                end(&mut now, &mut out);
                lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => {
                let depth = lists.len();
                let sign = match lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "•".to_owned(),
                };
                now.sign = Some((sign, depth));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => end(&mut now, &mut out),
            _ => {}
        }
    }
    end(&mut now, &mut out);
    out
}

/// Ends a block, if there is one.
fn end(now: &mut Block, out: &mut Vec<Block>) {
    if !now.pieces.is_empty() {
        out.push(std::mem::take(now));
    }
}

/// Whether a character is one of Chinese script or punctuation.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// Shows a text.
pub(super) fn markdown(ui: &mut Ui, text: &str) {
    let size = TextStyle::Body.resolve(ui.style()).size.max(TEXT);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut before: Option<bool> = None;
        for block in blocks(text) {
            let listed = block.sign.is_some();
            if let Some(before) = before.replace(listed) {
                ui.add_space(APART[usize::from(before && listed)]);
            }
            let Some((sign, depth)) = &block.sign else {
                let job = laid(ui, &block.pieces, size, ui.available_width());
                ui.add(Label::new(job));
                links_ui(ui, &block.links);
                continue;
            };
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(INDENT * (*depth as f32 - 1.0));
                let place = vec2(INDENT, size);
                ui.allocate_ui_with_layout(place, egui::Layout::left_to_right(Align::Min), |ui| {
                    ui.set_min_width(INDENT);
                    ui.label(egui::RichText::new(sign).size(size));
                });
                ui.vertical(|ui| {
                    let job = laid(ui, &block.pieces, size, ui.available_width());
                    ui.add(Label::new(job));
                    links_ui(ui, &block.links);
                });
            });
        }
    });
}

/// Links stand under the paragraph that names them.
fn links_ui(ui: &mut Ui, links: &[(String, String)]) {
    for (name, to) in links {
        ui.hyperlink_to(name, to).on_hover_text(to);
    }
}

fn laid(ui: &Ui, pieces: &[Piece], size: f32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let visuals = ui.visuals();
    for piece in pieces {
        let family = match piece {
            Piece { code: true, .. } => FontFamily::Monospace,
            Piece { bold: true, .. } => FontFamily::Name(STRONG_FAMILY.into()),
            _ => FontFamily::Proportional,
        };
        let format = TextFormat {
            font_id: FontId::new(size, family),
            // The Chinese type has one cut: there the colour tells.
            color: match piece.bold {
                true => visuals.hyperlink_color,
                false => visuals.text_color(),
            },
            background: match piece.code {
                true => visuals.code_bg_color,
                false => Color32::TRANSPARENT,
            },
            italics: piece.italic,
            underline: Stroke::NONE,
            ..TextFormat::default()
        };
        job.append(&piece.text, 0.0, format);
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(block: &Block) -> String {
        block.pieces.iter().map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn paragraphs_lists_and_cuts_are_told_apart() {
        let found = blocks("One **bold** and *slanted*\nline.\n\n- first `code`\n- second\n\nEnd");
        let texts: Vec<String> = found.iter().map(plain).collect();
        assert_eq!(
            texts,
            ["One bold and slanted line.", "first code", "second", "End"]
        );
        let signs: Vec<_> = found.iter().map(|b| b.sign.clone()).collect();
        let dot = Some(("•".to_owned(), 1));
        assert_eq!(signs, [None, dot.clone(), dot, None]);
        let bold: Vec<&str> = found[0]
            .pieces
            .iter()
            .filter(|p| p.bold)
            .map(|p| p.text.as_str())
            .collect();
        assert_eq!(bold, ["bold"]);
        assert!(
            found[0]
                .pieces
                .iter()
                .any(|p| p.italic && p.text == "slanted")
        );
        assert!(found[1].pieces.iter().any(|p| p.code && p.text == "code"));
    }

    #[test]
    fn numbered_lists_count_and_lists_in_lists_are_deeper() {
        let found = blocks("3. three\n4. four\n   - deep\n");
        let signs: Vec<_> = found.iter().filter_map(|b| b.sign.clone()).collect();
        assert_eq!(signs, [("3.".into(), 1), ("4.".into(), 1), ("•".into(), 2)]);
    }

    /// A line break between Chinese characters is no space.
    #[test]
    fn lines_of_chinese_are_joined_without_a_space() {
        assert_eq!(
            plain(&blocks("细胞的\n状态，\nV 与 n")[0]),
            "细胞的状态，V 与 n"
        );
    }

    #[test]
    fn links_are_named() {
        let found = blocks("See [the book](https://example.org) now.");
        assert_eq!(plain(&found[0]), "See the book now.");
        assert_eq!(
            found[0].links,
            [("the book".to_owned(), "https://example.org".to_owned())]
        );
    }
}
