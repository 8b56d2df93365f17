//! The three-stage Radau IIA method of order 5 for stiff systems, with exact Jacobians.
//!
//! Its collocation equations are solved by simplified Newton steps on all stages at once; stiff
//! orbits are rare here, so clarity comes before the last factor of speed.
//!
//! # Source
//! Hairer and Wanner, *Solving Ordinary Differential Equations II*, 2nd ed., IV.8.
use super::System;
use nalgebra::{DMatrix, DVector, SVector};

/// Displacements of the three collocation states from the start of the step.
pub(super) type Stages<const N: usize> = [SVector<f64, N>; 3];

const SQRT6: f64 = 2.449_489_742_783_178;
const C: [f64; 3] = [(4.0 - SQRT6) / 10.0, (4.0 + SQRT6) / 10.0, 1.0];
const A: [[f64; 3]; 3] = [
    [
        (88.0 - 7.0 * SQRT6) / 360.0,
        (296.0 - 169.0 * SQRT6) / 1800.0,
        (-2.0 + 3.0 * SQRT6) / 225.0,
    ],
    [
        (296.0 + 169.0 * SQRT6) / 1800.0,
        (88.0 + 7.0 * SQRT6) / 360.0,
        (-2.0 - 3.0 * SQRT6) / 225.0,
    ],
    [(16.0 - SQRT6) / 36.0, (16.0 + SQRT6) / 36.0, 1.0 / 9.0],
];
/// Weights of the error estimate.
const E: [f64; 3] = [
    (-13.0 - 7.0 * SQRT6) / 3.0,
    (-13.0 + 7.0 * SQRT6) / 3.0,
    -1.0 / 3.0,
];
/// The real eigenvalue of the inverse of `A`: 3 + 3^(2/3) − 3^(1/3).
const MU: f64 = 3.637_834_252_744_496;

/// One step of size `h` from `x` at time `t`: the end state and the stages; `None` when Newton's method does not
/// bring the change of a stage below `tolerance` of its size or of `scale`, whichever is larger. (A
/// component that dies out needs no more digits than any other.)
pub(super) fn step<const N: usize>(
    system: &impl System<N>,
    t: f64,
    x: &SVector<f64, N>,
    h: f64,
    (tolerance, scale): (f64, &SVector<f64, N>),
) -> Option<(SVector<f64, N>, Stages<N>)> {
    let jacobian = system.jacobian(t, x);
    let matrix = DMatrix::from_fn(3 * N, 3 * N, |r, c| {
        let identity = if r == c { 1.0 } else { 0.0 };
        identity - h * A[r / N][c / N] * jacobian[(r % N, c % N)]
    });
    let lu = matrix.lu();
    let mut z = [SVector::<f64, N>::zeros(); 3];
    let mut last = f64::INFINITY;
    for _ in 0..25 {
        let f = [0, 1, 2].map(|i| system.rhs(t + C[i] * h, &(x + z[i])));
        let residual = DVector::from_fn(3 * N, |r, _| {
            let (i, n) = (r / N, r % N);
            h * (A[i][0] * f[0][n] + A[i][1] * f[1][n] + A[i][2] * f[2][n]) - z[i][n]
        });
        let change = lu.solve(&residual)?;
        if !change.iter().all(|v| v.is_finite()) {
            return None;
        }
        let mut worst = 0.0_f64;
        for r in 0..3 * N {
            z[r / N][r % N] += change[r];
            let size = scale[r % N].max(x[r % N].abs() + z[r / N][r % N].abs());
            worst = worst.max(change[r].abs() / size);
        }
        if worst <= tolerance.max(1e-15) {
            return Some((x + z[2], z));
        }
        if worst > 2.0 * last {
            return None;
        }
        last = worst;
    }
    None
}

/// The estimated error of a step, each component divided by its `weight`, root mean square.
pub(super) fn error<const N: usize>(
    system: &impl System<N>,
    t: f64,
    x: &SVector<f64, N>,
    f0: &SVector<f64, N>,
    z: &Stages<N>,
    h: f64,
    weight: &SVector<f64, N>,
) -> f64 {
    let jacobian = system.jacobian(t, x);
    let lu = DMatrix::from_fn(
        N,
        N,
        |r, c| if r == c { MU / h } else { 0.0 } - jacobian[(r, c)],
    )
    .lu();
    let ze = (z[0] * E[0] + z[1] * E[1] + z[2] * E[2]) / h;
    let estimate = |f: &SVector<f64, N>| {
        lu.solve(&DVector::from_fn(N, |i, _| f[i] + ze[i]))
            .map_or(SVector::repeat(f64::NAN), |e| SVector::from_fn(|i, _| e[i]))
    };
    let norm = |e: &SVector<f64, N>| (e.component_div(weight).norm_squared() / N as f64).sqrt();
    let first = estimate(f0);
    if norm(&first) <= 1.0 {
        norm(&first)
    } else {
        norm(&estimate(&system.rhs(t, &(x + first))))
    }
}

/// The collocation polynomial at `theta` in 0..=1.
pub(super) fn interpolate<const N: usize>(
    x0: &SVector<f64, N>,
    z: &Stages<N>,
    theta: f64,
) -> SVector<f64, N> {
    let basis = |i: usize| {
        (0..3).filter(|&j| j != i).fold(theta / C[i], |product, j| {
            product * (theta - C[j]) / (C[i] - C[j])
        })
    };
    x0 + z[0] * basis(0) + z[1] * basis(1) + z[2] * basis(2)
}
