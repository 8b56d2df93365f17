//! Programs of the system that play samples from their input.
use crate::draw::sound::RATE;
use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::process::{Child, ChildStdin, Command, Stdio};

/// What a player is started with.
pub(super) type Arguments = Vec<String>;

/// The players that are known, the best first.
pub(super) const NAMES: [&str; 4] = ["pw-cat", "pacat", "paplay", "aplay"];

/// What makes a player play samples of 16 bits on one channel, with little delay.
fn arguments(name: &str) -> Arguments {
    let rate = RATE.to_string();
    let all: &[&str] = match name {
        "pw-cat" => &[
            "--playback",
            "--raw",
            "--rate",
            &rate,
            "--channels",
            "1",
            "--format",
            "s16",
            "--latency",
            "60ms",
            "-",
        ],
        "aplay" => &[
            "--quiet",
            "--file-type=raw",
            "--format=S16_LE",
            "--rate",
            &rate,
            "--channels=1",
            "--buffer-time=80000",
        ],
        _ => &[
            "--playback",
            "--raw",
            "--format=s16le",
            "--channels=1",
            "--latency-msec=60",
            "--rate",
            &rate,
        ],
    };
    all.iter().map(|a| (*a).to_owned()).collect()
}

/// The players in the folders of `path`, with their arguments.
pub(super) fn found(path: &OsStr) -> Vec<(OsString, Arguments)> {
    let find = |name: &str| {
        let mut places = std::env::split_paths(path).map(|folder| folder.join(name));
        places.find(|place| place.is_file())
    };
    NAMES
        .into_iter()
        .filter_map(|name| Some((find(name)?.into_os_string(), arguments(name))))
        .collect()
}

/// A player that is running.
pub(super) struct Player(Child);

/// Where its samples go.
pub(super) struct Input(ChildStdin);

impl Player {
    /// Starts a player; `None` where it cannot be started.
    pub(super) fn start(program: &OsStr, arguments: &Arguments) -> Option<(Self, Input)> {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let input = child.stdin.take()?;
        Some((Self(child), Input(input)))
    }

    /// Ends it, and waits until it has ended, which takes no time.
    pub(super) fn end(mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Input {
    /// Gives it samples; `None` when it takes no more.
    pub(super) fn write(&mut self, samples: &[i16]) -> Option<()> {
        let bytes: Vec<u8> = samples.iter().flat_map(|s| s.to_le_bytes()).collect();
        self.0.write_all(&bytes).ok()
    }
}
