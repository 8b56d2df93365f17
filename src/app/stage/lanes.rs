//! The questions of these stages, each on a lane of its own.
use super::super::studies::{Answer, FiringView, RateQuestion, lane, other_rates};
use crate::analysis::poisson::{Expected, poisson};
use crate::analysis::spike_train::summary;
use crate::analysis::{
    PoissonError, PoissonOptions, Problem, ProblemError, Scheme, SpikeTrain, SpikeTrainError,
    driven_train, model_train,
};
use crate::job::{Cancel, Lane, Shown};
use crate::learn::{ArtificialNeuron, CurveFit, FitError, FitOptions, UnitError, fit};
use crate::model::{Drive, Stimulus, StimulusError, Unit};
use crate::scene::{self, Scene};
use crate::session::{CANVAS, TrainStudy};

/// Which trains: those of a Poisson process, or those of a neuron.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TrainKey {
    /// What is asked.
    pub study: TrainStudy,
    /// The neuron whose spikes they are, with the preset's window.
    pub neuron: Option<Problem>,
    /// What is done to that neuron, if anything is.
    pub input: Option<NeuronInput>,
}

/// What is done to a neuron whose spikes are measured.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NeuronInput {
    pub stimulus: Stimulus,
    pub seed: u64,
    /// The step of Euler's method, where that is used.
    pub euler: Option<f64>,
}

/// Trains with their pictures and words.
#[derive(Debug)]
pub(super) struct TrainView {
    pub raster: Scene,
    pub response: Scene,
    pub counts: Scene,
    pub intervals: Scene,
    /// Rate, Fano factor, coefficient of variation.
    pub words: [String; 3],
    /// Whether there are no spikes at all.
    pub silent: bool,
    /// The integral of the response function.
    pub integral: String,
    /// Why this is no Poisson train, if it is none.
    pub warning: Option<String>,
}

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(super) enum TrainTrouble {
    #[error(transparent)]
    Problem(#[from] ProblemError),
    #[error(transparent)]
    Poisson(#[from] PoissonError),
    #[error(transparent)]
    Train(#[from] SpikeTrainError),
    #[error(transparent)]
    Stimulus(#[from] StimulusError),
}

/// Trains, or why there are none.
pub(super) type TrainAnswer = Result<TrainView, TrainTrouble>;

/// A unit with the values of its inputs.
pub(super) type UnitKey = (ArtificialNeuron, Vec<f64>);

/// A transfer curve with its words.
#[derive(Debug)]
pub(super) struct UnitView {
    pub scene: Scene,
    pub words: String,
}

/// A curve and how it is fitted.
pub(super) type FitKey = (Vec<[f64; 2]>, FitOptions);

/// A fitted network with its picture.
#[derive(Debug)]
pub(super) struct FitView {
    pub scene: Scene,
    pub words: String,
}

/// Trials that the raster shows.
const SHOWN: usize = 20;
/// A neuron's train is this many trials long.
const LONGER: f64 = 2.0;

/// All lanes.
pub(super) struct Lanes {
    train: Lane<TrainKey, TrainAnswer>,
    unit: Lane<UnitKey, Result<UnitView, UnitError>>,
    fit: Lane<FitKey, Result<FitView, FitError>>,
    firing: Lane<RateQuestion, Answer<FiringView>>,
}

impl Lanes {
    /// Lanes with threads, which call `notify` when there is something new; or without.
    pub(super) fn new(notify: Option<impl Fn() + Clone + Send + 'static>) -> Self {
        Self {
            train: lane("train", &notify, trains()),
            unit: lane("unit", &notify, |_, (unit, inputs): &UnitKey, publish| {
                publish(unit.respond(inputs).map(|at| UnitView {
                    scene: scene::unit::transfer(unit, Some(at)),
                    words: scene::unit_words(at),
                }));
            }),
            fit: lane(
                "fit",
                &notify,
                |cancel, (points, options): &FitKey, publish| {
                    let view = |found: &CurveFit| FitView {
                        scene: scene::unit::network(&found.network, ends(points), CANVAS),
                        words: scene::fit_words(found),
                    };
                    let mut coarse = |found: &CurveFit| publish(Ok(view(found)));
                    match fit(cancel, points, options, &mut coarse) {
                        Ok(Some(found)) => publish(Ok(view(&found))),
                        Ok(None) => {}
                        Err(why) => publish(Err(why)),
                    }
                },
            ),
            firing: lane("other firing", &notify, other_rates()),
        }
    }

    /// Trains.
    pub(super) fn train(&mut self, key: &TrainKey) -> Shown<TrainAnswer> {
        self.train.show(key)
    }

    /// A transfer curve.
    pub(super) fn unit(&mut self, key: &UnitKey) -> Shown<Result<UnitView, UnitError>> {
        self.unit.show(key)
    }

    /// A fitted network.
    pub(super) fn fit(&mut self, key: &FitKey) -> Shown<Result<FitView, FitError>> {
        self.fit.show(key)
    }

    /// The F-I curve beside the unit's.
    pub(super) fn firing(&mut self, key: &RateQuestion) -> Shown<Answer<FiringView>> {
        self.firing.show(key)
    }
}

/// The first and the last abscissa of a curve.
fn ends(points: &[[f64; 2]]) -> [f64; 2] {
    let at = |p: Option<&[f64; 2]>| p.map_or(0.0, |p| p[0]);
    [at(points.first()), at(points.last())]
}

/// What trains are drawn from: all of the question but how they are counted.
type Source = (PoissonOptions, Option<Problem>, Option<NeuronInput>);

/// Trains with their pictures; when only the counting changes, they are not drawn again.
fn trains() -> impl FnMut(&Cancel, &TrainKey, &mut dyn FnMut(TrainAnswer)) + Send + 'static {
    let mut last: Option<(Source, Vec<SpikeTrain>)> = None;
    move |cancel, key, publish| {
        let source = (key.study.poisson, key.neuron.clone(), key.input.clone());
        let same = last.take().filter(|(of, _)| *of == source);
        let drawn = match same {
            Some((_, trains)) => Ok(Some(trains)),
            None => draw(cancel, &source),
        };
        let view = drawn.and_then(|trains| {
            let Some(trains) = trains else {
                return Ok(None);
            };
            let view = view(key, &trains)?;
            last = Some((source, trains));
            Ok(Some(view))
        });
        if let Some(view) = view.transpose() {
            publish(view);
        }
    }
}

fn draw(
    cancel: &Cancel,
    (options, neuron, input): &Source,
) -> Result<Option<Vec<SpikeTrain>>, TrainTrouble> {
    let Some(problem) = neuron else {
        return Ok(poisson(cancel, options)?);
    };
    let span = LONGER * options.duration;
    let train = match input {
        None => model_train(cancel, problem, span)?,
        Some(input) => {
            let drive = Drive::new(
                &**problem.model(),
                problem.values(),
                &input.stimulus,
                input.seed,
            )?;
            let scheme = input.euler.map_or(Scheme::Accurate, Scheme::Euler);
            driven_train(cancel, problem, span, &drive, scheme)
        }
    };
    Ok(train.map(|train| vec![train]))
}

fn view(key: &TrainKey, trains: &[SpikeTrain]) -> TrainAnswer {
    let TrainStudy {
        poisson: options,
        window,
        between,
        ..
    } = &key.study;
    let expected: Option<Expected> = match key.neuron {
        None => Some(options.expected()?),
        Some(_) => None,
    };
    let time = match &key.neuron {
        None => Unit::Millisecond,
        Some(problem) => problem.model().info().time,
    };
    let (unit, hertz) = (time.symbol(), time == Unit::Millisecond);
    let expected = expected.as_ref();
    let found = summary(trains, *window, expected.and_then(|e| e.bin))?;
    let rows = &trains[..trains.len().min(SHOWN)];
    let end = rows.first().map_or(options.duration, SpikeTrain::duration);
    let span = [0.0, end];
    let response = match rows.first() {
        Some(first) => scene::train::response(first, span, *between, unit),
        None => scene::train::raster(rows, span, None, unit),
    };
    let inside = rows
        .first()
        .map_or(0, |t| t.response().integral(between[0], between[1]));
    let [from, to] = between.map(|t| scene::quantity(t, unit));
    Ok(TrainView {
        raster: scene::train::raster(rows, span, Some(*between), unit),
        response,
        counts: scene::train::counts(&found, expected, unit),
        intervals: scene::train::intervals(&found, expected, unit),
        silent: found.spikes == 0,
        words: scene::train_words(&found, expected, hertz),
        integral: scene::integral_words(inside, [&from, &to], trains.len()),
        warning: expected.and_then(|e| scene::full_words(options, e)),
    })
}
