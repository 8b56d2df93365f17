//! Figures for papers and slides, drawn without a window.
use super::{
    cpu::{CpuRenderer, png},
    fonts::fonts,
    pdf::{About, document},
    sheet::Sheet,
    svg::svg,
};
use crate::scene::{Role, Scene, Theme};
use crate::text::say;
use egui::{Pos2, Rect, vec2};

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
    /// How many pictures stand beside each other; 1 puts them one above the other.
    pub columns: usize,
}

impl Default for FigureOptions {
    fn default() -> Self {
        Self {
            size: [1200, 900],
            pixels_per_point: 1.0,
            theme: Theme::Print,
            format: Format::Svg,
            columns: 1,
        }
    }
}

/// Why a figure cannot be drawn.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FigureError {
    /// Too large or empty.
    #[error("{}", say!("figure-fault-size", width = width.to_string(), height = height.to_string()))]
    Size {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
    },
    /// A scale that is none.
    #[error("{}", say!("figure-fault-scale", it = _0.to_string()))]
    Scale(f32),
    /// The picture could not be encoded.
    #[error("{}", say!("figure-fault-encode", it = _0.to_string()))]
    Encode(String),
    /// The figure could not be written as PDF.
    #[error("{}", say!("figure-fault-pdf", it = _0.to_string()))]
    Pdf(String),
}

/// The largest figure, in pixels.
pub const LARGEST: [u64; 2] = [8000, 6000];
/// The page on which one point is one point; others are this one magnified.
const PAGE: [f32; 2] = [800.0, 600.0];

/// The scenes in rows of `options.columns` as a file: axes with units, legend, caption.
///
/// The bytes depend on nothing but the arguments. Scenes that are left over in the last row share its
/// width. Scenes of one column that have the same horizontal axis share its labels. The legend gathers that
/// of all scenes; where there are several columns in which a mark means different things, each scene has its
/// own. The caption is the first scene's. What does not fit into a small figure is left out: first headings
/// and legend, then the caption, then the axes' labels.
///
/// # Errors
/// [`FigureError::Size`] or [`FigureError::Scale`] outside the bounds named there.
pub fn figure(scenes: &[Scene], options: &FigureOptions) -> Result<Vec<u8>, FigureError> {
    let mut laid = Laid::new(scenes, options)?;
    match options.format {
        Format::Svg => {
            let title = caption(scenes);
            Ok(svg(options.size, laid.page, title, &laid.output.shapes).into_bytes())
        }
        Format::Png => png(&laid.pixels(options.theme), options.pixels_per_point),
    }
}

/// The same as a PDF: vectors, with text that can be selected, and `keyword`, such as a share text, among
/// its properties. The page has 0.75 pt per point of `options.size`; its format and scale do not count.
///
/// # Errors
/// [`FigureError::Size`] as for other figures; [`FigureError::Pdf`] when the writer refuses.
pub fn pdf(
    scenes: &[Scene],
    options: &FigureOptions,
    keyword: Option<&str>,
) -> Result<Vec<u8>, FigureError> {
    let plain = FigureOptions {
        pixels_per_point: 1.0,
        ..*options
    };
    let laid = Laid::new(scenes, &plain)?;
    let about = About {
        title: caption(scenes),
        keyword,
    };
    document(options.size, laid.page, &about, &laid.output.shapes)
}

/// The same as pixels, of one opaque colour each.
///
/// # Errors
/// [`FigureError::Size`] or [`FigureError::Scale`] outside the bounds named there.
pub(super) fn pixels(
    scenes: &[Scene],
    options: &FigureOptions,
) -> Result<egui::ColorImage, FigureError> {
    Ok(Laid::new(scenes, options)?.pixels(options.theme))
}

fn caption(scenes: &[Scene]) -> &str {
    scenes.first().map_or("", |s| s.caption.as_str())
}

/// A figure laid out: shapes on a page.
struct Laid {
    ctx: egui::Context,
    output: egui::FullOutput,
    page: egui::Vec2,
    pixels: [usize; 2],
}

impl Drop for Laid {
    fn drop(&mut self) {
        // egui warns of textures that nobody has taken.
        self.output.textures_delta.clear();
    }
}

impl Laid {
    fn new(scenes: &[Scene], options: &FigureOptions) -> Result<Self, FigureError> {
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
        let output = ctx.run_ui(input, |ui| {
            let sheet = Sheet {
                ctx: ui.ctx(),
                theme: options.theme,
                page,
                columns: options.columns.max(1),
            };
            sheet.draw(&ui.painter().with_clip_rect(Rect::EVERYTHING), scenes);
        });
        Ok(Self {
            ctx,
            output,
            page,
            pixels: pixels.map(|n| n as usize),
        })
    }

    fn pixels(&mut self, theme: Theme) -> egui::ColorImage {
        let mut cpu = CpuRenderer::default();
        cpu.update_textures(&mut self.output.textures_delta);
        let scale = self.output.pixels_per_point;
        let shapes = std::mem::take(&mut self.output.shapes);
        let primitives = self.ctx.tessellate(shapes, scale);
        let paper = super::colour(theme, Role::Background);
        cpu.paint(self.pixels, scale, paper, &primitives)
    }
}
