//! Ordinary differential equations `x' = f(t, x)`: adaptive steps, dense output, events.
//!
//! Two explicit pairs share one step control: [`Method::Dopri5`] for quick orbits and
//! [`Method::Dop853`] for accurate ones. A problem that is stiff along the orbit is noticed and taken
//! over by the implicit [`Method::Radau5`]; [`Summary::stiff`] says so.
mod dop853;
mod dopri5;
mod radau5;
mod step;

pub use step::Step;

use nalgebra::{SMatrix, SVector};
use step::Stages;

/// A system of `N` ordinary differential equations. An autonomous one takes no notice of the time,
/// and then pays nothing for it.
pub trait System<const N: usize> {
    /// The right-hand side at time `t` and state `x`. It is smooth in both along every integration:
    /// where the system jumps in time, one integration ends and another begins.
    fn rhs(&self, t: f64, x: &SVector<f64, N>) -> SVector<f64, N>;
    /// Its derivatives by the state at time `t` and state `x`.
    fn jacobian(&self, t: f64, x: &SVector<f64, N>) -> SMatrix<f64, N, N>;
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
    /// What the system's clock shows at the start; steps and results count their time from the start.
    pub clock: f64,
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

/// The implicit method takes over only if more steps than this would still be held back.
const STEPS_WORTH_SWITCHING: f64 = 1000.0;

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
    let clock = options.clock;
    let (mut t, mut x, mut f) = (0.0, start, system.rhs(clock, &start));
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
                let (x1, k, x6) = dopri5::step(system, clock + t, &x, &f, h);
                let f1 = system.rhs(clock + t + h, &x1);
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
                let (x1, k, last) = dop853::step(system, clock + t, &x, &f, h);
                let weight = weight(&x, &x1, scale, tol);
                let err = dop853::error(&k, h, &weight);
                let f1 = system.rhs(clock + t + h, &x1);
                let apart = (x1 - last).norm();
                let lambda = if apart > 0.0 {
                    h.abs() * (f1 - k[11]).norm() / apart / 6.1
                } else {
                    0.0
                };
                (x1, f1, err, Stages::Dop853(k), lambda)
            }
            Method::Radau5 => match radau5::step(system, clock + t, &x, h, (0.01 * tol, scale)) {
                Some((x1, k)) => {
                    let weight = weight(&x, &x1, scale, tol);
                    let err = radau5::error(system, clock + t, &x, &f, &k, h, &weight);
                    (
                        x1,
                        system.rhs(clock + t + h, &x1),
                        err,
                        Stages::Radau5(k),
                        0.0,
                    )
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
            let step = Step::new(system, (clock, t, h), (x, x1), (f, f1), stages);
            let go = watch(&step);
            let step_taken = h;
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
                    // At rest any explicit method is held back, which matters only if much is left to do.
                    let ahead = left.abs().min(100.0 * t.abs()) / step_taken.abs();
                    if stiff_hints >= 15 && ahead > STEPS_WORTH_SWITCHING {
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
            // Time is no measure here: a spike may take less than its rounding, yet the state moves.
            let moves = (0..N).any(|i| (h * f[i]).abs() > 1e-15 * scale[i].max(x[i].abs()));
            let stuck = !moves && h.abs() <= 1e-15 * t.abs();
            if stuck || h.abs() <= smallest {
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
mod tests;
