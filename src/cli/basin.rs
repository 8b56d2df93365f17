//! `nullcline basin`: which attractor is reached from where.
use super::args::{Form, Source, dimensions};
use super::output::{Named, Output, cell, csv, progress};
use super::table::{Align, Table};
use super::{Failure, say};
use crate::analysis::basin::basin;
use crate::analysis::{Attractor, Basin, BasinOptions, Problem};
use crate::job::Cancel;
use crate::scene::{plane_words, quantity};
use serde::Serialize;
use std::io::Write;

/// Columns and rows that a basin may have.
const SIDES: std::ops::RangeInclusive<usize> = 1..=4000;

/// Arguments of `basin`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    /// Columns and rows of cells over the window.
    #[arg(
        long,
        value_name = "COLUMNSxROWS",
        default_value = "200x200",
        allow_hyphen_values = true
    )]
    cells: String,
    #[command(flatten)]
    form: Form,
}

#[derive(Serialize)]
struct Reached<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Named<'a, f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<f64>,
}

#[derive(Serialize)]
struct Document<'a> {
    window: Named<'a, [f64; 2]>,
    cells: [usize; 2],
    labels: &'a [i32],
    attractors: Vec<Reached<'a>>,
}

/// Prints the basins.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let problem = args.source.problem()?;
    let cells = dimensions("--cells", &args.cells, SIDES)?;
    let bar = progress("basins");
    let all = (cells[0] * cells[1]) as u64;
    let mut publish = |coarse: Basin| {
        let done = (coarse.cells[0] * coarse.cells[1]) as u64;
        bar.set_position(100 * done.min(all) / all);
    };
    let found = basin(
        &Cancel::never(),
        &problem,
        &BasinOptions { cells },
        &mut publish,
    )?
    .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))?;
    bar.finish_and_clear();
    if args.form.json {
        as_json(&problem, &found, out)?;
    } else if args.form.csv {
        as_csv(&problem, &found, out)?;
    } else {
        as_text(&problem, &found, out)?;
    }
    out.flush()?;
    plane_words(&problem).iter().for_each(|words| say(words));
    if found.attractors.is_empty() {
        say("no attractor was found in or near this window; try a larger one with --window");
    }
    Ok(())
}

fn as_json(problem: &Problem, found: &Basin, out: &mut Output) -> Result<(), Failure> {
    let names = || problem.model().info().variables.iter().map(|v| v.name);
    let attractors = found.attractors.iter().map(|a| match a {
        Attractor::Equilibrium(e) => Reached {
            kind: "equilibrium",
            at: Some(Named::new(names(), e.at.iter().copied())),
            period: None,
        },
        Attractor::Cycle(c) => Reached {
            kind: "cycle",
            at: None,
            period: Some(c.period),
        },
    });
    Ok(out.json(&Document {
        window: Named::new(problem.plane(), [found.window.x, found.window.y]),
        cells: found.cells,
        labels: &found.labels,
        attractors: attractors.collect(),
    })?)
}

/// An attractor in words.
fn describe(problem: &Problem, attractor: &Attractor) -> String {
    let info = problem.model().info();
    match attractor {
        Attractor::Equilibrium(e) => {
            let at: Vec<String> = info
                .variables
                .iter()
                .zip(&e.at)
                .map(|(v, &x)| format!("{} = {}", v.name, quantity(x, v.unit.symbol())))
                .collect();
            format!("{} at {}", e.kind, at.join(", "))
        }
        Attractor::Cycle(c) => format!(
            "stable cycle of period {}",
            quantity(c.period, info.time.symbol())
        ),
    }
}

fn as_csv(problem: &Problem, found: &Basin, out: &mut Output) -> Result<(), Failure> {
    let mut table = csv(out);
    let [x, y] = problem.plane();
    table.write_record([x, y, "label", "attractor"])?;
    let words: Vec<String> = found
        .attractors
        .iter()
        .map(|a| describe(problem, a).replace('\u{2212}', "-"))
        .collect();
    let ([w, h], [columns, rows]) = (found.window.size(), found.cells);
    for (k, &label) in found.labels.iter().enumerate() {
        let centre =
            |lo: f64, width: f64, k: usize, n: usize| lo + width * (k as f64 + 0.5) / n as f64;
        let word = usize::try_from(label).ok().and_then(|k| words.get(k));
        table.write_record([
            cell(centre(found.window.x[0], w, k % columns, columns)),
            cell(centre(found.window.y[0], h, k / columns, rows)),
            label.to_string(),
            word.cloned().unwrap_or_default(),
        ])?;
    }
    Ok(table.flush()?)
}

fn as_text(problem: &Problem, found: &Basin, out: &mut Output) -> Result<(), Failure> {
    let info = problem.model().info();
    let lead = &info.parameters[0];
    out.heading(&format!(
        "{}, {} = {}: basins on {} × {} cells",
        info.name,
        lead.name,
        quantity(problem.values()[0], lead.unit.symbol()),
        found.cells[0],
        found.cells[1]
    ))?;
    let mut table = Table::new([
        ("#".into(), Align::Right),
        ("share".into(), Align::Right),
        ("attractor".into(), Align::Left),
    ]);
    let share = |label: i32| {
        let cells = found.labels.iter().filter(|&&l| l == label).count();
        100.0 * cells as f64 / found.labels.len().max(1) as f64
    };
    for (k, attractor) in (0_i32..).zip(&found.attractors) {
        let share = format!("{:.2} %", share(k));
        table.row([k.to_string(), share, describe(problem, attractor)]);
    }
    let none = share(-1);
    if none > 0.0 {
        table.row(["–".into(), format!("{none:.2} %"), "none reached".into()]);
    }
    table.print(out)?;
    writeln!(out, "  (of the window, judged at the centres of the cells)")?;
    Ok(())
}
