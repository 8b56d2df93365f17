//! From a place on a rail to a value: round numbers, and a gentle pull towards bifurcations.

/// Within this many points of a tick the value is the tick's.
const STICKS: f64 = 4.0;
/// The values passed over are made up for within this many points, so that all can be reached.
const PULLS: f64 = 12.0;

/// A range of values along a length on the screen, with values that attract.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rail<'a> {
    /// Values at both ends.
    pub range: [f64; 2],
    /// Its length, in points.
    pub length: f32,
    /// Values that attract, in ascending order.
    pub ticks: &'a [f64],
}

impl Rail<'_> {
    fn width(&self) -> f64 {
        self.range[1] - self.range[0]
    }

    fn length(&self) -> f64 {
        f64::from(self.length.max(1.0))
    }

    /// Where a value is, in points from the lower end.
    pub(super) fn place(&self, value: f64) -> f64 {
        (value - self.range[0]) / self.width() * self.length()
    }

    /// The value at a place, to the digits that matter; with `snapping` the tick's own where one is
    /// near.
    ///
    /// Near a tick the scale is stretched: values beside it take the room between where it lets go
    /// and where its pull ends, so that none of them is out of reach.
    pub(super) fn value(&self, place: f64, snapping: bool) -> f64 {
        let mut place = place.clamp(0.0, self.length());
        if snapping && let Some((k, apart)) = self.nearest(place) {
            let at = self.place(self.ticks[k]);
            let neighbour = [k.checked_sub(1), Some(k + 1)]
                .into_iter()
                .flatten()
                .filter_map(|j| self.ticks.get(j))
                .map(|&t| (self.place(t) - at).abs())
                .fold(f64::INFINITY, f64::min);
            let pulls = PULLS.min(0.5 * neighbour);
            let sticks = STICKS.min(pulls / 3.0);
            if apart.abs() <= sticks {
                return self.ticks[k];
            }
            if apart.abs() < pulls {
                let beyond = (apart.abs() - sticks) * pulls / (pulls - sticks);
                place = at + beyond.copysign(apart);
            }
        }
        let exact = self.range[0] + place / self.length() * self.width();
        self.beside(exact, rounded(exact, self.width()))
    }

    /// The tick nearest to a place, and how far the place is to its right.
    fn nearest(&self, place: f64) -> Option<(usize, f64)> {
        self.ticks
            .iter()
            .enumerate()
            .filter(|(_, t)| (self.range[0]..=self.range[1]).contains(*t))
            .map(|(k, &t)| (k, place - self.place(t)))
            .min_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
    }

    /// `round`, but on the same side of every tick as `exact`: rounding crosses no bifurcation.
    fn beside(&self, exact: f64, round: f64) -> f64 {
        let crossed = self
            .ticks
            .iter()
            .any(|t| (exact - t) * (round - t) < 0.0 || (round == *t && exact != *t));
        if crossed { exact } else { round }
    }

    /// The value after a step of the keyboard; with `snapping` it stops at the first tick on its way.
    pub(super) fn step(&self, value: f64, by: f64, unit_of: f64, snapping: bool) -> f64 {
        let exact = value + by;
        if snapping {
            let on_the_way = |t: &f64| (*t - value) * by > 0.0 && (exact - *t) * by >= 0.0;
            let ticks = self.ticks.iter().copied().filter(on_the_way);
            let first = ticks.min_by(|a, b| (a - value).abs().total_cmp(&(b - value).abs()));
            if let Some(tick) = first {
                return tick;
            }
        }
        self.beside(exact, rounded(exact, unit_of))
    }
}

/// A step of the keyboard on a range of this width: a power of ten, a hundredth of it or less.
pub(super) fn step(width: f64) -> f64 {
    let step = 10f64.powf((width.log10() - 2.0).floor());
    if step.is_finite() && step > 0.0 {
        step
    } else {
        0.01 * width
    }
}

/// A value of a range of this width to the digits that matter: a thousandth of it or a little less.
pub(super) fn rounded(value: f64, width: f64) -> f64 {
    let digits = (3.0 - width.log10()).ceil().clamp(-300.0, 300.0);
    let unit = 10f64.powf(digits);
    let out = (value * unit).round() / unit;
    if out.is_finite() { out } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOPF: f64 = 93.857_618_373_7;
    const RAIL: Rail<'static> = Rail {
        range: [0.0, 250.0],
        length: 250.0,
        ticks: &[88.293_250_543, HOPF, 212.018_816_1],
    };

    /// One point is one unit: places 1 left of and right of the Hopf point are the Hopf point.
    #[test]
    fn near_a_tick_the_value_is_exactly_the_ticks() {
        for place in [93.0, 93.8, 94.5] {
            assert_eq!(RAIL.value(place, true), HOPF);
            assert_eq!(RAIL.value(place, false), rounded(place, 250.0));
        }
        assert_eq!(RAIL.value(120.0, true), 120.0);
    }

    /// From left to right the values never go back and never jump by more than two units per point,
    /// but at the ticks, which hold: so every value can be reached.
    #[test]
    fn snapping_leaves_no_gap_and_never_goes_back() {
        let mut last = RAIL.value(0.0, true);
        for k in 1..=25_000 {
            let value = RAIL.value(f64::from(k) * 0.01, true);
            assert!(value >= last - 1e-12, "{k}: {last} {value}");
            // A hundredth of a point, stretched at most 1.5 times, and one step of rounding.
            assert!(value - last < 0.015 + 0.1 + 1e-9, "{k}: {last} {value}");
            last = value;
        }
        assert_eq!(last, 250.0);
    }

    /// The grid of a range of 250 is 0.1: 93.85 would round to 93.9, beyond the Hopf point.
    #[test]
    fn rounding_never_crosses_a_tick() {
        assert_eq!(RAIL.beside(93.852, rounded(93.852, 250.0)), 93.852);
        assert_eq!(RAIL.beside(93.93, rounded(93.93, 250.0)), 93.9);
    }

    #[test]
    fn a_step_of_the_keyboard_stops_at_a_tick_and_goes_on_from_it() {
        let steps = |mut value: f64, by: f64| {
            let mut out = vec![];
            for _ in 0..4 {
                value = RAIL.step(value, by, 250.0, true);
                out.push(value);
            }
            out
        };
        assert_eq!(steps(92.0, 1.0), [93.0, HOPF, 94.9, 95.9]);
        assert_eq!(steps(95.0, -1.0), [94.0, HOPF, 92.9, 91.9]);
        assert_eq!(RAIL.step(93.0, 1.0, 250.0, false), 94.0);
    }

    #[test]
    fn a_step_is_a_power_of_ten() {
        for (width, expected) in [(250.0, 1.0), (100.0, 1.0), (25.0, 0.1), (0.5, 0.001)] {
            assert!((step(width) / expected - 1.0).abs() < 1e-9, "{width}");
        }
    }
}
