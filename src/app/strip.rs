//! A picture that is only looked at: scenes in a plot of their own, with a name for those who cannot see it.
use crate::draw::{PaintOptions, colour, paint, plot, side_title};
use crate::scene::{Role, Scene, Theme};
use egui::{Rect, Response, Sense, Ui, Vec2};
use egui_plot::{PlotBounds, PlotPoint, PlotTransform};

/// Numbers and title at the left have so much room, so that strips one above the other are aligned.
const LEFT: f32 = 76.0;

/// Such a picture.
pub(super) struct Strip<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// Scenes with their opacity, the rearmost first; the axes are those of the first.
    pub sheets: &'a [(&'a Scene, f32)],
    pub theme: Theme,
    pub scale: f32,
    pub size: Vec2,
    /// Which axes are drawn; the grid comes with either.
    pub axes: [bool; 2],
    /// Values of the vertical axis with their labels, in place of round ones.
    pub marks: Option<&'a [(f64, String)]>,
    pub sense: Sense,
}

impl Strip<'_> {
    /// Shows it; nothing without scenes.
    pub(super) fn show(&self, ui: &mut Ui) -> Option<(Response, PlotTransform)> {
        let &(axes, _) = self.sheets.first()?;
        let options = |dim| PaintOptions {
            scale: self.scale,
            dim,
            ..PaintOptions::default()
        };
        let ([x0, x1], [y0, y1]) = (axes.x.range, axes.y.range);
        let room = Rect::from_min_size(ui.cursor().min, self.size);
        let mut strip = plot(self.id, axes, self.theme, &options(1.0))
            .width(self.size.x)
            .height(self.size.y)
            .show_axes(self.axes)
            .y_axis_min_width(LEFT * self.scale)
            .show_grid(self.axes[1])
            .sense(self.sense);
        if self.marks.is_some() {
            strip = strip.y_grid_spacer(|_| vec![]);
        }
        let shown = strip.show(ui, |plot_ui| {
            plot_ui.set_plot_bounds(PlotBounds::from_min_max([x0, y0], [x1, y1]));
            for (scene, dim) in self.sheets {
                paint(plot_ui, scene, self.theme, &options(*dim));
            }
        });
        let frame = *shown.transform.frame();
        for (at, text) in self.marks.unwrap_or_default() {
            let place = shown
                .transform
                .position_from_point(&PlotPoint::new(x0, *at));
            let font = egui::TextStyle::Body.resolve(ui.style());
            let ink = colour(self.theme, Role::WeakText);
            let at = egui::pos2(frame.left() - 5.0, place.y);
            let align = egui::Align2::RIGHT_CENTER;
            ui.painter().text(at, align, text, font, ink);
        }
        if self.axes[1] {
            side_title(ui, room, frame, axes, self.theme, &options(1.0));
        }
        let name = self.name;
        shown
            .response
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Image, true, name));
        Some((shown.response, shown.transform))
    }
}
