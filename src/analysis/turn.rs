//! The period of a stable cycle of a smooth model, by Newton's method on the return to a section across
//! the flow with the exact slope of the return map.
use super::planar::Planar;
use crate::model::Orbit;
use crate::num::ode::Watch;

/// Error of one step.
const TIGHT: f64 = 1e-11;
/// Steps after which an orbit does not return.
const MOST_STEPS: usize = 40_000;

/// One turn from a section through `on` across the flow.
struct Turn {
    /// Where it comes back along the section, relative to the window.
    back: f64,
    time: f64,
    /// Derivative of the return map.
    slope: f64,
}

/// The period of the stable cycle through or near `on`, where it takes about `expected`; `None` unless it
/// is found and attracts.
pub(super) fn newton(planar: &Planar, on: [f64; 2], expected: f64) -> Option<f64> {
    let [w, h] = *planar.scale();
    let f = planar.f(on);
    let along = nalgebra::Vector2::new(f[0] / w, f[1] / h).try_normalize(0.0)?;
    let across = nalgebra::Vector2::new(-along[1], along[0]);
    let state = |s: f64| [on[0] + s * across[0] * w, on[1] + s * across[1] * h];
    let place = |x: &[f64]| nalgebra::Vector2::new((x[0] - on[0]) / w, (x[1] - on[1]) / h);
    let turn = |s: f64, tolerance: f64| -> Option<Turn> {
        let start = state(s);
        let mut run = planar.run(f64::MAX, tolerance);
        run.max_steps = MOST_STEPS;
        run.escape = 100.0;
        let mut divergence = 0.0;
        let (mut found, mut left) = (None, false);
        planar.integrate(start, &run, |orbit| {
            let Orbit::Step(step) = orbit else {
                return Watch::Stop;
            };
            let (from, to) = (along.dot(&place(step.x0)), along.dot(&place(step.x1)));
            left |= from < 0.0;
            let mut x = [0.0; 2];
            if left
                && from < 0.0
                && to >= 0.0
                && let Some(theta) = step.locate(&|x| along.dot(&place(x)), &mut x)
            {
                let back = across.dot(&place(&x));
                // Other crossings of the same line are no returns.
                let time = step.t + theta * step.h;
                if (back - s).abs() < 0.2 && time > 0.5 * expected {
                    divergence += super::arc::divergence_over(planar, step, theta);
                    let speed = |x: [f64; 2]| {
                        let f = planar.f(x);
                        along[0] * f[0] / w + along[1] * f[1] / h
                    };
                    found = Some(Turn {
                        back,
                        time,
                        slope: speed(start) / speed(x) * divergence.exp(),
                    });
                    return Watch::Stop;
                }
            }
            divergence += super::arc::divergence_over(planar, step, 1.0);
            Watch::Continue
        });
        found
    };
    let (mut s, mut last) = (0.0, f64::INFINITY);
    for _ in 0..16 {
        let turn = turn(s, TIGHT)?;
        let change = (turn.back - s) / (1.0 - turn.slope);
        if change.abs() < 1e-10 || (change.abs() < 1e-7 && change.abs() >= 0.5 * last) {
            return (turn.slope < 1.0).then_some(turn.time);
        }
        if change.is_nan() || change.abs() >= 0.2 || turn.slope >= 1.0 {
            return None;
        }
        last = change.abs();
        s += change;
    }
    None
}
