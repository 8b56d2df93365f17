//! What a screen reader is told, and when: the portrait when it has settled, events at once.
use crate::text::{Language, language};

/// The portrait is told no sooner than so many seconds after anything else was.
const APART: f64 = 1.0;

/// The text that is told now. A screen reader speaks when it changes.
#[derive(Clone, Debug)]
pub(super) struct Announcer {
    said: String,
    /// When something was told last.
    when: f64,
    /// What happened since the last frame.
    events: Vec<String>,
    /// A portrait that waits for being told.
    waiting: bool,
    language: Language,
}

impl Default for Announcer {
    fn default() -> Self {
        Self {
            said: String::new(),
            when: f64::NEG_INFINITY,
            events: vec![],
            waiting: true,
            language: Language::default(),
        }
    }
}

impl Announcer {
    /// Something happened, which is told in this frame.
    pub(super) fn event(&mut self, text: impl Into<String>) {
        self.events.push(text.into());
    }

    /// The picture has changed: it is to be told when it has settled.
    pub(super) fn changed(&mut self) {
        self.waiting = true;
    }

    /// What is told in this frame. `portrait` has the words of a picture that has settled; it is asked only when they
    /// are wanted. `None` while something moves.
    pub(super) fn frame(&mut self, now: f64, portrait: Option<impl FnOnce() -> String>) {
        if self.language != language() {
            // What was said in another language is no longer there to be read.
            self.language = language();
            self.said.clear();
            self.when = f64::NEG_INFINITY;
            self.waiting = true;
        }
        if !self.events.is_empty() {
            self.said = crate::scene::sentences(self.events.drain(..));
            self.when = now;
        } else if self.waiting
            && self.left(now) <= 0.0
            && let Some(words) = portrait
        {
            self.said = words();
            self.when = now;
            self.waiting = false;
        }
    }

    /// Seconds until a portrait that waits may be told; `None` where none waits.
    pub(super) fn waits(&self, now: f64) -> Option<f64> {
        self.waiting.then(|| self.left(now).max(0.0))
    }

    fn left(&self, now: f64) -> f64 {
        self.when + APART - now
    }

    /// Whether the words of a picture are wanted.
    pub(super) fn wants(&self) -> bool {
        self.waiting || self.language != language()
    }

    /// What is told now.
    pub(super) fn said(&self) -> &str {
        &self.said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::speaking;

    fn frame(announcer: &mut Announcer, now: f64, portrait: Option<&str>) -> String {
        announcer.frame(now, portrait.map(|p| || p.to_owned()));
        announcer.said().to_owned()
    }

    /// While something is dragged nothing is told; then the newest portrait, once; and no sooner than a second after
    /// the one before.
    #[test]
    fn a_portrait_is_told_when_it_has_settled() {
        let mut a = Announcer::default();
        assert_eq!(frame(&mut a, 0.0, None), "");
        assert_eq!(frame(&mut a, 0.1, Some("first")), "first");
        a.changed();
        assert_eq!(frame(&mut a, 0.5, Some("second")), "first");
        assert!((a.waits(0.5).unwrap() - 0.6).abs() < 1e-12);
        a.changed();
        assert_eq!(frame(&mut a, 1.2, Some("third")), "third");
        assert_eq!(a.waits(1.2), None);
        assert_eq!(frame(&mut a, 9.0, Some("fourth")), "third");
    }

    /// Two of one frame are told together, and the portrait a second later.
    #[test]
    fn events_are_told_at_once() {
        let mut a = Announcer::default();
        frame(&mut a, 0.0, Some("portrait"));
        a.event("One.");
        a.event("Two.");
        a.changed();
        assert_eq!(frame(&mut a, 0.1, Some("portrait")), "One. Two.");
        assert_eq!(frame(&mut a, 0.2, Some("newer")), "One. Two.");
        assert_eq!(frame(&mut a, 1.2, Some("newest")), "newest");
    }

    #[test]
    fn another_language_says_it_anew_at_once() {
        let mut a = Announcer::default();
        frame(&mut a, 0.0, Some("portrait"));
        speaking(Language::Chinese, || {
            assert_eq!(frame(&mut a, 0.1, None), "");
            assert_eq!(frame(&mut a, 0.2, Some("相图")), "相图");
        });
    }
}
