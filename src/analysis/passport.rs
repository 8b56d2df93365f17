//! The excitability passport: what is known of a cell at its present parameters, in one place.
use super::{
    diagram::EventKind,
    equilibrium::{self, Equilibrium},
    firing::{Class, Firing, Response, Sweep},
    portrait::{PortraitOptions, portrait},
    problem::{Problem, ProblemError},
    space::{self, PhaseSpace, Space, Well},
    trap::Trap,
    vary::Vary,
};
use crate::job::Cancel;
use crate::model::{Orbit, Run, Spikes};
use crate::num::ode::{Method, Watch};

/// What separates rest from a spike.
#[derive(Clone, Debug, PartialEq)]
pub enum Threshold {
    /// The stable manifold of this saddle: a sharp threshold, all or none.
    Saddle(Vec<f64>),
    /// An unstable cycle around rest, of this period: what lies inside comes back to rest.
    UnstableCycle(f64),
    /// A value of the only variable: the lowest unstable equilibrium above rest, or the peak itself.
    Point(f64),
    /// Nothing: larger pulses evoke larger responses, however steeply they grow.
    Graded,
}

/// The excitability of a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Passport {
    /// Index of the parameter that the cell is driven by.
    pub parameter: usize,
    /// Its present value.
    pub value: f64,
    /// Rest: the stable equilibrium, the most polarised one if there are several. `None` when the cell
    /// fires or runs away whatever its state.
    pub rest: Option<Equilibrium>,
    /// What separates rest from a spike.
    pub threshold: Option<Threshold>,
    /// By how much a short pulse must move the first variable from rest for a spike, in its unit;
    /// `None` when no pulse within the window evokes one.
    pub pulse: Option<f64>,
    /// The steady input at which firing begins.
    pub rheobase: Option<f64>,
    /// The bifurcation there.
    pub mechanism: Option<EventKind>,
    /// Where in the range it fires as the input rises slowly.
    pub fires: Fires,
    /// The class of excitability.
    pub class: Option<Class>,
    /// Integrator or resonator, by the bifurcation at which rest is lost.
    pub response: Option<Response>,
    /// Frequency at which the cell rings around rest, in Hz where time is in milliseconds, otherwise per
    /// unit of time; `None` unless rest is a focus with eigenvalues σ ± iω that turns before it has
    /// decayed: after one turn at least a thousandth of the amplitude must be left, e^(−2π|σ|/ω) ≥ 0.001.
    pub resonance: Option<f64>,
    /// Where rest and firing are both stable.
    pub bistable: Vec<[f64; 2]>,
}

/// Where in a range of input a cell fires as the input rises slowly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fires {
    /// Nowhere.
    Nowhere,
    /// Somewhere, but not at its lower end.
    Partly,
    /// At its lower end, but not everywhere.
    First,
    /// Everywhere.
    Throughout,
}

impl Fires {
    /// Read from the rates on the way up.
    fn of(firing: &Firing) -> Self {
        let up = firing.points.iter().filter(|p| p.sweep == Sweep::Up);
        let rates: Vec<bool> = up.map(|p| p.rate.is_some_and(|r| r > 0.0)).collect();
        match (rates.first(), rates.iter().any(|&r| r)) {
            (_, false) => Self::Nowhere,
            (Some(true), _) if rates.iter().all(|&r| r) => Self::Throughout,
            (Some(true), _) => Self::First,
            _ => Self::Partly,
        }
    }
}

/// Pulses that are tried, up to a share of the window.
const PULSES: usize = 48;
/// The largest pulse, relative to the window.
const LARGEST: f64 = 0.6;
/// An oscillation around rest of which less than this is left after one turn is none to be seen.
const RINGING: f64 = 1e-3;
/// A response that rises by this part of the window by itself is a spike.
const REGENERATIVE: f64 = 0.1;

/// The passport of `problem` while `vary` is what drives it; `firing` is its F-I curve. `None` when
/// cancelled.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula is finite nowhere in the window.
pub fn passport(
    cancel: &Cancel,
    problem: &Problem,
    vary: &Vary,
    firing: &Firing,
) -> Result<Option<Passport>, ProblemError> {
    let mut home = problem.clone();
    home.set_window(problem.home());
    let options = PortraitOptions {
        field: [1, 1],
        ..PortraitOptions::default()
    };
    let Some(portrait) = portrait(cancel, &home, &options)? else {
        return Ok(None);
    };
    if let Some(line) = &portrait.line {
        let rest = portrait
            .equilibria
            .iter()
            .find(|e| e.kind.is_stable())
            .cloned();
        let point = rest.as_ref().and(line.threshold);
        return Ok(Some(Passport {
            parameter: vary.parameter,
            value: problem.values()[vary.parameter],
            pulse: rest.as_ref().zip(point).map(|(r, p)| p - r.at[0]),
            rest,
            threshold: point.map(Threshold::Point),
            rheobase: firing.onset,
            mechanism: firing.mechanism,
            fires: Fires::of(firing),
            class: firing.class,
            response: firing.response,
            resonance: None,
            bistable: firing.bistable.clone(),
        }));
    }
    let planar = home.field()?;
    let spacious = problem.model().info().dimension() > 2;
    let wide = if spacious {
        let whole = problem.whole();
        space::equilibria(&whole, whole.home().enlarged(3.0)).points
    } else {
        equilibrium::equilibria(&planar, problem.home().enlarged(3.0)).points
    };
    let rest = wide.iter().find(|e| e.kind.is_stable()).cloned();
    let per_second = problem.model().info().time.per_second();
    let around = |rest: &Equilibrium| {
        let inside = |c: &&super::Cycle| {
            !c.stable && c.spikes.is_none() && encloses(&c.points, [rest.at[0], rest.at[1]])
        };
        // In space no cycle encloses anything.
        if spacious {
            return None;
        }
        portrait.cycles.iter().find(inside).map(|c| c.period)
    };
    let threshold = rest.as_ref().map(|rest| {
        if let Some(period) = around(rest) {
            Threshold::UnstableCycle(period)
        } else if let Some(saddle) = wide.iter().find(|e| e.separates()) {
            Threshold::Saddle(saddle.at.clone())
        } else {
            Threshold::Graded
        }
    });
    let pulse = rest.as_ref().and_then(|rest| match spacious {
        true => {
            let space = Space::new(problem.bind(), problem.scales());
            let wells = Well::all(&space, std::slice::from_ref(rest));
            pulse(cancel, &space, rest, &|x| {
                wells.iter().any(|w| w.contains(x))
            })
        }
        false => {
            let traps = Trap::all(&planar, std::slice::from_ref(rest), 1.0);
            pulse(cancel, &planar, rest, &|x| {
                traps.iter().any(|t| t.contains(x))
            })
        }
    });
    if cancel.is_cancelled() {
        return Ok(None);
    }
    let resonance = rest.as_ref().and_then(|rest| {
        // (With more than two variables a pair may ring while a slower eigenvalue leads.)
        let eigenvalue = rest.eigenvalues.iter().find(|l| l.im != 0.0)?;
        let (decay, turning) = (eigenvalue.re.abs(), eigenvalue.im.abs());
        let left = (-std::f64::consts::TAU * decay / turning).exp();
        (left >= RINGING).then(|| per_second * turning / std::f64::consts::TAU)
    });
    Ok(Some(Passport {
        parameter: vary.parameter,
        value: problem.values()[vary.parameter],
        rest,
        threshold,
        pulse,
        rheobase: firing.onset,
        mechanism: firing.mechanism,
        fires: Fires::of(firing),
        class: firing.class,
        response: firing.response,
        resonance,
        bistable: firing.bistable.clone(),
    }))
}

/// Whether a closed polyline runs around a point.
fn encloses(points: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let crosses = |p: &[[f64; 2]]| {
        let ([x0, y0], [x1, y1]) = (p[0], p[1]);
        (y0 > y) != (y1 > y) && x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)
    };
    points.windows(2).filter(|p| crosses(p)).count() % 2 == 1
}

/// The smallest jump of the first variable from rest that evokes a spike, by bisection of simulated
/// responses.
///
/// A spike is a response whose peak lies above the middle between rest and the highest of the peaks
/// that rise well beyond their start; where responses are graded this is where they reach half height.
fn pulse(
    cancel: &Cancel,
    space: &impl PhaseSpace,
    rest: &Equilibrium,
    settled: &dyn Fn(&[f64]) -> bool,
) -> Option<f64> {
    let (field, width, base) = (space.field(), space.scale()[0], rest.at[0]);
    let n = rest.at.len();
    let slope = std::cell::RefCell::new(vec![0.0; n]);
    let peak = |jump: f64| {
        let mut start = rest.at.clone();
        start[0] = base + jump;
        if field.guard(&start) >= 0.0 {
            return start[0];
        }
        let mut run = Run::new(f64::MAX, 1e-9, space.scale());
        run.method = Method::Dop853;
        run.max_steps = 2_000;
        run.escape = 20.0;
        run.spikes = Spikes::Stop;
        let (mut top, mut x) = (start[0], vec![0.0; n]);
        field.integrate(&start, &run, &mut |orbit| {
            let Orbit::Step(step) = orbit else {
                return Watch::Stop;
            };
            top = top.max(step.x1[0]);
            if step.f0[0] > 0.0 && step.f1[0] <= 0.0 {
                let rate = |x: &[f64]| {
                    let mut f = slope.borrow_mut();
                    field.rhs(x, &mut f);
                    f[0]
                };
                if step.locate(&rate, &mut x).is_some() {
                    top = top.max(x[0]);
                }
            }
            if settled(step.x1) {
                Watch::Stop
            } else {
                Watch::Continue
            }
        });
        top
    };
    let jumps: Vec<f64> = (1..=PULSES)
        .map(|k| LARGEST * width * k as f64 / PULSES as f64)
        .collect();
    let peaks: Vec<f64> = jumps.iter().map(|&j| peak(j)).collect();
    let highest = jumps
        .iter()
        .zip(&peaks)
        .filter(|(j, p)| *p - (base + *j) > REGENERATIVE * width)
        .map(|(_, &p)| p)
        .fold(f64::NEG_INFINITY, f64::max);
    if !highest.is_finite() || cancel.is_cancelled() {
        return None;
    }
    let middle = 0.5 * (base + highest);
    let first = peaks.iter().position(|&p| p >= middle)?;
    // (A pulse that starts above the middle is no response.)
    if base + jumps[first] >= middle {
        return None;
    }
    let (mut low, mut high) = (first.checked_sub(1).map_or(0.0, |k| jumps[k]), jumps[first]);
    while high - low > 1e-9 * width && !cancel.is_cancelled() {
        let jump = 0.5 * (low + high);
        if peak(jump) >= middle {
            high = jump;
        } else {
            low = jump;
        }
    }
    Some(0.5 * (low + high))
}
