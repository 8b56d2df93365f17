//! Homoclinic curves in the plane of two parameters: zeros of the splitting of a saddle's manifolds.
use super::{
    branch,
    curve::{BifurcationCurve, Curves, Plane, SpecialKind, SpecialPoint},
    curve_control::{Control, alone, near},
    curve_cycle::across,
    curve_local::{Local, Slice},
    curve_loop::{Loop, SAME, again, follow, neutral, passes, scan},
    curve_period::{self, Long},
    diagram::EventKind,
    vary::Vary,
};
use nalgebra::Vector2;

/// Saddles that are tried at most on one branch: across the plane, and across a fold curve close to the
/// end of a homoclinic one.
const SAMPLES: [usize; 2] = [16, 48];

/// An end this close to a special point, in units of the ranges, belongs to it.
pub(super) const ATTACH: f64 = 0.03;

/// The last orbit of a branch belongs to the homoclinic orbit this close, in units of the ranges.
const SEED: f64 = 1e-6;
/// Two pieces of a homoclinic curve meet if one ends this close to the other.
const JOIN: f64 = 4e-3;

/// How far from a fold curve the homoclinic curve that ends on it is looked for, in units of the range:
/// near a Bogdanov-Takens point they are all but one.
const BESIDE: [f64; 4] = [0.08, 1e-3, 1e-5, 1e-7];

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
    let mut curves: Vec<Vec<Loop>> = vec![];
    for here in local.special(plane, SpecialKind::SaddleNodeHomoclinic) {
        let ways = local.ways(plane, here, SpecialKind::SaddleNodeHomoclinic);
        // From the widest line to the narrowest, until there is a curve that ends here.
        for reach in BESIDE {
            for &way in &ways {
                if curves.iter().any(|c| ends_at(c, here)) {
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
        for (at, saddle) in control.homoclinics(plane) {
            let starts = again(plane, at, [saddle[0], saddle[1]], control.way());
            for start in &starts {
                if curves.iter().any(|c| passes(c, start)) {
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
        .map(|c| c.iter().map(|l| (l.at, l.frame.at)).collect())
        .collect();
    let found = slow(plane, controls, found, out)?;
    // Where one of them is lost, diagrams beyond its end may show how it goes on.
    let ends = lost_ends(plane, &found, out);
    let more = near(plane, &ends)?;
    let all = slow(plane, &more, found, out)?;
    let neutral = curves.iter().flat_map(|c| neutral(plane, c)).collect();
    for (index, curve) in all.iter().enumerate() {
        let (mut points, mut states): (Vec<_>, Vec<_>) = curve
            .iter()
            .map(|(at, saddle)| (plane.place(*at), saddle.to_vec()))
            .unzip();
        for first in [true, false] {
            let (end, saddle) = if first {
                curve[0]
            } else {
                curve[curve.len() - 1]
            };
            let nearest = special(plane, out, (end, saddle));
            if !inside(end) {
                continue;
            }
            // Another piece goes on from here.
            let mut others = all.iter().enumerate().filter(|(k, _)| *k != index);
            if nearest.is_none() && others.any(|(_, c)| covers(plane, c, end, &saddle, JOIN)) {
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
                    .push(lost(plane, "a homoclinic curve", plane.place(end))),
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
pub(super) fn lost(plane: &Plane<'_>, what: &str, [x, y]: [f64; 2]) -> String {
    let [a, b] = plane.vary.map(|v| v.name(plane.problem));
    format!("{what} could not be followed beyond {a} = {x:.6}, {b} = {y:.6}")
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

/// Follows the homoclinic curves that cross a line and are not known yet. `None` when cancelled.
fn add(
    plane: &Plane<'_>,
    slice: &Slice,
    samples: usize,
    curves: &mut Vec<Vec<Loop>>,
) -> Option<()> {
    for start in scan(plane, slice, samples)? {
        if curves.iter().any(|c| passes(c, &start)) {
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

/// The special point in which a homoclinic curve with this last point ends, if there is one.
fn special(plane: &Plane<'_>, out: &Curves, (end, saddle): Point) -> Option<SpecialPoint> {
    let ends_curves = [
        SpecialKind::BogdanovTakens,
        SpecialKind::SaddleNodeHomoclinic,
    ]
    .as_slice();
    out.points
        .iter()
        .filter(|p| ends_curves.contains(&p.kind))
        .map(|p| ((plane.unit(p.at) - end).norm(), p))
        .filter(|(d, p)| {
            let [x, y] = [0, 1].map(|k| (p.state[k] - saddle[k]) / plane.scale[k]);
            *d < ATTACH && x.hypot(y) < 0.2
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, p)| p.clone())
}

/// Where curves end inside the ranges for no reason, each with its direction there.
fn lost_ends(
    plane: &Plane<'_>,
    found: &[Vec<Point>],
    out: &Curves,
) -> Vec<(Vector2<f64>, Vector2<f64>)> {
    let ends = found.iter().flat_map(|c| {
        let k = c.len() - 1;
        [(c[0], c[1]), (c[k], c[k - 1])]
    });
    ends.filter(|(end, _)| inside(end.0) && special(plane, out, *end).is_none())
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
        for (at, saddle) in control.homoclinics(plane) {
            let known = |found: &[Vec<Point>], at, saddle: &[f64]| {
                found.iter().any(|c| covers(plane, c, at, saddle, SAME))
            };
            if known(&found, at, saddle) {
                continue;
            }
            for (parameter, orbit) in &control.seeds.long {
                if known(&found, at, saddle) || (control.unit(plane, *parameter) - at).norm() > SEED
                {
                    continue;
                }
                let met = |l: &Long| known(&found, l.at, &l.saddle);
                let way = across(control.way());
                let curve = curve_period::follow(plane, at, orbit, way, &met)?;
                if curve.len() > 2 {
                    found.push(curve.iter().map(|l| (l.at, l.saddle)).collect());
                }
            }
            if !known(&found, at, saddle) {
                out.notes.push(alone(plane, "homoclinic orbit", at));
            }
        }
    }
    Some(found)
}

/// A point of a homoclinic curve in units of the ranges, and its saddle.
type Point = (Vector2<f64>, [f64; 2]);

/// Whether a curve passes within a distance of a place, with a saddle like this one.
fn covers(
    plane: &Plane<'_>,
    curve: &[Point],
    at: Vector2<f64>,
    saddle: &[f64],
    distance: f64,
) -> bool {
    curve.windows(2).any(|pair| {
        let ((a, from), (b, to)) = (pair[0], pair[1]);
        let way = b - a;
        let part = ((at - a).dot(&way) / way.norm_squared()).clamp(0.0, 1.0);
        let apart = |k: usize| {
            let there = from[k] + part * (to[k] - from[k]);
            (there - saddle[k]).abs() / plane.scale[k]
        };
        (a + way * part - at).norm() < distance && apart(0).hypot(apart(1)) < 0.05
    })
}
