//! Models of one variable: the phase line, with its equilibria, its flow and its reset.
//!
//! On a line orbits do not turn: they climb or fall to the next equilibrium, or run away. So the sign
//! of the rate between neighbouring equilibria says everything, and a cell fires for ever exactly where
//! nothing rests between the reset and the peak.
mod course;
pub(super) mod diagram;
pub(super) mod firing;
mod roots;

use self::roots::Rate;
use super::{
    basin::{Attractor, Basin, BasinOptions},
    classify::{Kind, classify},
    cycle::Cycle,
    equilibrium::Equilibrium,
    portrait::{PADDING, Portrait, PortraitOptions, VectorField},
    problem::{Problem, ProblemError},
};
use crate::job::Cancel;
use crate::model::{Field, Orbit, Run, Spikes};
use crate::num::ode::Watch;
use crate::text::{Each, say};
pub use course::{Fan, FanOptions, fan};
use nalgebra::DMatrix;

/// Points of the curve that is drawn of the rate.
const POINTS: usize = 800;
/// Error of one integration step of a period, relative to the window.
const TIGHT: f64 = 1e-13;

/// A part of the line between neighbouring equilibria.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Its lower end.
    pub from: f64,
    /// Its upper end.
    pub to: f64,
    /// Whether the variable rises there; otherwise it falls.
    pub rises: bool,
}

/// What there is to see of a model with one variable.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PhaseLine {
    /// The rate of change against the variable, over the window.
    pub curve: Vec<[f64; 2]>,
    /// The steady I-V curve over the window: the sum of the ionic currents against the potential. It
    /// equals the injected current at equilibria. Empty unless the model is conductance-based.
    pub current: Vec<[f64; 2]>,
    /// The parts of the window between equilibria, in order, up to the peak of a model that resets.
    pub stretches: Vec<Stretch>,
    /// Where spikes end and where they restart, for models that spike by reset.
    pub reset: Option<[f64; 2]>,
    /// What an orbit at rest must exceed to spike: the lowest unstable equilibrium above rest, or the
    /// peak itself where there is none between them. `None` where nothing rests.
    pub threshold: Option<f64>,
}

/// What to say where the reset does not lie below the peak, so that spiking never ends; `hold` is the
/// refractory time.
pub(super) fn endless(peak: f64, reset: f64, hold: f64) -> Option<Each<String>> {
    let words = || {
        if hold > 0.0 {
            say!("note-paced")
        } else {
            say!("note-endless")
        }
    };
    (reset >= peak).then(|| Each::of(words))
}

fn line(field: &dyn Field) -> Option<[f64; 2]> {
    field
        .resets()
        .then(|| [field.peak_line(), field.reset_line()])
}

/// All equilibria in a range of the variable, in order; beyond the peak there are none.
pub(super) fn equilibria(field: &dyn Field, [lo, hi]: [f64; 2]) -> Vec<Equilibrium> {
    let rate = Rate(field);
    let top = hi.min(field.peak_line());
    rate.zeros([lo, top])
        .into_iter()
        .map(|(x, touches)| {
            let jacobian = DMatrix::from_element(1, 1, rate.slope(x));
            let linear = classify(&jacobian);
            Equilibrium {
                at: vec![x],
                kind: if touches {
                    Kind::SaddleNode
                } else {
                    linear.kind
                },
                jacobian,
                eigenvalues: linear.eigenvalues,
                trace: linear.trace,
                determinant: linear.determinant,
            }
        })
        .collect()
}

/// How long it takes from the reset to the peak and through the refractory period, where nothing rests
/// between them; `None` where something does, or the reset lies beyond the peak and nothing holds it.
pub(super) fn period(field: &dyn Field, scale: f64) -> Option<f64> {
    spiking(field, scale, &mut |_, _| {})
}

/// Whether the cell fires for ever from its reset on.
pub(super) fn fires(field: &dyn Field) -> bool {
    let Some([peak, reset]) = line(field) else {
        return false;
    };
    if reset >= peak {
        return field.hold() > 0.0;
    }
    let least = Rate(field).least([reset, peak]);
    least.is_some_and(|[_, least]| least > 0.0)
}

/// The same, with the course of the variable shown to `point` as it goes.
fn spiking(field: &dyn Field, scale: f64, point: &mut dyn FnMut(f64, f64)) -> Option<f64> {
    let [peak, reset] = line(field)?;
    let hold = field.hold();
    if !fires(field) {
        return None;
    }
    if reset >= peak {
        return Some(hold);
    }
    let scale = [scale];
    let mut run = Run::new(f64::MAX, TIGHT, &scale);
    run.spikes = Spikes::Stop;
    let end = field.integrate(&[reset], &run, &mut |orbit| {
        if let Orbit::Step(step) = orbit {
            const PARTS: usize = 8;
            let mut x = [0.0];
            for k in 1..PARTS {
                let theta = k as f64 / PARTS as f64;
                step.at(theta, &mut x);
                point(step.t + theta * step.h, x[0]);
            }
            point(step.t + step.h, step.x1[0]);
        }
        Watch::Continue
    });
    end.spiked.then_some(end.time + hold)
}

/// The orbit that fires for ever, if there is one.
fn cycle(field: &dyn Field, scale: f64) -> Option<Cycle> {
    let [peak, reset] = line(field)?;
    let rate = Rate(field);
    let (mut points, mut times) = (vec![[reset, rate.at(reset)]], vec![0.0]);
    let period = spiking(field, scale, &mut |t, x| {
        points.push([x, rate.at(x)]);
        times.push(t);
    })?;
    let back = points[0];
    if reset < peak {
        // The jump, and what is left of the refractory period.
        let spike = times.last().copied().unwrap_or(0.0);
        points.push(back);
        times.push(spike);
    }
    if field.hold() > 0.0 {
        points.push(back);
        times.push(period);
    }
    Some(Cycle {
        stable: true,
        period,
        // Whatever came before, the reset forgets it.
        log_multiplier: None,
        multiplier: 0.0.into(),
        min: vec![reset.min(peak)],
        max: vec![reset.max(peak)],
        states: points.iter().map(|p| vec![p[0]]).collect(),
        points,
        times,
        spikes: Some(1),
    })
}

/// The portrait of a model with one variable.
pub(super) fn portrait(
    cancel: &Cancel,
    problem: &Problem,
    options: &PortraitOptions,
) -> Result<Option<Portrait>, ProblemError> {
    problem.field()?;
    let (window, field) = (problem.window(), problem.bind());
    let field = &*field;
    let rate = Rate(field);
    let equilibria = equilibria(field, window.x);
    let [lo, hi] = window.x;
    let at = |k: usize, n: usize| lo + (hi - lo) * k as f64 / n as f64;
    let mut line = PhaseLine {
        curve: (0..=POINTS)
            .map(|k| at(k, POINTS))
            .map(|x| [x, rate.at(x)])
            .filter(|p| p[1].is_finite())
            .collect(),
        current: (0..=POINTS)
            .map(|k| at(k, POINTS))
            .filter_map(|x| {
                let membrane = field.membrane(&[x])?;
                Some([x, membrane.currents.iter().map(|c| c.value).sum()])
            })
            .collect(),
        reset: line(field),
        threshold: threshold(field, &equilibria),
        stretches: vec![],
    };
    let top = hi.min(field.peak_line());
    let mut from = lo;
    for to in equilibria.iter().map(|e| e.at[0]).chain([top]) {
        if to > from {
            let rises = rate.at(0.5 * (from + to)) > 0.0;
            line.stretches.push(Stretch { from, to, rises });
        }
        from = to;
    }
    let columns = options.field[0];
    let centres: Vec<f64> = (0..columns)
        .map(|k| lo + (hi - lo) * (k as f64 + 0.5) / columns as f64)
        .filter(|&x| x <= top)
        .collect();
    let scale = problem.scales()[0];
    let mut notes = vec![];
    if let Some([peak, reset]) = line.reset {
        notes.extend(endless(peak, reset, field.hold()));
    }
    if cancel.is_cancelled() {
        return Ok(None);
    }
    Ok(Some(Portrait {
        field: VectorField {
            at: centres.iter().map(|&x| [x, 0.0]).collect(),
            value: centres.iter().map(|&x| [rate.at(x), 0.0]).collect(),
        },
        nullclines: Default::default(),
        equilibria,
        separatrices: vec![],
        cycles: options
            .cycles
            .and_then(|_| cycle(field, scale))
            .into_iter()
            .collect(),
        line: Some(line),
        notes,
    }))
}

/// What rest must exceed to spike.
fn threshold(field: &dyn Field, equilibria: &[Equilibrium]) -> Option<f64> {
    let rest = equilibria.iter().position(|e| e.kind.is_stable())?;
    match equilibria.get(rest + 1) {
        Some(above) => Some(above.at[0]),
        None => field.resets().then(|| field.peak_line()),
    }
}

/// The basins of a model with one variable: every column of cells, at whatever height, shares its fate.
pub(super) fn basin(problem: &Problem, options: &BasinOptions) -> Result<Basin, ProblemError> {
    problem.field()?;
    let (window, field) = (problem.window(), problem.bind());
    let field = &*field;
    let wide = problem.home().hull(&window).enlarged(PADDING).x;
    let all = equilibria(field, wide);
    let firing = cycle(field, problem.scales()[0]);
    let stable: Vec<&Equilibrium> = all.iter().filter(|e| e.kind.is_stable()).collect();
    let rest = |x: f64| stable.iter().position(|e| e.at[0] == x);
    let fate = |x: f64| match goal(field, &all, x) {
        Goal::Rest(x) => rest(x),
        Goal::Spike if firing.is_some() => Some(stable.len()),
        Goal::Spike => match goal(field, &all, field.reset_line()) {
            Goal::Rest(x) => rest(x),
            _ => None,
        },
        Goal::Away => None,
    };
    let [columns, rows] = options.cells;
    let row: Vec<i32> = (0..columns)
        .map(|k| {
            let part = (k as f64 + 0.5) / columns as f64;
            let x = window.x[0] + (window.x[1] - window.x[0]) * part;
            fate(x).map_or(-1, |k| k as i32)
        })
        .collect();
    let mut attractors: Vec<Attractor> = stable
        .into_iter()
        .cloned()
        .map(Attractor::Equilibrium)
        .collect();
    attractors.extend(firing.map(Attractor::Cycle));
    Ok(Basin {
        window,
        cells: options.cells,
        labels: row.repeat(rows),
        attractors,
    })
}

/// Where the variable goes in the end, from a value at which it is neither reset nor held: up or down
/// to the next equilibrium, or to the peak, or away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Goal {
    /// To an equilibrium.
    Rest(f64),
    /// To the peak.
    Spike,
    /// Out of the range.
    Away,
}

/// Where `x` goes, given all equilibria in order.
pub(super) fn goal(field: &dyn Field, equilibria: &[Equilibrium], x: f64) -> Goal {
    if let Some(e) = equilibria.iter().find(|e| e.at[0] == x) {
        return Goal::Rest(e.at[0]);
    }
    if field.resets() && x >= field.peak_line() {
        return Goal::Spike;
    }
    if Rate(field).at(x) > 0.0 {
        match equilibria.iter().find(|e| e.at[0] > x) {
            Some(e) => Goal::Rest(e.at[0]),
            None if field.resets() => Goal::Spike,
            None => Goal::Away,
        }
    } else {
        match equilibria.iter().rev().find(|e| e.at[0] < x) {
            Some(e) => Goal::Rest(e.at[0]),
            None => Goal::Away,
        }
    }
}
