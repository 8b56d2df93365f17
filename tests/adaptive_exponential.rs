//! The adaptive exponential neuron: its bifurcations by formula, and the patterns of its presets.
use nullcline::analysis::{
    DiagramOptions, EventKind, Problem, Space, TrajectoryOptions, Vary, diagram::diagram,
    flow::trajectory,
};
use nullcline::job::Cancel;

fn spikes(preset: &str, span: f64) -> Vec<f64> {
    let problem = Problem::from_source(&format!("adaptive-exponential/{preset}")).unwrap();
    let options = TrajectoryOptions {
        span,
        tolerance: 1e-11,
        ..TrajectoryOptions::default()
    };
    let space = Space::of(&problem).unwrap();
    let start = &problem.preset().initial;
    trajectory(&Cancel::never(), &space, start, &options)
        .unwrap()
        .spikes
}

fn intervals(preset: &str, span: f64) -> Vec<f64> {
    spikes(preset, span)
        .windows(2)
        .map(|p| p[1] - p[0])
        .collect()
}

/// B9: AH at V = VT + Δ ln(1 + C/(gL tau_w)), SN at V = VT + Δ ln(1 + a/gL), both at
/// I = gL (V − EL) − gL Δ exp((V − VT)/Δ) + a (V − EL): 627.18 and 627.31 pA.
#[test]
fn brette_and_gerstners_neuron_loses_rest_at_a_hopf_point() {
    let problem = Problem::from_source("adaptive-exponential").unwrap();
    let vary = Vary::new(&problem, "I", [0.0, 1500.0]).unwrap();
    let options = DiagramOptions { cycles: false };
    let events = diagram(&Cancel::never(), &problem, &vary, &options)
        .unwrap()
        .unwrap()
        .events;
    let current = |e: f64| {
        let v = -50.4 + 2.0 * (1.0 + e).ln();
        30.0 * (v + 70.6) - 60.0 * (1.0 + e) + 4.0 * (v + 70.6)
    };
    let [hopf, fold] = [current(281.0 / (30.0 * 144.0)), current(4.0 / 30.0)];
    assert!((hopf - 627.18).abs() < 5e-3 && (fold - 627.31).abs() < 5e-3);
    assert_eq!(events.len(), 2);
    assert_eq!(events[0].kind, EventKind::SubcriticalHopf);
    assert!((events[0].parameter / hopf - 1.0).abs() < 1e-11);
    assert_eq!(events[1].kind, EventKind::SaddleNode);
    assert!((events[1].parameter / fold - 1.0).abs() < 1e-11);
}

/// Times of the first spikes by SciPy's DOP853 with events, at 1e-12.
#[test]
fn first_spikes_come_when_another_code_says() {
    for (preset, times) in [
        ("tonic", &[14.2229339, 23.1518256, 32.2421193][..]),
        ("transient", &[30.2898639]),
        ("irregular", &[15.6445878, 19.0897218, 23.557557]),
        (
            "delayed-accelerating",
            &[33.5737388, 54.1674517, 73.2470087],
        ),
    ] {
        for (found, expected) in spikes(preset, 100.0).iter().zip(times) {
            assert!((found - expected).abs() < 2e-7, "{preset}: {found}");
        }
    }
}

/// What the presets are named after, over 1000 ms from rest.
#[test]
fn each_preset_fires_in_its_pattern() {
    let tonic = intervals("tonic", 1000.0);
    assert!(tonic[0] > 0.9 * tonic[50] && tonic.len() > 90);
    let adaptation = intervals("adaptation", 1000.0);
    assert!(adaptation[..5].is_sorted() && adaptation[6] > 5.0 * adaptation[0]);
    let burst = intervals("initial-burst", 1000.0);
    assert!(burst[0] < 10.0 && burst[1] < 10.0 && burst[2..].iter().all(|&i| i > 50.0));
    let regular = intervals("regular-burst", 1000.0);
    let late = &regular[regular.len() - 4..];
    assert!(late.iter().filter(|&&i| i < 10.0).count() == 2);
    assert!(late.iter().filter(|&&i| i > 100.0).count() == 2);
    let accelerating = intervals("delayed-accelerating", 500.0);
    assert!(accelerating.is_sorted_by(|a, b| a > b));
    assert!(accelerating[0] > 1.5 * accelerating[accelerating.len() - 1]);
    let delayed = intervals("delayed-regular-burst", 1000.0);
    assert!(spikes("delayed-regular-burst", 1000.0)[0] > 50.0);
    assert!(delayed.iter().filter(|&&i| i > 50.0).count() > 5);
    assert_eq!(spikes("transient", 1000.0).len(), 1);
    // Over a dozen spikes no interval comes back to within a tenth of a millisecond in the same order.
    let irregular = intervals("irregular", 400.0);
    let repeats = (1..8).any(|k| {
        irregular
            .iter()
            .zip(&irregular[k..])
            .all(|(a, b)| (a - b).abs() < 0.1)
    });
    assert!(!repeats);
}

/// `V_cut` is far beyond the threshold: there V' is 4e14 mV/ms, and a step shorter than the rounding of
/// the time. Spikes come all the same, after a long time too.
#[test]
fn a_cut_far_above_the_threshold_is_reached() {
    let mut problem = Problem::from_source("adaptive-exponential").unwrap();
    problem.set("I", 627.5).unwrap();
    let options = TrajectoryOptions {
        span: 20_000.0,
        tolerance: 1e-10,
        ..TrajectoryOptions::default()
    };
    let space = Space::of(&problem).unwrap();
    let orbit = trajectory(&Cancel::never(), &space, &[-70.6, 0.0], &options).unwrap();
    assert_eq!(orbit.times.last(), Some(&20_000.0));
    assert!(orbit.spikes.len() > 10);
    let peaks = orbit.resets.iter().map(|&k| orbit.states[k - 1][0]);
    assert!(peaks.into_iter().all(|v| v == 20.0));
}
