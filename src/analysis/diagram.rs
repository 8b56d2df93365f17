//! The bifurcation diagram of one parameter: branches of equilibria and of cycles, and where they
//! meet, turn and end.
use super::{
    build,
    classify::Kind,
    problem::{Problem, ProblemError, Window},
    vary::Vary,
};
use crate::job::Cancel;
use crate::text::Each;

/// What happens at a bifurcation of one parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    /// Two equilibria meet and vanish, off any invariant circle.
    SaddleNode,
    /// Two equilibria meet on a closed orbit, which becomes a cycle of infinite period.
    SaddleNodeOnInvariantCircle,
    /// A stable cycle is born around an equilibrium that loses its stability.
    SupercriticalHopf,
    /// An unstable cycle shrinks onto an equilibrium, which loses its stability.
    SubcriticalHopf,
    /// A Hopf point whose first Lyapunov coefficient vanishes.
    DegenerateHopf,
    /// A stable and an unstable cycle meet and vanish.
    FoldOfCycles,
    /// A cycle runs into a saddle: its period grows without bound.
    Homoclinic,
    /// A cycle gives way to one of twice the period.
    PeriodDoubling,
    /// Two branches of equilibria cross.
    BranchPoint,
}

impl EventKind {
    /// The standard term, as in the window and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::SaddleNode => "saddle-node",
            Self::SaddleNodeOnInvariantCircle => "saddle-node on invariant circle",
            Self::SupercriticalHopf => "supercritical Hopf",
            Self::SubcriticalHopf => "subcritical Hopf",
            Self::DegenerateHopf => "degenerate Hopf",
            Self::FoldOfCycles => "fold of cycles",
            Self::Homoclinic => "homoclinic",
            Self::PeriodDoubling => "period doubling",
            Self::BranchPoint => "branch point",
        }
    }

    /// Whether it is a Hopf point of any criticality.
    pub fn is_hopf(self) -> bool {
        matches!(
            self,
            Self::SupercriticalHopf | Self::SubcriticalHopf | Self::DegenerateHopf
        )
    }
}

impl std::fmt::Display for EventKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// A bifurcation.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happens.
    pub kind: EventKind,
    /// Where, in the parameter's unit.
    pub parameter: f64,
    /// The state at which it happens: the equilibrium, the saddle of a homoclinic orbit, the point of
    /// a cycle with the largest first variable.
    pub at: Vec<f64>,
    /// Period of the cycle there: 2π/ω at a Hopf point; `None` where there is none or it is infinite.
    pub period: Option<f64>,
    /// First Lyapunov coefficient of a Hopf point, in the normalisation of Kuznetsov (⟨q, q⟩ = 1 in
    /// raw units).
    pub first_lyapunov: Option<f64>,
    /// Smallest and largest values of all variables on the cycle or the homoclinic orbit.
    pub extent: Option<[Vec<f64>; 2]>,
}

/// A point on a branch of equilibria.
#[derive(Clone, Debug, PartialEq)]
pub struct EquilibriumPoint {
    /// Value of the parameter.
    pub parameter: f64,
    /// The equilibrium.
    pub at: Vec<f64>,
    /// Its kind.
    pub kind: Kind,
    /// Whether nearby orbits come to it.
    pub stable: bool,
}

/// A branch of equilibria, in the order in which it is followed. Folds and Hopf points are among its
/// points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EquilibriumBranch {
    /// Its points; a closed branch repeats its first one at the end.
    pub points: Vec<EquilibriumPoint>,
}

/// A point on a branch of cycles.
#[derive(Clone, Debug, PartialEq)]
pub struct CyclePoint {
    /// Value of the parameter.
    pub parameter: f64,
    /// Period, in the model's unit of time.
    pub period: f64,
    /// Whether nearby orbits come to it.
    pub stable: bool,
    /// ln|μ| of the non-trivial Floquet multiplier; `None` when μ = 0.
    pub log_multiplier: Option<f64>,
    /// Smallest value of each variable.
    pub min: Vec<f64>,
    /// Largest value of each variable.
    pub max: Vec<f64>,
    /// A state on the cycle: where the first variable is largest, or right after a spike that resets it.
    pub on: Vec<f64>,
}

impl CyclePoint {
    /// The end of a branch at a Hopf point, where the cycle is the equilibrium itself; `stable` is the
    /// stability of the cycles next to it.
    pub(super) fn born(hopf: &Event, period: f64, stable: bool) -> Self {
        Self {
            parameter: hopf.parameter,
            period,
            stable,
            log_multiplier: Some(0.0),
            min: hopf.at.clone(),
            max: hopf.at.clone(),
            on: hopf.at.clone(),
        }
    }
}

/// Where a branch of cycles ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchEnd {
    /// At the event with this index.
    Event(usize),
    /// At the border of the parameter's range.
    Border,
    /// Nowhere: it returns to its own start.
    Closed,
    /// Where the cycle grows out of all bounds, or the formula has no value; a note says more.
    Lost,
}

/// A branch of cycles, in the order in which it is followed.
#[derive(Clone, Debug, PartialEq)]
pub struct CycleBranch {
    /// Its points, without those of infinite period.
    pub points: Vec<CyclePoint>,
    /// Spikes per period; `None` for smooth models.
    pub spikes: Option<usize>,
    /// What is at its first and last point.
    pub ends: [BranchEnd; 2],
}

/// The bifurcation diagram of one parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagram {
    /// Index of the parameter.
    pub parameter: usize,
    /// Its range.
    pub range: [f64; 2],
    /// The window from which the starts were sought.
    pub window: Window,
    /// Branches of equilibria.
    pub equilibria: Vec<EquilibriumBranch>,
    /// Branches of cycles.
    pub cycles: Vec<CycleBranch>,
    /// All bifurcations, by parameter; none twice.
    pub events: Vec<Event>,
    /// Where a reset model fires, by parameter, but on no orbit that is known: chaotically, or on one that
    /// is not followed. Between two neighbouring events such a range is taken to be whole.
    pub wandering: Vec<[f64; 2]>,
    /// Where the rest of a reset model of one variable reaches the peak and firing begins or ends: the
    /// equation itself has no bifurcation there.
    pub contacts: Vec<f64>,
    /// What else there is to know, in sentences: where the formula has no value, what was given up.
    pub notes: Vec<Each<String>>,
}

/// What to compute of a diagram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DiagramOptions {
    /// Whether cycles are followed too. Without them a diagram takes a tenth of the time.
    pub cycles: bool,
}

impl Default for DiagramOptions {
    fn default() -> Self {
        Self { cycles: true }
    }
}

/// The bifurcation diagram of `problem` while `vary` goes over its range; `None` when cancelled.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula is finite nowhere in the window.
pub fn diagram(
    cancel: &Cancel,
    problem: &Problem,
    vary: &Vary,
    options: &DiagramOptions,
) -> Result<Option<Diagram>, ProblemError> {
    Ok(build::build(cancel, problem, vary, options))
}
