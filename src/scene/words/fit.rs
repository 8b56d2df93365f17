//! Artificial neurons and fitted networks in words.
use super::super::number::value;
use crate::learn::CurveFit;

/// "RMS error 0.0123 (0.06 % of the range), at most 0.041".
pub fn fit_words(found: &CurveFit) -> String {
    format!(
        "RMS error {} ({} % of the range), at most {}",
        value(found.rms),
        value(100.0 * found.relative),
        value(found.worst)
    )
}

/// "Σ w v = 7, output f = 0.8808".
pub fn unit_words([drive, output]: [f64; 2]) -> String {
    format!("Σ w v = {}, output f = {}", value(drive), value(output))
}
