//! Poisson spike trains: spikes that know nothing of each other, drawn per bin or by intervals.
use super::spike_train::SpikeTrain;
use crate::job::Cancel;
use crate::num::stats::{binomial_probability, poisson_probability};
use crate::text::say;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// How spikes are placed in time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Timing {
    /// Time is cut into bins of this width in ms, each of which holds a spike, in its middle, with
    /// probability rate × width.
    Bins(f64),
    /// Exponentially distributed intervals, in continuous time.
    Intervals,
}

/// Which train.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoissonOptions {
    /// Mean rate in Hz.
    pub rate: f64,
    /// Length of a trial in ms.
    pub duration: f64,
    /// Bins or intervals.
    pub timing: Timing,
    /// Absolute refractory time in ms after each spike: no interval is shorter. With bins, in which
    /// intervals are whole numbers of widths, one up to a bin therefore forbids nothing. The
    /// mean rate stays what it is: between refractory times spikes are the more probable.
    pub refractory: f64,
    /// Number of trials; each has its own stream of random numbers.
    pub trials: usize,
    /// Seed of ChaCha8.
    pub seed: u64,
}

impl Default for PoissonOptions {
    fn default() -> Self {
        Self {
            rate: 100.0,
            duration: 1000.0,
            timing: Timing::Bins(1.0),
            refractory: 0.0,
            trials: 1,
            seed: 1,
        }
    }
}

/// Why there is no such train.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PoissonError {
    /// A rate that is none.
    #[error("{}", say!("poisson-fault-rate", it = _0.to_string()))]
    Rate(f64),
    /// A duration that is none.
    #[error("{}", say!("poisson-fault-duration", it = _0.to_string()))]
    Duration(f64),
    /// A bin that is none.
    #[error("{}", say!("poisson-fault-bin", it = _0.to_string()))]
    Bin(f64),
    /// A bin as long as the train.
    #[error("{}", say!("poisson-fault-bin-too-wide", bin = bin.to_string(), duration = duration.to_string()))]
    BinTooWide {
        /// Its width.
        bin: f64,
        /// The trial's length.
        duration: f64,
    },
    /// Bins that cannot be counted.
    #[error("{}", say!("poisson-fault-bin-too-narrow", bin = bin.to_string(), duration = duration.to_string()))]
    BinTooNarrow {
        /// Its width.
        bin: f64,
        /// The trial's length.
        duration: f64,
    },
    /// A refractory time that is none.
    #[error("{}", say!("poisson-fault-refractory", it = _0.to_string()))]
    Refractory(f64),
    /// A refractory time that leaves no room for the rate.
    #[error("{}", say!("poisson-fault-no-room", refractory = refractory.to_string(), rate = rate.to_string(), every = format!("{:.3}", 1000.0 / rate)))]
    NoRoom {
        /// The refractory time, in whole bins where there are bins.
        refractory: f64,
        /// The rate.
        rate: f64,
    },
    /// No trial, or far too many.
    #[error("{}", say!("poisson-fault-trials", it = _0.to_string(), most = PoissonOptions::MOST_TRIALS.to_string()))]
    Trials(usize),
    /// More spikes than fit into memory.
    #[error("{}", say!("poisson-fault-too-many", it = format!("{:.0}", _0), most = PoissonOptions::MOST_SPIKES.to_string()))]
    TooMany(f64),
}

/// What theory says about the trains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// Mean rate in Hz: below the one asked for where every bin that can spike does.
    pub rate: f64,
    /// Coefficient of variation of the intervals.
    pub cv: f64,
    /// The Fano factor of counts in long windows; see [`Expected::fano_in`] for others.
    pub fano: f64,
    /// Intervals follow `rate e^(−rate (x − dead))` from `dead` on, in ms and per ms; with bins this
    /// is the limit of narrow ones.
    pub dead: f64,
    /// See [`Expected::dead`].
    pub hazard: f64,
    /// Probability that a bin which can spike does: 1 or more where the rate asks for more than one
    /// spike per bin; `None` without bins.
    pub probability: Option<f64>,
    /// Width of the bins in ms; `None` without bins.
    pub bin: Option<f64>,
}

impl Expected {
    /// The density of intervals in the limit of narrow bins, per ms.
    pub fn density(&self, interval: f64) -> f64 {
        if interval < self.dead {
            0.0
        } else {
            self.hazard * (-self.hazard * (interval - self.dead)).exp()
        }
    }

    /// Probability of `n` spikes in a window of so many ms: Poisson's law, or the binomial one of the
    /// bins. `None` with a refractory time, and where the window is no whole number of bins.
    pub fn count_probability(&self, n: u64, window: f64) -> Option<f64> {
        if self.dead > 0.0 {
            return None;
        }
        match self.bin.zip(self.probability) {
            None => Some(poisson_probability(n, self.rate * window / 1000.0)),
            Some((bin, p)) => {
                let bins = (window / bin).round();
                let whole = (window - bins * bin).abs() <= 1e-9 * bin && bins < MOST_BINS;
                whole.then(|| binomial_probability(n, bins as u64, p.min(1.0)))
            }
        }
    }

    /// The Fano factor of counts in windows of so many ms, which follow each other from the start of a
    /// trial. With a refractory time it is that of long windows.
    ///
    /// A window of w bins holds the middles of ⌊w⌋ of them or one more, that with probability f = w − ⌊w⌋.
    /// The variance of counts is then w p q + f (1 − f) p², and their mean w p.
    pub fn fano_in(&self, window: f64) -> f64 {
        match self.bin.zip(self.probability) {
            Some((bin, p)) if self.dead == 0.0 && window > 0.0 => {
                let (p, wide) = (p.min(1.0), window / bin);
                let near = wide.round();
                let part = if (wide - near).abs() <= 1e-9 * wide.max(1.0) {
                    0.0
                } else {
                    wide - wide.floor()
                };
                1.0 - p + part * (1.0 - part) * p / wide
            }
            _ => self.fano,
        }
    }

    /// Whether every bin that can hold a spike does, so that the train is a clock and no Poisson
    /// process.
    pub fn is_full(&self) -> bool {
        self.probability.is_some_and(|p| p >= 1.0)
    }

    /// Standard deviation of the measured coefficient of variation from one set of `number` intervals
    /// to another: by the moments of the (shifted) geometric or exponential law of the intervals, to
    /// first order in 1/√number.
    pub fn cv_error(&self, number: usize) -> f64 {
        // Skewness γ and kurtosis κ belong to the part after the refractory time; the variance of a
        // coefficient of variation c is c² ((κ − 1)/4 + c² − γ c) / n.
        let p = self.probability.unwrap_or(0.0).min(1.0);
        let q = 1.0 - p;
        if q <= 0.0 || number == 0 {
            return 0.0;
        }
        let (skew, kurtosis) = ((2.0 - p) / q.sqrt(), 9.0 + p * p / q);
        let c = self.cv;
        let variance = c * c * ((kurtosis - 1.0) / 4.0 + c * c - skew * c);
        (variance.max(0.0) / number as f64).sqrt()
    }
}

/// What the options come to.
#[derive(Clone, Copy, Debug)]
struct Plan {
    /// Width of a bin and number of bins of a trial; `None` without bins.
    bins: Option<(f64, f64)>,
    /// Refractory time, in bins where there are bins.
    dead: f64,
    /// Probability per bin, or hazard per ms.
    chance: f64,
}

/// Whole numbers beyond this are not all numbers of their own.
const MOST_BINS: f64 = 1e15;
/// Spikes between two looks at the flag.
const SPIKES_PER_LOOK: usize = 1 << 14;

impl PoissonOptions {
    /// The greatest number of spikes that a call draws.
    pub const MOST_SPIKES: usize = 20_000_000;
    /// The greatest number of trials.
    pub const MOST_TRIALS: usize = 100_000;

    /// Checks the options.
    fn plan(&self) -> Result<Plan, PoissonError> {
        let Self { rate, duration, .. } = *self;
        if !(rate.is_finite() && rate >= 0.0) {
            return Err(PoissonError::Rate(rate));
        }
        if !(duration.is_finite() && duration > 0.0) {
            return Err(PoissonError::Duration(duration));
        }
        if !(self.refractory.is_finite() && self.refractory >= 0.0) {
            return Err(PoissonError::Refractory(self.refractory));
        }
        if !(1..=Self::MOST_TRIALS).contains(&self.trials) {
            return Err(PoissonError::Trials(self.trials));
        }
        let per_ms = rate / 1000.0;
        let plan = match self.timing {
            Timing::Intervals => {
                let free = 1.0 - per_ms * self.refractory;
                if free <= 0.0 {
                    let refractory = self.refractory;
                    return Err(PoissonError::NoRoom { refractory, rate });
                }
                Plan {
                    bins: None,
                    dead: self.refractory,
                    chance: per_ms / free,
                }
            }
            Timing::Bins(bin) => {
                if !(bin.is_finite() && bin > 0.0) {
                    return Err(PoissonError::Bin(bin));
                }
                // Bins whose middle lies inside.
                let bins = (duration / bin + 0.5).floor();
                if bins < 1.0 {
                    return Err(PoissonError::BinTooWide { bin, duration });
                }
                if bins > MOST_BINS {
                    return Err(PoissonError::BinTooNarrow { bin, duration });
                }
                // The spike's own bin is one of those that hold no other: two spikes in neighbouring bins
                // are one width apart.
                let dead = ((self.refractory / bin * (1.0 - 1e-12)).ceil() - 1.0).max(0.0);
                let filled = per_ms * bin;
                let free = 1.0 - filled * dead;
                if dead > 0.0 && filled * (dead + 1.0) >= 1.0 {
                    let refractory = (dead + 1.0) * bin;
                    return Err(PoissonError::NoRoom { refractory, rate });
                }
                Plan {
                    bins: Some((bin, bins)),
                    dead,
                    // With a mean interval of 1 / filled bins, of which `dead` are silent.
                    chance: filled / free,
                }
            }
        };
        let most = match plan.bins {
            Some((_, bins)) => bins.min(per_ms * duration),
            None => per_ms * duration,
        };
        let spikes = most * self.trials as f64;
        if spikes > Self::MOST_SPIKES as f64 {
            return Err(PoissonError::TooMany(spikes));
        }
        Ok(plan)
    }

    /// What theory says about these trains.
    ///
    /// Bins of probability p: a geometric law of intervals with CV √(1 − p), binomial counts with
    /// Fano factor 1 − p. Intervals: an exponential law, CV and Fano factor 1. A refractory time makes
    /// trains more regular; the Fano factor of a renewal process in long windows is CV².
    ///
    /// # Errors
    /// As [`poisson`].
    ///
    /// # Source
    /// Cox, *Renewal Theory* (1962), sections 4.2 and 4.5.
    pub fn expected(&self) -> Result<Expected, PoissonError> {
        let plan = self.plan()?;
        Ok(match plan.bins {
            None => {
                let cv = 1.0 - self.rate / 1000.0 * plan.dead;
                Expected {
                    rate: self.rate,
                    cv,
                    fano: cv * cv,
                    dead: plan.dead,
                    hazard: plan.chance,
                    probability: None,
                    bin: None,
                }
            }
            Some((bin, _)) => {
                let p = plan.chance.min(1.0);
                // In bins: mean dead + 1/p, variance (1 − p)/p².
                let filled = p / (1.0 + plan.dead * p);
                let cv = (1.0 - p).sqrt() * filled / p.max(f64::MIN_POSITIVE);
                let cv = if p > 0.0 { cv } else { 1.0 };
                Expected {
                    rate: 1000.0 * filled / bin,
                    cv,
                    fano: cv * cv,
                    dead: plan.dead * bin,
                    hazard: p / bin,
                    probability: Some(plan.chance),
                    bin: Some(bin),
                }
            }
        })
    }
}

/// Draws the trials; `None` when cancelled.
///
/// Each bin is an independent draw, but none that stays empty costs anything: the number of empty bins
/// before the next spike has the geometric law, so that it is drawn at once and the train has exactly
/// the distribution that drawing bin by bin has. Trains begin as if they had been going on for ever:
/// with a refractory time the first spike may have to wait for one that came before the start.
/// Trial k is drawn from stream k of ChaCha8, and is the same however many trials there are.
///
/// Where rate × bin reaches 1 every bin holds a spike, see [`Expected::probability`]: that is no
/// Poisson train any more, and whoever shows it must say so.
///
/// # Errors
/// Says which option cannot be, and what to do.
///
/// # Source
/// Dayan & Abbott, *Theoretical Neuroscience* (2001), section 1.4; Devroye, *Non-Uniform Random
/// Variate Generation* (1986), section X.2 for the geometric law.
pub fn poisson(
    cancel: &Cancel,
    options: &PoissonOptions,
) -> Result<Option<Vec<SpikeTrain>>, PoissonError> {
    let plan = options.plan()?;
    let mut trains = Vec::with_capacity(options.trials);
    for trial in 0..options.trials {
        let mut random = ChaCha8Rng::seed_from_u64(options.seed);
        random.set_stream(trial as u64);
        let Some(times) = draw(cancel, &plan, options.duration, &mut random) else {
            return Ok(None);
        };
        let train = SpikeTrain::new(times, options.duration);
        trains.push(train.map_err(|_| PoissonError::Duration(options.duration))?);
    }
    Ok(Some(trains))
}

fn draw(cancel: &Cancel, plan: &Plan, duration: f64, random: &mut ChaCha8Rng) -> Option<Vec<f64>> {
    let mut times = vec![];
    if plan.chance <= 0.0 {
        return Some(times);
    }
    // From 0, without 1: the logarithm of one minus it is always finite.
    let uniform = |random: &mut ChaCha8Rng| -> f64 { random.random() };
    // A chance so small that its inverse overflows makes an endless wait, or none that is a number.
    let p = plan.chance.min(1.0);
    let per_log = match plan.bins {
        Some(_) => 1.0 / (-p).ln_1p(),
        None => -1.0 / plan.chance,
    };
    let wait = |random: &mut ChaCha8Rng| (-uniform(random)).ln_1p() * per_log;
    // What is left of the refractory time of a spike before the start, if there was one.
    let mut next = 0.0;
    if plan.dead > 0.0 {
        let free = 1.0 / if plan.bins.is_some() { p } else { plan.chance };
        let (silent, part) = (uniform(random), uniform(random));
        if silent < plan.dead / (plan.dead + free) {
            next = plan.dead * part;
        }
    }
    match plan.bins {
        None => loop {
            next += wait(random);
            if next.is_nan() || next > duration {
                return Some(times);
            }
            times.push(next);
            next += plan.dead;
            if times.len().is_multiple_of(SPIKES_PER_LOOK) && cancel.is_cancelled() {
                return None;
            }
        },
        Some((bin, bins)) => {
            next = next.ceil();
            loop {
                next += wait(random).floor();
                if next.is_nan() || next >= bins {
                    return Some(times);
                }
                times.push(((next + 0.5) * bin).min(duration));
                next += 1.0 + plan.dead;
                if times.len().is_multiple_of(SPIKES_PER_LOOK) && cancel.is_cancelled() {
                    return None;
                }
            }
        }
    }
}
