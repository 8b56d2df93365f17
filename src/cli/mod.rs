//! The command line: one file per sub-command, the same analyses as the window.
//!
//! Results go to standard output and nothing else does; warnings and progress go to standard error.
//! The exit status is 0 for success, 1 when the analysis could not be done, 2 for wrong usage.
mod action_potential;
mod analyze;
mod args;
mod basin;
mod convert;
mod curves;
mod demo;
mod diagram;
mod drive;
mod firing;
mod lesson;
mod models;
mod output;
mod picture;
mod poisson;
mod reduction;
mod render;
mod simulate;
mod spikes;
mod table;
mod threshold;
mod train;
mod twin;
mod unit;
mod usage;
mod vary;

use crate::analysis::{Problem, ProblemError};
use crate::session::disk::OpenError;
use crate::session::{CommandError, Session};
use args::{carried, told};
use clap::{Parser, Subcommand};
use output::Output;
use std::ffi::OsString;
use std::io::{self, Write};
use std::panic;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A live phase-plane explorer for neuron models. Without a sub-command it opens the window.
#[derive(Parser)]
#[command(name = "nullcline", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the built-in models: variables, parameters, presets, sources.
    Models(models::Args),
    /// The phase portrait: equilibria, nullclines, separatrices, limit cycles.
    Analyze(analyze::Args),
    /// A trajectory and its spikes.
    Simulate(simulate::Args),
    /// Which attractor is reached from each cell of the window.
    Basin(basin::Args),
    /// The bifurcation diagram of one parameter.
    Diagram(diagram::Args),
    /// The bifurcation diagram of two parameters.
    Curves(curves::Args),
    /// The F-I curve and the class of excitability.
    Firing(firing::Args),
    /// The spike train of a model: counts, intervals, Fano factor.
    Spikes(spikes::Args),
    /// Poisson spike trains: counts, intervals, Fano factor.
    Poisson(poisson::Args),
    /// The artificial neuron, and a network of them fitted to a curve.
    Unit(unit::Args),
    /// The integrate-and-fire neuron and the network that learnt it: metrics, filters, time constants.
    Twin(Box<twin::Args>),
    /// What single cells do: spikes all or none, resonance, classes 1 to 3, and more.
    Demo(demo::Args),
    /// How far the cell is from its threshold: as a kick, and as the charge of a brief pulse.
    Threshold(threshold::Args),
    /// One action potential: its phases, and how long the cell is refractory after it.
    ActionPotential(action_potential::Args),
    /// A model beside the smaller one that stands for it: where their Hopf points differ.
    Reduction(reduction::Args),
    /// A figure as SVG or PNG, which carries its session.
    Render(Box<render::Args>),
    /// Lessons: which there are, one as text, and whether what they state is so.
    Lesson(lesson::Args),
    /// A session as a file, or as a line of text to share.
    Convert(convert::Args),
    /// Anything else: a sub-command of a later version, or a slip of the pen.
    #[command(external_subcommand)]
    Other(Vec<OsString>),
}

/// Why a command did not succeed.
enum Failure {
    /// Wrong usage, exit status 2.
    Usage(String),
    /// The analysis could not be done, exit status 1.
    Analysis(String),
    /// The result could not be written.
    Output(io::Error),
}

impl From<ProblemError> for Failure {
    fn from(error: ProblemError) -> Self {
        match error {
            ProblemError::NowhereFinite { .. } => Self::Analysis(error.to_string()),
            _ => Self::Usage(error.to_string()),
        }
    }
}

impl From<CommandError> for Failure {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Problem(error) => error.into(),
            _ => Self::Usage(error.to_string()),
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        Self::Output(match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })
    }
}

/// What the arguments ask for.
pub enum Asked {
    /// A command, which is done.
    Done(ExitCode),
    /// The window, with this session.
    Window(Box<Session>),
    /// The window, with this lesson file.
    Lesson(PathBuf),
}

/// Runs one command, or opens the session or lesson file that is the only argument, as in `nullcline FILE`; `args` are
/// the program's arguments, its own name first.
pub fn main(args: impl Iterator<Item = OsString>) -> Asked {
    let args: Vec<OsString> = args.collect();
    if let [_, only] = args.as_slice() {
        let path = Path::new(only);
        if path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("toml"))
            && path.is_file()
        {
            return Asked::Lesson(path.to_owned());
        }
    }
    let mut shown = None;
    let done = guarded(panic::AssertUnwindSafe(|| {
        if let [_, only] = args.as_slice()
            && let Some(opened) = only.to_str().filter(|w| !is_command(w)).and_then(carried)
        {
            shown = Some(Box::new(told(opened?)));
            return Ok(());
        }
        command(&args)
    }));
    match shown {
        Some(session) => {
            // A window's panics are to be heard again.
            drop(panic::take_hook());
            Asked::Window(session)
        }
        None => Asked::Done(done),
    }
}

/// Whether a word is a sub-command, even where a file has the same name.
fn is_command(word: &str) -> bool {
    word.starts_with('-') || usage::commands().iter().any(|c| c == word)
}

/// Runs one command.
fn command(args: &[OsString]) -> Result<(), Failure> {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return usage::answer(&error, args),
    };
    let out = &mut Output::stdout();
    match cli.command {
        Command::Models(args) => models::run(&args, out),
        Command::Analyze(args) => analyze::run(&args, out),
        Command::Simulate(args) => simulate::run(&args, out),
        Command::Basin(args) => basin::run(&args, out),
        Command::Diagram(args) => diagram::run(&args, out),
        Command::Curves(args) => curves::run(&args, out),
        Command::Firing(args) => firing::run(&args, out),
        Command::Spikes(args) => spikes::run(&args, out),
        Command::Poisson(args) => poisson::run(&args, out),
        Command::Unit(args) => unit::run(&args, out),
        Command::Twin(args) => twin::run(&args, out),
        Command::Demo(args) => demo::run(&args, out),
        Command::Threshold(args) => threshold::run(&args, out),
        Command::ActionPotential(args) => action_potential::run(&args, out),
        Command::Reduction(args) => reduction::run(&args, out),
        Command::Render(args) => render::run(&args, out),
        Command::Convert(args) => convert::run(&args, out),
        Command::Lesson(args) => lesson::run(&args, out),
        Command::Other(words) => Err(usage::unknown_command(&words)),
    }?;
    Ok(out.flush()?)
}

/// What the program says when it should open its window and cannot: why, the portrait of the opening
/// model, or of the session that was to be opened, as text, and what the command line offers. That is no
/// failure.
pub fn no_display(reason: &str, session: Option<&Session>) -> ExitCode {
    let problem = session.map_or_else(Problem::opening, |s| s.problem().clone());
    guarded(panic::AssertUnwindSafe(|| {
        let out = &mut Output::stdout();
        analyze::instead_of_the_window(reason, &problem, out)?;
        Ok(out.flush()?)
    }))
}

/// Runs `work` and turns its outcome into an exit status and at most one sentence on standard error,
/// whatever happens: even a bug of ours is a sentence, not a backtrace.
fn guarded(work: impl FnOnce() -> Result<(), Failure> + panic::UnwindSafe) -> ExitCode {
    panic::set_hook(Box::new(|_| {}));
    let (sentence, status) = match panic::catch_unwind(work) {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(Failure::Usage(sentence))) => (sentence, 2),
        Ok(Err(Failure::Analysis(sentence))) => (sentence, 1),
        // The reader has seen enough, as `head` does: nothing is wrong.
        Ok(Err(Failure::Output(error))) if error.kind() == io::ErrorKind::BrokenPipe => {
            return ExitCode::SUCCESS;
        }
        Ok(Err(Failure::Output(error))) => (
            format!("the result could not be written ({error}); choose another place for it"),
            1,
        ),
        Err(_) => (
            "the program met a mistake of its own; please report the command that you gave".into(),
            1,
        ),
    };
    say(&sentence);
    ExitCode::from(status)
}

/// One sentence on standard error. A closed standard error is nobody's problem.
fn say(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "nullcline: {sentence}");
}

/// Ends what goes to standard output, and says on standard error what else there is to know.
fn finish(out: &mut Output, notes: &[impl AsRef<str>]) -> Result<(), Failure> {
    out.flush()?;
    for note in notes {
        say(note.as_ref());
    }
    Ok(())
}
