//! What is wrong with the text of a session.
use super::super::CommandError;
use super::{MOST_BYTES, VERSION};
use crate::analysis::ProblemError;
use crate::model::StimulusError;

/// Why a text is no session, and where.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}{fault}", self.place())]
pub struct FileError {
    /// Line and column, both from 1, where there is a place.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub fault: FileFault,
}

impl FileError {
    fn place(&self) -> String {
        self.at
            .map(|(line, column)| format!("line {line}, column {column}: "))
            .unwrap_or_default()
    }
}

impl From<FileFault> for FileError {
    fn from(fault: FileFault) -> Self {
        Self { at: None, fault }
    }
}

/// What is wrong with the text of a session.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FileFault {
    /// Longer than any session.
    #[error(
        "a session has at most {} million bytes; shorten the recorded stimulus or the notes",
        MOST_BYTES / 1_000_000
    )]
    TooBig,
    /// More entries than any session.
    #[error("there are more entries than any session has; this file was not written by nullcline")]
    TooMany,
    /// Brackets within brackets.
    #[error("brackets or names are nested deeper than in any session; take them apart")]
    TooDeep,
    /// Not text at all from here on.
    #[error("from here on this is not text (UTF-8); the file is damaged: open an earlier copy")]
    NotText,
    /// Something else.
    #[error(
        "this is no session of nullcline, which begins with the line `nullcline = {VERSION}`; choose a .nullcline file, or an SVG or PNG figure that was exported here"
    )]
    Foreign,
    /// From a later version of the program.
    #[error(
        "this session was saved by a newer nullcline (format {0}; this one reads up to {VERSION}); update nullcline to open it"
    )]
    Newer(i64),
    /// Not TOML.
    #[error("{0}; mend the line or open an earlier copy")]
    Syntax(String),
    /// A field that must be there.
    #[error("{name} is missing; add a line such as {example}")]
    Missing {
        /// Its full name.
        name: String,
        /// How to write it.
        example: &'static str,
    },
    /// A value of another kind.
    #[error("{name} is {found}, and must be {expected}")]
    Kind {
        /// Full name of the field.
        name: String,
        /// What there is.
        found: &'static str,
        /// What there should be.
        expected: &'static str,
    },
    /// A number that is none.
    #[error("{0} is not a finite number; give one such as -1.5 or 2e-3")]
    NotFinite(String),
    /// A word that means nothing here.
    #[error("{name} cannot be {found:?}; {hint}")]
    Word {
        /// Full name of the field.
        name: String,
        /// As it stands there.
        found: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// Two names that must differ.
    #[error("study.and is {0}, which study.vary is already; name two different parameters")]
    Same(String),
    /// The session refuses it, as it would refuse the command.
    #[error(transparent)]
    Refused(Box<CommandError>),
}

impl From<CommandError> for FileFault {
    fn from(error: CommandError) -> Self {
        Self::Refused(Box::new(error))
    }
}

impl From<ProblemError> for FileFault {
    fn from(error: ProblemError) -> Self {
        CommandError::from(error).into()
    }
}

impl From<StimulusError> for FileFault {
    fn from(error: StimulusError) -> Self {
        CommandError::from(error).into()
    }
}

/// Line and column of a byte of the text, both from 1.
pub(super) fn at(text: &str, byte: usize) -> (usize, usize) {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = &text[..byte];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |k| k + 1);
    (line, before[start..].chars().count() + 1)
}
