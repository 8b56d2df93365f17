//! Where an attracting orbit ceases to attract within a range of the parameter too narrow for its
//! branch to be followed round the corner: where bursts gain or lose a spike.
//!
//! There one spike of the orbit starts beside the threshold at which the map drops almost upright. The
//! multiplier goes with the reciprocal of the distance to it, so that 1/μ is as good as straight, and
//! the orbit flips (μ = −1) or folds (μ = 1) just before.
use super::super::diagram::EventKind;
use super::{Node, Work};

/// How far beyond the last point the edge may lie, relative to the range.
const FAR: f64 = 1e-3;
/// How far before that point it may lie.
const BACK: [f64; 4] = [0.0, 1e-8, 1e-7, 1e-6];
/// The first distance at which it is looked for.
const NEAR: f64 = 1e-8;
/// How exactly it is found.
const EXACT: f64 = 1e-11;
/// At the edge the multiplier has grown to this, or is about to grow without bound within that distance
/// relative to the range.
const GROWN: f64 = 0.3;
const CLOSE: f64 = 1e-7;
/// An orbit is closed when it misses its start by less, relative to the window's height.
const CLOSED: f64 = 1e-9;

impl Work<'_> {
    /// The last attracting orbit of the branch that ends with `last`, and how it loses its stability.
    pub(super) fn edge(&mut self, last: &Node) -> Option<(Node, EventKind)> {
        let (heading, width) = (last.heading(), self.width);
        // Followed less exactly, the branch may have gone a little beyond its edge.
        let origin = BACK
            .iter()
            .find_map(|back| self.attracting(last, last.parameter - heading * back * width))?;
        let mut good = origin.clone();
        let mut before: Option<[f64; 2]> = None;
        let mut step = NEAR * width;
        let mut bad = loop {
            let p = good.parameter + heading * step;
            if (p - last.parameter).abs() > FAR * width {
                return None;
            }
            match self.attracting(&good, p) {
                Some(next) => {
                    before = Some([good.parameter, 1.0 / good.spike.slope]);
                    good = next;
                    step *= 4.0;
                }
                None => break p,
            }
        };
        for round in 0..60 {
            let here = [good.parameter, 1.0 / good.spike.slope];
            let gap = bad - here[0];
            if gap.abs() < EXACT * width {
                break;
            }
            let aim = here[1].signum();
            // Towards 1/μ = ±1 on the straight line through the last two points, a little short of it;
            // every third time the middle, should that lead nowhere.
            let guess = before
                .filter(|_| round % 3 < 2)
                .map(|b| here[0] + (aim - here[1]) * (here[0] - b[0]) / (here[1] - b[1]))
                .filter(|p| (p - here[0]) * gap > 0.0 && (p - here[0]).abs() < gap.abs())
                .unwrap_or(here[0] + 0.5 * gap);
            match self.attracting(&good, guess) {
                Some(next) => {
                    before = Some(here);
                    good = next;
                }
                None => bad = guess,
            }
        }
        if self.follow < 10 * good.starts.len() {
            return None;
        }
        let slope = good.spike.slope;
        let kind = if slope < 0.0 {
            EventKind::PeriodDoubling
        } else {
            EventKind::FoldOfCycles
        };
        // Of an orbit strongly squeezed together twelve digits do not show the last bit of the way. It
        // is this, and no end at a saddle, if beyond the edge the cell still fires as often.
        // As 1/μ has gone since the branch was left; the last two points are too close together to tell.
        let (from, to) = (1.0 / origin.spike.slope, 1.0 / slope);
        let ahead = (to * (good.parameter - origin.parameter) / (to - from)).abs();
        if slope.abs() < GROWN && (ahead.is_nan() || ahead > CLOSE * width) {
            return None;
        }
        let fires = self
            .map
            .at(bad)
            .spikes(good.u(), good.starts.len())
            .is_some();
        fires.then_some((good, kind))
    }

    /// The attracting orbit at `parameter` next to `near`.
    fn attracting(&mut self, near: &Node, parameter: f64) -> Option<Node> {
        let k = near.starts.len();
        // Towards a fold orbits move faster and faster.
        let moved = near.spike.drift / (1.0 - near.spike.slope) * (parameter - near.parameter);
        let guess = near.u()
            + if near.spike.slope.abs() < 0.1 {
                moved
            } else {
                0.0
            };
        let reach = 1e-3 * self.height;
        let slice = self.map.at(parameter);
        let mut u = guess;
        for _ in 0..8 {
            self.follow = self.follow.checked_sub(k)?;
            let (spike, starts) = slice.spikes(u, k)?;
            let change = (spike.next - u) / (1.0 - spike.slope);
            if change.is_nan() || (u + change - guess).abs() > reach {
                return None;
            }
            if change.abs() < CLOSED * self.height {
                return (spike.slope.abs() < 1.0).then_some(Node {
                    parameter,
                    starts,
                    spike,
                    tangent: near.tangent,
                });
            }
            u += change;
        }
        None
    }
}
