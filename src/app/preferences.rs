//! What a user wants of every window: language, size, motion, sound. Kept in a file of its own, so that sessions of other
//! people do not change it.
//!
//! The file is `preferences.toml` in the folder of the program's own files. What cannot be read in it is left out; a
//! damaged file costs the preferences and nothing else.
use crate::lesson::SHIPPED;
use crate::session::autosave::data_folder;
use crate::session::disk;
use crate::text::Language;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;
use toml_edit::{Array, DocumentMut, Item, value};

/// The file's name.
const FILE: &str = "preferences.toml";
/// No file of preferences is longer.
const LONGEST: u64 = 64 * 1024;
/// How long a window waits for the system's wish before it opens.
const PATIENCE: Duration = Duration::from_millis(100);
/// Widths and heights of windows that fit on some screen, in points.
const SIZES: std::ops::RangeInclusive<f64> = 200.0..=20_000.0;

/// What a user wants of every window.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Preferences {
    /// The language; the system's until one was chosen.
    pub language: Option<Language>,
    /// Width and height of the window, in points.
    pub size: Option<[f32; 2]>,
    /// Whether nothing moves that need not move; the system's wish until it was chosen.
    pub calm: Option<bool>,
    /// What the system says of it; not in the file.
    pub system_calm: bool,
    /// Whether spikes are heard.
    pub sound: bool,
    /// Lessons whose last question was answered, by their ids.
    pub finished: BTreeSet<String>,
}

impl Preferences {
    /// What a text says, as far as it makes sense.
    fn read(text: &str) -> Self {
        let Ok(document) = text.parse::<DocumentMut>() else {
            return Self::default();
        };
        let flag = |name| document.get(name).and_then(Item::as_bool);
        let side = |name| {
            let item = document.get(name)?;
            let number = item.as_float().or(item.as_integer().map(|n| n as f64))?;
            SIZES.contains(&number).then_some(number as f32)
        };
        let language = document.get("language").and_then(Item::as_str);
        Self {
            language: language.and_then(Language::of),
            size: side("width").zip(side("height")).map(|(w, h)| [w, h]),
            calm: flag("calm"),
            system_calm: false,
            sound: flag("sound").unwrap_or(false),
            finished: finished(&document),
        }
    }

    /// The text of the file.
    fn text(&self) -> String {
        let mut document = DocumentMut::new();
        if let Some(language) = self.language {
            document["language"] = value(language.code());
        }
        if let Some([width, height]) = self.size {
            document["width"] = value(f64::from(width));
            document["height"] = value(f64::from(height));
        }
        if let Some(calm) = self.calm {
            document["calm"] = value(calm);
        }
        document["sound"] = value(self.sound);
        if !self.finished.is_empty() {
            document["finished"] = value(Array::from_iter(&self.finished));
        }
        document.to_string()
    }

    /// Whether nothing moves that need not move: as was chosen, or else as the system says.
    pub(super) fn calm(&self) -> bool {
        self.calm.unwrap_or(self.system_calm)
    }

    /// The language that was chosen, or else the system's, or English.
    pub(super) fn language(&self) -> Language {
        let system = || sys_locale::get_locale().and_then(|l| Language::of(&l));
        self.language.or_else(system).unwrap_or_default()
    }
}

/// Whether the user has asked the whole system for little motion. It is asked once, for no longer than a moment; a system
/// that does not say has no wish.
pub(super) fn system_calm() -> bool {
    let interest = mundy::Interest::ReducedMotion;
    mundy::Preferences::once_blocking(interest, PATIENCE)
        .is_some_and(|wishes| wishes.reduced_motion.is_reduce())
}

/// The lessons of those that are shipped which a text says are finished.
fn finished(document: &DocumentMut) -> BTreeSet<String> {
    let list = document.get("finished").and_then(Item::as_array);
    let names = list.into_iter().flatten().filter_map(|v| v.as_str());
    // By the names of the files: nothing is read for it.
    let is_shipped = |id: &&str| {
        let mut files = SHIPPED.iter().filter_map(|(file, _)| file.split_once('-'));
        files.any(|(_, name)| name == *id)
    };
    let known = names.filter(is_shipped);
    known.map(str::to_owned).collect()
}

/// The file of the preferences, if there is a place for one. What was chosen is written at once, and the size of the
/// window when it is closed.
#[derive(Debug, Default)]
pub(super) struct Kept {
    file: Option<PathBuf>,
    saved: Preferences,
    size: Option<[f32; 2]>,
}

impl Kept {
    /// From the usual folder.
    pub(super) fn open() -> (Self, Preferences) {
        data_folder().map_or_else(Default::default, |folder| Self::open_in(&folder))
    }

    /// From another folder.
    pub(super) fn open_in(folder: &Path) -> (Self, Preferences) {
        let file = folder.join(FILE);
        let small = std::fs::metadata(&file).is_ok_and(|m| m.is_file() && m.len() <= LONGEST);
        let text = small.then(|| std::fs::read_to_string(&file).ok()).flatten();
        let preferences = Preferences::read(text.as_deref().unwrap_or_default());
        let kept = Self {
            file: Some(file),
            saved: preferences.clone(),
            size: preferences.size,
        };
        (kept, preferences)
    }

    /// Keeps what the user wants now.
    pub(super) fn keep(&mut self, now: &Preferences) {
        self.size = now.size;
        let chosen = Preferences {
            size: self.saved.size,
            ..now.clone()
        };
        if chosen != self.saved {
            self.saved = chosen;
            self.write();
        }
    }

    /// A folder that cannot be written costs the preferences of the next window, which is not worth a word.
    fn write(&self) {
        let Some(file) = &self.file else {
            return;
        };
        if let Some(folder) = file.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        let _ = disk::write(file, self.saved.text().as_bytes());
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if self.size != self.saved.size {
            self.saved.size = self.size;
            self.write();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let wanted = Preferences {
            language: Some(Language::Chinese),
            size: Some([1024.0, 700.5]),
            calm: Some(true),
            system_calm: false,
            sound: false,
            finished: ["nullclines".to_owned()].into(),
        };
        assert_eq!(Preferences::read(&wanted.text()), wanted);
        let none = Preferences::default();
        assert_eq!(Preferences::read(&none.text()), none);
    }

    /// What is chosen is there at once, the size when the window is closed; a second window begins with both.
    #[test]
    fn the_next_window_begins_with_them() {
        let folder = std::env::temp_dir().join(format!("nullcline-wants-{}", std::process::id()));
        let (mut kept, mut wanted) = Kept::open_in(&folder);
        assert_eq!(wanted, Preferences::default());
        wanted.size = Some([900.0, 600.0]);
        kept.keep(&wanted);
        assert!(!folder.exists());
        wanted.language = Some(Language::Chinese);
        kept.keep(&wanted);
        let (_, found) = Kept::open_in(&folder);
        assert_eq!(
            (found.language, found.size),
            (Some(Language::Chinese), None)
        );
        drop(kept);
        let (_, found) = Kept::open_in(&folder);
        assert_eq!(found, wanted);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    /// What was chosen counts more than what the system says, and the system's wish is not written down as if it had
    /// been chosen.
    #[test]
    fn the_system_is_followed_until_something_was_chosen() {
        let mut wanted = Preferences {
            system_calm: true,
            ..Preferences::default()
        };
        assert!(wanted.calm());
        assert_eq!(Preferences::read(&wanted.text()).calm, None);
        wanted.calm = Some(false);
        assert!(!wanted.calm());
        assert_eq!(Preferences::read(&wanted.text()).calm, Some(false));
    }

    /// Other programs' files, other types, sizes of no screen.
    #[test]
    fn what_makes_no_sense_is_left_out() {
        for text in [
            "",
            "\u{0}",
            "[[[[",
            "language = 3\nwidth = nan\nheight = 700\ncalm = \"yes\"",
            "language = \"tlh\"\nwidth = 1e9\nheight = -4",
        ] {
            assert_eq!(Preferences::read(text), Preferences::default(), "{text:?}");
        }
        let half = Preferences::read("calm = true\nwidth = 800\nunknown = [1]");
        assert!(half.calm() && half.size.is_none());
        assert!(!Preferences::read("calm = 1").calm());
    }
}
