//! `nullcline`: the explorer's window, or one command without it.
use nullcline::cli::{self, Asked};
use nullcline::session::Session;
use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args_os().len() > 1 {
        return match cli::main(std::env::args_os()) {
            Asked::Done(code) => code,
            Asked::Window(session) => window(Some(&session)),
        };
    }
    window(None)
}

#[cfg(not(feature = "gui"))]
fn window(session: Option<&Session>) -> ExitCode {
    cli::no_display("this program was built without it", session)
}

#[cfg(feature = "gui")]
fn window(session: Option<&Session>) -> ExitCode {
    use nullcline::app::WindowError;
    match nullcline::app::run(session) {
        Ok(()) => ExitCode::SUCCESS,
        // Where a window is nothing one could have, the portrait as text is no failure.
        Err(why @ (WindowError::NoDisplay | WindowError::MissingLibrary(_))) => {
            cli::no_display(&why.to_string(), session)
        }
        Err(why @ WindowError::Failed(_)) => cli::no_display(&why.to_string(), session),
    }
}
