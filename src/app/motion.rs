//! What moves by itself, and what stands still for those who want little motion.
use crate::text::say;
use egui::{
    Context, Event, MouseWheelUnit, Response, Sense, Spinner, Stroke, Ui, WidgetInfo, accesskit,
    pos2, style::ScrollAnimation, vec2,
};

/// Seconds that a menu takes to appear, where something may move.
const APPEARS: f32 = 0.2;
/// A wheel scrolls so many points per line, as egui does.
const LINE: f32 = 40.0;
/// Longer ways of a wheel than this are smoothed by egui, over several frames.
const SMOOTHED: f32 = 7.5;
/// No turn of a wheel is longer than so many pieces.
const PIECES: f32 = 200.0;

/// Lets menus, lists and the marks of text fields come and go at once where the window is to be `calm`, and as usual
/// where it is not.
pub(super) fn set(ctx: &Context, calm: bool) {
    ctx.all_styles_mut(|style| {
        style.animation_time = if calm { 0.0 } else { APPEARS };
        style.scroll_animation = match calm {
            true => ScrollAnimation::none(),
            false => ScrollAnimation::default(),
        };
        style.visuals.text_cursor.blink = !calm;
    });
}

/// Whether the window is calm.
pub(super) fn is_calm(ui: &Ui) -> bool {
    ui.style().animation_time == 0.0
}

/// A sign that something is being computed: turning, or three dots where nothing is to move.
pub(super) fn waiting_ui(ui: &mut Ui, size: f32) -> Response {
    let response = if is_calm(ui) {
        let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
        let ink = Stroke::new(0.0, ui.visuals().strong_text_color());
        for k in [-1.0, 0.0, 1.0] {
            let at = pos2(rect.center().x + 0.3 * k * size, rect.center().y);
            ui.painter().circle(at, 0.09 * size, ink.color, ink);
        }
        response
    } else {
        ui.add(Spinner::new().size(size))
    };
    response.widget_info(|| {
        let name = say!("still-computing");
        WidgetInfo::labeled(accesskit::Role::ProgressIndicator, true, name)
    });
    response
}

/// Turns of a wheel scroll at once instead of over several frames: each becomes several short ways, which egui takes as
/// they are.
pub(super) fn at_once(events: &mut Vec<Event>) {
    let mut out = Vec::with_capacity(events.len());
    for event in events.drain(..) {
        let Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta,
            ..
        } = &event
        else {
            out.push(event);
            continue;
        };
        let way = LINE * *delta;
        let pieces = (way.length() / SMOOTHED).ceil().clamp(1.0, PIECES);
        for _ in 0..pieces as usize {
            let mut piece = event.clone();
            if let Event::MouseWheel { unit, delta, .. } = &mut piece {
                *unit = MouseWheelUnit::Point;
                *delta = way / pieces;
            }
            out.push(piece);
        }
    }
    *events = out;
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Modifiers, RawInput};

    fn wheel(lines: f32) -> Event {
        Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, lines),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        }
    }

    /// What egui scrolls in each of the frames after a turn.
    fn scrolled(events: &[Event]) -> Vec<f32> {
        let ctx = Context::default();
        let frames = (0..6).map(|k| RawInput {
            time: Some(f64::from(k) / 60.0),
            events: if k == 1 { events.to_vec() } else { vec![] },
            ..RawInput::default()
        });
        let mut out = vec![];
        for input in frames {
            let mut output = ctx.run_ui(input, |ui| {
                out.push(ui.input(|i| i.smooth_scroll_delta().y));
            });
            output.textures_delta.clear();
        }
        out
    }

    /// The same way altogether, in one frame.
    #[test]
    fn a_calm_wheel_scrolls_at_once() {
        for lines in [-3.0, 0.1, 1.0] {
            let mut events = vec![wheel(lines), Event::Copy];
            at_once(&mut events);
            assert_eq!(events.last(), Some(&Event::Copy));
            let found = scrolled(&events);
            assert!((found[1] - LINE * lines).abs() < 1e-3, "{found:?}");
            assert!(found[2..].iter().all(|s| *s == 0.0), "{found:?}");
        }
        // The usual one takes several frames, or this test says nothing.
        let usual = scrolled(&[wheel(-3.0)]);
        assert!(usual[2] != 0.0, "{usual:?}");
        let mut none = vec![wheel(0.0), wheel(f32::INFINITY)];
        at_once(&mut none);
        assert!(none.len() <= 1 + PIECES as usize);
    }
}
