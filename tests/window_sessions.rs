//! Sessions in the window: undo and redo, files dropped on it, saving, and sharing as one line.
#![cfg(feature = "gui")]
mod window;

use egui::{Key, Modifiers, PointerButton, Pos2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use nullcline::{
    app::Explorer,
    session::{Command, Layer, Remembered, Session, autosave::Autosave, disk, figure, share},
};
use std::path::PathBuf;

fn session(window: &Harness<'_, Explorer>) -> Session {
    window.state().session().clone()
}

fn input(window: &Harness<'_, Explorer>) -> f64 {
    session(window)
        .problem()
        .value("I")
        .expect("every neuron has it")
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("nullcline-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// A drag has many values and is one step; Ctrl + Z takes it back whole, Ctrl + Y does it again.
#[test]
fn a_drag_is_one_step_back_and_one_forth() {
    let mut window = window::open([1280.0, 800.0]);
    let before = session(&window);
    window::drag_input(&mut window);
    let dragged = session(&window);
    assert!(input(&window) > 5.0, "{}", input(&window));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(session(&window), before);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.run();
    assert_eq!(session(&window), dragged);
}

/// A demonstration opens a cell, sets parameters, shows the ruler and starts a stimulus: one step. Going
/// back brings the earlier cell, and the window shows it.
#[test]
fn a_demonstration_is_one_step() {
    let mut window = window::open([1280.0, 800.0]);
    window
        .state_mut()
        .apply(&Command::Open("morris-lecar/homoclinic".into()))
        .expect("it exists");
    window.run();
    let before = session(&window);
    window.get_by_label("Demos").click();
    window.run();
    window.get_by_label("Resonator").click();
    window.run();
    assert_ne!(session(&window), before);
    window.get_by_label("Undo").click();
    window.run();
    assert_eq!(session(&window), before);
    assert_eq!(window.state().live_state().len(), 2);
}

/// An exported figure brings its session back; so does a session file. A file that is none is refused with
/// a sentence, and what is shown stays.
#[test]
fn what_is_dropped_on_the_window_is_opened() {
    let mut other = Session::default();
    for command in [
        Command::Open("fitzhugh-nagumo".into()),
        Command::Keep([0.5, 0.25]),
        Command::Show {
            layer: Layer::Field,
            on: false,
        },
    ] {
        other.apply(&command).expect("a good command");
    }
    let folder = folder("dropped");
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"></svg>";
    let figure = figure::embed(svg.to_vec(), &other).expect("it can be embedded");
    let (drawn, saved) = (folder.join("figure.svg"), folder.join("session.nullcline"));
    std::fs::write(&drawn, figure).expect("a file for the test");
    disk::save(&other, &saved).expect("it can be saved");
    let mut window = window::open([1280.0, 800.0]);
    for path in [&drawn, &saved] {
        window::drag_input(&mut window);
        window::drop_file(&mut window, path);
        assert_eq!(session(&window), other, "{}", path.display());
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run();
        assert_ne!(session(&window), other, "opening is a step like any other");
    }
    let before = session(&window);
    let foreign = folder.join("letter.txt");
    std::fs::write(&foreign, "Dear colleague,").expect("a file for the test");
    window::drop_file(&mut window, &foreign);
    assert_eq!(session(&window), before);
    std::fs::remove_dir_all(&folder).expect("the test's folder is removed");
}

/// Ctrl + S asks for a name once and saves; Ctrl + O opens a shared line that is pasted into the field.
#[test]
fn sessions_are_saved_and_opened_by_keys() {
    let folder = folder("saved");
    let path = folder.join("mine.nullcline");
    let mut window = window::open([1280.0, 800.0]);
    window::drag_input(&mut window);
    let dragged = session(&window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    let fill = |window: &mut Harness<'_, Explorer>, text: &str| {
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.step();
        window.event(egui::Event::Text(text.into()));
        window.run();
    };
    fill(&mut window, &path.display().to_string());
    window.get_by_label("Save").click();
    window.run();
    let opened = disk::open(&path).expect("it was saved");
    assert_eq!(opened.session, dragged);
    assert_eq!(opened.mentions, vec![]);
    let mut other = Session::default();
    other
        .apply(&Command::Open("van-der-pol".into()))
        .expect("it exists");
    let line = share::share(&other).expect("it can be shared");
    window.key_press_modifiers(Modifiers::COMMAND, Key::O);
    window.run();
    fill(&mut window, &line);
    window.get_by_label("Open").click();
    window.run();
    assert_eq!(session(&window), other);
    std::fs::remove_dir_all(&folder).expect("the test's folder is removed");
}

/// A ghost belongs to the parameters of its moment, stays when they change, and goes with the model, for which
/// its parameters mean nothing.
#[test]
fn a_ghost_stays_behind_until_the_model_changes() {
    let mut window = window::open([1280.0, 800.0]);
    let before = input(&window);
    window.key_press(Key::G);
    window.run();
    window::drag_input(&mut window);
    let ghost = session(&window).ghost().expect("it was kept");
    assert_eq!(ghost.value("I"), Some(before));
    assert!(input(&window) > before);
    assert_eq!(ghost.window(), session(&window).problem().window());
    let other = Command::Open("persistent-sodium-potassium/low-threshold".into());
    window.state_mut().apply(&other).expect("it exists");
    window.run();
    let kept = session(&window).ghost().expect("the same model");
    assert_eq!(kept.values(), ghost.values());
    let other = Command::Open("morris-lecar".into());
    window.state_mut().apply(&other).expect("it exists");
    window.run();
    assert_eq!(session(&window).ghost(), None);
}

/// Two sets side by side: both planes are there, each with its set in words; the controls move the present one,
/// E exchanges them, and everything can be undone.
#[test]
fn two_sets_stand_side_by_side() {
    let mut window = window::open([1280.0, 800.0]);
    let before = input(&window);
    window.get_by_label("Compare").click();
    window.run();
    window.get_by_label_contains("Side by side").click();
    window.run();
    assert!(session(&window).is_beside());
    assert!(window::says(&window, "the same parameters"));
    window::drag_input(&mut window);
    let after = input(&window);
    assert!(after > before);
    for name in ["Phase plane", "Phase plane of the kept parameters"] {
        window.get_by_label(name);
    }
    // What each shows is said, also where the status line tells of the present one only.
    assert!(window::says(&window, "Kept") && window::says(&window, "Present"));
    window.key_press(Key::E);
    window.run();
    assert_eq!(input(&window), before);
    let kept = session(&window).ghost().expect("it is kept");
    assert_eq!(kept.value("I"), Some(after));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(input(&window), after);
    window.get_by_label("One portrait").click();
    window.run();
    assert!(!session(&window).is_beside() && session(&window).ghost().is_some());
}

/// A click in the kept plane keeps an orbit in both.
#[test]
fn a_click_in_either_plane_keeps_an_orbit_in_both() {
    let mut window = window::open([1280.0, 800.0]);
    window.key_press_modifiers(Modifiers::SHIFT, Key::G);
    window.run();
    let kept = window.get_by_label("Phase plane of the kept parameters");
    let at = kept.rect().center();
    window::click(&mut window, at);
    window.run();
    assert_eq!(session(&window).seeds().len(), 1);
    for size in [[1024.0, 700.0], [400.0, 300.0], [1.0, 1.0]] {
        window.set_size(egui::Vec2::from(size));
        window.run();
    }
}

/// What stays when a session is opened: the file has it, and a window that opens the file shows it.
fn reopened(window: &Harness<'_, Explorer>, name: &str) -> (String, Harness<'static, Explorer>) {
    let folder = folder(name);
    let path = folder.join("kept.nullcline");
    disk::save(&session(window), &path).expect("it can be saved");
    let text = std::fs::read_to_string(&path).expect("it is there");
    let mut other = window::open([1280.0, 800.0]);
    window::drop_file(&mut other, &path);
    std::fs::remove_dir_all(&folder).expect("the test's folder is removed");
    assert_eq!(session(&other), session(window));
    (text, other)
}

/// The choice of n over time, which stands below that of n in the diagram.
fn recovery<'a>(window: &'a Harness<'_, Explorer>) -> egui_kittest::Node<'a> {
    let all = window.query_all_by_label("n");
    let lowest = all.max_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    lowest.expect("the model has it")
}

fn chosen(window: &Harness<'_, Explorer>) -> bool {
    let toggled = recovery(window).accesskit_node().toggled();
    toggled == Some(egui::accesskit::Toggled::True)
}

/// The variable over time is a step and comes back with the file; the theme, whether it plays and the zoom
/// are no steps, outlive undo, and come back with the file, too.
#[test]
fn everything_on_the_screen_is_in_the_file() {
    let mut window = window::open([1280.0, 800.0]);
    recovery(&window).click();
    window.run();
    assert!(chosen(&window));
    window.key_press(Key::T);
    window.run();
    let dark = |window: &Harness<'_, Explorer>| window.ctx.global_style().visuals.dark_mode;
    assert!(dark(&window));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(!chosen(&window) && dark(&window));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.run();
    assert!(chosen(&window), "the theme has not cut what was undone");
    window.key_press(Key::Space);
    window.ctx.set_zoom_factor(0.8);
    window.run_steps(4);
    let (text, other) = reopened(&window, "screen");
    for line in [
        "theme = \"dark\"",
        "playing = true",
        "\"variable over time\" = \"n\"",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(chosen(&other) && dark(&other));
    assert_eq!(other.ctx.zoom_factor(), 0.8);
    assert!(other.query_by_label("Pause").is_some(), "it plays");
}

/// A demonstration is part of the session: undo takes its strip away even where the cell was the same, redo
/// brings it back, a file has it, and its end is one step.
#[test]
fn a_demonstration_comes_and_goes_with_its_session() {
    let mut window = window::open([1280.0, 800.0]);
    let strip = |window: &Harness<'_, Explorer>| window::says(window, "Once more");
    let demo = nullcline::analysis::demo::demonstrations()
        .into_iter()
        .find(|d| d.title == "Resonator")
        .expect("it is in the list");
    let cell = Command::Open(demo.source.into());
    window.state_mut().apply(&cell).expect("it exists");
    window.run();
    let before = session(&window);
    window.get_by_label("Demos").click();
    window.run();
    window.get_by_label("Resonator").click();
    window.run_steps(5);
    let during = session(&window);
    assert!(strip(&window));
    window.get_by_label("Undo").click();
    window.run_steps(5);
    assert!(session(&window) == before && !strip(&window));
    window.get_by_label("Redo").click();
    window.run_steps(5);
    assert!(session(&window) == during && strip(&window));
    let (text, other) = reopened(&window, "demonstration");
    assert!(text.contains("demonstration = \"resonator\""), "{text}");
    assert!(strip(&other));
    window.get_by_label("Close").click();
    window.run_steps(5);
    assert!(!strip(&window) && session(&window).stimulus().inputs.is_empty());
    window.get_by_label("Undo").click();
    window.run_steps(5);
    assert!(session(&window) == during && strip(&window));
    // Another cell ends it, in one step.
    window
        .state_mut()
        .apply(&Command::Open("van-der-pol".into()))
        .expect("it exists");
    window.run_steps(5);
    assert!(!strip(&window) && !session(&window).layers().shows(Layer::Ruler));
    window.get_by_label("Undo").click();
    window.run_steps(5);
    assert!(session(&window) == during && strip(&window));
}

/// A file that wants what no window can show is opened without it, and says so.
#[test]
fn what_a_window_cannot_show_is_left_out_and_mentioned() {
    let folder = folder("hostile");
    let known = nullcline::session::file::write(&Session::default()).expect("small");
    for (field, shown) in [
        ("zoom = 1e9", "zoom = 1"),
        ("zoom = -1", "zoom = −1"),
        ("speed = 0", "speed = 0"),
        ("theme = \"pink\"", "theme = \"pink\""),
        ("playing = 3", "playing = 3"),
        ("page = true", "page = true"),
        (
            "\"variable over time\" = \"w\"",
            "variable over time = \"w\"",
        ),
        (
            "demonstration = \"resonator\"",
            "demonstration = \"resonator\"",
        ),
    ] {
        let path = folder.join("hostile.nullcline");
        std::fs::write(&path, format!("{known}\n[window]\n{field}\n"))
            .expect("a file for the test");
        let mut window = window::open([1280.0, 800.0]);
        window::drop_file(&mut window, &path);
        let said = format!("The window cannot show {shown}");
        assert!(window::says(&window, &said), "{field}");
        assert_eq!(window.ctx.zoom_factor(), 1.0);
        assert_eq!(session(&window).problem(), Session::default().problem());
    }
    // No file has a number that is none: this one is refused, with its place.
    let path = folder.join("hostile.nullcline");
    std::fs::write(&path, format!("{known}\n[window]\nzoom = nan\n")).expect("a file for the test");
    let mut window = window::open([1280.0, 800.0]);
    window::drop_file(&mut window, &path);
    assert!(window::says(&window, "is not a finite number"));
    std::fs::remove_dir_all(&folder).expect("the test's folder is removed");
}

/// What is typed without a pause is one step; the notes are in the file, and open with it.
#[test]
fn notes_are_typed_kept_and_shown() {
    let mut window = window::open([1280.0, 800.0]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::N);
    window.run_steps(3);
    window
        .get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "Notes")
        .focus();
    window.run_steps(2);
    let mut write = |text: &str| {
        for letter in text.chars() {
            window.event(egui::Event::Text(letter.into()));
            window.step();
        }
        // A pause of more than a second, in steps of 50 ms.
        window.run_steps(30);
    };
    write("Rest and ");
    write("firing.");
    assert_eq!(session(&window).notes(), "Rest and firing.");
    let (text, other) = reopened(&window, "notes");
    assert!(text.contains("notes = \"Rest and firing.\""), "{text}");
    let field = egui::accesskit::Role::MultilineTextInput;
    assert!(other.query_by_role_and_label(field, "Notes").is_some());
    window.get_by_label("Undo").click();
    window.run_steps(3);
    assert_eq!(session(&window).notes(), "Rest and ");
    window.get_by_label("Undo").click();
    window.run_steps(3);
    assert_eq!(session(&window).notes(), "");
}

/// The slider over the steps goes to any of them while it is dragged, and nothing is lost on the way.
#[test]
fn the_history_is_scrubbed() {
    let mut window = window::open([1280.0, 800.0]);
    for k in 0..40 {
        let set = Command::Set {
            name: "I".into(),
            value: 3.25 + f64::from(k) / 4.0,
        };
        window.state_mut().apply(&set).expect("finite");
        window.run_steps(1);
    }
    let end = session(&window);
    window.get_by_label("Session").click();
    window.run();
    let slider = window
        .get_by_role_and_label(egui::accesskit::Role::Slider, "Steps")
        .rect();
    let at = |part: f32| {
        let inner = slider.shrink2(egui::vec2(0.5 * slider.height(), 0.0));
        Pos2::new(inner.left() + part * inner.width(), inner.center().y)
    };
    window.hover_at(at(1.0));
    window.step();
    window::button(&mut window, at(1.0), PointerButton::Primary, true);
    let mut seen = vec![];
    for part in [0.75, 0.5, 0.25, -0.1] {
        window.hover_at(at(part));
        window.step();
        seen.push(input(&window));
    }
    assert!(seen.windows(2).all(|pair| pair[1] < pair[0]), "{seen:?}");
    assert_eq!(session(&window), Session::default());
    window.hover_at(at(1.1));
    window.step();
    window::button(&mut window, at(1.1), PointerButton::Primary, false);
    window.run();
    assert_eq!(session(&window), end);
    assert!(
        window::says(&window, "Step 41 of 41"),
        "the menu stays open"
    );
}

/// A window with threads of its own, a long history and a hundred orbits: while the slider is dragged a frame
/// stays one.
#[test]
fn a_long_history_is_scrubbed_smoothly() {
    let mut window = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .build_eframe(|cc| Explorer::new(&cc.egui_ctx));
    let scatter = |seed| Command::Scatter { count: 20, seed };
    for seed in 1..=5 {
        window
            .state_mut()
            .apply(&scatter(seed))
            .expect("room for a hundred");
    }
    for k in 0..1000 {
        let value = f64::from(k) / 100.0;
        let set = Command::Set {
            name: "I".into(),
            value,
        };
        window.state_mut().apply(&set).expect("finite");
    }
    window.run_steps(10);
    window.get_by_label("Session").click();
    window.run_steps(10);
    let slider = window
        .get_by_role_and_label(egui::accesskit::Role::Slider, "Steps")
        .rect();
    let at = |part: f32| Pos2::new(slider.left() + part * slider.width(), slider.center().y);
    window.hover_at(at(0.98));
    window.step();
    window::button(&mut window, at(0.98), PointerButton::Primary, true);
    let mut took: Vec<_> = (0..60)
        .map(|k| {
            window.hover_at(at(0.95 - f32::from(k as u16) / 70.0));
            let begun = std::time::Instant::now();
            window.step();
            begun.elapsed()
        })
        .collect();
    took.sort();
    println!("{:?} in the middle, {:?} at worst", took[30], took[59]);
    assert!(input(&window) < 2.0, "{}", input(&window));
    // Twice a frame, for a busy machine and a build that is not optimised.
    assert!(took[30].as_millis() < 33, "{took:?}");
}

/// A session named at the start comes on top of what was shown last: undo leads to that, and what is saved by
/// itself is the present one.
#[test]
fn a_named_session_does_not_destroy_the_last_one() {
    let folder = folder("last");
    let mut last = Session::default();
    last.apply(&Command::Open("van-der-pol".into()))
        .expect("it exists");
    disk::save(&last, &folder.join("last-0.nullcline")).expect("it can be saved");
    let mut named = Session::default();
    named
        .apply(&Command::Open("fitzhugh-nagumo".into()))
        .expect("it exists");
    let mut window = window::open([1280.0, 800.0]);
    let ctx = window.ctx.clone();
    let begun = Autosave::begin_in(&folder);
    let explorer = window.state_mut();
    explorer
        .restore(&ctx, begun, Some(&named))
        .expect("a good session");
    window.run();
    assert_eq!(session(&window), named);
    assert!(window::says(&window, "Undo brings it back."));
    window.get_by_label("Undo").click();
    window.run();
    assert_eq!(session(&window), last);
    drop(window);
    std::fs::remove_dir_all(&folder).expect("the test's folder is removed");
}

/// A session that ended the program again and again is set aside, and the notice consists of sentences.
#[test]
fn what_is_set_aside_is_said_in_sentences() {
    let folder = folder("aside");
    let file = folder.join("last-0.nullcline");
    disk::save(&Session::default(), &file).expect("it can be saved");
    std::fs::write(folder.join("last-0.tries"), "xxx").expect("a file for the test");
    let mut window = window::open([1280.0, 800.0]);
    let ctx = window.ctx.clone();
    let begun = Autosave::begin_in(&folder);
    let explorer = window.state_mut();
    explorer
        .restore(&ctx, begun, None)
        .expect("nothing to show");
    window.run();
    assert!(window::says(&window, "The program ended 3 times"));
    assert!(window::says(&window, "left out now. It is kept as"));
    drop(window);
    std::fs::remove_dir_all(&folder).expect("the test's folder is removed");
}

/// What a session does not say goes on as it was chosen, and is then in the session: what is saved is what is
/// on the screen.
#[test]
fn what_a_session_leaves_open_is_put_into_it() {
    let mut window = window::open([1280.0, 800.0]);
    window.key_press(Key::T);
    window.key_press(Key::Space);
    window.run_steps(4);
    let (theme, playing) = {
        let session = window.state().session();
        let memory = |name| session.memory(name).cloned();
        (memory("theme"), memory("playing"))
    };
    assert!(theme.is_some() && playing.is_some());
    let mut other = Session::default();
    other
        .apply(&Command::Open("van-der-pol".into()))
        .expect("it exists");
    window
        .state_mut()
        .apply(&Command::Replace(Box::new(other)))
        .expect("a good session");
    window.run_steps(4);
    let shown = session(&window);
    assert_eq!(shown.memory("theme"), theme.as_ref());
    assert_eq!(shown.memory("playing"), playing.as_ref());
    assert!(window.ctx.global_style().visuals.dark_mode);
    assert!(window.query_by_label("Pause").is_some());
}

/// Notes that were closed stay closed when their session is opened.
#[test]
fn closed_notes_stay_closed() {
    let mut window = window::open([1280.0, 800.0]);
    let mut other = Session::default();
    for command in [
        Command::Note("Rest.".into()),
        Command::Remember("notes open".into(), Some(Remembered::Flag(false))),
    ] {
        other.apply(&command).expect("a good command");
    }
    let replace = Command::Replace(Box::new(other.clone()));
    window.state_mut().apply(&replace).expect("a good session");
    window.run_steps(3);
    assert_eq!(session(&window), other);
    assert!(!notes_open(&window));
}

fn notes_open(window: &Harness<'_, Explorer>) -> bool {
    let field = egui::accesskit::Role::MultilineTextInput;
    window.query_by_role_and_label(field, "Notes").is_some()
}

/// Types a name over what is selected, as it is when the question opens.
fn type_over(window: &mut Harness<'_, Explorer>, text: &str) {
    window.event(egui::Event::Text(text.into()));
    window.run();
}

/// A file that is there is replaced only by a second press, but the session's own file at once. In the name
/// that is offered the part between folder and ending is selected; what is refused can be typed anew.
#[test]
fn a_session_replaces_no_other_file_unasked() {
    let folder = folder("unasked");
    let (own, other) = (folder.join("own.nullcline"), folder.join("other.nullcline"));
    let mut window = window::open([1280.0, 800.0]);
    let field = |window: &Harness<'_, Explorer>| {
        let role = egui::accesskit::Role::TextInput;
        let field = window.get_by_role_and_label(role, "Save the session as");
        let node = field.accesskit_node();
        (node.value().unwrap_or_default(), node.is_focused())
    };
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    type_over(&mut window, "mine");
    let (typed, _) = field(&window);
    assert!(typed.ends_with("mine.nullcline"), "{typed}");
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    type_over(&mut window, "/no/such/folder/a.nullcline");
    window.key_press(Key::Enter);
    window.run();
    assert!(field(&window).1, "after a refusal the field has the focus");
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    type_over(&mut window, &own.display().to_string());
    window.get_by_label("Save").click();
    window.run();
    window::drag_input(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    let saved = disk::open(&own).expect("it was saved");
    assert_eq!(saved.session, session(&window), "its own file, unasked");
    std::fs::write(&other, "a letter").expect("a file for the test");
    window.get_by_label("Session").click();
    window.run();
    window.get_by_label_contains("Save as").click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    type_over(&mut window, &other.display().to_string());
    window.key_press(Key::Enter);
    window.run();
    let kept = std::fs::read(&other).expect("it is there");
    assert_eq!(kept, b"a letter");
    window.get_by_label("Replace").click();
    window.run();
    assert!(disk::open(&other).is_ok());
    std::fs::remove_dir_all(&folder).expect("the test's folder is removed");
}

/// Ctrl + N opens the notes to write at once, and closes them; so does Escape. They open beside the column at
/// the right.
#[test]
fn the_notes_come_and_go_by_keys() {
    let mut window = window::open([1024.0, 700.0]);
    for key in [(Modifiers::COMMAND, Key::N), (Modifiers::NONE, Key::Escape)] {
        window.key_press_modifiers(Modifiers::COMMAND, Key::N);
        window.run();
        let role = egui::accesskit::Role::MultilineTextInput;
        let field = window.get_by_role_and_label(role, "Notes");
        assert!(field.accesskit_node().is_focused());
        assert!(field.rect().right() < 676.0, "{:?}", field.rect());
        window.key_press_modifiers(key.0, key.1);
        window.run();
        assert!(!notes_open(&window), "{key:?}");
    }
}
