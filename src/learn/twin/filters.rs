//! What the network has learnt, as filters in mV per spike.
use super::network::Network;
use super::settings::{Synapses, Transfer};
use super::trial::Recording;

/// Exponentials are fitted to these lags, in ms: the first taps are shaped by resets and by the spike read-out, and
/// the last ones are noise.
pub const FIT: [usize; 2] = [2, 40];
/// An exponential that leaves more than this part of the taps' squares does not describe them. It leaves less
/// than 5 % of an integrate-and-fire neuron's, even of a single synapse learnt from one minute, but 8 to 65 % of
/// those of Izhikevich's, Morris and Lecar's and Hodgkin and Huxley's, which change sign.
const UNLIKE: f64 = 0.07;
/// Units that bend are replaced by their mean slopes over so many trials.
const TRIALS: usize = 50;
/// Time constants that are looked for, in ms.
const CONSTANTS: [f64; 2] = [0.5, 2000.0];

/// The filters of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Filters {
    /// For each synapse by how many mV a spike moves the potential so many ms later.
    pub synapses: Vec<Vec<f64>>,
    /// The mean of the excitatory ones; empty where there is none.
    pub excitatory: Group,
    /// The mean of the inhibitory ones; empty where there is none.
    pub inhibitory: Group,
    /// The number of the first inhibitory synapse, if the sums over the lags from 0 to the last of [`FIT`] are positive of
    /// all synapses below it and negative of all from it on; `None` if some are on the wrong side, or if there is only one
    /// sort. Single taps may have the other sign: by noise, or where the neuron itself answers with an undershoot.
    pub separation: Option<usize>,
}

/// The mean filter of a group of synapses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// In mV per spike, from lag 0 on.
    pub taps: Vec<f64>,
    /// The exponential that fits it best.
    pub fit: Option<Exponential>,
}

/// `height e^(−lag/tau)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exponential {
    /// In mV per spike.
    pub height: f64,
    /// In ms.
    pub tau: f64,
}

impl Exponential {
    /// The value at a lag in ms.
    pub fn at(self, lag: f64) -> f64 {
        self.height * (-lag / self.tau).exp()
    }

    /// The lags of [`FIT`] that filters of so many taps have; `None` where there are fewer than three.
    pub fn lags(window: usize) -> Option<[usize; 2]> {
        let last = FIT[1].min(window.checked_sub(1)?);
        (last >= FIT[0] + 2).then_some([FIT[0], last])
    }

    /// The exponential with the least sum of squared differences from `taps` at the lags of [`Exponential::lags`]; `None`
    /// where there are none, where no time constant from 0.5 to 2,000 ms is better than its neighbours, or where even the
    /// best leaves more than 7 % of the sum of squares: the taps are then no exponential.
    ///
    /// For each time constant the best height is linear least squares; the time constant is then found by golden
    /// section in its logarithm around the best of a grid. Squares of differences and not of logarithms: taps that
    /// are small or of the wrong sign then do no harm.
    pub fn fit(taps: &[f64]) -> Option<Self> {
        let [from, to] = Self::lags(taps.len())?;
        let points: Vec<[f64; 2]> = (from..=to).map(|k| [k as f64, taps[k]]).collect();
        let best = |log: f64| {
            let tau = log.exp();
            let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
            for [lag, y] in &points {
                let x = (-lag / tau).exp();
                xy += x * y;
                xx += x * x;
                yy += y * y;
            }
            (yy - xy * xy / xx, xy / xx)
        };
        const GRID: usize = 200;
        let [low, high] = CONSTANTS.map(f64::ln);
        let at = |k: usize| low + (high - low) * k as f64 / GRID as f64;
        let k = (0..=GRID).min_by(|&i, &j| best(at(i)).0.total_cmp(&best(at(j)).0))?;
        if k == 0 || k == GRID || !best(at(k)).0.is_finite() {
            return None;
        }
        let (mut a, mut b) = (at(k - 1), at(k + 1));
        let golden = 0.5 * (5.0_f64.sqrt() - 1.0);
        for _ in 0..60 {
            let (c, d) = (b - golden * (b - a), a + golden * (b - a));
            if best(c).0 < best(d).0 {
                b = d;
            } else {
                a = c;
            }
        }
        let log = 0.5 * (a + b);
        let (left, height) = best(log);
        let all: f64 = points.iter().map(|[_, y]| y * y).sum();
        (height != 0.0 && left <= UNLIKE * all).then(|| Self {
            height,
            tau: log.exp(),
        })
    }
}

impl Group {
    fn new(filters: &[Vec<f64>]) -> Self {
        let Some(first) = filters.first() else {
            return Self::default();
        };
        let mean = |k: usize| filters.iter().map(|f| f[k]).sum::<f64>() / filters.len() as f64;
        let taps: Vec<f64> = (0..first.len()).map(mean).collect();
        Self {
            fit: Exponential::fit(&taps),
            taps,
        }
    }
}

impl Filters {
    /// The filters of a network, as they are read as a potential: those of the hidden units times their
    /// read-outs, added up. Units that bend are replaced by their mean slopes over trials of `recording`.
    pub fn new(network: &Network, synapses: &Synapses, recording: &Recording) -> Self {
        let layout = &network.layout;
        let slopes = if layout.transfer == Transfer::Linear {
            vec![1.0; layout.hidden]
        } else {
            let few = &recording.trials[..recording.trials.len().min(TRIALS)];
            let mut sum = vec![0.0; layout.hidden];
            for trial in few {
                for (s, slope) in sum.iter_mut().zip(network.slopes(trial)) {
                    *s += slope / few.len() as f64;
                }
            }
            sum
        };
        let gains: Vec<f64> = network
            .potential_read_out()
            .iter()
            .zip(slopes)
            .map(|(&d, slope)| f64::from(d) * slope)
            .collect();
        let filters: Vec<Vec<f64>> = (0..layout.synapses)
            .map(|synapse| {
                let mut taps = vec![0.0; layout.window];
                for (unit, gain) in gains.iter().enumerate() {
                    for (t, w) in taps.iter_mut().zip(network.filter(unit, synapse)) {
                        *t += gain * f64::from(*w);
                    }
                }
                taps
            })
            .collect();
        let border = synapses.excitatory.min(filters.len());
        let (excitatory, inhibitory) = filters.split_at(border);
        let sum = |taps: &[f64]| taps.iter().take(FIT[1] + 1).sum::<f64>();
        let apart = excitatory.iter().all(|f| sum(f) > 0.0)
            && inhibitory.iter().all(|f| sum(f) < 0.0)
            && !excitatory.is_empty()
            && !inhibitory.is_empty();
        Self {
            excitatory: Group::new(excitatory),
            inhibitory: Group::new(inhibitory),
            separation: apart.then_some(border),
            synapses: filters,
        }
    }
}
