//! The phases of an action potential, read off a solution: no phase is drawn where it ought to be, all
//! of them where the potential and the ionic currents say that they are.
use crate::model::Field;

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

/// The phases along the states, each with its time, of a conductance-based model whose resting potential
/// is `rest`; empty for other models.
///
/// Rest and what lies beyond it are told by the potential, rise and fall by its slope, depolarisation and
/// amplification by the sign of the net ionic current. A course that never departs from rest by more
/// than a hundredth of `height`, the natural range of the potential, is at rest throughout. Neighbouring
/// stretches differ in their phase, and each begins where the one before ends, half-way between two
/// states.
pub fn phases<'a>(
    field: &dyn Field,
    course: impl Iterator<Item = (f64, &'a [f64])> + Clone,
    rest: f64,
    height: f64,
) -> Vec<PhaseSpan> {
    let mut spans: Vec<PhaseSpan> = vec![];
    let far = course
        .clone()
        .map(|(_, x)| (x[0] - rest).abs())
        .fold(0.0, f64::max);
    let near = (NEAR_REST * far).max(0.01 * height);
    let mut slope = vec![0.0; field.dimension()];
    for (t, x) in course {
        let Some(membrane) = field.membrane(x) else {
            return vec![];
        };
        let ionic: f64 = membrane.currents.iter().map(|c| c.value).sum();
        field.rhs(x, &mut slope);
        let here = phase(x[0] - rest, slope[0], ionic, near);
        match spans.last_mut() {
            Some(last) if last.phase == here => last.to = t,
            Some(last) => {
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
    joined(spans)
}

/// What is only passed through is no phase of its own: rest on the way from above to below it, if that
/// takes no longer than the fall before; and the end of the upstroke, where the ionic currents already
/// oppose the input that still drives it.
fn joined(spans: Vec<PhaseSpan>) -> Vec<PhaseSpan> {
    use Phase::{Amplification, Depolarisation, Hyperpolarisation, Repolarisation, Rest};
    let mut out: Vec<PhaseSpan> = Vec::with_capacity(spans.len());
    for (k, span) in spans.iter().enumerate() {
        let next = spans.get(k + 1).map(|s| s.phase);
        if let Some(before) = out.last_mut() {
            let short = span.to - span.from <= before.to - before.from;
            let passed = match (before.phase, span.phase, next) {
                (Repolarisation, Rest, Some(Hyperpolarisation)) => short,
                (Amplification, Depolarisation, Some(Repolarisation)) => true,
                _ => false,
            };
            if passed || before.phase == span.phase {
                before.to = span.to;
                continue;
            }
        }
        out.push(*span);
    }
    out
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
        let states = states.map(|(&t, x)| (t, x.as_slice()));
        let spans = phases(planar.field(), states, REST[0], 130.0);
        assert!(
            spans
                .windows(2)
                .all(|w| w[0].to == w[1].from && w[0].phase != w[1].phase)
        );
        assert_eq!((spans[0].from, spans[spans.len() - 1].to), (0.0, 30.0));
        spans.iter().map(|s| s.phase).collect()
    }

    /// The saddle at I = 3 lies 5.7 mV above rest, and beyond it the net ionic current flows inward: a
    /// kick of 12 mV starts the upstroke at once, one of 3 mV only decays. After the spike the slow
    /// potassium gate pulls the potential below rest.
    #[test]
    fn an_action_potential_has_its_phases_in_order() {
        use Phase::{Amplification, Hyperpolarisation, Repolarisation, Rest};
        let spike = course(&cell(), 12.0);
        assert_eq!(
            spike,
            [Amplification, Repolarisation, Hyperpolarisation, Rest]
        );
        assert_eq!(course(&cell(), 3.0), [Repolarisation, Rest]);
    }

    /// A van der Pol oscillator has no membrane.
    #[test]
    fn models_without_a_membrane_have_no_phases() {
        let problem = Problem::from_source("van-der-pol").expect("it exists");
        let states = [(0.0, [1.0, 0.0])];
        let states = states.iter().map(|(t, x)| (*t, x.as_slice()));
        assert!(phases(&*problem.bind(), states, 0.0, 1.0).is_empty());
    }
}
