//! The live state: a dot that obeys the equations under the present parameters.
mod thin;

use super::past::Past;
use crate::analysis::{OrbitEnd, PhaseSpace, Problem, ProblemError, Space, SpikeLevel, SpikeWatch};
use crate::model::stimulus::{Euler, Walk};
use crate::model::{Drive, Model, Orbit, Spikes};
use crate::num::ode::{Method, Watch};
use crate::scene::membrane::Lived;
use crate::text::say;
use std::{collections::VecDeque, sync::Arc};

/// Error of one step, relative to the preset's window: far below what an eye can see.
const TOLERANCE: f64 = 1e-6;
/// Steps per frame; at about a microsecond each they leave the frame its time.
const MOST_STEPS: usize = 2_000;
/// Longest distance between two samples, relative to the preset's window.
const SPACING: f64 = 0.01;
/// More resets than this in a frame that they keep from its end are no firing that one can follow.
const MOST_RESETS: usize = 200;
/// Samples kept; beyond that the past is thinned to what a pixel shows, and if need be the oldest go first.
const MOST_SAMPLES: usize = 24_000;

/// No model has more variables than this.
const MOST: usize = 8;

/// A remembered state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sample {
    /// When, in the model's time.
    pub t: f64,
    /// Where: one number per variable, and zeros.
    pub x: [f64; MOST],
    /// Whether it was reached by a jump: a reset, a kick, a restart.
    pub jump: bool,
}

/// The live state with its recent past.
pub(super) struct Live {
    space: Space,
    /// The variables that the plane shows, and the widths of the preset's window there.
    axes: [usize; 2],
    scale: [f64; 2],
    x: Vec<f64>,
    t: f64,
    /// Step that the integrator would have taken next, so that frames join without a new start.
    next_step: f64,
    /// What is left of a refractory period.
    held: f64,
    past: VecDeque<Sample>,
    driven: Option<Driven>,
    model: Arc<dyn Model>,
    values: Vec<f64>,
    /// What the parameters were.
    obeyed: Past,
    fault: Option<Fault>,
    /// Whether spikes are listened for, and those that nobody has heard yet.
    watch: Option<SpikeWatch>,
    spikes: Vec<f64>,
}

/// Why the live state no longer moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It ran away to infinity.
    Infinite,
    /// Spikes follow each other without end in no time.
    Endless,
}

impl Fault {
    /// What happened, and what to do, in sentences.
    pub(super) fn words(self) -> String {
        match self {
            Self::Infinite => say!("live-infinite"),
            Self::Endless => say!("live-endless"),
        }
    }
}

/// The live state under a stimulus.
struct Driven {
    /// When it began, in the live state's time.
    began: f64,
    drive: Drive,
    /// Where the integration is in it.
    walk: Walk,
    /// Where its drawing is.
    pencil: Walk,
    /// The parameters that it moves.
    slots: Vec<usize>,
    /// The course of the first of them: times and values of late.
    course: VecDeque<[f64; 2]>,
    /// Euler's step in place of accurate integration, steps so far, and the time that is still owed.
    euler: Option<(f64, u64, f64)>,
}

/// No more impulses than this are drawn.
const MOST_IMPULSES: usize = 10_000;
/// Curved pieces of a stimulus are drawn with so many points each.
const FINE: usize = 8;

/// The equations, with the preset's window for a scale, whatever part of the plane is being looked at.
fn bind(problem: &Problem) -> Space {
    Space::new(problem.bind(), problem.scales())
}

/// A state as it is remembered.
fn row(x: &[f64]) -> [f64; MOST] {
    std::array::from_fn(|k| x.get(k).copied().unwrap_or(0.0))
}

impl Live {
    /// The preset's initial state.
    pub(super) fn new(problem: &Problem) -> Self {
        let mut live = Self {
            space: bind(problem),
            axes: problem.axes(),
            scale: problem.home().size(),
            x: vec![],
            t: 0.0,
            next_step: 0.0,
            held: 0.0,
            past: VecDeque::new(),
            driven: None,
            model: Arc::clone(problem.model()),
            values: problem.values().to_vec(),
            obeyed: Past::new(problem.values()),
            fault: None,
            watch: None,
            spikes: vec![],
        };
        live.restart(problem);
        live
    }

    /// Goes back to the preset's initial state and forgets the past.
    pub(super) fn restart(&mut self, problem: &Problem) {
        self.put(&problem.preset().initial);
    }

    /// Obeys other parameter values from now on; the state stays. A model that is finite nowhere is
    /// refused and the last equations stay in force.
    pub(super) fn obey(&mut self, problem: &Problem) -> Result<(), ProblemError> {
        problem.field()?;
        self.space = bind(problem);
        self.axes = problem.axes();
        self.scale = problem.home().size();
        self.next_step = 0.0;
        if self.values != problem.values() {
            self.values = problem.values().to_vec();
            self.record();
        }
        Ok(())
    }

    /// Puts the state elsewhere and forgets the past.
    pub(super) fn put(&mut self, x: &[f64]) {
        self.x = x.to_vec();
        self.fault = None;
        self.past.clear();
        self.next_step = 0.0;
        self.held = 0.0;
        self.remember(true);
    }

    /// Begins a stimulus now, with Euler's step in place of accurate integration if one is given; `None`
    /// ends it.
    pub(super) fn stimulate(&mut self, drive: Option<&Drive>, euler: Option<f64>) {
        self.next_step = 0.0;
        self.driven = drive.map(|drive| {
            let drive = match euler {
                Some(step) => drive.on_grid(step),
                None => drive.clone(),
            };
            Driven {
                began: self.t,
                walk: drive.walk(),
                pencil: drive.walk(),
                slots: drive.driven(),
                drive,
                course: VecDeque::new(),
                euler: euler.map(|step| (step, 0, 0.0)),
            }
        });
        self.record();
    }

    /// From now on other equations are obeyed.
    fn record(&mut self) {
        let slots = self.driven.as_ref().map_or(&[][..], |d| &d.slots);
        self.obeyed.begin(self.t, &self.values, slots);
    }

    /// The last `span` of the past, with the equations that each state obeyed; times counted from now.
    pub(super) fn lived(&self, span: f64) -> Lived {
        let from = self.past.partition_point(|s| s.t < self.t - span);
        let recent = self.past.range(from.saturating_sub(1)..);
        let n = self.x.len();
        let states = recent.map(|s| (s.t, &s.x[..n]));
        self.obeyed.lived(&*self.model, states, self.t)
    }

    /// The parameters as the stimulus has moved them by now, if there is one; of white noise the mean.
    pub(super) fn present(&self) -> Option<Vec<f64>> {
        let driven = self.driven.as_ref()?;
        let mut values = self.values.clone();
        driven.walk.add_mean_to(&mut values);
        Some(values)
    }

    /// Whether the stimulus that moves parameter `k`, if one does, is random.
    pub(super) fn drives(&self, k: usize) -> Option<bool> {
        let driven = self.driven.as_ref()?;
        driven.slots.contains(&k).then(|| driven.drive.random())
    }

    /// The impulses on the parameter that the stimulus moves first, over the last `span`: times and
    /// charges.
    pub(super) fn impulses(&self, span: f64) -> Vec<[f64; 2]> {
        let Some(driven) = &self.driven else {
            return vec![];
        };
        let now = self.t - driven.began;
        let all = driven.drive.impulses(now, MOST_IMPULSES);
        let mine = all
            .iter()
            .filter(|(t, slot, _)| *t > now - span && driven.slots.first() == Some(slot));
        mine.map(|&(t, _, charge)| [driven.began + t, charge])
            .collect()
    }

    /// The parameter that the stimulus moves first, and its course of late: times and values.
    pub(super) fn course(&self) -> Option<(usize, &VecDeque<[f64; 2]>)> {
        let driven = self.driven.as_ref()?;
        Some((*driven.slots.first()?, &driven.course))
    }

    /// Where it is in the plane; of a model with one variable that is the variable and its rate.
    pub(super) fn state(&self) -> [f64; 2] {
        self.seen(&self.x)
    }

    fn seen(&self, x: &[f64]) -> [f64; 2] {
        if self.x.len() == 1 {
            let mut rate = [0.0];
            self.space.field().rhs(&x[..1], &mut rate);
            return [x[0], rate[0]];
        }
        self.axes.map(|k| x[k])
    }

    /// Where it is, with all variables.
    pub(super) fn whole(&self) -> &[f64] {
        &self.x
    }

    /// The plane's part of a remembered state.
    pub(super) fn shown(&self, sample: &Sample) -> [f64; 2] {
        self.seen(&sample.x)
    }

    /// The model's time since the start.
    pub(super) fn time(&self) -> f64 {
        self.t
    }

    /// Recent states, oldest first.
    pub(super) fn past(&self) -> &VecDeque<Sample> {
        &self.past
    }

    /// Least and greatest values of all variables over the last `span` of time.
    pub(super) fn recent(&self, span: f64) -> [Vec<f64>; 2] {
        let from = self.past.partition_point(|s| s.t < self.t - span);
        let [mut low, mut high] = [self.x.clone(), self.x.clone()];
        for sample in self.past.range(from..) {
            for ((low, high), &x) in low.iter_mut().zip(&mut high).zip(&sample.x) {
                *low = low.min(x);
                *high = high.max(x);
            }
        }
        [low, high]
    }

    /// Whether something drives it.
    pub(super) fn is_driven(&self) -> bool {
        self.driven.is_some()
    }

    /// How far it has moved over the last `span` of time, relative to the variables' sizes.
    pub(super) fn moved(&self, span: f64) -> f64 {
        let [low, high] = self.recent(span);
        let ends = low.iter().zip(&high).zip(self.space.scale());
        ends.map(|((lo, hi), scale)| (hi - lo) / scale)
            .fold(0.0, f64::max)
    }

    /// Why it no longer moves, if so.
    pub(super) fn fault(&self) -> Option<Fault> {
        self.fault
    }

    /// Displaces the state at once by fractions of the preset's window.
    pub(super) fn kick(&mut self, by: [f64; 2]) {
        if self.fault.is_some() {
            return;
        }
        for ((k, by), scale) in self.axes.into_iter().zip(by).zip(self.scale) {
            // Of a model with one variable the other direction of the plane is no state.
            if let Some(x) = self.x.get_mut(k) {
                *x += by * scale;
            }
        }
        self.next_step = 0.0;
        self.remember(true);
    }

    /// Lets `span` of the model's time pass, with bounded work.
    pub(super) fn advance(&mut self, span: f64) {
        if self.fault.is_some() || span <= 0.0 {
            return;
        }
        let mut run = self.space.run(span, TOLERANCE);
        run.method = Method::Dopri5;
        run.max_steps = MOST_STEPS;
        run.first_step = self.next_step.min(span);
        run.spikes = Spikes::Reset;
        run.held = self.held;
        let (t0, scale, n) = (self.t, self.space.scale(), self.x.len());
        let (past, heard, spikes) = (&mut self.past, &mut self.watch, &mut self.spikes);
        let mut resets = 0;
        let began = self.driven.as_ref().map_or(t0, |d| d.began);
        let mut watch = |orbit: &Orbit<'_>| {
            match orbit {
                Orbit::Step(step) => {
                    let apart = |k: usize| ((step.x1[k] - step.x0[k]) / scale[k]).abs();
                    let most = (0..n).map(apart).fold(0.0, f64::max);
                    let pieces = (most / SPACING).ceil().clamp(1.0, 50.0);
                    for k in 1..=pieces as usize {
                        let theta = k as f64 / pieces;
                        let mut x = row(step.x1);
                        if (k as f64) < pieces {
                            step.at(theta, &mut x[..n]);
                        }
                        let t = began + step.t + theta * step.h;
                        spikes.extend(heard.as_mut().and_then(|w| w.see(t, x[0])));
                        push(past, Sample { t, x, jump: false });
                    }
                }
                Orbit::Reset { time, after, .. } => {
                    resets += 1;
                    if heard.is_some() {
                        spikes.push(began + time);
                    }
                    push(
                        past,
                        Sample {
                            t: began + time,
                            x: row(after),
                            jump: true,
                        },
                    );
                }
            }
            Watch::Continue
        };
        let end = match &mut self.driven {
            None => self.space.integrate(&self.x, &run, watch),
            Some(Driven {
                walk,
                euler: Some((step, count, owed)),
                ..
            }) => {
                // Whole steps only; the rest of the time is owed to the next frame.
                let steps = ((*owed + span) / *step).floor();
                *owed = (*owed + span - steps * *step).max(0.0);
                if steps < 1.0 {
                    return;
                }
                let euler = Euler {
                    from: *count,
                    held: self.held,
                    max_steps: MOST_STEPS,
                    ..Euler::new(*step, steps * *step)
                };
                let end = self
                    .model
                    .euler(&self.values, &self.x, &euler, walk, &mut watch);
                *count += (end.time / *step).round() as u64;
                end
            }
            Some(driven) => {
                let (values, walk) = (&self.values, &mut driven.walk);
                self.model
                    .integrate_driven(values, &self.x, &run, walk, &mut watch)
            }
        };
        if end.end == OrbitEnd::Diverged || end.state.iter().any(|x| !x.is_finite()) {
            self.fault = Some(Fault::Infinite);
            while self
                .past
                .back()
                .is_some_and(|s| !s.x.iter().all(|x| x.is_finite()))
            {
                self.past.pop_back();
            }
            if let Some(last) = self.past.back() {
                let n = self.x.len();
                (self.t, self.x) = (last.t, last.x[..n].to_vec());
            }
            return;
        }
        if resets > MOST_RESETS && end.time < 0.5 * span {
            self.fault = Some(Fault::Endless);
        }
        self.held = end.held;
        self.t += end.time;
        self.draw();
        self.x = end.state;
        self.next_step = if end.next_step.is_finite() {
            end.next_step.abs()
        } else {
            0.0
        };
    }

    /// Goes on with the drawing of the stimulus.
    fn draw(&mut self) {
        let Some(driven) = &mut self.driven else {
            return;
        };
        let until = self.t - driven.began;
        let pieces = driven
            .pencil
            .course(&driven.slots, until, FINE, MOST_SAMPLES);
        for (k, (slot, points)) in pieces.into_iter().enumerate() {
            let base = self.values[slot];
            for [t, value] in points {
                let point = [driven.began + t, base + value];
                self.obeyed.moved(slot, point);
                // The first of them is drawn.
                if k > 0 {
                    continue;
                }
                if driven.course.len() >= MOST_SAMPLES {
                    driven.course.pop_front();
                }
                driven.course.push_back(point);
            }
        }
    }

    /// Listens for spikes from now on: resets, and where the model has none rises through a level.
    pub(super) fn listen(&mut self, level: Option<SpikeLevel>) {
        let level = level.filter(|_| !self.model.info().resets);
        self.watch.get_or_insert_default().set_level(level);
    }

    /// The spikes since the last time, in the model's time.
    pub(super) fn take_spikes(&mut self) -> Vec<f64> {
        std::mem::take(&mut self.spikes)
    }

    fn remember(&mut self, jump: bool) {
        if let (Some(watch), Some(&x)) = (&mut self.watch, self.x.first()) {
            watch.put(self.t, x);
        }
        push(
            &mut self.past,
            Sample {
                t: self.t,
                x: row(&self.x),
                jump,
            },
        );
    }

    /// Drops what happened before `t`, but for one sample.
    pub(super) fn forget_before(&mut self, t: f64) {
        self.obeyed.forget_before(t);
        while self.past.len() > 1 && self.past[1].t < t {
            self.past.pop_front();
        }
        if let Some(driven) = &mut self.driven {
            while driven.course.len() > 1 && driven.course[1][0] < t {
                driven.course.pop_front();
            }
        }
    }
}

fn push(past: &mut VecDeque<Sample>, sample: Sample) {
    if past.len() >= MOST_SAMPLES {
        thin::thin(past);
        // What is dense at all times stays dense: then the oldest go.
        let least = MOST_SAMPLES - MOST_SAMPLES / 8;
        let beyond = past.len().saturating_sub(least);
        past.drain(..beyond);
    }
    past.push_back(sample);
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let space = bind(&problem);
        let end = space.integrate(&[-1.2, -0.62], &space.run(60.0, 1e-11), |_| Watch::Continue);
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
}
