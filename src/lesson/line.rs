//! Lines and columns of a text.

/// Where the lines of a text begin.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let breaks = text.match_indices('\n').map(|(k, _)| k + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The line of a byte, from 1: quick, whatever the length of the line.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte)
    }

    /// Line and column of a byte, both from 1. Columns count characters.
    pub(super) fn at(&self, byte: usize) -> (usize, usize) {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.line(byte);
        let start = self.starts[line - 1];
        (line, self.text[start..byte].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let lines = Lines::new("é = 1\n中文x\n");
        assert_eq!(lines.at(0), (1, 1));
        assert_eq!(lines.at(2), (1, 2));
        assert_eq!(lines.at(7), (2, 1));
        assert_eq!(lines.at("é = 1\n中文".len()), (2, 3));
        // In the middle of a character, and beyond the end.
        assert_eq!(lines.at(8), (2, 1));
        assert_eq!(lines.at(1000), (3, 1));
    }
}
