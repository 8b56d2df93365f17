//! The phases of an action potential, read off a solution: no phase is drawn where it ought to be, all
//! of them where the potential and the ionic currents say that they are.
use crate::model::Field;

/// What the membrane is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Near the resting potential.
    Rest,
    /// The potential is brought up to where a spike takes off: by a kick and what follows from it, by the
    /// input against the ionic currents, or slowly by these themselves.
    Depolarisation,
    /// The potential rises by itself, and fast: the ionic currents together flow inward.
    Amplification,
    /// The potential falls back towards rest, after a peak or without having come to one.
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
/// A spike takes off where the potential rises by itself at this part of its fastest rise.
const TAKE_OFF: f64 = 0.1;
/// A fall that is followed by a rise more than so many times as high is a part of that rise.
const PART: f64 = 2.0;

/// A state of a course, with the equations that it obeyed: a slider may have moved since.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// When, in the model's unit of time.
    pub time: f64,
    /// All variables.
    pub state: &'a [f64],
    /// The equations under the parameters of that time.
    pub field: &'a dyn Field,
}

/// What the potential is compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reference {
    /// The resting potential.
    pub potential: f64,
    /// Whether the cell can rest there. Where it cannot, nothing is called rest.
    pub stable: bool,
}

/// What is known of one moment: its time, the potential relative to rest and its slope, and the net ionic
/// current (outward positive).
struct Reading {
    time: f64,
    above: f64,
    slope: f64,
    ionic: f64,
}

/// What counts as near to rest, whether one can rest there, and which slope is a take-off.
struct Scale {
    near: f64,
    stable: bool,
    take_off: f64,
}

/// The phase at one moment.
fn phase(now: &Reading, scale: &Scale) -> Phase {
    if now.above < -scale.near {
        Phase::Hyperpolarisation
    } else if now.above <= scale.near && scale.stable {
        Phase::Rest
    } else if now.slope < 0.0 {
        Phase::Repolarisation
    } else if now.ionic < 0.0 && now.slope >= scale.take_off {
        Phase::Amplification
    } else {
        Phase::Depolarisation
    }
}

/// The phases along a course of a conductance-based model; empty for other models.
///
/// Each moment is told by its own numbers: rest and what lies beyond it by the potential, which is near
/// to rest within a twenty-fifth of the largest excursion; a fall by the slope; amplification by a net
/// ionic current that flows inward and raises the potential at a tenth at least of its fastest rise, which
/// is where a spike takes off; what else rises is depolarisation. Then the neighbours count: a fall before
/// the spike, as after a kick that has left the cell just above its threshold, is part of the
/// depolarisation that it delays; no repolarisation comes before the first peak. Where the cell cannot
/// rest, the ramp from one spike to the next is depolarisation and not rest.
///
/// A course that never departs from a stable rest by more than a hundredth of `height`, the natural range
/// of the potential, is at rest throughout. Neighbouring stretches differ in their phase, and each begins
/// where the one before ends, half-way between two states.
pub fn phases<'a>(
    course: impl Iterator<Item = Moment<'a>>,
    rest: Reference,
    height: f64,
) -> Vec<PhaseSpan> {
    let mut slope = vec![];
    let read = |m: Moment<'_>| {
        let membrane = m.field.membrane(m.state)?;
        slope.resize(m.field.dimension(), 0.0);
        m.field.rhs(m.state, &mut slope);
        Some(Reading {
            time: m.time,
            above: m.state[0] - rest.potential,
            slope: slope[0],
            ionic: membrane.currents.iter().map(|c| c.value).sum(),
        })
    };
    let Some(readings) = course.map(read).collect::<Option<Vec<Reading>>>() else {
        return vec![];
    };
    let far = readings.iter().map(|r| r.above.abs()).fold(0.0, f64::max);
    let fastest = readings.iter().map(|r| r.slope).fold(0.0, f64::max);
    let scale = Scale {
        near: (NEAR_REST * far).max(0.01 * height),
        stable: rest.stable,
        take_off: TAKE_OFF * fastest,
    };
    let mut spans: Vec<Stretch> = vec![];
    for now in &readings {
        let here = phase(now, &scale);
        let t = now.time;
        let mut from = t;
        match spans.last_mut() {
            Some(last) if last.span.phase == here => {
                last.span.to = t;
                last.above[1] = now.above;
                continue;
            }
            Some(last) => {
                from = 0.5 * (last.span.to + t);
                last.span.to = from;
            }
            None => {}
        }
        spans.push(Stretch {
            span: PhaseSpan {
                phase: here,
                from,
                to: t,
            },
            above: [now.above; 2],
        });
    }
    let told = delayed(joined(spans));
    merged(told, |_, _, _| false)
        .into_iter()
        .map(|s| s.span)
        .collect()
}

/// A stretch in one phase, with the potential relative to rest where it begins and ends.
#[derive(Clone, Copy)]
struct Stretch {
    span: PhaseSpan,
    above: [f64; 2],
}

/// Joins each stretch to the one before where both are of one phase, or where `passed` says so of the one
/// before, the stretch, and the phase after it.
fn merged(
    spans: Vec<Stretch>,
    passed: impl Fn(&PhaseSpan, &PhaseSpan, Option<Phase>) -> bool,
) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::with_capacity(spans.len());
    for (k, now) in spans.iter().enumerate() {
        let next = spans.get(k + 1).map(|s| s.span.phase);
        match out.last_mut() {
            Some(before)
                if before.span.phase == now.span.phase || passed(&before.span, &now.span, next) =>
            {
                before.span.to = now.span.to;
                before.above[1] = now.above[1];
            }
            _ => out.push(*now),
        }
    }
    out
}

/// What is only passed through is no phase of its own: rest on the way from above to below it, if that
/// takes no longer than the fall before; and the end of the upstroke, which is slow again, and where the
/// ionic currents may already oppose the input that still drives it.
fn joined(spans: Vec<Stretch>) -> Vec<Stretch> {
    use Phase::{Amplification, Depolarisation, Hyperpolarisation, Repolarisation, Rest};
    merged(spans, |before, now, next| {
        let short = now.to - now.from <= before.to - before.from;
        match (before.phase, now.phase, next) {
            (Repolarisation, Rest, Some(Hyperpolarisation)) => short,
            (Amplification, Depolarisation, Some(Repolarisation)) => true,
            _ => false,
        }
    })
}

/// A fall that comes after no peak and turns into a much higher rise is no repolarisation: the potential
/// was displaced to above its threshold, hesitates, and goes on.
fn delayed(mut spans: Vec<Stretch>) -> Vec<Stretch> {
    use Phase::{Amplification, Depolarisation, Repolarisation};
    for k in 0..spans.len() {
        let after_peak = k > 0 && spans[k - 1].span.phase == Amplification;
        if spans[k].span.phase != Repolarisation || after_peak {
            continue;
        }
        let rise = spans[k + 1..]
            .iter()
            .take_while(|s| matches!(s.span.phase, Depolarisation | Amplification))
            .last()
            .map_or(0.0, |s| s.above[1] - spans[k].above[1]);
        if rise > PART * (spans[k].above[0] - spans[k].above[1]) {
            spans[k].span.phase = Depolarisation;
        }
    }
    spans
}

/// The times of the peaks of action potentials: where amplification turns into repolarisation.
pub fn peaks(spans: &[PhaseSpan]) -> Vec<f64> {
    spans
        .windows(2)
        .filter(|w| w[0].phase == Phase::Amplification && w[1].phase == Phase::Repolarisation)
        .map(|w| w[1].from)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Problem, TrajectoryOptions, flow};
    use crate::job::Cancel;

    fn cell() -> Problem {
        Problem::from_source("persistent-sodium-potassium/high-threshold").expect("it exists")
    }

    /// Rest of the cell at I = 3 by its published eigenvalue table: (−63.8054, 0.000426).
    const REST: [f64; 2] = [-63.8054, 0.000426];

    fn resting(potential: f64) -> Reference {
        Reference {
            potential,
            stable: true,
        }
    }

    fn course(problem: &Problem, kick: f64) -> Vec<Phase> {
        let planar = problem.field().expect("finite");
        let options = TrajectoryOptions {
            span: 30.0,
            ..TrajectoryOptions::default()
        };
        let start = [REST[0] + kick, REST[1]];
        let orbit =
            flow::trajectory(&Cancel::never(), &planar, &start, &options).expect("not cancelled");
        let states = orbit.times.iter().zip(&orbit.states);
        let moments = states.map(|(&time, x)| Moment {
            time,
            state: x.as_slice(),
            field: planar.field(),
        });
        let spans = phases(moments, resting(REST[0]), 130.0);
        assert!(
            spans
                .windows(2)
                .all(|w| w[0].to == w[1].from && w[0].phase != w[1].phase)
        );
        assert_eq!((spans[0].from, spans[spans.len() - 1].to), (0.0, 30.0));
        spans.iter().map(|s| s.phase).collect()
    }

    /// The saddle at I = 3 lies 5.7 mV above rest, and beyond it the net ionic current flows inward: a
    /// kick of 12 mV leads to a spike, slowly at first, one of 3 mV only decays. After the spike the slow
    /// potassium gate pulls the potential below rest.
    #[test]
    fn an_action_potential_has_its_phases_in_order() {
        use Phase::{Amplification, Depolarisation, Hyperpolarisation, Repolarisation, Rest};
        let spike = course(&cell(), 12.0);
        assert_eq!(
            spike,
            [
                Depolarisation,
                Amplification,
                Repolarisation,
                Hyperpolarisation,
                Rest
            ]
        );
        assert_eq!(course(&cell(), 3.0), [Repolarisation, Rest]);
    }

    /// A van der Pol oscillator has no membrane.
    #[test]
    fn models_without_a_membrane_have_no_phases() {
        let problem = Problem::from_source("van-der-pol").expect("it exists");
        let field = problem.bind();
        let moment = Moment {
            time: 0.0,
            state: &[1.0, 0.0],
            field: &*field,
        };
        assert!(phases([moment].into_iter(), resting(0.0), 1.0).is_empty());
    }
}
