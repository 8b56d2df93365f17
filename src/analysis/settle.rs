//! What a model does in the long run at one value of a parameter: the rate of a known orbit to all
//! digits, and which attractor an orbit comes to.
use super::{
    equilibrium::{self, Equilibrium},
    map_table::Table,
    planar::Planar,
    problem::Problem,
    section::maximum,
    settle_space,
    space::Space,
    spike_map::{Slice, SpikeMap},
    strand::{Of, Strand},
    trap::Trap,
    turn::newton,
    vary::Vary,
};
use crate::model::{Orbit, RunEnd, Spikes};
use crate::num::ode::{Method, Watch};

/// The long run, as far as firing is concerned.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LongRun {
    /// On this strand.
    On(usize),
    /// Elsewhere: `spikes` per unit of time, at a state from which it goes on.
    Wild {
        rate: f64,
        chaotic: bool,
        state: Vec<f64>,
    },
    /// The orbit runs away.
    Away,
}

/// Error of one step of an orbit that is only to come to its attractor.
const LOOSE: f64 = 1e-7;
/// Steps and spikes after which an orbit is taken as it is.
const MOST_STEPS: usize = 40_000;
const MOST_SPIKES: usize = 300;
/// The longest period, in spikes, that is told from chaos.
const LONGEST: usize = 64;
/// Spikes over which the rate of a chaotic orbit is averaged.
const MEAN: usize = 600;

/// The model while one parameter varies, for looking at single values of it.
pub(super) struct Prober<'a> {
    problem: &'a Problem,
    vary: Vary,
    map: Option<SpikeMap>,
}

impl<'a> Prober<'a> {
    pub(super) fn new(problem: &'a Problem, vary: &Vary) -> Self {
        Self {
            problem,
            vary: *vary,
            map: SpikeMap::new(problem, vary),
        }
    }

    pub(super) fn field(&self, parameter: f64) -> Planar {
        let mut values = self.problem.values().to_vec();
        values[self.vary.parameter] = parameter;
        Planar::new(self.problem.model().bind(&values), self.problem.home())
    }

    /// The field with all variables, whatever their number.
    pub(super) fn space(&self, parameter: f64) -> Space {
        settle_space::at(self.problem, &self.vary, parameter)
    }

    /// Whether there are more than two variables.
    fn spacious(&self) -> bool {
        self.problem.model().info().dimension() > 2
    }

    /// Spikes per unit of time on a strand: exact for rest and for cycles that are found.
    pub(super) fn rate(&self, strand: &Strand, parameter: f64) -> Option<f64> {
        if strand.of == Of::Rest {
            return Some(0.0);
        }
        // At its very ends a cycle is no longer attracting, or infinitely slow, or a point.
        let edge = |k: usize| parameter == strand.range[k] && strand.events[k].is_some();
        if edge(0) || edge(1) {
            let spikes = strand.spikes.unwrap_or(1) as f64;
            return Some(spikes * (-strand.shape(parameter)[1]).exp());
        }
        if let (Some(map), Some(spikes)) = (&self.map, strand.spikes) {
            let slice = map.at(parameter);
            let mut budget = 40 * spikes;
            let near = strand.state(parameter)[1];
            let (_, spike, _) = slice.orbit(near, spikes, 0.1 * map.scale()[1], &mut budget)?;
            if spike.slope.abs() < 1.0 {
                return Some(spikes as f64 / spike.time);
            }
            // Next to a period doubling the orbit of fewer spikes, which repels, is near as well: the map
            // itself tells where it settles.
            return match fire_on(&slice, near, |_, _, _| None) {
                Ok(LongRun::Wild { rate, .. }) => Some(rate),
                _ => None,
            };
        }
        if self.spacious() {
            let period = settle_space::period(self.problem, &self.vary, strand, parameter)?;
            return Some(1.0 / period);
        }
        let planar = self.field(parameter);
        let period = self.period(&planar, strand, parameter)?;
        Some(1.0 / period)
    }

    /// The period of the stable cycle of a smooth model, by Newton's method on the return to a section
    /// across the flow; the slope of the return map is exact.
    fn period(&self, planar: &Planar, strand: &Strand, parameter: f64) -> Option<f64> {
        let guess = strand.state(parameter);
        let expected = strand.shape(parameter)[1].exp();
        let expected = if expected.is_finite() { expected } else { 0.0 };
        let mut x = [guess[0], guess[1]];
        let mut found = newton(planar, x, expected);
        if found.is_none() {
            // Perhaps the state is off the cycle by too much: let it come closer first.
            let mut run = planar.run(
                if expected > 0.0 {
                    4.0 * expected
                } else {
                    f64::MAX
                },
                1e-9,
            );
            run.max_steps = 2_000;
            let end = planar.integrate(x, &run, |_| Watch::Continue);
            x = [end.state[0], end.state[1]];
            found = newton(planar, x, expected);
        }
        found
    }

    /// The equilibrium of a strand.
    pub(super) fn rest(
        &self,
        planar: &Planar,
        strand: &Strand,
        parameter: f64,
    ) -> Option<Equilibrium> {
        let state = strand.state(parameter);
        let near = [state[0], state[1]];
        let at = polish(planar, near)?;
        Some(equilibrium::at(planar, at))
    }

    /// What the orbit from `start` comes to.
    pub(super) fn follow(&self, strands: &[Strand], parameter: f64, start: &[f64]) -> LongRun {
        if self.spacious() {
            return settle_space::follow(self.problem, &self.vary, strands, parameter, start);
        }
        let start = [start[0], start[1]];
        let planar = self.field(parameter);
        let here: Vec<usize> = (0..strands.len())
            .filter(|&k| strands[k].contains(parameter))
            .collect();
        let mut owners = vec![];
        let mut equilibria = vec![];
        for &k in &here {
            if strands[k].of == Of::Rest
                && let Some(e) = self.rest(&planar, &strands[k], parameter)
            {
                owners.push(k);
                equilibria.push(e);
            }
        }
        let traps = Trap::all(&planar, &equilibria, 1.0);
        if planar.field().resets() {
            if let Some(map) = &self.map {
                return resetting(map, strands, &here, parameter, start, (traps, &owners));
            }
            return LongRun::Away;
        }
        smooth(&planar, strands, &here, parameter, start, (&traps, &owners))
    }
}

fn polish(planar: &Planar, near: [f64; 2]) -> Option<[f64; 2]> {
    let [w, h] = *planar.scale();
    let mut x = nalgebra::Vector2::from(near);
    for _ in 0..20 {
        let f = nalgebra::Vector2::from(planar.f(x.into()));
        let change = planar.jacobian(x.into()).lu().solve(&f)?;
        let size = (change[0] / w).hypot(change[1] / h);
        if size.is_nan() || size >= 0.5 {
            return None;
        }
        x -= change;
        if size < 1e-13 {
            break;
        }
    }
    Some(x.into())
}

fn smooth(
    planar: &Planar,
    strands: &[Strand],
    here: &[usize],
    parameter: f64,
    start: [f64; 2],
    (traps, owners): (&[Trap], &[usize]),
) -> LongRun {
    let width = planar.scale()[0];
    let mut run = planar.run(f64::MAX, LOOSE);
    run.method = Method::Dopri5;
    run.max_steps = MOST_STEPS;
    run.escape = 1e3;
    let shapes: Vec<(usize, [f64; 2])> = here
        .iter()
        .filter(|&&k| strands[k].of == Of::Cycle)
        .map(|&k| (k, strands[k].shape(parameter)))
        .collect();
    let mut maxima: Vec<(f64, [f64; 2])> = vec![];
    let mut fate = None;
    let end = planar.integrate(start, &run, |orbit| {
        let Orbit::Step(step) = orbit else {
            return Watch::Stop;
        };
        if let Some(trap) = traps.iter().find(|t| t.contains(step.x1)) {
            fate = Some(LongRun::On(owners[trap.index]));
            return Watch::Stop;
        }
        if step.f0[0] > 0.0
            && step.f1[0] <= 0.0
            && let Some((dt, x)) = maximum(planar, step)
        {
            maxima.push((step.t + dt, x));
            if let [.., a, b, c] = maxima[..] {
                let steady = (c.1[0] - b.1[0]).abs() < 1e-4 * width
                    && (b.1[0] - a.1[0]).abs() < 1e-4 * width;
                let period = c.0 - b.0;
                let off = |shape: &[f64; 2]| {
                    let period = (shape[1] - period.ln()).abs();
                    // Near a homoclinic orbit periods cannot be interpolated.
                    (shape[0] - c.1[0]).abs() / width
                        + if period.is_finite() {
                            0.1 * period
                        } else {
                            0.0
                        }
                };
                if steady {
                    let nearest = shapes.iter().min_by(|a, b| off(&a.1).total_cmp(&off(&b.1)));
                    if let Some((k, shape)) = nearest
                        && off(shape) < 0.05
                    {
                        fate = Some(LongRun::On(*k));
                        return Watch::Stop;
                    }
                }
            }
        }
        Watch::Continue
    });
    if let Some(fate) = fate {
        return fate;
    }
    if end.end != crate::num::ode::End::StepLimit {
        return LongRun::Away;
    }
    let state = [end.state[0], end.state[1]];
    // Slowly to rest, or on a cycle that no branch shows.
    if let [.., a, b] = maxima[..]
        && (a.1[0] - b.1[0]).abs() < 1e-6 * width
        && end.time - b.0 < 3.0 * (b.0 - a.0)
    {
        return LongRun::Wild {
            rate: 1.0 / (b.0 - a.0),
            chaotic: false,
            state: state.to_vec(),
        };
    }
    let distance = |k: usize| {
        let at = strands[k].state(parameter);
        planar.window().distance([at[0], at[1]], state)
    };
    owners
        .iter()
        .copied()
        .min_by(|&a, &b| distance(a).total_cmp(&distance(b)))
        .map_or(LongRun::Away, LongRun::On)
}

fn resetting(
    map: &SpikeMap,
    strands: &[Strand],
    here: &[usize],
    parameter: f64,
    start: [f64; 2],
    (traps, owners): (Vec<Trap>, &[usize]),
) -> LongRun {
    let slice = map.at(parameter);
    let planar = &slice.planar;
    // To the first spike, or to rest.
    let (caught, end) = first_spike(planar, &traps, start);
    if let Some(k) = caught {
        return LongRun::On(owners[k]);
    }
    if !end.spiked {
        return nearest_rest(strands, owners, parameter, planar, &end.state)
            .map_or(LongRun::Away, LongRun::On);
    }
    let place = planar.field().mark(&end.state);
    fire_on(&slice, place, |history, k, time| {
        // The same number of spikes in the same time at the same place.
        here.iter().copied().find(|&s| {
            let strand = &strands[s];
            strand.of == Of::Cycle && strand.spikes == Some(k) && {
                let [_, period] = strand.shape(parameter);
                let u = strand.state(parameter)[1];
                let off = history
                    .iter()
                    .map(|v| (v - u).abs())
                    .fold(f64::INFINITY, f64::min);
                (!period.is_finite() || (period - time.ln()).abs() < 0.2)
                    && off < 0.1 * map.scale()[1]
            }
        })
    })
    .unwrap_or_else(|state| {
        // It fires no more: where does it come to rest?
        let (caught, end) = first_spike(planar, &traps, state);
        caught
            .map(|k| owners[k])
            .or_else(|| nearest_rest(strands, owners, parameter, planar, &end.state))
            .map_or(LongRun::Away, LongRun::On)
    })
}

/// Follows the orbit from a state to its first spike, or into a trap: the index of the equilibrium there.
fn first_spike(planar: &Planar, traps: &[Trap], start: [f64; 2]) -> (Option<usize>, RunEnd) {
    let mut run = planar.run(f64::MAX, LOOSE);
    run.method = Method::Dopri5;
    run.max_steps = 6_000;
    run.escape = 100.0;
    run.spikes = Spikes::Stop;
    let mut caught = None;
    let end = planar.integrate(start, &run, |orbit| match orbit {
        Orbit::Step(step) => {
            caught = traps.iter().find(|t| t.contains(step.x1)).map(|t| t.index);
            if caught.is_some() {
                Watch::Stop
            } else {
                Watch::Continue
            }
        }
        Orbit::Reset { .. } => Watch::Stop,
    });
    (caught, end)
}

fn nearest_rest(
    strands: &[Strand],
    owners: &[usize],
    parameter: f64,
    planar: &Planar,
    state: &[f64],
) -> Option<usize> {
    let distance = |k: usize| {
        let at = strands[k].state(parameter);
        planar
            .window()
            .distance([at[0], at[1]], [state[0], state[1]])
    };
    owners
        .iter()
        .copied()
        .filter(|&k| distance(k) < 0.2)
        .min_by(|&a, &b| distance(a).total_cmp(&distance(b)))
}

/// Follows the reset map from `u`: the long run, or the state from which it fires no more. `known`
/// tells which strand an orbit of so many spikes and so much time is on, if any.
fn fire_on(
    slice: &Slice<'_>,
    mut u: f64,
    known: impl Fn(&[f64], usize, f64) -> Option<usize>,
) -> Result<LongRun, [f64; 2]> {
    let near = 1e-6 * slice.planar.scale()[1];
    let (mut history, mut times, mut patience) = (vec![u], vec![], 0);
    let (mut table, mut budget) = (Table::default(), usize::MAX);
    for n in 0..MOST_SPIKES + MEAN {
        let Some((next, time)) = table.next(slice, u, &mut budget) else {
            return Err(slice.restart(u));
        };
        u = next;
        times.push(time);
        if n < MOST_SPIKES {
            let back = history
                .iter()
                .rev()
                .take(LONGEST)
                .position(|v| (v - u).abs() < near);
            // Chaotic orbits come close to where they were by chance. What really repeats does so later
            // too: the next look may wait, the longer the more often chance was the reason.
            if let Some(k) = back.filter(|_| n >= patience).map(|k| k + 1)
                && let Some(rate) = {
                    patience = 2 * n + 2;
                    polished(slice, u, k)
                }
            {
                let total: f64 = times[times.len() - k..].iter().sum();
                let recent = &history[history.len() - k..];
                // Where the multiplier is negative an orbit seems to close after twice its period.
                let fewer = (1..=k)
                    .filter(|p| k.is_multiple_of(*p))
                    .find_map(|p| known(recent, p, total * p as f64 / k as f64));
                return Ok(fewer.map_or_else(
                    || LongRun::Wild {
                        rate,
                        chaotic: false,
                        state: slice.restart(u).to_vec(),
                    },
                    LongRun::On,
                ));
            }
        }
        history.push(u);
    }
    // It may run away, spike by spike, and then has no mean.
    let marks: Vec<f64> = (0..=4)
        .map(|k| history[MOST_SPIKES + k * MEAN / 4])
        .collect();
    let drifts = marks.is_sorted() || marks.is_sorted_by(|a, b| a >= b);
    if drifts && (marks[4] - marks[0]).abs() > slice.planar.scale()[1] {
        return Ok(LongRun::Away);
    }
    // Perhaps it only comes slowly to where it repeats.
    if let Some(rate) = (1..=4).find_map(|k| polished(slice, u, k)) {
        return Ok(LongRun::Wild {
            rate,
            chaotic: false,
            state: slice.restart(u).to_vec(),
        });
    }
    let time: f64 = times[MOST_SPIKES..].iter().sum();
    Ok(LongRun::Wild {
        rate: MEAN as f64 / time,
        chaotic: true,
        state: slice.restart(u).to_vec(),
    })
}

/// The exact rate of the orbit of `k` spikes near `u`, if there is one that attracts.
fn polished(slice: &Slice<'_>, u: f64, k: usize) -> Option<f64> {
    let reach = 1e-2 * slice.planar.scale()[1];
    let (_, spike, _) = slice.orbit(u, k, reach, &mut (20 * k))?;
    (spike.slope.abs() < 1.0).then_some(k as f64 / spike.time)
}
