//! A neuron learnt by a network, in words.
use super::super::number::{quantity, value};
use crate::learn::twin::{Descent, Filters, Metrics, Neuron, Recording, State, TwinOptions};
use crate::text::say;

/// A neuron that fires more often than this, in Hz, hardly ever rests.
const RESTLESS: f64 = 100.0;
/// A learning rate that was too large is to be so many times smaller.
const SMALLER: f64 = 10.0;

/// Which neuron and which network, from what they were learnt.
pub fn twin_caption(options: &TwinOptions) -> String {
    let neuron = match &options.neuron {
        Neuron::IntegrateAndFire(_) => say!("twin-neuron-integrate-and-fire"),
        Neuron::Zoo(neuron) => neuron.source.clone(),
    };
    say!(
        "twin-caption",
        neuron = neuron,
        excitatory = options.synapses.excitatory.to_string(),
        inhibitory = options.synapses.inhibitory.to_string(),
        hidden = options.network.hidden,
        window = quantity(options.network.window as f64, "ms"),
        parameters = options.network.parameters().to_string(),
        train = quantity(options.duration.train, "s"),
        test = quantity(options.duration.test, "s"),
        seed = options.seed.to_string()
    )
}

/// What is wrong with a twin, in sentences: that training diverged, that there is nothing to be learnt.
pub fn twin_troubles(
    options: &TwinOptions,
    test: &Recording,
    metrics: &Metrics,
    state: Option<State>,
) -> Vec<String> {
    let mut words = vec![];
    if let Some(State::Diverged { step, loss }) = state {
        words.push(say!(
            "twin-words-diverged",
            step = step.to_string(),
            loss = if loss.is_finite() {
                value(loss)
            } else {
                "∞".into()
            },
            rate = value(
                (options.descent.rate / SMALLER).min(Descent::usual_rate(options.network.hidden))
            )
        ));
    }
    if metrics.roc.is_none() {
        words.push(if test.spikes() == 0 {
            say!("twin-words-silent")
        } else {
            say!("twin-words-always")
        });
    } else if metrics.output_rate > RESTLESS {
        let rate = quantity(metrics.output_rate, "Hz");
        words.push(say!("twin-words-restless", rate = rate));
    }
    words
}

/// What is remarkable about the filters of a twin, in sentences: their signs, and their time constants.
pub fn twin_words(options: &TwinOptions, metrics: &Metrics, filters: &Filters) -> Vec<String> {
    let mut words = vec![];
    let both = options.synapses.excitatory > 0 && options.synapses.inhibitory > 0;
    words.push(match filters.separation {
        Some(at) => say!(
            "twin-words-apart",
            excitatory = options.synapses.excitatory.to_string(),
            inhibitory = options.synapses.inhibitory.to_string(),
            at = at.to_string()
        ),
        None if both => say!("twin-words-not-apart"),
        None => say!("twin-words-one-sort"),
    });
    let fits = (filters.excitatory.fit, filters.inhibitory.fit);
    if let (Neuron::IntegrateAndFire(cell), (Some(a), Some(b))) = (&options.neuron, fits) {
        let [excitatory, inhibitory, truth] = [a.tau, b.tau, cell.tau].map(|t| quantity(t, "ms"));
        if cell.reset.is_none() {
            words.push(say!(
                "twin-words-no-reset",
                excitatory = excitatory,
                inhibitory = inhibitory,
                truth = truth
            ));
        } else if a.tau < cell.tau && b.tau < cell.tau && metrics.roc.is_some() {
            words.push(say!(
                "twin-words-memory",
                excitatory = excitatory,
                inhibitory = inhibitory,
                truth = truth
            ));
        }
    }
    words
}
