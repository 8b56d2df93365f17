//! A neuron learnt by a network: the simulator, what it is compared with, and the twin itself.
use nullcline::job::Cancel;
use nullcline::learn::twin::metrics::{auc, cross_correlation, errors, metrics};
use nullcline::learn::twin::{
    Ceiling, Exponential, Filters, InputSpike, IntegrateAndFire, Layout, LeastSquares, Network,
    Neuron, PENALTY, POTENTIAL_WEIGHT, Part, Recording, Roc, Saved, State, Synapses, Training,
    Transfer, Trial, TwinError, TwinFileError, TwinOptions, ZooNeuron, integrate_and_fire,
    simulate,
};
use std::sync::Arc;

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

/// Of the six pairs of a spike and a silent bin the spike has better odds in four, and the same in one: (4 + 1/2)/6.
#[test]
fn the_area_under_the_curve_counts_pairs_and_halves_of_ties() {
    let found = auc(&mut [3.0, 1.0], &[2.0, 0.0, 1.0]);
    assert_eq!(found, Some(0.75));
    assert_eq!(auc(&mut [1.0; 4], &[1.0; 3]), Some(0.5), "all alike");
    assert_eq!(auc(&mut [], &[1.0]), None);
    assert_eq!(auc(&mut [1.0], &[]), None);
    let roc = Roc::new(vec![3.0, 1.0], vec![2.0, 0.0, 1.0]).expect("both");
    // The trapezia under the corners of the curve have the same area.
    let area: f64 = roc
        .points
        .windows(2)
        .map(|p| 0.5 * (p[1][0] - p[0][0]) * (p[0][1] + p[1][1]))
        .sum();
    assert!((area - 0.75).abs() < 1e-12, "{roc:?}");
    // None of three silent bins may be above the threshold, the best of them: one of two spikes is.
    assert_eq!(
        (roc.threshold, roc.hit_rate, roc.false_positive_rate),
        (2.0, 0.5, 0.0)
    );
}

/// Errors of ±1 on 0, 2, 4, 6: their variance is 1 and that of the targets 5. A constant error is no variance.
#[test]
fn errors_and_explained_variance_are_those_of_hand() {
    let pairs = [[0.0, 1.0], [2.0, 1.0], [4.0, 5.0], [6.0, 5.0]];
    let (rmse, explained) = errors(pairs.into_iter());
    assert_eq!(rmse, 1.0);
    assert!((explained.expect("it varies") - 80.0).abs() < 1e-12);
    let shifted = [[0.0, 3.0], [2.0, 5.0]];
    let (rmse, explained) = errors(shifted.into_iter());
    assert_eq!((rmse, explained), (3.0, Some(100.0)));
    assert_eq!(errors([[1.0, 2.0]; 3].into_iter()).1, None);
}

/// True spikes at 100 and 990 of 1,000 ms; predicted ones at 100, 102 and 989. At lags 0, 2 and −1 one of the two
/// true spikes has a prediction, which is 500 Hz; at 20 only the first can have one.
#[test]
fn a_cross_correlation_is_counted_around_true_spikes() {
    let (truth, predicted) = ([100, 990], [100, 102, 989]);
    let found = cross_correlation([(&truth[..], &predicted[..])].into_iter(), 1000);
    let at = |lag: i32| found.rates[(lag + 50) as usize];
    assert_eq!([at(0), at(2), at(-1)], [500.0; 3]);
    assert_eq!(found.rates.iter().sum::<f64>(), 1500.0);
    assert_eq!(found.peak, Some(0), "of equal ones the nearest to 0");
    let alone = cross_correlation([(&truth[..], &[1010_u16, 110][1..])].into_iter(), 1000);
    assert_eq!(alone.peak, Some(10));
    let none = cross_correlation([(&[][..], &predicted[..])].into_iter(), 1000);
    assert_eq!((none.rates.len(), none.peak), (0, None));
}

/// A small recording whose spikes and potentials have nothing to do with its input.
fn small(synapses: usize, length: u16) -> Recording {
    let mut state = 1_u64;
    let mut next = move |n: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % n
    };
    let mut input: Vec<InputSpike> = (0..3 * length)
        .map(|_| InputSpike::new(next(length.into()) as u16, next(synapses as u64) as u16))
        .collect();
    input.sort_unstable();
    input.dedup();
    Recording {
        trials: vec![Trial {
            input,
            potential: (0..length)
                .map(|_| -70.0 + next(200) as f32 / 10.0)
                .collect(),
            spikes: (0..length).filter(|_| next(7) == 0).collect(),
        }],
        length: length.into(),
        synapses,
        excitatory: synapses,
        ceiling: Ceiling {
            above: -55.0,
            becomes: -54.9,
        },
    }
}

/// The loss by its definition, in double precision: nothing sparse, nothing clever.
fn loss(layout: &Layout, mean: f64, w: &[f64], recording: &Recording, bins: [usize; 2]) -> f64 {
    let trial = &recording.trials[0];
    let (n, size) = (layout.hidden, layout.synapses * layout.window);
    let (biases, spike, potential) = (n * size, n * size + n, n * size + 2 * n + 1);
    let mut sum = 0.0;
    for t in bins[0]..bins[1] {
        let (mut odds, mut v) = (w[spike + n], w[potential + n]);
        for unit in 0..n {
            let mut z = w[biases + unit];
            for k in 0..layout.window.min(t + 1) {
                for synapse in 0..layout.synapses {
                    let spike = InputSpike::new((t - k) as u16, synapse as u16);
                    if trial.input.contains(&spike) {
                        z += w[unit * size + synapse * layout.window + k];
                    }
                }
            }
            let y = match layout.transfer {
                Transfer::Linear => z,
                Transfer::Relu => z.max(0.0),
                Transfer::LeakyRelu => z.max(0.1 * z),
                Transfer::Tanh => z.tanh(),
            };
            odds += w[spike + unit] * y;
            v += w[potential + unit] * y;
        }
        let p = 1.0 / (1.0 + (-odds).exp());
        let fires = trial.spikes.contains(&(t as u16));
        let target = trial.potential[t];
        let target = if target > -55.0 { -54.9 } else { target };
        sum -= if fires { p.ln() } else { (1.0 - p).ln() };
        sum += POTENTIAL_WEIGHT * (v + mean - f64::from(target)).powi(2);
    }
    let kernels = w[..biases]
        .iter()
        .chain(&w[spike..spike + n])
        .chain(&w[potential..potential + n]);
    sum / (bins[1] - bins[0]) as f64 + PENALTY * kernels.map(|w| w * w).sum::<f64>()
}

/// The loss and every derivative of a network of each sort agree with the definition of the loss, differentiated by
/// central differences in double precision (error h² = 1e-10), as far as single precision goes: 1e-5 of the
/// largest derivative.
#[test]
fn gradients_are_those_of_finite_differences() {
    for (transfer, hidden) in [
        (Transfer::Linear, 1),
        (Transfer::Linear, 2),
        (Transfer::Tanh, 3),
        (Transfer::LeakyRelu, 3),
        (Transfer::Relu, 3),
    ] {
        let layout = Layout {
            synapses: 4,
            window: 7,
            hidden,
            transfer,
        };
        let recording = small(4, 60);
        let network = Network::new(&layout, -66.0, 5);
        // From the beginning of the trial, and in its middle.
        for bins in [[0, 30], [25, 60]] {
            let (found, gradient) = network.gradient(&recording, 0, bins[0], bins[1]);
            let w: Vec<f64> = network.weights.iter().map(|&w| f64::from(w)).collect();
            let at = |w: &[f64]| loss(&layout, -66.0, w, &recording, bins);
            assert!((found - at(&w)).abs() < 1e-5 * found, "{transfer:?}");
            let largest = gradient.iter().fold(0.0_f32, |m, g| m.max(g.abs()));
            for k in 0..w.len() {
                let moved = |h: f64| {
                    let mut w = w.clone();
                    w[k] += h;
                    at(&w)
                };
                let slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
                let error = (slope - f64::from(gradient[k])).abs();
                assert!(
                    error < 1e-5 * f64::from(largest),
                    "{transfer:?} {k}: {slope} {}",
                    gradient[k]
                );
            }
        }
    }
}

fn trained(options: &TwinOptions, threads: usize) -> Training {
    let part = |part| Arc::new(recorded(options, part, threads));
    Training::new(options, part(Part::Train), part(Part::Test), threads).expect("good settings")
}

/// The same weights to the bit for one, two and four threads, in one go or step by step, and after a reset.
#[test]
fn training_is_the_same_for_any_number_of_threads_and_calls() {
    let mut options = shorter(60.0, 30.0);
    options.descent.steps = 60;
    for (hidden, batch) in [(1, 16), (3, 5)] {
        options.network.hidden = hidden;
        options.network.transfer = Transfer::usual(hidden);
        options.descent.batch = batch;
        let mut one = trained(&options, 1);
        assert_eq!(one.advance(usize::MAX).state, State::Done);
        for threads in [2, 4] {
            let mut other = trained(&options, threads);
            while other.advance(7).state == State::Going {}
            assert!(other.network() == one.network(), "{threads}");
            let curve = |t: &Training| -> Vec<_> {
                t.curve().iter().map(|p| (p.step, p.loss, p.auc)).collect()
            };
            assert_eq!(curve(&other), curve(&one));
        }
        let done = one.network().clone();
        one.reset().expect("good settings");
        assert_eq!((one.progress().step, one.curve().len()), (0, 0));
        assert!(*one.network() != done);
        one.advance(1000);
        assert!(*one.network() == done);
    }
}

/// On what it was computed from nothing linear is better than the best linear filter; it has the first taps of the
/// synapses, 2 mV, within the error of 600 s. A network whose filter is the membrane's own kernel, read as the
/// best straight line, comes within 3 % of it (1.749 against 1.715 mV in an independent run): what it
/// lacks is that on average old spikes count less, as resets wipe them.
#[test]
fn the_true_kernel_reaches_the_least_squares_limit() {
    let options = shorter(600.0, 300.0);
    let recording = recorded(&options, Part::Train, 2);
    let never = Cancel::never();
    let limit = LeastSquares::new(&never, &recording, &recording, 80).expect("not cancelled");
    assert!(
        (limit.taps[0][0] - 2.0).abs() < 0.03,
        "{}",
        limit.taps[0][0]
    );
    assert!(
        (limit.taps[1][0] + 2.0).abs() < 0.06,
        "{}",
        limit.taps[1][0]
    );
    let filter: Vec<Vec<f32>> = (0..100)
        .map(|s| {
            let gain = options.synapses.kick(s);
            let tap = |k: i32| (gain * (-f64::from(k) / 20.0).exp()) as f32;
            (0..80).map(tap).collect()
        })
        .collect();
    let network = Network::with_filter(&options.network, recording.mean(), &filter, 20.0);
    let mut pairs = vec![];
    for trial in &recording.trials {
        let response = network.response(trial, 0, recording.length);
        let targets = recording.targets(trial).map(f64::from);
        pairs.extend(targets.zip(response.potential.into_iter().map(f64::from)));
    }
    let n = pairs.len() as f64;
    let mean = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>() / n;
    let (y, x) = (mean(&|p| p.0), mean(&|p| p.1));
    let slope = mean(&|p| (p.0 - y) * (p.1 - x)) / mean(&|p| (p.1 - x).powi(2));
    let (rmse, _) = errors(pairs.iter().map(|(t, p)| [*t, y + slope * (p - x)]));
    assert!(rmse >= limit.rmse, "{rmse} {}", limit.rmse);
    assert!(rmse < 1.03 * limit.rmse, "{rmse} {}", limit.rmse);
}

/// A tenth of the published data and fewer steps: the published facts with room for so little data. The error stays
/// within 15 % of the least that is possible, all filters have the sign of their synapses, and predicted spikes
/// come in the very bin.
#[test]
fn a_short_training_shows_what_the_paper_shows() {
    let mut options = shorter(720.0, 360.0);
    options.descent.steps = 1500;
    let mut training = trained(&options, 2);
    let progress = training.advance(usize::MAX);
    assert_eq!(progress.state, State::Done);
    assert_eq!(progress.left, Some(0.0));
    let never = Cancel::never();
    let found = training.metrics(&never).expect("not cancelled");
    let recording = recorded(&options, Part::Train, 2);
    let limit = LeastSquares::new(&never, &recording, training.test(), 80).expect("not cancelled");
    let roc = found.roc.expect("it fires");
    assert!(roc.auc >= 0.99, "{}", roc.auc);
    assert!(
        found.rmse < 1.15 * limit.rmse,
        "{} {}",
        found.rmse,
        limit.rmse
    );
    assert!(
        found.explained.expect("it varies") > 74.0,
        "{:?}",
        found.explained
    );
    assert_eq!(found.correlation.peak, Some(0));
    let filters = Filters::new(training.network(), &options.synapses, training.test());
    assert_eq!(filters.separation, Some(80));
    for (group, gain) in [(&filters.excitatory, 2.0), (&filters.inhibitory, -2.0)] {
        assert!((group.taps[0] - gain).abs() < 0.4, "{}", group.taps[0]);
        let tau = group.fit.expect("it decays").tau;
        assert!((13.0..20.0).contains(&tau), "{tau}");
    }
}

/// A minute is enough to learn which input makes spikes likely, whatever the seed, also without inhibition. With
/// read-outs that begin apart, or filters that begin at the published spread, some of these seeds stayed worse than
/// guessing (AUC 0.01 to 0.1): they had learnt their 50 spikes by heart.
#[test]
fn little_data_is_learnt_the_right_way_round() {
    for (seeds, inhibitory) in [([3, 8, 1234], 20), ([3, 4, 5], 0)] {
        for seed in seeds {
            let mut options = shorter(60.0, 60.0);
            options.seed = seed;
            options.synapses.inhibitory = inhibitory;
            options.network.synapses = options.synapses.count();
            options.descent.steps = 600;
            let (found, _) = measured(&options);
            let area = found.roc.expect("there are spikes").auc;
            assert!(area > 0.97, "{inhibitory} seed {seed}: {area}");
        }
    }
}

/// Four units learn four minutes by heart: the area under the curve on data that they have not seen falls below 0.97 by
/// the end, but the network that is kept is one of before, and the same to the bit as that of a training of its own.
#[test]
fn what_is_learnt_by_heart_is_not_kept() {
    let mut options = shorter(240.0, 120.0);
    options.network.hidden = 4;
    options.network.transfer = Transfer::usual(4);
    options.descent.rate = 0.01;
    options.descent.steps = 1500;
    let mut training = trained(&options, 2);
    let progress = training.advance(usize::MAX);
    let kept = progress.kept.expect("it is over");
    assert!(kept < 1000, "{kept}");
    let last = training.curve().last().and_then(|p| p.auc);
    let found = training.metrics(&Cancel::never()).expect("not cancelled");
    let area = found.roc.expect("there are spikes").auc;
    assert!(area > 0.97 && last < Some(0.97), "{area} {last:?}");
    let mut again = trained(&options, 2);
    again.advance(kept);
    assert!(again.network() == training.network());
}

/// The fit of an exact exponential is that exponential; noise of both signs has no time constant that is
/// better than its neighbours, or one that is nowhere near.
#[test]
fn an_exponential_is_found_again() {
    let taps: Vec<f64> = (0..80)
        .map(|k| -3.0 * (-f64::from(k) / 17.0).exp())
        .collect();
    let fit = Exponential::fit(&taps).expect("it decays");
    assert!(
        (fit.tau - 17.0).abs() < 1e-6 && (fit.height + 3.0).abs() < 1e-6,
        "{fit:?}"
    );
    assert_eq!(Exponential::fit(&[1.0; 80]), None, "it never decays");
    assert_eq!(Exponential::fit(&[1.0, 0.5, 0.2, 0.1]), None, "two points");
    assert_eq!(Exponential::fit(&[0.0; 80]), None);
    // What swings through zero is none, although some exponential is the best.
    let taps: Vec<f64> = (0..80)
        .map(f64::from)
        .map(|k| (-k / 8.0).exp() * (k / 4.0).cos())
        .collect();
    assert_eq!(Exponential::fit(&taps), None);
    assert_eq!(Exponential::lags(80), Some([2, 40]));
    assert_eq!(Exponential::lags(20), Some([2, 19]));
    assert_eq!(Exponential::lags(5), Some([2, 4]), "three points");
    assert_eq!(Exponential::lags(4), None);
    assert_eq!(Exponential::lags(0), None);
}

/// Each is refused with a sentence that says what to do.
#[test]
fn bad_settings_are_refused() {
    let change = |f: &dyn Fn(&mut TwinOptions)| {
        let mut options = shorter(60.0, 30.0);
        f(&mut options);
        options.network.synapses = options.synapses.count();
        options.check().expect_err("bad").to_string()
    };
    let cell = |f: fn(&mut IntegrateAndFire)| {
        move |o: &mut TwinOptions| {
            if let Neuron::IntegrateAndFire(cell) = &mut o.neuron {
                f(cell);
            }
        }
    };
    let cases: Vec<(String, &str)> = vec![
        (
            change(&|o| (o.synapses.excitatory, o.synapses.inhibitory) = (0, 0)),
            "no synapse",
        ),
        (change(&|o| o.synapses.excitatory = 1001), "at most 1000"),
        (
            change(&|o| o.network.window = 200 + o.duration.trial),
            "window",
        ),
        (
            change(&|o| (o.duration.trial, o.network.window) = (100, 101)),
            "lasts only 100 ms",
        ),
        (change(&|o| o.duration.train = f64::NAN), "NaN"),
        (change(&|o| o.duration.train = -1.0), "-1"),
        (change(&|o| o.duration.test = 1e300), "72000"),
        (
            change(&|o| (o.duration.train, o.duration.test) = (7e4, 7e4)),
            "140000",
        ),
        (
            change(&|o| o.rates.excitatory = f64::INFINITY),
            "excitatory rate",
        ),
        (
            change(&|o| (o.rates.excitatory, o.duration.train) = (100.0, 7200.0)),
            "input spikes",
        ),
        (
            change(&|o| o.synapses.inhibitory_gain = -2.0),
            "inhibitory gain",
        ),
        (change(&|o| o.descent.rate = 0.0), "learning rate"),
        (change(&|o| o.descent.rate = f64::NAN), "learning rate"),
        (change(&|o| o.descent.steps = 0), "steps"),
        (change(&|o| o.network.hidden = 0), "hidden units"),
        (change(&|o| o.network.hidden = 65), "hidden units"),
        (change(&cell(|c| c.tau = 0.0)), "membrane time constant"),
        (
            change(&cell(|c| c.threshold = -80.0)),
            "raise the threshold",
        ),
        (
            change(&cell(|c| c.reset = Some(-55.0))),
            "raise the threshold",
        ),
        (
            change(&|o| {
                o.neuron = Neuron::Zoo(ZooNeuron {
                    source: "fitzhugh-nagumo".into(),
                    set: vec![],
                });
            }),
            "mV",
        ),
        (
            change(&|o| {
                o.neuron = Neuron::Zoo(ZooNeuron {
                    source: "hodgkin-huxly".into(),
                    set: vec![],
                });
            }),
            "hodgkin-huxley",
        ),
    ];
    for (said, part) in cases {
        assert!(said.contains(part), "{part}: {said}");
    }
    let mut options = shorter(60.0, 30.0);
    options.network.synapses = 99;
    assert!(matches!(options.check(), Err(TwinError::Layout { .. })));
    assert_eq!(TwinOptions::published().check(), Ok(()));
    assert_eq!(TwinOptions::published().network.parameters(), 8005);
}

/// Every number of what is measured exists, or is said not to.
fn measured(options: &TwinOptions) -> (nullcline::learn::twin::Metrics, Filters) {
    let mut training = trained(options, 2);
    training.advance(usize::MAX);
    let never = Cancel::never();
    let found = training.metrics(&never).expect("not cancelled");
    let filters = Filters::new(training.network(), &options.synapses, training.test());
    let limit = LeastSquares::new(&never, training.test(), training.test(), 80);
    let limit = limit.expect("not cancelled");
    let mut all = vec![found.rmse, found.output_rate, limit.rmse];
    all.extend(found.explained);
    all.extend(limit.explained);
    all.extend(found.roc.iter().flat_map(|r| [r.auc, r.hit_rate]));
    all.extend(&found.correlation.rates);
    all.extend(filters.synapses.iter().flatten());
    all.extend(limit.taps.iter().flatten());
    assert!(all.iter().all(|x| x.is_finite()), "{found:?}");
    (found, filters)
}

/// One synapse of 2 mV never lifts the potential by 20 mV; without inhibition there is one sort of synapses; and
/// synapses that are a hundred times as busy never let the neuron rest.
#[test]
fn extreme_inputs_are_outcomes_and_no_failures() {
    let mut options = shorter(30.0, 30.0);
    options.descent.steps = 40;
    let with = |excitatory, inhibitory| {
        let mut options = options.clone();
        options.synapses.excitatory = excitatory;
        options.synapses.inhibitory = inhibitory;
        options.network.synapses = excitatory + inhibitory;
        options
    };
    let (found, filters) = measured(&with(1, 0));
    assert_eq!(
        (found.output_rate, found.roc, filters.separation),
        (0.0, None, None)
    );
    assert_eq!(found.correlation.peak, None);
    let (found, filters) = measured(&with(0, 1));
    assert!(found.roc.is_none() && filters.excitatory.taps.is_empty());
    let (found, filters) = measured(&with(80, 0));
    assert!(found.roc.is_some() && found.output_rate > 1.0);
    assert!(filters.inhibitory.taps.is_empty() && filters.inhibitory.fit.is_none());
    let mut busy = with(80, 20);
    busy.rates.excitatory = 100.0;
    busy.rates.inhibitory = 0.0;
    let (found, _) = measured(&busy);
    assert!(found.output_rate > 100.0, "{}", found.output_rate);
    let mut silent = with(80, 20);
    silent.rates.excitatory = 0.0;
    silent.rates.inhibitory = 0.0;
    let (found, _) = measured(&silent);
    assert_eq!((found.output_rate, found.explained), (0.0, None));
}

/// A learning rate of 1,000 is noticed within the first steps; the network that is left has only finite weights,
/// and nothing goes on.
#[test]
fn a_learning_rate_that_diverges_is_noticed() {
    let mut options = shorter(60.0, 30.0);
    options.descent.rate = 1000.0;
    let mut training = trained(&options, 2);
    let progress = training.advance(usize::MAX);
    let State::Diverged { step, kept, .. } = progress.state else {
        panic!("{progress:?}");
    };
    assert!(step < 100, "{step}");
    // Before the first point of the curve there is nothing better than the first weights.
    assert_eq!(kept, 0);
    assert!(training.network() == trained(&options, 2).network());
    assert!(training.network().weights.iter().all(|w| w.is_finite()));
    assert_eq!(training.advance(10).step, progress.step);
}

/// What is saved is read again to the bit; every change of one byte and every cut is noticed or changes nothing.
#[test]
fn a_saved_twin_is_read_again_and_a_damaged_one_is_refused() {
    let mut options = shorter(60.0, 30.0);
    options.network.window = 3;
    options.neuron = Neuron::Zoo(ZooNeuron {
        source: "izhikevich/rs".into(),
        set: vec![("I".into(), 0.1)],
    });
    let saved = Saved {
        network: Network::new(&options.network, -70.1, 9),
        steps: 17,
        options,
    };
    let text = saved.write();
    assert_eq!(Saved::read(text.as_bytes()), Ok(saved.clone()));
    let bytes = text.as_bytes();
    for k in (0..bytes.len()).step_by(7) {
        assert!(Saved::read(&bytes[..k]).is_err(), "cut at {k}");
        let mut changed = bytes.to_vec();
        changed[k] ^= 1 << (k % 8);
        let found = Saved::read(&changed);
        assert!(found.is_err() || found == Ok(saved.clone()), "{k}");
    }
    let newer = text.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(Saved::read(newer.as_bytes()), Err(TwinFileError::Newer(2)));
    for foreign in [&b""[..], b"{}\n{}\n", b"hello", &[0xff, 0xfe, b'\n']] {
        assert_eq!(Saved::read(foreign), Err(TwinFileError::Foreign));
    }
    let mut nan = saved.clone();
    nan.network.weights[4] = f32::NAN;
    assert_eq!(
        Saved::read(nan.write().as_bytes()),
        Err(TwinFileError::Weights)
    );
    let mut short = saved.clone();
    short.network.weights.pop();
    assert_eq!(
        Saved::read(short.write().as_bytes()),
        Err(TwinFileError::Weights)
    );
    let mut wrong = saved.clone();
    wrong.options.duration.train = 1e9;
    let refused = Saved::read(wrong.write().as_bytes());
    assert!(
        matches!(refused, Err(TwinFileError::Settings(_))),
        "{refused:?}"
    );
    let other = Layout {
        synapses: 80,
        ..saved.network.layout.clone()
    };
    let refused = saved.for_layout(&other).expect_err("another layout");
    assert!(refused.to_string().contains("100 synapses"), "{refused}");
    assert!(saved.for_layout(&saved.network.layout).is_ok());
}

/// Neurons of the zoo at their usual gain fire about once in a second, rest without input, and are the same for any
/// number of threads; a twin learns them too.
#[test]
fn neurons_of_the_zoo_are_learnt_too() {
    for source in ["izhikevich/rs", "adaptive-exponential", "hodgkin-huxley"] {
        let mut options = shorter(60.0, 30.0);
        let (neuron, gain) = ZooNeuron::usual(source).expect("it is there");
        options.neuron = Neuron::Zoo(neuron);
        options.synapses.excitatory_gain = gain;
        options.synapses.inhibitory_gain = gain;
        let recording = recorded(&options, Part::Train, 2);
        let found = recording.statistics();
        assert!(
            (0.2..3.0).contains(&found.output_rate),
            "{source}: {found:?}"
        );
        assert!(recorded(&options, Part::Train, 1) == recording, "{source}");
        let mut quiet = options.clone();
        quiet.rates.excitatory = 0.0;
        quiet.rates.inhibitory = 0.0;
        let quiet = recorded(&quiet, Part::Test, 2);
        assert_eq!(quiet.spikes(), 0, "{source}");
        assert!(quiet.statistics().deviation < 0.01, "{source}");
        options.network.hidden = 2;
        options.network.transfer = Transfer::usual(2);
        // The network begins at the neuron's mean rate: what is left to learn takes more than some steps.
        options.descent.steps = 300;
        let mut training = trained(&options, 2);
        let before = training.advance(1).loss;
        let after = training.advance(299).loss;
        assert!(after < 0.9 * before, "{source}: {before} {after}");
    }
}

/// Saved and loaded, a network says the same of the same trials.
#[test]
fn a_network_says_the_same_after_it_was_saved() {
    let options = shorter(12.0, 12.0);
    let test = recorded(&options, Part::Test, 1);
    let network = Network::new(&options.network, -67.0, 3);
    let saved = Saved {
        options,
        steps: 0,
        network: network.clone(),
    };
    let read = Saved::read(saved.write().as_bytes()).expect("whole");
    let never = Cancel::never();
    let one = metrics(&never, &network, &test, 1);
    assert!(one.is_some() && one == metrics(&never, &read.network, &test, 3));
}
