//! Spike trains in words.
use super::super::number::{THIN, quantity, value};
use crate::analysis::poisson::{Expected, PoissonOptions, Timing};
use crate::analysis::spike_train::Summary;
use crate::text::say;

/// Which train: "Poisson train of 100 Hz, 20 trials of 1000 ms, bins of 1 ms, seed 1".
pub fn poisson_words(options: &PoissonOptions) -> String {
    let rate = quantity(options.rate, "Hz");
    let duration = quantity(options.duration, "ms");
    let timing = match options.timing {
        Timing::Bins(width) => say!("poisson-bins", width = quantity(width, "ms")),
        Timing::Intervals => say!("poisson-intervals"),
    };
    let timing = if options.refractory > 0.0 {
        let time = quantity(options.refractory, "ms");
        say!("poisson-refractory", timing = timing, time = time)
    } else {
        timing
    };
    say!(
        "poisson-train",
        rate = rate,
        trials = options.trials,
        duration = duration,
        timing = timing,
        seed = options.seed.to_string()
    )
}

/// What must be said where the train is no Poisson train: rate × bin is 1 or more.
pub fn full_words(options: &PoissonOptions, expected: &Expected) -> Option<String> {
    let bin = expected.bin.filter(|_| expected.is_full())?;
    let product = options.rate * bin / 1000.0;
    Some(if expected.dead > 0.0 {
        say!("full-refractory", rate = quantity(expected.rate, "Hz"))
    } else {
        let thin = THIN.to_string();
        say!(
            "full-bins",
            thin = thin,
            product = value(product),
            bin = quantity(bin, "ms"),
            rate = quantity(expected.rate, "Hz")
        )
    })
}

/// A measured number beside the expected one with its standard error, as "0.9031 (expected 0.9 ± 0.013)".
fn beside(found: Option<f64>, expected: Option<[f64; 2]>) -> String {
    let found = found.map_or_else(|| "–".into(), value);
    match expected {
        Some([mean, error]) => {
            say!(
                "beside-expected",
                found = found,
                mean = value(mean),
                error = two_digits(error)
            )
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
        return [say!("no-spikes"), say!("no-counts"), say!("no-intervals")];
    }
    let rate = if hertz {
        let rate = quantity(1000.0 * found.rate, "Hz");
        say!("spikes-rate", count = found.spikes, rate = rate)
    } else {
        say!(
            "spikes-per-time",
            count = found.spikes,
            rate = value(found.rate)
        )
    };
    let fano = beside(
        found.counts.fano(),
        expected.map(|e| {
            let fano = e.fano_in(found.counts.window);
            [fano, found.counts.fano_error(fano)]
        }),
    );
    let fano = say!(
        "fano-factor",
        fano = fano,
        count = found.counts.windows,
        window = quantity(found.counts.window, ms)
    );
    let cv = beside(
        found.intervals.cv(),
        expected.map(|e| [e.cv, e.cv_error(found.intervals.number)]),
    );
    let intervals = match found.intervals.mean {
        Some(mean) => say!("cv-mean", cv = cv, mean = quantity(mean, ms)),
        None => say!("cv-alone", cv = cv),
    };
    [rate, fano, intervals]
}

/// The integral of the neural response function between two times, of the first of so many trials.
pub fn integral_words(spikes: i64, [from, to]: [&str; 2], trials: usize) -> String {
    if trials > 1 {
        say!("integral-trial", from = from, to = to, count = spikes)
    } else {
        say!("integral", from = from, to = to, count = spikes)
    }
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
