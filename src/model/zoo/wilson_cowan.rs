//! Wilson and Cowan's populations of excitatory and inhibitory cells.
use crate::model::{Equations, Preset, Python, Real, Unit, VarSpec, logistic, params};

params! {
    p "P" = 1.25, -2.0..=4.0, Unit::None, "Input to excitation", "What the excitatory cells are driven with from outside.";
    q "Q" = 0.0, -2.0..=4.0, Unit::None, "Input to inhibition", "What the inhibitory cells are driven with from outside.";
    c1 "c1" = 16.0, 0.0..=30.0, Unit::None, "Excitation of excitation", "How strongly excitatory cells drive each other.";
    c2 "c2" = 12.0, 0.0..=30.0, Unit::None, "Inhibition of excitation", "How strongly inhibitory cells quieten excitatory ones.";
    c3 "c3" = 15.0, 0.0..=30.0, Unit::None, "Excitation of inhibition", "How strongly excitatory cells drive inhibitory ones.";
    c4 "c4" = 3.0, 0.0..=30.0, Unit::None, "Inhibition of inhibition", "How strongly inhibitory cells quieten each other.";
    a_e "a_E" = 1.3, 0.2..=4.0, Unit::None, "Excitatory gain", "Steepness of the response of the excitatory cells.";
    theta_e "theta_E" = 4.0, 0.0..=10.0, Unit::None, "Excitatory threshold", "Input at which the response of the excitatory cells is steepest.";
    a_i "a_I" = 2.0, 0.2..=4.0, Unit::None, "Inhibitory gain", "Steepness of the response of the inhibitory cells.";
    theta_i "theta_I" = 3.7, 0.0..=10.0, Unit::None, "Inhibitory threshold", "Input at which the response of the inhibitory cells is steepest.";
    tau "tau" = 8.0, 1.0..=30.0, Unit::Millisecond, "Time constant", "How fast both populations follow their input.", nonzero;
}

/// `tau E' = −E + (k_E − E) S_E(c1 E − c2 N + P)`, `tau N' = −N + (k_I − N) S_I(c3 E − c4 N + Q)`, with
/// `S(x) = σ(a (x − theta)) − σ(−a theta)`, `k = 1 − σ(−a theta)` and the logistic function σ: rates
/// of firing are counted from rest without input, and k is the supremum of S.
pub(super) struct WilsonCowan;

/// The response to input `x` and its supremum.
fn response<S: Real>(x: S, gain: S, threshold: S) -> (S, S) {
    let rest = logistic(-gain * threshold);
    (logistic(gain * (x - threshold)) - rest, -rest + 1.0)
}

impl Equations<2> for WilsonCowan {
    const ID: &'static str = "wilson-cowan";
    const NAME: &'static str = "Wilson-Cowan populations";
    const SOURCE: &'static str = "Wilson & Cowan, Biophys. J. 12 (1972) 1";
    const FORMULA: &'static [&'static str] = &[
        "tau E' = −E + (k_E − E) S_E(c1 E − c2 N + P)",
        "tau N' = −N + (k_I − N) S_I(c3 E − c4 N + Q)",
        "S(x) = 1/(1 + exp(−a (x − theta))) − 1/(1 + exp(a theta)), and k its largest value",
    ];
    const PYTHON: Option<Python> = Some(Python::smooth(&[
        "rest_E, rest_I = logistic(-a_E * theta_E), logistic(-a_I * theta_I)",
        "S_E = logistic(a_E * (c1 * E - c2 * N + P - theta_E)) - rest_E",
        "S_I = logistic(a_I * (c3 * E - c4 * N + Q - theta_I)) - rest_I",
        "return [((1 - rest_E - E) * S_E - E) / tau, ((1 - rest_I - N) * S_I - N) / tau]",
    ]));
    const VARS: [VarSpec; 2] = [
        VarSpec::new(
            "E",
            "activity of the excitatory cells",
            Unit::None,
            0.1,
            -0.1..=0.5,
        ),
        VarSpec::new(
            "N",
            "activity of the inhibitory cells",
            Unit::None,
            0.05,
            -0.1..=0.5,
        ),
    ];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([e, n]: [S; 2], p: &Params<S>) -> [S; 2] {
        let (s_e, k_e) = response(p.c1 * e - p.c2 * n + p.p, p.a_e, p.theta_e);
        let (s_i, k_i) = response(p.c3 * e - p.c4 * n + p.q, p.a_i, p.theta_i);
        [((k_e - e) * s_e - e) / p.tau, ((k_i - n) * s_i - n) / p.tau]
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                id: "cycle",
                about: "a rhythm born by a homoclinic orbit at P = 1.068, ended by a Hopf bifurcation at 1.879",
                set: vec![],
                initial: vec![0.1, 0.05],
                window: [(-0.1, 0.5), (-0.1, 0.5)],
                input: (0.5, 2.5),
                protocol: None,
            },
            Preset {
                id: "hysteresis",
                about: "two states of rest between P = -0.400 and 0.305",
                set: vec![
                    ("P", 0.0),
                    ("c1", 12.0),
                    ("c2", 4.0),
                    ("c3", 13.0),
                    ("c4", 11.0),
                    ("a_E", 1.2),
                    ("theta_E", 2.8),
                    ("a_I", 1.0),
                    ("theta_I", 4.0),
                ],
                initial: vec![0.0, 0.0],
                window: [(-0.1, 0.6), (-0.1, 0.6)],
                input: (-1.0, 1.0),
                protocol: None,
            },
        ]
    }
}
