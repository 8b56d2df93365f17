//! What comes back after a crash: the last state of every window, saved as it changes.
//!
//! Each running window holds a place of its own, by a lock that its end releases however it comes. A
//! window that opens takes the first free place and finds there what was shown last.
use super::Session;
use super::disk::{self, OpenError, SaveError};
use super::file::Opened;
use crate::text::{Each, say};
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// So many windows at once have a place each.
const PLACES: usize = 64;
/// A session is not tried again after so many starts that did not live to say that all is well.
const TRIES: usize = 3;

/// What was found in the place.
#[derive(Debug)]
pub enum Restored {
    /// Nothing: the first start.
    Nothing,
    /// The last state.
    Session(Box<Opened>),
    /// Something that cannot be opened, or that ended the program again and again.
    SetAside {
        /// Where it is now.
        path: PathBuf,
        /// Why.
        why: SetAside,
    },
}

/// Why the last state does not come back.
#[derive(Debug, thiserror::Error)]
pub enum SetAside {
    /// It cannot be opened.
    #[error("{}", say!("autosave-fault-damaged", it = _0.to_string()))]
    Damaged(OpenError),
    /// It was opened several times, and the program ended at once each time.
    #[error("{}", say!("autosave-fault-fatal", tries = TRIES.to_string()))]
    Fatal,
}

/// Why nothing is saved by itself.
#[derive(Debug, thiserror::Error)]
pub enum AutosaveError {
    /// The system has no such folder.
    #[error("{}", say!("autosave-fault-no-folder"))]
    NoFolder,
    /// The folder cannot be used.
    #[error("{}", say!("autosave-fault-folder", path = path.display().to_string(), why = why.to_string()))]
    Folder {
        /// Which.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// All places are taken.
    #[error("{}", say!("autosave-fault-full", most = PLACES.to_string()))]
    Full,
}

/// A place for the state of one window, for as long as it lives.
#[derive(Debug)]
pub struct Autosave {
    file: PathBuf,
    tries: PathBuf,
    // Holds the lock; its name may go, the lock stays.
    _lock: File,
    shared: Arc<Shared>,
    writer: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The newest session that is not written yet.
    next: Option<Box<Session>>,
    writing: bool,
    ending: bool,
    fault: Option<Each<String>>,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // What is in it is whole at every moment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The folder for the program's own files: `nullcline` in `XDG_DATA_HOME` where that is set, otherwise
/// where the system keeps such files.
pub fn data_folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).map(PathBuf::from);
    let absolute = |name| set(name).filter(|p| p.is_absolute());
    let home = || set("HOME").filter(|p| p.is_absolute());
    let base = absolute("XDG_DATA_HOME").or_else(|| {
        if cfg!(windows) {
            absolute("APPDATA")
        } else if cfg!(target_os = "macos") {
            home().map(|h| h.join("Library").join("Application Support"))
        } else {
            home().map(|h| h.join(".local").join("share"))
        }
    });
    base.map(|base| base.join("nullcline"))
}

impl Autosave {
    /// Takes a place in the usual folder, and what is there.
    ///
    /// # Errors
    /// Says why nothing will be saved by itself; the window can do without.
    pub fn begin() -> Result<(Self, Restored), AutosaveError> {
        Self::begin_in(&data_folder().ok_or(AutosaveError::NoFolder)?)
    }

    /// The same in another folder.
    ///
    /// # Errors
    /// As [`Autosave::begin`].
    pub fn begin_in(folder: &Path) -> Result<(Self, Restored), AutosaveError> {
        let refuse = |why| AutosaveError::Folder {
            path: folder.into(),
            why,
        };
        fs::create_dir_all(folder).map_err(refuse)?;
        for place in 0..PLACES {
            let named = |ending: &str| folder.join(format!("last-{place}.{ending}"));
            let lock = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .open(named("lock"))
                .map_err(refuse)?;
            match lock.try_lock() {
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => continue,
                // A file system without locks has one place for all.
                Err(fs::TryLockError::Error(_)) => {}
            }
            let shared = Arc::new(Shared::default());
            let mut autosave = Self {
                file: named(disk::ENDING),
                tries: named("tries"),
                _lock: lock,
                shared,
                writer: None,
            };
            let restored = autosave.restore();
            autosave.start();
            return Ok((autosave, restored));
        }
        Err(AutosaveError::Full)
    }

    fn restore(&self) -> Restored {
        if fs::symlink_metadata(&self.file).is_err() {
            return Restored::Nothing;
        }
        let tries = fs::read(&self.tries).map_or(0, |tries| tries.len());
        if tries >= TRIES {
            return self.set_aside(SetAside::Fatal);
        }
        let _ = fs::write(&self.tries, vec![b'x'; tries + 1]);
        match disk::open(&self.file) {
            Ok(opened) => Restored::Session(Box::new(opened)),
            Err(why) => self.set_aside(SetAside::Damaged(why)),
        }
    }

    /// Gives what is in the place another name, so that it can be looked at and does not come again.
    fn set_aside(&self, why: SetAside) -> Restored {
        self.settled();
        let numbered = (1..1000).map(|k| {
            let ending = format!("aside-{k}.{}", disk::ENDING);
            self.file.with_extension(ending)
        });
        let free = numbered.into_iter().find(|p| !p.exists());
        let path = free.unwrap_or_else(|| self.file.with_extension("aside"));
        // Where it cannot be moved it is at least not opened.
        let path = match fs::rename(&self.file, &path) {
            Ok(()) => path,
            Err(_) => self.file.clone(),
        };
        Restored::SetAside { path, why }
    }

    /// Says that the program lives with what it has opened: after some seconds, or at its end.
    pub fn settled(&self) {
        let _ = fs::remove_file(&self.tries);
    }

    fn start(&mut self) {
        let (shared, file) = (Arc::clone(&self.shared), self.file.clone());
        let work = move || {
            loop {
                let mut state = shared.lock();
                while state.next.is_none() && !state.ending {
                    let waited = shared.changed.wait(state);
                    state = waited.unwrap_or_else(PoisonError::into_inner);
                }
                let Some(session) = state.next.take() else {
                    return;
                };
                state.writing = true;
                drop(state);
                let saved: Result<(), SaveError> = disk::save(&session, &file);
                let mut state = shared.lock();
                state.writing = false;
                state.fault = saved.err().map(|why| Each::of(|| why.to_string()));
                shared.changed.notify_all();
            }
        };
        let thread = std::thread::Builder::new().name("autosave".into());
        match thread.spawn(work) {
            Ok(writer) => self.writer = Some(writer),
            Err(why) => self.shared.lock().fault = Some(Each::of(|| why.to_string())),
        }
    }

    /// Saves this session as soon as the disk allows; an earlier one that still waits is left out.
    /// Returns at once.
    pub fn keep(&self, session: &Session) {
        self.shared.lock().next = Some(Box::new(session.clone()));
        self.shared.changed.notify_all();
    }

    /// Why the last attempt to save failed, as a sentence.
    pub fn fault(&self) -> Option<String> {
        self.shared.lock().fault.as_ref().map(|f| f.now().clone())
    }

    /// Waits until everything is on the disk.
    pub fn finish(&self) {
        if self.writer.is_none() {
            return;
        }
        let mut state = self.shared.lock();
        while state.next.is_some() || state.writing {
            let waited = self.shared.changed.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The file in which the state is kept.
    pub fn file(&self) -> &Path {
        &self.file
    }
}

impl Drop for Autosave {
    fn drop(&mut self) {
        self.shared.lock().ending = true;
        self.shared.changed.notify_all();
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has nothing more to say.
            let _ = writer.join();
        }
        if !std::thread::panicking() {
            self.settled();
        }
    }
}
