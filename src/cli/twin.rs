//! `nullcline twin`: a neuron under a hundred synapses, and the network that learnt it.
mod report;
mod settings;

use super::args::whole;
use super::output::{Output, progress};
use super::render::format;
use super::{Failure, finish};
use crate::export::{self, TwinView};
use crate::job::Cancel;
use crate::learn::twin::{
    Filters, LeastSquares, Part, Recording, Saved, State, Synapses, Training, TwinError,
    TwinOptions, metrics::metrics, simulate, usual_threads,
};
use crate::scene::twin_troubles;
use crate::session::disk;
use report::Report;
pub(super) use settings::Args;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Instant;

/// Steps between two looks at the progress of training.
const STEPS: usize = 20;
/// Said of a twin that is tested on what it has not learnt.
const ELSEWHERE: &str = "The twin has learnt another neuron than the one that it is tested on: its filters and time \
                         constants are those of what it has learnt.";
/// Threads that may be asked for.
const MOST_THREADS: usize = 64;

impl From<TwinError> for Failure {
    fn from(error: TwinError) -> Self {
        Self::Usage(error.to_string())
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
