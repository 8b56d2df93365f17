//! `nullcline firing`: the F-I curve and the class of excitability.
use super::args::{Form, Source};
use super::diagram::heading;
use super::output::{Output, cell, csv};
use super::table::{Align, Table, head, wrapped};
use super::vary::Varied;
use super::{Failure, finish};
use crate::analysis::firing::firing;
use crate::analysis::{Firing, FiringOptions, Problem, Vary, endless};
use crate::job::Cancel;
use crate::scene::{endless_words, firing_words, number, value};
use crate::text::Each;
use serde::Serialize;
use std::io::Write;

/// Rows of the table for people.
const ROWS: usize = 21;

/// Arguments of `firing`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    varied: Varied,
    #[command(flatten)]
    points: Points,
    #[command(flatten)]
    form: Form,
}

/// How many values of the parameter.
#[derive(clap::Args)]
pub(super) struct Points {
    /// How many values of the parameter, both ends of its range included.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    points: Option<String>,
}

impl Points {
    /// Whether their number was given.
    pub(super) fn is_given(&self) -> bool {
        self.points.is_some()
    }

    /// The options that they make.
    pub(super) fn options(&self) -> Result<FiringOptions, Failure> {
        let Some(text) = &self.points else {
            return Ok(FiringOptions::default());
        };
        text.trim()
            .parse()
            .ok()
            .filter(|n| (2..=FiringOptions::MOST).contains(n))
            .map(|points| FiringOptions { points })
            .ok_or_else(|| {
                Failure::Usage(format!(
                    "--points: {text:?} is not a number of points from 2 to {}",
                    FiringOptions::MOST
                ))
            })
    }
}

#[derive(Serialize)]
struct PointEntry {
    parameter: f64,
    rate_hz: Option<f64>,
    sweep: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    chaotic: bool,
}

#[derive(Serialize)]
struct Document<'a> {
    parameter: &'a str,
    points: Vec<PointEntry>,
    onset: Option<f64>,
    offset: Option<f64>,
    class: Option<u8>,
    mechanism: Option<&'static str>,
}

/// The curve as every output of this program shows it.
pub(super) fn compute(
    problem: &Problem,
    vary: &Vary,
    options: FiringOptions,
) -> Result<Firing, Failure> {
    firing(&Cancel::never(), problem, vary, options, None)?
        .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))
}

/// Prints the F-I curve.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let loaded = args.source.load()?;
    let problem = loaded.problem();
    let vary = args.varied.of(&loaded)?;
    let found = compute(problem, &vary, args.points.options()?)?;
    if args.form.json {
        out.json(&Document {
            parameter: vary.name(problem),
            points: found
                .points
                .iter()
                .map(|p| PointEntry {
                    parameter: p.parameter,
                    rate_hz: p.rate.filter(|r| r.is_finite()),
                    sweep: p.sweep.name(),
                    chaotic: p.chaotic,
                })
                .collect(),
            onset: found.onset,
            offset: found.offset,
            class: found.class.map(|c| c.number()),
            mechanism: found.mechanism.map(|m| m.name()),
        })?;
    } else if args.form.csv {
        let mut table = csv(out);
        table.write_record([vary.name(problem), "rate_hz", "sweep", "chaotic"])?;
        for p in &found.points {
            let chaotic = if p.chaotic { "true" } else { "false" };
            let rate = cell(p.rate.unwrap_or(f64::NAN));
            table.write_record([&cell(p.parameter), &rate, p.sweep.name(), chaotic])?;
        }
        table.flush()?;
    } else {
        as_text(problem, &vary, &found, out)?;
    }
    let mut notes = found.notes;
    if args.form.json || args.form.csv {
        notes.extend(endless(problem).map(|e| Each::of(|| endless_words(problem, &e))));
    }
    finish(out, &notes)
}

fn as_text(
    problem: &Problem,
    vary: &Vary,
    found: &Firing,
    out: &mut Output,
) -> Result<(), Failure> {
    let info = problem.model().info();
    let parameter = &info.parameters[found.parameter];
    heading(problem, std::slice::from_ref(vary), out)?;
    for line in wrapped(&firing_words(problem, found), Output::size().0) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    let unit = info.time.frequency();
    let mut table = Table::new([
        (head(parameter.name, parameter.unit.symbol()), Align::Right),
        (head("rate", unit), Align::Right),
        ("sweep".into(), Align::Left),
    ]);
    // Every so many values, with both sweeps where they differ.
    let mut values: Vec<f64> = found.points.iter().map(|p| p.parameter).collect();
    values.dedup();
    let stride = values.len().div_ceil(ROWS).max(1);
    let shown: Vec<f64> = values.iter().copied().step_by(stride).collect();
    for p in found.points.iter().filter(|p| shown.contains(&p.parameter)) {
        let rate = p.rate.map_or_else(|| "–".into(), number);
        let chaotic = if p.chaotic { ", chaotic" } else { "" };
        table.row([
            value(p.parameter),
            rate,
            format!("{}{chaotic}", p.sweep.name()),
        ]);
    }
    Ok(table.print(out)?)
}
