//! A two-layer network fitted to a curve: a sum of a few artificial neurons comes as near as one likes
//! to any continuous curve.
use super::unit::Activation;
use crate::job::Cancel;
use crate::model::Real;
use crate::text::say;
use nalgebra::{DMatrix, DVector};
use num_dual::DualSVec64;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// A unit of the hidden layer: it has the curve's abscissa as its only input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HiddenUnit {
    /// Weight of the input.
    pub weight: f64,
    /// Bias, in the unit of the weighted input: the transfer function rises at `bias / weight`.
    pub bias: f64,
    /// Weight of the unit in the network's output.
    pub output: f64,
}

impl HiddenUnit {
    /// What the unit adds to the output: `c f(w x − b)`.
    fn part<S: Real>([w, b, c]: [S; 3], activation: Activation, x: f64) -> S {
        c * activation.of(w * x - b)
    }
}

/// One hidden layer and a linear output: `y = c₀ + Σ cⱼ f(wⱼ x − bⱼ)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The transfer function of the hidden units.
    pub activation: Activation,
    /// The hidden units, by where they rise.
    pub units: Vec<HiddenUnit>,
    /// The constant c₀.
    pub offset: f64,
}

impl Network {
    /// The output for the input `x`.
    pub fn output(&self, x: f64) -> f64 {
        let part =
            |u: &HiddenUnit| HiddenUnit::part([u.weight, u.bias, u.output], self.activation, x);
        self.offset + self.units.iter().map(part).sum::<f64>()
    }
}

/// How to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FitOptions {
    /// Units of the hidden layer, 1 to [`FitOptions::MOST_UNITS`].
    pub hidden: usize,
    /// Their transfer function.
    pub activation: Activation,
    /// Seed of ChaCha8, from which the first weights come.
    pub seed: u64,
}

impl FitOptions {
    /// The greatest number of hidden units.
    pub const MOST_UNITS: usize = 64;
    /// The greatest number of points.
    pub const MOST_POINTS: usize = 10_000;
}

impl Default for FitOptions {
    fn default() -> Self {
        Self {
            hidden: 12,
            activation: Activation::Sigmoid,
            seed: 1,
        }
    }
}

/// A network and how well it fits.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveFit {
    /// The network.
    pub network: Network,
    /// Root of the mean squared error over the points, in the unit of the ordinate.
    pub rms: f64,
    /// The same as a part of the range of the ordinates; 0 for a flat curve.
    pub relative: f64,
    /// Greatest error at a point.
    pub worst: f64,
    /// Steps of the descent, of all starts together.
    pub steps: usize,
}

/// Why no network is fitted.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FitError {
    /// The number of units.
    #[error("{}", say!("network-fault-units", it = _0.to_string(), most = FitOptions::MOST_UNITS.to_string()))]
    Units(usize),
    /// Too few points.
    #[error("{}", say!("network-fault-too-few", it = _0.to_string()))]
    TooFew(usize),
    /// Too many points.
    #[error("{}", say!("network-fault-too-many", it = _0.to_string(), most = FitOptions::MOST_POINTS.to_string()))]
    TooMany(usize),
    /// A point that is none.
    #[error("{}", say!("network-fault-not-finite", number = number.to_string(), x = at[0].to_string(), y = at[1].to_string()))]
    NotFinite {
        /// Which one, counted from 1.
        number: usize,
        /// Its coordinates.
        at: [f64; 2],
    },
    /// All points above each other.
    #[error("{}", say!("network-fault-upright", it = _0.to_string()))]
    Upright(f64),
    /// Coordinates near the largest numbers that there are.
    #[error("{}", say!("network-fault-overflow"))]
    Overflow,
}

/// The fit starts from so many sets of first weights, and the best result is kept.
const STARTS: u64 = 3;
/// A start takes no more steps than this.
const MOST_STEPS: usize = 80;
/// A start ends after so many steps in a row that improve it by less than [`LITTLE`].
const IDLE: usize = 4;
/// Relative improvement of the squared error that counts as none.
const LITTLE: f64 = 1e-4;
/// A fit is good enough at this root mean squared error, as a part of the range of the ordinates: a tenth
/// of a pixel on a plot of a thousand.
const GOAL: f64 = 1e-4;
/// Damping of the output weights, relative to the number of points: where units are nearly alike it keeps
/// weights from growing against each other, at the price of an error of a millionth of the range.
const RIDGE: f64 = 1e-9;

/// Fits a network to points; `None` when cancelled.
///
/// Abscissas and ordinates are scaled to ranges of about −1 to 1. First weights are random: the places
/// where units rise are spread over the range, one drawn from each of equal parts, with random signs and
/// steepness. Their output weights follow from linear least squares (by Cholesky's method, with a ridge of
/// 1e-9 per point). Then the Levenberg-Marquardt method moves all weights at once, with exact
/// derivatives, until the error is 1e-4 of the range of the ordinates, or improves by less than 1e-4 of
/// itself in four steps running, or after 80 steps. The best of three such starts, ridge included, is
/// kept. `coarse` is shown the linear fit, and each result that is better than those before.
///
/// The result depends on the points, the options and nothing else.
///
/// # Errors
/// Says what is wrong with the points or the number of units.
///
/// # Source
/// Cybenko, Math. Control Signals Systems 2 (1989) 303, for what such networks can do; Marquardt,
/// J. SIAM 11 (1963) 431.
pub fn fit(
    cancel: &Cancel,
    points: &[[f64; 2]],
    options: &FitOptions,
    coarse: &mut dyn FnMut(&CurveFit),
) -> Result<Option<CurveFit>, FitError> {
    if !(1..=FitOptions::MOST_UNITS).contains(&options.hidden) {
        return Err(FitError::Units(options.hidden));
    }
    let scaled = Scaled::new(points)?;
    // Scaled ordinates have a range of 2.
    let goal = points.len() as f64 * (2.0 * GOAL) * (2.0 * GOAL);
    let mut best: Option<(f64, CurveFit)> = None;
    let mut steps = 0;
    for start in 0..STARTS {
        if best.as_ref().is_some_and(|(error, _)| *error <= goal) {
            break;
        }
        let mut descent = Descent::new(&scaled, options, start);
        let mut idle = 0;
        for step in 0..=MOST_STEPS {
            let better = best.as_ref().is_none_or(|(e, _)| descent.error < *e);
            let done = idle >= IDLE || step == MOST_STEPS || descent.error <= goal;
            // The first picture comes from the linear fit alone, the next one when a start has ended.
            if better && (done || (start == 0 && step == 0)) {
                let found = scaled.measured(descent.network(), steps + step);
                coarse(&found);
                best = Some((descent.error, found));
            }
            if done {
                steps += step;
                break;
            }
            if cancel.is_cancelled() {
                return Ok(None);
            }
            let before = descent.error;
            let stuck = !descent.step();
            idle = if before - descent.error < LITTLE * before {
                idle + 1
            } else {
                0
            };
            if stuck {
                idle = IDLE;
            }
        }
    }
    Ok(best.map(|(_, found)| CurveFit { steps, ..found }))
}

/// The points with both coordinates scaled to about −1 to 1.
struct Scaled<'a> {
    points: &'a [[f64; 2]],
    x: Vec<f64>,
    y: Vec<f64>,
    /// Middle and half width of the abscissas and of the ordinates.
    middle: [f64; 2],
    half: [f64; 2],
}

impl<'a> Scaled<'a> {
    fn new(points: &'a [[f64; 2]]) -> Result<Self, FitError> {
        match points.len() {
            n if n < 2 => return Err(FitError::TooFew(n)),
            n if n > FitOptions::MOST_POINTS => return Err(FitError::TooMany(n)),
            _ => {}
        }
        let bad = points.iter().position(|p| p.iter().any(|c| !c.is_finite()));
        if let Some(k) = bad {
            return Err(FitError::NotFinite {
                number: k + 1,
                at: points[k],
            });
        }
        let range = |i: usize| {
            let all = points.iter().map(|p| p[i]);
            let lo = all.clone().fold(f64::INFINITY, f64::min);
            [lo, all.fold(f64::NEG_INFINITY, f64::max)]
        };
        let ranges = [range(0), range(1)];
        let middle = ranges.map(|[lo, hi]| 0.5 * lo + 0.5 * hi);
        let half = ranges.map(|[lo, hi]| 0.5 * hi - 0.5 * lo);
        if half[0] <= f64::EPSILON * ranges[0][1].abs() {
            return Err(FitError::Upright(points[0][0]));
        }
        if half.iter().any(|h| {
            !(4.0 * h * h * FitOptions::MOST_POINTS as f64).is_finite()
                || (*h > 0.0 && !(1.0 / h).is_finite())
        }) {
            return Err(FitError::Overflow);
        }
        // A flat curve has no range to be scaled by.
        let by = [half[0], if half[1] > 0.0 { half[1] } else { 1.0 }];
        let scaled = |i: usize| points.iter().map(|p| (p[i] - middle[i]) / by[i]).collect();
        Ok(Self {
            points,
            x: scaled(0),
            y: scaled(1),
            middle,
            half: by,
        })
    }

    /// A network of scaled coordinates in those of the points, with its errors.
    fn measured(&self, scaled: Network, steps: usize) -> CurveFit {
        let [[mx, my], [hx, hy]] = [self.middle, self.half];
        let mut network = Network {
            activation: scaled.activation,
            offset: my + hy * scaled.offset,
            units: scaled
                .units
                .iter()
                .map(|u| HiddenUnit {
                    weight: u.weight / hx,
                    bias: u.bias + u.weight * mx / hx,
                    output: hy * u.output,
                })
                .collect(),
        };
        let rise = |u: &HiddenUnit| u.bias / u.weight;
        network.units.sort_by(|a, b| rise(a).total_cmp(&rise(b)));
        let errors = self.points.iter().map(|[x, y]| network.output(*x) - y);
        let [squares, worst] = errors.fold([0.0, 0.0_f64], |[sum, worst], e| {
            [sum + e * e, worst.max(e.abs())]
        });
        let rms = (squares / self.points.len() as f64).sqrt();
        let flat = self.y.iter().all(|&y| y == 0.0);
        CurveFit {
            network,
            rms,
            relative: if flat { 0.0 } else { rms / (2.0 * hy) },
            worst,
            steps,
        }
    }
}

/// The weights on their way: w, b and c of each unit, then the offset.
struct Descent<'a> {
    scaled: &'a Scaled<'a>,
    activation: Activation,
    weights: DVector<f64>,
    /// Sum of squared errors, and of the ridge.
    error: f64,
    damping: f64,
}

impl<'a> Descent<'a> {
    fn new(scaled: &'a Scaled<'a>, options: &FitOptions, start: u64) -> Self {
        let hidden = options.hidden;
        let mut random = ChaCha8Rng::seed_from_u64(options.seed);
        random.set_stream(start);
        let mut weights = DVector::zeros(3 * hidden + 1);
        for j in 0..hidden {
            let [u, v, sign]: [f64; 3] = [random.random(), random.random(), random.random()];
            let place = -1.0 + 2.0 * (j as f64 + u) / hidden as f64;
            let steep = match options.activation {
                // A sigmoid rises over about 4 / w, here one to four times the distance of units.
                Activation::Sigmoid => hidden as f64 * 2.0 / (1.0 + 3.0 * v),
                Activation::Relu => 1.0,
            };
            let w = if sign < 0.5 { steep } else { -steep };
            weights[3 * j] = w;
            weights[3 * j + 1] = w * place;
        }
        let mut descent = Self {
            scaled,
            activation: options.activation,
            weights,
            error: f64::INFINITY,
            damping: 1e-2,
        };
        descent.solve_outputs();
        descent.error = descent.cost(&descent.weights);
        descent
    }

    fn hidden(&self) -> usize {
        self.weights.len() / 3
    }

    fn ridge(&self) -> f64 {
        RIDGE * self.scaled.x.len() as f64
    }

    /// The best output weights and offset for the present hidden weights.
    fn solve_outputs(&mut self) {
        let (hidden, n) = (self.hidden(), self.scaled.x.len());
        let design = DMatrix::from_fn(n, hidden + 1, |i, j| {
            if j == hidden {
                return 1.0;
            }
            let [w, b] = [0, 1].map(|k| self.weights[3 * j + k]);
            HiddenUnit::part([w, b, 1.0], self.activation, self.scaled.x[i])
        });
        let mut normal = design.tr_mul(&design);
        for j in 0..hidden {
            normal[(j, j)] += self.ridge();
        }
        let right = design.tr_mul(&DVector::from_column_slice(&self.scaled.y));
        // Rounding may leave nearly equal units no positive pivot; then they begin silent.
        if let Some(cholesky) = normal.cholesky() {
            let found = cholesky.solve(&right);
            for j in 0..hidden {
                self.weights[3 * j + 2] = found[j];
            }
            self.weights[3 * hidden] = found[hidden];
        }
    }

    fn cost(&self, weights: &DVector<f64>) -> f64 {
        let outputs = || weights.as_slice().chunks_exact(3);
        let offset = weights[weights.len() - 1];
        let points = self.scaled.x.iter().zip(&self.scaled.y);
        let squares: f64 = points
            .map(|(&x, y)| {
                let part = |u: &[f64]| HiddenUnit::part([u[0], u[1], u[2]], self.activation, x);
                let e = offset + outputs().map(part).sum::<f64>() - y;
                e * e
            })
            .sum();
        squares + self.ridge() * outputs().map(|u| u[2] * u[2]).sum::<f64>()
    }

    /// One step of the Levenberg-Marquardt method, with as much damping as it takes to improve the
    /// error; `false` when no damping does.
    fn step(&mut self) -> bool {
        let (hidden, count) = (self.hidden(), self.weights.len());
        let n = self.scaled.x.len();
        // Column by column of points, so that each point's derivatives lie side by side.
        let mut jacobian = DMatrix::zeros(count, n);
        let mut errors = DVector::zeros(n);
        for (i, mut column) in jacobian.column_iter_mut().enumerate() {
            let x = self.scaled.x[i];
            let mut y = self.weights[count - 1];
            for j in 0..hidden {
                let u = [0, 1, 2]
                    .map(|k| DualSVec64::<3>::from_re(self.weights[3 * j + k]).derivative(k));
                let part = HiddenUnit::part(u, self.activation, x);
                y += part.re;
                if let Some(eps) = part.eps.0 {
                    column.rows_mut(3 * j, 3).copy_from(&eps);
                }
            }
            column[count - 1] = 1.0;
            errors[i] = y - self.scaled.y[i];
        }
        let mut normal = &jacobian * jacobian.transpose();
        let mut gradient = &jacobian * &errors;
        for j in 0..hidden {
            let k = 3 * j + 2;
            normal[(k, k)] += self.ridge();
            gradient[k] += self.ridge() * self.weights[k];
        }
        let mean = normal.trace() / count as f64;
        while self.damping < 1e10 {
            let mut damped = normal.clone();
            for k in 0..count {
                // Part by Marquardt's own scale, part by a common one for weights that do nothing.
                damped[(k, k)] += self.damping * (normal[(k, k)] + 1e-3 * mean);
            }
            if let Some(cholesky) = damped.cholesky() {
                let tried = &self.weights - cholesky.solve(&gradient);
                let error = self.cost(&tried);
                if error < self.error {
                    self.weights = tried;
                    self.error = error;
                    self.damping = (0.2 * self.damping).max(1e-12);
                    return true;
                }
            }
            self.damping *= 4.0;
        }
        false
    }

    fn network(&self) -> Network {
        let of = |u: &[f64]| HiddenUnit {
            weight: u[0],
            bias: u[1],
            output: u[2],
        };
        Network {
            activation: self.activation,
            units: self.weights.as_slice().chunks_exact(3).map(of).collect(),
            offset: self.weights[self.weights.len() - 1],
        }
    }
}
