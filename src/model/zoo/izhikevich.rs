//! The simple model of spiking neurons: a quadratic membrane with spike and reset.
use super::izhikevich_features as features;
use crate::model::{Equations, Preset, Python, Real, Unit, VarSpec, params};

params! {
    i "I" = 3.0, -30.0..=100.0, Unit::None, "Input current", "The current injected into the cell; it lifts the parabola until rest disappears.";
    a "a" = 0.02, -0.05..=1.0, Unit::PerMillisecond, "Recovery rate", "How fast recovery follows the potential.";
    b "b" = 0.2, -1.0..=1.0, Unit::PerMillivolt, "Recovery sensitivity", "Slope of the recovery nullcline: above a the cell resonates before it fires.";
    c "c" = -65.0, -80.0..=-40.0, Unit::Millivolt, "Reset potential", "Where the potential goes after a spike; high values make bursts.";
    d "d" = 8.0, -25.0..=10.0, Unit::None, "Recovery jump", "What a spike adds to recovery.";
    v_peak "v_peak" = 30.0, 0.0..=60.0, Unit::Millivolt, "Spike peak", "Where a spike is cut off and reset.";
    k1 "k1" = 5.0, 3.0..=6.0, Unit::PerMillisecond, "Linear coefficient", "Coefficient of v in the membrane equation.";
    k0 "k0" = 140.0, 80.0..=200.0, Unit::None, "Constant coefficient", "Constant of the membrane equation.";
    u_leak "u_leak" = 1.0, 0.0..=1.0, Unit::None, "Recovery leak", "1 in the standard model; 0 makes recovery an integral of the potential.";
    v_u "v_u" = 0.0, -80.0..=0.0, Unit::Millivolt, "Recovery reference", "Potential that recovery is driven relative to.";
}

/// `v' = 0.04 v² + k1 v + k0 − u + I`, `u' = a (b (v − v_u) − u_leak u)`; when v reaches `v_peak`:
/// `v ← c`, `u ← u + d`.
pub(super) struct Izhikevich;

fn cell(id: &'static str, about: &'static str, [a, b, c, d]: [f64; 4], i: f64) -> Preset {
    Preset {
        id,
        about,
        set: vec![("I", i), ("a", a), ("b", b), ("c", c), ("d", d)],
        initial: vec![-70.0, -70.0 * b],
        window: [(-90.0, 40.0), (-25.0, 10.0)],
        input: (-5.0, 20.0),
        protocol: None,
    }
}

impl Equations<2> for Izhikevich {
    const ID: &'static str = "izhikevich";
    const NAME: &'static str = "Izhikevich's simple model";
    const SOURCE: &'static str = "Izhikevich, IEEE Trans. Neural Networks 14 (2003) 1569";
    const RESETS: bool = true;
    const IN_TURN: bool = true;
    const FORMULA: &'static [&'static str] = &[
        "v' = 0.04 v² + k1 v + k0 − u + I",
        "u' = a (b (v − v_u) − u_leak u)",
        "when v reaches v_peak: v becomes c, u becomes u + d",
    ];
    const PYTHON: Option<Python> = Some(Python::spiking(
        &["return [0.04 * v**2 + k1 * v + k0 - u + I, a * (b * (v - v_u) - u_leak * u)]"],
        "v_peak",
        "[c, u + d]",
    ));
    const VARS: [VarSpec; 2] = [
        VarSpec::new(
            "v",
            "membrane potential",
            Unit::Millivolt,
            -70.0,
            -90.0..=40.0,
        ),
        VarSpec::new("u", "recovery variable", Unit::None, -14.0, -25.0..=10.0),
    ];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([v, u]: [S; 2], p: &Params<S>) -> [S; 2] {
        [
            (v * 0.04 + p.k1) * v + p.k0 - u + p.i,
            p.a * (p.b * (v - p.v_u) - p.u_leak * u),
        ]
    }

    fn peak<S: Real>(_: S, p: &Params<S>) -> S {
        p.v_peak
    }

    fn restart<S: Real>(s: S, p: &Params<S>) -> [S; 2] {
        [p.c, s]
    }

    fn mark<S: Real>([_, u]: [S; 2], p: &Params<S>) -> S {
        u + p.d
    }

    fn presets() -> Vec<Preset> {
        let cells = [
            cell("rs", "regular spiking", [0.02, 0.2, -65.0, 8.0], 3.0),
            cell("ib", "intrinsically bursting", [0.02, 0.2, -55.0, 4.0], 3.0),
            cell(
                "ch",
                "chattering: fast bursts",
                [0.02, 0.2, -50.0, 2.0],
                3.0,
            ),
            cell("fs", "fast spiking", [0.1, 0.2, -65.0, 2.0], 3.0),
            cell(
                "tc",
                "thalamo-cortical: rebound bursts",
                [0.02, 0.25, -65.0, 0.05],
                0.0,
            ),
            cell(
                "rz",
                "resonator: rests and spikes at the same current",
                [0.1, 0.26, -65.0, 2.0],
                0.0,
            ),
            cell(
                "lts",
                "low-threshold spiking",
                [0.02, 0.25, -65.0, 2.0],
                0.0,
            ),
        ];
        cells.into_iter().chain(features::presets()).collect()
    }
}
