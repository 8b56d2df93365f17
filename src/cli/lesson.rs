//! `nullcline lesson`: lists the lessons, prints one as plain text, and computes what they state.
use super::output::Output;
use super::table::{Align, Table, wrapped};
use super::{Failure, say};
use crate::job::Cancel;
use crate::lesson::{
    Answer, Known, Lesson, Said, Step, Unchecked, Verdict, read_bytes, shipped, uncovered,
};
use crate::model::nearest;
use crate::text::{Language, speak};
use serde::Serialize;
use std::io::Write;
use std::path::Path;

/// Arguments of `lesson`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// A lesson's id, or a lesson file (.toml); all lessons are listed unless given.
    #[arg(value_name = "ID|FILE")]
    lesson: Option<String>,
    /// Computes every claim, of all lessons unless one is given, and reports what was found.
    #[arg(long)]
    check: bool,
    /// In which language the texts are: en or zh.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: String,
    /// One JSON document, and nothing else, on standard output.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct LessonEntry<'a> {
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    steps: Vec<StepEntry<'a>>,
}

#[derive(Serialize)]
struct StepEntry<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'a str>,
    claims: usize,
}

#[derive(Serialize)]
struct Report<'a> {
    lesson: &'a str,
    /// From 1, as lecturers count.
    step: usize,
    line: usize,
    holds: bool,
    found: String,
}

#[derive(Serialize)]
struct Missing<'a> {
    lesson: &'a str,
    step: usize,
    line: usize,
    language: &'static str,
    number: String,
}

/// Characters that the window's fonts do not have, which is no reason to refuse a lesson.
#[derive(Serialize)]
struct Boxes<'a> {
    lesson: &'a str,
    /// From 1; 0 for title and summary.
    step: usize,
    line: usize,
    characters: String,
}

#[derive(Serialize)]
struct Checked<'a> {
    claims: Vec<Report<'a>>,
    /// Numbers of texts behind which no claim stands.
    uncovered: Vec<Missing<'a>>,
    boxes: Vec<Boxes<'a>>,
}

/// Lists, prints or checks.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let codes = Language::ALL.map(Language::code);
    let language = Language::ALL
        .into_iter()
        .find(|l| l.code() == args.language)
        .ok_or_else(|| {
            let hint = nearest(&args.language, codes);
            Failure::Usage(format!("--language {:?} is none; {hint}", args.language))
        })?;
    let one;
    let lessons: Vec<&Lesson> = match &args.lesson {
        None => shipped().iter().collect(),
        Some(name) => match shipped().iter().find(|l| l.id == *name) {
            Some(lesson) => vec![lesson],
            None => {
                one = open(name)?;
                vec![&one]
            }
        },
    };
    speak(language);
    if args.check {
        return check(&lessons, args.json, out);
    }
    match (lessons.as_slice(), &args.lesson) {
        _ if args.json => {
            let entries: Vec<_> = lessons.iter().map(|l| entry(l)).collect();
            match (&args.lesson, entries.first()) {
                (Some(_), Some(first)) => out.json(first)?,
                _ => out.json(&entries)?,
            }
        }
        ([lesson], Some(_)) => as_text(lesson, out)?,
        (all, _) => list(all, out)?,
    }
    Ok(())
}

/// A lesson from a file. What is wrong in it is told on standard error, one mistake a line.
fn open(name: &str) -> Result<Lesson, Failure> {
    let path = Path::new(name);
    let file = path.extension().is_some_and(|e| e == "toml") || path.exists();
    if !file {
        let hint = nearest(name, shipped().iter().map(|l| l.id.as_str()));
        return Err(Failure::Usage(format!(
            "there is no lesson {name:?}; {hint}; or give a lesson file (.toml)"
        )));
    }
    let bytes = read_file(path)
        .map_err(|error| Failure::Usage(format!("{name:?} cannot be read ({error})")))?;
    match read_bytes(&bytes) {
        Ok(lesson) => Ok(lesson.named(name)),
        Err(faults) => {
            faults
                .iter()
                .for_each(|fault| say(&format!("{name}, {fault}")));
            let count = faults.len();
            let mistakes = if count == 1 { "mistake" } else { "mistakes" };
            Err(Failure::Usage(format!(
                "{name} has {count} {mistakes} and cannot be shown; mend them, the first one first"
            )))
        }
    }
}

/// No more of a file is read than a lesson may have, and one byte, by which it is known to be too large.
fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read;
    let file = std::fs::File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(std::io::Error::other("it is no regular file"));
    }
    let mut bytes = vec![];
    file.take(crate::lesson::MOST_BYTES as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn step_entry(step: &Step) -> StepEntry<'_> {
    StepEntry {
        text: step.text.now(),
        question: step.question.as_ref().map(|q| q.ask.now()),
        claims: step.claims.len(),
    }
}

fn entry(lesson: &Lesson) -> LessonEntry<'_> {
    LessonEntry {
        id: &lesson.id,
        title: lesson.title.now(),
        summary: lesson.summary.now(),
        steps: lesson.steps.iter().map(step_entry).collect(),
    }
}

fn list(lessons: &[&Lesson], out: &mut Output) -> Result<(), Failure> {
    let mut table = Table::new([
        ("lesson".into(), Align::Left),
        ("steps".into(), Align::Right),
        ("title".into(), Align::Left),
    ]);
    for lesson in lessons {
        let steps = lesson.steps.len().to_string();
        table.row([lesson.id.clone(), steps, lesson.title.now().into()]);
    }
    Ok(table.print(out)?)
}

fn as_text(lesson: &Lesson, out: &mut Output) -> Result<(), Failure> {
    let width = Output::size().0;
    let lines = |out: &mut Output, text: &str| -> std::io::Result<()> {
        for line in text.lines().flat_map(|line| wrapped(line, width)) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    };
    out.heading(lesson.title.now())?;
    lines(out, lesson.summary.now())?;
    for (k, step) in lesson.steps.iter().enumerate() {
        writeln!(out)?;
        out.heading(&format!("{}", k + 1))?;
        lines(out, step.text.now())?;
        let Some(question) = &step.question else {
            continue;
        };
        writeln!(out)?;
        lines(out, question.ask.now())?;
        if let Answer::Choices(choices) = &question.answer {
            for (k, choice) in choices.iter().enumerate() {
                lines(out, &format!("  {}. {}", k + 1, choice.text.now()))?;
            }
        }
    }
    Ok(())
}

/// What was found for each claim of a lesson: step and line, and the verdict.
type Found = Vec<(usize, usize, Result<Verdict, Unchecked>)>;

fn claims(lesson: &Lesson) -> Result<Found, Failure> {
    let (cancel, mut known, mut out) = (Cancel::never(), Known::default(), vec![]);
    for (k, step) in lesson.steps.iter().enumerate() {
        let session = lesson.session(k)?;
        for claim in &step.claims {
            out.push((k + 1, claim.line, known.check(&cancel, &session, claim)));
        }
    }
    Ok(out)
}

/// The characters of a lesson that the window would show as boxes.
#[cfg(feature = "figures")]
fn boxes(lesson: &Lesson) -> Vec<Boxes<'_>> {
    let found = |step, line, texts: Vec<&Said>| {
        let texts: Vec<&str> = texts
            .iter()
            .flat_map(|t| [t.en.as_str(), t.zh.as_str()])
            .collect();
        Boxes {
            lesson: &lesson.id,
            step,
            line,
            characters: crate::draw::boxes(&texts.concat()).into_iter().collect(),
        }
    };
    let head = found(0, 1, vec![&lesson.title, &lesson.summary]);
    let steps = lesson.steps.iter().enumerate();
    let steps = steps.map(|(k, step)| found(k + 1, step.line, step.texts(true)));
    std::iter::once(head)
        .chain(steps)
        .filter(|b| !b.characters.is_empty())
        .collect()
}

/// Without pictures there are no fonts.
#[cfg(not(feature = "figures"))]
fn boxes(_: &Lesson) -> Vec<Boxes<'_>> {
    vec![]
}

fn check(lessons: &[&Lesson], json: bool, out: &mut Output) -> Result<(), Failure> {
    let mut checked = Checked {
        claims: vec![],
        uncovered: vec![],
        boxes: vec![],
    };
    for lesson in lessons {
        for (step, line, verdict) in claims(lesson)? {
            let (holds, found) = match verdict {
                Ok(verdict) => (verdict.holds, verdict.found.now().to_owned()),
                Err(error) => (false, error.to_string()),
            };
            if !json {
                let sign = if holds { "holds" } else { "FAILS" };
                writeln!(out, "{sign}  {}:{step}, line {line}: {found}", lesson.id)?;
            }
            checked.claims.push(Report {
                lesson: &lesson.id,
                step,
                line,
                holds,
                found,
            });
        }
        for (k, step) in lesson.steps.iter().enumerate() {
            for missing in uncovered(step) {
                let language = missing.language.code();
                if !json {
                    writeln!(
                        out,
                        "FAILS  {}:{}, line {}: no claim stands behind {} ({language})",
                        lesson.id,
                        k + 1,
                        step.line,
                        missing.number
                    )?;
                }
                checked.uncovered.push(Missing {
                    lesson: &lesson.id,
                    step: k + 1,
                    line: step.line,
                    language,
                    number: missing.number,
                });
            }
        }
        for found in boxes(lesson) {
            if !json {
                let Boxes {
                    lesson,
                    step,
                    line,
                    characters,
                } = &found;
                writeln!(
                    out,
                    "note   {lesson}:{step}, line {line}: the window has no glyph for {characters:?} and shows boxes"
                )?;
            }
            checked.boxes.push(found);
        }
    }
    if json {
        out.json(&checked)?;
    }
    out.flush()?;
    let all = checked.claims.len();
    let failed = checked.claims.iter().filter(|c| !c.holds).count();
    let numbers = checked.uncovered.len();
    if failed + numbers > 0 {
        return Err(Failure::Analysis(format!(
            "{failed} of {all} claims do not hold, and {numbers} numbers have no claim; mend the lesson where \
             the lines above say so"
        )));
    }
    if !json {
        writeln!(out, "all {all} claims hold")?;
    }
    Ok(())
}
