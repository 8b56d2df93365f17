//! A neuron learnt by a network, as a figure of six panels.
use super::view::{Drawn, Figure};
use crate::job::Cancel;
use crate::learn::twin::{
    Filters, Metrics, Network, Neuron, Part, Recording, Response, State, Training, TwinOptions,
    simulate, usual_threads,
};
use crate::scene::{self, twin};
use crate::session::Session;
use std::sync::Arc;

/// So many trials of the test make the histogram of potentials: enough for a smooth picture.
const TRIALS: usize = 300;

/// What a figure of a twin is made of.
#[derive(Clone, Copy, Debug)]
pub struct TwinView<'a> {
    /// The settings.
    pub options: &'a TwinOptions,
    /// The network.
    pub network: &'a Network,
    /// What it was tested with.
    pub test: &'a Recording,
    /// How well it does there.
    pub metrics: &'a Metrics,
    /// What it has learnt.
    pub filters: &'a Filters,
}

/// The filters as a heat map and their means, the ROC curve, the cross-correlation, the potentials against each
/// other, and a second of both.
pub fn twin_figure(view: &TwinView<'_>, notes: Vec<String>) -> Figure {
    let TwinView {
        options,
        network,
        test,
        metrics,
        filters,
    } = *view;
    let cell = match &options.neuron {
        Neuron::IntegrateAndFire(cell) => Some(cell),
        Neuron::Zoo(_) => None,
    };
    let responses: Vec<Response> = test
        .trials
        .iter()
        .take(TRIALS)
        .map(|trial| network.response(trial, 0, test.length))
        .collect();
    let histogram = twin::PotentialHistogram::new(test, &responses);
    let mut first = twin::heat_map(filters, &options.synapses);
    first.caption = scene::twin_caption(options);
    Figure {
        scenes: vec![
            first,
            twin::sections(filters, &options.synapses, cell),
            twin::roc(metrics.roc.as_ref()),
            twin::correlation(&metrics.correlation),
            twin::potentials(&histogram, metrics),
            twin::trace(test, network, metrics, twin::telling_second(test)),
        ],
        columns: 3,
        notes,
    }
}

/// So many steps are done between two looks at the flag that cancels.
const STEPS: usize = 20;

/// The figure of a session's twin, which is trained for it: the same settings give the same network. `None` when
/// cancelled.
pub(super) fn figure(cancel: &Cancel, session: &Session) -> Drawn {
    let options = &session.twin().options;
    let threads = usual_threads();
    let record = |part| simulate(cancel, options, part, threads, &|_| {});
    let (Some(train), Some(test)) = (record(Part::Train)?, record(Part::Test)?) else {
        return Ok(None);
    };
    let test = Arc::new(test);
    let mut training = Training::new(options, Arc::new(train), Arc::clone(&test), threads)?;
    let mut state = training.progress().state;
    while state == State::Going {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        state = training.advance(STEPS).state;
    }
    let Some(metrics) = training.metrics(cancel) else {
        return Ok(None);
    };
    let network = training.network();
    let filters = Filters::new(network, &options.synapses, &test);
    let mut notes = scene::twin_troubles(options, &test, &metrics, Some(state));
    if state == State::Done {
        notes.extend(scene::twin_words(options, &metrics, &filters));
    }
    let view = TwinView {
        options,
        network,
        test: &test,
        metrics: &metrics,
        filters: &filters,
    };
    Ok(Some(twin_figure(&view, notes)))
}
