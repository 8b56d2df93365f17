//! Roots of functions of one variable.

/// A root of `f` between `a` and `b`, given as `(x, f(x))` with different signs.
///
/// Brent's method, down to an interval of `tolerance` times the larger of the start interval and
/// machine precision; always inside the bracket, never slower than bisection by more than a factor
/// of about two.
///
/// # Source
/// Brent, *Algorithms for Minimization without Derivatives* (1973), ch. 4.
pub fn bracketed(
    mut f: impl FnMut(f64) -> f64,
    a: (f64, f64),
    b: (f64, f64),
    tolerance: f64,
) -> f64 {
    let ((mut a, mut fa), (mut b, mut fb)) = (a, b);
    let width = tolerance * (b - a).abs();
    let (mut c, mut fc, mut d, mut e) = (a, fa, b - a, b - a);
    for _ in 0..200 {
        if (fb > 0.0) == (fc > 0.0) {
            (c, fc, d, e) = (a, fa, b - a, b - a);
        }
        if fc.abs() < fb.abs() {
            (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb);
        }
        let eps = 2.0 * f64::EPSILON * b.abs() + 0.5 * width;
        let m = 0.5 * (c - b);
        if m.abs() <= eps || fb == 0.0 {
            return b;
        }
        if e.abs() >= eps && fa.abs() > fb.abs() {
            let s = fb / fa;
            let (mut p, mut q) = if a == c {
                (2.0 * m * s, 1.0 - s)
            } else {
                let (q, r) = (fa / fc, fb / fc);
                (
                    s * (2.0 * m * q * (q - r) - (b - a) * (r - 1.0)),
                    (q - 1.0) * (r - 1.0) * (s - 1.0),
                )
            };
            if p > 0.0 {
                q = -q;
            } else {
                p = -p;
            }
            if 2.0 * p < (3.0 * m * q - (eps * q).abs()).min((e * q).abs()) {
                (e, d) = (d, p / q);
            } else {
                (d, e) = (m, m);
            }
        } else {
            (d, e) = (m, m);
        }
        (a, fa) = (b, fb);
        b += if d.abs() > eps { d } else { eps.copysign(m) };
        fb = f(b);
    }
    b
}

#[cfg(test)]
mod tests {
    use super::bracketed;

    /// cos x = x at 0.739085133215160641655…; x³ = 2 at 2^(1/3); a step at 0.3 has no zero but a
    /// change of sign, which is found too.
    #[test]
    fn brent_finds_known_roots() {
        let f = |x: f64| x.cos() - x;
        assert!(
            (bracketed(f, (0.0, f(0.0)), (1.0, f(1.0)), 1e-15) - 0.739_085_133_215_160_6).abs()
                < 1e-15
        );
        let f = |x: f64| x.powi(3) - 2.0;
        assert!((bracketed(f, (0.0, f(0.0)), (10.0, f(10.0)), 1e-16) - 2f64.cbrt()).abs() < 1e-15);
        let f = |x: f64| if x < 0.3 { -1.0 } else { 1.0 };
        assert!((bracketed(f, (0.0, -1.0), (1.0, 1.0), 1e-15) - 0.3).abs() < 1e-14);
    }
}
