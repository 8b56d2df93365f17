//! Bad and extreme input: a sentence or an answer, never a panic, never a hang.
use nullcline::analysis::portrait::portrait;
use nullcline::analysis::{PortraitOptions, Problem, ProblemError, Window};
use nullcline::job::Cancel;
use nullcline::model::zoo;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// No portrait may take longer than this, however strange the parameters (unoptimised builds on busy
/// machines included; an ordinary one takes a few milliseconds).
const PATIENCE: Duration = Duration::from_secs(20);

fn draw(problem: &Problem) {
    let start = Instant::now();
    match portrait(&Cancel::never(), problem, &PortraitOptions::default()) {
        Ok(p) => {
            let p = p.expect("nobody cancelled");
            for e in &p.equilibria {
                assert!(e.at.iter().all(|x| x.is_finite()), "{problem:?}");
            }
            for c in &p.cycles {
                assert!(
                    c.period.is_finite() && c.period > 0.0 && !c.multiplier.re.is_nan(),
                    "{problem:?}"
                );
                assert!(
                    c.points.iter().flatten().all(|x| x.is_finite()),
                    "{problem:?}"
                );
            }
            for s in &p.separatrices {
                assert!(
                    s.points.iter().flatten().all(|x| x.is_finite()),
                    "{problem:?}"
                );
            }
        }
        Err(e) => assert!(e.to_string().len() > 20, "{e}"),
    }
    assert!(
        start.elapsed() < PATIENCE,
        "{problem:?} took {:?}",
        start.elapsed()
    );
}

#[test]
fn singular_and_non_finite_parameters_are_refused_and_leave_the_problem_as_it_was() {
    for model in zoo::registry() {
        let info = model.info();
        let mut problem = Problem::new(model, &info.presets[0]);
        let before = problem.clone();
        for p in &info.parameters {
            for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                assert!(
                    matches!(
                        problem.set(p.name, value),
                        Err(ProblemError::NotFinite { .. })
                    ),
                    "{}",
                    p.name
                );
            }
            if p.nonzero() {
                for value in [0.0, -0.0, 1e-320] {
                    let error = problem.set(p.name, value).expect_err("singular");
                    assert!(error.to_string().contains(p.name), "{error}");
                }
            }
        }
        assert!(problem.set("no such parameter", 1.0).is_err());
        assert_eq!(problem, before);
    }
}

#[test]
fn windows_that_are_none_are_refused() {
    for (x, y) in [
        ([0.0, 0.0], [0.0, 1.0]),
        ([1.0, 0.0], [0.0, 1.0]),
        ([0.0, 1.0], [0.0, f64::NAN]),
        ([0.0, f64::INFINITY], [0.0, 1.0]),
        ([-f64::MAX, f64::MAX], [0.0, 1.0]),
        ([1.0, 1.0 + 1e-12], [0.0, 1.0]),
    ] {
        let error = Window::new(x, y).expect_err("no window");
        assert!(error.to_string().contains("range"), "{error}");
    }
}

/// A potassium gate that opens like a switch, and one that opens like a wall.
#[test]
fn a_step_function_is_drawn() {
    for n_k in [1e-3, 1e-9, 1e-15, 1e-30, -5.0] {
        let mut problem = Problem::from_source("persistent-sodium-potassium").expect("built in");
        problem.set("n_k", n_k).expect("allowed");
        draw(&problem);
    }
}

/// With phi = 0 every point of the V-nullcline is an equilibrium: said, not listed.
#[test]
fn equilibria_that_are_not_isolated_are_said() {
    let mut problem = Problem::from_source("morris-lecar").expect("built in");
    problem
        .set("phi", 0.0)
        .expect("the formula is not singular");
    let p = portrait(&Cancel::never(), &problem, &PortraitOptions::default())
        .expect("finite")
        .expect("done");
    assert!(
        p.equilibria.is_empty() && p.notes.iter().any(|n| n.contains("isolated")),
        "{:?}",
        p.notes
    );
}

#[test]
fn a_window_without_equilibria_or_far_away_is_drawn() {
    for model in zoo::registry() {
        let mut problem = Problem::new(model, &model.info().presets[0]);
        for window in [
            Window::new([1000.0, 1010.0], [500.0, 501.0]),
            Window::new([-1e6, 1e6], [-1e5, 1e5]),
            Window::new([-65.0, -64.999], [0.0, 1e-6]),
            Window::new([1e8, 1e8 + 1.0], [0.0, 1.0]),
        ] {
            problem.set_window(window.expect("a window"));
            draw(&problem);
        }
    }
}

#[test]
fn sliders_thrown_from_end_to_end_give_portraits() {
    for model in zoo::registry() {
        let info = model.info();
        for preset in &info.presets {
            for p in &info.parameters {
                for value in [p.range.0, p.range.1] {
                    let mut problem = Problem::new(model, preset);
                    if problem.set(p.name, value).is_ok() {
                        draw(&problem);
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Any finite values at all.
    #[test]
    fn extreme_parameters_never_break_the_portrait(
        which in 0_usize..7,
        picks in prop::collection::vec((0_usize..13, -1.0_f64..1.0, -12_i32..12), 1..4),
    ) {
        let model = &zoo::registry()[which];
        let info = model.info();
        let mut problem = Problem::new(model, &info.presets[0]);
        for (k, mantissa, exponent) in picks {
            let p = &info.parameters[k % info.parameters.len()];
            let _ = problem.set(p.name, mantissa * 10f64.powi(exponent));
        }
        draw(&problem);
    }
}

/// A reset beyond the peak is a spike at once, for ever: bounded, not followed to the last step.
#[test]
fn a_reset_beyond_the_peak_ends() {
    use nullcline::analysis::flow::{OrbitEnd, TrajectoryOptions, trajectory};
    let mut problem = Problem::from_source("izhikevich/rs").expect("built in");
    problem.set("I", 10.0).expect("allowed");
    problem.set("c", 40.0).expect("not singular");
    let planar = problem.field().expect("finite");
    let t = trajectory(
        &Cancel::never(),
        &planar,
        &[-65.0, -13.0],
        &TrajectoryOptions::default(),
    )
    .expect("done");
    assert_eq!(t.end, OrbitEnd::StepLimit);
    assert!(t.spikes.len() < 1000, "{}", t.spikes.len());
    draw(&problem);
}
