//! The words of claims.
use crate::analysis::EventKind;

/// Kinds of equilibria, as the program prints them.
pub(super) const KINDS: [(&str, &str); 9] = {
    const fn same(name: &'static str) -> (&'static str, &'static str) {
        (name, name)
    }
    [
        same("stable node"),
        same("unstable node"),
        same("stable focus"),
        same("unstable focus"),
        same("saddle"),
        same("saddle-focus"),
        same("centre"),
        same("saddle-node"),
        same("degenerate"),
    ]
};

/// Bifurcations, as the program prints them.
pub(super) const EVENTS: [EventKind; 9] = [
    EventKind::SaddleNode,
    EventKind::SaddleNodeOnInvariantCircle,
    EventKind::SupercriticalHopf,
    EventKind::SubcriticalHopf,
    EventKind::DegenerateHopf,
    EventKind::FoldOfCycles,
    EventKind::Homoclinic,
    EventKind::PeriodDoubling,
    EventKind::BranchPoint,
];

/// What can be claimed, in the order of the format's table.
pub(super) const WHAT: [&str; 22] = [
    "equilibria",
    "equilibrium",
    "eigenvalues",
    "trace",
    "determinant",
    "discriminant",
    "cycles",
    "period",
    "frequency",
    "attractors",
    "event",
    "events",
    "spikes",
    "rate",
    "peak",
    "lowest",
    "parameter",
    "class",
    "character",
    "stimulus",
    "follows",
    "formula",
];
