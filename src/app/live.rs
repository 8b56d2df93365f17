//! The live state: a dot that obeys the equations under the present parameters.
use crate::analysis::{OrbitEnd, Planar, Problem, ProblemError};
use crate::model::{Orbit, Spikes};
use crate::num::ode::{Method, Watch};
use std::collections::VecDeque;

/// Error of one step, relative to the preset's window: far below what an eye can see.
const TOLERANCE: f64 = 1e-6;
/// Steps per frame; at about a microsecond each they leave the frame its time.
const MOST_STEPS: usize = 2_000;
/// Longest distance between two samples, relative to the preset's window.
const SPACING: f64 = 0.01;
/// Samples kept; the oldest go first.
const MOST_SAMPLES: usize = 24_000;

/// A remembered state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sample {
    /// When, in the model's time.
    pub t: f64,
    /// Where.
    pub x: [f64; 2],
    /// Whether it was reached by a jump: a reset, a kick, a restart.
    pub jump: bool,
}

/// The live state with its recent past.
pub(super) struct Live {
    planar: Planar,
    scale: [f64; 2],
    x: [f64; 2],
    t: f64,
    /// Step that the integrator would have taken next, so that frames join without a new start.
    next_step: f64,
    /// What is left of a refractory period.
    held: f64,
    past: VecDeque<Sample>,
    fault: Option<&'static str>,
}

/// The equations, with the preset's window for a scale, whatever part of the plane is being looked at.
fn bind(problem: &Problem) -> Planar {
    Planar::new(problem.model().bind(problem.values()), problem.home())
}

impl Live {
    /// The preset's initial state.
    pub(super) fn new(problem: &Problem) -> Self {
        let mut live = Self {
            planar: bind(problem),
            scale: problem.home().size(),
            x: [0.0; 2],
            t: 0.0,
            next_step: 0.0,
            held: 0.0,
            past: VecDeque::new(),
            fault: None,
        };
        live.restart(problem);
        live
    }

    /// Goes back to the preset's initial state and forgets the past.
    pub(super) fn restart(&mut self, problem: &Problem) {
        let initial = &problem.preset().initial;
        self.x = [initial[0], initial[1]];
        self.fault = None;
        self.past.clear();
        self.next_step = 0.0;
        self.held = 0.0;
        self.remember(true);
    }

    /// Obeys other parameter values from now on; the state stays. A model that is finite nowhere is
    /// refused and the last equations stay in force.
    pub(super) fn obey(&mut self, problem: &Problem) -> Result<(), ProblemError> {
        problem.field()?;
        self.planar = bind(problem);
        self.next_step = 0.0;
        Ok(())
    }

    /// Where it is.
    pub(super) fn state(&self) -> [f64; 2] {
        self.x
    }

    /// The model's time since the start.
    pub(super) fn time(&self) -> f64 {
        self.t
    }

    /// Recent states, oldest first.
    pub(super) fn past(&self) -> &VecDeque<Sample> {
        &self.past
    }

    /// Least and greatest values of both variables over the last `span` of time.
    pub(super) fn recent(&self, span: f64) -> [[f64; 2]; 2] {
        let from = self.past.partition_point(|s| s.t < self.t - span);
        let samples = self.past.range(from..).map(|s| s.x);
        samples.fold([self.x; 2], |[lo, hi], x| {
            let less = [lo[0].min(x[0]), lo[1].min(x[1])];
            [less, [hi[0].max(x[0]), hi[1].max(x[1])]]
        })
    }

    /// Why it no longer moves, if so.
    pub(super) fn fault(&self) -> Option<&'static str> {
        self.fault
    }

    /// Displaces the state at once by fractions of the preset's window.
    pub(super) fn kick(&mut self, by: [f64; 2]) {
        if self.fault.is_some() {
            return;
        }
        for ((x, by), scale) in self.x.iter_mut().zip(by).zip(self.scale) {
            *x += by * scale;
        }
        self.next_step = 0.0;
        self.remember(true);
    }

    /// Lets `span` of the model's time pass, with bounded work.
    pub(super) fn advance(&mut self, span: f64) {
        if self.fault.is_some() || span <= 0.0 {
            return;
        }
        let mut run = self.planar.run(span, TOLERANCE);
        run.method = Method::Dopri5;
        run.max_steps = MOST_STEPS;
        run.first_step = self.next_step.min(span);
        run.spikes = Spikes::Reset;
        run.held = self.held;
        let (t0, scale) = (self.t, self.scale);
        let past = &mut self.past;
        let end = self.planar.integrate(self.x, &run, |orbit| {
            match orbit {
                Orbit::Step(step) => {
                    let apart = |k: usize| ((step.x1[k] - step.x0[k]) / scale[k]).abs();
                    let pieces = (apart(0).max(apart(1)) / SPACING).ceil().clamp(1.0, 50.0);
                    for k in 1..=pieces as usize {
                        let theta = k as f64 / pieces;
                        let mut x = [step.x1[0], step.x1[1]];
                        if (k as f64) < pieces {
                            step.at(theta, &mut x);
                        }
                        push(
                            past,
                            Sample {
                                t: t0 + step.t + theta * step.h,
                                x,
                                jump: false,
                            },
                        );
                    }
                }
                Orbit::Reset { time, after, .. } => push(
                    past,
                    Sample {
                        t: t0 + time,
                        x: [after[0], after[1]],
                        jump: true,
                    },
                ),
            }
            Watch::Continue
        });
        if end.end == OrbitEnd::Diverged || end.state.iter().any(|x| !x.is_finite()) {
            self.fault = Some(
                "The live state ran away to infinity. Restart it from the preset's initial state.",
            );
            while self
                .past
                .back()
                .is_some_and(|s| !s.x.iter().all(|x| x.is_finite()))
            {
                self.past.pop_back();
            }
            if let Some(last) = self.past.back() {
                (self.t, self.x) = (last.t, last.x);
            }
            return;
        }
        self.held = end.held;
        self.t += end.time;
        self.x = [end.state[0], end.state[1]];
        self.next_step = if end.next_step.is_finite() {
            end.next_step.abs()
        } else {
            0.0
        };
    }

    fn remember(&mut self, jump: bool) {
        push(
            &mut self.past,
            Sample {
                t: self.t,
                x: self.x,
                jump,
            },
        );
    }

    /// Drops what happened before `t`, but for one sample.
    pub(super) fn forget_before(&mut self, t: f64) {
        while self.past.len() > 1 && self.past[1].t < t {
            self.past.pop_front();
        }
    }
}

fn push(past: &mut VecDeque<Sample>, sample: Sample) {
    if past.len() >= MOST_SAMPLES {
        past.pop_front();
    }
    past.push_back(sample);
}

/// The time in which things happen in a model: four times the geometric mean of the times in which
/// the two variables would cross the preset's window at their median speeds. Of the order of a spike.
pub(super) fn natural_time(problem: &Problem) -> f64 {
    let window = problem.home();
    let planar = bind(problem);
    let size = window.size();
    let mut rates: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for k in 0..400 {
        let at = [
            window.x[0] + size[0] * (f64::from(k % 20) + 0.5) / 20.0,
            window.y[0] + size[1] * (f64::from(k / 20) + 0.5) / 20.0,
        ];
        for (rates, (f, size)) in rates.iter_mut().zip(planar.f(at).iter().zip(size)) {
            rates.push((f / size).abs());
        }
    }
    let [a, b] = rates.map(|mut r| {
        r.sort_by(f64::total_cmp);
        r[r.len() / 2]
    });
    let time = 4.0 / (a * b).sqrt();
    if time.is_finite() && time > 0.0 {
        time
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::zoo;

    fn problem(source: &str) -> Problem {
        Problem::from_source(source).expect("it exists")
    }

    /// Frames must not matter: 600 short pieces end where one long run does.
    #[test]
    fn pieces_of_time_join_to_one_orbit() {
        let problem = problem("fitzhugh-nagumo/standard");
        let mut live = Live::new(&problem);
        for _ in 0..600 {
            live.advance(0.1);
        }
        let planar = bind(&problem);
        let end = planar.integrate([-1.2, -0.62], &planar.run(60.0, 1e-11), |_| Watch::Continue);
        for k in 0..2 {
            assert!((live.state()[k] - end.state[k]).abs() < 1e-3, "{k}");
        }
        assert!((live.time() - 60.0).abs() < 1e-9);
    }

    /// At I = 10 the regular spiking cell fires; every reset leaves v = c = −65.
    #[test]
    fn resets_are_remembered_as_jumps() {
        let mut problem = problem("izhikevich/rs");
        problem.set("I", 10.0).expect("finite");
        let mut live = Live::new(&problem);
        for _ in 0..500 {
            live.advance(1.0);
        }
        let resets: Vec<_> = live.past().iter().skip(1).filter(|s| s.jump).collect();
        assert!(resets.len() > 3);
        assert!(resets.iter().all(|s| s.x[0] == -65.0));
    }

    /// With a negative capacitance the equations run backwards and the state leaves every bound.
    #[test]
    fn a_state_that_runs_away_is_caught_and_can_be_restarted() {
        let mut problem = problem("van-der-pol/standard");
        problem.set("mu", -5.0).expect("finite");
        let mut live = Live::new(&problem);
        live.kick([2.0, 2.0]);
        for _ in 0..2000 {
            live.advance(0.1);
        }
        assert!(live.fault().is_some());
        assert!(
            live.past()
                .iter()
                .all(|s| s.x.iter().all(|x| x.is_finite()))
        );
        live.restart(&problem);
        assert!(live.fault().is_none());
        assert_eq!(live.state(), [0.5, 0.0]);
    }

    #[test]
    fn the_state_stays_while_parameters_change() {
        let mut problem = problem("morris-lecar/hopf");
        let mut live = Live::new(&problem);
        live.advance(3.0);
        let before = live.state();
        problem.set("I", 120.0).expect("finite");
        live.obey(&problem).expect("finite somewhere");
        assert_eq!(live.state(), before);
    }

    #[test]
    fn every_preset_has_a_time_scale_between_a_tenth_and_a_thousand() {
        for model in zoo::registry() {
            for preset in &model.info().presets {
                let time = natural_time(&Problem::new(model, preset));
                assert!((0.1..=1000.0).contains(&time), "{} {time}", model.info().id);
            }
        }
    }
}
