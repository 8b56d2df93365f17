//! What attracts on both sides of an event.
use crate::analysis::{
    CyclePoint, Diagram, EquilibriumPoint, Event, EventKind, OnBranch, Problem, Regime, landing,
};
use crate::scene::words::is_neuron;

/// A stable equilibrium or cycle.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Attractor {
    Equilibrium(OnBranch<EquilibriumPoint>),
    Cycle(OnBranch<CyclePoint>),
}

impl Attractor {
    pub(super) fn equilibrium(&self) -> Option<&[f64]> {
        match self {
            Self::Equilibrium(e) => Some(&e.point.at),
            Self::Cycle(_) => None,
        }
    }

    pub(super) fn cycle(&self) -> Option<&CyclePoint> {
        match self {
            Self::Equilibrium(_) => None,
            Self::Cycle(c) => Some(&c.point),
        }
    }

    /// Least and greatest values of all variables.
    fn extent(&self) -> [&[f64]; 2] {
        match self {
            Self::Equilibrium(e) => [&e.point.at, &e.point.at],
            Self::Cycle(c) => [&c.point.min, &c.point.max],
        }
    }
}

/// Attractors on both sides of an event, matched.
#[derive(Clone, Debug, Default)]
pub(super) struct Sides {
    /// Everything on the side from which the parameter comes.
    pub(super) before: Regime,
    /// Everything on the other side.
    pub(super) after: Regime,
    /// Attractors that there are no more, as they were.
    pub(super) lost: Vec<Attractor>,
    /// Attractors that are new.
    pub(super) gained: Vec<Attractor>,
    /// Attractors on both sides, as they are after.
    pub(super) kept: Vec<Attractor>,
    /// Which of them the live neuron was on, if that is known: one of `lost` or of `kept`.
    pub(super) live: Option<Attractor>,
}

/// Attractors nearer than this part of the window may be one and the same on both sides of an event.
pub(super) const NEAR: f64 = 0.08;
/// The live neuron is on an attractor when its orbit of late is nearer to it than this.
const ON_IT: f64 = 0.15;
/// How far from an event both sides are looked at, as parts of the range: the nearest at which the event
/// shows, for a branch may miss it by a little.
const STEPS: [f64; 4] = [1e-6, 1e-5, 1e-4, 1e-3];

/// The distance from an event to its nearest neighbour or border, unless they coincide.
pub(super) fn gap(diagram: &Diagram, event: usize) -> f64 {
    let here = diagram.events[event].parameter;
    let width = diagram.range[1] - diagram.range[0];
    diagram
        .events
        .iter()
        .map(|e| e.parameter)
        .chain(diagram.range)
        .map(|p| (p - here).abs())
        .filter(|&d| d > 1e-12 * width)
        .fold(width, f64::min)
}

/// How far two states are apart, relative to the window or the variables' usual ranges.
pub(super) fn apart(problem: &Problem, a: &[f64], b: &[f64]) -> f64 {
    a.iter()
        .zip(b)
        .zip(problem.scales())
        .map(|((a, b), scale)| (a - b).abs() / scale)
        .fold(0.0, f64::max)
}

/// How far two extents are apart.
fn unlike(problem: &Problem, a: [&[f64]; 2], b: [&[f64]; 2]) -> f64 {
    apart(problem, a[0], b[0]).max(apart(problem, a[1], b[1]))
}

fn attractors(regime: &Regime) -> Vec<Attractor> {
    let rests = regime
        .stable_equilibria()
        .cloned()
        .map(Attractor::Equilibrium);
    rests
        .chain(regime.stable_cycles().cloned().map(Attractor::Cycle))
        .collect()
}

impl Sides {
    pub(super) fn new(
        problem: &Problem,
        diagram: &Diagram,
        event: usize,
        rising: bool,
        live: Live<'_>,
    ) -> Self {
        let here = &diagram.events[event];
        let width = diagram.range[1] - diagram.range[0];
        let most = 0.3 * gap(diagram, event);
        let mut sides = Self::default();
        for step in STEPS {
            let step = (step * width).min(most);
            let step = if rising { step } else { -step };
            sides = Self::between(
                problem,
                diagram.at(here.parameter - step),
                diagram.at(here.parameter + step),
            );
            if sides.shows(here.kind) {
                break;
            }
        }
        let all: Vec<&Attractor> = sides.lost.iter().chain(&sides.kept).collect();
        sides.live = match live {
            Live::Unknown => None,
            Live::Recent(recent) => recognise(problem, &all, recent).cloned(),
            Live::On(state) => follow(problem, &all, state).cloned(),
        };
        sides
    }

    fn between(problem: &Problem, before: Regime, after: Regime) -> Self {
        let mut sides = Self {
            lost: attractors(&before),
            gained: attractors(&after),
            before,
            after,
            ..Self::default()
        };
        // The nearest pairs are the same attractors: those far from the event hardly move.
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for (i, a) in sides.lost.iter().enumerate() {
                for (j, b) in sides.gained.iter().enumerate() {
                    let alike = a.cycle().is_some() == b.cycle().is_some();
                    let d = unlike(problem, a.extent(), b.extent());
                    if alike && d < NEAR && best.is_none_or(|(least, ..)| d < least) {
                        best = Some((d, i, j));
                    }
                }
            }
            let Some((_, i, j)) = best else { break };
            sides.lost.remove(i);
            sides.kept.push(sides.gained.remove(j));
        }
        sides
    }

    /// Whether the two sides differ as they do at an event of this kind.
    fn shows(&self, kind: EventKind) -> bool {
        let [before, after] = [&self.before, &self.after];
        let stable = |r: &Regime| r.stable_equilibria().count();
        match kind {
            EventKind::SaddleNode => before.equilibria.len() != after.equilibria.len(),
            EventKind::SaddleNodeOnInvariantCircle => {
                before.equilibria.len() != after.equilibria.len()
                    && before.cycles.len() != after.cycles.len()
            }
            EventKind::SupercriticalHopf | EventKind::SubcriticalHopf => {
                stable(before) != stable(after) && before.cycles.len() != after.cycles.len()
            }
            EventKind::DegenerateHopf => stable(before) != stable(after),
            EventKind::FoldOfCycles | EventKind::Homoclinic => {
                before.cycles.len() != after.cycles.len()
            }
            EventKind::PeriodDoubling => {
                before.stable_cycles().count() != after.stable_cycles().count()
                    || !self.lost.is_empty()
            }
            EventKind::BranchPoint => true,
        }
    }

    /// Where a state that was on a lost attractor goes: a cell that is carried slowly over the event
    /// leaves from there, and its orbit says which of several attractors it reaches. `None` when it
    /// reaches none within a bounded number of steps.
    pub(super) fn settles(
        &self,
        problem: &Problem,
        diagram: &Diagram,
        event: &Event,
        lost: &Attractor,
    ) -> Option<&Attractor> {
        let spec = &problem.model().info().parameters[diagram.parameter];
        // Somewhat beyond the event, where the orbit does not linger.
        let width = diagram.range[1] - diagram.range[0];
        let ahead = (self.after.parameter - event.parameter).signum();
        let number = diagram.events.iter().position(|e| e == event)?;
        let step = (1e-3 * width).min(0.3 * gap(diagram, number));
        let mut beyond = problem.clone();
        beyond.set(spec.name, event.parameter + ahead * step).ok()?;
        let start = match lost {
            Attractor::Equilibrium(e) => e.point.at.clone(),
            Attractor::Cycle(c) => c.point.on.clone(),
        };
        let [min, max] = landing(&beyond, &start).ok()?;
        let recent = [&min[..], &max[..]];
        self.kept
            .iter()
            .chain(&self.gained)
            .map(|a| (unlike(problem, a.extent(), recent), a))
            .filter(|(d, _)| *d < ON_IT)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, a)| a)
    }

    /// Whether the cell is elsewhere after the event; where it was is not always known.
    pub(super) fn changes(&self) -> bool {
        match &self.live {
            Some(live) => !self.kept.contains(live),
            None => !self.lost.is_empty() || (self.kept.is_empty() && !self.gained.is_empty()),
        }
    }

    /// How many equilibria and how many cycles more attract after the event than before.
    pub(super) fn balance(&self) -> [i64; 2] {
        let count = |all: &[Attractor], cyclic: bool| {
            all.iter().filter(|a| a.cycle().is_some() == cyclic).count() as i64
        };
        [false, true].map(|cyclic| count(&self.gained, cyclic) - count(&self.lost, cyclic))
    }
}

/// Which of these attractors an orbit with these least and greatest values is on.
fn recognise<'a>(
    problem: &Problem,
    all: &[&'a Attractor],
    recent: [&[f64]; 2],
) -> Option<&'a Attractor> {
    let (distance, nearest) = all
        .iter()
        .map(|a| (unlike(problem, a.extent(), recent), *a))
        .min_by(|a, b| a.0.total_cmp(&b.0))?;
    // Where there is only one to go to, every orbit is on its way there.
    (distance < ON_IT || all.len() == 1).then_some(nearest)
}

/// Which of these attractors the one is that was followed: it keeps its kind, and moves less than it
/// differs from others.
fn follow<'a>(problem: &Problem, all: &[&'a Attractor], state: &State) -> Option<&'a Attractor> {
    let [min, max] = &state.extent;
    all.iter()
        .filter(|a| a.cycle().is_some() == state.cycle)
        .map(|a| (unlike(problem, a.extent(), [min, max]), *a))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, a)| a)
}

/// What is known of the live neuron before an event.
#[derive(Clone, Copy, Debug)]
pub(super) enum Live<'a> {
    /// Nothing.
    Unknown,
    /// The least and greatest values on its orbit of late.
    Recent([&'a [f64]; 2]),
    /// The attractor that it is on.
    On(&'a State),
}

/// What a cell does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    Fires,
    Rests,
    Depolarised,
}

/// The attractor that a cell is on, followed from one bifurcation to the next: while a parameter is
/// dragged the live state itself lags behind.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Whether it is a cycle, not an equilibrium.
    pub cycle: bool,
    /// Least and greatest values of all variables on it.
    pub extent: [Vec<f64>; 2],
}

impl State {
    pub(super) fn of(attractor: &Attractor) -> Self {
        Self {
            cycle: attractor.cycle().is_some(),
            extent: attractor.extent().map(<[f64]>::to_vec),
        }
    }

    /// What a cell on it does: it fires, rests, or is at depolarised rest.
    pub(super) fn doing(&self, problem: &Problem) -> Doing {
        match (self.cycle, is_neuron(problem)) {
            (true, _) => Doing::Fires,
            (false, true) if problem.depolarised(self.extent[0][0]) => Doing::Depolarised,
            (false, _) => Doing::Rests,
        }
    }

    /// Whether a cell may still do the same in another regime.
    pub fn possible(&self, problem: &Problem, regime: &Regime) -> bool {
        let all = attractors(regime);
        all.iter()
            .any(|a| Self::of(a).doing(problem) == self.doing(problem))
    }

    /// Whether a cell on the one does the same as a cell on the other.
    pub fn does_as(&self, problem: &Problem, other: &Self) -> bool {
        self.doing(problem) == other.doing(problem)
    }

    /// What an orbit with these least and greatest values is on, if that can be told.
    pub fn recognised(problem: &Problem, regime: &Regime, recent: [&[f64]; 2]) -> Option<Self> {
        let all = attractors(regime);
        recognise(problem, &all.iter().collect::<Vec<_>>(), recent).map(Self::of)
    }

    /// The same attractor in a regime nearby, where there is one of its kind.
    pub fn followed(&self, problem: &Problem, regime: &Regime) -> Option<Self> {
        let all = attractors(regime);
        follow(problem, &all.iter().collect::<Vec<_>>(), self).map(Self::of)
    }

    /// The same attractor in another regime; the only one when it is gone; `None` when that leaves a
    /// choice.
    pub fn carried(&self, problem: &Problem, regime: &Regime) -> Option<Self> {
        self.followed(problem, regime)
            .or_else(|| match &attractors(regime)[..] {
                [only] => Some(Self::of(only)),
                _ => None,
            })
    }
}
