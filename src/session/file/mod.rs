//! A session as a text that people can read and edit: TOML, with a version.
//!
//! The text is complete: every parameter has its value, so that a file means the same when a preset is
//! corrected some day. What a file leaves out is as it is when the model is opened. Fields that this
//! program does not know are mentioned, kept, and written again.
mod fault;
mod fields;
mod foreign;
mod names;
mod read;
mod twin;
mod write;

pub use fault::{FileError, FileFault};

use super::Session;
use crate::text::say;
use fault::at;
use std::fmt;
use toml_edit::Document;
use toml_parser::{Source, lexer::TokenKind};

/// The version of the format that is written.
pub const VERSION: i64 = 1;
/// The remarks with which a complete text begins and ends: a file cut between two lines is noticed.
const FIRST_LINE: &str =
    "# A session of nullcline: drop this file on its window, or say `nullcline FILE`.";
/// See [`FIRST_LINE`].
const LAST_LINE: &str = "# The end of the session.";
/// No longer session than this is read or written, in bytes: a recorded stimulus of a million points
/// with all their digits fits.
pub const MOST_BYTES: usize = 48 << 20;
/// No more words and signs than this, a whole stimulus being one: more would fill the memory.
const MOST_TOKENS: usize = 200_000;
/// No deeper nesting than this, of brackets and of dotted names each.
const MOST_DEPTH: usize = 16;
/// So many unknown fields are mentioned one by one.
const MOST_MENTIONS: usize = 20;

/// A session that was opened, and what its user should know about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The session.
    pub session: Session,
    /// Sentences about fields that are not understood here.
    pub mentions: Vec<Mention>,
}

/// Something that the user should know about a file that was opened all the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Mention {
    /// A field that this program does not know. It is kept and written again.
    Unknown {
        /// Line and column, both from 1.
        at: (usize, usize),
        /// Its full name.
        name: String,
        /// What there is in its place, nearest spelling first.
        hint: String,
        /// How many more fields there are that are not mentioned one by one.
        more: usize,
    },
    /// The file was saved here, and its last line is missing.
    CutShort,
}

impl fmt::Display for Mention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CutShort => f.write_str(&say!("mention-cut-short")),
            Self::Unknown {
                at: (line, column),
                name,
                hint,
                more,
            } => {
                let (line, column) = (line.to_string(), column.to_string());
                let (name, hint) = (format!("{name:?}"), hint.as_str());
                f.write_str(&match more {
                    0 => say!(
                        "mention-unknown",
                        line = line,
                        column = column,
                        name = name,
                        hint = hint
                    ),
                    n => say!(
                        "mention-unknown-more",
                        line = line,
                        column = column,
                        name = name,
                        hint = hint,
                        more = n.to_string()
                    ),
                })
            }
        }
    }
}

/// Reads a session from its text.
///
/// Time and memory are bounded by the length of the text, of which there is a greatest one
/// ([`MOST_BYTES`]).
///
/// # Errors
/// What is wrong first, with line and column.
pub fn read(text: &str) -> Result<Opened, FileError> {
    if text.len() > MOST_BYTES {
        return Err(FileFault::TooBig.into());
    }
    // Windows' editors write it; TOML does not know it.
    let text = text.trim_start_matches('\u{feff}');
    count(text)?;
    let document = Document::parse(text).map_err(|error| {
        let place = error.span().map(|span| at(text, span.start));
        if place.is_none_or(|(line, _)| line <= 2) || !text.contains("nullcline") {
            return FileFault::Foreign.into();
        }
        let said = error.message().replace('\n', ", ");
        FileError {
            at: place,
            fault: FileFault::Syntax(said),
        }
    })?;
    match document.get("nullcline").and_then(|item| item.as_integer()) {
        Some(1) => {
            let mut opened = read::session(text, document)?;
            if text.starts_with(FIRST_LINE) && !text.contains(LAST_LINE) {
                opened.mentions.push(Mention::CutShort);
            }
            Ok(opened)
        }
        Some(newer) if newer > VERSION => Err(FileFault::Newer(newer).into()),
        _ => Err(FileFault::Foreign.into()),
    }
}

/// The same from the bytes of a file.
///
/// # Errors
/// [`FileFault::NotText`], and those of [`read`].
pub fn read_bytes(bytes: &[u8]) -> Result<Opened, FileError> {
    if bytes.len() > MOST_BYTES {
        return Err(FileFault::TooBig.into());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => read(text),
        Err(error) => {
            let good = error.valid_up_to();
            let text = std::str::from_utf8(&bytes[..good]).unwrap_or_default();
            let place = (text.contains("nullcline")).then(|| at(text, good));
            Err(FileError {
                at: place,
                fault: match place {
                    Some(_) => FileFault::NotText,
                    None => FileFault::Foreign,
                },
            })
        }
    }
}

/// Refuses what would fill the memory once it is a tree, or the stack once it is taken down.
fn count(text: &str) -> Result<(), FileError> {
    let (mut depth, mut dots) = (0_usize, 0_usize);
    for (k, token) in Source::new(text).lex().enumerate() {
        match token.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                (depth, dots) = (depth + 1, 0);
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                (depth, dots) = (depth.saturating_sub(1), 0);
            }
            TokenKind::Dot => dots += 1,
            TokenKind::Equals | TokenKind::Comma | TokenKind::Newline => dots = 0,
            _ => {}
        }
        let fault = if k > MOST_TOKENS {
            FileFault::TooMany
        } else if depth.max(dots) > MOST_DEPTH {
            FileFault::TooDeep
        } else {
            continue;
        };
        let at = Some(at(text, token.span().start()));
        return Err(FileError { at, fault });
    }
    Ok(())
}

/// The session as a text, which [`read`] reads back to an equal one.
///
/// # Errors
/// [`FileFault::TooBig`] when it would be longer than what is read.
pub fn write(session: &Session) -> Result<String, FileError> {
    sized(write::text(session, write::Detail::Complete))
}

/// The same as short as can be, for share texts and figures: without remarks, and without what is as it
/// is when the model is opened. All parameters and the window are there.
pub(super) fn write_brief(session: &Session) -> Result<String, FileError> {
    sized(write::text(session, write::Detail::Brief))
}

fn sized(text: String) -> Result<String, FileError> {
    if text.len() > MOST_BYTES {
        return Err(FileFault::TooBig.into());
    }
    Ok(text)
}
