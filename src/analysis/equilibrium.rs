//! Equilibria: all of them in the window.
use super::{
    classify::{Kind, classify},
    nullcline::{Nullclines, nullclines, on_grid, sides},
    planar::Planar,
    problem::Window,
    search::Search,
};
use nalgebra::{Complex, DMatrix};

/// Samples along each side of the border for the winding number, to begin with.
const BORDER: usize = 32;
/// Cells of the finer grids that are tried when the sum of the indices is wrong.
const FINER: [usize; 2] = [79, 125];

/// An equilibrium with its linearisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Equilibrium {
    /// The state, one number per variable.
    pub at: Vec<f64>,
    /// Its kind.
    pub kind: Kind,
    /// The exact Jacobian there, per unit of time.
    pub jacobian: DMatrix<f64>,
    /// Eigenvalues by real part, largest first; of a pair the one with positive imaginary part first.
    pub eigenvalues: Vec<Complex<f64>>,
    /// Trace of the Jacobian.
    pub trace: f64,
    /// Determinant of the Jacobian.
    pub determinant: f64,
}

impl Equilibrium {
    /// Its name for people. With more than two variables a saddle that everything leaves turning, as rest
    /// does beyond a Hopf point, is called a saddle-focus: unlike other saddles it is no threshold.
    pub fn name(&self) -> &'static str {
        if self.leaves_turning() {
            "saddle-focus"
        } else {
            self.kind.name()
        }
    }

    /// Whether it is a saddle of more than two variables which orbits leave in complex pairs alone.
    pub fn leaves_turning(&self) -> bool {
        let mut away = self.eigenvalues.iter().filter(|l| l.re > 0.0);
        self.at.len() > 2 && self.kind == Kind::Saddle && away.all(|l| l.im != 0.0)
    }

    /// Whether its stable manifold divides the space, as a threshold does: exactly one direction leads away.
    pub fn separates(&self) -> bool {
        match self.at.len() {
            1 => self.kind == Kind::UnstableNode,
            2 => self.kind == Kind::Saddle,
            _ => {
                let away = self.eigenvalues.iter().filter(|l| l.re > 0.0).count();
                self.kind == Kind::Saddle && away == 1
            }
        }
    }
}

/// The equilibria in a window, and what is known of their completeness.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Equilibria {
    /// Sorted by the first variable, then the second; none twice.
    pub points: Vec<Equilibrium>,
    /// Whether the sum of their indices equals the winding number of the field along the border.
    pub complete: bool,
    /// Whether they are isolated points. When one component vanishes identically, every point of
    /// the other's nullcline is an equilibrium, and `points` is empty.
    pub isolated: bool,
}

/// The linearisation at a known point.
pub fn at(planar: &Planar, x: [f64; 2]) -> Equilibrium {
    let j = planar.jacobian(x);
    let jacobian = DMatrix::from_row_slice(2, 2, &[j[(0, 0)], j[(0, 1)], j[(1, 0)], j[(1, 1)]]);
    let linear = classify(&jacobian);
    Equilibrium {
        at: x.to_vec(),
        kind: linear.kind,
        jacobian,
        eigenvalues: linear.eigenvalues,
        trace: linear.trace,
        determinant: linear.determinant,
    }
}

/// All equilibria of `planar` in `window`.
///
/// See [`with_nullclines`].
pub fn equilibria(planar: &Planar, window: Window) -> Equilibria {
    with_nullclines(planar, window, &nullclines(planar, window))
}

/// All equilibria of `planar` in `window`, whose nullclines there are known already.
///
/// Along each nullcline the rate of the other variable is watched: a change of sign brackets an
/// equilibrium, and so does an extremum beyond zero, found as a zero of the exact derivative along
/// the curve; of a pair close to a fold none is lost. Positions are polished by Newton's method to
/// rounding where it converges, and bisected where it does not. Finally the sum of the indices must
/// equal the winding number of the field along the border; otherwise the search is repeated on finer
/// nullclines.
///
/// Equilibria of a reset model beyond its peak are left out.
pub fn with_nullclines(planar: &Planar, window: Window, nullclines: &Nullclines) -> Equilibria {
    // Where the formula jumps a rate may change its sign without being zero, or twice within one step.
    if let Some(sides) = sides(planar, window) {
        let [mut all, more] = sides.map(|side| equilibria(planar, side));
        all.points.extend(more.points);
        all.complete &= more.complete;
        all.isolated &= more.isolated;
        return all;
    }
    let search = Search::new(planar, window);
    if search.vanishes() {
        return Equilibria {
            points: vec![],
            complete: true,
            isolated: false,
        };
    }
    let mut found = search.along(nullclines);
    let mut complete = found.agrees(search.winding(BORDER));
    if !complete && found.isolated {
        for cells in FINER {
            let finer = search.along(&on_grid(planar, window, cells));
            found.points.extend(finer.points);
            search.merge(&mut found.points);
            complete = found.agrees(search.winding(16 * BORDER));
            if complete {
                break;
            }
        }
    }
    let points = found
        .points
        .iter()
        .map(|spot| at(planar, search.place.state(spot.u)))
        .filter(|e| planar.field().guard(&e.at) <= 0.0)
        .collect();
    Equilibria {
        points,
        complete,
        isolated: found.isolated,
    }
}
