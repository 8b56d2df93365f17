//! By how much an orbit that leaves a saddle misses it on its return.
//!
//! The orbit is followed until it crosses, on its way back, a short section through the manifold on
//! which orbits arrive: the distance from that manifold, with its sign, is smooth in the parameters and
//! vanishes for a homoclinic orbit. At a saddle-node the orbit leaves on the centre manifold, and the
//! manifold on which it must not arrive is the strong stable one, which separates the nodal sector from
//! the rest: the sign says whether there is an invariant circle.
//!
//! Time runs in the direction in which orbits contract near the saddle, so that the way back loses
//! errors instead of gaining them.
//!
//! # Source
//! Guckenheimer & Holmes, *Nonlinear Oscillations* (1983), 6.1; Kuznetsov, *Elements of Applied
//! Bifurcation Theory* (2004), 6.1 and 7.1.
use super::planar::Planar;
use crate::model::{Orbit, Spikes, StepView};
use crate::num::ode::Watch;
use nalgebra::{Matrix2, Vector2};

/// Error of one integration step, relative to the window, where only the sign of a miss matters.
pub(super) const ROUGH: f64 = 1e-7;
/// The same where the miss is solved for.
pub(super) const FINE: f64 = 1e-11;
/// Largest error of a start on the expansion of a manifold, relative to the window.
const START: f64 = 1e-9;
/// Where the orbit leaves a saddle-node at most and at least, relative to the window.
const CENTRE: [f64; 2] = [4e-3, 1e-5];
/// What an orbit misses of the centre manifold at its start dies out by this power of e at least, or
/// else the start has to be on the manifold itself.
const DAMPING: f64 = 40.0;
/// No orbit is followed for more steps than this.
const MOST_STEPS: usize = 3_000;
/// No orbit is followed farther than this many windows.
const FAR: f64 = 20.0;
/// An orbit this close to a saddle-node in its nodal sector, relative to the window, stays.
const CAUGHT: f64 = 5e-3;
/// It must also be so close that the second eigenvalue outweighs the quadratic term by the inverse of
/// this: near a Bogdanov-Takens point the nodal sector is narrow.
const LOCAL: f64 = 0.1;

/// Sections lie this far out, relative to the window, unless the manifold bends before.
const OUT: f64 = 0.15;
/// Smallest cosine between the manifold's direction and that at the saddle as far as the section.
const STRAIGHT: f64 = 0.6;
/// Half the width of a section, relative to the window.
const WIDE: f64 = 0.3;

/// A saddle or a saddle-node with the directions in which orbits leave it and arrive.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// Where.
    pub(super) at: [f64; 2],
    /// 1 to follow orbits forward, −1 backward.
    pub(super) time: f64,
    /// Unit vectors in window units along which orbits leave and arrive.
    out: Vector2<f64>,
    arrive: Vector2<f64>,
    /// The eigenvalues that belong to them, in the direction of time.
    rates: [f64; 2],
    /// Second-order terms of both manifolds.
    bends: [Vector2<f64>; 2],
    /// At a saddle-node, `s' = push s²` along `out`; 0 at a saddle.
    push: f64,
}

/// The two sides on which an orbit leaves or arrives: against and along a direction.
pub(super) const SIGNS: [f64; 2] = [-1.0, 1.0];

/// How a return ends.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Return {
    /// Signed miss at the section on either side (towards −arrive, +arrive), positive on the side on
    /// which the orbit left; `None` when it does not come by.
    pub(super) miss: [Option<f64>; 2],
    /// Whether it came back to a saddle-node through its nodal sector.
    pub(super) caught: bool,
    /// Steps that were taken.
    pub(super) steps: usize,
    /// The smallest and largest values on its way, from the equilibrium and relative to the window.
    pub(super) extent: [Vector2<f64>; 2],
}

impl Frame {
    /// The frame of the saddle at `at`, with time in the given direction or, for 0, in the contracting
    /// one; `None` when it is no saddle.
    pub(super) fn saddle(planar: &Planar, at: [f64; 2], time: f64) -> Option<Self> {
        let j = balanced(planar, at);
        let (trace, det) = (j.trace(), j.determinant());
        if det.is_nan() || det >= 0.0 {
            return None;
        }
        let time = match time {
            0.0 if trace > 0.0 => -1.0,
            0.0 => 1.0,
            _ => time,
        };
        let (j, trace) = (j * time, trace * time);
        let root = (0.25 * trace * trace - det).sqrt();
        // The larger root without cancellation, the other from the product.
        let far = 0.5 * trace + root.copysign(trace);
        let (low, high) = if far > 0.0 {
            (det / far, far)
        } else {
            (far, det / far)
        };
        Self::new(planar, at, time, &j, [high, low])
    }

    /// The frame of the saddle-node at `at`, turned so that orbits leave along `out`; `None` when both
    /// eigenvalues or the quadratic term vanish.
    pub(super) fn fold(planar: &Planar, at: [f64; 2]) -> Option<Self> {
        let j = balanced(planar, at);
        let trace = j.trace();
        let size = j.norm();
        if !size.is_finite() || trace.abs() <= 1e-7 * size {
            return None;
        }
        let time = -trace.signum();
        let j = j * time;
        let mut frame = Self::new(planar, at, time, &j, [0.0, trace * time])?;
        // s' = a s² along `out`, with a = ⟨p, B(q, q)⟩ / 2: the coordinate along `out`.
        let push = frame.coordinates(quadratic(planar, at, frame.out, time))[0];
        if push == 0.0 || !push.is_finite() {
            return None;
        }
        if push < 0.0 {
            frame.out = -frame.out;
        }
        frame.push = push.abs();
        // The centre manifold: J h = a q − B / 2 has only its part along `arrive` to be solved for.
        let along = frame.coordinates(quadratic(planar, at, frame.out, time))[1];
        frame.bends[0] = frame.arrive * (-along / frame.rates[1]);
        Some(frame)
    }

    fn new(
        planar: &Planar,
        at: [f64; 2],
        time: f64,
        j: &Matrix2<f64>,
        rates: [f64; 2],
    ) -> Option<Self> {
        let fold = rates[0] == 0.0;
        let out = eigenvector(j, rates[0])?;
        let arrive = eigenvector(j, rates[1])?;
        let bend = |rate: f64, v: Vector2<f64>| {
            (Matrix2::identity() * (2.0 * rate) - j)
                .lu()
                .solve(&quadratic(planar, at, v, time))
        };
        let bends = [
            if fold {
                Vector2::zeros()
            } else {
                bend(rates[0], out)?
            },
            bend(rates[1], arrive)?,
        ];
        Some(Self {
            at,
            time,
            out,
            arrive,
            rates,
            bends,
            push: 0.0,
        })
    }

    /// Turns both directions like those of another frame.
    pub(super) fn orient(&mut self, like: &Self) {
        if self.push == 0.0 && self.out.dot(&like.out) < 0.0 {
            self.out = -self.out;
        }
        if self.arrive.dot(&like.arrive) < 0.0 {
            self.arrive = -self.arrive;
        }
    }

    /// The directions in which the orbit leaves and arrives in true time, for the orbit that leaves
    /// along `leave` times `out` and comes back on the given side.
    pub(super) fn directions(&self, leave: f64, side: usize) -> [Vector2<f64>; 2] {
        let arrive = if side == 0 { -self.arrive } else { self.arrive };
        let out = self.out * leave;
        if self.time > 0.0 {
            [out, arrive]
        } else {
            [arrive, out]
        }
    }

    /// A vector in window units by its parts along `out` and `arrive`.
    fn coordinates(&self, y: Vector2<f64>) -> [f64; 2] {
        let (u, v) = (self.out, self.arrive);
        let det = u[0] * v[1] - u[1] * v[0];
        [
            (y[0] * v[1] - y[1] * v[0]) / det,
            (u[0] * y[1] - u[1] * y[0]) / det,
        ]
    }

    fn scaled(&self, planar: &Planar, x: &[f64]) -> Vector2<f64> {
        let [w, h] = *planar.scale();
        Vector2::new((x[0] - self.at[0]) / w, (x[1] - self.at[1]) / h)
    }

    fn raw(&self, planar: &Planar, y: Vector2<f64>) -> [f64; 2] {
        let [w, h] = *planar.scale();
        [self.at[0] + w * y[0], self.at[1] + h * y[1]]
    }

    /// The manifold along `out` (0) or `arrive` (1) at signed length `s`.
    fn manifold(&self, k: usize, s: f64) -> Vector2<f64> {
        let v = if k == 0 { self.out } else { self.arrive };
        v * s + self.bends[k] * (s * s)
    }

    /// How far, relative to the window, the expansion at `s` is from being invariant.
    fn error(&self, planar: &Planar, k: usize, s: f64) -> f64 {
        let v = if k == 0 { self.out } else { self.arrive };
        let [w, h] = *planar.scale();
        let f = planar.f(self.raw(planar, self.manifold(k, s)));
        let f = Vector2::new(f[0] / w, f[1] / h) * self.time;
        let along = (v + self.bends[k] * (2.0 * s)) * (self.rates[k] * s);
        (f - along).norm() / self.rates[k].abs()
    }

    /// About how far, relative to the window, the expansion of the centre manifold is from it at `s`.
    fn aside(&self, planar: &Planar, s: f64) -> f64 {
        let [w, h] = *planar.scale();
        let f = planar.f(self.raw(planar, self.manifold(0, s)));
        let f = Vector2::new(f[0] / w, f[1] / h) * self.time;
        let tangent = self.out + self.bends[0] * (2.0 * s);
        let across = f - tangent * (f.dot(&tangent) / tangent.norm_squared());
        across.norm() / self.rates[1].abs()
    }

    /// The largest length (a power of two, at most 1/16 of the window) whose error is allowed.
    fn reach(&self, planar: &Planar, k: usize, sign: f64) -> f64 {
        if self.push > 0.0 && k == 0 {
            let mut s = CENTRE[0];
            while s > CENTRE[1]
                && self.rates[1].abs() < DAMPING * self.push * s
                && self.aside(planar, s) > START
            {
                s *= 0.5;
            }
            return s * sign;
        }
        let mut s = sign / 16.0;
        while s.abs() > 1e-7
            && !(self.error(planar, k, s) <= START && self.error(planar, k, 0.5 * s) <= START)
        {
            s *= 0.5;
        }
        s
    }

    /// Follows the orbit that leaves along `leave` (1 or −1) times `out` until it has come by the
    /// sections on the wanted sides (`sides` of −arrive, +arrive); from a saddle-node until it is caught.
    pub(super) fn back(
        &self,
        planar: &Planar,
        leave: f64,
        sides: [bool; 2],
        tolerance: f64,
    ) -> Return {
        let mut out = Return::default();
        let start = self.raw(planar, self.manifold(0, self.reach(planar, 0, leave)));
        let sections = [0, 1].map(|k| sides[k].then(|| self.section(planar, SIGNS[k], tolerance)));
        let mut run = planar.run(self.time * f64::MAX, tolerance);
        run.spikes = Spikes::Stop;
        run.max_steps = MOST_STEPS;
        let fold = self.push > 0.0;
        run.first_step = if fold {
            0.1 / self.rates[1].abs()
        } else {
            0.1 / self.rates[0].abs()
        };
        let region = planar.window().enlarged(FAR);
        let (mut away, mut extrema, mut last_slope) = (false, 0, 0.0);
        planar.integrate(start, &run, |orbit| {
            let Orbit::Step(step) = orbit else {
                return Watch::Stop;
            };
            out.steps += 1;
            for (miss, section) in out.miss.iter_mut().zip(&sections) {
                if let (None, Some(section)) = (&miss, section) {
                    *miss = self
                        .crossing(planar, step, section)
                        .map(|across| leave * across);
                }
            }
            if (0..2).all(|k| !sides[k] || out.miss[k].is_some()) && !fold {
                return Watch::Stop;
            }
            let y = self.scaled(planar, step.x1);
            let size = y.norm();
            out.extent = [out.extent[0].inf(&y), out.extent[1].sup(&y)];
            away |= size > 3.0 * CENTRE[0];
            if !region.contains([step.x1[0], step.x1[1]]) {
                return Watch::Stop;
            }
            if fold && away && size < CAUGHT {
                let [along, across] = self.coordinates(y);
                let local = LOCAL * self.rates[1].abs() / self.push;
                if along < 0.0 && -along < local && across.abs() < -along {
                    out.caught = true;
                    return Watch::Stop;
                }
            }
            // An orbit that settles, or that turns round and round, has had its chance.
            let [w, h] = *planar.scale();
            let speed = (step.f1[0] / w).hypot(step.f1[1] / h);
            if away && size > 0.05 && speed < 1e-5 * self.rates[1].abs() {
                return Watch::Stop;
            }
            if step.f1[0] * last_slope < 0.0 {
                extrema += 1;
            }
            last_slope = step.f1[0];
            if extrema > 6 {
                Watch::Stop
            } else {
                Watch::Continue
            }
        });
        out
    }

    /// The section through the manifold on which orbits arrive on one side, as far out as the manifold
    /// is nearly straight.
    fn section(&self, planar: &Planar, sign: f64, tolerance: f64) -> Section {
        let straight = self.arrive * sign;
        let start = self.manifold(1, self.reach(planar, 1, sign));
        let mut at = start;
        let mut run = planar.run(-self.time * f64::MAX, tolerance);
        run.spikes = Spikes::Stop;
        run.max_steps = 200;
        run.first_step = 0.1 / self.rates[1].abs();
        planar.integrate(self.raw(planar, start), &run, |orbit| {
            let Orbit::Step(step) = orbit else {
                return Watch::Stop;
            };
            let (before, next) = (at, self.scaled(planar, step.x1));
            let turned = (next - before).normalize().dot(&straight);
            let goes_on = turned > STRAIGHT && next.norm() < 2.0 * OUT;
            if !goes_on {
                return Watch::Stop;
            }
            at = next;
            if at.norm() < OUT {
                Watch::Continue
            } else {
                Watch::Stop
            }
        });
        let [w, h] = *planar.scale();
        let f = planar.f(self.raw(planar, at));
        let flow = Vector2::new(f[0] / w, f[1] / h).normalize() * self.time;
        let mut across = Vector2::new(-flow[1], flow[0]);
        if across.dot(&self.out) < 0.0 {
            across = -across;
        }
        Section { at, flow, across }
    }

    /// How far from the manifold a step crosses a section, on its way towards the saddle.
    fn crossing(&self, planar: &Planar, step: &StepView<'_>, section: &Section) -> Option<f64> {
        let beyond = |x: &[f64]| (self.scaled(planar, x) - section.at).dot(&section.flow);
        if !(beyond(step.x0) < 0.0 && beyond(step.x1) >= 0.0) {
            return None;
        }
        let mut x = [0.0; 2];
        let theta = step.locate(&beyond, &mut x)?;
        let rough = (self.scaled(planar, &x) - section.at).dot(&section.across);
        if rough.abs() > WIDE {
            return None;
        }
        step.restep(theta, &mut x);
        Some((self.scaled(planar, &x) - section.at).dot(&section.across))
    }
}

/// A line across a manifold, in window units: a point on both, the direction of the flow there, and the
/// direction of the line.
struct Section {
    at: Vector2<f64>,
    flow: Vector2<f64>,
    across: Vector2<f64>,
}

/// The Jacobian in window units.
fn balanced(planar: &Planar, at: [f64; 2]) -> Matrix2<f64> {
    let [w, h] = *planar.scale();
    let j = planar.jacobian(at);
    Matrix2::new(j[(0, 0)], j[(0, 1)] * h / w, j[(1, 0)] * w / h, j[(1, 1)])
}

/// `D²f(v, v) / 2` in window units, in the direction of time.
fn quadratic(planar: &Planar, at: [f64; 2], v: Vector2<f64>, time: f64) -> Vector2<f64> {
    let [w, h] = *planar.scale();
    let raw = [v[0] * w, v[1] * h];
    let b = planar.second(at, raw, raw);
    Vector2::new(b[0] / w, b[1] / h) * (0.5 * time)
}

fn eigenvector(j: &Matrix2<f64>, value: f64) -> Option<Vector2<f64>> {
    let rows = [
        Vector2::new(j[(0, 0)] - value, j[(0, 1)]),
        Vector2::new(j[(1, 0)], j[(1, 1)] - value),
    ];
    let row = if rows[0].norm() >= rows[1].norm() {
        rows[0]
    } else {
        rows[1]
    };
    Vector2::new(row[1], -row[0]).try_normalize(0.0)
}
