//! Two-parameter diagrams against published special points, and against normal forms whose curves are
//! known in closed form.
use nullcline::analysis::curve::curves;
use nullcline::analysis::diagram::diagram;
use nullcline::analysis::regimes::regimes;
use nullcline::analysis::{
    BifurcationCurve, Curves, CurvesOptions, DiagramOptions, EventKind, Problem, ProblemError,
    RegimesOptions, SpecialKind, Vary,
};
use nullcline::job::Cancel;
use nullcline::model::{
    Builtin, Equations, Model, ParamSpec, Preset, ReadParams, Real, Unit, VarSpec,
};
use std::sync::Arc;

type Range<'a> = (&'a str, f64, f64);

fn of(problem: &Problem, first: Range<'_>, second: Range<'_>, cycles: bool) -> Curves {
    let vary = [first, second]
        .map(|(name, lo, hi)| Vary::new(problem, name, [lo, hi]).unwrap_or_else(|e| panic!("{e}")));
    let options = CurvesOptions { cycles };
    curves(&Cancel::never(), problem, &vary, &options, None)
        .unwrap_or_else(|e| panic!("{e}"))
        .expect("nobody cancelled it")
}

fn source(source: &str) -> Problem {
    Problem::from_source(source).expect("it exists")
}

fn points(curves: &Curves, kind: SpecialKind) -> Vec<[f64; 2]> {
    let of_kind = curves.points.iter().filter(|p| p.kind == kind);
    of_kind.map(|p| p.at).collect()
}

fn pieces(curves: &Curves, kind: EventKind) -> Vec<&BifurcationCurve> {
    curves.curves.iter().filter(|c| c.kind == kind).collect()
}

/// Every point of the curves of one kind, with its state.
fn along(curves: &Curves, kind: EventKind) -> Vec<([f64; 2], &[f64])> {
    pieces(curves, kind)
        .into_iter()
        .flat_map(|c| {
            c.points
                .iter()
                .copied()
                .zip(c.states.iter().map(Vec::as_slice))
        })
        .collect()
}

fn near(a: [f64; 2], b: [f64; 2], tolerance: f64) -> bool {
    (0..2).all(|k| (a[k] - b[k]).abs() <= tolerance * b[k].abs().max(1e-3))
}

/// B13: two independent codes agree on these points to the digits given.
#[test]
fn special_points_lie_where_other_codes_find_them() {
    let table = [
        (
            "morris-lecar/snlc",
            ("I", -20.0, 150.0),
            ("phi", 0.005, 0.5),
            SpecialKind::BogdanovTakens,
            [39.9631530927, 0.0118103680],
        ),
        (
            "persistent-sodium-potassium/high-threshold",
            ("I", -100.0, 250.0),
            ("tau", 0.05, 25.0),
            SpecialKind::BogdanovTakens,
            [4.5128676303, 22.7655658592],
        ),
        (
            "morris-lecar/hopf",
            ("I", 0.0, 250.0),
            ("phi", 0.01, 0.5),
            SpecialKind::GeneralizedHopf,
            [124.470635835, 0.306345031785],
        ),
    ];
    for (name, first, second, kind, expected) in table {
        let problem = source(name);
        let found = points(&of(&problem, first, second, false), kind);
        let met = found.iter().filter(|at| near(**at, expected, 1e-8)).count();
        assert_eq!(met, 1, "{name}: {kind} {found:?}");
        // The same plane with its axes exchanged.
        let turned = points(&of(&problem, second, first, false), kind);
        let expected = [expected[1], expected[0]];
        let met = turned
            .iter()
            .filter(|at| near(**at, expected, 1e-8))
            .count();
        assert_eq!(met, 1, "{name} turned: {kind} {turned:?}");
    }
}

/// `phi` multiplies the second equation and `tau` divides it: neither moves an equilibrium nor changes
/// the sign of a determinant, so that folds are straight lines across the plane; there are two (B13).
#[test]
fn folds_are_straight_lines_when_the_second_parameter_scales_time() {
    for (name, first, second, lines) in [
        (
            "morris-lecar/snlc",
            ("I", -20.0, 150.0),
            ("phi", 0.005, 0.5),
            [-9.94903932262, 39.9631530927],
        ),
        (
            "persistent-sodium-potassium/high-threshold",
            ("I", -100.0, 250.0),
            ("tau", 0.05, 25.0),
            [-85.8228423692, 4.5128676303],
        ),
    ] {
        let found = of(&source(name), first, second, false);
        let folds = pieces(&found, EventKind::SaddleNode);
        assert_eq!(folds.len(), 2, "{name}");
        assert!(points(&found, SpecialKind::Cusp).is_empty(), "{name}");
        for (fold, at) in folds.iter().zip(lines) {
            let off = |p: &[f64; 2]| (p[0] - at).abs() < 1e-9 * at.abs();
            assert!(fold.points.iter().all(off), "{name} {at}");
            let second: Vec<f64> = fold.points.iter().map(|p| p[1]).collect();
            let (lo, hi) = (
                second[0].min(second[second.len() - 1]),
                second[0].max(second[second.len() - 1]),
            );
            assert_eq!((lo, hi), (found.ranges[1][0], found.ranges[1][1]), "{name}");
        }
    }
}

/// B5 and B8: the saddle-node leaves the invariant circle at tau = 0.16801 and at phi = 0.1942. The
/// homoclinic curve that begins there passes through the homoclinic orbits of B13: Morris-Lecar at
/// (35.0067341976, 0.23), persistent sodium and potassium at (-0.297689736, 0.152).
#[test]
fn a_homoclinic_curve_begins_where_the_saddle_node_leaves_the_circle() {
    for (name, first, second, switch, digits, on) in [
        (
            "morris-lecar/snlc",
            ("I", -20.0, 150.0),
            ("phi", 0.05, 0.5),
            [39.9631530927, 0.1942],
            5e-5,
            [35.0067341976, 0.23],
        ),
        (
            "persistent-sodium-potassium/high-threshold",
            ("I", -20.0, 20.0),
            ("tau", 0.1, 1.1),
            [4.5128676303, 0.16801],
            5e-6,
            [-0.297689736003, 0.152],
        ),
    ] {
        let found = of(&source(name), first, second, true);
        let switches = points(&found, SpecialKind::SaddleNodeHomoclinic);
        let met = switches
            .iter()
            .filter(|p| (p[0] - switch[0]).abs() < 1e-8 && (p[1] - switch[1]).abs() < digits);
        assert_eq!(met.count(), 1, "{name}: {switches:?}");
        // Above the switch the cycle is born at the saddle-node itself, below beside it.
        let below = switch[1] > on[1];
        for (kind, above) in [
            (EventKind::SaddleNodeOnInvariantCircle, below),
            (EventKind::SaddleNode, !below),
        ] {
            let here = |p: &[f64; 2]| (p[0] - switch[0]).abs() < 1e-8;
            let piece = along(&found, kind);
            let piece: Vec<_> = piece.iter().filter(|(p, _)| here(p)).collect();
            assert!(piece.len() > 2, "{name} {kind}");
            let right = |p: &[f64; 2]| {
                (p[1] > switch[1] - digits) == above || (p[1] - switch[1]).abs() < digits
            };
            assert!(piece.iter().all(|(p, _)| right(p)), "{name} {kind}");
        }
        // The curve at the known orbit, between its points by their parabola.
        let curves = pieces(&found, EventKind::Homoclinic);
        let curve = curves
            .iter()
            .find(|c| {
                let ends = [c.points[0], c.points[c.points.len() - 1]];
                ends.iter()
                    .any(|e| (0..2).all(|k| (e[k] - switch[k]).abs() < digits))
            })
            .unwrap_or_else(|| panic!("{name}: no homoclinic curve begins at the switch"));
        let at = curve
            .points
            .windows(3)
            .filter(|w| (w[0][1] - on[1]) * (w[2][1] - on[1]) <= 0.0)
            .map(|w| {
                (0..3)
                    .map(|i| {
                        let others = (0..3).filter(|&j| j != i);
                        others.fold(w[i][0], |v, j| v * (on[1] - w[j][1]) / (w[i][1] - w[j][1]))
                    })
                    .sum::<f64>()
            })
            .fold(f64::INFINITY, |best: f64, x| {
                if (x - on[0]).abs() < (best - on[0]).abs() {
                    x
                } else {
                    best
                }
            });
        assert!((at - on[0]).abs() < 0.02, "{name}: {at}");
    }
}

/// Every point of a homoclinic curve is a homoclinic orbit: the diagram over the first parameter, with
/// the second one held there, has one within 1e-6.
#[test]
fn homoclinic_curves_agree_with_the_diagrams_across_them() {
    let mut problem = source("morris-lecar/snlc");
    let found = of(&problem, ("I", -20.0, 150.0), ("phi", 0.2, 0.3), true);
    let curves = pieces(&found, EventKind::Homoclinic);
    assert!(!curves.is_empty());
    let points = &curves[0].points;
    for [current, phi] in [points.len() / 3, points.len() / 2].map(|k| points[k]) {
        problem.set("phi", phi).expect("a good value");
        let vary = Vary::new(&problem, "I", [current - 2.0, current + 3.0]).expect("a good range");
        let diagram = diagram(
            &Cancel::never(),
            &problem,
            &vary,
            &DiagramOptions::default(),
        );
        let diagram = diagram.expect("it is finite").expect("nobody cancelled it");
        let near = |e: &&nullcline::analysis::Event| {
            e.kind == EventKind::Homoclinic && (e.parameter - current).abs() < 1e-6 * current
        };
        assert_eq!(
            diagram.events.iter().filter(near).count(),
            1,
            "{current} {phi}: {:?}",
            diagram.events
        );
    }
}

/// B13: the folds of cycles of three parameter sets, each in the plane of I and phi, found as points of a
/// curve there; and the curve of Morris-Lecar's Hopf set begins at its generalized Hopf point.
#[test]
fn folds_of_cycles_lie_on_their_curves() {
    for (name, first, second, known) in [
        (
            "morris-lecar/hopf",
            ("I", 50.0, 250.0),
            ("phi", 0.02, 0.4),
            &[[88.2932505431, 0.04], [216.899801389, 0.04]][..],
        ),
        (
            "morris-lecar/snlc",
            ("I", 0.0, 150.0),
            ("phi", 0.02, 0.25),
            &[[116.093468926, 0.0667], [40.5933519583, 0.23]][..],
        ),
    ] {
        let found = of(&source(name), first, second, true);
        let curves = pieces(&found, EventKind::FoldOfCycles);
        for at in known {
            // Between three points by their parabola.
            let best = curves
                .iter()
                .flat_map(|c| c.points.windows(3))
                .filter(|w| (w[0][1] - at[1]) * (w[2][1] - at[1]) <= 0.0)
                .map(|w| {
                    let part = |i: usize| {
                        let others = (0..3).filter(|&j| j != i);
                        others.fold(w[i][0], |v, j| v * (at[1] - w[j][1]) / (w[i][1] - w[j][1]))
                    };
                    ((0..3).map(part).sum::<f64>() - at[0]).abs()
                })
                .fold(f64::INFINITY, f64::min);
            assert!(best < 0.01, "{name} {at:?}: {best}");
        }
        let born = points(&found, SpecialKind::GeneralizedHopf);
        for curve in &curves {
            let ends = [curve.points[0], curve.points[curve.points.len() - 1]];
            let border = |p: &[f64; 2]| (0..2).any(|k| found.ranges[k].contains(&p[k]));
            assert!(
                ends.iter().all(|e| border(e) || born.contains(e)),
                "{name}: {ends:?}"
            );
        }
    }
}

/// `x' = a + b x − x³` has two stable equilibria where 27 a² < 4 b³ and b > 0, and one elsewhere.
#[test]
fn the_plane_of_the_cusp_has_its_wedge_of_two_rests() {
    let problem = form::<CuspForm>();
    let vary = [("a", -1.0, 1.1), ("b", -1.0, 1.2)]
        .map(|(name, lo, hi)| Vary::new(&problem, name, [lo, hi]).expect("a good range"));
    let options = RegimesOptions { cells: [32, 32] };
    let plane = regimes(&Cancel::never(), &problem, &vary, &options, &mut |_| {});
    let plane = plane.expect("finite").expect("not cancelled");
    for row in 0..32 {
        for column in 0..32 {
            let a = -1.0 + 2.1 * (f64::from(column) + 0.5) / 32.0;
            let b = -1.0 + 2.2 * (f64::from(row) + 0.5) / 32.0;
            let expected = if 27.0 * a * a < 4.0 * b.powi(3) { 2 } else { 1 };
            let found = plane.at([a, b]).expect("the form is finite everywhere");
            assert_eq!(found.rests + found.depolarised, expected, "{a} {b}");
            assert_eq!(found.cycles, 0, "{a} {b}");
        }
    }
}

/// Two numbers that a test model's formula reads.
#[derive(Clone, Copy)]
struct Two<S> {
    a: S,
    b: S,
}

const fn parameter(name: &'static str, default: f64) -> ParamSpec {
    ParamSpec {
        name,
        label: name,
        unit: Unit::None,
        default,
        range: (-1.0, 1.0),
        about: "",
        demand: nullcline::model::Demand::Any,
    }
}

impl<S: Real> ReadParams<S> for Two<S> {
    const SPECS: &'static [ParamSpec] = &[parameter("a", 0.5), parameter("b", 0.5)];
    fn read(values: &mut dyn Iterator<Item = S>) -> Self {
        let mut next = || values.next().expect("one value per parameter");
        Self {
            a: next(),
            b: next(),
        }
    }
}

macro_rules! normal_form {
    ($name:ident, $id:literal, |$x:ident, $y:ident, $p:ident| $rhs:expr) => {
        struct $name;
        impl Equations<2> for $name {
            const ID: &'static str = $id;
            const NAME: &'static str = $id;
            const SOURCE: &'static str = "";
            const VARS: [VarSpec; 2] = [
                VarSpec::new("x", "", Unit::None, 0.0, -2.0..=2.0),
                VarSpec::new("y", "", Unit::None, 0.0, -2.0..=2.0),
            ];
            type Params<S: Real> = Two<S>;
            fn rhs<S: Real>([$x, $y]: [S; 2], $p: &Two<S>) -> [S; 2] {
                $rhs
            }
            fn presets() -> Vec<Preset> {
                vec![Preset {
                    id: "plain",
                    about: "",
                    set: vec![],
                    initial: vec![0.1, 0.1],
                    window: [(-2.0, 2.0), (-2.0, 2.0)],
                    input: (-1.0, 1.0),
                    protocol: None,
                }]
            }
        }
    };
}

normal_form!(CuspForm, "cusp", |x, y, p| [p.a + p.b * x - x * x * x, -y]);
normal_form!(BogdanovTakensForm, "bogdanov-takens", |x, y, p| [
    y,
    p.a + p.b * x + x * x - x * y
]);
normal_form!(BautinForm, "bautin", |x, y, p| {
    let r = x * x + y * y;
    let grow = p.a + p.b * r - r * r;
    [grow * x - y, grow * y + x]
});
normal_form!(QuietForm, "quiet", |x, y, p| [-x + p.a, -y * 2.0 + p.b]);

fn form<E: Equations<2>>() -> Problem {
    let model: Arc<dyn Model> = Arc::new(Builtin::<E, 2>::new());
    Problem::new(&model, &model.info().presets[0])
}

/// `x' = a + b x − x³`: folds where b = 3x², a = −2x³, that is 27 a² = 4 b³, with their cusp at the
/// origin.
#[test]
fn the_cusp_has_its_semicubical_parabola() {
    let found = of(
        &form::<CuspForm>(),
        ("a", -1.0, 1.1),
        ("b", -1.0, 1.2),
        true,
    );
    let folds = along(&found, EventKind::SaddleNode);
    assert!(folds.len() > 40);
    for ([a, b], state) in folds {
        let x = state[0];
        assert!((b - 3.0 * x * x).abs() < 1e-12 && (a + 2.0 * x.powi(3)).abs() < 1e-12);
    }
    assert_eq!(found.points.len(), 1, "{:?}", found.points);
    let cusp = &found.points[0];
    assert_eq!(cusp.kind, SpecialKind::Cusp);
    assert!(cusp.at.iter().all(|v| v.abs() < 1e-9), "{:?}", cusp.at);
    assert!(found.curves.iter().all(|c| c.kind == EventKind::SaddleNode));
}

/// `x' = y, y' = a + b x + x² − x y`: equilibria have y = 0 and a + b x + x² = 0, with Jacobian
/// ((0, 1), (b + 2x, −x)). Folds: b = −2x, so a = b²/4. Hopf: the trace −x vanishes and b < 0, so a = 0,
/// and both meet at the origin. The Hopf point is supercritical or not the same way everywhere.
#[test]
fn the_bogdanov_takens_point_ends_the_hopf_curve() {
    let found = of(
        &form::<BogdanovTakensForm>(),
        ("a", -0.5, 0.5),
        ("b", -1.0, 0.9),
        false,
    );
    for ([a, b], _) in along(&found, EventKind::SaddleNode) {
        assert!((a - b * b / 4.0).abs() < 1e-12);
    }
    let hopf: Vec<_> = found.curves.iter().filter(|c| c.kind.is_hopf()).collect();
    assert_eq!(hopf.len(), 1);
    assert!(
        hopf[0]
            .points
            .iter()
            .all(|p| p[0].abs() < 1e-12 && p[1] < 1e-9)
    );
    let lowest = hopf[0].points.iter().fold(0.0_f64, |m, p| m.min(p[1]));
    assert_eq!(lowest, -1.0);
    assert_eq!(found.points.len(), 1, "{:?}", found.points);
    assert_eq!(found.points[0].kind, SpecialKind::BogdanovTakens);
    assert!(found.points[0].at.iter().all(|v| v.abs() < 1e-9));
}

/// `r' = r (a + b r² − r⁴)`, turning at rate 1: Hopf at a = 0, supercritical for b < 0, subcritical for
/// b > 0, with the generalized Hopf point at the origin.
#[test]
fn the_bautin_form_changes_its_criticality_at_the_origin() {
    let found = of(
        &form::<BautinForm>(),
        ("a", -1.0, 1.1),
        ("b", -1.0, 1.2),
        false,
    );
    let [sup, sub] =
        [EventKind::SupercriticalHopf, EventKind::SubcriticalHopf].map(|kind| along(&found, kind));
    assert!(sup.iter().all(|(p, _)| p[0].abs() < 1e-12 && p[1] < 1e-9));
    assert!(sub.iter().all(|(p, _)| p[0].abs() < 1e-12 && p[1] > -1e-9));
    assert_eq!((found.curves.len(), found.points.len()), (2, 1));
    assert_eq!(found.points[0].kind, SpecialKind::GeneralizedHopf);
    assert!(found.points[0].at.iter().all(|v| v.abs() < 1e-9));
}

/// A linear decay has one equilibrium, always a stable node.
#[test]
fn a_plane_without_bifurcations_is_empty_and_says_so() {
    let found = of(
        &form::<QuietForm>(),
        ("a", -1.0, 1.0),
        ("b", -1.0, 1.0),
        true,
    );
    assert!(found.curves.is_empty() && found.points.is_empty());
    assert_eq!(found.notes.len(), 1);
    assert!(found.notes[0].contains("a and b"), "{:?}", found.notes);
}

#[test]
fn one_parameter_is_no_plane() {
    let problem = source("morris-lecar");
    let vary = Vary::new(&problem, "I", [0.0, 10.0]).expect("a good range");
    let found = curves(
        &Cancel::never(),
        &problem,
        &[vary; 2],
        &CurvesOptions::default(),
        None,
    );
    let expected = ProblemError::SameParameter { name: "I".into() };
    assert_eq!(found, Err(expected));
}

/// The formula divides by `tau`: its two signs are two planes, and no curve leads across.
#[test]
fn curves_end_where_the_formula_divides_by_zero() {
    let problem = source("persistent-sodium-potassium/high-threshold");
    let found = of(&problem, ("I", 0.0, 10.0), ("tau", -1.0, 2.0), false);
    assert!(
        found.notes.iter().any(|n| n.contains("tau = 0")),
        "{:?}",
        found.notes
    );
    assert!(!found.curves.is_empty());
    for curve in &found.curves {
        let negative = curve.points[0][1] < 0.0;
        assert!(curve.points.iter().all(|p| (p[1] < 0.0) == negative));
    }
}

#[test]
fn cancelled_curves_give_nothing() {
    let problem = source("morris-lecar/snlc");
    let vary = [("I", 0.0, 100.0), ("phi", 0.01, 0.3)]
        .map(|(name, lo, hi)| Vary::new(&problem, name, [lo, hi]).expect("a good range"));
    let cancel = Cancel::never();
    cancel.clone().cancel();
    let found = curves(&cancel, &problem, &vary, &CurvesOptions::default(), None);
    assert_eq!(found, Ok(None));
}

/// Diagrams across the plane and curves in it agree, where curves used to be missing: folds of cycles that
/// no branch from a Hopf point of a few lines met, homoclinic orbits that were never begun or lost near
/// a canard. The points of curves are up to a fortieth of the range apart.
#[test]
fn every_event_of_a_diagram_across_the_plane_lies_on_a_curve() {
    for (name, first, second, held) in [
        (
            "fitzhugh-nagumo-cubic/excitable",
            ("I", -0.1, 0.4),
            ("b", 0.001, 0.1),
            0.010603,
        ),
        (
            "fitzhugh-nagumo/standard",
            ("I", -0.5, 2.0),
            ("b", 0.0, 3.0),
            2.101,
        ),
        (
            "hodgkin-huxley-reduced",
            ("I", -20.0, 450.0),
            ("c1", 0.5, 1.5),
            0.665,
        ),
        (
            "persistent-sodium-potassium/subcritical",
            ("I", -50.0, 120.0),
            ("tau", 0.05, 10.0),
            3.721,
        ),
    ] {
        let mut problem = source(name);
        let found = of(&problem, first, second, true);
        problem.set(second.0, held).expect("a good value");
        let vary = Vary::new(&problem, first.0, [first.1, first.2]).expect("a good range");
        let options = DiagramOptions::default();
        let diagram = diagram(&Cancel::never(), &problem, &vary, &options);
        let diagram = diagram.expect("it is finite").expect("nobody cancelled it");
        let of_cycles = |kind| matches!(kind, EventKind::FoldOfCycles | EventKind::Homoclinic);
        let mut count = 0;
        for event in diagram.events.iter().filter(|e| of_cycles(e.kind)) {
            count += 1;
            let nearest = pieces(&found, event.kind)
                .iter()
                .flat_map(|c| c.points.windows(2))
                .filter(|w| (w[0][1] - held) * (w[1][1] - held) <= 0.0)
                .map(|w| {
                    let part = (held - w[0][1]) / (w[1][1] - w[0][1]);
                    (w[0][0] + part * (w[1][0] - w[0][0]) - event.parameter).abs()
                })
                .fold(f64::INFINITY, f64::min);
            assert!(
                nearest < 2e-3 * vary.width(),
                "{name}: {} at {} {held}: {nearest}",
                event.kind,
                event.parameter
            );
        }
        assert!(count > 0, "{name}: nothing to compare");
    }
}

/// At `phi = 0` and `eps = 0` the recovery variable stands still and every point of a nullcline is an
/// equilibrium: nothing bifurcates there. Nearby nothing special does either: by B13 the plane of
/// Morris-Lecar has its lowest special points at phi = 0.0118.
#[test]
fn no_special_points_are_invented_where_a_variable_stands_still() {
    for (name, first, second) in [
        ("morris-lecar/snlc", ("I", -20.0, 150.0), ("phi", 0.0, 0.01)),
        (
            "morris-lecar/snlc",
            ("I", -20.0, 150.0),
            ("phi", -0.002, 0.01),
        ),
        (
            "fitzhugh-nagumo/standard",
            ("I", -0.5, 2.0),
            ("eps", 0.0, 0.2),
        ),
    ] {
        let found = of(&source(name), first, second, false);
        let note = format!("at {} = 0 a variable stands still", second.0);
        assert!(
            found.notes.iter().any(|n| n.contains(&note)),
            "{name}: {:?}",
            found.notes
        );
        assert!(found.points.is_empty(), "{name}: {:?}", found.points);
        let crosses = |c: &&BifurcationCurve| c.points.windows(2).any(|w| w[0][1] * w[1][1] <= 0.0);
        assert_eq!(found.curves.iter().filter(crosses).count(), 0, "{name}");
        assert!(!found.curves.is_empty());
    }
}

#[test]
fn a_model_with_a_reset_says_that_only_equilibria_are_followed() {
    let found = of(
        &source("izhikevich"),
        ("I", -30.0, 50.0),
        ("b", 0.1, 0.3),
        true,
    );
    let says = |n: &String| n.contains("only curves of equilibria");
    assert_eq!(found.notes.iter().filter(|n| says(n)).count(), 1);
}

/// The first parameter of a curve where the second one has a value, by the parabola through the three
/// points next to it.
fn at_second(points: &[[f64; 2]], value: f64) -> Option<f64> {
    let between = |w: &&[[f64; 2]]| (w[0][1] - value) * (w[2][1] - value) <= 0.0;
    let w = points.windows(3).find(between)?;
    let weight = |i: usize, j: usize| (value - w[j][1]) / (w[i][1] - w[j][1]);
    let term = |i: usize| {
        let others = (0..3).filter(|&j| j != i);
        others.fold(w[i][0], |v, j| v * weight(i, j))
    };
    Some((0..3).map(term).sum())
}

/// A curve of a kind that ends at a point.
fn ending_at(curves: &Curves, kind: EventKind, at: [f64; 2]) -> Option<&BifurcationCurve> {
    let ends = |c: &&BifurcationCurve| {
        [c.points[0], c.points[c.points.len() - 1]]
            .into_iter()
            .any(|end| near(end, at, 1e-6))
    };
    pieces(curves, kind).into_iter().find(ends)
}

/// No step of a homoclinic curve is much longer than those next to it, in units of the ranges.
fn assert_no_jumps(found: &Curves) {
    for curve in pieces(found, EventKind::Homoclinic) {
        let length = |w: &[[f64; 2]]| {
            let part = |k: usize| (w[1][k] - w[0][k]) / (found.ranges[k][1] - found.ranges[k][0]);
            part(0).hypot(part(1))
        };
        let steps: Vec<f64> = curve.points.windows(2).map(length).collect();
        for (k, step) in steps.iter().enumerate() {
            let others = [k.checked_sub(1), Some(k + 1)];
            let others = others.into_iter().flatten().filter_map(|k| steps.get(k));
            let longest = others.fold(0.0, |a: f64, b| a.max(*b));
            assert!(
                *step < (4.5 * longest).max(2e-3),
                "{step} next to {longest}: {:?} to {:?}",
                curve.points[k],
                curve.points[k + 1]
            );
        }
    }
}

/// Two homoclinic orbits of one saddle pass the Bogdanov-Takens point of Morris-Lecar. Only the small one
/// shrinks to nothing there: by an independent integration of both manifolds it is at I = 39.96064 for
/// phi = 0.011 and at 39.96279 for phi = 0.0115. The large one, at I = 39.90750, 39.92088 and 39.93253
/// for phi = 0.012, 0.013 and 0.014, goes on below the point and ends where the saddle-node leaves the
/// circle.
#[test]
fn the_small_loop_ends_in_the_bogdanov_takens_point_and_the_large_one_passes_it() {
    let problem = source("morris-lecar/snlc");
    let found = of(&problem, ("I", 20.0, 140.0), ("phi", 0.01, 0.5), true);
    assert_no_jumps(&found);
    let takens = points(&found, SpecialKind::BogdanovTakens);
    let small: Vec<_> = takens
        .iter()
        .filter_map(|at| ending_at(&found, EventKind::Homoclinic, *at))
        .collect();
    assert_eq!((takens.len(), small.len()), (1, 1));
    for (phi, current) in [(0.011, 39.96064), (0.0115, 39.96279)] {
        let here = at_second(&small[0].points, phi).expect("it is there");
        assert!((here - current).abs() < 2e-5, "{phi}: {here}");
    }
    let switches = points(&found, SpecialKind::SaddleNodeHomoclinic);
    let lower = switches.iter().find(|p| p[1] < 0.1).expect("it is there");
    let large = ending_at(&found, EventKind::Homoclinic, *lower).expect("it begins there");
    for (phi, current) in [(0.012, 39.90750), (0.013, 39.92088), (0.014, 39.93253)] {
        let here = at_second(&large.points, phi).expect("it is there");
        assert!((here - current).abs() < 2e-5, "{phi}: {here}");
    }
    // It goes on to the border, or the notes say where it is lost.
    let end = large.points[0][1].min(large.points[large.points.len() - 1][1]);
    assert!(end < 0.0105, "{end}");
    let lost = |n: &nullcline::text::Each<String>| {
        n.contains("a homoclinic curve could not be followed beyond")
    };
    assert!(end == 0.01 || found.notes.iter().any(lost), "{end}");
}

/// With the normal form `x' = y`, `y' = b + c x + x² ± x y` the fold, the Hopf point and the homoclinic
/// orbit lie at `b = c²/4`, 0 and `−6 c²/25` to leading order: the last is 49/25 times as far from the fold
/// as the Hopf point. All of them lie where the saddle exists: left of the fold at I = 4.5128676303 (B13).
#[test]
fn the_homoclinic_curve_leaves_a_bogdanov_takens_point_as_in_its_normal_form() {
    let problem = source("persistent-sodium-potassium/high-threshold");
    let found = of(&problem, ("I", -10.0, 60.0), ("tau", 0.1, 30.0), true);
    assert_no_jumps(&found);
    let fold = 4.5128676303;
    for curve in pieces(&found, EventKind::Homoclinic) {
        assert!(curve.points.iter().all(|p| p[0] < fold + 1e-9));
    }
    let takens = points(&found, SpecialKind::BogdanovTakens);
    assert_eq!(takens.len(), 1);
    let small = ending_at(&found, EventKind::Homoclinic, takens[0]).expect("it begins there");
    let hopf = ending_at(&found, EventKind::SubcriticalHopf, takens[0]).expect("it ends there");
    let homoclinic = at_second(&small.points, 24.5).expect("it is there");
    let hopf = at_second(&hopf.points, 24.5).expect("it is there");
    let ratio = (fold - homoclinic) / (fold - hopf);
    assert!((ratio - 1.96).abs() < 0.1, "{ratio}");
    // The large loop, as the diagram at tau = 21 has it, from the switch or with a note that it is not.
    let switches = points(&found, SpecialKind::SaddleNodeHomoclinic);
    let upper = switches.iter().find(|p| p[1] > 1.0).expect("it is there");
    let curves = pieces(&found, EventKind::Homoclinic);
    let here: Vec<f64> = curves
        .iter()
        .filter_map(|c| at_second(&c.points, 21.0))
        .collect();
    assert_eq!(here.len(), 1, "{here:?}");
    assert!((here[0] - 4.512388).abs() < 2e-6, "{here:?}");
    let whole = ending_at(&found, EventKind::Homoclinic, *upper).is_some();
    let says =
        |n: &nullcline::text::Each<String>| n.contains("from the saddle-node homoclinic point at");
    assert!(whole || found.notes.iter().any(says));
}
