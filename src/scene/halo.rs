//! What lies behind parts of a picture that are pointed at.
use super::{Curve, Dot, Item, Role, Scene};

/// Broad strokes behind the curves that `about` picks, and discs behind the equilibria: without labels, so that nothing
/// is written twice.
pub fn halo(scene: &Scene, about: impl Fn(&Item) -> bool) -> Scene {
    let mut out = Scene::empty(scene.x.clone(), scene.y.clone());
    let picked = scene.items.iter().filter(|item| about(item));
    out.items.extend(picked.filter_map(|item| match item {
        Item::Curve(curve) => Some(Item::Curve(Curve {
            role: Role::Highlight,
            points: curve.points.clone(),
            closed: curve.closed,
            label: None,
        })),
        Item::Glyph(glyph) => Some(Item::Dot(Dot {
            role: Role::Highlight,
            at: glyph.at,
        })),
        _ => None,
    }));
    out
}

#[cfg(test)]
mod tests {
    use super::super::Axis;
    use super::*;

    #[test]
    fn a_halo_follows_what_it_is_about_and_nothing_else() {
        let axis = || Axis::new("x", "", [0.0, 1.0]);
        let mut scene = Scene::empty(axis(), axis());
        let curve = |role| {
            Item::Curve(Curve {
                role,
                points: vec![[0.0, 0.0], [1.0, 1.0]],
                closed: false,
                label: Some("name".into()),
            })
        };
        scene.items = vec![curve(Role::FirstNullcline), curve(Role::StableCycle)];
        let halo = halo(
            &scene,
            |item| matches!(item, Item::Curve(c) if c.role == Role::FirstNullcline),
        );
        let [Item::Curve(only)] = &halo.items[..] else {
            panic!("one curve: {:?}", halo.items);
        };
        assert_eq!((only.role, &only.label), (Role::Highlight, &None));
        assert_eq!(only.points, [[0.0, 0.0], [1.0, 1.0]]);
    }
}
