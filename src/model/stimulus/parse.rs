//! Stimuli from text: what the command line and files say.
use super::{Fault, Input, NOISE_STEP, Signal, Stimulus, StimulusError, Times};
use crate::model::nearest;
use crate::text::say;

/// Every signal with its properties; those with a default, and `on`, may be left out.
const KINDS: [(&str, &[&str]); 11] = [
    ("constant", &["height"]),
    ("step", &["at", "height"]),
    ("ramp", &["at", "width", "height", "hold", "slope"]),
    (
        "pulse",
        &["at", "width", "height", "every", "gap", "count", "closed"],
    ),
    ("impulse", &["at", "charge", "every", "count"]),
    ("sine", &["amplitude", "period", "phase", "at", "until"]),
    (
        "chirp",
        &["amplitude", "from", "to", "at", "width", "sweep"],
    ),
    ("noise", &["strength", "dt", "at", "until"]),
    ("ou", &["sd", "tau", "mean", "dt", "at", "until"]),
    ("synapses", &["rate", "height", "tau", "at", "until"]),
    ("drawn", &["points"]),
];

/// Names of the signals.
fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(name, _)| *name)
}

pub(super) type Place = (usize, usize);

/// The greatest number of pulses that a train can be given; larger numbers are not all their own.
const MOST_PULSES: f64 = 1e15;

pub(super) fn fault(at: Place, fault: Fault) -> StimulusError {
    StimulusError {
        at: Some(at),
        fault,
    }
}

/// The properties of one signal as they are written.
struct Given<'a> {
    kind: &'static str,
    at: Place,
    values: Vec<(&'a str, &'a str, Place)>,
}

impl<'a> Given<'a> {
    fn text(&self, name: &str) -> Option<(&'a str, Place)> {
        self.values
            .iter()
            .find(|(n, ..)| *n == name)
            .map(|&(_, text, at)| (text, at))
    }

    fn optional(&self, name: &str) -> Result<Option<f64>, StimulusError> {
        self.text(name)
            .map(|(text, at)| number(name, text, at))
            .transpose()
    }

    fn or(&self, name: &str, default: f64) -> Result<f64, StimulusError> {
        Ok(self.optional(name)?.unwrap_or(default))
    }

    fn missing(&self, name: &str) -> StimulusError {
        fault(
            self.at,
            Fault::Missing {
                kind: self.kind.into(),
                name: name.into(),
                example: say!("stimulus-example", example = example(self.kind)),
            },
        )
    }

    fn need(&self, name: &str) -> Result<f64, StimulusError> {
        self.optional(name)?.ok_or_else(|| self.missing(name))
    }

    /// The times of a train: a list, or one time with a distance; `width` is that of its members.
    fn times(&self, width: f64) -> Result<Times, StimulusError> {
        let (text, at) = self.text("at").ok_or_else(|| self.missing("at"))?;
        let list = text
            .split_whitespace()
            .map(|t| number("at", t, within(text, t, at)))
            .collect::<Result<Vec<_>, _>>()?;
        let gap = self.optional("gap")?.map(|gap| gap + width);
        let every = match (self.optional("every")?, gap) {
            (Some(_), Some(_)) => {
                let (_, at) = self.text("gap").unwrap_or(("", self.at));
                let name = say!("stimulus-distance");
                return Err(fault(at, Fault::Twice { name }));
            }
            (every, gap) => every.or(gap),
        };
        let count = match self.text("count") {
            None => None,
            Some((text, at)) => {
                let value = text.trim().replace('\u{2212}', "-").parse::<f64>().ok();
                let whole = |v: &f64| v.fract() == 0.0 && (0.0..=MOST_PULSES).contains(v);
                let value = value.filter(whole).ok_or_else(|| {
                    let (name, text) = ("count".into(), text.trim().into());
                    fault(at, Fault::NotWhole { name, text })
                })?;
                Some(value as u64)
            }
        };
        match (list.as_slice(), every) {
            (&[at], Some(every)) => Ok(Times::Regular { at, every, count }),
            (_, Some(_)) => Err(fault(
                at,
                Fault::Syntax {
                    expected: "one time where every or gap is given",
                    found: format!("at={text}"),
                },
            )),
            (_, None) if count.is_some() => Err(self.missing("every")),
            (_, None) => Ok(Times::List(list)),
        }
    }

    /// Whether a property that is a yes or no is `yes`.
    fn choice(
        &self,
        name: &str,
        no: &'static str,
        yes: &'static str,
    ) -> Result<bool, StimulusError> {
        match self.text(name) {
            None => Ok(false),
            Some((text, _)) if text == no => Ok(false),
            Some((text, _)) if text == yes => Ok(true),
            Some((text, at)) => Err(fault(
                at,
                Fault::UnknownKey {
                    kind: name.into(),
                    name: text.into(),
                    hint: nearest(text, [no, yes]),
                },
            )),
        }
    }

    fn signal(&self) -> Result<Signal, StimulusError> {
        let until = self.optional("until");
        Ok(match self.kind {
            "constant" => Signal::Constant {
                height: self.need("height")?,
            },
            "step" => Signal::Step {
                at: self.need("at")?,
                height: self.need("height")?,
            },
            "ramp" => match self.optional("slope")? {
                Some(slope) => {
                    for name in ["width", "height", "hold"] {
                        if let Some((_, at)) = self.text(name) {
                            let name = say!("stimulus-steepness", name = name);
                            return Err(fault(at, Fault::Twice { name }));
                        }
                    }
                    Signal::Slope {
                        at: self.need("at")?,
                        slope,
                    }
                }
                None => Signal::Ramp {
                    at: self.need("at")?,
                    width: self.need("width")?,
                    height: self.need("height")?,
                    hold: self.optional("hold")?,
                },
            },
            "pulse" => {
                let width = self.need("width")?;
                Signal::Pulses {
                    at: self.times(width)?,
                    width,
                    height: self.need("height")?,
                    closed: self.choice("closed", "no", "yes")?,
                }
            }
            "impulse" => Signal::Impulses {
                at: self.times(0.0)?,
                charge: self.need("charge")?,
            },
            "sine" => Signal::Sine {
                amplitude: self.need("amplitude")?,
                period: self.need("period")?,
                phase: self.or("phase", 0.0)?,
                at: self.or("at", 0.0)?,
                until: until?,
            },
            "chirp" => Signal::Chirp {
                amplitude: self.need("amplitude")?,
                from: self.need("from")?,
                to: self.need("to")?,
                at: self.or("at", 0.0)?,
                width: self.need("width")?,
                exponential: self.choice("sweep", "linear", "exponential")?,
            },
            "noise" => Signal::Noise {
                strength: self.need("strength")?,
                dt: self.or("dt", NOISE_STEP)?,
                at: self.or("at", 0.0)?,
                until: until?,
            },
            "ou" => Signal::OrnsteinUhlenbeck {
                mean: self.or("mean", 0.0)?,
                sd: self.need("sd")?,
                tau: self.need("tau")?,
                dt: self.or("dt", NOISE_STEP)?,
                at: self.or("at", 0.0)?,
                until: until?,
            },
            "synapses" => Signal::Synapses {
                rate: self.need("rate")?,
                height: self.need("height")?,
                tau: self.need("tau")?,
                at: self.or("at", 0.0)?,
                until: until?,
            },
            _ => {
                let (text, at) = self.text("points").ok_or_else(|| self.missing("points"))?;
                let point = |pair: &str| {
                    let at = within(text, pair, at);
                    let (t, v) = pair.split_once(':').ok_or_else(|| {
                        let expected = "points like 0:0 10:5 20:0";
                        let found = format!("{pair:?}");
                        fault(at, Fault::Syntax { expected, found })
                    })?;
                    Ok([number("time", t, at)?, number("value", v, at)?])
                };
                let points = text.split_whitespace().map(point);
                Signal::Drawn {
                    points: points.collect::<Result<_, StimulusError>>()?,
                }
            }
        })
    }
}

/// How a signal is written.
fn example(kind: &str) -> String {
    let example = match kind {
        "constant" => "constant(height=5)",
        "step" => "step(at=20,height=5)",
        "ramp" => return say!("stimulus-example-ramp"),
        "impulse" => "impulse(at=20,charge=5)",
        "sine" => "sine(amplitude=1,period=40)",
        "chirp" => "chirp(amplitude=1,from=1,to=100,width=1000)",
        "noise" => "noise(strength=1)",
        "ou" => "ou(sd=1,tau=5)",
        "synapses" => "synapses(rate=500,height=0.5,tau=5)",
        "drawn" => "drawn(points=0:0 10:5 20:0)",
        _ => return say!("stimulus-example-pulse"),
    };
    example.into()
}

fn number(name: &str, text: &str, at: Place) -> Result<f64, StimulusError> {
    let value = text.trim().replace('\u{2212}', "-").parse::<f64>();
    value.ok().filter(|v| v.is_finite()).ok_or_else(|| {
        let (name, text) = (name.into(), text.trim().into());
        fault(at, Fault::NotNumber { name, text })
    })
}

/// The place of `part`, a piece of `text`, which begins at `at`, with columns in bytes as everywhere here.
fn within(text: &str, part: &str, (line, column): Place) -> Place {
    let before = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    (line, column + before)
}

/// The part of `line` from byte `from` to `to` without spaces around, and the byte at which it begins,
/// from 1. Counting characters here would take forever in a line of a million signals; that is left to
/// [`in_characters`].
pub(super) fn trimmed(line: &str, from: usize, to: usize) -> (&str, usize) {
    let part = &line[from..to];
    let inner = part.trim();
    let start = from + (part.len() - part.trim_start().len());
    (inner, start + 1)
}

/// The error with its column in characters, as people count, which was counted in bytes.
pub(super) fn in_characters(text: &str, mut error: StimulusError) -> StimulusError {
    if let Some((number, column)) = &mut error.at
        && let Some(line) = text.lines().nth(*number - 1)
    {
        let before = line.char_indices().take_while(|(k, _)| k + 1 < *column);
        *column = before.count() + 1;
    }
    error
}

/// One line: signals with `+` between them.
fn line(text: &str, number: usize, out: &mut Vec<Input>) -> Result<(), StimulusError> {
    let (mut depth, mut from) = (0_usize, 0);
    for (k, c) in text.char_indices().chain([(text.len(), '+')]) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '+' if depth == 0 || k == text.len() => {
                out.push(input(text, (from, k), number)?);
                from = k + 1;
            }
            _ => {}
        }
    }
    Ok(())
}

/// One signal: `name(property=value, …)`.
fn input(line: &str, (from, to): (usize, usize), number: usize) -> Result<Input, StimulusError> {
    let (text, column) = trimmed(line, from, to);
    let syntax = |column: usize, expected, found: &str| {
        let found = if found.is_empty() {
            say!("stimulus-nothing")
        } else {
            format!("{found:?}")
        };
        fault((number, column), Fault::Syntax { expected, found })
    };
    let Some(open) = text.find('(') else {
        return Err(syntax(
            column,
            "a signal with its properties in brackets",
            text,
        ));
    };
    let (typed, _) = trimmed(text, 0, open);
    let Some(&(kind, keys)) = KINDS.iter().find(|(k, _)| *k == typed) else {
        let (name, hint) = (typed.into(), nearest(typed, kinds()));
        return Err(fault((number, column), Fault::UnknownKind { name, hint }));
    };
    if !text.ends_with(')') {
        let end = column + text.len();
        return Err(syntax(end, "a closing bracket", ""));
    }
    let start = from + (line[from..to].len() - line[from..to].trim_start().len());
    let (mut begin, last) = (start + open + 1, start + text.len() - 1);
    let mut given = Given {
        kind,
        at: (number, column),
        values: vec![],
    };
    let mut on = None;
    while begin < last {
        let end = line[begin..last].find(',').map_or(last, |k| begin + k);
        let (pair, column) = trimmed(line, begin, end);
        let Some(equals) = pair.find('=') else {
            return Err(syntax(column, "a property like at=20", pair));
        };
        let (name, _) = trimmed(pair, 0, equals);
        let (value, offset) = trimmed(pair, equals + 1, pair.len());
        let (here, there) = ((number, column), (number, column + offset - 1));
        let known = keys.iter().copied().chain(["on"]);
        if !known.clone().any(|k| k == name) {
            let unknown = Fault::UnknownKey {
                kind: kind.into(),
                name: name.into(),
                hint: nearest(name, known),
            };
            return Err(fault(here, unknown));
        }
        if given.text(name).is_some() || (name == "on" && on.is_some()) {
            let name = name.into();
            return Err(fault(here, Fault::Twice { name }));
        }
        if name == "on" {
            on = Some(value.to_owned());
        } else {
            given.values.push((name, value, there));
        }
        begin = end + 1;
    }
    let signal = given.signal()?;
    signal.check().map_err(|f| {
        // Where the value is that is wrong, if it is one value.
        let place = f.properties().iter().find_map(|name| given.text(name));
        fault(place.map_or(given.at, |(_, at)| at), f)
    })?;
    Ok(Input { on, signal })
}

impl Stimulus {
    /// Reads a stimulus from its text: `name(property=value, …)`, several joined by `+` or in lines of
    /// their own; `#` begins a remark. Signals and properties are those of [`Signal`]: `constant`,
    /// `step`, `ramp`, `pulse`, `impulse`, `sine`, `chirp`, `noise`, `ou`, `synapses`, `drawn`, and `on`
    /// names the driven parameter. A train has several times, as in `at=10 15 70`, or `every` (from
    /// beginning to beginning) or `gap` (from end to beginning) with a `count`.
    ///
    /// # Errors
    /// What is wrong first, with line and column.
    pub fn parse(text: &str) -> Result<Self, StimulusError> {
        let mut inputs = vec![];
        for (k, full) in text.lines().enumerate() {
            let content = full.split('#').next().unwrap_or("");
            if !content.trim().is_empty() {
                line(content.trim_end(), k + 1, &mut inputs)
                    .map_err(|error| in_characters(text, error))?;
            }
        }
        if inputs.is_empty() {
            let expected = "at least one signal";
            let found = say!("stimulus-nothing");
            return Err(fault((1, 1), Fault::Syntax { expected, found }));
        }
        Ok(Self { inputs })
    }

    /// Reads a stimulus from the content of a file: signals as in [`Stimulus::parse`], or a recorded one
    /// of two columns, time and value.
    ///
    /// # Errors
    /// What is wrong first, with line and column.
    pub fn read(text: &str) -> Result<Self, StimulusError> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text
            .lines()
            .map(|line| line.split('#').next().unwrap_or("").trim())
            .find(|line| !line.is_empty())
            .unwrap_or("");
        if first.starts_with(|c: char| c.is_ascii_digit() || "-+.\u{2212}".contains(c)) {
            Ok(Self::new(super::recorded::recorded(text)?))
        } else {
            Self::parse(text)
        }
    }
}
