//! What is wrong with a stimulus.
use super::check::MOST_POINTS;

/// Why a stimulus is refused, and where in its text.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}{fault}", self.place())]
pub struct StimulusError {
    /// Line and column in the text, both from 1, if it was text.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub fault: Fault,
}

impl StimulusError {
    fn place(&self) -> String {
        self.at
            .map(|(line, column)| format!("line {line}, column {column}: "))
            .unwrap_or_default()
    }
}

impl From<Fault> for StimulusError {
    fn from(fault: Fault) -> Self {
        Self { at: None, fault }
    }
}

impl Fault {
    /// The properties of a signal one of whose values is wrong, as they are written.
    pub(super) fn properties(&self) -> &[&str] {
        match self {
            Self::BeforeStart { name: "time", .. } => &["points"],
            Self::BeforeStart { name, .. }
            | Self::NoLength { name, .. }
            | Self::NoFrequency { name, .. }
            | Self::Negative { name, .. } => std::slice::from_ref(name),
            Self::Reversed { .. } => &["until"],
            Self::Overlapping { .. } => &["every", "gap", "at"],
            Self::Disorder { .. } | Self::TooLong { .. } => &["points", "at"],
            Self::Empty { .. } => &["points", "count", "at"],
            Self::TooMany { .. } => &["rate"],
            Self::TooFast { .. } => &["tau"],
            _ => &[],
        }
    }
}

/// The time at which something happens, in words.
fn when(at: Option<f64>) -> String {
    at.map(|t| format!(" from time {t} on")).unwrap_or_default()
}

/// What is wrong with a stimulus.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Fault {
    /// The text does not have the form of a signal.
    #[error("expected {expected}, found {found}; write it like pulse(at=20,width=2,height=10)")]
    Syntax {
        /// What should be there.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// No such signal.
    #[error("there is no stimulus {name:?}; {hint}")]
    UnknownKind {
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// A signal has no such property.
    #[error("{kind} has no {name:?}; {hint}")]
    UnknownKey {
        /// The signal.
        kind: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// A property is missing.
    #[error("{kind} needs {name}; {example}")]
    Missing {
        /// The signal.
        kind: String,
        /// The property.
        name: String,
        /// How to write it.
        example: String,
    },
    /// A property is given twice.
    #[error("{name} is given twice; give it once")]
    Twice {
        /// The property.
        name: String,
    },
    /// Not a number, or none that is finite.
    #[error("{name} = {text} is not a finite number; give one such as -1.5 or 2e-3")]
    NotNumber {
        /// What it was given for.
        name: String,
        /// As typed.
        text: String,
    },
    /// Not a number of pulses.
    #[error("{name} = {text} is not a whole number from 1 to 1000000000000000; give one such as 3")]
    NotWhole {
        /// What it was given for.
        name: String,
        /// As typed.
        text: String,
    },
    /// A frequency from or to which no sweep by equal factors goes.
    #[error("{name} = {value} is no frequency to sweep from or to; give a positive one")]
    NoFrequency {
        /// Which one.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A file of two columns has a line without two numbers.
    #[error(
        "{found:?} is not a number; a recorded stimulus has a time and a value in each line, and # before remarks"
    )]
    NotColumns {
        /// What is there.
        found: String,
    },
    /// A time before 0.
    #[error("{name} = {value} is before the start; times begin at 0")]
    BeforeStart {
        /// Which time.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A width, period, time constant or step that is zero or negative.
    #[error("{name} = {value} is no length of time; give a positive one")]
    NoLength {
        /// Which one.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A strength, deviation, rate or frequency that is negative.
    #[error("{name} = {value} is negative; give 0 or more")]
    Negative {
        /// Which one.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// An end that is not after its beginning.
    #[error("it would end at {until}, which is not after its beginning at {at}")]
    Reversed {
        /// Beginning.
        at: f64,
        /// End.
        until: f64,
    },
    /// Pulses of one train overlap.
    #[error(
        "the pulses at {first} and {second} overlap, since each lasts {width}; move them apart, make them \
         shorter, or write two signals with + between them, which add up"
    )]
    Overlapping {
        /// When one begins.
        first: f64,
        /// When the next begins.
        second: f64,
        /// How long each lasts.
        width: f64,
    },
    /// Times of a list go backward.
    #[error(
        "time {second} comes after time {first} in the list; give the times in increasing order"
    )]
    Disorder {
        /// The earlier in the list.
        first: f64,
        /// The later in the list.
        second: f64,
    },
    /// No pulse, no time, no point.
    #[error("it has no {what}; give at least {least}")]
    Empty {
        /// What is missing.
        what: &'static str,
        /// How many there must be.
        least: usize,
    },
    /// A list that would fill the memory.
    #[error("a list of {count} {what} is too long; no more than {MOST_POINTS} are kept")]
    TooLong {
        /// What the list is of.
        what: &'static str,
        /// How many.
        count: usize,
    },
    /// So many events that they are no events any more.
    #[error(
        "rate = {rate} with tau = {tau} is more than a million events at once; lower the rate, or use ou(…)"
    )]
    TooMany {
        /// The rate.
        rate: f64,
        /// The time constant.
        tau: f64,
    },
    /// Coloured noise that forgets itself much faster than it is drawn.
    #[error(
        "tau = {tau} is less than a thousandth of the grid dt = {dt}, which makes it white noise; use \
         noise(…) with strength sd·√(2 tau), or a smaller dt"
    )]
    TooFast {
        /// Its correlation time.
        tau: f64,
        /// The grid.
        dt: f64,
    },
    /// The stimulus takes the parameter to values that the formula cannot use.
    #[error("{name} cannot {what}, as it may{} here; {instead}", when(*.at))]
    Forbidden {
        /// The parameter.
        name: String,
        /// What it would do: reach 0, be negative.
        what: &'static str,
        /// When it first does; `None` where that is left to chance or not known.
        at: Option<f64>,
        /// What to do about it.
        instead: &'static str,
    },
    /// The model does not have the parameter.
    #[error("{model} has no parameter {name:?} to drive; {hint}")]
    UnknownParameter {
        /// The model's id.
        model: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// The parameter names variants of the formula.
    #[error(
        "{name} chooses a variant of the formula and cannot be driven; drive another parameter"
    )]
    Choice {
        /// The parameter.
        name: String,
    },
    /// Something infinitely strong on a parameter in which the equations are not linear.
    #[error(
        "{what} on {name} has no meaning, because the equations are not linear in {name}; use short pulses or ou(…)"
    )]
    NotLinear {
        /// An impulse or white noise.
        what: &'static str,
        /// The parameter.
        name: String,
    },
}
