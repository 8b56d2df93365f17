//! How well spikes and potentials are predicted.
use super::network::{Network, Response};
use super::settings::SECOND;
use super::trial::{Recording, Trial};
use crate::job::Cancel;
use std::sync::Mutex;
use std::thread;

/// The false-positive rate at which predicted spikes are compared with true ones, as in the paper.
pub const OPERATING: f64 = 0.002;
/// Cross-correlations reach so many ms to either side.
pub const LAGS: i32 = 50;
/// An ROC curve has no more points than about so many.
const POINTS: usize = 400;

/// What the paper found on its own data.
pub const PAPER: Paper = Paper {
    auc: 0.9973,
    rmse: 1.73,
    explained: 79.8,
};

/// Numbers beside which those of [`Metrics`] stand: area under the ROC curve, RMSE in mV, and per cent of the variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// See [`Roc::auc`].
    pub auc: f64,
    /// See [`Metrics::rmse`].
    pub rmse: f64,
    /// See [`Metrics::explained`].
    pub explained: f64,
}

/// How well a network does on a recording. Potentials in mV.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics {
    /// What separates spikes from silence; `None` where the neuron never fires or always does, so that there is
    /// nothing to be told apart.
    pub roc: Option<Roc>,
    /// When predicted spikes come before and after true ones.
    pub correlation: CrossCorrelation,
    /// Root of the mean squared error of the potential.
    pub rmse: f64,
    /// The part of the potential's variance that is explained, in per cent: 100 (1 − Var(error)/Var(potential));
    /// `None` for a potential that never changes.
    pub explained: Option<f64>,
    /// Spikes of the neuron per second.
    pub output_rate: f64,
}

/// The receiver operating characteristic of predicted spikes.
#[derive(Clone, Debug, PartialEq)]
pub struct Roc {
    /// The area under the curve: the probability that a bin with a spike is given better odds than one
    /// without, ties counted half (Mann and Whitney).
    pub auc: f64,
    /// The curve: false-positive rate and hit rate, both rising from 0 to 1. Thinned.
    pub points: Vec<[f64; 2]>,
    /// Bins with better odds than this are predicted spikes, at the operating point.
    pub threshold: f32,
    /// The part of spikes that is predicted there,
    pub hit_rate: f64,
    /// and that of silent bins, [`OPERATING`] or less.
    pub false_positive_rate: f64,
}

/// How often a spike is predicted so many ms after a true one.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossCorrelation {
    /// The rate of predicted spikes in Hz at lags from −[`LAGS`] to [`LAGS`]; empty without true spikes.
    pub rates: Vec<f64>,
    /// The lag in ms of the largest rate; `None` where no spike is predicted there.
    pub peak: Option<i32>,
}

impl CrossCorrelation {
    /// The lags, in ms.
    pub fn lags() -> impl Iterator<Item = i32> {
        -LAGS..=LAGS
    }
}

/// Divides the odds of a trial into those of bins with a spike and those of the others.
pub(super) fn divide(trial: &Trial, odds: &[f32], spikes: &mut Vec<f32>, silence: &mut Vec<f32>) {
    let mut next = trial.spikes.iter().map(|&t| usize::from(t)).peekable();
    for (t, &o) in odds.iter().enumerate() {
        if next.next_if_eq(&t).is_some() {
            spikes.push(o);
        } else {
            silence.push(o);
        }
    }
}

/// The area under the ROC curve; `None` unless there are both spikes and silence. `spikes` are sorted on the
/// way.
///
/// Exact: for each silent bin the spikes with better odds are counted, and those with the same odds count
/// half.
pub fn auc(spikes: &mut [f32], silence: &[f32]) -> Option<f64> {
    if spikes.is_empty() || silence.is_empty() {
        return None;
    }
    spikes.sort_unstable_by(f32::total_cmp);
    let mut twice = 0_u64;
    let (first, count) = (spikes[0], spikes.len() as u64);
    for &s in silence {
        // Nearly all silent bins have worse odds than all spikes.
        if s < first {
            twice += 2 * count;
            continue;
        }
        let below = spikes.partition_point(|&x| x < s);
        let upto = below + spikes[below..].partition_point(|&x| x <= s);
        twice += (2 * spikes.len() - below - upto) as u64;
    }
    Some(twice as f64 / (2.0 * spikes.len() as f64 * silence.len() as f64))
}

impl Roc {
    /// The curve of odds of bins with a spike and of the others; `None` unless there are both.
    pub fn new(mut spikes: Vec<f32>, mut silence: Vec<f32>) -> Option<Self> {
        let auc = auc(&mut spikes, &silence)?;
        let down = |a: &f32, b: &f32| b.total_cmp(a);
        silence.sort_unstable_by(down);
        spikes.sort_unstable_by(down);
        let (hits, alarms) = (spikes.len(), silence.len());
        // So many of the others may be above the threshold, which is then the next one.
        let allowed = (OPERATING * alarms as f64) as usize;
        let threshold = silence[allowed.min(alarms - 1)];
        let above = |odds: &[f32]| odds.partition_point(|&o| o > threshold);
        let part = |n: usize, of: usize| n as f64 / of as f64;
        let mut points = vec![[0.0, 0.0]];
        // Both in order: at each threshold in turn the parts that are at least as likely.
        let stride = (hits / POINTS).max(1);
        let mut i = 0;
        while i < hits {
            let odds = spikes[i];
            // The corner just before this spike, then the spike and all that are as likely as it.
            let before = silence.partition_point(|&o| o > odds);
            points.push([part(before, alarms), part(i, hits)]);
            let upto = spikes.partition_point(|&o| o >= odds);
            let with = silence.partition_point(|&o| o >= odds);
            points.push([part(with, alarms), part(upto, hits)]);
            i = upto.max(i + stride).min(hits).max(i + 1);
        }
        points.push([1.0, 1.0]);
        points.dedup();
        Some(Self {
            auc,
            points,
            threshold,
            hit_rate: part(above(&spikes), hits),
            false_positive_rate: part(above(&silence), alarms),
        })
    }
}

/// When spikes are predicted around the true ones. Both are bins of trials of so many; lags that reach beyond
/// a trial's ends are not counted there.
pub fn cross_correlation<'a>(
    trials: impl Iterator<Item = (&'a [u16], &'a [u16])>,
    length: usize,
) -> CrossCorrelation {
    let lags = 2 * LAGS as usize + 1;
    let (mut found, mut looked) = (vec![0_u64; lags], vec![0_u64; lags]);
    for (truth, predicted) in trials {
        for &spike in truth {
            for (k, lag) in CrossCorrelation::lags().enumerate() {
                let at = i32::from(spike) + lag;
                if (0..length as i32).contains(&at) {
                    looked[k] += 1;
                    found[k] += u64::from(predicted.binary_search(&(at as u16)).is_ok());
                }
            }
        }
    }
    if looked.iter().all(|&n| n == 0) {
        return CrossCorrelation {
            rates: vec![],
            peak: None,
        };
    }
    let rate = |(&n, &of): (&u64, &u64)| SECOND * n as f64 / of.max(1) as f64;
    let rates: Vec<f64> = found.iter().zip(&looked).map(rate).collect();
    // Of equal ones the nearest to 0.
    let nearest = |a: i32, b: i32| b.abs().cmp(&a.abs());
    let peak = CrossCorrelation::lags()
        .zip(&rates)
        .filter(|(_, rate)| **rate > 0.0)
        .max_by(|a, b| a.1.total_cmp(b.1).then(nearest(a.0, b.0)))
        .map(|(lag, _)| lag);
    CrossCorrelation { rates, peak }
}

/// Sums of which the errors of the potential are made.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    count: f64,
    error: f64,
    error_squared: f64,
    target: f64,
    target_squared: f64,
}

impl Sums {
    fn add(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            error: self.error + other.error,
            error_squared: self.error_squared + other.error_squared,
            target: self.target + other.target,
            target_squared: self.target_squared + other.target_squared,
        }
    }

    fn rmse(self) -> f64 {
        (self.error_squared / self.count).sqrt()
    }

    /// The part of the variance that is explained, in per cent.
    fn explained(self) -> Option<f64> {
        let variance = |sum: f64, squares: f64| {
            let mean = sum / self.count;
            squares / self.count - mean * mean
        };
        let of_target = variance(self.target, self.target_squared);
        (of_target > 1e-9)
            .then(|| 100.0 * (1.0 - variance(self.error, self.error_squared) / of_target))
    }
}

/// Root mean squared error and explained variance of predictions of `targets`, as of the potential.
pub fn errors(pairs: impl Iterator<Item = [f64; 2]>) -> (f64, Option<f64>) {
    let sums = sums(pairs, 0.0);
    (sums.rmse(), sums.explained())
}

/// Of pairs of target and prediction, the targets from about their mean.
fn sums(pairs: impl Iterator<Item = [f64; 2]>, mean: f64) -> Sums {
    pairs.fold(Sums::default(), |sums, [target, predicted]| {
        let (error, from_mean) = (predicted - target, target - mean);
        sums.add(Sums {
            count: 1.0,
            error,
            error_squared: error * error,
            target: from_mean,
            target_squared: from_mean * from_mean,
        })
    })
}

/// Works on all trials with so many threads; the answers come in the order of the trials. `None` when
/// cancelled.
fn over_trials<T: Send>(
    cancel: &Cancel,
    recording: &Recording,
    threads: usize,
    work: impl Fn(&Trial) -> T + Sync,
) -> Option<Vec<T>> {
    let count = recording.trials.len();
    let each = count.div_ceil(threads.clamp(1, count));
    let chunks: Vec<Mutex<Vec<T>>> = (0..count.div_ceil(each))
        .map(|_| Mutex::default())
        .collect();
    thread::scope(|scope| {
        for (chunk, place) in recording.trials.chunks(each).zip(&chunks) {
            let work = &work;
            scope.spawn(move || {
                let mut done = vec![];
                for trial in chunk {
                    if cancel.is_cancelled() {
                        return;
                    }
                    done.push(work(trial));
                }
                if let Ok(mut place) = place.lock() {
                    *place = done;
                }
            });
        }
    });
    let all = chunks
        .into_iter()
        .flat_map(|c| c.into_inner().unwrap_or_default());
    (!cancel.is_cancelled()).then(|| all.collect())
}

/// How well a network does on a recording; `None` when cancelled.
pub fn metrics(
    cancel: &Cancel,
    network: &Network,
    recording: &Recording,
    threads: usize,
) -> Option<Metrics> {
    let length = recording.length;
    let responses = over_trials(cancel, recording, threads, |trial| {
        network.response(trial, 0, length)
    })?;
    let (mut spikes, mut silence) = (vec![], vec![]);
    let mut total = Sums::default();
    for (trial, Response { odds, potential }) in recording.trials.iter().zip(&responses) {
        divide(trial, odds, &mut spikes, &mut silence);
        let targets = recording.targets(trial).map(f64::from);
        let predicted = potential.iter().copied().map(f64::from);
        let pairs = targets.zip(predicted).map(|(a, b)| [a, b]);
        total = total.add(sums(pairs, network.mean));
    }
    let roc = Roc::new(spikes, silence);
    let threshold = roc.as_ref().map_or(f32::INFINITY, |r| r.threshold);
    let predicted: Vec<Vec<u16>> = responses
        .iter()
        .map(|r| predicted_spikes(&r.odds, threshold))
        .collect();
    let both = recording.trials.iter().map(|t| &*t.spikes);
    let both = both.zip(predicted.iter().map(|p| &**p));
    Some(Metrics {
        roc,
        correlation: cross_correlation(both, length),
        rmse: total.rmse(),
        explained: total.explained(),
        output_rate: recording.spikes() as f64 / recording.seconds(),
    })
}

/// The bins with better odds than the threshold.
pub fn predicted_spikes(odds: &[f32], threshold: f32) -> Vec<u16> {
    let bins = odds.iter().enumerate();
    bins.filter(|(_, o)| **o > threshold)
        .map(|(t, _)| t as u16)
        .collect()
}
