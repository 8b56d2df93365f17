use super::*;
use crate::analysis::{
    classify::Kind,
    diagram::{EquilibriumBranch, Event},
    problem::Window,
};

fn event(kind: EventKind, parameter: f64) -> Event {
    Event {
        kind,
        parameter,
        at: vec![0.0],
        period: None,
        first_lyapunov: None,
        extent: None,
    }
}

fn rest(parameter: f64, x: f64, kind: Kind) -> EquilibriumPoint {
    EquilibriumPoint {
        parameter,
        at: vec![x],
        kind,
        stable: kind.is_stable(),
    }
}

fn turn(parameter: f64, radius: f64, period: f64, log: f64) -> CyclePoint {
    CyclePoint {
        parameter,
        period,
        stable: log < 0.0,
        log_multiplier: Some(log),
        min: vec![-radius],
        max: vec![radius],
        on: vec![radius],
    }
}

fn diagram(
    equilibria: Vec<Vec<EquilibriumPoint>>,
    cycles: Vec<(Vec<CyclePoint>, [BranchEnd; 2])>,
    events: Vec<Event>,
) -> Diagram {
    Diagram {
        parameter: 0,
        range: [-1.0, 3.0],
        window: Window {
            x: [-2.0, 2.0],
            y: [-2.0, 2.0],
        },
        equilibria: equilibria
            .into_iter()
            .map(|points| EquilibriumBranch { points })
            .collect(),
        cycles: cycles
            .into_iter()
            .map(|(points, ends)| CycleBranch {
                points,
                spikes: None,
                ends,
            })
            .collect(),
        events,
        wandering: vec![],
        contacts: vec![],
        notes: vec![],
    }
}

/// x' = λ + x²: rest at −√−λ, threshold at √−λ, which meet at λ = 0. Points every 0.05 in x.
fn fold() -> Diagram {
    let kind = |x: f64| match x {
        x if x < -1e-9 => Kind::StableNode,
        x if x > 1e-9 => Kind::UnstableNode,
        _ => Kind::SaddleNode,
    };
    let points = (-20..=20).map(|k| {
        let x = 0.05 * f64::from(k);
        rest(-x * x, x, kind(x))
    });
    diagram(
        vec![points.collect()],
        vec![],
        vec![event(EventKind::SaddleNode, 0.0)],
    )
}

/// r' = r (λ + r² − r⁴ / 2): an unstable cycle leaves the Hopf point at 0 towards λ = −r² + r⁴ / 2, turns at
/// λ = −1/2 (r = 1), and returns as a stable one. The log multiplier is taken as 1 − r².
fn bautin() -> Diagram {
    let radius = |k: i32| 0.05 * f64::from(k);
    let cycles = (0..=32).map(|k| {
        let r = radius(k);
        let parameter = -r * r + 0.5 * r.powi(4);
        turn(parameter, r, 6.0 + r * r, 1.0 - r * r)
    });
    let focus = [-1.0, -0.5, 0.0, 0.5, 1.0, 3.0].map(|p: f64| {
        let kind = match p {
            p if p < 0.0 => Kind::StableFocus,
            p if p > 0.0 => Kind::UnstableFocus,
            _ => Kind::Centre,
        };
        rest(p, 0.0, kind)
    });
    diagram(
        vec![focus.to_vec()],
        vec![(cycles.collect(), [BranchEnd::Event(1), BranchEnd::Border])],
        vec![
            event(EventKind::FoldOfCycles, -0.5),
            event(EventKind::SubcriticalHopf, 0.0),
        ],
    )
}

/// At λ = −0.3 the equilibria are ±√0.3 = ±0.547722558. Straight lines between points 0.05 apart would
/// be off by 0.05² / 8 / 2x = 3e-4; the cubics are third-order and much nearer.
#[test]
fn both_equilibria_below_a_fold_are_found_where_they_are() {
    let regime = fold().at(-0.3);
    let x: Vec<f64> = regime.equilibria.iter().map(|e| e.point.at[0]).collect();
    assert_eq!(x.len(), 2);
    for (x, expected) in x.iter().zip([-0.3_f64.sqrt(), 0.3_f64.sqrt()]) {
        assert!((x - expected).abs() < 5e-5, "{x} {expected}");
    }
    assert_eq!(regime.stable_equilibria().count(), 1);
    assert_eq!(regime.equilibria[0].point.kind, Kind::StableNode);
    assert_eq!(regime.equilibria[1].point.kind, Kind::UnstableNode);
}

/// Between the fold and its neighbours the kinds are those of the two sides, not of the fold.
#[test]
fn right_beside_a_fold_there_are_two_equilibria_at_it_one_and_beyond_it_none() {
    let d = fold();
    let kinds = |p: f64| -> Vec<Kind> { d.at(p).equilibria.iter().map(|e| e.point.kind).collect() };
    assert_eq!(kinds(-1e-7), [Kind::StableNode, Kind::UnstableNode]);
    assert_eq!(kinds(0.0), [Kind::SaddleNode]);
    assert!(kinds(1e-7).is_empty());
    // Ends of the branch belong to it.
    assert_eq!(kinds(-1.0).len(), 2);
}

/// r² = 1 ± √(1 + 2λ): at −0.18 that is 1 ± 0.8, r = 0.4472136 and 1.3416408.
#[test]
fn a_branch_of_cycles_that_turns_is_met_twice() {
    let d = bautin();
    let regime = d.at(-0.18);
    let r: Vec<f64> = regime.cycles.iter().map(|c| c.point.max[0]).collect();
    assert_eq!(r.len(), 2);
    assert!((r[0] - 0.2_f64.sqrt()).abs() < 1e-3, "{r:?}");
    assert!((r[1] - 1.8_f64.sqrt()).abs() < 1e-3, "{r:?}");
    assert!((regime.cycles[0].point.period - 6.2).abs() < 1e-3);
    assert!(!regime.cycles[0].point.stable && regime.cycles[1].point.stable);
    assert_eq!(d.at(0.01).cycles.len(), 1);
    assert_eq!(d.at(-0.51).cycles.len(), 0);
}

/// A value at an event lies above it: arriving there from below crosses it, leaving it upwards does
/// not, leaving it downwards does.
#[test]
fn events_are_crossed_once_in_the_order_of_the_movement() {
    let d = bautin();
    assert_eq!(d.between(-0.9, 0.9), [0, 1]);
    assert_eq!(d.between(0.9, -0.9), [1, 0]);
    assert_eq!(d.between(-0.1, 0.0), [1]);
    assert!(d.between(0.0, 0.1).is_empty());
    assert_eq!(d.between(0.0, -0.1), [1]);
    assert!(d.between(0.1, 0.0).is_empty());
    assert_eq!(d.nearest(-0.2), [Some(0), Some(1)]);
    assert_eq!(d.nearest(0.0), [Some(0), None]);
}

/// The large stable cycle at 0.1 exists down to the fold of cycles at −0.5 and, rising, to the border;
/// the focus at −0.2 is stable up to 0 and down to the border.
#[test]
fn attractors_last_to_the_event_that_ends_them() {
    let d = bautin();
    let regime = d.at(0.1);
    let cycle = regime.stable_cycles().next().unwrap();
    let down = d.cycle_lasts(cycle, false);
    assert_eq!((down.event, down.until), (Some(0), -0.5));
    assert_eq!(d.cycle_lasts(cycle, true).event, None);
    let regime = d.at(-0.2);
    let focus = regime.stable_equilibria().next().unwrap();
    let up = d.equilibrium_lasts(focus, true);
    assert_eq!((up.event, up.until), (Some(1), 0.0));
    let down = d.equilibrium_lasts(focus, false);
    assert_eq!((down.event, down.until), (None, -1.0));
    // The unstable cycle lasts from the fold to the Hopf point.
    let small = regime.cycles.iter().find(|c| !c.point.stable).unwrap();
    assert_eq!(d.cycle_lasts(small, true).event, Some(1));
    assert_eq!(d.cycle_lasts(small, false).event, Some(0));
}

/// The branch was followed to 0.4, where T = 10, on to a saddle-node on an invariant circle at 0:
/// T = 10 √(0.4 / λ), which is 20 at 0.1; beyond the event there is none.
#[test]
fn cycles_reach_to_the_event_of_infinite_period() {
    let d = diagram(
        vec![],
        vec![(
            vec![turn(0.4, 1.0, 10.0, -1.0), turn(0.9, 1.0, 20.0 / 3.0, -1.0)],
            [BranchEnd::Event(0), BranchEnd::Border],
        )],
        vec![event(EventKind::SaddleNodeOnInvariantCircle, 0.0)],
    );
    let regime = d.at(0.1);
    assert!((regime.cycles[0].point.period - 20.0).abs() < 1e-12);
    assert!(d.at(-0.1).cycles.is_empty());
    let first = &d.dense_cycles(0)[0];
    assert!(first.parameter < 1e-9 && first.period > 1e5, "{first:?}");
    let down = d.cycle_lasts(&regime.cycles[0], false);
    assert_eq!((down.event, down.until), (Some(0), 0.0));
    assert_eq!(d.cycle_lasts(&regime.cycles[0], true).until, 0.9);
}

/// A closed branch, the ellipse λ = cos, x = sin, meets every inner value twice, its start included.
#[test]
fn a_closed_branch_meets_a_value_twice_wherever_it_starts() {
    let points: Vec<_> = (0..=40)
        .map(|k| {
            let a = std::f64::consts::TAU * f64::from(k % 40) / 40.0 + 0.7;
            rest(a.cos(), a.sin(), Kind::StableNode)
        })
        .collect();
    let start = points[0].parameter;
    let d = diagram(vec![points], vec![], vec![]);
    for value in [start, 0.3, -0.95] {
        let regime = d.at(value);
        assert_eq!(regime.equilibria.len(), 2, "{value}");
        for e in regime.equilibria {
            assert!((e.point.at[0].abs() - (1.0 - value * value).sqrt()).abs() < 1e-3);
        }
    }
}

/// The parabola's points and those between them all lie on it, in order, and the fold is not passed.
#[test]
fn a_dense_branch_follows_the_curve_and_turns_at_the_fold() {
    let d = fold();
    let (coarse, dense) = (&d.equilibria[0], d.dense_equilibria(0));
    assert!(dense.len() > coarse.points.len());
    assert!(dense.windows(2).all(|p| p[0].at[0] < p[1].at[0]));
    for p in &dense {
        assert!((p.parameter + p.at[0] * p.at[0]).abs() < 2e-4, "{p:?}");
        assert!(p.parameter <= 0.0);
    }
}
