//! The help by the keyboard alone: what is typed is found, in both languages and in every kind of window.
#![cfg(feature = "gui")]
mod window;

use egui::{Event, Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use nullcline::app::Explorer;
use nullcline::text::Language;

const SADDLE: &str = "attracts along one direction and repels along the other";
const CLICK: &str = "keep that orbit";

fn press(window: &mut Harness<'_, Explorer>, key: Key) {
    window.key_press_modifiers(Modifiers::NONE, key);
    window.run();
}

fn write(window: &mut Harness<'_, Explorer>, text: &str) {
    window.event(Event::Text(text.into()));
    window.run();
}

/// The field has the focus at once; letters are no commands; Escape clears, and then closes.
#[test]
fn what_is_typed_is_found() {
    let mut window = window::open([1024.0, 700.0]);
    press(&mut window, Key::F1);
    assert!(window::says(&window, CLICK));
    write(&mut window, "saddle dir");
    assert!(window::says(&window, SADDLE));
    assert!(!window::says(&window, CLICK));
    write(&mut window, " xyzzy");
    assert!(window::says(&window, "Nothing is found"));
    press(&mut window, Key::Escape);
    assert!(window::says(&window, CLICK));
    write(&mut window, "undo");
    assert!(window::says(&window, "Ctrl + Z"));
    press(&mut window, Key::Escape);
    press(&mut window, Key::Escape);
    assert!(!window::says(&window, "Ctrl + Z"));
    press(&mut window, Key::F1);
    press(&mut window, Key::F1);
    assert!(!window::says(&window, CLICK));
}

/// Page keys and arrows scroll, and come back.
#[test]
fn keys_scroll() {
    let mut window = window::open([1024.0, 700.0]);
    press(&mut window, Key::F1);
    let place = |window: &Harness<'_, Explorer>| window.get_by_label(CLICK).rect().top();
    let top = place(&window);
    press(&mut window, Key::ArrowDown);
    window.run_steps(20);
    let line = place(&window);
    assert!(line < top, "{line} {top}");
    press(&mut window, Key::PageDown);
    window.run_steps(20);
    let page = place(&window);
    assert!(page < line - 200.0, "{page} {line}");
    press(&mut window, Key::PageUp);
    press(&mut window, Key::PageUp);
    window.run_steps(30);
    assert_eq!(place(&window), top);
}

#[test]
fn it_is_searched_in_both_languages() {
    let mut window = window::open([1024.0, 700.0]);
    window.state_mut().speak(Language::Chinese);
    window.run();
    press(&mut window, Key::F1);
    write(&mut window, "saddle");
    assert!(window::says(&window, "沿一个方向吸引"));
    press(&mut window, Key::Escape);
    write(&mut window, "鞍点");
    assert!(window::says(&window, "沿一个方向吸引"));
    assert!(!window::says(&window, "法诺"));
}

/// Also in presenter mode, whose own keys are letters then, and in small windows.
#[test]
fn it_is_there_in_every_window() {
    for (size, presents) in [
        ([1280.0, 720.0], true),
        ([1024.0, 700.0], true),
        ([500.0, 380.0], false),
    ] {
        let mut window = window::open(size);
        if presents {
            press(&mut window, Key::F11);
        }
        press(&mut window, Key::F1);
        write(&mut window, "saddle dir");
        press(&mut window, Key::PageDown);
        press(&mut window, Key::PageUp);
        assert!(window::says(&window, SADDLE), "{size:?}");
        let node = window.get_by_label_contains(SADDLE);
        let whole = window.ctx.content_rect();
        assert!(whole.contains(node.rect().center()), "{size:?}");
        press(&mut window, Key::Escape);
        press(&mut window, Key::Escape);
        assert!(!window::says(&window, SADDLE));
        assert_eq!(window.state().presents(), presents);
    }
}
