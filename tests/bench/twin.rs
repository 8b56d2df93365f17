//! The twin of the paper: 600 s of its simulation (7,200 s take at most 2 s), a hundred steps of its training, and
//! the same hidden unit by a dense product, as a general framework would compute it.
use criterion::{Criterion, criterion_group, criterion_main};
use nalgebra::{DMatrix, DVector};
use nullcline::job::Cancel;
use nullcline::learn::twin::{Part, Recording, Training, TwinOptions, simulate, usual_threads};
use std::hint::black_box;
use std::sync::Arc;

fn options() -> TwinOptions {
    let mut options = TwinOptions::published();
    options.duration.train = 600.0;
    options.duration.test = 60.0;
    options
}

fn recorded(part: Part) -> Arc<Recording> {
    let found = simulate(&Cancel::never(), &options(), part, usual_threads(), &|_| {});
    Arc::new(found.expect("good settings").expect("nobody cancels"))
}

fn simulation(c: &mut Criterion) {
    c.bench_function("600 s of the neuron", |b| {
        b.iter(|| recorded(black_box(Part::Train)));
    });
}

fn training(c: &mut Criterion) {
    let (train, test) = (recorded(Part::Train), recorded(Part::Test));
    for threads in [1, usual_threads()] {
        let (train, test) = (Arc::clone(&train), Arc::clone(&test));
        let training = Training::new(&options(), train, test, threads).expect("good settings");
        c.bench_function(&format!("100 steps, {threads} threads"), |b| {
            b.iter_batched(
                || training.clone(),
                |mut training| training.advance(100),
                criterion::BatchSize::LargeInput,
            );
        });
    }
}

/// What a step costs at least where input is dense: the input of 16 × 500 bins as a matrix of 8,000 columns (80 ms of
/// 100 synapses), times the filter, and its transpose times the errors. Unfolding the input is left out.
fn dense(c: &mut Criterion) {
    let input = DMatrix::<f32>::from_fn(8000, 500, |i, j| {
        f32::from(u8::from((i * 7 + j) % 320 == 0))
    });
    let filter = DVector::<f32>::from_element(8000, 0.1);
    let errors = DVector::<f32>::from_element(500, 0.1);
    c.bench_function("one step of a dense product", |b| {
        b.iter(|| {
            for _ in 0..16 {
                black_box(input.tr_mul(black_box(&filter)));
                black_box(&input * black_box(&errors));
            }
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = simulation, training, dense
}
criterion_main!(benches);
