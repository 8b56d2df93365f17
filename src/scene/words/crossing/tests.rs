use super::*;
use crate::analysis::{
    BranchEnd, CycleBranch, CyclePoint, EquilibriumBranch, EquilibriumPoint, Kind, Window,
};

fn event(kind: EventKind, parameter: f64, v: f64) -> Event {
    Event {
        kind,
        parameter,
        at: vec![v, 0.1],
        period: Some(10.0),
        first_lyapunov: None,
        extent: None,
    }
}

/// A branch of equilibria through (parameter, V, kind).
fn rests(points: &[(f64, f64, Kind)]) -> EquilibriumBranch {
    EquilibriumBranch {
        points: points
            .iter()
            .map(|&(parameter, v, kind)| EquilibriumPoint {
                parameter,
                at: vec![v, 0.1],
                kind,
                stable: kind.is_stable(),
            })
            .collect(),
    }
}

/// A branch of cycles through (parameter, least V, greatest V, log multiplier).
fn turns(points: &[(f64, f64, f64, f64)], ends: [BranchEnd; 2]) -> CycleBranch {
    CycleBranch {
        points: points
            .iter()
            .map(|&(parameter, lo, hi, log)| CyclePoint {
                parameter,
                period: 10.0,
                stable: log < 0.0,
                log_multiplier: Some(log),
                min: vec![lo, 0.0],
                max: vec![hi, 0.5],
                on: vec![hi, 0.2],
            })
            .collect(),
        spikes: None,
        ends,
    }
}

fn diagram(
    range: [f64; 2],
    equilibria: Vec<EquilibriumBranch>,
    cycles: Vec<CycleBranch>,
    events: Vec<Event>,
) -> Diagram {
    Diagram {
        parameter: 0,
        range,
        window: Window {
            x: [-80.0, 60.0],
            y: [-0.1, 0.8],
        },
        equilibria,
        cycles,
        events,
        wandering: vec![],
        contacts: vec![],
        notes: vec![],
    }
}

use BranchEnd::{Border, Event as At};
use EventKind::*;
use Kind::{
    Centre, Saddle, SaddleNode as Fold, StableFocus, StableNode, UnstableFocus, UnstableNode,
};

const ML: &str = "morris-lecar/hopf";

/// The sentences behind the event's name; thin spaces are written as plain ones.
fn said(
    source: &str,
    diagram: &Diagram,
    event: usize,
    direction: Direction,
    recent: Option<[&[f64]; 2]>,
) -> String {
    let problem = Problem::from_source(source).unwrap();
    crossing(&problem, diagram, event, direction, recent).replace('\u{2009}', " ")
}

use Direction::{Falling, Rising};

/// Hopf 93.86 (subcritical), unstable cycle back to the fold at 88.29, stable cycle to the fold at
/// 216.9, unstable cycle back to the Hopf point at 212 (subcritical): models.md B13.
fn morris_lecar_hopf() -> Diagram {
    diagram(
        [0.0, 250.0],
        vec![rests(&[
            (0.0, -60.0, StableNode),
            (60.0, -38.0, StableFocus),
            (88.2933, -27.5, StableFocus),
            (93.8576, -25.27, Centre),
            (150.0, -8.0, UnstableFocus),
            (212.0188, 7.8, Centre),
            (250.0, 15.0, StableFocus),
        ])],
        vec![turns(
            &[
                (93.8576, -25.27, -25.27, 0.0),
                (91.0, -34.0, -16.0, 2.0),
                (88.2933, -45.0, 5.0, 0.0),
                (91.0, -48.0, 25.0, -6.0),
                (150.0, -46.0, 28.0, -9.0),
                (216.8998, -12.0, 22.0, 0.0),
                (214.0, -2.0, 16.0, 1.0),
                (212.0188, 7.8, 7.8, 0.0),
            ],
            [At(1), At(2)],
        )],
        vec![
            event(FoldOfCycles, 88.2933, 5.0),
            event(SubcriticalHopf, 93.8576, -25.27),
            event(SubcriticalHopf, 212.0188, 7.8),
            event(FoldOfCycles, 216.8998, 22.0),
        ],
    )
}

const AT_REST: Option<[&[f64]; 2]> = Some([&[-25.3, 0.1], &[-25.2, 0.1]]);
const SPIKING: Option<[&[f64]; 2]> = Some([&[-47.9, 0.0], &[25.1, 0.5]]);

#[test]
fn a_subcritical_hopf_throws_the_resting_cell_into_spiking_with_hysteresis() {
    let d = morris_lecar_hopf();
    assert_eq!(
        said(ML, &d, 1, Rising, AT_REST),
        "I = 93.86, rising: subcritical Hopf. Rest loses stability; the unstable cycle around it has shrunk \
         onto it. The cell jumps to spiking, and will not fall silent again until I < 88.29 (or I > 216.9)."
    );
    // The unstable cycle is born on the way down, and the spiking cell keeps spiking.
    assert_eq!(
        said(ML, &d, 1, Falling, SPIKING),
        "I = 93.86, falling: subcritical Hopf. Rest becomes stable; an unstable cycle is born around it. \
         The firing cell does not notice, but can now also come to rest near V = −25.27 mV. \
         It keeps spiking until I < 88.29."
    );
    // A cell that spikes already goes on; one whose state is not known is told of as any cell at rest.
    assert_eq!(
        said(ML, &d, 1, Rising, SPIKING),
        "I = 93.86, rising: subcritical Hopf. Rest loses stability; the unstable cycle around it has shrunk \
         onto it. The firing cell does not notice. It fires as long as 88.29 < I < 216.9."
    );
    assert!(
        said(ML, &d, 1, Rising, None).contains("A cell at rest jumps to spiking, and will not")
    );
}

#[test]
fn a_fold_of_cycles_offers_firing_on_the_way_up_and_ends_it_on_the_way_down() {
    let d = morris_lecar_hopf();
    assert_eq!(
        said(ML, &d, 0, Rising, None),
        "I = 88.29, rising: fold of cycles. A pair of cycles is born, a stable and an unstable one. \
         The cell at rest does not notice, but can now also fire. At rest it stays silent until I > 93.86."
    );
    assert!(said(ML, &d, 0, Falling, SPIKING).ends_with(
        "A stable and an unstable cycle meet and vanish. The cell falls silent, at rest near V = −27.5 mV, \
         and will not fire again until I > 93.86."
    ));
    assert_eq!(
        said(ML, &d, 0, Falling, AT_REST),
        "I = 88.29, falling: fold of cycles. A stable and an unstable cycle meet and vanish. \
         The cell at rest does not notice, but can no longer fire."
    );
}

/// Rest and threshold meet at 4.513 on the circle, above which the cell fires; the upper equilibrium is
/// unstable throughout.
fn circle() -> Diagram {
    diagram(
        [-20.0, 60.0],
        vec![
            rests(&[
                (-20.0, -68.0, StableNode),
                (0.0, -66.0, StableNode),
                (4.512868, -60.93, Fold),
                (0.0, -56.0, Saddle),
                (-20.0, -50.0, Saddle),
            ]),
            rests(&[(-20.0, -28.0, UnstableFocus), (60.0, -24.0, UnstableFocus)]),
        ],
        vec![turns(
            &[(4.6, -77.0, 9.4, -30.0), (60.0, -70.0, 9.0, -18.0)],
            [At(0), Border],
        )],
        vec![event(SaddleNodeOnInvariantCircle, 4.512868, -60.93)],
    )
}

const NAK: &str = "persistent-sodium-potassium/high-threshold";

#[test]
fn on_an_invariant_circle_firing_begins_slowly_and_stops_slowly() {
    let d = circle();
    let resting: Option<[&[f64]; 2]> = Some([&[-61.0, 0.1], &[-61.0, 0.1]]);
    for recent in [None, resting] {
        assert_eq!(
            said(NAK, &d, 0, Rising, recent),
            "I = 4.513, rising: saddle-node on invariant circle. Rest and threshold meet and vanish; \
             the cell begins to fire, slowly at first."
        );
    }
    assert_eq!(
        said(NAK, &d, 0, Falling, None),
        "I = 4.513, falling: saddle-node on invariant circle. Rest and threshold appear on the cycle and \
         break it: firing has slowed down without bound and stops. The cell comes to rest near \
         V = −60.93 mV."
    );
}

/// After models.md B5, `subcritical`: the cell fires from the fold of cycles at 42.23 up to 76.6, where a
/// stable node and a saddle appear on the cycle.
fn firing_stops_as_the_current_rises() -> Diagram {
    diagram(
        [35.0, 85.0],
        vec![
            rests(&[
                (35.0, -55.0, StableFocus),
                (48.9016, -49.68, Centre),
                (85.0, -40.0, UnstableFocus),
            ]),
            rests(&[
                (85.0, -17.0, StableNode),
                (76.59976, -21.92, Fold),
                (85.0, -27.0, Saddle),
            ]),
        ],
        vec![turns(
            &[
                (48.9016, -49.68, -49.68, 0.0),
                (44.0, -56.0, -40.0, 1.0),
                (42.2324, -62.0, -25.0, 0.0),
                (50.0, -66.0, -5.0, -5.0),
                (76.5, -64.0, -3.0, -20.0),
            ],
            [At(1), At(2)],
        )],
        vec![
            event(FoldOfCycles, 42.2324, -25.0),
            event(SubcriticalHopf, 48.9016, -49.68),
            event(SaddleNodeOnInvariantCircle, 76.59976, -21.92),
        ],
    )
}

#[test]
fn firing_may_stop_as_the_current_rises_through_the_circle() {
    let d = firing_stops_as_the_current_rises();
    let source = "persistent-sodium-potassium/subcritical";
    assert_eq!(
        said(source, &d, 2, Rising, None),
        "I = 76.6, rising: saddle-node on invariant circle. A stable equilibrium and a saddle appear on the \
         cycle and break it: firing has slowed down without bound and stops. The cell comes to depolarised \
         rest near V = −21.92 mV."
    );
    assert_eq!(
        said(source, &d, 2, Falling, None),
        "I = 76.6, falling: saddle-node on invariant circle. The depolarised equilibrium and a saddle meet \
         and vanish; the cell begins to fire, slowly at first."
    );
}

/// After models.md B13, `low-threshold`: both Hopf points are supercritical.
#[test]
fn a_supercritical_hopf_begins_and_ends_with_little_oscillations() {
    let d = diagram(
        [0.0, 400.0],
        vec![rests(&[
            (0.0, -62.0, StableFocus),
            (14.659, -56.48, Centre),
            (353.55, -24.04, Centre),
            (400.0, -20.0, StableFocus),
        ])],
        vec![turns(
            &[
                (14.659, -56.48, -56.48, 0.0),
                (20.0, -63.0, -48.0, -1.0),
                (200.0, -58.0, -4.0, -9.0),
                (353.55, -24.04, -24.04, 0.0),
            ],
            [At(0), At(1)],
        )],
        vec![
            event(SupercriticalHopf, 14.659, -56.48),
            event(SupercriticalHopf, 353.55, -24.04),
        ],
    );
    let source = "persistent-sodium-potassium/low-threshold";
    assert_eq!(
        said(source, &d, 0, Rising, None),
        "I = 14.66, rising: supercritical Hopf. Rest loses stability; a stable cycle is born around it. \
         The cell begins to oscillate, only a little at first, with a period of 10 ms."
    );
    assert_eq!(
        said(source, &d, 1, Rising, None),
        "I = 353.6, rising: supercritical Hopf. The stable cycle around the depolarised equilibrium has \
         shrunk onto it, which makes it stable. The oscillation has faded away: the cell comes to \
         depolarised rest near V = −24.04 mV."
    );
}

/// After models.md B8, `homoclinic`: a stable cycle from the homoclinic orbit at 35.01 coexists with rest
/// up to the saddle-node at 39.96, which lies off the circle. The upper equilibrium is unstable here.
fn off_the_circle() -> Diagram {
    diagram(
        [20.0, 60.0],
        vec![
            rests(&[
                (20.0, -45.0, StableNode),
                (35.0067, -37.0, StableNode),
                (39.96315, -29.39, Fold),
                (35.0067, -22.0, Saddle),
                (20.0, -14.0, Saddle),
            ]),
            rests(&[(20.0, 3.0, UnstableFocus), (60.0, 6.0, UnstableFocus)]),
        ],
        vec![turns(
            &[(35.1, -22.0, 17.0, -1.0), (60.0, -20.0, 20.0, -3.0)],
            [At(0), Border],
        )],
        vec![
            event(Homoclinic, 35.0067, -22.0),
            event(EventKind::SaddleNode, 39.96315, -29.39),
        ],
    )
}

#[test]
fn off_the_circle_the_cell_jumps_and_the_way_back_is_longer() {
    let d = off_the_circle();
    let source = "morris-lecar/homoclinic";
    let resting: Option<[&[f64]; 2]> = Some([&[-30.0, 0.1], &[-29.5, 0.1]]);
    assert_eq!(
        said(source, &d, 1, Rising, resting),
        "I = 39.96, rising: saddle-node. Rest and threshold meet and vanish. The cell jumps to spiking, and \
         will not fall silent again until I < 35.01."
    );
    assert_eq!(
        said(source, &d, 1, Falling, None),
        "I = 39.96, falling: saddle-node. Rest and threshold are born near V = −29.39 mV. The firing cell \
         does not notice, but can now also rest there. It keeps spiking until I < 35.01."
    );
    let spiking: Option<[&[f64]; 2]> = Some([&[-22.0, 0.0], &[17.0, 0.5]]);
    assert_eq!(
        said(source, &d, 0, Falling, spiking),
        "I = 35.01, falling: homoclinic. The stable cycle has run into the saddle, its period growing \
         without bound. The cell falls silent, at rest near V = −37 mV, and will not fire again until \
         I > 39.96."
    );
    assert_eq!(
        said(source, &d, 0, Rising, None),
        "I = 35.01, rising: homoclinic. A stable cycle is born from an orbit that leaves the saddle and \
         returns to it, slow at first. The cell at rest does not notice, but can now also fire. At rest it \
         stays silent until I > 39.96."
    );
}

/// A saddle and an unstable node meet at −9.95 while rest goes on: models.md B13, `ml_snlc`.
#[test]
fn what_attracts_nothing_is_not_noticed() {
    let d = diagram(
        [-20.0, 30.0],
        vec![
            rests(&[(-20.0, -60.0, StableNode), (30.0, -38.0, StableNode)]),
            rests(&[
                (30.0, -20.0, Saddle),
                (-9.94904, -4.05, Fold),
                (30.0, 3.0, UnstableNode),
            ]),
        ],
        vec![],
        vec![event(EventKind::SaddleNode, -9.94904, -4.05)],
    );
    assert_eq!(
        said("morris-lecar/snlc", &d, 0, Rising, None),
        "I = −9.949, rising: saddle-node. A saddle and an unstable equilibrium are born. The cell at rest \
         does not notice."
    );
    assert_eq!(
        said("morris-lecar/snlc", &d, 0, Falling, None),
        "I = −9.949, falling: saddle-node. A saddle and an unstable equilibrium meet and vanish. The cell at \
         rest does not notice."
    );
}

/// Two stable nodes, each lost in a saddle-node: the cell jumps up at 2 and down at −2.
#[test]
fn between_two_equilibria_the_cell_jumps_up_and_down() {
    let d = diagram(
        [-5.0, 5.0],
        vec![rests(&[
            (-5.0, -70.0, StableNode),
            (2.0, -50.0, Fold),
            (0.0, -25.0, Saddle),
            (-2.0, 0.0, Fold),
            (5.0, 20.0, StableNode),
        ])],
        vec![],
        vec![
            event(EventKind::SaddleNode, -2.0, 0.0),
            event(EventKind::SaddleNode, 2.0, -50.0),
        ],
    );
    let words = said(ML, &d, 1, Rising, Some([&[-50.0, 0.1], &[-50.0, 0.1]]));
    assert!(
        words.contains(
            "Rest and threshold meet and vanish. The cell jumps to depolarised rest near V = "
        ),
        "{words}"
    );
    assert!(
        words.ends_with(", and stays there on the way back until I < −2."),
        "{words}"
    );
}

/// Other systems neither rest nor fire, and their parameter is no current.
#[test]
fn a_system_that_is_no_neuron_oscillates() {
    let mut d = diagram(
        [-1.0, 1.0],
        vec![rests(&[
            (-1.0, 0.0, StableFocus),
            (0.0, 0.0, Centre),
            (1.0, 0.0, UnstableFocus),
        ])],
        vec![turns(
            &[
                (0.0, 0.0, 0.0, 0.0),
                (0.1, -0.3, 0.3, -0.1),
                (1.0, -1.0, 1.0, -1.0),
            ],
            [At(0), Border],
        )],
        vec![event(SupercriticalHopf, 0.0, 0.0)],
    );
    d.events[0].at = vec![0.0, 0.0];
    let words = said("van-der-pol", &d, 0, Rising, None);
    assert_eq!(
        words,
        "mu = 0, rising: supercritical Hopf. The equilibrium loses stability; a stable cycle is born around \
         it. The system begins to oscillate, only a little at first, with a period of 10."
    );
}

/// No sentence may be left unfinished, whatever is known of the cell, and each names its event.
#[test]
fn every_crossing_is_told_in_whole_sentences() {
    let unstable_fold = diagram(
        [0.0, 10.0],
        vec![rests(&[
            (0.0, -60.0, StableNode),
            (10.0, -55.0, StableNode),
        ])],
        vec![turns(
            &[
                (9.0, -20.0, 0.0, 3.0),
                (5.0, -25.0, 5.0, 2.0),
                (9.0, -30.0, 10.0, 1.0),
            ],
            [Border, Border],
        )],
        vec![event(FoldOfCycles, 5.0, 5.0)],
    );
    let all = [
        morris_lecar_hopf(),
        circle(),
        firing_stops_as_the_current_rises(),
        off_the_circle(),
        unstable_fold,
    ];
    for d in &all {
        for (k, e) in d.events.iter().enumerate() {
            for direction in [Rising, Falling] {
                for recent in [None, AT_REST, SPIKING] {
                    let words = said(ML, d, k, direction, recent);
                    assert!(words.contains(e.kind.name()) && words.contains(direction.name()));
                    assert!(words.ends_with('.') && !words.contains(".."), "{words}");
                    assert!(!words.contains("  ") && !words.contains("NaN"), "{words}");
                    for sentence in words.split(". ").skip(1) {
                        assert!(sentence.starts_with(char::is_uppercase), "{words}");
                    }
                }
            }
        }
    }
}

/// A diagram that knows nothing of the sides (cycles are not computed yet) still yields a true sentence.
#[test]
fn without_cycles_the_words_promise_nothing() {
    let mut d = morris_lecar_hopf();
    d.cycles.clear();
    let words = said(ML, &d, 1, Rising, AT_REST);
    assert_eq!(
        words,
        "I = 93.86, rising: subcritical Hopf. Rest loses stability; the unstable cycle around it has shrunk \
         onto it. The cell finds no attractor in this diagram to go to."
    );
}

/// The same diagram, were it known that the cell fires above the Hopf point without repeating itself.
#[test]
fn a_cell_that_goes_over_to_chaos_fires() {
    let mut d = morris_lecar_hopf();
    d.cycles.clear();
    d.wandering = vec![[93.9, 250.0]];
    let words = said(ML, &d, 1, Rising, AT_REST);
    assert!(
        words.ends_with(
            "The cell begins to fire, chaotically or with a period that is not followed."
        ),
        "{words}"
    );
}

#[test]
fn every_kind_has_a_lesson() {
    let problem = Problem::from_source(ML).unwrap();
    let d = morris_lecar_hopf();
    assert_eq!(
        event_words(&problem, &d, &d.events[1]).replace('\u{2009}', " "),
        format!(
            "subcritical Hopf at I = 93.86 µA/cm²: {} Here the focus is stable for smaller I.",
            lesson(SubcriticalHopf)
        )
    );
    assert_eq!(
        event_words(&problem, &d, &d.events[0]).replace('\u{2009}', " "),
        "fold of cycles at I = 88.29 µA/cm²: Two cycles, a more and a less stable one, meet and vanish. \
         For larger I there are both, for smaller I neither."
    );
}

/// A cell that the Hopf point has thrown into spiking is a spiking cell at the events that follow, up to
/// the fold of cycles at 216.9, which leaves it at depolarised rest; on the way back it rests down to 212.
#[test]
fn the_cell_is_followed_from_one_event_to_the_next() {
    let (problem, d) = (Problem::from_source(ML).unwrap(), morris_lecar_hopf());
    let mut state = State::recognised(&problem, &d.at(80.0), AT_REST.unwrap());
    let mut follow = |event, direction| {
        let told = passage(&problem, &d, event, direction, &[], state.as_ref());
        state = told.state;
        (told.words, state.as_ref().map(|s| s.cycle))
    };
    let (words, cycle) = follow(0, Rising);
    assert!(
        words.contains("The cell at rest does not notice"),
        "{words}"
    );
    assert_eq!(cycle, Some(false));
    let (words, cycle) = follow(1, Rising);
    assert!(words.contains("The cell jumps to spiking"), "{words}");
    assert_eq!(cycle, Some(true));
    let (words, cycle) = follow(2, Rising);
    assert!(words.contains("The firing cell does not notice"), "{words}");
    assert_eq!(cycle, Some(true));
    let (words, cycle) = follow(3, Rising);
    assert!(words.contains("The cell falls silent"), "{words}");
    assert_eq!(cycle, Some(false));
    let (words, _) = follow(3, Falling);
    assert!(
        words.contains("The cell at rest does not notice"),
        "{words}"
    );
    let (words, cycle) = follow(2, Falling);
    assert!(words.contains("The cell jumps to spiking"), "{words}");
    assert_eq!(cycle, Some(true));
}

/// 4.6125 lies a quarter of the way between two diagrams: no more than three digits of it are known.
#[test]
fn what_another_parameter_carries_past_is_told_by_that_parameter() {
    let (problem, d) = (Problem::from_source(ML).unwrap(), morris_lecar_hopf());
    let way = Way {
        parameter: problem.parameter("gCa").unwrap(),
        at: 4.6125,
        direction: Rising,
    };
    let words = passage(&problem, &d, 0, Falling, &[way], None).words;
    assert!(
        words
            .starts_with("gCa ≈ 4.61, rising: fold of cycles. A stable and an unstable cycle meet"),
        "{words}"
    );
}

/// At I = 150 the cell fires, at 50 it rests, at 91 it may do either.
#[test]
fn changes_without_a_name_are_told_by_what_is_possible() {
    let (problem, d) = (Problem::from_source(ML).unwrap(), morris_lecar_hopf());
    let moves = [(problem.parameter("gCa").unwrap(), [4.8, 10.0])];
    let said = |from: f64, to: f64| {
        let [a, b] = [d.at(from), d.at(to)];
        change_words(&problem, &moves, [&a, &b], None).map(|s| s.replace('\u{2009}', " "))
    };
    let begin = "gCa went from 4.8 to 10 mS/cm²: ";
    assert_eq!(
        said(150.0, 50.0).unwrap(),
        format!("{begin}the cell no longer fires; it rests.")
    );
    assert_eq!(
        said(50.0, 91.0).unwrap(),
        format!("{begin}the cell at rest can now also fire.")
    );
    assert_eq!(
        said(50.0, 150.0).unwrap(),
        format!("{begin}the cell can no longer rest; it fires.")
    );
    assert_eq!(
        said(150.0, 230.0).unwrap(),
        format!("{begin}the cell no longer fires; it is at depolarised rest.")
    );
    assert_eq!(said(20.0, 50.0), None);
}
