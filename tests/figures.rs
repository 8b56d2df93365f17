//! Figures: what they contain, that they are valid, and that they do not change unnoticed.
#![cfg(feature = "figures")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod golden_svg;

use egui::{FontFamily, FontId, epaint::text::Fonts};
use golden_svg::{fontless, golden};
use nalgebra::{Complex, DMatrix};
use nullcline::analysis::{
    BranchEnd, Curve, Cycle, CycleBranch, CyclePoint, Diagram, Equilibrium, EquilibriumBranch,
    EquilibriumPoint, Event, EventKind, Kind, Nullclines, OrbitEnd, Portrait, PortraitOptions,
    Problem, Separatrix, SeparatrixEnd, Side, Trajectory, VectorField, portrait::portrait,
};
use nullcline::draw::{self, FigureError, FigureOptions, Format, PaintOptions, figure};
use nullcline::job::Cancel;
use nullcline::model::zoo;
use nullcline::scene::{self, Course, FieldStyle, Item, Layers, Ordinate, Role, Scene, Theme};
use std::collections::BTreeSet;
use std::path::Path;

fn equilibrium(at: [f64; 2], kind: Kind) -> Equilibrium {
    Equilibrium {
        at: at.to_vec(),
        kind,
        jacobian: DMatrix::zeros(2, 2),
        eigenvalues: vec![Complex::new(0.0, 0.0); 2],
        trace: 0.0,
        determinant: 0.0,
    }
}

/// A circle-like cycle around a point.
fn cycle(stable: bool, centre: [f64; 2], radius: [f64; 2], period: f64) -> Cycle {
    let n = 120;
    let points: Vec<[f64; 2]> = (0..=n)
        .map(|k| {
            let a = std::f64::consts::TAU * f64::from(k) / f64::from(n);
            [
                centre[0] + radius[0] * a.cos(),
                centre[1] + radius[1] * a.sin(),
            ]
        })
        .collect();
    Cycle {
        stable,
        period,
        log_multiplier: Some(if stable { -1.0 } else { 1.0 }),
        multiplier: 0.5.into(),
        min: vec![centre[0] - radius[0], centre[1] - radius[1]],
        max: vec![centre[0] + radius[0], centre[1] + radius[1]],
        times: (0..=n)
            .map(|k| period * f64::from(k) / f64::from(n))
            .collect(),
        points,
        states: vec![],
        spikes: None,
    }
}

/// FitzHugh-Nagumo with its nullclines by formula, and equilibria, cycles and a separatrix put in by
/// hand, so that a figure has everything in it.
fn fitzhugh() -> (Problem, Portrait) {
    let problem = Problem::from_source("fitzhugh-nagumo").unwrap();
    let planar = problem.field().unwrap();
    let range = |n: usize, lo: f64, hi: f64| {
        (0..n).map(move |k| lo + (hi - lo) * k as f64 / (n - 1) as f64)
    };
    let curve = |f: &dyn Fn(f64) -> f64| Curve {
        points: range(300, -2.8, 2.8).map(|v| [v, f(v)]).collect(),
        closed: false,
    };
    let at: Vec<[f64; 2]> = range(20, -2.375, 2.375)
        .flat_map(|x| range(20, -0.9125, 2.4125).map(move |y| [x, y]))
        .collect();
    let value = at.iter().map(|&p| planar.f(p)).collect();
    let made = Portrait {
        field: VectorField { at, value },
        nullclines: Nullclines {
            curves: [
                vec![curve(&|v| v - v.powi(3) / 3.0 + 0.5)],
                vec![curve(&|v| (v + 0.7) / 0.8)],
            ],
        },
        equilibria: vec![
            equilibrium([-0.805, -0.131], Kind::StableFocus),
            equilibrium([-0.3, 0.5], Kind::Saddle),
            equilibrium([-0.2, 0.53], Kind::UnstableNode),
        ],
        separatrices: vec![Separatrix {
            saddle: 1,
            side: Side::Stable,
            branch: 0,
            points: range(50, -0.3, 2.0)
                .map(|v| [v, 0.5 - 0.3 * (v + 0.3)])
                .collect(),
            end: SeparatrixEnd::LeftWindow,
        }],
        cycles: vec![
            cycle(false, [-0.8, -0.1], [0.35, 0.25], 30.0),
            cycle(true, [0.0, 0.7], [1.9, 1.0], 40.0),
        ],
        line: None,
        notes: vec![],
    };
    (problem, made)
}

fn course() -> Trajectory {
    let times: Vec<f64> = (0..400).map(|k| 0.5 * f64::from(k)).collect();
    Trajectory {
        states: times
            .iter()
            .map(|t| vec![1.9 * (t / 6.0).cos(), (t / 6.0).sin()])
            .collect(),
        times,
        spikes: vec![],
        resets: vec![],
        end: OrbitEnd::Time,
        stiff: false,
    }
}

fn options(theme: Theme, format: Format) -> FigureOptions {
    FigureOptions {
        theme,
        format,
        ..FigureOptions::default()
    }
}

fn computed(problem: &Problem) -> Portrait {
    portrait(&Cancel::never(), problem, &PortraitOptions::default())
        .unwrap()
        .unwrap()
}

/// An SVG without the bytes of its fonts.
fn svg(scenes: &[Scene], theme: Theme) -> String {
    fontless(figure(scenes, &options(theme, Format::Svg)).unwrap())
}

#[test]
fn figures_look_as_they_did() {
    let (problem, p) = fitzhugh();
    let streams = Layers {
        field: FieldStyle::Streamlines,
        ..Layers::default()
    };
    let arrows = scene::portrait(&problem, &p, &Layers::default());
    golden("portrait-print", &svg(&[arrows], Theme::Print));
    let streams = scene::portrait(&problem, &p, &streams);
    golden("streamlines-dark", &svg(&[streams], Theme::Dark));
    let course = course();
    let courses = [Course {
        role: Role::Kept(0),
        trajectory: &course,
        label: Some("orbit 1".into()),
    }];
    let panels = [0, 1].map(|k| scene::trace(&problem, &courses, k));
    golden("trace-light", &svg(&panels, Theme::Light));
    let (problem, d) = made_up_diagram();
    let potential = scene::diagram(&problem, &d, Ordinate::Variable(0));
    let rate = scene::diagram(&problem, &d, Ordinate::Frequency);
    golden("diagram-print", &svg(&[potential, rate], Theme::Print));
}

/// A diagram by formula, with every kind of mark: equilibria on a cubic with two folds, and above it an
/// ellipse of cycles, half of them unstable.
fn made_up_diagram() -> (Problem, Diagram) {
    let problem = Problem::from_source("morris-lecar/hopf").unwrap();
    let current = |v: f64| 100.0 + 2.0 * (v / 20.0 - (v / 20.0).powi(3)) * 20.0 - v;
    let equilibria = (-30..=30).map(|k| {
        let v = 1.5 * f64::from(k);
        let slope = 1.0 - 6.0 * (v / 20.0).powi(2);
        let kind = match k {
            _ if slope > 0.0 => Kind::Saddle,
            _ if v < 0.0 => Kind::StableNode,
            _ => Kind::UnstableFocus,
        };
        EquilibriumPoint {
            parameter: current(v),
            at: vec![v, 0.1],
            kind,
            stable: kind.is_stable(),
        }
    });
    let cycles = (0..=40).map(|k| {
        let a = std::f64::consts::PI * f64::from(k) / 40.0;
        let log = (k - 20) as f64;
        CyclePoint {
            parameter: 120.0 - 20.0 * a.sin(),
            period: 60.0 + f64::from(k),
            stable: log < 0.0,
            log_multiplier: Some(log),
            min: vec![-30.0 + 5.0 * a.cos(), 0.0],
            max: vec![40.0 + 10.0 * a.cos(), 0.5],
            on: vec![40.0, 0.1],
        }
    });
    let event = |kind, parameter: f64, v: f64, period| Event {
        kind,
        parameter,
        at: vec![v, 0.1],
        period,
        first_lyapunov: None,
        extent: Some([vec![-30.0, 0.0], vec![40.0, 0.5]]),
    };
    let diagram = Diagram {
        parameter: 0,
        range: [60.0, 140.0],
        window: problem.window(),
        equilibria: vec![EquilibriumBranch {
            points: equilibria.collect(),
        }],
        cycles: vec![CycleBranch {
            points: cycles.collect(),
            spikes: None,
            ends: [BranchEnd::Border, BranchEnd::Border],
        }],
        events: vec![
            event(EventKind::SaddleNodeOnInvariantCircle, 68.0, -42.0, None),
            event(EventKind::SubcriticalHopf, 75.0, 44.0, Some(50.0)),
            event(EventKind::SupercriticalHopf, 80.0, 38.0, Some(55.0)),
            event(EventKind::SaddleNode, 94.5, -8.2, None),
            event(EventKind::FoldOfCycles, 100.0, 40.0, Some(80.0)),
            event(EventKind::PeriodDoubling, 110.0, 45.0, Some(90.0)),
            event(EventKind::Homoclinic, 120.0, -20.0, None),
            event(EventKind::DegenerateHopf, 128.0, 0.0, Some(40.0)),
            event(EventKind::BranchPoint, 134.0, -40.0, None),
        ],
        wandering: vec![],
        contacts: vec![],
        notes: vec![],
    };
    (problem, diagram)
}

/// Names of events stand apart from each other, in the figure and on the screen.
#[test]
fn every_event_of_a_diagram_is_named_and_no_two_names_overlap() {
    let (problem, d) = made_up_diagram();
    let scene = scene::diagram(&problem, &d, Ordinate::Variable(0));
    let ctx = egui::Context::default();
    ctx.set_fonts(draw::fonts());
    draw::style(&ctx, Theme::Light, 1.0);
    let mut places: Vec<(String, egui::Rect)> = vec![];
    for _ in 0..3 {
        let output = frame(&ctx, &scene, Theme::Light);
        places = output
            .shapes
            .iter()
            .filter_map(|s| match &s.shape {
                egui::Shape::Text(t) => Some((
                    t.galley.text().to_owned(),
                    egui::Rect::from_min_size(t.pos, t.galley.size()),
                )),
                _ => None,
            })
            .collect();
    }
    for event in &d.events {
        let name = event.kind.name();
        assert!(
            places.iter().any(|(t, _)| t == name),
            "{name} is not in {places:?}"
        );
    }
    for (k, (a, ra)) in places.iter().enumerate() {
        for (b, rb) in &places[..k] {
            assert!(!ra.shrink(1.0).intersects(*rb), "{a} and {b} overlap");
        }
    }
}

/// Pictures of models are compared as pixels, since where along a curve its points lie is up to the
/// analysis: of a stored picture of 600×450 no more than one pixel in 300 may differ visibly.
#[test]
fn figures_of_the_models_look_as_they_did() {
    for (name, source, current) in [
        (
            "persistent-sodium-potassium",
            "persistent-sodium-potassium",
            4.4,
        ),
        ("morris-lecar-homoclinic", "morris-lecar/homoclinic", 38.0),
        ("izhikevich-ch", "izhikevich/ch", 10.0),
    ] {
        let mut problem = Problem::from_source(source).unwrap();
        problem.set("I", current).unwrap();
        let scene = scene::portrait(&problem, &computed(&problem), &Layers::default());
        let options = FigureOptions {
            size: [600, 450],
            ..options(Theme::Print, Format::Png)
        };
        let bytes = figure(&[scene], &options).unwrap();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.png"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &bytes).unwrap();
        }
        let [stored, drawn] = [std::fs::read(&path).unwrap(), bytes]
            .map(|b| image::load_from_memory(&b).unwrap().to_rgb8());
        assert_eq!(stored.dimensions(), drawn.dimensions());
        let differ = stored
            .pixels()
            .zip(drawn.pixels())
            .filter(|(a, b)| (0..3).any(|k| a.0[k].abs_diff(b.0[k]) > 48))
            .count();
        if differ > 900 {
            let new = std::env::temp_dir().join(format!("{name}.png"));
            drawn.save(&new).unwrap();
            panic!(
                "{differ} pixels of {name} differ; look at {}, then UPDATE_GOLDEN=1",
                new.display()
            );
        }
    }
}

/// Every model and preset, in every theme: well-formed XML, no number that is none, axis labels with
/// units, the caption with all parameters as text.
#[test]
fn every_figure_is_well_formed_and_complete() {
    for model in zoo::registry() {
        for (k, preset) in model.info().presets.iter().enumerate() {
            let problem = Problem::new(model, preset);
            let theme = [Theme::Light, Theme::Dark, Theme::Print][k % 3];
            let scene = scene::portrait(&problem, &computed(&problem), &Layers::default());
            let svg = svg(std::slice::from_ref(&scene), theme);
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{problem:?}");
            let document = roxmltree::Document::parse(&svg).unwrap();
            let texts: Vec<&str> = document
                .descendants()
                .filter(|n| n.has_tag_name("text"))
                .filter_map(|n| n.text())
                .collect();
            for title in [scene.x.title(), scene.y.title()] {
                assert!(texts.contains(&title.as_str()), "{problem:?} lacks {title}");
            }
            let shown = texts.concat();
            for p in &model.info().parameters {
                assert!(
                    shown.contains(&format!("{} = ", p.name)),
                    "{problem:?} lacks {}",
                    p.name
                );
            }
            for key in &scene.legend {
                assert!(
                    texts.contains(&key.text.as_str()),
                    "{problem:?} lacks {}",
                    key.text
                );
            }
        }
    }
}

#[test]
fn the_same_figure_is_the_same_to_the_byte() {
    let (problem, p) = fitzhugh();
    let scene = [scene::portrait(&problem, &p, &Layers::default())];
    for format in [Format::Svg, Format::Png] {
        let options = options(Theme::Light, format);
        assert!(figure(&scene, &options) == figure(&scene, &options));
    }
}

#[test]
fn figures_have_their_size_and_their_paper() {
    let (problem, p) = fitzhugh();
    let scene = [scene::portrait(&problem, &p, &Layers::default())];
    for (theme, paper) in [
        (Theme::Print, [255; 4]),
        (Theme::Dark, Theme::Dark.colour(Role::Background)),
    ] {
        let options = FigureOptions {
            size: [300, 200],
            pixels_per_point: 2.0,
            ..options(theme, Format::Png)
        };
        let picture = image::load_from_memory(&figure(&scene, &options).unwrap()).unwrap();
        let picture = picture.to_rgba8();
        assert_eq!(picture.dimensions(), (600, 400));
        assert_eq!(picture.get_pixel(0, 0).0, paper);
        assert_eq!(picture.get_pixel(599, 399).0, paper);
        let ink = Theme::colour(theme, Role::FirstNullcline);
        assert!(
            picture.pixels().any(|p| p.0 == ink),
            "the nullcline has its colour"
        );
    }
}

/// The picture of a stable node is ink in its middle, that of an unstable one paper.
#[test]
fn fill_shows_stability_in_pixels() {
    let (problem, mut p) = fitzhugh();
    let nothing = Layers {
        field: FieldStyle::Off,
        nullclines: false,
        separatrices: false,
        cycles: false,
        ..Layers::default()
    };
    for (kind, ink) in [
        (Kind::StableNode, true),
        (Kind::UnstableNode, false),
        (Kind::StableFocus, true),
        (Kind::UnstableFocus, false),
    ] {
        p.equilibria = vec![equilibrium([0.0, 0.75], kind)];
        let mut scene = scene::portrait(&problem, &p, &nothing);
        scene.legend.clear();
        scene.caption.clear();
        let bytes = figure(&[scene], &options(Theme::Print, Format::Png)).unwrap();
        let picture = image::load_from_memory(&bytes).unwrap().to_rgba8();
        // The middle of the window is the middle of the frame, whose lines are the first ones that a
        // row or column meets from the left, the right and above, and the first one again below.
        let dark = |x: u32, y: u32| picture.get_pixel(x, y).0[0] < 160;
        let (w, h) = picture.dimensions();
        let columns: Vec<u32> = (0..w).filter(|&x| dark(x, h / 4)).collect();
        let top = (0..h).find(|&y| dark(w / 4, y)).unwrap();
        let bottom = (top + 100..h).find(|&y| dark(w / 4, y)).unwrap();
        let x = (columns[0] + columns[columns.len() - 1]) / 2;
        let y = (top + bottom) / 2;
        assert_eq!(dark(x, y), ink, "{kind}");
    }
}

#[test]
fn no_size_makes_it_panic_and_too_large_ones_are_refused() {
    let (problem, p) = fitzhugh();
    let scene = scene::portrait(&problem, &p, &Layers::default());
    let panels = [scene.clone(), scene.clone(), scene.clone()];
    for size in [[1, 1], [2, 7], [40, 30], [90, 600], [8000, 1], [1, 6000]] {
        for format in [Format::Svg, Format::Png] {
            let options = FigureOptions {
                size,
                ..options(Theme::Light, format)
            };
            assert!(figure(&panels, &options).is_ok(), "{size:?}");
            assert!(figure(&[], &options).is_ok(), "{size:?}");
        }
    }
    let largest = FigureOptions {
        size: [8000, 6000],
        ..options(Theme::Light, Format::Png)
    };
    let bytes = figure(&panels[..1], &largest).unwrap();
    let reader = image::ImageReader::new(std::io::Cursor::new(bytes))
        .with_guessed_format()
        .unwrap();
    assert_eq!(reader.into_dimensions().unwrap(), (8000, 6000));
    for size in [[8001, 10], [10, 6001], [0, 10], [u32::MAX, u32::MAX]] {
        let options = FigureOptions {
            size,
            ..options(Theme::Light, Format::Svg)
        };
        assert!(
            matches!(figure(&panels, &options), Err(FigureError::Size { .. })),
            "{size:?}"
        );
    }
    for pixels_per_point in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        let options = FigureOptions {
            pixels_per_point,
            ..FigureOptions::default()
        };
        assert!(matches!(
            figure(&panels, &options),
            Err(FigureError::Scale(_))
        ));
    }
}

/// Points at infinity, empty curves, ranges of no width: nothing of it may stop a figure.
#[test]
fn odd_scenes_are_drawn_as_far_as_they_go() {
    let (problem, p) = fitzhugh();
    let mut scene = scene::portrait(&problem, &p, &Layers::default());
    for points in [
        vec![],
        vec![[0.0, 0.0]],
        vec![[f64::NAN, 0.0], [0.0, f64::INFINITY]],
        vec![[-1e300, -1e300], [1e300, 1e300]],
        vec![[0.0, 0.0], [0.0, 0.0]],
    ] {
        for (role, closed) in [(Role::UnstableCycle, true), (Role::StableManifold, false)] {
            scene.items.push(Item::Curve(scene::Curve {
                role,
                points: points.clone(),
                closed,
                label: Some("label".into()),
            }));
        }
        scene.items.push(Item::Trail(scene::Trail {
            role: Role::Live,
            points,
        }));
    }
    let mut flat = scene.clone();
    flat.x.range = [1.0, 1.0];
    flat.y.range = [f64::NAN, f64::INFINITY];
    for scene in [scene, flat] {
        for format in [Format::Svg, Format::Png] {
            assert!(figure(std::slice::from_ref(&scene), &options(Theme::Light, format)).is_ok());
        }
    }
}

/// One frame of the scene as a plot in a headless window of 900 × 700 points.
fn frame(ctx: &egui::Context, scene: &Scene, theme: Theme) -> egui::FullOutput {
    let input = egui::RawInput {
        screen_rect: Some(egui::Rect::from_min_size(
            egui::Pos2::ZERO,
            egui::vec2(900.0, 700.0),
        )),
        ..Default::default()
    };
    let mut output = ctx.run_ui(input, |ui| {
        let paint = PaintOptions::default();
        let room = ui.available_rect_before_wrap();
        let shown = draw::plot("plane", scene, theme, &paint)
            .show(ui, |plot_ui| draw::paint(plot_ui, scene, theme, &paint));
        let frame = *shown.transform.frame();
        draw::side_title(ui, room, frame, scene, theme, &paint);
    });
    output.textures_delta.clear();
    output
}

/// Two frames of a plot in a headless window: the scene is there, with its curves as paths (egui_plot
/// would turn dense rising lines into bands) and its labels as text.
#[test]
fn the_screen_shows_the_same_scene() {
    let (problem, p) = fitzhugh();
    let scene = scene::portrait(&problem, &p, &Layers::default());
    let ctx = egui::Context::default();
    ctx.set_fonts(draw::fonts());
    draw::style(&ctx, Theme::Dark, 1.0);
    let mut texts = vec![];
    for _ in 0..3 {
        let output = frame(&ctx, &scene, Theme::Dark);
        texts = output
            .shapes
            .iter()
            .filter_map(|s| match &s.shape {
                egui::Shape::Text(t) => Some((t.galley.text().to_owned(), t.pos)),
                _ => None,
            })
            .collect();
        assert!(
            !output
                .shapes
                .iter()
                .any(|s| matches!(s.shape, egui::Shape::Band(_)))
        );
    }
    for wanted in [
        "v",
        "w",
        "−2",
        "0",
        "2",
        "v-nullcline",
        "w-nullcline",
        "stable focus",
        "saddle",
        "stable cycle",
    ] {
        assert!(
            texts.iter().any(|(t, _)| t == wanted),
            "{wanted} is not in {texts:?}"
        );
    }
}

/// Drags the input current from one value to another in 200 frames and counts how often a label
/// jumps: moves by more than 25 points from one frame to the next while it is shown in both.
fn jumps(source: &str, from: f64, to: f64) -> (usize, usize) {
    let mut problem = Problem::from_source(source).unwrap();
    let ctx = egui::Context::default();
    ctx.set_fonts(draw::fonts());
    draw::style(&ctx, Theme::Light, 1.0);
    let mut before: Vec<(String, egui::Pos2)> = vec![];
    let (mut jumps, mut seen) = (0, 0);
    for k in 0..200 {
        problem
            .set("I", from + (to - from) * f64::from(k) / 199.0)
            .unwrap();
        let scene = scene::portrait(&problem, &computed(&problem), &Layers::default());
        let output = frame(&ctx, &scene, Theme::Light);
        let texts: Vec<(String, egui::Pos2)> = output
            .shapes
            .iter()
            .filter_map(|s| match &s.shape {
                egui::Shape::Text(t) if t.galley.text().len() > 4 => {
                    Some((t.galley.text().to_owned(), t.pos))
                }
                _ => None,
            })
            .collect();
        for (text, at) in &texts {
            seen += 1;
            // Of several with one text the nearest is the same one.
            let moved = before
                .iter()
                .filter(|(t, _)| t == text)
                .map(|(_, p)| p.distance(*at))
                .fold(f32::INFINITY, f32::min);
            if moved > 25.0 && moved.is_finite() {
                jumps += 1;
            }
        }
        before = texts;
    }
    (jumps, seen)
}

/// A place that a curve moves into has to be given up now and then; but not in more than one frame of
/// fifty.
#[test]
fn labels_keep_still_while_the_current_is_dragged() {
    for (source, from, to) in [
        ("persistent-sodium-potassium", 0.0, 10.0),
        ("morris-lecar/homoclinic", 20.0, 60.0),
        ("morris-lecar/hopf", 0.0, 200.0),
        ("fitzhugh-nagumo", 0.0, 1.5),
        ("izhikevich/rs", -5.0, 15.0),
        ("hodgkin-huxley-reduced", 0.0, 100.0),
    ] {
        let (jumps, seen) = jumps(source, from, to);
        assert!(
            seen > 400 && jumps <= 4 * seen / 200,
            "{source}: {jumps} jumps of {seen} labels"
        );
    }
}

/// Every character in the source of the modules that show text, comments left out.
fn source(folder: &Path, all: &mut BTreeSet<char>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source(&path, all);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let lines = text.lines().filter(|l| !l.trim_start().starts_with("//"));
            all.extend(lines.flat_map(str::chars));
        }
    }
}

/// A glyph that the fonts lack would show as a box: in the window without a word, in tests of the
/// window as a panic.
#[test]
fn every_character_shown_is_in_the_fonts() {
    let mut all = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["app", "draw", "scene", "analysis", "session"] {
        source(&root.join(folder), &mut all);
    }
    for model in zoo::registry() {
        let info = model.info();
        all.extend(info.name.chars().chain(info.source.chars()));
        for v in &info.variables {
            all.extend(
                [v.name, v.about, v.unit.symbol()]
                    .map(str::chars)
                    .into_iter()
                    .flatten(),
            );
        }
        for p in &info.parameters {
            let texts = [p.name, p.label, p.about, p.unit.symbol()];
            all.extend(texts.map(str::chars).into_iter().flatten());
        }
        for p in &info.presets {
            all.extend([p.id, p.about].map(str::chars).into_iter().flatten());
        }
    }
    // What later steps will want to show.
    all.extend("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻∞′″αβγδεζηθικλμνξπρστφχψωΓΔΘΛΞΠΣΦΨΩ−·×≤≥≈≠√∫±→←↑↓↔".chars());
    all.extend("■□●○◆◇▲△▶◀▼▽⏸⏹⏵⏭⏮⏯✕✓✗⟲⟳↺↻⌫⏎⌘…–—‘’“”\u{2009}\u{202F}\u{00A0}".chars());
    let mut fonts = Fonts::new(Default::default(), draw::fonts());
    let body = FontId::new(13.0, FontFamily::Proportional);
    assert!(!fonts.has_glyph(&body, '\u{1F3B2}'), "this test can fail");
    for family in [
        FontFamily::Proportional,
        FontFamily::Monospace,
        FontFamily::Name(draw::STRONG_FAMILY.into()),
    ] {
        let font = FontId::new(13.0, family);
        let missing: String = all
            .iter()
            .filter(|c| !c.is_control() && !fonts.has_glyph(&font, **c))
            .collect();
        assert_eq!(missing, "", "{font:?}");
    }
}
