//! Sessions on the disk, by the program itself and by what the window calls: nothing is lost.
use nullcline::export;
use nullcline::session::autosave::{Autosave, Restored, SetAside};
use nullcline::session::{Command, Session, Sight, disk, figure, file, share};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::time::{Duration, Instant};

/// A folder of its own for each test, gone at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("nullcline-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("it is there");
        let name = |e: fs::DirEntry| e.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|e| name(e.expect("readable"))).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn session(value: f64) -> Session {
    let mut session = Session::default();
    let name = "I".into();
    session
        .apply(&Command::Set { name, value })
        .expect("finite");
    session
}

fn text(path: &Path) -> &str {
    path.to_str().expect("names of tests are text")
}

fn program(args: &[&str]) -> process::Command {
    let mut command = process::Command::new(env!("CARGO_BIN_EXE_nullcline"));
    command
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> (i32, String, String) {
    let done = program(args).output().expect("the program starts");
    let said = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let status = done.status.code().expect("no signal ended it");
    (status, said(done.stdout), said(done.stderr))
}

fn good(args: &[&str]) -> String {
    let (status, out, err) = run(args);
    assert_eq!((status, err.as_str()), (0, ""), "{args:?}");
    out
}

#[test]
fn a_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it() {
    let folder = Folder::new("replace");
    let path = folder.file("a.nullcline");
    for value in [1.0, 2.0] {
        disk::save(&session(value), &path).expect("there is room");
        let opened = disk::open(&path).expect("it was just saved");
        assert_eq!(opened.session, session(value));
    }
    assert_eq!(folder.names(), ["a.nullcline"]);
    let nowhere = folder.file("no such folder").join("a.nullcline");
    let said = disk::save(&session(1.0), &nowhere).expect_err("there is no such folder");
    assert!(said.to_string().contains("folder that exists"), "{said}");
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = Folder::new("links");
    let (real, link) = (folder.file("real.nullcline"), folder.file("link.nullcline"));
    disk::save(&session(1.0), &real).expect("there is room");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("it is ours");
    symlink(&real, &link).expect("links are possible");
    disk::save(&session(2.0), &link).expect("there is room");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(disk::open(&real).expect("there").session, session(2.0));
    let mode = fs::metadata(&real).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).expect("it is ours");
    let said = disk::save(&session(3.0), &link).expect_err("it is read-only");
    assert!(said.to_string().contains("read-only"), "{said}");
    assert_eq!(disk::open(&real).expect("there").session, session(2.0));
}

/// A real process that runs out of space in the middle of saving: here the system allows no file above
/// 512 or 1024 bytes, and a session is longer.
#[cfg(unix)]
#[test]
fn the_old_file_survives_a_full_disk() {
    let folder = Folder::new("full");
    let path = folder.file("a.nullcline");
    disk::save(&session(1.0), &path).expect("there is room");
    let before = fs::read(&path).expect("there");
    assert!(before.len() > 1024);
    let script = format!(
        "trap '' XFSZ; ulimit -f 1; '{}' convert morris-lecar -o '{}'",
        env!("CARGO_BIN_EXE_nullcline"),
        path.display()
    );
    let done = process::Command::new("sh").args(["-c", &script]).output();
    let done = done.expect("there is a shell");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(
        said.contains("could not be written") && said.contains("unchanged"),
        "{said}"
    );
    assert_eq!(fs::read(&path).expect("there"), before);
    assert_eq!(folder.names(), ["a.nullcline"]);
}

/// Killed at any moment while it saves again and again: what is there is whole.
#[cfg(unix)]
#[test]
fn a_killed_process_leaves_a_whole_file() {
    let folder = Folder::new("killed");
    let path = folder.file("a.nullcline");
    disk::save(&session(1.0), &path).expect("there is room");
    let script = format!(
        "while :; do '{}' convert morris-lecar -o '{}'; done",
        env!("CARGO_BIN_EXE_nullcline"),
        path.display()
    );
    for wait in [30, 47, 61, 88] {
        let mut shell = process::Command::new("sh")
            .args(["-c", &script])
            .spawn()
            .expect("there is a shell");
        std::thread::sleep(Duration::from_millis(wait));
        shell.kill().expect("it was running");
        shell.wait().expect("it has ended");
        disk::open(&path).expect("the old or the new one");
    }
}

#[test]
fn what_cannot_be_opened_is_said_with_its_name() {
    let folder = Folder::new("open");
    let text = file::write(&Session::default()).expect("small");
    let cut = text.find("rate = ").expect("it is there") + 5;
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.file(name);
        fs::write(&path, bytes).expect("there is room");
        path
    };
    let cases = [
        (folder.file("none.nullcline"), "another folder"),
        (folder.0.clone(), "is no file"),
        (write("empty.nullcline", b""), "no session"),
        (write("cut.nullcline", &text.as_bytes()[..cut]), "line "),
        (write("foreign.nullcline", b"{\"a\": 1}"), "no session"),
        (write("a.svg", b"<svg/>"), "carries no session"),
        (
            write("utf16.nullcline", b"\xff\xfen\0u\0l\0l\0"),
            "no session",
        ),
    ];
    for (path, part) in &cases {
        let said = disk::open(path).expect_err(part).to_string();
        let name = path.file_name().unwrap().to_string_lossy();
        assert!(said.contains(part) && said.contains(&*name), "{said}");
        assert!(!said.contains('\n') && said.len() > 30, "{said}");
    }
    #[cfg(unix)]
    assert!(disk::open(Path::new("/dev/zero")).is_err());
}

/// Every command takes a saved session, a share text and a figure in the place of a model.
#[test]
fn commands_read_sessions_from_files_figures_and_share_texts() {
    let folder = Folder::new("sources");
    let (saved, svg, png) = (
        folder.file("a.nullcline"),
        folder.file("a.svg"),
        folder.file("a.png"),
    );
    let model = [
        "morris-lecar/hopf",
        "--set",
        "I=95",
        "--window=-70:60,-0.2:0.9",
    ];
    let with =
        |command: &str, source: &[&str], rest: &[&str]| good(&[&[command], source, rest].concat());
    with("convert", &model, &["-o", text(&saved)]);
    with("render", &[text(&saved)], &["-o", text(&svg)]);
    with(
        "render",
        &[text(&svg)],
        &["-o", text(&png), "--size", "300x200"],
    );
    let line = with("convert", &[text(&png)], &["--share"]);
    let expected = with("analyze", &model, &["--json"]);
    for source in [text(&saved), text(&svg), text(&png), line.trim()] {
        assert_eq!(
            with("analyze", &[source], &["--json"]),
            expected,
            "{source}"
        );
    }
    // A figure remembers besides which view it is; all else is the session that was saved.
    let opened = |path: &Path| export::forgetting(&disk::open(path).expect("a session").session);
    assert_eq!(opened(&svg), opened(&saved));
    assert_eq!(opened(&png), opened(&saved));
    // The same session gives the same picture.
    let again = folder.file("again.svg");
    with("render", &[line.trim()], &["-o", text(&again)]);
    assert_eq!(fs::read(&svg).unwrap(), fs::read(&again).unwrap());
    // Options change what was saved.
    let changed = with("analyze", &[text(&saved)], &["--set", "I=10", "--json"]);
    assert_ne!(changed, expected);
}

/// What a session does to the cell, what it varies and what it keeps is in its figures and tables.
#[test]
fn a_session_brings_its_stimulus_its_range_and_its_orbits() {
    let folder = Folder::new("contents");
    let path = folder.file("a.nullcline");
    let (svg, bare) = (folder.file("a.svg"), folder.file("b.svg"));
    let pulse = "pulse(at=20,width=2,height=30)";
    let drive = ["--stimulus", pulse];
    good(
        &[
            &["convert", "morris-lecar/hopf"],
            &drive[..],
            &["-o", text(&path)],
        ]
        .concat(),
    );
    let driven = good(&["simulate", text(&path), "--until", "60", "--json"]);
    let asked = [
        &["simulate", "morris-lecar/hopf", "--until", "60", "--json"],
        &drive[..],
    ];
    assert_eq!(driven, good(&asked.concat()));
    let none = ["--stimulus", "none"];
    let quiet = [
        &["simulate", text(&path), "--until", "60", "--json"],
        &none[..],
    ];
    let plain = ["simulate", "morris-lecar/hopf", "--until", "60", "--json"];
    assert_eq!(good(&quiet.concat()), good(&plain));

    let mut session = disk::open(&path).expect("saved").session;
    let vary = Command::Vary {
        name: "I".into(),
        range: Some([85.0, 95.0]),
    };
    for command in [vary, Command::Keep([-60.0, 0.2])] {
        session.apply(&command).expect("possible");
    }
    disk::save(&session, &path).expect("there is room");
    let found = good(&["firing", text(&path), "--points", "3", "--csv"]);
    assert!(
        found.contains("\n90,") && found.contains("\n95,"),
        "{found}"
    );
    good(&["render", text(&path), "-o", text(&svg)]);
    session.apply(&Command::Clear).expect("possible");
    disk::save(&session, &path).expect("there is room");
    good(&["render", text(&path), "-o", text(&bare)]);
    let length = |path: &Path| fs::read(path).expect("drawn").len();
    assert!(length(&svg) > length(&bare) + 500, "the orbit is drawn");
}

/// Without a view a session is drawn as what it shows; what is drawn is what the figure carries.
#[test]
fn a_session_without_a_view_is_drawn_as_what_it_shows() {
    let folder = Folder::new("shown");
    let path = folder.file("a.nullcline");
    let (plain, named) = (folder.file("plain.svg"), folder.file("named.svg"));
    let mut session = Session::default();
    let look = Command::Look(Sight::Time);
    session.apply(&look).expect("every model has one");
    disk::save(&session, &path).expect("there is room");
    let render = |source: &Path, rest: &[&str]| {
        good(&[&["render", text(source)], rest].concat());
    };
    render(&path, &["-o", text(&plain)]);
    render(&path, &["-o", text(&named), "--view", "trace"]);
    assert_eq!(fs::read(&plain).unwrap(), fs::read(&named).unwrap());
    let ghost = folder.file("ghost.svg");
    let against = ["-o", text(&ghost), "--view", "compare", "--against", "I=0"];
    render(&path, &against);
    let opened = disk::open(&ghost).expect("it carries its session").session;
    let problem = opened.ghost().expect("it was kept");
    assert_eq!(problem.value("I"), Some(0.0));
    assert_eq!(opened.problem(), session.problem());
    // The figure is a session like any other, and gives itself again, at any scale.
    let again = folder.file("again.svg");
    render(
        &ghost,
        &["-o", text(&again), "--view", "compare", "--scale", "2"],
    );
    assert_eq!(fs::read(&ghost).unwrap(), fs::read(&again).unwrap());
    // A demonstration's figure opens as its cell with the trial that was chosen.
    let demo = folder.file("demo.svg");
    let cell = "izhikevich/l-integrator";
    good(&[
        "render",
        cell,
        "-o",
        text(&demo),
        "--demo",
        "integrator",
        "--trial",
        "2",
    ]);
    let opened = disk::open(&demo).expect("it carries its session").session;
    assert_eq!(opened.problem().preset().id, "l-integrator");
    assert!(!opened.stimulus().is_empty());
}

/// A figure of anything opens as what it shows.
#[test]
fn a_figure_of_a_diagram_opens_as_a_diagram() {
    let folder = Folder::new("views");
    let path = folder.file("a.svg");
    good(&[
        "render",
        "morris-lecar/hopf",
        "--view",
        "firing",
        "--vary",
        "I=85:95",
        "--points",
        "3",
        "-o",
        text(&path),
    ]);
    let session = disk::open(&path).expect("it carries one").session;
    let study = session.study();
    assert_eq!(study.sight, nullcline::session::Sight::Firing);
    assert_eq!(study.vary(session.problem()).range, [85.0, 95.0]);
}

#[test]
fn slips_are_answered_in_one_sentence() {
    let folder = Folder::new("slips");
    let path = folder.file("a.nullcline");
    let known = file::write(&Session::default()).expect("small");
    fs::write(&path, known.clone() + "\n[later]\nx = 1\n").expect("there is room");
    let (status, _, err) = run(&["analyze", text(&path), "--json"]);
    assert!(status == 0 && err.contains("\"later\""), "{err}");
    let cases: [(&[&str], &str); 6] = [
        (&["analyze", "none.nullcline"], "none.nullcline"),
        (&["none.nullcline"], "none.nullcline"),
        (&["convert", "morris-lecar"], "--output"),
        (
            &["convert", "morris-lecar", "-o", "a.ode"],
            "not available yet",
        ),
        (&["convert", "morris-lecar", "-o", "a.svg"], "render"),
        (&["analyze", "nullcline1-abc"], "cut short"),
    ];
    for (args, part) in cases {
        let (status, out, err) = run(args);
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}: {err}");
        assert!(err.contains(part) && err.lines().count() == 1, "{err}");
    }
}

/// `nullcline FILE` opens the window; where there is none, the session is shown as text.
#[test]
fn a_file_alone_is_opened() {
    let folder = Folder::new("alone");
    let path = folder.file("a.nullcline");
    good(&["convert", "van-der-pol", "-o", text(&path)]);
    let (status, out, err) = run(&[text(&path)]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(
        out.contains("No window") && out.contains("Van der Pol"),
        "{out}"
    );
}

/// Takes a place, the first or the one after it. A program that another test starts shares this one's locks for a
/// moment, so that a place may look taken: then once more.
fn begin_at(folder: &Folder, place: usize) -> (Autosave, Restored) {
    for _ in 0..500 {
        let (autosave, restored) = Autosave::begin_in(&folder.0).expect("the folder is ours");
        if autosave.file().ends_with(format!("last-{place}.nullcline")) {
            return (autosave, restored);
        }
        drop(autosave);
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("place {place} was never free");
}

#[test]
fn the_last_state_comes_back() {
    let folder = Folder::new("autosave");
    let begin = || begin_at(&folder, 0);
    let (first, restored) = begin();
    assert!(matches!(restored, Restored::Nothing));
    let start = Instant::now();
    for k in 0..500 {
        first.keep(&session(f64::from(k)));
    }
    assert!(start.elapsed() < Duration::from_secs(1), "it never waits");
    first.finish();
    assert_eq!(first.fault(), None);
    // A second window has a place of its own.
    let (second, restored) = begin_at(&folder, 1);
    assert!(matches!(restored, Restored::Nothing));
    assert_ne!(first.file(), second.file());
    second.keep(&session(7.0));
    drop(second);
    drop(first);
    let expect = |restored, value| match restored {
        Restored::Session(opened) => assert_eq!(opened.session, session(value)),
        other => panic!("{other:?}"),
    };
    let (first, restored) = begin();
    expect(restored, 499.0);
    let (_second, restored) = begin_at(&folder, 1);
    expect(restored, 7.0);
    drop(first);
}

#[test]
fn a_damaged_last_state_is_set_aside_and_said() {
    let folder = Folder::new("damaged");
    let begin = || begin_at(&folder, 0);
    let (first, _) = begin();
    let path = first.file().to_owned();
    drop(first);
    fs::write(&path, b"nullcline = 1\nmodel = \"morr").expect("there is room");
    let (first, restored) = begin();
    let Restored::SetAside { path: aside, why } = restored else {
        panic!("{restored:?}");
    };
    assert!(matches!(why, SetAside::Damaged(_)), "{why}");
    assert!(aside.exists() && !path.exists());
    drop(first);
    let (_, restored) = begin();
    assert!(matches!(restored, Restored::Nothing));
}

/// A session that ends the program whenever it is opened comes back three times and not for ever.
#[test]
fn a_session_that_kills_the_program_is_left_out_in_the_end() {
    let folder = Folder::new("fatal");
    let begin = || begin_at(&folder, 0);
    let (first, _) = begin();
    first.keep(&session(1.0));
    drop(first);
    let crash = || {
        let (autosave, restored) = begin();
        // A crash runs no destructor, but the system closes the file: here it is closed by hand.
        std::thread::spawn(move || {
            let _held = autosave;
            std::panic::resume_unwind(Box::new(()));
        })
        .join()
        .expect_err("it crashed");
        restored
    };
    for _ in 0..3 {
        assert!(matches!(crash(), Restored::Session(_)));
    }
    let last = crash();
    assert!(
        matches!(&last, Restored::SetAside { why: SetAside::Fatal, path } if path.exists()),
        "{last:?}"
    );
    assert!(matches!(crash(), Restored::Nothing));
}

#[test]
fn a_share_text_and_a_figure_agree() {
    let session = session(3.0);
    let text = share::share(&session).expect("small");
    let svg = figure::embed(b"<svg></svg>".to_vec(), &session).expect("small");
    assert!(String::from_utf8_lossy(&svg).contains(&text));
}
