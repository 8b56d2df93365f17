//! What is heard of the live state: clicks, and for screen readers that it begins to fire and ends.
use super::super::firing::FiringWatch;
use super::super::sound::Sound;
use super::{Explorer, NOTICE};
use crate::analysis::SpikeLevel;
use crate::lesson::Part;
use crate::model::Unit;
use crate::scene::{self, sound::pitch};
use std::ffi::OsString;

/// What the explorer keeps about spikes from frame to frame.
#[derive(Default)]
pub(super) struct Hearing {
    /// The folders in which a player is looked for; none where nothing may be played.
    path: Option<OsString>,
    sound: Option<Sound>,
    firing: FiringWatch,
    /// The last spike, in the model's time.
    last: Option<f64>,
}

impl Hearing {
    /// Sound may be played, by the programs of the system.
    pub(super) fn may_play(&mut self) {
        self.path = std::env::var_os("PATH");
    }

    /// Starts afresh with another cell.
    pub(super) fn forget(&mut self) {
        self.firing = FiringWatch::default();
        self.last = None;
    }
}

impl Explorer {
    /// Lets the spikes of this frame be heard, and tells what is worth telling of them.
    pub(super) fn hear(&mut self) {
        let problem = self.history.session().problem();
        let cycles = match self.full.as_deref() {
            Some(Ok(view)) => view.portrait.cycles.as_slice(),
            _ => &[],
        };
        self.live.listen(Some(SpikeLevel::of(problem, cycles)));
        let (now, speed) = (self.live.time(), self.speed);
        let time = problem.model().info().time;
        // A click or a rate would tell of the course that is to be predicted.
        let silent = self.teaching.hides(&Part::Time);
        let mut told = vec![];
        for spike in self.live.take_spikes() {
            let interval = self.hearing.last.replace(spike).map(|last| spike - last);
            if let Some(sound) = self.hearing.sound.as_ref().filter(|_| !silent) {
                // Where time has no unit, a second on the screen is one.
                let per_second = match time {
                    Unit::Millisecond => time.per_second(),
                    _ => speed,
                };
                let rate = interval
                    .filter(|i| *i > 0.0)
                    .map_or(0.0, |i| per_second / i);
                sound.click((now - spike) / speed, pitch(rate));
            }
            told.extend(self.hearing.firing.spike(spike, speed));
        }
        told.extend(self.hearing.firing.pass(now, speed));
        for firing in told.into_iter().filter(|_| !silent) {
            if let Some(words) = scene::firing_spoken(problem, firing) {
                self.spoken.announcer.event(words);
            }
        }
    }

    /// Switches the sound on or off; says so kindly where it cannot be switched on.
    pub(super) fn set_sound(&mut self, on: bool, now: f64) {
        self.preferences.sound = on;
        self.hearing.sound = None;
        if on {
            let path = self.hearing.path.clone().unwrap_or_default();
            match Sound::begin(&path) {
                Ok(sound) => self.hearing.sound = Some(sound),
                Err(why) => {
                    self.preferences.sound = false;
                    self.notice = Some((why.to_string(), now + NOTICE));
                }
            }
        }
    }

    /// Begins the sound that was wanted when the window was last open, and says when it has ended by itself.
    pub(super) fn keep_sound(&mut self, now: f64) {
        match &self.hearing.sound {
            None if self.preferences.sound => self.set_sound(true, now),
            Some(sound) => {
                if let Some(why) = sound.fault() {
                    self.set_sound(false, now);
                    self.notice = Some((why.to_string(), now + NOTICE));
                }
            }
            None => {}
        }
    }
}
