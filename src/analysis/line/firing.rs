//! The F-I curve of a model with one variable: slow sweeps along the line.
use super::{Goal, diagram::Varied, equilibria, fires, goal, period};
use crate::analysis::{
    diagram::{Diagram, EventKind},
    equilibrium::Equilibrium,
    firing::{Class, Firing, FiringOptions, FiringPoint, Response, Sweep},
    portrait::PADDING,
    problem::Problem,
    vary::Vary,
};
use crate::job::Cancel;
use crate::model::Field;

/// A sweep takes so many steps over the range besides the values asked for, so that it stays in the
/// basin of a rest that moves.
const STEPS: usize = 400;
/// Two values of the parameter this close, relative to the range, are one.
const SAME: f64 = 1e-9;

/// What the cell does in the long run.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// It rests here.
    Rest(f64),
    /// It fires for ever.
    Firing,
    /// The variable runs away.
    Away,
}

struct Line<'a> {
    varied: Varied<'a>,
    /// Where it starts again when it has run away.
    initial: f64,
    range: [f64; 2],
}

impl Line<'_> {
    fn at(&self, value: f64) -> (Box<dyn Field>, Vec<Equilibrium>) {
        let field = self.varied.at(value);
        let all = equilibria(&*field, self.range);
        (field, all)
    }

    /// What becomes of a state at a value of the parameter.
    fn next(&self, state: State, value: f64) -> State {
        let (field, all) = self.at(value);
        let fires = fires(&*field);
        let from = match state {
            State::Rest(x) => x,
            State::Firing if fires => return State::Firing,
            State::Firing => field.reset_line(),
            State::Away => self.initial,
        };
        match self.settles(&*field, &all, from) {
            Goal::Spike if fires => State::Firing,
            // It spikes once more. A reset right on the threshold counts as below it.
            Goal::Spike => {
                let below = field.reset_line() - 1e-9 * self.varied.scale;
                match goal(&*field, &all, below) {
                    Goal::Rest(x) => State::Rest(x),
                    _ => State::Away,
                }
            }
            Goal::Rest(x) => State::Rest(x),
            Goal::Away => State::Away,
        }
    }

    /// Where `x` goes, when it is pushed off an unstable point by the smallest touch.
    fn settles(&self, field: &dyn Field, all: &[Equilibrium], x: f64) -> Goal {
        match goal(field, all, x) {
            Goal::Rest(at) => match all.iter().find(|e| e.at[0] == at) {
                Some(e) if e.at[0] == x && !e.kind.is_stable() => {
                    goal(field, all, x + 1e-9 * self.varied.scale)
                }
                _ => Goal::Rest(at),
            },
            other => other,
        }
    }

    /// Upward from the lowest rest, downward from firing if there is any.
    fn begin(&self, value: f64, upward: bool) -> State {
        let (field, all) = self.at(value);
        let rest = all.iter().find(|e| e.kind.is_stable()).map(|e| e.at[0]);
        let fires = fires(&*field);
        match (rest, fires) {
            (Some(x), true) if upward => State::Rest(x),
            (_, true) => State::Firing,
            (Some(x), false) => State::Rest(x),
            (None, false) => self.next(State::Away, value),
        }
    }
}

/// The F-I curve; `None` when cancelled.
pub(in crate::analysis) fn firing(
    cancel: &Cancel,
    problem: &Problem,
    vary: &Vary,
    options: FiringOptions,
    diagram: &Diagram,
) -> Option<Firing> {
    let [lo, hi] = vary.range;
    let width = vary.width();
    let line = Line {
        varied: Varied::new(problem, vary),
        initial: problem.preset().initial[0],
        range: problem.home().hull(&problem.window()).enlarged(PADDING).x,
    };
    let values = options.values(vary);
    // Where anything can change.
    let mut borders: Vec<f64> = diagram.events.iter().map(|e| e.parameter).collect();
    borders.retain(|&b| b > lo && b < hi);
    let mut steps = values.clone();
    steps.extend((0..=STEPS).map(|k| lo + width * (k as f64 / STEPS as f64).min(1.0)));
    steps.extend(
        borders
            .iter()
            .flat_map(|b| [b - SAME * width, b + SAME * width]),
    );
    steps.retain(|&v| v >= lo && v <= hi);
    steps.sort_by(f64::total_cmp);
    steps.dedup();
    let walk = |upward: bool| -> Option<Vec<State>> {
        let mut state = line.begin(if upward { lo } else { hi }, upward);
        let mut seen = vec![state; steps.len()];
        for k in 0..steps.len() {
            if cancel.is_cancelled() {
                return None;
            }
            let k = if upward { k } else { steps.len() - 1 - k };
            state = line.next(state, steps[k]);
            seen[k] = state;
        }
        Some(seen)
    };
    let (up, down) = (walk(true)?, walk(false)?);
    let rate = problem.model().info().time.per_second();
    let rate_at = |state: State, value: f64| match state {
        State::Rest(_) => Some(0.0),
        State::Firing => period(&*line.varied.at(value), line.varied.scale).map(|t| rate / t),
        State::Away => None,
    };
    let mut points = vec![];
    for &parameter in &values {
        let Some(k) = steps.iter().position(|&v| v == parameter) else {
            continue;
        };
        let first = rate_at(up[k], parameter);
        let mut point = |rate, sweep| {
            points.push(FiringPoint {
                parameter,
                rate,
                sweep,
                chaotic: false,
            });
        };
        point(first, Sweep::Up);
        if (up[k] == State::Firing) != (down[k] == State::Firing) {
            point(rate_at(down[k], parameter), Sweep::Down);
        }
    }
    // Where the state changes between two steps: by bisection, and at the event if there is one.
    let exact = |from: f64, to: f64, state: State| {
        let (mut a, mut b) = (from, to);
        let fired = state == State::Firing;
        for _ in 0..100 {
            let middle = 0.5 * (a + b);
            if middle == a || middle == b {
                break;
            }
            if (line.next(state, middle) == State::Firing) == fired {
                a = middle;
            } else {
                b = middle;
            }
        }
        let events = diagram.events.iter().map(|e| e.parameter);
        events
            .filter(|p| (p - b).abs() <= SAME * width)
            .min_by(|p, q| (p - b).abs().total_cmp(&(q - b).abs()))
            .unwrap_or(b)
    };
    let mut firing = Firing::unjudged(vary, points, diagram);
    let starts =
        (1..steps.len()).find(|&k| matches!(up[k - 1], State::Rest(_)) && up[k] == State::Firing);
    if let Some(k) = starts {
        let onset = exact(steps[k - 1], steps[k], up[k - 1]);
        firing.onset = Some(onset);
        let event = diagram
            .events
            .iter()
            .filter(|e| (e.parameter - onset).abs() <= SAME * width)
            .find(|e| e.kind != EventKind::Homoclinic);
        firing.mechanism = event.map(|e| e.kind);
        firing.response = event.map(|_| Response::Integrator);
        // A branch that ends here does so with a period without bound, unless rest was lost beside it.
        let from_zero = event.is_none_or(|e| e.kind == EventKind::SaddleNodeOnInvariantCircle);
        firing.class = Some(if from_zero { Class::One } else { Class::Two });
        firing.onset_rate = if from_zero {
            Some(0.0)
        } else {
            rate_at(State::Firing, steps[k])
        };
    }
    let stops = (1..steps.len()).rev().find(|&k| {
        down[k] == State::Firing
            && matches!(down[k - 1], State::Rest(_))
            && firing.onset.is_none_or(|o| steps[k - 1] <= o)
    });
    firing.offset = stops
        .map(|k| exact(steps[k], steps[k - 1], State::Firing))
        .filter(|&p| {
            firing
                .onset
                .is_none_or(|o| (p - o).abs() > 10.0 * SAME * width)
        });
    if let (Some(on), Some(off)) = (firing.onset, firing.offset) {
        firing.bistable = vec![[off, on]];
    }
    Some(firing)
}
