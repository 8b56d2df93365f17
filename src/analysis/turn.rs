//! The period of a stable cycle of a smooth model, by Newton's method on the return to a section across
//! the flow with the exact slope of the return map.
use super::planar::Planar;
use crate::model::Orbit;
use crate::num::ode::Watch;

/// Error of one step of the turns that come close to the cycle, and of those that measure its period.
const ROUGH: f64 = 1e-8;
const TIGHT: f64 = 1e-11;
/// Error of the period, relative to what its change is along the section.
const ENOUGH: f64 = 1e-10;
/// Steps after which an orbit does not return.
const MOST_STEPS: usize = 40_000;

/// One turn from a section through `on` across the flow.
struct Turn {
    /// Where it comes back along the section, relative to the window.
    back: f64,
    time: f64,
    /// Derivative of the return map, where it was asked for.
    slope: Option<f64>,
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
    let turn = |s: f64, tolerance: f64, sloped: bool| -> Option<Turn> {
        let start = state(s);
        // (Close to homoclinic orbits the period is a poor guess.)
        let patience = if expected > 0.0 {
            20.0 * expected
        } else {
            f64::MAX
        };
        let mut run = planar.run(patience, tolerance);
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
                    if sloped {
                        divergence += super::arc::divergence_over(planar, step, theta);
                    }
                    let speed = |x: [f64; 2]| {
                        let f = planar.f(x);
                        along[0] * f[0] / w + along[1] * f[1] / h
                    };
                    found = Some(Turn {
                        back,
                        time,
                        slope: sloped.then(|| speed(start) / speed(x) * divergence.exp()),
                    });
                    return Watch::Stop;
                }
            }
            if sloped {
                divergence += super::arc::divergence_over(planar, step, 1.0);
            }
            Watch::Continue
        });
        found
    };
    // Close to the cycle cheaply, with the slope of the return map, which costs more than the orbit.
    let (mut s, mut slope, mut before) = (0.0, 0.0, None);
    for n in 0..16 {
        let turn = turn(s, ROUGH, true)?;
        slope = turn.slope?;
        let change = (turn.back - s) / (1.0 - slope);
        if change.is_nan() || change.abs() >= 0.2 || slope >= 1.0 {
            return None;
        }
        before = Some((s, turn.time));
        s += change;
        // Where orbits come back to almost one point whatever their start, one turn is enough.
        if change.abs() < 1e-4 || (n == 0 && slope.abs() < 1e-6) {
            break;
        }
    }
    // Then exactly; what is left of the way changes the period by as much as the last change did.
    let mut last = f64::INFINITY;
    for _ in 0..16 {
        let turn = turn(s, TIGHT, false)?;
        let change = (turn.back - s) / (1.0 - slope);
        if change.is_nan() || change.abs() >= 0.2 {
            return None;
        }
        let (mut rest, mut doubt) = (0.0, 1.0);
        if let Some((from, time)) = before
            && (s - from).abs() > 1e-6
        {
            rest = (turn.time - time) / (s - from) * change;
            doubt = (s - from).abs() + 10.0 * ROUGH / (s - from).abs();
        }
        if change.abs() * doubt < ENOUGH || (change.abs() < 1e-7 && change.abs() >= 0.5 * last) {
            return Some(turn.time + rest);
        }
        before = Some((s, turn.time));
        last = change.abs();
        s += change;
    }
    None
}
