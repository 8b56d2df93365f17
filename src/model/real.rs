//! The scalar that formulas are generic in, and the few functions that neuron models share.
use num_dual::DualNum;

/// A real number, or a real number that carries exact derivatives.
///
/// Models are written once over `Real`; with `f64` they yield values, with dual numbers exact
/// derivatives of first to third order.
pub trait Real: DualNum<Primitive = f64> + Copy + Send + Sync {}
impl<S: DualNum<Primitive = f64> + Copy + Send + Sync> Real for S {}

/// The logistic function `1 / (1 + e^(−x))`.
///
/// Written with the exponential that cannot overflow on either side, so that its derivatives stay
/// finite for any finite `x`.
#[inline]
pub fn logistic<S: Real>(x: S) -> S {
    if x.re() >= 0.0 {
        ((-x).exp() + 1.0).recip()
    } else {
        let e = x.exp();
        e / (e + 1.0)
    }
}

/// `tanh x`, by one exponential that cannot overflow.
#[inline]
pub fn tanh<S: Real>(x: S) -> S {
    logistic(x * 2.0) * 2.0 - 1.0
}

/// `x / (1 − e^(−x))`, with its limit 1 at `x = 0` and the limits of its derivatives.
///
/// For `|x| < 0.05` by its Taylor series `1 + x/2 + x²/12 − x⁴/720 + x⁶/30240 − x⁸/1209600`, whose
/// first omitted term is below 1e-19 there, because the quotient loses digits near 0 and is `0/0` at 0.
#[inline]
pub fn linexp<S: Real>(x: S) -> S {
    if x.re().abs() < 0.05 {
        let q = x * x;
        x * 0.5
            + 1.0
            + q * (q * (q * (q * (-1.0 / 1_209_600.0) + 1.0 / 30_240.0) - 1.0 / 720.0) + 1.0 / 12.0)
    } else if x.re() > 0.0 {
        x / (-(-x).exp() + 1.0)
    } else {
        let e = x.exp();
        x * e / (e - 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_dual::{Dual3_64, Dual64};

    /// σ' = σ(1 − σ), and neither tail may turn into NaN.
    #[test]
    fn logistic_has_its_derivative_and_never_overflows() {
        for x in [-900.0, -40.0, -1.0, 0.0, 1.0, 40.0, 900.0] {
            let s = logistic(Dual64::new(x, 1.0));
            assert!((s.eps - s.re * (1.0 - s.re)).abs() <= 1e-15, "{x}");
            assert!((s.re + logistic(-x) - 1.0).abs() <= 1e-15, "{x}");
        }
    }

    #[test]
    fn tanh_is_tanh() {
        for x in [-30.0, -2.0, -0.1, 0.0, 0.1, 2.0, 30.0_f64] {
            assert!((tanh(x) - x.tanh()).abs() < 4e-16, "{x}");
        }
    }

    /// From the series: value 1, slope 1/2, curvature 1/6, third derivative 0 at x = 0; and the
    /// two formulas meet at ±0.05.
    #[test]
    fn linexp_is_smooth_through_zero() {
        let d = linexp(Dual3_64::new(0.0, 1.0, 0.0, 0.0));
        assert_eq!((d.re, d.v1, d.v3), (1.0, 0.5, 0.0));
        assert!((d.v2 - 1.0 / 6.0).abs() < 1e-16);
        for x in [0.05, -0.05] {
            let inside = linexp(Dual3_64::new(x * (1.0 - 1e-12), 1.0, 0.0, 0.0));
            let outside = linexp(Dual3_64::new(x * (1.0 + 1e-12), 1.0, 0.0, 0.0));
            assert!((inside.re - outside.re).abs() < 1e-12);
            assert!((inside.v1 - outside.v1).abs() < 1e-11);
            assert!((inside.v2 - outside.v2).abs() < 1e-9);
        }
        assert!(linexp(-800.0_f64).abs() < 1e-300 && linexp(800.0_f64) == 800.0);
    }
}
