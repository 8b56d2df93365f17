//! What stands in the middle of the window: the neuron, a spike train, the artificial neuron, or the neuron that a
//! network learns; and what is chosen there.
use super::CommandError;
use crate::analysis::{PoissonOptions, Problem, Timing};
use crate::learn::{Activation, ArtificialNeuron, FitOptions};
use crate::text::say;

/// What the window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The phase plane of a neuron.
    #[default]
    Neuron,
    /// A spike train, its counts and intervals.
    SpikeTrain,
    /// The artificial neuron, and a network of such units.
    ArtificialNeuron,
    /// A neuron under a hundred synapses, and the network that learns it.
    Twin,
}

/// What is asked about spike trains. Times are in ms, or in the unit of the model whose spikes they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrainStudy {
    /// Whether the spikes are those of the neuron and not of a Poisson process.
    pub of_neuron: bool,
    /// The Poisson process, with the length of a trial, whatever spikes.
    pub poisson: PoissonOptions,
    /// Length of the windows in which spikes are counted.
    pub window: f64,
    /// Where the neural response function is integrated.
    pub between: [f64; 2],
}

impl Default for TrainStudy {
    fn default() -> Self {
        Self {
            of_neuron: false,
            poisson: PoissonOptions {
                trials: 1000,
                ..PoissonOptions::default()
            },
            window: 100.0,
            between: [200.0, 300.0],
        }
    }
}

/// A change to what is asked about spike trains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TrainChange {
    /// Shows the neuron's spikes, or those of a Poisson process.
    OfNeuron(bool),
    /// Rate in Hz.
    Rate(f64),
    /// Bins or intervals.
    Timing(Timing),
    /// Refractory time.
    Refractory(f64),
    /// Seed of the random numbers.
    Seed(u64),
    /// Length of the windows in which spikes are counted.
    Window(f64),
    /// Where the response function is integrated.
    Between([f64; 2]),
}

impl TrainStudy {
    /// The study with a change made.
    pub(super) fn changed(mut self, change: &TrainChange) -> Result<Self, CommandError> {
        match *change {
            TrainChange::OfNeuron(on) => self.of_neuron = on,
            TrainChange::Rate(rate) => self.poisson.rate = rate,
            TrainChange::Timing(timing) => self.poisson.timing = timing,
            TrainChange::Refractory(time) => self.poisson.refractory = time,
            TrainChange::Seed(seed) => self.poisson.seed = seed,
            TrainChange::Window(window) => self.window = window,
            TrainChange::Between(between) => self.between = between,
        }
        self.checked()?;
        Ok(self)
    }

    /// Whether its numbers have a meaning together.
    pub(super) fn checked(&self) -> Result<(), CommandError> {
        let (window, most) = (self.window, self.poisson.duration);
        if !(window > 0.0 && window <= most) {
            return Err(CommandError::CountWindow { window, most });
        }
        let [from, to] = self.between;
        if !(from.is_finite() && to.is_finite() && from <= to) {
            return Err(CommandError::Between([from, to]));
        }
        self.poisson.expected()?;
        Ok(())
    }
}

/// The grid on which a curve is drawn: its abscissas go from 0 to this in equal steps.
pub const CANVAS: f64 = 20.0;
/// Steps of the grid.
const STEPS: usize = 100;

/// What is asked about the artificial neuron and its network.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitStudy {
    /// The unit.
    pub unit: ArtificialNeuron,
    /// The value of each of its inputs.
    pub inputs: Vec<f64>,
    /// The model whose F-I curve stands beside the unit's, as `model/preset`.
    pub spiking: String,
    /// Units of the hidden layer, which have the unit's transfer function.
    pub hidden: usize,
    /// Seed of the network's first weights.
    pub seed: u64,
    curve: Vec<Option<f64>>,
}

/// A change to what is asked about the artificial neuron.
#[derive(Clone, Debug, PartialEq)]
pub enum UnitChange {
    /// The transfer function.
    Activation(Activation),
    /// How steep it is.
    Shape(f64),
    /// Where it rises.
    Bias(f64),
    /// The value of an input.
    Input(usize, f64),
    /// The weight of an input.
    Weight(usize, f64),
    /// How many inputs there are; new ones have the value 0 and the weight 1.
    Inputs(usize),
    /// The model whose F-I curve stands beside the unit's, as `model/preset`.
    Spiking(String),
    /// Units of the hidden layer.
    Hidden(usize),
    /// Seed of the network's first weights.
    Seed(u64),
    /// Draws a straight piece of the curve, over what was there.
    Draw([[f64; 2]; 2]),
    /// Takes a ready curve.
    Curve(ReadyCurve),
    /// Takes a curve through these points, which are scaled to the canvas.
    Points(Vec<[f64; 2]>),
    /// Wipes the curve out.
    Clear,
}

/// A curve to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadyCurve {
    /// Two waves.
    Wave,
    /// Up and down again, at right angles.
    Step,
    /// A tuning curve: a bell.
    Bell,
}

impl ReadyCurve {
    /// All of them, as lists show them.
    pub const ALL: [Self; 3] = [Self::Wave, Self::Step, Self::Bell];

    /// The name.
    pub fn name(self) -> String {
        match self {
            Self::Wave => say!("curve-wave"),
            Self::Step => say!("curve-step"),
            Self::Bell => say!("curve-bell"),
        }
    }

    /// The curve, from 0 to 1 on both axes.
    fn at(self, x: f64) -> f64 {
        match self {
            Self::Wave => 0.5 + 0.4 * (2.0 * std::f64::consts::TAU * x).sin(),
            Self::Step if (0.3..0.7).contains(&x) => 0.8,
            Self::Step => 0.2,
            Self::Bell => 0.1 + 0.8 * (-((x - 0.5) / 0.15).powi(2) / 2.0).exp(),
        }
    }
}

impl UnitStudy {
    /// The greatest number of inputs.
    pub const MOST_INPUTS: usize = 5;

    /// The usual unit beside the curve of this problem's model.
    pub(super) fn new(problem: &Problem) -> Self {
        let mut study = Self {
            unit: ArtificialNeuron {
                weights: vec![1.0, -0.5],
                bias: 5.0,
                shape: 1.0,
                activation: Activation::Sigmoid,
            },
            inputs: vec![8.0, 2.0],
            spiking: format!("{}/{}", problem.model().info().id, problem.preset().id),
            hidden: 2,
            seed: 1,
            curve: vec![],
        };
        study.take(|x| Some(ReadyCurve::Wave.at(x)));
        study
    }

    fn take(&mut self, y: impl Fn(f64) -> Option<f64>) {
        let x = |k: usize| k as f64 / STEPS as f64;
        self.curve = (0..=STEPS).map(|k| y(x(k))).collect();
    }

    /// The points of the curve, from left to right, with ordinates from 0 to 1.
    pub fn curve(&self) -> Vec<[f64; 2]> {
        let points = self.curve.iter().enumerate();
        points
            .filter_map(|(k, y)| Some([CANVAS * k as f64 / STEPS as f64, (*y)?]))
            .collect()
    }

    /// The curve on its grid.
    pub(super) fn grid(&self) -> &[Option<f64>] {
        &self.curve
    }

    /// Whether the curve is this ready one.
    pub(super) fn is(&self, ready: ReadyCurve) -> bool {
        let x = |k: usize| k as f64 / STEPS as f64;
        self.curve.len() == STEPS + 1 && (0..=STEPS).all(|k| self.curve[k] == Some(ready.at(x(k))))
    }

    /// Takes points as [`UnitStudy::curve`] gives them; gives back one that is not on the canvas.
    pub(super) fn set_curve(&mut self, points: &[[f64; 2]]) -> Result<(), [f64; 2]> {
        let mut curve = vec![None; STEPS + 1];
        for &[x, y] in points {
            let k = x * STEPS as f64 / CANVAS;
            if !(-0.5..=STEPS as f64 + 0.5).contains(&k) || !(0.0..=1.0).contains(&y) {
                return Err([x, y]);
            }
            // The nearest place of the grid; places are not negative, so that the cast rounds.
            if let Some(place) = curve.get_mut((k.max(0.0) + 0.5) as usize) {
                *place = Some(y);
            }
        }
        self.curve = curve;
        Ok(())
    }

    /// How the network is fitted.
    pub fn fit(&self) -> FitOptions {
        FitOptions {
            hidden: self.hidden,
            activation: self.unit.activation,
            seed: self.seed,
        }
    }

    /// Makes a change, or leaves everything as it was.
    pub(super) fn change(&mut self, change: &UnitChange) -> Result<(), CommandError> {
        let finite = |what: &'static str, value: f64| {
            if value.is_finite() {
                Ok(value)
            } else {
                Err(CommandError::NoNumber { what, value })
            }
        };
        match change {
            UnitChange::Activation(activation) => self.unit.activation = *activation,
            UnitChange::Shape(shape) => self.unit.shape = finite("the shape", *shape)?,
            UnitChange::Bias(bias) => self.unit.bias = finite("the bias", *bias)?,
            UnitChange::Input(k, value) => {
                let value = finite("an input", *value)?;
                *self.inputs.get_mut(*k).ok_or(CommandError::NoInput(*k))? = value;
            }
            UnitChange::Weight(k, value) => {
                let value = finite("a weight", *value)?;
                let weight = self.unit.weights.get_mut(*k);
                *weight.ok_or(CommandError::NoInput(*k))? = value;
            }
            UnitChange::Inputs(n) => {
                if !(1..=Self::MOST_INPUTS).contains(n) {
                    return Err(CommandError::Inputs(*n));
                }
                self.inputs.resize(*n, 0.0);
                self.unit.weights.resize(*n, 1.0);
            }
            UnitChange::Spiking(source) => {
                Problem::from_source(source)?;
                self.spiking.clone_from(source);
            }
            UnitChange::Hidden(n) => {
                if !(1..=FitOptions::MOST_UNITS).contains(n) {
                    return Err(CommandError::Hidden(*n));
                }
                self.hidden = *n;
            }
            UnitChange::Seed(seed) => self.seed = *seed,
            UnitChange::Draw(ends) => {
                for c in ends.as_flattened() {
                    finite("a point of the curve", *c)?;
                }
                self.draw(*ends);
            }
            UnitChange::Curve(ready) => self.take(|x| Some(ready.at(x))),
            UnitChange::Points(points) => {
                for c in points.as_flattened() {
                    finite("a point of the curve", *c)?;
                }
                self.resample(points);
            }
            UnitChange::Clear => self.take(|_| None),
        }
        Ok(())
    }

    /// A straight piece, on the grid, inside the canvas.
    fn draw(&mut self, [a, b]: [[f64; 2]; 2]) {
        let step = CANVAS / STEPS as f64;
        let [lo, hi] = if a[0] <= b[0] { [a, b] } else { [b, a] };
        for (k, y) in self.curve.iter_mut().enumerate() {
            let x = k as f64 * step;
            // A dot is as wide as one step.
            if x < lo[0] - 0.5 * step || x > hi[0] + 0.5 * step {
                continue;
            }
            let width = hi[0] - lo[0];
            let s = if width > 0.0 {
                ((x - lo[0]) / width).clamp(0.0, 1.0)
            } else {
                1.0
            };
            *y = Some((lo[1] + s * (hi[1] - lo[1])).clamp(0.0, 1.0));
        }
    }

    /// The curve through points in ascending order, scaled to the canvas; points at the same abscissa make
    /// a jump.
    fn resample(&mut self, points: &[[f64; 2]]) {
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return self.take(|_| None);
        };
        let top = points
            .iter()
            .map(|p| p[1])
            .fold(f64::MIN_POSITIVE, f64::max);
        let [from, width] = [first[0], last[0] - first[0]];
        self.take(|s| {
            let x = from + s * width;
            let k = points.partition_point(|p| p[0] < x);
            let here = points.get(k)?;
            let y = match k.checked_sub(1).map(|k| points[k]) {
                Some(before) if here[0] > before[0] => {
                    let s = (x - before[0]) / (here[0] - before[0]);
                    before[1] + s * (here[1] - before[1])
                }
                _ => here[1],
            };
            Some((y / top).clamp(0.0, 1.0))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Session};
    use super::*;

    fn unit(session: &mut Session, change: UnitChange) -> Result<(), CommandError> {
        session.apply(&Command::Unit(change))
    }

    #[test]
    fn what_cannot_be_drawn_is_refused_and_changes_nothing() {
        let mut session = Session::default();
        let before = session.clone();
        for change in [
            TrainChange::Rate(-1.0),
            TrainChange::Rate(f64::NAN),
            TrainChange::Timing(Timing::Bins(0.0)),
            // At 100 Hz spikes are 10 ms apart.
            TrainChange::Refractory(10.0),
            TrainChange::Refractory(-1.0),
            TrainChange::Window(0.0),
            TrainChange::Window(2000.0),
            TrainChange::Between([5.0, 1.0]),
            TrainChange::Between([f64::NAN, 1.0]),
        ] {
            let said = session.apply(&Command::Train(change));
            let said = said.expect_err("refused").to_string();
            assert!(said.len() > 20, "{change:?}: {said}");
            assert_eq!(session, before, "{change:?}");
        }
        for change in [
            UnitChange::Bias(f64::NAN),
            UnitChange::Shape(f64::INFINITY),
            UnitChange::Input(2, 1.0),
            UnitChange::Weight(0, f64::NAN),
            UnitChange::Inputs(0),
            UnitChange::Inputs(6),
            UnitChange::Hidden(0),
            UnitChange::Hidden(65),
            UnitChange::Spiking("hodgkin".into()),
            UnitChange::Draw([[0.0, f64::NAN], [1.0, 1.0]]),
        ] {
            let said = unit(&mut session, change.clone());
            let said = said.expect_err("refused").to_string();
            assert!(said.len() > 20, "{change:?}: {said}");
            assert_eq!(session, before, "{change:?}");
        }
    }

    /// The grid has a point at every fifth: 2.0, 2.2 … 3.0 are six.
    #[test]
    fn a_stroke_draws_over_what_was_there_and_stays_on_the_canvas() {
        let mut session = Session::default();
        unit(&mut session, UnitChange::Clear).expect("possible");
        assert!(session.unit().curve().is_empty());
        unit(&mut session, UnitChange::Draw([[3.0, 2.0], [2.0, 0.5]])).expect("finite");
        let curve = session.unit().curve();
        assert_eq!(curve.len(), 6);
        assert_eq!((curve[0], curve[5]), ([2.0, 0.5], [3.0, 1.0]));
        unit(&mut session, UnitChange::Draw([[2.2, 0.1], [2.2, 0.1]])).expect("finite");
        let curve = session.unit().curve();
        assert_eq!((curve.len(), curve[1][1]), (6, 0.1));
    }

    #[test]
    fn a_curve_of_points_fills_the_canvas() {
        let mut session = Session::default();
        let points = vec![[-5.0, 0.0], [0.0, 0.0], [0.0, 50.0], [5.0, 100.0]];
        unit(&mut session, UnitChange::Points(points)).expect("finite");
        let curve = session.unit().curve();
        assert_eq!(curve.len(), 101);
        assert_eq!(
            (curve[0], curve[25], curve[100]),
            ([0.0, 0.0], [5.0, 0.0], [20.0, 1.0])
        );
        assert!((curve[75][1] - 0.75).abs() < 1e-12);
    }
}
