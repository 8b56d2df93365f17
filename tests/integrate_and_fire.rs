//! Models of one variable: persistent sodium and the integrate-and-fire family.
use nullcline::analysis::{
    CurvesOptions, DiagramOptions, EventKind, Firing, FiringOptions, Kind, OrbitEnd, Portrait,
    PortraitOptions, Problem, ProblemError, Space, TrajectoryOptions, Vary, curve::curves,
    diagram::diagram, firing::firing, flow::trajectory, portrait::portrait,
};
use nullcline::job::Cancel;

fn problem(source: &str, set: &[(&str, f64)]) -> Problem {
    let mut problem = Problem::from_source(source).expect("it can be done");
    for &(name, value) in set {
        problem.set(name, value).expect("it can be done");
    }
    problem
}

fn found(problem: &Problem) -> Portrait {
    portrait(&Cancel::never(), problem, &PortraitOptions::default())
        .expect("it can be done")
        .expect("it can be done")
}

fn period(source: &str, set: &[(&str, f64)]) -> f64 {
    let portrait = found(&problem(source, set));
    assert_eq!(portrait.cycles.len(), 1, "{source} {set:?}");
    assert_eq!(portrait.cycles[0].log_multiplier, None);
    portrait.cycles[0].period
}

fn curve(problem: &Problem, name: &str, range: [f64; 2], points: usize) -> Firing {
    let vary = Vary::new(problem, name, range).expect("it can be done");
    firing(
        &Cancel::never(),
        problem,
        &vary,
        FiringOptions { points },
        None,
    )
    .expect("it can be done")
    .expect("it can be done")
}

/// B5: the roots at I = 0 are a sink, a source and a sink; the last lies above the peak, where the reset
/// is, and is seen only when the peak is lifted above it.
#[test]
fn persistent_sodium_has_its_three_equilibria() {
    let source = "persistent-sodium";
    let here = found(&problem(source, &[])).equilibria;
    let kinds: Vec<Kind> = here.iter().map(|e| e.kind).collect();
    assert_eq!(kinds, [Kind::StableNode, Kind::UnstableNode]);
    let all = found(&problem(source, &[("V_peak", 35.0)])).equilibria;
    assert_eq!(all[2].kind, Kind::StableNode);
    for (e, v) in all.iter().zip([-52.5123, -40.2855, 30.8632]) {
        assert!((e.at[0] - v).abs() < 5e-5, "{}", e.at[0]);
    }
}

/// B13, row nap1d: the fold is at I = 15.7758880035, V = −46.19571411; and B5: the other one, which lies
/// far below all usual currents, at I = −890.13, V = 6.0178.
#[test]
fn persistent_sodium_loses_rest_at_its_fold() {
    let problem = problem("persistent-sodium", &[]);
    let vary = Vary::new(&problem, "I", [-1000.0, 40.0]).unwrap();
    let options = DiagramOptions::default();
    let events = diagram(&Cancel::never(), &problem, &vary, &options)
        .unwrap()
        .unwrap()
        .events;
    assert_eq!(events.len(), 2);
    assert!((events[0].parameter + 890.13).abs() < 5e-3);
    assert!((events[0].at[0] - 6.0178).abs() < 5e-5);
    assert!((events[1].parameter - 15.775_888_003_5).abs() < 1e-8);
    assert!((events[1].at[0] + 46.195_714_11).abs() < 1e-7);
    assert_eq!(events[1].kind, EventKind::SaddleNodeOnInvariantCircle);
}

/// B5: times of the way from −65 to 30 mV.
#[test]
fn persistent_sodium_takes_its_time_from_reset_to_peak() {
    for (i, time, digits) in [
        (16.0, 100.7, 0.05),
        (17.0, 42.4, 0.05),
        (22.0 - 2.0, 22.3, 0.05),
        (30.0, 11.6, 0.05),
        (60.0, 6.08, 0.005),
    ] {
        let t = period("persistent-sodium", &[("I", i)]);
        assert!((t - time).abs() <= digits, "{i}: {t}");
    }
}

/// T = t_ref + tau ln(R I / (R I − (V_th − V_rest))), for the values of the article: the rates of A2,
/// row 8, which are this formula rounded.
#[test]
fn the_leaky_neuron_has_its_textbook_rates() {
    for (i, hertz) in [
        (7.7, 13.93),
        (8.0, 28.34),
        (10.0, 57.59),
        (15.0, 101.10),
        (20.0, 132.36),
    ] {
        let t = period("leaky-integrate-and-fire", &[("I", i)]);
        let exact = 2.7 + 10.0 * (2.6 * i / (2.6 * i - 20.0)).ln();
        assert!((t / exact - 1.0).abs() < 1e-11, "{i}: {t} {exact}");
        assert!((1000.0 / t - hertz).abs() < 5e-3, "{i}");
    }
}

/// Rest is at V_rest + R I, below the threshold as long as I < 20 / 2.6. Nothing bifurcates there; the
/// rate begins at zero, which is class 1.
#[test]
fn the_leaky_neuron_fires_from_its_rheobase_on() {
    let problem = problem("leaky-integrate-and-fire", &[]);
    let f = curve(&problem, "I", [-5.0, 20.0], 6);
    assert!((f.onset.unwrap() - 20.0 / 2.6).abs() < 1e-12);
    assert_eq!((f.mechanism, f.offset), (None, None));
    assert_eq!(f.class.unwrap().number(), 1);
    assert_eq!(f.notes.len(), 1, "that it is no bifurcation is said");
    let rates: Vec<f64> = f.points.iter().map(|p| p.rate.unwrap()).collect();
    assert_eq!(rates[..3], [0.0; 3]);
    assert!((rates[5] - 132.36).abs() < 5e-3);
}

/// For b > 0: T = (atan(v_peak/√b) − atan(v_reset/√b)) / √b.
#[test]
fn the_quadratic_neuron_has_the_period_of_its_formula() {
    for b in [0.01, 1.0, 4.0_f64] {
        let s = b.sqrt();
        let exact = ((10.0 / s).atan() - (-10.0 / s).atan()) / s;
        let t = period("quadratic-integrate-and-fire", &[("b", b)]);
        assert!((t / exact - 1.0).abs() < 1e-11, "{b}: {t} {exact}");
    }
    assert!((period("quadratic-integrate-and-fire", &[("b", 1.0)]) - 2.942_26).abs() < 5e-6);
}

/// With a reset above zero, rest −√|b| and firing coexist while √|b| < v_reset: firing ends where the reset
/// lies on the unstable point, at b = −v_reset², and begins at the saddle-node b = 0.
#[test]
fn the_quadratic_neuron_is_bistable_with_a_high_reset() {
    let problem = problem("quadratic-integrate-and-fire", &[("v_reset", 1.5)]);
    let vary = Vary::new(&problem, "b", [-5.0, 5.0]).unwrap();
    let options = DiagramOptions::default();
    let events = diagram(&Cancel::never(), &problem, &vary, &options)
        .unwrap()
        .unwrap()
        .events;
    let kinds: Vec<_> = events.iter().map(|e| (e.kind, e.parameter)).collect();
    assert_eq!(kinds[0].0, EventKind::Homoclinic);
    assert!((kinds[0].1 + 2.25).abs() < 1e-12);
    assert_eq!(kinds[1], (EventKind::SaddleNode, 0.0));
    let f = curve(&problem, "b", [-5.0, 5.0], 3);
    assert!(f.onset.unwrap().abs() < 1e-12 && (f.offset.unwrap() + 2.25).abs() < 1e-12);
    assert_eq!(f.class.unwrap().number(), 2);
}

/// The fold is where gL = gL exp((V − VT)/Δ), V = VT, I = gL (VT − EL − Δ) = 546 pA; periods are
/// ∫ dV / V' by adaptive quadrature (SciPy, 1e-13).
#[test]
fn the_exponential_neuron_has_its_fold_and_its_periods() {
    let source = "exponential-integrate-and-fire";
    let f = curve(&problem(source, &[]), "I", [0.0, 1500.0], 4);
    assert!((f.onset.unwrap() - 546.0).abs() < 1e-9);
    assert_eq!(f.mechanism, Some(EventKind::SaddleNodeOnInvariantCircle));
    assert_eq!(f.class.unwrap().number(), 1);
    for (i, exact) in [(600.0, 44.021_980_138_3), (1000.0, 11.758_252_508_7)] {
        let t = period(source, &[("I", i)]);
        assert!((t / exact - 1.0).abs() < 1e-10, "{i}: {t}");
        let held = period(source, &[("I", i), ("t_ref", 3.0)]);
        assert!((held - t - 3.0).abs() < 1e-9);
    }
}

/// Exactly at the fold both equilibria are one, half stable.
#[test]
fn at_the_fold_rest_and_threshold_are_one_point() {
    for (source, set) in [
        ("quadratic-integrate-and-fire", ("b", 0.0)),
        ("exponential-integrate-and-fire", ("I", 546.0)),
    ] {
        let portrait = found(&problem(source, &[set]));
        let kinds: Vec<Kind> = portrait.equilibria.iter().map(|e| e.kind).collect();
        assert_eq!(kinds, [Kind::SaddleNode], "{source}");
        assert!(portrait.cycles.is_empty());
    }
}

/// The flow rises below rest, falls from the threshold to rest, and rises beyond it.
#[test]
fn the_flow_between_equilibria_has_its_direction() {
    let portrait = found(&problem("quadratic-integrate-and-fire", &[]));
    let line = portrait.line.unwrap();
    let ways: Vec<(f64, f64, bool)> = line
        .stretches
        .iter()
        .map(|s| (s.from, s.to, s.rises))
        .collect();
    let ends = [(-12.0, -1.0, true), (-1.0, 1.0, false), (1.0, 10.0, true)];
    for (found, expected) in ways.iter().zip(ends) {
        assert!((found.0 - expected.0).abs() < 1e-12 && (found.1 - expected.1).abs() < 1e-12);
        assert_eq!(found.2, expected.2);
    }
    assert_eq!(line.reset, Some([10.0, -10.0]));
    assert!((line.threshold.unwrap() - 1.0).abs() < 1e-12);
}

/// A reset beyond the peak is a spike at once, and again: bounded, and said.
#[test]
fn a_reset_above_the_threshold_is_bounded_and_said() {
    let endless = problem(
        "leaky-integrate-and-fire",
        &[("V_reset", -40.0), ("t_ref", 0.0), ("I", 20.0)],
    );
    assert!(found(&endless).notes[0].contains("every reset leads straight to the next spike"));
    let space = Space::of(&endless).unwrap();
    let options = TrajectoryOptions::default();
    let orbit = trajectory(&Cancel::never(), &space, &[-70.0], &options).unwrap();
    assert_eq!(orbit.end, OrbitEnd::StepLimit);
    assert!(orbit.spikes.len() < 1000);
    // With a refractory time it fires at the rate which that allows.
    let held = found(&problem(
        "leaky-integrate-and-fire",
        &[("V_reset", -40.0), ("I", 20.0)],
    ));
    assert_eq!(held.cycles[0].period, 2.7);
}

#[test]
fn a_negative_refractory_time_is_refused() {
    let mut problem = problem("exponential-integrate-and-fire", &[]);
    let refused = problem.set("t_ref", -1.0);
    assert!(matches!(refused, Err(ProblemError::Negative { .. })));
    assert_eq!(problem.value("t_ref"), Some(0.0));
}

/// The fold of the exponential neuron is at V = VT, I = gL (VT − EL − Δ), whatever Δ; and that of the
/// quadratic one at b = 0, whatever the peak: straight lines in planes of two parameters.
#[test]
fn folds_of_the_family_are_straight_lines_in_two_parameters() {
    let fold = |source: &str, set: [(&str, [f64; 2]); 2]| -> (Problem, Vec<[f64; 2]>) {
        let p = problem(source, &[]);
        let vary = set.map(|(name, range)| Vary::new(&p, name, range).unwrap());
        let options = CurvesOptions::default();
        let found = curves(&Cancel::never(), &p, &vary, &options, None);
        let found = found.unwrap().unwrap();
        assert_eq!(found.curves.len(), 1, "{source}: {:?}", found.curves);
        assert_eq!(found.curves[0].kind.name(), "saddle-node");
        let places = found.curves[0].points.clone();
        (p, places)
    };
    let (p, places) = fold(
        "exponential-integrate-and-fire",
        [("I", [300.0, 700.0]), ("Delta", [0.5, 5.0])],
    );
    let [gl, vt, el] = ["gL", "VT", "EL"].map(|name| p.value(name).unwrap());
    assert!(places.len() > 5);
    for [i, delta] in &places {
        let expected = gl * (vt - el - delta);
        assert!((i - expected).abs() < 1e-7 * expected, "{i} at {delta}");
    }
    let (_, places) = fold(
        "quadratic-integrate-and-fire",
        [("b", [-3.0, 5.0]), ("v_peak", [1.0, 9.0])],
    );
    assert!(places.iter().all(|[b, _]| b.abs() < 1e-9), "{places:?}");
}
