//! What the curve under the pointer is: the term with a sentence or two that teach it.
use crate::analysis::{Portrait, Side};
use crate::scene::{Layers, Term};
use egui::Pos2;
use egui_plot::{PlotPoint, PlotTransform};

/// How near the pointer must come to a curve to mean it, in points.
const REACH: f32 = 5.0;

/// The term of the curve that is nearest to the pointer within reach, among those that are shown. Cycles come first, for
/// they are what matters most, and nullclines last.
pub(super) fn curve_under(
    portrait: &Portrait,
    layers: Layers,
    transform: &PlotTransform,
    pointer: Pos2,
) -> Option<Term> {
    let near = |points: &[[f64; 2]]| {
        let mut last: Option<Pos2> = None;
        points.iter().any(|&[x, y]| {
            let here = transform.position_from_point(&PlotPoint::new(x, y));
            let from = last.replace(here).unwrap_or(here);
            distance(pointer, from, here) <= REACH
        })
    };
    if layers.cycles
        && let Some(cycle) = portrait.cycles.iter().find(|c| near(&c.points))
    {
        return Some(Term::of_cycle(cycle.stable));
    }
    if layers.separatrices
        && let Some(orbit) = portrait
            .separatrices
            .iter()
            .filter(|s| layers.outgoing || s.side == Side::Stable)
            .find(|s| near(&s.points))
    {
        return Some(match orbit.side {
            Side::Stable => Term::Separatrix,
            Side::Unstable => Term::UnstableManifold,
        });
    }
    let curves = portrait.nullclines.curves.iter().flatten();
    let hit = layers.nullclines && curves.into_iter().any(|c| near(&c.points));
    hit.then_some(Term::Nullcline)
}

/// How far a point is from a segment.
fn distance(p: Pos2, a: Pos2, b: Pos2) -> f32 {
    let (ab, ap) = (b - a, p - a);
    let length = ab.length_sq();
    let part = if length > 0.0 {
        (ap.dot(ab) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    p.distance(a + part * ab)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{PortraitOptions, Problem, portrait::portrait};
    use crate::job::Cancel;
    use egui::{Rect, pos2};
    use egui_plot::PlotBounds;

    /// The cubic nullcline of the van der Pol oscillator passes (0, 0) and is left at (1, 2/3); its cycle surrounds it.
    #[test]
    fn curves_are_found_under_the_pointer() {
        let problem = Problem::from_source("van-der-pol/standard").expect("it exists");
        let found = portrait(&Cancel::never(), &problem, &PortraitOptions::default())
            .expect("finite")
            .expect("nobody cancelled it");
        let ([x0, x1], [y0, y1]) = (problem.window().x, problem.window().y);
        let frame = Rect::from_min_max(pos2(0.0, 0.0), pos2(800.0, 600.0));
        let bounds = PlotBounds::from_min_max([x0, y0], [x1, y1]);
        let transform = PlotTransform::new(frame, bounds, [false; 2]);
        let at = |x: f64, y: f64| transform.position_from_point(&PlotPoint::new(x, y));
        let all = Layers {
            nullclines: true,
            cycles: true,
            separatrices: true,
            ..Layers::default()
        };
        let term = |layers, p| curve_under(&found, layers, &transform, p);
        assert_eq!(term(all, at(1.0, 2.0 / 3.0)), Some(Term::Nullcline));
        assert_eq!(term(all, at(0.6, -0.3)), None);
        let [x, y] = found.cycles[0].points[7];
        assert_eq!(term(all, at(x, y)), Some(Term::LimitCycle));
        let without = Layers {
            cycles: false,
            nullclines: false,
            ..all
        };
        assert_eq!(term(without, at(x, y)), None);
    }
}
