//! The messages of each language.
use super::{Language, Value, language};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::borrow::Cow;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// The files of a language: each one's name and text. Every language has the same ones.
macro_rules! files {
    ($language:literal) => {
        files!(
            $language: "access", "comfort", "errors", "export", "lesson", "models", "panels", "scene", "learnt", "twin", "window", "words",
        )
    };
    ($language:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/text/", $language, "/", $name, ".ftl")))),*]
    };
}

/// Longer keys of declared texts say no more.
const LONGEST: usize = 160;

const ENGLISH: &[(&str, &str)] = files!("en");
const CHINESE: &[(&str, &str)] = files!("zh");

/// All messages of a language, ready to be said.
struct Catalogue(FluentBundle<FluentResource>);

impl Catalogue {
    /// # Panics
    /// When an asset is not valid Fluent or defines a key twice: a mistake in the program, which the tests find.
    fn new(language: Language, files: &[(&str, &str)]) -> Self {
        let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // No invisible marks around values: no language here is written from right to left.
        bundle.set_use_isolating(false);
        for (name, text) in files {
            let resource = FluentResource::try_new((*text).to_owned())
                .unwrap_or_else(|(_, errors)| panic!("{}/{name}.ftl: {errors:?}", language.code()));
            if let Err(errors) = bundle.add_resource(resource) {
                panic!("{}/{name}.ftl: {errors:?}", language.code());
            }
        }
        Self(bundle)
    }

    /// The catalogue of a language, made when it is first spoken.
    fn of(language: Language) -> &'static Self {
        static EN: LazyLock<Catalogue> =
            LazyLock::new(|| Catalogue::new(Language::English, ENGLISH));
        static ZH: LazyLock<Catalogue> =
            LazyLock::new(|| Catalogue::new(Language::Chinese, CHINESE));
        match language {
            Language::English => &EN,
            Language::Chinese => &ZH,
        }
    }

    fn said(&self, key: &str, values: &[(&'static str, Value<'_>)]) -> Option<String> {
        let pattern = self.0.get_message(key)?.value()?;
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        let mut errors = vec![];
        let text = self.0.format_pattern(pattern, Some(&args), &mut errors);
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        Some(match text {
            Cow::Borrowed(text) => text.to_owned(),
            Cow::Owned(text) => text,
        })
    }
}

/// The message of a key with its values, in the language of this thread. Prefer the macro `say!`.
///
/// A key that is not there is a mistake in the program: the tests find it, and here it is shown itself.
pub fn message(key: &str, values: &[(&'static str, Value<'_>)]) -> String {
    let text = Catalogue::of(language()).said(key, values);
    debug_assert!(text.is_some(), "no message {key} in {:?}", language());
    text.unwrap_or_else(|| key.to_owned())
}

/// What a declaration says in English, as in the tables of models, in the language of this thread: translated by its
/// key where there is a translation, else as it is.
pub fn declared(key: &str, english: &str) -> String {
    match language() {
        Language::English => english.to_owned(),
        other => Catalogue::of(other)
            .said(key, &[])
            .unwrap_or_else(|| english.to_owned()),
    }
}

/// The key of a declared text: its letters and digits, in lower case, with hyphens between words.
pub fn key(english: &str) -> String {
    let mut key = String::from("declared");
    let mut apart = true;
    for c in english.chars() {
        if !c.is_ascii_alphanumeric() {
            apart = true;
            continue;
        }
        if key.len() >= LONGEST {
            break;
        }
        if apart {
            key.push('-');
            apart = false;
        }
        key.push(c.to_ascii_lowercase());
    }
    key
}

/// A part of a sentence that errors carry in English: in the language of this thread. Unlike what a model declares,
/// it must be there in every language.
pub fn told(english: &str) -> String {
    debug_assert!(
        Language::ALL.iter().all(
            |l| *l == Language::English || Catalogue::of(*l).said(&key(english), &[]).is_some()
        ),
        "{english:?} is told in English only: {}",
        key(english)
    );
    declared(&key(english), english)
}

/// The sources of all messages of a language, as file name and text: for those who check them.
pub fn sources(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::English => ENGLISH,
        Language::Chinese => CHINESE,
    }
}
