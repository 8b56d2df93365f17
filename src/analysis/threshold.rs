//! The threshold ruler: how far a cell is from its threshold, as a kick and as the charge of a pulse.
use super::cycle::Cycle;
use super::equilibrium::{self, Equilibrium};
use super::kick::smallest_kick;
use super::manifold::{ManifoldOptions, Separatrix, Side, separatrices};
use super::portrait::{Portrait, PortraitOptions, portrait};
use super::problem::{Problem, ProblemError};
use super::space;
use crate::job::Cancel;
use crate::model::Field;
use crate::num::root;

/// Equilibria and thresholds are sought in the preset's window enlarged so many times.
const WIDE: f64 = 3.0;
/// No chord of the threshold departs from it by more than this part of the window.
const CHORD: f64 = 1e-7;
/// Points of a threshold with so fine a chord.
const MAX_STEPS: usize = 200_000;

/// What is crossed.
#[derive(Clone, Debug, PartialEq)]
pub enum Border {
    /// The stable manifold of this saddle.
    Separatrix(Vec<f64>),
    /// An unstable cycle of this period.
    UnstableCycle(f64),
    /// With one variable: the unstable equilibrium.
    Equilibrium,
    /// With one variable: the value at which a spike happens.
    Spike,
}

/// How far a state is from its threshold, all other variables staying where they are.
#[derive(Clone, Debug, PartialEq)]
pub enum Ruler {
    /// There is a threshold at this distance.
    Sharp {
        /// The state it is measured from.
        from: [f64; 2],
        /// Where the threshold is crossed: the same second variable.
        at: [f64; 2],
        /// The jump of the first variable that reaches it, in its unit; negative leads downward.
        kick: f64,
        /// The charge of a brief pulse on the first parameter that does the same: the parameter's unit
        /// times the unit of time. `None` when such a pulse moves the second variable as well.
        charge: Option<f64>,
        /// What is crossed.
        border: Border,
    },
    /// With more than two variables no curve is the threshold; this is the smallest brief kick that makes
    /// the resting cell fire, found by trial.
    Kick {
        /// The state of rest.
        from: Vec<f64>,
        /// The jump of the first variable, in its unit.
        kick: f64,
        /// The charge of a brief pulse that does the same, as for [`Ruler::Sharp`].
        charge: Option<f64>,
    },
    /// The cell does not rest: there is nothing to measure from.
    NoRest,
    /// There is no sharp threshold: no saddle's stable manifold and no unstable cycle lies beside this
    /// state; larger kicks evoke larger responses.
    Graded,
    /// No kick of the first variable within three windows crosses a threshold from here. With more than two
    /// variables: none that is tried evokes a spike.
    OutOfReach,
}

/// The threshold ruler from state `from`, or from rest when that is `None`; `None` when cancelled.
///
/// The kick is upward if a kick upward crosses a border, else downward, and accurate to about 1e-6 of
/// the window. With more than two variables it is the smallest brief kick of the cell at rest, see
/// [`smallest_kick`].
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula is finite nowhere in the window.
pub fn threshold(
    cancel: &Cancel,
    problem: &Problem,
    from: Option<[f64; 2]>,
) -> Result<Option<Ruler>, ProblemError> {
    let mut home = problem.clone();
    home.set_window(problem.home());
    if home.model().info().dimension() == 1 {
        let options = PortraitOptions::default();
        let Some(portrait) = portrait(cancel, &home, &options)? else {
            return Ok(None);
        };
        let mut rests = portrait.equilibria.iter().filter(|e| e.kind.is_stable());
        let from = from.or(rests.next().map(|e| [e.at[0], 0.0]));
        return Ok(from.map_or(Some(Ruler::NoRest), |from| within(&home, &portrait, from)));
    }
    if home.model().info().dimension() > 2 {
        return kick(&home).map(Some);
    }
    let planar = home.field()?;
    let region = problem.home().enlarged(WIDE);
    let wide = equilibrium::equilibria(&planar, region).points;
    let rest = wide.iter().find(|e| e.kind.is_stable());
    let Some(from) = from.or(rest.map(|e| [e.at[0], e.at[1]])) else {
        return Ok(Some(Ruler::NoRest));
    };
    let options = ManifoldOptions {
        chord: CHORD,
        max_steps: MAX_STEPS,
        ..ManifoldOptions::default()
    };
    let branches = separatrices(&planar, &wide, &region, &options);
    if cancel.is_cancelled() {
        return Ok(None);
    }
    let options = PortraitOptions {
        field: [1, 1],
        ..PortraitOptions::default()
    };
    let found = portrait(cancel, &home, &options)?;
    Ok(found.map(|portrait| nearest(&home, from, &wide, &branches, &portrait.cycles)))
}

/// The ruler of a model with more than two variables.
fn kick(problem: &Problem) -> Result<Ruler, ProblemError> {
    problem.field()?;
    let Some(rest) = space::rest(problem) else {
        return Ok(Ruler::NoRest);
    };
    let found = smallest_kick(problem, &rest.at);
    Ok(found.map_or(Ruler::OutOfReach, |found| Ruler::Kick {
        charge: charge(problem, &rest.at, found.kick),
        kick: found.kick,
        from: rest.at,
    }))
}

/// The threshold ruler from state `from` within a portrait that is known already, as accurate as its curves
/// are; `None` for models with more than two variables.
///
/// With one variable it leads to the unstable equilibrium, or the threshold itself, in the portrait's window.
pub fn within(problem: &Problem, portrait: &Portrait, from: [f64; 2]) -> Option<Ruler> {
    if problem.model().info().dimension() > 2 {
        return None;
    }
    let Some(line) = &portrait.line else {
        let (saddles, branches) = (&portrait.equilibria, &portrait.separatrices);
        let cycles = &portrait.cycles;
        return Some(nearest(problem, from, saddles, branches, cycles));
    };
    let Some(at) = line.threshold else {
        let rests = portrait.equilibria.iter().any(|e| e.kind.is_stable());
        return Some(if rests { Ruler::Graded } else { Ruler::NoRest });
    };
    let kick = at - from[0];
    let border = match line.reset {
        Some([peak, _]) if peak == at => Border::Spike,
        _ => Border::Equilibrium,
    };
    Some(Ruler::Sharp {
        from,
        at: [at, from[1]],
        kick,
        charge: charge(problem, &from, kick),
        border,
    })
}

/// The nearest border upward, or else downward, of all stable manifolds and unstable cycles.
///
/// A manifold may come from an unstable cycle, round which it coils: the cycle is what is crossed first. A
/// spiking cycle counts only where no manifold does, for it may lie on one side of all of them; and not
/// with a negative multiplier, for orbits near it change sides.
fn nearest(
    problem: &Problem,
    from: [f64; 2],
    equilibria: &[Equilibrium],
    branches: &[Separatrix],
    cycles: &[Cycle],
) -> Ruler {
    let stable = branches.iter().filter(|b| b.side == Side::Stable);
    let mut any = stable.clone().next().is_some();
    let mut borders: Vec<(f64, Border)> = stable
        .flat_map(|branch| {
            let saddle = &equilibria[branch.saddle].at;
            let border = Border::Separatrix(saddle.clone());
            crossings(&branch.points, from).map(move |x| (x, border.clone()))
        })
        .collect();
    let (field, alone) = (problem.bind(), !any);
    let divides = |c: &&Cycle| !c.stable && c.multiplier.re > 0.0 && (alone || c.spikes.is_none());
    for cycle in cycles.iter().filter(divides) {
        any = true;
        let border = Border::UnstableCycle(cycle.period);
        let found = passages(&*field, cycle, from);
        borders.extend(found.map(|x| (x, border.clone())));
    }
    let kick = |x: &(f64, Border)| x.0 - from[0];
    let upward = borders.iter().filter(|b| kick(b) > 0.0);
    let nearest = upward
        .min_by(|a, b| kick(a).total_cmp(&kick(b)))
        .or_else(|| {
            let downward = borders.iter().filter(|b| kick(b) < 0.0);
            downward.max_by(|a, b| kick(a).total_cmp(&kick(b)))
        });
    match nearest {
        Some(found) => Ruler::Sharp {
            from,
            at: [found.0, from[1]],
            kick: kick(found),
            charge: charge(problem, &from, kick(found)),
            border: found.1.clone(),
        },
        None if any => Ruler::OutOfReach,
        None => Ruler::Graded,
    }
}

/// Where a polyline passes the level of the second variable of `from`.
fn crossings(points: &[[f64; 2]], from: [f64; 2]) -> impl Iterator<Item = f64> {
    points.windows(2).filter_map(move |p| {
        let ([x0, y0], [x1, y1]) = (p[0], p[1]);
        let (a, b) = (y0 - from[1], y1 - from[1]);
        ((a > 0.0) != (b > 0.0)).then(|| x0 + (x1 - x0) * a / (a - b))
    })
}

/// Where a cycle passes the level of the second variable of `from`: between two of its points it is the cubic
/// with the slopes of the field there, some thousand times nearer to the cycle than their chord.
fn passages<'a>(
    field: &'a dyn Field,
    cycle: &'a Cycle,
    from: [f64; 2],
) -> impl Iterator<Item = f64> + 'a {
    let slope = |x: [f64; 2]| {
        let mut f = [0.0; 2];
        field.rhs(&x, &mut f);
        f
    };
    let pairs = cycle.points.windows(2).zip(cycle.times.windows(2));
    pairs.filter_map(move |(p, t)| {
        let (p, h) = ([p[0], p[1]], t[1] - t[0]);
        let ends = [p[0][1] - from[1], p[1][1] - from[1]];
        if (ends[0] > 0.0) == (ends[1] > 0.0) {
            return None;
        }
        // A reset takes no time and goes straight.
        let f = if h > 0.0 {
            [slope(p[0]), slope(p[1])]
        } else {
            [[0.0; 2]; 2]
        };
        let at = |i: usize, s: f64| {
            let (a, b, d) = (p[0][i], p[1][i], 1.0 - s);
            let bend = d * (h * f[0][i] - (b - a)) - s * (h * f[1][i] - (b - a));
            d * a + s * b + s * d * bend
        };
        let gap = |s: f64| at(1, s) - from[1];
        let s = root::bracketed(gap, (0.0, ends[0]), (1.0, ends[1]), 1e-12);
        Some(at(0, s))
    })
}

/// The charge on the first parameter that kicks the first variable by `kick`, if it moves nothing else and
/// does so alike all along the way.
fn charge(problem: &Problem, from: &[f64], kick: f64) -> Option<f64> {
    let family = problem.model().family(problem.values(), &[0]);
    let n = problem.model().info().dimension();
    let by = |x: f64| -> Vec<f64> {
        let mut z = from[..n].to_vec();
        z[0] = x;
        z.push(problem.values()[0]);
        let mut jacobian = vec![0.0; n * (n + 1)];
        family.jacobian(&z, &mut jacobian);
        (0..n).map(|row| jacobian[row * (n + 1) + n]).collect()
    };
    let (here, there) = (by(from[0]), by(from[0] + kick));
    let alone = here[1..].iter().all(|&x| x == 0.0);
    (here == there && alone && here[0] != 0.0).then(|| kick / here[0])
}

#[cfg(test)]
mod tests;
