//! The scene of a two-parameter diagram.
use super::diagram::varying;
use super::names::{event_name, special_name};
use super::picture::{Axis, Curve, Dot, Item, Mark, Scene, Special};
use super::theme::Role;
use crate::analysis::{Curves, EventKind, Problem};

/// The two-parameter diagram as a scene: each kind of bifurcation in a colour and dash of its own, named on
/// its longest curve and on every long one, and the special points with their names.
pub fn curves(problem: &Problem, found: &Curves) -> Scene {
    let info = problem.model().info();
    let axis = |k: usize| {
        let p = &info.parameters[found.parameters[k]];
        Axis {
            name: p.name.into(),
            unit: p.unit.symbol().into(),
            range: found.ranges[k],
        }
    };
    let mut scene = Scene::empty(axis(0), axis(1));
    scene.caption = varying(
        problem,
        &[0, 1].map(|k| (found.parameters[k], found.ranges[k])),
    );
    let longest = |kind: EventKind| {
        (found.curves.iter().enumerate())
            .filter(|(_, c)| c.kind == kind)
            .max_by(|a, b| length(found, &a.1.points).total_cmp(&length(found, &b.1.points)))
            .map(|(k, _)| k)
    };
    for (k, c) in found.curves.iter().enumerate() {
        let role = Role::Bifurcation(c.kind);
        scene.items.push(Item::Curve(Curve {
            role,
            points: c.points.clone(),
            closed: false,
            label: (longest(c.kind) == Some(k) || length(found, &c.points) > LONG)
                .then(|| event_name(c.kind)),
        }));
        scene.key(Mark::Line(role), event_name(c.kind));
    }
    for p in &found.points {
        scene.items.push(Item::Special(Special {
            at: p.at,
            label: special_name(p.kind),
        }));
    }
    scene
}

/// Curves of at least this length, relative to both ranges, are named wherever there is room.
const LONG: f64 = 0.15;

/// Length of a curve relative to both ranges.
fn length(found: &Curves, points: &[[f64; 2]]) -> f64 {
    let part = |a: &[f64; 2], b: &[f64; 2], k: usize| {
        let [lo, hi] = found.ranges[k];
        (b[k] - a[k]) / (hi - lo)
    };
    points
        .windows(2)
        .map(|p| part(&p[0], &p[1], 0).hypot(part(&p[0], &p[1], 1)))
        .sum()
}

/// The present values of both parameters, to put in front.
pub fn here(at: [f64; 2]) -> Item {
    Item::Dot(Dot {
        role: Role::Live,
        at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{BifurcationCurve, SpecialKind, SpecialPoint};

    fn found() -> Curves {
        let curve = |kind, points: &[[f64; 2]]| BifurcationCurve {
            kind,
            points: points.to_vec(),
            states: vec![vec![0.0, 0.0]; points.len()],
        };
        Curves {
            parameters: [0, 12],
            ranges: [[0.0, 100.0], [0.01, 0.5]],
            curves: vec![
                curve(EventKind::SaddleNode, &[[40.0, 0.01], [40.0, 0.5]]),
                curve(EventKind::SubcriticalHopf, &[[40.0, 0.01], [40.0, 0.02]]),
                curve(EventKind::SubcriticalHopf, &[[36.0, 0.23], [97.0, 0.07]]),
            ],
            points: vec![SpecialPoint {
                kind: SpecialKind::BogdanovTakens,
                at: [40.0, 0.0118],
                state: vec![-29.0, 0.01],
            }],
            notes: vec![],
        }
    }

    #[test]
    fn each_kind_is_named_once_and_special_points_are_named() {
        let problem = Problem::from_source("morris-lecar/snlc").unwrap();
        let scene = curves(&problem, &found());
        let names: Vec<&str> = scene
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Curve(c) => c.label.as_deref(),
                Item::Special(s) => Some(&s.label),
                _ => None,
            })
            .collect();
        // The longer Hopf curve, which comes last, carries the name.
        assert_eq!(
            names,
            ["saddle-node", "subcritical Hopf", "Bogdanov-Takens"]
        );
        assert_eq!(scene.legend.len(), 2);
        assert_eq!(scene.x.title(), "I (µA/cm²)");
        assert!(
            scene.caption.contains("I from 0 to 100"),
            "{}",
            scene.caption
        );
    }
}
