//! Euler's method, as the scripts of published papers use it.

/// Forward Euler with a fixed step, as an author's own script computed a figure. It is no accurate
/// integrator: at these steps the number of spikes can depend on the step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Euler {
    /// The step, in the model's unit of time.
    pub step: f64,
    /// How many steps the stimulus has gone on already.
    pub from: u64,
    /// The start is held for so long before it moves: the rest of a refractory period.
    pub held: f64,
    /// How long to go on.
    pub span: f64,
    /// No more than so many steps.
    pub max_steps: usize,
}

impl Euler {
    /// Steps of length `step` from the beginning of the stimulus for `span`, at most a million.
    pub fn new(step: f64, span: f64) -> Self {
        Self {
            step,
            from: 0,
            held: 0.0,
            span,
            max_steps: 1_000_000,
        }
    }
}
