//! The cycles of a system of more than two variables at the present values of its parameters.
//!
//! In the plane all cycles can be found, since each meets an arc of a nullcline; in space no search is
//! complete. Two ways lead to them here. Those that attract are found where orbits settle. Those that
//! do not lie on branches that begin at Hopf points or pass through attracting cycles: such branches
//! are followed while the first parameter varies, and give up their orbits at its present value.
use super::{
    branch,
    build::unit,
    cycle::{Cycle, CycleOptions},
    cycle_branch::{Branching, Place, Walk, WalkEnd},
    equilibrium::Equilibrium,
    orbit::{Rescaled, multiplier},
    problem::Problem,
    settled,
    vary::Vary,
};
use crate::job::Cancel;
use crate::num::collocation::Collocation;

/// Points per interval of a mesh at which a cycle is drawn.
const PER_INTERVAL: usize = 16;
/// Two cycles whose extremes, relative to the sizes, and periods, relative, differ by less are one.
const SAME: f64 = 1e-5;

/// All cycles that can be found, sorted by period; `None` when cancelled.
///
/// `equilibria` are those at the present values. A cycle that attracts no orbit of a coarse grid and
/// lies on no branch that leads elsewhere is not found.
pub(super) fn cycles(
    cancel: &Cancel,
    problem: &Problem,
    equilibria: &[Equilibrium],
    options: &CycleOptions,
) -> Option<Vec<Cycle>> {
    let whole = problem.whole();
    let value = whole.values()[0];
    let (lo, hi) = whole.model().info().parameters[0].range;
    let beyond = 0.05 * (hi - lo);
    let mut vary = Vary {
        parameter: 0,
        range: [lo.min(value - beyond), hi.max(value + beyond)],
    };
    // Next to a singular value of the parameter its branches cannot be followed.
    let parts = branch::regular_parts(&whole, &vary);
    let inside = |r: &&[f64; 2]| (r[0]..=r[1]).contains(&value);
    vary.range = *parts.iter().find(inside)?;
    let family = whole.model().family(whole.values(), &[0]);
    let field = Rescaled {
        // One mark: the other is never passed.
        marks: [value, f64::NAN],
        ..Rescaled::new(&*family, &whole.scales(), &vary, unit(&whole, &vary))
    };
    let flow = |x: &[f64], p: f64, f: &mut [f64], j: &mut [f64]| field.flow(x, p, f, j);
    let solver = Collocation::new(&flow, field.n());
    let branching = Branching {
        solver: &solver,
        field: &field,
    };
    let mut all = Collection {
        problem,
        branching: &branching,
        weakest: options.weakest,
        found: vec![],
    };
    let branches = branch::with_marks(cancel, &whole, &vary, [value, f64::NAN])?;
    let mut ends: Vec<f64> = vec![];
    for hopf in branches.events.iter().filter(|e| e.kind.is_hopf()) {
        // A branch that has ended at this Hopf point need not be followed from here again.
        let near = |p: &f64| (p - hopf.parameter).abs() < 1e-3 * vary.width();
        if ends.iter().any(near) {
            continue;
        }
        let Some(walk) = branching.born_at(cancel, hopf) else {
            continue;
        };
        all.walk(&walk)?;
        if let (WalkEnd::Shrunk(_), Some(last)) = (&walk.end, walk.points.last()) {
            ends.push(last.parameter);
        }
    }
    for rough in settled::attracting(cancel, &whole, equilibria)? {
        let Some(orbit) = branching.solve(&rough, value) else {
            continue;
        };
        if all.add(&branching.place(orbit)) {
            for walk in branching.through(cancel, &rough, value).iter().flatten() {
                all.walk(walk)?;
            }
        }
    }
    all.found.sort_by(|a, b| a.period.total_cmp(&b.period));
    Some(all.found)
}

/// The cycles found so far.
struct Collection<'a> {
    problem: &'a Problem,
    branching: &'a Branching<'a>,
    weakest: f64,
    found: Vec<Cycle>,
}

impl Collection<'_> {
    /// Adds the orbits of a walk at the present value; `None` when it was cancelled.
    fn walk(&mut self, walk: &Walk) -> Option<()> {
        for (_, place) in &walk.marked {
            self.add(place);
        }
        (walk.end != WalkEnd::Cancelled).then_some(())
    }

    /// Adds a cycle; whether it is a new one.
    fn add(&mut self, place: &Place) -> bool {
        let cycle = self.seen(place);
        let same = |c: &Cycle| {
            (c.period - cycle.period).abs() < SAME * c.period
                && self.branching.field.scale.iter().enumerate().all(|(i, s)| {
                    (c.max[i] - cycle.max[i]).abs() < SAME * s
                        && (c.min[i] - cycle.min[i]).abs() < SAME * s
                })
        };
        let strong = cycle.log_multiplier.is_none_or(|l| l.abs() >= self.weakest);
        let new = !self.found.iter().any(same);
        if new && strong {
            self.found.push(cycle);
        }
        new
    }

    /// An orbit of the branch as a cycle, with the plane's part of its states.
    fn seen(&self, place: &Place) -> Cycle {
        let (solver, field) = (self.branching.solver, self.branching.field);
        let point = self.branching.point(place);
        let mesh = &place.orbit.mesh;
        let (mut times, mut states) = (vec![], vec![]);
        let mut x = vec![0.0; field.n()];
        for j in 0..mesh.len() - 1 {
            for k in 0..PER_INTERVAL {
                let theta = k as f64 / PER_INTERVAL as f64;
                solver.value(&place.orbit.at, j, theta, &mut x);
                times.push(point.period * (mesh[j] + theta * (mesh[j + 1] - mesh[j])));
                states.push(field.raw(&x));
            }
        }
        times.push(point.period);
        states.push(states[0].clone());
        Cycle {
            stable: point.stable,
            period: point.period,
            log_multiplier: point.log_multiplier,
            multiplier: multiplier(field.n(), &place.ends)
                .unwrap_or_else(|| place.log.exp().into()),
            min: point.min,
            max: point.max,
            points: states.iter().map(|s| self.problem.project(s)).collect(),
            states,
            times,
            spikes: None,
        }
    }
}
