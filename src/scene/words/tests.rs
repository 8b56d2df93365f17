use super::*;
use crate::analysis::{Nullclines, VectorField};
use nalgebra::{Complex, DMatrix};

fn portrait(equilibria: &[(Kind, [f64; 2])], cycles: Vec<Cycle>) -> Portrait {
    Portrait {
        field: VectorField::default(),
        nullclines: Nullclines::default(),
        equilibria: equilibria
            .iter()
            .map(|&(kind, at)| Equilibrium {
                at: at.to_vec(),
                kind,
                jacobian: DMatrix::zeros(2, 2),
                eigenvalues: vec![Complex::new(0.0, 0.0); 2],
                trace: 0.0,
                determinant: 0.0,
            })
            .collect(),
        separatrices: vec![],
        cycles,
        line: None,
        notes: vec![],
    }
}

fn a_cycle(stable: bool, period: f64, spikes: Option<usize>) -> Cycle {
    Cycle {
        stable,
        period,
        log_multiplier: None,
        multiplier: 0.0.into(),
        min: vec![],
        max: vec![],
        points: vec![],
        states: vec![],
        times: vec![],
        spikes,
    }
}

/// What is said of a model with these equilibria and cycles, without the present value; thin
/// spaces are written as plain ones.
fn said(source: &str, equilibria: &[(Kind, [f64; 2])], cycles: Vec<Cycle>) -> String {
    let problem = Problem::from_source(source).unwrap();
    let line = words(&problem, &portrait(equilibria, cycles)).replace('\u{2009}', " ");
    line.split_once(": ").unwrap().1.to_owned()
}

const ML: &str = "morris-lecar";
const FHN: &str = "fitzhugh-nagumo";

#[test]
fn one_equilibrium_none_and_several() {
    use Kind::*;
    assert_eq!(said(ML, &[], vec![]), "no equilibrium in this window.");
    assert_eq!(
        said(ML, &[(StableFocus, [-40.0, 0.0])], vec![]),
        "a stable focus (rest)."
    );
    assert_eq!(
        said(ML, &[(StableFocus, [10.0, 0.4])], vec![]),
        "a stable focus (depolarised)."
    );
    let three = [
        (StableNode, [-60.0, 0.0]),
        (Saddle, [-20.0, 0.05]),
        (UnstableFocus, [10.0, 0.3]),
    ];
    assert_eq!(
        said(ML, &three, vec![]),
        "a stable node (rest), a saddle (threshold) and an unstable focus."
    );
    let six = [(Saddle, [0.0, 0.0]), (UnstableFocus, [9.0, 0.0])].repeat(3);
    assert_eq!(
        said(ML, &six, vec![]),
        "6 equilibria: 3 saddles and 3 unstable foci."
    );
}

#[test]
fn close_pairs_are_told_with_their_distance() {
    use Kind::*;
    let three = [
        (StableNode, [-40.0, 0.0]),
        (Saddle, [-38.5, 0.001]),
        (UnstableFocus, [10.0, 0.3]),
    ];
    assert_eq!(
        said(ML, &three, vec![]),
        "a stable node (rest) and a saddle (threshold) 1.5 mV apart; an unstable focus."
    );
    // Of three in a row the nearer two are the pair.
    let row = [
        (StableNode, [-40.0, 0.0]),
        (Saddle, [-32.0, 0.0]),
        (UnstableNode, [-30.0, 0.0]),
    ];
    assert_eq!(
        said(ML, &row, vec![]),
        "a stable node (rest); a saddle (threshold) and an unstable node 2 mV apart."
    );
    assert_eq!(
        said(
            FHN,
            &[(StableNode, [-1.0, 0.0]), (Saddle, [-0.75, 0.1])],
            vec![]
        ),
        "a stable node (rest) and a saddle (threshold) 0.25 apart in v."
    );
    // One above the other, the distance in the first variable would say nothing.
    assert_eq!(
        said(
            FHN,
            &[(StableNode, [-1.0, 0.0]), (Saddle, [-1.0, 0.25])],
            vec![]
        ),
        "a stable node (rest) and a saddle (threshold) 0.25 apart in w."
    );
}

/// 1000 / 7.07 ms = 141.4 Hz; FitzHugh-Nagumo has no unit of time and so no rate in Hz.
#[test]
fn cycles_are_told_with_period_and_rate() {
    use Kind::*;
    let focus = [(UnstableFocus, [0.0, 0.3])];
    assert_eq!(
        said(ML, &focus, vec![a_cycle(true, 7.07, None)]),
        "an unstable focus; a stable cycle of period 7.07 ms (firing at 141.4 Hz)."
    );
    assert_eq!(
        said(FHN, &focus, vec![a_cycle(true, 40.0, None)]),
        "an unstable focus; a stable cycle of period 40."
    );
    let rest = [(StableFocus, [-40.0, 0.1])];
    let both = vec![a_cycle(false, 80.0, None), a_cycle(true, 100.0, None)];
    assert_eq!(
        said(ML, &rest, both),
        "a stable focus (rest); an unstable cycle of period 80 ms; a stable cycle of period \
         100 ms (firing at 10 Hz); bistable: rest and firing coexist."
    );
    assert_eq!(
        said("van-der-pol", &focus, vec![a_cycle(true, 6.663, None)]),
        "an unstable focus; a stable cycle of period 6.663."
    );
}

/// 5 spikes in 50 ms are 100 Hz.
#[test]
fn spiking_cycles_are_told_with_their_spikes() {
    let bursts = vec![a_cycle(true, 50.0, Some(5)), a_cycle(false, 10.0, Some(1))];
    assert_eq!(
        said("izhikevich", &[], bursts),
        "no equilibrium in this window; a stable spiking cycle, 5 spikes every 50 ms (firing at \
         100 Hz); an unstable spiking cycle, one spike every 10 ms (100 Hz)."
    );
}

/// The preset's window shows n from −0.05 to 0.8 at most; what is known of a cell at n = 0.99 is that it
/// stands still there, or only where it stands while no time passes.
#[test]
fn a_cell_outside_the_window_is_told() {
    let problem = Problem::from_source("persistent-sodium-potassium/subcritical").unwrap();
    assert!(problem.window().y[1] < 0.9, "{:?}", problem.window());
    let said = |recent, runs| {
        outside_words(&problem, recent, runs).map(|text| text.replace('\u{2009}', " "))
    };
    let there = [[-20.4, 0.99], [-20.4, 0.99]];
    assert_eq!(
        said(there, true).unwrap(),
        "The cell is at rest outside this window, at V = −20.4 mV, n = 0.99."
    );
    assert_eq!(
        said(there, false).unwrap(),
        "The cell stands outside this window, at V = −20.4 mV, n = 0.99."
    );
    // On its way through the window, and wholly inside.
    assert_eq!(said([[-60.0, 0.1], [-20.4, 0.99]], true), None);
    assert_eq!(said([[-60.0, 0.1], [-60.0, 0.1]], true), None);
    let moves = said([[-60.0, 0.9], [-20.4, 0.99]], true).unwrap();
    assert_eq!(moves, "The cell moves outside this window.");
}

#[test]
fn three_attractors_are_told() {
    use Kind::*;
    let two = [(StableNode, [-40.0, 0.0]), (StableFocus, [5.0, 0.3])];
    let line = said(ML, &two, vec![a_cycle(true, 30.0, None)]);
    assert!(line.ends_with("; three attractors coexist."), "{line}");
}

#[test]
fn the_line_begins_with_the_present_value_and_ends_with_the_notes() {
    let problem = Problem::from_source("fitzhugh-nagumo").unwrap();
    let mut p = portrait(&[], vec![]);
    p.notes
        .push(crate::text::Each::of(|| "A branch was cut".to_owned()));
    assert_eq!(
        words(&problem, &p),
        "I = 0.5: no equilibrium in this window. A branch was cut."
    );
}
