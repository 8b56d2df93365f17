//! The scene of an F-I curve.
use super::diagram::varying;
use super::number::{THIN, value};
use super::picture::{Axis, Curve, EventMark, Item, Jump, Mark, Scene, Special};
use super::theme::Role;
use super::words::is_neuron;
use crate::analysis::{Diagram, EventKind, Firing, FiringPoint, Problem, Sweep};
use crate::model::Unit;

/// The firing rate against the parameter as a scene: the sweep upward, the sweep downward where it
/// differs, jumps dotted, and marks where firing begins and ends.
///
/// `diagram`, of the same parameter, tells which bifurcation ends firing on the way down. With `law`
/// the scaling law of the onset is drawn too: √(I − I₀) at a saddle-node on an invariant circle,
/// 1 / −ln(I − I₀) at a homoclinic orbit.
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
                "firing rate"
            } else {
                "frequency"
            }
            .into(),
            unit: if info.time == Unit::Millisecond {
                "Hz"
            } else {
                ""
            }
            .into(),
            range: [-0.05 * top, top],
        },
    );
    scene.caption = varying(problem, &[(found.parameter, found.range)]);
    let borders: Vec<f64> = [found.onset, found.offset, found.block.map(|b| b.parameter)]
        .into_iter()
        .flatten()
        .collect();
    let rate_at_onset = found.onset_rate.unwrap_or(0.0);
    // The way up lies in front: it is the one that everybody asks for first.
    sweep(&mut scene, found, Sweep::Down, &borders);
    sweep(&mut scene, found, Sweep::Up, &borders);
    if law {
        for points in laws(found, diagram, top) {
            scene.items.push(Item::Curve(Curve {
                role: Role::Law,
                points: points.1,
                closed: false,
                label: Some(points.0.into()),
            }));
            scene.key(Mark::Line(Role::Law), "scaling law near the onset");
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
        mark(&mut scene, [onset, 0.0], found.mechanism, "firing begins");
    }
    if let Some(offset) = found.offset {
        let rate = beside(found, Sweep::Down, offset, true).unwrap_or(0.0);
        scene.items.push(Item::Jump(Jump {
            role: Role::SweepDown,
            from: [offset, rate],
            to: [offset, 0.0],
        }));
        let kind = diagram.and_then(|d| event_at(d, offset));
        mark(
            &mut scene,
            [offset, rate],
            kind,
            "firing ends on the way down",
        );
    }
    if let Some(block) = found.block {
        let rate = beside(found, Sweep::Up, block.parameter, false).unwrap_or(0.0);
        mark(
            &mut scene,
            [block.parameter, rate],
            block.event,
            "firing ends on the way up",
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

fn mark(scene: &mut Scene, at: [f64; 2], kind: Option<EventKind>, what: &str) {
    scene.items.push(match kind {
        Some(kind) => Item::Event(EventMark {
            at,
            kind,
            label: Some(format!("{what}: {kind}")),
        }),
        None => Item::Special(Special {
            at,
            label: what.into(),
        }),
    });
}

/// The rate of the nearest point of a sweep above (or below) a value.
fn beside(found: &Firing, sweep: Sweep, at: f64, above: bool) -> Option<f64> {
    let of_sweep = |p: &&FiringPoint| p.sweep == sweep || sweep == Sweep::Up;
    let mut points = found.points.iter().filter(of_sweep);
    if above {
        points.find(|p| p.parameter > at)?.rate
    } else {
        points.rfind(|p| p.parameter < at)?.rate
    }
}

/// The curve of a sweep, interrupted where the rate jumps: at the values in `borders`.
fn sweep(scene: &mut Scene, found: &Firing, which: Sweep, borders: &[f64]) {
    let (role, name) = match which {
        Sweep::Up => (Role::SweepUp, "rising"),
        Sweep::Down => (Role::SweepDown, "falling"),
    };
    let step = match found.points.as_slice() {
        [] => return,
        points => {
            let values = points.iter().filter(|p| p.sweep == Sweep::Up).count();
            (found.range[1] - found.range[0]) / (values.max(2) - 1) as f64
        }
    };
    let gap = [f64::NAN; 2];
    let mut points: Vec<[f64; 2]> = vec![];
    for p in found.points.iter().filter(|p| p.sweep == which) {
        let here = [p.parameter, p.rate.unwrap_or(f64::NAN)];
        if let Some(&[before, rate]) = points.last() {
            let border = borders.iter().find(|&&b| before < b && b <= p.parameter);
            // A border is a jump, except where firing begins with no rate at all.
            if let Some(&b) = border {
                if rate == 0.0 {
                    points.push([b, 0.0]);
                }
                points.push(gap);
                if Some(b) == found.onset && which == Sweep::Up && here[1] > 0.0 {
                    points.push([b, found.onset_rate.unwrap_or(0.0)]);
                }
            } else if p.parameter - before > 1.5 * step {
                points.push(gap);
            }
        }
        points.push(here);
    }
    if points.iter().filter(|p| p[0].is_finite()).count() > 1 {
        scene.items.push(Item::Curve(Curve {
            role,
            points,
            closed: false,
            label: (which == Sweep::Down).then(|| "on the way down".into()),
        }));
        let parameter = scene.x.name.clone();
        scene.key(Mark::Line(role), format!("{parameter} {name}"));
    }
}

/// Points along a scaling law.
const LAW: usize = 200;

/// The scaling laws that hold: names and curves.
fn laws(found: &Firing, diagram: Option<&Diagram>, top: f64) -> Vec<(&'static str, Vec<[f64; 2]>)> {
    let firing_above = |at: f64| {
        let mut seen: Vec<[f64; 2]> = vec![];
        for p in &found.points {
            let rate = p.rate.filter(|&r| r > 0.0 && p.parameter > at);
            if let Some(r) = rate
                && seen.last().is_none_or(|s| s[0] < p.parameter)
            {
                seen.push([p.parameter, r]);
            }
        }
        seen
    };
    let along = |at: f64, law: &dyn Fn(f64) -> f64| -> Vec<[f64; 2]> {
        (0..=LAW)
            .map(|k| {
                // Denser near the onset, where the curve is steep.
                let d = (k as f64 / LAW as f64).powi(3) * (found.range[1] - at);
                [at + d, law(d)]
            })
            .take_while(|p| p[1] <= top || !p[1].is_finite())
            .collect()
    };
    let mut all = vec![];
    if let (Some(at), Some(EventKind::SaddleNodeOnInvariantCircle)) = (found.onset, found.mechanism)
        && let [[x, r], ..] = firing_above(at)[..]
    {
        let factor = r / (x - at).sqrt();
        all.push(("√ law", along(at, &|d| factor * d.sqrt())));
    }
    if let Some(at) = found.offset
        && diagram.and_then(|d| event_at(d, at)) == Some(EventKind::Homoclinic)
        && let [[x, r], [y, s], ..] = firing_above(at)[..]
    {
        // 1 / r = a − b ln d through the two nearest points.
        let (p, q) = ((x - at).ln(), (y - at).ln());
        let b = (1.0 / r - 1.0 / s) / (q - p);
        let a = 1.0 / r + b * p;
        if b > 0.0 {
            let law = move |d: f64| {
                let period = a - b * d.ln();
                if period > 0.0 {
                    1.0 / period
                } else {
                    f64::INFINITY
                }
            };
            all.push(("1/log law", along(at, &law)));
        }
    }
    all
}

/// What an F-I curve says, in a sentence or two: class, onset and mechanism, response, and where rest and
/// firing coexist.
pub fn firing_words(problem: &Problem, found: &Firing) -> String {
    use crate::analysis::Class;
    let info = problem.model().info();
    let name = info.parameters[found.parameter].name;
    let unit = if info.time == Unit::Millisecond {
        "Hz"
    } else {
        ""
    };
    let mut parts: Vec<String> = vec![];
    let at = |v: f64| format!("{name} = {}", value(v));
    let through =
        |kind: Option<EventKind>| kind.map_or_else(String::new, |k| format!(", at a {k}"));
    match (found.onset, found.class) {
        (Some(onset), class) => {
            let begin = format!("Firing begins at {}{}", at(onset), through(found.mechanism));
            let rate = found.onset_rate.unwrap_or(0.0);
            parts.push(match class {
                Some(Class::One) => {
                    format!("{begin}, with an arbitrarily low rate: class 1 excitability.")
                }
                Some(Class::Two) => format!(
                    "{begin}, and at once with {}{THIN}{unit}: class 2 excitability.",
                    value(rate)
                ),
                Some(Class::Three) => format!("{begin}: class 3 excitability."),
                None => format!("{begin}."),
            });
        }
        (None, Some(Class::Three)) => parts
            .push("A steady current evokes a single spike at most: class 3 excitability.".into()),
        (None, _) => {
            let fires = found.points.iter().any(|p| p.rate.is_some_and(|r| r > 0.0));
            parts.push(if fires {
                "It fires already where the range begins.".into()
            } else {
                "It does not fire in this range.".into()
            });
        }
    }
    if let Some(response) = found.response {
        parts.push(format!(
            "The cell is {}.",
            match response.name() {
                "integrator" =>
                    "an integrator: the more input arrives at once, the sooner it fires",
                _ => "a resonator: it rings, and prefers input at its own frequency",
            }
        ));
    }
    if let Some(offset) = found.offset {
        parts.push(format!("On the way down it ends at {}.", at(offset)));
    }
    if let Some(block) = found.block {
        parts.push(format!(
            "On the way up it ends at {}{}.",
            at(block.parameter),
            through(block.event)
        ));
    }
    for [lo, hi] in &found.bistable {
        parts.push(format!(
            "Rest and firing coexist for {} < {name} < {}.",
            value(*lo),
            value(*hi)
        ));
    }
    parts.join(" ")
}
