//! Aligned tables for people.
use crate::scene::number::{MINUS, number};
use std::io::{self, Write};

/// A name with its unit in brackets, as a column's head.
pub(super) fn head(name: &str, unit: &str) -> String {
    if unit.is_empty() {
        name.into()
    } else {
        format!("{name} ({unit})")
    }
}

/// A complex number; a dash where there is none.
pub(super) fn complex(re: f64, im: f64) -> String {
    if !re.is_finite() || !im.is_finite() {
        "–".into()
    } else if im == 0.0 {
        number(re)
    } else {
        let sign = if im < 0.0 { MINUS } else { '+' };
        format!("{} {sign} {}i", number(re), number(im.abs()))
    }
}

/// A text in lines of at most so many characters, broken between words.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        let length = line.chars().count();
        if length > 0 && length + 1 + word.chars().count() > columns {
            lines.push(word.into());
        } else {
            if length > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// How a column is set.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows under heads, columns two spaces apart.
pub(super) struct Table {
    heads: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub(super) fn new(heads: impl IntoIterator<Item = (String, Align)>) -> Self {
        Self {
            heads: heads.into_iter().collect(),
            rows: vec![],
        }
    }

    /// Adds a row, one cell per column.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Prints it, indented by two.
    pub(super) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let width = |k: usize| {
            let cells = self.rows.iter().filter_map(|r| r.get(k));
            cells
                .chain([&self.heads[k].0])
                .map(|c| c.chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.heads.len()).map(width).collect();
        let heads: Vec<String> = self.heads.iter().map(|(h, _)| h.clone()).collect();
        for row in std::iter::once(&heads).chain(&self.rows) {
            let mut line = String::new();
            for ((cell, width), (_, align)) in row.iter().zip(&widths).zip(&self.heads) {
                line.push_str("  ");
                match align {
                    Align::Left => line.push_str(&format!("{cell:<width$}")),
                    Align::Right => line.push_str(&format!("{cell:>width$}")),
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complex_number_reads_like_one() {
        assert_eq!(complex(1.0, -2.0), "1.000 − 2.000i");
        assert_eq!(complex(-1.0, 0.0), "−1.000");
    }

    /// A thin space, which ties a number to its unit, is no place to break.
    #[test]
    fn a_sentence_is_broken_between_words() {
        let lines = wrapped("5 µA of 3\u{2009}mV abcdefghijkl x", 8);
        assert_eq!(lines, ["5 µA of", "3\u{2009}mV", "abcdefghijkl", "x"]);
    }

    #[test]
    fn columns_line_up_whatever_the_alphabet() {
        let mut t = Table::new([("µ".into(), Align::Right), ("kind".into(), Align::Left)]);
        t.row(["−1".into(), "saddle".into()]);
        t.row(["−100".into(), "node".into()]);
        let mut text = vec![];
        t.print(&mut text).unwrap();
        let expected = "     µ  kind\n    −1  saddle\n  −100  node\n";
        assert_eq!(String::from_utf8(text).unwrap(), expected);
    }
}
