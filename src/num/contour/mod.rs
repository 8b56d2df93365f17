//! Zero sets of functions of two variables in the unit square.
//!
//! Marching squares on a coarse grid, with three differences that make it safe:
//!
//! - What happens on an edge is a function of that edge and its row alone: it is searched for a pair
//!   of zeros between ends of equal sign wherever the neighbouring values bend towards zero. Cells on
//!   both sides see the same crossings, so there can be no gap, and no refinement has to propagate.
//! - A cell with more than two crossings is divided until each part has two, or until what remains
//!   is decided by the sign of the function at its saddle point. A cell without any is searched for
//!   a closed curve inside when the function has an extremum towards zero there.
//! - A change of sign without a zero (a jump, a pole) is no crossing.
//!
//! Every vertex is a bracketed root, on the curve to rounding; vertices are then added until the
//! curve passes within the tolerance of every chord.
mod cell;
mod edge;
mod line;
mod patch;
mod quadratic;
#[cfg(test)]
mod tests;

use cell::Cells;
pub use edge::{Change, change, may_dip};
pub use line::beside;

/// A polyline on the zero set.
#[derive(Clone, Debug, PartialEq)]
pub struct Polyline {
    /// Vertices in order.
    pub points: Vec<[f64; 2]>,
    /// Whether the last vertex is joined to the first.
    pub closed: bool,
}

/// The sign of a value; zero counts as positive, so that every sign change is between two samples.
fn negative(value: f64) -> bool {
    value < 0.0
}

/// The point between `p` and `q`.
fn between(p: [f64; 2], q: [f64; 2], t: f64) -> [f64; 2] {
    [(1.0 - t) * p[0] + t * q[0], (1.0 - t) * p[1] + t * q[1]]
}

/// The zero set of `f` in the unit square.
///
/// `values` are those of `f` on a grid of `cells` by `cells` cells, row by row from the lower left,
/// `cells + 1` in a row. The curve passes within `chord` of every chord of the result. Open curves
/// begin at their smaller end and closed ones at their smallest vertex, in the order of the first
/// coordinate; curves are sorted by their first vertex.
///
/// # Panics
/// When the number of values is not `(cells + 1)²`, or there are fewer than three cells in a row.
pub fn zero_set(
    f: &impl Fn([f64; 2]) -> f64,
    cells: usize,
    mut values: Vec<f64>,
    chord: f64,
) -> Vec<Polyline> {
    assert!(cells >= 3 && values.len() == (cells + 1) * (cells + 1));
    lift_border(&mut values, cells);
    let mut work = Cells::new(f, cells, values);
    work.run();
    let mut curves = line::join(f, &work.nodes, &work.links, chord);
    for curve in &mut curves {
        orient(curve);
    }
    curves.sort_by(|a, b| {
        compare(&a.points[0], &b.points[0]).then(a.points.len().cmp(&b.points.len()))
    });
    curves
}

fn compare(a: &[f64; 2], b: &[f64; 2]) -> std::cmp::Ordering {
    a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]))
}

fn orient(curve: &mut Polyline) {
    let points = &mut curve.points;
    if curve.closed {
        let smallest = (0..points.len()).min_by(|&a, &b| compare(&points[a], &points[b]));
        points.rotate_left(smallest.unwrap_or(0));
        if points.len() > 2 && compare(&points[1], &points[points.len() - 1]).is_gt() {
            points[1..].reverse();
        }
    } else if compare(&points[0], &points[points.len() - 1]).is_gt() {
        points.reverse();
    }
}

/// A curve that runs exactly along the border belongs to the picture: zeros there get the sign
/// opposite to that of the value inside.
fn lift_border(values: &mut [f64], n: usize) {
    let at = |i: usize, j: usize| j * (n + 1) + i;
    let mut lift = |border: usize, inside: usize| {
        if values[border] == 0.0 && values[inside] > 0.0 {
            values[border] = -f64::MIN_POSITIVE;
        }
    };
    for k in 0..=n {
        lift(at(k, 0), at(k, 1));
        lift(at(k, n), at(k, n - 1));
        lift(at(0, k), at(1, k));
        lift(at(n, k), at(n - 1, k));
    }
}
