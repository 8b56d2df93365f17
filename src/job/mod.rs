//! Background work: cancelling, and lanes on which the newest request wins. Knows nothing of neurons.
mod cancel;
mod lane;

pub use cancel::Cancel;
pub use lane::{Lane, Shown};
