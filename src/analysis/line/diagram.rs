//! Where a model of one variable fires, while a parameter varies.
//!
//! It fires where nothing rests between the reset and the peak. Firing begins where the least of the
//! rate there passes zero: inside, where rest and threshold meet; at the reset, which then lies on the
//! threshold; or at the peak, which rest itself then reaches.
use super::{Rate, endless, line, period};
use crate::analysis::{
    diagram::{BranchEnd, CycleBranch, CyclePoint, Diagram, Event, EventKind},
    problem::Problem,
    vary::Vary,
};
use crate::job::Cancel;
use crate::model::{Family, Field, Model, SpikeLine};
use crate::text::{Each, say};

/// Values of the parameter at which firing is looked for.
const SAMPLES: usize = 240;
/// Points of a branch besides those near its ends.
const POINTS: usize = 96;
/// Points near an end of infinite period, each at half the distance of the one before.
const HALVINGS: i32 = 30;
/// A border of firing belongs to a saddle-node this close, relative to the range.
const SAME: f64 = 1e-7;

/// The model while its parameter varies.
pub(super) struct Varied<'a> {
    model: &'a dyn Model,
    family: Box<dyn Family>,
    pub(super) scale: f64,
}

impl<'a> Varied<'a> {
    pub(super) fn new(problem: &'a Problem, vary: &Vary) -> Self {
        let model = &**problem.model();
        Self {
            family: model.family(problem.values(), &[vary.parameter]),
            scale: problem.scales()[0],
            model,
        }
    }

    /// The field at a value of the parameter.
    pub(super) fn at(&self, value: f64) -> Box<dyn Field> {
        self.model.bind(&self.family.values(&[value]))
    }

    /// Whether the cell fires for ever.
    fn fires(&self, value: f64) -> bool {
        super::fires(&*self.at(value))
    }

    fn endless(&self, value: f64) -> Option<Each<String>> {
        let field = self.at(value);
        let [peak, reset] = line(&*field)?;
        endless(peak, reset, field.hold())
    }

    fn cycle(&self, value: f64) -> Option<CyclePoint> {
        let field = self.at(value);
        let [peak, reset] = line(&*field)?;
        Some(CyclePoint {
            parameter: value,
            period: period(&*field, self.scale)?,
            stable: true,
            log_multiplier: None,
            min: vec![reset.min(peak)],
            max: vec![reset.max(peak)],
            on: vec![reset],
        })
    }
}

/// Finds where the model fires and follows its spiking orbit there. `None` when cancelled.
pub(in crate::analysis) fn spiking(
    cancel: &Cancel,
    problem: &Problem,
    vary: &Vary,
    diagram: &mut Diagram,
) -> Option<()> {
    let varied = Varied::new(problem, vary);
    if !varied.model.info().resets {
        return Some(());
    }
    let [lo, hi] = vary.range;
    let mut marks: Vec<f64> = (0..=SAMPLES)
        .map(|k| match k {
            SAMPLES => hi,
            _ => lo + (hi - lo) * k as f64 / SAMPLES as f64,
        })
        .collect();
    let near = 1e-6 * (hi - lo);
    let events = diagram.events.iter().map(|e| e.parameter);
    marks.extend(events.flat_map(|p| [p - near, p + near]));
    marks.retain(|v| (lo..=hi).contains(v));
    marks.sort_by(f64::total_cmp);
    if let Some(words) = marks.iter().find_map(|&v| varied.endless(v)) {
        note(diagram, words);
    }
    let mut from = varied.fires(lo).then_some((lo, BranchEnd::Border));
    for pair in marks.windows(2) {
        if cancel.is_cancelled() {
            return None;
        }
        let (a, b) = (varied.fires(pair[0]), varied.fires(pair[1]));
        if a == b {
            continue;
        }
        let [silent, firing] = border(&varied, pair[0], pair[1], b);
        let end = meaning(&varied, problem, vary, diagram, [silent, firing]);
        if b {
            from = Some((firing, end));
        } else if let Some((start, begin)) = from.take() {
            branch(&varied, diagram, [start, firing], [begin, end]);
        }
    }
    if let Some((start, begin)) = from {
        branch(&varied, diagram, [start, hi], [begin, BranchEnd::Border]);
    }
    Some(())
}

fn note(diagram: &mut Diagram, note: Each<String>) {
    if !diagram.notes.contains(&note) {
        diagram.notes.push(note);
    }
}

/// Neighbouring values without and with firing, by bisection between `a` and `b`.
fn border(varied: &Varied<'_>, a: f64, b: f64, upward: bool) -> [f64; 2] {
    let (mut silent, mut firing) = if upward { (a, b) } else { (b, a) };
    for _ in 0..100 {
        let middle = 0.5 * (silent + firing);
        if middle == silent || middle == firing {
            break;
        }
        if varied.fires(middle) {
            firing = middle;
        } else {
            silent = middle;
        }
    }
    [silent, firing]
}

/// What happens at a border of firing.
fn meaning(
    varied: &Varied<'_>,
    problem: &Problem,
    vary: &Vary,
    diagram: &mut Diagram,
    [silent, firing]: [f64; 2],
) -> BranchEnd {
    let field = varied.at(firing);
    let Some([peak, reset]) = line(&*field) else {
        return BranchEnd::Lost;
    };
    let Some([at, _]) = Rate(&*field).least([reset, peak]) else {
        return BranchEnd::Lost;
    };
    if at > reset && at < peak {
        let fold = diagram.events.iter().position(|e| {
            matches!(
                e.kind,
                EventKind::SaddleNode | EventKind::SaddleNodeOnInvariantCircle
            ) && (e.parameter - firing).abs() < SAME * vary.width().max(e.parameter.abs())
        });
        return match fold {
            Some(k) => {
                diagram.events[k].kind = EventKind::SaddleNodeOnInvariantCircle;
                diagram.events[k].extent = Some([vec![reset], vec![peak]]);
                BranchEnd::Event(k)
            }
            None => BranchEnd::Lost,
        };
    }
    if at == reset {
        diagram.events.push(Event {
            kind: EventKind::Homoclinic,
            parameter: silent,
            at: vec![reset],
            period: None,
            first_lyapunov: None,
            extent: Some([vec![reset], vec![peak]]),
        });
        return BranchEnd::Event(diagram.events.len() - 1);
    }
    diagram.contacts.push(silent);
    let info = problem.model().info();
    let unit = info.parameters[vary.parameter].unit.symbol();
    let space = if unit.is_empty() { "" } else { " " };
    let place = format!("{} = {silent:.6}{space}{unit}", vary.name(problem));
    let line = format!("{} = {peak}", info.variables[0].name);
    note(
        diagram,
        Each::of(|| match info.spike {
            SpikeLine::Peak => say!("note-reaches-peak", place = &*place, line = &*line),
            SpikeLine::Threshold => say!("note-reaches-threshold", place = &*place, line = &*line),
        }),
    );
    BranchEnd::Lost
}

/// The spiking orbits over a range, with points that crowd towards ends of infinite period.
fn branch(varied: &Varied<'_>, diagram: &mut Diagram, [from, to]: [f64; 2], ends: [BranchEnd; 2]) {
    let width = to - from;
    let mut values: Vec<f64> = (0..=POINTS)
        .map(|k| match k {
            POINTS => to,
            _ => from + width * k as f64 / POINTS as f64,
        })
        .collect();
    let crowd = |end: BranchEnd, at: f64, sign: f64| {
        let count = if end == BranchEnd::Border {
            0
        } else {
            HALVINGS
        };
        (1..=count).map(move |k| at + sign * width / POINTS as f64 * 0.5f64.powi(k))
    };
    values.extend(crowd(ends[0], from, 1.0));
    values.extend(crowd(ends[1], to, -1.0));
    values.sort_by(f64::total_cmp);
    values.dedup();
    // Right at a bifurcation of infinite period there is nothing to follow.
    let bifurcates = |end: BranchEnd| matches!(end, BranchEnd::Event(_));
    let closed = |v: f64| (bifurcates(ends[0]) && v <= from) || (bifurcates(ends[1]) && v >= to);
    let points: Vec<CyclePoint> = values
        .into_iter()
        .filter(|&v| !closed(v))
        .filter_map(|v| varied.cycle(v))
        .collect();
    if !points.is_empty() {
        diagram.cycles.push(CycleBranch {
            points,
            spikes: Some(1),
            ends,
        });
    }
}
