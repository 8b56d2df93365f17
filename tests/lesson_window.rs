//! Lessons and exercises in the window: by the keyboard alone, in both languages, with files of one's own.
#![cfg(feature = "gui")]
mod window;

use egui::{Key, Modifiers, Pos2, Shape, Vec2, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use egui_plot::PlotPoint;
use nullcline::analysis::portrait::portrait;
use nullcline::analysis::{Equilibrium, PortraitOptions};
use nullcline::app::Explorer;
use nullcline::job::Cancel;
use nullcline::lesson::exercise::Reply;
use nullcline::lesson::{Answer, Part, Step, shipped};
use nullcline::session::{Command, Remembered, Session};
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
        // The spike trains of the second lesson have words of their own.
        .filter(|(n, _)| *n != 1)
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

/// Opens a step of a lesson, both from 1 as lecturers count, before a class, where digits go to steps.
fn show(lesson: usize, step: usize) -> Harness<'static, Explorer> {
    let mut window = window::open([1280.0, 720.0]);
    go(&mut window, lesson, step);
    window
}

fn go(window: &mut Harness<'_, Explorer>, lesson: usize, step: usize) {
    if !window.state().presents() {
        press(window, Key::F11);
    }
    open(window, lesson - 1);
    let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
    let digits = [
        digits.as_slice(),
        &[Key::Num6, Key::Num7, Key::Num8, Key::Num9],
    ]
    .concat();
    if step > 1 {
        press(window, digits[step - 1]);
    }
    // Where a question is asked at once a digit answers it.
    while at(window).1 + 1 < step {
        press(window, Key::PageDown);
    }
    assert_eq!(at(window).1 + 1, step);
}

/// What a screen reader is told of the portrait once it has settled.
fn told(window: &mut Harness<'_, Explorer>) -> String {
    window.run_steps(40);
    window.state().told().to_owned()
}

/// The circles and polygons that are drawn around a place: the sign of an equilibrium, wherever it is.
fn sign(window: &Harness<'_, Explorer>, at: Pos2) -> Vec<String> {
    fn collect(shape: &Shape, at: Pos2, out: &mut Vec<String>) {
        match shape {
            Shape::Vec(all) => all.iter().for_each(|s| collect(s, at, out)),
            Shape::Circle(c) if c.center.distance(at) < 0.5 => {
                out.push(format!("disc {:.1} {:?}", c.radius, c.fill));
            }
            Shape::Path(p) if p.closed && p.points.len() <= 4 => {
                let rect = p.visual_bounding_rect();
                if rect.center().distance(at) < 3.0 && rect.width() < 30.0 {
                    out.push(format!("{} corners {:?}", p.points.len(), p.fill));
                }
            }
            _ => {}
        }
    }
    let mut out = vec![];
    for clipped in &window.output().shapes {
        collect(&clipped.shape, at, &mut out);
    }
    // The plane paints them twice, the second time over orbits.
    out.dedup();
    out
}

/// The kinds of a Morris-Lecar cell at I = 0, a stable node, a saddle and an unstable node, have one sign while they
/// are to be predicted, with no corner in it; then each its own.
#[test]
fn hidden_kinds_have_one_sign() {
    let mut window = show(4, 6);
    let signs = |window: &Harness<'_, Explorer>| {
        let problem = window.state().session().problem().clone();
        let found = portrait(&Cancel::never(), &problem, &PortraitOptions::default());
        let found = found.expect("finite").expect("nobody cancelled it");
        let transform = window.state().transform().expect("it is drawn");
        let place = |e: &Equilibrium| {
            let [x, y] = problem.project(&e.at);
            transform.position_from_point(&PlotPoint::new(x, y))
        };
        let signs = found.equilibria.iter().map(|e| sign(window, place(e)));
        signs.collect::<Vec<_>>()
    };
    let hidden = signs(&window);
    assert_eq!(hidden.len(), 3);
    assert!(!hidden[1].is_empty() && hidden[1].iter().all(|s| s.starts_with("disc")));
    // The live state lies on the first one.
    assert_eq!(hidden[1], hidden[2]);
    press(&mut window, Key::V);
    let shown = signs(&window);
    assert_ne!(shown[1], shown[2]);
    assert!(shown[1..].iter().flatten().any(|s| s.contains("corners")));
}

/// While something that words would tell is to be predicted, neither the line of words nor a screen reader tells it,
/// whatever the step calls it; nor does the passport open. What is told instead is which cell it is.
#[test]
fn what_is_hidden_is_told_nowhere() {
    let kinds = ["node", "focus", "saddle", "attract", "cycle"];
    let mut window = window::open([1280.0, 720.0]);
    for (n, lesson) in shipped().iter().enumerate() {
        // The spike trains of the second lesson have no portrait.
        for (k, step) in lesson.steps.iter().enumerate().filter(|_| n != 1) {
            if !step.hide.iter().any(|h| h.covers(&Part::Words)) {
                continue;
            }
            go(&mut window, n + 1, k + 1);
            let here = format!("{} {}", lesson.id, k + 1);
            let said = window.state().words().to_owned();
            assert!(!said.is_empty() && !window::says(&window, &said), "{here}");
            let told = told(&mut window);
            assert!(!told.is_empty(), "{here}");
            for kind in kinds {
                assert!(!told.contains(kind), "{here}: {told}");
            }
        }
    }
}

/// Before a lesson has drawn the equilibria it says nothing of them.
#[test]
fn what_is_not_drawn_yet_is_not_told() {
    for step in 1..=3 {
        let mut window = show(3, step);
        let said = window.state().words().to_owned();
        assert!(said.contains("saddle") && !window::says(&window, &said));
        assert!(window::says(&window, "come when its equilibria are shown"));
        let told = told(&mut window);
        assert!(
            told.contains("with I = 0") && !told.contains("saddle"),
            "{told}"
        );
    }
    let mut window = show(3, 4);
    press(&mut window, Key::V);
    let said = window.state().words().to_owned();
    assert!(window::says(&window, &said));
    assert!(told(&mut window).contains("saddle"));
}

/// A cell whose future is to be predicted waits for it: it neither moves nor is let go by a step, and begins when it is
/// revealed. A pulse at 10 ms then makes it spike, to 35 mV.
#[test]
fn an_outcome_waits_for_being_revealed() {
    let mut window = show(1, 3);
    let start = window.state().live_state();
    window.run_steps(120);
    assert_eq!(window.state().live_state(), start);
    press(&mut window, Key::Period);
    assert_eq!(window.state().live_state(), start);
    press(&mut window, Key::F11);
    press(&mut window, Key::V);
    let mut peak = f64::NEG_INFINITY;
    for _ in 0..600 {
        window.step();
        peak = peak.max(window.state().live_state()[0]);
    }
    assert!((peak - 35.0).abs() < 1.0, "{peak}");
}

/// Right answers reveal too: the cell begins then.
#[test]
fn an_answer_lets_the_cell_begin() {
    let mut window = show(10, 2);
    let start = window.state().live_state();
    window.run_steps(30);
    assert_eq!(window.state().live_state(), start);
    press(&mut window, Key::Num2);
    assert!(at(&window).2);
    window.run_steps(60);
    assert_ne!(window.state().live_state(), start);
}

/// A digit beyond the choices of a question opens no preset of the model before a class.
#[test]
fn a_digit_too_many_changes_nothing() {
    let mut window = show(9, 1);
    let before = window.state().session().clone();
    press(&mut window, Key::Num9);
    assert_eq!(*window.state().session(), before);
    assert_eq!(at(&window).1, 0);
}

/// What the F-I curve and a demonstration say of the answer comes with it.
#[test]
fn curves_and_demonstrations_keep_their_words_back() {
    for (lesson, step, words) in [
        (15, 5, "integrator"),
        (16, 4, "these gaps the response is largest"),
    ] {
        let mut window = show(lesson, step);
        press(&mut window, Key::F11);
        window.run_steps(20);
        assert!(!window::says(&window, words), "{lesson}");
        press(&mut window, Key::V);
        window.run_steps(20);
        assert!(window::says(&window, words), "{lesson}");
    }
}

/// Time runs as fast as a step says until another one says otherwise, and is undone with it.
#[test]
fn a_step_says_how_fast_time_runs() {
    let speed = |window: &Harness<'_, Explorer>| match window.state().session().memory("speed") {
        Some(Remembered::Number(speed)) => Some(*speed),
        _ => None,
    };
    let mut window = show(9, 4);
    assert_eq!(speed(&window), Some(150.0));
    press(&mut window, Key::F11);
    press(&mut window, Key::V);
    assert!(window::says(&window, "150\u{2009}ms/s"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!((at(&window).1, speed(&window)), (2, None));
    let mut window = show(9, 5);
    assert_eq!(speed(&window), None, "the step says: as usual");
    go(&mut window, 9, 4);
    assert_eq!(speed(&window), Some(150.0), "however one comes to it");
}

/// The axon is to be driven beyond 154.5: the slider reaches as far as the current is varied.
#[test]
fn a_slider_reaches_as_far_as_its_parameter_is_varied() {
    let window = show(10, 8);
    let slider = window.get_by_role_and_label(Role::Slider, "I");
    let ends = slider.accesskit_node();
    let ends = [ends.min_numeric_value(), ends.max_numeric_value()];
    assert_eq!(ends, [Some(-5.0), Some(200.0)]);
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

/// Where a number is asked for its first digit begins the answer, and is neither a step nor a layer: 10 spikes in 100 ms.
#[test]
fn a_digit_begins_the_answer() {
    let mut window = show(2, 2);
    let layers = window.state().session().layers();
    for (key, sign) in [(Key::Num1, "1"), (Key::Num0, "0")] {
        window.key_press_modifiers(Modifiers::NONE, key);
        window.event(egui::Event::Text(sign.into()));
        window.run();
    }
    assert_eq!((at(&window).1, at(&window).2), (1, false));
    press(&mut window, Key::Enter);
    assert!(at(&window).2);
    assert_eq!(window.state().session().layers(), layers);
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
