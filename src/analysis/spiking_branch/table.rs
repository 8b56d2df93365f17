//! The reset map at one value of the parameter, evaluated where it must be and interpolated where its
//! neighbours tell it: an orbit that wanders for hundreds of spikes costs no more than some dozens.
use super::super::spike_map::Slice;

/// Interpolation serves where polynomials of two degrees differ by less, relative to the height of the
/// window: as much as the evaluated values may be off.
const AGREE: f64 = 3e-6;

/// What is known of the map at one value of the parameter: places, ascending, and where they lead.
#[derive(Default)]
pub(super) struct Table {
    known: Vec<[f64; 2]>,
}

impl Table {
    /// Where the spike that starts at `u` leads; `None` when there is none, or `budget` is spent.
    pub(super) fn next(&mut self, slice: &Slice<'_>, u: f64, budget: &mut usize) -> Option<f64> {
        let place = self.known.partition_point(|k| k[0] < u);
        if let Some(&[at, next]) = self.known.get(place)
            && at == u
        {
            return Some(next);
        }
        let agree = AGREE * slice.planar.scale()[1];
        if let Some(next) = self.interpolated(place, u, agree) {
            return Some(next);
        }
        *budget = budget.checked_sub(1)?;
        let (next, _) = slice.rough(u)?;
        self.known.insert(place, [u, next]);
        Some(next)
    }

    /// The cubic polynomial through two points on either side, if the quadratic ones agree with it.
    fn interpolated(&self, place: usize, u: f64, agree: f64) -> Option<f64> {
        let near = self.known.get(place.checked_sub(2)?..place + 2)?;
        let through = |points: &[[f64; 2]]| -> f64 {
            let weight = |k: usize| -> f64 {
                (0..points.len())
                    .filter(|&j| j != k)
                    .map(|j| (u - points[j][0]) / (points[k][0] - points[j][0]))
                    .product()
            };
            (0..points.len()).map(|k| points[k][1] * weight(k)).sum()
        };
        let value = through(near);
        let off = [&near[..3], &near[1..]].map(|three| (through(three) - value).abs());
        (off[0] < agree && off[1] < agree).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// x² is its own interpolant; beside a step the two quadratic polynomials part.
    #[test]
    fn smooth_pieces_are_interpolated_and_steps_are_not() {
        let square = |x: f64| [x, x * x];
        let smooth = Table {
            known: [0.0, 1.0, 2.0, 4.0].map(square).to_vec(),
        };
        let found = smooth.interpolated(2, 1.5, 1e-9).expect("it is smooth");
        assert!((found - 2.25).abs() < 1e-14, "{found}");
        assert_eq!(smooth.interpolated(1, 0.5, 1e-9), None);
        let step = Table {
            known: vec![[0.0, 0.0], [1.0, 0.0], [2.0, 1.0], [3.0, 1.0]],
        };
        assert_eq!(step.interpolated(2, 1.5, 1e-9), None);
    }
}
