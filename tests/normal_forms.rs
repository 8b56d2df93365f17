//! Bifurcation diagrams of normal forms, whose answers are known in closed form.
mod whole;

use nullcline::analysis::{BranchEnd, Diagram, EventKind, Problem};
use nullcline::model::{
    Builtin, Equations, Model, ParamSpec, Preset, ReadParams, Real, Unit, VarSpec,
};
use std::sync::Arc;
use whole::whole;

/// Two parameters, which is all that a normal form needs here.
#[derive(Clone, Copy)]
struct Two<S> {
    l: S,
    m: S,
}

const fn spec(name: &'static str) -> ParamSpec {
    ParamSpec {
        name,
        label: name,
        unit: Unit::None,
        default: 0.0,
        range: (-1.0, 1.0),
        about: "Unfolding parameter.",
        demand: nullcline::model::Demand::Any,
    }
}

impl<S: Real> ReadParams<S> for Two<S> {
    const SPECS: &'static [ParamSpec] = &[spec("l"), spec("m")];
    fn read(values: &mut dyn Iterator<Item = S>) -> Self {
        Self {
            l: values.next().expect("two values"),
            m: values.next().expect("two values"),
        }
    }
}

const fn var(name: &'static str) -> VarSpec {
    VarSpec::new(name, name, Unit::None, 0.1, -2.0..=2.0)
}

/// A planar test model from its right-hand side.
macro_rules! plane {
    ($name:ident, |$x:ident, $y:ident, $p:ident| $body:expr) => {
        struct $name;
        impl Equations<2> for $name {
            const ID: &'static str = stringify!($name);
            const NAME: &'static str = stringify!($name);
            const SOURCE: &'static str = "Kuznetsov (2004)";
            const VARS: [VarSpec; 2] = [var("x"), var("y")];
            type Params<S: Real> = Two<S>;
            fn rhs<S: Real>([$x, $y]: [S; 2], $p: &Two<S>) -> [S; 2] {
                $body
            }
            fn presets() -> Vec<Preset> {
                vec![Preset {
                    id: "standard",
                    about: "a normal form",
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

plane!(Fold, |x, y, p| [p.l - x * x, -y]);
plane!(Transcritical, |x, y, p| [p.l * x - x * x, -y]);
plane!(Pitchfork, |x, y, p| [p.l * x - x * x * x, -y]);
// m is the sign of the cubic term: the circle r² = −l / m.
plane!(Hopf, |x, y, p| {
    let r = x * x + y * y;
    [p.l * x - y + p.m * x * r, x + p.l * y + p.m * y * r]
});
// r' = r (l + r² − r⁴): subcritical at 0, fold of cycles at l = −1/4 on r² = 1/2.
plane!(Bautin, |x, y, p| {
    let r = x * x + y * y;
    let s = p.l + r - r * r;
    [s * x - y, x + s * y]
});
// H = y²/2 − x²/2 + x³/3 obeys H' = −y² (H − l): the levels H = l are invariant.
plane!(Homoclinic, |x, y, p| {
    let h = y * y * 0.5 - x * x * 0.5 + x * x * x * (1.0 / 3.0);
    [y, x - x * x - y * (h - p.l)]
});
// A neutral saddle: eigenvalues 1 + l and −1.
plane!(NeutralSaddle, |x, y, p| [(p.l + 1.0) * x, -y]);
// As many folds as the range has periods of the sine, on a slope.
plane!(Wiggly, |x, y, p| [
    p.l - x * 0.4 - (x * 1500.0).sin() * 0.1,
    -y
]);
plane!(Nowhere, |x, y, p| [p.l * p.l + x * x + 1.0, -y]);

fn of<E: Equations<2>>(set: &[(&str, f64)], range: [f64; 2]) -> Diagram {
    let model: Arc<dyn Model> = Arc::new(Builtin::<E, 2>::new());
    let mut problem = Problem::new(&model, &model.info().presets[0]);
    for (name, value) in set {
        problem.set(name, *value).expect("allowed");
    }
    whole(&problem, "l", range)
}

fn events(d: &Diagram) -> Vec<(EventKind, f64)> {
    d.events.iter().map(|e| (e.kind, e.parameter)).collect()
}

#[test]
fn a_fold_is_a_saddle_node_off_any_circle() {
    let d = of::<Fold>(&[], [-1.0, 1.0]);
    let found = events(&d);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == EventKind::SaddleNode && found[0].1.abs() < 1e-12);
    assert_eq!((d.equilibria.len(), d.cycles.len()), (1, 0));
}

/// x = 0 and x = l cross at l = 0: one branch point, two branches, and no fold.
#[test]
fn a_transcritical_crossing_is_one_branch_point() {
    let d = of::<Transcritical>(&[], [-1.0, 1.0]);
    let found = events(&d);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == EventKind::BranchPoint && found[0].1.abs() < 1e-10);
    assert_eq!(d.equilibria.len(), 2);
    for branch in &d.equilibria {
        let ends = [
            branch.points[0].parameter,
            branch.points[branch.points.len() - 1].parameter,
        ];
        assert_eq!(ends, [-1.0, 1.0]);
    }
}

/// x = 0 and x² = l: one branch point, where the parabola turns without being a saddle-node.
#[test]
fn a_pitchfork_is_one_branch_point() {
    let d = of::<Pitchfork>(&[], [-1.0, 1.0]);
    let found = events(&d);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == EventKind::BranchPoint && found[0].1.abs() < 1e-10);
    assert_eq!(d.equilibria.len(), 2);
}

/// l1 in Kuznetsov's normalisation with ⟨q, q⟩ = 1: for z' = (l + i) z + m z |z|² and q = (1, −i)/√2,
/// x = (z q + c.c.) scales |z|² by 1/2 · 4 / 2 … so that l1 = 2 m; its sign is that of m.
#[test]
fn hopf_points_of_both_signs_have_their_circles() {
    for (m, kind) in [
        (-1.0, EventKind::SupercriticalHopf),
        (1.0, EventKind::SubcriticalHopf),
    ] {
        let d = of::<Hopf>(&[("m", m)], [-1.0, 1.0]);
        let found = events(&d);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].0 == kind && found[0].1.abs() < 1e-12);
        let l1 = d.events[0].first_lyapunov.expect("a coefficient");
        assert!((l1 - 2.0 * m).abs() < 1e-12, "{l1}");
        assert_eq!(d.cycles.len(), 1);
        let branch = &d.cycles[0];
        assert_eq!(
            branch
                .ends
                .iter()
                .filter(|e| **e == BranchEnd::Border)
                .count(),
            1
        );
        for p in &branch.points {
            let radius = (-p.parameter / m).max(0.0).sqrt();
            assert!((p.max[0] - radius).abs() < 1e-7, "{p:?}");
            assert!((p.period - std::f64::consts::TAU).abs() < 1e-7);
            // The divergence 2 l + 4 m r² = −2 l over one period.
            let log = p.log_multiplier.expect("it has one");
            assert!(
                (log + 2.0 * p.parameter * std::f64::consts::TAU).abs() < 1e-6,
                "{p:?}"
            );
        }
    }
}

/// A Hopf point without a cubic term (m = 0) is degenerate.
#[test]
fn a_linear_centre_is_a_degenerate_hopf_point() {
    let d = of::<Hopf>(&[("m", 0.0)], [-1.0, 1.0]);
    assert_eq!(
        events(&d).iter().map(|e| e.0).collect::<Vec<_>>(),
        [EventKind::DegenerateHopf]
    );
}

#[test]
fn the_bautin_form_has_its_fold_of_cycles() {
    let d = of::<Bautin>(&[], [-1.0, 1.0]);
    let found = events(&d);
    assert_eq!(
        found.iter().map(|e| e.0).collect::<Vec<_>>(),
        [EventKind::FoldOfCycles, EventKind::SubcriticalHopf]
    );
    assert!(
        (found[0].1 + 0.25).abs() < 1e-10 && found[1].1.abs() < 1e-12,
        "{found:?}"
    );
    assert_eq!(d.cycles.len(), 1);
    // r² = (1 ± √(1 + 4 l)) / 2: at the border l = 1 the stable one, r² = (1 + √5) / 2.
    let last = d.cycles[0]
        .points
        .iter()
        .find(|p| p.parameter == 1.0)
        .expect("the border");
    assert!((last.max[0].powi(2) - 0.5 * (1.0 + 5.0_f64.sqrt())).abs() < 1e-7);
}

/// The cycle is the level H = l between the centre at (1, 0), H = −1/6, and the loop of the saddle at
/// the origin, H = 0. There the saddle is neutral, which is no Hopf point.
#[test]
fn an_exact_homoclinic_orbit_is_found_at_its_place() {
    let d = of::<Homoclinic>(&[], [-0.3, 0.1]);
    let found = events(&d);
    assert_eq!(
        found.iter().map(|e| e.0).collect::<Vec<_>>(),
        [EventKind::SupercriticalHopf, EventKind::Homoclinic]
    );
    assert!((found[0].1 + 1.0 / 6.0).abs() < 1e-10, "{found:?}");
    assert!(found[1].1.abs() < 1e-7, "{found:?}");
    assert_eq!(d.cycles.len(), 1);
    for p in &d.cycles[0].points {
        // At y = 0 and x = max: H = −x²/2 + x³/3 = l.
        let x = p.max[0];
        assert!(
            (x * x * (x / 3.0 - 0.5) - p.parameter).abs() < 1e-6,
            "{p:?}"
        );
        assert!(p.stable || p.log_multiplier == Some(0.0));
    }
}

#[test]
fn a_neutral_saddle_is_no_event() {
    assert!(of::<NeutralSaddle>(&[], [-0.5, 0.5]).events.is_empty());
}

/// λ = 0.4 x + 0.1 sin 1500 x turns twice per period: 1,900 times within 4 windows. The work is bounded,
/// and a note says that something is missing.
#[test]
fn thousands_of_turning_points_end_with_a_note() {
    let before = std::time::Instant::now();
    let d = of::<Wiggly>(&[], [-1.0, 1.0]);
    assert!(
        !d.notes.is_empty() && d.events.len() <= 2_000,
        "{}",
        d.events.len()
    );
    assert!(before.elapsed().as_secs() < 20);
}

#[test]
fn a_system_without_equilibria_has_an_empty_diagram() {
    let d = of::<Nowhere>(&[], [-1.0, 1.0]);
    assert!(d.equilibria.is_empty() && d.cycles.is_empty() && d.events.is_empty());
}
