use super::*;
use nalgebra::{Matrix2, Vector2};

/// FitzHugh-Nagumo at I = 0.5, a = 0.7, b = 0.8, eps = 0.08.
struct FitzHughNagumo;
impl System<2> for FitzHughNagumo {
    fn rhs(&self, _: f64, x: &Vector2<f64>) -> Vector2<f64> {
        Vector2::new(
            x[0] - x[0].powi(3) / 3.0 - x[1] + 0.5,
            0.08 * (x[0] + 0.7 - 0.8 * x[1]),
        )
    }
    fn jacobian(&self, _: f64, x: &Vector2<f64>) -> Matrix2<f64> {
        Matrix2::new(1.0 - x[0] * x[0], -1.0, 0.08, -0.064)
    }
}

/// `x' = −1000 (x − cos y)`, `y' = 1`: stiff; after the transient x = cos y + O(1e-3).
struct Stiff;
impl System<2> for Stiff {
    fn rhs(&self, _: f64, x: &Vector2<f64>) -> Vector2<f64> {
        Vector2::new(-1000.0 * (x[0] - x[1].cos()), 1.0)
    }
    fn jacobian(&self, _: f64, x: &Vector2<f64>) -> Matrix2<f64> {
        Matrix2::new(-1000.0, -1000.0 * x[1].sin(), 0.0, 0.0)
    }
}

fn options(method: Method, tolerance: f64, span: f64) -> Options<2> {
    Options {
        method,
        tolerance,
        scale: Vector2::new(1.0, 1.0),
        clock: 0.0,
        span,
        max_steps: 1_000_000,
        escape: 1e4,
        first_step: 0.0,
    }
}

const METHODS: [Method; 3] = [Method::Dopri5, Method::Dop853, Method::Radau5];

/// Two independent codes of order 8 at tolerance 1e-13 agree on x(1000) to 7e-14.
#[test]
fn every_method_reaches_the_reference_state() {
    let reference = Vector2::new(-1.243_915_317_109_6, -0.160_134_440_120_7);
    for (method, tolerance, bound) in [
        (Method::Dopri5, 1e-9, 1e-7),
        (Method::Dop853, 1e-11, 1e-9),
        (Method::Radau5, 1e-8, 1e-4),
    ] {
        let end = integrate(
            &FitzHughNagumo,
            Vector2::new(-1.0, 1.0),
            &options(method, tolerance, 1000.0),
            |_| Watch::Continue,
        );
        assert_eq!(end.end, End::Time);
        assert_eq!(end.time, 1000.0);
        assert!(
            (end.state - reference).norm() < bound,
            "{method:?} {}",
            (end.state - reference).norm()
        );
        assert_eq!(end.stiff, method == Method::Radau5);
    }
}

/// The first upward v = 0 is at t = 22.265330329523.
#[test]
fn events_are_as_accurate_as_the_orbit() {
    for (method, tolerance, bound) in [
        (Method::Dopri5, 1e-9, 1e-7),
        (Method::Dop853, 1e-12, 1e-10),
        (Method::Radau5, 1e-9, 1e-5),
    ] {
        let mut found = None;
        integrate(
            &FitzHughNagumo,
            Vector2::new(-1.0, 1.0),
            &options(method, tolerance, 100.0),
            |s| {
                if s.x0[0] < 0.0 && s.x1[0] >= 0.0 {
                    let (theta, x) = s.locate(|x| x[0]).expect("the sign differs");
                    assert!(x[0].abs() < 1e-12, "{x}");
                    found = Some(s.t + theta * s.h);
                    return Watch::Stop;
                }
                Watch::Continue
            },
        );
        let error = found.expect("it crosses") - 22.265_330_329_523;
        assert!(error.abs() < bound, "{method:?} {error}");
    }
}

/// The continuous extension against a run that is much finer.
#[test]
fn dense_output_is_accurate_between_steps() {
    for (method, bound) in [
        (Method::Dopri5, 1e-6),
        (Method::Dop853, 5e-7),
        (Method::Radau5, 1e-4),
    ] {
        let mut worst = 0.0_f64;
        integrate(
            &FitzHughNagumo,
            Vector2::new(-1.0, 1.0),
            &options(method, 1e-8, 40.0),
            |s| {
                for theta in [0.25, 0.5, 0.75] {
                    let fine = integrate(
                        &FitzHughNagumo,
                        s.x0,
                        &options(Method::Dop853, 1e-13, theta * s.h),
                        |_| Watch::Continue,
                    );
                    worst = worst.max((s.at(theta) - fine.state).norm());
                    worst = worst.max((s.restep(theta) - fine.state).norm());
                }
                assert!((s.at(0.0) - s.x0).norm() < 1e-14 && (s.at(1.0) - s.x1).norm() < 1e-14);
                Watch::Continue
            },
        );
        assert!(worst < bound, "{method:?} {worst:e}");
    }
}

#[test]
fn backward_undoes_forward() {
    for method in METHODS {
        let there = integrate(
            &FitzHughNagumo,
            Vector2::new(0.5, 0.5),
            &options(method, 1e-10, 1.0),
            |_| Watch::Continue,
        );
        let back = integrate(
            &FitzHughNagumo,
            there.state,
            &options(method, 1e-10, -1.0),
            |_| Watch::Continue,
        );
        assert!(
            (back.state - Vector2::new(0.5, 0.5)).norm() < 1e-7,
            "{method:?}"
        );
    }
}

/// Explicit steps are bounded by 3/1000 here, which needs 30,000 for t = 100; the implicit method
/// takes over and needs a few hundred.
#[test]
fn a_stiff_system_is_handed_to_the_implicit_method() {
    for method in [Method::Dopri5, Method::Dop853] {
        let end = integrate(
            &Stiff,
            Vector2::new(2.0, 0.0),
            &options(method, 1e-6, 100.0),
            |_| Watch::Continue,
        );
        assert!(end.stiff && end.steps < 3000, "{method:?} {}", end.steps);
        assert!((end.state[0] - 100f64.cos()).abs() < 2e-3, "{method:?}");
    }
}

/// x' = x² from 1 is infinite at t = 1.
#[test]
fn a_run_away_orbit_is_a_fact() {
    struct Blow;
    impl System<2> for Blow {
        fn rhs(&self, _: f64, x: &Vector2<f64>) -> Vector2<f64> {
            Vector2::new(x[0] * x[0], 0.0)
        }
        fn jacobian(&self, _: f64, x: &Vector2<f64>) -> Matrix2<f64> {
            Matrix2::new(2.0 * x[0], 0.0, 0.0, 0.0)
        }
    }
    for method in METHODS {
        let end = integrate(
            &Blow,
            Vector2::new(1.0, 0.0),
            &options(method, 1e-8, 10.0),
            |_| Watch::Continue,
        );
        assert_eq!(end.end, End::Diverged, "{method:?}");
        assert!((end.time - 1.0).abs() < 1e-3, "{method:?} {}", end.time);
    }
    let nan = integrate(
        &Blow,
        Vector2::new(f64::NAN, 0.0),
        &options(Method::Dopri5, 1e-8, 1.0),
        |_| Watch::Continue,
    );
    assert_eq!(nan.end, End::Diverged);
}

/// `x' = −x + sin t`, `y' = x cos t` from (1, 0) at clock 3: with s = t − 3,
/// x = (sin t − cos t)/2 + A e^(−s), A = 1 − (sin 3 − cos 3)/2; y by the antiderivative
/// Y(t) = sin²t/4 − t/4 − sin 2t/8 + A e^(−s) (sin t − cos t)/2. Halving the step divides the error of
/// one step by almost 2^(order + 1), which only right stage times can do: a wrong one leaves order 1 or 2.
#[test]
fn a_system_that_depends_on_time_is_followed_in_full_order() {
    struct Driven;
    impl System<2> for Driven {
        fn rhs(&self, t: f64, x: &Vector2<f64>) -> Vector2<f64> {
            Vector2::new(t.sin() - x[0], x[0] * t.cos())
        }
        fn jacobian(&self, t: f64, _: &Vector2<f64>) -> Matrix2<f64> {
            Matrix2::new(-1.0, 0.0, t.cos(), 0.0)
        }
    }
    let clock = 3.0_f64;
    let a = 1.0 - 0.5 * (clock.sin() - clock.cos());
    let primitive = |t: f64| {
        let decay = a * (clock - t).exp() * 0.5 * (t.sin() - t.cos());
        0.25 * t.sin().powi(2) - 0.25 * t - 0.125 * (2.0 * t).sin() + decay
    };
    let exact = |s: f64| {
        let t = clock + s;
        let x = 0.5 * (t.sin() - t.cos()) + a * (-s).exp();
        Vector2::new(x, primitive(t) - primitive(clock))
    };
    for (method, order) in [
        (Method::Dopri5, 5.0),
        (Method::Dop853, 8.0),
        (Method::Radau5, 5.0),
    ] {
        let error = |h: f64| {
            let mut dense = 0.0_f64;
            let options = Options {
                clock,
                first_step: h,
                ..options(method, 0.1, h)
            };
            let end = integrate(&Driven, Vector2::new(1.0, 0.0), &options, |s| {
                assert_eq!((s.t, s.h), (0.0, h), "one step");
                for theta in [0.3, 0.7] {
                    dense = dense.max((s.at(theta) - exact(theta * h)).norm());
                    dense = dense.max((s.restep(theta) - exact(theta * h)).norm());
                }
                Watch::Continue
            });
            ((end.state - exact(h)).norm(), dense)
        };
        let ((coarse, wide), (fine, near)) = (error(0.8), error(0.4));
        let found = (coarse / fine).log2();
        assert!(found > order, "{method:?}: {found}, {coarse:e} {fine:e}");
        // The continuous extensions are of order 4, 7 and 3.
        assert!((wide / near).log2() > 3.5, "{method:?}: {wide:e} {near:e}");
        // Tolerance and span as usual: the clock goes on from step to step.
        let long = Options {
            clock,
            ..options(method, 1e-10, 20.0)
        };
        let end = integrate(&Driven, Vector2::new(1.0, 0.0), &long, |_| Watch::Continue);
        assert!((end.state - exact(20.0)).norm() < 1e-7, "{method:?}");
    }
}
