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
    assert_eq!(models.len(), nullcline::model::zoo::registry().len());
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
            vec!["diagram", "morris-lecar", "--vary", "I=100:0"],
            vec!["reversed"],
        ),
        (
            vec!["diagram", "morris-lecar", "--vary", "I=5:5"],
            vec!["empty"],
        ),
        (
            vec!["diagram", "morris-lecar", "--vary", "I=0:inf"],
            vec!["not finite"],
        ),
        (
            vec!["diagram", "morris-lecar", "--vary", "I=0:nan"],
            vec!["not finite"],
        ),
        (
            vec!["diagram", "morris-lecar", "--vary", "J=0:1"],
            vec!["did you mean", "phi"],
        ),
        (
            vec!["diagram", "morris-lecar", "--vary", "I=0"],
            vec!["NAME=FROM:TO", "I=-50:250"],
        ),
        (
            vec!["firing", "morris-lecar", "--vary", "I=0:x"],
            vec!["not a number"],
        ),
        (
            vec!["firing", "morris-lecar", "--points", "1"],
            vec!["from 2 to"],
        ),
        (vec!["curves", "morris-lecar"], vec!["--and", "phi="]),
        (
            vec!["curves", "morris-lecar", "--and", "I=0:1"],
            vec!["both parameters are I"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.svg", "--axis", "w"],
            vec!["--view diagram"],
        ),
        (
            vec![
                "render",
                "morris-lecar",
                "-o",
                "a.svg",
                "--view",
                "diagram",
                "--axis",
                "u",
            ],
            vec!["did you mean", "period", "frequency"],
        ),
        (
            vec!["simulate", "morris-lecar", "--from", "V=1,V=2"],
            vec!["V twice"],
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
            vec!["render", "morris-lecar", "-o", "a.bmp"],
            vec![".svg, .png, .pdf, .tex, .csv, .json"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.gif"],
            vec![".svg, .png"],
        ),
        (
            vec![
                "render",
                "morris-lecar",
                "-o",
                "a.svg",
                "--animate",
                "I=0:9",
            ],
            vec![".gif", ".apng"],
        ),
        (
            vec![
                "render",
                "morris-lecar",
                "-o",
                "a.gif",
                "--animate",
                "J=0:9",
            ],
            vec!["\"J\""],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.gif", "--animate", "I=4"],
            vec!["NAME=FROM:TO"],
        ),
        (
            vec![
                "render",
                "morris-lecar",
                "-o",
                "a.gif",
                "--animate",
                "I=4:NaN",
            ],
            vec!["I"],
        ),
        (
            vec![
                "render",
                "morris-lecar",
                "-o",
                "a.gif",
                "--animate",
                "I=0:9",
                "--frames",
                "1000",
            ],
            vec!["from 2 to 600"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.svg", "--frames", "10"],
            vec!["--animate"],
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
            vec![
                "render",
                "morris-lecar",
                "-o",
                "a.svg",
                "--view",
                "trace",
                "--axis",
                "n",
            ],
            vec!["no variable"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.svg", "--poisson"],
            vec!["--view spikes"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.svg", "--scale", "9"],
            vec!["from 0.25 to 8"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.svg", "--view", "compare"],
            vec!["--against"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.svg", "--against", "J=3"],
            vec!["J"],
        ),
        (
            vec![
                "render",
                "morris-lecar",
                "-o",
                "a.svg",
                "--demo",
                "integratr",
            ],
            vec!["did you mean integrator?"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.svg", "--view", "demo"],
            vec!["--demo"],
        ),
        (
            vec!["render", "morris-lecar", "-o", "a.svg", "--trial", "2"],
            vec!["--view demo"],
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
        vec!["convert", "morris-lecar", "-o", "a.ode"],
        vec!["analyze", "model.ode"],
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
    has_keys(
        &found,
        &[
            "variables",
            "times",
            "states",
            "spikes",
            "end",
            "method",
            "order",
        ],
    );
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
        "No window: ",
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

/// Approximate equality to so many units.
fn near(found: &Value, expected: f64, tolerance: f64) {
    let x = found
        .as_f64()
        .unwrap_or_else(|| panic!("{found} is no number"));
    assert!((x - expected).abs() <= tolerance, "{x} is not {expected}");
}

/// The example of the contract, number by number: Morris-Lecar with three attractors (tables B12 and
/// B13 of the reference values).
#[test]
fn the_portrait_of_the_contract_is_reproduced() {
    let p = json(&["analyze", "morris-lecar/homoclinic"]);
    has_keys(
        &p,
        &[
            "model",
            "preset",
            "parameters",
            "window",
            "equilibria",
            "nullclines",
            "separatrices",
            "cycles",
        ],
    );
    assert_eq!(
        (&p["model"], &p["preset"]),
        (&"morris-lecar".into(), &"homoclinic".into())
    );
    assert_eq!(p["parameters"]["gCa"], 4.0);
    assert_eq!(
        p["parameters"].as_object().map(serde_json::Map::len),
        Some(13)
    );
    assert_eq!(
        p["window"],
        serde_json::json!({"V": [-80.0, 60.0], "w": [-0.1, 0.8]})
    );

    let equilibria = p["equilibria"].as_array().expect("an array");
    let expected = [
        (
            -34.4597,
            "stable node",
            [[-0.037351, 0.0], [-0.455525, 0.0]],
        ),
        (-24.8338, "saddle", [[0.0495, 0.0], [-0.3375, 0.0]]),
        (
            4.5475,
            "stable focus",
            [[-0.0026, 0.3824], [-0.0026, -0.3824]],
        ),
    ];
    assert_eq!(equilibria.len(), expected.len());
    for (e, (v, kind, eigenvalues)) in equilibria.iter().zip(expected) {
        has_keys(e, &["at", "kind", "eigenvalues", "trace", "determinant"]);
        near(&e["at"]["V"], v, 6e-5);
        assert_eq!(e["kind"], kind);
        for (k, [re, im]) in eigenvalues.into_iter().enumerate() {
            near(&e["eigenvalues"][k][0], re, 6e-5);
            near(&e["eigenvalues"][k][1], im, 6e-5);
        }
    }
    near(&equilibria[0]["trace"], -0.492876, 6e-7);
    near(&equilibria[0]["determinant"], 0.017014, 6e-7);

    for name in ["V", "w"] {
        let curves = p["nullclines"][name].as_array().expect("an array");
        assert!(
            curves.iter().any(|c| c.as_array().map_or(0, Vec::len) > 20),
            "{name}"
        );
    }
    let separatrices = p["separatrices"].as_array().expect("an array");
    assert_eq!(separatrices.len(), 4);
    for s in separatrices {
        has_keys(s, &["saddle", "side", "branch", "points"]);
        assert_eq!(s["saddle"], 1);
        // Branch 0 leaves towards the smaller first variable.
        let (a, b) = (&s["points"][0][0], &s["points"][1][0]);
        assert_eq!(s["branch"] == 0, b.as_f64() < a.as_f64(), "{s}");
    }

    let cycles = p["cycles"].as_array().expect("an array");
    assert_eq!(cycles.len(), 2);
    for c in cycles {
        has_keys(
            c,
            &[
                "stability",
                "period",
                "log_multiplier",
                "multiplier",
                "min",
                "max",
                "points",
            ],
        );
    }
    assert_eq!(
        (&cycles[0]["stability"], &cycles[1]["stability"]),
        (&"unstable".into(), &"stable".into())
    );
    near(&cycles[1]["period"], 29.9178, 6e-5);
    near(&cycles[1]["log_multiplier"], -1.3110, 6e-5);
    near(&cycles[1]["multiplier"][0], 0.2696, 6e-5);
    assert_eq!(cycles[1]["multiplier"][1], 0.0);
    near(&cycles[1]["min"]["V"], -17.343, 6e-4);
    near(&cycles[1]["max"]["V"], 16.288, 6e-4);
}

#[test]
fn a_source_without_preset_has_none_and_cycles_of_reset_models_count_spikes() {
    let p = json(&["analyze", "izhikevich", "--set", "I=10"]);
    assert_eq!(p["preset"], Value::Null);
    let cycles = p["cycles"].as_array().expect("an array");
    let stable = cycles
        .iter()
        .find(|c| c["stability"] == "stable")
        .expect("it fires");
    assert_eq!(stable["spikes"], 1);
    // Table B3: regular spiking at I = 10 fires at 22.315245 Hz.
    near(
        &(1000.0 / stable["period"].as_f64().expect("a number")).into(),
        22.315245,
        1e-6,
    );
}

#[test]
fn a_window_without_equilibrium_is_a_fact() {
    let p = json(&["analyze", "morris-lecar", "--window", "-20:20,0.6:0.8"]);
    assert_eq!(p["equilibria"], serde_json::json!([]));
    assert_eq!(p["window"]["V"], serde_json::json!([-20.0, 20.0]));
}

/// A parameter may be absurd; the answer comes, or one sentence why not, and never a panic.
#[test]
fn absurd_parameters_are_answered() {
    for (source, set) in [
        ("persistent-sodium-potassium", "n_k=1e-9"),
        ("persistent-sodium-potassium", "tau=1e-12"),
        ("morris-lecar", "V2=1e-300"),
        ("morris-lecar", "phi=0"),
        ("van-der-pol", "mu=1e300"),
        ("van-der-pol", "mu=1e-300"),
        ("fitzhugh-nagumo", "a=1e308"),
        ("fitzhugh-nagumo", "eps=0"),
        ("izhikevich", "v_peak=-100"),
        ("izhikevich", "I=1e300"),
        ("izhikevich", "d=-1e9"),
        ("hodgkin-huxley-reduced", "C=-1"),
    ] {
        for command in ["analyze", "simulate", "basin", "diagram"] {
            let mut args = vec![command, source, "--set", set, "--json"];
            match command {
                "simulate" => args.extend(["--until", "5", "--every", "1"]),
                "basin" => args.extend(["--cells", "8x8"]),
                _ => {}
            }
            let (status, out, err) = run(&args);
            assert!(status == 0 || status == 1, "{args:?}: {status} {err}");
            assert!(!err.contains("mistake of its own"), "{args:?}: {err}");
            // A diagram may have a note for each branch; all others have one sentence at most.
            let lines = err.lines().count();
            assert!(
                lines <= 1 || status == 0 && command == "diagram",
                "{args:?}: {err}"
            );
            if status == 0 {
                let read: Result<Value, _> = serde_json::from_str(&out);
                assert!(read.is_ok(), "{args:?}: {out}");
            }
        }
    }
}

/// Numbers of `models.md` B13: fold of cycles, Hopf point with period and first Lyapunov coefficient.
#[test]
fn a_diagram_has_the_promised_shape() {
    let d = json(&["diagram", "morris-lecar/hopf", "--vary", "I=0:250"]);
    let keys = [
        "model",
        "parameter",
        "range",
        "parameters",
        "equilibria",
        "cycles",
        "events",
    ];
    has_keys(&d, &keys);
    assert_eq!(
        (&d["model"], &d["parameter"]),
        (&"morris-lecar".into(), &"I".into())
    );
    assert_eq!(d["range"], serde_json::json!([0.0, 250.0]));
    near(&d["parameters"]["gCa"], 4.4, 0.0);
    for branch in d["equilibria"].as_array().expect("branches") {
        has_keys(branch, &["points"]);
        for p in branch["points"].as_array().expect("points") {
            has_keys(p, &["parameter", "at", "stable", "kind"]);
            has_keys(&p["at"], &["V", "w"]);
            assert!(p["stable"].is_boolean() && p["kind"].is_string());
        }
    }
    let cycles = d["cycles"].as_array().expect("branches");
    assert_eq!(cycles.len(), 1, "from Hopf point to Hopf point");
    for p in cycles[0]["points"].as_array().expect("points") {
        has_keys(
            p,
            &[
                "parameter",
                "period",
                "stable",
                "log_multiplier",
                "min",
                "max",
            ],
        );
        let range = |k: &str| [&p["min"][k], &p["max"][k]].map(|v| v.as_f64().expect("finite"));
        assert!(range("V")[0] <= range("V")[1] && range("w")[0] <= range("w")[1]);
    }
    let events = d["events"].as_array().expect("events");
    for e in events {
        has_keys(e, &["kind", "parameter", "at", "period", "first_lyapunov"]);
    }
    let kinds: Vec<&str> = events.iter().filter_map(|e| e["kind"].as_str()).collect();
    let expected = [
        "fold of cycles",
        "subcritical Hopf",
        "subcritical Hopf",
        "fold of cycles",
    ];
    assert_eq!(kinds, expected, "sorted by parameter");
    near(&events[1]["parameter"], 93.857_618_373_7, 1e-8);
    near(&events[1]["at"]["V"], -25.270_104_88, 1e-7);
    near(&events[1]["period"], 78.756_609_55, 1e-6);
    near(&events[1]["first_lyapunov"], 0.006_543_19, 1e-7);
    assert!(events[0]["first_lyapunov"].is_null() && events[0]["period"].is_f64());
}

/// Without `--vary` the first parameter goes over its slider's range, and all forms say so.
#[test]
fn a_diagram_varies_the_first_parameter_unless_told() {
    let d = json(&["diagram", "fitzhugh-nagumo"]);
    let models = json(&["models"]);
    let fhn = models.as_array().expect("an array").iter();
    let fhn = fhn
        .clone()
        .find(|m| m["id"] == "fitzhugh-nagumo")
        .expect("it exists");
    assert_eq!(d["range"], fhn["parameters"][0]["range"]);
    let (_, text, _) = run(&["diagram", "fitzhugh-nagumo"]);
    assert!(
        text.contains("I from −0.5 to 2") && text.contains("fold of cycles"),
        "{text}"
    );
    let (_, table, _) = run(&["diagram", "fitzhugh-nagumo", "--csv"]);
    let head = table.lines().next().expect("a header");
    assert!(
        head.starts_with("object,index,kind,stable,I,period"),
        "{head}"
    );
    let columns = head.split(',').count();
    assert!(table.lines().all(|l| l.split(',').count() == columns));
    assert!(
        table
            .lines()
            .any(|l| l.starts_with("event,0,fold of cycles,,0.32417")),
        "{table}"
    );
}

#[test]
fn a_two_parameter_diagram_has_the_promised_shape() {
    let args = [
        "curves",
        "morris-lecar/snlc",
        "--vary",
        "I=0:150",
        "--and",
        "phi=0.001:0.5",
    ];
    // (Curves that cannot be followed to where they end say so on standard error.)
    let (status, out, err) = run(&[&args[..], &["--json"]].concat());
    assert_eq!(status, 0, "{err}");
    assert!(err.lines().all(|l| l.starts_with("nullcline: ")), "{err}");
    let d: Value = serde_json::from_str(&out).expect("one JSON document");
    has_keys(&d, &["parameters", "curves", "points"]);
    assert_eq!(d["parameters"], serde_json::json!(["I", "phi"]));
    for c in d["curves"].as_array().expect("curves") {
        has_keys(c, &["kind", "points"]);
        let points = c["points"].as_array().expect("points");
        assert!(
            points
                .iter()
                .all(|p| p.as_array().is_some_and(|p| p.len() == 2))
        );
    }
    let points = d["points"].as_array().expect("special points");
    let takens = points
        .iter()
        .find(|p| p["kind"] == "Bogdanov-Takens")
        .expect("it is there");
    has_keys(takens, &["kind", "at"]);
    // Step 2's published check: (39.9632, 0.011810).
    near(&takens["at"][0], 39.9632, 1e-4);
    near(&takens["at"][1], 0.011_810, 1e-6);
}

/// Values are the requested ones exactly; rates at 5 and 10 from B13's periods 15.1020539518 and
/// 7.07351409187 ms; class 1 by a saddle-node on an invariant circle at 4.51286763 (cli.md).
#[test]
fn an_f_i_curve_has_the_promised_shape() {
    let args = [
        "firing",
        "persistent-sodium-potassium",
        "--vary",
        "I=0:10",
        "--points",
        "11",
    ];
    let d = json(&args);
    let keys = [
        "parameter",
        "points",
        "onset",
        "offset",
        "class",
        "mechanism",
    ];
    has_keys(&d, &keys);
    let points = d["points"].as_array().expect("points");
    for (k, p) in points.iter().enumerate() {
        has_keys(p, &["parameter", "rate_hz", "sweep"]);
        near(&p["parameter"], k as f64, 0.0);
        assert_eq!(p["sweep"], "up", "nothing is bistable here");
    }
    assert_eq!(points.len(), 11);
    near(&points[4]["rate_hz"], 0.0, 0.0);
    near(&points[5]["rate_hz"], 1000.0 / 15.102_053_951_8, 1e-4);
    near(&points[10]["rate_hz"], 1000.0 / 7.073_514_091_87, 1e-4);
    near(&d["onset"], 4.512_867_63, 1e-7);
    assert_eq!(d["class"], 1);
    assert_eq!(d["mechanism"], "saddle-node on invariant circle");
    assert!(d["offset"].is_null());
}

/// Three attractors (table B12: rest, focus, and the cycle between); centres row by row from the
/// lower left, so that the first label is that of the deeply hyperpolarised corner: rest.
#[test]
fn basins_have_the_promised_shape() {
    let b = json(&["basin", "morris-lecar/homoclinic", "--cells", "30x20"]);
    has_keys(&b, &["window", "cells", "labels", "attractors"]);
    assert_eq!(b["cells"], serde_json::json!([30, 20]));
    let labels = b["labels"].as_array().expect("an array");
    assert_eq!(labels.len(), 600);
    let attractors = b["attractors"].as_array().expect("an array");
    let kinds: Vec<&str> = attractors
        .iter()
        .filter_map(|a| a["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["equilibrium", "equilibrium", "cycle"]);
    near(&attractors[2]["period"], 29.9178, 6e-5);
    let corner = labels[0].as_u64().expect("it was reached") as usize;
    near(&attractors[corner]["at"]["V"], -34.4597, 6e-5);
    // The cell that holds the focus (4.5475, 0.2980): column 18 of 30, row 8 of 20.
    let focus = labels[8 * 30 + 18].as_u64().expect("it was reached") as usize;
    near(&attractors[focus]["at"]["V"], 4.5475, 6e-5);

    let (status, table, _) = run(&[
        "basin",
        "morris-lecar/homoclinic",
        "--cells",
        "30x20",
        "--csv",
    ]);
    assert_eq!(status, 0);
    assert_eq!(
        (table.lines().count(), table.lines().next()),
        (601, Some("V,w,label,attractor"))
    );
}

#[test]
fn the_portrait_as_csv_has_a_row_per_point() {
    let (status, table, err) = run(&["analyze", "morris-lecar/homoclinic", "--csv"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let mut lines = table.lines();
    let columns = lines.next().map(|l| l.split(',').count());
    let mut objects = std::collections::BTreeSet::new();
    for line in lines {
        assert_eq!(Some(line.split(',').count()), columns, "{line}");
        objects.extend(line.split(',').next());
    }
    let expected = ["cycle", "equilibrium", "nullcline", "separatrix"];
    assert_eq!(objects.into_iter().collect::<Vec<_>>(), expected);
}

#[cfg(feature = "figures")]
#[test]
fn a_figure_is_written_in_the_format_of_its_name() {
    let folder = std::env::temp_dir().join(format!("nullcline-figures-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the figures");
    for (name, view, start) in [
        ("portrait.svg", "portrait", &b"<svg"[..]),
        ("diagram.svg", "diagram", &b"<svg"[..]),
        ("firing.png", "firing", &b"\x89PNG"[..]),
        ("trace.PNG", "trace", &b"\x89PNG"[..]),
        ("portrait.pdf", "portrait", &b"%PDF-"[..]),
        ("portrait.tex", "portrait", &b"\\documentclass"[..]),
        ("trace.csv", "trace", &b"item"[..]),
        ("diagram.json", "diagram", &b"nullcline figure"[..]),
    ] {
        let path = folder.join(name);
        let file = path.to_str().expect("a plain path");
        let args = [
            "render",
            "fitzhugh-nagumo",
            "-o",
            file,
            "--view",
            view,
            "--size",
            "400x300",
        ];
        assert_eq!(run(&args), (0, String::new(), String::new()), "{name}");
        let bytes = std::fs::read(&path).expect("it is there");
        let head = &bytes[..bytes.len().min(200)];
        assert!(head.windows(start.len()).any(|w| w == start), "{name}");
    }
    for (name, start) in [("a.gif", &b"GIF89a"[..]), ("a.apng", &b"\x89PNG"[..])] {
        let path = folder.join(name);
        let file = path.to_str().expect("a plain path");
        let args = [
            "render",
            "fitzhugh-nagumo",
            "-o",
            file,
            "--animate",
            "I=1:0",
            "--frames",
            "3",
            "--size",
            "300x200",
        ];
        assert_eq!(run(&args), (0, String::new(), String::new()), "{name}");
        let bytes = std::fs::read(&path).expect("it is there");
        assert!(bytes.starts_with(start), "{name}");
    }
    let lost = folder.join("no such folder/a.svg");
    let (status, _, err) = run(&[
        "render",
        "fitzhugh-nagumo",
        "-o",
        lost.to_str().expect("plain"),
    ]);
    assert!(status == 1 && err.contains("could not be written"), "{err}");
    std::fs::remove_dir_all(&folder).expect("it was ours");
}

/// Every `nullcline …` line of the README, as it stands there.
#[cfg(feature = "figures")]
#[test]
fn the_examples_of_the_readme_work() {
    let folder = std::env::temp_dir().join(format!("nullcline-readme-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder to run in");
    let readme = include_str!("../README.md");
    let lines = readme.lines().map(|l| l.trim_start_matches(['*', '`']));
    let mut count = 0;
    for line in lines.filter_map(|l| l.strip_prefix("nullcline ")) {
        let line = line.split('`').next().unwrap_or(line);
        // What stands between quotes is one word, as in a shell.
        let parts = line.split('\'').enumerate().flat_map(|(k, part)| {
            if k % 2 == 1 {
                vec![part]
            } else {
                part.split_whitespace().collect()
            }
        });
        let words: Vec<&str> = parts.collect();
        let done = program(&words)
            .current_dir(&folder)
            .output()
            .expect("the program starts");
        let err = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!((done.status.code(), err.as_str()), (Some(0), ""), "{line}");
        count += 1;
    }
    assert_eq!(count, 24, "twenty-one examples, two pictures, and the twin");
    for figure in ["canard.svg", "portrait.png", "diagram.png", "twin.svg"] {
        assert!(folder.join(figure).exists(), "{figure}");
    }
    std::fs::remove_dir_all(&folder).expect("it was ours");
}

/// Feature K: two pulses 20 ms apart do nothing, 40 ms apart fire once, at 338 ms by its author's Euler
/// step of 0.25 ms, whose figure lasts 400 ms.
#[test]
fn a_protocol_is_run_as_its_author_did() {
    let (_, out, err) = run(&["simulate", "izhikevich/k-resonator", "--protocol", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&out).expect(&err);
    assert_eq!(found["method"], "author's Euler step");
    assert_eq!(found["spikes"], serde_json::json!([338.0]));
    assert_eq!(found["times"].as_array().unwrap().last().unwrap(), 400.0);
    assert!(err.contains("Euler step of 0.25\u{2009}ms"), "{err}");
    let driven = &found["stimulus"]["parameters"][0];
    assert_eq!(driven["name"], "I");
    // Four pulses of 0.65 on I = 0.
    let points = driven["points"].as_array().unwrap();
    let high = points.iter().filter(|p| p[1] == 0.65).count();
    assert_eq!((points.len(), high), (18, 8), "{points:?}");
}

/// A charge of 10 on the capacitance 1 of a cell moves V by 10 mV at once.
#[test]
fn a_stimulus_comes_as_text_or_from_a_file() {
    let source = "persistent-sodium-potassium/high-threshold";
    let from = "V=-65.95,n=0.00028";
    let file = std::env::temp_dir().join(format!("stimulus-{}.txt", std::process::id()));
    std::fs::write(&file, "# a kick\nimpulse(at=5,charge=10.5)\n").unwrap();
    let path = file.to_str().unwrap();
    for (stimulus, spikes) in [("impulse(at=5,charge=9)", 0), (path, 1)] {
        let (status, out, err) = run(&[
            "simulate",
            source,
            "--set",
            "I=0",
            "--from",
            from,
            "--until",
            "30",
            "--json",
            "--stimulus",
            stimulus,
        ]);
        assert_eq!(status, 0, "{err}");
        let found: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(
            found["spikes"].as_array().unwrap().len(),
            spikes,
            "{stimulus}"
        );
        assert_eq!(found["method"], "accurate");
    }
    std::fs::write(&file, "0 0\n5 1\n4 1\n").unwrap();
    let (status, _, err) = run(&["simulate", source, "--stimulus", path]);
    assert_eq!(status, 2);
    assert!(
        err.contains("line 3, column 1") && err.contains(path),
        "{err}"
    );
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn what_cannot_drive_is_refused_with_a_hint() {
    let pulse = "pulse(at=20,width=2,height=10)";
    for (args, words) in [
        (&["--stimulus", "puls(at=1)"][..], "did you mean pulse"),
        (&["--stimulus", "no-such-file"], "neither a signal"),
        (
            &["--stimulus", "step(at=1,height=2,on=gna)"],
            "did you mean gCa",
        ),
        (&["--stimulus", pulse, "--until", "-5"], "forward"),
        (&["--euler", "-1"], "no step"),
        (&["--euler", "1e-9"], "twenty million"),
        (
            &["--protocol"],
            "no preset of morris-lecar has an experiment",
        ),
    ] {
        let whole: Vec<&str> = ["simulate", "morris-lecar"]
            .iter()
            .chain(args)
            .copied()
            .collect();
        let (status, out, err) = run(&whole);
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}: {err}");
        assert!(err.contains(words), "{args:?}: {err}");
    }
    let (_, _, err) = run(&[
        "simulate",
        "morris-lecar",
        "--stimulus",
        "step(at=1,height=2)+pulse(at=5,width=1,height=1)",
    ]);
    assert!(err.contains("add up"), "{err}");
}

#[test]
fn demonstrations_are_listed_and_done() {
    let (_, out, _) = run(&["demo", "--json"]);
    let all: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(
        all.as_array()
            .unwrap()
            .iter()
            .any(|d| d["id"] == "all-or-none")
    );
    let (status, out, err) = run(&["demo", "all-or-none", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&out).expect(&err);
    assert_eq!(
        (status, &found["holds"]),
        (0, &serde_json::Value::Bool(true))
    );
    let (_, out, _) = run(&["demo", "rebound"]);
    assert!(out.contains("came out as expected"), "{out}");
    let (status, _, err) = run(&["demo", "rebond"]);
    assert!(status == 2 && err.contains("did you mean rebound"), "{err}");
}

/// A figure opens as itself: drawn again from its own file it is the same file, whatever it shows.
#[cfg(feature = "figures")]
#[test]
fn a_figure_drawn_again_from_its_file_is_the_same() {
    let folder = std::env::temp_dir().join(format!("nullcline-again-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    let [first, second] = ["a.svg", "b.svg"].map(|name| folder.join(name));
    let [a, b] = [&first, &second].map(|path| path.to_str().expect("a plain path"));
    for what in [
        &["persistent-sodium", "--view", "diagram", "--vary", "I=0:20"][..],
        &["morris-lecar", "--view", "compare", "--against", "I=20"],
        &["persistent-sodium", "--view", "current-voltage"],
        &["--demo", "all-or-none", "--trial", "2"],
        &["--demo", "all-or-none"],
        &[
            "morris-lecar",
            "--view",
            "trace",
            "--from",
            "w=0.3333333333333333",
            "--until",
            "40",
            "--axis",
            "w",
        ],
    ] {
        let source = ["morris-lecar"];
        let source = if what[0].starts_with("--") {
            &source[..]
        } else {
            &[]
        };
        let args = [&["render"], source, what, &["-o", a]].concat();
        let (code, _, said) = run(&args);
        assert_eq!(code, 0, "{what:?}: {said}");
        let (code, _, said) = run(&["render", a, "-o", b]);
        assert_eq!(code, 0, "{what:?}: {said}");
        let [x, y] = [&first, &second].map(|path| std::fs::read(path).expect("it was written"));
        assert!(x == y, "{what:?}: another figure");
    }
    std::fs::remove_dir_all(&folder).expect("it was there");
}

/// A demonstration has its own cell: what changes another one is refused, and another one is not passed over in silence.
#[cfg(feature = "figures")]
#[test]
fn a_demonstration_says_that_it_has_its_own_cell() {
    let file = std::env::temp_dir().join(format!("nullcline-own-{}.json", std::process::id()));
    let file = file.to_str().expect("a plain path");
    let with = |more: &[&str]| {
        let args = [
            "render",
            "fitzhugh-nagumo",
            "--demo",
            "all-or-none",
            "-o",
            file,
        ];
        run(&[&args[..], more].concat())
    };
    for more in [&["--set", "I=1"], &["--animate", "I=0:1"]] {
        let (code, _, said) = with(more);
        assert_eq!(code, 2, "{said}");
        assert!(
            said.contains(more[0]) && said.contains("own cell"),
            "{said}"
        );
    }
    let (code, _, said) = with(&[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("shows nothing of fitzhugh-nagumo"), "{said}");
    let _ = std::fs::remove_file(file);
}
