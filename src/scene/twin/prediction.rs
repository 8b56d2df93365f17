//! How well spikes and potential are predicted.
use super::curve;
use crate::learn::twin::metrics::{LAGS, OPERATING};
use crate::learn::twin::{CrossCorrelation, Metrics, Recording, Response, Roc};
use crate::scene::number::{measured, number, quantity};
use crate::scene::picture::{Align, Axis, Band, Bars, Dot, Item, Level, Raster, Scene, Text};
use crate::scene::theme::{OFTENEST, Role};
use crate::text::say;

/// The paper shades cross-correlations up to so many ms.
const SHADED: f64 = 10.0;
/// The ROC curve is shown up to this false-positive rate, in per cent: beyond, all spikes are hit.
const FALSE_ALARMS: f64 = 2.0;
/// Cells of the histogram of potentials, along each axis.
const CELLS: usize = 64;
/// Potentials so rare are left out at the lower end of the histogram.
const RARE: f64 = 1e-4;

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
        at: [at[0] + 0.09 * FALSE_ALARMS, at[1]],
        align: Align::Left,
        role,
        text: say!("twin-operating"),
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
