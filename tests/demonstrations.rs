//! Stimuli and demonstrations in the window, as a user meets them.
#![cfg(feature = "gui")]
mod window;

use egui::{Key, Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use nullcline::{app::Explorer, model::Stimulus, session::Command};
use window::{click, open, says};

fn click_on(window: &mut Harness<'_, Explorer>, label: &str) {
    let at = window.get_by_label(label).rect().center();
    click(window, at);
}

/// Clicks the list that shows `value`, and one of its entries.
fn choose(window: &mut Harness<'_, Explorer>, value: &str, entry: &str) {
    let list = window
        .query_all_by_role(Role::ComboBox)
        .find(|n| n.value().as_deref() == Some(value))
        .map(|n| n.rect().center());
    click(window, list.expect("the list is there"));
    click_on(window, entry);
}

fn stimulus(window: &Harness<'_, Explorer>) -> String {
    window.state().session().stimulus().to_string()
}

fn open_at(source: &str) -> Harness<'static, Explorer> {
    let mut window = open([1280.0, 800.0]);
    let opened = window.state_mut().apply(&Command::Open(source.into()));
    opened.expect("it exists");
    window.run_steps(4);
    window
}

fn stimulate(window: &mut Harness<'_, Explorer>, text: &str) {
    let stimulus = Stimulus::parse(text).expect("a stimulus");
    let done = window.state_mut().apply(&Command::Stimulate(stimulus));
    done.expect("it fits");
    window.state_mut().play(true);
}

fn demonstrate(window: &mut Harness<'_, Explorer>, title: &str) {
    window.get_by_label("Demos").click();
    window.run();
    window.get_by_label(title).click();
    window.run_steps(4);
}

/// The lists of the editor of stimuli can be used: another kind of signal is chosen, another parameter, and the
/// editor stays open meanwhile. It closes by a click elsewhere, by Escape and by its button.
#[test]
fn the_lists_of_the_editor_of_stimuli_work() {
    let mut window = open([1280.0, 800.0]);
    click_on(&mut window, "none");
    click_on(&mut window, "step");
    assert!(
        stimulus(&window).starts_with("step("),
        "{}",
        stimulus(&window)
    );
    choose(&mut window, "step", "sine");
    assert!(
        stimulus(&window).starts_with("sine("),
        "{}",
        stimulus(&window)
    );
    assert!(says(&window, "amplitude"), "the editor is still open");
    let info = window.state().session().problem().model().info();
    let spec = &info.parameters[2];
    let entry = format!("{}  {}", spec.name, spec.label);
    let on = format!("on={}", spec.name);
    choose(&mut window, "I", &entry);
    assert!(stimulus(&window).contains(&on), "{}", stimulus(&window));
    assert!(says(&window, "What is done to it?"));
    let plane = window.state().transform().expect("shown").frame().center();
    click(&mut window, plane + Vec2::new(150.0, 0.0));
    assert!(!says(&window, "What is done to it?"));
    click_on(&mut window, "sine");
    assert!(says(&window, "What is done to it?"));
    window.key_press(Key::Escape);
    window.run_steps(3);
    assert!(!says(&window, "What is done to it?"));
    click_on(&mut window, "sine");
    click_on(&mut window, "Done");
    assert!(!says(&window, "What is done to it?"));
}

/// Every demonstration has a picture of all its trials or of its curve, in a window of any size, and begins with a
/// trial that shows something: bistability with a pulse.
#[test]
fn demonstrations_show_all_trials() {
    for size in [[1280.0, 800.0], [1024.0, 700.0]] {
        let mut window = open(size);
        demonstrate(&mut window, "Bistability switched by pulses");
        assert!(
            stimulus(&window).starts_with("pulse("),
            "{}",
            stimulus(&window)
        );
        assert!(says(&window, "All trials"));
        assert!(says(&window, "Stimulus of the chosen trial"));
        // Title, choices and both pictures take the upper part, and the plane the rest.
        let plane = *window.state().transform().expect("shown").frame();
        assert!(plane.height() > 150.0, "{plane}");
        for label in ["1\u{2009}●", "All trials", "Stimulus of the chosen trial"] {
            let rect = window.get_by_label(label).rect();
            assert!(rect.bottom() < plane.top(), "{label} {rect} {plane}");
        }
        let [all, below] = ["All trials", "Stimulus of the chosen trial"]
            .map(|label| window.get_by_label(label).rect());
        assert!((all.left() - below.left()).abs() < 1.0 && all.bottom() <= below.top());
        demonstrate(&mut window, "Response against the gap of two pulses");
        assert!(says(&window, "Response against what is varied"));
        assert!(stimulus(&window).contains("51"), "{}", stimulus(&window));
        let title = window.get_all_by_label("Response against the gap of two pulses");
        let inside = title.into_iter().all(|n| n.rect().right() <= size[0]);
        assert!(inside);
    }
}

/// Class 1 is about rates: the F-I curve stands beside it, and what stood there before comes back.
#[test]
fn classes_show_their_f_i_curve() {
    use nullcline::session::Sight;
    let mut window = open([1280.0, 800.0]);
    let sight = |window: &Harness<'_, Explorer>| window.state().session().study().sight;
    demonstrate(&mut window, "Class 1: any rate, however low");
    assert_eq!(sight(&window), Sight::Firing);
    window.get_by_label("Close").click();
    window.run_steps(2);
    assert_eq!(sight(&window), Sight::Diagram);
}

/// The tonic bursting cell fires from I = 3.8 on. A step from 0 to 15 leaps over everything that happens between:
/// what is said is what the cell does there. Noise passes nothing, and ends no firing.
#[test]
fn a_leap_is_no_passage_and_noise_passes_nothing() {
    let mut window = open_at("izhikevich/c-tonic-bursting");
    stimulate(&mut window, "step(at=22,height=15)");
    window.run_steps(240);
    let passed = window.state().passed().join("\n");
    assert!(
        passed.contains("I went from 0 to 15: there the cell"),
        "{passed}"
    );
    assert!(!passed.contains("fold of cycles"), "{passed}");
    for noise in ["noise(strength=3)", "ou(sd=5,tau=5)"] {
        let mut window = open_at("izhikevich/l-integrator");
        stimulate(&mut window, noise);
        window.run_steps(240);
        assert_eq!(window.state().passed(), [""; 0], "{noise}");
    }
}

/// White noise leaves the plane that of the mean input; other noise moves it, but its words change no more often
/// than twice a second: at most five times in two seconds of 120 frames.
#[test]
fn words_do_not_flicker_under_noise() {
    let words = |stimulus: &str| {
        let mut window = open([1280.0, 800.0]);
        stimulate(&mut window, stimulus);
        window.run_steps(10);
        let (mut changes, mut last) = (0, window.state().words().to_owned());
        for _ in 0..120 {
            window.step();
            let now = window.state().words();
            if now != last {
                changes += 1;
                last = now.to_owned();
            }
        }
        let mean = says(&window, "this is the plane of the mean input");
        (changes, mean)
    };
    assert_eq!(words("noise(strength=3)"), (0, true));
    let (changes, mean) = words("ou(sd=5,tau=5)");
    assert!((1..=5).contains(&changes) && !mean, "{changes}");
}

/// Without the author's Euler step inhibition-induced bursting never ends its first burst: spikes come ever faster.
/// The window says so, and does not show an empty picture without a word.
#[test]
fn firing_without_end_is_said() {
    let mut window = open_at("izhikevich/t-inhibition-induced-bursting");
    let done = window.state_mut().apply(&Command::Euler(None));
    done.expect("it can be switched off");
    window.state_mut().play(true);
    window.run_steps(400);
    assert!(says(&window, "fires ever faster, without end"));
    let done = window
        .state_mut()
        .apply(&Command::Open("izhikevich/rs".into()));
    done.expect("it exists");
    window.run_steps(60);
    assert!(!says(&window, "fires ever faster, without end"));
}

/// Two equal impulses 41 ms apart in a picture of 300 ms have their charge written once, at the last; different ones
/// far apart have one each.
#[test]
fn charges_are_not_written_over_each_other() {
    use nullcline::analysis::{Problem, driven::Driving};
    use nullcline::scene::{self, Item};
    let problem = Problem::from_source("izhikevich/k-resonator").expect("it exists");
    let texts = |impulses: &[[f64; 2]]| -> Vec<String> {
        let driving = Driving {
            parameter: 0,
            points: vec![[0.0, 0.0], [300.0, 0.0]],
            values: vec![],
            impulses: impulses.to_vec(),
        };
        let scene = scene::stimulus(&problem, &driving, [0.0, 300.0]);
        let texts = scene.items.into_iter().filter_map(|item| match item {
            Item::Text(t) => Some(t.text),
            _ => None,
        });
        texts.collect()
    };
    assert_eq!(texts(&[[10.0, 0.03], [51.0, 0.03]]), ["↑ 0.03\u{2009}I·ms"]);
    let both = ["↑ 0.03\u{2009}I·ms", "−0.05\u{2009}I·ms ↓"];
    assert_eq!(texts(&[[10.0, 0.03], [251.0, -0.05]]), both);
    assert_eq!(texts(&[[10.0, 0.03], [51.0, 0.05]]).len(), 1);
}
