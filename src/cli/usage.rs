//! Wrong usage, answered in one sentence that names what there is.
use super::{Cli, Failure};
use crate::analysis::nearest;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error};
use std::ffi::OsString;
use std::io::{self, Write};

/// The sub-commands that there are.
pub(super) fn commands() -> Vec<String> {
    let names = Cli::command();
    names
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect()
}

/// What to do about a first word that is none of ours.
pub(super) fn unknown_command(words: &[OsString]) -> Failure {
    let name = words
        .first()
        .map_or_else(String::new, |w| w.to_string_lossy().into_owned());
    let known = commands();
    Failure::Usage(format!(
        "there is no sub-command {name:?}; {}",
        nearest(&name, known.iter().map(String::as_str))
    ))
}

/// Help goes to standard output; everything else becomes a sentence.
pub(super) fn answer(error: &Error, args: &[OsString]) -> Result<(), Failure> {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        write!(io::stdout().lock(), "{error}")?;
        return Ok(());
    }
    Err(Failure::Usage(sentence(error, args)))
}

fn context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(s) => Some(s.clone()),
        ContextValue::Strings(list) => Some(list.join(" and ")),
        _ => None,
    }
}

fn sentence(error: &Error, args: &[OsString]) -> String {
    let cli = Cli::command();
    let sub = args
        .get(1)
        .and_then(|name| cli.find_subcommand(name.to_string_lossy().as_ref()));
    let place = sub.map_or("nullcline", |s| s.get_name());
    let help = sub.map_or("nullcline --help".into(), |s| {
        format!("nullcline {} --help", s.get_name())
    });
    let given = context(error, ContextKind::InvalidArg).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument if sub.is_none() => {
            format!(
                "there is no option {given}; say what to do: {}",
                commands().join(", ")
            )
        }
        ErrorKind::UnknownArgument if given.starts_with('-') => {
            let options: Vec<String> = sub
                .into_iter()
                .flat_map(clap::Command::get_arguments)
                .filter(|a| !a.is_hide_set())
                .filter_map(|a| Some(format!("--{}", a.get_long()?)))
                .collect();
            let known = nearest(&given, options.iter().map(String::as_str));
            format!("{place} has no option {given}; {known}")
        }
        ErrorKind::UnknownArgument => {
            format!("{place}: {given:?} is one word too many; quote values that contain spaces")
        }
        ErrorKind::MissingRequiredArgument if given.contains("SOURCE") => format!(
            "{place} needs a model, such as morris-lecar/homoclinic; `nullcline models` lists them"
        ),
        ErrorKind::MissingRequiredArgument => {
            format!("{place} needs {given}; `{help}` shows how")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            format!("say what to do: {}", commands().join(", "))
        }
        ErrorKind::InvalidValue
            if context(error, ContextKind::InvalidValue).is_none_or(|v| v.is_empty()) =>
        {
            format!("{place}: {given} needs a value; `{help}` shows how")
        }
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg).unwrap_or_default();
            if other.is_empty() || other == given {
                format!("{place}: {given} may be given only once")
            } else {
                format!("{place}: {given} and {other} exclude each other; choose one")
            }
        }
        _ => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or("wrong usage");
            let first = first.strip_prefix("error: ").unwrap_or(first);
            format!("{place}: {first}; `{help}` shows how")
        }
    }
}
