//! The scene of a stimulus over time, and what is said of it.
use super::number::quantity;
use super::picture::{Axis, Curve, Item, Jump, Mark, Scene};
use super::portrait::caption;
use super::theme::Role;
use crate::analysis::{Driven, Driving, Problem, Scheme};
use crate::model::stimulus::Overlap;

/// The course of a driven parameter over `time`: what is drawn under the time course of the potential.
/// Impulses, which have no height, are arrows up or down to the edge of the picture.
pub fn stimulus(problem: &Problem, driving: &Driving, time: [f64; 2]) -> Scene {
    let info = problem.model().info();
    let spec = &info.parameters[driving.parameter];
    let rest = problem.values()[driving.parameter];
    let mut range = [rest, rest];
    for &[_, value] in driving.points.iter().filter(|p| p[1].is_finite()) {
        range = [range[0].min(value), range[1].max(value)];
    }
    // A stimulus that hardly moves is a line in the middle and not noise blown up.
    let least = 1e-6 * (spec.range.1 - spec.range.0).max(rest.abs());
    let pad = (0.12 * (range[1] - range[0])).max(least);
    let range = [range[0] - pad, range[1] + pad];
    let mut scene = Scene::empty(
        Axis {
            name: "time".into(),
            unit: info.time.symbol().into(),
            range: time,
        },
        Axis {
            name: spec.name.into(),
            unit: spec.unit.symbol().into(),
            range,
        },
    );
    scene.caption = caption(problem);
    scene.items.push(Item::Curve(Curve {
        role: Role::Stimulus,
        points: driving.points.clone(),
        closed: false,
        label: None,
    }));
    for &[t, charge] in &driving.impulses {
        scene.items.push(Item::Jump(Jump {
            role: Role::Stimulus,
            from: [t, rest],
            to: [t, range[usize::from(charge > 0.0)]],
        }));
    }
    scene.key(
        Mark::Line(Role::Stimulus),
        format!("{} with the stimulus", spec.name),
    );
    scene
}

/// How a trajectory was computed, where that is not the usual way; `time` is the unit of time.
/// `own` is the step of the figure that the preset is named after, if it has one.
pub fn scheme_words(scheme: Scheme, own: Option<f64>, time: &str) -> Option<String> {
    match scheme {
        Scheme::Accurate => None,
        Scheme::Euler(step) if own != Some(step) => Some(format!(
            "computed by Euler's method with a step of {}; counts and times of spikes can depend on \
             the step",
            quantity(step, time)
        )),
        Scheme::Euler(step) => Some(format!(
            "computed with the author's Euler step of {}, as the published script did; \
             counts and times of spikes can depend on the step",
            quantity(step, time)
        )),
    }
}

/// That the figure which a stimulus comes from was computed in another way.
pub fn figure_words(step: f64, time: &str) -> String {
    format!(
        "the figure that this preset is named after was computed by Euler steps of {}; accurate spikes differ \
         from it in time, and in some features in number",
        quantity(step, time)
    )
}

/// That pulses of two signals last at the same time.
pub fn overlap_words(overlap: &Overlap, problem: &Problem) -> String {
    let info = problem.model().info();
    let name = overlap.on.as_deref().unwrap_or(info.parameters[0].name);
    let unit = info.time.symbol();
    let until = if overlap.until.is_finite() {
        format!("to {}", quantity(overlap.until, unit))
    } else {
        "on".into()
    };
    format!(
        "two signals on {name} overlap from {} {until}; there they add up",
        quantity(overlap.from, unit)
    )
}

/// That Euler's method may step over what a stimulus does.
fn unseen_words(narrowest: f64, scheme: Scheme, time: &str) -> Option<String> {
    match scheme {
        Scheme::Accurate => None,
        Scheme::Euler(step) => Some(format!(
            "the stimulus does something within {}, which steps of {} can pass over without seeing it; \
             take a shorter step, or the accurate method",
            quantity(narrowest, time),
            quantity(step, time)
        )),
    }
}

/// What must be known of a driven trajectory: how it was computed, and that pulses add up.
pub fn driven_words(problem: &Problem, driven: &Driven, overlap: Option<&Overlap>) -> Vec<String> {
    let time = problem.model().info().time.symbol();
    let own = problem.preset().protocol.map(|p| p.euler);
    let how = scheme_words(driven.scheme, own, time);
    let unseen = driven
        .unseen
        .and_then(|t| unseen_words(t, driven.scheme, time));
    let overlap = overlap.map(|o| overlap_words(o, problem));
    how.into_iter().chain(unseen).chain(overlap).collect()
}
