//! What a model says of itself: variables, parameters, presets, units.
use super::python::Python;
use std::fmt;

/// A physical unit, for labels. Numbers are never converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Dimensionless.
    None,
    /// mV.
    Millivolt,
    /// ms.
    Millisecond,
    /// 1/ms.
    PerMillisecond,
    /// µA/cm².
    MicroampPerArea,
    /// mS/cm².
    MillisiemensPerArea,
    /// µF/cm².
    MicrofaradPerArea,
    /// 1/mV.
    PerMillivolt,
    /// pA.
    Picoamp,
    /// nA.
    Nanoamp,
    /// nS.
    Nanosiemens,
    /// nS/mV.
    NanosiemensPerMillivolt,
    /// pF.
    Picofarad,
    /// MΩ.
    Megaohm,
    /// °C.
    Celsius,
}

impl Unit {
    /// The symbol shown behind a number; empty for dimensionless quantities.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Millivolt => "mV",
            Self::Millisecond => "ms",
            Self::PerMillisecond => "1/ms",
            Self::MicroampPerArea => "µA/cm²",
            Self::MillisiemensPerArea => "mS/cm²",
            Self::MicrofaradPerArea => "µF/cm²",
            Self::PerMillivolt => "1/mV",
            Self::Picoamp => "pA",
            Self::Nanoamp => "nA",
            Self::Nanosiemens => "nS",
            Self::NanosiemensPerMillivolt => "nS/mV",
            Self::Picofarad => "pF",
            Self::Megaohm => "MΩ",
            Self::Celsius => "°C",
        }
    }
}

impl Unit {
    /// Of a unit of time: the symbol of the unit in which rates are told; empty where they are told per
    /// unit of time.
    pub fn frequency(self) -> &'static str {
        match self {
            Self::Millisecond => "Hz",
            _ => "",
        }
    }

    /// Of a unit of time: how many of that frequency one event per unit of time is.
    pub fn per_second(self) -> f64 {
        match self {
            Self::Millisecond => 1000.0,
            _ => 1.0,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

/// One state variable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VarSpec {
    /// Short name, as in formulas and on the command line.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// Where it starts unless a preset says otherwise.
    pub initial: f64,
    /// The usual range, for the default window.
    pub range: (f64, f64),
}

impl VarSpec {
    /// A variable; `range` is both the default window and its natural scale.
    pub const fn new(
        name: &'static str,
        about: &'static str,
        unit: Unit,
        initial: f64,
        range: std::ops::RangeInclusive<f64>,
    ) -> Self {
        let range = (*range.start(), *range.end());
        Self {
            name,
            about,
            unit,
            initial,
            range,
        }
    }
}

/// One parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParamSpec {
    /// Symbol, as in formulas and on the command line.
    pub name: &'static str,
    /// Name in words, for labels.
    pub label: &'static str,
    /// Unit.
    pub unit: Unit,
    /// Value unless a preset says otherwise.
    pub default: f64,
    /// Slider range; typed values may lie outside.
    pub range: (f64, f64),
    /// One sentence that teaches what it does.
    pub about: &'static str,
    /// Which values the formula can use.
    pub demand: Demand,
}

impl ParamSpec {
    /// Whether the formula divides by it.
    pub fn nonzero(&self) -> bool {
        self.demand == Demand::Nonzero
    }

    /// The names of its values where it chooses between variants of the formula; otherwise empty.
    pub fn choices(&self) -> &'static [&'static str] {
        match self.demand {
            Demand::Choice(names) => names,
            _ => &[],
        }
    }
}

/// Which values a parameter may have, besides being finite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Any.
    Any,
    /// Any but zero: the formula divides by it.
    Nonzero,
    /// None below zero: a length of time, say.
    Nonnegative,
    /// One of the variants of the formula that have these names; its value is the place in this
    /// list. Such a parameter has no slider and cannot be varied.
    Choice(&'static [&'static str]),
}

/// A named set of parameter values with a window and an initial state.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// Id, as in `morris-lecar/homoclinic`.
    pub id: &'static str,
    /// What it shows, in a few words.
    pub about: &'static str,
    /// Values that differ from the declared defaults.
    pub set: Vec<(&'static str, f64)>,
    /// Initial state, one number per variable.
    pub initial: Vec<f64>,
    /// Window in the model's plane: `[x range, y range]`.
    pub window: [(f64, f64); 2],
    /// Slider range of the first parameter that shows what the preset is about: its bifurcations.
    /// Values outside can be typed.
    pub input: (f64, f64),
    /// What is done to the cell in the figure that the preset is named after, if it has one.
    pub protocol: Option<Protocol>,
}

/// A published experiment: what is done to the cell, and how its author computed it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Protocol {
    /// The stimulus, as on the command line.
    pub stimulus: &'static str,
    /// How long it lasts, in the model's unit of time.
    pub until: f64,
    /// The step of Euler's method in the published script.
    pub euler: f64,
}

/// A smaller model that stands for a larger one.
#[derive(Clone, Debug, PartialEq)]
pub struct Reduction {
    /// The smaller model with a preset, as on the command line.
    pub source: &'static str,
    /// Its parameters that follow from those of the larger one.
    pub set: Vec<(&'static str, f64)>,
}

/// Everything that is known of a model before it is given parameter values.
#[derive(Clone, Debug)]
pub struct ModelInfo {
    /// Id, as on the command line.
    pub id: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// Citation.
    pub source: &'static str,
    /// The equations as people write them, one line each.
    pub formula: &'static [&'static str],
    /// The equations in Python, if there are any.
    pub python: Option<Python>,
    /// State variables.
    pub variables: Vec<VarSpec>,
    /// Parameters; the first is the bifurcation parameter (the input current in neuron models).
    pub parameters: Vec<ParamSpec>,
    /// Presets; the first is the default. Never empty.
    pub presets: Vec<Preset>,
    /// Unit of time.
    pub time: Unit,
    /// Whether the model spikes by reset.
    pub resets: bool,
    /// Whether it says which currents flow through its membrane: conductance-based models do.
    pub membrane: bool,
    /// Whether a smaller model stands for it.
    pub reduced: bool,
    /// The two variables that are shown unless others are chosen.
    pub plane: [usize; 2],
    /// Name of the first variable's rate of change: the vertical axis where there is one variable only.
    pub rate: &'static str,
    /// What the value is at which the reset acts.
    pub spike: SpikeLine,
}

/// What the value of the first variable is at which a model spikes by reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpikeLine {
    /// The peak of a spike, to which the equations lead.
    Peak,
    /// The threshold: the equations know no spikes, which are strokes put in by hand.
    Threshold,
}

impl std::fmt::Display for SpikeLine {
    /// The standard term.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Peak => "peak",
            Self::Threshold => "threshold",
        })
    }
}

impl ModelInfo {
    /// Number of state variables.
    pub fn dimension(&self) -> usize {
        self.variables.len()
    }

    /// Index of the parameter called `name`.
    pub fn parameter(&self, name: &str) -> Option<usize> {
        self.parameters.iter().position(|p| p.name == name)
    }

    /// Index of the variable called `name`.
    pub fn variable(&self, name: &str) -> Option<usize> {
        self.variables.iter().position(|v| v.name == name)
    }

    /// The preset called `id`.
    pub fn preset(&self, id: &str) -> Option<&Preset> {
        self.presets.iter().find(|p| p.id == id)
    }

    /// All parameter values of a preset, in declaration order.
    pub fn values(&self, preset: &Preset) -> Vec<f64> {
        let mut values: Vec<f64> = self.parameters.iter().map(|p| p.default).collect();
        for &(name, value) in &preset.set {
            let k = self
                .parameter(name)
                .expect("a preset sets declared parameters only");
            values[k] = value;
        }
        values
    }
}
