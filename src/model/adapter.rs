//! From [`Equations`] to [`Model`] and [`Field`], at no cost per right-hand-side call.
use super::{
    driven::driven,
    equations::Equations,
    euler::stepwise,
    family::{Family, Released},
    field::{Field, Model, Orbit, Run, RunEnd},
    follow::{Hybrid, follow},
    membrane::Membrane,
    params::ReadParams,
    real::Real,
    spec::{ModelInfo, Reduction},
    stimulus::{Euler, Walk},
};
use crate::num::ode::{System, Watch};
use nalgebra::{SMatrix, SVector};
use num_dual::{Dual64, DualNum, HyperDual64};
use std::marker::PhantomData;

/// A built-in model, made from its [`Equations`].
pub struct Builtin<E, const N: usize> {
    info: ModelInfo,
    equations: PhantomData<E>,
}

impl<E: Equations<N>, const N: usize> Builtin<E, N> {
    /// Gathers what the equations declare.
    pub fn new() -> Self {
        let mut info = ModelInfo {
            id: E::ID,
            name: E::NAME,
            source: E::SOURCE,
            formula: E::FORMULA,
            python: E::PYTHON,
            variables: E::VARS.to_vec(),
            parameters: <E::Params<f64> as ReadParams<f64>>::SPECS.to_vec(),
            presets: E::presets(),
            time: E::TIME,
            resets: E::RESETS,
            plane: E::PLANE,
            rate: E::RATE,
            spike: E::SPIKE,
            membrane: false,
            reduced: false,
        };
        assert!(!info.presets.is_empty(), "{} has no preset", E::ID);
        let usual = &info.presets[0];
        let params = fixed(&info.values(usual));
        info.reduced = E::reduced(&params).is_some();
        info.membrane = E::membrane(array(&usual.initial), &params).is_some();
        Self {
            info,
            equations: PhantomData,
        }
    }
}

impl<E: Equations<N>, const N: usize> Default for Builtin<E, N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: Equations<N>, const N: usize> Model for Builtin<E, N> {
    fn info(&self) -> &ModelInfo {
        &self.info
    }

    fn bind(&self, values: &[f64]) -> Box<dyn Field> {
        Box::new(Bound::<E, N> {
            plain: fixed(values),
            dual: fixed(values),
            hyper: fixed(values),
        })
    }

    fn reduced(&self, values: &[f64]) -> Option<Reduction> {
        E::reduced(&fixed(values))
    }

    fn family(&self, values: &[f64], free: &[usize]) -> Box<dyn Family> {
        Box::new(Released::<E, N>::new(values, free))
    }

    fn integrate_driven(
        &self,
        values: &[f64],
        start: &[f64],
        run: &Run<'_>,
        walk: &mut Walk,
        watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
    ) -> RunEnd {
        driven::<E, N>(values, array(start), run, walk, watch).into()
    }

    fn euler(
        &self,
        values: &[f64],
        start: &[f64],
        euler: &Euler,
        walk: &mut Walk,
        watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
    ) -> RunEnd {
        stepwise::<E, N>(values, array(start), euler, walk, watch).into()
    }
}

/// Parameters that carry no derivatives.
pub(super) fn fixed<S: Real, P: ReadParams<S>>(values: &[f64]) -> P {
    assert_eq!(
        values.len(),
        P::SPECS.len(),
        "one value per declared parameter"
    );
    P::read(&mut values.iter().map(|&v| S::from(v)))
}

/// Equations at fixed parameter values, read once for each scalar.
pub(super) struct Bound<E: Equations<N>, const N: usize> {
    plain: E::Params<f64>,
    dual: E::Params<Dual64>,
    hyper: E::Params<HyperDual64>,
}

pub(super) fn array<const N: usize>(x: &[f64]) -> [f64; N] {
    x.try_into().expect("a state has one number per variable")
}

impl<E: Equations<N>, const N: usize> Bound<E, N> {
    #[inline]
    fn value(&self, x: [f64; N]) -> [f64; N] {
        E::rhs(x, &self.plain)
    }

    /// Derivative of the right-hand side in the direction of variable `j`.
    #[inline]
    fn column(&self, x: &[f64; N], j: usize) -> [f64; N] {
        let mut d = x.map(Dual64::from_re);
        d[j].eps = 1.0;
        E::rhs(d, &self.dual).map(|r| r.eps)
    }
}

impl<E: Equations<N>, const N: usize> System<N> for Bound<E, N> {
    #[inline]
    fn rhs(&self, _: f64, x: &SVector<f64, N>) -> SVector<f64, N> {
        SVector::from(self.value((*x).into()))
    }

    fn jacobian(&self, _: f64, x: &SVector<f64, N>) -> SMatrix<f64, N, N> {
        let x: [f64; N] = (*x).into();
        SMatrix::from_columns(&std::array::from_fn::<_, N, _>(|j| {
            SVector::from(self.column(&x, j))
        }))
    }
}

impl<E: Equations<N>, const N: usize> Hybrid<N> for Bound<E, N> {
    #[inline]
    fn guard(&self, _: f64, x: [f64; N]) -> f64 {
        E::guard(x, &self.plain)
    }

    fn reset(&self, _: f64, x: [f64; N]) -> [f64; N] {
        E::reset(x, &self.plain)
    }

    fn hold(&self, _: f64) -> f64 {
        E::hold(&self.plain)
    }
}

impl<E: Equations<N>, const N: usize> Field for Bound<E, N> {
    fn dimension(&self) -> usize {
        N
    }

    fn rhs(&self, x: &[f64], out: &mut [f64]) {
        out.copy_from_slice(&self.value(array(x)));
    }

    fn jacobian(&self, x: &[f64], out: &mut [f64]) {
        let x = array::<N>(x);
        for j in 0..N {
            for (i, d) in self.column(&x, j).into_iter().enumerate() {
                out[i * N + j] = d;
            }
        }
    }

    fn divergence(&self, x: &[f64]) -> f64 {
        let x = array::<N>(x);
        (0..N).map(|j| self.column(&x, j)[j]).sum()
    }

    fn second(&self, x: &[f64], v: &[f64], w: &[f64], out: &mut [f64]) {
        let d: [HyperDual64; N] = std::array::from_fn(|i| HyperDual64::new(x[i], v[i], w[i], 0.0));
        out.copy_from_slice(&E::rhs(d, &self.hyper).map(|r| r.eps1eps2));
    }

    fn sample(&self, states: &[f64], out: &mut [f64]) {
        for (x, o) in states.chunks_exact(N).zip(out.chunks_exact_mut(N)) {
            o.copy_from_slice(&self.value(array(x)));
        }
    }

    fn integrate(
        &self,
        start: &[f64],
        run: &Run<'_>,
        watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
    ) -> RunEnd {
        follow(self, E::RESETS, array(start), (run, 0.0), watch).into()
    }

    fn resets(&self) -> bool {
        E::RESETS
    }

    fn guard(&self, x: &[f64]) -> f64 {
        if E::RESETS {
            E::guard(array(x), &self.plain)
        } else {
            -1.0
        }
    }

    fn reset(&self, x: &[f64], out: &mut [f64]) {
        let x = array(x);
        let after = if E::RESETS {
            E::reset(x, &self.plain)
        } else {
            x
        };
        out.copy_from_slice(&after);
    }

    fn restart(&self, s: f64, out: &mut [f64]) {
        out.copy_from_slice(&E::restart(s, &self.plain));
    }

    fn mark(&self, x: &[f64]) -> f64 {
        E::mark(array(x), &self.plain)
    }

    fn transfer(&self, s: f64, x: &[f64]) -> f64 {
        if N != 2 {
            return f64::NAN;
        }
        let dual = |x: &[f64], j: usize| {
            let mut d = array::<N>(x).map(Dual64::from_re);
            d[j].eps = 1.0;
            d
        };
        let start = E::restart(Dual64::new(s, 1.0), &self.dual);
        let from = self.value(start.map(|d| d.re));
        let across = from[0] * start[1].eps - from[1] * start[0].eps;
        let f = self.value(array(x));
        // The displacement (δv, δu) along the peak line that has f ∧ δx = 1.
        let lean = E::peak(Dual64::new(x[1], 1.0), &self.dual).eps;
        let du = 1.0 / (f[0] - f[1] * lean);
        let mark = |j: usize| E::mark(dual(x, j), &self.dual).eps;
        across * du * (mark(0) * lean + mark(1))
    }

    fn reset_line(&self) -> f64 {
        if E::RESETS && !E::slanted(&self.plain) {
            E::restart(0.0, &self.plain)[0]
        } else {
            f64::NAN
        }
    }

    fn peak_line(&self) -> f64 {
        match E::RESETS {
            false => f64::INFINITY,
            true if E::slanted(&self.plain) => f64::NAN,
            true => E::peak(0.0, &self.plain),
        }
    }

    fn peak_at(&self, u: f64) -> f64 {
        if E::RESETS {
            E::peak(u, &self.plain)
        } else {
            f64::INFINITY
        }
    }

    fn switch(&self) -> Option<f64> {
        E::switch(&self.plain)
    }

    fn hold(&self) -> f64 {
        if E::RESETS { E::hold(&self.plain) } else { 0.0 }
    }

    fn membrane(&self, x: &[f64]) -> Option<Membrane> {
        E::membrane(array(x), &self.plain)
    }
}

const _: fn() = || {
    fn is_real<S: Real + DualNum>() {}
    is_real::<Dual64>();
};
