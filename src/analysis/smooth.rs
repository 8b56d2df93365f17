//! Between the points of a branch: a smooth curve through them.
use super::diagram::{CyclePoint, EquilibriumPoint};

/// A point of a branch, as numbers that vary smoothly along it.
pub(super) trait Along: Clone {
    /// Value of the diagram's parameter.
    fn parameter(&self) -> f64;
    /// Whether nearby orbits come to it.
    fn stable(&self) -> bool;
    /// Everything else that is interpolated, always as many numbers.
    fn coordinates(&self) -> Vec<f64>;
    /// The point a part `t` of the way to `next`, where parameter and coordinates are as given.
    fn between(&self, next: &Self, t: f64, parameter: f64, coordinates: &[f64]) -> Self;
}

impl Along for EquilibriumPoint {
    fn parameter(&self) -> f64 {
        self.parameter
    }

    fn stable(&self) -> bool {
        self.stable
    }

    fn coordinates(&self) -> Vec<f64> {
        self.at.clone()
    }

    fn between(&self, next: &Self, t: f64, parameter: f64, coordinates: &[f64]) -> Self {
        use super::classify::Kind::{Centre, Degenerate, SaddleNode};
        // The kind of a bifurcation point holds at that very point only.
        let marginal = |p: &Self| matches!(p.kind, Centre | Degenerate | SaddleNode);
        let like = match (marginal(self), marginal(next)) {
            (true, false) => next,
            (false, true) => self,
            _ if t < 0.5 => self,
            _ => next,
        };
        Self {
            parameter,
            at: coordinates.to_vec(),
            kind: like.kind,
            stable: like.stable,
        }
    }
}

/// A log multiplier nearer to zero than this is that of a bifurcation.
const MARGINAL: f64 = 1e-6;

impl Along for CyclePoint {
    fn parameter(&self) -> f64 {
        self.parameter
    }

    fn stable(&self) -> bool {
        self.stable
    }

    /// The period by its logarithm: it grows by orders of magnitude near a homoclinic orbit.
    fn coordinates(&self) -> Vec<f64> {
        let mut all = vec![self.period.ln()];
        all.extend(self.min.iter().chain(&self.max));
        all
    }

    fn between(&self, next: &Self, t: f64, parameter: f64, coordinates: &[f64]) -> Self {
        let marginal = |p: &Self| p.log_multiplier.is_some_and(|l| l.abs() < MARGINAL);
        let near = if t < 0.5 { self } else { next };
        let like = match (marginal(self), marginal(next)) {
            (true, false) => next,
            (false, true) => self,
            _ => near,
        };
        let n = self.min.len();
        Self {
            parameter,
            period: coordinates[0].exp(),
            stable: like.stable,
            log_multiplier: match (self.log_multiplier, next.log_multiplier) {
                (Some(a), Some(b)) => Some(a + t * (b - a)),
                (a, b) => a.or(b),
            },
            min: coordinates[1..=n].to_vec(),
            max: coordinates[n + 1..].to_vec(),
            // States of two cycles may lie at different phases, and nothing lies between those.
            on: near.on.clone(),
        }
    }
}

/// A branch as a smooth curve: cubic pieces through its points, with tangents from the neighbours.
///
/// # Source
/// Catmull & Rom (1974), parametrised by chord length, which neither overshoots nor loops where
/// distances between points differ.
pub(super) struct Smooth<'a, P> {
    points: &'a [P],
    /// The parameter and the coordinates of each point.
    z: Vec<Vec<f64>>,
    /// Chord length up to each point, every coordinate relative to its extent on the branch.
    s: Vec<f64>,
    /// Extent of each number on the branch.
    extent: Vec<f64>,
}

/// A drawn curve keeps this near to the smooth one, relative to its extent: less than a pixel.
const FLAT: f64 = 1e-4;
/// The most pieces into which the curve between two points is divided.
const PIECES: f64 = 24.0;

impl<'a, P: Along> Smooth<'a, P> {
    pub(super) fn new(points: &'a [P]) -> Self {
        let z: Vec<Vec<f64>> = points
            .iter()
            .map(|p| {
                let mut z = vec![p.parameter()];
                z.extend(p.coordinates());
                z
            })
            .collect();
        let width = z.first().map_or(0, Vec::len);
        let extent: Vec<f64> = (0..width)
            .map(|j| {
                let column = || z.iter().map(|z| z[j]).filter(|v| v.is_finite());
                let d = column().fold(f64::NEG_INFINITY, f64::max)
                    - column().fold(f64::INFINITY, f64::min);
                // The peak of spikes, for one, is the same everywhere but for rounding.
                let noise = 1e-6 * column().fold(0.0, |m: f64, v| m.max(v.abs()));
                let extent = d.max(noise);
                if extent.is_finite() && extent > 0.0 {
                    extent
                } else {
                    1.0
                }
            })
            .collect();
        let mut s = Vec::with_capacity(z.len());
        let mut along = 0.0;
        for (k, here) in z.iter().enumerate() {
            if k > 0 {
                let square = |(j, &e): (usize, &f64)| ((here[j] - z[k - 1][j]) / e).powi(2);
                let step: f64 = extent.iter().enumerate().map(square).sum::<f64>().sqrt();
                // Two points at the same place still follow each other.
                along += if step.is_finite() {
                    step.max(1e-12)
                } else {
                    1.0
                };
            }
            s.push(along);
        }
        Self {
            points,
            z,
            s,
            extent,
        }
    }

    /// Slope of every number at point `k` by chord length: of the parabola through it and its
    /// neighbours, or of the chord at the ends.
    fn slope(&self, k: usize, j: usize) -> f64 {
        let (z, s) = (&self.z, &self.s);
        let chord = |a: usize, b: usize| (z[b][j] - z[a][j]) / (s[b] - s[a]);
        match (k.checked_sub(1), (k + 1 < z.len()).then_some(k + 1)) {
            (Some(a), Some(b)) => {
                let (h, g) = (s[k] - s[a], s[b] - s[k]);
                (g * chord(a, k) + h * chord(k, b)) / (h + g)
            }
            (Some(a), None) => chord(a, k),
            (None, Some(b)) => chord(k, b),
            (None, None) => 0.0,
        }
    }

    /// Number `j` a part `t` of the way from point `k` to the next.
    fn number(&self, k: usize, j: usize, t: f64) -> f64 {
        let (a, b) = (self.z[k][j], self.z[k + 1][j]);
        let h = self.s[k + 1] - self.s[k];
        let (p, q) = (h * self.slope(k, j), h * self.slope(k + 1, j));
        let u = 1.0 - t;
        let cubic =
            u * u * (1.0 + 2.0 * t) * a + t * t * (1.0 + 2.0 * u) * b + t * u * (u * p - t * q);
        if j == 0 {
            // The parameter turns at points of the branch, not between them.
            cubic.clamp(a.min(b), a.max(b))
        } else {
            cubic
        }
    }

    /// The point a part `t` of the way from point `k` to the next.
    fn point(&self, k: usize, t: f64) -> P {
        let coordinates: Vec<f64> = (1..self.z[k].len()).map(|j| self.number(k, j, t)).collect();
        let parameter = self.number(k, 0, t);
        self.points[k].between(&self.points[k + 1], t, parameter, &coordinates)
    }

    /// The points with as many between them as straight lines need to look smooth.
    pub(super) fn dense(&self) -> Vec<P> {
        let mut dense = vec![];
        for k in 0..self.points.len() {
            dense.push(self.points[k].clone());
            let Some(next) = self.z.get(k + 1) else { break };
            let bend = (0..next.len())
                .map(|j| {
                    let straight = 0.5 * (self.z[k][j] + next[j]);
                    (self.number(k, j, 0.5) - straight).abs() / self.extent[j]
                })
                .fold(0.0, f64::max);
            // A line divided into n pieces keeps n² times nearer to its curve.
            let pieces = (bend / FLAT).sqrt().ceil().clamp(1.0, PIECES) as usize;
            dense.extend((1..pieces).map(|i| self.point(k, i as f64 / pieces as f64)));
        }
        dense
    }

    /// All places where the parameter has the given value, in the order of the branch, each with the
    /// number of the point at or before it.
    pub(super) fn at(&self, value: f64) -> Vec<(usize, P)> {
        let mut found = vec![];
        let closed = self.points.len() > 2 && self.z.first() == self.z.last();
        for k in 0..self.points.len() {
            let here = self.z[k][0] - value;
            // A closed branch repeats its first point, and a branch may stand still for a while.
            let again = k > 0 && (self.z[k - 1][0] == value || closed && k + 1 == self.z.len());
            if here == 0.0 && !again {
                found.push((k, self.points[k].clone()));
            }
            let Some(next) = self.z.get(k + 1) else { break };
            if here * (next[0] - value) < 0.0 {
                let (mut lo, mut hi) = (0.0, 1.0);
                for _ in 0..60 {
                    let t = 0.5 * (lo + hi);
                    if (self.number(k, 0, t) - value) * here > 0.0 {
                        lo = t;
                    } else {
                        hi = t;
                    }
                }
                let t = 0.5 * (lo + hi);
                let coordinates: Vec<f64> = (1..next.len()).map(|j| self.number(k, j, t)).collect();
                let point = self.points[k].between(&self.points[k + 1], t, value, &coordinates);
                found.push((k, point));
            }
        }
        found
    }
}
