//! The exported Python script: its equations are ours, and where SciPy is present, its curves too.
//!
//! `PYTHON` names another interpreter than `python3`. Without any the tests have nothing to run.
use nullcline::analysis::diagram::diagram;
use nullcline::analysis::driven::{Scheme, driven};
use nullcline::analysis::firing::firing;
use nullcline::analysis::flow::trajectory;
use nullcline::analysis::manifold::{Separatrix, Side};
use nullcline::analysis::portrait::portrait;
use nullcline::analysis::{
    Cycle, Diagram, DiagramOptions, EventKind, Firing, FiringOptions, PortraitOptions, Problem,
    Space, TrajectoryOptions,
};
use nullcline::job::Cancel;
use nullcline::model::{Drive, Stimulus, zoo};
use nullcline::scene::caption;
use nullcline::session::{Command, Layer, Session, python};
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

fn script(session: &Session, until: f64, cycles: &[Cycle]) -> String {
    with_diagram(session, until, cycles, None)
}

fn with_diagram(
    session: &Session,
    until: f64,
    cycles: &[Cycle],
    diagram: Option<&Diagram>,
) -> String {
    let caption = caption(session.problem());
    python::script(session, &caption, until, cycles, diagram)
        .expect("every built-in model has its equations")
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
        asked.push((script(&session, 100.0, &[]), points));
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

/// Cycles of the script against ours: as many, of the same stability, with the same period, and each begins on
/// ours; how far along it does not matter.
fn compare_cycles(source: &str, problem: &Problem, found: &Value, ours: &[Cycle]) {
    let scales = problem.scales();
    let field = problem.bind();
    let theirs = found["cycles"].as_array().expect("a list");
    assert_eq!(theirs.len(), ours.len(), "{source}");
    for (theirs, ours) in theirs.iter().zip(ours) {
        assert_eq!(theirs["stable"], ours.stable, "{source}");
        let period = theirs["period"].as_f64().expect("a number");
        let off = (period / ours.period - 1.0).abs();
        assert!(off < 1e-6, "{source}: {period} {}", ours.period);
        let at = numbers(&theirs["at"]);
        // The nearest of our points, and what is left across the flow there.
        let states: Vec<Vec<f64>> = match ours.states.is_empty() {
            true => ours
                .points
                .iter()
                .map(|p| p[..scales.len()].to_vec())
                .collect(),
            false => ours.states.clone(),
        };
        let apart = |a: &[f64]| -> Vec<f64> {
            let each = at.iter().zip(a).zip(&scales);
            each.map(|((x, y), s)| (x - y) / s).collect()
        };
        let size = |v: &[f64]| v.iter().map(|x| x * x).sum::<f64>().sqrt();
        let nearest = states
            .iter()
            .min_by(|a, b| size(&apart(a)).total_cmp(&size(&apart(b))));
        let nearest = nearest.expect("it has points");
        let mut flow = vec![0.0; scales.len()];
        field.rhs(nearest, &mut flow);
        flow.iter_mut().zip(&scales).for_each(|(f, s)| *f /= s);
        let away = apart(nearest);
        let along = away.iter().zip(&flow).map(|(a, f)| a * f).sum::<f64>() / size(&flow).powi(2);
        let across: Vec<f64> = away.iter().zip(&flow).map(|(a, f)| a - along * f).collect();
        // Along the flow it is off by no more than the guess.
        assert!(
            size(&across) < 1e-6 && size(&away) < 1e-3,
            "{source}: {across:?} {away:?}"
        );
    }
}

/// How far a point lies from a curve through points with a direction at each, as Hermite's cubics join them.
fn distance(q: [f64; 2], points: &[[f64; 2]], direction: impl Fn([f64; 2]) -> [f64; 2]) -> f64 {
    let apart = |a: [f64; 2], b: [f64; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
    let mut best = f64::INFINITY;
    for pair in points.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        let length = apart(a, b);
        if apart(a, q).min(apart(b, q)) > length {
            continue;
        }
        let turned = |p: [f64; 2]| {
            let [x, y] = direction(p);
            let ahead = (x * (b[0] - a[0]) + y * (b[1] - a[1])).signum();
            [x, y].map(|c| ahead * length * c / x.hypot(y))
        };
        let (s, t) = (turned(a), turned(b));
        let at = |u: f64| {
            let v = 1.0 - u;
            let one = |k: usize| {
                v * v * (1.0 + 2.0 * u) * a[k] + u * u * (3.0 - 2.0 * u) * b[k] + u * v * v * s[k]
                    - u * u * v * t[k]
            };
            apart([one(0), one(1)], q)
        };
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..60 {
            let third = (high - low) / 3.0;
            if at(low + third) < at(high - third) {
                high -= third;
            } else {
                low += third;
            }
        }
        best = best.min(at(0.5 * (low + high)));
    }
    best
}

/// Every point of our separatrices lies on one of the script's, as far as those go, which is half of it or more.
fn compare_separatrices(
    source: &str,
    problem: &Problem,
    found: &Value,
    ours: &[Separatrix],
) -> usize {
    let theirs = found["separatrices"].as_array().expect("a list");
    assert_eq!(theirs.len(), ours.len(), "{source}");
    if ours.is_empty() {
        return 0;
    }
    let scales = problem.scales();
    let planar = problem.field().expect("finite");
    let scaled = |p: [f64; 2]| [p[0] / scales[0], p[1] / scales[1]];
    let direction = |p: [f64; 2]| scaled(planar.f([p[0] * scales[0], p[1] * scales[1]]));
    let mut count = 0;
    for ours in ours {
        let side = match ours.side {
            Side::Stable => "stable",
            Side::Unstable => "unstable",
        };
        let same = theirs.iter().filter(|t| t["side"] == side);
        let curves: Vec<Vec<[f64; 2]>> = same
            .map(|t| {
                let points = t["points"].as_array().expect("a list").iter().map(numbers);
                points.map(|p| scaled([p[0], p[1]])).collect()
            })
            .collect();
        let on: Vec<bool> = ours.points[1..]
            .iter()
            .map(|&p| {
                curves
                    .iter()
                    .any(|c| distance(scaled(p), c, direction) < 1e-6)
            })
            .collect();
        let last = on.iter().rposition(|on| *on).unwrap_or(0);
        assert!(on[..=last].iter().all(|on| *on), "{source}: {side}: {on:?}");
        assert!(
            2 * (last + 1) >= on.len(),
            "{source}: {side}: {last} of {}",
            on.len()
        );
        count += last;
    }
    count
}

fn numbers(v: &Value) -> Vec<f64> {
    let list = v.as_array().expect("a list");
    list.iter().map(|x| x.as_f64().expect("a number")).collect()
}

/// Nullclines, equilibria, separatrices, cycles and orbits of the script against ours, to a millionth of the window.
#[test]
fn the_curves_agree_with_ours() {
    let present = run("import numpy, scipy, contourpy", &[]);
    if present.is_none_or(|p| p.is_err()) {
        println!("there is no SciPy here");
        return;
    }
    let (mut all, mut followed) = (vec![], 0);
    for (source, input, until) in [
        ("morris-lecar/homoclinic", None, 100.0),
        ("morris-lecar/hopf", Some(90.0), 100.0),
        (
            "persistent-sodium-potassium/high-threshold",
            Some(20.0),
            30.0,
        ),
        ("hodgkin-huxley/modern", Some(10.0), 30.0),
        ("izhikevich/ch", Some(10.0), 60.0),
        ("izhikevich/rz", None, 60.0),
        ("izhikevich-2007/lts", Some(200.0), 80.0),
        ("izhikevich-2007/tc", None, 80.0),
        ("adaptive-exponential/tonic", None, 60.0),
        ("leaky-integrate-and-fire/article", None, 60.0),
        ("exponential-integrate-and-fire", Some(400.0), 80.0),
        ("adaptive-exponential/brette-gerstner", Some(900.0), 80.0),
        ("wilson-cowan/cycle", None, 50.0),
    ] {
        let mut session = open(source);
        let start = session.problem().preset().initial.clone();
        session
            .apply(&Command::KeepState(start.clone()))
            .expect("it is a state");
        if let Some(i) = input {
            let name = "I".into();
            session
                .apply(&Command::Set { name, value: i })
                .expect("finite");
        }
        let cancel = Cancel::never();
        let ours = portrait(&cancel, session.problem(), &PortraitOptions::default());
        let ours = ours.expect("possible").expect("not cancelled");
        let text = script(&session, until, &ours.cycles);
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
        followed += compare_separatrices(source, problem, &found, &ours.separatrices);
        compare_cycles(source, problem, &found, &ours.cycles);
        all.extend(ours.cycles.iter().map(|c| (c.stable, c.spikes)));
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
    assert!(followed > 100, "{followed}");
    // Each kind of cycle was among them.
    for kind in [
        (true, None),
        (false, None),
        (true, Some(1)),
        (false, Some(1)),
    ] {
        assert!(all.contains(&kind), "{kind:?}: {all:?}");
    }
    assert!(all.iter().any(|(_, spikes)| spikes.is_some_and(|n| n > 1)));
}

/// Under a stimulus the script ends where we do: jumps, bends and impulses are hit exactly, also while spikes
/// reset. Noise is left out, and that is said.
#[test]
fn stimuli_agree_with_ours() {
    let present = run("import numpy, scipy, contourpy", &[]);
    if present.is_none_or(|p| p.is_err()) {
        println!("there is no SciPy here");
        return;
    }
    for (source, stimulus) in [
        ("fitzhugh-nagumo", "step(at=5,height=0.5)"),
        (
            "morris-lecar/hopf",
            "ramp(at=10,width=20,height=60,hold=15)+sine(amplitude=5,period=7)",
        ),
        ("izhikevich/rs", "pulse(at=5,width=10,every=20,height=15)"),
        (
            "leaky-integrate-and-fire",
            "impulse(at=8,charge=30)+chirp(amplitude=2,from=10,to=80,at=0,width=60)",
        ),
        (
            "adaptive-exponential/tonic",
            "drawn(points=5:0 20:400 20:100 50:0)",
        ),
        // Upstrokes that end sooner than rounding shows.
        ("exponential-integrate-and-fire", "step(at=5,height=400)"),
        (
            "adaptive-exponential/brette-gerstner",
            "step(at=5,height=900)",
        ),
    ] {
        let mut session = open(source);
        let stimulus = Stimulus::parse(stimulus).unwrap_or_else(|e| panic!("{source}: {e}"));
        session
            .apply(&Command::Stimulate(stimulus))
            .expect("it has I");
        let problem = session.problem();
        let drive = Drive::new(&**problem.model(), problem.values(), session.stimulus(), 1);
        let options = TrajectoryOptions {
            span: 61.0,
            tolerance: 1e-12,
            ..TrajectoryOptions::default()
        };
        let start = problem.preset().initial.clone();
        let ours = driven(
            &Cancel::never(),
            problem,
            &start,
            &options,
            &drive.expect("it has I"),
            Scheme::Accurate,
        );
        let ours = ours.expect("not cancelled").trajectory;
        let ours = ours.states.last().expect("it has an end");
        let answer = run(&script(&session, 61.0, &[]), &["--json"]).expect("it is there");
        let answer = answer.unwrap_or_else(|e| panic!("{source}: {e}"));
        let found: Value = serde_json::from_str(&answer).expect("JSON");
        let theirs = numbers(&found["course"]);
        for ((a, b), s) in theirs.iter().zip(ours).zip(problem.scales()) {
            assert!((a - b).abs() < 1e-6 * s, "{source}: {theirs:?} {ours:?}");
        }
    }
    let mut session = open("izhikevich/rs");
    let noise = Stimulus::parse("noise(strength=1)").expect("it is one");
    session.apply(&Command::Stimulate(noise)).expect("it has I");
    assert!(
        script(&session, 10.0, &[]).contains("# Noise and random synaptic events are left out")
    );
}

fn study(session: &Session) -> (Diagram, Firing) {
    let (cancel, problem) = (Cancel::never(), session.problem());
    let vary = session.study().vary(problem);
    let whole = diagram(&cancel, problem, &vary, &DiagramOptions::default());
    let whole = whole.expect("finite").expect("not cancelled");
    let options = FiringOptions { points: 21 };
    let rates = firing(&cancel, problem, &vary, options, Some(&whole));
    (whole, rates.expect("finite").expect("not cancelled"))
}

/// The branches of the script are ours: each of its points is an equilibrium, as stable as ours there, and it has
/// one near every point of ours.
fn compare_branches(source: &str, problem: &Problem, found: &Value, ours: &Diagram) {
    let (scales, width) = (problem.scales(), ours.range[1] - ours.range[0]);
    let name = problem.model().info().parameters[ours.parameter].name;
    let apart = |a: &[f64], b: &[f64]| {
        let each = a.iter().zip(b).zip(&scales);
        each.fold(0.0_f64, |m, ((a, b), s)| m.max((a - b).abs() / s))
    };
    let theirs = found["branches"].as_array().expect("a list");
    assert_eq!(theirs.len(), ours.equilibria.len(), "{source}");
    for (theirs, branch) in theirs.iter().zip(&ours.equilibria) {
        let values = numbers(&theirs["values"]);
        let states = theirs["states"].as_array().expect("a list").iter();
        let states: Vec<Vec<f64>> = states.map(numbers).collect();
        for (k, (&value, state)) in values.iter().zip(&states).enumerate() {
            let mut here = problem.clone();
            here.set(name, value).expect("within its range");
            let field = here.bind();
            let rates = |x: &[f64]| {
                let mut out = vec![0.0; x.len()];
                field.rhs(x, &mut out);
                out
            };
            // At an equilibrium every rate is less than what a millionth of a step makes of it.
            let mut allowed = vec![0.0_f64; state.len()];
            for (j, scale) in scales.iter().enumerate() {
                let [mut up, mut down] = [state.clone(), state.clone()];
                up[j] += 1e-6 * scale;
                down[j] -= 1e-6 * scale;
                let change = rates(&up).into_iter().zip(rates(&down));
                for (allowed, (a, b)) in allowed.iter_mut().zip(change) {
                    *allowed = allowed.max((a - b).abs());
                }
            }
            let at_rest = rates(state).iter().zip(&allowed).all(|(r, a)| r.abs() < *a);
            assert!(at_rest, "{source}: {value} {state:?}");
            let near_event = |e: f64| (e - value).abs() < 1e-3 * width;
            if ours.events.iter().any(|e| near_event(e.parameter)) {
                continue;
            }
            let regime = ours.at(value);
            let same = regime.equilibria.iter().map(|e| &e.point);
            let same = same.min_by(|a, b| apart(&a.at, state).total_cmp(&apart(&b.at, state)));
            let same = same.expect("ours has one there");
            assert!(apart(&same.at, state) < 1e-3, "{source}: {value} {state:?}");
            assert_eq!(
                theirs["stable"][k], same.stable,
                "{source}: {value} {state:?}"
            );
        }
        for point in &branch.points {
            let near = |(value, state): (&f64, &Vec<f64>)| {
                (value - point.parameter).abs() < 0.03 * width && apart(state, &point.at) < 0.03
            };
            let met = values.iter().zip(&states).any(near);
            assert!(met, "{source}: {} {:?}", point.parameter, point.at);
        }
    }
}

/// Saddle-nodes and Hopf points to a millionth of the range; returns how many there are.
fn compare_events(source: &str, found: &Value, ours: &Diagram) -> usize {
    let width = ours.range[1] - ours.range[0];
    let mut expected: Vec<(&str, f64)> = vec![];
    for event in &ours.events {
        let circle = EventKind::SaddleNodeOnInvariantCircle;
        if event.kind.is_hopf() {
            expected.push(("Hopf", event.parameter));
        } else if event.kind == EventKind::SaddleNode || event.kind == circle {
            expected.push(("saddle-node", event.parameter));
        }
    }
    let mut theirs: Vec<(&str, f64)> = vec![];
    for branch in found["branches"].as_array().expect("a list") {
        let values = numbers(&branch["values"]);
        let kinds = branch["kinds"].as_array().expect("a list");
        let named = kinds.iter().zip(values);
        theirs.extend(named.filter_map(|(kind, value)| Some((kind.as_str()?, value))));
    }
    let by_value = |a: &(&str, f64), b: &(&str, f64)| a.1.total_cmp(&b.1);
    expected.sort_by(by_value);
    theirs.sort_by(by_value);
    let same = expected.iter().zip(&theirs);
    let same = same.filter(|(e, t)| e.0 == t.0 && (e.1 - t.1).abs() < 1e-6 * width);
    assert_eq!(
        same.count(),
        expected.len(),
        "{source}: {theirs:?} {expected:?}"
    );
    assert_eq!(
        theirs.len(),
        expected.len(),
        "{source}: {theirs:?} {expected:?}"
    );
    expected.len()
}

/// Every rate of our F-I curve is among the script's, to a ten-thousandth; returns how many are above zero.
fn compare_rates(source: &str, found: &Value, ours: &Firing) -> usize {
    let rates = found["rates"].as_array().expect("a list").iter();
    let theirs: Vec<Vec<f64>> = rates.map(numbers).collect();
    let mut firing = 0;
    for point in ours.points.iter().filter(|p| !p.chaotic) {
        let rate = point.rate.expect("it stays");
        let width = ours.range[1] - ours.range[0];
        let there = |t: &&Vec<f64>| (t[0] - point.parameter).abs() < 1e-12 * width;
        let here = theirs.iter().filter(there);
        let same = here.clone().any(|t| (t[1] - rate).abs() <= 1e-4 * rate);
        let here: Vec<_> = here.collect();
        assert!(same, "{source}: {point:?} {here:?}");
        firing += usize::from(rate > 0.0);
    }
    firing
}

/// The bifurcation diagram and the F-I curve, of smooth models in the plane and beyond, and of models with resets.
#[test]
fn the_diagram_agrees_with_ours() {
    let present = run("import numpy, scipy, contourpy", &[]);
    let absent = present.is_none_or(|p| p.is_err());
    let (mut events, mut firing) = (0, 0);
    for source in [
        "morris-lecar/hopf",
        "persistent-sodium-potassium/high-threshold",
        "hodgkin-huxley/modern",
        "izhikevich-2007/lts",
        "adaptive-exponential/tonic",
        "leaky-integrate-and-fire/article",
        "wilson-cowan/cycle",
    ] {
        let mut session = open(source);
        for layer in Layer::ALL {
            let hide = Command::Show { layer, on: false };
            session.apply(&hide).expect("it is a layer");
        }
        let (whole, rates) = study(&session);
        let text = with_diagram(&session, 10.0, &[], Some(&whole));
        if absent {
            // A JSON string is one of Python too.
            let quoted = Value::String(text).to_string();
            let parsed = run(&format!("compile({quoted}, 'script', 'exec')"), &[]);
            assert!(
                parsed.as_ref().is_none_or(|p| p.is_ok()),
                "{source}: {parsed:?}"
            );
            continue;
        }
        let begun = std::time::Instant::now();
        let answer = run(&text, &["--json"]).expect("it is there");
        let answer = answer.unwrap_or_else(|e| panic!("{source}: {e}"));
        let found: Value = serde_json::from_str(&answer).expect("JSON");
        println!("{source}: {:?}", begun.elapsed());
        // With no layer shown, nothing of the portrait is computed.
        for layer in [
            "nullclines",
            "equilibria",
            "separatrices",
            "cycles",
            "orbits",
        ] {
            assert_eq!(found[layer], Value::Array(vec![]), "{source}: {layer}");
        }
        let found = &found["diagram"];
        compare_branches(source, session.problem(), found, &whole);
        events += compare_events(source, found, &whole);
        firing += compare_rates(source, found, &rates);
    }
    assert!(absent || (events >= 6 && firing >= 50), "{events} {firing}");
}
