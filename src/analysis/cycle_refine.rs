//! From a bracket to a cycle: Newton's method in the direction of time in which it attracts.
use super::{
    arc::{Fate, Turn},
    cycle::Cycle,
    cycle_search::{CAREFUL, LOOSE, Node, Search},
};

/// How far from its bracket a cycle may be found, relative to the window: the error of the scan.
const SLACK: f64 = 0.01;

/// Orbits that begin so close to a cycle, relative to the window, come back in the direction of time in
/// which it attracts.
const JUMP: f64 = 1e-7;

impl Search<'_> {
    /// The cycle between two nodes at which P(s) − s has different signs.
    pub(super) fn refine(&self, index: usize, a: Node, b: Node, rounds: usize) -> Option<Cycle> {
        let stable = a.gap? > 0.0;
        let direction = if stable { 1.0 } else { -1.0 };
        // Inside the bracket first, with loose orbits; one that does not come back counts as the end
        // with the larger gap, where the domain may end.
        let (mut low, mut high) = ((a.x, a.gap?), (b.x, b.gap?));
        let mut x = 0.5 * (low.0 + high.0);
        // The signs come from loose orbits; the cycle itself may lie a little outside the bracket.
        let (lo, hi) = self.returns.arcs[index].range();
        let around = (
            (low.0 - SLACK * self.width).max(lo),
            (high.0 + SLACK * self.width).min(hi),
        );
        let mut turn: Option<Turn> = None;
        for round in 0..rounds {
            let near = self.glide(index, around, x, direction);
            turn = near
                .and_then(|x| self.newton(index, around, x, direction))
                // Near a fold loose orbits may glide past the cycle.
                .or_else(|| self.newton(index, around, x, direction));
            if turn.is_some() {
                break;
            }
            let node = self.node_at(index, x, CAREFUL);
            let gap = node.gap.unwrap_or(if low.1.abs() > high.1.abs() {
                low.1
            } else {
                high.1
            });
            if (gap > 0.0) == (low.1 > 0.0) {
                low = (x, gap)
            } else {
                high = (x, gap)
            }
            // Where orbits do not come back even from next to it, a jump of the return map is taken for
            // a cycle.
            let narrow = if near.is_none() { JUMP } else { 1e-15 };
            if high.0 - low.0 < narrow * self.width.max(x.abs()) {
                break;
            }
            // Regula falsi where it is trustworthy, bisection otherwise.
            let secant = low.0 + (high.0 - low.0) * low.1 / (low.1 - high.1);
            let (near, far) = (
                low.0 + 0.05 * (high.0 - low.0),
                high.0 - 0.05 * (high.0 - low.0),
            );
            x = if round % 2 == 0 && secant.is_finite() {
                secant.clamp(near, far)
            } else {
                0.5 * (low.0 + high.0)
            };
        }
        self.close(turn?, direction)
    }

    /// The cycle of the given stability next to `x`, where an orbit has already come close to it.
    pub(super) fn refine_at(&self, index: usize, x: f64, stable: bool) -> Option<Cycle> {
        let direction = if stable { 1.0 } else { -1.0 };
        let (lo, hi) = self.returns.arcs[index].range();
        let around = (
            (x - SLACK * self.width).max(lo),
            (x + SLACK * self.width).min(hi),
        );
        self.close(self.newton(index, around, x, direction)?, direction)
    }

    /// A cycle from the turn that closes it; `None` when it is too weak or too small to be told from
    /// a centre or an equilibrium, or not of the stability that its direction of time implies.
    fn close(&self, turn: Turn, direction: f64) -> Option<Cycle> {
        let stable = direction > 0.0;
        let log_multiplier = direction * turn.log_slope;
        let extent = (turn.max[0] - turn.min[0]) / self.width;
        if log_multiplier.abs() < self.options.weakest
            || extent < 1e-7
            || (log_multiplier < 0.0) != stable
        {
            return None;
        }
        let (mut points, mut times) = (turn.points, turn.times);
        if direction < 0.0 {
            points.reverse();
            times = times.into_iter().rev().map(|t| turn.time - t).collect();
        }
        // Closed exactly: the two ends agree to the accuracy of the cycle.
        if let Some(&first) = points.first()
            && let Some(last) = points.last_mut()
        {
            *last = first;
        }
        Some(Cycle {
            stable,
            period: turn.time,
            log_multiplier: Some(log_multiplier),
            multiplier: log_multiplier.exp().into(),
            min: turn.min.to_vec(),
            max: turn.max.to_vec(),
            points,
            states: vec![],
            times,
            spikes: None,
        })
    }

    /// Comes near the cycle by turns in its attracting direction, where the return map contracts, or
    /// by extrapolating them where it hardly does; `None` when an orbit does not come back.
    fn glide(&self, index: usize, (low, high): (f64, f64), x: f64, direction: f64) -> Option<f64> {
        let next = |x: f64, tolerance| match self.returns.fate(index, x, direction, tolerance) {
            Fate::Back(back) if (low..=high).contains(&back) => Some(back),
            _ => None,
        };
        let first = next(x, LOOSE)?;
        let second = next(first, LOOSE)?;
        let (a, b) = (first - x, second - first);
        if b.abs() < 0.1 * a.abs() || b.abs() < 1e-5 * self.width {
            return next(second, self.options.tolerance);
        }
        // Aitken's extrapolation of the sequence of returns.
        let limit = second - b * b / (b - a);
        Some(if (low..=high).contains(&limit) {
            limit
        } else {
            second
        })
    }

    /// Newton's method on P(s) − s from `x`, the slope of P by Liouville's formula; `None` unless it
    /// converges between `low` and `high`.
    fn newton(
        &self,
        index: usize,
        (low, high): (f64, f64),
        mut x: f64,
        direction: f64,
    ) -> Option<Turn> {
        let mut last = f64::INFINITY;
        for _ in 0..12 {
            let turn = self
                .returns
                .turn(index, x, direction, self.options.tolerance)?;
            let slope = turn.log_slope.exp();
            let change = (turn.back - x) / (1.0 - slope);
            let next = x + change;
            if !change.is_finite() || slope >= 1.0 || !(low..=high).contains(&next) {
                return None;
            }
            let size = change.abs() / self.width.max(x.abs());
            if size <= 2e-13 || (change.abs() >= 0.5 * last && size < 1e-10) {
                return Some(turn);
            }
            if change.abs() > 2.0 * last {
                return None;
            }
            last = change.abs();
            x = next;
        }
        None
    }
}
