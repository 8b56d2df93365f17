//! Equilibria: all of them in the window.
use super::classify::Kind;
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
