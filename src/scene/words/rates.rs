//! What an F-I curve says, in plain words.
use super::{crossing::capital, is_neuron};
use crate::analysis::{Class, Endless, EventKind, Firing, Problem, Response, Sweep, endless};
use crate::model::Unit;
use crate::scene::number::{quantity, value, values};

/// That spiking never ends, because the reset lies beyond the peak: which parameters make it so.
pub fn endless_words(problem: &Problem, endless: &Endless) -> String {
    let info = problem.model().info();
    let told = |&k: &usize| {
        let spec = &info.parameters[k];
        let at = quantity(problem.values()[k], spec.unit.symbol());
        format!("{} = {at}", spec.name)
    };
    let which: Vec<String> = endless.parameters.iter().map(told).collect();
    let what = info.spike;
    let how = if endless.interval > 0.0 {
        format!(
            "once it has fired it fires every {}, its refractory time, whatever the input",
            quantity(endless.interval, info.time.symbol())
        )
    } else {
        "once it has fired it spikes endlessly at one instant, and no rate is given".into()
    };
    format!(
        "With {} the reset is not below the {what}: every reset leads straight to the next spike, and {how}. \
         Choose a lower reset or a higher {what}.",
        which.join(" and ")
    )
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
    let [unit, per] = match (info.time, is_neuron(problem)) {
        (Unit::Millisecond, _) => ["Hz", ""],
        (_, true) => ["", " spikes per unit of time"],
        (_, false) => ["", " turns per unit of time"],
    };
    let mut parts: Vec<String> = vec![];
    let at = |v: f64| format!("{name} = {}", value(v));
    let through =
        |kind: Option<EventKind>| kind.map_or_else(String::new, |k| format!(", at a {k}"));
    let touches = if at_the_peak(problem, found.onset, found.mechanism) {
        format!(", where rest reaches the {}", info.spike)
    } else {
        String::new()
    };
    let neuron = is_neuron(problem);
    let (firing, fires) = if neuron {
        ("firing", "fires")
    } else {
        ("oscillation", "oscillates")
    };
    match (found.onset, found.class) {
        (Some(onset), class) => {
            let begin = format!(
                "{} begins at {}{}{touches}",
                capital(firing),
                at(onset),
                through(found.mechanism)
            );
            let rate = found.onset_rate.unwrap_or(0.0);
            let how = match class {
                Some(Class::One) => ", with an arbitrarily low rate".into(),
                Some(Class::Two) => format!(", and at once with {}{per}", quantity(rate, unit)),
                Some(Class::Three) | None => String::new(),
            };
            // The classes are Hodgkin's, of neurons.
            let class = class.filter(|_| neuron).map_or_else(String::new, |class| {
                format!(": class {} excitability", class.number())
            });
            parts.push(format!("{begin}{how}{class}."));
        }
        (None, Some(Class::Three)) => parts
            .push("A steady current evokes a single spike at most: class 3 excitability.".into()),
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
                format!("It {fires} already where the range begins.")
            } else if anywhere(Some(Sweep::Up)) {
                format!("It {fires} in a part of this range.")
            } else if anywhere(None) || coexist {
                let fire = if neuron { "fire" } else { "oscillate" };
                let rests = if neuron { "rests" } else { "stands still" };
                format!("On the way up it {rests} throughout this range, though it could {fire}.")
            } else {
                let fire = if neuron { "fire" } else { "oscillate" };
                format!("It does not {fire} in this range.")
            });
        }
    }
    if let Some(response) = found.response {
        parts.push(
            match (response, neuron) {
                (Response::Integrator, true) => {
                    "The cell is an integrator: the more input arrives at once, the sooner it fires."
                }
                (Response::Integrator, false) => {
                    "Inputs add up near the saddle-node at which its equilibrium is lost."
                }
                (Response::Resonator, true) => {
                    "The cell is a resonator: it rings, and prefers input at its own frequency."
                }
                (Response::Resonator, false) => {
                    "It rings before it oscillates, and prefers input at its own frequency."
                }
            }
            .into(),
        );
    }
    if let Some(offset) = found.offset {
        parts.push(format!("On the way down it ends at {}.", at(offset)));
    }
    if let Some(block) = found.block {
        parts.push(format!(
            "On the way up it ends at {}{}.",
            at(block.parameter),
            through(block.event)
        ));
    }
    for ends in &found.bistable {
        let [lo, hi] = values(*ends);
        parts.push(format!(
            "{} and {firing} coexist for {lo} < {name} < {hi}.",
            if neuron { "Rest" } else { "An equilibrium" }
        ));
    }
    parts.join(" ")
}
