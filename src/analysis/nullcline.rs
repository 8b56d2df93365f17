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
    if let Some(sides) = sides(planar, window) {
        let [mut all, more] = sides.map(|side| on_grid(planar, side, cells));
        for (curves, more) in all.curves.iter_mut().zip(more.curves) {
            curves.extend(more);
        }
        return all;
    }
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
            .collect()
    });
    Nullclines { curves }
}

/// The parts of a window on both sides of a value of the first variable at which the formula jumps, each
/// of them smooth; `None` when it does not jump inside.
pub(super) fn sides(planar: &Planar, window: Window) -> Option<[Window; 2]> {
    let [lo, hi] = window.x;
    // The value itself belongs to the lower side; a rounding error further is the upper one.
    let beside = 1e-12 * (hi - lo);
    let at = planar.field().switch()?;
    (at - beside > lo && at + 2.0 * beside < hi)
        .then(|| [[lo, at], [at + beside, hi]].map(|x| Window { x, ..window }))
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
