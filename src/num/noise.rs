//! Random numbers with the normal and the exponential distribution.
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;
use std::f64::consts::TAU;

/// Independent normal numbers of mean 0 and variance 1, by the method of Box and Muller.
#[derive(Clone, Debug)]
pub struct Normal {
    spare: Option<f64>,
}

impl Normal {
    /// No number drawn yet.
    pub fn new() -> Self {
        Self { spare: None }
    }

    /// The next number.
    pub fn draw(&mut self, random: &mut ChaCha8Rng) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = (2.0 * exponential(random)).sqrt();
        let angle = TAU * random.random::<f64>();
        self.spare = Some(radius * angle.sin());
        radius * angle.cos()
    }
}

impl Default for Normal {
    fn default() -> Self {
        Self::new()
    }
}

/// A number of the exponential distribution of mean 1.
pub fn exponential(random: &mut ChaCha8Rng) -> f64 {
    // The generator yields 0 ≤ u < 1, so that the logarithm is finite.
    -(-random.random::<f64>()).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;

    /// Moments of n = 200,000 draws within four standard errors: mean ±4/√n; variance 1 ± 4√(2/n);
    /// third moment 0 ± 4√(15/n); fourth 3 ± 4√(96/n); neighbours uncorrelated within ±4/√n.
    #[test]
    fn normal_numbers_have_the_moments_of_the_normal_distribution() {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let mut normal = Normal::new();
        let n = 200_000;
        let x: Vec<f64> = (0..n).map(|_| normal.draw(&mut random)).collect();
        let mean = |f: &dyn Fn(f64) -> f64| x.iter().map(|&x| f(x)).sum::<f64>() / n as f64;
        let error = |variance: f64| 4.0 * (variance / n as f64).sqrt();
        for (power, expected, variance) in
            [(1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0)]
        {
            let found = mean(&|x| x.powi(power));
            assert!(
                (found - expected).abs() < error(variance),
                "{power}: {found}"
            );
        }
        let together = x.windows(2).map(|p| p[0] * p[1]).sum::<f64>() / n as f64;
        assert!(together.abs() < error(1.0), "{together}");
    }

    /// Mean 1 ± 4/√n; beyond 2 with probability e^(−2), ± 4 standard errors of a proportion.
    #[test]
    fn exponential_numbers_have_their_mean_and_tail() {
        let mut random = ChaCha8Rng::seed_from_u64(8);
        let n = 200_000;
        let x: Vec<f64> = (0..n).map(|_| exponential(&mut random)).collect();
        let error = |variance: f64| 4.0 * (variance / n as f64).sqrt();
        assert!((x.iter().sum::<f64>() / n as f64 - 1.0).abs() < error(1.0));
        let p = (-2.0_f64).exp();
        let tail = x.iter().filter(|&&x| x > 2.0).count() as f64 / n as f64;
        assert!((tail - p).abs() < error(p * (1.0 - p)), "{tail}");
    }
}
