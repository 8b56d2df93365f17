//! Spikes as sound: clicks mixed into samples, as players take them.
//!
//! A click is a sine that dies out within some hundredths of a second. It begins and ends at zero, so that nothing
//! pops, and however many come at once, their sum stays below what a sample can hold: two clicks are never nearer than
//! [`APART`], so that those still sounding are a geometric series.
use crate::scene::sound::Click;
use std::collections::VecDeque;
use std::f64::consts::TAU;

/// Samples per second; each is a signed number of 16 bits, on one channel.
pub const RATE: u32 = 44_100;
/// Seconds between two clicks at least. One that comes sooner is not heard as another one anyway.
pub const APART: f64 = 4e-3;
/// Seconds after which a click has faded to 1/e, and after which it is over.
const FADES: f64 = 8e-3;
const LASTS: f64 = 0.06;
/// Height of a click, as a part of what a sample can hold. With `APART` and `FADES` the sum of all is below
/// 0.35 / (1 − e^{−1/2}) = 0.89.
const HEIGHT: f64 = 0.35;

/// A click's part of full height, so many seconds after it began.
fn click(pitch: f64, since: f64) -> f64 {
    if !(0.0..LASTS).contains(&since) {
        return 0.0;
    }
    // To nothing at the end, not only to little.
    let end = 1.0 - since / LASTS;
    HEIGHT * end * (-since / FADES).exp() * (TAU * pitch * since).sin()
}

/// Mixes clicks into samples, one block after the other.
#[derive(Clone, Debug, Default)]
pub struct Mixer {
    /// Clicks that still sound or are to come, in their order.
    clicks: VecDeque<Click>,
    /// When the last of them begins.
    last: Option<f64>,
    /// How many samples have been made.
    made: u64,
}

impl Mixer {
    /// Adds a click; one whose time has passed already is heard at once. Clicks come in the order of their times. One
    /// that comes sooner than [`APART`] after the one before is left out.
    pub fn add(&mut self, click: Click) {
        let at = click.at.max(self.time());
        if !(click.at.is_finite() && click.pitch.is_finite())
            || self.last.is_some_and(|last| at < last + APART)
        {
            return;
        }
        self.last = Some(at);
        self.clicks.push_back(Click { at, ..click });
    }

    /// Seconds of sound that have been made.
    pub fn time(&self) -> f64 {
        self.made as f64 / f64::from(RATE)
    }

    /// The next samples.
    pub fn fill(&mut self, block: &mut [i16]) {
        let now = self.time();
        while self.clicks.front().is_some_and(|c| c.at + LASTS < now) {
            self.clicks.pop_front();
        }
        for sample in block {
            let t = self.time();
            let sum: f64 = self.clicks.iter().map(|c| click(c.pitch, t - c.at)).sum();
            *sample = (f64::from(i16::MAX) * sum).round() as i16;
            self.made += 1;
        }
    }

    /// Leaves out a part of the sound that nobody would hear any more, up to `time`.
    pub fn skip_to(&mut self, time: f64) {
        let to = (time * f64::from(RATE)) as u64;
        self.made = self.made.max(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(clicks: &[Click], seconds: f64) -> Vec<i16> {
        let mut mixer = Mixer::default();
        for &click in clicks {
            mixer.add(click);
        }
        let mut out = vec![0; (seconds * f64::from(RATE)) as usize];
        // In blocks of odd lengths, which must not be heard.
        for block in out.chunks_mut(441 + 17) {
            mixer.fill(block);
        }
        out
    }

    #[test]
    fn silence_is_silent() {
        assert!(sound(&[], 0.5).iter().all(|s| *s == 0));
    }

    /// A click is heard where it belongs, at its pitch (two zeros per period), and not before or after.
    #[test]
    fn a_click_is_heard_at_its_time_and_pitch() {
        let out = sound(
            &[Click {
                at: 0.1,
                pitch: 880.0,
            }],
            0.3,
        );
        let at = |t: f64| (t * f64::from(RATE)) as usize;
        assert!(out[..=at(0.1)].iter().all(|s| *s == 0));
        assert!(out[at(0.1 + LASTS) + 1..].iter().all(|s| *s == 0));
        // The first quarter of a period after the onset is near the top.
        let top = f64::from(out[at(0.1 + 0.25 / 880.0)]) / f64::from(i16::MAX);
        assert!((top - HEIGHT).abs() < 0.02, "{top}");
        let turns = out[at(0.1) + 2..at(0.12)]
            .windows(2)
            .filter(|w| (w[0] < 0) != (w[1] < 0))
            .count();
        let expected = 2.0 * 880.0 * 0.02;
        assert!((turns as f64 - expected).abs() <= 1.0, "{turns}");
    }

    /// The loudest that can be: nothing reaches the ends of what a sample can hold, and no sample leaps from the one
    /// before by more than the steepest sum of sines, 2π · pitch / rate for each height.
    #[test]
    fn many_clicks_at_once_neither_clip_nor_pop() {
        let together = |k: u32| Click {
            at: 0.01 + 1e-9 * f64::from(k),
            pitch: 1760.0,
        };
        let dense = |k: u32| Click {
            at: 0.01 + APART * f64::from(k),
            pitch: 1750.0,
        };
        let both: [Vec<Click>; 2] = [
            (0..500).map(together).collect(),
            (0..500).map(dense).collect(),
        ];
        for clicks in both {
            let out = sound(&clicks, 2.5);
            let most = out.iter().map(|s| s.unsigned_abs()).max().expect("some");
            assert!(f64::from(most) < 0.9 * f64::from(i16::MAX), "{most}");
            assert!(f64::from(most) > 0.3 * f64::from(i16::MAX), "{most}");
            let leap = |w: &[i16]| (f64::from(w[1]) - f64::from(w[0])).abs();
            let leap = out.windows(2).map(leap).fold(0.0, f64::max) / f64::from(i16::MAX);
            assert!(leap < 0.9 * TAU * 1760.0 / f64::from(RATE), "{leap}");
        }
    }

    /// 500 at one moment are one click; what is late is heard at once.
    #[test]
    fn what_comes_together_is_one_and_what_is_late_is_now() {
        let one = Click {
            at: 0.05,
            pitch: 440.0,
        };
        assert_eq!(sound(&[one; 500], 0.2), sound(&[one], 0.2));
        let mut mixer = Mixer::default();
        mixer.skip_to(0.05);
        mixer.add(Click {
            at: 0.01,
            pitch: 440.0,
        });
        let mut late = vec![0; RATE as usize / 10];
        mixer.fill(&mut late);
        let whole = sound(&[one], 0.15);
        assert_eq!(late, whole[whole.len() - late.len()..]);
        mixer.add(Click {
            at: f64::NAN,
            pitch: 440.0,
        });
        mixer.add(Click {
            at: 9.0,
            pitch: f64::INFINITY,
        });
        mixer.fill(&mut late);
        assert!(mixer.clicks.is_empty());
    }
}
