//! `nullcline twin`: a neuron under a hundred synapses, and the network that learnt it.
mod report;

use super::args::{assignment, dimensions, finite, number, whole};
use super::output::{Output, progress};
use super::render::{SIDES, THEMES, format, one_of};
use super::{Failure, finish};
use crate::export::{self, Page, TwinView};
use crate::job::Cancel;
use crate::learn::twin::{
    Descent, Filters, IntegrateAndFire, Layout, LeastSquares, Neuron, Part, Recording, Saved,
    State, Synapses, Training, Transfer, TwinError, TwinOptions, ZooNeuron, metrics::metrics,
    simulate, usual_threads,
};
use crate::scene::twin_troubles;
use crate::session::disk;
use report::Report;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Steps between two looks at the progress of training.
const STEPS: usize = 20;
/// Said of a twin that is tested on what it has not learnt.
const ELSEWHERE: &str = "The twin has learnt another neuron than the one that it is tested on: its filters and time \
                         constants are those of what it has learnt.";
/// Threads that may be asked for.
const MOST_THREADS: usize = 64;

/// Arguments of `twin`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// How much the network learns from, in s; 7200 unless given.
    #[arg(
        long,
        value_name = "S",
        allow_hyphen_values = true,
        conflicts_with = "load"
    )]
    seconds: Option<String>,
    /// How much it is tested with, in s; 1800 unless given.
    #[arg(long, value_name = "S", allow_hyphen_values = true)]
    test_seconds: Option<String>,
    /// How long a trial lasts, in ms: the neuron then starts from rest again; 6000 unless given.
    #[arg(long, value_name = "MS", allow_hyphen_values = true)]
    trial: Option<String>,
    /// Hidden units of the network; 1 unless given.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    hidden: Option<String>,
    /// Their transfer function: linear, relu, leaky-relu or tanh; linear for one unit, leaky-relu for several
    /// unless given.
    #[arg(long, value_name = "NAME")]
    transfer: Option<String>,
    /// How many ms the filters reach back; 80 unless given.
    #[arg(long, value_name = "MS", allow_hyphen_values = true)]
    window: Option<String>,
    /// Seed of everything random; 1234 unless given. The same seed, the same twin.
    #[arg(long, value_name = "SEED", allow_hyphen_values = true)]
    seed: Option<String>,
    /// The neuron: integrate-and-fire, or a model in mV and ms with or without a preset, whose potential each spike at
    /// a synapse then moves at once; without injected current unless --set says otherwise.
    #[arg(long, value_name = "SOURCE")]
    neuron: Option<String>,
    /// Changes a parameter of a model; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", allow_hyphen_values = true)]
    set: Vec<String>,
    /// Excitatory and inhibitory synapses; 80,20 unless given.
    #[arg(long, value_name = "EXC,INH", allow_hyphen_values = true)]
    synapses: Option<String>,
    /// By how many mV a spike raises or lowers the potential, one number or two; 2 for the integrate-and-fire
    /// neuron unless given, and what makes a model fire about once in a second.
    #[arg(long, value_name = "EXC,INH", allow_hyphen_values = true)]
    gain: Option<String>,
    /// How many times as busy as published the synapses are, one number or two; 1 unless given.
    #[arg(long, value_name = "EXC,INH", allow_hyphen_values = true)]
    rate: Option<String>,
    /// Membrane time constant of the integrate-and-fire neuron, in ms; 20 unless given.
    #[arg(long, value_name = "MS", allow_hyphen_values = true)]
    tau: Option<String>,
    /// Its potential without input, in mV; −75 unless given.
    #[arg(long, value_name = "MV", allow_hyphen_values = true)]
    rest: Option<String>,
    /// Its threshold, in mV; −55 unless given.
    #[arg(long, value_name = "MV", allow_hyphen_values = true)]
    threshold: Option<String>,
    /// Its potential after a spike, in mV; −75 unless given.
    #[arg(
        long,
        value_name = "MV",
        allow_hyphen_values = true,
        conflicts_with = "no_reset"
    )]
    reset: Option<String>,
    /// Removes the reset: it fires where it rises through the threshold, and its potential goes on.
    #[arg(long)]
    no_reset: bool,
    /// Steps of training; 6000 unless given.
    #[arg(
        long,
        value_name = "N",
        allow_hyphen_values = true,
        conflicts_with = "load"
    )]
    steps: Option<String>,
    /// Learning rate of the first step; 0.02 for one unit, 0.01 for several unless given.
    #[arg(
        long,
        value_name = "RATE",
        allow_hyphen_values = true,
        conflicts_with = "load"
    )]
    learning_rate: Option<String>,
    /// Threads that work at once; as many as there are processors unless given. The twin is the same.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    threads: Option<String>,
    /// Saves the trained twin.
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Tests a saved twin instead of training one: on the neuron that it has learnt, or on the one that is given.
    #[arg(long, value_name = "FILE")]
    load: Option<PathBuf>,
    /// Writes a figure of six panels; its ending says as what: .svg, .png, .pdf, .tex, .csv or .json.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Width and height of the figure, in pixels of a PNG and points of an SVG.
    #[arg(
        long,
        value_name = "WIDTHxHEIGHT",
        default_value = "1200x800",
        allow_hyphen_values = true
    )]
    size: String,
    /// Colours of the figure: light, dark or print.
    #[arg(long, default_value = "print")]
    theme: String,
    /// One JSON document, and nothing else, on standard output.
    #[arg(long)]
    json: bool,
}

impl From<TwinError> for Failure {
    fn from(error: TwinError) -> Self {
        Self::Usage(error.to_string())
    }
}

/// `A,B`, or one number for both.
fn pair(option: &str, text: &str) -> Result<[f64; 2], Failure> {
    match text.split_once(',') {
        Some((a, b)) => Ok([number(option, a)?, number(option, b)?]),
        None => Ok([number(option, text)?; 2]),
    }
}

/// `A,B`, both whole.
fn counts(text: &str) -> Result<[usize; 2], Failure> {
    let (a, b) = text.split_once(',').ok_or_else(|| {
        Failure::Usage(format!(
            "--synapses: {text:?} is not of the form EXC,INH, such as 80,20"
        ))
    })?;
    let count = |text| whole("--synapses", text, 0..=Synapses::MOST);
    Ok([count(a)?, count(b)?])
}

fn transfer(name: &str) -> Result<Transfer, Failure> {
    let known = Transfer::ALL.map(|t| (t.name(), t));
    one_of("transfer", name, &known)
}

impl Args {
    /// Settings of the neuron of the paper that make no sense for a model.
    fn refuse_others(&self) -> Result<(), Failure> {
        let own = [
            ("--tau", &self.tau),
            ("--rest", &self.rest),
            ("--threshold", &self.threshold),
            ("--reset", &self.reset),
        ];
        let given = own.iter().find(|(_, text)| text.is_some());
        let given = given.map(|(name, _)| *name);
        match given.or(self.no_reset.then_some("--no-reset")) {
            Some(option) => Err(Failure::Usage(format!(
                "{option} belongs to --neuron {}; use --set for the parameters of a model",
                Neuron::PUBLISHED
            ))),
            None => Ok(()),
        }
    }

    /// The neuron, from that of before.
    fn neuron(&self, options: &mut TwinOptions) -> Result<(), Failure> {
        match self.neuron.as_deref() {
            Some(Neuron::PUBLISHED) => {
                options.neuron = Neuron::default();
            }
            Some(source) => {
                let (neuron, gain) = ZooNeuron::usual(source)?;
                options.neuron = Neuron::Zoo(neuron);
                options.synapses.excitatory_gain = gain;
                options.synapses.inhibitory_gain = gain;
            }
            None => {}
        }
        match &mut options.neuron {
            Neuron::IntegrateAndFire(cell) => {
                if let Some(setting) = self.set.first() {
                    return Err(Failure::Usage(format!(
                        "--set {setting}: the {} neuron has --tau, --rest, --threshold and --reset",
                        Neuron::PUBLISHED
                    )));
                }
                let IntegrateAndFire {
                    tau,
                    rest,
                    threshold,
                    reset,
                } = cell;
                for (option, text, value) in [
                    ("--tau", &self.tau, tau),
                    ("--rest", &self.rest, rest),
                    ("--threshold", &self.threshold, threshold),
                ] {
                    if let Some(text) = text {
                        *value = finite(option, text)?;
                    }
                }
                if let Some(text) = &self.reset {
                    *reset = Some(finite("--reset", text)?);
                }
                if self.no_reset {
                    *reset = None;
                }
            }
            Neuron::Zoo(neuron) => {
                self.refuse_others()?;
                for setting in &self.set {
                    let (name, value) = assignment("--set", setting)?;
                    neuron.set.retain(|(known, _)| known != name);
                    neuron.set.push((name.into(), value));
                }
                // A slip in a name is told before anything is computed.
                neuron.problem()?;
            }
        }
        Ok(())
    }

    /// The settings: those of `options` where none are given.
    fn options(&self, mut options: TwinOptions) -> Result<TwinOptions, Failure> {
        self.neuron(&mut options)?;
        let d = &mut options.duration;
        for (option, text, value) in [
            ("--seconds", &self.seconds, &mut d.train),
            ("--test-seconds", &self.test_seconds, &mut d.test),
        ] {
            if let Some(text) = text {
                *value = finite(option, text)?;
            }
        }
        if let Some(text) = &self.trial {
            d.trial = whole("--trial", text, 1..=usize::MAX)?;
        }
        if let Some(text) = &self.synapses {
            [options.synapses.excitatory, options.synapses.inhibitory] = counts(text)?;
        }
        if let Some(text) = &self.gain {
            let s = &mut options.synapses;
            [s.excitatory_gain, s.inhibitory_gain] = pair("--gain", text)?;
        }
        if let Some(text) = &self.rate {
            [options.rates.excitatory, options.rates.inhibitory] = pair("--rate", text)?;
        }
        if let Some(text) = &self.window {
            options.network.window = whole("--window", text, 1..=usize::MAX)?;
        }
        options.network.synapses = options.synapses.count();
        if let Some(text) = &self.hidden {
            let hidden = whole("--hidden", text, 1..=Layout::MOST_HIDDEN)?;
            options.network.hidden = hidden;
            options.network.transfer = Transfer::usual(hidden);
            options.descent.rate = Descent::usual_rate(hidden);
        }
        if let Some(text) = &self.transfer {
            options.network.transfer = transfer(text)?;
        }
        if let Some(text) = &self.steps {
            options.descent.steps = whole("--steps", text, 1..=Descent::MOST_STEPS)?;
        }
        if let Some(text) = &self.learning_rate {
            options.descent.rate = finite("--learning-rate", text)?;
        }
        if let Some(text) = &self.seed {
            options.seed = whole("--seed", text, 0..=u64::MAX)?;
        }
        Ok(options)
    }

    fn page(&self) -> Result<Page, Failure> {
        Ok(Page {
            size: dimensions("--size", &self.size, SIDES)?.map(|side| side as u32),
            pixels_per_point: 1.0,
            theme: one_of("theme", &self.theme, &THEMES)?,
        })
    }
}

/// A recording, with a bar on a terminal.
fn record(
    options: &TwinOptions,
    part: Part,
    threads: usize,
    what: &str,
) -> Result<Arc<Recording>, Failure> {
    let bar = progress(what);
    let told = |part: f64| bar.set_position((100.0 * part) as u64);
    let recording = simulate(&Cancel::never(), options, part, threads, &told)?;
    bar.finish_and_clear();
    recording.map(Arc::new).ok_or_else(cancelled)
}

fn cancelled() -> Failure {
    Failure::Analysis("the computation was cancelled".into())
}

/// Trains to the end, with a bar on a terminal.
fn train(training: &mut Training) {
    let bar = progress("training");
    loop {
        let now = training.advance(STEPS);
        bar.set_position((100 * now.step / now.steps) as u64);
        if now.state != State::Going {
            break;
        }
    }
    bar.finish_and_clear();
}

/// As many synapses are no layout of their own: which of them excite must be the same, too.
fn same_sorts(learnt: &Synapses, asked: &Synapses) -> Result<(), Failure> {
    if learnt.count() != asked.count() || learnt.excitatory == asked.excitatory {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "the saved twin has learnt from {} excitatory and {} inhibitory synapses, and {} and {} were asked for; leave out \
         --synapses",
        learnt.excitatory, learnt.inhibitory, asked.excitatory, asked.inhibitory
    )))
}

/// Trains a twin, or loads one, and prints what has become of it.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let open = |path| disk::open_twin(path).map_err(|why| Failure::Usage(why.to_string()));
    let saved = args.load.as_deref().map(open).transpose()?;
    let base = saved
        .as_ref()
        .map_or_else(TwinOptions::published, |s| s.options.clone());
    let options = args.options(base)?;
    if let Some(saved) = &saved {
        same_sorts(&saved.options.synapses, &options.synapses)?;
        saved.for_layout(&options.network)?;
    }
    let figure = args
        .output
        .as_deref()
        .map(|path| Ok::<_, Failure>((path, format(path)?)));
    let figure = figure.transpose()?;
    let page = args.page()?;
    let threads = match &args.threads {
        Some(text) => whole("--threads", text, 1..=MOST_THREADS)?,
        None => usual_threads(),
    };
    options.check()?;
    let began = Instant::now();
    let recording = record(&options, Part::Train, threads, "recording")?;
    let test = record(&options, Part::Test, threads, "recording the test")?;
    let simulated = began.elapsed().as_secs_f64();
    let (saved, training) = match saved {
        Some(saved) => (saved, None),
        None => {
            let (learnt, tested) = (Arc::clone(&recording), Arc::clone(&test));
            let mut training = Training::new(&options, learnt, tested, threads)?;
            train(&mut training);
            let saved = Saved {
                options: options.clone(),
                steps: training.progress().step,
                network: training.network().clone(),
            };
            (saved, Some(training))
        }
    };
    let (learnt, network) = (&saved.options, &saved.network);
    let never = Cancel::never();
    let found = metrics(&never, network, &test, threads).ok_or_else(cancelled)?;
    let limit = LeastSquares::new(&never, &recording, &test, options.network.window);
    let filters = Filters::new(network, &learnt.synapses, &test);
    let state = training.as_ref().map(|t| t.progress().state);
    let diverged = matches!(state, Some(State::Diverged { .. }));
    let mut notes = twin_troubles(&options, &test, &found, state);
    if !learnt.same_neuron(&options) {
        notes.push(ELSEWHERE.into());
    }
    if let Some(path) = &args.save {
        disk::write(path, saved.write().as_bytes())
            .map_err(|why| Failure::Analysis(why.to_string()))?;
    }
    if let Some((path, format)) = figure {
        let view = TwinView {
            options: learnt,
            network,
            test: &test,
            metrics: &found,
            filters: &filters,
        };
        let figure = export::twin_figure(&view, notes.clone());
        let bytes = export::bytes_alone(&figure, format, &page)
            .map_err(|error| Failure::Analysis(error.to_string()))?;
        disk::write(path, &bytes).map_err(|why| Failure::Analysis(why.to_string()))?;
    }
    let report = Report {
        learnt,
        options: &options,
        test: &test,
        metrics: &found,
        filters: &filters,
        limit: limit.as_ref(),
        training: training.as_ref(),
        simulated,
        notes: &notes,
    };
    if args.json {
        report.json(out)?;
    } else {
        report.text(out)?;
    }
    if diverged {
        // A script must see that this is no twin.
        out.flush()?;
        return Err(Failure::Analysis(notes.swap_remove(0)));
    }
    if args.json {
        // They are in the document.
        notes.clear();
    }
    finish(out, &notes)
}
