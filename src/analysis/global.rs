//! Bifurcations that no linearisation shows: orbits that leave an equilibrium and come back to it.
use super::{
    cycle_branch::Slow,
    diagram::Event,
    equilibrium,
    manifold::{Expansion, Side},
    normal_form,
    planar::Planar,
    problem::Problem,
    section::Extrema,
    space::{self, PhaseSpace, Space},
    vary::Vary,
};
use crate::model::{Family, Orbit, Spikes};
use crate::num::ode::Watch;
use nalgebra::{DMatrix, DVector};

/// Smallest and largest values of all variables.
pub(super) type Extent = [Vec<f64>; 2];

/// The problem's field at a value of the varied parameter, at the scale of the preset's window.
pub(super) fn field_at(problem: &Problem, vary: &Vary, value: f64) -> Planar {
    let mut values = problem.values().to_vec();
    values[vary.parameter] = value;
    Planar::new(problem.model().bind(&values), problem.home())
}

fn grow(extent: &mut Extent, x: &[f64]) {
    for (i, &v) in x.iter().enumerate() {
        extent[0][i] = extent[0][i].min(v);
        extent[1][i] = extent[1][i].max(v);
    }
}

fn empty(n: usize) -> Extent {
    [vec![f64::INFINITY; n], vec![f64::NEG_INFINITY; n]]
}

/// How far from a fold, relative to the window, its leaving orbit starts.
const LEAVING: f64 = 2e-4;
/// An orbit this close to a fold, and nearly on its centre manifold, has come back. (Further out the
/// strong manifold, on which the decision rests, is not a straight line.)
const BACK: f64 = 2e-3;
/// An orbit has left once it is so far away.
const AWAY: f64 = 0.02;
/// An orbit that leaves a fold is given up after so many steps: it has settled elsewhere.
const PATIENCE: usize = 4_000;

/// A closed orbit of the plane meets an arc of maxima once, so that one with more turns than any
/// reasonable loop has arcs does not come back. (Spiking orbits may.)
const TURNS: usize = 5;

/// Whether the orbit that leaves a fold returns to it through its nodal sector, so that the fold lies
/// on an invariant circle; if so, the extent of the circle.
///
/// Where the other eigenvalue is positive, the orbit is followed backward in time. An orbit that comes
/// back beyond the strong manifold leaves again: then the fold is off the circle.
pub(super) fn invariant_circle(problem: &Problem, vary: &Vary, fold: &Event) -> Option<Extent> {
    if fold.at.len() > 2 {
        return circle_in_space(problem, vary, fold);
    }
    let planar = field_at(problem, vary, fold.parameter);
    let scale = *planar.scale();
    let family = problem.model().family(problem.values(), &[vary.parameter]);
    let mut z = fold.at.clone();
    z.push(fold.parameter);
    let form = normal_form::fold(&*family, &z, &scale)?;
    let at = [fold.at[0], fold.at[1]];
    let direction = if planar.divergence(at) < 0.0 {
        1.0
    } else {
        -1.0
    };
    let leaving = (form.quadratic * direction).signum();
    let start = [
        at[0] + leaving * LEAVING * form.direction[0],
        at[1] + leaving * LEAVING * form.direction[1],
    ];
    // Along the centre direction (positive where orbits leave), and across it.
    let place = |x: &[f64]| {
        let d = [(x[0] - at[0]) / scale[0], (x[1] - at[1]) / scale[1]];
        let s = form.left[0] * d[0] + form.left[1] * d[1];
        let across = (d[0] - s * form.direction[0] / scale[0])
            .hypot(d[1] - s * form.direction[1] / scale[1]);
        (s * leaving, across)
    };
    let mut run = planar.run(direction * f64::MAX, 1e-7);
    run.max_steps = PATIENCE;
    run.escape = 1e3;
    run.spikes = Spikes::Reset;
    let (mut extent, mut away, mut circle) = (empty(2), false, false);
    let mut loops = Extrema::new(direction);
    planar.integrate(start, &run, |orbit| {
        let x = match orbit {
            Orbit::Step(step) => {
                let turned = loops.pass(&planar, step);
                let smooth = !planar.field().resets();
                let gone = || loops.states.len() >= TURNS || loops.spirals(&planar);
                if turned && (smooth && gone() || loops.settled(&planar).is_some()) {
                    return Watch::Stop;
                }
                step.x1
            }
            Orbit::Reset { after, .. } => after,
        };
        grow(&mut extent, x);
        let (s, across) = place(x);
        let distance = s.hypot(across);
        if distance > AWAY {
            away = true;
        } else if away && distance < BACK && across < 0.1 * s.abs() {
            circle = s < 0.0;
            return Watch::Stop;
        }
        Watch::Continue
    });
    circle.then_some(extent)
}

/// The same with more than two variables, where all eigenvalues but the vanishing one must be negative:
/// the orbit that leaves the fold along its centre manifold is the circle if it comes back to the side
/// on which orbits approach.
fn circle_in_space(problem: &Problem, vary: &Vary, fold: &Event) -> Option<Extent> {
    let mut values = problem.values().to_vec();
    values[vary.parameter] = fold.parameter;
    let space = Space::new(problem.model().bind(&values), problem.scales());
    let (n, scale) = (fold.at.len(), problem.scales());
    let others = space::at(space.field(), &fold.at).eigenvalues;
    if others.iter().filter(|l| l.re < 0.0).count() + 1 < n {
        return None;
    }
    let family = problem.model().family(problem.values(), &[vary.parameter]);
    let mut z = fold.at.clone();
    z.push(fold.parameter);
    let form = normal_form::fold(&*family, &z, &scale)?;
    let leaving = form.quadratic.signum();
    let start: Vec<f64> = (0..n)
        .map(|i| fold.at[i] + leaving * LEAVING * form.direction[i])
        .collect();
    let place = |x: &[f64]| {
        let d: Vec<f64> = (0..n).map(|i| (x[i] - fold.at[i]) / scale[i]).collect();
        let s: f64 = (0..n).map(|i| form.left[i] * d[i]).sum();
        let off = |i: usize| d[i] - s * form.direction[i] / scale[i];
        let across = (0..n).map(|i| off(i).powi(2)).sum::<f64>().sqrt();
        (s * leaving, across)
    };
    let mut run = space.run(f64::MAX, 1e-7);
    run.max_steps = PATIENCE;
    run.escape = 1e3;
    let (mut extent, mut away, mut circle) = (empty(n), false, false);
    space.integrate(&start, &run, |orbit| {
        let Orbit::Step(step) = orbit else {
            return Watch::Stop;
        };
        grow(&mut extent, step.x1);
        let (s, across) = place(step.x1);
        let distance = s.hypot(across);
        if distance > AWAY {
            away = true;
        } else if away && distance < BACK && across < 0.1 * s.abs() {
            circle = s < 0.0;
            return Watch::Stop;
        }
        Watch::Continue
    });
    circle.then_some(extent)
}

/// A homoclinic orbit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Homoclinic {
    pub(super) parameter: f64,
    pub(super) saddle: Vec<f64>,
    pub(super) extent: Extent,
}

/// The saddle that Newton's method finds from `near` at a value of the parameter, if it is one and no
/// further away than a tenth of the window.
pub(super) fn saddle_near(
    family: &dyn Family,
    scale: &[f64],
    near: &[f64],
    parameter: f64,
) -> Option<Vec<f64>> {
    let n = near.len();
    let mut z = near.to_vec();
    z.push(parameter);
    let (mut f, mut rows) = (vec![0.0; n], vec![0.0; n * (n + 1)]);
    for _ in 0..30 {
        family.rhs(&z, &mut f);
        family.jacobian(&z, &mut rows);
        let j = DMatrix::from_fn(n, n, |r, c| rows[r * (n + 1) + c] * scale[c] / scale[r]);
        let right = DVector::from_fn(n, |i, _| -f[i] / scale[i]);
        let change = j.clone().lu().solve(&right)?;
        let length = change.norm();
        if !length.is_finite() {
            return None;
        }
        let factor = (0.05 / length).min(1.0);
        for i in 0..n {
            z[i] += factor * change[i] * scale[i];
        }
        let moved = (0..n).fold(0.0_f64, |m, i| m.max(((z[i] - near[i]) / scale[i]).abs()));
        if moved > 0.1 {
            return None;
        }
        if length < 1e-13 {
            z.truncate(n);
            let unstable = j
                .complex_eigenvalues()
                .iter()
                .filter(|l| l.re > 0.0)
                .count();
            return (unstable > 0 && unstable < n).then_some(z);
        }
    }
    None
}

/// What the splitting function is measured with.
struct Section {
    at: [f64; 2],
    /// Across the section, along the flow, in window units.
    normal: [f64; 2],
    /// Crossings further than this from `at` are others.
    reach: f64,
    /// The branch of the unstable and of the stable manifold, as signs along their expansions.
    signs: [f64; 2],
}

/// The value of the parameter at which both manifolds of a saddle join, near that of a cycle that
/// passes close by the saddle.
///
/// The splitting function, the signed gap between both manifolds on a section far from the saddle, is
/// smooth in the parameter, however fast the period grows; its zero is found by the secant method.
pub(super) fn homoclinic(problem: &Problem, vary: &Vary, slow: &Slow) -> Option<Homoclinic> {
    if slow.at.len() > 2 {
        // Where the manifolds of a saddle are no curves there is no gap between two.
        return None;
    }
    let parameter = slow.parameter;
    let family = problem.model().family(problem.values(), &[vary.parameter]);
    let scale = problem.home().size();
    let saddle = saddle_near(&*family, &scale, &slow.at, parameter)?;
    let planar = field_at(problem, vary, parameter);
    let section = section(&planar, &saddle, slow)?;
    let mut saddle_now = saddle;
    let mut gap = |value: f64| -> Option<f64> {
        let saddle = saddle_near(&*family, &scale, &saddle_now, value)?;
        let planar = field_at(problem, vary, value);
        let out = cross(&planar, &saddle, Side::Unstable, &section, None)?;
        let back = cross(&planar, &saddle, Side::Stable, &section, None)?;
        saddle_now = saddle;
        Some(out - back)
    };
    let width = slow.span;
    let (mut a, mut fa) = (parameter, gap(parameter)?);
    let mut step = 1e-7 * width;
    let (mut b, mut fb) = loop {
        // The second manifold may miss the section on one side.
        if let Some(f) = gap(parameter + step) {
            break (parameter + step, f);
        }
        if step < 0.0 {
            return None;
        }
        step = -step;
    };
    for _ in 0..30 {
        if fa == fb {
            break;
        }
        let mut next = b - fb * (b - a) / (fb - fa);
        let limit = 0.02 * width;
        next = next.clamp(b - limit, b + limit);
        let f = gap(next).or_else(|| {
            next = 0.5 * (next + b);
            gap(next)
        })?;
        (a, fa, b, fb) = (b, fb, next, f);
        if (b - a).abs() < 1e-13 * width.max(b.abs()) {
            break;
        }
    }
    if (b - parameter).abs() > 0.05 * width || fb.abs() > 1e-6 {
        return None;
    }
    let saddle = saddle_near(&*family, &scale, &saddle_now, b)?;
    let planar = field_at(problem, vary, b);
    let mut extent = empty(2);
    grow(&mut extent, &saddle);
    cross(
        &planar,
        &saddle,
        Side::Unstable,
        &section,
        Some(&mut extent),
    )?;
    cross(&planar, &saddle, Side::Stable, &section, Some(&mut extent))?;
    Some(Homoclinic {
        parameter: b,
        saddle,
        extent,
    })
}

/// The section on which the manifolds of the saddle can be compared best: well away from the saddle,
/// where errors have grown least on the way forward from the saddle and backward from it. (On a canard
/// a manifold can be followed one way only.)
fn section(planar: &Planar, saddle: &[f64], slow: &Slow) -> Option<Section> {
    let points = &slow.points;
    let scale = *planar.scale();
    let away = |x: &[f64]| [(x[0] - saddle[0]) / scale[0], (x[1] - saddle[1]) / scale[1]];
    let distance = |x: &[f64]| away(x)[0].hypot(away(x)[1]);
    let count = points.len();
    let far = (0..count).max_by(|&a, &b| distance(&points[a]).total_cmp(&distance(&points[b])))?;
    let near = (0..count).min_by(|&a, &b| distance(&points[a]).total_cmp(&distance(&points[b])))?;
    let equilibrium = equilibrium::at(planar, [saddle[0], saddle[1]]);
    let unit = |side| {
        let expansion = Expansion::new(planar, &equilibrium, side)?;
        let p = expansion.point(1e-6);
        let d = away(&p);
        let length = d[0].hypot(d[1]);
        Some([d[0] / length, d[1] / length])
    };
    let (u, s) = (unit(Side::Unstable)?, unit(Side::Stable)?);
    let cross = |a: [f64; 2], b: [f64; 2]| a[0] * b[1] - a[1] * b[0];
    let base = cross(u, s);
    // The first points after and before the slowest that are clear of the saddle.
    let clear = 0.1 * distance(&points[far]);
    let after = (0..count)
        .map(|k| (near + k) % count)
        .find(|&k| distance(&points[k]) > clear)?;
    let before = (0..count)
        .map(|k| (near + count - k) % count)
        .find(|&k| distance(&points[k]) > clear)?;
    let leaves = cross(away(&points[after]), s) / base;
    let comes = cross(u, away(&points[before])) / base;
    // Growth of errors forward from the exit to each point, and backward from the entry.
    let order: Vec<usize> = (0..count)
        .map(|k| (after + k) % count)
        .take_while(|&k| k != before)
        .collect();
    let share = |k: usize| {
        let next = (k + 1) % count;
        let dt = (slow.times[next] - slow.times[k]).rem_euclid(slow.period);
        let mean = 0.5
            * (planar.divergence([points[k][0], points[k][1]])
                + planar.divergence([points[next][0], points[next][1]]));
        mean * dt
    };
    let grown = |parts: &mut dyn Iterator<Item = f64>| -> Vec<f64> {
        // The largest growth from any point passed so far to the present one.
        let mut most = 0.0_f64;
        parts
            .map(|part| {
                most = (most + part).max(0.0);
                most
            })
            .collect()
    };
    let forward = grown(&mut order.iter().map(|&k| share(k)));
    let mut backward = grown(&mut order.iter().rev().map(|&k| -share(k)));
    backward.reverse();
    let half = 0.5 * distance(&points[far]);
    let best = (0..order.len())
        .filter(|&i| distance(&points[order[i]]) > 0.25 * half)
        .min_by(|&a, &b| {
            // Among equally good ones the furthest.
            let cost = |i: usize| {
                forward[i].max(backward[i]).max(1.0) - distance(&points[order[i]]) / half
            };
            cost(a).total_cmp(&cost(b))
        })?;
    let at = [points[order[best]][0], points[order[best]][1]];
    let f = planar.f(at);
    let f = [f[0] / scale[0], f[1] / scale[1]];
    let speed = f[0].hypot(f[1]);
    (speed > 0.0).then(|| Section {
        at,
        normal: [f[0] / speed, f[1] / speed],
        reach: half.min(0.5 * distance(&at)),
        signs: [leaves.signum(), comes.signum()],
    })
}

/// Where on the section a branch of the saddle's manifold crosses it first, in window units.
fn cross(
    planar: &Planar,
    saddle: &[f64],
    side: Side,
    section: &Section,
    mut extent: Option<&mut Extent>,
) -> Option<f64> {
    let scale = *planar.scale();
    let equilibrium = equilibrium::at(planar, [saddle[0], saddle[1]]);
    let expansion = Expansion::new(planar, &equilibrium, side)?;
    let (sign, direction) = match side {
        Side::Unstable => (section.signs[0], 1.0),
        Side::Stable => (section.signs[1], -1.0),
    };
    let s = expansion.start(planar, sign, 1e-11);
    let mut run = planar.run(direction * f64::MAX, 1e-12);
    run.max_steps = 20_000;
    run.escape = 1e3;
    run.spikes = Spikes::Stop;
    let apart = |x: &[f64]| {
        [
            (x[0] - section.at[0]) / scale[0],
            (x[1] - section.at[1]) / scale[1],
        ]
    };
    let beyond = |x: &[f64]| {
        let d = apart(x);
        d[0] * section.normal[0] + d[1] * section.normal[1]
    };
    let mut found = None;
    planar.integrate(expansion.point(s), &run, |orbit| {
        let Orbit::Step(step) = orbit else {
            return Watch::Stop;
        };
        if let Some(extent) = extent.as_deref_mut() {
            grow(extent, step.x1);
        }
        let (before, after) = (direction * beyond(step.x0), direction * beyond(step.x1));
        if before < 0.0 && after >= 0.0 {
            let mut x = [0.0; 2];
            if step.locate(&|x| beyond(x), &mut x).is_some() {
                let d = apart(&x);
                if d[0].hypot(d[1]) < section.reach {
                    found = Some(d[1] * section.normal[0] - d[0] * section.normal[1]);
                    return Watch::Stop;
                }
            }
        }
        Watch::Continue
    });
    found
}
