//! The scene of a bifurcation diagram.
use super::declared;
use super::names::event_name;
use super::number::{exact, quantity, with_unit};
use super::picture::{Axis, Curve, EventMark, Item, Level, Mark, Scene};
use super::portrait::whole_caption;
use super::theme::Role;
use super::words::{commas, is_neuron};
use crate::analysis::{
    BranchEnd, CycleBranch, CyclePoint, Diagram, EquilibriumPoint, Event, EventKind, Kind, Problem,
    ProblemError, nearest,
};
use crate::text::say;

/// What the vertical axis of a diagram shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ordinate {
    /// The variable with this index: equilibria, and the extremes of cycles.
    Variable(usize),
    /// The period of the cycles.
    Period,
    /// The frequency of the cycles: spikes per time in models that spike by reset.
    Frequency,
}

impl Ordinate {
    /// The vertical axis called `name`: a variable, `period` or `frequency`.
    ///
    /// # Errors
    /// [`ProblemError::UnknownVariable`], with the nearest spelling.
    pub fn named(problem: &Problem, name: &str) -> Result<Self, ProblemError> {
        let info = problem.model().info();
        if let Some(k) = info.variable(name) {
            return Ok(Self::Variable(k));
        }
        match name {
            "period" => Ok(Self::Period),
            "frequency" => Ok(Self::Frequency),
            _ => {
                let variables = info.variables.iter().map(|v| v.name);
                let known = variables.chain(["period", "frequency"]);
                Err(ProblemError::UnknownVariable {
                    model: info.id.into(),
                    name: name.into(),
                    hint: nearest(name, known),
                })
            }
        }
    }

    /// Its name: that of the variable, or `period` or `frequency`.
    pub fn name(self, problem: &Problem) -> &'static str {
        match self {
            Self::Variable(k) => problem.model().info().variables[k].name,
            Self::Period => "period",
            Self::Frequency => "frequency",
        }
    }

    /// Its name for people: as [`Ordinate::name`], in the language of this thread.
    pub fn title(self, problem: &Problem) -> String {
        match self {
            Self::Variable(_) => self.name(problem).into(),
            Self::Period => say!("period"),
            Self::Frequency => say!("frequency"),
        }
    }

    /// The symbol of its unit; empty for dimensionless quantities.
    pub fn unit(self, problem: &Problem) -> &'static str {
        let info = problem.model().info();
        match self {
            Self::Variable(k) => info.variables[k].unit.symbol(),
            Self::Period => info.time.symbol(),
            Self::Frequency => info.time.frequency(),
        }
    }

    /// The values of a cycle: smallest and largest of a variable, or one number.
    fn of_cycle(self, problem: &Problem, c: &CyclePoint, spikes: Option<usize>) -> Vec<f64> {
        match self {
            Self::Variable(k) => vec![c.min[k], c.max[k]],
            Self::Period => vec![c.period],
            Self::Frequency => vec![rate(problem, spikes) / c.period],
        }
    }
}

/// What a period must divide to give a frequency: 1000 for ms and Hz, and spikes for resets.
pub(super) fn rate(problem: &Problem, spikes: Option<usize>) -> f64 {
    problem.model().info().time.per_second() * spikes.map_or(1.0, |n| n.max(1) as f64)
}

/// The bifurcation diagram as a scene, without a cursor; see [`cursor`].
pub fn diagram(problem: &Problem, diagram: &Diagram, ordinate: Ordinate) -> Scene {
    let info = problem.model().info();
    let parameter = &info.parameters[diagram.parameter];
    let mut scene = Scene::empty(
        Axis {
            name: parameter.name.into(),
            unit: parameter.unit.symbol().into(),
            range: diagram.range,
        },
        Axis {
            name: ordinate.title(problem),
            unit: ordinate.unit(problem).into(),
            range: [0.0, 1.0],
        },
    );
    scene.caption = varying(problem, &[(diagram.parameter, diagram.range)]);
    let mut seen = Seen::default();
    // Unstable curves lie behind stable ones, and equilibria in front of cycles.
    for stable in [false, true] {
        cycles(&mut scene, &mut seen, problem, diagram, ordinate, stable);
    }
    if let Ordinate::Variable(k) = ordinate {
        for stable in [false, true] {
            equilibria(&mut scene, diagram, k, stable);
        }
        for branch in &diagram.equilibria {
            seen.include(branch.points.iter().map(|p| p.at[k]));
        }
    }
    name_longest(&mut scene);
    scene.y.range = seen.range(problem, ordinate);
    marks(&mut scene, problem, diagram, ordinate);
    scene.legend.sort_by_key(|key| match key.mark {
        Mark::Line(Role::StableBranch) => 0,
        Mark::Line(Role::UnstableBranch) => 1,
        Mark::Line(Role::StableCycle) => 2,
        Mark::Line(Role::UnstableCycle) => 3,
        _ => 4,
    });
    scene
}

/// The cursor at the present value of the diagram's parameter, to put in front.
pub fn cursor(problem: &Problem, parameter: usize, value: f64) -> Item {
    let spec = &problem.model().info().parameters[parameter];
    Item::Level(Level {
        at: value,
        vertical: true,
        role: Role::Cursor,
        label: format!("{} = {}", spec.name, quantity(value, spec.unit.symbol())),
    })
}

/// Where the events of a diagram are marked, each with its index: those that have a place on this
/// axis. An event of cycles has two places on the axis of a variable.
pub fn event_places(
    problem: &Problem,
    diagram: &Diagram,
    ordinate: Ordinate,
) -> Vec<(usize, [f64; 2])> {
    let mut places = vec![];
    for (k, event) in diagram.events.iter().enumerate() {
        let spikes = spikes_at(diagram, k);
        for y in heights(problem, event, ordinate, spikes) {
            places.push((k, [event.parameter, y]));
        }
    }
    places
}

/// Spikes per period of the cycles that end at an event.
fn spikes_at(diagram: &Diagram, event: usize) -> Option<usize> {
    let ends_here = |b: &&CycleBranch| b.ends.contains(&BranchEnd::Event(event));
    diagram.cycles.iter().find(ends_here).and_then(|b| b.spikes)
}

/// Whether the cycle that belongs to an event has an infinite period there.
pub(super) fn endless(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Homoclinic | EventKind::SaddleNodeOnInvariantCircle
    )
}

fn heights(
    problem: &Problem,
    event: &Event,
    ordinate: Ordinate,
    spikes: Option<usize>,
) -> Vec<f64> {
    match ordinate {
        Ordinate::Variable(k) => {
            let on_cycles = matches!(
                event.kind,
                EventKind::FoldOfCycles | EventKind::PeriodDoubling | EventKind::Homoclinic
            );
            match &event.extent {
                Some([min, max]) if on_cycles => vec![max[k], min[k]],
                _ => vec![event.at[k]],
            }
        }
        Ordinate::Period => event.period.into_iter().collect(),
        Ordinate::Frequency if endless(event.kind) => vec![0.0],
        Ordinate::Frequency => event
            .period
            .map(|t| rate(problem, spikes) / t)
            .into_iter()
            .collect(),
    }
}

fn marks(scene: &mut Scene, problem: &Problem, diagram: &Diagram, ordinate: Ordinate) {
    let mut before = None;
    for (k, at) in event_places(problem, diagram, ordinate) {
        let kind = diagram.events[k].kind;
        scene.items.push(Item::Event(EventMark {
            at,
            kind,
            label: (before != Some(k)).then(|| event_name(kind)),
        }));
        before = Some(k);
    }
    if ordinate == Ordinate::Period {
        for event in diagram.events.iter().filter(|e| endless(e.kind)) {
            scene.insert_below([Item::Level(Level {
                at: event.parameter,
                vertical: true,
                role: Role::Level,
                label: event_name(event.kind),
            })]);
        }
    }
}

/// The range of values that a diagram has.
#[derive(Default)]
struct Seen {
    range: Option<[f64; 2]>,
}

impl Seen {
    fn include(&mut self, values: impl Iterator<Item = f64>) {
        for v in values.filter(|v| v.is_finite()) {
            let [lo, hi] = self.range.unwrap_or([v, v]);
            self.range = Some([lo.min(v), hi.max(v)]);
        }
    }

    /// The axis that shows them: with some room at both ends, from about zero for periods and frequencies,
    /// and for a variable not beyond three times its usual range, where branches may lead far off.
    fn range(&self, problem: &Problem, ordinate: Ordinate) -> [f64; 2] {
        let usual = match ordinate {
            Ordinate::Variable(k) => {
                let (lo, hi) = problem.model().info().variables[k].range;
                let window = problem.window();
                match k {
                    0 => window.x,
                    1 => window.y,
                    _ => [lo, hi],
                }
            }
            _ => [0.0, 1.0],
        };
        let Some([mut lo, mut hi]) = self.range else {
            return usual;
        };
        if let Ordinate::Variable(_) = ordinate {
            let width = usual[1] - usual[0];
            lo = lo.max(usual[0] - width);
            hi = hi.min(usual[1] + width);
            if lo >= hi {
                return usual;
            }
            let pad = (0.07 * (hi - lo)).max(0.02 * width);
            [lo - pad, hi + pad]
        } else if hi > 0.0 {
            // Somewhat below zero, so that marks on the axis are whole.
            [-0.04 * hi, 1.08 * hi]
        } else {
            usual
        }
    }
}

/// A run of points of one stability, with the points at its ends where stability changes.
fn runs<P>(
    points: &[P],
    stable: impl Fn(&P) -> bool,
    marginal: impl Fn(&P) -> bool,
) -> Vec<(bool, std::ops::Range<usize>)> {
    let mut runs = vec![];
    let mut start = 0;
    for k in 1..=points.len() {
        if k < points.len() && stable(&points[k]) == stable(&points[start]) {
            continue;
        }
        let which = stable(&points[start]);
        // The bifurcation point itself belongs to both sides, whatever it is called.
        let behind = start > 0 && marginal(&points[start - 1]);
        let from = start - usize::from(behind);
        let joined = k < points.len() && (marginal(&points[k]) || !marginal(&points[k - 1]));
        runs.push((which, from..k + usize::from(joined)));
        start = k;
    }
    runs
}

fn equilibria(scene: &mut Scene, diagram: &Diagram, variable: usize, stable: bool) {
    let role = if stable {
        Role::StableBranch
    } else {
        Role::UnstableBranch
    };
    let marginal =
        |p: &EquilibriumPoint| matches!(p.kind, Kind::Centre | Kind::SaddleNode | Kind::Degenerate);
    for branch in 0..diagram.equilibria.len() {
        let points = diagram.dense_equilibria(branch);
        for (which, run) in runs(&points, |p| p.stable, marginal) {
            if which == stable && run.len() > 1 {
                let points = points[run].iter().map(|p| [p.parameter, p.at[variable]]);
                curve(scene, role, points.collect());
                scene.key(
                    Mark::Line(role),
                    if stable {
                        say!("stable-equilibrium")
                    } else {
                        say!("unstable-equilibrium")
                    },
                );
            }
        }
    }
}

fn curve(scene: &mut Scene, role: Role, points: Vec<[f64; 2]>) {
    scene.items.push(Item::Curve(Curve {
        role,
        points,
        closed: false,
        label: None,
    }));
}

/// Periods within this part of the range from an end of infinite period do not stretch the axis.
const NEAR_END: f64 = 0.01;

fn cycles(
    scene: &mut Scene,
    seen: &mut Seen,
    problem: &Problem,
    diagram: &Diagram,
    ordinate: Ordinate,
    stable: bool,
) {
    let role = if stable {
        Role::StableCycle
    } else {
        Role::UnstableCycle
    };
    let marginal = |p: &CyclePoint| p.log_multiplier.is_some_and(|l| l.abs() < 1e-6);
    let ends: Vec<f64> = diagram
        .events
        .iter()
        .filter(|e| endless(e.kind))
        .map(|e| e.parameter)
        .collect();
    let near = NEAR_END * (diagram.range[1] - diagram.range[0]);
    for (k, branch) in diagram.cycles.iter().enumerate() {
        let points = diagram.dense_cycles(k);
        for (which, run) in runs(&points, |p| p.stable, marginal) {
            if which != stable || run.len() < 2 {
                continue;
            }
            let rows: Vec<(f64, Vec<f64>)> = points[run]
                .iter()
                .map(|p| (p.parameter, ordinate.of_cycle(problem, p, branch.spikes)))
                .collect();
            for side in 0..rows[0].1.len() {
                curve(
                    scene,
                    role,
                    rows.iter().map(|(p, y)| [*p, y[side]]).collect(),
                );
            }
            let stretches =
                |p: f64| ordinate != Ordinate::Period || ends.iter().all(|e| (e - p).abs() > near);
            seen.include(
                rows.iter()
                    .filter(|(p, _)| stretches(*p))
                    .flat_map(|(_, y)| y.iter().copied()),
            );
            let text = match (ordinate, stable) {
                (Ordinate::Variable(_), true) => say!("stable-cycle-extremes"),
                (Ordinate::Variable(_), false) => say!("unstable-cycle-extremes"),
                (_, true) => say!("stable-cycle"),
                (_, false) => say!("unstable-cycle"),
            };
            scene.key(Mark::Line(role), text);
        }
    }
}

/// Writes on the longest curve of each role what it is.
fn name_longest(scene: &mut Scene) {
    let width = scene.x.range[1] - scene.x.range[0];
    for (role, name) in [
        (Role::StableBranch, say!("stable-equilibrium")),
        (Role::UnstableBranch, say!("unstable-equilibrium")),
        (Role::StableCycle, say!("stable-cycle")),
        (Role::UnstableCycle, say!("unstable-cycle")),
    ] {
        let length = |item: &Item| match item {
            Item::Curve(c) if c.role == role => {
                let across = |p: &[[f64; 2]]| (p[1][0] - p[0][0]).abs();
                c.points.windows(2).map(across).sum::<f64>()
            }
            _ => -1.0,
        };
        let longest = (scene.items.iter_mut())
            .max_by(|a, b| length(a).total_cmp(&length(b)))
            .filter(|item| length(item) > 0.04 * width);
        if let Some(Item::Curve(c)) = longest {
            c.label = Some(name);
        }
    }
}

/// Model, preset, the parameters that vary with their ranges, and the others with units.
pub fn varying(problem: &Problem, varied: &[(usize, [f64; 2])]) -> String {
    let info = problem.model().info();
    let values = info
        .parameters
        .iter()
        .enumerate()
        .zip(problem.values())
        .map(|((k, p), &v)| match varied.iter().find(|(j, _)| *j == k) {
            Some((_, [lo, hi])) => say!(
                "parameter-between",
                name = p.name,
                lo = exact(*lo),
                hi = with_unit(exact(*hi), p.unit.symbol())
            ),
            None => format!("{} = {}", p.name, with_unit(exact(v), p.unit.symbol())),
        });
    whole_caption(problem, &commas(values))
}

/// All vertical axes that a diagram of the problem can have, with their names in words.
pub fn ordinates(problem: &Problem) -> Vec<(Ordinate, String)> {
    let info = problem.model().info();
    let mut all: Vec<(Ordinate, String)> = info
        .variables
        .iter()
        .enumerate()
        .map(|(k, v)| {
            let about = declared::variable_about(v);
            (Ordinate::Variable(k), format!("{about} {}", v.name))
        })
        .collect();
    let firing = if is_neuron(problem) {
        say!("firing-rate-title")
    } else {
        say!("frequency-title")
    };
    all.push((Ordinate::Period, say!("period-title")));
    all.push((Ordinate::Frequency, firing));
    all
}

#[cfg(test)]
mod tests;
