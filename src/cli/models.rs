//! `nullcline models`: what there is.
use super::Failure;
use super::args::Form;
use super::output::{Output, csv};
use super::table::{Align, Table};
use crate::model::{ModelInfo, zoo};
use crate::scene::value;
use serde::Serialize;
use std::io::Write;

/// Arguments of `models`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    form: Form,
}

#[derive(Serialize)]
struct Variable {
    name: &'static str,
    unit: &'static str,
}

#[derive(Serialize)]
struct Parameter {
    name: &'static str,
    unit: &'static str,
    default: f64,
    range: [f64; 2],
    about: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    choices: &'static [&'static str],
}

#[derive(Serialize)]
struct Entry {
    id: &'static str,
    name: &'static str,
    dimension: usize,
    variables: Vec<Variable>,
    parameters: Vec<Parameter>,
    presets: Vec<&'static str>,
    source: &'static str,
}

impl Entry {
    /// Defaults are those of the first preset.
    fn new(info: &ModelInfo) -> Self {
        let defaults = info.values(&info.presets[0]);
        Self {
            id: info.id,
            name: info.name,
            dimension: info.dimension(),
            variables: info
                .variables
                .iter()
                .map(|v| Variable {
                    name: v.name,
                    unit: v.unit.symbol(),
                })
                .collect(),
            parameters: info
                .parameters
                .iter()
                .zip(defaults)
                .map(|(p, default)| Parameter {
                    name: p.name,
                    unit: p.unit.symbol(),
                    default,
                    range: p.range.into(),
                    about: p.about,
                    choices: p.choices(),
                })
                .collect(),
            presets: info.presets.iter().map(|p| p.id).collect(),
            source: info.source,
        }
    }
}

/// Prints every built-in model.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let entries: Vec<Entry> = zoo::registry()
        .iter()
        .map(|m| Entry::new(m.info()))
        .collect();
    if args.form.json {
        out.json(&entries)?;
    } else if args.form.csv {
        as_csv(&entries, out)?;
    } else {
        as_text(out)?;
    }
    Ok(())
}

fn as_csv(entries: &[Entry], out: &mut Output) -> Result<(), Failure> {
    let mut table = csv(out);
    table.write_record([
        "id",
        "name",
        "dimension",
        "variables",
        "parameters",
        "presets",
        "source",
    ])?;
    for e in entries {
        let names = |list: Vec<&str>| list.join(" ");
        table.write_record([
            e.id,
            e.name,
            &e.dimension.to_string(),
            &names(e.variables.iter().map(|v| v.name).collect()),
            &names(e.parameters.iter().map(|p| p.name).collect()),
            &names(e.presets.clone()),
            e.source,
        ])?;
    }
    Ok(table.flush()?)
}

fn as_text(out: &mut Output) -> Result<(), Failure> {
    for (k, model) in zoo::registry().iter().enumerate() {
        let info = model.info();
        if k > 0 {
            writeln!(out)?;
        }
        out.heading(&format!("{}  {}", info.id, info.name))?;
        let variables: Vec<String> = info
            .variables
            .iter()
            .map(|v| match v.unit.symbol() {
                "" => format!("{} ({})", v.name, v.about),
                unit => format!("{} ({}, {unit})", v.name, v.about),
            })
            .collect();
        writeln!(out, "  variables   {}", variables.join(", "))?;
        let values = info.values(&info.presets[0]);
        let parameters: Vec<String> = info
            .parameters
            .iter()
            .zip(values)
            .map(|(p, v)| format!("{}={}", p.name, value(v)))
            .collect();
        writeln!(out, "  parameters  {}", parameters.join("  "))?;
        let mut presets = Table::new([
            ("presets".into(), Align::Left),
            (String::new(), Align::Left),
        ]);
        for p in &info.presets {
            presets.row([format!("  {}/{}", info.id, p.id), p.about.into()]);
        }
        presets.print(out)?;
        writeln!(out, "  source      {}", info.source)?;
    }
    Ok(())
}
