//! What was shown during the last drag, so that it can be shown again as an animation.
use crate::session::{History, Session};

/// No more moments than this are kept; every second one goes when there are more.
const MOST: usize = 600;

/// A moment of a drag.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moment {
    /// When, in seconds.
    pub time: f64,
    /// What was shown.
    pub session: Session,
}

/// The drag that is going on, and the last one.
#[derive(Default)]
pub(super) struct Recorder {
    going: Vec<Moment>,
    last: Vec<Moment>,
    /// The least time between two moments of the drag that is going on.
    apart: f64,
}

impl Recorder {
    /// Notes what is shown now, if something is being dragged.
    pub(super) fn watch(&mut self, history: &History, time: f64) {
        let Some(before) = history.dragged_from() else {
            if self.going.len() > 1 {
                self.last = std::mem::take(&mut self.going);
            }
            self.going.clear();
            return;
        };
        let session = history.session();
        if self.going.is_empty() {
            self.apart = 0.0;
            let session = before.clone();
            self.going.push(Moment { time, session });
        }
        // The newest one always stands at the end; it stays there if it is not too near to the one before.
        let n = self.going.len();
        if n > 1 && self.going[n - 1].time < self.going[n - 2].time + self.apart {
            self.going.pop();
        }
        if self.going.last().is_none_or(|m| m.session != *session) {
            let session = session.clone();
            self.going.push(Moment { time, session });
        }
        if self.going.len() > MOST {
            let mut odd = false;
            self.going.retain(|_| {
                odd = !odd;
                odd
            });
            let first = self.going.first().map_or(time, |m| m.time);
            self.apart = (time - first) / (MOST / 2) as f64;
        }
    }

    /// The moments of the last drag, oldest first; none before there was one.
    pub(super) fn last(&self) -> &[Moment] {
        &self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Command, Gesture};

    fn drag(history: &mut History, value: f64) {
        let name = "I".to_owned();
        let command = Command::Set { name, value };
        let done = history.apply(&command, Gesture::Drag);
        done.expect("finite");
    }

    fn inputs(recorder: &Recorder) -> Vec<f64> {
        let moments = recorder.last().iter();
        let value = |m: &Moment| m.session.problem().value("I").expect("it has one");
        moments.map(value).collect()
    }

    /// A drag begins with what was there before it; a click is none, and leaves the last one as it was.
    #[test]
    fn the_last_drag_is_kept() {
        let mut history = History::new(Session::default());
        let start = history.session().problem().value("I").expect("an input");
        let mut recorder = Recorder::default();
        for (k, value) in [1.0, 1.0, 2.0, 4.0].into_iter().enumerate() {
            drag(&mut history, value);
            recorder.watch(&history, k as f64);
        }
        assert!(recorder.last().is_empty(), "it is still going on");
        history.end_gesture();
        recorder.watch(&history, 4.0);
        assert_eq!(inputs(&recorder), [start, 1.0, 2.0, 4.0]);
        let single = Command::Keep([-60.0, 0.1]);
        history.apply(&single, Gesture::Single).expect("inside");
        recorder.watch(&history, 5.0);
        assert_eq!(inputs(&recorder).len(), 4);
    }

    /// However long one drags, what is kept is bounded, and reaches from the first moment to the last.
    #[test]
    fn a_long_drag_is_thinned() {
        let mut history = History::new(Session::default());
        let mut recorder = Recorder::default();
        for k in 0..5000 {
            drag(&mut history, f64::from(k) * 1e-3);
            recorder.watch(&history, f64::from(k) / 60.0);
        }
        history.end_gesture();
        recorder.watch(&history, 100.0);
        let found = inputs(&recorder);
        assert!((MOST / 4..=MOST).contains(&found.len()), "{}", found.len());
        assert!(found[found.len() - 1] > 4.9, "{:?}", found.last());
        // The first moment is from before the drag.
        assert!(found[1..].windows(2).all(|w| w[0] < w[1]));
    }
}
