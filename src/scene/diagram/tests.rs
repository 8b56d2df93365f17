use super::*;
use crate::analysis::EquilibriumBranch;

/// A focus stable below the Hopf point at 100 and unstable above it, where a stable cycle is born whose
/// size grows as the root of the distance; it reaches the border at 140, and another one runs into a
/// homoclinic orbit at 60.
fn found(problem: &Problem) -> Diagram {
    let focus = [50.0, 80.0, 100.0, 120.0, 140.0].map(|p: f64| {
        let kind = match p {
            p if p < 100.0 => Kind::StableFocus,
            p if p > 100.0 => Kind::UnstableFocus,
            _ => Kind::Centre,
        };
        EquilibriumPoint {
            parameter: p,
            at: vec![-30.0, 0.1],
            kind,
            stable: kind.is_stable(),
        }
    });
    let cycle = |parameter: f64, size: f64, period: f64, log: f64| CyclePoint {
        parameter,
        period,
        stable: log < 0.0,
        log_multiplier: Some(log),
        min: vec![-30.0 - size, 0.0],
        max: vec![-30.0 + size, 0.5],
        on: vec![-30.0 + size, 0.1],
    };
    let small = (0..=20).map(|k| {
        let d = 2.0 * f64::from(k);
        cycle(100.0 + d, 5.0 * d.sqrt(), 20.0, -d)
    });
    let large = [
        cycle(60.001, 60.0, 900.0, -1.0),
        cycle(61.0, 60.0, 80.0, -1.0),
        cycle(100.0, 58.0, 40.0, -1.0),
        cycle(140.0, 50.0, 30.0, -1.0),
    ];
    let event = |kind, parameter, v, period| Event {
        kind,
        parameter,
        at: vec![v, 0.1],
        period,
        first_lyapunov: None,
        extent: None,
    };
    Diagram {
        parameter: 0,
        range: [50.0, 140.0],
        window: problem.window(),
        equilibria: vec![EquilibriumBranch {
            points: focus.to_vec(),
        }],
        cycles: vec![
            CycleBranch {
                points: small.collect(),
                spikes: None,
                ends: [BranchEnd::Event(1), BranchEnd::Border],
            },
            CycleBranch {
                points: large.to_vec(),
                spikes: None,
                ends: [BranchEnd::Event(0), BranchEnd::Border],
            },
        ],
        events: vec![
            event(EventKind::Homoclinic, 60.0, 0.0, None),
            event(EventKind::SupercriticalHopf, 100.0, -30.0, Some(20.0)),
        ],
        wandering: vec![],
        contacts: vec![],
        notes: vec![],
    }
}

fn drawn(ordinate: Ordinate) -> Scene {
    let problem = Problem::from_source("morris-lecar/hopf").unwrap();
    diagram(&problem, &found(&problem), ordinate)
}

fn curves(scene: &Scene, role: Role) -> Vec<&Curve> {
    scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Curve(c) if c.role == role => Some(c),
            _ => None,
        })
        .collect()
}

/// Both parts of the branch reach the Hopf point itself: no gap there, and no overlap.
#[test]
fn a_branch_is_split_where_its_stability_changes() {
    let scene = drawn(Ordinate::Variable(0));
    let (stable, unstable) = (
        curves(&scene, Role::StableBranch),
        curves(&scene, Role::UnstableBranch),
    );
    assert_eq!((stable.len(), unstable.len()), (1, 1));
    assert_eq!(stable[0].points.first().unwrap()[0], 50.0);
    assert_eq!(stable[0].points.last().unwrap()[0], 100.0);
    assert_eq!(unstable[0].points.first().unwrap()[0], 100.0);
    assert_eq!(unstable[0].points.last().unwrap()[0], 140.0);
}

/// Least and greatest value of two branches are four curves, which fit into the picture: from −90 to 30.
#[test]
fn cycles_are_two_curves_each_and_the_picture_holds_them() {
    let scene = drawn(Ordinate::Variable(0));
    assert_eq!(curves(&scene, Role::StableCycle).len(), 4);
    let [lo, hi] = scene.y.range;
    assert!(
        (-110.0..-90.0).contains(&lo) && (30.0..50.0).contains(&hi),
        "{lo} {hi}"
    );
    assert_eq!(
        (scene.x.range, scene.y.title().as_str()),
        ([50.0, 140.0], "V (mV)")
    );
}

/// Between the points of the small cycle's branch, which are 2 apart, the curve keeps to 5 √d, where
/// straight lines would cut the first piece by a quarter of its height.
#[test]
fn curves_look_smooth_where_points_are_few() {
    let scene = drawn(Ordinate::Variable(0));
    let highest = |c: &Curve| c.points.iter().map(|p| p[1]).fold(f64::MIN, f64::max);
    let small = curves(&scene, Role::StableCycle)
        .into_iter()
        .find(|c| (highest(c) + 30.0 - 5.0 * 40f64.sqrt()).abs() < 1e-6)
        .unwrap();
    assert!(small.points.len() > 21, "more than were computed");
    for p in small.points.iter().filter(|p| p[0] > 102.0) {
        let exact = -30.0 + 5.0 * (p[0] - 100.0).sqrt();
        assert!((p[1] - exact).abs() < 0.1, "{p:?} {exact}");
    }
}

/// The period of the large cycle goes beyond 900, but what is near its end does not stretch the axis;
/// its frequency reaches zero at the homoclinic orbit.
#[test]
fn infinite_periods_leave_room_for_the_others() {
    let period = drawn(Ordinate::Period);
    assert!(period.y.range[1] < 120.0, "{:?}", period.y.range);
    let lines = period.items.iter().filter(|i| matches!(i, Item::Level(_)));
    assert_eq!(
        lines.count(),
        1,
        "the homoclinic orbit is where the period goes off"
    );
    let frequency = drawn(Ordinate::Frequency);
    assert_eq!(frequency.y.title(), "frequency (Hz)");
    let lowest = curves(&frequency, Role::StableCycle)
        .into_iter()
        .flat_map(|c| &c.points)
        .fold([0.0, f64::MAX], |a, &b| if b[1] < a[1] { b } else { a });
    assert!(
        (lowest[0] - 60.0).abs() < 1e-3 && lowest[1] < 1.2,
        "{lowest:?}"
    );
}

#[test]
fn events_are_marked_where_they_are_and_named_once() {
    let problem = Problem::from_source("morris-lecar/hopf").unwrap();
    let d = found(&problem);
    let places = event_places(&problem, &d, Ordinate::Variable(0));
    assert_eq!(places, [(0, [60.0, 0.0]), (1, [100.0, -30.0])]);
    let places = event_places(&problem, &d, Ordinate::Frequency);
    assert_eq!(places, [(0, [60.0, 0.0]), (1, [100.0, 50.0])]);
    let cursor = cursor(&problem, 0, 93.857_618);
    let Item::Level(cursor) = cursor else {
        panic!("{cursor:?}")
    };
    assert_eq!(cursor.label.replace('\u{2009}', " "), "I = 93.86 µA/cm²");
    assert_eq!((cursor.role, cursor.vertical), (Role::Cursor, true));
}

#[test]
fn the_vertical_axis_is_chosen_by_name() {
    let problem = Problem::from_source("morris-lecar").unwrap();
    assert_eq!(Ordinate::named(&problem, "w"), Ok(Ordinate::Variable(1)));
    assert_eq!(Ordinate::named(&problem, "period"), Ok(Ordinate::Period));
    let error = Ordinate::named(&problem, "frequenzy")
        .unwrap_err()
        .to_string();
    assert!(error.contains("frequency"), "{error}");
}

/// With nothing in it a diagram still has axes, with finite ends.
#[test]
fn a_diagram_without_cycles_has_an_axis_all_the_same() {
    let problem = Problem::from_source("morris-lecar/hopf").unwrap();
    let mut d = found(&problem);
    d.cycles.clear();
    d.equilibria.clear();
    d.events.clear();
    for ordinate in [Ordinate::Variable(0), Ordinate::Period, Ordinate::Frequency] {
        let [lo, hi] = diagram(&problem, &d, ordinate).y.range;
        assert!(lo.is_finite() && hi.is_finite() && lo < hi);
    }
}
