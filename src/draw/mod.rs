//! Small backends: a scene on the screen, as SVG or PNG, as a table.
#[cfg(feature = "figures")]
pub mod animation;
pub mod braille;
#[cfg(feature = "figures")]
mod cpu;
pub mod data;
#[cfg(feature = "figures")]
pub mod figure;
#[cfg(feature = "figures")]
mod fonts;
#[cfg(feature = "figures")]
mod glyph;
#[cfg(feature = "figures")]
mod ink;
#[cfg(feature = "figures")]
mod labels;
#[cfg(feature = "figures")]
mod legend;
mod names;
#[cfg(feature = "figures")]
mod pdf;
#[cfg(feature = "figures")]
mod raster;
#[cfg(feature = "figures")]
pub mod screen;
#[cfg(feature = "figures")]
mod sheet;
pub mod sound;
#[cfg(feature = "figures")]
mod svg;
pub mod tikz;
#[cfg(feature = "figures")]
mod view;

#[cfg(feature = "figures")]
pub use animation::{Animation, AnimationError, AnimationFormat, AnimationOptions, MOST_FRAMES};
pub use braille::{TextOptions, braille};
#[cfg(feature = "figures")]
pub use cpu::{CpuRenderer, read_png};
#[cfg(feature = "figures")]
pub use figure::{FigureError, FigureOptions, Format, figure, pdf};
#[cfg(feature = "figures")]
pub use fonts::{STRONG_FAMILY, boxes, fonts};
#[cfg(feature = "figures")]
pub use ink::GHOST;
pub use names::role_name;
#[cfg(feature = "figures")]
pub use screen::{Clear, PaintOptions, colour, label_colour, paint, plot, side_title, style};
pub use tikz::{TikzOptions, tikz};
