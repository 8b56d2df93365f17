//! Puts a bifurcation diagram together: branches of equilibria, their bifurcations, branches of cycles
//! and where they end.
use super::{
    border,
    branch::{self, regular_parts},
    curve::singular_everywhere,
    cycle::{Cycle, CycleOptions},
    cycle_branch::{Branching, Slow, Turning, Walk, WalkEnd},
    diagram::{BranchEnd, CycleBranch, CyclePoint, Diagram, DiagramOptions, Event, EventKind},
    global::{Homoclinic, homoclinic, invariant_circle, saddle_near},
    line,
    orbit::Rescaled,
    portrait::PADDING,
    problem::Problem,
    settled, space,
    spiking_branch::spiking_branches,
    survey,
    vary::Vary,
};
use crate::job::Cancel;
use crate::num::collocation::{Collocation, Orbit};
use crate::text::{Each, say};

/// No more branches of cycles than this.
const MOST_BRANCHES: usize = 60;
/// Cycles are looked for so far beyond the borders of the range, as a part of it.
const BORDER: f64 = 1e-4;
/// How accurately, relative to the window: they are only where collocation starts from.
const START: f64 = 1e-9;
/// A coordinate of an event this small, relative to the window, is zero: its rounding is as large.
const NOTHING: f64 = 1e-15;
/// Cycles are looked for between no more bifurcations of equilibria than this.
const MOST_MARKS: usize = 24;

/// Orbits of a diagram from which curves in the plane of two parameters are followed.
#[derive(Default)]
pub(super) struct Seeds {
    /// Those at folds of smooth cycles.
    pub(super) turnings: Vec<(Turning, CyclePoint)>,
    /// The last ones of branches that end at homoclinic orbits, with the parameter of the end.
    pub(super) long: Vec<(f64, Orbit)>,
}

/// What is said of a branch of cycles that is not followed to its end because it grows.
fn out_of_bounds() -> Each<String> {
    Each::of(|| say!("note-out-of-bounds"))
}

pub(super) fn build(
    cancel: &Cancel,
    problem: &Problem,
    vary: &Vary,
    options: &DiagramOptions,
) -> Option<Diagram> {
    with_seeds(cancel, problem, vary, options, true).map(|(diagram, _)| diagram)
}

/// The diagram, and orbits of it to start curves from; `search` for cycles also where no Hopf point leads
/// to them. `None` when cancelled.
pub(super) fn with_seeds(
    cancel: &Cancel,
    problem: &Problem,
    vary: &Vary,
    options: &DiagramOptions,
    search: bool,
) -> Option<(Diagram, Seeds)> {
    let mut seeds = Seeds::default();
    let window = problem.window();
    let problem = &problem.whole();
    let wide = border::widened(problem, vary);
    let found = branch::with_marks(cancel, problem, &wide, vary.range)?;
    let mut diagram = Diagram {
        parameter: vary.parameter,
        range: vary.range,
        window,
        equilibria: found.branches,
        cycles: vec![],
        events: found.events,
        wandering: vec![],
        contacts: vec![],
        notes: found.notes,
    };
    if diagram.equilibria.is_empty() && never_isolated(problem, vary) {
        diagram
            .notes
            .push(Each::of(|| say!("note-singular-everywhere")));
    }
    if diagram.events.len() > MOST_MARKS {
        let count = diagram.events.len();
        diagram.notes.push(Each::of(|| {
            say!("note-many-events", count = count.to_string())
        }));
    }
    let alone = problem.model().info().dimension() == 1;
    let folds = diagram
        .events
        .iter_mut()
        .filter(|e| e.kind == EventKind::SaddleNode && !alone)
        .take(MOST_MARKS);
    for event in folds {
        if cancel.is_cancelled() {
            return None;
        }
        if let Some(extent) = invariant_circle(problem, vary, event) {
            event.kind = EventKind::SaddleNodeOnInvariantCircle;
            event.extent = Some(extent);
        }
    }
    if options.cycles && !alone {
        for range in regular_parts(problem, &wide) {
            let part = Vary { range, ..*vary };
            let seeds = (&mut seeds, search);
            cycles(cancel, problem, &part, &found.lines, &mut diagram, seeds)?;
            below_peak(problem, vary, &mut diagram);
        }
    }
    border::cut(&mut diagram);
    if options.cycles {
        for range in regular_parts(problem, vary) {
            let part = Vary { range, ..*vary };
            if alone {
                line::diagram::spiking(cancel, problem, &part, &mut diagram)?;
            } else {
                spiking(cancel, problem, &part, &mut diagram)?;
            }
        }
    }
    sort(&mut diagram);
    // Newton's method comes to zero as near as one likes, and no nearer.
    let scale = problem.scales();
    for event in &mut diagram.events {
        if event.parameter.abs() < NOTHING * vary.width() {
            event.parameter = 0.0;
        }
        for (x, size) in event.at.iter_mut().zip(&scale) {
            if x.abs() < NOTHING * size {
                *x = 0.0;
            }
        }
    }
    Some((diagram, seeds))
}

/// Whether no equilibrium can be an isolated point, anywhere in the range.
fn never_isolated(problem: &Problem, vary: &Vary) -> bool {
    [0.21, 0.5, 0.83].into_iter().all(|part| {
        let mut here = problem.clone();
        let value = vary.range[0] + part * vary.width();
        here.set(vary.name(problem), value).is_ok() && singular_everywhere(&here)
    })
}

/// Sorts events by parameter; branches keep pointing at them.
fn sort(diagram: &mut Diagram) {
    let mut order: Vec<usize> = (0..diagram.events.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&diagram.events[a], &diagram.events[b]);
        a.parameter
            .total_cmp(&b.parameter)
            .then(a.kind.cmp(&b.kind))
    });
    let mut place = vec![0; order.len()];
    for (to, &from) in order.iter().enumerate() {
        place[from] = to;
    }
    diagram.events = order.iter().map(|&k| diagram.events[k].clone()).collect();
    for end in diagram.cycles.iter_mut().flat_map(|b| &mut b.ends) {
        if let BranchEnd::Event(k) = end {
            *k = place[*k];
        }
    }
}

/// Leaves of the smooth cycles of a reset model those that stay below the peak: beyond it spikes are cut,
/// and no orbit ever goes on. A branch ends where its cycle touches the peak.
fn below_peak(problem: &Problem, vary: &Vary, diagram: &mut Diagram) {
    if !problem.model().info().resets {
        return;
    }
    let family = problem.model().family(problem.values(), &[vary.parameter]);
    let exists = |parameter: f64, top: &[f64]| {
        let field = problem.model().bind(&family.values(&[parameter]));
        field.guard(top) <= 0.0
    };
    let mut cut = false;
    let branches = std::mem::take(&mut diagram.cycles);
    for branch in branches {
        let kept: Vec<bool> = branch
            .points
            .iter()
            .map(|p| branch.spikes.is_some() || exists(p.parameter, &p.on))
            .collect();
        if !kept.contains(&false) {
            diagram.cycles.push(branch);
            continue;
        }
        cut = true;
        let last = kept.len() - 1;
        let mut from = 0;
        for run in kept.chunk_by(|a, b| a == b) {
            let to = from + run.len() - 1;
            if run[0] && to > from {
                diagram.cycles.push(CycleBranch {
                    points: branch.points[from..=to].to_vec(),
                    spikes: None,
                    ends: [
                        if from == 0 {
                            branch.ends[0]
                        } else {
                            BranchEnd::Lost
                        },
                        if to == last {
                            branch.ends[1]
                        } else {
                            BranchEnd::Lost
                        },
                    ],
                });
            }
            from = to + 1;
        }
    }
    if !cut {
        return;
    }
    diagram.notes.push(Each::of(|| say!("note-touches-peak")));
    diagram.notes.retain(|n| *n != out_of_bounds());
    let gone: Vec<bool> = diagram
        .events
        .iter()
        .map(|e| e.kind == EventKind::FoldOfCycles && !exists(e.parameter, &e.at))
        .collect();
    let mut place = vec![None; gone.len()];
    let mut kept = vec![];
    for (k, event) in std::mem::take(&mut diagram.events).into_iter().enumerate() {
        if !gone[k] {
            place[k] = Some(kept.len());
            kept.push(event);
        }
    }
    diagram.events = kept;
    for end in diagram.cycles.iter_mut().flat_map(|b| &mut b.ends) {
        if let BranchEnd::Event(k) = *end {
            *end = place[k].map_or(BranchEnd::Lost, BranchEnd::Event);
        }
    }
}

/// Follows the spiking orbits of a reset model.
fn spiking(cancel: &Cancel, problem: &Problem, vary: &Vary, diagram: &mut Diagram) -> Option<()> {
    let found = spiking_branches(cancel, problem, vary, &diagram.equilibria, &diagram.events)?;
    for k in found.on_circle {
        diagram.events[k].kind = EventKind::SaddleNodeOnInvariantCircle;
    }
    diagram.cycles.extend(found.branches);
    diagram.events.extend(found.events);
    diagram.wandering.extend(found.wandering);
    diagram.notes.extend(found.notes);
    Some(())
}

struct Assembly<'a> {
    problem: &'a Problem,
    vary: &'a Vary,
    /// Values of the parameter at which equilibria fill whole lines.
    lines: &'a [f64],
    diagram: &'a mut Diagram,
    seeds: &'a mut Seeds,
}

/// Follows all branches of smooth cycles over a range in which the formula is regular.
fn cycles(
    cancel: &Cancel,
    problem: &Problem,
    vary: &Vary,
    lines: &[f64],
    diagram: &mut Diagram,
    (seeds, search): (&mut Seeds, bool),
) -> Option<()> {
    let family = problem.model().family(problem.values(), &[vary.parameter]);
    let field = Rescaled {
        marks: diagram.range,
        ..Rescaled::new(&*family, &problem.scales(), vary, unit(problem, vary))
    };
    let flow = |x: &[f64], p: f64, f: &mut [f64], j: &mut [f64]| field.flow(x, p, f, j);
    let solver = Collocation::new(&flow, field.n());
    let branching = Branching {
        solver: &solver,
        field: &field,
    };
    let mut all = Assembly {
        problem,
        vary,
        lines,
        diagram,
        seeds,
    };
    let inside = |e: &Event| (vary.range[0]..=vary.range[1]).contains(&e.parameter);
    let hopfs: Vec<usize> = (0..all.diagram.events.len())
        .filter(|&k| all.diagram.events[k].kind.is_hopf() && inside(&all.diagram.events[k]))
        .collect();
    for k in hopfs {
        let used = all
            .diagram
            .cycles
            .iter()
            .any(|b| b.ends.contains(&BranchEnd::Event(k)));
        if used {
            continue;
        }
        if let Some(walk) = branching.born_at(cancel, &all.diagram.events[k].clone()) {
            if walk.end == WalkEnd::Cancelled {
                return None;
            }
            let end = all.end(&walk, Some(k));
            all.add(walk, BranchEnd::Event(k), end);
        }
    }
    let samples = if search { all.samples() } else { vec![] };
    for value in samples {
        for cycle in cycles_at(cancel, problem, vary, value)? {
            let rough = CyclePoint {
                parameter: value,
                period: cycle.period,
                stable: cycle.stable,
                log_multiplier: cycle.log_multiplier,
                min: cycle.min.clone(),
                max: cycle.max.clone(),
                on: vec![],
            };
            if all.knows(&rough) || all.diagram.cycles.len() >= MOST_BRANCHES {
                continue;
            }
            let solved = branching.solve(&cycle, value).map(|o| branching.place(o));
            // What an orbit has come near to may be another cycle than it seemed: only now is it known.
            if solved
                .as_ref()
                .is_some_and(|p| all.knows(&branching.point(p)))
            {
                continue;
            }
            let ways = solved.and_then(|place| branching.through(cancel, &place));
            let Some([ahead, behind]) = ways else {
                let name = vary.name(problem);
                all.note({
                    let period = cycle.period;
                    Each::of(|| {
                        say!(
                            "note-cycle-unfollowed",
                            period = format!("{:.6}", period),
                            name = name,
                            value = format!("{:.6}", value)
                        )
                    })
                });
                continue;
            };
            if [&ahead, &behind]
                .iter()
                .any(|w| w.end == WalkEnd::Cancelled)
            {
                return None;
            }
            all.join(ahead, behind);
        }
    }
    Some(())
}

/// The size of the parameter that counts as one: in a narrow range a part of the usual one, since
/// neither the plane nor its cycles know of the range.
pub(super) fn unit(problem: &Problem, vary: &Vary) -> f64 {
    let usual = problem.model().info().parameters[vary.parameter].range;
    vary.width().max(0.02 * (usual.1 - usual.0))
}

/// Smooth cycles of the portrait at a value of the parameter.
fn cycles_at(cancel: &Cancel, problem: &Problem, vary: &Vary, value: f64) -> Option<Vec<Cycle>> {
    let mut here = problem.clone();
    if here.set(vary.name(problem), value).is_err() {
        return Some(vec![]);
    }
    let Ok(planar) = here.field() else {
        return Some(vec![]);
    };
    if problem.scales().len() > 2 {
        let region = here.home().enlarged(PADDING);
        let equilibria = space::equilibria(&here, region).points;
        return settled::attracting(cancel, &here, &equilibria);
    }
    let window = planar.window();
    let inside = super::equilibrium::equilibria(&planar, window).points;
    let levels = survey::levels(&here, &inside);
    let options = CycleOptions {
        tolerance: START,
        ..CycleOptions::default()
    };
    let found = survey::smooth(cancel, &planar, &levels, &options)?;
    Some(found.1.cycles)
}

impl Assembly<'_> {
    /// Where cycles are looked for that no Hopf point leads to: at both ends of the range, and between
    /// any two bifurcations of equilibria.
    fn samples(&self) -> Vec<f64> {
        let [lo, hi] = self.vary.range;
        let mut marks: Vec<f64> = self
            .diagram
            .events
            .iter()
            .filter(|e| e.kind != EventKind::FoldOfCycles && e.kind != EventKind::Homoclinic)
            .map(|e| e.parameter)
            .filter(|v| (lo..=hi).contains(v))
            .collect();
        marks.push(lo);
        marks.push(hi);
        marks.sort_by(f64::total_cmp);
        marks.dedup();
        // Beyond the borders, which may be bifurcations with infinite periods; but not beyond zero, where
        // time may run backward, nor towards a singularity of the formula.
        let [first, last] = self.diagram.range;
        let by = BORDER * (last - first);
        let beyond = |border: f64, end: f64| border != 0.0 && (border - end).abs() > by;
        let mut out = vec![
            if beyond(first, lo) && lo < first {
                first - by
            } else {
                first.max(lo) + by
            },
            if beyond(last, hi) && hi > last {
                last + by
            } else {
                last.min(hi) - by
            },
        ];
        if marks.len() > 4 * MOST_MARKS {
            // The plane itself is too intricate to be searched many times.
            return vec![];
        }
        // And at a few places more, where a branch may live between two folds of its own.
        out.extend([0.2, 0.4, 0.6, 0.8].map(|part| lo + part * (hi - lo)));
        let every = marks.len().div_ceil(MOST_MARKS);
        let between = marks.windows(2).step_by(every);
        let seen = out.clone();
        let middles = between.filter(|w| {
            let margin = 0.1 * (w[1] - w[0]);
            !seen
                .iter()
                .any(|v| (w[0] + margin..=w[1] - margin).contains(v))
        });
        out.extend(middles.map(|w| 0.5 * (w[0] + w[1])));
        // Next to a line of equilibria cycles are slow beyond measure, and their branches end before it.
        let near = |v: f64| {
            self.lines
                .iter()
                .any(|l| (v - l).abs() < 1e-3 * (last - first))
        };
        out.retain(|v| !near(*v));
        out
    }

    /// What a walk has come to, as the end of a branch. Where it was born at a Hopf point it cannot end
    /// there too: no second branch of cycles meets that point.
    fn end(&mut self, walk: &Walk, born: Option<usize>) -> BranchEnd {
        match &walk.end {
            WalkEnd::Border => BranchEnd::Border,
            WalkEnd::Closed => BranchEnd::Closed,
            WalkEnd::Shrunk(at) => {
                let parameter = walk.points.last().map_or(f64::NAN, |p| p.parameter);
                let hopf = |k: usize, e: &Event| e.kind.is_hopf() && Some(k) != born;
                let Some(k) = self.nearest(at, parameter, hopf) else {
                    self.lost(walk);
                    return BranchEnd::Lost;
                };
                BranchEnd::Event(k)
            }
            WalkEnd::Slow(slow) => self.slow(slow),
            WalkEnd::Far => {
                self.note(out_of_bounds());
                BranchEnd::Lost
            }
            WalkEnd::Canard => {
                if let Some(last) = walk.points.last() {
                    let name = self.vary.name(self.problem);
                    self.note(Each::of(|| {
                        say!(
                            "note-canard",
                            period = format!("{:.4}", last.period),
                            name = name,
                            value = format!("{:.6}", last.parameter)
                        )
                    }));
                }
                BranchEnd::Lost
            }
            WalkEnd::Lost | WalkEnd::Cancelled => {
                self.lost(walk);
                BranchEnd::Lost
            }
        }
    }

    fn lost(&mut self, walk: &Walk) {
        let near = walk.points.last().map_or(f64::NAN, |p| p.parameter);
        let name = self.vary.name(self.problem);
        self.note(Each::of(|| {
            say!(
                "note-cycles-lost",
                name = name,
                value = format!("{:.6}", near)
            )
        }));
    }

    fn note(&mut self, note: Each<String>) {
        if !self.diagram.notes.contains(&note) {
            self.diagram.notes.push(note);
        }
    }

    /// The wanted event nearest to a state and a parameter, if it is near.
    fn nearest(
        &self,
        at: &[f64],
        parameter: f64,
        wanted: impl Fn(usize, &Event) -> bool,
    ) -> Option<usize> {
        let scale = self.problem.scales();
        let distance = |e: &Event| {
            let along = (e.parameter - parameter).abs() / self.vary.width();
            at.iter()
                .zip(&e.at)
                .zip(&scale)
                .fold(along, |m, ((a, b), s)| m.max(((a - b) / s).abs()))
        };
        (0..self.diagram.events.len())
            .filter(|&k| wanted(k, &self.diagram.events[k]))
            .map(|k| (k, distance(&self.diagram.events[k])))
            .filter(|&(_, d)| d < 0.05)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(k, _)| k)
    }

    /// The end of a branch whose period grows without bound.
    fn slow(&mut self, slow: &Slow) -> BranchEnd {
        let fold = self.nearest(&slow.at, slow.parameter, |_, e| {
            e.kind == EventKind::SaddleNodeOnInvariantCircle
        });
        let scale = self.problem.scales();
        let family = self
            .problem
            .model()
            .family(self.problem.values(), &[self.vary.parameter]);
        let saddle = saddle_near(&*family, &scale, &slow.at, slow.parameter);
        if saddle.is_none()
            && let Some(k) = fold
        {
            return BranchEnd::Event(k);
        }
        let found = homoclinic(self.problem, self.vary, slow);
        // Where both manifolds meet at a grazing angle the splitting function may have no value next to
        // its zero. The period grows as −ln |λ − λ_h|, so that a parameter that stands still is there.
        let found = found.or_else(|| {
            let mut extent = [slow.points[0].clone(), slow.points[0].clone()];
            for (i, x) in slow.points.iter().flat_map(|p| p.iter().enumerate()) {
                extent[0][i] = extent[0][i].min(*x);
                extent[1][i] = extent[1][i].max(*x);
            }
            (slow.stands && saddle.is_some()).then(|| Homoclinic {
                parameter: slow.parameter,
                saddle: saddle.clone().unwrap_or_default(),
                extent,
            })
        });
        if let Some(found) = found {
            self.seeds.long.push((found.parameter, slow.orbit.clone()));
            let same = 1e-9 * unit(self.problem, self.vary);
            let known = self.diagram.events.iter().position(|e| {
                e.kind == EventKind::Homoclinic
                    && (e.parameter - found.parameter).abs() < same
                    && e.extent.as_ref().is_some_and(|x| {
                        (0..scale.len()).all(|i| {
                            (x[0][i] - found.extent[0][i]).abs() < 1e-2 * scale[i]
                                && (x[1][i] - found.extent[1][i]).abs() < 1e-2 * scale[i]
                        })
                    })
            });
            return BranchEnd::Event(known.unwrap_or_else(|| {
                self.diagram.events.push(Event {
                    kind: EventKind::Homoclinic,
                    parameter: found.parameter,
                    at: found.saddle,
                    period: None,
                    first_lyapunov: None,
                    extent: Some(found.extent),
                });
                self.diagram.events.len() - 1
            }));
        }
        if let Some(k) = fold {
            return BranchEnd::Event(k);
        }
        let name = self.vary.name(self.problem);
        let line = self.lines.iter().copied();
        if let Some(line) = line
            .filter(|l| (slow.parameter - l).abs() < 0.01 * self.vary.width())
            .min_by(|a, b| {
                (a - slow.parameter)
                    .abs()
                    .total_cmp(&(b - slow.parameter).abs())
            })
        {
            self.note(Each::of(|| {
                say!(
                    "note-slow-line",
                    name = name,
                    line = line.to_string(),
                    value = format!("{:.6}", slow.parameter)
                )
            }));
            return BranchEnd::Lost;
        }
        self.note(Each::of(|| {
            say!(
                "note-slow",
                name = name,
                value = format!("{:.6}", slow.parameter)
            )
        }));
        BranchEnd::Lost
    }

    /// Records what was found on a branch of cycles.
    fn on_cycle(&mut self, kind: EventKind, point: &CyclePoint) {
        // In a narrow range the rounding of collocation counts.
        let same = 1e-7 * unit(self.problem, self.vary);
        let event = Event {
            kind,
            parameter: point.parameter,
            at: point.on.clone(),
            period: Some(point.period),
            first_lyapunov: None,
            extent: Some([point.min.clone(), point.max.clone()]),
        };
        let known = self.diagram.events.iter().any(|e| {
            e.kind == kind
                && (e.parameter - event.parameter).abs() < same
                && e.period
                    .zip(event.period)
                    .is_some_and(|(a, b)| (a - b).abs() < 1e-4 * b)
        });
        if !known {
            self.diagram.events.push(event);
        }
    }

    /// The Hopf point that a walk has shrunk onto, as the last point of its branch.
    fn tail(&self, walk: &Walk, end: BranchEnd) -> Option<CyclePoint> {
        let (WalkEnd::Shrunk(_), BranchEnd::Event(k)) = (&walk.end, end) else {
            return None;
        };
        let (hopf, last) = (&self.diagram.events[k], walk.points.last()?);
        let period = hopf.period.unwrap_or(last.period);
        Some(CyclePoint::born(hopf, period, last.stable))
    }

    /// Records the folds and period doublings of a walk.
    fn folds(&mut self, walk: &Walk) {
        for (&k, turning) in walk.folds.iter().zip(&walk.turning) {
            self.on_cycle(EventKind::FoldOfCycles, &walk.points[k]);
            self.seeds
                .turnings
                .push((turning.clone(), walk.points[k].clone()));
        }
        for &k in &walk.doublings {
            self.on_cycle(EventKind::PeriodDoubling, &walk.points[k]);
            let name = self.vary.name(self.problem);
            let at = walk.points[k].parameter;
            self.note(Each::of(|| {
                say!("note-doubling", name = name, value = format!("{:.6}", at))
            }));
        }
    }

    fn branch(&mut self, points: impl Iterator<Item = CyclePoint>, ends: [BranchEnd; 2]) {
        self.diagram.cycles.push(CycleBranch {
            points: points.collect(),
            spikes: None,
            ends,
        });
    }

    /// Adds the way from a Hopf point as a branch.
    fn add(&mut self, walk: Walk, start: BranchEnd, end: BranchEnd) {
        self.folds(&walk);
        let last = self.tail(&walk, end);
        self.branch(walk.points.into_iter().chain(last), [start, end]);
    }

    /// Adds both ways from one cycle as one branch.
    fn join(&mut self, ahead: Walk, behind: Walk) {
        let (end, start) = (self.end(&ahead, None), self.end(&behind, None));
        self.folds(&ahead);
        self.folds(&behind);
        let (first, last) = (self.tail(&behind, start), self.tail(&ahead, end));
        let points = first
            .into_iter()
            .chain(behind.points.into_iter().skip(1).rev())
            .chain(ahead.points)
            .chain(last);
        self.branch(points, [start, end]);
    }

    /// Whether a branch passes through this cycle already.
    fn knows(&self, cycle: &CyclePoint) -> bool {
        let value = cycle.parameter;
        let scale = self.problem.scales();
        self.diagram.cycles.iter().any(|branch| {
            branch.points.windows(2).any(|pair| {
                let (a, b) = (&pair[0], &pair[1]);
                let apart = b.parameter - a.parameter;
                if (value - a.parameter) * (value - b.parameter) > 0.0 {
                    return false;
                }
                let part = if apart == 0.0 {
                    0.0
                } else {
                    (value - a.parameter) / apart
                };
                let near = |x: f64, y: f64, goal: f64, size: f64| {
                    (x + part * (y - x) - goal).abs() < 4e-3 * size + 0.3 * (y - x).abs()
                };
                near(a.period.ln(), b.period.ln(), cycle.period.ln(), 1.0)
                    && (a.stable == cycle.stable || b.stable == cycle.stable)
                    && (0..scale.len()).all(|i| {
                        near(a.max[i], b.max[i], cycle.max[i], scale[i])
                            && near(a.min[i], b.min[i], cycle.min[i], scale[i])
                    })
            })
        })
    }
}
