//! Bifurcation diagrams of models that spike by reset.
mod whole;

use nullcline::analysis::{BranchEnd, Diagram, EventKind, Problem};
use whole::whole;

fn of(source: &str, parameter: &str, range: [f64; 2]) -> Diagram {
    let problem = Problem::from_source(source).expect("a built-in source");
    whole(&problem, parameter, range)
}

/// Every preset over its slider's range: branches end where events are, spike counts are positive, no
/// event is there twice, and something fires.
#[test]
fn diagrams_of_all_reset_presets_are_consistent() {
    for model in nullcline::model::zoo::registry() {
        let info = model.info();
        if !info.resets {
            continue;
        }
        for preset in &info.presets {
            let source = format!("{}/{}", info.id, preset.id);
            let (lo, hi) = preset.input;
            let found = of(&source, info.parameters[0].name, [lo, hi]);
            let spiking: Vec<_> = found.cycles.iter().filter(|c| c.spikes.is_some()).collect();
            // Accommodation is to fire at the onset of a step only: class 3 has no steady firing.
            let silent = preset.id == "r-accommodation";
            assert_eq!(spiking.is_empty(), silent, "{source}");
            for branch in &spiking {
                assert!(branch.spikes.is_some_and(|k| k > 0));
                assert!(branch.points.iter().all(|p| {
                    p.period.is_finite() && p.period > 0.0 && (lo..=hi).contains(&p.parameter)
                }));
                let tips = [&branch.points[0], &branch.points[branch.points.len() - 1]];
                for (end, tip) in branch.ends.iter().zip(tips) {
                    match end {
                        BranchEnd::Event(k) => {
                            let at = found.events[*k].parameter;
                            assert!(
                                (at - tip.parameter).abs() < 2e-3 * (hi - lo),
                                "{source}: {at} {}",
                                tip.parameter
                            );
                        }
                        BranchEnd::Border => {
                            assert!(tip.parameter == lo || tip.parameter == hi, "{source}");
                        }
                        BranchEnd::Closed | BranchEnd::Lost => {}
                    }
                }
            }
            for pair in found.events.windows(2) {
                let same = pair[0].kind == pair[1].kind
                    && (pair[0].parameter - pair[1].parameter).abs() < 1e-9
                    && pair[0].at == pair[1].at;
                assert!(!same, "{source}: {pair:?}");
            }
        }
    }
}

/// The rate of the regular spiking cell falls as resets add more to recovery (d), by B3's table 22.315245
/// Hz at d = 8; its orbit has one spike per period all the way.
#[test]
fn any_parameter_can_vary() {
    let problem = {
        let mut p = Problem::from_source("izhikevich/rs").expect("it exists");
        p.set("I", 10.0).expect("fine");
        p
    };
    let found = whole(&problem, "d", [8.0, 10.0]);
    let branch = found
        .cycles
        .iter()
        .find(|c| c.spikes == Some(1))
        .expect("it fires");
    assert_eq!(branch.ends, [BranchEnd::Border, BranchEnd::Border]);
    let mut points = branch.points.clone();
    points.sort_by(|a, b| a.parameter.total_cmp(&b.parameter));
    assert!((1000.0 / points[0].period - 22.315245).abs() < 1e-5);
    assert!(points.windows(2).all(|p| p[0].period < p[1].period));
    assert!(points.iter().all(|p| p.stable));
}

/// In the resonator the saddle-node at I = (5 − b)²/0.16 − 140 = 0.4225 is off any circle, and the Hopf
/// point at v = (a − 5)/0.08, I = 0.2625 is subcritical: the cell fires before rest is lost.
#[test]
fn the_resonator_fires_before_rest_is_lost() {
    let found = of("izhikevich/rz", "I", [-5.0, 20.0]);
    let at = |kind: EventKind| -> Vec<f64> {
        found
            .events
            .iter()
            .filter(|e| e.kind == kind)
            .map(|e| e.parameter)
            .collect()
    };
    let near = |a: &[f64], b: f64| a.len() == 1 && (a[0] - b).abs() < 1e-8;
    assert!(near(&at(EventKind::SaddleNode), 0.4225));
    assert!(near(&at(EventKind::SubcriticalHopf), 0.2625));
    assert!(at(EventKind::SaddleNodeOnInvariantCircle).is_empty());
    let stable: Vec<f64> = found
        .cycles
        .iter()
        .filter(|c| c.spikes == Some(1))
        .flat_map(|c| &c.points)
        .filter(|p| p.stable)
        .map(|p| p.parameter)
        .collect();
    let first = stable.iter().copied().fold(f64::INFINITY, f64::min);
    let flips = at(EventKind::PeriodDoubling);
    assert!(
        flips.iter().any(|f| (f - first).abs() < 1e-4),
        "{first} {flips:?}"
    );
    assert!(first < 0.2625);
}

/// The spiking orbit of izhikevich/rs ends where it runs into the saddle, at 3.774375, and the small cycle
/// born at the Hopf point at 3.774380: whatever the range, each once and by that name.
#[test]
fn the_onset_of_spiking_does_not_depend_on_the_range() {
    for range in [
        [-20.0, 60.0],
        [3.5, 4.1],
        [3.7, 3.9],
        [3.77, 3.78],
        [3.774, 3.775],
    ] {
        let found = of("izhikevich/rs", "I", range);
        let here: Vec<_> = found
            .events
            .iter()
            .filter(|e| (e.parameter - 3.774_377).abs() < 1e-4)
            .map(|e| (e.kind, (e.parameter * 1e6).round() / 1e6))
            .collect();
        let expected = [
            (EventKind::Homoclinic, 3.774_375),
            (EventKind::Homoclinic, 3.774_38),
        ];
        assert_eq!(here, expected, "{range:?}");
        assert!(found.notes.is_empty(), "{range:?}: {:?}", found.notes);
    }
}

/// A doubled orbit begins with either of its spikes and is still one; between the bifurcations of a
/// chaotic cell it fires, periodically or not (checked by iterating the map elsewhere).
#[test]
fn doubled_orbits_count_once_and_a_firing_cell_is_never_without_an_attractor() {
    let mut problem = Problem::from_source("izhikevich/rs").expect("a source");
    for (name, value) in [("a", 0.05), ("b", 0.26), ("c", -52.8), ("d", 7.92)] {
        problem.set(name, value).expect("allowed");
    }
    let found = whole(&problem, "I", [-2.577, 25.42]);
    for value in [11.4, 13.0, 20.0, 25.0] {
        assert_eq!(found.at(value).stable_cycles().count(), 1, "{value}");
    }
    let mut problem = Problem::from_source("izhikevich/rs").expect("a source");
    for (name, value) in [("a", 0.2), ("c", -50.0), ("d", 2.76)] {
        problem.set(name, value).expect("allowed");
    }
    let found = whole(&problem, "I", [1.0, 29.0]);
    for value in [4.78, 5.35] {
        let regime = found.at(value);
        assert!(
            regime.wanders && regime.stable_cycles().count() == 0,
            "{value}"
        );
    }
    assert_eq!(found.at(5.02).stable_cycles().count(), 1);
}

/// Where a whole orbit passes through a saddle-node, its branch is joined to that, however long its period
/// has become: rest and firing together leave no gap.
#[test]
fn firing_begins_at_the_saddle_node_on_its_circle() {
    for (source, range) in [
        ("adaptive-exponential/tonic", [-500.0, 1500.0]),
        ("adaptive-exponential/tonic", [0.0, 1000.0]),
        ("izhikevich-2007/tc", [-600.0, 700.0]),
        ("izhikevich-2007/tc", [0.0, 200.0]),
        ("izhikevich-2007/rs", [-600.0, 700.0]),
    ] {
        let found = of(source, "I", range);
        let circle = found
            .events
            .iter()
            .position(|e| e.kind == EventKind::SaddleNodeOnInvariantCircle)
            .expect(source);
        let joined = found
            .cycles
            .iter()
            .filter(|c| c.ends.contains(&BranchEnd::Event(circle)));
        assert_eq!(joined.count(), 1, "{source} {range:?}");
        let lost = found.cycles.iter().flat_map(|c| c.ends);
        assert!(lost.into_iter().all(|e| e != BranchEnd::Lost), "{source}");
    }
}
