//! A session as figures and data: what the window's export and the command line have in common, so that
//! both write the same bytes.
pub mod format;

pub use format::{ExportError, FileFormat, Page, bytes};

use crate::scene::Scene;

/// A view of a session as scenes.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The panels, row by row. The caption of all is the first one's.
    pub scenes: Vec<Scene>,
    /// How many panels stand beside each other.
    pub columns: usize,
    /// What the reader must know, in sentences.
    pub notes: Vec<String>,
}
