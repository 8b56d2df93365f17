//! The exponential integrate-and-fire neuron: a leak and the sharp start of a spike.
use super::exponential::rise;
use crate::model::{Equations, Preset, Python, Real, Unit, VarSpec, params};

params! {
    i "I" = 400.0, -500.0..=1500.0, Unit::Picoamp, "Input current", "The current injected into the cell; lift it and rest meets the threshold and vanishes.";
    c "C" = 281.0, 50.0..=400.0, Unit::Picofarad, "Capacitance", "How much charge the membrane takes per millivolt: more makes the potential slower.", nonzero;
    g_l "gL" = 30.0, 1.0..=40.0, Unit::Nanosiemens, "Leak conductance", "Pulls the potential towards the leak's reversal potential.";
    e_l "EL" = -70.6, -80.0..=-50.0, Unit::Millivolt, "Leak reversal potential", "Where the leak alone would hold the potential.";
    v_t "VT" = -50.4, -60.0..=-40.0, Unit::Millivolt, "Spike threshold", "Where the exponential takes over from the leak.";
    delta "Delta" = 2.0, 0.5..=5.0, Unit::Millivolt, "Spike slope factor", "How sharply a spike starts: the smaller the sharper.", nonzero;
    v_cut "V_cut" = 20.0, -30.0..=40.0, Unit::Millivolt, "Spike cut", "Where a spike is cut off and reset.";
    v_reset "V_reset" = -70.6, -80.0..=-40.0, Unit::Millivolt, "Reset potential", "Where the potential goes after a spike.";
    t_ref "t_ref" = 0.0, 0.0..=10.0, Unit::Millisecond, "Refractory time", "How long the potential is held at the reset after a spike.", nonnegative;
}

/// `C V' = −gL (V − EL) + gL Δ exp((V − VT)/Δ) + I`; when V reaches `V_cut`: `V ← V_reset`, held for
/// `t_ref`.
pub(super) struct ExponentialIntegrateAndFire;

impl Equations<1> for ExponentialIntegrateAndFire {
    const ID: &'static str = "exponential-integrate-and-fire";
    const NAME: &'static str = "Exponential integrate-and-fire";
    const SOURCE: &'static str =
        "Fourcaud-Trocmé, Hansel, van Vreeswijk & Brunel, J. Neurosci. 23 (2003) 11628";
    const RESETS: bool = true;
    const FORMULA: &'static [&'static str] = &[
        "C V' = −gL (V − EL) + gL Delta exp((V − VT)/Delta) + I",
        "when V reaches V_cut: V becomes V_reset and stays there for t_ref",
    ];
    const PYTHON: Option<Python> = Some(
        Python::spiking(
            &["return [(I - gL * (V - EL) + gL * Delta * rise((V - VT) / Delta)) / C]"],
            "V_cut",
            "[V_reset]",
        )
        .held("t_ref"),
    );
    const VARS: [VarSpec; 1] = [VarSpec::new(
        "V",
        "membrane potential",
        Unit::Millivolt,
        -70.6,
        -80.0..=30.0,
    )];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([v]: [S; 1], p: &Params<S>) -> [S; 1] {
        let spike = p.g_l * p.delta * rise((v - p.v_t) / p.delta);
        [(p.i - p.g_l * (v - p.e_l) + spike) / p.c]
    }

    fn peak<S: Real>(_: S, p: &Params<S>) -> S {
        p.v_cut
    }

    fn restart<S: Real>(_: S, p: &Params<S>) -> [S; 1] {
        [p.v_reset]
    }

    fn hold(p: &Params<f64>) -> f64 {
        p.t_ref
    }

    fn presets() -> Vec<Preset> {
        vec![Preset {
            id: "standard",
            about: "rest and threshold, close to the current at which they meet",
            set: vec![],
            initial: vec![-70.6],
            window: [(-80.0, 30.0), (-1.0, 3.0)],
            input: (0.0, 1500.0),
            protocol: None,
        }]
    }
}
