//! A leak and a persistent sodium current: one variable, with a spike that is reset by hand.
use crate::model::{
    Current, Equations, Membrane, Preset, Python, Real, Unit, VarSpec, logistic, params,
};

params! {
    i "I" = 0.0, -30.0..=100.0, Unit::Picoamp, "Input current", "The current injected into the cell; lift it and rest meets the threshold and vanishes.";
    c "C" = 10.0, 0.5..=20.0, Unit::Picofarad, "Capacitance", "How much charge the membrane takes per millivolt: more makes the potential slower.", nonzero;
    gl "gL" = 19.0, 10.0..=30.0, Unit::Nanosiemens, "Leak conductance", "Pulls the potential towards the leak's reversal potential.";
    el "EL" = -67.0, -80.0..=-50.0, Unit::Millivolt, "Leak reversal potential", "Where the leak alone would hold the potential.";
    gna "gNa" = 74.0, 50.0..=80.0, Unit::Nanosiemens, "Sodium conductance", "Strength of the persistent sodium current, which depolarises the cell.";
    ena "ENa" = 60.0, 50.0..=70.0, Unit::Millivolt, "Sodium reversal potential", "The sodium current drives the potential towards this value.";
    m_half "m_half" = 1.5, -20.0..=20.0, Unit::Millivolt, "Half activation of sodium", "Where half of the sodium channels are open.";
    m_k "m_k" = 16.0, 5.0..=30.0, Unit::Millivolt, "Slope of sodium activation", "How gradually sodium channels open: the smaller the steeper.", nonzero;
    v_peak "V_peak" = 30.0, -20.0..=30.5, Unit::Millivolt, "Spike peak", "Where a spike is cut off and reset; above the upper equilibrium the cell stays depolarised instead.";
    v_reset "V_reset" = -65.0, -80.0..=-30.0, Unit::Millivolt, "Reset potential", "Where the potential goes after a spike.";
}

/// `C V' = I − gL (V − EL) − gNa m∞(V) (V − ENa)`, `m∞ = 1 / (1 + exp((m_half − V)/m_k))`; when V reaches
/// `V_peak`: `V ← V_reset`.
///
/// Nothing in the equation ends a spike: without the reset the potential stays at the upper equilibrium,
/// just above `V_peak`.
pub(super) struct PersistentSodium;

impl Equations<1> for PersistentSodium {
    const ID: &'static str = "persistent-sodium";
    const NAME: &'static str = "Persistent sodium (I_Na,p)";
    const SOURCE: &'static str = "Izhikevich, Dynamical Systems in Neuroscience (2007), ch. 3";
    const RESETS: bool = true;
    const FORMULA: &'static [&'static str] = &[
        "C V' = I − gL (V − EL) − gNa m∞(V)(V − ENa)",
        "m∞ = 1/(1 + exp((m_half − V)/m_k))",
        "when V reaches V_peak: V becomes V_reset",
    ];
    const PYTHON: Option<Python> = Some(Python::spiking(
        &[
            "m = logistic((V - m_half) / m_k)",
            "return [(I - gL * (V - EL) - gNa * m * (V - ENa)) / C]",
        ],
        "V_peak",
        "[V_reset]",
    ));
    const VARS: [VarSpec; 1] = [VarSpec::new(
        "V",
        "membrane potential",
        Unit::Millivolt,
        -65.0,
        -80.0..=40.0,
    )];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([v]: [S; 1], p: &Params<S>) -> [S; 1] {
        let m = logistic((v - p.m_half) / p.m_k);
        [(p.i - p.gl * (v - p.el) - p.gna * m * (v - p.ena)) / p.c]
    }

    fn peak<S: Real>(_: S, p: &Params<S>) -> S {
        p.v_peak
    }

    fn restart<S: Real>(_: S, p: &Params<S>) -> [S; 1] {
        [p.v_reset]
    }

    fn membrane([v]: [f64; 1], p: &Params<f64>) -> Option<Membrane> {
        let m = logistic((v - p.m_half) / p.m_k);
        Some(Membrane {
            capacitance: p.c,
            injected: p.i,
            currents: vec![
                Current::ohmic("L", p.gl, p.el, v),
                Current::ohmic("Na", p.gna * m, p.ena, v),
            ],
        })
    }

    fn presets() -> Vec<Preset> {
        vec![Preset {
            id: "standard",
            about: "rest, threshold and the start of a spike on one line",
            set: vec![],
            initial: vec![-65.0],
            window: [(-80.0, 40.0), (-20.0, 100.0)],
            input: (-10.0, 40.0),
            protocol: None,
        }]
    }
}
