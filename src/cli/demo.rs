//! `nullcline demo`: what single cells do, each by one command.
use super::Failure;
use super::output::Output;
use super::table::{Align, Table, wrapped};
use crate::analysis::demo::{
    Demonstration, Finding, Measure, Outcome, demonstrations, run as perform,
};
use crate::analysis::nearest;
use crate::job::Cancel;
use crate::scene::demo::{demo_words, trial_words};
use crate::scene::number;
use serde::Serialize;
use std::io::Write;

/// Arguments of `demo`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Which demonstration; without a name they are listed.
    name: Option<String>,
    /// One JSON document, and nothing else, on standard output.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Entry {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    source: &'static str,
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    entry: Entry,
    set: Vec<(&'static str, f64)>,
    until: f64,
    start: [f64; 2],
    varied: &'static str,
    trials: Vec<TrialDocument<'a>>,
    finding: Option<FindingDocument<'a>>,
    holds: bool,
}

#[derive(Serialize)]
struct TrialDocument<'a> {
    value: f64,
    name: Option<&'static str>,
    stimulus: &'a str,
    spikes: &'a [f64],
    peak: f64,
    rate: Option<f64>,
    as_expected: bool,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum FindingDocument<'a> {
    Peaks {
        silent: Option<[f64; 2]>,
        firing: Option<[f64; 2]>,
    },
    Resonance {
        best: f64,
        period: f64,
    },
    Hysteresis {
        onset: f64,
        offset: f64,
    },
    LowestRate {
        rate: f64,
    },
    Impedance {
        frequencies: &'a [f64],
        measured: &'a [f64],
        linear: &'a [f64],
        peak: [f64; 2],
        linear_peak: [f64; 2],
    },
}

fn entry(demo: &Demonstration) -> Entry {
    Entry {
        id: demo.id,
        title: demo.title,
        about: demo.about,
        source: demo.source,
    }
}

/// Lists demonstrations, or does one.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let all = demonstrations();
    let Some(name) = &args.name else {
        return list(args, &all, out);
    };
    let demo = all.iter().find(|d| d.id == name).ok_or_else(|| {
        let there_is = nearest(name, all.iter().map(|d| d.id));
        Failure::Usage(format!("there is no demonstration {name:?}; {there_is}"))
    })?;
    let outcome = perform(&Cancel::never(), demo)
        .map_err(|error| Failure::Analysis(error.to_string()))?
        .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))?;
    if args.json {
        out.json(&document(demo, &outcome))?;
        return Ok(());
    }
    let problem = demo.problem()?;
    out.heading(&format!("{}: {}", demo.title, demo.source))?;
    let (columns, _) = Output::size();
    for line in wrapped(demo.about, columns.min(100)) {
        writeln!(out, "{line}")?;
    }
    let first = problem.model().info().variables[0].name;
    // Responses to tiny kicks differ by less than the digits of a potential: from rest on they show.
    let tiny = matches!(demo.measure, Measure::Resonance { .. });
    let rest = if tiny { outcome.start[0] } else { 0.0 };
    let heads = [
        demo.varied,
        "spikes",
        &format!("peak of {first}{}", if tiny { " above rest" } else { "" }),
        "as expected",
    ];
    let mut table = Table::new(heads.map(|h| (h.to_owned(), Align::Right)));
    for (trial, t) in demo.trials.iter().zip(&outcome.trials) {
        let expected = if t.as_expected { "yes" } else { "no" };
        table.row([
            trial_words(trial),
            t.spikes.len().to_string(),
            number(t.peak - rest),
            expected.into(),
        ]);
    }
    table.print(out)?;
    for sentence in demo_words(demo, &outcome, &problem) {
        writeln!(out, "{sentence}")?;
    }
    Ok(())
}

fn list(args: &Args, all: &[Demonstration], out: &mut Output) -> Result<(), Failure> {
    if args.json {
        out.json(&all.iter().map(entry).collect::<Vec<_>>())?;
        return Ok(());
    }
    let mut table = Table::new(["name", "what it shows"].map(|h| (h.to_owned(), Align::Left)));
    for demo in all {
        table.row([demo.id.into(), demo.title.into()]);
    }
    table.print(out)?;
    Ok(())
}

fn document<'a>(demo: &'a Demonstration, outcome: &'a Outcome) -> Document<'a> {
    let trials = demo.trials.iter().zip(&outcome.trials);
    Document {
        entry: entry(demo),
        set: demo.set.to_vec(),
        until: demo.until,
        start: outcome.start,
        varied: demo.varied,
        trials: trials
            .map(|(trial, t)| TrialDocument {
                value: t.value,
                name: trial.name,
                stimulus: &trial.stimulus,
                spikes: &t.spikes,
                peak: t.peak,
                rate: t.rate,
                as_expected: t.as_expected,
            })
            .collect(),
        finding: match &outcome.finding {
            Finding::None => None,
            &Finding::Peaks { silent, firing } => Some(FindingDocument::Peaks { silent, firing }),
            &Finding::Resonance { best, period } => {
                Some(FindingDocument::Resonance { best, period })
            }
            &Finding::Hysteresis { onset, offset } => {
                Some(FindingDocument::Hysteresis { onset, offset })
            }
            &Finding::Onset(rate) => Some(FindingDocument::LowestRate { rate }),
            Finding::Impedance(z) => Some(FindingDocument::Impedance {
                frequencies: &z.frequencies,
                measured: &z.measured,
                linear: &z.linear,
                peak: z.peak,
                linear_peak: z.linear_peak,
            }),
        },
        holds: outcome.holds,
    }
}
