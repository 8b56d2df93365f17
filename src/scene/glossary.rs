//! The terms of the field, each explained in a sentence or two: one source for the help, the command palette and the
//! tooltips.
use crate::analysis::{Equilibrium, EventKind, Kind, RegimeKind, SpecialKind};
use crate::text::say;

/// A term that is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// Phase plane.
    PhasePlane,
    /// Nullcline.
    Nullcline,
    /// Equilibrium.
    Equilibrium,
    /// Node.
    Node,
    /// Focus.
    Focus,
    /// Saddle.
    Saddle,
    /// Separatrix.
    Separatrix,
    /// Limit cycle.
    LimitCycle,
    /// Attractor.
    Attractor,
    /// Basin of attraction.
    Basin,
    /// Bistability.
    Bistability,
    /// Eigenvalues of the Jacobian.
    Eigenvalues,
    /// Bifurcation.
    Bifurcation,
    /// Saddle-node bifurcation.
    SaddleNode,
    /// Saddle-node on an invariant circle.
    InvariantCircle,
    /// Hopf bifurcation.
    Hopf,
    /// Fold of cycles.
    FoldOfCycles,
    /// Homoclinic bifurcation.
    Homoclinic,
    /// Rheobase.
    Rheobase,
    /// What an input must pass.
    Threshold,
    /// Class of excitability, after Hodgkin.
    Class,
    /// Integrator.
    Integrator,
    /// Resonator.
    Resonator,
    /// Refractory period.
    Refractory,
    /// The firing rate against the input.
    FiCurve,
    /// Variance of counts over their mean.
    Fano,
    /// Centre.
    Centre,
    /// Degenerate equilibrium.
    Degenerate,
    /// What a neuron does when nothing comes in.
    Rest,
    /// Depolarisation block.
    DepolarisationBlock,
    /// Unstable manifold.
    UnstableManifold,
    /// Unstable cycle.
    UnstableCycle,
    /// Vector field.
    VectorField,
    /// Orbit.
    Orbit,
    /// Trace and determinant of the Jacobian.
    Trace,
    /// Period doubling.
    PeriodDoubling,
    /// Where branches cross.
    BranchPoint,
    /// Bogdanov-Takens point.
    BogdanovTakens,
    /// Where two folds meet.
    Cusp,
    /// Generalized Hopf point.
    GeneralizedHopf,
    /// Saddle-node homoclinic point.
    SaddleNodeHomoclinic,
    /// The frequency that a cell prefers.
    Resonance,
    /// The receiver operating characteristic of a prediction.
    RocCurve,
    /// The area under it.
    AreaUnderCurve,
    /// The loss of predicted probabilities.
    CrossEntropy,
    /// A unit between input and output of a network.
    HiddenUnit,
    /// What a network makes of a spike over time.
    Filter,
    /// How far a step of training goes.
    LearningRate,
}

impl Term {
    /// All of them, in the order in which a beginner meets them.
    pub const ALL: [Self; 48] = [
        Self::PhasePlane,
        Self::Nullcline,
        Self::Equilibrium,
        Self::Node,
        Self::Focus,
        Self::Saddle,
        Self::Separatrix,
        Self::LimitCycle,
        Self::Attractor,
        Self::Basin,
        Self::Bistability,
        Self::Eigenvalues,
        Self::Bifurcation,
        Self::SaddleNode,
        Self::InvariantCircle,
        Self::Hopf,
        Self::FoldOfCycles,
        Self::Homoclinic,
        Self::Rheobase,
        Self::Threshold,
        Self::Class,
        Self::Integrator,
        Self::Resonator,
        Self::Refractory,
        Self::FiCurve,
        Self::Fano,
        Self::Centre,
        Self::Degenerate,
        Self::Rest,
        Self::DepolarisationBlock,
        Self::UnstableManifold,
        Self::UnstableCycle,
        Self::VectorField,
        Self::Orbit,
        Self::Trace,
        Self::PeriodDoubling,
        Self::BranchPoint,
        Self::BogdanovTakens,
        Self::Cusp,
        Self::GeneralizedHopf,
        Self::SaddleNodeHomoclinic,
        Self::Resonance,
        Self::RocCurve,
        Self::AreaUnderCurve,
        Self::CrossEntropy,
        Self::HiddenUnit,
        Self::Filter,
        Self::LearningRate,
    ];

    /// What it is called.
    pub fn name(self) -> String {
        match self {
            Self::PhasePlane => say!("term-phase-plane"),
            Self::Nullcline => say!("term-nullcline"),
            Self::Equilibrium => say!("term-equilibrium"),
            Self::Node => say!("term-node"),
            Self::Focus => say!("term-focus"),
            Self::Saddle => say!("term-saddle"),
            Self::Separatrix => say!("term-separatrix"),
            Self::LimitCycle => say!("term-limit-cycle"),
            Self::Attractor => say!("term-attractor"),
            Self::Basin => say!("term-basin"),
            Self::Bistability => say!("term-bistable"),
            Self::Eigenvalues => say!("term-eigenvalue"),
            Self::Bifurcation => say!("term-bifurcation"),
            Self::SaddleNode => say!("term-saddle-node"),
            Self::InvariantCircle => say!("term-invariant-circle"),
            Self::Hopf => say!("term-hopf"),
            Self::FoldOfCycles => say!("term-fold-of-cycles"),
            Self::Homoclinic => say!("term-homoclinic"),
            Self::Rheobase => say!("term-rheobase"),
            Self::Threshold => say!("term-threshold"),
            Self::Class => say!("term-class"),
            Self::Integrator => say!("term-integrator"),
            Self::Resonator => say!("term-resonator"),
            Self::Refractory => say!("term-refractory"),
            Self::FiCurve => say!("term-fi-curve"),
            Self::Fano => say!("term-fano"),
            Self::Centre => say!("term-centre"),
            Self::Degenerate => say!("term-degenerate"),
            Self::Rest => say!("term-rest"),
            Self::DepolarisationBlock => say!("term-block"),
            Self::UnstableManifold => say!("term-unstable-manifold"),
            Self::UnstableCycle => say!("term-unstable-cycle"),
            Self::VectorField => say!("term-vector-field"),
            Self::Orbit => say!("term-orbit"),
            Self::Trace => say!("term-trace"),
            Self::PeriodDoubling => say!("term-period-doubling"),
            Self::BranchPoint => say!("term-branch-point"),
            Self::BogdanovTakens => say!("term-bogdanov-takens"),
            Self::Cusp => say!("term-cusp"),
            Self::GeneralizedHopf => say!("term-generalized-hopf"),
            Self::SaddleNodeHomoclinic => say!("term-saddle-node-homoclinic"),
            Self::Resonance => say!("term-resonance"),
            Self::RocCurve => say!("term-roc"),
            Self::AreaUnderCurve => say!("term-auc"),
            Self::CrossEntropy => say!("term-cross-entropy"),
            Self::HiddenUnit => say!("term-hidden-unit"),
            Self::Filter => say!("term-filter"),
            Self::LearningRate => say!("term-learning-rate"),
        }
    }

    /// What it means, in a sentence or two.
    pub fn about(self) -> String {
        match self {
            Self::PhasePlane => say!("term-phase-plane-about"),
            Self::Nullcline => say!("term-nullcline-about"),
            Self::Equilibrium => say!("term-equilibrium-about"),
            Self::Node => say!("term-node-about"),
            Self::Focus => say!("term-focus-about"),
            Self::Saddle => say!("term-saddle-about"),
            Self::Separatrix => say!("term-separatrix-about"),
            Self::LimitCycle => say!("term-limit-cycle-about"),
            Self::Attractor => say!("term-attractor-about"),
            Self::Basin => say!("term-basin-about"),
            Self::Bistability => say!("term-bistable-about"),
            Self::Eigenvalues => say!("term-eigenvalue-about"),
            Self::Bifurcation => say!("term-bifurcation-about"),
            Self::SaddleNode => say!("term-saddle-node-about"),
            Self::InvariantCircle => say!("term-invariant-circle-about"),
            Self::Hopf => say!("term-hopf-about"),
            Self::FoldOfCycles => say!("term-fold-of-cycles-about"),
            Self::Homoclinic => say!("term-homoclinic-about"),
            Self::Rheobase => say!("term-rheobase-about"),
            Self::Threshold => say!("term-threshold-about"),
            Self::Class => say!("term-class-about"),
            Self::Integrator => say!("term-integrator-about"),
            Self::Resonator => say!("term-resonator-about"),
            Self::Refractory => say!("term-refractory-about"),
            Self::FiCurve => say!("term-fi-curve-about"),
            Self::Fano => say!("term-fano-about"),
            Self::Centre => say!("term-centre-about"),
            Self::Degenerate => say!("term-degenerate-about"),
            Self::Rest => say!("term-rest-about"),
            Self::DepolarisationBlock => say!("term-block-about"),
            Self::UnstableManifold => say!("term-unstable-manifold-about"),
            Self::UnstableCycle => say!("term-unstable-cycle-about"),
            Self::VectorField => say!("term-vector-field-about"),
            Self::Orbit => say!("term-orbit-about"),
            Self::Trace => say!("term-trace-about"),
            Self::PeriodDoubling => say!("term-period-doubling-about"),
            Self::BranchPoint => say!("term-branch-point-about"),
            Self::BogdanovTakens => say!("term-bogdanov-takens-about"),
            Self::Cusp => say!("term-cusp-about"),
            Self::GeneralizedHopf => say!("term-generalized-hopf-about"),
            Self::SaddleNodeHomoclinic => say!("term-saddle-node-homoclinic-about"),
            Self::Resonance => say!("term-resonance-about"),
            Self::RocCurve => say!("term-roc-about"),
            Self::AreaUnderCurve => say!("term-auc-about"),
            Self::CrossEntropy => say!("term-cross-entropy-about"),
            Self::HiddenUnit => say!("term-hidden-unit-about"),
            Self::Filter => say!("term-filter-about"),
            Self::LearningRate => say!("term-learning-rate-about"),
        }
    }

    /// What an equilibrium is.
    pub fn of_equilibrium(equilibrium: &Equilibrium) -> Self {
        match equilibrium.kind {
            Kind::StableNode | Kind::UnstableNode => Self::Node,
            Kind::StableFocus | Kind::UnstableFocus => Self::Focus,
            Kind::Saddle => Self::Saddle,
            Kind::Centre => Self::Centre,
            Kind::SaddleNode => Self::SaddleNode,
            Kind::Degenerate => Self::Degenerate,
        }
    }

    /// What a bifurcation is.
    pub fn of_event(kind: EventKind) -> Self {
        match kind {
            EventKind::SaddleNode => Self::SaddleNode,
            EventKind::SaddleNodeOnInvariantCircle => Self::InvariantCircle,
            EventKind::SupercriticalHopf
            | EventKind::SubcriticalHopf
            | EventKind::DegenerateHopf => Self::Hopf,
            EventKind::FoldOfCycles => Self::FoldOfCycles,
            EventKind::Homoclinic => Self::Homoclinic,
            EventKind::PeriodDoubling => Self::PeriodDoubling,
            EventKind::BranchPoint => Self::BranchPoint,
        }
    }

    /// What a special point of a plane of two parameters is.
    pub fn of_special(kind: SpecialKind) -> Self {
        match kind {
            SpecialKind::BogdanovTakens => Self::BogdanovTakens,
            SpecialKind::Cusp => Self::Cusp,
            SpecialKind::GeneralizedHopf => Self::GeneralizedHopf,
            SpecialKind::SaddleNodeHomoclinic => Self::SaddleNodeHomoclinic,
        }
    }

    /// What a cycle is.
    pub fn of_cycle(stable: bool) -> Self {
        if stable {
            Self::LimitCycle
        } else {
            Self::UnstableCycle
        }
    }

    /// What a regime is about: of several attractors their coexistence.
    pub fn of_regime(kind: RegimeKind) -> Self {
        match kind.rests + kind.depolarised + kind.cycles {
            0 => Self::Attractor,
            1 if kind.cycles > 0 => Self::LimitCycle,
            1 if kind.depolarised > 0 => Self::DepolarisationBlock,
            1 => Self::Rest,
            _ => Self::Bistability,
        }
    }

    /// Name and meaning together, as a tooltip says them.
    pub fn words(self) -> String {
        say!("term-words", name = self.name(), about = self.about())
    }
}
