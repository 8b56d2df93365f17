//! What people read on the command line: the text form of every sub-command, for every model.
use nullcline::model::zoo;
use std::io;
use std::process::{Command, Output, Stdio};

fn program(args: &[&str], out: impl Into<Stdio>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nullcline"))
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::piped())
        .spawn()
        .and_then(std::process::Child::wait_with_output)
        .expect("the program starts")
}

/// Runs a command for people and gives what it printed; a refusal must be one sentence that does not
/// blame the program.
fn text(args: &[&str]) -> (i32, String) {
    let done = program(args, Stdio::piped());
    let status = done.status.code().expect("no signal ended it");
    let [out, err] = [done.stdout, done.stderr].map(|t| String::from_utf8(t).expect("UTF-8"));
    assert!(!err.contains("mistake of its own"), "{args:?}: {out}{err}");
    assert!(status == 0 || err.lines().count() == 1, "{args:?}: {err}");
    (status, out)
}

/// Questions that every model answers, whatever its dimension and whether it resets. The name of the
/// model stands in the heading, so an empty answer cannot pass.
#[test]
fn every_model_answers_in_words() {
    assert_eq!(zoo::registry().len(), 15);
    for model in zoo::registry() {
        let info = model.info();
        for preset in &info.presets {
            let source = format!("{}/{}", info.id, preset.id);
            let (status, out) = text(&["analyze", &source]);
            assert_eq!(status, 0, "{source}");
            assert!(out.starts_with(info.name), "{source}: {out}");
            assert!(out.contains("\nEquilibria\n"), "{source}: {out}");
            // The sentence at its end, after whatever tables there are.
            assert!(out.trim_end().ends_with('.'), "{source}: {out}");
        }
        let (status, out) = text(&["simulate", info.id, "--until", "20"]);
        assert_eq!((status, out.is_empty()), (0, false), "{}", info.id);
        for command in [
            &["diagram"][..],
            &["firing", "--points", "3"],
            &["basin", "--cells", "3x3"],
            &["spikes"],
            &["threshold"],
            &["action-potential"],
            &["reduction"],
        ] {
            let (name, options) = command.split_first().expect("it has a name");
            let (status, out) = text(&[&[name, info.id], options].concat());
            assert_eq!(out.is_empty(), status != 0, "{name} {}: {out}", info.id);
            let always = matches!(*name, "diagram" | "firing" | "basin");
            assert!(!always || status == 0, "{name} {}", info.id);
        }
    }
}

/// `nullcline … | head -0`: nobody reads, and that is nobody's mistake, whichever command it is and
/// however it prints.
#[test]
fn a_reader_that_has_left_is_no_mistake_of_any_command() {
    for line in [
        "--help",
        "models",
        "analyze hodgkin-huxley",
        "simulate morris-lecar",
        "basin morris-lecar --cells 4x4",
        "diagram morris-lecar",
        "curves fitzhugh-nagumo --vary I=0:1 --and b=0.5:0.9",
        "firing morris-lecar --points 3",
        "spikes morris-lecar",
        "poisson",
        "unit",
        "demo",
        "demo rebound",
        "threshold morris-lecar --set I=40",
        "action-potential hodgkin-huxley --set I=0",
        "reduction hodgkin-huxley",
    ] {
        for form in ["", "--json", "--csv"] {
            let args: Vec<&str> = line.split(' ').chain([form]).collect();
            let args = args.strip_suffix(&[""]).unwrap_or(&args);
            let (reader, writer) = io::pipe().expect("a pipe");
            drop(reader);
            let done = program(args, writer);
            let err = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(!err.contains("mistake of its own"), "{args:?}: {err}");
            assert!(!err.contains("could not be written"), "{args:?}: {err}");
            // Some commands have no table: that is a refusal, not a failure to print.
            let refused = form == "--csv" && err.contains("has no option");
            assert_eq!(
                done.status.code(),
                Some(if refused { 2 } else { 0 }),
                "{args:?}: {err}"
            );
        }
    }
}
