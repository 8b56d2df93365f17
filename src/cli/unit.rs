//! `nullcline unit`: the artificial neuron, and a network of such units fitted to a curve.
use super::Failure;
use super::args::{Form, finite, whole};
use super::output::{Output, cell, csv};
use super::table::{Align, Table};
use crate::analysis::nearest;
use crate::job::Cancel;
use crate::learn::{Activation, ArtificialNeuron, CurveFit, FitOptions, fit};
use crate::scene::{fit_words, number, value};
use serde::Serialize;
use std::io::{Read, Write};

/// The transfer curve of the sources goes over this range.
const RANGE: [f64; 2] = [0.0, 20.0];
/// Points of the transfer curve, and rows of its table for people.
const POINTS: usize = 201;
const ROWS: usize = 21;

/// Arguments of `unit`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Weight of each input.
    #[arg(
        long,
        value_name = "W,…",
        default_value = "1",
        allow_hyphen_values = true
    )]
    weights: String,
    /// Value of each input: prints the weighted sum and the output.
    #[arg(long, value_name = "V,…", allow_hyphen_values = true)]
    inputs: Option<String>,
    /// Where the transfer function rises.
    #[arg(
        long,
        value_name = "B",
        default_value = "0",
        allow_hyphen_values = true
    )]
    bias: String,
    /// How steeply it rises.
    #[arg(
        long,
        value_name = "S",
        default_value = "1",
        allow_hyphen_values = true
    )]
    shape: String,
    /// The transfer function: sigmoid or relu.
    #[arg(long, value_name = "NAME", default_value = "sigmoid")]
    activation: String,
    /// Fits a two-layer network to the curve in a file with two columns, x and y.
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["inputs", "weights", "bias", "shape"])]
    fit: Option<String>,
    /// Units of the network's hidden layer.
    #[arg(
        long,
        value_name = "N",
        default_value = "12",
        allow_hyphen_values = true
    )]
    hidden: String,
    /// Seed of the network's first weights.
    #[arg(
        long,
        value_name = "SEED",
        default_value = "1",
        allow_hyphen_values = true
    )]
    seed: String,
    #[command(flatten)]
    form: Form,
}

#[derive(Serialize)]
struct UnitDocument<'a> {
    activation: &'static str,
    weights: &'a [f64],
    bias: f64,
    shape: f64,
    inputs: Option<&'a [f64]>,
    drive: Option<f64>,
    output: Option<f64>,
    transfer: Vec<[f64; 2]>,
}

#[derive(Serialize)]
struct HiddenEntry {
    weight: f64,
    bias: f64,
    output: f64,
}

#[derive(Serialize)]
struct FitDocument {
    activation: &'static str,
    hidden: usize,
    seed: u64,
    rms: f64,
    relative_rms: f64,
    worst: f64,
    steps: usize,
    offset: f64,
    units: Vec<HiddenEntry>,
    points: Vec<[f64; 3]>,
}

fn activation(text: &str) -> Result<Activation, Failure> {
    let name = text.trim().to_lowercase();
    Activation::named(&name).ok_or_else(|| {
        let known = nearest(&name, Activation::ALL.iter().map(|a| a.name()));
        Failure::Usage(format!("--activation: there is no {text:?}; {known}"))
    })
}

fn list(option: &str, text: &str) -> Result<Vec<f64>, Failure> {
    text.split(',').map(|part| finite(option, part)).collect()
}

/// Prints what a unit does, or the network that was fitted.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let activation = activation(&args.activation)?;
    if let Some(file) = &args.fit {
        let options = FitOptions {
            hidden: whole("--hidden", &args.hidden, 1..=FitOptions::MOST_UNITS)?,
            activation,
            seed: whole("--seed", &args.seed, 0..=u64::MAX)?,
        };
        return fitted(file, &options, &args.form, out);
    }
    let unit = ArtificialNeuron {
        weights: list("--weights", &args.weights)?,
        bias: finite("--bias", &args.bias)?,
        shape: finite("--shape", &args.shape)?,
        activation,
    };
    let inputs = args.inputs.as_deref();
    let inputs = inputs.map(|text| list("--inputs", text)).transpose()?;
    let response = inputs.as_deref().map(|inputs| unit.respond(inputs));
    let response = response
        .transpose()
        .map_err(|e| Failure::Usage(e.to_string()))?;
    if args.form.json {
        return Ok(out.json(&UnitDocument {
            activation: activation.name(),
            weights: &unit.weights,
            bias: unit.bias,
            shape: unit.shape,
            inputs: inputs.as_deref(),
            drive: response.map(|[x, _]| x),
            output: response.map(|[_, y]| y),
            transfer: unit.curve(RANGE, POINTS),
        })?);
    }
    if args.form.csv {
        let mut table = csv(out);
        table.write_record(["drive", "output"])?;
        for point in unit.curve(RANGE, POINTS) {
            table.write_record(point.map(cell))?;
        }
        return Ok(table.flush()?);
    }
    out.heading(&format!(
        "Artificial neuron, {} of shape {}, bias {}",
        activation.name(),
        value(unit.shape),
        value(unit.bias)
    ))?;
    if let Some([drive, output]) = response {
        writeln!(out, "drive {}, output {}", value(drive), value(output))?;
    }
    writeln!(out)?;
    let right = |name: &str| (name.to_owned(), Align::Right);
    let mut table = Table::new(["drive", "output"].map(right));
    for [x, y] in unit.curve(RANGE, ROWS) {
        table.row([value(x), number(y)]);
    }
    Ok(table.print(out)?)
}

fn fitted(file: &str, options: &FitOptions, form: &Form, out: &mut Output) -> Result<(), Failure> {
    let points = read(file)?;
    let found = fit(&Cancel::never(), &points, options, &mut |_| {})
        .map_err(|e| Failure::Usage(format!("--fit {file}: {e}")))?
        .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))?;
    let network = &found.network;
    let at = |[x, y]: [f64; 2]| [x, y, network.output(x)];
    if form.json {
        return Ok(out.json(&FitDocument {
            activation: options.activation.name(),
            hidden: options.hidden,
            seed: options.seed,
            rms: found.rms,
            relative_rms: found.relative,
            worst: found.worst,
            steps: found.steps,
            offset: network.offset,
            units: network
                .units
                .iter()
                .map(|u| HiddenEntry {
                    weight: u.weight,
                    bias: u.bias,
                    output: u.output,
                })
                .collect(),
            points: points.iter().map(|&p| at(p)).collect(),
        })?);
    }
    if form.csv {
        let mut table = csv(out);
        table.write_record(["x", "y", "network"])?;
        for &point in &points {
            table.write_record(at(point).map(cell))?;
        }
        return Ok(table.flush()?);
    }
    fit_text(&points, options, &found, out)
}

fn fit_text(
    points: &[[f64; 2]],
    options: &FitOptions,
    found: &CurveFit,
    out: &mut Output,
) -> Result<(), Failure> {
    out.heading(&format!(
        "Two-layer network, {} {} units, fitted to {} points",
        options.hidden,
        options.activation.name(),
        points.len()
    ))?;
    writeln!(out, "{}", fit_words(found))?;
    writeln!(out, "offset {}", value(found.network.offset))?;
    writeln!(out)?;
    let right = |name: &str| (name.to_owned(), Align::Right);
    let mut table = Table::new(["weight", "bias", "output weight"].map(right));
    for u in &found.network.units {
        table.row([u.weight, u.bias, u.output].map(number));
    }
    Ok(table.print(out)?)
}

/// No file of so many bytes is read to its end.
const MOST_BYTES: u64 = 16 << 20;

/// The points of a file of two columns, separated by a comma, a semicolon or white space. A first line of
/// words is a header; empty lines and what follows a # are left out.
fn read(file: &str) -> Result<Vec<[f64; 2]>, Failure> {
    let mut text = String::new();
    std::fs::File::open(file)
        .and_then(|f| f.take(MOST_BYTES).read_to_string(&mut text))
        .map_err(|why| {
            Failure::Analysis(format!(
                "{file} could not be read ({why}); give a file with two columns, x and y"
            ))
        })?;
    let mut points = vec![];
    let mut first = true;
    for (k, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let wrong = |column: usize, what: &str| {
            let line = k + 1;
            Failure::Usage(format!(
                "{file}, line {line}, column {column}: {what}; each line holds two numbers, x and y"
            ))
        };
        let cells: Vec<&str> = if line.contains([',', ';']) {
            line.split([',', ';']).map(str::trim).collect()
        } else {
            line.split_whitespace().collect()
        };
        let numbers: Vec<Option<f64>> = cells.iter().map(|c| c.parse().ok()).collect();
        if std::mem::take(&mut first) && numbers.iter().all(Option::is_none) {
            continue;
        }
        let bad = numbers
            .iter()
            .position(|n| n.is_none_or(|n| !n.is_finite()));
        match (&numbers[..], bad) {
            (_, Some(k)) => {
                let what = format!("{:?} is not a finite number", cells[k]);
                return Err(wrong(k + 1, &what));
            }
            (&[Some(x), Some(y)], None) => points.push([x, y]),
            ([_], None) => return Err(wrong(2, "there is no second number")),
            _ => return Err(wrong(3, "there is one number too many")),
        }
        // One more than can be fitted is enough to be refused.
        if points.len() > FitOptions::MOST_POINTS {
            break;
        }
    }
    Ok(points)
}
