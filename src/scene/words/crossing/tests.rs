use super::*;
use crate::analysis::{
    BranchEnd, CycleBranch, CyclePoint, EquilibriumBranch, EquilibriumPoint, Window,
};

fn event(kind: EventKind, parameter: f64, v: f64) -> Event {
    Event {
        kind,
        parameter,
        at: vec![v, 0.1],
        period: Some(10.0),
        first_lyapunov: None,
        extent: None,
    }
}

/// A branch of equilibria through (parameter, V, kind).
fn rests(points: &[(f64, f64, Kind)]) -> EquilibriumBranch {
    EquilibriumBranch {
        points: points
            .iter()
            .map(|&(parameter, v, kind)| EquilibriumPoint {
                parameter,
                at: vec![v, 0.1],
                kind,
                stable: kind.is_stable(),
            })
            .collect(),
    }
}

/// A branch of cycles through (parameter, least V, greatest V, log multiplier).
fn turns(points: &[(f64, f64, f64, f64)], ends: [BranchEnd; 2]) -> CycleBranch {
    CycleBranch {
        points: points
            .iter()
            .map(|&(parameter, lo, hi, log)| CyclePoint {
                parameter,
                period: 10.0,
                stable: log < 0.0,
                log_multiplier: Some(log),
                min: vec![lo, 0.0],
                max: vec![hi, 0.5],
                on: vec![hi, 0.2],
            })
            .collect(),
        spikes: None,
        ends,
    }
}

fn diagram(
    range: [f64; 2],
    equilibria: Vec<EquilibriumBranch>,
    cycles: Vec<CycleBranch>,
    events: Vec<Event>,
) -> Diagram {
    Diagram {
        parameter: 0,
        range,
        window: Window {
            x: [-80.0, 60.0],
            y: [-0.1, 0.8],
        },
        equilibria,
        cycles,
        events,
        notes: vec![],
    }
}

use BranchEnd::Event as At;
use EventKind::*;
use Kind::{Centre, StableFocus, StableNode, UnstableFocus};

const ML: &str = "morris-lecar/hopf";

/// The sentences behind the event's name; thin spaces are written as plain ones.
fn said(
    source: &str,
    diagram: &Diagram,
    event: usize,
    direction: Direction,
    recent: Option<[&[f64]; 2]>,
) -> String {
    let problem = Problem::from_source(source).unwrap();
    crossing(&problem, diagram, event, direction, recent).replace('\u{2009}', " ")
}

use Direction::{Falling, Rising};

/// Hopf 93.86 (subcritical), unstable cycle back to the fold at 88.29, stable cycle to the fold at
/// 216.9, unstable cycle back to the Hopf point at 212 (subcritical): models.md B13.
fn morris_lecar_hopf() -> Diagram {
    diagram(
        [0.0, 250.0],
        vec![rests(&[
            (0.0, -60.0, StableNode),
            (60.0, -38.0, StableFocus),
            (88.2933, -27.5, StableFocus),
            (93.8576, -25.27, Centre),
            (150.0, -8.0, UnstableFocus),
            (212.0188, 7.8, Centre),
            (250.0, 15.0, StableFocus),
        ])],
        vec![turns(
            &[
                (93.8576, -25.27, -25.27, 0.0),
                (91.0, -34.0, -16.0, 2.0),
                (88.2933, -45.0, 5.0, 0.0),
                (91.0, -48.0, 25.0, -6.0),
                (150.0, -46.0, 28.0, -9.0),
                (216.8998, -12.0, 22.0, 0.0),
                (214.0, -2.0, 16.0, 1.0),
                (212.0188, 7.8, 7.8, 0.0),
            ],
            [At(1), At(2)],
        )],
        vec![
            event(FoldOfCycles, 88.2933, 5.0),
            event(SubcriticalHopf, 93.8576, -25.27),
            event(SubcriticalHopf, 212.0188, 7.8),
            event(FoldOfCycles, 216.8998, 22.0),
        ],
    )
}

const AT_REST: Option<[&[f64]; 2]> = Some([&[-25.3, 0.1], &[-25.2, 0.1]]);
const SPIKING: Option<[&[f64]; 2]> = Some([&[-47.9, 0.0], &[25.1, 0.5]]);

#[test]
fn a_subcritical_hopf_throws_the_resting_cell_into_spiking_with_hysteresis() {
    let d = morris_lecar_hopf();
    assert_eq!(
        said(ML, &d, 1, Rising, AT_REST),
        "I = 93.86, rising: subcritical Hopf. Rest loses stability; the unstable cycle around it has shrunk \
         onto it. The cell jumps to spiking, and will not fall silent again until I < 88.29."
    );
    // The unstable cycle is born on the way down, and the spiking cell keeps spiking.
    assert_eq!(
        said(ML, &d, 1, Falling, SPIKING),
        "I = 93.86, falling: subcritical Hopf. Rest becomes stable; an unstable cycle is born around it. \
         The firing cell does not notice, but can now also come to rest near V = −25.27 mV. \
         It keeps spiking until I < 88.29."
    );
    // A cell that spikes already goes on; one whose state is not known is told of as any cell at rest.
    assert_eq!(
        said(ML, &d, 1, Rising, SPIKING),
        "I = 93.86, rising: subcritical Hopf. Rest loses stability; the unstable cycle around it has shrunk \
         onto it. The firing cell does not notice, and will not fall silent until I < 88.29."
    );
    assert!(
        said(ML, &d, 1, Rising, None).contains("A cell at rest jumps to spiking, and will not")
    );
}

#[test]
fn a_fold_of_cycles_offers_firing_on_the_way_up_and_ends_it_on_the_way_down() {
    let d = morris_lecar_hopf();
    assert_eq!(
        said(ML, &d, 0, Rising, None),
        "I = 88.29, rising: fold of cycles. A pair of cycles is born, a stable and an unstable one. \
         The cell at rest does not notice, but can now also fire. At rest it stays silent until I > 93.86."
    );
    assert!(said(ML, &d, 0, Falling, SPIKING).ends_with(
        "A stable and an unstable cycle meet and vanish. The cell falls silent, at rest near V = −27.5 mV, \
         and will not fire again until I > 93.86."
    ));
    assert_eq!(
        said(ML, &d, 0, Falling, AT_REST),
        "I = 88.29, falling: fold of cycles. A stable and an unstable cycle meet and vanish. \
         The cell at rest does not notice, but can no longer fire."
    );
}
