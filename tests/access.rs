//! What those are told who do not see the window.
#![cfg(feature = "gui")]
mod window;

use egui::accesskit::{Live, Role};
use egui::{Key, Modifiers};
use egui_kittest::{
    Harness, Node,
    kittest::{NodeT as _, Queryable as _},
};
use nullcline::app::Explorer;
use nullcline::session::{Command, Sight, Stage, TwinChange};
use nullcline::text::Language;

fn press(window: &mut Harness<'_, Explorer>, key: Key) {
    window.key_press_modifiers(Modifiers::NONE, key);
    window.run();
}

fn command(window: &mut Harness<'_, Explorer>, command: Command) {
    window.state_mut().apply(&command).expect("a good command");
    window.run();
}

fn set(window: &mut Harness<'_, Explorer>, value: f64) {
    let name = "I".into();
    command(window, Command::Set { name, value });
}

fn nodes<'t>(window: &'t Harness<'_, Explorer>) -> Vec<Node<'t>> {
    let (mut out, mut left) = (vec![], vec![window.root()]);
    while let Some(node) = left.pop() {
        left.extend(node.children());
        out.push(node);
    }
    out
}

/// The texts that a screen reader speaks when they change.
fn spoken(window: &Harness<'_, Explorer>) -> Vec<String> {
    let nodes = nodes(window);
    let live = nodes.iter().map(|n| n.accesskit_node());
    live.filter(|n| n.live() == Live::Polite)
        .filter_map(|n| n.label().or_else(|| n.value()))
        .collect()
}

/// The model, its three equilibria with their places and what attracts are in the tree, as a text that is spoken.
#[test]
fn the_portrait_is_told() {
    let mut window = window::open([1280.0, 800.0]);
    command(
        &mut window,
        Command::Open("persistent-sodium-potassium/high-threshold".into()),
    );
    window.run_steps(30);
    set(&mut window, 4.4);
    window.run_steps(30);
    let told = window.state().told().to_owned();
    assert!(told.contains("with I = 4.4"), "{told}");
    assert!(
        told.contains("3 equilibria: stable node at V = −"),
        "{told}"
    );
    assert!(told.contains("The only attractor found: rest."), "{told}");
    assert_eq!(spoken(&window), std::slice::from_ref(&told));
    // The plane is described by it too.
    let plane = window.get_by_role_and_label(Role::Canvas, "Phase plane");
    let description = plane.accesskit_node().description().expect("a description");
    assert!(description.contains("3 equilibria"), "{description}");
    window.state_mut().speak(Language::Chinese);
    window.run_steps(3);
    let chinese = window.state().told();
    assert!(chinese.contains("3 个平衡点：稳定结点"), "{chinese}");
}

/// A bifurcation is told at once when it is passed, and what there is then a second later; nothing twice.
#[test]
fn a_bifurcation_is_told_when_it_is_passed() {
    let mut window = window::open([1280.0, 800.0]);
    command(
        &mut window,
        Command::Open("persistent-sodium-potassium/high-threshold".into()),
    );
    window.run_steps(30);
    set(&mut window, 4.4);
    window.run_steps(30);
    set(&mut window, 4.6);
    let event = window.state().told().to_owned();
    assert!(event.contains("rising: saddle-node"), "{event}");
    assert!(event.starts_with("I = 4.51"), "{event}");
    window.run_steps(30);
    let after = window.state().told();
    assert!(after.contains("One limit cycle: a stable cycle"), "{after}");
}

/// A drag over many frames is told when it has ended, but for what it passes.
#[test]
fn a_drag_is_told_when_it_has_ended() {
    let mut window = window::open([1280.0, 800.0]);
    window.run_steps(30);
    let slider = window.get_by_role_and_label(Role::Slider, "I");
    let rect = slider.rect();
    let at = |part: f32| egui::pos2(rect.left() + part * rect.width(), rect.center().y);
    let before = window.state().told().to_owned();
    window.hover_at(at(8.0 / 25.0));
    window.step();
    window::button(
        &mut window,
        at(8.0 / 25.0),
        egui::PointerButton::Primary,
        true,
    );
    let mut told = vec![before];
    for k in 0..40 {
        window.hover_at(at(0.32 - 0.005 * k as f32));
        window.step();
        let now = window.state().told().to_owned();
        if told.last() != Some(&now) {
            told.push(now);
        }
    }
    assert_eq!(told.len(), 1, "{told:#?}");
    window::button(&mut window, at(0.12), egui::PointerButton::Primary, false);
    window.run_steps(30);
    let value = window.state().session().problem().value("I").unwrap();
    let number = nullcline::scene::quantity(value, "µA/cm²");
    let told = window.state().told();
    assert!(told.contains(&format!("I = {number}")), "{number}: {told}");
}

/// That the cell begins to fire and stops is told, and each spike in between is not.
#[test]
fn firing_is_told() {
    let mut window = window::open([1280.0, 800.0]);
    command(
        &mut window,
        Command::Open("persistent-sodium-potassium/high-threshold".into()),
    );
    set(&mut window, 10.0);
    window.run_steps(30);
    window.state_mut().play(true);
    let mut told: Vec<String> = vec![];
    for k in 0..900 {
        if k == 250 {
            let (name, value) = ("I".into(), 0.0);
            let quiet = Command::Set { name, value };
            window.state_mut().apply(&quiet).unwrap();
        }
        window.step();
        let now = window.state().told().to_owned();
        if told.last() != Some(&now) {
            told.push(now);
        }
    }
    let count = |part: &str| told.iter().filter(|t| t.contains(part)).count();
    assert_eq!(count("The cell begins to fire, at"), 1, "{told:#?}");
    assert_eq!(count("The cell stops firing."), 1, "{told:#?}");
    assert!(count("The cell fires.") <= 1, "{told:#?}");
}

/// Whatever can be pressed, moved or written into has a name, on every page of the window.
#[test]
fn every_control_has_a_name() {
    let mut window = window::open([1280.0, 800.0]);
    let check = |window: &Harness<'_, Explorer>, place: &str| {
        for node in nodes(window) {
            let it = node.accesskit_node();
            let control = matches!(
                it.role(),
                Role::Button
                    | Role::CheckBox
                    | Role::RadioButton
                    | Role::Slider
                    | Role::ComboBox
                    | Role::TextInput
                    | Role::MultilineTextInput
                    | Role::SpinButton
                    | Role::Image
                    | Role::Canvas
                    | Role::ProgressIndicator
            );
            let named = it.label().is_some_and(|l| !l.trim().is_empty());
            assert!(
                !control || named,
                "{place}: {:?} at {:?} has no name: {:?}",
                it.role(),
                node.rect(),
                it.value(),
            );
        }
    };
    check(&window, "first");
    for sight in [
        Sight::Diagram,
        Sight::Firing,
        Sight::Curves,
        Sight::Membrane,
        Sight::Time,
    ] {
        command(&mut window, Command::Look(sight));
        check(&window, &format!("{sight:?}"));
    }
    for key in [Key::F1, Key::P] {
        press(&mut window, key);
        check(&window, &format!("{key:?}"));
        press(&mut window, Key::Escape);
    }
    for key in [Key::E, Key::O, Key::N, Key::K] {
        window.key_press_modifiers(Modifiers::COMMAND, key);
        window.run();
        check(&window, &format!("Ctrl + {key:?}"));
        press(&mut window, Key::Escape);
        press(&mut window, Key::Escape);
    }
    command(&mut window, Command::Twin(TwinChange::Seconds(30.0)));
    for stage in [Stage::SpikeTrain, Stage::ArtificialNeuron, Stage::Twin] {
        command(&mut window, Command::Enter(stage));
        check(&window, &format!("{stage:?}"));
    }
    command(&mut window, Command::Enter(Stage::Neuron));
    press(&mut window, Key::F11);
    check(&window, "presenter mode");
}

/// No sound in this window, which says so kindly, also to those who listen.
#[test]
fn that_there_is_no_sound_is_said() {
    let mut window = window::open([1280.0, 800.0]);
    press(&mut window, Key::A);
    let said = spoken(&window);
    assert!(
        said.iter()
            .any(|s| s.starts_with("There is no program here that plays sound")),
        "{said:?}"
    );
}

/// Another stage is told in its own words.
#[test]
fn stages_are_told() {
    let mut window = window::open([1280.0, 800.0]);
    command(&mut window, Command::Enter(Stage::SpikeTrain));
    window.run_steps(30);
    assert!(
        window.state().told().contains("Fano"),
        "{}",
        window.state().told()
    );
    command(&mut window, Command::Twin(TwinChange::Seconds(30.0)));
    command(&mut window, Command::Enter(Stage::Twin));
    window.run_steps(30);
    assert!(
        window.state().told().contains("filter"),
        "{}",
        window.state().told()
    );
}

/// What a demonstration is about and how its trial came out.
#[test]
fn demonstrations_are_told() {
    let mut window = window::open([1280.0, 800.0]);
    let demo = &nullcline::analysis::demonstrations()[0];
    window.get_by_label("Demos").click();
    window.run();
    window.get_by_label(demo.title).click();
    window.run();
    window.step();
    let told = window.state().told().to_owned();
    assert!(told.contains("spike"), "{told}");
    assert!(told.contains(demo.varied), "{told}");
}
