//! A stimulus as Python: functions of time, and where they jump or bend.
use super::{Session, list};
use crate::model::stimulus::{Signal, Times};
use std::f64::consts::TAU;

/// No more pulses of an endless train are written than this.
const MOST_PULSES: usize = 10_000;

/// What a script has of a stimulus.
pub(super) struct Signals {
    /// A list of `(parameter, function, times)`.
    pub(super) signals: String,
    /// A list of `(parameter, time, charge)`.
    pub(super) impulses: String,
    /// No step of the integration may be longer: a fast sine must not be stepped over.
    pub(super) longest: f64,
    /// What the script leaves out, as a comment; usually empty.
    pub(super) remark: String,
}

/// The session's stimulus until `until`.
pub(super) fn signals(session: &Session, until: f64) -> Signals {
    let info = session.problem().model().info();
    let hertz = info.time.per_second().recip();
    let (mut lines, mut impulses) = (String::new(), String::new());
    let (mut longest, mut random) = (f64::INFINITY, false);
    for input in &session.stimulus().inputs {
        let usual = info.parameters.first().map_or("I", |p| p.name);
        let name = input.on.as_deref().unwrap_or(usual);
        if let Signal::Impulses { at, charge } = &input.signal {
            for time in times(at, until) {
                impulses += &format!("    (\"{name}\", {time:?}, {charge:?}),\n");
            }
            continue;
        }
        match course(&input.signal, until, hertz) {
            Some(Course {
                value,
                edges,
                longest: step,
            }) => {
                longest = longest.min(step);
                lines += &format!("    (\"{name}\", lambda t: {value}, {edges:?}),\n");
            }
            None => random = true,
        }
    }
    let mut remark = String::new();
    if random {
        remark +=
            "# Noise and random synaptic events are left out: NumPy draws other random numbers.\n";
    }
    if session.euler().is_some() {
        remark +=
            "# The session takes the steps of Euler's method; the script integrates accurately.\n";
    }
    Signals {
        signals: list(lines),
        impulses: list(impulses),
        longest,
        remark,
    }
}

/// A signal as an expression in `t`.
struct Course {
    value: String,
    /// Where it jumps or bends.
    edges: Vec<f64>,
    longest: f64,
}

fn times(at: &Times, until: f64) -> Vec<f64> {
    let all = (0..MOST_PULSES).map_while(|k| at.get(k));
    all.take_while(|t| *t < until).collect()
}

/// `None` for random signals.
fn course(signal: &Signal, until: f64, hertz: f64) -> Option<Course> {
    let mut longest = f64::INFINITY;
    let (value, edges) = match signal {
        Signal::Constant { height } => (format!("{height:?}"), vec![]),
        Signal::Step { at, height } => (format!("{height:?} * (t > {at:?})"), vec![*at]),
        Signal::Slope { at, slope } => (format!("{slope:?} * max(t - {at:?}, 0.0)"), vec![*at]),
        Signal::Ramp {
            at,
            width,
            height,
            hold,
        } => {
            let top = at + width;
            let risen = format!("{height:?} * min(max((t - {at:?}) / {width:?}, 0.0), 1.0)");
            match hold {
                None => (risen, vec![*at, top]),
                Some(hold) => {
                    let end = top + hold;
                    (format!("{risen} * (t < {end:?})"), vec![*at, top, end])
                }
            }
        }
        Signal::Pulses {
            at, width, height, ..
        } => {
            let begin = times(at, until);
            let edges = begin.iter().flat_map(|t| [*t, t + width]).collect();
            let value = format!("{height:?} * any(a < t < a + {width:?} for a in {begin:?})");
            (value, edges)
        }
        Signal::Sine {
            amplitude,
            period,
            phase,
            at,
            until: end,
        } => {
            longest = period / 4.0;
            let on = match end {
                None => format!("({at:?} < t)"),
                Some(end) => format!("({at:?} < t < {end:?})"),
            };
            let value = format!(
                "{amplitude:?} * np.sin(2 * np.pi * (t - {at:?}) / {period:?} + {phase:?}) * {on}"
            );
            (value, [Some(*at), *end].into_iter().flatten().collect())
        }
        Signal::Chirp {
            amplitude,
            from,
            to,
            at,
            width,
            exponential,
        } => {
            let (from, to) = (from * hertz, to * hertz);
            longest = 0.25 / from.max(to);
            let growth = (to / from).ln();
            let turns = if *exponential && growth != 0.0 {
                let (a, b) = (TAU * from * width / growth, growth / width);
                format!("{a:?} * np.expm1({b:?} * (t - {at:?}))")
            } else {
                let (a, b) = (TAU * from, 0.5 * TAU * (to - from) / width);
                format!("({a:?} + {b:?} * (t - {at:?})) * (t - {at:?})")
            };
            let end = at + width;
            let value = format!("{amplitude:?} * np.sin({turns}) * ({at:?} < t < {end:?})");
            (value, vec![*at, end])
        }
        Signal::Drawn { points } => {
            let [x, y] = [0, 1].map(|k| points.iter().map(|p| p[k]).collect::<Vec<_>>());
            let value = format!("np.interp(t, {x:?}, {y:?}, left=0.0, right=0.0)");
            (value, x)
        }
        Signal::Impulses { .. }
        | Signal::Noise { .. }
        | Signal::OrnsteinUhlenbeck { .. }
        | Signal::Synapses { .. } => return None,
    };
    Some(Course {
        value,
        edges,
        longest,
    })
}
