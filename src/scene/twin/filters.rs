//! The filters that a network has learnt.
use super::curve;
use crate::learn::twin::{FIT, Filters, IntegrateAndFire, Synapses};
use crate::scene::number::{measured, quantity};
use crate::scene::picture::{Align, Axis, Item, Level, Mark, Raster, Scene, Text};
use crate::scene::theme::{Role, STRONGEST};
use crate::text::say;

/// The colour scale reaches at least so far, in mV: what first weights do by chance is next to nothing.
const LEAST: f64 = 0.1;

/// Where a lag is on an axis of past time.
fn past(lag: usize) -> f64 {
    -(lag as f64)
}

/// The time axis of filters: the present on the right.
fn lag_axis(window: usize) -> Axis {
    Axis::new(say!("twin-lag"), "ms", [0.5 - window as f64, 0.5])
}

/// The largest effect of a spike among the mean filters, in mV, but no less than [`LEAST`].
fn strongest(filters: &Filters) -> f64 {
    let taps = filters
        .excitatory
        .taps
        .iter()
        .chain(&filters.inhibitory.taps);
    taps.fold(LEAST, |m, t| m.max(t.abs()))
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
            scene.items.push(curve(Role::Target, points));
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
        scene.key(Mark::Line(Role::Target), say!("twin-kernel"));
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
    let some = groups.iter().any(|(_, group, _)| group.fit.is_some());
    scene.title = match cell {
        _ if !some => say!("twin-title-no-exponential"),
        Some(cell) => say!(
            "twin-title-sections",
            fitted = fitted,
            truth = quantity(cell.tau, "ms")
        ),
        None => say!("twin-title-sections-zoo", fitted = fitted),
    };
    scene
}
