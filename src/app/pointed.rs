//! Where the parts of the window are in this frame, and the frames around those that a lesson points at.
use crate::lesson::Part;
use egui::{Color32, Context, CornerRadius, Id, LayerId, Order, Rect, Stroke, StrokeKind};

/// Room between a part and the frame around it, across and down: the last number under an axis sticks out.
const APART: egui::Vec2 = egui::vec2(7.0, 3.0);
/// The same for sliders, which have neighbours.
const BETWEEN: egui::Vec2 = egui::vec2(3.0, 3.0);
/// The frame's thickness, in points.
const WIDTH: f32 = 2.5;

/// The parts that were laid out in this frame.
#[derive(Clone, Default)]
struct Places(Vec<(Part, Rect)>);

fn id() -> Id {
    Id::unique("parts that can be pointed at")
}

/// Begins a frame: nothing is laid out yet.
pub(super) fn begin(ctx: &Context) {
    ctx.data_mut(|d| d.get_temp_mut_or_default::<Places>(id()).0.clear());
}

/// Notes where a part is.
pub(super) fn mark(ctx: &Context, part: Part, rect: Rect) {
    ctx.data_mut(|d| {
        d.get_temp_mut_or_default::<Places>(id())
            .0
            .push((part, rect));
    });
}

/// Draws a frame around each of the parts that is on the screen.
pub(super) fn frame(ctx: &Context, parts: &[Part], colour: Color32) {
    let painter = ctx.layer_painter(LayerId::new(Order::Middle, id()));
    let places: Places = ctx.data(|d| d.get_temp(id())).unwrap_or_default();
    let room = ctx.content_rect().shrink(0.5 * WIDTH);
    for (part, rect) in places.0.iter().filter(|(part, _)| parts.contains(part)) {
        let apart = match part {
            Part::Slider(_) => BETWEEN,
            _ => APART,
        };
        painter.rect_stroke(
            rect.expand2(apart).intersect(room),
            CornerRadius::same(5),
            Stroke::new(WIDTH, colour),
            StrokeKind::Middle,
        );
    }
}
