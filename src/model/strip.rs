//! A model of one variable in a plane: the variable against its rate of change.
use super::{
    field::{Dense, Field, Orbit, Run, RunEnd, StepView},
    membrane::Membrane,
};
use crate::num::ode::Watch;

/// The field of one variable in the plane of that variable and its rate: everything moves along the
/// first axis, at every height alike.
///
/// The second coordinate is where a point is drawn and nothing else; it never changes.
pub struct Strip {
    inner: Box<dyn Field>,
}

impl Strip {
    /// The plane of a field of one variable.
    ///
    /// # Panics
    /// When it has more than one.
    pub fn new(inner: Box<dyn Field>) -> Self {
        assert_eq!(inner.dimension(), 1, "a strip has one variable");
        Self { inner }
    }

    /// The rate of change at a value of the variable, and its exact derivative.
    fn rate(&self, x: f64) -> [f64; 2] {
        let (mut f, mut j) = ([0.0], [0.0]);
        self.inner.rhs(&[x], &mut f);
        self.inner.jacobian(&[x], &mut j);
        [f[0], j[0]]
    }
}

/// A step of the variable at a height.
struct Raised<'a, 'b> {
    step: &'a StepView<'b>,
    height: f64,
}

impl Dense for Raised<'_, '_> {
    fn at(&self, theta: f64, out: &mut [f64]) {
        self.step.at(theta, &mut out[..1]);
        out[1] = self.height;
    }

    fn restep(&self, theta: f64, out: &mut [f64]) {
        self.step.restep(theta, &mut out[..1]);
        out[1] = self.height;
    }

    fn locate(&self, event: &dyn Fn(&[f64]) -> f64, out: &mut [f64]) -> Option<f64> {
        out[1] = self.height;
        self.step
            .locate(&|x| event(&[x[0], self.height]), &mut out[..1])
    }
}

impl Field for Strip {
    fn dimension(&self) -> usize {
        2
    }

    fn rhs(&self, x: &[f64], out: &mut [f64]) {
        out.copy_from_slice(&[self.rate(x[0])[0], 0.0]);
    }

    fn jacobian(&self, x: &[f64], out: &mut [f64]) {
        out.copy_from_slice(&[self.rate(x[0])[1], 0.0, 0.0, 0.0]);
    }

    fn divergence(&self, x: &[f64]) -> f64 {
        self.rate(x[0])[1]
    }

    fn second(&self, x: &[f64], v: &[f64], w: &[f64], out: &mut [f64]) {
        self.inner.second(&x[..1], &v[..1], &w[..1], &mut out[..1]);
        out[1] = 0.0;
    }

    fn sample(&self, states: &[f64], out: &mut [f64]) {
        for (x, o) in states.chunks_exact(2).zip(out.chunks_exact_mut(2)) {
            self.inner.rhs(&x[..1], &mut o[..1]);
            o[1] = 0.0;
        }
    }

    fn integrate(
        &self,
        start: &[f64],
        run: &Run<'_>,
        watch: &mut dyn FnMut(&Orbit<'_>) -> Watch,
    ) -> RunEnd {
        let height = start[1];
        let run = Run {
            scale: &run.scale[..1],
            ..*run
        };
        let mut end = self
            .inner
            .integrate(&start[..1], &run, &mut |orbit| match orbit {
                Orbit::Step(step) => {
                    let raised = Raised { step, height };
                    watch(&Orbit::Step(StepView {
                        t: step.t,
                        h: step.h,
                        x0: &[step.x0[0], height],
                        x1: &[step.x1[0], height],
                        f0: &[step.f0[0], 0.0],
                        f1: &[step.f1[0], 0.0],
                        inner: &raised,
                    }))
                }
                Orbit::Reset {
                    time,
                    until,
                    before,
                    after,
                } => watch(&Orbit::Reset {
                    time: *time,
                    until: *until,
                    before: &[before[0], height],
                    after: &[after[0], height],
                }),
            });
        end.state.push(height);
        end
    }

    fn resets(&self) -> bool {
        self.inner.resets()
    }

    fn guard(&self, x: &[f64]) -> f64 {
        self.inner.guard(&x[..1])
    }

    fn reset(&self, x: &[f64], out: &mut [f64]) {
        out[1] = x[1];
        self.inner.reset(&x[..1], &mut out[..1]);
    }

    fn restart(&self, s: f64, out: &mut [f64]) {
        out[1] = 0.0;
        self.inner.restart(s, &mut out[..1]);
    }

    fn mark(&self, x: &[f64]) -> f64 {
        self.inner.mark(&x[..1])
    }

    fn transfer(&self, _s: f64, _x: &[f64]) -> f64 {
        0.0
    }

    fn peak_at(&self, u: f64) -> f64 {
        self.inner.peak_at(u)
    }

    fn reset_line(&self) -> f64 {
        self.inner.reset_line()
    }

    fn peak_line(&self) -> f64 {
        self.inner.peak_line()
    }

    fn hold(&self) -> f64 {
        self.inner.hold()
    }

    fn membrane(&self, x: &[f64]) -> Option<Membrane> {
        self.inner.membrane(&x[..1])
    }
}
