//! What is wrong with the text of a lesson.
use super::Said;
use super::markdown::Unclosed;
use super::read::{MOST_BYTES, VERSION};
use crate::analysis::ProblemError;
use crate::model::StimulusError;
use crate::session::CommandError;
use crate::text::say;

/// A mistake in the text of a lesson.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.said())]
pub struct Fault {
    /// Line and column, both from 1.
    pub at: (usize, usize),
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.said())]
pub enum FaultKind {
    /// Longer than any lesson.
    TooBig,
    /// More entries than any lesson.
    TooMany,
    /// Brackets within brackets.
    TooDeep,
    /// Not text from here on.
    NotText,
    /// Not TOML.
    Syntax(String),
    /// It does not say that it is a lesson.
    Foreign,
    /// From a later version of the program.
    Newer(i64),
    /// A field that must be there.
    Missing {
        /// Its name.
        name: String,
        /// How to write it.
        example: &'static str,
    },
    /// A field that there is not.
    Unknown {
        /// As it stands there.
        name: String,
        /// What there is, nearest spelling first.
        hint: Said,
    },
    /// A value of another kind.
    Kind {
        /// Name of the field.
        name: String,
        /// What there is.
        found: Shape,
        /// What there should be.
        expected: Shape,
    },
    /// A number that is none.
    NotFinite(String),
    /// A number outside its bounds.
    Outside {
        /// Name of the field.
        name: String,
        /// The bounds.
        between: [f64; 2],
    },
    /// A word that means nothing here.
    Word {
        /// Name of the field.
        name: String,
        /// As it stands there.
        found: String,
        /// What there is, nearest spelling first.
        hint: Said,
    },
    /// More of something than there may be.
    Count {
        /// Name of the field.
        name: String,
        /// How many there may be.
        most: usize,
    },
    /// A text without a word.
    Empty(String),
    /// A text in one language only.
    Untranslated {
        /// Name of the field.
        name: String,
        /// Which of `en` and `zh` is missing.
        missing: &'static str,
    },
    /// A character that no eye sees: a control character, or a mark that turns the direction of the text.
    Invisible(char),
    /// Something begun in Markdown that does not end.
    Unclosed(Unclosed),
    /// Markdown that lessons do not have.
    Markup(&'static str),
    /// An act that cannot be read.
    Act {
        /// How such acts are written.
        example: &'static str,
    },
    /// A question without an answer, or with several.
    Answers,
    /// Choices of which not exactly one is right.
    Right(usize),
    /// A claim that says nothing, or the same twice.
    Says(&'static str),
    /// A formula that cannot be read, and what is wrong there.
    Formula(String),
    /// The session refuses it.
    Refused(Box<CommandError>),
}

/// What a value is or should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing.
    Nothing,
    /// A text.
    Text,
    /// A text in both languages.
    Texts,
    /// A number.
    Number,
    /// A whole number from 0 on.
    Whole,
    /// True or false.
    Flag,
    /// A list.
    List,
    /// A list of two numbers, the smaller one first.
    Range,
    /// A list of two numbers.
    Pair,
    /// Names with numbers.
    State,
    /// A table.
    Table,
    /// A list of tables.
    Tables,
    /// A date.
    Date,
}

impl Shape {
    fn said(self) -> String {
        match self {
            Self::Nothing => say!("lesson-shape-nothing"),
            Self::Text => say!("lesson-shape-text"),
            Self::Texts => say!("lesson-shape-texts"),
            Self::Number => say!("lesson-shape-number"),
            Self::Whole => say!("lesson-shape-whole"),
            Self::Flag => say!("lesson-shape-flag"),
            Self::List => say!("lesson-shape-list"),
            Self::Range => say!("lesson-shape-range"),
            Self::Pair => say!("lesson-shape-pair"),
            Self::State => say!("lesson-shape-state"),
            Self::Table => say!("lesson-shape-table"),
            Self::Tables => say!("lesson-shape-tables"),
            Self::Date => say!("lesson-shape-date"),
        }
    }
}

impl From<CommandError> for FaultKind {
    fn from(error: CommandError) -> Self {
        Self::Refused(Box::new(error))
    }
}

impl From<ProblemError> for FaultKind {
    fn from(error: ProblemError) -> Self {
        CommandError::from(error).into()
    }
}

impl From<StimulusError> for FaultKind {
    fn from(error: StimulusError) -> Self {
        CommandError::from(error).into()
    }
}

impl Fault {
    /// The sentence, with its place.
    fn said(&self) -> String {
        let (line, column) = self.at;
        say!(
            "lesson-fault-at",
            line = line.to_string(),
            column = column.to_string(),
            what = self.kind.said(),
        )
    }
}

impl FaultKind {
    /// The sentence in the language of this thread. What a session refuses is said in its words.
    fn said(&self) -> String {
        match self {
            Self::TooBig => say!(
                "lesson-fault-too-big",
                most = (MOST_BYTES >> 20).to_string()
            ),
            Self::TooMany => say!("lesson-fault-too-many"),
            Self::TooDeep => say!("lesson-fault-too-deep"),
            Self::NotText => say!("lesson-fault-not-text"),
            Self::Syntax(what) => say!("lesson-fault-syntax", what = what.as_str()),
            Self::Foreign => say!("lesson-fault-foreign"),
            Self::Newer(version) => say!(
                "lesson-fault-newer",
                version = version.to_string(),
                mine = VERSION.to_string()
            ),
            Self::Missing { name, example } => {
                say!(
                    "lesson-fault-missing",
                    name = name.as_str(),
                    example = *example
                )
            }
            Self::Unknown { name, hint } => {
                say!(
                    "lesson-fault-unknown",
                    name = name.as_str(),
                    hint = hint.now()
                )
            }
            Self::Kind {
                name,
                found,
                expected,
            } => say!(
                "lesson-fault-kind",
                name = name.as_str(),
                found = found.said(),
                expected = expected.said(),
            ),
            Self::NotFinite(name) => say!("lesson-fault-not-finite", name = name.as_str()),
            Self::Outside { name, between } => say!(
                "lesson-fault-outside",
                name = name.as_str(),
                from = crate::scene::value(between[0]),
                to = crate::scene::value(between[1]),
            ),
            Self::Word { name, found, hint } => say!(
                "lesson-fault-word",
                name = name.as_str(),
                found = found.as_str(),
                hint = hint.now(),
            ),
            Self::Count { name, most } => {
                say!(
                    "lesson-fault-count",
                    name = name.as_str(),
                    most = most.to_string()
                )
            }
            Self::Empty(name) => say!("lesson-fault-empty", name = name.as_str()),
            Self::Untranslated { name, missing } => {
                say!(
                    "lesson-fault-untranslated",
                    name = name.as_str(),
                    missing = *missing
                )
            }
            Self::Invisible(c) => {
                let code = format!("U+{:04X}", u32::from(*c));
                say!("lesson-fault-invisible", code = code)
            }
            Self::Unclosed(what) => match what {
                Unclosed::Code => say!("lesson-fault-unclosed-code"),
                Unclosed::Emphasis => say!("lesson-fault-unclosed-emphasis"),
                Unclosed::Block => say!("lesson-fault-unclosed-block"),
            },
            Self::Markup(what) => say!("lesson-fault-markup", what = *what),
            Self::Act { example } => say!("lesson-fault-act", example = *example),
            Self::Answers => say!("lesson-fault-answers"),
            Self::Right(count) => say!("lesson-fault-right", count = *count as i64),
            Self::Says(example) => say!("lesson-fault-says", example = *example),
            Self::Formula(what) => say!("lesson-fault-formula", what = what.as_str()),
            Self::Refused(error) => error.to_string(),
        }
    }
}

/// What there is, the nearest spelling first, in both languages.
pub(super) fn suggestion<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Said {
    let mut known: Vec<&str> = known.into_iter().collect();
    let typed: String = typed.chars().take(60).collect::<String>().to_lowercase();
    let likeness = |name: &str| strsim::jaro_winkler(&name.to_lowercase(), &typed);
    known.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)));
    known.dedup();
    Said::of(|| match known.split_first() {
        None => say!("lesson-hint-none"),
        Some((first, [])) => say!("lesson-hint-only", first = *first),
        Some((first, rest)) => {
            say!(
                "lesson-hint-nearest",
                first = *first,
                others = rest.join(", ")
            )
        }
    })
}
