//! Scenes of spike trains: raster, running integral, counts and intervals.
use super::picture::{Axis, Band, Bars, Curve, Dot, Item, Mark, Scene};
use super::theme::Role;
use crate::analysis::SpikeTrain;
use crate::analysis::poisson::Expected;
use crate::analysis::spike_train::Summary;
use crate::num::stats::poisson_probability;
use crate::text::say;

/// Part of a row that a spike's stroke takes.
const STROKE: f64 = 0.72;
/// Where a curve is interrupted.
const BREAK: [f64; 2] = [f64::NAN; 2];

fn time_axis(range: [f64; 2], unit: &str) -> Axis {
    Axis {
        name: "t".into(),
        unit: unit.into(),
        range,
    }
}

/// One row of strokes per train, the first at the bottom. `between` is tinted; `unit` is that of time.
pub fn raster(
    trains: &[SpikeTrain],
    span: [f64; 2],
    between: Option<[f64; 2]>,
    unit: &str,
) -> Scene {
    let rows = trains.len().max(1) as f64;
    let y = Axis {
        name: say!("trial"),
        unit: String::new(),
        range: [0.5, rows + 0.5],
    };
    let mut scene = Scene::empty(time_axis(span, unit), y);
    scene.items.extend(between.map(chosen));
    let mut points = vec![];
    for (k, train) in trains.iter().enumerate() {
        let middle = k as f64 + 1.0;
        for &t in train.times() {
            let [a, b] = [middle - 0.5 * STROKE, middle + 0.5 * STROKE];
            points.extend([[t, a], [t, b], BREAK]);
        }
    }
    scene.items.push(Item::Curve(Curve {
        role: Role::Spike,
        points,
        closed: false,
        label: None,
    }));
    scene
}

fn chosen(range: [f64; 2]) -> Item {
    Item::Band(Band {
        range,
        role: Role::Chosen,
        label: String::new(),
    })
}

/// The integral of the neural response function ρ from 0, growing by one at each spike, with the line that
/// the mean rate makes; over `between` the integral is the number of spikes there.
pub fn response(train: &SpikeTrain, span: [f64; 2], between: [f64; 2], unit: &str) -> Scene {
    let rho = train.response();
    let top = (rho.integral(0.0, span[1]).max(1) as f64) * 1.06;
    let y = Axis {
        name: "∫ρ dt".into(),
        unit: String::new(),
        range: [0.0, top],
    };
    let mut scene = Scene::empty(time_axis(span, unit), y);
    scene.items.push(chosen(between));
    scene.items.push(Item::Curve(Curve {
        role: Role::Law,
        points: span.map(|t| [t, train.rate() * t]).to_vec(),
        closed: false,
        label: Some(say!("mean-rate")),
    }));
    scene.items.push(Item::Curve(Curve {
        role: Role::Spike,
        points: rho.running(span[0], span[1]),
        closed: false,
        label: None,
    }));
    scene.key(Mark::Line(Role::Spike), say!("integral-of-rho"));
    scene
}

/// How often which count was found, with P(n in T) as dots: Poisson's law for the expected mean, or for
/// the measured one where nothing is expected. With bins the binomial law is a dashed line.
pub fn counts(found: &Summary, expected: Option<&Expected>, unit: &str) -> Scene {
    let counts = &found.counts;
    let mean = match expected {
        Some(e) => e.rate * counts.window / 1000.0,
        None => counts.mean.unwrap_or(0.0),
    };
    let spread = 4.5 * mean.max(1.0).sqrt();
    let last = counts.first + counts.bars.len() as u64 * counts.per_bar;
    let from = (counts.first as f64).min((mean - spread).max(0.0).floor());
    let to = (last as f64).max((mean + spread).ceil());
    let mut bars = vec![];
    let mut top = 0.0_f64;
    for (k, &windows) in counts.bars.iter().enumerate() {
        let [a, b] = counts.bar(k).map(|n| n as f64 - 0.5);
        let share = windows as f64 / counts.windows.max(1) as f64 / (b - a);
        top = top.max(share);
        bars.push([a, b, share]);
    }
    // A dot per count, or one in so many where counts go into the thousands.
    let stride = (((to - from) / 100.0).ceil() as usize).max(1);
    let places = || (from as u64..=to as u64).step_by(stride);
    let dots: Vec<[f64; 2]> = places()
        .map(|n| [n as f64, poisson_probability(n, mean)])
        .collect();
    let binned = expected.filter(|e| e.bin.is_some()).map(|e| {
        places()
            .filter_map(|n| Some([n as f64, e.count_probability(n, counts.window)?]))
            .collect::<Vec<_>>()
    });
    let highest = |points: &[[f64; 2]]| points.iter().map(|p| p[1]).fold(0.0, f64::max);
    top = top.max(highest(&dots));
    let window = super::quantity(counts.window, unit);
    let x = Axis {
        name: say!("spikes-in", window = window),
        unit: String::new(),
        range: [from - 0.5, to + 0.5],
    };
    let y = Axis {
        name: say!("share-of-windows"),
        unit: String::new(),
        range: [0.0, 1.08 * top.max(1e-3)],
    };
    let mut scene = Scene::empty(x, y);
    let role = Role::Sample;
    scene.items.push(Item::Bars(Bars { role, bars }));
    scene.key(Mark::Area(Role::Sample), say!("counted"));
    // A train of bins that are all full has no law worth drawing.
    let binned = binned.filter(|b| !b.is_empty() && expected.is_some_and(|e| !e.is_full()));
    if let Some(points) = binned {
        scene.items.push(Item::Curve(Curve {
            role: Role::Law,
            points,
            closed: false,
            label: Some(say!("with-bins")),
        }));
        scene.key(Mark::Line(Role::Law), say!("binomial-law"));
    }
    let role = Role::Expected;
    let dots = dots.into_iter().map(|at| Item::Dot(Dot { role, at }));
    scene.items.extend(dots);
    scene.key(Mark::Dot(role), say!("probability-of-count"));
    scene
}

/// Points along the exponential.
const POINTS: usize = 200;

/// The histogram of intervals as a density, with the exponential law: that of the expected rate, or of the
/// measured mean.
pub fn intervals(found: &Summary, expected: Option<&Expected>, unit: &str) -> Scene {
    let mean = found.intervals.mean.unwrap_or(1.0);
    let mut end = 6.0 * mean;
    let mut top = 0.0_f64;
    let mut bars = vec![];
    if let Some(found) = &found.bars {
        for k in 0..found.bars.len() {
            let [a, b] = found.bar(k);
            top = top.max(found.density(k));
            bars.push([a, b, found.density(k)]);
        }
        end = found.bar(found.bars.len())[0].max(2.0 * mean);
    }
    let law = |x: f64| match expected {
        Some(e) => e.density(x),
        None => (-x / mean).exp() / mean,
    };
    let dead = expected.map_or(0.0, |e| e.dead);
    let mut curve: Vec<[f64; 2]> = (0..=POINTS)
        .map(|k| dead + (end - dead) * k as f64 / POINTS as f64)
        .map(|x| [x, law(x)])
        .collect();
    if dead > 0.0 {
        curve.splice(0..0, [[0.0, 0.0], [dead, 0.0]]);
    }
    let show = !expected.is_some_and(Expected::is_full) && found.bars.is_some();
    if show {
        top = top.max(law(dead));
    }
    let x = Axis {
        name: say!("interval"),
        unit: unit.into(),
        range: [0.0, end],
    };
    let y = Axis {
        name: say!("density"),
        unit: if unit.is_empty() {
            String::new()
        } else {
            format!("1/{unit}")
        },
        range: [0.0, if top > 0.0 { 1.08 * top } else { 1.0 }],
    };
    let mut scene = Scene::empty(x, y);
    let role = Role::Sample;
    scene.items.push(Item::Bars(Bars { role, bars }));
    scene.key(Mark::Area(role), say!("intervals"));
    if show {
        scene.items.push(Item::Curve(Curve {
            role: Role::Expected,
            points: curve,
            closed: false,
            label: Some(say!("exponential")),
        }));
        scene.key(Mark::Line(Role::Expected), say!("exponential-law"));
    }
    scene
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::poisson::PoissonOptions;
    use crate::analysis::spike_train::summary;

    fn train(times: &[f64]) -> SpikeTrain {
        SpikeTrain::new(times.to_vec(), 10.0).expect("in order")
    }

    #[test]
    fn every_spike_is_one_stroke_in_its_own_row() {
        let trains = [train(&[1.0, 2.0]), train(&[]), train(&[9.0])];
        let scene = raster(&trains, [0.0, 10.0], None, "ms");
        let Some(Item::Curve(strokes)) = scene.items.last() else {
            panic!("strokes are a curve");
        };
        let ends: Vec<_> = strokes.points.chunks(3).map(|c| (c[0], c[1])).collect();
        assert_eq!(ends.len(), 3);
        assert_eq!((ends[2].0[0], ends[2].1[0]), (9.0, 9.0));
        let middle = 0.5 * (ends[2].0[1] + ends[2].1[1]);
        assert_eq!(middle, 3.0);
    }

    /// Shares of windows add up to one, and so does the area of a density but for the intervals beyond the
    /// last bar.
    #[test]
    fn histograms_have_unit_area() {
        // Exponential intervals from a sequence that is spread evenly over 0 to 1.
        let mut t = 0.0;
        let times = (1..9000).map(|k| {
            t -= 10.0 * (-(0.618_034 * f64::from(k)).fract()).ln_1p();
            t
        });
        let trains = [SpikeTrain::new(times.collect(), 1e5).expect("in order")];
        let options = PoissonOptions::default();
        let found = summary(&trains, 100.0, None).expect("good");
        let expected = options.expected().expect("good");
        let area = |scene: &Scene| match scene.items.first() {
            Some(Item::Bars(b)) => b.bars.iter().map(|[a, b, y]| (b - a) * y).sum::<f64>(),
            _ => panic!("bars come first"),
        };
        let counted = counts(&found, Some(&expected), "ms");
        assert!((area(&counted) - 1.0).abs() < 1e-12);
        let apart = area(&intervals(&found, Some(&expected), "ms"));
        assert!((0.99..=1.0 + 1e-12).contains(&apart), "{apart}");
    }

    #[test]
    fn trains_without_spikes_have_pictures_too() {
        let trains = [train(&[])];
        let found = summary(&trains, 100.0, None).expect("good");
        for scene in [
            counts(&found, None, ""),
            intervals(&found, None, ""),
            response(&trains[0], [0.0, 10.0], [0.0, 1.0], ""),
        ] {
            let ends = [scene.x.range, scene.y.range];
            assert!(ends.iter().all(|[a, b]| a < b && b.is_finite()), "{ends:?}");
        }
    }
}
