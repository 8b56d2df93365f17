//! What those are told who do not see the picture: the portrait in a few sentences, and events as they happen.
use super::declared::{declared, model_name};
use super::number::quantity;
use super::picture::{Item, Scene};
use super::words::sets::set_words;
use super::words::{
    a_kind, clauses, commas, counted, cycle, equilibrium_words, is_neuron, is_rest, sentences, whom,
};
use crate::analysis::demo::{Demonstration, Outcome, Trial};
use crate::analysis::{Portrait, Problem};
use crate::text::say;

/// More equilibria than this are counted instead of told with their places.
const MANY: usize = 5;

/// The portrait in sentences: the model and the parameters that differ from its preset, every equilibrium with its kind
/// and its place, every cycle with its period, what attracts, and where the live state is.
///
/// "Morris-Lecar, preset hopf, with I = 90 µA/cm². One equilibrium: stable focus at V = −26.6 mV, w = 0.129. …"
pub fn portrait_spoken(problem: &Problem, portrait: &Portrait, live: &[f64]) -> String {
    let cycles: Vec<String> = portrait.cycles.iter().map(|c| cycle(problem, c)).collect();
    let cycles = match cycles.len() {
        0 => say!("spoken-no-cycles"),
        count => say!("spoken-cycles", count = count, each = clauses(cycles)),
    };
    sentences([
        model_spoken(problem),
        equilibria_spoken(problem, portrait),
        cycles,
        attractors_spoken(problem, portrait),
        say!("spoken-live", place = place(problem, live)),
    ])
}

/// The cell in sentences without its portrait, which is to be predicted: the model, the parameters that differ from its
/// preset, and where the live state is.
pub fn cell_spoken(problem: &Problem, live: &[f64]) -> String {
    let place = place(problem, live);
    sentences([model_spoken(problem), say!("spoken-live", place = place)])
}

/// Which model is open, and what differs from its preset.
fn model_spoken(problem: &Problem) -> String {
    let info = problem.model().info();
    let preset = problem.preset();
    let usual = Problem::new(problem.model(), preset);
    if usual.values() == problem.values() {
        say!(
            "spoken-preset",
            model = model_name(info),
            preset = preset.id
        )
    } else {
        say!(
            "spoken-changed",
            model = model_name(info),
            preset = preset.id,
            changes = set_words(problem, &usual)
        )
    }
}

fn equilibria_spoken(problem: &Problem, portrait: &Portrait) -> String {
    let all = &portrait.equilibria;
    match all.len() {
        0 => say!("spoken-no-equilibria"),
        count if count > MANY => say!("spoken-many", each = counted(all)),
        count => {
            let each = all.iter().map(|e| equilibrium_words(problem, e));
            say!("spoken-equilibria", count = count, each = clauses(each))
        }
    }
}

/// What attracts, each by its role.
fn attractors_spoken(problem: &Problem, portrait: &Portrait) -> String {
    let all = &portrait.equilibria;
    let stable = (0..all.len()).filter(|&k| all[k].kind.is_stable());
    let mut attractors: Vec<String> = stable
        .map(|k| match (is_rest(problem, all, k), is_neuron(problem)) {
            (true, _) => say!("spoken-rest"),
            (_, true) => say!("spoken-depolarised"),
            (_, false) => a_kind(all[k].kind),
        })
        .collect();
    let cycles = portrait.cycles.iter().filter(|c| c.stable).count();
    attractors.extend((0..cycles).map(|_| match is_neuron(problem) {
        true => say!("spoken-firing"),
        false => say!("spoken-oscillation"),
    }));
    match attractors.len() {
        0 => say!("spoken-attracts-nothing"),
        count => say!("spoken-attracts", count = count, each = clauses(attractors)),
    }
}

/// The variables of the plane at a state: "V = −60.9 mV, n = 0.0003".
fn place(problem: &Problem, state: &[f64]) -> String {
    let variables = problem.model().info().variables.iter().zip(state);
    let axes = problem.axes();
    commas(
        variables
            .enumerate()
            .filter(|(k, _)| axes.contains(k))
            .map(|(_, (v, &x))| format!("{} = {}", v.name, quantity(x, v.unit.symbol()))),
    )
}

/// What is told of the live cell's spikes: when they begin, how often they come, and when they end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LiveFiring {
    /// A spike after silence.
    Spike,
    /// Spikes have begun to follow each other, every so many of the model's units of time.
    Begins(f64),
    /// They come at another rate than was told last.
    Changes(f64),
    /// Several have come, and no more do.
    Ends,
    /// One has come, and no other.
    Silence,
}

/// What the live cell does, in a sentence; nothing where silence is not worth a word.
pub fn firing_spoken(problem: &Problem, firing: LiveFiring) -> Option<String> {
    let who = whom(problem);
    let info = problem.model().info();
    let rate = |interval: f64| quantity(info.time.per_second() / interval, info.time.frequency());
    Some(match firing {
        LiveFiring::Spike => say!("spoken-spike", who = who),
        LiveFiring::Begins(interval) => say!("spoken-begins", who = who, rate = rate(interval)),
        LiveFiring::Changes(interval) => say!("spoken-changes", who = who, rate = rate(interval)),
        LiveFiring::Ends => say!("spoken-ends", who = who),
        LiveFiring::Silence => return None,
    })
}

/// A course over time: what it is of, and between which values it has been of late.
pub fn course_spoken(scene: &Scene) -> String {
    let axis = &scene.y;
    let points = scene.items.iter().filter_map(|item| match item {
        Item::Curve(c) => Some(c.points.as_slice()),
        Item::Trail(t) => Some(t.points.as_slice()),
        _ => None,
    });
    let (low, high) = points
        .flatten()
        .filter(|p| p[1].is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), p| {
            (low.min(p[1]), high.max(p[1]))
        });
    if low > high {
        return String::new();
    }
    let [low, high] = [low, high].map(|x| quantity(x, &axis.unit));
    say!(
        "spoken-course",
        name = axis.name.as_str(),
        low = low,
        high = high
    )
}

/// What came of a demonstration's trial: which it was, and how often the cell fired.
pub fn trial_spoken(demo: &Demonstration, trial: &Trial, outcome: &Outcome, k: usize) -> String {
    let words = super::demo::trial_words(trial);
    let count = outcome.trials.get(k).map_or(0, |t| t.spikes.len());
    say!(
        "spoken-trial",
        varied = declared(demo.varied),
        trial = words,
        count = count
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, speaking};

    /// 20 ms between spikes are 50 Hz.
    #[test]
    fn rates_are_told_in_hertz() {
        let problem = Problem::from_source("morris-lecar/hopf").expect("it exists");
        let said = |firing| Language::ALL.map(|l| speaking(l, || firing_spoken(&problem, firing)));
        let both = |english: &str, chinese: &str| [Some(english.into()), Some(chinese.into())];
        assert_eq!(
            said(LiveFiring::Begins(20.0)),
            both(
                "The cell begins to fire, at 50\u{2009}Hz.",
                "细胞开始放电，放电率 50\u{2009}Hz。"
            )
        );
        assert_eq!(
            said(LiveFiring::Changes(8.0)),
            both(
                "The cell now fires at 125\u{2009}Hz.",
                "细胞现在的放电率为 125\u{2009}Hz。"
            )
        );
        assert_eq!(
            said(LiveFiring::Ends),
            both("The cell stops firing.", "细胞停止放电。")
        );
        assert_eq!(
            said(LiveFiring::Spike),
            both("The cell fires.", "细胞放电一次。")
        );
        assert_eq!(said(LiveFiring::Silence), [None, None]);
    }
}
