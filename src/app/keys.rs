//! What the marks of a picture mean, in a row over it.
use crate::draw::colour;
use crate::scene::{Dash, Key, Mark, Role, Theme};
use egui::{Color32, Rect, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2};

/// Size of a sample, and of the text.
const SAMPLE: egui::Vec2 = vec2(16.0, 12.0);
const TEXT: f32 = 12.5;
/// Height of a row, and the gaps inside and after a key.
const ROW: f32 = 17.0;
const GAP: f32 = 4.0;
const APART: f32 = 12.0;

/// A wrapped row of samples with their meanings; nothing without keys.
pub(super) fn keys_ui(ui: &mut Ui, keys: &[Key], theme: Theme) {
    if keys.is_empty() {
        return;
    }
    let font = egui::FontId::proportional(TEXT);
    let colour = ui.visuals().weak_text_color();
    let room = ui.available_width();
    let mut at = Vec2::ZERO;
    let mut placed = Vec::with_capacity(keys.len());
    for key in keys {
        let text = ui
            .painter()
            .layout_no_wrap(key.text.clone(), font.clone(), colour);
        let width = SAMPLE.x + GAP + text.size().x;
        if at.x > 0.0 && at.x + width > room {
            at = vec2(0.0, at.y + ROW);
        }
        placed.push((at, key.mark, text));
        at.x += width + APART;
    }
    let (area, _) = ui.allocate_exact_size(vec2(room, at.y + ROW), Sense::hover());
    for (at, mark, text) in placed {
        let row = Rect::from_min_size(area.min + at, vec2(SAMPLE.x, ROW));
        let rect = Rect::from_center_size(row.center(), SAMPLE);
        ui.painter().add(sample(mark, rect, theme));
        let corner = pos2(rect.right() + GAP, row.center().y - 0.5 * text.size().y);
        ui.painter().galley(corner, text, colour);
    }
}

fn sample(mark: Mark, rect: Rect, theme: Theme) -> Shape {
    let middle = rect.center();
    let pen = |role: Role| {
        let stroke = theme.stroke(role);
        Stroke::new(stroke.width.clamp(1.5, 4.0), colour(theme, role))
    };
    let ends = [pos2(rect.left(), middle.y), pos2(rect.right(), middle.y)];
    match mark {
        Mark::Line(role) if theme.stroke(role).dash != Dash::Solid => {
            Shape::Vec(Shape::dashed_line(&ends, pen(role), 4.0, 3.0))
        }
        Mark::Line(role) => Shape::line_segment(ends, pen(role)),
        Mark::Dot(role) => Shape::circle_filled(middle, 3.5, colour(theme, role)),
        Mark::Area(role) => {
            let ground = colour(theme, Role::Background);
            let edge = Stroke::new(1.0, colour(theme, Role::Axis));
            Shape::Vec(vec![
                Shape::rect_filled(rect, 2.0, ground.blend(colour(theme, role))),
                Shape::rect_stroke(rect, 2.0, edge, egui::StrokeKind::Inside),
            ])
        }
        // These have a name beside them wherever they are drawn.
        Mark::Glyph(_) | Mark::Arrow => {
            Shape::circle_stroke(middle, 3.5, Stroke::new(1.5, Color32::GRAY))
        }
    }
}
