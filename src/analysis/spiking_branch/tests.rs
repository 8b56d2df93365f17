//! Spiking orbits against what can be derived, and against rates computed elsewhere.
use super::super::diagram::EventKind;
use super::*;

/// The saddle-node of `v' = 0.04 v² + k1 v + k0 − u + I`, `u' = a (b v − u)`: the equilibria are the
/// roots of 0.04 v² + (k1 − b) v + k0 + I.
fn fold(problem: &Problem) -> Event {
    let value = |name| problem.value(name).expect("it exists");
    let (b, k1, k0) = (value("b"), value("k1"), value("k0"));
    let v = (b - k1) / 0.08;
    Event {
        kind: EventKind::SaddleNode,
        parameter: (k1 - b).powi(2) / 0.16 - k0,
        at: vec![v, b * v],
        period: None,
        first_lyapunov: None,
        extent: None,
    }
}

fn branches(source: &str, set: &[(&str, f64)], range: [f64; 2]) -> (SpikingBranches, Event) {
    let mut problem = Problem::from_source(source).expect("it exists");
    for &(name, value) in set {
        problem.set(name, value).expect("fine");
    }
    let vary = Vary::new(&problem, "I", range).expect("a range");
    let fold = fold(&problem);
    let found = spiking_branches(
        &Cancel::never(),
        &problem,
        &vary,
        &[],
        std::slice::from_ref(&fold),
    );
    (found.expect("not cancelled"), fold)
}

/// The parabola u = 0.04 v² + p v + q is invariant when u' = (0.08 v + p) v' on it, where
/// v' = (5 − p) v + s with s = 140 + I − q. By powers of v: p = 5 + a/2, 0.08 s = a (b − p/2), and
/// q = −p s / a; so I = s (1 − p/a) − 140. It carries the saddle, and is its stable manifold. For
/// a = 0.02 orbits are squeezed onto it after each reset (by e⁻³⁴ in the regular spiking cell),
/// and firing ends where it leads them to the saddle, to far more digits than a double has.
#[test]
fn slow_recovery_stops_firing_at_the_invariant_parabola() {
    for (source, b) in [
        ("izhikevich/rs", 0.2),
        ("izhikevich/ib", 0.2),
        ("izhikevich/lts", 0.25),
    ] {
        let (found, _) = branches(source, &[], [-5.0, 20.0]);
        let a = 0.02;
        let p = 5.0 + a / 2.0;
        let s = a * (b - p / 2.0) / 0.08;
        let exact = s * (1.0 - p / a) - 140.0;
        let homoclinic: Vec<&Event> = found
            .events
            .iter()
            .filter(|e| e.kind == EventKind::Homoclinic)
            .collect();
        assert_eq!(homoclinic.len(), 1, "{source}");
        assert!(
            (homoclinic[0].parameter - exact).abs() < 1e-9,
            "{source}: {} {exact}",
            homoclinic[0].parameter
        );
        assert!(found.on_circle.is_empty());
    }
}

/// With b < 0 the lost node is stable to the end, and the cell is of class 1. The saddle-node is at
/// v = (b − k1)/0.08 = −52.5, I = 2.25.
#[test]
fn a_cell_of_class_one_begins_to_fire_on_an_invariant_circle() {
    let set = [
        ("a", 0.02),
        ("b", -0.1),
        ("c", -55.0),
        ("d", 6.0),
        ("k1", 4.1),
        ("k0", 108.0),
    ];
    let (found, fold) = branches("izhikevich/rs", &set, [0.0, 20.0]);
    assert!((fold.parameter - 2.25).abs() < 1e-12);
    assert_eq!(found.on_circle, [0]);
    assert_eq!(found.branches.len(), 1, "{:?}", found.branches.len());
    let branch = &found.branches[0];
    assert_eq!(branch.ends, [BranchEnd::Event(0), BranchEnd::Border]);
    assert!(branch.points.iter().all(|p| p.stable && p.parameter > 2.25));
    // The period grows as the reciprocal of the square root of the distance.
    let first = &branch.points[0];
    let near = branch
        .points
        .iter()
        .find(|p| p.parameter - 2.25 > 100.0 * (first.parameter - 2.25))
        .expect("it goes on");
    let ratio = ((near.parameter - 2.25) / (first.parameter - 2.25)).sqrt();
    assert!((first.period / near.period / ratio - 1.0).abs() < 0.02);
}

/// At a flip the multiplier of the orbit is −1 and the new branch has twice its period.
#[test]
fn period_doublings_of_bursting_are_where_the_multiplier_is_minus_one() {
    let (found, _) = branches("izhikevich/ib", &[], [5.0, 29.2]);
    let flips: Vec<(usize, &Event)> = found
        .events
        .iter()
        .enumerate()
        .filter(|(_, e)| e.kind == EventKind::PeriodDoubling)
        .collect();
    assert!(flips.len() >= 3, "{flips:?}");
    let problem = Problem::from_source("izhikevich/ib").expect("it exists");
    let vary = Vary::new(&problem, "I", [5.0, 29.2]).expect("a range");
    let map = SpikeMap::new(&problem, &vary).expect("it resets");
    for (k, flip) in flips {
        let born = found
            .branches
            .iter()
            .find(|b| b.ends.contains(&BranchEnd::Event(1 + k)))
            .unwrap_or_else(|| panic!("{flip:?}"));
        let spikes = born.spikes.expect("a reset model") / 2;
        // d = 4 for this cell: the next spike starts that much above the peak.
        let (u, mut budget) = (flip.at[1] + 4.0, 1000);
        let (_, spike, _) = map
            .at(flip.parameter)
            .orbit(u, spikes, 0.1, &mut budget)
            .expect("it is there");
        assert!((spike.slope + 1.0).abs() < 1e-6, "{spikes} {}", spike.slope);
        assert!(flip.period.is_some_and(|t| (t - spike.time).abs() < 1e-6));
    }
}

/// Table of reference rates, at several spikes per period.
#[test]
fn chattering_has_its_reference_rates_on_stable_branches() {
    let (found, _) = branches("izhikevich/ch", &[], [-5.0, 31.0]);
    let problem = Problem::from_source("izhikevich/ch").expect("it exists");
    let vary = Vary::new(&problem, "I", [-5.0, 31.0]).expect("a range");
    let map = SpikeMap::new(&problem, &vary).expect("it resets");
    for (current, rate) in [
        (5.0, 38.903_816),
        (7.0, 55.958_186),
        (10.0, 84.300_921),
        (15.0, 125.128_026),
        (20.0, 165.615_235),
        (30.0, 270.910_748),
    ] {
        let slice = map.at(current);
        let mut rates = vec![];
        for branch in &found.branches {
            let spikes = branch.spikes.expect("a reset model");
            for pair in branch.points.windows(2) {
                let (a, b) = (&pair[0], &pair[1]);
                if (a.parameter <= current) != (b.parameter <= current) && (a.stable || b.stable) {
                    let s = (current - a.parameter) / (b.parameter - a.parameter);
                    let u = a.on[1] + s * (b.on[1] - a.on[1]);
                    let mut budget = 10_000;
                    if let Some((_, spike, _)) = slice.orbit(u, spikes, 2.0, &mut budget)
                        && spike.slope.abs() < 1.0
                    {
                        rates.push(1000.0 * spikes as f64 / spike.time);
                    }
                }
            }
        }
        assert!(
            rates.iter().any(|r| (r - rate).abs() < 1e-6),
            "{current}: {rate} {rates:?}"
        );
    }
}

#[test]
fn smooth_models_have_none_and_a_cancelled_search_gives_nothing() {
    let problem = Problem::from_source("fitzhugh-nagumo").expect("it exists");
    let vary = Vary::new(&problem, "I", [0.0, 1.0]).expect("a range");
    let none = spiking_branches(&Cancel::never(), &problem, &vary, &[], &[]);
    assert!(none.is_some_and(|n| n.branches.is_empty()));
    let problem = Problem::from_source("izhikevich/rs").expect("it exists");
    let vary = Vary::new(&problem, "I", [0.0, 10.0]).expect("a range");
    let cancel = Cancel::never();
    cancel.clone().cancel();
    assert!(spiking_branches(&cancel, &problem, &vary, &[], &[]).is_none());
}

/// Values from an independent program (Taylor series of order 22 for the flow and its variational
/// equation, the map iterated from six starts): of the chattering cell the orbit of three spikes
/// attracts at I = 4.051748 and that of four at 4.051749; that of four has the multiplier −0.4396 at
/// 9.28652 and −1.92 at 9.286559, that of five begins between 9.287255 and 9.287256, that of seven
/// attracts at 14.54 while that of five flips between 14.502014 and 14.502018, and that of six begins
/// between 14.570 and 14.575. A burst gains a spike where one orbit flips and the next is born in a
/// fold; over a wide range just as over its parts.
#[test]
fn bursts_gain_a_spike_at_a_flip_and_a_fold_whatever_the_range() {
    for range in [[0.0, 20.0], [2.0, 16.0], [-30.0, 50.0]] {
        let (found, _) = branches("izhikevich/ch", &[], range);
        let count = |kind: EventKind, [lo, hi]: [f64; 2]| {
            let within = |e: &&Event| e.kind == kind && (lo..=hi).contains(&e.parameter);
            found.events.iter().filter(within).count()
        };
        for (kind, between) in [
            (EventKind::PeriodDoubling, [4.051748, 4.051749]),
            (EventKind::FoldOfCycles, [4.051748, 4.051749]),
            (EventKind::PeriodDoubling, [9.28652, 9.286559]),
            (EventKind::FoldOfCycles, [9.287255, 9.287256]),
            (EventKind::PeriodDoubling, [14.502014, 14.502018]),
            (EventKind::FoldOfCycles, [14.570, 14.575]),
        ] {
            assert_eq!(count(kind, between), 1, "{kind} {between:?} over {range:?}");
        }
        // Between the orbits of five and six spikes it fires as well, followed or not.
        let followed = found.branches.iter().any(|b| {
            let mut pairs = b.points.windows(2);
            pairs.any(|w| {
                let stable = w[0].stable || w[1].stable;
                stable && (w[0].parameter < 14.536) != (w[1].parameter < 14.536)
            })
        });
        let wanders = |w: &[f64; 2]| w[0] < 14.536 && 14.536 < w[1];
        assert!(followed || found.wandering.iter().any(wanders), "{range:?}");
    }
}

/// The same program: one orbit of one spike, with multipliers from 0.966 at I = 30 to 0.981 at 60.
#[test]
fn an_orbit_that_attracts_weakly_is_no_chaos() {
    let (found, _) = branches("izhikevich/tc", &[], [30.0, 60.0]);
    assert_eq!(found.branches.len(), 1);
    assert!(found.wandering.is_empty() && found.notes.is_empty());
    let points = &found.branches[0].points;
    let log = |k: usize| points[k].log_multiplier.expect("it is not 0");
    assert!((log(0) - 0.966397_f64.ln()).abs() < 1e-6);
    assert!((log(points.len() - 1) - 0.980740_f64.ln()).abs() < 1e-6);
}

/// The same program: at I = 31 and 36.2 the intrinsically bursting cell never repeats (its Lyapunov
/// exponents are 0.27 and 0.2 per spike), at 25 two spikes do and at 45 one. Each orbit has one branch: at 45
/// the orbit of one spike is not also one of two, and there is one way of firing near the onset.
#[test]
fn chaos_is_told_from_repeating_spikes_and_no_orbit_is_listed_twice() {
    let (found, _) = branches("izhikevich/ib", &[], [-30.0, 50.0]);
    let wanders = |p: f64| found.wandering.iter().any(|w| w[0] < p && p < w[1]);
    assert!(wanders(31.0) && wanders(36.2) && !wanders(25.0) && !wanders(45.0));
    let ways = |p: f64| {
        let through = |b: &&CycleBranch| {
            b.points.windows(2).any(|w| {
                (w[0].parameter < p) != (w[1].parameter < p) && (w[0].stable || w[1].stable)
            })
        };
        found.branches.iter().filter(through).count()
    };
    assert_eq!([4.0, 25.0, 45.0].map(ways), [1, 1, 1]);
}
