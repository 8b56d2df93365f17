//! What a model of more than two variables does in the long run at one value of a parameter.
use super::{
    build::unit,
    cycle_branch::Branching,
    orbit::Rescaled,
    problem::Problem,
    settle::LongRun,
    settled::{self, Fate, Round},
    space::{self, PhaseSpace, Space, Well},
    strand::{Of, Strand},
    vary::Vary,
};
use crate::num::collocation::Collocation;
use crate::num::ode::Watch;

/// The field with all variables at a value of the varied parameter, at the variables' usual sizes.
pub(super) fn at(problem: &Problem, vary: &Vary, parameter: f64) -> Space {
    let mut values = problem.values().to_vec();
    values[vary.parameter] = parameter;
    Space::new(problem.model().bind(&values), problem.scales())
}

/// The period of the cycle of a strand at a value of the parameter, by collocation from an orbit nearby.
pub(super) fn period(
    problem: &Problem,
    vary: &Vary,
    strand: &Strand,
    parameter: f64,
) -> Option<f64> {
    let space = at(problem, vary, parameter);
    let expected = strand.shape(parameter)[1].exp();
    let mut round = Round {
        period: expected,
        top: strand.state(parameter),
    };
    if !expected.is_finite() {
        let Fate::Round(found) = settled::follow(&space, &[], &round.top, &mut |_, _| false) else {
            return None;
        };
        round = found;
    }
    let family = problem.model().family(problem.values(), &[vary.parameter]);
    let field = Rescaled::new(&*family, &problem.scales(), vary, unit(problem, vary));
    let flow = |x: &[f64], p: f64, f: &mut [f64], j: &mut [f64]| field.flow(x, p, f, j);
    let solver = Collocation::new(&flow, field.n());
    let branching = Branching {
        solver: &solver,
        field: &field,
    };
    let solve = |round: &Round| {
        let found = branching.solve(&settled::cycle(&space, round), parameter)?;
        let period = found.orbit.at.log_period.exp();
        // The next cycle may be near, or twice as long.
        ((period / round.period).ln().abs() < 0.3).then_some(period)
    };
    solve(&round).or_else(|| {
        // Perhaps the state is off the cycle by too much: let it come closer first.
        let mut run = space.run(6.0 * round.period, 1e-8);
        run.max_steps = 4_000;
        let end = space.integrate(&round.top, &run, |_| Watch::Continue);
        let found = settled::follow(&space, &[], &end.state, &mut |_, _| false);
        match found {
            Fate::Round(round) => solve(&round),
            _ => None,
        }
    })
}

/// Which strand an orbit comes to, or what it does if it comes to none.
pub(super) fn follow(
    problem: &Problem,
    vary: &Vary,
    strands: &[Strand],
    parameter: f64,
    start: &[f64],
) -> LongRun {
    let space = at(problem, vary, parameter);
    let here = (0..strands.len()).filter(|&k| strands[k].contains(parameter));
    let (rests, cycles): (Vec<usize>, Vec<usize>) = here.partition(|&k| strands[k].of == Of::Rest);
    let mut owners = vec![];
    let mut equilibria = vec![];
    for k in rests {
        if let Some(x) = space.polish(&strands[k].state(parameter)) {
            owners.push(k);
            equilibria.push(space::at(space.field(), &x));
        }
    }
    let wells = Well::all(&space, &equilibria);
    let width = space.scale()[0];
    // How unlike the cycle of a strand one with such a top and period is.
    let off = |k: usize, top: f64, period: f64| {
        let [shape, expected] = strands[k].shape(parameter);
        let longer = (expected - period.ln()).abs();
        // Near a homoclinic orbit periods cannot be interpolated.
        (shape - top).abs() / width
            + if longer.is_finite() {
                0.1 * longer
            } else {
                0.0
            }
    };
    let nearest = |top: f64, period: f64| {
        cycles
            .iter()
            .map(|&k| (off(k, top, period), k))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(d, _)| *d < 0.05)
            .map(|(_, k)| k)
    };
    // Two maxima in a row that are those of a strand are enough.
    let mut last: Option<(f64, usize)> = None;
    let mut known = |x: &[f64], time: f64| {
        let found = nearest(x[0], time).filter(|&k| off(k, x[0], time) < 0.01);
        let again = found.is_some_and(|k| {
            last.is_some_and(|(top, before)| before == k && (top - x[0]).abs() < 1e-3 * width)
        });
        last = found.map(|k| (x[0], k));
        again
    };
    match settled::follow(&space, &wells, start, &mut known) {
        Fate::Rest(k) => LongRun::On(owners[k]),
        Fate::Round(round) => match nearest(round.top[0], round.period) {
            Some(k) => LongRun::On(k),
            None => LongRun::Wild {
                rate: 1.0 / round.period,
                chaotic: false,
                state: round.top,
            },
        },
        Fate::Nothing(state) => {
            // Perhaps it comes to rest very slowly.
            let distance = |k: usize| space.distance(&strands[k].state(parameter), &state);
            owners
                .iter()
                .copied()
                .filter(|&k| distance(k) < 0.2)
                .min_by(|&a, &b| distance(a).total_cmp(&distance(b)))
                .map_or(LongRun::Away, LongRun::On)
        }
    }
}
