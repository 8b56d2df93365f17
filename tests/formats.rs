//! Figures as files: every format says what is drawn, survives whatever is in a scene, and carries its
//! session.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use nullcline::analysis::{PortraitOptions, Problem, portrait::portrait};
#[cfg(feature = "figures")]
use nullcline::draw;
use nullcline::export::{Figure, FileFormat, Page, bytes};
use nullcline::job::Cancel;
use nullcline::scene::{
    self, Align, Arrow, Axis, Band, Bars, Curve, Dot, EventKind, EventMark, Glyph, Item, Jump, Key,
    Kind, Layers, Level, Mark, Raster, Role, Scene, Special, Stream, Text, Theme, Trail,
};
use nullcline::session::{Session, disk};
use std::path::Path;
use std::process::Command;

/// A name that is harmful in one format or another.
const HOSTILE: &str =
    "\\end{document} %\\input{x} $_^~&# \"q\" 'a' <b> ]]> ,;{}[] \n\r\t\u{0} (a) é µ² 😀 \u{202e}";

fn figure(scenes: Vec<Scene>) -> Figure {
    Figure {
        scenes,
        columns: 1,
        notes: vec![],
    }
}

fn problem() -> Problem {
    Problem::from_source("morris-lecar/homoclinic").unwrap()
}

fn morris_lecar() -> Figure {
    let problem = problem();
    let found = portrait(&Cancel::never(), &problem, &PortraitOptions::default());
    let found = found.unwrap().unwrap();
    figure(vec![scene::portrait(&problem, &found, &Layers::default())])
}

/// The formats that this build writes.
fn formats() -> impl Iterator<Item = FileFormat> {
    let drawn = cfg!(feature = "figures");
    FileFormat::ALL.into_iter().filter(move |f| {
        drawn || matches!(f, FileFormat::Tikz | FileFormat::Csv | FileFormat::Json)
    })
}

fn write(figure: &Figure, format: FileFormat) -> Vec<u8> {
    let page = Page {
        size: [800, 600],
        ..Page::default()
    };
    bytes(figure, &Session::new(problem()), format, &page).unwrap()
}

fn text(figure: &Figure, format: FileFormat) -> String {
    String::from_utf8(write(figure, format)).unwrap()
}

/// Something of everything.
fn everything() -> Scene {
    let curve = |role, closed| {
        Item::Curve(Curve {
            role,
            points: vec![[0.1, 0.2], [0.5, 0.9], [0.8, 0.3]],
            closed,
            label: Some("a_b".into()),
        })
    };
    let mut scene = Scene::empty(
        Axis::new("V", "mV", [0.0, 1.0]),
        Axis::new("n_inf", "", [0.0, 1.0]),
    );
    scene.caption = "Everything: g_Na = 1 mS/cm²".into();
    scene.title = "heading".into();
    scene.ghost = vec![curve(Role::FirstNullcline, false)];
    scene.items = vec![
        Item::Raster(Raster {
            x: [0.0, 1.0],
            y: [0.0, 1.0],
            cells: [2, 2],
            labels: vec![0, 1, -1, 1],
            roles: vec![Role::Basin(0), Role::Basin(1)],
        }),
        Item::Arrow(Arrow {
            at: [0.5, 0.5],
            slope: [1.0, -2.0],
            opacity: 0.5,
        }),
        Item::Stream(Stream {
            points: vec![[0.0, 0.0], [1.0, 1.0]],
        }),
        Item::Level(Level {
            at: 0.4,
            vertical: true,
            role: Role::Cursor,
            label: "I = 4".into(),
        }),
        Item::Band(Band {
            range: [0.2, 0.6],
            role: Role::Chosen,
            label: "chosen".into(),
        }),
        Item::Text(Text {
            at: [0.5, 0.5],
            align: Align::Centre,
            role: Role::Text,
            text: "words".into(),
        }),
        Item::Bars(Bars {
            role: Role::Sample,
            bars: vec![[0.0, 0.1, 0.5], [0.1, 0.2, 0.25]],
        }),
        curve(Role::StableCycle, true),
        Item::Jump(Jump {
            role: Role::Live,
            from: [0.9, 0.9],
            to: [0.1, 0.1],
        }),
        Item::Trail(Trail {
            role: Role::Live,
            points: (0..100).map(|k| [f64::from(k) / 100.0, 0.3]).collect(),
        }),
        Item::Dot(Dot {
            role: Role::Live,
            at: [0.3, 0.3],
        }),
        Item::Special(Special {
            at: [0.7, 0.7],
            label: "cusp".into(),
        }),
    ];
    for (k, kind) in [
        Kind::StableNode,
        Kind::UnstableNode,
        Kind::StableFocus,
        Kind::UnstableFocus,
        Kind::Saddle,
        Kind::Centre,
        Kind::SaddleNode,
        Kind::Degenerate,
    ]
    .into_iter()
    .enumerate()
    {
        let at = [0.1 * k as f64, 0.6];
        let label = Some(kind.name().into());
        scene.items.push(Item::Glyph(Glyph { at, kind, label }));
        scene.legend.push(Key {
            mark: Mark::Glyph(kind),
            text: kind.name().into(),
        });
    }
    for (k, kind) in [
        EventKind::SaddleNode,
        EventKind::SaddleNodeOnInvariantCircle,
        EventKind::SupercriticalHopf,
        EventKind::SubcriticalHopf,
        EventKind::DegenerateHopf,
        EventKind::FoldOfCycles,
        EventKind::Homoclinic,
        EventKind::PeriodDoubling,
        EventKind::BranchPoint,
    ]
    .into_iter()
    .enumerate()
    {
        let at = [0.1 * k as f64, 0.8];
        let label = None;
        scene.items.push(Item::Event(EventMark { at, kind, label }));
    }
    for (mark, text) in [
        (Mark::Line(Role::StableCycle), "line"),
        (Mark::Dot(Role::Live), "dot"),
        (Mark::Area(Role::Basin(0)), "area"),
        (Mark::Arrow, "arrow"),
    ] {
        let text = text.into();
        scene.legend.push(Key { mark, text });
    }
    scene
}

/// What no picture should break on: no numbers, endless ones, empty curves, axes without width.
fn broken() -> Vec<Scene> {
    let (nan, inf) = (f64::NAN, f64::INFINITY);
    let ranges = [
        [0.0, 0.0],
        [1.0, -1.0],
        [nan, 1.0],
        [-inf, inf],
        [-f64::MAX, f64::MAX],
        [0.0, 5e-324],
        [1e15, 1e15 + 1.0],
        [0.0, 1.0],
    ];
    let hostile = |range| {
        let mut scene = everything();
        scene.x = Axis::new(HOSTILE, HOSTILE, range);
        scene.y = Axis::new(HOSTILE, HOSTILE, range);
        (scene.caption, scene.title) = (HOSTILE.into(), HOSTILE.into());
        let points = vec![
            vec![],
            vec![[nan, nan]; 3],
            vec![[0.5, 0.5]],
            vec![[0.5, 0.5]; 4],
            vec![
                [-inf, inf],
                [0.5, 0.5],
                [inf, nan],
                [1e300, -1e300],
                [0.1, 0.1],
            ],
        ];
        for points in points {
            for closed in [false, true] {
                scene.items.push(Item::Curve(Curve {
                    role: Role::Kept(7),
                    points: points.clone(),
                    closed,
                    label: Some(HOSTILE.into()),
                }));
            }
            scene.items.push(Item::Stream(Stream { points }));
        }
        for at in [[nan, 0.0], [inf, -inf], [1e300, 0.0]] {
            let (role, slope) = (Role::Live, at);
            let (kind, label) = (Kind::Saddle, Some(HOSTILE.into()));
            let opacity = f32::NAN;
            scene.items.extend([
                Item::Dot(Dot { role, at }),
                Item::Glyph(Glyph { at, kind, label }),
                Item::Arrow(Arrow { at, slope, opacity }),
                Item::Arrow(Arrow {
                    at: [0.5, 0.5],
                    slope,
                    opacity,
                }),
                Item::Jump(Jump {
                    role,
                    from: at,
                    to: [0.5, 0.5],
                }),
            ]);
        }
        scene.items.push(Item::Bars(Bars {
            role: Role::Sample,
            bars: vec![[nan, 1.0, 2.0], [0.0, inf, 1.0], [0.0, 0.1, -inf]],
        }));
        scene.items.push(Item::Band(Band {
            range: [nan, inf],
            role: Role::Chosen,
            label: HOSTILE.into(),
        }));
        scene.items.push(Item::Raster(Raster {
            x: [nan, inf],
            y: [0.0, 0.0],
            cells: [3, usize::MAX],
            labels: vec![0, 9, -4],
            roles: vec![Role::Basin(0)],
        }));
        scene
    };
    ranges.into_iter().map(hostile).collect()
}

/// Environments and braces of a document, comments and escaped signs left out.
fn assert_balanced(document: &str) {
    let (mut depth, mut open) = (0_i64, vec![]);
    for line in document.lines() {
        let plain = line
            .replace("\\\\", "")
            .replace("\\%", "")
            .replace("\\{", "")
            .replace("\\}", "");
        let plain = plain.split('%').next().unwrap();
        for c in plain.chars() {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            assert!(depth >= 0, "{line}");
        }
        let name = |rest: &str| rest.split('}').next().unwrap().to_owned();
        if let Some(rest) = plain.strip_prefix("\\begin{") {
            open.push(name(rest));
        } else if let Some(rest) = plain.strip_prefix("\\end{") {
            assert_eq!(open.pop(), Some(name(rest)), "{line}");
        }
    }
    assert_eq!((depth, open.len()), (0, 0));
}

/// Compiles a document where there is a TeX with what it needs; says how it failed.
fn compile(name: &str, document: &str) -> Option<Result<(), String>> {
    let found = Command::new("kpsewhich")
        .args(["standalone.cls", "pgfplots.sty"])
        .output();
    let found = found.is_ok_and(|o| o.stdout.iter().filter(|b| **b == b'\n').count() == 2);
    if !found {
        return None;
    }
    let folder = std::env::temp_dir().join(format!("nullcline-tex-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("figure.tex"), document).unwrap();
    let run = Command::new("pdflatex")
        .args(["-interaction=nonstopmode", "-halt-on-error", "figure.tex"])
        .current_dir(&folder)
        .output()
        .unwrap();
    let made = folder.join("figure.pdf").is_file();
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    std::fs::remove_dir_all(&folder).unwrap();
    Some(if run.status.success() && made {
        Ok(())
    } else {
        Err(said)
    })
}

#[test]
fn endings_name_formats_and_formats_endings() {
    for format in FileFormat::ALL {
        let path = format!("a.b/figure.{}", format.ending().to_uppercase());
        assert_eq!(FileFormat::of(Path::new(&path)), Some(format));
    }
    for other in ["figure", "figure.jpg", "svg", ".png"] {
        assert_eq!(FileFormat::of(Path::new(other)), None, "{other}");
    }
}

/// The session in a file is the one that was given, and writing it again gives the same bytes.
#[test]
fn every_format_but_tables_carries_its_session() {
    let figure = morris_lecar();
    let mut problem = problem();
    problem.set("I", 39.5).unwrap();
    let session = Session::new(problem);
    for format in formats() {
        let page = Page::default();
        let file = bytes(&figure, &session, format, &page).unwrap();
        assert_eq!(
            bytes(&figure, &session, format, &page).unwrap(),
            file,
            "{format:?}"
        );
        let opened = disk::open_bytes(&file);
        assert_eq!(opened.is_ok(), format.carries_session(), "{format:?}");
        if let Ok(opened) = opened {
            assert_eq!(opened.session, session, "{format:?}");
            assert!(opened.mentions.is_empty(), "{format:?}");
        }
    }
}

#[test]
fn no_scene_breaks_a_format() {
    let scenes = broken();
    for format in formats() {
        for scene in &scenes {
            let file = write(&figure(vec![scene.clone()]), format);
            assert!(!file.is_empty());
        }
        write(&figure(scenes.clone()), format);
        write(&figure(vec![]), format);
    }
}

/// JSON knows no NaN, and a reader of XML no control characters.
#[test]
fn what_is_written_can_be_read() {
    for scene in broken() {
        let figure = figure(vec![scene]);
        let json: serde_json::Value =
            serde_json::from_str(&text(&figure, FileFormat::Json)).unwrap();
        assert_eq!(json["caption"], HOSTILE);
        let table = text(&figure, FileFormat::Csv);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        for row in reader.records() {
            for number in row.unwrap().iter().skip(3).take(4) {
                assert!(number.is_empty() || number.parse::<f64>().unwrap().is_finite());
            }
        }
        assert_balanced(&text(&figure, FileFormat::Tikz));
    }
}

/// Points of all curves, from the table and from the document, are those of the scene to the last bit.
#[test]
fn numbers_read_back_to_the_last_bit() {
    let figure = morris_lecar();
    let points: Vec<[f64; 2]> = figure.scenes[0]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Curve(c) if c.role == Role::FirstNullcline => Some(&c.points),
            _ => None,
        })
        .flatten()
        .copied()
        .filter(|p| p.iter().all(|c| c.is_finite()))
        .collect();
    assert!(points.len() > 50);
    let table = text(&figure, FileFormat::Csv);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let read: Vec<[f64; 2]> = reader
        .records()
        .map(|row| row.unwrap())
        .filter(|row| &row[1] == "first nullcline" && !row[3].is_empty())
        .map(|row| [row[3].parse().unwrap(), row[4].parse().unwrap()])
        .collect();
    assert_eq!(read, points);
    let json = text(&figure, FileFormat::Json);
    for [x, y] in points {
        let pair = format!("[{},{}]", serde_json::json!(x), serde_json::json!(y));
        assert!(json.contains(&pair), "{pair}");
    }
}

/// A curve of a million points, its noise as high as the picture, becomes a document that TeX can hold.
#[test]
fn a_million_points_are_thinned() {
    let mut scene = everything();
    let noise = |k: u32| f64::from(k.wrapping_mul(2_654_435_761) >> 8) / f64::from(1 << 24);
    scene.items.push(Item::Curve(Curve {
        role: Role::Live,
        points: (0..1_000_000)
            .map(|k| [f64::from(k) / 1e6, noise(k)])
            .collect(),
        closed: false,
        label: Some("noise".into()),
    }));
    let document = text(&figure(vec![scene]), FileFormat::Tikz);
    assert!(document.len() < 1_000_000, "{}", document.len());
    if let Some(result) = compile("million", &document) {
        result.unwrap();
    }
}

#[test]
fn documents_compile_where_there_is_a_tex() {
    let mut two = figure(vec![everything(), everything(), everything()]);
    two.columns = 2;
    let mut hostile = broken();
    let figures = [
        ("portrait", morris_lecar()),
        ("everything", figure(vec![everything()])),
        ("columns", two),
        ("hostile", figure(vec![hostile.pop().unwrap()])),
        ("ranges", figure(hostile)),
        ("nothing", figure(vec![])),
    ];
    for (name, figure) in figures {
        for theme in [Theme::Print, Theme::Dark] {
            let page = Page {
                theme,
                ..Page::default()
            };
            let session = Session::new(problem());
            let file = bytes(&figure, &session, FileFormat::Tikz, &page).unwrap();
            let document = String::from_utf8(file).unwrap();
            assert_balanced(&document);
            if let Some(Err(said)) = compile(name, &document) {
                let told: Vec<&str> = said.lines().filter(|l| l.starts_with(['!', 'l'])).collect();
                panic!("{name} {theme:?}: {}", told.join("\n"));
            }
        }
    }
}

#[cfg(feature = "figures")]
mod drawn {
    use super::*;
    use nullcline::draw::{
        Animation, AnimationError, AnimationFormat, AnimationOptions, animation::MOST_FRAMES,
    };

    /// Parts of a PDF, as ISO 32000 names them: one page of 800×600 CSS pixels, an embedded font with a map
    /// from its glyphs to Unicode, the caption as title; no date.
    #[test]
    fn a_pdf_has_its_page_its_font_and_its_title() {
        let file = write(&morris_lecar(), FileFormat::Pdf);
        let seen = String::from_utf8_lossy(&file);
        assert!(seen.starts_with("%PDF-1.") && seen.trim_end().ends_with("%%EOF"));
        for part in [
            "/MediaBox[0 0 600 450]",
            "/FontFile3",
            "/ToUnicode",
            "/Title",
            "/Count 1",
        ] {
            assert!(seen.contains(part), "{part}");
        }
        assert!(!seen.contains("Date") && file.len() < 100_000);
    }

    fn options(format: AnimationFormat, frames: usize) -> AnimationOptions {
        AnimationOptions {
            size: [200, 150],
            theme: Theme::Light,
            delay: 40,
            frames,
            format,
        }
    }

    /// A state that moves from left to right.
    fn frame(k: usize) -> Scene {
        let axis = || Axis::new("x", "", [0.0, 1.0]);
        let mut scene = Scene::empty(axis(), axis());
        let at = [0.2 + 0.2 * k as f64, 0.5];
        let role = Role::Live;
        scene.items.push(Item::Dot(Dot { role, at }));
        scene
    }

    fn animated(format: AnimationFormat) -> Vec<u8> {
        let mut animation = Animation::new(&options(format, 3)).unwrap();
        for k in 0..3 {
            animation.add(&[frame(k)], 1).unwrap();
        }
        animation.finish().unwrap()
    }

    /// What a player shows after the last frame is the last picture, as a still figure draws it.
    #[test]
    fn a_gif_shows_the_pictures_in_turn() {
        let file = animated(AnimationFormat::Gif);
        assert_eq!(animated(AnimationFormat::Gif), file);
        let mut reading = gif::DecodeOptions::new();
        reading.set_color_output(gif::ColorOutput::RGBA);
        let mut reader = reading.read_info(file.as_slice()).unwrap();
        assert_eq!((reader.width(), reader.height()), (200, 150));
        let mut shown = vec![0_u8; 200 * 150 * 4];
        let mut delays = vec![];
        while let Some(part) = reader.read_next_frame().unwrap() {
            delays.push(part.delay);
            let [left, top, width] = [part.left, part.top, part.width].map(usize::from);
            for (k, pixel) in part.buffer.chunks(4).enumerate() {
                if pixel[3] > 0 {
                    let at = ((top + k / width) * 200 + left + k % width) * 4;
                    shown[at..at + 4].copy_from_slice(pixel);
                }
            }
        }
        assert_eq!(delays, [4, 4, 104]);
        let page = Page {
            size: [200, 150],
            theme: Theme::Light,
            ..Page::default()
        };
        let still = figure(vec![frame(2)]);
        let still = bytes(&still, &Session::new(problem()), FileFormat::Png, &page).unwrap();
        let still = image::load_from_memory(&still).unwrap().to_rgba8();
        // A dot and its axes have fewer colours than a palette.
        assert!(still.as_raw() == &shown);
    }

    #[test]
    fn an_animated_png_has_its_frames() {
        let file = animated(AnimationFormat::Apng);
        assert_eq!(animated(AnimationFormat::Apng), file);
        let reader = png::Decoder::new(std::io::Cursor::new(&file))
            .read_info()
            .unwrap();
        let control = reader.info().animation_control().unwrap();
        assert_eq!((control.num_frames, control.num_plays), (3, 0));
        let starts = file.windows(4).filter(|w| w == b"fcTL").count();
        assert_eq!(starts, 3);
    }

    #[test]
    fn animations_outside_their_bounds_are_refused() {
        let usual = options(AnimationFormat::Gif, 3);
        let refused = |o: AnimationOptions| Animation::new(&o).err().unwrap();
        assert_eq!(
            refused(AnimationOptions {
                size: [1601, 9],
                ..usual
            }),
            AnimationError::Size(1601, 9)
        );
        let many = MOST_FRAMES + 1;
        assert_eq!(
            refused(AnimationOptions {
                frames: many,
                ..usual
            }),
            AnimationError::Frames(many)
        );
        assert_eq!(
            refused(AnimationOptions { delay: 5, ..usual }),
            AnimationError::Delay(5)
        );
        let mut short = Animation::new(&options(AnimationFormat::Apng, 2)).unwrap();
        short.add(&[frame(0)], 1).unwrap();
        let missing = AnimationError::Count {
            given: 1,
            announced: 2,
        };
        assert_eq!(short.finish().err().unwrap(), missing);
    }
}

/// A PNG says how large it is on paper: 96 points to an inch, which is 3780 to a metre, and twice as many pixels at
/// twice the scale.
#[cfg(feature = "figures")]
#[test]
fn a_png_says_how_large_it_is_on_paper() {
    for (pixels_per_point, per_metre) in [(1.0, 3780_u32), (2.0, 7559)] {
        let page = Page {
            size: [300, 200],
            pixels_per_point,
            ..Page::default()
        };
        let png = bytes(
            &morris_lecar(),
            &Session::new(problem()),
            FileFormat::Png,
            &page,
        );
        let png = png.unwrap();
        let at = png.windows(4).position(|w| w == b"pHYs").unwrap();
        let mut expected = [per_metre.to_be_bytes(), per_metre.to_be_bytes()].concat();
        expected.push(1);
        assert_eq!(png[at + 4..at + 13], expected);
        assert_eq!(
            draw::read_png(&png).unwrap().size[0] as f32,
            300.0 * pixels_per_point
        );
    }
}

/// A table says what an area means, once, and calls the steady current by its name.
#[test]
fn a_table_says_what_areas_mean() {
    let axis = || Axis::new("I", "", [0.0, 2.0]);
    let mut scene = Scene::empty(axis(), axis());
    scene.items.push(Item::Raster(Raster {
        x: [0.0, 2.0],
        y: [0.0, 2.0],
        cells: [2, 2],
        labels: vec![0, 0, 0, -1],
        roles: vec![Role::Regime(2)],
    }));
    scene.legend.push(Key {
        mark: Mark::Area(Role::Regime(2)),
        text: "rest or firing".into(),
    });
    let table = text(&figure(vec![scene]), FileFormat::Csv);
    assert_eq!(table.matches("rest or firing").count(), 1, "{table}");
    let cell = Problem::from_source("persistent-sodium").unwrap();
    let found = portrait(&Cancel::never(), &cell, &PortraitOptions::default());
    let steady = scene::line::current_voltage(&cell, &found.unwrap().unwrap()).unwrap();
    let table = text(&figure(vec![steady]), FileFormat::Csv);
    assert!(
        table.contains(",steady current,") && !table.contains(",text,"),
        "{table}"
    );
}
