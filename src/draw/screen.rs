//! A scene in an [`egui_plot`] plot.
use super::{
    ink::{Ink, fade},
    labels::Memory,
    view::View,
};
use crate::scene::{
    Role, Scene, Theme,
    ticks::{label, ticks},
};
use egui::{Color32, Rangef, Rect, Shape, Ui};
use egui_plot::{
    AxisHints, GridInput, GridMark, Plot, PlotBounds, PlotGeometry, PlotItem, PlotItemBase,
    PlotTransform, PlotUi,
};
use std::ops::RangeInclusive;

/// How to paint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaintOptions {
    /// Size of glyphs, lines and text: 1 usually, 1.6 in a lecture hall.
    pub scale: f32,
    /// Opacity of everything: 1 usually, 0.4 for a picture that is being recomputed.
    pub dim: f32,
    /// What else labels keep off.
    pub clear: Clear,
    /// Whether labels are written.
    pub labels: bool,
    /// Whether equilibria have the signs of their kinds; otherwise they all have one that tells no kind.
    pub kinds: bool,
}

/// What labels keep off although another scene draws it: where the live state is, now or soon.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Clear {
    /// Nothing.
    #[default]
    Nothing,
    /// A point, in the axes' units.
    Point([f64; 2]),
    /// The whole vertical line at a value.
    Column(f64),
}

impl Default for PaintOptions {
    fn default() -> Self {
        Self {
            scale: 1.0,
            dim: 1.0,
            clear: Clear::Nothing,
            labels: true,
            kinds: true,
        }
    }
}

/// The colour of a role, as egui has it.
pub fn colour(theme: Theme, role: Role) -> Color32 {
    fade(theme.colour(role), 1.0)
}

/// The colour of text that belongs to a role, as egui has it.
pub fn label_colour(theme: Theme, role: Role) -> Color32 {
    fade(theme.label(role), 1.0)
}

/// Paints the scene into a plot. Call it inside [`egui_plot::Plot::show`]; several scenes may follow
/// each other, the later ones in front.
///
/// Labels remember their places from frame to frame, so that they do not jump about while the
/// picture changes.
pub fn paint<'a>(plot_ui: &mut PlotUi<'a>, scene: &'a Scene, theme: Theme, options: &PaintOptions) {
    let memory = plot_ui.response().id.with("label places");
    plot_ui.add(Picture {
        base: PlotItemBase::new("scene".into()),
        scene,
        theme,
        options: *options,
        memory,
    });
}

/// The whole scene as one item of a plot, so that it is painted with the final bounds of the frame.
struct Picture<'a> {
    base: PlotItemBase,
    scene: &'a Scene,
    theme: Theme,
    options: PaintOptions,
    memory: egui::Id,
}

impl PlotItem for Picture<'_> {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let bounds = transform.bounds();
        let ink = Ink {
            ctx: ui.ctx(),
            view: View {
                rect: *transform.frame(),
                x: [bounds.min()[0], bounds.max()[0]],
                y: [bounds.min()[1], bounds.max()[1]],
            },
            theme: self.theme,
            scale: self.options.scale,
            dim: self.options.dim,
            clear: self.options.clear,
            labelled: self.options.labels,
            kinds: self.options.kinds,
        };
        let mut places: Memory = ui
            .ctx()
            .data_mut(|d| std::mem::take(d.get_temp_mut_or_default::<Memory>(self.memory)));
        shapes.extend(ink.scene(self.scene, &mut places));
        ui.ctx().data_mut(|d| d.insert_temp(self.memory, places));
    }

    fn initialize(&mut self, _x_range: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        Color32::TRANSPARENT
    }

    fn allow_hover(&self) -> bool {
        false
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        let (x, y) = (self.scene.x.range, self.scene.y.range);
        PlotBounds::from_min_max([x[0], y[0]], [x[1], y[1]])
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}

/// No title is written smaller than this, in shares of the size of other texts.
const LEAST_TITLE: f32 = 0.6;
/// Points between two ticks, at least.
const TICKS_APART: [f32; 2] = [80.0, 52.0];
/// The finest grid that the plot asks for, in points; only a yardstick for [`spacer`].
const YARD: f32 = 8.0;

/// A plot with the scene's axes: labels with units, few round ticks, a quiet grid, no legend, no
/// cursor lines, no gestures: zooming, panning and bounds are the caller's.
pub fn plot<'a>(id: &str, scene: &Scene, theme: Theme, options: &PaintOptions) -> Plot<'a> {
    let tick = |mark: GridMark, _: &RangeInclusive<f64>| label(mark.value, mark.step_size);
    let weak = colour(theme, Role::WeakText);
    let axis = |hints: AxisHints<'a>, title: String| {
        hints
            .label(egui::RichText::new(title).color(colour(theme, Role::Text)))
            .formatter(tick)
            // Ticks are few already: none of their labels is to be hidden or faded.
            .label_spacing(Rangef::new(1.0, 2.0))
            .tick_label_color(weak)
    };
    Plot::new(id.to_owned())
        .custom_x_axes(vec![axis(AxisHints::new_x(), scene.x.title())])
        // See `side_title` for what stands there instead.
        .custom_y_axes(vec![
            axis(AxisHints::new_y(), " ".into()).min_thickness(48.0 * options.scale),
        ])
        .grid_spacing(Rangef::new(YARD, 2.0 * YARD))
        .x_grid_spacer(spacer(TICKS_APART[0] * options.scale))
        .y_grid_spacer(spacer(TICKS_APART[1] * options.scale))
        .grid_color(colour(theme, Role::Grid))
        .grid_fade(0.0)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .set_margin_fraction(egui::Vec2::ZERO)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
}

/// Whether the title of the second axis is short enough to stand upright beside it: turned, a lone v reads as >.
fn upright(title: &str) -> bool {
    title.chars().count() <= 2
}

/// Writes the title of the second axis at the left of the `room` that the plot has with its axes: upright where it is
/// short enough, else turned, beside the middle of the frame as far as it fits, and smaller where it does not fit at
/// all. Call it after the plot was shown, which leaves the title out.
pub fn side_title(
    ui: &Ui,
    room: Rect,
    frame: Rect,
    scene: &Scene,
    theme: Theme,
    options: &PaintOptions,
) {
    let title = scene.y.title();
    let ink = colour(theme, Role::Text);
    let font = egui::TextStyle::Body.resolve(ui.style());
    if upright(&title) {
        let at = egui::pos2(frame.left() - 48.0 * options.scale, frame.center().y);
        let align = egui::Align2::CENTER_CENTER;
        ui.painter().text(at, align, title, font, ink);
        return;
    }
    let laid = |font| ui.painter().layout_no_wrap(title.clone(), font, ink);
    let whole = laid(font.clone());
    let fits = room.height() / whole.size().x;
    let galley = match fits < 1.0 {
        true => laid(egui::FontId::new(
            font.size * fits.max(LEAST_TITLE),
            font.family,
        )),
        false => whole,
    };
    let half = 0.5 * galley.size().x;
    // In the middle of the frame, unless the title would leave the room of the plot.
    let middle = frame
        .center()
        .y
        .min(room.bottom() - half)
        .max(room.top() + half);
    let at = egui::pos2(room.left(), middle + half);
    let turned =
        egui::epaint::TextShape::new(at, galley, ink).with_angle(-std::f32::consts::FRAC_PI_2);
    ui.painter().add(turned);
}

/// Round ticks, at least `apart` points from each other.
fn spacer(apart: f32) -> impl Fn(GridInput) -> Vec<GridMark> {
    move |input| {
        let (lo, hi) = input.bounds;
        let points = (hi - lo) / input.base_step_size * f64::from(YARD);
        let most = (points / f64::from(apart)).clamp(2.0, 20.0) as usize;
        // A single number is no scale: rather two that are a little nearer to each other.
        let ticks = (most..=most + 2)
            .map(|most| ticks([lo, hi], most))
            .find(|ticks| ticks.values.len() > 1)
            .unwrap_or_else(|| ticks([lo, hi], most));
        ticks
            .values
            .iter()
            .map(|&value| GridMark {
                value,
                step_size: ticks.step,
            })
            .collect()
    }
}

/// Sets the widgets' look to the theme: colours, sizes of text (at least 13 points times `scale`),
/// spacing in steps of 4. The fonts themselves are set once, with [`super::fonts`].
pub fn style(ctx: &egui::Context, theme: Theme, scale: f32) {
    let which = if theme.is_dark() {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    };
    ctx.set_theme(which);
    let mut style = (*ctx.style_of(which)).clone();
    style.visuals = visuals(theme);
    let sizes = [
        (egui::TextStyle::Small, 13.0, egui::FontFamily::Proportional),
        (egui::TextStyle::Body, 14.0, egui::FontFamily::Proportional),
        (
            egui::TextStyle::Button,
            14.0,
            egui::FontFamily::Proportional,
        ),
        (
            egui::TextStyle::Monospace,
            14.0,
            egui::FontFamily::Monospace,
        ),
        (
            egui::TextStyle::Heading,
            17.0,
            egui::FontFamily::Name(super::STRONG_FAMILY.into()),
        ),
    ];
    for (name, size, family) in sizes {
        style
            .text_styles
            .insert(name, egui::FontId::new(size * scale, family));
    }
    let spacing = &mut style.spacing;
    spacing.item_spacing = egui::vec2(8.0, 8.0) * scale;
    spacing.button_padding = egui::vec2(8.0, 4.0) * scale;
    spacing.interact_size = egui::vec2(40.0, 24.0) * scale;
    spacing.slider_width = 120.0 * scale;
    spacing.indent = 16.0 * scale;
    spacing.icon_width = 16.0 * scale;
    spacing.icon_spacing = 8.0 * scale;
    spacing.window_margin = egui::Margin::same(12);
    spacing.menu_margin = egui::Margin::same(8);
    ctx.set_style_of(which, style);
}

fn visuals(theme: Theme) -> egui::Visuals {
    let c = |role| colour(theme, role);
    let mut v = if theme.is_dark() {
        egui::Visuals::dark()
    } else {
        egui::Visuals::light()
    };
    let (text, weak, grid) = (c(Role::Text), c(Role::WeakText), c(Role::Grid));
    let (page, panel, accent) = (c(Role::Background), c(Role::Panel), c(Role::Accent));
    // Between the panel and the text: for the faces of buttons and rails.
    // For the last row they stand out more.
    let stronger = if theme == theme.contrasted() {
        2.0
    } else {
        1.0
    };
    let face = |amount: f32| panel.lerp_to_gamma(text, (stronger * amount).min(1.0));
    v.panel_fill = panel;
    v.window_fill = page;
    v.extreme_bg_color = page;
    v.faint_bg_color = face(0.03);
    v.window_stroke = egui::Stroke::new(1.0, grid);
    v.hyperlink_color = accent;
    v.selection.bg_fill = page.lerp_to_gamma(accent, 0.25);
    v.selection.stroke = egui::Stroke::new(1.5, accent);
    v.slider_trailing_fill = true;
    let radius = egui::CornerRadius::same(4);
    let w = &mut v.widgets;
    for (widget, fill, line, fg) in [
        (&mut w.noninteractive, face(0.0), grid, text),
        (&mut w.inactive, face(0.07), grid, text),
        (&mut w.hovered, face(0.12), weak, text),
        (&mut w.active, face(0.18), accent, text),
        (&mut w.open, face(0.12), weak, text),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = egui::Stroke::new(1.0, line);
        widget.fg_stroke = egui::Stroke::new(1.0, fg);
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
    v.widgets.inactive.bg_stroke = egui::Stroke::NONE;
    v
}
