//! Homoclinic curves that begin at Bogdanov-Takens points.
//!
//! A homoclinic orbit leaves such a point as small as one likes, on a curve that touches those of folds
//! and of Hopf points: on a line across them it is looked for where the normal form says, in a window as
//! small as itself. A large orbit of the same saddle may come by too, and has nothing to do with the
//! point.
//!
//! # Source
//! Kuznetsov, *Elements of Applied Bifurcation Theory* (2004), 8.4.
use super::{
    curve::{Plane, SpecialKind},
    curve_homoclinic::beside,
    curve_local::{Local, Slice},
    curve_loop::{FILL, Loop, ZERO, newton, one_way, split},
    diagram::{Event, EventKind},
    splitting::Frame,
};
use crate::num::root::bracketed;
use nalgebra::Vector2;

/// How far from the point along the curves the first orbit is looked for, in units of the ranges.
const AWAY: [f64; 7] = [1e-3, 3e-3, 1e-2, 3e-2, 0.1, 3e-4, 1e-4];
/// How wide a line across them is that holds a fold and a Hopf point, in units of the range.
const REACH: [f64; 8] = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 5e-2];
/// How far from the fold the homoclinic orbit next to a Bogdanov-Takens point is looked for, on a line
/// across both, in units of the distance of the Hopf point: it tends to 49/25.
const BEYOND: [f64; 7] = [1.2, 1.5, 1.8, 2.1, 2.5, 3.0, 3.6];

/// Points closer than this, in units of the ranges, are one.
const SAME: f64 = 1e-7;

/// The curve from every Bogdanov-Takens point, with the point. `None` when cancelled.
pub(super) fn from_takens(
    plane: &Plane<'_>,
    local: &Local,
    lost: &mut Vec<Vector2<f64>>,
) -> Option<Vec<(Vector2<f64>, Vec<Loop>)>> {
    let mut out: Vec<(Vector2<f64>, Vec<Loop>)> = vec![];
    let mut seen: Vec<Vector2<f64>> = vec![];
    for here in local.special(plane, SpecialKind::BogdanovTakens) {
        if seen.iter().any(|s| (s - here).norm() < SAME) {
            continue;
        }
        seen.push(here);
        let ways = local.ways(plane, here, SpecialKind::BogdanovTakens);
        let shortest = ways.iter().min_by(|a, b| a.norm().total_cmp(&b.norm()));
        let Some(way) = shortest.and_then(|way| way.try_normalize(0.0)) else {
            continue;
        };
        match first(plane, here, way)? {
            Some((start, step)) => {
                let way = (start.at - here).normalize();
                let curve = one_way(plane, &start, way, step)?;
                if curve.len() > 2 {
                    out.push((here, curve));
                } else {
                    lost.push(here);
                }
            }
            None => lost.push(here),
        }
    }
    Some(out)
}

/// The first orbit of a curve and how far from the point it is; `Some(None)` when there is none, `None`
/// when cancelled.
fn first(plane: &Plane<'_>, here: Vector2<f64>, way: Vector2<f64>) -> Option<Option<(Loop, f64)>> {
    for away in AWAY {
        for sign in [1.0, -1.0] {
            let centre = here + way * (sign * away);
            if centre.iter().any(|v| !(0.0..=1.0).contains(v)) {
                continue;
            }
            for reach in REACH {
                let Some(slice) = beside(plane, centre, way, reach) else {
                    continue;
                };
                let slice = slice?;
                let Some([fold, hopf]) = pair(&slice) else {
                    continue;
                };
                let place = |parameter: f64| {
                    if slice.moving == 0 {
                        [parameter, slice.held]
                    } else {
                        [slice.held, parameter]
                    }
                };
                let at = |e: &Event| (e.parameter, [e.at[0], e.at[1]]);
                if let Some(found) = small(plane, &place, at(fold), at(hopf)) {
                    return Some(Some((found, away)));
                }
                break;
            }
        }
    }
    Some(None)
}

/// The fold and the Hopf point on a line, if it has one of each.
fn pair(slice: &Slice) -> Option<[&Event; 2]> {
    let only = |is: &dyn Fn(EventKind) -> bool| {
        let mut found = slice.events.iter().filter(|e| is(e.kind));
        found.next().filter(|_| found.next().is_none())
    };
    use EventKind::{DegenerateHopf, SaddleNode, SubcriticalHopf, SupercriticalHopf};
    let fold = only(&|kind| kind == SaddleNode)?;
    let hopf = only(&|kind| matches!(kind, DegenerateHopf | SubcriticalHopf | SupercriticalHopf))?;
    Some([fold, hopf])
}

/// The small homoclinic orbit on a line across the plane next to a Bogdanov-Takens point, on which `fold`
/// and `hopf` are the saddle-node and the Hopf point: the parameter that moves, in its unit, and the state.
///
/// With the normal form `x' = y`, `y' = b + c x + x² ± x y` the fold lies at `b = c²/4`, the Hopf point at
/// `b = 0`, and the homoclinic orbit to leading order at `b = −6 c²/25`: 49/25 times as far from the fold
/// as the Hopf point, whatever the coordinates.
///
/// # Source
/// Kuznetsov, *Elements of Applied Bifurcation Theory* (2004), 8.4.
fn small(
    plane: &Plane<'_>,
    place: &dyn Fn(f64) -> [f64; 2],
    fold: (f64, [f64; 2]),
    hopf: (f64, [f64; 2]),
) -> Option<Loop> {
    let offset = [0, 1].map(|k| fold.1[k] - hopf.1[k]);
    let size = (offset[0] / plane.scale[0]).hypot(offset[1] / plane.scale[1]);
    // In the normal form the orbit reaches from the saddle three times as far as the fold lies.
    let zoom = (3.0 * 1.4 * size / FILL).min(1.0);
    let guess = |part: f64| {
        let at = plane.unit(place(fold.0 + part * (hopf.0 - fold.0)));
        let saddle = [0, 1].map(|k| fold.1[k] + part.sqrt() * offset[k]);
        (at, saddle)
    };
    let (at, saddle) = guess(BEYOND[2]);
    let planar = plane.zoomed(plane.place(at), saddle, zoom);
    let frame = Frame::saddle(&planar, newton(&planar, saddle)?, 0.0)?;
    // It leaves towards the focus, and comes back from there.
    let focus = Vector2::new(-offset[0] / plane.scale[0], -offset[1] / plane.scale[1]);
    let [out, back] = frame.directions(1.0, 1);
    let [out, back] = if frame.time > 0.0 {
        [out, back]
    } else {
        [back, out]
    };
    let (leave, side) = (
        out.dot(&focus).signum(),
        usize::from(back.dot(&focus) > 0.0),
    );
    let miss = |part: f64| {
        let (at, saddle) = guess(part);
        split(plane, at, saddle, &frame, (leave, side), zoom)
    };
    let mut last: Option<(f64, f64)> = None;
    for part in BEYOND {
        let value = miss(part).map(|(miss, _)| (part, miss));
        if let (Some(a), Some(b)) = (last, value)
            && (a.1 > 0.0) != (b.1 > 0.0)
        {
            let part = bracketed(
                |part| miss(part).map_or(f64::NAN, |(miss, _)| miss),
                a,
                b,
                1e-10,
            );
            let (value, frame) = miss(part)?;
            return (value.abs() < ZERO).then(|| Loop {
                at: guess(part).0,
                frame,
                leave,
                side,
                zoom,
            });
        }
        last = value;
    }
    None
}
