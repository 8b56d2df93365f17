//! Lessons in people's own files: opened like sessions, read again whenever they are saved, so that one can write with
//! the window beside.
use super::super::Explorer;
use crate::lesson::{Fault, Lesson, MOST_BYTES, read_bytes};
use crate::text::say;
use egui::Context;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The ending of lesson files.
pub(in crate::app) const ENDING: &str = "toml";
/// How often a file is looked at, in seconds.
const AGAIN: f64 = 1.0;

/// A file that a lesson was read from.
pub(in crate::app) struct Own {
    path: PathBuf,
    /// When the file was changed last.
    changed: Option<SystemTime>,
    /// When it was looked at last, by the window's clock.
    looked: f64,
}

impl Own {
    /// Reads a lesson from a file.
    ///
    /// # Errors
    /// When the file cannot be read; the faults of the lesson are in what is returned otherwise.
    pub(super) fn open(path: &Path) -> io::Result<(Self, Result<Lesson, Vec<Fault>>)> {
        let about = fs::metadata(path)?;
        if !about.is_file() {
            return Err(io::Error::other(say!("lesson-no-file")));
        }
        let mut bytes = vec![];
        // One more than may be, so that one can tell.
        let most = MOST_BYTES as u64 + 1;
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
        let name = path.file_name().map(|n| n.to_string_lossy());
        let lesson = read_bytes(&bytes).map(|l| l.named(&name.unwrap_or_default()));
        let own = Self {
            path: path.to_owned(),
            changed: about.modified().ok(),
            looked: 0.0,
        };
        Ok((own, lesson))
    }

    /// Whether the file was changed since it was read; it is looked at seldom.
    fn has_changed(&mut self, now: f64) -> bool {
        if now < self.looked + AGAIN {
            return false;
        }
        self.looked = now;
        let changed = fs::metadata(&self.path).and_then(|m| m.modified()).ok();
        // One that is being replaced is not there for a moment.
        changed.is_some() && changed != self.changed
    }
}

/// Whether a file is a lesson by its name.
pub(in crate::app) fn is_lesson(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(ENDING))
}

impl Explorer {
    /// Opens a lesson file; what is wrong with it is shown while the window goes on. What is to be said otherwise.
    pub(in crate::app::explorer) fn open_lesson_file(&mut self, path: &Path) -> Option<String> {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        match Own::open(&path) {
            Err(why) => Some(say!(
                "lesson-unreadable",
                path = path.display().to_string(),
                why = why.to_string()
            )),
            Ok((_, Err(faults))) => {
                self.teaching.list = None;
                self.teaching.faults = Some((path, faults));
                None
            }
            Ok((own, Ok(lesson))) => {
                self.teaching.list = None;
                self.teaching.faults = None;
                let key = path.display().to_string();
                let begun = self.begin_lesson(key, Some((own, lesson)), 0);
                begun.err().map(|why| why.to_string())
            }
        }
    }

    /// Opens a lesson file from the command line.
    pub(in crate::app) fn open_lesson_at(&mut self, ctx: &Context, path: &Path) {
        if let Some(text) = self.open_lesson_file(path) {
            let until = ctx.input(|i| i.time) + super::super::NOTICE;
            self.notice = Some((text, until));
        }
    }

    /// Reads a lesson of one's own again when its file was changed, and shows the step that was shown.
    pub(in crate::app::explorer) fn watch_lesson(&mut self, ctx: &Context, now: f64) {
        let Some(reading) = &mut self.teaching.reading else {
            return;
        };
        let Some(own) = &mut reading.own else {
            return;
        };
        ctx.request_repaint_after(Duration::from_secs_f64(AGAIN));
        if !own.has_changed(now) {
            return;
        }
        let path = own.path.clone();
        let Ok((fresh, lesson)) = Own::open(&path) else {
            return;
        };
        own.changed = fresh.changed;
        match lesson {
            Err(faults) => self.teaching.faults = Some((path, faults)),
            Ok(lesson) => {
                self.teaching.faults = None;
                let step = reading.step.min(lesson.steps.len() - 1);
                reading.lesson = std::sync::Arc::new(lesson);
                // A lesson that was read can be shown.
                let _ = self.go_to_step(step, false);
            }
        }
    }
}
