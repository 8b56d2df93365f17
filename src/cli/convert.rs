//! `nullcline convert`: a session as a file, or as a line of text to share.
use super::Failure;
use super::args::Source;
use super::drive::DriveArgs;
use super::output::Output;
use crate::export;
use crate::job::Cancel;
use crate::session::{Command, disk, share};
use std::io::Write;
use std::path::PathBuf;

/// Arguments of `convert`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    drive: DriveArgs,
    /// The file to write: FILE.nullcline, or FILE.py for a Python script that recomputes the portrait.
    #[arg(short, long, value_name = "FILE", required_unless_present = "share")]
    output: Option<PathBuf>,
    /// Prints the session as one line that can be pasted into a chat and opened again.
    #[arg(long)]
    share: bool,
    /// What to write down in the session.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// Writes a session.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let loaded = args.source.load()?;
    let mut session = loaded.session.clone();
    if args.drive.is_given() {
        match args.drive.experiment(&loaded)? {
            Some(experiment) => experiment.put_into(&mut session)?,
            None => session.apply(&Command::Stimulate(crate::model::Stimulus::default()))?,
        }
    }
    if let Some(note) = &args.note {
        session.apply(&Command::Note(note.clone()))?;
    }
    if let Some(path) = &args.output {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some(disk::ENDING) => {
                disk::save(&session, path).map_err(|why| Failure::Analysis(why.to_string()))?;
            }
            Some("py") => {
                let script = export::script(&Cancel::never(), &session)
                    .map_err(|why| Failure::Analysis(why.to_string()))?
                    .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))?;
                disk::write(path, script.as_bytes())
                    .map_err(|why| Failure::Analysis(why.to_string()))?;
            }
            Some("ode") => {
                return Err(Failure::Usage(
                    "writing an XPPAUT file is not available yet; write FILE.nullcline".into(),
                ));
            }
            Some("svg" | "png") => {
                return Err(Failure::Usage(
                    "figures are drawn by `nullcline render`, and carry their session".into(),
                ));
            }
            _ => {
                return Err(Failure::Usage(format!(
                    "{} ends neither in .nullcline nor in .py, so it is not clear what to write",
                    path.display()
                )));
            }
        }
    }
    if args.share {
        let text = share::share(&session).map_err(|why| Failure::Analysis(why.to_string()))?;
        writeln!(out, "{text}")?;
    }
    Ok(())
}
