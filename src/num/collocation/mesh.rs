//! Meshes: how well one resolves an orbit, and a better one.
use super::{Collocation, Orbit, POINTS, Profile};

impl Collocation<'_> {
    /// How finely each interval resolves the orbit: the size of the step times the local rate of
    /// change of the highest derivative. Equal numbers are a good mesh.
    pub fn monitor(&self, orbit: &Orbit) -> Vec<f64> {
        let n = self.n;
        let intervals = orbit.mesh.len() - 1;
        let top = |j: usize, i: usize| -> f64 {
            // The highest derivative of the polynomial, but for a factorial.
            let h = orbit.mesh[j + 1] - orbit.mesh[j];
            let sum = self.gauss.weights[0] * orbit.at.nodes[j * n + i]
                + (0..POINTS)
                    .map(|k| self.gauss.weights[k + 1] * orbit.at.inner[(j * POINTS + k) * n + i])
                    .sum::<f64>();
            sum / h.powi(POINTS as i32)
        };
        let tops: Vec<f64> = (0..intervals)
            .flat_map(|j| (0..n).map(move |i| (j, i)))
            .map(|(j, i)| top(j, i))
            .collect();
        let jump = |j: usize, k: usize| -> f64 {
            let apart =
                0.5 * ((orbit.mesh[j + 1] - orbit.mesh[j]) + (orbit.mesh[k + 1] - orbit.mesh[k]));
            (0..n)
                .map(|i| (tops[j * n + i] - tops[k * n + i]).abs())
                .sum::<f64>()
                / apart
        };
        (0..intervals)
            .map(|j| {
                let (before, after) = ((j + intervals - 1) % intervals, (j + 1) % intervals);
                let rate = 0.5 * (jump(before, j) + jump(j, after));
                (orbit.mesh[j + 1] - orbit.mesh[j]) * rate.powf(1.0 / (POINTS as f64 + 1.0))
            })
            .collect()
    }

    /// A better mesh for an orbit: equal shares of the monitor, none larger than `share`, and between
    /// `fewest` and `most` intervals.
    pub fn mesh(&self, orbit: &Orbit, share: f64, fewest: usize, most: usize) -> Vec<f64> {
        let mut parts = self.monitor(orbit);
        let intervals = parts.len();
        let total: f64 = parts.iter().sum();
        // No place is left quite without points: nearby orbits may need them.
        for (j, part) in parts.iter_mut().enumerate() {
            *part += 0.15 * total * (orbit.mesh[j + 1] - orbit.mesh[j]);
        }
        // Neighbours differ by no more than a factor, so that the next orbit finds its points too.
        for _ in 0..2 {
            let rate: Vec<f64> = (0..intervals)
                .map(|j| parts[j] / (orbit.mesh[j + 1] - orbit.mesh[j]))
                .collect();
            for (j, part) in parts.iter_mut().enumerate() {
                let (before, after) = ((j + intervals - 1) % intervals, (j + 1) % intervals);
                let least = 0.3 * rate[before].max(rate[after]);
                *part = part.max(least * (orbit.mesh[j + 1] - orbit.mesh[j]));
            }
        }
        let sum: f64 = parts.iter().sum();
        let wanted = (total / share).ceil();
        let count = if wanted.is_finite() {
            (wanted as usize).clamp(fewest, most)
        } else {
            intervals
        };
        let mut out = Vec::with_capacity(count + 1);
        let (mut j, mut before) = (0, 0.0);
        for k in 0..count {
            let goal = sum * k as f64 / count as f64;
            while j + 1 < intervals && before + parts[j] < goal {
                before += parts[j];
                j += 1;
            }
            let part = ((goal - before) / parts[j]).clamp(0.0, 1.0);
            out.push(orbit.mesh[j] + part * (orbit.mesh[j + 1] - orbit.mesh[j]));
        }
        out.push(1.0);
        out
    }

    /// A profile on another mesh.
    pub fn resample(&self, mesh: &[f64], profile: &Profile, onto: &[f64]) -> Profile {
        let n = self.n;
        let intervals = onto.len() - 1;
        let mut from = 0;
        let mut at = |s: f64, out: &mut [f64]| {
            while from + 2 < mesh.len() && mesh[from + 1] <= s {
                from += 1;
            }
            while from > 0 && mesh[from] > s {
                from -= 1;
            }
            let h = mesh[from + 1] - mesh[from];
            self.value(profile, from, (s - mesh[from]) / h, out);
        };
        let (mut nodes, mut inner) = (
            vec![0.0; (intervals + 1) * n],
            vec![0.0; intervals * POINTS * n],
        );
        for j in 0..intervals {
            at(onto[j], &mut nodes[j * n..(j + 1) * n]);
            for k in 0..POINTS {
                let s = onto[j] + self.gauss.c[k] * (onto[j + 1] - onto[j]);
                let first = (j * POINTS + k) * n;
                at(s, &mut inner[first..first + n]);
            }
        }
        for i in 0..n {
            nodes[intervals * n + i] = nodes[i];
        }
        Profile {
            nodes,
            inner,
            ..*profile
        }
    }
}
