//! Which parameters are varied, and how far: `--vary I=0:100`.
use super::Failure;
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
    /// What is varied.
    pub(super) fn of(&self, problem: &Problem) -> Result<Vary, Failure> {
        match &self.vary {
            Some(text) => parse("--vary", text, problem),
            None => {
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
    /// What is varied; there is no second parameter that one could guess.
    pub(super) fn of(&self, problem: &Problem) -> Result<Vary, Failure> {
        match &self.and {
            Some(text) => parse("--and", text, problem),
            None => {
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
