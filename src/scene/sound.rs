//! What a spike sounds like, by meaning: when, and how high. A backend makes it heard.

/// A spike that is heard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Click {
    /// When, in seconds since the sound was switched on.
    pub at: f64,
    /// How high, in Hz.
    pub pitch: f64,
}

/// The pitch at the slowest rate that is told apart, 1 Hz, and at the fastest, 500 Hz.
const PITCHES: [f64; 2] = [220.0, 1760.0];
/// The fastest rate that is told apart, relative to the slowest.
const FASTEST: f64 = 500.0;

/// The pitch of a spike in Hz by the present firing rate in Hz: 220 at 1 Hz and below, 1760 at 500 Hz and above, three
/// octaves in all, and between them evenly with the logarithm of the rate, so that a doubled rate is the same step up
/// everywhere (4.02 semitones). A rate that is not known yet, as of a first spike, is heard as the slowest.
pub fn pitch(rate: f64) -> f64 {
    let [low, high] = PITCHES;
    let rate = if rate.is_nan() { 1.0 } else { rate };
    let part = rate.clamp(1.0, FASTEST).ln() / FASTEST.ln();
    low * (high / low).powf(part)
}

#[cfg(test)]
mod tests {
    use super::pitch;

    /// The ends as documented, the geometric mean of rates at that of pitches, and nothing beyond.
    #[test]
    fn pitch_rises_with_the_logarithm_of_the_rate() {
        for (rate, expected) in [
            (1.0, 220.0),
            (500.0, 1760.0),
            (500.0_f64.sqrt(), (220.0_f64 * 1760.0).sqrt()),
            (0.0, 220.0),
            (-3.0, 220.0),
            (f64::NAN, 220.0),
            (f64::INFINITY, 1760.0),
            (9000.0, 1760.0),
        ] {
            let found = pitch(rate);
            assert!((found / expected - 1.0).abs() < 1e-12, "{rate}: {found}");
        }
        let steps: Vec<f64> = [2.0, 16.0, 200.0].map(|r| pitch(2.0 * r) / pitch(r)).into();
        assert!(steps.iter().all(|s| (s / steps[0] - 1.0).abs() < 1e-12));
        assert!((12.0 * steps[0].log2() - 4.02).abs() < 0.005);
    }
}
