//! Networks of artificial neurons: what "rate" makes of a neuron, what such units can learn, and the twin that learns a neuron.
pub mod network;
pub mod twin;
pub mod unit;

pub use network::{CurveFit, FitError, FitOptions, HiddenUnit, Network, fit};
pub use unit::{Activation, ArtificialNeuron, UnitError};
