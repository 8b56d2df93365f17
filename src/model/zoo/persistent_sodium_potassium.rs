//! Persistent sodium plus potassium: the smallest conductance-based model that shows all four
//! bifurcations of rest.
use crate::model::{
    Current, Equations, Membrane, Preset, Python, Real, Unit, VarSpec, logistic, params,
};

params! {
    i "I" = 3.0, -50.0..=120.0, Unit::MicroampPerArea, "Input current", "The current injected into the cell; raise it and the cell begins to fire.";
    c "C" = 1.0, 0.1..=10.0, Unit::MicrofaradPerArea, "Capacitance", "Membrane capacitance: how much charge a change of potential takes.", nonzero;
    gl "gL" = 8.0, 0.0..=20.0, Unit::MillisiemensPerArea, "Leak conductance", "Conductance that is always open.";
    el "EL" = -80.0, -100.0..=-50.0, Unit::Millivolt, "Leak reversal potential", "Where the leak current changes sign.";
    gna "gNa" = 20.0, 0.0..=60.0, Unit::MillisiemensPerArea, "Sodium conductance", "Maximal conductance of the persistent sodium current, which amplifies depolarisation.";
    ena "ENa" = 60.0, 30.0..=90.0, Unit::Millivolt, "Sodium reversal potential", "Nernst potential of sodium.";
    gk "gK" = 10.0, 0.0..=40.0, Unit::MillisiemensPerArea, "Potassium conductance", "Maximal conductance of the potassium current, which restores rest.";
    ek "EK" = -90.0, -110.0..=-60.0, Unit::Millivolt, "Potassium reversal potential", "Nernst potential of potassium.";
    m_half "m_half" = -20.0, -60.0..=0.0, Unit::Millivolt, "Sodium half-activation", "Potential at which half of the sodium gates are open.";
    m_k "m_k" = 15.0, 2.0..=30.0, Unit::Millivolt, "Sodium slope factor", "Width of the sodium activation curve.", nonzero;
    n_half "n_half" = -25.0, -60.0..=0.0, Unit::Millivolt, "Potassium half-activation", "Potential at which half of the potassium gates are open: high threshold near −25 mV, low threshold near −45 mV.";
    n_k "n_k" = 5.0, 1.0..=20.0, Unit::Millivolt, "Potassium slope factor", "Width of the potassium activation curve.", nonzero;
    tau "tau" = 1.0, 0.05..=10.0, Unit::Millisecond, "Potassium time constant", "How fast the potassium gates follow the potential.", nonzero;
}

/// `C V' = I − gL (V − EL) − gNa m∞(V) (V − ENa) − gK n (V − EK)`, `n' = (n∞(V) − n) / tau`, where
/// `m∞` and `n∞` are logistic with half-activation `m_half`, `n_half` and slope `m_k`, `n_k`.
pub(super) struct PersistentSodiumPotassium;

const WINDOW: [(f64, f64); 2] = [(-90.0, 40.0), (-0.1, 0.8)];

impl Equations<2> for PersistentSodiumPotassium {
    const ID: &'static str = "persistent-sodium-potassium";
    const NAME: &'static str = "Persistent sodium + potassium (I_Na,p + I_K)";
    const SOURCE: &'static str = "Izhikevich, Dynamical Systems in Neuroscience (2007), ch. 4";
    const FORMULA: &'static [&'static str] = &[
        "C V' = I − gL (V − EL) − gNa m∞(V)(V − ENa) − gK n (V − EK)",
        "n' = (n∞(V) − n)/tau",
        "m∞ = 1/(1 + exp((m_half − V)/m_k)),  n∞ = 1/(1 + exp((n_half − V)/n_k))",
    ];
    const PYTHON: Option<Python> = Some(Python::smooth(&[
        "m = logistic((V - m_half) / m_k)",
        "n_inf = logistic((V - n_half) / n_k)",
        "return [(I - gL * (V - EL) - gNa * m * (V - ENa) - gK * n * (V - EK)) / C, (n_inf - n) / tau]",
    ]));
    const VARS: [VarSpec; 2] = [
        VarSpec::new(
            "V",
            "membrane potential",
            Unit::Millivolt,
            -65.0,
            -90.0..=40.0,
        ),
        VarSpec::new("n", "potassium activation", Unit::None, 0.0, -0.1..=0.8),
    ];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([v, n]: [S; 2], p: &Params<S>) -> [S; 2] {
        let m = logistic((v - p.m_half) / p.m_k);
        let n_inf = logistic((v - p.n_half) / p.n_k);
        let current = p.i - p.gl * (v - p.el) - p.gna * m * (v - p.ena) - p.gk * n * (v - p.ek);
        [current / p.c, (n_inf - n) / p.tau]
    }

    fn membrane([v, n]: [f64; 2], p: &Params<f64>) -> Option<Membrane> {
        let m = logistic((v - p.m_half) / p.m_k);
        Some(Membrane {
            capacitance: p.c,
            injected: p.i,
            currents: vec![
                Current::ohmic("L", p.gl, p.el, v),
                Current::ohmic("Na", p.gna * m, p.ena, v),
                Current::ohmic("K", p.gk * n, p.ek, v),
            ],
        })
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                id: "high-threshold",
                about: "integrator: firing begins by a saddle-node on an invariant circle at I = 4.513",
                set: vec![],
                initial: vec![-65.0, 0.0003],
                window: WINDOW,
                input: (-5.0, 20.0),
                protocol: None,
            },
            Preset {
                id: "low-threshold",
                about: "resonator: firing begins by a supercritical Hopf bifurcation at I = 14.66",
                set: vec![("I", 10.0), ("EL", -78.0), ("n_half", -45.0)],
                initial: vec![-60.0, 0.05],
                window: WINDOW,
                input: (0.0, 60.0),
                protocol: None,
            },
            Preset {
                id: "subcritical",
                about: "resonator: subcritical Hopf bifurcation at I = 48.90, bistable below",
                set: vec![
                    ("I", 45.0),
                    ("gL", 1.0),
                    ("EL", -78.0),
                    ("gNa", 4.0),
                    ("gK", 4.0),
                    ("m_half", -30.0),
                    ("m_k", 7.0),
                    ("n_half", -45.0),
                ],
                initial: vec![-50.0, 0.25],
                window: WINDOW,
                input: (35.0, 85.0),
                protocol: None,
            },
            Preset {
                id: "fast-potassium",
                about: "bistable: the saddle-node at I = 4.513 lies off the firing cycle",
                set: vec![("tau", 0.152)],
                initial: vec![-64.0, 0.0004],
                window: WINDOW,
                input: (-5.0, 20.0),
                protocol: None,
            },
        ]
    }
}
