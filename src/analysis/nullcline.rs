//! Nullclines: the curves on which one variable does not change.
use super::{planar::Planar, problem::Window};
use crate::num::contour::zero_set;

/// A polyline on a nullcline, in the units of the plane's variables.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Vertices in order, each on the nullcline to rounding.
    pub points: Vec<[f64; 2]>,
    /// Whether the last vertex is joined to the first.
    pub closed: bool,
}

/// Both nullclines: `curves[0]` where the first plane variable does not change, `curves[1]` where the
/// second does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nullclines {
    /// The branches of each.
    pub curves: [Vec<Curve>; 2],
}

/// Cells of the coarse grid in each direction: features narrower than the window over this are still
/// found when the field is smooth, since edges and cells are searched where it bends towards zero.
const CELLS: usize = 40;

/// The largest distance of the curve from a chord, relative to the window: a fifth of a pixel in a
/// thousand.
const CHORD: f64 = 2e-4;

/// Both nullclines of `planar` inside `window`, which may differ from its own.
///
/// Curves are sorted by their first point. The distance of the true curve from a chord is at most
/// 2e-4 of the window.
pub fn nullclines(planar: &Planar, window: Window) -> Nullclines {
    on_grid(planar, window, CELLS)
}

/// The same from a coarse grid of `cells` by `cells`.
pub(super) fn on_grid(planar: &Planar, window: Window, cells: usize) -> Nullclines {
    let place = Place::new(window);
    let along: Vec<[f64; 2]> = (0..=cells)
        .map(|k| place.state([k as f64 / cells as f64; 2]))
        .collect();
    let states: Vec<f64> = along
        .iter()
        .flat_map(|[_, y]| along.iter().flat_map(|[x, _]| [*x, *y]))
        .collect();
    let mut rates = vec![0.0; states.len()];
    planar.field().sample(&states, &mut rates);
    let curves = [0, 1].map(|k| {
        let values = rates.chunks_exact(2).map(|r| r[k]).collect();
        let f = |u: [f64; 2]| planar.f(place.state(u))[k];
        let polylines = zero_set(&f, cells, values, CHORD);
        polylines
            .into_iter()
            .map(|line| Curve {
                points: line.points.into_iter().map(|u| place.state(u)).collect(),
                closed: line.closed,
            })
            .flat_map(|curve| without_jump(planar, curve, k))
            .collect()
    });
    Nullclines { curves }
}

/// Whether a rate changes its sign at `x` by a jump of the formula, and not by passing zero.
pub(super) fn jumps(planar: &Planar, x: [f64; 2], component: usize) -> bool {
    let near = 1e-6 * planar.scale()[0];
    let Some(at) = planar.field().switch().filter(|s| (s - x[0]).abs() < near) else {
        return false;
    };
    let beside = |d: f64| planar.f([at + d, x[1]])[component];
    let (left, right) = (beside(-near), beside(near));
    // What a continuous rate can change over so short a way is far less.
    (left > 0.0) != (right > 0.0) && planar.f(x)[component].abs() > 1e-3 * (right - left).abs()
}

/// The pieces of a curve that are left without those of its vertices at which a rate jumps.
fn without_jump(planar: &Planar, curve: Curve, component: usize) -> Vec<Curve> {
    let bad: Vec<bool> = match planar.field().switch() {
        Some(_) => curve
            .points
            .iter()
            .map(|&x| jumps(planar, x, component))
            .collect(),
        None => return vec![curve],
    };
    if !bad.contains(&true) {
        return vec![curve];
    }
    let marked: Vec<([f64; 2], bool)> = curve.points.into_iter().zip(bad).collect();
    marked
        .chunk_by(|a, b| a.1 == b.1)
        .filter(|run| !run[0].1 && run.len() > 1)
        .map(|run| Curve {
            points: run.iter().map(|p| p.0).collect(),
            closed: false,
        })
        .collect()
}

/// A window as the image of the unit square.
#[derive(Clone, Copy)]
pub(super) struct Place {
    window: Window,
}

impl Place {
    pub(super) fn new(window: Window) -> Self {
        Self { window }
    }

    /// The state at a point of the unit square; its border is the window's border exactly.
    #[inline]
    pub(super) fn state(&self, u: [f64; 2]) -> [f64; 2] {
        let along = |[lo, hi]: [f64; 2], t: f64| {
            if t < 0.5 {
                lo + t * (hi - lo)
            } else {
                hi - (1.0 - t) * (hi - lo)
            }
        };
        [along(self.window.x, u[0]), along(self.window.y, u[1])]
    }
}
