//! Orbits of models with resets: the loop behind [`super::Field::integrate`] and under
//! [`super::Model::integrate_driven`].
use super::field::{Dense, Orbit, Run, RunEnd, Spikes, StepView};
use crate::num::ode::{self, End, Options, Step, System, Watch};
use nalgebra::SVector;

/// An orbit that resets into its next spike so often is given up: its time would stand still for ever.
const MOST_AT_ONCE: usize = 100;

/// A system with spikes and resets, which may depend on time as the system does.
pub(super) trait Hybrid<const N: usize>: System<N> {
    /// Rises through zero at a spike.
    fn guard(&self, t: f64, x: [f64; N]) -> f64;
    /// The state right after a spike.
    fn reset(&self, t: f64, x: [f64; N]) -> [f64; N];
    /// How long the state is held after a reset.
    fn hold(&self, t: f64) -> f64;
}

/// Why an orbit ended: [`RunEnd`] without allocation.
pub(super) struct Ended<const N: usize> {
    pub(super) end: End,
    pub(super) spiked: bool,
    /// Counted from the start of the orbit.
    pub(super) time: f64,
    pub(super) state: SVector<f64, N>,
    pub(super) steps: usize,
    pub(super) next_step: f64,
    pub(super) stiff: bool,
    pub(super) held: f64,
}

impl<const N: usize> From<Ended<N>> for RunEnd {
    fn from(e: Ended<N>) -> Self {
        Self {
            end: e.end,
            spiked: e.spiked,
            time: e.time,
            state: e.state.as_slice().to_vec(),
            steps: e.steps,
            next_step: e.next_step,
            stiff: e.stiff,
            held: e.held,
        }
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

/// Follows the orbit of `system` from `start`; `watch` sees its steps and resets at times that count from
/// `run.1`, the time on the system's clock at which it starts.
pub(super) fn follow<const N: usize, H: Hybrid<N>>(
    system: &H,
    resets: bool,
    start: [f64; N],
    (run, origin): (&Run<'_>, f64),
    watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
) -> Ended<N> {
    let array = |x: &[f64]| SVector::<f64, N>::from_iterator(x.iter().copied());
    let mut options = Options {
        method: run.method,
        tolerance: run.tolerance,
        scale: array(run.scale),
        clock: origin,
        span: run.span,
        max_steps: run.max_steps,
        escape: run.escape,
        first_step: run.first_step,
    };
    let mut x = SVector::from(start);
    let guarded = resets && run.spikes != Spikes::Ignore && run.span > 0.0;
    if !guarded {
        let s = ode::integrate(system, x, &options, |step| {
            watch(&Orbit::Step(view(step, origin)))
        });
        return ended(&s, 0.0, s.steps, s.stiff, false, 0.0);
    }
    let (mut offset, mut steps, mut stiff, mut at_once) = (run.held.min(run.span), 0, false, 0);
    let mut held = run.held - offset;
    options.span = run.span - offset;
    options.clock = origin + offset;
    loop {
        // A hold that lasts to the end of the run is the end: whatever the guard says, a held state does
        // not spike, and a spike at the very end belongs to the run that goes on from here.
        if offset >= run.span {
            let end = ode::Summary {
                end: End::Time,
                time: 0.0,
                state: x,
                steps: 0,
                next_step: options.first_step,
                stiff: false,
            };
            return ended(&end, run.span, steps, stiff, false, held);
        }
        let mut spike = None;
        let mut stop = false;
        let summary = if system.guard(origin + offset, x.into()) >= 0.0 {
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
            ode::integrate(system, x, &options, |step| {
                let clock = origin + offset + step.t;
                if system.guard(clock + step.h, step.x1.into()) < 0.0 {
                    return watch(&Orbit::Step(view(step, origin + offset)));
                }
                let guard = |theta: f64, x: &SVector<f64, N>| {
                    system.guard(clock + theta * step.h, (*x).into())
                };
                let (theta, mut at) = step.locate_in_time(guard).unwrap_or((1.0, step.x1));
                // On the line itself, not within rounding of it.
                at[0] -= guard(theta, &at);
                let slope = system.rhs(clock + theta * step.h, &at);
                let part = Part { step, theta };
                let cut = StepView {
                    t: clock,
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
        steps += 1;
        let spike = offset + time;
        let after = SVector::from(system.reset(origin + spike, at.into()));
        let hold = system.hold(origin + spike);
        let until = (spike + hold).min(run.span);
        let go = watch(&Orbit::Reset {
            time: origin + spike,
            until: origin + until,
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
        options.clock = origin + offset;
        options.max_steps = run.max_steps - steps;
        options.first_step = 0.0;
    }
}

fn ended<const N: usize>(
    s: &ode::Summary<N>,
    offset: f64,
    steps: usize,
    stiff: bool,
    spiked: bool,
    held: f64,
) -> Ended<N> {
    Ended {
        end: s.end,
        spiked,
        time: offset + s.time,
        state: s.state,
        steps,
        next_step: s.next_step,
        stiff,
        held,
    }
}
