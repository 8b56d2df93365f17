//! A scene as a table.
use crate::scene::{Item, Role, Scene};

/// Everything in the scene that has coordinates, as comma-separated values with a header line: what
/// it is, which one of its kind, and the coordinates under the axes' labels. Points of a curve follow
/// each other; numbers read back as the same `f64`.
pub fn csv(scene: &Scene) -> String {
    let mut table = csv::Writer::from_writer(vec![]);
    let mut counts: Vec<(String, usize)> = vec![];
    let mut write = |record: [&str; 4]| {
        table
            .write_record(record)
            .expect("a record of the header's length is written to memory");
    };
    write(["item", "index", &scene.x.title(), &scene.y.title()]);
    for item in &scene.items {
        let (name, points) = match item {
            Item::Curve(c) => (role_name(c.role), c.points.clone()),
            Item::Trail(t) => (format!("trail of {}", role_name(t.role)), t.points.clone()),
            Item::Stream(s) => ("streamline".into(), s.points.clone()),
            Item::Jump(j) => (
                format!("reset of {}", role_name(j.role)),
                vec![j.from, j.to],
            ),
            Item::Glyph(g) => (g.kind.name().into(), vec![g.at]),
            Item::Event(e) => (e.kind.name().into(), vec![e.at]),
            Item::Special(s) => (s.label.clone(), vec![s.at]),
            Item::Bars(b) => (
                format!("bar of {}", role_name(b.role)),
                b.bars.iter().map(|[a, b, y]| [0.5 * (a + b), *y]).collect(),
            ),
            Item::Dot(d) => (format!("state of {}", role_name(d.role)), vec![d.at]),
            Item::Arrow(_) | Item::Raster(_) | Item::Level(_) | Item::Band(_) | Item::Text(_) => {
                continue;
            }
        };
        let index = match counts.iter_mut().find(|(n, _)| *n == name) {
            Some((_, n)) => {
                *n += 1;
                *n
            }
            None => {
                counts.push((name.clone(), 0));
                0
            }
        };
        for [x, y] in points {
            if x.is_finite() && y.is_finite() {
                write([&name, &index.to_string(), &x.to_string(), &y.to_string()]);
            }
        }
    }
    let bytes = table
        .into_inner()
        .expect("a table in memory is flushed without error");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What a curve of this role is called in a table.
fn role_name(role: Role) -> String {
    match role {
        Role::FirstNullcline => "first nullcline".into(),
        Role::SecondNullcline => "second nullcline".into(),
        Role::StableManifold => "stable manifold".into(),
        Role::UnstableManifold => "unstable manifold".into(),
        Role::StableCycle => "stable cycle".into(),
        Role::UnstableCycle => "unstable cycle".into(),
        Role::StableBranch => "stable equilibria".into(),
        Role::UnstableBranch => "unstable equilibria".into(),
        Role::Live => "live orbit".into(),
        Role::SweepUp => "rate on the way up".into(),
        Role::SweepDown => "rate on the way down".into(),
        Role::Law => "scaling law".into(),
        Role::Bifurcation(kind) => kind.name().into(),
        Role::Current(n) => format!("current {n}"),
        Role::Gate(n) => format!("gate {n}"),
        Role::Kept(n) => format!("orbit {n}"),
        Role::Hover => "hover orbit".into(),
        Role::HoverPast => "hover orbit backward".into(),
        other => format!("{other:?}").to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Kind;
    use crate::scene::{Axis, Curve, Glyph};

    #[test]
    fn tables_have_a_header_and_read_back_exactly() {
        let axis = |name: &str, unit: &str| Axis {
            name: name.into(),
            unit: unit.into(),
            range: [0.0, 1.0],
        };
        let mut scene = Scene::empty(axis("V", "mV"), axis("w", ""));
        let x = 0.1 + 0.2;
        for _ in 0..2 {
            scene.items.push(Item::Curve(Curve {
                role: Role::StableCycle,
                points: vec![[x, 1.0], [f64::NAN, 0.0]],
                closed: true,
                label: None,
            }));
        }
        scene.items.push(Item::Glyph(Glyph {
            at: [-60.0, 0.25],
            kind: Kind::Saddle,
            label: None,
        }));
        assert_eq!(
            csv(&scene),
            "item,index,V (mV),w\n\
             stable cycle,0,0.30000000000000004,1\n\
             stable cycle,1,0.30000000000000004,1\n\
             saddle,0,-60,0.25\n"
        );
    }
}
