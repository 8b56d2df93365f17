//! The scene of a stimulus over time, and what is said of it.
use super::number::{quantity, value};
use super::picture::{Align, Axis, Curve, Item, Jump, Mark, Scene, Text};
use super::portrait::cell_caption;
use super::theme::Role;
use crate::analysis::{Driven, Driving, Problem, Scheme};
use crate::model::Stimulus;
use crate::model::stimulus::{Overlap, Signal};
use crate::text::say;

/// Up to so many impulses in a picture have their charges written.
const MOST_CHARGES: usize = 3;

/// Impulses nearer to each other than this part of the picture have no room for two charges.
const APART: f64 = 0.4;

/// The axis of a stimulus that does not move the parameter reaches so far to both sides, as a part of the
/// parameter's range.
const STEADY: f64 = 0.1;

/// The unit of a charge: that of the current times that of time.
fn charge_unit(current: &str, time: &str) -> String {
    match (current, time) {
        (current, "") => current.to_owned(),
        // Per area comes last: µA·ms/cm² and not µA/cm²·ms.
        (current, time) => match current.split_once('/') {
            Some((above, below)) => format!("{above}·{time}/{below}"),
            None => format!("{current}·{time}"),
        },
    }
}

/// The lowest and the highest value of stimuli in pictures with the same axes, with labels: however small the
/// pictures are, these can be read.
pub fn stimulus_marks<'a>(scenes: impl IntoIterator<Item = &'a Scene>) -> Vec<(f64, String)> {
    let items = scenes.into_iter().flat_map(|scene| &scene.items);
    let curves = items.filter_map(|item| match item {
        Item::Curve(c) if c.role == Role::Stimulus => Some(&c.points),
        _ => None,
    });
    let values = curves.flatten().map(|p| p[1]).filter(|v| v.is_finite());
    let (lo, hi) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), v| {
        (lo.min(v), hi.max(v))
    });
    if lo > hi {
        return vec![];
    }
    // Digits below a thousandth of the difference are not seen.
    let digits = 1e-3 * (hi - lo).max(1e-6 * lo.abs().max(hi.abs()));
    let round = |v: f64| {
        let unit = 10_f64.powf(digits.max(1e-300).log10().floor());
        (v / unit).round() * unit
    };
    if lo == hi {
        return vec![(lo, value(lo))];
    }
    let [low, high] = super::number::values([round(lo), round(hi)]);
    vec![(lo, low), (hi, high)]
}

/// The course of a driven parameter over `time`: what is drawn under the time course of the potential.
/// Impulses, which have no height, are lines up or down to the edge of the picture with their charges.
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
    let pad = if range[0] < range[1] {
        (0.12 * (range[1] - range[0])).max(least)
    } else {
        // Impulses have no height: the axis is that of the parameter and not that of nothing.
        STEADY * (spec.range.1 - spec.range.0)
    };
    let range = [range[0] - pad, range[1] + pad];
    let mut scene = Scene::empty(
        Axis::time(info, time),
        Axis::new(spec.name, spec.unit.symbol(), range),
    );
    scene.caption = cell_caption(problem);
    scene.items.push(Item::Curve(Curve {
        role: Role::Stimulus,
        points: driving.points.clone(),
        closed: false,
        label: None,
    }));
    let few = driving.impulses.len() <= MOST_CHARGES;
    let near = APART * (time[1] - time[0]);
    for (k, &[t, charge]) in driving.impulses.iter().enumerate() {
        // Of equal charges one is enough, and of close ones one has room: the last.
        let told = match driving.impulses.get(k + 1) {
            None => few,
            Some(&[next, other]) => few && charge != other && next - t > near,
        };
        let to = [t, range[usize::from(charge > 0.0)]];
        scene.items.push(Item::Jump(Jump {
            role: Role::Stimulus,
            from: [t, rest],
            to,
        }));
        if told {
            let unit = match spec.unit.symbol() {
                "" => charge_unit(spec.name, info.time.symbol()),
                unit => charge_unit(unit, info.time.symbol()),
            };
            let arrow = if charge > 0.0 { "↑" } else { "↓" };
            // On the side where there is room for the words.
            let late = t > 0.5 * (time[0] + time[1]);
            let text = quantity(charge, &unit);
            scene.items.push(Item::Text(Text {
                at: [t, 0.5 * (rest + to[1])],
                align: if late { Align::Right } else { Align::Left },
                role: Role::Stimulus,
                text: if late {
                    format!("{text} {arrow}")
                } else {
                    format!("{arrow} {text}")
                },
            }));
        }
    }
    scene.key(
        Mark::Line(Role::Stimulus),
        say!("with-stimulus", name = spec.name),
    );
    scene
}

/// What the pictures of a cell under white noise show, which has no present input.
pub fn white_words(stimulus: &Stimulus) -> Option<String> {
    let mut signals = stimulus.inputs.iter().map(|i| &i.signal);
    signals
        .any(|s| matches!(s, Signal::Noise { .. }))
        .then(|| say!("white-noise"))
}

/// How a trajectory was computed, where that is not the usual way; `time` is the unit of time.
/// `own` is the step of the figure that the preset is named after, if it has one.
pub fn scheme_words(scheme: Scheme, own: Option<f64>, time: &str) -> Option<String> {
    match scheme {
        Scheme::Accurate => None,
        Scheme::Euler(step) if own != Some(step) => {
            Some(say!("euler-step", step = quantity(step, time)))
        }
        Scheme::Euler(step) => Some(say!("author-step", step = quantity(step, time))),
    }
}

/// That the figure which a stimulus comes from was computed in another way.
pub fn figure_words(step: f64, time: &str) -> String {
    say!("figure-step", step = quantity(step, time))
}

/// That pulses of two signals last at the same time.
pub fn overlap_words(overlap: &Overlap, problem: &Problem) -> String {
    let info = problem.model().info();
    let name = overlap.on.as_deref().unwrap_or(info.parameters[0].name);
    let unit = info.time.symbol();
    let from = quantity(overlap.from, unit);
    if overlap.until.is_finite() {
        let until = quantity(overlap.until, unit);
        say!("overlap-until", name = name, from = from, until = until)
    } else {
        say!("overlap-on", name = name, from = from)
    }
}

/// That Euler's method may step over what a stimulus does.
fn unseen_words(narrowest: f64, scheme: Scheme, time: &str) -> Option<String> {
    match scheme {
        Scheme::Accurate => None,
        Scheme::Euler(step) => Some(say!(
            "stimulus-unseen",
            narrowest = quantity(narrowest, time),
            step = quantity(step, time)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn driving(points: Vec<[f64; 2]>, impulses: Vec<[f64; 2]>) -> Driving {
        Driving {
            parameter: 0,
            points,
            values: vec![],
            impulses,
        }
    }

    /// A step from 0 to 14.57 is labelled at both, a steady input once; an impulse, which has no height, has its
    /// charge written: in µA·ms/cm² where the current is in µA/cm².
    #[test]
    fn extremes_and_charges_are_written() {
        let problem = Problem::from_source("persistent-sodium-potassium").expect("it exists");
        let labels = |d: &Driving| -> Vec<String> {
            let scene = stimulus(&problem, d, [0.0, 20.0]);
            stimulus_marks([&scene])
                .into_iter()
                .map(|(_, l)| l)
                .collect()
        };
        let step = vec![[0.0, 0.0], [5.0, 0.0], [5.0, 14.57], [20.0, 14.57]];
        assert_eq!(labels(&driving(step, vec![])), ["0", "14.57"]);
        let steady = vec![[0.0, 3.0], [20.0, 3.0]];
        let shot = driving(steady, vec![[5.0, 10.5]]);
        assert_eq!(labels(&shot), ["3"]);
        let scene = stimulus(&problem, &shot, [0.0, 20.0]);
        let texts: Vec<&str> = scene
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Text(t) => Some(t.text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(texts, ["↑ 10.5\u{2009}µA·ms/cm²"]);
    }
}
