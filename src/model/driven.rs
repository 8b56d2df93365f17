//! Orbits of driven equations: the loop behind [`super::Model::integrate_driven`].
use super::{
    equations::Equations,
    field::{Dense, Orbit, Run, StepView},
    follow::{Ended, Hybrid, follow},
    params::ReadParams,
    real::Real,
    stimulus::{Term, Walk},
};
use crate::num::ode::{self, End, Options, System, Watch};
use nalgebra::{SMatrix, SVector};
use num_dual::Dual64;
use std::marker::PhantomData;

/// Equations some of whose parameters move in time.
struct Moving<'a, E, const N: usize> {
    values: &'a [f64],
    terms: &'a [(usize, Term)],
    equations: PhantomData<E>,
}

impl<E: Equations<N>, const N: usize> Moving<'_, E, N> {
    /// The parameters at time `t`.
    #[inline]
    fn now<S: Real>(&self, t: f64) -> E::Params<S> {
        let mut values = self.values.iter().enumerate().map(|(k, &v)| {
            let terms = self.terms.iter().filter(|(slot, _)| *slot == k);
            S::from(terms.fold(v, |v, (_, term)| v + term.at(t)))
        });
        E::Params::<S>::read(&mut values)
    }
}

impl<E: Equations<N>, const N: usize> System<N> for Moving<'_, E, N> {
    #[inline]
    fn rhs(&self, t: f64, x: &SVector<f64, N>) -> SVector<f64, N> {
        SVector::from(E::rhs((*x).into(), &self.now(t)))
    }

    fn jacobian(&self, t: f64, x: &SVector<f64, N>) -> SMatrix<f64, N, N> {
        let p = self.now::<Dual64>(t);
        let x: [f64; N] = (*x).into();
        SMatrix::from_columns(&std::array::from_fn::<_, N, _>(|j| {
            let mut d = x.map(Dual64::from_re);
            d[j].eps = 1.0;
            SVector::from(E::rhs(d, &p).map(|r| r.eps))
        }))
    }
}

impl<E: Equations<N>, const N: usize> Hybrid<N> for Moving<'_, E, N> {
    #[inline]
    fn guard(&self, t: f64, x: [f64; N]) -> f64 {
        E::guard(x, &self.now(t))
    }

    fn reset(&self, t: f64, x: [f64; N]) -> [f64; N] {
        E::reset(x, &self.now(t))
    }

    fn hold(&self, t: f64) -> f64 {
        E::hold(&self.now(t))
    }
}

/// Equations at parameters that were read once.
struct Still<E: Equations<N>, const N: usize> {
    plain: E::Params<f64>,
    dual: E::Params<Dual64>,
}

impl<E: Equations<N>, const N: usize> System<N> for Still<E, N> {
    #[inline]
    fn rhs(&self, _: f64, x: &SVector<f64, N>) -> SVector<f64, N> {
        SVector::from(E::rhs((*x).into(), &self.plain))
    }

    fn jacobian(&self, _: f64, x: &SVector<f64, N>) -> SMatrix<f64, N, N> {
        let x: [f64; N] = (*x).into();
        SMatrix::from_columns(&std::array::from_fn::<_, N, _>(|j| {
            let mut d = x.map(Dual64::from_re);
            d[j].eps = 1.0;
            SVector::from(E::rhs(d, &self.dual).map(|r| r.eps))
        }))
    }
}

impl<E: Equations<N>, const N: usize> Hybrid<N> for Still<E, N> {
    #[inline]
    fn guard(&self, _: f64, x: [f64; N]) -> f64 {
        E::guard(x, &self.plain)
    }

    fn reset(&self, _: f64, x: [f64; N]) -> [f64; N] {
        E::reset(x, &self.plain)
    }

    fn hold(&self, _: f64) -> f64 {
        E::hold(&self.plain)
    }
}

/// The flow along the derivative of the right-hand side by one parameter, in which the equations are
/// linear: followed for a "time" of the charge, it is what an impulse on that parameter does.
struct Push<'a, E, const N: usize> {
    values: &'a [f64],
    slot: usize,
    equations: PhantomData<E>,
}

impl<E: Equations<N>, const N: usize> System<N> for Push<'_, E, N> {
    fn rhs(&self, _: f64, x: &SVector<f64, N>) -> SVector<f64, N> {
        let mut values = self
            .values
            .iter()
            .enumerate()
            .map(|(k, &v)| Dual64::new(v, if k == self.slot { 1.0 } else { 0.0 }));
        let p = E::Params::<Dual64>::read(&mut values);
        let x: [f64; N] = (*x).into();
        SVector::from(E::rhs(x.map(Dual64::from_re), &p).map(|r| r.eps))
    }

    fn jacobian(&self, _: f64, _: &SVector<f64, N>) -> SMatrix<f64, N, N> {
        // Only the implicit method asks for it, and the flow is over long before that takes over.
        SMatrix::zeros()
    }
}

/// The state after an impulse of `charge` on parameter `slot` at state `x`.
pub(super) fn pushed<E: Equations<N>, const N: usize>(
    values: &[f64],
    (slot, charge): (usize, f64),
    x: SVector<f64, N>,
    scale: &SVector<f64, N>,
) -> SVector<f64, N> {
    let push = Push::<E, N> {
        values,
        slot,
        equations: PhantomData,
    };
    let rate = push.rhs(0.0, &x);
    let along = push.rhs(0.0, &(x + rate * charge));
    // Where the derivative is the same all along, as with a current, the jump is a product.
    if rate == along {
        return x + rate * charge;
    }
    let options = Options {
        method: ode::Method::Dop853,
        tolerance: 1e-12,
        scale: *scale,
        clock: 0.0,
        span: charge,
        max_steps: 10_000,
        escape: 1e9,
        first_step: 0.0,
    };
    ode::integrate(&push, x, &options, |_| Watch::Continue).state
}

/// A jump without duration: a straight line between two states at one time.
struct Jump<'a> {
    x0: &'a [f64],
    x1: &'a [f64],
}

impl Dense for Jump<'_> {
    fn at(&self, theta: f64, out: &mut [f64]) {
        for ((o, a), b) in out.iter_mut().zip(self.x0).zip(self.x1) {
            *o = a + theta * (b - a);
        }
    }

    fn restep(&self, theta: f64, out: &mut [f64]) {
        self.at(theta, out);
    }

    fn locate(&self, event: &dyn Fn(&[f64]) -> f64, out: &mut [f64]) -> Option<f64> {
        let (e0, e1) = (event(self.x0), event(self.x1));
        if e0.is_nan() || e1.is_nan() || (e0 > 0.0) == (e1 > 0.0) {
            return None;
        }
        let at = |theta: f64| {
            self.at(theta, out);
            event(out)
        };
        let theta = crate::num::root::bracketed(at, (0.0, e0), (1.0, e1), 1e-13);
        self.at(theta, out);
        Some(theta)
    }
}

/// A straight step of length `h`, 0 for a jump, as a watcher sees it.
pub(super) fn straight<R>(
    (t, h): (f64, f64),
    (x0, x1): (&[f64], &[f64]),
    (f0, f1): (&[f64], &[f64]),
    see: impl FnOnce(&Orbit<'_>) -> R,
) -> R {
    see(&Orbit::Step(StepView {
        t,
        h,
        x0,
        x1,
        f0,
        f1,
        inner: &Jump { x0, x1 },
    }))
}

/// Follows the orbit of driven equations: one integration for each smooth piece of the stimulus, so that
/// its jumps are hit exactly, and the jump of the state at each impulse. It goes on where `walk` is and
/// leaves it where the orbit ends; the watcher sees times since the stimulus began.
pub(super) fn driven<E: Equations<N>, const N: usize>(
    values: &[f64],
    start: [f64; N],
    run: &Run<'_>,
    walk: &mut Walk,
    watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
) -> Ended<N> {
    let from = walk.time();
    let end = from + run.span;
    let mut moved = values.to_vec();
    let zero = [0.0; N];
    let scale = SVector::<f64, N>::from_iterator(run.scale.iter().copied());
    let mut now = Ended {
        end: End::Time,
        spiked: false,
        time: from,
        state: SVector::from(start),
        steps: 0,
        next_step: run.first_step,
        stiff: false,
        held: run.held,
    };
    loop {
        let t = now.time;
        let until = walk.until().min(end);
        moved.copy_from_slice(values);
        for (slot, term) in walk.terms() {
            moved[*slot] += term.at(t);
        }
        for charge in walk.take_charges() {
            if now.held > 0.0 {
                continue;
            }
            let before = now.state;
            now.state = pushed::<E, N>(&moved, charge, before, &scale);
            let ends = (before.as_slice(), now.state.as_slice());
            if straight((t, 0.0), ends, (&zero, &zero), &mut *watch) == Watch::Stop {
                now.end = End::Stopped;
                now.time = t - from;
                return now;
            }
        }
        if t >= end {
            now.end = End::Time;
            now.time = run.span;
            return now;
        }
        if now.steps >= run.max_steps {
            now.end = End::StepLimit;
            now.time = t - from;
            return now;
        }
        let piece = Run {
            span: until - t,
            held: now.held,
            max_steps: run.max_steps - now.steps,
            first_step: now.next_step.abs().min(until - t),
            ..*run
        };
        let went = if walk.still() {
            let system = Still::<E, N> {
                plain: super::adapter::fixed(&moved),
                dual: super::adapter::fixed(&moved),
            };
            follow(&system, E::RESETS, now.state.into(), (&piece, t), watch)
        } else {
            let system = Moving::<E, N> {
                values,
                terms: walk.terms(),
                equations: PhantomData,
            };
            follow(&system, E::RESETS, now.state.into(), (&piece, t), watch)
        };
        // A cell of noise counts as at least one step, so that the number of cells is bounded.
        let (steps, stiff) = (now.steps + went.steps.max(1), now.stiff || went.stiff);
        let time = if went.end == End::Time {
            until
        } else {
            t + went.time
        };
        now = Ended {
            time,
            steps,
            stiff,
            ..went
        };
        if now.end != End::Time {
            walk.advance(now.time);
            now.time -= from;
            return now;
        }
        walk.advance(until);
    }
}
