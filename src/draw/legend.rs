//! What stands above and below the panels of a figure: the meaning of marks, and the caption.
use super::{
    ink::head,
    sheet::Sheet,
    view::{Piece, View},
};
use crate::scene::{Key, Mark, Role, Scene};
use egui::{Color32, Galley, Pos2, Rect, Shape, Vec2, vec2};
use std::sync::Arc;

const CAPTION_TEXT: f32 = 11.5;
/// A clause of a caption that is longer than this, in bytes, is broken between its words.
const LONG: usize = 40;
const LEGEND_TEXT: f32 = 13.0;
const LEGEND_ROW: f32 = 21.0;
const LEGEND_MARK: f32 = 30.0;

impl Sheet<'_> {
    /// The caption, in lines of the given width.
    pub(super) fn caption(&self, scenes: &[Scene], width: f32) -> Option<Arc<Galley>> {
        let text = scenes
            .first()
            .map(|s| s.caption.as_str())
            .filter(|t| !t.is_empty())?;
        let font = egui::FontId::proportional(CAPTION_TEXT);
        let colour = self.colour(Role::WeakText);
        Some(self.ctx.fonts_mut(|f| {
            // Lines are broken between parameters, not between a name, its value and its unit.
            let mut lines: Vec<String> = vec![];
            for part in parts(text) {
                let longer = lines.last().map(|l| format!("{l}{part}")).filter(|l| {
                    let size = f.layout_no_wrap(l.trim_end().into(), font.clone(), colour);
                    size.size().x <= width
                });
                match (longer, lines.last_mut()) {
                    (Some(longer), Some(last)) => *last = longer,
                    _ => lines.push(part.into()),
                }
            }
            let lines: Vec<&str> = lines.iter().map(|l| l.trim_end()).collect();
            // Rounding must not break once more what was found to fit.
            f.layout(lines.join("\n"), font, colour, width + 2.0)
        }))
    }

    /// All keys of all scenes in rows of the given width.
    pub(super) fn legend(&self, scenes: &[Scene], width: f32) -> Legend {
        let mut keys: Vec<&Key> = vec![];
        for key in scenes.iter().flat_map(|s| &s.legend) {
            if !keys.iter().any(|k| k.mark == key.mark) {
                keys.push(key);
            }
        }
        let mut entries = vec![];
        let mut at = vec2(0.0, 0.0);
        for key in keys {
            let text = self.text(&key.text, LEGEND_TEXT, Role::Text);
            let needs = LEGEND_MARK + text.size().x;
            if at.x > 0.0 && at.x + needs > width {
                at = vec2(0.0, at.y + LEGEND_ROW);
            }
            entries.push((at, key.mark, text));
            at.x += needs + 18.0;
        }
        Legend {
            height: if entries.is_empty() {
                0.0
            } else {
                at.y + LEGEND_ROW + 4.0
            },
            entries,
        }
    }
}

/// What is not broken in a caption: a parameter with its value, and the words of sentences.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let clauses = text
        .split_inclusive(". ")
        .flat_map(|s| s.split_inclusive(", "));
    clauses.flat_map(|clause| {
        let long = clause.len() > LONG;
        let separator = if long { " " } else { "\n" };
        clause.split_inclusive(separator)
    })
}

/// The legend, laid out.
#[derive(Default)]
pub(super) struct Legend {
    entries: Vec<(Vec2, Mark, Arc<Galley>)>,
    pub(super) height: f32,
}

impl Legend {
    /// Draws it with its upper left corner there.
    pub(super) fn draw(&self, sheet: &Sheet<'_>, painter: &egui::Painter, corner: Pos2) {
        let view = View {
            rect: Rect::EVERYTHING,
            x: [0.0, 1.0],
            y: [0.0, 1.0],
        };
        let ink = sheet.ink(view, 1.0);
        for (at, mark, text) in &self.entries {
            let (at, mark) = (*at, *mark);
            let row = corner + at;
            let middle = row + vec2(0.5 * (LEGEND_MARK - 6.0), 0.5 * LEGEND_ROW);
            let ends = [middle - vec2(12.0, 0.0), middle + vec2(12.0, 0.0)];
            let mut shapes = vec![];
            match mark {
                Mark::Line(role) => {
                    let piece = Piece {
                        points: ends.to_vec(),
                        closed: false,
                    };
                    let stroke = sheet.theme.stroke(role);
                    ink.pieces(&mut shapes, &[piece], stroke, sheet.colour(role));
                }
                Mark::Glyph(kind) => shapes = super::glyph::glyph(middle, kind, ink.pen()),
                Mark::Dot(role) => ink.dot(&mut shapes, middle, role),
                Mark::Area(role) => {
                    let rect = Rect::from_center_size(middle, vec2(22.0, 12.0));
                    shapes.push(Shape::rect_filled(rect, 2.0, sheet.colour(role)));
                }
                Mark::Arrow => {
                    let line = egui::Stroke::new(1.0, sheet.colour(Role::WeakText));
                    shapes.push(Shape::line_segment(
                        [middle - vec2(8.0, 0.0), middle + vec2(8.0, 0.0)],
                        line,
                    ));
                    shapes.push(head(middle + vec2(8.0, 0.0), vec2(1.0, 0.0), 5.0, line));
                }
            }
            painter.extend(shapes);
            let down = 0.5 * (LEGEND_ROW - text.size().y);
            painter.galley(
                row + vec2(LEGEND_MARK, down),
                Arc::clone(text),
                Color32::BLACK,
            );
        }
    }
}
