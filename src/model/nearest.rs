//! The nearest spelling of a mistyped name.
use crate::text::say;

/// The names that there are, the one spelt most like `typed` first, as the end of a message.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let mut known: Vec<&str> = known.into_iter().collect();
    let likeness = |name: &str| strsim::jaro_winkler(&name.to_lowercase(), &typed.to_lowercase());
    known.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)));
    match known.split_first() {
        None => say!("hint-none"),
        Some((first, [])) => say!("hint-only", first = *first),
        Some((first, rest)) => say!(
            "hint-nearest",
            first = *first,
            others = rest.join(&say!("between-names"))
        ),
    }
}
