//! The whole space of a problem's variables, whatever plane of it is shown.
use super::{
    classify::classify,
    equilibrium::{self, Equilibria, Equilibrium},
    line,
    planar::Planar,
    problem::{Problem, ProblemError, Window},
};
use crate::model::{Field, Orbit, Run, RunEnd};
use crate::num::ode::Watch;
use nalgebra::{DMatrix, DVector};

/// A vector field with the sizes of its variables that count as one.
pub trait PhaseSpace {
    /// The field.
    fn field(&self) -> &dyn Field;
    /// The size of each variable that counts as one.
    fn scale(&self) -> &[f64];
}

impl PhaseSpace for Planar {
    fn field(&self) -> &dyn Field {
        Self::field(self)
    }

    fn scale(&self) -> &[f64] {
        Self::scale(self)
    }
}

/// A problem's field with all of its variables.
pub struct Space {
    field: Box<dyn Field>,
    scale: Vec<f64>,
}

impl PhaseSpace for Space {
    fn field(&self) -> &dyn Field {
        &*self.field
    }

    fn scale(&self) -> &[f64] {
        &self.scale
    }
}

impl Space {
    /// A field with the size of each variable that counts as one.
    ///
    /// # Panics
    /// When there is not one size per variable.
    pub fn new(field: Box<dyn Field>, scale: Vec<f64>) -> Self {
        assert_eq!(field.dimension(), scale.len(), "one size per variable");
        Self { field, scale }
    }

    /// The field of a problem, at the scale of its window.
    ///
    /// # Errors
    /// [`ProblemError::NowhereFinite`] when the formula is finite nowhere in the window.
    pub fn of(problem: &Problem) -> Result<Self, ProblemError> {
        problem.field()?;
        let mut scale = problem.scales();
        // (A model of one variable has no second axis.)
        let axes = problem.axes().into_iter().take(scale.len());
        for (k, size) in axes.zip(problem.window().size()) {
            scale[k] = size;
        }
        Ok(Self::new(problem.bind(), scale))
    }

    /// Number of variables.
    pub(super) fn n(&self) -> usize {
        self.scale.len()
    }

    /// The right-hand side.
    pub(super) fn f(&self, x: &[f64], out: &mut [f64]) {
        self.field.rhs(x, out);
    }

    /// A run with the sizes of the variables as scales: see [`Run::new`].
    pub fn run(&self, span: f64, tolerance: f64) -> Run<'_> {
        Run::new(span, tolerance, &self.scale)
    }

    /// Integrates; see [`Field::integrate`].
    pub fn integrate(
        &self,
        start: &[f64],
        run: &Run<'_>,
        mut watch: impl FnMut(&Orbit<'_>) -> Watch,
    ) -> RunEnd {
        self.field.integrate(start, run, &mut watch)
    }

    /// Largest difference of two states in any variable, relative to its size.
    pub(super) fn distance(&self, a: &[f64], b: &[f64]) -> f64 {
        a.iter()
            .zip(b)
            .zip(&self.scale)
            .fold(0.0_f64, |m, ((a, b), s)| m.max(((a - b) / s).abs()))
    }

    /// The Jacobian at a state, balanced: in units of the sizes of the variables.
    fn balanced(&self, x: &[f64]) -> DMatrix<f64> {
        let n = self.n();
        let mut rows = vec![0.0; n * n];
        self.field.jacobian(x, &mut rows);
        DMatrix::from_fn(n, n, |r, c| rows[r * n + c] * self.scale[c] / self.scale[r])
    }

    /// The equilibrium that Newton's method finds near a state, to rounding; `None` when it does not
    /// converge or goes further than half the size of a variable.
    pub(super) fn polish(&self, near: &[f64]) -> Option<Vec<f64>> {
        let n = self.n();
        let mut x = near.to_vec();
        let mut f = vec![0.0; n];
        let mut last = f64::INFINITY;
        for _ in 0..30 {
            self.f(&x, &mut f);
            let right = DVector::from_fn(n, |i, _| f[i] / self.scale[i]);
            let change = self.balanced(&x).lu().solve(&right)?;
            let size = change.amax();
            if !size.is_finite() {
                return None;
            }
            for i in 0..n {
                x[i] -= change[i] * self.scale[i];
            }
            if self.distance(&x, near) > 0.5 {
                return None;
            }
            if size < 1e-15 || (size < 1e-9 && size >= 0.5 * last) {
                return Some(x);
            }
            last = size;
        }
        (last < 1e-9).then_some(x)
    }
}

/// The linearisation at a known state, in all variables.
pub fn at(field: &dyn Field, x: &[f64]) -> Equilibrium {
    let n = x.len();
    let mut rows = vec![0.0; n * n];
    field.jacobian(x, &mut rows);
    let jacobian = DMatrix::from_row_slice(n, n, &rows);
    let linear = classify(&jacobian);
    Equilibrium {
        at: x.to_vec(),
        kind: linear.kind,
        jacobian,
        eigenvalues: linear.eigenvalues,
        trace: linear.trace,
        determinant: linear.determinant,
    }
}

/// All equilibria of a problem, in all variables, whose place in the model's own plane lies in `region`.
///
/// With more than two variables they are those of the plane to which the others are slaved: in an
/// equilibrium every variable is in its steady state. Each is polished in the whole space, and its
/// kind is that of all eigenvalues. Sorted by the first variable, then the others.
pub(super) fn equilibria(problem: &Problem, region: Window) -> Equilibria {
    let problem = problem.whole();
    if problem.model().info().dimension() == 1 {
        return Equilibria {
            points: line::equilibria(&*problem.bind(), region.x),
            complete: true,
            isolated: true,
        };
    }
    let planar = problem.planar(problem.home());
    let mut found = equilibrium::equilibria(&planar, region);
    if problem.model().info().dimension() > 2 {
        let space = Space::new(problem.bind(), problem.scales());
        found.points = found
            .points
            .iter()
            .filter_map(|e| space.polish(&problem.lift([e.at[0], e.at[1]])))
            .map(|x| at(space.field(), &x))
            .collect();
        found.points.sort_by(|a, b| {
            let pairs = a.at.iter().zip(&b.at);
            pairs.fold(std::cmp::Ordering::Equal, |o, (a, b)| {
                o.then(a.total_cmp(b))
            })
        });
    }
    found
}

/// What is asked about a cell at rest is sought in the preset's window enlarged so many times.
const WIDE: f64 = 3.0;

/// All equilibria within three of the preset's windows.
pub(super) fn around(problem: &Problem) -> Vec<Equilibrium> {
    equilibria(problem, problem.home().enlarged(WIDE)).points
}

/// The rest of a cell: the stable equilibrium that is most polarised; `None` when there is none within
/// three windows.
pub(super) fn rest(problem: &Problem) -> Option<Equilibrium> {
    around(problem).into_iter().find(|e| e.kind.is_stable())
}

/// A neighbourhood of an equilibrium from which no orbit escapes: an ellipsoid inside which a quadratic
/// Lyapunov function of the linearisation decreases along the full, nonlinear field.
///
/// What traps are in the plane, in any number of variables.
#[derive(Clone, Debug)]
pub(super) struct Well {
    /// Index of the equilibrium in the list that the wells were made from.
    pub(super) index: usize,
    at: Vec<f64>,
    /// The form, row by row, for differences in units of the sizes.
    form: Vec<f64>,
    scale: Vec<f64>,
    level: f64,
}

/// Radii that are tried, as parts of the variables' sizes, from small to large.
const RADII: [f64; 8] = [1e-5, 1e-4, 1e-3, 0.003, 0.01, 0.02, 0.05, 0.1];
/// Directions in which the decrease is looked at.
const DIRECTIONS: usize = 160;

impl Well {
    /// Whether a state is inside.
    pub(super) fn contains(&self, x: &[f64]) -> bool {
        let n = self.at.len();
        let d = |i: usize| (x[i] - self.at[i]) / self.scale[i];
        let mut sum = 0.0;
        for (i, row) in self.form.chunks_exact(n).enumerate() {
            let part: f64 = row.iter().enumerate().map(|(j, p)| p * d(j)).sum();
            sum += d(i) * part;
        }
        sum < self.level
    }

    fn new(space: &Space, index: usize, equilibrium: &Equilibrium) -> Option<Self> {
        if equilibrium.eigenvalues.iter().any(|l| l.re >= 0.0) {
            return None;
        }
        let n = space.n();
        let a = space.balanced(&equilibrium.at);
        let size = a.norm().max(f64::MIN_POSITIVE);
        // Lyapunov: Aᵀ P + P A = −size · 1, as linear equations for the entries of P.
        let one = DMatrix::<f64>::identity(n, n);
        let system = one.kronecker(&a.transpose()) + a.transpose().kronecker(&one);
        let right = DVector::from_fn(n * n, |k, _| if k % (n + 1) == 0 { -size } else { 0.0 });
        let p = DMatrix::from_column_slice(n, n, system.lu().solve(&right)?.as_slice());
        let p = (&p + p.transpose()) * 0.5;
        let into = p.clone().cholesky()?.l().transpose().try_inverse()?;
        let longest = into.norm();
        let mut f = vec![0.0; n];
        let mut decreases = |radius: f64| {
            (0..DIRECTIONS).all(|k| {
                // A quasi-random sequence of directions, each with its opposite.
                let way = DVector::from_fn(n, |i, _| {
                    let step = (0.5 + std::f64::consts::E.powi(i as i32 + 1)).fract();
                    let part = ((k / 2) as f64 * step + 0.37 * (i + 1) as f64).fract() - 0.5;
                    if k % 2 == 0 { part } else { -part }
                });
                let z = &into * way.normalize() * (radius / longest);
                let x: Vec<f64> = (0..n)
                    .map(|i| equilibrium.at[i] + space.scale[i] * z[i])
                    .collect();
                space.f(&x, &mut f);
                let rate = z.dot(&(&p * DVector::from_fn(n, |i, _| f[i] / space.scale[i])));
                // A quarter of the linear rate −|z|² size / 2 must be left.
                rate < -0.125 * size * z.norm_squared()
            })
        };
        let safe = RADII.into_iter().take_while(|&r| decreases(r)).last()?;
        let radius = safe / longest;
        Some(Self {
            index,
            at: equilibrium.at.clone(),
            form: p.as_slice().to_vec(),
            scale: space.scale.clone(),
            level: radius * radius,
        })
    }

    /// The wells of all equilibria that attract.
    pub(super) fn all(space: &Space, equilibria: &[Equilibrium]) -> Vec<Self> {
        equilibria
            .iter()
            .enumerate()
            .filter_map(|(k, e)| Self::new(space, k, e))
            .collect()
    }
}
