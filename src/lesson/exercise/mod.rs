//! Exercises: random questions about random cells, with answers that are computed.
//!
//! The same kind and seed make the same exercise, everywhere. Parameters are drawn so that the answer is clear: no
//! point lies so near to a bifurcation that it could be taken for another kind, and no pulse is near its threshold.
mod draw;
mod equilibria;
mod loss;
mod pulse;
mod score;

pub use score::{Score, ScoreSheet};

use super::{Part, Said, Unchecked};
use crate::session::Session;
use crate::text::say;

/// A kind of exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExerciseKind {
    /// What kind of equilibrium is marked?
    Equilibrium,
    /// How many equilibria are in the window?
    Count,
    /// At which current is the Hopf point, to 1 %?
    Hopf,
    /// Will this pulse fire?
    Pulse,
    /// Which bifurcation ends rest?
    Loss,
    /// Is the cell bistable here?
    Bistable,
    /// Is it an integrator or a resonator?
    Character,
}

impl ExerciseKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Equilibrium,
        Self::Count,
        Self::Hopf,
        Self::Pulse,
        Self::Loss,
        Self::Bistable,
        Self::Character,
    ];

    /// Its name in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Equilibrium => "equilibrium",
            Self::Count => "count",
            Self::Hopf => "hopf",
            Self::Pulse => "pulse",
            Self::Loss => "loss",
            Self::Bistable => "bistable",
            Self::Character => "character",
        }
    }

    /// Its title in the language of this thread.
    pub fn title(self) -> String {
        match self {
            Self::Equilibrium => say!("exercise-title-equilibrium"),
            Self::Count => say!("exercise-title-count"),
            Self::Hopf => say!("exercise-title-hopf"),
            Self::Pulse => say!("exercise-title-pulse"),
            Self::Loss => say!("exercise-title-loss"),
            Self::Bistable => say!("exercise-title-bistable"),
            Self::Character => say!("exercise-title-character"),
        }
    }
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reply {
    /// One of the choices, from 0.
    Choice(usize),
    /// A number.
    Number(f64),
}

/// What an answer is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Whether it is right.
    pub right: bool,
    /// Why, with numbers of this very cell.
    pub explained: Said,
}

/// A question about a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    /// Its kind.
    pub kind: ExerciseKind,
    /// What it was drawn by.
    pub seed: u64,
    /// What to show.
    pub session: Session,
    /// The state of the equilibrium that is asked about.
    pub mark: Option<Vec<f64>>,
    /// What not to show until it is answered.
    pub hide: Vec<Part>,
    /// The question.
    pub question: Said,
    /// The possible answers; empty where a number is asked for.
    pub choices: Vec<Said>,
    /// The unit of the number that is asked for.
    pub unit: &'static str,
    /// The right answer.
    pub answer: Reply,
    /// Why it is right.
    pub explained: Said,
}

/// A number is right within this part of its value.
pub const WITHIN: f64 = 0.01;

impl Exercise {
    /// Draws an exercise.
    ///
    /// # Errors
    /// Never for the models that are built in.
    pub fn new(kind: ExerciseKind, seed: u64) -> Result<Self, Unchecked> {
        match kind {
            ExerciseKind::Equilibrium => equilibria::kind(seed),
            ExerciseKind::Count => equilibria::count(seed),
            ExerciseKind::Bistable => equilibria::bistable(seed),
            ExerciseKind::Pulse => pulse::pulse(seed),
            ExerciseKind::Hopf => loss::hopf(seed),
            ExerciseKind::Loss => loss::loss(seed),
            ExerciseKind::Character => loss::character(seed),
        }
    }

    /// Judges an answer.
    pub fn judge(&self, reply: Reply) -> Judged {
        let right = match (reply, self.answer) {
            (Reply::Choice(given), Reply::Choice(right)) => given == right,
            (Reply::Number(given), Reply::Number(right)) => {
                (given - right).abs() <= WITHIN * right.abs()
            }
            _ => false,
        };
        let explained = self.explained.clone();
        Judged { right, explained }
    }
}

/// Yes and no, as choices.
fn yes_no() -> Vec<Said> {
    vec![
        Said::of(|| say!("exercise-yes")),
        Said::of(|| say!("exercise-no")),
    ]
}
