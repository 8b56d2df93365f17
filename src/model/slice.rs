//! A plane through the space of a model with more than two variables, as a vector field of its own.
use super::{
    field::{Field, Orbit, Run, RunEnd},
    follow::view,
    membrane::Membrane,
};
use crate::num::ode::{self, Options, System, Watch};
use nalgebra::{SMatrix, SVector};

/// No model has more variables than this.
const MOST: usize = 8;
/// Newton's method for the slaved variables takes no more steps than this. Gates, which are linear in
/// themselves, need one.
const STEPS: usize = 40;
/// It has converged when its step is below this times the size of the variables.
const ENOUGH: f64 = 1e-13;

/// A state, or one number per variable, without a place on the heap.
type Row = [f64; MOST];

/// The field of two shown variables of a model that has more. The others are slaved to their steady
/// state (each is where its own rate vanishes, the shown ones given) or held.
///
/// Derivatives are exact: those of the slaved variables come from the implicit function theorem. Where
/// there is no steady state within reach of Newton's method all values are NaN.
pub struct Slice {
    inner: Box<dyn Field>,
    shown: [usize; 2],
    /// The variables that are not shown.
    rest: Vec<usize>,
    /// Where the others are held, or where the search for their steady state begins.
    state: Vec<f64>,
    slaved: bool,
    /// The size of each variable that counts as one.
    scale: Vec<f64>,
}

impl Slice {
    /// The plane of the variables `shown` through `inner`. `state` is where the others are held or,
    /// when they are slaved, where the search for their steady state begins; `scale` are the sizes of
    /// all variables that count as one.
    ///
    /// # Panics
    /// When both shown variables are one, or there are more than eight variables.
    pub fn new(
        inner: Box<dyn Field>,
        shown: [usize; 2],
        state: Vec<f64>,
        slaved: bool,
        scale: Vec<f64>,
    ) -> Self {
        let n = inner.dimension();
        assert!(n <= MOST, "no model has more than eight variables");
        assert!(shown[0] != shown[1] && shown.iter().all(|&k| k < n));
        Self {
            rest: (0..n).filter(|k| !shown.contains(k)).collect(),
            inner,
            shown,
            state,
            slaved,
            scale,
        }
    }

    fn n(&self) -> usize {
        self.scale.len()
    }

    /// The whole state at a point of the plane; not finite where the others have no steady state.
    pub fn state(&self, at: [f64; 2]) -> Vec<f64> {
        self.lift(at)[..self.n()].to_vec()
    }

    fn lift(&self, at: [f64; 2]) -> Row {
        let n = self.n();
        let mut x = [0.0; MOST];
        x[..n].copy_from_slice(&self.state);
        for (&k, v) in self.shown.iter().zip(at) {
            x[k] = v;
        }
        if !self.slaved {
            return x;
        }
        let mut f = [0.0; MOST];
        let mut j = [0.0; MOST * MOST];
        for _ in 0..STEPS {
            self.inner.rhs(&x[..n], &mut f[..n]);
            self.inner.jacobian(&x[..n], &mut j[..n * n]);
            let mut right = f;
            let Some(()) = self.solve(&j, std::slice::from_mut(&mut right)) else {
                break;
            };
            let size = self
                .rest
                .iter()
                .fold(0.0_f64, |m, &k| m.max((right[k] / self.scale[k]).abs()));
            if !size.is_finite() {
                break;
            }
            // A long step may leave the formula's domain; one of gates never does.
            let part = (4.0 / size).min(1.0);
            for &k in &self.rest {
                x[k] -= part * right[k];
            }
            if size < ENOUGH {
                return x;
            }
            // A second look tells whether the equations were linear: then rounding is all that is left.
            self.inner.rhs(&x[..n], &mut f[..n]);
            let left = self.rest.iter().all(|&k| {
                let pull = j[k * n + k].abs() * self.scale[k];
                f[k].abs() <= 4.0 * f64::EPSILON * pull
            });
            if left {
                return x;
            }
        }
        [f64::NAN; MOST]
    }

    /// Solves the equations of the slaved variables, whose matrix is a part of the Jacobian `j`, for
    /// several right-hand sides, in place. `None` when they are singular.
    fn solve(&self, j: &[f64], rights: &mut [Row]) -> Option<()> {
        let (n, m) = (self.n(), self.rest.len());
        let mut a = [[0.0; MOST]; MOST];
        for (row, &r) in a.iter_mut().zip(&self.rest) {
            for (v, &c) in row.iter_mut().zip(&self.rest) {
                *v = j[r * n + c];
            }
        }
        // Rows of the right-hand sides keep the numbers of their variables.
        let mut order: Row = [0.0; MOST];
        let mut place: [usize; MOST] = [0; MOST];
        place[..m].copy_from_slice(&self.rest);
        for c in 0..m {
            let pivot = (c..m).max_by(|&p, &q| a[p][c].abs().total_cmp(&a[q][c].abs()))?;
            if a[pivot][c] == 0.0 || !a[pivot][c].is_finite() {
                return None;
            }
            a.swap(c, pivot);
            place.swap(c, pivot);
            let above = a[c];
            for r in c + 1..m {
                let factor = a[r][c] / above[c];
                if factor != 0.0 {
                    for (v, p) in a[r].iter_mut().zip(above) {
                        *v -= factor * p;
                    }
                    for right in rights.iter_mut() {
                        right[place[r]] -= factor * right[place[c]];
                    }
                }
            }
        }
        for right in rights {
            for c in (0..m).rev() {
                let mut v = right[place[c]];
                for k in c + 1..m {
                    v -= a[c][k] * order[k];
                }
                order[c] = v / a[c][c];
            }
            for (c, &k) in self.rest.iter().enumerate() {
                right[k] = order[c];
            }
        }
        Some(())
    }

    /// The rates and the Jacobian at a point, with the derivatives of the whole state by the point.
    fn linear(&self, at: [f64; 2]) -> (Row, [f64; MOST * MOST], [Row; 2]) {
        let n = self.n();
        let x = self.lift(at);
        let mut j = [0.0; MOST * MOST];
        self.inner.jacobian(&x[..n], &mut j[..n * n]);
        let mut by = [[0.0; MOST]; 2];
        if self.slaved {
            // g_z z' = −g_x.
            for (column, &s) in by.iter_mut().zip(&self.shown) {
                for &r in &self.rest {
                    column[r] = -j[r * n + s];
                }
            }
            if self.solve(&j, &mut by).is_none() {
                by = [[f64::NAN; MOST]; 2];
            }
        }
        let [x0, x1] = self.shown;
        (by[0][x0], by[0][x1]) = (1.0, 0.0);
        (by[1][x0], by[1][x1]) = (0.0, 1.0);
        (x, j, by)
    }

    fn value(&self, at: [f64; 2]) -> [f64; 2] {
        let n = self.n();
        let x = self.lift(at);
        let mut f = [0.0; MOST];
        self.inner.rhs(&x[..n], &mut f[..n]);
        self.shown.map(|k| f[k])
    }

    fn slopes(&self, at: [f64; 2]) -> [f64; 4] {
        let n = self.n();
        let (_, j, by) = self.linear(at);
        let entry = |r: usize, c: usize| (0..n).map(|k| j[self.shown[r] * n + k] * by[c][k]).sum();
        [entry(0, 0), entry(0, 1), entry(1, 0), entry(1, 1)]
    }
}

fn point(x: &[f64]) -> [f64; 2] {
    [x[0], x[1]]
}

impl System<2> for Slice {
    fn rhs(&self, _: f64, x: &SVector<f64, 2>) -> SVector<f64, 2> {
        SVector::from(self.value((*x).into()))
    }

    fn jacobian(&self, _: f64, x: &SVector<f64, 2>) -> SMatrix<f64, 2, 2> {
        let [a, b, c, d] = self.slopes((*x).into());
        SMatrix::<f64, 2, 2>::new(a, b, c, d)
    }
}

impl Field for Slice {
    fn dimension(&self) -> usize {
        2
    }

    fn rhs(&self, x: &[f64], out: &mut [f64]) {
        out.copy_from_slice(&self.value(point(x)));
    }

    fn jacobian(&self, x: &[f64], out: &mut [f64]) {
        out.copy_from_slice(&self.slopes(point(x)));
    }

    fn divergence(&self, x: &[f64]) -> f64 {
        let [a, _, _, d] = self.slopes(point(x));
        a + d
    }

    fn second(&self, x: &[f64], v: &[f64], w: &[f64], out: &mut [f64]) {
        let n = self.n();
        let (state, j, by) = self.linear(point(x));
        let along =
            |d: &[f64]| -> Row { std::array::from_fn(|k| by[0][k] * d[0] + by[1][k] * d[1]) };
        let (v, w) = (along(v), along(w));
        let mut bend = [0.0; MOST];
        self.inner
            .second(&state[..n], &v[..n], &w[..n], &mut bend[..n]);
        // The slaved variables bend too: g_z z'' = −D²g.
        let mut z = bend.map(|b| -b);
        for &k in &self.shown {
            z[k] = 0.0;
        }
        if !self.slaved {
            z = [0.0; MOST];
        } else if self.solve(&j, std::slice::from_mut(&mut z)).is_none() {
            z = [f64::NAN; MOST];
        }
        for (o, &s) in out.iter_mut().zip(&self.shown) {
            *o = bend[s] + self.rest.iter().map(|&k| j[s * n + k] * z[k]).sum::<f64>();
        }
    }

    fn sample(&self, states: &[f64], out: &mut [f64]) {
        for (x, o) in states.chunks_exact(2).zip(out.chunks_exact_mut(2)) {
            o.copy_from_slice(&self.value(point(x)));
        }
    }

    fn integrate(
        &self,
        start: &[f64],
        run: &Run<'_>,
        watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
    ) -> RunEnd {
        let options = Options {
            method: run.method,
            tolerance: run.tolerance,
            scale: SVector::from(point(run.scale)),
            clock: 0.0,
            span: run.span,
            max_steps: run.max_steps,
            escape: run.escape,
            first_step: run.first_step,
        };
        let s = ode::integrate(self, SVector::from(point(start)), &options, |step| {
            watch(&Orbit::Step(view(step, 0.0)))
        });
        RunEnd {
            end: s.end,
            spiked: false,
            time: s.time,
            state: s.state.as_slice().to_vec(),
            steps: s.steps,
            next_step: s.next_step,
            stiff: s.stiff,
            held: 0.0,
        }
    }

    fn resets(&self) -> bool {
        false
    }

    fn guard(&self, _x: &[f64]) -> f64 {
        -1.0
    }

    fn reset(&self, x: &[f64], out: &mut [f64]) {
        out.copy_from_slice(x);
    }

    fn restart(&self, _s: f64, out: &mut [f64]) {
        out.fill(f64::NAN);
    }

    fn mark(&self, _x: &[f64]) -> f64 {
        f64::NAN
    }

    fn transfer(&self, _s: f64, _x: &[f64]) -> f64 {
        f64::NAN
    }

    fn peak_at(&self, _u: f64) -> f64 {
        f64::INFINITY
    }

    fn reset_line(&self) -> f64 {
        f64::NAN
    }

    fn peak_line(&self) -> f64 {
        f64::INFINITY
    }

    fn hold(&self) -> f64 {
        0.0
    }

    fn membrane(&self, x: &[f64]) -> Option<Membrane> {
        self.inner.membrane(&self.lift(point(x))[..self.n()])
    }
}
