//! `nullcline reduction`: a model beside the smaller one that stands for it.
use super::Failure;
pub(super) use super::args::Question as Args;
use super::output::Output;
use super::table::{Align, Table};
use crate::analysis::reduction::compare;
use crate::job::Cancel;
use crate::scene::{difference_words, number};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

#[derive(Serialize)]
struct Side {
    model: &'static str,
    hopf: Vec<Point>,
}

#[derive(Serialize)]
struct Difference {
    kind: &'static str,
    reduced_minus_full: f64,
}

#[derive(Serialize)]
struct Document<'a> {
    parameter: &'static str,
    models: &'a [Side],
    differences: Option<Vec<Difference>>,
    reduction: BTreeMap<&'static str, f64>,
}

#[derive(Serialize)]
struct Point {
    parameter: f64,
    kind: &'static str,
}

/// Compares their Hopf points.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let problem = args.source.problem()?;
    let info = problem.model().info();
    let found = compare(&Cancel::never(), &problem)?.ok_or_else(|| {
        Failure::Analysis(format!(
            "no smaller model stands for {} at these parameters; hodgkin-huxley at T = 6.3 has one",
            info.id
        ))
    })?;
    let side = |model, hopf: &[(f64, crate::analysis::EventKind)]| Side {
        model,
        hopf: hopf
            .iter()
            .map(|&(parameter, kind)| Point {
                parameter,
                kind: kind.name(),
            })
            .collect(),
    };
    let sides = [
        side(info.id, &found.full_hopf),
        side(found.reduced.model().info().id, &found.reduced_hopf),
    ];
    let name = info.parameters[0].name;
    if args.json {
        let difference = |&(by, kind): &(f64, crate::analysis::EventKind)| Difference {
            kind: kind.name(),
            reduced_minus_full: by,
        };
        let differences = found.differences();
        let own = found.own(&problem);
        out.json(&Document {
            parameter: name,
            models: &sides,
            differences: differences.map(|all| all.iter().map(difference).collect()),
            reduction: own.iter().map(|(p, value)| (p.name, *value)).collect(),
        })?;
        return Ok(());
    }
    let mut table = Table::new([
        ("model".to_owned(), Align::Left),
        (name.to_owned(), Align::Right),
        ("what happens".to_owned(), Align::Left),
    ]);
    for side in &sides {
        for point in &side.hopf {
            table.row([
                side.model.into(),
                number(point.parameter),
                point.kind.into(),
            ]);
        }
    }
    if sides.iter().any(|s| !s.hopf.is_empty()) {
        table.print(out)?;
    }
    for side in sides.iter().filter(|s| s.hopf.is_empty()) {
        writeln!(out, "{} has no Hopf point along {name}.", side.model)?;
    }
    writeln!(out, "{}", difference_words(&problem, &found))?;
    for (parameter, value) in found.own(&problem) {
        let (about, name) = (parameter.about, parameter.name);
        writeln!(out, "{name} = {}: {about}", number(value))?;
    }
    Ok(())
}
