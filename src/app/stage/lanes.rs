//! The questions of these stages, each on a lane of its own.
use super::super::studies::{Answer, FiringView, RateQuestion, lane, other_rates};
use crate::analysis::SpikeTrain;
use crate::export::train::{self, TrainKey, TrainTrouble, TrainView};
use crate::job::{Cancel, Lane, Shown};
use crate::learn::{ArtificialNeuron, CurveFit, FitError, FitOptions, UnitError, fit};
use crate::scene::{self, Scene};
use crate::session::CANVAS;
use crate::text::Each;

/// A unit with the values of its inputs.
pub(super) type UnitKey = (ArtificialNeuron, Vec<f64>);

/// A transfer curve with its words.
#[derive(Debug)]
pub(super) struct UnitView {
    pub scene: Each<Scene>,
    pub words: Each<String>,
}

/// A curve and how it is fitted.
pub(super) type FitKey = (Vec<[f64; 2]>, FitOptions);

/// A fitted network with its picture.
#[derive(Debug)]
pub(super) struct FitView {
    pub scene: Each<Scene>,
    pub words: Each<String>,
}

/// A train with its pictures.
type TrainAnswer = Result<Each<TrainView>, TrainTrouble>;

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
                    scene: Each::of(|| scene::unit::transfer(unit, Some(at))),
                    words: Each::of(|| scene::unit_words(at)),
                }));
            }),
            fit: lane(
                "fit",
                &notify,
                |cancel, (points, options): &FitKey, publish| {
                    let view = |found: &CurveFit| FitView {
                        scene: Each::of(|| {
                            scene::unit::network(&found.network, ends(points), CANVAS)
                        }),
                        words: Each::of(|| scene::fit_words(found)),
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

/// Trains with their pictures; when only the counting changes, they are not drawn again.
fn trains() -> impl FnMut(&Cancel, &TrainKey, &mut dyn FnMut(TrainAnswer)) + Send + 'static {
    let mut last: Option<(train::Source, Vec<SpikeTrain>)> = None;
    move |cancel, key, publish| {
        let source = key.source();
        let same = last.take().filter(|(of, _)| *of == source);
        let drawn = match same {
            Some((_, trains)) => Ok(Some(trains)),
            None => train::draw(cancel, &source),
        };
        let view = drawn.and_then(|trains| {
            let Some(trains) = trains else {
                return Ok(None);
            };
            let view = Each::tried(|| train::view(key, &trains))?;
            last = Some((source, trains));
            Ok(Some(view))
        });
        if let Some(view) = view.transpose() {
            publish(view);
        }
    }
}
