//! `nullcline analyze`: the phase portrait.
use super::args::{Form, Source};
use super::output::{Named, Output, cell, csv};
use super::table::{Align, Table, complex, head, wrapped};
use super::{Failure, picture, say, usage};
use crate::analysis::portrait::portrait;
use crate::analysis::{
    Curve, Cycle, Equilibrium, Others, Portrait, PortraitOptions, Problem, Separatrix,
    SeparatrixEnd, Side,
};
use crate::job::Cancel;
use crate::model::Unit;
use crate::scene::{number, plane_words, quantity, value, words};
use serde::Serialize;
use std::io::Write;

/// Arguments of `analyze`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    form: Form,
}

#[derive(Serialize)]
struct EquilibriumEntry<'a> {
    at: Named<'a, f64>,
    kind: &'static str,
    eigenvalues: Vec<[f64; 2]>,
    trace: f64,
    determinant: f64,
}

#[derive(Serialize)]
struct SeparatrixEntry<'a> {
    saddle: usize,
    side: &'static str,
    branch: usize,
    points: &'a [[f64; 2]],
}

#[derive(Serialize)]
struct CycleEntry<'a> {
    stability: &'static str,
    period: f64,
    log_multiplier: Option<f64>,
    multiplier: [f64; 2],
    min: Named<'a, f64>,
    max: Named<'a, f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spikes: Option<usize>,
    points: &'a [[f64; 2]],
}

#[derive(Serialize)]
#[serde(untagged)]
enum OthersEntry<'a> {
    Slaved(&'static str),
    Held(Named<'a, f64>),
}

/// What becomes of the variables that the plane does not show.
fn others(problem: &Problem) -> Option<OthersEntry<'_>> {
    let (info, axes) = (problem.model().info(), problem.axes());
    if info.dimension() < 3 {
        return None;
    }
    Some(match problem.others() {
        Others::Slaved => OthersEntry::Slaved("slaved"),
        Others::Held(state) => {
            let rest = || (0..state.len()).filter(|k| !axes.contains(k));
            let names = rest().map(|k| info.variables[k].name);
            OthersEntry::Held(Named::new(names, rest().map(|k| state[k])))
        }
    })
}

#[derive(Serialize)]
struct Document<'a> {
    model: &'a str,
    preset: Option<&'a str>,
    parameters: Named<'a, f64>,
    window: Named<'a, [f64; 2]>,
    /// Of a model with more variables than a plane shows: what becomes of the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    others: Option<OthersEntry<'a>>,
    equilibria: Vec<EquilibriumEntry<'a>>,
    nullclines: Named<'a, Vec<Vec<[f64; 2]>>>,
    separatrices: Vec<SeparatrixEntry<'a>>,
    cycles: Vec<CycleEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<LineEntry<'a>>,
}

/// What there is of a model with one variable only.
#[derive(Serialize)]
struct LineEntry<'a> {
    curve: &'a [[f64; 2]],
    current: &'a [[f64; 2]],
    stretches: Vec<StretchEntry>,
    peak: Option<f64>,
    reset: Option<f64>,
    threshold: Option<f64>,
}

/// A part of the line between neighbouring equilibria.
#[derive(Serialize)]
struct StretchEntry {
    from: f64,
    to: f64,
    flow: &'static str,
}

/// Prints the portrait.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let problem = args.source.problem()?;
    let found = compute(&problem)?;
    if args.form.json {
        out.json(&document(&problem, &found))?;
    } else if args.form.csv {
        as_csv(&problem, &found, out)?;
    } else {
        let plot = out.is_terminal();
        // What could not be done is part of the sentence at its end.
        return as_text(&problem, &found, plot, out);
    }
    out.flush()?;
    if args.form.csv {
        plane_words(&problem).iter().for_each(|words| say(words));
    }
    found.notes.iter().for_each(|note| say(note));
    Ok(())
}

/// What is printed when there is no display to open the window on.
pub(super) fn instead_of_the_window(
    reason: &str,
    problem: &Problem,
    out: &mut Output,
) -> Result<(), Failure> {
    writeln!(
        out,
        "No window: {reason}. This is its opening portrait as text.\n"
    )?;
    let found = compute(problem)?;
    as_text(problem, &found, true, out)?;
    let hint = format!(
        "Without a window there are: {}. Try: nullcline analyze morris-lecar/homoclinic",
        usage::commands().join(", ")
    );
    writeln!(out)?;
    for line in wrapped(&hint, Output::size().0) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

pub(super) fn compute(problem: &Problem) -> Result<Portrait, Failure> {
    portrait(&Cancel::never(), problem, &PortraitOptions::default())?
        .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Stable => "stable",
        Side::Unstable => "unstable",
    }
}

fn stability(cycle: &Cycle) -> &'static str {
    if cycle.stable { "stable" } else { "unstable" }
}

/// The vertices of a nullcline; a closed one ends where it began.
fn vertices(curve: &Curve) -> Vec<[f64; 2]> {
    let again = curve.points.first().filter(|_| curve.closed);
    curve.points.iter().chain(again).copied().collect()
}

fn document<'a>(problem: &'a Problem, found: &'a Portrait) -> Document<'a> {
    let info = problem.model().info();
    let state = |x: &[f64]| Named::new(info.variables.iter().map(|v| v.name), x.to_vec());
    let window = problem.window();
    Document {
        model: info.id,
        preset: problem.preset_id(),
        parameters: Named::new(
            info.parameters.iter().map(|p| p.name),
            problem.values().to_vec(),
        ),
        window: Named::new(problem.plane(), [window.x, window.y]),
        others: others(problem),
        equilibria: found
            .equilibria
            .iter()
            .map(|e| EquilibriumEntry {
                at: state(&e.at),
                kind: e.kind.name(),
                eigenvalues: e.eigenvalues.iter().map(|l| [l.re, l.im]).collect(),
                trace: e.trace,
                determinant: e.determinant,
            })
            .collect(),
        nullclines: Named::new(
            problem.plane(),
            found
                .nullclines
                .curves
                .iter()
                .map(|curves| curves.iter().map(vertices).collect()),
        ),
        separatrices: found
            .separatrices
            .iter()
            .map(|s| SeparatrixEntry {
                saddle: s.saddle,
                side: side(s.side),
                branch: s.branch,
                points: &s.points,
            })
            .collect(),
        line: found.line.as_ref().map(|line| LineEntry {
            curve: &line.curve,
            current: &line.current,
            stretches: line
                .stretches
                .iter()
                .map(|s| StretchEntry {
                    from: s.from,
                    to: s.to,
                    flow: if s.rises { "rises" } else { "falls" },
                })
                .collect(),
            peak: line.reset.map(|r| r[0]),
            reset: line.reset.map(|r| r[1]),
            threshold: line.threshold,
        }),
        cycles: found
            .cycles
            .iter()
            .map(|c| CycleEntry {
                stability: stability(c),
                period: c.period,
                log_multiplier: c.log_multiplier,
                multiplier: [c.multiplier.re, c.multiplier.im],
                min: state(&c.min),
                max: state(&c.max),
                spikes: c.spikes,
                points: &c.points,
            })
            .collect(),
    }
}

/// One row per point of every object, so that a spreadsheet can draw the portrait.
fn as_csv(problem: &Problem, found: &Portrait, out: &mut Output) -> Result<(), Failure> {
    let mut table = csv(out);
    let [x, y] = problem.plane();
    // All variables and eigenvalues of models with more than the plane shows: behind the columns of all.
    let info = problem.model().info();
    let hidden: Vec<usize> = (0..info.dimension())
        .filter(|&k| ![x, y].contains(&info.variables[k].name))
        .collect();
    let more_values = if info.dimension() > 2 {
        info.dimension() - 2
    } else {
        0
    };
    let mut heads: Vec<String> = [
        "object",
        "index",
        "kind",
        x,
        y,
        "eigenvalue_1_real",
        "eigenvalue_1_imaginary",
        "eigenvalue_2_real",
        "eigenvalue_2_imaginary",
        "period",
        "log_multiplier",
    ]
    .map(str::to_owned)
    .to_vec();
    heads.extend(hidden.iter().map(|&k| info.variables[k].name.to_owned()));
    for k in 0..more_values {
        heads.push(format!("eigenvalue_{}_real", k + 3));
        heads.push(format!("eigenvalue_{}_imaginary", k + 3));
    }
    table.write_record(&heads)?;
    let behind = hidden.len() + 2 * more_values;
    let mut row =
        |object: &str, index: usize, kind: &str, [x, y]: [f64; 2], more: [f64; 6], rest: &[f64]| {
            let mut record = vec![
                object.into(),
                index.to_string(),
                kind.into(),
                cell(x),
                cell(y),
            ];
            record.extend(more.map(cell));
            let rest = rest.iter().copied().chain(std::iter::repeat(f64::NAN));
            record.extend(rest.take(behind).map(cell));
            table.write_record(&record)
        };
    const NONE: [f64; 6] = [f64::NAN; 6];
    for (k, e) in found.equilibria.iter().enumerate() {
        let mut more = NONE;
        for (slot, l) in more.chunks_mut(2).zip(e.eigenvalues.iter().take(2)) {
            slot.copy_from_slice(&[l.re, l.im]);
        }
        let values = hidden.iter().map(|&k| e.at[k]);
        let others = e.eigenvalues.iter().skip(2).flat_map(|l| [l.re, l.im]);
        let rest: Vec<f64> = values.chain(others).collect();
        row(
            "equilibrium",
            k,
            e.kind.name(),
            problem.project(&e.at),
            more,
            &rest,
        )?;
    }
    for (curves, name) in found.nullclines.curves.iter().zip([x, y]) {
        for (k, curve) in curves.iter().enumerate() {
            for p in vertices(curve) {
                row("nullcline", k, &format!("{name}' = 0"), p, NONE, &[])?;
            }
        }
    }
    for &p in found.line.iter().flat_map(|line| &line.curve) {
        row("rate", 0, y, p, NONE, &[])?;
    }
    for (k, s) in found.separatrices.iter().enumerate() {
        for &p in &s.points {
            row("separatrix", k, side(s.side), p, NONE, &[])?;
        }
    }
    for (k, c) in found.cycles.iter().enumerate() {
        let mut more = NONE;
        more[4] = c.period;
        more[5] = c.log_multiplier.unwrap_or(f64::NAN);
        for &p in &c.points {
            row("cycle", k, stability(c), p, more, &[])?;
        }
    }
    Ok(table.flush()?)
}

fn as_text(
    problem: &Problem,
    found: &Portrait,
    plot: bool,
    out: &mut Output,
) -> Result<(), Failure> {
    heading(problem, out)?;
    if plot {
        writeln!(out, "{}", picture::portrait(problem, found, out))?;
    }
    equilibria(problem, &found.equilibria, out)?;
    if !found.cycles.is_empty() {
        cycles(problem, &found.cycles, out)?;
    }
    if !found.separatrices.is_empty() {
        separatrices(problem, found, out)?;
    }
    writeln!(out)?;
    for line in wrapped(&words(problem, found), Output::size().0) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Model, preset, and every parameter that the reader cannot guess: the first one, and those that
/// differ from the preset.
fn heading(problem: &Problem, out: &mut Output) -> Result<(), Failure> {
    let info = problem.model().info();
    let preset = problem.preset();
    let usual = info.values(preset);
    let shown: Vec<String> = info
        .parameters
        .iter()
        .zip(problem.values().iter().zip(&usual))
        .enumerate()
        .filter(|(k, (_, (now, then)))| *k == 0 || now != then)
        .map(|(_, (p, (&now, _)))| format!("{} = {}", p.name, quantity(now, p.unit.symbol())))
        .collect();
    let window = problem.window();
    let axes = problem.plane().into_iter().zip([window.x, window.y]);
    let ranges: Vec<String> = axes
        .map(|(name, [lo, hi])| {
            let unit = info
                .variable(name)
                .map_or("", |k| info.variables[k].unit.symbol());
            format!("{name} {} … {}", value(lo), quantity(hi, unit))
        })
        .collect();
    out.heading(&format!("{} · {}", info.name, preset.id))?;
    writeln!(out, "{}; window {}\n", shown.join(", "), ranges.join(", "))?;
    Ok(())
}

fn equilibria(
    problem: &Problem,
    equilibria: &[Equilibrium],
    out: &mut Output,
) -> Result<(), Failure> {
    let info = problem.model().info();
    out.heading("Equilibria")?;
    if equilibria.is_empty() {
        writeln!(out, "  none in this window")?;
        return Ok(());
    }
    let rate = match info.time.symbol() {
        "" => String::new(),
        unit => format!("1/{unit}"),
    };
    let variables = info
        .variables
        .iter()
        .map(|v| (head(v.name, v.unit.symbol()), Align::Right));
    let mut table = Table::new(
        std::iter::once(("#".into(), Align::Right))
            .chain(variables)
            .chain([
                ("kind".into(), Align::Left),
                (head("eigenvalues", &rate), Align::Left),
            ]),
    );
    for (k, e) in equilibria.iter().enumerate() {
        let pair = e.eigenvalues.len() == 2 && e.eigenvalues[0].im != 0.0;
        let eigenvalues = if pair {
            let l = e.eigenvalues[0];
            complex(l.re, l.im.abs()).replace('+', "±")
        } else {
            let each: Vec<String> = e.eigenvalues.iter().map(|l| complex(l.re, l.im)).collect();
            each.join(", ")
        };
        table.row(
            std::iter::once(k.to_string())
                .chain(e.at.iter().zip(&info.variables).map(|(&x, v)| {
                    let (lo, hi) = v.range;
                    // Rounding of a zero is not worth twelve digits.
                    number(if x.abs() < 1e-12 * (hi - lo) { 0.0 } else { x })
                }))
                .chain([e.name().into(), eigenvalues]),
        );
    }
    Ok(table.print(out)?)
}

fn cycles(problem: &Problem, cycles: &[Cycle], out: &mut Output) -> Result<(), Failure> {
    let info = problem.model().info();
    let time = info.time.symbol();
    let milliseconds = info.time == Unit::Millisecond;
    writeln!(out)?;
    out.heading("Limit cycles")?;
    let mut heads = vec![
        ("#".into(), Align::Right),
        ("stability".into(), Align::Left),
        (head("period", time), Align::Right),
        (
            head("rate", if milliseconds { "Hz" } else { "" }),
            Align::Right,
        ),
        ("ln |μ|".into(), Align::Right),
    ];
    let first = &info.variables[0];
    let range = format!("{} from … to", first.name);
    heads.push((head(&range, first.unit.symbol()), Align::Left));
    if info.resets {
        heads.push(("spikes per period".into(), Align::Right));
    }
    let mut table = Table::new(heads);
    for (k, c) in cycles.iter().enumerate() {
        // A reset model fires once per reset; what counts as a rate is its spikes.
        let events = c.spikes.unwrap_or(1) as f64;
        let unit = if milliseconds { 1000.0 } else { 1.0 };
        let mut row = vec![
            k.to_string(),
            stability(c).into(),
            number(c.period),
            number(unit * events / c.period),
            c.log_multiplier.map_or_else(|| "–".into(), number),
            format!("{} … {}", number(c.min[0]), number(c.max[0])),
        ];
        if info.resets {
            row.push(c.spikes.map_or_else(|| "–".into(), |n| n.to_string()));
        }
        table.row(row);
    }
    Ok(table.print(out)?)
}

fn separatrices(problem: &Problem, found: &Portrait, out: &mut Output) -> Result<(), Failure> {
    let first = problem.model().info().variables[0].name;
    writeln!(out)?;
    out.heading("Separatrices")?;
    let mut table = Table::new([
        ("saddle".into(), Align::Right),
        ("manifold".into(), Align::Left),
        ("leaves towards".into(), Align::Left),
        ("where it ends".into(), Align::Left),
    ]);
    for s in &found.separatrices {
        let direction = if s.branch == 0 { "smaller" } else { "larger" };
        table.row([
            s.saddle.to_string(),
            side(s.side).into(),
            format!("{direction} {first}"),
            fate(s, found),
        ]);
    }
    Ok(table.print(out)?)
}

/// Where a branch ends; stable ones are followed backward in time, from where their orbits come.
fn fate(s: &Separatrix, found: &Portrait) -> String {
    let goes = match s.side {
        Side::Stable => "comes from",
        Side::Unstable => "goes to",
    };
    match s.end {
        SeparatrixEnd::LeftWindow => "leaves the window".into(),
        SeparatrixEnd::Equilibrium(k) => match found.equilibria.get(k) {
            Some(e) => format!("{goes} the {} {k}", e.name()),
            None => format!("{goes} an equilibrium outside the window"),
        },
        SeparatrixEnd::Cycle => match s.side {
            Side::Stable => "comes from an unstable cycle".into(),
            Side::Unstable => "goes to a stable cycle".into(),
        },
        SeparatrixEnd::Peak => "reaches the peak of a spike, where the reset acts".into(),
        SeparatrixEnd::Diverged => "runs away".into(),
        SeparatrixEnd::StepLimit => "is still going after many steps".into(),
    }
}
