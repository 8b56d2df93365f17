//! Trajectories under a stimulus.
use super::flow::{Record, Trajectory, TrajectoryOptions};
use super::problem::Problem;
use super::spikes::{Crossings, extend};
use crate::job::Cancel;
use crate::model::stimulus::Euler;
use crate::model::{Drive, Orbit, Run, RunEnd};
use crate::num::ode::Watch;

/// Of which order the accurate scheme is where nothing is random, as [`Scheme::order`] has it.
pub const ACCURATE: &str = "adaptive steps of order 8";

/// A smooth model has fired only if its first variable swept more than this part of the window: a
/// stimulus moves it a little without any spike.
const SPIKE: f64 = 0.25;
/// Curved pieces of a stimulus are drawn with so many points each.
const FINE: usize = 16;
/// No course of a stimulus keeps more points than this.
const MOST_POINTS: usize = 400_000;

/// How a trajectory is computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scheme {
    /// Adaptive steps of order 8 between the jumps of the stimulus.
    Accurate,
    /// The author's Euler step, of this length: as the published script computed its figure. Counts and
    /// times of spikes can depend on it.
    Euler(f64),
}

impl Scheme {
    /// Its name for people and files, where the problem's own experiment was computed by Euler steps of
    /// length `own`.
    pub fn name(self, own: Option<f64>) -> &'static str {
        match self {
            Self::Accurate => "accurate",
            Self::Euler(step) if own == Some(step) => "author's Euler step",
            Self::Euler(_) => "Euler",
        }
    }

    /// Of which order it is, in a sentence: of the steps, and where there is noise, how fast the
    /// courses (strong) and the averages (weak) approach the truth as the grid of the noise shrinks.
    ///
    /// Noise is spread evenly over the cells of its grid, within which the equations are smooth. That
    /// is Wong and Zakai's approximation, which goes to Stratonovich's sense: over one cell of width h it
    /// leaves out the deviation of the Wiener path from its chord, whose integral is of the size h^(3/2) and
    /// independent from cell to cell, so that the strong order is 1. Euler's method with the same
    /// cells is that of Maruyama.
    ///
    /// # Source
    /// Kloeden & Platen, *Numerical Solution of Stochastic Differential Equations* (1992), sections 9.3
    /// and 10.2.
    pub fn order(self, drive: &Drive) -> String {
        let white = drive.white();
        match self {
            Self::Accurate if white => "adaptive steps of order 8 within each cell of the noise; \
                                        strong and weak order 1 in its grid dt"
                .into(),
            Self::Accurate if drive.random() => "adaptive steps of order 8 between the knots of the \
                                                 random input, which is drawn exactly in distribution"
                .into(),
            Self::Accurate => ACCURATE.into(),
            Self::Euler(_) if white => "order 1; with white noise Euler and Maruyama's method, of strong order \
                                        1/2 (1 where the state does not multiply the noise) and weak order 1"
                .into(),
            Self::Euler(_) => "order 1".into(),
        }
    }
}

/// The course of a driven parameter: its value, the stimulus included.
#[derive(Clone, Debug, PartialEq)]
pub struct Driving {
    /// Index of the parameter.
    pub parameter: usize,
    /// Times and values for drawing, where curves are lines between points: a jump is two points at one
    /// time, and the line may end early, after some hundred thousand points.
    pub points: Vec<[f64; 2]>,
    /// The exact value at each time of the trajectory; at a jump, the one after it.
    pub values: Vec<f64>,
    /// Impulses: time and charge.
    pub impulses: Vec<[f64; 2]>,
}

impl Driving {
    /// The value at time `t`, before a jump at this very time, on the line to draw: exact where that is
    /// straight. NaN beyond it.
    pub fn at(&self, t: f64) -> f64 {
        let k = self.points.partition_point(|p| p[0] < t);
        match (k.checked_sub(1).map(|k| self.points[k]), self.points.get(k)) {
            (_, Some(b)) if b[0] == t => b[1],
            (Some(a), Some(b)) => a[1] + (b[1] - a[1]) * (t - a[0]) / (b[0] - a[0]),
            _ => f64::NAN,
        }
    }
}

/// A trajectory under a stimulus.
#[derive(Clone, Debug, PartialEq)]
pub struct Driven {
    /// The trajectory. Spikes are resets, or for smooth models upward crossings of the middle of the
    /// range of the first variable, if that is more than a quarter of the window.
    pub trajectory: Trajectory,
    /// The driven parameters, until the trajectory's end.
    pub driving: Vec<Driving>,
    /// How it was computed.
    pub scheme: Scheme,
    /// What Euler's method may have stepped over: the shortest time within which the stimulus does
    /// something, if that is less than the step.
    pub unseen: Option<f64>,
}

/// Follows the orbit from `start` at time 0 while `drive` moves the parameters of `problem`, forward for
/// `options.span`; `None` when cancelled.
///
/// Jumps of the stimulus are hit exactly, spikes of models with resets located as without stimulus; see
/// [`crate::model::Model::integrate_driven`] for what becomes of noise and
/// [`crate::model::Model::euler`] for the author's Euler step. A span that is not positive gives the
/// start alone.
pub fn driven(
    cancel: &Cancel,
    problem: &Problem,
    start: &[f64],
    options: &TrajectoryOptions,
    drive: &Drive,
    scheme: Scheme,
) -> Option<Driven> {
    let (model, values) = (problem.model(), problem.values());
    let scale = problem.scales();
    let span = options.span.max(0.0);
    let mut run = Run::new(span, options.tolerance, &scale);
    run.max_steps = options.max_steps;
    let integrate = |watch: &mut dyn FnMut(&Orbit<'_>) -> Watch| -> RunEnd {
        match scheme {
            Scheme::Accurate => {
                model.integrate_driven(values, start, &run, &mut drive.walk(), watch)
            }
            Scheme::Euler(step) => {
                let euler = Euler {
                    max_steps: options.max_steps,
                    ..Euler::new(step, span)
                };
                let mut walk = drive.on_grid(step).walk();
                model.euler(values, start, &euler, &mut walk, watch)
            }
        }
    };
    let forward = TrajectoryOptions { span, ..*options };
    let mut record = Record::new(start, &scale, &forward);
    let (mut low, mut high) = (start[0], start[0]);
    let mut count = 0_u32;
    let mut go = |full: bool| {
        count = count.wrapping_add(1);
        if full || (count.is_multiple_of(256) && cancel.is_cancelled()) {
            Watch::Stop
        } else {
            Watch::Continue
        }
    };
    let end = integrate(&mut |orbit| {
        record.see(orbit);
        if let Orbit::Step(step) = orbit {
            extend(step, &mut low, &mut high);
        }
        go(record.full())
    });
    if cancel.is_cancelled() {
        return None;
    }
    let reached = end.time;
    let mut trajectory = record.finish(end);
    let swept = high - low;
    if !model.info().resets && swept.is_finite() && swept > SPIKE * scale[0] {
        let mut crossings = Crossings::new([low, high], start[0]);
        integrate(&mut |orbit| {
            if let Orbit::Step(step) = orbit {
                crossings.see(step);
            }
            go(false)
        });
        if cancel.is_cancelled() {
            return None;
        }
        trajectory.spikes = crossings.found;
    }
    let seen = match scheme {
        Scheme::Accurate => drive.clone(),
        Scheme::Euler(step) => drive.on_grid(step),
    };
    let impulses = drive.impulses(reached, MOST_POINTS);
    let driving = seen
        .course(reached, FINE, MOST_POINTS)
        .into_iter()
        .map(|(parameter, mut points)| {
            let base = problem.values()[parameter];
            points.iter_mut().for_each(|p| p[1] += base);
            let mine = impulses.iter().filter(|(_, slot, _)| *slot == parameter);
            let values = seen.sampled(parameter, &trajectory.times);
            Driving {
                parameter,
                points,
                values: values.into_iter().map(|v| base + v).collect(),
                impulses: mine.map(|&(t, _, charge)| [t, charge]).collect(),
            }
        })
        .collect();
    let unseen = match scheme {
        Scheme::Accurate => None,
        Scheme::Euler(step) => drive.narrowest().filter(|&t| t < step),
    };
    Some(Driven {
        trajectory,
        driving,
        scheme,
        unseen,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run in two hundred pieces on one walk sees the same noise, pulses and impulses as a run in one,
    /// and ends in the same state.
    #[test]
    fn a_run_in_pieces_goes_on_where_it_was() {
        let problem = Problem::from_source("morris-lecar/snlc").expect("it exists");
        let stimulus = crate::model::Stimulus::parse(
            "pulse(at=7, width=3, height=60, every=31) + impulse(at=20, charge=300, every=43) \
             + ou(sd=5, tau=3, dt=0.5) + synapses(rate=50, height=20, tau=2)",
        )
        .expect("a stimulus");
        let (model, values) = (problem.model(), problem.values());
        let drive = Drive::new(&**model, values, &stimulus, 3).expect("it can be driven");
        let scale = problem.scales();
        let start = problem.preset().initial.clone();
        let whole = Run::new(200.0, 1e-11, &scale);
        let mut walk = drive.walk();
        let one =
            model.integrate_driven(values, &start, &whole, &mut walk, &mut |_| Watch::Continue);
        let (mut x, mut walk) = (start, drive.walk());
        let mut last = 0.0;
        for k in 0..200 {
            let piece = Run::new(1.0, 1e-11, &scale);
            let end = model.integrate_driven(values, &x, &piece, &mut walk, &mut |orbit| {
                if let Orbit::Step(step) = orbit {
                    assert!(step.t >= last);
                    last = step.t;
                }
                Watch::Continue
            });
            assert_eq!(end.time, 1.0);
            assert!((walk.time() - f64::from(k + 1)).abs() < 1e-9);
            x = end.state;
        }
        for k in 0..2 {
            let apart = (x[k] - one.state[k]).abs() / scale[k];
            assert!(apart < 1e-7, "{apart}");
        }
        // The same by Euler's method, whose steps are the same whether cut or not: exactly.
        let whole = Euler::new(0.25, 100.0);
        let start = problem.preset().initial.clone();
        let mut walk = drive.on_grid(0.25).walk();
        let one = model.euler(values, &start, &whole, &mut walk, &mut |_| Watch::Continue);
        let (mut x, mut walk) = (start, drive.on_grid(0.25).walk());
        for k in 0..100 {
            let piece = Euler {
                from: 4 * k,
                ..Euler::new(0.25, 1.0)
            };
            x = model
                .euler(values, &x, &piece, &mut walk, &mut |_| Watch::Continue)
                .state;
        }
        assert_eq!(x, one.state);
    }
}
