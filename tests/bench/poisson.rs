//! 1,000 s of a Poisson train at 100 Hz with its counts, intervals and histogram (at most 50 ms), and a
//! network of 16 units fitted to 100 points (at most a frame, or in the background).
use criterion::{Criterion, criterion_group, criterion_main};
use nullcline::analysis::spike_train::summary;
use nullcline::analysis::{PoissonOptions, Timing, poisson};
use nullcline::job::Cancel;
use nullcline::learn::{Activation, FitOptions, fit};
use std::hint::black_box;

fn trains(c: &mut Criterion) {
    for (name, timing, grain) in [
        ("1 ms bins", Timing::Bins(1.0), Some(1.0)),
        ("intervals", Timing::Intervals, None),
    ] {
        let options = PoissonOptions {
            duration: 1e6,
            timing,
            ..PoissonOptions::default()
        };
        c.bench_function(&format!("1000 s at 100 Hz, {name}"), |b| {
            b.iter(|| {
                let drawn = poisson(&Cancel::never(), black_box(&options));
                let trains = drawn.expect("good options").expect("nobody cancels");
                summary(&trains, 100.0, grain).expect("a good window")
            });
        });
    }
}

fn network(c: &mut Criterion) {
    let point = |k: i32| {
        let x = 0.2 * f64::from(k);
        [x, (2.0 * x).sin() * (0.3 * x).cos()]
    };
    let points: Vec<[f64; 2]> = (0..100).map(point).collect();
    for activation in Activation::ALL {
        let options = FitOptions {
            hidden: 16,
            activation,
            seed: 1,
        };
        c.bench_function(&format!("16 {} units", activation.name()), |b| {
            b.iter(|| fit(&Cancel::never(), black_box(&points), &options, &mut |_| {}));
        });
    }
}

criterion_group!(benches, trains, network);
criterion_main!(benches);
