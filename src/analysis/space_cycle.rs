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
    flow::{CHORD, sample_step},
    orbit::{Rescaled, multiplier},
    problem::Problem,
    settled,
    space::{PhaseSpace, Space},
    vary::Vary,
};
use crate::job::Cancel;
use crate::model::Orbit;
use crate::num::collocation::Collocation;
use crate::num::ode::Watch;

/// Error of one step of the orbit that is drawn, relative to the variables' sizes.
const ACCURATE: f64 = 1e-12;
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
        space: Space::new(whole.bind(), whole.scales()),
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
        let place = branching.place(orbit);
        if all.add(&place) {
            for walk in branching.through(cancel, &place).iter().flatten() {
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
    space: Space,
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
    ///
    /// Collocation is most accurate at the nodes of its mesh, so that the way from each to the next is
    /// integrated: errors cannot grow along the orbit, and extremes are as accurate as its period.
    fn seen(&self, place: &Place) -> Cycle {
        let field = self.branching.field;
        let mut point = self.branching.point(place);
        let (n, mesh) = (field.n(), &place.orbit.mesh);
        let (mut times, mut states) = (vec![], vec![]);
        let (slope, mut x) = (std::cell::RefCell::new(vec![0.0; n]), vec![0.0; n]);
        let nodes: Vec<Vec<f64>> = (0..mesh.len())
            .map(|j| field.raw(&place.orbit.at.nodes[j * n..(j + 1) * n]))
            .collect();
        for i in 0..n {
            let of = nodes.iter().map(|x| x[i]);
            (point.min[i], point.max[i]) = (
                of.clone().fold(f64::INFINITY, f64::min),
                of.fold(f64::NEG_INFINITY, f64::max),
            );
        }
        for (node, part) in nodes.iter().zip(mesh.windows(2)) {
            let from = part[0] * point.period;
            if times.is_empty() {
                times.push(from);
                states.push(node.clone());
            }
            let run = self.space.run((part[1] - part[0]) * point.period, ACCURATE);
            let (min, max) = (&mut point.min, &mut point.max);
            self.space.integrate(node, &run, |orbit| {
                let Orbit::Step(step) = orbit else {
                    return Watch::Stop;
                };
                for i in 0..n {
                    if step.f0[i] * step.f1[i] >= 0.0 {
                        continue;
                    }
                    let rate = |x: &[f64]| {
                        let mut f = slope.borrow_mut();
                        self.space.f(x, &mut f);
                        f[i]
                    };
                    if step.locate(&rate, &mut x).is_some() {
                        (min[i], max[i]) = (min[i].min(x[i]), max[i].max(x[i]));
                    }
                }
                sample_step(step, self.space.scale(), CHORD, |theta, x| {
                    times.push(from + step.t + theta * step.h);
                    states.push(x.to_vec());
                });
                Watch::Continue
            });
        }
        // Closed exactly.
        if let (Some(time), Some(state)) = (times.last_mut(), states.last_mut()) {
            *time = point.period;
            state.clone_from(&nodes[0]);
        }
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
