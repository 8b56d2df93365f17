//! Neighbourhoods of equilibria from which no orbit escapes: what enters has settled.
use super::{equilibrium::Equilibrium, planar::Planar};
use nalgebra::{Matrix2, Matrix3, Vector2, Vector3};

/// An ellipse around a stable equilibrium (an unstable one, backward in time) inside which a quadratic
/// Lyapunov function of the linearisation decreases along the full, nonlinear field.
#[derive(Clone, Debug)]
pub(super) struct Trap {
    /// Index of the equilibrium in the list that the traps were made from.
    pub(super) index: usize,
    at: Vector2<f64>,
    form: Matrix2<f64>,
    level: f64,
}

/// Radii that are tried, as parts of the window, from large to small.
const RADII: [f64; 7] = [0.1, 0.05, 0.02, 0.01, 0.003, 0.001, 0.0001];

impl Trap {
    /// Whether the point is inside.
    pub(super) fn contains(&self, x: &[f64]) -> bool {
        let d = Vector2::new(x[0], x[1]) - self.at;
        d.dot(&(self.form * d)) < self.level
    }

    /// The trap of an equilibrium, forward (`direction` 1) or backward (−1) in time; `None` for a
    /// saddle, one of the wrong stability, or one too weak to be trusted at the smallest radius.
    fn new(
        planar: &Planar,
        index: usize,
        equilibrium: &Equilibrium,
        direction: f64,
    ) -> Option<Self> {
        if equilibrium
            .eigenvalues
            .iter()
            .any(|l| l.re * direction >= 0.0)
        {
            return None;
        }
        let [w, h] = *planar.scale();
        let at = Vector2::new(equilibrium.at[0], equilibrium.at[1]);
        let j = &equilibrium.jacobian;
        // In window units: z = (x − x*) / scale.
        let (a, b, c, d) = (
            direction * j[(0, 0)],
            direction * j[(0, 1)] * h / w,
            direction * j[(1, 0)] * w / h,
            direction * j[(1, 1)],
        );
        // Lyapunov: Jᵀ P + P J = −Q with P = [[p, q], [q, r]]; Q is scaled with the matrix so that P
        // is of order one.
        let size = (a.abs() + b.abs() + c.abs() + d.abs()).max(f64::MIN_POSITIVE);
        let system = Matrix3::new(2.0 * a, 2.0 * c, 0.0, b, a + d, c, 0.0, 2.0 * b, 2.0 * d);
        let p = system.lu().solve(&Vector3::new(-size, 0.0, -size))?;
        let z_form = Matrix2::new(p[0], p[1], p[1], p[2]);
        if !(p[0] > 0.0 && z_form.determinant() > 0.0 && p.iter().all(|v| v.is_finite())) {
            return None;
        }
        let chol = z_form.cholesky()?.l();
        let into = chol.transpose().try_inverse()?;
        let longest = into.norm();
        let decreases = |radius: f64| {
            (0..24).all(|k| {
                let angle = std::f64::consts::TAU * f64::from(k) / 24.0;
                let z = into * Vector2::new(angle.cos(), angle.sin()) * (radius / longest);
                let x = [at[0] + w * z[0], at[1] + h * z[1]];
                let f = planar.f(x);
                let rate = z.dot(&(z_form * Vector2::new(f[0] / w, f[1] / h))) * direction;
                // A quarter of the linear rate −|z|² size / 2 must be left.
                planar.field().guard(&x) < 0.0 && rate < -0.125 * size * z.norm_squared()
            })
        };
        // The largest radius at which this and all smaller ones tried are safe.
        let mut safe = None;
        for &radius in RADII.iter().rev() {
            if !decreases(radius) {
                break;
            }
            safe = Some(radius);
        }
        let radius = safe? / longest;
        let unscale = Matrix2::new(1.0 / w, 0.0, 0.0, 1.0 / h);
        Some(Self {
            index,
            at,
            form: unscale * z_form * unscale,
            level: radius * radius,
        })
    }

    /// The traps of all equilibria that attract in the given direction of time.
    pub(super) fn all(planar: &Planar, equilibria: &[Equilibrium], direction: f64) -> Vec<Self> {
        equilibria
            .iter()
            .enumerate()
            .filter_map(|(k, e)| Self::new(planar, k, e, direction))
            .collect()
    }
}
