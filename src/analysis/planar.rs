//! A vector field in the plane with the window that sets its scales.
use super::problem::Window;
use crate::model::{Field, Orbit, Run, RunEnd};
use crate::num::ode::Watch;
use nalgebra::Matrix2;

/// A vector field of two variables, seen in a window.
pub struct Planar {
    field: Box<dyn Field>,
    window: Window,
    scale: [f64; 2],
}

impl Planar {
    /// The field in the given window.
    ///
    /// # Panics
    /// When the field does not have two variables.
    pub fn new(field: Box<dyn Field>, window: Window) -> Self {
        assert_eq!(field.dimension(), 2, "a planar field has two variables");
        Self {
            field,
            window,
            scale: window.size(),
        }
    }

    /// The window.
    pub fn window(&self) -> Window {
        self.window
    }

    /// The widths of the window: the size of each variable that counts as one.
    pub fn scale(&self) -> &[f64; 2] {
        &self.scale
    }

    /// The field itself.
    pub fn field(&self) -> &dyn Field {
        &*self.field
    }

    /// The right-hand side.
    pub fn f(&self, x: [f64; 2]) -> [f64; 2] {
        let mut out = [0.0; 2];
        self.field.rhs(&x, &mut out);
        out
    }

    /// The exact Jacobian.
    pub fn jacobian(&self, x: [f64; 2]) -> Matrix2<f64> {
        let mut out = [0.0; 4];
        self.field.jacobian(&x, &mut out);
        Matrix2::new(out[0], out[1], out[2], out[3])
    }

    /// The second directional derivative `D²f(x)(v, w)`.
    pub fn second(&self, x: [f64; 2], v: [f64; 2], w: [f64; 2]) -> [f64; 2] {
        let mut out = [0.0; 2];
        self.field.second(&x, &v, &w, &mut out);
        out
    }

    /// The trace of the Jacobian.
    pub fn divergence(&self, x: [f64; 2]) -> f64 {
        self.field.divergence(&x)
    }

    /// A run with the window's scales: see [`Run::new`].
    pub fn run(&self, span: f64, tolerance: f64) -> Run<'_> {
        Run::new(span, tolerance, &self.scale)
    }

    /// Integrates; see [`Field::integrate`].
    pub fn integrate(
        &self,
        start: [f64; 2],
        run: &Run<'_>,
        mut watch: impl FnMut(&Orbit<'_>) -> Watch,
    ) -> RunEnd {
        self.field.integrate(&start, run, &mut watch)
    }
}
