//! The portrait that is kept to be compared with.
use super::picture::{Item, Scene};
use super::portrait::{FieldStyle, Layers, portrait};
use crate::analysis::{Portrait, Problem};

/// Nullclines, cycles and equilibria of a portrait, without their names: what stands behind another one.
pub fn ghost(problem: &Problem, found: &Portrait) -> Scene {
    let layers = Layers {
        field: FieldStyle::Off,
        separatrices: false,
        basins: false,
        orbits: false,
        ..Layers::default()
    };
    let mut scene = portrait(problem, found, &layers);
    scene.items.retain_mut(|item| match item {
        Item::Curve(c) => {
            c.label = None;
            true
        }
        Item::Glyph(g) => {
            g.label = None;
            true
        }
        Item::Jump(_) => true,
        _ => false,
    });
    scene
}
