//! `nullcline curves`: the bifurcation diagram of two parameters.
use super::args::{Form, Source};
use super::diagram::heading;
use super::output::{Output, cell, csv};
use super::table::{Align, Table, head};
use super::vary::{Second, Varied};
use super::{Failure, finish};
use crate::analysis::curve::curves;
use crate::analysis::{Curves, CurvesOptions, Problem, Vary};
use crate::job::Cancel;
use crate::scene::number;
use serde::Serialize;
use std::io::Write;

/// Arguments of `curves`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    varied: Varied,
    #[command(flatten)]
    second: Second,
    #[command(flatten)]
    form: Form,
}

#[derive(Serialize)]
struct CurveEntry<'a> {
    kind: &'static str,
    points: &'a [[f64; 2]],
}

#[derive(Serialize)]
struct PointEntry {
    kind: &'static str,
    at: [f64; 2],
}

#[derive(Serialize)]
struct Document<'a> {
    parameters: [&'a str; 2],
    curves: Vec<CurveEntry<'a>>,
    points: Vec<PointEntry>,
}

/// The diagram as every output of this program shows it.
pub(super) fn compute(problem: &Problem, vary: &[Vary; 2]) -> Result<Curves, Failure> {
    let options = CurvesOptions::default();
    curves(&Cancel::never(), problem, vary, &options, None)?
        .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))
}

/// Prints the two-parameter diagram.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let loaded = args.source.load()?;
    let problem = loaded.problem();
    let vary = [args.varied.of(&loaded)?, args.second.of(&loaded)?];
    let found = compute(problem, &vary)?;
    if args.form.json {
        let info = problem.model().info();
        out.json(&Document {
            parameters: found.parameters.map(|k| info.parameters[k].name),
            curves: found
                .curves
                .iter()
                .map(|c| CurveEntry {
                    kind: c.kind.name(),
                    points: &c.points,
                })
                .collect(),
            points: found
                .points
                .iter()
                .map(|p| PointEntry {
                    kind: p.kind.name(),
                    at: p.at,
                })
                .collect(),
        })?;
    } else if args.form.csv {
        as_csv(problem, &found, out)?;
    } else {
        as_text(problem, &vary, &found, out)?;
    }
    finish(out, &found.notes)
}

/// One row per point of every curve and per special point.
fn as_csv(problem: &Problem, found: &Curves, out: &mut Output) -> Result<(), Failure> {
    let info = problem.model().info();
    let [x, y] = found.parameters.map(|k| info.parameters[k].name);
    let mut table = csv(out);
    table.write_record(["object", "index", "kind", x, y])?;
    for (k, c) in found.curves.iter().enumerate() {
        for p in &c.points {
            let number = k.to_string();
            table.write_record(["curve", &number, c.kind.name(), &cell(p[0]), &cell(p[1])])?;
        }
    }
    for (k, p) in found.points.iter().enumerate() {
        let number = k.to_string();
        table.write_record([
            "point",
            &number,
            p.kind.name(),
            &cell(p.at[0]),
            &cell(p.at[1]),
        ])?;
    }
    Ok(table.flush()?)
}

fn as_text(
    problem: &Problem,
    vary: &[Vary; 2],
    found: &Curves,
    out: &mut Output,
) -> Result<(), Failure> {
    let info = problem.model().info();
    let [x, y] = found.parameters.map(|k| {
        let p = &info.parameters[k];
        (head(p.name, p.unit.symbol()), Align::Right)
    });
    heading(problem, vary, out)?;
    out.heading("Special points")?;
    if found.points.is_empty() {
        writeln!(out, "  none in these ranges")?;
    } else {
        let mut table = Table::new([("what it is".into(), Align::Left), x.clone(), y.clone()]);
        for p in &found.points {
            table.row([p.kind.name().into(), number(p.at[0]), number(p.at[1])]);
        }
        table.print(out)?;
    }
    writeln!(out)?;
    out.heading("Curves")?;
    if found.curves.is_empty() {
        writeln!(out, "  none in these ranges")?;
        return Ok(());
    }
    let mut table = Table::new([
        ("what happens".into(), Align::Left),
        x,
        y,
        ("points".into(), Align::Right),
    ]);
    for c in &found.curves {
        let extent = |k: usize| {
            let values = || c.points.iter().map(|p| p[k]);
            let lo = values().fold(f64::INFINITY, f64::min);
            let hi = values().fold(f64::NEG_INFINITY, f64::max);
            format!("{} … {}", number(lo), number(hi))
        };
        table.row([
            c.kind.name().into(),
            extent(0),
            extent(1),
            c.points.len().to_string(),
        ]);
    }
    Ok(table.print(out)?)
}
