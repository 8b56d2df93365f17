//! The phase plane: what is painted, and what the pointer does on it.
use super::action::Action;
use crate::analysis::{Equilibrium, Window};
use crate::draw::{PaintOptions, paint, plot, side_title};
use crate::scene::{Scene, Theme};
use crate::session::{Command, Seed};
use egui::{CursorIcon, EventFilter, PointerButton, Pos2, Response, Ui, Vec2, WidgetInfo};
use egui_plot::{PlotBounds, PlotPoint, PlotTransform};

/// How near the pointer must come to something to mean it, in points.
const REACH: f32 = 10.0;
/// How near it must come to an orbit to delete it.
const ORBIT_REACH: f32 = 8.0;
/// Logarithm of the zoom per point of scrolling: a notch of a wheel is a fifth.
const ZOOM_PER_POINT: f64 = 1.0 / 220.0;
/// The narrowest and widest window, relative to the preset's.
const ZOOM_LIMITS: (f64, f64) = (1e-6, 1e3);

/// What a drag that has begun on the plane does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Drag {
    Pan,
    Seed(u64),
    Nothing,
}

/// What the pointer is on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Under {
    /// Nothing in particular: an orbit may start here.
    Point([f64; 2]),
    /// An equilibrium, by its index in the portrait shown.
    Equilibrium(usize),
    /// The start of a kept orbit.
    Seed(u64),
}

/// What the plane shows in this frame.
pub(super) struct Contents<'a> {
    /// What screen readers call it; another one for each plane of a frame.
    pub name: &'a str,
    /// Colours.
    pub theme: Theme,
    /// Size of text and lines.
    pub scale: f32,
    /// A scene with the plane's axes.
    pub axes: &'a Scene,
    /// Scenes from back to front, each with its opacity.
    pub sheets: &'a [(&'a Scene, f32)],
    /// The window shown.
    pub window: Window,
    /// The preset's window.
    pub home: Window,
    /// Kept orbits.
    pub seeds: &'a [Seed],
    /// Their curves, to be hit by the pointer.
    pub paths: &'a [(u64, Vec<[f64; 2]>)],
    /// Equilibria shown.
    pub equilibria: &'a [Equilibrium],
    /// Which variables the plane shows.
    pub shown: [usize; 2],
    /// Id that the next kept orbit will get.
    pub next_seed: u64,
    /// Whether labels are written, and equilibria have the signs of their kinds.
    pub labels: bool,
}

/// The plane's own memory from frame to frame.
#[derive(Default)]
pub(super) struct Plane {
    transform: Option<PlotTransform>,
    id: Option<egui::Id>,
    drag: Option<Drag>,
    /// The seed of the last click, which a second click takes back.
    clicked: Option<u64>,
    last_click: Option<PointerButton>,
    under: Option<Under>,
    pinned: Option<[f64; 2]>,
}

impl Plane {
    /// Data-to-screen map of the last frame.
    pub(super) fn transform(&self) -> Option<PlotTransform> {
        self.transform
    }

    /// What the pointer was on in the last frame.
    pub(super) fn under(&self) -> Option<Under> {
        self.under
    }

    /// Where the equilibrium is whose card stays open.
    pub(super) fn pinned(&self) -> Option<[f64; 2]> {
        self.pinned
    }

    /// Keeps the card on an equilibrium that has moved, or closes it.
    pub(super) fn pin(&mut self, at: Option<[f64; 2]>) {
        self.pinned = at;
    }

    /// Whether keys are meant for the plane.
    pub(super) fn has_focus(&self, ctx: &egui::Context) -> bool {
        self.id.is_some_and(|id| ctx.memory(|m| m.has_focus(id)))
    }

    /// Paints the plane and turns gestures into actions.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        contents: &Contents<'_>,
        actions: &mut Vec<Action>,
    ) -> Response {
        let Window { x, y } = contents.window;
        let options = |dim| PaintOptions {
            scale: contents.scale,
            dim,
            labels: contents.labels,
            kinds: contents.labels,
            ..PaintOptions::default()
        };
        let room = ui.available_rect_before_wrap();
        let shown =
            plot(contents.name, contents.axes, contents.theme, &options(1.0)).show(ui, |plot_ui| {
                plot_ui.set_plot_bounds(PlotBounds::from_min_max([x[0], y[0]], [x[1], y[1]]));
                for (scene, dim) in contents.sheets {
                    paint(plot_ui, scene, contents.theme, &options(*dim));
                }
            });
        let response = shown.response;
        let frame = *shown.transform.frame();
        side_title(
            ui,
            room,
            frame,
            contents.axes,
            contents.theme,
            &options(1.0),
        );
        response.widget_info(|| {
            WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, contents.name)
        });
        if self.id.is_none() {
            // Arrow keys kick from the start, without a click first.
            response.request_focus();
        }
        self.id = Some(response.id);
        self.transform = Some(shown.transform);
        if response.has_focus() {
            let arrows = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|m| m.set_focus_lock_filter(response.id, arrows));
        }
        let at = Pointer {
            contents,
            transform: shown.transform,
        };
        self.wheel(ui, &response, &at, actions);
        self.drags(ui, &response, &at, actions);
        self.clicks(&response, &at, actions);
        let busy = self.drag.is_some() || ui.input(|i| i.pointer.any_down());
        self.under = response.hover_pos().filter(|_| !busy).map(|p| at.under(p));
        match (self.drag, self.under) {
            (Some(Drag::Pan), _) => ui.set_cursor_icon(CursorIcon::Grabbing),
            (Some(Drag::Seed(_)), _) => ui.set_cursor_icon(CursorIcon::Move),
            (_, Some(Under::Seed(_))) => ui.set_cursor_icon(CursorIcon::Grab),
            (_, Some(Under::Equilibrium(_))) => ui.set_cursor_icon(CursorIcon::PointingHand),
            (_, Some(Under::Point(_))) => ui.set_cursor_icon(CursorIcon::Crosshair),
            _ => {}
        }
        response
    }

    fn wheel(&self, ui: &Ui, response: &Response, at: &Pointer<'_>, actions: &mut Vec<Action>) {
        let Some(pointer) = response.hover_pos() else {
            return;
        };
        let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
        let factor = (-f64::from(scroll) * ZOOM_PER_POINT).exp() / f64::from(pinch);
        if factor != 1.0 {
            let window = zoomed(
                at.contents.window,
                at.contents.home,
                at.value(pointer),
                factor,
            );
            actions.push(Command::SetWindow(window).into());
        }
    }

    fn drags(&mut self, ui: &Ui, response: &Response, at: &Pointer<'_>, actions: &mut Vec<Action>) {
        let shift = ui.input(|i| i.modifiers.shift);
        if response.drag_started_by(PointerButton::Middle) {
            self.drag = Some(Drag::Pan);
        } else if response.drag_started_by(PointerButton::Primary) {
            let origin = ui.input(|i| i.pointer.press_origin());
            self.drag = Some(match origin.and_then(|o| at.seed(o)) {
                _ if shift => Drag::Pan,
                Some(id) => Drag::Seed(id),
                None => Drag::Nothing,
            });
        }
        let moving = response.dragged_by(PointerButton::Middle)
            || response.dragged_by(PointerButton::Primary);
        if moving {
            match self.drag {
                Some(Drag::Pan) if response.drag_delta() != Vec2::ZERO => {
                    actions.push(Command::SetWindow(at.panned(response.drag_delta())).into());
                }
                Some(Drag::Seed(id)) => {
                    if let Some(pointer) = response.interact_pointer_pos()
                        && at.contents.seeds.iter().any(|s| s.id == id)
                    {
                        let start = at.value(pointer);
                        actions.push(Command::Move { id, start }.into());
                    }
                }
                _ => {}
            }
        } else {
            self.drag = None;
        }
    }

    fn clicks(&mut self, response: &Response, at: &Pointer<'_>, actions: &mut Vec<Action>) {
        let Some(pointer) = response.interact_pointer_pos() else {
            return;
        };
        let shown = |id: u64| at.contents.seeds.iter().any(|s| s.id == id);
        // A right click followed by a left one is no double click, whatever their distance in time.
        let before = self.last_click;
        for which in [PointerButton::Primary, PointerButton::Secondary] {
            if response.clicked_by(which) {
                self.last_click = Some(which);
            }
        }
        let twice = before == Some(PointerButton::Primary);
        if twice && response.double_clicked_by(PointerButton::Primary) {
            if let Some(id) = self.clicked.take().filter(|&id| shown(id)) {
                actions.push(Command::Delete(id).into());
            }
            self.pinned = None;
            actions.push(Command::ResetWindow.into());
        } else if twice && response.triple_clicked_by(PointerButton::Primary) {
            self.clicked = None;
        } else if response.clicked_by(PointerButton::Primary) {
            response.request_focus();
            self.clicked = None;
            match at.under(pointer) {
                Under::Seed(_) => {}
                Under::Equilibrium(k) => {
                    let here = at.contents.equilibria[k].at[..2].try_into().ok();
                    self.pinned = if self.pinned == here { None } else { here };
                }
                Under::Point(start) => {
                    self.clicked = Some(at.contents.next_seed);
                    actions.push(Command::Keep(start).into());
                }
            }
        } else if response.clicked_by(PointerButton::Secondary)
            && let Some(id) = at.seed(pointer).or_else(|| at.orbit(pointer))
            && shown(id)
        {
            actions.push(Command::Delete(id).into());
        }
    }
}

/// The window zoomed by `factor` about the point `at`, within limits set by the preset's window.
pub(super) fn zoomed(window: Window, home: Window, at: [f64; 2], factor: f64) -> Window {
    let ratio = window.size()[0] / home.size()[0];
    let factor = factor.clamp(ZOOM_LIMITS.0 / ratio, ZOOM_LIMITS.1 / ratio);
    let about = |range: [f64; 2], c: f64| range.map(|end| c + factor * (end - c));
    Window {
        x: about(window.x, at[0]),
        y: about(window.y, at[1]),
    }
}

/// Screen positions and what lies there.
struct Pointer<'a> {
    contents: &'a Contents<'a>,
    transform: PlotTransform,
}

impl Pointer<'_> {
    fn value(&self, at: Pos2) -> [f64; 2] {
        let PlotPoint { x, y } = self.transform.value_from_position(at);
        [x, y]
    }

    fn screen(&self, [x, y]: [f64; 2]) -> Pos2 {
        self.transform.position_from_point(&PlotPoint::new(x, y))
    }

    fn panned(&self, by: Vec2) -> Window {
        let Window { x, y } = self.contents.window;
        let [dx, dy] = self.transform.dvalue_dpos();
        let (dx, dy) = (f64::from(by.x) * dx, f64::from(by.y) * dy);
        Window {
            x: x.map(|end| end - dx),
            y: y.map(|end| end - dy),
        }
    }

    /// The seed whose start is nearest within reach.
    fn seed(&self, pointer: Pos2) -> Option<u64> {
        let seeds = self.contents.seeds.iter();
        seeds
            .map(|s| (self.screen(s.start).distance(pointer), s.id))
            .filter(|(d, _)| *d <= REACH)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, id)| id)
    }

    /// The kept orbit whose curve is nearest within reach.
    fn orbit(&self, pointer: Pos2) -> Option<u64> {
        let distance = |path: &[[f64; 2]]| {
            let mut last: Option<Pos2> = None;
            path.iter().fold(f32::INFINITY, |least, &x| {
                let here = self.screen(x);
                let d = last.map_or(here.distance(pointer), |a| to_segment(pointer, a, here));
                last = Some(here);
                least.min(d)
            })
        };
        let paths = self.contents.paths.iter();
        paths
            .map(|(id, path)| (distance(path), *id))
            .filter(|(d, _)| *d <= ORBIT_REACH)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, id)| id)
    }

    fn under(&self, pointer: Pos2) -> Under {
        if let Some(id) = self.seed(pointer) {
            return Under::Seed(id);
        }
        let equilibria = self.contents.equilibria.iter().enumerate();
        equilibria
            .map(|(k, e)| {
                (
                    self.screen(
                        self.contents
                            .shown
                            .map(|i| e.at.get(i).copied().unwrap_or(0.0)),
                    )
                    .distance(pointer),
                    k,
                )
            })
            .filter(|(d, _)| *d <= REACH)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map_or_else(
                || Under::Point(self.value(pointer)),
                |(_, k)| Under::Equilibrium(k),
            )
    }
}

fn to_segment(p: Pos2, a: Pos2, b: Pos2) -> f32 {
    let (ab, ap) = (b - a, p - a);
    let length = ab.length_sq();
    let s = if length > 0.0 {
        (ap.dot(ab) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    p.distance(a + s * ab)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The point under the pointer stays under the pointer.
    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let home = Window {
            x: [0.0, 10.0],
            y: [0.0, 1.0],
        };
        let window = zoomed(home, home, [2.0, 0.75], 0.5);
        assert_eq!(window.x, [1.0, 6.0]);
        assert_eq!(window.y, [0.375, 0.875]);
    }

    #[test]
    fn zooming_stops_before_the_window_collapses_or_explodes() {
        let home = Window {
            x: [-1.0, 1.0],
            y: [-1.0, 1.0],
        };
        let (mut near, mut far) = (home, home);
        for _ in 0..1000 {
            near = zoomed(near, home, [0.3, 0.3], 0.5);
            far = zoomed(far, home, [0.3, 0.3], 2.0);
        }
        assert!(Window::new(near.x, near.y).is_ok());
        assert!((far.size()[0] / home.size()[0] - 1e3).abs() < 1.0);
    }
}
