//! Questions of lessons.
use super::fault::{FaultKind, Shape};
use super::fields::{Fields, Found, Reader};
use super::{Claim, Said, claim};
use crate::analysis::Problem;

/// A question has no more choices than there are digits on a keyboard.
const MOST_CHOICES: usize = 9;
/// A goal has no more claims.
const MOST_CLAIMS: usize = 20;

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked, as Markdown.
    pub ask: Said,
    /// What answers it.
    pub answer: Answer,
    /// Shown when it is asked for.
    pub hint: Option<Said>,
    /// Shown after the answer.
    pub explain: Option<Said>,
}

/// What answers a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// One of these, of which exactly one is right.
    Choices(Vec<Choice>),
    /// A number.
    Number {
        /// The right one.
        is: f64,
        /// How far from it an answer may be.
        within: f64,
        /// Its unit, which may be empty.
        unit: String,
    },
    /// Claims about the user's own session that must hold at once.
    Goal(Vec<Claim>),
}

/// A possible answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What it says.
    pub text: Said,
    /// Whether it is right.
    pub right: bool,
    /// Why it is right or wrong.
    pub because: Option<Said>,
}

impl Question {
    /// Whether this choice (from 0) is right; `None` where the question has no such choice.
    pub fn judge_choice(&self, choice: usize) -> Option<bool> {
        match &self.answer {
            Answer::Choices(choices) => choices.get(choice).map(|c| c.right),
            _ => None,
        }
    }

    /// Whether this number is right; `None` where the question asks for none.
    pub fn judge_number(&self, number: f64) -> Option<bool> {
        match self.answer {
            Answer::Number { is, within, .. } => Some((number - is).abs() <= within),
            _ => None,
        }
    }
}

/// Reads a question; claims of a goal are about the model of `problem`.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    found: &Found<'a>,
    problem: Option<&Problem>,
) -> Option<Question> {
    let mut fields = found.fields(reader)?;
    let ask = fields
        .need(reader, "ask", "ask = { en = \"…\", zh = \"…\" }")
        .and_then(|ask| ask.said(reader));
    let hint = fields.get("hint").and_then(|hint| hint.said(reader));
    let explain = fields.get("explain").and_then(|text| text.said(reader));
    let given = ["choices", "number", "goal"].map(|key| fields.get(key));
    let count = given.iter().flatten().count();
    let [chosen, number, goal] = given;
    if count != 1 {
        reader.fault(found.start, FaultKind::Answers);
    }
    let chosen = chosen.and_then(|found| choices(reader, &found));
    let number = number.and_then(|found| self::number(reader, &found));
    let goal = goal.and_then(|found| self::goal(reader, &found, problem));
    fields.end(reader);
    Some(Question {
        ask: ask?,
        answer: chosen.or(number).or(goal)?,
        hint,
        explain,
    })
}

fn choices(reader: &mut Reader, found: &Found) -> Option<Answer> {
    let members = found.list(reader, MOST_CHOICES)?;
    if members.len() < 2 {
        let expected = Shape::Tables;
        found.not(reader, expected);
        return None;
    }
    let count = members.len();
    let choices: Vec<Choice> = members
        .into_iter()
        .filter_map(|member| {
            let mut fields = member.fields(reader)?;
            let right = fields.get("right").and_then(|f| f.flag(reader));
            let because = fields.get("because").and_then(|f| f.said(reader));
            let text = super::texts::said(reader, &mut fields);
            fields.end(reader);
            Some(Choice {
                text: text?,
                right: right.unwrap_or(false),
                because,
            })
        })
        .collect();
    if choices.len() < count {
        return None;
    }
    let right = choices.iter().filter(|c| c.right).count();
    if right != 1 {
        reader.fault(found.start, FaultKind::Right(right));
        return None;
    }
    Some(Answer::Choices(choices))
}

fn number(reader: &mut Reader, found: &Found) -> Option<Answer> {
    let mut fields: Fields = found.fields(reader)?;
    let example = "number = { is = 4.51, within = 0.05 }";
    let is = fields.need(reader, "is", example);
    let is = is.and_then(|f| f.number(reader));
    let within = fields.need(reader, "within", example);
    let within = within.and_then(|f| f.positive(reader, f64::MAX));
    let unit = match fields.get("unit") {
        Some(unit) => unit.text(reader)?.to_owned(),
        None => String::new(),
    };
    fields.end(reader);
    Some(Answer::Number {
        is: is?,
        within: within?,
        unit,
    })
}

fn goal<'a>(
    reader: &mut Reader<'a>,
    found: &Found<'a>,
    problem: Option<&Problem>,
) -> Option<Answer> {
    let members = found.list(reader, MOST_CLAIMS)?;
    if members.is_empty() {
        reader.fault(found.start, FaultKind::Empty(found.name.clone()));
        return None;
    }
    let count = members.len();
    let claims: Vec<Claim> = members
        .iter()
        .filter_map(|member| claim::read(reader, member, problem))
        .collect();
    (claims.len() == count).then_some(Answer::Goal(claims))
}
