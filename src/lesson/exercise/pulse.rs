//! Will this pulse fire?
use super::draw::{Random, Setup, all, input};
use super::{Exercise, ExerciseKind, Reply, yes_no};
use crate::analysis::{Scheme, TrajectoryOptions, driven::driven};
use crate::job::Cancel;
use crate::lesson::{Part, Said, Unchecked};
use crate::model::{Drive, Stimulus};
use crate::scene::quantity;
use crate::session::{Command, Session};
use crate::text::say;

/// Cells with a sharp threshold, each with the potential that only a spike reaches.
const CELLS: [(Setup, f64); 2] = [
    (
        Setup {
            source: "persistent-sodium-potassium/high-threshold",
            ranges: &[("I", 0.0, 4.0)],
        },
        -20.0,
    ),
    (
        Setup {
            source: "morris-lecar/snlc",
            ranges: &[("I", 20.0, 37.0)],
        },
        0.0,
    ),
];
/// When the pulse begins, in ms.
const AT: f64 = 20.0;
/// How long the cell is watched, in ms: a spike that just happens takes its time.
const UNTIL: f64 = 220.0;
/// The highest pulse that is tried, in the unit of the input.
const HIGHEST: f64 = 2000.0;
/// Halvings by which the smallest pulse is found: far finer than the distance that is kept from it.
const HALVINGS: usize = 12;

fn stimulus(width: f64, height: f64) -> Result<Stimulus, Unchecked> {
    Ok(Stimulus::parse(&format!(
        "pulse(at={AT},width={width},height={height})"
    ))?)
}

/// Whether the cell fires from `rest`.
fn fires(
    session: &Session,
    rest: &[f64],
    level: f64,
    width: f64,
    height: f64,
) -> Result<bool, Unchecked> {
    let problem = session.problem();
    let stimulus = stimulus(width, height)?;
    let drive = Drive::new(&**problem.model(), problem.values(), &stimulus, 1)?;
    let options = TrajectoryOptions {
        span: UNTIL,
        tolerance: 1e-7,
        max_steps: 100_000,
        every: None,
    };
    let found = driven(
        &Cancel::never(),
        problem,
        rest,
        &options,
        &drive,
        Scheme::Accurate,
    )
    .ok_or(Unchecked::Cancelled)?;
    // What the pulse itself lifts is no spike.
    let orbit = found.trajectory;
    let mut after = orbit.times.iter().zip(&orbit.states);
    Ok(after.any(|(&t, s)| t > AT + width + 1e-9 && s[0] > level))
}

/// Will this pulse fire?
pub(super) fn pulse(seed: u64) -> Result<Exercise, Unchecked> {
    let mut random = Random::new(ExerciseKind::Pulse, seed);
    let (setup, level) = random.of(&CELLS);
    let mut session = random.cell(setup)?;
    let points = all(&session)?;
    let rest = points.iter().find(|e| e.kind.is_stable());
    let rest = match rest {
        Some(rest) => rest.at.clone(),
        None => session.problem().preset().initial.clone(),
    };
    let width = [1.0, 2.0, 3.0][random.below(3)];
    let (mut lo, mut hi) = (0.0, 1.0);
    while hi < HIGHEST && !fires(&session, &rest, *level, width, hi)? {
        (lo, hi) = (hi, 2.0 * hi);
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (lo + hi);
        match fires(&session, &rest, *level, width, middle)? {
            true => hi = middle,
            false => lo = middle,
        }
    }
    let share = match random.below(2) {
        0 => random.between(0.5, 0.8),
        _ => random.between(1.25, 1.7),
    };
    // One digit behind the point, as people write heights; far less than what is kept from the threshold.
    let height = (share * hi * 10.0).round() / 10.0;
    let answer = fires(&session, &rest, *level, width, height)?;
    session.apply(&Command::Stimulate(stimulus(width, height)?))?;
    session.apply(&Command::KeepState(rest))?;
    let spec = &session.problem().model().info().parameters[0];
    let unit = spec.unit.symbol();
    let problem = session.problem();
    Ok(Exercise {
        kind: ExerciseKind::Pulse,
        seed,
        mark: None,
        hide: vec![Part::Outcome],
        question: Said::of(|| {
            say!(
                "exercise-ask-pulse",
                input = input(problem),
                width = quantity(width, "ms"),
                height = quantity(height, unit)
            )
        }),
        choices: yes_no(),
        unit: "",
        answer: Reply::Choice(usize::from(!answer)),
        explained: Said::of(|| {
            let (smallest, height) = (quantity(hi, unit), quantity(height, unit));
            match answer {
                true => say!(
                    "exercise-because-fires",
                    smallest = smallest,
                    height = height
                ),
                false => say!(
                    "exercise-because-silent",
                    smallest = smallest,
                    height = height
                ),
            }
        }),
        session,
    })
}
