//! `nullcline twin` as a process: what is printed, what is written, and what is refused.
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A run that takes a moment.
const SHORT: [&str; 7] = [
    "twin",
    "--seconds",
    "60",
    "--test-seconds",
    "60",
    "--steps",
    "200",
];

/// Exit status, standard output and standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_nullcline"))
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    (
        done.status.code().expect("no signal ended it"),
        String::from_utf8(done.stdout).expect("output is UTF-8"),
        String::from_utf8(done.stderr).expect("messages are UTF-8"),
    )
}

fn json(more: &[&str]) -> Value {
    document(&[&SHORT[..], more].concat())
}

/// The document of a run that succeeds without a word on standard error.
fn document(args: &[&str]) -> Value {
    let (status, out, err) = run(&[args, &["--json"]].concat());
    assert_eq!((status, err.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&out).unwrap_or_else(|e| panic!("{args:?}: {e}: {out}"))
}

/// That of a saved twin, tested on what is given.
fn loaded(file: &str, more: &[&str]) -> Value {
    document(&[&["twin", "--load", file], more].concat())
}

/// A folder of this test alone.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("it can be made");
    folder
}

/// The keys of the contract, and numbers that can be told beforehand.
#[test]
fn the_document_has_the_shape_of_the_contract() {
    let found = json(&[]);
    for key in [
        "train_seconds",
        "test_seconds",
        "seed",
        "neuron",
        "hidden",
        "auc",
        "rmse_mv",
        "variance_explained_percent",
        "hit_rate_at_fp_0.002",
        "cross_correlation",
        "time_constant_ms",
        "least_squares",
        "output_rate_hz",
        "seconds_to_simulate",
        "seconds_to_train",
    ] {
        assert!(found.get(key).is_some(), "{key}");
    }
    assert_eq!(found["seed"], 1234);
    assert_eq!(found["neuron"], "integrate-and-fire");
    assert_eq!(found["parameters"], 8005);
    assert_eq!(found["time_constant_ms"]["true"], 20.0);
    assert_eq!(
        found["time_constant_ms"]["lags"],
        serde_json::json!([2, 40])
    );
    let lags = found["cross_correlation"]["lag_ms"]
        .as_array()
        .expect("an array");
    assert_eq!((lags.len(), &lags[0]), (101, &Value::from(-50)));
    assert_eq!(
        found["filters_mv"]["excitatory"]
            .as_array()
            .expect("an array")
            .len(),
        80
    );
    assert!(
        found["least_squares"]["rmse_mv"]
            .as_f64()
            .expect("a number")
            > 1.0
    );
    assert_eq!(found["diverged_at_step"], Value::Null);
    // Nothing but the time that it took depends on anything but the arguments.
    let mut again = json(&["--threads", "1"]);
    let mut first = found.clone();
    for document in [&mut first, &mut again] {
        let map = document.as_object_mut().expect("an object");
        map.remove("seconds_to_simulate");
        map.remove("seconds_to_train");
        for point in map["curve"].as_array_mut().expect("an array") {
            point.as_object_mut().expect("an object").remove("seconds");
        }
    }
    assert_eq!(first, again);
}

/// What cannot be known is null and said, never NaN; a rate of training that diverges is said with the step.
#[test]
fn what_is_not_there_is_null_and_said() {
    let silent = json(&["--synapses", "1,0"]);
    assert_eq!(silent["auc"], Value::Null);
    assert_eq!(silent["hit_rate_at_fp_0.002"], Value::Null);
    assert_eq!(silent["cross_correlation"]["peak_ms"], Value::Null);
    let notes = silent["notes"].to_string();
    assert!(notes.contains("AUC is undefined"), "{notes}");
    let short = [&SHORT[..], &["--learning-rate", "1000", "--json"]].concat();
    let (status, out, err) = run(&short);
    assert_eq!(status, 1, "a script sees that this is no twin");
    assert!(err.contains("first weights"), "{err}");
    let diverged: Value = serde_json::from_str(&out).expect("a document all the same");
    assert!(diverged["diverged_at_step"].as_u64().expect("a step") < 100);
    let notes = diverged["notes"].to_string();
    assert!(notes.contains("smaller learning rate"), "{notes}");
    // The paper says nothing of other neurons.
    assert_eq!(silent["paper"], Value::Null);
    let (status, out, err) = run(&[&SHORT[..], &["--synapses", "1,0"]].concat());
    assert_eq!(status, 0);
    assert!(err.contains("AUC is undefined"), "{err}");
    assert!(out.contains("AUC") && !out.contains("NaN"), "{out}");
}

/// A saved twin is loaded with its settings and does as well; for another layout it is refused.
#[test]
fn a_twin_is_saved_and_loaded() {
    let folder = folder("twin saved");
    let file = folder.join("twin.json");
    let file = file.to_str().expect("UTF-8");
    let first = json(&["--synapses", "60,30", "--tau", "15", "--save", file]);
    let again = loaded(file, &[]);
    for key in [
        "auc",
        "rmse_mv",
        "filters_mv",
        "synapses",
        "time_constant_ms",
    ] {
        assert_eq!(first[key], again[key], "{key}");
    }
    assert_eq!(again["seconds_to_train"], Value::Null);
    // Tested on another neuron it keeps what it has learnt, and says so; saved again it is the same file.
    let copy = folder.join("copy.json");
    let copy = copy.to_str().expect("UTF-8");
    let elsewhere = loaded(
        file,
        &["--tau", "40", "--test-seconds", "120", "--save", copy],
    );
    assert_eq!(elsewhere["time_constant_ms"], first["time_constant_ms"]);
    assert_eq!(elsewhere["filters_mv"], first["filters_mv"]);
    assert!(elsewhere["rmse_mv"].as_f64() > first["rmse_mv"].as_f64());
    let notes = elsewhere["notes"].to_string();
    assert!(notes.contains("another neuron"), "{notes}");
    let same = fs::read(file).ok() == fs::read(copy).ok();
    assert!(same, "the file says what was learnt");
    for (more, part) in [
        (["--synapses", "80,20"], "90 synapses"),
        (["--synapses", "30,60"], "60 excitatory and 30 inhibitory"),
        (["--hidden", "2"], "2 hidden units (leaky-relu)"),
        (["--transfer", "tanh"], "1 hidden unit (tanh)"),
        (["--window", "50"], "over 50 ms"),
        (["--steps", "50"], "--load"),
        (["--seconds", "60"], "--load"),
        (["--learning-rate", "0.1"], "--load"),
    ] {
        let (status, out, err) = run(&[&["twin", "--load", file], &more[..]].concat());
        assert_eq!((status, out.as_str()), (2, ""), "{more:?}");
        assert!(err.contains(part), "{more:?}: {err}");
    }
    let text = fs::read_to_string(file).expect("it is there");
    fs::write(file, &text[..text.len() / 2]).expect("it can be written");
    let (status, _, err) = run(&["twin", "--load", file]);
    assert_eq!(status, 2);
    assert!(err.contains("damaged or cut short"), "{err}");
    let (status, _, err) = run(&["twin", "--load", folder.to_str().expect("UTF-8")]);
    assert_eq!(status, 2);
    assert!(err.contains("no file"), "{err}");
}

#[test]
fn wrong_usage_is_one_helpful_sentence() {
    for (args, part) in [
        (vec!["--seconds", "nan"], "finite"),
        (vec!["--seconds", "-5"], "training"),
        (vec!["--hidden", "0"], "--hidden"),
        (vec!["--synapses", "80"], "80,20"),
        (vec!["--synapses", "0,0"], "no synapse"),
        (
            vec!["--trial", "100", "--window", "200"],
            "lengthen the trials",
        ),
        (vec!["--window", "7000"], "a trial lasts only 6000 ms"),
        (vec!["--neuron", "izhikevic"], "did you mean izhikevich?"),
        (vec!["--neuron", "izhikevich", "--tau", "10"], "--set"),
        (vec!["--neuron", "izhikevich", "--set", "zz=10"], "zz"),
        (vec!["--set", "I=1"], "--tau"),
        (vec!["--transfer", "rellu"], "did you mean relu?"),
        (vec!["--reset", "-60", "--no-reset"], "--no-reset"),
        (vec!["-o", "figure.bmp"], ".svg"),
        (vec!["--theme", "dusk"], "dark"),
        (
            vec!["--load", "there-is-no-such-file"],
            "there-is-no-such-file cannot be opened (no such file or directory)",
        ),
    ] {
        let (status, out, err) = run(&[&["twin"][..], &args].concat());
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}: {err}");
        assert_eq!(err.lines().count(), 1, "{args:?}: {err}");
        assert!(err.contains(part), "{args:?} lacks {part:?}: {err}");
    }
}

/// The figure in each of its formats; the same bytes each time.
#[test]
fn the_figure_is_written_in_every_format() {
    let folder = folder("twin figures");
    let trained = folder.join("twin.json");
    let trained = trained.to_str().expect("UTF-8");
    json(&["--save", trained]);
    for (ending, begins) in [
        ("svg", &b"<svg"[..]),
        ("png", b"\x89PNG"),
        ("pdf", b"%PDF"),
        ("tex", b"%"),
        ("csv", b""),
        ("json", b"{"),
    ] {
        let file = folder.join("figure").with_extension(ending);
        let name = file.to_str().expect("UTF-8");
        loaded(trained, &["-o", name]);
        let bytes = fs::read(&file).expect("it is there");
        let start = &bytes[..bytes.len().min(200)];
        assert!(
            bytes.len() > 1000
                && start
                    .windows(begins.len().max(1))
                    .any(|w| begins.is_empty() || w == begins),
            "{ending}: {} {start:?}",
            bytes.len()
        );
        if ending == "svg" {
            loaded(trained, &["-o", name]);
            assert!(
                fs::read(&file).expect("it is there") == bytes,
                "the same bytes"
            );
        }
    }
    let dark = folder.join("dark.svg");
    let name = dark.to_str().expect("UTF-8");
    loaded(
        trained,
        &["--synapses", "80,20", "--theme", "dark", "-o", name],
    );
    // A bare model has the session's twin, which is said.
    let bare = folder.join("bare.svg");
    let name = bare.to_str().expect("UTF-8");
    let (status, _, err) = run(&["render", "izhikevich", "--view", "twin", "-o", name]);
    assert_eq!(status, 0);
    assert!(err.contains("twin --neuron"), "{err}");
    // A neuron that is silent has a figure too.
    let silent = folder.join("silent.svg");
    let name = silent.to_str().expect("UTF-8");
    json(&["--rate", "0", "-o", name]);
    let text = fs::read_to_string(&silent).expect("it is there");
    assert!(!text.contains("NaN"), "coordinates are numbers");
}
