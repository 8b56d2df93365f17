//! Nothing allocates per right-hand-side call, however many parameters or variables a model has.
use nullcline::model::{Orbit, Run, zoo};
use nullcline::num::ode::{Method, Watch};

#[test]
fn evaluating_and_integrating_do_not_allocate_per_call() {
    for model in zoo::registry() {
        let info = model.info();
        let preset = &info.presets[0];
        let field = model.bind(&info.values(preset));
        let n = info.dimension();
        let (x, mut out, mut matrix) = (preset.initial.clone(), vec![0.0; n], vec![0.0; n * n]);
        let states: Vec<f64> = x.iter().copied().cycle().take(n * 1000).collect();
        let mut values = vec![0.0; n * 1000];
        let calls = allocation_counter::measure(|| {
            for _ in 0..1000 {
                field.rhs(&x, &mut out);
                field.jacobian(&x, &mut matrix);
                field.second(&x, &x, &x, &mut out);
                assert!(field.divergence(&x).is_finite());
            }
            field.sample(&states, &mut values);
        });
        assert_eq!(calls.count_total, 0, "{}", info.id);

        let scale = vec![1.0; n];
        for method in [Method::Dopri5, Method::Dop853] {
            let count = |span: f64| {
                let run = Run {
                    method,
                    ..Run::new(span, 1e-9, &scale)
                };
                let mut steps = 0;
                let measured = allocation_counter::measure(|| {
                    let end = field.integrate(&x, &run, &mut |orbit| {
                        steps += usize::from(matches!(orbit, Orbit::Step(_)));
                        Watch::Continue
                    });
                    assert_eq!(end.state.len(), n);
                });
                (measured.count_total, steps)
            };
            let (short, long) = (count(1.0), count(200.0));
            assert!(
                long.1 > 2 * short.1,
                "{}: the longer run has more steps",
                info.id
            );
            assert!(
                short.0 <= 2 && long.0 == short.0,
                "{} {method:?}: {short:?} {long:?}",
                info.id
            );
        }
    }
}

/// Pieces of a stimulus that moves are followed without allocating: a longer course costs no more.
#[test]
fn a_driven_integration_does_not_allocate_per_step() {
    use nullcline::model::{Drive, Stimulus};
    let text = "sine(amplitude=1,period=7)+pulse(at=1,width=1,height=2,every=3)+ou(sd=1,tau=5)";
    let stimulus = Stimulus::parse(text).unwrap();
    for model in zoo::registry() {
        let info = model.info();
        let values = info.values(&info.presets[0]);
        let start = &info.presets[0].initial;
        let drive = Drive::new(&**model, &values, &stimulus, 1).unwrap();
        let scale = vec![1.0; info.dimension()];
        let count = |span: f64| {
            let run = Run::new(span, 1e-6, &scale);
            let mut steps = 0;
            let measured = allocation_counter::measure(|| {
                let mut walk = drive.walk();
                model.integrate_driven(&values, start, &run, &mut walk, &mut |orbit| {
                    steps += usize::from(matches!(orbit, Orbit::Step(_)));
                    Watch::Continue
                });
            });
            (measured.count_total, steps)
        };
        let ((few, short), (many, long)) = (count(5.0), count(50.0));
        assert!(long > short + 500, "{}: {short} {long}", info.id);
        assert_eq!(few, many, "{}", info.id);
    }
}
