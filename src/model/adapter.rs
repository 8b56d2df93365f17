//! From [`Equations`] to [`Model`] and [`Field`], at no cost per right-hand-side call.
use super::{
    equations::Equations,
    family::{Family, Released},
    field::{Dense, Field, Model, Orbit, Run, RunEnd, Spikes, StepView},
    membrane::Membrane,
    params::ReadParams,
    real::Real,
    spec::ModelInfo,
};
use crate::num::ode::{self, End, Options, Step, System, Watch};
use nalgebra::{SMatrix, SVector};
use num_dual::{Dual64, DualNum, HyperDual64};
use std::marker::PhantomData;

/// A built-in model, made from its [`Equations`].
pub struct Builtin<E, const N: usize> {
    info: ModelInfo,
    equations: PhantomData<E>,
}

impl<E: Equations<N>, const N: usize> Builtin<E, N> {
    /// Gathers what the equations declare.
    pub fn new() -> Self {
        let info = ModelInfo {
            id: E::ID,
            name: E::NAME,
            source: E::SOURCE,
            variables: E::VARS.to_vec(),
            parameters: <E::Params<f64> as ReadParams<f64>>::SPECS.to_vec(),
            presets: E::presets(),
            time: E::TIME,
            resets: E::RESETS,
            plane: E::PLANE,
            rate: E::RATE,
        };
        assert!(!info.presets.is_empty(), "{} has no preset", E::ID);
        Self {
            info,
            equations: PhantomData,
        }
    }
}

impl<E: Equations<N>, const N: usize> Default for Builtin<E, N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: Equations<N>, const N: usize> Model for Builtin<E, N> {
    fn info(&self) -> &ModelInfo {
        &self.info
    }

    fn bind(&self, values: &[f64]) -> Box<dyn Field> {
        Box::new(Bound::<E, N> {
            plain: fixed(values),
            dual: fixed(values),
            hyper: fixed(values),
        })
    }

    fn family(&self, values: &[f64], free: &[usize]) -> Box<dyn Family> {
        Box::new(Released::<E, N>::new(values, free))
    }
}

/// Parameters that carry no derivatives.
pub(super) fn fixed<S: Real, P: ReadParams<S>>(values: &[f64]) -> P {
    assert_eq!(
        values.len(),
        P::SPECS.len(),
        "one value per declared parameter"
    );
    P::read(&mut values.iter().map(|&v| S::from(v)))
}

/// Equations at fixed parameter values, read once for each scalar.
pub(super) struct Bound<E: Equations<N>, const N: usize> {
    plain: E::Params<f64>,
    dual: E::Params<Dual64>,
    hyper: E::Params<HyperDual64>,
}

/// An orbit that resets into its next spike so often is given up: its time would stand still for ever.
const MOST_AT_ONCE: usize = 100;

pub(super) fn array<const N: usize>(x: &[f64]) -> [f64; N] {
    x.try_into().expect("a state has one number per variable")
}

impl<E: Equations<N>, const N: usize> Bound<E, N> {
    #[inline]
    fn value(&self, x: [f64; N]) -> [f64; N] {
        E::rhs(x, &self.plain)
    }

    /// Rises through zero at a spike.
    #[inline]
    fn above(&self, x: [f64; N]) -> f64 {
        x[0] - E::peak(x[N - 1], &self.plain)
    }

    /// The state right after a spike at `x`.
    fn after(&self, x: [f64; N]) -> [f64; N] {
        E::restart(E::mark(x, &self.plain), &self.plain)
    }

    /// Derivative of the right-hand side in the direction of variable `j`.
    #[inline]
    fn column(&self, x: &[f64; N], j: usize) -> [f64; N] {
        let mut d = x.map(Dual64::from_re);
        d[j].eps = 1.0;
        E::rhs(d, &self.dual).map(|r| r.eps)
    }
}

impl<E: Equations<N>, const N: usize> System<N> for Bound<E, N> {
    #[inline]
    fn rhs(&self, x: &SVector<f64, N>) -> SVector<f64, N> {
        SVector::from(self.value((*x).into()))
    }

    fn jacobian(&self, x: &SVector<f64, N>) -> SMatrix<f64, N, N> {
        let x: [f64; N] = (*x).into();
        SMatrix::from_columns(&std::array::from_fn::<_, N, _>(|j| {
            SVector::from(self.column(&x, j))
        }))
    }
}

impl<const N: usize, S: System<N>> Dense for Step<'_, N, S> {
    fn at(&self, theta: f64, out: &mut [f64]) {
        out.copy_from_slice(Step::at(self, theta).as_slice());
    }

    fn restep(&self, theta: f64, out: &mut [f64]) {
        out.copy_from_slice(Step::restep(self, theta).as_slice());
    }

    fn locate(&self, event: &dyn Fn(&[f64]) -> f64, out: &mut [f64]) -> Option<f64> {
        let (theta, state) = Step::locate(self, |x| event(x.as_slice()))?;
        out.copy_from_slice(state.as_slice());
        Some(theta)
    }
}

pub(super) fn view<'a, const N: usize, S: System<N>>(
    step: &'a Step<'_, N, S>,
    offset: f64,
) -> StepView<'a> {
    StepView {
        t: offset + step.t,
        h: step.h,
        x0: step.x0.as_slice(),
        x1: step.x1.as_slice(),
        f0: step.f0.as_slice(),
        f1: step.f1.as_slice(),
        inner: step,
    }
}

/// The part of a step that ends at `theta`.
struct Part<'a, const N: usize, S: System<N>> {
    step: &'a Step<'a, N, S>,
    theta: f64,
}

impl<const N: usize, S: System<N>> Dense for Part<'_, N, S> {
    fn at(&self, theta: f64, out: &mut [f64]) {
        Dense::at(self.step, theta * self.theta, out);
    }

    fn restep(&self, theta: f64, out: &mut [f64]) {
        Dense::restep(self.step, theta * self.theta, out);
    }

    fn locate(&self, event: &dyn Fn(&[f64]) -> f64, out: &mut [f64]) -> Option<f64> {
        let mut end = [0.0; N];
        self.restep(1.0, &mut end);
        let (e0, e1) = (event(self.step.x0.as_slice()), event(&end));
        if e0.is_nan() || e1.is_nan() || (e0 > 0.0) == (e1 > 0.0) {
            return None;
        }
        let mut x = [0.0; N];
        let theta = crate::num::root::bracketed(
            |s| {
                self.restep(s, &mut x);
                event(&x)
            },
            (0.0, e0),
            (1.0, e1),
            1e-13,
        );
        self.restep(theta, out);
        Some(theta)
    }
}

impl<E: Equations<N>, const N: usize> Field for Bound<E, N> {
    fn dimension(&self) -> usize {
        N
    }

    fn rhs(&self, x: &[f64], out: &mut [f64]) {
        out.copy_from_slice(&self.value(array(x)));
    }

    fn jacobian(&self, x: &[f64], out: &mut [f64]) {
        let x = array::<N>(x);
        for j in 0..N {
            for (i, d) in self.column(&x, j).into_iter().enumerate() {
                out[i * N + j] = d;
            }
        }
    }

    fn divergence(&self, x: &[f64]) -> f64 {
        let x = array::<N>(x);
        (0..N).map(|j| self.column(&x, j)[j]).sum()
    }

    fn second(&self, x: &[f64], v: &[f64], w: &[f64], out: &mut [f64]) {
        let d: [HyperDual64; N] = std::array::from_fn(|i| HyperDual64::new(x[i], v[i], w[i], 0.0));
        out.copy_from_slice(&E::rhs(d, &self.hyper).map(|r| r.eps1eps2));
    }

    fn sample(&self, states: &[f64], out: &mut [f64]) {
        for (x, o) in states.chunks_exact(N).zip(out.chunks_exact_mut(N)) {
            o.copy_from_slice(&self.value(array(x)));
        }
    }

    fn integrate(
        &self,
        start: &[f64],
        run: &Run<'_>,
        watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
    ) -> RunEnd {
        let mut options = Options {
            method: run.method,
            tolerance: run.tolerance,
            scale: SVector::from(array(run.scale)),
            span: run.span,
            max_steps: run.max_steps,
            escape: run.escape,
            first_step: run.first_step,
        };
        let mut x = SVector::from(array::<N>(start));
        let guarded = E::RESETS && run.spikes != Spikes::Ignore && run.span > 0.0;
        if !guarded {
            let s = ode::integrate(self, x, &options, |step| {
                watch(&Orbit::Step(view(step, 0.0)))
            });
            return ended(&s, 0.0, s.steps, s.stiff, false, 0.0);
        }
        let guard = |x: &SVector<f64, N>| self.above((*x).into());
        let hold = Field::hold(self);
        let (mut offset, mut steps, mut stiff, mut at_once) = (run.held.min(run.span), 0, false, 0);
        let mut held = run.held - offset;
        options.span = run.span - offset;
        loop {
            let mut spike = None;
            let mut stop = false;
            let summary = if guard(&x) >= 0.0 {
                // Already beyond the peak: a spike at once.
                spike = Some((0.0, x));
                ode::Summary {
                    end: End::Stopped,
                    time: 0.0,
                    state: x,
                    steps: 0,
                    next_step: options.first_step,
                    stiff: false,
                }
            } else {
                ode::integrate(self, x, &options, |step| {
                    if guard(&step.x1) < 0.0 {
                        return watch(&Orbit::Step(view(step, offset)));
                    }
                    let (theta, mut at) = step.locate(guard).unwrap_or((1.0, step.x1));
                    // On the line itself, not within rounding of it.
                    at[0] = E::peak(at[N - 1], &self.plain);
                    let slope = SVector::from(self.value(at.into()));
                    let part = Part { step, theta };
                    let cut = StepView {
                        t: offset + step.t,
                        h: step.h * theta,
                        x0: step.x0.as_slice(),
                        x1: at.as_slice(),
                        f0: step.f0.as_slice(),
                        f1: slope.as_slice(),
                        inner: &part,
                    };
                    stop = watch(&Orbit::Step(cut)) == Watch::Stop;
                    spike = Some((step.t + theta * step.h, at));
                    Watch::Stop
                })
            };
            steps += summary.steps;
            stiff |= summary.stiff;
            let Some((time, at)) = spike else {
                return ended(&summary, offset, steps, stiff, false, held);
            };
            let here = ode::Summary {
                end: End::Stopped,
                time,
                state: at,
                ..summary
            };
            if stop || run.spikes == Spikes::Stop {
                return ended(&here, offset, steps, stiff, !stop, 0.0);
            }
            let after = SVector::from(self.after(at.into()));
            steps += 1;
            let spike = offset + time;
            let until = (spike + hold).min(run.span);
            let go = watch(&Orbit::Reset {
                time: spike,
                until,
                before: at.as_slice(),
                after: after.as_slice(),
            });
            let moved = until > offset;
            held = spike + hold - until;
            offset = until;
            if go == Watch::Stop {
                return ended(
                    &ode::Summary {
                        state: after,
                        time: 0.0,
                        ..here
                    },
                    offset,
                    steps,
                    stiff,
                    false,
                    held,
                );
            }
            at_once = if moved { 0 } else { at_once + 1 };
            if steps >= run.max_steps || at_once >= MOST_AT_ONCE {
                let end = ode::Summary {
                    end: End::StepLimit,
                    state: after,
                    time: 0.0,
                    ..here
                };
                return ended(&end, offset, steps, stiff, false, held);
            }
            x = after;
            options.span = run.span - offset;
            options.max_steps = run.max_steps - steps;
            options.first_step = 0.0;
        }
    }

    fn resets(&self) -> bool {
        E::RESETS
    }

    fn guard(&self, x: &[f64]) -> f64 {
        if E::RESETS {
            self.above(array(x))
        } else {
            -1.0
        }
    }

    fn reset(&self, x: &[f64], out: &mut [f64]) {
        let x = array(x);
        let after = if E::RESETS { self.after(x) } else { x };
        out.copy_from_slice(&after);
    }

    fn restart(&self, s: f64, out: &mut [f64]) {
        out.copy_from_slice(&E::restart(s, &self.plain));
    }

    fn mark(&self, x: &[f64]) -> f64 {
        E::mark(array(x), &self.plain)
    }

    fn transfer(&self, s: f64, x: &[f64]) -> f64 {
        if N != 2 {
            return f64::NAN;
        }
        let dual = |x: &[f64], j: usize| {
            let mut d = array::<N>(x).map(Dual64::from_re);
            d[j].eps = 1.0;
            d
        };
        let start = E::restart(Dual64::new(s, 1.0), &self.dual);
        let from = self.value(start.map(|d| d.re));
        let across = from[0] * start[1].eps - from[1] * start[0].eps;
        let f = self.value(array(x));
        // The displacement (δv, δu) along the peak line that has f ∧ δx = 1.
        let lean = E::peak(Dual64::new(x[1], 1.0), &self.dual).eps;
        let du = 1.0 / (f[0] - f[1] * lean);
        let mark = |j: usize| E::mark(dual(x, j), &self.dual).eps;
        across * du * (mark(0) * lean + mark(1))
    }

    fn reset_line(&self) -> f64 {
        if E::RESETS && !E::slanted(&self.plain) {
            E::restart(0.0, &self.plain)[0]
        } else {
            f64::NAN
        }
    }

    fn peak_line(&self) -> f64 {
        match E::RESETS {
            false => f64::INFINITY,
            true if E::slanted(&self.plain) => f64::NAN,
            true => E::peak(0.0, &self.plain),
        }
    }

    fn peak_at(&self, u: f64) -> f64 {
        if E::RESETS {
            E::peak(u, &self.plain)
        } else {
            f64::INFINITY
        }
    }

    fn switch(&self) -> Option<f64> {
        E::switch(&self.plain)
    }

    fn hold(&self) -> f64 {
        if E::RESETS { E::hold(&self.plain) } else { 0.0 }
    }

    fn membrane(&self, x: &[f64]) -> Option<Membrane> {
        E::membrane(array(x), &self.plain)
    }
}

fn ended<const N: usize>(
    s: &ode::Summary<N>,
    offset: f64,
    steps: usize,
    stiff: bool,
    spiked: bool,
    held: f64,
) -> RunEnd {
    RunEnd {
        end: s.end,
        spiked,
        time: offset + s.time,
        state: s.state.as_slice().to_vec(),
        steps,
        next_step: s.next_step,
        stiff,
        held,
    }
}

const _: fn() = || {
    fn is_real<S: Real + DualNum>() {}
    is_real::<Dual64>();
};
