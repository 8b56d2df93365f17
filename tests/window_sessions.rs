//! Sessions in the window: undo and redo, files dropped on it, saving, and sharing as one line.
#![cfg(feature = "gui")]
mod window;

use egui::{Key, Modifiers, PointerButton, Pos2};
use egui_kittest::{Harness, kittest::Queryable as _};
use nullcline::{
    app::Explorer,
    session::{Command, Layer, Session, disk, figure, share},
};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn session(window: &Harness<'_, Explorer>) -> Session {
    window.state().session().clone()
}

fn input(window: &Harness<'_, Explorer>) -> f64 {
    session(window)
        .problem()
        .value("I")
        .expect("every neuron has it")
}

/// A drag of the input's slider over several frames, from its handle: I = 3 lies at 8/25 of −5 to 20.
fn drag_input(window: &mut Harness<'_, Explorer>) {
    let slider = window.get_by_role_and_label(egui::accesskit::Role::Slider, "I");
    let rect = slider.rect();
    let at = |part: f32| Pos2::new(rect.left() + part * rect.width(), rect.center().y);
    window.hover_at(at(8.0 / 25.0));
    window.step();
    window::button(window, at(8.0 / 25.0), PointerButton::Primary, true);
    for part in [0.55, 0.6, 0.7, 0.8] {
        window.hover_at(at(part));
        window.step();
    }
    window::button(window, at(0.8), PointerButton::Primary, false);
    window.run();
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("nullcline-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// A file in the hand of someone who drops it.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|why| why.to_string())
    }
}

fn drop_file(window: &mut Harness<'_, Explorer>, path: &Path) {
    let file = Dropped(path.to_path_buf());
    window.input_mut().dropped_files.push(Arc::new(file));
    window.run();
}

/// A drag has many values and is one step; Ctrl + Z takes it back whole, Ctrl + Y does it again.
#[test]
fn a_drag_is_one_step_back_and_one_forth() {
    let mut window = window::open([1280.0, 800.0]);
    let before = session(&window);
    drag_input(&mut window);
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
        drag_input(&mut window);
        drop_file(&mut window, path);
        assert_eq!(session(&window), other, "{}", path.display());
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run();
        assert_ne!(session(&window), other, "opening is a step like any other");
    }
    let before = session(&window);
    let foreign = folder.join("letter.txt");
    std::fs::write(&foreign, "Dear colleague,").expect("a file for the test");
    drop_file(&mut window, &foreign);
    assert_eq!(session(&window), before);
    std::fs::remove_dir_all(&folder).expect("the test's folder is removed");
}

/// Ctrl + S asks for a name once and saves; Ctrl + O opens a shared line that is pasted into the field.
#[test]
fn sessions_are_saved_and_opened_by_keys() {
    let folder = folder("saved");
    let path = folder.join("mine.nullcline");
    let mut window = window::open([1280.0, 800.0]);
    drag_input(&mut window);
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
    drag_input(&mut window);
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
    drag_input(&mut window);
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
