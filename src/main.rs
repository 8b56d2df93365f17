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
    nullcline::cli::no_display("it is not there yet")
}
