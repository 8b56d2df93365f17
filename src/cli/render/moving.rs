//! A parameter that moves, as an animation.
use super::super::args::whole;
use super::super::output::progress;
use super::super::vary;
use super::{Args, Failure, Page, Session, View, ViewOptions};
use crate::analysis::Problem;
use crate::export::{self, AnimationFormat, MOST_FRAMES, Moving};
use crate::job::Cancel;
use crate::session::Command;
use std::path::Path;

/// Pictures of an animation unless told.
const FRAMES: usize = 75;

/// The format that the name of an animation ends in.
fn format(path: &Path) -> Result<AnimationFormat, Failure> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("gif") => Ok(AnimationFormat::Gif),
        Some("png" | "apng") => Ok(AnimationFormat::Apng),
        _ => Err(Failure::Usage(format!(
            "{} ends neither in .gif nor in .apng or .png, and --animate writes no other animations",
            path.display()
        ))),
    }
}

/// `NAME=FROM:TO`, in either direction.
fn course(text: &str, problem: &Problem) -> Result<(String, [f64; 2]), Failure> {
    let reversed = text
        .split_once('=')
        .and_then(|(name, range)| Some((name, range.split_once(':')?)))
        .map(|(name, (from, to))| format!("{name}={to}:{from}"));
    let forward = vary::parse("--animate", text, problem);
    let (vary, backward) = match (forward, reversed) {
        (Ok(vary), _) => (vary, false),
        (Err(why), None) => return Err(why),
        (Err(why), Some(reversed)) => match vary::parse("--animate", &reversed, problem) {
            Ok(vary) => (vary, true),
            Err(_) => return Err(why),
        },
    };
    let [lo, hi] = vary.range;
    let ends = if backward { [hi, lo] } else { [lo, hi] };
    Ok((vary.name(problem).to_owned(), ends))
}

/// The session with a parameter moved from one value to another, at equal steps.
fn sessions(session: &Session, text: &str, frames: usize) -> Result<Vec<Session>, Failure> {
    let (name, [from, to]) = course(text, session.problem())?;
    let last = frames.saturating_sub(1).max(1) as f64;
    (0..frames)
        .map(|k| {
            let part = k as f64 / last;
            let mut moved = session.clone();
            moved.apply(&Command::Set {
                name: name.clone(),
                value: from * (1.0 - part) + to * part,
            })?;
            Ok(moved)
        })
        .collect()
}

/// The animation that `--animate` asks for as the bytes of a file.
pub(super) fn bytes(
    args: &Args,
    session: &Session,
    view: View,
    options: &ViewOptions,
    page: &Page,
) -> Result<Vec<u8>, Failure> {
    let format = format(&args.output)?;
    let frames = match &args.frames {
        Some(text) => whole("--frames", text, 2..=MOST_FRAMES)?,
        None => FRAMES,
    };
    let text = args.animate.as_deref().unwrap_or_default();
    let moved = sessions(session, text, frames)?;
    let frames: Vec<&Session> = moved.iter().collect();
    let moving = Moving {
        frames: &frames,
        view,
        options,
        format,
        page,
    };
    let bar = progress("animation");
    let mut told = |part: f32| bar.set_position((100.0 * part) as u64);
    let made = export::animation(&Cancel::never(), &moving, &mut told);
    bar.finish_and_clear();
    made.map_err(|why| Failure::Analysis(why.to_string()))?
        .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))
}
