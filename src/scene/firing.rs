//! The scene of an F-I curve.
use super::diagram::{endless, rate as unit_rate, varying};
use super::names::event_name;
use super::picture::{Axis, Curve, EventMark, Item, Jump, Mark, Scene, Special};
use super::theme::Role;
use super::words::is_neuron;
use crate::analysis::{Diagram, EventKind, Firing, FiringPoint, Problem, Sweep};
use crate::text::say;

/// The firing rate against the parameter as a scene: the sweep upward, the sweep downward where it
/// differs, jumps dotted, and marks where firing begins and ends.
///
/// `diagram`, of the same parameter, tells which bifurcation ends firing on the way down. With `law`
/// the scaling laws are drawn too that hold where firing begins or ends: √|I − I₀| at a saddle-node on
/// an invariant circle, 1 / −ln|I − I₀| at a homoclinic orbit.
pub fn firing(problem: &Problem, found: &Firing, diagram: Option<&Diagram>, law: bool) -> Scene {
    let info = problem.model().info();
    let parameter = &info.parameters[found.parameter];
    let highest = found.points.iter().filter_map(|p| p.rate);
    let highest = highest.fold(0.0, f64::max);
    let top = if highest > 0.0 { 1.08 * highest } else { 1.0 };
    let mut scene = Scene::empty(
        Axis {
            name: parameter.name.into(),
            unit: parameter.unit.symbol().into(),
            range: found.range,
        },
        Axis {
            name: if is_neuron(problem) {
                say!("firing-rate")
            } else {
                say!("frequency")
            },
            unit: info.time.frequency().into(),
            range: [-0.05 * top, top],
        },
    );
    scene.caption = varying(problem, &[(found.parameter, found.range)]);
    let block = found.block.map(|b| b.parameter);
    let up: Vec<f64> = found.onset.into_iter().chain(block).collect();
    let down: Vec<f64> = up.iter().copied().chain(found.offset).collect();
    let rate_at_onset = found.onset_rate.unwrap_or(0.0);
    // The way up lies in front: it is the one that everybody asks for first.
    let near = |from: [f64; 2], border: f64| match diagram {
        Some(diagram) if from[1] > 0.0 => approach(problem, diagram, from, border),
        _ => vec![],
    };
    sweep(&mut scene, found, Sweep::Down, &down, &near);
    sweep(&mut scene, found, Sweep::Up, &up, &near);
    if law {
        for (name, points) in laws(found, diagram, top, &near) {
            scene.items.push(Item::Curve(Curve {
                role: Role::Law,
                points,
                closed: false,
                label: Some(name),
            }));
            scene.key(Mark::Line(Role::Law), say!("scaling-law"));
        }
    }
    if let Some(onset) = found.onset {
        if rate_at_onset > 0.0 {
            scene.items.push(Item::Jump(Jump {
                role: Role::SweepUp,
                from: [onset, 0.0],
                to: [onset, rate_at_onset],
            }));
        }
        mark(
            &mut scene,
            [onset, 0.0],
            found.mechanism,
            say!("firing-begins"),
        );
    }
    if let Some(offset) = found.offset {
        let kind = diagram.and_then(|d| event_at(d, offset));
        let rate = beside(found, Sweep::Down, offset, true, &near).unwrap_or(0.0);
        scene.items.push(Item::Jump(Jump {
            role: Role::SweepDown,
            from: [offset, rate],
            to: [offset, 0.0],
        }));
        // Where the period grows without bound the rate falls to zero, however steeply.
        let rate = if kind.is_some_and(endless) { 0.0 } else { rate };
        mark(&mut scene, [offset, rate], kind, say!("firing-ends-down"));
    }
    if let Some(block) = found.block {
        let rate = beside(found, Sweep::Up, block.parameter, false, &near).unwrap_or(0.0);
        mark(
            &mut scene,
            [block.parameter, rate],
            block.event,
            say!("firing-ends-up"),
        );
    }
    scene
}

/// The kind of a diagram's event at a value.
fn event_at(diagram: &Diagram, at: f64) -> Option<EventKind> {
    let width = diagram.range[1] - diagram.range[0];
    diagram
        .events
        .iter()
        .filter(|e| (e.parameter - at).abs() < 1e-6 * width)
        .map(|e| e.kind)
        .next()
}

fn mark(scene: &mut Scene, at: [f64; 2], kind: Option<EventKind>, what: String) {
    scene.items.push(match kind {
        Some(kind) => Item::Event(EventMark {
            at,
            kind,
            label: Some(say!("mark-event", what = what, event = event_name(kind))),
        }),
        None => Item::Special(Special { at, label: what }),
    });
}

/// The way from a point of the curve to a border at which firing begins or ends.
type Near<'a> = dyn Fn([f64; 2], f64) -> Vec<[f64; 2]> + 'a;

/// Points on the way to a border.
const NEAR: usize = 40;

/// Rates between a point where the cell fires and the border at which firing begins or ends, where
/// rates change fastest: those of the cycles in the diagram, from the point towards the border.
fn approach(problem: &Problem, diagram: &Diagram, from: [f64; 2], border: f64) -> Vec<[f64; 2]> {
    let mut points = vec![];
    let [start, mut rate] = from;
    for k in 1..=NEAR {
        let left = 1.0 - k as f64 / NEAR as f64;
        // Nearly, for at the border itself there may be a cycle or none.
        let at = border + (start - border) * left.powi(4).max(1e-9);
        let regime = diagram.at(at);
        let rates = regime.stable_cycles().map(|c| {
            let spikes = diagram.cycles[c.branch].spikes;
            unit_rate(problem, spikes) / c.point.period
        });
        let off = |r: f64| (r / rate).ln().abs();
        match rates.min_by(|a, b| off(*a).total_cmp(&off(*b))) {
            Some(next) if off(next) < 1.5 => {
                rate = next;
                points.push([at, rate]);
            }
            _ => break,
        }
    }
    points
}

/// The rate of a sweep right above (or below) a value.
fn beside(found: &Firing, sweep: Sweep, at: f64, above: bool, near: &Near<'_>) -> Option<f64> {
    let of_sweep = |p: &&FiringPoint| p.sweep == sweep || sweep == Sweep::Up;
    let mut points = found.points.iter().filter(of_sweep);
    let nearest = if above {
        points.find(|p| p.parameter > at)?
    } else {
        points.rfind(|p| p.parameter < at)?
    };
    let rate = nearest.rate?;
    Some(
        near([nearest.parameter, rate], at)
            .last()
            .map_or(rate, |p| p[1]),
    )
}

/// The curve of a sweep, interrupted where the rate jumps: at the values in `borders`.
fn sweep(scene: &mut Scene, found: &Firing, which: Sweep, borders: &[f64], near: &Near<'_>) {
    let (role, name) = match which {
        Sweep::Up => (
            Role::SweepUp,
            say!("sweep-rising", name = scene.x.name.as_str()),
        ),
        Sweep::Down => (
            Role::SweepDown,
            say!("sweep-falling", name = scene.x.name.as_str()),
        ),
    };
    let values = found.points.iter().filter(|p| p.sweep == Sweep::Up);
    let step = (found.range[1] - found.range[0]) / (values.count().max(2) - 1) as f64;
    let gap = [f64::NAN; 2];
    let mut points: Vec<[f64; 2]> = vec![];
    for p in found.points.iter().filter(|p| p.sweep == which) {
        let here = [p.parameter, p.rate.unwrap_or(f64::NAN)];
        let before = points.last().copied().filter(|p| p[0].is_finite());
        let since = before.map_or(p.parameter - step, |b| b[0].max(p.parameter - step));
        let border = borders.iter().find(|&&b| since < b && b <= p.parameter);
        let torn = before.is_some_and(|b| p.parameter - b[0] > 1.5 * step);
        if let Some(&border) = border {
            // Up to the border on its one side, and on from it on the other.
            match before.filter(|_| !torn) {
                Some([_, 0.0]) => points.push([border, 0.0]),
                Some(last) => points.extend(near(last, border)),
                None => {}
            }
            points.push(gap);
            match here[1] {
                0.0 => points.push([border, 0.0]),
                _ => points.extend(near(here, border).into_iter().rev()),
            }
        } else if torn {
            points.push(gap);
        }
        points.push(here);
    }
    if points.iter().filter(|p| p[0].is_finite()).count() > 1 {
        scene.items.push(Item::Curve(Curve {
            role,
            points,
            closed: false,
            label: (which == Sweep::Down).then(|| say!("on-the-way-down")),
        }));
        scene.key(Mark::Line(role), name);
    }
}

/// Whether a scaling law holds where firing begins or ends, so that [`firing`] can draw it.
pub fn has_law(found: &Firing, diagram: Option<&Diagram>) -> bool {
    !lawful(found, diagram).is_empty()
}

/// A scaling law that holds at a border of firing.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Law {
    /// The rate goes as the root of the distance: at a saddle-node on an invariant circle.
    Root,
    /// The rate goes as one over minus the logarithm of the distance: at a homoclinic orbit.
    Logarithm,
}

/// Where which law holds, and whether the cell fires above that value: where firing begins on the way up,
/// where it ends on the way down, and where it ends on the way up.
fn lawful(found: &Firing, diagram: Option<&Diagram>) -> Vec<(Law, f64, bool)> {
    let law = |kind: Option<EventKind>| match kind? {
        EventKind::SaddleNodeOnInvariantCircle => Some(Law::Root),
        EventKind::Homoclinic => Some(Law::Logarithm),
        _ => None,
    };
    let onset = found.onset.map(|at| (found.mechanism, at, true));
    let offset = found
        .offset
        .map(|at| (diagram.and_then(|d| event_at(d, at)), at, true));
    let block = found.block.map(|b| (b.event, b.parameter, false));
    let borders = [onset, offset, block].into_iter().flatten();
    let mut all: Vec<(Law, f64, bool)> = vec![];
    for (kind, at, above) in borders {
        // Where a homoclinic orbit begins firing on the way up, the rate jumps past the law's part.
        let begins = onset.is_some_and(|(_, o, _)| o == at && above);
        let law = law(kind).filter(|law| !(begins && *law == Law::Logarithm));
        if let Some(law) = law
            && all.iter().all(|(_, other, _)| *other != at)
        {
            all.push((law, at, above));
        }
    }
    all
}

/// Points along a scaling law.
const LAW: usize = 200;

/// The scaling laws that hold: names and curves.
fn laws(
    found: &Firing,
    diagram: Option<&Diagram>,
    top: f64,
    near: &Near<'_>,
) -> Vec<(String, Vec<[f64; 2]>)> {
    // Distances from the border and rates there, the nearest first.
    let firing_beside = |at: f64, above: bool| {
        let side = if above { 1.0 } else { -1.0 };
        let mut seen: Vec<[f64; 2]> = vec![];
        for p in &found.points {
            let rate = p
                .rate
                .filter(|&r| r > 0.0 && side * (p.parameter - at) > 0.0);
            if let Some(r) = rate
                && (above || p.sweep == Sweep::Up)
                && seen.last().is_none_or(|s| s[0] < p.parameter)
            {
                seen.push([p.parameter, r]);
            }
        }
        if !above {
            seen.reverse();
        }
        // A law holds the better, the nearer to the border its factor is read.
        if let Some(&first) = seen.first() {
            let closer = near(first, at);
            seen.splice(0..0, closer.into_iter().skip(NEAR / 2).step_by(4).rev());
        }
        let apart = seen.into_iter().map(|[x, r]| [side * (x - at), r]);
        apart.filter(|p| p[0] > 0.0).collect::<Vec<_>>()
    };
    let along = |at: f64, above: bool, law: &dyn Fn(f64) -> f64| -> Vec<[f64; 2]> {
        let [lo, hi] = found.range;
        let (side, end) = if above { (1.0, hi) } else { (-1.0, lo) };
        (0..=LAW)
            .map(|k| {
                // Denser near the border, where the curve is steep.
                let d = (k as f64 / LAW as f64).powi(3) * side * (end - at);
                [at + side * d, law(d)]
            })
            .take_while(|p| p[1] <= top || !p[1].is_finite())
            .collect()
    };
    let mut all = vec![];
    for (law, at, above) in lawful(found, diagram) {
        let seen = firing_beside(at, above);
        match (law, &seen[..]) {
            (Law::Root, [[d, r], ..]) => {
                let factor = r / d.sqrt();
                all.push((say!("root-law"), along(at, above, &|d| factor * d.sqrt())));
            }
            (Law::Logarithm, [[d, r], [e, s], ..]) => {
                // 1 / r = a − b ln d through the two nearest points.
                let b = (1.0 / r - 1.0 / s) / (e.ln() - d.ln());
                let a = 1.0 / r + b * d.ln();
                if b > 0.0 {
                    let law = move |d: f64| {
                        let period = a - b * d.ln();
                        if period > 0.0 {
                            1.0 / period
                        } else {
                            f64::INFINITY
                        }
                    };
                    all.push((say!("log-law"), along(at, above, &law)));
                }
            }
            _ => {}
        }
    }
    all
}

#[cfg(test)]
mod tests;
