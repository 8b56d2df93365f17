//! Neurons of the zoo under the synapses of the integrate-and-fire neuron.
use super::fault::TwinError;
use super::settings::Synapses;
use super::trial::{Ceiling, Trial};
use crate::analysis::{Problem, SpikeLevel, SpikeWatch};
use crate::model::{Field, Orbit, Run, Spikes, Unit};
use crate::num::ode::{End, Method, Watch};

/// Error of one step relative to the usual range of a variable: a spike's time is then good to far less
/// than the bin of 1 ms.
const TOLERANCE: f64 = 1e-5;
/// No bin of 1 ms takes so many steps.
const MOST_STEPS: usize = 10_000;
/// The neuron is left alone for so many ms before a trial, to come to rest.
const SETTLE: usize = 1000;
/// The potential is cut off so many mV above rest, below the thresholds of the zoo's neurons.
const HEADROOM: f64 = 15.0;

/// A neuron of the zoo with its resting state.
///
/// A spike at a synapse moves the potential by its gain at once, at the beginning of its bin, as it does that of
/// the integrate-and-fire neuron. The model's own equations do all the rest; they are integrated with error
/// control and exact resets. The potential of a bin is that at its beginning, after the input. The neuron fires
/// in the bin in which its model resets, or, of a model without reset, in which the potential rises
/// through the middle of its usual range, having been below the lower quarter since the last time.
/// In the middle of a spike of a model without reset, input moves the potential too.
pub(super) struct Zoo {
    field: Box<dyn Field>,
    scale: Vec<f64>,
    rest: Vec<f64>,
    level: SpikeLevel,
    ceiling: f64,
}

/// Says whether the model's time and first variable have the units of the synapses.
pub(super) fn check(problem: &Problem) -> Result<(), TwinError> {
    let info = problem.model().info();
    let volts = info
        .variables
        .first()
        .is_some_and(|v| v.unit == Unit::Millivolt);
    if volts && info.time == Unit::Millisecond {
        Ok(())
    } else {
        Err(TwinError::Units(info.id))
    }
}

/// What one bin did.
struct Bin {
    fired: bool,
    diverged: bool,
    step: f64,
    held: f64,
}

impl Zoo {
    /// A model at parameter values, at rest where it comes to rest.
    pub(super) fn new(problem: &Problem) -> Result<Self, TwinError> {
        check(problem)?;
        let mut zoo = Self {
            field: problem.bind(),
            scale: problem.scales(),
            rest: problem.preset().initial.clone(),
            level: SpikeLevel::of(problem, &[]),
            ceiling: f64::INFINITY,
        };
        let mut trial = Trial::default();
        let still = Synapses {
            excitatory: 0,
            inhibitory: 0,
            ..Synapses::default()
        };
        zoo.rest = zoo.follow(&still, SETTLE, &mut trial);
        // Of a neuron that fires by itself, half of the time it is below.
        let mut later = trial.potential.split_off(SETTLE / 2);
        later.sort_by(f32::total_cmp);
        zoo.ceiling = f64::from(later[later.len() / 2]) + HEADROOM;
        Ok(zoo)
    }

    /// Where potentials are cut off before they are learnt: 15 mV above rest.
    pub(super) fn ceiling(&self) -> Ceiling {
        let level = self.ceiling as f32;
        Ceiling {
            above: level,
            becomes: level,
        }
    }

    /// Follows the neuron through a trial of so many ms whose input is given; the last state.
    pub(super) fn follow(&self, synapses: &Synapses, length: usize, trial: &mut Trial) -> Vec<f64> {
        let added = trial.begin(synapses, length);
        let mut x = self.rest.clone();
        let (mut step, mut held) = (0.0, 0.0);
        let mut watch = SpikeWatch::default();
        watch.set_level(Some(self.level));
        watch.put(0.0, x[0]);
        for (t, kick) in added.into_iter().enumerate() {
            // A neuron that is held after a reset takes no input.
            if held <= 0.0 {
                x[0] += kick;
            }
            trial.potential.push(x[0] as f32);
            let risen = watch.see(t as f64, x[0]).is_some();
            let bin = self.bin(&mut x, t as f64, (step, held), &mut watch);
            if bin.diverged {
                // Only input beyond all measure does this; the neuron is put back to rest.
                x.clone_from(&self.rest);
                watch.put(t as f64, x[0]);
            }
            (step, held) = (bin.step, bin.held);
            if (risen && !self.field.resets()) || bin.fired {
                trial.spikes.push(t as u16);
            }
        }
        x
    }

    /// One bin of 1 ms from `x`.
    fn bin(
        &self,
        x: &mut Vec<f64>,
        from: f64,
        (step, held): (f64, f64),
        watch: &mut SpikeWatch,
    ) -> Bin {
        let resets = self.field.resets();
        let run = Run {
            method: Method::Dopri5,
            max_steps: MOST_STEPS,
            first_step: step,
            spikes: Spikes::Reset,
            held,
            ..Run::new(1.0, TOLERANCE, &self.scale)
        };
        let mut fired = false;
        let end = self.field.integrate(x, &run, &mut |orbit| {
            match orbit {
                Orbit::Reset { .. } => fired = true,
                Orbit::Step(step) if !resets => {
                    fired |= watch.see(from + step.t + step.h, step.x1[0]).is_some();
                }
                Orbit::Step(_) => {}
            }
            Watch::Continue
        });
        let diverged = end.end != End::Time || !end.state.iter().all(|v| v.is_finite());
        *x = end.state;
        Bin {
            fired,
            diverged,
            step: if diverged {
                0.0
            } else {
                end.next_step.clamp(1e-3, 1.0)
            },
            held: if diverged { 0.0 } else { end.held },
        }
    }
}
