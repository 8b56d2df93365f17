//! The FitzHugh-Nagumo model in its usual form.
use crate::model::{Equations, Preset, Python, Real, Unit, VarSpec, params};

params! {
    i "I" = 0.5, -0.5..=2.0, Unit::None, "Input current", "The current injected into the cell; it lifts the cubic nullcline.";
    a "a" = 0.7, -0.5..=1.5, Unit::None, "Recovery offset", "Shifts the recovery nullcline sideways.";
    b "b" = 0.8, 0.0..=3.0, Unit::None, "Recovery leak", "Decay of the recovery variable; with b above about 1.6 three equilibria are possible.";
    eps "eps" = 0.08, 0.005..=1.0, Unit::None, "Time-scale ratio", "Speed of recovery relative to the membrane; small values give relaxation oscillations and canards.";
}

/// `v' = v − v³/3 − w + I`, `w' = eps (v + a − b w)`.
pub(super) struct FitzHughNagumo;

impl Equations<2> for FitzHughNagumo {
    const ID: &'static str = "fitzhugh-nagumo";
    const NAME: &'static str = "FitzHugh-Nagumo";
    const SOURCE: &'static str =
        "FitzHugh, Biophys. J. 1 (1961) 445; Nagumo et al., Proc. IRE 50 (1962) 2061";
    const TIME: Unit = Unit::None;
    const FORMULA: &'static [&'static str] = &["v' = v − v³/3 − w + I", "w' = eps (v + a − b w)"];
    const PYTHON: Option<Python> = Some(Python::smooth(&[
        "return [v - v**3 / 3 - w + I, eps * (v + a - b * w)]",
    ]));
    const VARS: [VarSpec; 2] = [
        VarSpec::new(
            "v",
            "membrane potential, dimensionless",
            Unit::None,
            -1.2,
            -2.5..=2.5,
        ),
        VarSpec::new("w", "recovery variable", Unit::None, -0.62, -1.0..=2.5),
    ];
    type Params<S: Real> = Params<S>;

    fn rhs<S: Real>([v, w]: [S; 2], p: &Params<S>) -> [S; 2] {
        [v - v * v * v / 3.0 - w + p.i, p.eps * (v + p.a - p.b * w)]
    }

    fn presets() -> Vec<Preset> {
        vec![Preset {
            id: "standard",
            about: "resonator: rest loses stability by a subcritical Hopf bifurcation at I = 0.331",
            set: vec![],
            initial: vec![-1.2, -0.62],
            window: [(-2.5, 2.5), (-1.0, 2.5)],
            input: (0.0, 1.75),
            protocol: None,
        }]
    }
}
