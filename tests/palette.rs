//! The command palette by the keyboard alone, in both languages.
mod window;

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use nullcline::app::Explorer;
use nullcline::session::Layer;

fn ask(window: &mut Harness<'_, Explorer>, typed: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run();
    window.event(Event::Text(typed.into()));
    window.run();
}

fn press(window: &mut Harness<'_, Explorer>, key: Key) {
    window.key_press(key);
    window.run();
}

fn current(window: &Harness<'_, Explorer>) -> f64 {
    window
        .state()
        .session()
        .problem()
        .value("I")
        .expect("it is there")
}

#[test]
fn what_is_typed_is_done() {
    let mut window = window::open([1024.0, 700.0]);
    ask(&mut window, "I = 7.5");
    press(&mut window, Key::Enter);
    assert_eq!(current(&window), 7.5);
    // Letters typed into the palette were no commands, and are commands again when it is gone.
    ask(&mut window, "undo");
    press(&mut window, Key::Enter);
    assert_eq!(current(&window), 3.0);
    ask(&mut window, "hide nullclines");
    press(&mut window, Key::Enter);
    assert!(!window.state().session().layers().shows(Layer::Nullclines));
    press(&mut window, Key::Num2);
    assert!(window.state().session().layers().shows(Layer::Nullclines));
    ask(&mut window, "morris homoclinic");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().session().problem().preset().id, "homoclinic");
}

/// A term explains itself, and stays open for being read until Escape.
#[test]
fn terms_are_explained() {
    let mut window = window::open([1024.0, 700.0]);
    ask(&mut window, "separatrix");
    assert!(window::says(&window, "The stable manifold of a saddle"));
    press(&mut window, Key::Enter);
    assert!(window::says(&window, "The stable manifold of a saddle"));
    press(&mut window, Key::Escape);
    assert!(!window::says(&window, "The stable manifold of a saddle"));
    ask(&mut window, "xyzzy");
    assert!(window::says(&window, "Nothing here is called so."));
    press(&mut window, Key::Enter);
    press(&mut window, Key::Escape);
}

/// The language is chosen by its own name, and the palette speaks it from then on.
#[test]
fn languages_are_found_by_their_names() {
    let mut window = window::open([1024.0, 700.0]);
    ask(&mut window, "简体");
    press(&mut window, Key::Enter);
    ask(&mut window, "分界线");
    assert!(window::says(&window, "鞍点的稳定流形"));
    press(&mut window, Key::Escape);
    ask(&mut window, "English");
    press(&mut window, Key::Enter);
    ask(&mut window, "");
    assert!(window::says(&window, "Restart the live state"));
}

#[test]
fn arrows_choose() {
    let mut window = window::open([1024.0, 700.0]);
    ask(&mut window, "I = 5");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::Enter);
    assert_eq!(current(&window), 5.0);
}
