//! Claims about a portrait.
use super::super::claim::{Linear, Statement};
use super::super::words;
use super::{Verdict, absent, verdict, wanted};
use crate::analysis::{Equilibrium, Portrait, Problem};

/// Whether it is of the kind that a claim names.
fn is(e: &Equilibrium, kind: &str) -> bool {
    e.kind.name() == kind || e.name() == kind
}

/// Whether a claim about equilibria or cycles holds in a portrait.
pub(super) fn of_portrait(problem: &Problem, found: &Portrait, states: &Statement) -> Verdict {
    let all = &found.equilibria;
    match states {
        Statement::Equilibria {
            count,
            kind,
            stable,
        } => {
            let same = all.iter().filter(|e| {
                kind.is_none_or(|kind| is(e, kind)) && wanted(*stable, e.kind.is_stable())
            });
            verdict(same.count() == *count, || words::kinds(all))
        }
        Statement::Equilibrium { kind, is: places } => {
            let mut known = places.iter().map(|(name, _)| name);
            if let Some(name) = known.find(|name| problem.variable(name).is_err()) {
                return absent(name);
            }
            let near = |e: &&Equilibrium| {
                places
                    .iter()
                    .all(|(name, near)| problem.variable(name).is_ok_and(|k| near.holds(e.at[k])))
            };
            let mut same = all.iter().filter(|e| kind.is_none_or(|kind| is(e, kind)));
            verdict(same.any(|e| near(&e)), || words::places(problem, all))
        }
        Statement::Eigenvalues {
            kind,
            is: expected,
            within,
        } => {
            let Some(first) = all.iter().find(|e| is(e, kind)) else {
                return verdict(false, || words::kinds(all));
            };
            let found = &first.eigenvalues;
            let close = |(l, e): (&nalgebra::Complex<f64>, &[f64; 2])| {
                (l.re - e[0]).abs() <= *within && (l.im - e[1]).abs() <= *within
            };
            let holds = found.len() == expected.len() && found.iter().zip(expected).all(close);
            verdict(holds, || words::eigenvalues(found))
        }
        Statement::Linear {
            what,
            kind,
            is: near,
            positive,
        } => {
            let Some(first) = all.iter().find(|e| is(e, kind)) else {
                return verdict(false, || words::kinds(all));
            };
            let value = match what {
                Linear::Trace => first.trace,
                Linear::Determinant => first.determinant,
                Linear::Discriminant => first.trace * first.trace - 4.0 * first.determinant,
            };
            let holds = near.is_none_or(|near| near.holds(value)) && wanted(*positive, value > 0.0);
            verdict(holds, || words::value(value, ""))
        }
        Statement::Cycles { count, stable } => {
            let same = found.cycles.iter().filter(|c| wanted(*stable, c.stable));
            verdict(same.count() == *count, || words::cycles(problem, found))
        }
        Statement::Cycle {
            frequency,
            is,
            stable,
        } => {
            let same: Vec<_> = found
                .cycles
                .iter()
                .filter(|c| c.stable == *stable)
                .collect();
            let [cycle] = same[..] else {
                return verdict(false, || words::cycles(problem, found));
            };
            let time = problem.model().info().time;
            let (value, unit) = match frequency {
                true => (time.per_second() / cycle.period, time.frequency()),
                false => (cycle.period, time.symbol()),
            };
            verdict(is.holds(value), || words::value(value, unit))
        }
        // The others are not about a portrait.
        _ => verdict(false, || words::kinds(all)),
    }
}
