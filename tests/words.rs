//! What the program says of a cell: rest, threshold, phases, firing, each where the word is true.
use nullcline::analysis::action_potential::{Moment, Phase, Reference, phases};
use nullcline::analysis::{
    DiagramOptions, FiringOptions, Kind, Portrait, PortraitOptions, Problem, Vary,
    diagram::diagram, evoked::evoked, firing::firing, passport::passport, portrait::portrait,
};
use nullcline::job::Cancel;
use nullcline::scene::{
    Item, Layers, passport::entries, portrait::portrait as picture, words::rates::firing_words,
    words::words,
};

fn problem(source: &str, set: &[(&str, f64)]) -> Problem {
    let mut problem = Problem::from_source(source).expect("it exists");
    for &(name, value) in set {
        problem.set(name, value).expect("finite");
    }
    problem
}

fn found(problem: &Problem) -> Portrait {
    portrait(&Cancel::never(), problem, &PortraitOptions::default())
        .expect("finite")
        .expect("not cancelled")
}

/// The line of words under a portrait.
fn said(problem: &Problem) -> String {
    words(problem, &found(problem))
}

/// The words under the F-I curve and those of the passport, by label.
fn rates(problem: &Problem, name: &str, range: [f64; 2]) -> (String, Vec<(String, String)>) {
    let vary = Vary::new(problem, name, range).expect("a range");
    let options = FiringOptions { points: 21 };
    let found = firing(&Cancel::never(), problem, &vary, options, None)
        .expect("finite")
        .expect("not cancelled");
    let card = passport(&Cancel::never(), problem, &vary, &found)
        .expect("finite")
        .expect("not cancelled");
    let entries = entries(problem, &card);
    (
        firing_words(problem, &found),
        entries.into_iter().map(|e| (e.label, e.text)).collect(),
    )
}

/// A kick from rest that is a tenth beyond the threshold leaves the potential falling at first: it lies
/// above rest, and the sodium channels have not opened yet. That fall comes before any peak, so that it
/// is part of the depolarisation. After the spike potassium pulls the potential below rest.
#[test]
fn a_spike_from_rest_begins_with_depolarisation() {
    let found = evoked(
        &Cancel::never(),
        &problem("hodgkin-huxley", &[("I", 0.0)]),
        Some(40.0),
    )
    .expect("it spikes")
    .expect("not cancelled");
    let told: Vec<Phase> = found.phases.iter().map(|p| p.phase).collect();
    let expected = [
        Phase::Depolarisation,
        Phase::Amplification,
        Phase::Repolarisation,
        Phase::Hyperpolarisation,
        Phase::Rest,
    ];
    assert_eq!(told, expected, "{:?}", found.phases);
    // It falls at first indeed.
    assert!(found.course.states[1][0] < found.course.states[0][0]);
    assert!(found.peak > found.phases[0].to);
}

/// At I = 10 nothing rests: the equilibrium lies beyond the Hopf point at 9.775 (B13). The slow rise from
/// one spike to the next is driven by the input and is no rest, although it passes the potential at which
/// the cell could rest were it stable.
#[test]
fn between_spikes_of_steady_firing_there_is_no_rest() {
    let problem = problem("hodgkin-huxley", &[("I", 10.0)]);
    let portrait = found(&problem);
    assert_eq!(portrait.equilibria[0].kind, Kind::Saddle);
    let cycle = portrait.cycles.iter().find(|c| c.stable).expect("it fires");
    let field = &*problem.bind();
    let twice = [0.0, cycle.period];
    let moments = twice.iter().flat_map(|by| {
        let states = cycle.times.iter().zip(&cycle.states).skip(1);
        states.map(move |(&t, x)| Moment {
            time: t + by,
            state: x,
            field,
        })
    });
    let rest = Reference {
        potential: portrait.equilibria[0].at[0],
        stable: false,
    };
    let told: Vec<Phase> = phases(moments, rest, 150.0)
        .iter()
        .map(|p| p.phase)
        .collect();
    let once = [
        Phase::Depolarisation,
        Phase::Amplification,
        Phase::Repolarisation,
        Phase::Hyperpolarisation,
    ];
    // Whatever phase the cycle begins with, the order is that one, and it comes round at least once.
    let first = once
        .iter()
        .position(|p| *p == told[0])
        .expect("one of the four");
    let expected: Vec<Phase> = (0..told.len()).map(|k| once[(first + k) % 4]).collect();
    assert_eq!(told, expected);
    assert!(told.len() >= 8);
}

/// Beyond the Hopf point the equilibrium of Hodgkin and Huxley's model has one pair 0.0042 ± 0.588i and two
/// negative eigenvalues: a saddle by their signs, but orbits leave it in a plane, turning, and what
/// comes to it divides nothing. It is no threshold, neither in words nor by its glyph.
#[test]
fn a_saddle_that_oscillates_away_is_no_threshold() {
    let problem = problem("hodgkin-huxley", &[("I", 10.0)]);
    let portrait = found(&problem);
    let line = words(&problem, &portrait);
    assert!(line.contains("a saddle-focus (unstable"), "{line}");
    assert!(!line.contains("threshold"), "{line}");
    let scene = picture(&problem, &portrait, &Layers::default());
    let shown = scene.items.iter().find_map(|item| match item {
        Item::Glyph(g) => Some((g.kind, g.label.clone())),
        _ => None,
    });
    assert_eq!(
        shown,
        Some((Kind::UnstableFocus, Some("saddle-focus".into())))
    );
    // In the plane a saddle stays one.
    let planar = said(&self::problem(
        "persistent-sodium-potassium/high-threshold",
        &[("I", 4.4)],
    ));
    assert!(planar.contains("a saddle (threshold)"), "{planar}");
}

/// Below the current at which a leaky integrate-and-fire neuron fires, its only equilibrium is rest however
/// near to the threshold it lies: there is nothing above. V = V_rest + R I reaches V_th = −50 at
/// I = 20 / 2.6 = 7.692, which is where firing begins, without a bifurcation of the equation.
#[test]
fn a_leaky_cell_rests_until_rest_reaches_the_threshold() {
    for i in [0.0, 5.0, 7.69] {
        let line = said(&problem("leaky-integrate-and-fire", &[("I", i)]));
        assert!(line.contains("a stable node (rest)"), "{line}");
    }
    let cell = problem("leaky-integrate-and-fire", &[("I", 5.0)]);
    let (line, card) = rates(&cell, "I", [-5.0, 20.0]);
    assert!(
        line.contains("begins at I = 7.692, where rest reaches the threshold"),
        "{line}"
    );
    let onset = &card.iter().find(|(label, _)| *label == "Onset of firing");
    let onset = &onset.expect("there is such a line").1;
    assert!(onset.starts_with("Rest reaches the threshold"), "{onset}");
    let vary = Vary::new(&cell, "I", [-5.0, 20.0]).expect("a range");
    let drawn = diagram(&Cancel::never(), &cell, &vary, &DiagramOptions::default())
        .expect("finite")
        .expect("not cancelled");
    assert!(drawn.events.is_empty());
    assert_eq!(drawn.contacts.len(), 1);
    assert!((drawn.contacts[0] - 20.0 / 2.6).abs() < 1e-9);
}

/// A reset above the threshold is itself a spike. With a refractory time spikes follow each other at
/// 1000 / 2.7 = 370.4 Hz whatever the input; without one there is no time between them. Both are said.
#[test]
fn a_reset_above_the_threshold_is_said_to_spike_endlessly() {
    let high = [("V_reset", -40.0), ("I", 10.0)];
    let paced = said(&problem("leaky-integrate-and-fire", &high));
    assert!(paced.contains("370.4"), "{paced}");
    assert!(paced.contains("the refractory time alone"), "{paced}");
    let endless = said(&problem(
        "leaky-integrate-and-fire",
        &[high[0], high[1], ("t_ref", 0.0)],
    ));
    assert!(
        endless.contains("Every reset leads straight to the next spike"),
        "{endless}"
    );
    assert!(!endless.contains("refractory"), "{endless}");
    let usual = said(&problem("leaky-integrate-and-fire", &[("I", 10.0)]));
    assert!(!usual.contains("straight"), "{usual}");
}

/// Wilson and Cowan's equations are of populations: they have no cell that fires or spikes.
#[test]
fn populations_are_no_cells() {
    for (preset, set) in [("cycle", 0.5), ("cycle", 1.25), ("hysteresis", 0.0)] {
        let source = format!("wilson-cowan/{preset}");
        let problem = problem(&source, &[("P", set)]);
        let (line, card) = rates(&problem, "P", [-2.0, 4.0]);
        let mut all = vec![line, said(&problem)];
        all.extend(
            card.iter()
                .filter(|(label, _)| *label != "Class")
                .map(|(label, text)| format!("{label}: {text}")),
        );
        for text in &all {
            for word in ["fires", "firing", "spike", "cell", "neuron"] {
                assert!(!text.contains(word), "{source}: {text}");
            }
        }
    }
}

/// Hodgkin and Huxley's model has one branch of cycles, which leads from the lower Hopf point to the upper
/// one: no value of any parameter here splits it. At C = 0.45, between the Hopf point and beyond, orbits
/// that spiral into rest slowly used to be taken for cycles, and led to the same branch again.
#[test]
fn one_cycle_is_counted_once() {
    for (name, values) in [
        (
            "C",
            &[0.40, 0.42, 0.43, 0.44, 0.45, 0.46, 0.47, 0.6, 1.0, 1.5][..],
        ),
        ("gNa", &[100.0, 110.0, 130.0, 150.0]),
        ("gK", &[30.0, 33.0, 40.0]),
        ("gL", &[0.2, 0.25, 0.35]),
        ("EL", &[-56.0, -52.0]),
        ("ENa", &[45.0, 55.0]),
    ] {
        for &value in values {
            let cell = problem("hodgkin-huxley", &[(name, value)]);
            let vary = Vary::new(&cell, "I", [0.0, 20.0]).expect("a range");
            let drawn = diagram(&Cancel::never(), &cell, &vary, &DiagramOptions::default())
                .expect("finite")
                .expect("not cancelled");
            assert_eq!(drawn.cycles.len(), 1, "{name} = {value}: {:?}", drawn.notes);
            assert_eq!(
                drawn.at(15.0).stable_cycles().count(),
                1,
                "{name} = {value}"
            );
            let lost = |n: &&nullcline::text::Each<String>| n.contains("could not be followed");
            assert_eq!(drawn.notes.iter().find(lost), None, "{name} = {value}");
        }
    }
}
