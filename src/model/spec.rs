//! What a model says of itself: variables, parameters, presets, units.
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
    /// The formula divides by it: zero is refused.
    pub nonzero: bool,
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
    /// Window in the first two variables: `[x range, y range]`.
    pub window: [(f64, f64); 2],
    /// Slider range of the first parameter that shows what the preset is about: its bifurcations.
    /// Values outside can be typed.
    pub input: (f64, f64),
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
