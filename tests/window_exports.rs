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
use nullcline::session::disk;
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
            let opened = disk::open(&path).unwrap();
            assert_eq!(&opened.session, window.state().session(), "{form}");
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
