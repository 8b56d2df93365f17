//! Drawing a course of time with the mouse.
use crate::scene;
use crate::text::say;
use egui::{Align2, FontId, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};

/// Height of the field that one draws in.
const HEIGHT: f32 = 96.0;
/// A drawing has no more points than this.
const MOST: usize = 400;

/// A field in which the pointer draws: a stroke replaces what was there before.
///
/// Points are times in `time` with values in `range`, in order, with the symbols of their `units`; they are
/// as round as the field is coarse, so that the drawing is short when it is written down.
pub(in crate::app) fn sketch_ui(
    ui: &mut Ui,
    points: &mut Vec<[f64; 2]>,
    time: [f64; 2],
    range: [f64; 2],
    units: [&str; 2],
) {
    let size = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::drag());
    let visuals = ui.visuals();
    ui.painter()
        .rect_filled(rect, 4.0, visuals.extreme_bg_color);
    let along = |x: f64, [lo, hi]: [f64; 2]| (x - lo) / (hi - lo);
    let place = |[t, v]: [f64; 2]| {
        pos2(
            rect.left() + rect.width() * along(t, time) as f32,
            rect.bottom() - rect.height() * along(v, range) as f32,
        )
    };
    let value = |p: Pos2| {
        let x = f64::from((p.x - rect.left()) / rect.width()).clamp(0.0, 1.0);
        let y = f64::from((rect.bottom() - p.y) / rect.height()).clamp(0.0, 1.0);
        [
            coarse(time[0] + x * (time[1] - time[0]), time),
            coarse(range[0] + y * (range[1] - range[0]), range),
        ]
    };
    let zero = place([time[0], 0.0]).y;
    ui.painter().hline(
        rect.x_range(),
        zero,
        Stroke::new(1.0, visuals.widgets.noninteractive.bg_stroke.color),
    );
    if let Some(now) = response.interact_pointer_pos() {
        let before = now - response.drag_delta();
        stroke(points, value(before), value(now));
    }
    let mut line: Vec<Pos2> = vec![place([time[0], 0.0])];
    line.extend(points.first().map(|p| place([p[0], 0.0])));
    line.extend(points.iter().map(|&p| place(p)));
    line.extend(points.last().map(|p| place([p[0], 0.0])));
    line.push(place([time[1], 0.0]));
    let ink = Stroke::new(2.0, visuals.selection.stroke.color);
    ui.painter().add(egui::Shape::line(line, ink));
    scale(ui, rect, time, range, units);
}

/// The ends of both axes, inside the field, and what to do with it.
fn scale(ui: &Ui, rect: Rect, time: [f64; 2], range: [f64; 2], [t, v]: [&str; 2]) {
    let ink = ui.visuals().weak_text_color();
    let text = |at: Pos2, align: Align2, text: String| {
        let font = FontId::proportional(11.0);
        ui.painter().text(at, align, text, font, ink);
    };
    let inner = rect.shrink(4.0);
    let top = scene::quantity(range[1], v);
    text(inner.left_top(), Align2::LEFT_TOP, top);
    let bottom = scene::quantity(range[0], v);
    text(inner.left_bottom(), Align2::LEFT_BOTTOM, bottom);
    let end = scene::quantity(time[1], t);
    text(inner.right_bottom(), Align2::RIGHT_BOTTOM, end);
    text(inner.right_top(), Align2::RIGHT_TOP, say!("draw-here"));
}

/// A value rounded to a thousandth of its range or finer: a digit more than a pixel is worth.
fn coarse(x: f64, [lo, hi]: [f64; 2]) -> f64 {
    let digits = (hi - lo).abs().max(1e-300).log10().ceil() as i32 - 4;
    // Division by a power of ten is rounded correctly, multiplication by its inverse is not.
    if digits < 0 {
        let by = 10_f64.powi(-digits);
        (x * by).round() / by
    } else {
        let by = 10_f64.powi(digits);
        (x / by).round() * by
    }
}

/// A piece of a stroke takes the place of what was between its ends.
fn stroke(points: &mut Vec<[f64; 2]>, from: [f64; 2], to: [f64; 2]) {
    let (a, b) = if from[0] <= to[0] {
        (from, to)
    } else {
        (to, from)
    };
    points.retain(|p| p[0] < a[0] || p[0] > b[0]);
    let k = points.partition_point(|p| p[0] < a[0]);
    let new = if a[0] == b[0] { vec![to] } else { vec![a, b] };
    points.splice(k..k, new);
    while points.len() > MOST {
        // The point that is nearest in time to the one before says least.
        let near = (1..points.len() - 1)
            .min_by(|&i, &j| {
                let gap = |k: usize| points[k + 1][0] - points[k - 1][0];
                gap(i).total_cmp(&gap(j))
            })
            .unwrap_or(1);
        points.remove(near);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Times increase whichever way one draws, and a later stroke wins.
    #[test]
    fn strokes_replace_what_they_cross() {
        let mut points = vec![[0.0, 0.0], [1.0, 1.0], [2.0, 0.0]];
        stroke(&mut points, [1.5, 5.0], [0.5, 4.0]);
        assert_eq!(points, [[0.0, 0.0], [0.5, 4.0], [1.5, 5.0], [2.0, 0.0]]);
    }

    /// The last digit kept is the fourth of the next power of ten above the field's width: of 100 for a field of
    /// 60 ms, where 12.345678 is written as 12.35, and of 0.01 for one of 0.004; never with digits of rounding.
    #[test]
    fn points_are_written_with_few_digits() {
        assert_eq!(coarse(12.345678, [0.0, 60.0]).to_string(), "12.35");
        assert_eq!(coarse(1.0 / 3.0, [-5.0, 5.0]).to_string(), "0.333");
        assert_eq!(coarse(0.001234567, [0.0, 0.004]).to_string(), "0.001235");
        assert_eq!(coarse(-123_456.7, [-2e5, 2e5]).to_string(), "-123500");
    }

    #[test]
    fn drawings_stay_small() {
        let mut points = vec![];
        for k in 0..2000 {
            let t = f64::from(k % 1000);
            stroke(&mut points, [t, 0.0], [t + 0.5, 1.0]);
        }
        assert!(points.len() <= MOST);
        assert!(points.windows(2).all(|w| w[0][0] <= w[1][0]));
    }
}
