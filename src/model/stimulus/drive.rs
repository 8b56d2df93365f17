//! A stimulus made ready for one model.
use super::{Fault, Signal, Stimulus, StimulusError, Walk};
use crate::model::{Model, nearest};
use std::sync::Arc;

/// A stimulus with the parameters of one model that it drives, and the seed of its noise.
///
/// Random inputs are drawn anew along every integration, from ChaCha8 with this seed and one stream
/// per input: equal drives give equal courses, whatever else runs at the same time.
#[derive(Clone, Debug, PartialEq)]
pub struct Drive {
    /// Index of the parameter and signal of each input.
    pub(super) inputs: Vec<(usize, Arc<Signal>)>,
    pub(super) seed: u64,
    /// What one Hz is per unit of the model's time.
    pub(super) hertz: f64,
}

impl Drive {
    /// Makes a stimulus ready for `model` at the parameter values `values`.
    ///
    /// # Errors
    /// A parameter that the model does not have or that cannot be driven; a signal that
    /// [`Signal::check`] refuses; impulses or white noise on a parameter in which the equations are not
    /// linear, because then neither has a meaning; a stimulus that takes a parameter to values which the
    /// formula cannot use, such as a capacitance to 0 or a refractory time below it.
    pub fn new(
        model: &dyn Model,
        values: &[f64],
        stimulus: &Stimulus,
        seed: u64,
    ) -> Result<Self, StimulusError> {
        let info = model.info();
        let mut inputs = vec![];
        for input in &stimulus.inputs {
            input.signal.check()?;
            let slot = match &input.on {
                None => 0,
                Some(name) => info
                    .parameter(name)
                    .ok_or_else(|| Fault::UnknownParameter {
                        model: info.id.into(),
                        name: name.clone(),
                        hint: nearest(name, info.parameters.iter().map(|p| p.name)),
                    })?,
            };
            let name = info.parameters[slot].name;
            if !info.parameters[slot].choices().is_empty() {
                return Err(Fault::Choice { name: name.into() }.into());
            }
            let what = match input.signal {
                Signal::Impulses { .. } => "an impulse",
                Signal::Noise { .. } => "white noise",
                _ => "",
            };
            if !what.is_empty() && !linear(model, values, slot) {
                return Err(Fault::NotLinear {
                    what,
                    name: name.into(),
                }
                .into());
            }
            inputs.push((slot, Arc::new(input.signal.clone())));
        }
        let drive = Self {
            inputs,
            seed,
            hertz: info.time.per_second().recip(),
        };
        for slot in drive.driven() {
            drive.allows(slot, &info.parameters[slot], values[slot])?;
        }
        Ok(drive)
    }

    /// Indices of the driven parameters, without repetition, in increasing order.
    pub fn driven(&self) -> Vec<usize> {
        let mut slots: Vec<usize> = self.inputs.iter().map(|(slot, _)| *slot).collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// Whether any part is random.
    pub fn random(&self) -> bool {
        self.inputs.iter().any(|(_, signal)| signal.random())
    }

    /// Whether any part is white noise.
    pub fn white(&self) -> bool {
        let white = |signal: &Signal| matches!(signal, Signal::Noise { .. });
        self.inputs.iter().any(|(_, signal)| white(signal))
    }

    /// The same drive whose noise is drawn on a grid of `step`: what Euler's method does with it.
    pub fn on_grid(&self, step: f64) -> Self {
        let mut drive = self.clone();
        for (_, signal) in &mut drive.inputs {
            if let Signal::Noise { dt, .. } | Signal::OrnsteinUhlenbeck { dt, .. } =
                Arc::make_mut(signal)
            {
                *dt = step;
            }
        }
        drive
    }

    /// A walk from time 0.
    pub fn walk(&self) -> Walk {
        Walk::new(self)
    }

    /// What is added to each of the [`Drive::driven`] parameters over `0..=until`: times and values for
    /// drawing, in which a jump is two points at one time. Curved pieces have `fine` points each.
    /// No more than `most` points.
    pub fn course(&self, until: f64, fine: usize, most: usize) -> Vec<(usize, Vec<[f64; 2]>)> {
        self.walk().course(&self.driven(), until, fine, most)
    }

    /// What is added to parameter `slot` at the given times, which do not decrease; at a jump, what comes
    /// after it.
    pub fn sampled(&self, slot: usize, times: &[f64]) -> Vec<f64> {
        let mut walk = self.walk();
        let value = |&t: &f64| {
            walk.advance(t);
            let terms = walk.terms().iter().filter(|(k, _)| *k == slot);
            terms.map(|(_, term)| term.at(t)).sum()
        };
        times.iter().map(value).collect()
    }

    /// Times of the impulses up to `until` with parameter and charge; at most `most`.
    pub fn impulses(&self, until: f64, most: usize) -> Vec<(f64, usize, f64)> {
        let mut out = vec![];
        for (slot, signal) in &self.inputs {
            if let Signal::Impulses { at, charge } = &**signal {
                let times = (0..most).map_while(|k| at.get(k).filter(|&t| t <= until));
                out.extend(times.map(|t| (t, *slot, *charge)));
            }
        }
        out.sort_by(|a, b| a.0.total_cmp(&b.0));
        out.truncate(most);
        out
    }
}

/// Whether the equations are linear in parameter `slot`: at states spread over the usual ranges, and at
/// two values of the parameter, their second derivative by it is 0 but for rounding.
fn linear(model: &dyn Model, values: &[f64], slot: usize) -> bool {
    let info = model.info();
    let n = info.dimension();
    let family = model.family(values, &[slot]);
    let mut along = vec![0.0; n + 1];
    along[n] = 1.0;
    let (mut jacobian, mut second) = (vec![0.0; n * (n + 1)], vec![0.0; n]);
    let (low, high) = info.parameters[slot].range;
    (0..8).all(|k| {
        let part = (f64::from(k) + 0.5) / 8.0;
        let mut z: Vec<f64> = info
            .variables
            .iter()
            .enumerate()
            .map(|(i, v)| {
                let part = if i % 2 == 0 { part } else { (3.0 * part) % 1.0 };
                v.range.0 + part * (v.range.1 - v.range.0)
            })
            .collect();
        z.push(values[slot] + if k % 2 == 0 { 0.0 } else { 0.1 * (high - low) });
        family.second(&z, &along, &along, &mut second);
        family.jacobian(&z, &mut jacobian);
        (0..n).all(|i| {
            let by = jacobian[i * (n + 1) + n].abs();
            second[i].abs() * (high - low) <= 1e-9 * by
        })
    })
}
