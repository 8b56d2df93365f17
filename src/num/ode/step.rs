//! One accepted step: its continuous extension, and events inside it.
use super::{System, dop853, dopri5, radau5};
use crate::num::root;
use nalgebra::SVector;
use std::cell::OnceCell;

pub(super) enum Stages<const N: usize> {
    Dopri5(dopri5::Stages<N>),
    Dop853(dop853::Stages<N>),
    Radau5(radau5::Stages<N>),
}

enum DenseCoefficients<const N: usize> {
    Dopri5([SVector<f64, N>; 4]),
    Dop853([SVector<f64, N>; 7]),
}

/// One accepted step.
pub struct Step<'s, const N: usize, S: System<N>> {
    /// Time at its start.
    pub t: f64,
    /// Its length, negative when going backward.
    pub h: f64,
    /// State at its start.
    pub x0: SVector<f64, N>,
    /// State at its end.
    pub x1: SVector<f64, N>,
    /// Slope at its start.
    pub f0: SVector<f64, N>,
    /// Slope at its end.
    pub f1: SVector<f64, N>,
    stages: Stages<N>,
    dense: OnceCell<DenseCoefficients<N>>,
    clock: f64,
    system: &'s S,
}

impl<'s, const N: usize, S: System<N>> Step<'s, N, S> {
    /// The step of length `h` from time `t`, where the system's clock showed `clock` at time 0, with states and slopes at both ends.
    pub(super) fn new(
        system: &'s S,
        (clock, t, h): (f64, f64, f64),
        (x0, x1): (SVector<f64, N>, SVector<f64, N>),
        (f0, f1): (SVector<f64, N>, SVector<f64, N>),
        stages: Stages<N>,
    ) -> Self {
        Self {
            t,
            h,
            x0,
            x1,
            f0,
            f1,
            stages,
            dense: OnceCell::new(),
            clock,
            system,
        }
    }

    /// The state at `t + theta h`, `theta` in 0..=1, by the method's continuous extension.
    pub fn at(&self, theta: f64) -> SVector<f64, N> {
        if let Stages::Radau5(k) = &self.stages {
            return radau5::interpolate(&self.x0, k, theta);
        }
        let dense = self.dense.get_or_init(|| match &self.stages {
            Stages::Dopri5(k) => {
                DenseCoefficients::Dopri5(dopri5::dense((&self.x0, &self.x1), k, &self.f1, self.h))
            }
            Stages::Dop853(k) => DenseCoefficients::Dop853(dop853::dense(
                self.system,
                self.clock + self.t,
                (&self.x0, &self.x1),
                k,
                &self.f1,
                self.h,
            )),
            Stages::Radau5(_) => unreachable!("handled above"),
        });
        match dense {
            DenseCoefficients::Dopri5(c) => dopri5::interpolate(&self.x0, c, theta),
            DenseCoefficients::Dop853(c) => dop853::interpolate(&self.x0, c, theta),
        }
    }

    /// The state at `t + theta h` by a fresh step of that length: as accurate as the orbit itself,
    /// where [`Step::at`] has the smaller order of the continuous extension.
    pub fn restep(&self, theta: f64) -> SVector<f64, N> {
        let t = self.clock + self.t;
        match &self.stages {
            Stages::Dopri5(_) => dopri5::step(self.system, t, &self.x0, &self.f0, theta * self.h).0,
            Stages::Dop853(_) => dop853::step(self.system, t, &self.x0, &self.f0, theta * self.h).0,
            Stages::Radau5(_) => radau5::step(
                self.system,
                t,
                &self.x0,
                theta * self.h,
                (1e-14, &SVector::repeat(1e-300)),
            )
            .map_or_else(|| self.at(theta), |(x1, _)| x1),
        }
    }

    /// Where in this step `event` passes through zero, as `theta` and the state there; `None` unless
    /// its sign differs between the two ends of the step.
    ///
    /// Bracketed on the continuous extension, then polished on fresh steps, so that the time is as
    /// accurate as the orbit: to about 1e-13 of the step.
    pub fn locate(
        &self,
        event: impl Fn(&SVector<f64, N>) -> f64,
    ) -> Option<(f64, SVector<f64, N>)> {
        self.locate_in_time(|_, x| event(x))
    }

    /// As [`Step::locate`], for an event that depends on time: on the place `theta` in this step.
    pub fn locate_in_time(
        &self,
        event: impl Fn(f64, &SVector<f64, N>) -> f64,
    ) -> Option<(f64, SVector<f64, N>)> {
        let (e0, e1) = (event(0.0, &self.x0), event(1.0, &self.x1));
        if e0.is_nan() || e1.is_nan() || (e0 > 0.0) == (e1 > 0.0) {
            return None;
        }
        let rough = root::bracketed(|s| event(s, &self.at(s)), (0.0, e0), (1.0, e1), 1e-9);
        let (mut theta, mut state) = (rough, self.restep(rough));
        let mut value = event(theta, &state);
        let mut slope = e1 - e0;
        // Secant steps; the first slope is taken on the continuous extension.
        let d = if rough < 0.5 { 1e-4 } else { -1e-4 };
        let near = (event(rough + d, &self.at(rough + d)) - event(rough, &self.at(rough))) / d;
        if near != 0.0 && near.is_finite() {
            slope = near;
        }
        for _ in 0..6 {
            let next = (theta - value / slope).clamp(0.0, 1.0);
            if next == theta || !next.is_finite() {
                break;
            }
            let (s, v) = {
                let s = self.restep(next);
                (s, event(next, &s))
            };
            if v.is_nan() || v.abs() > value.abs() {
                break;
            }
            if next != theta && v != value {
                slope = (v - value) / (next - theta);
            }
            let moved = (next - theta).abs();
            (theta, state, value) = (next, s, v);
            if moved < 1e-13 {
                break;
            }
        }
        Some((theta, state))
    }
}
