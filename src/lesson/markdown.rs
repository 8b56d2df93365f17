//! Which Markdown lessons have, and what can be wrong with it.
use super::fault::FaultKind;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag};

/// What was begun and does not end. Markdown itself knows no mistakes: it shows the signs as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclosed {
    /// Code, by a backtick.
    Code,
    /// Emphasis, by asterisks.
    Emphasis,
    /// A block of code, by three backticks.
    Block,
}

/// What is wrong with a text, each with the byte at which it is.
pub(super) fn faults(text: &str) -> Vec<(usize, FaultKind)> {
    let mut out = vec![];
    let mut in_block = false;
    for (event, range) in Parser::new(text).into_offset_iter() {
        let kind = match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                in_block = true;
                let block = text[range.clone()].trim_end();
                let sign = if block.starts_with('~') { "~~~" } else { "```" };
                let closed = block.len() > 6 && block.ends_with(sign) && block.contains('\n');
                (!closed).then_some(FaultKind::Unclosed(Unclosed::Block))
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                in_block = true;
                None
            }
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => {
                in_block = false;
                None
            }
            Event::Start(Tag::Heading { .. }) => Some(FaultKind::Markup("#")),
            Event::Start(Tag::Image { .. }) => Some(FaultKind::Markup("![…](…)")),
            Event::Start(Tag::BlockQuote(_)) => Some(FaultKind::Markup(">")),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => Some(FaultKind::Markup("<…>")),
            Event::Rule => Some(FaultKind::Markup("---")),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let web = dest_url.starts_with("https://") && link_type != LinkType::Email;
                (!web).then_some(FaultKind::Markup("[…](…)"))
            }
            Event::Text(words) if !in_block => {
                out.extend(left_over(text, &words, range.start));
                None
            }
            _ => None,
        };
        out.extend(kind.map(|kind| (range.start, kind)));
    }
    out
}

/// Signs of Markdown that are shown as they are, since what they begin does not end.
fn left_over(text: &str, words: &str, start: usize) -> Option<(usize, FaultKind)> {
    let escaped = text[..start].ends_with('\\');
    for (k, sign) in words.char_indices() {
        let at = start + k;
        // An entity is shown as something else than what stands there.
        if (k == 0 && escaped) || !text[at.min(text.len())..].starts_with(sign) {
            continue;
        }
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let alone = blank(text[..at].chars().next_back())
            && blank(text[at + sign.len_utf8()..].chars().next());
        match sign {
            '`' => return Some((at, FaultKind::Unclosed(Unclosed::Code))),
            // A product: `2 * 3`.
            '*' if !alone => return Some((at, FaultKind::Unclosed(Unclosed::Emphasis))),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_markdown_has_no_faults() {
        for text in [
            "Plain words, **bold**, *emphasis*, `code * code`.\n\nAnother paragraph: 2 * 3 = 6.",
            "- one\n- two\n\n1. first\n2. second",
            "See [the source](https://example.org/a_b).",
            "V_n and n_inf stay, and so does a \\* star.",
            "```\na * b\n```",
            "C dV/dt = I − gL (V − EL), *V* < 0",
        ] {
            assert_eq!(faults(text), [], "{text}");
        }
    }

    #[test]
    fn what_does_not_end_is_found_where_it_begins() {
        use Unclosed::{Block, Code, Emphasis};
        for (text, at, what) in [
            ("a `code without end", 2, Code),
            ("a **bold without end", 2, Emphasis),
            ("good *one* and *bad", 15, Emphasis),
            ("one\n\n```\nblock", 5, Block),
        ] {
            assert_eq!(faults(text)[0], (at, FaultKind::Unclosed(what)), "{text}");
        }
    }

    #[test]
    fn what_lessons_do_not_have_is_found() {
        for (text, at, sign) in [
            ("# Heading", 0, "#"),
            ("an ![image](https://example.org/x.png)", 3, "![…](…)"),
            ("words <b>bold</b>", 6, "<…>"),
            ("[here](http://example.org)", 0, "[…](…)"),
            ("> said", 0, ">"),
            ("a\n\n---\n\nb", 3, "---"),
        ] {
            assert_eq!(faults(text)[0], (at, FaultKind::Markup(sign)), "{text}");
        }
    }
}
