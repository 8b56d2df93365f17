//! One-parameter diagrams at several places of a plane of two parameters: where curves of cycles start,
//! and what they are held against.
use super::{
    build::{self, Seeds},
    curve::Plane,
    curve_loop::Extent,
    diagram::{Diagram, DiagramOptions, EventKind},
};
use crate::text::{Each, say};
use nalgebra::Vector2;

/// Where one parameter is held while the other goes over its range, as parts of the range: more places
/// for the second parameter, whose lines most curves cross. No round fractions, and none of those at
/// which equilibria are looked for. From the middle outwards: near the borders lie more often places at
/// which curves have to be followed in small steps, such as canards.
const PLACES: [&[f64]; 2] = [
    &[0.485, 0.335, 0.635, 0.2, 0.785, 0.08, 0.93, 0.006, 0.994],
    &[0.52, 0.17, 0.83],
];

/// A diagram along a line across the plane.
pub(super) struct Control {
    /// Which parameter moves: 0 or 1.
    pub(super) moving: usize,
    /// The value of the other one, as part of its range and itself.
    part: f64,
    held: f64,
    pub(super) diagram: Diagram,
    /// Orbits to start curves from.
    pub(super) seeds: Seeds,
}

impl Control {
    /// A place on the line, in units of the ranges.
    pub(super) fn unit(&self, plane: &Plane<'_>, value: f64) -> Vector2<f64> {
        let mut at = [self.held; 2];
        at[self.moving] = value;
        plane.unit(at)
    }

    /// The direction of the line.
    pub(super) fn way(&self) -> Vector2<f64> {
        let mut way = Vector2::zeros();
        way[self.moving] = 1.0;
        way
    }

    /// The places, saddles and extents of its homoclinic orbits.
    pub(super) fn homoclinics<'a>(
        &'a self,
        plane: &'a Plane<'_>,
    ) -> impl Iterator<Item = (Vector2<f64>, &'a [f64], Extent)> {
        self.diagram
            .events
            .iter()
            .filter(|e| e.kind == EventKind::Homoclinic)
            .map(|e| {
                let corner = |k: usize| {
                    let scaled = |i: usize, x: f64| (x - e.at[i]) / plane.scale[i];
                    e.extent.as_ref().map_or(Vector2::zeros(), |extent| {
                        Vector2::from_fn(|i, _| scaled(i, extent[k][i]))
                    })
                };
                let at = self.unit(plane, e.parameter);
                (at, e.at.as_slice(), [corner(0), corner(1)])
            })
    }
}

/// The diagrams of a plane; `None` when cancelled.
pub(super) fn controls(plane: &Plane<'_>) -> Option<Vec<Control>> {
    let mut out = vec![];
    for (moving, places) in PLACES.into_iter().enumerate() {
        for part in places {
            out.extend(control(plane, moving, *part, false)?);
        }
    }
    Some(out)
}

/// Diagrams next to the ends of curves that were lost, on lines across their directions, with a step to
/// either side. `None` when cancelled.
pub(super) fn near(
    plane: &Plane<'_>,
    ends: &[(Vector2<f64>, Vector2<f64>)],
) -> Option<Vec<Control>> {
    let mut out: Vec<Control> = vec![];
    for (end, way) in ends.iter().take(MOST_ENDS) {
        let moving = usize::from(way[1].abs() < way[0].abs());
        for step in STEPS {
            let part = end[1 - moving] + step * way[1 - moving].signum();
            let close =
                |c: &Control| c.moving == moving && (c.part - part).abs() < 0.3 * step.abs();
            if (0.0..=1.0).contains(&part) && !out.iter().any(close) {
                out.extend(control(plane, moving, part, false)?);
            }
        }
    }
    Some(out)
}

/// Diagrams with a search for cycles so far to either side, in units of the range, of a point of a fold curve that goes along `way`.
/// `None` when cancelled.
pub(super) fn beyond(
    plane: &Plane<'_>,
    here: Vector2<f64>,
    way: Vector2<f64>,
    away: f64,
) -> Option<Vec<Control>> {
    let moving = usize::from(way[1].abs() < way[0].abs());
    let mut out = vec![];
    for step in [away, -away] {
        let part = here[1 - moving] + step;
        if (0.0..=1.0).contains(&part) {
            out.extend(control(plane, moving, part, true)?);
        }
    }
    Some(out)
}

/// How far before and beyond a lost end diagrams are made, in units of the range.
const STEPS: [f64; 2] = [-4e-3, 8e-3];
/// Diagrams are made near no more ends than this.
const MOST_ENDS: usize = 5;

/// The diagram at a part of the range of the parameter held, with a search for cycles wherever it is if
/// `search` says so; `Some(None)` where the problem cannot be, `None` when cancelled.
fn control(plane: &Plane<'_>, moving: usize, part: f64, search: bool) -> Option<Option<Control>> {
    let still = plane.vary[1 - moving];
    let held = still.range[0] + part * still.width();
    let Some(problem) = plane.problem_at(1 - moving, held) else {
        return Some(None);
    };
    let options = DiagramOptions::default();
    let search = search || usual(plane, moving, held);
    let vary = &plane.vary[moving];
    let (diagram, seeds) = build::with_seeds(plane.cancel, &problem, vary, &options, search)?;
    Some(Some(Control {
        moving,
        part,
        held,
        diagram,
        seeds,
    }))
}

/// Whether a line across the plane lies where the model is meant to be: far away, and next to values at
/// which the formula is singular, a search of the whole plane of states may take longer than everything
/// else.
fn usual(plane: &Plane<'_>, moving: usize, held: f64) -> bool {
    let specs = &plane.problem.model().info().parameters;
    let (lo, hi) = specs[plane.vary[1 - moving].parameter].range;
    let room = 0.1 * (hi - lo);
    let low = if lo < 0.0 { lo - room } else { 0.05 * lo };
    let inside = (low..=hi + room).contains(&held);
    let spec = &specs[plane.vary[moving].parameter];
    let ((lo, hi), [from, to]) = (spec.range, plane.vary[moving].range);
    let width = hi - lo;
    inside && from >= lo - width && to <= hi + width && (!spec.nonzero() || from * lo >= 0.0)
}

/// Says so if some of the diagrams of a plane are without a search for cycles.
pub(super) fn searched(plane: &Plane<'_>, controls: &[Control]) -> Option<Each<String>> {
    let all = controls.iter().all(|c| usual(plane, c.moving, c.held));
    let [a, b] = plane.vary.map(|v| v.name(plane.problem));
    (!all).then(|| Each::of(|| say!("note-far-outside", first = a, second = b)))
}

/// A bifurcation of a diagram that lies on no curve.
pub(super) enum Alone {
    FoldOfCycles,
    Homoclinic,
}

/// Says that a bifurcation of a diagram lies on no curve that could be followed.
pub(super) fn alone(plane: &Plane<'_>, what: Alone, at: Vector2<f64>) -> Each<String> {
    let [a, b] = plane.vary.map(|v| v.name(plane.problem));
    let [x, y] = plane.place(at);
    Each::of(|| {
        let (x, y) = (format!("{x:.6}"), format!("{y:.6}"));
        match what {
            Alone::FoldOfCycles => say!("note-alone-fold", first = a, second = b, x = x, y = y),
            Alone::Homoclinic => say!("note-alone-homoclinic", first = a, second = b, x = x, y = y),
        }
    })
}
