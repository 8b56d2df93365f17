//! Euler's method, as the scripts of published papers use it.

/// Forward Euler with a fixed step, as an author's own script computed a figure. It is no accurate
/// integrator: at these steps the number of spikes can depend on the step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Euler {
    /// The step, in the model's unit of time.
    pub step: f64,
    /// How long to go on.
    pub span: f64,
    /// No more than so many steps.
    pub max_steps: usize,
}
