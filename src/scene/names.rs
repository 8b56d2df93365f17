//! The names that people see, in the language of this thread. In files and on the command line the terms
//! are those of the `name` functions, in English always.
use crate::analysis::action_potential::Phase;
use crate::analysis::{Equilibrium, EventKind, Kind, Response, SpecialKind};
use crate::learn::unit::Activation;
use crate::model::SpikeLine;
use crate::text::say;

/// What a kind of equilibrium is called.
pub fn kind_name(kind: Kind) -> String {
    match kind {
        Kind::StableNode => say!("kind-stable-node"),
        Kind::UnstableNode => say!("kind-unstable-node"),
        Kind::StableFocus => say!("kind-stable-focus"),
        Kind::UnstableFocus => say!("kind-unstable-focus"),
        Kind::Saddle => say!("kind-saddle"),
        Kind::Centre => say!("kind-centre"),
        Kind::SaddleNode => say!("kind-saddle-node"),
        Kind::Degenerate => say!("kind-degenerate"),
    }
}

/// What an equilibrium is called: as [`Equilibrium::name`].
pub fn equilibrium_name(equilibrium: &Equilibrium) -> String {
    if equilibrium.leaves_turning() {
        say!("kind-saddle-focus")
    } else {
        kind_name(equilibrium.kind)
    }
}

/// What a bifurcation is called.
pub fn event_name(kind: EventKind) -> String {
    match kind {
        EventKind::SaddleNode => say!("event-saddle-node"),
        EventKind::SaddleNodeOnInvariantCircle => say!("event-saddle-node-on-circle"),
        EventKind::SupercriticalHopf => say!("event-supercritical-hopf"),
        EventKind::SubcriticalHopf => say!("event-subcritical-hopf"),
        EventKind::DegenerateHopf => say!("event-degenerate-hopf"),
        EventKind::FoldOfCycles => say!("event-fold-of-cycles"),
        EventKind::Homoclinic => say!("event-homoclinic"),
        EventKind::PeriodDoubling => say!("event-period-doubling"),
        EventKind::BranchPoint => say!("event-branch-point"),
    }
}

/// What a special point of a two-parameter diagram is called.
pub fn special_name(kind: SpecialKind) -> String {
    match kind {
        SpecialKind::BogdanovTakens => say!("special-bogdanov-takens"),
        SpecialKind::Cusp => say!("special-cusp"),
        SpecialKind::GeneralizedHopf => say!("special-generalized-hopf"),
        SpecialKind::SaddleNodeHomoclinic => say!("special-saddle-node-homoclinic"),
    }
}

/// What a phase of the action potential is called.
pub fn phase_name(phase: Phase) -> String {
    match phase {
        Phase::Rest => say!("phase-rest"),
        Phase::Depolarisation => say!("phase-depolarisation"),
        Phase::Amplification => say!("phase-amplification"),
        Phase::Repolarisation => say!("phase-repolarisation"),
        Phase::Hyperpolarisation => say!("phase-hyperpolarisation"),
    }
}

/// How a cell responds, in one word.
pub fn response_name(response: Response) -> String {
    match response {
        Response::Integrator => say!("response-integrator"),
        Response::Resonator => say!("response-resonator"),
    }
}

/// What the transfer function of an artificial neuron is called.
pub fn activation_name(activation: Activation) -> String {
    match activation {
        Activation::Sigmoid => say!("activation-sigmoid"),
        Activation::Relu => say!("activation-relu"),
    }
}

/// What the line is called at which a model spikes by reset.
pub fn spike_line_name(line: SpikeLine) -> String {
    match line {
        SpikeLine::Peak => say!("line-peak"),
        SpikeLine::Threshold => say!("line-threshold"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In English people and machines read the same.
    #[test]
    fn english_names_are_those_of_files() {
        use {EventKind as E, Kind as K, SpecialKind as S};
        for kind in [
            K::StableNode,
            K::UnstableNode,
            K::StableFocus,
            K::UnstableFocus,
            K::Saddle,
            K::Centre,
            K::SaddleNode,
            K::Degenerate,
        ] {
            assert_eq!(kind_name(kind), kind.name());
        }
        for kind in [
            E::SaddleNode,
            E::SaddleNodeOnInvariantCircle,
            E::SupercriticalHopf,
            E::SubcriticalHopf,
            E::DegenerateHopf,
            E::FoldOfCycles,
            E::Homoclinic,
            E::PeriodDoubling,
            E::BranchPoint,
        ] {
            assert_eq!(event_name(kind), kind.name());
        }
        for kind in [
            S::BogdanovTakens,
            S::Cusp,
            S::GeneralizedHopf,
            S::SaddleNodeHomoclinic,
        ] {
            assert_eq!(special_name(kind), kind.name());
        }
        for phase in Phase::ALL {
            assert_eq!(phase_name(phase), phase.name());
        }
        for activation in Activation::ALL {
            assert_eq!(activation_name(activation), activation.name());
        }
        for response in [Response::Integrator, Response::Resonator] {
            assert_eq!(response_name(response), response.name());
        }
        for line in [SpikeLine::Peak, SpikeLine::Threshold] {
            assert_eq!(spike_line_name(line), line.to_string());
        }
    }
}
