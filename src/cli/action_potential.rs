//! `nullcline action-potential`: one spike from rest, with its phases.
use super::Failure;
use super::args::{Source, finite};
use super::output::Output;
use super::table::{Align, Table};
use crate::analysis::evoked::{Evoked, evoked};
use crate::analysis::refractory::{After, Refractory, SAME};
use crate::job::Cancel;
use crate::scene::{number, quantity};
use serde::Serialize;
use std::io::Write;

/// Arguments of `action-potential`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    /// How long to follow it, in the model's unit of time; by default until the cell has recovered or
    /// fired again.
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    /// One JSON document, and nothing else, on standard output.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct PhaseDocument {
    phase: &'static str,
    from: f64,
    to: f64,
}

#[derive(Serialize)]
struct RefractoryDocument<'a> {
    kick_at_rest: f64,
    largest_kick_to: f64,
    absolute: Option<f64>,
    relative: Option<f64>,
    threshold: &'a [[f64; 2]],
    fires_again_after: Option<f64>,
}

#[derive(Serialize)]
struct CurrentDocument {
    name: &'static str,
    reversal: f64,
    values: Vec<f64>,
}

#[derive(Serialize)]
struct Document<'a> {
    model: &'static str,
    variables: Vec<&'static str>,
    rest: &'a [f64],
    kick: f64,
    peak: f64,
    phases: Vec<PhaseDocument>,
    refractory: RefractoryDocument<'a>,
    imbalance: f64,
    times: &'a [f64],
    states: &'a [Vec<f64>],
    currents: Vec<CurrentDocument>,
}

/// Evokes one and tells its phases.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let problem = args.source.problem()?;
    let until = args.until.as_deref().map(|text| finite("--until", text));
    let until = until.transpose()?;
    if let Some(until) = until.filter(|t| *t <= 0.0) {
        return Err(Failure::Usage(format!(
            "--until {until}: give a positive time"
        )));
    }
    let found = evoked(&Cancel::never(), &problem, until)
        .map_err(|e| Failure::Analysis(e.to_string()))?
        .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))?;
    let info = problem.model().info();
    let phases = || {
        found.phases.iter().map(|p| PhaseDocument {
            phase: p.phase.name(),
            from: p.from,
            to: p.to,
        })
    };
    let Evoked { refractory, .. } = &found;
    let periods = refractory.after.periods();
    if args.json {
        let field = problem.bind();
        let circuits: Vec<_> = found
            .course
            .states
            .iter()
            .filter_map(|x| field.membrane(x))
            .collect();
        let names = circuits.first().map_or(0, |m| m.currents.len());
        out.json(&Document {
            model: info.id,
            variables: info.variables.iter().map(|v| v.name).collect(),
            rest: &found.rest,
            kick: found.kick,
            peak: found.peak,
            phases: phases().collect(),
            refractory: RefractoryDocument {
                kick_at_rest: refractory.at_rest,
                largest_kick_to: refractory.level,
                absolute: periods.map(|p| p[0]),
                relative: periods.map(|p| p[1]),
                threshold: match &refractory.after {
                    After::Recovers { threshold, .. } => threshold,
                    _ => &[],
                },
                fires_again_after: match refractory.after {
                    After::Repeats(period) => Some(period),
                    _ => None,
                },
            },
            imbalance: found.imbalance,
            times: &found.course.times,
            states: &found.course.states,
            currents: (0..names)
                .map(|k| CurrentDocument {
                    name: circuits[0].currents[k].name,
                    reversal: circuits[0].currents[k].reversal,
                    values: circuits.iter().map(|m| m.currents[k].value).collect(),
                })
                .collect(),
        })?;
        return Ok(());
    }
    let (unit, time) = (info.variables[0].unit.symbol(), info.time.symbol());
    out.heading(&format!("One action potential of {}", info.name))?;
    writeln!(
        out,
        "Evoked from rest at {} by a kick of {}; the smallest that does is {}.",
        quantity(found.rest[0], unit),
        quantity(found.kick, unit),
        quantity(refractory.at_rest, unit)
    )?;
    let heads = [
        "phase".to_owned(),
        format!("from ({time})"),
        format!("to ({time})"),
    ];
    let mut table = Table::new(heads.map(|h| (h, Align::Right)));
    for p in phases() {
        table.row([p.phase.into(), number(p.from), number(p.to)]);
    }
    table.print(out)?;
    writeln!(out, "{}", refractory_words(refractory, unit, time))?;
    Ok(())
}

/// What comes after the spike.
fn refractory_words(refractory: &Refractory, unit: &str, time: &str) -> String {
    match refractory.after {
        After::Recovers {
            absolute, relative, ..
        } => format!(
            "Absolutely refractory for {} after its peak: till then no kick that lifts V to {} or less makes it fire \
             again. Relatively refractory until {} after it: till then it takes a kick more than {} % stronger \
             than at rest.",
            quantity(absolute, time),
            quantity(refractory.level, unit),
            quantity(relative, time),
            100.0 * SAME
        ),
        After::Repeats(period) => format!(
            "It fires again by itself {} after its peak: there is no rest against which it could be refractory.",
            quantity(period, time)
        ),
        After::Stays => {
            "It does not come back to rest: there is nothing against which it could be refractory."
                .into()
        }
    }
}
