//! Undo and redo of everything: after every kind of command the exact session comes back.
mod sessions;

use nullcline::analysis::Window;
use nullcline::model::Stimulus;
use nullcline::session::{Command, Gesture, History, Remembered, Session, UnitChange};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn begin() -> History {
    History::new(Session::default())
}

fn set(name: &str, value: f64) -> Command {
    let name = name.into();
    Command::Set { name, value }
}

fn drag(history: &mut History, name: &str, values: impl IntoIterator<Item = f64>) {
    for value in values {
        history
            .apply(&set(name, value), Gesture::Drag)
            .expect("finite");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// One command of each kind after random others: refused without a trace, or undone and redone
    /// exactly.
    #[test]
    fn every_kind_of_command_is_undone_exactly(
        before in prop::collection::vec(sessions::dice(), 0..12),
        dice in sessions::dice(),
    ) {
        let mut history = begin();
        for dice in &before {
            let command = sessions::command(history.session(), dice);
            let _ = history.apply(&command, Gesture::Single);
        }
        for kind in 0..sessions::KINDS {
            let (start, place) = (history.session().clone(), history.place());
            let command = sessions::command(&start, &(kind, dice.1, dice.2, dice.3.clone()));
            let done = history.apply(&command, Gesture::Single);
            let mut expected = start.clone();
            prop_assert_eq!(expected.apply(&command), done);
            prop_assert_eq!(history.session(), &expected);
            if expected == start {
                prop_assert_eq!(history.place(), place);
                continue;
            }
            prop_assert!(history.undoes().is_some_and(|name| !name.is_empty()));
            prop_assert!(history.undo());
            prop_assert_eq!(history.session(), &start);
            prop_assert!(history.redo());
            prop_assert_eq!(history.session(), &expected);
        }
        // And all the way back and forth.
        let (end, last) = (history.session().clone(), history.place());
        while history.undo() {}
        prop_assert_eq!(history.session(), &Session::default());
        prop_assert!(history.go_to(last) && !history.go_to(last + 1));
        prop_assert_eq!(history.session(), &end);
    }
}

#[test]
fn a_drag_is_one_step() {
    let mut history = begin();
    let start = history.session().clone();
    drag(&mut history, "I", [1.0, 2.0, 3.5]);
    history.end_gesture();
    drag(&mut history, "I", [4.0, 5.0]);
    // Another target is another step, even within a gesture.
    drag(&mut history, "C", [2.0, 3.0]);
    history.end_gesture();
    let names: Vec<&str> = history.steps().collect();
    assert_eq!(names.len(), 4, "{names:?}");
    assert_eq!(names[0], "Start");
    assert!(names[1].starts_with("I = 3.5") && names[2].starts_with("I = 5"));
    assert!(names[3].starts_with("C = 3"));
    assert!(history.undo() && history.undo());
    assert_eq!(history.session().problem().value("I"), Some(3.5));
    assert!(history.undo() && !history.undo());
    assert_eq!(history.session(), &start);
    assert_eq!(history.redoes(), Some(names_of(&history)[1].as_str()));
}

fn names_of(history: &History) -> Vec<String> {
    history.steps().map(Into::into).collect()
}

/// A slider that comes back to where it was leaves no step; a change that changes nothing is none and
/// does not drop what was undone.
#[test]
fn nothing_is_no_step() {
    let mut history = begin();
    let i = history.session().problem().value("I").expect("it has I");
    drag(&mut history, "I", [i + 1.0, i + 2.0, i]);
    history.end_gesture();
    assert_eq!((history.place(), history.steps().len()), (0, 1));
    drag(&mut history, "I", [i + 1.0]);
    assert!(history.undo());
    history
        .apply(&Command::ResetWindow, Gesture::Single)
        .expect("possible");
    assert!(history.redoes().is_some());
    let refused = history.apply(&set("I", f64::NAN), Gesture::Drag);
    assert!(refused.is_err() && history.redo());
    assert_eq!(history.session().problem().value("I"), Some(i + 1.0));
}

#[test]
fn a_new_change_drops_what_was_undone() {
    let mut history = begin();
    for value in [1.0, 2.0, 3.0] {
        history
            .apply(&set("I", value), Gesture::Single)
            .expect("finite");
    }
    assert!(history.undo() && history.undo());
    history
        .apply(&set("I", 9.0), Gesture::Single)
        .expect("finite");
    assert_eq!(history.steps().len(), 3);
    assert!(history.redoes().is_none() && !history.redo());
    assert!(history.undo());
    assert_eq!(history.session().problem().value("I"), Some(1.0));
}

#[test]
fn several_commands_are_one_step_or_none() {
    let mut history = begin();
    let start = history.session().clone();
    let all = [Command::Clear, Command::Keep([-60.0, 0.1]), set("I", 5.0)];
    history.apply_all(&all).expect("possible");
    assert_eq!(history.steps().len(), 2);
    assert!(history.undo());
    assert_eq!(history.session(), &start);
    let bad = [set("I", 5.0), set("nothing", 1.0)];
    assert!(history.apply_all(&bad).is_err());
    assert_eq!(history.session(), &start);
    assert!(history.redoes().is_some());
}

#[test]
fn steps_have_names_in_words() {
    let mut history = begin();
    let window = history.session().problem().window();
    let commands = [
        (
            Command::Open("morris-lecar/hopf".into()),
            "Morris-Lecar, hopf",
        ),
        (set("I", 90.5), "I = 90.5\u{2009}µA/cm²"),
        (
            Command::SetWindow(Window::new([-70.0, 50.0], [0.0, 0.7]).expect("a window")),
            "Zoom in",
        ),
        (
            Command::SetWindow(Window::new([-60.0, 60.0], [0.0, 0.7]).expect("a window")),
            "View moved",
        ),
        (Command::SetWindow(window.enlarged(9.0)), "Zoom out"),
        (Command::ResetWindow, "View reset"),
        (Command::Keep([-60.0, 0.1]), "Orbit kept"),
        (Command::Scatter { count: 3, seed: 1 }, "3 orbits scattered"),
        (Command::Note("!".into()), "Notes"),
        (Command::Ghost(true), "Ghost kept"),
        (Command::Beside(true), "Two parameter sets side by side"),
        (Command::Unit(UnitChange::Bias(-2.0)), "Bias \u{2212}2"),
    ];
    for (command, name) in commands {
        history.apply(&command, Gesture::Single).expect("possible");
        assert_eq!(history.undoes(), Some(name), "{command:?}");
    }
}

/// However long one works: the oldest steps go, and memory stays within its bound, also when every
/// step brings a long recording of its own.
#[test]
fn a_history_is_bounded() {
    let mut history = begin();
    for k in 0..2 * History::MOST_STEPS {
        let value = k as f64;
        history
            .apply(&set("I", value), Gesture::Single)
            .expect("finite");
    }
    assert_eq!(history.steps().len(), History::MOST_STEPS);
    assert_eq!(history.place(), History::MOST_STEPS - 1);

    let mut history = begin();
    let points: Vec<String> = (0..50_000).map(|k| format!("{k}:1")).collect();
    let long = format!("drawn(points={})", points.join(" "));
    let each = Stimulus::parse(&long).expect("good").bytes();
    for k in 0..200 {
        let text = format!("{long} + constant(height={k})");
        let stimulus = Stimulus::parse(&text).expect("good");
        history
            .apply(&Command::Stimulate(stimulus), Gesture::Single)
            .expect("it drives the first parameter");
    }
    let kept = history.steps().len();
    assert!(kept * each <= History::MOST_BYTES && kept > 40, "{kept}");
    assert!(history.undo() && history.undo());
    // A recording is shared by the steps that leave it as it is.
    for k in 0..150 {
        let value = f64::from(k);
        history
            .apply(&set("I", value), Gesture::Single)
            .expect("finite");
    }
    assert!(
        history.steps().len() > kept + 100,
        "{}",
        history.steps().len()
    );
}

/// A step back is far less than a frame, with everything that a session can hold.
#[test]
fn undo_takes_less_than_a_frame() {
    let mut history = begin();
    let count = Session::MOST_SEEDS;
    let commands = [
        Command::Scatter { count, seed: 1 },
        Command::Note("x".repeat(Session::MOST_NOTES)),
        Command::Stimulate(Stimulus::parse("noise(strength=1)").expect("good")),
    ];
    history.apply_all(&commands).expect("there is room");
    let start = Instant::now();
    for k in 0..100 {
        let value = f64::from(k);
        history
            .apply(&set("I", value), Gesture::Drag)
            .expect("finite");
    }
    let drag = start.elapsed() / 100;
    let start = Instant::now();
    assert!(history.undo() && history.redo());
    let undo = start.elapsed() / 2;
    println!("a change takes {drag:?}, a step back {undo:?}");
    assert!(undo < Duration::from_millis(4) && drag < Duration::from_millis(4));
}

/// A quiet change is no step, drops nothing, and goes along: wherever one goes it holds. Another session that
/// is opened brings its own, and going back from it brings the earlier ones.
#[test]
fn what_is_quiet_goes_along() {
    let word = |text: &str| Some(Remembered::Text(text.into()));
    let theme = |text: &str| Command::Remember("theme".into(), word(text));
    let mut history = begin();
    drag(&mut history, "I", [1.0]);
    history.end_gesture();
    let far = history.session().clone();
    assert!(history.undo());
    for text in ["dark", "light", "dark"] {
        history.apply(&theme(text), Gesture::Quiet).expect("short");
    }
    assert_eq!((history.place(), history.steps().len()), (0, 2));
    assert!(history.redo());
    let mut expected = far.clone();
    expected.apply(&theme("dark")).expect("short");
    assert_eq!(history.session(), &expected);
    let mut other = Session::default();
    other.apply(&theme("light")).expect("short");
    let open = Command::Replace(Box::new(other.clone()));
    history.apply(&open, Gesture::Single).expect("a session");
    assert_eq!(history.session(), &other);
    assert!(history.undo());
    assert_eq!(history.session(), &expected);
    assert!(history.redo());
    assert_eq!(history.session(), &other);
    // What is quiet and refused leaves no trace.
    let bad = Command::Remember("zoom".into(), Some(Remembered::Number(f64::NAN)));
    assert!(history.apply(&bad, Gesture::Quiet).is_err());
    assert_eq!(history.session(), &other);
    assert!(history.undo() && history.session() == &expected);
}
