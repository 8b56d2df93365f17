//! The object-safe face of a model: what the program sees.
//!
//! Whole loops (integrate an orbit, sample a grid) sit behind the virtual call, so that they are
//! compiled together with the formula.
use super::{
    family::Family,
    membrane::Membrane,
    spec::{ModelInfo, Reduction},
    stimulus::{Euler, Walk},
};
use crate::num::ode::{Method, Watch};

/// A model without parameter values.
pub trait Model: Send + Sync {
    /// Names, units, ranges, presets.
    fn info(&self) -> &ModelInfo;
    /// The vector field at the given parameter values, one per declared parameter. Values are not
    /// checked here: a singular formula yields non-finite numbers.
    fn bind(&self, values: &[f64]) -> Box<dyn Field>;
    /// The smaller model that stands for this one at the given parameter values, where there is one.
    fn reduced(&self, values: &[f64]) -> Option<Reduction>;
    /// The vector field with the parameters of the given indices left free, the others at `values`.
    fn family(&self, values: &[f64], free: &[usize]) -> Box<dyn Family>;
    /// Integrates from `start` while a stimulus is added to the parameters `values`, forward in time and
    /// otherwise as [`Field::integrate`]. The stimulus goes on where `walk` is, which moves with the orbit;
    /// `watch` sees times since the stimulus began. Every jump of the stimulus is the end of one step and the beginning of
    /// another; an impulse is a step of length 0.
    ///
    /// Noise is drawn on its grid: white noise is spread evenly over each cell with the exact increment
    /// of the Wiener process, and an Ornstein-Uhlenbeck process goes straight from one exact value to
    /// the next. The equations are solved along that path to the tolerance. The limit of fine grids is
    /// the solution in Stratonovich's sense, approached with strong order 1 (Wong & Zakai, Ann. Math.
    /// Stat. 36 (1965) 1560; for several white noises that multiply the state, with order 1/2).
    fn integrate_driven(
        &self,
        values: &[f64],
        start: &[f64],
        run: &Run<'_>,
        walk: &mut Walk,
        watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
    ) -> RunEnd;
    /// Euler's method from `start`, in the order in which the author's script takes the
    /// variables ([`super::Equations::IN_TURN`]), with the stimulus as it is at the times `k step`. A
    /// spike belongs to the beginning of the step that passes the peak, as in the scripts; the reset
    /// state is there at the step's end. White noise becomes the method of Euler and Maruyama.
    fn euler(
        &self,
        values: &[f64],
        start: &[f64],
        euler: &Euler,
        walk: &mut Walk,
        watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
    ) -> RunEnd;
}

/// A vector field: a model at fixed parameter values.
pub trait Field: Send + Sync {
    /// Number of state variables.
    fn dimension(&self) -> usize;
    /// The right-hand side at `x` into `out`.
    fn rhs(&self, x: &[f64], out: &mut [f64]);
    /// The exact Jacobian at `x` into `out`, row by row.
    fn jacobian(&self, x: &[f64], out: &mut [f64]);
    /// The trace of the Jacobian at `x`.
    fn divergence(&self, x: &[f64]) -> f64;
    /// The second directional derivative `D²f(x)(v, w)` into `out`.
    fn second(&self, x: &[f64], v: &[f64], w: &[f64], out: &mut [f64]);
    /// The right-hand side at many states, `dimension` numbers each, into `out` of the same length.
    fn sample(&self, states: &[f64], out: &mut [f64]);
    /// Integrates from `start`. `watch` sees every accepted step, and every spike with its reset.
    fn integrate(
        &self,
        start: &[f64],
        run: &Run<'_>,
        watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
    ) -> RunEnd;
    /// Whether the model spikes by reset.
    fn resets(&self) -> bool;
    /// Rises through zero at a spike; negative for models without reset.
    fn guard(&self, x: &[f64]) -> f64;
    /// The state right after a spike at `x`, into `out`.
    fn reset(&self, x: &[f64], out: &mut [f64]);
    /// The state at place `s` of the line on which orbits restart after spikes, into `out`; NaN for models
    /// without reset.
    fn restart(&self, s: f64, out: &mut [f64]);
    /// Where on that line a spike that ends at `x` leads.
    fn mark(&self, x: &[f64]) -> f64;
    /// Of a model with two variables: what the two lines of a spike contribute to the derivative of the
    /// map from `s` on the one to where a spike at `x` leads; the expansion along the orbit, exp ∫ div dt,
    /// is the other factor.
    fn transfer(&self, s: f64, x: &[f64]) -> f64;
    /// Value of the first variable right after every reset; NaN for models without reset, and where
    /// it is not one value.
    fn reset_line(&self) -> f64;
    /// Value of the first variable at which spikes end; infinite for models without reset, NaN where it is
    /// not one value.
    fn peak_line(&self) -> f64;
    /// Value of the first variable at which spikes end where the second one is `u`; infinite for models
    /// without reset.
    fn peak_at(&self, u: f64) -> f64;
    /// A value of the first variable at which the formula jumps, if there is one.
    fn switch(&self) -> Option<f64> {
        None
    }
    /// How long the state is held after a reset; 0 for models without reset.
    fn hold(&self) -> f64;
    /// The currents through the membrane at `x`; `None` unless the model is conductance-based.
    fn membrane(&self, x: &[f64]) -> Option<Membrane>;
}

/// What becomes of spikes while integrating a hybrid model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spikes {
    /// The smooth vector field is followed as if there were no reset.
    Ignore,
    /// The orbit ends at the spike, before the reset.
    Stop,
    /// The state is reset and the orbit goes on. Backward in time this is the same as `Ignore`.
    Reset,
}

/// How to integrate; see [`crate::num::ode::Options`].
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// Formula to begin with.
    pub method: Method,
    /// Error of one step relative to `scale` or the component, whichever is larger.
    pub tolerance: f64,
    /// The size of each variable that counts as one.
    pub scale: &'a [f64],
    /// Length of time, negative to go backward.
    pub span: f64,
    /// No more than so many steps.
    pub max_steps: usize,
    /// Diverged beyond so many times `scale`.
    pub escape: f64,
    /// First step to try, 0 for an automatic one.
    pub first_step: f64,
    /// What becomes of spikes.
    pub spikes: Spikes,
    /// The start is held for so long before it moves: the rest of a refractory period. Read only when
    /// spikes reset the state.
    pub held: f64,
}

impl<'a> Run<'a> {
    /// A run of length `span` with the given tolerance and scale: the order-8 pair, resets obeyed,
    /// at most 200,000 steps, diverged beyond 1e4 times the scale.
    pub fn new(span: f64, tolerance: f64, scale: &'a [f64]) -> Self {
        Self {
            method: Method::Dop853,
            tolerance,
            scale,
            span,
            max_steps: 200_000,
            escape: 1e4,
            first_step: 0.0,
            spikes: Spikes::Reset,
            held: 0.0,
        }
    }
}

/// One accepted step, without its dimension in the type.
pub struct StepView<'a> {
    /// Time at its start.
    pub t: f64,
    /// Its length, signed.
    pub h: f64,
    /// State at its start.
    pub x0: &'a [f64],
    /// State at its end.
    pub x1: &'a [f64],
    /// Slope at its start.
    pub f0: &'a [f64],
    /// Slope at its end.
    pub f1: &'a [f64],
    pub(super) inner: &'a dyn Dense,
}

/// The continuous extension of a step.
pub(super) trait Dense {
    fn at(&self, theta: f64, out: &mut [f64]);
    fn restep(&self, theta: f64, out: &mut [f64]);
    fn locate(&self, event: &dyn Fn(&[f64]) -> f64, out: &mut [f64]) -> Option<f64>;
}

impl StepView<'_> {
    /// The state at `t + theta h` by the continuous extension, `theta` in 0..=1.
    pub fn at(&self, theta: f64, out: &mut [f64]) {
        self.inner.at(theta, out);
    }

    /// The state at `t + theta h` by a fresh step of that length, as accurate as the orbit itself.
    pub fn restep(&self, theta: f64, out: &mut [f64]) {
        self.inner.restep(theta, out);
    }

    /// Where in the step `event` passes through zero, as `theta`, with the state there in `out`;
    /// `None` unless its sign differs between the ends of the step.
    pub fn locate(&self, event: &dyn Fn(&[f64]) -> f64, out: &mut [f64]) -> Option<f64> {
        self.inner.locate(event, out)
    }
}

/// What happens along an orbit.
pub enum Orbit<'a> {
    /// A step of the smooth flow. Before a spike it ends exactly at the spike.
    Step(StepView<'a>),
    /// A spike with its reset. The state is held there until the refractory period is over.
    Reset {
        /// Time of the spike.
        time: f64,
        /// Time at which the state begins to move again; `time` unless the model is refractory. It is
        /// cut at the end of the run.
        until: f64,
        /// State at the spike.
        before: &'a [f64],
        /// State after the reset.
        after: &'a [f64],
    },
}

/// Why a run ended.
#[derive(Clone, Debug, PartialEq)]
pub struct RunEnd {
    /// Why.
    pub end: crate::num::ode::End,
    /// Whether it ended at a spike ([`Spikes::Stop`]); then `end` is `Stopped`.
    pub spiked: bool,
    /// Time reached.
    pub time: f64,
    /// State reached.
    pub state: Vec<f64>,
    /// Steps taken.
    pub steps: usize,
    /// The next step, had there been one.
    pub next_step: f64,
    /// Whether the implicit method took over.
    pub stiff: bool,
    /// What is left of a refractory period: the state will be held for so long.
    pub held: f64,
}
