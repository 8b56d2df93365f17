//! Where branches of spiking orbits end: at the saddle whose stable manifold bounds the domain of the
//! reset map, or at a saddle-node through which the orbit passes.
use super::{
    build::unit,
    classify::Kind,
    diagram::{EquilibriumBranch, Event, EventKind},
    equilibrium::{self, Equilibrium},
    manifold::{Expansion, Side},
    problem::Problem,
    spike_map::{Slice, SpikeMap, TIGHT},
    spiking_branch::Node,
    vary::Vary,
};
use crate::model::{Orbit, Spikes};
use crate::num::ode::Watch;
use nalgebra::{Matrix2, Vector2};

/// A saddle's manifolds are entered where their expansion is wrong by this part of the window.
const DEPARTURE: f64 = 1e-12;
/// Distances from a saddle, relative to the window, at which the gap of a homoclinic orbit is taken.
const REACHES: [f64; 7] = [0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002];
/// A gap serves if it changes by this much of the window, were it to go on over the whole range.
const SENSITIVE: f64 = 0.03;
/// A gap this wide, relative to the window, is none of an orbit that passes close by the saddle.
const WIDE: f64 = 0.1;
/// How far beyond the last point of a branch its homoclinic orbit may lie, relative to the range.
const NEAR: f64 = 1e-3;
/// An orbit that leaves a saddle-node is given up after so many spikes.
const MOST_SPIKES: usize = 64;
/// It is back when it is this close on the nodal side, relative to the window.
const BACK: f64 = 0.02;
/// The same relative to the distance at which the rates along and across its centre manifold are alike.
const STRAIGHT: f64 = 0.1;
/// A branch has come to a saddle-node when it is this close, relative to the range.
const ARRIVED: f64 = 1e-7;

/// What bounds the domain of the reset map.
pub(super) struct Ends<'a> {
    problem: &'a Problem,
    vary: Vary,
    equilibria: &'a [EquilibriumBranch],
    map: &'a SpikeMap,
    /// Saddle-nodes on an invariant circle: index among the given events, place, spikes on the circle.
    circles: Vec<(usize, f64, usize)>,
}

impl<'a> Ends<'a> {
    pub(super) fn new(
        problem: &'a Problem,
        vary: &Vary,
        equilibria: &'a [EquilibriumBranch],
        events: &[Event],
        map: &'a SpikeMap,
    ) -> Self {
        let circles = events
            .iter()
            .enumerate()
            .filter_map(|(k, e)| Some((k, e.parameter, circle(map, e)?)))
            .collect();
        Self {
            problem,
            vary: *vary,
            equilibria,
            map,
            circles,
        }
    }

    /// The given events that lie on an invariant circle.
    pub(super) fn on_circle(&self) -> Vec<usize> {
        self.circles.iter().map(|c| c.0).collect()
    }

    /// The saddle-node to which a branch of so many spikes has come.
    pub(super) fn at_circle(&self, parameter: f64, spikes: usize) -> Option<usize> {
        self.circles
            .iter()
            .find(|c| {
                c.2 == spikes && (c.1 - parameter).abs() < ARRIVED * unit(self.problem, &self.vary)
            })
            .map(|c| c.0)
    }

    /// The saddle-node between two values of the parameter to which a branch of so many spikes comes.
    pub(super) fn circle_between(&self, from: f64, to: f64, spikes: usize) -> Option<usize> {
        let inside = from.min(to)..=from.max(to);
        let found = self
            .circles
            .iter()
            .find(|c| c.2 == spikes && inside.contains(&c.1));
        found.map(|c| c.0)
    }

    /// The equilibria at a value of the parameter.
    pub(super) fn rest(&self, slice: &Slice<'_>) -> Vec<Equilibrium> {
        let planar = &slice.planar;
        if self.equilibria.is_empty() {
            let region = self.problem.home().hull(&self.problem.window());
            return equilibrium::equilibria(planar, region.enlarged(3.0)).points;
        }
        let p = slice.parameter;
        let mut out: Vec<Equilibrium> = vec![];
        for pair in self.equilibria.iter().flat_map(|b| b.points.windows(2)) {
            let (a, b) = (&pair[0], &pair[1]);
            if (a.parameter <= p) == (b.parameter <= p) {
                continue;
            }
            let s = (p - a.parameter) / (b.parameter - a.parameter);
            let guess = [0, 1].map(|i| a.at[i] + s * (b.at[i] - a.at[i]));
            if let Some(e) = settle(slice, guess)
                && planar.field().guard(&e.at) <= 0.0
            {
                out.push(e);
            }
        }
        out
    }

    /// The homoclinic orbit at which a branch ends: the orbit that leaves the saddle fires as often as
    /// those of the branch, and its last reset leads to the saddle's stable manifold.
    ///
    /// Solved for the parameter from the signed gap on a section across the stable manifold, which is
    /// smooth where the period is not.
    pub(super) fn homoclinic(&self, last: &Node) -> Option<Event> {
        let slice = self.map.at(last.parameter);
        let mut best: Option<(f64, Event)> = None;
        for saddle in self.rest(&slice) {
            if saddle.kind != Kind::Saddle {
                continue;
            }
            let landings = [0, 1].map(|b| leave(&slice, &saddle, b, last.starts.len()));
            for (branch, side) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                let Some((landing, _)) = landings[branch] else {
                    continue;
                };
                // Orbits are squeezed together on their way to the section, and drawn apart behind it:
                // the first section on which the gap depends on the parameter serves.
                let event = REACHES.iter().find_map(|&reach| {
                    let link = Link {
                        saddle: [saddle.at[0], saddle.at[1]],
                        branch,
                        side,
                        reach,
                    };
                    let gap = miss(&slice, &saddle, &link, landing)?;
                    self.close(last, link, gap)
                });
                if let Some(event) = event {
                    if (event.parameter - last.parameter).abs()
                        < ARRIVED * unit(self.problem, &self.vary)
                    {
                        return Some(event);
                    }
                    // It lies ahead.
                    let away = (event.parameter - last.parameter) * last.heading();
                    if away < -1e-9 * unit(self.problem, &self.vary) {
                        continue;
                    }
                    if best.as_ref().is_none_or(|b| away < b.0) {
                        best = Some((away, event));
                    }
                }
            }
        }
        best.map(|b| b.1)
    }

    /// Solves for the parameter at which the orbit that leaves the saddle comes back to it; it misses it
    /// by `gap` at the last point of the branch.
    fn close(&self, last: &Node, mut link: Link, mut gap: f64) -> Option<Event> {
        let (spikes, width) = (last.starts.len(), unit(self.problem, &self.vary));
        let mut a = last.parameter;
        if gap.abs() > WIDE {
            return None;
        }
        let mut p = a + 1e-8 * width;
        let mut done = (a, gap);
        for round in 0..20 {
            let value = self.gap(p, spikes, &mut link)?;
            let slope = (value - gap) / (p - a);
            if round == 0 && (slope * width).abs() < SENSITIVE {
                return None;
            }
            if value.abs() < done.1.abs() {
                done = (p, value);
            }
            let next = p - value / slope;
            (a, gap) = (p, value);
            if !next.is_finite() || (next - last.parameter).abs() > NEAR * width {
                break;
            }
            p = next;
            if (p - a).abs() < 1e-14 * width {
                break;
            }
        }
        let [lo, hi] = self.vary.range;
        if done.1.abs() > 1e-9 || !(lo..=hi).contains(&done.0) {
            return None;
        }
        let slice = self.map.at(done.0);
        let saddle = settle(&slice, link.saddle)?;
        let (_, extent) = leave(&slice, &saddle, link.branch, spikes)?;
        Some(Event {
            kind: EventKind::Homoclinic,
            parameter: done.0,
            at: saddle.at,
            period: None,
            first_lyapunov: None,
            extent: Some(extent.map(|x| x.to_vec())),
        })
    }

    /// By how much the orbit that leaves the saddle misses it on its return.
    fn gap(&self, parameter: f64, spikes: usize, link: &mut Link) -> Option<f64> {
        let slice = self.map.at(parameter);
        let saddle = settle(&slice, link.saddle).filter(|e| e.kind == Kind::Saddle)?;
        link.saddle = [saddle.at[0], saddle.at[1]];
        let landing = leave(&slice, &saddle, link.branch, spikes)?.0;
        miss(&slice, &saddle, link, landing)
    }
}

/// Which branch of the saddle's unstable manifold should come back along which of its stable one, and
/// how far from the saddle, relative to the window, the gap between the two is taken.
struct Link {
    saddle: [f64; 2],
    branch: usize,
    side: usize,
    reach: f64,
}

/// The equilibrium near a guess, by Newton's method.
fn settle(slice: &Slice<'_>, guess: [f64; 2]) -> Option<Equilibrium> {
    let planar = &slice.planar;
    let [w, h] = *planar.scale();
    let mut x = Vector2::from(guess);
    let mut last = f64::INFINITY;
    for _ in 0..20 {
        let f = Vector2::from(planar.f(x.into()));
        let change = planar.jacobian(x.into()).lu().solve(&f)?;
        let size = (change[0] / w).hypot(change[1] / h);
        if size.is_nan() || size >= 1.0 {
            return None;
        }
        x -= change;
        if size < 1e-14 || (size < 1e-10 && size >= 0.5 * last) {
            return Some(equilibrium::at(planar, x.into()));
        }
        last = size;
    }
    None
}

/// The orbit along a branch of the saddle's unstable manifold through so many resets: where the last
/// one leads on the reset line, and the orbit's extent.
fn leave(
    slice: &Slice<'_>,
    saddle: &Equilibrium,
    branch: usize,
    spikes: usize,
) -> Option<(f64, [[f64; 2]; 2])> {
    let expansion = Expansion::new(&slice.planar, saddle, Side::Unstable)?;
    let start = expansion.point(expansion.start(&slice.planar, sign(branch), DEPARTURE));
    let mut all = slice.first(start)?;
    if spikes > 1 {
        all = all.then(&slice.spikes(all.next, spikes - 1)?.0);
    }
    Some((all.next, all.extent))
}

fn sign(branch: usize) -> f64 {
    if branch == 0 { -1.0 } else { 1.0 }
}

/// The point of a branch of the saddle's stable manifold at the given distance, relative to the window.
fn on_stable(slice: &Slice<'_>, saddle: &Equilibrium, link: &Link) -> Option<[f64; 2]> {
    let planar = &slice.planar;
    let [w, h] = *planar.scale();
    let expansion = Expansion::new(planar, saddle, Side::Stable)?;
    let s = expansion.start(planar, sign(link.side), DEPARTURE);
    if s.abs() >= link.reach {
        return Some(expansion.point(link.reach * sign(link.side)));
    }
    let beyond =
        |x: &[f64]| ((x[0] - saddle.at[0]) / w).hypot((x[1] - saddle.at[1]) / h) - link.reach;
    let mut run = planar.run(-f64::MAX, TIGHT);
    run.spikes = Spikes::Ignore;
    run.max_steps = 3_000;
    run.escape = 20.0;
    let mut found = None;
    planar.integrate(expansion.point(s), &run, |orbit| {
        let Orbit::Step(step) = orbit else {
            return Watch::Stop;
        };
        if beyond(step.x1) < 0.0 {
            return Watch::Continue;
        }
        let mut x = [0.0; 2];
        found = step.locate(&beyond, &mut x).map(|_| x);
        Watch::Stop
    });
    found
}

/// By how much the orbit from the reset line at `u` misses a branch of the saddle's stable manifold,
/// relative to the window, on the section through a point of that branch across the field there.
/// `None` when it does not meet the section.
fn miss(slice: &Slice<'_>, saddle: &Equilibrium, link: &Link, u: f64) -> Option<f64> {
    let planar = &slice.planar;
    let [w, h] = *planar.scale();
    let on = on_stable(slice, saddle, link)?;
    let place = |x: &[f64]| Vector2::new((x[0] - on[0]) / w, (x[1] - on[1]) / h);
    let f = planar.f(on);
    let along = Vector2::new(f[0] / w, f[1] / h).try_normalize(0.0)?;
    let across = Vector2::new(-along[1], along[0]);
    let mut run = planar.run(f64::MAX, TIGHT);
    run.spikes = Spikes::Stop;
    run.max_steps = 1_000;
    let mut best: Option<f64> = None;
    planar.integrate(slice.restart(u), &run, |orbit| {
        let Orbit::Step(step) = orbit else {
            return Watch::Stop;
        };
        let (from, to) = (along.dot(&place(step.x0)), along.dot(&place(step.x1)));
        let mut x = [0.0; 2];
        if from < 0.0 && to >= 0.0 && step.locate(&|x| along.dot(&place(x)), &mut x).is_some() {
            let gap = across.dot(&place(&x));
            if best.is_none_or(|b| gap.abs() < b.abs()) {
                best = Some(gap);
            }
        }
        Watch::Continue
    });
    best
}

/// The number of spikes after which the orbit that leaves a saddle-node comes back to it through its
/// nodal sector; `None` when it does not, or when the event is no saddle-node of a stable node.
fn circle(map: &SpikeMap, event: &Event) -> Option<usize> {
    use EventKind::{SaddleNode, SaddleNodeOnInvariantCircle};
    if !matches!(event.kind, SaddleNode | SaddleNodeOnInvariantCircle) {
        return None;
    }
    let slice = map.at(event.parameter);
    let planar = &slice.planar;
    let [w, h] = *planar.scale();
    let x = [event.at[0], event.at[1]];
    let j = planar.jacobian(x);
    // In window units.
    let j = Matrix2::new(j[(0, 0)], j[(0, 1)] * h / w, j[(1, 0)] * w / h, j[(1, 1)]);
    if j.trace() >= 0.0 {
        return None;
    }
    // One eigenvalue is 0, the other the trace: null vectors from the longer row and column.
    let row = if j.row(0).norm() > j.row(1).norm() {
        0
    } else {
        1
    };
    let right = Vector2::new(j[(row, 1)], -j[(row, 0)]).try_normalize(0.0)?;
    let column = if j.column(0).norm() > j.column(1).norm() {
        0
    } else {
        1
    };
    let left = Vector2::new(j[(1, column)], -j[(0, column)]).try_normalize(0.0)?;
    let left = left / left.dot(&right);
    let q = [right[0] * w, right[1] * h];
    let second = planar.second(x, q, q);
    // On the centre manifold ξ' = a ξ²: orbits leave on the side of a's sign.
    let a = left.dot(&Vector2::new(second[0] / w, second[1] / h));
    let out = a.signum();
    // Further out than where the motion along is slow against that across, the strong manifold, on which
    // the decision rests, is not a straight line: close to a Bogdanov-Takens point that is very near.
    let back = BACK.min(STRAIGHT * (j.trace() / a).abs());
    let place = |y: [f64; 2]| Vector2::new((y[0] - x[0]) / w, (y[1] - x[1]) / h);
    let start = [0, 1].map(|i| x[i] + 0.2 * back * out * q[i]);
    let mut u = slice.first(start)?.next;
    for spikes in 1..=MOST_SPIKES {
        let mut run = planar.run(f64::MAX, 1e-9);
        run.spikes = Spikes::Stop;
        run.max_steps = 4_000;
        let mut home = false;
        let end = planar.integrate(slice.restart(u), &run, |orbit| {
            let Orbit::Step(step) = orbit else {
                return Watch::Stop;
            };
            let z = place([step.x1[0], step.x1[1]]);
            // Close, on the side from which orbits come, and along the centre manifold.
            let along = out * left.dot(&z);
            home = z.norm() < back && along < -0.3 * z.norm();
            if home { Watch::Stop } else { Watch::Continue }
        });
        if home {
            return Some(spikes);
        }
        if !end.spiked {
            return None;
        }
        u = planar.field().mark(&end.state);
    }
    None
}
