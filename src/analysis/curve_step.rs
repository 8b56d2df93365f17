//! A step of a curve inside the unit square that a plane of two parameters is followed in.
use nalgebra::Vector2;

/// Where the next point of a curve is looked for.
pub(super) struct Aim {
    /// The point predicted, on the border if the step would leave the square.
    pub(super) guess: Vector2<f64>,
    /// The direction in which it is corrected: across the step, or along the border.
    pub(super) across: Vector2<f64>,
    /// Whether it lies on the border, so that the curve ends there.
    pub(super) last: bool,
}

/// A step of the given length from `here`; one that would leave the square is cut off at its border.
pub(super) fn aim(here: Vector2<f64>, way: Vector2<f64>, step: f64) -> Aim {
    let mut aim = Aim {
        guess: here + way * step,
        across: Vector2::new(-way[1], way[0]),
        last: false,
    };
    for k in 0..2 {
        let bound = aim.guess[k].clamp(0.0, 1.0);
        if aim.guess[k] != bound {
            let part = (bound - here[k]) / (aim.guess[k] - here[k]);
            aim.guess = here + (aim.guess - here) * part;
            aim.guess[k] = bound;
            aim.across = Vector2::zeros();
            aim.across[1 - k] = 1.0;
            aim.last = true;
        }
    }
    aim
}

/// A curve both ways from one of its points, by what follows it one way from there; `None` when cancelled.
pub(super) fn both_ways<T>(
    way: Vector2<f64>,
    one_way: impl Fn(Vector2<f64>) -> Option<Vec<T>>,
) -> Option<Vec<T>> {
    let ahead = one_way(way)?;
    let mut out = one_way(-way)?;
    out.reverse();
    out.extend(ahead.into_iter().skip(1));
    Some(out)
}

/// Whether a corrected point still lies in the square, but for rounding.
pub(super) fn in_square(at: Vector2<f64>) -> bool {
    at.iter().all(|v| (-1e-12..=1.0 + 1e-12).contains(v))
}
