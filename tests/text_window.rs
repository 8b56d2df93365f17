//! The window in Chinese: everything that it shows of its own is Chinese, and changes at once.
#![cfg(feature = "gui")]
mod window;

use egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use nullcline::app::Explorer;
use nullcline::model::zoo;
use nullcline::session::{Command, Sight, Stage};
use nullcline::text::Language;
use std::collections::BTreeSet;
use std::path::Path;

/// Words that are the same in every language: symbols, units, keys, kinds of files and of functions, and names.
const SAME: [&str; 44] = [
    "API",
    "Alt",
    "Apng",
    "Backspace",
    "CSV",
    "Ctrl",
    "Delete",
    "English",
    "Escape",
    "GIF",
    "Hz",
    "Home",
    "JSON",
    "Matplotlib",
    "NumPy",
    "PDF",
    "PNG",
    "PgDn",
    "Python",
    "ReLU",
    "SVG",
    "SciPy",
    "Shift",
    "Sigmoid",
    "Tab",
    "TikZ",
    "mS",
    "mV",
    "ms",
    "nullcline",
    "sigmoid",
    "tau",
    "APNG",
    "cm",
    "pA",
    "pF",
    "nS",
    "kHz",
    "exp",
    "nA",
    "mM",
    "py",
    "svg",
    "dt",
];

fn command(window: &mut Harness<'_, Explorer>, command: Command) {
    window.state_mut().apply(&command).expect("a good command");
    window.run();
}

fn press(window: &mut Harness<'_, Explorer>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

/// Names of models, presets and their symbols, which are the same in every language.
fn names() -> BTreeSet<String> {
    let mut names: BTreeSet<String> = SAME.into_iter().map(str::to_owned).collect();
    for model in zoo::registry() {
        let info = model.info();
        names.extend(info.presets.iter().map(|p| p.id.to_owned()));
        names.insert(info.id.to_owned());
        names.extend(info.parameters.iter().map(|p| p.name.to_owned()));
        names.extend(info.variables.iter().map(|v| v.name.to_owned()));
    }
    names
}

/// Whether a label has English words and no Chinese ones.
fn is_english(label: &str, names: &BTreeSet<String>) -> bool {
    if !label.is_ascii()
        && label
            .chars()
            .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    {
        return false;
    }
    if names.contains(label) || Path::new(label).is_absolute() {
        return false;
    }
    label
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|w| w.len() > 2)
        .any(|w| !names.contains(w))
}

/// What is English on the screen, together with what those who do not see it are told.
fn english(window: &Harness<'_, Explorer>, names: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut nodes = vec![window.root()];
    while let Some(node) = nodes.pop() {
        let it = node.accesskit_node();
        let said = [it.label(), it.description(), it.value()];
        found.extend(said.into_iter().flatten().filter(|l| is_english(l, names)));
        nodes.extend(node.children());
    }
    found
}

fn check(window: &Harness<'_, Explorer>, names: &BTreeSet<String>, place: &str) {
    let found = english(window, names);
    if std::env::var("P7").is_ok() {
        println!("P7 {place}: {found:#?}");
        return;
    }
    assert!(found.is_empty(), "{place}: {found:#?}");
}

fn chinese() -> Harness<'static, Explorer> {
    let mut window = window::open([1280.0, 800.0]);
    window.state_mut().speak(Language::Chinese);
    window.run();
    window
}

#[test]
fn every_sight_is_chinese() {
    let (mut window, names) = (chinese(), names());
    for sight in [
        Sight::Diagram,
        Sight::Firing,
        Sight::Curves,
        Sight::Membrane,
        Sight::Time,
    ] {
        command(&mut window, Command::Look(sight));
        check(&window, &names, &format!("{sight:?}"));
    }
}

#[test]
fn every_stage_is_chinese() {
    let (mut window, names) = (chinese(), names());
    for stage in [Stage::SpikeTrain, Stage::ArtificialNeuron, Stage::Neuron] {
        command(&mut window, Command::Enter(stage));
        check(&window, &names, &format!("{stage:?}"));
    }
}

/// What stands in front of the picture: the help, the passport, and what is asked about files.
#[test]
fn what_stands_in_front_is_chinese() {
    let (mut window, names) = (chinese(), names());
    for (modifiers, key) in [
        (Modifiers::NONE, Key::F1),
        (Modifiers::NONE, Key::P),
        (Modifiers::COMMAND, Key::E),
        (Modifiers::COMMAND, Key::O),
        (Modifiers::COMMAND, Key::N),
    ] {
        press(&mut window, modifiers, key);
        check(&window, &names, &format!("{modifiers:?} {key:?}"));
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn the_menus_are_chinese() {
    let (mut window, names) = (chinese(), names());
    for menu in ["会话", "比较", "演示", "无"] {
        window.get_by_label(menu).click();
        window.run();
        check(&window, &names, menu);
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}

/// Words that stand change with the language at once, and come back.
#[test]
fn a_switch_back_leaves_nothing_behind() {
    let mut window = window::open([1280.0, 800.0]);
    let before = shown(&window);
    for language in [Language::Chinese, Language::English] {
        window.state_mut().speak(language);
        window.run();
        let same = shown(&window) == before;
        assert_eq!(same, language == Language::English);
    }
}

/// All labels, in their order.
fn shown(window: &Harness<'_, Explorer>) -> Vec<String> {
    let (mut out, mut nodes) = (vec![], vec![window.root()]);
    while let Some(node) = nodes.pop() {
        out.extend(node.accesskit_node().label());
        nodes.extend(node.children());
    }
    out
}
