//! `nullcline reduction`: a model beside the smaller one that stands for it.
use super::Failure;
use super::args::Source;
use super::output::Output;
use super::table::{Align, Table};
use crate::analysis::reduction::compare;
use crate::job::Cancel;
use crate::scene::number;
use serde::Serialize;

/// Arguments of `reduction`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    /// One JSON document, and nothing else, on standard output.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Side {
    model: &'static str,
    hopf: Vec<Point>,
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
    if args.json {
        out.json(&sides)?;
        return Ok(());
    }
    let name = info.parameters[0].name;
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
    table.print(out)?;
    Ok(())
}
