//! A figure as a file: the formats, by the ending of its name.
use super::{Failure, Figure, Page, Session};
use std::path::Path;

/// A file format.
#[derive(Clone, Copy)]
pub(super) enum Format {
    Svg,
    Png,
}

/// The format that a file's name ends in.
pub(super) fn format(path: &Path) -> Result<Format, Failure> {
    let ending = path.extension();
    let ending = ending.map_or_else(String::new, |e| e.to_string_lossy().to_lowercase());
    match ending.as_str() {
        "png" => Ok(Format::Png),
        "svg" => Ok(Format::Svg),
        _ => Err(Failure::Usage(format!(
            "{} does not end in .svg or .png, so it is not clear what to write",
            path.display()
        ))),
    }
}

/// The figure as the bytes of a file; that a session is too large for it is one more note.
#[cfg(feature = "figures")]
pub(super) fn bytes(
    figure: &mut Figure,
    session: &Session,
    format: Format,
    page: &Page,
) -> Result<Vec<u8>, Failure> {
    use crate::draw;
    let options = draw::FigureOptions {
        size: page.size,
        // Vectors have no pixels.
        pixels_per_point: match format {
            Format::Svg => 1.0,
            Format::Png => page.scale,
        },
        theme: page.theme,
        format: match format {
            Format::Svg => draw::Format::Svg,
            Format::Png => draw::Format::Png,
        },
        columns: figure.columns,
    };
    let bytes = draw::figure(&figure.scenes, &options)
        .map_err(|error| Failure::Analysis(error.to_string()))?;
    match crate::session::figure::embed(bytes.clone(), session) {
        Ok(with) => Ok(with),
        Err(why) => {
            let note = format!("the figure carries no session: {why}");
            figure.notes.push(note);
            Ok(bytes)
        }
    }
}

#[cfg(not(feature = "figures"))]
pub(super) fn bytes(
    _: &mut Figure,
    _: &Session,
    _: Format,
    page: &Page,
) -> Result<Vec<u8>, Failure> {
    let _ = (page.size, page.scale, page.theme);
    Err(Failure::Analysis(
        "this program was built without figures; build it with --features figures".into(),
    ))
}
