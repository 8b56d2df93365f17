//! What happens as a parameter crosses a bifurcation, in plain words.
//!
//! The words follow the mathematics, which is read from the diagram on both sides of the event: which
//! equilibria and cycles attract before and after. Whether the parameter rises or falls decides only
//! which side comes first.
mod event;
mod meaning;
mod sides;
mod way;

use self::sides::{Live, Sides};
use super::super::names::event_name;
use super::super::number::{among, with_unit};
use super::{is_neuron, sentences};
use crate::analysis::{Diagram, Event, EventKind, Problem};
use crate::text::say;

pub use self::sides::State;
pub use self::way::{Way, change_words, leap_words, now_words, ways_words};

/// Which way a parameter moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To larger values.
    Rising,
    /// To smaller values.
    Falling,
}

impl Direction {
    /// The way from one value to another.
    pub fn of(from: f64, to: f64) -> Self {
        if to < from {
            Self::Falling
        } else {
            Self::Rising
        }
    }

    /// "rising" or "falling".
    pub fn name(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Falling => "falling",
        }
    }

    fn rising(self) -> bool {
        self == Self::Rising
    }
}

/// "I = 93.86, rising": a value on the way to which a parameter moved.
pub fn at_words(name: &str, at: &str, direction: Direction) -> String {
    match direction {
        Direction::Rising => say!("at-rising", name = name, at = at),
        Direction::Falling => say!("at-falling", name = name, at = at),
    }
}

/// The value of an event, with the digits that tell it from the others of its kind in the diagram.
pub fn event_value(diagram: &Diagram, event: &Event) -> String {
    let alike = diagram.events.iter().filter(|e| e.kind == event.kind);
    among(event.parameter, alike.map(|e| e.parameter))
}

/// What a bifurcation is, in one sentence for those who meet the term for the first time.
pub fn lesson(kind: EventKind) -> String {
    match kind {
        EventKind::SaddleNode => say!("lesson-saddle-node"),
        EventKind::SaddleNodeOnInvariantCircle => say!("lesson-saddle-node-on-circle"),
        EventKind::SupercriticalHopf => say!("lesson-supercritical-hopf"),
        EventKind::SubcriticalHopf => say!("lesson-subcritical-hopf"),
        EventKind::DegenerateHopf => say!("lesson-degenerate-hopf"),
        EventKind::FoldOfCycles => say!("lesson-fold-of-cycles"),
        EventKind::Homoclinic => say!("lesson-homoclinic"),
        EventKind::PeriodDoubling => say!("lesson-period-doubling"),
        EventKind::BranchPoint => say!("lesson-branch-point"),
    }
}

/// An event with its place, what the term means, and which side is which: "subcritical Hopf at I = 93.86:
/// … Here it is stable for smaller I."
pub fn event_words(problem: &Problem, diagram: &Diagram, event: &Event) -> String {
    let spec = &problem.model().info().parameters[diagram.parameter];
    let text = say!(
        "event-place",
        event = event_name(event.kind),
        name = spec.name,
        at = with_unit(event_value(diagram, event), spec.unit.symbol()),
        lesson = lesson(event.kind)
    );
    let number = diagram.events.iter().position(|e| e == event);
    let which = number.and_then(|k| side_words(problem, diagram, k));
    sentences(std::iter::once(text).chain(which))
}

/// On which side of an event there is what: "For larger I there are both, for smaller I neither." `None` where both sides
/// have as much.
fn side_words(problem: &Problem, diagram: &Diagram, event: usize) -> Option<String> {
    use EventKind::*;
    let name = problem.model().info().parameters[diagram.parameter].name;
    // "Before" are smaller values.
    let sides = Sides::new(problem, diagram, event, true, Live::Unknown);
    let [less, more] = [&sides.before, &sides.after];
    let kind = diagram.events[event].kind;
    let [below, above] = match kind {
        SaddleNode | SaddleNodeOnInvariantCircle => [less, more].map(|r| r.equilibria.len()),
        SupercriticalHopf | SubcriticalHopf | DegenerateHopf => {
            [less, more].map(|r| r.stable_equilibria().count())
        }
        FoldOfCycles | Homoclinic => [less, more].map(|r| r.cycles.len()),
        PeriodDoubling | BranchPoint => return None,
    };
    let side = match below.cmp(&above) {
        std::cmp::Ordering::Less => "larger",
        std::cmp::Ordering::Greater => "smaller",
        std::cmp::Ordering::Equal => return None,
    };
    Some(match kind {
        SaddleNodeOnInvariantCircle => say!("side-circle", side = side, name = name),
        SupercriticalHopf | SubcriticalHopf | DegenerateHopf => {
            say!("side-focus", side = side, name = name)
        }
        Homoclinic => say!("side-homoclinic", side = side, name = name),
        _ => say!("side-both", side = side, name = name),
    })
}

/// What happens as the parameter of the diagram crosses event number `event`, and what it means for
/// the neuron, in a few sentences:
///
/// "I = 93.86, rising: subcritical Hopf. Rest loses stability; the unstable cycle around it has shrunk
/// onto it. The cell jumps to spiking, and will not fall silent again until I < 88.29."
///
/// `recent` holds the least and the greatest values of all variables on the live neuron's orbit of
/// late, from which the words tell what it does; without it they speak of any cell.
pub fn crossing(
    problem: &Problem,
    diagram: &Diagram,
    event: usize,
    direction: Direction,
    recent: Option<[&[f64]; 2]>,
) -> String {
    let live = recent.map_or(Live::Unknown, Live::Recent);
    Tale::new(problem, diagram, event, direction, live).sentences(&[])
}

/// What is said of a crossing, and where the cell is afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// As [`crossing`] says it.
    pub words: String,
    /// The attractor that the cell is on after the event, if that can be told.
    pub state: Option<State>,
    /// Whether what the cell does has changed, as far as that can be told.
    pub changes: bool,
}

/// [`crossing`] for a cell that is on a known attractor. `ways` tells which parameters carried the event
/// past the value when it was not the diagram's own that moved to it: the words then begin with them,
/// "gCa ≈ 4.61, rising: fold of cycles. …", and `direction` is the one relative to the event.
pub fn passage(
    problem: &Problem,
    diagram: &Diagram,
    event: usize,
    direction: Direction,
    ways: &[Way],
    state: Option<&State>,
) -> Told {
    let live = state.map_or(Live::Unknown, Live::On);
    let tale = Tale::new(problem, diagram, event, direction, live);
    Told {
        words: tale.sentences(ways),
        state: tale.outcome(),
        changes: tale.sides.changes(),
    }
}

/// How many stable equilibria and cycles more there are after an event than before.
pub fn balance(
    problem: &Problem,
    diagram: &Diagram,
    event: usize,
    direction: Direction,
) -> [i64; 2] {
    Sides::new(problem, diagram, event, direction.rising(), Live::Unknown).balance()
}

/// Everything that a sentence draws upon.
struct Tale<'a> {
    problem: &'a Problem,
    diagram: &'a Diagram,
    event: &'a Event,
    direction: Direction,
    sides: Sides,
    neuron: bool,
}

/// The first letter as a capital.
pub(in crate::scene) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

impl<'a> Tale<'a> {
    fn new(
        problem: &'a Problem,
        diagram: &'a Diagram,
        event: usize,
        direction: Direction,
        live: Live<'_>,
    ) -> Self {
        Self {
            problem,
            diagram,
            event: &diagram.events[event],
            direction,
            sides: Sides::new(problem, diagram, event, direction.rising(), live),
            neuron: is_neuron(problem),
        }
    }

    fn sentences(&self, ways: &[Way]) -> String {
        let head = if ways.is_empty() {
            let at = event_value(self.diagram, self.event);
            at_words(self.parameter(), &at, self.direction)
        } else {
            ways_words(self.problem, ways, false)
        };
        say!(
            "crossing-told",
            head = head,
            event = event_name(self.event.kind),
            told = self.told()
        )
    }
}

impl Tale<'_> {
    fn parameter(&self) -> &'static str {
        self.problem.model().info().parameters[self.diagram.parameter].name
    }

    fn told(&self) -> String {
        use EventKind::*;
        match self.event.kind {
            SaddleNode => self.saddle_node(),
            SaddleNodeOnInvariantCircle => self.circle(),
            SupercriticalHopf | SubcriticalHopf | DegenerateHopf => self.hopf(),
            FoldOfCycles => self.fold_of_cycles(),
            Homoclinic => self.homoclinic(),
            PeriodDoubling => self.period_doubling(),
            BranchPoint => sentences([say!("branches-cross"), self.meaning()]),
        }
    }
}

/// "A cell" as "a cell", inside a sentence.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
