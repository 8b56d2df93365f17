//! Hodgkin and Huxley's model: the whole diagram, the F-I curve of 100 currents, and the same currents
//! simulated for 2 s each with their spikes counted, on one core and on two.
use criterion::{Criterion, criterion_group, criterion_main};
use nullcline::analysis::diagram::diagram;
use nullcline::analysis::firing::firing;
use nullcline::analysis::{DiagramOptions, FiringOptions, Problem, Space, Vary};
use nullcline::job::Cancel;
use nullcline::model::Orbit;
use nullcline::num::ode::{Method, Watch};
use std::time::Duration;

/// The spikes of 2 s from rest at a current, as upward crossings of the mean potential of a cycle.
fn count(problem: &Problem, current: f64) -> usize {
    let mut problem = problem.clone();
    problem.set("I", current).expect("finite");
    let space = Space::of(&problem).expect("finite");
    let mut run = space.run(2000.0, 1e-6);
    run.method = Method::Dopri5;
    let mut spikes = 0;
    space.integrate(&problem.preset().initial, &run, |orbit| {
        if let Orbit::Step(step) = orbit {
            spikes += usize::from(step.x0[0] < -45.0 && step.x1[0] >= -45.0);
        }
        Watch::Continue
    });
    spikes
}

fn benches(criterion: &mut Criterion) {
    let problem = Problem::from_source("hodgkin-huxley/modern").expect("it exists");
    let vary = Vary::new(&problem, "I", [0.0, 200.0]).expect("a range");
    let never = Cancel::never();
    let mut group = criterion.benchmark_group("hodgkin-huxley");
    group.sample_size(10);
    group.warm_up_time(Duration::from_millis(300));
    group.measurement_time(Duration::from_secs(3));
    group.bench_function("diagram", |bencher| {
        bencher.iter(|| diagram(&never, &problem, &vary, &DiagramOptions::default()));
    });
    group.bench_function("F-I curve of 100 currents with its diagram", |bencher| {
        let points = FiringOptions { points: 100 };
        bencher.iter(|| firing(&never, &problem, &vary, points, None));
    });
    let all = |threads: usize| -> usize {
        let some = |first: usize| -> usize {
            let currents = (first..100).step_by(threads);
            currents.map(|i| count(&problem, i as f64)).sum()
        };
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|t| scope.spawn(move || some(t))).collect();
            let own = some(0);
            let join = |o: std::thread::ScopedJoinHandle<'_, usize>| o.join().expect("no panic");
            own + others.into_iter().map(join).sum::<usize>()
        })
    };
    assert_eq!(all(1), all(2));
    for threads in [1, 2] {
        let name = format!("100 currents of 2 s, {threads} threads");
        group.bench_function(name, |bencher| bencher.iter(|| all(threads)));
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
