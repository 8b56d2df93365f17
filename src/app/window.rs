//! Opening the window, or saying in one sentence why there is none.
use super::Explorer;
use super::preferences::{Kept, system_calm};
use crate::session::{Session, autosave::Autosave};
use std::{
    panic::AssertUnwindSafe,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Why no window opened.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum WindowError {
    /// Nothing to open a window on.
    #[error("there is no display here")]
    NoDisplay,
    /// A display, but not what it takes to draw on it.
    #[error(
        "the window cannot be drawn, because a system library is missing ({0}); on Debian or Ubuntu: \
         apt install libgl1 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0, for Wayland also \
         libegl1 libwayland-client0"
    )]
    MissingLibrary(String),
    /// Anything else that the system says.
    #[error("the window could not be opened: {0}")]
    Failed(String),
}

/// Whether there may be a display. Only on Linux and its kin can one tell before trying.
fn display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    cfg!(not(all(unix, not(target_os = "macos"))))
        || set("DISPLAY")
        || set("WAYLAND_DISPLAY")
        || set("WAYLAND_SOCKET")
}

/// Opens the explorer, with a session or a lesson file if one is given, and returns when it is closed. What is wrong with
/// the lesson is said in the window.
///
/// # Errors
/// Says why there is no window; nothing is left behind.
pub fn run(session: Option<&Session>, lesson: Option<&Path>) -> Result<(), WindowError> {
    if !display() {
        return Err(WindowError::NoDisplay);
    }
    let (kept, mut preferences) = Kept::open();
    preferences.system_calm = system_calm();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("nullcline")
            .with_app_id("nullcline")
            .with_inner_size(preferences.size.unwrap_or([1280.0, 800.0]))
            .with_min_inner_size([480.0, 360.0]),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    // The window system's glue panics where it cannot load its libraries; that is no bug of ours and
    // deserves a sentence instead of a trace.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let opened = Arc::new(AtomicBool::new(false));
    let tell = Arc::clone(&opened);
    let show = session.cloned();
    let lesson = lesson.map(Path::to_path_buf);
    let attempt = std::panic::catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "nullcline",
            options,
            Box::new(move |cc| {
                // The window is there: from now on a panic is a bug and must be heard.
                std::panic::set_hook(hook);
                tell.store(true, Ordering::Relaxed);
                let mut explorer = Explorer::new(&cc.egui_ctx);
                explorer.prefer(kept, preferences);
                explorer.restore(&cc.egui_ctx, Autosave::begin(), show.as_ref())?;
                if let Some(path) = &lesson {
                    explorer.open_lesson_at(&cc.egui_ctx, path);
                }
                Ok(Box::new(explorer))
            }),
        )
    }));
    if !opened.load(Ordering::Relaxed) {
        // Back to the usual hook, which went with the window that never was.
        drop(std::panic::take_hook());
    }
    match attempt {
        Ok(Ok(())) => Ok(()),
        Ok(Err(why)) => Err(explained(&why.to_string())),
        Err(panic) if opened.load(Ordering::Relaxed) => std::panic::resume_unwind(panic),
        Err(panic) => {
            let said = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()));
            Err(explained(&said.unwrap_or_default()))
        }
    }
}

/// Sorts the system's words into what a user can do about them.
fn explained(said: &str) -> WindowError {
    let lower = said.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    let brief = said.lines().next().unwrap_or_default().to_owned();
    if has(&[
        "libraryopen",
        ".so",
        "library",
        "glx",
        "egl",
        "no available config",
    ]) {
        WindowError::MissingLibrary(brief)
    } else if has(&["display", "compositor", "wayland", "connect"]) {
        WindowError::NoDisplay
    } else {
        WindowError::Failed(brief)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_libraries_are_told_with_the_packages_that_have_them() {
        let said = explained(
            "winit EventLoopError: os error: XNotSupported(LibraryOpenError(OpenError { kind: Library, \
             detail: \"opening library failed (libXcursor.so.1: cannot open)\" }))",
        );
        assert!(matches!(said, WindowError::MissingLibrary(_)));
        assert!(said.to_string().contains("libxcursor1"));
        let said = explained("winit EventLoopError: os error: XNotSupported(XOpenDisplayFailed)");
        assert_eq!(
            said,
            WindowError::NoDisplay,
            "a display that refuses is none"
        );
    }
}
