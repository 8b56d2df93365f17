//! Cycles close to their bifurcations, and seen through other windows.
use nullcline::analysis::{PortraitOptions, Problem, Window, portrait::portrait};
use nullcline::job::Cancel;

fn periods(source: &str, current: f64, window: Option<Window>) -> Vec<(bool, f64)> {
    let mut problem = Problem::from_source(source).expect("built in");
    problem.set("I", current).expect("allowed");
    if let Some(window) = window {
        problem.set_window(window);
    }
    let p = portrait(&Cancel::never(), &problem, &PortraitOptions::default())
        .expect("finite")
        .expect("done");
    p.cycles.iter().map(|c| (c.stable, c.period)).collect()
}

/// Folds of cycles at 216.899801 and 88.29325054 (`morris-lecar/hopf`), 0.324178522504
/// (`fitzhugh-nagumo`), 42.2324 (`subcritical`), 40.5933519583 (`homoclinic`). The two periods were
/// computed elsewhere by shooting in 80-bit arithmetic.
#[test]
fn both_cycles_are_found_close_to_a_fold() {
    for (source, current, stable, unstable) in [
        ("morris-lecar/hopf", 216.89, 78.415873, 76.703614),
        ("morris-lecar/hopf", 216.8995, 78.06331, 77.77152),
        ("morris-lecar/hopf", 88.2933, 134.1790, 136.7467),
    ] {
        let found = periods(source, current, None);
        assert_eq!(found.len(), 2, "{source} {current}: {found:?}");
        let has = |s, t: f64| found.iter().any(|c| c.0 == s && (c.1 - t).abs() < 1e-5 * t);
        assert!(
            has(true, stable) && has(false, unstable),
            "{source} {current}: {found:?}"
        );
    }
    for (source, current) in [
        ("fitzhugh-nagumo", 0.324179),
        ("persistent-sodium-potassium/subcritical", 42.2325),
        ("morris-lecar/homoclinic", 40.593),
    ] {
        let mut found: Vec<bool> = periods(source, current, None)
            .into_iter()
            .map(|c| c.0)
            .collect();
        found.sort_unstable();
        assert_eq!(found, [false, true], "{source} {current}");
    }
}

/// Zooming out, or moving the window aside, changes nothing of the cycles inside.
#[test]
fn cycles_do_not_depend_on_the_window() {
    for (source, current) in [
        ("hodgkin-huxley-reduced/book", 5.0),
        ("persistent-sodium-potassium/subcritical", 45.0),
        ("morris-lecar/homoclinic", 38.0),
        ("fitzhugh-nagumo", 0.33),
        ("persistent-sodium-potassium/fast-potassium", 3.0),
        ("izhikevich/rz", 0.3),
    ] {
        let home = Problem::from_source(source).expect("built in").home();
        let at_home = periods(source, current, None);
        assert!(!at_home.is_empty());
        let [w, h] = home.size();
        for (zoom, dx, dy) in [
            (1.4, 0.0, 0.0),
            (2.5, 0.0, 0.0),
            (5.0, 0.0, 0.0),
            (10.0, 0.0, 0.0),
            (40.0, 0.0, 0.0),
            (3.0, 0.8, -0.7),
            (5.5, -1.9, 1.2),
        ] {
            let moved = |[a, b]: [f64; 2], by: f64| [a + by, b + by];
            let big = home.enlarged(zoom);
            let window = Window::new(moved(big.x, dx * w), moved(big.y, dy * h)).expect("a window");
            let found = periods(source, current, Some(window));
            let same = found.len() == at_home.len()
                && found
                    .iter()
                    .zip(&at_home)
                    .all(|(a, b)| a.0 == b.0 && (a.1 - b.1).abs() < 1e-7 * b.1);
            assert!(
                same,
                "{source} zoomed {zoom}, moved {dx} {dy}: {found:?} {at_home:?}"
            );
        }
    }
}

/// Stable orbits of the simple model's reset map, with their smallest number of spikes; a map of one's
/// own tells it. A negative multiplier makes an orbit seem to close after twice its period first.
#[test]
fn spiking_orbits_are_listed_once_round() {
    let mut problem = Problem::from_source("izhikevich/ib").expect("built in");
    problem.set("I", 26.856899193446417).expect("allowed");
    let p = portrait(&Cancel::never(), &problem, &PortraitOptions::default())
        .expect("finite")
        .expect("done");
    let stable: Vec<_> = p.cycles.iter().filter(|c| c.stable).collect();
    assert_eq!(stable.len(), 1);
    assert_eq!(stable[0].spikes, Some(2));
    assert!(
        (stable[0].period - 18.538051).abs() < 1e-5,
        "{}",
        stable[0].period
    );
}

/// A cubic seen from very far away: its branches are steeper than any grid resolves, and none of their
/// jumps is an equilibrium.
#[test]
fn no_equilibrium_is_invented_in_a_huge_window() {
    for half in [1e3, 1.5e4, 1e6] {
        let mut problem = Problem::from_source("fitzhugh-nagumo").expect("built in");
        problem
            .set_window(Window::new([-half, half], [-0.6 * half, 0.6 * half]).expect("a window"));
        let p = portrait(
            &Cancel::never(),
            &problem,
            &PortraitOptions {
                cycles: None,
                ..Default::default()
            },
        )
        .expect("finite")
        .expect("done");
        assert!(p.equilibria.len() <= 1, "{:?}", p.equilibria);
        for e in &p.equilibria {
            assert!((e.at[0] + 0.804_85).abs() < 1e-4, "{:?}", e.at);
        }
    }
}
