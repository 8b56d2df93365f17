//! Every view of a session as a figure: that there is one, that it is the same each time, and that it does
//! not change unnoticed.
#![cfg(feature = "figures")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod golden_svg;

use golden_svg::{fontless, golden};
use nullcline::analysis::demo::run;
use nullcline::analysis::{FiringOptions, Problem, demonstrations};
use nullcline::draw::{self, FigureOptions};
use nullcline::export::{
    self, AnimationFormat, Figure, FileFormat, Moving, Page, View, ViewError, ViewOptions, bytes,
    figure,
};
use nullcline::job::Cancel;
use nullcline::model::Stimulus;
use nullcline::scene::{Item, Role, Scene};
use nullcline::session::{
    self, Command, Layer, Session, Sight, Stage, TrainChange, figure as embedded,
};
use proptest::prelude::*;

use std::sync::LazyLock;

fn session(source: &str, commands: &[Command]) -> Session {
    let mut session = Session::new(Problem::from_source(source).unwrap());
    for command in commands {
        session.apply(command).unwrap();
    }
    session
}

fn set(name: &str, value: f64) -> Command {
    let name = name.into();
    Command::Set { name, value }
}

fn stimulate(text: &str) -> Command {
    Command::Stimulate(Stimulus::parse(text).unwrap())
}

fn options(view: View) -> ViewOptions {
    ViewOptions {
        span: matches!(view, View::Trace).then_some(60.0),
        ..ViewOptions::default()
    }
}

fn drawn(session: &Session, view: View) -> Figure {
    figure(&Cancel::never(), session, &view, &options(view))
        .unwrap()
        .unwrap()
}

fn svg(figure: &Figure) -> Vec<u8> {
    let options = FigureOptions {
        columns: figure.columns,
        ..FigureOptions::default()
    };
    draw::figure(&figure.scenes, &options).unwrap()
}

/// Sessions of every kind of model, with a ghost, kept orbits and a stimulus.
fn sessions() -> Vec<(&'static str, Session)> {
    let ghost = [
        Command::Ghost(true),
        set("I", 95.0),
        Command::Keep([-20.0, 0.1]),
    ];
    let pulse = [stimulate("pulse(at=5,width=1,height=20)")];
    let neuron = [set("I", 10.0), Command::Train(TrainChange::OfNeuron(true))];
    vec![
        ("planar", session("morris-lecar/hopf", &ghost)),
        ("reset", session("izhikevich/rs", &neuron)),
        ("full", session("hodgkin-huxley/modern", &pulse)),
        ("line", session("persistent-sodium", &[])),
        ("threshold", session("leaky-integrate-and-fire", &[])),
        ("rates", session("wilson-cowan", &[])),
    ]
}

/// Views whose computation takes long are looked at where they are quick.
fn quick(name: &str, view: View) -> bool {
    view != View::Curves || name == "line"
}

/// What the views promise for a session they keep; the same session gives the same bytes, and so does the
/// session that comes out of the figure.
#[test]
fn every_view_of_every_session_is_a_figure_that_can_be_opened_and_drawn_again() {
    let mut seen: Vec<View> = vec![];
    for (name, session) in sessions() {
        for view in View::available(&session) {
            if !quick(name, view) {
                continue;
            }
            seen.push(view);
            let first = drawn(&session, view);
            for scene in &first.scenes {
                assert!(!scene.items.is_empty(), "{name}, {view:?}: an empty panel");
                for [lo, hi] in [scene.x.range, scene.y.range] {
                    assert!(lo < hi && (hi - lo).is_finite(), "{name}, {view:?}");
                }
            }
            let bytes = svg(&first);
            let options = options(view);
            let carried = export::remembering(&session, view, &options);
            let with = embedded::embed(bytes.clone(), &carried).unwrap();
            let opened = embedded::extract(&with).unwrap();
            assert!(opened.mentions.is_empty(), "{name}, {view:?}");
            assert_eq!(opened.session, carried, "{name}, {view:?}");
            assert_eq!(export::forgetting(&opened.session), session);
            // The figure opens as itself.
            let (view, again) = (View::of(&opened.session), ViewOptions::of(&opened.session));
            assert_eq!(again, options, "{name}, {view:?}");
            let again = figure(&Cancel::never(), &opened.session, &view, &again);
            let again = svg(&again.unwrap().unwrap());
            assert!(bytes == again, "{name}, {view:?}: another picture");
        }
    }
    for view in View::ALL {
        assert!(seen.contains(&view), "{view:?} was not looked at");
    }
}

#[test]
fn every_demonstration_has_its_figure() {
    for demo in demonstrations() {
        let found = drawn(&Session::default(), View::Demonstration(demo.id));
        let [first, rest @ ..] = &found.scenes[..] else {
            panic!("{}: nothing", demo.id);
        };
        assert_eq!(first.title, demo.title);
        let live = |item: &Item| match item {
            Item::Curve(c) => c.role == Role::Live,
            Item::Dot(d) => d.role == Role::Live,
            _ => false,
        };
        assert!(first.items.iter().any(live), "{}: no trial", demo.id);
        for stimulus in rest {
            assert_eq!(stimulus.x, first.x, "{}", demo.id);
        }
    }
    let none = figure(
        &Cancel::never(),
        &Session::default(),
        &View::Demonstration("all-or-none"),
        &ViewOptions {
            trial: Some(99),
            ..ViewOptions::default()
        },
    );
    assert!(matches!(none, Err(ViewError::NoTrial { given: 100, .. })));
}

/// Thousands of spikes in one picture are all there: a course keeps the peak of each.
#[test]
fn a_demonstration_loses_no_spike() {
    let all = demonstrations();
    let demo = all.iter().find(|d| d.id == "hysteresis").unwrap();
    let done = run(&Cancel::never(), demo).unwrap().unwrap();
    let spikes = done.trials[demo.telling()].spikes.len();
    assert!(spikes > 1000, "{spikes}");
    let found = drawn(&Session::default(), View::Demonstration(demo.id));
    let live = found.scenes[0].items.iter().find_map(|item| match item {
        Item::Curve(c) if c.role == Role::Live => Some(c),
        _ => None,
    });
    let points = &live.unwrap().points;
    let high = |p: &[f64; 2]| p[1] > 0.0;
    let peaks = points.windows(2).filter(|p| !high(&p[0]) && high(&p[1]));
    assert_eq!(peaks.count(), spikes);
}

/// The start of a kept orbit of a model with one variable lies on the curve of the panel's own parameters.
#[test]
fn a_comparison_puts_starts_where_each_set_has_them() {
    let session = session(
        "persistent-sodium",
        &[
            Command::Keep([-40.0, 0.0]),
            Command::Ghost(true),
            set("I", 60.0),
        ],
    );
    let found = drawn(&session, View::Compare);
    let sets = [session.ghost().unwrap(), session.problem().clone()];
    let starts = [0, 1].map(|k| {
        let mut items = found.scenes[k].items.iter();
        items.find_map(|item| match item {
            Item::Dot(d) if matches!(d.role, Role::Kept(_)) => Some(d.at),
            _ => None,
        })
    });
    for (start, set) in starts.iter().zip(&sets) {
        assert_eq!(*start, Some(set.project(&session.seeds()[0].state)));
    }
    assert_ne!(starts[0], starts[1]);
}

/// A course that is given up keeps the axis that was asked for, and the caption says where it ends.
#[test]
fn a_course_that_is_given_up_says_so() {
    let session = session(
        "izhikevich/rs",
        &[set("c", 29.999), set("I", 100.0), set("d", -1.0)],
    );
    let options = ViewOptions {
        span: Some(500.0),
        ..ViewOptions::default()
    };
    let found = figure(&Cancel::never(), &session, &View::Trace, &options);
    let found = found.unwrap().unwrap();
    let scene = &found.scenes[0];
    assert_eq!(scene.x.range, [0.0, 500.0]);
    assert!(scene.caption.contains("given up at"), "{}", scene.caption);
    assert!(scene.caption.contains("c = 29.999"), "{}", scene.caption);
}

/// Of a train that was followed only in part the rate says so, the axis is that of the whole time, and so is the
/// caption.
#[test]
fn a_train_that_is_given_up_says_so() {
    let session = session(
        "leaky-integrate-and-fire",
        &[
            set("V_reset", -50.000_000_1),
            set("t_ref", 0.0),
            set("I", 1000.0),
            Command::Train(TrainChange::OfNeuron(true)),
        ],
    );
    let found = drawn(&session, View::Spikes);
    let asked = 2.0 * session.train().poisson.duration;
    for scene in &found.scenes[..2] {
        assert_eq!(scene.x.range, [0.0, asked]);
    }
    assert!(found.scenes[0].title.contains(", in the first "));
    assert!(found.scenes[1].title.contains("known only up to"));
    let caption = &found.scenes[0].caption;
    assert!(caption.contains("could be followed only for"), "{caption}");
    assert!(caption.contains("Start: V = "), "{caption}");
    assert!(found.notes.iter().any(|n| n.contains("only for")));
}

/// Of many trials twenty are drawn, and the caption says so.
#[test]
fn a_raster_says_how_many_trials_it_shows() {
    let session = Session::default();
    let trials = session.train().poisson.trials;
    assert!(trials > 20);
    let found = drawn(&session, View::Spikes);
    let caption = &found.scenes[0].caption;
    let told = format!("20 of {trials} trials are drawn");
    assert!(caption.contains(&told), "{caption}");
}

/// Where no plane is shown no caption speaks of one, and a stimulus has its units.
#[test]
fn a_caption_of_a_course_is_about_the_cell_and_its_stimulus() {
    let pulse = [stimulate("pulse(at=5,width=1,height=20)")];
    let session = session("hodgkin-huxley/modern", &pulse);
    for view in [View::Trace, View::Membrane] {
        let found = drawn(&session, view);
        let caption = &found.scenes[0].caption;
        assert!(!caption.contains("The plane shows"), "{caption}");
        let units = "(times in ms, heights of I in µA/cm²)";
        assert!(caption.contains(units), "{caption}");
    }
    let plane = drawn(&session, View::Portrait);
    assert!(plane.scenes[0].caption.contains("The plane shows"));
}

/// Kept orbits live through the stimulus too: one that starts where the course does is the same course.
#[test]
fn kept_orbits_live_through_the_stimulus() {
    let start = Problem::from_source("morris-lecar/hopf").unwrap();
    let start = start.preset().initial.clone();
    let session = session(
        "morris-lecar/hopf",
        &[
            stimulate("pulse(at=5,width=5,height=200)"),
            Command::KeepState(start),
        ],
    );
    let found = drawn(&session, View::Trace);
    let course = |kept: bool| {
        let mut items = found.scenes[0].items.iter();
        items.find_map(|item| match item {
            Item::Curve(c) if matches!(c.role, Role::Kept(_)) == kept => Some(&c.points),
            _ => None,
        })
    };
    assert_eq!(course(true).unwrap(), course(false).unwrap());
}

/// Where the session is stands in diagrams and in the caption, unless it is outside the axes.
#[test]
fn diagrams_mark_the_present_value() {
    let vary = |range| Command::Vary {
        name: "I".into(),
        range: Some(range),
    };
    let at = |range| {
        drawn(
            &session("persistent-sodium", &[set("I", 7.5), vary(range)]),
            View::Diagram,
        )
    };
    let marked = |found: &Figure| {
        let mut items = found.scenes[0].items.iter();
        items.any(|i| matches!(i, Item::Level(l) if l.role == Role::Cursor && l.at == 7.5))
    };
    let inside = at([0.0, 20.0]);
    assert!(marked(&inside));
    let caption = &inside.scenes[0].caption;
    assert!(caption.contains("the present I = 7.5"), "{caption}");
    let outside = at([10.0, 20.0]);
    assert!(!marked(&outside));
    assert!(!outside.scenes[0].caption.contains("present"));
}

/// A cancelled figure is none.
#[test]
fn a_cancelled_view_is_nothing() {
    let cancel = Cancel::never();
    cancel.cancel();
    let session = session("morris-lecar/hopf", &[Command::Ghost(true)]);
    for view in [View::Portrait, View::Compare, View::Trace, View::Diagram] {
        let found = figure(&cancel, &session, &view, &ViewOptions::default());
        assert_eq!(found, Ok(None), "{view:?}");
    }
}

#[test]
fn what_a_session_has_not_is_told_in_a_sentence() {
    let planar = session("fitzhugh-nagumo", &[]);
    let sentence = |session: &Session, view| {
        let found = figure(&Cancel::never(), session, &view, &ViewOptions::default());
        found.unwrap_err().to_string()
    };
    for (view, part) in [
        (View::Compare, "--against"),
        (View::Fan, "one variable"),
        (View::Membrane, "not conductance-based"),
        (View::CurrentVoltage, "no steady current"),
        (View::Reduction, "no smaller model"),
    ] {
        let said = sentence(&planar, view);
        assert!(said.contains(part), "{view:?}: {said}");
        assert!(!View::available(&planar).contains(&view), "{view:?}");
    }
    let alone = session("van-der-pol", &[]);
    assert!(sentence(&alone, View::Curves).contains("single parameter"));
    let options = ViewOptions {
        span: Some(-1.0),
        ..ViewOptions::default()
    };
    let found = figure(&Cancel::never(), &planar, &View::Trace, &options);
    assert_eq!(found, Err(ViewError::Span(-1.0)));
    let options = ViewOptions {
        start: Some(vec![1.0]),
        ..ViewOptions::default()
    };
    let found = figure(&Cancel::never(), &planar, &View::Trace, &options);
    assert!(matches!(found, Err(ViewError::Start { given: 1, .. })));
}

/// Two parameter sets beside each other: in the same window, each panel headed by what the other has not.
#[test]
fn a_comparison_says_what_differs() {
    let session = session(
        "morris-lecar/hopf",
        &[Command::Ghost(true), set("I", 95.0), set("phi", 0.05)],
    );
    let found = drawn(&session, View::Compare);
    assert_eq!((found.columns, found.scenes.len()), (2, 2));
    let [left, right] = &found.scenes[..] else {
        panic!("two");
    };
    assert_eq!((&left.x, &left.y), (&right.x, &right.y));
    assert_eq!(right.title, "I = 95\u{2009}µA/cm², phi = 0.05\u{2009}/ms");
    assert!(left.title.starts_with("I = ") && left.title.contains("phi = 0.04"));
    assert!(left.caption.contains(&left.title), "{}", left.caption);
    // The portrait draws it behind, faint and without names.
    let portrait = drawn(&session, View::Portrait);
    let ghost = &portrait.scenes[0].ghost;
    let named = |i: &Item| matches!(i, Item::Curve(c) if c.label.is_some());
    assert!(ghost.len() > 2 && !ghost.iter().any(named));
    assert!(
        portrait.scenes[0]
            .caption
            .contains("Faint: the same at I = ")
    );
}

/// Captions state the model, its parameters with units, and what no parameter says.
#[test]
fn captions_tell_what_was_done() {
    let told = |session: &Session, view| drawn(session, view).scenes[0].caption.clone();
    let cell = session(
        "morris-lecar/hopf",
        &[stimulate("noise(strength=2)"), Command::Seed(7)],
    );
    let trace = told(&cell, View::Trace);
    for part in [
        "Morris-Lecar · hopf: I = ",
        "mS/cm²",
        "Start: V = ",
        "Stimulus: noise(",
        "seed 7",
    ] {
        assert!(trace.contains(part), "{part}: {trace}");
    }
    let train = told(&Session::default(), View::Spikes);
    assert!(
        train.contains("rate 100\u{2009}Hz") && train.contains("seed 1"),
        "{train}"
    );
    let unit = told(&Session::default(), View::Unit);
    assert!(unit.contains("bias 5"), "{unit}");
}

#[test]
fn a_session_shows_what_was_looked_at_last() {
    let of = |source: &str, commands: &[Command]| View::of(&session(source, commands));
    assert_eq!(of("morris-lecar", &[]), View::Portrait);
    for view in [View::Firing, View::Curves, View::Membrane, View::Trace] {
        let look = Command::Look(view.sight().unwrap());
        assert_eq!(of("morris-lecar", &[look]), view);
    }
    let time = Command::Look(Sight::Time);
    assert_eq!(of("leaky-integrate-and-fire", &[time]), View::Fan);
    for (stage, view) in [
        (Stage::SpikeTrain, View::Spikes),
        (Stage::ArtificialNeuron, View::Unit),
        (Stage::Twin, View::Twin),
    ] {
        assert_eq!(view.stage(), stage);
        assert_eq!(of("morris-lecar", &[Command::Enter(stage)]), view);
    }
    for view in View::ALL {
        assert_eq!(View::named(view.name()), Some(view));
    }
}

/// The ruler is drawn where the layer is shown, from the start that is given.
#[test]
fn a_portrait_has_its_ruler() {
    let ruler = Command::Show {
        layer: Layer::Ruler,
        on: true,
    };
    let session = session("persistent-sodium-potassium/high-threshold", &[ruler]);
    let ruled = |scene: &Scene| {
        let curves = scene.items.iter();
        curves
            .filter(|i| matches!(i, Item::Curve(c) if c.role == Role::Ruler))
            .count()
    };
    assert_eq!(ruled(&drawn(&session, View::Portrait).scenes[0]), 1);
    let hidden = session::Session::new(session.problem().clone());
    assert_eq!(ruled(&drawn(&hidden, View::Portrait).scenes[0]), 0);
}

/// One figure of every view, as it was looked at.
#[test]
fn views_look_as_they_did() {
    let plain = Command::Show {
        layer: Layer::Field,
        on: false,
    };
    let pulse = stimulate("pulse(at=5,width=1,height=20)");
    let membrane = session(
        "hodgkin-huxley/modern",
        &[plain.clone(), set("I", 0.0), pulse],
    );
    let ghost = [
        plain.clone(),
        Command::Ghost(true),
        set("I", 95.0),
        Command::Keep([-20.0, 0.1]),
        Command::Show {
            layer: Layer::Ruler,
            on: true,
        },
    ];
    let planar = session("morris-lecar/hopf", &ghost);
    let line = session("persistent-sodium", &[]);
    let train = [set("I", 95.0), Command::Train(TrainChange::OfNeuron(true))];
    let train = session("morris-lecar/hopf", &train);
    let reduced = session("hodgkin-huxley", &[plain]);
    for (name, session, view) in [
        ("portrait", &planar, View::Portrait),
        ("compare", &planar, View::Compare),
        ("trace", &membrane, View::Trace),
        ("fan", &line, View::Fan),
        ("diagram", &planar, View::Diagram),
        ("firing", &planar, View::Firing),
        ("curves", &line, View::Curves),
        ("membrane", &membrane, View::Membrane),
        ("current-voltage", &line, View::CurrentVoltage),
        ("reduction", &reduced, View::Reduction),
        ("spikes", &train, View::Spikes),
        ("unit", &planar, View::Unit),
        ("demo", &planar, View::Demonstration("all-or-none")),
    ] {
        let options = ViewOptions {
            span: (view == View::Trace || view == View::Membrane).then_some(30.0),
            firing: FiringOptions { points: 21 },
            ..ViewOptions::default()
        };
        let found = figure(&Cancel::never(), session, &view, &options);
        golden(
            &format!("view-{name}"),
            &fontless(svg(&found.unwrap().unwrap())),
        );
    }
}

/// Every view of every kind of session, in every format; what carries the session gives it back.
#[test]
fn every_view_exports_in_every_format() {
    let page = Page {
        size: [400, 300],
        ..Page::default()
    };
    let mut count = 0;
    for (name, session) in sessions() {
        for view in View::available(&session) {
            let figure = drawn(&session, view);
            for format in FileFormat::ALL {
                let bytes = bytes(&figure, &session, format, &page).unwrap();
                let what = format!("{name}, {}, {}", view.name(), format.name());
                assert!(bytes.len() > 100, "{what}");
                assert_eq!(
                    bytes,
                    export::bytes(&figure, &session, format, &page).unwrap()
                );
                if format.carries_session() {
                    let opened = session::disk::open_bytes(&bytes).unwrap();
                    assert_eq!(opened.session, session, "{what}");
                }
                count += 1;
            }
        }
    }
    assert!(count > 200, "{count}");
}

/// An animation stands still but for what moves: all pictures of a drag over the onset of firing have one legend,
/// with the cycle that only the last ones show.
#[test]
fn a_drag_is_an_animation_of_any_view() {
    let at = |current| session("persistent-sodium-potassium", &[set("I", current)]);
    let drag = [at(4.0), at(4.5), at(5.0)];
    let frames: Vec<&Session> = drag.iter().collect();
    let options = ViewOptions::default();
    for view in [View::Portrait, View::Trace] {
        let moving = Moving {
            frames: &frames,
            view,
            options: &options,
            format: AnimationFormat::Gif,
            page: &Page {
                size: [300, 200],
                ..Page::default()
            },
        };
        let mut parts = vec![];
        let made = export::animation(&Cancel::never(), &moving, &mut |part| parts.push(part));
        let made = made.unwrap().unwrap();
        assert!(made.starts_with(b"GIF89a"));
        assert!(parts.is_sorted() && parts.last() == Some(&1.0), "{parts:?}");
        let cancel = Cancel::never().renew();
        cancel.cancel();
        let stopped = export::animation(&cancel, &moving, &mut |_| ()).unwrap();
        assert!(stopped.is_none());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A figure of any format that carries the session, with bytes changed, cut off or doubled: it is refused with a
    /// sentence, or opens as the session that was in it.
    #[test]
    fn a_damaged_figure_opens_as_what_it_was_or_not_at_all(
        which in 0..5_usize,
        places in prop::collection::vec((0.0..1.0_f64, any::<u8>()), 1..6),
        cut in prop::option::of(0.0..1.0_f64),
    ) {
        static FILES: LazyLock<(Session, Vec<Vec<u8>>)> = LazyLock::new(|| {
            let session = session("fitzhugh-nagumo", &[set("I", 0.5)]);
            let figure = drawn(&session, View::Trace);
            let page = Page { size: [300, 200], ..Page::default() };
            let carriers = FileFormat::ALL.into_iter().filter(|f| f.carries_session());
            let files = carriers.map(|f| bytes(&figure, &session, f, &page).unwrap());
            let files = files.collect();
            (session, files)
        });
        let (session, files) = &*FILES;
        let mut damaged = files[which].clone();
        for (place, byte) in places {
            let k = (place * damaged.len() as f64) as usize;
            damaged[k] = byte;
        }
        if let Some(part) = cut {
            damaged.truncate((part * damaged.len() as f64) as usize);
        }
        match session::disk::open_bytes(&damaged) {
            Ok(opened) => prop_assert_eq!(&opened.session, session),
            Err(why) => prop_assert!(why.to_string().len() > 20, "{}", why),
        }
    }
}
