//! The Hodgkin-Huxley model reduced to two variables.
use crate::model::{
    Current, Equations, Membrane, Preset, Python, Real, Unit, VarSpec, linexp, params,
};

params! {
    i "I" = 5.0, -20.0..=450.0, Unit::MicroampPerArea, "Input current", "The current injected into the cell; raise it and the cell begins to fire.";
    c "C" = 1.0, 0.1..=5.0, Unit::MicrofaradPerArea, "Capacitance", "Membrane capacitance: how much charge a change of potential takes.", nonzero;
    gna "gNa" = 120.0, 0.0..=240.0, Unit::MillisiemensPerArea, "Sodium conductance", "Maximal conductance of the sodium current, which amplifies depolarisation.";
    ena "ENa" = 120.0, 60.0..=150.0, Unit::Millivolt, "Sodium reversal potential", "Nernst potential of sodium, counted from rest.";
    gk "gK" = 36.0, 0.0..=80.0, Unit::MillisiemensPerArea, "Potassium conductance", "Maximal conductance of the potassium current, which restores rest.";
    ek "EK" = -12.0, -40.0..=10.0, Unit::Millivolt, "Potassium reversal potential", "Nernst potential of potassium, counted from rest.";
    gl "gL" = 0.3, 0.0..=2.0, Unit::MillisiemensPerArea, "Leak conductance", "Conductance that is always open.";
    el "EL" = 10.6, -20.0..=40.0, Unit::Millivolt, "Leak reversal potential", "Where the leak current changes sign, counted from rest.";
    c0 "c0" = 0.89, 0.5..=1.2, Unit::None, "Inactivation offset", "Sodium inactivation is replaced by h = c0 − c1 n.";
    c1 "c1" = 1.1, 0.5..=1.5, Unit::None, "Inactivation slope", "Sodium inactivation is replaced by h = c0 − c1 n.";
}

/// `C V' = I − gNa m∞(V)³ (c0 − c1 n)(V − ENa) − gK n⁴ (V − EK) − gL (V − EL)`,
/// `n' = αn(V)(1 − n) − βn(V) n`; potentials are counted from rest, as Hodgkin and Huxley did.
pub(super) struct HodgkinHuxleyReduced;

/// Sodium activation in its steady state, as Hodgkin and Huxley have it.
#[inline]
fn sodium<S: Real>(v: S) -> S {
    let alpha = linexp((v - 25.0) / 10.0);
    let beta = (v * (-1.0 / 18.0)).exp() * 4.0;
    // alpha / (alpha + beta) without overflow where beta is huge: at strongly negative V.
    if beta.re() > 1e150 {
        S::from(0.0)
    } else {
        alpha / (alpha + beta)
    }
}

const WINDOW: [(f64, f64); 2] = [(-20.0, 120.0), (0.2, 0.9)];

impl Equations<2> for HodgkinHuxleyReduced {
    const ID: &'static str = "hodgkin-huxley-reduced";
    const NAME: &'static str = "Hodgkin-Huxley, reduced to V and n";
    const SOURCE: &'static str = "Hodgkin & Huxley, J. Physiol. 117 (1952) 500; Krinskii & Kokoz (1973); Izhikevich (2007), ch. 5";
    const FORMULA: &'static [&'static str] = &[
        "C V' = I − gNa m∞(V)³ (c0 − c1 n)(V − ENa) − gK n⁴ (V − EK) − gL (V − EL)",
        "n' = αn(V)(1 − n) − βn(V) n",
        "m∞ = αm / (αm + βm); V is counted from rest",
        "αm = 0.1 (25 − V) / (exp((25 − V)/10) − 1),  βm = 4 exp(−V/18)",
        "αn = 0.01 (10 − V) / (exp((10 − V)/10) − 1),  βn = 0.125 exp(−V/80)",
    ];
    const PYTHON: Option<Python> = Some(Python::smooth(&[
        "alpha_m, beta_m = linexp((V - 25) / 10), 4 * np.exp(-V / 18)",
        "alpha_n, beta_n = 0.1 * linexp((V - 10) / 10), 0.125 * np.exp(-V / 80)",
        "m = alpha_m / (alpha_m + beta_m)",
        "current = I - gNa * m**3 * (c0 - c1 * n) * (V - ENa) - gK * n**4 * (V - EK) - gL * (V - EL)",
        "return [current / C, alpha_n * (1 - n) - beta_n * n]",
    ]));
    const VARS: [VarSpec; 2] = [
        VarSpec::new(
            "V",
            "membrane potential, from rest",
            Unit::Millivolt,
            0.0,
            -20.0..=120.0,
        ),
        VarSpec::new("n", "potassium activation", Unit::None, 0.3177, 0.2..=0.9),
    ];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([v, n]: [S; 2], p: &Params<S>) -> [S; 2] {
        let alpha_n = linexp((v - 10.0) / 10.0) * 0.1;
        let beta_n = (v * (-1.0 / 80.0)).exp() * 0.125;
        let m = sodium(v);
        let n2 = n * n;
        let current = p.i
            - p.gna * (m * m * m) * (p.c0 - p.c1 * n) * (v - p.ena)
            - p.gk * (n2 * n2) * (v - p.ek)
            - p.gl * (v - p.el);
        [current / p.c, alpha_n * (-n + 1.0) - beta_n * n]
    }

    fn membrane([v, n]: [f64; 2], p: &Params<f64>) -> Option<Membrane> {
        let (m, n2) = (sodium(v), n * n);
        Some(Membrane {
            capacitance: p.c,
            injected: p.i,
            currents: vec![
                Current::ohmic("Na", p.gna * (m * m * m) * (p.c0 - p.c1 * n), p.ena, v),
                Current::ohmic("K", p.gk * (n2 * n2), p.ek, v),
                Current::ohmic("L", p.gl, p.el, v),
            ],
        })
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                id: "book",
                about: "bistable: rest and firing, h = 0.89 − 1.1 n",
                set: vec![],
                initial: vec![0.0, 0.35],
                window: WINDOW,
                input: (0.0, 20.0),
                protocol: None,
            },
            Preset {
                id: "unit-slope",
                about: "at rest, h = 0.8 − n, sodium at 115 mV",
                set: vec![("ENa", 115.0), ("c0", 0.8), ("c1", 1.0)],
                initial: vec![0.0, 0.35],
                window: WINDOW,
                input: (0.0, 20.0),
                protocol: None,
            },
        ]
    }
}
