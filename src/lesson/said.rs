//! What is said in both languages.
use crate::text::{Language, language, speaking};

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

impl Said {
    /// Says it in both languages.
    pub fn of(mut what: impl FnMut() -> String) -> Self {
        Self {
            en: speaking(Language::English, &mut what),
            zh: speaking(Language::Chinese, &mut what),
        }
    }

    /// In the language of this thread.
    pub fn now(&self) -> &str {
        self.said(language())
    }

    /// In one language.
    pub fn said(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Chinese => &self.zh,
        }
    }
}
