//! The same in every language.
use super::{Language, language, speaking};

/// What is said in each language: what work in the background keeps, so that a switch of the language waits for no
/// work.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Each<T>([T; Language::ALL.len()]);

impl<T> Each<T> {
    /// Says it once in every language.
    pub fn of(mut what: impl FnMut() -> T) -> Self {
        Self(Language::ALL.map(|l| speaking(l, &mut what)))
    }

    /// In the language of this thread.
    pub fn now(&self) -> &T {
        self.said(language())
    }

    /// In one language.
    pub fn said(&self, language: Language) -> &T {
        let [english, chinese] = &self.0;
        match language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }
}

impl<T> std::ops::Deref for Each<T> {
    type Target = T;

    /// In the language of this thread, so that those who only read need not know that there are several.
    fn deref(&self) -> &T {
        self.now()
    }
}

impl AsRef<str> for Each<String> {
    /// In the language of this thread.
    fn as_ref(&self) -> &str {
        self.now()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own() {
        let each = Each::of(language);
        for l in Language::ALL {
            assert_eq!(*each.said(l), l);
            assert_eq!(*speaking(l, || each.now()), l);
        }
    }
}
