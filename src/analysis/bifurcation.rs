//! What is found between two points of a branch of equilibria: folds, Hopf points, crossings.
use super::{
    branch::{TESTED, Tests, Walk},
    diagram::{Event, EventKind},
    normal_form::{self, critical_pair, first_lyapunov},
    singular::Singular,
};
use crate::num::arclength::{ArcPoint, Tracer};
use crate::num::root::bracketed;
use crate::text::{Each, say};

impl Walk<'_> {
    /// The test functions at a point, with their slopes along the branch.
    pub(super) fn measure(&self, p: &ArcPoint) -> Tests {
        let scales = self.scales();
        let t: Vec<f64> = p.tangent.iter().zip(&scales).map(|(t, s)| t * s).collect();
        TESTED.map(|kind| {
            if kind == Singular::Sum && self.n() < 2 {
                return (1.0, 0.0);
            }
            self.scaled.test(kind, &p.u, &t)
        })
    }

    /// The bifurcation between two points of a branch, if there is one: recorded as an event, and
    /// returned as a point of the branch.
    pub(super) fn bifurcation(
        &mut self,
        tracer: &Tracer<'_>,
        kind: Singular,
        (a, b): (&ArcPoint, &ArcPoint),
        crossings: &mut Vec<Vec<f64>>,
    ) -> Option<Vec<f64>> {
        let n = self.n();
        let length = tracer.distance(&a.u, &b.u);
        let middle: Vec<f64> = a.u.iter().zip(&b.u).map(|(a, b)| 0.5 * (a + b)).collect();
        let near =
            |z: &Vec<f64>| tracer.inside(z) && tracer.distance(z, &middle) <= 0.75 * length + 1e-9;
        let rough = self.between(tracer, kind, a, b);
        let guess = rough.as_deref().unwrap_or(&middle);
        let exact = self
            .scaled
            .locate(kind, guess, self.width)
            .filter(|z| near(z));
        match kind {
            Singular::Sum => {
                let z = exact?;
                let j = self.scaled.raw(&z);
                // Neutral saddles have a zero sum of two real eigenvalues.
                let pair = critical_pair(&j)?;
                let size = j
                    .complex_eigenvalues()
                    .iter()
                    .map(|l| l.norm())
                    .fold(0.0, f64::max);
                if pair.re.abs() > 1e-6 * size || pair.im <= 1e-6 * size {
                    return None;
                }
                let l = first_lyapunov(self.family(), &z, &j)?;
                let kind = if l.is_degenerate() {
                    EventKind::DegenerateHopf
                } else if l.first < 0.0 {
                    EventKind::SupercriticalHopf
                } else {
                    EventKind::SubcriticalHopf
                };
                self.record(Event {
                    kind,
                    parameter: z[n],
                    at: z[..n].to_vec(),
                    period: Some(std::f64::consts::TAU / l.omega),
                    first_lyapunov: Some(l.first),
                    extent: None,
                });
                Some(z)
            }
            Singular::Zero => {
                let turned = a.tangent[n] * b.tangent[n] < 0.0;
                let fold = exact.filter(|z| {
                    turned
                        && normal_form::fold(self.family(), z, self.scaled.scale).is_some_and(|f| {
                            // On a branch that crosses another the parameter pushes nowhere; all of its
                            // derivatives may vanish there.
                            let pull = self.scaled.jacobian(z).norm() * f.left.norm();
                            f.push.abs() > 1e-6 * f.size && f.push.abs() * self.width > 1e-7 * pull
                        })
                });
                let (z, kind) = match fold {
                    Some(z) => (z, EventKind::SaddleNode),
                    None => {
                        let z = self.scaled.crossing(&rough?, self.width).filter(near)?;
                        let others = self.crossing(tracer, &z);
                        let stays = |other: &Vec<f64>| {
                            (other[n] - z[n]).abs() < 1e-9 * self.width
                                && self.is_singular(other, 1e-8)
                        };
                        if others.iter().any(stays) {
                            // A whole line of equilibria, at one value of the parameter.
                            let value = (1e9 * z[n] / self.width).round() / 1e9 * self.width + 0.0;
                            let name = self.name;
                            self.note(Each::of(|| {
                                say!("note-not-isolated", name = name, value = value.to_string())
                            }));
                            self.out.lines.push(value);
                            return Some(z);
                        }
                        crossings.extend(others.into_iter().find(|start| !self.knows(start)));
                        (z, EventKind::BranchPoint)
                    }
                };
                self.record(Event {
                    kind,
                    parameter: z[n],
                    at: z[..n].to_vec(),
                    period: None,
                    first_lyapunov: None,
                    extent: None,
                });
                Some(z)
            }
        }
    }

    fn record(&mut self, event: Event) {
        let z = |e: &Event| {
            let mut z = e.at.clone();
            z.push(e.parameter);
            z
        };
        let known = self
            .out
            .events
            .iter()
            .any(|e| e.kind == event.kind && self.distance(&z(e), &z(&event)) < 1e-6);
        if !known {
            self.out.events.push(event);
        }
    }

    /// Where the test function changes its sign between two points, by bisection along the branch.
    fn between(
        &self,
        tracer: &Tracer<'_>,
        kind: Singular,
        a: &ArcPoint,
        b: &ArcPoint,
    ) -> Option<Vec<f64>> {
        let scales = self.scales();
        let normal: Vec<f64> = (0..=self.n())
            .map(|j| (b.u[j] - a.u[j]) / scales[j] / tracer.distance(&a.u, &b.u))
            .collect();
        let still = vec![0.0; self.n() + 1];
        let at = |part: f64| {
            let guess: Vec<f64> =
                a.u.iter()
                    .zip(&b.u)
                    .map(|(a, b)| a + part * (b - a))
                    .collect();
            Some(tracer.correct(&guess, &normal)?.0)
        };
        let value = |z: &[f64]| self.scaled.test(kind, z, &still).0;
        let (va, vb) = (value(&a.u), value(&b.u));
        if va * vb > 0.0 {
            return None;
        }
        let part = bracketed(
            |s| at(s).map_or(f64::NAN, |z| value(&z)),
            (0.0, va),
            (1.0, vb),
            1e-12,
        );
        at(part)
    }

    /// Starts on both branches through the branch point `z`, either way along each, by the algebraic
    /// branching equation (Keller 1977).
    fn crossing(&self, tracer: &Tracer<'_>, z: &[f64]) -> Vec<Vec<f64>> {
        let n = self.n();
        let scales = self.scales();
        let mut rows = vec![0.0; n * (n + 1)];
        self.family().jacobian(z, &mut rows);
        let matrix = nalgebra::DMatrix::from_fn(n + 1, n + 1, |i, j| {
            if i < n {
                rows[i * (n + 1) + j] * scales[j] / scales[i]
            } else {
                0.0
            }
        });
        let svd = matrix.svd(true, true);
        let mut order: Vec<usize> = (0..=n).collect();
        order.sort_by(|&a, &b| svd.singular_values[a].total_cmp(&svd.singular_values[b]));
        let (Some(u), Some(v_t)) = (svd.u, svd.v_t) else {
            return vec![];
        };
        let unscaled =
            |k: usize| -> Vec<f64> { (0..=n).map(|j| v_t[(k, j)] * scales[j]).collect() };
        let (t, q) = (unscaled(order[0]), unscaled(order[1]));
        // The left null vector of the upper n rows: of the two, the one without the empty row.
        let left = if u[(n, order[0])].abs() < u[(n, order[1])].abs() {
            order[0]
        } else {
            order[1]
        };
        let form = |a: &[f64], b: &[f64]| {
            let mut out = vec![0.0; n];
            self.family().second(z, a, b, &mut out);
            (0..n)
                .map(|i| u[(i, left)] * out[i] / scales[i])
                .sum::<f64>()
        };
        let (tt, tq, qq) = (form(&t, &t), form(&t, &q), form(&q, &q));
        // tt α² + 2 tq α β + qq β² = 0: both directions of branches.
        let root = (tq * tq - tt * qq).sqrt();
        if !root.is_finite() {
            return vec![];
        }
        let directions = if tt.abs() >= qq.abs() {
            [(-tq + root, tt), (-tq - root, tt)]
        } else {
            [(qq, -tq + root), (qq, -tq - root)]
        };
        // Either way along either branch, as long as it stays inside the range.
        directions
            .into_iter()
            .flat_map(|(a, b)| [(a, b), (-a, -b)])
            .filter_map(|(alpha, beta)| {
                let step: Vec<f64> = (0..=n).map(|j| alpha * t[j] + beta * q[j]).collect();
                let length = (0..=n)
                    .map(|j| (step[j] / scales[j]).powi(2))
                    .sum::<f64>()
                    .sqrt();
                let normal: Vec<f64> = (0..=n).map(|j| step[j] / scales[j] / length).collect();
                let guess: Vec<f64> = (0..=n).map(|j| z[j] + 1e-3 * step[j] / length).collect();
                Some(tracer.correct(&guess, &normal)?.0)
            })
            .filter(|start| tracer.inside(start))
            .collect()
    }
}

/// Whether a smooth function with these values and slopes at both ends of an interval has two zeros
/// inside, judged by the cubic through them.
pub(super) fn hides_two((v0, s0): (f64, f64), (v1, s1): (f64, f64), length: f64) -> bool {
    let towards_zero = v0 * v1 > 0.0 && s0 * v0 < 0.0 && s1 * v1 > 0.0;
    if !towards_zero {
        return false;
    }
    let size = v0.abs().max(v1.abs());
    (1..16).any(|k| {
        let t = f64::from(k) / 16.0;
        let (a, b) = (1.0 - t, t);
        let cubic =
            v0 * a * a * (1.0 + 2.0 * t) + s0 * length * t * a * a + v1 * b * b * (3.0 - 2.0 * t)
                - s1 * length * b * b * a;
        cubic * v0.signum() < -1e-6 * size
    })
}
