//! `nullcline diagram`: the bifurcation diagram of one parameter.
use super::args::{Form, Source};
use super::output::{Named, Output, cell, csv};
use super::table::{Align, Table, head, wrapped};
use super::vary::Varied;
use super::{Failure, finish};
use crate::analysis::diagram::diagram;
use crate::analysis::{
    CycleBranch, CyclePoint, Diagram, DiagramOptions, EquilibriumPoint, Event, Problem, Vary,
};
use crate::job::Cancel;
use crate::scene::number::values;
use crate::scene::{number, quantity, regime_words, value};
use serde::Serialize;
use std::io::Write;

/// Arguments of `diagram`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    varied: Varied,
    #[command(flatten)]
    form: Form,
}

#[derive(Serialize)]
struct EquilibriumEntry<'a> {
    parameter: f64,
    at: Named<'a, f64>,
    stable: bool,
    kind: &'static str,
}

#[derive(Serialize)]
struct CycleEntry<'a> {
    parameter: f64,
    period: f64,
    stable: bool,
    log_multiplier: Option<f64>,
    min: Named<'a, f64>,
    max: Named<'a, f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spikes: Option<usize>,
}

#[derive(Serialize)]
struct EventEntry<'a> {
    kind: &'static str,
    parameter: f64,
    at: Named<'a, f64>,
    period: Option<f64>,
    first_lyapunov: Option<f64>,
}

#[derive(Serialize)]
struct Branch<T> {
    points: Vec<T>,
}

#[derive(Serialize)]
struct Document<'a> {
    model: &'a str,
    parameter: &'a str,
    range: [f64; 2],
    parameters: Named<'a, f64>,
    equilibria: Vec<Branch<EquilibriumEntry<'a>>>,
    cycles: Vec<Branch<CycleEntry<'a>>>,
    events: Vec<EventEntry<'a>>,
}

/// A number that exists, or nothing.
fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|v| v.is_finite())
}

impl<'a> Document<'a> {
    fn new(problem: &'a Problem, found: &Diagram) -> Self {
        let info = problem.model().info();
        let named = |x: &[f64]| {
            let names = info.variables.iter().map(|v| v.name);
            Named::new(names, x.iter().copied())
        };
        let equilibrium = |p: &EquilibriumPoint| EquilibriumEntry {
            parameter: p.parameter,
            at: named(&p.at),
            stable: p.stable,
            kind: p.kind.name(),
        };
        let cycle = |b: &CycleBranch, p: &CyclePoint| CycleEntry {
            parameter: p.parameter,
            period: p.period,
            stable: p.stable,
            log_multiplier: finite(p.log_multiplier),
            min: named(&p.min),
            max: named(&p.max),
            spikes: b.spikes,
        };
        let event = |e: &Event| EventEntry {
            kind: e.kind.name(),
            parameter: e.parameter,
            at: named(&e.at),
            period: finite(e.period),
            first_lyapunov: finite(e.first_lyapunov),
        };
        Self {
            model: info.id,
            parameter: info.parameters[found.parameter].name,
            range: found.range,
            parameters: Named::new(
                info.parameters.iter().map(|p| p.name),
                problem.values().iter().copied(),
            ),
            equilibria: found
                .equilibria
                .iter()
                .map(|b| Branch {
                    points: b.points.iter().map(equilibrium).collect(),
                })
                .collect(),
            cycles: found
                .cycles
                .iter()
                .map(|b| Branch {
                    points: b.points.iter().map(|p| cycle(b, p)).collect(),
                })
                .collect(),
            events: found.events.iter().map(event).collect(),
        }
    }
}

/// The diagram as every output of this program shows it.
pub(super) fn compute(problem: &Problem, vary: &Vary) -> Result<Diagram, Failure> {
    let options = DiagramOptions::default();
    diagram(&Cancel::never(), problem, vary, &options)?
        .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))
}

/// Prints the bifurcation diagram.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let loaded = args.source.load()?;
    let problem = loaded.problem();
    let vary = args.varied.of(&loaded)?;
    let found = compute(problem, &vary)?;
    if args.form.json {
        out.json(&Document::new(problem, &found))?;
    } else if args.form.csv {
        as_csv(problem, &found, out)?;
    } else {
        as_text(problem, &found, out)?;
    }
    finish(out, &found.notes)
}

/// One row per point of every branch and per event, so that a spreadsheet can draw the diagram.
fn as_csv(problem: &Problem, found: &Diagram, out: &mut Output) -> Result<(), Failure> {
    let info = problem.model().info();
    let parameter = info.parameters[found.parameter].name;
    let mut table = csv(out);
    let mut heads: Vec<String> = ["object", "index", "kind", "stable", parameter]
        .map(String::from)
        .into();
    heads.extend(["period", "log_multiplier", "first_lyapunov"].map(String::from));
    let names = || info.variables.iter().map(|v| v.name);
    heads.extend(names().map(String::from));
    heads.extend(names().flat_map(|n| [format!("{n}_min"), format!("{n}_max")]));
    table.write_record(&heads)?;
    let mut row =
        |words: [&str; 3], index: usize, numbers: [f64; 4], at: &[f64], ends: &[Vec<f64>]| {
            let [object, kind, stable] = words;
            let mut record = vec![object.into(), index.to_string(), kind.into(), stable.into()];
            record.extend(numbers.map(cell));
            for k in 0..info.variables.len() {
                record.push(cell(at.get(k).copied().unwrap_or(f64::NAN)));
            }
            for k in 0..info.variables.len() {
                for side in 0..2 {
                    let end = ends.get(side).and_then(|e| e.get(k));
                    record.push(cell(end.copied().unwrap_or(f64::NAN)));
                }
            }
            table.write_record(&record)
        };
    const NONE: f64 = f64::NAN;
    let truth = |b: bool| if b { "true" } else { "false" };
    for (k, branch) in found.equilibria.iter().enumerate() {
        for p in &branch.points {
            let words = ["equilibrium", p.kind.name(), truth(p.stable)];
            row(words, k, [p.parameter, NONE, NONE, NONE], &p.at, &[])?;
        }
    }
    for (k, branch) in found.cycles.iter().enumerate() {
        for p in &branch.points {
            let log = p.log_multiplier.unwrap_or(NONE);
            let ends = [p.min.clone(), p.max.clone()];
            let words = ["cycle", "", truth(p.stable)];
            row(words, k, [p.parameter, p.period, log, NONE], &[], &ends)?;
        }
    }
    for (k, e) in found.events.iter().enumerate() {
        let numbers = [
            e.parameter,
            e.period.unwrap_or(NONE),
            NONE,
            e.first_lyapunov.unwrap_or(NONE),
        ];
        let ends = e.extent.clone().map_or_else(Vec::new, Vec::from);
        row(["event", e.kind.name(), ""], k, numbers, &e.at, &ends)?;
    }
    Ok(table.flush()?)
}

/// Model and preset, and every other parameter that differs from the preset; what is varied.
pub(super) fn heading(problem: &Problem, varied: &[Vary], out: &mut Output) -> Result<(), Failure> {
    let info = problem.model().info();
    let preset = problem.preset();
    let usual = info.values(preset);
    let mut said: Vec<String> = varied
        .iter()
        .map(|v| {
            let p = &info.parameters[v.parameter];
            let [lo, hi] = v.range;
            format!(
                "{} from {} to {}",
                p.name,
                value(lo),
                quantity(hi, p.unit.symbol())
            )
        })
        .collect();
    for (k, p) in info.parameters.iter().enumerate() {
        let now = problem.values()[k];
        if now != usual[k] && varied.iter().all(|v| v.parameter != k) {
            said.push(format!("{} = {}", p.name, quantity(now, p.unit.symbol())));
        }
    }
    out.heading(&format!("{} · {}", info.name, preset.id))?;
    writeln!(out, "{}\n", said.join(", "))?;
    Ok(())
}

fn as_text(problem: &Problem, found: &Diagram, out: &mut Output) -> Result<(), Failure> {
    let vary = Vary {
        parameter: found.parameter,
        range: found.range,
    };
    heading(problem, &[vary], out)?;
    events(problem, found, out)?;
    writeln!(out)?;
    attractors(problem, found, out)?;
    let count = |n: usize, what: &str| match n {
        1 => format!("1 branch of {what}"),
        n => format!("{n} branches of {what}"),
    };
    writeln!(out)?;
    let sentence = format!(
        "{} and {}; --json and --csv print their points, `nullcline render --view diagram` draws them.",
        count(found.equilibria.len(), "equilibria"),
        count(found.cycles.len(), "cycles")
    );
    for line in wrapped(&sentence, Output::size().0) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// A parameter value with the digits that its accuracy deserves.
fn digits(value: f64) -> String {
    crate::scene::number::signed(&format!("{value:.6}"))
}

fn events(problem: &Problem, found: &Diagram, out: &mut Output) -> Result<(), Failure> {
    let info = problem.model().info();
    let parameter = &info.parameters[found.parameter];
    out.heading("Bifurcations")?;
    if found.events.is_empty() {
        writeln!(out, "  none in this range")?;
        return Ok(());
    }
    let variables = info
        .variables
        .iter()
        .map(|v| (head(v.name, v.unit.symbol()), Align::Right));
    let mut table = Table::new(
        [
            (head(parameter.name, parameter.unit.symbol()), Align::Right),
            ("what happens".into(), Align::Left),
        ]
        .into_iter()
        .chain(variables)
        .chain([
            (head("period", info.time.symbol()), Align::Right),
            ("first Lyapunov coefficient".into(), Align::Right),
        ]),
    );
    let or_dash = |x: Option<f64>| finite(x).map_or_else(|| "–".into(), number);
    for e in &found.events {
        table.row(
            [digits(e.parameter), e.kind.name().into()]
                .into_iter()
                .chain(e.at.iter().map(|&x| number(x)))
                .chain([or_dash(e.period), or_dash(e.first_lyapunov)]),
        );
    }
    Ok(table.print(out)?)
}

/// What attracts between the events.
fn attractors(problem: &Problem, found: &Diagram, out: &mut Output) -> Result<(), Failure> {
    let parameter = &problem.model().info().parameters[found.parameter];
    // Neighbours that differ in nothing that attracts are one row.
    let mut rows: Vec<([f64; 2], String)> = vec![];
    for ends in found.intervals() {
        let middle = found.at(0.5 * (ends[0] + ends[1]));
        let what = regime_words(problem, &middle);
        match rows.last_mut() {
            Some((range, before)) if *before == what => range[1] = ends[1],
            _ => rows.push(([ends[0], ends[1]], what)),
        }
    }
    out.heading("What attracts")?;
    let mut table = Table::new([
        (head("from", parameter.unit.symbol()), Align::Right),
        (head("to", parameter.unit.symbol()), Align::Right),
        ("attractors".into(), Align::Left),
    ]);
    for (range, what) in rows {
        let [lo, hi] = values(range);
        table.row([lo, hi, what]);
    }
    Ok(table.print(out)?)
}
