//! Curves in space, followed by pseudo-arclength: solutions of `n` equations in `n + 1` unknowns.
//!
//! Keller (1977). Unknowns are scaled, steps adapt to the curve's bend and to how well Newton's method
//! likes them, so that a caller sets scales and nothing else.
use nalgebra::{DMatrix, DVector};

/// `n` equations in `n + 1` unknowns: values and, row by row, the exact Jacobian.
pub type Equations<'a> = dyn Fn(&[f64], &mut [f64], &mut [f64]) + 'a;

/// How to follow a curve. Lengths are relative to the scales.
#[derive(Clone, Debug, PartialEq)]
pub struct ArcOptions {
    /// First step.
    pub first: f64,
    /// Longest step; in the distance, so many scales from the middle of the bounds, as many times longer.
    pub longest: f64,
    /// Shortest step; a curve that needs a shorter one is given up.
    pub shortest: f64,
    /// Largest angle between the tangents at both ends of a step, in radians.
    pub bend: f64,
    /// No more than so many steps.
    pub most_steps: usize,
}

impl Default for ArcOptions {
    fn default() -> Self {
        Self {
            first: 2e-3,
            longest: 0.05,
            shortest: 1e-9,
            bend: 0.15,
            most_steps: 4_000,
        }
    }
}

/// A point of a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct ArcPoint {
    /// The unknowns.
    pub u: Vec<f64>,
    /// The tangent, per unit of scaled length, in units of the unknowns divided by their scales.
    pub tangent: Vec<f64>,
}

/// What the caller says to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArcWatch {
    /// The step is kept.
    Continue,
    /// The step is kept and is the last one.
    Stop,
    /// The step is too long: a shorter one is tried instead, if that is possible.
    Shorten,
}

/// Why a curve ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArcEnd {
    /// At the lower (0) or upper (1) bound of the unknown with this index; its last point lies there.
    Bound(usize, usize),
    /// It returns to its start, which is its last point.
    Closed,
    /// The caller stopped it.
    Stopped,
    /// Newton's method fails: the equations are singular or have no value.
    Lost,
    /// Too many steps.
    Steps,
}

/// A curve to be followed.
pub struct Tracer<'a> {
    equations: &'a Equations<'a>,
    scale: Vec<f64>,
    /// Lower and upper bounds of every unknown; infinite where there is none.
    bounds: Vec<[f64; 2]>,
}

/// Newton steps that a correction may take.
const NEWTON: usize = 8;
/// A Newton step shorter than this is the last one; convergence is quadratic.
const NEAR: f64 = 1e-8;

impl<'a> Tracer<'a> {
    /// A tracer for equations whose unknowns have the given scales and bounds.
    ///
    /// # Panics
    /// When a scale is not positive and finite.
    pub fn new(equations: &'a Equations<'a>, scale: Vec<f64>, bounds: Vec<[f64; 2]>) -> Self {
        assert!(
            scale.iter().all(|s| s.is_finite() && *s > 0.0) && scale.len() == bounds.len(),
            "scales are positive"
        );
        Self {
            equations,
            scale,
            bounds,
        }
    }

    fn unknowns(&self) -> usize {
        self.scale.len()
    }

    /// Values and scaled Jacobian with an empty last row; `None` where they are not finite.
    fn linearise(&self, u: &[f64]) -> Option<(Vec<f64>, DMatrix<f64>)> {
        let m = self.unknowns();
        let (mut values, mut rows) = (vec![0.0; m - 1], vec![0.0; (m - 1) * m]);
        (self.equations)(u, &mut values, &mut rows);
        let finite = values.iter().chain(&rows).all(|v| v.is_finite());
        finite.then(|| {
            // Every equation in units in which its largest coefficient is one.
            let mut matrix = DMatrix::zeros(m, m);
            for i in 0..m - 1 {
                let row = &rows[i * m..(i + 1) * m];
                let size = row
                    .iter()
                    .zip(&self.scale)
                    .fold(0.0_f64, |a, (v, s)| a.max((v * s).abs()));
                let size = if size > 0.0 { size } else { 1.0 };
                values[i] /= size;
                for j in 0..m {
                    matrix[(i, j)] = row[j] * self.scale[j] / size;
                }
            }
            (values, matrix)
        })
    }

    /// Newton's method from `guess` within the hyperplane through it with the given normal (in scaled
    /// coordinates).
    ///
    /// Returns the point and the number of steps taken.
    pub fn correct(&self, guess: &[f64], normal: &[f64]) -> Option<(Vec<f64>, usize)> {
        let m = self.unknowns();
        let mut u = guess.to_vec();
        let mut last = f64::INFINITY;
        for k in 1..=NEWTON {
            let (values, mut matrix) = self.linearise(&u)?;
            for j in 0..m {
                matrix[(m - 1, j)] = normal[j];
            }
            let mut right = DVector::zeros(m);
            for (i, v) in values.iter().enumerate() {
                right[i] = -v;
            }
            right[m - 1] = -(0..m)
                .map(|j| normal[j] * (u[j] - guess[j]) / self.scale[j])
                .sum::<f64>();
            let change = matrix.lu().solve(&right)?;
            let length = change.norm();
            if !length.is_finite() || (k > 3 && length > 2.0 * last) {
                return None;
            }
            for j in 0..m {
                u[j] += change[j] * self.scale[j];
            }
            if length < NEAR {
                return Some((u, k));
            }
            last = length;
        }
        None
    }

    /// Newton's method from `guess` with the unknown of index `k` held at its value.
    pub fn correct_at(&self, guess: &[f64], k: usize) -> Option<Vec<f64>> {
        let mut normal = vec![0.0; self.unknowns()];
        normal[k] = 1.0;
        Some(self.correct(guess, &normal)?.0)
    }

    /// The unit tangent at `u`, turned the way of `along`, or any way round without it.
    pub fn tangent(&self, u: &[f64], along: Option<&[f64]>) -> Option<Vec<f64>> {
        let m = self.unknowns();
        let (_, mut matrix) = self.linearise(u)?;
        let t = match along {
            Some(along) => {
                for j in 0..m {
                    matrix[(m - 1, j)] = along[j];
                }
                let mut right = DVector::zeros(m);
                right[m - 1] = 1.0;
                matrix.lu().solve(&right)?
            }
            None => {
                let svd = matrix.svd(false, true);
                let (least, _) = svd.singular_values.argmin();
                svd.v_t?.row(least).transpose()
            }
        };
        let length = t.norm();
        (length.is_finite() && length > 0.0).then(|| t.iter().map(|v| v / length).collect())
    }

    /// The point of the curve near `guess`, in the hyperplane normal to the curve's tangent there.
    pub fn start(&self, guess: &[f64]) -> Option<ArcPoint> {
        let normal = self.tangent(guess, None)?;
        let (u, _) = self.correct(guess, &normal)?;
        let tangent = self.tangent(&u, Some(&normal))?;
        Some(ArcPoint { u, tangent })
    }

    /// Whether a point lies within the bounds.
    pub fn inside(&self, u: &[f64]) -> bool {
        u.iter()
            .zip(&self.bounds)
            .all(|(u, [lo, hi])| (lo..=hi).contains(&u))
    }

    /// Scaled distance of two points.
    pub fn distance(&self, a: &[f64], b: &[f64]) -> f64 {
        a.iter()
            .zip(b)
            .zip(&self.scale)
            .map(|((a, b), s)| ((a - b) / s).powi(2))
            .sum::<f64>()
            .sqrt()
    }

    /// Follows the curve from `start` in the direction of its tangent. `watch` sees both ends of every
    /// step, and says what becomes of it.
    pub fn follow(
        &self,
        start: &ArcPoint,
        options: &ArcOptions,
        watch: &mut dyn FnMut(&ArcPoint, &ArcPoint) -> ArcWatch,
    ) -> ArcEnd {
        let m = self.unknowns();
        let mut here = start.clone();
        let mut step = options.first;
        for count in 0..options.most_steps {
            let (next, end) = loop {
                if step < options.shortest {
                    return ArcEnd::Lost;
                }
                let guess: Vec<f64> = (0..m)
                    .map(|j| here.u[j] + step * here.tangent[j] * self.scale[j])
                    .collect();
                let Some((mut u, iterations)) = self.correct(&guess, &here.tangent) else {
                    step *= 0.3;
                    continue;
                };
                let Some(mut tangent) = self.tangent(&u, Some(&here.tangent)) else {
                    step *= 0.3;
                    continue;
                };
                let dot: f64 = tangent.iter().zip(&here.tangent).map(|(a, b)| a * b).sum();
                let angle = dot.clamp(-1.0, 1.0).acos();
                if angle > options.bend && step > 4.0 * options.shortest {
                    step *= (0.7 * options.bend / angle).clamp(0.2, 0.7);
                    continue;
                }
                let mut end = None;
                if count > 2 && self.passes(&here, &u, start) {
                    (u, tangent) = (start.u.clone(), start.tangent.clone());
                    end = Some(ArcEnd::Closed);
                } else if let Some((k, side)) = self.outside(&here.u, &u) {
                    let Some(at) = self.at_bound(&here.u, &u, k, side) else {
                        step *= 0.3;
                        continue;
                    };
                    let Some(there) = self.tangent(&at, Some(&here.tangent)) else {
                        step *= 0.3;
                        continue;
                    };
                    (u, tangent) = (at, there);
                    end = Some(ArcEnd::Bound(k, side));
                }
                let next = ArcPoint { u, tangent };
                match watch(&here, &next) {
                    ArcWatch::Continue => {}
                    ArcWatch::Stop => end = Some(ArcEnd::Stopped),
                    ArcWatch::Shorten if step > 4.0 * options.shortest => {
                        step *= 0.4;
                        continue;
                    }
                    ArcWatch::Shorten => {}
                }
                let grow = if angle > 0.0 {
                    (0.7 * options.bend / angle).min(2.0)
                } else {
                    2.0
                };
                step *= match iterations {
                    0..=3 => grow,
                    4 => grow.min(1.2),
                    _ => grow.min(0.7),
                };
                step = step.min(options.longest * self.distance_out(&next.u));
                break (next, end);
            };
            if let Some(end) = end {
                return end;
            }
            here = next;
        }
        ArcEnd::Steps
    }

    /// How far out a point lies between its bounds, in scales from their middle; at least 1. Far out
    /// there is nothing to be missed by long steps.
    fn distance_out(&self, u: &[f64]) -> f64 {
        let out = |k: usize| {
            let [lo, hi] = self.bounds[k];
            let from = (u[k] - 0.5 * (lo + hi)) / self.scale[k];
            if from.is_finite() { from.abs() } else { 0.0 }
        };
        (0..self.unknowns()).map(out).fold(1.0, f64::max)
    }

    /// The first bound that the way from `a` to `b` crosses.
    fn outside(&self, a: &[f64], b: &[f64]) -> Option<(usize, usize)> {
        let crossed = |k: usize| {
            let [lo, hi] = self.bounds[k];
            let (side, bound) = if b[k] < lo {
                (0, lo)
            } else if b[k] > hi {
                (1, hi)
            } else {
                return None;
            };
            Some(((bound - a[k]) / (b[k] - a[k]), (k, side)))
        };
        (0..self.unknowns())
            .filter_map(crossed)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, at)| at)
    }

    fn at_bound(&self, a: &[f64], b: &[f64], k: usize, side: usize) -> Option<Vec<f64>> {
        let bound = self.bounds[k][side];
        let part = ((bound - a[k]) / (b[k] - a[k])).clamp(0.0, 1.0);
        let mut guess: Vec<f64> = a.iter().zip(b).map(|(a, b)| a + part * (b - a)).collect();
        guess[k] = bound;
        let mut at = self.correct_at(&guess, k)?;
        at[k] = bound;
        Some(at)
    }

    /// Whether the step from `here` to `u` passes the start of the curve.
    fn passes(&self, here: &ArcPoint, u: &[f64], start: &ArcPoint) -> bool {
        let along = |a: &[f64]| -> f64 {
            (0..self.unknowns())
                .map(|j| start.tangent[j] * (a[j] - start.u[j]) / self.scale[j])
                .sum()
        };
        let (before, after) = (along(&here.u), along(u));
        let length = self.distance(&here.u, u);
        if !(before < 0.0 && after >= 0.0) || self.distance(u, &start.u) > 2.0 * length {
            return false;
        }
        let part = before / (before - after);
        let guess: Vec<f64> = here
            .u
            .iter()
            .zip(u)
            .map(|(a, b)| a + part * (b - a))
            .collect();
        self.correct(&guess, &start.tangent)
            .is_some_and(|(at, _)| self.distance(&at, &start.u) < 1e-6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circle(u: &[f64], f: &mut [f64], j: &mut [f64]) {
        f[0] = u[0] * u[0] + u[1] * u[1] - 1.0;
        j.copy_from_slice(&[2.0 * u[0], 2.0 * u[1]]);
    }

    /// The unit circle is followed once around and closes; its length is 2π, and the chords of steps
    /// that turn by at most 0.15 are shorter than it by at most 0.15²/24.
    #[test]
    fn a_circle_closes_after_its_length() {
        let tracer = Tracer::new(&circle, vec![1.0; 2], vec![[-9.0, 9.0]; 2]);
        let start = tracer.start(&[1.1, 0.0]).expect("it converges");
        assert!((start.u[0] - 1.0).abs() < 1e-14);
        let mut length = 0.0;
        let end = tracer.follow(&start, &ArcOptions::default(), &mut |a, b| {
            length += tracer.distance(&a.u, &b.u);
            ArcWatch::Continue
        });
        let exact = std::f64::consts::TAU;
        assert_eq!(end, ArcEnd::Closed);
        assert!(length < exact && length > exact * (1.0 - 0.15 * 0.15 / 24.0));
    }

    /// `x² = λ` over λ ≤ 4 from (x, λ) = (−2, 4): around the fold at 0 to (2, 4), where it ends exactly.
    #[test]
    fn a_parabola_is_followed_around_its_fold_to_the_bound() {
        let fold = |u: &[f64], f: &mut [f64], j: &mut [f64]| {
            f[0] = u[0] * u[0] - u[1];
            j.copy_from_slice(&[2.0 * u[0], -1.0]);
        };
        let tracer = Tracer::new(&fold, vec![1.0, 4.0], vec![[-9.0, 9.0], [-1.0, 4.0]]);
        let mut start = tracer.start(&[-2.0, 4.0]).expect("it converges");
        if start.tangent[1] > 0.0 {
            start.tangent.iter_mut().for_each(|t| *t = -*t);
        }
        let (mut least, mut last) = (f64::INFINITY, vec![]);
        let end = tracer.follow(&start, &ArcOptions::default(), &mut |_, b| {
            least = least.min(b.u[1]);
            last.clone_from(&b.u);
            ArcWatch::Continue
        });
        assert_eq!(end, ArcEnd::Bound(1, 1));
        assert!(last[1] == 4.0 && (last[0] - 2.0).abs() < 1e-14);
        assert!((0.0..1e-2).contains(&least));
    }

    /// Where the equations stop having values the curve ends, and it does not hang.
    #[test]
    fn a_curve_ends_where_its_equations_have_no_value() {
        let root = |u: &[f64], f: &mut [f64], j: &mut [f64]| {
            f[0] = u[0] - u[1].sqrt();
            j.copy_from_slice(&[1.0, -0.5 / u[1].sqrt()]);
        };
        let tracer = Tracer::new(&root, vec![1.0; 2], vec![[-9.0, 9.0]; 2]);
        let mut start = tracer.start(&[1.0, 1.0]).expect("it converges");
        if start.tangent[1] > 0.0 {
            start.tangent.iter_mut().for_each(|t| *t = -*t);
        }
        let end = tracer.follow(&start, &ArcOptions::default(), &mut |_, _| {
            ArcWatch::Continue
        });
        assert_eq!(end, ArcEnd::Lost);
    }
}
