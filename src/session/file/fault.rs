//! What is wrong with the text of a session.
use super::super::CommandError;
use super::{MOST_BYTES, VERSION};
use crate::analysis::ProblemError;
use crate::model::StimulusError;
use crate::text::{say, told};

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
            .map(|(line, column)| place(line, column))
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
    #[error("{}", say!("file-fault-too-big", most = (MOST_BYTES / 1_000_000).to_string()))]
    TooBig,
    /// More entries than any session.
    #[error("{}", say!("file-fault-too-many"))]
    TooMany,
    /// Brackets within brackets.
    #[error("{}", say!("file-fault-too-deep"))]
    TooDeep,
    /// Not text at all from here on.
    #[error("{}", say!("file-fault-not-text"))]
    NotText,
    /// Something else.
    #[error("{}", say!("file-fault-foreign", mine = VERSION.to_string()))]
    Foreign,
    /// From a later version of the program.
    #[error("{}", say!("file-fault-newer", it = _0.to_string(), mine = VERSION.to_string()))]
    Newer(i64),
    /// Not TOML.
    #[error("{}", say!("file-fault-syntax", it = _0.to_string()))]
    Syntax(String),
    /// A field that must be there.
    #[error("{}", say!("file-fault-missing", name = name.to_string(), example = example.to_string()))]
    Missing {
        /// Its full name.
        name: String,
        /// How to write it.
        example: &'static str,
    },
    /// A value of another kind.
    #[error("{}", say!("file-fault-kind", name = name.to_string(), found = told(found), expected = told(expected)))]
    Kind {
        /// Full name of the field.
        name: String,
        /// What there is.
        found: &'static str,
        /// What there should be.
        expected: &'static str,
    },
    /// A number that is none.
    #[error("{}", say!("file-fault-not-finite", it = _0.to_string()))]
    NotFinite(String),
    /// A word that means nothing here.
    #[error("{}", say!("file-fault-word", name = name.to_string(), found = format!("{:?}", found), hint = hint.to_string()))]
    Word {
        /// Full name of the field.
        name: String,
        /// As it stands there.
        found: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// Two names that must differ.
    #[error("{}", say!("file-fault-same", it = _0.to_string()))]
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

/// A place in a text, as the beginning of a sentence about it.
fn place(line: usize, column: usize) -> String {
    say!(
        "fault-place",
        line = line.to_string(),
        column = column.to_string()
    )
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
