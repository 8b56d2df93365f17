//! What is to be learnt, from how much, and by what: the settings of a twin.
use crate::analysis::{Problem, ProblemError};
use crate::text::say;
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

/// The leaky integrate-and-fire neuron of the paper: an input adds to the potential at once, and is forgotten
/// exponentially.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntegrateAndFire {
    /// The membrane time constant, in ms.
    pub tau: f64,
    /// The potential without input, in mV.
    pub rest: f64,
    /// The potential above which it fires, in mV.
    pub threshold: f64,
    /// The potential 1 ms after a spike, in mV; with `None` the potential goes on as if there had been no
    /// spike, and the neuron fires whenever it rises through the threshold.
    pub reset: Option<f64>,
}

impl Default for IntegrateAndFire {
    fn default() -> Self {
        Self {
            tau: 20.0,
            rest: -75.0,
            threshold: -55.0,
            reset: Some(-75.0),
        }
    }
}

/// A neuron of the zoo under the same synapses, each spike of which moves its first variable at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZooNeuron {
    /// Its source: a model, or a model and a preset.
    pub source: String,
    /// Parameters that differ from the preset's.
    pub set: Vec<(String, f64)>,
}

/// The neuron that is to be learnt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Neuron {
    /// That of the paper.
    IntegrateAndFire(IntegrateAndFire),
    /// A model of the zoo.
    Zoo(ZooNeuron),
}

impl Default for Neuron {
    fn default() -> Self {
        Self::IntegrateAndFire(IntegrateAndFire::default())
    }
}

impl Neuron {
    /// What the neuron of the paper is called on the command line.
    pub const PUBLISHED: &str = "integrate-and-fire";

    /// Its name on the command line.
    pub fn name(&self) -> &str {
        match self {
            Self::IntegrateAndFire(_) => Self::PUBLISHED,
            Self::Zoo(neuron) => &neuron.source,
        }
    }
}

/// What makes neurons of the zoo fire about once in a second under the published input: the gain of all
/// synapses in mV, found by trial, at no current.
const USUAL_GAINS: [(&str, f64); 7] = [
    ("izhikevich", 4.0),
    ("adaptive-exponential", 4.0),
    ("exponential-integrate-and-fire", 3.8),
    ("hodgkin-huxley", 1.8),
    ("leaky-integrate-and-fire", 3.0),
    ("morris-lecar", 2.7),
    ("persistent-sodium-potassium", 3.1),
];
/// The gain of other models.
const USUAL_GAIN: f64 = 2.0;
/// Morris and Lecar's barnacle muscle fires at no gain that is not itself a spike unless it is helped by a current.
const MORRIS_LECAR: (&str, f64) = ("morris-lecar", 60.0);
/// The current that is switched off, where a model has it: presets may hold their neuron close to firing, or
/// beyond.
const CURRENT: &str = "I";

impl ZooNeuron {
    /// A model without injected current, and the gain in mV with which it fires about once in a second under the
    /// published input, as far as it was tried.
    ///
    /// # Errors
    /// When there is no such model, or when it has other units.
    pub fn usual(source: &str) -> Result<(Self, f64), TwinError> {
        let problem = Problem::from_source(source)?;
        super::zoo::check(&problem)?;
        let id = problem.model().info().id;
        let gain = USUAL_GAINS.iter().find(|(name, _)| *name == id);
        let silent = problem.value(CURRENT).is_some_and(|i| i != 0.0);
        let set = if silent && id != MORRIS_LECAR.0 {
            vec![(CURRENT.into(), 0.0)]
        } else if id == MORRIS_LECAR.0 {
            vec![(CURRENT.into(), MORRIS_LECAR.1)]
        } else {
            vec![]
        };
        let neuron = Self {
            source: source.into(),
            set,
        };
        Ok((neuron, gain.map_or(USUAL_GAIN, |(_, gain)| *gain)))
    }

    /// The model with its parameters.
    ///
    /// # Errors
    /// When there is no such model or parameter.
    pub fn problem(&self) -> Result<Problem, ProblemError> {
        let mut problem = Problem::from_source(&self.source)?;
        for (name, value) in &self.set {
            problem.set(name, *value)?;
        }
        Ok(problem)
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
    /// several linear units could do no more than one.
    pub fn usual(hidden: usize) -> Self {
        if hidden == 1 {
            Self::Linear
        } else {
            Self::Relu
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

/// Why there is no twin.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TwinError {
    /// No synapse at all.
    #[error("{}", say!("twin-fault-no-synapses"))]
    NoSynapses,
    /// Too many synapses.
    #[error("{}", say!("twin-fault-synapses", it = _0.to_string(), most = Synapses::MOST.to_string()))]
    Synapses(usize),
    /// A number that is not finite, or outside of its bounds.
    #[error("{}", say!("twin-fault-bounds", what = crate::text::told(what), it = it.to_string(), low = low.to_string(), high = high.to_string()))]
    Bounds {
        /// Of what, in English.
        what: &'static str,
        /// The number.
        it: f64,
        /// The smallest that is accepted.
        low: f64,
        /// The greatest that is accepted.
        high: f64,
    },
    /// Filters that reach back beyond a whole trial.
    #[error("{}", say!("twin-fault-window", window = window.to_string(), trial = trial.to_string()))]
    Window {
        /// The length of the filters, in ms.
        window: usize,
        /// The length of a trial, in ms.
        trial: usize,
    },
    /// A network too large.
    #[error("{}", say!("twin-fault-parameters", it = _0.to_string(), most = Layout::MOST_PARAMETERS.to_string()))]
    Parameters(usize),
    /// A threshold that rest is already above, or a reset above the threshold.
    #[error("{}", say!("twin-fault-threshold", level = level.to_string(), threshold = threshold.to_string()))]
    Threshold {
        /// The potential at rest, or after the reset, in mV.
        level: f64,
        /// The threshold, in mV.
        threshold: f64,
    },
    /// More input spikes than memory has room for.
    #[error("{}", say!("twin-fault-spikes", it = format!("{:.0}", _0 / 1e6), most = format!("{:.0}", MOST_SPIKES / 1e6)))]
    Spikes(f64),
    /// More steps of time than memory has room for.
    #[error("{}", say!("twin-fault-seconds", it = _0.to_string(), most = MOST_SECONDS.to_string()))]
    Seconds(f64),
    /// No such model, or no such parameter.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// A model whose time or whose first variable has another unit.
    #[error("{}", say!("twin-fault-units", it = _0.to_string()))]
    Units(&'static str),
    /// A network for other synapses or of another size than is asked for.
    #[error("{}", say!("twin-fault-layout", synapses = found.synapses.to_string(), window = found.window.to_string(), hidden = found.hidden.to_string(), wanted_synapses = wanted.synapses.to_string(), wanted_window = wanted.window.to_string(), wanted_hidden = wanted.hidden.to_string()))]
    Layout {
        /// What the network has.
        found: Layout,
        /// What was asked for.
        wanted: Layout,
    },
}

/// So many input spikes are kept, at four bytes each.
const MOST_SPIKES: f64 = 6e7;
/// So many seconds are kept in all, at four bytes for each millisecond.
const MOST_SECONDS: f64 = 100_000.0;
/// Mean rate of a synapse of either sort in Hz, an upper bound, and the unit of [`Rates`].
const MEAN_RATE: f64 = 3.125;

impl TwinOptions {
    /// The published experiment, but for the seed's generator.
    pub fn published() -> Self {
        Self {
            seed: 1234,
            ..Self::default()
        }
    }

    /// Says what is wrong with the settings, if anything is.
    ///
    /// # Errors
    /// The first fault that is found.
    pub fn check(&self) -> Result<(), TwinError> {
        let within = |what, it: f64, low: f64, high: f64| {
            if (low..=high).contains(&it) {
                Ok(())
            } else {
                Err(TwinError::Bounds {
                    what,
                    it,
                    low,
                    high,
                })
            }
        };
        let counted = |what, it: usize, [low, high]: [usize; 2]| {
            within(what, it as f64, low as f64, high as f64)
        };
        let count = self
            .synapses
            .excitatory
            .saturating_add(self.synapses.inhibitory);
        if count == 0 {
            return Err(TwinError::NoSynapses);
        }
        if count > Synapses::MOST {
            return Err(TwinError::Synapses(count));
        }
        within("excitatory gain", self.synapses.excitatory_gain, 0.0, 1e3)?;
        within("inhibitory gain", self.synapses.inhibitory_gain, 0.0, 1e3)?;
        within("excitatory rate", self.rates.excitatory, 0.0, Rates::MOST)?;
        within("inhibitory rate", self.rates.inhibitory, 0.0, Rates::MOST)?;
        let d = &self.duration;
        counted("trial", d.trial, Duration::TRIAL)?;
        let least = d.trial as f64 / SECOND;
        within("seconds of training", d.train, least, Duration::MOST)?;
        within("seconds of test", d.test, least, Duration::MOST)?;
        if d.train + d.test > MOST_SECONDS {
            return Err(TwinError::Seconds(d.train + d.test));
        }
        let busy = self.rates.excitatory * self.synapses.excitatory as f64
            + self.rates.inhibitory * self.synapses.inhibitory as f64;
        let spikes = MEAN_RATE * busy * (d.train + d.test);
        if spikes > MOST_SPIKES {
            return Err(TwinError::Spikes(spikes));
        }
        match &self.neuron {
            Neuron::IntegrateAndFire(cell) => {
                within("membrane time constant", cell.tau, 0.1, 1e4)?;
                for (what, level) in [
                    ("resting potential", cell.rest),
                    ("threshold", cell.threshold),
                ] {
                    within(what, level, -1e4, 1e4)?;
                }
                within(
                    "reset potential",
                    cell.reset.unwrap_or(cell.rest),
                    -1e4,
                    1e4,
                )?;
                for level in [Some(cell.rest), cell.reset].into_iter().flatten() {
                    if level >= cell.threshold {
                        return Err(TwinError::Threshold {
                            level,
                            threshold: cell.threshold,
                        });
                    }
                }
            }
            Neuron::Zoo(neuron) => super::zoo::check(&neuron.problem()?)?,
        }
        let n = &self.network;
        counted("window", n.window, [1, Layout::MOST_WINDOW])?;
        if n.window > d.trial {
            return Err(TwinError::Window {
                window: n.window,
                trial: d.trial,
            });
        }
        counted("hidden units", n.hidden, [1, Layout::MOST_HIDDEN])?;
        if n.synapses != count {
            return Err(TwinError::Layout {
                found: n.clone(),
                wanted: Layout {
                    synapses: count,
                    ..n.clone()
                },
            });
        }
        if n.parameters() > Layout::MOST_PARAMETERS {
            return Err(TwinError::Parameters(n.parameters()));
        }
        counted("steps", self.descent.steps, [1, Descent::MOST_STEPS])?;
        counted("batch", self.descent.batch, [1, Descent::MOST_BATCH])?;
        counted("stretch", self.descent.stretch, [1, Duration::TRIAL[1]])?;
        within("learning rate", self.descent.rate, 1e-9, Descent::MOST_RATE)
    }
}
