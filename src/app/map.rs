//! The plane of two parameters: a click or a drag goes there.
use super::action::Action;
use super::chart::{Spot, explain, under, zoom, zoomed};
use super::slider::just_dragged;
use super::snap::{rounded, step};
use crate::draw::{Clear, PaintOptions, colour, paint, plot, side_title};
use crate::scene::{Role, Scene, Theme};
use crate::session::Command;
use crate::text::say;
use egui::{CursorIcon, EventFilter, Key, Response, Stroke, Ui, WidgetInfo, accesskit, pos2};
use egui_plot::{PlotBounds, PlotPoint, PlotTransform};

/// With Shift an arrow key moves this much less.
const FINE: f64 = 20.0;

/// What the map shows in this frame.
pub(super) struct Contents<'a> {
    pub theme: Theme,
    pub scale: f32,
    /// A scene with the axes.
    pub axes: &'a Scene,
    /// Scenes from back to front, each with its opacity.
    pub sheets: &'a [(&'a Scene, f32)],
    /// The parameters' symbols.
    pub names: [&'a str; 2],
    /// Their values.
    pub values: [f64; 2],
    /// What explains itself.
    pub spots: &'a [Spot],
    /// Height, in points.
    pub height: f32,
}

/// The map's own memory from frame to frame.
#[derive(Default)]
pub(super) struct Map {
    transform: Option<PlotTransform>,
    under: Option<[f64; 2]>,
}

impl Map {
    /// Data-to-screen map of the last frame.
    pub(super) fn transform(&self) -> Option<PlotTransform> {
        self.transform
    }

    /// The point under the pointer in the last frame.
    pub(super) fn under(&self) -> Option<[f64; 2]> {
        self.under
    }

    /// Paints the map and turns gestures into actions.
    pub(super) fn show(&mut self, ui: &mut Ui, c: &Contents<'_>, actions: &mut Vec<Action>) {
        let options = |dim| PaintOptions {
            scale: c.scale,
            dim,
            clear: Clear::Point(c.values),
            ..PaintOptions::default()
        };
        let ([x0, x1], [y0, y1]) = (c.axes.x.range, c.axes.y.range);
        let room = ui
            .available_rect_before_wrap()
            .with_max_y(ui.cursor().top() + c.height);
        let shown = plot("two parameters", c.axes, c.theme, &options(1.0))
            .height(c.height)
            .show(ui, |plot_ui| {
                plot_ui.set_plot_bounds(PlotBounds::from_min_max([x0, y0], [x1, y1]));
                for (scene, dim) in c.sheets {
                    paint(plot_ui, scene, c.theme, &options(*dim));
                }
            });
        let frame = *shown.transform.frame();
        side_title(ui, room, frame, c.axes, c.theme, &options(1.0));
        self.transform = Some(shown.transform);
        let response = shown.response;
        let value = |at| {
            let PlotPoint { x, y } = shown.transform.value_from_position(at);
            [x.clamp(x0, x1), y.clamp(y0, y1)]
        };
        let primary = ui.input(|i| i.pointer.primary_down());
        let moved = response
            .interact_pointer_pos()
            .filter(|_| response.clicked() || (primary && response.is_pointer_button_down_on()))
            .map(|at| {
                let [x, y] = value(at);
                [rounded(x, x1 - x0), rounded(y, y1 - y0)]
            });
        let to = moved.or_else(|| keys(ui, &response, c));
        if let Some(to) = to.filter(|to| *to != c.values) {
            actions.push(Command::Go(to).into());
        }
        if response.clicked() || response.drag_started() {
            response.request_focus();
        }
        crosshair(ui, &shown.transform, to.unwrap_or(c.values), c.theme);
        let name = say!("map-picture");
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Canvas, true, &name));
        ui.accesskit_node_builder(response.id, |node| {
            let [first, second] = c.names;
            let [x, y] = c.values.map(|v| v.to_string());
            node.set_description(say!(
                "map-values",
                first = first,
                x = x,
                second = second,
                y = y
            ));
        });
        self.under = response.hover_pos().map(value);
        if let Some(at) = self.under
            && let Some(factor) = zoom(ui)
            && let (Some(x), Some(y)) = (
                zoomed([x0, x1], at[0], factor),
                zoomed([y0, y1], at[1], factor),
            )
        {
            let [first, second] = c.names.map(str::to_owned);
            let (x, y) = (Some(x), Some(y));
            actions.push(
                Command::Vary {
                    name: first,
                    range: x,
                }
                .into(),
            );
            actions.push(
                Command::And {
                    name: second,
                    range: y,
                }
                .into(),
            );
        }
        let quiet = just_dragged(ui);
        if let Some(pointer) = response.hover_pos() {
            ui.set_cursor_icon(CursorIcon::Crosshair);
            if !quiet && let Some(spot) = under(&shown.transform, pointer, c.spots) {
                explain(&response, &spot.text);
            }
        }
    }
}

fn keys(ui: &Ui, response: &Response, c: &Contents<'_>) -> Option<[f64; 2]> {
    if !response.has_focus() {
        return None;
    }
    let arrows = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, arrows));
    let (by, fine) = ui.input(|i| {
        let pressed = |key| i.num_presses(key) as f64;
        let right = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
        let up = pressed(Key::ArrowUp) - pressed(Key::ArrowDown);
        ([right, up], i.modifiers.shift)
    });
    if by == [0.0; 2] {
        return None;
    }
    let scale = if fine { FINE } else { 1.0 };
    let ranges = [c.axes.x.range, c.axes.y.range];
    Some([0, 1].map(|k| {
        let width = ranges[k][1] - ranges[k][0];
        if by[k] == 0.0 {
            c.values[k]
        } else {
            rounded(c.values[k] + by[k] * step(width) / scale, width / scale)
        }
    }))
}

/// Thin lines through the present values, and a ring where they cross.
fn crosshair(ui: &Ui, transform: &PlotTransform, [x, y]: [f64; 2], theme: Theme) {
    let frame = *transform.frame();
    let at = transform.position_from_point(&PlotPoint::new(x, y));
    let ink = colour(theme, Role::Cursor);
    let painter = ui.painter().with_clip_rect(frame);
    let thin = Stroke::new(1.0, ink.gamma_multiply(0.6));
    painter.line_segment([pos2(at.x, frame.top()), pos2(at.x, frame.bottom())], thin);
    painter.line_segment([pos2(frame.left(), at.y), pos2(frame.right(), at.y)], thin);
    painter.circle_filled(at, 7.0, colour(theme, Role::Background));
    painter.circle_filled(at, 5.0, ink);
}
