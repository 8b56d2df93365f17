//! Background work: cancelling, and lanes on which the newest request wins. Knows nothing of neurons.
mod cancel;

pub use cancel::Cancel;
