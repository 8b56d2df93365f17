//! The adaptive exponential integrate-and-fire neuron: a spike that starts exponentially, and one
//! current that adapts to the potential and to every spike.
use super::exponential::rise;
use crate::model::{Equations, Preset, Python, Real, Unit, VarSpec, params};

params! {
    i "I" = 500.0, -500.0..=1500.0, Unit::Picoamp, "Input current", "The current injected into the cell; it lifts the membrane's curve until rest disappears or loses its stability.";
    c "C" = 281.0, 50.0..=400.0, Unit::Picofarad, "Capacitance", "How much charge the membrane takes per millivolt: more makes the potential slower.", nonzero;
    g_l "gL" = 30.0, 1.0..=40.0, Unit::Nanosiemens, "Leak conductance", "Pulls the potential towards the leak's reversal potential.";
    e_l "EL" = -70.6, -80.0..=-50.0, Unit::Millivolt, "Leak reversal potential", "Where the leak alone would hold the potential.";
    v_t "VT" = -50.4, -60.0..=-40.0, Unit::Millivolt, "Spike threshold", "Where the exponential takes over from the leak.";
    delta "Delta" = 2.0, 0.5..=5.0, Unit::Millivolt, "Spike slope factor", "How sharply a spike starts: the smaller the sharper.", nonzero;
    tau_w "tau_w" = 144.0, 10.0..=400.0, Unit::Millisecond, "Adaptation time constant", "How long the adaptation current remembers.", nonzero;
    a "a" = 4.0, -20.0..=40.0, Unit::Nanosiemens, "Subthreshold adaptation", "How strongly adaptation follows the potential below threshold; large values make rest resonate.";
    b "b" = 80.5, 0.0..=500.0, Unit::Picoamp, "Adaptation jump", "What a spike adds to the adaptation current.";
    v_cut "V_cut" = 20.0, -30.0..=40.0, Unit::Millivolt, "Spike cut", "Where a spike is cut off and reset.";
    v_reset "V_reset" = -70.6, -80.0..=-40.0, Unit::Millivolt, "Reset potential", "Where the potential goes after a spike; above the spike threshold it makes bursts.";
}

/// `C V' = −gL (V − EL) + gL Δ exp((V − VT)/Δ) − w + I`, `tau_w w' = a (V − EL) − w`; when V reaches
/// `V_cut`: `V ← V_reset`, `w ← w + b`.
///
/// The patterns are those of Naud, Marcille, Clopath & Gerstner, Biol. Cybern. 99 (2008) 335, with the
/// values in which they are distributed with the simulator Brian.
pub(super) struct AdaptiveExponential;

/// Capacitance, leak conductance and reversal, a, tau_w, b, V_reset, current; then the window.
fn pattern(
    id: &'static str,
    about: &'static str,
    [c, g_l, e_l, a, tau_w, b, v_reset, i]: [f64; 8],
    window: [(f64, f64); 2],
    input: (f64, f64),
) -> Preset {
    Preset {
        id,
        about,
        set: vec![
            ("I", i),
            ("C", c),
            ("gL", g_l),
            ("EL", e_l),
            ("VT", -50.0),
            ("tau_w", tau_w),
            ("a", a),
            ("b", b),
            ("V_cut", 0.0),
            ("V_reset", v_reset),
        ],
        initial: vec![e_l, 0.0],
        window,
        input,
        protocol: None,
    }
}

impl Equations<2> for AdaptiveExponential {
    const ID: &'static str = "adaptive-exponential";
    const NAME: &'static str = "Adaptive exponential integrate-and-fire";
    const SOURCE: &'static str = "Brette & Gerstner, J. Neurophysiol. 94 (2005) 3637";
    const RESETS: bool = true;
    const FORMULA: &'static [&'static str] = &[
        "C V' = −gL (V − EL) + gL Delta exp((V − VT)/Delta) − w + I",
        "tau_w w' = a (V − EL) − w",
        "when V reaches V_cut: V becomes V_reset, w becomes w + b",
    ];
    const PYTHON: Option<Python> = Some(Python::spiking(
        &[
            "spike = gL * Delta * rise((V - VT) / Delta)",
            "return [(I - gL * (V - EL) + spike - w) / C, (a * (V - EL) - w) / tau_w]",
        ],
        "V_cut",
        "[V_reset, w + b]",
    ));
    const VARS: [VarSpec; 2] = [
        VarSpec::new(
            "V",
            "membrane potential",
            Unit::Millivolt,
            -70.6,
            -90.0..=30.0,
        ),
        VarSpec::new(
            "w",
            "adaptation current",
            Unit::Picoamp,
            0.0,
            -300.0..=800.0,
        ),
    ];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([v, w]: [S; 2], p: &Params<S>) -> [S; 2] {
        let spike = p.g_l * p.delta * rise((v - p.v_t) / p.delta);
        [
            (p.i - p.g_l * (v - p.e_l) + spike - w) / p.c,
            (p.a * (v - p.e_l) - w) / p.tau_w,
        ]
    }

    fn peak<S: Real>(_: S, p: &Params<S>) -> S {
        p.v_cut
    }

    fn restart<S: Real>(s: S, p: &Params<S>) -> [S; 2] {
        [p.v_reset, s]
    }

    fn mark<S: Real>([_, w]: [S; 2], p: &Params<S>) -> S {
        w + p.b
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                id: "brette-gerstner",
                about: "the values of the first paper: at rest up to 627 pA, then regular spiking that adapts",
                set: vec![],
                initial: vec![-70.6, 0.0],
                window: [(-90.0, 30.0), (-300.0, 800.0)],
                input: (0.0, 1500.0),
                protocol: None,
            },
            pattern(
                "tonic",
                "equal intervals from the first spike on",
                [200.0, 10.0, -70.0, 2.0, 30.0, 0.0, -58.0, 500.0],
                [(-90.0, 10.0), (-200.0, 600.0)],
                (0.0, 1000.0),
            ),
            pattern(
                "adaptation",
                "intervals grow to a steady length",
                [200.0, 12.0, -70.0, 2.0, 300.0, 60.0, -58.0, 500.0],
                [(-90.0, 10.0), (-200.0, 600.0)],
                (0.0, 1000.0),
            ),
            pattern(
                "initial-burst",
                "a burst, then single spikes",
                [130.0, 18.0, -58.0, 4.0, 150.0, 120.0, -50.0, 400.0],
                [(-90.0, 10.0), (-200.0, 800.0)],
                (0.0, 1000.0),
            ),
            pattern(
                "regular-burst",
                "bursts for ever",
                [200.0, 10.0, -58.0, 2.0, 120.0, 100.0, -46.0, 210.0],
                [(-90.0, 10.0), (-200.0, 600.0)],
                (0.0, 500.0),
            ),
            pattern(
                "delayed-accelerating",
                "a late first spike, then ever shorter intervals",
                [200.0, 12.0, -70.0, -10.0, 300.0, 0.0, -58.0, 300.0],
                [(-90.0, 10.0), (-400.0, 400.0)],
                (0.0, 600.0),
            ),
            pattern(
                "delayed-regular-burst",
                "a late first spike, then bursts for ever",
                [100.0, 10.0, -65.0, -10.0, 90.0, 30.0, -47.0, 110.0],
                [(-90.0, 10.0), (-400.0, 300.0)],
                (0.0, 300.0),
            ),
            pattern(
                "transient",
                "a spike at the start, then rest",
                [100.0, 10.0, -65.0, 10.0, 90.0, 100.0, -47.0, 180.0],
                [(-90.0, 10.0), (-200.0, 500.0)],
                (0.0, 500.0),
            ),
            pattern(
                "irregular",
                "irregular intervals for a long time, without any noise",
                [100.0, 12.0, -60.0, -11.0, 130.0, 30.0, -48.0, 160.0],
                [(-90.0, 10.0), (-400.0, 400.0)],
                (0.0, 300.0),
            ),
        ]
    }
}
