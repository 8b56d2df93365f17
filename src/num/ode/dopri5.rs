//! The Dormand-Prince pair of order 5 with embedded error of order 4 and dense output of order 4.
//!
//! # Source
//! Hairer, Nørsett and Wanner, *Solving Ordinary Differential Equations I*, 2nd ed., II.5 and II.6.
use super::System;
use nalgebra::SVector;

type V<const N: usize> = SVector<f64, N>;

/// Stages of one step: the first is the slope at its start; the second is used by no later formula.
pub(super) type Stages<const N: usize> = [V<N>; 5];

/// One step of size `h` from `x` at time `t` with slope `f0` there: the end state, the stages 1, 3, 4, 5, 6, and
/// the state at which the last stage was taken (for the stiffness test).
#[inline]
pub(super) fn step<const N: usize>(
    sys: &impl System<N>,
    t: f64,
    x: &V<N>,
    f0: &V<N>,
    h: f64,
) -> (V<N>, Stages<N>, V<N>) {
    let k1 = *f0;
    let k2 = sys.rhs(t + 0.2 * h, &(x + k1 * (h * 0.2)));
    let k3 = sys.rhs(
        t + 0.3 * h,
        &(x + (k1 * (3.0 / 40.0) + k2 * (9.0 / 40.0)) * h),
    );
    let k4 = sys.rhs(
        t + 0.8 * h,
        &(x + (k1 * (44.0 / 45.0) - k2 * (56.0 / 15.0) + k3 * (32.0 / 9.0)) * h),
    );
    let k5 = sys.rhs(
        t + 8.0 / 9.0 * h,
        &(x + (k1 * (19372.0 / 6561.0) - k2 * (25360.0 / 2187.0) + k3 * (64448.0 / 6561.0)
            - k4 * (212.0 / 729.0))
            * h),
    );
    let x6 = x
        + (k1 * (9017.0 / 3168.0) - k2 * (355.0 / 33.0)
            + k3 * (46732.0 / 5247.0)
            + k4 * (49.0 / 176.0)
            - k5 * (5103.0 / 18656.0))
            * h;
    let k6 = sys.rhs(t + h, &x6);
    let x1 = x
        + (k1 * (35.0 / 384.0) + k3 * (500.0 / 1113.0) + k4 * (125.0 / 192.0)
            - k5 * (2187.0 / 6784.0)
            + k6 * (11.0 / 84.0))
            * h;
    (x1, [k1, k3, k4, k5, k6], x6)
}

/// The estimated error of a step, each component divided by its `weight`, root mean square.
#[inline]
pub(super) fn error<const N: usize>(k: &Stages<N>, f1: &V<N>, h: f64, weight: &V<N>) -> f64 {
    let e = k[0] * (71.0 / 57600.0) - k[1] * (71.0 / 16695.0) + k[2] * (71.0 / 1920.0)
        - k[3] * (17253.0 / 339_200.0)
        + k[4] * (22.0 / 525.0)
        - f1 * (1.0 / 40.0);
    h.abs() * (e.component_div(weight).norm_squared() / N as f64).sqrt()
}

/// Coefficients of the dense output of a step, for [`interpolate`].
#[inline]
pub(super) fn dense<const N: usize>(
    (x0, x1): (&V<N>, &V<N>),
    k: &Stages<N>,
    f1: &V<N>,
    h: f64,
) -> [V<N>; 4] {
    let d = x1 - x0;
    let b = k[0] * h - d;
    let q = k[0] * (-12_715_105_075.0 / 11_282_082_432.0)
        + k[1] * (87_487_479_700.0 / 32_700_410_799.0)
        - k[2] * (10_690_763_975.0 / 1_880_347_072.0)
        + k[3] * (701_980_252_875.0 / 199_316_789_632.0)
        - k[4] * (1_453_857_185.0 / 822_651_844.0)
        + f1 * (69_997_945.0 / 29_380_423.0);
    [d, b, d - f1 * h - b, q * h]
}

/// The dense output at `theta` in 0..=1.
#[inline]
pub(super) fn interpolate<const N: usize>(x0: &V<N>, c: &[V<N>; 4], theta: f64) -> V<N> {
    let s = 1.0 - theta;
    x0 + (c[0] + (c[1] + (c[2] + c[3] * s) * theta) * s) * theta
}
