//! The cells of the cortex and the thalamus with their rules.
use nullcline::analysis::{
    DiagramOptions, EventKind, PortraitOptions, Problem, Space, Trajectory, TrajectoryOptions,
    Vary, diagram::diagram, flow::trajectory, portrait::portrait,
};
use nullcline::job::Cancel;

fn problem(cell: &str, i: f64) -> Problem {
    let mut problem = Problem::from_source(&format!("izhikevich-2007/{cell}")).unwrap();
    problem.set("I", i).unwrap();
    problem
}

fn orbit(problem: &Problem, start: [f64; 2], span: f64) -> Trajectory {
    let options = TrajectoryOptions {
        span,
        tolerance: 1e-11,
        ..TrajectoryOptions::default()
    };
    let space = Space::of(problem).unwrap();
    trajectory(&Cancel::never(), &space, &start, &options).unwrap()
}

/// B4: with D = vt − vr, x = v − vr, the saddle-node is at (kD + b)²/(4k), the Hopf point at
/// x = D/2 + aC/(2k), I = b x − k x (x − D), and exists if b > aC. For `tc` and `rtn` those of the branch
/// above −65 mV; for `fs` the Hopf point of the cubic.
#[test]
fn each_cell_loses_rest_at_its_currents() {
    for (cell, range, hopf, fold) in [
        ("rs", [0.0, 200.0], None, Some(51.428_571_428_6)),
        ("ib", [0.0, 600.0], Some(347.656_25), Some(350.208_333_333)),
        ("ch", [0.0, 600.0], None, Some(160.166_666_667)),
        ("lts", [0.0, 300.0], Some(114.75), Some(121.0)),
        ("fs", [0.0, 400.0], Some(73.684_375), None),
        ("tc", [0.0, 200.0], None, Some(40.0)),
        ("rtn", [0.0, 200.0], Some(47.04), Some(49.0)),
    ] {
        let problem = problem(cell, 0.0);
        let vary = Vary::new(&problem, "I", range).unwrap();
        let options = DiagramOptions { cycles: false };
        let events = diagram(&Cancel::never(), &problem, &vary, &options)
            .unwrap()
            .unwrap()
            .events;
        let place = |wanted: &dyn Fn(EventKind) -> bool| {
            let mut found = events.iter().filter(|e| wanted(e.kind));
            let first = found.next().map(|e| e.parameter);
            assert!(found.next().is_none(), "{cell}");
            first
        };
        let folds = [
            EventKind::SaddleNode,
            EventKind::SaddleNodeOnInvariantCircle,
        ];
        for (found, expected) in [
            (place(&|k| k.is_hopf()), hopf),
            (place(&|k| folds.contains(&k)), fold),
        ] {
            match (found, expected) {
                (Some(a), Some(b)) => assert!((a / b - 1.0_f64).abs() < 1e-11, "{cell}: {a} {b}"),
                other => assert_eq!(other, (None, None), "{cell}"),
            }
        }
    }
}

/// Spike times by SciPy's DOP853 at 1e-12, restarted at spikes and where the formula jumps: LTS with its
/// slanted peak and reset, TC after a deep hyperpolarisation, RTN across −65 mV again and again, FS with its
/// cubic.
#[test]
fn spikes_come_when_another_code_says() {
    for (cell, i, start, span, count, times) in [
        (
            "lts",
            200.0,
            [-56.0, 0.0],
            320.0,
            10,
            [16.4525389, 315.6852768],
        ),
        (
            "tc",
            0.0,
            [-85.0, -300.0],
            400.0,
            10,
            [26.6513678, 180.9854076],
        ),
        (
            "rtn",
            50.0,
            [-80.0, -100.0],
            400.0,
            4,
            [15.2024844, 383.3545855],
        ),
        ("fs", 100.0, [-55.0, 0.0], 100.0, 5, [7.7388224, 99.4875335]),
    ] {
        let found = orbit(&problem(cell, i), start, span).spikes;
        assert_eq!(found.len(), count, "{cell}");
        for (found, expected) in [found[0], found[count - 1]].into_iter().zip(times) {
            assert!((found - expected).abs() < 3e-7, "{cell}: {found}");
        }
    }
}

/// LTS: cut on v = 40 − 0.1 u; then v = −53 + 0.04 u with the u of before, and u + 20 but at most 670.
/// TC: cut on v = 35 + 0.1 u; then v = −60 − 0.1 u, u + 10.
#[test]
fn slanted_resets_follow_their_rule() {
    for (cell, i, start, lean, (at, by)) in [
        ("lts", 300.0, [-56.0, 0.0], -0.1, (-53.0, 0.04)),
        // (Here recovery meets its bound; the next spike would come at once.)
        ("lts", 1500.0, [-30.0, 660.0], -0.1, (-53.0, 0.04)),
        ("tc", 100.0, [-60.0, 0.0], 0.1, (-60.0, -0.1)),
    ] {
        let here = problem(cell, i);
        let peak = here.value("v_peak").unwrap();
        let d = here.value("d").unwrap();
        let found = orbit(&here, start, 300.0);
        assert!(found.resets.len() > 2);
        let first = if i > 1000.0 { 1 } else { usize::MAX };
        for &k in found.resets.iter().take(first) {
            let ([v, u], [v1, u1]) = (
                [found.states[k - 1][0], found.states[k - 1][1]],
                [found.states[k][0], found.states[k][1]],
            );
            assert!((v - peak - lean * u).abs() < 1e-9, "{cell}");
            assert!((v1 - at - by * u).abs() < 1e-12, "{cell}");
            let jump = if cell == "lts" {
                (u + d).min(670.0)
            } else {
                u + d
            };
            assert!((u1 - jump).abs() < 1e-12, "{cell}");
        }
    }
}

/// A spiking cycle on slanted lines has the period that its simulation settles to, and as its
/// multiplier the ratio by which the simulation's recovery at successive resets approaches it.
#[test]
fn cycles_on_slanted_lines_are_those_of_the_simulation() {
    for (cell, i) in [("lts", 200.0), ("tc", 100.0)] {
        let here = problem(cell, i);
        let found = portrait(&Cancel::never(), &here, &PortraitOptions::default())
            .unwrap()
            .unwrap();
        let cycle = found.cycles.iter().find(|c| c.stable).expect(cell);
        assert_eq!(cycle.spikes, Some(1), "{cell}");
        let run = orbit(&here, [-56.0, 0.0], 3000.0);
        let last = run.spikes.len() - 1;
        let period = run.spikes[last] - run.spikes[last - 1];
        assert!((cycle.period / period - 1.0).abs() < 1e-8, "{cell}");
        let u: Vec<f64> = run.resets.iter().map(|&k| run.states[k][1]).collect();
        // (Early enough for the difference to be far above rounding, late enough to be linear.)
        let k = (1..u.len() - 2)
            .find(|&k| (u[k + 1] - u[k]).abs() < 1e-2)
            .expect("it settles");
        let ratio = (u[k + 2] - u[k + 1]) / (u[k + 1] - u[k]);
        assert!(
            (cycle.multiplier.re - ratio).abs() < 1e-3 * ratio.abs().max(1e-2),
            "{cell}: {} {ratio}",
            cycle.multiplier.re
        );
    }
}

/// TC at I = −150: the v-nullcline passes −65 mV between both branches of the u-nullcline, where u' jumps
/// over zero. Below, 1.6 x² − 31 x − 150 = 0 has x = −4.0, which is above −65; above,
/// 1.6 x² − 16 x − 150 = 0 has x = −5.9, which is below: neither is an equilibrium. The only one is the
/// saddle x = (16 + √(256 + 960))/3.2 = 15.897.
#[test]
fn where_the_formula_jumps_there_is_no_equilibrium() {
    let found = portrait(
        &Cancel::never(),
        &problem("tc", -150.0),
        &PortraitOptions::default(),
    )
    .unwrap()
    .unwrap();
    let places: Vec<f64> = found.equilibria.iter().map(|e| e.at[0]).collect();
    assert_eq!(places.len(), 1, "{places:?}");
    let saddle = -60.0 + (16.0 + 1216.0_f64.sqrt()) / 3.2;
    assert!((places[0] - saddle).abs() < 1e-9);
    // Nor is the u-nullcline joined across the jump.
    for curve in &found.nullclines.curves[1] {
        for p in curve.points.windows(2) {
            assert!((p[0][1] - p[1][1]).abs() < 40.0, "{p:?}");
        }
    }
}

#[test]
fn the_rule_is_chosen_by_name_and_not_varied() {
    let mut problem = problem("rs", 60.0);
    let fs = problem.read("rule", "fs").unwrap();
    problem.set("rule", fs).unwrap();
    assert_eq!(problem.value("rule"), Some(2.0));
    assert!(problem.read("rule", "cubic").is_err());
    assert!(problem.set("rule", 1.5).is_err());
    assert!(Vary::new(&problem, "rule", [0.0, 4.0]).is_err());
}
