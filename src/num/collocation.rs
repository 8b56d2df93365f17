//! Periodic orbits by collocation at Gauss points, and branches of them.
//!
//! Every interval of the mesh is one step of the implicit Runge-Kutta method of Gauss, so that its
//! inner points are eliminated on the spot; what remains is a cyclic chain of small blocks, eliminated
//! by orthogonal transformations, which neither growth nor decay along the orbit can spoil. Values at
//! the mesh points converge with twice the number of Gauss points. Ascher, Mattheij & Russell (1995);
//! Doedel, Keller & Kernévez (1991); Wright (1992) for the elimination.
use std::f64::consts::PI;

/// A vector field with one parameter, in scaled variables: fills values and, row by row, Jacobians (by
/// the state, then by the parameter) at many states.
pub type Flow<'a> = dyn Fn(&[f64], f64, &mut [f64], &mut [f64]) + 'a;

/// Gauss points per interval.
pub const POINTS: usize = 5;

/// Nodes, weights and coefficients of Gauss's implicit Runge-Kutta method.
#[derive(Clone, Debug)]
struct Gauss {
    c: [f64; POINTS],
    b: [f64; POINTS],
    a: [[f64; POINTS]; POINTS],
    /// Barycentric weights of 0 and the nodes: the polynomial of an interval goes through its first
    /// mesh point and its inner points.
    weights: [f64; POINTS + 1],
}

impl Gauss {
    fn new() -> Self {
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
    fn basis(&self, theta: f64) -> [f64; POINTS + 1] {
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

    /// One linearisation at `orbit`: Newton's correction and the direction of the branch.
    ///
    /// The phase is held by `velocity`, the derivative of the orbit `reference` on the same mesh. The
    /// correction lies in the hyperplane that `hold` names, through `through`. The tangent has a
    /// positive product with the direction held, or with the parameter. `None` when the equations are
    /// singular or have no value.
    pub fn linearise(
        &self,
        orbit: &Orbit,
        reference: &Profile,
        velocity: &[f64],
        hold: Hold<'_>,
        through: &Profile,
    ) -> Option<Linear> {
        let n = self.n;
        let intervals = orbit.mesh.len() - 1;
        let mn = POINTS * n;
        let period = orbit.at.log_period.exp();
        let (mut f, mut jac) = (
            vec![0.0; intervals * mn],
            vec![0.0; intervals * mn * (n + 1)],
        );
        (self.flow)(&orbit.at.inner, orbit.at.parameter, &mut f, &mut jac);
        if !f.iter().chain(&jac).all(|v| v.is_finite()) {
            return None;
        }
        // Right-hand sides of an interval: n for the state before it, log period, parameter, residual.
        let sides = n + 3;
        let width = mn + sides;
        let mut local = vec![0.0; mn * width];
        let mut solved = vec![0.0; intervals * mn * sides];
        // The chain: rows [x_j | x_0 | x_{j+1} | log period, parameter, residual].
        let chain = 3 * n + 3;
        let mut rows = vec![0.0; 2 * n * chain];
        let mut kept = vec![0.0; intervals * n * chain];
        for j in 0..intervals {
            let h = orbit.mesh[j + 1] - orbit.mesh[j];
            let ht = h * period;
            let (f, jac) = (
                &f[j * mn..(j + 1) * mn],
                &jac[j * mn * (n + 1)..(j + 1) * mn * (n + 1)],
            );
            let x = &orbit.at.inner[j * mn..(j + 1) * mn];
            let node = &orbit.at.nodes[j * n..(j + 1) * n];
            for i in 0..POINTS {
                for r in 0..n {
                    let row = &mut local[(i * n + r) * width..(i * n + r + 1) * width];
                    row.fill(0.0);
                    let (mut by_period, mut by_parameter) = (0.0, 0.0);
                    for l in 0..POINTS {
                        let a = ht * self.gauss.a[i][l];
                        let jl = &jac[(l * n + r) * (n + 1)..(l * n + r + 1) * (n + 1)];
                        for c in 0..n {
                            row[l * n + c] = -a * jl[c];
                        }
                        by_period += a * f[l * n + r];
                        by_parameter += a * jl[n];
                    }
                    row[i * n + r] += 1.0;
                    row[mn + r] = 1.0;
                    row[mn + n] = by_period;
                    row[mn + n + 1] = by_parameter;
                    row[mn + n + 2] = -(x[i * n + r] - node[r] - by_period);
                }
            }
            eliminate(&mut local, mn, width)?;
            let solution = &mut solved[j * mn * sides..(j + 1) * mn * sides];
            for r in 0..mn {
                solution[r * sides..(r + 1) * sides]
                    .copy_from_slice(&local[r * width + mn..(r + 1) * width]);
            }
            // x_{j+1} − G x_j = …, as rows n..2n.
            for r in 0..n {
                let row = &mut rows[(n + r) * chain..(n + r + 1) * chain];
                row.fill(0.0);
                let mut sums = [0.0; 16];
                let (mut by_period, mut by_parameter) = (0.0, 0.0);
                for i in 0..POINTS {
                    let b = ht * self.gauss.b[i];
                    let ji = &jac[(i * n + r) * (n + 1)..(i * n + r + 1) * (n + 1)];
                    for c in 0..n {
                        let part = &solution[(i * n + c) * sides..(i * n + c + 1) * sides];
                        for (s, p) in sums.iter_mut().zip(part) {
                            *s += b * ji[c] * p;
                        }
                    }
                    by_period += b * f[i * n + r];
                    by_parameter += b * ji[n];
                }
                for c in 0..n {
                    row[c] = -sums[c];
                }
                row[r] -= 1.0;
                row[2 * n + r] = 1.0;
                row[3 * n] = sums[n] + by_period;
                row[3 * n + 1] = sums[n + 1] + by_parameter;
                let after = orbit.at.nodes[(j + 1) * n + r];
                row[3 * n + 2] = sums[n + 2] - (after - node[r] - by_period);
            }
            if j == 0 {
                // x_1 − G x_0 = …: nothing to eliminate yet. Rows 0..n: [x_1 | x_0 | – | …].
                for r in 0..n {
                    for c in 0..n {
                        rows[r * chain + c] = rows[(n + r) * chain + 2 * n + c];
                        rows[r * chain + n + c] = rows[(n + r) * chain + c];
                        rows[r * chain + 2 * n + c] = 0.0;
                    }
                    for c in 3 * n..chain {
                        rows[r * chain + c] = rows[(n + r) * chain + c];
                    }
                }
                continue;
            }
            triangular(&mut rows, 2 * n, n, chain);
            kept[j * n * chain..(j + 1) * n * chain].copy_from_slice(&rows[..n * chain]);
            // Rows n..2n are free of x_j; they become the relation between x_0 and x_{j+1}.
            for r in 0..n {
                for c in 0..n {
                    rows[r * chain + c] = rows[(n + r) * chain + 2 * n + c];
                    rows[r * chain + n + c] = rows[(n + r) * chain + n + c];
                    rows[r * chain + 2 * n + c] = 0.0;
                }
                for c in 3 * n..chain {
                    rows[r * chain + c] = rows[(n + r) * chain + c];
                }
            }
        }
        self.close(
            orbit, reference, velocity, hold, through, &rows, &kept, &solved,
        )
    }

    /// The last, small system and back substitution.
    #[allow(
        clippy::too_many_arguments,
        reason = "the second half of one elimination, which shares its tables"
    )]
    fn close(
        &self,
        orbit: &Orbit,
        reference: &Profile,
        velocity: &[f64],
        hold: Hold<'_>,
        through: &Profile,
        rows: &[f64],
        kept: &[f64],
        solved: &[f64],
    ) -> Option<Linear> {
        let n = self.n;
        let intervals = orbit.mesh.len() - 1;
        let (mn, sides, chain) = (POINTS * n, n + 3, 3 * n + 3);
        // Every node as an affine function of (x_0, log period, parameter, 1): n + 3 columns.
        let mut affine = vec![0.0; (intervals + 1) * n * sides];
        for j in [0, intervals] {
            for r in 0..n {
                affine[(j * n + r) * sides + r] = 1.0;
            }
        }
        for j in (1..intervals).rev() {
            let block = &kept[j * n * chain..(j + 1) * n * chain];
            for r in (0..n).rev() {
                let row = &block[r * chain..(r + 1) * chain];
                for s in 0..sides {
                    let mut v = if s < n {
                        -row[n + s]
                    } else {
                        row[3 * n + s - n]
                    };
                    for c in 0..n {
                        v -= row[2 * n + c] * affine[((j + 1) * n + c) * sides + s];
                    }
                    for c in r + 1..n {
                        v -= row[c] * affine[(j * n + c) * sides + s];
                    }
                    affine[(j * n + r) * sides + s] = v / row[r];
                }
            }
        }
        let size = n + 2;
        let width = size + 2;
        let mut last = vec![0.0; size * width];
        let mut ends = [vec![0.0; n * n], vec![0.0; n * n]];
        for r in 0..n {
            for c in 0..n {
                let (q, p) = (rows[r * chain + c], rows[r * chain + n + c]);
                last[r * width + c] = p + q;
                ends[0][r * n + c] = p;
                ends[1][r * n + c] = q;
            }
            last[r * width + n] = -rows[r * chain + 3 * n];
            last[r * width + n + 1] = -rows[r * chain + 3 * n + 1];
            last[r * width + size] = rows[r * chain + 3 * n + 2];
        }
        // Phase: the mean of (x − reference) · velocity vanishes.
        let mut functional = vec![0.0; sides];
        let mut offset = 0.0;
        for j in 0..intervals {
            let w = Self::weight(&orbit.mesh, j);
            for i in j * n..(j + 1) * n {
                let v = w * velocity[i];
                offset += v * (orbit.at.nodes[i] - reference.nodes[i]);
                for s in 0..sides {
                    functional[s] += v * affine[i * sides + s];
                }
            }
        }
        last[n * width..n * width + size].copy_from_slice(&functional[..size]);
        last[n * width + size] = -functional[n + 2] - offset;
        // The hyperplane.
        let row = (n + 1) * width;
        match hold {
            Hold::Parameter => {
                last[row + n + 1] = 1.0;
                last[row + size] = through.parameter - orbit.at.parameter;
            }
            Hold::Normal(t) => {
                let mut functional = vec![0.0; sides];
                functional[n] = t.log_period;
                functional[n + 1] = t.parameter;
                let mut offset = t.log_period * (orbit.at.log_period - through.log_period)
                    + t.parameter * (orbit.at.parameter - through.parameter);
                for j in 0..intervals {
                    let w = Self::weight(&orbit.mesh, j);
                    for i in j * n..(j + 1) * n {
                        let v = w * t.nodes[i];
                        offset += v * (orbit.at.nodes[i] - through.nodes[i]);
                        for s in 0..sides {
                            functional[s] += v * affine[i * sides + s];
                        }
                    }
                }
                last[row..row + size].copy_from_slice(&functional[..size]);
                last[row + size] = -functional[n + 2] - offset;
            }
        }
        // The tangent: no residuals, one step along what is held.
        last[row + size + 1] = 1.0;
        eliminate(&mut last, size, width)?;
        let profile = |column: usize, constant: f64| {
            let mut y = vec![0.0; sides];
            for (r, y) in y.iter_mut().take(size).enumerate() {
                *y = last[r * width + size + column];
            }
            y[n + 2] = constant;
            let mut nodes = vec![0.0; (intervals + 1) * n];
            for (i, x) in nodes.iter_mut().enumerate() {
                *x = (0..sides).map(|s| affine[i * sides + s] * y[s]).sum();
            }
            let mut inner = vec![0.0; intervals * mn];
            let mut side = y.clone();
            for j in 0..intervals {
                side[..n].copy_from_slice(&nodes[j * n..(j + 1) * n]);
                for r in 0..mn {
                    let at = j * mn + r;
                    inner[at] = (0..sides).map(|s| solved[at * sides + s] * side[s]).sum();
                }
            }
            Profile {
                nodes,
                inner,
                log_period: y[n],
                parameter: y[n + 1],
            }
        };
        let step = profile(0, 1.0);
        let mut tangent = profile(1, 0.0);
        let length = self.norm(&orbit.mesh, &tangent);
        if !step.is_finite() || !tangent.is_finite() || length == 0.0 {
            return None;
        }
        tangent.scale(1.0 / length);
        Some(Linear {
            step,
            tangent,
            ends,
        })
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

/// Gauss-Jordan elimination with partial pivoting of the first `size` columns of `size` rows of the
/// given width; `None` when the matrix is singular.
fn eliminate(rows: &mut [f64], size: usize, width: usize) -> Option<()> {
    for c in 0..size {
        let mut pivot = c;
        for r in c + 1..size {
            if rows[r * width + c].abs() > rows[pivot * width + c].abs() {
                pivot = r;
            }
        }
        if rows[pivot * width + c] == 0.0 || !rows[pivot * width + c].is_finite() {
            return None;
        }
        if pivot != c {
            let (above, below) = rows.split_at_mut(pivot * width);
            above[c * width..(c + 1) * width].swap_with_slice(&mut below[..width]);
        }
        let (above, rest) = rows.split_at_mut((c + 1) * width);
        let row = &above[c * width..];
        let inverse = 1.0 / row[c];
        for other in rest.chunks_exact_mut(width) {
            let factor = other[c] * inverse;
            if factor != 0.0 {
                for (o, v) in other[c + 1..].iter_mut().zip(&row[c + 1..]) {
                    *o -= factor * v;
                }
            }
        }
    }
    // Back substitution for all right-hand sides at once.
    for c in (0..size).rev() {
        let (above, rest) = rows.split_at_mut(c * width);
        let row = &mut rest[..width];
        let inverse = 1.0 / row[c];
        row[size..].iter_mut().for_each(|v| *v *= inverse);
        for other in above.chunks_exact_mut(width) {
            let factor = other[c];
            if factor != 0.0 {
                for (o, v) in other[size..].iter_mut().zip(&row[size..]) {
                    *o -= factor * v;
                }
            }
        }
    }
    Some(())
}

/// Makes the first `columns` columns upper triangular by Householder reflections.
fn triangular(rows: &mut [f64], count: usize, columns: usize, width: usize) {
    for c in 0..columns {
        let norm = (c..count)
            .map(|r| rows[r * width + c].powi(2))
            .sum::<f64>()
            .sqrt();
        if norm == 0.0 {
            continue;
        }
        let head = rows[c * width + c];
        let alpha = -norm.copysign(head);
        let mut v = [0.0; 32];
        for r in c..count {
            v[r] = rows[r * width + c];
        }
        v[c] -= alpha;
        let square: f64 = v[c..count].iter().map(|v| v * v).sum();
        for k in c..width {
            let dot: f64 = (c..count).map(|r| v[r] * rows[r * width + k]).sum();
            let factor = 2.0 * dot / square;
            for r in c..count {
                rows[r * width + k] -= factor * v[r];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// x' = λ x − y − x (x² + y²), y' = x + λ y − y (x² + y²): the circle of radius √λ, period 2π.
    fn hopf(states: &[f64], l: f64, f: &mut [f64], j: &mut [f64]) {
        for (k, s) in states.chunks_exact(2).enumerate() {
            let (x, y) = (s[0], s[1]);
            let r = x * x + y * y;
            f[2 * k..2 * k + 2].copy_from_slice(&[l * x - y - x * r, x + l * y - y * r]);
            j[6 * k..6 * k + 6].copy_from_slice(&[
                l - r - 2.0 * x * x,
                -1.0 - 2.0 * x * y,
                x,
                1.0 - 2.0 * x * y,
                l - r - 2.0 * y * y,
                y,
            ]);
        }
    }

    fn circle(s: f64, out: &mut [f64]) {
        out[0] = 0.9 * (2.0 * PI * s).cos();
        out[1] = 1.05 * (2.0 * PI * s).sin();
    }

    /// The integral of the divergence, 2λ − 4r² = −2 at λ = 1, over the period is −4π; along the
    /// branch the radius grows as √λ, and the variational solution that decays is e^(−4π).
    #[test]
    fn the_hopf_normal_form_has_its_circle() {
        let c = Collocation::new(&hopf, 2);
        let mesh: Vec<f64> = (0..=12).map(|k| f64::from(k) / 12.0).collect();
        let guess = c.orbit(mesh, circle, 6.0, 1.0);
        let velocity = c.velocity(&guess);
        let found = c
            .correct(&guess, &guess.at, &velocity, Hold::Parameter, 10)
            .expect("it converges");
        let at = &found.orbit.at;
        assert!(
            (at.log_period.exp() - 2.0 * PI).abs() < 1e-9,
            "{}",
            at.log_period.exp()
        );
        let radius = at.nodes[0].hypot(at.nodes[1]);
        assert!((radius - 1.0).abs() < 1e-9, "{radius}");
        let divergence = c.integral(&found.orbit, |s| 2.0 - 4.0 * (s[0] * s[0] + s[1] * s[1]));
        assert!((divergence + 4.0 * PI).abs() < 1e-7, "{divergence}");
        // d radius / d λ = 1 / 2 at λ = 1: the tangent keeps that ratio.
        let t = &found.tangent;
        let grow = (t.nodes[0] * at.nodes[0] + t.nodes[1] * at.nodes[1]) / radius;
        assert!((grow / t.parameter - 0.5).abs() < 1e-7);
        let better = c.mesh(&found.orbit, 1e9, 8, 99);
        assert_eq!(better.len(), 9);
        let moved = c.resample(&found.orbit.mesh, at, &better);
        assert!((moved.nodes[2].hypot(moved.nodes[3]) - 1.0).abs() < 1e-5);
    }

    /// Legendre's two-point values are known by heart; for five points the rule must integrate x⁹.
    #[test]
    fn the_gauss_rule_is_exact_to_its_order() {
        let g = Gauss::new();
        let moment: f64 = (0..POINTS)
            .map(|i| g.b[i] * g.c[i].powi(2 * POINTS as i32 - 1))
            .sum();
        assert!((moment - 1.0 / (2.0 * POINTS as f64)).abs() < 1e-15);
        for i in 0..POINTS {
            assert!((g.a[i].iter().sum::<f64>() - g.c[i]).abs() < 1e-15);
        }
    }
}
