use super::*;

fn outcome(id: &str) -> Outcome {
    let demo = demonstrations().into_iter().find(|d| d.id == id).expect(id);
    run(&Cancel::never(), &demo).unwrap().unwrap()
}

/// Each trial fires or stays silent as declared, and what is measured is as declared.
#[test]
fn every_demonstration_comes_out() {
    for demo in demonstrations() {
        let found = run(&Cancel::never(), &demo).unwrap().unwrap();
        let trials: Vec<_> = found
            .trials
            .iter()
            .map(|t| (t.value, t.spikes.len(), t.peak, t.as_expected))
            .collect();
        let finding = match &found.finding {
            Finding::Impedance(z) => format!("{:?} {}", z.peak, z.departure()),
            other => format!("{other:?}"),
        };
        assert!(found.holds, "{}: {trials:?} {finding}", demo.id);
    }
}

/// The eigenvalues at rest (v = −62.5, where 0.08 v + 5 = 0) solve λ² + 0.1 λ + 0.026 = 0, so
/// ω = √(0.026 − 0.0025) = 0.153297 per ms: a period of 40.987 ms, 24.4 Hz. The impedance
/// |(iω + a)/((iω)² + iω a + a b)|, a = 0.1, is largest at ω² = √(q² + 2 q a²) − a² with q = a b = 0.026:
/// ω = 0.1568 per ms, that is 24.95 Hz.
#[test]
fn the_resonator_prefers_its_natural_frequency() {
    let Finding::Resonance { best, period } = outcome("resonance-curve").finding else {
        panic!("a resonance was asked for");
    };
    assert!((period - 40.987).abs() < 1e-3, "{period}");
    // Pulses this small add up linearly, and the sum is largest at a gap of one period.
    assert!((best - period).abs() < 1.5, "{best}");
    let Finding::Impedance(z) = outcome("frequency-preference").finding else {
        panic!("an impedance was asked for");
    };
    let q: f64 = 0.026;
    let omega = ((q * q + 2.0 * q * 0.01).sqrt() - 0.01).sqrt();
    let expected = 1000.0 * omega / std::f64::consts::TAU;
    // |Z| there: the formula itself.
    let (i, a) = (nalgebra::Complex::new(0.0, omega), 0.1);
    let height = ((i + a) / (i * i + i * a + q)).norm();
    let [found, top] = z.linear_peak;
    assert!((found / expected - 1.0).abs() < 1e-3, "{found} {expected}");
    assert!((top / height - 1.0).abs() < 1e-6, "{top} {height}");
    let [found, top] = z.peak;
    assert!((found / expected - 1.0).abs() < 2e-3, "{found} {expected}");
    assert!((top / height - 1.0).abs() < 2e-3, "{top} {height}");
}

/// Three pulses 43 ms apart begin at 10, 53 and 96 ms. The words say that two are not enough: the spike
/// belongs to the third, and without it there is none.
#[test]
fn the_resonator_needs_all_three_pulses() {
    let found = outcome("resonator");
    let fires = found.trials.iter().find(|t| !t.spikes.is_empty());
    let fires = fires.expect("one gap fires");
    assert_eq!(fires.value, 43.0);
    assert!(fires.spikes[0] > 96.0, "{:?}", fires.spikes);
}

/// Trials of one demonstration are told apart by their names or values, and the one it begins with shows what
/// the title promises: a spike, where any trial has one, and for the curve the gap of its peak.
#[test]
fn demonstrations_begin_with_a_telling_trial_and_name_all() {
    for demo in demonstrations() {
        let found = run(&Cancel::never(), &demo).unwrap().unwrap();
        let first = &found.trials[demo.telling()];
        if found.trials.iter().any(|t| !t.spikes.is_empty()) {
            assert!(!first.spikes.is_empty(), "{}", demo.id);
        }
        if let Finding::Resonance { best, .. } = found.finding {
            assert_eq!(first.value, best);
        }
        for (k, a) in demo.trials.iter().enumerate() {
            for b in &demo.trials[..k] {
                let same = a.name == b.name && (a.name.is_some() || a.value == b.value);
                assert!(!same, "{}: {} {:?}", demo.id, a.value, a.name);
            }
        }
    }
}

/// Firing begins late by the time in which the cell leaves the ghost of the saddle-node at 2.25, and rest comes
/// late after the end of the cycles at −2.685: a ramp that is four times slower comes closer to both.
#[test]
fn a_slower_ramp_brings_the_hysteresis_closer_to_the_diagram() {
    let mut demo = demonstrations()
        .into_iter()
        .find(|d| d.id == "hysteresis")
        .unwrap();
    let ends = |demo: &Demonstration| match run(&Cancel::never(), demo).unwrap().unwrap().finding {
        Finding::Hysteresis { onset, offset } => [onset, offset],
        other => panic!("{other:?}"),
    };
    let [onset, offset] = ends(&demo);
    demo.until *= 4.0;
    demo.trials[0].stimulus =
        "ramp(at=0,width=16000,height=10) + ramp(at=16000,width=16000,height=-10)".into();
    let [slow_onset, slow_offset] = ends(&demo);
    assert!(
        2.25 < slow_onset && slow_onset < onset,
        "{slow_onset} {onset}"
    );
    assert!(
        offset < slow_offset && slow_offset < -2.6,
        "{slow_offset} {offset}"
    );
}

/// The saddle-node of this cell is at I = 2.25 (models.md, B3): firing cannot begin below.
#[test]
fn hysteresis_begins_beyond_the_fold_and_ends_before_it() {
    let Finding::Hysteresis { onset, offset } = outcome("hysteresis").finding else {
        panic!("a hysteresis was asked for");
    };
    assert!(onset > 2.25 && offset < 2.25, "{onset} {offset}");
}
