//! Ordinary differential equations `x' = f(x)`: adaptive steps, dense output, events.
//!
//! Two explicit pairs share one step control: [`Method::Dopri5`] for quick orbits and
//! [`Method::Dop853`] for accurate ones. A problem that is stiff along the orbit is noticed and taken
//! over by the implicit [`Method::Radau5`]; [`Summary::stiff`] says so.
mod dop853;
mod dopri5;
mod radau5;

use nalgebra::{SMatrix, SVector};
use std::cell::OnceCell;

/// An autonomous system of `N` ordinary differential equations.
pub trait System<const N: usize> {
    /// The right-hand side at `x`.
    fn rhs(&self, x: &SVector<f64, N>) -> SVector<f64, N>;
    /// Its Jacobian at `x`.
    fn jacobian(&self, x: &SVector<f64, N>) -> SMatrix<f64, N, N>;
}

/// Which formula advances the orbit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Dormand-Prince 5(4); best at tolerances of 1e-4 to 1e-7.
    Dopri5,
    /// Dormand-Prince 8(5,3); best at tolerances below 1e-7.
    Dop853,
    /// The implicit Radau IIA method of order 5, for stiff systems.
    Radau5,
}

/// How to integrate.
#[derive(Clone, Copy, Debug)]
pub struct Options<const N: usize> {
    /// Where to begin; explicit methods hand over to [`Method::Radau5`] where the system is stiff.
    pub method: Method,
    /// Error allowed in each component of one step, relative to the larger of `scale` and the
    /// component's size.
    pub tolerance: f64,
    /// The size of each component that counts as one: the width of the window, say. Positive.
    pub scale: SVector<f64, N>,
    /// Length of time to cover, negative to go backward.
    pub span: f64,
    /// No more than so many steps, rejected ones included.
    pub max_steps: usize,
    /// The orbit counts as diverged when a component exceeds so many times its `scale` or its start,
    /// whichever is larger.
    pub escape: f64,
    /// First step to try; 0 leaves the choice to the program.
    pub first_step: f64,
}

/// Why an integration ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The whole span is covered.
    Time,
    /// The observer asked to stop.
    Stopped,
    /// The orbit ran away or the formula ceased to be finite.
    Diverged,
    /// [`Options::max_steps`] is used up.
    StepLimit,
}

/// What an observer of steps wants next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// Another step.
    Continue,
    /// No more.
    Stop,
}

/// How an integration went.
#[derive(Clone, Copy, Debug)]
pub struct Summary<const N: usize> {
    /// Why it ended.
    pub end: End,
    /// Time reached.
    pub time: f64,
    /// State reached.
    pub state: SVector<f64, N>,
    /// Accepted and rejected steps.
    pub steps: usize,
    /// Size of the next step, had there been one; signed.
    pub next_step: f64,
    /// Whether the implicit method took over.
    pub stiff: bool,
}

enum Stages<const N: usize> {
    Dopri5(dopri5::Stages<N>),
    Dop853(dop853::Stages<N>),
    Radau5(radau5::Stages<N>),
}

enum DenseCoefficients<const N: usize> {
    Dopri5([SVector<f64, N>; 4]),
    Dop853([SVector<f64, N>; 7]),
}

/// One accepted step.
pub struct Step<'s, const N: usize, S: System<N>> {
    /// Time at its start.
    pub t: f64,
    /// Its length, negative when going backward.
    pub h: f64,
    /// State at its start.
    pub x0: SVector<f64, N>,
    /// State at its end.
    pub x1: SVector<f64, N>,
    /// Slope at its start.
    pub f0: SVector<f64, N>,
    /// Slope at its end.
    pub f1: SVector<f64, N>,
    stages: Stages<N>,
    dense: OnceCell<DenseCoefficients<N>>,
    system: &'s S,
}

impl<const N: usize, S: System<N>> Step<'_, N, S> {
    /// The state at `t + theta h`, `theta` in 0..=1, by the method's continuous extension.
    pub fn at(&self, theta: f64) -> SVector<f64, N> {
        if let Stages::Radau5(k) = &self.stages {
            return radau5::interpolate(&self.x0, k, theta);
        }
        let dense = self.dense.get_or_init(|| match &self.stages {
            Stages::Dopri5(k) => {
                DenseCoefficients::Dopri5(dopri5::dense((&self.x0, &self.x1), k, &self.f1, self.h))
            }
            Stages::Dop853(k) => DenseCoefficients::Dop853(dop853::dense(
                self.system,
                (&self.x0, &self.x1),
                k,
                &self.f1,
                self.h,
            )),
            Stages::Radau5(_) => unreachable!("handled above"),
        });
        match dense {
            DenseCoefficients::Dopri5(c) => dopri5::interpolate(&self.x0, c, theta),
            DenseCoefficients::Dop853(c) => dop853::interpolate(&self.x0, c, theta),
        }
    }

    /// The state at `t + theta h` by a fresh step of that length: as accurate as the orbit itself,
    /// where [`Step::at`] has the smaller order of the continuous extension.
    pub fn restep(&self, theta: f64) -> SVector<f64, N> {
        match &self.stages {
            Stages::Dopri5(_) => dopri5::step(self.system, &self.x0, &self.f0, theta * self.h).0,
            Stages::Dop853(_) => dop853::step(self.system, &self.x0, &self.f0, theta * self.h).0,
            Stages::Radau5(_) => radau5::step(self.system, &self.x0, theta * self.h, 1e-14)
                .map_or_else(|| self.at(theta), |(x1, _)| x1),
        }
    }

    /// Where in this step `event` passes through zero, as `theta` and the state there; `None` unless
    /// its sign differs between the two ends of the step.
    ///
    /// Bracketed on the continuous extension, then polished on fresh steps, so that the time is as
    /// accurate as the orbit: to about 1e-13 of the step.
    pub fn locate(
        &self,
        event: impl Fn(&SVector<f64, N>) -> f64,
    ) -> Option<(f64, SVector<f64, N>)> {
        let (e0, e1) = (event(&self.x0), event(&self.x1));
        if e0.is_nan() || e1.is_nan() || (e0 > 0.0) == (e1 > 0.0) {
            return None;
        }
        let rough = super::root::bracketed(|s| event(&self.at(s)), (0.0, e0), (1.0, e1), 1e-9);
        let (mut theta, mut state) = (rough, self.restep(rough));
        let mut value = event(&state);
        let mut slope = e1 - e0;
        // Secant steps; the first slope is taken on the continuous extension.
        let d = if rough < 0.5 { 1e-4 } else { -1e-4 };
        let near = (event(&self.at(rough + d)) - event(&self.at(rough))) / d;
        if near != 0.0 && near.is_finite() {
            slope = near;
        }
        for _ in 0..6 {
            let next = (theta - value / slope).clamp(0.0, 1.0);
            if next == theta || !next.is_finite() {
                break;
            }
            let (s, v) = {
                let s = self.restep(next);
                (s, event(&s))
            };
            if v.is_nan() || v.abs() > value.abs() {
                break;
            }
            if next != theta && v != value {
                slope = (v - value) / (next - theta);
            }
            let moved = (next - theta).abs();
            (theta, state, value) = (next, s, v);
            if moved < 1e-13 {
                break;
            }
        }
        Some((theta, state))
    }
}

/// The largest ratio of a component to its scale.
fn largest<const N: usize>(x: &SVector<f64, N>, scale: &SVector<f64, N>) -> f64 {
    (0..N).fold(0.0, |m: f64, i| m.max(x[i].abs() / scale[i]))
}

/// Integrates from `start`; `watch` sees every accepted step and may stop.
///
/// Deterministic: the same input gives the same steps. Never fails: a run-away orbit ends with
/// [`End::Diverged`] and keeps what came before.
pub fn integrate<const N: usize, S: System<N>>(
    system: &S,
    start: SVector<f64, N>,
    options: &Options<N>,
    mut watch: impl FnMut(&Step<'_, N, S>) -> Watch,
) -> Summary<N> {
    let (mut t, mut x, mut f) = (0.0, start, system.rhs(&start));
    let (tol, scale) = (options.tolerance, &options.scale);
    let far = SVector::<f64, N>::from_fn(|i, _| options.escape * scale[i].max(start[i].abs()));
    let mut method = options.method;
    let (mut steps, mut stiff, mut stiff_hints, mut calm) = (0, method == Method::Radau5, 0, 0);
    let direction = if options.span < 0.0 { -1.0 } else { 1.0 };
    let mut h = if options.first_step == 0.0 {
        let order = if method == Method::Dop853 { 8.0 } else { 5.0 };
        let rate = largest(&f, scale);
        let guess = 0.1 * tol.powf(1.0 / order) / rate;
        direction
            * if guess.is_finite() {
                guess.min(options.span.abs())
            } else {
                1e-3 * options.span.abs()
            }
    } else {
        options.first_step.abs() * direction
    };
    let smallest = 1e-20 * h.abs();
    let mut last_error = 1e-4_f64;
    let mut rejected = false;
    let done = |end, t, x, steps, h, stiff| Summary {
        end,
        time: t,
        state: x,
        steps,
        next_step: h,
        stiff,
    };
    if !f.iter().all(|v| v.is_finite()) || !x.iter().all(|v| v.is_finite()) {
        return done(End::Diverged, t, x, steps, h, stiff);
    }
    loop {
        let left = options.span - t;
        if left * direction <= 0.0 {
            return done(End::Time, t, x, steps, h, stiff);
        }
        let last = h.abs() >= left.abs() * (1.0 - 1e-12);
        let full = h;
        if last {
            h = left;
        }
        if steps >= options.max_steps {
            return done(End::StepLimit, t, x, steps, full, stiff);
        }
        steps += 1;
        let (x1, f1, err, stages, stiffness) = match method {
            Method::Dopri5 => {
                let (x1, k, x6) = dopri5::step(system, &x, &f, h);
                let f1 = system.rhs(&x1);
                let weight = weight(&x, &x1, scale, tol);
                let err = dopri5::error(&k, &f1, h, &weight);
                let apart = (x1 - x6).norm();
                let lambda = if apart > 0.0 {
                    h.abs() * (f1 - k[4]).norm() / apart / 3.25
                } else {
                    0.0
                };
                (x1, f1, err, Stages::Dopri5(k), lambda)
            }
            Method::Dop853 => {
                let (x1, k, last) = dop853::step(system, &x, &f, h);
                let weight = weight(&x, &x1, scale, tol);
                let err = dop853::error(&k, h, &weight);
                let f1 = system.rhs(&x1);
                let apart = (x1 - last).norm();
                let lambda = if apart > 0.0 {
                    h.abs() * (f1 - k[11]).norm() / apart / 6.1
                } else {
                    0.0
                };
                (x1, f1, err, Stages::Dop853(k), lambda)
            }
            Method::Radau5 => match radau5::step(system, &x, h, 0.01 * tol) {
                Some((x1, k)) => {
                    let weight = weight(&x, &x1, scale, tol);
                    let err = radau5::error(system, &x, &f, &k, h, &weight);
                    (x1, system.rhs(&x1), err, Stages::Radau5(k), 0.0)
                }
                None => (x, f, f64::NAN, Stages::Radau5([SVector::zeros(); 3]), 0.0),
            },
        };
        let exponent = match method {
            Method::Dopri5 => 0.2,
            Method::Dop853 => 0.125,
            Method::Radau5 => 0.25,
        };
        if err <= 1.0 && f1.iter().all(|v| v.is_finite()) {
            let step = Step {
                t,
                h,
                x0: x,
                x1,
                f0: f,
                f1,
                stages,
                dense: OnceCell::new(),
                system,
            };
            let go = watch(&step);
            (t, x, f) = (if last { options.span } else { t + h }, x1, f1);
            // Proportional-integral step control (Hairer, Nørsett and Wanner II.4, IV.2).
            let factor = if method == Method::Dopri5 {
                0.9 * err.max(1e-10).powf(-0.17) * last_error.powf(0.04)
            } else {
                0.9 * err.max(1e-10).powf(-exponent)
            };
            let grow = factor.clamp(
                0.2,
                if rejected {
                    1.0
                } else if method == Method::Dopri5 {
                    10.0
                } else {
                    6.0
                },
            );
            h = if last {
                full.abs().max((h * grow).abs()) * direction
            } else {
                h * grow
            };
            last_error = err.max(1e-4);
            rejected = false;
            if go == Watch::Stop {
                return done(End::Stopped, t, x, steps, h, stiff);
            }
            if (0..N).any(|i| x[i].abs() > far[i]) {
                return done(End::Diverged, t, x, steps, h, stiff);
            }
            if method != Method::Radau5 {
                // Fifteen steps in a row held back by stability, not by accuracy: stiff (II.5, IV.2).
                if stiffness > 1.0 {
                    (stiff_hints, calm) = (stiff_hints + 1, 0);
                    if stiff_hints >= 15 {
                        (method, stiff, stiff_hints) = (Method::Radau5, true, 0);
                    }
                } else {
                    calm += 1;
                    if calm >= 6 {
                        stiff_hints = 0;
                    }
                }
            }
        } else {
            h *= if err.is_finite() {
                (0.9 * err.powf(-exponent)).clamp(0.1, 0.9)
            } else {
                0.1
            };
            rejected = true;
            if h.abs() <= (1e-15 * t.abs()).max(smallest) {
                return done(End::Diverged, t, x, steps, h, stiff);
            }
        }
    }
}

#[inline]
fn weight<const N: usize>(
    x0: &SVector<f64, N>,
    x1: &SVector<f64, N>,
    scale: &SVector<f64, N>,
    tol: f64,
) -> SVector<f64, N> {
    SVector::from_fn(|i, _| tol * scale[i].max(x0[i].abs()).max(x1[i].abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::{Matrix2, Vector2};

    /// FitzHugh-Nagumo at I = 0.5, a = 0.7, b = 0.8, eps = 0.08.
    struct FitzHughNagumo;
    impl System<2> for FitzHughNagumo {
        fn rhs(&self, x: &Vector2<f64>) -> Vector2<f64> {
            Vector2::new(
                x[0] - x[0].powi(3) / 3.0 - x[1] + 0.5,
                0.08 * (x[0] + 0.7 - 0.8 * x[1]),
            )
        }
        fn jacobian(&self, x: &Vector2<f64>) -> Matrix2<f64> {
            Matrix2::new(1.0 - x[0] * x[0], -1.0, 0.08, -0.064)
        }
    }

    /// `x' = −1000 (x − cos y)`, `y' = 1`: stiff; after the transient x = cos y + O(1e-3).
    struct Stiff;
    impl System<2> for Stiff {
        fn rhs(&self, x: &Vector2<f64>) -> Vector2<f64> {
            Vector2::new(-1000.0 * (x[0] - x[1].cos()), 1.0)
        }
        fn jacobian(&self, x: &Vector2<f64>) -> Matrix2<f64> {
            Matrix2::new(-1000.0, -1000.0 * x[1].sin(), 0.0, 0.0)
        }
    }

    fn options(method: Method, tolerance: f64, span: f64) -> Options<2> {
        Options {
            method,
            tolerance,
            scale: Vector2::new(1.0, 1.0),
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
            fn rhs(&self, x: &Vector2<f64>) -> Vector2<f64> {
                Vector2::new(x[0] * x[0], 0.0)
            }
            fn jacobian(&self, x: &Vector2<f64>) -> Matrix2<f64> {
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
}
