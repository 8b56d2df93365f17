//! The phases of an action potential, read off a solution: no phase is drawn where it ought to be, all
//! of them where the potential and the ionic currents say that they are.
use super::flow::Trajectory;
use crate::job::Cancel;
use crate::model::{Field, Orbit, Run};
use crate::num::ode::{Method, Watch};

/// What the membrane is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Near the resting potential.
    Rest,
    /// The potential rises although the ionic currents oppose it: the input drives it.
    Depolarisation,
    /// The potential rises by itself: the ionic currents together flow inward, and the higher it is
    /// the more they do.
    Amplification,
    /// The potential falls back towards rest.
    Repolarisation,
    /// The potential is below rest.
    Hyperpolarisation,
}

impl Phase {
    /// All phases, in their order in an action potential.
    pub const ALL: [Self; 5] = [
        Self::Rest,
        Self::Depolarisation,
        Self::Amplification,
        Self::Repolarisation,
        Self::Hyperpolarisation,
    ];

    /// The standard term.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Depolarisation => "depolarisation",
            Self::Amplification => "amplification",
            Self::Repolarisation => "repolarisation",
            Self::Hyperpolarisation => "hyperpolarisation",
        }
    }
}

/// A stretch of time in one phase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PhaseSpan {
    /// Which.
    pub phase: Phase,
    /// Where it begins, in the model's unit of time.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// Nearer to rest than this part of the height of the largest excursion counts as rest.
const NEAR_REST: f64 = 0.04;

/// The phase at one moment: potential relative to rest and its slope, the net ionic current (outward
/// positive), and how near to rest counts as rest.
fn phase(above: f64, slope: f64, ionic: f64, near: f64) -> Phase {
    if above < -near {
        Phase::Hyperpolarisation
    } else if above <= near {
        Phase::Rest
    } else if slope < 0.0 {
        Phase::Repolarisation
    } else if ionic < 0.0 {
        Phase::Amplification
    } else {
        Phase::Depolarisation
    }
}

/// The phases along a trajectory of a conductance-based model whose resting potential is `rest`; empty
/// for other models.
///
/// Phases change where, between two points of the trajectory, the quantity that decides passes its
/// limit: rest and what lies beyond it by the potential, rise and fall by its slope, depolarisation
/// and amplification by the sign of the net ionic current. A trajectory that never departs from rest
/// by more than a hundredth of `height`, the natural range of the potential, is at rest throughout.
pub fn phases(field: &dyn Field, orbit: &Trajectory, rest: f64, height: f64) -> Vec<PhaseSpan> {
    let mut spans: Vec<PhaseSpan> = vec![];
    let far = orbit
        .states
        .iter()
        .map(|x| (x[0] - rest).abs())
        .fold(0.0, f64::max);
    let near = (NEAR_REST * far).max(0.01 * height);
    let mut slope = vec![0.0; field.dimension()];
    for (x, &t) in orbit.states.iter().zip(&orbit.times) {
        let Some(membrane) = field.membrane(x) else {
            return vec![];
        };
        let ionic: f64 = membrane.currents.iter().map(|c| c.value).sum();
        field.rhs(x, &mut slope);
        let here = phase(x[0] - rest, slope[0], ionic, near);
        match spans.last_mut() {
            Some(last) if last.phase == here => last.to = t,
            Some(last) => {
                // Half-way between two points of a dense trajectory: less than a pixel.
                let middle = 0.5 * (last.to + t);
                last.to = middle;
                spans.push(PhaseSpan {
                    phase: here,
                    from: middle,
                    to: t,
                });
            }
            None => spans.push(PhaseSpan {
                phase: here,
                from: t,
                to: t,
            }),
        }
    }
    spans
}

/// After a spike the membrane is refractory: for a while no kick makes it fire again, and then for a
/// while only a stronger one than at rest does.
#[derive(Clone, Debug, PartialEq)]
pub struct Refractory {
    /// The smallest kick of the potential that makes the cell at rest fire.
    pub at_rest: f64,
    /// From the peak of the spike on, for so long no kick whatever makes it fire again.
    pub absolute: f64,
    /// From the peak of the spike on, until then it takes a stronger kick than at rest.
    pub relative: f64,
    /// The smallest kick that makes it fire again, by the time since the peak; from the end of the
    /// absolute refractory period on.
    pub threshold: Vec<[f64; 2]>,
}

/// A kick may lift the potential to this part of the height of a spike: beyond, the kick itself could
/// be taken for one.
const HIGHEST_KICK: f64 = 1.0 / 3.0;
/// The cell fires when the potential then comes above this part of the height.
const FIRES: f64 = 0.6;
/// Thresholds within this part of the one at rest are the same as at rest.
const SAME: f64 = 0.02;
/// Bisections of a kick.
const HALVINGS: usize = 14;
/// Moments after the peak at which the threshold is found.
const MOMENTS: usize = 48;

/// How refractory a conductance-based cell is after a spike that a brief kick evoked from the
/// equilibrium `rest`.
///
/// Kicks displace the first variable at once, as a very short pulse of current does, to at most a third
/// of a spike's height above rest, and the cell fires when the potential then exceeds six tenths of
/// that height. `scale` is the size of each variable that counts as one, `time` the longest time
/// looked at after the peak. `None` when cancelled, when no such kick makes the cell fire, or when it
/// fires without one.
pub fn refractory(
    cancel: &Cancel,
    field: &dyn Field,
    rest: &[f64],
    scale: &[f64],
    time: f64,
) -> Option<Refractory> {
    let run = |span: f64| Run {
        method: Method::Dopri5,
        max_steps: 20_000,
        ..Run::new(span, 1e-6, scale)
    };
    let highest = |start: &[f64], enough: f64| {
        let mut top = f64::NEG_INFINITY;
        field.integrate(start, &run(time), &mut |orbit| {
            if let Orbit::Step(step) = orbit {
                top = top.max(step.x1[0]);
            }
            if top >= enough {
                Watch::Stop
            } else {
                Watch::Continue
            }
        });
        top
    };
    let kicked = |x: &[f64], by: f64| {
        let mut x = x.to_vec();
        x[0] += by;
        x
    };
    // The height of a spike: of one evoked by a kick of half the natural range.
    let first = kicked(rest, 0.5 * scale[0]);
    let top = highest(&first, f64::INFINITY);
    let height = top - rest[0];
    if highest(rest, rest[0] + 0.5 * height) > rest[0] + 0.2 * height || height < 0.3 * scale[0] {
        return None;
    }
    let fires = |x: &[f64], by: f64| {
        let enough = rest[0] + FIRES * height;
        highest(&kicked(x, by), enough) >= enough
    };
    // The smallest kick that makes the cell fire, if any that is allowed does.
    let threshold = |x: &[f64]| {
        let (mut lo, mut hi) = (0.0, rest[0] + HIGHEST_KICK * height - x[0]);
        if hi <= 0.0 || !fires(x, hi) {
            return None;
        }
        for _ in 0..HALVINGS {
            let middle = 0.5 * (lo + hi);
            if fires(x, middle) {
                hi = middle;
            } else {
                lo = middle;
            }
        }
        Some(hi)
    };
    let at_rest = threshold(rest)?;
    // The spike from a kick a tenth above the threshold; states at moments after its peak.
    let mut states: Vec<(f64, Vec<f64>)> = vec![];
    let mut peak: Option<f64> = None;
    let start = kicked(rest, 1.1 * at_rest);
    let mut buffer = rest.to_vec();
    field.integrate(&start, &run(2.0 * time), &mut |orbit| {
        let Orbit::Step(step) = orbit else {
            return Watch::Continue;
        };
        let high = step.x1[0] > rest[0] + FIRES * height;
        if peak.is_none() && high && step.f1[0] <= 0.0 {
            let theta = step
                .locate(
                    &|x| {
                        let mut f = vec![0.0; x.len()];
                        field.rhs(x, &mut f);
                        f[0]
                    },
                    &mut buffer,
                )
                .unwrap_or(1.0);
            peak = Some(step.t + theta * step.h);
        }
        let Some(peak) = peak else {
            return Watch::Continue;
        };
        // Moments lie the closer the earlier, for there the threshold changes most.
        while states.len() <= MOMENTS {
            let part = states.len() as f64 / MOMENTS as f64;
            let theta = (peak + time * part * part - step.t) / step.h;
            if theta > 1.0 {
                return Watch::Continue;
            }
            step.at(theta.max(0.0), &mut buffer);
            states.push((time * part * part, buffer.clone()));
        }
        Watch::Stop
    });
    let mut found: Vec<[f64; 2]> = vec![];
    let (mut absolute, mut before) = (0.0, None::<(f64, Vec<f64>)>);
    for (t, x) in &states {
        if cancel.is_cancelled() {
            return None;
        }
        // On the falling flank the potential is still above all kicks.
        match threshold(x) {
            None if found.is_empty() => before = Some((*t, x.clone())),
            None => {}
            Some(kick) => {
                if found.is_empty() {
                    absolute = before.as_ref().map_or(0.0, |(from, _)| 0.5 * (from + t));
                }
                found.push([*t, kick]);
            }
        }
    }
    let last_higher = found
        .iter()
        .rposition(|[_, kick]| *kick > (1.0 + SAME) * at_rest);
    let relative = match last_higher {
        None => absolute,
        Some(k) => {
            let [t0, k0] = found[k];
            match found.get(k + 1) {
                None => t0,
                Some(&[t1, k1]) => {
                    let part = (k0 - (1.0 + SAME) * at_rest) / (k0 - k1);
                    t0 + part.clamp(0.0, 1.0) * (t1 - t0)
                }
            }
        }
    };
    (!found.is_empty()).then_some(Refractory {
        at_rest,
        absolute,
        relative,
        threshold: found,
    })
}
