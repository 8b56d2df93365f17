//! Cycles as solutions of a boundary value problem: the collocation solver in a model's own units.
use super::{diagram::CyclePoint, vary::Vary};
use crate::model::Family;
use crate::num::collocation::{Collocation, Orbit};
use crate::num::root::bracketed;

/// A family of one free parameter, seen in scaled variables: states in units of the window, the
/// parameter in units of its own from the lower end of its range.
pub(super) struct Rescaled<'a> {
    pub(super) family: &'a dyn Family,
    /// The size of each state variable that counts as one.
    pub(super) scale: Vec<f64>,
    pub(super) range: [f64; 2],
    /// The size of the parameter that counts as one.
    pub(super) unit: f64,
    /// The upper end of the range in that unit, from its lower end.
    pub(super) end: f64,
    /// Branches have points exactly at these values of the parameter.
    pub(super) marks: [f64; 2],
}

impl<'a> Rescaled<'a> {
    /// The family over the range of `vary`; `unit`, the size of the parameter that counts as one, is
    /// the width of the range unless that is narrower.
    pub(super) fn new(family: &'a dyn Family, scale: &[f64], vary: &Vary, unit: f64) -> Self {
        let unit = unit.max(vary.width());
        Self {
            family,
            scale: scale.to_vec(),
            range: vary.range,
            unit,
            end: vary.width() / unit,
            marks: vary.range,
        }
    }

    pub(super) fn n(&self) -> usize {
        self.scale.len()
    }

    /// The parameter's value, so many units from the lower end; exactly the upper one at `end`.
    pub(super) fn parameter(&self, p: f64) -> f64 {
        let [lo, hi] = self.range;
        if p == self.end {
            hi
        } else {
            lo + p * self.unit
        }
    }

    /// How many units a value of the parameter is above the lower end.
    pub(super) fn part(&self, value: f64) -> f64 {
        let [lo, hi] = self.range;
        if value == hi {
            self.end
        } else {
            (value - lo) / self.unit
        }
    }

    pub(super) fn raw(&self, x: &[f64]) -> Vec<f64> {
        x.iter().zip(&self.scale).map(|(x, s)| x * s).collect()
    }

    pub(super) fn scaled(&self, x: &[f64]) -> Vec<f64> {
        x.iter().zip(&self.scale).map(|(x, s)| x / s).collect()
    }

    /// Right-hand sides and Jacobians in scaled variables.
    pub(super) fn flow(&self, states: &[f64], p: f64, values: &mut [f64], jacobians: &mut [f64]) {
        let n = self.n();
        let width = self.unit;
        let mut raw = states.to_vec();
        for x in raw.chunks_exact_mut(n) {
            for (x, s) in x.iter_mut().zip(&self.scale) {
                *x *= s;
            }
        }
        self.family
            .sample(&raw, &[self.parameter(p)], values, jacobians);
        for (f, j) in values
            .chunks_exact_mut(n)
            .zip(jacobians.chunks_exact_mut(n * (n + 1)))
        {
            for r in 0..n {
                let by = 1.0 / self.scale[r];
                f[r] *= by;
                let row = &mut j[r * (n + 1)..(r + 1) * (n + 1)];
                for (v, s) in row.iter_mut().zip(&self.scale) {
                    *v *= by * s;
                }
                row[n] *= by * width;
            }
        }
    }

    /// One component of the right-hand side at a scaled state.
    fn component(&self, x: &[f64], p: f64, i: usize) -> f64 {
        let mut z = self.raw(x);
        z.push(self.parameter(p));
        let mut f = vec![0.0; self.n()];
        self.family.rhs(&z, &mut f);
        f[i]
    }
}

/// The non-trivial Floquet multiplier of largest modulus, as ln|μ|: in the plane the integral of the
/// divergence, which is exact however small the multiplier; with more variables from the relation
/// `P δ(0) + Q δ(1) = 0`.
pub(super) fn log_multiplier(
    solver: &Collocation<'_>,
    field: &Rescaled<'_>,
    orbit: &Orbit,
    ends: &[Vec<f64>; 2],
) -> f64 {
    let n = field.n();
    if n == 2 {
        return divergence(solver, field, orbit);
    }
    multiplier(n, ends).map_or(f64::NAN, |m| m.norm().ln())
}

/// The non-trivial Floquet multiplier of largest modulus, from `P δ(0) + Q δ(1) = 0`; of a pair the one
/// with positive imaginary part.
pub(super) fn multiplier(n: usize, ends: &[Vec<f64>; 2]) -> Option<nalgebra::Complex<f64>> {
    let p = nalgebra::DMatrix::from_row_slice(n, n, &ends[0]);
    let q = nalgebra::DMatrix::from_row_slice(n, n, &ends[1]);
    let monodromy = q.lu().solve(&-p)?;
    let mut multipliers: Vec<_> = monodromy.complex_eigenvalues().iter().copied().collect();
    // The trivial one is nearest to 1.
    let from_one = |m: &nalgebra::Complex<f64>| (m - 1.0).norm();
    if let Some(k) = (0..multipliers.len())
        .min_by(|&a, &b| from_one(&multipliers[a]).total_cmp(&from_one(&multipliers[b])))
    {
        multipliers.remove(k);
    }
    multipliers
        .into_iter()
        .max_by(|a, b| a.norm().total_cmp(&b.norm()).then(a.im.total_cmp(&b.im)))
}

/// det(M + 1) up to a positive factor, where M is the monodromy matrix of an orbit of `n` variables
/// with `P δ(0) + Q δ(1) = 0`: it changes its sign where a multiplier passes −1. In the plane, where the
/// other multiplier is positive, it never does.
pub(super) fn flip(n: usize, ends: &[Vec<f64>; 2]) -> f64 {
    if n == 2 {
        return 1.0;
    }
    let p = nalgebra::DMatrix::from_row_slice(n, n, &ends[0]);
    let q = nalgebra::DMatrix::from_row_slice(n, n, &ends[1]);
    let size = (p.norm() + q.norm()).max(f64::MIN_POSITIVE);
    // M = −Q⁻¹ P, so that det(M + 1) = det(Q − P) / det Q.
    ((&q - p) / size).determinant() * q.determinant().signum()
}

/// The integral of the divergence over one period.
pub(super) fn divergence(solver: &Collocation<'_>, field: &Rescaled<'_>, orbit: &Orbit) -> f64 {
    let n = field.n();
    let width = n * (n + 1);
    let count = orbit.at.inner.len() / n;
    let (mut f, mut j) = (vec![0.0; count * n], vec![0.0; count * width]);
    field.flow(&orbit.at.inner, orbit.at.parameter, &mut f, &mut j);
    let mut rows = j.chunks_exact(width);
    solver.integral(orbit, |_| {
        let row = rows.next().expect("one Jacobian for every inner point");
        (0..n).map(|i| row[i * (n + 1) + i]).sum()
    })
}

/// What is shown of an orbit.
pub(super) fn measure(
    solver: &Collocation<'_>,
    field: &Rescaled<'_>,
    orbit: &Orbit,
    log_multiplier: f64,
) -> CyclePoint {
    let n = field.n();
    let p = orbit.at.parameter;
    let (mut min, mut max, mut on) = (vec![0.0; n], vec![0.0; n], vec![]);
    for i in 0..n {
        let high = extreme(solver, field, orbit, i, 1.0);
        if i == 0 {
            on = field.raw(&high);
        }
        max[i] = high[i] * field.scale[i];
        min[i] = extreme(solver, field, orbit, i, -1.0)[i] * field.scale[i];
    }
    CyclePoint {
        parameter: field.parameter(p),
        period: orbit.at.log_period.exp(),
        stable: log_multiplier < 0.0,
        log_multiplier: log_multiplier.is_finite().then_some(log_multiplier),
        min,
        max,
        on,
    }
}

/// The scaled state at which a variable is largest (`sign` 1) or smallest (−1).
fn extreme(
    solver: &Collocation<'_>,
    field: &Rescaled<'_>,
    orbit: &Orbit,
    variable: usize,
    sign: f64,
) -> Vec<f64> {
    let n = field.n();
    let intervals = orbit.mesh.len() - 1;
    let best = (0..intervals)
        .max_by(|&a, &b| {
            let top = |j: usize| {
                let of = |x: &[f64]| sign * x[variable];
                let inner = orbit.at.inner[j * (orbit.at.inner.len() / intervals)..]
                    [..orbit.at.inner.len() / intervals]
                    .chunks_exact(n)
                    .map(of)
                    .fold(f64::NEG_INFINITY, f64::max);
                inner.max(of(&orbit.at.nodes[j * n..]))
            };
            top(a).total_cmp(&top(b))
        })
        .unwrap_or(0);
    // The velocity changes its sign in the best interval or in one of its neighbours.
    let mut x = vec![0.0; n];
    let speed = |j: usize, theta: f64, x: &mut Vec<f64>| {
        solver.value(&orbit.at, j, theta, x);
        sign * field.component(x, orbit.at.parameter, variable)
    };
    for j in [
        best,
        (best + intervals - 1) % intervals,
        (best + 1) % intervals,
    ] {
        const PARTS: usize = 8;
        let mut before = speed(j, 0.0, &mut x);
        for k in 1..=PARTS {
            let theta = k as f64 / PARTS as f64;
            let after = speed(j, theta, &mut x);
            if before > 0.0 && after <= 0.0 {
                let from = (k - 1) as f64 / PARTS as f64;
                let at = bracketed(
                    |s| speed(j, s, &mut x),
                    (from, before),
                    (theta, after),
                    1e-9,
                );
                solver.value(&orbit.at, j, at, &mut x);
                // Another maximum in this interval may be the larger one; the samples decide.
                let here = sign * x[variable];
                if here >= sign * orbit.at.nodes[best * n + variable] - 1e-12 {
                    return x;
                }
            }
            before = after;
        }
    }
    x.copy_from_slice(&orbit.at.nodes[best * n..(best + 1) * n]);
    x
}
