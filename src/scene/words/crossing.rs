//! What happens as a parameter crosses a bifurcation, in plain words.
//!
//! The words follow the mathematics, which is read from the diagram on both sides of the event: which
//! equilibria and cycles attract before and after. Whether the parameter rises or falls decides only
//! which side comes first.
mod event;
mod meaning;
mod sides;

use self::sides::Sides;
use super::super::number::{quantity, value};
use super::is_neuron;
use crate::analysis::{Diagram, Event, EventKind, Problem};

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

/// What a bifurcation is, in one sentence for those who meet the term for the first time.
pub fn lesson(kind: EventKind) -> &'static str {
    match kind {
        EventKind::SaddleNode => {
            "Two equilibria, one of them a saddle, meet and vanish; on one side of this value there are both, on the other neither."
        }
        EventKind::SaddleNodeOnInvariantCircle => {
            "A node and a saddle meet on a closed orbit and vanish; the orbit becomes a cycle whose period is infinite at this value and falls as 1/√distance from it."
        }
        EventKind::SupercriticalHopf => {
            "A focus changes its stability, and on the side where it is unstable a small cycle attracts in its place, which grows as √distance from this value."
        }
        EventKind::SubcriticalHopf => {
            "A focus changes its stability, and on the side where it is stable a small unstable cycle surrounds it: beyond this value nothing small is left to go to."
        }
        EventKind::DegenerateHopf => {
            "A focus changes its stability where the first Lyapunov coefficient vanishes, so that it does not say whether small cycles attract."
        }
        EventKind::FoldOfCycles => {
            "Two cycles, a more and a less stable one, meet and vanish; on one side of this value there are both, on the other neither."
        }
        EventKind::Homoclinic => {
            "A cycle runs into a saddle: its period grows without bound, as −ln distance from this value, and beyond it the cycle is gone."
        }
        EventKind::PeriodDoubling => {
            "A cycle changes its stability, and one of twice the period branches off: every second turn differs."
        }
        EventKind::BranchPoint => {
            "Two branches of equilibria cross at this value; they may exchange their stability."
        }
    }
}

/// An event with its place, and what the term means: "subcritical Hopf at I = 93.86: …".
pub fn event_words(problem: &Problem, diagram: &Diagram, event: &Event) -> String {
    let spec = &problem.model().info().parameters[diagram.parameter];
    format!(
        "{} at {} = {}: {}",
        event.kind,
        spec.name,
        quantity(event.parameter, spec.unit.symbol()),
        lesson(event.kind)
    )
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
    let here = &diagram.events[event];
    let sides = Sides::new(problem, diagram, event, direction.rising(), recent);
    let tale = Tale {
        problem,
        diagram,
        event: here,
        direction,
        sides,
        neuron: is_neuron(problem),
    };
    format!(
        "{} = {}, {}: {}. {}",
        tale.parameter(),
        value(here.parameter),
        direction.name(),
        here.kind,
        tale.told()
    )
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
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
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
            BranchPoint => format!("Two branches of equilibria cross. {}", self.meaning()),
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
