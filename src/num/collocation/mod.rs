//! Periodic orbits by collocation at Gauss points, and branches of them.
//!
//! Every interval of the mesh is one step of the implicit Runge-Kutta method of Gauss, so that its
//! inner points are eliminated on the spot; what remains is a cyclic chain of small blocks, eliminated
//! by orthogonal transformations, which neither growth nor decay along the orbit can spoil. Values at
//! the mesh points converge with twice the number of Gauss points. Ascher, Mattheij & Russell (1995);
//! Doedel, Keller & Kernévez (1991); Wright (1992) for the elimination.
mod gauss;
mod linear;
mod mesh;
#[cfg(test)]
mod tests;

use gauss::Gauss;

/// A vector field with one parameter, in scaled variables: fills values and, row by row, Jacobians (by
/// the state, then by the parameter) at many states.
pub type Flow<'a> = dyn Fn(&[f64], f64, &mut [f64], &mut [f64]) + 'a;

/// Gauss points per interval.
pub const POINTS: usize = 5;

/// Values at the points of a mesh over one period: a periodic orbit, or a change of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// At the mesh points, the last equal to the first: `dimension` numbers each.
    pub nodes: Vec<f64>,
    /// At the inner points of every interval.
    pub inner: Vec<f64>,
    /// The natural logarithm of the period.
    pub log_period: f64,
    /// The parameter.
    pub parameter: f64,
}

impl Profile {
    /// Adds so many times another profile on the same mesh.
    pub fn add(&mut self, step: &Self, factor: f64) {
        for (x, d) in self.nodes.iter_mut().zip(&step.nodes) {
            *x += factor * d;
        }
        for (x, d) in self.inner.iter_mut().zip(&step.inner) {
            *x += factor * d;
        }
        self.log_period += factor * step.log_period;
        self.parameter += factor * step.parameter;
    }

    /// Multiplies everything.
    pub fn scale(&mut self, factor: f64) {
        self.nodes.iter_mut().for_each(|v| *v *= factor);
        self.inner.iter_mut().for_each(|v| *v *= factor);
        self.log_period *= factor;
        self.parameter *= factor;
    }

    fn is_finite(&self) -> bool {
        self.log_period.is_finite()
            && self.parameter.is_finite()
            && self.nodes.iter().chain(&self.inner).all(|v| v.is_finite())
    }
}

/// A periodic orbit on its mesh.
#[derive(Clone, Debug, PartialEq)]
pub struct Orbit {
    /// Mesh points from 0 to 1, in parts of the period.
    pub mesh: Vec<f64>,
    /// The values.
    pub at: Profile,
}

/// What holds the orbit in place along its branch.
#[derive(Clone, Copy, Debug)]
pub enum Hold<'a> {
    /// The parameter stays.
    Parameter,
    /// The hyperplane normal to this direction.
    Normal(&'a Profile),
}

/// What one linearisation yields.
#[derive(Clone, Debug)]
pub struct Linear {
    /// Newton's correction.
    pub step: Profile,
    /// The direction of the branch, of length one.
    pub tangent: Profile,
    /// `P δ(0) + Q δ(1) = 0` holds for all solutions of the variational equation: row by row.
    pub ends: [Vec<f64>; 2],
}

/// The solver for a flow of a given dimension.
pub struct Collocation<'a> {
    flow: &'a Flow<'a>,
    n: usize,
    gauss: Gauss,
}

/// What may remain of a correction after the last one, judged by the quadratic convergence so far.
const LEFT: f64 = 1e-10;

impl<'a> Collocation<'a> {
    /// A solver for a flow of `n` variables.
    pub fn new(flow: &'a Flow<'a>, n: usize) -> Self {
        Self {
            flow,
            n,
            gauss: Gauss::new(),
        }
    }

    /// An orbit on `mesh` from a function of the part of the period.
    pub fn orbit(
        &self,
        mesh: Vec<f64>,
        mut at: impl FnMut(f64, &mut [f64]),
        period: f64,
        parameter: f64,
    ) -> Orbit {
        let (n, k) = (self.n, mesh.len() - 1);
        let (mut nodes, mut inner) = (vec![0.0; (k + 1) * n], vec![0.0; k * POINTS * n]);
        for (s, x) in mesh.iter().zip(nodes.chunks_exact_mut(n)) {
            at(*s, x);
        }
        for (j, xs) in inner.chunks_exact_mut(POINTS * n).enumerate() {
            for (c, x) in self.gauss.c.iter().zip(xs.chunks_exact_mut(n)) {
                at(mesh[j] + c * (mesh[j + 1] - mesh[j]), x);
            }
        }
        Orbit {
            mesh,
            at: Profile {
                nodes,
                inner,
                log_period: period.ln(),
                parameter,
            },
        }
    }

    /// A profile at the part `theta` of interval `j`, by the polynomial of the interval.
    pub fn value(&self, profile: &Profile, j: usize, theta: f64, out: &mut [f64]) {
        let n = self.n;
        let basis = self.gauss.basis(theta);
        for (i, o) in out.iter_mut().enumerate() {
            *o = basis[0] * profile.nodes[j * n + i]
                + (0..POINTS)
                    .map(|k| basis[k + 1] * profile.inner[(j * POINTS + k) * n + i])
                    .sum::<f64>();
        }
    }

    /// The integral over one period of a function of the state.
    pub fn integral(&self, orbit: &Orbit, mut f: impl FnMut(&[f64]) -> f64) -> f64 {
        let mut sum = 0.0;
        for (j, xs) in orbit.at.inner.chunks_exact(POINTS * self.n).enumerate() {
            let h = orbit.mesh[j + 1] - orbit.mesh[j];
            for (b, x) in self.gauss.b.iter().zip(xs.chunks_exact(self.n)) {
                sum += h * b * f(x);
            }
        }
        sum * orbit.at.log_period.exp()
    }

    fn weight(mesh: &[f64], j: usize) -> f64 {
        let last = mesh.len() - 1;
        let before = if j == 0 {
            mesh[last] - mesh[last - 1]
        } else {
            mesh[j] - mesh[j - 1]
        };
        let after = if j == last {
            mesh[1] - mesh[0]
        } else {
            mesh[j + 1] - mesh[j]
        };
        0.5 * (before + after)
    }

    /// The scalar product of two profiles: the mean over the period, and the two scalars.
    pub fn dot(&self, mesh: &[f64], a: &Profile, b: &Profile) -> f64 {
        let n = self.n;
        let mut sum = a.log_period * b.log_period + a.parameter * b.parameter;
        for j in 0..mesh.len() - 1 {
            let here: f64 = (0..n)
                .map(|i| a.nodes[j * n + i] * b.nodes[j * n + i])
                .sum();
            sum += Self::weight(mesh, j) * here;
        }
        sum
    }

    /// The length of a profile.
    pub fn norm(&self, mesh: &[f64], a: &Profile) -> f64 {
        self.dot(mesh, a, a).sqrt()
    }

    /// The root mean square distance of an orbit from its mean: its size.
    pub fn spread(&self, orbit: &Orbit) -> f64 {
        let n = self.n;
        let mean = |f: &dyn Fn(&[f64]) -> f64| -> f64 {
            (0..orbit.mesh.len() - 1)
                .map(|j| Self::weight(&orbit.mesh, j) * f(&orbit.at.nodes[j * n..(j + 1) * n]))
                .sum()
        };
        let centre: Vec<f64> = (0..n).map(|i| mean(&|x| x[i])).collect();
        mean(&|x| x.iter().zip(&centre).map(|(x, c)| (x - c).powi(2)).sum()).sqrt()
    }

    /// Half the diagonal of the box around an orbit, over √2: its size wherever it spends its time. For a
    /// sine it is the root mean square; next to a homoclinic orbit, which rests at its saddle for nearly
    /// all of its period, that vanishes and this does not.
    pub fn swing(&self, orbit: &Orbit) -> f64 {
        let square = |i: usize| {
            let states = || orbit.at.nodes.iter().skip(i).step_by(self.n);
            let high = states().copied().fold(f64::NEG_INFINITY, f64::max);
            let low = states().copied().fold(f64::INFINITY, f64::min);
            (high - low).powi(2)
        };
        ((0..self.n).map(square).sum::<f64>() / 8.0).sqrt()
    }

    /// The derivative of an orbit by the part of the period, at its mesh points.
    pub fn velocity(&self, orbit: &Orbit) -> Vec<f64> {
        let n = self.n;
        let points = orbit.at.nodes.len() / n;
        let mut f = vec![0.0; points * n];
        let mut j = vec![0.0; points * n * (n + 1)];
        (self.flow)(&orbit.at.nodes, orbit.at.parameter, &mut f, &mut j);
        let period = orbit.at.log_period.exp();
        f.iter_mut().for_each(|v| *v *= period);
        f
    }

    /// Newton's method from `guess`; returns the orbit, the direction of the branch there, the number
    /// of steps taken and the last linearisation's ends.
    pub fn correct(
        &self,
        guess: &Orbit,
        reference: &Profile,
        velocity: &[f64],
        hold: Hold<'_>,
        most: usize,
    ) -> Option<Corrected> {
        let mut orbit = guess.clone();
        let mut before = f64::INFINITY;
        for steps in 1..=most {
            let linear = self.linearise(&orbit, reference, velocity, hold, &guess.at)?;
            let length = self.norm(&orbit.mesh, &linear.step);
            if !length.is_finite() || length > 2.0 || (steps > 2 && length > before) {
                return None;
            }
            orbit.at.add(&linear.step, 1.0);
            // Corrections shrink as c, c² k, …: the next one would be this times the square of the last
            // quotient.
            let next = if steps > 1 {
                length * (length / before).powi(2)
            } else {
                length
            };
            if length < 1e-3 && next < LEFT {
                return Some(Corrected {
                    orbit,
                    tangent: linear.tangent,
                    ends: linear.ends,
                    steps,
                });
            }
            before = length;
        }
        None
    }

    /// The orbit a step of the given length along a direction.
    pub fn predict(&self, orbit: &Orbit, tangent: &Profile, length: f64) -> Orbit {
        let mut guess = orbit.clone();
        guess.at.add(tangent, length);
        guess
    }
}

/// An orbit that Newton's method found.
#[derive(Clone, Debug)]
pub struct Corrected {
    /// The orbit.
    pub orbit: Orbit,
    /// The direction of its branch.
    pub tangent: Profile,
    /// See [`Linear::ends`].
    pub ends: [Vec<f64>; 2],
    /// Newton steps taken.
    pub steps: usize,
}
