//! What a lesson states.
mod names;
mod read;

pub(super) use read::read;

use crate::analysis::{EventKind, Response};

/// Something that a lesson states.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The line of the file in which it begins, from 1.
    pub line: usize,
    /// What it states. Names are those of a model; in a session of another model it does not hold.
    pub states: Statement,
}

/// A number and how far from it another may be, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The number.
    pub is: f64,
    /// How far.
    pub within: f64,
}

impl Near {
    /// Whether another number is near.
    pub fn holds(self, value: f64) -> bool {
        (value - self.is).abs() <= self.within
    }
}

/// How many, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// At least.
    pub least: usize,
    /// At most.
    pub most: usize,
}

/// A number that a Jacobian has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linear {
    /// The sum of the eigenvalues.
    Trace,
    /// Their product.
    Determinant,
    /// trace² − 4 determinant: below zero they are complex.
    Discriminant,
}

/// Where an orbit ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tends {
    /// At rest.
    Rest,
    /// On a cycle.
    Firing,
}

/// A run of the cell under the session's stimulus.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Where it starts; variables that are not named start where the preset does.
    pub start: Vec<(String, f64)>,
    /// How long it is, in the model's unit of time.
    pub until: f64,
    /// Whether it is computed accurately although the session takes Euler's steps.
    pub accurate: bool,
}

/// Which parameter varies, and how far; the session's where nothing is said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Varied {
    /// Its symbol.
    pub name: Option<String>,
    /// Its range.
    pub range: Option<[f64; 2]>,
}

/// What is stated.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// So many equilibria are in the window.
    Equilibria {
        /// How many.
        count: usize,
        /// Of this kind only, as the program prints it.
        kind: Option<&'static str>,
        /// Only stable ones, or only others.
        stable: Option<bool>,
    },
    /// There is an equilibrium at these values.
    Equilibrium {
        /// Of this kind.
        kind: Option<&'static str>,
        /// The values of variables by name.
        is: Vec<(String, Near)>,
    },
    /// The first equilibrium of a kind has these eigenvalues, as `[real, imaginary]`.
    Eigenvalues {
        /// The kind.
        kind: &'static str,
        /// The eigenvalues.
        is: Vec<[f64; 2]>,
        /// How far both parts may be off.
        within: f64,
    },
    /// A number of the Jacobian of the first equilibrium of a kind.
    Linear {
        /// Which.
        what: Linear,
        /// The kind.
        kind: &'static str,
        /// Its value.
        is: Option<Near>,
        /// Whether it is above zero, or below.
        positive: Option<bool>,
    },
    /// So many limit cycles.
    Cycles {
        /// How many.
        count: usize,
        /// Only stable ones, or only others.
        stable: Option<bool>,
    },
    /// The period, or the frequency, of the only cycle of that stability.
    Cycle {
        /// Whether its frequency, in Hz where time is in ms.
        frequency: bool,
        /// Its value.
        is: Near,
        /// Of the stable one, or of the other.
        stable: bool,
    },
    /// What attracts.
    Attractors {
        /// So many stable equilibria and cycles.
        count: Option<usize>,
        /// Whether an equilibrium is among them.
        rest: Option<bool>,
        /// Whether a cycle is.
        firing: Option<bool>,
    },
    /// The diagram has such an event there.
    Event {
        /// The bifurcation.
        kind: EventKind,
        /// Where.
        is: Near,
        /// What varies.
        varied: Varied,
    },
    /// The diagram has so many of them.
    Events {
        /// The bifurcation.
        kind: EventKind,
        /// How many.
        count: usize,
        /// What varies.
        varied: Varied,
    },
    /// So many spikes in a run.
    Spikes {
        /// How many.
        count: Bounds,
        /// The run.
        run: Run,
    },
    /// The firing rate at a value of the parameter that the session varies.
    Rate {
        /// The value.
        at: f64,
        /// The rate, in Hz where time is in ms.
        is: Near,
    },
    /// The greatest, or the least, value of a variable in a run.
    Extreme {
        /// Whether the greatest.
        greatest: bool,
        /// The variable.
        of: String,
        /// Its value.
        is: Near,
        /// The run.
        run: Run,
    },
    /// A parameter's present value.
    Parameter {
        /// Its symbol.
        name: String,
        /// Its least and greatest value.
        between: [f64; 2],
    },
    /// The class of excitability: 1, 2 or 3.
    Class(u8),
    /// Integrator or resonator.
    Character(Response),
    /// Whether something is done to the cell.
    Stimulus(bool),
    /// An orbit ends so when nothing is done to the cell.
    Follows {
        /// Its start, and how long it is followed.
        run: Run,
        /// How it ends.
        to: Tends,
    },
    /// Arithmetic on parameters.
    Formula {
        /// The formula.
        text: String,
        /// Its value.
        is: Near,
    },
}
