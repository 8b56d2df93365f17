//! Quadratics through values on a small grid, and their extrema.
use super::{between, negative};

/// A quadratic in coordinates that run over one unit.
pub(super) struct Quadratic {
    pub(super) value: f64,
    pub(super) slope: [f64; 2],
    pub(super) xx: f64,
    pub(super) yy: f64,
    pub(super) xy: f64,
}

impl Quadratic {
    /// Through nine values around `c`, at distances `h`.
    pub(super) fn around(f: impl Fn([f64; 2]) -> f64, c: [f64; 2], h: [f64; 2]) -> Self {
        let at = |i: f64, j: f64| f([c[0] + i * h[0], c[1] + j * h[1]]);
        let value = at(0.0, 0.0);
        let (e, w, n, s) = (at(1.0, 0.0), at(-1.0, 0.0), at(0.0, 1.0), at(0.0, -1.0));
        Self {
            value,
            slope: [0.5 * (e - w), 0.5 * (n - s)],
            xx: e - 2.0 * value + w,
            yy: n - 2.0 * value + s,
            xy: 0.25 * (at(1.0, 1.0) - at(-1.0, 1.0) - at(1.0, -1.0) + at(-1.0, -1.0)),
        }
    }

    fn determinant(&self) -> f64 {
        self.xx * self.yy - self.xy * self.xy
    }

    /// Where its slope vanishes.
    pub(super) fn step(&self) -> Option<[f64; 2]> {
        let [x, y] = self.slope;
        let d = self.determinant();
        let step = [
            (self.xy * y - self.yy * x) / d,
            (self.xy * x - self.xx * y) / d,
        ];
        step.iter().all(|s| s.is_finite()).then_some(step)
    }

    /// To where its slope vanishes in the direction in which it bends most.
    pub(super) fn across(&self) -> Option<[f64; 2]> {
        let half = 0.5 * (self.xx - self.yy);
        let mean = 0.5 * (self.xx + self.yy);
        let bend = mean + half.hypot(self.xy).copysign(mean);
        // The longer of two expressions for the eigenvector.
        let (a, b) = ([self.xy, bend - self.xx], [bend - self.yy, self.xy]);
        let [x, y] = if a[0].hypot(a[1]) > b[0].hypot(b[1]) {
            a
        } else {
            b
        };
        let along = (self.slope[0] * x + self.slope[1] * y) / (x * x + y * y) / bend;
        along.is_finite().then_some([-along * x, -along * y])
    }

    /// Whether it has a minimum within a unit.
    pub(super) fn is_bowl(&self) -> bool {
        self.xx > 0.0
            && self.yy > 0.0
            && self.determinant() > 0.0
            && self
                .step()
                .is_some_and(|s| s.iter().all(|s| s.abs() <= 1.0))
    }

    pub(super) fn lowest(&self) -> f64 {
        self.step().map_or(self.value, |s| {
            self.value + 0.5 * (s[0] * self.slope[0] + s[1] * self.slope[1])
        })
    }
}

/// A point in the box where `f` is negative, sought at its minimum.
pub(super) fn bottom(
    f: &impl Fn([f64; 2]) -> f64,
    model: &Quadratic,
    lo: [f64; 2],
    hi: [f64; 2],
) -> Option<[f64; 2]> {
    let size = [hi[0] - lo[0], hi[1] - lo[1]];
    let mut c = between(lo, hi, 0.5);
    let step = model.step()?;
    for k in 0..2 {
        c[k] += step[k] * size[k];
    }
    let mut h = size.map(|s| 0.25 * s);
    for _ in 0..6 {
        let inside = (0..2).all(|k| lo[k] < c[k] && c[k] < hi[k]);
        let model = Quadratic::around(f, c, h);
        if negative(model.value) {
            return inside.then_some(c);
        }
        if !model.is_bowl() && model.step()?.iter().any(|s| s.abs() > 4.0) {
            return None;
        }
        if model.lowest() > 0.5 * model.value {
            return None;
        }
        let step = model.step()?;
        for k in 0..2 {
            c[k] += step[k] * h[k];
            h[k] *= 0.2;
        }
    }
    None
}
