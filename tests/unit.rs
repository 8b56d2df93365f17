//! Networks of artificial neurons: what they can fit, and what they refuse.
use nullcline::job::Cancel;
use nullcline::learn::{Activation, CurveFit, FitError, FitOptions, fit};

fn curve(count: usize, f: impl Fn(f64) -> f64) -> Vec<[f64; 2]> {
    let x = |k: usize| 20.0 * k as f64 / (count - 1) as f64;
    (0..count).map(|k| [x(k), f(x(k))]).collect()
}

fn fitted(points: &[[f64; 2]], hidden: usize, activation: Activation) -> CurveFit {
    let options = FitOptions {
        hidden,
        activation,
        seed: 1,
    };
    fit(&Cancel::never(), points, &options, &mut |_| {})
        .expect("good points")
        .expect("nobody cancelled it")
}

/// The error at which a fit is good enough, relative to the range of the ordinates.
const GOAL: f64 = 1e-4;

/// The errors that are reported are those of the network that is returned.
fn checked(points: &[[f64; 2]], found: &CurveFit) {
    let errors = points.iter().map(|[x, y]| found.network.output(*x) - y);
    let squares: f64 = errors.map(|e| e * e).sum();
    let rms = (squares / points.len() as f64).sqrt();
    assert!((found.rms - rms).abs() <= 1e-12 * rms);
}

/// Universal approximation: six humps and hollows need about as many units; with each doubling the error
/// falls, until it is invisible.
#[test]
fn more_units_fit_better() {
    let points = curve(100, |x| (2.0 * x).sin() * (0.3 * x).cos());
    for (activation, last) in [(Activation::Sigmoid, 1e-3), (Activation::Relu, 0.02)] {
        let mut before = f64::INFINITY;
        for hidden in [1, 2, 4, 8, 16, 32] {
            let found = fitted(&points, hidden, activation);
            checked(&points, &found);
            assert_eq!(found.network.units.len(), hidden);
            let error = found.relative;
            assert!(
                error < before || error < GOAL,
                "{activation:?} {hidden}: {error}"
            );
            before = error;
        }
        assert!(before < last, "{activation:?}: {before}");
    }
}

/// 3 + 5 / (1 + e^−(2x − 14)) is a network of one unit, up to the sign of its weights.
#[test]
fn one_sigmoid_finds_the_sigmoid_that_made_the_curve() {
    let points = curve(80, |x| 3.0 + 5.0 / (1.0 + (-(2.0 * x - 14.0)).exp()));
    let found = fitted(&points, 1, Activation::Sigmoid);
    assert!(found.relative <= GOAL, "{}", found.relative);
    let unit = found.network.units[0];
    assert!((unit.weight.abs() - 2.0).abs() < 0.01, "{unit:?}");
    assert!((unit.bias / unit.weight - 7.0).abs() < 0.01, "{unit:?}");
    assert!((unit.output.abs() - 5.0).abs() < 0.01, "{unit:?}");
}

/// |x − 8| = relu(x − 8) + relu(8 − x), and a trapezium has four kinks of which the ends need none.
#[test]
fn rectified_units_fit_a_curve_of_straight_pieces_exactly() {
    let found = fitted(&curve(100, |x| (x - 8.0).abs()), 2, Activation::Relu);
    assert!(found.relative <= GOAL, "{}", found.relative);
    let trapezium = |x: f64| (x - 3.0).clamp(0.0, 4.0) - (x - 12.0).clamp(0.0, 2.0);
    let found = fitted(&curve(100, trapezium), 8, Activation::Relu);
    assert!(found.relative < 1e-3, "{}", found.relative);
}

#[test]
fn the_scale_of_the_curve_does_not_matter() {
    let plain = curve(60, |x| (0.6 * x).sin());
    let error = |points: &[[f64; 2]]| fitted(points, 4, Activation::Sigmoid).relative;
    let usual = error(&plain);
    for (a, b, c, d) in [
        (1e6, 3e7, 1e-9, 0.0),
        (1e-6, 0.0, 1e9, 5e9),
        (-1.0, 0.0, -1.0, 0.0),
    ] {
        let scaled: Vec<_> = plain.iter().map(|[x, y]| [a * x + b, c * y + d]).collect();
        let found = error(&scaled);
        // Rounding takes the descent along a slightly different way, and mirroring to another start.
        assert!(
            found < 3.0 * usual.max(GOAL),
            "{a} {c}: {found} for {usual}"
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_network_and_coarse_results_come_first() {
    let points = curve(50, |x| (0.6 * x).sin());
    let options = FitOptions::default();
    let run = || {
        let mut errors = vec![];
        let found = fit(&Cancel::never(), &points, &options, &mut |f| {
            errors.push(f.rms)
        });
        (found.expect("good").expect("not cancelled"), errors)
    };
    let (a, errors) = run();
    assert_eq!((a.clone(), errors.clone()), run());
    // The first one, from the linear fit alone, is far behind those of the descent.
    assert!(
        errors[1..].iter().all(|e| *e < 0.1 * errors[0]),
        "{errors:?}"
    );
    assert_eq!(errors.last(), Some(&a.rms));
}

#[test]
fn flat_curves_and_lone_pairs_are_fitted_too() {
    let found = fitted(&curve(10, |_| 7.0), 3, Activation::Sigmoid);
    assert!((found.network.output(3.3) - 7.0).abs() < 1e-6);
    assert_eq!(found.relative, 0.0);
    for activation in Activation::ALL {
        let found = fitted(&[[0.0, 1.0], [1.0, 2.0]], 5, activation);
        assert!(found.relative < 1e-3, "{activation:?}: {}", found.relative);
    }
}

#[test]
fn what_is_no_curve_is_refused() {
    let run = |points: &[[f64; 2]], hidden| {
        let options = FitOptions {
            hidden,
            ..FitOptions::default()
        };
        let found = fit(&Cancel::never(), points, &options, &mut |_| {});
        found.expect_err("it is none")
    };
    let good = [[0.0, 0.0], [1.0, 1.0]];
    assert_eq!(run(&good, 0), FitError::Units(0));
    assert_eq!(run(&good, 65), FitError::Units(65));
    assert_eq!(run(&[[0.0, 1.0]], 4), FitError::TooFew(1));
    assert_eq!(run(&[[2.0, 1.0], [2.0, 3.0]], 4), FitError::Upright(2.0));
    let number = 2;
    let at = [1.0, f64::INFINITY];
    assert_eq!(
        run(&[[0.0, 0.0], at], 4),
        FitError::NotFinite { number, at }
    );
    assert_eq!(run(&[[-1e308, 0.0], [1e308, 1.0]], 4), FitError::Overflow);
    assert_eq!(run(&vec![[0.0, 0.0]; 10_001], 4), FitError::TooMany(10_001));
}

#[test]
fn a_cancelled_fit_ends_without_an_answer() {
    let cancel = Cancel::never().renew();
    cancel.cancel();
    let points = curve(50, f64::sin);
    let found = fit(&cancel, &points, &FitOptions::default(), &mut |_| {});
    assert_eq!(found, Ok(None));
}

/// Exit status, standard output and standard error of the program.
fn run(args: &[&str]) -> (i32, String, String) {
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_nullcline"))
        .args(args)
        .output()
        .expect("the program starts");
    (
        done.status.code().expect("no signal ended it"),
        String::from_utf8(done.stdout).expect("output is UTF-8"),
        String::from_utf8(done.stderr).expect("messages are UTF-8"),
    )
}

/// 8·1 − 2·0.5 = 7; above a bias of 2 with shape 0.5 the rectified unit gives 2.5.
#[test]
fn the_command_prints_what_a_unit_does() {
    let args = "unit --weights 1,-0.5 --bias 2 --shape 0.5 --activation relu --inputs 8,2 --json";
    let (status, out, err) = run(&args.split(' ').collect::<Vec<_>>());
    assert_eq!((status, err.as_str()), (0, ""));
    let found: serde_json::Value = serde_json::from_str(&out).expect("a document");
    assert_eq!(
        (&found["drive"], &found["output"]),
        (&7.0.into(), &2.5.into())
    );
    let transfer = found["transfer"].as_array().expect("points");
    let ends = [&transfer[0], &transfer[200]];
    assert_eq!(
        ends,
        [
            &serde_json::json!([0.0, 0.0]),
            &serde_json::json!([20.0, 9.0])
        ]
    );
}

#[test]
fn the_command_fits_a_file_and_names_the_line_that_is_wrong() {
    let folder = std::env::temp_dir().join(format!("nullcline unit {}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a place for files");
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("written");
        path.to_str().expect("plain").to_owned()
    };
    let rows: String = (0..40)
        .map(|k| format!("{k}, {}\n", (f64::from(k) - 17.0).abs()))
        .collect();
    let good = file("good.csv", &format!("current, rate\n# a comment\n{rows}"));
    let (status, out, err) = run(&[
        "unit",
        "--fit",
        &good,
        "--hidden",
        "2",
        "--activation",
        "relu",
        "--json",
    ]);
    assert_eq!((status, err.as_str()), (0, ""));
    let found: serde_json::Value = serde_json::from_str(&out).expect("a document");
    assert!(
        found["relative_rms"].as_f64().expect("a number") < 1e-3,
        "{out}"
    );
    assert_eq!(found["points"].as_array().expect("points").len(), 40);
    for (text, part) in [
        ("1,2\n3,x\n", "line 2, column 2"),
        ("1,2\n3,4,5\n", "line 2, column 3"),
        ("1 2\n3 4\n5;?\n", "line 3, column 2"),
        ("1,2\n\n3\n", "line 3, column 2"),
        ("1,2\n3,inf\n", "not a finite number"),
        ("", "at least two"),
        ("1,2\n1,3\n", "different abscissas"),
    ] {
        let bad = file("bad.csv", text);
        let (status, out, err) = run(&["unit", "--fit", &bad]);
        assert_eq!((status, out.as_str()), (2, ""), "{text:?}");
        assert!(err.contains(part), "{text:?}: {err}");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
    let (status, _, err) = run(&["unit", "--fit", &good]);
    assert!(status == 1 && err.contains("could not be read"), "{err}");
}
