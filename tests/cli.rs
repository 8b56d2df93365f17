//! The command line as a process: what scripts and people get, to the letter of its contract.
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

/// The program, without a display and without colour, so that no machine makes a difference.
fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nullcline"));
    command
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("RUST_BACKTRACE", "1")
        .stdin(Stdio::null());
    command
}

/// Exit status, standard output and standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    let done = program(args).output().expect("the program starts");
    (
        done.status.code().expect("no signal ended it"),
        String::from_utf8(done.stdout).expect("output is UTF-8"),
        String::from_utf8(done.stderr).expect("messages are UTF-8"),
    )
}

/// The JSON document of a command that must succeed, silently.
fn json(args: &[&str]) -> Value {
    let (status, out, err) = run(&[args, &["--json"]].concat());
    assert_eq!((status, err.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&out).unwrap_or_else(|e| panic!("{args:?}: {e}: {out}"))
}

/// Keys in the order in which they are printed.
fn has_keys(value: &Value, keys: &[&str]) {
    let mut found: Vec<&str> = value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    let mut keys = keys.to_vec();
    found.sort_unstable();
    keys.sort_unstable();
    assert_eq!(found, keys);
}

#[test]
fn models_are_listed_with_everything_one_must_know() {
    let models = json(&["models"]);
    let models = models.as_array().expect("an array");
    assert_eq!(models.len(), 7);
    for m in models {
        has_keys(
            m,
            &[
                "id",
                "name",
                "dimension",
                "variables",
                "parameters",
                "presets",
                "source",
            ],
        );
        has_keys(&m["variables"][0], &["name", "unit"]);
        has_keys(
            &m["parameters"][0],
            &["name", "unit", "default", "range", "about"],
        );
    }
    let ml = models
        .iter()
        .find(|m| m["id"] == "morris-lecar")
        .expect("it is there");
    assert_eq!(ml["dimension"], 2);
    assert_eq!(ml["variables"][0]["unit"], "mV");
    assert_eq!(
        ml["parameters"][0]["default"], 90.0,
        "that of the first preset"
    );
    assert_eq!(
        ml["presets"],
        serde_json::json!(["hopf", "snlc", "homoclinic"])
    );
}

/// Wrong usage is one sentence on standard error that helps, status 2, and nothing else.
#[test]
fn wrong_usage_is_answered_in_one_helpful_sentence() {
    for (args, parts) in [
        (
            vec!["analyze", "morris-lecr"],
            vec!["did you mean morris-lecar?", "van-der-pol"],
        ),
        (
            vec!["analyze", "morris-lecar/snic"],
            vec!["did you mean snlc?", "homoclinic"],
        ),
        (
            vec!["analyze", "morris-lecar", "--set", "gca=4"],
            vec!["did you mean gCa?", "phi"],
        ),
        (
            vec!["analyze", "morris-lecar", "--set", "I"],
            vec!["NAME=VALUE"],
        ),
        (
            vec!["analyze", "morris-lecar", "--set", "I=abc"],
            vec!["not a number"],
        ),
        (
            vec!["analyze", "morris-lecar", "--set", "I=nan"],
            vec!["finite"],
        ),
        (
            vec!["analyze", "morris-lecar", "--set", "I=1e999"],
            vec!["finite"],
        ),
        (
            vec!["analyze", "morris-lecar", "--set", "C=0"],
            vec!["singular", "other than 0"],
        ),
        (
            vec!["analyze", "van-der-pol", "--set", "mu=0"],
            vec!["singular"],
        ),
        (
            vec!["analyze", "morris-lecar", "--window", "60:-80,0:1"],
            vec!["reversed"],
        ),
        (
            vec!["analyze", "morris-lecar", "--window", "-80:-80,0:1"],
            vec!["empty"],
        ),
        (
            vec!["analyze", "morris-lecar", "--window", "-80:60"],
            vec!["X0:X1,Y0:Y1"],
        ),
        (
            vec!["analyze", "morris-lecar", "--plane", "V,m"],
            vec!["no variable", "did you mean"],
        ),
        (
            vec!["analyze", "morris-lecar", "--plane", "V,V"],
            vec!["two different"],
        ),
        (
            vec!["analyze", "morris-lecar", "--jsn"],
            vec!["did you mean --json?", "--window"],
        ),
        (
            vec!["analyze", "morris-lecar", "--json", "--csv"],
            vec!["exclude each other"],
        ),
        (vec!["analyze"], vec!["needs a model"]),
        (
            vec!["analyse", "morris-lecar"],
            vec!["did you mean analyze?", "models"],
        ),
        (vec!["--window"], vec!["analyze"]),
        (
            vec!["simulate", "morris-lecar", "--from", "V=-60,n=0"],
            vec!["no variable \"n\"", "w"],
        ),
        (
            vec!["simulate", "morris-lecar", "--until", "inf"],
            vec!["finite"],
        ),
        (
            vec!["simulate", "morris-lecar", "--every", "-1"],
            vec!["positive"],
        ),
        (
            vec!["simulate", "morris-lecar", "--every", "1e-9"],
            vec!["longer interval"],
        ),
        (
            vec!["basin", "morris-lecar", "--cells", "0x5"],
            vec!["WIDTHxHEIGHT"],
        ),
        (vec!["render", "morris-lecar"], vec!["--output"]),
        (
            vec!["render", "morris-lecar", "-o", "a.pdf"],
            vec![".svg or .png"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.svg", "--theme", "drak"],
            vec!["did you mean dark?"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.svg", "--view", "portrat"],
            vec!["did you mean portrait?"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.svg", "--size", "12"],
            vec!["WIDTHxHEIGHT"],
        ),
    ] {
        let (status, out, err) = run(&args);
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}: {err}");
        assert_eq!(err.lines().count(), 1, "{args:?}: {err}");
        assert!(err.starts_with("nullcline: "), "{args:?}: {err}");
        for part in parts {
            assert!(err.contains(part), "{args:?} lacks {part:?}: {err}");
        }
    }
}

#[test]
fn what_comes_later_says_so() {
    for args in [
        vec!["diagram", "morris-lecar", "--vary", "I=0:100"],
        vec!["curves", "morris-lecar"],
        vec!["firing", "morris-lecar", "--vary", "I=-50:300"],
        vec!["convert", "morris-lecar", "-o", "a.ode"],
        vec!["twin"],
        vec!["analyze", "saved.nullcline"],
        vec!["analyze", "model.ode"],
        vec!["analyze", "hodgkin-huxley/modern"],
        vec!["analyze", "izhikevich/k-resonator"],
        vec![
            "simulate",
            "morris-lecar",
            "--stimulus",
            "pulse(at=20,width=2,height=10)",
        ],
        vec!["render", "morris-lecar", "-o", "a.svg", "--view", "diagram"],
    ] {
        let (status, out, err) = run(&args);
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}: {err}");
        assert!(err.contains("not available yet"), "{args:?}: {err}");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for args in [
        vec!["--help"],
        vec!["--version"],
        vec!["simulate", "--help"],
        vec!["help", "basin"],
    ] {
        let (status, out, err) = run(&args);
        assert_eq!((status, err.as_str()), (0, ""), "{args:?}");
        assert!(
            !out.is_empty() && !out.contains("not available"),
            "{args:?}"
        );
    }
}

/// `nullcline … | head -1`: the reader leaves, and nothing is wrong.
#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let mut child = program(&[
        "simulate",
        "van-der-pol",
        "--until",
        "5000",
        "--every",
        "0.05",
        "--csv",
    ])
    .stdout(Stdio::piped())
    .stderr(Stdio::piped())
    .spawn()
    .expect("the program starts");
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("piped"));
    reader.read_line(&mut first).expect("a line");
    drop(reader);
    let mut err = String::new();
    child
        .stderr
        .take()
        .expect("piped")
        .read_to_string(&mut err)
        .expect("text");
    assert_eq!((first.as_str(), err.as_str()), ("time,x,y\n", ""));
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("Linux has it");
    let done = program(&["models", "--json"])
        .stdout(full)
        .output()
        .expect("the program starts");
    let err = String::from_utf8(done.stderr).expect("text");
    assert_eq!(done.status.code(), Some(1));
    assert!(
        err.contains("could not be written") && err.lines().count() == 1,
        "{err}"
    );
}

#[test]
fn a_simulation_has_the_promised_shape() {
    let found = json(&[
        "simulate",
        "morris-lecar/homoclinic",
        "--from",
        "V=-20",
        "--until",
        "1",
        "--every",
        "0.1",
    ]);
    has_keys(&found, &["variables", "times", "states", "spikes", "end"]);
    assert_eq!(found["variables"], serde_json::json!(["V", "w"]));
    assert_eq!(found["end"], "time");
    let times: Vec<f64> = found["times"]
        .as_array()
        .expect("an array")
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    assert_eq!(times.len(), 11);
    for (k, t) in times.iter().enumerate() {
        assert!((t - 0.1 * k as f64).abs() < 1e-12);
    }
    // w is not named by --from and starts where the preset does.
    assert_eq!(found["states"][0], serde_json::json!([-20.0, 0.01]));
    assert_eq!(found["states"].as_array().map(Vec::len), Some(11));
}

/// The orbit of van der Pol backward from outside its cycle runs away (it is an attractor forward),
/// which is a fact and no failure.
#[test]
fn an_orbit_that_runs_away_is_a_fact() {
    let args = [
        "simulate",
        "van-der-pol",
        "--from",
        "x=3,y=0",
        "--until",
        "-100",
        "--json",
    ];
    let (status, out, err) = run(&args);
    let found: Value = serde_json::from_str(&out).expect("a document");
    assert_eq!((status, &found["end"]), (0, &Value::from("diverged")));
    assert!(
        err.contains("ran away") && err.lines().count() == 1,
        "{err}"
    );
    assert!(!out.contains("null"));
}

/// Table B13 of the reference values: FitzHugh-Nagumo at I = 0.35 turns in 45.610500981.
#[test]
fn spikes_of_a_smooth_model_are_one_period_apart() {
    let found = json(&[
        "simulate",
        "fitzhugh-nagumo",
        "--set",
        "I=0.35",
        "--until",
        "400",
    ]);
    let spikes: Vec<f64> = found["spikes"]
        .as_array()
        .expect("an array")
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    assert!(spikes.len() >= 7, "{spikes:?}");
    for pair in spikes[1..].windows(2) {
        assert!((pair[1] - pair[0] - 45.610500981).abs() < 1e-7, "{pair:?}");
    }
}

/// Every printed number reads back to the same bits: CSV and JSON write them by different code.
#[test]
fn numbers_read_back_to_the_same_bits() {
    let args = [
        "simulate",
        "izhikevich/ch",
        "--set",
        "I=10",
        "--until",
        "60",
    ];
    let (_, document, _) = run(&[&args[..], &["--json"]].concat());
    let (status, table, _) = run(&[&args[..], &["--csv"]].concat());
    assert_eq!(status, 0);
    // The text itself is read, since a JSON reader may round in its last digit.
    let between = |start: &str, end: &str| {
        let rest = document.split_once(start).expect(start).1;
        rest.split_once(end).expect(end).0.to_owned()
    };
    let bits = |text: &str| text.parse::<f64>().expect("a number").to_bits();
    let times = between("\"times\":[", "]");
    let states = between("\"states\":[[", "]]");
    let mut expected = times.split(',').zip(states.split("],["));
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("time,v,u"));
    let mut rows = 0;
    for line in lines {
        let (time, state) = expected.next().expect("as many rows as states");
        let row: Vec<u64> = line.split(',').map(bits).collect();
        let same: Vec<u64> = std::iter::once(time)
            .chain(state.split(','))
            .map(bits)
            .collect();
        assert_eq!(row, same, "{line}");
        rows += 1;
    }
    assert!(rows > 100 && expected.next().is_none());
    let portrait = json(&[
        "analyze",
        "fitzhugh-nagumo",
        "--set",
        "a=0.1",
        "--set",
        "b=1.0000000000000002",
    ]);
    assert_eq!(portrait["parameters"]["a"].to_string(), "0.1");
    assert_eq!(
        portrait["parameters"]["b"].to_string(),
        "1.0000000000000002"
    );
}

/// Without a display the program says so and shows what it can, with status 0.
#[test]
fn without_a_display_the_opening_portrait_is_printed_as_text() {
    let (status, out, err) = run(&[]);
    assert_eq!((status, err.as_str()), (0, ""));
    for part in [
        "window cannot open",
        "Equilibria",
        "kind",
        "eigenvalues",
        "analyze",
        "simulate",
        "render",
    ] {
        assert!(out.contains(part), "lacks {part:?}: {out}");
    }
    let dots = out
        .chars()
        .filter(|c| ('\u{2801}'..='\u{28ff}').contains(c))
        .count();
    assert!(dots > 100, "{dots} characters of curves:\n{out}");
    assert!(!out.contains('\x1b'), "no colour where nobody looks");
    assert!(out.lines().all(|l| l.chars().count() <= 130));
}

#[test]
fn the_table_for_people_has_no_plot_and_no_colour_in_a_file() {
    let (status, out, err) = run(&["analyze", "morris-lecar/homoclinic"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("Equilibria") && !out.contains('\x1b'));
    assert!(!out.chars().any(|c| ('\u{2800}'..='\u{28ff}').contains(&c)));
}
