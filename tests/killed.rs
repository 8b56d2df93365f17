//! A window that is killed: a real one, on a display of its own. What was done comes back.
//!
//! Needs `Xvfb`, or a display that is there (`DISPLAY`); for the pointer, `xdotool`. Without a display the
//! killed process of `tests/disk.rs` has to do.
#![cfg(all(feature = "gui", target_os = "linux"))]
use nullcline::session::{Command, Session, disk};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Stdio};
use std::time::{Duration, Instant};

/// No machine is so busy that something takes longer than this.
const PATIENCE: Duration = Duration::from_secs(60);

/// A process that does not outlive the test.
struct Running(Child);

impl Running {
    /// SIGKILL, which nobody can catch.
    fn kill(&mut self) {
        let _ = self.0.kill();
        self.0.wait().expect("it has ended");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A display: of our own, on the first free number, or else the one that is there.
fn display() -> Option<(String, Option<Running>)> {
    // Without the last option it starts afresh when its last window is killed, and has no display meanwhile.
    let server = process::Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-noreset"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    if let Ok(mut server) = server {
        let out = server.stdout.take().expect("it is piped");
        let server = Running(server);
        let mut number = String::new();
        if BufReader::new(out).read_line(&mut number).is_ok() && !number.trim().is_empty() {
            return Some((format!(":{}", number.trim()), Some(server)));
        }
    }
    let there = std::env::var("DISPLAY").ok().filter(|d| !d.is_empty())?;
    Some((there, None))
}

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Place {
    folder: Folder,
    display: String,
}

impl Place {
    /// Where the window saves itself.
    fn file(&self) -> PathBuf {
        self.folder.0.join("nullcline").join("last-0.nullcline")
    }

    fn start(&self, session: Option<&Path>) -> Running {
        let mut window = process::Command::new(env!("CARGO_BIN_EXE_nullcline"));
        window.env("XDG_DATA_HOME", &self.folder.0);
        window.env("DISPLAY", &self.display);
        window.env("LIBGL_ALWAYS_SOFTWARE", "1");
        for other in [
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "DBUS_SESSION_BUS_ADDRESS",
        ] {
            window.env_remove(other);
        }
        window.args(session);
        let quiet = window.stdout(Stdio::null()).stderr(Stdio::null());
        Running(quiet.spawn().expect("the program starts"))
    }

    /// What is saved, once it is another file than `old` and `good`; `None` where the window ends by itself
    /// or it takes too long.
    fn saved_within(
        &self,
        window: &mut Running,
        old: &str,
        good: impl Fn(&Session) -> bool,
        patience: Duration,
    ) -> Option<Session> {
        let since = Instant::now();
        loop {
            let file = self.file();
            if written(&file) != old
                && let Ok(opened) = disk::open(&file)
                && good(&opened.session)
            {
                return Some(opened.session);
            }
            let ended = window.0.try_wait().expect("it is ours").is_some();
            if ended || since.elapsed() > patience {
                return None;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The same, with patience.
    fn saved(
        &self,
        window: &mut Running,
        old: &str,
        good: impl Fn(&Session) -> bool,
    ) -> Option<Session> {
        self.saved_within(window, old, good, PATIENCE)
    }

    /// Carries out what `xdotool` does; `false` where there is none.
    fn pointer(&self, what: &str) -> bool {
        let mut tool = process::Command::new("xdotool");
        tool.env("DISPLAY", &self.display).args(what.split(' '));
        tool.stdout(Stdio::null())
            .status()
            .is_ok_and(|s| s.success())
    }
}

/// Tells one writing of a file from another: each gives it another inode or time.
fn written(file: &Path) -> String {
    use std::os::unix::fs::MetadataExt as _;
    let there = std::fs::metadata(file).map(|m| (m.ino(), m.mtime(), m.mtime_nsec()));
    format!("{there:?}")
}

/// The window opens a file and is killed; it starts again without one, is killed once more in the middle of a
/// drag, and shows each time what was there before.
#[test]
fn what_was_done_comes_back_after_a_kill() {
    let Some((display, server)) = display() else {
        return;
    };
    let folder = std::env::temp_dir().join(format!("nullcline-window-{}", process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    let place = Place {
        folder: Folder(folder),
        display,
    };
    let mut asked = Session::default();
    for command in [
        Command::Open("morris-lecar/homoclinic".into()),
        Command::Set {
            name: "I".into(),
            value: 39.125,
        },
        Command::Keep([-20.0, 0.25]),
        Command::Note("Do not lose me.".into()),
    ] {
        asked.apply(&command).expect("a good command");
    }
    let path = place.folder.0.join("asked.nullcline");
    disk::save(&asked, &path).expect("there is room");
    // What the window keeps for itself may be there as well.
    let same = |session: &Session| {
        (session.problem(), session.seeds(), session.notes())
            == (asked.problem(), asked.seeds(), asked.notes())
    };

    let mut window = place.start(Some(&path));
    if place.saved(&mut window, "", same).is_none() {
        let ended = window.0.try_wait().expect("it is ours").is_some();
        assert!(ended, "the window saves what it shows");
        // A display on which nothing can be drawn is none.
        return;
    }
    window.kill();

    let old = written(&place.file());
    let mut window = place.start(None);
    let back = place.saved(&mut window, &old, |_| true);
    let back = back.expect("a window that was drawn once is drawn again");
    assert!(same(&back), "{back:?}");

    // A click into the plane keeps an orbit; the first one may come before the window is in view. On a
    // display of somebody else's the window may be anywhere.
    let two = |s: &Session| s.seeds().len() > 1;
    let click = || server.is_some() && place.pointer("mousemove 560 400 sleep 0.3 click 1");
    let mut tries = (0..20).take_while(|_| click());
    let kept = tries.find_map(|_| place.saved_within(&mut window, "", two, Duration::from_secs(3)));
    if let Some(kept) = kept {
        // A whole drag moves its start, and one that is still going on saves nothing yet.
        let drag = |from: &str, to: &str| {
            let half = "sleep 0.2 mousemove 540 380 sleep 0.2";
            format!("mousemove {from} sleep 0.2 mousedown 1 {half} mousemove {to} sleep 0.2")
        };
        let whole = drag("560 400", "520 360") + " mouseup 1";
        assert!(place.pointer(&whole));
        let moved = place.saved(&mut window, "", |s| *s != kept);
        let kept = moved.expect("it runs");
        let old = written(&place.file());
        assert!(place.pointer(&drag("520 360", "580 420")));
        assert_eq!(written(&place.file()), old, "a drag is saved at its end");
        window.kill();
        assert!(place.pointer("mouseup 1"));
        let mut window = place.start(None);
        let back = place.saved(&mut window, &old, |_| true).expect("it starts");
        assert_eq!(back, kept);
    }
}
