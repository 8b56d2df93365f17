//! Texts in both languages, as files have them.
use super::fault::{FaultKind, Shape};
use super::fields::{Fields, Found, Reader};
use super::{Said, markdown};

/// A text is no longer than this, in bytes.
const MOST_TEXT: usize = 8000;

impl Found<'_> {
    /// A text in both languages.
    pub(super) fn said(&self, reader: &mut Reader) -> Option<Said> {
        if !self.is_table() {
            self.not(reader, Shape::Texts);
            return None;
        }
        let mut fields = self.fields(reader)?;
        let said = said(reader, &mut fields);
        fields.end(reader);
        said
    }
}

/// The fields `en` and `zh` of a table: Markdown in both languages.
pub(super) fn said(reader: &mut Reader, fields: &mut Fields) -> Option<Said> {
    let [en, zh] = ["en", "zh"].map(|key| fields.get(key));
    for (one, other, missing) in [(&en, &zh, "zh"), (&zh, &en, "en")] {
        if let (Some(one), None) = (one, other) {
            let name = one.name.clone();
            reader.fault(one.start, FaultKind::Untranslated { name, missing });
        }
    }
    let neither = en.is_none() && zh.is_none();
    let Some((en, zh)) = en.zip(zh) else {
        if neither {
            let (name, example) = (fields.path("en"), "en = \"…\"");
            reader.fault(fields.start, FaultKind::Missing { name, example });
        }
        return None;
    };
    let [en, zh] = [en, zh].map(|found| words(reader, &found));
    Some(Said { en: en?, zh: zh? })
}

/// A text that says something, in Markdown that lessons may have.
fn words(reader: &mut Reader, found: &Found) -> Option<String> {
    let text = found.text(reader)?;
    if text.trim().is_empty() {
        reader.fault(found.start, FaultKind::Empty(found.name.clone()));
        return None;
    }
    if text.len() > MOST_TEXT {
        let (name, most) = (found.name.clone(), MOST_TEXT);
        reader.fault(found.start, FaultKind::Count { name, most });
        return None;
    }
    // Where the file has the text as it is, without anything escaped, places in it are known.
    let rest = &reader.text[found.start..];
    let length = rest.len().min(text.len() + 8);
    let near = (0..4).find_map(|k| rest.get(..length.checked_sub(k)?));
    let near = near.unwrap_or_default();
    let offset = near.find(text).map(|k| found.start + k);
    let unseen = text.char_indices().filter(|(_, c)| is_unseen(*c));
    let unseen = unseen.map(|(at, c)| (at, FaultKind::Invisible(c)));
    for (at, kind) in unseen.chain(markdown::faults(text)) {
        reader.fault(offset.map_or(found.start, |k| k + at), kind);
    }
    Some(text.trim().to_owned())
}

/// Whether a character shows nothing and yet changes what is read: control characters but for line breaks and tabs,
/// and the marks, embeddings and isolates of the Unicode bidirectional algorithm (UAX #9).
fn is_unseen(c: char) -> bool {
    let direction = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    direction || c == '\u{feff}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}
