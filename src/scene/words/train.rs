//! Spike trains in words.
use super::super::number::{THIN, quantity, value};
use crate::analysis::poisson::{Expected, PoissonOptions, Timing};
use crate::analysis::spike_train::Summary;

/// Which train: "Poisson train of 100 Hz, 20 trials of 1000 ms, bins of 1 ms, seed 1".
pub fn poisson_words(options: &PoissonOptions) -> String {
    let trials = match options.trials {
        1 => "one trial".into(),
        n => format!("{n} trials"),
    };
    let timing = match options.timing {
        Timing::Bins(width) => format!("bins of {}", quantity(width, "ms")),
        Timing::Intervals => "by intervals".into(),
    };
    let dead = if options.refractory > 0.0 {
        format!(", refractory for {}", quantity(options.refractory, "ms"))
    } else {
        String::new()
    };
    format!(
        "Poisson train of {}, {trials} of {}, {timing}{dead}, seed {}",
        quantity(options.rate, "Hz"),
        quantity(options.duration, "ms"),
        options.seed
    )
}

/// What must be said where the train is no Poisson train: rate × bin is 1 or more.
pub fn full_words(options: &PoissonOptions, expected: &Expected) -> Option<String> {
    let bin = expected.bin.filter(|_| expected.is_full())?;
    let product = options.rate * bin / 1000.0;
    Some(if expected.dead > 0.0 {
        format!(
            "Every bin that is not refractory holds a spike: this is a clock of {}, no Poisson train. \
             Take narrower bins, a lower rate, or draw by intervals.",
            quantity(expected.rate, "Hz")
        )
    } else {
        format!(
            "rate{THIN}×{THIN}dt = {} is not below 1: every bin of {} holds a spike, and the train is a clock of \
             {}, no Poisson train. Take narrower bins, a lower rate, or draw by intervals.",
            value(product),
            quantity(bin, "ms"),
            quantity(expected.rate, "Hz")
        )
    })
}

/// A measured number beside the expected one with its standard error, as "0.9031 (expected 0.9 ± 0.013)".
fn beside(found: Option<f64>, expected: Option<[f64; 2]>) -> String {
    let found = found.map_or_else(|| "–".into(), value);
    match expected {
        Some([mean, error]) => {
            format!("{found} (expected {} ± {})", value(mean), two_digits(error))
        }
        None => found,
    }
}

/// An error needs no more than two digits.
fn two_digits(x: f64) -> String {
    if x == 0.0 || !x.is_finite() {
        return value(x);
    }
    let unit = 10_f64.powf(x.abs().log10().floor() - 1.0);
    value((x / unit).round() * unit)
}

/// Rate, Fano factor and coefficient of variation, one line each. `expected`, where a theory is known, is
/// given with the standard error of what was measured. With `hertz` times are in ms.
pub fn train_words(found: &Summary, expected: Option<&Expected>, hertz: bool) -> [String; 3] {
    let ms = if hertz { "ms" } else { "" };
    if found.spikes == 0 {
        return ["No spikes", "No counts but zeros", "No intervals"].map(str::to_owned);
    }
    let spikes = match found.spikes {
        1 => "1 spike".into(),
        n => format!("{n} spikes"),
    };
    let rate = if hertz {
        quantity(1000.0 * found.rate, "Hz")
    } else {
        format!("{} per unit of time", value(found.rate))
    };
    let rate = format!("{spikes}, {rate}");
    let windows = match found.counts.windows {
        1 => "1 window".into(),
        n => format!("{n} windows"),
    };
    let fano = beside(
        found.counts.fano(),
        expected.map(|e| {
            let fano = e.fano_in(found.counts.window);
            [fano, found.counts.fano_error(fano)]
        }),
    );
    let fano = format!(
        "Fano factor {fano} in {windows} of {}",
        quantity(found.counts.window, ms)
    );
    let cv = beside(
        found.intervals.cv(),
        expected.map(|e| [e.cv, e.cv_error(found.intervals.number)]),
    );
    let mean = match found.intervals.mean {
        Some(mean) => format!(", mean {}", quantity(mean, ms)),
        None => String::new(),
    };
    [rate, fano, format!("CV of intervals {cv}{mean}")]
}

/// The integral of the neural response function between two times, of the first of so many trials.
pub fn integral_words(spikes: i64, [from, to]: [&str; 2], trials: usize) -> String {
    let spikes = match spikes {
        1 => "1 spike".into(),
        n => format!("{n} spikes"),
    };
    let which = if trials > 1 { " of trial 1" } else { "" };
    format!("∫ρ dt from {from} to {to}{which} = {spikes}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_train_is_called_a_clock_and_another_one_is_not() {
        let said = |rate, timing| {
            let options = PoissonOptions {
                rate,
                timing,
                ..PoissonOptions::default()
            };
            full_words(&options, &options.expected().expect("good options"))
        };
        let words = said(200.0, Timing::Bins(5.0)).expect("every bin is full");
        assert!(words.contains("= 1 is not below 1"), "{words}");
        assert!(words.contains("narrower bins"), "{words}");
        assert_eq!(said(199.0, Timing::Bins(5.0)), None);
        assert_eq!(said(5000.0, Timing::Intervals), None);
    }

    #[test]
    fn errors_have_two_digits() {
        assert_eq!(two_digits(0.013_42), "0.013");
        assert_eq!(two_digits(0.0), "0");
    }
}
