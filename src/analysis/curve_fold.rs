//! Where on a fold curve the saddle-node sits on an invariant circle, and where it does not.
use super::{
    curve::{Plane, SpecialKind},
    curve_local::{LocalCurve, cuts},
    curve_system::System,
    diagram::EventKind,
    singular::Singular,
    splitting::{FINE, Frame, ROUGH, Return},
};
use crate::num::{arclength::Tracer, root::bracketed};

/// What the orbit that leaves a saddle-node does.
struct Outcome {
    frame: Frame,
    back: Return,
}

/// Follows the orbit from a saddle-node with frames turned like another one, at a tolerance.
type Follow<'a> = dyn Fn(&[f64], Option<&Frame>, f64) -> Option<Outcome> + 'a;

/// Follows the orbit that leaves the saddle-node at every point of a fold curve, cuts the curve where
/// it changes between coming back and not, and names the pieces.
///
/// The saddle-node homoclinic points are solved for on the curve: there the orbit comes back exactly on
/// the strong stable manifold.
pub(super) fn invariant_circles(plane: &Plane<'_>, curve: &mut LocalCurve) {
    let n = plane.n();
    if curve.kind != Singular::Zero || n != 2 || plane.resets() {
        return;
    }
    let outcome = |z: &[f64], like: Option<&Frame>, tolerance: f64| {
        let planar = plane.planar([z[n], z[n + 1]]);
        let mut frame = Frame::fold(&planar, [z[0], z[1]])?;
        if let Some(like) = like {
            frame.orient(like);
        }
        let back = frame.back(&planar, 1.0, [true; 2], tolerance);
        Some(Outcome { frame, back })
    };
    let mut outcomes: Vec<Option<Outcome>> = Vec::with_capacity(curve.points.len());
    for z in &curve.points {
        if plane.cancel.is_cancelled() {
            return;
        }
        let like = outcomes.iter().rev().flatten().next().map(|o| &o.frame);
        let next = outcome(z, like, ROUGH);
        outcomes.push(next);
    }
    let mut found = vec![];
    for k in 1..curve.points.len() {
        let (Some(a), Some(b)) = (&outcomes[k - 1], &outcomes[k]) else {
            continue;
        };
        if a.back.caught == b.back.caught || a.frame.time != b.frame.time {
            continue;
        }
        if let Some(z) = locate(plane, &curve.points[k - 1..=k], (a, b), &outcome) {
            found.push((k, z));
        }
    }
    // From the end, so that indices stay.
    for (k, z) in found.into_iter().rev() {
        for (at, _) in curve.marks.iter_mut().filter(|(at, _)| *at >= k) {
            *at += 1;
        }
        curve.points.insert(k, z);
        outcomes.insert(k, None);
        curve.marks.push((k, SpecialKind::SaddleNodeHomoclinic));
    }
    curve.marks.sort_by_key(|&(k, _)| k);
    let ends = cuts(
        &curve.marks,
        SpecialKind::SaddleNodeHomoclinic,
        curve.points.len(),
    );
    curve.kinds = ends
        .windows(2)
        .map(|ends| {
            let inside = outcomes[ends[0]..=ends[1]].iter().flatten();
            let (caught, all) = inside.fold((0, 0), |(c, all), o| {
                (c + usize::from(o.back.caught), all + 1)
            });
            if 2 * caught > all {
                EventKind::SaddleNodeOnInvariantCircle
            } else {
                EventKind::SaddleNode
            }
        })
        .collect();
}

/// The saddle-node homoclinic point between two points of a fold curve.
fn locate(
    plane: &Plane<'_>,
    ends: &[Vec<f64>],
    (a, b): (&Outcome, &Outcome),
    outcome: &Follow<'_>,
) -> Option<Vec<f64>> {
    let n = plane.n();
    let scale = &plane.scale;
    let system = System::new(&*plane.family, Singular::Zero, &scale[..n], &ends[0])?;
    let equations = |z: &[f64], f: &mut [f64], j: &mut [f64]| system.equations(z, f, j);
    let free = vec![[f64::NEG_INFINITY, f64::INFINITY]; n + 2];
    let tracer = Tracer::new(&equations, scale.clone(), free);
    let length = tracer.distance(&ends[0], &ends[1]);
    let along: Vec<f64> = (0..n + 2)
        .map(|j| (ends[1][j] - ends[0][j]) / scale[j] / length)
        .collect();
    let on = |part: f64| {
        let guess: Vec<f64> = (0..n + 2)
            .map(|j| ends[0][j] + part * (ends[1][j] - ends[0][j]))
            .collect();
        tracer.correct(&guess, &along).map_or(guess, |(z, _)| z)
    };
    // The side from which the orbit comes back: the miss changes its sign there.
    let side = (0..2).find(|&k| match (a.back.miss[k], b.back.miss[k]) {
        (Some(p), Some(q)) => (p > 0.0) != (q > 0.0) && (p < 0.0) == a.back.caught,
        _ => false,
    });
    let test = |part: f64| {
        let sign = |caught: bool| if caught { -0.1 } else { 0.1 };
        match (outcome(&on(part), Some(&a.frame), FINE), side) {
            (Some(o), Some(k)) => o.back.miss[k].unwrap_or(sign(o.back.caught)),
            (Some(o), None) => sign(o.back.caught),
            (None, _) => sign(a.back.caught),
        }
    };
    let part = bracketed(&test, (0.0, test(0.0)), (1.0, test(1.0)), 1e-12);
    let z = on(part);
    // A jump is no zero.
    (side.is_none() || test(part).abs() < 1e-6).then_some(z)
}
