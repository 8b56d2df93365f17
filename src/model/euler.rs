//! Euler's method behind [`super::Model::euler`].
use super::{
    adapter::fixed,
    driven::{pushed, straight},
    equations::Equations,
    field::Orbit,
    follow::Ended,
    stimulus::{Euler, Walk},
};
use crate::num::ode::{End, Watch};
use nalgebra::SVector;

/// Times within this part of a step of an end of a pulse count as that end: `k step` is rounded.
const SLACK: f64 = 1e-9;
/// The orbit counts as diverged beyond this, where a step cannot come back.
const FAR: f64 = 1e100;

/// Follows driven equations by Euler's method.
pub(super) fn stepwise<E: Equations<N>, const N: usize>(
    values: &[f64],
    start: [f64; N],
    euler: &Euler,
    walk: &mut Walk,
    watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
) -> Ended<N> {
    let step = euler.step;
    let mut moved = values.to_vec();
    let mut x = start;
    let from = euler.from as f64 * step;
    let mut free_at = from + euler.held;
    let last = from + euler.span;
    // The last step ends at the end, not within rounding of it.
    let at = |number: u64| {
        let t = number as f64 * step;
        if (t - last).abs() <= SLACK * step {
            last
        } else {
            t
        }
    };
    let ended = |end, time, x: [f64; N], steps, held: f64| Ended {
        end,
        spiked: false,
        time: time - from,
        state: SVector::from(x),
        steps,
        next_step: step,
        stiff: false,
        held: held.max(0.0),
    };
    for k in 0.. {
        let number = euler.from + k as u64;
        let t = at(number);
        if t > from + euler.span - SLACK * step {
            return ended(End::Time, t, x, k, free_at - t);
        }
        if k >= euler.max_steps {
            return ended(End::StepLimit, t, x, k, free_at - t);
        }
        let slack = SLACK * step;
        moved.copy_from_slice(values);
        walk.sample(t, slack, &mut moved);
        if t < free_at - slack {
            continue;
        }
        for charge in walk.take_charges() {
            let (before, one) = (SVector::from(x), SVector::repeat(1.0));
            x = pushed::<E, N>(&moved, charge, before, &one).into();
            let zero = [0.0; N];
            let ends = (before.as_slice(), x.as_slice());
            if straight((t, 0.0), ends, (&zero, &zero), &mut *watch) == Watch::Stop {
                return ended(End::Stopped, t, x, k, 0.0);
            }
        }
        let p: E::Params<f64> = fixed(&moved);
        let old = x;
        let slope = E::rhs(old, &p);
        for i in 0..N {
            let rate = if E::IN_TURN {
                E::rhs(x, &p)[i]
            } else {
                slope[i]
            };
            x[i] += step * rate;
        }
        if !x.iter().all(|v| v.abs() < FAR) {
            return ended(End::Diverged, t, old, k, 0.0);
        }
        let next = at(number + 1);
        let go = if E::RESETS && E::guard(x, &p) >= 0.0 {
            // The spike is drawn up to the peak, as the scripts do, whatever the step overshoots.
            let mut top = old;
            top[0] = x[0].min(E::peak(x[N - 1], &p));
            let after = E::reset(x, &p);
            free_at = t + E::hold(&p);
            let whole = (free_at / step - SLACK).ceil() * step;
            let until = next.max(whole).min((from + euler.span).max(next));
            straight((t, 0.0), (&old, &top), (&slope, &slope), &mut *watch);
            x = after;
            watch(&Orbit::Reset {
                time: t,
                until,
                before: &top,
                after: &after,
            })
        } else {
            let slope: [f64; N] = std::array::from_fn(|i| (x[i] - old[i]) / step);
            straight((t, next - t), (&old, &x), (&slope, &slope), &mut *watch)
        };
        if go == Watch::Stop {
            return ended(End::Stopped, next, x, k + 1, free_at - next);
        }
    }
    unreachable!("the loop ends by its span or its number of steps")
}
