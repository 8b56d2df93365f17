//! Equilibria: published ones, all and only the true ones, and what happens at folds.
use nullcline::analysis::{
    Kind, Planar, Problem, Window,
    equilibrium::{Equilibria, equilibria},
    nullcline::nullclines,
};
use nullcline::model::zoo;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;

fn problem(source: &str, set: &[(&str, f64)]) -> Problem {
    let mut problem = Problem::from_source(source).expect("known to be right");
    for (name, value) in set {
        problem.set(name, *value).expect("known to be right");
    }
    problem
}

fn analyse(source: &str, set: &[(&str, f64)]) -> Equilibria {
    let problem = problem(source, set);
    let planar = problem.field().expect("known to be right");
    equilibria(&planar, problem.window())
}

/// Whether `value` is what was printed: half a unit of the last digit, and a little for rounding.
fn agrees(text: &str, value: f64) -> bool {
    if text == "_" {
        return true;
    }
    let digits = text.split_once('.').map_or(0, |(_, d)| d.len());
    let printed: f64 = text.parse().expect("known to be right");
    (value - printed).abs() <= 0.505 * 10f64.powi(-(digits as i32))
}

/// Table B12 of the models' reference, as printed there: position, then two eigenvalues or, of a
/// pair, its real and imaginary part, larger real part first. `_` where the table prints nothing.
///
/// Corrected in the last digit: five numbers of the table, 3.127 (which is 3.12646), and at
/// `morris-lecar/snlc` .2200, .0821, -.1127 and .1912, which hold for phi = 1/15 while the preset and the
/// other numbers have 0.0667.
const TABLE: &str = "
persistent-sodium-potassium/high-threshold 0
-65.953 .000277 -1.0186 -1.7153 stable node
-56.140 .00197 2.0035 -.9557 saddle
-27.2805 .387912 3.473 3.126i unstable focus
persistent-sodium-potassium/high-threshold 3
-63.8054 .000426 -1.0074 .1491i stable focus
_ _ _ _ saddle
_ _ _ _ unstable focus
persistent-sodium-potassium/high-threshold 4.4
-61.7088 _ -.3058 -.9473 stable node
-60.1620 _ .3063 -.9597 saddle
_ _ _ _ unstable focus
persistent-sodium-potassium/low-threshold 10
-57.6014 _ -.1613 1.9395i stable focus
persistent-sodium-potassium/low-threshold 15
-56.4073 _ .0104 2.1513i unstable focus
persistent-sodium-potassium/subcritical 48
-49.8394 _ -.0164 2.3329i stable focus
persistent-sodium-potassium/subcritical 50
-49.4783 _ .02 2.3735i unstable focus
morris-lecar/snlc 0
_ _ _ _ stable node
-9.4825 _ .3525 -.0343 saddle
.1648 _ .2199 .0822 unstable node
morris-lecar/snlc 39
-32.8756 _ -.0306 -.1128 stable node
-26.1558 _ .0392 -.0871 saddle
4.6275 _ .0794 .1913i unstable focus
morris-lecar/homoclinic 38
-34.4597 _ -.0374 -.4555 stable node
-24.8338 _ .0495 -.3375 saddle
4.5475 _ -.0026 .3824i stable focus
morris-lecar/hopf 90
-26.5969 _ -.0094 .0803i stable focus
morris-lecar/hopf 100
-23.0918 _ .0175 .0754i unstable focus
";

#[test]
fn labelled_equilibria_come_out_to_the_digits_printed() {
    let mut wrong = vec![];
    let mut points = vec![];
    let mut place = "";
    for line in TABLE.lines().chain(["end/ 0"]).filter(|l| !l.is_empty()) {
        if line.contains('/') {
            assert!(
                points.is_empty(),
                "{place}: more than in the table: {points:?}"
            );
            place = line;
            if let Some((source, i)) = line.split_once(' ')
                && source != "end/"
            {
                let found = analyse(source, &[("I", i.parse().expect("known to be right"))]);
                assert!(found.complete && found.isolated, "{line}");
                points = found.points;
                points.reverse();
            }
            continue;
        }
        let e = points
            .pop()
            .unwrap_or_else(|| panic!("{place}: not found: {line}"));
        let [x, y, first, second, kind] = line.splitn(5, ' ').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let second_number = match second.strip_suffix('i') {
            Some(_) => e.eigenvalues[0].im,
            None => e.eigenvalues[1].re,
        };
        let right = agrees(x, e.at[0])
            && agrees(y, e.at[1])
            && agrees(first, e.eigenvalues[0].re)
            && agrees(second.trim_end_matches('i'), second_number)
            && e.kind.name() == kind;
        if !right {
            wrong.push(format!("{place}: {line}: {e:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The fold of `persistent-sodium-potassium/high-threshold` is at I = 4.5128676303: node and saddle
/// are there below it, however close, and gone above.
#[test]
fn a_pair_is_seen_up_to_the_fold_and_not_beyond() {
    let fold = 4.512_867_630_3;
    for k in 1..=9 {
        let delta = 10f64.powi(-k);
        let source = "persistent-sodium-potassium/high-threshold";
        let below = analyse(source, &[("I", fold - delta)]);
        let kinds: Vec<Kind> = below.points.iter().map(|e| e.kind).collect();
        assert_eq!(
            kinds,
            [Kind::StableNode, Kind::Saddle, Kind::UnstableFocus],
            "{delta}: {below:#?}"
        );
        let above = analyse(source, &[("I", fold + delta)]);
        assert_eq!(above.points.len(), 1, "{delta}: {above:#?}");
    }
}

/// With n_k = 1e-9 the nullcline of n is a step at V = −25 with a riser, on which the nullcline of V
/// crosses it: there n = (I − gL (V − EL) − gNa m∞ (V − ENa)) / (gK (V − EK)) at V = −25.
#[test]
fn a_step_function_keeps_its_equilibrium() {
    let source = "persistent-sodium-potassium/high-threshold";
    let set = [("n_k", 1e-9), ("I", 10.0)];
    let found = analyse(source, &set);
    assert!(found.complete && found.points.len() == 1, "{found:?}");
    let at = &found.points[0].at;
    let m = 1.0 / (1.0 + (5.0_f64 / 15.0).exp());
    let n = (10.0 - 8.0 * 55.0 + 20.0 * m * 85.0) / (10.0 * 65.0);
    assert!(
        (at[0] + 25.0).abs() < 1e-7 && (at[1] - n).abs() < 1e-9,
        "{at:?} {n}"
    );
    let problem = problem(source, &set);
    let lines = nullclines(
        &problem.field().expect("known to be right"),
        problem.window(),
    );
    assert_eq!(lines.curves[1].len(), 1);
    let points = &lines.curves[1][0].points;
    assert!(points[0][0] == -90.0 && points[0][1].abs() < 1e-15);
    // The riser leaves the window at its upper border.
    let end = points[points.len() - 1];
    assert!((end[0] + 25.0).abs() < 1e-7 && end[1] == 0.8, "{end:?}");
}

/// A component that vanishes identically makes a whole curve of equilibria.
#[test]
fn equilibria_that_are_not_isolated_are_said_to_be_so() {
    for (source, name) in [
        ("fitzhugh-nagumo", "eps"),
        ("morris-lecar", "phi"),
        ("izhikevich/rs", "a"),
    ] {
        let found = analyse(source, &[(name, 0.0)]);
        assert!(!found.isolated && found.points.is_empty(), "{source}");
    }
}

/// Of `izhikevich/rs`, rest and threshold at I = 0 are −70 and −50; with a peak at −60 mV only rest is
/// left.
#[test]
fn equilibria_beyond_the_peak_are_left_out() {
    let all = analyse("izhikevich/rs", &[("I", 0.0)]);
    let v: Vec<f64> = all.points.iter().map(|e| e.at[0]).collect();
    assert_eq!(v.len(), 2);
    assert!(
        (v[0] + 70.0).abs() < 1e-9 && (v[1] + 50.0).abs() < 1e-9,
        "{v:?}"
    );
    let low = analyse("izhikevich/rs", &[("I", 0.0), ("v_peak", -60.0)]);
    assert_eq!(low.points.len(), 1);
    assert!(low.complete);
}

/// Both nullclines of every preset are graphs over the first variable; the curves that are traced
/// hold every point of the graph inside the window, and nothing else.
#[test]
fn nullclines_follow_their_closed_forms() {
    type Graph = fn(f64) -> f64;
    let cases: [(&str, usize, Graph); 5] = [
        ("fitzhugh-nagumo", 0, |v| v - v.powi(3) / 3.0 + 0.5),
        ("fitzhugh-nagumo", 1, |v| (v + 0.7) / 0.8),
        ("izhikevich/rs", 0, |v| 0.04 * v * v + 5.0 * v + 143.0),
        ("persistent-sodium-potassium", 1, |v| {
            1.0 / (1.0 + ((-25.0 - v) / 5.0).exp())
        }),
        ("persistent-sodium-potassium", 0, |v| {
            let m = 1.0 / (1.0 + ((-20.0 - v) / 15.0).exp());
            (3.0 - 8.0 * (v + 80.0) - 20.0 * m * (v - 60.0)) / (10.0 * (v + 90.0))
        }),
    ];
    for (source, k, graph) in cases {
        let problem = problem(source, &[]);
        let window = problem.window();
        let lines = nullclines(&problem.field().expect("known to be right"), window);
        let curves = &lines.curves[k];
        for p in curves.iter().flat_map(|c| &c.points) {
            let off = (p[1] - graph(p[0])).abs();
            // The graph is steep near its pole: the error in the first variable counts as well.
            let slope = (graph(p[0] + 1e-6) - graph(p[0])).abs() / 1e-6;
            assert!(
                off <= 1e-12 * (1.0 + slope * window.size()[0] + p[1].abs()),
                "{source} {k} {p:?} {off:e}"
            );
        }
        let near = |p: [f64; 2]| {
            let segment = |a: [f64; 2], b: [f64; 2]| {
                let [w, h] = window.size();
                let u = [(b[0] - a[0]) / w, (b[1] - a[1]) / h];
                let r = [(p[0] - a[0]) / w, (p[1] - a[1]) / h];
                let t = (u[0] * r[0] + u[1] * r[1]) / (u[0] * u[0] + u[1] * u[1]);
                let t = t.clamp(0.0, 1.0);
                (r[0] - t * u[0]).hypot(r[1] - t * u[1])
            };
            curves
                .iter()
                .flat_map(|c| c.points.windows(2))
                .map(|s| segment(s[0], s[1]))
                .fold(f64::INFINITY, f64::min)
        };
        for i in 0..=4000 {
            let x = window.x[0] + window.size()[0] * f64::from(i) / 4000.0;
            let p = [x, graph(x)];
            if window.contains(p) {
                assert!(near(p) < 2.5e-4, "{source} {k} {p:?} {:e}", near(p));
            }
        }
    }
}

/// The second variable on the nullcline of component `k`, as a function of the first: a rate linear
/// in the second variable, `α(x) + β(x) y`, is a line through two values.
fn on_nullcline(planar: &Planar, k: usize, x: f64, window: Window) -> f64 {
    let [y0, y1] = window.y;
    let (g0, g1) = (planar.f([x, y0])[k], planar.f([x, y1])[k]);
    let beta = (g1 - g0) / (y1 - y0);
    let y = y0 - g0 / beta;
    // Once more from there, to remove the rounding.
    y - planar.f([x, y])[k] / beta
}

/// Equilibria by brute force: one rate on the nullcline of the other, a function of one variable, on
/// a fine grid with bisection. Roots closer than two grid points are beyond it.
///
/// The second rate is linear in the second variable in every model here; where it does not depend on
/// it (van der Pol, and recovery without leak) the first one is.
fn scan(planar: &Planar, window: Window, points: usize) -> Vec<[f64; 2]> {
    let [x0, x1] = window.x;
    let middle = planar.jacobian([0.5 * (x0 + x1), window.y[0]]);
    let k = usize::from(middle[(1, 1)] != 0.0);
    let f = |x: f64| planar.f([x, on_nullcline(planar, k, x, window)])[1 - k];
    let mut found = vec![];
    let mut last = (x0, f(x0));
    for i in 1..=points {
        let x = x0 + (x1 - x0) * i as f64 / points as f64;
        let here = (x, f(x));
        if (here.1 < 0.0) != (last.1 < 0.0) {
            let (mut a, mut b) = (last.0, x);
            for _ in 0..80 {
                let m = 0.5 * (a + b);
                if (f(m) < 0.0) == (last.1 < 0.0) {
                    a = m;
                } else {
                    b = m;
                }
            }
            let y = on_nullcline(planar, k, a, window);
            // A change of sign by overflow is no zero.
            let zero = f(a).abs() <= 1e-6 * last.1.abs().max(here.1.abs());
            if zero && window.contains([a, y]) && planar.field().guard(&[a, y]) <= 0.0 {
                found.push([a, y]);
            }
        }
        last = here;
    }
    found
}

/// Whether an equilibrium is so close to the border that rounding decides on which side it is.
fn on_border(window: Window, [x, y]: [f64; 2]) -> bool {
    let [w, h] = window.size();
    let near =
        |v: f64, [lo, hi]: [f64; 2], size: f64| (v - lo).abs().min((v - hi).abs()) < 1e-9 * size;
    near(x, window.x, w) || near(y, window.y, h)
}

/// One random problem: parameters anywhere in the slider ranges and beyond, and a window of any size
/// about the preset's.
fn random_problem(rng: &mut ChaCha8Rng, k: usize) -> Problem {
    // (Brute force scans a plane, along a nullcline of rates that are linear in the second variable: those
    // of Wilson and Cowan's populations are not.)
    let scanned = |m: &&Arc<dyn nullcline::model::Model>| {
        m.info().dimension() == 2 && m.info().id != "wilson-cowan"
    };
    let models: Vec<_> = zoo::registry().iter().filter(scanned).collect();
    let model = models[k % models.len()];
    let preset = &model.info().presets[(k / models.len()) % model.info().presets.len()];
    let mut problem = Problem::new(model, preset);
    // A third changes the first parameter only, a third all within their ranges, a third beyond.
    let wide = [0.0, 0.0, 0.3][k % 3];
    for (j, spec) in model.info().parameters.iter().enumerate() {
        if k.is_multiple_of(3) && j > 0 {
            break;
        }
        let (lo, hi) = spec.range;
        let (lo, hi) = (lo - wide * (hi - lo), hi + wide * (hi - lo));
        let value = rng.random_range(lo..hi);
        // Variants of a formula have no values between them.
        let moves = spec.choices().is_empty();
        if moves && (rng.random_range(0.0..1.0) < 0.6 || k.is_multiple_of(3)) {
            problem.set(spec.name, value).expect("known to be right");
        }
    }
    let zoom = 10f64.powf(rng.random_range(-1.0..1.0));
    let window = problem.window();
    let window = if k.is_multiple_of(2) {
        window
    } else {
        window.enlarged(zoom)
    };
    problem.set_window(window);
    problem
}

/// All and only the equilibria that brute force finds, for random parameters of every model; and the
/// sum of the indices agrees with the winding number wherever none is on the border.
#[test]
fn random_problems_have_all_and_only_the_equilibria_of_a_fine_scan() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let (mut problems, mut many, mut wrong) = (0, 0, vec![]);
    let runs =
        std::env::var("NULLCLINE_RUNS").map_or(420, |n| n.parse().expect("known to be right"));
    for k in 0..runs {
        let problem = random_problem(&mut rng, k);
        let Ok(planar) = problem.field() else {
            continue;
        };
        let window = problem.window();
        let found = equilibria(&planar, window);
        let mut expected = scan(&planar, window, 20_000);
        let differs = |expected: &[[f64; 2]]| {
            found.points.len() != expected.len()
                || expected
                    .iter()
                    .zip(&found.points)
                    .any(|(a, b)| window.distance(*a, [b.at[0], b.at[1]]) > 1e-9)
        };
        if differs(&expected) {
            expected = scan(&planar, window, 2_000_000);
        }
        problems += 1;
        many += usize::from(expected.len() > 1);
        if expected.iter().any(|e| on_border(window, *e)) {
            continue;
        }
        // Where the field overflows on the border its winding number is unknown, and said to be.
        let known = [0, 1, 2, 3].iter().all(|c| {
            let f = planar.f([window.x[c % 2], window.y[c / 2]]);
            f.iter().all(|v| v.is_finite())
        });
        if differs(&expected) || (known && !found.complete) {
            let points: Vec<_> = found
                .points
                .iter()
                .map(|e| (&e.at, e.determinant))
                .collect();
            wrong.push(format!(
                "{k} complete {} {problem:?}\n   found {points:?}\n   expected {expected:?}",
                found.complete
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {problems}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(
        many > problems / 20,
        "{many} of {problems} have several equilibria"
    );
}
