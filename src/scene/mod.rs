//! Pictures by meaning: what to draw, never in which pixel. Backends decide how.
//!
//! A [`Scene`] is plain data in the units of its axes. Colours are roles until a [`Theme`] turns them
//! into numbers; words and numbers for people are made here too, so that they read the same in the
//! window, on the command line and in figures.
pub mod curves;
pub mod declared;
pub mod demo;
pub mod diagram;
pub mod firing;
mod ghost;
pub mod glossary;
mod halo;
pub mod line;
pub mod membrane;
pub mod names;
pub mod number;
pub mod passport;
mod phased;
pub mod picture;
pub mod portrait;
pub mod regimes;
pub mod ruler;
pub mod sound;
pub mod spoken;
pub mod stimulus;
pub mod stream;
pub mod theme;
mod thin;
pub mod ticks;
pub mod trace;
pub mod train;
pub mod twin;
pub mod unit;
pub mod words;

pub use crate::analysis::{EventKind, Kind};
pub use curves::curves;
pub use diagram::{Ordinate, cursor, diagram, event_places};
pub use firing::{firing, has_law};
pub use ghost::ghost;
pub use glossary::Term;
pub use halo::halo;
pub use line::fan;
pub use names::{
    activation_name, equilibrium_name, event_name, kind_name, phase_name, response_name,
    special_name, spike_line_name,
};
pub use number::{coordinate, exact, measured, number, quantity, signed, value};
pub use phased::{phased, resting};
pub use picture::{
    Align, Arrow, Axis, Band, Bars, Curve, Dot, EventMark, Glyph, Item, Jump, Key, Level, Mark,
    Raster, Scene, Special, Stream, Text, Trail,
};
pub use portrait::{
    FieldStyle, Layers, basins, caption, cell_caption, orbit, plane_axes, portrait,
};
pub use regimes::{regime_role, regimes};
pub use ruler::{ruler_in, ruler_words};
pub use spoken::{
    LiveFiring, cell_spoken, course_spoken, firing_spoken, portrait_spoken, trial_spoken,
};
pub use stimulus::{overlap_words, scheme_words, stimulus, stimulus_marks};
pub use theme::{Dash, Rgba, Role, Stroke, Theme};
pub use thin::thinned;
pub use trace::{Course, strokes, trace, trace_axes};
pub use words::crossing::{
    Direction, State, Told, Way, balance, change_words, crossing, event_words, lesson, passage,
    ways_words,
};
pub use words::fit::{fit_words, unit_words};
pub use words::orbit::orbit_words;
pub use words::rates::{endless_words, firing_words};
pub use words::regime::{kind_words, regime_words};
pub use words::sets::set_words;
pub use words::train::{full_words, integral_words, poisson_words, train_words};
pub use words::twin::{twin_caption, twin_troubles, twin_words};
pub use words::{
    activity, difference_words, equilibrium_words, outside_words, plane_words, reduction_words,
    sentence, sentences, words,
};
