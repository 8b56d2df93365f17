//! Background work: cancelling, lanes on which the newest request wins, and engines that can be held. Knows nothing of
//! neurons.
mod cancel;
mod engine;
mod lane;

pub use cancel::Cancel;
pub use engine::{Engine, Sight, Steps};
pub use lane::{Lane, Shown};
