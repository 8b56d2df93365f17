//! `nullcline spikes`: the spike train of a model, with its counts and intervals.
use super::args::{Form, Source, finite};
use super::drive::{DriveArgs, Experiment};
use super::output::Output;
use super::simulate::{CourseArgs, compute};
use super::train::{self, Integral, Report};
use super::{Failure, finish};
use crate::analysis::{SpikeTrain, TrajectoryOptions};
use crate::model::Unit;
use serde::Serialize;

/// Error of one step relative to the window, as for `simulate`.
const TOLERANCE: f64 = 1e-11;
/// Steps after which a trajectory is given up.
const MAX_STEPS: usize = 2_000_000;

/// Arguments of `spikes`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    course: CourseArgs,
    #[command(flatten)]
    drive: DriveArgs,
    /// Length of the windows in which spikes are counted, in the model's unit of time.
    #[arg(
        long,
        value_name = "TIME",
        default_value = "100",
        allow_hyphen_values = true
    )]
    count_in: String,
    #[command(flatten)]
    integral: Integral,
    #[command(flatten)]
    form: Form,
}

#[derive(Serialize)]
struct Document<'a> {
    model: &'static str,
    until: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    stimulus: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    #[serde(flatten)]
    train: train::Document<'a>,
}

/// Prints the train.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let loaded = args.source.load()?;
    let problem = loaded.problem().clone();
    let start = args.course.start(&problem)?;
    let span = args.course.span(&problem)?;
    let window = finite("--count-in", &args.count_in)?;
    let between = args.integral.read()?;
    if span <= 0.0 {
        return Err(Failure::Usage(format!(
            "--until {span}: a spike train goes forward in time; give a positive time"
        )));
    }
    let options = TrajectoryOptions {
        span,
        tolerance: TOLERANCE,
        max_steps: MAX_STEPS,
        // The course itself is not shown: its two ends are enough.
        every: Some(span),
    };
    let experiment = args.drive.experiment(&loaded)?;
    let driven = experiment
        .as_ref()
        .map(|e| e.compute(&problem, &start, &options))
        .transpose()?;
    let alone;
    let orbit = match &driven {
        Some(driven) => &driven.trajectory,
        None => {
            alone = compute(&problem, &start, &options)?;
            &alone
        }
    };
    // A train ends where the trajectory does.
    let reached = orbit.times.last().copied().unwrap_or(span);
    let until = reached.max(orbit.spikes.last().copied().unwrap_or(0.0));
    let trains = [SpikeTrain::new(orbit.spikes.clone(), until)
        .map_err(|e| Failure::Analysis(e.to_string()))?];
    let info = problem.model().info();
    let report = Report {
        trains: &trains,
        window,
        between,
        expected: None,
        hertz: info.time == Unit::Millisecond,
    };
    let mut heading = crate::scene::caption(&problem);
    let time = info.time.symbol();
    for words in experiment.iter().flat_map(|e| e.words(time)) {
        heading.push('\n');
        heading.push_str(&words);
    }
    let document = |train| Document {
        model: info.id,
        until,
        stimulus: experiment.as_ref().and_then(Experiment::text),
        seed: experiment.as_ref().and_then(Experiment::seed),
        train,
    };
    train::print(&report, &args.form, &heading, out, document)?;
    let both = experiment.iter().zip(&driven);
    let notes: Vec<String> = crate::scene::orbit_words(&problem, orbit, &options)
        .into_iter()
        .chain(both.flat_map(|(e, d)| e.notes(&problem, d)))
        .collect();
    finish(out, &notes)
}
