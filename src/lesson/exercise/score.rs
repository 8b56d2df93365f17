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

    /// The table with a header line: exercise, seed, answer, right, seconds. Choices count from 1, as they are
    /// numbered in the window. The same in every language.
    pub fn to_csv(&self) -> String {
        let mut out = String::from("exercise,seed,answer,right,seconds\n");
        for score in &self.scores {
            let answer = match score.answer {
                Reply::Choice(k) => (k + 1).to_string(),
                Reply::Number(x) => x.to_string(),
            };
            // No field has a comma or a quotation mark.
            out.push_str(&format!(
                "{},{},{answer},{},{:.1}\n",
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
            "exercise,seed,answer,right,seconds\nhopf,7,14.66,true,12.3\nhopf,7,1,false,12.3\n"
        );
    }
}
