//! A second of a neuron under many synapses, and the training of the network that learns it.
use super::{BREAK, curve};
use crate::learn::twin::metrics::predicted_spikes;
use crate::learn::twin::{Metrics, Network, Point, Progress, Recording};
use crate::scene::picture::{Axis, Item, Level, Mark, Scene};
use crate::scene::theme::Role;
use crate::text::say;

/// How long it is, in ms.
const SECOND: usize = 1000;
/// A second with so many spikes is a good one to show.
const ENOUGH: usize = 4;
/// Only so many trials are searched for it.
const SEARCHED: usize = 200;
/// The part of a synapse's row that the stroke of a spike takes.
const STROKE: f64 = 0.9;
/// Rates are smoothed over a Gaussian of this deviation, in ms, which is cut off after three.
const SMOOTH: f64 = 20.0;
/// Probabilities below the tenth power of this are drawn there.
const LEAST: f64 = -5.0;
/// The top of the course of training: parts and areas end at 1.
const TOP: f64 = 1.02;

fn label(item: &mut Item, text: String) {
    if let Item::Curve(curve) = item {
        curve.label = Some(text);
    }
}

/// The end of the second of a trial that begins in bin `from`.
fn end(test: &Recording, from: usize) -> usize {
    (from + SECOND).min(test.length)
}

fn time_axis(from: usize, to: usize) -> Axis {
    Axis::new(say!("time"), "ms", [from as f64, to.max(from + 1) as f64])
}

/// The second of a recording that shows most: which trial, and from which bin on. The first one with the most
/// spikes, but no more than four are wanted.
pub fn telling_second(test: &Recording) -> (usize, usize) {
    let span = SECOND.min(test.length);
    let mut best = (0, 0, 0);
    for (number, trial) in test.trials.iter().enumerate().take(SEARCHED) {
        for from in (0..=test.length - span).step_by(span / 2) {
            let spikes = trial.spikes_between(from, from + span).len().min(ENOUGH);
            if spikes > best.2 {
                best = (number, from, spikes);
            }
        }
    }
    (best.0, best.1)
}

/// One second of the true and the predicted potential, with true spikes above and predicted ones below.
pub fn trace(
    test: &Recording,
    network: &Network,
    metrics: &Metrics,
    (number, from): (usize, usize),
) -> Scene {
    let trial = &test.trials[number];
    let to = (from + SECOND).min(test.length);
    let response = network.response(trial, from, to);
    let targets: Vec<f64> = test.targets(trial).map(f64::from).collect();
    let both = targets[from..to]
        .iter()
        .copied()
        .chain(response.potential.iter().copied().map(f64::from));
    let (low, high) = both.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| {
        (a.min(v), b.max(v))
    });
    let size = (high - low).max(1.0);
    let mut scene = Scene::empty(
        Axis::new(say!("time"), "ms", [from as f64, to as f64]),
        Axis::new(
            say!("twin-potential"),
            "mV",
            [low - 0.2 * size, high + 0.2 * size],
        ),
    );
    let line = |values: &mut dyn Iterator<Item = f64>| {
        let times = (from..to).map(|t| t as f64);
        times.zip(values).map(|(t, v)| [t, v]).collect::<Vec<_>>()
    };
    // The neuron in front, thinner: where they agree both are seen.
    scene.items.push(curve(
        Role::Predicted,
        line(&mut response.potential.iter().copied().map(f64::from)),
    ));
    scene.items.push(curve(
        Role::Spike,
        line(&mut targets[from..to].iter().copied()),
    ));
    let strokes = |times: &mut dyn Iterator<Item = usize>, ends: [f64; 2]| {
        let points = times.flat_map(|t| [[t as f64, ends[0]], [t as f64, ends[1]], BREAK]);
        points.collect::<Vec<_>>()
    };
    let spikes = trial.spikes_between(from, to);
    scene.items.push(curve(
        Role::Spike,
        strokes(
            &mut spikes.iter().map(|&t| usize::from(t)),
            [high + 0.03 * size, high + 0.17 * size],
        ),
    ));
    let threshold = metrics.roc.as_ref().map_or(f32::INFINITY, |r| r.threshold);
    let odds = response.odds.iter().enumerate();
    let mut predicted = odds.filter(|(_, o)| **o > threshold).map(|(k, _)| from + k);
    scene.items.push(curve(
        Role::Predicted,
        strokes(&mut predicted, [low - 0.17 * size, low - 0.03 * size]),
    ));
    scene.key(Mark::Line(Role::Spike), say!("twin-true"));
    scene.key(Mark::Line(Role::Predicted), say!("twin-predicted"));
    scene.title = say!("twin-title-trace");
    scene
}

/// The input of a second: a row for each synapse, the first one at the bottom, a stroke for each spike.
pub fn input(test: &Recording, (number, from): (usize, usize)) -> Scene {
    let to = end(test, from);
    let rows = test.synapses.max(1) as f64;
    let y = Axis::new(say!("twin-synapse"), "", [0.0, rows]);
    let mut scene = Scene::empty(time_axis(from, to), y);
    let Some(trial) = test.trials.get(number) else {
        return scene;
    };
    for (role, name, inhibitory) in [
        (Role::Excitatory, say!("twin-excitatory"), false),
        (Role::Inhibitory, say!("twin-inhibitory"), true),
    ] {
        let spikes = trial.input_between(from, to).iter();
        let own = spikes.filter(|s| (s.synapse() >= test.excitatory) == inhibitory);
        let strokes = own.flat_map(|s| {
            let (t, row) = (s.time() as f64, s.synapse() as f64);
            let gap = 0.5 * (1.0 - STROKE);
            [[t, row + gap], [t, row + 1.0 - gap], BREAK]
        });
        scene.items.push(curve(role, strokes.collect()));
        scene.key(Mark::Line(role), name);
    }
    scene
}

/// The mean rates of excitatory and of inhibitory synapses over the same second, smoothed.
pub fn rates(test: &Recording, (number, from): (usize, usize)) -> Scene {
    let to = end(test, from);
    let mut scene = Scene::empty(
        time_axis(from, to),
        Axis::new(say!("learnt-rate"), "Hz", [0.0, 1.0]),
    );
    let Some(trial) = test.trials.get(number) else {
        return scene;
    };
    let reach = (3.0 * SMOOTH) as usize;
    let first = from.saturating_sub(reach);
    let mut top = 1.0_f64;
    for (role, range) in [
        (Role::Excitatory, 0..test.excitatory),
        (Role::Inhibitory, test.excitatory..test.synapses),
    ] {
        if range.is_empty() {
            continue;
        }
        let spikes = trial.input_between(first, (to + reach).min(test.length));
        let times: Vec<f64> = spikes
            .iter()
            .filter(|s| range.contains(&s.synapse()))
            .map(|s| s.time() as f64)
            .collect();
        // A Gaussian per spike, of area 1 over the time in s and per synapse.
        let height =
            SECOND as f64 / (SMOOTH * (2.0 * std::f64::consts::PI).sqrt() * range.len() as f64);
        let at = |t: f64| {
            let near = times.iter().map(|s| (t - s) / SMOOTH);
            let near = near.filter(|x| x.abs() <= 3.0);
            height * near.map(|x| (-0.5 * x * x).exp()).sum::<f64>()
        };
        let points: Vec<[f64; 2]> = (from..=to)
            .step_by(5)
            .map(|t| [t as f64, at(t as f64)])
            .collect();
        top = points.iter().fold(top, |m, p| m.max(p[1]));
        scene.items.push(curve(role, points));
    }
    scene.y.range[1] = 1.08 * top;
    scene
}

/// The logarithm of the predicted probability of a spike over the same second, with the level above which spikes are
/// predicted at the operating point, true spikes above and predicted ones below.
pub fn probability(
    test: &Recording,
    network: &Network,
    metrics: &Metrics,
    (number, from): (usize, usize),
) -> Scene {
    let to = end(test, from);
    let mut scene = Scene::empty(
        time_axis(from, to),
        Axis::new(say!("learnt-log-probability"), "", [LEAST - 1.2, 1.2]),
    );
    let Some(trial) = test.trials.get(number) else {
        return scene;
    };
    let response = network.response(trial, from, to);
    // ln p = −ln(1 + e^(−o)), without overflow for very small odds o.
    let probability = |o: f32| {
        let o = f64::from(o);
        let log = o.min(0.0) - (-o.abs()).exp().ln_1p();
        (log / std::f64::consts::LN_10).max(LEAST)
    };
    let threshold = metrics.roc.as_ref().map(|r| r.threshold);
    if let Some(threshold) = threshold {
        scene.items.push(Item::Level(Level {
            at: probability(threshold),
            vertical: false,
            role: Role::Level,
            label: String::new(),
        }));
    }
    let odds = response.odds.iter().enumerate();
    let points = odds.map(|(k, &o)| [(from + k) as f64, probability(o)]);
    scene.items.push(curve(Role::Output, points.collect()));
    let strokes = |times: Vec<usize>, ends: [f64; 2]| {
        let points = times
            .into_iter()
            .flat_map(|t| [[t as f64, ends[0]], [t as f64, ends[1]], BREAK]);
        points.collect::<Vec<_>>()
    };
    let truth = trial.spikes_between(from, to).iter();
    let truth = truth.map(|&t| usize::from(t)).collect();
    scene
        .items
        .push(curve(Role::Spike, strokes(truth, [0.2, 1.0])));
    let predicted = predicted_spikes(&response.odds, threshold.unwrap_or(f32::INFINITY));
    let predicted = predicted.iter().map(|&t| from + usize::from(t)).collect();
    scene.items.push(curve(
        Role::Expected,
        strokes(predicted, [LEAST - 1.0, LEAST - 0.2]),
    ));
    scene.key(Mark::Line(Role::Output), say!("learnt-probability"));
    scene.key(Mark::Line(Role::Spike), say!("learnt-true-spikes"));
    scene.key(Mark::Line(Role::Expected), say!("learnt-predicted-spikes"));
    scene
}

/// The course of training over so many steps: the loss as a part of `first`, the one before the first step, up to the
/// present `progress`, and the AUC. `paper` is the AUC that was published.
pub fn course(
    first: Option<f64>,
    points: &[Point],
    progress: Option<Progress>,
    steps: usize,
    paper: f64,
) -> Scene {
    let mut scene = Scene::empty(
        Axis::new(say!("learnt-steps"), "", [0.0, steps.max(1) as f64]),
        Axis::new(say!("learnt-course-axis"), "", [0.0, TOP]),
    );
    scene.items.push(Item::Level(Level {
        at: paper,
        vertical: false,
        role: Role::Level,
        label: String::new(),
    }));
    if let Some(first) = first.filter(|first| *first > 0.0) {
        let part = |step: usize, loss: f64| [step as f64, loss / first];
        let mut parts = vec![[0.0, 1.0]];
        parts.extend(points.iter().map(|p| part(p.step, p.loss)));
        let last = points.last().map_or(0, |p| p.step);
        parts.extend(
            progress
                .filter(|p| p.step > last)
                .map(|p| part(p.step, p.loss)),
        );
        let mut parts = curve(Role::Expected, parts);
        label(&mut parts, say!("learnt-loss-part"));
        scene.items.push(parts);
    }
    let known = points.iter();
    let known = known.filter_map(|p| Some([p.step as f64, p.auc?]));
    let mut areas = curve(Role::Output, known.collect());
    label(&mut areas, say!("learnt-auc"));
    scene.items.push(areas);
    scene
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::twin::{Ceiling, InputSpike, State, Trial};

    /// Two excitatory synapses and an inhibitory one; a trial of two seconds.
    fn recording(input: &[(u16, u16)]) -> Recording {
        Recording {
            trials: vec![Trial {
                input: input.iter().map(|&(t, s)| InputSpike::new(t, s)).collect(),
                potential: vec![-75.0; 2000],
                spikes: vec![],
            }],
            length: 2000,
            synapses: 3,
            excitatory: 2,
            ceiling: Ceiling {
                above: 0.0,
                becomes: 0.0,
            },
        }
    }

    fn points(scene: &Scene, k: usize) -> &[[f64; 2]] {
        match &scene.items[k] {
            Item::Curve(c) => &c.points,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_input_spike_of_the_second_is_a_stroke_in_its_row() {
        let test = recording(&[(10, 0), (999, 2), (1000, 1), (1500, 2)]);
        let first = input(&test, (0, 0));
        assert_eq!(points(&first, 0).len(), 3);
        assert_eq!(points(&first, 1)[0][0], 999.0);
        let second = input(&test, (0, 1000));
        assert_eq!(points(&second, 0)[0][0], 1000.0);
        assert!((points(&second, 0)[0][1] - 1.05).abs() < 1e-12);
        assert_eq!(second.x.range, [1000.0, 2000.0]);
        // A trial that is not there is an empty picture.
        assert!(input(&test, (7, 0)).items.is_empty());
    }

    /// One spike at one of two synapses in the middle of the second: the area under its rate is 1 over the two
    /// synapses, 500 Hz ms, but for the Gaussian's tails beyond three deviations (0.3 %).
    #[test]
    fn rates_are_per_synapse() {
        let test = recording(&[(500, 0)]);
        let scene = rates(&test, (0, 0));
        let area: f64 = points(&scene, 0).iter().map(|p| 5.0 * p[1]).sum();
        assert!((area - 500.0).abs() < 0.004 * 500.0, "{area}");
        assert!(points(&scene, 1).iter().all(|p| p[1] == 0.0));
    }

    #[test]
    fn a_course_without_steps_is_an_empty_picture() {
        let scene = course(None, &[], None, 100, 0.9973);
        assert!(points(&scene, 1).is_empty());
        let point = |step, loss, auc| Point {
            step,
            seconds: 0.0,
            loss,
            auc,
        };
        let known = [point(10, 1.0, None), point(20, 0.5, Some(0.9))];
        let now = Progress {
            step: 25,
            steps: 100,
            loss: 0.4,
            auc: None,
            kept: None,
            seconds: 0.0,
            left: None,
            state: State::Going,
        };
        let scene = course(Some(2.0), &known, Some(now), 100, 0.9973);
        let parts = [[0.0, 1.0], [10.0, 0.5], [20.0, 0.25], [25.0, 0.2]];
        assert_eq!(points(&scene, 1), parts);
        assert_eq!(points(&scene, 2), [[20.0, 0.9]]);
    }
}
