//! Exporting from the window: any view, in any form, by pointer and keyboard.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod window;

use egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use nullcline::app::Explorer;
use nullcline::export;
use nullcline::session::{Command, Remembered, disk};
use std::path::{Path, PathBuf};

fn ask(window: &mut Harness<'_, Explorer>) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::E);
    window.run();
}

/// Types a name over the one that is proposed.
fn name(window: &mut Harness<'_, Explorer>, path: &Path) {
    let field = window.get_by_role_and_label(egui::accesskit::Role::TextInput, "File");
    field.focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    let text = path.to_str().unwrap().to_owned();
    window.event(egui::Event::Text(text));
    window.run();
}

fn export(window: &mut Harness<'_, Explorer>, form: &str, path: &Path) {
    ask(window);
    window.get_by_label(form).click();
    window.run();
    name(window, path);
    window.get_by_label("Export").click();
    window.run();
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("nullcline-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Every form that needs no drag; the figures that carry the session open again.
#[test]
fn what_is_shown_is_exported_in_every_form() {
    let folder = folder("forms");
    let mut window = window::open([1280.0, 800.0]);
    for (form, ending, opens) in [
        ("SVG", "svg", true),
        ("PNG", "png", true),
        ("PDF", "pdf", true),
        ("LaTeX (pgfplots)", "tex", true),
        ("CSV", "csv", false),
        ("JSON", "json", true),
        ("Python", "py", false),
    ] {
        let path = folder.join(format!("figure.{ending}"));
        export(&mut window, form, &path);
        assert!(path.exists(), "{form}");
        assert!(window::says(&window, "Saved as"), "{form}");
        if opens {
            // Besides the session, the figure remembers which view it is.
            let opened = export::forgetting(&disk::open(&path).unwrap().session);
            assert_eq!(&opened, window.state().session(), "{form}");
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Before anything was dragged there is no animation; after a drag there is one of it.
#[test]
fn the_last_drag_is_exported() {
    let folder = folder("drag");
    let path = folder.join("drag.gif");
    let mut window = window::open([1280.0, 800.0]);
    ask(&mut window);
    assert!(window.get_by_label("GIF").accesskit_node().is_disabled());
    window.get_by_label("Close").click();
    window.run();
    window::drag_input(&mut window);
    export(&mut window, "GIF", &path);
    let bytes = std::fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"GIF89a") && bytes.len() > 10_000);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A folder that is not there is a sentence, and the question stays open for another name.
#[test]
fn a_place_that_is_none_is_said() {
    let mut window = window::open([1280.0, 800.0]);
    let lost = std::env::temp_dir().join("nullcline-no-such-folder/figure.svg");
    export(&mut window, "SVG", &lost);
    assert!(window::says(&window, "could not be written"));
    assert!(window.query_by_label("Export").is_some());
}

/// A file that is there is replaced only by a second press; another name is no such file.
#[test]
fn a_file_is_not_replaced_unasked() {
    let folder = folder("replaced");
    let path = folder.join("figure.svg");
    std::fs::write(&path, "mine").unwrap();
    let mut window = window::open([1280.0, 800.0]);
    export(&mut window, "SVG", &path);
    assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    assert!(window::says(&window, "There is a file of this name"));
    window.get_by_label("Replace").click();
    window.run();
    assert!(disk::open(&path).is_ok());
    std::fs::remove_dir_all(&folder).unwrap();
}

/// While the question is open letters are no commands, and Escape closes it and nothing else.
#[test]
fn the_question_has_the_keys() {
    let mut window = window::open([1280.0, 800.0]);
    let explorer = window.state_mut();
    explorer.apply(&Command::Note("Rest.".into())).unwrap();
    let open = Command::Remember("notes open".into(), Some(Remembered::Flag(true)));
    explorer.apply(&open).unwrap();
    let session = Box::new(explorer.session().clone());
    explorer.apply(&Command::Replace(session)).unwrap();
    explorer
        .apply(&Command::Open("van-der-pol".into()))
        .unwrap();
    window.run();
    ask(&mut window);
    let before = window.state().session().clone();
    for key in [Key::G, Key::S, Key::T, Key::B, Key::Num1, Key::Minus] {
        window.key_press(key);
        window.run();
    }
    assert_eq!(window.state().session(), &before);
    let notes = |window: &Harness<'_, Explorer>| {
        let field = egui::accesskit::Role::MultilineTextInput;
        window.query_by_role_and_label(field, "Notes").is_some()
    };
    assert!(notes(&window));
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("Export").is_none() && notes(&window));
    window.key_press(Key::Escape);
    window.run();
    assert!(!notes(&window));
}

/// Escape stops an export that is going on, says so, and leaves what was typed.
#[test]
fn an_export_is_stopped_with_a_word() {
    let folder = folder("stopped");
    let path = folder.join("drag.gif");
    let mut window = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .build_eframe(|cc| Explorer::new(&cc.egui_ctx));
    window.run_steps(4);
    window.key_press(Key::Space);
    window.run_steps(4);
    let slider = window.get_by_role_and_label(egui::accesskit::Role::Slider, "I");
    let rect = slider.rect();
    let at = |part: f32| egui::pos2(rect.left() + part * rect.width(), rect.center().y);
    window.hover_at(at(0.32));
    window.step();
    let primary = egui::PointerButton::Primary;
    window::button(&mut window, at(0.32), primary, true);
    for k in 0..20_u8 {
        window.hover_at(at(0.4 + 0.02 * f32::from(k)));
        window.step();
    }
    window::button(&mut window, at(0.8), primary, false);
    window.key_press_modifiers(Modifiers::COMMAND, Key::E);
    window.run_steps(3);
    window.get_by_label("GIF").click();
    window.run_steps(3);
    let field = egui::accesskit::Role::TextInput;
    window.get_by_role_and_label(field, "File").focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text(path.to_str().unwrap().to_owned()));
    window.run_steps(2);
    window.get_by_label("Export").click();
    window.run_steps(2);
    assert!(window.query_by_label("Stop").is_some());
    window.key_press(Key::Escape);
    window.run_steps(3);
    assert!(window::says(&window, "The export was stopped."));
    let field = window.get_by_role_and_label(field, "File");
    assert_eq!(
        field.accesskit_node().value().as_deref(),
        Some(path.to_str().unwrap())
    );
    assert!(!path.exists());
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A name gets its form's ending; the next question begins with the same form and folder, and a size that is
/// too large cannot be exported and says why.
#[test]
fn the_next_export_begins_like_the_last() {
    let folder = folder("again");
    let mut window = window::open([1280.0, 800.0]);
    export(&mut window, "PNG", &folder.join("figure"));
    assert!(folder.join("figure.png").exists());
    ask(&mut window);
    let field = egui::accesskit::Role::TextInput;
    let value = |window: &Harness<'_, Explorer>, name: &str| {
        let field = window.get_by_role_and_label(field, name);
        field.accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(value(&window, "Folder"), folder.to_str().unwrap());
    assert!(value(&window, "File").ends_with(".png"));
    assert!(window::says(
        &window,
        "1200 × 900 pixels, of at most 8000 × 6000"
    ));
    window.key_press_modifiers(Modifiers::NONE, Key::Escape);
    window.run();
    let lost = folder.join("none/figure");
    export(&mut window, "PNG", &lost);
    assert_eq!(value(&window, "File"), format!("{}.png", lost.display()));
    window.get_by_label("4×").click();
    window.run();
    assert!(!window.get_by_label("Export").accesskit_node().is_disabled());
    let width = egui::accesskit::Role::SpinButton;
    window.get_by_role_and_label(width, "Width").click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text("2500".into()));
    window.key_press(Key::Enter);
    window.run();
    assert!(window::says(&window, "10000 × 3600 pixels are too many"));
    assert!(window.get_by_label("Export").accesskit_node().is_disabled());
    std::fs::remove_dir_all(&folder).unwrap();
}
