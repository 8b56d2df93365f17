//! Small icons, drawn rather than taken from a font, on buttons with a name.
use egui::{Color32, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

/// What is drawn on a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    Play,
    Pause,
    Step,
    Kick,
    Back,
    Help,
    History,
    Light,
    Dark,
}

/// A square button with an icon; `name` is its accessible name and begins its tooltip.
pub(super) fn button(ui: &mut Ui, icon: Icon, name: &str, about: &str) -> Response {
    let side = ui.spacing().interact_size.y;
    sized(ui, icon, name, about, side)
}

/// The same, smaller and without a frame until the pointer is on it: for rows of many.
pub(super) fn small(ui: &mut Ui, icon: Icon, name: &str, about: &str) -> Response {
    sized(ui, icon, name, about, 16.0)
}

fn sized(ui: &mut Ui, icon: Icon, name: &str, about: &str, side: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        let look = ui.style().interact(&response);
        let framed = side > 20.0;
        if framed || response.hovered() || response.has_focus() {
            ui.painter().rect(
                rect,
                look.corner_radius,
                look.weak_bg_fill,
                look.bg_stroke,
                egui::StrokeKind::Inside,
            );
        }
        let room = Rect::from_center_size(rect.center(), Vec2::splat(side * 0.5));
        ui.painter().add(shape(icon, room, look.fg_stroke.color));
    }
    response.on_hover_text(format!("{name}\n{about}"))
}

fn shape(icon: Icon, r: Rect, colour: Color32) -> Shape {
    let at = |x: f32, y: f32| pos2(r.left() + x * r.width(), r.top() + y * r.height());
    let solid = |points: Vec<Pos2>| Shape::convex_polygon(points, colour, Stroke::NONE);
    let bar = |x0: f32, x1: f32| {
        Shape::rect_filled(Rect::from_two_pos(at(x0, 0.0), at(x1, 1.0)), 1.0, colour)
    };
    let stroke = Stroke::new((r.width() / 6.0).max(1.4), colour);
    let arc = |from: f32, to: f32, radius: f32| {
        let n = 16;
        let points = (0..=n)
            .map(|k| {
                let angle = (from + (to - from) * k as f32 / n as f32).to_radians();
                r.center() + radius * r.width() * Vec2::angled(angle)
            })
            .collect();
        Shape::line(points, stroke)
    };
    match icon {
        Icon::Play => solid(vec![at(0.1, 0.0), at(1.0, 0.5), at(0.1, 1.0)]),
        Icon::Pause => Shape::Vec(vec![bar(0.08, 0.38), bar(0.62, 0.92)]),
        Icon::Step => Shape::Vec(vec![
            bar(0.0, 0.22),
            solid(vec![at(0.36, 0.0), at(1.05, 0.5), at(0.36, 1.0)]),
        ]),
        Icon::Kick => Shape::Vec(vec![
            Shape::circle_filled(at(0.05, 0.5), r.width() * 0.16, colour),
            Shape::line_segment([at(0.34, 0.5), at(0.8, 0.5)], stroke),
            solid(vec![at(0.7, 0.18), at(1.12, 0.5), at(0.7, 0.82)]),
        ]),
        Icon::Back => Shape::Vec(vec![
            arc(-60.0, 210.0, 0.46),
            solid(vec![at(0.46, -0.22), at(0.46, 0.36), at(0.94, 0.06)]),
        ]),
        Icon::Help => Shape::Vec(vec![
            Shape::line(
                (0..=12)
                    .map(|k| {
                        let angle = (180.0 + 250.0 * k as f32 / 12.0).to_radians();
                        at(0.5, 0.26) + 0.27 * r.width() * Vec2::angled(angle)
                    })
                    .chain([at(0.5, 0.72)])
                    .collect(),
                stroke,
            ),
            Shape::circle_filled(at(0.5, 0.98), stroke.width * 0.7, colour),
        ]),
        Icon::History => Shape::Vec(vec![
            Shape::circle_stroke(r.center(), 0.52 * r.width(), stroke),
            Shape::line(vec![at(0.5, 0.16), at(0.5, 0.5), at(0.74, 0.64)], stroke),
        ]),
        Icon::Light => {
            let mut parts = vec![Shape::circle_filled(r.center(), r.width() * 0.24, colour)];
            for k in 0..8 {
                let d = Vec2::angled(k as f32 * std::f32::consts::FRAC_PI_4) * r.width();
                parts.push(Shape::line_segment(
                    [r.center() + 0.38 * d, r.center() + 0.56 * d],
                    Stroke::new(1.4, colour),
                ));
            }
            Shape::Vec(parts)
        }
        Icon::Dark => {
            // A crescent: the outer circle's left side, closed by a flatter arc.
            let mut points = Vec::new();
            for k in 0..=20 {
                let angle = (-60.0 - 240.0 * k as f32 / 20.0).to_radians();
                points.push(r.center() + 0.5 * r.width() * Vec2::angled(angle));
            }
            for k in 1..20 {
                let angle = (96.0 + (264.0 - 96.0) * k as f32 / 20.0).to_radians();
                let centre = r.center() + vec2(0.32, 0.0) * r.width();
                points.push(centre + 0.42 * r.width() * Vec2::angled(angle));
            }
            Shape::closed_line(points, Stroke::new(1.4, colour))
        }
    }
}
