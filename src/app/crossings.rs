//! Noticing which bifurcations the present value passes, and remembering the last of them.
use crate::analysis::{Diagram, EventKind};
use std::{collections::VecDeque, sync::Arc};

/// So many crossings are remembered.
const KEPT: usize = 8;

/// A bifurcation that was passed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Passed {
    /// Its index in the diagram.
    pub event: usize,
    /// Whether the parameter was rising relative to it.
    pub rising: bool,
    /// Whether the event itself moved, with another parameter, and the value stood still.
    pub moved: bool,
}

/// A remembered crossing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Crossing {
    /// In a few words: what, where, which way.
    pub title: String,
    /// What it means.
    pub words: String,
    /// The varied parameter.
    pub parameter: String,
    /// Where it lies.
    pub at: f64,
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
    value: f64,
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

    /// Forgets everything: another model.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Remembers a crossing.
    pub(super) fn remember(&mut self, crossing: Crossing) {
        self.history.push_front(crossing);
        self.history.truncate(KEPT);
    }

    /// What was passed since the last call, in the order in which it was passed.
    ///
    /// A value that stands on an event exactly has passed it, so that going back passes it again.
    /// When other parameters have moved the events themselves, each is compared with the one that
    /// it was; if that cannot be told, nothing is said to have been passed.
    pub(super) fn watch(
        &mut self,
        question: Question,
        diagram: &Arc<Diagram>,
        value: f64,
    ) -> Vec<Passed> {
        let Some(seen) = self.seen.take().filter(|s| s.question == question) else {
            self.seen = Some(Seen {
                question,
                diagram: Arc::clone(diagram),
                value,
                rising: true,
            });
            return vec![];
        };
        let rising = if value == seen.value {
            seen.rising
        } else {
            value > seen.value
        };
        let events = &diagram.events;
        let mut passed: Vec<Passed> = pairs(&seen.diagram, diagram)
            .into_iter()
            .filter_map(|(old, new)| {
                let before = above(seen.value, seen.rising, seen.diagram.events[old].parameter);
                // An event that came to rest exactly here has not been passed by anything that
                // moved; which side it came from is not remembered, so it counts as before.
                let moved = seen.diagram.events[old].parameter != events[new].parameter;
                let side = if moved && value == seen.value {
                    before
                } else {
                    rising
                };
                let after = above(value, side, events[new].parameter);
                (before != after).then_some(Passed {
                    event: new,
                    rising: after,
                    moved: moved && value == seen.value,
                })
            })
            .collect();
        passed.sort_by(|a, b| {
            let order = events[a.event]
                .parameter
                .total_cmp(&events[b.event].parameter);
            if rising { order } else { order.reverse() }
        });
        self.seen = Some(Seen {
            question,
            diagram: Arc::clone(diagram),
            value,
            rising,
        });
        passed
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
                let passed = crossings.watch(question(), &d, v);
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

    /// The fold of cycles moves from 88 to 92 past the value 90: as if the value had fallen.
    #[test]
    fn an_event_that_moves_past_the_value_is_passed() {
        let mut crossings = Crossings::default();
        crossings.watch(question(), &usual(), 90.0);
        let moved = diagram(&[
            (EventKind::FoldOfCycles, 92.0),
            (EventKind::SubcriticalHopf, 95.0),
        ]);
        assert_eq!(
            crossings.watch(question(), &moved, 90.0),
            [Passed {
                event: 0,
                rising: false,
                moved: true
            }]
        );
    }

    #[test]
    fn nothing_is_passed_when_kinds_appear_or_the_question_is_another_one() {
        let mut crossings = Crossings::default();
        crossings.watch(question(), &usual(), 90.0);
        let other = diagram(&[
            (EventKind::FoldOfCycles, 91.0),
            (EventKind::FoldOfCycles, 92.0),
        ]);
        assert_eq!(crossings.watch(question(), &other, 90.0), []);
        let elsewhere = Question {
            parameter: 1,
            ..question()
        };
        assert_eq!(crossings.watch(elsewhere, &usual(), 99.0), []);
    }

    #[test]
    fn only_the_last_crossings_are_remembered_newest_first() {
        let mut crossings = Crossings::default();
        for k in 0..10 {
            crossings.remember(Crossing {
                title: k.to_string(),
                words: String::new(),
                parameter: "I".into(),
                at: 0.0,
            });
        }
        let titles: Vec<&str> = crossings
            .history()
            .iter()
            .map(|c| c.title.as_str())
            .collect();
        assert_eq!(titles, ["9", "8", "7", "6", "5", "4", "3", "2"]);
    }
}
