//! What the command line does to a cell, against solutions that are known.
use serde_json::Value;
use std::f64::consts::TAU;
use std::process::{Command, Stdio};

/// Exit status, standard output and standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_nullcline"))
        .args(args)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    (
        done.status.code().expect("no signal ended it"),
        String::from_utf8(done.stdout).expect("output is UTF-8"),
        String::from_utf8(done.stderr).expect("messages are UTF-8"),
    )
}

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// The JSON document with what was said beside it.
fn json(line: &str, more: &[&str]) -> (Value, String) {
    let (status, out, err) = run(&[&split(line), more, &["--json"]].concat());
    assert_eq!(status, 0, "{line}: {err}");
    (serde_json::from_str(&out).expect("JSON"), err)
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list");
    list.iter().map(|v| v.as_f64().expect("a number")).collect()
}

fn near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() < 1e-7, "{found:?} {expected:?}");
    }
}

const LEAKY: &str = "simulate leaky-integrate-and-fire --set I=10";

/// With R I = 26 mV and the threshold 20 mV above rest a spike comes 10 ln(26/6) ms after a start at rest,
/// and at 10 ms the cell has climbed 16.4 mV. A threshold of −80 from 10 to 15 ms is beyond every state: a spike
/// at 10, and again when the 2.7 ms at the reset are over. At 15.4 the threshold is −50 again.
#[test]
fn a_cell_goes_on_when_its_threshold_comes_back() {
    let stimulus = "pulse(at=10,width=5,height=-30,on=V_th)";
    let (found, _) = json(&format!("{LEAKY} --until 60"), &["--stimulus", stimulus]);
    let turn = 10.0 * (26.0_f64 / 6.0).ln();
    let third = 15.4 + turn;
    near(
        &numbers(&found["spikes"]),
        &[10.0, 12.7, third, third + 2.7 + turn],
    );
    assert_eq!(found["end"], "time");
}

/// A reset at −40 is above the threshold of −50: after the first spike the next come every 2.7 ms, the
/// refractory time, and none of them together. In 100 ms that is 1 + ⌊(100 − 14.66)/2.7⌋ = 32.
#[test]
fn a_reset_above_the_threshold_fires_at_the_refractory_time() {
    let (found, err) = json(&format!("{LEAKY} --set V_reset=-40 --until 100"), &[]);
    let first = 10.0 * (26.0_f64 / 6.0).ln();
    let expected: Vec<f64> = (0..32).map(|k| first + 2.7 * f64::from(k)).collect();
    near(&numbers(&found["spikes"]), &expected);
    for part in ["V_th", "V_reset", "2.7", "every reset"] {
        assert!(err.contains(part), "{part}: {err}");
    }
    let (found, _) = json(
        "spikes leaky-integrate-and-fire --set I=10 --set V_reset=-40 --until 1000",
        &[],
    );
    let cv = found["intervals"]["cv"].as_f64().expect("many intervals");
    let mean = found["intervals"]["mean"].as_f64().expect("many");
    assert!(cv < 1e-9 && (mean - 2.7).abs() < 1e-9, "{cv} {mean}");
}

/// The simple model spikes endlessly at one instant: that is said by the names of its parameters.
#[test]
fn endless_spiking_is_told_by_name() {
    for (line, parts) in [
        (
            "simulate izhikevich/rs --set c=40 --set I=10 --until 50",
            ["c = 40", "v_peak = 30"],
        ),
        (
            "firing izhikevich/rs --set c=40 --vary I=0:10 --points 3",
            ["c = 40", "v_peak = 30"],
        ),
        (
            "firing leaky-integrate-and-fire --set V_reset=-40 --vary I=0:20 --points 5",
            ["V_th = −50", "V_reset = −40"],
        ),
    ] {
        let (status, out, err) = run(&split(line));
        assert_eq!(status, 0, "{err}");
        let said = format!("{out} {err}").replace(['\u{2009}', '\n'], " ");
        for part in parts {
            assert!(said.contains(part), "{line}: {said}");
        }
        assert!(!said.contains("class"), "{said}");
        assert!(!said.contains("does not fire"), "{said}");
    }
}

/// A refractory time of 2.7 ms less 5, a capacitance of 1 less 1, and noise on either: the formula has no
/// meaning there. A pulse that another one makes up for, and one that stays positive, are fine.
#[test]
fn a_stimulus_cannot_take_a_parameter_where_the_formula_has_no_meaning() {
    let leaky = "simulate leaky-integrate-and-fire --until 5";
    let squid = "simulate hodgkin-huxley --until 5";
    for (line, stimulus, part) in [
        (
            leaky,
            "pulse(at=30,width=5,height=-5,on=t_ref)",
            "t_ref cannot be negative",
        ),
        (leaky, "ou(sd=1,tau=5,on=t_ref)", "t_ref cannot be negative"),
        (leaky, "ramp(at=0,slope=-0.001,on=tau)", "tau cannot be 0"),
        (squid, "step(at=1,height=-1,on=C)", "C cannot be 0"),
        (squid, "sine(amplitude=1.5,period=3,on=C)", "C cannot be 0"),
    ] {
        let (status, _, err) = run(&[&split(line)[..], &["--stimulus", stimulus]].concat());
        assert_eq!(status, 2, "{stimulus}: {err}");
        assert!(err.contains(part), "{stimulus}: {err}");
    }
    for stimulus in [
        "pulse(at=30,width=5,height=-2.7,on=t_ref)",
        "pulse(at=1,width=1,height=-4,on=t_ref) + pulse(at=1,width=1,height=4,on=t_ref) + step(at=4,height=-1,on=t_ref)",
        "synapses(rate=100,height=1,tau=2,on=t_ref)",
        "sine(amplitude=4,period=3,on=tau)",
    ] {
        let (status, _, err) = run(&[&split(leaky)[..], &["--stimulus", stimulus]].concat());
        assert_eq!(status, 0, "{stimulus}: {err}");
    }
}

/// The stimulus beside the course, at its own times: `10 + sin(2π t/10)` to rounding, and a step where it is.
#[test]
fn the_column_of_the_stimulus_is_the_stimulus() {
    let (_, out, _) = run(&[
        &split(&format!("{LEAKY} --until 200 --csv --every 0.37"))[..],
        &["--stimulus", "sine(amplitude=1,period=10)"],
    ]
    .concat());
    let mut rows = 0;
    for line in out.lines().skip(1) {
        let cells: Vec<f64> = line
            .split(',')
            .map(|c| c.parse().expect("a number"))
            .collect();
        let expected = 10.0 + (TAU * cells[0] / 10.0).sin();
        assert!((cells[2] - expected).abs() < 1e-12, "{line}");
        rows += 1;
    }
    assert!(rows > 540);
}

/// The line that is drawn ends after some hundred thousand points, 10 s of noise; the column does not.
#[test]
fn the_column_of_the_stimulus_is_never_empty() {
    let (status, out, err) = run(&[
        &split("simulate leaky-integrate-and-fire --set I=0 --until 12000 --csv --every 1000")[..],
        &["--stimulus", "noise(strength=1)"],
    ]
    .concat());
    assert_eq!(status, 0, "{err}");
    assert_eq!(out.lines().count(), 14);
    for line in out.lines() {
        assert!(line.split(',').all(|cell| !cell.is_empty()), "{line}");
    }
}

/// 300 for 0.1 ms is a kick of 30 mV, which fires; steps of 0.25 ms see 10.0 and 10.25 and nothing of the
/// pulse from 10.05 to 10.15. Hodgkin and Huxley's equations come without an author's step.
#[test]
fn a_pulse_that_euler_steps_over_is_told() {
    let narrow = ["--stimulus", "pulse(at=10.05,width=0.1,height=300)"];
    let line = "simulate izhikevich/rs --set I=0 --until 50";
    let (found, err) = json(&format!("{line} --euler 0.25"), &narrow);
    assert_eq!(numbers(&found["spikes"]).len(), 0);
    assert!(
        err.contains("0.1\u{2009}ms") && err.contains("pass over"),
        "{err}"
    );
    let (found, err) = json(line, &narrow);
    assert_eq!(numbers(&found["spikes"]).len(), 1);
    assert!(!err.contains("pass over"), "{err}");

    let (found, err) = json("simulate hodgkin-huxley --euler 0.01 --until 5", &[]);
    assert_eq!(found["method"], "Euler");
    assert!(
        err.contains("Euler's method with a step") && !err.contains("author"),
        "{err}"
    );
}

/// A train of the noisy cell is the one that `simulate` finds, with the same seed.
#[test]
fn spikes_are_counted_under_a_stimulus() {
    let noise = ["--stimulus", "noise(strength=8)", "--seed", "4"];
    let (one, _) = json(&format!("{LEAKY} --until 400"), &noise);
    let (train, _) = json(
        "spikes leaky-integrate-and-fire --set I=10 --until 400",
        &noise,
    );
    assert_eq!(train["spikes"][0], one["spikes"]);
    assert!(train["intervals"]["cv"].as_f64().expect("many") > 0.01);
    assert_eq!(train["seed"], 4);
    // Feature K fires once, at 338 ms by its author's step.
    let (train, _) = json("spikes izhikevich/k-resonator --protocol", &[]);
    assert_eq!(numbers(&train["spikes"][0]), [338.0]);
}

/// A result that can be repeated names its stimulus, its seed and its scheme.
#[test]
fn the_head_of_a_course_names_stimulus_seed_and_order() {
    let noise = ["--stimulus", "noise(strength=8)", "--seed", "4"];
    let (_, out, _) = run(&[&split(LEAKY)[..], &noise].concat());
    for part in ["noise(strength=8)", "seed 4", "order 8", "strong", "weak"] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let (found, _) = json(LEAKY, &noise);
    assert!(found["order"].as_str().expect("words").contains("strong"));
}

/// C V' = I − I_Na − I_K − I_L, with V' from the course itself: by Simpson's rule over 0.01 ms,
/// C (V₂ − V₀) = 0.005/3 (f₀ + 4 f₁ + f₂). The error h⁵/90 f⁗ is below 2e-7 on the upstroke, where f
/// reaches 300 mV/ms and turns within 0.05 ms.
#[test]
fn the_ionic_currents_are_in_balance_with_the_course() {
    let pulse = ["--stimulus", "pulse(at=1,width=1,height=20)", "--currents"];
    let (found, _) = json(
        "simulate hodgkin-huxley --set I=0 --until 6 --every 0.005",
        &pulse,
    );
    let currents = found["currents"].as_object().expect("an object");
    let names: Vec<&str> = currents.keys().map(String::as_str).collect();
    assert_eq!(names, ["I_K", "I_L", "I_Na"]);
    let injected = numbers(&found["stimulus"]["parameters"][0]["values"]);
    let ionic: Vec<Vec<f64>> = currents.values().map(numbers).collect();
    let states: Vec<Vec<f64>> = found["states"]
        .as_array()
        .expect("a list")
        .iter()
        .map(numbers)
        .collect();
    let f = |k: usize| injected[k] - ionic.iter().map(|c| c[k]).sum::<f64>();
    for k in (420..1180).step_by(20) {
        let rise = states[k + 2][0] - states[k][0];
        let sum = 0.005 / 3.0 * (f(k) + 4.0 * f(k + 1) + f(k + 2));
        assert!((rise - sum).abs() < 1e-6, "{k}: {rise} {sum}");
    }
    let (_, out, _) = run(&[
        &split("simulate hodgkin-huxley --until 1 --csv")[..],
        &["--currents"],
    ]
    .concat());
    assert!(out.starts_with("time,V,m,h,n,I_Na,I_K,I_L\n"), "{out}");
    let (status, _, err) = run(&split("simulate izhikevich/rs --currents"));
    assert_eq!(status, 2);
    assert!(err.contains("conductance"), "{err}");
}

/// What never ends is not read: a device, or a file of more than a stimulus can hold.
#[cfg(target_os = "linux")]
#[test]
fn a_stimulus_is_a_regular_file_of_some_size() {
    let (status, _, err) = run(&[&split(LEAKY)[..], &["--stimulus", "/dev/zero"]].concat());
    assert_eq!(status, 2);
    assert!(err.contains("no regular file"), "{err}");
    let file = std::env::temp_dir().join(format!("large-{}.txt", std::process::id()));
    let made = std::fs::File::create(&file).expect("a file");
    made.set_len(1 << 30).expect("a sparse file");
    let path = file.to_str().expect("a path");
    let (status, _, err) = run(&[&split(LEAKY)[..], &["--stimulus", path]].concat());
    std::fs::remove_file(&file).expect("it was ours");
    assert_eq!(status, 2);
    assert!(err.contains("megabytes"), "{err}");
}

/// Feature G lasts 300 ms in steps of 0.25, A 100 in steps of 0.25; 1,000 steps of 0.1 are
/// 100.00000000000001 by rounding, and the course ends at 100 all the same.
#[test]
fn a_course_by_euler_steps_ends_at_its_end() {
    for (step, until) in [("0.1", 100.0), ("0.2", 85.0), ("0.3", 99.0), ("0.7", 70.0)] {
        let line = format!("simulate izhikevich/a-tonic-spiking --euler {step} --until {until}");
        let (found, _) = json(&line, &[]);
        assert_eq!(numbers(&found["times"]).last(), Some(&until), "{step}");
    }
}

/// Hodgkin and Huxley's equations have four variables and four eigenvalues: at I = 0 those of the rest,
/// all with a negative real part.
#[test]
fn a_table_of_equilibria_has_all_variables_and_eigenvalues() {
    let (status, out, err) = run(&split("analyze hodgkin-huxley --set I=0 --csv"));
    assert_eq!(status, 0, "{err}");
    let mut lines = out.lines();
    let heads: Vec<&str> = lines.next().expect("a head").split(',').collect();
    let rest = lines.find(|l| l.starts_with("equilibrium")).expect("one");
    let rest: Vec<&str> = rest.split(',').collect();
    assert_eq!(rest.len(), heads.len());
    let column = |name: &str| {
        let k = heads.iter().position(|h| *h == name).expect(name);
        rest[k].parse::<f64>().expect("a number")
    };
    let (found, _) = json("analyze hodgkin-huxley --set I=0", &[]);
    let state = &found["equilibria"][0]["at"];
    for name in ["V", "n", "m", "h"] {
        assert_eq!(Some(column(name)), state[name].as_f64(), "{name}");
    }
    for k in 1..=4 {
        assert!(column(&format!("eigenvalue_{k}_real")) < 0.0);
        column(&format!("eigenvalue_{k}_imaginary"));
    }
}

/// The square of 1e300 is no number, so that no error of a fit to it could be told.
#[test]
fn a_curve_whose_squares_overflow_is_not_fitted() {
    let file = std::env::temp_dir().join(format!("curve-{}.csv", std::process::id()));
    std::fs::write(&file, "0,0\n1,1e300\n2,0\n").expect("a file");
    let (status, _, err) = run(&["unit", "--fit", file.to_str().expect("a path")]);
    std::fs::remove_file(&file).expect("it was ours");
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("rescale"), "{err}");
}

/// Poisson trains as JSON have the standard errors that the sentences have.
#[test]
fn expectations_have_their_errors_in_json_too() {
    let (found, _) = json("poisson --rate 100 --until 10000", &[]);
    for (part, name) in [("counts", "expected_fano"), ("intervals", "expected_cv")] {
        let value = found[part][name].as_f64().expect("a number");
        let error = found[part][format!("{name}_error")].as_f64();
        let error = error.expect("an error");
        assert!(
            error > 0.0 && error < 0.3 * value,
            "{name}: {value} {error}"
        );
    }
}
