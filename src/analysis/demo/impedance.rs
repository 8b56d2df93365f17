//! The impedance of a cell: which frequencies it prefers.
use crate::analysis::driven::{Scheme, driven};
use crate::analysis::{Equilibrium, Problem, TrajectoryOptions};
use crate::job::Cancel;
use crate::model::stimulus::Signal;
use crate::model::{Drive, Stimulus, StimulusError};
use nalgebra::Complex;
use std::f64::consts::TAU;

/// Frequencies at which the impedance is computed.
const FREQUENCIES: usize = 60;
/// Steps of golden section to the peak: from twice the distance of two frequencies to a thousandth of it.
const GOLDEN: usize = 18;
/// Samples per turn of the highest frequency of the stimulus.
const PER_TURN: f64 = 100.0;
/// No more samples than this.
const MOST: f64 = 4e6;

/// The impedance |Z(f)|: the amplitude of the first variable per amplitude of the first parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Impedance {
    /// Frequencies, increasing, in Hz where time is in milliseconds, else per unit of time.
    pub frequencies: Vec<f64>,
    /// |Z| from the response: the ratio of the Fourier transforms of response and stimulus.
    pub measured: Vec<f64>,
    /// |Z| from the linearisation at rest: |first component of (iω − J)⁻¹ ∂f/∂p|.
    pub linear: Vec<f64>,
    /// Frequency and value of the largest measured |Z|, the frequency to about a thousandth, in which the
    /// curve is flat to a millionth; the response itself departs from linear by more than that.
    pub peak: [f64; 2],
    /// The same of the linearisation.
    pub linear_peak: [f64; 2],
}

impl Impedance {
    /// The largest relative departure of the measured from the linear |Z|.
    pub fn departure(&self) -> f64 {
        let pairs = self.measured.iter().zip(&self.linear);
        pairs.fold(0.0, |worst, (m, l)| worst.max((m / l - 1.0).abs()))
    }

    /// Whether the peak lies inside the range: the cell prefers a frequency, where an integrator
    /// prefers the lowest.
    pub fn is_inside(&self) -> bool {
        let [best, _] = self.peak;
        let n = self.frequencies.len();
        n > 2 && best > self.frequencies[0] && best < self.frequencies[n - 1]
    }
}

/// Refines the largest of `values` at the frequencies by golden section between its neighbours; at the ends
/// of the range it stays where it is.
fn refined(frequencies: &[f64], values: &[f64], at: impl Fn(f64) -> f64) -> [f64; 2] {
    let best = (0..values.len()).max_by(|&a, &b| values[a].total_cmp(&values[b]));
    let Some(k) = best else {
        return [f64::NAN; 2];
    };
    if k == 0 || k + 1 == values.len() {
        return [frequencies[k], values[k]];
    }
    let golden = 0.5 * (5.0_f64.sqrt() - 1.0);
    let (mut lo, mut hi) = (frequencies[k - 1], frequencies[k + 1]);
    let (mut a, mut b) = (hi - golden * (hi - lo), lo + golden * (hi - lo));
    let (mut za, mut zb) = (at(a), at(b));
    for _ in 0..GOLDEN {
        if za > zb {
            (hi, b, zb) = (b, a, za);
            a = hi - golden * (hi - lo);
            za = at(a);
        } else {
            (lo, a, za) = (a, b, zb);
            b = lo + golden * (hi - lo);
            zb = at(b);
        }
    }
    if za > zb { [a, za] } else { [b, zb] }
}

/// Measures the impedance of `problem` around `rest` by the response to `stimulus`, of which the first
/// signal must be a chirp on the first parameter, until it has rung out at time `until`; `None` when
/// cancelled.
///
/// The chirp has to be so weak that the response is linear. Frequencies are spread by equal factors over
/// the middle of the chirp's own range, where it has power.
///
/// # Errors
/// A stimulus that does not fit the model.
pub fn impedance(
    cancel: &Cancel,
    problem: &Problem,
    rest: &Equilibrium,
    stimulus: &Stimulus,
    until: f64,
) -> Result<Option<Impedance>, StimulusError> {
    let drive = Drive::new(&**problem.model(), problem.values(), stimulus, 1)?;
    let hertz = problem.model().info().time.per_second().recip();
    let (low, high) = match stimulus.inputs.first().map(|i| &i.signal) {
        Some(Signal::Chirp { from, to, .. }) => (from.min(*to), from.max(*to)),
        _ => (1.0, 100.0),
    };
    let step = (1.0 / (high * hertz * PER_TURN)).max(until / MOST);
    let options = TrajectoryOptions {
        span: until,
        tolerance: 1e-9,
        every: Some(step),
        ..TrajectoryOptions::default()
    };
    let start = &rest.at;
    let Some(run) = driven(cancel, problem, start, &options, &drive, Scheme::Accurate) else {
        return Ok(None);
    };
    let course = &run.trajectory;
    let input = drive.sampled(0, &course.times);
    let (first, last) = (2.0 * low, 0.9 * high);
    let by = {
        let family = problem.model().family(problem.values(), &[0]);
        let n = rest.at.len();
        let mut z = rest.at.clone();
        z.push(problem.values()[0]);
        let mut jacobian = vec![0.0; n * (n + 1)];
        family.jacobian(&z, &mut jacobian);
        [jacobian[2], jacobian[5]]
    };
    let j = &rest.jacobian;
    let measured = |f: f64| {
        let omega = TAU * f * hertz;
        // The sums of a Fourier integral by the trapezoidal rule; its step cancels in the ratio.
        let zero = Complex::new(0.0, 0.0);
        let (mut response, mut cause) = (zero, zero);
        let turn = Complex::from_polar(1.0, -omega * step);
        let mut phase = Complex::new(1.0, 0.0);
        for (k, (state, i)) in course.states.iter().zip(&input).enumerate() {
            response += phase * (state[0] - rest.at[0]);
            cause += phase * *i;
            // Afresh now and then, so that rounding does not add up.
            phase = if k % 1000 == 999 {
                Complex::from_polar(1.0, -omega * step * (k + 1) as f64)
            } else {
                phase * turn
            };
        }
        (response / cause).norm()
    };
    let linear = |f: f64| {
        let i_omega = Complex::new(0.0, TAU * f * hertz);
        let determinant = (i_omega - j[(0, 0)]) * (i_omega - j[(1, 1)]) - j[(0, 1)] * j[(1, 0)];
        (((i_omega - j[(1, 1)]) * by[0] + j[(0, 1)] * by[1]) / determinant).norm()
    };
    let part = |k: usize| k as f64 / (FREQUENCIES - 1) as f64;
    let frequencies: Vec<f64> = (0..FREQUENCIES)
        .map(|k| first * (last / first).powf(part(k)))
        .collect();
    let curve =
        |z: &dyn Fn(f64) -> f64| -> Vec<f64> { frequencies.iter().map(|&f| z(f)).collect() };
    let (response, law) = (curve(&measured), curve(&linear));
    Ok(Some(Impedance {
        peak: refined(&frequencies, &response, measured),
        linear_peak: refined(&frequencies, &law, linear),
        measured: response,
        linear: law,
        frequencies,
    }))
}
