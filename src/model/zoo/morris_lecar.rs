//! The Morris-Lecar model of the barnacle muscle fibre.
use crate::model::{
    Current, Equations, Membrane, Preset, Python, Real, Unit, VarSpec, params, tanh,
};

params! {
    i "I" = 90.0, -50.0..=250.0, Unit::MicroampPerArea, "Input current", "The current injected into the cell; raise it and the cell begins to fire.";
    c "C" = 20.0, 1.0..=50.0, Unit::MicrofaradPerArea, "Capacitance", "Membrane capacitance: how much charge a change of potential takes.", nonzero;
    gca "gCa" = 4.4, 0.0..=10.0, Unit::MillisiemensPerArea, "Calcium conductance", "Maximal conductance of the fast calcium current, which amplifies depolarisation.";
    gk "gK" = 8.0, 0.0..=20.0, Unit::MillisiemensPerArea, "Potassium conductance", "Maximal conductance of the potassium current, which restores rest.";
    gl "gL" = 2.0, 0.0..=10.0, Unit::MillisiemensPerArea, "Leak conductance", "Conductance that is always open.";
    eca "ECa" = 120.0, 60.0..=160.0, Unit::Millivolt, "Calcium reversal potential", "Nernst potential of calcium.";
    ek "EK" = -84.0, -110.0..=-60.0, Unit::Millivolt, "Potassium reversal potential", "Nernst potential of potassium.";
    el "EL" = -60.0, -90.0..=-30.0, Unit::Millivolt, "Leak reversal potential", "Where the leak current changes sign.";
    v1 "V1" = -1.2, -30.0..=30.0, Unit::Millivolt, "Calcium half-activation", "Potential at which half of the calcium gates are open.";
    v2 "V2" = 18.0, 5.0..=40.0, Unit::Millivolt, "Calcium slope factor", "Width of the calcium activation curve.", nonzero;
    v3 "V3" = 2.0, -30.0..=30.0, Unit::Millivolt, "Potassium half-activation", "Potential at which half of the potassium gates are open.";
    v4 "V4" = 30.0, 5.0..=40.0, Unit::Millivolt, "Potassium slope factor", "Width of the potassium activation curve.", nonzero;
    phi "phi" = 0.04, 0.005..=0.5, Unit::PerMillisecond, "Potassium rate", "How fast the potassium gates follow the potential.";
}

/// `C V' = I − gCa m∞(V) (V − ECa) − gK w (V − EK) − gL (V − EL)`,
/// `w' = phi (w∞(V) − w) cosh((V − V3) / (2 V4))` with `m∞ = (1 + tanh((V − V1)/V2)) / 2` and
/// `w∞ = (1 + tanh((V − V3)/V4)) / 2`.
pub(super) struct MorrisLecar;

const WINDOW: [(f64, f64); 2] = [(-80.0, 60.0), (-0.1, 0.8)];

impl Equations<2> for MorrisLecar {
    const ID: &'static str = "morris-lecar";
    const NAME: &'static str = "Morris-Lecar";
    const SOURCE: &'static str =
        "Morris & Lecar, Biophys. J. 35 (1981) 193; Rinzel & Ermentrout (1998)";
    const FORMULA: &'static [&'static str] = &[
        "C V' = I − gCa m∞(V)(V − ECa) − gK w (V − EK) − gL (V − EL)",
        "w' = phi (w∞(V) − w) cosh((V − V3)/(2 V4))",
        "m∞ = (1 + tanh((V − V1)/V2))/2,  w∞ = (1 + tanh((V − V3)/V4))/2",
    ];
    const PYTHON: Option<Python> = Some(Python::smooth(&[
        "m_inf = 0.5 * (1 + np.tanh((V - V1) / V2))",
        "w_inf = 0.5 * (1 + np.tanh((V - V3) / V4))",
        "current = I - gCa * m_inf * (V - ECa) - gK * w * (V - EK) - gL * (V - EL)",
        "return [current / C, phi * (w_inf - w) * np.cosh((V - V3) / (2 * V4))]",
    ]));
    const VARS: [VarSpec; 2] = [
        VarSpec::new(
            "V",
            "membrane potential",
            Unit::Millivolt,
            -40.0,
            -80.0..=60.0,
        ),
        VarSpec::new("w", "potassium activation", Unit::None, 0.05, -0.1..=0.8),
    ];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([v, w]: [S; 2], p: &Params<S>) -> [S; 2] {
        let m_inf = tanh((v - p.v1) / p.v2) * 0.5 + 0.5;
        let w_inf = tanh((v - p.v3) / p.v4) * 0.5 + 0.5;
        let half = ((v - p.v3) / (p.v4 * 2.0)).exp();
        let cosh = (half + half.recip()) * 0.5;
        let current = p.i - p.gca * m_inf * (v - p.eca) - p.gk * w * (v - p.ek) - p.gl * (v - p.el);
        [current / p.c, p.phi * (w_inf - w) * cosh]
    }

    fn membrane([v, w]: [f64; 2], p: &Params<f64>) -> Option<Membrane> {
        let m_inf = tanh((v - p.v1) / p.v2) * 0.5 + 0.5;
        Some(Membrane {
            capacitance: p.c,
            injected: p.i,
            currents: vec![
                Current::ohmic("Ca", p.gca * m_inf, p.eca, v),
                Current::ohmic("K", p.gk * w, p.ek, v),
                Current::ohmic("L", p.gl, p.el, v),
            ],
        })
    }

    fn presets() -> Vec<Preset> {
        let other = |i, phi| {
            vec![
                ("I", i),
                ("gCa", 4.0),
                ("V3", 12.0),
                ("V4", 17.4),
                ("phi", phi),
            ]
        };
        vec![
            Preset {
                id: "hopf",
                about: "class 2: subcritical Hopf bifurcation at I = 93.86, bistable from 88.29",
                set: vec![],
                initial: vec![-35.0, 0.12],
                window: WINDOW,
                input: (80.0, 110.0),
                protocol: None,
            },
            Preset {
                id: "snlc",
                about: "class 1: firing begins by a saddle-node on an invariant circle at I = 39.96",
                set: other(38.0, 0.0667),
                initial: vec![-40.0, 0.01],
                window: WINDOW,
                input: (20.0, 120.0),
                protocol: None,
            },
            Preset {
                id: "homoclinic",
                about: "three attractors: rest, a spiking cycle (from I = 35.01), a depolarised focus",
                set: other(38.0, 0.23),
                initial: vec![-40.0, 0.01],
                window: WINDOW,
                input: (30.0, 45.0),
                protocol: None,
            },
        ]
    }
}
