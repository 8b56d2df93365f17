//! A figure as a file: the formats, by the ending of its name.
use super::{Failure, Figure, Page, Session};
use crate::export::{self, FileFormat, format::without_session};
use std::path::Path;

/// The format that a file's name ends in.
pub(in crate::cli) fn format(path: &Path) -> Result<FileFormat, Failure> {
    FileFormat::of(path).ok_or_else(|| {
        let endings = FileFormat::ALL.map(|f| format!(".{}", f.ending()));
        Failure::Usage(format!(
            "{} ends in none of {}, so it is not clear what to write",
            path.display(),
            endings.join(", ")
        ))
    })
}

/// The figure as the bytes of a file; that a session is too large for it is one more note.
pub(super) fn bytes(
    figure: &mut Figure,
    session: &Session,
    format: FileFormat,
    page: &Page,
) -> Result<Vec<u8>, Failure> {
    figure.notes.extend(without_session(session, format));
    export::bytes(figure, session, format, page)
        .map_err(|error| Failure::Analysis(error.to_string()))
}
