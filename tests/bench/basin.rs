//! How long basins take: 200 × 200 cells of a model with three attractors, and of one with resets,
//! which is integrated cell by cell.
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use nullcline::analysis::basin::basin;
use nullcline::analysis::{BasinOptions, Problem};
use nullcline::job::Cancel;
use std::time::Duration;

fn basins(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("basin 200x200");
    group.sample_size(10);
    group.warm_up_time(Duration::from_millis(500));
    group.measurement_time(Duration::from_secs(3));
    let options = BasinOptions { cells: [200, 200] };
    for source in ["morris-lecar/homoclinic", "izhikevich/rz"] {
        let problem = Problem::from_source(source).expect("it is built in");
        group.bench_function(BenchmarkId::from_parameter(source), |bencher| {
            bencher.iter(|| basin(&Cancel::never(), &problem, &options, &mut |_| {}));
        });
    }
    group.finish();
}

criterion_group!(benches, basins);
criterion_main!(benches);
