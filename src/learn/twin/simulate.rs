//! Trials of a neuron under random input.
use super::fault::TwinError;
use super::input;
use super::neuron::{IntegrateAndFire, Neuron};
use super::settings::{Synapses, TwinOptions};
use super::trial::{Ceiling, Recording, Trial};
use super::zoo::Zoo;
use crate::job::Cancel;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What a recording is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The network learns from it.
    Train,
    /// The network is tested with it.
    Test,
}

/// Test trials have the random streams from here on, so that they stay the same when more or less is learnt.
const TEST_STREAM: u64 = 1 << 32;
/// The paper replaces potentials above its threshold of −55 mV by −54.9 mV.
const OVERSHOOT: f64 = 0.1;
/// The kernel of an input is cut off after so many time constants.
const CUT: f64 = 7.0;

/// How many threads there can be at once on this machine.
pub fn usual_threads() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Follows the integrate-and-fire neuron through a trial of so many ms; `potential` and `spikes` of the trial
/// are written.
///
/// As published: a spike of weight w adds w e^(−k/τ) to the potential k ms later, for k from 0 to 7 τ. In a bin in
/// which the potential is above the threshold, unless it is the last one, the neuron fires; from the next
/// bin on a multiple of the same kernel is subtracted such that the potential there is that of the reset, which
/// wipes the input of that bin. There is no refractory time beyond that bin.
///
/// The sum over all kernels is the recursion s ← s e^(−1/τ) + u, where u is what is added or subtracted in this
/// bin. The cut of the kernel, e^(−7) of its height, is kept as published: what was added 7 τ + 1 ms ago is
/// taken away with its present weight, so that V agrees with the published program to rounding.
pub fn integrate_and_fire(
    cell: &IntegrateAndFire,
    synapses: &Synapses,
    length: usize,
    trial: &mut Trial,
) {
    let decay = (-1.0 / cell.tau).exp();
    let taps = (CUT * cell.tau) as usize + 1;
    let gone = (-(taps as f64) / cell.tau).exp();
    let mut added = trial.begin(synapses, length);
    let mut s = 0.0;
    let mut fired = false;
    let mut above = false;
    for t in 0..length {
        s = s * decay + added[t];
        if let Some(before) = t.checked_sub(taps) {
            s -= gone * added[before];
        }
        if let (true, Some(reset)) = (fired, cell.reset) {
            let after = reset - cell.rest;
            added[t] += after - s;
            s = after;
        }
        let potential = cell.rest + s;
        trial.potential.push(potential as f32);
        let was_above = std::mem::replace(&mut above, potential > cell.threshold);
        // Without a reset it fires where it rises through the threshold.
        fired = above && t + 1 < length && (cell.reset.is_some() || !was_above);
        if fired {
            trial.spikes.push(t as u16);
        }
    }
}

/// A neuron that is ready to be followed.
enum Ready {
    IntegrateAndFire(IntegrateAndFire),
    Zoo(Box<Zoo>),
}

impl Ready {
    fn new(options: &TwinOptions) -> Result<Self, TwinError> {
        Ok(match &options.neuron {
            Neuron::IntegrateAndFire(cell) => Self::IntegrateAndFire(cell.clone()),
            Neuron::Zoo(neuron) => Self::Zoo(Box::new(Zoo::new(&neuron.problem()?)?)),
        })
    }

    fn ceiling(&self) -> Ceiling {
        match self {
            Self::IntegrateAndFire(cell) => Ceiling {
                above: cell.threshold as f32,
                becomes: (cell.threshold + OVERSHOOT) as f32,
            },
            Self::Zoo(zoo) => zoo.ceiling(),
        }
    }
}

/// One trial of a recording: its number and the seed say everything about its random numbers.
fn trial(ready: &Ready, options: &TwinOptions, part: Part, number: usize) -> Trial {
    let mut random = ChaCha8Rng::seed_from_u64(options.seed);
    let stream = number as u64
        + match part {
            Part::Train => 0,
            Part::Test => TEST_STREAM,
        };
    // Stream 0 is that of the network's first weights.
    random.set_stream(1 + stream);
    let length = options.duration.trial;
    let mut trial = Trial {
        input: input::draw(&mut random, &options.synapses, &options.rates, length),
        ..Trial::default()
    };
    match ready {
        Ready::IntegrateAndFire(cell) => {
            integrate_and_fire(cell, &options.synapses, length, &mut trial);
        }
        Ready::Zoo(zoo) => {
            zoo.follow(&options.synapses, length, &mut trial);
        }
    }
    trial.input.shrink_to_fit();
    trial.spikes.shrink_to_fit();
    trial
}

/// Records the neuron of the settings; `None` when cancelled. `progress` is told the part that is done, by any
/// of so many threads; the recording is the same for any number of them.
///
/// # Errors
/// What is wrong with the settings.
pub fn simulate(
    cancel: &Cancel,
    options: &TwinOptions,
    part: Part,
    threads: usize,
    progress: &(dyn Fn(f64) + Sync),
) -> Result<Option<Recording>, TwinError> {
    options.check()?;
    let ready = Ready::new(options)?;
    let count = match part {
        Part::Train => options.duration.train_trials(),
        Part::Test => options.duration.test_trials(),
    };
    let mut trials = vec![Trial::default(); count];
    let done = AtomicUsize::new(0);
    let each = count.div_ceil(threads.clamp(1, count));
    thread::scope(|scope| {
        for (k, chunk) in trials.chunks_mut(each).enumerate() {
            let (ready, done) = (&ready, &done);
            scope.spawn(move || {
                for (i, place) in chunk.iter_mut().enumerate() {
                    if cancel.is_cancelled() {
                        return;
                    }
                    *place = trial(ready, options, part, k * each + i);
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    progress(done as f64 / count as f64);
                }
            });
        }
    });
    if cancel.is_cancelled() {
        return Ok(None);
    }
    Ok(Some(Recording {
        trials,
        length: options.duration.trial,
        synapses: options.synapses.count(),
        excitatory: options.synapses.excitatory,
        ceiling: ready.ceiling(),
    }))
}
