//! How refractory a cell is after a spike: for a while nothing makes it fire again.
use crate::job::Cancel;
use crate::model::{Field, Orbit, Run};
use crate::num::ode::{Method, Watch};

/// After a spike the membrane is refractory: for a while no kick makes it fire again, and then for a
/// while only a stronger one than at rest does.
#[derive(Clone, Debug, PartialEq)]
pub struct Refractory {
    /// The smallest kick of the potential that makes the cell at rest fire.
    pub at_rest: f64,
    /// From the peak of the spike on, for so long no kick whatever makes it fire again.
    pub absolute: f64,
    /// From the peak of the spike on, until then it takes a stronger kick than at rest; a membrane that
    /// rings may do so again later.
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
    // A membrane that rings is more and less excitable in turn: the first time counts.
    let same = (1.0 + SAME) * at_rest;
    let relative = match found.iter().position(|[_, kick]| *kick <= same) {
        None => found.last().map_or(absolute, |[t, _]| *t),
        Some(0) => absolute,
        Some(k) => {
            let ([t0, k0], [t1, k1]) = (found[k - 1], found[k]);
            t0 + ((k0 - same) / (k0 - k1)).clamp(0.0, 1.0) * (t1 - t0)
        }
    };
    (!found.is_empty()).then_some(Refractory {
        at_rest,
        absolute,
        relative,
        threshold: found,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Problem, TrajectoryOptions, flow};

    fn cell() -> Problem {
        Problem::from_source("persistent-sodium-potassium/high-threshold").expect("it exists")
    }

    /// Rest of the cell at I = 3 by its published eigenvalue table: (−63.8054, 0.000426).
    const REST: [f64; 2] = [-63.8054, 0.000426];

    /// Every threshold that is found divides kicks that evoke a spike from kicks that do not, checked on
    /// plain trajectories; at the beginning no kick does, in the end the same one as at rest.
    #[test]
    fn a_cell_is_absolutely_and_then_relatively_refractory() {
        let problem = cell();
        let field = problem.bind();
        let scale = problem.scales();
        let found =
            refractory(&Cancel::never(), &*field, &REST, &scale, 30.0).expect("the cell fires");
        // The separatrix is steep there: a kick along V must pass the saddle, 5.67 mV away.
        assert!((found.at_rest - 5.67).abs() < 0.2, "{}", found.at_rest);
        assert!(0.0 < found.absolute && found.absolute < found.relative);
        assert!(found.relative < 30.0);
        let last = found.threshold.last().expect("thresholds");
        assert!((last[1] / found.at_rest - 1.0).abs() < 0.05, "{last:?}");
        let planar = problem.field().expect("finite");
        let top = |start: &[f64], span: f64| {
            let options = TrajectoryOptions {
                span,
                ..TrajectoryOptions::default()
            };
            flow::trajectory(&Cancel::never(), &planar, start, &options).expect("not cancelled")
        };
        let spike = top(&[REST[0] + 1.1 * found.at_rest, REST[1]], 60.0);
        let peak = (0..spike.times.len())
            .max_by(|&a, &b| spike.states[a][0].total_cmp(&spike.states[b][0]))
            .expect("it has states");
        let (from, height) = (spike.times[peak], spike.states[peak][0] - REST[0]);
        for [t, kick] in found.threshold.iter().step_by(7) {
            let then = top(&spike.states[peak], *t);
            let state = then.states.last().expect("it has states");
            for (part, fires) in [(1.03, true), (0.97, false)] {
                let again = top(&[state[0] + part * kick, state[1]], 30.0);
                let highest = again.states.iter().map(|x| x[0]).fold(f64::MIN, f64::max);
                let fired = highest > REST[0] + 0.6 * height;
                assert_eq!(fired, fires, "{t} after the peak at {from}: {kick}");
            }
        }
    }
}
