//! How long bifurcation diagrams and F-I curves take, over the declared range of the first parameter.
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use nullcline::analysis::diagram::diagram;
use nullcline::analysis::firing::firing;
use nullcline::analysis::{DiagramOptions, FiringOptions, Problem, Vary};
use nullcline::job::Cancel;
use nullcline::model::zoo;
use std::time::Duration;

/// Every preset: equilibria with their bifurcations, the whole diagram, 100 currents of the F-I curve.
fn diagrams(criterion: &mut Criterion) {
    for what in ["equilibria", "diagram", "firing"] {
        let mut group = criterion.benchmark_group(what);
        group.sample_size(10);
        group.warm_up_time(Duration::from_millis(300));
        group.measurement_time(Duration::from_secs(1));
        for model in zoo::registry() {
            for preset in &model.info().presets {
                let problem = Problem::new(model, preset);
                let spec = &model.info().parameters[0];
                let range = [spec.range.0, spec.range.1];
                let vary = Vary::new(&problem, spec.name, range).expect("a range");
                let id = BenchmarkId::from_parameter(format!("{}/{}", model.info().id, preset.id));
                let options = DiagramOptions {
                    cycles: what != "equilibria",
                };
                let never = Cancel::never();
                if what == "firing" {
                    let known = diagram(&never, &problem, &vary, &options)
                        .expect("finite")
                        .expect("not cancelled");
                    let points = FiringOptions { points: 100 };
                    group.bench_function(id, |bencher| {
                        bencher.iter(|| firing(&never, &problem, &vary, points, Some(&known)));
                    });
                } else {
                    group.bench_function(id, |bencher| {
                        bencher.iter(|| diagram(&never, &problem, &vary, &options));
                    });
                }
            }
        }
        group.finish();
    }
}

criterion_group!(benches, diagrams);
criterion_main!(benches);
