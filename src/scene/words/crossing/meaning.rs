//! What the loss or gain of an attractor means for a neuron, and how far it reaches.
use super::{
    Tale,
    sides::{self, Attractor, State},
};
use crate::analysis::{EventKind, Lasting};
use crate::scene::number::{quantity, value, values, with_unit};
use crate::scene::words::regime::in_words;
use crate::scene::words::{sentences, whom};
use crate::text::say;

impl Tale<'_> {
    // Words of the neuron and of other systems.

    /// For messages that have a case for each: "cell" or "system".
    pub(super) fn who(&self) -> &'static str {
        whom(self.problem)
    }

    /// Whether an equilibrium is on the side of rest, not depolarised.
    pub(super) fn low(&self, at: &[f64]) -> bool {
        !self.problem.depolarised(at[0])
    }

    /// "rest", "the depolarised equilibrium", "the equilibrium".
    pub(super) fn name(&self, at: &[f64]) -> String {
        match (self.neuron, self.low(at)) {
            (true, true) => say!("name-rest"),
            (true, false) => say!("name-depolarised"),
            (false, _) => say!("name-equilibrium"),
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
        let place = self.place(at);
        match (self.neuron, self.low(at)) {
            (true, true) => say!("rest-near", place = place),
            (true, false) => say!("depolarised-rest-near", place = place),
            (false, _) => say!("equilibrium-near", place = place),
        }
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
            return say!("stays-until", until = until);
        }
        let (who, does) = (self.who(), if cyclic { "fires" } else { "rests" });
        // Going on may end it as well: then the way back is not the only one.
        let ahead = self
            .ending(target, onward)
            .filter(|&ahead| other(self.beyond(ahead, onward))[0] > 0);
        match ahead {
            None => say!("not-until", does = does, who = who, until = until),
            Some(ahead) => {
                let ahead = self.until(ahead, onward);
                say!(
                    "not-until-or",
                    does = does,
                    who = who,
                    until = until,
                    ahead = ahead
                )
            }
        }
    }

    /// Between which values an attractor lasts: " It fires as long as 39.96 < I < 116.1.", or as long as
    /// "I > 39.96, within this range" where the diagram does not show the other end.
    fn stays(&self, attractor: &Attractor) -> String {
        let [least, most] = [false, true].map(|rising| self.ending(attractor, rising));
        let name = self.parameter();
        let range = match (least, most) {
            (None, None) => return String::new(),
            // Where the other end lies beyond the diagram, it is not known.
            (Some(least), None) => say!("above-here", name = name, least = value(least.until)),
            (None, Some(most)) => say!("below-here", name = name, most = value(most.until)),
            (Some(least), Some(most)) => {
                let [least, most] = values([least.until, most.until]);
                format!("{least} < {name} < {most}")
            }
        };
        match (attractor, self.neuron) {
            (Attractor::Cycle(_), true) => say!("fires-as-long", range = range),
            (Attractor::Cycle(_), false) => say!("oscillates-as-long", range = range),
            (Attractor::Equilibrium(_), _) => say!("rests-as-long", range = range),
        }
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
                say!("silent-until", until = until)
            }
            Attractor::Equilibrium(_) => say!("at-rest-until", until = until),
            Attractor::Cycle(_) => say!("keeps-until", who = self.who(), until = until),
        }
    }

    // What it means for the neuron.

    /// Who is concerned by the loss of an attractor: the live neuron if it was there, or could be
    /// nowhere else; otherwise any cell that was.
    pub(super) fn concerned(&self, lost: &Attractor) -> String {
        if self.sides.live.as_ref().is_none_or(|live| live == lost) && self.sides.kept.is_empty()
            || self.sides.live.as_ref() == Some(lost)
        {
            return say!("the-subject", who = self.who());
        }
        match lost {
            Attractor::Equilibrium(_) => say!("subject-at-rest", who = self.who()),
            Attractor::Cycle(_) => say!("subject-that-fires", who = self.who()),
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
            say!("nothing-changes", who = who)
        } else if rests {
            say!("rest-unnoticed", who = who)
        } else if turns && self.neuron {
            say!("firing-unnoticed")
        } else {
            say!("unnoticed", who = who)
        }
    }

    /// The same as a whole sentence.
    pub(super) fn unnoticed_words(&self) -> String {
        say!("full-stop", sentence = self.unnoticed())
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
            return sentences([self.unnoticed_words(), stays]);
        }
        let who = self.concerned(lost);
        match self.targets()[..] {
            [] if self.sides.after.wanders => match lost {
                Attractor::Equilibrium(_) => say!("begins-to-wander", who = who),
                Attractor::Cycle(_) => say!("fires-on-wandering", who = who),
            },
            [] => say!("finds-none", who = who),
            [only] => self.goes(&who, lost, only),
            ref several => match self
                .sides
                .settles(self.problem, self.diagram, self.event, lost)
            {
                Some(target) => self.goes(&who, lost, target),
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
                    say!(
                        "one-of-rhythms",
                        who = who,
                        number = in_words(several.len()),
                        whose = self.who(),
                        lo = lo,
                        hi = with_unit(hi, time)
                    )
                }
                None => {
                    let places: Vec<String> = several.iter().map(|a| self.destination(a)).collect();
                    say!("goes-over", who = who, place = either(&places))
                }
            },
        }
    }

    /// The sentence that says where a cell goes from an attractor that is lost.
    fn goes(&self, who: &str, lost: &Attractor, target: &Attractor) -> String {
        let then = self.hysteresis(target);
        match (lost, target) {
            (Attractor::Equilibrium(_), Attractor::Cycle(_)) => {
                say!(
                    "jumps-to-spiking",
                    who = who,
                    whose = self.who(),
                    then = then
                )
            }
            (Attractor::Equilibrium(_), Attractor::Equilibrium(e)) => {
                let place = self.silence(&e.point.at);
                say!("jumps-to", who = who, place = place, then = then)
            }
            (Attractor::Cycle(_), Attractor::Equilibrium(e)) => {
                let place = self.silence(&e.point.at);
                say!(
                    "falls-silent",
                    who = who,
                    whose = self.who(),
                    place = place,
                    then = then
                )
            }
            (Attractor::Cycle(_), Attractor::Cycle(_)) => {
                let place = self.destination(target);
                say!("goes-over-then", who = who, place = place, then = then)
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
                let who = self.who();
                // A longer period with more spikes in it is not slower.
                match self.diagram.cycles.get(c.branch).and_then(|b| b.spikes) {
                    Some(n) if n > 1 => {
                        say!("firing-with-spikes", who = who, count = n, period = period)
                    }
                    _ => say!("firing-with-period", who = who, period = period),
                }
            }
        }
    }

    /// What a new attractor means to a cell that is elsewhere.
    pub(super) fn offers(&self, gained: &Attractor) -> String {
        let (unnoticed, who) = (self.unnoticed(), self.who());
        let cycles = |a: &Attractor| matches!(a, Attractor::Cycle(_));
        let option = match gained {
            Attractor::Cycle(_) if self.sides.kept.iter().any(cycles) => {
                say!("but-another-rhythm", unnoticed = unnoticed, who = who)
            }
            Attractor::Cycle(_) => say!("but-can-fire", unnoticed = unnoticed, who = who),
            Attractor::Equilibrium(e)
                if self.event.kind == EventKind::SaddleNode && self.here(&e.point.at) =>
            {
                say!("but-can-rest-there", unnoticed = unnoticed)
            }
            Attractor::Equilibrium(e) => {
                let place = self.silence(&e.point.at);
                say!("but-can-come-to", unnoticed = unnoticed, place = place)
            }
        };
        sentences([option, self.goes_on()])
    }

    /// The consequences of any change of attractors.
    pub(super) fn meaning(&self) -> String {
        match (&self.sides.lost[..], &self.sides.gained[..]) {
            ([], []) => self.unnoticed_words(),
            ([], [gained, ..]) if self.sides.kept.is_empty() => {
                let who = self.who();
                match gained {
                    Attractor::Cycle(_) => say!("can-now-fire", who = who),
                    Attractor::Equilibrium(e) => {
                        let place = self.silence(&e.point.at);
                        say!("can-now-come-to", who = who, place = place)
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
        [a, b] => say!("either-or", one = a.as_str(), other = b.as_str()),
        [first @ .., last] => say!(
            "or-list",
            first = first.join(&say!("between-things")),
            last = last.as_str()
        ),
        [] => String::new(),
    }
}
