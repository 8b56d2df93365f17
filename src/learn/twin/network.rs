//! The network: causal filters of sparse input, hidden units, and read-outs of spikes and potential.
use super::input::InputSpike;
use super::settings::{Layout, Transfer};
use super::trial::{Recording, Trial};
use crate::num::noise::Normal;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

/// Standard deviation of the first weights of filters, in the paper's program 0.25: what is random in them is unlearnt
/// slowly where units bend, and hides for the first steps what the read-outs are to learn.
const FILTER_SPREAD: f64 = 0.03;
/// The size of the first read-outs, in the paper's program normal with a deviation of 0.05: so far from zero that
/// the first steps, of which each moves it by about the learning rate, cannot turn their signs by chance.
const READ_OUT: f32 = 0.5;
/// The first biases of hidden units and of the spike read-out, as in the paper's program.
const HIDDEN_BIAS: f32 = 0.1;
const SPIKE_BIAS: f32 = -2.5;
/// A truncated normal number is drawn again beyond so many standard deviations.
const TRUNCATED: f64 = 2.0;
/// The slope of a leaky rectifier below zero.
const LEAK: f32 = 0.1;
/// The weight of the squared error of the potential, in 1/mV², beside the cross-entropy of spikes.
pub const POTENTIAL_WEIGHT: f64 = 0.003;
/// The weight of the squares of filters and read-outs.
pub const PENALTY: f64 = 1e-8;

/// A network that predicts a neuron's spikes and potential from the spikes at its synapses.
///
/// In bin t hidden unit j sums z_j(t) = b_j + Σ w_j(s, k) over all input spikes at synapses s in the bins t − k,
/// k from 0 to the window less one, and passes on f(z_j). A spike has probability σ(Σ a_j f(z_j) + c), and the
/// potential is Σ d_j f(z_j) + e, from the mean of the potentials learnt from.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Its size.
    pub layout: Layout,
    /// All parameters: the filters unit by unit and synapse by synapse, from the present bin backwards; the
    /// units' biases; the read-out of spikes and its bias; the read-out of the potential and its bias.
    pub weights: Vec<f32>,
    /// The mean of the potentials learnt from, in mV.
    pub mean: f64,
}

/// Where the parts of all parameters begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) biases: usize,
    pub(super) spikes: usize,
    pub(super) spike_bias: usize,
    pub(super) potential: usize,
    pub(super) potential_bias: usize,
}

impl Layout {
    pub(super) fn places(&self) -> Places {
        let biases = self.hidden * self.synapses * self.window;
        let spikes = biases + self.hidden;
        let potential = spikes + self.hidden + 1;
        Places {
            biases,
            spikes,
            spike_bias: spikes + self.hidden,
            potential,
            potential_bias: potential + self.hidden,
        }
    }

    /// Where the filter of a hidden unit for a synapse begins.
    fn filter(&self, unit: usize, synapse: usize) -> usize {
        (unit * self.synapses + synapse) * self.window
    }
}

impl Transfer {
    /// The value at `z`.
    #[inline]
    pub fn of(self, z: f32) -> f32 {
        match self {
            Self::Linear => z,
            Self::Relu => z.max(0.0),
            Self::LeakyRelu => z.max(LEAK * z),
            Self::Tanh => z.tanh(),
        }
    }

    /// The slope where the value is `y`.
    #[inline]
    pub fn slope(self, y: f32) -> f32 {
        match self {
            Self::Linear => 1.0,
            Self::Relu => f32::from(u8::from(y > 0.0)),
            Self::LeakyRelu if y > 0.0 => 1.0,
            Self::LeakyRelu => LEAK,
            Self::Tanh => 1.0 - y * y,
        }
    }
}

/// What a network says of a stretch of a trial.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// The logarithm of the odds of a spike in each bin.
    pub odds: Vec<f32>,
    /// The potential in each bin, in mV.
    pub potential: Vec<f32>,
}

/// Room for the work on one stretch, used again and again.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    /// Values of the hidden units, unit by unit.
    hidden: Vec<f32>,
    odds: Vec<f32>,
    potential: Vec<f32>,
}

/// A stretch of a trial: the bins `from` up to the one before `to`, with the input before them that still counts.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'a> {
    pub(super) trial: &'a Trial,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl<'a> Stretch<'a> {
    fn input(self, window: usize) -> &'a [InputSpike] {
        let first = self.from.saturating_sub(window - 1);
        self.trial.input_between(first, self.to)
    }

    /// Which bins of the stretch an input spike reaches, and the tap of the filter for the first of them.
    #[inline]
    fn reach(self, spike: InputSpike, window: usize) -> (std::ops::Range<usize>, usize) {
        let time = spike.time();
        let first = time.max(self.from);
        let last = (time + window).min(self.to);
        (first - self.from..last - self.from, first - time)
    }
}

impl Network {
    /// A network with first weights drawn at random: normal, but never beyond two standard deviations.
    ///
    /// The published program draws both read-outs of a unit by themselves. Where their signs differ, the unit learns the
    /// potential first and calls spikes unlikely where they come until the smaller read-out has turned; a network that has
    /// learnt its few spikes by heart in the meantime never turns it. What raises the potential makes spikes likelier:
    /// here both read-outs of a unit begin equal, with a sign by chance. See also [`Network::at_rate`].
    pub fn new(layout: &Layout, mean: f64, seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut normal = Normal::new();
        let mut draw = |spread: f64| loop {
            let z = normal.draw(&mut random);
            if z.abs() <= TRUNCATED {
                return (spread * z) as f32;
            }
        };
        let at = layout.places();
        let mut weights = vec![0.0; layout.parameters()];
        weights[..at.biases].fill_with(|| draw(FILTER_SPREAD));
        weights[at.biases..at.spikes].fill(HIDDEN_BIAS);
        weights[at.spikes..at.spike_bias].fill_with(|| READ_OUT.copysign(draw(1.0)));
        weights[at.spike_bias] = SPIKE_BIAS;
        weights.copy_within(at.spikes..at.spike_bias, at.potential);
        Self {
            layout: layout.clone(),
            weights,
            mean,
        }
    }

    /// The same with a spike as likely in each bin as it is on the whole, at `rate` spikes per bin, before anything is
    /// learnt; unchanged where there are none or only spikes.
    ///
    /// The published program begins at odds of e^(−2.5), a hundred times those of a neuron that fires once in a second.
    /// The first steps then push all odds down by whatever is at hand, and turn the sign of the read-out.
    #[must_use]
    pub fn at_rate(mut self, rate: f64) -> Self {
        if rate > 0.0 && rate < 1.0 {
            let place = self.layout.places().spike_bias;
            self.weights[place] = (rate / (1.0 - rate)).ln() as f32;
        }
        self
    }

    /// A network of one linear unit with the filters that are given for each synapse, and the potential as its
    /// output: the spike read-out is the same, shifted by `threshold` mV from the mean.
    ///
    /// # Panics
    /// When the filters are not as many or not as long as the layout says.
    pub fn with_filter(layout: &Layout, mean: f64, filter: &[Vec<f32>], threshold: f32) -> Self {
        assert_eq!((layout.hidden, layout.transfer), (1, Transfer::Linear));
        assert_eq!(filter.len(), layout.synapses);
        let at = layout.places();
        let mut weights = vec![0.0; layout.parameters()];
        for (k, taps) in filter.iter().enumerate() {
            weights[layout.filter(0, k)..][..layout.window].copy_from_slice(taps);
        }
        weights[at.spikes] = 1.0;
        weights[at.spike_bias] = -threshold;
        weights[at.potential] = 1.0;
        Self {
            layout: layout.clone(),
            weights,
            mean,
        }
    }

    /// The filter of a hidden unit for a synapse, from the present bin backwards.
    pub fn filter(&self, unit: usize, synapse: usize) -> &[f32] {
        &self.weights[self.layout.filter(unit, synapse)..][..self.layout.window]
    }

    /// How each hidden unit is read as a potential, in mV.
    pub fn potential_read_out(&self) -> &[f32] {
        let at = self.layout.places();
        &self.weights[at.potential..at.potential_bias]
    }

    /// The values of the hidden units, unit by unit, into `scratch`.
    fn hidden(&self, stretch: Stretch<'_>, scratch: &mut Scratch) {
        let n = stretch.to - stretch.from;
        let layout = &self.layout;
        let at = layout.places();
        let input = stretch.input(layout.window);
        scratch.hidden.resize(layout.hidden * n, 0.0);
        for (unit, z) in scratch.hidden.chunks_exact_mut(n).enumerate() {
            z.fill(self.weights[at.biases + unit]);
            for &spike in input {
                let (bins, tap) = stretch.reach(spike, layout.window);
                let taps = &self.weights[layout.filter(unit, spike.synapse()) + tap..];
                for (z, w) in z[bins].iter_mut().zip(taps) {
                    *z += w;
                }
            }
            if layout.transfer != Transfer::Linear {
                for z in z {
                    *z = layout.transfer.of(*z);
                }
            }
        }
    }

    /// What the network says of a stretch, the potential from the mean.
    fn respond(&self, stretch: Stretch<'_>, scratch: &mut Scratch) {
        self.hidden(stretch, scratch);
        let n = stretch.to - stretch.from;
        let at = self.layout.places();
        let Scratch {
            hidden,
            odds,
            potential,
        } = scratch;
        odds.clear();
        odds.resize(n, self.weights[at.spike_bias]);
        potential.clear();
        potential.resize(n, self.weights[at.potential_bias]);
        for (unit, h) in hidden.chunks_exact(n).enumerate() {
            let (a, d) = (
                self.weights[at.spikes + unit],
                self.weights[at.potential + unit],
            );
            for ((o, v), h) in odds.iter_mut().zip(potential.iter_mut()).zip(h) {
                *o += a * h;
                *v += d * h;
            }
        }
    }

    /// What the network says of the bins `from` up to the one before `to` of a trial.
    pub fn response(&self, trial: &Trial, from: usize, to: usize) -> Response {
        let mut scratch = Scratch::default();
        self.respond(Stretch { trial, from, to }, &mut scratch);
        let mean = self.mean as f32;
        Response {
            odds: scratch.odds,
            potential: scratch.potential.iter().map(|v| v + mean).collect(),
        }
    }

    /// The mean slope of each hidden unit's transfer function over a trial.
    pub(super) fn slopes(&self, trial: &Trial) -> Vec<f64> {
        let mut scratch = Scratch::default();
        let to = trial.potential.len();
        self.hidden(Stretch { trial, from: 0, to }, &mut scratch);
        let transfer = self.layout.transfer;
        let mean = |h: &[f32]| {
            let sum: f64 = h.iter().map(|&y| f64::from(transfer.slope(y))).sum();
            sum / to as f64
        };
        scratch.hidden.chunks_exact(to).map(mean).collect()
    }

    /// The mean loss over the bins of a trial, the penalty left out.
    pub(super) fn loss(&self, recording: &Recording, trial: &Trial, scratch: &mut Scratch) -> f64 {
        let to = recording.length;
        let stretch = Stretch { trial, from: 0, to };
        self.respond(stretch, scratch);
        let Scratch {
            odds, potential, ..
        } = scratch;
        let (mean, bins) = (self.mean as f32, to as f32);
        errors(recording, stretch, mean, bins, odds, potential) / to as f64
    }

    /// The loss over a stretch, summed over its bins, the penalty left out; the derivatives by the weights,
    /// divided by `bins`, are added to `gradient`.
    ///
    /// The loss of a bin is the cross-entropy of a spike plus [`POTENTIAL_WEIGHT`] times the squared error of the
    /// potential. Derivatives are by hand, backwards through the two layers; an input spike adds to as
    /// many taps of its filter as there are bins that it reaches.
    pub(super) fn learn(
        &self,
        recording: &Recording,
        stretch: Stretch<'_>,
        bins: f32,
        gradient: &mut [f32],
        scratch: &mut Scratch,
    ) -> f64 {
        self.respond(stretch, scratch);
        let layout = &self.layout;
        let n = stretch.to - stretch.from;
        let at = layout.places();
        let Scratch {
            hidden,
            odds,
            potential,
        } = scratch;
        let mean = self.mean as f32;
        let loss = errors(recording, stretch, mean, bins, odds, potential);
        gradient[at.spike_bias] += odds.iter().sum::<f32>();
        gradient[at.potential_bias] += potential.iter().sum::<f32>();
        let input = stretch.input(layout.window);
        for (unit, h) in hidden.chunks_exact_mut(n).enumerate() {
            let (a, d) = (
                self.weights[at.spikes + unit],
                self.weights[at.potential + unit],
            );
            let (mut by_a, mut by_d, mut by_bias) = (0.0, 0.0, 0.0);
            for ((h, o), v) in h.iter_mut().zip(&*odds).zip(&*potential) {
                by_a += o * *h;
                by_d += v * *h;
                *h = (a * o + d * v) * layout.transfer.slope(*h);
                by_bias += *h;
            }
            gradient[at.spikes + unit] += by_a;
            gradient[at.potential + unit] += by_d;
            gradient[at.biases + unit] += by_bias;
            for &spike in input {
                let (reached, tap) = stretch.reach(spike, layout.window);
                let taps = &mut gradient[layout.filter(unit, spike.synapse()) + tap..];
                for (g, h) in taps.iter_mut().zip(&h[reached]) {
                    *g += h;
                }
            }
        }
        loss
    }

    /// Adds the penalty of large weights to the gradient, and returns it. Biases are free.
    pub(super) fn penalty(&self, gradient: &mut [f32]) -> f64 {
        let at = self.layout.places();
        let mut sum = 0.0;
        for part in [
            0..at.biases,
            at.spikes..at.spike_bias,
            at.potential..at.potential_bias,
        ] {
            for (g, w) in gradient[part.clone()].iter_mut().zip(&self.weights[part]) {
                *g += 2.0 * PENALTY as f32 * w;
                sum += f64::from(w * w);
            }
        }
        PENALTY * sum
    }

    /// The loss of the bins `from` up to the one before `to` of a trial, as a mean over the bins with the
    /// penalty, and its derivatives by all weights.
    pub fn gradient(
        &self,
        recording: &Recording,
        trial: usize,
        from: usize,
        to: usize,
    ) -> (f64, Vec<f32>) {
        let stretch = Stretch {
            trial: &recording.trials[trial],
            from,
            to,
        };
        let mut gradient = vec![0.0; self.weights.len()];
        let bins = (to - from) as f32;
        let mut scratch = Scratch::default();
        let sum = self.learn(recording, stretch, bins, &mut gradient, &mut scratch);
        let penalty = self.penalty(&mut gradient);
        (sum / f64::from(bins) + penalty, gradient)
    }
}

/// Turns odds and potentials (from the mean) into the derivatives of the loss by them, divided by `bins`, and
/// returns the loss, summed over the bins.
fn errors(
    recording: &Recording,
    stretch: Stretch<'_>,
    mean: f32,
    bins: f32,
    odds: &mut [f32],
    potential: &mut [f32],
) -> f64 {
    let Stretch { trial, from, to } = stretch;
    let (mut entropy, mut squares) = (0.0_f64, 0.0_f64);
    let weight = POTENTIAL_WEIGHT as f32;
    for (v, &target) in potential.iter_mut().zip(&trial.potential[from..to]) {
        let error = *v + mean - recording.ceiling.cut(target);
        squares += f64::from(error * error);
        *v = 2.0 * weight * error / bins;
    }
    let spikes = trial.spikes_between(from, to);
    for &spike in spikes {
        entropy -= f64::from(odds[usize::from(spike) - from]);
    }
    for o in &mut *odds {
        // ln(1 + e^x) = max(x, 0) + ln(1 + e^(−|x|)), and its derivative is the probability.
        let e = (-o.abs()).exp();
        entropy += f64::from(o.max(0.0) + e.ln_1p());
        let small = e / (1.0 + e);
        *o = if *o > 0.0 { 1.0 - small } else { small } / bins;
    }
    for &spike in spikes {
        odds[usize::from(spike) - from] -= 1.0 / bins;
    }
    entropy + POTENTIAL_WEIGHT * squares
}
