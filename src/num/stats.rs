//! Probabilities of counts.

/// Below this the factorial is multiplied out; from it on Stirling's series is exact to rounding.
const STIRLING_FROM: u64 = 16;

/// `ln n!`, to about 1e-15 relative.
///
/// # Source
/// Stirling's series, Abramowitz & Stegun (1964) 6.1.41; its first omitted term is below 1e-14 at 16.
pub fn ln_factorial(n: u64) -> f64 {
    if n < STIRLING_FROM {
        return (2..=n).map(|k| k as f64).product::<f64>().ln();
    }
    let x = n as f64;
    let q = 1.0 / (x * x);
    let series =
        (1.0 / 12.0 - q * (1.0 / 360.0 - q * (1.0 / 1260.0 - q * (1.0 / 1680.0 - q / 1188.0)))) / x;
    (x + 0.5) * x.ln() - x + 0.5 * std::f64::consts::TAU.ln() + series
}

/// The probability of `n` events where `mean` are expected and events are independent:
/// `mean^n e^(−mean) / n!`. A mean of 0 or below allows none.
pub fn poisson_probability(n: u64, mean: f64) -> f64 {
    if mean <= 0.0 {
        return if n == 0 { 1.0 } else { 0.0 };
    }
    (n as f64 * mean.ln() - mean - ln_factorial(n)).exp()
}

/// The probability of `n` successes in `trials` independent trials of probability `p`.
pub fn binomial_probability(n: u64, trials: u64, p: f64) -> f64 {
    if n > trials {
        return 0.0;
    }
    let rest = trials - n;
    // A certain or impossible outcome has no logarithm.
    if p <= 0.0 || p >= 1.0 {
        let sure = if p <= 0.0 { 0 } else { trials };
        return if n == sure { 1.0 } else { 0.0 };
    }
    let ways = ln_factorial(trials) - ln_factorial(n) - ln_factorial(rest);
    (ways + n as f64 * p.ln() + rest as f64 * (-p).ln_1p()).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ln 15! and ln 16! on both sides of the change of method, 100! from its 158 exact digits, and
    /// ln Γ(1e6 + 1) = 12815518.384658169 (mpmath).
    #[test]
    fn logarithms_of_factorials_are_exact_to_rounding() {
        for (n, expected) in [
            (0, 0.0),
            (1, 0.0),
            (5, 120.0_f64.ln()),
            (15, 1_307_674_368_000.0_f64.ln()),
            (16, 20_922_789_888_000.0_f64.ln()),
            (100, 363.739_375_555_563_5),
            (1_000_000, 12_815_518.384_658_169),
        ] {
            let error = (ln_factorial(n) - expected).abs();
            assert!(error <= 4e-15 * expected.max(1.0), "{n}: {error:e}");
        }
    }

    #[test]
    fn probabilities_add_up_to_one_with_the_right_mean() {
        let all = |p: &dyn Fn(u64) -> f64| {
            (0..400).fold([0.0, 0.0], |[sum, mean], n| {
                [sum + p(n), mean + n as f64 * p(n)]
            })
        };
        for mean in [1e-6, 0.5, 10.0, 100.0] {
            let [sum, first] = all(&|n| poisson_probability(n, mean));
            assert!((sum - 1.0).abs() < 1e-13, "{mean}: {sum}");
            assert!((first / mean - 1.0).abs() < 1e-13, "{mean}: {first}");
        }
        for p in [0.0, 1e-6, 0.1, 0.9, 1.0] {
            let [sum, first] = all(&|n| binomial_probability(n, 100, p));
            assert!((sum - 1.0).abs() < 1e-13, "{p}: {sum}");
            assert!((first - 100.0 * p).abs() < 1e-11, "{p}: {first}");
        }
    }
}
