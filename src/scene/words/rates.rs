//! What an F-I curve says, in plain words.
use super::{is_neuron, sentences, symbols, whom};
use crate::analysis::{Class, Endless, EventKind, Firing, Problem, Response, Sweep, endless};
use crate::model::Unit;
use crate::scene::names::{event_name, spike_line_name};
use crate::scene::number::{quantity, value, values};
use crate::text::say;

/// That spiking never ends, because the reset lies beyond the peak: which parameters make it so.
pub fn endless_words(problem: &Problem, endless: &Endless) -> String {
    let info = problem.model().info();
    let told = |&k: &usize| {
        let spec = &info.parameters[k];
        let at = quantity(problem.values()[k], spec.unit.symbol());
        format!("{} = {at}", spec.name)
    };
    let which: Vec<String> = endless.parameters.iter().map(told).collect();
    let which = symbols(&which);
    let (what, choose) = (spike_line_name(info.spike), spike_line_name(info.spike));
    if endless.interval > 0.0 {
        let interval = quantity(endless.interval, info.time.symbol());
        say!(
            "endless-regular",
            which = which,
            what = what,
            interval = interval,
            choose = choose
        )
    } else {
        say!(
            "endless-instant",
            which = which,
            what = what,
            choose = choose
        )
    }
}

/// Whether firing begins where rest reaches the peak of a model of one variable, or its threshold: nothing
/// else ends rest on a line without a bifurcation.
pub(in crate::scene) fn at_the_peak(
    problem: &Problem,
    onset: Option<f64>,
    mechanism: Option<EventKind>,
) -> bool {
    let info = problem.model().info();
    info.dimension() == 1 && info.resets && onset.is_some() && mechanism.is_none()
}

/// What an F-I curve says, in a sentence or two: class, onset and mechanism, response, and where rest and
/// firing coexist.
pub fn firing_words(problem: &Problem, found: &Firing) -> String {
    if let Some(endless) = endless(problem) {
        return endless_words(problem, &endless);
    }
    let info = problem.model().info();
    let name = info.parameters[found.parameter].name;
    let mut parts: Vec<String> = vec![];
    let at = |v: f64| format!("{name} = {}", value(v));
    let neuron = is_neuron(problem);
    let who = whom(problem);
    match (found.onset, found.class) {
        (Some(onset), class) => parts.push(onset_words(problem, found, at(onset), class)),
        (None, Some(Class::Three)) => parts.push(say!("firing-class-3")),
        (None, _) => {
            let anywhere = |sweep: Option<Sweep>| {
                found
                    .points
                    .iter()
                    .filter(|p| sweep.is_none_or(|s| p.sweep == s))
                    .any(|p| p.rate.is_some_and(|r| r > 0.0))
            };
            let coexist = found.bistable.iter().any(|[lo, hi]| lo < hi);
            let first = found.points.first().and_then(|p| p.rate);
            parts.push(if first.is_some_and(|r| r > 0.0) {
                say!("fires-already", who = who)
            } else if anywhere(Some(Sweep::Up)) {
                say!("fires-partly", who = who)
            } else if anywhere(None) || coexist {
                say!("fires-only-down", who = who)
            } else {
                say!("fires-nowhere", who = who)
            });
        }
    }
    if let Some(response) = found.response {
        parts.push(match (response, neuron) {
            (Response::Integrator, true) => say!("is-integrator"),
            (Response::Integrator, false) => say!("integrates"),
            (Response::Resonator, true) => say!("is-resonator"),
            (Response::Resonator, false) => say!("resonates"),
        });
    }
    if let Some(offset) = found.offset {
        parts.push(say!("ends-down", at = at(offset)));
    }
    if let Some(block) = found.block {
        let at = at(block.parameter);
        parts.push(match block.event {
            Some(kind) => say!("ends-up-event", at = at, event = event_name(kind)),
            None => say!("ends-up", at = at),
        });
    }
    for ends in &found.bistable {
        let [lo, hi] = values(*ends);
        parts.push(say!(
            "coexist-between",
            who = who,
            lo = lo,
            name = name,
            hi = hi
        ));
    }
    sentences(parts)
}

/// Where firing begins, at which bifurcation, how fast, and what class that is.
fn onset_words(problem: &Problem, found: &Firing, at: String, class: Option<Class>) -> String {
    let info = problem.model().info();
    let who = whom(problem);
    let begins = match found.mechanism {
        Some(kind) => say!("begins-event", who = who, at = at, event = event_name(kind)),
        None if at_the_peak(problem, found.onset, found.mechanism) => {
            let line = spike_line_name(info.spike);
            say!("begins-peak", who = who, at = at, line = line)
        }
        None => say!("begins", who = who, at = at),
    };
    let rate = found.onset_rate.unwrap_or(0.0);
    let begins = match class {
        Some(Class::One) => say!("begins-low", begins = begins),
        Some(Class::Two) if info.time == Unit::Millisecond => {
            say!("begins-hertz", begins = begins, rate = quantity(rate, "Hz"))
        }
        Some(Class::Two) => say!(
            "begins-rate",
            begins = begins,
            rate = value(rate),
            who = who
        ),
        Some(Class::Three) | None => begins,
    };
    // The classes are Hodgkin's, of neurons.
    match class.filter(|_| is_neuron(problem)) {
        Some(class) => say!(
            "begins-class",
            begins = begins,
            number = i64::from(class.number())
        ),
        None => say!("begins-stop", begins = begins),
    }
}
