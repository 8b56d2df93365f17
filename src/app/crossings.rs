//! Noticing which bifurcations the present value passes, and remembering the last of them.
use crate::analysis::{Diagram, EventKind, Problem};
use crate::scene::words::crossing::State;
use crate::scene::{self, Direction, Way};
use crate::text::{Each, say};
use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};

/// So many crossings are remembered.
const KEPT: usize = 8;
/// What changed for the cell stays on the screen when other bifurcations follow within this time.
const TOGETHER: Duration = Duration::from_millis(1500);

/// Events that move less than this part of the range when other parameters do stand still: it is what two
/// computations of the same event differ by.
const STILL: f64 = 1e-8;

/// A bifurcation that was passed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Passed {
    /// Its index in the diagram.
    pub event: usize,
    /// Whether the parameter was rising relative to it.
    pub rising: bool,
    /// What moved when the event itself did, with other parameters; empty when it stood still.
    pub ways: Vec<Way>,
}

/// A movement of parameters since the last look.
pub(super) struct Moved {
    /// The diagram before.
    pub diagram: Arc<Diagram>,
    /// The varied parameter's value before.
    pub value: f64,
    /// All parameters that moved: index, value before, value now.
    pub moves: Vec<(usize, [f64; 2])>,
    /// What was passed, in the order in which it was passed.
    pub passed: Vec<Passed>,
}

/// A remembered crossing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Crossing {
    /// In a few words: what, where, which way.
    pub title: Each<String>,
    /// What it means.
    pub words: Each<String>,
    /// The parameter that moved.
    pub parameter: String,
    /// Its value there.
    pub at: f64,
    /// Index of the parameter of the diagram, in which bounds are told.
    pub varied: usize,
    /// The values of all parameters for which the words were said.
    pub values: Vec<f64>,
    /// The attractor that the cell was on afterwards, if that could be told.
    pub state: Option<State>,
    /// Whether what the cell does changed.
    pub changes: bool,
    /// When it was passed.
    pub when: Instant,
}

/// A sentence about a crossing up to its colon, which says what and where.
pub(super) fn title(words: &Each<String>) -> Each<String> {
    words.clone().map(|words| {
        let end = words.find(": ").or_else(|| words.find('：'));
        words[..end.unwrap_or(words.len())].to_owned()
    })
}

impl Crossing {
    /// "With gCa = 4.4 mS/cm²: ", the values for which the words were said, if parameters other than the
    /// diagram's have moved since: what holds "until I < 88.29" holds at those.
    pub(super) fn caveat(&self, problem: &Problem) -> Option<String> {
        let specs = problem.model().info().parameters.iter().enumerate();
        let moved = specs.zip(self.values.iter().zip(problem.values()));
        let then: Vec<String> = moved
            .filter(|((k, _), (then, now))| *k != self.varied && then != now)
            .map(|((_, spec), (&then, &now))| {
                let [then, _] = scene::number::values([then, now]);
                let then = scene::number::with_unit(then, spec.unit.symbol());
                format!("{} = {then}", spec.name)
            })
            .collect();
        (!then.is_empty()).then(|| say!("crossing-with", values = then.join(", ")))
    }
}

/// What the diagram answers: a change of it is no crossing unless only the events have moved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Question {
    /// Model and preset.
    pub source: String,
    /// Which parameter is varied.
    pub parameter: usize,
    /// Over which range.
    pub range: [f64; 2],
}

struct Seen {
    question: Question,
    diagram: Arc<Diagram>,
    values: Vec<f64>,
    /// Which side of an event at exactly this value it came to.
    rising: bool,
}

/// The last value seen and the last crossings, newest first.
#[derive(Default)]
pub(super) struct Crossings {
    seen: Option<Seen>,
    history: VecDeque<Crossing>,
}

impl Crossings {
    /// The last crossings, newest first.
    pub(super) fn history(&self) -> &VecDeque<Crossing> {
        &self.history
    }

    /// The crossing to tell about, and those that came after it, newest first: the last one that
    /// changed what the cell does, if it was among those passed in quick succession just now; otherwise
    /// the newest.
    pub(super) fn told(&self) -> Option<(&Crossing, impl DoubleEndedIterator<Item = &Crossing>)> {
        let newest = self.history.front()?;
        let recent = |c: &&Crossing| newest.when.duration_since(c.when) <= TOGETHER;
        let all = self.history.iter().take_while(recent);
        let k = all.map(|c| c.changes).position(|c| c).unwrap_or(0);
        Some((&self.history[k], self.history.range(..k)))
    }

    /// Forgets everything: another model.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Remembers a crossing.
    pub(super) fn remember(&mut self, crossing: Crossing) {
        self.history.push_front(crossing);
        self.history.truncate(KEPT);
    }

    /// What has moved and what was passed since the last call; `None` when nothing has moved, or when
    /// the question is another one.
    ///
    /// A value that stands on an event exactly has passed it, so that going back passes it again.
    /// When other parameters have moved the events themselves, each is compared with the one that
    /// it was; if that cannot be told, nothing is said to have been passed.
    pub(super) fn watch(
        &mut self,
        question: Question,
        diagram: &Arc<Diagram>,
        values: &[f64],
    ) -> Option<Moved> {
        let k = question.parameter;
        let value = *values.get(k)?;
        let Some(seen) = self.seen.take().filter(|s| s.question == question) else {
            self.seen = Some(Seen {
                question,
                diagram: Arc::clone(diagram),
                values: values.to_vec(),
                rising: true,
            });
            return None;
        };
        if Arc::ptr_eq(&seen.diagram, diagram) && seen.values == values {
            self.seen = Some(seen);
            return None;
        }
        let old_value = seen.values[k];
        let rising = if value == old_value {
            seen.rising
        } else {
            value > old_value
        };
        let moves: Vec<(usize, [f64; 2])> = seen
            .values
            .iter()
            .zip(values)
            .enumerate()
            .filter(|(_, (old, new))| old != new)
            .map(|(k, (&old, &new))| (k, [old, new]))
            .collect();
        let still = STILL * (diagram.range[1] - diagram.range[0]);
        let events = &diagram.events;
        let mut passed: Vec<(f64, Passed)> = pairs(&seen.diagram, diagram)
            .into_iter()
            .filter_map(|(old, new)| {
                let [from, to] = [seen.diagram.events[old].parameter, events[new].parameter];
                let before = above(old_value, seen.rising, from);
                // An event that came to rest exactly here has not been passed by anything that
                // moved; which side it came from is not remembered, so it counts as before.
                let moved = (from - to).abs() > still;
                if !moved && value == old_value {
                    return None;
                }
                let side = if value == old_value { before } else { rising };
                let after = above(value, side, to);
                // Both go straight: where the value and the event meet.
                let part = (from - old_value) / ((value - old_value) - (to - from));
                let part = if part.is_finite() {
                    part.clamp(0.0, 1.0)
                } else {
                    1.0
                };
                let ways = moves.iter().filter(|_| moved);
                let ways = ways.map(|&(parameter, [from, to])| Way {
                    parameter,
                    at: from + part * (to - from),
                    direction: Direction::of(from, to),
                });
                (before != after).then(|| {
                    let passed = Passed {
                        event: new,
                        rising: after,
                        ways: ways.collect(),
                    };
                    (part, passed)
                })
            })
            .collect();
        passed.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.seen = Some(Seen {
            question,
            diagram: Arc::clone(diagram),
            values: values.to_vec(),
            rising,
        });
        Some(Moved {
            diagram: seen.diagram,
            value: old_value,
            moves,
            passed: passed.into_iter().map(|(_, p)| p).collect(),
        })
    }
}

/// Whether a value lies above an event, or came to it from below.
fn above(value: f64, rising: bool, event: f64) -> bool {
    value > event || (value == event && rising)
}

/// Which event of the new diagram is which of the old one: the n-th of each kind, when there are as
/// many of that kind as before.
fn pairs(old: &Arc<Diagram>, new: &Arc<Diagram>) -> Vec<(usize, usize)> {
    if Arc::ptr_eq(old, new) {
        return (0..new.events.len()).map(|k| (k, k)).collect();
    }
    let of = |d: &Diagram, kind: EventKind| -> Vec<usize> {
        let all = d.events.iter().enumerate();
        all.filter(|(_, e)| e.kind == kind)
            .map(|(k, _)| k)
            .collect()
    };
    let mut kinds: Vec<EventKind> = new.events.iter().map(|e| e.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
        .into_iter()
        .flat_map(|kind| {
            let (a, b) = (of(old, kind), of(new, kind));
            if a.len() == b.len() {
                a.into_iter().zip(b).collect()
            } else {
                vec![]
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Event, Window};

    fn diagram(events: &[(EventKind, f64)]) -> Arc<Diagram> {
        let window = Window::new([0.0, 1.0], [0.0, 1.0]).expect("a window");
        Arc::new(Diagram {
            parameter: 0,
            range: [0.0, 100.0],
            window,
            equilibria: vec![],
            cycles: vec![],
            events: events
                .iter()
                .map(|&(kind, parameter)| Event {
                    kind,
                    parameter,
                    at: vec![0.0, 0.0],
                    period: None,
                    first_lyapunov: None,
                    extent: None,
                })
                .collect(),
            wandering: vec![],
            contacts: vec![],
            notes: vec![],
        })
    }

    fn question() -> Question {
        Question {
            source: "a".into(),
            parameter: 0,
            range: [0.0, 100.0],
        }
    }

    fn usual() -> Arc<Diagram> {
        diagram(&[
            (EventKind::FoldOfCycles, 88.0),
            (EventKind::SubcriticalHopf, 94.0),
        ])
    }

    /// Follows the values and gives the events that were passed: positive when rising.
    fn follow(values: &[f64]) -> Vec<Vec<i32>> {
        let d = usual();
        let mut crossings = Crossings::default();
        values
            .iter()
            .map(|&v| {
                let signed = |p: Passed| (p.event as i32 + 1) * if p.rising { 1 } else { -1 };
                let moved = crossings.watch(question(), &d, &[v]);
                let passed = moved.map(|m| m.passed).unwrap_or_default();
                passed.into_iter().map(signed).collect()
            })
            .collect()
    }

    #[test]
    fn events_are_passed_in_order_and_either_way() {
        let passed = follow(&[80.0, 90.0, 100.0, 80.0, 81.0]);
        assert_eq!(passed, [vec![], vec![1], vec![2], vec![-2, -1], vec![]]);
    }

    /// Exactly on the Hopf point it has been passed; going on passes nothing, going back passes it.
    #[test]
    fn standing_on_an_event_passes_it_once() {
        assert_eq!(
            follow(&[90.0, 94.0, 94.0, 95.0, 94.0, 94.5, 90.0]),
            [vec![], vec![2], vec![], vec![], vec![-2], vec![2], vec![-2]]
        );
    }

    /// The fold of cycles moves from 88 to 92 past the value 90 while the other parameter goes from 4.4 to
    /// 4.8: as if the value had fallen, half of the way.
    #[test]
    fn an_event_that_moves_past_the_value_is_passed_where_the_mover_was() {
        let mut crossings = Crossings::default();
        assert!(
            crossings
                .watch(question(), &usual(), &[90.0, 4.4])
                .is_none()
        );
        let after = diagram(&[
            (EventKind::FoldOfCycles, 92.0),
            (EventKind::SubcriticalHopf, 95.0),
        ]);
        let moved = crossings
            .watch(question(), &after, &[90.0, 4.8])
            .expect("it has moved");
        assert_eq!(moved.moves, [(1, [4.4, 4.8])]);
        let [passed] = &moved.passed[..] else {
            panic!("{:?}", moved.passed);
        };
        assert_eq!((passed.event, passed.rising), (0, false));
        let [way] = passed.ways[..] else {
            panic!("{passed:?}");
        };
        assert_eq!((way.parameter, way.direction), (1, Direction::Rising));
        assert!((way.at - 4.6).abs() < 1e-12, "{way:?}");
    }

    /// An event that was computed again, a hair elsewhere, is not passed by a value that stands on it.
    #[test]
    fn rounding_passes_nothing() {
        let mut crossings = Crossings::default();
        crossings.watch(question(), &usual(), &[88.0, 4.4]);
        let again = diagram(&[
            (EventKind::FoldOfCycles, 88.0 + 1e-10),
            (EventKind::SubcriticalHopf, 94.0),
        ]);
        let moved = crossings.watch(question(), &again, &[88.0, 4.5]);
        assert_eq!(moved.expect("it has moved").passed, []);
    }

    #[test]
    fn nothing_is_passed_when_kinds_appear_or_the_question_is_another_one() {
        let mut crossings = Crossings::default();
        crossings.watch(question(), &usual(), &[90.0, 1.0]);
        let other = diagram(&[
            (EventKind::FoldOfCycles, 91.0),
            (EventKind::FoldOfCycles, 92.0),
        ]);
        let moved = crossings.watch(question(), &other, &[90.0, 2.0]);
        assert_eq!(moved.expect("it has moved").passed, []);
        let elsewhere = Question {
            parameter: 1,
            ..question()
        };
        let moved = crossings.watch(elsewhere, &usual(), &[90.0, 99.0]);
        assert!(moved.is_none());
    }

    fn crossing(title: &str, changes: bool, when: Instant) -> Crossing {
        Crossing {
            title: Each::of(|| title.to_owned()),
            words: Each::of(String::new),
            parameter: "I".into(),
            at: 0.0,
            varied: 0,
            values: vec![],
            state: None,
            changes,
            when,
        }
    }

    /// The onset of firing stays when a bifurcation that the cell does not notice follows within a second, and
    /// goes when one does later, or when the next one too changes what the cell does.
    #[test]
    fn what_changes_for_the_cell_is_told_before_what_it_does_not_notice() {
        let mut crossings = Crossings::default();
        let start = Instant::now();
        let at = |seconds: f64| start + Duration::from_secs_f64(seconds);
        assert!(crossings.told().is_none());
        let mut told = |title, changes, seconds| {
            crossings.remember(crossing(title, changes, at(seconds)));
            let (told, others) = crossings.told().expect("something was passed");
            let others: Vec<&str> = others.map(|c| c.title.as_str()).collect();
            (told.title.now().clone(), others.join(" "))
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(told("onset", true, 0.0), pair("onset", ""));
        assert_eq!(told("fold", false, 0.5), pair("onset", "fold"));
        assert_eq!(
            told("homoclinic", false, 1.0),
            pair("onset", "homoclinic fold")
        );
        assert_eq!(told("end", true, 1.1), pair("end", ""));
        assert_eq!(told("later", false, 9.0), pair("later", ""));
    }

    #[test]
    fn only_the_last_crossings_are_remembered_newest_first() {
        let mut crossings = Crossings::default();
        for k in 0..10 {
            crossings.remember(crossing(&k.to_string(), false, Instant::now()));
        }
        let titles: Vec<&str> = crossings
            .history()
            .iter()
            .map(|c| c.title.as_str())
            .collect();
        assert_eq!(titles, ["9", "8", "7", "6", "5", "4", "3", "2"]);
    }
}
