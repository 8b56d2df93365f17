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
