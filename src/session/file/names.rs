//! How the choices of a session are called in its file.
use super::super::{FieldStyle, Layer, ReadyCurve, Sight, Stage};
use crate::learn::Activation;

pub(super) const LAYERS: [(Layer, &str); 8] = [
    (Layer::Basins, "basins"),
    (Layer::Field, "field"),
    (Layer::Nullclines, "nullclines"),
    (Layer::Separatrices, "separatrices"),
    (Layer::Cycles, "cycles"),
    (Layer::Equilibria, "equilibria"),
    (Layer::Orbits, "orbits"),
    (Layer::Ruler, "threshold ruler"),
];

pub(super) const FIELDS: [(FieldStyle, &str); 2] = [
    (FieldStyle::Arrows, "arrows"),
    (FieldStyle::Streamlines, "streamlines"),
];

pub(super) const STAGES: [(Stage, &str); 4] = [
    (Stage::Neuron, "neuron"),
    (Stage::SpikeTrain, "spike train"),
    (Stage::ArtificialNeuron, "artificial neuron"),
    (Stage::Twin, "twin"),
];

pub(super) const SIGHTS: [(Sight, &str); 6] = [
    (Sight::Diagram, "diagram"),
    (Sight::Firing, "firing"),
    (Sight::Curves, "curves"),
    (Sight::Membrane, "membrane"),
    (Sight::Reduction, "reduction"),
    (Sight::Time, "time"),
];

impl Sight {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        name(&SIGHTS, &self)
    }

    /// The one that has this name.
    pub fn named(name: &str) -> Option<Self> {
        let found = SIGHTS.iter().find(|(_, known)| *known == name);
        found.map(|(sight, _)| *sight)
    }
}

pub(super) const CURVES: [(ReadyCurve, &str); 3] = [
    (ReadyCurve::Wave, "wave"),
    (ReadyCurve::Step, "step"),
    (ReadyCurve::Bell, "bell"),
];

pub(super) const ACTIVATIONS: [(Activation, &str); 2] =
    [(Activation::Sigmoid, "sigmoid"), (Activation::Relu, "relu")];

/// What a diagram shows besides a variable.
pub(super) const PERIOD: &str = "period";
/// See [`PERIOD`].
pub(super) const FREQUENCY: &str = "frequency";

/// The name of a choice.
pub(super) fn name<T: PartialEq>(known: &[(T, &'static str)], value: &T) -> &'static str {
    let found = known.iter().find(|(v, _)| v == value);
    found.map_or("", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_a_name() {
        assert!(Layer::ALL.iter().all(|l| !name(&LAYERS, l).is_empty()));
        assert!(ReadyCurve::ALL.iter().all(|c| !name(&CURVES, c).is_empty()));
        let activations = Activation::ALL;
        assert!(
            activations
                .iter()
                .all(|a| name(&ACTIVATIONS, a) == a.name())
        );
    }
}
