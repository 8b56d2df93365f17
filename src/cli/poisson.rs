//! `nullcline poisson`: Poisson spike trains, their counts and intervals.
use super::args::{Form, finite, whole};
use super::output::Output;
use super::train::{self, Integral, Report};
use super::{Failure, finish};
use crate::analysis::{PoissonOptions, Timing, poisson};
use crate::job::Cancel;
use crate::scene::{full_words, poisson_words};
use serde::Serialize;

/// Arguments of `poisson`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Mean rate in Hz.
    #[arg(
        long,
        value_name = "HZ",
        default_value = "100",
        allow_hyphen_values = true
    )]
    rate: String,
    /// How long a trial lasts, in ms.
    #[arg(
        long,
        value_name = "TIME",
        default_value = "10000",
        allow_hyphen_values = true
    )]
    until: String,
    /// Width of a bin in ms: each holds a spike with probability rate × bin; 1 unless given.
    #[arg(long, value_name = "DT", allow_hyphen_values = true)]
    bin: Option<String>,
    /// Draws exponential intervals, in continuous time, instead of bins.
    #[arg(long, conflicts_with = "bin")]
    intervals: bool,
    /// Refractory time after each spike, in ms; the mean rate stays.
    #[arg(
        long,
        value_name = "TIME",
        default_value = "0",
        allow_hyphen_values = true
    )]
    refractory: String,
    /// How many trials.
    #[arg(
        long,
        value_name = "N",
        default_value = "1",
        allow_hyphen_values = true
    )]
    trials: String,
    /// Seed of the random numbers: the same seed, the same trains.
    #[arg(
        long,
        value_name = "SEED",
        default_value = "1",
        allow_hyphen_values = true
    )]
    seed: String,
    /// Length of the windows in which spikes are counted, in ms.
    #[arg(
        long,
        value_name = "TIME",
        default_value = "100",
        allow_hyphen_values = true
    )]
    window: String,
    #[command(flatten)]
    integral: Integral,
    #[command(flatten)]
    form: Form,
}

#[derive(Serialize)]
struct Document<'a> {
    rate: f64,
    until: f64,
    bin: Option<f64>,
    refractory: f64,
    seed: u64,
    every_bin_spikes: bool,
    #[serde(flatten)]
    train: train::Document<'a>,
}

impl Args {
    fn options(&self) -> Result<PoissonOptions, Failure> {
        let width = self.bin.as_deref().unwrap_or("1");
        Ok(PoissonOptions {
            rate: finite("--rate", &self.rate)?,
            duration: finite("--until", &self.until)?,
            timing: if self.intervals {
                Timing::Intervals
            } else {
                Timing::Bins(finite("--bin", width)?)
            },
            refractory: finite("--refractory", &self.refractory)?,
            trials: whole("--trials", &self.trials, 1..=PoissonOptions::MOST_TRIALS)?,
            seed: whole("--seed", &self.seed, 0..=u64::MAX)?,
        })
    }
}

/// Prints the trains.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let options = args.options()?;
    let window = finite("--window", &args.window)?;
    let between = args.integral.read()?;
    let refused = |why: crate::analysis::PoissonError| Failure::Usage(why.to_string());
    let expected = options.expected().map_err(refused)?;
    let trains = poisson(&Cancel::never(), &options)
        .map_err(refused)?
        .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))?;
    let report = Report {
        trains: &trains,
        window,
        between,
        expected: Some(expected),
        hertz: true,
    };
    let document = |train| Document {
        rate: options.rate,
        until: options.duration,
        bin: expected.bin,
        refractory: options.refractory,
        seed: options.seed,
        every_bin_spikes: expected.is_full(),
        train,
    };
    train::print(&report, &args.form, &poisson_words(&options), out, document)?;
    let warning: Vec<String> = full_words(&options, &expected).into_iter().collect();
    finish(out, &warning)
}
