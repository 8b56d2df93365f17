//! Zeros of a function along a segment.
use super::negative;

/// Where a function changes sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// At a zero.
    Zero(f64),
    /// By a jump or a pole.
    Jump(f64),
}

/// A continuous function may vary by no more than this part of its variation over the whole bracket
/// within the last two numbers that the bracket shrinks to; a logistic of relative width 1e-9 does
/// so by some 1e-5, a jump by all of it.
const JUMP: f64 = 1e-2;

/// Where `f` changes sign between `a` and `b`, given as `(t, f(t))`; `None` when it is not a number
/// somewhere in between.
///
/// Chandrupatla's method (inverse quadratic interpolation where it is safe, else bisection), begun
/// with the secant. Ends when the next step of a superlinearly converging sequence is below 1e-9,
/// which leaves an error at rounding, or when the bracket has shrunk to rounding.
///
/// # Source
/// Chandrupatla, Adv. Eng. Software 28 (1997) 145.
pub fn change(mut f: impl FnMut(f64) -> f64, a: (f64, f64), b: (f64, f64)) -> Option<Change> {
    let (mut x1, mut f1) = b;
    let (mut x2, mut f2) = a;
    for (x, y) in [a, b] {
        // Smaller than any product of a unit and a slope: a value that was lifted off zero.
        if y.abs() <= f64::MIN_POSITIVE {
            return Some(Change::Zero(x));
        }
    }
    let span = (b.0 - a.0).abs();
    let variation = (f1 - f2).abs();
    let mut t = f1 / (f1 - f2);
    let mut previous = f1.abs().min(f2.abs());
    for _ in 0..120 {
        if !(t > 0.0 && t < 1.0) {
            t = 0.5;
        }
        let x = x1 + t * (x2 - x1);
        let y = f(x);
        if y.is_nan() {
            return None;
        }
        let (x3, f3);
        if negative(y) == negative(f1) {
            (x3, f3) = (x1, f1);
        } else {
            (x3, f3) = (x2, f2);
            (x2, f2) = (x1, f1);
        }
        (x1, f1) = (x, y);
        if y == 0.0 {
            return Some(Change::Zero(x));
        }
        let width = (x2 - x1).abs();
        if width <= 1e-15 * span || width <= f64::EPSILON * 0.25 * x1.abs() {
            let jump = (f1 - f2).abs();
            let smooth = jump.is_finite() && jump <= JUMP * variation;
            let x = if f1.abs() <= f2.abs() { x1 } else { x2 };
            return Some(if smooth {
                Change::Zero(x)
            } else {
                Change::Jump(x)
            });
        }
        let xi = (x1 - x2) / (x3 - x2);
        let phi = (f1 - f2) / (f3 - f2);
        t = if phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi {
            let t = f1 / (f1 - f2) * f3 / (f3 - f2)
                - (x3 - x1) / (x2 - x1) * f1 / (f3 - f1) * f2 / (f2 - f3);
            let next = x1 + t * (x2 - x1);
            let fast = y.abs() < 1e-2 * previous && (0.0..=1.0).contains(&t);
            if fast && (next - x1).abs() <= 1e-9 * span {
                return Some(Change::Zero(next));
            }
            t.max(1e-15 * span / width).min(1.0 - 1e-15 * span / width)
        } else {
            0.5
        };
        previous = y.abs();
    }
    Some(Change::Jump(x1))
}

/// Whether a function that is positive at four equidistant points may dip to zero between the middle
/// two: whether the lines through the outer pairs meet near or below zero. A convex function lies
/// above both lines, a concave one above its chord.
pub fn may_dip(before: f64, a: f64, b: f64, after: f64) -> bool {
    let (down, up) = (before - a, after - b);
    // Values beyond a zero of their own, or flat ones, head nowhere.
    if !(down > 0.0 && up > 0.0) {
        return false;
    }
    // a − down t = b − up (1 − t).
    let t = ((a - b + up) / (down + up)).clamp(0.0, 1.0);
    (a - down * t).max(b - up * (1.0 - t)) < 0.3 * a.min(b)
}

/// A point between `a` and `c` where `f`, positive at both and smaller at `b`, is negative; `None`
/// when its minimum is not.
///
/// Brent's minimisation, ended as soon as the sign changes.
pub(super) fn dip(
    mut f: impl FnMut(f64) -> f64,
    a: f64,
    b: (f64, f64),
    c: f64,
) -> Option<(f64, f64)> {
    const GOLD: f64 = 0.381_966_011_250_105_1;
    let tolerance = 1e-9 * (c - a);
    let (mut lo, mut hi) = (a, c);
    let (mut x, mut fx) = b;
    let ((mut w, mut fw), (mut v, mut fv)) = (b, b);
    let (mut d, mut e) = (0.0_f64, 0.0_f64);
    for _ in 0..60 {
        let mid = 0.5 * (lo + hi);
        if (x - mid).abs() <= 2.0 * tolerance - 0.5 * (hi - lo) {
            break;
        }
        let mut golden = true;
        if e.abs() > tolerance {
            let r = (x - w) * (fx - fv);
            let q = (x - v) * (fx - fw);
            let mut p = (x - v) * q - (x - w) * r;
            let mut q = 2.0 * (q - r);
            if q > 0.0 {
                p = -p;
            }
            q = q.abs();
            if p.abs() < (0.5 * q * e).abs() && p > q * (lo - x) && p < q * (hi - x) {
                (e, d) = (d, p / q);
                golden = false;
            }
        }
        if golden {
            e = if x >= mid { lo - x } else { hi - x };
            d = GOLD * e;
        }
        let u = x + if d.abs() >= tolerance {
            d
        } else {
            tolerance.copysign(d)
        };
        let fu = f(u);
        if negative(fu) {
            return Some((u, fu));
        }
        if fu.is_nan() {
            return None;
        }
        if fu <= fx {
            if u >= x {
                lo = x;
            } else {
                hi = x;
            }
            ((v, fv), (w, fw), (x, fx)) = ((w, fw), (x, fx), (u, fu));
        } else {
            if u < x {
                lo = u;
            } else {
                hi = u;
            }
            if fu <= fw || w == x {
                ((v, fv), (w, fw)) = ((w, fw), (u, fu));
            } else if fu <= fv || v == x || v == w {
                (v, fv) = (u, fu);
            }
        }
    }
    None
}

/// All changes of sign between 0 and 1 that five samples and a search of their dips reveal, in order.
pub(super) fn search(f: impl Fn(f64) -> f64, start: f64, end: f64, out: &mut Vec<Change>) {
    let mut samples = vec![(0.0, start)];
    samples.extend([0.25, 0.5, 0.75].map(|t| (t, f(t))));
    samples.push((1.0, end));
    if samples.iter().any(|s| s.1.is_nan()) {
        return;
    }
    let sign = |y: f64| if negative(y) { -1.0 } else { 1.0 };
    let mut dips = vec![];
    for k in 0..5 {
        let (t, y) = samples[k];
        let s = sign(y);
        let lower = |other: Option<&(f64, f64)>| other.is_none_or(|o| s * o.1 >= s * y);
        let (before, after) = (k.checked_sub(1).map(|m| &samples[m]), samples.get(k + 1));
        let alone = before.is_none_or(|o| sign(o.1) == s) && after.is_none_or(|o| sign(o.1) == s);
        if alone && lower(before) && lower(after) {
            let (a, c) = (before.map_or(0.0, |o| o.0), after.map_or(1.0, |o| o.0));
            // At an end the search begins a little inside.
            let inner = if t == a || t == c {
                let t = if t == a {
                    a + 1e-3 * (c - a)
                } else {
                    c - 1e-3 * (c - a)
                };
                (t, s * f(t))
            } else {
                (t, s * y)
            };
            if negative(inner.1) {
                dips.push((inner.0, s * inner.1));
            } else if inner.1 <= s * y
                && let Some((t, y)) = dip(|t| s * f(t), a, inner, c)
            {
                dips.push((t, s * y));
            }
        }
    }
    samples.extend(dips);
    samples.sort_by(|a, b| a.0.total_cmp(&b.0));
    for pair in samples.windows(2) {
        if negative(pair[0].1) != negative(pair[1].1) {
            out.extend(change(&f, pair[0], pair[1]));
        }
    }
}
