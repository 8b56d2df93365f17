//! What holds for every built-in model: names, ranges, presets, exact derivatives.
use nullcline::analysis::Problem;
use nullcline::model::{Field, Model, zoo};
use proptest::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// Names are promises: scripts, lessons and saved sessions rely on them. Id, variables, parameters and
/// presets of each model, in their order.
const NAMES: [(&str, &str, &str, &str); 14] = [
    (
        "persistent-sodium-potassium",
        "V n",
        "I C gL EL gNa ENa gK EK m_half m_k n_half n_k tau",
        "high-threshold low-threshold subcritical fast-potassium",
    ),
    ("fitzhugh-nagumo", "v w", "I a b eps", "standard"),
    (
        "fitzhugh-nagumo-cubic",
        "v w",
        "I a b c",
        "excitable oscillating",
    ),
    (
        "morris-lecar",
        "V w",
        "I C gCa gK gL ECa EK EL V1 V2 V3 V4 phi",
        "hopf snlc homoclinic",
    ),
    (
        "izhikevich",
        "v u",
        "I a b c d v_peak k1 k0 u_leak v_u",
        "rs ib ch fs tc rz lts a-tonic-spiking b-phasic-spiking c-tonic-bursting d-phasic-bursting e-mixed-mode f-spike-frequency-adaptation g-class-1 h-class-2 i-spike-latency j-subthreshold-oscillations k-resonator l-integrator m-rebound-spike n-rebound-burst o-threshold-variability p-bistability q-depolarizing-after-potential r-accommodation s-inhibition-induced-spiking t-inhibition-induced-bursting",
    ),
    (
        "izhikevich-2007",
        "v u",
        "I C k vr vt v_peak a b c d rule",
        "rs ib ch lts fs tc rtn",
    ),
    (
        "adaptive-exponential",
        "V w",
        "I C gL EL VT Delta tau_w a b V_cut V_reset",
        "brette-gerstner tonic adaptation initial-burst regular-burst delayed-accelerating delayed-regular-burst transient irregular",
    ),
    (
        "persistent-sodium",
        "V",
        "I C gL EL gNa ENa m_half m_k V_peak V_reset",
        "standard",
    ),
    (
        "leaky-integrate-and-fire",
        "V",
        "I tau R V_rest V_th V_reset t_ref",
        "article",
    ),
    (
        "quadratic-integrate-and-fire",
        "v",
        "b v_peak v_reset",
        "standard",
    ),
    (
        "exponential-integrate-and-fire",
        "V",
        "I C gL EL VT Delta V_cut V_reset t_ref",
        "standard",
    ),
    (
        "hodgkin-huxley-reduced",
        "V n",
        "I C gNa ENa gK EK gL EL c0 c1",
        "book unit-slope",
    ),
    (
        "wilson-cowan",
        "E N",
        "P Q c1 c2 c3 c4 a_E theta_E a_I theta_I tau",
        "cycle hysteresis",
    ),
    ("van-der-pol", "x y", "mu", "standard"),
];

#[test]
fn ids_variables_parameters_and_presets_are_the_promised_ones() {
    assert_eq!(zoo::registry().len(), NAMES.len());
    for (id, variables, parameters, presets) in NAMES {
        let info = zoo::find(id).expect(id).info();
        let join = |names: Vec<&str>| names.join(" ");
        assert_eq!(
            join(info.variables.iter().map(|v| v.name).collect()),
            variables
        );
        assert_eq!(
            join(info.parameters.iter().map(|p| p.name).collect()),
            parameters
        );
        assert_eq!(
            join(info.presets.iter().map(|p| p.id).collect()),
            presets,
            "{id}"
        );
    }
}

/// Currents and windows of the presets as promised, in the order of [`NAMES`].
#[test]
fn presets_have_the_promised_currents_and_windows() {
    let neuron = [[-90.0, 40.0], [-0.1, 0.8]];
    for (source, lead, window) in [
        ("persistent-sodium-potassium/high-threshold", 3.0, neuron),
        ("persistent-sodium-potassium/low-threshold", 10.0, neuron),
        ("persistent-sodium-potassium/subcritical", 45.0, neuron),
        ("persistent-sodium-potassium/fast-potassium", 3.0, neuron),
        ("fitzhugh-nagumo/standard", 0.5, [[-2.5, 2.5], [-1.0, 2.5]]),
        (
            "fitzhugh-nagumo-cubic/excitable",
            0.02,
            [[-0.5, 1.3], [-0.1, 0.4]],
        ),
        (
            "fitzhugh-nagumo-cubic/oscillating",
            0.0,
            [[-0.5, 1.3], [-0.1, 0.4]],
        ),
        ("morris-lecar/hopf", 90.0, [[-80.0, 60.0], [-0.1, 0.8]]),
        ("morris-lecar/snlc", 38.0, [[-80.0, 60.0], [-0.1, 0.8]]),
        (
            "morris-lecar/homoclinic",
            38.0,
            [[-80.0, 60.0], [-0.1, 0.8]],
        ),
        (
            "hodgkin-huxley-reduced/book",
            5.0,
            [[-20.0, 120.0], [0.2, 0.9]],
        ),
        (
            "hodgkin-huxley-reduced/unit-slope",
            5.0,
            [[-20.0, 120.0], [0.2, 0.9]],
        ),
        ("izhikevich/rs", 3.0, [[-90.0, 40.0], [-25.0, 10.0]]),
        ("izhikevich/lts", 0.0, [[-90.0, 40.0], [-25.0, 10.0]]),
        ("izhikevich/tc", 0.0, [[-90.0, 40.0], [-25.0, 10.0]]),
        ("izhikevich/rz", 0.0, [[-90.0, 40.0], [-25.0, 10.0]]),
    ] {
        let problem = Problem::from_source(source).expect(source);
        assert_eq!(problem.values()[0], lead, "{source}");
        assert_eq!([problem.window().x, problem.window().y], window, "{source}");
    }
    assert_eq!(Problem::opening().preset_id(), Some("high-threshold"));
}

#[test]
fn every_model_says_what_it_is_and_who_found_it() {
    let mut ids = HashSet::new();
    for model in zoo::registry() {
        let info = model.info();
        assert!(ids.insert(info.id), "{} is there twice", info.id);
        let words: Vec<&str> = info.source.split(|c: char| !c.is_ascii_digit()).collect();
        let year = words
            .iter()
            .any(|w| w.len() == 4 && ("1900".."2100").contains(w));
        assert!(year, "{} cites no year: {}", info.id, info.source);
        let mut names = HashSet::new();
        for v in &info.variables {
            assert!(
                names.insert(v.name) && !v.about.is_empty(),
                "{} {}",
                info.id,
                v.name
            );
        }
        for p in &info.parameters {
            assert!(names.insert(p.name), "{} {}", info.id, p.name);
            assert!(
                !p.label.is_empty() && p.about.ends_with('.'),
                "{} {}",
                info.id,
                p.name
            );
        }
        let mut presets = HashSet::new();
        for p in &info.presets {
            assert!(
                presets.insert(p.id) && !p.about.is_empty(),
                "{}/{}",
                info.id,
                p.id
            );
        }
    }
}

#[test]
fn ranges_are_proper_and_presets_lie_within_them() {
    for model in zoo::registry() {
        let info = model.info();
        let proper = |(lo, hi): (f64, f64)| lo.is_finite() && hi.is_finite() && lo < hi;
        let inside = |x: f64, (lo, hi): (f64, f64)| lo <= x && x <= hi;
        for v in &info.variables {
            assert!(
                proper(v.range) && inside(v.initial, v.range),
                "{} {}",
                info.id,
                v.name
            );
        }
        for p in &info.parameters {
            assert!(
                proper(p.range) && inside(p.default, p.range),
                "{} {}",
                info.id,
                p.name
            );
        }
        for preset in &info.presets {
            let place = format!("{}/{}", info.id, preset.id);
            for (p, value) in info.parameters.iter().zip(info.values(preset)) {
                assert!(inside(value, p.range), "{place}: {} = {value}", p.name);
            }
            assert!(preset.window.iter().all(|&w| proper(w)), "{place}");
            assert_eq!(preset.initial.len(), info.dimension(), "{place}");
            for (&x, &range) in preset.initial.iter().zip(&preset.window) {
                assert!(inside(x, range), "{place}: starts outside its window");
            }
            let problem = Problem::new(model, preset);
            let planar = problem.field().expect("a preset is finite");
            let slope = planar.f([preset.initial[0], preset.initial[1]]);
            assert!(slope.iter().all(|v| v.is_finite()), "{place}");
        }
    }
}

/// The states at which a parameter's effect is looked for: a grid over the first window.
fn grid(model: &Arc<dyn Model>) -> Vec<[f64; 2]> {
    let [x, y] = model.info().presets[0].window;
    let at = |(lo, hi): (f64, f64), k: i32| lo + (hi - lo) * (f64::from(k) + 0.5) / 5.0;
    (0..25).map(|k| [at(x, k % 5), at(y, k / 5)]).collect()
}

/// Everything that a field answers at a state, and its spike rule.
fn answers(field: &dyn Field, state: [f64; 2]) -> Vec<f64> {
    let (mut slope, mut after) = ([0.0; 2], [0.0; 2]);
    field.rhs(&state, &mut slope);
    field.reset(&state, &mut after);
    let mut all = slope.to_vec();
    all.extend(after);
    all.extend([field.guard(&state), field.reset_line(), field.peak_line()]);
    all
}

#[test]
fn every_parameter_changes_something() {
    for model in zoo::registry() {
        let info = model.info();
        let usual = info.values(&info.presets[0]);
        let before = model.bind(&usual);
        for (k, p) in info.parameters.iter().enumerate() {
            let mut values = usual.clone();
            values[k] = if usual[k] == p.range.1 {
                p.range.0
            } else {
                p.range.1
            };
            let after = model.bind(&values);
            let changed = grid(model).into_iter().any(|x| {
                let (a, b) = (answers(&*before, x), answers(&*after, x));
                a.iter()
                    .zip(&b)
                    .any(|(a, b)| a != b && !(a.is_nan() && b.is_nan()))
            });
            assert!(changed, "{} {} does nothing", info.id, p.name);
        }
    }
}

/// What is not declared to be a divisor may be zero: the formula stays finite somewhere.
#[test]
fn a_parameter_that_may_be_zero_leaves_the_formula_finite() {
    for model in zoo::registry() {
        for p in &model.info().parameters {
            let mut problem = Problem::new(model, &model.info().presets[0]);
            assert_eq!(problem.set(p.name, 0.0).is_err(), p.nonzero());
            assert!(
                problem.field().is_ok(),
                "{} {} = 0",
                model.info().id,
                p.name
            );
        }
    }
}

/// A model at values from its sliders, a state in the usual range, and two directions scaled by it.
#[derive(Clone, Debug)]
struct Sample {
    model: usize,
    values: Vec<f64>,
    state: [f64; 2],
    size: [f64; 2],
    v: [f64; 2],
    w: [f64; 2],
}

fn samples() -> impl Strategy<Value = Sample> {
    let unit = || proptest::collection::vec(0.0..1.0_f64, 16);
    let direction = || prop::array::uniform2(-1.0..1.0_f64);
    (
        0..NAMES.len(),
        unit(),
        prop::array::uniform2(0.0..1.0_f64),
        direction(),
        direction(),
    )
        .prop_map(|(model, shares, place, v, w)| {
            let info = zoo::registry()[model].info();
            let at = |(lo, hi): (f64, f64), share: f64| lo + share * (hi - lo);
            let ranges = [info.variables[0].range, info.variables[1].range];
            let size = ranges.map(|(lo, hi)| hi - lo);
            Sample {
                model,
                values: info
                    .parameters
                    .iter()
                    .zip(shares)
                    .map(|(p, share)| match at(p.range, share) {
                        near if p.nonzero() && near == 0.0 => p.default,
                        value => value,
                    })
                    .collect(),
                state: [at(ranges[0], place[0]), at(ranges[1], place[1])],
                size,
                v: [v[0] * size[0], v[1] * size[1]],
                w: [w[0] * size[0], w[1] * size[1]],
            }
        })
}

impl Sample {
    fn field(&self) -> Box<dyn Field> {
        zoo::registry()[self.model].bind(&self.values)
    }

    fn step(&self, direction: [f64; 2], s: f64) -> [f64; 2] {
        [0, 1].map(|i| self.state[i] + s * direction[i])
    }
}

/// Derivative of `f` at 0 by central differences with steps `h` and `h/2`, extrapolated (Richardson):
/// the error is of order `h⁴` and of rounding over `h`. Also the largest value seen, to judge it by.
fn derivative(f: impl Fn(f64) -> [f64; 2], h: f64) -> ([f64; 2], [f64; 2]) {
    let central = |h: f64| {
        let (a, b) = (f(h), f(-h));
        [0, 1].map(|i| (a[i] - b[i]) / (2.0 * h))
    };
    let (coarse, fine, here) = (central(h), central(0.5 * h), f(0.0));
    (
        [0, 1].map(|i| (4.0 * fine[i] - coarse[i]) / 3.0),
        here.map(f64::abs),
    )
}

/// Steps are this part of the usual range.
const STEP: f64 = 1e-5;

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

    /// Column j of the Jacobian is the derivative along variable j. Both are judged in units of the
    /// usual range, relative to the derivative and to rounding of the function itself.
    #[test]
    fn the_jacobian_is_the_derivative(sample in samples()) {
        let field = sample.field();
        let mut jacobian = [0.0; 4];
        field.jacobian(&sample.state, &mut jacobian);
        for j in 0..2 {
            let mut direction = [0.0; 2];
            direction[j] = sample.size[j];
            let f = |s: f64| {
                let mut out = [0.0; 2];
                field.rhs(&sample.step(direction, s), &mut out);
                out
            };
            let (expected, size) = derivative(f, STEP);
            for i in 0..2 {
                let exact = jacobian[2 * i + j] * sample.size[j];
                let allowed = 1e-7 * (exact.abs() + size[i] + 1e-9 * sample.size[i]);
                prop_assert!(
                    (exact - expected[i]).abs() <= allowed,
                    "{} {i}{j}: {exact} is not {}", NAMES[sample.model].0, expected[i]
                );
            }
        }
    }

    /// `D²f(x)(v, w)` is the derivative of `J(x + s v) w` by s at 0.
    #[test]
    fn the_second_derivative_is_the_derivative_of_the_jacobian(sample in samples()) {
        let field = sample.field();
        let mut exact = [0.0; 2];
        field.second(&sample.state, &sample.v, &sample.w, &mut exact);
        let f = |s: f64| {
            let mut j = [0.0; 4];
            field.jacobian(&sample.step(sample.v, s), &mut j);
            [j[0] * sample.w[0] + j[1] * sample.w[1], j[2] * sample.w[0] + j[3] * sample.w[1]]
        };
        let (expected, size) = derivative(f, STEP);
        for i in 0..2 {
            let allowed = 1e-6 * (exact[i].abs() + size[i] + 1e-9 * sample.size[i]);
            prop_assert!(
                (exact[i] - expected[i]).abs() <= allowed,
                "{} {i}: {} is not {}", NAMES[sample.model].0, exact[i], expected[i]
            );
        }
    }

    #[test]
    fn the_divergence_is_the_trace(sample in samples()) {
        let field = sample.field();
        let mut j = [0.0; 4];
        field.jacobian(&sample.state, &mut j);
        let apart = (field.divergence(&sample.state) - (j[0] + j[3])).abs();
        prop_assert!(apart <= 4.0 * f64::EPSILON * (j[0].abs() + j[3].abs()));
    }

    /// Sampling many states is the same as asking for one after the other.
    #[test]
    fn a_sampled_field_is_the_field(sample in samples()) {
        let field = sample.field();
        let states = [sample.step(sample.v, 0.1), sample.state, sample.step(sample.w, -0.2)];
        let mut many = [0.0; 6];
        field.sample(states.as_flattened(), &mut many);
        for (state, found) in states.iter().zip(many.chunks(2)) {
            let mut one = [0.0; 2];
            field.rhs(state, &mut one);
            prop_assert_eq!(&one[..], found);
        }
    }

    /// Whatever the sliders say, the formula is finite in the usual range.
    #[test]
    fn the_formula_is_finite_wherever_the_sliders_reach(sample in samples()) {
        let mut slope = [0.0; 2];
        sample.field().rhs(&sample.state, &mut slope);
        prop_assert!(slope.iter().all(|v| v.is_finite()), "{slope:?}");
    }
}
