//! Figures for papers and slides, drawn without a window.
use super::{
    cpu::{CpuRenderer, png},
    fonts::fonts,
    ink::{Ink, head},
    labels::Memory,
    screen::Clear,
    svg::svg,
    view::{Piece, View},
};
use crate::scene::{Key, Mark, Role, Scene, Theme, ticks};
use egui::{Color32, Galley, Pos2, Rect, Shape, Vec2, epaint::TextShape, pos2, vec2};
use std::sync::Arc;

/// The file format of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Vectors, with its font inside.
    Svg,
    /// Pixels.
    Png,
}

/// How to draw a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureOptions {
    /// Width and height in points. Text and lines grow with it: a figure looks the same at any size.
    pub size: [u32; 2],
    /// Pixels per point, for PNG: 1 makes a picture of `size` pixels.
    pub pixels_per_point: f32,
    /// Colours.
    pub theme: Theme,
    /// File format.
    pub format: Format,
}

impl Default for FigureOptions {
    fn default() -> Self {
        Self {
            size: [1200, 900],
            pixels_per_point: 1.0,
            theme: Theme::Print,
            format: Format::Svg,
        }
    }
}

/// Why a figure cannot be drawn.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FigureError {
    /// Too large or empty.
    #[error("a figure of {width}×{height} pixels cannot be drawn; choose from 1×1 up to 8000×6000")]
    Size {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
    },
    /// A scale that is none.
    #[error("{0} pixels per point is not a scale; choose from 0.25 to 8")]
    Scale(f32),
    /// The picture could not be encoded.
    #[error("the picture could not be written as PNG: {0}")]
    Encode(String),
}

/// The largest figure, in pixels.
pub const LARGEST: [u64; 2] = [8000, 6000];
/// The page on which one point is one point; others are this one magnified.
const PAGE: [f32; 2] = [800.0, 600.0];

/// The scenes one above the other as a file: axes with units, legend, caption.
///
/// The bytes depend on nothing but the arguments. The legend gathers that of all scenes; the caption is
/// the first scene's. What does not fit into a small figure is left out: first the caption, then
/// the legend, then the axes' labels.
///
/// # Errors
/// [`FigureError::Size`] or [`FigureError::Scale`] outside the bounds named there.
pub fn figure(scenes: &[Scene], options: &FigureOptions) -> Result<Vec<u8>, FigureError> {
    let ppp = options.pixels_per_point;
    if !(0.25..=8.0).contains(&ppp) {
        return Err(FigureError::Scale(ppp));
    }
    let pixels = options
        .size
        .map(|n| (f64::from(n) * f64::from(ppp)).round() as u64);
    if (0..2).any(|k| options.size[k] == 0 || pixels[k] == 0 || pixels[k] > LARGEST[k]) {
        return Err(FigureError::Size {
            width: pixels[0],
            height: pixels[1],
        });
    }
    let [width, height] = options.size.map(|n| n as f32);
    let magnified = (width / PAGE[0]).min(height / PAGE[1]).clamp(0.5, 10.0);
    let page = vec2(width, height) / magnified;
    let ppp = ppp * magnified;

    let ctx = egui::Context::default();
    ctx.set_fonts(fonts());
    let mut input = egui::RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, page)),
        max_texture_side: Some(16_384),
        ..Default::default()
    };
    input
        .viewports
        .entry(egui::ViewportId::ROOT)
        .or_default()
        .native_pixels_per_point = Some(ppp);
    let mut output = ctx.run_ui(input, |ui| {
        let sheet = Sheet {
            ctx: ui.ctx(),
            theme: options.theme,
            page,
        };
        sheet.draw(&ui.painter().with_clip_rect(Rect::EVERYTHING), scenes);
    });
    let bytes = match options.format {
        Format::Svg => {
            let title = scenes.first().map_or("", |s| s.caption.as_str());
            Ok(svg(options.size, page, title, &output.shapes).into_bytes())
        }
        Format::Png => {
            let mut cpu = CpuRenderer::default();
            cpu.update_textures(&mut output.textures_delta);
            let primitives =
                ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
            let paper = super::colour(options.theme, Role::Background);
            let size = pixels.map(|n| n as usize);
            png(&cpu.paint(size, output.pixels_per_point, paper, &primitives))
        }
    };
    output.textures_delta.clear();
    bytes
}

/// Sizes in points of the page.
const MARGIN: f32 = 14.0;
const TICK: f32 = 5.0;
const TICK_TEXT: f32 = 13.0;
const TITLE_TEXT: f32 = 15.0;
const CAPTION_TEXT: f32 = 11.5;
const LEGEND_TEXT: f32 = 13.0;
const LEGEND_ROW: f32 = 21.0;
const LEGEND_MARK: f32 = 30.0;
/// Between two panels.
const GAP: f32 = 18.0;
/// A panel smaller than this gives up caption, legend and labels.
const SMALLEST: Vec2 = vec2(170.0, 110.0);

/// The page of a figure.
struct Sheet<'a> {
    ctx: &'a egui::Context,
    theme: Theme,
    page: Vec2,
}

impl Sheet<'_> {
    fn ink(&self, view: View) -> Ink<'_> {
        Ink {
            ctx: self.ctx,
            view,
            theme: self.theme,
            scale: 1.0,
            dim: 1.0,
            clear: Clear::Nothing,
        }
    }

    fn colour(&self, role: Role) -> Color32 {
        super::colour(self.theme, role)
    }

    fn text(&self, text: &str, size: f32, role: Role) -> Arc<Galley> {
        let font = egui::FontId::proportional(size);
        self.ctx
            .fonts_mut(|f| f.layout_no_wrap(text.to_owned(), font, self.colour(role)))
    }

    fn draw(&self, painter: &egui::Painter, scenes: &[Scene]) {
        let page = Rect::from_min_size(Pos2::ZERO, self.page);
        painter.rect_filled(page.expand(1.0), 0.0, self.colour(Role::Background));
        let margin = MARGIN.min(0.08 * self.page.min_elem());
        let inner = page.shrink(margin);
        let ticks: Vec<_> = scenes
            .iter()
            .map(|s| Labelled::new(self, s, inner.size()))
            .collect();
        let left = ticks.iter().map(|t| t.left).fold(0.0, f32::max);
        let bottom = TICK + 4.0 + TICK_TEXT * 1.3 + 4.0 + TITLE_TEXT * 1.3;
        let panels = scenes.len().max(1) as f32;
        let between = GAP * (panels - 1.0);

        // Half of a tick's label may stick out at the right.
        let full = Rect::from_min_max(inner.min + vec2(left, 4.0), inner.max - vec2(14.0, bottom));
        let legend = self.legend(scenes, full.width());
        let caption = self.caption(scenes, inner.width());
        let fits =
            |r: Rect| r.width() >= SMALLEST.x && (r.height() - between) / panels >= SMALLEST.y;
        let mut area = full;
        if fits(area) && legend.height > 0.0 {
            let smaller = Rect::from_min_max(area.min + vec2(0.0, legend.height), area.max);
            if fits(smaller) {
                legend.draw(self, painter, pos2(area.left(), area.top() - 4.0));
                area = smaller;
            }
        }
        if let Some(galley) = caption {
            let smaller = Rect::from_min_max(area.min, area.max - vec2(0.0, galley.size().y + 8.0));
            if fits(smaller) {
                let at = pos2(inner.left(), inner.bottom() - galley.size().y);
                painter.add(Shape::galley(at, galley, self.colour(Role::WeakText)));
                area = smaller;
            }
        }
        let bare = !fits(area);
        if bare {
            area = inner;
        }
        let height = (area.height() - between).max(0.0) / panels;
        for (k, (scene, labelled)) in scenes.iter().zip(&ticks).enumerate() {
            let top = area.top() + k as f32 * (height + GAP);
            let rect = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), height));
            let lowest = k + 1 == scenes.len();
            self.panel(painter, scene, rect, (!bare).then_some((labelled, lowest)));
        }
    }

    /// One scene with its frame; ticks and labels unless there is no room for them.
    fn panel(
        &self,
        painter: &egui::Painter,
        scene: &Scene,
        rect: Rect,
        labelled: Option<(&Labelled, bool)>,
    ) {
        if !(rect.width() >= 1.0 && rect.height() >= 1.0) {
            return;
        }
        let view = View {
            rect,
            x: scene.x.range,
            y: scene.y.range,
        };
        let axis = egui::Stroke::new(1.0, self.colour(Role::Axis));
        let grid = egui::Stroke::new(1.0, self.colour(Role::Grid));
        if let Some((l, _)) = labelled {
            for (value, _) in &l.x {
                let x = view.raw([*value, 0.0])[0] as f32;
                painter.line_segment([pos2(x, rect.top()), pos2(x, rect.bottom())], grid);
            }
            for (value, _) in &l.y {
                let y = view.raw([0.0, *value])[1] as f32;
                painter.line_segment([pos2(rect.left(), y), pos2(rect.right(), y)], grid);
            }
        }
        painter
            .with_clip_rect(rect)
            .extend(self.ink(view).scene(scene, &mut Memory::new()));
        painter.rect_stroke(rect, 0.0, axis, egui::StrokeKind::Middle);
        let Some((l, lowest)) = labelled else { return };
        for (value, text) in &l.x {
            let x = view.raw([*value, 0.0])[0] as f32;
            painter.line_segment(
                [pos2(x, rect.bottom()), pos2(x, rect.bottom() + TICK)],
                axis,
            );
            if lowest {
                let at = pos2(x - 0.5 * text.size().x, rect.bottom() + TICK + 3.0);
                painter.galley(at, Arc::clone(text), Color32::BLACK);
            }
        }
        for (value, text) in &l.y {
            let y = view.raw([0.0, *value])[1] as f32;
            painter.line_segment([pos2(rect.left() - TICK, y), pos2(rect.left(), y)], axis);
            let at = pos2(rect.left() - TICK - 4.0, y) - vec2(text.size().x, 0.5 * text.size().y);
            painter.galley(at, Arc::clone(text), Color32::BLACK);
        }
        if lowest {
            let title = self.text(&scene.x.title(), TITLE_TEXT, Role::Text);
            let below = TICK + 3.0 + TICK_TEXT * 1.3 + 3.0;
            let at = pos2(
                rect.center().x - 0.5 * title.size().x,
                rect.bottom() + below,
            );
            painter.galley(at, title, Color32::BLACK);
        }
        let title = self.text(&scene.y.title(), TITLE_TEXT, Role::Text);
        let left = rect.left() - l.left;
        let shape = if scene.y.title().chars().count() <= 2 {
            // A single letter on its side reads as another one.
            let at = pos2(left, rect.center().y - 0.5 * title.size().y);
            TextShape::new(at, title, Color32::BLACK)
        } else {
            let at = pos2(left, rect.center().y + 0.5 * title.size().x);
            TextShape::new(at, title, Color32::BLACK).with_angle(-std::f32::consts::FRAC_PI_2)
        };
        painter.add(shape);
    }

    fn caption(&self, scenes: &[Scene], width: f32) -> Option<Arc<Galley>> {
        let text = scenes
            .first()
            .map(|s| s.caption.as_str())
            .filter(|t| !t.is_empty())?;
        let font = egui::FontId::proportional(CAPTION_TEXT);
        let colour = self.colour(Role::WeakText);
        Some(self.ctx.fonts_mut(|f| {
            // Lines are broken between parameters, not between a name, its value and its unit.
            let mut lines: Vec<String> = vec![];
            for part in text.split_inclusive(", ") {
                let longer = lines.last().map(|l| format!("{l}{part}")).filter(|l| {
                    let size = f.layout_no_wrap(l.trim_end().into(), font.clone(), colour);
                    size.size().x <= width
                });
                match (longer, lines.last_mut()) {
                    (Some(longer), Some(last)) => *last = longer,
                    _ => lines.push(part.into()),
                }
            }
            f.layout(lines.join("\n"), font, colour, width)
        }))
    }

    /// All keys of all scenes in rows of the given width.
    fn legend(&self, scenes: &[Scene], width: f32) -> Legend {
        let mut keys: Vec<&Key> = vec![];
        for key in scenes.iter().flat_map(|s| &s.legend) {
            if !keys.iter().any(|k| k.mark == key.mark) {
                keys.push(key);
            }
        }
        let mut entries = vec![];
        let mut at = vec2(0.0, 0.0);
        for key in keys {
            let text = self.text(&key.text, LEGEND_TEXT, Role::Text);
            let needs = LEGEND_MARK + text.size().x;
            if at.x > 0.0 && at.x + needs > width {
                at = vec2(0.0, at.y + LEGEND_ROW);
            }
            entries.push((at, key.mark, text));
            at.x += needs + 18.0;
        }
        Legend {
            height: if entries.is_empty() {
                0.0
            } else {
                at.y + LEGEND_ROW + 4.0
            },
            entries,
        }
    }
}

/// A scene's ticks with their labels laid out, and the room that those on the left need.
struct Labelled {
    x: Vec<(f64, Arc<Galley>)>,
    y: Vec<(f64, Arc<Galley>)>,
    left: f32,
}

impl Labelled {
    fn new(sheet: &Sheet<'_>, scene: &Scene, size: Vec2) -> Self {
        let ticks = |range, points: f32, apart: f32| -> Vec<(f64, Arc<Galley>)> {
            let t = ticks::ticks(range, (points / apart).clamp(2.0, 10.0) as usize);
            t.values
                .iter()
                .map(|&v| {
                    (
                        v,
                        sheet.text(&ticks::label(v, t.step), TICK_TEXT, Role::Text),
                    )
                })
                .collect()
        };
        let x = ticks(scene.x.range, size.x, 90.0);
        let y = ticks(scene.y.range, size.y, 70.0);
        let widest = y.iter().map(|(_, t)| t.size().x).fold(0.0, f32::max);
        Self {
            x,
            y,
            left: widest + TICK + 4.0 + TITLE_TEXT * 1.3 + 6.0,
        }
    }
}

/// The legend, laid out.
struct Legend {
    entries: Vec<(Vec2, Mark, Arc<Galley>)>,
    height: f32,
}

impl Legend {
    fn draw(self, sheet: &Sheet<'_>, painter: &egui::Painter, corner: Pos2) {
        let ink = sheet.ink(View {
            rect: Rect::EVERYTHING,
            x: [0.0, 1.0],
            y: [0.0, 1.0],
        });
        for (at, mark, text) in self.entries {
            let row = corner + at;
            let middle = row + vec2(0.5 * (LEGEND_MARK - 6.0), 0.5 * LEGEND_ROW);
            let ends = [middle - vec2(12.0, 0.0), middle + vec2(12.0, 0.0)];
            let mut shapes = vec![];
            match mark {
                Mark::Line(role) => {
                    let piece = Piece {
                        points: ends.to_vec(),
                        closed: false,
                    };
                    let stroke = sheet.theme.stroke(role);
                    ink.pieces(&mut shapes, &[piece], stroke, sheet.colour(role));
                }
                Mark::Glyph(kind) => shapes = super::glyph::glyph(middle, kind, ink.pen()),
                Mark::Dot(role) => ink.dot(&mut shapes, middle, role),
                Mark::Area(role) => {
                    let rect = Rect::from_center_size(middle, vec2(22.0, 12.0));
                    shapes.push(Shape::rect_filled(rect, 2.0, sheet.colour(role)));
                }
                Mark::Arrow => {
                    let line = egui::Stroke::new(1.0, sheet.colour(Role::WeakText));
                    shapes.push(Shape::line_segment(
                        [middle - vec2(8.0, 0.0), middle + vec2(8.0, 0.0)],
                        line,
                    ));
                    shapes.push(head(middle + vec2(8.0, 0.0), vec2(1.0, 0.0), 5.0, line));
                }
            }
            painter.extend(shapes);
            let down = 0.5 * (LEGEND_ROW - text.size().y);
            painter.galley(row + vec2(LEGEND_MARK, down), text, Color32::BLACK);
        }
    }
}
