//! The random input of a trial: spikes at synapses, at rates that vary in time and from synapse to synapse.
use super::settings::{Rates, Synapses};
use crate::num::noise::exponential;
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

/// How long rates stay the same before they are smoothed, in ms: one of these, and a few more or less.
const STRETCHES: [i32; 10] = [25, 30, 35, 40, 50, 60, 70, 80, 90, 100];
/// The standard deviation of the bell by which rates are smoothed, in ms: one of these, and a few more or less.
const WIDTHS: [i32; 4] = [40, 60, 80, 100];
/// So many more or less, in ms, cut towards zero.
const JITTER: f64 = 20.0;
/// The bell is so many standard deviations long in all, and 1 ms.
const BELL: usize = 7;
/// Excitatory spikes per 100 ms are drawn from 0 to so many, for so many synapses.
const EXCITATORY: (f64, f64) = (50.0, 80.0);
/// Inhibitory spikes per 100 ms are so many fewer than the excitatory ones, for so many synapses.
const FEWER: ([f64; 2], f64) = ([50.0, 15.0], 20.0);
/// What takes the place of a negative number of spikes per 100 ms.
const FLOOR: f64 = 1e-4;
/// Each synapse's rate is multiplied by a number drawn from this range.
const SCATTER: [f64; 2] = [0.5, 1.5];

/// A spike at a synapse: the time in ms since the trial began, and which synapse. Ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputSpike(u32);

impl InputSpike {
    /// A spike at `time` ms at synapse number `synapse`.
    pub fn new(time: u16, synapse: u16) -> Self {
        Self(u32::from(time) << 16 | u32::from(synapse))
    }

    /// The first possible spike at `time` ms, for searches.
    pub(super) fn first_at(time: usize) -> u64 {
        (time as u64) << 16
    }

    /// The spike as a number that grows with time.
    pub(super) fn order(self) -> u64 {
        u64::from(self.0)
    }

    /// When, in ms since the trial began.
    pub fn time(self) -> usize {
        (self.0 >> 16) as usize
    }

    /// At which synapse, 0 the first; the excitatory ones come first.
    pub fn synapse(self) -> usize {
        (self.0 & 0xffff) as usize
    }
}

/// Where λ(r)/r is largest, it is a little below this; see [`hazard`].
const STEEPEST: f64 = 1.15;

/// The intensity λ(r) of the Poisson process that has a spike in a bin with the published probability.
///
/// The published program draws in each bin an exponential number of mean r, the rate per bin, and a uniform
/// number u, and puts a spike there if u is smaller. Given u, the exponential number exceeds it with
/// probability e^(−u/r); the mean over u from 0 to 1 is p = ∫₀¹ e^(−u/r) du = r (1 − e^(−1/r)). Bins are
/// independent, so the train is that of Bernoulli trials of probability p. A Poisson process of intensity λ
/// per bin leaves a bin empty with probability e^(−λ), so that keeping the first of its points in each
/// bin gives the same train if λ = −ln(1 − p). For r up to 0.02 (20 Hz), λ = −ln(1 − r) in double
/// precision. The ratio λ/r is 1 at r = 0, rises to 1.144 at r = 0.37, is 1 again at r = 1 (there p = 1 − 1/e), and
/// falls from there on.
fn hazard(rate: f64) -> f64 {
    let p = rate * -(-1.0 / rate).exp_m1();
    -(-p).ln_1p()
}

/// A number of `options` with the published jitter.
fn jittered(random: &mut ChaCha8Rng, options: &[i32]) -> usize {
    let chosen = options[random.random_range(0..options.len())];
    let jitter = (2.0 * JITTER * random.random::<f64>() - JITTER) as i32;
    (chosen + jitter) as usize
}

fn between(random: &mut ChaCha8Rng, low: f64, high: f64) -> f64 {
    low + (high - low) * random.random::<f64>()
}

/// The bell by which rates are smoothed, as a distribution of lags.
struct Bell {
    /// The probability of this lag or an earlier one.
    cumulated: Vec<f64>,
    /// The first lag, in ms.
    first: i64,
}

impl Bell {
    /// A bell of standard deviation `width`, cut as in the published program.
    fn new(width: usize) -> Self {
        let length = 1 + BELL * width;
        let middle = 0.5 * (length - 1) as f64;
        let mut sum = 0.0;
        let mut cumulated: Vec<f64> = (0..length)
            .map(|k| {
                let z = (k as f64 - middle) / width as f64;
                sum += (-0.5 * z * z).exp();
                sum
            })
            .collect();
        for c in &mut cumulated {
            *c /= sum;
        }
        Self {
            cumulated,
            // As a convolution cut to the length of its first factor centres the second one.
            first: -(((length - 1) / 2) as i64),
        }
    }

    /// A random lag.
    fn draw(&self, random: &mut ChaCha8Rng) -> i64 {
        let u = random.random::<f64>();
        let k = self.cumulated.partition_point(|&c| c <= u);
        self.first + k.min(self.cumulated.len() - 1) as i64
    }

    /// The weight of all lags below `lag`.
    fn below(&self, lag: i64) -> f64 {
        match usize::try_from(lag - self.first) {
            Ok(0) | Err(_) => 0.0,
            Ok(k) => self.cumulated[(k - 1).min(self.cumulated.len() - 1)],
        }
    }
}

/// The rates of all synapses before they are smoothed: constant over stretches of equal length.
struct Coarse {
    stretch: usize,
    /// For each synapse the rates in its stretches, in spikes per ms.
    rates: Vec<Vec<f64>>,
    greatest: f64,
}

impl Coarse {
    /// Draws the rates as the published program does. Those of a synapse stay the same when there are more or
    /// fewer synapses than the published ones.
    fn draw(random: &mut ChaCha8Rng, synapses: &Synapses, rates: &Rates, trial: usize) -> Self {
        let stretch = jittered(random, &STRETCHES);
        let count = trial.div_ceil(stretch);
        let mut both = [vec![], vec![]];
        for _ in 0..count {
            let excitatory = between(random, 0.0, EXCITATORY.0);
            let low = (excitatory - FEWER.0[0]).max(0.0);
            let inhibitory = between(random, low, excitatory - FEWER.0[1]);
            let inhibitory = if inhibitory < 0.0 { FLOOR } else { inhibitory };
            both[0].push(rates.excitatory * excitatory / (100.0 * EXCITATORY.1));
            both[1].push(rates.inhibitory * inhibitory / (100.0 * FEWER.1));
        }
        let mut greatest = 0.0_f64;
        let rates = (0..synapses.count()).map(|synapse| {
            let group = usize::from(synapse >= synapses.excitatory);
            let scattered = both[group].iter().map(|rate| {
                let rate = rate * between(random, SCATTER[0], SCATTER[1]);
                greatest = greatest.max(rate);
                rate
            });
            scattered.collect()
        });
        Self {
            stretch,
            rates: rates.collect(),
            greatest,
        }
    }

    /// The smoothed rate of a synapse at a time.
    fn smoothed(&self, synapse: usize, time: usize, trial: usize, bell: &Bell) -> f64 {
        let mut sum = 0.0;
        for (k, rate) in self.rates[synapse].iter().enumerate() {
            // A spike displaced from t' to t has lag t − t', for t' of this stretch.
            let [a, b] = [k, k + 1].map(|k| (k * self.stretch).min(trial) as i64);
            let time = time as i64;
            sum += rate * (bell.below(time - a + 1) - bell.below(time - b + 1));
        }
        sum
    }
}

/// The input of a trial of so many ms, in order of time.
///
/// The published program smooths the rates of all synapses by a bell and then draws in every bin. Here a
/// spike is drawn at the rate before it is smoothed, by exponential intervals, and then moved by a lag that is
/// drawn from the bell: points of a Poisson process that are moved independently form a Poisson process
/// again, whose intensity is the convolution of the old one with the distribution of the lags (Kingman,
/// Poisson Processes, 1993, ch. 5). Those moved out of the trial are lost, as in the published program. To
/// turn the smoothed rate r into the intensity λ(r) (see [`hazard`]) more points than r are drawn, and
/// λ(r)/(c r) of them kept, where c is the largest ratio there can be.
pub(super) fn draw(
    random: &mut ChaCha8Rng,
    synapses: &Synapses,
    rates: &Rates,
    trial: usize,
) -> Vec<InputSpike> {
    let coarse = Coarse::draw(random, synapses, rates, trial);
    let bell = Bell::new(jittered(random, &WIDTHS));
    // Below the top of λ(r)/r this ratio grows with r, and smoothed rates are no greater than the others.
    let more = if coarse.greatest <= 0.0 {
        return vec![];
    } else if coarse.greatest < 0.3 {
        hazard(coarse.greatest) / coarse.greatest
    } else {
        STEEPEST
    };
    let mut spikes = vec![];
    for synapse in 0..synapses.count() {
        // The hazard that is still to be used up before the next point.
        let mut left = exponential(random);
        for (k, rate) in coarse.rates[synapse].iter().enumerate() {
            let intensity = more * rate;
            let begin = k * coarse.stretch;
            let length = (trial - begin).min(coarse.stretch) as f64;
            let mut at = 0.0;
            loop {
                // What is left is at least as much as the rest of the stretch uses up, or a point is in it.
                let rest = (length - at) * intensity;
                if left >= rest {
                    left -= rest;
                    break;
                }
                at += left / intensity;
                left = exponential(random);
                let from = begin + (at as usize).min(length as usize - 1);
                let time = from as i64 + bell.draw(random);
                let keep = random.random::<f64>();
                let Some(time) = usize::try_from(time).ok().filter(|&t| t < trial) else {
                    continue;
                };
                // λ(r) ≥ r where r ≤ 1, so most need no further look.
                let sure = coarse.greatest <= 1.0 && keep * more <= 1.0;
                if !sure {
                    let rate = coarse.smoothed(synapse, time, trial, &bell);
                    if keep * more * rate > hazard(rate) {
                        continue;
                    }
                }
                spikes.push(InputSpike::new(time as u16, synapse as u16));
            }
        }
    }
    spikes.sort_unstable();
    // A bin holds one spike of a synapse at most.
    spikes.dedup();
    spikes
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;

    /// p = r (1 − e^(−1/r)) by the definition of the published program: one million draws at r = 0.4, where
    /// p = 0.4 (1 − e^(−2.5)) = 0.367166, within four standard errors of 4.8e-4.
    #[test]
    fn the_probability_of_a_spike_is_that_of_the_published_draw() {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let rate = 0.4;
        let hits = (0..1_000_000)
            .filter(|_| random.random::<f64>() < rate * exponential(&mut random))
            .count();
        let p = 1.0 - (-hazard(rate)).exp();
        assert!((p - 0.367_166).abs() < 1e-6, "{p}");
        assert!((hits as f64 / 1e6 - p).abs() < 4.0 * 4.8e-4, "{hits}");
    }

    /// The ratio λ/r never exceeds the bound by which points are thinned, grows up to 0.3, and is at least 1
    /// up to r = 1, where p = 1 − 1/e and therefore λ = 1.
    #[test]
    fn the_bound_of_thinning_holds() {
        let ratio = |r: f64| hazard(r) / r;
        let mut before = 1.0;
        for k in 1..=10_000 {
            let r = 1e-3 * f64::from(k);
            assert!(ratio(r) <= STEEPEST, "{r}: {}", ratio(r));
            if r <= 0.3 {
                assert!(ratio(r) >= before, "{r}");
                before = ratio(r);
            }
            assert!(r > 1.0 || ratio(r) >= 1.0 - 1e-12, "{r}");
        }
        assert!((hazard(1.0) - 1.0).abs() < 1e-15);
    }

    /// A bell moves a point by lags whose weights add up to one, the middle one the likeliest, and for an odd
    /// length the earlier and the later ones alike.
    #[test]
    fn a_bell_is_a_distribution_about_zero() {
        for width in [20, 40, 61, 119] {
            let bell = Bell::new(width);
            let length = bell.cumulated.len() as i64;
            assert_eq!(length, 1 + 7 * width as i64);
            assert_eq!(bell.below(bell.first), 0.0);
            assert!((bell.below(bell.first + length) - 1.0).abs() < 1e-12);
            let weight = |lag: i64| bell.below(lag + 1) - bell.below(lag);
            let mean: f64 = (-500..=500).map(|l| l as f64 * weight(l)).sum();
            // An even length has its middle between two bins.
            let middle = if length % 2 == 0 { 0.5 } else { 0.0 };
            assert!((mean - middle).abs() < 1e-9, "{width}: {mean}");
        }
    }

    /// At a constant rate that is not smoothed away in the middle of a trial, the thinned points have the
    /// published probability in each bin also where rates are high. Factor 100 makes rates up to 0.9 per ms; the
    /// mean number of spikes then falls short of the sum of the rates, by the mean of 1 − e^(−1/r).
    #[test]
    fn busy_synapses_spike_as_the_published_draw_says() {
        let synapses = Synapses {
            excitatory: 10,
            inhibitory: 0,
            ..Synapses::default()
        };
        let rates = Rates {
            excitatory: 100.0,
            inhibitory: 1.0,
        };
        let trial = 2000;
        let (mut found, mut expected, mut variance) = (0.0, 0.0, 0.0);
        for seed in 0..40 {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let mut same = random.clone();
            found += draw(&mut random, &synapses, &rates, trial).len() as f64;
            let coarse = Coarse::draw(&mut same, &synapses, &rates, trial);
            let bell = Bell::new(jittered(&mut same, &WIDTHS));
            for synapse in 0..10 {
                for t in 0..trial {
                    let r = coarse.smoothed(synapse, t, trial, &bell);
                    let p = r * (1.0 - (-1.0 / r).exp());
                    expected += p;
                    variance += p * (1.0 - p);
                }
            }
        }
        assert!(
            (found - expected).abs() < 4.0 * f64::sqrt(variance),
            "{found} {expected}"
        );
    }
}
