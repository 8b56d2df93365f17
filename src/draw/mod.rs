//! Small backends: a scene on the screen, as SVG or PNG, as a table.
pub mod braille;
pub mod data;
#[cfg(feature = "figures")]
pub mod figure;
#[cfg(feature = "figures")]
mod fonts;
#[cfg(feature = "figures")]
pub mod screen;

pub use braille::{TextOptions, braille};
#[cfg(feature = "figures")]
pub use figure::{FigureError, FigureOptions, Format, figure};
#[cfg(feature = "figures")]
pub use fonts::fonts;
#[cfg(feature = "figures")]
pub use screen::{PaintOptions, colour, paint, plot, style};
