//! Spike trains: counts, intervals and how irregular they are, for the spikes of any model.
//!
//! A train is a list of times over a duration. Its neural response function is ρ(t) = Σ δ(t − tᵢ), one
//! unit of area per spike, so that its integral over a window is the number of spikes there.
use crate::text::say;

/// Why there is no such train, or no such statistics.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SpikeTrainError {
    /// The train's length.
    #[error("{}", say!("train-fault-duration", it = _0.to_string()))]
    Duration(f64),
    /// A time that is none, or lies outside.
    #[error("{}", say!("train-fault-outside", number = number.to_string(), at = at.to_string(), duration = duration.to_string()))]
    Outside {
        /// Which one, counted from 1.
        number: usize,
        /// Its time.
        at: f64,
        /// The train's length.
        duration: f64,
    },
    /// A time before the one before.
    #[error("{}", say!("train-fault-unsorted", number = number.to_string(), at = at.to_string()))]
    Unsorted {
        /// Which one, counted from 1.
        number: usize,
        /// Its time.
        at: f64,
    },
    /// A window for counting.
    #[error("{}", say!("train-fault-window", it = _0.to_string()))]
    Window(f64),
    /// A window for counting that is far too short.
    #[error("{}", say!("train-fault-window-too-short", window = window.to_string(), duration = duration.to_string()))]
    WindowTooShort {
        /// Its length.
        window: f64,
        /// The train's length.
        duration: f64,
    },
}

/// Times of spikes, in the order of time, over a duration that begins at 0.
#[derive(Clone, Debug, PartialEq)]
pub struct SpikeTrain {
    times: Vec<f64>,
    duration: f64,
}

impl SpikeTrain {
    /// The train with these times.
    ///
    /// # Errors
    /// When the duration is not positive, or a time is not finite, outside the train or out of order.
    pub fn new(times: Vec<f64>, duration: f64) -> Result<Self, SpikeTrainError> {
        if !(duration.is_finite() && duration > 0.0) {
            return Err(SpikeTrainError::Duration(duration));
        }
        let mut before = 0.0;
        for (k, &at) in times.iter().enumerate() {
            let number = k + 1;
            if !(0.0..=duration).contains(&at) {
                return Err(SpikeTrainError::Outside {
                    number,
                    at,
                    duration,
                });
            }
            if at < before {
                return Err(SpikeTrainError::Unsorted { number, at });
            }
            before = at;
        }
        Ok(Self { times, duration })
    }

    /// The times, in ascending order.
    pub fn times(&self) -> &[f64] {
        &self.times
    }

    /// How long the train is, in the unit of its times.
    pub fn duration(&self) -> f64 {
        self.duration
    }

    /// Spikes per unit of time, over the whole train.
    pub fn rate(&self) -> f64 {
        self.times.len() as f64 / self.duration
    }

    /// The neural response function.
    pub fn response(&self) -> NeuralResponse<'_> {
        NeuralResponse { times: &self.times }
    }

    /// The intervals between neighbouring spikes.
    pub fn intervals(&self) -> impl Iterator<Item = f64> + '_ {
        self.times.windows(2).map(|pair| pair[1] - pair[0])
    }
}

/// The neural response function ρ(t) = Σ δ(t − tᵢ) of a spike train: no function to be evaluated at a
/// time but a measure, known by its integrals.
///
/// # Source
/// Dayan & Abbott, *Theoretical Neuroscience* (2001), section 1.2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NeuralResponse<'a> {
    times: &'a [f64],
}

impl NeuralResponse<'_> {
    /// ∫ρ dt from `from` up to, and without, `to`: the number of spikes in that window. Reversed
    /// ends give the negative, as they do for any integral.
    pub fn integral(&self, from: f64, to: f64) -> i64 {
        self.before(to) - self.before(from)
    }

    /// ∫ f ρ dt from `from` up to `to`: the sum of `f` over the spikes in that window, which is
    /// what ρ is for.
    pub fn weighted(&self, from: f64, to: f64, f: impl Fn(f64) -> f64) -> f64 {
        if to < from {
            return -self.weighted(to, from, f);
        }
        let [a, b] = [from, to].map(|t| self.times.partition_point(|&s| s < t));
        self.times[a..b].iter().map(|&t| f(t)).sum()
    }

    /// The integral from 0 as it grows from `from` to `to`: a staircase with one step per spike.
    pub fn running(&self, from: f64, to: f64) -> Vec<[f64; 2]> {
        let [a, b] = [from, to].map(|t| self.times.partition_point(|&s| s < t));
        let mut points = vec![[from, a as f64]];
        for (k, &t) in self.times[a..b.max(a)].iter().enumerate() {
            let level = (a + k) as f64;
            points.extend([[t, level], [t, level + 1.0]]);
        }
        points.push([to, b as f64]);
        points
    }

    fn before(&self, t: f64) -> i64 {
        self.times.partition_point(|&s| s < t) as i64
    }
}

/// How many spikes fall into windows of one length, laid end to end from the start of each train.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// Length of a window.
    pub window: f64,
    /// Whole windows, of all trains together.
    pub windows: u64,
    /// Mean count; `None` without a window.
    pub mean: Option<f64>,
    /// Variance of the counts, with `windows − 1` in the denominator; `None` with fewer than two.
    pub variance: Option<f64>,
    /// Smallest count of the first bar.
    pub first: u64,
    /// How many neighbouring counts one bar takes together: 1, unless counts differ by thousands.
    pub per_bar: u64,
    /// Windows per bar.
    pub bars: Vec<u64>,
}

impl Counts {
    /// No more bars than this.
    pub const MOST_BARS: u64 = 1000;

    /// The Fano factor: variance over mean, 1 for a Poisson process; `None` where there is none.
    pub fn fano(&self) -> Option<f64> {
        self.variance
            .zip(self.mean)
            .filter(|(_, mean)| *mean > 0.0)
            .map(|(variance, mean)| variance / mean)
    }

    /// Standard deviation of the Fano factor as it varies from one set of this many windows to another,
    /// where the true one is `fano`: √(2 / (windows − 1)) of it, as for a χ² of that many degrees.
    ///
    /// # Source
    /// Cox & Lewis, *The Statistical Analysis of Series of Events* (1966), section 6.3.
    pub fn fano_error(&self, fano: f64) -> f64 {
        fano * (2.0 / self.windows.saturating_sub(1).max(1) as f64).sqrt()
    }

    /// The counts that a bar takes together: the first, and the one behind the last.
    pub fn bar(&self, k: usize) -> [u64; 2] {
        let from = self.first + k as u64 * self.per_bar;
        [from, from + self.per_bar]
    }
}

/// Counts spikes in windows; time at the end of a train that fills no whole window is left out.
///
/// Takes no memory for the windows, however many there are.
///
/// # Errors
/// When the window is not positive or finite, or so short that its number cannot be counted in.
pub fn counts(trains: &[SpikeTrain], window: f64) -> Result<Counts, SpikeTrainError> {
    if !(window.is_finite() && window > 0.0) {
        return Err(SpikeTrainError::Window(window));
    }
    /// Whole numbers beyond this are not all numbers of their own.
    const MOST: f64 = 1e15;
    let (mut windows, mut total, mut squares) = (0_u64, 0_u128, 0_u128);
    // Counts of the windows that are not empty.
    let mut filled: Vec<u64> = vec![];
    for train in trains {
        let duration = train.duration;
        // The last window counts as whole in spite of rounding: 0.3 / 0.1 is below 3.
        let here = (duration / window * (1.0 + 1e-12)).floor();
        if here > MOST {
            return Err(SpikeTrainError::WindowTooShort { window, duration });
        }
        windows += here as u64;
        let mut rest = train.times.as_slice();
        while let Some(&first) = rest.first() {
            let k = (first / window).floor();
            if k >= here {
                break;
            }
            let n = rest.partition_point(|&t| (t / window).floor() <= k);
            filled.push(n as u64);
            total += n as u128;
            squares += (n as u128) * (n as u128);
            rest = &rest[n..];
        }
    }
    let n = u128::from(windows);
    let mean = (n > 0).then(|| total as f64 / n as f64);
    // In whole numbers, so that nothing is lost where the two terms nearly cancel.
    let variance =
        (n > 1).then(|| (n * squares - total * total) as f64 / n as f64 / (n - 1) as f64);
    let empty = windows - filled.len() as u64;
    let highest = filled.iter().copied().max().unwrap_or(0);
    let lowest = if empty > 0 {
        0
    } else {
        filled.iter().copied().min().unwrap_or(0)
    };
    let per_bar = (highest - lowest + 1).div_ceil(Counts::MOST_BARS).max(1);
    let mut bars = vec![0; ((highest - lowest) / per_bar + 1) as usize];
    for count in filled {
        bars[((count - lowest) / per_bar) as usize] += 1;
    }
    bars[0] += empty;
    if windows == 0 {
        bars.clear();
    }
    Ok(Counts {
        window,
        windows,
        mean,
        variance,
        first: lowest,
        per_bar,
        bars,
    })
}

/// The intervals between spikes, within trains and never from one to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Intervals {
    /// How many.
    pub number: usize,
    /// Their mean; `None` without one.
    pub mean: Option<f64>,
    /// Their standard deviation, with `number − 1` in the denominator; `None` with fewer than two.
    pub deviation: Option<f64>,
    /// The shortest and the longest; `None` without one.
    pub extremes: Option<[f64; 2]>,
}

impl Intervals {
    /// The coefficient of variation: standard deviation over mean, 1 for a Poisson process, 0 for a
    /// clock; `None` where there is none.
    pub fn cv(&self) -> Option<f64> {
        self.deviation
            .zip(self.mean)
            .filter(|(_, mean)| *mean > 0.0)
            .map(|(deviation, mean)| deviation / mean)
    }
}

/// Number, mean and deviation of the intervals between spikes.
pub fn intervals(trains: &[SpikeTrain]) -> Intervals {
    let all = || trains.iter().flat_map(SpikeTrain::intervals);
    let (mut number, mut sum) = (0_usize, 0.0);
    let mut extremes: Option<[f64; 2]> = None;
    for x in all() {
        number += 1;
        sum += x;
        extremes = Some(extremes.map_or([x, x], |[lo, hi]| [lo.min(x), hi.max(x)]));
    }
    let mean = (number > 0).then(|| sum / number as f64);
    // A second pass: the one-pass formula would cancel for regular trains.
    let deviation = mean.filter(|_| number > 1).map(|mean| {
        let squares: f64 = all().map(|x| (x - mean) * (x - mean)).sum();
        (squares / (number - 1) as f64).sqrt()
    });
    Intervals {
        number,
        mean,
        deviation,
        extremes,
    }
}

/// Intervals sorted into bars.
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalBars {
    /// Where the first bar begins.
    pub from: f64,
    /// Width of a bar.
    pub width: f64,
    /// Intervals per bar; each bar holds its lower end.
    pub bars: Vec<u64>,
    /// Intervals of all bars and of none.
    pub number: u64,
}

impl IntervalBars {
    /// Both ends of a bar.
    pub fn bar(&self, k: usize) -> [f64; 2] {
        [k, k + 1].map(|k| self.from + k as f64 * self.width)
    }

    /// The share of all intervals in a bar per unit of time: comparable with a probability density.
    pub fn density(&self, k: usize) -> f64 {
        let share = self.bars.get(k).copied().unwrap_or(0) as f64 / self.number.max(1) as f64;
        share / self.width
    }
}

/// Bars that a histogram of intervals has at most.
const BARS: f64 = 48.0;
/// A histogram of intervals ends at so many mean intervals: beyond lies 1/400 of an exponential law.
const MEANS: f64 = 6.0;

/// A histogram of the intervals from 0 to six times their mean, or to the longest.
///
/// `grain`, where times are multiples of it up to an offset, makes every bar hold equally many of the
/// possible intervals: bars are multiples of it wide and end between two of them. `None` without
/// intervals, and where all are zero.
pub fn interval_bars(trains: &[SpikeTrain], grain: Option<f64>) -> Option<IntervalBars> {
    let all = intervals(trains);
    let (mean, [_, longest]) = all.mean.zip(all.extremes)?;
    let end = longest.min(MEANS * mean);
    if end <= 0.0 {
        return None;
    }
    let (from, width) = match grain {
        Some(grain) => (0.5 * grain, (end / BARS / grain).ceil() * grain),
        None => (0.0, round_up(end / BARS)),
    };
    let count = ((end - from) / width * (1.0 + 1e-12)).floor().max(0.0) as usize + 1;
    let mut bars = vec![0; count];
    for x in trains.iter().flat_map(SpikeTrain::intervals) {
        let k = ((x - from) / width).floor();
        if k >= 0.0
            && let Some(bar) = bars.get_mut(k as usize)
        {
            *bar += 1;
        }
    }
    Some(IntervalBars {
        from,
        width,
        bars,
        number: all.number as u64,
    })
}

/// The next number of the form 1, 2, 2.5 or 5 times a power of ten.
fn round_up(x: f64) -> f64 {
    let power = 10_f64.powf(x.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|&r| r >= x)
        .unwrap_or(10.0 * power)
}

/// Everything that is usually asked about trains.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Spikes of all trains.
    pub spikes: usize,
    /// Spikes per unit of time; 0 without a train.
    pub rate: f64,
    /// Counts in windows.
    pub counts: Counts,
    /// Intervals.
    pub intervals: Intervals,
    /// Their histogram, see [`interval_bars`].
    pub bars: Option<IntervalBars>,
}

/// Counts in windows, intervals, and their histogram, for which `grain` is as in [`interval_bars`].
///
/// # Errors
/// As [`counts`].
pub fn summary(
    trains: &[SpikeTrain],
    window: f64,
    grain: Option<f64>,
) -> Result<Summary, SpikeTrainError> {
    let spikes = trains.iter().map(|t| t.times.len()).sum();
    let duration: f64 = trains.iter().map(|t| t.duration).sum();
    Ok(Summary {
        spikes,
        rate: if trains.is_empty() {
            0.0
        } else {
            spikes as f64 / duration
        },
        counts: counts(trains, window)?,
        intervals: intervals(trains),
        bars: interval_bars(trains, grain),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn train(times: &[f64], duration: f64) -> SpikeTrain {
        SpikeTrain::new(times.to_vec(), duration).expect("times are in order")
    }

    /// The windows share their borders, at some of which there are spikes: every spike is in one.
    #[test]
    fn the_integral_of_the_response_is_the_count_and_adds_up() {
        let t = train(&[0.0, 1.0, 1.0, 2.5, 4.0], 4.0);
        let rho = t.response();
        assert_eq!(rho.integral(0.0, 1.0), 1);
        assert_eq!(rho.integral(1.0, 2.5), 2);
        assert_eq!(rho.integral(2.5, 4.5), 2);
        assert_eq!(rho.integral(0.0, 4.5), 5);
        assert_eq!(rho.integral(4.5, 0.0), -5);
        let count = rho.weighted(0.0, 4.5, |_| 1.0);
        assert_eq!((count, rho.weighted(1.0, 4.0, |t| t)), (5.0, 4.5));
    }

    #[test]
    fn the_running_integral_has_one_step_per_spike() {
        let t = train(&[1.0, 3.0, 4.0], 5.0);
        let expected = [[2.0, 1.0], [3.0, 1.0], [3.0, 2.0], [4.0, 2.0], [4.0, 3.0]];
        let found = t.response().running(2.0, 5.0);
        assert_eq!(found[..5], expected);
        assert_eq!(found[5], [5.0, 3.0]);
    }

    /// Counts 2, 0, 1, 3 in windows of 1 (what follows 4 fills no whole one): mean 1.5, squared
    /// deviations 0.25 + 2.25 + 0.25 + 2.25 over 3.
    #[test]
    fn counts_have_the_mean_and_variance_of_their_windows() {
        let t = train(&[0.0, 0.9, 2.5, 3.0, 3.1, 3.9, 4.2], 4.4);
        let c = counts(&[t], 1.0).expect("a good window");
        assert_eq!(
            (c.windows, c.mean, c.variance),
            (4, Some(1.5), Some(5.0 / 3.0))
        );
        assert_eq!((c.first, c.per_bar), (0, 1));
        assert_eq!(c.bars, [1, 1, 1, 1]);
        assert!((c.fano().expect("spikes") - 10.0 / 9.0).abs() < 1e-15);
    }

    #[test]
    fn a_clock_has_neither_spread_of_counts_nor_of_intervals() {
        let times: Vec<f64> = (0..1000).map(|k| 10.0 * f64::from(k) + 5.0).collect();
        let t = [train(&times, 10_000.0)];
        let c = counts(&t, 100.0).expect("a good window");
        assert_eq!((c.windows, c.fano()), (100, Some(0.0)));
        assert_eq!((c.first, c.bars), (10, vec![100]));
        assert_eq!(intervals(&t).cv(), Some(0.0));
    }

    /// Trains are separate trials: the time from the last spike of one to the first of the next is no
    /// interval.
    #[test]
    fn no_interval_reaches_from_one_train_to_the_next() {
        let trains = [train(&[1.0, 2.0], 10.0), train(&[8.0, 9.0], 10.0)];
        let i = intervals(&trains);
        assert_eq!((i.number, i.mean, i.deviation), (2, Some(1.0), Some(0.0)));
    }

    #[test]
    fn a_train_without_spikes_has_counts_and_no_intervals() {
        let empty = [train(&[], 1000.0)];
        let c = counts(&empty, 100.0).expect("a good window");
        assert_eq!((c.windows, c.mean, c.fano()), (10, Some(0.0), None));
        assert_eq!(intervals(&empty).mean, None);
        assert_eq!(interval_bars(&empty, None), None);
        let none = counts(&empty, 5000.0).expect("a window longer than the train");
        assert_eq!((none.windows, none.mean, none.bars.len()), (0, None, 0));
    }

    /// A burst of ten thousand spikes in one window and none in the other nine.
    #[test]
    fn counts_that_differ_by_thousands_share_bars() {
        let times: Vec<f64> = (0..10_000).map(|k| 1e-3 * f64::from(k)).collect();
        let c = counts(&[train(&times, 100.0)], 10.0).expect("a good window");
        assert!(c.bars.len() as u64 <= Counts::MOST_BARS);
        assert_eq!(c.bars.iter().sum::<u64>(), 10);
        assert_eq!((c.bars[0], c.bars.last()), (9, Some(&1)));
        let [from, to] = c.bar(c.bars.len() - 1);
        assert!((from..to).contains(&10_000));
    }

    /// Times in the middle of bins of 0.1: without the grain rounding would throw intervals of 0.3 into
    /// either of two bars.
    #[test]
    fn intervals_of_binned_trains_lie_inside_bars() {
        let times: Vec<f64> = (0..300).map(|k| (3.0 * f64::from(k) + 0.5) * 0.1).collect();
        let bars = interval_bars(&[train(&times, 100.0)], Some(0.1)).expect("intervals");
        assert_eq!(bars.bars, [0, 0, 299]);
        assert!((bars.density(2) * 0.1 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_train_is_told_apart() {
        for (times, duration, part) in [
            (vec![], 0.0, "duration"),
            (vec![], f64::NAN, "duration"),
            (vec![1.0, 11.0], 10.0, "spike number 2"),
            (vec![f64::NAN], 10.0, "outside"),
            (vec![2.0, 1.0], 10.0, "sort"),
        ] {
            let said = SpikeTrain::new(times, duration).expect_err("refused");
            assert!(said.to_string().contains(part), "{said}");
        }
        let t = [train(&[1.0], 10.0)];
        for window in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-300] {
            assert!(counts(&t, window).is_err(), "{window}");
        }
    }
}
