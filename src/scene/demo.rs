//! What is said of a demonstration's outcome, and its pictures.
mod picture;

pub use self::picture::{Picture, picture};

use super::declared::declared;
use super::number::{quantity, value};
use super::picture::{Axis, Curve, Item, Level, Mark, Scene};
use super::theme::Role;
use super::words::sentence;
use crate::analysis::Problem;
use crate::analysis::demo::{Demonstration, Finding, Outcome, Trial};
use crate::text::say;

/// What an impedance is counted per: the unit of the input, or a unit of it where it has none.
fn per(name: &str, unit: &str) -> String {
    if unit.is_empty() {
        say!("unit-of", name = name)
    } else {
        unit.to_owned()
    }
}

/// What tells a trial from the others: its value, with its name if it has one.
pub fn trial_words(trial: &Trial) -> String {
    match trial.name {
        Some(name) => declared(name).into_owned(),
        None => value(trial.value),
    }
}

/// Whether a demonstration came out, and what was found beside its trials: one or two sentences.
pub fn demo_words(demo: &Demonstration, outcome: &Outcome, problem: &Problem) -> Vec<String> {
    let info = problem.model().info();
    let (unit, time) = (info.variables[0].unit.symbol(), info.time.symbol());
    let rate = info.time.frequency();
    let lead = info.parameters[0].unit.symbol();
    let found = match &outcome.finding {
        Finding::None => None,
        Finding::Peaks {
            silent: Some([_, below]),
            firing: Some([low, high]),
        } => Some(say!(
            "demo-peaks",
            low = quantity(*low, unit),
            high = quantity(*high, unit),
            below = quantity(*below, unit)
        )),
        Finding::Peaks { .. } => Some(say!("demo-peaks-differ")),
        Finding::Resonance { best, period } => Some(say!(
            "demo-resonance",
            best = quantity(*best, time),
            period = quantity(*period, time)
        )),
        Finding::Hysteresis { onset, offset } => Some(say!(
            "demo-hysteresis",
            name = info.parameters[0].name,
            onset = quantity(*onset, lead),
            offset = quantity(*offset, lead)
        )),
        Finding::Onset(lowest) => Some(say!("demo-lowest", rate = quantity(*lowest, rate))),
        Finding::Impedance(z) => {
            let ([f, peak], [linear, law]) = (z.peak, z.linear_peak);
            Some(say!(
                "demo-impedance",
                at = quantity(f, rate),
                peak = quantity(peak, unit),
                per = per(info.parameters[0].name, lead),
                linear = quantity(linear, rate),
                law = value(law),
                percent = value(100.0 * z.departure())
            ))
        }
    };
    let verdict = if outcome.holds {
        say!("demo-holds")
    } else {
        let wrong = outcome.trials.iter().filter(|t| !t.as_expected).count();
        say!("demo-fails", wrong = wrong, all = demo.trials.len())
    };
    found
        .into_iter()
        .chain([verdict])
        .map(|clause| sentence(&clause))
        .collect()
}

/// The response against what is varied, for demonstrations in which that is a curve: the highest potential
/// against the gap of two pulses, or the impedance against the frequency with that of the linearisation.
pub fn response(demo: &Demonstration, outcome: &Outcome, problem: &Problem) -> Option<Scene> {
    let info = problem.model().info();
    let first = &info.variables[0];
    let curve = |role, points, label: &str| {
        Item::Curve(Curve {
            role,
            points,
            closed: false,
            label: (!label.is_empty()).then(|| label.into()),
        })
    };
    let around = |points: &[[f64; 2]], k: usize| {
        let (lo, hi) = points
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), p| {
                (lo.min(p[k]), hi.max(p[k]))
            });
        [lo, hi]
    };
    match &outcome.finding {
        Finding::Resonance { period, .. } => {
            let points: Vec<[f64; 2]> = outcome.trials.iter().map(|t| [t.value, t.peak]).collect();
            let ([x0, x1], [y0, y1]) = (around(&points, 0), around(&points, 1));
            let pad = 0.1 * (y1 - y0);
            let mut scene = Scene::empty(
                Axis::new(say!("gap"), info.time.symbol(), [x0, x1]),
                Axis::new(say!("response"), first.unit.symbol(), [y0 - pad, y1 + pad]),
            );
            scene.items.push(Item::Level(Level {
                at: *period,
                vertical: true,
                role: Role::Level,
                label: say!("natural-period"),
            }));
            scene.items.push(curve(Role::Live, points, ""));
            Some(scene)
        }
        Finding::Impedance(z) => {
            let pairs = |values: &[f64]| -> Vec<[f64; 2]> {
                z.frequencies
                    .iter()
                    .zip(values)
                    .map(|(&f, &v)| [f, v])
                    .collect()
            };
            let (measured, linear) = (pairs(&z.measured), pairs(&z.linear));
            let top = around(&measured, 1)[1].max(around(&linear, 1)[1]);
            let unit = info.time.frequency();
            let lead = &info.parameters[0];
            let mut scene = Scene::empty(
                Axis::new(say!("frequency"), unit, around(&measured, 0)),
                Axis::new(
                    "|Z|",
                    say!(
                        "unit-per",
                        unit = first.unit.symbol(),
                        per = per(lead.name, lead.unit.symbol())
                    ),
                    [0.0, 1.1 * top],
                ),
            );
            scene
                .items
                .push(curve(Role::Law, linear, &say!("linearisation")));
            scene
                .items
                .push(curve(Role::Live, measured, &say!("measured")));
            scene.key(Mark::Line(Role::Live), declared(demo.title));
            Some(scene)
        }
        _ => None,
    }
}
