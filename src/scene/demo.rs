//! What is said of a demonstration's outcome.
use super::number::{quantity, value};
use crate::analysis::demo::{Demonstration, Finding, Outcome};
use crate::analysis::{Border, Problem, Ruler};
use crate::model::Unit;

/// Whether a demonstration came out, and what was found beside its trials: one or two sentences.
pub fn demo_words(demo: &Demonstration, outcome: &Outcome, problem: &Problem) -> Vec<String> {
    let info = problem.model().info();
    let (unit, time) = (info.variables[0].unit.symbol(), info.time.symbol());
    let rate = if info.time == Unit::Millisecond {
        "Hz"
    } else {
        ""
    };
    let lead = info.parameters[0].unit.symbol();
    let found = match &outcome.finding {
        Finding::None => None,
        Finding::Peaks {
            silent: Some([_, below]),
            firing: Some([low, high]),
        } => Some(format!(
            "all spikes peak between {} and {}; without a spike the highest response is {}",
            quantity(*low, unit),
            quantity(*high, unit),
            quantity(*below, unit)
        )),
        Finding::Peaks { .. } => Some("not all of the pulses did the same".into()),
        Finding::Resonance { best, period } => Some(format!(
            "the response is largest {} apart; the cell's natural period is {}",
            quantity(*best, time),
            quantity(*period, time)
        )),
        Finding::Hysteresis { onset, offset } => Some(format!(
            "firing begins at {} = {} on the way up and ends at {} on the way down",
            info.parameters[0].name,
            quantity(*onset, lead),
            quantity(*offset, lead)
        )),
        Finding::Onset(lowest) => Some(format!("the lowest rate is {}", quantity(*lowest, rate))),
        Finding::Impedance(z) => {
            let [f, peak] = z.peak();
            Some(format!(
                "the impedance is largest at {}, where it is {}; it departs from that of the linearisation by {} % at \
                 most",
                quantity(f, rate),
                value(peak),
                value(100.0 * z.departure())
            ))
        }
    };
    let verdict = if outcome.holds {
        "it came out as expected".into()
    } else {
        let wrong = outcome.trials.iter().filter(|t| !t.as_expected).count();
        format!(
            "it did not come out: {wrong} of {} trials did something else",
            demo.trials.len()
        )
    };
    found.into_iter().chain([verdict]).collect()
}

/// The threshold ruler in a sentence.
pub fn ruler_words(ruler: &Ruler, problem: &Problem) -> String {
    let info = problem.model().info();
    let first = &info.variables[0];
    match ruler {
        Ruler::Graded => {
            "no sharp threshold: no saddle and no unstable cycle separates small responses from large ones".into()
        }
        Ruler::OutOfReach => format!(
            "no kick of {} alone crosses the threshold from here",
            first.name
        ),
        Ruler::Sharp {
            kick,
            charge,
            border,
            ..
        } => {
            let what = match border {
                Border::Separatrix(_) => "the separatrix",
                Border::UnstableCycle(_) => "the unstable cycle",
            };
            let kick = quantity(*kick, first.unit.symbol());
            let lead = &info.parameters[0];
            let unit = match (lead.unit.symbol(), info.time.symbol()) {
                ("", time) => time.to_owned(),
                (unit, "") => unit.to_owned(),
                (unit, time) => format!("{unit}·{time}"),
            };
            let charge = charge.map(|q| {
                format!(", or a brief pulse of {} with {} of charge", lead.name, quantity(q, &unit))
            });
            format!(
                "{what} is {kick} away in {}{}",
                first.name,
                charge.unwrap_or_default()
            )
        }
    }
}
