//! Nullclines and equilibria of every preset: `cargo bench --bench nullclines`.
use criterion::{Criterion, criterion_group, criterion_main};
use nullcline::analysis::{Problem, equilibrium::with_nullclines, nullcline::nullclines};
use nullcline::model::zoo;
use std::hint::black_box;

fn all(c: &mut Criterion) {
    for model in zoo::registry() {
        let info = model.info();
        for preset in &info.presets {
            let problem = Problem::new(model, preset);
            let planar = problem.field().expect("every preset has a field");
            let window = problem.window();
            let lines = nullclines(&planar, window);
            let name = format!("{}/{}", info.id, preset.id);
            c.bench_function(&format!("nullclines {name}"), |b| {
                b.iter(|| nullclines(black_box(&planar), window));
            });
            c.bench_function(&format!("equilibria {name}"), |b| {
                b.iter(|| with_nullclines(black_box(&planar), window, &lines));
            });
        }
    }
}

criterion_group!(benches, all);
criterion_main!(benches);
