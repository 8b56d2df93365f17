//! Round ticks for axes.
use super::number::{signed, superscript};

/// Round numbers in a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The distance between two: 1, 2 or 5 times a power of ten.
    pub step: f64,
    /// The numbers, increasing.
    pub values: Vec<f64>,
}

/// At most `most` round numbers (at least two if possible) inside the range, ends included.
pub fn ticks([lo, hi]: [f64; 2], most: usize) -> Ticks {
    let width = hi - lo;
    let most = most.clamp(2, 100) as f64;
    // Smaller steps than this are no numbers.
    if !width.is_finite() || width <= 1e-300 {
        return Ticks {
            step: 1.0,
            values: vec![],
        };
    }
    let mut power = (width / most).log10().floor();
    loop {
        for factor in [1.0, 2.0, 5.0] {
            let step = factor * 10f64.powf(power);
            // The tolerance admits ends that are themselves round.
            let (first, last) = ((lo / step - 1e-9).ceil(), (hi / step + 1e-9).floor());
            if last - first < most {
                let values = (0..=(last - first).max(-1.0) as i64 + 1)
                    .map(|k| (first + k as f64) * step)
                    .filter(|&v| v <= (last + 0.5) * step)
                    .collect();
                return Ticks { step, values };
            }
        }
        power += 1.0;
    }
}

/// A tick's label: as many decimals as its step has, a true minus sign, powers of ten for very large
/// and very small numbers.
pub fn label(value: f64, step: f64) -> String {
    let exponent = step.abs().log10().floor();
    if !exponent.is_finite() {
        return signed(&format!("{value}"));
    }
    // Rounding errors of `first + k step` would otherwise show as 1e-17 instead of 0.
    let value = if value.abs() < 1e-6 * step {
        0.0
    } else {
        value
    };
    if value != 0.0 && (exponent < -4.5 || value.abs() >= 1e6) {
        let power = value.abs().log10().floor();
        let mantissa = value / 10f64.powf(power);
        let decimals = (power - exponent).clamp(0.0, 9.0) as usize;
        return format!(
            "{}×10{}",
            signed(&format!("{mantissa:.decimals$}")),
            superscript(power as i32)
        );
    }
    let decimals = (-exponent).clamp(0.0, 12.0) as usize;
    signed(&format!("{value:.decimals$}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(range: [f64; 2], most: usize) -> Vec<String> {
        let t = ticks(range, most);
        t.values.iter().map(|&v| label(v, t.step)).collect()
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(
            labels([-80.0, 20.0], 6),
            ["−80", "−60", "−40", "−20", "0", "20"]
        );
        assert_eq!(labels([-0.1, 0.8], 6), ["0.0", "0.2", "0.4", "0.6", "0.8"]);
        assert_eq!(labels([-2.5, 2.5], 7), ["−2", "−1", "0", "1", "2"]);
        assert_eq!(labels([0.0, 3e7], 4), ["0", "1×10⁷", "2×10⁷", "3×10⁷"]);
        assert_eq!(labels([1e-6, 3e-6], 3), ["1×10⁻⁶", "2×10⁻⁶", "3×10⁻⁶"]);
    }

    #[test]
    fn ticks_lie_in_the_range_and_never_exceed_their_number() {
        for width in [1e-9, 0.03, 0.7, 1.0, 9.99, 1e5, 1e12] {
            for lo in [-3.3, 0.0, 17.0] {
                for most in [2, 5, 9] {
                    let t = ticks([lo, lo + width], most);
                    assert!(
                        !t.values.is_empty() && t.values.len() <= most,
                        "{lo} {width} {t:?}"
                    );
                    for v in t.values {
                        assert!(v >= lo - 1e-6 * t.step && v <= lo + width + 1e-6 * t.step);
                    }
                }
            }
        }
    }

    #[test]
    fn empty_and_endless_ranges_have_no_ticks() {
        for range in [
            [1.0, 1.0],
            [2.0, 1.0],
            [0.0, f64::INFINITY],
            [f64::NAN, 1.0],
        ] {
            assert!(ticks(range, 5).values.is_empty());
        }
    }
}
