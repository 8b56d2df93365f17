//! Gauss's implicit Runge-Kutta method: the rule of every interval.
use super::POINTS;
use std::f64::consts::PI;

/// Nodes, weights and coefficients of Gauss's implicit Runge-Kutta method.
#[derive(Clone, Debug)]
pub(super) struct Gauss {
    pub(super) c: [f64; POINTS],
    pub(super) b: [f64; POINTS],
    pub(super) a: [[f64; POINTS]; POINTS],
    /// Barycentric weights of 0 and the nodes: the polynomial of an interval goes through its first
    /// mesh point and its inner points.
    pub(super) weights: [f64; POINTS + 1],
}

impl Gauss {
    pub(super) fn new() -> Self {
        // Zeros of the Legendre polynomial by Newton's method from Chebyshev's guess.
        let legendre = |x: f64| {
            let (mut p, mut q) = (1.0, 0.0);
            for k in 0..POINTS {
                let k = k as f64;
                (p, q) = (((2.0 * k + 1.0) * x * p - k * q) / (k + 1.0), p);
            }
            (p, POINTS as f64 * (x * p - q) / (x * x - 1.0))
        };
        let (mut c, mut b) = ([0.0; POINTS], [0.0; POINTS]);
        for i in 0..POINTS {
            let mut x = (PI * (i as f64 + 0.75) / (POINTS as f64 + 0.5)).cos();
            for _ in 0..20 {
                let (p, d) = legendre(x);
                x -= p / d;
            }
            let (_, d) = legendre(x);
            c[POINTS - 1 - i] = 0.5 * (x + 1.0);
            b[POINTS - 1 - i] = 1.0 / ((1.0 - x * x) * d * d);
        }
        let lagrange = |l: usize, x: f64| -> f64 {
            (0..POINTS)
                .filter(|&k| k != l)
                .map(|k| (x - c[k]) / (c[l] - c[k]))
                .product()
        };
        // The rule itself integrates the polynomials over 0..c_i exactly.
        let a = c.map(|end| {
            std::array::from_fn(|l| {
                (0..POINTS)
                    .map(|k| end * b[k] * lagrange(l, end * c[k]))
                    .sum()
            })
        });
        let mut all = [0.0; POINTS + 1];
        all[1..].copy_from_slice(&c);
        let weights = std::array::from_fn(|i| {
            1.0 / (0..=POINTS)
                .filter(|&k| k != i)
                .map(|k| all[i] - all[k])
                .product::<f64>()
        });
        Self { c, b, a, weights }
    }

    /// The coefficients with which the values at 0 and the nodes enter the polynomial at `theta`.
    pub(super) fn basis(&self, theta: f64) -> [f64; POINTS + 1] {
        let node = |k: usize| if k == 0 { 0.0 } else { self.c[k - 1] };
        let mut out: [f64; POINTS + 1] =
            std::array::from_fn(|k| self.weights[k] / (theta - node(k)));
        if let Some(k) = (0..=POINTS).find(|&k| theta == node(k)) {
            out = [0.0; POINTS + 1];
            out[k] = 1.0;
            return out;
        }
        let sum: f64 = out.iter().sum();
        out.map(|v| v / sum)
    }
}
