//! The simple model in physical units: cells of the cortex and the thalamus, each with its own rule.
use crate::model::{Equations, Preset, Python, Real, Unit, VarSpec, params};

params! {
    i "I" = 60.0, -600.0..=700.0, Unit::Picoamp, "Input current", "The current injected into the cell; it lifts the parabola until rest disappears or loses its stability.";
    c_m "C" = 100.0, 10.0..=300.0, Unit::Picofarad, "Capacitance", "How much charge the membrane takes per millivolt: more makes the potential slower.", nonzero;
    k "k" = 0.7, 0.1..=2.0, Unit::NanosiemensPerMillivolt, "Steepness of the parabola", "How fast the potential leaves the threshold, and returns to rest.";
    vr "vr" = -60.0, -80.0..=-50.0, Unit::Millivolt, "Resting potential", "Where the cell rests without input.";
    vt "vt" = -40.0, -55.0..=-35.0, Unit::Millivolt, "Threshold potential", "Where an instantaneous threshold would be while recovery is at zero.";
    v_peak "v_peak" = 35.0, 0.0..=60.0, Unit::Millivolt, "Spike peak", "Where a spike is cut off and reset; by rules lts and tc the cut also depends on recovery.";
    a "a" = 0.03, 0.005..=0.3, Unit::PerMillisecond, "Recovery rate", "How fast recovery follows the potential.";
    b "b" = -2.0, -5.0..=20.0, Unit::Nanosiemens, "Recovery sensitivity", "How strongly recovery follows the potential; by rule fs the coefficient of the cube in pA/mV³, by rules tc and rtn the value below −65 mV only.";
    c "c" = -50.0, -70.0..=-35.0, Unit::Millivolt, "Reset potential", "Where the potential goes after a spike; by rules lts and tc recovery moves that place.";
    d "d" = 100.0, 0.0..=200.0, Unit::Picoamp, "Recovery jump", "What a spike adds to recovery.";
    rule "rule" = 0.0, 0.0..=4.0, Unit::None, "Rule", "Which formula of recovery and which reset: rs for most cells of the cortex, lts, fs, tc and rtn for the cells of these names.", choice ["rs", "lts", "fs", "tc", "rtn"];
}

/// `C v' = k (v − vr)(v − vt) − u + I`, `u' = a (U(v) − u)`; when v reaches its peak it is reset and
/// recovery jumps by `d`. The rule says how exactly:
///
/// | rule | U(v) | peak | reset of v | reset of u |
/// |---|---|---|---|---|
/// | `rs` | b (v − vr) | v_peak | c | u + d |
/// | `lts` | b (v − vr) | v_peak − 0.1 u | c + 0.04 u | u + d, at most 670 |
/// | `fs` | b (v − vr)³ above vr, 0 below | v_peak | c | u + d |
/// | `tc` | b (v − vr) up to −65 mV, 0 above | v_peak + 0.1 u | c − 0.1 u | u + d |
/// | `rtn` | b (v − vr) up to −65 mV, 2 (v − vr) above | v_peak | c | u + d |
///
/// Recovery on the right of the reset column is that before the spike. The jump of b at −65 mV is in
/// the second equation only, so that v' is continuous there.
pub(super) struct Izhikevich2007;

/// The variants, in the order of their declaration.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Standard,
    LowThreshold,
    FastSpiking,
    Thalamocortical,
    Reticular,
}

/// Recovery after a spike is at most this in cells of low threshold, in pA.
const HIGHEST: f64 = 670.0;
/// Where the sensitivity of recovery jumps in cells of the thalamus, in mV.
const JUMP: f64 = -65.0;
/// That sensitivity above the jump, in nS: of relay cells and of reticular cells.
const ABOVE: [f64; 2] = [0.0, 2.0];

impl<S: Real> Params<S> {
    #[inline]
    fn rule(&self) -> Rule {
        match self.rule.re() {
            r if r < 0.5 => Rule::Standard,
            r if r < 1.5 => Rule::LowThreshold,
            r if r < 2.5 => Rule::FastSpiking,
            r if r < 3.5 => Rule::Thalamocortical,
            _ => Rule::Reticular,
        }
    }
}

/// What tells a cell from the first one, and its window.
fn cell(
    id: &'static str,
    about: &'static str,
    set: &[(&'static str, f64)],
    window: [(f64, f64); 2],
    input: (f64, f64),
) -> Preset {
    let vr = set.iter().find(|(name, _)| *name == "vr");
    Preset {
        id,
        about,
        set: set.to_vec(),
        initial: vec![vr.map_or(-60.0, |&(_, v)| v), 0.0],
        window,
        input,
        protocol: None,
    }
}

impl Equations<2> for Izhikevich2007 {
    const ID: &'static str = "izhikevich-2007";
    const NAME: &'static str = "Izhikevich's simple model, in physical units";
    const SOURCE: &'static str = "Izhikevich, Dynamical Systems in Neuroscience (2007), ch. 8";
    const RESETS: bool = true;
    const FORMULA: &'static [&'static str] = &[
        "C v' = k (v − vr)(v − vt) − u + I",
        "u' = a (U(v) − u)",
        "when v reaches its peak: v is reset, and u jumps by d",
        "rs: U = b (v − vr); peak v_peak; v becomes c",
        "lts: as rs, but peak at v_peak − 0.1 u, v becomes c + 0.04 u, and u never exceeds 670",
        "fs: U = b (v − vr)³ above vr, 0 below",
        "tc: U = b (v − vr) up to −65 mV, 0 above; peak at v_peak + 0.1 u; v becomes c − 0.1 u",
        "rtn: U = b (v − vr) up to −65 mV, 2 (v − vr) above",
    ];
    const PYTHON: Option<Python> = Some(Python::spiking(
        &[
            "x = v - vr",
            "if rule in (\"rs\", \"lts\"):",
            "    goal = b * x",
            "elif rule == \"fs\":",
            "    goal = np.where(x > 0, b * x**3, 0.0)",
            "elif rule == \"tc\":",
            "    goal = np.where(v > -65, 0.0, b * x)",
            "else:",
            "    goal = np.where(v > -65, 2 * x, b * x)",
            "return [(k * x * (v - vt) - u + I) / C, a * (goal - u)]",
        ],
        "v_peak + {\"lts\": -0.1, \"tc\": 0.1}.get(rule, 0.0) * u",
        "[c + {\"lts\": 0.04, \"tc\": -0.1}.get(rule, 0.0) * u, min(u + d, 670.0) if rule == \"lts\" else u + d]",
    ));
    const VARS: [VarSpec; 2] = [
        VarSpec::new(
            "v",
            "membrane potential",
            Unit::Millivolt,
            -60.0,
            -90.0..=60.0,
        ),
        VarSpec::new("u", "recovery current", Unit::Picoamp, 0.0, -200.0..=800.0),
    ];
    type Params<S: Real> = Params<S>;

    #[inline]
    fn rhs<S: Real>([v, u]: [S; 2], p: &Params<S>) -> [S; 2] {
        let x = v - p.vr;
        let above = |b: f64| if v.re() > JUMP { x * b } else { p.b * x };
        let goal = match p.rule() {
            Rule::Standard | Rule::LowThreshold => p.b * x,
            Rule::FastSpiking if x.re() > 0.0 => p.b * x * x * x,
            Rule::FastSpiking => S::from(0.0),
            Rule::Thalamocortical => above(ABOVE[0]),
            Rule::Reticular => above(ABOVE[1]),
        };
        [(p.k * x * (v - p.vt) - u + p.i) / p.c_m, p.a * (goal - u)]
    }

    fn peak<S: Real>(u: S, p: &Params<S>) -> S {
        match p.rule() {
            Rule::LowThreshold => p.v_peak - u * 0.1,
            Rule::Thalamocortical => p.v_peak + u * 0.1,
            _ => p.v_peak,
        }
    }

    fn restart<S: Real>(s: S, p: &Params<S>) -> [S; 2] {
        let before = s - p.d;
        match p.rule() {
            Rule::LowThreshold => {
                let u = if s.re() > HIGHEST {
                    S::from(HIGHEST)
                } else {
                    s
                };
                [p.c + before * 0.04, u]
            }
            Rule::Thalamocortical => [p.c - before * 0.1, s],
            _ => [p.c, s],
        }
    }

    fn mark<S: Real>([_, u]: [S; 2], p: &Params<S>) -> S {
        u + p.d
    }

    fn slanted(p: &Params<f64>) -> bool {
        matches!(p.rule(), Rule::LowThreshold | Rule::Thalamocortical)
    }

    fn switch(p: &Params<f64>) -> Option<f64> {
        matches!(p.rule(), Rule::Thalamocortical | Rule::Reticular).then_some(JUMP)
    }

    fn presets() -> Vec<Preset> {
        vec![
            cell(
                "rs",
                "regular spiking: pyramidal cells of the cortex",
                &[],
                [(-90.0, 45.0), (-100.0, 300.0)],
                (0.0, 200.0),
            ),
            cell(
                "ib",
                "intrinsically bursting: large pyramidal cells",
                &[
                    ("I", 290.0),
                    ("C", 150.0),
                    ("k", 1.2),
                    ("vr", -75.0),
                    ("vt", -45.0),
                    ("v_peak", 50.0),
                    ("a", 0.01),
                    ("b", 5.0),
                    ("c", -56.0),
                    ("d", 130.0),
                ],
                [(-90.0, 60.0), (-100.0, 500.0)],
                (0.0, 600.0),
            ),
            cell(
                "ch",
                "chattering: fast bursts",
                &[
                    ("I", 200.0),
                    ("C", 50.0),
                    ("k", 1.5),
                    ("v_peak", 25.0),
                    ("b", 1.0),
                    ("c", -40.0),
                    ("d", 150.0),
                ],
                [(-90.0, 35.0), (-100.0, 600.0)],
                (0.0, 600.0),
            ),
            cell(
                "lts",
                "low-threshold spiking interneurons",
                &[
                    ("I", 100.0),
                    ("k", 1.0),
                    ("vr", -56.0),
                    ("vt", -42.0),
                    ("v_peak", 40.0),
                    ("b", 8.0),
                    ("c", -53.0),
                    ("d", 20.0),
                    ("rule", 1.0),
                ],
                [(-80.0, 50.0), (-100.0, 400.0)],
                (0.0, 300.0),
            ),
            cell(
                "fs",
                "fast spiking interneurons",
                &[
                    ("I", 73.2),
                    ("C", 20.0),
                    ("k", 1.0),
                    ("vr", -55.0),
                    ("v_peak", 25.0),
                    ("a", 0.2),
                    ("b", 0.025),
                    ("c", -45.0),
                    ("d", 0.0),
                    ("rule", 2.0),
                ],
                [(-70.0, 35.0), (-50.0, 550.0)],
                (0.0, 400.0),
            ),
            cell(
                "tc",
                "thalamo-cortical relay cells: spikes, and bursts on rebound",
                &[
                    ("I", 50.0),
                    ("C", 200.0),
                    ("k", 1.6),
                    ("vt", -50.0),
                    ("a", 0.01),
                    ("b", 15.0),
                    ("c", -60.0),
                    ("d", 10.0),
                    ("rule", 3.0),
                ],
                [(-90.0, 50.0), (-200.0, 200.0)],
                (-200.0, 200.0),
            ),
            cell(
                "rtn",
                "cells of the reticular thalamic nucleus: spikes, and bursts on rebound",
                &[
                    ("I", 50.0),
                    ("C", 40.0),
                    ("k", 0.25),
                    ("vr", -65.0),
                    ("vt", -45.0),
                    ("v_peak", 0.0),
                    ("a", 0.015),
                    ("b", 10.0),
                    ("c", -55.0),
                    ("d", 50.0),
                    ("rule", 4.0),
                ],
                [(-90.0, 10.0), (-200.0, 300.0)],
                (-100.0, 200.0),
            ),
        ]
    }
}
