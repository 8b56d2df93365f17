//! Arguments that several sub-commands share, and how their values are read.
use super::Failure;
use crate::analysis::{Others, Problem, ProblemError, Window};

/// Which model, at which parameter values, seen in which window.
#[derive(clap::Args)]
pub(super) struct Source {
    /// A model id, or a model id with a preset: morris-lecar/homoclinic. `nullcline models` lists them.
    #[arg(value_name = "SOURCE")]
    source: String,
    /// Changes a parameter; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", allow_hyphen_values = true)]
    set: Vec<String>,
    /// The window of the plane; the preset's unless given.
    #[arg(long, value_name = "X0:X1,Y0:Y1", allow_hyphen_values = true)]
    window: Option<String>,
    /// The two plotted variables of a model with more than two.
    #[arg(long, value_name = "X,Y")]
    plane: Option<String>,
    /// What becomes of variables that the plane does not show: `slaved` (each is where its own rate
    /// vanishes) unless held at a state, as in m=0.05,h=0.6.
    #[arg(long, value_name = "slaved|NAME=VALUE,…", allow_hyphen_values = true)]
    others: Option<String>,
}

/// In which form the result is printed; a table for people unless given.
#[derive(clap::Args)]
pub(super) struct Form {
    /// One JSON document, and nothing else, on standard output.
    #[arg(long, conflicts_with = "csv")]
    pub(super) json: bool,
    /// A table with a header line and commas.
    #[arg(long)]
    pub(super) csv: bool,
}

impl Source {
    /// The problem that the arguments describe.
    pub(super) fn problem(&self) -> Result<Problem, Failure> {
        refuse_later(&self.source)?;
        let mut problem = Problem::from_source(&self.source)?;
        for setting in &self.set {
            let (name, text) = named("--set", setting)?;
            let k = problem.parameter(name)?;
            let value = if problem.model().info().parameters[k].choices().is_empty() {
                number(&format!("--set {name}"), text)?
            } else {
                problem.read(name, text)?
            };
            problem.set(name, value)?;
        }
        if let Some(text) = &self.plane {
            let names: Vec<&str> = text.split(',').map(str::trim).collect();
            problem.set_plane(&names)?;
        }
        if let Some(text) = &self.others {
            let others = others(&problem, text)?;
            problem.set_others(others)?;
        }
        if let Some(text) = &self.window {
            problem.set_window(window(text)?);
        }
        Ok(problem)
    }
}

fn refuse_later(source: &str) -> Result<(), Failure> {
    let what = if source.ends_with(".nullcline") {
        "reading a saved session"
    } else if source.ends_with(".ode") {
        "reading an XPPAUT file"
    } else {
        return Ok(());
    };
    Err(Failure::Usage(format!(
        "{what} is not available yet; give a model from `nullcline models`"
    )))
}

/// `slaved`, or `NAME=VALUE,…`: what becomes of the variables that the plane does not show. Those that
/// are not named are held where the preset starts.
fn others(problem: &Problem, text: &str) -> Result<Others, Failure> {
    if text.trim().eq_ignore_ascii_case("slaved") {
        return Ok(Others::Slaved);
    }
    if problem.model().info().dimension() < 3 {
        return Err(Failure::Usage(format!(
            "--others: the plane of {} shows all of its variables; leave --others out",
            problem.model().info().id
        )));
    }
    Ok(Others::Held(state(problem, "--others", Some(text))?))
}

/// The preset's initial state, changed by `NAME=VALUE,…` as given for an option.
pub(super) fn state(
    problem: &Problem,
    option: &str,
    text: Option<&str>,
) -> Result<Vec<f64>, Failure> {
    let mut state = problem.preset().initial.clone();
    let mut given = vec![false; state.len()];
    for part in text.into_iter().flat_map(|text| text.split(',')) {
        let (name, value) = assignment(option, part)?;
        let k = problem.variable(name)?;
        if !value.is_finite() {
            return Err(ProblemError::NotFinite {
                name: format!("{option} {name}"),
                value,
            }
            .into());
        }
        if std::mem::replace(&mut given[k], true) {
            return Err(Failure::Usage(format!(
                "{option} gives {name} twice; give each variable once"
            )));
        }
        state[k] = value;
    }
    Ok(state)
}

/// A number as people type it; a true minus sign, as tables print it, is a minus too.
pub(super) fn number(option: &str, text: &str) -> Result<f64, Failure> {
    let trimmed = text.trim();
    trimmed.replace('\u{2212}', "-").parse().map_err(|_| {
        Failure::Usage(format!(
            "{option}: {trimmed:?} is not a number; give one such as -1.5 or 2e-3"
        ))
    })
}

/// A number that is finite.
pub(super) fn finite(option: &str, text: &str) -> Result<f64, Failure> {
    let value = number(option, text)?;
    if value.is_finite() {
        Ok(value)
    } else {
        Err(ProblemError::NotFinite {
            name: option.into(),
            value,
        }
        .into())
    }
}

/// A whole number within bounds.
pub(super) fn whole<T>(
    option: &str,
    text: &str,
    bounds: std::ops::RangeInclusive<T>,
) -> Result<T, Failure>
where
    T: std::str::FromStr + PartialOrd + std::fmt::Display,
{
    let trimmed = text.trim();
    let read = trimmed.parse().ok().filter(|n| bounds.contains(n));
    read.ok_or_else(|| {
        Failure::Usage(format!(
            "{option}: {trimmed:?} is not a whole number from {} to {}",
            bounds.start(),
            bounds.end()
        ))
    })
}

/// `FROM:TO`, both finite and in this order.
pub(super) fn range(option: &str, text: &str) -> Result<[f64; 2], Failure> {
    let malformed = || {
        Failure::Usage(format!(
            "{option}: {text:?} is not of the form FROM:TO, such as 0:100"
        ))
    };
    let (from, to) = text.split_once(':').ok_or_else(malformed)?;
    let [from, to] = [finite(option, from)?, finite(option, to)?];
    if from <= to {
        Ok([from, to])
    } else {
        Err(malformed())
    }
}

/// `NAME=VALUE`.
pub(super) fn assignment<'a>(option: &str, text: &'a str) -> Result<(&'a str, f64), Failure> {
    let (name, value) = named(option, text)?;
    Ok((name, number(&format!("{option} {name}"), value)?))
}

/// `NAME=VALUE`, the value as text.
fn named<'a>(option: &str, text: &'a str) -> Result<(&'a str, &'a str), Failure> {
    let (name, value) = text.split_once('=').ok_or_else(|| {
        Failure::Usage(format!(
            "{option}: {text:?} is not of the form NAME=VALUE, such as {}",
            if option == "--set" { "I=4.5" } else { "V=-60" }
        ))
    })?;
    Ok((name.trim(), value.trim()))
}

/// `X0:X1,Y0:Y1`.
pub(super) fn window(text: &str) -> Result<Window, Failure> {
    let malformed = || {
        Failure::Usage(format!(
            "--window: {text:?} is not of the form X0:X1,Y0:Y1, such as -80:60,-0.1:0.8"
        ))
    };
    let range = |part: &str| {
        let (lo, hi) = part.split_once(':').ok_or_else(malformed)?;
        Ok::<_, Failure>([number("--window", lo)?, number("--window", hi)?])
    };
    let (x, y) = text.split_once(',').ok_or_else(malformed)?;
    Ok(Window::new(range(x)?, range(y)?)?)
}

/// `COLUMNSxROWS`, both in the given range.
pub(super) fn dimensions(
    option: &str,
    text: &str,
    range: std::ops::RangeInclusive<usize>,
) -> Result<[usize; 2], Failure> {
    let side = |part: &str| part.trim().parse::<usize>().ok();
    let pair = text
        .split_once(['x', 'X', '×'])
        .and_then(|(w, h)| Some([side(w)?, side(h)?]))
        .filter(|pair| pair.iter().all(|n| range.contains(n)));
    pair.ok_or_else(|| {
        Failure::Usage(format!(
            "{option}: {text:?} is not of the form WIDTHxHEIGHT with both from {} to {}",
            range.start(),
            range.end()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(failure: Failure) -> String {
        match failure {
            Failure::Usage(s) => s,
            _ => panic!("a slip of the pen is wrong usage"),
        }
    }

    #[test]
    fn a_window_may_begin_with_a_minus() {
        let w = window("-2.5:2.5,\u{2212}1.5:3").ok().unwrap();
        assert_eq!((w.x, w.y), ([-2.5, 2.5], [-1.5, 3.0]));
    }

    #[test]
    fn a_bad_window_is_told_apart() {
        for (text, part) in [
            ("1:2", "X0:X1,Y0:Y1"),
            ("1:2,3", "X0:X1,Y0:Y1"),
            ("2:1,0:1", "reversed"),
            ("1:1,0:1", "empty"),
            ("0:1,0:inf", "not finite"),
            ("0:1,0:a", "not a number"),
        ] {
            let said = sentence(window(text).unwrap_err());
            assert!(said.contains(part), "{text}: {said}");
        }
    }

    #[test]
    fn a_size_is_two_numbers_within_bounds() {
        assert_eq!(
            dimensions("--size", "1200x900", 1..=9999).ok().unwrap(),
            [1200, 900]
        );
        for text in ["1200", "x", "0x5", "5x10000", "-1x5", "1e3x5"] {
            assert!(dimensions("--size", text, 1..=9999).is_err(), "{text}");
        }
    }
}
