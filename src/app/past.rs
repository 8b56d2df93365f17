//! Which equations the live state has obeyed: its past belongs to the parameters of then, not to those
//! that a slider shows now.
use crate::model::Model;
use crate::scene::membrane::Lived;
use std::collections::VecDeque;

/// No more points of the course of a parameter, and no more changes of parameters, are kept than this.
const MOST: usize = 24_000;

/// The parameters from a moment on.
struct Epoch {
    from: f64,
    values: Vec<f64>,
    /// What a stimulus made of some of them: index, and times and values in ascending order.
    moved: Vec<(usize, VecDeque<[f64; 2]>)>,
}

impl Epoch {
    fn at(&self, t: f64) -> Vec<f64> {
        let mut values = self.values.clone();
        for (slot, course) in &self.moved {
            let after = course.partition_point(|p| p[0] <= t);
            let before = after.checked_sub(1).map(|k| course[k]);
            let value = match (before, course.get(after)) {
                (Some([t0, v0]), Some([t1, v1])) => v0 + (t - t0) / (t1 - t0) * (v1 - v0),
                (Some([_, v]), None) | (None, Some(&[_, v])) => v,
                (None, None) => continue,
            };
            values[*slot] = value;
        }
        values
    }
}

/// What the parameters were.
pub(super) struct Past {
    epochs: VecDeque<Epoch>,
}

impl Past {
    /// These values, since ever.
    pub(super) fn new(values: &[f64]) -> Self {
        let mut past = Self {
            epochs: VecDeque::new(),
        };
        past.begin(f64::NEG_INFINITY, values, &[]);
        past
    }

    /// From `t` on the parameters have other values, of which those in `slots` are moved by a stimulus.
    pub(super) fn begin(&mut self, t: f64, values: &[f64], slots: &[usize]) {
        let same = |e: &Epoch| {
            e.values == values && e.moved.iter().map(|m| &m.0).eq(slots) && slots.is_empty()
        };
        if self.epochs.back().is_some_and(same) {
            return;
        }
        // While time stands still nothing was lived under the values in between.
        if self.epochs.back().is_some_and(|e| e.from == t) {
            self.epochs.pop_back();
        }
        if self.epochs.len() >= MOST {
            self.epochs.pop_front();
        }
        self.epochs.push_back(Epoch {
            from: t,
            values: values.to_vec(),
            moved: slots.iter().map(|&k| (k, VecDeque::new())).collect(),
        });
    }

    /// A point of the course of a parameter that a stimulus moves.
    pub(super) fn moved(&mut self, slot: usize, point: [f64; 2]) {
        let now = self.epochs.back_mut();
        let course = now.and_then(|e| e.moved.iter_mut().find(|m| m.0 == slot));
        if let Some((_, course)) = course {
            if course.len() >= MOST {
                course.pop_front();
            }
            course.push_back(point);
        }
    }

    /// Drops what was before `t`, but for what was in force then.
    pub(super) fn forget_before(&mut self, t: f64) {
        while self.epochs.get(1).is_some_and(|e| e.from <= t) {
            self.epochs.pop_front();
        }
        for (_, course) in self.epochs.iter_mut().flat_map(|e| &mut e.moved) {
            while course.get(1).is_some_and(|p| p[0] < t) {
                course.pop_front();
            }
        }
    }

    /// States in ascending order of time, each with the equations that it obeyed, their times counted
    /// from `now`.
    pub(super) fn lived<'a>(
        &self,
        model: &dyn Model,
        states: impl Iterator<Item = (f64, &'a [f64])>,
        now: f64,
    ) -> Lived {
        let mut lived = Lived::default();
        let mut last: Option<(usize, Vec<f64>)> = None;
        for (t, x) in states {
            let k = self.epochs.partition_point(|e| e.from <= t).max(1) - 1;
            let Some(epoch) = self.epochs.get(k) else {
                continue;
            };
            let known = last
                .as_ref()
                .is_some_and(|(at, _)| *at == k && epoch.moved.is_empty());
            if !known {
                let values = epoch.at(t);
                if last.as_ref().is_none_or(|(_, old)| *old != values) {
                    lived.obey(model.bind(&values));
                }
                last = Some((k, values));
            }
            lived.push(t - now, x.to_vec());
        }
        lived
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values hold from their moment on; a stimulus moves one along its course, which a step passes at
    /// once; what was before the window is forgotten, but not what is in force at its beginning.
    #[test]
    fn every_moment_keeps_its_parameters() {
        let mut past = Past::new(&[1.0, 5.0]);
        past.begin(10.0, &[2.0, 5.0], &[]);
        past.begin(20.0, &[2.0, 5.0], &[1]);
        for point in [[20.0, 5.0], [22.0, 5.0], [22.0, 9.0], [24.0, 11.0]] {
            past.moved(1, point);
        }
        let at = |past: &Past, t: f64| {
            let k = past.epochs.partition_point(|e| e.from <= t).max(1) - 1;
            past.epochs[k].at(t)
        };
        assert_eq!(at(&past, 3.0), [1.0, 5.0]);
        assert_eq!(at(&past, 10.0), [2.0, 5.0]);
        assert_eq!(at(&past, 21.0), [2.0, 5.0]);
        assert_eq!(at(&past, 22.0), [2.0, 9.0]);
        assert_eq!(at(&past, 23.0), [2.0, 10.0]);
        past.forget_before(15.0);
        assert_eq!((past.epochs.len(), at(&past, 15.0)), (2, vec![2.0, 5.0]));
        // Time stands still: only the last of two settings was ever lived.
        past.begin(30.0, &[3.0, 5.0], &[]);
        past.begin(30.0, &[4.0, 5.0], &[]);
        assert_eq!((past.epochs.len(), at(&past, 31.0)), (3, vec![4.0, 5.0]));
    }
}
