//! Little motion: nothing moves by itself.
#![cfg(feature = "gui")]
mod window;

use egui_kittest::{Harness, kittest::Queryable as _};
use nullcline::app::Explorer;

/// Everything that a frame draws.
fn drawn(window: &Harness<'_, Explorer>) -> String {
    format!("{:?}", window.output().shapes)
}

fn calm(window: &mut Harness<'_, Explorer>) {
    window.get_by_label("English").click();
    window.run();
    window.get_by_label("Little motion").click();
    window.run();
}

/// The frames after a click on a menu, once it has its size.
fn after_a_click(window: &mut Harness<'_, Explorer>) -> Vec<String> {
    let at = window.get_by_label("Session").rect().center();
    window.hover_at(at);
    window.run_steps(20);
    window::button(window, at, egui::PointerButton::Primary, true);
    window::button(window, at, egui::PointerButton::Primary, false);
    // A menu is measured in its first frame.
    window.run_steps(2);
    let frames = (0..8).map(|_| {
        window.step();
        drawn(window)
    });
    frames.collect()
}

#[test]
fn a_menu_is_there_at_once() {
    let mut window = window::open([1280.0, 800.0]);
    calm(&mut window);
    let frames = after_a_click(&mut window);
    assert!(frames.iter().all(|f| *f == frames[0]));
}

/// Without the wish a menu fades in, or the test above says nothing; and the wish can be taken back.
#[test]
fn a_menu_fades_in_otherwise() {
    let mut window = window::open([1280.0, 800.0]);
    calm(&mut window);
    calm(&mut window);
    let frames = after_a_click(&mut window);
    assert!(frames.iter().any(|f| *f != frames[0]));
}

/// The mark in the search field does not blink, and keys scroll at once.
#[test]
fn the_help_stands_still() {
    let mut window = window::open([1280.0, 800.0]);
    calm(&mut window);
    window.key_press(egui::Key::F1);
    window.run();
    window.key_press(egui::Key::PageDown);
    window.run_steps(2);
    let first = drawn(&window);
    for _ in 0..40 {
        window.step();
        let now = drawn(&window);
        let differs = first.bytes().zip(now.bytes()).position(|(a, b)| a != b);
        let around = |text: &str, at: usize| {
            text[at.saturating_sub(300)..(at + 200).min(text.len())].to_owned()
        };
        assert!(
            now == first,
            "{:?}",
            differs.map(|k| [around(&first, k), around(&now, k)])
        );
    }
}
