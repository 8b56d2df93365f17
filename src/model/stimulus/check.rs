//! What is wrong with a stimulus.
use super::{Signal, Stimulus, Times};

/// No longer list of times or points than this: it would fill the memory.
const MOST_POINTS: usize = 1_000_000;
/// More synaptic events than this within their own time constant are a constant, not a train.
const MOST_AT_ONCE: f64 = 1e6;

/// Why a stimulus is refused, and where in its text.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}{fault}", self.place())]
pub struct StimulusError {
    /// Line and column in the text, both from 1, if it was text.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub fault: Fault,
}

impl StimulusError {
    fn place(&self) -> String {
        self.at
            .map(|(line, column)| format!("line {line}, column {column}: "))
            .unwrap_or_default()
    }
}

impl From<Fault> for StimulusError {
    fn from(fault: Fault) -> Self {
        Self { at: None, fault }
    }
}

/// What is wrong with a stimulus.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Fault {
    /// The text does not have the form of a signal.
    #[error("expected {expected}, found {found}; write it like pulse(at=20,width=2,height=10)")]
    Syntax {
        /// What should be there.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// No such signal.
    #[error("there is no stimulus {name:?}; {hint}")]
    UnknownKind {
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// A signal has no such property.
    #[error("{kind} has no {name:?}; {hint}")]
    UnknownKey {
        /// The signal.
        kind: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// A property is missing.
    #[error("{kind} needs {name}; {example}")]
    Missing {
        /// The signal.
        kind: String,
        /// The property.
        name: String,
        /// How to write it.
        example: String,
    },
    /// A property is given twice.
    #[error("{name} is given twice; give it once")]
    Twice {
        /// The property.
        name: String,
    },
    /// Not a number, or none that is finite.
    #[error("{name} = {text} is not a finite number; give one such as -1.5 or 2e-3")]
    NotNumber {
        /// What it was given for.
        name: String,
        /// As typed.
        text: String,
    },
    /// A file of two columns has a line without two numbers.
    #[error(
        "{found:?} is not a number; a recorded stimulus has a time and a value in each line, and # before remarks"
    )]
    NotColumns {
        /// What is there.
        found: String,
    },
    /// A time before 0.
    #[error("{name} = {value} is before the start; times begin at 0")]
    BeforeStart {
        /// Which time.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A width, period, time constant or step that is zero or negative.
    #[error("{name} = {value} is no length of time; give a positive one")]
    NoLength {
        /// Which one.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A strength, deviation, rate or frequency that is negative.
    #[error("{name} = {value} is negative; give 0 or more")]
    Negative {
        /// Which one.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// An end that is not after its beginning.
    #[error("it would end at {until}, which is not after its beginning at {at}")]
    Reversed {
        /// Beginning.
        at: f64,
        /// End.
        until: f64,
    },
    /// Pulses of one train overlap.
    #[error(
        "the pulses at {first} and {second} overlap, since each lasts {width}; move them apart, make them \
         shorter, or write two signals with + between them, which add up"
    )]
    Overlapping {
        /// When one begins.
        first: f64,
        /// When the next begins.
        second: f64,
        /// How long each lasts.
        width: f64,
    },
    /// Times of a list go backward.
    #[error(
        "time {second} comes after time {first} in the list; give the times in increasing order"
    )]
    Disorder {
        /// The earlier in the list.
        first: f64,
        /// The later in the list.
        second: f64,
    },
    /// No pulse, no time, no point.
    #[error("it has no {what}; give at least {least}")]
    Empty {
        /// What is missing.
        what: &'static str,
        /// How many there must be.
        least: usize,
    },
    /// A list that would fill the memory.
    #[error("a list of {count} {what} is too long; no more than {MOST_POINTS} are kept")]
    TooLong {
        /// What the list is of.
        what: &'static str,
        /// How many.
        count: usize,
    },
    /// So many events that they are no events any more.
    #[error(
        "rate = {rate} with tau = {tau} is more than a million events at once; lower the rate, or use ou(…)"
    )]
    TooMany {
        /// The rate.
        rate: f64,
        /// The time constant.
        tau: f64,
    },
    /// The model does not have the parameter.
    #[error("{model} has no parameter {name:?} to drive; {hint}")]
    UnknownParameter {
        /// The model's id.
        model: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// The parameter names variants of the formula.
    #[error(
        "{name} chooses a variant of the formula and cannot be driven; drive another parameter"
    )]
    Choice {
        /// The parameter.
        name: String,
    },
    /// Something infinitely strong on a parameter in which the equations are not linear.
    #[error(
        "{what} on {name} has no meaning, because the equations are not linear in {name}; use short pulses or ou(…)"
    )]
    NotLinear {
        /// An impulse or white noise.
        what: &'static str,
        /// The parameter.
        name: String,
    },
}

/// Two pulses of different signals that last at the same time on the same parameter; they add up.
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
                        return Err(Fault::NoLength { name, value });
                    }
                }
                if from.max(*to) == 0.0 {
                    return Err(Fault::NoLength {
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
            what: "line",
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
