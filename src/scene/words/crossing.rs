//! What happens as a parameter crosses a bifurcation, in plain words.
//!
//! The words follow the mathematics, which is read from the diagram on both sides of the event: which
//! equilibria and cycles attract before and after. Whether the parameter rises or falls decides only
//! which side comes first.
mod sides;

use self::sides::{Attractor, Sides};
use super::super::number::{quantity, value};
use super::is_neuron;
use crate::analysis::{Diagram, Event, EventKind, Kind, Lasting, Problem};

/// Which way a parameter moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To larger values.
    Rising,
    /// To smaller values.
    Falling,
}

impl Direction {
    /// The way from one value to another.
    pub fn of(from: f64, to: f64) -> Self {
        if to < from {
            Self::Falling
        } else {
            Self::Rising
        }
    }

    /// "rising" or "falling".
    pub fn name(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Falling => "falling",
        }
    }

    fn rising(self) -> bool {
        self == Self::Rising
    }
}

/// What a bifurcation is, in one sentence for those who meet the term for the first time.
pub fn lesson(kind: EventKind) -> &'static str {
    match kind {
        EventKind::SaddleNode => {
            "Two equilibria, one of them a saddle, meet and vanish; on one side of this value there are both, on the other neither."
        }
        EventKind::SaddleNodeOnInvariantCircle => {
            "A node and a saddle meet on a closed orbit and vanish; the orbit becomes a cycle whose period is infinite at this value and falls as 1/√distance from it."
        }
        EventKind::SupercriticalHopf => {
            "A focus changes its stability, and on the side where it is unstable a small cycle attracts in its place, which grows as √distance from this value."
        }
        EventKind::SubcriticalHopf => {
            "A focus changes its stability, and on the side where it is stable a small unstable cycle surrounds it: beyond this value nothing small is left to go to."
        }
        EventKind::DegenerateHopf => {
            "A focus changes its stability where the first Lyapunov coefficient vanishes, so that it does not say whether small cycles attract."
        }
        EventKind::FoldOfCycles => {
            "Two cycles, a more and a less stable one, meet and vanish; on one side of this value there are both, on the other neither."
        }
        EventKind::Homoclinic => {
            "A cycle runs into a saddle: its period grows without bound, as −ln distance from this value, and beyond it the cycle is gone."
        }
        EventKind::PeriodDoubling => {
            "A cycle changes its stability, and one of twice the period branches off: every second turn differs."
        }
        EventKind::BranchPoint => {
            "Two branches of equilibria cross at this value; they may exchange their stability."
        }
    }
}

/// An event with its place, and what the term means: "subcritical Hopf at I = 93.86: …".
pub fn event_words(problem: &Problem, diagram: &Diagram, event: &Event) -> String {
    let spec = &problem.model().info().parameters[diagram.parameter];
    format!(
        "{} at {} = {}: {}",
        event.kind,
        spec.name,
        quantity(event.parameter, spec.unit.symbol()),
        lesson(event.kind)
    )
}

/// What happens as the parameter of the diagram crosses event number `event`, and what it means for
/// the neuron, in a few sentences:
///
/// "I = 93.86, rising: subcritical Hopf. Rest loses stability; the unstable cycle around it has shrunk
/// onto it. The cell jumps to spiking, and will not fall silent again until I < 88.29."
///
/// `recent` holds the least and the greatest values of all variables on the live neuron's orbit of
/// late, from which the words tell what it does; without it they speak of any cell.
pub fn crossing(
    problem: &Problem,
    diagram: &Diagram,
    event: usize,
    direction: Direction,
    recent: Option<[&[f64]; 2]>,
) -> String {
    let here = &diagram.events[event];
    let sides = Sides::new(problem, diagram, event, direction.rising(), recent);
    let tale = Tale {
        problem,
        diagram,
        event: here,
        direction,
        sides,
        neuron: is_neuron(problem),
    };
    format!(
        "{} = {}, {}: {}. {}",
        tale.parameter(),
        value(here.parameter),
        direction.name(),
        here.kind,
        tale.told()
    )
}

/// Everything that a sentence draws upon.
struct Tale<'a> {
    problem: &'a Problem,
    diagram: &'a Diagram,
    event: &'a Event,
    direction: Direction,
    sides: Sides,
    neuron: bool,
}

/// The first letter as a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

impl Tale<'_> {
    fn parameter(&self) -> &'static str {
        self.problem.model().info().parameters[self.diagram.parameter].name
    }

    fn told(&self) -> String {
        use EventKind::*;
        match self.event.kind {
            SaddleNode => self.saddle_node(),
            SaddleNodeOnInvariantCircle => self.circle(),
            SupercriticalHopf | SubcriticalHopf | DegenerateHopf => self.hopf(),
            FoldOfCycles => self.fold_of_cycles(),
            Homoclinic => self.homoclinic(),
            PeriodDoubling => self.period_doubling(),
            BranchPoint => format!("Two branches of equilibria cross. {}", self.meaning()),
        }
    }

    // Words of the neuron and of other systems.

    fn who(&self) -> &'static str {
        if self.neuron {
            "the cell"
        } else {
            "the system"
        }
    }

    fn fire(&self) -> &'static str {
        if self.neuron { "fire" } else { "oscillate" }
    }

    fn spiking(&self) -> &'static str {
        if self.neuron {
            "spiking"
        } else {
            "oscillating"
        }
    }

    fn firing(&self) -> &'static str {
        if self.neuron { "firing" } else { "oscillation" }
    }

    fn falls_silent(&self) -> &'static str {
        if self.neuron {
            "falls silent"
        } else {
            "comes to rest"
        }
    }

    fn fall_silent(&self) -> &'static str {
        if self.neuron {
            "fall silent"
        } else {
            "come to rest"
        }
    }

    /// Whether an equilibrium is on the side of rest, not depolarised.
    fn low(&self, at: &[f64]) -> bool {
        let (lo, hi) = self.problem.model().info().variables[0].range;
        at[0] < 0.5 * (lo + hi)
    }

    /// "rest", "the depolarised equilibrium", "the equilibrium".
    fn name(&self, at: &[f64]) -> &'static str {
        match (self.neuron, self.low(at)) {
            (true, true) => "rest",
            (true, false) => "the depolarised equilibrium",
            (false, _) => "the equilibrium",
        }
    }

    /// "V = −60.9 mV".
    fn place(&self, at: &[f64]) -> String {
        let spec = &self.problem.model().info().variables[0];
        format!("{} = {}", spec.name, quantity(at[0], spec.unit.symbol()))
    }

    /// "rest, near V = …".
    fn silence(&self, at: &[f64]) -> String {
        let how = match (self.neuron, self.low(at)) {
            (true, true) => "rest",
            (true, false) => "depolarised rest",
            (false, _) => "the equilibrium",
        };
        format!("{how} near {}", self.place(at))
    }

    // Where attractors end.

    /// "I < 88.29", for a place that is reached by moving `rising` or not.
    fn until(&self, lasting: Lasting, rising: bool) -> String {
        let sign = if rising { '>' } else { '<' };
        format!("{} {sign} {}", self.parameter(), value(lasting.until))
    }

    /// The event that ends an attractor on the way back or onward, unless it is this one.
    fn ending(&self, attractor: &Attractor, rising: bool) -> Option<Lasting> {
        let lasting = match attractor {
            Attractor::Equilibrium(e) => self.diagram.equilibrium_lasts(e, rising),
            Attractor::Cycle(c) => self.diagram.cycle_lasts(c, rising),
        };
        let width = self.diagram.range[1] - self.diagram.range[0];
        let other = (lasting.until - self.event.parameter).abs() > 1e-6 * width;
        lasting.event.filter(|_| other).map(|_| lasting)
    }

    /// Whether beyond the end of an attractor nothing but equilibria (or nothing but cycles) attracts.
    fn only_beyond(&self, lasting: Lasting, rising: bool, cycles: bool) -> bool {
        let step = 1e-4 * (self.diagram.range[1] - self.diagram.range[0]);
        let gap = lasting.event.map_or(step, |k| sides::gap(self.diagram, k));
        let step = step.min(0.3 * gap);
        let beyond = lasting.until + if rising { step } else { -step };
        let regime = self.diagram.at(beyond);
        let rests = regime.stable_equilibria().count();
        let turns = regime.stable_cycles().count();
        if cycles {
            turns > 0 && rests == 0
        } else {
            rests > 0 && turns == 0
        }
    }

    /// ", and will not fall silent again until I < 88.29": how far the way back leads from an attractor.
    fn hysteresis(&self, target: &Attractor) -> String {
        let back = !self.direction.rising();
        let Some(lasting) = self.ending(target, back) else {
            return String::new();
        };
        let until = self.until(lasting, back);
        let cyclic = matches!(target, Attractor::Cycle(_));
        if self.only_beyond(lasting, back, !cyclic) {
            let what = if cyclic {
                self.fall_silent()
            } else {
                self.fire()
            };
            format!(", and will not {what} again until {until}")
        } else {
            format!(", and stays there on the way back until {until}")
        }
    }

    /// How long a cell that does not notice goes on: "It keeps firing until I < 88.29."
    fn goes_on(&self) -> String {
        let [only] = &self.sides.kept[..] else {
            return String::new();
        };
        let rising = self.direction.rising();
        let Some(lasting) = self.ending(only, rising) else {
            return String::new();
        };
        let until = self.until(lasting, rising);
        match only {
            Attractor::Equilibrium(_) if self.neuron => {
                format!(" At rest it stays silent until {until}.")
            }
            Attractor::Equilibrium(_) => format!(" It stays at rest until {until}."),
            Attractor::Cycle(_) => format!(" It keeps {} until {until}.", self.spiking()),
        }
    }

    // What it means for the neuron.

    /// Who is concerned by the loss of an attractor: the live neuron if it was there, or could be
    /// nowhere else; otherwise any cell that was.
    fn concerned(&self, lost: &Attractor) -> String {
        if self.sides.live.as_ref().is_none_or(|live| live == lost) && self.sides.kept.is_empty()
            || self.sides.live.as_ref() == Some(lost)
        {
            return capital(self.who());
        }
        let who = self.who().trim_start_matches("the ");
        match lost {
            Attractor::Equilibrium(_) => format!("A {who} at rest"),
            Attractor::Cycle(_) if self.neuron => "A firing cell".into(),
            Attractor::Cycle(_) => format!("An oscillating {who}"),
        }
    }

    /// Whether the live neuron is known to be elsewhere.
    fn elsewhere(&self, lost: &Attractor) -> bool {
        self.sides.live.as_ref().is_some_and(|live| live != lost)
    }

    /// "The cell at rest does not notice".
    fn unnoticed(&self) -> String {
        let kept: Vec<&Attractor> = match &self.sides.live {
            Some(live) => vec![live],
            None => self.sides.kept.iter().collect(),
        };
        let rests = kept.iter().all(|a| matches!(a, Attractor::Equilibrium(_)));
        let turns = kept.iter().all(|a| matches!(a, Attractor::Cycle(_)));
        let who = self.who();
        if kept.is_empty() {
            format!("Nothing changes for {who}")
        } else if rests {
            capital(&format!("{who} at rest does not notice"))
        } else if turns && self.neuron {
            "The firing cell does not notice".into()
        } else {
            capital(&format!("{who} does not notice"))
        }
    }

    /// The attractors that there are after the crossing, as places to go to.
    fn targets(&self) -> Vec<&Attractor> {
        self.sides.kept.iter().chain(&self.sides.gained).collect()
    }

    /// "The cell jumps to spiking, and will not fall silent again until I < 88.29."
    fn leaves(&self, lost: &Attractor) -> String {
        if self.elsewhere(lost) {
            let kept = self.sides.live.as_ref().map_or_else(String::new, |live| {
                self.hysteresis(live).replacen(" again", "", 1)
            });
            return format!("{}{}.", self.unnoticed(), kept);
        }
        let who = self.concerned(lost);
        match self.targets()[..] {
            [] => format!("{who} finds no attractor in this diagram to go to."),
            [only] => format!(
                "{who} {}{}.",
                self.goes_to(lost, only),
                self.hysteresis(only)
            ),
            ref several => {
                let places: Vec<String> = several.iter().map(|a| self.destination(a)).collect();
                format!(
                    "{who} goes over to {}, as its state falls.",
                    either(&places)
                )
            }
        }
    }

    fn goes_to(&self, lost: &Attractor, target: &Attractor) -> String {
        match (lost, target) {
            (Attractor::Equilibrium(_), Attractor::Cycle(_)) => {
                format!("jumps to {}", self.spiking())
            }
            (Attractor::Equilibrium(_), Attractor::Equilibrium(e)) => {
                format!("jumps to {}", self.silence(&e.point.at))
            }
            (Attractor::Cycle(_), Attractor::Equilibrium(e)) => {
                format!("{}, at {}", self.falls_silent(), self.silence(&e.point.at))
            }
            (Attractor::Cycle(_), Attractor::Cycle(_)) => {
                format!("goes over to {}", self.destination(target))
            }
        }
    }

    /// "firing every 7.07 ms", "rest near V = −60 mV".
    fn destination(&self, attractor: &Attractor) -> String {
        match attractor {
            Attractor::Equilibrium(e) => self.silence(&e.point.at),
            Attractor::Cycle(c) => format!(
                "{} with period {}",
                self.firing(),
                quantity(c.point.period, self.problem.model().info().time.symbol())
            ),
        }
    }

    /// What a new attractor means to a cell that is elsewhere.
    fn offers(&self, gained: &Attractor) -> String {
        let option = match gained {
            Attractor::Cycle(_)
                if self
                    .sides
                    .kept
                    .iter()
                    .any(|a| matches!(a, Attractor::Cycle(_))) =>
            {
                format!("can now also {} with another rhythm", self.fire())
            }
            Attractor::Cycle(_) => format!("can now also {}", self.fire()),
            Attractor::Equilibrium(e) => {
                format!("can now also come to {}", self.silence(&e.point.at))
            }
        };
        format!("{}, but {option}.{}", self.unnoticed(), self.goes_on())
    }

    /// The consequences of any change of attractors.
    fn meaning(&self) -> String {
        match (&self.sides.lost[..], &self.sides.gained[..]) {
            ([], []) => format!("{}.", self.unnoticed()),
            ([], [gained, ..]) if self.sides.kept.is_empty() => {
                let who = capital(self.who());
                match gained {
                    Attractor::Cycle(_) => format!("{who} can now {}.", self.fire()),
                    Attractor::Equilibrium(e) => {
                        format!("{who} can now come to {}.", self.silence(&e.point.at))
                    }
                }
            }
            ([], [gained, ..]) => self.offers(gained),
            ([lost, ..], _) => self.leaves(lost),
        }
    }

    // One function for each kind of event.

    fn saddle_node(&self) -> String {
        let vanish = self.sides.before.equilibria.len() > self.sides.after.equilibria.len();
        let changed = if vanish {
            &self.sides.lost
        } else {
            &self.sides.gained
        };
        let node = changed.iter().find_map(Attractor::equilibrium);
        let what = match (node, vanish) {
            (Some(at), true) => format!("{} meet and vanish.", capital(&self.pair(at))),
            (Some(at), false) if self.neuron && self.low(at) => {
                format!(
                    "A stable equilibrium, rest, and a saddle are born near {}.",
                    self.place(at)
                )
            }
            (Some(at), false) => format!(
                "A stable equilibrium and a saddle are born near {}.",
                self.place(at)
            ),
            (None, _) => {
                let partner = self.unstable_partner(vanish);
                let verb = if vanish {
                    "meet and vanish"
                } else {
                    "are born"
                };
                format!("A saddle and {partner} {verb}.")
            }
        };
        format!("{what} {}", self.meaning())
    }

    /// "rest and threshold".
    fn pair(&self, at: &[f64]) -> String {
        match (self.neuron, self.low(at)) {
            (true, true) => "rest and threshold".into(),
            (true, false) => "the depolarised equilibrium and a saddle".into(),
            (false, _) => "a stable equilibrium and a saddle".into(),
        }
    }

    /// What meets the saddle when nothing stable does.
    fn unstable_partner(&self, vanish: bool) -> &'static str {
        let side = if vanish {
            &self.sides.before
        } else {
            &self.sides.after
        };
        let nearest = side
            .equilibria
            .iter()
            .filter(|e| e.point.kind != Kind::Saddle)
            .min_by(|a, b| {
                let d = |at: &[f64]| sides::apart(self.problem, at, &self.event.at);
                d(&a.point.at).total_cmp(&d(&b.point.at))
            });
        match nearest.map(|e| e.point.kind) {
            Some(Kind::UnstableNode | Kind::UnstableFocus) => "an unstable equilibrium",
            _ => "another equilibrium",
        }
    }

    fn circle(&self) -> String {
        let rest = self.sides.lost.iter().find_map(Attractor::equilibrium);
        let born = self
            .sides
            .gained
            .iter()
            .any(|a| matches!(a, Attractor::Cycle(_)));
        if let (Some(at), true) = (rest, born) {
            let pair = capital(&self.pair(at));
            let lost = &self.sides.lost[0];
            return if self.elsewhere(lost) {
                format!(
                    "{pair} meet and vanish on a closed orbit, which becomes a cycle. {}, but can now also {}.",
                    self.unnoticed(),
                    self.fire()
                )
            } else {
                let who = self.concerned(lost);
                let who = if who.starts_with("The") {
                    self.who().into()
                } else {
                    who.to_lowercase()
                };
                format!(
                    "{pair} meet and vanish; {who} begins to {}, slowly at first.",
                    self.fire()
                )
            };
        }
        let node = self.sides.gained.iter().find_map(Attractor::equilibrium);
        let gone = self
            .sides
            .lost
            .iter()
            .find(|a| matches!(a, Attractor::Cycle(_)));
        if let (Some(at), Some(lost)) = (node, gone) {
            let what = if self.neuron && self.low(at) {
                "Rest and threshold appear on the cycle and break it"
            } else {
                "A stable equilibrium and a saddle appear on the cycle and break it"
            };
            return if self.elsewhere(lost) {
                format!("{what}. {}.", self.unnoticed())
            } else {
                let (firing, who) = (self.firing(), self.concerned(lost));
                let who = if who.starts_with("The") {
                    self.who().into()
                } else {
                    who.to_lowercase()
                };
                format!(
                    "{what}: {firing} has slowed down without bound and stops. {} comes to {}.",
                    capital(&who),
                    self.silence(at)
                )
            };
        }
        let what = "A saddle and an unstable equilibrium meet on a cycle that does not attract.";
        format!("{what} {}", self.meaning())
    }

    fn hopf(&self) -> String {
        let near = |a: &&Attractor| {
            a.equilibrium()
                .is_some_and(|at| sides::apart(self.problem, at, &self.event.at) < sides::NEAR)
        };
        let lost = self.sides.lost.iter().find(near);
        let gained = self.sides.gained.iter().find(near);
        let name = capital(self.name(&self.event.at));
        let time = self.problem.model().info().time.symbol();
        match (self.event.kind, lost, gained) {
            (EventKind::SupercriticalHopf, Some(lost), _) => {
                let period = self.event.period.map_or_else(String::new, |t| {
                    format!(", with a period of {}", quantity(t, time))
                });
                let what = format!("{name} loses stability; a stable cycle is born around it.");
                if self.elsewhere(lost) {
                    format!("{what} {}.", self.unnoticed())
                } else {
                    let who = self.concerned(lost);
                    format!("{what} {who} begins to oscillate, only a little at first{period}.")
                }
            }
            (EventKind::SupercriticalHopf, None, Some(gained)) => {
                let what = format!(
                    "The stable cycle around {} has shrunk onto it, which makes it stable.",
                    self.name(&self.event.at)
                );
                let gone = self
                    .sides
                    .lost
                    .iter()
                    .find(|a| matches!(a, Attractor::Cycle(_)));
                match gone {
                    Some(lost) if !self.elsewhere(lost) => {
                        let who = self.concerned(lost);
                        format!(
                            "{what} The oscillation has faded away: {} comes to {}.",
                            lower(&who),
                            self.silence(gained.equilibrium().unwrap_or(&self.event.at))
                        )
                    }
                    Some(_) => format!("{what} {}.", self.unnoticed()),
                    None => format!("{what} {}", self.meaning()),
                }
            }
            (EventKind::SubcriticalHopf, Some(lost), _) => format!(
                "{name} loses stability; the unstable cycle around it has shrunk onto it. {}",
                self.leaves(lost)
            ),
            (EventKind::SubcriticalHopf, None, Some(_)) => {
                format!(
                    "{name} becomes stable; an unstable cycle is born around it. {}",
                    self.meaning()
                )
            }
            (_, Some(lost), _) => format!(
                "{name} loses stability; the first Lyapunov coefficient vanishes and does not say what is born. {}",
                self.leaves(lost)
            ),
            (_, None, Some(_)) => format!(
                "{name} becomes stable; the first Lyapunov coefficient vanishes and does not say what is born. {}",
                self.meaning()
            ),
            _ => format!(
                "An equilibrium that is unstable on both sides gains or loses a cycle around it. {}",
                self.meaning()
            ),
        }
    }

    fn fold_of_cycles(&self) -> String {
        let vanish = self.sides.before.cycles.len() > self.sides.after.cycles.len();
        let changed = if vanish {
            &self.sides.lost
        } else {
            &self.sides.gained
        };
        let stable = changed.iter().find(|a| matches!(a, Attractor::Cycle(_)));
        match (stable, vanish) {
            (Some(lost), true) => {
                let what = "A stable and an unstable cycle meet and vanish.";
                if self.elsewhere(lost) {
                    let others = self
                        .targets()
                        .iter()
                        .any(|a| matches!(a, Attractor::Cycle(_)));
                    if others {
                        format!("{what} {}.", self.unnoticed())
                    } else {
                        format!(
                            "{what} {}, but can no longer {}.",
                            self.unnoticed(),
                            self.fire()
                        )
                    }
                } else {
                    format!("{what} {}", self.leaves(lost))
                }
            }
            (Some(_), false) => {
                format!(
                    "A pair of cycles is born, a stable and an unstable one. {}",
                    self.meaning()
                )
            }
            (None, true) => format!("Two unstable cycles meet and vanish. {}", self.meaning()),
            (None, false) => format!("Two unstable cycles are born. {}", self.meaning()),
        }
    }

    fn homoclinic(&self) -> String {
        let lost = self
            .sides
            .lost
            .iter()
            .find(|a| matches!(a, Attractor::Cycle(_)));
        let gained = self
            .sides
            .gained
            .iter()
            .any(|a| matches!(a, Attractor::Cycle(_)));
        match lost {
            Some(lost) => format!(
                "The stable cycle has run into the saddle, its period growing without bound. {}",
                self.leaves(lost)
            ),
            None if gained => format!(
                "A stable cycle is born from an orbit that leaves the saddle and returns to it, slow at first. {}",
                self.meaning()
            ),
            None => {
                let vanish = self.sides.before.cycles.len() > self.sides.after.cycles.len();
                let what = if vanish {
                    "An unstable cycle has run into the saddle and is gone."
                } else {
                    "An unstable cycle is born from an orbit that leaves the saddle and returns to it."
                };
                format!("{what} {}", self.meaning())
            }
        }
    }

    fn period_doubling(&self) -> String {
        let lost = self.sides.lost.iter().find_map(Attractor::cycle);
        let gained = self.sides.gained.iter().find_map(Attractor::cycle);
        match (lost, gained) {
            (Some(before), Some(after)) if after.period > 1.5 * before.period => format!(
                "A cycle loses stability to one of twice the period: every second {} now differs.",
                if self.neuron { "interval" } else { "turn" }
            ),
            (Some(before), Some(after)) if before.period > 1.5 * after.period => format!(
                "The cycle of twice the period has shrunk onto the simple one, which becomes stable: all {} are alike again.",
                if self.neuron { "intervals" } else { "turns" }
            ),
            (Some(_), _) => format!(
                "A cycle loses stability where one of twice the period meets it. {}",
                self.meaning()
            ),
            (None, Some(_)) => format!(
                "A cycle becomes stable where one of twice the period meets it. {}",
                self.meaning()
            ),
            (None, None) => format!(
                "An unstable cycle and one of twice the period meet. {}",
                self.meaning()
            ),
        }
    }
}

/// "A cell" as "a cell", inside a sentence.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect())
}

/// "a, b or c", after "either" when there are two.
fn either(places: &[String]) -> String {
    match places {
        [a, b] => format!("either {a} or {b}"),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests;
