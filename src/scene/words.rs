//! What a portrait shows, in one line of plain words.
pub mod crossing;
pub mod fit;
pub mod orbit;
pub mod rates;
pub mod regime;
pub mod sets;
pub mod train;
pub mod twin;

use super::declared::model_name;
use super::names::{equilibrium_name, event_name};
use super::number::quantity;
use crate::analysis::reduction::Comparison;
use crate::analysis::{Cycle, Equilibrium, Kind, Others, Portrait, Problem};
use crate::model::Unit;
use crate::text::say;

/// Two equilibria nearer to each other than this part of the window are told as a pair.
const PAIR: f64 = 0.1;
/// More equilibria than this are counted instead of told one by one.
const MANY: usize = 5;
/// What moves less than this part of the usual window within some time stands still.
const STILL: f64 = 1e-3;

/// One line in plain words: the present value of the first parameter, the equilibria with their
/// roles and the distances of close pairs, the cycles with period and rate, and what coexists.
///
/// "I = 4.4 µA/cm²: a stable node (rest) and a saddle (threshold) 1.5 mV apart; an unstable focus."
pub fn words(problem: &Problem, portrait: &Portrait) -> String {
    let info = problem.model().info();
    let mut parts = equilibria(problem, portrait);
    parts.extend(portrait.cycles.iter().map(|c| cycle(problem, c)));
    parts.extend(coexistence(problem, portrait));
    let said = clauses(parts);
    let line = match (info.parameters.first(), problem.values().first()) {
        (Some(p), Some(&v)) => {
            let at = quantity(v, p.unit.symbol());
            say!("portrait-at", name = p.name, at = at, said = said)
        }
        _ => say!("portrait-said", said = said),
    };
    let notes = portrait.notes.iter().map(|note| sentence(note));
    sentences(
        std::iter::once(line)
            .chain(plane_words(problem))
            .chain(notes),
    )
}

/// Parts of a sentence one after the other: "a, b, c".
pub fn commas(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().collect();
    parts.join(&say!("between-parts"))
}

/// Clauses one after the other: "a; b".
pub fn clauses(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().collect();
    parts.join(&say!("between-clauses"))
}

/// Sentences one after the other.
pub fn sentences(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(&say!("between-sentences"))
}

/// A text with a capital letter and a full stop, unless it ends like a sentence already.
pub fn sentence(text: &str) -> String {
    let mut sentence = crossing::capital(text);
    if !sentence.ends_with(['.', '!', '?', '。', '！', '？']) {
        sentence = say!("full-stop", sentence = sentence);
    }
    sentence
}

/// What becomes of the variables that the plane does not show: "The plane shows V and n; m and h are
/// slaved to their steady states. Equilibria and cycles are those of all 4 variables." `None` when it
/// shows all of them.
pub fn plane_words(problem: &Problem) -> Option<String> {
    let info = problem.model().info();
    if info.dimension() < 3 {
        return None;
    }
    let (axes, [x, y]) = (problem.axes(), problem.plane());
    let rest = (0..info.dimension()).filter(|k| !axes.contains(k));
    let said = match problem.others() {
        Others::Slaved => {
            let names: Vec<String> = rest.map(|k| info.variables[k].name.into()).collect();
            let count = names.len();
            say!("plane-slaved", names = symbols(&names), count = count)
        }
        Others::Held(state) => {
            let place: Vec<String> = rest
                .map(|k| {
                    let v = &info.variables[k];
                    format!("{} = {}", v.name, quantity(state[k], v.unit.symbol()))
                })
                .collect();
            say!("plane-held", place = symbols(&place))
        }
    };
    Some(say!(
        "plane-shows",
        x = x,
        y = y,
        said = said,
        count = info.dimension()
    ))
}

/// Whether the model is a neuron: only then is a stable equilibrium "rest" and a cycle "firing".
pub(super) fn is_neuron(problem: &Problem) -> bool {
    let info = problem.model().info();
    info.resets || info.parameters.first().is_some_and(|p| p.name == "I")
}

/// What a stable cycle is of this model: "firing" of a neuron, "oscillation" of anything else.
pub fn activity(problem: &Problem) -> String {
    if is_neuron(problem) {
        say!("firing")
    } else {
        say!("oscillation")
    }
}

/// Of whom one speaks, for messages that have a case for each: "cell" or "system".
pub(super) fn whom(problem: &Problem) -> &'static str {
    if is_neuron(problem) { "cell" } else { "system" }
}

/// Whether an equilibrium is the cell's rest: the stable one of lowest potential, unless it lies in
/// the upper half of the usual range, where a cell is in depolarisation block.
pub(super) fn is_rest(problem: &Problem, all: &[Equilibrium], k: usize) -> bool {
    let first = all.iter().position(|e| e.kind.is_stable());
    is_neuron(problem) && first == Some(k) && !problem.depolarised(all[k].at[0])
}

fn equilibria(problem: &Problem, portrait: &Portrait) -> Vec<String> {
    let all = &portrait.equilibria;
    if all.is_empty() {
        return vec![say!("no-equilibrium-in-window")];
    }
    if all.len() > MANY {
        return vec![counted(all)];
    }
    let named: Vec<String> = (0..all.len()).map(|k| named(problem, all, k)).collect();
    let mut parts = vec![];
    let mut single = vec![];
    let mut k = 0;
    while k < all.len() {
        match all.get(k + 1).and_then(|b| apart(problem, &all[k], b)) {
            // A third one nearer still forms the pair with the second.
            Some((d, text))
                if all
                    .get(k + 2)
                    .and_then(|c| apart(problem, &all[k + 1], c))
                    .is_none_or(|(next, _)| d <= next) =>
            {
                flush(&mut parts, &mut single);
                parts.push(say!(
                    "pair-apart",
                    one = named[k].as_str(),
                    other = named[k + 1].as_str(),
                    apart = text
                ));
                k += 2;
            }
            _ => {
                single.push(named[k].clone());
                k += 1;
            }
        }
    }
    flush(&mut parts, &mut single);
    parts
}

fn flush(parts: &mut Vec<String>, single: &mut Vec<String>) {
    if !single.is_empty() {
        parts.push(list(single));
        single.clear();
    }
}

/// "a, b and c".
fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => say!(
            "list-and",
            first = first.join(&say!("between-things")),
            last = last.as_str()
        ),
    }
}

/// The same of names and numbers, which have spaces around them in every language.
pub(super) fn symbols(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => say!(
            "symbols-and",
            first = first.join(&say!("between-things")),
            last = last.as_str()
        ),
    }
}

/// How far apart two close equilibria are: relative to the window, and in words in the unit of the
/// variable in which they differ most.
fn apart(problem: &Problem, a: &Equilibrium, b: &Equilibrium) -> Option<(f64, String)> {
    let window = problem.window();
    let [pa, pb] = [problem.project(&a.at), problem.project(&b.at)];
    let distance = window.distance(pa, pb);
    if distance > PAIR {
        return None;
    }
    let size = window.size();
    let d = [(pb[0] - pa[0]).abs(), (pb[1] - pa[1]).abs()];
    // The first variable is the potential, which people think in; the second only when it says more.
    let k = usize::from(a.at.len() > 1 && d[1] / size[1] > 10.0 * d[0] / size[0]);
    let spec = &problem.model().info().variables[problem.axes()[k]];
    let text = quantity(d[k], spec.unit.symbol());
    Some((
        distance,
        if spec.unit == Unit::None {
            say!("apart-in", distance = text, name = spec.name)
        } else {
            say!("apart", distance = text)
        },
    ))
}

/// "a stable node (rest)".
fn named(problem: &Problem, all: &[Equilibrium], k: usize) -> String {
    let kind = all[k].kind;
    if all[k].leaves_turning() {
        return say!("a-saddle-focus");
    }
    let what = a_kind(kind);
    if !is_neuron(problem) {
        return what;
    }
    let first_stable = all.iter().position(|e| e.kind.is_stable());
    let only_one = all.iter().filter(|e| e.separates()).count() == 1;
    if is_rest(problem, all, k) {
        say!("as-rest", what = what)
    } else if kind.is_stable() {
        say!("as-depolarised", what = what)
    } else if all[k].separates() && only_one && first_stable.is_some() {
        say!("as-threshold", what = what)
    } else {
        what
    }
}

/// "a stable node": a kind with its article.
pub(super) fn a_kind(kind: Kind) -> String {
    match kind {
        Kind::StableNode => say!("a-stable-node"),
        Kind::UnstableNode => say!("an-unstable-node"),
        Kind::StableFocus => say!("a-stable-focus"),
        Kind::UnstableFocus => say!("an-unstable-focus"),
        Kind::Saddle => say!("a-saddle"),
        Kind::Centre => say!("a-centre"),
        Kind::SaddleNode => say!("a-saddle-node"),
        Kind::Degenerate => say!("a-degenerate-equilibrium"),
    }
}

/// "4 unstable nodes": so many of a kind, two or more.
fn of_kind(kind: Kind, count: usize) -> String {
    match kind {
        Kind::StableNode => say!("stable-nodes", count = count),
        Kind::UnstableNode => say!("unstable-nodes", count = count),
        Kind::StableFocus => say!("stable-foci", count = count),
        Kind::UnstableFocus => say!("unstable-foci", count = count),
        Kind::Saddle => say!("saddles", count = count),
        Kind::Centre => say!("centres", count = count),
        Kind::SaddleNode => say!("saddle-nodes", count = count),
        Kind::Degenerate => say!("degenerate-ones", count = count),
    }
}

/// "7 equilibria: 3 saddles, 4 unstable nodes".
pub(super) fn counted(all: &[Equilibrium]) -> String {
    let mut kinds: Vec<(Kind, usize)> = vec![];
    for e in all {
        match kinds.iter_mut().find(|(kind, _)| *kind == e.kind) {
            Some((_, n)) => *n += 1,
            None => kinds.push((e.kind, 1)),
        }
    }
    let each: Vec<String> = kinds
        .into_iter()
        .map(|(kind, n)| match (kind, n) {
            (kind, 1) => a_kind(kind),
            (kind, n) => of_kind(kind, n),
        })
        .collect();
    say!("equilibria-counted", count = all.len(), each = list(&each))
}

/// "a stable cycle of period 7.07 ms (firing at 141 Hz)".
pub(super) fn cycle(problem: &Problem, cycle: &Cycle) -> String {
    let info = problem.model().info();
    let period = quantity(cycle.period, info.time.symbol());
    let stable = if cycle.stable { "yes" } else { "no" };
    let hertz = |per_period: f64| {
        (info.time == Unit::Millisecond).then(|| quantity(1e3 * per_period / cycle.period, "Hz"))
    };
    match cycle.spikes {
        Some(spikes) if spikes > 0 => {
            let said = say!(
                "spiking-cycle",
                stable = stable,
                count = spikes,
                period = period
            );
            match hertz(spikes as f64) {
                Some(rate) if cycle.stable => say!("firing-at", what = said, rate = rate),
                Some(rate) => say!("turning-at", what = said, rate = rate),
                None => said,
            }
        }
        _ => {
            let said = say!("cycle-of-period", stable = stable, period = period);
            match hertz(1.0) {
                Some(rate) if cycle.stable && is_neuron(problem) => {
                    say!("firing-at", what = said, rate = rate)
                }
                _ => said,
            }
        }
    }
}

/// What coexists: two or more attractors.
fn coexistence(problem: &Problem, portrait: &Portrait) -> Option<String> {
    let rests = portrait
        .equilibria
        .iter()
        .filter(|e| e.kind.is_stable())
        .count();
    let cycles = portrait.cycles.iter().filter(|c| c.stable).count();
    let all = &portrait.equilibria;
    let at_rest = (0..all.len()).any(|k| is_rest(problem, all, k));
    match (rests, cycles) {
        (1, 1) if at_rest => Some(say!("bistable-rest-firing")),
        (r, c) if r + c == 2 => Some(say!("bistable")),
        (r, c) if r + c == 3 => Some(say!("three-attractors")),
        (r, c) if r + c > 3 => Some(say!("attractors-coexist", count = r + c)),
        _ => None,
    }
}

/// Where a model and its reduction differ: "Hodgkin-Huxley has Hopf points at I = 9.775 and 154.5, its reduction
/// to V and n at 6.757 and 389.5."
pub fn reduction_words(problem: &Problem, comparison: &Comparison) -> String {
    let info = problem.model().info();
    let lead = &info.parameters[0];
    let places = |hopf: &[(f64, crate::analysis::EventKind)]| -> String {
        let places: Vec<String> = hopf
            .iter()
            .map(|&(at, _)| quantity(at, lead.unit.symbol()))
            .collect();
        if places.is_empty() {
            say!("hopf-nowhere")
        } else {
            say!("hopf-at", name = lead.name, places = symbols(&places))
        }
    };
    let hopf = say!(
        "hopf-points",
        full = model_name(info),
        at = places(&comparison.full_hopf),
        reduced = model_name(comparison.reduced.model().info()),
        there = places(&comparison.reduced_hopf)
    );
    sentences([hopf, difference_words(problem, comparison)])
}

/// By how much the Hopf points of a model and of its reduction differ: "Those of the reduction lie 3.022 µA/cm²
/// lower (subcritical Hopf) and 235 µA/cm² higher (supercritical Hopf)."
pub fn difference_words(problem: &Problem, comparison: &Comparison) -> String {
    let unit = problem.model().info().parameters[0].unit.symbol();
    let said: Option<Vec<String>> = comparison.differences().map(|all| {
        all.iter()
            .map(|&(by, kind)| {
                let (by, lower) = (quantity(by.abs(), unit), by < 0.0);
                let way = if lower { "lower" } else { "higher" };
                say!("hopf-differs", by = by, way = way, kind = event_name(kind))
            })
            .collect()
    });
    match said {
        None => say!("hopf-unpaired"),
        Some(all) if all.is_empty() => say!("hopf-neither"),
        Some(all) => say!("hopf-differences", all = list(&all)),
    }
}

/// What is said when all of the cell's recent states, between these least and greatest values, lie
/// outside the window: "The cell is at rest outside this window, at V = −21 mV, n = 0.99." `None` when it was
/// inside. `runs` tells whether time passes.
pub fn outside_words(problem: &Problem, recent: [[f64; 2]; 2], runs: bool) -> Option<String> {
    let window = problem.window();
    let ranges = [window.x, window.y];
    let outside = (0..2).any(|k| recent[0][k] > ranges[k][1] || recent[1][k] < ranges[k][0]);
    if !outside {
        return None;
    }
    let info = problem.model().info();
    let size = problem.home().size();
    let still = (0..2).all(|k| recent[1][k] - recent[0][k] < STILL * size[k]);
    let who = whom(problem);
    if !still {
        return Some(say!("moves-outside", who = who));
    }
    let place = problem
        .axes()
        .into_iter()
        .filter(|&k| k < info.dimension())
        .map(|k| {
            let v = &info.variables[k];
            format!("{} = {}", v.name, quantity(recent[1][k], v.unit.symbol()))
        });
    let place = commas(place);
    Some(if runs {
        say!("rests-outside", who = who, place = place)
    } else {
        say!("stands-outside", who = who, place = place)
    })
}

/// An equilibrium in words with its position: "stable node at V = −60.93 mV, n = 0.0003".
pub fn equilibrium_words(problem: &Problem, equilibrium: &Equilibrium) -> String {
    let place = problem
        .model()
        .info()
        .variables
        .iter()
        .zip(&equilibrium.at)
        .map(|(v, &x)| format!("{} = {}", v.name, quantity(x, v.unit.symbol())));
    let place = commas(place);
    say!(
        "equilibrium-at",
        kind = equilibrium_name(equilibrium),
        place = place
    )
}

#[cfg(test)]
mod tests;
