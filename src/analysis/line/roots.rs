//! Zeros and extrema of a function of one variable with exact derivatives: all of them in a range.
use crate::model::Field;
use crate::num::root::bracketed;

/// Pieces into which a range is cut at first; every extremum in a piece is then looked for by the
/// derivatives at its ends.
const PIECES: usize = 400;
/// An extremum counts as a zero when the two zeros next to it would be within this part of the range from
/// it (or of the way from reset to peak, whatever the range): they could not be told apart, and their
/// values would be rounding.
const TANGENT: f64 = 1e-8;

/// The rate of change of a model with one variable.
#[derive(Clone, Copy)]
pub(super) struct Rate<'a>(pub(super) &'a dyn Field);

impl Rate<'_> {
    /// The rate at a value of the variable.
    pub(super) fn at(&self, x: f64) -> f64 {
        let mut f = [0.0];
        self.0.rhs(&[x], &mut f);
        f[0]
    }

    /// Its derivative.
    pub(super) fn slope(&self, x: f64) -> f64 {
        let mut j = [0.0];
        self.0.jacobian(&[x], &mut j);
        j[0]
    }

    /// Its second derivative.
    fn bend(&self, x: f64) -> f64 {
        let mut out = [0.0];
        self.0.second(&[x], &[1.0], &[1.0], &mut out);
        out[0]
    }

    /// Where the slope changes its sign between `a` and `b`: by its signs at both ends and, where it
    /// comes nearest to zero between them, by its sign there.
    fn turns(&self, a: f64, b: f64, out: &mut Vec<f64>) {
        let (sa, sb) = (self.slope(a), self.slope(b));
        let between = |a: f64, sa: f64, b: f64, sb: f64| {
            bracketed(|x| self.slope(x), (a, sa), (b, sb), 1e-15 * (b - a).abs())
        };
        if sa * sb < 0.0 {
            out.push(between(a, sa, b, sb));
            return;
        }
        let (ba, bb) = (self.bend(a), self.bend(b));
        if ba * bb >= 0.0 || ba * sa >= 0.0 {
            return;
        }
        let m = bracketed(|x| self.bend(x), (a, ba), (b, bb), 1e-12 * (b - a).abs());
        let sm = self.slope(m);
        if sm * sa < 0.0 {
            out.extend([between(a, sa, m, sm), between(m, sm, b, sb)]);
        }
    }

    /// The ends of monotone stretches in a range: both of its ends and all extrema between them, in
    /// order, with the values there. An extremum that touches zero has the value 0. Empty where the
    /// formula has no value somewhere in the range, or the range is none.
    fn stretches(&self, [lo, hi]: [f64; 2]) -> Vec<[f64; 2]> {
        let width = hi - lo;
        if width.is_nan() || width <= 0.0 || !width.is_finite() {
            return vec![];
        }
        let nodes: Vec<f64> = (0..=PIECES)
            .map(|k| match k {
                PIECES => hi,
                _ => lo + width * k as f64 / PIECES as f64,
            })
            .collect();
        if nodes.iter().any(|&x| !self.at(x).is_finite()) {
            return vec![];
        }
        let near = TANGENT
            * if self.0.resets() {
                (self.0.peak_line() - self.0.reset_line()).abs()
            } else {
                width
            };
        let mut turns = vec![];
        for pair in nodes.windows(2) {
            self.turns(pair[0], pair[1], &mut turns);
            if self.slope(pair[1]) == 0.0 && pair[1] < hi {
                turns.push(pair[1]);
            }
        }
        turns.dedup();
        let inner = turns.into_iter().map(|x| {
            let value = self.at(x);
            let touches = value.abs() <= 0.5 * self.bend(x).abs() * near * near;
            [x, if touches { 0.0 } else { value }]
        });
        std::iter::once([lo, self.at(lo)])
            .chain(inner)
            .chain([[hi, self.at(hi)]])
            .collect()
    }

    /// All zeros in a range, in order, each with whether the function merely touches zero there.
    pub(super) fn zeros(&self, range: [f64; 2]) -> Vec<(f64, bool)> {
        let stretches = self.stretches(range);
        let last = stretches.len().saturating_sub(1);
        let mut out: Vec<(f64, bool)> = vec![];
        for (k, &[x, value]) in stretches.iter().enumerate() {
            if value == 0.0 {
                out.push((x, k > 0 && k < last));
            }
            let Some(&[y, next]) = stretches.get(k + 1) else {
                break;
            };
            if value * next < 0.0 {
                let width = (y - x).abs();
                let at = bracketed(|x| self.at(x), (x, value), (y, next), 1e-16 * width);
                out.push((self.polished(at), false));
            }
        }
        out
    }

    /// A simple zero to rounding, from a bracketed one.
    fn polished(&self, at: f64) -> f64 {
        let value = self.at(at);
        let next = at - value / self.slope(at);
        if self.at(next).abs() < value.abs() {
            next
        } else {
            at
        }
    }

    /// The least value in a range, and where it is; `None` where the range is none or the formula has no
    /// value in it.
    pub(super) fn least(&self, range: [f64; 2]) -> Option<[f64; 2]> {
        self.stretches(range)
            .into_iter()
            .min_by(|a, b| a[1].total_cmp(&b[1]))
    }
}
