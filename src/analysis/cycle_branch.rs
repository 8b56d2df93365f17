//! Branches of cycles while one parameter varies: from Hopf points, from cycles of the portrait, to
//! where they end.
use super::{
    cycle::Cycle,
    diagram::{CyclePoint, Event},
    global::saddle_near,
    normal_form::critical_pair,
    orbit::{Rescaled, log_multiplier, measure, still},
    singular::Scaled,
};
use crate::job::Cancel;
use crate::num::collocation::{Collocation, Corrected, Hold, Orbit, Profile};
use crate::num::root::bracketed;
use nalgebra::{Complex, DMatrix};

/// A branch as followed in one direction.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    pub(super) points: Vec<CyclePoint>,
    /// Folds of cycles on the way, as indices into `points`.
    pub(super) folds: Vec<usize>,
    /// The orbits there.
    pub(super) turning: Vec<Turning>,
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
    /// Whether the parameter stands still, to all digits that count, while the period grows.
    pub(super) stands: bool,
}

/// Longest step along a branch.
const LONGEST: f64 = 0.12;
/// First amplitude at a Hopf point.
const FIRST: f64 = 4e-3;
/// Shortest step; what needs a shorter one is given up.
const SHORTEST: f64 = 1e-7;
/// Largest angle between tangents, in radians, for a picture without corners.
const BEND: f64 = 0.35;
/// Share of the monitor per interval: the error of an orbit goes with its tenth power.
const SHARE: f64 = 0.27;
/// Fewest and most intervals of a mesh.
const INTERVALS: (usize, usize) = (10, 160);
/// No more steps along a branch than this.
const MOST_STEPS: usize = 400;
/// A branch whose period has grown so many times beyond its shortest is at its end.
const SLOWEST: f64 = 300.0;
/// A cycle larger than this many windows is not followed.
const FAR: f64 = 40.0;

/// Follows cycles of one family.
pub(super) struct Branching<'a> {
    pub(super) solver: &'a Collocation<'a>,
    pub(super) field: &'a Rescaled<'a>,
}

/// Where a walk stands.
struct Place {
    orbit: Orbit,
    tangent: Profile,
    /// ln|μ|.
    log: f64,
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
        tangent.nodes.iter_mut().for_each(|v| *v /= length);
        tangent.inner.iter_mut().for_each(|v| *v /= length);
        let mut step = FIRST;
        let first = loop {
            let guess = self.solver.predict(&flat, &tangent, step);
            match self
                .solver
                .correct(&guess, &flat.at, &moving, Hold::Normal(&tangent), 8)
            {
                Some(found) => break found,
                None if step > 1e-5 => step *= 0.4,
                None => return None,
            }
        };
        let log = self.log(&first);
        let born = CyclePoint {
            parameter: hopf.parameter,
            period,
            stable: log < 0.0,
            log_multiplier: Some(0.0),
            min: hopf.at.clone(),
            max: hopf.at.clone(),
            on: hopf.at.clone(),
        };
        let place = Place {
            log,
            orbit: first.orbit,
            tangent: first.tangent,
        };
        // In a range that ends at the Hopf point the branch may lie outside.
        if !(0.0..=1.0).contains(&place.orbit.at.parameter) {
            return None;
        }
        let mut walk = Walk {
            points: vec![born],
            folds: vec![],
            turning: vec![],
            end: WalkEnd::Lost,
        };
        walk.points.push(self.point(&place));
        self.go(cancel, place, step, &mut walk);
        Some(walk)
    }

    /// Both ways from a cycle of the portrait at a value of the parameter; `None` when Newton's method
    /// does not converge to it.
    pub(super) fn through(
        &self,
        cancel: &Cancel,
        cycle: &Cycle,
        parameter: f64,
    ) -> Option<[Walk; 2]> {
        let first = self.solve(cycle, parameter)?;
        let log = self.log(&first);
        let mut ways = vec![];
        for direction in [1.0, -1.0] {
            let mut tangent = still(&first.tangent);
            tangent = scaled_sum(tangent, &first.tangent, direction);
            let place = Place {
                orbit: first.orbit.clone(),
                tangent,
                log,
            };
            let mut walk = Walk {
                points: vec![self.point(&place)],
                folds: vec![],
                turning: vec![],
                end: WalkEnd::Lost,
            };
            self.go(cancel, place, 0.01, &mut walk);
            let closed = walk.end == WalkEnd::Closed;
            ways.push(walk);
            if closed {
                ways.push(Walk {
                    points: vec![],
                    folds: vec![],
                    turning: vec![],
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
            let (a, b) = (cycle.points[from], cycle.points[from + 1]);
            for i in 0..2 {
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
        let velocity = self.solver.velocity(&guess);
        let found = self
            .solver
            .correct(&guess, &guess.at, &velocity, Hold::Parameter, 8)?;
        let (orbit, tangent) = self.remesh(&found.orbit, &found.tangent);
        let _ = tangent;
        let velocity = self.solver.velocity(&orbit);
        self.solver
            .correct(&orbit, &orbit.at, &velocity, Hold::Parameter, 8)
    }

    fn log(&self, found: &Corrected) -> f64 {
        log_multiplier(self.solver, self.field, &found.orbit, &found.ends)
    }

    fn point(&self, place: &Place) -> CyclePoint {
        measure(self.solver, self.field, &place.orbit, place.log)
    }

    fn remesh(&self, orbit: &Orbit, tangent: &Profile) -> (Orbit, Profile) {
        let mesh = self.solver.mesh(orbit, SHARE, INTERVALS.0, INTERVALS.1);
        let at = self.solver.resample(&orbit.mesh, &orbit.at, &mesh);
        let tangent = self.solver.resample(&orbit.mesh, tangent, &mesh);
        (Orbit { mesh, at }, tangent)
    }

    /// The fold of cycles near that of a neighbouring family; `None` when there is none.
    pub(super) fn turning_near(&self, known: &Turning) -> Option<(Turning, CyclePoint)> {
        let (orbit, tangent) = self.remesh(&known.orbit, &known.tangent);
        let length = self.solver.norm(&orbit.mesh, &tangent);
        let tangent = scaled_sum(still(&tangent), &tangent, 1.0 / length);
        let velocity = self.solver.velocity(&orbit);
        let planar = self.field.n() == 2;
        let at = |s: f64| {
            let guess = self.solver.predict(&orbit, &tangent, s);
            let hold = Hold::Normal(&tangent);
            let found = self.solver.correct(&guess, &orbit.at, &velocity, hold, 8)?;
            let log = self.log(&found);
            let test = if planar { log } else { found.tangent.parameter };
            Some((found, log, test))
        };
        let (_, _, mut t0) = at(0.0)?;
        let (mut s0, mut s1) = (0.0, 1e-3);
        for _ in 0..12 {
            let (found, log, t1) = at(s1)?;
            let change = -t1 * (s1 - s0) / (t1 - t0);
            // Half the digits along the branch give all of the parameter's.
            if change.abs() < 1e-7 || t1 == 0.0 {
                let place = Place {
                    orbit: found.orbit,
                    tangent: found.tangent,
                    log,
                };
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

    /// Root mean square distance from the mean: the size of a cycle.
    fn amplitude(&self, orbit: &Orbit) -> f64 {
        let n = self.field.n();
        let mut mean = still(&orbit.at);
        for i in 0..n {
            let average: f64 = {
                let mut unit = still(&orbit.at);
                unit.nodes
                    .iter_mut()
                    .skip(i)
                    .step_by(n)
                    .for_each(|v| *v = 1.0);
                self.solver.dot(&orbit.mesh, &unit, &orbit.at)
            };
            mean.nodes
                .iter_mut()
                .zip(&orbit.at.nodes)
                .skip(i)
                .step_by(n)
                .for_each(|(m, x)| *m = x - average);
        }
        self.solver.norm(&orbit.mesh, &mean)
    }

    /// How much of a step along the tangent goes into the shape of the cycle.
    fn moves(&self, place: &Place) -> f64 {
        let t = &place.tangent;
        (1.0 - t.log_period * t.log_period - t.parameter * t.parameter)
            .max(0.0)
            .sqrt()
    }

    /// Follows the branch from `place` in the direction of its tangent.
    fn go(&self, cancel: &Cancel, mut place: Place, mut step: f64, walk: &mut Walk) {
        let start = walk.points[walk.points.len() - 1].clone();
        let mut shortest_period = place.orbit.at.log_period;
        let mut amplitude = self.amplitude(&place.orbit);
        for count in 0..MOST_STEPS {
            if cancel.is_cancelled() {
                walk.end = WalkEnd::Cancelled;
                return;
            }
            // Towards a Hopf point no step may change the cycle by more than it is large.
            let moves = self.moves(&place);
            step = step.min(LONGEST).min(0.5 * amplitude / moves.max(1e-3));
            let Some((next, used, steps)) = self.advance(&mut place, step) else {
                walk.end = self.lost(&place, walk);
                return;
            };
            step = used;
            let p = next.orbit.at.parameter;
            if !(0.0..=1.0).contains(&p) {
                match self.border(&place, &next) {
                    Some(last) => {
                        self.fold(&place, &last, walk);
                        walk.points.push(self.point(&last));
                        walk.end = WalkEnd::Border;
                    }
                    None => walk.end = WalkEnd::Lost,
                }
                return;
            }
            self.fold(&place, &next, walk);
            let point = self.point(&next);
            let (before, size) = (amplitude, self.amplitude(&next.orbit));
            amplitude = size;
            let closes = count > 3 && self.returns(&start, &walk.points, &point);
            walk.points.push(point);
            if closes {
                walk.end = WalkEnd::Closed;
                return;
            }
            if size < before && size < 0.6 * FIRST {
                let n = self.field.n();
                walk.end = WalkEnd::Shrunk(self.field.raw(&next.orbit.at.nodes[..n]));
                return;
            }
            if size > FAR {
                walk.end = WalkEnd::Far;
                return;
            }
            shortest_period = shortest_period.min(next.orbit.at.log_period);
            let grown = next.orbit.at.log_period - shortest_period;
            let growing = next.orbit.at.log_period > place.orbit.at.log_period;
            // Either the period has grown out of all proportion, or it goes on growing while the
            // parameter stands still to all digits that count.
            let stands = (next.orbit.at.parameter - place.orbit.at.parameter).abs()
                < 1e-7 * (next.orbit.at.log_period - place.orbit.at.log_period).abs();
            let grown_out = grown > SLOWEST.ln();
            if growing && (grown_out || (grown > 0.7 && stands && self.passes_saddle(&next.orbit)))
            {
                walk.end = WalkEnd::Slow(Slow {
                    stands: stands || (grown_out && self.stood(walk) < 1e-5),
                    ..self.slow(&next.orbit)
                });
                return;
            }
            let dot = self
                .solver
                .dot(&next.orbit.mesh, &place.tangent, &next.tangent);
            let angle = dot.clamp(-1.0, 1.0).acos();
            let grow = if angle > 0.0 {
                (0.6 * BEND / angle).min(2.0)
            } else {
                2.0
            };
            step *= match steps {
                0..=3 => grow,
                4 => grow.min(1.1),
                _ => grow.min(0.7),
            };
            place = next;
            if count % 3 == 2 || self.coarse(&place.orbit) {
                let (orbit, tangent) = self.remesh(&place.orbit, &place.tangent);
                place.orbit = orbit;
                place.tangent = tangent;
            }
        }
        walk.end = self.lost(&place, walk);
    }

    /// Over how much of the range the parameter has moved lately.
    fn stood(&self, walk: &Walk) -> f64 {
        let last = &walk.points[walk.points.len().saturating_sub(8)..];
        let of = |p: &CyclePoint| self.field.part(p.parameter);
        let high = last.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        high - last.iter().map(of).fold(f64::INFINITY, f64::min)
    }

    /// The end of a walk that cannot go on. By a saddle, with the parameter at a standstill, it is the
    /// end for a good reason.
    fn lost(&self, place: &Place, walk: &Walk) -> WalkEnd {
        if walk.points.len() > 8 && self.stood(walk) < 1e-6 && self.passes_saddle(&place.orbit) {
            WalkEnd::Slow(Slow {
                stands: true,
                ..self.slow(&place.orbit)
            })
        } else {
            WalkEnd::Lost
        }
    }

    /// Whether some interval of the mesh is too long for its orbit.
    fn coarse(&self, orbit: &Orbit) -> bool {
        self.solver
            .monitor(orbit)
            .into_iter()
            .any(|part| part > 1.3 * SHARE)
            && orbit.mesh.len() <= INTERVALS.1
    }

    /// One step of at most the given length: the new place, the length used, Newton's steps.
    fn advance(&self, place: &mut Place, mut step: f64) -> Option<(Place, f64, usize)> {
        let velocity = self.solver.velocity(&place.orbit);
        while step >= SHORTEST {
            let guess = self.solver.predict(&place.orbit, &place.tangent, step);
            let found = self.solver.correct(
                &guess,
                &place.orbit.at,
                &velocity,
                Hold::Normal(&place.tangent),
                6,
            );
            if let Some(found) = found {
                let dot = self
                    .solver
                    .dot(&place.orbit.mesh, &place.tangent, &found.tangent);
                if dot > BEND.cos() || step < 16.0 * SHORTEST {
                    let log = self.log(&found);
                    return Some((
                        Place {
                            orbit: found.orbit,
                            tangent: found.tangent,
                            log,
                        },
                        step,
                        found.steps,
                    ));
                }
            }
            step *= 0.45;
        }
        None
    }

    /// The last orbit of a branch, on the border of the range between two places.
    fn border(&self, inside: &Place, outside: &Place) -> Option<Place> {
        let goal = if outside.orbit.at.parameter > 1.0 {
            1.0
        } else {
            0.0
        };
        let (a, b) = (inside.orbit.at.parameter, outside.orbit.at.parameter);
        let part = (goal - a) / (b - a);
        let mut guess = inside.orbit.clone();
        let mix = |x: &[f64], y: &[f64]| -> Vec<f64> {
            x.iter().zip(y).map(|(x, y)| x + part * (y - x)).collect()
        };
        let (x, y) = (&inside.orbit.at, &outside.orbit.at);
        guess.at = Profile {
            nodes: mix(&x.nodes, &y.nodes),
            inner: mix(&x.inner, &y.inner),
            log_period: x.log_period + part * (y.log_period - x.log_period),
            parameter: goal,
        };
        let velocity = self.solver.velocity(&inside.orbit);
        let mut found =
            self.solver
                .correct(&guess, &inside.orbit.at, &velocity, Hold::Parameter, 8)?;
        found.orbit.at.parameter = goal;
        let log = self.log(&found);
        Some(Place {
            orbit: found.orbit,
            tangent: found.tangent,
            log,
        })
    }

    /// Looks for a fold of cycles between two places on the same mesh: there the multiplier passes 1,
    /// and the branch turns in the parameter.
    fn fold(&self, a: &Place, b: &Place, walk: &mut Walk) {
        let planar = self.field.n() == 2;
        let test = |place: &Place| {
            if planar {
                place.log
            } else {
                place.tangent.parameter
            }
        };
        let (va, vb) = (test(a), test(b));
        let turns = va * vb < 0.0;
        if !turns || a.orbit.mesh != b.orbit.mesh {
            return;
        }
        let velocity = self.solver.velocity(&a.orbit);
        let mut way = b.orbit.at.clone();
        way = scaled_sum(way, &a.orbit.at, -1.0);
        let length = self.solver.norm(&a.orbit.mesh, &way);
        let normal = scaled_sum(still(&way), &way, 1.0 / length);
        let at = |part: f64| -> Option<Place> {
            let guess = self.solver.predict(&a.orbit, &way, part);
            let found =
                self.solver
                    .correct(&guess, &a.orbit.at, &velocity, Hold::Normal(&normal), 8)?;
            let log = self.log(&found);
            Some(Place {
                orbit: found.orbit,
                tangent: found.tangent,
                log,
            })
        };
        // The parameter is stationary there: half the digits along the branch give all of its own.
        let part = bracketed(
            |s| at(s).map_or(f64::NAN, |p| test(&p)),
            (0.0, va),
            (1.0, vb),
            1e-7,
        );
        if let Some(found) = at(part) {
            walk.folds.push(walk.points.len());
            let mut point = self.point(&found);
            point.stable = false;
            walk.points.push(point);
            walk.turning.push(Turning {
                orbit: found.orbit,
                tangent: found.tangent,
            });
        }
    }

    /// Whether the branch is back at its start between its last point and this one.
    fn returns(&self, start: &CyclePoint, points: &[CyclePoint], now: &CyclePoint) -> bool {
        let Some(last) = points.last() else {
            return false;
        };
        let (a, b) = (last.parameter, now.parameter);
        if (start.parameter - a) * (start.parameter - b) > 0.0
            || a == b
            || start.stable != now.stable
        {
            return false;
        }
        let part = (start.parameter - a) / (b - a);
        let near = |x: f64, y: f64, goal: f64, size: f64| {
            (x + part * (y - x) - goal).abs() < 2e-3 * size + 0.1 * (y - x).abs()
        };
        near(last.period.ln(), now.period.ln(), start.period.ln(), 1.0)
            && (0..self.field.n()).all(|i| {
                near(last.max[i], now.max[i], start.max[i], self.field.scale[i])
                    && near(last.min[i], now.min[i], start.min[i], self.field.scale[i])
            })
    }

    /// Whether the slowest point of an orbit is by a saddle, much closer than the orbit is large.
    fn passes_saddle(&self, orbit: &Orbit) -> bool {
        let slow = self.slow(orbit);
        saddle_near(
            self.field.family,
            &self.field.scale,
            &slow.at,
            slow.parameter,
        )
        .is_some_and(|saddle| {
            let away = self.field.scaled(&saddle);
            let here = self.field.scaled(&slow.at);
            let distance = (0..self.field.n())
                .map(|i| (away[i] - here[i]).powi(2))
                .sum::<f64>()
                .sqrt();
            distance < 0.02 * self.amplitude(orbit)
        })
    }

    fn slow(&self, orbit: &Orbit) -> Slow {
        let n = self.field.n();
        let velocity = self.solver.velocity(orbit);
        let speed = |j: usize| -> f64 { velocity[j * n..(j + 1) * n].iter().map(|v| v * v).sum() };
        let slowest = (0..orbit.mesh.len())
            .min_by(|&a, &b| speed(a).total_cmp(&speed(b)))
            .unwrap_or(0);
        let state = |j: usize| self.field.raw(&orbit.at.nodes[j * n..(j + 1) * n]);
        Slow {
            parameter: self.field.parameter(orbit.at.parameter),
            at: state(slowest),
            points: (0..orbit.mesh.len() - 1).map(state).collect(),
            times: orbit.mesh[..orbit.mesh.len() - 1]
                .iter()
                .map(|s| s * orbit.at.log_period.exp())
                .collect(),
            period: orbit.at.log_period.exp(),
            stands: false,
        }
    }
}

/// `a + factor b`.
fn scaled_sum(mut a: Profile, b: &Profile, factor: f64) -> Profile {
    for (x, y) in a.nodes.iter_mut().zip(&b.nodes) {
        *x += factor * y;
    }
    for (x, y) in a.inner.iter_mut().zip(&b.inner) {
        *x += factor * y;
    }
    a.log_period += factor * b.log_period;
    a.parameter += factor * b.parameter;
    a
}
