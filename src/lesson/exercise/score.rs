//! What was answered, as a table.
use super::{ExerciseKind, Reply};

/// An answer that was given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The kind of exercise.
    pub exercise: ExerciseKind,
    /// What it was drawn by.
    pub seed: u64,
    /// What was answered.
    pub answer: Reply,
    /// What would have been right.
    pub correct: Reply,
    /// Whether it was right.
    pub right: bool,
    /// How long it took.
    pub seconds: f64,
}

/// The answers of a session of exercises, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoreSheet {
    /// The answers.
    pub scores: Vec<Score>,
}

impl ScoreSheet {
    /// How many answers were right.
    pub fn right(&self) -> usize {
        self.scores.iter().filter(|s| s.right).count()
    }

    /// The table with a header line: exercise, seed, answer, correct, right, seconds. Choices count from 1, as they are
    /// numbered in the window. The same in every language.
    pub fn to_csv(&self) -> String {
        let mut out = String::from("exercise,seed,answer,correct,right,seconds\n");
        for score in &self.scores {
            let [answer, correct] = [score.answer, score.correct].map(|reply| match reply {
                Reply::Choice(k) => (k + 1).to_string(),
                Reply::Number(x) => x.to_string(),
            });
            // No field has a comma or a quotation mark.
            out.push_str(&format!(
                "{},{},{answer},{correct},{},{:.1}\n",
                score.exercise.id(),
                score.seed,
                score.right,
                score.seconds
            ));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_a_line_per_answer() {
        let score = |answer, right| Score {
            exercise: ExerciseKind::Hopf,
            seed: 7,
            answer,
            correct: Reply::Number(14.6),
            right,
            seconds: 12.34,
        };
        let scores = vec![
            score(Reply::Number(14.66), true),
            score(Reply::Choice(0), false),
        ];
        let sheet = ScoreSheet { scores };
        assert_eq!(sheet.right(), 1);
        assert_eq!(
            sheet.to_csv(),
            "exercise,seed,answer,correct,right,seconds\nhopf,7,14.66,14.6,true,12.3\nhopf,7,1,14.6,false,12.3\n"
        );
    }
}
