//! Exercises about portraits.
use super::draw::{Random, Setup, all, input, open, set};
use super::{Exercise, ExerciseKind, Reply, yes_no};
use crate::analysis::equilibrium::Equilibrium;
use crate::analysis::portrait::portrait;
use crate::analysis::{Kind, PortraitOptions, Problem, Window};
use crate::job::Cancel;
use crate::lesson::{Part, Said, Unchecked, words};
use crate::scene::number;
use crate::session::{Command, Layer, Session};
use crate::text::say;

/// The kinds that are asked for, in the order of the choices.
const KINDS: [Kind; 5] = [
    Kind::StableNode,
    Kind::StableFocus,
    Kind::Saddle,
    Kind::UnstableNode,
    Kind::UnstableFocus,
];

const HIGH: &str = "persistent-sodium-potassium/high-threshold";
const VAN_DER_POL: &str = "van-der-pol/standard";

/// Cells in which many kinds occur.
const SETUPS: [Setup; 9] = [
    Setup {
        source: HIGH,
        ranges: &[("I", -5.0, 20.0)],
    },
    Setup {
        source: "persistent-sodium-potassium/low-threshold",
        ranges: &[("I", 0.0, 60.0)],
    },
    Setup {
        source: "morris-lecar/hopf",
        ranges: &[("I", 60.0, 120.0), ("phi", 0.02, 0.08)],
    },
    Setup {
        source: "morris-lecar/snlc",
        ranges: &[("I", 20.0, 80.0)],
    },
    Setup {
        source: "morris-lecar/homoclinic",
        ranges: &[("I", 30.0, 45.0)],
    },
    Setup {
        source: "fitzhugh-nagumo/standard",
        ranges: &[("I", 0.0, 1.75), ("eps", 0.01, 0.2)],
    },
    Setup {
        source: "wilson-cowan/hysteresis",
        ranges: &[("P", -1.0, 1.0)],
    },
    Setup {
        source: VAN_DER_POL,
        ranges: &[("mu", 0.2, 1.7)],
    },
    Setup {
        source: VAN_DER_POL,
        ranges: &[("mu", 2.3, 6.0)],
    },
];
/// So many cells are drawn before one is taken that is known to serve.
const TRIES: usize = 60;
/// How clear the sign of an eigenvalue's real part must be, relative to the eigenvalues.
const CLEAR: f64 = 0.03;

/// Whether nobody could take the point for another kind.
fn is_clear(e: &Equilibrium) -> bool {
    let size = e.eigenvalues.iter().map(|l| l.norm()).fold(0.0, f64::max);
    let turn = e.trace * e.trace - 4.0 * e.determinant;
    let scale = (e.trace * e.trace).max(4.0 * e.determinant.abs());
    e.eigenvalues.iter().all(|l| l.re.abs() > CLEAR * size) && turn.abs() > CLEAR * scale
}

/// The equilibrium's numbers and what follows from them.
fn explained(e: &Equilibrium) -> Said {
    Said::of(|| {
        let (eigenvalues, trace) = (words::eigenvalues(&e.eigenvalues), number(e.trace));
        let determinant = number(e.determinant);
        let turn = number(e.trace * e.trace - 4.0 * e.determinant);
        match e.kind {
            Kind::Saddle => say!(
                "exercise-because-saddle",
                eigenvalues = eigenvalues,
                determinant = determinant
            ),
            Kind::StableNode => say!(
                "exercise-because-stable-node",
                eigenvalues = eigenvalues,
                trace = trace,
                determinant = determinant,
                turn = turn
            ),
            Kind::StableFocus => say!(
                "exercise-because-stable-focus",
                eigenvalues = eigenvalues,
                trace = trace,
                determinant = determinant,
                turn = turn
            ),
            Kind::UnstableFocus => say!(
                "exercise-because-unstable-focus",
                eigenvalues = eigenvalues,
                trace = trace,
                determinant = determinant,
                turn = turn
            ),
            _ => say!(
                "exercise-because-unstable-node",
                eigenvalues = eigenvalues,
                trace = trace,
                determinant = determinant,
                turn = turn
            ),
        }
    })
}

fn place(problem: &Problem, e: &Equilibrium) -> String {
    let variables = problem.model().info().variables.iter().zip(&e.at);
    let at: Vec<String> = variables
        .map(|(v, x)| format!("{} = {}", v.name, number(*x)))
        .collect();
    at.join(", ")
}

/// What kind of equilibrium is marked?
pub(super) fn kind(seed: u64) -> Result<Exercise, Unchecked> {
    let mut random = Random::new(ExerciseKind::Equilibrium, seed);
    let target = random.below(KINDS.len());
    let mut found = None;
    for _ in 0..TRIES {
        let setup = random.of(&SETUPS);
        let session = random.cell(setup)?;
        let points = all(&session)?;
        let serve: Vec<&Equilibrium> = points
            .iter()
            .filter(|e| e.kind == KINDS[target] && is_clear(e))
            .collect();
        if !serve.is_empty() {
            let one = (*random.of(&serve)).clone();
            found = Some((session, one));
            break;
        }
    }
    let (session, marked) = match found {
        Some(found) => found,
        None => certain(KINDS[target])?,
    };
    let answer = KINDS.iter().position(|k| *k == marked.kind);
    let problem = session.problem();
    Ok(Exercise {
        kind: ExerciseKind::Equilibrium,
        seed,
        // The glyph and the branch tell the kind; the field and orbits let one find it out.
        hide: [Layer::Equilibria, Layer::Separatrices, Layer::Cycles]
            .map(Part::Layer)
            .into_iter()
            .chain([Part::Labels, Part::Words, Part::Diagram])
            .collect(),
        question: Said::of(|| say!("exercise-ask-equilibrium", place = place(problem, &marked))),
        choices: KINDS.map(|k| Said::of(|| words::kind(k.name()))).into(),
        unit: "",
        answer: Reply::Choice(answer.unwrap_or(0)),
        explained: explained(&marked),
        mark: Some(marked.at),
        session,
    })
}

/// A cell that is known to have an equilibrium of this kind.
fn certain(kind: Kind) -> Result<(Session, Equilibrium), Unchecked> {
    let (source, name, value) = match kind {
        Kind::StableNode | Kind::Saddle => (HIGH, "I", 0.0),
        Kind::StableFocus => ("fitzhugh-nagumo/standard", "I", 0.0),
        Kind::UnstableFocus => (VAN_DER_POL, "mu", 1.0),
        _ => (VAN_DER_POL, "mu", 4.0),
    };
    let mut session = open(source)?;
    set(&mut session, name, value)?;
    let mut points = all(&session)?;
    let k = points.iter().position(|e| e.kind == kind).unwrap_or(0);
    Ok((session, points.swap_remove(k)))
}

/// Two cells that may have three equilibria.
const THREE: [Setup; 3] = [
    Setup {
        source: HIGH,
        ranges: &[("I", -5.0, 14.0)],
    },
    Setup {
        source: "morris-lecar/homoclinic",
        ranges: &[("I", 20.0, 60.0)],
    },
    Setup {
        source: "wilson-cowan/hysteresis",
        ranges: &[("P", -1.2, 1.2)],
    },
];

/// How many equilibria are in the window?
pub(super) fn count(seed: u64) -> Result<Exercise, Unchecked> {
    let mut random = Random::new(ExerciseKind::Count, seed);
    let target = 1 + random.below(3);
    let mut session = open(HIGH)?;
    for _ in 0..TRIES {
        let setup = random.of(&THREE);
        session = random.cell(setup)?;
        let points = all(&session)?;
        if !points.iter().all(is_clear) {
            continue;
        }
        match (points.as_slice(), target) {
            ([_], 1) | ([_, _, _], 3) => break,
            ([_, b, c], 2) => {
                // The window ends between the second and the third, so that two are left.
                let Window { x, y } = session.problem().window();
                let x = [x[0], 0.5 * (b.at[0] + c.at[0])];
                if session.apply(&Command::SetWindow(Window { x, y })).is_ok()
                    && all(&session)?.len() == 2
                {
                    break;
                }
            }
            _ => {}
        }
    }
    let points = all(&session)?;
    let problem = session.problem();
    let answer = points.len().saturating_sub(1).min(2);
    Ok(Exercise {
        kind: ExerciseKind::Count,
        seed,
        mark: None,
        hide: [Layer::Equilibria, Layer::Separatrices, Layer::Cycles]
            .map(Part::Layer)
            .into_iter()
            .chain([Part::Labels, Part::Words, Part::Diagram])
            .collect(),
        question: Said::of(|| say!("exercise-ask-count", input = input(problem))),
        choices: vec![
            Said::of(|| say!("exercise-one")),
            Said::of(|| say!("exercise-two")),
            Said::of(|| say!("exercise-three")),
        ],
        unit: "",
        answer: Reply::Choice(answer),
        explained: Said::of(|| {
            say!(
                "exercise-because-count",
                count = points.len() as i64,
                places = words::places(problem, &points)
            )
        }),
        session,
    })
}

/// Cells between rest and firing: where both attract, and where only one does.
const BISTABLE: [Setup; 2] = [
    Setup {
        source: "morris-lecar/hopf",
        ranges: &[("I", 88.6, 93.5)],
    },
    Setup {
        source: "persistent-sodium-potassium/subcritical",
        ranges: &[("I", 44.0, 48.4)],
    },
];
const SINGLE: [Setup; 4] = [
    Setup {
        source: "morris-lecar/hopf",
        ranges: &[("I", 80.0, 87.8)],
    },
    Setup {
        source: "morris-lecar/hopf",
        ranges: &[("I", 94.4, 110.0)],
    },
    Setup {
        source: "persistent-sodium-potassium/subcritical",
        ranges: &[("I", 35.0, 41.0)],
    },
    Setup {
        source: "persistent-sodium-potassium/subcritical",
        ranges: &[("I", 49.6, 60.0)],
    },
];

/// Is the cell bistable here?
pub(super) fn bistable(seed: u64) -> Result<Exercise, Unchecked> {
    let mut random = Random::new(ExerciseKind::Bistable, seed);
    let setup = match random.below(2) {
        0 => random.of(&BISTABLE),
        _ => random.of(&SINGLE),
    };
    let session = random.cell(setup)?;
    let problem = session.problem();
    let options = PortraitOptions {
        field: [1, 1],
        ..PortraitOptions::default()
    };
    let found = portrait(&Cancel::never(), problem, &options)?.ok_or(Unchecked::Cancelled)?;
    let rests = found
        .equilibria
        .iter()
        .filter(|e| e.kind.is_stable())
        .count();
    let cycles = found.cycles.iter().filter(|c| c.stable).count();
    let both = rests > 0 && cycles > 0;
    Ok(Exercise {
        kind: ExerciseKind::Bistable,
        seed,
        mark: None,
        hide: vec![
            Part::Layer(Layer::Cycles),
            Part::Layer(Layer::Separatrices),
            Part::Diagram,
            Part::Words,
        ],
        question: Said::of(|| say!("exercise-ask-bistable", input = input(problem))),
        choices: yes_no(),
        unit: "",
        answer: Reply::Choice(usize::from(!both)),
        explained: Said::of(|| {
            let (points, cycles) = (
                words::kinds(&found.equilibria),
                words::cycles(problem, &found),
            );
            match (both, rests > 0) {
                (true, _) => say!(
                    "exercise-because-bistable",
                    points = points,
                    cycles = cycles
                ),
                (false, true) => say!("exercise-because-rest", points = points, cycles = cycles),
                (false, false) => say!("exercise-because-firing", points = points, cycles = cycles),
            }
        }),
        session,
    })
}
