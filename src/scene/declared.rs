//! What models and demonstrations declare in English, in the language of this thread.
//!
//! A translation stands under a key that the English text itself makes: one text that several models share is
//! translated once, and a text that changes asks for a new translation, for which the tests look.
use crate::model::{ModelInfo, ParamSpec, Preset, VarSpec};
use crate::text;
pub use crate::text::key;
use std::borrow::Cow;

/// A declared text in the language of this thread; in English where there is no translation.
pub fn declared(english: &str) -> Cow<'_, str> {
    if text::language() == text::Language::English {
        return Cow::Borrowed(english);
    }
    Cow::Owned(text::declared(&key(english), english))
}

/// A model's name.
pub fn model_name(info: &ModelInfo) -> Cow<'static, str> {
    declared(info.name)
}

/// What a preset shows.
pub fn preset_about(preset: &Preset) -> Cow<'static, str> {
    declared(preset.about)
}

/// What a variable is.
pub fn variable_about(variable: &VarSpec) -> Cow<'static, str> {
    declared(variable.about)
}

/// A parameter's name in words.
pub fn parameter_label(parameter: &ParamSpec) -> Cow<'static, str> {
    declared(parameter.label)
}

/// What a parameter does.
pub fn parameter_about(parameter: &ParamSpec) -> Cow<'static, str> {
    declared(parameter.about)
}

/// The names of a parameter's choices, in order; empty where it has none.
pub fn choices(parameter: &ParamSpec) -> Vec<Cow<'static, str>> {
    parameter.choices().iter().map(|c| declared(c)).collect()
}

/// Every text that a model declares.
pub fn texts(info: &ModelInfo) -> Vec<&'static str> {
    let mut all = vec![info.name];
    all.extend(info.presets.iter().map(|p| p.about));
    all.extend(info.variables.iter().map(|v| v.about));
    for p in &info.parameters {
        all.extend([p.label, p.about]);
        all.extend(p.choices());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_words_with_hyphens() {
        assert_eq!(key("Input current"), "declared-input-current");
        assert_eq!(key("√ of V½, in mV (say)."), "declared-of-v-in-mv-say");
    }
}
