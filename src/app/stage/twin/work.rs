//! Recording a neuron and training the network that learns it, on a thread of its own.
use crate::job::{Cancel, Steps};
use crate::learn::twin::metrics::metrics;
use crate::learn::twin::{
    Descent, Exponential, Filters, Layout, LeastSquares, Metrics, Neuron, PAPER, Part, Progress,
    Recording, Response, Saved, State, Training, TwinError, TwinOptions, simulate, usual_threads,
};
use crate::scene::{self, Scene, twin};
use crate::text::Each;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A new picture comes about so often.
const MOMENT: Duration = Duration::from_millis(80);
/// While it trains, a network is tested with no more trials than these: 150 s of the usual ones.
const GLANCE: usize = 25;
/// What is being recorded is told in thousandths.
pub(super) const THOUSAND: u32 = 1000;
/// A twin that was opened, to be looked at; each opening is another one.
#[derive(Clone, Debug)]
pub(super) struct Loaded(pub Arc<Saved>);

impl PartialEq for Loaded {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What is worked on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TwinKey {
    pub options: TwinOptions,
    pub loaded: Option<Loaded>,
}

/// Which trial of the test, and from which bin on, is looked at.
pub(in crate::app) type Second = (usize, usize);

/// The numbers of a network; potentials in mV.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::app) struct Numbers {
    pub auc: Option<f64>,
    pub hit_rate: Option<f64>,
    pub rmse: f64,
    pub explained: Option<f64>,
    /// The peak of the cross-correlation, in ms.
    pub peak: Option<i32>,
    /// Spikes of the neuron per second.
    pub rate: f64,
    /// Fitted time constants of the excitatory and of the inhibitory filter, in ms.
    pub taus: [Option<f64>; 2],
    /// The true one.
    pub tau: Option<f64>,
    /// The same of the best linear filter, once that is known.
    pub limit: Option<Limit>,
}

/// What the best linear filter does: see [`Numbers`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) struct Limit {
    pub rmse: f64,
    pub explained: Option<f64>,
    pub taus: [Option<f64>; 2],
}

/// All pictures of a moment.
#[derive(Debug)]
pub(in crate::app) struct Pictures {
    pub heat_map: Scene,
    pub sections: Scene,
    pub course: Scene,
    pub input: Scene,
    pub rates: Scene,
    pub trace: Scene,
    pub probability: Scene,
    pub roc: Scene,
    pub correlation: Scene,
    pub potentials: Scene,
}

/// What there is to see of a training.
#[derive(Debug)]
pub(in crate::app) enum TwinView {
    /// The neuron is being recorded.
    Recording,
    /// There is nothing to be learnt.
    Trouble(TwinError),
    /// A network, trained or not.
    Network(Box<NetworkView>),
}

/// A network with its pictures.
#[derive(Debug)]
pub(in crate::app) struct NetworkView {
    /// How far training is; nothing of a twin that was opened.
    pub progress: Option<Progress>,
    /// Whether training was ended before its last step.
    pub ended: bool,
    /// Whether it was tested with everything there is.
    pub tested: bool,
    pub numbers: Numbers,
    pub pictures: Each<Pictures>,
    /// What is remarkable, and what is wrong, in sentences.
    pub words: Each<Vec<String>>,
    pub troubles: Each<Vec<String>>,
    /// What is written into a file.
    pub saved: Saved,
    /// Where a second of the test begins that shows much.
    pub telling: Second,
}

/// What was recorded, for training and for tests.
struct Recorded {
    /// The settings that say everything about it.
    of: TwinOptions,
    train: Arc<Recording>,
    test: Arc<Recording>,
    /// The first trials of the test.
    glance: Arc<Recording>,
    telling: Second,
    /// The best linear filter of a length, once it was asked for.
    limit: Option<(usize, LeastSquares)>,
}

/// What is being trained, or what was opened.
enum Subject {
    Training(Box<Training>),
    Opened(Arc<Saved>),
}

/// The work.
pub(super) struct Work {
    threads: usize,
    /// How much of the neuron is recorded, in thousandths, while it is.
    part: Arc<AtomicU32>,
    recorded: Option<Recorded>,
    subject: Option<Subject>,
    trouble: Option<TwinError>,
    /// How many steps take a moment.
    pace: usize,
    ended: bool,
    /// The test with everything, when training is over.
    tested: Option<Metrics>,
}

impl Work {
    /// Work that leaves a thread to the window.
    pub(super) fn new(part: Arc<AtomicU32>) -> Self {
        Self {
            threads: usual_threads().saturating_sub(1).max(1),
            part,
            recorded: None,
            subject: None,
            trouble: None,
            pace: 1,
            ended: false,
            tested: None,
        }
    }

    /// Records the neuron, unless that was done already; `None` when cancelled.
    fn record(&mut self, cancel: &Cancel, options: &TwinOptions) -> Result<Option<()>, TwinError> {
        let of = recorded_by(options);
        if self.recorded.as_ref().is_some_and(|r| r.of == of) {
            return Ok(Some(()));
        }
        self.recorded = None;
        let trials = options.duration.train_trials() + options.duration.test_trials();
        let share = options.duration.train_trials() as f64 / trials as f64;
        let told = |part: f64| {
            let part = (f64::from(THOUSAND) * part) as u32;
            self.part.fetch_max(part, Ordering::Relaxed);
        };
        let train = simulate(cancel, options, Part::Train, self.threads, &|p| {
            told(share * p)
        })?;
        let Some(train) = train else { return Ok(None) };
        let test = simulate(cancel, options, Part::Test, self.threads, &|p| {
            told(share + (1.0 - share) * p)
        })?;
        let Some(test) = test else { return Ok(None) };
        let few = test.trials.len().min(GLANCE);
        let glance = Recording {
            trials: test.trials[..few].to_vec(),
            ..test
        };
        self.recorded = Some(Recorded {
            of,
            telling: twin::telling_second(&test),
            train: Arc::new(train),
            test: Arc::new(test),
            glance: Arc::new(glance),
            limit: None,
        });
        Ok(Some(()))
    }

    fn set_up(&mut self, cancel: &Cancel, key: &TwinKey) -> Result<Option<()>, TwinError> {
        if self.record(cancel, &key.options)?.is_none() {
            return Ok(None);
        }
        let Some(recorded) = &self.recorded else {
            return Ok(None);
        };
        let [train, test] = [&recorded.train, &recorded.test].map(Arc::clone);
        self.subject = Some(match &key.loaded {
            Some(Loaded(saved)) => Subject::Opened(Arc::clone(saved)),
            None => {
                let training = Training::new(&key.options, train, test, self.threads)?;
                Subject::Training(Box::new(training))
            }
        });
        Ok(Some(()))
    }

    /// Tests the network with everything, and finds out what the best linear filter could do.
    fn finish(&mut self, cancel: &Cancel) {
        let (Some(recorded), Some(subject)) = (&mut self.recorded, &self.subject) else {
            return;
        };
        let (network, window) = match subject {
            Subject::Training(training) => (training.network(), training.options().network.window),
            Subject::Opened(saved) => (&saved.network, saved.network.layout.window),
        };
        self.tested = metrics(cancel, network, &recorded.test, self.threads);
        if recorded.limit.as_ref().is_none_or(|(of, _)| *of != window) {
            let found = LeastSquares::new(cancel, &recorded.train, &recorded.test, window);
            recorded.limit = found.map(|limit| (window, limit));
        }
    }
}

/// The settings that say what is recorded; all others are the usual ones.
fn recorded_by(options: &TwinOptions) -> TwinOptions {
    TwinOptions {
        network: Layout {
            synapses: options.network.synapses,
            ..Layout::default()
        },
        descent: Descent::default(),
        ..options.clone()
    }
}

impl Steps for Work {
    type Key = TwinKey;
    type Look = Option<Second>;
    type View = TwinView;

    fn begin(&mut self, cancel: &Cancel, key: &TwinKey, publish: &mut dyn FnMut(TwinView)) {
        self.part.store(0, Ordering::Relaxed);
        self.subject = None;
        self.trouble = None;
        self.ended = false;
        self.tested = None;
        publish(TwinView::Recording);
        if let Err(why) = self.set_up(cancel, key) {
            self.trouble = Some(why);
        }
        if key.loaded.is_some() && !cancel.is_cancelled() {
            self.finish(cancel);
        }
    }

    fn go_on(&mut self, cancel: &Cancel) -> bool {
        let Some(Subject::Training(training)) = &mut self.subject else {
            return false;
        };
        if self.ended {
            return false;
        }
        let began = Instant::now();
        loop {
            let progress = training.advance(self.pace);
            let took = began.elapsed();
            if progress.state != State::Going || cancel.is_cancelled() {
                break;
            }
            if took >= MOMENT {
                // So many that a moment takes about four of these turns.
                let turns = took.as_secs_f64() / MOMENT.as_secs_f64();
                if turns > 1.5 {
                    self.pace = (self.pace / 2).max(1);
                }
                break;
            }
            if 4 * took < MOMENT {
                self.pace = (2 * self.pace).min(256);
            }
        }
        let progress = training.progress();
        let more = progress.state == State::Going;
        if !more && !cancel.is_cancelled() {
            self.finish(cancel);
        }
        more
    }

    fn end(&mut self, cancel: &Cancel) {
        if let Some(Subject::Training(training)) = &self.subject
            && training.progress().state == State::Going
        {
            self.ended = true;
            self.finish(cancel);
        }
    }

    fn look(&mut self, cancel: &Cancel, look: &Option<Second>) -> Option<TwinView> {
        if let Some(why) = &self.trouble {
            return Some(TwinView::Trouble(why.clone()));
        }
        let recorded = self.recorded.as_ref()?;
        let (network, options, progress) = match self.subject.as_ref()? {
            Subject::Training(t) => (t.network(), t.options(), Some(t.progress())),
            Subject::Opened(saved) => (&saved.network, &saved.options, None),
        };
        let found;
        let metrics = match &self.tested {
            Some(tested) => tested,
            None => {
                found = metrics(cancel, network, &recorded.glance, self.threads)?;
                &found
            }
        };
        let test = if self.tested.is_some() {
            &recorded.test
        } else {
            &recorded.glance
        };
        let responses: Vec<Response> = recorded
            .glance
            .trials
            .iter()
            .map(|trial| network.response(trial, 0, recorded.glance.length))
            .collect();
        let potentials = twin::PotentialHistogram::new(&recorded.glance, &responses);
        let filters = Filters::new(network, &options.synapses, &recorded.glance);
        let cell = match &options.neuron {
            Neuron::IntegrateAndFire(cell) => Some(cell),
            Neuron::Zoo(_) => None,
        };
        let (first, curve) = match self.subject.as_ref()? {
            Subject::Training(training) => (training.first_loss(), training.curve()),
            Subject::Opened(_) => (None, &[][..]),
        };
        let (trial, from) = look.unwrap_or(recorded.telling);
        let second = (trial.min(recorded.test.trials.len() - 1), from);
        let pictures = Each::of(|| Pictures {
            heat_map: twin::heat_map(&filters, &options.synapses),
            sections: twin::sections(&filters, &options.synapses, cell),
            course: twin::course(first, curve, progress, options.descent.steps, PAPER.auc),
            input: twin::input(&recorded.test, second),
            rates: twin::rates(&recorded.test, second),
            trace: twin::trace(&recorded.test, network, metrics, second),
            probability: twin::probability(&recorded.test, network, metrics, second),
            roc: twin::roc(metrics.roc.as_ref()),
            correlation: twin::correlation(&metrics.correlation),
            potentials: twin::potentials(&potentials, metrics),
        });
        if cancel.is_cancelled() {
            return None;
        }
        let state = progress.map(|p| p.state);
        let tau = |fit: Option<Exponential>| fit.map(|f| f.tau);
        let limit = recorded.limit.as_ref();
        let limit = limit.filter(|(window, _)| *window == options.network.window);
        Some(TwinView::Network(Box::new(NetworkView {
            progress,
            ended: self.ended,
            tested: self.tested.is_some(),
            numbers: Numbers {
                auc: metrics.roc.as_ref().map(|r| r.auc),
                hit_rate: metrics.roc.as_ref().map(|r| r.hit_rate),
                rmse: metrics.rmse,
                explained: metrics.explained,
                peak: metrics.correlation.peak,
                rate: metrics.output_rate,
                taus: [tau(filters.excitatory.fit), tau(filters.inhibitory.fit)],
                tau: cell.map(|c| c.tau),
                limit: limit.map(|(_, l)| Limit {
                    rmse: l.rmse,
                    explained: l.explained,
                    taus: [0, 1].map(|k| tau(Exponential::fit(&l.taps[k]))),
                }),
            },
            pictures,
            words: Each::of(|| scene::twin_words(options, metrics, &filters)),
            troubles: Each::of(|| scene::twin_troubles(options, test, metrics, state)),
            saved: Saved {
                options: options.clone(),
                steps: match self.subject.as_ref()? {
                    Subject::Training(training) => training.progress().step,
                    Subject::Opened(saved) => saved.steps,
                },
                network: network.clone(),
            },
            telling: recorded.telling,
        })))
    }
}
