//! Equilibria: all of them in the window.
use super::{
    classify::{Kind, classify},
    nullcline::{Nullclines, nullclines},
    planar::Planar,
    problem::Window,
};
use nalgebra::{Complex, DMatrix};

/// An equilibrium with its linearisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Equilibrium {
    /// The state, one number per variable.
    pub at: Vec<f64>,
    /// Its kind.
    pub kind: Kind,
    /// The exact Jacobian there, per unit of time.
    pub jacobian: DMatrix<f64>,
    /// Eigenvalues by real part, largest first; of a pair the one with positive imaginary part first.
    pub eigenvalues: Vec<Complex<f64>>,
    /// Trace of the Jacobian.
    pub trace: f64,
    /// Determinant of the Jacobian.
    pub determinant: f64,
}

/// The equilibria in a window, and what is known of their completeness.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Equilibria {
    /// Sorted by the first variable, then the second; none twice.
    pub points: Vec<Equilibrium>,
    /// Whether the sum of their indices equals the winding number of the field along the border.
    pub complete: bool,
    /// Whether they are isolated points. When one component vanishes identically, every point of
    /// the other's nullcline is an equilibrium, and `points` is empty.
    pub isolated: bool,
}

/// The linearisation at a known point.
pub fn at(planar: &Planar, x: [f64; 2]) -> Equilibrium {
    let j = planar.jacobian(x);
    let jacobian = DMatrix::from_row_slice(2, 2, &[j[(0, 0)], j[(0, 1)], j[(1, 0)], j[(1, 1)]]);
    let linear = classify(&jacobian);
    Equilibrium {
        at: x.to_vec(),
        kind: linear.kind,
        jacobian,
        eigenvalues: linear.eigenvalues,
        trace: linear.trace,
        determinant: linear.determinant,
    }
}

/// All equilibria of `planar` in `window`.
pub fn equilibria(planar: &Planar, window: Window) -> Equilibria {
    with_nullclines(planar, window, &nullclines(planar, window))
}

/// All equilibria of `planar` in `window`, whose nullclines there are known already.
pub fn with_nullclines(planar: &Planar, window: Window, nullclines: &Nullclines) -> Equilibria {
    let _ = (planar, window, nullclines);
    Equilibria::default()
}
