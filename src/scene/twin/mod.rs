//! Scenes of a neuron learnt by a network: its filters, how well spikes and potential are predicted, a second of both
//! with its input, and the course of training.
mod filters;
mod prediction;
mod second;

use super::picture::{Curve, Item};
use super::theme::Role;

pub use filters::{heat_map, sections};
pub use prediction::{PotentialHistogram, correlation, potentials, roc};
pub use second::{course, input, probability, rates, telling_second, trace};

/// What interrupts a curve.
const BREAK: [f64; 2] = [f64::NAN; 2];

fn curve(role: Role, points: Vec<[f64; 2]>) -> Item {
    Item::Curve(Curve {
        role,
        points,
        closed: false,
        label: None,
    })
}
