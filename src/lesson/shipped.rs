//! The lessons that are shipped.
use super::{Lesson, read};
use std::sync::LazyLock;

/// The lessons' files in their order, as name and text: every file of `assets/lessons` has a line here.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/lessons/", $name, ".toml")))),*]
    };
}

/// The names of the files and their texts, in the order in which they are told.
pub const SHIPPED: &[(&str, &str)] = files![
    "01-action-potential",
    "02-spike-train",
    "03-phase-portrait",
    "04-five-equilibria",
    "05-nullclines",
    "06-saddle-node",
    "07-invariant-circle",
    "08-supercritical-hopf",
    "09-subcritical-hopf",
    "10-hodgkin-huxley",
    "11-integrate-and-fire",
    "12-persistent-sodium",
    "13-sodium-potassium",
    "14-simple-model",
    "15-three-classes",
    "16-integrators-resonators",
];

static LESSONS: LazyLock<Vec<Lesson>> = LazyLock::new(|| {
    let lesson = |&(name, text): &(&str, &str)| read(text).ok().map(|l| l.named(name));
    SHIPPED.iter().filter_map(lesson).collect()
});

/// The shipped lessons in their order, read once. The tests see to it that all of them can be read.
pub fn shipped() -> &'static [Lesson] {
    &LESSONS
}
