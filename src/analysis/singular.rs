//! Where a linearisation becomes singular: folds and Hopf points by their defining equations.
use crate::model::Family;
use nalgebra::{DMatrix, DVector};

/// Which matrix, linear in the Jacobian J, becomes singular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Singular {
    /// J itself: a zero eigenvalue.
    Zero,
    /// The bialternate product 2 J ⊙ 1: two eigenvalues whose sum is zero, a Hopf point when they are
    /// imaginary and a neutral saddle when they are real. In the plane it is the trace.
    Sum,
}

impl Singular {
    /// The matrix of a Jacobian.
    pub(super) fn matrix(self, j: &DMatrix<f64>) -> DMatrix<f64> {
        match self {
            Self::Zero => j.clone(),
            Self::Sum => bialternate(j),
        }
    }
}

/// The bialternate product 2 J ⊙ 1 (Kuznetsov, *Elements of Applied Bifurcation Theory*, 10.2.3):
/// its eigenvalues are the sums of two different eigenvalues of J.
fn bialternate(j: &DMatrix<f64>) -> DMatrix<f64> {
    let pairs: Vec<(usize, usize)> = (1..j.nrows())
        .flat_map(|p| (0..p).map(move |q| (p, q)))
        .collect();
    DMatrix::from_fn(pairs.len(), pairs.len(), |row, column| {
        let ((p, q), (r, s)) = (pairs[row], pairs[column]);
        if r == q {
            -j[(p, s)]
        } else if r == p && s == q {
            j[(p, p)] + j[(q, q)]
        } else if s == q {
            j[(p, r)]
        } else if r == p {
            j[(q, s)]
        } else if s == p {
            -j[(q, r)]
        } else {
            0.0
        }
    })
}

/// A family with the sizes of its state variables, in which linearisations are balanced.
pub(super) struct Scaled<'a> {
    pub(super) family: &'a dyn Family,
    /// The size of each state variable that counts as one.
    pub(super) scale: &'a [f64],
}

impl Scaled<'_> {
    fn n(&self) -> usize {
        self.family.dimension()
    }

    fn unknowns(&self) -> usize {
        self.n() + self.family.free()
    }

    /// The Jacobian by the state in raw units.
    pub(super) fn raw(&self, z: &[f64]) -> DMatrix<f64> {
        let (n, m) = (self.n(), self.unknowns());
        let mut rows = vec![0.0; n * m];
        self.family.jacobian(z, &mut rows);
        DMatrix::from_fn(n, n, |i, j| rows[i * m + j])
    }

    /// The Jacobian by the state, balanced.
    pub(super) fn jacobian(&self, z: &[f64]) -> DMatrix<f64> {
        self.balance(self.raw(z))
    }

    fn balance(&self, mut j: DMatrix<f64>) -> DMatrix<f64> {
        for r in 0..self.n() {
            for c in 0..self.n() {
                j[(r, c)] *= self.scale[c] / self.scale[r];
            }
        }
        j
    }

    /// The derivative of the balanced Jacobian in the direction `t` of states and parameters.
    pub(super) fn jacobian_along(&self, z: &[f64], t: &[f64]) -> DMatrix<f64> {
        let (n, m) = (self.n(), self.unknowns());
        let mut j = DMatrix::zeros(n, n);
        let (mut unit, mut out) = (vec![0.0; m], vec![0.0; n]);
        for c in 0..n {
            unit[c] = 1.0;
            self.family.second(z, &unit, t, &mut out);
            unit[c] = 0.0;
            for r in 0..n {
                j[(r, c)] = out[r];
            }
        }
        self.balance(j)
    }

    /// The determinant of the singular matrix at `z`, and its derivative in the direction `t`.
    pub(super) fn test(&self, kind: Singular, z: &[f64], t: &[f64]) -> (f64, f64) {
        let matrix = kind.matrix(&self.jacobian(z));
        let change = kind.matrix(&self.jacobian_along(z, t));
        let slope = (0..matrix.ncols())
            .map(|c| {
                let mut one = matrix.clone();
                one.set_column(c, &change.column(c));
                one.determinant()
            })
            .sum();
        (matrix.determinant(), slope)
    }

    /// The equations `f = 0, g = 0` of a singular equilibrium: n + 1 values and their Jacobian by the
    /// state and all free parameters, row by row. `border` comes from [`Scaled::border`].
    ///
    /// g is the scalar of the minimally augmented system (Govaerts 2000): it vanishes exactly where the
    /// matrix is singular, and its gradient is exact.
    pub(super) fn equations(
        &self,
        kind: Singular,
        border: &Border,
        z: &[f64],
        values: &mut [f64],
        jacobian: &mut [f64],
    ) {
        let (n, m) = (self.n(), self.unknowns());
        self.family.rhs(z, &mut values[..n]);
        self.family.jacobian(z, &mut jacobian[..n * m]);
        let matrix = kind.matrix(&self.jacobian(z));
        let k = matrix.nrows();
        let mut whole = DMatrix::zeros(k + 1, k + 1);
        whole.view_mut((0, 0), (k, k)).copy_from(&matrix);
        for i in 0..k {
            whole[(i, k)] = border.left[i];
            whole[(k, i)] = border.right[i];
        }
        let mut unit = DVector::zeros(k + 1);
        unit[k] = 1.0;
        let nan = DVector::from_element(k + 1, f64::NAN);
        let v = whole
            .clone()
            .lu()
            .solve(&unit)
            .unwrap_or_else(|| nan.clone());
        let w = whole.transpose().lu().solve(&unit).unwrap_or(nan);
        values[n] = v[k];
        let mut direction = vec![0.0; m];
        for j in 0..m {
            direction[j] = 1.0;
            let change = kind.matrix(&self.jacobian_along(z, &direction));
            direction[j] = 0.0;
            jacobian[n * m + j] = -(w.rows(0, k).transpose() * change * v.rows(0, k))[(0, 0)];
        }
    }

    /// The border that makes the scalar of [`Scaled::equations`] regular near `z`; `None` when the
    /// matrix has no value or no rows.
    pub(super) fn border(&self, kind: Singular, z: &[f64]) -> Option<Border> {
        let matrix = kind.matrix(&self.jacobian(z));
        if matrix.is_empty() || !matrix.norm().is_finite() {
            return None;
        }
        // Each side by its own decomposition: the left vector that comes with the right one is rounding
        // divided by rounding where the matrix is singular.
        let null = |m: DMatrix<f64>| {
            let svd = m.svd(false, true);
            let (least, _) = svd.singular_values.argmin();
            Some(svd.v_t?.row(least).transpose())
        };
        Some(Border {
            left: null(matrix.transpose())?,
            right: null(matrix)?,
        })
    }

    /// Newton's method from `guess` to an equilibrium at which the matrix is singular; the family has
    /// one free parameter of the given size. `None` when it does not converge.
    pub(super) fn locate(&self, kind: Singular, guess: &[f64], size: f64) -> Option<Vec<f64>> {
        let n = self.n();
        assert_eq!(self.family.free(), 1, "one parameter for one condition");
        let unit = |j: usize| if j < n { self.scale[j] } else { size };
        let mut z = guess.to_vec();
        let (mut values, mut rows) = (vec![0.0; n + 1], vec![0.0; (n + 1) * (n + 1)]);
        let mut last = f64::INFINITY;
        for _ in 0..12 {
            let border = self.border(kind, &z)?;
            self.equations(kind, &border, &z, &mut values, &mut rows);
            let matrix = DMatrix::from_fn(n + 1, n + 1, |i, j| rows[i * (n + 1) + j] * unit(j));
            let change = matrix.lu().solve(&-DVector::from_column_slice(&values))?;
            let length = change.norm();
            if !length.is_finite() || length > 1e3 {
                return None;
            }
            for j in 0..=n {
                z[j] += change[j] * unit(j);
            }
            // Quadratic until rounding: the first step that no longer shrinks is the last.
            if length < 1e-13 || (length < 1e-9 && length > 0.1 * last) {
                return Some(z);
            }
            last = length;
        }
        (last < 1e-9).then_some(z)
    }
}

impl Scaled<'_> {
    /// Newton's method from `guess` to a point at which two branches of equilibria cross: there a left
    /// null vector of the Jacobian vanishes against the derivative by the parameter too. The family has
    /// one free parameter of the given size.
    ///
    /// Moore's extended system (1980): `f + β ψ = 0`, `ψᵀ f_x = 0`, `ψᵀ f_λ = 0`, `ψᵀ ψ = 1` is regular
    /// at a simple branch point, where `f = 0` alone is not.
    pub(super) fn crossing(&self, guess: &[f64], size: f64) -> Option<Vec<f64>> {
        let n = self.n();
        let (m, total) = (n + 1, 2 * n + 2);
        let unit = |j: usize| if j < n { self.scale[j] } else { size };
        let mut z = guess.to_vec();
        let svd = self.jacobian(&z).svd(true, false);
        let (least, _) = svd.singular_values.argmin();
        let mut psi = svd.u?.column(least).into_owned();
        let mut beta = 0.0;
        let (mut f, mut rows) = (vec![0.0; n], vec![0.0; n * m]);
        let mut last = f64::INFINITY;
        for _ in 0..12 {
            self.family.rhs(&z, &mut f);
            self.family.jacobian(&z, &mut rows);
            // Everything in scaled variables: a[i][j] = ∂f_i / ∂z_j.
            let a = DMatrix::from_fn(n, m, |i, j| rows[i * m + j] * unit(j) / self.scale[i]);
            let mut system = DMatrix::zeros(total, total);
            let mut right = DVector::zeros(total);
            for i in 0..n {
                right[i] = -(f[i] / self.scale[i] + beta * psi[i]);
                for j in 0..m {
                    system[(i, j)] = a[(i, j)];
                }
                system[(i, m)] = psi[i];
                system[(i, m + 1 + i)] = beta;
            }
            let (mut e, mut g, mut second) = (vec![0.0; m], vec![0.0; m], vec![0.0; n]);
            for k in 0..m {
                right[n + k] = -(0..n).map(|i| psi[i] * a[(i, k)]).sum::<f64>();
                e[k] = unit(k);
                for j in 0..m {
                    g[j] = unit(j);
                    self.family.second(&z, &e, &g, &mut second);
                    g[j] = 0.0;
                    system[(n + k, j)] = (0..n).map(|i| psi[i] * second[i] / self.scale[i]).sum();
                }
                e[k] = 0.0;
                for i in 0..n {
                    system[(n + k, m + 1 + i)] = a[(i, k)];
                }
            }
            right[total - 1] = 0.5 * (1.0 - psi.norm_squared());
            for i in 0..n {
                system[(total - 1, m + 1 + i)] = psi[i];
            }
            let change = system.lu().solve(&right)?;
            let length = change.norm();
            if !length.is_finite() || length > 10.0 {
                return None;
            }
            for (j, z) in z.iter_mut().enumerate() {
                *z += change[j] * unit(j);
            }
            beta += change[m];
            for i in 0..n {
                psi[i] += change[m + 1 + i];
            }
            if length < 1e-13 || (length < 1e-9 && length > 0.1 * last) {
                // An imperfect crossing has f = −β ψ, not an equilibrium.
                return (beta.abs() < 1e-9).then_some(z);
            }
            last = length;
        }
        None
    }
}

/// The border of a matrix that is nearly singular: approximate left and right null vectors.
pub(super) struct Border {
    pub(super) left: DVector<f64>,
    pub(super) right: DVector<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::Complex;

    /// The eigenvalues of 2 J ⊙ 1 are the sums of pairs: of diag(1, 2, 4) 3, 5 and 6; of any 4×4
    /// matrix the six sums of its eigenvalues, whose product is the determinant.
    #[test]
    fn the_bialternate_product_has_the_sums_of_eigenvalues() {
        let d = DMatrix::from_diagonal(&DVector::from_vec(vec![1.0, 2.0, 4.0]));
        let mut sums: Vec<f64> = bialternate(&d).diagonal().iter().copied().collect();
        sums.sort_by(f64::total_cmp);
        assert_eq!(sums, [3.0, 5.0, 6.0]);
        let j = DMatrix::from_fn(4, 4, |r, c| ((3 * r + 5 * c + r * c) as f64).sin());
        let l: Vec<Complex<f64>> = j.complex_eigenvalues().iter().copied().collect();
        let product: Complex<f64> = (1..4)
            .flat_map(|p| (0..p).map(move |q| (p, q)))
            .map(|(p, q)| l[p] + l[q])
            .product();
        let determinant = bialternate(&j).determinant();
        assert!((determinant - product.re).abs() < 1e-10 * product.norm().max(1.0));
    }
}
