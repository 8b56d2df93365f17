//! Spikes of an orbit that is still going on: when its first variable rises through the middle of a spike.
use super::cycle::Cycle;
use super::problem::Problem;

/// A cycle narrower than this part of the usual range says nothing about where spikes are.
const NARROW: f64 = 1e-2;

/// What the first variable must rise through for a spike, and below what it must have been before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpikeLevel {
    /// The middle of a spike, in the unit of the first variable.
    pub middle: f64,
    /// Its lower quarter.
    pub quarter: f64,
}

impl SpikeLevel {
    /// The middle and the lower quarter of the widest stable cycle among `cycles`; where there is none those of the
    /// usual range of the first variable.
    pub fn of(problem: &Problem, cycles: &[Cycle]) -> Self {
        let usual = problem.usual(0);
        let width = |[lo, hi]: [f64; 2]| hi - lo;
        let [lo, hi] = cycles
            .iter()
            .filter(|c| c.stable)
            .filter_map(|c| Some([*c.min.first()?, *c.max.first()?]))
            .filter(|range| width(*range) > NARROW * width(usual))
            .max_by(|a, b| width(*a).total_cmp(&width(*b)))
            .unwrap_or(usual);
        Self {
            middle: 0.5 * (lo + hi),
            quarter: lo + 0.25 * (hi - lo),
        }
    }
}

/// Watches the first variable of an orbit for spikes, one sample after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpikeWatch {
    level: Option<SpikeLevel>,
    /// Whether it has been below the lower quarter since the last spike.
    armed: bool,
    last: Option<[f64; 2]>,
}

impl SpikeWatch {
    /// Looks for spikes at another level from now on; at none where there is none.
    pub fn set_level(&mut self, level: Option<SpikeLevel>) {
        self.level = level;
    }

    /// The time of a spike between the last sample and this one, if there is one: where a straight line between them
    /// passes the middle.
    pub fn see(&mut self, time: f64, x: f64) -> Option<f64> {
        let last = self.last.replace([time, x]);
        let level = self.level?;
        if x < level.quarter {
            self.armed = true;
        }
        let [t0, x0] = last?;
        if !(self.armed && x0 < level.middle && x >= level.middle) {
            return None;
        }
        self.armed = false;
        Some(t0 + (time - t0) * (level.middle - x0) / (x - x0))
    }

    /// The state has been put elsewhere, to `x`: what lies between is no spike.
    pub fn put(&mut self, time: f64, x: f64) {
        self.last = Some([time, x]);
        if let Some(level) = self.level {
            self.armed = x < level.quarter;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(middle: f64, quarter: f64) -> SpikeWatch {
        let mut watch = SpikeWatch::default();
        watch.set_level(Some(SpikeLevel { middle, quarter }));
        watch
    }

    /// −cos t rises through zero at π/2, 5π/2, …; a chord of 0.01 misses the zero by less than 1e-6.
    #[test]
    fn a_wave_has_a_spike_in_each_period() {
        let mut watch = watch(0.0, -0.5);
        let found: Vec<f64> = (0..2000)
            .map(|k| 0.01 * f64::from(k))
            .filter_map(|t| watch.see(t, -t.cos()))
            .collect();
        let expected = [0.5, 2.5, 4.5].map(|n| n * std::f64::consts::PI);
        assert_eq!(found.len(), 3);
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-6);
        }
    }

    /// Wiggles about the middle that do not come down to the quarter are no further spikes, and being put above the
    /// middle is none.
    #[test]
    fn only_what_has_been_low_can_spike() {
        let mut watch = watch(0.0, -0.5);
        let course = [-1.0, 0.1, -0.1, 0.1, -0.4, 0.2, -0.6, 0.3];
        let found = course.iter().enumerate();
        let found = found.filter_map(|(k, x)| watch.see(k as f64, *x)).count();
        assert_eq!(found, 2);
        watch.see(8.0, -1.0);
        watch.put(8.0, 0.5);
        assert_eq!(watch.see(9.0, 0.6), None);
        assert_eq!(watch.see(10.0, -1.0), None);
        assert!(watch.see(11.0, 1.0).is_some());
    }

    /// Without cycles the usual range counts, which is −3 to 3 of the van der Pol oscillator's first variable.
    #[test]
    fn levels_come_from_the_usual_range_where_nothing_fires() {
        let problem = Problem::from_source("van-der-pol/standard").expect("it exists");
        let [lo, hi] = problem.usual(0);
        let level = SpikeLevel::of(&problem, &[]);
        assert_eq!(level.middle, 0.5 * (lo + hi));
        assert_eq!(level.quarter, 0.75 * lo + 0.25 * hi);
    }
}
