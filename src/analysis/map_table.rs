//! The reset map at one value of the parameter, evaluated where it must be and interpolated where its
//! neighbours tell it: an orbit that wanders for hundreds of spikes costs no more than some dozens.
use super::spike_map::Slice;

/// Interpolation serves where polynomials of two degrees differ by less, relative to the height of the
/// window: as much as the evaluated values may be off.
const AGREE: f64 = 3e-6;

/// What is known of the map at one value of the parameter: places, ascending, where they lead, and the
/// time that takes.
#[derive(Default)]
pub(super) struct Table {
    known: Vec<[f64; 3]>,
}

impl Table {
    /// Where the spike that starts at `u` leads, and the time it takes; `None` when there is none, or
    /// `budget` is spent.
    pub(super) fn next(
        &mut self,
        slice: &Slice<'_>,
        u: f64,
        budget: &mut usize,
    ) -> Option<(f64, f64)> {
        let place = self.known.partition_point(|k| k[0] < u);
        if let Some(&[at, next, time]) = self.known.get(place)
            && at == u
        {
            return Some((next, time));
        }
        let agree = AGREE * slice.planar.scale()[1];
        if let Some(found) = self.interpolated(place, u, agree) {
            return Some(found);
        }
        *budget = budget.checked_sub(1)?;
        let (next, time) = slice.rough(u)?;
        self.known.insert(place, [u, next, time]);
        Some((next, time))
    }

    /// The cubic polynomials through two points on either side, if the quadratic ones agree with that of
    /// the place.
    fn interpolated(&self, place: usize, u: f64, agree: f64) -> Option<(f64, f64)> {
        let near = self.known.get(place.checked_sub(2)?..place + 2)?;
        let through = |points: &[[f64; 3]], what: usize| -> f64 {
            let weight = |k: usize| -> f64 {
                (0..points.len())
                    .filter(|&j| j != k)
                    .map(|j| (u - points[j][0]) / (points[k][0] - points[j][0]))
                    .product()
            };
            (0..points.len()).map(|k| points[k][what] * weight(k)).sum()
        };
        let value = through(near, 1);
        let off = [&near[..3], &near[1..]].map(|three| (through(three, 1) - value).abs());
        (off[0] < agree && off[1] < agree).then(|| (value, through(near, 2)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// x² is its own interpolant; beside a step the two quadratic polynomials part.
    #[test]
    fn smooth_pieces_are_interpolated_and_steps_are_not() {
        let square = |x: f64| [x, x * x, 3.0 * x];
        let smooth = Table {
            known: [0.0, 1.0, 2.0, 4.0].map(square).to_vec(),
        };
        let found = smooth.interpolated(2, 1.5, 1e-9).expect("it is smooth");
        assert!((found.0 - 2.25).abs() < 1e-14, "{found:?}");
        assert!((found.1 - 4.5).abs() < 1e-14, "{found:?}");
        assert_eq!(smooth.interpolated(1, 0.5, 1e-9), None);
        let step = Table {
            known: [0.0, 1.0, 2.0, 3.0]
                .map(|x| [x, f64::from(x > 1.0), 1.0])
                .to_vec(),
        };
        assert_eq!(step.interpolated(2, 1.5, 1e-9), None);
    }
}
