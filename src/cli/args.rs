//! Arguments that several sub-commands share, and how their values are read.
use super::{Failure, say};
use crate::analysis::{Others, Problem, ProblemError, Window};
use crate::model::zoo;
use crate::session::disk::{self, OpenError};
use crate::session::file::Opened;
use crate::session::{Command, Session, share};
use std::path::Path;

/// Which model, at which parameter values, seen in which window.
#[derive(clap::Args)]
pub(super) struct Source {
    /// A model id, or a model id with a preset: morris-lecar/homoclinic. `nullcline models` lists them. Or
    /// something that carries a session: a .nullcline file, an exported SVG or PNG figure, a share text.
    #[arg(value_name = "SOURCE")]
    source: String,
    /// Changes a parameter; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", allow_hyphen_values = true)]
    pub(super) set: Vec<String>,
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

/// A question about one cell, answered in words or as a document.
#[derive(clap::Args)]
pub(super) struct Question {
    #[command(flatten)]
    pub(super) source: Source,
    /// One JSON document, and nothing else, on standard output.
    #[arg(long)]
    pub(super) json: bool,
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

/// What the source and its changes describe.
pub(super) struct Loaded {
    /// The session: of a model, the one with which it opens.
    pub(super) session: Session,
    /// Whether it was saved by somebody, so that what is in it was meant.
    pub(super) saved: bool,
}

impl Loaded {
    /// The problem.
    pub(super) fn problem(&self) -> &Problem {
        self.session.problem()
    }

    /// The session that was saved; `None` for a model.
    pub(super) fn saved(&self) -> Option<&Session> {
        self.saved.then_some(&self.session)
    }
}

impl Source {
    /// The problem that the arguments describe.
    pub(super) fn problem(&self) -> Result<Problem, Failure> {
        Ok(self.load()?.session.problem().clone())
    }

    /// The session that the arguments describe.
    pub(super) fn load(&self) -> Result<Loaded, Failure> {
        let (mut session, saved) = match carried(&self.source) {
            Some(opened) => (told(opened?), true),
            None => {
                refuse_later(&self.source)?;
                (Session::new(Problem::from_source(&self.source)?), false)
            }
        };
        for setting in &self.set {
            let (name, text) = named("--set", setting)?;
            let problem = session.problem();
            let k = problem.parameter(name)?;
            let value = if problem.model().info().parameters[k].choices().is_empty() {
                number(&format!("--set {name}"), text)?
            } else {
                problem.read(name, text)?
            };
            let name = name.into();
            session.apply(&Command::Set { name, value })?;
        }
        if let Some(text) = &self.plane {
            let names: Vec<&str> = text.split(',').map(str::trim).collect();
            // What is no pair is no plane; the problem says so.
            let mut problem = session.problem().clone();
            problem.set_plane(&names)?;
            if problem.model().info().dimension() > 1 {
                session.apply(&Command::ShowPlane(problem.plane().map(Into::into)))?;
            }
        }
        if let Some(text) = &self.others {
            let others = others(session.problem(), text)?;
            session.apply(&Command::Others(others))?;
        }
        if let Some(text) = &self.window {
            session.apply(&Command::SetWindow(window(text)?))?;
        }
        Ok(Loaded { session, saved })
    }
}

/// What a source carries that is no model: a session in a file, in a figure or in a share text.
pub(super) fn carried(source: &str) -> Option<Result<Opened, OpenError>> {
    if share::is_share(source) && !Path::new(source).exists() {
        return Some(share::read(source).map_err(OpenError::from));
    }
    let path = Path::new(source);
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let ours = matches!(ending.as_deref(), Some("nullcline" | "svg" | "png"));
    let model = zoo::find(source.split('/').next().unwrap_or(source)).is_some();
    // A file by another name is opened too, unless it is known to be of another kind.
    let other = !model && ending.as_deref() != Some("ode") && path.is_file();
    (ours || other).then(|| disk::open(path))
}

/// The session; what there is to know about it goes to standard error.
pub(super) fn told(opened: Opened) -> Session {
    opened.mentions.iter().for_each(|m| say(&m.to_string()));
    opened.session
}

fn refuse_later(source: &str) -> Result<(), Failure> {
    if source.ends_with(".ode") {
        return Err(Failure::Usage(
            "reading an XPPAUT file is not available yet; give a model from `nullcline models`"
                .into(),
        ));
    }
    Ok(())
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
