//! The borders of a range: what lies right on one of them is listed, whatever rounding did to it.
//!
//! A diagram is computed over a slightly wider range, so that a bifurcation on the border is one
//! inside, and is then cut to the range that was asked for.
use super::{
    diagram::{
        BranchEnd, CycleBranch, CyclePoint, Diagram, EquilibriumBranch, EquilibriumPoint, EventKind,
    },
    problem::Problem,
    vary::Vary,
};

/// A diagram is computed so far beyond its range, as a part of it.
const BEYOND: f64 = 2e-4;
/// Rounding of a parameter at which equations of equilibria become singular, relative to its value.
const ROUNDING: f64 = 1e-12;
/// The same for what is found on cycles, whose errors depend on the mesh.
const ROUNDING_OF_CYCLES: f64 = 1e-9;

/// The range over which a diagram is computed: wider than asked for, but not across a value at which
/// the formula is singular.
pub(super) fn widened(problem: &Problem, vary: &Vary) -> Vary {
    let [lo, hi] = vary.range;
    let beyond = |border: f64| {
        let rounding = 4.0 * ROUNDING_OF_CYCLES * border.abs();
        let by = (BEYOND * vary.width()).max(rounding);
        if problem.model().info().parameters[vary.parameter].nonzero() {
            by.min(0.5 * border.abs())
        } else {
            by
        }
    };
    Vary {
        range: [lo - beyond(lo), hi + beyond(hi)],
        ..*vary
    }
}

/// The values of the parameter that are strictly between `a` and `b` among both ends of a range, in
/// the order in which they are met.
pub(super) fn crossed(range: [f64; 2], a: f64, b: f64) -> impl Iterator<Item = f64> {
    let ordered = if a < b { range } else { [range[1], range[0]] };
    ordered
        .into_iter()
        .filter(move |&v| (v - a) * (v - b) < 0.0)
}

/// A point of a branch, as far as cutting is concerned.
trait Point: Clone + PartialEq {
    fn parameter(&mut self) -> &mut f64;
}

impl Point for EquilibriumPoint {
    fn parameter(&mut self) -> &mut f64 {
        &mut self.parameter
    }
}

impl Point for CyclePoint {
    fn parameter(&mut self) -> &mut f64 {
        &mut self.parameter
    }
}

/// A piece of a branch, and whether it still has the first and the last end of the whole.
type Piece<P> = (Vec<P>, [bool; 2]);

/// The pieces of a branch inside the range.
fn pieces<P: Point>(mut points: Vec<P>, range: [f64; 2], part: f64) -> Vec<Piece<P>> {
    let Some(last) = points.len().checked_sub(1) else {
        return vec![];
    };
    let inside: Vec<bool> = points
        .iter_mut()
        .map(|p| {
            let value = p.parameter();
            match within(*value, range, part) {
                Some(v) => {
                    *value = v;
                    true
                }
                None => false,
            }
        })
        .collect();
    if inside.iter().all(|&i| i) {
        return vec![(points, [true, true])];
    }
    // A closed branch that leaves the range is cut outside, not where it happened to be begun.
    let closed = last > 0 && points[0] == points[last];
    let from = inside.iter().position(|&i| !i).unwrap_or(0);
    let order: Vec<usize> = if closed {
        (0..=last).map(|k| (from + k) % last).collect()
    } else {
        (0..=last).collect()
    };
    let mut out: Vec<Piece<P>> = vec![];
    let mut piece: Vec<P> = vec![];
    let mut first = false;
    for (place, &k) in order.iter().enumerate() {
        if inside[k] {
            first |= piece.is_empty() && place == 0;
            piece.push(points[k].clone());
        }
        let ends = place == last;
        if !inside[k] || ends {
            if piece.len() > 1 {
                out.push((std::mem::take(&mut piece), [first, inside[k] && ends]));
            }
            piece.clear();
            first = false;
        }
    }
    out
}

/// The value itself when it lies in the range, the border when it lies beyond it by rounding only.
fn within(value: f64, range: [f64; 2], part: f64) -> Option<f64> {
    let nearest = value.clamp(range[0], range[1]);
    ((value - nearest).abs() <= part * nearest.abs().max(range[1] - range[0])).then_some(nearest)
}

/// How exactly the place of an event is known, relative to it.
fn rounding(kind: EventKind) -> f64 {
    match kind {
        EventKind::FoldOfCycles | EventKind::Homoclinic | EventKind::PeriodDoubling => {
            ROUNDING_OF_CYCLES
        }
        _ => ROUNDING,
    }
}

/// Cuts a diagram to its range. Events that lie outside by no more than rounding are on its border.
pub(super) fn cut(diagram: &mut Diagram) {
    let range = diagram.range;
    let mut place = vec![None; diagram.events.len()];
    let mut kept = vec![];
    for (k, mut event) in std::mem::take(&mut diagram.events).into_iter().enumerate() {
        if let Some(v) = within(event.parameter, range, rounding(event.kind)) {
            event.parameter = v;
            place[k] = Some(kept.len());
            kept.push(event);
        }
    }
    diagram.events = kept;
    diagram.equilibria = std::mem::take(&mut diagram.equilibria)
        .into_iter()
        .flat_map(|b| pieces(b.points, range, ROUNDING))
        .map(|(points, _)| EquilibriumBranch { points })
        .collect();
    diagram.cycles = std::mem::take(&mut diagram.cycles)
        .into_iter()
        .flat_map(|branch| {
            let CycleBranch {
                points,
                spikes,
                ends,
            } = branch;
            let end = |own: bool, end: BranchEnd| match end {
                _ if !own => BranchEnd::Border,
                BranchEnd::Event(k) => place[k].map_or(BranchEnd::Border, BranchEnd::Event),
                other => other,
            };
            let end = move |[first, last]: [bool; 2]| [end(first, ends[0]), end(last, ends[1])];
            pieces(points, range, ROUNDING_OF_CYCLES)
                .into_iter()
                .map(move |(points, own)| CycleBranch {
                    points,
                    spikes,
                    ends: end(own),
                })
                .collect::<Vec<_>>()
        })
        .collect();
}
