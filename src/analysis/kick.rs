//! Brief kicks of a resting cell: which make it fire, and how strong the smallest is.
use super::equilibrium::Equilibrium;
use super::problem::Problem;
use super::space::{self, Space, Well};
use crate::model::{Orbit, StepView};
use crate::num::ode::Watch;

/// The smallest kick that makes a resting cell fire.
#[derive(Clone, Debug, PartialEq)]
pub struct Smallest {
    /// The jump of the first variable, to a millionth of the natural range.
    pub kick: f64,
    /// Kicks that lift the potential beyond this value are not tried: a third of a spike's height above
    /// rest. Beyond, the kick itself could be taken for a spike.
    pub level: f64,
}

/// A kick may lift the potential to this part of the height of a spike above rest.
const HIGHEST_KICK: f64 = 1.0 / 3.0;
/// The cell fires when the potential then comes above this part of the height.
const FIRES: f64 = 0.6;
/// Kicks that show how high a spike is, as parts of the natural range.
const TRIALS: [f64; 5] = [0.5, 0.4, 0.3, 0.2, 0.1];
/// A response rises by this part of the natural range beyond the kick, or it is none.
const RISES: f64 = 0.05;
/// A spike is at least so high, as a part of the natural range.
const HIGH: f64 = 0.3;
/// Bisections of the smallest kick at rest.
pub(super) const AT_LEISURE: usize = 20;
/// Error of one step relative to the natural range.
const TOLERANCE: f64 = 1e-8;
/// Nearer to rest than this part of the natural range is at rest.
const AT_REST: f64 = 1e-4;
/// An orbit that has not decided after so many steps does not fire.
const PATIENCE: usize = 5_000;

/// How a response ends.
pub(super) enum Fate {
    /// The potential rises above [`FIRES`] of the height and peaks.
    Fires {
        time: f64,
        top: f64,
        /// The state at the peak, or after the reset.
        then: Vec<f64>,
    },
    /// It comes so near to rest that it cannot get away again.
    Rests,
    /// It settles elsewhere, or has not decided within [`PATIENCE`] steps.
    Elsewhere,
}

/// A cell that is kicked. Responses are followed until they have decided, not for a set time.
pub(super) struct Kicked<'a> {
    space: Space,
    rest: &'a [f64],
    home: Vec<Well>,
    others: Vec<Well>,
    /// Of a spike, above rest.
    height: f64,
}

impl<'a> Kicked<'a> {
    /// `None` when no kick evokes a spike.
    pub(super) fn new(problem: &Problem, rest: &'a [f64]) -> Option<Self> {
        let space = Space::new(problem.bind(), problem.scales());
        let field = problem.bind();
        let home = Well::all(&space, &[space::at(&*field, rest)]);
        let elsewhere = |e: &Equilibrium| space.distance(&e.at, rest) > AT_REST;
        let others: Vec<Equilibrium> = space::around(problem)
            .into_iter()
            .filter(elsewhere)
            .collect();
        let others = Well::all(&space, &others);
        let range = problem.scales()[0];
        let mut cell = Self {
            space,
            rest,
            home,
            others,
            height: 0.0,
        };
        for part in TRIALS {
            let start = Self::kicked(rest, part * range);
            // The first peak of all is that of a spike if it is high enough.
            if let Fate::Fires { top, .. } = cell.follow(&start, true, &mut |_| {})
                && top - start[0] > RISES * range
            {
                cell.height = cell.height.max(top - rest[0]);
            }
        }
        (cell.height >= HIGH * range).then_some(cell)
    }

    /// The potential to which the largest kick lifts.
    pub(super) fn level(&self) -> f64 {
        self.rest[0] + HIGHEST_KICK * self.height
    }

    pub(super) fn kicked(x: &[f64], by: f64) -> Vec<f64> {
        let mut x = x.to_vec();
        x[0] += by;
        x
    }

    /// Follows the flow from `start` until it has decided, and shows every step before. With `early` rest is
    /// where nothing gets away from any more, else only its very neighbourhood.
    pub(super) fn follow(
        &self,
        start: &[f64],
        early: bool,
        watch: &mut dyn FnMut(&StepView<'_>),
    ) -> Fate {
        let mut run = self.space.run(f64::MAX, TOLERANCE);
        run.max_steps = PATIENCE;
        let enough = self.rest[0] + FIRES * self.height;
        // What begins high must have been low before it fires.
        let mut low = self.height == 0.0 || start[0] < enough;
        let mut fate = Fate::Elsewhere;
        let mut x = start.to_vec();
        self.space.integrate(start, &run, |orbit| {
            let step = match orbit {
                Orbit::Step(step) => step,
                Orbit::Reset {
                    time,
                    before,
                    after,
                    ..
                } => {
                    fate = Fate::Fires {
                        time: *time,
                        top: before[0],
                        then: after.to_vec(),
                    };
                    return Watch::Stop;
                }
            };
            if low && step.f0[0] > 0.0 && step.f1[0] <= 0.0 {
                let slope = |x: &[f64]| {
                    let mut f = vec![0.0; x.len()];
                    self.space.f(x, &mut f);
                    f[0]
                };
                let theta = step.locate(&slope, &mut x);
                if let Some(theta) = theta.filter(|_| x[0] >= enough) {
                    fate = Fate::Fires {
                        time: step.t + theta * step.h,
                        top: x[0],
                        then: x.clone(),
                    };
                    return Watch::Stop;
                }
            }
            low |= step.x1[0] < enough;
            watch(step);
            let within = |wells: &[Well]| wells.iter().any(|w| w.contains(step.x1));
            if self.space.distance(step.x1, self.rest) < AT_REST || early && within(&self.home) {
                fate = Fate::Rests;
                return Watch::Stop;
            }
            if within(&self.others) {
                return Watch::Stop;
            }
            Watch::Continue
        });
        fate
    }

    /// Whether the cell fires when a kick takes the potential `to` a value that is allowed.
    pub(super) fn fires(&self, x: &[f64], to: f64) -> bool {
        let mut start = x.to_vec();
        start[0] = to;
        let fate = || self.follow(&start, true, &mut |_| {});
        (x[0]..=self.level()).contains(&to) && matches!(fate(), Fate::Fires { .. })
    }

    /// The smallest kick that makes the cell fire, if the largest does.
    pub(super) fn threshold(&self, x: &[f64], halvings: usize) -> Option<f64> {
        let (mut lo, mut hi) = (x[0], self.level());
        if !self.fires(x, hi) {
            return None;
        }
        for _ in 0..halvings {
            let middle = 0.5 * (lo + hi);
            if self.fires(x, middle) {
                hi = middle;
            } else {
                lo = middle;
            }
        }
        Some(hi - x[0])
    }

    /// The state so long after `x`.
    pub(super) fn later(&self, x: &[f64], time: f64) -> Vec<f64> {
        if time <= 0.0 {
            return x.to_vec();
        }
        let run = self.space.run(time, TOLERANCE);
        self.space.integrate(x, &run, |_| Watch::Continue).state
    }
}

/// The smallest brief kick that makes a conductance-based cell at the equilibrium `rest` fire; `None` when
/// none does.
///
/// By trial: kicks displace the first variable at once, as a very short pulse of current does, to at most
/// a third of a spike's height above rest, and the cell fires when the potential then rises beyond six tenths
/// of that height or is reset. Every response is followed until it has decided. The height of a spike is
/// that of the highest response to kicks of a tenth to half of the natural range.
pub fn smallest_kick(problem: &Problem, rest: &[f64]) -> Option<Smallest> {
    let cell = Kicked::new(problem, rest)?;
    let kick = cell.threshold(rest, AT_LEISURE)?;
    Some(Smallest {
        kick,
        level: cell.level(),
    })
}
