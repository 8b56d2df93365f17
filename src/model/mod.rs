//! What a neuron model is: names and formulas, declared once, and the object-safe face that the rest
//! of the program sees. No colours here.
mod adapter;
mod driven;
mod equations;
mod euler;
mod family;
mod field;
mod follow;
mod membrane;
mod nearest;
mod params;
mod python;
mod real;
mod slice;
mod spec;
pub mod stimulus;
mod strip;
pub mod zoo;

pub use adapter::Builtin;
pub use equations::Equations;
pub use family::Family;
pub use field::{Field, Model, Orbit, Run, RunEnd, Spikes, StepView};
pub use membrane::{Current, Membrane};
pub use nearest::nearest;
pub use params::ReadParams;
pub use python::Python;
pub use real::{Real, linexp, logistic, tanh};
pub use slice::Slice;
pub use spec::{
    Demand, ModelInfo, ParamSpec, Preset, Protocol, Reduction, SpikeLine, Unit, VarSpec,
};
pub use stimulus::{Drive, Signal, Stimulus, StimulusError};
pub use strip::Strip;

pub(crate) use params::params;
