//! Whether a stimulus has a meaning.
use super::{Fault, Signal, Stimulus, Times};

/// No longer list of times or points than this: it would fill the memory.
pub(super) const MOST_POINTS: usize = 1_000_000;
/// More synaptic events than this within their own time constant are a constant, not a train.
const MOST_AT_ONCE: f64 = 1e6;
/// An Ornstein-Uhlenbeck process that forgets itself within this part of its grid is white noise: its
/// knots, ten within its correlation time, would be without number.
const SHORTEST: f64 = 1e-3;

/// Two pulses, steps or constants of different signals that last at the same time on the same parameter; they add up.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// The parameter; the model's first one when `None`.
    pub on: Option<String>,
    /// When both last.
    pub from: f64,
    /// Until when.
    pub until: f64,
}

fn finite(name: &str, value: f64) -> Result<f64, Fault> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Fault::NotNumber {
            name: name.into(),
            text: value.to_string(),
        })
    }
}

fn start(name: &'static str, value: f64) -> Result<(), Fault> {
    if finite(name, value)? < 0.0 {
        return Err(Fault::BeforeStart { name, value });
    }
    Ok(())
}

fn length(name: &'static str, value: f64) -> Result<(), Fault> {
    // A subnormal length has no finite reciprocal and is as empty as zero.
    if finite(name, value)? <= 0.0 || !value.recip().is_finite() {
        return Err(Fault::NoLength { name, value });
    }
    Ok(())
}

fn amount(name: &'static str, value: f64) -> Result<(), Fault> {
    if finite(name, value)? < 0.0 {
        return Err(Fault::Negative { name, value });
    }
    Ok(())
}

fn lasting(at: f64, until: Option<f64>) -> Result<(), Fault> {
    start("at", at)?;
    match until {
        Some(until) if finite("until", until)? <= at => Err(Fault::Reversed { at, until }),
        _ => Ok(()),
    }
}

/// The times of a train, whose members last `width` each.
fn train(at: &Times, width: f64) -> Result<(), Fault> {
    match at {
        Times::List(times) => {
            if times.is_empty() {
                return Err(Fault::Empty {
                    what: "time",
                    least: 1,
                });
            }
            if times.len() > MOST_POINTS {
                return Err(Fault::TooLong {
                    what: "times",
                    count: times.len(),
                });
            }
            for &t in times {
                start("at", t)?;
            }
            for pair in times.windows(2) {
                let (first, second) = (pair[0], pair[1]);
                if second <= first {
                    return Err(Fault::Disorder { first, second });
                }
                // Pulses that touch do not overlap, whatever rounding says.
                if second - first < width * (1.0 - 1e-12) {
                    return Err(Fault::Overlapping {
                        first,
                        second,
                        width,
                    });
                }
            }
        }
        Times::Regular { at, every, count } => {
            start("at", *at)?;
            length("every", *every)?;
            if *count == Some(0) {
                return Err(Fault::Empty {
                    what: "pulse",
                    least: 1,
                });
            }
            if *every < width * (1.0 - 1e-12) && *count != Some(1) {
                return Err(Fault::Overlapping {
                    first: *at,
                    second: at + every,
                    width,
                });
            }
        }
    }
    Ok(())
}

impl Signal {
    /// Whether the signal has a meaning.
    ///
    /// # Errors
    /// Numbers that are not finite, times before 0, widths that are zero or negative, pulses of one
    /// train that overlap, negative strengths and rates, lists that are empty, in disorder or too long.
    pub fn check(&self) -> Result<(), Fault> {
        match self {
            Self::Constant { height } => finite("height", *height).map(drop),
            Self::Step { at, height } => {
                finite("height", *height)?;
                start("at", *at)
            }
            Self::Ramp {
                at,
                width,
                height,
                hold,
            } => {
                finite("height", *height)?;
                start("at", *at)?;
                length("width", *width)?;
                hold.map_or(Ok(()), |hold| amount("hold", hold))
            }
            Self::Slope { at, slope } => {
                finite("slope", *slope)?;
                start("at", *at)
            }
            Self::Pulses {
                at, width, height, ..
            } => {
                finite("height", *height)?;
                length("width", *width)?;
                train(at, *width)
            }
            Self::Impulses { at, charge } => {
                finite("charge", *charge)?;
                train(at, 0.0)
            }
            Self::Sine {
                amplitude,
                period,
                phase,
                at,
                until,
            } => {
                finite("amplitude", *amplitude)?;
                finite("phase", *phase)?;
                length("period", *period)?;
                lasting(*at, *until)
            }
            Self::Chirp {
                amplitude,
                from,
                to,
                at,
                width,
                ..
            } => {
                finite("amplitude", *amplitude)?;
                for (name, value) in [("from", *from), ("to", *to)] {
                    amount(name, value)?;
                    if value == 0.0
                        && !matches!(
                            self,
                            Self::Chirp {
                                exponential: false,
                                ..
                            }
                        )
                    {
                        return Err(Fault::NoFrequency { name, value });
                    }
                }
                if from.max(*to) == 0.0 {
                    return Err(Fault::NoFrequency {
                        name: "to",
                        value: *to,
                    });
                }
                start("at", *at)?;
                length("width", *width)
            }
            Self::Noise {
                strength,
                dt,
                at,
                until,
            } => {
                amount("strength", *strength)?;
                length("dt", *dt)?;
                lasting(*at, *until)
            }
            Self::OrnsteinUhlenbeck {
                mean,
                sd,
                tau,
                dt,
                at,
                until,
            } => {
                finite("mean", *mean)?;
                amount("sd", *sd)?;
                length("tau", *tau)?;
                length("dt", *dt)?;
                if *tau < SHORTEST * dt {
                    let (tau, dt) = (*tau, *dt);
                    return Err(Fault::TooFast { tau, dt });
                }
                lasting(*at, *until)
            }
            Self::Synapses {
                rate,
                height,
                tau,
                at,
                until,
            } => {
                amount("rate", *rate)?;
                finite("height", *height)?;
                length("tau", *tau)?;
                if rate * tau > MOST_AT_ONCE {
                    return Err(Fault::TooMany {
                        rate: *rate,
                        tau: *tau,
                    });
                }
                lasting(*at, *until)
            }
            Self::Drawn { points } => drawn(points),
        }
    }

    /// The pulse number `k` from beginning to end, of signals that are made of pulses.
    fn pulse(&self, k: usize) -> Option<[f64; 2]> {
        match self {
            Self::Pulses { at, width, .. } => at.get(k).map(|on| [on, on + width]),
            Self::Step { at, .. } => (k == 0).then_some([*at, f64::INFINITY]),
            _ => None,
        }
    }
}

fn drawn(points: &[[f64; 2]]) -> Result<(), Fault> {
    if points.len() < 2 {
        return Err(Fault::Empty {
            what: "points for a line",
            least: 2,
        });
    }
    if points.len() > MOST_POINTS {
        return Err(Fault::TooLong {
            what: "points",
            count: points.len(),
        });
    }
    for &[t, value] in points {
        start("time", t)?;
        finite("value", value)?;
    }
    match points.windows(2).find(|p| p[1][0] < p[0][0]) {
        Some(p) => Err(Fault::Disorder {
            first: p[0][0],
            second: p[1][0],
        }),
        None => Ok(()),
    }
}

impl Stimulus {
    /// Whether every signal has a meaning, whatever the model; see [`Signal::check`].
    ///
    /// # Errors
    /// The first that has none.
    pub fn check(&self) -> Result<(), Fault> {
        self.inputs.iter().try_for_each(|i| i.signal.check())
    }

    /// The first time at which pulses of two different signals last together on one parameter, within
    /// the first thousand pulses of each. That is allowed: they add up, which the user should be told.
    pub fn overlap(&self) -> Option<Overlap> {
        let mut first: Option<Overlap> = None;
        for (k, a) in self.inputs.iter().enumerate() {
            for b in self.inputs[k + 1..].iter().filter(|b| b.on == a.on) {
                // One constant is the level on which pulses come; two are a slip of the pen, perhaps.
                if let [Signal::Constant { .. }, Signal::Constant { .. }] = [&a.signal, &b.signal] {
                    first = Some(Overlap {
                        on: a.on.clone(),
                        from: 0.0,
                        until: f64::INFINITY,
                    });
                }
                let (mut i, mut j) = (0, 0);
                while let (Some(p), Some(q)) = (a.signal.pulse(i), b.signal.pulse(j)) {
                    let (from, until) = (p[0].max(q[0]), p[1].min(q[1]));
                    if from < until {
                        if first.as_ref().is_none_or(|f| from < f.from) {
                            first = Some(Overlap {
                                on: a.on.clone(),
                                from,
                                until,
                            });
                        }
                        break;
                    }
                    if p[1] <= q[1] {
                        i += 1;
                    } else {
                        j += 1;
                    }
                    if i + j > 2000 {
                        break;
                    }
                }
            }
        }
        first
    }
}
