//! `nullcline simulate`: a trajectory and its spikes.
use super::args::{Form, Source, finite, state};
use super::drive::{DriveArgs, Experiment, StimulusDocument};
use super::output::{Named, Output, cell, csv};
use super::table::{Align, Table, head, wrapped};
use super::{Failure, say};
use crate::analysis::driven::ACCURATE;
use crate::analysis::{Driven, OrbitEnd, Problem, Scheme, Trajectory, TrajectoryOptions, course};
use crate::export::usual_span;
use crate::job::Cancel;
use crate::model::Unit;
use crate::scene::{number, orbit_words, quantity, value};
use serde::Serialize;
use std::io::Write;

/// Error of one step relative to the window: far below a pixel, near the limit of double precision.
const TOLERANCE: f64 = 1e-11;
/// Steps after which a trajectory is given up.
const MAX_STEPS: usize = 2_000_000;
/// No more samples than this: more is a slip of the pen, and would fill the memory.
const MAX_SAMPLES: f64 = 5e6;
/// Rows of the table for people, unless they say how many they want.
const ROWS: f64 = 20.0;

/// Arguments of `simulate`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    course: CourseArgs,
    /// States at equal intervals instead of where the integration steps.
    #[arg(long, value_name = "DT", allow_hyphen_values = true)]
    every: Option<String>,
    #[command(flatten)]
    drive: DriveArgs,
    /// Adds the ionic currents through the membrane, one column each; outward positive.
    #[arg(long)]
    currents: bool,
    #[command(flatten)]
    form: Form,
}

/// Where a trajectory starts and how long it is.
#[derive(clap::Args)]
pub(super) struct CourseArgs {
    /// Where the trajectory starts: V=-60,n=0.1. Variables left out start where the preset does.
    #[arg(long, value_name = "NAME=VALUE,…", allow_hyphen_values = true)]
    from: Option<String>,
    /// How long it is, in the model's unit of time; negative goes backward. 500 unless given, or as long
    /// as the preset's own experiment.
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    until: Option<String>,
}

impl CourseArgs {
    /// The initial state.
    pub(super) fn start(&self, problem: &Problem) -> Result<Vec<f64>, Failure> {
        start(problem, self.from.as_deref())
    }

    /// Whether a start was given.
    pub(super) fn is_started(&self) -> bool {
        self.from.is_some()
    }

    /// Whether a length of time was given.
    pub(super) fn is_timed(&self) -> bool {
        self.until.is_some()
    }

    /// The length of time, which is finite.
    pub(super) fn span(&self, problem: &Problem) -> Result<f64, Failure> {
        match &self.until {
            Some(text) => finite("--until", text),
            None => Ok(usual_span(problem)),
        }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    variables: Vec<&'a str>,
    times: &'a [f64],
    states: &'a [Vec<f64>],
    spikes: &'a [f64],
    #[serde(skip_serializing_if = "Option::is_none")]
    currents: Option<Named<'a, Vec<f64>>>,
    end: &'static str,
    method: &'static str,
    order: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    stimulus: Option<StimulusDocument<'a>>,
}

/// A name and one value for each time.
type Column = (String, Vec<f64>);

/// The ionic currents at the times of a trajectory, at the values that driven parameters have there.
fn currents(
    problem: &Problem,
    orbit: &Trajectory,
    driven: Option<&Driven>,
) -> Result<Vec<Column>, Failure> {
    let model = problem.model();
    if !model.info().membrane {
        return Err(Failure::Usage(format!(
            "--currents: {} is not conductance-based and has no ionic currents; leave --currents out",
            model.info().id
        )));
    }
    let mut values = problem.values().to_vec();
    let mut field = model.bind(&values);
    let mut columns: Vec<Column> = vec![];
    for (k, state) in orbit.states.iter().enumerate() {
        let driving = driven.map_or(&[][..], |d| &d.driving);
        // Only the injected current moves in the usual case, but any parameter may.
        for moved in driving {
            values[moved.parameter] = moved.values[k];
        }
        if !driving.is_empty() {
            field = model.bind(&values);
        }
        let flowing = field.membrane(state).map_or_else(Vec::new, |m| m.currents);
        if columns.is_empty() {
            let names = flowing.iter().map(|c| (format!("I_{}", c.name), vec![]));
            columns.extend(names);
        }
        for (column, current) in columns.iter_mut().zip(&flowing) {
            column.1.push(current.value);
        }
    }
    Ok(columns)
}

/// The initial state: the preset's, changed by `--from`.
pub(super) fn start(problem: &Problem, from: Option<&str>) -> Result<Vec<f64>, Failure> {
    state(problem, "--from", from)
}

fn end(end: OrbitEnd) -> &'static str {
    match end {
        OrbitEnd::Time => "time",
        OrbitEnd::Stopped => "stopped",
        OrbitEnd::Diverged => "diverged",
        OrbitEnd::StepLimit => "step limit",
    }
}

/// Computes the trajectory with its spikes, as every output of this command shows it.
pub(super) fn compute(
    problem: &Problem,
    start: &[f64],
    options: &TrajectoryOptions,
) -> Result<Trajectory, Failure> {
    course(&Cancel::never(), problem, start, options)?
        .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))
}

/// Prints a trajectory.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let loaded = args.source.load()?;
    let problem = loaded.problem().clone();
    let start = args.course.start(&problem)?;
    let span = args.course.span(&problem)?;
    let experiment = args.drive.experiment(&loaded)?;
    let every = args
        .every
        .as_deref()
        .map(|text| sampling(text, span))
        .transpose()?;
    let table = !args.form.json && !args.form.csv;
    let options = TrajectoryOptions {
        span,
        tolerance: TOLERANCE,
        max_steps: MAX_STEPS,
        every: every.or((table && span != 0.0).then_some(span.abs() / ROWS)),
    };
    let driven = experiment
        .as_ref()
        .map(|e| e.compute(&problem, &start, &options))
        .transpose()?;
    let orbit = match &driven {
        Some(driven) => &driven.trajectory,
        None => &compute(&problem, &start, &options)?,
    };
    let both = experiment.as_ref().zip(driven.as_ref());
    let currents = match args.currents {
        true => currents(&problem, orbit, driven.as_ref())?,
        false => vec![],
    };
    if args.form.json {
        let variables = problem.model().info().variables.iter();
        out.json(&Document {
            variables: variables.map(|v| v.name).collect(),
            times: &orbit.times,
            states: &orbit.states,
            spikes: &orbit.spikes,
            currents: args.currents.then(|| {
                Named(
                    currents
                        .iter()
                        .map(|(n, c)| (n.as_str(), c.clone()))
                        .collect(),
                )
            }),
            end: end(orbit.end),
            method: driven
                .as_ref()
                .map_or(Scheme::Accurate, |d| d.scheme)
                .name(problem.preset().protocol.map(|p| p.euler)),
            order: &both.map_or_else(|| ACCURATE.into(), |(e, _)| e.order()),
            stimulus: both.map(|(e, d)| e.document(&problem, d)),
        })?;
    } else if args.form.csv {
        as_csv(&problem, orbit, driven.as_ref(), &currents, out)?;
    } else {
        as_text(
            &problem,
            (&start, experiment.as_ref()),
            orbit,
            &currents,
            out,
        )?;
    }
    out.flush()?;
    for warning in orbit_words(&problem, orbit, &options) {
        say(&warning);
    }
    for note in both.into_iter().flat_map(|(e, d)| e.notes(&problem, d)) {
        say(&note);
    }
    Ok(())
}

fn sampling(text: &str, span: f64) -> Result<f64, Failure> {
    let every = finite("--every", text)?;
    if every <= 0.0 {
        Err(Failure::Usage(format!(
            "--every {text} is not an interval; give a positive one"
        )))
    } else if span.abs() / every > MAX_SAMPLES {
        Err(Failure::Usage(format!(
            "--every {text} asks for more than five million states; give a longer interval"
        )))
    } else {
        Ok(every)
    }
}

fn as_csv(
    problem: &Problem,
    orbit: &Trajectory,
    driven: Option<&Driven>,
    currents: &[Column],
    out: &mut Output,
) -> Result<(), Failure> {
    let info = problem.model().info();
    let mut table = csv(out);
    let names = info.variables.iter().map(|v| v.name);
    let driving = driven.map_or(&[][..], |d| &d.driving);
    let moved = driving.iter().map(|d| info.parameters[d.parameter].name);
    let flowing = currents.iter().map(|(name, _)| name.as_str());
    let heads = std::iter::once("time").chain(names).chain(moved);
    table.write_record(heads.chain(flowing))?;
    for (k, (t, state)) in orbit.times.iter().zip(&orbit.states).enumerate() {
        let moved = driving.iter().map(|d| d.values[k]);
        let flowing = currents.iter().map(|(_, values)| values[k]);
        let numbers = std::iter::once(*t).chain(state.iter().copied());
        table.write_record(numbers.chain(moved).chain(flowing).map(cell))?;
    }
    Ok(table.flush()?)
}

fn as_text(
    problem: &Problem,
    (start, experiment): (&[f64], Option<&Experiment>),
    orbit: &Trajectory,
    currents: &[Column],
    out: &mut Output,
) -> Result<(), Failure> {
    let info = problem.model().info();
    let time = info.time.symbol();
    let from: Vec<String> = info
        .variables
        .iter()
        .zip(start)
        .map(|(v, &x)| format!("{} = {}", v.name, quantity(x, v.unit.symbol())))
        .collect();
    let lead = &info.parameters[0];
    out.heading(&format!(
        "{}, {} = {}, from {}",
        info.name,
        lead.name,
        quantity(problem.values()[0], lead.unit.symbol()),
        from.join(", ")
    ))?;
    let how = experiment.map_or_else(
        || vec![format!("Computed by {ACCURATE}.")],
        |e| e.words(time),
    );
    for line in how.iter().flat_map(|w| wrapped(w, Output::size().0)) {
        writeln!(out, "{line}")?;
    }
    let unit = lead.unit.symbol();
    let flowing = currents.iter().map(|(name, _)| head(name, unit));
    let columns = info
        .variables
        .iter()
        .map(|v| head(v.name, v.unit.symbol()))
        .chain(flowing)
        .map(|h| (h, Align::Right));
    let mut table = Table::new(std::iter::once((head("time", time), Align::Right)).chain(columns));
    for (k, (&t, state)) in orbit.times.iter().zip(&orbit.states).enumerate() {
        let flowing = currents.iter().map(|(_, values)| values[k]);
        let numbers = state.iter().copied().chain(flowing).map(number);
        table.row(std::iter::once(value(t)).chain(numbers));
    }
    table.print(out)?;
    writeln!(out, "{}", spike_sentence(&orbit.spikes, info.time))?;
    Ok(())
}

fn spike_sentence(spikes: &[f64], time: Unit) -> String {
    let unit = time.symbol();
    let [first, .., last] = spikes else {
        return match spikes {
            [] => "no spikes".into(),
            _ => format!("1 spike, at {}", quantity(spikes[0], unit)),
        };
    };
    if first == last {
        return format!("{} spikes, all at {}", spikes.len(), quantity(*first, unit));
    }
    let mean = (last - first) / (spikes.len() - 1) as f64;
    let rate = if time == Unit::Millisecond {
        format!("{} Hz", value(1000.0 / mean))
    } else {
        format!("{} per unit of time", value(1.0 / mean))
    };
    format!(
        "{} spikes, the first at {}, on average {} apart ({rate})",
        spikes.len(),
        quantity(*first, unit),
        quantity(mean, unit)
    )
}
