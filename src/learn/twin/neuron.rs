//! The neurons that can be learnt.
use super::fault::TwinError;
use crate::analysis::{Problem, ProblemError};
use serde::{Deserialize, Serialize};

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
