//! How claims are written.
use super::super::fault::FaultKind;
use super::super::fields::{Fields, Found, Reader};
use super::super::formula;
use super::names::{EVENTS, KINDS, WHAT};
use super::{Bounds, Claim, Linear, Near, Run, Statement, Tends, Varied};
use crate::analysis::{EventKind, Problem, Response};

/// No run is longer, in the model's unit of time.
const LONGEST: f64 = 1e6;
/// How long an orbit is followed that is only to come to its attractor, unless the claim says so.
const LONG: f64 = 1000.0;

/// Reads a claim; names are those of `problem`, if there is one.
pub(in crate::lesson) fn read<'a>(
    reader: &mut Reader<'a>,
    found: &Found<'a>,
    problem: Option<&Problem>,
) -> Option<Claim> {
    let mut fields = found.fields(reader)?;
    let what = fields.need(reader, "what", "what = \"equilibria\"")?;
    let what = what.word(reader, &WHAT.map(|name| (name, name)))?;
    let mut claim = Claims {
        reader,
        fields,
        problem,
    };
    let states = claim.statement(what);
    let Claims { fields, .. } = claim;
    fields.end(reader);
    Some(Claim {
        line: reader.lines.line(found.start),
        states: states?,
    })
}

/// The fields of a claim.
struct Claims<'r, 'a, 'p> {
    reader: &'r mut Reader<'a>,
    fields: Fields<'a>,
    problem: Option<&'p Problem>,
}

impl<'a> Claims<'_, 'a, '_> {
    fn statement(&mut self, what: &str) -> Option<Statement> {
        Some(match what {
            "equilibria" => {
                let (kind, stable) = (self.optional_kind(), self.flag("stable"));
                let count = self.count("count");
                Statement::Equilibria {
                    count: count?,
                    kind: kind.ok()?,
                    stable: stable.ok()?,
                }
            }
            "equilibrium" => {
                let (kind, is) = (self.optional_kind(), self.places());
                let (kind, is) = (kind.ok()?, is?);
                Statement::Equilibrium { kind, is }
            }
            "eigenvalues" => self.eigenvalues()?,
            "trace" => self.linear(Linear::Trace)?,
            "determinant" => self.linear(Linear::Determinant)?,
            "discriminant" => self.linear(Linear::Discriminant)?,
            "cycles" => {
                let (stable, count) = (self.flag("stable"), self.count("count"));
                let (count, stable) = (count?, stable.ok()?);
                Statement::Cycles { count, stable }
            }
            "period" | "frequency" => {
                let (stable, is) = (self.flag("stable"), self.near());
                Statement::Cycle {
                    frequency: what == "frequency",
                    is: is?,
                    stable: stable.ok()?.unwrap_or(true),
                }
            }
            "attractors" => self.attractors()?,
            "event" => {
                let (kind, is, varied) = (self.event(), self.near(), self.varied());
                let (kind, is, varied) = (kind?, is?, varied?);
                Statement::Event { kind, is, varied }
            }
            "events" => {
                let (kind, count, varied) = (self.event(), self.count("count"), self.varied());
                let (kind, count, varied) = (kind?, count?, varied?);
                Statement::Events {
                    kind,
                    count,
                    varied,
                }
            }
            "spikes" => {
                let (run, count) = (self.run("start", None), self.bounds());
                let (count, run) = (count?, run?);
                Statement::Spikes { count, run }
            }
            "rate" => {
                let (at, is) = (self.number("at", "at = 10"), self.near());
                let (at, is) = (at?, is?);
                Statement::Rate { at, is }
            }
            "peak" | "lowest" => {
                let (of, is) = (self.variable(), self.near());
                let run = self.run("start", None);
                let (of, is, run) = (of?, is?, run?);
                let greatest = what == "peak";
                Statement::Extreme {
                    greatest,
                    of,
                    is,
                    run,
                }
            }
            "parameter" => self.parameter()?,
            "class" => {
                let found = self.fields.need(self.reader, "is", "is = 1")?;
                let class = found.whole(self.reader)?;
                if !(1..=3).contains(&class) {
                    let (name, between) = (found.name, [1.0, 3.0]);
                    let fault = FaultKind::Outside { name, between };
                    self.reader.fault(found.start, fault);
                    return None;
                }
                Statement::Class(class as u8)
            }
            "character" => {
                let known = [Response::Integrator, Response::Resonator].map(|r| (r, r.name()));
                let found = self.fields.need(self.reader, "is", "is = \"integrator\"")?;
                Statement::Character(found.word(self.reader, &known)?)
            }
            "stimulus" => Statement::Stimulus(self.flag("running").ok()?.unwrap_or(true)),
            "follows" => {
                let known = [(Tends::Rest, "rest"), (Tends::Firing, "firing")];
                let run = self.run("from", Some(LONG));
                let to = self.fields.need(self.reader, "to", "to = \"rest\"");
                let to = to.and_then(|found| found.word(self.reader, &known));
                let (run, to) = (run?, to?);
                Statement::Follows { run, to }
            }
            _ => self.formula()?,
        })
    }

    fn count(&mut self, key: &'static str) -> Option<usize> {
        let found = self.fields.need(self.reader, key, "count = 3")?;
        found.whole(self.reader)
    }

    fn number(&mut self, key: &'static str, example: &'static str) -> Option<f64> {
        let found = self.fields.need(self.reader, key, example)?;
        found.number(self.reader)
    }

    fn within(&mut self) -> Option<f64> {
        let found = self.fields.need(self.reader, "within", "within = 0.05")?;
        found.positive(self.reader, f64::MAX)
    }

    fn near(&mut self) -> Option<Near> {
        let (is, within) = (self.number("is", "is = 4.51"), self.within());
        let (is, within) = (is?, within?);
        Some(Near { is, within })
    }

    /// Nothing where the field is not there.
    fn flag(&mut self, key: &'static str) -> Result<Option<bool>, ()> {
        match self.fields.get(key) {
            None => Ok(None),
            Some(found) => found.flag(self.reader).map(Some).ok_or(()),
        }
    }

    fn optional_kind(&mut self) -> Result<Option<&'static str>, ()> {
        match self.fields.get("kind") {
            None => Ok(None),
            Some(found) => found.word(self.reader, &KINDS).map(Some).ok_or(()),
        }
    }

    fn kind(&mut self) -> Option<&'static str> {
        let found = self.fields.need(self.reader, "kind", "kind = \"saddle\"")?;
        found.word(self.reader, &KINDS)
    }

    fn event(&mut self) -> Option<EventKind> {
        let example = "kind = \"saddle-node\"";
        let found = self.fields.need(self.reader, "kind", example)?;
        found.word(self.reader, &EVENTS.map(|kind| (kind, kind.name())))
    }

    /// Values of variables by name.
    fn state(&mut self, found: &Found<'a>) -> Option<Vec<(String, f64)>> {
        let fields = found.fields(self.reader)?;
        let (mut out, mut good) = (vec![], true);
        for (name, found) in fields.all() {
            if let Some(problem) = self.problem {
                let known = problem.variable(name).map(|_| ());
                good &= self.reader.good(found.start, known).is_some();
            }
            match found.number(self.reader) {
                Some(value) => out.push((name.to_owned(), value)),
                None => good = false,
            }
        }
        good.then_some(out)
    }

    /// Where an equilibrium is: `within` is a number for all, or one for each.
    fn places(&mut self) -> Option<Vec<(String, Near)>> {
        let is = self.fields.need(self.reader, "is", "is = { V = -60.1 }");
        let is = is.and_then(|found| {
            let state = self.state(&found)?;
            if state.is_empty() {
                let kind = FaultKind::Empty(found.name.clone());
                self.reader.fault(found.start, kind);
                return None;
            }
            Some(state)
        });
        let found = self.fields.need(self.reader, "within", "within = 0.05")?;
        if !found.is_table() {
            let within = found.positive(self.reader, f64::MAX)?;
            let near = |(name, is)| (name, Near { is, within });
            return Some(is?.into_iter().map(near).collect());
        }
        let each = self.state(&found)?;
        let mut out = vec![];
        for (name, is) in is? {
            let Some((_, within)) = each.iter().find(|(n, w)| *n == name && *w > 0.0) else {
                let (name, between) = (format!("{}.{name}", found.name), [0.0, f64::MAX]);
                let fault = FaultKind::Outside { name, between };
                self.reader.fault(found.start, fault);
                return None;
            };
            out.push((
                name,
                Near {
                    is,
                    within: *within,
                },
            ));
        }
        Some(out)
    }

    fn eigenvalues(&mut self) -> Option<Statement> {
        let (kind, within) = (self.kind(), self.within());
        let found = self
            .fields
            .need(self.reader, "is", "is = [[-0.1, 0.0], [-2.3, 0.0]]")?;
        let members = found.list(self.reader, 8)?;
        let count = members.len();
        let pairs = members.iter().filter_map(|pair| pair.pair(self.reader));
        let mut is: Vec<[f64; 2]> = pairs.collect();
        if count == 0 {
            let name = found.name.clone();
            self.reader.fault(found.start, FaultKind::Empty(name));
        }
        is.sort_by(|a, b| b[0].total_cmp(&a[0]).then(b[1].total_cmp(&a[1])));
        let whole = count > 0 && is.len() == count;
        let (kind, within) = (kind?, within?);
        whole.then_some(Statement::Eigenvalues { kind, is, within })
    }

    fn linear(&mut self, what: Linear) -> Option<Statement> {
        let kind = self.kind();
        let (mut is, mut positive) = (None, None);
        if let Some(sign) = self.fields.get("sign") {
            let known = [(true, "positive"), (false, "negative")];
            positive = Some(sign.word(self.reader, &known)?);
            // Both may be stated.
            if self.fields.get("is").is_some() {
                is = Some(self.near()?);
            }
        } else {
            is = Some(self.near()?);
        }
        Some(Statement::Linear {
            what,
            kind: kind?,
            is,
            positive,
        })
    }

    fn attractors(&mut self) -> Option<Statement> {
        let start = self.fields.start;
        let count = match self.fields.get("count") {
            None => Ok(None),
            Some(found) => found.whole(self.reader).map(Some).ok_or(()),
        };
        let (rest, firing) = (self.flag("rest"), self.flag("firing"));
        let (count, rest, firing) = (count.ok()?, rest.ok()?, firing.ok()?);
        if count.is_none() && rest.is_none() && firing.is_none() {
            self.reader.fault(start, FaultKind::Says("count = 2"));
            return None;
        }
        Some(Statement::Attractors {
            count,
            rest,
            firing,
        })
    }

    fn varied(&mut self) -> Option<Varied> {
        let mut varied = Varied::default();
        if let Some(found) = self.fields.get("vary") {
            let name = found.text(self.reader)?;
            if let Some(problem) = self.problem {
                let known = problem.parameter(name);
                self.reader.good(found.start, known)?;
            }
            varied.name = Some(name.into());
        }
        if let Some(found) = self.fields.get("range") {
            varied.range = Some(found.range(self.reader)?);
        }
        Some(varied)
    }

    fn run(&mut self, key: &'static str, usual: Option<f64>) -> Option<Run> {
        let start = match self.fields.get(key) {
            None => Some(vec![]),
            Some(found) => self.state(&found),
        };
        let until = match (self.fields.get("until"), usual) {
            (None, Some(usual)) => usual,
            (Some(found), _) => found.positive(self.reader, LONGEST)?,
            (None, None) => {
                let found = self.fields.need(self.reader, "until", "until = 100");
                found?.positive(self.reader, LONGEST)?
            }
        };
        // An orbit that is only to come to its attractor is always computed so.
        let accurate = match usual {
            Some(_) => true,
            None => self.flag("accurate").ok()?.unwrap_or(false),
        };
        let start = start?;
        Some(Run {
            start,
            until,
            accurate,
        })
    }

    fn bounds(&mut self) -> Option<Bounds> {
        let start = self.fields.start;
        let [count, least, most] = ["count", "least", "most"].map(|key| {
            let found = self.fields.get(key);
            found.map(|found| found.whole(self.reader))
        });
        match (count, least, most) {
            (Some(count), None, None) => {
                let count = count?;
                let (least, most) = (count, count);
                Some(Bounds { least, most })
            }
            (None, least, most) if least.is_some() || most.is_some() => {
                let least = least.unwrap_or(Some(0))?;
                let most = most.unwrap_or(Some(usize::MAX))?;
                if least > most {
                    self.reader
                        .fault(start, FaultKind::Says("least = 1, most = 5"));
                    return None;
                }
                Some(Bounds { least, most })
            }
            _ => {
                self.reader.fault(start, FaultKind::Says("count = 1"));
                None
            }
        }
    }

    fn variable(&mut self) -> Option<String> {
        let found = self.fields.need(self.reader, "of", "of = \"V\"")?;
        let name = found.text(self.reader)?;
        if let Some(problem) = self.problem {
            let known = problem.variable(name);
            self.reader.good(found.start, known)?;
        }
        Some(name.into())
    }

    fn parameter(&mut self) -> Option<Statement> {
        let start = self.fields.start;
        let found = self.fields.need(self.reader, "name", "name = \"I\"")?;
        let name = found.text(self.reader)?.to_owned();
        if let Some(problem) = self.problem {
            let known = problem.parameter(&name);
            self.reader.good(found.start, known)?;
        }
        let [is, within, least, most] = ["is", "within", "least", "most"].map(|key| {
            let found = self.fields.get(key);
            found.map(|found| found.number(self.reader))
        });
        let between = match (is, within, least, most) {
            (Some(is), within, None, None) => {
                let (is, within) = (is?, within.unwrap_or(Some(0.0))?.abs());
                [is - within, is + within]
            }
            (None, None, least, most) if least.is_some() || most.is_some() => [
                least.unwrap_or(Some(f64::NEG_INFINITY))?,
                most.unwrap_or(Some(f64::INFINITY))?,
            ],
            _ => {
                self.reader.fault(start, FaultKind::Says("least = 4.5"));
                return None;
            }
        };
        Some(Statement::Parameter { name, between })
    }

    fn formula(&mut self) -> Option<Statement> {
        let is = self.near();
        let found = self.fields.need(self.reader, "text", "text = \"C / gL\"")?;
        let text = found.text(self.reader)?;
        if let Some(problem) = self.problem
            && let Err(what) = formula::value(text, &|name| problem.value(name))
        {
            self.reader.fault(found.start, FaultKind::Formula(what));
            return None;
        }
        let (text, is) = (text.to_owned(), is?);
        Some(Statement::Formula { text, is })
    }
}
