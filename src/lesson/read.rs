//! A lesson from its text.
use super::act::{self, Act};
use super::fault::{Fault, FaultKind, Shape};
use super::fields::{Fields, Found, Reader};
use super::texts::said;
use super::{Lesson, Part, Step, claim, question};
use crate::session::Session;
use toml_edit::Document;
use toml_parser::{Source, lexer::TokenKind};

/// The version of the format.
pub const VERSION: i64 = 1;
/// No longer lesson than this is read, in bytes.
pub const MOST_BYTES: usize = 1 << 20;
/// A lesson has no more steps.
pub const MOST_STEPS: usize = 200;
/// No more words and signs than this, a whole text being one.
const MOST_TOKENS: usize = 100_000;
/// No deeper nesting than this, of brackets and of dotted names each.
const MOST_DEPTH: usize = 16;
/// A step has no more acts, claims, parts or given numbers.
const MOST_PARTS: usize = 100;

/// Reads a lesson from its text. It has no name yet: see [`Lesson::named`].
///
/// Every act is tried on a session, and names in claims are those of its model, so that a lesson that was read can
/// be shown. Time and memory are bounded by the length of the text, of which there is a greatest one
/// ([`MOST_BYTES`]).
///
/// # Errors
/// All mistakes that were found, in their order, each with line and column.
pub fn read(text: &str) -> Result<Lesson, Vec<Fault>> {
    let one = |at, kind| Err(vec![Fault { at, kind }]);
    if text.len() > MOST_BYTES {
        return one((1, 1), FaultKind::TooBig);
    }
    // Windows' editors write it; TOML does not know it.
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader::new(text);
    if let Some((byte, kind)) = excess(text) {
        return one(reader.lines.at(byte), kind);
    }
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let byte = error.span().map_or(0, |span| span.start);
            let said = error.message().replace('\n', ", ");
            return one(reader.lines.at(byte), FaultKind::Syntax(said));
        }
    };
    let lesson = lesson(&mut reader, Fields::root(document.as_table()));
    match lesson {
        Some(lesson) if reader.faults.is_empty() => Ok(lesson),
        _ => {
            let mut faults = reader.faults;
            faults.sort_by_key(|f| f.at);
            Err(faults)
        }
    }
}

/// The same from the bytes of a file.
///
/// # Errors
/// [`FaultKind::NotText`], and those of [`read`].
pub fn read_bytes(bytes: &[u8]) -> Result<Lesson, Vec<Fault>> {
    let fault = |at, kind| Err(vec![Fault { at, kind }]);
    if bytes.len() > MOST_BYTES {
        return fault((1, 1), FaultKind::TooBig);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => read(text),
        Err(error) => {
            let good = error.valid_up_to();
            let text = std::str::from_utf8(&bytes[..good]).unwrap_or_default();
            fault(Reader::new(text).lines.at(good), FaultKind::NotText)
        }
    }
}

/// What would fill the memory once it is a tree, or the stack once it is taken down, and where.
fn excess(text: &str) -> Option<(usize, FaultKind)> {
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
        if k > MOST_TOKENS {
            return Some((token.span().start(), FaultKind::TooMany));
        } else if depth.max(dots) > MOST_DEPTH {
            return Some((token.span().start(), FaultKind::TooDeep));
        }
    }
    None
}

fn lesson<'a>(reader: &mut Reader<'a>, mut root: Fields<'a>) -> Option<Lesson> {
    match root.get("version") {
        None => reader.fault(0, FaultKind::Foreign),
        Some(found) => match found
            .whole(reader)
            .map(|v| i64::try_from(v).unwrap_or(i64::MAX))
        {
            Some(VERSION) | None => {}
            Some(newer) => {
                reader.fault(found.start, FaultKind::Newer(newer));
                // What a later version means by the rest is not known.
                return None;
            }
        },
    }
    let example = "title = { en = \"…\", zh = \"…\" }";
    let title = root.need(reader, "title", example);
    let title = title.and_then(|found| found.said(reader));
    let example = "summary = { en = \"…\", zh = \"…\" }";
    let summary = root.need(reader, "summary", example);
    let summary = summary.and_then(|found| found.said(reader));
    let mut steps = vec![];
    if let Some(found) = root.need(reader, "step", "[[step]]") {
        let members = found.list(reader, MOST_STEPS).unwrap_or_default();
        if members.is_empty() && reader.faults.is_empty() {
            reader.fault(found.start, FaultKind::Empty(found.name.clone()));
        }
        // What the acts have made so far; nothing while it is not known what is open.
        let mut session = None;
        for member in members {
            steps.extend(step(reader, &member, &mut session, steps.is_empty()));
        }
    }
    root.end(reader);
    Some(Lesson {
        id: String::new(),
        title: title?,
        summary: summary?,
        steps,
    })
}

fn step<'a>(
    reader: &mut Reader<'a>,
    found: &Found<'a>,
    session: &mut Option<Session>,
    first: bool,
) -> Option<Step> {
    let mut fields = found.fields(reader)?;
    let mut stated = vec![];
    fields.numbers(&mut stated);
    let text = said(reader, &mut fields);
    let acts = match fields.get("do") {
        Some(found) => acts(reader, &found, session, first),
        None => {
            if first {
                let (name, example) = ("do".into(), OPEN);
                reader.fault(found.start, FaultKind::Missing { name, example });
            }
            vec![]
        }
    };
    let problem = session.as_ref().map(Session::problem);
    let mut parts =
        |reader: &mut Reader<'a>, key, read: &dyn Fn(&str) -> Result<Part, FaultKind>| {
            let found = fields.get(key);
            let members = found.and_then(|found| found.list(reader, MOST_PARTS));
            let read = |member: Found| {
                let text = member.text(reader)?;
                reader.good(member.start, read(text))
            };
            members
                .unwrap_or_default()
                .into_iter()
                .filter_map(read)
                .collect()
        };
    let highlight = parts(reader, "highlight", &|text| Part::pointed(text, problem));
    let hide = parts(reader, "hide", &Part::hidden);
    let given = fields.get("given");
    let given = given.and_then(|found| found.list(reader, MOST_PARTS));
    let given = given.unwrap_or_default();
    let given = given
        .iter()
        .filter_map(|found| found.number(reader))
        .collect();
    let asked = fields.get("question");
    let question = asked.and_then(|found| question::read(reader, &found, problem));
    let claims = fields.get("claim");
    let claims = claims.and_then(|found| match found.is_table() {
        true => {
            found.not(reader, Shape::Tables);
            None
        }
        false => found.list(reader, MOST_PARTS),
    });
    let claims = claims.unwrap_or_default();
    let claims = claims
        .iter()
        .filter_map(|found| claim::read(reader, found, problem))
        .collect();
    fields.end(reader);
    Some(Step {
        line: reader.lines.line(found.start),
        text: text?,
        acts,
        highlight,
        hide,
        question,
        claims,
        given,
        stated,
    })
}

/// How a lesson begins.
const OPEN: &str = "do = [\"open morris-lecar/hopf\"]";

/// Reads acts, and does them.
fn acts(
    reader: &mut Reader,
    found: &Found,
    session: &mut Option<Session>,
    first: bool,
) -> Vec<Act> {
    let Some(members) = found.list(reader, MOST_PARTS) else {
        // What such acts would do is not known.
        *session = None;
        return vec![];
    };
    let mut out: Vec<Act> = vec![];
    let mut opens = false;
    for member in &members {
        let Some(text) = member.text(reader) else {
            continue;
        };
        if act::opens(text) {
            // A lesson's sessions do not depend on what was open before.
            *session = Some(Session::default());
            opens = true;
        } else if first && !opens {
            let (name, example) = ("open".into(), OPEN);
            reader.fault(member.start, FaultKind::Missing { name, example });
            opens = true;
        }
        match act::read(text, session.as_ref()) {
            Ok(act) => {
                if let (Act::Do(command), Some(open)) = (&act, session.as_mut())
                    && let Err(error) = open.apply(command)
                {
                    reader.fault(member.start, error);
                    if act.opens() {
                        *session = None;
                    }
                }
                out.push(act);
            }
            // What comes after an act that depends on the model cannot be judged.
            Err(None) => {}
            Err(Some(kind)) => reader.fault(member.start, kind),
        }
    }
    if first && members.is_empty() {
        let (name, example) = ("open".into(), OPEN);
        reader.fault(found.start, FaultKind::Missing { name, example });
    }
    out
}
