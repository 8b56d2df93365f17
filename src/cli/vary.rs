//! Which parameters are varied, and how far: `--vary I=0:100`.
use super::Failure;
use super::args::Loaded;
use super::args::number;
use crate::analysis::{Problem, Vary};

/// The parameter that is varied.
#[derive(clap::Args)]
pub(super) struct Varied {
    /// The parameter to vary and its range; the first one over its slider's range unless given.
    #[arg(long, value_name = "NAME=FROM:TO", allow_hyphen_values = true)]
    vary: Option<String>,
}

impl Varied {
    /// What is varied: as a saved session says unless given.
    pub(super) fn of(&self, loaded: &Loaded) -> Result<Vary, Failure> {
        let problem = loaded.problem();
        match (&self.vary, loaded.saved()) {
            (Some(text), _) => parse("--vary", text, problem),
            (None, Some(session)) => Ok(session.study().vary(problem)),
            (None, None) => {
                let first = &problem.model().info().parameters[0];
                Ok(Vary::new(problem, first.name, first.range.into())?)
            }
        }
    }
}

/// The second parameter that is varied.
#[derive(clap::Args)]
pub(super) struct Second {
    /// The second parameter to vary and its range: phi=0.01:0.5.
    #[arg(long = "and", value_name = "NAME=FROM:TO", allow_hyphen_values = true)]
    and: Option<String>,
}

impl Second {
    /// What is varied; unless a saved session says, there is no second parameter
    /// that one could guess.
    pub(super) fn of(&self, loaded: &Loaded) -> Result<Vary, Failure> {
        let problem = loaded.problem();
        let saved = loaded.saved().and_then(|s| s.study().and(problem));
        match (&self.and, saved) {
            (Some(text), _) => parse("--and", text, problem),
            (None, Some(vary)) => Ok(vary),
            (None, None) => {
                let info = problem.model().info();
                let others: Vec<&str> = info.parameters.iter().map(|p| p.name).collect();
                let last = &info.parameters[info.parameters.len() - 1];
                Err(Failure::Usage(format!(
                    "say with --and which second parameter to vary, such as --and {}={}:{}; there are: {}",
                    last.name,
                    last.range.0,
                    last.range.1,
                    others.join(", ")
                )))
            }
        }
    }

    /// Whether it was given.
    pub(super) fn is_given(&self) -> bool {
        self.and.is_some()
    }
}

/// `NAME=FROM:TO`.
pub(super) fn parse(option: &str, text: &str, problem: &Problem) -> Result<Vary, Failure> {
    let parts = text
        .split_once('=')
        .and_then(|(name, range)| Some((name.trim(), range.split_once(':')?)));
    let Some((name, (lo, hi))) = parts else {
        let first = &problem.model().info().parameters[0];
        return Err(Failure::Usage(format!(
            "{option}: {text:?} is not of the form NAME=FROM:TO, such as {}={}:{}",
            first.name, first.range.0, first.range.1
        )));
    };
    // The name first: who misspells it is not helped by a word about numbers.
    problem.parameter(name)?;
    let place = format!("{option} {name}");
    let range = [number(&place, lo)?, number(&place, hi)?];
    Ok(Vary::new(problem, name, range)?)
}
