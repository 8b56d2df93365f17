//! The FitzHugh-Nagumo model with its cubic in factored form.
use crate::model::{Equations, Preset, Python, Real, Unit, VarSpec, params};

params! {
    i "I" = 0.02, -0.1..=0.4, Unit::None, "Input current", "The current injected into the cell; it lifts the cubic nullcline.";
    a "a" = 0.1, -0.5..=1.0, Unit::None, "Threshold of the cubic", "Middle zero of the cubic; negative values make the cell oscillate without input.";
    b "b" = 0.01, 0.001..=0.1, Unit::None, "Recovery gain", "How strongly the potential drives recovery.";
    c "c" = 0.02, 0.001..=0.1, Unit::None, "Recovery leak", "Decay rate of the recovery variable.";
}

/// `v' = v (a − v)(v − 1) − w + I`, `w' = b v − c w`.
pub(super) struct FitzHughNagumoCubic;

const WINDOW: [(f64, f64); 2] = [(-0.5, 1.3), (-0.1, 0.4)];

impl Equations<2> for FitzHughNagumoCubic {
    const ID: &'static str = "fitzhugh-nagumo-cubic";
    const NAME: &'static str = "FitzHugh-Nagumo, cubic form";
    const SOURCE: &'static str = "Izhikevich, Dynamical Systems in Neuroscience (2007), ch. 4";
    const TIME: Unit = Unit::None;
    const FORMULA: &'static [&'static str] = &["v' = v (a − v)(v − 1) − w + I", "w' = b v − c w"];
    const PYTHON: Option<Python> = Some(Python::smooth(&[
        "return [v * (a - v) * (v - 1) - w + I, b * v - c * w]",
    ]));
    const VARS: [VarSpec; 2] = [
        VarSpec::new(
            "v",
            "membrane potential, dimensionless",
            Unit::None,
            0.0,
            -0.5..=1.3,
        ),
        VarSpec::new("w", "recovery variable", Unit::None, 0.0, -0.1..=0.4),
    ];
    type Params<S: Real> = Params<S>;

    fn rhs<S: Real>([v, w]: [S; 2], p: &Params<S>) -> [S; 2] {
        [v * (p.a - v) * (v - 1.0) - w + p.i, p.b * v - p.c * w]
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                id: "excitable",
                about: "at rest; fires after a kick; oscillates from I = 0.032",
                set: vec![],
                initial: vec![0.0, 0.0],
                window: WINDOW,
                input: (0.0, 0.25),
                protocol: None,
            },
            Preset {
                id: "oscillating",
                about: "fires without input, since a is negative",
                set: vec![("a", -0.1), ("I", 0.0)],
                initial: vec![0.1, 0.0],
                window: WINDOW,
                input: (-0.05, 0.2),
                protocol: None,
            },
        ]
    }
}
