//! `nullcline`: the explorer's window, or one command without it.
use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args_os().len() > 1 {
        return nullcline::cli::main(std::env::args_os());
    }
    window()
}

#[cfg(not(feature = "gui"))]
fn window() -> ExitCode {
    nullcline::cli::no_display("this program was built without it")
}

#[cfg(feature = "gui")]
fn window() -> ExitCode {
    use nullcline::app::WindowError;
    match nullcline::app::run() {
        Ok(()) => ExitCode::SUCCESS,
        // Where a window is nothing one could have, the portrait as text is no failure.
        Err(why @ (WindowError::NoDisplay | WindowError::MissingLibrary(_))) => {
            nullcline::cli::no_display(&why.to_string())
        }
        Err(why @ WindowError::Failed(_)) => nullcline::cli::no_display(&why.to_string()),
    }
}
