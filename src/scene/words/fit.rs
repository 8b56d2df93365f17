//! Artificial neurons and fitted networks in words.
use super::super::number::value;
use crate::learn::CurveFit;
use crate::text::say;

/// "RMS error 0.0123 (0.06 % of the range), at most 0.041".
pub fn fit_words(found: &CurveFit) -> String {
    say!(
        "fit-error",
        rms = value(found.rms),
        percent = value(100.0 * found.relative),
        worst = value(found.worst)
    )
}

/// "Σ w v = 7, output f = 0.8808".
pub fn unit_words([drive, output]: [f64; 2]) -> String {
    say!("unit-said", drive = value(drive), output = value(output))
}
