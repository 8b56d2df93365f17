//! Bifurcations on the borders of a range, and ranges hardly wider than a bifurcation.
mod whole;

use nullcline::analysis::{BranchEnd, Diagram, EventKind, Problem};
use whole::whole;

fn of(source: &str, range: [f64; 2]) -> Diagram {
    along(source, "I", range)
}

fn along(source: &str, name: &str, range: [f64; 2]) -> Diagram {
    let problem = Problem::from_source(source).expect("it exists");
    whole(&problem, name, range)
}

fn events(d: &Diagram) -> Vec<(EventKind, f64)> {
    d.events.iter().map(|e| (e.kind, e.parameter)).collect()
}

/// A source, and a range that has each kind of event once or more.
const SOURCES: [(&str, [f64; 2]); 5] = [
    ("morris-lecar/hopf", [50.0, 250.0]),
    ("morris-lecar/snlc", [-30.0, 150.0]),
    ("morris-lecar/homoclinic", [-30.0, 60.0]),
    (
        "persistent-sodium-potassium/high-threshold",
        [-100.0, 250.0],
    ),
    ("persistent-sodium-potassium/fast-potassium", [-10.0, 60.0]),
];

/// What the program has printed may be typed in as the border of another range, to all its digits: the
/// event is on the border then, whichever way rounding went, and is listed there.
#[test]
fn an_event_on_the_border_is_listed() {
    for (source, [lo, hi]) in SOURCES {
        let whole = events(&of(source, [lo, hi]));
        assert!(whole.len() > 1, "{source}");
        for &(kind, at) in &whole {
            for range in [[lo, at], [at, hi]] {
                let expected: Vec<_> = whole
                    .iter()
                    .filter(|e| (range[0]..=range[1]).contains(&e.1))
                    .collect();
                let d = of(source, range);
                let found = events(&d);
                let same = found.len() == expected.len()
                    && found
                        .iter()
                        .zip(&expected)
                        .all(|(a, b)| a.0 == b.0 && (a.1 - b.1).abs() < 1e-8 * b.1.abs());
                assert!(same, "{source} {kind} {range:?}: {found:?}, {expected:?}");
                let inside = |v: f64| (range[0]..=range[1]).contains(&v);
                assert!(found.iter().all(|e| inside(e.1)), "{source} {range:?}");
                for b in &d.equilibria {
                    assert!(b.points.iter().all(|p| inside(p.parameter)), "{source}");
                }
                for b in &d.cycles {
                    assert!(b.points.iter().all(|p| inside(p.parameter)), "{source}");
                }
                assert!(d.notes.is_empty(), "{source} {range:?}: {:?}", d.notes);
            }
        }
    }
}

/// However narrow the range around it, an event is found once, under its own name, and nothing that is
/// seen there is left unexplained.
#[test]
fn an_event_in_the_narrowest_range_is_listed() {
    for (source, whole) in SOURCES {
        for (kind, at) in events(&of(source, whole)) {
            for width in [1e-3, 1e-6] {
                let d = of(source, [at - 0.37 * width, at + 0.63 * width]);
                let found = events(&d);
                assert!(
                    found.len() == 1
                        && found[0].0 == kind
                        && (found[0].1 - at).abs() < 1e-8 * at.abs(),
                    "{source} {kind} {width}: {found:?} {:?}",
                    d.notes
                );
                assert!(d.notes.is_empty(), "{source} {width}: {:?}", d.notes);
            }
        }
    }
}

/// A range without events whose borders are close to one has branches to both borders.
#[test]
fn branches_reach_both_borders_exactly() {
    let d = of("morris-lecar/hopf", [88.3, 93.8]);
    assert_eq!(d.events, []);
    let ends = |b: &nullcline::analysis::diagram::CycleBranch| {
        let (first, last) = (&b.points[0], &b.points[b.points.len() - 1]);
        [first.parameter, last.parameter]
    };
    assert_eq!(d.cycles.len(), 2);
    for b in &d.cycles {
        assert_eq!(b.ends, [BranchEnd::Border; 2]);
        let mut ends = ends(b);
        ends.sort_by(f64::total_cmp);
        assert_eq!(ends, [88.3, 93.8]);
    }
    let rest = &d.equilibria[0].points;
    assert_eq!(rest[0].parameter, 88.3);
    assert_eq!(rest[rest.len() - 1].parameter, 93.8);
}

/// phi, eps and a are rates: at 0 a variable stands still, every point of a nullcline is an equilibrium
/// and nothing bifurcates. Cycles become relaxation oscillations, the period of which goes as 1/rate, and
/// their one branch ends before, with a note.
#[test]
fn a_rate_that_vanishes_is_no_bifurcation() {
    for (source, name, borders) in [
        ("morris-lecar/hopf", "phi", [-0.1, 0.0]),
        ("fitzhugh-nagumo/standard", "eps", [-0.1, 0.0]),
        ("izhikevich/rs", "a", [-0.05, 0.0]),
    ] {
        for lo in borders {
            let d = along(source, name, [lo, 0.3]);
            let places: Vec<f64> = d.events.iter().map(|e| e.parameter).collect();
            assert!(
                places.iter().all(|v| v.abs() > 1e-3),
                "{source} {:?}",
                d.events
            );
            assert!(
                d.notes
                    .iter()
                    .any(|n| n.contains("= 0 equilibria are not isolated")),
                "{source} {lo} {:?}",
                d.notes
            );
            let smooth = d.cycles.iter().filter(|b| b.spikes.is_none()).count();
            assert!(smooth <= 1, "{source} {lo}: traced {smooth} times");
            assert!(
                !d.notes.iter().any(|n| n.contains("could not")),
                "{source} {:?}",
                d.notes
            );
        }
    }
}
