//! The best that any linear filter can do.
use super::input::InputSpike;
use super::metrics::errors;
use super::trial::{Recording, Trial};
use crate::job::Cancel;
use nalgebra::{DMatrix, DVector};

/// What keeps the equations soluble where taps cannot be told apart, relative to the mean of the diagonal.
const RIDGE: f64 = 1e-12;

/// The best linear prediction of the potential from the number of excitatory and of inhibitory spikes in
/// each of the last bins.
#[derive(Clone, Debug, PartialEq)]
pub struct LeastSquares {
    /// The filters of the excitatory and of the inhibitory synapses, in mV per spike.
    pub taps: [Vec<f64>; 2],
    /// The potential without input, in mV.
    pub constant: f64,
    /// Root of the mean squared error on the recording it is tested with, in mV.
    pub rmse: f64,
    /// The part of the variance that is explained there, in per cent; `None` for a potential that never changes.
    pub explained: Option<f64>,
}

/// The number of excitatory and of inhibitory spikes in each bin of a trial.
fn counts(input: &[InputSpike], excitatory: usize, length: usize) -> [Vec<f64>; 2] {
    let mut counts = [vec![0.0; length], vec![0.0; length]];
    for spike in input {
        counts[usize::from(spike.synapse() >= excitatory)][spike.time()] += 1.0;
    }
    counts
}

/// The normal equations: sums over all bins of products of counts with each other and with the potential.
///
/// The sum over t of x(t − j) y(t − k) hardly differs from that of x(t − j + 1) y(t − k + 1): it lacks one product,
/// at the trial's end. So only the first row and the first column are summed, over the spikes, and the rest
/// follows.
struct Normal {
    window: usize,
    /// Unknowns: the excitatory taps, the inhibitory taps, the constant.
    matrix: DMatrix<f64>,
    right: DVector<f64>,
}

impl Normal {
    fn new(window: usize) -> Self {
        let n = 2 * window + 1;
        Self {
            window,
            matrix: DMatrix::zeros(n, n),
            right: DVector::zeros(n),
        }
    }

    fn add(&mut self, trial: &Trial, recording: &Recording, mean: f64) {
        let (length, window) = (recording.length, self.window);
        let counts = counts(&trial.input, recording.excitatory, length);
        let targets: Vec<f64> = recording
            .targets(trial)
            .map(|v| f64::from(v) - mean)
            .collect();
        let last = 2 * window;
        for (g, x) in counts.iter().enumerate() {
            for (h, y) in counts.iter().enumerate() {
                // first[d] = Σ x(t) y(t − d), and the other way round below.
                let forward = lagged(y, x, window);
                let backward = lagged(x, y, window);
                for d in 0..window {
                    self.diagonal((g, h), (0, d), forward[d], (x, y));
                    if d > 0 {
                        self.diagonal((g, h), (d, 0), backward[d], (x, y));
                    }
                }
            }
            // Σ x(t − j) over the trial, and with the target.
            let mut sum: f64 = x.iter().sum();
            let with_target = lagged(x, &targets, window);
            for j in 0..window {
                let row = g * window + j;
                self.matrix[(row, last)] += sum;
                self.matrix[(last, row)] += sum;
                sum -= x[length - 1 - j];
                self.right[row] += with_target[j];
            }
        }
        self.matrix[(last, last)] += length as f64;
        self.right[last] += targets.iter().sum::<f64>();
    }

    /// Fills a diagonal of the block of two groups from its first element on.
    fn diagonal(
        &mut self,
        (g, h): (usize, usize),
        (mut j, mut k): (usize, usize),
        mut sum: f64,
        (x, y): (&[f64], &[f64]),
    ) {
        let window = self.window;
        let length = x.len();
        while j < window && k < window {
            self.matrix[(g * window + j, h * window + k)] += sum;
            // The bin t = length − 1 drops out of the next sum.
            sum -= x[length - 1 - j] * y[length - 1 - k];
            (j, k) = (j + 1, k + 1);
        }
    }
}

/// For each d below `window` the sum over t of x(t − d) y(t).
fn lagged(x: &[f64], y: &[f64], window: usize) -> Vec<f64> {
    let mut sums = vec![0.0; window];
    for (t, &x) in x.iter().enumerate().filter(|(_, x)| **x != 0.0) {
        for (s, y) in sums.iter_mut().zip(&y[t..]) {
            *s += x * y;
        }
    }
    sums
}

impl LeastSquares {
    /// The best linear filters of so many taps for the potentials of `train`, and how they do on `test`; `None`
    /// when cancelled.
    ///
    /// All synapses of a sort share a filter, as they do in the neuron: 2 × 80 taps and a constant by the
    /// normal equations, summed exactly and solved by Cholesky's method.
    pub fn new(
        cancel: &Cancel,
        train: &Recording,
        test: &Recording,
        window: usize,
    ) -> Option<Self> {
        let mean = train.mean();
        let mut normal = Normal::new(window);
        for trial in &train.trials {
            if cancel.is_cancelled() {
                return None;
            }
            normal.add(trial, train, mean);
        }
        let n = 2 * window + 1;
        // Taps of synapses that never spike have empty rows; the ridge makes them zero.
        let ridge = RIDGE * normal.matrix.trace() / n as f64;
        for k in 0..n {
            normal.matrix[(k, k)] += ridge;
        }
        let solution = normal
            .matrix
            .cholesky()
            .map_or_else(|| DVector::zeros(n), |c| c.solve(&normal.right));
        let taps = [0, 1].map(|g| solution.as_slice()[g * window..(g + 1) * window].to_vec());
        let constant = mean + solution[2 * window];
        let mut pairs = vec![];
        for trial in &test.trials {
            if cancel.is_cancelled() {
                return None;
            }
            let counts = counts(&trial.input, test.excitatory, test.length);
            let mut predicted = vec![constant; test.length];
            for (taps, counts) in taps.iter().zip(&counts) {
                for (t, x) in counts.iter().enumerate().filter(|(_, x)| **x != 0.0) {
                    for (p, w) in predicted[t..].iter_mut().zip(taps) {
                        *p += x * w;
                    }
                }
            }
            pairs.extend(test.targets(trial).map(f64::from).zip(predicted));
        }
        let pairs = pairs.into_iter();
        let (rmse, explained) = errors(pairs.map(|(target, p)| [target - mean, p - mean]));
        Some(Self {
            taps,
            constant,
            rmse,
            explained,
        })
    }
}
