//! Homoclinic orbits as zeros of the splitting of a saddle's manifolds: found on a line across the plane
//! of two parameters, and followed through it.
use super::{
    classify::Kind,
    curve::Plane,
    curve_local::Slice,
    curve_step::{Aim, aim, both_ways, in_square},
    diagram::EquilibriumPoint,
    planar::Planar,
    splitting::{FINE, Frame, ROUGH, Return, SIGNS},
};
use crate::num::root::bracketed;
use nalgebra::Vector2;

/// Extents of orbits of one curve at nearly the same place differ less than this, relative to the window.
pub(super) const ALIKE: f64 = 0.15;

/// Two homoclinic orbits of like directions this close, in units of the ranges, are on one curve.
pub(super) const SAME: f64 = 2e-3;

/// Steps of a curve, in units of the ranges: first, longest, shortest.
const STEPS: [f64; 3] = [1e-3, 0.02, 2e-6];

/// No curve has more points than this to either side.
const MOST_STEPS: usize = 400;

/// Nor are orbits integrated over more steps than this for it; cycles of a long period may be quicker.
const MOST_WORK: usize = 60_000;

/// And over no more than this for all curves of a plane.
const MOST_IN_ALL: usize = 500_000;

/// Secants for the first direction of a curve are this long, in units of the ranges: where the orbit
/// passes by a canard the splitting has a value only very close to its zero.
const NEARBY: [f64; 3] = [1e-6, 1e-8, 1e-10];

/// The last step of Newton's method to an equilibrium is at most this long, relative to the window.
const CONVERGED: f64 = 1e-9;

/// Where the first secant ends, in units of the room that the correction has.
const TRIALS: [f64; 6] = [1e-2, -1e-2, 1e-4, -1e-4, 1e-6, -1e-6];

/// A homoclinic orbit next to a Bogdanov-Takens point extends over this part of its window.
pub(super) const FILL: f64 = 0.5;

/// A homoclinic orbit of a diagram is found again within this, in units of the ranges.
const AGAIN: f64 = 1e-4;

/// A zero of the splitting must be one to this, relative to the window: a jump is none.
pub(super) const ZERO: f64 = 1e-6;

/// The smallest and largest values on a homoclinic orbit, from its saddle and relative to the window.
pub(super) type Extent = [Vector2<f64>; 2];

/// A homoclinic orbit.
#[derive(Clone)]
pub(super) struct Loop {
    /// The parameters, in units of the ranges.
    pub(super) at: Vector2<f64>,
    /// The saddle.
    pub(super) frame: Frame,
    /// On which side of it the orbit leaves, and on which it comes back.
    pub(super) leave: f64,
    pub(super) side: usize,
    /// The size of the window in which its saddle and its way are measured, relative to the preset's own:
    /// 1 but for the small orbits next to a Bogdanov-Takens point.
    pub(super) zoom: f64,
}

impl Loop {
    /// The smallest and largest values on the orbit, from the saddle and relative to the preset's own window.
    pub(super) fn extent(&self, plane: &Plane<'_>) -> Extent {
        let sides = [self.side == 0, self.side == 1];
        let planar = plane.zoomed(plane.place(self.at), self.frame.at, self.zoom);
        let back = self.frame.back(&planar, self.leave, sides, ROUGH);
        back.extent.map(|corner| corner * self.zoom)
    }

    /// The same orbit in a window that it fills by half.
    fn refit(mut self, plane: &Plane<'_>) -> Self {
        if self.zoom >= 1.0 {
            return self;
        }
        let [low, high] = self.extent(plane);
        let zoom = ((high - low).amax() / FILL).min(1.0);
        let planar = plane.zoomed(plane.place(self.at), self.frame.at, zoom);
        if let Some(mut frame) = Frame::saddle(&planar, self.frame.at, self.frame.time) {
            frame.orient(&self.frame);
            (self.frame, self.zoom) = (frame, zoom);
        }
        self
    }

    /// The same orbit, followed in the direction of time in which it contracts.
    fn contracting(self, plane: &Plane<'_>) -> Self {
        let planar = plane.zoomed(plane.place(self.at), self.frame.at, self.zoom);
        let turned = Frame::saddle(&planar, self.frame.at, 0.0)
            .filter(|frame| frame.time != self.frame.time);
        let Some(frame) = turned else { return self };
        let [out, back] = self.frame.directions(self.leave, self.side);
        // In the true direction of time the orbit leaves along `out`; backward it comes from `back`.
        let [leaves, comes] = if frame.time > 0.0 {
            [out, back]
        } else {
            [back, out]
        };
        let [o, b] = frame.directions(1.0, 1);
        let [o, b] = if frame.time > 0.0 { [o, b] } else { [b, o] };
        Self {
            leave: o.dot(&leaves).signum(),
            side: usize::from(b.dot(&comes) > 0.0),
            frame,
            ..self
        }
    }
}

/// The homoclinic orbits of the saddle of a diagram's homoclinic orbit that lie where it does.
pub(super) fn again(
    plane: &Plane<'_>,
    at: Vector2<f64>,
    saddle: [f64; 2],
    along: Vector2<f64>,
) -> Vec<Loop> {
    let planar = plane.planar(plane.place(at));
    let Some(frame) = newton(&planar, saddle).and_then(|x| Frame::saddle(&planar, x, 0.0)) else {
        return vec![];
    };
    let mut out = vec![];
    for leave in SIGNS {
        for side in 0..2 {
            let near = Loop {
                at,
                frame: frame.clone(),
                leave,
                side,
                zoom: 1.0,
            };
            if let Some((t, frame, _)) = correct(plane, &near, at, along, saddle, AGAIN, None) {
                out.push(Loop {
                    at: at + along * t,
                    frame,
                    ..near
                });
            }
        }
    }
    out
}

/// Where the eigenvalues of the saddle add up to zero on a homoclinic curve: between its points, by a
/// straight line.
pub(super) fn neutral(plane: &Plane<'_>, curve: &[Loop]) -> Vec<Vector2<f64>> {
    let trace = |l: &Loop| plane.planar(plane.place(l.at)).jacobian(l.frame.at).trace();
    curve
        .windows(2)
        .filter(|pair| pair[0].frame.time != pair[1].frame.time)
        .filter_map(|pair| {
            let (a, b) = (trace(&pair[0]), trace(&pair[1]));
            let part = a / (a - b);
            (0.0..=1.0)
                .contains(&part)
                .then(|| pair[0].at + (pair[1].at - pair[0].at) * part)
        })
        .collect()
}

/// A saddle with what becomes of the orbits that leave it on either side.
struct Sample {
    parameter: f64,
    frame: Frame,
    back: [Return; 2],
}

impl Sample {
    fn new(
        planar: &Planar,
        parameter: f64,
        at: [f64; 2],
        time: f64,
        like: Option<&Frame>,
    ) -> Option<Self> {
        let mut frame = Frame::saddle(planar, at, time)?;
        if let Some(like) = like {
            frame.orient(like);
        }
        let back = SIGNS.map(|leave| frame.back(planar, leave, [true; 2], ROUGH));
        Some(Self {
            parameter,
            frame,
            back,
        })
    }
}

/// The homoclinic orbits on a line across the plane; `None` when cancelled.
pub(super) fn scan(plane: &Plane<'_>, slice: &Slice, samples: usize) -> Option<Vec<Loop>> {
    let place = |parameter: f64| {
        if slice.moving == 0 {
            [parameter, slice.held]
        } else {
            [slice.held, parameter]
        }
    };
    let mut out: Vec<Loop> = vec![];
    for branch in &slice.branches {
        let saddle = |p: &EquilibriumPoint| p.kind == Kind::Saddle;
        for run in branch
            .points
            .chunk_by(|a, b| saddle(a) == saddle(b))
            .filter(|run| saddle(&run[0]) && run.len() > 1)
        {
            let stride = run.len().div_ceil(samples).max(1);
            let mut last: Option<Sample> = None;
            let picked = (0..run.len()).filter(|k| k % stride == 0 || *k == run.len() - 1);
            for p in picked.map(|k| &run[k]) {
                if plane.cancel.is_cancelled() {
                    return None;
                }
                let planar = plane.planar(place(p.parameter));
                let at = [p.at[0], p.at[1]];
                let like = last.as_ref().map(|s| &s.frame);
                let Some(next) = Sample::new(&planar, p.parameter, at, 0.0, like) else {
                    last = None;
                    continue;
                };
                if let Some(a) = &last {
                    // Between the two, time must run one way.
                    let turned = (a.frame.time != next.frame.time)
                        .then(|| {
                            Sample::new(&planar, p.parameter, at, a.frame.time, Some(&a.frame))
                        })
                        .flatten();
                    out.extend(zeros(plane, a, turned.as_ref().unwrap_or(&next), &place));
                }
                last = Some(next);
            }
        }
    }
    Some(out)
}

/// The homoclinic orbits between two neighbouring saddles of a branch.
fn zeros(plane: &Plane<'_>, a: &Sample, b: &Sample, place: &dyn Fn(f64) -> [f64; 2]) -> Vec<Loop> {
    let mut out = vec![];
    for (way, leave) in SIGNS.into_iter().enumerate() {
        for side in 0..2 {
            let (Some(p), Some(q)) = (a.back[way].miss[side], b.back[way].miss[side]) else {
                continue;
            };
            if (p > 0.0) == (q > 0.0) {
                continue;
            }
            let at = |part: f64| {
                let mix = |p: f64, q: f64| p + part * (q - p);
                let parameter = mix(a.parameter, b.parameter);
                let guess = [0, 1].map(|k| mix(a.frame.at[k], b.frame.at[k]));
                let unit = plane.unit(place(parameter));
                split(plane, unit, guess, &a.frame, (leave, side), 1.0)
            };
            let part = bracketed(
                |part| at(part).map_or(f64::NAN, |(miss, _)| miss),
                (0.0, p),
                (1.0, q),
                1e-10,
            );
            let Some((_, frame)) = at(part).filter(|(miss, _)| miss.abs() < ZERO) else {
                continue;
            };
            out.push(Loop {
                at: plane.unit(place(a.parameter + part * (b.parameter - a.parameter))),
                frame,
                leave,
                side,
                zoom: 1.0,
            });
        }
    }
    out
}

/// By how much the orbit misses the saddle near `guess`, with the saddle; `None` when there is no such
/// saddle or the orbit does not come by.
pub(super) fn split(
    plane: &Plane<'_>,
    unit: Vector2<f64>,
    guess: [f64; 2],
    like: &Frame,
    (leave, side): (f64, usize),
    zoom: f64,
) -> Option<(f64, Frame)> {
    let planar = plane.zoomed(plane.place(unit), guess, zoom);
    let at = newton(&planar, guess)?;
    let mut frame = Frame::saddle(&planar, at, like.time)?;
    frame.orient(like);
    let sides = [side == 0, side == 1];
    let back = frame.back(&planar, leave, sides, FINE);
    plane.work.set(plane.work.get() + back.steps);
    Some((back.miss[side]?, frame))
}

/// The equilibrium near `guess`, by Newton's method.
pub(super) fn newton(planar: &Planar, guess: [f64; 2]) -> Option<[f64; 2]> {
    let [w, h] = *planar.scale();
    let (mut x, mut last) = (guess, f64::INFINITY);
    for _ in 0..20 {
        let f = planar.f(x);
        let step = planar.jacobian(x).lu().solve(&Vector2::new(f[0], f[1]))?;
        let length = (step[0] / w).hypot(step[1] / h);
        if length.is_nan() || length >= 0.1 {
            return None;
        }
        x = [x[0] - step[0], x[1] - step[1]];
        last = length;
        if length < 1e-13 {
            break;
        }
    }
    let moved = ((x[0] - guess[0]) / w).hypot((x[1] - guess[1]) / h);
    // Beyond a fold, where there is no equilibrium, the steps wander and never become small.
    (moved < 0.1 && last < CONVERGED).then_some(x)
}

/// Whether the extent of a homoclinic orbit lies between those of two others, or close to them: an orbit may
/// grow fast along its curve, but a small and a large loop of one saddle have curves of their own.
pub(super) fn alike([small, large]: [&Extent; 2], extent: &Extent) -> bool {
    (0..2).all(|corner| {
        (0..2).all(|k| {
            let [p, q] = [small, large].map(|extent| extent[corner][k]);
            (p.min(q) - ALIKE..=p.max(q) + ALIKE).contains(&extent[corner][k])
        })
    })
}

/// Whether a curve passes through a homoclinic orbit.
pub(super) fn passes(plane: &Plane<'_>, curve: &[Loop], at: &Loop) -> bool {
    let [out, back] = at.frame.directions(at.leave, at.side);
    let like = |a: &Loop, b: &Loop| alike([&a.extent(plane), &b.extent(plane)], &at.extent(plane));
    curve.windows(2).any(|pair| {
        let (a, b) = (&pair[0], &pair[1]);
        let way = b.at - a.at;
        let part = ((at.at - a.at).dot(&way) / way.norm_squared()).clamp(0.0, 1.0);
        let [o, i] = a.frame.directions(a.leave, a.side);
        (a.at + way * part - at.at).norm() < SAME
            && o.dot(&out) > 0.0
            && i.dot(&back) > 0.0
            && like(a, b)
    })
}

/// Follows a homoclinic curve both ways from one of its points. `None` when cancelled.
pub(super) fn follow(plane: &Plane<'_>, start: &Loop) -> Option<Vec<Loop>> {
    // Where to begin: along the level line of the splitting. Two secants are enough for a first guess.
    let rise = |k: usize| {
        NEARBY.into_iter().find_map(|near| {
            let mut step = Vector2::zeros();
            step[k] = if start.at[k] < 0.5 { near } else { -near };
            let ways = (start.leave, start.side);
            let (at, saddle) = (start.at + step, start.frame.at);
            split(plane, at, saddle, &start.frame, ways, start.zoom).map(|(miss, _)| miss / step[k])
        })
    };
    let way = match (rise(0), rise(1)) {
        (Some(x), Some(y)) => Vector2::new(-y, x).try_normalize(0.0),
        _ => None,
    };
    let Some(way) = way else { return Some(vec![]) };
    both_ways(way, |way| one_way(plane, start, way, STEPS[0]))
}

/// Follows a homoclinic curve one way from one of its points, at first along `way` with a step of the
/// given length. `None` when cancelled.
pub(super) fn one_way(
    plane: &Plane<'_>,
    start: &Loop,
    way: Vector2<f64>,
    first: f64,
) -> Option<Vec<Loop>> {
    let mut out = vec![start.clone()];
    let (mut way, mut step, mut slope) = (way, first, None);
    let before = plane.work.get();
    let most = MOST_WORK.min(MOST_IN_ALL.saturating_sub(before));
    while out.len() < MOST_STEPS && step > STEPS[2] && plane.work.get() - before < most {
        if plane.cancel.is_cancelled() {
            return None;
        }
        let here = &out[out.len() - 1];
        let Aim {
            guess,
            across,
            last,
        } = aim(here.at, way, step);
        if last {
            slope = None;
        }
        let length = (guess - here.at).norm();
        if length < STEPS[2] {
            break;
        }
        // The saddle, extrapolated.
        let saddle = match out.len() {
            1 => here.frame.at,
            k => {
                let before = &out[k - 2];
                let ratio = length / (here.at - before.at).norm();
                [0, 1].map(|i| here.frame.at[i] + ratio * (here.frame.at[i] - before.frame.at[i]))
            }
        };
        let room = 0.5 * length;
        let Some((t, frame, new_slope)) = correct(plane, here, guess, across, saddle, room, slope)
        else {
            (step, slope) = (0.4 * step, None);
            continue;
        };
        let at = guess + across * t;
        let new_way = (at - here.at).normalize();
        if out.len() > 1 && new_way.dot(&way) < 0.97 {
            (step, slope) = (0.5 * step, None);
            continue;
        }
        let next = Loop {
            at,
            frame,
            leave: here.leave,
            side: here.side,
            zoom: here.zoom,
        }
        .refit(plane)
        .contracting(plane);
        if !in_square(at) {
            step *= 0.4;
            continue;
        }
        if t.abs() < 0.1 * length {
            step = (1.6 * step).min(STEPS[1]);
        }
        (way, slope) = (new_way, Some(new_slope));
        out.push(next);
        if last {
            break;
        }
    }
    Some(out)
}

/// The zero of the splitting on the line through `guess` along `across`, at most `room` away: how far
/// away, the saddle there, and the slope of the splitting.
fn correct(
    plane: &Plane<'_>,
    here: &Loop,
    guess: Vector2<f64>,
    across: Vector2<f64>,
    saddle: [f64; 2],
    room: f64,
    slope: Option<f64>,
) -> Option<(f64, Frame, f64)> {
    let mut saddle = saddle;
    let mut value = |t: f64| {
        let at = guess + across * t;
        let ways = (here.leave, here.side);
        let (miss, frame) = split(plane, at, saddle, &here.frame, ways, here.zoom)?;
        saddle = frame.at;
        Some((miss, frame))
    };
    let (t0, (m0, frame)) = (0.0, value(0.0)?);
    if let (true, Some(slope)) = (m0.abs() < 1e-12, slope) {
        return Some((0.0, frame, slope));
    }
    secant(&mut value, (t0, m0), room, slope)
}

/// By how much an orbit at this distance from the guess misses its saddle, and the saddle.
type Miss<'a> = dyn FnMut(f64) -> Option<(f64, Frame)> + 'a;

/// A zero of the splitting by the secant method.
fn secant(
    value: &mut Miss<'_>,
    (mut t0, mut m0): (f64, f64),
    room: f64,
    slope: Option<f64>,
) -> Option<(f64, Frame, f64)> {
    let mut t1 = match slope {
        Some(slope) => -m0 / slope,
        // Next to a fold there is a saddle only very close to the guess, or only on one side of it.
        None => TRIALS
            .into_iter()
            .map(|part| part * room)
            .find(|t| value(*t).is_some())?,
    };
    if t1.abs() > room {
        return None;
    }
    for _ in 0..10 {
        let (m1, frame) = value(t1)?;
        let slope = (m1 - m0) / (t1 - t0);
        let change = -m1 / slope;
        if !change.is_finite() {
            return None;
        }
        if change.abs() < 1e-9 && m1.abs() < ZERO {
            return Some((t1, frame, slope));
        }
        (t0, m0) = (t1, m1);
        t1 += change;
        if t1.abs() > room {
            return None;
        }
    }
    None
}
