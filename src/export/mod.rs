//! A session as figures: which views there are, and each of them computed and drawn as scenes.
//!
//! The window's export and the command line both come here, so that the same session gives the same
//! picture, byte for byte, whoever asks.
#[cfg(feature = "figures")]
mod animation;
mod demo;
pub mod format;
mod membrane;
mod memory;
mod plane;
mod script;
mod study;
mod time;
pub mod train;
mod twin;
mod unit;
pub mod view;

#[cfg(feature = "figures")]
pub use crate::draw::{AnimationFormat, MOST_FRAMES};
#[cfg(feature = "figures")]
pub use animation::{DELAY, Moving, MovingError, animation, moments};
pub use demo::commands as demo_commands;
pub use format::{ExportError, FileFormat, Page, bytes, bytes_alone};
pub use memory::{Recalled, forgetting, remembering};
pub use script::script;
pub use time::usual_span;
pub use twin::{TwinView, twin_figure};
pub use view::{Figure, View, ViewError, ViewOptions, figure};

use crate::scene;
use crate::session::{FieldStyle, Layer, Layers, Ordinate};

/// The layers of a session as pictures name them.
pub fn layers(layers: Layers) -> scene::Layers {
    let field = match layers.field {
        _ if !layers.shows(Layer::Field) => scene::FieldStyle::Off,
        FieldStyle::Arrows => scene::FieldStyle::Arrows,
        FieldStyle::Streamlines => scene::FieldStyle::Streamlines,
    };
    scene::Layers {
        field,
        nullclines: layers.shows(Layer::Nullclines),
        equilibria: layers.shows(Layer::Equilibria),
        separatrices: layers.shows(Layer::Separatrices),
        outgoing: true,
        cycles: layers.shows(Layer::Cycles),
        basins: layers.shows(Layer::Basins),
        orbits: layers.shows(Layer::Orbits),
    }
}

/// The vertical axis of a session's diagram as pictures know it.
pub fn ordinate(ordinate: Ordinate) -> scene::Ordinate {
    match ordinate {
        Ordinate::Variable(k) => scene::Ordinate::Variable(k),
        Ordinate::Period => scene::Ordinate::Period,
        Ordinate::Frequency => scene::Ordinate::Frequency,
    }
}
