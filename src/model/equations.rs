//! What the author of a model writes.
use super::{
    membrane::Membrane,
    params::ReadParams,
    python::Python,
    real::Real,
    spec::{Preset, Reduction, SpikeLine, Unit, VarSpec},
};

/// A model with `N` state variables: names, formula, and for hybrid models the spike and its reset.
///
/// The formula is generic in its scalar, so that the same lines yield values and exact derivatives.
pub trait Equations<const N: usize>: Send + Sync + 'static {
    /// Id, as on the command line.
    const ID: &'static str;
    /// Name for people.
    const NAME: &'static str;
    /// Citation.
    const SOURCE: &'static str;
    /// The equations as people write them, one line each, with the names of variables and parameters.
    const FORMULA: &'static [&'static str] = &[];
    /// The equations in Python, for scripts that recompute a figure; without them there are no scripts.
    const PYTHON: Option<Python> = None;
    /// State variables.
    const VARS: [VarSpec; N];
    /// The two variables that are shown unless others are chosen, by their places in
    /// [`Equations::VARS`].
    const PLANE: [usize; 2] = [0, 1];
    /// What the vertical axis of a model with one variable is called: the rate of change of that
    /// variable, as in `V'`. Read only if `N` is 1.
    const RATE: &'static str = "V'";
    /// What the value is at which the reset acts.
    const SPIKE: SpikeLine = SpikeLine::Peak;
    /// Unit of time.
    const TIME: Unit = Unit::Millisecond;
    /// Whether the model spikes by reset; then [`Equations::peak`] and [`Equations::restart`] hold.
    const RESETS: bool = false;
    /// Whether the author's script for Euler's method takes the variables in turn, each with the new
    /// values of those before it, and not all from the old state.
    const IN_TURN: bool = false;
    /// Parameters, made by `params!`.
    type Params<S: Real>: ReadParams<S>;
    /// The right-hand side, per unit of time.
    fn rhs<S: Real>(x: [S; N], p: &Self::Params<S>) -> [S; N];
    /// The line on which spikes end, as the value of the first variable: a spike happens when that
    /// rises through it. `u` is the second variable, on which a slanted line depends (see
    /// [`Equations::slanted`]). Read only if [`Equations::RESETS`].
    fn peak<S: Real>(_u: S, _p: &Self::Params<S>) -> S {
        S::from(f64::INFINITY)
    }
    /// The state at which orbits restart after a spike, by its place `s` on the line of such states: the
    /// second variable, unless a bound cuts that. Read only if [`Equations::RESETS`].
    fn restart<S: Real>(_s: S, _p: &Self::Params<S>) -> [S; N] {
        [S::from(f64::NAN); N]
    }
    /// Where on the line of [`Equations::restart`] a spike that ends at `x` leads. Read only if
    /// [`Equations::RESETS`].
    fn mark<S: Real>(x: [S; N], _p: &Self::Params<S>) -> S {
        x[N - 1]
    }
    /// Rises through zero at a spike.
    fn guard(x: [f64; N], p: &Self::Params<f64>) -> f64 {
        x[0] - Self::peak(x[N - 1], p)
    }
    /// The state right after a spike at `x`.
    fn reset<S: Real>(x: [S; N], p: &Self::Params<S>) -> [S; N] {
        Self::restart(Self::mark(x, p), p)
    }
    /// Whether the lines on which spikes end and restart are slanted, so that neither is one value of
    /// the first variable.
    fn slanted(_p: &Self::Params<f64>) -> bool {
        false
    }
    /// A value of the first variable at which the formula jumps. The first component of the right-hand
    /// side must be continuous there.
    fn switch(_p: &Self::Params<f64>) -> Option<f64> {
        None
    }
    /// How long the state is held after a reset (the absolute refractory period), in the unit of
    /// time; not negative. Read only if [`Equations::RESETS`].
    fn hold(_p: &Self::Params<f64>) -> f64 {
        0.0
    }
    /// The currents through the membrane at `x`, for conductance-based models.
    fn membrane(_x: [f64; N], _p: &Self::Params<f64>) -> Option<Membrane> {
        None
    }
    /// The smaller model that stands for this one at the same parameters, where there is one.
    fn reduced(_p: &Self::Params<f64>) -> Option<Reduction> {
        None
    }
    /// Presets; the first is the default, and there is at least one.
    fn presets() -> Vec<Preset>;
}
