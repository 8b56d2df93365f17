//! A neuron learnt by a network: an integrate-and-fire neuron, or one of the zoo, under a hundred synapses, and its
//! twin, a network with one hidden unit or a few that predicts its spikes and its potential from the same
//! input, millisecond by millisecond.
//!
//! [`simulate()`] records a neuron, [`Training`] trains a network step by step, [`Metrics`] say how well it does,
//! [`Filters`] what it has learnt, and [`LeastSquares`] what any linear filter could do at best.
//!
//! # Source
//! Beniaguev, Segev and London, Single cortical neurons as deep artificial neural networks, Neuron 109 (2021)
//! 2727, section "I&F", and its published program.
mod fault;
mod file;
mod filters;
mod input;
mod limit;
pub mod metrics;
mod nadam;
mod network;
mod neuron;
mod settings;
mod simulate;
mod train;
mod trial;
mod zoo;

pub use fault::TwinError;
pub use file::{MOST_BYTES, Saved, TwinFileError};
pub use filters::{Exponential, FIT, Filters, Group};
pub use input::InputSpike;
pub use limit::LeastSquares;
pub use metrics::{CrossCorrelation, Metrics, PAPER, Paper, Roc};
pub use network::{Network, PENALTY, POTENTIAL_WEIGHT, Response};
pub use neuron::{IntegrateAndFire, Neuron, ZooNeuron};
pub use settings::{Descent, Duration, Layout, Rates, Synapses, Transfer, TwinOptions};
pub use simulate::{Part, integrate_and_fire, simulate, usual_threads};
pub use train::{Point, Progress, State, Training};
pub use trial::{Ceiling, Recording, Statistics, Trial};
