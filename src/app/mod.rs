//! The window: the only place that opens one. It asks for results every frame and never waits.
//!
//! One frame: keys, then panels and gestures push actions, lanes answer with scenes, backends paint
//! them, and at the end the actions are carried out. No panel computes, no formula stands here.
mod action;
mod announcer;
mod chart;
mod crossings;
mod explorer;
mod firing;
mod icon;
mod keys;
mod live;
mod map;
mod motion;
mod palette;
mod panel;
mod past;
mod picture;
mod plane;
mod pointed;
mod preferences;
mod questions;
mod shortcuts;
mod sketch;
mod slider;
mod snap;
mod sound;
mod stage;
mod strip;
mod studies;
mod teach;
mod window;

pub use explorer::Explorer;
pub use window::{WindowError, run};
