//! Nadam: Adam with Nesterov's momentum.

/// Decay of the mean gradient.
const FIRST: f64 = 0.9;
/// Decay of the mean squared gradient.
const SECOND: f64 = 0.999;
/// What keeps a step finite where gradients vanish.
const EPSILON: f32 = 1e-7;
/// The momentum grows from half of [`FIRST`] to all of it: half the difference shrinks by this factor
const WARMTH: f64 = 0.96;
/// in each part of a step so long.
const PACE: f64 = 0.004;

/// The state of the descent: means of the gradient and of its square, and the schedule of the momentum.
///
/// # Source
/// Dozat, Incorporating Nesterov momentum into Adam, ICLR workshop 2016, with the schedule and the constants of
/// Keras: μ(t) = β₁ (1 − 0.96^(0.004 t) / 2).
#[derive(Clone, Debug)]
pub(super) struct Nadam {
    mean: Vec<f32>,
    square: Vec<f32>,
    step: u32,
    /// The product of all μ up to now.
    product: f64,
}

impl Nadam {
    pub(super) fn new(parameters: usize) -> Self {
        Self {
            mean: vec![0.0; parameters],
            square: vec![0.0; parameters],
            step: 0,
            product: 1.0,
        }
    }

    /// One step down the gradient.
    pub(super) fn step(&mut self, weights: &mut [f32], gradient: &[f32], rate: f64) {
        self.step += 1;
        let t = f64::from(self.step);
        let momentum = |t: f64| FIRST * (1.0 - 0.5 * WARMTH.powf(PACE * t));
        let (now, next) = (momentum(t), momentum(t + 1.0));
        self.product *= now;
        // m̄ = (1 − μₜ) g / (1 − Π μ up to t) + μₜ₊₁ m / (1 − Π μ up to t + 1)
        let by_gradient = ((1.0 - now) / (1.0 - self.product)) as f32;
        let by_mean = (next / (1.0 - self.product * next)) as f32;
        let by_square = (1.0 / (1.0 - SECOND.powf(t))) as f32;
        let (keep, keep_square) = (FIRST as f32, SECOND as f32);
        let (add, add_square) = ((1.0 - FIRST) as f32, (1.0 - SECOND) as f32);
        let rate = rate as f32;
        let state = self.mean.iter_mut().zip(&mut self.square);
        for ((w, g), (m, v)) in weights.iter_mut().zip(gradient).zip(state) {
            *m = keep * *m + add * g;
            *v = keep_square * *v + add_square * g * g;
            let direction = by_gradient * g + by_mean * *m;
            *w -= rate * direction / ((by_square * *v).sqrt() + EPSILON);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first step from a gradient of 1: m = 0.1, v = 0.001, so that √(v / (1 − 0.999)) = 1; μ₁ = 0.45007347,
    /// μ₂ = 0.45014694; m̄ = (1 − μ₁)/(1 − μ₁) + μ₂ 0.1 / (1 − μ₁ μ₂) = 1 + 0.04501469/0.79740080 = 1.0564518.
    #[test]
    fn the_first_step_is_that_of_keras() {
        let mut nadam = Nadam::new(2);
        let mut weights = [0.0, 5.0];
        nadam.step(&mut weights, &[1.0, 0.0], 0.01);
        assert!((weights[0] + 0.010_564_518).abs() < 1e-8, "{weights:?}");
        assert_eq!(weights[1], 5.0);
    }
}
