//! Figures as SVG compared with stored ones.
use std::path::Path;

/// An SVG without the bytes of its fonts.
pub(crate) fn fontless(svg: Vec<u8>) -> String {
    let text = String::from_utf8(svg).unwrap();
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(";base64,") {
        let (data, after) = after.split_once(')').unwrap();
        assert!(data.len() > 10_000, "the font is inside the figure");
        out += before;
        out += ";base64,…)";
        rest = after;
    }
    out + rest
}

/// Text and numbers in turn.
fn tokens(text: &str) -> Vec<&str> {
    let mut out = vec![];
    let mut start = 0;
    let mut number = false;
    for (k, c) in text.char_indices() {
        let is = c.is_ascii_digit() || c == '.';
        if is != number {
            out.push(&text[start..k]);
            (start, number) = (k, is);
        }
    }
    out.push(&text[start..]);
    out
}

/// Compares with `tests/golden/NAME.svg`: the same text, and numbers that differ by no more than a
/// twentieth of a point, so that another mathematics library does not matter.
/// `UPDATE_GOLDEN=1` writes the file instead.
pub(crate) fn golden(name: &str, svg: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.svg"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, svg).unwrap();
        return;
    }
    let stored = std::fs::read_to_string(&path).unwrap();
    let (a, b) = (tokens(&stored), tokens(svg));
    for (a, b) in a.iter().zip(&b) {
        let same = match (a.parse::<f64>(), b.parse::<f64>()) {
            (Ok(x), Ok(y)) => (x - y).abs() <= 0.05,
            _ => a == b,
        };
        assert!(
            same,
            "{name}: {a:?} was drawn as {b:?}; look, then UPDATE_GOLDEN=1"
        );
    }
    assert_eq!(a.len(), b.len(), "{name}; look, then UPDATE_GOLDEN=1");
}
