//! Equilibria: shape and fill carry the kind, so that it can be read without colour.
//!
//! Nodes are squares, foci circles, saddles diamonds; stable ones are filled, unstable ones open, and
//! saddles, stable one way and unstable the other, half filled.
use crate::scene::{EventKind, Kind};
use egui::{Color32, Pos2, Shape, Stroke, pos2, vec2};

/// Side of a node and diameter of a focus, in points.
const SIZE: f32 = 9.0;
/// Radius of the sign that tells no kind, relative to it: a mark inside a ring needs more room than a ring.
const UNKNOWN: f32 = 0.8;

/// What a glyph is drawn with.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    /// Outline and fill.
    pub(super) ink: Color32,
    /// Inside of open shapes, and the halo.
    pub(super) paper: Color32,
    /// Size relative to the usual one.
    pub(super) scale: f32,
}

/// Half the extent of a glyph with its halo.
pub(super) fn reach(scale: f32) -> f32 {
    (0.72 * SIZE + 2.0) * scale
}

/// The shapes of a glyph, halo first.
pub(super) fn glyph(at: Pos2, kind: Kind, pen: Pen) -> Vec<Shape> {
    let half = 0.5 * SIZE * pen.scale;
    let halo = 2.0 * pen.scale;
    let line = Stroke::new(1.7 * pen.scale, pen.ink);
    let square = |r: f32| {
        vec![
            at + vec2(-r, -r),
            at + vec2(r, -r),
            at + vec2(r, r),
            at + vec2(-r, r),
        ]
    };
    let diamond = |r: f32| {
        vec![
            at + vec2(-r, 0.0),
            at + vec2(0.0, -r),
            at + vec2(r, 0.0),
            at + vec2(0.0, r),
        ]
    };
    let filled = |points: Vec<Pos2>, colour| Shape::convex_polygon(points, colour, Stroke::NONE);
    let outlined = |points: Vec<Pos2>, fill| Shape::convex_polygon(points, fill, line);
    let fill = |stable: bool| if stable { pen.ink } else { pen.paper };
    match kind {
        Kind::StableNode | Kind::UnstableNode => vec![
            filled(square(half + halo), pen.paper),
            outlined(square(half), fill(kind.is_stable())),
        ],
        Kind::StableFocus | Kind::UnstableFocus => vec![
            Shape::circle_filled(at, half + 0.5 + halo, pen.paper),
            disc(at, half + 0.5, fill(kind.is_stable()), line),
        ],
        Kind::Saddle => {
            let r = 1.4 * half;
            vec![
                filled(diamond(r + 1.3 * halo), pen.paper),
                filled(diamond(r), pen.paper),
                filled(
                    vec![at + vec2(-r, 0.0), at + vec2(0.0, -r), at + vec2(0.0, r)],
                    pen.ink,
                ),
                outlined(diamond(r), Color32::TRANSPARENT),
            ]
        }
        // Neither attracting nor repelling: a ring with a dot, as maps mark a centre.
        Kind::Centre => vec![
            Shape::circle_filled(at, half + 0.5 + halo, pen.paper),
            disc(at, half + 0.5, pen.paper, line),
            Shape::circle_filled(at, 0.4 * half, pen.ink),
        ],
        // On the verge between node and saddle: the node's square, half filled like a saddle.
        Kind::SaddleNode => vec![
            filled(square(half + halo), pen.paper),
            filled(square(half), pen.paper),
            filled(
                vec![
                    at + vec2(-half, -half),
                    pos2(at.x, at.y - half),
                    pos2(at.x, at.y + half),
                    at + vec2(-half, half),
                ],
                pen.ink,
            ),
            outlined(square(half), Color32::TRANSPARENT),
        ],
        Kind::Degenerate => {
            let cross = |width: f32, colour: Color32, r: f32| {
                [vec2(r, r), vec2(r, -r)]
                    .map(|d| Shape::line_segment([at - d, at + d], Stroke::new(width, colour)))
            };
            let [a, b] = cross(2.2 * pen.scale + 2.0 * halo, pen.paper, half + 0.7 * halo);
            let [c, d] = cross(2.2 * pen.scale, pen.ink, half);
            vec![a, b, c, d]
        }
    }
}

/// The shapes of an equilibrium whose kind is not told: a ring with a question mark, which no kind has.
pub(super) fn unknown(at: Pos2, pen: Pen) -> Vec<Shape> {
    let r = UNKNOWN * SIZE * pen.scale;
    let line = Stroke::new(1.4 * pen.scale, pen.ink);
    // The bow of the mark goes from the left over the top to the middle, its stem down from there.
    let bow = (0..=8).map(|k| {
        let angle = std::f32::consts::PI * (1.0 - 0.1875 * k as f32);
        at + r * vec2(0.3 * angle.cos(), -0.24 - 0.3 * angle.sin())
    });
    let mark: Vec<Pos2> = bow.chain([at + r * vec2(0.0, 0.22)]).collect();
    vec![
        Shape::circle_filled(at, r + 1.5 * pen.scale, pen.paper),
        disc(at, r, pen.paper, line),
        Shape::line(mark, line),
        Shape::circle_filled(at + r * vec2(0.0, 0.52), 0.12 * r, pen.ink),
    ]
}

/// The shapes of a bifurcation, halo first.
///
/// Hopf points are circles, filled where the cycle that is born is stable and open where it is
/// unstable; meetings of equilibria are half-filled squares, in a ring when they break a cycle; folds
/// of cycles triangles; homoclinic orbits the saddle's diamond in a ring.
pub(super) fn event(at: Pos2, kind: EventKind, pen: Pen) -> Vec<Shape> {
    let half = 0.5 * SIZE * pen.scale;
    let line = Stroke::new(1.5 * pen.scale, pen.ink);
    let halo = Shape::circle_filled(at, 1.2 * half + 1.5 * pen.scale, pen.paper);
    let ring = disc(at, 1.2 * half, pen.paper, line);
    let smaller = |factor: f32| Pen {
        scale: factor * pen.scale,
        ..pen
    };
    let mut shapes = vec![halo];
    match kind {
        EventKind::SupercriticalHopf => shapes.push(disc(at, half + 0.5, pen.ink, line)),
        EventKind::SubcriticalHopf => shapes.push(disc(at, half + 0.5, pen.paper, line)),
        EventKind::DegenerateHopf => {
            shapes.push(disc(at, half + 0.5, pen.paper, line));
            shapes.push(Shape::circle_filled(at, 0.4 * half, pen.ink));
        }
        EventKind::SaddleNode => shapes.extend(glyph(at, Kind::SaddleNode, pen)),
        EventKind::SaddleNodeOnInvariantCircle => {
            shapes.push(ring);
            shapes.extend(
                glyph(at, Kind::SaddleNode, smaller(0.6))
                    .into_iter()
                    .skip(1),
            );
        }
        EventKind::Homoclinic => {
            shapes.push(ring);
            shapes.extend(glyph(at, Kind::Saddle, smaller(0.6)).into_iter().skip(1));
        }
        EventKind::FoldOfCycles => {
            let r = 1.5 * half;
            shapes.push(Shape::convex_polygon(
                vec![
                    at + vec2(0.0, -r),
                    at + vec2(0.87 * r, 0.5 * r),
                    at + vec2(-0.87 * r, 0.5 * r),
                ],
                pen.ink,
                Stroke::new(1.5 * pen.scale, pen.paper),
            ));
        }
        EventKind::PeriodDoubling => {
            for d in [vec2(-0.4, 0.0), vec2(0.4, 0.0)] {
                shapes.push(disc(at + half * d, 0.7 * half, pen.paper, line));
            }
        }
        EventKind::BranchPoint => shapes.extend(glyph(at, Kind::Degenerate, pen)),
    }
    shapes
}

/// A circle with fill and outline.
pub(super) fn disc(at: Pos2, radius: f32, fill: Color32, stroke: Stroke) -> Shape {
    Shape::Circle(egui::epaint::CircleShape {
        center: at,
        radius,
        fill,
        stroke,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [Kind; 8] = [
        Kind::StableNode,
        Kind::UnstableNode,
        Kind::StableFocus,
        Kind::UnstableFocus,
        Kind::Saddle,
        Kind::Centre,
        Kind::SaddleNode,
        Kind::Degenerate,
    ];

    fn shapes(kind: Kind) -> Vec<Shape> {
        glyph(
            pos2(50.0, 50.0),
            kind,
            Pen {
                ink: Color32::BLACK,
                paper: Color32::WHITE,
                scale: 1.0,
            },
        )
    }

    #[test]
    fn every_kind_has_a_shape_of_its_own() {
        let pen = Pen {
            ink: Color32::BLACK,
            paper: Color32::WHITE,
            scale: 1.0,
        };
        for (k, a) in KINDS.iter().enumerate() {
            assert_ne!(shapes(*a), unknown(pos2(50.0, 50.0), pen), "{a}");
            for b in &KINDS[..k] {
                assert_ne!(shapes(*a), shapes(*b), "{a} and {b}");
            }
        }
    }

    /// The last shape is the outline with its fill: ink when stable, paper when not.
    #[test]
    fn stable_ones_are_filled_and_unstable_ones_open() {
        let fill = |kind| match shapes(kind).pop() {
            Some(Shape::Path(p)) => p.fill,
            Some(Shape::Circle(c)) => c.fill,
            other => panic!("{other:?}"),
        };
        assert_eq!(fill(Kind::StableNode), Color32::BLACK);
        assert_eq!(fill(Kind::StableFocus), Color32::BLACK);
        assert_eq!(fill(Kind::UnstableNode), Color32::WHITE);
        assert_eq!(fill(Kind::UnstableFocus), Color32::WHITE);
    }

    /// Nodes have corners, foci have none; a saddle has ink on one side only.
    #[test]
    fn nodes_are_square_foci_round_and_saddles_half_filled() {
        assert!(matches!(&shapes(Kind::StableNode)[1], Shape::Path(p) if p.points.len() == 4));
        assert!(matches!(&shapes(Kind::StableFocus)[1], Shape::Circle(_)));
        let saddle = shapes(Kind::Saddle);
        let ink: Vec<_> = saddle
            .iter()
            .filter_map(|s| match s {
                Shape::Path(p) if p.fill == Color32::BLACK => Some(p),
                _ => None,
            })
            .collect();
        assert_eq!(ink.len(), 1);
        assert!(ink[0].points.iter().all(|p| p.x <= 50.0));
    }

    #[test]
    fn glyphs_stay_within_their_reach() {
        for kind in KINDS {
            for shape in shapes(kind) {
                let r = shape.visual_bounding_rect();
                let far = [r.left(), r.top()].map(|v| 50.0 - v);
                assert!(
                    far.iter().all(|&d| d <= reach(1.0) + 0.8),
                    "{kind}: {far:?}"
                );
            }
        }
    }
}
