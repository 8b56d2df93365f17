//! A vector field with some of its parameters left free: what a continuation follows.
use super::{adapter::array, equations::Equations, params::ReadParams, real::Real};
use num_dual::{Dual64, DualSVec64, HyperDual64, HyperHyperDual64};
use std::marker::PhantomData;

/// A vector field of `dimension` state variables and `free` parameters.
///
/// A point is the state followed by the free parameters; directions have the same layout. All
/// derivatives are exact. Values are not checked: a singular formula yields non-finite numbers.
pub trait Family: Send + Sync {
    /// Number of state variables.
    fn dimension(&self) -> usize;
    /// Number of free parameters.
    fn free(&self) -> usize;
    /// The right-hand side at `z` into `out`.
    fn rhs(&self, z: &[f64], out: &mut [f64]);
    /// The derivatives by the state and then by the free parameters into `out`, row by row:
    /// `dimension` rows of `dimension + free`.
    fn jacobian(&self, z: &[f64], out: &mut [f64]);
    /// Right-hand sides and Jacobians at many states that share the free parameters, in the layout of
    /// [`Family::rhs`] and [`Family::jacobian`], one after the other.
    fn sample(&self, states: &[f64], free: &[f64], values: &mut [f64], jacobians: &mut [f64]);
    /// The second directional derivative `D²f(z)(v, w)` into `out`.
    fn second(&self, z: &[f64], v: &[f64], w: &[f64], out: &mut [f64]);
    /// The third directional derivative `D³f(z)(u, v, w)` into `out`.
    fn third(&self, z: &[f64], u: &[f64], v: &[f64], w: &[f64], out: &mut [f64]);
    /// All parameter values, in declaration order, when the free ones have the given values.
    fn values(&self, free: &[f64]) -> Vec<f64>;
    /// The state at place `s` of the line on which orbits restart into `out`, and its derivatives by `s` and
    /// by the free parameters into `jacobian`: `dimension` rows of `1 + free`.
    fn restart(&self, s: f64, free: &[f64], out: &mut [f64], jacobian: &mut [f64]);
    /// Where on that line a spike at `z` leads, and its derivatives by the state and the free parameters
    /// into `slopes`.
    fn mark(&self, z: &[f64], slopes: &mut [f64]) -> f64;
    /// The derivatives by the state and the free parameters, into `slopes`, of what rises through zero at a
    /// spike.
    fn guard(&self, z: &[f64], slopes: &mut [f64]);
}

/// So many variables and free parameters together are differentiated in one pass.
const TOGETHER: usize = 4;

/// Equations of which some parameters are free.
pub(super) struct Released<E, const N: usize> {
    values: Vec<f64>,
    free: Vec<usize>,
    equations: PhantomData<E>,
}

impl<E: Equations<N>, const N: usize> Released<E, N> {
    /// # Panics
    /// When an index is none of a declared parameter.
    pub(super) fn new(values: &[f64], free: &[usize]) -> Self {
        assert!(
            free.iter().all(|&k| k < values.len()),
            "free parameters are declared ones"
        );
        Self {
            values: values.to_vec(),
            free: free.to_vec(),
            equations: PhantomData,
        }
    }

    /// The parameters with `seed(j)` in the place of free parameter `j`.
    #[inline]
    fn read<S: Real>(&self, seed: impl Fn(usize) -> S) -> E::Params<S> {
        let value = |(k, &v): (usize, &f64)| match self.free.iter().position(|&f| f == k) {
            Some(j) => seed(j),
            None => S::from(v),
        };
        E::Params::<S>::read(&mut self.values.iter().enumerate().map(value))
    }

    /// One column of the Jacobian: state variables first, then free parameters.
    #[inline]
    fn column(&self, x: &[f64; N], p: &E::Params<Dual64>, j: usize) -> [f64; N] {
        let mut d = x.map(Dual64::from_re);
        if j < N {
            d[j].eps = 1.0;
        }
        E::rhs(d, p).map(|r| r.eps)
    }

    /// The point `z` with a derivative along its coordinate `j`: states first, then free parameters.
    fn along(&self, z: &[f64], j: usize) -> ([Dual64; N], E::Params<Dual64>) {
        let mut x = array::<N>(&z[..N]).map(Dual64::from_re);
        if j < N {
            x[j].eps = 1.0;
        }
        (x, self.seeded(&z[N..], j.checked_sub(N)))
    }

    fn seeded(&self, free: &[f64], direction: Option<usize>) -> E::Params<Dual64> {
        self.read(|j| Dual64::new(free[j], f64::from(u8::from(direction == Some(j)))))
    }
}

impl<E: Equations<N>, const N: usize> Family for Released<E, N> {
    fn dimension(&self) -> usize {
        N
    }

    fn free(&self) -> usize {
        self.free.len()
    }

    fn rhs(&self, z: &[f64], out: &mut [f64]) {
        let p = self.read(|j| z[N + j]);
        out.copy_from_slice(&E::rhs(array::<N>(&z[..N]), &p));
    }

    fn jacobian(&self, z: &[f64], out: &mut [f64]) {
        let mut value = [0.0; N];
        self.sample(&z[..N], &z[N..], &mut value, out);
    }

    fn sample(&self, states: &[f64], free: &[f64], values: &mut [f64], jacobians: &mut [f64]) {
        let columns = N + self.free.len();
        if columns <= TOGETHER {
            // All derivatives in one pass share the exponentials.
            type D = DualSVec64<TOGETHER>;
            let p = self.read(|j| D::from_re(free[j]).derivative(N + j));
            for (k, x) in states.chunks_exact(N).enumerate() {
                let x: [D; N] = std::array::from_fn(|i| D::from_re(x[i]).derivative(i));
                for (i, r) in E::rhs(x, &p).into_iter().enumerate() {
                    values[k * N + i] = r.re;
                    let row = &mut jacobians[(k * N + i) * columns..(k * N + i + 1) * columns];
                    match r.eps.0 {
                        Some(eps) => row.copy_from_slice(&eps.as_slice()[..columns]),
                        None => row.fill(0.0),
                    }
                }
            }
            return;
        }
        let plain = self.read(|j| free[j]);
        let still = self.seeded(free, None);
        for (k, x) in states.chunks_exact(N).enumerate() {
            let x = array::<N>(x);
            values[k * N..(k + 1) * N].copy_from_slice(&E::rhs(x, &plain));
            let out = &mut jacobians[k * N * columns..(k + 1) * N * columns];
            for j in 0..N {
                for (i, d) in self.column(&x, &still, j).into_iter().enumerate() {
                    out[i * columns + j] = d;
                }
            }
        }
        for f in 0..self.free.len() {
            let moving = self.seeded(free, Some(f));
            for (k, x) in states.chunks_exact(N).enumerate() {
                let out = &mut jacobians[k * N * columns..(k + 1) * N * columns];
                for (i, d) in self.column(&array(x), &moving, N).into_iter().enumerate() {
                    out[i * columns + N + f] = d;
                }
            }
        }
    }

    fn second(&self, z: &[f64], v: &[f64], w: &[f64], out: &mut [f64]) {
        let at = |k: usize| HyperDual64::new(z[k], v[k], w[k], 0.0);
        let p = self.read(|j| at(N + j));
        let x: [HyperDual64; N] = std::array::from_fn(at);
        out.copy_from_slice(&E::rhs(x, &p).map(|r| r.eps1eps2));
    }

    fn third(&self, z: &[f64], u: &[f64], v: &[f64], w: &[f64], out: &mut [f64]) {
        let at = |k: usize| HyperHyperDual64::new(z[k], u[k], v[k], w[k], 0.0, 0.0, 0.0, 0.0);
        let p = self.read(|j| at(N + j));
        let x: [HyperHyperDual64; N] = std::array::from_fn(at);
        out.copy_from_slice(&E::rhs(x, &p).map(|r| r.eps1eps2eps3));
    }

    fn values(&self, free: &[f64]) -> Vec<f64> {
        let mut values = self.values.clone();
        for (&k, &v) in self.free.iter().zip(free) {
            values[k] = v;
        }
        values
    }

    fn restart(&self, s: f64, free: &[f64], out: &mut [f64], jacobian: &mut [f64]) {
        let columns = 1 + self.free.len();
        for j in 0..columns {
            let p = self.seeded(free, j.checked_sub(1));
            let s = Dual64::new(s, f64::from(u8::from(j == 0)));
            for (i, d) in E::restart(s, &p).into_iter().enumerate() {
                out[i] = d.re;
                jacobian[i * columns + j] = d.eps;
            }
        }
    }

    fn mark(&self, z: &[f64], slopes: &mut [f64]) -> f64 {
        for (j, slope) in slopes.iter_mut().enumerate() {
            let (x, p) = self.along(z, j);
            *slope = E::mark(x, &p).eps;
        }
        E::mark(array::<N>(&z[..N]), &self.read(|j| z[N + j]))
    }

    fn guard(&self, z: &[f64], slopes: &mut [f64]) {
        for (j, slope) in slopes.iter_mut().enumerate() {
            let (x, p) = self.along(z, j);
            *slope = (x[0] - E::peak(x[N - 1], &p)).eps;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::zoo;

    /// For FitzHugh-Nagumo `v' = v − v³/3 − w + I`, `w' = eps (v + a − b w)` with I and eps free.
    #[test]
    fn derivatives_by_state_and_parameters_are_exact() {
        let model = zoo::find("fitzhugh-nagumo").expect("it exists");
        let info = model.info();
        let values = info.values(&info.presets[0]);
        let index = |name| info.parameter(name).expect("it exists");
        let family = model.family(&values, &[index("I"), index("eps")]);
        let (v, w, eps) = (0.5, -0.2, 0.3);
        let z = [v, w, 1.5, eps];
        let mut f = [0.0; 2];
        family.rhs(&z, &mut f);
        let slow = v + 0.7 - 0.8 * w;
        let near = |a: f64, b: f64| (a - b).abs() < 1e-15;
        assert!(near(f[0], v - v.powi(3) / 3.0 - w + 1.5) && near(f[1], eps * slow));
        let mut j = [0.0; 8];
        family.jacobian(&z, &mut j);
        let expected = [1.0 - v * v, -1.0, 1.0, 0.0, eps, -0.8 * eps, 0.0, slow];
        assert!(j.iter().zip(expected).all(|(&a, b)| near(a, b)), "{j:?}");
        // D²(e_v, e_v) = (−2v, 0); D²(e_w, e_eps) = (0, −b); D³(e_v, e_v, e_v) = (−2, 0).
        let e = |k: usize| {
            let mut d = [0.0; 4];
            d[k] = 1.0;
            d
        };
        family.second(&z, &e(0), &e(0), &mut f);
        assert!(near(f[0], -2.0 * v) && near(f[1], 0.0));
        family.second(&z, &e(1), &e(3), &mut f);
        assert!(near(f[0], 0.0) && near(f[1], -0.8));
        family.third(&z, &e(0), &e(0), &e(0), &mut f);
        assert!(near(f[0], -2.0) && near(f[1], 0.0));
        assert_eq!(family.values(&[9.0, 8.0])[index("eps")], 8.0);
    }

    /// Izhikevich's model resets (v, u) to (c, u + d) when v reaches v_peak.
    #[test]
    fn resets_are_differentiated_too() {
        let model = zoo::find("izhikevich").expect("it exists");
        let info = model.info();
        let values = info.values(&info.presets[0]);
        let index = |name| info.parameter(name).expect("it exists");
        let family = model.family(&values, &[index("d"), index("c"), index("v_peak")]);
        let free = [8.0, -65.0, 30.0];
        let (mut after, mut j) = ([0.0; 2], [0.0; 8]);
        family.restart(4.0, &free, &mut after, &mut j);
        assert_eq!(after, [-65.0, 4.0]);
        assert_eq!(j, [0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
        let z = [30.0, -4.0, 8.0, -65.0, 30.0];
        let mut slopes = [0.0; 5];
        assert_eq!(family.mark(&z, &mut slopes), 4.0);
        assert_eq!(slopes, [0.0, 1.0, 1.0, 0.0, 0.0]);
        family.guard(&z, &mut slopes);
        assert_eq!(slopes, [1.0, 0.0, 0.0, 0.0, -1.0]);
    }
}
