//! Lessons and exercises in the window: by the keyboard alone, in both languages, with files of one's own.
#![cfg(feature = "gui")]
mod window;

use egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use nullcline::app::Explorer;
use nullcline::lesson::exercise::Reply;
use nullcline::lesson::{Answer, Part, Step, shipped};
use nullcline::session::{Command, Session};
use nullcline::text::Language;

fn press(window: &mut Harness<'_, Explorer>, key: Key) {
    window.key_press_modifiers(Modifiers::NONE, key);
    window.run();
}

fn at(window: &Harness<'_, Explorer>) -> (String, usize, bool) {
    let (id, step, over) = window.state().lesson().expect("a lesson is open");
    (id.to_owned(), step, over)
}

/// Opens the n-th lesson from the list, by keys.
fn open(window: &mut Harness<'_, Explorer>, n: usize) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::L);
    window.run();
    press(window, Key::Home);
    for _ in 0..n {
        press(window, Key::ArrowDown);
    }
    press(window, Key::Enter);
}

/// A window whose analyses are done in the background, as users have it: frames wait for none.
fn live(size: [f32; 2]) -> Harness<'static, Explorer> {
    Harness::builder()
        .with_size(Vec2::from(size))
        .with_max_steps(60)
        .with_step_dt(0.02)
        .build_eframe(|cc| Explorer::new(&cc.egui_ctx))
}

/// From the first lesson to the last by one key: what is hidden is revealed first, then the answer is shown, then the
/// next step comes. No step is left out, and the text of each is on the screen in the language chosen.
#[test]
fn a_whole_course_is_given_with_one_key() {
    for language in Language::ALL {
        let mut window = live([1280.0, 720.0]);
        window.state_mut().speak(language);
        for (modifiers, key) in [
            (Modifiers::NONE, Key::F11),
            (Modifiers::COMMAND, Key::L),
            (Modifiers::NONE, Key::Home),
            (Modifiers::NONE, Key::Enter),
        ] {
            window.key_press_modifiers(modifiers, key);
            window.step();
            window.step();
        }
        for lesson in shipped() {
            for (k, step) in lesson.steps.iter().enumerate() {
                assert_eq!(at(&window).0, lesson.id);
                assert_eq!(at(&window).1, k, "{}", lesson.id);
                assert!(!at(&window).2, "nothing is answered yet");
                let text = step.text.said(language);
                let words = text
                    .trim_start()
                    .chars()
                    .take_while(|c| !"*`\\\n".contains(*c));
                let words: String = words.collect();
                assert!(
                    window::says(&window, words.trim_end()),
                    "{} {k}: {words}",
                    lesson.id
                );
                let presses =
                    1 + usize::from(!step.hide.is_empty()) + usize::from(step.question.is_some());
                let here = (lesson.id.clone(), k);
                let mut pressed = 0;
                // A text that is longer than the screen is scrolled first.
                while pressed < 12 && (at(&window).0, at(&window).1) == here {
                    window.key_press_modifiers(Modifiers::NONE, Key::PageDown);
                    window.step();
                    // The actions of a frame are seen in the next one.
                    window.step();
                    pressed += 1;
                }
                assert!(pressed >= presses, "{here:?}: {pressed} of {presses}");
            }
        }
        // There is nothing after the end.
        let last = shipped().last().expect("lessons");
        assert_eq!(at(&window).0, last.id);
    }
}

/// Without presenter mode, questions may be passed over; back leads to the step before, and to the lesson before.
#[test]
fn a_reader_goes_on_and_back() {
    let mut window = window::open([1280.0, 800.0]);
    open(&mut window, 2);
    assert_eq!(at(&window), ("phase-portrait".into(), 0, false));
    press(&mut window, Key::PageDown);
    assert_eq!(at(&window).1, 1);
    press(&mut window, Key::PageUp);
    assert_eq!(at(&window).1, 0);
    press(&mut window, Key::PageUp);
    let before = &shipped()[1];
    assert_eq!(at(&window).0, before.id);
    assert_eq!(at(&window).1, before.steps.len() - 1);
}

/// The step's session is what the lesson says, the user's notes stay, and each step is one step of the history.
#[test]
fn steps_are_undone_like_everything_else() {
    let mut window = window::open([1280.0, 800.0]);
    let note = Command::Note("mine".into());
    window.state_mut().apply(&note).expect("a good command");
    open(&mut window, 2);
    press(&mut window, Key::PageDown);
    let lesson = &shipped()[2];
    let expected = lesson.session(1).expect("it was read");
    let blank = Session::default();
    let bare = |s: &Session| s.clone().with_desk_of(&blank);
    assert_eq!(bare(window.state().session()), bare(&expected));
    assert_eq!(window.state().session().notes(), "mine");
    for step in [0, 1, 0] {
        let key = if step == 1 { Key::Y } else { Key::Z };
        window.key_press_modifiers(Modifiers::COMMAND, key);
        window.run();
        assert_eq!(at(&window).1, step);
    }
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(window.state().lesson().is_none(), "before the lesson");
}

/// Digits answer a question and switch no layers meanwhile; a wrong answer may be mended.
#[test]
fn choices_are_answered_by_digits() {
    let mut window = window::open([1280.0, 800.0]);
    open(&mut window, 2);
    press(&mut window, Key::PageDown);
    let layers = |w: &Harness<'_, Explorer>| w.state().session().layers();
    let before = layers(&window);
    press(&mut window, Key::Num2);
    assert!(!at(&window).2);
    press(&mut window, Key::Num1);
    assert!(at(&window).2, "the first choice is right");
    assert!(window::says(&window, "Right."));
    assert_eq!(layers(&window), before);
    // Now digits are layers again.
    press(&mut window, Key::Num2);
    assert_ne!(layers(&window), before);
}

/// What a step hides is neither drawn nor said, and comes by a key.
#[test]
fn what_is_hidden_is_revealed_by_a_key() {
    let mut window = window::open([1280.0, 800.0]);
    let (n, k) = shipped()
        .iter()
        .enumerate()
        .find_map(|(n, l)| {
            let hides = |s: &Step| s.hide.contains(&Part::Words);
            l.steps.iter().position(hides).map(|k| (n, k))
        })
        .expect("a step hides the words");
    open(&mut window, n);
    while at(&window).1 < k {
        press(&mut window, Key::PageDown);
    }
    let said = window.state().words().to_owned();
    assert!(!said.is_empty() && !window::says(&window, &said));
    press(&mut window, Key::V);
    assert!(window::says(&window, &said));
    press(&mut window, Key::V);
    assert!(!window::says(&window, &said));
}

/// A step opens the card of an equilibrium, with its place in the trace-determinant plane, also before a class.
#[test]
fn a_step_opens_a_card() {
    let mut window = window::open([1280.0, 720.0]);
    press(&mut window, Key::F11);
    open(&mut window, 3);
    assert_eq!(at(&window).0, "five-equilibria");
    assert!(window::says(&window, "Stable node"));
    press(&mut window, Key::Num3);
    assert!(window::says(&window, "Saddle"));
    press(&mut window, Key::Num6);
    assert!(
        !window::says(&window, "Saddle"),
        "what is to be predicted has no card"
    );
}

/// A number is typed and judged: too large first, then the right one.
#[test]
fn a_number_is_typed_and_judged() {
    let mut window = window::open([1280.0, 800.0]);
    let (n, k, is) = shipped()
        .iter()
        .enumerate()
        .find_map(|(n, l)| {
            l.steps.iter().enumerate().find_map(|(k, s)| {
                match s.question.as_ref().map(|q| &q.answer) {
                    Some(Answer::Number { is, .. }) => Some((n, k, *is)),
                    _ => None,
                }
            })
        })
        .expect("a question asks for a number");
    open(&mut window, n);
    while at(&window).1 < k {
        press(&mut window, Key::PageDown);
    }
    for (number, right) in [("1e9".to_owned(), false), (is.to_string(), true)] {
        press(&mut window, Key::A);
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.run();
        window.get_by_label("Your number").type_text(&number);
        window.run();
        press(&mut window, Key::Enter);
        assert_eq!(at(&window).2, right, "{number}");
        assert_eq!(window::says(&window, "too large"), !right);
    }
}

/// A goal is recognised while the user moves the input, in a lesson file of one's own.
#[test]
fn a_goal_is_recognised_live() {
    let mut window = window::open([1280.0, 800.0]);
    let text = include_str!("lessons/good.toml");
    let place = std::env::temp_dir().join(format!("nullcline-good-{}.toml", std::process::id()));
    std::fs::write(&place, text).expect("a file for the test");
    window::drop_file(&mut window, &place);
    assert!(at(&window).0.ends_with(".toml"));
    for step in 0..2 {
        assert_eq!(at(&window).1, step);
        if step == 1 {
            press(&mut window, Key::V);
        }
        press(&mut window, Key::PageDown);
    }
    for (value, reached) in [(4.0, false), (6.0, true), (3.0, true)] {
        let set = Command::Set {
            name: "I".into(),
            value,
        };
        window.state_mut().apply(&set).expect("a good command");
        window.run();
        assert_eq!(
            at(&window).2,
            reached,
            "I = {value}; once reached it stays so"
        );
    }
    std::fs::remove_file(&place).expect("the test's file is removed");
}

/// A file with mistakes is told line by line, and the window goes on as it was.
#[test]
fn a_file_with_mistakes_changes_nothing() {
    let mut window = window::open([1280.0, 800.0]);
    open(&mut window, 3);
    let before = (at(&window), window.state().session().clone());
    let bad = include_str!("lessons/good.toml").replacen("set I = 4", "set Q = 4", 1);
    let place = std::env::temp_dir().join(format!("nullcline-bad-{}.toml", std::process::id()));
    std::fs::write(&place, bad).expect("a file for the test");
    window::drop_file(&mut window, &place);
    assert!(window::says(&window, "line 14, column"));
    assert_eq!(before, (at(&window), window.state().session().clone()));
    press(&mut window, Key::Escape);
    assert!(!window::says(&window, "line 14, column"));
    // A folder, and what is not there.
    std::fs::remove_file(&place).expect("the test's file is removed");
    window::drop_file(&mut window, &place);
    assert!(window::says(&window, "cannot be read"));
    assert_eq!(before, (at(&window), window.state().session().clone()));
}

/// The same exercise for the same seed; answers are explained at once and counted.
#[test]
fn exercises_are_asked_answered_and_counted() {
    let mut window = window::open([1280.0, 800.0]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::L);
    window.run();
    window
        .get_by_role_and_label(Role::Button, "Exercises")
        .click();
    window.run();
    let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
    for right in [true, false] {
        let (exercise, over) = window.state().exercise().expect("one is asked");
        assert!(!over);
        let Reply::Choice(answer) = exercise.answer else {
            panic!("the first ones are choices");
        };
        let explained = exercise.explained.said(Language::English).to_owned();
        let hidden = !window::says(&window, &explained);
        assert!(hidden);
        let other = usize::from(answer == 0);
        press(&mut window, digits[if right { answer } else { other }]);
        assert!(window.state().exercise().expect("it stays").1);
        assert!(window::says(&window, if right { "Right." } else { "No." }));
        press(&mut window, Key::PageDown);
    }
    assert!(window::says(&window, "1 of 2 right"));
}
