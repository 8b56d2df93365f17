//! Bifurcation diagrams of the planar models against published and independently computed numbers.
mod whole;

use EventKind::{
    FoldOfCycles, Homoclinic, SaddleNode, SaddleNodeOnInvariantCircle, SubcriticalHopf,
    SupercriticalHopf,
};
use nullcline::analysis::diagram::diagram;
use nullcline::analysis::{
    BranchEnd, CycleOptions, DiagramOptions, EventKind, PortraitOptions, Problem, Vary,
    portrait::portrait,
};
use nullcline::job::Cancel;
use whole::whole as of;

/// The parameter that a model's diagrams are about.
fn first(problem: &Problem) -> &'static str {
    problem.model().info().parameters[0].name
}

fn problem(source: &str, set: &[(&str, f64)]) -> Problem {
    let mut problem = Problem::from_source(source).expect("it exists");
    for (name, value) in set {
        problem.set(name, *value).expect("allowed");
    }
    problem
}

type Case = (
    &'static str,
    &'static [(&'static str, f64)],
    [f64; 2],
    &'static [(EventKind, f64, f64)],
);

/// Folds and Hopf points to 1e-8, folds of cycles to 1e-7, homoclinics to 1e-6 of their value, where
/// the reference has so many digits (AUTO-07p and extended precision agree on them); otherwise to the
/// digits printed. Nothing else is reported, and nothing twice.
const CASES: &[Case] = &[
    (
        "fitzhugh-nagumo/standard",
        &[],
        [-0.5, 2.0],
        &[
            (FoldOfCycles, 0.324178522504, 1e-7),
            (SubcriticalHopf, 0.331281337455, 1e-8),
            (SubcriticalHopf, 1.41871866255, 1e-8),
            (FoldOfCycles, 1.4258214775, 1e-7),
        ],
    ),
    (
        "fitzhugh-nagumo-cubic/excitable",
        &[],
        [-0.1, 0.4],
        &[
            (FoldOfCycles, 0.031594, 2e-5),
            (SubcriticalHopf, 0.031944, 2e-5),
            (SubcriticalHopf, 0.210871, 2e-6),
            (FoldOfCycles, 0.211221, 3e-6),
        ],
    ),
    (
        "fitzhugh-nagumo-cubic/oscillating",
        &[],
        [-0.1, 0.4],
        &[
            (FoldOfCycles, -0.018976, 2e-5),
            (SubcriticalHopf, -0.018253, 2e-5),
            (SubcriticalHopf, 0.150253, 3e-6),
            (FoldOfCycles, 0.150976, 3e-6),
        ],
    ),
    (
        "persistent-sodium-potassium/high-threshold",
        &[],
        [-100.0, 250.0],
        &[
            (SaddleNode, -85.8228, 1e-6),
            (SaddleNodeOnInvariantCircle, 4.5128676303, 1e-8),
            (SupercriticalHopf, 200.439491777, 1e-8),
        ],
    ),
    // Born at the saddle-node; its Hopf point lies outside of the range.
    (
        "persistent-sodium-potassium/high-threshold",
        &[],
        [0.0, 50.0],
        &[(SaddleNodeOnInvariantCircle, 4.5128676303, 1e-8)],
    ),
    (
        "persistent-sodium-potassium/low-threshold",
        &[],
        [0.0, 400.0],
        &[
            (SupercriticalHopf, 14.6590400241, 1e-8),
            (SupercriticalHopf, 353.550207837, 1e-8),
        ],
    ),
    (
        "persistent-sodium-potassium/subcritical",
        &[],
        [0.0, 120.0],
        &[
            (FoldOfCycles, 42.2324, 2e-6),
            (SubcriticalHopf, 48.901606, 2e-8),
            (SaddleNodeOnInvariantCircle, 76.59976, 1e-7),
            (SaddleNode, 113.12747, 1e-7),
        ],
    ),
    (
        "persistent-sodium-potassium/fast-potassium",
        &[],
        [-50.0, 60.0],
        &[
            (Homoclinic, -0.297689736003, 1e-6),
            (SaddleNode, 4.5128676303, 1e-8),
            (SupercriticalHopf, 43.8877556086, 1e-8),
        ],
    ),
    // The saddle-node homoclinic point lies at tau = 0.16801.
    (
        "persistent-sodium-potassium/fast-potassium",
        &[("tau", 0.16)],
        [-20.0, 100.0],
        &[
            (Homoclinic, 3.0919, 2e-5),
            (SaddleNode, 4.5128676303, 1e-8),
            (SupercriticalHopf, 54.188, 1e-5),
        ],
    ),
    (
        "persistent-sodium-potassium/fast-potassium",
        &[("tau", 0.165)],
        [-20.0, 50.0],
        &[(Homoclinic, 4.2787, 2e-5), (SaddleNode, 4.5128676303, 1e-8)],
    ),
    (
        "persistent-sodium-potassium/fast-potassium",
        &[("tau", 0.17)],
        [-20.0, 50.0],
        &[(SaddleNodeOnInvariantCircle, 4.5128676303, 1e-8)],
    ),
    (
        "morris-lecar/hopf",
        &[],
        [0.0, 250.0],
        &[
            (FoldOfCycles, 88.2932505431, 1e-7),
            (SubcriticalHopf, 93.8576183737, 1e-8),
            (SubcriticalHopf, 212.0188161, 1e-8),
            (FoldOfCycles, 216.899801389, 1e-7),
        ],
    ),
    (
        "morris-lecar/snlc",
        &[],
        [-50.0, 150.0],
        &[
            (SaddleNode, -9.94903932262, 1e-8),
            (SaddleNodeOnInvariantCircle, 39.9631530927, 1e-8),
            (SubcriticalHopf, 97.773713234, 1e-8),
            (FoldOfCycles, 116.093468926, 1e-7),
        ],
    ),
    (
        "morris-lecar/snlc",
        &[("phi", 1.0 / 15.0)],
        [0.0, 150.0],
        &[
            (SaddleNodeOnInvariantCircle, 39.9631530927, 1e-8),
            (SubcriticalHopf, 97.787889, 2e-8),
            (FoldOfCycles, 116.109537, 2e-8),
        ],
    ),
    (
        "morris-lecar/homoclinic",
        &[],
        [-50.0, 100.0],
        &[
            (SaddleNode, -9.94903932262, 1e-8),
            (Homoclinic, 35.0067341976, 1e-6),
            (SubcriticalHopf, 36.3162174962, 1e-8),
            (SaddleNode, 39.9631530927, 1e-8),
            (FoldOfCycles, 40.5933519583, 1e-7),
        ],
    ),
    (
        "wilson-cowan/cycle",
        &[],
        [0.5, 2.5],
        &[
            (SaddleNode, 0.908683427302, 1e-8),
            (Homoclinic, 1.06818956371, 1e-6),
            (SaddleNode, 1.08733045617, 1e-8),
            (SupercriticalHopf, 1.87931319808, 1e-8),
        ],
    ),
    (
        "wilson-cowan/hysteresis",
        &[],
        [-1.0, 1.0],
        &[(SaddleNode, -0.400, 1.3e-3), (SaddleNode, 0.305, 1.7e-3)],
    ),
    (
        "hodgkin-huxley-reduced/book",
        &[],
        [0.0, 450.0],
        &[
            (FoldOfCycles, 4.1, 5e-3),
            (SubcriticalHopf, 6.0541, 1e-5),
            (SupercriticalHopf, 394.79, 1e-5),
        ],
    ),
    (
        "hodgkin-huxley-reduced/unit-slope",
        &[],
        [0.0, 450.0],
        &[
            (FoldOfCycles, 6.362, 2e-4),
            (SubcriticalHopf, 8.81667, 1e-6),
            (SupercriticalHopf, 372.615, 2e-6),
        ],
    ),
];

#[test]
fn every_published_bifurcation_is_found_once_and_nothing_else() {
    for (source, set, range, expected) in CASES {
        let problem = problem(source, set);
        let d = of(&problem, first(&problem), *range);
        let found: Vec<_> = d.events.iter().map(|e| (e.kind, e.parameter)).collect();
        assert_eq!(
            found.iter().map(|f| f.0).collect::<Vec<_>>(),
            expected.iter().map(|e| e.0).collect::<Vec<_>>(),
            "{source} {set:?}: {found:?}"
        );
        for (found, (kind, value, tolerance)) in found.iter().zip(*expected) {
            assert!(
                (found.1 - value).abs() <= tolerance * value.abs(),
                "{source} {set:?}: {kind} at {}, not {value}",
                found.1
            );
        }
        assert!(d.notes.is_empty(), "{source}: {:?}", d.notes);
    }
}

/// Neutral saddles have zero trace and are no Hopf points: the reference lists one in each of these
/// ranges, and the tables above leave no room for it.
#[test]
fn neutral_saddles_are_not_reported() {
    for (source, i) in [
        ("persistent-sodium-potassium/high-threshold", 3.42849943421),
        ("persistent-sodium-potassium/fast-potassium", -36.2748795645),
        ("morris-lecar/snlc", 36.6676205975),
        ("morris-lecar/homoclinic", 15.9394000543),
        ("persistent-sodium-potassium/subcritical", 76.715),
        ("wilson-cowan/cycle", 0.916839243721),
    ] {
        let problem = problem(source, &[]);
        let d = of(&problem, first(&problem), [i - 0.1, i + 0.1]);
        assert!(
            d.events
                .iter()
                .all(|e| !e.kind.is_hopf() && e.kind != EventKind::BranchPoint),
            "{source}: {:?}",
            d.events
        );
    }
}

/// First Lyapunov coefficients and periods at Hopf points, states at folds.
#[test]
fn hopf_points_have_their_published_coefficients() {
    for (source, range, i, l1, period) in [
        (
            "fitzhugh-nagumo/standard",
            [0.0, 1.0],
            0.331281337455,
            0.971971,
            22.80591687,
        ),
        (
            "persistent-sodium-potassium/high-threshold",
            [100.0, 250.0],
            200.439491777,
            -0.00490722,
            1.237210123,
        ),
        (
            "persistent-sodium-potassium/low-threshold",
            [0.0, 100.0],
            14.6590400241,
            -0.00554875,
            2.939533289,
        ),
        (
            "persistent-sodium-potassium/low-threshold",
            [300.0, 400.0],
            353.550207837,
            -0.00803331,
            6.494295718,
        ),
        (
            "persistent-sodium-potassium/fast-potassium",
            [10.0, 60.0],
            43.8877556086,
            -0.000880837,
            0.4838023424,
        ),
        (
            "morris-lecar/hopf",
            [50.0, 150.0],
            93.8576183737,
            0.00654319,
            78.75660955,
        ),
        (
            "morris-lecar/hopf",
            [150.0, 250.0],
            212.0188161,
            0.00366829,
            42.28192143,
        ),
        (
            "morris-lecar/snlc",
            [60.0, 150.0],
            97.773713234,
            0.00210847,
            24.90848396,
        ),
        (
            "morris-lecar/homoclinic",
            [35.5, 39.0],
            36.3162174962,
            0.000993919,
            16.5844163,
        ),
        (
            "wilson-cowan/cycle",
            [1.5, 2.5],
            1.87931319808,
            -10.1201,
            18.8662061,
        ),
    ] {
        let problem = problem(source, &[]);
        let d = of(&problem, first(&problem), range);
        let hopf: Vec<_> = d.events.iter().filter(|e| e.kind.is_hopf()).collect();
        assert_eq!(hopf.len(), 1, "{source}: {:?}", d.events);
        let found = (
            hopf[0].parameter,
            hopf[0].first_lyapunov.expect("a coefficient"),
            hopf[0].period.expect("a period"),
        );
        assert!((found.0 - i).abs() < 1e-8 * i, "{source}: {found:?}");
        assert!(
            (found.1 - l1).abs() < 2e-6 * l1.abs(),
            "{source}: {found:?}"
        );
        assert!(
            (found.2 - period).abs() < 1e-9 * period,
            "{source}: {found:?}"
        );
    }
}

/// Periods at folds of cycles (AUTO-07p): there the multiplier is 1.
#[test]
fn folds_of_cycles_have_their_published_periods() {
    for (source, range, period) in [
        ("fitzhugh-nagumo/standard", [0.3, 0.4], 68.52650321),
        ("morris-lecar/hopf", [80.0, 100.0], 135.38614362),
        ("morris-lecar/hopf", [200.0, 230.0], 77.929051803),
        ("morris-lecar/snlc", [60.0, 150.0], 37.146950503),
        ("morris-lecar/homoclinic", [39.98, 42.0], 21.11005516),
    ] {
        let d = of(&problem(source, &[]), "I", range);
        let folds: Vec<_> = d.events.iter().filter(|e| e.kind == FoldOfCycles).collect();
        assert_eq!(folds.len(), 1, "{source}: {:?}", d.events);
        let found = folds[0].period.expect("a period");
        // On the canard the period changes by 1e4 times as much as the current.
        let tolerance = if source.starts_with("fitz") {
            1e-6
        } else {
            1e-7
        };
        assert!(
            (found - period).abs() < tolerance * period,
            "{source}: {found}"
        );
    }
}

/// Which branch joins which bifurcations (reference: branch topology).
#[test]
fn branches_of_cycles_join_the_right_bifurcations() {
    for (source, range, ends) in [
        (
            "fitzhugh-nagumo/standard",
            [-0.5, 2.0],
            [SubcriticalHopf, SubcriticalHopf],
        ),
        (
            "persistent-sodium-potassium/high-threshold",
            [0.0, 250.0],
            [SaddleNodeOnInvariantCircle, SupercriticalHopf],
        ),
        (
            "persistent-sodium-potassium/low-threshold",
            [0.0, 400.0],
            [SupercriticalHopf, SupercriticalHopf],
        ),
        (
            "persistent-sodium-potassium/subcritical",
            [0.0, 120.0],
            [SubcriticalHopf, SaddleNodeOnInvariantCircle],
        ),
        (
            "persistent-sodium-potassium/fast-potassium",
            [-20.0, 60.0],
            [Homoclinic, SupercriticalHopf],
        ),
        (
            "morris-lecar/hopf",
            [0.0, 250.0],
            [SubcriticalHopf, SubcriticalHopf],
        ),
        (
            "morris-lecar/snlc",
            [0.0, 150.0],
            [SaddleNodeOnInvariantCircle, SubcriticalHopf],
        ),
        (
            "morris-lecar/homoclinic",
            [0.0, 60.0],
            [Homoclinic, SubcriticalHopf],
        ),
    ] {
        let d = of(&problem(source, &[]), "I", range);
        assert_eq!(d.cycles.len(), 1, "{source}");
        let mut kinds: Vec<EventKind> = d.cycles[0]
            .ends
            .iter()
            .map(|end| match end {
                BranchEnd::Event(k) => d.events[*k].kind,
                other => panic!("{source} ends at {other:?}"),
            })
            .collect();
        kinds.sort();
        let mut ends = ends;
        ends.sort();
        assert_eq!(kinds, ends, "{source}");
        // Stability changes at folds of cycles only.
        let changes = d.cycles[0]
            .points
            .windows(2)
            .filter(|p| {
                p[0].log_multiplier
                    .is_some_and(|a| p[1].log_multiplier.is_some_and(|b| a * b < 0.0))
            })
            .count();
        let folds = d.events.iter().filter(|e| e.kind == FoldOfCycles).count();
        assert!(
            changes <= folds,
            "{source}: {changes} changes, {folds} folds"
        );
    }
}

/// Points of a branch are cycles of the portrait at the same parameters: another algorithm, which
/// integrates the return map instead of solving a boundary value problem.
#[test]
fn branches_agree_with_the_portrait_point_by_point() {
    for (source, range) in [
        ("fitzhugh-nagumo/standard", [0.0, 1.0]),
        ("persistent-sodium-potassium/high-threshold", [0.0, 50.0]),
        ("persistent-sodium-potassium/subcritical", [30.0, 70.0]),
        ("persistent-sodium-potassium/fast-potassium", [-0.2, 40.0]),
        ("morris-lecar/hopf", [80.0, 150.0]),
        ("morris-lecar/snlc", [40.0, 120.0]),
        ("morris-lecar/homoclinic", [35.1, 41.0]),
        ("van-der-pol/standard", [0.05, 10.0]),
    ] {
        let problem = problem(source, &[]);
        let name = problem.model().info().parameters[0].name;
        let d = of(&problem, name, range);
        let options = PortraitOptions {
            cycles: Some(CycleOptions::default()),
            ..PortraitOptions::default()
        };
        let mut compared = 0;
        let pairs = d.cycles.iter().flat_map(|b| b.points.windows(2).step_by(4));
        for (point, next) in pairs.map(|p| (&p[0], &p[1])) {
            // On a canard an error of 1e-8 in the parameter is one of 1e-3 in the period.
            let steep = (next.period / point.period).ln() / (next.parameter - point.parameter);
            let logs = [point, next].map(|p| p.log_multiplier.unwrap_or(0.0));
            let bends = ((logs[1] - logs[0]) / (next.parameter - point.parameter)).abs()
                * point.parameter.abs();
            let tolerance = 1e-7 + 2e-8 * (steep * point.parameter).abs();
            if !tolerance.is_finite() || !bends.is_finite() || tolerance > 1e-5 {
                continue;
            }
            // Within 1e-7 of a fold on a canard either of them may have no cycle any more.
            let strong = point.log_multiplier.is_some_and(|l| l.abs() > 0.05)
                && d.events
                    .iter()
                    .all(|e| (e.parameter - point.parameter).abs() > 1e-7);
            if !strong || point.period > 1000.0 {
                continue;
            }
            let mut here = problem.clone();
            here.set(name, point.parameter).expect("allowed");
            let found = portrait(&Cancel::never(), &here, &options)
                .expect("finite")
                .expect("not cancelled");
            let near = found
                .cycles
                .iter()
                .map(|c| ((c.period / point.period - 1.0).abs(), c))
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .unwrap_or_else(|| panic!("{source} at {}: no cycle", point.parameter));
            assert!(
                near.0 < tolerance,
                "{source} at {}: period {} here, {} there",
                point.parameter,
                point.period,
                near.1.period
            );
            let (a, b) = (
                point.log_multiplier.expect("it has one"),
                near.1.log_multiplier.expect("it has one"),
            );
            assert!(
                (a - b).abs() < 1e-6 * b.abs().max(1.0) + 1e-9 * bends,
                "{source} at {}: {a} {b}",
                point.parameter
            );
            assert_eq!(point.stable, near.1.stable);
            for i in 0..2 {
                let scale = here.home().size()[i];
                assert!(
                    (point.max[i] - near.1.max[i]).abs() < 1e-5 * scale,
                    "{source} at {}: {:?} {:?}",
                    point.parameter,
                    point.max,
                    near.1.max
                );
                assert!(
                    (point.min[i] - near.1.min[i]).abs() < 1e-5 * scale,
                    "{source} at {}: {:?} {:?}",
                    point.parameter,
                    point.min,
                    near.1.min
                );
            }
            compared += 1;
        }
        assert!(compared > 3, "{source}: {compared}");
    }
}

/// Known asymptotics: T → 2π (1 + mu²/16) for small mu; for mu = 10 the period is 19.0783695666 by
/// Taylor series in extended precision.
#[test]
fn van_der_pol_has_its_known_periods() {
    let d = of(&problem("van-der-pol", &[]), "mu", [0.05, 10.0]);
    assert_eq!(d.cycles.len(), 1);
    let ends = [
        &d.cycles[0].points[0],
        &d.cycles[0].points[d.cycles[0].points.len() - 1],
    ];
    assert_eq!(ends.map(|p| p.parameter), [0.05, 10.0]);
    let small = std::f64::consts::TAU * (1.0 + 0.05_f64.powi(2) / 16.0);
    assert!((ends[0].period - small).abs() < 1e-6, "{}", ends[0].period);
    assert!(
        (ends[1].period - 19.0783695666).abs() < 1e-6,
        "{}",
        ends[1].period
    );
    assert!(d.events.is_empty() && d.notes.is_empty());
}

/// Rows of the table of cycles: the stable ones at a border of the range, where a branch ends exactly.
#[test]
fn cycles_at_the_border_have_their_published_periods() {
    for (source, range, period, log) in [
        (
            "fitzhugh-nagumo/standard",
            [0.0, 0.875],
            36.4183026175,
            -37.319006,
        ),
        (
            "persistent-sodium-potassium/high-threshold",
            [0.0, 5.0],
            15.1020539518,
            -37.603052,
        ),
        (
            "persistent-sodium-potassium/low-threshold",
            [0.0, 40.0],
            3.65953794874,
            -9.8534661,
        ),
        (
            "persistent-sodium-potassium/fast-potassium",
            [0.0, 20.0],
            0.670329556731,
            -0.52680678,
        ),
        (
            "morris-lecar/hopf",
            [80.0, 150.0],
            66.1617527345,
            -9.4888978,
        ),
        ("morris-lecar/snlc", [0.0, 40.0], 943.738574003, -95.982584),
        (
            "morris-lecar/homoclinic",
            [30.0, 35.1],
            66.4033569731,
            -8.7182533,
        ),
    ] {
        let d = of(&problem(source, &[]), "I", range);
        let point = d
            .cycles
            .iter()
            .flat_map(|b| &b.points)
            .find(|p| p.parameter == range[1] && p.stable)
            .unwrap_or_else(|| panic!("{source}: no cycle at the border"));
        assert!(
            (point.period - period).abs() < 1e-7 * period,
            "{source}: {}",
            point.period
        );
        let found = point.log_multiplier.expect("it has one");
        assert!((found - log).abs() < 1e-6 * log.abs(), "{source}: {found}");
    }
}

/// Bifurcations do not depend on which parameter is dragged to reach them: along phi, the Hopf curve
/// of this preset passes (I, phi) = (93.8576183737, 0.04).
#[test]
fn another_parameter_meets_the_same_bifurcations() {
    let d = of(
        &problem("morris-lecar/hopf", &[("I", 93.8576183737)]),
        "phi",
        [0.01, 0.3],
    );
    let hopf = d
        .events
        .iter()
        .find(|e| e.kind == SubcriticalHopf)
        .expect("a Hopf point");
    assert!((hopf.parameter - 0.04).abs() < 1e-9, "{}", hopf.parameter);
}

/// C divides: its branches end at zero, on both sides, and a note says so.
#[test]
fn a_singular_value_inside_the_range_ends_the_branches() {
    let d = of(&problem("morris-lecar/hopf", &[]), "C", [-10.0, 40.0]);
    assert!(d.notes.iter().any(|n| n.contains("C = 0")), "{:?}", d.notes);
    assert!(d.equilibria.len() >= 2);
    for branch in &d.equilibria {
        let side = branch.points[0].parameter.signum();
        assert!(branch.points.iter().all(|p| p.parameter.signum() == side));
    }
}

#[test]
fn ranges_that_are_none_are_refused() {
    let problem = problem("morris-lecar", &[]);
    for range in [
        [1.0, 1.0],
        [2.0, 1.0],
        [f64::NAN, 1.0],
        [0.0, f64::INFINITY],
        [1e9, 1e9 + 1e-3],
    ] {
        assert!(Vary::new(&problem, "I", range).is_err(), "{range:?}");
    }
    assert!(Vary::new(&problem, "i", [0.0, 1.0]).is_err());
    // What to do depends on what is wrong, and no number fills the screen.
    for (range, advice) in [
        (
            [2.0, 1.0],
            "2:1 of I is reversed; give LOW:HIGH with LOW below HIGH",
        ),
        (
            [-1e300, 1e300],
            "-1e300:1e300 of I is too wide for anything in it to be resolved; give a narrower one",
        ),
        (
            [1e9, 1e9 + 1e-3],
            "too narrow to be resolved; give a wider one",
        ),
    ] {
        let told = Vary::new(&problem, "I", range)
            .expect_err("refused")
            .to_string();
        assert!(told.contains(advice), "{told}");
    }
}

#[test]
fn a_cancelled_diagram_gives_nothing() {
    let problem = problem("morris-lecar", &[]);
    let vary = Vary::new(&problem, "I", [0.0, 250.0]).expect("a range");
    let cancel = Cancel::never();
    cancel.clone().cancel();
    let none = diagram(&cancel, &problem, &vary, &DiagramOptions::default()).expect("finite");
    assert!(none.is_none());
}

/// Just beyond a saddle-node homoclinic point (tau = 1.0450 here) the saddle-node lies off the circle
/// and a homoclinic orbit 2.5e-3 away, however close the leaving orbit comes to the fold; just before
/// it, on the circle. Plain integration agrees: at tau = 1.2 the period is finite on both sides of the
/// fold (31.80 and 32.04).
#[test]
fn a_fold_close_to_the_end_of_its_circle_is_told_apart() {
    for (tau, kinds) in [
        (1.03, vec![SaddleNodeOnInvariantCircle]),
        (1.2, vec![SaddleNode, Homoclinic]),
        (1.482, vec![SaddleNode, Homoclinic]),
    ] {
        let set = [("tau", tau)];
        let problem = problem("persistent-sodium-potassium/subcritical", &set);
        let d = of(&problem, "I", [60.0, 100.0]);
        let found: Vec<_> = d.events.iter().map(|e| e.kind).collect();
        assert_eq!(found, kinds, "{tau}");
    }
}

/// However narrow the range around it, a bifurcation is found once, under its own name.
#[test]
fn narrow_ranges_show_the_same_bifurcations() {
    for (source, kind, at) in [
        ("morris-lecar/hopf", SubcriticalHopf, 93.8576183737),
        ("morris-lecar/snlc", SaddleNode, -9.94903932262),
        ("morris-lecar/snlc", FoldOfCycles, 116.093468926),
        ("morris-lecar/homoclinic", Homoclinic, 35.0067341976),
    ] {
        for width in [1e-1, 1e-2, 1e-3] {
            // Not with the bifurcation right in the middle.
            let d = of(
                &problem(source, &[]),
                "I",
                [at - 0.37 * width, at + 0.63 * width],
            );
            let found: Vec<_> = d.events.iter().map(|e| (e.kind, e.parameter)).collect();
            assert_eq!(found.len(), 1, "{source} {width}: {found:?}");
            assert!(
                found[0].0 == kind && (found[0].1 - at).abs() < 1e-6 * at.abs(),
                "{source} {width}: {found:?}"
            );
        }
    }
}
