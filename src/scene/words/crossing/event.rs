//! The story of each kind of event.
use super::{
    Tale, capital, lower,
    sides::{self, Attractor},
};
use crate::analysis::{EventKind, Kind};
use crate::scene::number::quantity;

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
            (Some(at), true) => format!("{} meet and vanish.", capital(&self.pair(at))),
            (Some(at), false) if self.neuron && self.low(at) => {
                format!("Rest and threshold are born near {}.", self.place(at))
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
    pub(super) fn pair(&self, at: &[f64]) -> String {
        match (self.neuron, self.low(at)) {
            (true, true) => "rest and threshold".into(),
            (true, false) => "the depolarised equilibrium and a saddle".into(),
            (false, _) => "a stable equilibrium and a saddle".into(),
        }
    }

    /// What meets the saddle when nothing stable does.
    pub(super) fn unstable_partner(&self, vanish: bool) -> &'static str {
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

    pub(super) fn hopf(&self) -> String {
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

    pub(super) fn period_doubling(&self) -> String {
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
