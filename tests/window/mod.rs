//! The window under test, and the pointer in it.
#![allow(
    dead_code,
    reason = "each test that reads this module uses its own part of it"
)]
use egui::{Modifiers, PointerButton, Pos2, Vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use nullcline::app::Explorer;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// A window whose every answer is awaited, so that the same input gives the same frames.
pub(crate) fn open(size: [f32; 2]) -> Harness<'static, Explorer> {
    let mut window = Harness::builder()
        .with_size(Vec2::from(size))
        .with_theme(egui::Theme::Light)
        .with_max_steps(60)
        .with_step_dt(0.05)
        .build_eframe(|cc| Explorer::deterministic(&cc.egui_ctx));
    window.run();
    window
}

/// Presses a button of the pointer, or lets it go.
pub(crate) fn button(
    window: &mut Harness<'_, Explorer>,
    at: Pos2,
    button: PointerButton,
    pressed: bool,
) {
    window.event(egui::Event::PointerButton {
        pos: at,
        button,
        pressed,
        modifiers: Modifiers::NONE,
    });
    window.step();
}

pub(crate) fn click_with(window: &mut Harness<'_, Explorer>, at: Pos2, which: PointerButton) {
    window.hover_at(at);
    window.step();
    button(window, at, which, true);
    button(window, at, which, false);
}

/// A click by the pointer, which closes what closes by clicks.
pub(crate) fn click(window: &mut Harness<'_, Explorer>, at: Pos2) {
    click_with(window, at, PointerButton::Primary);
    // Long enough that the next click is another one and not the second of a pair.
    window.run_steps(12);
}

pub(crate) fn says(window: &Harness<'_, Explorer>, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}

/// A drag of the input's slider over several frames, from its handle: I = 3 lies at 8/25 of −5 to 20.
pub(crate) fn drag_input(window: &mut Harness<'_, Explorer>) {
    let slider = window.get_by_role_and_label(egui::accesskit::Role::Slider, "I");
    let rect = slider.rect();
    let at = |part: f32| Pos2::new(rect.left() + part * rect.width(), rect.center().y);
    window.hover_at(at(8.0 / 25.0));
    window.step();
    button(window, at(8.0 / 25.0), PointerButton::Primary, true);
    for part in [0.55, 0.6, 0.7, 0.8] {
        window.hover_at(at(part));
        window.step();
    }
    button(window, at(0.8), PointerButton::Primary, false);
    window.run();
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

/// Drops a file on the window.
pub(crate) fn drop_file(window: &mut Harness<'_, Explorer>, path: &Path) {
    let file = Dropped(path.to_path_buf());
    window.input_mut().dropped_files.push(Arc::new(file));
    window.run();
}
