//! What is recorded of a neuron: its input, its potential and its spikes, trial by trial.
use super::input::InputSpike;
use super::settings::{SECOND, Synapses};

/// One trial, in bins of 1 ms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trial {
    /// The spikes at its synapses, in order of time.
    pub input: Vec<InputSpike>,
    /// The potential in each bin, in mV, the input of the bin included.
    pub potential: Vec<f32>,
    /// In which bins the neuron fires.
    pub spikes: Vec<u16>,
}

impl Trial {
    /// Forgets what was recorded, and says how much the input adds to the potential in each of so many bins, in mV.
    pub(super) fn begin(&mut self, synapses: &Synapses, length: usize) -> Vec<f64> {
        let mut added = vec![0.0_f64; length];
        for spike in &self.input {
            if let Some(added) = added.get_mut(spike.time()) {
                *added += synapses.kick(spike.synapse());
            }
        }
        self.potential.clear();
        self.potential.reserve_exact(length);
        self.spikes.clear();
        added
    }

    /// The input spikes from bin `from` to the bin before `to`.
    pub fn input_between(&self, from: usize, to: usize) -> &[InputSpike] {
        let place = |t| {
            let first = InputSpike::first_at(t);
            self.input.partition_point(|s| s.order() < first)
        };
        &self.input[place(from)..place(to)]
    }

    /// The neuron's spikes from bin `from` to the bin before `to`.
    pub fn spikes_between(&self, from: usize, to: usize) -> &[u16] {
        let place = |t| self.spikes.partition_point(|&s| usize::from(s) < t);
        &self.spikes[place(from)..place(to)]
    }
}

/// Where the potential is cut off before it is learnt: what is above says only that there is a spike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ceiling {
    /// Potentials above this one, in mV,
    pub above: f32,
    /// become this one.
    pub becomes: f32,
}

impl Ceiling {
    /// The potential that is to be learnt.
    pub fn cut(self, potential: f32) -> f32 {
        if potential > self.above {
            self.becomes
        } else {
            potential
        }
    }
}

/// Trials of equal length of one neuron.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// The trials.
    pub trials: Vec<Trial>,
    /// How long each is, in ms.
    pub length: usize,
    /// How many synapses there are.
    pub synapses: usize,
    /// How many of them, the first ones, are excitatory.
    pub excitatory: usize,
    /// Where the potential is cut off.
    pub ceiling: Ceiling,
}

/// What a recording is like on average. Rates in Hz, potentials in mV.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// Spikes per second and excitatory synapse; `None` where there is no such synapse.
    pub excitatory_rate: Option<f64>,
    /// Spikes per second and inhibitory synapse; `None` where there is no such synapse.
    pub inhibitory_rate: Option<f64>,
    /// Spikes of the neuron per second.
    pub output_rate: f64,
    /// Mean of the potential, cut off as it is learnt.
    pub mean: f64,
    /// Its standard deviation.
    pub deviation: f64,
}

impl Recording {
    /// How long it is in all, in s.
    pub fn seconds(&self) -> f64 {
        (self.trials.len() * self.length) as f64 / SECOND
    }

    /// How many times the neuron fires in all.
    pub fn spikes(&self) -> usize {
        self.trials.iter().map(|t| t.spikes.len()).sum()
    }

    /// The potentials of a trial that are to be learnt, in mV.
    pub fn targets<'a>(&'a self, trial: &'a Trial) -> impl Iterator<Item = f32> + 'a {
        trial.potential.iter().map(|&v| self.ceiling.cut(v))
    }

    /// The mean of the potentials that are to be learnt, in mV.
    pub fn mean(&self) -> f64 {
        let sum: f64 = self
            .trials
            .iter()
            .flat_map(|t| self.targets(t))
            .map(f64::from)
            .sum();
        sum / (self.trials.len() * self.length) as f64
    }

    /// Rates, and the potential's mean and spread.
    pub fn statistics(&self) -> Statistics {
        let mut counts = [0usize; 2];
        for spike in self.trials.iter().flat_map(|t| &t.input) {
            counts[usize::from(spike.synapse() >= self.excitatory)] += 1;
        }
        let seconds = self.seconds();
        let rate = |count: usize, synapses: usize| {
            (synapses > 0).then(|| count as f64 / (synapses as f64 * seconds))
        };
        let mean = self.mean();
        let squares: f64 = self
            .trials
            .iter()
            .flat_map(|t| self.targets(t))
            .map(|v| (f64::from(v) - mean).powi(2))
            .sum();
        Statistics {
            excitatory_rate: rate(counts[0], self.excitatory),
            inhibitory_rate: rate(counts[1], self.synapses - self.excitatory),
            output_rate: self.spikes() as f64 / seconds,
            mean,
            deviation: (squares / (self.trials.len() * self.length) as f64).sqrt(),
        }
    }
}
