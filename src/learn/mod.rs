//! Networks of artificial neurons: what "rate" makes of a neuron, and what such units can learn.
pub mod network;
pub mod twin;
pub mod unit;

pub use network::{CurveFit, FitError, FitOptions, HiddenUnit, Network, fit};
pub use unit::{Activation, ArtificialNeuron, UnitError};
