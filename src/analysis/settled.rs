//! What orbits come to in any number of variables: rest, or a cycle that attracts.
use super::{
    cycle::Cycle,
    equilibrium::Equilibrium,
    flow::sample_step,
    problem::Problem,
    space::{PhaseSpace, Space, Well},
};
use crate::job::Cancel;
use crate::model::Orbit;
use crate::num::ode::{Method, Watch};
use nalgebra::Complex;

/// What an orbit comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fate {
    /// The equilibrium with this index.
    Rest(usize),
    /// A cycle.
    Round(Round),
    /// Nothing: it runs away, or goes on without repeating itself; with the state it was left at.
    Nothing(Vec<f64>),
}

/// A cycle as an orbit that settled on it shows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Round {
    pub(super) period: f64,
    /// The state at its largest maximum of the first variable.
    pub(super) top: Vec<f64>,
}

/// Error of one step of an orbit that is only to come to its attractor.
const LOOSE: f64 = 1e-7;
/// Error of one step of the orbit that a cycle is made from.
const CAREFUL: f64 = 1e-9;
/// Steps after which an orbit is taken as it is.
const MOST_STEPS: usize = 40_000;
/// An orbit has settled when it has so much left to go to its limit, relative to the variables' sizes.
const SETTLED: f64 = 1e-4;
/// What looks like an arrival must be one over twice so many more rounds: next to a Hopf point an orbit
/// moves so little from one round to the next that the errors of its maxima count.
const CONFIRM: usize = 4;
/// What moves less over so many rounds, relative to the variables' sizes, has arrived.
const UNSTEADY: f64 = 5e-6;
/// Cycles of so many maxima of the first variable are recognised.
const MOST_PEAKS: usize = 8;
/// A cycle whose first variable moves by less than this part of its size is left to the equilibria.
const SMALL: f64 = 1e-3;
/// Maxima that differ by less, relative to the variables' sizes, are one maximum: the errors of the steps.
const ALIKE: f64 = 1e-5;
/// Two rounds whose tops, relative to the sizes, and periods, relative, differ by less are one.
const SAME: f64 = 2e-3;
/// How finely a cycle is sampled, as the departure of chords.
const CHORD: f64 = 1e-3;

/// What the orbit from `start` comes to. As soon as `known` recognises a maximum of the first variable,
/// with the time since the one before, the orbit ends there.
pub(super) fn follow(
    space: &Space,
    wells: &[Well],
    start: &[f64],
    known: &mut dyn FnMut(&[f64], f64) -> bool,
) -> Fate {
    let n = space.n();
    let mut run = space.run(f64::MAX, LOOSE);
    run.method = Method::Dopri5;
    run.max_steps = MOST_STEPS;
    run.escape = 1e3;
    let mut fate = None;
    let mut maxima: Vec<(f64, Vec<f64>)> = vec![];
    let (mut low, mut x) = (f64::INFINITY, vec![0.0; n]);
    let mut depth = 0.0_f64;
    let (mut count, mut promise) = (0_usize, None::<Promise>);
    let end = space.integrate(start, &run, |orbit| {
        let Orbit::Step(step) = orbit else {
            return Watch::Stop;
        };
        if let Some(well) = wells.iter().find(|w| w.contains(step.x1)) {
            fate = Some(Fate::Rest(well.index));
            return Watch::Stop;
        }
        low = low.min(step.x1[0]);
        if !(step.f0[0] > 0.0 && step.f1[0] <= 0.0) {
            return Watch::Continue;
        }
        let Some(theta) = maximum(space, step, &mut x) else {
            return Watch::Continue;
        };
        let time = step.t + theta * step.h;
        depth = x[0] - low;
        low = x[0];
        if maxima.len() > 4 * MOST_PEAKS {
            maxima.drain(..MOST_PEAKS);
        }
        maxima.push((time, x.clone()));
        count += 1;
        if let [.., a, b] = &maxima[..]
            && known(&b.1, b.0 - a.0)
        {
            fate = Some(Fate::Round(Round {
                period: b.0 - a.0,
                top: b.1.clone(),
            }));
            return Watch::Stop;
        }
        if let Some(p) = &mut promise {
            if count == p.due && p.keeps(space, &x) == Some(true) {
                fate = round(space, &maxima, p.maxima).map(Fate::Round);
                return Watch::Stop;
            }
            promise = promise.take().filter(|p| p.states.len() < 3);
        } else if depth > SMALL * space.scale()[0]
            && let Some(p) = settled(space, &maxima)
        {
            promise = Some(Promise {
                maxima: p,
                states: vec![x.clone()],
                due: count + CONFIRM * p,
            });
        }
        Watch::Continue
    });
    fate.unwrap_or(Fate::Nothing(end.state))
}

/// The maximum of the first variable inside a step over which its slope changes its sign: where in the
/// step, with the state there in `x`.
fn maximum(space: &Space, step: &crate::model::StepView<'_>, x: &mut [f64]) -> Option<f64> {
    let f = std::cell::RefCell::new(vec![0.0; space.n()]);
    let slope = |x: &[f64]| {
        let mut f = f.borrow_mut();
        space.f(x, &mut f);
        f[0]
    };
    step.locate(&slope, x)
}

/// A cycle that seems to have been reached, and where the orbit was then and later.
struct Promise {
    /// How many maxima of the first variable the cycle has.
    maxima: usize,
    /// Maxima [`CONFIRM`] rounds apart, the first of them when it seemed so first.
    states: Vec<Vec<f64>>,
    /// The number of the maximum that comes next.
    due: usize,
}

impl Promise {
    /// Takes the maximum that is due; with three of them it is known whether the orbit has settled.
    fn keeps(&mut self, space: &Space, x: &[f64]) -> Option<bool> {
        self.states.push(x.to_vec());
        self.due += CONFIRM * self.maxima;
        let [a, b, c] = &self.states[..] else {
            return None;
        };
        let (d1, d2) = (space.distance(a, b), space.distance(b, c));
        let rate = d2 / d1;
        Some(d2 < UNSTEADY || (rate < 1.0 && d2 * rate / (1.0 - rate) < SETTLED))
    }
}

/// The last `p` maxima as one round, or as several of fewer maxima: an orbit that has come as near to its cycle as
/// the errors of its steps let it moves to and fro there, and may seem to repeat itself after several rounds only.
fn round(space: &Space, maxima: &[(f64, Vec<f64>)], p: usize) -> Option<Round> {
    let n = maxima.len();
    let repeats = |q: &usize| {
        (0..p).all(|k| {
            let pair = n.checked_sub(1 + k + q).map(|a| (a, n - 1 - k));
            pair.is_some_and(|(a, b)| space.distance(&maxima[a].1, &maxima[b].1) < ALIKE)
        })
    };
    let p = (1..p)
        .filter(|q| p.is_multiple_of(*q))
        .find(repeats)
        .unwrap_or(p);
    let last = &maxima[n.checked_sub(p)?..];
    let top = last.iter().max_by(|a, b| a.1[0].total_cmp(&b.1[0]))?;
    Some(Round {
        period: maxima.last()?.0 - maxima.get(n.checked_sub(1 + p)?)?.0,
        top: top.1.clone(),
    })
}

/// Of how many maxima the cycle is that has been reached, by the look of the last ones.
fn settled(space: &Space, maxima: &[(f64, Vec<f64>)]) -> Option<usize> {
    let n = maxima.len();
    let at = |back: usize| Some(&maxima[n.checked_sub(1 + back)?]);
    let apart = |a: usize, b: usize| Some(space.distance(&at(a)?.1, &at(b)?.1));
    (1..=MOST_PEAKS).find(|&p| {
        let (Some(d1), Some(d2)) = (apart(p, 2 * p), apart(0, p)) else {
            return false;
        };
        // The whole pattern repeats, not one of its peaks by chance.
        let pattern = (1..p).all(|k| apart(k, k + p).is_some_and(|d| d < 10.0 * SETTLED));
        // What is left to go is d2 (rate + rate² + …).
        let rate = d2 / d1;
        let left = d2 * rate / (1.0 - rate);
        pattern && (d2 < 1e-7 || (rate < 1.0 && left < SETTLED && d2 < SETTLED))
    })
}

/// Columns and rows of the places of the plane from which attractors are looked for.
const PLACES: [usize; 2] = [4, 3];

/// The cycles that attract: those to which orbits come from near every equilibrium, from the preset's
/// initial state and from a coarse grid over its window. Rough, as starts for what refines them. `None`
/// when cancelled.
///
/// A cycle whose basin none of these meets is not found.
pub(super) fn attracting(
    cancel: &Cancel,
    problem: &Problem,
    equilibria: &[Equilibrium],
) -> Option<Vec<Cycle>> {
    let whole = problem.whole();
    let space = Space::new(whole.bind(), whole.scales());
    let wells = Well::all(&space, equilibria);
    let mut starts = vec![whole.preset().initial.clone()];
    for e in equilibria {
        let mut x = e.at.clone();
        x[0] += 2e-3 * space.scale()[0];
        starts.push(x);
    }
    let window = whole.home();
    let [w, h] = window.size();
    let centre = |k: usize, count: usize| (k as f64 + 0.5) / count as f64;
    for i in 0..PLACES[0] {
        for j in 0..PLACES[1] {
            let x = window.x[0] + w * centre(i, PLACES[0]);
            let y = window.y[0] + h * centre(j, PLACES[1]);
            starts.push(whole.lift([x, y]));
        }
    }
    let mut rounds: Vec<Round> = vec![];
    for start in starts.iter().filter(|s| s.iter().all(|x| x.is_finite())) {
        if cancel.is_cancelled() {
            return None;
        }
        let mut twice = 0;
        let fate = follow(&space, &wells, start, &mut |x, _| {
            let near = rounds.iter().any(|r| space.distance(&r.top, x) < SAME);
            twice = if near { twice + 1 } else { 0 };
            twice > 1
        });
        if let Fate::Round(round) = fate {
            let same = |r: &Round| {
                space.distance(&r.top, &round.top) < SAME
                    && (r.period - round.period).abs() < SAME * r.period
            };
            if twice < 2 && !rounds.iter().any(same) {
                rounds.push(round);
            }
        }
    }
    Some(rounds.iter().map(|r| cycle(&space, r)).collect())
}

/// The orbit of a round over one period, as a cycle whose multiplier is not known yet.
pub(super) fn cycle(space: &Space, round: &Round) -> Cycle {
    let mut run = space.run(round.period, CAREFUL);
    run.max_steps = MOST_STEPS;
    let (mut times, mut states) = (vec![0.0], vec![round.top.clone()]);
    space.integrate(&round.top, &run, |orbit| {
        if let Orbit::Step(step) = orbit {
            sample_step(step, space.scale(), CHORD, |theta, x| {
                times.push(step.t + theta * step.h);
                states.push(x.to_vec());
            });
        }
        Watch::Continue
    });
    let extreme = |pick: fn(f64, f64) -> f64| -> Vec<f64> {
        let of = |i: usize| states.iter().map(|s| s[i]).reduce(pick);
        (0..space.n()).map(|i| of(i).unwrap_or(f64::NAN)).collect()
    };
    Cycle {
        stable: true,
        period: round.period,
        log_multiplier: None,
        multiplier: Complex::new(f64::NAN, 0.0),
        min: extreme(f64::min),
        max: extreme(f64::max),
        points: vec![],
        states,
        times,
        spikes: None,
    }
}
