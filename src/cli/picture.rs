//! The portrait as text: what a terminal shows beside the table.
use super::output::Output;
use super::simulate;
use crate::analysis::{Portrait, Problem, TrajectoryOptions};
use crate::draw::{TextOptions, braille};
use crate::scene::{self, FieldStyle, Key, Layers, Mark, Role};

/// The orbit shown starts so far to the right of the preset's initial state, in windows: a kick that
/// makes most cells fire once.
const KICK: f64 = 0.2;
/// An orbit without a cycle to follow is shown for so many time constants of its resting state.
const TIME_CONSTANTS: f64 = 12.0;
/// Widest picture in characters.
const WIDEST: usize = 100;
/// Lines kept free of the picture for the sentence and the prompt.
const SPARE_LINES: usize = 6;

/// Nullclines, equilibria, separatrices, cycles and one orbit, sized to the terminal.
pub(super) fn portrait(problem: &Problem, portrait: &Portrait, out: &Output) -> String {
    let layers = Layers {
        field: FieldStyle::Off,
        ..Layers::default()
    };
    let mut picture = scene::portrait(problem, portrait, &layers);
    if let Some(orbit) = orbit(problem, portrait) {
        picture.items.extend(orbit);
        picture.legend.push(Key {
            mark: Mark::Line(Role::Live),
            text: "an orbit".into(),
        });
    }
    let (columns, rows) = Output::size();
    braille(
        &picture,
        &TextOptions {
            columns: columns.min(WIDEST),
            rows: rows.saturating_sub(SPARE_LINES).clamp(16, 36),
            colour: out.colour(),
        },
    )
}

/// One orbit: from the preset's start, kicked to the right, for one and a half turns of the slowest
/// stable cycle or until it rests.
fn orbit(problem: &Problem, portrait: &Portrait) -> Option<Vec<scene::Item>> {
    let mut start = simulate::start(problem, None).ok()?;
    start[0] += KICK * problem.window().size()[0];
    let turns = portrait
        .cycles
        .iter()
        .filter(|c| c.stable)
        .map(|c| 1.5 * c.period);
    let rests = portrait.equilibria.iter().filter(|e| e.kind.is_stable());
    let rests = rests.filter_map(|e| Some(TIME_CONSTANTS / e.eigenvalues.first()?.re.abs()));
    let span = turns
        .chain(rests)
        .filter(|t| t.is_finite())
        .fold(0.0, f64::max);
    if span == 0.0 {
        return None;
    }
    let options = TrajectoryOptions {
        span,
        tolerance: 1e-7,
        max_steps: 20_000,
        every: None,
    };
    let orbit = simulate::compute(problem, &start, &options).ok()?;
    Some(scene::orbit(Role::Live, &orbit))
}
