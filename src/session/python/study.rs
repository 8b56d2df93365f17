//! What a script needs for the bifurcation diagram and the F-I curve: places from which it finds branches
//! and cycles by itself.
use super::{Session, rough, roughly};
use crate::analysis::{CyclePoint, Diagram, EquilibriumPoint};
use crate::session::Ordinate;

/// Values of the parameter, both ends included, at which cycles are computed.
const VALUES: usize = 21;
/// A cycle that is so many times slower than the fastest of its branch is left out: it passes by an
/// equilibrium, where shooting loses all digits.
const SLOWEST: f64 = 30.0;
/// The same for one from which orbits depart by more than the exponential of this, each period.
const MOST_UNSTABLE: f64 = 20.0;

/// Rough points of the branches of equilibria, a line each: a value of the parameter and a state.
pub(super) fn branches(diagram: &Diagram) -> String {
    let lines = diagram.equilibria.iter().filter_map(|branch| {
        // As far as possible from where the branch turns, meets another one or ends.
        let ends = [branch.points.first()?, branch.points.last()?].map(|p| p.parameter);
        let events = diagram.events.iter().map(|e| e.parameter);
        let marks: Vec<f64> = events.chain(ends).collect();
        let room = |value: f64| {
            let apart = marks.iter().map(|m| (value - m).abs());
            apart.fold(f64::INFINITY, f64::min)
        };
        let by_room = |a: &&EquilibriumPoint, b: &&EquilibriumPoint| {
            room(a.parameter).total_cmp(&room(b.parameter))
        };
        let point = branch.points.iter().max_by(by_room)?;
        Some(format!(
            "    ({}, {}),\n",
            rough(point.parameter),
            roughly(&point.at)
        ))
    });
    super::list(lines.collect())
}

/// Rough cycles at some values of the parameter, a line each: the value, a state, a period and the spikes.
pub(super) fn cycles(session: &Session, diagram: &Diagram) -> String {
    let [lo, hi] = diagram.range;
    let planar = session.problem().model().info().dimension() == 2;
    let mut lines = String::new();
    for k in 0..VALUES {
        let value = match k + 1 {
            VALUES => hi,
            _ => lo + (hi - lo) * (k as f64 / (VALUES - 1) as f64),
        };
        for cycle in diagram.at(value).cycles {
            let branch = &diagram.cycles[cycle.branch];
            let spikes = branch.spikes.unwrap_or(0);
            let backwards = planar && spikes == 0 && !cycle.point.stable;
            let fastest = branch.points.iter().map(|p| p.period);
            let fastest = fastest.fold(f64::INFINITY, f64::min);
            if cycle.point.period > SLOWEST * fastest || !can_be_shot(&cycle.point, backwards) {
                continue;
            }
            let period = match backwards {
                true => -cycle.point.period,
                false => cycle.point.period,
            };
            lines += &format!(
                "    ({value:?}, {}, {}, {spikes}),\n",
                roughly(&on(&branch.points, cycle.after, value)),
                rough(period)
            );
        }
    }
    super::list(lines)
}

/// A state on the cycle at a value between the point `after` of a branch and the next one: all have the same
/// phase.
fn on(points: &[CyclePoint], after: usize, value: f64) -> Vec<f64> {
    let a = &points[after];
    let b = points.get(after + 1).unwrap_or(a);
    let part = (value - a.parameter) / (b.parameter - a.parameter);
    if !(0.0..=1.0).contains(&part) {
        return a.on.clone();
    }
    let mixed = a.on.iter().zip(&b.on).map(|(a, b)| a + part * (b - a));
    mixed.collect()
}

/// Whether an orbit from a guess stays near the cycle for one period.
fn can_be_shot(cycle: &CyclePoint, backwards: bool) -> bool {
    let departs = cycle.log_multiplier.unwrap_or(0.0);
    departs < if backwards { 200.0 } else { MOST_UNSTABLE }
}

/// What the diagram's vertical axis shows: the place of a variable, or a name in quotes.
pub(super) fn ordinate(session: &Session) -> String {
    match session.study().ordinate {
        Ordinate::Variable(k) => k.to_string(),
        Ordinate::Period => "\"period\"".into(),
        Ordinate::Frequency => "\"frequency\"".into(),
    }
}

/// Lower and upper end of the varied parameter's range.
pub(super) fn range(session: &Session) -> [String; 2] {
    let vary = session.study().vary(session.problem());
    vary.range.map(|x| format!("{x:?}"))
}
