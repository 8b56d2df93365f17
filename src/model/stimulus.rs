//! Stimuli: what is done to a cell in the course of time. A stimulus is no part of a model; it drives
//! any declared parameter.
//!
//! A [`Stimulus`] is a list of [`Input`]s, each a [`Signal`] that is added to the parameter's own value,
//! the one on its slider; several on one parameter add up. It is plain data, has a text form that reads
//! back the same (see [`Stimulus::parse`]), and becomes a [`Drive`] for one model.
mod bounds;
mod check;
mod drive;
mod euler;
mod fault;
mod parse;
mod piece;
mod print;
mod recorded;
mod walk;

pub use check::Overlap;
pub use drive::Drive;
pub use euler::Euler;
pub use fault::{Fault, StimulusError};
pub(super) use piece::Term;
pub use walk::Walk;

/// The grid of noise unless a stimulus says otherwise, in the model's unit of time.
pub const NOISE_STEP: f64 = 0.05;

/// What is done to a cell, from time 0 on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stimulus {
    /// The signals, each with the parameter that it drives.
    pub inputs: Vec<Input>,
}

/// A signal and the parameter to whose value it is added.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Name of the parameter; the model's first one (the input current in neuron models) when `None`.
    pub on: Option<String>,
    /// What is added to it.
    pub signal: Signal,
}

/// When the pulses of a train begin.
#[derive(Clone, Debug, PartialEq)]
pub enum Times {
    /// At these times, which increase.
    List(Vec<f64>),
    /// Again and again.
    Regular {
        /// The first time.
        at: f64,
        /// From each to the next.
        every: f64,
        /// How many; endlessly when `None`.
        count: Option<u64>,
    },
}

/// A course of time. Heights are in the unit of the driven parameter, times in the model's unit of
/// time; frequencies and rates are in Hz where that is the millisecond and per unit of time elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Signal {
    /// `height` from beginning to end.
    Constant {
        /// What is added.
        height: f64,
    },
    /// `height` after time `at`.
    Step {
        /// When it begins.
        at: f64,
        /// What is added.
        height: f64,
    },
    /// Rises evenly from 0 to `height` and stays there.
    Ramp {
        /// When it begins to rise.
        at: f64,
        /// How long it rises.
        width: f64,
        /// What it reaches; negative falls.
        height: f64,
        /// How long it stays before it drops back to 0; for ever when `None`.
        hold: Option<f64>,
    },
    /// Rises by `slope` per unit of time, for ever.
    Slope {
        /// When it begins to rise.
        at: f64,
        /// How steeply.
        slope: f64,
    },
    /// Rectangular pulses. In Euler's method, which looks at single times, a pulse does not include its
    /// own ends unless it is `closed`; elsewhere that makes no difference.
    Pulses {
        /// When each begins.
        at: Times,
        /// How long each lasts.
        width: f64,
        /// What is added meanwhile.
        height: f64,
        /// Whether the very times at which it begins and ends belong to it.
        closed: bool,
    },
    /// Pulses without width: the state jumps by as much as an infinitely short pulse of this area
    /// moves it. Lost while a refractory cell is held.
    Impulses {
        /// When.
        at: Times,
        /// The area: height times time.
        charge: f64,
    },
    /// `amplitude · sin(2π (t − at)/period + phase)`.
    Sine {
        /// Half of what it sweeps.
        amplitude: f64,
        /// Length of one turn.
        period: f64,
        /// Where in the turn it begins, in radians.
        phase: f64,
        /// When it begins.
        at: f64,
        /// When it ends; never when `None`.
        until: Option<f64>,
    },
    /// A sine whose frequency sweeps from one value to another.
    Chirp {
        /// Half of what it sweeps.
        amplitude: f64,
        /// Frequency at the beginning.
        from: f64,
        /// Frequency at the end.
        to: f64,
        /// When it begins.
        at: f64,
        /// How long it lasts.
        width: f64,
        /// Whether the frequency grows by equal factors, not by equal amounts, in equal times.
        exponential: bool,
    },
    /// White noise: `strength · η(t)` with `⟨η(t) η(s)⟩ = δ(t − s)`. In an equation where the noise is
    /// multiplied by the state it is meant in Stratonovich's sense, as the limit of fast real noise.
    Noise {
        /// Its strength: the parameter's unit times the square root of the unit of time.
        strength: f64,
        /// The grid on which it is drawn.
        dt: f64,
        /// When it begins.
        at: f64,
        /// When it ends; never when `None`.
        until: Option<f64>,
    },
    /// The Ornstein-Uhlenbeck process: noise that forgets itself in the time `tau`. It begins in its
    /// stationary state.
    OrnsteinUhlenbeck {
        /// Its mean.
        mean: f64,
        /// Its standard deviation.
        sd: f64,
        /// Its correlation time.
        tau: f64,
        /// The grid on which it is drawn; cut finer where that is more than a tenth of `tau`.
        dt: f64,
        /// When it begins.
        at: f64,
        /// When it ends; never when `None`.
        until: Option<f64>,
    },
    /// Synaptic events at random times (a Poisson process): each adds `height`, which decays with time
    /// constant `tau`. Excitatory when positive, inhibitory when negative.
    Synapses {
        /// Mean number of events: in Hz, or per unit of time.
        rate: f64,
        /// What one event adds.
        height: f64,
        /// How fast it decays.
        tau: f64,
        /// When the first may come.
        at: f64,
        /// When the last may come; never when `None`.
        until: Option<f64>,
    },
    /// Drawn by hand or recorded: straight lines through these points of time and value, and 0 before
    /// the first and after the last. Two points at one time make a jump.
    Drawn {
        /// Times, which do not decrease, with values.
        points: Vec<[f64; 2]>,
    },
}

impl Times {
    /// The time number `k`, counted from 0.
    pub fn get(&self, k: usize) -> Option<f64> {
        match self {
            Self::List(times) => times.get(k).copied(),
            Self::Regular { at, every, count } => count
                .is_none_or(|n| (k as u64) < n)
                .then(|| at + every * k as f64),
        }
    }

    /// The number of the last time that is not after `t`.
    pub(super) fn last_until(&self, t: f64) -> Option<usize> {
        match self {
            Self::List(times) => times.partition_point(|&s| s <= t).checked_sub(1),
            Self::Regular { at, every, count } => {
                if t < *at {
                    return None;
                }
                // Division may be one off where a time falls on a beginning: look at both neighbours.
                let near = ((t - at) / every) as usize;
                let most = count.map_or(usize::MAX, |n| n as usize).checked_sub(1)?;
                let fits = |k: usize| k <= most && at + every * k as f64 <= t;
                [near + 1, near, near.saturating_sub(1)]
                    .into_iter()
                    .find(|&k| fits(k))
                    .or(Some(most))
            }
        }
    }
}

impl Signal {
    /// Whether it is random, so that it depends on a seed.
    pub fn random(&self) -> bool {
        matches!(
            self,
            Self::Noise { .. } | Self::OrnsteinUhlenbeck { .. } | Self::Synapses { .. }
        )
    }
}

impl Stimulus {
    /// A stimulus of one signal on the model's first parameter.
    pub fn new(signal: Signal) -> Self {
        Self {
            inputs: vec![Input { on: None, signal }],
        }
    }

    /// Whether nothing is done.
    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty()
    }

    /// About how much memory it takes.
    pub fn bytes(&self) -> usize {
        let own = size_of::<Input>() * self.inputs.len();
        let lists = self.inputs.iter().map(|input| match &input.signal {
            Signal::Pulses {
                at: Times::List(times),
                ..
            }
            | Signal::Impulses {
                at: Times::List(times),
                ..
            } => size_of_val(times.as_slice()),
            Signal::Drawn { points } => size_of_val(points.as_slice()),
            _ => 0,
        });
        own + lists.sum::<usize>()
    }

    /// Whether any part is random, so that it depends on a seed.
    pub fn random(&self) -> bool {
        self.inputs.iter().any(|i| i.signal.random())
    }
}

#[cfg(test)]
mod tests;
