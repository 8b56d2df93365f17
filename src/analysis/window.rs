//! A window of the plane, and what is wrong with a range.
use super::problem_error::ProblemError;

/// A rectangle in the plane of two state variables, in their units; both widths are positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Range of the first variable.
    pub x: [f64; 2],
    /// Range of the second variable.
    pub y: [f64; 2],
}

impl Window {
    /// A window; refused unless both ranges are finite, increasing, and wide enough to be resolved.
    ///
    /// # Errors
    /// [`ProblemError::Window`] says which range is empty, reversed, not finite or too narrow.
    pub fn new(x: [f64; 2], y: [f64; 2]) -> Result<Self, ProblemError> {
        for (which, [lo, hi]) in [("first", x), ("second", y)] {
            if let Some(what) = range_fault([lo, hi]) {
                return Err(ProblemError::Window {
                    which,
                    lo,
                    hi,
                    what,
                });
            }
        }
        Ok(Self { x, y })
    }

    /// Widths of both ranges.
    pub fn size(&self) -> [f64; 2] {
        [self.x[1] - self.x[0], self.y[1] - self.y[0]]
    }

    /// The window with the same centre and both widths multiplied by `factor`.
    pub fn enlarged(&self, factor: f64) -> Self {
        let about = |[lo, hi]: [f64; 2]| {
            let (centre, half) = (0.5 * (lo + hi), 0.5 * factor * (hi - lo));
            [centre - half, centre + half]
        };
        Self {
            x: about(self.x),
            y: about(self.y),
        }
    }

    /// The smallest window that holds both.
    pub fn hull(&self, other: &Self) -> Self {
        let both = |a: [f64; 2], b: [f64; 2]| [a[0].min(b[0]), a[1].max(b[1])];
        Self {
            x: both(self.x, other.x),
            y: both(self.y, other.y),
        }
    }

    /// Whether the point lies inside or on the border.
    pub fn contains(&self, [x, y]: [f64; 2]) -> bool {
        (self.x[0]..=self.x[1]).contains(&x) && (self.y[0]..=self.y[1]).contains(&y)
    }

    /// Distance of two points, each coordinate relative to the window's width.
    pub fn distance(&self, a: [f64; 2], b: [f64; 2]) -> f64 {
        let [w, h] = self.size();
        ((a[0] - b[0]) / w).hypot((a[1] - b[1]) / h)
    }
}

/// What is wrong with a range of numbers, in a few words; `None` when it is finite, increasing and wide
/// enough to be resolved.
pub(super) fn range_fault([lo, hi]: [f64; 2]) -> Option<&'static str> {
    if !lo.is_finite() || !hi.is_finite() || !(hi - lo).is_finite() {
        Some("not finite")
    } else if lo > hi {
        Some("reversed")
    } else if lo == hi {
        Some("empty")
    } else if hi - lo < 1e-9 * lo.abs().max(hi.abs()) {
        Some(TOO_NARROW)
    } else {
        None
    }
}

const TOO_NARROW: &str = "too narrow to be resolved";
/// Why a range is refused that is much wider than its parameter's usual one.
pub(super) const TOO_WIDE: &str = "too wide for anything in it to be resolved";

/// What to do about a range that is refused as [`ProblemError::Range`] or [`ProblemError::Window`] says.
pub fn range_advice(what: &str) -> &'static str {
    match what {
        TOO_NARROW => "give a wider one",
        TOO_WIDE => "give a narrower one",
        _ => "give LOW:HIGH with LOW below HIGH",
    }
}
