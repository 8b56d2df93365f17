//! Fold and Hopf curves in state and two parameters: defining equations, and the test functions that
//! vanish at their special points.
use super::{
    normal_form::{Lyapunov, first_lyapunov},
    singular::{Border, Scaled, Singular},
};
use crate::model::Family;
use nalgebra::DMatrix;
use std::cell::RefCell;

/// The defining system of one curve. Points are the state followed by the two parameters.
pub(super) struct System<'a> {
    scaled: Scaled<'a>,
    kind: Singular,
    /// The border, renewed along the curve so that it stays close to the null vectors.
    border: RefCell<Border>,
}

impl<'a> System<'a> {
    /// The system with its border taken from the matrix at `z`; `None` where that is not finite, or
    /// where there is no such matrix (Hopf points in one dimension).
    ///
    /// `scale` has the sizes of the state variables.
    pub(super) fn new(
        family: &'a dyn Family,
        kind: Singular,
        scale: &'a [f64],
        z: &[f64],
    ) -> Option<Self> {
        let scaled = Scaled { family, scale };
        let border = RefCell::new(scaled.border(kind, z)?);
        Some(Self {
            scaled,
            kind,
            border,
        })
    }

    /// Values and Jacobian of the defining equations; not finite where there are none.
    pub(super) fn equations(&self, z: &[f64], values: &mut [f64], rows: &mut [f64]) {
        self.scaled
            .equations(self.kind, &self.border.borrow(), z, values, rows);
    }

    /// The null vectors at `z`, turned like the border: what the border becomes there.
    fn null(&self, z: &[f64]) -> Option<Border> {
        let mut new = self.scaled.border(self.kind, z)?;
        let old = self.border.borrow();
        if new.left.dot(&old.left) < 0.0 {
            new.left.neg_mut();
        }
        if new.right.dot(&old.right) < 0.0 {
            new.right.neg_mut();
        }
        Some(new)
    }

    /// Takes the null vectors at `z` as border from here on.
    pub(super) fn renew(&self, z: &[f64]) {
        if let Some(border) = self.null(z) {
            self.border.replace(border);
        }
    }

    /// Left times right null vector at a fold: it vanishes where zero is a double eigenvalue.
    pub(super) fn overlap(&self, z: &[f64]) -> f64 {
        self.null(z).map_or(f64::NAN, |b| b.left.dot(&b.right))
    }

    /// The quadratic coefficient at a fold, up to a positive factor: it vanishes at a cusp.
    pub(super) fn quadratic(&self, z: &[f64]) -> f64 {
        let Some(b) = self.null(z) else {
            return f64::NAN;
        };
        let (n, scale) = (b.right.len(), self.scaled.scale);
        let mut along = vec![0.0; n + 2];
        for i in 0..n {
            along[i] = b.right[i] * scale[i];
        }
        let mut out = vec![0.0; n];
        self.scaled.family.second(z, &along, &along, &mut out);
        (0..n).map(|i| b.left[i] * out[i] / scale[i]).sum()
    }

    /// ω² at a Hopf point: the product of the two eigenvalues whose sum vanishes; negative at a
    /// neutral saddle.
    pub(super) fn frequency2(&self, z: &[f64]) -> f64 {
        let j = self.scaled.raw(z);
        if j.nrows() == 2 {
            return j.determinant();
        }
        if !j.norm().is_finite() {
            return f64::NAN;
        }
        let values = j.complex_eigenvalues();
        (1..values.len())
            .flat_map(|p| (0..p).map(move |q| (p, q)))
            .map(|(p, q)| (values[p], values[q]))
            .min_by(|a, b| (a.0 + a.1).norm().total_cmp(&(b.0 + b.1).norm()))
            .map_or(f64::NAN, |(a, b)| (a * b).re)
    }

    /// The first Lyapunov coefficient at a Hopf point; `None` without a complex pair.
    pub(super) fn lyapunov(&self, z: &[f64]) -> Option<Lyapunov> {
        let j = self.scaled.raw(z);
        if !j.norm().is_finite() {
            return None;
        }
        first_lyapunov(self.scaled.family, z, &j)
    }

    /// The Jacobian by the state, balanced by the scales.
    pub(super) fn jacobian(&self, z: &[f64]) -> DMatrix<f64> {
        self.scaled.jacobian(z)
    }
}
