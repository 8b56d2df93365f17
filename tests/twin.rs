//! A neuron learnt by a network: the simulator, what it is compared with, and the twin itself.
use nullcline::job::Cancel;
use nullcline::learn::twin::{
    InputSpike, IntegrateAndFire, Part, Recording, Synapses, Trial, TwinOptions,
    integrate_and_fire, simulate,
};

/// The published experiment with so many seconds of training and of test.
fn shorter(train: f64, test: f64) -> TwinOptions {
    let mut options = TwinOptions::published();
    options.duration.train = train;
    options.duration.test = test;
    options
}

fn recorded(options: &TwinOptions, part: Part, threads: usize) -> Recording {
    simulate(&Cancel::never(), options, part, threads, &|_| {})
        .expect("good settings")
        .expect("nobody cancels")
}

/// A neuron follows spikes at given times and synapses.
fn followed(cell: &IntegrateAndFire, input: &[(u16, u16)], length: usize) -> Trial {
    let mut input: Vec<InputSpike> = input.iter().map(|&(t, s)| InputSpike::new(t, s)).collect();
    input.sort_unstable();
    let mut trial = Trial {
        input,
        ..Trial::default()
    };
    integrate_and_fire(cell, &Synapses::default(), length, &mut trial);
    trial
}

/// Three excitatory spikes (synapses 0 to 79) and an inhibitory one add 2 mV each way and decay as e^(−k/20); a kernel
/// ends 140 ms after its spike, where it is e^(−7) of its height.
#[test]
fn the_potential_is_a_sum_of_kernels() {
    let cell = IntegrateAndFire::default();
    let trial = followed(&cell, &[(10, 0), (10, 79), (30, 5), (25, 80)], 300);
    let kernel = |t: i32, at: i32| {
        let k = t - at;
        if (0..=140).contains(&k) {
            2.0 * (-f64::from(k) / 20.0).exp()
        } else {
            0.0
        }
    };
    assert!(trial.spikes.is_empty());
    for (t, v) in trial.potential.iter().enumerate() {
        let t = t as i32;
        let sum = 2.0 * kernel(t, 10) + kernel(t, 30) - kernel(t, 25);
        assert!((f64::from(*v) + 75.0 - sum).abs() < 1e-5, "{t}: {v}");
    }
}

/// Eleven spikes at once lift the potential to −53 mV: the neuron fires in that bin, is at −75 mV in the next
/// although another spike arrives there, which is wiped, and from then on only later spikes count. Ten
/// lift it to −55 mV, which is not above the threshold.
#[test]
fn a_spike_resets_the_potential_and_wipes_the_input_of_the_next_bin() {
    let cell = IntegrateAndFire::default();
    let mut input: Vec<(u16, u16)> = (0..11).map(|s| (50, s)).collect();
    input.extend([(51, 0), (60, 1)]);
    let trial = followed(&cell, &input, 100);
    assert_eq!(trial.spikes, [50]);
    assert!((trial.potential[50] + 53.0).abs() < 1e-5);
    for t in 51..60 {
        assert!((trial.potential[t] + 75.0).abs() < 1e-5, "{t}");
    }
    assert!((trial.potential[60] + 73.0).abs() < 1e-5);
    let ten: Vec<(u16, u16)> = (0..10).map(|s| (50, s)).collect();
    assert!(followed(&cell, &ten, 100).spikes.is_empty());
    // The last bin of a trial has no bin after it for a reset.
    assert!(followed(&cell, &input, 51).spikes.is_empty());
}

/// Without a reset the potential of the same input goes on; the neuron fires where it rises through the threshold,
/// once, although it stays above for 20 ln(22/20) = 1.9 ms.
#[test]
fn without_a_reset_the_potential_goes_on() {
    let cell = IntegrateAndFire {
        reset: None,
        ..IntegrateAndFire::default()
    };
    let input: Vec<(u16, u16)> = (0..11).map(|s| (50, s)).collect();
    let trial = followed(&cell, &input, 100);
    assert_eq!(trial.spikes, [50]);
    assert!(trial.potential[51] > -55.0);
    let expected = -75.0 + 22.0 * (-0.5_f64).exp();
    assert!((f64::from(trial.potential[60]) - expected).abs() < 1e-5);
}

/// What an independent run of the published program gave (NumPy, 9,000 s): 3.10 Hz of excitatory and 3.04 Hz of
/// inhibitory input per synapse, about 0.8 Hz of output, −67.70 ± 3.92 mV. Over 200 trials of 6 s rates of
/// the input wander by 1 to 2 %: trials have their own rhythm, and about 90 independent rates each of
/// relative spread 0.6 to 1, so that the standard error is 0.6/√18,000 to 1/√18,000, below 1 %. Four of them are allowed.
#[test]
fn the_simulator_has_the_published_statistics() {
    let recording = recorded(&shorter(1200.0, 6.0), Part::Train, 2);
    let found = recording.statistics();
    let near = |value: f64, expected: f64, error: f64| {
        assert!(
            (value - expected).abs() < error,
            "{value} {expected}: {found:?}"
        );
    };
    near(found.excitatory_rate.expect("some"), 3.10, 0.08);
    near(found.inhibitory_rate.expect("some"), 3.04, 0.12);
    near(found.output_rate, 0.8, 0.12);
    near(found.mean, -67.70, 0.25);
    near(found.deviation, 3.92, 0.12);
}

/// One stream of random numbers per trial: the number of threads makes no difference, nor does how much is recorded.
#[test]
fn recordings_are_the_same_for_any_number_of_threads() {
    let options = shorter(60.0, 30.0);
    let one = recorded(&options, Part::Train, 1);
    for threads in [2, 3, 4, 100] {
        assert!(recorded(&options, Part::Train, threads) == one, "{threads}");
    }
    let longer = recorded(&shorter(90.0, 30.0), Part::Train, 2);
    assert!(longer.trials[..10] == one.trials[..]);
    let test = recorded(&options, Part::Test, 2);
    assert!(
        test.trials[0] != one.trials[0],
        "tests are not what was learnt"
    );
    let mut other = options.clone();
    other.seed += 1;
    assert!(recorded(&other, Part::Train, 1).trials[0] != one.trials[0]);
}
