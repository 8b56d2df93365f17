//! What can be wrong with the settings of a twin.
use super::neuron::Neuron;
use super::settings::{Descent, Duration, Layout, Rates, SECOND, Synapses, TwinOptions};
use crate::analysis::ProblemError;
use crate::text::say;

/// Why there is no twin.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TwinError {
    /// No synapse at all.
    #[error("{}", say!("twin-fault-no-synapses"))]
    NoSynapses,
    /// Too many synapses.
    #[error("{}", say!("twin-fault-synapses", it = _0.to_string(), most = Synapses::MOST.to_string()))]
    Synapses(usize),
    /// A number that is not finite, or outside of its bounds.
    #[error("{}", say!("twin-fault-bounds", what = crate::text::told(what), it = it.to_string(), low = low.to_string(), high = high.to_string()))]
    Bounds {
        /// Of what, in English.
        what: &'static str,
        /// The number.
        it: f64,
        /// The smallest that is accepted.
        low: f64,
        /// The greatest that is accepted.
        high: f64,
    },
    /// Filters that reach back beyond a whole trial.
    #[error("{}", say!("twin-fault-window", window = window.to_string(), trial = trial.to_string()))]
    Window {
        /// The length of the filters, in ms.
        window: usize,
        /// The length of a trial, in ms.
        trial: usize,
    },
    /// A network too large.
    #[error("{}", say!("twin-fault-parameters", it = _0.to_string(), most = Layout::MOST_PARAMETERS.to_string()))]
    Parameters(usize),
    /// A threshold that rest is already above, or a reset above the threshold.
    #[error("{}", say!("twin-fault-threshold", level = level.to_string(), threshold = threshold.to_string()))]
    Threshold {
        /// The potential at rest, or after the reset, in mV.
        level: f64,
        /// The threshold, in mV.
        threshold: f64,
    },
    /// More input spikes than memory has room for.
    #[error("{}", say!("twin-fault-spikes", it = format!("{:.0}", _0 / 1e6), most = format!("{:.0}", MOST_SPIKES / 1e6)))]
    Spikes(f64),
    /// More steps of time than memory has room for.
    #[error("{}", say!("twin-fault-seconds", it = _0.to_string(), most = MOST_SECONDS.to_string()))]
    Seconds(f64),
    /// No such model, or no such parameter.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// A model whose time or whose first variable has another unit.
    #[error("{}", say!("twin-fault-units", it = _0.to_string()))]
    Units(&'static str),
    /// A network for other synapses or of another size than is asked for.
    #[error("{}", say!("twin-fault-layout", found = layout(found), wanted = layout(wanted)))]
    Layout {
        /// What the network has.
        found: Layout,
        /// What was asked for.
        wanted: Layout,
    },
}

/// A layout in words.
fn layout(it: &Layout) -> String {
    say!(
        "twin-fault-layout-is",
        synapses = it.synapses,
        window = it.window.to_string(),
        hidden = it.hidden,
        transfer = it.transfer.name()
    )
}

/// So many input spikes are kept, at four bytes each.
const MOST_SPIKES: f64 = 6e7;
/// So many seconds are kept in all, at four bytes for each millisecond.
const MOST_SECONDS: f64 = 100_000.0;
/// Mean rate of a synapse of either sort in Hz, an upper bound, and the unit of [`Rates`].
const MEAN_RATE: f64 = 3.125;

impl TwinOptions {
    /// Says what is wrong with the settings, if anything is.
    ///
    /// # Errors
    /// The first fault that is found.
    pub fn check(&self) -> Result<(), TwinError> {
        let within = |what, it: f64, low: f64, high: f64| {
            if (low..=high).contains(&it) {
                Ok(())
            } else {
                Err(TwinError::Bounds {
                    what,
                    it,
                    low,
                    high,
                })
            }
        };
        let counted = |what, it: usize, [low, high]: [usize; 2]| {
            within(what, it as f64, low as f64, high as f64)
        };
        let count = self
            .synapses
            .excitatory
            .saturating_add(self.synapses.inhibitory);
        if count == 0 {
            return Err(TwinError::NoSynapses);
        }
        if count > Synapses::MOST {
            return Err(TwinError::Synapses(count));
        }
        within("excitatory gain", self.synapses.excitatory_gain, 0.0, 1e3)?;
        within("inhibitory gain", self.synapses.inhibitory_gain, 0.0, 1e3)?;
        within("excitatory rate", self.rates.excitatory, 0.0, Rates::MOST)?;
        within("inhibitory rate", self.rates.inhibitory, 0.0, Rates::MOST)?;
        let d = &self.duration;
        counted("trial", d.trial, Duration::TRIAL)?;
        let least = d.trial as f64 / SECOND;
        within("seconds of training", d.train, least, Duration::MOST)?;
        within("seconds of test", d.test, least, Duration::MOST)?;
        if d.train + d.test > MOST_SECONDS {
            return Err(TwinError::Seconds(d.train + d.test));
        }
        let busy = self.rates.excitatory * self.synapses.excitatory as f64
            + self.rates.inhibitory * self.synapses.inhibitory as f64;
        let spikes = MEAN_RATE * busy * (d.train + d.test);
        if spikes > MOST_SPIKES {
            return Err(TwinError::Spikes(spikes));
        }
        match &self.neuron {
            Neuron::IntegrateAndFire(cell) => {
                within("membrane time constant", cell.tau, 0.1, 1e4)?;
                for (what, level) in [
                    ("resting potential", cell.rest),
                    ("threshold", cell.threshold),
                ] {
                    within(what, level, -1e4, 1e4)?;
                }
                within(
                    "reset potential",
                    cell.reset.unwrap_or(cell.rest),
                    -1e4,
                    1e4,
                )?;
                for level in [Some(cell.rest), cell.reset].into_iter().flatten() {
                    if level >= cell.threshold {
                        return Err(TwinError::Threshold {
                            level,
                            threshold: cell.threshold,
                        });
                    }
                }
            }
            Neuron::Zoo(neuron) => super::zoo::check(&neuron.problem()?)?,
        }
        let n = &self.network;
        if n.window > d.trial {
            return Err(TwinError::Window {
                window: n.window,
                trial: d.trial,
            });
        }
        counted("window", n.window, [1, Layout::MOST_WINDOW])?;
        counted("hidden units", n.hidden, [1, Layout::MOST_HIDDEN])?;
        if n.synapses != count {
            return Err(TwinError::Layout {
                found: n.clone(),
                wanted: Layout {
                    synapses: count,
                    ..n.clone()
                },
            });
        }
        if n.parameters() > Layout::MOST_PARAMETERS {
            return Err(TwinError::Parameters(n.parameters()));
        }
        counted("steps", self.descent.steps, [1, Descent::MOST_STEPS])?;
        counted("batch", self.descent.batch, [1, Descent::MOST_BATCH])?;
        counted("stretch", self.descent.stretch, [1, Duration::TRIAL[1]])?;
        within("learning rate", self.descent.rate, 1e-9, Descent::MOST_RATE)
    }
}
