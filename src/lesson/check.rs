//! Whether a claim holds, and what was found.
mod of_portrait;

use of_portrait::of_portrait;

use super::claim::{Claim, Run, Statement, Tends, Varied};
use super::{Said, course, formula, words};
use crate::analysis::diagram::diagram;
use crate::analysis::firing::firing;
use crate::analysis::portrait::portrait;
use crate::analysis::{
    Diagram, DiagramOptions, Firing, FiringOptions, Portrait, PortraitOptions, Problem,
    ProblemError, Vary,
};
use crate::job::Cancel;
use crate::model::StimulusError;
use crate::session::{CommandError, Session, usual_range};
use crate::text::say;
use std::sync::Arc;

/// So many answers of each kind are kept: the steps of a lesson ask about few problems.
const KEPT: usize = 8;
/// Points of an F-I curve from which only its class is wanted.
const POINTS: usize = 21;

/// Whether a claim holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Whether it does.
    pub holds: bool,
    /// What was found, in words.
    pub found: Said,
}

/// Why a claim could not be computed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unchecked {
    /// The problem has no answer.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// The stimulus is none for the model.
    #[error(transparent)]
    Stimulus(#[from] StimulusError),
    /// The session refuses what it needs.
    #[error(transparent)]
    Command(#[from] CommandError),
    /// Nobody wants to know any more.
    #[error("{}", say!("check-fault-cancelled"))]
    Cancelled,
}

/// Computes a claim in a session.
///
/// # Errors
/// When it cannot be computed, or nobody wants to know any more.
pub fn check(cancel: &Cancel, session: &Session, claim: &Claim) -> Result<Verdict, Unchecked> {
    Known::default().check(cancel, session, claim)
}

/// What was computed for earlier claims, so that several about one portrait cost no more than one.
#[derive(Default)]
pub struct Known {
    portraits: Vec<(Problem, Arc<Portrait>)>,
    diagrams: Vec<((Problem, Vary), Arc<Diagram>)>,
    firings: Vec<((Problem, Vary), Arc<Firing>)>,
}

/// The kept answer to a question, or a new one.
fn kept<Q: PartialEq, A>(
    known: &mut Vec<(Q, Arc<A>)>,
    question: Q,
    answer: impl FnOnce(&Q) -> Result<A, Unchecked>,
) -> Result<Arc<A>, Unchecked> {
    if let Some((_, answer)) = known.iter().find(|(q, _)| *q == question) {
        return Ok(Arc::clone(answer));
    }
    let answer = Arc::new(answer(&question)?);
    if known.len() >= KEPT {
        known.remove(0);
    }
    known.push((question, Arc::clone(&answer)));
    Ok(answer)
}

/// There is nothing of the sort in the model that is open.
fn absent(name: &str) -> Verdict {
    Verdict {
        holds: false,
        found: Said::of(|| say!("lesson-found-absent", name = name)),
    }
}

fn verdict(holds: bool, found: impl FnMut() -> String) -> Verdict {
    let found = Said::of(found);
    Verdict { holds, found }
}

fn wanted(of: Option<bool>, stable: bool) -> bool {
    of.is_none_or(|wanted| wanted == stable)
}

impl Known {
    /// Computes a claim in a session.
    ///
    /// # Errors
    /// When it cannot be computed, or nobody wants to know any more.
    pub fn check(
        &mut self,
        cancel: &Cancel,
        session: &Session,
        claim: &Claim,
    ) -> Result<Verdict, Unchecked> {
        let problem = session.problem();
        match &claim.states {
            Statement::Equilibria { .. }
            | Statement::Equilibrium { .. }
            | Statement::Eigenvalues { .. }
            | Statement::Linear { .. }
            | Statement::Cycles { .. }
            | Statement::Cycle { .. } => {
                let found = self.portrait(cancel, problem)?;
                Ok(of_portrait(problem, &found, &claim.states))
            }
            Statement::Attractors {
                count,
                rest,
                firing,
            } => {
                let mut whole = problem.clone();
                whole.set_window(problem.window().hull(&problem.home()));
                let found = self.portrait(cancel, &whole)?;
                let rests = found.equilibria.iter().filter(|e| e.kind.is_stable());
                let cycles = found.cycles.iter().filter(|c| c.stable);
                let [rests, cycles] = [rests.count(), cycles.count()];
                let holds = count.is_none_or(|n| n == rests + cycles)
                    && wanted(*rest, rests > 0)
                    && wanted(*firing, cycles > 0);
                Ok(verdict(holds, || {
                    say!(
                        "lesson-found-attractors",
                        rests = rests as i64,
                        cycles = cycles as i64
                    )
                }))
            }
            Statement::Event { kind, is, varied } => {
                let Some(vary) = vary(session, varied)? else {
                    return Ok(absent(varied.name.as_deref().unwrap_or_default()));
                };
                let found = self.diagram(cancel, problem, vary)?;
                let mut same = found.events.iter().filter(|e| e.kind == *kind);
                let holds = same.any(|e| is.holds(e.parameter));
                Ok(verdict(holds, || words::events(problem, &found)))
            }
            Statement::Events {
                kind,
                count,
                varied,
            } => {
                let Some(vary) = vary(session, varied)? else {
                    return Ok(absent(varied.name.as_deref().unwrap_or_default()));
                };
                let found = self.diagram(cancel, problem, vary)?;
                let same = found.events.iter().filter(|e| e.kind == *kind);
                let holds = same.count() == *count;
                Ok(verdict(holds, || words::events(problem, &found)))
            }
            Statement::Rate { at, is } => self.rate(cancel, session, *at, *is),
            Statement::Class(class) => {
                let found = self.firing(cancel, session)?;
                let found = found.class.map(|c| c.number());
                Ok(verdict(found == Some(*class), || match found {
                    Some(class) => say!("lesson-found-class", class = class.to_string()),
                    None => say!("lesson-found-no-class"),
                }))
            }
            Statement::Character(response) => {
                let found = self.firing(cancel, session)?.response;
                let holds = found == Some(*response);
                Ok(verdict(holds, || words::response(found)))
            }
            Statement::Spikes { count, run } => {
                let Some(start) = course::start(problem, run) else {
                    return Ok(absent_variable(problem, run));
                };
                let found = course::run(cancel, session, &start, run)?.spikes.len();
                let holds = (count.least..=count.most).contains(&found);
                Ok(verdict(holds, || {
                    say!("lesson-found-spikes", count = found as i64)
                }))
            }
            Statement::Extreme {
                greatest,
                of,
                is,
                run,
            } => {
                let Ok(k) = problem.variable(of) else {
                    return Ok(absent(of));
                };
                let Some(start) = course::start(problem, run) else {
                    return Ok(absent_variable(problem, run));
                };
                let orbit = course::run(cancel, session, &start, run)?;
                let values = orbit.states.iter().map(|s| s[k]);
                let found = match greatest {
                    true => values.fold(f64::NEG_INFINITY, f64::max),
                    false => values.fold(f64::INFINITY, f64::min),
                };
                let unit = problem.model().info().variables[k].unit;
                let holds = is.holds(found);
                Ok(verdict(holds, || words::value(found, unit.symbol())))
            }
            Statement::Parameter { name, between } => {
                let Ok(k) = problem.parameter(name) else {
                    return Ok(absent(name));
                };
                let (value, unit) = (
                    problem.values()[k],
                    problem.model().info().parameters[k].unit,
                );
                let holds = (between[0]..=between[1]).contains(&value);
                Ok(verdict(holds, || words::value(value, unit.symbol())))
            }
            Statement::Stimulus(running) => {
                let found = !session.stimulus().is_empty();
                Ok(verdict(found == *running, || match found {
                    true => say!("lesson-found-stimulus"),
                    false => say!("lesson-found-no-stimulus"),
                }))
            }
            Statement::Follows { run, to } => {
                let Some(start) = course::start(problem, run) else {
                    return Ok(absent_variable(problem, run));
                };
                let found = course::end(cancel, problem, &start, run.until)?;
                Ok(verdict(found == Some(*to), || match found {
                    Some(Tends::Rest) => say!("lesson-found-ends-at-rest"),
                    Some(Tends::Firing) => say!("lesson-found-ends-firing"),
                    None => say!("lesson-found-runs-away"),
                }))
            }
            Statement::Formula { text, is } => {
                let found = formula::value(text, &|name| problem.value(name));
                Ok(match found {
                    Err(what) => absent(&what),
                    Ok(value) => verdict(is.holds(value), || words::value(value, "")),
                })
            }
        }
    }

    fn portrait(&mut self, cancel: &Cancel, problem: &Problem) -> Result<Arc<Portrait>, Unchecked> {
        let options = PortraitOptions {
            field: [1, 1],
            ..PortraitOptions::default()
        };
        kept(&mut self.portraits, problem.clone(), |problem| {
            portrait(cancel, problem, &options)?.ok_or(Unchecked::Cancelled)
        })
    }

    fn diagram(
        &mut self,
        cancel: &Cancel,
        problem: &Problem,
        vary: Vary,
    ) -> Result<Arc<Diagram>, Unchecked> {
        kept(
            &mut self.diagrams,
            (problem.clone(), vary),
            |(problem, vary)| {
                let options = DiagramOptions::default();
                diagram(cancel, problem, vary, &options)?.ok_or(Unchecked::Cancelled)
            },
        )
    }

    fn curve(
        &mut self,
        cancel: &Cancel,
        problem: &Problem,
        vary: Vary,
        points: usize,
    ) -> Result<Arc<Firing>, Unchecked> {
        let diagram = self.diagram(cancel, problem, vary)?;
        let options = FiringOptions { points };
        kept(
            &mut self.firings,
            (problem.clone(), vary),
            |(problem, vary)| {
                let found = firing(cancel, problem, vary, options, Some(&diagram))?;
                found.ok_or(Unchecked::Cancelled)
            },
        )
    }

    fn firing(&mut self, cancel: &Cancel, session: &Session) -> Result<Arc<Firing>, Unchecked> {
        let problem = session.problem();
        let vary = session.study().vary(problem);
        self.curve(cancel, problem, vary, POINTS)
    }

    /// On the way up to the value, or where that is not it, on the way down to it.
    fn rate(
        &mut self,
        cancel: &Cancel,
        session: &Session,
        at: f64,
        is: super::Near,
    ) -> Result<Verdict, Unchecked> {
        let problem = session.problem();
        let vary = session.study().vary(problem);
        let [lo, hi] = vary.range;
        let mut found = vec![];
        for range in [[lo, at], [at, hi]] {
            if range[0] >= range[1] {
                continue;
            }
            let vary = Vary { range, ..vary };
            let curve = self.curve(cancel, problem, vary, 2)?;
            let here = curve.points.iter().filter(|p| p.parameter == at);
            found.extend(here.filter_map(|p| p.rate));
            if found.iter().any(|&rate| is.holds(rate)) {
                break;
            }
        }
        let holds = found.iter().any(|&rate| is.holds(rate));
        let unit = problem.model().info().time.frequency();
        Ok(verdict(holds, || words::values(&found, unit)))
    }
}

fn absent_variable(problem: &Problem, run: &Run) -> Verdict {
    let mut names = run.start.iter().map(|(name, _)| name);
    let missing = names.find(|name| problem.variable(name).is_err());
    absent(missing.map_or("", String::as_str))
}

/// What a claim varies; `None` where the model has no such parameter.
fn vary(session: &Session, varied: &Varied) -> Result<Option<Vary>, Unchecked> {
    let problem = session.problem();
    let own = session.study().vary(problem);
    let parameter = match &varied.name {
        None => own.parameter,
        Some(name) => match problem.parameter(name) {
            Ok(k) => k,
            Err(_) => return Ok(None),
        },
    };
    let range = match varied.range {
        Some(range) => range,
        None if parameter == own.parameter => own.range,
        None => usual_range(problem, parameter),
    };
    let name = problem.model().info().parameters[parameter].name;
    Ok(Some(Vary::new(problem, name, range)?))
}
