use super::*;
use crate::analysis::{Class, Response, Switch};
use crate::scene::{firing_words, number::THIN};

/// Rest up to the onset at 4, firing with 10 + k Hz from there to the block at 8 and rest after it;
/// on the way down firing goes on to the offset at 2.
fn found() -> Firing {
    let point = |parameter, rate, sweep| FiringPoint {
        parameter,
        rate: Some(rate),
        sweep,
        chaotic: false,
    };
    let mut points = vec![];
    for k in 0..=10 {
        let x = f64::from(k);
        let fires = |lo: f64| if lo <= x && x < 8.0 { 10.0 + x } else { 0.0 };
        points.push(point(x, fires(4.5), Sweep::Up));
        if (3..=4).contains(&k) {
            points.push(point(x, fires(2.0), Sweep::Down));
        }
    }
    Firing {
        parameter: 0,
        range: [0.0, 10.0],
        points,
        onset: Some(4.5),
        offset: Some(2.5),
        class: Some(Class::Two),
        mechanism: Some(EventKind::SubcriticalHopf),
        response: Some(Response::Resonator),
        onset_rate: Some(14.5),
        block: Some(Switch {
            parameter: 7.5,
            event: Some(EventKind::FoldOfCycles),
        }),
        bistable: vec![[2.5, 4.5]],
        notes: vec![],
    }
}

/// The way up has three pieces: rest, firing, and rest behind the block; the way down joins none of
/// them. Where the rate jumps no line leads through what the cell never does.
#[test]
fn curves_are_interrupted_where_the_rate_jumps() {
    let problem = Problem::from_source("morris-lecar/hopf").unwrap();
    let scene = firing(&problem, &found(), None, false);
    let curves: Vec<&Curve> = scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Curve(c) => Some(c),
            _ => None,
        })
        .collect();
    let [down, up] = curves[..] else {
        panic!("{curves:?}")
    };
    assert_eq!((down.role, up.role), (Role::SweepDown, Role::SweepUp));
    let pieces: Vec<&[[f64; 2]]> = up.points.split(|p| p[0].is_nan()).collect();
    assert_eq!(pieces.len(), 3);
    assert_eq!(
        *pieces[0].last().unwrap(),
        [4.5, 0.0],
        "rest lasts to the onset"
    );
    assert!(pieces[1].iter().all(|p| p[1] > 0.0));
    assert_eq!(pieces[2][0], [7.5, 0.0], "and is back at the block");
    let marks = scene.items.iter().filter_map(|item| match item {
        Item::Event(e) => e.label.as_deref(),
        Item::Special(s) => Some(s.label.as_str()),
        _ => None,
    });
    let expected = [
        "begins: subcritical Hopf",
        "ends on the way down",
        "ends on the way up: fold of cycles",
    ];
    assert_eq!(marks.collect::<Vec<_>>(), expected);
}

/// A rate of 3 √(8 − I) up to a saddle-node on an invariant circle at 8, where firing ends: the law drawn is
/// that curve, though the onset, a Hopf point, has none.
#[test]
fn the_root_law_is_drawn_where_firing_ends_slowing_down() {
    let problem = Problem::from_source("morris-lecar/hopf").unwrap();
    let mut found = found();
    for p in &mut found.points {
        let fires = p.parameter >= 4.5 && p.parameter < 8.0;
        p.rate = Some(if fires {
            3.0 * (8.0 - p.parameter).sqrt()
        } else {
            0.0
        });
    }
    found.points.retain(|p| p.sweep == Sweep::Up);
    assert!(!has_law(&found, None));
    found.block = Some(Switch {
        parameter: 8.0,
        event: Some(EventKind::SaddleNodeOnInvariantCircle),
    });
    assert!(has_law(&found, None));
    let scene = firing(&problem, &found, None, true);
    let law = scene.items.iter().find_map(|item| match item {
        Item::Curve(c) if c.role == Role::Law => Some(&c.points),
        _ => None,
    });
    let law = law.expect("it is drawn");
    assert!(
        law.iter().any(|p| p[0] < 5.0),
        "it reaches back from the border"
    );
    for [x, rate] in law {
        assert!((rate - 3.0 * (8.0 - x).sqrt()).abs() < 1e-9, "{x} {rate}");
    }
}

#[test]
fn the_class_is_said_with_onset_and_mechanism() {
    let problem = Problem::from_source("morris-lecar/hopf").unwrap();
    assert_eq!(
        firing_words(&problem, &found()).replace(THIN, " "),
        "Firing begins at I = 4.5, at a subcritical Hopf, and at once with 14.5 Hz: class 2 excitability. \
         The cell is a resonator: it rings, and prefers input at its own frequency. On the way down it \
         ends at I = 2.5. On the way up it ends at I = 7.5, at a fold of cycles. Rest and firing coexist \
         for 2.5 < I < 4.5."
    );
}
