//! A plot against a parameter whose cursor is the parameter's slider.
use super::action::Action;
use super::slider::{Tick, free, just_dragged};
use super::snap::{Rail, step};
use crate::draw::{Clear, PaintOptions, colour, paint, plot, side_title};
use crate::scene::{Item, Level, Role, Scene, Theme, sentence, sentences, words::clauses};
use crate::session::Command;
use crate::text::say;
use egui::{
    CursorIcon, EventFilter, Key, Pos2, Rect, RectAlign, Response, Shape, Stroke, Tooltip, Ui,
    WidgetInfo, accesskit, pos2, vec2,
};
use egui_plot::{PlotBounds, PlotPoint, PlotTransform};

/// With Shift the cursor moves this many times slower than the pointer.
const FINE: f64 = 20.0;
/// How near the pointer must come to something to be told about it, in points.
const REACH: f32 = 9.0;
/// How near to the cursor's line the pointer takes hold of it instead of moving it to itself.
const GRIP: f32 = 6.0;
/// Logarithm of the zoom per point of scrolling.
const ZOOM_PER_POINT: f64 = 1.0 / 220.0;

/// Something on the chart that explains itself under the pointer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    /// Where.
    pub at: [f64; 2],
    /// What it says.
    pub text: String,
}

/// What a chart shows in this frame.
pub(super) struct Contents<'a> {
    pub theme: Theme,
    pub scale: f32,
    /// Accessible name.
    pub name: &'a str,
    /// A scene with the axes; its horizontal range is the parameter's.
    pub axes: &'a Scene,
    /// Scenes from back to front, each with its opacity.
    pub sheets: &'a [(&'a Scene, f32)],
    /// The parameter's symbol.
    pub parameter: &'a str,
    /// Its value.
    pub value: f64,
    /// Its bifurcations, in ascending order.
    pub ticks: &'a [Tick],
    /// What explains itself.
    pub spots: &'a [Spot],
    /// Height, in points.
    pub height: f32,
}

/// The chart's own memory from frame to frame.
#[derive(Default)]
pub(super) struct Chart {
    transform: Option<PlotTransform>,
    /// Where the pointer took hold of the cursor's line, in points right of it.
    hold: Option<f32>,
    /// Whether it has the focus because the pointer gave it.
    by_pointer: bool,
}

impl Chart {
    /// Data-to-screen map of the last frame.
    pub(super) fn transform(&self) -> Option<PlotTransform> {
        self.transform
    }

    /// Paints the chart and turns gestures into actions.
    pub(super) fn show(&mut self, ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) {
        let options = |dim| PaintOptions {
            scale: c.scale,
            dim,
            clear: Clear::Column(c.value),
            ..PaintOptions::default()
        };
        let ([x0, x1], [y0, y1]) = (c.axes.x.range, c.axes.y.range);
        // Behind everything, so that it strikes nothing through.
        let mut line = Scene::empty(c.axes.x.clone(), c.axes.y.clone());
        line.items.push(Item::Level(Level {
            at: c.value,
            vertical: true,
            role: Role::Cursor,
            label: String::new(),
        }));
        let room = ui
            .available_rect_before_wrap()
            .with_max_y(ui.cursor().top() + c.height);
        let shown = plot(c.name, c.axes, c.theme, &options(1.0))
            .height(c.height)
            .show(ui, |plot_ui| {
                plot_ui.set_plot_bounds(PlotBounds::from_min_max([x0, y0], [x1, y1]));
                paint(plot_ui, &line, c.theme, &options(1.0));
                for (scene, dim) in c.sheets {
                    paint(plot_ui, scene, c.theme, &options(*dim));
                }
            });
        let frame = *shown.transform.frame();
        side_title(ui, room, frame, c.axes, c.theme, &options(1.0));
        self.transform = Some(shown.transform);
        let response = shown.response;
        let values: Vec<f64> = c.ticks.iter().map(|t| t.at).collect();
        let rail = Rail {
            range: c.axes.x.range,
            length: frame.width(),
            ticks: &values,
        };
        let to = self
            .pointer(ui, &response, &rail, frame, c)
            .or_else(|| keys(ui, &response, &rail, c))
            .filter(|to| to.is_finite() && *to != c.value);
        if let Some(value) = to {
            let name = c.parameter.to_owned();
            actions.push(Command::Set { name, value }.into());
        }
        if response.clicked() || response.drag_started() {
            response.request_focus();
            self.by_pointer = true;
        }
        wheel(ui, &response, &shown.transform, c, actions);
        let value = to.unwrap_or(c.value);
        let x = frame.left() + rail.place(value) as f32;
        cursor(
            ui,
            frame,
            x,
            c.theme,
            response.hovered() || self.hold.is_some(),
        );
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Canvas, true, c.name));
        ui.accesskit_node_builder(response.id, |node| {
            let cursor = say!(
                "cursor-stands",
                name = c.parameter,
                value = value.to_string()
            );
            let events = c.ticks.iter().map(|t| t.name.clone());
            let events = match c.ticks {
                [] => say!("spoken-no-diagram"),
                _ => say!("spoken-diagram", each = clauses(events)),
            };
            node.set_description(sentences([sentence(&cursor), events]));
        });
        if !response.has_focus() {
            self.by_pointer = false;
        } else if !self.by_pointer {
            // The keyboard's user must see where the keys go; the pointer's user knows.
            let ring = ui.visuals().selection.stroke;
            ui.painter()
                .rect_stroke(frame, 2.0, ring, egui::StrokeKind::Inside);
        }
        let quiet = just_dragged(ui);
        if let Some(pointer) = response.hover_pos() {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
            if !quiet && let Some(spot) = under(&shown.transform, pointer, c.spots) {
                explain(&response, &spot.text);
            }
        }
    }

    fn pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        rail: &Rail<'_>,
        frame: Rect,
        c: &Contents<'_>,
    ) -> Option<f64> {
        let (primary, pressed) =
            ui.input(|i| (i.pointer.primary_down(), i.pointer.primary_pressed()));
        let place = |x: f32| f64::from(x - frame.left());
        if !(primary && response.is_pointer_button_down_on()) {
            // A quick click is pressed and released within one frame.
            let quick = self.hold.take().is_none() && response.clicked();
            let pointer = response.interact_pointer_pos().filter(|_| quick)?;
            return Some(rail.value(place(pointer.x), !free(ui)));
        }
        let pointer = response.interact_pointer_pos()?;
        let x = frame.left() + rail.place(c.value) as f32;
        if pressed || self.hold.is_none() {
            let apart = pointer.x - x;
            self.hold = Some(if apart.abs() <= GRIP { apart } else { 0.0 });
            if apart.abs() <= GRIP {
                return None;
            }
        }
        if ui.input(|i| i.modifiers.shift) {
            let width = rail.range[1] - rail.range[0];
            let per_point = width / f64::from(frame.width().max(1.0));
            let by = f64::from(response.drag_delta().x) * per_point / FINE;
            return Some(c.value + by);
        }
        if pressed || response.drag_delta() != egui::Vec2::ZERO {
            let x = pointer.x - self.hold.unwrap_or(0.0);
            return Some(rail.value(place(x), !free(ui)));
        }
        None
    }
}

/// Arrow keys move the cursor while the chart has the focus, as they do on the slider.
fn keys(ui: &Ui, response: &Response, rail: &Rail<'_>, c: &Contents<'_>) -> Option<f64> {
    if !response.has_focus() {
        return None;
    }
    let arrows = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, arrows));
    let (steps, fine) = ui.input(|i| {
        let pressed = |key| i.num_presses(key) as f64;
        (
            pressed(Key::ArrowRight) - pressed(Key::ArrowLeft),
            i.modifiers.shift,
        )
    });
    if steps == 0.0 {
        return None;
    }
    let width = rail.range[1] - rail.range[0];
    let scale = if fine { FINE } else { 1.0 };
    Some(rail.step(
        c.value,
        steps * step(width) / scale,
        width / scale,
        !free(ui),
    ))
}

/// The wheel zooms the parameter's range about the pointer.
fn wheel(
    ui: &Ui,
    response: &Response,
    transform: &PlotTransform,
    c: &Contents<'_>,
    actions: &mut Vec<Action>,
) {
    let Some(pointer) = response.hover_pos() else {
        return;
    };
    let Some(factor) = zoom(ui) else {
        return;
    };
    let at = transform.value_from_position(pointer).x;
    if let Some(range) = zoomed(c.axes.x.range, at, factor) {
        let name = c.parameter.to_owned();
        let range = Some(range);
        actions.push(Command::Vary { name, range }.into());
    }
}

/// By how much the wheel or a pinch asks to enlarge the range, in this frame.
pub(super) fn zoom(ui: &Ui) -> Option<f64> {
    let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
    let factor = (-f64::from(scroll) * ZOOM_PER_POINT).exp() / f64::from(pinch);
    (factor != 1.0).then_some(factor)
}

/// A range enlarged about a value, unless its ends could no longer be told apart or it would be vast.
pub(super) fn zoomed(range: [f64; 2], at: f64, factor: f64) -> Option<[f64; 2]> {
    let range = range.map(|end| at + factor * (end - at));
    let size = range[0].abs().max(range[1].abs());
    (range[1] - range[0] > 1e-6 * size && size < 1e12).then_some(range)
}

/// The grip at the top of the line at the present value; where the value lies beyond the frame, an
/// arrow at the border points to it.
fn cursor(ui: &Ui, frame: Rect, x: f32, theme: Theme, strong: bool) {
    let ink = colour(theme, Role::Cursor);
    let painter = ui.painter();
    let solid = |points: Vec<Pos2>| Shape::convex_polygon(points, ink, Stroke::NONE);
    let middle = frame.center().y;
    if x < frame.left() - 0.5 {
        let tip = pos2(frame.left() + 3.0, middle);
        let back = tip + vec2(9.0, 0.0);
        painter.add(solid(vec![
            tip,
            back - vec2(0.0, 6.0),
            back + vec2(0.0, 6.0),
        ]));
        return;
    }
    if x > frame.right() + 0.5 {
        let tip = pos2(frame.right() - 3.0, middle);
        let back = tip - vec2(9.0, 0.0);
        painter.add(solid(vec![
            tip,
            back + vec2(0.0, 6.0),
            back - vec2(0.0, 6.0),
        ]));
        return;
    }
    let top = pos2(x, frame.top());
    let half = if strong { 6.5 } else { 5.0 };
    painter.add(solid(vec![
        top + vec2(-half, 0.0),
        top + vec2(half, 0.0),
        top + vec2(0.0, 1.6 * half),
    ]));
}

/// A hover text above the pointer, for below the picture stands the sentence about what was passed.
pub(super) fn explain(response: &Response, text: &str) {
    let mut tip = Tooltip::for_enabled(response).at_pointer().gap(12.0);
    tip.popup = tip
        .popup
        .align(RectAlign::TOP_END)
        .align_alternatives(&[RectAlign::TOP_START, RectAlign::TOP]);
    tip.show(|ui| ui.label(text));
}

/// The spot nearest to the pointer within reach.
pub(super) fn under<'a>(
    transform: &PlotTransform,
    pointer: Pos2,
    spots: &'a [Spot],
) -> Option<&'a Spot> {
    let distance = |spot: &Spot| {
        let [x, y] = spot.at;
        transform
            .position_from_point(&PlotPoint::new(x, y))
            .distance(pointer)
    };
    spots
        .iter()
        .map(|s| (distance(s), s))
        .filter(|(d, _)| *d <= REACH)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, s)| s)
}
