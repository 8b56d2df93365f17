//! The van der Pol oscillator in Liénard form, our test bed with known answers.
use crate::model::{Equations, Preset, Python, Real, Unit, VarSpec, params};

params! {
    mu "mu" = 1.0, 0.05..=10.0, Unit::None, "Damping", "Strength of the nonlinear damping: small makes a nearly harmonic oscillation, large a relaxation oscillation.", nonzero;
}

/// `x' = mu (x − x³/3 − y)`, `y' = x / mu`.
pub(super) struct VanDerPol;

impl Equations<2> for VanDerPol {
    const ID: &'static str = "van-der-pol";
    const NAME: &'static str = "Van der Pol";
    const SOURCE: &'static str = "van der Pol, Phil. Mag. 2 (1926) 978";
    const TIME: Unit = Unit::None;
    const FORMULA: &'static [&'static str] = &["x' = mu (x − x³/3 − y)", "y' = x / mu"];
    const PYTHON: Option<Python> = Some(Python::smooth(&[
        "return [mu * (x - x**3 / 3 - y), x / mu]",
    ]));
    const VARS: [VarSpec; 2] = [
        VarSpec::new("x", "fast variable", Unit::None, 2.0, -3.0..=3.0),
        VarSpec::new("y", "slow variable", Unit::None, 0.0, -2.0..=2.0),
    ];
    type Params<S: Real> = Params<S>;

    fn rhs<S: Real>([x, y]: [S; 2], p: &Params<S>) -> [S; 2] {
        [p.mu * (x - x * x * x / 3.0 - y), x / p.mu]
    }

    fn presets() -> Vec<Preset> {
        vec![Preset {
            id: "standard",
            about: "a stable cycle around an unstable equilibrium",
            set: vec![],
            initial: vec![0.5, 0.0],
            window: [(-3.0, 3.0), (-2.5, 2.5)],
            input: (0.05, 10.0),
            protocol: None,
        }]
    }
}
