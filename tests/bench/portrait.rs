//! How long a whole phase portrait takes, model by model: the sum is what a dragged slider waits for.
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use nullcline::analysis::portrait::portrait;
use nullcline::analysis::{PortraitOptions, Problem};
use nullcline::job::Cancel;
use nullcline::model::zoo;
use std::time::Duration;

/// Every preset: 20 × 20 field, nullclines, equilibria, separatrices, and cycles or not.
fn portraits(criterion: &mut Criterion) {
    for (name, options) in [
        ("portrait", PortraitOptions::default()),
        (
            "portrait without cycles",
            PortraitOptions {
                cycles: None,
                ..PortraitOptions::default()
            },
        ),
    ] {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(20);
        group.warm_up_time(Duration::from_millis(300));
        group.measurement_time(Duration::from_secs(1));
        for model in zoo::registry() {
            for preset in &model.info().presets {
                let problem = Problem::new(model, preset);
                let id = BenchmarkId::from_parameter(format!("{}/{}", model.info().id, preset.id));
                group.bench_function(id, |bencher| {
                    bencher.iter(|| portrait(&Cancel::never(), &problem, &options));
                });
            }
        }
        group.finish();
    }
}

criterion_group!(benches, portraits);
criterion_main!(benches);
