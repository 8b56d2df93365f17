//! A figure as the bytes of a file, with the session in it that shows it again.
use super::Figure;
use crate::draw::{TikzOptions, data, tikz};
use crate::scene::Theme;
use crate::session::{Session, share};
use crate::text::say;
use std::path::Path;

/// What a figure can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileFormat {
    /// Vectors for the web and for drawing programs, with its font inside.
    Svg,
    /// Pixels.
    Png,
    /// Vectors for papers and slides, with its font inside.
    Pdf,
    /// A LaTeX document for pgfplots.
    Tikz,
    /// What is drawn as a table.
    Csv,
    /// What is drawn as a document for programs.
    Json,
}

impl FileFormat {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 6] = [
        Self::Svg,
        Self::Png,
        Self::Pdf,
        Self::Tikz,
        Self::Csv,
        Self::Json,
    ];

    /// The ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Tikz => "tex",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Pdf => "PDF",
            Self::Tikz => "LaTeX (pgfplots)",
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    /// What it is good for, in a few words.
    pub fn purpose(self) -> String {
        match self {
            Self::Svg => say!("export-purpose-svg"),
            Self::Png => say!("export-purpose-png"),
            Self::Pdf => say!("export-purpose-pdf"),
            Self::Tikz => say!("export-purpose-tikz"),
            Self::Csv => say!("export-purpose-csv"),
            Self::Json => say!("export-purpose-json"),
        }
    }

    /// Whether a file in this format carries the session, and opens it again.
    pub fn carries_session(self) -> bool {
        self != Self::Csv
    }

    /// The format that the ending of a file name stands for, whatever its case.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        Self::ALL.into_iter().find(|f| f.ending() == ending)
    }
}

/// The page of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// Width and height in points; of a LaTeX figure only their proportion counts.
    pub size: [u32; 2],
    /// Pixels per point of a PNG, from 0.25 to 8.
    pub pixels_per_point: f32,
    /// Colours.
    pub theme: Theme,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            size: [1200, 900],
            pixels_per_point: 1.0,
            theme: Theme::Print,
        }
    }
}

/// Why a figure cannot be written.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ExportError {
    /// It cannot be drawn.
    #[cfg(feature = "figures")]
    #[error(transparent)]
    Figure(#[from] crate::draw::FigureError),
    /// This program draws no figures.
    #[error("{}", say!("format-fault-not-built", it = _0.to_string()))]
    NotBuilt(&'static str),
    /// The numbers cannot be written.
    #[error("{}", say!("format-fault-json", it = _0.to_string()))]
    Json(String),
}

/// Why a figure in `format` cannot carry this session, in a sentence; none when it carries it, or when
/// files of that format carry none.
pub fn without_session(session: &Session, format: FileFormat) -> Option<String> {
    let why = share::share(session).err()?;
    format
        .carries_session()
        .then(|| say!("export-no-session", why = why.to_string()))
}

/// The figure as a file in `format`. It carries the session, unless that is too large to be read again:
/// see [`without_session`]. The bytes depend on nothing but the arguments.
///
/// # Errors
/// [`ExportError::Figure`] for a page outside the bounds; [`ExportError::NotBuilt`] without the feature
/// `figures`.
pub fn bytes(
    figure: &Figure,
    session: &Session,
    format: FileFormat,
    page: &Page,
) -> Result<Vec<u8>, ExportError> {
    written(figure, Some(session), format, page)
}

/// The same of a figure that shows no session, and carries none.
///
/// # Errors
/// As [`bytes`].
pub fn bytes_alone(
    figure: &Figure,
    format: FileFormat,
    page: &Page,
) -> Result<Vec<u8>, ExportError> {
    written(figure, None, format, page)
}

fn written(
    figure: &Figure,
    session: Option<&Session>,
    format: FileFormat,
    page: &Page,
) -> Result<Vec<u8>, ExportError> {
    let text = || session.and_then(|s| share::share(s).ok());
    match format {
        FileFormat::Svg | FileFormat::Png | FileFormat::Pdf => drawn(figure, session, format, page),
        FileFormat::Tikz => {
            let options = TikzOptions {
                size: page.size,
                theme: page.theme,
                columns: figure.columns,
            };
            let document = tikz(&figure.scenes, &options, &figure.notes, text().as_deref());
            Ok(document.into_bytes())
        }
        FileFormat::Csv => Ok(data::csv(&figure.scenes).into_bytes()),
        FileFormat::Json => {
            let columns = figure.columns.max(1);
            data::json(&figure.scenes, columns, &figure.notes, text().as_deref())
                .map_err(|why| ExportError::Json(why.to_string()))
        }
    }
}

#[cfg(not(feature = "figures"))]
fn drawn(
    _: &Figure,
    _: Option<&Session>,
    format: FileFormat,
    _: &Page,
) -> Result<Vec<u8>, ExportError> {
    Err(ExportError::NotBuilt(format.name()))
}

#[cfg(feature = "figures")]
fn drawn(
    figure: &Figure,
    session: Option<&Session>,
    format: FileFormat,
    page: &Page,
) -> Result<Vec<u8>, ExportError> {
    use crate::draw::{self, FigureOptions, Format};
    use crate::session::figure::embed;
    let options = FigureOptions {
        size: page.size,
        pixels_per_point: match format {
            FileFormat::Png => page.pixels_per_point,
            // Vectors have no pixels.
            _ => 1.0,
        },
        theme: page.theme,
        format: match format {
            FileFormat::Png => Format::Png,
            _ => Format::Svg,
        },
        columns: figure.columns.max(1),
    };
    if format == FileFormat::Pdf {
        let text = session.and_then(|s| share::share(s).ok());
        return Ok(draw::pdf(&figure.scenes, &options, text.as_deref())?);
    }
    let bytes = draw::figure(&figure.scenes, &options)?;
    Ok(session
        .and_then(|s| embed(bytes.clone(), s).ok())
        .unwrap_or(bytes))
}
