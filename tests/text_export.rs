//! Figures of a window in Chinese: every word in them is Chinese, in every view and form.
#![cfg(feature = "figures")]
mod chinese;

use chinese::{is_english, names};
use nullcline::analysis::{Problem, demonstrations};
use nullcline::export::{self, FileFormat, Page, View, ViewOptions, figure};
use nullcline::job::Cancel;
use nullcline::model::Stimulus;
use nullcline::session::{Command, Session, TrainChange, TwinChange};
use nullcline::text::{Language, speaking};
use std::collections::BTreeSet;

fn session(source: &str, commands: &[Command]) -> Session {
    let mut session = Session::new(Problem::from_source(source).expect("it exists"));
    for command in commands {
        session.apply(command).expect("a good command");
    }
    session
}

/// A figure as a file, by a window in Chinese.
fn file(session: &Session, view: View, format: FileFormat) -> Vec<u8> {
    speaking(Language::Chinese, || {
        let options = ViewOptions {
            span: matches!(view, View::Trace).then_some(60.0),
            ..ViewOptions::default()
        };
        let found = figure(&Cancel::never(), session, &view, &options);
        let found = found.expect("a view").expect("not cancelled");
        export::bytes(&found, session, format, &Page::default()).expect("a file")
    })
}

/// What is written in an SVG figure, line by line.
fn written(svg: &[u8]) -> BTreeSet<String> {
    let svg = String::from_utf8_lossy(svg);
    let texts = svg.split("<text ").skip(1);
    let texts = texts.filter_map(|t| t.split_once('>')?.1.split_once("</text>"));
    texts
        .map(|(text, _)| text.replace("&lt;", "<").replace("&gt;", ">"))
        .collect()
}

fn english(session: &Session, view: View, names: &BTreeSet<String>) -> Vec<String> {
    let all = written(&file(session, view, FileFormat::Svg));
    assert!(!all.is_empty(), "{view:?}");
    let english = all.into_iter().filter(|text| is_english(text, names));
    english
        .map(|text| format!("{}, {view:?}: {text}", session.problem().model().info().id))
        .collect()
}

#[test]
fn every_view_is_chinese() {
    let set = |name: &str, value| Command::Set {
        name: name.into(),
        value,
    };
    let stimulate = |text| Command::Stimulate(Stimulus::parse(text).expect("a stimulus"));
    let sessions = [
        session(
            "morris-lecar/hopf",
            &[
                Command::Ghost(true),
                set("I", 95.0),
                Command::Keep([-20.0, 0.1]),
            ],
        ),
        session(
            "izhikevich/rs",
            &[set("I", 10.0), Command::Train(TrainChange::OfNeuron(true))],
        ),
        session(
            "hodgkin-huxley/modern",
            &[stimulate("pulse(at=5,width=1,height=20)")],
        ),
        session("persistent-sodium", &[]),
        session("leaky-integrate-and-fire", &[]),
        session("wilson-cowan", &[]),
    ];
    // A twin from little data is trained at once.
    let sessions = sessions.map(|mut session| {
        let short = Command::Twin(TwinChange::Seconds(12.0));
        session.apply(&short).expect("possible");
        session
    });
    let (names, mut found, mut seen) = (names(), vec![], BTreeSet::new());
    for session in &sessions {
        let line = session.problem().scales().len() == 1;
        let views = speaking(Language::Chinese, || View::available(session));
        for view in views {
            // Computed in seconds only where there is one variable.
            if view != View::Curves || line {
                found.extend(english(session, view, &names));
                seen.insert(view.name());
            }
        }
    }
    assert_eq!(seen.len(), View::ALL.len(), "{seen:?}");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_demonstration_is_chinese() {
    let names = names();
    let found: Vec<String> = demonstrations()
        .iter()
        .flat_map(|demo| english(&Session::default(), View::Demonstration(demo.id), &names))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// A LaTeX figure keeps the characters, loads the package that typesets them, and says which engines do; an English
/// one is as it was.
#[test]
fn latex_typesets_chinese() {
    let session = Session::default();
    let chinese = file(&session, View::Portrait, FileFormat::Tikz);
    let chinese = String::from_utf8(chinese).expect("UTF-8");
    assert!(chinese.contains("零倾线"));
    assert!(chinese.contains("{ctex}") && !chinese.contains("{inputenc}"));
    assert!(
        !chinese.contains("[U+"),
        "a character is named by its number"
    );
    let options = ViewOptions::default();
    let found = figure(&Cancel::never(), &session, &View::Portrait, &options);
    let found = found.expect("a view").expect("not cancelled");
    let english = export::bytes(&found, &session, FileFormat::Tikz, &Page::default());
    let english = String::from_utf8(english.expect("a file")).expect("UTF-8");
    assert!(!english.contains("{ctex}") && english.contains("{inputenc}"));
}
