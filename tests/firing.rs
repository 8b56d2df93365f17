//! F-I curves: rates, onset and offset, and the class of excitability.
//!
//! Expected numbers come from tables computed elsewhere (AUTO-07p at tight tolerances, and shooting in
//! extended precision), from formulas derived in the comments, or from plain simulation.
mod reference;

use nullcline::analysis::{
    Class, EventKind, Firing, FiringOptions, FiringPoint, OrbitEnd, Passport, Problem, Response,
    Sweep, Threshold, TrajectoryOptions, Vary, firing::firing, flow::trajectory,
    passport::passport,
};
use nullcline::job::Cancel;
use reference::{CURRENTS, RATES};

fn curve(source: &str, range: [f64; 2], points: usize) -> Firing {
    with(source, &[], range, points)
}

fn with(source: &str, set: &[(&str, f64)], range: [f64; 2], points: usize) -> Firing {
    let mut problem = Problem::from_source(source).expect("a built-in source");
    for &(name, value) in set {
        problem.set(name, value).expect("an allowed value");
    }
    let vary = Vary::new(&problem, "I", range).expect("a range");
    firing(
        &Cancel::never(),
        &problem,
        &vary,
        FiringOptions { points },
        None,
    )
    .expect("finite")
    .expect("not cancelled")
}

fn at(firing: &Firing, parameter: f64, sweep: Sweep) -> FiringPoint {
    let here = || {
        firing
            .points
            .iter()
            .filter(move |p| (p.parameter - parameter).abs() < 1e-9)
    };
    *here()
        .find(|p| p.sweep == sweep)
        .or_else(|| here().next())
        .unwrap_or_else(|| panic!("no point at {parameter}"))
}

fn rate(firing: &Firing, parameter: f64, sweep: Sweep) -> f64 {
    at(firing, parameter, sweep).rate.expect("it has a rate")
}

/// Rates of the reset map's attracting orbits, integrated elsewhere at a relative tolerance of 1e-10.
#[test]
fn reset_models_fire_at_their_reference_rates() {
    let mut wrong = vec![];
    for (cell, rates) in RATES {
        let found = curve(&format!("izhikevich/{cell}"), [-5.0, 30.0], 36);
        for (current, expected) in CURRENTS.into_iter().zip(rates) {
            let have = rate(&found, current, Sweep::Up);
            if (have - expected).abs() > 2e-6 * expected {
                wrong.push(format!(
                    "{cell} at {current}: {expected} expected, {have} found"
                ));
            }
        }
        let three = match cell {
            "lts" => 26.241498,
            "rz" => 72.167999,
            _ => 0.0,
        };
        let have = rate(&found, 3.0, Sweep::Up);
        assert!((have - three).abs() < 1e-5, "{cell} at 3: {have}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// 1000 / period of the tables of cycles.
#[test]
fn smooth_models_fire_at_their_reference_rates() {
    let cases = [
        (
            "persistent-sodium-potassium/high-threshold",
            [0.0, 50.0],
            101,
            vec![
                (5.0, 15.1020539518),
                (10.0, 7.07351409187),
                (50.0, 3.55492490488),
            ],
        ),
        (
            "persistent-sodium-potassium/low-threshold",
            [0.0, 50.0],
            101,
            vec![
                (15.0, 2.93318161736),
                (20.0, 2.86736564354),
                (40.0, 3.65953794874),
            ],
        ),
        (
            "morris-lecar/hopf",
            [0.0, 250.0],
            51,
            vec![
                (100.0, 85.2906410429),
                (150.0, 66.1617527345),
                (200.0, 65.6191959807),
                (215.0, 72.7807329299),
            ],
        ),
        (
            "morris-lecar/snlc",
            [0.0, 150.0],
            31,
            vec![
                (40.0, 943.738574003),
                (45.0, 99.2965752092),
                (60.0, 58.6089125131),
                (95.0, 42.9831724498),
                (110.0, 40.4125338353),
            ],
        ),
    ];
    for (source, range, points, rows) in cases {
        let found = curve(source, range, points);
        for (current, period) in rows {
            let have = 1000.0 / rate(&found, current, Sweep::Up);
            assert!(
                (have - period).abs() < 1e-8 * period,
                "{source} at {current}: {period} expected, {have} found"
            );
        }
    }
}

/// FitzHugh-Nagumo has no milliseconds: rates are 1 / period.
#[test]
fn rates_are_per_unit_of_time_where_that_is_no_millisecond() {
    let found = curve("fitzhugh-nagumo/standard", [0.0, 1.0], 21);
    let have = 1.0 / rate(&found, 0.5, Sweep::Up);
    assert!((have - 39.4744149802).abs() < 1e-7, "{have}");
    // The subcritical Hopf point and the fold of cycles below it.
    assert!((found.onset.expect("it fires") - 0.331281337455).abs() < 1e-8);
    assert!((found.offset.expect("bistable") - 0.324178522504).abs() < 1e-6);
}

struct Expected {
    source: &'static str,
    range: [f64; 2],
    onset: f64,
    offset: Option<f64>,
    class: Class,
    mechanism: EventKind,
    response: Response,
}

/// Tables of bifurcations: folds, Hopf points, folds of cycles and homoclinic orbits. The cells of the
/// simple model lose rest at v = (a − 5)/0.08, I = −0.04 v² − (5 − b) v − 140 when b > a, and stop
/// firing at the invariant parabola when a = 0.02 and b = 0.2 (I = 3.774375, see `spiking_branch`).
/// The tonic exponential cell has its saddle-node where gL (exp((V − VT)/Δ) − 1) = a: V = −50 + 2 ln 1.2,
/// I = 12 (V + 70) − 24. The thalamic one has u = 0 above −65 mV, and its saddle-node at kD²/4 with
/// D = 10 mV and k = 1.6. The chattering one still fires at its saddle-node, (kD + b)²/(4k) with kD = 30 and
/// b = 1, 559 ms apart in pairs: by SciPy's DOP853 at 1e-12 down to 160.15625, where bisection ends.
#[test]
fn onset_offset_and_class_follow_from_the_bifurcations() {
    use EventKind::{SaddleNode, SaddleNodeOnInvariantCircle, SubcriticalHopf, SupercriticalHopf};
    let rows = [
        Expected {
            source: "persistent-sodium-potassium/high-threshold",
            range: [-5.0, 50.0],
            onset: 4.5128676303,
            offset: None,
            class: Class::One,
            mechanism: SaddleNodeOnInvariantCircle,
            response: Response::Integrator,
        },
        Expected {
            source: "persistent-sodium-potassium/low-threshold",
            range: [0.0, 50.0],
            onset: 14.6590400241,
            offset: None,
            class: Class::Two,
            mechanism: SupercriticalHopf,
            response: Response::Resonator,
        },
        Expected {
            source: "persistent-sodium-potassium/fast-potassium",
            range: [-5.0, 30.0],
            onset: 4.5128676303,
            offset: Some(-0.297689736003),
            class: Class::Two,
            mechanism: SaddleNode,
            response: Response::Integrator,
        },
        Expected {
            source: "persistent-sodium-potassium/subcritical",
            range: [0.0, 120.0],
            onset: 48.901606,
            offset: Some(42.2324),
            class: Class::Two,
            mechanism: SubcriticalHopf,
            response: Response::Resonator,
        },
        Expected {
            source: "morris-lecar/hopf",
            range: [0.0, 250.0],
            onset: 93.8576183737,
            offset: Some(88.2932505431),
            class: Class::Two,
            mechanism: SubcriticalHopf,
            response: Response::Resonator,
        },
        Expected {
            source: "morris-lecar/snlc",
            range: [0.0, 150.0],
            onset: 39.9631530927,
            offset: None,
            class: Class::One,
            mechanism: SaddleNodeOnInvariantCircle,
            response: Response::Integrator,
        },
        Expected {
            source: "izhikevich/rs",
            range: [-5.0, 30.0],
            onset: 3.7975,
            offset: Some(3.774375),
            class: Class::Two,
            mechanism: SubcriticalHopf,
            response: Response::Resonator,
        },
        Expected {
            source: "izhikevich/rz",
            range: [-5.0, 30.0],
            onset: 0.2625,
            offset: Some(0.1473124427),
            class: Class::Two,
            mechanism: SubcriticalHopf,
            response: Response::Resonator,
        },
        Expected {
            source: "adaptive-exponential/tonic",
            range: [-500.0, 1500.0],
            // 216 + 24 ln 1.2.
            onset: 220.375717363055,
            offset: None,
            class: Class::One,
            mechanism: SaddleNodeOnInvariantCircle,
            response: Response::Integrator,
        },
        Expected {
            source: "izhikevich-2007/tc",
            range: [-600.0, 700.0],
            onset: 40.0,
            offset: None,
            class: Class::One,
            mechanism: SaddleNodeOnInvariantCircle,
            response: Response::Integrator,
        },
        Expected {
            source: "izhikevich-2007/ch",
            range: [0.0, 600.0],
            onset: 961.0 / 6.0,
            offset: Some(160.15625),
            class: Class::Two,
            mechanism: SaddleNode,
            response: Response::Integrator,
        },
    ];
    let mut wrong = vec![];
    for row in rows {
        let found = curve(row.source, row.range, 25);
        let near = |a: Option<f64>, b: Option<f64>, tolerance: f64| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < tolerance,
            (None, None) => true,
            _ => false,
        };
        // 42.2324 and 48.901606 are printed to so many digits only.
        let tolerance = if row.source.ends_with("subcritical") {
            1e-3
        } else {
            1e-6
        };
        let ok = near(found.onset, Some(row.onset), tolerance)
            && near(found.offset, row.offset, tolerance)
            && found.class == Some(row.class)
            && found.mechanism == Some(row.mechanism)
            && found.response == Some(row.response);
        if !ok {
            wrong.push(format!(
                "{}: onset {:?} offset {:?} class {:?} by {:?}, {:?}",
                row.source, found.onset, found.offset, found.class, found.mechanism, found.response
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In this cell firing stops as the current rises through the saddle-node on an invariant circle at
/// 76.59976; below it, on the way down, it begins again.
#[test]
fn a_rising_current_can_silence_a_cell() {
    let found = curve("persistent-sodium-potassium/subcritical", [0.0, 120.0], 121);
    let block = found.block.expect("it falls silent");
    assert!((block.parameter - 76.59976).abs() < 1e-5, "{block:?}");
    assert_eq!(block.event, Some(EventKind::SaddleNodeOnInvariantCircle));
    assert!(rate(&found, 76.0, Sweep::Up) > 0.0);
    assert_eq!(rate(&found, 77.0, Sweep::Up), 0.0);
    assert_eq!(rate(&found, 43.0, Sweep::Up), 0.0);
    assert!(rate(&found, 43.0, Sweep::Down) > 0.0);
    let [lo, hi] = found.bistable[0];
    assert!(
        (lo - 42.2324).abs() < 1e-3 && (hi - 48.901606).abs() < 1e-5,
        "{lo} {hi}"
    );
}

/// Frequency at a supercritical Hopf point: 1000 / 2.939533289 Hz, the period 2π/ω of the table.
#[test]
fn a_supercritical_hopf_point_starts_firing_at_its_own_frequency() {
    let found = curve("persistent-sodium-potassium/low-threshold", [0.0, 50.0], 26);
    let rate = found.onset_rate.expect("it fires");
    assert!((rate / (1000.0 / 2.939533289) - 1.0).abs() < 1e-6, "{rate}");
}

/// Each current starts from where the orbit of the last one ended: plain simulation, up and down.
#[test]
fn sweeps_agree_with_plain_simulation() {
    for (source, range, count, span) in [
        ("morris-lecar/hopf", [80.0, 100.0], 9, 6_000.0),
        (
            "persistent-sodium-potassium/fast-potassium",
            [-3.0, 7.0],
            11,
            400.0,
        ),
        ("izhikevich/rz", [-1.05, 0.95], 11, 3_000.0),
        ("izhikevich/ib", [3.0, 13.0], 11, 3_000.0),
    ] {
        let found = curve(source, range, count);
        let step = (range[1] - range[0]) / (count - 1) as f64;
        let currents: Vec<f64> = (0..count).map(|k| range[0] + step * k as f64).collect();
        let problem = Problem::from_source(source).expect("it exists");
        let mut state = problem.preset().initial.clone();
        let mut measure = |current: f64, sweep: Sweep| {
            let mut here = problem.clone();
            here.set("I", current).expect("fine");
            let planar = here.field().expect("finite");
            let long = |state: &[f64], span: f64| {
                let options = TrajectoryOptions {
                    span,
                    ..TrajectoryOptions::default()
                };
                trajectory(&Cancel::never(), &planar, &[state[0], state[1]], &options)
                    .expect("not cancelled")
            };
            let settled = long(&state, span);
            assert_eq!(settled.end, OrbitEnd::Time);
            state = settled.states.last().expect("not empty").clone();
            let run = long(&state, span);
            let times = if planar.field().resets() {
                run.spikes
            } else {
                nullcline::analysis::spikes(
                    &Cancel::never(),
                    &planar,
                    [state[0], state[1]],
                    span,
                    1e-9,
                    200_000,
                )
                .expect("not cancelled")
            };
            let simulated = match times[..] {
                [first, .., last] => 1000.0 * (times.len() - 1) as f64 / (last - first),
                _ => 0.0,
            };
            let have = rate(&found, current, sweep);
            assert!(
                (have - simulated).abs() <= 0.01 * simulated + 1e-9,
                "{source} at {current} {sweep:?}: {simulated} simulated, {have} found"
            );
        };
        for &current in &currents {
            measure(current, Sweep::Up);
        }
        for &current in currents.iter().rev() {
            measure(current, Sweep::Down);
        }
    }
}

#[test]
fn points_are_the_values_asked_for_and_a_second_sweep_is_given_only_where_it_differs() {
    let found = curve("morris-lecar/hopf", [80.0, 100.0], 21);
    let ups: Vec<f64> = found
        .points
        .iter()
        .filter(|p| p.sweep == Sweep::Up)
        .map(|p| p.parameter)
        .collect();
    let asked: Vec<f64> = (0..21).map(|k| 80.0 + f64::from(k)).collect();
    assert_eq!(ups, asked);
    let downs: Vec<f64> = found
        .points
        .iter()
        .filter(|p| p.sweep == Sweep::Down)
        .map(|p| p.parameter)
        .collect();
    // Between the fold of cycles at 88.29 and the Hopf point at 93.86.
    assert_eq!(downs, [89.0, 90.0, 91.0, 92.0, 93.0]);
    assert!(
        found
            .points
            .windows(2)
            .all(|p| p[0].parameter <= p[1].parameter)
    );
    let [lo, hi] = found.bistable[0];
    assert!((lo - 88.2932505431).abs() < 1e-6 && (hi - 93.8576183737).abs() < 1e-8);
}

#[test]
fn odd_numbers_of_points_are_taken_as_the_nearest_that_makes_sense() {
    let source = "persistent-sodium-potassium/high-threshold";
    let one = curve(source, [0.0, 10.0], 1);
    assert_eq!(one.points.len(), 1);
    assert_eq!(one.points[0].parameter, 0.0);
    assert_eq!(curve(source, [0.0, 10.0], 0).points, one.points);
    let two = curve(source, [0.0, 10.0], 2);
    let ends: Vec<f64> = two.points.iter().map(|p| p.parameter).collect();
    assert_eq!(ends, [0.0, 10.0]);
    // The onset does not depend on the points.
    assert_eq!(one.onset, two.onset);
}

/// A range over which the cell fires throughout has no onset; nor has one over which it rests, where
/// the class is unknown unless a step evokes a spike.
#[test]
fn a_range_without_onset_says_so() {
    let fires = curve(
        "persistent-sodium-potassium/high-threshold",
        [10.0, 20.0],
        5,
    );
    assert_eq!((fires.onset, fires.offset, fires.class), (None, None, None));
    assert!(
        fires
            .points
            .iter()
            .all(|p| p.rate.is_some_and(|r| r > 100.0))
    );
    let rests = curve("morris-lecar/hopf", [0.0, 20.0], 5);
    assert_eq!((rests.onset, rests.class), (None, None));
    assert!(rests.points.iter().all(|p| p.rate == Some(0.0)));
}

/// The reset map iterated elsewhere (Taylor series, thousands of spikes) settles at these rates; the orbits
/// of half as many spikes, next to them, repel.
#[test]
fn rates_beyond_a_period_doubling_are_those_of_the_orbit_that_attracts() {
    /// Parameters that differ from the preset's, the range, the value and the rate there.
    type Cell<'a> = (&'a [(&'a str, f64)], [f64; 2], f64, f64);
    let cells: [Cell<'_>; 4] = [
        (
            &[("a", 0.05), ("b", 0.26), ("c", -52.8), ("d", 7.92)],
            [-2.577, 25.42],
            11.4215,
            69.980,
        ),
        (
            &[("a", 0.2), ("c", -47.6), ("d", 5.54)],
            [1.0, 29.0],
            9.0,
            252.2261,
        ),
        (
            &[("a", 0.2), ("c", -46.1), ("d", 4.98)],
            [1.0, 29.0],
            7.0,
            273.817,
        ),
        (
            &[("a", 0.2), ("c", -50.0), ("d", 2.76)],
            [1.0, 29.0],
            5.0,
            101.327,
        ),
    ];
    for (set, range, current, expected) in cells {
        let found = with("izhikevich/rs", set, range, 15);
        for sweep in [Sweep::Up, Sweep::Down] {
            let have = rate(&found, current, sweep);
            assert!(
                (have - expected).abs() < 1e-3,
                "{set:?} at {current}: {have} Hz {sweep:?}"
            );
        }
    }
}

/// This cell needs some ten thousand spikes to settle at 981.115 Hz; the other one's recovery variable
/// runs away and its rate grows for ever.
#[test]
fn slow_settling_and_running_away_are_not_chaos() {
    let slow = with(
        "izhikevich/rs",
        &[("b", 0.25), ("c", -61.0), ("d", -0.836)],
        [0.0, 4.0],
        3,
    );
    let point = at(&slow, 2.0, Sweep::Up);
    assert!(!point.chaotic && (point.rate.expect("a rate") - 981.115).abs() < 1e-2);
    let set = [("a", 0.00797), ("b", 0.25), ("c", -49.7), ("d", -0.778)];
    let away = with("izhikevich/rs", &set, [0.0, 20.0], 3);
    assert_eq!(at(&away, 10.0, Sweep::Up).rate, None);
}

/// The Hopf point of morris-lecar/hopf lies at 93.8576183737 and its fold of cycles at 88.29325; those of
/// fitzhugh-nagumo at 0.3312813374554 and 0.32417862. A range may end a hair above them or on them.
#[test]
fn a_range_may_end_right_beyond_a_bifurcation() {
    for hi in [93.8577, 93.858, 93.86, 94.0] {
        for points in [1, 2, 3, 26] {
            let found = curve("morris-lecar/hopf", [0.0, hi], points);
            let (onset, offset) = (found.onset.expect("onset"), found.offset.expect("offset"));
            assert!((onset - 93.857_618_373_7).abs() < 1e-6, "{hi}: {onset}");
            assert!(
                (offset - 88.293_25).abs() < 1e-3,
                "{hi}, {points}: {offset}"
            );
            assert_eq!(found.class, Some(Class::Two));
        }
    }
    // The range ends before rest is lost: firing is there on the way down only.
    for hi in [0.331_281_337_455, 0.331_281] {
        let found = curve("fitzhugh-nagumo/standard", [0.0, hi], 5);
        let offset = found.offset.expect("offset");
        assert!((offset - 0.324_178_62).abs() < 1e-5, "{hi}: {offset}");
    }
}

/// morris-lecar/snlc has its saddle-node on an invariant circle at 39.9631531; there the period is infinite.
#[test]
fn a_range_may_begin_on_a_saddle_node_on_an_invariant_circle() {
    let problem = Problem::from_source("morris-lecar/snlc").expect("a source");
    let vary = Vary::new(&problem, "I", [30.0, 60.0]).expect("a range");
    let all = nullcline::analysis::diagram::diagram(
        &Cancel::never(),
        &problem,
        &vary,
        &nullcline::analysis::DiagramOptions::default(),
    )
    .expect("finite")
    .expect("not cancelled");
    let onset = all
        .events
        .iter()
        .find(|e| e.kind == EventKind::SaddleNodeOnInvariantCircle)
        .expect("it is there")
        .parameter;
    let whole = curve("morris-lecar/snlc", [30.0, 60.0], 31);
    for lo in [onset, onset * (1.0 - 1e-15), onset * (1.0 + 1e-15)] {
        let found = curve("morris-lecar/snlc", [lo, 60.0], 3);
        let first = rate(&found, lo, Sweep::Up);
        assert!((0.0..0.05).contains(&first), "{lo}: {first} Hz");
        let (have, want) = (rate(&found, 60.0, Sweep::Up), rate(&whole, 60.0, Sweep::Up));
        assert!((have - want).abs() < 1e-8 * want, "{have} {want}");
    }
}

/// Every rate on a branch against the time between maxima of a run with the tolerance 1e-12, which
/// knows nothing of branches. (By plain simulation: so only where cycles attract well.)
#[test]
fn rates_of_branches_are_those_of_runs() {
    for (source, range) in [
        ("hodgkin-huxley-reduced/unit-slope", [-20.0, 450.0]),
        ("morris-lecar/hopf", [80.0, 220.0]),
        ("persistent-sodium-potassium/subcritical", [30.0, 70.0]),
    ] {
        let found = curve(source, range, 15);
        let mut compared = 0;
        for point in found
            .points
            .iter()
            .filter(|p| p.rate.is_some_and(|r| r > 0.0))
        {
            let (have, want) = (
                point.rate.expect("a rate"),
                run_rate(source, point.parameter),
            );
            let Some(want) = want else { continue };
            compared += 1;
            assert!(
                (have - want).abs() < 1e-7 * want,
                "{source} at {}: {have} Hz, by a run {want}",
                point.parameter
            );
        }
        assert!(compared >= 3, "{source}: {compared}");
    }
}

/// The rate in Hz at which the first variable of a long run has its maxima; `None` where the run comes
/// to rest or is not yet periodic.
fn run_rate(source: &str, current: f64) -> Option<f64> {
    let mut problem = Problem::from_source(source).expect("a source");
    problem.set("I", current).expect("allowed");
    let field = problem.model().bind(problem.values());
    let scale: Vec<f64> = vec![100.0, 1.0];
    let run = nullcline::model::Run::new(600.0, 1e-12, &scale);
    let mut times: Vec<f64> = vec![];
    // (From far out, so that the cycle is what the run comes to where rest is stable as well.)
    field.integrate(&[30.0, 0.0], &run, &mut |orbit| {
        if let nullcline::model::Orbit::Step(step) = orbit
            && step.f0[0] > 0.0
            && step.f1[0] <= 0.0
        {
            let mut x = [0.0; 2];
            let up = |x: &[f64]| {
                let mut f = [0.0; 2];
                field.rhs(x, &mut f);
                f[0]
            };
            if let Some(theta) = step.locate(&up, &mut x) {
                times.push(step.t + theta * step.h);
            }
        }
        nullcline::num::ode::Watch::Continue
    });
    let [.., a, b, c] = times[..] else {
        return None;
    };
    ((c - b - (b - a)).abs() < 1e-9 * (c - b) && c > 500.0).then(|| 1000.0 / (c - b))
}

/// A fast potassium current that opens below −55 mV balances any steady current before the sodium
/// current regenerates: a step is answered by one spike, and no current by a train.
#[test]
fn a_cell_that_answers_any_step_with_one_spike_is_of_class_three() {
    let source = "persistent-sodium-potassium/low-threshold";
    let set = [("n_half", -55.45), ("n_k", 3.66), ("tau", 0.46)];
    let found = with(source, &set, [-50.0, 300.0], 11);
    assert_eq!(found.class, Some(Class::Three));
    assert_eq!((found.onset, found.mechanism), (None, None));
    // Plain simulation: from rest at the lower end, a step up evokes one spike, above the final state by
    // a third of the window, and afterwards the cell is at rest, at ten times the current too.
    let mut problem = Problem::from_source(source).expect("it exists");
    for (name, value) in set {
        problem.set(name, value).expect("fine");
    }
    let mut run = |current: f64, start: [f64; 2], span: f64| {
        problem.set("I", current).expect("fine");
        let planar = problem.field().expect("finite");
        let options = TrajectoryOptions {
            span,
            ..TrajectoryOptions::default()
        };
        let run = trajectory(&Cancel::never(), &planar, &start, &options).expect("not cancelled");
        run.states.iter().map(|x| [x[0], x[1]]).collect::<Vec<_>>()
    };
    let rest = *run(-50.0, [-70.0, 0.0], 200.0).last().expect("not empty");
    for (current, spikes) in [
        (300.0, true),
        (600.0, false),
        (1500.0, false),
        (3000.0, false),
    ] {
        let states = run(current, rest, 200.0);
        let last = states.last().expect("not empty");
        let top = states.iter().map(|x| x[0]).fold(f64::MIN, f64::max);
        assert!(!spikes || top > last[0] + 30.0, "{current}: {top} {last:?}");
        let later = run(current, *last, 50.0);
        let moved = later
            .iter()
            .map(|x| (x[0] - last[0]).abs())
            .fold(0.0, f64::max);
        assert!(moved < 1e-3, "{current}: {moved}");
    }
}

/// The low-threshold cell by reset answers a step to I = 0.6 with a lone spike, but from the saddle-node
/// at (5 − b)²/0.16 − 140 = 1.015625 on nothing but firing is left: a range that merely stops below says
/// nothing about the class. Nor does one in which nothing spikes at all.
#[test]
fn a_range_that_stops_below_rheobase_is_not_of_class_three() {
    let found = curve("izhikevich/lts", [-5.0, 0.6], 8);
    assert!(found.points.iter().all(|p| p.rate == Some(0.0)));
    assert_eq!((found.onset, found.class), (None, None));
    assert!(
        found
            .notes
            .iter()
            .any(|n| n.contains("a wider range shows")),
        "{:?}",
        found.notes
    );
    let quiet = curve("izhikevich/lts", [-5.0, -4.0], 8);
    assert_eq!(quiet.class, None);
    assert!(quiet.notes.iter().all(|n| !n.contains("single spike")));
    // So much for a smooth cell: firing begins at 88.3 on the way down, 93.9 on the way up.
    let smooth = curve("morris-lecar/hopf", [-60.0, 85.0], 8);
    assert_eq!((smooth.onset, smooth.class), (None, None));
}

/// With a < 0 and b < 0 the simple model can run away; whatever it does, rates are finite or absent.
#[test]
fn runaway_cells_have_no_rate_and_chaos_is_marked() {
    let set = [("a", -0.02), ("b", -1.0), ("c", -60.0), ("d", 8.0)];
    let found = with("izhikevich/rs", &set, [70.0, 90.0], 11);
    assert!(
        found
            .points
            .iter()
            .all(|p| p.rate.is_none_or(f64::is_finite))
    );
    // The bursting cell's period doublings lead to chaos above 29.264.
    let found = curve("izhikevich/ib", [28.0, 30.0], 9);
    let last = found.points.last().expect("not empty");
    assert!(
        last.chaotic && last.rate.is_some_and(|r| (100.0..150.0).contains(&r)),
        "{last:?}"
    );
    assert!(!found.points[0].chaotic);
}

#[test]
fn a_cancelled_curve_gives_nothing() {
    let problem = Problem::from_source("morris-lecar/hopf").expect("it exists");
    let vary = Vary::new(&problem, "I", [0.0, 250.0]).expect("a range");
    let cancel = Cancel::never();
    cancel.clone().cancel();
    let found = firing(&cancel, &problem, &vary, FiringOptions::default(), None);
    assert_eq!(found, Ok(None));
}

fn card(source: &str, current: f64, range: [f64; 2]) -> (Problem, Passport) {
    let mut problem = Problem::from_source(source).expect("it exists");
    problem.set("I", current).expect("fine");
    let vary = Vary::new(&problem, "I", range).expect("a range");
    let curve = curve(source, range, 2);
    let card = passport(&Cancel::never(), &problem, &vary, &curve)
        .expect("finite")
        .expect("not cancelled");
    (problem, card)
}

/// A pulse one per cent above the threshold evokes a spike, one per cent below does not.
#[test]
fn the_passport_knows_the_pulse_that_evokes_a_spike() {
    for (source, current, range, high) in [
        (
            "persistent-sodium-potassium/high-threshold",
            0.0,
            [-5.0, 50.0],
            -20.0,
        ),
        ("morris-lecar/snlc", 30.0, [0.0, 150.0], 10.0),
        ("izhikevich/rs", 0.0, [-5.0, 30.0], 20.0),
    ] {
        let (problem, card) = card(source, current, range);
        assert!(
            matches!(card.threshold, Some(Threshold::Saddle(_))),
            "{source}: {card:?}"
        );
        let (rest, pulse) = (
            card.rest.expect("it rests").at,
            card.pulse.expect("it fires"),
        );
        let planar = problem.field().expect("finite");
        let top = |part: f64| {
            let options = TrajectoryOptions {
                span: 300.0,
                ..TrajectoryOptions::default()
            };
            let start = [rest[0] + part * pulse, rest[1]];
            trajectory(&Cancel::never(), &planar, &start, &options)
                .expect("not cancelled")
                .states
                .iter()
                .fold(f64::NEG_INFINITY, |m, x| m.max(x[0]))
        };
        assert!(top(1.01) > high, "{source}: {}", top(1.01));
        assert!(top(0.99) < high, "{source}: {}", top(0.99));
    }
}

/// At I = 90 the unstable cycle of Morris and Lecar's cell has the period 103.843172209; close to its
/// Hopf point the low-threshold cell rings with nearly its period of 2.939533289 ms; FitzHugh and
/// Nagumo's has no saddle.
#[test]
fn the_passport_tells_thresholds_and_resonance() {
    let (_, hopf) = card("morris-lecar/hopf", 90.0, [0.0, 250.0]);
    match hopf.threshold {
        Some(Threshold::UnstableCycle(period)) => {
            assert!((period - 103.843172209).abs() < 1e-6, "{period}");
        }
        other => panic!("{other:?}"),
    }
    assert!(hopf.resonance.is_some());
    assert_eq!(hopf.class, Some(Class::Two));
    let (problem, low) = card(
        "persistent-sodium-potassium/low-threshold",
        14.65,
        [0.0, 50.0],
    );
    let resonance = low.resonance.expect("a focus");
    assert!(
        (resonance / (1000.0 / 2.939533289) - 1.0).abs() < 1e-3,
        "{resonance}"
    );
    let text = nullcline::scene::passport::text(&problem, &low);
    assert!(
        text.contains("Resonator: rest is lost at a Hopf point"),
        "{text}"
    );
    assert!(text.contains("Class 2"), "{text}");
    let (_, graded) = card("fitzhugh-nagumo/standard", 0.0, [0.0, 1.0]);
    assert_eq!(graded.threshold, Some(Threshold::Graded));
    let (_, high) = card(
        "persistent-sodium-potassium/high-threshold",
        10.0,
        [-5.0, 50.0],
    );
    assert_eq!((high.rest, high.threshold, high.pulse), (None, None, None));
    assert_eq!(high.class, Some(Class::One));
}

/// What the lines of a card say, without thin spaces.
fn lines(problem: &Problem, card: &Passport) -> String {
    nullcline::scene::passport::text(problem, card).replace('\u{2009}', " ")
}

/// At I = 2.18 the high-threshold cell's rest has the eigenvalues −1 ± 0.046i per ms: of an oscillation
/// e^(−2π/0.046) = 10⁻⁵⁹ would be left after one turn. A regular spiking cell at I = −5 rests at a node,
/// far from its Hopf point. Van der Pol's oscillator has no rest.
#[test]
fn the_lines_of_a_passport_do_not_contradict_each_other() {
    let source = "persistent-sodium-potassium/high-threshold";
    let (problem, high) = card(source, 2.18, [-5.0, 50.0]);
    assert_eq!(high.resonance, None);
    let said = lines(&problem, &high);
    assert!(said.contains("Integrator: rest is lost"), "{said}");
    assert!(!said.contains("Rings"), "{said}");
    let (problem, spiking) = card("izhikevich/rs", -5.0, [-10.0, 30.0]);
    let said = lines(&problem, &spiking);
    assert!(!said.contains("own frequency"), "{said}");
    assert!(
        said.contains("None: at I = −5 the cell does not ring"),
        "{said}"
    );

    let problem = Problem::from_source("van-der-pol").expect("it exists");
    let vary = Vary::new(&problem, "mu", [0.05, 10.0]).expect("a range");
    let options = FiringOptions { points: 2 };
    let curve = firing(&Cancel::never(), &problem, &vary, options, None)
        .expect("finite")
        .expect("not cancelled");
    let card = passport(&Cancel::never(), &problem, &vary, &curve)
        .expect("finite")
        .expect("not cancelled");
    let said = lines(&problem, &card);
    assert!(
        said.contains("Resonance: None: at mu = 1 there is no rest to ring around."),
        "{said}"
    );
}

/// A branch of bursts that cannot be followed down to where it ends says nothing about where that is.
#[test]
fn an_end_that_was_not_reached_is_not_given_as_one() {
    let found = curve("adaptive-exponential/regular-burst", [-500.0, 1500.0], 11);
    assert_eq!((found.offset, found.class), (None, Some(Class::Two)));
    assert!(
        found.notes.iter().any(|n| n.contains("is not known")),
        "{:?}",
        found.notes
    );
}
