//! `nullcline`: the explorer's window, or one command without it.
use nullcline::cli::{self, Asked};
use nullcline::session::Session;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args_os().len() > 1 {
        return match cli::main(std::env::args_os()) {
            Asked::Done(code) => code,
            Asked::Window(session) => window(Some(&session), None),
            Asked::Lesson(path) => window(None, Some(&path)),
        };
    }
    window(None, None)
}

#[cfg(not(feature = "gui"))]
fn window(session: Option<&Session>, _lesson: Option<&Path>) -> ExitCode {
    cli::no_display("this program was built without it", session)
}

#[cfg(feature = "gui")]
fn window(session: Option<&Session>, lesson: Option<&Path>) -> ExitCode {
    use nullcline::app::WindowError;
    match nullcline::app::run(session, lesson) {
        Ok(()) => ExitCode::SUCCESS,
        // Where a window is nothing one could have, the portrait as text is no failure.
        Err(why @ (WindowError::NoDisplay | WindowError::MissingLibrary(_))) => {
            cli::no_display(&why.to_string(), session)
        }
        Err(why @ WindowError::Failed(_)) => cli::no_display(&why.to_string(), session),
    }
}
