//! The diagram's parts in more than two variables, on systems with known answers.
use super::{
    branch::{Branches, Walk},
    cycle_branch::{Branching, Walk as CycleWalk, WalkEnd},
    diagram::{CyclePoint, Event, EventKind},
    orbit::Rescaled,
    singular::Scaled,
    vary::Vary,
};
use crate::job::Cancel;
use crate::model::{
    Builtin, Equations, Family, Model, ParamSpec, Preset, ReadParams, Real, Unit, VarSpec,
};
use crate::num::collocation::Collocation;

#[derive(Clone, Copy)]
struct One<S>(S);

impl<S: Real> ReadParams<S> for One<S> {
    const SPECS: &'static [ParamSpec] = &[ParamSpec {
        name: "l",
        label: "l",
        unit: Unit::None,
        default: 0.0,
        range: (-1.0, 1.0),
        about: "Unfolding parameter.",
        demand: crate::model::Demand::Any,
    }];
    fn read(values: &mut dyn Iterator<Item = S>) -> Self {
        Self(values.next().expect("one value"))
    }
}

const fn var(name: &'static str) -> VarSpec {
    VarSpec::new(name, name, Unit::None, 0.1, -2.0..=2.0)
}

macro_rules! space {
    ($name:ident, $n:literal, [$($x:ident),*], $l:ident, $body:expr) => {
        struct $name;
        impl Equations<$n> for $name {
            const ID: &'static str = stringify!($name);
            const NAME: &'static str = stringify!($name);
            const SOURCE: &'static str = "Kuznetsov (2004)";
            const VARS: [VarSpec; $n] = [$(var(stringify!($x))),*];
            type Params<S: Real> = One<S>;
            fn rhs<S: Real>([$($x),*]: [S; $n], p: &One<S>) -> [S; $n] {
                let $l = p.0;
                $body
            }
            fn presets() -> Vec<Preset> {
                vec![Preset {
                    id: "standard",
                    about: "a test",
                    set: vec![],
                    initial: vec![0.1; $n],
                    window: [(-2.0, 2.0), (-2.0, 2.0)],
                    input: (-1.0, 1.0),
                    protocol: None,
                }]
            }
        }
    };
}

space!(
    Lorenz,
    3,
    [x, y, z],
    r,
    [(y - x) * 10.0, x * (r - z) - y, x * y - z * (8.0 / 3.0)]
);
space!(
    Rossler,
    3,
    [x, y, z],
    a,
    [-y - z, x + a * y, z * (x - 5.7) + 0.2]
);
// Bautin's normal form in (x, y); z and u only follow.
space!(Follow, 4, [x, y, z, u], l, {
    let r = x * x + y * y;
    let s = l + r - r * r;
    [s * x - y, x + s * y, x * x - z, x * y + z - u * 2.0]
});

fn family<E: Equations<N>, const N: usize>() -> Box<dyn Family> {
    Builtin::<E, N>::new().family(&[0.0], &[0])
}

/// Branches of equilibria from one of them, and all that cross them.
fn equilibria(family: &dyn Family, scale: &[f64], start: &[f64], range: [f64; 2]) -> Branches {
    let mut walk = Walk {
        name: "l",
        scaled: Scaled { family, scale },
        width: range[1] - range[0],
        range_width: range[1] - range[0],
        marks: range,
        home: scale.iter().map(|s| [-s, *s]).collect(),
        peak: f64::INFINITY,
        switch: None,
        variable: "x",
        out: Branches::default(),
    };
    let mut pending = vec![start.to_vec()];
    while let Some(start) = pending.pop() {
        if !walk.knows(&start) {
            let more = walk.branch(&Cancel::never(), &start, range);
            pending.extend(more.expect("not cancelled"));
        }
    }
    walk.out
}

fn cycles(family: &dyn Family, scale: &[f64], hopf: &Event, range: [f64; 2]) -> CycleWalk {
    let vary = Vary {
        parameter: 0,
        range,
    };
    let field = Rescaled::new(family, scale, &vary, vary.width());
    let flow = |x: &[f64], p: f64, f: &mut [f64], j: &mut [f64]| field.flow(x, p, f, j);
    let solver = Collocation::new(&flow, field.n());
    let branching = Branching {
        solver: &solver,
        field: &field,
    };
    branching
        .born_at(&Cancel::never(), hopf)
        .expect("a branch of cycles")
}

fn of(events: &[Event], kind: EventKind) -> Vec<&Event> {
    events.iter().filter(|e| e.kind == kind).collect()
}

/// σ = 10, b = 8/3: the origin loses its stability in a pitchfork at r = 1, the two other equilibria
/// theirs at r = σ (σ + b + 3) / (σ − b − 1) = 470/19, where the cycles are unstable (Sparrow 1982). At
/// r = 1 + b (b + σ + 1) / σ the origin is a neutral saddle, which is no Hopf point. The unstable cycles
/// end in a homoclinic orbit of the origin near r = 13.926 (Sparrow), which is not looked for here.
#[test]
fn lorenz_has_its_pitchfork_and_its_hopf_points() {
    let family = family::<Lorenz, 3>();
    let scale = [40.0, 40.0, 40.0];
    let found = equilibria(&*family, &scale, &[0.0, 0.0, 0.0, 0.5], [0.5, 30.0]);
    assert_eq!(found.events.len(), 3, "{:?}", found.events);
    let pitchfork = of(&found.events, EventKind::BranchPoint);
    assert!(pitchfork.len() == 1 && (pitchfork[0].parameter - 1.0).abs() < 1e-10);
    let hopfs = of(&found.events, EventKind::SubcriticalHopf);
    assert_eq!(hopfs.len(), 2);
    for hopf in hopfs {
        assert!((hopf.parameter - 470.0 / 19.0).abs() < 1e-9, "{hopf:?}");
        // The pair is ±i ω with ω² = b (σ + r).
        let omega = (8.0_f64 / 3.0 * (10.0 + 470.0 / 19.0)).sqrt();
        let period = std::f64::consts::TAU / omega;
        assert!((hopf.period.expect("a Hopf point") - period).abs() < 1e-9);
        let walk = cycles(&*family, &scale, hopf, [20.0, 30.0]);
        assert_eq!(walk.end, WalkEnd::Border);
        assert!(walk.folds.is_empty() && walk.doublings.is_empty());
        assert!(walk.points.iter().skip(1).all(|p| !p.stable));
    }
}

/// b = 0.2, c = 5.7: the equilibrium near the origin loses its stability at a = 0.00597844185, and the
/// cycle born there first doubles its period at a = 0.1096389365, where its period is 6.04813183: both by
/// SciPy, the second with DOP853 at 1e-12 and Newton's method on the variational equation.
#[test]
fn rosslers_cycle_doubles_its_period_at_its_known_place() {
    let family = family::<Rossler, 3>();
    let scale = [10.0, 10.0, 10.0];
    // z = −y, x = a z, and a z² − c z + b = 0: the smaller root.
    let start = [0.00010527, -0.03508837, 0.03508837, 0.003];
    let range = [0.001, 0.13];
    let found = equilibria(&*family, &scale, &start, range);
    let hopf = of(&found.events, EventKind::SupercriticalHopf);
    assert_eq!(hopf.len(), 1, "{:?}", found.events);
    assert!((hopf[0].parameter - 0.005_978_441_849_6).abs() < 1e-10);
    let walk = cycles(&*family, &scale, hopf[0], range);
    assert_eq!(walk.end, WalkEnd::Border);
    assert_eq!(walk.doublings.len(), 1);
    let at: &CyclePoint = &walk.points[walk.doublings[0]];
    assert!((at.parameter - 0.109_638_936_5).abs() < 1e-8, "{at:?}");
    assert!((at.period - 6.048_131_83).abs() < 1e-6, "{at:?}");
    for p in walk.points.iter().skip(1) {
        let apart = p.parameter - at.parameter;
        assert!(apart.abs() < 1e-9 || p.stable == (apart < 0.0), "{p:?}");
    }
}

/// r' = r (l + r² − r⁴): the Hopf point at 0 is subcritical, the fold of cycles at l = −1/4 on
/// r² = 1/2, the period 2π throughout. The logarithm of the radial multiplier is 2π (2 r² − 4 r⁴), those
/// of the variables that only follow are −2π and −4π.
#[test]
fn four_variables_have_the_cycles_of_the_two_that_lead() {
    let family = family::<Follow, 4>();
    let scale = [2.0; 4];
    let range = [-1.0, 1.0];
    let found = equilibria(&*family, &scale, &[0.0, 0.0, 0.0, 0.0, -1.0], range);
    assert_eq!(found.events.len(), 1, "{:?}", found.events);
    let hopf = &found.events[0];
    assert_eq!(hopf.kind, EventKind::SubcriticalHopf);
    assert!(hopf.parameter.abs() < 1e-12);
    let walk = cycles(&*family, &scale, hopf, range);
    assert_eq!(walk.end, WalkEnd::Border);
    assert_eq!(walk.folds.len(), 1);
    assert!(walk.doublings.is_empty());
    let fold = &walk.points[walk.folds[0]];
    assert!((fold.parameter + 0.25).abs() < 1e-9, "{fold:?}");
    let tau = std::f64::consts::TAU;
    for (k, p) in walk.points.iter().enumerate().skip(1) {
        let r = p.max[0].powi(2);
        assert!((p.parameter + r - r * r).abs() < 1e-7, "{p:?}");
        assert!((p.period - tau).abs() < 1e-7, "{p:?}");
        if k != walk.folds[0] {
            let log = tau * (2.0 * r - 4.0 * r * r);
            let known = p.log_multiplier.expect("a number");
            assert!((known - log.max(-tau)).abs() < 1e-5, "{log} {p:?}");
            assert_eq!(p.stable, r > 0.5, "{p:?}");
        }
    }
}
