//! Extrema of the first variable along orbits: natural sections, since every cycle has them.
//!
//! The first variable is extremal where an orbit crosses its nullcline. Where the nullcline is a graph
//! over the first variable, it is crossed in one sense only between two equilibria: a section without
//! contact, which a cycle of the plane meets at most once (Poincaré and Bendixson).
use super::planar::Planar;
use crate::model::StepView;

/// Collects the maxima (forward) or the matching extrema (backward) of the first variable.
pub(super) struct Extrema {
    direction: f64,
    first: bool,
    /// States at the maxima of the first variable.
    pub(super) states: Vec<[f64; 2]>,
    /// Smallest value of the first variable since the last maximum.
    low: f64,
    last_low: f64,
    /// Where in its step the latest maximum was passed, 0..=1.
    pub(super) theta: f64,
}

/// No more than so many are kept.
const MOST: usize = 4096;

impl Extrema {
    /// Along an orbit followed in the given direction of time.
    pub(super) fn new(direction: f64) -> Self {
        Self {
            direction,
            first: true,
            states: vec![],
            low: f64::INFINITY,
            last_low: f64::INFINITY,
            theta: 1.0,
        }
    }

    /// Takes note of a step; whether it passed a maximum of the first variable.
    ///
    /// The first step is left out, as the orbit may start on an extremum.
    pub(super) fn pass(&mut self, planar: &Planar, step: &StepView<'_>) -> bool {
        self.low = self.low.min(step.x1[0]);
        let first = std::mem::replace(&mut self.first, false);
        let (before, after) = (step.f0[0] * self.direction, step.f1[0] * self.direction);
        if first || !(before > 0.0 && after <= 0.0) || self.states.len() >= MOST {
            return false;
        }
        let Some((dt, x)) = maximum(planar, step) else {
            return false;
        };
        self.theta = dt / step.h;
        self.states.push(x);
        self.last_low = self.low;
        self.low = f64::INFINITY;
        true
    }

    /// Once successive maxima show that the orbit has come within a fiftieth of a pixel of a cycle:
    /// that cycle's extent in the first variable, relative to the window.
    pub(super) fn settled(&self, planar: &Planar) -> Option<f64> {
        let [.., a, b, c] = self.states[..] else {
            return None;
        };
        let window = planar.window();
        let (d1, d2) = (window.distance(a, b), window.distance(b, c));
        let rate = d2 / d1;
        // What is left to go is d2 (rate + rate² + …).
        let left = if d2 < 1e-12 {
            0.0
        } else {
            d2 * rate / (1.0 - rate)
        };
        ((d2 < 1e-12 || rate < 1.0) && left < 2e-5)
            .then(|| (c[0] - self.last_low) / planar.scale()[0])
    }
}

impl Extrema {
    /// Whether the orbit has passed twice, one time after the other, through an arc that all orbits
    /// cross in one sense. Such an orbit of the plane never comes back to where it was before the first
    /// of both times (the orbit and the arc between them enclose it, or shut it out).
    pub(super) fn spirals(&self, planar: &Planar) -> bool {
        const SAMPLES: usize = 6;
        let [.., a, b] = self.states[..] else {
            return false;
        };
        let [_, height] = *planar.scale();
        let sense = planar.f(a)[1];
        let slope = planar.jacobian(a)[(0, 1)];
        if planar.f(b)[1] * sense <= 0.0 || planar.jacobian(b)[(0, 1)] * slope <= 0.0 {
            return false;
        }
        // The nullcline between both, as a graph over the first variable, begun at the first.
        let mut y = a[1];
        (1..=SAMPLES).all(|k| {
            let part = k as f64 / SAMPLES as f64;
            let x = a[0] + part * (b[0] - a[0]);
            for _ in 0..20 {
                let d = planar.jacobian([x, y])[(0, 1)];
                let change = -planar.f([x, y])[0] / d;
                if d * slope <= 0.0 || !change.is_finite() {
                    return false;
                }
                y += change;
                if change.abs() < 1e-9 * height {
                    let arrives = k < SAMPLES || (y - b[1]).abs() < 1e-6 * height;
                    return arrives && planar.f([x, y])[1] * sense > 0.0;
                }
            }
            false
        })
    }
}

/// The extremum of the first variable inside a step over which its slope changes sign, as time after
/// the step's start and state, as accurate as the orbit.
pub(super) fn maximum(planar: &Planar, step: &StepView<'_>) -> Option<(f64, [f64; 2])> {
    let mut x = [0.0; 2];
    let theta = step.locate(&|x| planar.f([x[0], x[1]])[0], &mut x)?;
    Some((theta * step.h, x))
}
