//! nullcline: the live phase-plane explorer for neuron models.
#![forbid(unsafe_code)]
pub mod analysis;
#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod draw;
pub mod job;
pub mod model;
pub mod num;
pub mod scene;
pub mod session;
