//! Poisson spike trains against what theory says of them, with confidence bounds.
//!
//! Seeds are fixed, so no test fails by chance; bounds of four standard errors say how likely a wrong
//! generator would be to pass.
use nullcline::analysis::spike_train::{counts, interval_bars, intervals};
use nullcline::analysis::{PoissonError, PoissonOptions, SpikeTrain, Timing, poisson};
use nullcline::job::Cancel;
use nullcline::num::stats::poisson_probability;

fn drawn(options: &PoissonOptions) -> Vec<SpikeTrain> {
    poisson(&Cancel::never(), options)
        .expect("good options")
        .expect("nobody cancelled it")
}

fn long(rate: f64, timing: Timing) -> PoissonOptions {
    PoissonOptions {
        rate,
        duration: 1_000_000.0,
        timing,
        ..PoissonOptions::default()
    }
}

/// `found` is within four standard errors of `expected`.
fn close(what: &str, found: f64, expected: f64, error: f64) {
    let off = (found - expected).abs() / error;
    assert!(
        off < 4.0,
        "{what}: {found} for {expected}, {off:.1} errors off"
    );
}

/// A Poisson process: n in T has mean and variance rT, intervals have mean 1/r and deviation 1/r.
/// Bins of probability p: binomial counts of variance kp(1 − p), geometric intervals of CV √(1 − p).
#[test]
fn counts_and_intervals_are_as_irregular_as_theory_says() {
    for (rate, timing, p) in [
        (100.0, Timing::Intervals, 0.0),
        (5.0, Timing::Intervals, 0.0),
        (100.0, Timing::Bins(1.0), 0.1),
        (100.0, Timing::Bins(0.05), 0.005),
        (200.0, Timing::Bins(2.0), 0.4),
    ] {
        let options = long(rate, timing);
        let trains = drawn(&options);
        let name = format!("{rate} Hz, {timing:?}");
        let n = rate * 1000.0;
        let spread = (n * (1.0 - p)).sqrt();
        close(&name, trains[0].times().len() as f64, n, spread);
        let found = counts(&trains, 100.0).expect("a good window");
        assert_eq!(found.windows, 10_000);
        let fano = found.fano().expect("there are spikes");
        close(&name, fano, 1.0 - p, found.fano_error(1.0 - p));
        let found = intervals(&trains);
        let cv = (1.0_f64 - p).sqrt();
        let mean = 1000.0 / rate;
        let number = found.number as f64;
        close(
            &name,
            found.mean.expect("many"),
            mean,
            cv * mean / number.sqrt(),
        );
        // With skewness γ and kurtosis κ, Var(c) = c² ((κ − 1)/4 + c² − γ c) / n, which for the geometric
        // law is (1 − p/2)² / n.
        let error = (1.0 - 0.5 * p) / number.sqrt();
        close(&name, found.cv().expect("many"), cv, error);
        let expected = options.expected().expect("good options");
        assert!((expected.fano - (1.0 - p)).abs() < 1e-12, "{name}");
        assert!((expected.cv - cv).abs() < 1e-12, "{name}");
        assert!(
            (expected.cv_error(found.number) / error - 1.0).abs() < 1e-9,
            "{name}"
        );
    }
}

/// χ² of 10,000 windows against P(n in T) = (rT)^n e^(−rT) / n!, where rT = 10 and counts from 3 to 19
/// are expected at least 20 times; the two tails are one class each. 18 degrees of freedom: above 42.3
/// in one case of a thousand, below 4.9 in another.
#[test]
fn the_distribution_of_counts_is_that_of_poisson() {
    let trains = drawn(&long(100.0, Timing::Intervals));
    let found = counts(&trains, 100.0).expect("a good window");
    assert_eq!(found.per_bar, 1);
    let mut classes = vec![[0.0, 0.0]; 19];
    let class = |n: u64| (n.clamp(2, 20) - 2) as usize;
    for (k, &windows) in found.bars.iter().enumerate() {
        classes[class(found.bar(k)[0])][0] += windows as f64;
    }
    for n in 0..200 {
        classes[class(n)][1] += 10_000.0 * poisson_probability(n, 10.0);
    }
    let chi: f64 = classes.iter().map(|[o, e]| (o - e) * (o - e) / e).sum();
    assert!((4.9..42.3).contains(&chi), "{chi}");
}

/// The law of the exponential says that the share e^(−x r) of all intervals is longer than x.
#[test]
fn the_distribution_of_intervals_is_exponential() {
    let trains = drawn(&long(100.0, Timing::Intervals));
    let mut all: Vec<f64> = trains[0].intervals().collect();
    all.sort_by(f64::total_cmp);
    // Kolmogorov's statistic √n·D is above 1.95 in one case of a thousand.
    let n = all.len() as f64;
    let apart = all.iter().enumerate().fold(0.0_f64, |d, (k, x)| {
        let law = 1.0 - (-x / 10.0).exp();
        d.max((law - k as f64 / n).abs())
            .max((law - (k + 1) as f64 / n).abs())
    });
    assert!(apart * n.sqrt() < 1.95, "{}", apart * n.sqrt());
}

/// Skipping empty bins must not be seen: every bin is filled in 10 % of the trials, whatever the bin
/// before it holds.
#[test]
fn bins_are_independent_draws_of_one_probability() {
    let options = PoissonOptions {
        duration: 40.0,
        trials: 50_000,
        ..PoissonOptions::default()
    };
    let (mut filled, mut both) = ([0_u32; 40], [0_u32; 39]);
    for train in drawn(&options) {
        let bins: Vec<usize> = train.times().iter().map(|t| *t as usize).collect();
        for (k, &bin) in bins.iter().enumerate() {
            assert_eq!(train.times()[k], bin as f64 + 0.5, "in the middle of a bin");
            filled[bin] += 1;
            if k > 0 && bins[k - 1] + 1 == bin {
                both[bin - 1] += 1;
            }
        }
    }
    let n = 50_000.0_f64;
    for (k, &found) in filled.iter().enumerate() {
        let spread = (n * 0.1 * 0.9).sqrt();
        close(&format!("bin {k}"), f64::from(found), 0.1 * n, spread);
    }
    for (k, &found) in both.iter().enumerate() {
        let spread = (n * 0.01 * 0.99).sqrt();
        close(&format!("pair {k}"), f64::from(found), 0.01 * n, spread);
    }
}

/// With a dead time d the mean rate stays r, and intervals are d plus an exponential part of mean
/// 1/r − d: CV = 1 − r d, and the variance of long counts tends to CV² of their mean. A train that
/// began afresh would have too many spikes in its first milliseconds: equal shares of all trials have
/// a spike in each of them.
#[test]
fn a_refractory_time_makes_trains_more_regular_and_leaves_the_rate() {
    for timing in [Timing::Intervals, Timing::Bins(0.01)] {
        let options = PoissonOptions {
            refractory: 4.0,
            ..long(100.0, timing)
        };
        let trains = drawn(&options);
        let found = intervals(&trains);
        let name = format!("{timing:?}");
        let [shortest, _] = found.extremes.expect("many");
        // Times near 10^6 are multiples of 1.2e-10.
        assert!(shortest >= 4.0 - 1e-9, "{name}: {shortest}");
        let n = found.number as f64;
        close(&name, found.mean.expect("many"), 10.0, 6.0 / n.sqrt());
        let expected = options.expected().expect("good options");
        assert!((expected.cv - 0.6).abs() < 1e-3, "{name}: {}", expected.cv);
        let error = expected.cv_error(found.number);
        close(&name, found.cv().expect("many"), expected.cv, error);
        let long = counts(&trains, 1000.0).expect("a good window");
        let fano = long.fano().expect("many");
        close(&name, fano, 0.36, long.fano_error(0.36));

        let many = PoissonOptions {
            duration: 20.0,
            trials: 50_000,
            ..options
        };
        let mut first = [0_u32; 20];
        for train in drawn(&many) {
            for t in train.times() {
                first[(*t as usize).min(19)] += 1;
            }
        }
        for (k, &found) in first.iter().enumerate() {
            // At most one spike per millisecond, with probability 0.1.
            let (expected, spread) = (5000.0, (5000.0_f64 * 0.9).sqrt());
            close(
                &format!("{name}, {k} ms"),
                f64::from(found),
                expected,
                spread,
            );
        }
    }
}

/// In bins of 1 ms intervals are whole milliseconds: the shortest that a refractory time r allows is the
/// first whole number that is not below r, and at least one.
#[test]
fn a_refractory_time_forbids_no_more_bins_than_it_lasts() {
    for (refractory, expected) in [(0.0, 1.0), (0.5, 1.0), (1.0, 1.0), (1.5, 2.0), (2.5, 3.0)] {
        let options = PoissonOptions {
            refractory,
            ..long(100.0, Timing::Bins(1.0))
        };
        let [shortest, _] = intervals(&drawn(&options)).extremes.expect("many");
        assert!(
            (shortest - expected).abs() < 1e-6,
            "{refractory}: {shortest}"
        );
    }
}

/// Bins of 1 ms with p = 0.1, counted in windows that hold w middles of bins or one more. A tenth of a bin
/// holds one spike in a hundred windows or none: Fano 1 − 0.01. Half a bin: 0.95. One and a half: one
/// bin or two, mean 0.15, variance 1.5 · 0.09 + 0.25 · 0.01. Two: 0.9.
#[test]
fn windows_that_cut_bins_have_their_own_fano_factor() {
    let options = PoissonOptions {
        duration: 100_000.0,
        ..long(100.0, Timing::Bins(1.0))
    };
    let expected = options.expected().expect("good options");
    let trains = drawn(&options);
    for (window, fano) in [(0.1, 0.99), (0.5, 0.95), (1.5, 0.1375 / 0.15), (2.0, 0.9)] {
        let told = expected.fano_in(window);
        assert!((told - fano).abs() < 1e-12, "{window}: {told}");
        let counts = counts(&trains, window).expect("a good window");
        let found = counts.fano().expect("many");
        close(&window.to_string(), found, fano, counts.fano_error(fano));
    }
}

#[test]
fn a_seed_names_a_train_and_a_trial_keeps_its_own() {
    let options = |seed, trials| PoissonOptions {
        seed,
        trials,
        ..PoissonOptions::default()
    };
    let (one, many) = (drawn(&options(1, 1)), drawn(&options(1, 20)));
    assert_eq!(one[0], many[0]);
    assert_eq!(drawn(&options(1, 20)), many);
    assert_ne!(drawn(&options(2, 1)), one);
    for (k, train) in many.iter().enumerate() {
        assert!(many[..k].iter().all(|other| other != train), "{k}");
    }
}

#[test]
fn where_every_bin_spikes_the_train_is_a_clock_and_says_so() {
    for rate in [1000.0, 1500.0] {
        let options = PoissonOptions {
            rate,
            ..PoissonOptions::default()
        };
        let trains = drawn(&options);
        assert_eq!(trains[0].times().len(), 1000);
        let expected = options.expected().expect("it is drawn");
        assert_eq!(expected.probability, Some(rate / 1000.0));
        assert_eq!(
            (expected.rate, expected.cv, expected.fano),
            (1000.0, 0.0, 0.0)
        );
        assert_eq!(intervals(&trains).cv(), Some(0.0));
    }
}

#[test]
fn a_rate_of_zero_or_next_to_it_is_silence() {
    for rate in [0.0, 1e-300, 5e-324] {
        for timing in [Timing::Intervals, Timing::Bins(1.0)] {
            let trains = drawn(&PoissonOptions {
                rate,
                timing,
                trials: 3,
                ..PoissonOptions::default()
            });
            assert!(trains.iter().all(|t| t.times().is_empty()), "{rate}");
        }
    }
}

#[test]
fn what_cannot_be_drawn_is_refused_in_a_sentence() {
    let good = PoissonOptions::default();
    let refused = |options: PoissonOptions| {
        let found = poisson(&Cancel::never(), &options);
        let why = found.expect_err("it cannot be drawn");
        assert!(why.to_string().len() > 30, "{why}");
        let expected = options.expected().expect_err("the same");
        assert_eq!(expected.to_string(), why.to_string());
        why
    };
    for rate in [-1.0, f64::INFINITY] {
        let options = PoissonOptions { rate, ..good };
        assert_eq!(refused(options), PoissonError::Rate(rate));
    }
    assert!(matches!(
        refused(PoissonOptions {
            rate: f64::NAN,
            ..good
        }),
        PoissonError::Rate(_)
    ));
    for duration in [0.0, -1.0, f64::INFINITY] {
        let options = PoissonOptions { duration, ..good };
        assert_eq!(refused(options), PoissonError::Duration(duration));
    }
    for bin in [0.0, -0.5, f64::INFINITY] {
        let timing = Timing::Bins(bin);
        assert_eq!(
            refused(PoissonOptions { timing, ..good }),
            PoissonError::Bin(bin)
        );
    }
    for (bin, wide) in [(2001.0, true), (1e-300, false)] {
        let timing = Timing::Bins(bin);
        let why = refused(PoissonOptions { timing, ..good });
        assert_eq!(
            matches!(why, PoissonError::BinTooWide { .. }),
            wide,
            "{why}"
        );
        assert_eq!(
            matches!(why, PoissonError::BinTooNarrow { .. }),
            !wide,
            "{why}"
        );
    }
    let refractory = -1.0;
    let why = refused(PoissonOptions { refractory, ..good });
    assert_eq!(why, PoissonError::Refractory(refractory));
    for timing in [Timing::Intervals, Timing::Bins(1.0)] {
        let refractory = 10.0;
        let why = refused(PoissonOptions {
            refractory,
            timing,
            ..good
        });
        assert!(matches!(why, PoissonError::NoRoom { .. }), "{why}");
    }
    let why = refused(PoissonOptions { trials: 0, ..good });
    assert_eq!(why, PoissonError::Trials(0));
    let timing = Timing::Intervals;
    let why = refused(PoissonOptions {
        rate: 1e9,
        duration: 1e9,
        timing,
        ..good
    });
    assert!(matches!(why, PoissonError::TooMany(_)), "{why}");
}

#[test]
fn a_cancelled_draw_ends_without_an_answer() {
    let cancel = Cancel::never().renew();
    cancel.cancel();
    let options = long(100.0, Timing::Intervals);
    assert_eq!(poisson(&cancel, &options), Ok(None));
}

/// Bars of binned trains hold equally many bins each, so that the histogram has no teeth: with p = 0.1
/// the first bar of m bins has the share 1 − 0.9^m, and each next one 0.9^m of the one before.
#[test]
fn bars_of_binned_intervals_fall_off_geometrically() {
    let trains = drawn(&long(100.0, Timing::Bins(1.0)));
    let bars = interval_bars(&trains, Some(1.0)).expect("many intervals");
    let left = 0.9_f64.powf(bars.width);
    let n = bars.number as f64;
    for (k, &found) in bars.bars.iter().enumerate().take(20) {
        let share = (1.0 - left) * left.powi(k as i32);
        let spread = (n * share * (1.0 - share)).sqrt();
        close(&format!("bar {k}"), found as f64, n * share, spread);
    }
}

/// Exit status, standard output and standard error of the program.
fn run(args: &[&str]) -> (i32, String, String) {
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_nullcline"))
        .args(args)
        .output()
        .expect("the program starts");
    (
        done.status.code().expect("no signal ended it"),
        String::from_utf8(done.stdout).expect("output is UTF-8"),
        String::from_utf8(done.stderr).expect("messages are UTF-8"),
    )
}

/// The command prints the very trains that the library draws, and counts that belong to them.
#[test]
fn the_command_prints_trains_with_their_counts() {
    let args =
        "poisson --rate 40 --until 2000 --bin 0.5 --seed 7 --trials 3 --between 500:1000 --json";
    let (status, out, err) = run(&args.split(' ').collect::<Vec<_>>());
    assert_eq!((status, err.as_str()), (0, ""));
    let found: serde_json::Value = serde_json::from_str(&out).expect("a document");
    let trains = drawn(&PoissonOptions {
        rate: 40.0,
        duration: 2000.0,
        timing: Timing::Bins(0.5),
        seed: 7,
        trials: 3,
        ..PoissonOptions::default()
    });
    for (k, train) in trains.iter().enumerate() {
        let times: Vec<f64> = serde_json::from_value(found["spikes"][k].clone()).expect("times");
        assert_eq!(times, train.times());
        let inside = times.iter().filter(|t| (500.0..1000.0).contains(*t));
        assert_eq!(found["integral"]["counts"][k], inside.count());
    }
    assert_eq!(found["counts"]["windows"], 60);
    let histogram = found["counts"]["histogram"].as_array().expect("bars");
    let windows = histogram
        .iter()
        .map(|b| b["windows"].as_u64().expect("a number"));
    assert_eq!(windows.sum::<u64>(), 60);
    let fano = found["counts"]["expected_fano"].as_f64().expect("a number");
    assert!((fano - 0.98).abs() < 1e-12);
    assert_eq!(found["every_bin_spikes"], false);
}

#[test]
fn the_command_warns_of_full_bins_and_refuses_what_it_cannot_draw() {
    let (status, out, err) = run(&["poisson", "--rate", "1000", "--until", "500"]);
    assert_eq!(status, 0);
    assert!(out.contains("500 spikes, 1000\u{2009}Hz"), "{out}");
    assert!(
        err.contains("is not below 1") && err.contains("narrower bins"),
        "{err}"
    );
    for (args, part) in [
        ("--rate -1", "not negative"),
        ("--rate nan", "finite"),
        ("--until 0", "positive"),
        ("--bin 0", "positive"),
        ("--bin 1 --intervals", "exclude"),
        ("--refractory 10", "shorter refractory time"),
        ("--refractory -1", "not negative"),
        ("--trials 0", "whole number"),
        ("--seed 1.5", "whole number"),
        ("--window 0", "positive"),
        ("--between 5:1", "FROM:TO"),
        ("--until 1e18", "too many"),
        ("--rat 5", "did you mean --rate"),
    ] {
        let args: Vec<&str> = std::iter::once("poisson").chain(args.split(' ')).collect();
        let (status, out, err) = run(&args);
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}");
        assert!(
            err.contains(part) && err.lines().count() == 1,
            "{args:?}: {err}"
        );
    }
}

/// Chattering bursts are far more irregular than a Poisson train, tonic firing is a clock.
#[test]
fn spikes_of_any_model_are_counted_in_the_same_way() {
    let cv = |args: &str| {
        let (status, out, err) = run(&args.split(' ').collect::<Vec<_>>());
        assert_eq!((status, err.as_str()), (0, ""), "{args}");
        let found: serde_json::Value = serde_json::from_str(&out).expect("a document");
        let spikes = found["spikes"][0].as_array().expect("times").len();
        assert_eq!(found["intervals"]["number"], spikes - 1);
        found["intervals"]["cv"].as_f64().expect("a number")
    };
    assert!(cv("spikes izhikevich/ch --set I=10 --until 1000 --json") > 1.2);
    assert!(cv("spikes persistent-sodium-potassium --set I=10 --until 1000 --json") < 1e-3);
}
