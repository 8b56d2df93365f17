//! Standard output, buffered, with a memory of whether a person looks at it.
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::time::Duration;

/// Where results go.
pub(super) struct Output {
    inner: BufWriter<Stdout>,
    terminal: bool,
    colour: bool,
}

impl Output {
    /// Standard output. Colour only on a terminal, and never when `NO_COLOR` is set.
    pub(super) fn stdout() -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|v| v == "dumb");
        Self {
            inner: BufWriter::new(stdout),
            terminal,
            colour: terminal && !refused && !dumb,
        }
    }

    /// Whether a person looks at it.
    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Whether to colour it.
    pub(super) fn colour(&self) -> bool {
        self.colour
    }

    /// Columns and rows of the terminal, or of a classic one.
    pub(super) fn size() -> (usize, usize) {
        terminal_size::terminal_size().map_or((80, 24), |(w, h)| (w.0.into(), h.0.into()))
    }

    /// One JSON document on one line.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), serde_json::Error> {
        serde_json::to_writer(&mut *self, value)?;
        writeln!(self).map_err(serde_json::Error::io)
    }

    /// A heading.
    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        if self.colour {
            writeln!(self, "\x1b[1m{text}\x1b[0m")
        } else {
            writeln!(self, "{text}")
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Names with values as a JSON object, in the given order.
pub(super) struct Named<'a, T>(pub(super) Vec<(&'a str, T)>);

impl<'a, T> Named<'a, T> {
    /// Pairs names with values.
    pub(super) fn new(
        names: impl IntoIterator<Item = &'a str>,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        Self(names.into_iter().zip(values).collect())
    }
}

impl<T: Serialize> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// A CSV writer that ends its table by flushing.
pub(super) fn csv(out: &mut Output) -> csv::Writer<&mut Output> {
    csv::Writer::from_writer(out)
}

/// A number for a CSV cell: the shortest digits that read back to the same `f64`; nothing where there
/// is no finite value.
pub(super) fn cell(value: f64) -> String {
    if !value.is_finite() {
        String::new()
    } else if value == 0.0 || (1e-5..1e16).contains(&value.abs()) {
        value.to_string()
    } else {
        format!("{value:e}")
    }
}

/// A bar on standard error when that is a terminal, and nothing otherwise.
pub(super) fn progress(what: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(100);
    if let Ok(style) = ProgressStyle::with_template(&format!("{what} {{bar:30}} {{percent}} %")) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(300));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_csv_number_reads_back_to_the_same_bits() {
        for v in [0.1, -1.0 / 3.0, 1e-300, 5e-324, 1e22, -f64::MAX, 0.0, 38.0] {
            assert_eq!(cell(v).parse::<f64>().unwrap().to_bits(), v.to_bits());
        }
        assert_eq!(cell(f64::NAN) + &cell(f64::INFINITY), "");
    }

    /// Shapes of the contract list parameters in declaration order, and what does not exist is null.
    #[test]
    fn named_values_keep_their_order_and_lose_infinities() {
        let named = Named::new(["b", "a", "c"], [1.0, f64::NAN, f64::INFINITY]);
        assert_eq!(
            serde_json::to_string(&named).unwrap(),
            r#"{"b":1.0,"a":null,"c":null}"#
        );
    }
}
