//! What is wrong with a stimulus.
use super::check::MOST_POINTS;
use crate::text::{say, told};

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
            .map(|(line, column)| {
                say!(
                    "fault-place",
                    line = line.to_string(),
                    column = column.to_string()
                )
            })
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
    at.map(|t| say!("stimulus-fault-when", time = t.to_string()))
        .unwrap_or_default()
}

/// What is wrong with a stimulus.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Fault {
    /// The text does not have the form of a signal.
    #[error("{}", say!("stimulus-fault-syntax", expected = told(expected), found = found.to_string()))]
    Syntax {
        /// What should be there.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// No such signal.
    #[error("{}", say!("stimulus-fault-unknown-kind", name = format!("{:?}", name), hint = hint.to_string()))]
    UnknownKind {
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// A signal has no such property.
    #[error("{}", say!("stimulus-fault-unknown-key", kind = kind.to_string(), name = format!("{:?}", name), hint = hint.to_string()))]
    UnknownKey {
        /// The signal.
        kind: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// A property is missing.
    #[error("{}", say!("stimulus-fault-missing", kind = kind.to_string(), name = name.to_string(), example = example.to_string()))]
    Missing {
        /// The signal.
        kind: String,
        /// The property.
        name: String,
        /// How to write it.
        example: String,
    },
    /// A property is given twice.
    #[error("{}", say!("stimulus-fault-twice", name = name.to_string()))]
    Twice {
        /// The property.
        name: String,
    },
    /// Not a number, or none that is finite.
    #[error("{}", say!("stimulus-fault-not-number", name = name.to_string(), text = text.to_string()))]
    NotNumber {
        /// What it was given for.
        name: String,
        /// As typed.
        text: String,
    },
    /// Not a number of pulses.
    #[error("{}", say!("stimulus-fault-not-whole", name = name.to_string(), text = text.to_string()))]
    NotWhole {
        /// What it was given for.
        name: String,
        /// As typed.
        text: String,
    },
    /// A frequency from or to which no sweep by equal factors goes.
    #[error("{}", say!("stimulus-fault-no-frequency", name = name.to_string(), value = value.to_string()))]
    NoFrequency {
        /// Which one.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A file of two columns has a line without two numbers.
    #[error("{}", say!("stimulus-fault-not-columns", found = format!("{:?}", found)))]
    NotColumns {
        /// What is there.
        found: String,
    },
    /// A time before 0.
    #[error("{}", say!("stimulus-fault-before-start", name = name.to_string(), value = value.to_string()))]
    BeforeStart {
        /// Which time.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A width, period, time constant or step that is zero or negative.
    #[error("{}", say!("stimulus-fault-no-length", name = name.to_string(), value = value.to_string()))]
    NoLength {
        /// Which one.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A strength, deviation, rate or frequency that is negative.
    #[error("{}", say!("stimulus-fault-negative", name = name.to_string(), value = value.to_string()))]
    Negative {
        /// Which one.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// An end that is not after its beginning.
    #[error("{}", say!("stimulus-fault-reversed", until = until.to_string(), at = at.to_string()))]
    Reversed {
        /// Beginning.
        at: f64,
        /// End.
        until: f64,
    },
    /// Pulses of one train overlap.
    #[error("{}", say!("stimulus-fault-overlapping", first = first.to_string(), second = second.to_string(), width = width.to_string()))]
    Overlapping {
        /// When one begins.
        first: f64,
        /// When the next begins.
        second: f64,
        /// How long each lasts.
        width: f64,
    },
    /// Times of a list go backward.
    #[error("{}", say!("stimulus-fault-disorder", second = second.to_string(), first = first.to_string()))]
    Disorder {
        /// The earlier in the list.
        first: f64,
        /// The later in the list.
        second: f64,
    },
    /// No pulse, no time, no point.
    #[error("{}", say!("stimulus-fault-empty", what = told(what), least = least.to_string()))]
    Empty {
        /// What is missing.
        what: &'static str,
        /// How many there must be.
        least: usize,
    },
    /// A list that would fill the memory.
    #[error("{}", say!("stimulus-fault-too-long", count = count.to_string(), what = told(what), most = MOST_POINTS.to_string()))]
    TooLong {
        /// What the list is of.
        what: &'static str,
        /// How many.
        count: usize,
    },
    /// So many events that they are no events any more.
    #[error("{}", say!("stimulus-fault-too-many", rate = rate.to_string(), tau = tau.to_string()))]
    TooMany {
        /// The rate.
        rate: f64,
        /// The time constant.
        tau: f64,
    },
    /// Coloured noise that forgets itself much faster than it is drawn.
    #[error("{}", say!("stimulus-fault-too-fast", tau = tau.to_string(), dt = dt.to_string()))]
    TooFast {
        /// Its correlation time.
        tau: f64,
        /// The grid.
        dt: f64,
    },
    /// The stimulus takes the parameter to values that the formula cannot use.
    #[error("{}", say!("stimulus-fault-forbidden", name = name.to_string(), what = told(what), when = when(*at), instead = told(instead)))]
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
    #[error("{}", say!("stimulus-fault-unknown-parameter", model = model.to_string(), name = format!("{:?}", name), hint = hint.to_string()))]
    UnknownParameter {
        /// The model's id.
        model: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// The parameter names variants of the formula.
    #[error("{}", say!("stimulus-fault-choice", name = name.to_string()))]
    Choice {
        /// The parameter.
        name: String,
    },
    /// Something infinitely strong on a parameter in which the equations are not linear.
    #[error("{}", say!("stimulus-fault-not-linear", what = told(what), name = name.to_string()))]
    NotLinear {
        /// An impulse or white noise.
        what: &'static str,
        /// The parameter.
        name: String,
    },
}
