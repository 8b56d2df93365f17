//! The reset map R(u; λ) of a model that spikes by reset, with its exact derivatives.
//!
//! A spike starts on the reset line at u and ends on the peak line; R(u; λ) is where the next one
//! starts. In the plane the variational equation has a single unknown, w = f ∧ δx, the displacement
//! across the orbit: w' = (div f) w + f ∧ ∂f/∂λ. With δx along the reset line at the start it yields
//! ∂R/∂u, with the motion of the reset line ∂R/∂λ. At the end w, and the motion of the peak line, say how
//! far along that line the spike is displaced. Neither line need be vertical: u is the place on the reset
//! line as [`crate::model::Field::restart`] counts it, the second variable in all usual models.
use super::{planar::Planar, problem::Problem, problem::Window, trap::Trap, vary::Vary};
use crate::model::{Family, Model, Orbit, Spikes, StepView};
use crate::num::{
    ode::{Method, Watch},
    root,
};
use std::{cell::Cell, sync::Arc};

/// Error of one step where the map is followed, relative to the preset's window.
pub(super) const TIGHT: f64 = 1e-11;
/// The same between the points of a branch that are solved for exactly, and far from a solution.
const FAIR: f64 = 1e-9;
/// The same where it is only searched.
pub(super) const LOOSE: f64 = 1e-7;
/// Points of a periodic orbit are polished until they move by less than this part of the window.
const POLISHED: f64 = 1e-10;
/// An orbit that does not spike within so many steps is taken to rest, unless less is expected.
const MOST_STEPS: usize = 6_000;
/// The same where orbits are searched: one that spirals out so slowly is left to its branch.
const FEW_STEPS: usize = 800;

/// The reset map while one parameter varies.
pub(super) struct SpikeMap {
    model: Arc<dyn Model>,
    family: Box<dyn Family>,
    window: Window,
    /// The parameter and its range.
    pub(super) vary: Vary,
    /// An orbit that does not spike within so many steps is taken to rest.
    patience: Cell<usize>,
}

/// The reset map at one value of the parameter.
pub(super) struct Slice<'a> {
    /// The parameter's value.
    pub(super) parameter: f64,
    /// The field.
    pub(super) planar: Planar,
    /// Where orbits settle; looked at by loose orbits only.
    traps: Vec<Trap>,
    rough_patience: usize,
    patience: usize,
    tolerance: f64,
    family: &'a dyn Family,
}

/// One or several spikes in a row, from reset to reset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spike {
    /// Place on the reset line after the last reset.
    pub(super) next: f64,
    /// Time taken.
    pub(super) time: f64,
    /// ∂R/∂u.
    pub(super) slope: f64,
    /// ∂R/∂λ.
    pub(super) drift: f64,
    /// Smallest and largest value of both variables.
    pub(super) extent: [[f64; 2]; 2],
    /// The state at the end of the last spike, before its reset.
    pub(super) peak: [f64; 2],
    /// Steps of the longest spike.
    pub(super) steps: usize,
}

/// Nodes of Gauss's rule with four points on 0..=1.
const NODES: [f64; 4] = [
    0.069_431_844_202_973_71,
    0.330_009_478_207_571_87,
    0.669_990_521_792_428_1,
    0.930_568_155_797_026_3,
];
/// Its weights.
const WEIGHTS: [f64; 4] = [
    0.173_927_422_568_726_93,
    0.326_072_577_431_273_07,
    0.326_072_577_431_273_07,
    0.173_927_422_568_726_93,
];
/// Row j: the weights of the values at the nodes for the integral from node j to 1.
const REST: [[f64; 4]; 4] = [
    [
        0.086_963_711_284_363_16,
        0.352_676_757_516_272_14,
        0.313_445_114_741_866_87,
        0.177_482_572_254_522_74,
    ],
    [
        -0.014_190_694_931_141_445,
        0.163_036_288_715_636_88,
        0.353_953_006_033_742_5,
        0.167_191_921_974_188_92,
    ],
    [
        0.006_735_500_594_537_98,
        -0.027_880_428_602_470_975,
        0.163_036_288_715_635_58,
        0.188_118_117_499_868_18,
    ],
    [
        -0.003_555_149_685_795_511,
        0.012_627_462_689_403_846,
        -0.026_604_180_084_998_763,
        0.086_963_711_284_363_31,
    ],
];

impl SpikeMap {
    /// `None` for models without a reset.
    pub(super) fn new(problem: &Problem, vary: &Vary) -> Option<Self> {
        let model = Arc::clone(problem.model());
        let planar = model.info().dimension() == 2;
        (model.info().resets && planar).then(|| Self {
            family: model.family(problem.values(), &[vary.parameter]),
            window: problem.home(),
            vary: *vary,
            patience: Cell::new(MOST_STEPS),
            model,
        })
    }

    /// The widths of the preset's window: the size of each variable that counts as one.
    pub(super) fn scale(&self) -> [f64; 2] {
        self.window.size()
    }

    /// Orbits like this one are expected from now on: those that take much longer rest. `None` expects
    /// anything.
    pub(super) fn expect(&self, spike: Option<&Spike>) {
        let steps = spike.map_or(MOST_STEPS, |s| (2 * s.steps + 60).min(MOST_STEPS));
        self.patience.set(steps);
    }

    /// The map at one value of the parameter.
    pub(super) fn at(&self, parameter: f64) -> Slice<'_> {
        let field = self.model.bind(&self.family.values(&[parameter]));
        Slice {
            parameter,
            planar: Planar::new(field, self.window),
            traps: vec![],
            rough_patience: MOST_STEPS,
            patience: self.patience.get(),
            tolerance: TIGHT,
            family: &*self.family,
        }
    }
}

impl Slice<'_> {
    /// For a search: gives up rough orbits that settle at one of these places, or take long.
    pub(super) fn with_traps(mut self, traps: Vec<Trap>) -> Self {
        self.traps = traps;
        self.rough_patience = FEW_STEPS;
        self
    }

    /// Follows orbits to eight digits instead of ten, in half the time.
    pub(super) fn fairly(mut self) -> Self {
        self.tolerance = FAIR;
        self
    }

    /// The state at place `u` of the reset line.
    pub(super) fn restart(&self, u: f64) -> [f64; 2] {
        let mut x = [0.0; 2];
        self.planar.field().restart(u, &mut x);
        x
    }

    /// The orbit from the reset line at `u` to the next reset, roughly: where it ends and the time
    /// taken; `None` when it never spikes.
    pub(super) fn rough(&self, u: f64) -> Option<(f64, f64)> {
        let start = self.restart(u);
        let field = self.planar.field();
        if field.guard(&start) >= 0.0 {
            return None;
        }
        let mut run = self.planar.run(f64::MAX, LOOSE);
        run.method = Method::Dopri5;
        run.spikes = Spikes::Stop;
        run.max_steps = self.rough_patience;
        run.escape = 100.0;
        let end = self.planar.integrate(start, &run, |orbit| match orbit {
            Orbit::Step(step) if !self.traps.iter().any(|t| t.contains(step.x1)) => Watch::Continue,
            _ => Watch::Stop,
        });
        end.spiked
            .then(|| (field.mark(&end.state), end.time + field.hold()))
    }

    /// The orbit from the reset line at `u` to the next reset, with its derivatives; `None` when it
    /// never spikes.
    fn spike(&self, u: f64, tolerance: f64) -> Option<Spike> {
        let (mut start, mut moves) = ([0.0; 2], [0.0; 4]);
        self.family
            .restart(u, &[self.parameter], &mut start, &mut moves);
        let f = self.planar.f(start);
        // f ∧ δx for δx along the reset line, and for the motion of that line.
        let [v_by_u, v_by_parameter, u_by_u, u_by_parameter] = moves;
        let wedge = |dv: f64, du: f64| f[0] * du - f[1] * dv;
        let pushes = [wedge(v_by_u, u_by_u), wedge(v_by_parameter, u_by_parameter)];
        self.fire(start, pushes, tolerance)
    }

    /// The orbit from `start` to its first reset. Of its derivatives `drift` holds what the parameter
    /// does from `start` on, and `slope` what a displacement across the orbit there does.
    pub(super) fn first(&self, start: [f64; 2]) -> Option<Spike> {
        self.fire(start, [1.0, 0.0], self.tolerance)
    }

    fn fire(
        &self,
        start: [f64; 2],
        [mut across, mut pushed]: [f64; 2],
        tolerance: f64,
    ) -> Option<Spike> {
        let field = self.planar.field();
        if field.guard(&start) >= 0.0 {
            return None;
        }
        let mut run = self.planar.run(f64::MAX, tolerance);
        run.spikes = Spikes::Stop;
        run.max_steps = self.patience;
        run.escape = 1e3;
        let mut extent = [start; 2];
        let end = self.planar.integrate(start, &run, |orbit| {
            let Orbit::Step(step) = orbit else {
                return Watch::Stop;
            };
            self.vary_over(step, &mut across, &mut pushed);
            for i in 0..2 {
                stretch(&mut extent, i, step.x1[i]);
                // Extrema lie inside steps. The value there is flat: its place need not be exact.
                if step.f0[i] * step.f1[i] < 0.0 {
                    let mut x = [0.0; 2];
                    let speed = |theta: f64| {
                        step.at(theta, &mut x);
                        self.planar.f(x)[i]
                    };
                    let ends = [(0.0, step.f0[i]), (1.0, step.f1[i])];
                    let theta = root::bracketed(speed, ends[0], ends[1], 1e-5);
                    if theta.is_finite() {
                        step.at(theta, &mut x);
                        stretch(&mut extent, i, x[i]);
                    }
                }
            }
            Watch::Continue
        });
        if !end.spiked {
            return None;
        }
        let at = [end.state[0], end.state[1]];
        let f = self.planar.f(at);
        let z = [at[0], at[1], self.parameter];
        let (mut guard, mut mark) = ([0.0; 3], [0.0; 3]);
        self.family.guard(&z, &mut guard);
        let next = self.family.mark(&z, &mut mark);
        let mut after = [0.0; 2];
        field.reset(&at, &mut after);
        stretch(&mut extent, 0, after[0]);
        stretch(&mut extent, 1, after[1]);
        // The displacement δx with f ∧ δx = w that stays on the peak line while that moves by −g_λ:
        // g_v δv + g_u δu = −g_λ.
        let across_line = f[0] * guard[0] + f[1] * guard[1];
        let along = |w: f64, moved: f64| {
            let dv = (f[0] * moved - w * guard[1]) / across_line;
            let du = (f[1] * moved + w * guard[0]) / across_line;
            mark[0] * dv + mark[1] * du
        };
        Some(Spike {
            next,
            time: end.time + field.hold(),
            slope: along(across, 0.0),
            drift: along(pushed, -guard[2]) + mark[2],
            extent,
            peak: at,
            steps: end.steps,
        })
    }

    /// Carries both displacements over a step, by Gauss's rule with four points.
    fn vary_over(&self, step: &StepView<'_>, across: &mut f64, pushed: &mut f64) {
        let mut states = [0.0; 8];
        for (node, x) in NODES.iter().zip(states.chunks_exact_mut(2)) {
            step.at(*node, x);
        }
        let (mut f, mut j) = ([0.0; 8], [0.0; 24]);
        self.family
            .sample(&states, &[self.parameter], &mut f, &mut j);
        let divergence: [f64; 4] = std::array::from_fn(|k| j[6 * k] + j[6 * k + 4]);
        let push: [f64; 4] =
            std::array::from_fn(|k| f[2 * k] * j[6 * k + 5] - f[2 * k + 1] * j[6 * k + 2]);
        let integral = |weights: &[f64; 4]| -> f64 {
            step.h * (0..4).map(|k| weights[k] * divergence[k]).sum::<f64>()
        };
        let whole = integral(&WEIGHTS).exp();
        *across *= whole;
        let gained: f64 = (0..4)
            .map(|k| WEIGHTS[k] * push[k] * integral(&REST[k]).exp())
            .sum();
        *pushed = *pushed * whole + step.h * gained;
    }

    /// `k` spikes in a row from the reset line at `u`, and where each of them starts.
    pub(super) fn spikes(&self, u: f64, k: usize) -> Option<(Spike, Vec<f64>)> {
        self.spikes_to(u, k, self.tolerance)
    }

    fn spikes_to(&self, u: f64, k: usize, tolerance: f64) -> Option<(Spike, Vec<f64>)> {
        let mut starts = Vec::with_capacity(k);
        starts.push(u);
        let mut all = self.spike(u, tolerance)?;
        for _ in 1..k {
            starts.push(all.next);
            let one = self.spike(all.next, tolerance)?;
            all = all.then(&one);
        }
        Some((all, starts))
    }

    /// The periodic orbit of `k` spikes that starts near `u`, by Newton's method, its start polished
    /// to rounding; `None` unless it is found within `reach` of `u`.
    pub(super) fn orbit(
        &self,
        u: f64,
        k: usize,
        reach: f64,
        budget: &mut usize,
    ) -> Option<(f64, Spike, Vec<f64>)> {
        let height = self.planar.scale()[1];
        let (mut v, mut last) = (u, f64::INFINITY);
        let mut fine = self.tolerance >= FAIR;
        for _ in 0..12 {
            *budget = budget.checked_sub(k)?;
            let tolerance = if fine { self.tolerance } else { FAIR };
            let (spike, starts) = self.spikes_to(v, k, tolerance)?;
            let change = (spike.next - v) / (1.0 - spike.slope);
            let small = change.abs() <= POLISHED * height;
            if fine && (small || (change.abs() >= 0.5 * last && change.abs() < 1e-8 * height)) {
                return Some((v, spike, starts));
            }
            if change.is_nan() || (v + change - u).abs() > reach {
                return None;
            }
            fine |= change.abs() < 1e-4 * height;
            last = change.abs();
            v += change;
        }
        None
    }
}

fn stretch(extent: &mut [[f64; 2]; 2], i: usize, x: f64) {
    extent[0][i] = extent[0][i].min(x);
    extent[1][i] = extent[1][i].max(x);
}

impl Spike {
    /// This, then `next`: the chain rule.
    pub(super) fn then(&self, next: &Self) -> Self {
        let [a, b] = [self.extent, next.extent];
        Self {
            next: next.next,
            time: self.time + next.time,
            slope: self.slope * next.slope,
            drift: next.slope * self.drift + next.drift,
            extent: [
                [a[0][0].min(b[0][0]), a[0][1].min(b[0][1])],
                [a[1][0].max(b[1][0]), a[1][1].max(b[1][1])],
            ],
            peak: next.peak,
            steps: self.steps.max(next.steps),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(source: &str, name: &str) -> SpikeMap {
        let problem = Problem::from_source(source).expect("it exists");
        let vary = Vary::new(&problem, name, [-100.0, 100.0]).expect("a range");
        SpikeMap::new(&problem, &vary).expect("it resets")
    }

    /// Differences of the map itself, at a step where they are right to a millionth.
    #[test]
    fn derivatives_agree_with_differences_for_every_parameter() {
        for (name, at) in [
            ("I", 10.0_f64),
            ("a", 0.02),
            ("b", 0.2),
            ("c", -65.0),
            ("d", 8.0),
            ("v_peak", 30.0),
        ] {
            let mut problem = Problem::from_source("izhikevich/rs").expect("it exists");
            problem.set("I", 10.0).expect("fine");
            let vary = Vary::new(&problem, name, [-100.0, 100.0]).expect("a range");
            let map = SpikeMap::new(&problem, &vary).expect("it resets");
            let (u, h) = (-6.0, 1e-4 * at.abs().max(0.1));
            let next = |u: f64, p: f64| map.at(p).spike(u, TIGHT).expect("it fires").next;
            let spike = map.at(at).spike(u, TIGHT).expect("it fires");
            let by_u = (next(u + 1e-4, at) - next(u - 1e-4, at)) / 2e-4;
            let by_p = (next(u, at + h) - next(u, at - h)) / (2.0 * h);
            assert!(
                (spike.slope - by_u).abs() < 1e-6,
                "{name}: {} {by_u}",
                spike.slope
            );
            assert!(
                (spike.drift - by_p).abs() < 1e-6 * by_p.abs().max(1.0),
                "{name}: {} {by_p}",
                spike.drift
            );
        }
    }

    /// Table of reference rates: RS at I = 10 fires at 22.315245 Hz, one spike per period.
    #[test]
    fn the_fixed_point_of_regular_spiking_has_its_reference_rate() {
        let map = map("izhikevich/rs", "I");
        let mut budget = 100;
        let (_, spike, _) = map
            .at(10.0)
            .orbit(-6.0, 1, 20.0, &mut budget)
            .expect("it fires");
        assert!((1000.0 / spike.time - 22.315_245).abs() < 1e-6);
    }
}
