//! Nullclines: the curves on which one variable does not change.
use super::{planar::Planar, problem::Window};

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

/// Both nullclines of `planar` inside `window`, which may differ from its own.
pub fn nullclines(planar: &Planar, window: Window) -> Nullclines {
    let _ = (planar, window);
    Nullclines::default()
}
