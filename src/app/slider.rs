//! A slider with ticks at bifurcations, exact by pointer and by keyboard.
use super::snap::{Rail, step};
use crate::text::say;
use egui::{
    EventFilter, Id, Key, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit, pos2, vec2,
};

/// With Shift a drag is this many times slower, and an arrow key moves this much less.
const FINE: f64 = 20.0;
/// Steps of Page Up and Page Down.
const PAGE: f64 = 10.0;
/// How near the pointer must come to a tick to be told its name, in points.
const REACH: f32 = 5.0;

/// Ticks as near to each other as this, in points, are drawn as one.
const TOGETHER: f32 = 2.0;
/// For so many seconds after a drag nothing explains itself.
const QUIET: f64 = 0.8;

/// A mark on the rail.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    /// Its value.
    pub at: f64,
    /// What happens there, in a few words.
    pub name: String,
}

/// What the slider shows.
pub(super) struct Slider<'a> {
    /// Accessible name.
    pub name: &'a str,
    /// Accessible description.
    pub about: &'a str,
    /// The present value.
    pub value: f64,
    /// Values at both ends; typed values may lie outside, and then they are the ends.
    pub range: [f64; 2],
    /// Marks, in ascending order.
    pub ticks: &'a [Tick],
    /// Width and height, in points.
    pub size: egui::Vec2,
    /// Thickness of the rail.
    pub rail: f32,
    /// Whether the rail is filled up to the handle.
    pub filled: bool,
}

/// The slider's response, the value it was moved to, and whether the pointer is on a tick, which then
/// tells its name.
pub(super) struct Moved {
    pub response: Response,
    pub to: Option<f64>,
    pub on_tick: bool,
    /// Whether it is being dragged or was so a moment ago: then the picture matters, not the words.
    pub just: bool,
}

/// Whether the keys are held that turn the pull of ticks off. Alt alone would do, but many window
/// systems take Alt with a drag for themselves.
pub(super) fn free(ui: &Ui) -> bool {
    ui.input(|i| i.modifiers.alt || i.modifiers.ctrl || i.modifiers.command)
}

/// Whether something is being dragged, or was so a moment ago.
pub(super) fn just_dragged(ui: &Ui) -> bool {
    let id = Id::unique("end of the last drag");
    let (now, down, dragging) = ui.input(|i| {
        (
            i.time,
            i.pointer.any_down(),
            i.pointer.is_decidedly_dragging(),
        )
    });
    if down {
        if dragging {
            ui.data_mut(|d| d.insert_temp(id, now));
        }
        return true;
    }
    ui.data(|d| d.get_temp::<f64>(id))
        .is_some_and(|end| now - end < QUIET)
}

impl Slider<'_> {
    /// Shows it.
    pub(super) fn show(&self, ui: &mut Ui) -> Moved {
        let (rect, response) = ui.allocate_exact_size(self.size, Sense::drag());
        let values: Vec<f64> = self.ticks.iter().map(|t| t.at).collect();
        let radius = self.radius();
        let track = rect.shrink2(vec2(radius, 0.0));
        let rail = Rail {
            range: self.range,
            length: track.width(),
            ticks: &values,
        };
        let to = self
            .pointer(ui, &response, &rail, track)
            .or_else(|| self.keys(ui, &response, &rail))
            .or_else(|| asked(ui, response.id))
            .filter(|to| *to != self.value && to.is_finite());
        if response.drag_started() || response.clicked() {
            response.request_focus();
        }
        self.tell(ui, &response, to.unwrap_or(self.value));
        if ui.is_rect_visible(rect) {
            self.paint(ui, &response, &rail, track, to.unwrap_or(self.value));
        }
        let just = just_dragged(ui);
        let on_tick = self.name_ticks(ui, &response, &rail, track, just);
        Moved {
            response,
            to,
            on_tick,
            just,
        }
    }

    fn radius(&self) -> f32 {
        self.size.y / 2.5
    }

    fn pointer(&self, ui: &Ui, response: &Response, rail: &Rail<'_>, track: Rect) -> Option<f64> {
        let pointer = response.interact_pointer_pos()?;
        if ui.input(|i| i.modifiers.shift) {
            let per_point = (self.range[1] - self.range[0]) / f64::from(track.width().max(1.0));
            return Some(self.value + f64::from(response.drag_delta().x) * per_point / FINE);
        }
        Some(rail.value(f64::from(pointer.x - track.left()), !free(ui)))
    }

    fn keys(&self, ui: &Ui, response: &Response, rail: &Rail<'_>) -> Option<f64> {
        let width = self.range[1] - self.range[0];
        let mut steps = ui.input(|i| {
            i.num_accesskit_action_requests(response.id, accesskit::Action::Increment) as f64
                - i.num_accesskit_action_requests(response.id, accesskit::Action::Decrement) as f64
        });
        let (mut fine, mut end) = (false, None);
        if response.has_focus() {
            let arrows = EventFilter {
                horizontal_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|m| m.set_focus_lock_filter(response.id, arrows));
            ui.input(|i| {
                let pressed = |key| i.num_presses(key) as f64;
                steps += pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
                steps += PAGE * (pressed(Key::PageUp) - pressed(Key::PageDown));
                fine = i.modifiers.shift;
                end = [(Key::Home, self.range[0]), (Key::End, self.range[1])]
                    .into_iter()
                    .find(|(key, _)| i.key_pressed(*key))
                    .map(|(_, end)| end);
            });
        }
        if steps == 0.0 {
            return end;
        }
        let scale = if fine { FINE } else { 1.0 };
        let by = steps * step(width) / scale;
        Some(rail.step(self.value, by, width / scale, !free(ui)))
    }

    fn tell(&self, ui: &Ui, response: &Response, value: f64) {
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo::slider(enabled, value, self.name));
        ui.accesskit_node_builder(response.id, |node| {
            node.set_label(self.name);
            node.set_description(self.about);
            node.set_min_numeric_value(self.range[0]);
            node.set_max_numeric_value(self.range[1]);
            for action in [
                accesskit::Action::SetValue,
                accesskit::Action::Increment,
                accesskit::Action::Decrement,
            ] {
                node.add_action(action);
            }
        });
    }

    fn paint(&self, ui: &Ui, response: &Response, rail: &Rail<'_>, track: Rect, value: f64) {
        let visuals = ui.visuals();
        let painter = ui.painter();
        let middle = track.center().y;
        let radius = self.radius();
        let bar = Rect::from_min_max(
            pos2(track.left() - radius, middle - 0.5 * self.rail),
            pos2(track.right() + radius, middle + 0.5 * self.rail),
        );
        let corner = visuals.widgets.inactive.corner_radius;
        painter.rect_filled(bar, corner, visuals.widgets.inactive.bg_fill);
        let place = |value: f64| {
            let along = rail
                .place(value)
                .clamp(0.0, f64::from(track.width().max(0.0)));
            track.left() + along as f32
        };
        let here = place(value);
        if self.filled {
            let mut fill = bar;
            fill.set_right(here);
            painter.rect_filled(fill, corner, visuals.selection.bg_fill);
        }
        let look = ui.style().interact(response);
        painter.circle(pos2(here, middle), radius, look.bg_fill, look.fg_stroke);
        // Over the handle, so that one sees when it stands on a tick.
        let half = 0.5 * self.rail + 3.0;
        let mut group: Option<[f32; 2]> = None;
        let mark = |[first, last]: [f32; 2]| {
            let x = 0.5 * (first + last);
            let width = if last > first { 3.0 } else { 1.5 };
            let line = [pos2(x, middle - half), pos2(x, middle + half)];
            painter.line_segment(line, Stroke::new(width, visuals.text_color()));
        };
        for x in self.visible().map(|t| place(t.at)) {
            group = match group {
                Some([first, last]) if x - last <= TOGETHER => Some([first, x]),
                before => {
                    before.map(mark);
                    Some([x, x])
                }
            };
        }
        group.map(mark);
        if response.has_focus() {
            let ring = visuals.selection.stroke;
            painter.rect_stroke(response.rect.expand(2.0), 6.0, ring, StrokeKind::Outside);
        }
    }

    fn visible(&self) -> impl Iterator<Item = &Tick> {
        let [lo, hi] = self.range;
        self.ticks.iter().filter(move |t| (lo..=hi).contains(&t.at))
    }

    /// A name for every tick, for the pointer and for screen readers. They only listen, so the slider
    /// under them keeps all gestures.
    fn name_ticks(
        &self,
        ui: &Ui,
        response: &Response,
        rail: &Rail<'_>,
        track: Rect,
        just: bool,
    ) -> bool {
        let pointer: Option<Pos2> = response.hover_pos();
        let apart = |tick: &Tick, p: Pos2| (track.left() + rail.place(tick.at) as f32 - p.x).abs();
        let nearest = pointer.and_then(|p| {
            let near = |t: &&Tick| apart(t, p) <= REACH;
            self.visible()
                .filter(near)
                .min_by(|a, b| apart(a, p).total_cmp(&apart(b, p)))
                .map(|t| t.at)
        });
        let mut on_tick = false;
        for (k, tick) in self.visible().enumerate() {
            let x = track.left() + rail.place(tick.at) as f32;
            let size = vec2(2.0 * REACH, response.rect.height());
            let area = Rect::from_center_size(pos2(x, track.center().y), size);
            let id: Id = response.id.with(("tick", k));
            let mark = ui.interact(area, id, Sense::hover());
            mark.widget_info(|| {
                WidgetInfo::labeled(
                    accesskit::Role::Mark,
                    true,
                    say!("slider-tick", name = tick.name.as_str()),
                )
            });
            if nearest == Some(tick.at) {
                on_tick = true;
                if !just {
                    let together = self.visible().filter(|t| {
                        let place = |at| rail.place(at) as f32;
                        (place(t.at) - place(tick.at)).abs() <= TOGETHER
                    });
                    let names: Vec<&str> = together.map(|t| t.name.as_str()).collect();
                    mark.on_hover_text(names.join("\n"));
                }
            }
        }
        on_tick
    }
}

/// The value that a screen reader asks for.
fn asked(ui: &Ui, id: Id) -> Option<f64> {
    ui.input(|i| {
        i.accesskit_action_requests(id, accesskit::Action::SetValue)
            .filter_map(|request| match request.data {
                Some(accesskit::ActionData::NumericValue(value)) => Some(value),
                _ => None,
            })
            .last()
    })
}
