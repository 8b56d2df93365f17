//! The leaky integrate-and-fire neuron: a leak, a threshold, a reset and a rest after it.
use crate::model::{Equations, Preset, Python, Real, SpikeLine, Unit, VarSpec, params};

params! {
    i "I" = 8.0, -5.0..=20.0, Unit::Nanoamp, "Input current", "The current injected into the cell; it fires as soon as the current alone would lift it beyond the threshold.";
    tau "tau" = 10.0, 5.0..=25.0, Unit::Millisecond, "Membrane time constant", "How long the membrane remembers an input.", nonzero;
    r "R" = 2.6, 0.1..=5.0, Unit::Megaohm, "Membrane resistance", "How far a steady current moves the potential.";
    v_rest "V_rest" = -70.0, -80.0..=-60.0, Unit::Millivolt, "Resting potential", "Where the potential stays without input.";
    v_th "V_th" = -50.0, -60.0..=-40.0, Unit::Millivolt, "Threshold", "A spike happens when the potential reaches this value.";
    v_reset "V_reset" = -70.0, -80.0..=-50.0, Unit::Millivolt, "Reset potential", "Where the potential goes after a spike.";
    t_ref "t_ref" = 2.7, 0.0..=8.0, Unit::Millisecond, "Refractory time", "How long the potential is held at the reset after a spike.", nonnegative;
}

/// `tau V' = −(V − V_rest) + R I`; when V reaches `V_th` there is a spike: `V ← V_reset`, held for
/// `t_ref`.
pub(super) struct LeakyIntegrateAndFire;

impl Equations<1> for LeakyIntegrateAndFire {
    const ID: &'static str = "leaky-integrate-and-fire";
    const NAME: &'static str = "Leaky integrate-and-fire";
    const SOURCE: &'static str =
        "Lapicque, J. Physiol. Pathol. Gén. 9 (1907) 620; Stein, Biophys. J. 5 (1965) 173";
    const RESETS: bool = true;
    const SPIKE: SpikeLine = SpikeLine::Threshold;
    const FORMULA: &'static [&'static str] = &[
        "tau V' = −(V − V_rest) + R I",
        "when V reaches V_th: V becomes V_reset and stays there for t_ref",
    ];
    const PYTHON: Option<Python> = Some(
        Python::spiking(
            &["return [(V_rest - V + R * I) / tau]"],
            "V_th",
            "[V_reset]",
        )
        .held("t_ref"),
    );
    const VARS: [VarSpec; 1] = [VarSpec::new(
        "V",
        "membrane potential",
        Unit::Millivolt,
        -70.0,
        -80.0..=-20.0,
    )];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([v]: [S; 1], p: &Params<S>) -> [S; 1] {
        [(p.v_rest - v + p.r * p.i) / p.tau]
    }

    fn peak<S: Real>(_: S, p: &Params<S>) -> S {
        p.v_th
    }

    fn restart<S: Real>(_: S, p: &Params<S>) -> [S; 1] {
        [p.v_reset]
    }

    fn hold(p: &Params<f64>) -> f64 {
        p.t_ref
    }

    fn presets() -> Vec<Preset> {
        vec![Preset {
            id: "article",
            about: "just above the current at which it begins to fire",
            set: vec![],
            initial: vec![-70.0],
            window: [(-80.0, -40.0), (-3.0, 4.0)],
            input: (-5.0, 20.0),
            protocol: None,
        }]
    }
}
