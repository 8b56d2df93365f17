//! A neuron learnt by a network, in words.
use super::super::number::{measured, number, quantity, value};
use crate::learn::twin::{
    Descent, Exponential, FIT, Filters, Metrics, Neuron, Recording, State, TwinOptions,
};
use crate::text::say;

/// A neuron that fires more often than this, in Hz, hardly ever rests.
const RESTLESS: f64 = 100.0;
/// The AUC of a network that guesses.
const GUESSING: f64 = 0.5;
/// A learning rate that was too large is to be so many times smaller.
const SMALLER: f64 = 10.0;

/// Which neuron and which network, from what they were learnt.
pub fn twin_caption(options: &TwinOptions) -> String {
    let neuron = match &options.neuron {
        Neuron::IntegrateAndFire(_) => say!("twin-neuron-integrate-and-fire"),
        Neuron::Zoo(neuron) => say!("twin-neuron-model", source = neuron.source.as_str()),
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

/// What is wrong with a twin, in sentences: that training diverged, that there is nothing to be learnt, that spikes were
/// learnt the wrong way round.
pub fn twin_troubles(
    options: &TwinOptions,
    test: &Recording,
    metrics: &Metrics,
    state: Option<State>,
) -> Vec<String> {
    let mut words = vec![];
    if let Some(State::Diverged { step, loss, kept }) = state {
        let loss = if loss.is_finite() {
            value(loss)
        } else {
            "∞".into()
        };
        let slower =
            (options.descent.rate / SMALLER).min(Descent::usual_rate(options.network.hidden));
        words.push(say!(
            "twin-words-diverged",
            step = step.to_string(),
            loss = loss,
            kept = kept,
            rate = value(slower)
        ));
    }
    if test.trials.iter().all(|t| t.input.is_empty()) || mute(options) {
        words.push(say!("twin-words-no-input"));
        return words;
    }
    match &metrics.roc {
        None if test.spikes() == 0 => words.push(say!("twin-words-silent")),
        None => words.push(say!("twin-words-always")),
        Some(_) if metrics.output_rate > RESTLESS => {
            let rate = quantity(metrics.output_rate, "Hz");
            words.push(say!("twin-words-restless", rate = rate));
        }
        Some(roc) if roc.auc < GUESSING && words.is_empty() => {
            words.push(say!("twin-words-wrong-way", auc = number(roc.auc)));
        }
        Some(_) => {}
    }
    words
}

/// Whether no input does anything to the potential.
fn mute(options: &TwinOptions) -> bool {
    let (synapses, rates) = (&options.synapses, &options.rates);
    let no = |count: usize, gain: f64, rate: f64| count == 0 || gain == 0.0 || rate == 0.0;
    no(
        synapses.excitatory,
        synapses.excitatory_gain,
        rates.excitatory,
    ) && no(
        synapses.inhibitory,
        synapses.inhibitory_gain,
        rates.inhibitory,
    )
}

/// What is remarkable about the filters of a twin, in sentences: their time constants, and their signs. `options` are
/// those from which it has learnt.
pub fn twin_words(options: &TwinOptions, metrics: &Metrics, filters: &Filters) -> Vec<String> {
    let mut words = vec![];
    if mute(options) {
        return words;
    }
    words.extend(time_constants(options, metrics, filters));
    let lags = FIT[1].min(options.network.window - 1);
    let lags = quantity(lags as f64, "ms");
    let synapses = &options.synapses;
    words.push(match filters.separation {
        Some(at) => say!("twin-words-apart", at = at.to_string(), lags = lags),
        None if synapses.excitatory > 0 && synapses.inhibitory > 0 => {
            say!("twin-words-not-apart", lags = lags)
        }
        None => say!("twin-words-one-sort"),
    });
    words
}

/// What the fitted time constants say beside that of the membrane, or why there are none.
fn time_constants(options: &TwinOptions, metrics: &Metrics, filters: &Filters) -> Option<String> {
    let groups = [&filters.excitatory, &filters.inhibitory];
    let groups = groups.into_iter().filter(|g| !g.taps.is_empty());
    let Some([from, to]) = Exponential::lags(options.network.window) else {
        return Some(say!("twin-words-too-short"));
    };
    let fits: Option<Vec<f64>> = groups.map(|g| g.fit.map(|f| f.tau)).collect();
    let Some(fits) = fits else {
        let (from, to) = (from.to_string(), to.to_string());
        return Some(say!("twin-words-no-exponential", from = from, to = to));
    };
    let Neuron::IntegrateAndFire(cell) = &options.neuron else {
        return None;
    };
    let count = fits.len();
    let shown: Vec<String> = fits.iter().map(|&tau| measured(tau, "ms")).collect();
    let fitted = shown.join(&say!("twin-words-and"));
    let truth = quantity(cell.tau, "ms");
    if cell.reset.is_none() {
        return Some(say!(
            "twin-words-no-reset",
            count = count,
            fitted = fitted,
            truth = truth
        ));
    }
    let shorter = fits.iter().all(|&tau| tau < cell.tau) && metrics.roc.is_some();
    shorter.then(|| {
        say!(
            "twin-words-memory",
            rate = measured(metrics.output_rate, "Hz"),
            count = count,
            fitted = fitted,
            truth = truth
        )
    })
}
