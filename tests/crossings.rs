//! What is said as bifurcations are crossed in the models' own diagrams, and that diagrams agree with
//! portraits.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use nullcline::analysis::{
    Diagram, DiagramOptions, EventKind, PortraitOptions, Problem, Vary, diagram::diagram,
    portrait::portrait,
};
use nullcline::job::Cancel;
use nullcline::scene::{Direction, crossing};

fn computed(source: &str, name: &str, range: [f64; 2]) -> (Problem, Diagram) {
    let problem = Problem::from_source(source).unwrap();
    let vary = Vary::new(&problem, name, range).unwrap();
    let options = DiagramOptions::default();
    let found = diagram(&Cancel::never(), &problem, &vary, &options)
        .unwrap()
        .unwrap();
    (problem, found)
}

/// The events with their values to four digits are those of models.md, B5, B8 and B13; which words belong
/// to them follows from its table of what branches connect.
#[test]
fn the_words_follow_the_mathematics() {
    use Direction::{Falling, Rising};
    use EventKind::*;
    let hopf = ("morris-lecar/hopf", [0.0, 250.0]);
    let homoclinic = ("morris-lecar/homoclinic", [30.0, 45.0]);
    let high = ("persistent-sodium-potassium/high-threshold", [0.0, 50.0]);
    let low = ("persistent-sodium-potassium/low-threshold", [0.0, 60.0]);
    let stops = ("persistent-sodium-potassium/subcritical", [35.0, 85.0]);
    for ((source, range), kind, direction, rest, words) in [
        (
            hopf,
            SubcriticalHopf,
            Rising,
            Some([-25.3, 0.14]),
            "I = 93.86, rising: subcritical Hopf. Rest loses stability; the unstable cycle around it has \
             shrunk onto it. The cell jumps to spiking, and will not fall silent again until I < 88.29 (or I > 216.9).",
        ),
        (
            hopf,
            FoldOfCycles,
            Rising,
            Some([-27.1, 0.125]),
            "I = 88.29, rising: fold of cycles. A pair of cycles is born, a stable and an unstable one. The \
             cell at rest does not notice, but can now also fire. At rest it stays silent until I > 93.86.",
        ),
        (
            high,
            SaddleNodeOnInvariantCircle,
            Rising,
            None,
            "I = 4.513, rising: saddle-node on invariant circle. Rest and threshold meet and vanish; the \
             cell begins to fire, slowly at first.",
        ),
        (
            stops,
            SaddleNodeOnInvariantCircle,
            Rising,
            None,
            "I = 76.6, rising: saddle-node on invariant circle. A stable equilibrium and a saddle appear on \
             the cycle and break it: firing has slowed down without bound and stops. The cell comes to \
             depolarised rest near V = −21.92 mV.",
        ),
        (
            stops,
            SaddleNodeOnInvariantCircle,
            Falling,
            None,
            "I = 76.6, falling: saddle-node on invariant circle. The depolarised equilibrium and a saddle \
             meet and vanish; the cell begins to fire, slowly at first.",
        ),
        (
            low,
            SupercriticalHopf,
            Rising,
            None,
            "I = 14.66, rising: supercritical Hopf. Rest loses stability; a stable cycle is born around it. \
             The cell begins to oscillate, only a little at first, with a period of 2.94 ms.",
        ),
        (
            homoclinic,
            Homoclinic,
            Rising,
            Some([-36.5, 0.004]),
            "I = 35.01, rising: homoclinic. A stable cycle is born from an orbit that leaves the saddle and \
             returns to it, slow at first. The cell at rest does not notice, but can now also fire. At rest \
             it stays silent until I > 39.96.",
        ),
        (
            homoclinic,
            SaddleNode,
            Rising,
            Some([-29.6, 0.008]),
            // Two attractors are there; the outgoing branch goes to the cycle (B13), which lasts up to
            // a fold of cycles.
            "I = 39.96, rising: saddle-node. Rest and threshold meet and vanish. The cell jumps to spiking, \
             and will not fall silent again until I < 35.01 (or I > 40.59).",
        ),
        (
            stops,
            SubcriticalHopf,
            Rising,
            None,
            "I = 48.9, rising: subcritical Hopf. Rest loses stability; the unstable cycle around it has \
             shrunk onto it. A cell at rest jumps to spiking, and will not fall silent again until \
             I < 42.23 (or I > 76.6).",
        ),
    ] {
        let (problem, found) = computed(source, "I", range);
        let event = found.events.iter().position(|e| e.kind == kind).unwrap();
        let recent = rest.as_ref().map(|at: &[f64; 2]| [&at[..], &at[..]]);
        let said = crossing(&problem, &found, event, direction, recent).replace('\u{2009}', " ");
        assert_eq!(said, words, "{source}");
    }
}

/// A diagram at a value and the portrait there hold the same equilibria, kinds and stability, and the same
/// cycles: positions to a thousandth of the window, periods to a hundredth (both are read off between
/// computed points).
#[test]
fn diagrams_agree_with_portraits() {
    for (source, range, values) in [
        (
            "morris-lecar/hopf",
            [0.0, 250.0],
            [50.0, 91.0, 150.0, 214.0],
        ),
        (
            "morris-lecar/snlc",
            [-20.0, 120.0],
            [0.0, 30.0, 45.0, 105.0],
        ),
        (
            "morris-lecar/homoclinic",
            [20.0, 60.0],
            [30.0, 36.0, 38.0, 50.0],
        ),
        (
            "persistent-sodium-potassium",
            [-20.0, 60.0],
            [0.0, 4.4, 10.0, 40.0],
        ),
        ("fitzhugh-nagumo", [0.0, 1.75], [0.2, 0.328, 0.8, 1.5]),
    ] {
        let (mut problem, found) = computed(source, "I", range);
        for value in values {
            problem.set("I", value).unwrap();
            let regime = found.at(value);
            let seen = portrait(&Cancel::never(), &problem, &PortraitOptions::default())
                .unwrap()
                .unwrap();
            let size = problem.home().size();
            assert_eq!(
                regime.equilibria.len(),
                seen.equilibria.len(),
                "{source} {value}"
            );
            for (a, b) in regime.equilibria.iter().zip(&seen.equilibria) {
                let d = (0..2).map(|k| (a.point.at[k] - b.at[k]).abs() / size[k]);
                assert!(
                    d.fold(0.0, f64::max) < 1e-3,
                    "{source} {value}: {a:?} {b:?}"
                );
                assert_eq!(a.point.stable, b.kind.is_stable(), "{source} {value}");
            }
            assert_eq!(regime.cycles.len(), seen.cycles.len(), "{source} {value}");
            for (a, b) in regime.cycles.iter().zip(&seen.cycles) {
                assert_eq!(a.point.stable, b.stable, "{source} {value}");
                let off = (a.point.period / b.period - 1.0).abs();
                assert!(
                    off < 1e-2,
                    "{source} {value}: {} {}",
                    a.point.period,
                    b.period
                );
            }
        }
    }
}

/// Izhikevich's bursting cell fires every 28 ms below the period doubling at 11.19, and beyond it goes over to
/// a cycle of two spikes in about twice that time: its period alone would read as slower.
#[test]
fn bursts_are_told_by_their_spikes() {
    let (problem, found) = computed("izhikevich/ib", "I", [5.0, 40.0]);
    let doubling = |e: &nullcline::analysis::Event| e.kind == EventKind::PeriodDoubling;
    let event = found.events.iter().position(doubling).unwrap();
    let said = crossing(&problem, &found, event, Direction::Rising, None);
    assert!(
        said.starts_with("I = 11.19, rising: period doubling"),
        "{said}"
    );
    assert!(
        said.contains("goes over to firing with 2 spikes every 52"),
        "{said}"
    );
}
