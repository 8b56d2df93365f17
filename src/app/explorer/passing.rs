//! Noticing what is passed while parameters move, and saying what it means for the cell.
use super::super::crossings::{Crossing, Moved, Question, title};
use super::super::studies::DiagramView;
use super::Explorer;
use crate::analysis::{Diagram, Problem, Regime};
use crate::scene;
use crate::scene::words::crossing::{
    Direction, State, balance, change_words, event_value, leap_words, now_words, passage,
    ways_words,
};
use crate::text::{Each, say};
use std::{sync::Arc, time::Duration, time::Instant};

/// So many seconds of the live state's past tell what the cell was doing; and parameters that stand still
/// for longer are not being dragged any more.
pub(super) const RECENT: f64 = 2.0;
/// A stimulus that moves a parameter by more than this part of the diagram's range from frame to frame does
/// not pass bifurcations, it leaps over them.
const SLOW: f64 = 0.02;
/// Nearer to an event than this part of the range, a diagram does not say reliably what attracts.
const CLOSE: f64 = 1e-3;

impl Explorer {
    /// Remembers what was passed since the last diagram or value, with the words about it.
    pub(super) fn notice_crossings(&mut self, view: &DiagramView) {
        let studied = self.studied();
        let problem = &studied;
        let info = problem.model().info();
        let diagram = &view.diagram;
        let spec = &info.parameters[diagram.parameter];
        let question = Question {
            source: format!("{}/{}", info.id, problem.preset().id),
            parameter: diagram.parameter,
            range: diagram.range,
        };
        let driven = self.live.drives(diagram.parameter);
        let crossings = &mut self.study.crossings;
        let Some(moved) = crossings.watch(question, diagram, problem.values()) else {
            return;
        };
        // The live state lags behind a parameter that is dragged: what it was on is read off before, and
        // followed from then on.
        let now = Instant::now();
        let values = problem.values().to_vec();
        let value = values[diagram.parameter];
        if let Some(random) = driven {
            let width = diagram.range[1] - diagram.range[0];
            let leaps = (value - moved.value).abs() > SLOW * width;
            if random || leaps {
                self.study.on = None;
                // What a bifurcation means holds where it is passed slowly. A leap past it has a result only.
                if leaps && !random && !moved.passed.is_empty() {
                    let after = diagram.at(value);
                    let words = Each::of(|| leap_words(problem, &moved.moves, &after));
                    let title = title(&words);
                    self.study.crossings.remember(Crossing {
                        title,
                        words,
                        parameter: spec.name.to_owned(),
                        at: value,
                        varied: diagram.parameter,
                        values,
                        state: None,
                        changes: true,
                        when: now,
                    });
                }
                return;
            }
        }
        let since = self.study.moved.replace(now);
        let dragged = since.is_some_and(|t| now - t < Duration::from_secs_f64(RECENT));
        let mut on = self.study.on.take().filter(|_| dragged).or_else(|| {
            let recent = self.live.recent(RECENT * self.usual_speed);
            let recent = [recent[0].as_slice(), recent[1].as_slice()];
            State::recognised(problem, &moved.diagram.at(moved.value), recent)
        });
        if let Some([before, after]) = disagreement(problem, &moved, diagram, value) {
            let words =
                Each::of(|| change_words(problem, &moved.moves, [&before, &after], on.as_ref()));
            let words = words
                .is_some()
                .then(|| words.map(Option::unwrap_or_default));
            let on = on.and_then(|on| on.carried(problem, &after));
            self.study.on.clone_from(&on);
            if let Some(words) = words
                && let Some(&(k, [_, to])) = moved.moves.first()
            {
                let title = title(&words);
                self.study.crossings.remember(Crossing {
                    title,
                    words,
                    parameter: info.parameters[k].name.to_owned(),
                    at: to,
                    varied: diagram.parameter,
                    values,
                    state: on,
                    changes: true,
                    when: now,
                });
            }
            return self.take_back(view);
        }
        if moved.passed.is_empty()
            && let Some(state) = &mut on
            && let Some(now) = state.followed(problem, &diagram.at(value))
        {
            *state = now;
        }
        for passed in moved.passed {
            let event = &diagram.events[passed.event];
            let direction = direction(passed.rising);
            let told = Each::of(|| {
                passage(
                    problem,
                    diagram,
                    passed.event,
                    direction,
                    &passed.ways,
                    on.as_ref(),
                )
            });
            on = told.state.clone();
            let (place, parameter, at) = match passed.ways.first() {
                None => {
                    let at = event_value(diagram, event);
                    let at = scene::number::with_unit(at, spec.unit.symbol());
                    let place =
                        Each::of(|| scene::words::crossing::at_words(spec.name, &at, direction));
                    (place, spec.name, event.parameter)
                }
                Some(way) => {
                    let place = Each::of(|| ways_words(problem, &passed.ways, true));
                    (place, info.parameters[way.parameter].name, way.at)
                }
            };
            self.study.crossings.remember(Crossing {
                title: Each::of(|| {
                    say!(
                        "passed-title",
                        place = place.as_str(),
                        kind = scene::event_name(event.kind)
                    )
                }),
                changes: told.changes,
                words: told.map(|told| told.words),
                parameter: parameter.to_owned(),
                at,
                varied: diagram.parameter,
                values: values.clone(),
                state: on.clone(),
                when: now,
            });
        }
        self.study.on = on;
        self.take_back(view);
    }

    /// Says what the cell does now when the last sentence is about something else, which other parameters
    /// have undone since without a bifurcation that could be named.
    fn take_back(&mut self, view: &DiagramView) {
        let studied = self.studied();
        let problem = &studied;
        let diagram = &view.diagram;
        let Some((last, _)) = self.study.crossings.told() else {
            return;
        };
        let Some(was) = last.state.clone() else {
            return;
        };
        let values = problem.values();
        let pairs = last.values.iter().zip(values).enumerate();
        let moves: Vec<(usize, [f64; 2])> = pairs
            .filter(|(_, (then, now))| then != now)
            .map(|(k, (&then, &now))| (k, [then, now]))
            .collect();
        // What is said while only the diagram's own parameter moves is told by its events.
        let Some(&(k, [_, at])) = moves.iter().find(|(k, _)| *k != diagram.parameter) else {
            return;
        };
        let regime = diagram.at(values[diagram.parameter]);
        let on = self.study.on.clone();
        let on = on.or_else(|| was.carried(problem, &regime));
        let holds = match &on {
            Some(on) => on.does_as(problem, &was),
            None => was.possible(problem, &regime),
        };
        let attracts = regime.stable_equilibria().count() + regime.ways_of_firing();
        if holds || attracts == 0 {
            return;
        }
        let words = Each::of(|| now_words(problem, &moves, &was, on.as_ref(), &regime));
        let crossing = Crossing {
            title: title(&words),
            words,
            parameter: problem.model().info().parameters[k].name.to_owned(),
            at,
            varied: diagram.parameter,
            values: values.to_vec(),
            state: on,
            changes: true,
            when: Instant::now(),
        };
        self.study.crossings.remember(crossing);
    }
}

fn direction(rising: bool) -> Direction {
    if rising {
        Direction::Rising
    } else {
        Direction::Falling
    }
}

/// The regimes before and after when the events that are known to have been passed do not explain the
/// difference: others moved too far at once to be told apart.
fn disagreement(
    problem: &Problem,
    moved: &Moved,
    diagram: &Arc<Diagram>,
    value: f64,
) -> Option<[Regime; 2]> {
    let close = |d: &Diagram, value: f64| {
        let width = d.range[1] - d.range[0];
        let outside = value < d.range[0] || value > d.range[1];
        let mut places = d.events.iter().map(|e| (e.parameter - value).abs());
        outside || places.any(|gap| gap < CLOSE * width)
    };
    if Arc::ptr_eq(&moved.diagram, diagram)
        || close(&moved.diagram, moved.value)
        || close(diagram, value)
    {
        return None;
    }
    let regimes = [moved.diagram.at(moved.value), diagram.at(value)];
    let [[r0, c0], [r1, c1]] = regimes.each_ref().map(|r| {
        [
            r.stable_equilibria().count() as i64,
            r.ways_of_firing() as i64,
        ]
    });
    let mut told = [0, 0];
    for passed in &moved.passed {
        let [r, c] = balance(problem, diagram, passed.event, direction(passed.rising));
        told = [told[0] + r, told[1] + c];
    }
    (told != [r1 - r0, c1 - c0]).then_some(regimes)
}
