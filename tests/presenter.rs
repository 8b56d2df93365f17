//! Presenter mode, by its keys: large, without panels, and left as it was entered.
mod window;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use nullcline::app::Explorer;
use nullcline::session::Layer;

fn press(window: &mut Harness<'_, Explorer>, key: Key) {
    window.key_press_modifiers(Modifiers::NONE, key);
    window.run();
}

fn preset(window: &Harness<'_, Explorer>) -> &'static str {
    window.state().session().problem().preset().id
}

/// At 1280 × 720 the smallest text has 13 points, and so 24 pixels.
#[test]
fn the_last_row_can_read_it() {
    let mut window = window::open([1280.0, 720.0]);
    let before = window.ctx.zoom_factor();
    let buttons = |window: &Harness<'_, Explorer>| window.query_all_by_role(Role::Button).count();
    let many = buttons(&window);
    press(&mut window, Key::F11);
    assert!(window.state().presents());
    let zoom = window.ctx.zoom_factor();
    assert!(13.0 * zoom >= 24.0 * 0.99, "{zoom}");
    assert!(buttons(&window) < many / 3);
    // The input and the words stay.
    assert!(window.query_by_role_and_label(Role::Slider, "I").is_some());
    assert!(window::says(&window, "a stable focus (rest)"));
    press(&mut window, Key::F11);
    assert!(!window.state().presents());
    assert_eq!(window.ctx.zoom_factor(), before);
    assert_eq!(buttons(&window), many);
}

/// Escape leaves, page keys go through the presets as a clicker does, digits open them and are no layers.
#[test]
fn a_clicker_goes_through_the_presets() {
    let mut window = window::open([1280.0, 720.0]);
    let names: Vec<_> = {
        let problem = window.state().session().problem();
        let presets = problem.model().info().presets.iter();
        presets.map(|p| p.id).collect()
    };
    assert!(names.len() >= 3);
    press(&mut window, Key::F11);
    press(&mut window, Key::PageDown);
    assert_eq!(preset(&window), names[1]);
    press(&mut window, Key::PageUp);
    press(&mut window, Key::PageUp);
    assert_eq!(preset(&window), names[0]);
    press(&mut window, Key::Num3);
    assert_eq!(preset(&window), names[2]);
    assert!(window.state().session().layers().shows(Layer::Equilibria));
    // There is no ninth.
    press(&mut window, Key::Num9);
    assert_eq!(preset(&window), names[2]);
    press(&mut window, Key::Escape);
    assert!(!window.state().presents());
    press(&mut window, Key::Num3);
    assert!(!window.state().session().layers().shows(Layer::Equilibria));
}

/// A black screen takes every key as the wish to see the picture again, and none as a command.
#[test]
fn the_black_screen_goes_by_any_key() {
    let mut window = window::open([1280.0, 720.0]);
    press(&mut window, Key::F11);
    press(&mut window, Key::Period);
    let here = preset(&window);
    press(&mut window, Key::PageDown);
    assert_eq!(preset(&window), here);
    press(&mut window, Key::PageDown);
    assert_ne!(preset(&window), here);
}

/// Beside a lesson too: its keys come first otherwise, and would turn the page behind the black screen.
#[test]
fn the_black_screen_keeps_the_keys_of_a_lesson() {
    let mut window = window::open([1280.0, 720.0]);
    assert!(window.state_mut().open_lesson("action-potential"));
    window.run_steps(2);
    press(&mut window, Key::F11);
    let step = |w: &Harness<'_, Explorer>| w.state().lesson().map(|(_, step, _)| step);
    press(&mut window, Key::Period);
    press(&mut window, Key::PageDown);
    assert_eq!(step(&window), Some(0));
    press(&mut window, Key::PageDown);
    assert_eq!(step(&window), Some(1));
}

/// While the help is open, page keys belong to it: neither the lesson nor the preset behind it changes.
#[test]
fn the_help_keeps_the_keys_of_a_lesson() {
    let mut window = window::open([1280.0, 720.0]);
    assert!(window.state_mut().open_lesson("action-potential"));
    window.run_steps(2);
    press(&mut window, Key::F11);
    press(&mut window, Key::F1);
    let before = window.state().session().clone();
    press(&mut window, Key::PageDown);
    press(&mut window, Key::Num3);
    assert!(*window.state().session() == before);
}

#[test]
fn the_clock_counts_from_where_it_was_set_back() {
    let mut window = window::open([1280.0, 720.0]);
    press(&mut window, Key::F11);
    // Three seconds at 50 ms a frame.
    window.run_steps(60);
    window.key_press(Key::W);
    window.run_steps(2);
    assert!(window::says(&window, "0:03"));
    window.key_press(Key::Z);
    window.run_steps(2);
    assert!(window::says(&window, "0:00"));
}

/// In windows of any size, down to almost nothing.
#[test]
fn every_size_is_one_to_present_in() {
    for size in [
        [1.0, 1.0],
        [300.0, 200.0],
        [3840.0, 2160.0],
        [400.0, 1200.0],
    ] {
        let mut window = window::open(size);
        for key in [Key::F11, Key::D, Key::L, Key::W, Key::PageDown, Key::F11] {
            press(&mut window, key);
        }
        assert!(!window.state().presents());
    }
}
