//! Exercises: the same by the same seed, with answers that other means confirm.
use nullcline::lesson::exercise::{Exercise, ExerciseKind, Reply};
use nullcline::text::{Language, speaking};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Does something with the exercises of so many seeds, on all processors.
fn each(kind: ExerciseKind, seeds: u64, check: impl Fn(&Exercise) + Sync) -> BTreeMap<usize, u64> {
    let (next, answers) = (AtomicU64::new(0), Mutex::new(BTreeMap::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, |n| n.get()) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds {
                        break;
                    }
                    let exercise = Exercise::new(kind, seed).expect("it can be made");
                    check(&exercise);
                    assert!(exercise.judge(exercise.answer).right, "{kind:?} {seed}");
                    if let Reply::Choice(k) = exercise.answer {
                        assert!(k < exercise.choices.len(), "{kind:?} {seed}");
                        assert!(!exercise.judge(Reply::Choice(k + 1)).right);
                        *answers
                            .lock()
                            .expect("nobody panicked")
                            .entry(k)
                            .or_insert(0) += 1;
                    }
                }
            });
        }
    });
    answers.into_inner().expect("nobody panicked")
}

/// All answers occur, none less than half as often as it would by chance.
fn about_equal(answers: &BTreeMap<usize, u64>, choices: usize) {
    let all: u64 = answers.values().sum();
    assert_eq!(answers.len(), choices, "{answers:?}");
    let least = answers.values().min().copied().unwrap_or(0);
    assert!(2 * least * choices as u64 >= all, "{answers:?}");
}

/// The Jacobian by central differences: no formula of the program's own.
fn jacobian(exercise: &Exercise, at: &[f64]) -> [[f64; 2]; 2] {
    let problem = exercise.session.problem();
    let (field, scales) = (problem.bind(), problem.scales());
    let rate = |x: [f64; 2]| {
        let mut out = [0.0; 2];
        field.rhs(&x, &mut out);
        out
    };
    let mut out = [[0.0; 2]; 2];
    for k in 0..2 {
        let h = 1e-5 * scales[k];
        let (mut up, mut down) = ([at[0], at[1]], [at[0], at[1]]);
        up[k] += h;
        down[k] -= h;
        let (up, down) = (rate(up), rate(down));
        for i in 0..2 {
            out[i][k] = (up[i] - down[i]) / (2.0 * h);
        }
    }
    out
}

/// By trace and determinant of a Jacobian by differences.
#[test]
fn the_kind_that_is_asked_for_is_that_of_the_eigenvalues() {
    let answers = each(ExerciseKind::Equilibrium, 10_000, |exercise| {
        let at = exercise.mark.as_deref().expect("a point is marked");
        let [[a, b], [c, d]] = jacobian(exercise, at);
        let (trace, determinant) = (a + d, a * d - b * c);
        let real = trace * trace > 4.0 * determinant;
        let kind = match (determinant < 0.0, trace < 0.0, real) {
            (true, _, _) => 2,
            (false, true, true) => 0,
            (false, true, false) => 1,
            (false, false, true) => 3,
            (false, false, false) => 4,
        };
        assert_eq!(
            exercise.answer,
            Reply::Choice(kind),
            "seed {}",
            exercise.seed
        );
    });
    about_equal(&answers, 5);
}

/// Along the second nullcline, found by bisection at each abscissa, the first rate changes its sign so many times.
#[test]
fn as_many_equilibria_are_asked_for_as_the_rates_have_common_zeros() {
    let answers = each(ExerciseKind::Count, 1000, |exercise| {
        let problem = exercise.session.problem();
        let (field, window) = (problem.bind(), problem.window());
        let rate = |x: f64, y: f64| {
            let mut out = [0.0; 2];
            field.rhs(&[x, y], &mut out);
            out
        };
        let along = |x: f64| {
            // The second rate falls as its own variable rises, in all of these models.
            let (mut lo, mut hi) = (window.y[0] - 5.0, window.y[1] + 5.0);
            for _ in 0..60 {
                let middle = 0.5 * (lo + hi);
                if rate(x, middle)[1] > 0.0 {
                    lo = middle;
                } else {
                    hi = middle;
                }
            }
            rate(x, lo)[0]
        };
        const STEPS: usize = 3000;
        let at = |k: usize| window.x[0] + (window.x[1] - window.x[0]) * k as f64 / STEPS as f64;
        let signs: Vec<bool> = (0..=STEPS).map(|k| along(at(k)) > 0.0).collect();
        let changes = signs.windows(2).filter(|w| w[0] != w[1]).count();
        assert_eq!(
            exercise.answer,
            Reply::Choice(changes - 1),
            "seed {}",
            exercise.seed
        );
    });
    about_equal(&answers, 3);
}

#[test]
fn half_of_the_pulses_fire() {
    about_equal(&each(ExerciseKind::Pulse, 200, |_| {}), 2);
}

#[test]
fn half_of_the_cells_are_bistable() {
    about_equal(&each(ExerciseKind::Bistable, 60, |_| {}), 2);
}

#[test]
fn rest_is_lost_in_all_three_ways_about_equally_often() {
    about_equal(&each(ExerciseKind::Loss, 150, |_| {}), 3);
    about_equal(&each(ExerciseKind::Character, 100, |_| {}), 2);
}

/// The trace of the Jacobian by differences changes its sign there: 1 % below rest is stable, 1 % above it is not.
#[test]
fn the_hopf_point_is_right_to_one_percent() {
    each(ExerciseKind::Hopf, 60, |exercise| {
        let Reply::Number(is) = exercise.answer else {
            panic!("a number is asked for");
        };
        let trace = |value: f64| {
            let mut other = exercise.clone();
            let name = other.session.problem().model().info().parameters[0].name;
            let set = nullcline::session::Command::Set {
                name: name.into(),
                value,
            };
            other.session.apply(&set).expect("finite");
            let problem = other.session.problem();
            let planar = problem.field().expect("finite");
            let window = problem.home().enlarged(2.0);
            let points = nullcline::analysis::equilibrium::equilibria(&planar, window).points;
            // Rest: the most polarised one that is no saddle.
            let rest = points
                .iter()
                .find(|e| e.determinant > 0.0)
                .expect("there is one");
            let [[a, _], [_, d]] = jacobian(&other, &rest.at);
            a + d
        };
        assert!(trace(is - 0.01 * is.abs()) < 0.0, "seed {}", exercise.seed);
        assert!(trace(is + 0.01 * is.abs()) > 0.0, "seed {}", exercise.seed);
        assert!(exercise.judge(Reply::Number(1.009 * is)).right);
        assert!(!exercise.judge(Reply::Number(1.02 * is)).right);
    });
}

#[test]
fn the_same_seed_makes_the_same_exercise_and_another_seed_another() {
    for kind in ExerciseKind::ALL {
        let [a, b, c] = [5, 5, 6].map(|seed| Exercise::new(kind, seed).expect("it can be made"));
        assert_eq!(a, b, "{kind:?}");
        assert_ne!(a.session, c.session, "{kind:?}");
        assert!(
            !a.question.en.is_empty() && a.explained.en.len() > 20,
            "{kind:?}"
        );
        assert!(!a.hide.is_empty(), "{kind:?}");
        let chinese = speaking(Language::Chinese, || a.question.now().to_owned());
        assert_ne!(chinese, a.question.en, "{kind:?}");
        assert!(!a.judge(Reply::Choice(99)).right && !a.judge(Reply::Number(f64::NAN)).right);
    }
}
