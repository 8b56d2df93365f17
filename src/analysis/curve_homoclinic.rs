//! Homoclinic curves in the plane of two parameters: zeros of the splitting of a saddle's manifolds.
use super::{
    branch,
    curve::{BifurcationCurve, Curves, Plane, SpecialKind, SpecialPoint},
    curve_control::{Alone, Control, alone, beyond, near},
    curve_cycle::across,
    curve_local::{Local, Slice},
    curve_loop::{ALIKE, Extent, Loop, SAME, again, alike, follow, neutral, passes, scan},
    curve_period::{self, Long},
    curve_takens::from_takens,
    diagram::EventKind,
    vary::Vary,
};
use crate::text::{Each, say};
use nalgebra::Vector2;

/// Saddles that are tried at most on one branch: across the plane, and across a fold curve close to the
/// end of a homoclinic one.
const SAMPLES: [usize; 2] = [16, 48];

/// An end this close to a special point, in units of the ranges, belongs to it.
pub(super) const ATTACH: f64 = 0.03;

/// The last step of a curve, to the point that ends it, is at most so many times as long as the one
/// before, or shorter than this, in units of the ranges.
const LAST: f64 = 4.0;
const SHORT: f64 = 1e-3;

/// The last orbit of a branch belongs to the homoclinic orbit this close, in units of the ranges.
const SEED: f64 = 1e-6;
/// Two pieces of a homoclinic curve meet if one ends this close to the other.
const JOIN: f64 = 4e-3;

/// How far from a fold curve the homoclinic curve that ends on it is looked for, in units of the range:
/// near a Bogdanov-Takens point they are all but one.
const BESIDE: [f64; 4] = [0.08, 1e-3, 1e-5, 1e-7];

/// How far from a point that must end a homoclinic curve this is looked for by diagrams, in units of the
/// range.
const BEYOND: [f64; 3] = [0.1, 0.04, 0.015];

/// Adds all homoclinic curves that begin at a special point of a fold curve or cross one of the lines
/// across the plane, and returns the places where the saddle is neutral. `None` when cancelled.
pub(super) fn homoclinics(
    plane: &Plane<'_>,
    local: &Local,
    controls: &[Control],
    out: &mut Curves,
) -> Option<Vec<Vector2<f64>>> {
    if plane.n() != 2 || plane.resets() {
        return Some(vec![]);
    }
    let mut alone_points = vec![];
    let born = from_takens(plane, local, &mut alone_points)?;
    for here in alone_points {
        let [a, b] = plane.vary.map(|v| v.name(plane.problem));
        let [x, y] = plane.place(here);
        out.notes.push(Each::of(|| {
            say!(
                "note-takens-lost",
                first = a,
                second = b,
                x = format!("{:.6}", x),
                y = format!("{:.6}", y)
            )
        }));
    }
    let (origins, mut curves): (Vec<_>, Vec<_>) = born.into_iter().unzip();
    for here in local.special(plane, SpecialKind::SaddleNodeHomoclinic) {
        let ways = local.ways(plane, here, SpecialKind::SaddleNodeHomoclinic);
        // From the widest line to the narrowest, until there is a curve that ends here.
        for reach in BESIDE {
            for &way in &ways {
                if curves[origins.len()..].iter().any(|c| ends_at(c, here)) {
                    break;
                }
                for part in [0.5, 1.0] {
                    let Some(slice) = beside(plane, here + way * part, way, reach) else {
                        continue;
                    };
                    add(plane, &slice?, SAMPLES[1], &mut curves)?;
                }
            }
        }
    }
    for slice in &local.slices {
        add(plane, slice, SAMPLES[0], &mut curves)?;
    }
    for control in controls {
        for (at, saddle, _) in control.homoclinics(plane) {
            let starts = again(plane, at, [saddle[0], saddle[1]], control.way());
            for start in &starts {
                if curves.iter().any(|c| passes(plane, c, start)) {
                    continue;
                }
                let curve = follow(plane, start)?;
                if curve.len() > 2 {
                    curves.push(curve);
                }
            }
        }
    }
    let found: Vec<Vec<Point>> = curves
        .iter()
        .map(|c| {
            c.iter()
                .map(|l| (l.at, l.frame.at, l.extent(plane)))
                .collect()
        })
        .collect();
    let found = slow(plane, controls, found, out)?;
    let mut found = joined(found, origins.len());
    // A homoclinic curve begins where the saddle-node leaves the circle; from orbits that are far from
    // both ends of the line it may be found where it is not found from saddles.
    for here in local.special(plane, SpecialKind::SaddleNodeHomoclinic) {
        if found.iter().any(|c| reaches(c, here)) {
            continue;
        }
        let ways = local.ways(plane, here, SpecialKind::SaddleNodeHomoclinic);
        let Some(way) = ways.first() else { continue };
        for away in BEYOND {
            if !found.iter().any(|c| reaches(c, here)) {
                let more = beyond(plane, here, *way, away)?;
                found = joined(slow(plane, &more, found, out)?, origins.len());
            }
        }
        if !found.iter().any(|c| reaches(c, here)) {
            let [a, b] = plane.vary.map(|v| v.name(plane.problem));
            let [x, y] = plane.place(here);
            out.notes.push(Each::of(|| {
                say!(
                    "note-saddle-node-lost",
                    first = a,
                    second = b,
                    x = format!("{:.6}", x),
                    y = format!("{:.6}", y)
                )
            }));
        }
    }
    // Where one of them is lost, diagrams beyond its end may show how it goes on.
    let ends = lost_ends(plane, &found, origins.len(), out);
    let more = near(plane, &ends)?;
    let all = joined(slow(plane, &more, found, out)?, origins.len());
    let neutral = curves.iter().flat_map(|c| neutral(plane, c)).collect();
    for (index, curve) in all.iter().enumerate() {
        let (mut points, mut states): (Vec<_>, Vec<_>) = curve
            .iter()
            .map(|(at, saddle, _)| (plane.place(*at), saddle.to_vec()))
            .unzip();
        for first in [true, false] {
            let last = curve[if first { 0 } else { curve.len() - 1 }];
            let (end, ..) = last;
            let inner = curve[if first { 1 } else { curve.len() - 2 }].0;
            let origin = origins.get(index).filter(|_| first);
            let nearest = match origin {
                Some(here) => takens(plane, out, *here),
                None => special(plane, out, last, inner),
            };
            if !inside(end) {
                continue;
            }
            // Another piece goes on from here.
            let mut others = all.iter().enumerate().filter(|(k, _)| *k != index);
            if nearest.is_none() && others.any(|(_, c)| covers(plane, c, last, JOIN)) {
                continue;
            }
            match nearest {
                Some(special) => {
                    let index = if first { 0 } else { points.len() };
                    points.insert(index, special.at);
                    states.insert(index, special.state.clone());
                }
                None => out
                    .notes
                    .push(lost(plane, Alone::Homoclinic, plane.place(end))),
            }
        }
        out.curves.push(BifurcationCurve {
            kind: EventKind::Homoclinic,
            points,
            states,
        });
    }
    Some(neutral)
}

/// Says that a curve ends where nothing is known to end it.
pub(super) fn lost(plane: &Plane<'_>, what: Alone, [x, y]: [f64; 2]) -> Each<String> {
    let [a, b] = plane.vary.map(|v| v.name(plane.problem));
    Each::of(|| {
        let (x, y) = (format!("{x:.6}"), format!("{y:.6}"));
        match what {
            Alone::FoldOfCycles => say!("note-folds-lost", first = a, second = b, x = x, y = y),
            Alone::Homoclinic => say!("note-homoclinic-lost", first = a, second = b, x = x, y = y),
        }
    })
}

/// Whether a place lies inside the ranges, off their borders.
pub(super) fn inside(at: Vector2<f64>) -> bool {
    at.iter().all(|v| *v > 0.0 && *v < 1.0)
}

/// Whether a curve ends at a place.
fn ends_at(curve: &[Loop], here: Vector2<f64>) -> bool {
    let ends = [curve.first(), curve.last()];
    let near = |l: &Loop| (l.at - here).norm() < ATTACH && inside(l.at);
    ends.into_iter().flatten().any(near)
}

/// Whether a curve ends in a saddle-node homoclinic point.
fn reaches(curve: &[Point], here: Vector2<f64>) -> bool {
    let k = curve.len() - 1;
    [(0, 1), (k, k - 1)].into_iter().any(|(end, inner)| {
        let step = (curve[end].0 - curve[inner].0).norm();
        (curve[end].0 - here).norm() < (LAST * step).clamp(SHORT, ATTACH)
    })
}

/// Follows the homoclinic curves that cross a line and are not known yet. `None` when cancelled.
fn add(
    plane: &Plane<'_>,
    slice: &Slice,
    samples: usize,
    curves: &mut Vec<Vec<Loop>>,
) -> Option<()> {
    for start in scan(plane, slice, samples)? {
        if curves.iter().any(|c| passes(plane, c, &start)) {
            continue;
        }
        let curve = follow(plane, &start)?;
        if curve.len() > 2 {
            curves.push(curve);
        }
    }
    Some(())
}

/// A line across a curve of folds or Hopf points that goes along `way`, `reach` to either side of `centre`; `None` when
/// the problem cannot be there, `Some(None)` when cancelled.
pub(super) fn beside(
    plane: &Plane<'_>,
    centre: Vector2<f64>,
    way: Vector2<f64>,
    reach: f64,
) -> Option<Option<Slice>> {
    let moving = usize::from(way[1].abs() < way[0].abs());
    let centre = plane.place(centre);
    let [lo, hi] = plane.vary[moving].range;
    let room = reach * (hi - lo);
    let range = [lo.max(centre[moving] - room), hi.min(centre[moving] + room)];
    let held = centre[1 - moving];
    let problem = plane.problem_at(1 - moving, held)?;
    let vary = Vary {
        range,
        ..plane.vary[moving]
    };
    Some(
        branch::branches(plane.cancel, &problem, &vary).map(|found| Slice {
            moving,
            held,
            branches: found.branches,
            events: found.events,
        }),
    )
}

/// The Bogdanov-Takens point at a place.
fn takens(plane: &Plane<'_>, out: &Curves, here: Vector2<f64>) -> Option<SpecialPoint> {
    let of_kind = out
        .points
        .iter()
        .filter(|p| p.kind == SpecialKind::BogdanovTakens);
    let apart = |p: &SpecialPoint| (plane.unit(p.at) - here).norm();
    of_kind
        .min_by(|a, b| apart(a).total_cmp(&apart(b)))
        .cloned()
}

/// The saddle-node homoclinic point in which a curve with this last point, and this one before it, ends,
/// if there is one: the last step to it may be little longer than the one before.
fn special(
    plane: &Plane<'_>,
    out: &Curves,
    (end, saddle, _): Point,
    inner: Vector2<f64>,
) -> Option<SpecialPoint> {
    let most = (LAST * (end - inner).norm()).clamp(SHORT, ATTACH);
    out.points
        .iter()
        .filter(|p| p.kind == SpecialKind::SaddleNodeHomoclinic)
        .map(|p| ((plane.unit(p.at) - end).norm(), p))
        .filter(|(d, p)| {
            let [x, y] = [0, 1].map(|k| (p.state[k] - saddle[k]) / plane.scale[k]);
            *d < most && x.hypot(y) < 0.2
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, p)| p.clone())
}

/// Joins pieces of one curve that end just before each other, head to tail; the first `born` of them begin
/// at a Bogdanov-Takens point and keep their places and their first ends.
fn joined(mut found: Vec<Vec<Point>>, born: usize) -> Vec<Vec<Point>> {
    let turned = |curve: &[Point], turn: bool| -> Vec<Point> {
        let mut curve = curve.to_vec();
        if turn {
            curve.reverse();
        }
        curve
    };
    let mut pair = (0, born.max(1));
    while pair.0 < found.len() {
        if pair.1 >= found.len() {
            pair = (pair.0 + 1, born.max(pair.0 + 2));
            continue;
        }
        let (i, j) = pair;
        let ways = [(false, false), (false, true), (true, false), (true, true)];
        let whole = ways
            .into_iter()
            .filter(|(turn, _)| i >= born || !turn)
            .map(|(a, b)| (turned(&found[i], a), turned(&found[j], b)))
            .find(|(a, b)| goes_on(a, b));
        if let Some((mut a, b)) = whole {
            a.extend(b);
            found[i] = a;
            found.remove(j);
            pair = (i, born.max(i + 1));
        } else {
            pair = (i, j + 1);
        }
    }
    found
}

/// Whether the second piece begins where the first one ends: close to it, straight ahead, with a step like
/// those next to it and an orbit like the last.
fn goes_on(a: &[Point], b: &[Point]) -> bool {
    let [.., (before, ..), (end, _, one)] = a else {
        return false;
    };
    let [(start, _, other), (after, ..), ..] = b else {
        return false;
    };
    let (step, gap, next) = (end - before, start - end, after - start);
    let alike = (0..2).all(|corner| (one[corner] - other[corner]).amax() < ALIKE);
    let straight = |u: &Vector2<f64>, v: &Vector2<f64>| u.dot(v) > 0.9 * u.norm() * v.norm();
    let longest = LAST * step.norm().max(next.norm());
    alike && gap.norm() < JOIN.min(longest) && straight(&step, &gap) && straight(&gap, &next)
}

/// Where curves end inside the ranges for no reason, each with its direction there; the first `born` of
/// them begin at a Bogdanov-Takens point.
fn lost_ends(
    plane: &Plane<'_>,
    found: &[Vec<Point>],
    born: usize,
    out: &Curves,
) -> Vec<(Vector2<f64>, Vector2<f64>)> {
    let ends = found.iter().enumerate().flat_map(|(index, c)| {
        let k = c.len() - 1;
        let first = (index >= born).then_some((c[0], c[1]));
        first.into_iter().chain([(c[k], c[k - 1])])
    });
    ends.filter(|(end, inner)| inside(end.0) && special(plane, out, *end, inner.0).is_none())
        .map(|(end, inner)| (end.0, end.0 - inner.0))
        .collect()
}

/// Adds the curves on which diagrams have homoclinic orbits that lie on none of those found so far,
/// followed as cycles of a long period. `None` when cancelled.
fn slow(
    plane: &Plane<'_>,
    controls: &[Control],
    mut found: Vec<Vec<Point>>,
    out: &mut Curves,
) -> Option<Vec<Vec<Point>>> {
    for control in controls {
        for (at, saddle, extent) in control.homoclinics(plane) {
            let known = |found: &[Vec<Point>], point: Point| {
                found.iter().any(|c| covers(plane, c, point, SAME))
            };
            let this = (at, [saddle[0], saddle[1]], extent);
            if known(&found, this) {
                continue;
            }
            for (parameter, orbit) in &control.seeds.long {
                if known(&found, this) || (control.unit(plane, *parameter) - at).norm() > SEED {
                    continue;
                }
                let met = |l: &Long| known(&found, (l.at, l.saddle, l.extent));
                let way = across(control.way());
                let curve = curve_period::follow(plane, at, orbit, way, &met)?;
                if curve.len() > 2 {
                    found.push(curve.iter().map(|l| (l.at, l.saddle, l.extent)).collect());
                }
            }
            if !known(&found, this) {
                out.notes.push(alone(plane, Alone::Homoclinic, at));
            }
        }
    }
    Some(found)
}

/// A point of a homoclinic curve in units of the ranges, its saddle, and the extent of the orbit.
type Point = (Vector2<f64>, [f64; 2], Extent);

/// Whether a curve passes within a distance of a point, with a saddle and an orbit like it has.
fn covers(plane: &Plane<'_>, curve: &[Point], point: Point, distance: f64) -> bool {
    let (at, saddle, extent) = point;
    curve.windows(2).any(|pair| {
        let ((a, from, small), (b, to, large)) = (pair[0], pair[1]);
        let way = b - a;
        let part = ((at - a).dot(&way) / way.norm_squared()).clamp(0.0, 1.0);
        let apart = |k: usize| {
            let there = from[k] + part * (to[k] - from[k]);
            (there - saddle[k]).abs() / plane.scale[k]
        };
        let alike = alike([&small, &large], &extent);
        (a + way * part - at).norm() < distance && apart(0).hypot(apart(1)) < 0.05 && alike
    })
}
