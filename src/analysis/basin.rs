//! Basins of attraction.
use super::{equilibrium::Equilibrium, problem::Window};

/// How to paint basins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BasinOptions {
    /// Columns and rows of cells.
    pub cells: [usize; 2],
}

/// What orbits tend to.
#[derive(Clone, Debug, PartialEq)]
pub enum Attractor {
    /// A stable equilibrium.
    Equilibrium(Equilibrium),
    /// A stable limit cycle of this period.
    Cycle {
        /// Its period.
        period: f64,
    },
}

/// Which attractor each cell of a grid reaches from its centre.
#[derive(Clone, Debug, PartialEq)]
pub struct Basin {
    /// The window.
    pub window: Window,
    /// Columns and rows.
    pub cells: [usize; 2],
    /// Index into `attractors` per cell, row by row from the lower left; −1 where none was reached.
    pub labels: Vec<i32>,
    /// The attractors.
    pub attractors: Vec<Attractor>,
}
