//! A session inside the figure that shows it: put in when it is exported, found when it is dropped on
//! the window.
//!
//! It is there as a share text, which stands nothing but letters, digits and dashes: other programs may
//! move it to another element, wrap it, or compress it, and it is still found. No XML is parsed for it,
//! so that no document, however hostile, costs more than a search.
use super::Session;
use super::file::{FileError, Opened};
use super::share::{self, PREFIX, ShareError};
use crate::text::say;
use flate2::read::ZlibDecoder;
use std::io::Read as _;

/// Names the text in a PNG file.
const KEYWORD: &[u8] = b"nullcline";
/// The first bytes of every PNG file.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The header chunk of a PNG, after which others may come.
const PNG_HEAD: usize = PNG.len() + 25;
/// No longer text than this is unpacked from a PNG.
const MOST_TEXT: u64 = 40 << 20;

/// Why there is no session in a figure, or none that can be opened.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FigureFault {
    /// There is none.
    #[error("{}", say!("carrier-fault-none"))]
    None,
    /// It is damaged.
    #[error("{}", say!("carrier-fault-share", it = _0.to_string()))]
    Share(#[from] ShareError),
}

/// Which figure it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Png,
    Svg,
    /// PDF, LaTeX and JSON, in which it stands as it is.
    Other,
}

/// Whether these bytes are a figure of a format that carries sessions (SVG, PNG, PDF, LaTeX, JSON), whatever
/// their file is called.
pub fn is_figure(bytes: &[u8]) -> bool {
    kind(bytes).is_some()
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(PNG) {
        return Some(Kind::Png);
    }
    let head = &bytes[..bytes.len().min(4096)];
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let first = text.iter().position(|b| !b.is_ascii_whitespace())?;
    let holds = |what: &[u8]| position(text, what).is_some();
    match text[first] {
        b'<' if holds(b"<svg") => Some(Kind::Svg),
        b'%' if text.starts_with(b"%PDF-") => Some(Kind::Other),
        b'%' if holds(b"\\documentclass") || holds(b"% nullcline") => Some(Kind::Other),
        b'{' if holds(b"\"nullcline figure\"") => Some(Kind::Other),
        _ => None,
    }
}

fn position(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

/// Puts the session into a figure, which looks the same afterwards: an SVG gets a `metadata` element,
/// a PNG a text chunk. Anything else stays as it is.
///
/// # Errors
/// When the session is too large to be read again.
pub fn embed(figure: Vec<u8>, session: &Session) -> Result<Vec<u8>, FileError> {
    let text = share::share(session)?;
    let (at, piece) = match kind(&figure) {
        Some(Kind::Png) if figure.len() > PNG_HEAD => (PNG_HEAD, chunk(&text)),
        Some(Kind::Svg) => {
            // A title has to be the first thing in a document.
            let place = position(&figure, b"</title>").map(|k| k + b"</title>".len());
            let start = position(&figure, b"<svg").unwrap_or(0);
            let after = || Some(start + position(&figure[start..], b">")? + 1);
            let Some(at) = place.or_else(after) else {
                return Ok(figure);
            };
            let piece = format!(
                "\n<metadata><session xmlns=\"urn:nullcline:session\">{text}</session></metadata>"
            );
            (at, piece.into_bytes())
        }
        _ => return Ok(figure),
    };
    let mut out = figure;
    out.splice(at..at, piece);
    Ok(out)
}

/// A text chunk of a PNG file.
fn chunk(text: &str) -> Vec<u8> {
    let mut body = b"tEXt".to_vec();
    body.extend_from_slice(KEYWORD);
    body.push(0);
    body.extend_from_slice(text.as_bytes());
    let mut out = ((body.len() - 4) as u32).to_be_bytes().to_vec();
    let sum = crc32fast::hash(&body);
    out.append(&mut body);
    out.extend(sum.to_be_bytes());
    out
}

/// The session in a figure.
///
/// # Errors
/// [`FigureFault::None`] when there is none; [`FigureFault::Share`] when it is damaged.
pub fn extract(figure: &[u8]) -> Result<Opened, FigureFault> {
    let packed = match kind(figure) {
        Some(Kind::Png) => text_of_png(figure),
        _ => None,
    };
    let text = packed.or_else(|| plain(figure)).ok_or(FigureFault::None)?;
    Ok(share::read(&text)?)
}

/// A share text that stands in the file as it is, up to what cannot belong to it.
fn plain(figure: &[u8]) -> Option<String> {
    let start = position(figure, PREFIX.as_bytes())?;
    let rest = &figure[start..];
    let end = rest
        .iter()
        .position(|b| matches!(b, b'<' | b'"' | b'\'' | 0));
    let text = &rest[..end.unwrap_or(rest.len())];
    Some(String::from_utf8_lossy(text).into_owned())
}

/// The text called after us in a PNG file: plain, compressed, or international.
fn text_of_png(figure: &[u8]) -> Option<String> {
    let mut rest = figure.get(PNG.len()..)?;
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (name, after) = after.split_first_chunk::<4>()?;
        let body = after.get(..length)?;
        // Behind the body there is a checksum.
        rest = after.get(length + 4..)?;
        let Some(value) = body
            .strip_prefix(KEYWORD)
            .and_then(|b| b.strip_prefix(b"\0"))
        else {
            continue;
        };
        let text = match name {
            b"tEXt" => value.to_vec(),
            b"zTXt" => unpacked(value.get(1..)?)?,
            b"iTXt" => {
                let (flags, value) = value.split_first_chunk::<2>()?;
                // The language and the translated keyword end in a zero each.
                let value = &value[value.iter().position(|b| *b == 0)? + 1..];
                let value = &value[value.iter().position(|b| *b == 0)? + 1..];
                match flags[0] {
                    0 => value.to_vec(),
                    _ => unpacked(value)?,
                }
            }
            _ => continue,
        };
        return Some(String::from_utf8_lossy(&text).into_owned());
    }
}

fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![];
    let read = ZlibDecoder::new(packed)
        .take(MOST_TEXT)
        .read_to_end(&mut out);
    read.ok().map(|_| out)
}
