//! The neuron that a network learns, in the window, as a user or a screen reader meets it.
#![cfg(feature = "gui")]
mod window;

use egui::{Key, Modifiers, Pos2, Vec2, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use nullcline::app::Explorer;
use nullcline::learn::twin::Neuron;
use nullcline::session::{Command, Stage, TwinChange, TwinIdea, file};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use window::says;

/// What of the window is tested learns from this many seconds, so that it takes no time.
const SHORT: f64 = 30.0;

fn command(window: &mut Harness<'_, Explorer>, command: Command) {
    window.state_mut().apply(&command).expect("a good command");
    window.run();
}

fn twin(window: &mut Harness<'_, Explorer>, change: TwinChange) {
    command(window, Command::Twin(change));
}

/// The stage with a short recording, which is learnt at once.
fn open(size: [f32; 2]) -> Harness<'static, Explorer> {
    let mut window = window::open(size);
    twin(&mut window, TwinChange::Seconds(SHORT));
    window.get_by_label("Twin").click();
    window.run();
    assert_eq!(window.state().session().stage(), Stage::Twin);
    window
}

fn click(window: &mut Harness<'_, Explorer>, label: &str) {
    // Also where it is scrolled out of sight.
    window
        .get_by_role_and_label(Role::Button, label)
        .click_accesskit();
    window.run();
}

/// How far training is, as the bar says it.
fn bar(window: &Harness<'_, Explorer>) -> String {
    let node = window.get_by_role_and_label(Role::ProgressIndicator, "Training");
    node.accesskit_node().description().unwrap_or_default()
}

fn enabled(window: &Harness<'_, Explorer>, label: &str) -> bool {
    let node = window.get_by_role_and_label(Role::Button, label);
    !node.accesskit_node().is_disabled()
}

fn slide(window: &mut Harness<'_, Explorer>, name: &str, to: f64) {
    window
        .get_by_role_and_label(Role::Slider, name)
        .set_value_accesskit(to);
    window.run();
}

const PAGES: [(&str, &[&str]); 3] = [
    (
        "Filters",
        &["Learnt filters", "Mean filters", "Course of training"],
    ),
    (
        "One second",
        &[
            "Input spikes",
            "Input rates",
            "True and predicted potential",
            "Predicted probability of a spike",
        ],
    ),
    (
        "Prediction",
        &[
            "ROC curve",
            "Cross-correlation of predicted and true spikes",
            "Predicted against true potential",
        ],
    ),
];

fn pictures_fit(window: &Harness<'_, Explorer>, size: [f32; 2], names: &[&str]) {
    let screen = egui::Rect::from_min_size(Pos2::ZERO, Vec2::from(size));
    for name in names {
        let rect = window.get_by_role_and_label(Role::Image, name).rect();
        assert!(
            rect.width() > 150.0 && rect.height() > 55.0,
            "{size:?} {name}: {rect:?}"
        );
        assert!(screen.contains_rect(rect), "{size:?} {name}: {rect:?}");
    }
}

#[test]
fn every_picture_has_room_in_small_and_large_windows() {
    // A large window is zoomed, so that it has 1600 by 900 points.
    let window = open([1920.0, 1080.0]);
    for (_, names) in PAGES {
        pictures_fit(&window, [1600.0, 900.0], names);
    }
    for size in [[1024.0, 700.0], [1280.0, 720.0]] {
        let mut window = open(size);
        for (page, names) in PAGES {
            window.get_by_label(page).click();
            window.run();
            pictures_fit(&window, size, names);
        }
    }
}

/// Below any sensible size nothing breaks, on no page.
#[test]
fn tiny_windows_survive() {
    for size in [[480.0, 360.0], [300.0, 200.0], [120.0, 90.0]] {
        let mut window = open([1024.0, 700.0]);
        window.set_size(Vec2::from(size));
        window.run_steps(4);
        for (page, _) in PAGES {
            if let Some(tab) = window.query_all_by_label(page).next() {
                tab.click();
            }
            window.run_steps(4);
        }
    }
}

/// 30 s are 5 trials of 6 s, learnt in 1,524 = 6000 (30/7200)^(1/4) steps. What was learnt is told, and stands
/// beside the paper's numbers.
#[test]
fn a_small_recording_is_learnt_by_itself() {
    let window = open([1280.0, 720.0]);
    assert!(bar(&window).contains("done in"), "{}", bar(&window));
    assert!(says(&window, "Train again"));
    assert!(says(&window, "0.9973"));
    assert!(says(&window, "1.73"));
    assert!(says(&window, "79.8"));
    assert!(!enabled(&window, "Stop"));
    assert!(enabled(&window, "Reset"));
}

#[test]
fn reset_goes_back_and_start_trains_anew() {
    let mut window = open([1280.0, 720.0]);
    click(&mut window, "Reset");
    assert!(bar(&window).contains("not begun"));
    assert!(says(&window, "The first weights are random"));
    assert!(!enabled(&window, "Reset"));
    click(&mut window, "Start");
    assert!(bar(&window).contains("done in"));
    // The space bar trains again.
    window.key_press(Key::Space);
    window.run();
    assert!(bar(&window).contains("done in"));
}

/// Where training does not begin by itself, a change resets it, which is said.
#[test]
fn a_change_resets_the_training_and_says_so() {
    let mut window = open([1280.0, 720.0]);
    // The rest is made as small as it can be: a single synapse, which never fires, and a single step.
    twin(&mut window, TwinChange::Synapses(1));
    twin(&mut window, TwinChange::Rate(0.0));
    twin(&mut window, TwinChange::Window(1));
    twin(&mut window, TwinChange::Seconds(1206.0));
    assert!(says(&window, "so the training was reset"));
    assert!(enabled(&window, "Start"));
    // Undone in one step, it trains by itself again.
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(
        window.state().session().twin().options.duration.train,
        SHORT
    );
    assert!(bar(&window).contains("done in"));
}

/// Without any input spike there is nothing to learn: that is said in place of an AUC.
#[test]
fn a_silent_neuron_is_explained() {
    let mut window = open([1280.0, 720.0]);
    twin(&mut window, TwinChange::Rate(0.0));
    assert!(says(&window, "No input reaches the neuron"));
    assert!(says(&window, "AUC is undefined"));
}

#[test]
fn a_diverging_rate_is_explained_and_keeps_the_best_network() {
    let mut window = open([1280.0, 720.0]);
    slide(&mut window, "Learning rate", 0.05);
    twin(&mut window, TwinChange::LearningRate(100.0));
    assert!(says(&window, "Training diverged at step"));
    assert!(says(&window, "Take a smaller learning rate"));
    window.get_by_role_and_label(Role::Image, "Learnt filters");
}

/// One click sets an experiment up and trains it; one undo takes it back.
#[test]
fn experiments_are_one_click() {
    let mut window = open([1280.0, 720.0]);
    let before = window.state().session().clone();
    // The experiment has more data than this test has time for: it is tried as a command of the same step.
    twin(&mut window, TwinChange::Reset(false));
    assert!(says(&window, "Without a reset nothing is wiped"));
    assert!(matches!(
        &window.state().session().twin().options.neuron,
        Neuron::IntegrateAndFire(cell) if cell.reset.is_none()
    ));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(*window.state().session(), before);
    for idea in TwinIdea::ALL {
        assert!(
            window
                .query_all_by_role_and_label(Role::Button, &idea.name())
                .next()
                .is_some(),
            "{idea:?}"
        );
    }
}

/// Windows of 1 ms, one synapse, and no inhibition.
#[test]
fn the_smallest_networks_are_learnt() {
    let mut window = open([1280.0, 720.0]);
    for change in [
        TwinChange::Window(1),
        TwinChange::Synapses(1),
        TwinChange::Inhibitory(0),
        TwinChange::Hidden(16),
        TwinChange::Window(80),
    ] {
        twin(&mut window, change.clone());
        assert!(bar(&window).contains("done in"), "{change:?}");
    }
    // A single synapse never brings the neuron to its threshold.
    assert!(says(&window, "does not fire"));
}

#[test]
fn a_second_is_chosen() {
    let mut window = open([1280.0, 720.0]);
    window.get_by_label("One second").click();
    window.run();
    // Nothing is chosen yet: one with spikes is shown.
    assert_eq!(window.state().session().twin().second, None);
    slide(&mut window, "Second", 4.0);
    assert_eq!(window.state().session().twin().second, Some(3));
    click(&mut window, ">");
    assert_eq!(window.state().session().twin().second, Some(4));
    click(&mut window, "<");
    assert_eq!(window.state().session().twin().second, Some(3));
    click(&mut window, "With spikes");
    window.get_by_role_and_label(Role::Image, "Input spikes");
}

/// The stage and all that is chosen there come back from the text of the session.
#[test]
fn the_session_keeps_what_is_chosen() {
    let mut window = open([1280.0, 720.0]);
    for change in [
        TwinChange::Tau(30.0),
        TwinChange::Threshold(-52.5),
        TwinChange::Inhibitory(35),
        TwinChange::Hidden(3),
        TwinChange::Window(60),
        TwinChange::Second(5),
    ] {
        twin(&mut window, change);
    }
    let session = window.state().session().clone();
    let text = file::write(&session).expect("it can be written");
    let read = file::read(&text).expect("it reads back");
    assert_eq!(read.session, session);
    assert!(read.mentions.is_empty(), "{:?}", read.mentions);
}

/// A folder that goes when the test is over.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_twin_is_saved_and_opened_again() {
    let folder = std::env::temp_dir().join(format!("nullcline-twin-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("it can be made");
    let folder = Folder(folder);
    let path = folder.0.join("mine.twin");
    let mut window = open([1280.0, 720.0]);
    twin(&mut window, TwinChange::Tau(15.0));
    click(&mut window, "Save the twin");
    assert!(says(&window, "Save the trained twin"));
    let field = window.get_by_role_and_label(Role::TextInput, "Save the trained twin");
    field.focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text(path.display().to_string()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert!(path.is_file());
    twin(&mut window, TwinChange::Tau(25.0));
    window::drop_file(&mut window, &path);
    assert!(bar(&window).contains("Opened from a file"));
    let tau = |window: &Harness<'_, Explorer>| match &window.state().session().twin().options.neuron
    {
        Neuron::IntegrateAndFire(cell) => cell.tau,
        Neuron::Zoo(_) => f64::NAN,
    };
    assert_eq!(tau(&window), 15.0);
    // Another setting is another network, which is trained.
    twin(&mut window, TwinChange::Tau(16.0));
    assert!(bar(&window).contains("done in"));
    // What is no twin says so, and changes nothing.
    std::fs::write(&path, "{}\n{}\n").expect("it can be written");
    let before = window.state().session().clone();
    window::drop_file(&mut window, &path);
    assert!(says(&window, "this is no trained twin") || says(&window, "This is no trained twin"));
    assert_eq!(*window.state().session(), before);
}

/// The middle one of the times that some frames take.
fn frame(window: &mut Harness<'_, Explorer>) -> Duration {
    let mut times: Vec<Duration> = (0..31)
        .map(|_| {
            let began = Instant::now();
            window.step();
            began.elapsed()
        })
        .collect();
    times.sort();
    times[15]
}

/// A window as a user opens it, with threads.
fn alive() -> Harness<'static, Explorer> {
    let mut window = Harness::builder()
        .with_size(Vec2::new(1280.0, 720.0))
        .with_theme(egui::Theme::Light)
        .with_step_dt(0.02)
        .build_eframe(|cc| Explorer::new(&cc.egui_ctx));
    let seconds = Command::Twin(TwinChange::Seconds(1200.0));
    window.state_mut().apply(&seconds).expect("possible");
    let enter = Command::Enter(Stage::Twin);
    window.state_mut().apply(&enter).expect("possible");
    window.step();
    window
}

fn wait(
    window: &mut Harness<'_, Explorer>,
    what: &str,
    done: impl Fn(&Harness<'_, Explorer>) -> bool,
) {
    let began = Instant::now();
    while !done(window) {
        assert!(began.elapsed() < Duration::from_secs(100), "{what}");
        std::thread::sleep(Duration::from_millis(10));
        window.step();
    }
}

/// While a thread trains the window goes on; held training stays where it is, also while another stage is shown, and
/// goes on then. Closing the window in the midst of it joins the thread.
#[test]
fn training_is_held_and_goes_on_while_the_window_lives() {
    let mut window = alive();
    wait(&mut window, "training begins", |w| bar(w).contains("left"));
    let going = frame(&mut window);
    click_live(&mut window, "Pause");
    wait(&mut window, "it is held", |w| bar(w).contains("paused"));
    // No work in frames: while it trains a frame takes about as long as while it is held. What other programs take of
    // the processors meanwhile is allowed for.
    let held = frame(&mut window);
    let most = 4 * held + Duration::from_millis(20);
    assert!(going < most, "{going:?} {held:?}");
    click_live(&mut window, "Continue");
    wait(&mut window, "it goes on", |w| bar(w).contains("left"));
    for stage in [Stage::SpikeTrain, Stage::Twin] {
        let enter = Command::Enter(stage);
        window.state_mut().apply(&enter).expect("possible");
        window.step();
    }
    wait(&mut window, "it goes on by itself", |w| {
        bar(w).contains("left")
    });
    // The slider thrown from end to end while it trains.
    for k in 0..20 {
        let tau = if k % 2 == 0 { 2.0 } else { 60.0 };
        let change = Command::Twin(TwinChange::Tau(tau));
        window.state_mut().apply(&change).expect("possible");
        window.step();
    }
    wait(&mut window, "it trains again", |w| bar(w).contains("left"));
    click_live(&mut window, "Stop");
    wait(&mut window, "it is stopped", |w| {
        bar(w).contains("stopped at step")
    });
    click_live(&mut window, "Train again");
    wait(&mut window, "once more", |w| bar(w).contains("left"));
    let began = Instant::now();
    drop(window);
    assert!(began.elapsed() < Duration::from_secs(5), "it is joined");
}

fn click_live(window: &mut Harness<'_, Explorer>, label: &str) {
    window
        .get_by_role_and_label(Role::Button, label)
        .click_accesskit();
    window.step();
    window.step();
}
