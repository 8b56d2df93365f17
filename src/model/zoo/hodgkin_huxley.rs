//! Hodgkin and Huxley's model of the squid giant axon.
use crate::model::{
    Current, Equations, Membrane, Preset, Python, Real, Reduction, Unit, VarSpec, linexp, logistic,
    params,
};

params! {
    i "I" = 10.0, -20.0..=200.0, Unit::MicroampPerArea, "Input current", "The current injected into the cell; raise it and the cell begins to fire.";
    c "C" = 1.0, 0.1..=5.0, Unit::MicrofaradPerArea, "Capacitance", "Membrane capacitance: how much charge a change of potential takes.", nonzero;
    gna "gNa" = 120.0, 0.0..=240.0, Unit::MillisiemensPerArea, "Sodium conductance", "Maximal conductance of the sodium current, which amplifies depolarisation.";
    ena "ENa" = 50.0, 30.0..=130.0, Unit::Millivolt, "Sodium reversal potential", "Nernst potential of sodium.";
    gk "gK" = 36.0, 0.0..=80.0, Unit::MillisiemensPerArea, "Potassium conductance", "Maximal conductance of the potassium current, which restores rest.";
    ek "EK" = -77.0, -100.0..=0.0, Unit::Millivolt, "Potassium reversal potential", "Nernst potential of potassium.";
    gl "gL" = 0.3, 0.0..=8.0, Unit::MillisiemensPerArea, "Leak conductance", "Conductance that is always open.";
    el "EL" = -54.387, -80.0..=20.0, Unit::Millivolt, "Leak reversal potential", "Where the leak current changes sign.";
    t "T" = 6.3, 0.0..=40.0, Unit::Celsius, "Temperature", "Every ten degrees make the gates three times as fast; the experiments were done at 6.3 °C.";
    v_rest "V_rest" = -65.0, -80.0..=0.0, Unit::Millivolt, "Origin of the rates", "The potential from which the rates of the gates are counted, near rest: −65 mV today, 0 in 1952.";
}

/// `C V' = I − gNa m³ h (V − ENa) − gK n⁴ (V − EK) − gL (V − EL)` and, for each of the gates m, h, n,
/// `x' = φ (αx (1 − x) − βx x)` with the rates of 1952 as functions of `V − V_rest` and
/// `φ = 3^((T − 6.3 °C) / 10 °C)`.
pub(super) struct HodgkinHuxley;

/// ln 3 / 10 °C: the gates' Q10 is 3.
const PER_DEGREE: f64 = 0.109_861_228_866_810_97;

impl Equations<4> for HodgkinHuxley {
    const ID: &'static str = "hodgkin-huxley";
    const NAME: &'static str = "Hodgkin-Huxley";
    const SOURCE: &'static str = "Hodgkin & Huxley, J. Physiol. 117 (1952) 500";
    const FORMULA: &'static [&'static str] = &[
        "C V' = I − gNa m³ h (V − ENa) − gK n⁴ (V − EK) − gL (V − EL)",
        "m' = φ (αm (1 − m) − βm m)",
        "h' = φ (αh (1 − h) − βh h)",
        "n' = φ (αn (1 − n) − βn n)",
        "φ = 3^((T − 6.3)/10),  u = V − V_rest",
        "αm = 0.1 (25 − u) / (exp((25 − u)/10) − 1),  βm = 4 exp(−u/18)",
        "αh = 0.07 exp(−u/20),  βh = 1 / (exp((30 − u)/10) + 1)",
        "αn = 0.01 (10 − u) / (exp((10 − u)/10) − 1),  βn = 0.125 exp(−u/80)",
    ];
    const PYTHON: Option<Python> = Some(Python::smooth(&[
        "u = V - V_rest",
        "phi = 3 ** ((T - 6.3) / 10)",
        "alpha_m, beta_m = linexp((u - 25) / 10), 4 * np.exp(-u / 18)",
        "alpha_h, beta_h = 0.07 * np.exp(-u / 20), logistic((u - 30) / 10)",
        "alpha_n, beta_n = 0.1 * linexp((u - 10) / 10), 0.125 * np.exp(-u / 80)",
        "current = I - gNa * m**3 * h * (V - ENa) - gK * n**4 * (V - EK) - gL * (V - EL)",
        "return [",
        "    current / C,",
        "    phi * (alpha_m * (1 - m) - beta_m * m),",
        "    phi * (alpha_h * (1 - h) - beta_h * h),",
        "    phi * (alpha_n * (1 - n) - beta_n * n),",
        "]",
    ]));
    const VARS: [VarSpec; 4] = [
        VarSpec::new(
            "V",
            "membrane potential",
            Unit::Millivolt,
            -65.0,
            -90.0..=60.0,
        ),
        VarSpec::new("m", "sodium activation", Unit::None, 0.0529, 0.0..=1.0),
        VarSpec::new("h", "sodium inactivation", Unit::None, 0.5961, 0.0..=1.0),
        VarSpec::new("n", "potassium activation", Unit::None, 0.3177, 0.2..=0.9),
    ];
    const PLANE: [usize; 2] = [0, 3];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([v, m, h, n]: [S; 4], p: &Params<S>) -> [S; 4] {
        let u = v - p.v_rest;
        let phi = ((p.t - 6.3) * PER_DEGREE).exp();
        let (alpha_m, beta_m) = (linexp((u - 25.0) * 0.1), (u * (-1.0 / 18.0)).exp() * 4.0);
        let (alpha_h, beta_h) = ((u * (-1.0 / 20.0)).exp() * 0.07, logistic((u - 30.0) * 0.1));
        let (alpha_n, beta_n) = (
            linexp((u - 10.0) * 0.1) * 0.1,
            (u * (-1.0 / 80.0)).exp() * 0.125,
        );
        let n2 = n * n;
        let current = p.i
            - p.gna * (m * m * m) * h * (v - p.ena)
            - p.gk * (n2 * n2) * (v - p.ek)
            - p.gl * (v - p.el);
        let gate = |alpha: S, beta: S, x: S| phi * (alpha * (-x + 1.0) - beta * x);
        [
            current / p.c,
            gate(alpha_m, beta_m, m),
            gate(alpha_h, beta_h, h),
            gate(alpha_n, beta_n, n),
        ]
    }

    fn membrane([v, m, h, n]: [f64; 4], p: &Params<f64>) -> Option<Membrane> {
        let n2 = n * n;
        Some(Membrane {
            capacitance: p.c,
            injected: p.i,
            currents: vec![
                Current::ohmic("Na", p.gna * (m * m * m) * h, p.ena, v),
                Current::ohmic("K", p.gk * (n2 * n2), p.ek, v),
                Current::ohmic("L", p.gl, p.el, v),
            ],
        })
    }

    /// The reduction counts potentials from rest, and has no temperature but that of the experiments.
    fn reduced(p: &Params<f64>) -> Option<Reduction> {
        (p.t == 6.3).then(|| Reduction {
            source: "hodgkin-huxley-reduced/book",
            set: vec![
                ("I", p.i),
                ("C", p.c),
                ("gNa", p.gna),
                ("ENa", p.ena - p.v_rest),
                ("gK", p.gk),
                ("EK", p.ek - p.v_rest),
                ("gL", p.gl),
                ("EL", p.el - p.v_rest),
            ],
        })
    }

    fn presets() -> Vec<Preset> {
        let old = |i, ena, el| {
            vec![
                ("I", i),
                ("ENa", ena),
                ("EK", -12.0),
                ("EL", el),
                ("V_rest", 0.0),
            ]
        };
        let rest = |v: f64| vec![v, 0.0529, 0.5961, 0.3177];
        let window = |v: f64| [(v - 25.0, v + 125.0), (0.2, 0.9)];
        vec![
            Preset {
                id: "modern",
                about: "class 2: subcritical Hopf bifurcation at I = 9.775, bistable from 6.260",
                set: vec![],
                initial: rest(-65.0),
                window: window(-65.0),
                input: (0.0, 20.0),
                protocol: None,
            },
            Preset {
                id: "modern-54.4",
                about: "the same with a leak at −54.4 mV: subcritical Hopf bifurcation at I = 9.779",
                set: vec![("EL", -54.4)],
                initial: rest(-65.0),
                window: window(-65.0),
                input: (0.0, 20.0),
                protocol: None,
            },
            Preset {
                id: "rest-zero",
                about: "the potentials of 1952, counted from rest, depolarisation positive",
                set: old(10.0, 115.0, 10.613),
                initial: rest(0.0),
                window: window(0.0),
                input: (0.0, 20.0),
                protocol: None,
            },
            Preset {
                id: "article",
                about: "counted from rest, sodium at 120 mV: bistable, Hopf bifurcation at I = 8.411",
                set: old(8.0, 120.0, 10.6),
                initial: vec![0.0, 0.05, 0.6, 0.32],
                window: window(0.0),
                input: (0.0, 20.0),
                protocol: None,
            },
        ]
    }
}
