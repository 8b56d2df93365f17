//! Spike trains as every output shows them, for the sub-commands `poisson` and `spikes`.
use super::Failure;
use super::args::{Form, range};
use super::output::{Output, cell, csv};
use super::table::{Align, Table, wrapped};
use crate::analysis::SpikeTrain;
use crate::analysis::poisson::Expected;
use crate::analysis::spike_train::{Summary, summary};
use crate::num::stats::poisson_probability;
use crate::scene::{number, quantity, train_words, value};
use serde::Serialize;
use std::io::Write;

/// Rows of the table of counts for people.
const ROWS: usize = 30;

/// Where the neural response function is integrated.
#[derive(clap::Args)]
pub(super) struct Integral {
    /// Integrates the neural response function over this window: the number of spikes in it.
    #[arg(long, value_name = "T0:T1", allow_hyphen_values = true)]
    between: Option<String>,
}

impl Integral {
    /// Both ends of the window, if there is one.
    pub(super) fn read(&self) -> Result<Option<[f64; 2]>, Failure> {
        let text = self.between.as_deref();
        text.map(|text| range("--between", text)).transpose()
    }
}

/// Trains with what is asked about them.
pub(super) struct Report<'a> {
    /// One per trial.
    pub(super) trains: &'a [SpikeTrain],
    /// Length of the windows in which spikes are counted.
    pub(super) window: f64,
    /// Where the response function is integrated.
    pub(super) between: Option<[f64; 2]>,
    /// What theory says, if there is one.
    pub(super) expected: Option<Expected>,
    /// Whether times are in ms and rates in Hz; otherwise they have no unit.
    pub(super) hertz: bool,
}

#[derive(Serialize)]
struct CountEntry {
    n: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<u64>,
    windows: u64,
    share: f64,
    poisson: f64,
    expected: Option<f64>,
}

#[derive(Serialize)]
struct CountsEntry {
    window: f64,
    windows: u64,
    mean: Option<f64>,
    variance: Option<f64>,
    fano: Option<f64>,
    expected_fano: Option<f64>,
    expected_fano_error: Option<f64>,
    histogram: Vec<CountEntry>,
}

#[derive(Serialize)]
struct BarEntry {
    from: f64,
    to: f64,
    intervals: u64,
    density: f64,
    exponential: Option<f64>,
}

#[derive(Serialize)]
struct IntervalsEntry {
    number: usize,
    mean: Option<f64>,
    deviation: Option<f64>,
    cv: Option<f64>,
    expected_cv: Option<f64>,
    expected_cv_error: Option<f64>,
    histogram: Vec<BarEntry>,
}

#[derive(Serialize)]
struct IntegralEntry {
    from: f64,
    to: f64,
    counts: Vec<i64>,
}

/// The part of a JSON document that all trains share.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    spikes: Vec<&'a [f64]>,
    rate_hz: f64,
    expected_rate_hz: Option<f64>,
    counts: CountsEntry,
    intervals: IntervalsEntry,
    #[serde(skip_serializing_if = "Option::is_none")]
    integral: Option<IntegralEntry>,
}

impl Report<'_> {
    /// Counts and intervals.
    pub(super) fn summary(&self) -> Result<Summary, Failure> {
        let grain = self.expected.and_then(|e| e.bin);
        summary(self.trains, self.window, grain).map_err(|e| Failure::Usage(e.to_string()))
    }

    /// The integral of ρ over the chosen window, one per train.
    fn integrals(&self) -> Option<([f64; 2], Vec<i64>)> {
        let [from, to] = self.between?;
        let trains = self.trains.iter();
        let counts = trains.map(|t| t.response().integral(from, to));
        Some(([from, to], counts.collect()))
    }

    /// The document.
    pub(super) fn document(&self, found: &Summary) -> Document<'_> {
        let counts = &found.counts;
        let expected = self.expected.as_ref();
        let mean = counts.mean.unwrap_or(0.0);
        let sum = |[a, b]: [u64; 2], p: &dyn Fn(u64) -> f64| (a..b).map(p).sum::<f64>();
        let histogram = counts.bars.iter().enumerate().map(|(k, &windows)| {
            let bar = counts.bar(k);
            let law = |e: &Expected| {
                let p = |n| e.count_probability(n, counts.window);
                p(bar[0])?;
                Some(sum(bar, &|n| p(n).unwrap_or(0.0)))
            };
            CountEntry {
                n: bar[0],
                to: (counts.per_bar > 1).then_some(bar[1] - 1),
                windows,
                share: windows as f64 / counts.windows.max(1) as f64,
                poisson: sum(bar, &|n| poisson_probability(n, self.mean(mean))),
                expected: expected.and_then(law),
            }
        });
        let bars = found.bars.iter().flat_map(|bars| {
            bars.bars.iter().enumerate().map(|(k, &intervals)| {
                let [from, to] = bars.bar(k);
                BarEntry {
                    from,
                    to,
                    intervals,
                    density: bars.density(k),
                    exponential: expected.map(|e| e.density(0.5 * (from + to))),
                }
            })
        });
        Document {
            spikes: self.trains.iter().map(SpikeTrain::times).collect(),
            rate_hz: found.rate * if self.hertz { 1000.0 } else { 1.0 },
            expected_rate_hz: expected.map(|e| e.rate),
            counts: CountsEntry {
                window: counts.window,
                windows: counts.windows,
                mean: counts.mean,
                variance: counts.variance,
                fano: counts.fano(),
                expected_fano: expected.map(|e| e.fano_in(counts.window)),
                expected_fano_error: expected.map(|e| counts.fano_error(e.fano_in(counts.window))),
                histogram: histogram.collect(),
            },
            intervals: IntervalsEntry {
                number: found.intervals.number,
                mean: found.intervals.mean,
                deviation: found.intervals.deviation,
                cv: found.intervals.cv(),
                expected_cv: expected.map(|e| e.cv),
                expected_cv_error: expected.map(|e| e.cv_error(found.intervals.number)),
                histogram: bars.collect(),
            },
            integral: self.integrals().map(|([from, to], counts)| IntegralEntry {
                from,
                to,
                counts,
            }),
        }
    }

    /// The mean count that Poisson's law is drawn for: the expected one, or else the measured one.
    fn mean(&self, measured: f64) -> f64 {
        self.expected
            .map_or(measured, |e| e.rate * self.window / 1000.0)
    }

    /// The trains as a table of times.
    pub(super) fn as_csv(&self, out: &mut Output) -> Result<(), Failure> {
        let mut table = csv(out);
        table.write_record(["trial", "time"])?;
        for (k, train) in self.trains.iter().enumerate() {
            let trial = k.to_string();
            for &t in train.times() {
                table.write_record([&trial, &cell(t)])?;
            }
        }
        Ok(table.flush()?)
    }

    /// Sentences, and how often which count was found.
    pub(super) fn as_text(&self, found: &Summary, out: &mut Output) -> Result<(), Failure> {
        let columns = Output::size().0;
        for words in train_words(found, self.expected.as_ref(), self.hertz) {
            for line in wrapped(&words, columns) {
                writeln!(out, "{line}")?;
            }
        }
        if let Some(([from, to], counts)) = self.integrals() {
            let unit = if self.hertz { "ms" } else { "" };
            let [from, to] = [from, to].map(|t| quantity(t, unit));
            let shown: Vec<String> = counts.iter().take(ROWS).map(i64::to_string).collect();
            let more = if counts.len() > ROWS { ", …" } else { "" };
            let words = format!("∫ρ dt from {from} to {to}: {}{more}", shown.join(", "));
            for line in wrapped(&words, columns) {
                writeln!(out, "{line}")?;
            }
        }
        let document = self.document(found);
        let rows = document.counts.histogram;
        if rows.is_empty() || rows.len() > ROWS {
            return Ok(());
        }
        writeln!(out)?;
        let lawful = rows.iter().any(|r| r.expected.is_some()) && self.bins();
        let mut heads = vec!["n", "windows", "share", "P(n in T)"];
        if lawful {
            heads.push("with bins");
        }
        let mut table = Table::new(heads.into_iter().map(|h| (h.to_owned(), Align::Right)));
        for row in rows {
            let mut cells = vec![
                row.n.to_string(),
                row.windows.to_string(),
                value(row.share),
                number(row.poisson),
            ];
            if lawful {
                cells.push(row.expected.map_or_else(|| "–".into(), number));
            }
            table.row(cells);
        }
        Ok(table.print(out)?)
    }

    fn bins(&self) -> bool {
        self.expected.is_some_and(|e| e.bin.is_some())
    }
}

/// Prints the trains in the wanted form; `whole` makes the JSON document of the shared part.
pub(super) fn print<'a, T: Serialize>(
    report: &'a Report<'a>,
    form: &Form,
    heading: &str,
    out: &mut Output,
    whole: impl FnOnce(Document<'a>) -> T,
) -> Result<(), Failure> {
    let found = report.summary()?;
    if form.json {
        Ok(out.json(&whole(report.document(&found)))?)
    } else if form.csv {
        report.as_csv(out)
    } else {
        out.heading(heading)?;
        report.as_text(&found, out)
    }
}
