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
pub const SHIPPED: &[(&str, &str)] = files![];

static LESSONS: LazyLock<Vec<Lesson>> = LazyLock::new(|| {
    let lesson = |&(name, text): &(&str, &str)| read(text).ok().map(|l| l.named(name));
    SHIPPED.iter().filter_map(lesson).collect()
});

/// The shipped lessons in their order, read once. The tests see to it that all of them can be read.
pub fn shipped() -> &'static [Lesson] {
    &LESSONS
}
