//! Lessons as data: texts in both languages, acts that change the session, questions, and claims that the
//! program computes.
//!
//! A lesson is a TOML file ([`read`]). A [`Step`] goes on from the one before it, by commands, or starts afresh
//! with `open`; so the session of any step ([`Lesson::session`]) is made at once from its last `open` on. What
//! a lesson states is written down as [`Claim`]s, which [`check()`] computes: the tests do so for every lesson that
//! is shipped, and a question of the kind "make it happen" is answered when its claims hold in the user's own
//! session. Random questions with answers that are computed are in [`exercise`].
mod act;
mod check;
mod claim;
mod course;
pub mod exercise;
mod fault;
mod fields;
mod formula;
mod line;
mod markdown;
mod numbers;
mod part;
mod question;
mod read;
mod said;
mod shipped;
mod texts;
mod words;

pub use act::{Act, WindowAct};
pub use check::{Known, Unchecked, Verdict, check};
pub use claim::{Bounds, Claim, Linear, Near, Run, Statement, Tends, Varied};
pub use fault::{Fault, FaultKind, Shape};
pub use markdown::Unclosed;
pub use numbers::{Uncovered, uncovered};
pub use part::Part;
pub use question::{Answer, Choice, Question};
pub use read::{MOST_BYTES, MOST_STEPS, VERSION, read, read_bytes};
pub use said::Said;
pub use shipped::{SHIPPED, shipped};

use crate::session::{CommandError, Session};

/// A lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lesson {
    /// Its name on the command line: that of its file without number and ending; empty until it has one.
    pub id: String,
    /// Its title.
    pub title: Said,
    /// What it is about, in a sentence.
    pub summary: Said,
    /// Its steps, at least one.
    pub steps: Vec<Step>,
}

/// A step of a lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// The line of the file in which it begins, from 1.
    pub line: usize,
    /// What stands beside the plane, as Markdown.
    pub text: Said,
    /// What happens when the step begins, in order.
    pub acts: Vec<Act>,
    /// What is pointed at.
    pub highlight: Vec<Part>,
    /// What stays hidden until it is revealed.
    pub hide: Vec<Part>,
    /// What is asked.
    pub question: Option<Question>,
    /// What the text states.
    pub claims: Vec<Claim>,
    /// Numbers of the text that are no results.
    pub given: Vec<f64>,
    /// All numbers of its acts, claims and its question: those that its text may show.
    stated: Vec<f64>,
}

impl Step {
    /// Everything that the step says; of a question's choices only the right one unless `wrong` ones are wanted too.
    pub fn texts(&self, wrong: bool) -> Vec<&Said> {
        let mut texts: Vec<&Said> = vec![&self.text];
        if let Some(question) = &self.question {
            texts.push(&question.ask);
            texts.extend(question.hint.iter().chain(&question.explain));
            if let Answer::Choices(choices) = &question.answer {
                texts.extend(choices.iter().filter(|c| c.right || wrong).map(|c| &c.text));
                texts.extend(choices.iter().filter_map(|c| c.because.as_ref()));
            }
        }
        texts
    }
}

impl Lesson {
    /// The same lesson with the name that its file has: `assets/lessons/03-nullclines.toml` is `nullclines`.
    #[must_use]
    pub fn named(mut self, file: &str) -> Self {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let name = name.strip_suffix(".toml").unwrap_or(name);
        let bare = name.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = bare.len() < name.len();
        let bare = match bare.strip_prefix('-') {
            Some(bare) if numbered && !bare.is_empty() => bare,
            _ => name,
        };
        self.id = bare.into();
        self
    }

    /// Everything that happens until a step begins, in order: from the last `open` on. Steps count from 0; those
    /// beyond the end are the last one.
    pub fn acts(&self, step: usize) -> impl Iterator<Item = &Act> {
        let until = step.saturating_add(1).min(self.steps.len());
        let all: Vec<&Act> = self.steps[..until].iter().flat_map(|s| &s.acts).collect();
        let open = all.iter().rposition(|act| act.opens()).unwrap_or(0);
        all.into_iter().skip(open)
    }

    /// The session at the beginning of a step, however one came to it. It is made anew, without notes: see
    /// [`Session::with_desk_of`] for what stays the user's.
    ///
    /// # Errors
    /// Never for a lesson that was read, since every act was tried then.
    pub fn session(&self, step: usize) -> Result<Session, CommandError> {
        let mut session = Session::default();
        for act in self.acts(step) {
            if let Act::Do(command) = act {
                session.apply(command)?;
            }
        }
        Ok(session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_is_called_as_its_file_without_its_number() {
        for (file, id) in [
            ("assets/lessons/03-nullclines.toml", "nullclines"),
            ("C:\\lessons\\12-two-words.toml", "two-words"),
            ("mine.toml", "mine"),
            ("2024", "2024"),
            ("7-", "7-"),
        ] {
            assert_eq!(Lesson::default().named(file).id, id, "{file}");
        }
    }
}
