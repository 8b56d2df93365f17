//! Bifurcation diagrams where branches of cycles are hard to follow: next to Bogdanov-Takens points,
//! where they are small, and along canard explosions, where they are steep.
mod whole;

use nullcline::analysis::{BranchEnd, Diagram, EventKind, Problem};
use whole::whole;

fn of(source: &str, set: &[(&str, f64)], name: &str, range: [f64; 2]) -> Diagram {
    let mut problem = Problem::from_source(source).expect("it exists");
    for (name, value) in set {
        problem.set(name, *value).expect("allowed");
    }
    whole(&problem, name, range)
}

/// From a Hopf point next to a Bogdanov-Takens point a small cycle leads to a small homoclinic orbit.
///
/// The values are zeros of the gap between both manifolds of the saddle on the ray from the focus away
/// from the saddle, each manifold followed from 1e-5 of their distance by DOP853 of SciPy 1.17 at a
/// relative tolerance of 1e-13, the zero by Brent's method.
#[test]
fn small_cycles_next_to_a_bogdanov_takens_point_end_at_their_homoclinic_orbit() {
    let ml = "morris-lecar/snlc";
    let nak = "persistent-sodium-potassium/high-threshold";
    for (source, set, range, expected) in [
        (ml, ("phi", 0.011), [39.0, 41.0], 39.9606385526),
        (ml, ("phi", 0.0115), [39.0, 41.0], 39.9627833198),
        (nak, ("tau", 28.0), [-10.0, 60.0], 4.5127100657),
        (nak, ("tau", 24.0), [-10.0, 60.0], 4.5128552290),
    ] {
        let found = of(source, &[set], "I", range);
        let from_hopf: Vec<[EventKind; 2]> = found
            .cycles
            .iter()
            .filter_map(|b| match b.ends {
                [BranchEnd::Event(a), BranchEnd::Event(b)] => Some([a, b]),
                _ => None,
            })
            .map(|ends| ends.map(|k| found.events[k].kind))
            .collect();
        assert_eq!(
            from_hopf,
            [[EventKind::SubcriticalHopf, EventKind::Homoclinic]],
            "{source} {set:?}"
        );
        let near = found
            .events
            .iter()
            .filter(|e| e.kind == EventKind::Homoclinic)
            .map(|e| (e.parameter - expected).abs())
            .fold(f64::INFINITY, f64::min);
        assert!(near < 1e-8, "{source} {set:?}: off by {near}");
    }
}

/// Along a canard explosion the parameter of a branch trembles in its last digits. Each of these
/// branches turns once only, so that no more than one of its cycles attracts at any value, and every
/// interval between events can be told from a point.
#[test]
fn a_canard_explosion_is_one_way_of_firing() {
    for (source, name, range) in [
        ("fitzhugh-nagumo-cubic/excitable", "b", [0.001, 0.1]),
        ("fitzhugh-nagumo-cubic/oscillating", "b", [0.001, 0.1]),
        ("hodgkin-huxley-reduced/book", "c1", [0.5, 1.5]),
    ] {
        let found = of(source, &[], name, range);
        let width = range[1] - range[0];
        let steep: Vec<f64> = found
            .events
            .iter()
            .filter(|e| e.kind == EventKind::FoldOfCycles)
            .map(|e| e.parameter)
            .collect();
        assert!(!steep.is_empty(), "{source}: no fold of cycles");
        for at in steep {
            for k in -40..=40 {
                let ways = found.at(at + 1e-10 * f64::from(k) * width).ways_of_firing();
                assert!(ways <= 1, "{source}: {ways} ways of firing at {at} {k:+}");
            }
        }
        let intervals = found.intervals();
        for [lo, hi] in &intervals {
            assert!(hi - lo > 1e-9 * width, "{source}: {lo} to {hi}");
            let ways = found.at(0.5 * (lo + hi)).ways_of_firing();
            assert!(ways <= 1, "{source}: {ways} from {lo} to {hi}");
        }
        assert!(intervals.windows(2).all(|w| w[0][1] == w[1][0]), "{source}");
        assert_eq!([intervals[0][0], intervals[intervals.len() - 1][1]], range);
    }
}

/// With a slow recovery the flanks of FitzHugh-Nagumo's cycles are so steep that a branch takes many
/// short steps; it is one branch nevertheless, from one Hopf point to the other.
///
/// With v' = v − v³/3 − w + I and w' = eps (v + 0.7 − 0.8 w) the field is odd about v = 0,
/// w = 0.7/0.8 at I = 0.7/0.8 = 0.875, so that everything at I is there at 1.75 − I, too.
#[test]
fn a_relaxation_cycle_is_traced_once_from_hopf_point_to_hopf_point() {
    let found = of(
        "fitzhugh-nagumo/standard",
        &[("eps", 0.005)],
        "I",
        [-0.5, 2.0],
    );
    assert!(found.notes.is_empty(), "{:?}", found.notes);
    let hopf: Vec<usize> = (0..found.events.len())
        .filter(|&k| found.events[k].kind == EventKind::SubcriticalHopf)
        .collect();
    assert_eq!(found.cycles.len(), 1);
    let mut ends = found.cycles[0].ends;
    if ends[0] == BranchEnd::Event(hopf[1]) {
        ends.reverse();
    }
    assert_eq!(ends, [hopf[0], hopf[1]].map(BranchEnd::Event));
    for event in &found.events {
        let mirrored = found
            .events
            .iter()
            .filter(|e| e.kind == event.kind)
            .map(|e| (1.75 - e.parameter - event.parameter).abs())
            .fold(f64::INFINITY, f64::min);
        assert!(mirrored < 1e-7, "{:?}: {mirrored}", event.kind);
    }
    for at in [0.29395, 0.294, 0.3, 0.4, 0.6, 0.8] {
        let stable = |at: f64| -> Vec<f64> {
            let cycles = found.at(at).cycles;
            let stable = cycles.iter().filter(|c| c.point.stable);
            stable.map(|c| c.point.period).collect()
        };
        let (here, there) = (stable(at), stable(1.75 - at));
        assert_eq!([here.len(), there.len()], [1, 1], "at {at}");
        // (Between the points of the branch, which are others on both sides.)
        let apart = (here[0] / there[0] - 1.0).abs();
        assert!(apart < 1e-3, "{here:?} {there:?}");
    }
}

/// Where w' = 0 whatever the state, or V' and w' do not depend on V at all, no equilibrium is an
/// isolated point; the diagram is empty, and says why.
#[test]
fn a_diagram_without_isolated_equilibria_says_so() {
    let passive: &[(&str, f64)] = &[("gCa", 0.0), ("gK", 0.0), ("gL", 0.0)];
    for (source, set) in [
        ("fitzhugh-nagumo/standard", &[("eps", 0.0)] as &[_]),
        ("morris-lecar/hopf", passive),
    ] {
        let found = of(source, set, "I", [-1.0, 2.0]);
        assert!(found.equilibria.is_empty() && found.cycles.is_empty());
        assert!(
            found
                .notes
                .iter()
                .any(|n| n.contains("singular everywhere")),
            "{source}: {:?}",
            found.notes
        );
    }
}

/// v' = v (a − v)(v − 1) − w, w' = b v − c w has an equilibrium at v = w = 0 for every b. Its determinant
/// a c + b vanishes at b = −a c, where another branch crosses, at zero and not at 1e-43.
#[test]
fn an_event_at_the_origin_is_at_zero() {
    let found = of("fitzhugh-nagumo-cubic/oscillating", &[], "b", [0.001, 0.1]);
    let crossing = found
        .events
        .iter()
        .find(|e| e.kind == EventKind::BranchPoint)
        .expect("a branch point");
    let problem = Problem::from_source("fitzhugh-nagumo-cubic/oscillating").expect("it exists");
    let value = |name| problem.value(name).expect("a parameter");
    assert!((crossing.parameter + value("a") * value("c")).abs() < 1e-12);
    assert_eq!(crossing.at, [0.0, 0.0]);
}
