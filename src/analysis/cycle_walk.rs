//! One way along a branch of cycles: steps, folds, and how it ends.
use super::{
    border::crossed,
    cycle_branch::{Branching, FIRST, INTERVALS, Place, SHARE, Slow, Turning, Walk, WalkEnd},
    diagram::CyclePoint,
    global::saddle_near,
};
use crate::job::Cancel;
use crate::num::collocation::{Hold, Orbit, Profile};
use crate::num::root::bracketed;

/// Longest step along a branch.
const LONGEST: f64 = 0.12;
/// No step goes over more than this part of the range.
const SMOOTH: f64 = 0.15;
/// The part of the usual range that even the narrowest branch counts as.
const NARROW: f64 = 1e-5;
/// How much of the usual range an orbit's parameter may be wrong by, where its period says nothing of it.
const NOISE: f64 = 5e-7;
/// Shortest step; what needs a shorter one is given up.
const SHORTEST: f64 = 1e-7;
/// Largest angle between tangents, in radians, for a picture without corners.
const BEND: f64 = 0.5;
/// The same where steps are shorter than this: there the tangent turns because the steep flanks of a
/// relaxation cycle move along its mesh, which no picture shows.
const FLANKS: (f64, f64) = (0.02, 1.1);
/// No more steps along a branch than this.
const MOST_STEPS: usize = 400;
/// No more steps in a row than this while the parameter stands still: the cycles of a canard change
/// beyond measure while the parameter does not.
const STANDING: usize = 120;
/// A branch whose period has grown so many times beyond its shortest is at its end.
const SLOWEST: f64 = 300.0;
/// A cycle larger than this many windows is not followed.
const FAR: f64 = 40.0;

/// The largest angle between tangents over a step of the given length.
fn bend(step: f64) -> f64 {
    if step < FLANKS.0 { FLANKS.1 } else { BEND }
}

impl Branching<'_> {
    /// How much of a step along the tangent goes into the shape of the cycle.
    fn moves(&self, place: &Place) -> f64 {
        let t = &place.tangent;
        (1.0 - t.log_period * t.log_period - t.parameter * t.parameter)
            .max(0.0)
            .sqrt()
    }

    /// Follows the branch from `place` in the direction of its tangent.
    pub(super) fn go(&self, cancel: &Cancel, mut place: Place, mut step: f64, walk: &mut Walk) {
        let start = walk.points[walk.points.len() - 1].clone();
        let mut shortest_period = place.orbit.at.log_period;
        let mut amplitude = self.solver.spread(&place.orbit);
        let mut swing = self.solver.swing(&place.orbit);
        let mut widest = swing;
        for count in 0..MOST_STEPS {
            if cancel.is_cancelled() {
                walk.end = WalkEnd::Cancelled;
                return;
            }
            // Towards a Hopf point no step may change the cycle by more than it is large.
            let moves = self.moves(&place);
            step = step.min(LONGEST).min(0.5 * amplitude / moves.max(1e-3));
            // Nor may it pass over a good part of a narrow range.
            let narrow = SMOOTH * self.field.end / place.tangent.parameter.abs().max(1e-9);
            step = step.min(narrow.max(8.0 * SHORTEST));
            let Some((next, used, steps)) = self.advance(&mut place, step) else {
                walk.end = self.lost(&place, walk);
                return;
            };
            step = used;
            let p = next.orbit.at.parameter;
            let outside = !(0.0..=self.field.end).contains(&p);
            if outside && place.log * next.log < 0.0 && used > 16.0 * SHORTEST {
                // It turns before it leaves the range.
                step = 0.3 * used;
                continue;
            }
            let turn = self.fold(&place, &next);
            let doubled = self.doubling(&place, &next);
            let mut from = &place;
            for to in turn.iter().chain(&doubled).chain([&next]) {
                for (place, mark) in self.marked(from, to) {
                    let mut point = self.point(&place);
                    point.parameter = mark;
                    walk.marked.push((walk.points.len(), place));
                    walk.points.push(point);
                }
                if let Some(doubled) = doubled.as_ref().filter(|t| std::ptr::eq(*t, to)) {
                    walk.doublings.push(walk.points.len());
                    let mut point = self.point(doubled);
                    point.stable = false;
                    walk.points.push(point);
                }
                if let Some(turn) = turn.as_ref().filter(|t| std::ptr::eq(*t, to)) {
                    walk.folds.push(walk.points.len());
                    let mut point = self.point(turn);
                    point.stable = false;
                    walk.points.push(point);
                    walk.turning.push(Turning {
                        orbit: turn.orbit.clone(),
                        tangent: turn.tangent.clone(),
                    });
                }
                from = to;
            }
            if outside {
                walk.points.push(self.point(&next));
                walk.end = WalkEnd::Border;
                return;
            }
            let point = self.point(&next);
            let (before, size) = (swing, self.solver.swing(&next.orbit));
            amplitude = self.solver.spread(&next.orbit);
            (swing, widest) = (size, widest.max(size));
            let closes = count > 3 && self.returns(&start, &walk.points, &point);
            walk.points.push(point);
            if closes {
                walk.end = WalkEnd::Closed;
                return;
            }
            // A cycle may be small and yet on its way to a small homoclinic orbit.
            if size < before && size < (0.6 * FIRST).min(0.5 * widest) {
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
                < (1e-7 * self.span(walk)).max(NOISE)
                    * (next.orbit.at.log_period - place.orbit.at.log_period).abs();
            let grown_out = grown > SLOWEST.ln();
            if growing && (grown_out || (count > 5 && stands && self.passes_saddle(&next.orbit))) {
                walk.end = WalkEnd::Slow(Slow {
                    span: self.span(walk) * self.field.unit,
                    stands: stands || (grown_out && self.stood(walk, 8) < 1e-5 * self.span(walk)),
                    ..self.slow(&next.orbit)
                });
                return;
            }
            let dot = self
                .solver
                .dot(&next.orbit.mesh, &place.tangent, &next.tangent);
            let angle = dot.clamp(-1.0, 1.0).acos();
            let grow = if angle > 0.0 {
                (0.6 * bend(used) / angle).min(2.0)
            } else {
                2.0
            };
            step *= match steps {
                0..=3 => grow,
                4 => grow.min(1.1),
                _ => grow.min(0.7),
            };
            if walk.points.len() > STANDING && self.stood(walk, STANDING) < 1e-8 * self.span(walk) {
                walk.end = WalkEnd::Canard;
                return;
            }
            place = next;
            if count % 3 == 2 || self.coarse(&place.orbit) {
                let (orbit, tangent) = self.remesh(&place.orbit, &place.tangent);
                place.orbit = orbit;
                place.tangent = tangent;
            }
        }
        walk.end = self.lost(&place, walk);
    }

    /// Over how much of the range the branch has come, or could have come were it not so narrow.
    fn span(&self, walk: &Walk) -> f64 {
        let of = |p: &CyclePoint| self.field.part(p.parameter);
        let high = walk.points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let low = walk.points.iter().map(of).fold(f64::INFINITY, f64::min);
        (high - low).max(NARROW)
    }

    /// Over how much of the range the parameter has moved in the last steps.
    fn stood(&self, walk: &Walk, steps: usize) -> f64 {
        let last = &walk.points[walk.points.len().saturating_sub(steps)..];
        let of = |p: &CyclePoint| self.field.part(p.parameter);
        let high = last.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        high - last.iter().map(of).fold(f64::INFINITY, f64::min)
    }

    /// The end of a walk that cannot go on. By a saddle, with the parameter at a standstill, it is the
    /// end for a good reason.
    fn lost(&self, place: &Place, walk: &Walk) -> WalkEnd {
        if walk.points.len() > 8
            && self.stood(walk, 8) < 1e-6 * self.span(walk)
            && self.passes_saddle(&place.orbit)
        {
            WalkEnd::Slow(Slow {
                span: self.span(walk) * self.field.unit,
                stands: true,
                ..self.slow(&place.orbit)
            })
        } else if walk.points.len() > 8 && self.stood(walk, 8) < 1e-7 * self.span(walk) {
            WalkEnd::Canard
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
                if dot > bend(step).cos() || step < 16.0 * SHORTEST {
                    let steps = found.steps;
                    return Some((self.place(found), step, steps));
                }
            }
            step *= 0.45;
        }
        None
    }

    /// The orbits between two places on the same mesh at which the parameter is one of the marks.
    fn marked(&self, a: &Place, b: &Place) -> Vec<(Place, f64)> {
        let value = |place: &Place| self.field.parameter(place.orbit.at.parameter);
        let found = crossed(self.field.marks, value(a), value(b)).filter_map(|mark| {
            let goal = self.field.part(mark);
            // Next to a fold the parameter cannot be held.
            let place = self.held(a, b, goal).or_else(|| {
                let beyond = |place: &Place| place.orbit.at.parameter - goal;
                self.root(a, b, 1e-9, beyond)
            })?;
            Some((place, mark))
        });
        found.collect()
    }

    /// The orbit at a value of the parameter between those of two places.
    fn held(&self, a: &Place, b: &Place, goal: f64) -> Option<Place> {
        let (x, y) = (&a.orbit.at, &b.orbit.at);
        let part = (goal - x.parameter) / (y.parameter - x.parameter);
        let mix = |x: &[f64], y: &[f64]| -> Vec<f64> {
            x.iter().zip(y).map(|(x, y)| x + part * (y - x)).collect()
        };
        let guess = Orbit {
            mesh: a.orbit.mesh.clone(),
            at: Profile {
                nodes: mix(&x.nodes, &y.nodes),
                inner: mix(&x.inner, &y.inner),
                log_period: x.log_period + part * (y.log_period - x.log_period),
                parameter: goal,
            },
        };
        let velocity = self.solver.velocity(&a.orbit);
        let found = self
            .solver
            .correct(&guess, x, &velocity, Hold::Parameter, 8)?;
        let place = self.place(found);
        // On the other side of a fold there is another orbit at the same value.
        let test = |place: &Place| self.turning(place);
        (test(&place) * test(a) > 0.0 || test(&place) * test(b) > 0.0).then_some(place)
    }

    /// What vanishes at a fold of cycles: in the plane the logarithm of the multiplier, otherwise the
    /// parameter's part of the branch's direction.
    fn turning(&self, place: &Place) -> f64 {
        if self.field.n() == 2 {
            place.log
        } else {
            place.tangent.parameter
        }
    }

    /// The cycle between two on the same mesh at which a multiplier passes −1, where one of twice the
    /// period branches off.
    fn doubling(&self, a: &Place, b: &Place) -> Option<Place> {
        if a.flip * b.flip >= 0.0 || a.orbit.mesh != b.orbit.mesh {
            return None;
        }
        self.root(a, b, 1e-10, |place| place.flip)
    }

    /// Looks for a fold of cycles between two places on the same mesh: there the multiplier passes 1,
    /// and the branch turns in the parameter.
    fn fold(&self, a: &Place, b: &Place) -> Option<Place> {
        let test = |place: &Place| self.turning(place);
        let (va, vb) = (test(a), test(b));
        let turns = va * vb < 0.0;
        if !turns || a.orbit.mesh != b.orbit.mesh {
            return None;
        }
        // The parameter is stationary there: half the digits along the branch give all of its own.
        self.root(a, b, 1e-7, test)
    }

    /// The place between two on the same mesh at which a test function vanishes, to within `part` of
    /// the way.
    fn root(&self, a: &Place, b: &Place, part: f64, test: impl Fn(&Place) -> f64) -> Option<Place> {
        let velocity = self.solver.velocity(&a.orbit);
        let mut way = b.orbit.at.clone();
        way.add(&a.orbit.at, -1.0);
        let mut normal = way.clone();
        normal.scale(1.0 / self.solver.norm(&a.orbit.mesh, &way));
        let at = |part: f64| -> Option<Place> {
            let guess = self.solver.predict(&a.orbit, &way, part);
            let found =
                self.solver
                    .correct(&guess, &a.orbit.at, &velocity, Hold::Normal(&normal), 8)?;
            Some(self.place(found))
        };
        let found = bracketed(
            |s| at(s).map_or(f64::NAN, |p| test(&p)),
            (0.0, test(a)),
            (1.0, test(b)),
            part,
        );
        at(found)
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
            distance < 0.02 * self.solver.swing(orbit)
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
            orbit: orbit.clone(),
            span: 0.0,
            stands: false,
        }
    }
}
