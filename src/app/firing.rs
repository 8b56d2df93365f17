//! What the live cell's spikes are worth telling: that they begin, how often they come, and that they end; not each.
use crate::scene::LiveFiring;
use std::collections::VecDeque;

/// Spikes over which a rate is told, so that the rhythm within a burst is no change of it: pairs fill it evenly.
const SPIKES: usize = 9;
/// A rate that differs by less than this part is no other rate, and another one is told after so many seconds at the
/// earliest.
const DIFFERS: f64 = 0.25;
const SELDOM: f64 = 4.0;
/// So many seconds without a spike are silence, and so many usual intervals.
const QUIET: f64 = 1.5;
const INTERVALS: f64 = 2.0;

/// Times in the model's unit are turned into seconds on the screen by the speed, in units of time per second.
#[derive(Clone, Debug, Default)]
pub(super) struct FiringWatch {
    /// The last spikes, in the model's time.
    spikes: VecDeque<f64>,
    /// The interval that was told last, and when.
    told: Option<(f64, f64)>,
}

impl FiringWatch {
    /// A spike at a time; what is worth telling of it.
    pub(super) fn spike(&mut self, time: f64, speed: f64) -> Option<LiveFiring> {
        // Time begins anew where another cell does.
        if self.spikes.back().is_some_and(|last| time <= *last) {
            *self = Self::default();
        }
        self.spikes.push_back(time);
        if self.spikes.len() > SPIKES {
            self.spikes.pop_front();
        }
        let Some(interval) = self.interval() else {
            return Some(LiveFiring::Spike);
        };
        match self.told {
            None => {
                self.told = Some((interval, time));
                Some(LiveFiring::Begins(interval))
            }
            Some((before, when))
                if (interval / before).ln().abs() > (1.0 + DIFFERS).ln()
                    && time - when > SELDOM * speed =>
            {
                self.told = Some((interval, time));
                Some(LiveFiring::Changes(interval))
            }
            Some(_) => None,
        }
    }

    /// Time has passed, up to `time`; whether silence has begun.
    pub(super) fn pass(&mut self, time: f64, speed: f64) -> Option<LiveFiring> {
        let last = *self.spikes.back()?;
        let usual = self.interval().unwrap_or(0.0);
        if time - last <= (QUIET * speed).max(INTERVALS * usual) {
            return None;
        }
        let fired = self.told.is_some();
        *self = Self::default();
        Some(if fired {
            LiveFiring::Ends
        } else {
            LiveFiring::Silence
        })
    }

    /// The mean interval of late.
    fn interval(&self) -> Option<f64> {
        let (first, last) = (self.spikes.front()?, self.spikes.back()?);
        let intervals = self.spikes.len() - 1;
        (intervals > 0).then(|| (last - first) / intervals as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of spikes at these times, with a look at every tenth of a second on the screen; one unit of time
    /// per second.
    fn told(spikes: &[f64], until: f64) -> Vec<LiveFiring> {
        let mut watch = FiringWatch::default();
        let mut left = spikes.iter().peekable();
        let mut out = vec![];
        let looks = (until / 0.1) as usize;
        for k in 1..=looks {
            let now = 0.1 * k as f64;
            while let Some(t) = left.next_if(|t| **t <= now) {
                out.extend(watch.spike(*t, 1.0));
            }
            out.extend(watch.pass(now, 1.0));
        }
        out
    }

    #[test]
    fn firing_is_told_when_it_begins_and_when_it_ends() {
        let spikes: Vec<f64> = (1..=40).map(|k| 0.5 * f64::from(k)).collect();
        let told = told(&spikes, 30.0);
        let [
            LiveFiring::Spike,
            LiveFiring::Begins(interval),
            LiveFiring::Ends,
        ] = told[..]
        else {
            panic!("{told:?}");
        };
        assert!((interval - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_single_spike_is_one() {
        assert_eq!(told(&[1.0], 9.0), [LiveFiring::Spike, LiveFiring::Silence]);
        let apart = told(&[1.0, 6.0], 9.0);
        use LiveFiring::{Silence, Spike};
        assert_eq!(apart, [Spike, Silence, Spike, Silence]);
    }

    /// From 2 to 4 a second after ten seconds: told once, when the last eight spikes say so; a change by a tenth is none.
    #[test]
    fn another_rate_is_told_once() {
        let slow = (1..=20).map(|k| 0.5 * f64::from(k));
        let fast = (1..=80).map(|k| 10.0 + 0.25 * f64::from(k));
        let found = told(&slow.clone().chain(fast).collect::<Vec<_>>(), 30.0);
        let changes = found.iter().filter(|f| matches!(f, LiveFiring::Changes(_)));
        assert!((1..=2).contains(&changes.count()), "{found:?}");
        let little = (1..=40).map(|k| 10.0 + 0.45 * f64::from(k));
        let found = told(&slow.chain(little).collect::<Vec<_>>(), 27.0);
        assert!(!found.iter().any(|f| matches!(f, LiveFiring::Changes(_))));
    }

    /// Pairs of spikes every second: the mean of late is the rate, and not the two intervals in turn.
    #[test]
    fn bursts_have_one_rate() {
        let pairs: Vec<f64> = (1..40)
            .flat_map(|k| [f64::from(k), f64::from(k) + 0.1])
            .collect();
        let found = told(&pairs, 39.5);
        let changes = found.iter().filter(|f| matches!(f, LiveFiring::Changes(_)));
        // From the first pair's own interval to that of pairs.
        assert_eq!(changes.count(), 1, "{found:?}");
    }
}
