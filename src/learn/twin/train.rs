//! Training, step by step: it can be paused, stopped, begun again, and looked at at any time.
use super::fault::TwinError;
use super::metrics::{self, Metrics, auc};
use super::nadam::Nadam;
use super::network::{Network, Scratch, Stretch};
use super::settings::TwinOptions;
use super::trial::Recording;
use crate::job::Cancel;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// A step's stretches are divided among so many sums, which are added in their order: the same for any number of
/// threads.
const PARTS: usize = 4;
/// The random stream from which stretches are drawn.
const STREAM: u64 = u64::MAX;
/// The curve of training has so many points.
const POINTS: usize = 40;
/// So many test trials are looked at for a point of the curve.
const GLANCE: usize = 30;
/// One in so many trials is put aside, where there are as many, to see which network is the best on what it did not
/// learn from,
const ASIDE: usize = 10;
/// but no more trials than these, a twentieth of the published data as in the published program.
const MOST_ASIDE: usize = 60;
/// The mean loss over about so many steps is compared
const MEMORY: f64 = 50.0;
/// with the loss before the first step: training has diverged where it is so many times as large.
const EXPLODED: f64 = 10.0;

/// A point of the curve of training.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// After how many steps.
    pub step: usize,
    /// How long training has taken until then, in s; waiting does not count.
    pub seconds: f64,
    /// The mean loss of the last steps.
    pub loss: f64,
    /// The area under the ROC curve over a few of the test trials; `None` where they have no spike.
    pub auc: Option<f64>,
}

/// How training stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// There are steps to do.
    Going,
    /// All steps are done.
    Done,
    /// The loss grew beyond all bounds: the network is that of the best point of the curve, or the first one.
    Diverged {
        /// At which step.
        step: usize,
        /// The loss there.
        loss: f64,
        /// After how many steps the network was that of the best point; 0 for the first weights.
        kept: usize,
    },
}

/// How far training is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Steps done.
    pub step: usize,
    /// Steps in all.
    pub steps: usize,
    /// The mean loss of the last steps.
    pub loss: f64,
    /// The area under the ROC curve at the last point of the curve.
    pub auc: Option<f64>,
    /// After how many steps the network was that is kept, once training is over: the best one on trials that were
    /// put aside. `None` while it goes on.
    pub kept: Option<usize>,
    /// How long training has taken, in s.
    pub seconds: f64,
    /// How long the rest will take at this pace, in s; `None` before the first step.
    pub left: Option<f64>,
    /// Whether there is more to do.
    pub state: State,
}

/// One of the sums of a step.
#[derive(Clone, Debug)]
struct PartSum {
    gradient: Vec<f32>,
    loss: f64,
    scratch: Scratch,
}

/// A network that is being trained. At the end it is the best one on a few trials that were put aside (early stopping):
/// several units learn few data by heart.
///
/// Nothing happens between two calls of [`Training::advance`], so that whoever calls it can pause, and stop by
/// calling no more. The network of each moment is [`Training::network`]. The same settings give the same
/// weights, to the bit, whatever the number of threads and in however many calls.
#[derive(Clone, Debug)]
pub struct Training {
    options: TwinOptions,
    recording: Arc<Recording>,
    test: Arc<Recording>,
    threads: usize,
    network: Network,
    nadam: Nadam,
    random: ChaCha8Rng,
    parts: Vec<PartSum>,
    step: usize,
    /// The loss before the first step, and the mean loss of the last ones.
    first: f64,
    loss: f64,
    taken: Duration,
    curve: Vec<Point>,
    state: State,
    /// So many of the last trials of the recording are put aside.
    aside: usize,
    /// The network with the least loss on them at a point of the curve, that loss, and after how many steps it was.
    best: (f64, usize, Network),
}

impl Training {
    /// A network with first weights, and what it is to learn from and to be tested with.
    ///
    /// # Errors
    /// What is wrong with the settings.
    ///
    /// # Panics
    /// When the recordings are empty or not of these synapses.
    pub fn new(
        options: &TwinOptions,
        recording: Arc<Recording>,
        test: Arc<Recording>,
        threads: usize,
    ) -> Result<Self, TwinError> {
        options.check()?;
        for recording in [&recording, &test] {
            assert_eq!(recording.synapses, options.network.synapses);
            assert!(!recording.trials.is_empty() && recording.length > 0);
        }
        let bins = (recording.trials.len() * recording.length) as f64;
        let network = Network::new(&options.network, recording.mean(), options.seed)
            .at_rate(recording.spikes() as f64 / bins);
        let mut training = Self {
            nadam: Nadam::new(network.weights.len()),
            random: ChaCha8Rng::seed_from_u64(options.seed),
            parts: vec![
                PartSum {
                    gradient: vec![0.0; network.weights.len()],
                    loss: 0.0,
                    scratch: Scratch::default(),
                };
                PARTS
            ],
            aside: match recording.trials.len() {
                few if few < ASIDE => 0,
                many => (many / ASIDE).min(MOST_ASIDE),
            },
            best: (f64::INFINITY, 0, network.clone()),
            options: options.clone(),
            recording,
            test,
            threads: threads.clamp(1, PARTS),
            network,
            step: 0,
            first: 0.0,
            loss: 0.0,
            taken: Duration::ZERO,
            curve: vec![],
            state: State::Going,
        };
        training.random.set_stream(STREAM);
        Ok(training)
    }

    /// Begins again from the first weights.
    ///
    /// # Errors
    /// None that [`Training::new`] did not have.
    pub fn reset(&mut self) -> Result<(), TwinError> {
        let again = |r: &Arc<Recording>| Arc::clone(r);
        let (recording, test) = (again(&self.recording), again(&self.test));
        *self = Self::new(&self.options, recording, test, self.threads)?;
        Ok(())
    }

    /// The settings.
    pub fn options(&self) -> &TwinOptions {
        &self.options
    }

    /// The network of this moment.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The curve of training up to now.
    pub fn curve(&self) -> &[Point] {
        &self.curve
    }

    /// The loss before the first step, of the stretches that it learns from; `None` before it is done.
    pub fn first_loss(&self) -> Option<f64> {
        (self.step > 0).then_some(self.first)
    }

    /// What the network is tested with.
    pub fn test(&self) -> &Arc<Recording> {
        &self.test
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let seconds = self.taken.as_secs_f64();
        let steps = self.options.descent.steps;
        let left = (self.step > 0).then(|| seconds / self.step as f64 * (steps - self.step) as f64);
        Progress {
            step: self.step,
            steps,
            loss: self.loss,
            auc: self.curve.last().and_then(|p| p.auc),
            kept: (self.state != State::Going).then_some(self.best.1),
            seconds,
            left,
            state: self.state,
        }
    }

    /// Does so many steps more, or fewer where there are no more to do.
    pub fn advance(&mut self, steps: usize) -> Progress {
        let began = Instant::now();
        let before = self.taken;
        let every = (self.options.descent.steps / POINTS).max(1);
        for _ in 0..steps {
            if self.state != State::Going {
                break;
            }
            self.one_step();
            self.taken = before + began.elapsed();
            let last = self.step == self.options.descent.steps;
            if self.state == State::Going && (self.step.is_multiple_of(every) || last) {
                self.look();
            }
            if self.state == State::Going && last {
                self.state = State::Done;
                self.network = self.best.2.clone();
            }
        }
        self.taken = before + began.elapsed();
        self.progress()
    }

    /// A point of the curve.
    fn look(&mut self) {
        let few = self.test.trials.len().min(GLANCE);
        let auc = auc_of(&self.network, &self.test, few);
        let loss = self.loss_aside();
        if loss <= self.best.0 {
            self.best = (loss, self.step, self.network.clone());
        }
        self.curve.push(Point {
            step: self.step,
            seconds: self.taken.as_secs_f64(),
            loss: self.loss,
            auc,
        });
    }

    /// The mean loss on the trials that were put aside: what a network has learnt by heart does not help there, so that
    /// it grows when several units have only few data. Where nothing is put aside the last network is the best.
    fn loss_aside(&mut self) -> f64 {
        let recording = &*self.recording;
        let scratch = &mut self.parts[0].scratch;
        let aside = &recording.trials[recording.trials.len() - self.aside..];
        let losses = aside
            .iter()
            .map(|trial| self.network.loss(recording, trial, scratch));
        losses.sum::<f64>() / self.aside.max(1) as f64
    }

    /// One step of the descent.
    fn one_step(&mut self) {
        let descent = &self.options.descent;
        let length = self.recording.length;
        let n = descent.stretch.min(length);
        let count = self.recording.trials.len() - self.aside;
        let stretches: Vec<(usize, usize)> = (0..descent.batch)
            .map(|_| {
                let trial = self.random.random_range(0..count);
                (trial, self.random.random_range(0..=length - n))
            })
            .collect();
        let bins = (n * descent.batch) as f32;
        let rate = descent.rate_at(self.step);
        let (network, recording) = (&self.network, &*self.recording);
        let sum = |k: usize, part: &mut PartSum| {
            part.gradient.fill(0.0);
            part.loss = 0.0;
            // Stretch j belongs to part j mod PARTS.
            for &(trial, from) in stretches.iter().skip(k).step_by(PARTS) {
                let stretch = Stretch {
                    trial: &recording.trials[trial],
                    from,
                    to: from + n,
                };
                part.loss += network.learn(
                    recording,
                    stretch,
                    bins,
                    &mut part.gradient,
                    &mut part.scratch,
                );
            }
        };
        let used = descent.batch.min(PARTS);
        let each = used.div_ceil(self.threads);
        thread::scope(|scope| {
            let mut chunks = self.parts[..used].chunks_mut(each).enumerate();
            let mine = chunks.next();
            for (c, chunk) in chunks {
                let sum = &sum;
                scope.spawn(move || {
                    for (i, part) in chunk.iter_mut().enumerate() {
                        sum(c * each + i, part);
                    }
                });
            }
            for (i, part) in mine
                .into_iter()
                .flat_map(|(_, chunk)| chunk.iter_mut().enumerate())
            {
                sum(i, part);
            }
        });
        let (first, rest) = self.parts.split_at_mut(1);
        let total = &mut first[0];
        for part in &rest[..used - 1] {
            for (t, g) in total.gradient.iter_mut().zip(&part.gradient) {
                *t += g;
            }
            total.loss += part.loss;
        }
        let penalty = self.network.penalty(&mut total.gradient);
        let loss = total.loss / f64::from(bins) + penalty;
        if self.step == 0 {
            (self.first, self.loss) = (loss, loss);
        }
        // A mean over all steps so far until there are enough of them.
        let part = 1.0 / MEMORY.min(self.step as f64 + 1.0);
        let mean = self.loss + part * (loss - self.loss);
        // One batch that is far off is enough to see that it cannot come back.
        if !mean.is_finite() || mean > EXPLODED * self.first {
            self.state = State::Diverged {
                step: self.step,
                loss,
                kept: self.best.1,
            };
            self.network = self.best.2.clone();
            return;
        }
        self.loss = mean;
        self.nadam
            .step(&mut self.network.weights, &total.gradient, rate);
        self.step += 1;
    }

    /// How the network of this moment does on the whole of the test trials; `None` when cancelled.
    pub fn metrics(&self, cancel: &Cancel) -> Option<Metrics> {
        metrics::metrics(cancel, &self.network, &self.test, self.threads)
    }
}

/// The area under the ROC curve over the first trials of a recording.
fn auc_of(network: &Network, test: &Recording, trials: usize) -> Option<f64> {
    let (mut spikes, mut silence) = (vec![], vec![]);
    for trial in &test.trials[..trials] {
        let response = network.response(trial, 0, test.length);
        metrics::divide(trial, &response.odds, &mut spikes, &mut silence);
    }
    auc(&mut spikes, &silence)
}
