//! What the loss or gain of an attractor means for a neuron, and how far it reaches.
use super::{
    Tale, capital,
    sides::{self, Attractor, State},
};
use crate::analysis::{EventKind, Lasting};
use crate::scene::number::{quantity, value, values, with_unit};
use crate::scene::words::regime::in_words;

impl Tale<'_> {
    // Words of the neuron and of other systems.

    pub(super) fn who(&self) -> &'static str {
        if self.neuron {
            "the cell"
        } else {
            "the system"
        }
    }

    pub(super) fn fire(&self) -> &'static str {
        if self.neuron { "fire" } else { "oscillate" }
    }

    pub(super) fn spiking(&self) -> &'static str {
        if self.neuron {
            "spiking"
        } else {
            "oscillating"
        }
    }

    pub(super) fn firing(&self) -> &'static str {
        if self.neuron { "firing" } else { "oscillation" }
    }

    pub(super) fn falls_silent(&self) -> &'static str {
        if self.neuron {
            "falls silent"
        } else {
            "comes to rest"
        }
    }

    pub(super) fn fall_silent(&self) -> &'static str {
        if self.neuron {
            "fall silent"
        } else {
            "come to rest"
        }
    }

    /// Whether an equilibrium is on the side of rest, not depolarised.
    pub(super) fn low(&self, at: &[f64]) -> bool {
        !self.problem.depolarised(at[0])
    }

    /// "rest", "the depolarised equilibrium", "the equilibrium".
    pub(super) fn name(&self, at: &[f64]) -> &'static str {
        match (self.neuron, self.low(at)) {
            (true, true) => "rest",
            (true, false) => "the depolarised equilibrium",
            (false, _) => "the equilibrium",
        }
    }

    /// Whether an equilibrium beside the event is the one to which the event happens: it has moved since
    /// as the root of a small distance.
    pub(super) fn here(&self, at: &[f64]) -> bool {
        sides::apart(self.problem, at, &self.event.at) < 0.1 * sides::NEAR
    }

    /// "V = −60.9 mV".
    pub(super) fn place(&self, at: &[f64]) -> String {
        let spec = &self.problem.model().info().variables[0];
        let v = if self.here(at) {
            self.event.at[0]
        } else {
            at[0]
        };
        format!("{} = {}", spec.name, quantity(v, spec.unit.symbol()))
    }

    /// "rest, near V = …".
    pub(super) fn silence(&self, at: &[f64]) -> String {
        let how = match (self.neuron, self.low(at)) {
            (true, true) => "rest",
            (true, false) => "depolarised rest",
            (false, _) => "the equilibrium",
        };
        format!("{how} near {}", self.place(at))
    }

    // Where attractors end.

    /// "I < 88.29", for a place that is reached by moving `rising` or not.
    pub(super) fn until(&self, lasting: Lasting, rising: bool) -> String {
        let sign = if rising { '>' } else { '<' };
        format!("{} {sign} {}", self.parameter(), value(lasting.until))
    }

    /// The event that ends an attractor on the way back or onward, unless it is this one.
    pub(super) fn ending(&self, attractor: &Attractor, rising: bool) -> Option<Lasting> {
        let lasting = match attractor {
            Attractor::Equilibrium(e) => self.diagram.equilibrium_lasts(e, rising),
            Attractor::Cycle(c) => self.diagram.cycle_lasts(c, rising),
        };
        let width = self.diagram.range[1] - self.diagram.range[0];
        let other = (lasting.until - self.event.parameter).abs() > 1e-6 * width;
        lasting.event.filter(|_| other).map(|_| lasting)
    }

    /// How many equilibria and how many cycles attract just beyond the end of an attractor.
    fn beyond(&self, lasting: Lasting, rising: bool) -> [usize; 2] {
        let step = 1e-4 * (self.diagram.range[1] - self.diagram.range[0]);
        let gap = lasting.event.map_or(step, |k| sides::gap(self.diagram, k));
        let step = step.min(0.3 * gap);
        let beyond = lasting.until + if rising { step } else { -step };
        let regime = self.diagram.at(beyond);
        [regime.stable_equilibria().count(), regime.ways_of_firing()]
    }

    /// ", and will not fall silent again until I < 88.29 (or I > 216.9)": how far the way back leads from
    /// an attractor that has just been reached, and where else it may be left.
    pub(super) fn hysteresis(&self, target: &Attractor) -> String {
        let onward = self.direction.rising();
        let Some(back) = self.ending(target, !onward) else {
            return String::new();
        };
        let until = self.until(back, !onward);
        let cyclic = matches!(target, Attractor::Cycle(_));
        // What it does not do now: to rest for a cell that fires, to fire for one that rests.
        let other = |[rests, turns]: [usize; 2]| {
            if cyclic {
                [rests, turns]
            } else {
                [turns, rests]
            }
        };
        let [others, alike] = other(self.beyond(back, !onward));
        if others == 0 || alike > 0 {
            return format!(", and stays there on the way back until {until}");
        }
        let what = if cyclic {
            self.fall_silent()
        } else {
            self.fire()
        };
        // Going on may end it as well: then the way back is not the only one.
        let ahead = self
            .ending(target, onward)
            .filter(|&ahead| other(self.beyond(ahead, onward))[0] > 0)
            .map_or_else(String::new, |ahead| {
                format!(" (or {})", self.until(ahead, onward))
            });
        format!(", and will not {what} again until {until}{ahead}")
    }

    /// Between which values an attractor lasts: " It fires as long as 39.96 < I < 116.1.", or as long as
    /// "I > 39.96, within this range" where the diagram does not show the other end.
    fn stays(&self, attractor: &Attractor) -> String {
        let [least, most] = [false, true].map(|rising| self.ending(attractor, rising));
        let name = self.parameter();
        let range = match (least, most) {
            (None, None) => return String::new(),
            // Where the other end lies beyond the diagram, it is not known.
            (Some(least), None) => format!("{name} > {}, within this range", value(least.until)),
            (None, Some(most)) => format!("{name} < {}, within this range", value(most.until)),
            (Some(least), Some(most)) => {
                let [least, most] = values([least.until, most.until]);
                format!("{least} < {name} < {most}")
            }
        };
        let does = match (attractor, self.neuron) {
            (Attractor::Cycle(_), true) => "fires",
            (Attractor::Cycle(_), false) => "oscillates",
            (Attractor::Equilibrium(_), _) => "stays at rest",
        };
        format!(" It {does} as long as {range}.")
    }

    /// How long a cell that does not notice goes on: "It keeps firing until I < 88.29."
    pub(super) fn goes_on(&self) -> String {
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
    pub(super) fn concerned(&self, lost: &Attractor) -> String {
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
    pub(super) fn elsewhere(&self, lost: &Attractor) -> bool {
        self.sides.live.as_ref().is_some_and(|live| live != lost)
    }

    /// "The cell at rest does not notice".
    pub(super) fn unnoticed(&self) -> String {
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
    pub(super) fn targets(&self) -> Vec<&Attractor> {
        self.sides.kept.iter().chain(&self.sides.gained).collect()
    }

    /// The attractor that the cell is on after the crossing, if that can be told.
    pub(super) fn outcome(&self) -> Option<State> {
        let on = match &self.sides.live {
            Some(live) if self.sides.kept.contains(live) => Some(live),
            live => match (&self.targets()[..], live) {
                ([only], _) => Some(*only),
                (_, Some(lost)) => self
                    .sides
                    .settles(self.problem, self.diagram, self.event, lost),
                _ => None,
            },
        };
        on.map(State::of)
    }

    /// "The cell jumps to spiking, and will not fall silent again until I < 88.29."
    pub(super) fn leaves(&self, lost: &Attractor) -> String {
        if self.elsewhere(lost) {
            let stays = self.sides.live.as_ref();
            let stays = stays.map_or_else(String::new, |live| self.stays(live));
            return format!("{}.{stays}", self.unnoticed());
        }
        let who = self.concerned(lost);
        match self.targets()[..] {
            [] if self.sides.after.wanders => {
                let does = match lost {
                    Attractor::Equilibrium(_) => "begins to fire",
                    Attractor::Cycle(_) => "fires on",
                };
                format!("{who} {does}, chaotically or with a period that is not followed.")
            }
            [] => format!("{who} finds no attractor in this diagram to go to."),
            [only] => format!(
                "{who} {}{}.",
                self.goes_to(lost, only),
                self.hysteresis(only)
            ),
            ref several => match self
                .sides
                .settles(self.problem, self.diagram, self.event, lost)
            {
                Some(target) => format!(
                    "{who} {}{}.",
                    self.goes_to(lost, target),
                    self.hysteresis(target)
                ),
                None if several.len() > 2
                    && several.iter().all(|a| matches!(a, Attractor::Cycle(_))) =>
                {
                    let periods = several.iter().filter_map(|a| match a {
                        Attractor::Cycle(c) => Some(c.point.period),
                        Attractor::Equilibrium(_) => None,
                    });
                    let (lo, hi) = periods.fold((f64::INFINITY, 0.0_f64), |(lo, hi), p| {
                        (lo.min(p), hi.max(p))
                    });
                    let [lo, hi] = values([lo, hi]);
                    let time = self.problem.model().info().time.symbol();
                    format!(
                        "{who} goes over to one of {} rhythms of {}, with periods from {lo} to {}.",
                        in_words(several.len()),
                        self.firing(),
                        with_unit(hi, time)
                    )
                }
                None => {
                    let places: Vec<String> = several.iter().map(|a| self.destination(a)).collect();
                    format!("{who} goes over to {}.", either(&places))
                }
            },
        }
    }

    pub(super) fn goes_to(&self, lost: &Attractor, target: &Attractor) -> String {
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
    pub(super) fn destination(&self, attractor: &Attractor) -> String {
        match attractor {
            Attractor::Equilibrium(e) => self.silence(&e.point.at),
            Attractor::Cycle(c) => {
                let time = self.problem.model().info().time.symbol();
                let period = quantity(c.point.period, time);
                let firing = self.firing();
                // A longer period with more spikes in it is not slower.
                match self.diagram.cycles.get(c.branch).and_then(|b| b.spikes) {
                    Some(n) if n > 1 => format!("{firing} with {n} spikes every {period}"),
                    _ => format!("{firing} with period {period}"),
                }
            }
        }
    }

    /// What a new attractor means to a cell that is elsewhere.
    pub(super) fn offers(&self, gained: &Attractor) -> String {
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
            Attractor::Equilibrium(e)
                if self.event.kind == EventKind::SaddleNode && self.here(&e.point.at) =>
            {
                "can now also rest there".into()
            }
            Attractor::Equilibrium(e) => {
                format!("can now also come to {}", self.silence(&e.point.at))
            }
        };
        format!("{}, but {option}.{}", self.unnoticed(), self.goes_on())
    }

    /// The consequences of any change of attractors.
    pub(super) fn meaning(&self) -> String {
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
}

/// "a, b or c", after "either" when there are two.
fn either(places: &[String]) -> String {
    match places {
        [a, b] => format!("either {a} or {b}"),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
        [] => String::new(),
    }
}
