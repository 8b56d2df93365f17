//! Stable and unstable manifolds of saddles: separatrices and thresholds.
use super::{
    classify::Kind,
    equilibrium::Equilibrium,
    flow::{CHORD, OrbitEnd, sample_step},
    planar::Planar,
    problem::Window,
    section::Extrema,
    trap::Trap,
};
use crate::model::{Orbit, Spikes};
use crate::num::ode::Watch;
use nalgebra::{Matrix2, Vector2};

/// Which manifold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The orbits that tend to the saddle: the separatrix, the cell's threshold.
    Stable,
    /// The orbits that come from it.
    Unstable,
}

impl Side {
    /// The name, as on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::Unstable => "unstable",
        }
    }
}

/// Where a branch of a manifold ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SeparatrixEnd {
    /// It left the padded window.
    LeftWindow,
    /// It settled on the equilibrium with this index (backward in time for the stable side).
    Equilibrium(usize),
    /// It settled on a limit cycle.
    Cycle,
    /// Of a reset model: it reached the peak, where the reset acts.
    Peak,
    /// The formula ceased to be finite, or the step size collapsed.
    Diverged,
    /// It was still going when the bound on the number of steps was reached.
    StepLimit,
}

/// One branch of a saddle's stable or unstable manifold.
#[derive(Clone, Debug, PartialEq)]
pub struct Separatrix {
    /// Index of the saddle among the equilibria.
    pub saddle: usize,
    /// Which manifold.
    pub side: Side,
    /// 0 leaves towards the smaller first variable, 1 towards the larger.
    pub branch: usize,
    /// Points from the saddle outward.
    pub points: Vec<[f64; 2]>,
    /// Where it ends.
    pub end: SeparatrixEnd,
}

/// How to follow manifolds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ManifoldOptions {
    /// Error of one step relative to the window.
    pub tolerance: f64,
    /// Largest error of the start on the manifold's second-order expansion, relative to the window.
    pub start: f64,
    /// No chord of the polyline departs from the manifold by more than this, relative to the window.
    pub chord: f64,
    /// No more than so many steps for a branch.
    pub max_steps: usize,
}

impl Default for ManifoldOptions {
    fn default() -> Self {
        Self {
            tolerance: 1e-9,
            start: 1e-9,
            chord: CHORD,
            max_steps: 20_000,
        }
    }
}

/// A branch with the extrema of the first variable along it, where cycles may be looked for.
pub(super) struct Traced {
    pub(super) separatrix: Separatrix,
    /// States at which the first variable was extremal, in the order in which they were passed.
    pub(super) extrema: Vec<[f64; 2]>,
}

/// Both branches of both manifolds of every saddle among `equilibria`.
///
/// Each branch starts on the second-order expansion of the manifold, as far from the saddle as its
/// error allows, and is followed until it leaves `region` (the padded window) or settles on an
/// equilibrium or a limit cycle; never for a fixed time. Sorted by saddle, side, branch.
///
/// # Source
/// Guckenheimer & Holmes, *Nonlinear Oscillations* (1983), 3.2, for the expansion.
pub fn separatrices(
    planar: &Planar,
    equilibria: &[Equilibrium],
    region: &Window,
    options: &ManifoldOptions,
) -> Vec<Separatrix> {
    trace(planar, equilibria, region, options)
        .into_iter()
        .map(|t| t.separatrix)
        .collect()
}

pub(super) fn trace(
    planar: &Planar,
    equilibria: &[Equilibrium],
    region: &Window,
    options: &ManifoldOptions,
) -> Vec<Traced> {
    let saddles: Vec<usize> = (0..equilibria.len())
        .filter(|&k| equilibria[k].kind == Kind::Saddle)
        .collect();
    if saddles.is_empty() {
        return vec![];
    }
    let sinks = Trap::all(planar, equilibria, 1.0);
    let sources = Trap::all(planar, equilibria, -1.0);
    let mut out = Vec::with_capacity(4 * saddles.len());
    for saddle in saddles {
        for side in [Side::Stable, Side::Unstable] {
            let traps = if side == Side::Stable {
                &sources
            } else {
                &sinks
            };
            for branch in 0..2 {
                out.extend(follow(
                    (planar, equilibria),
                    (saddle, side, branch),
                    (traps, region),
                    options,
                ));
            }
        }
    }
    out
}

/// The expansion `x* + s v + s² a` of a one-dimensional invariant manifold, exact to order s².
pub(super) struct Expansion {
    at: Vector2<f64>,
    lambda: f64,
    v: Vector2<f64>,
    a: Vector2<f64>,
}

impl Expansion {
    /// Along the eigenvalue of the wanted side, `v` of unit length in window units, pointing towards
    /// the larger first variable (the larger second one if it is vertical).
    pub(super) fn new(planar: &Planar, saddle: &Equilibrium, side: Side) -> Option<Self> {
        let lambda = match side {
            Side::Unstable => saddle.eigenvalues.first()?.re,
            Side::Stable => saddle.eigenvalues.last()?.re,
        };
        let [w, h] = *planar.scale();
        let j = &saddle.jacobian;
        // Rows of (J − λ) in window units; the eigenvector is orthogonal to the longer one.
        let rows = [
            Vector2::new(j[(0, 0)] - lambda, j[(0, 1)] * h / w),
            Vector2::new(j[(1, 0)] * w / h, j[(1, 1)] - lambda),
        ];
        let row = if rows[0].norm() >= rows[1].norm() {
            rows[0]
        } else {
            rows[1]
        };
        let mut z = Vector2::new(row[1], -row[0]).try_normalize(0.0)?;
        if z[0] < 0.0 || (z[0] == 0.0 && z[1] < 0.0) {
            z = -z;
        }
        let v = Vector2::new(z[0] * w, z[1] * h);
        let at = Vector2::new(saddle.at[0], saddle.at[1]);
        // Order s² of the invariance equation: (2λ − J) a = D²f(v, v) / 2.
        let second = planar.second(at.into(), v.into(), v.into());
        let matrix = Matrix2::new(
            2.0 * lambda - j[(0, 0)],
            -j[(0, 1)],
            -j[(1, 0)],
            2.0 * lambda - j[(1, 1)],
        );
        let a = matrix
            .lu()
            .solve(&Vector2::new(0.5 * second[0], 0.5 * second[1]))?;
        Some(Self { at, lambda, v, a })
    }

    pub(super) fn point(&self, s: f64) -> [f64; 2] {
        (self.at + self.v * s + self.a * (s * s)).into()
    }

    /// How far, relative to the window, the expansion at `s` is from being invariant.
    fn error(&self, planar: &Planar, s: f64) -> f64 {
        let [w, h] = *planar.scale();
        let f = planar.f(self.point(s));
        let along = (self.v + self.a * (2.0 * s)) * (self.lambda * s);
        ((f[0] - along[0]) / w).hypot((f[1] - along[1]) / h) / self.lambda.abs()
    }

    /// The largest start (a power of two, at most 1/16 of the window) whose error is allowed.
    pub(super) fn start(&self, planar: &Planar, direction: f64, allowed: f64) -> f64 {
        let mut s = direction / 16.0;
        while s.abs() > 1e-7
            && !(self.error(planar, s) <= allowed && self.error(planar, 0.5 * s) <= allowed)
        {
            s *= 0.5;
        }
        s
    }
}

fn follow(
    (planar, equilibria): (&Planar, &[Equilibrium]),
    (saddle, side, branch): (usize, Side, usize),
    (traps, region): (&[Trap], &Window),
    options: &ManifoldOptions,
) -> Option<Traced> {
    let expansion = Expansion::new(planar, &equilibria[saddle], side)?;
    let sign = if branch == 0 { -1.0 } else { 1.0 };
    let s = expansion.start(planar, sign, options.start);
    let scale = planar.scale();
    let mut points = vec![expansion.at.into()];
    let parts = ((s * s * expansion.a.norm() / options.chord / scale[0].min(scale[1]))
        .sqrt()
        .ceil() as usize)
        .clamp(1, 16);
    points.extend((1..=parts).map(|k| expansion.point(s * k as f64 / parts as f64)));
    let start = expansion.point(s);
    let direction = if side == Side::Stable { -1.0 } else { 1.0 };
    let mut run = planar.run(direction * f64::MAX, options.tolerance);
    run.spikes = Spikes::Stop;
    run.max_steps = options.max_steps;
    run.escape = 1e6;
    // The time in which the manifold doubles its distance sets the first step.
    run.first_step = 0.1 / expansion.lambda.abs();
    let mut end = None;
    let mut loops = Extrema::new(direction);
    let summary = planar.integrate(start, &run, |orbit| {
        let Orbit::Step(step) = orbit else {
            return Watch::Stop;
        };
        let inside = |x: &[f64]| planar.field().guard(x) < 0.0 || side == Side::Unstable;
        let from = points.len();
        sample_step(step, scale, options.chord, |_, x| points.push([x[0], x[1]]));
        let x1 = [step.x1[0], step.x1[1]];
        if !region.contains(x1) || !inside(&x1) {
            end = Some(if inside(&x1) {
                SeparatrixEnd::LeftWindow
            } else {
                SeparatrixEnd::Peak
            });
            cut(&mut points, from, region);
            return Watch::Stop;
        }
        if let Some(trap) = traps.iter().find(|t| t.contains(&x1)) {
            end = Some(SeparatrixEnd::Equilibrium(trap.index));
            return Watch::Stop;
        }
        if loops.pass(planar, step)
            && let Some(size) = loops.settled(planar)
        {
            // The curve ends on the maximum, wherever the step ends.
            points.truncate(from);
            sample_step(step, scale, options.chord, |theta, x| {
                if theta < loops.theta {
                    points.push([x[0], x[1]]);
                }
            });
            points.extend(loops.states.last());
            let near = (0..equilibria.len()).min_by(|&a, &b| {
                let d = |k: usize| {
                    planar
                        .window()
                        .distance([equilibria[k].at[0], equilibria[k].at[1]], x1)
                };
                d(a).total_cmp(&d(b))
            });
            end = Some(match near {
                Some(k) if size < 1e-4 => SeparatrixEnd::Equilibrium(k),
                _ => SeparatrixEnd::Cycle,
            });
            return Watch::Stop;
        }
        Watch::Continue
    });
    let end = end.unwrap_or(match summary.end {
        _ if summary.spiked => SeparatrixEnd::Peak,
        OrbitEnd::Diverged => SeparatrixEnd::Diverged,
        _ => SeparatrixEnd::StepLimit,
    });
    if let SeparatrixEnd::Equilibrium(k) = end {
        approach(planar, &mut points, &equilibria[k], direction, options);
    }
    let separatrix = Separatrix {
        saddle,
        side,
        branch,
        points,
        end,
    };
    Some(Traced {
        separatrix,
        extrema: loops.states,
    })
}

/// Drops the points after the first one, from index `from` on, that lies outside `region`.
fn cut(points: &mut Vec<[f64; 2]>, from: usize, region: &Window) {
    if let Some(k) = (from..points.len()).find(|&k| !region.contains(points[k])) {
        points.truncate(k + 1);
    }
}

/// Continues a curve that has entered the trap of an equilibrium up to it.
fn approach(
    planar: &Planar,
    points: &mut Vec<[f64; 2]>,
    equilibrium: &Equilibrium,
    direction: f64,
    options: &ManifoldOptions,
) {
    let at = [equilibrium.at[0], equilibrium.at[1]];
    let Some(&last) = points.last() else { return };
    let leading = equilibrium
        .eigenvalues
        .iter()
        .map(|l| l.re.abs())
        .fold(f64::INFINITY, f64::min);
    // From the trap, at most a tenth of the window, to 3e-7 of it is a factor below e^13: the last
    // chord then is shorter than the accuracy of the curve. Weak foci may need many turns, so the
    // number of steps is bounded.
    let mut run = planar.run(
        direction * 16.0 / leading.max(f64::MIN_POSITIVE),
        options.tolerance,
    );
    run.max_steps = 2000;
    run.spikes = Spikes::Ignore;
    let near = |x: [f64; 2]| planar.window().distance(x, at) < 3e-7;
    planar.integrate(last, &run, |orbit| {
        if let Orbit::Step(step) = orbit {
            sample_step(step, planar.scale(), options.chord, |_, x| {
                points.push([x[0], x[1]])
            });
            if near([step.x1[0], step.x1[1]]) {
                return Watch::Stop;
            }
        }
        Watch::Continue
    });
    if points
        .last()
        .is_some_and(|&p| planar.window().distance(p, at) < 1e-3)
    {
        points.push(at);
    }
}
