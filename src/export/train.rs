//! Spike trains as pictures: raster, integral of the response function, counts and intervals.
use super::time::{state_words, stimulus_words};
use super::view::{Drawn, Figure};
use crate::analysis::poisson::{Expected, poisson};
use crate::analysis::spike_train::summary;
use crate::analysis::{
    PoissonError, PoissonOptions, Problem, ProblemError, Scheme, SpikeTrain, SpikeTrainError,
    Timing, driven_train, model_train,
};
use crate::job::Cancel;
use crate::model::{Drive, Stimulus, StimulusError, Unit};
use crate::scene::{self, Scene, quantity};
use crate::session::{Session, TrainStudy};
use crate::text::say;

/// Which trains: those of a Poisson process, or those of a neuron.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainKey {
    /// What is asked.
    pub study: TrainStudy,
    /// The neuron whose spikes they are, with the preset's window.
    pub neuron: Option<Problem>,
    /// What is done to that neuron, if anything is.
    pub input: Option<NeuronInput>,
}

/// What is done to a neuron whose spikes are measured.
#[derive(Clone, Debug, PartialEq)]
pub struct NeuronInput {
    /// The stimulus.
    pub stimulus: Stimulus,
    /// Its seed.
    pub seed: u64,
    /// The step of Euler's method, where that is used.
    pub euler: Option<f64>,
}

/// Trains with their pictures and words.
#[derive(Debug)]
pub struct TrainView {
    /// A stroke for each spike, a row for each trial.
    pub raster: Scene,
    /// The integral of the response function of the first trial.
    pub response: Scene,
    /// The histogram of counts.
    pub counts: Scene,
    /// The histogram of intervals.
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
pub enum TrainTrouble {
    /// The neuron is none.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// There is no such Poisson process.
    #[error(transparent)]
    Poisson(#[from] PoissonError),
    /// They cannot be counted so.
    #[error(transparent)]
    Train(#[from] SpikeTrainError),
    /// The stimulus does not fit the neuron.
    #[error(transparent)]
    Stimulus(#[from] StimulusError),
}

/// Trains, or why there are none.
pub type TrainAnswer = Result<TrainView, TrainTrouble>;

/// Trials that the raster shows.
const SHOWN: usize = 20;
/// A neuron's train is this many trials long.
const LONGER: f64 = 2.0;

/// What trains are drawn from: all of the question but how they are counted.
pub type Source = (PoissonOptions, Option<Problem>, Option<NeuronInput>);

/// Draws trains; `None` when cancelled.
///
/// # Errors
/// [`TrainTrouble`] when there are none.
pub fn draw(
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

/// Trains as pictures and words.
///
/// # Errors
/// [`TrainTrouble`] when they cannot be counted.
pub fn view(key: &TrainKey, trains: &[SpikeTrain]) -> TrainAnswer {
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
    let asked = match key.neuron {
        None => options.duration,
        Some(_) => LONGER * options.duration,
    };
    // Less than was asked for where the neuron could not be followed any further.
    let part = (end < (1.0 - 1e-9) * asked).then(|| quantity(end, unit));
    let in_part = part
        .as_ref()
        .map(|end| say!("export-in-the-first", time = end.as_str()));
    let span = [0.0, asked.max(end)];
    let response = match rows.first() {
        Some(first) => {
            let mut scene = scene::train::response(first, [0.0, end], *between, unit);
            scene.x.range = span;
            scene
        }
        None => scene::train::raster(rows, span, None, unit),
    };
    let inside = rows
        .first()
        .map_or(0, |t| t.response().integral(between[0], between[1]));
    let [from, to] = between.map(|t| scene::quantity(t, unit));
    let mut words = scene::train_words(&found, expected, hertz);
    let mut integral = scene::integral_words(inside, [&from, &to], trains.len());
    words[0] += in_part.as_deref().unwrap_or_default();
    if let Some(end) = part.as_ref().filter(|_| between[1] > end) {
        integral = say!(
            "export-integral-unknown",
            from = from,
            to = to,
            end = end.as_str()
        );
    }
    let part = part.map(|part| {
        say!(
            "export-neuron-part",
            part = part,
            asked = quantity(asked, unit)
        )
    });
    Ok(TrainView {
        raster: scene::train::raster(rows, span, Some(*between), unit),
        response,
        counts: scene::train::counts(&found, expected, unit),
        intervals: scene::train::intervals(&found, expected, unit),
        silent: found.spikes == 0,
        words,
        integral,
        warning: part.or_else(|| expected.and_then(|e| scene::full_words(options, e))),
    })
}

impl TrainKey {
    /// The trains that a session asks for.
    pub fn of(session: &Session) -> Self {
        let study = session.train();
        let neuron = study.of_neuron.then(|| {
            let mut problem = session.problem().clone();
            problem.set_window(problem.home());
            problem
        });
        let moved = !session.stimulus().is_empty() || session.euler().is_some();
        let input = (study.of_neuron && moved).then(|| NeuronInput {
            stimulus: session.stimulus().clone(),
            seed: session.seed(),
            euler: session.euler(),
        });
        Self {
            study,
            neuron,
            input,
        }
    }

    /// What the trains are drawn from.
    pub fn source(&self) -> Source {
        (self.study.poisson, self.neuron.clone(), self.input.clone())
    }

    /// What the trains are, for a caption.
    fn words(&self) -> String {
        if let Some(problem) = &self.neuron {
            let time = problem.model().info().time.symbol();
            let mut words = say!(
                "export-neuron-train",
                cell = scene::cell_caption(problem),
                state = state_words(problem, &problem.preset().initial),
                duration = quantity(LONGER * self.study.poisson.duration, time)
            );
            if let Some(input) = self.input.as_ref().filter(|i| !i.stimulus.is_empty()) {
                words += &say!("between-sentences");
                words += &stimulus_words(problem, &input.stimulus, input.seed);
            }
            return words;
        }
        let PoissonOptions {
            rate,
            duration,
            timing,
            refractory,
            trials,
            seed,
        } = self.study.poisson;
        let how = match timing {
            Timing::Bins(width) => say!("export-bins", width = quantity(width, "ms")),
            Timing::Intervals => say!("export-intervals"),
        };
        let drawn = match trials > SHOWN {
            true => say!(
                "export-drawn-trials",
                shown = SHOWN.to_string(),
                trials = trials.to_string()
            ),
            false => String::new(),
        };
        say!(
            "export-poisson",
            rate = quantity(rate, "Hz"),
            how = how,
            refractory = quantity(refractory, "ms"),
            trials = trials.to_string(),
            duration = quantity(duration, "ms"),
            seed = seed.to_string(),
            drawn = drawn
        )
    }
}

/// The four pictures of the spike trains.
pub(super) fn figure(cancel: &Cancel, session: &Session) -> Drawn {
    let key = TrainKey::of(session);
    let Some(trains) = draw(cancel, &key.source())? else {
        return Ok(None);
    };
    let view = view(&key, &trains)?;
    let [rate, fano, cv] = view.words;
    let mut scenes = vec![view.raster, view.response, view.counts, view.intervals];
    let titles = [rate, view.integral, fano, cv];
    for (scene, title) in scenes.iter_mut().zip(titles) {
        scene.title = title;
    }
    scenes[0].caption = key.words();
    if let Some(warning) = &view.warning {
        scenes[0].caption += &say!("between-sentences");
        scenes[0].caption += warning;
    }
    let silent = view.silent.then(|| say!("export-no-spikes"));
    Ok(Some(Figure {
        scenes,
        columns: 2,
        notes: silent.into_iter().chain(view.warning).collect(),
    }))
}
