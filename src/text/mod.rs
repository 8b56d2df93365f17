//! What the program says, in the languages that it speaks.
//!
//! Every sentence, label and tooltip lives in an asset, `assets/text/LANGUAGE/*.ftl`, in Mozilla's format
//! [Fluent](https://projectfluent.org), which knows plurals; the code names it by its key: `say!("undo")`, or
//! `say!("spikes", count = 3)`. What a model declares (names of parameters, what they do) is English where it is
//! declared, and translated by [`declared`].
//!
//! Errors say their message when they are shown, so that they too are in the language of whoever shows them; parts of
//! sentences that they carry in English are [`told`] in it.
//!
//! The language is a thread's own: whoever writes says once in which ([`speak`], [`speaking`]). Work that another
//! thread keeps for later is written in all languages at once, as [`Each`], so that switching waits for nothing.
mod catalogue;
mod each;

pub use self::catalogue::{declared, key, message, sources, told};
pub use self::each::Each;
/// Values that a message shows: numbers choose between singular and plural, all else is shown as it is.
pub use fluent_bundle::FluentValue as Value;

use std::cell::Cell;

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The language's code (BCP 47): the name of its folder of assets, and of files that are written in it.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// What its speakers call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// The language of a code or of a locale, as in `zh`, `zh-CN` or `zh_CN.UTF-8`; `None` for all others.
    pub fn of(code: &str) -> Option<Self> {
        let first = code.split(['-', '_', '.', '@']).next().unwrap_or(code);
        Self::ALL
            .into_iter()
            .find(|l| l.code().eq_ignore_ascii_case(first))
    }
}

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::English) };
}

/// The language that this thread speaks: English unless [`speak`] says otherwise.
pub fn language() -> Language {
    LANGUAGE.get()
}

/// From now on this thread speaks another language.
pub fn speak(language: Language) {
    LANGUAGE.set(language);
}

/// Does something in another language, and then speaks the one of before again.
pub fn speaking<T>(language: Language, what: impl FnOnce() -> T) -> T {
    struct Back(Language);
    impl Drop for Back {
        fn drop(&mut self) {
            speak(self.0);
        }
    }
    let _back = Back(LANGUAGE.replace(language));
    what()
}

/// A message by its key, in the language of this thread, with the values that it shows by their names.
///
/// `tests/text.rs` reads all sources: every key is there in every language and shows the same values.
macro_rules! say {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text::message($key, &[$((stringify!($name), $crate::text::Value::from($value))),*])
    };
}
pub(crate) use say;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_have_a_language() {
        for (code, language) in [
            ("zh", Some(Language::Chinese)),
            ("zh_CN.UTF-8", Some(Language::Chinese)),
            ("en-GB", Some(Language::English)),
            ("EN", Some(Language::English)),
            ("C", None),
            ("", None),
        ] {
            assert_eq!(Language::of(code), language, "{code}");
        }
    }

    /// Also when it ends by a panic.
    #[test]
    fn a_thread_speaks_its_own_language_again_afterwards() {
        assert_eq!(speaking(Language::Chinese, language), Language::Chinese);
        assert_eq!(language(), Language::English);
        let broken =
            std::panic::catch_unwind(|| speaking(Language::Chinese, || panic!("on purpose")));
        assert!(broken.is_err());
        assert_eq!(language(), Language::English);
    }
}
