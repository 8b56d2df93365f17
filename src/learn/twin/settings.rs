//! What is to be learnt, from how much, and by what: the settings of a twin.
use super::neuron::Neuron;
use serde::{Deserialize, Serialize};

/// Milliseconds in a second.
pub(super) const SECOND: f64 = 1000.0;

/// The synapses of a neuron: numbers, and what a spike does to the potential at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synapses {
    /// How many are excitatory; they are numbered first.
    pub excitatory: usize,
    /// How many are inhibitory.
    pub inhibitory: usize,
    /// By how much a spike at an excitatory synapse raises the potential, in mV.
    pub excitatory_gain: f64,
    /// By how much a spike at an inhibitory synapse lowers the potential, in mV.
    pub inhibitory_gain: f64,
}

impl Default for Synapses {
    fn default() -> Self {
        Self {
            excitatory: 80,
            inhibitory: 20,
            excitatory_gain: 2.0,
            inhibitory_gain: 2.0,
        }
    }
}

impl Synapses {
    /// The greatest number of synapses of both sorts together.
    pub const MOST: usize = 1000;

    /// How many there are of both sorts.
    pub fn count(&self) -> usize {
        self.excitatory + self.inhibitory
    }

    /// What a spike at synapse number `k` adds to the potential, in mV.
    pub fn kick(&self, k: usize) -> f64 {
        if k < self.excitatory {
            self.excitatory_gain
        } else {
            -self.inhibitory_gain
        }
    }
}

/// How busy the synapses are. The published rates vary in time and from synapse to synapse, with means of
/// 3.1 Hz (excitatory) and 3.06 Hz (inhibitory); these factors multiply them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rates {
    /// How many times the published rate the excitatory synapses have.
    pub excitatory: f64,
    /// The same of the inhibitory ones.
    pub inhibitory: f64,
}

impl Rates {
    /// The greatest factor: synapses that fire at 310 Hz.
    pub const MOST: f64 = 100.0;
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            excitatory: 1.0,
            inhibitory: 1.0,
        }
    }
}

/// How much is recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duration {
    /// How much the network learns from, in s.
    pub train: f64,
    /// How much it is tested with, in s.
    pub test: f64,
    /// How long a trial lasts, in ms: the neuron starts from rest, and the rhythm of its input is drawn anew.
    pub trial: usize,
}

impl Default for Duration {
    fn default() -> Self {
        Self {
            train: 7200.0,
            test: 1800.0,
            trial: 6000,
        }
    }
}

impl Duration {
    /// Bounds of a trial, in ms.
    pub const TRIAL: [usize; 2] = [100, 60_000];
    /// The greatest length of what is recorded for training, and of what is recorded for tests, in s.
    pub const MOST: f64 = 72_000.0;

    /// How many trials there are in so many seconds: at least one.
    fn trials(&self, seconds: f64) -> usize {
        ((seconds * SECOND / self.trial as f64).round() as usize).max(1)
    }

    /// How many trials the network learns from.
    pub fn train_trials(&self) -> usize {
        self.trials(self.train)
    }

    /// How many it is tested with.
    pub fn test_trials(&self) -> usize {
        self.trials(self.test)
    }
}

/// The transfer function of the hidden units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Transfer {
    /// None: the output is the weighted sum itself.
    Linear,
    /// The weighted sum where it is positive, and zero elsewhere.
    Relu,
    /// The weighted sum where it is positive, and a tenth of it elsewhere.
    LeakyRelu,
    /// The hyperbolic tangent of the weighted sum.
    Tanh,
}

impl Transfer {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Linear, Self::Relu, Self::LeakyRelu, Self::Tanh];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Relu => "relu",
            Self::LeakyRelu => "leaky-relu",
            Self::Tanh => "tanh",
        }
    }

    /// The transfer function of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.name() == name)
    }

    /// That of so many hidden units, unless another is asked for: a single unit is linear, as in the paper;
    /// several linear units could do no more than one. Of the others the leaky rectifier explained most of the
    /// potential of the zoo's neurons; the hyperbolic tangent is learnt more slowly.
    pub fn usual(hidden: usize) -> Self {
        if hidden == 1 {
            Self::Linear
        } else {
            Self::LeakyRelu
        }
    }
}

/// The network: a causal filter of the input for each hidden unit, and two read-outs of the units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// How many synapses are read.
    pub synapses: usize,
    /// How many milliseconds the filters reach back, the present one included.
    pub window: usize,
    /// How many hidden units there are.
    pub hidden: usize,
    /// Their transfer function.
    pub transfer: Transfer,
}

impl Layout {
    /// The greatest number of hidden units.
    pub const MOST_HIDDEN: usize = 64;
    /// The longest filters, in ms.
    pub const MOST_WINDOW: usize = 500;
    /// The greatest number of parameters.
    pub const MOST_PARAMETERS: usize = 2_000_000;

    /// The number of weights and biases: 8,005 in the paper.
    pub fn parameters(&self) -> usize {
        self.hidden * (self.synapses * self.window + 3) + 2
    }
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            synapses: 100,
            window: 80,
            hidden: 1,
            transfer: Transfer::Linear,
        }
    }
}

/// How the network is trained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Descent {
    /// How many steps.
    pub steps: usize,
    /// The learning rate of the first step; it falls along half a cosine to a hundredth of this.
    pub rate: f64,
    /// How many stretches of a trial one step learns from.
    pub batch: usize,
    /// How long each is, in ms.
    pub stretch: usize,
}

impl Default for Descent {
    fn default() -> Self {
        Self {
            steps: 6000,
            rate: RATE,
            batch: 16,
            stretch: 500,
        }
    }
}

impl Descent {
    /// The greatest number of steps.
    pub const MOST_STEPS: usize = 1_000_000;
    /// The greatest number of stretches in a step.
    pub const MOST_BATCH: usize = 1024;
    /// The greatest learning rate; those from about 0.1 on diverge.
    pub const MOST_RATE: f64 = 1000.0;

    /// The learning rate of the first step for so many hidden units, unless another is asked for.
    pub fn usual_rate(hidden: usize) -> f64 {
        if hidden == 1 { RATE } else { 0.5 * RATE }
    }

    /// The learning rate of a step.
    pub fn rate_at(&self, step: usize) -> f64 {
        let done = (step as f64 / self.steps as f64).min(1.0);
        let fall = 0.5 * (1.0 + (std::f64::consts::PI * done).cos());
        self.rate * (LAST_RATE + (1.0 - LAST_RATE) * fall)
    }
}

/// The learning rate of the first step for one unit.
const RATE: f64 = 0.02;
/// The learning rate of the last step, as a part of that of the first.
const LAST_RATE: f64 = 0.01;

/// All settings of a twin. The same settings give the same twin, whatever the number of threads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwinOptions {
    /// The neuron.
    pub neuron: Neuron,
    /// Its synapses.
    pub synapses: Synapses,
    /// How busy they are.
    pub rates: Rates,
    /// How much is recorded.
    pub duration: Duration,
    /// The network; it reads as many synapses as there are.
    pub network: Layout,
    /// How it is trained.
    pub descent: Descent,
    /// Seed of ChaCha8, from which everything random comes.
    pub seed: u64,
}

impl TwinOptions {
    /// The published experiment, but for the seed's generator.
    pub fn published() -> Self {
        Self {
            seed: 1234,
            ..Self::default()
        }
    }

    /// Whether it is the published neuron, input and network, whatever the seed, how much was recorded, and how it is
    /// trained: only then the published numbers can be compared.
    pub fn is_published(&self) -> bool {
        let published = Self::default();
        let part = |o: &Self| {
            let (neuron, synapses, rates) = (o.neuron.clone(), o.synapses.clone(), o.rates.clone());
            (neuron, synapses, rates, o.network.clone(), o.duration.trial)
        };
        part(self) == part(&published)
    }

    /// Whether `other` has the same neuron under the same input, so that what was learnt of one holds for the other.
    pub fn same_neuron(&self, other: &Self) -> bool {
        self.neuron == other.neuron && self.synapses == other.synapses && self.rates == other.rates
    }
}
