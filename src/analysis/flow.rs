//! Trajectories: what happens from here.
pub use crate::num::ode::End as OrbitEnd;

/// How to follow a trajectory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrajectoryOptions {
    /// Length of time, negative to go backward.
    pub span: f64,
    /// Error of one step, relative to the window.
    pub tolerance: f64,
    /// No more than so many steps.
    pub max_steps: usize,
    /// States at these intervals instead of at steps and bends.
    pub every: Option<f64>,
}

/// A trajectory with its spikes.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// Times from 0, in order of the integration (decreasing when backward).
    pub times: Vec<f64>,
    /// States, one per time. A reset appears as two states at one time.
    pub states: Vec<Vec<f64>>,
    /// Times of spikes.
    pub spikes: Vec<f64>,
    /// Indices into `times` of the states right after a reset.
    pub resets: Vec<usize>,
    /// Why it ended.
    pub end: OrbitEnd,
    /// Whether the system was stiff along the orbit and the implicit method took over.
    pub stiff: bool,
}
