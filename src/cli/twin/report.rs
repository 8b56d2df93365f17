//! What is printed of a twin.
use super::super::Failure;
use super::super::output::Output;
use super::super::table::{Align, Table, wrapped};
use crate::learn::twin::{
    CrossCorrelation, Duration, Exponential, Filters, LeastSquares, Metrics, Neuron, PAPER,
    Recording, State, Training, TwinOptions,
};
use crate::scene::{number, quantity, signed, twin_caption, twin_words};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::Write;

/// Rows of the curve of training for people.
const ROWS: usize = 8;

/// A twin and everything that was measured of it.
pub(super) struct Report<'a> {
    /// From what it has learnt.
    pub(super) learnt: &'a TwinOptions,
    /// What it is tested on: the same, unless a saved twin was loaded.
    pub(super) options: &'a TwinOptions,
    pub(super) test: &'a Recording,
    pub(super) metrics: &'a Metrics,
    pub(super) filters: &'a Filters,
    pub(super) limit: Option<&'a LeastSquares>,
    /// None where a saved twin was loaded.
    pub(super) training: Option<&'a Training>,
    /// How long the simulation took, in s.
    pub(super) simulated: f64,
    pub(super) notes: &'a [String],
}

#[derive(Serialize)]
struct Both<T> {
    excitatory: T,
    inhibitory: T,
}

#[derive(Serialize)]
struct TimeConstants {
    #[serde(rename = "true")]
    truth: Option<f64>,
    excitatory: Option<f64>,
    inhibitory: Option<f64>,
    lags: Option<[usize; 2]>,
}

#[derive(Serialize)]
struct Document<'a> {
    train_seconds: f64,
    test_seconds: f64,
    seed: u64,
    neuron: &'a str,
    hidden: usize,
    transfer: &'static str,
    window_ms: usize,
    parameters: usize,
    synapses: Both<usize>,
    gain_mv: Both<f64>,
    auc: Option<f64>,
    rmse_mv: f64,
    variance_explained_percent: Option<f64>,
    #[serde(rename = "hit_rate_at_fp_0.002")]
    hit_rate: Option<f64>,
    cross_correlation: Value,
    time_constant_ms: TimeConstants,
    first_tap_mv: Both<Option<f64>>,
    separation_index: Option<usize>,
    filters_mv: Both<&'a [f64]>,
    least_squares: Value,
    /// Where the experiment is the paper's.
    paper: Option<Value>,
    input_rate_hz: Both<Option<f64>>,
    output_rate_hz: f64,
    mean_potential_mv: f64,
    potential_deviation_mv: f64,
    seconds_to_simulate: f64,
    seconds_to_train: Option<f64>,
    steps: Option<usize>,
    /// After how many steps the network was.
    kept_step: Option<usize>,
    diverged_at_step: Option<usize>,
    curve: Vec<Value>,
    /// Everything that was chosen; of a loaded twin, what it is tested on.
    settings: &'a TwinOptions,
    /// From what a loaded twin has learnt.
    learnt: Option<&'a TwinOptions>,
    notes: &'a [String],
}

/// A neuron with its parameters and its input, in a sentence.
fn neuron(o: &TwinOptions) -> String {
    let own = match &o.neuron {
        Neuron::IntegrateAndFire(cell) => format!(
            "integrate-and-fire neuron, τ {}, threshold {}, {}",
            quantity(cell.tau, "ms"),
            quantity(cell.threshold, "mV"),
            match cell.reset {
                Some(reset) => format!("reset {}", quantity(reset, "mV")),
                None => "no reset".into(),
            }
        ),
        Neuron::Zoo(zoo) => zoo
            .set
            .iter()
            .fold(zoo.source.clone(), |all, (name, value)| {
                format!("{all}, {name} {}", number(*value))
            }),
    };
    let (s, r) = (&o.synapses, &o.rates);
    format!(
        "{own}; spikes of {} and −{}, {} and {} times the published rate.",
        quantity(s.excitatory_gain, "mV"),
        quantity(s.inhibitory_gain, "mV"),
        number(r.excitatory),
        number(r.inhibitory)
    )
}

fn tau(fit: Option<Exponential>) -> Option<f64> {
    fit.map(|f| f.tau)
}

impl Report<'_> {
    /// One document.
    pub(super) fn json(&self, out: &mut Output) -> Result<(), Failure> {
        let o = self.options;
        let (m, f) = (self.metrics, self.filters);
        let statistics = self.test.statistics();
        let progress = self.training.map(Training::progress);
        let curve = self.training.map(Training::curve).unwrap_or_default();
        Ok(out.json(&Document {
            train_seconds: self.learnt.duration.train,
            test_seconds: o.duration.test,
            seed: o.seed,
            neuron: o.neuron.name(),
            hidden: o.network.hidden,
            transfer: o.network.transfer.name(),
            window_ms: o.network.window,
            parameters: o.network.parameters(),
            synapses: Both {
                excitatory: o.synapses.excitatory,
                inhibitory: o.synapses.inhibitory,
            },
            gain_mv: Both {
                excitatory: o.synapses.excitatory_gain,
                inhibitory: o.synapses.inhibitory_gain,
            },
            auc: m.roc.as_ref().map(|r| r.auc),
            rmse_mv: m.rmse,
            variance_explained_percent: m.explained,
            hit_rate: m.roc.as_ref().map(|r| r.hit_rate),
            cross_correlation: json!({
                "lag_ms": CrossCorrelation::lags().collect::<Vec<_>>(),
                "hz": m.correlation.rates,
                "peak_ms": m.correlation.peak,
            }),
            time_constant_ms: TimeConstants {
                truth: match &self.learnt.neuron {
                    Neuron::IntegrateAndFire(cell) => Some(cell.tau),
                    Neuron::Zoo(_) => None,
                },
                excitatory: tau(f.excitatory.fit),
                inhibitory: tau(f.inhibitory.fit),
                lags: Exponential::lags(o.network.window),
            },
            first_tap_mv: Both {
                excitatory: f.excitatory.taps.first().copied(),
                inhibitory: f.inhibitory.taps.first().copied(),
            },
            separation_index: f.separation,
            filters_mv: Both {
                excitatory: &f.excitatory.taps,
                inhibitory: &f.inhibitory.taps,
            },
            least_squares: json!({
                "rmse_mv": self.limit.map(|l| l.rmse),
                "variance_explained_percent": self.limit.and_then(|l| l.explained),
            }),
            paper: (o.is_published() && self.learnt.is_published()).then(|| json!({
                "auc": PAPER.auc, "rmse_mv": PAPER.rmse, "variance_explained_percent": PAPER.explained,
            })),
            input_rate_hz: Both {
                excitatory: statistics.excitatory_rate,
                inhibitory: statistics.inhibitory_rate,
            },
            output_rate_hz: m.output_rate,
            mean_potential_mv: statistics.mean,
            potential_deviation_mv: statistics.deviation,
            seconds_to_simulate: self.simulated,
            seconds_to_train: progress.map(|p| p.seconds),
            steps: progress.map(|p| p.step),
            kept_step: progress.and_then(|p| p.kept),
            diverged_at_step: progress.and_then(|p| match p.state {
                State::Diverged { step, .. } => Some(step),
                _ => None,
            }),
            curve: curve
                .iter()
                .map(
                    |p| json!({"step": p.step, "seconds": p.seconds, "loss": p.loss, "auc": p.auc}),
                )
                .collect(),
            settings: o,
            learnt: (self.training.is_none()).then_some(self.learnt),
            notes: self.notes,
        })?)
    }

    /// The measures beside those of the best linear filter and of the paper, the curve of training, and what is
    /// remarkable.
    pub(super) fn text(&self, out: &mut Output) -> Result<(), Failure> {
        let (o, m, f) = (self.options, self.metrics, self.filters);
        let described = TwinOptions {
            duration: Duration {
                train: self.learnt.duration.train,
                ..o.duration.clone()
            },
            ..self.learnt.clone()
        };
        out.heading(&twin_caption(&described))?;
        if !self.learnt.same_neuron(o) || self.learnt.seed != o.seed {
            writeln!(out, "Tested on: {} Seed {}", neuron(o), o.seed)?;
        }
        writeln!(out)?;
        let published = o.is_published() && self.learnt.is_published();
        let shown = |x: Option<f64>| x.map_or_else(|| "–".into(), number);
        let of_paper = |x: f64| shown(published.then_some(x));
        let left = ("".to_owned(), Align::Left);
        let right = |name: &str| (name.to_owned(), Align::Right);
        let heads = ["twin", "best linear filter", "paper"].map(right);
        let mut table = Table::new([left].into_iter().chain(heads));
        let none = || "–".to_owned();
        let auc = m.roc.as_ref().map(|r| r.auc);
        table.row(["AUC".into(), shown(auc), none(), of_paper(PAPER.auc)]);
        table.row([
            "RMSE of the potential (mV)".into(),
            number(m.rmse),
            shown(self.limit.map(|l| l.rmse)),
            of_paper(PAPER.rmse),
        ]);
        table.row([
            "variance explained (%)".into(),
            shown(m.explained),
            shown(self.limit.and_then(|l| l.explained)),
            of_paper(PAPER.explained),
        ]);
        table.row([
            "hit rate at false-positive rate 0.002".into(),
            shown(m.roc.as_ref().map(|r| r.hit_rate)),
            none(),
            none(),
        ]);
        let peak = m.correlation.peak.map(|p| signed(&p.to_string()));
        table.row([
            "peak of the cross-correlation (ms)".into(),
            peak.unwrap_or_else(none),
            none(),
            if published { "0".into() } else { none() },
        ]);
        for (name, group, k) in [
            ("excitatory", &f.excitatory, 0),
            ("inhibitory", &f.inhibitory, 1),
        ] {
            let best = self.limit.map(|l| &l.taps[k]);
            let best = best.filter(|_| !group.taps.is_empty());
            table.row([
                format!("first tap, {name} (mV per spike)"),
                shown(group.taps.first().copied()),
                shown(best.and_then(|t| t.first().copied())),
                none(),
            ]);
            table.row([
                match Exponential::lags(o.network.window) {
                    Some([from, to]) => format!("time constant, {name}, lags {from} to {to} (ms)"),
                    None => format!("time constant, {name} (ms)"),
                },
                shown(tau(group.fit)),
                shown(best.and_then(|t| tau(Exponential::fit(t)))),
                none(),
            ]);
        }
        table.print(out)?;
        let s = self.test.statistics();
        writeln!(
            out,
            "\nTest: input {} and {}, output {}, potential {} ± {}",
            s.excitatory_rate.map_or_else(none, |r| quantity(r, "Hz")),
            s.inhibitory_rate.map_or_else(none, |r| quantity(r, "Hz")),
            quantity(s.output_rate, "Hz"),
            quantity(s.mean, "mV"),
            quantity(s.deviation, "mV"),
        )?;
        let simulated = quantity(self.simulated, "s");
        match self.training.map(Training::progress) {
            Some(p) => {
                let seconds = quantity(p.seconds, "s");
                write!(
                    out,
                    "Simulated in {simulated}, trained in {seconds} and {} steps",
                    p.step
                )?;
                match p.kept.filter(|&kept| kept < p.step) {
                    Some(kept) => writeln!(
                        out,
                        "; on trials put aside step {kept} was best and is kept"
                    )?,
                    None => writeln!(out)?,
                }
            }
            None => writeln!(out, "Simulated in {simulated}; the twin was loaded")?,
        }
        if let Some(training) = self.training {
            let curve = training.curve();
            writeln!(out)?;
            let mut table = Table::new(["step", "time (s)", "loss", "AUC"].map(right));
            // Counted from the last one, which is always there.
            let every = (curve.len() / ROWS).max(1);
            let last = curve.len().saturating_sub(1);
            let chosen = curve.iter().enumerate();
            for (_, p) in chosen.filter(|(k, _)| (last - k).is_multiple_of(every)) {
                table.row([
                    p.step.to_string(),
                    number(p.seconds),
                    number(p.loss),
                    shown(p.auc),
                ]);
            }
            table.print(out)?;
        }
        let state = self.training.map(|t| t.progress().state);
        let words = match state {
            Some(State::Diverged { .. }) => vec![],
            _ => twin_words(self.learnt, m, f),
        };
        if !words.is_empty() {
            writeln!(out)?;
        }
        for line in words
            .iter()
            .flat_map(|w| wrapped(w, Output::size().0.clamp(40, 100)))
        {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}
