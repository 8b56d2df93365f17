//! A neuron learnt by a network, as a figure of six panels.
use super::view::Figure;
use crate::learn::twin::{Filters, Metrics, Network, Neuron, Recording, Response, TwinOptions};
use crate::scene::{self, twin};

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
