//! The moving parts of the picture as scenes: the live state, its trail and trace, starts of orbits.
use super::live::{Live, Sample};
use crate::analysis::Problem;
use crate::scene::{Curve, Dot, Item, Jump, Role, Scene, Trail, strokes, thinned, trace_axes};
use crate::session::Seed;

/// Where a curve is interrupted.
const BREAK: [f64; 2] = [f64::NAN, f64::NAN];
/// Pieces of the live trace, of each of which the extremes are kept: about one per pixel.
const TRACE_PIECES: f64 = 400.0;

/// The starts of the kept orbits.
pub(super) fn starts(scene: &mut Scene, seeds: &[Seed]) {
    scene.items.clear();
    scene.items.extend(seeds.iter().map(|s| {
        Item::Dot(Dot {
            role: Role::Kept(s.colour),
            at: s.start,
        })
    }));
}

/// The live state.
pub(super) fn live(scene: &mut Scene, live: &Live) {
    scene.items.clear();
    scene.items.push(Item::Dot(Dot {
        role: Role::Live,
        at: live.state(),
    }));
}

/// The trail of the last `span` of the live state's time, resets as jumps.
pub(super) fn trail(scene: &mut Scene, live: &Live, span: f64, trail: bool) {
    scene.items.clear();
    if trail {
        let from = live.time() - span;
        let recent = live.past().partition_point(|s| s.t < from);
        let mut points = Vec::with_capacity(live.past().len() - recent);
        let mut last: Option<&Sample> = None;
        for sample in live.past().range(recent..) {
            if let Some(before) = last
                && sample.jump
            {
                points.push(BREAK);
                scene.items.push(Item::Jump(Jump {
                    role: Role::Live,
                    from: live.shown(before),
                    to: live.shown(sample),
                }));
            }
            points.push(live.shown(sample));
            last = Some(sample);
        }
        scene.items.push(Item::Trail(Trail {
            role: Role::Live,
            points,
        }));
    }
}

/// The last `span` of the live state's variable `k`; now is at the right edge, at 0.
pub(super) fn trace(problem: &Problem, live: &Live, k: usize, span: f64) -> Scene {
    let mut scene = trace_axes(problem, k, [-span, 0.0]);
    // The time course keeps its scale when the plane is zoomed.
    scene.y.range = problem.usual(k);
    scene.items = course(problem, live, Role::Live, k, span);
    scene
}

/// The last `span` of a live state's variable `k`, with its spikes and where it is now.
pub(super) fn course(problem: &Problem, live: &Live, role: Role, k: usize, span: f64) -> Vec<Item> {
    let now = live.time();
    let from = live
        .past()
        .partition_point(|s| s.t < now - span)
        .saturating_sub(1);
    // Pieces of time are counted from the start and not from now, so that the trace does not shimmer
    // while it scrolls.
    let piece = span / TRACE_PIECES;
    let thin = thinned(live.past().range(from..).map(|s| [s.t, s.x[k]]), piece);
    let points = thin.into_iter().map(|[t, x]| [t - now, x]).collect();
    let mut items = vec![Item::Curve(Curve {
        role,
        points,
        closed: false,
        label: None,
    })];
    let spikes = live.past().range(from..).filter(|s| s.jump);
    let strokes = strokes(problem, k, role, spikes.map(|s| s.t - now));
    items.extend(strokes.map(Item::Curve));
    items.push(Item::Dot(Dot {
        role,
        at: [0.0, live.whole()[k]],
    }));
    items
}
