//! What holds for every built-in model: names, ranges, presets, exact derivatives.
use nullcline::analysis::Problem;
use nullcline::model::{Field, Model, zoo};
use proptest::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// Names are promises: scripts, lessons and saved sessions rely on them. Id, variables, parameters and
/// presets of each model, in their order.
const NAMES: [(&str, &str, &str, &str); 15] = [
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
        "hodgkin-huxley",
        "V m h n",
        "I C gNa ENa gK EK gL EL T V_rest",
        "modern modern-54.4 rest-zero article",
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
        ("hodgkin-huxley/modern", 10.0, [[-90.0, 60.0], [0.2, 0.9]]),
        ("hodgkin-huxley/article", 8.0, [[-25.0, 125.0], [0.2, 0.9]]),
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
            let problem = Problem::new(model, preset);
            for (k, &x) in preset.initial.iter().enumerate() {
                let [lo, hi] = problem.usual(k);
                assert!(inside(x, (lo, hi)), "{place}: starts outside its window");
            }
            problem.field().expect("a preset is finite");
            let mut slope = vec![0.0; info.dimension()];
            problem.bind().rhs(&preset.initial, &mut slope);
            assert!(slope.iter().all(|v| v.is_finite()), "{place}");
        }
    }
}

/// The states at which a parameter's effect is looked for: a grid over the usual ranges.
fn grid(model: &Arc<dyn Model>) -> Vec<Vec<f64>> {
    let problem = Problem::new(model, &model.info().presets[0]);
    let at = |[lo, hi]: [f64; 2], k: i32| lo + (hi - lo) * (f64::from(k) + 0.5) / 5.0;
    let n = model.info().dimension() as u32;
    let state = |k: i32| {
        let digit = |i: u32| at(problem.usual(i as usize), k / 5_i32.pow(i) % 5);
        (0..n).map(digit).collect()
    };
    (0..5_i32.pow(n)).map(state).collect()
}

/// Everything that a field answers at a state, and its spike rule.
fn answers(field: &dyn Field, state: &[f64]) -> Vec<f64> {
    let (mut all, mut after) = (vec![0.0; state.len()], vec![0.0; state.len()]);
    field.rhs(state, &mut all);
    field.reset(state, &mut after);
    all.extend(after);
    let spikes = [field.reset_line(), field.peak_line(), field.hold()];
    all.push(field.guard(state));
    all.extend(spikes);
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
                let (a, b) = (answers(&*before, &x), answers(&*after, &x));
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
    state: Vec<f64>,
    size: Vec<f64>,
    v: Vec<f64>,
    w: Vec<f64>,
}

fn samples() -> impl Strategy<Value = Sample> {
    // As many as the largest model needs; the others leave some of them unused.
    let unit = || proptest::collection::vec(0.0..1.0_f64, 16);
    let direction = || proptest::collection::vec(-1.0..1.0_f64, 8);
    (0..NAMES.len(), unit(), unit(), direction(), direction()).prop_map(
        |(model, shares, place, v, w)| {
            let info = zoo::registry()[model].info();
            let at = |(lo, hi): (f64, f64), share: f64| lo + share * (hi - lo);
            let ranges = || info.variables.iter().map(|v| v.range);
            let size: Vec<f64> = ranges().map(|(lo, hi)| hi - lo).collect();
            let scaled = |d: &[f64]| size.iter().zip(d).map(|(s, d)| s * d).collect();
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
                state: ranges().zip(&place).map(|(r, &s)| at(r, s)).collect(),
                v: scaled(&v),
                w: scaled(&w),
                size,
            }
        },
    )
}

impl Sample {
    fn field(&self) -> Box<dyn Field> {
        zoo::registry()[self.model].bind(&self.values)
    }

    fn n(&self) -> usize {
        self.state.len()
    }

    fn step(&self, direction: &[f64], s: f64) -> Vec<f64> {
        let moved = |(x, d): (&f64, &f64)| x + s * d;
        self.state.iter().zip(direction).map(moved).collect()
    }
}

/// Derivative of `f` at 0 by central differences with steps `h` and `h/2`, extrapolated (Richardson):
/// the error is of order `h⁴` and of rounding over `h`. Also the largest value seen, to judge it by.
fn derivative(f: impl Fn(f64) -> Vec<f64>, h: f64) -> (Vec<f64>, Vec<f64>) {
    let central = |h: f64| -> Vec<f64> {
        let pairs = f(h).into_iter().zip(f(-h));
        pairs.map(|(a, b)| (a - b) / (2.0 * h)).collect()
    };
    let pairs = central(h).into_iter().zip(central(0.5 * h));
    (
        pairs
            .map(|(coarse, fine)| (4.0 * fine - coarse) / 3.0)
            .collect(),
        f(0.0).into_iter().map(f64::abs).collect(),
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
        let (field, n) = (sample.field(), sample.n());
        let mut jacobian = vec![0.0; n * n];
        field.jacobian(&sample.state, &mut jacobian);
        for j in 0..n {
            let mut direction = vec![0.0; n];
            direction[j] = sample.size[j];
            let f = |s: f64| {
                let mut out = vec![0.0; n];
                field.rhs(&sample.step(&direction, s), &mut out);
                out
            };
            let (expected, size) = derivative(f, STEP);
            for i in 0..n {
                let exact = jacobian[n * i + j] * sample.size[j];
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
        let (field, n) = (sample.field(), sample.n());
        let mut exact = vec![0.0; n];
        field.second(&sample.state, &sample.v, &sample.w, &mut exact);
        let f = |s: f64| {
            let mut j = vec![0.0; n * n];
            field.jacobian(&sample.step(&sample.v, s), &mut j);
            let along = |row: &[f64]| row.iter().zip(&sample.w).map(|(j, w)| j * w).sum();
            j.chunks(n).map(along).collect()
        };
        let (expected, size) = derivative(f, STEP);
        for i in 0..n {
            let allowed = 1e-6 * (exact[i].abs() + size[i] + 1e-9 * sample.size[i]);
            prop_assert!(
                (exact[i] - expected[i]).abs() <= allowed,
                "{} {i}: {} is not {}", NAMES[sample.model].0, exact[i], expected[i]
            );
        }
    }

    #[test]
    fn the_divergence_is_the_trace(sample in samples()) {
        let (field, n) = (sample.field(), sample.n());
        let mut j = vec![0.0; n * n];
        field.jacobian(&sample.state, &mut j);
        let diagonal = || j.iter().step_by(n + 1);
        let apart = (field.divergence(&sample.state) - diagonal().sum::<f64>()).abs();
        let size: f64 = diagonal().map(|d| d.abs()).sum();
        prop_assert!(apart <= 4.0 * f64::EPSILON * size);
    }

    /// Sampling many states is the same as asking for one after the other.
    #[test]
    fn a_sampled_field_is_the_field(sample in samples()) {
        let (field, n) = (sample.field(), sample.n());
        let states = [sample.step(&sample.v, 0.1), sample.state.clone(), sample.step(&sample.w, -0.2)];
        let mut many = vec![0.0; 3 * n];
        field.sample(&states.concat(), &mut many);
        for (state, found) in states.iter().zip(many.chunks(n)) {
            let mut one = vec![0.0; n];
            field.rhs(state, &mut one);
            prop_assert_eq!(&one[..], found);
        }
    }

    /// Whatever the sliders say, the formula is finite in the usual range.
    #[test]
    fn the_formula_is_finite_wherever_the_sliders_reach(sample in samples()) {
        let mut slope = vec![0.0; sample.n()];
        sample.field().rhs(&sample.state, &mut slope);
        prop_assert!(slope.iter().all(|v| v.is_finite()), "{slope:?}");
    }
}
