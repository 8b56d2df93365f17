//! A session as one line that can be pasted into a chat and opened again.
//!
//! After the prefix with its version come, in URL-safe base64: the length of the compressed session (4
//! bytes, little end first), its CRC-32 (4 bytes), and the session's text, deflated. The length says
//! where the line ends whatever was written behind it, and tells a line cut short from a damaged one.
use super::Session;
use super::file::{self, FileError, FileFault, MOST_BYTES, Opened};
use crate::text::say;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use std::io::{Read as _, Write as _};

/// Begins every share text of this version.
pub const PREFIX: &str = "nullcline1-";
/// What all versions begin with; a number and a dash follow.
const NAME: &str = "nullcline";
/// Bytes before the compressed session.
const HEAD: usize = 8;
/// No more compressed bytes than this.
const MOST_COMPRESSED: usize = 24 << 20;

/// Why a share text cannot be opened.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ShareError {
    /// None at all.
    #[error("{}", say!("share-fault-foreign", prefix = PREFIX.to_string()))]
    Foreign,
    /// From a later version of the program.
    #[error("{}", say!("share-fault-newer", it = _0.to_string()))]
    Newer(u32),
    /// The end is missing.
    #[error("{}", say!("share-fault-cut-short", missing = missing.to_string(), whole = whole.to_string()))]
    CutShort {
        /// So many signs are missing.
        missing: usize,
        /// It had so many.
        whole: usize,
    },
    /// The checksum differs.
    #[error("{}", say!("share-fault-damaged"))]
    Damaged,
    /// Longer than any session.
    #[error("{}", say!("share-fault-too-big"))]
    TooBig,
    /// What is in it is no session.
    #[error("{}", say!("share-fault-session", it = _0.to_string()))]
    Session(#[from] FileError),
}

/// The session as one line. A usual one has some hundred signs; one with a recorded stimulus is as
/// long as the recording.
///
/// # Errors
/// [`FileFault::TooBig`] when no program would read it again.
pub fn share(session: &Session) -> Result<String, FileError> {
    let text = file::write_brief(session)?;
    let mut packed = DeflateEncoder::new(vec![0; HEAD], Compression::best());
    // Memory does not refuse what is written to it.
    let packed = packed
        .write_all(text.as_bytes())
        .and_then(|()| packed.finish());
    let Ok(mut bytes) = packed else {
        return Err(FileFault::TooBig.into());
    };
    if bytes.len() - HEAD > MOST_COMPRESSED {
        return Err(FileFault::TooBig.into());
    }
    let (length, sum) = (bytes.len() - HEAD, crc32fast::hash(&bytes[HEAD..]));
    bytes[..4].copy_from_slice(&(length as u32).to_le_bytes());
    bytes[4..HEAD].copy_from_slice(&sum.to_le_bytes());
    Ok(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes)))
}

/// Whether there is a share text in `text`, of whatever version.
pub fn is_share(text: &str) -> bool {
    found(text).is_some()
}

/// Version and body of the first share text.
fn found(text: &str) -> Option<(u32, &str)> {
    text.match_indices(NAME).find_map(|(k, _)| {
        let after = &text[k + NAME.len()..];
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let version = after[..digits].parse().ok()?;
        Some((version, after[digits..].strip_prefix('-')?))
    })
}

/// Opens a share text. Words before and after it, spaces and line breaks in it, marks of quotation at
/// the beginning of its lines, and dashes that a chat has joined do no harm.
///
/// # Errors
/// Damaged, truncated, foreign and too long texts; time and memory are bounded.
pub fn read(text: &str) -> Result<Opened, ShareError> {
    let (version, body) = found(text).ok_or(ShareError::Foreign)?;
    if version != 1 {
        return Err(if version == 0 {
            ShareError::Foreign
        } else {
            ShareError::Newer(version)
        });
    }
    let mut signs = signs(body);
    let head: Vec<u8> = signs.by_ref().take(signs_of(HEAD)).collect();
    let whole = PREFIX.len() + signs_of(HEAD);
    let short = |missing| ShareError::CutShort { missing, whole };
    if head.len() < signs_of(HEAD) {
        return Err(short(signs_of(HEAD) - head.len()));
    }
    // Nine bytes: the first of the session is among them.
    let start = decoded(&head[..8])?;
    let length = match *start.as_slice() {
        [a, b, c, d, ..] => u32::from_le_bytes([a, b, c, d]) as usize,
        _ => return Err(ShareError::Damaged),
    };
    if length > MOST_COMPRESSED {
        // Far more likely a damaged sign than so long a text.
        return Err(ShareError::Damaged);
    }
    let many = signs_of(HEAD + length);
    let mut all = head;
    all.extend(signs.take(many - all.len()));
    if all.len() < many {
        return Err(ShareError::CutShort {
            missing: many - all.len(),
            whole: PREFIX.len() + many,
        });
    }
    let bytes = decoded(&all)?;
    let packed = &bytes[HEAD..];
    if crc32fast::hash(packed).to_le_bytes() != bytes[4..HEAD] {
        return Err(ShareError::Damaged);
    }
    let mut unpacked = vec![];
    DeflateDecoder::new(packed)
        .take(MOST_BYTES as u64 + 1)
        .read_to_end(&mut unpacked)
        .map_err(|_| ShareError::Damaged)?;
    if unpacked.len() > MOST_BYTES {
        return Err(ShareError::TooBig);
    }
    Ok(file::read_bytes(&unpacked)?)
}

/// So many signs stand for so many bytes.
fn signs_of(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

fn decoded(signs: &[u8]) -> Result<Vec<u8>, ShareError> {
    URL_SAFE_NO_PAD
        .decode(signs)
        .map_err(|_| ShareError::Damaged)
}

/// The signs of base64 up to the first thing that cannot stand in a share text.
fn signs(body: &str) -> impl Iterator<Item = u8> {
    body.chars()
        .filter(|c| {
            // Invisible signs at which programs break lines.
            let invisible = matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
            !(c.is_whitespace() || invisible || *c == '>')
        })
        .flat_map(|c| match c {
            '–' | '—' => [Some('-'), Some('-')],
            '\u{2010}' | '\u{2011}' | '\u{2212}' => [Some('-'), None],
            c => [Some(c), None],
        })
        .flatten()
        .map_while(|c| {
            let sign = c.is_ascii_alphanumeric() || c == '-' || c == '_';
            sign.then_some(c as u8)
        })
}
