use super::*;
use crate::scene::Key;

fn scene(items: Vec<Item>) -> Scene {
    let axis = |name: &str, unit: &str| Axis {
        name: name.into(),
        unit: unit.into(),
        range: [-1.0, 1.0],
    };
    let mut scene = Scene::empty(axis("V", "mV"), axis("n", ""));
    scene.items = items;
    scene
}

fn curve(role: Role, points: Vec<[f64; 2]>) -> Item {
    Item::Curve(Curve {
        role,
        points,
        closed: false,
        label: None,
    })
}

const OPTIONS: TextOptions = TextOptions {
    columns: 40,
    rows: 12,
    colour: false,
};

/// A line through the middle from the left to the right edge has one dot in every dot column, all
/// in the same row of cells or in the two that meet at the middle.
#[test]
fn a_horizontal_line_runs_from_edge_to_edge() {
    let text = braille(
        &scene(vec![curve(
            Role::FirstNullcline,
            vec![[-9.0, 0.1], [9.0, 0.1]],
        )]),
        &OPTIONS,
    );
    let inked: Vec<&str> = text
        .lines()
        .filter(|l| l.chars().any(|c| c > '\u{2800}' && c < '\u{2900}'))
        .collect();
    assert_eq!(inked.len(), 1, "{text}");
    let dots = inked[0]
        .chars()
        .filter(|&c| c > '\u{2800}' && c < '\u{2900}')
        .count();
    assert_eq!(dots, 40 - MARGIN - 2);
}

#[test]
fn every_line_is_as_wide_as_asked() {
    let text = braille(&scene(vec![]), &OPTIONS);
    assert_eq!(text.lines().count(), 12);
    assert!(text.lines().all(|l| l.chars().count() <= 40), "{text}");
    assert!(text.contains("V (mV)") && text.contains("−1"));
}

#[test]
fn stability_is_seen_without_colour() {
    let glyph = |x: f64, kind| {
        Item::Glyph(Glyph {
            at: [x, 0.0],
            kind,
            label: None,
        })
    };
    let text = braille(
        &scene(vec![
            glyph(-0.5, Kind::StableFocus),
            glyph(0.0, Kind::Saddle),
            glyph(0.5, Kind::UnstableFocus),
            glyph(5.0, Kind::StableNode),
        ]),
        &OPTIONS,
    );
    let line = text.lines().find(|l| l.contains('●')).unwrap();
    assert!(line.contains('◈') && line.contains('○') && !text.contains('■'));
}

#[test]
fn without_colour_there_is_no_escape_code() {
    let mut s = scene(vec![curve(
        Role::StableCycle,
        vec![[0.0, 0.0], [0.5, f64::NAN], [0.5, 0.5]],
    )]);
    s.legend.push(Key {
        mark: Mark::Line(Role::StableCycle),
        text: "stable cycle".into(),
    });
    assert!(!braille(&s, &OPTIONS).contains('\x1b'));
    let coloured = braille(
        &s,
        &TextOptions {
            colour: true,
            ..OPTIONS
        },
    );
    assert!(coloured.contains("\x1b[38;5;") && coloured.contains("\x1b[0m"));
}

/// Levels of the cube are 0, 95, 135, 175, 215, 255: #0072B2 is nearest to (0, 95 or 135, 175).
#[test]
fn colours_are_the_nearest_of_the_cube() {
    assert_eq!(palette([0, 0, 0, 255]), 16);
    assert_eq!(palette([255, 255, 255, 255]), 231);
    assert_eq!(palette([0x00, 0x72, 0xB2, 255]), 16 + 6 + 3);
}

#[test]
fn points_at_infinity_do_no_harm() {
    let far = vec![
        [-1e300, 1e300],
        [1e300, -1e300],
        [f64::INFINITY, 0.0],
        [0.0, 0.0],
    ];
    let _ = braille(&scene(vec![curve(Role::Live, far)]), &OPTIONS);
}
