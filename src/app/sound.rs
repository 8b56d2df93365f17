//! Spikes made heard: a program of the system plays what a thread of our own mixes.
//!
//! Linking a library for sound would ask for system packages when the program is built; a program that plays samples
//! from its input is on nearly every Linux desktop. It is started when sound is switched on and ended when it is
//! switched off or the window is closed. No frame waits for it.
mod player;

use crate::draw::sound::{Mixer, RATE};
use crate::scene::sound::Click;
use crate::text::say;
use player::Player;
use std::ffi::{OsStr, OsString};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A click is heard so many seconds after it was asked for: later than what has been written already, so that clicks
/// keep their distances.
const DELAY: f64 = 0.08;
/// Sound is written so many seconds ahead of being heard, and in pieces of this many.
const AHEAD: f64 = 0.05;
const PIECE: f64 = 0.01;
/// A thread that has slept longer than this goes on with the present instead of catching up.
const ASLEEP: f64 = 0.5;

/// Why there is no sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum SoundError {
    /// No program that plays samples.
    #[error("{}", say!("sound-no-player", programs = player::NAMES.join(", ")))]
    NoPlayer,
    /// All of them ended.
    #[error("{}", say!("sound-ended"))]
    Ended,
    /// Not a system whose sound is known.
    #[error("{}", say!("sound-other-system"))]
    OtherSystem,
}

/// What the thread and the window share.
#[derive(Default)]
struct Shared {
    /// Whether the sound is to end.
    over: AtomicBool,
    /// Whether no player is left.
    failed: AtomicBool,
    /// The player that is running.
    player: Mutex<Option<Player>>,
}

impl Shared {
    fn player(&self) -> std::sync::MutexGuard<'_, Option<Player>> {
        // Whatever another thread was doing, the player is there or not.
        self.player.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sound that is switched on. Dropping it ends the player.
pub(super) struct Sound {
    clicks: Sender<Click>,
    began: Instant,
    shared: Arc<Shared>,
}

impl Sound {
    /// Switches it on, with the first of the players that are found in the folders of `path`.
    ///
    /// # Errors
    /// Says why nothing can be heard.
    pub(super) fn begin(path: &OsStr) -> Result<Self, SoundError> {
        if !cfg!(all(unix, not(target_os = "macos"))) {
            return Err(SoundError::OtherSystem);
        }
        let players = player::found(path);
        if players.is_empty() {
            return Err(SoundError::NoPlayer);
        }
        let (clicks, wanted) = channel();
        let (began, shared) = (Instant::now(), Arc::new(Shared::default()));
        let theirs = Arc::clone(&shared);
        std::thread::Builder::new()
            .name("sound".into())
            .spawn(move || {
                let played = play(&players, &wanted, began, &theirs);
                theirs.failed.store(played.is_none(), Ordering::Relaxed);
            })
            .map_err(|_| SoundError::Ended)?;
        Ok(Self {
            clicks,
            began,
            shared,
        })
    }

    /// Lets a click be heard that belongs `ago` seconds before now.
    pub(super) fn click(&self, ago: f64, pitch: f64) {
        let at = self.began.elapsed().as_secs_f64() - ago + DELAY;
        // Nobody listens any more where the players have ended.
        let _ = self.clicks.send(Click { at, pitch });
    }

    /// Why nothing is heard any more, if so.
    pub(super) fn fault(&self) -> Option<SoundError> {
        let failed = self.shared.failed.load(Ordering::Relaxed);
        failed.then_some(SoundError::Ended)
    }
}

impl Drop for Sound {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::Relaxed);
        // Ended, it takes no more samples: a thread that waits for it goes on, sees that all is over and ends too.
        if let Some(player) = self.shared.player().take() {
            player.end();
        }
    }
}

/// Plays until all is over; `None` when no player is left that takes samples.
fn play(
    players: &[(OsString, player::Arguments)],
    wanted: &Receiver<Click>,
    began: Instant,
    shared: &Shared,
) -> Option<()> {
    let mut mixer = Mixer::default();
    for (program, arguments) in players {
        let Some((player, mut input)) = Player::start(program, arguments) else {
            continue;
        };
        {
            let mut running = shared.player();
            if shared.over.load(Ordering::Relaxed) {
                player.end();
                return Some(());
            }
            *running = Some(player);
        }
        let mut piece = vec![0; (PIECE * f64::from(RATE)) as usize];
        // A player that ends, as one does that knows other arguments, takes no more: then the next is tried.
        loop {
            if shared.over.load(Ordering::Relaxed) {
                return Some(());
            }
            let now = began.elapsed().as_secs_f64();
            if mixer.time() < now - ASLEEP {
                mixer.skip_to(now);
            }
            wanted.try_iter().for_each(|click| mixer.add(click));
            if mixer.time() > now + AHEAD {
                std::thread::sleep(Duration::from_secs_f64(PIECE));
                continue;
            }
            mixer.fill(&mut piece);
            if input.write(&piece).is_none() {
                break;
            }
        }
        if let Some(ended) = shared.player().take() {
            ended.end();
        }
    }
    shared.over.load(Ordering::Relaxed).then_some(())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};

    /// A folder with programs that are shell scripts.
    fn folder(name: &str, programs: &[(&str, &str)]) -> PathBuf {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = std::env::temp_dir().join(format!("nullcline-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        for (program, script) in programs {
            let file = folder.join(program);
            std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        folder
    }

    /// The samples that a player has written down.
    fn heard(file: &Path) -> Vec<i16> {
        let bytes = std::fs::read(file).unwrap_or_default();
        bytes
            .chunks_exact(2)
            .map(|b| i16::from_le_bytes([b[0], b[1]]))
            .collect()
    }

    /// Waits until something holds; long, for a machine that is busy.
    fn wait(what: impl Fn() -> bool) -> bool {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(20) {
            if what() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }

    const WRITES: &str = "echo $$ > \"$0.pid\"\nexec cat > \"$0.pcm\"";

    /// Nothing before the first click, then two that are as far apart as asked for, and the player is gone afterwards.
    #[test]
    fn clicks_reach_the_player_and_it_ends_with_the_sound() {
        let folder = folder("plays", &[("aplay", WRITES)]);
        let sound = Sound::begin(folder.as_os_str()).expect("there is a player");
        let [samples, pid] = ["aplay.pcm", "aplay.pid"].map(|f| folder.join(f));
        assert!(wait(|| !heard(&samples).is_empty()));
        let at = sound.began.elapsed().as_secs_f64() + 0.3;
        for (at, pitch) in [(at, 440.0), (at + 0.1, 880.0)] {
            sound.clicks.send(Click { at, pitch }).expect("it listens");
        }
        let loud = |samples: &[i16]| samples.iter().filter(|s| s.unsigned_abs() > 4000).count();
        assert!(wait(|| {
            let all = heard(&samples);
            let first = all.iter().position(|s| *s != 0);
            first.is_some_and(|k| loud(&all[(k + 4410).min(all.len())..]) > 10)
        }));
        let all = heard(&samples);
        let first = all.iter().position(|s| *s != 0).expect("a click");
        // Between two clicks there is silence, and the second begins 100 ms after the first.
        let gap = all[first + 4000..].iter().position(|s| *s != 0);
        assert!(
            gap.is_some_and(|g| (4000 + g).abs_diff(4410) < 3),
            "{gap:?}"
        );
        let pid = std::fs::read_to_string(pid).expect("it has begun");
        let process = Path::new("/proc").join(pid.trim());
        assert!(process.exists() || !Path::new("/proc/self").exists());
        drop(sound);
        assert!(!process.exists());
        std::fs::remove_dir_all(&folder).unwrap();
    }

    /// An old version that does not know its arguments, and then one that works.
    #[test]
    fn the_next_player_is_tried_where_one_fails() {
        let programs = [("pw-cat", "exit 1"), ("aplay", WRITES)];
        let folder = folder("next", &programs);
        let sound = Sound::begin(folder.as_os_str()).expect("there are players");
        let samples = folder.join("aplay.pcm");
        assert!(wait(|| !heard(&samples).is_empty()));
        assert_eq!(sound.fault(), None);
        drop(sound);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    /// None at all is said at once, and that all have failed a moment later.
    #[test]
    fn that_there_is_no_player_is_said() {
        let empty = folder("none", &[]);
        assert_eq!(
            Sound::begin(empty.as_os_str()).err(),
            Some(SoundError::NoPlayer)
        );
        let broken = folder("broken", &[("paplay", "exit 1")]);
        let sound = Sound::begin(broken.as_os_str()).expect("there is one");
        assert!(wait(|| sound.fault() == Some(SoundError::Ended)));
        sound.click(0.0, 440.0);
        for folder in [empty, broken] {
            std::fs::remove_dir_all(folder).unwrap();
        }
    }

    /// A player that never reads fills its pipe; the window does not wait for it, and it is ended all the same.
    #[test]
    fn a_player_that_does_not_listen_holds_nothing_up() {
        let folder = folder("deaf", &[("aplay", "echo $$ > \"$0.pid\"\nexec sleep 60")]);
        let sound = Sound::begin(folder.as_os_str()).expect("there is a player");
        let pid = folder.join("aplay.pid");
        assert!(wait(
            || std::fs::read_to_string(&pid).is_ok_and(|p| !p.trim().is_empty())
        ));
        let began = Instant::now();
        for k in 0..100_000 {
            sound.click(f64::from(k), 440.0);
        }
        let process = std::fs::read_to_string(&pid).unwrap();
        drop(sound);
        assert!(began.elapsed() < Duration::from_secs(5));
        assert!(!Path::new("/proc").join(process.trim()).exists());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
