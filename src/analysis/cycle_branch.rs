//! Branches of cycles while one parameter varies: from Hopf points, from cycles of the portrait, to
//! where they end.
use super::{
    border::crossed,
    cycle::Cycle,
    diagram::{CyclePoint, Event},
    normal_form::critical_pair,
    orbit::{Rescaled, flip, log_multiplier, measure},
    singular::Scaled,
};
use crate::job::Cancel;
use crate::num::collocation::{Collocation, Corrected, Hold, Orbit, Profile};
use nalgebra::{Complex, DMatrix};

/// A branch as followed in one direction.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    pub(super) points: Vec<CyclePoint>,
    /// Folds of cycles on the way, as indices into `points`.
    pub(super) folds: Vec<usize>,
    /// Period doublings on the way, as indices into `points`.
    pub(super) doublings: Vec<usize>,
    /// The orbits at the folds.
    pub(super) turning: Vec<Turning>,
    /// The orbits at the marks, with the indices of their points.
    pub(super) marked: Vec<(usize, Place)>,
    pub(super) end: WalkEnd,
}

/// The orbit at a fold of cycles.
#[derive(Clone, Debug)]
pub(super) struct Turning {
    pub(super) orbit: Orbit,
    /// The direction of its branch, in which the parameter stands still.
    pub(super) tangent: Profile,
}

/// Why a walk ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum WalkEnd {
    /// The parameter reached the border of its range.
    Border,
    /// It shrank onto an equilibrium near this value of the parameter.
    Shrunk(Vec<f64>),
    /// The period grows while a part of the cycle stays close to this state.
    Slow(Slow),
    /// It came back to its start.
    Closed,
    /// The cycle grew out of all bounds.
    Far,
    /// The cycles change while the parameter stands still, and not because their period grows.
    Canard,
    /// Newton's method failed, or too many steps.
    Lost,
    /// Somebody cancelled it.
    Cancelled,
}

/// A cycle that passes slowly by an equilibrium or its ghost.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slow {
    /// Value of the parameter.
    pub(super) parameter: f64,
    /// The state at which it is slowest.
    pub(super) at: Vec<f64>,
    /// The points of the orbit, one period.
    pub(super) points: Vec<Vec<f64>>,
    /// Time of each of them.
    pub(super) times: Vec<f64>,
    /// The period.
    pub(super) period: f64,
    /// The orbit itself, scaled, on its mesh.
    pub(super) orbit: Orbit,
    /// Over how much of the range the branch has come, in the parameter's unit: what counts as one
    /// where the branch ends.
    pub(super) span: f64,
    /// Whether the parameter stands still, to all digits that count, while the period grows.
    pub(super) stands: bool,
}

/// First amplitude at a Hopf point.
pub(super) const FIRST: f64 = 4e-3;
/// Smallest one; the multiplier of a smaller cycle is lost in rounding.
const SMALLEST: f64 = 1e-4;
/// Share of the monitor per interval: the error of an orbit goes with its tenth power.
pub(super) const SHARE: f64 = 0.27;
/// Fewest and most intervals of a mesh.
pub(super) const INTERVALS: (usize, usize) = (10, 160);

/// Follows cycles of one family.
pub(super) struct Branching<'a> {
    pub(super) solver: &'a Collocation<'a>,
    pub(super) field: &'a Rescaled<'a>,
}

/// Where a walk stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) orbit: Orbit,
    pub(super) tangent: Profile,
    /// ln|μ|.
    pub(super) log: f64,
    /// What vanishes where a multiplier is −1, which none is in the plane.
    pub(super) flip: f64,
    /// The relation between both ends of the variational equation: see [`crate::num::collocation::Linear`].
    pub(super) ends: [Vec<f64>; 2],
}

impl Branching<'_> {
    /// The branch that is born at a Hopf point: away from it, with the point itself first.
    pub(super) fn born_at(&self, cancel: &Cancel, hopf: &Event) -> Option<Walk> {
        let n = self.field.n();
        let mut z = hopf.at.clone();
        z.push(hopf.parameter);
        let j = Scaled {
            family: self.field.family,
            scale: &self.field.scale,
        }
        .jacobian(&z);
        let omega = critical_pair(&j)?.im;
        let shifted: DMatrix<Complex<f64>> =
            j.map(Complex::from) - DMatrix::identity(n, n) * Complex::new(0.0, omega);
        let svd = shifted.svd(false, true);
        let (least, _) = svd.singular_values.argmin();
        let q = svd.v_t?.row(least).adjoint();
        let mode = |s: f64, phase: f64, out: &mut [f64]| {
            let turn = Complex::from_polar(1.0, std::f64::consts::TAU * s + phase);
            for (o, q) in out.iter_mut().zip(q.iter()) {
                *o = (q * turn).re;
            }
        };
        let mesh: Vec<f64> = (0..=INTERVALS.0)
            .map(|k| k as f64 / INTERVALS.0 as f64)
            .collect();
        let rest = self.field.scaled(&hopf.at);
        let period = std::f64::consts::TAU / omega;
        let p = self.field.part(hopf.parameter);
        let flat = self
            .solver
            .orbit(mesh.clone(), |_, x| x.copy_from_slice(&rest), period, p);
        let mut tangent = self
            .solver
            .orbit(mesh.clone(), |s, x| mode(s, 0.0, x), 1.0, 0.0)
            .at;
        let moving = self
            .solver
            .orbit(
                mesh,
                |s, x| mode(s, std::f64::consts::FRAC_PI_2, x),
                1.0,
                0.0,
            )
            .at
            .nodes;
        let length = self.solver.norm(&flat.mesh, &tangent);
        tangent.scale(1.0 / length);
        let mut step = FIRST;
        let first = loop {
            let guess = self.solver.predict(&flat, &tangent, step);
            let hold = Hold::Normal(&tangent);
            let found = self.solver.correct(&guess, &flat.at, &moving, hold, 8);
            // In a narrow range even the smallest cycles may lie outside.
            let leaves = |q: f64| {
                let mut passed = crossed(self.field.marks, hopf.parameter, self.field.parameter(q));
                passed.next().is_some() || !(0.0..=self.field.end).contains(&q)
            };
            match found {
                Some(found) if !leaves(found.orbit.at.parameter) => break found,
                Some(_) if step > SMALLEST => step *= 0.4,
                None if step > 1e-5 => step *= 0.4,
                _ => return None,
            }
        };
        let place = self.place(first);
        let born = CyclePoint::born(hopf, period, place.log < 0.0);
        let mut walk = Walk {
            points: vec![born],
            folds: vec![],
            doublings: vec![],
            turning: vec![],
            marked: vec![],
            end: WalkEnd::Lost,
        };
        walk.points.push(self.point(&place));
        self.go(cancel, place, step, &mut walk);
        Some(walk)
    }

    /// Both ways from an orbit.
    pub(super) fn through(&self, cancel: &Cancel, first: &Place) -> Option<[Walk; 2]> {
        let mut ways = vec![];
        for direction in [1.0, -1.0] {
            let mut place = first.clone();
            place.tangent.scale(direction);
            let mut walk = Walk {
                points: vec![self.point(&place)],
                folds: vec![],
                doublings: vec![],
                turning: vec![],
                marked: vec![],
                end: WalkEnd::Lost,
            };
            self.go(cancel, place, 0.01, &mut walk);
            let closed = walk.end == WalkEnd::Closed;
            ways.push(walk);
            if closed {
                ways.push(Walk {
                    points: vec![],
                    folds: vec![],
                    doublings: vec![],
                    turning: vec![],
                    marked: vec![],
                    end: WalkEnd::Closed,
                });
                break;
            }
        }
        ways.try_into().ok()
    }

    /// The orbit of a known cycle, on a mesh of its own.
    pub(super) fn solve(&self, cycle: &Cycle, parameter: f64) -> Option<Corrected> {
        let times: Vec<f64> = cycle.times.iter().map(|t| t / cycle.period).collect();
        let mut from = 0;
        let at = |s: f64, x: &mut [f64]| {
            while from + 2 < times.len() && times[from + 1] <= s {
                from += 1;
            }
            while from > 0 && times[from] > s {
                from -= 1;
            }
            let part = (s - times[from]) / (times[from + 1] - times[from]);
            let part = if part.is_finite() { part } else { 0.0 };
            let (a, b) = match cycle.states.is_empty() {
                true => (&cycle.points[from][..], &cycle.points[from + 1][..]),
                false => (&cycle.states[from][..], &cycle.states[from + 1][..]),
            };
            for i in 0..x.len() {
                x[i] = (a[i] + part * (b[i] - a[i])) / self.field.scale[i];
            }
        };
        // Points of the drawn cycle are dense where it bends: every few of them make a mesh.
        let every = (times.len() / 60).max(1);
        let mut mesh: Vec<f64> = times.iter().copied().step_by(every).collect();
        if mesh.last() != Some(&1.0) {
            mesh.pop();
            mesh.push(1.0);
        }
        mesh[0] = 0.0;
        mesh.dedup_by(|b, a| *b - *a < 1e-9);
        let guess = self
            .solver
            .orbit(mesh, at, cycle.period, self.field.part(parameter));
        // Where a small change of the parameter changes the period beyond measure, the period is held.
        self.settle(&guess, false)
            .or_else(|| self.settle(&guess, true))
    }

    /// The orbit near a guess, on a mesh of its own, with the parameter or the period held.
    fn settle(&self, guess: &Orbit, hold_period: bool) -> Option<Corrected> {
        let correct = |guess: &Orbit| {
            let direction = Profile {
                nodes: vec![0.0; guess.at.nodes.len()],
                inner: vec![0.0; guess.at.inner.len()],
                log_period: 1.0,
                parameter: 0.0,
            };
            let hold = if hold_period {
                Hold::Normal(&direction)
            } else {
                Hold::Parameter
            };
            let velocity = self.solver.velocity(guess);
            self.solver.correct(guess, &guess.at, &velocity, hold, 8)
        };
        let found = correct(guess)?;
        let (orbit, _) = self.remesh(&found.orbit, &found.tangent);
        correct(&orbit).filter(|found| {
            // Held at its period, it may have gone elsewhere.
            (found.orbit.at.parameter - guess.at.parameter).abs() < 1e-3 * self.field.end.max(1e-3)
        })
    }

    /// An orbit that Newton's method found, with its multipliers.
    pub(super) fn place(&self, mut found: Corrected) -> Place {
        let n = self.field.n();
        if n != 2 {
            // The last linearisation was that of the orbit before its last correction.
            let velocity = self.solver.velocity(&found.orbit);
            let (orbit, hold) = (&found.orbit, Hold::Normal(&found.tangent));
            let last = self
                .solver
                .linearise(orbit, &orbit.at, &velocity, hold, &orbit.at);
            if let Some(last) = last {
                found.ends = last.ends;
                found.tangent = last.tangent;
            }
        }
        Place {
            log: self.log(&found),
            flip: flip(n, &found.ends),
            ends: found.ends,
            orbit: found.orbit,
            tangent: found.tangent,
        }
    }

    fn log(&self, found: &Corrected) -> f64 {
        log_multiplier(self.solver, self.field, &found.orbit, &found.ends)
    }

    pub(super) fn point(&self, place: &Place) -> CyclePoint {
        measure(self.solver, self.field, &place.orbit, place.log)
    }

    pub(super) fn remesh(&self, orbit: &Orbit, tangent: &Profile) -> (Orbit, Profile) {
        let mesh = self.solver.mesh(orbit, SHARE, INTERVALS.0, INTERVALS.1);
        let at = self.solver.resample(&orbit.mesh, &orbit.at, &mesh);
        let tangent = self.solver.resample(&orbit.mesh, tangent, &mesh);
        (Orbit { mesh, at }, tangent)
    }

    /// The fold of cycles near that of a neighbouring family; `None` when there is none.
    pub(super) fn turning_near(&self, known: &Turning) -> Option<(Turning, CyclePoint)> {
        let (orbit, mut tangent) = self.remesh(&known.orbit, &known.tangent);
        tangent.scale(1.0 / self.solver.norm(&orbit.mesh, &tangent));
        let velocity = self.solver.velocity(&orbit);
        let planar = self.field.n() == 2;
        let at = |s: f64| {
            let guess = self.solver.predict(&orbit, &tangent, s);
            let hold = Hold::Normal(&tangent);
            let found = self.solver.correct(&guess, &orbit.at, &velocity, hold, 8)?;
            let test = if planar {
                self.log(&found)
            } else {
                found.tangent.parameter
            };
            Some((found, test))
        };
        let (_, mut t0) = at(0.0)?;
        let (mut s0, mut s1) = (0.0, 1e-3);
        for _ in 0..12 {
            let (found, t1) = at(s1)?;
            let change = -t1 * (s1 - s0) / (t1 - t0);
            // Half the digits along the branch give all of the parameter's.
            if change.abs() < 1e-7 || t1 == 0.0 {
                let place = self.place(found);
                let point = self.point(&place);
                let Place { orbit, tangent, .. } = place;
                return Some((Turning { orbit, tangent }, point));
            }
            (s0, t0) = (s1, t1);
            s1 += change;
            if s1.is_nan() || s1.abs() > 0.3 {
                return None;
            }
        }
        None
    }
}
