//! How long two-parameter diagrams take, and the picture of regimes behind them.
use criterion::{Criterion, criterion_group, criterion_main};
use nullcline::analysis::curve::curves;
use nullcline::analysis::regimes::regimes;
use nullcline::analysis::{CurvesOptions, Problem, RegimesOptions, Vary};
use nullcline::job::Cancel;
use std::time::Duration;

/// The planes of the published checks.
fn planes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("curves");
    group.sample_size(10);
    group.warm_up_time(Duration::from_millis(500));
    group.measurement_time(Duration::from_secs(3));
    for (source, first, second) in [
        (
            "morris-lecar/snlc",
            ("I", -20.0, 150.0),
            ("phi", 0.005, 0.5),
        ),
        ("morris-lecar/hopf", ("I", 0.0, 250.0), ("phi", 0.01, 0.5)),
        (
            "persistent-sodium-potassium/high-threshold",
            ("I", -100.0, 250.0),
            ("tau", 0.05, 25.0),
        ),
    ] {
        let problem = Problem::from_source(source).expect("it exists");
        let vary = [first, second]
            .map(|(name, lo, hi)| Vary::new(&problem, name, [lo, hi]).expect("a good range"));
        for (what, cycles) in [("all", true), ("rest only", false)] {
            let options = CurvesOptions { cycles };
            group.bench_function(format!("{source} {what}"), |bencher| {
                bencher.iter(|| curves(&Cancel::never(), &problem, &vary, &options, None));
            });
        }
        let cells = RegimesOptions { cells: [200, 8] };
        group.bench_function(format!("{source} regimes, 8 rows"), |bencher| {
            bencher.iter(|| regimes(&Cancel::never(), &problem, &vary, &cells, &mut |_| {}));
        });
    }
    group.finish();
}

criterion_group!(benches, planes);
criterion_main!(benches);
