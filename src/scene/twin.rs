//! Scenes of a neuron learnt by a network: its filters, how well spikes and potential are predicted, and a second of
//! both.
use super::number::{measured, number, quantity};
use super::picture::{Align, Axis, Band, Bars, Curve, Dot, Item, Level, Mark, Raster, Scene, Text};
use super::theme::{OFTENEST, Role, STRONGEST};
use crate::learn::twin::metrics::{LAGS, OPERATING};
use crate::learn::twin::{
    CrossCorrelation, FIT, Filters, IntegrateAndFire, Metrics, Network, Recording, Response, Roc,
    Synapses,
};
use crate::text::say;

/// What interrupts a curve.
const BREAK: [f64; 2] = [f64::NAN; 2];
/// The paper shades cross-correlations up to so many ms.
const SHADED: f64 = 10.0;
/// The ROC curve is shown up to this false-positive rate, in per cent: beyond, all spikes are hit.
const FALSE_ALARMS: f64 = 2.0;
/// Cells of the histogram of potentials, along each axis.
const CELLS: usize = 64;
/// Potentials so rare are left out at the lower end of the histogram.
const RARE: f64 = 1e-4;
/// How long traces are, in ms.
const SECOND: usize = 1000;
/// A second with so many spikes is a good one to show.
const ENOUGH: usize = 4;
/// Only so many trials are searched for it.
const SEARCHED: usize = 200;

fn curve(role: Role, points: Vec<[f64; 2]>) -> Item {
    Item::Curve(Curve {
        role,
        points,
        closed: false,
        label: None,
    })
}

/// Where a lag is on an axis of past time.
fn past(lag: usize) -> f64 {
    -(lag as f64)
}

/// The time axis of filters: the present on the right.
fn lag_axis(window: usize) -> Axis {
    Axis::new(say!("twin-lag"), "ms", [0.5 - window as f64, 0.5])
}

/// The largest effect of a spike among the mean filters, in mV.
fn strongest(filters: &Filters) -> f64 {
    let taps = filters
        .excitatory
        .taps
        .iter()
        .chain(&filters.inhibitory.taps);
    taps.fold(0.0_f64, |m, t| m.max(t.abs())).max(1e-9)
}

/// The filters as a heat map: a row for each synapse, the first one at the bottom; red raises the potential and
/// blue lowers it.
pub fn heat_map(filters: &Filters, synapses: &Synapses) -> Scene {
    let rows = filters.synapses.len();
    let window = filters.synapses.first().map_or(1, Vec::len);
    let top = rows as f64;
    let x = lag_axis(window);
    let y = Axis::new(say!("twin-synapse"), "", [0.0, top.max(1.0)]);
    let scale = strongest(filters);
    let steps = i32::from(STRONGEST);
    let labels = filters.synapses.iter().flat_map(|taps| {
        taps.iter().rev().map(move |t| {
            let strength = (f64::from(steps) * t / scale).round();
            strength.clamp(-f64::from(steps), f64::from(steps)) as i32 + steps
        })
    });
    let mut scene = Scene::empty(x.clone(), y);
    scene.items.push(Item::Raster(Raster {
        x: x.range,
        y: [0.0, top],
        cells: [window, rows],
        labels: labels.collect(),
        roles: (-STRONGEST..=STRONGEST).map(Role::Strength).collect(),
    }));
    let border = synapses.excitatory as f64;
    if synapses.excitatory > 0 && synapses.inhibitory > 0 {
        scene.items.push(Item::Level(Level {
            at: border,
            vertical: false,
            role: Role::Level,
            label: String::new(),
        }));
    }
    let left = x.range[0] + 0.03 * (x.range[1] - x.range[0]);
    for (role, text, from, to) in [
        (Role::Excitatory, say!("twin-excitatory"), 0.0, border),
        (Role::Inhibitory, say!("twin-inhibitory"), border, top),
    ] {
        if to > from {
            scene.items.push(Item::Text(Text {
                at: [left, 0.5 * (from + to)],
                align: Align::Left,
                role,
                text,
            }));
        }
    }
    // The scale in mV, without the middle, which is nothing.
    for part in [-1.0, -0.5, 0.5, 1.0] {
        let strength = (part * f64::from(STRONGEST)) as i8;
        let unit = if part == 1.0 { "mV" } else { "" };
        scene.key(
            Mark::Area(Role::Strength(strength)),
            measured(part * scale, unit),
        );
    }
    scene.title = say!("twin-title-filters");
    scene
}

/// The mean filters of both sorts of synapses, with the exponentials that fit them and, of an integrate-and-fire
/// neuron, its membrane's kernel.
pub fn sections(filters: &Filters, synapses: &Synapses, cell: Option<&IntegrateAndFire>) -> Scene {
    let groups = [
        (
            Role::Excitatory,
            &filters.excitatory,
            synapses.excitatory_gain,
        ),
        (
            Role::Inhibitory,
            &filters.inhibitory,
            -synapses.inhibitory_gain,
        ),
    ];
    let window = filters.synapses.first().map_or(1, Vec::len);
    let top = groups
        .iter()
        .filter(|g| !g.1.taps.is_empty() && cell.is_some())
        .fold(strongest(filters), |m, g| m.max(g.2.abs()));
    let mut scene = Scene::empty(
        lag_axis(window),
        Axis::new(say!("twin-tap"), "mV", [-1.12 * top, 1.12 * top]),
    );
    scene.items.push(Item::Level(Level {
        at: 0.0,
        vertical: false,
        role: Role::Grid,
        label: String::new(),
    }));
    let along = |f: &dyn Fn(f64) -> f64, from: usize, to: usize| {
        let lags = (from..to).rev();
        lags.map(|k| [past(k), f(k as f64)]).collect::<Vec<_>>()
    };
    for (role, group, gain) in groups {
        if group.taps.is_empty() {
            continue;
        }
        if let Some(cell) = cell {
            let kernel = |k: f64| gain * (-k / cell.tau).exp();
            let points = along(&kernel, 0, window);
            scene.items.push(curve(Role::Expected, points));
        }
        let taps = group.taps.iter().enumerate().rev();
        let points = taps.map(|(k, t)| [past(k), *t]).collect();
        scene.items.push(curve(role, points));
        if let Some(fit) = group.fit {
            let points = along(&|k| fit.at(k), FIT[0], window.min(FIT[1] + 1));
            scene.items.push(curve(Role::Fitted, points));
        }
        scene.key(
            Mark::Line(role),
            if role == Role::Excitatory {
                say!("twin-excitatory")
            } else {
                say!("twin-inhibitory")
            },
        );
    }
    if cell.is_some() {
        scene.key(Mark::Line(Role::Expected), say!("twin-kernel"));
    }
    scene.key(Mark::Line(Role::Fitted), say!("twin-fitted"));
    let there = groups.iter().filter(|g| !g.1.taps.is_empty());
    let taus: Vec<String> = there
        .map(|(_, group, _)| {
            let fit = group.fit;
            fit.map_or_else(|| "–".into(), |f| measured(f.tau, "ms"))
        })
        .collect();
    let fitted = taus.join(&say!("twin-words-and"));
    scene.title = match cell {
        Some(cell) => say!(
            "twin-title-sections",
            fitted = fitted,
            truth = quantity(cell.tau, "ms")
        ),
        None => say!("twin-title-sections-zoo", fitted = fitted),
    };
    scene
}

/// The ROC curve up to a false-positive rate of 2 %, with the operating point.
pub fn roc(found: Option<&Roc>) -> Scene {
    let mut scene = Scene::empty(
        Axis::new(say!("twin-false-alarms"), "%", [0.0, FALSE_ALARMS]),
        Axis::new(say!("twin-hits"), "", [0.0, 1.04]),
    );
    let Some(roc) = found else {
        scene.title = say!("twin-title-no-roc");
        return scene;
    };
    let points = roc.points.iter().map(|[x, y]| [100.0 * x, *y]).collect();
    scene.items.push(Item::Level(Level {
        at: 100.0 * OPERATING,
        vertical: true,
        role: Role::Level,
        label: String::new(),
    }));
    scene.items.push(curve(Role::Output, points));
    let at = [100.0 * roc.false_positive_rate, roc.hit_rate];
    let role = Role::Live;
    scene.items.push(Item::Dot(Dot { role, at }));
    scene.items.push(Item::Text(Text {
        at: [at[0] + 0.06 * FALSE_ALARMS, at[1]],
        align: Align::Left,
        role,
        text: say!("twin-operating", rate = quantity(100.0 * OPERATING, "%")),
    }));
    scene.title = say!(
        "twin-title-roc",
        auc = number(roc.auc),
        hits = measured(100.0 * roc.hit_rate, "%")
    );
    scene
}

/// The rate of predicted spikes around true ones.
pub fn correlation(found: &CrossCorrelation) -> Scene {
    let reach = f64::from(LAGS) + 0.5;
    let top = found.rates.iter().copied().fold(0.0_f64, f64::max);
    let mut scene = Scene::empty(
        Axis::new(say!("twin-correlation-lag"), "ms", [-reach, reach]),
        Axis::new(
            say!("twin-correlation"),
            "Hz",
            [0.0, if top > 0.0 { 1.08 * top } else { 1.0 }],
        ),
    );
    scene.items.push(Item::Band(Band {
        range: [-SHADED, SHADED],
        role: Role::Chosen,
        label: String::new(),
    }));
    let bars = CrossCorrelation::lags().zip(&found.rates);
    let bars = bars.map(|(lag, rate)| [f64::from(lag) - 0.5, f64::from(lag) + 0.5, *rate]);
    scene.items.push(Item::Bars(Bars {
        role: Role::Output,
        bars: bars.collect(),
    }));
    scene.title = match found.peak {
        Some(peak) => {
            let peak = quantity(f64::from(peak), "ms");
            say!("twin-title-correlation", peak = peak)
        }
        None => say!("twin-title-no-correlation"),
    };
    scene
}

/// How often which potential was predicted for which true one.
#[derive(Clone, Debug, PartialEq)]
pub struct PotentialHistogram {
    /// The potentials shown along both axes, in mV.
    range: [f64; 2],
    counts: Vec<u32>,
}

impl PotentialHistogram {
    /// Counts true and predicted potentials; `responses` are those to the trials of `test`, or to the first of
    /// them.
    pub fn new(test: &Recording, responses: &[Response]) -> Self {
        let trials = || test.trials.iter().zip(responses);
        let mut all: Vec<f32> = trials().flat_map(|(t, _)| test.targets(t)).collect();
        all.sort_unstable_by(f32::total_cmp);
        let (Some(high), Some(low)) = (all.last(), all.get((RARE * all.len() as f64) as usize))
        else {
            return Self {
                range: [-1.0, 1.0],
                counts: vec![0; CELLS * CELLS],
            };
        };
        let (low, high) = (f64::from(*low), f64::from(*high));
        let room = (0.03 * (high - low)).max(0.1);
        let range = [low - room, high + room];
        let mut counts = vec![0; CELLS * CELLS];
        let place = |v: f32| {
            let part = (f64::from(v) - range[0]) / (range[1] - range[0]);
            (0.0..1.0)
                .contains(&part)
                .then_some((part * CELLS as f64) as usize)
        };
        for (trial, response) in trials() {
            for (truth, &predicted) in test.targets(trial).zip(&response.potential) {
                if let (Some(x), Some(y)) = (place(truth), place(predicted)) {
                    counts[y * CELLS + x] += 1;
                }
            }
        }
        Self { range, counts }
    }
}

/// Predicted against true potentials: how often each pair was found, on a logarithmic scale.
pub fn potentials(found: &PotentialHistogram, metrics: &Metrics) -> Scene {
    let range = found.range;
    let mut scene = Scene::empty(
        Axis::new(say!("twin-true-potential"), "mV", range),
        Axis::new(say!("twin-predicted-potential"), "mV", range),
    );
    let most = f64::from(found.counts.iter().copied().max().unwrap_or(0).max(2));
    let steps = f64::from(OFTENEST);
    let label = |&n: &u32| match n {
        0 => -1,
        n => ((steps * f64::from(n).ln() / most.ln()) as i32).min(i32::from(OFTENEST) - 1),
    };
    scene.items.push(Item::Raster(Raster {
        x: range,
        y: range,
        cells: [CELLS, CELLS],
        labels: found.counts.iter().map(label).collect(),
        roles: (1..=OFTENEST).map(Role::Frequency).collect(),
    }));
    scene
        .items
        .push(curve(Role::Law, range.map(|v| [v, v]).to_vec()));
    scene.title = say!(
        "twin-title-potential",
        rmse = measured(metrics.rmse, "mV"),
        explained = metrics
            .explained
            .map_or_else(|| "–".into(), |e| measured(e, "%"))
    );
    scene
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
