//! Arguments of `twin`, and the settings that they give.
use crate::cli::Failure;
use crate::cli::args::{assignment, dimensions, finite, number, whole};
use crate::cli::render::{SIDES, THEMES, one_of};
use crate::export::Page;
use crate::learn::twin::{
    Descent, IntegrateAndFire, Layout, Neuron, Synapses, Transfer, TwinOptions, ZooNeuron,
};
use std::path::PathBuf;

/// Arguments of `twin`.
#[derive(clap::Args)]
pub(in crate::cli) struct Args {
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
    pub(super) threads: Option<String>,
    /// Saves the trained twin.
    #[arg(long, value_name = "FILE")]
    pub(super) save: Option<PathBuf>,
    /// Tests a saved twin instead of training one: on the neuron that it has learnt, or on the one that is given.
    #[arg(long, value_name = "FILE")]
    pub(super) load: Option<PathBuf>,
    /// Writes a figure of six panels; its ending says as what: .svg, .png, .pdf, .tex, .csv or .json.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
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
    pub(super) json: bool,
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
    pub(super) fn options(&self, mut options: TwinOptions) -> Result<TwinOptions, Failure> {
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

    pub(super) fn page(&self) -> Result<Page, Failure> {
        Ok(Page {
            size: dimensions("--size", &self.size, SIDES)?.map(|side| side as u32),
            pixels_per_point: 1.0,
            theme: one_of("theme", &self.theme, &THEMES)?,
        })
    }
}
