//! Recorded stimuli: files of two columns.
use super::parse::{fault, in_characters, trimmed};
use super::{Fault, Signal, StimulusError};

/// A recorded signal: a time and a value in each line, with spaces, a comma or a semicolon between.
pub(super) fn recorded(text: &str) -> Result<Signal, StimulusError> {
    columns(text).map_err(|error| in_characters(text, error))
}

fn columns(text: &str) -> Result<Signal, StimulusError> {
    let mut points: Vec<[f64; 2]> = vec![];
    for (k, full) in text.lines().enumerate() {
        let content = full.split('#').next().unwrap_or("").trim_end();
        if content.trim().is_empty() {
            continue;
        }
        let between = |c: char| c.is_whitespace() || c == ',' || c == ';';
        let mut numbers = vec![];
        let mut from = 0;
        for (end, c) in content.char_indices().chain([(content.len(), ' ')]) {
            if between(c) {
                let (part, column) = trimmed(content, from, end);
                if !part.is_empty() {
                    let value = part.replace('\u{2212}', "-").parse::<f64>().ok();
                    let value = value.filter(|v| v.is_finite()).ok_or_else(|| {
                        let found = part.into();
                        fault((k + 1, column), Fault::NotColumns { found })
                    })?;
                    numbers.push((value, column));
                }
                from = end + c.len_utf8();
            }
        }
        let &[(t, column), (value, _)] = numbers.as_slice() else {
            let found = content.trim().into();
            let column = numbers.get(2).map_or(1, |n| n.1);
            return Err(fault((k + 1, column), Fault::NotColumns { found }));
        };
        let here = |f| fault((k + 1, column), f);
        if t < 0.0 {
            let (name, value) = ("time", t);
            return Err(here(Fault::BeforeStart { name, value }));
        }
        if let Some(&[first, _]) = points.last()
            && t < first
        {
            return Err(here(Fault::Disorder { first, second: t }));
        }
        points.push([t, value]);
    }
    let signal = Signal::Drawn { points };
    signal.check()?;
    Ok(signal)
}
