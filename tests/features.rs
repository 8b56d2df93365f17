//! The published experiments with Izhikevich's simple model, computed as their author did.
use nullcline::analysis::{Problem, Scheme, TrajectoryOptions, driven::driven};
use nullcline::job::Cancel;
use nullcline::model::{Drive, Stimulus};

/// Spike times of `problem` from `start` under the text `stimulus`.
fn spikes(
    problem: &Problem,
    start: &[f64],
    stimulus: &str,
    until: f64,
    scheme: Scheme,
) -> Vec<f64> {
    let stimulus = Stimulus::parse(stimulus).expect("it is a proper experiment");
    let drive = Drive::new(&**problem.model(), problem.values(), &stimulus, 1)
        .expect("it is a proper experiment");
    let options = TrajectoryOptions {
        span: until,
        ..Default::default()
    };
    driven(&Cancel::never(), problem, start, &options, &drive, scheme)
        .expect("it is a proper experiment")
        .trajectory
        .spikes
}

/// Spikes of a feature preset under its own protocol, by its author's Euler step.
fn feature(id: &str) -> Vec<f64> {
    let problem =
        Problem::from_source(&format!("izhikevich/{id}")).expect("it is a proper experiment");
    let preset = problem.preset();
    let protocol = preset.protocol.expect("every feature has one");
    spikes(
        &problem,
        &preset.initial,
        protocol.stimulus,
        protocol.until,
        Scheme::Euler(protocol.euler),
    )
}

/// Number of spikes, and the first of them, by a separate program that follows the author's script line
/// by line: v first, u with the new v, then `v > 30`.
#[test]
fn the_twenty_features_come_out_as_in_the_figure() {
    let table: [(&str, usize, &[f64]); 20] = [
        ("a-tonic-spiking", 5, &[13.0, 17.0, 31.5, 59.25, 86.75]),
        ("b-phasic-spiking", 1, &[43.75]),
        (
            "c-tonic-bursting",
            28,
            &[
                25.0, 26.5, 28.25, 30.0, 32.0, 34.0, 36.25, 38.75, 41.75, 45.5, 80.0, 82.25,
            ],
        ),
        (
            "d-phasic-bursting",
            6,
            &[39.0, 42.8, 47.0, 51.8, 57.6, 67.2],
        ),
        ("e-mixed-mode", 6, &[20.0, 22.75, 27.25, 67.0, 99.25, 131.5]),
        (
            "f-spike-frequency-adaptation",
            6,
            &[10.25, 12.25, 15.0, 19.75, 42.5, 71.5],
        ),
        (
            "g-class-1",
            10,
            &[
                84.5, 125.0, 155.75, 181.0, 203.5, 223.75, 242.0, 259.25, 275.5, 290.5,
            ],
        ),
        (
            "h-class-2",
            14,
            &[105.75, 126.5, 145.25, 162.25, 178.0, 192.75, 206.75],
        ),
        ("i-spike-latency", 1, &[26.6]),
        ("j-subthreshold-oscillations", 1, &[26.5]),
        ("k-resonator", 1, &[338.0]),
        ("l-integrator", 1, &[20.0]),
        ("m-rebound-spike", 1, &[68.0]),
        (
            "n-rebound-burst",
            7,
            &[68.0, 71.0, 74.2, 77.8, 81.8, 86.4, 92.2],
        ),
        ("o-threshold-variability", 1, &[93.25]),
        ("p-bistability", 5, &[45.25, 86.0, 126.5, 167.25, 208.0]),
        ("q-depolarizing-after-potential", 1, &[11.3]),
        ("r-accommodation", 1, &[311.5]),
        ("s-inhibition-induced-spiking", 3, &[94.5, 166.0, 236.0]),
        (
            "t-inhibition-induced-bursting",
            12,
            &[
                86.5, 88.5, 90.5, 93.0, 95.5, 98.5, 103.0, 191.5, 194.0, 196.5, 199.5, 204.0,
            ],
        ),
    ];
    for (id, count, first) in table {
        let found = feature(id);
        assert_eq!(found.len(), count, "{id}: {found:?}");
        for (found, expected) in found.iter().zip(first) {
            assert!((found - expected).abs() < 1e-6, "{id}: {found} {expected}");
        }
    }
    let burst_starts = feature("c-tonic-bursting")
        .windows(2)
        .filter(|p| p[1] - p[0] > 20.0)
        .map(|p| p[1])
        .collect::<Vec<_>>();
    assert_eq!(burst_starts, [80.0, 132.75, 185.5]);
}

/// Figure 2 of the paper of 2003, with its author's script at a step of 0.25: cell, start, current
/// around the stimulus, stimulus, length, spikes, the first of them.
#[test]
fn the_named_cells_fire_as_in_their_figure() {
    type Row = (
        &'static str,
        f64,
        f64,
        &'static str,
        f64,
        usize,
        &'static [f64],
    );
    let table: [Row; 8] = [
        (
            "rs",
            -63.0,
            0.0,
            "step(at=15,height=14)",
            150.0,
            5,
            &[18.25, 24.25, 54.5],
        ),
        (
            "ib",
            -70.0,
            0.0,
            "step(at=15,height=11)",
            150.0,
            7,
            &[18.75, 21.25, 25.0, 58.25],
        ),
        (
            "ch",
            -70.0,
            0.0,
            "step(at=15,height=10)",
            150.0,
            15,
            &[19.0, 20.75, 22.75],
        ),
        (
            "fs",
            -70.0,
            0.0,
            "step(at=15,height=10)",
            150.0,
            15,
            &[19.0, 24.0, 31.5],
        ),
        (
            "tc",
            -63.0,
            0.0,
            "step(at=30,height=1.5)",
            150.0,
            4,
            &[39.5, 53.5],
        ),
        (
            "tc",
            -87.0,
            -25.0,
            "step(at=45,height=25)",
            150.0,
            5,
            &[51.0, 56.0],
        ),
        (
            "rz",
            -70.0,
            -2.0,
            "step(at=10,height=1.5) + pulse(at=60,width=5,height=10.5)",
            100.0,
            2,
            &[62.75, 67.5],
        ),
        (
            "lts",
            -63.0,
            0.0,
            "step(at=25,height=10)",
            250.0,
            18,
            &[28.0, 31.5],
        ),
    ];
    for (cell, v0, rest, stimulus, until, count, first) in table {
        let mut problem = Problem::from_source(&format!("izhikevich/{cell}")).unwrap();
        problem.set("I", rest).unwrap();
        let start = [v0, problem.value("b").unwrap() * v0];
        let found = spikes(&problem, &start, stimulus, until, Scheme::Euler(0.25));
        assert_eq!(found.len(), count, "{cell} {stimulus}: {found:?}");
        for (found, expected) in found.iter().zip(first) {
            assert!(
                (found - expected).abs() < 1e-6,
                "{cell}: {found} {expected}"
            );
        }
    }
}

/// Whoever opens a feature sees all of its equilibria, and the whole course of its experiment below the
/// peak.
#[test]
fn windows_of_the_features_hold_every_equilibrium_and_the_experiment() {
    use nullcline::analysis::equilibrium::equilibria;
    let model = nullcline::model::zoo::find("izhikevich").unwrap();
    for preset in model.info().presets.iter().filter(|p| p.protocol.is_some()) {
        let problem = Problem::new(model, preset);
        let planar = problem.field().unwrap();
        let count = |window| equilibria(&planar, window).points.len();
        let all = count(problem.window().enlarged(5.0));
        assert_eq!(count(problem.window()), all, "{}", preset.id);
        assert!(all > 0, "{}", preset.id);
        let protocol = preset.protocol.unwrap();
        let stimulus = Stimulus::parse(protocol.stimulus).unwrap();
        let drive = Drive::new(&**model, problem.values(), &stimulus, 1).unwrap();
        let options = TrajectoryOptions {
            span: protocol.until,
            ..Default::default()
        };
        let scheme = Scheme::Euler(protocol.euler);
        let start = &preset.initial;
        let run = driven(&Cancel::never(), &problem, start, &options, &drive, scheme).unwrap();
        for state in &run.trajectory.states {
            assert!(
                problem.window().contains([state[0], state[1]]),
                "{} {state:?}",
                preset.id
            );
        }
    }
}

/// The counts of table B3 at the author's steps and at a fifth of them: nine of the twenty features have another number of
/// spikes then, which the lesson on the simple model names.
#[test]
fn nine_features_depend_on_their_authors_step() {
    let info = Problem::from_source("izhikevich/rs").expect("it exists");
    let info = info.model().info();
    let mut other = String::new();
    for preset in &info.presets {
        let Some(protocol) = preset.protocol else {
            continue;
        };
        let problem =
            Problem::from_source(&format!("izhikevich/{}", preset.id)).expect("it exists");
        let [coarse, fine] = [1.0, 0.2].map(|part| {
            let scheme = Scheme::Euler(part * protocol.euler);
            let (stimulus, until) = (protocol.stimulus, protocol.until);
            spikes(&problem, &preset.initial, stimulus, until, scheme).len()
        });
        if coarse != fine {
            other.extend(preset.id.chars().next());
        }
    }
    assert_eq!(other, "cdehnpqst");
}
