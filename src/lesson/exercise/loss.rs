//! Exercises about how rest is lost.
use super::draw::{Random, Setup, set};
use super::{Exercise, ExerciseKind, Reply};
use crate::analysis::diagram::diagram;
use crate::analysis::{Diagram, DiagramOptions, Event, EventKind, Problem};
use crate::job::Cancel;
use crate::lesson::{Part, Said, Unchecked, words};
use crate::scene::quantity;
use crate::session::Session;
use crate::text::say;

/// Cells whose rest ends at a saddle-node.
const FOLDS: [Setup; 2] = [
    Setup {
        source: "persistent-sodium-potassium/high-threshold",
        ranges: &[("gL", 7.5, 8.5), ("EL", -82.0, -79.0)],
    },
    Setup {
        source: "morris-lecar/snlc",
        ranges: &[("gCa", 3.9, 4.1), ("EL", -62.0, -58.0)],
    },
];
/// At a Hopf point where a stable cycle is born.
const SOFT: [Setup; 1] = [Setup {
    source: "persistent-sodium-potassium/low-threshold",
    ranges: &[("gL", 7.5, 8.5), ("EL", -80.0, -77.0)],
}];
/// At a Hopf point where an unstable cycle ends.
const HARD: [Setup; 3] = [
    Setup {
        source: "morris-lecar/hopf",
        ranges: &[("phi", 0.03, 0.05), ("EL", -61.0, -59.0)],
    },
    Setup {
        source: "persistent-sodium-potassium/subcritical",
        ranges: &[("gK", 3.9, 4.1)],
    },
    Setup {
        source: "fitzhugh-nagumo/standard",
        ranges: &[("eps", 0.05, 0.1), ("a", 0.65, 0.75)],
    },
];
/// So many cells are drawn before one is taken as it is.
const TRIES: usize = 10;

/// Equilibria against the input, and where rest ends as it rises.
struct Lost {
    diagram: Diagram,
    event: Option<Event>,
}

/// Follows rest from the lower end of the input until it is lost.
fn lost(session: &Session) -> Result<Lost, Unchecked> {
    let problem = session.problem();
    let vary = session.study().vary(problem);
    // Cycles do not end rest, and take long.
    let options = DiagramOptions { cycles: false };
    let diagram = diagram(&Cancel::never(), problem, &vary, &options)?;
    let diagram = diagram.ok_or(Unchecked::Cancelled)?;
    let width = vary.width();
    let mut rests = vec![];
    for branch in &diagram.equilibria {
        let points = &branch.points;
        for reversed in [false, true] {
            let Some(end) = (if reversed {
                points.last()
            } else {
                points.first()
            }) else {
                continue;
            };
            if (end.parameter - vary.range[0]).abs() < 1e-6 * width && end.stable {
                rests.push((end.at[0], points, reversed));
            }
        }
    }
    rests.sort_by(|a, b| a.0.total_cmp(&b.0));
    let ends = rests.first().and_then(|(_, points, reversed)| {
        let mut way: Vec<_> = points.iter().collect();
        if *reversed {
            way.reverse();
        }
        way.iter().find(|p| !p.stable).map(|p| p.parameter)
    });
    let distance = |e: &&Event, at: f64| (e.parameter - at).abs();
    let event = ends.and_then(|at| {
        let events = diagram.events.iter();
        let nearest = events.min_by(|a, b| distance(a, at).total_cmp(&distance(b, at)))?;
        (distance(&nearest, at) < 0.05 * width).then(|| nearest.clone())
    });
    Ok(Lost { diagram, event })
}

/// A cell that loses its rest in one of the ways that `wanted` allows.
fn cell(
    random: &mut Random,
    setups: &[Setup],
    wanted: impl Fn(EventKind) -> bool,
) -> Result<(Session, Lost), Unchecked> {
    let mut tries = 0;
    loop {
        let setup = random.of(setups);
        let mut session = random.cell(setup)?;
        let found = lost(&session)?;
        tries += 1;
        if found.event.as_ref().is_some_and(|e| wanted(e.kind)) || tries >= TRIES {
            // Shown where it rests.
            let problem = session.problem();
            let [lo, _] = session.study().vary(problem).range;
            let name = problem.model().info().parameters[0].name;
            set(&mut session, name, lo)?;
            return Ok((session, found));
        }
    }
}

fn is_fold(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::SaddleNode | EventKind::SaddleNodeOnInvariantCircle
    )
}

/// Where the event is, with its unit.
fn at(problem: &Problem, event: &Event) -> String {
    let spec = &problem.model().info().parameters[0];
    format!(
        "{} = {}",
        spec.name,
        quantity(event.parameter, spec.unit.symbol())
    )
}

fn explained(problem: &Problem, found: &Lost) -> Said {
    Said::of(|| {
        let Some(event) = &found.event else {
            return words::events(problem, &found.diagram);
        };
        let at = at(problem, event);
        let number = |x: Option<f64>| x.map_or_else(String::new, crate::scene::number);
        match event.kind {
            EventKind::SupercriticalHopf => say!(
                "exercise-because-supercritical",
                at = at,
                coefficient = number(event.first_lyapunov)
            ),
            EventKind::SubcriticalHopf => say!(
                "exercise-because-subcritical",
                at = at,
                coefficient = number(event.first_lyapunov)
            ),
            _ => say!("exercise-because-fold", at = at),
        }
    })
}

fn exercise(kind: ExerciseKind, seed: u64, session: Session, found: &Lost) -> Exercise {
    let explained = explained(session.problem(), found);
    Exercise {
        kind,
        seed,
        mark: None,
        // The signs of equilibria are what one is to watch while the input rises.
        hide: vec![Part::Diagram, Part::Words],
        question: Said::default(),
        choices: vec![],
        unit: "",
        answer: Reply::Choice(0),
        explained,
        session,
    }
}

/// At which current is the Hopf point, to 1 %?
pub(super) fn hopf(seed: u64) -> Result<Exercise, Unchecked> {
    let mut random = Random::new(ExerciseKind::Hopf, seed);
    let setups: &[Setup] = match random.below(2) {
        0 => &SOFT,
        _ => &HARD,
    };
    let (session, found) = cell(&mut random, setups, EventKind::is_hopf)?;
    let spec = session.problem().model().info().parameters[0];
    let is = found.event.as_ref().map_or(0.0, |e| e.parameter);
    Ok(Exercise {
        question: Said::of(|| say!("exercise-ask-hopf", name = spec.name)),
        unit: spec.unit.symbol(),
        answer: Reply::Number(is),
        ..exercise(ExerciseKind::Hopf, seed, session, &found)
    })
}

/// Which bifurcation ends rest?
pub(super) fn loss(seed: u64) -> Result<Exercise, Unchecked> {
    let mut random = Random::new(ExerciseKind::Loss, seed);
    let (session, found) = match random.below(3) {
        0 => cell(&mut random, &FOLDS, is_fold)?,
        1 => cell(&mut random, &SOFT, |k| k == EventKind::SupercriticalHopf)?,
        _ => cell(&mut random, &HARD, |k| k == EventKind::SubcriticalHopf)?,
    };
    let answer = match found.event.as_ref().map(|e| e.kind) {
        Some(EventKind::SupercriticalHopf) => 1,
        Some(EventKind::SubcriticalHopf) => 2,
        _ => 0,
    };
    Ok(Exercise {
        question: Said::of(|| say!("exercise-ask-loss")),
        choices: [
            EventKind::SaddleNode,
            EventKind::SupercriticalHopf,
            EventKind::SubcriticalHopf,
        ]
        .map(|kind| Said::of(|| words::event(kind)))
        .into(),
        answer: Reply::Choice(answer),
        ..exercise(ExerciseKind::Loss, seed, session, &found)
    })
}

/// Is it an integrator or a resonator?
pub(super) fn character(seed: u64) -> Result<Exercise, Unchecked> {
    let mut random = Random::new(ExerciseKind::Character, seed);
    let (session, found) = match random.below(4) {
        0 | 1 => cell(&mut random, &FOLDS, is_fold)?,
        2 => cell(&mut random, &SOFT, EventKind::is_hopf)?,
        _ => cell(&mut random, &HARD, EventKind::is_hopf)?,
    };
    let integrates = found.event.as_ref().is_some_and(|e| is_fold(e.kind));
    let problem = session.problem();
    let explained = Said::of(|| match &found.event {
        Some(event) if integrates => {
            say!("exercise-because-integrator", at = at(problem, event))
        }
        Some(event) => say!(
            "exercise-because-resonator",
            at = at(problem, event),
            kind = words::event(event.kind)
        ),
        None => words::events(problem, &found.diagram),
    });
    Ok(Exercise {
        question: Said::of(|| say!("exercise-ask-character")),
        choices: vec![
            Said::of(|| say!("lesson-found-integrator")),
            Said::of(|| say!("lesson-found-resonator")),
        ],
        answer: Reply::Choice(usize::from(!integrates)),
        explained,
        ..exercise(ExerciseKind::Character, seed, session.clone(), &found)
    })
}
