//! Sessions on the disk: opened from whatever carries one, and saved so that nothing is ever lost.
use super::Session;
use super::figure::{self, FigureFault};
use super::file::{self, FileError, Opened};
use super::share::{self, ShareError};
use crate::learn::twin::{MOST_BYTES, Saved, TwinFileError};
use crate::text::say;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The ending of session files.
pub const ENDING: &str = "nullcline";
/// No longer file than this is read; figures may be longer than sessions.
pub const MOST_READ: u64 = 128 << 20;

/// Why nothing was opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be read.
    #[error("{}", say!("disk-fault-read", path = path.display().to_string(), why = plain(why), advice = open_advice(why)))]
    Read {
        /// Which.
        path: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// A folder, or a device.
    #[error("{}", say!("disk-fault-no-file", path = _0.display().to_string()))]
    NoFile(PathBuf),
    /// Longer than any session or figure.
    #[error("{}", say!("disk-fault-too-big", path = _0.display().to_string()))]
    TooBig(PathBuf),
    /// The text of a session.
    #[error("{}{why}", within(path))]
    File {
        /// In which file, if it was one.
        path: Option<PathBuf>,
        /// What is wrong.
        why: Box<FileError>,
    },
    /// A share text.
    #[error(transparent)]
    Share(#[from] ShareError),
    /// A trained twin.
    #[error("{}: {why}", path.display())]
    Twin {
        /// In which file.
        path: PathBuf,
        /// What is wrong.
        why: TwinFileError,
    },
    /// A figure.
    #[error("{}{why}", within(path))]
    Figure {
        /// In which file, if it was one.
        path: Option<PathBuf>,
        /// What is wrong.
        why: FigureFault,
    },
}

/// Why nothing was saved. What was there before is there still.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The session has no text.
    #[error("{}", say!("disk-fault-text", it = _0.to_string()))]
    Text(#[from] FileError),
    /// A file that must not be changed.
    #[error("{}", say!("disk-fault-read-only", path = _0.display().to_string()))]
    ReadOnly(PathBuf),
    /// The disk is full, the folder is not there or read-only, and the like.
    #[error("{}", say!("disk-fault-write", path = path.display().to_string(), why = plain(why), advice = save_advice(why)))]
    Write {
        /// Which.
        path: PathBuf,
        /// What the system says.
        why: io::Error,
    },
}

fn within(path: &Option<PathBuf>) -> String {
    path.as_ref().map_or_else(String::new, |p| {
        say!("fault-within", path = p.display().to_string())
    })
}

/// What the system says, without its number; the most frequent reasons in the language of this thread.
pub(super) fn plain(why: &io::Error) -> String {
    let said = why.to_string();
    let said = said.split(" (os error").next().unwrap_or_default();
    let mut letters = said.chars();
    let first = letters.next().map(|c| c.to_lowercase());
    let said: String = first.into_iter().flatten().chain(letters).collect();
    let kind = match why.kind() {
        ErrorKind::NotFound => "missing",
        ErrorKind::PermissionDenied => "forbidden",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "full",
        ErrorKind::IsADirectory => "folder",
        _ => "other",
    };
    say!("disk-why", kind = kind, said = said)
}

fn open_advice(why: &io::Error) -> String {
    match why.kind() {
        ErrorKind::NotFound => say!("disk-look-elsewhere"),
        ErrorKind::PermissionDenied => say!("disk-ask-owner"),
        _ => say!("disk-try-again"),
    }
}

fn save_advice(why: &io::Error) -> String {
    match why.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            say!("disk-free-space")
        }
        ErrorKind::NotFound => say!("disk-choose-folder"),
        _ => say!("disk-choose-place"),
    }
}

/// Opens a session file, or the session in an SVG or PNG figure; what it is, its content says and not
/// its name.
///
/// # Errors
/// Says what is wrong with the file, with its name.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    let bytes = read(path, MOST_READ)?;
    if bytes.len() as u64 > MOST_READ {
        return Err(OpenError::TooBig(path.into()));
    }
    open_bytes(&bytes).map_err(|error| match error {
        OpenError::File { why, .. } => OpenError::File {
            path: Some(path.into()),
            why,
        },
        OpenError::Figure { why, .. } => OpenError::Figure {
            path: Some(path.into()),
            why,
        },
        other => other,
    })
}

/// Opens a trained twin.
///
/// # Errors
/// Says what is wrong with the file, with its name.
pub fn open_twin(path: &Path) -> Result<Saved, OpenError> {
    let bytes = read(path, MOST_BYTES as u64)?;
    Saved::read(&bytes).map_err(|why| OpenError::Twin {
        path: path.into(),
        why,
    })
}

/// The bytes of a file, and no more than one beyond `most`.
fn read(path: &Path, most: u64) -> Result<Vec<u8>, OpenError> {
    let refuse = |why| OpenError::Read {
        path: path.into(),
        why,
    };
    // Devices and pipes may never end, and opening some of them waits for ever.
    let about = fs::metadata(path).map_err(refuse)?;
    if !about.is_file() {
        return Err(OpenError::NoFile(path.into()));
    }
    let mut bytes = vec![];
    let file = File::open(path).map_err(refuse)?;
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(refuse)?;
    Ok(bytes)
}

/// The same from bytes that were dropped or pasted: a session, a figure or a share text.
///
/// # Errors
/// Says what is wrong with them.
pub fn open_bytes(bytes: &[u8]) -> Result<Opened, OpenError> {
    if figure::is_figure(bytes) {
        return figure::extract(bytes).map_err(|why| OpenError::Figure { path: None, why });
    }
    let refused = match file::read_bytes(bytes) {
        Ok(opened) => return Ok(opened),
        Err(why) => why,
    };
    // A share text may stand among other words. A session has lines of its own.
    match std::str::from_utf8(bytes) {
        Ok(text) if refused.at.is_none() && share::is_share(text) => Ok(share::read(text)?),
        _ => Err(OpenError::File {
            path: None,
            why: Box::new(refused),
        }),
    }
}

/// Saves a session as a file.
///
/// # Errors
/// Says why not; what was there before is there still, whole.
pub fn save(session: &Session, path: &Path) -> Result<(), SaveError> {
    let text = file::write(session)?;
    write(path, text.as_bytes())
}

/// Writes a file so that at every moment either the old or the new one is there, whole: beside it,
/// onto the disk, and then in its place. A link stays a link.
///
/// # Errors
/// Says why not; what was there before is there still, and nothing is left beside it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let refuse = |why| SaveError::Write {
        path: path.into(),
        why,
    };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.into());
    let old = fs::metadata(&target).ok();
    if let Some(old) = &old {
        if old.permissions().readonly() {
            return Err(SaveError::ReadOnly(path.into()));
        }
        if !old.is_file() {
            // A device such as /dev/stdout cannot be replaced.
            return fs::write(&target, bytes).map_err(refuse);
        }
    }
    let beside = beside(&target);
    let written = (|| {
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)?;
        file.write_all(bytes)?;
        if let Some(old) = &old {
            // Best effort: some file systems have no permissions.
            let _ = file.set_permissions(old.permissions());
        }
        file.sync_all()?;
        drop(file);
        fs::rename(&beside, &target)
    })();
    if let Err(why) = written {
        let _ = fs::remove_file(&beside);
        return Err(refuse(why));
    }
    // The new name reaches the disk with its folder. Where folders cannot be opened it comes by itself.
    if let Some(folder) = target.parent().filter(|p| !p.as_os_str().is_empty()) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// A name in the same folder that nobody else uses.
fn beside(target: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let k = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    // A name has at most 255 bytes.
    let name: String = name.chars().take(40).collect();
    target.with_file_name(format!(".{name}.{}-{k}.part", std::process::id()))
}
