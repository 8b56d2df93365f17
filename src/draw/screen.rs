//! A scene in an [`egui_plot`] plot.
use crate::scene::{Role, Scene, Theme};

/// How to paint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaintOptions {
    /// Size of glyphs, lines and text: 1 usually, more for a lecture hall.
    pub scale: f32,
    /// Opacity of everything: 1 usually, 0.4 for a picture that is being recomputed.
    pub dim: f32,
}

impl Default for PaintOptions {
    fn default() -> Self {
        Self {
            scale: 1.0,
            dim: 1.0,
        }
    }
}

/// The colour of a role, as egui has it.
pub fn colour(theme: Theme, role: Role) -> egui::Color32 {
    let [r, g, b, a] = theme.colour(role);
    egui::Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// Paints the scene into a plot. Call it inside [`egui_plot::Plot::show`]; several scenes may follow
/// each other, the later ones in front.
pub fn paint(
    plot_ui: &mut egui_plot::PlotUi<'_>,
    scene: &Scene,
    theme: Theme,
    options: &PaintOptions,
) {
    let _ = (plot_ui, scene, theme, options);
}

/// A plot with the scene's axes: labels with units, few round ticks, a quiet grid, no legend, no
/// cursor lines. Zooming, panning and bounds are the caller's.
pub fn plot<'a>(
    id: &str,
    scene: &Scene,
    theme: Theme,
    options: &PaintOptions,
) -> egui_plot::Plot<'a> {
    let _ = (theme, options);
    egui_plot::Plot::new(id.to_owned())
        .x_axis_label(scene.x.title())
        .y_axis_label(scene.y.title())
}

/// Sets the widgets' look to the theme: colours, sizes of text (at least 13 points times `scale`),
/// spacing in steps of 4.
pub fn style(ctx: &egui::Context, theme: Theme, scale: f32) {
    let _ = (ctx, theme, scale);
}
