//! The story of each kind of event.
use super::{
    Tale, capital, lower,
    sides::{self, Attractor},
};
use crate::analysis::{EventKind, Kind};
use crate::scene::number::quantity;
use crate::scene::words::sentences;
use crate::text::say;

impl Tale<'_> {
    // One function for each kind of event.

    pub(super) fn saddle_node(&self) -> String {
        let vanish = self.sides.before.equilibria.len() > self.sides.after.equilibria.len();
        let changed = if vanish {
            &self.sides.lost
        } else {
            &self.sides.gained
        };
        let node = changed.iter().find_map(Attractor::equilibrium);
        let what = match (node, vanish) {
            (Some(at), true) => say!("pair-vanishes", pair = capital(&self.pair(at))),
            (Some(at), false) if self.neuron && self.low(at) => {
                say!("rest-and-threshold-born", place = self.place(at))
            }
            (Some(at), false) => say!("equilibrium-and-saddle-born", place = self.place(at)),
            (None, true) => say!("saddle-and-other-vanish", other = self.partner(vanish)),
            (None, false) => say!("saddle-and-other-born", other = self.partner(vanish)),
        };
        self.and_meaning(what)
    }

    /// "rest and threshold".
    pub(super) fn pair(&self, at: &[f64]) -> String {
        match (self.neuron, self.low(at)) {
            (true, true) => say!("pair-rest"),
            (true, false) => say!("pair-depolarised"),
            (false, _) => say!("pair-equilibrium"),
        }
    }

    /// What meets the saddle when nothing stable does.
    fn partner(&self, vanish: bool) -> String {
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
            Some(Kind::UnstableNode | Kind::UnstableFocus) => say!("an-unstable-equilibrium"),
            _ => say!("another-equilibrium"),
        }
    }

    pub(super) fn circle(&self) -> String {
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
                let (unnoticed, who) = (self.unnoticed(), self.who());
                sentences([
                    say!("pair-becomes-cycle", pair = pair),
                    say!("but-can-fire", unnoticed = unnoticed, who = who),
                ])
            } else {
                let who = lower(&self.concerned(lost));
                say!(
                    "pair-then-fires",
                    pair = pair,
                    who = who,
                    whose = self.who()
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
                say!("rest-breaks-cycle")
            } else {
                say!("equilibrium-breaks-cycle")
            };
            return if self.elsewhere(lost) {
                let what = say!("full-stop", sentence = what);
                sentences([what, self.unnoticed_words()])
            } else {
                say!(
                    "cycle-broken",
                    what = what,
                    whose = self.who(),
                    who = self.concerned(lost),
                    place = self.silence(at)
                )
            };
        }
        self.and_meaning(say!("meet-on-unstable-cycle"))
    }

    /// What happens, and what it means.
    fn and_meaning(&self, what: String) -> String {
        sentences([what, self.meaning()])
    }

    pub(super) fn hopf(&self) -> String {
        let near = |a: &&Attractor| {
            a.equilibrium()
                .is_some_and(|at| sides::apart(self.problem, at, &self.event.at) < sides::NEAR)
        };
        let lost = self.sides.lost.iter().find(near);
        let gained = self.sides.gained.iter().find(near);
        let name = capital(&self.name(&self.event.at));
        let time = self.problem.model().info().time.symbol();
        match (self.event.kind, lost, gained) {
            (EventKind::SupercriticalHopf, Some(lost), _) => {
                let what = say!("hopf-stable-born", name = name);
                let said = if self.elsewhere(lost) {
                    self.unnoticed_words()
                } else {
                    let who = self.concerned(lost);
                    match self.event.period {
                        Some(t) => {
                            say!("oscillates-period", who = who, period = quantity(t, time))
                        }
                        None => say!("oscillates-little", who = who),
                    }
                };
                sentences([what, said])
            }
            (EventKind::SupercriticalHopf, None, Some(gained)) => {
                let what = say!("hopf-stable-shrunk", name = self.name(&self.event.at));
                let gone = self
                    .sides
                    .lost
                    .iter()
                    .find(|a| matches!(a, Attractor::Cycle(_)));
                match gone {
                    Some(lost) if !self.elsewhere(lost) => {
                        let who = lower(&self.concerned(lost));
                        let place = self.silence(gained.equilibrium().unwrap_or(&self.event.at));
                        sentences([what, say!("oscillation-faded", who = who, place = place)])
                    }
                    Some(_) => sentences([what, self.unnoticed_words()]),
                    None => self.and_meaning(what),
                }
            }
            (EventKind::SubcriticalHopf, Some(lost), _) => {
                sentences([say!("hopf-unstable-shrunk", name = name), self.leaves(lost)])
            }
            (EventKind::SubcriticalHopf, None, Some(_)) => {
                self.and_meaning(say!("hopf-unstable-born", name = name))
            }
            (_, Some(lost), _) => {
                sentences([say!("hopf-unsaid-lost", name = name), self.leaves(lost)])
            }
            (_, None, Some(_)) => self.and_meaning(say!("hopf-unsaid-gained", name = name)),
            _ => self.and_meaning(say!("hopf-unstable-both")),
        }
    }

    pub(super) fn fold_of_cycles(&self) -> String {
        let vanish = self.sides.before.cycles.len() > self.sides.after.cycles.len();
        let changed = if vanish {
            &self.sides.lost
        } else {
            &self.sides.gained
        };
        let stable = changed.iter().find(|a| matches!(a, Attractor::Cycle(_)));
        match (stable, vanish) {
            (Some(lost), true) => {
                let what = say!("cycles-vanish");
                let said = if !self.elsewhere(lost) {
                    self.leaves(lost)
                } else if self
                    .targets()
                    .iter()
                    .any(|a| matches!(a, Attractor::Cycle(_)))
                {
                    self.unnoticed_words()
                } else {
                    let (unnoticed, who) = (self.unnoticed(), self.who());
                    say!("but-no-longer", unnoticed = unnoticed, who = who)
                };
                sentences([what, said])
            }
            (Some(_), false) => self.and_meaning(say!("cycles-born")),
            (None, true) => self.and_meaning(say!("unstable-cycles-vanish")),
            (None, false) => self.and_meaning(say!("unstable-cycles-born")),
        }
    }

    pub(super) fn homoclinic(&self) -> String {
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
            Some(lost) => sentences([say!("homoclinic-lost"), self.leaves(lost)]),
            None if gained => self.and_meaning(say!("homoclinic-gained")),
            None if self.sides.before.cycles.len() > self.sides.after.cycles.len() => {
                self.and_meaning(say!("homoclinic-unstable-lost"))
            }
            None => self.and_meaning(say!("homoclinic-unstable-gained")),
        }
    }

    pub(super) fn period_doubling(&self) -> String {
        let lost = self.sides.lost.iter().find_map(Attractor::cycle);
        let gained = self.sides.gained.iter().find_map(Attractor::cycle);
        match (lost, gained) {
            (Some(before), Some(after)) if after.period > 1.5 * before.period => {
                say!("doubling-differs", who = self.who())
            }
            (Some(before), Some(after)) if before.period > 1.5 * after.period => {
                say!("doubling-alike", who = self.who())
            }
            (Some(_), _) => self.and_meaning(say!("doubling-lost")),
            (None, Some(_)) => self.and_meaning(say!("doubling-gained")),
            (None, None) => self.and_meaning(say!("doubling-unstable")),
        }
    }
}
