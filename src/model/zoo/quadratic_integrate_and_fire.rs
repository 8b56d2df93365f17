//! The quadratic integrate-and-fire neuron: what every cell looks like next to a saddle-node.
use crate::model::{Equations, Preset, Python, Real, Unit, VarSpec, params};

params! {
    b "b" = -1.0, -5.0..=5.0, Unit::None, "Input", "Lifts the parabola: below zero it has a rest and a threshold, above zero none.";
    v_peak "v_peak" = 10.0, 1.0..=20.0, Unit::None, "Spike peak", "Where a spike is cut off and reset.";
    v_reset "v_reset" = -10.0, -20.0..=5.0, Unit::None, "Reset value", "Where v goes after a spike; above zero rest and firing coexist.";
}

/// `v' = b + v²`; when v reaches `v_peak`: `v ← v_reset`.
pub(super) struct QuadraticIntegrateAndFire;

impl Equations<1> for QuadraticIntegrateAndFire {
    const ID: &'static str = "quadratic-integrate-and-fire";
    const NAME: &'static str = "Quadratic integrate-and-fire";
    const SOURCE: &'static str = "Ermentrout & Kopell, SIAM J. Appl. Math. 46 (1986) 233; Latham et al., J. Neurophysiol. 83 (2000) 808";
    const RESETS: bool = true;
    const TIME: Unit = Unit::None;
    const RATE: &'static str = "v'";
    const FORMULA: &'static [&'static str] =
        &["v' = b + v²", "when v reaches v_peak: v becomes v_reset"];
    const PYTHON: Option<Python> = Some(Python::spiking(
        &["return [b + v**2]"],
        "v_peak",
        "[v_reset]",
    ));
    const VARS: [VarSpec; 1] = [VarSpec::new(
        "v",
        "membrane potential, scaled",
        Unit::None,
        -2.0,
        -12.0..=12.0,
    )];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([v]: [S; 1], p: &Params<S>) -> [S; 1] {
        [p.b + v * v]
    }

    fn peak<S: Real>(_: S, p: &Params<S>) -> S {
        p.v_peak
    }

    fn restart<S: Real>(_: S, p: &Params<S>) -> [S; 1] {
        [p.v_reset]
    }

    fn presets() -> Vec<Preset> {
        vec![Preset {
            id: "standard",
            about: "a rest and a threshold that meet at b = 0",
            set: vec![],
            initial: vec![-2.0],
            window: [(-12.0, 12.0), (-10.0, 40.0)],
            input: (-5.0, 5.0),
            protocol: None,
        }]
    }
}
