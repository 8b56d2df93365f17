//! The exported Python script: its equations are ours, and where SciPy is present, its curves too.
//!
//! `PYTHON` names another interpreter than `python3`. Without any the tests have nothing to run.
use nullcline::analysis::flow::trajectory;
use nullcline::analysis::portrait::portrait;
use nullcline::analysis::{PortraitOptions, Problem, Space, TrajectoryOptions};
use nullcline::job::Cancel;
use nullcline::model::zoo;
use nullcline::scene::caption;
use nullcline::session::{Command, Session, python};
use serde_json::Value;
use std::io::Write as _;
use std::process::{self, Stdio};

fn interpreter() -> String {
    std::env::var("PYTHON").unwrap_or_else(|_| "python3".into())
}

/// What the interpreter prints for a program given on standard input; `None` where there is none.
fn run(program: &str, args: &[&str]) -> Option<Result<String, String>> {
    let mut child = process::Command::new(interpreter())
        .arg("-")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take().expect("it is piped");
    let _ = stdin.write_all(program.as_bytes());
    drop(stdin);
    let done = child.wait_with_output().expect("it ends");
    let said = |bytes| String::from_utf8_lossy(bytes).into_owned();
    Some(if done.status.success() {
        Ok(said(&done.stdout))
    } else {
        Err(said(&done.stderr))
    })
}

fn script(session: &Session, until: f64) -> String {
    let caption = caption(session.problem());
    python::script(session, &caption, until).expect("every built-in model has its equations")
}

fn sources() -> Vec<String> {
    let presets = |m: &std::sync::Arc<dyn nullcline::model::Model>| {
        let info = m.info();
        // The features of the simple model differ in numbers only.
        let presets = info.presets.iter().take(9);
        let named = presets.map(|p| format!("{}/{}", info.id, p.id));
        named.collect::<Vec<_>>()
    };
    zoo::registry().iter().flat_map(presets).collect()
}

fn open(source: &str) -> Session {
    Session::new(Problem::from_source(source).expect("it exists"))
}

/// As much of NumPy as the equations need, for one number at a time.
const SHIM: &str = r#"
import json, math, sys
class np:
    inf = math.inf
    tanh, cosh, expm1 = math.tanh, math.cosh, math.expm1
    exp = staticmethod(lambda x: math.exp(min(x, 700)))
    abs = staticmethod(abs)
    minimum, maximum = staticmethod(min), staticmethod(max)
    where = staticmethod(lambda test, a, b: a if test else b)
out = []
for text, points in json.load(open(sys.argv[1])):
    compile(text, "script", "exec")
    names = {"np": np}
    exec(text[text.index("\n# Parameters"):text.index("\ndef field")].replace("np.array", ""), names)
    rows = []
    for x in points:
        row = [float(v) for v in names["rates"](*x)]
        spikes = names["RESETS"]
        row += [float(names["peak"](*x))] + [float(v) for v in names["after_spike"](*x)] if spikes else []
        rows.append(row + [float(names["hold"]())])
    out.append(rows)
print(json.dumps(out))
"#;

/// Rates, peaks, resets and refractory times at points all over the window, for every model and rule.
#[test]
fn the_equations_are_ours() {
    let sources = sources();
    let mut asked = vec![];
    let mut expected: Vec<Vec<Vec<f64>>> = vec![];
    for source in &sources {
        let session = open(source);
        let problem = session.problem();
        let (n, field) = (problem.model().info().dimension(), problem.bind());
        let points: Vec<Vec<f64>> = (0..40)
            .map(|k| {
                let place = |j: usize| f64::from((k * 37 + 11 * j as i32 * k + 5) % 41) / 41.0;
                (0..n)
                    .map(|j| {
                        let [lo, hi] = problem.usual(j);
                        lo + place(j) * (hi - lo)
                    })
                    .collect()
            })
            .collect();
        let rows = points.iter().map(|x| {
            let mut out = vec![0.0; n];
            field.rhs(x, &mut out);
            if field.resets() {
                let mut after = vec![0.0; n];
                field.reset(x, &mut after);
                out.push(field.peak_at(x[n - 1]));
                out.extend(after);
            }
            out.push(field.hold());
            out
        });
        expected.push(rows.collect());
        asked.push((script(&session, 100.0), points));
    }
    let path = std::env::temp_dir().join(format!("nullcline-python-{}.json", process::id()));
    std::fs::write(&path, serde_json::to_string(&asked).expect("numbers")).expect("room");
    let answer = run(SHIM, &[path.to_str().expect("plain")]);
    std::fs::remove_file(&path).expect("it is ours");
    let Some(answer) = answer else {
        println!("there is no Python here");
        return;
    };
    let answer = answer.unwrap_or_else(|e| panic!("{e}"));
    let found: Vec<Vec<Vec<f64>>> = serde_json::from_str(&answer).expect("numbers");
    for ((source, found), expected) in sources.iter().zip(found).zip(expected) {
        for (f, e) in found.iter().zip(&expected) {
            assert_eq!(f.len(), e.len(), "{source}");
            for (f, e) in f.iter().zip(e) {
                assert!((f - e).abs() <= 1e-9 * (1.0 + e.abs()), "{source}: {f} {e}");
            }
        }
    }
}

/// Nullclines, equilibria and orbits of the script against ours, to a millionth of the window.
#[test]
fn the_curves_agree_with_ours() {
    let present = run("import numpy, scipy, contourpy", &[]);
    if present.is_none_or(|p| p.is_err()) {
        println!("there is no SciPy here");
        return;
    }
    for (source, until) in [
        ("morris-lecar/homoclinic", 100.0),
        ("persistent-sodium-potassium/high-threshold", 30.0),
        ("hodgkin-huxley/modern", 30.0),
        ("izhikevich/ch", 60.0),
        ("izhikevich-2007/tc", 80.0),
        ("leaky-integrate-and-fire/article", 60.0),
        ("wilson-cowan/cycle", 50.0),
    ] {
        let mut session = open(source);
        let start = session.problem().preset().initial.clone();
        session
            .apply(&Command::KeepState(start.clone()))
            .expect("it is a state");
        let text = script(&session, until);
        let answer = run(&text, &["--json"]).expect("it is there");
        let answer = answer.unwrap_or_else(|e| panic!("{source}: {e}"));
        let found: Value = serde_json::from_str(&answer).expect("JSON");
        let problem = session.problem();
        let scales = problem.scales();
        let near = |a: &[f64], b: &[f64]| {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .zip(&scales)
                    .all(|((a, b), s)| (a - b).abs() < 1e-6 * s)
        };
        let numbers = |v: &Value| -> Vec<f64> {
            let list = v.as_array().expect("a list");
            list.iter().map(|x| x.as_f64().expect("a number")).collect()
        };
        let cancel = Cancel::never();
        let ours = portrait(&cancel, problem, &PortraitOptions::default());
        let ours = ours.expect("possible").expect("not cancelled");
        let theirs = found["equilibria"].as_array().expect("a list");
        assert_eq!(theirs.len(), ours.equilibria.len(), "{source}");
        for (e, o) in theirs.iter().zip(&ours.equilibria) {
            let at = numbers(&e["at"]);
            assert!(near(&at, &o.at), "{source}: {at:?} {:?}", o.at);
        }
        let space = Space::of(problem).expect("finite");
        let options = TrajectoryOptions {
            span: until,
            tolerance: 1e-12,
            ..TrajectoryOptions::default()
        };
        let orbit = trajectory(&cancel, &space, &start, &options).expect("not cancelled");
        let (theirs, end) = (numbers(&found["orbits"][0]), orbit.states.last());
        let end = end.expect("it has an end");
        assert!(near(&theirs, end), "{source}: {theirs:?} {end:?}");

        // Every vertex lies on our nullcline: the plane's rate there is that of a step of 1e-6 away.
        let nullclines = found["nullclines"].as_array().expect("a list");
        let planar = (problem.model().info().dimension() > 1).then(|| problem.field());
        let mut vertices = 0;
        for (k, lines) in nullclines.iter().enumerate() {
            let planar = planar.as_ref().expect("it has a plane");
            let planar = planar.as_ref().expect("finite");
            for p in lines
                .as_array()
                .expect("a list")
                .iter()
                .flat_map(|l| l.as_array().expect("a list"))
            {
                let p = numbers(p);
                let rate = |dx: f64, dy: f64| planar.f([p[0] + dx, p[1] + dy])[k];
                let [w, h] = problem.window().size();
                let (dx, dy) = (1e-6 * w, 1e-6 * h);
                let step = (rate(dx, 0.0) - rate(-dx, 0.0))
                    .abs()
                    .max((rate(0.0, dy) - rate(0.0, -dy)).abs());
                assert!(rate(0.0, 0.0).abs() <= step, "{source}: {p:?}");
                vertices += 1;
            }
        }
        println!("{source}: {vertices} vertices");
        assert!(vertices > 100 || scales.len() == 1);
    }
}
