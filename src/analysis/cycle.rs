//! Limit cycles: what is known of one, and how to search for them.
use nalgebra::Complex;

/// How to search for cycles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CycleOptions {
    /// Error of one integration step, relative to the window, in the last Newton steps.
    pub tolerance: f64,
    /// Cycles whose |log multiplier| is below this are left out: they cannot be told from a centre.
    pub weakest: f64,
}

impl Default for CycleOptions {
    fn default() -> Self {
        Self {
            tolerance: 1e-12,
            weakest: 1e-4,
        }
    }
}

/// A limit cycle.
#[derive(Clone, Debug, PartialEq)]
pub struct Cycle {
    /// Whether nearby orbits come to it.
    pub stable: bool,
    /// Period, in the model's unit of time.
    pub period: f64,
    /// ln|μ| of the non-trivial Floquet multiplier μ; `None` when μ = 0.
    pub log_multiplier: Option<f64>,
    /// μ itself, with more variables the largest of several; negative ones occur in reset models,
    /// complex ones with more than two variables.
    pub multiplier: Complex<f64>,
    /// Smallest value of each variable.
    pub min: Vec<f64>,
    /// Largest value of each variable.
    pub max: Vec<f64>,
    /// Points along one period in the plane, the last equal to the first. Jumps of reset models are
    /// included as two points in a row.
    pub points: Vec<[f64; 2]>,
    /// The states at the points, with all variables; empty where the points are the states.
    pub states: Vec<Vec<f64>>,
    /// Time of each point, from 0 to the period.
    pub times: Vec<f64>,
    /// Spikes per period; `None` for smooth models.
    pub spikes: Option<usize>,
}

impl Cycle {
    /// Where a reset model's orbit restarts after each of its spikes.
    pub(super) fn restarts(&self) -> impl Iterator<Item = [f64; 2]> {
        let jumps = self.times.windows(2).zip(self.points.windows(2));
        jumps.filter(|(t, _)| t[0] == t[1]).map(|(_, p)| p[1])
    }
}
