//! What happens when a step begins, as lines of text.
use super::fault::{FaultKind, suggestion};
use super::part::LAYERS;
use crate::analysis::{Others, Problem, Timing, Window, demonstrations, natural_time};
use crate::model::Stimulus;
use crate::session::{Command, FieldStyle, Layer, Ordinate, Session, Sight, Stage, TrainChange};

/// Something that happens when a step begins.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// A change of the session.
    Do(Command),
    /// What a session does not know: the live state of the window.
    Window(WindowAct),
}

/// What a lesson does to the live state.
#[derive(Clone, Debug, PartialEq)]
pub enum WindowAct {
    /// Lets it run.
    Play,
    /// Stops it.
    Pause,
    /// Puts it where the preset starts, at time 0.
    Restart,
    /// Puts it at this state, one number per variable, at time 0.
    Start(Vec<f64>),
    /// Moves it by so much, one number per variable in its unit.
    Kick(Vec<f64>),
    /// Opens the card of the equilibrium that is nearest to this state, one number per variable.
    Card(Vec<f64>),
    /// Begins the demonstration with this id, or ends the one that is going on.
    Demo(Option<&'static str>),
    /// Lets so much of the model's time pass in a second; as much as usual where nothing is said.
    Speed(Option<f64>),
}

impl Act {
    /// Whether it opens a model, so that nothing before it matters.
    pub(super) fn opens(&self) -> bool {
        matches!(self, Self::Do(Command::Open(_)))
    }
}

/// Every act, as it is written.
const ACTS: [(&str, &str); 30] = [
    ("open", "open morris-lecar/hopf"),
    ("set", "set I = 4"),
    ("reset", "reset I"),
    ("vary", "vary I = -5:20"),
    ("and", "and phi = 0.01:0.5"),
    ("window", "window -80:40, -0.1:0.8"),
    ("plane", "plane V, n"),
    ("others", "others m=0.05, h=0.6"),
    ("show", "show nullclines"),
    ("hide", "hide separatrices"),
    ("field", "field streamlines"),
    ("look", "look diagram"),
    ("plot", "plot period"),
    ("scaling", "scaling"),
    ("keep", "keep V=-60, n=0.1"),
    ("clear", "clear"),
    ("stimulus", "stimulus pulse(at=20,width=2,height=10)"),
    ("euler", "euler 0.25"),
    ("demo", "demo all-or-none"),
    ("stage", "stage spike-train"),
    ("train", "train rate = 50"),
    ("ghost", "ghost"),
    ("beside", "beside"),
    ("no", "no ghost"),
    ("seed", "seed 3"),
    ("play", "play"),
    ("start", "start V=-60, n=0.1"),
    ("kick", "kick V=10"),
    ("card", "card V=-60, n=0.1"),
    ("speed", "speed 100"),
];
/// Acts that are a word each, and written like `play`.
const ALONE: [(&str, WindowAct); 3] = [
    ("play", WindowAct::Play),
    ("pause", WindowAct::Pause),
    ("restart", WindowAct::Restart),
];

const STAGES: [(Stage, &str); 4] = [
    (Stage::Neuron, "neuron"),
    (Stage::SpikeTrain, "spike-train"),
    (Stage::ArtificialNeuron, "artificial-neuron"),
    (Stage::Twin, "twin"),
];
const FIELDS: [(FieldStyle, &str); 2] = [
    (FieldStyle::Arrows, "arrows"),
    (FieldStyle::Streamlines, "streamlines"),
];
const SIGHTS: [(Sight, &str); 6] = [
    (Sight::Diagram, "diagram"),
    (Sight::Firing, "firing"),
    (Sight::Curves, "curves"),
    (Sight::Membrane, "membrane"),
    (Sight::Reduction, "reduction"),
    (Sight::Time, "time"),
];

/// The speeds that one can watch, as multiples of the model's own time per second.
const SPEEDS: [f64; 2] = [1e-3, 1e3];

/// What is wrong; `None` when it depends on a model that is not known.
type Bad = Option<FaultKind>;

/// Whether the line opens a model.
pub(super) fn opens(text: &str) -> bool {
    text.split_whitespace().next() == Some("open")
}

/// Reads one line; names are those of the session's model, and where none is known only the first word is judged.
pub(super) fn read(text: &str, session: Option<&Session>) -> Result<Act, Bad> {
    let text = text.trim();
    let (verb, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim();
    if let Some((_, act)) = ALONE.iter().find(|(name, _)| *name == verb) {
        return match rest {
            "" => Ok(Act::Window(act.clone())),
            _ => Err(Some(FaultKind::Act { example: "play" })),
        };
    }
    let Some((_, example)) = ACTS.iter().find(|(name, _)| *name == verb) else {
        let known = ACTS.iter().map(|(name, _)| *name);
        return Err(Some(word(
            verb,
            known.chain(ALONE.iter().map(|(name, _)| *name)),
        )));
    };
    let line = Line {
        rest,
        example,
        session,
    };
    match verb {
        "start" => Ok(Act::Window(WindowAct::Start(line.state(true)?))),
        "card" => Ok(Act::Window(WindowAct::Card(line.state(true)?))),
        "kick" => Ok(Act::Window(WindowAct::Kick(line.state(false)?))),
        "demo" => Ok(Act::Window(WindowAct::Demo(line.demo()?))),
        "speed" if rest == "usual" => Ok(Act::Window(WindowAct::Speed(None))),
        "speed" => Ok(Act::Window(WindowAct::Speed(Some(line.speed()?)))),
        _ => line.command(verb).map(Act::Do),
    }
}

fn word<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> FaultKind {
    FaultKind::Word {
        name: "do".into(),
        found: found.chars().take(60).collect(),
        hint: suggestion(found, known),
    }
}

/// What stands behind the first word.
#[derive(Clone, Copy)]
struct Line<'a> {
    rest: &'a str,
    example: &'static str,
    session: Option<&'a Session>,
}

impl<'a> Line<'a> {
    fn malformed(&self) -> Bad {
        Some(FaultKind::Act {
            example: self.example,
        })
    }

    fn problem(&self) -> Result<&'a Problem, Bad> {
        self.session.map(Session::problem).ok_or(None)
    }

    fn command(&self, verb: &str) -> Result<Command, Bad> {
        match verb {
            "open" if self.rest.is_empty() => Err(self.malformed()),
            "open" => Ok(Command::Open(self.rest.into())),
            "set" => self.set(),
            "reset" if self.rest.is_empty() => Ok(Command::ResetParameters),
            "reset" => Ok(Command::ResetParameter(self.parameter(self.rest)?)),
            "vary" | "and" => {
                let (name, range) = match self.rest.split_once('=') {
                    Some((name, range)) => (name, Some(self.range(range)?)),
                    None => (self.rest, None),
                };
                let name = self.parameter(name.trim())?;
                Ok(match verb {
                    "vary" => Command::Vary { name, range },
                    _ => Command::And { name, range },
                })
            }
            "window" => {
                let (x, y) = self.rest.split_once(',').ok_or(self.malformed())?;
                let window = Window::new(self.range(x)?, self.range(y)?);
                Ok(Command::SetWindow(window.map_err(|e| Some(e.into()))?))
            }
            "plane" => {
                let (x, y) = self.rest.split_once(',').ok_or(self.malformed())?;
                Ok(Command::ShowPlane([x, y].map(|name| name.trim().into())))
            }
            "others" if self.rest == "slaved" => Ok(Command::Others(Others::Slaved)),
            "others" => Ok(Command::Others(Others::Held(self.state(true)?))),
            "show" | "hide" => {
                let layer: Layer = self.choice(&LAYERS)?;
                let on = verb == "show";
                Ok(Command::Show { layer, on })
            }
            "field" => Ok(Command::DrawField(self.choice(&FIELDS)?)),
            "look" => Ok(Command::Look(self.choice(&SIGHTS)?)),
            "plot" => self.plot(),
            "keep" => self.keep(),
            "clear" => self.alone(Command::Clear),
            "scaling" => self.alone(Command::Scaling(true)),
            "ghost" => self.alone(Command::Ghost(true)),
            "beside" => self.alone(Command::Beside(true)),
            "no" => Ok(match self.rest {
                "ghost" => Command::Ghost(false),
                "beside" => Command::Beside(false),
                "scaling" => Command::Scaling(false),
                other => return Err(Some(word(other, ["ghost", "beside", "scaling"]))),
            }),
            "stimulus" if self.rest == "none" => Ok(Command::Stimulate(Stimulus::default())),
            "stimulus" => {
                let stimulus = Stimulus::parse(self.rest);
                Ok(Command::Stimulate(stimulus.map_err(|e| Some(e.into()))?))
            }
            "euler" if self.rest == "none" => Ok(Command::Euler(None)),
            "euler" => Ok(Command::Euler(Some(self.number(self.rest)?))),
            "stage" => Ok(Command::Enter(self.choice(&STAGES)?)),
            "train" => self.train().map(Command::Train),
            "seed" => Ok(Command::Seed(self.whole(self.rest)?)),
            _ => Err(self.malformed()),
        }
    }

    fn alone(&self, command: Command) -> Result<Command, Bad> {
        match self.rest {
            "" => Ok(command),
            _ => Err(self.malformed()),
        }
    }

    fn choice<T: Copy>(&self, known: &[(T, &str)]) -> Result<T, Bad> {
        let found = known.iter().find(|(_, name)| *name == self.rest);
        let names = || known.iter().map(|(_, name)| *name);
        found
            .map(|(value, _)| *value)
            .ok_or_else(|| Some(word(self.rest, names())))
    }

    /// A finite number; a true minus sign is a minus too.
    fn number(&self, text: &str) -> Result<f64, Bad> {
        let text = text.trim();
        let number: f64 = text
            .replace('\u{2212}', "-")
            .parse()
            .map_err(|_| self.malformed())?;
        if number.is_finite() {
            Ok(number)
        } else {
            Err(Some(FaultKind::NotFinite(text.chars().take(60).collect())))
        }
    }

    /// A speed at which something is seen to happen.
    fn speed(&self) -> Result<f64, Bad> {
        let speed = self.number(self.rest)?;
        let usual = natural_time(self.problem()?);
        let between = SPEEDS.map(|times| times * usual);
        if (between[0]..=between[1]).contains(&speed) {
            return Ok(speed);
        }
        let name = "speed".into();
        Err(Some(FaultKind::Outside { name, between }))
    }

    fn whole(&self, text: &str) -> Result<u64, Bad> {
        text.trim().parse().map_err(|_| self.malformed())
    }

    fn range(&self, text: &str) -> Result<[f64; 2], Bad> {
        let (lo, hi) = text.split_once(':').ok_or(self.malformed())?;
        Ok([self.number(lo)?, self.number(hi)?])
    }

    /// The symbol of a parameter of the model.
    fn parameter(&self, name: &str) -> Result<String, Bad> {
        if name.is_empty() {
            return Err(self.malformed());
        }
        let problem = self.problem()?;
        problem.parameter(name).map_err(|e| Some(e.into()))?;
        Ok(name.into())
    }

    fn assignment<'t>(&self, text: &'t str) -> Result<(&'t str, &'t str), Bad> {
        let (name, value) = text.split_once('=').ok_or(self.malformed())?;
        Ok((name.trim(), value.trim()))
    }

    fn set(&self) -> Result<Command, Bad> {
        let (name, text) = self.assignment(self.rest)?;
        let name = self.parameter(name)?;
        let problem = self.problem()?;
        let value = match self.number(text) {
            // The name of a variant of the formula.
            Err(Some(FaultKind::Act { .. })) => {
                problem.read(&name, text).map_err(|e| Some(e.into()))?
            }
            other => other?,
        };
        Ok(Command::Set { name, value })
    }

    /// The values that are named, with the place of each variable.
    fn values(&self) -> Result<Vec<(usize, f64)>, Bad> {
        let problem = self.problem()?;
        let mut out: Vec<(usize, f64)> = vec![];
        for part in self.rest.split(',') {
            let (name, value) = self.assignment(part)?;
            let k = problem.variable(name).map_err(|e| Some(e.into()))?;
            if out.iter().any(|(known, _)| *known == k) {
                return Err(self.malformed());
            }
            out.push((k, self.number(value)?));
        }
        Ok(out)
    }

    /// A state: what is not named is where the preset starts, or 0.
    fn state(&self, whole: bool) -> Result<Vec<f64>, Bad> {
        let values = self.values()?;
        let initial = &self.problem()?.preset().initial;
        let mut state = match whole {
            true => initial.clone(),
            false => vec![0.0; initial.len()],
        };
        for (k, value) in values {
            state[k] = value;
        }
        Ok(state)
    }

    /// A point of the plane where both of its variables and no others are named, else a state.
    fn keep(&self) -> Result<Command, Bad> {
        let (values, problem) = (self.values()?, self.problem()?);
        if problem.model().info().dimension() > 2 && values.len() == 2 {
            let of = |axis| values.iter().find(|(k, _)| *k == axis).map(|(_, x)| *x);
            let [x, y] = problem.axes();
            if let (Some(x), Some(y)) = (of(x), of(y)) {
                return Ok(Command::Keep([x, y]));
            }
        }
        Ok(Command::KeepState(self.state(true)?))
    }

    fn plot(&self) -> Result<Command, Bad> {
        let info = self.problem()?.model().info();
        Ok(Command::Plot(match (info.variable(self.rest), self.rest) {
            (Some(k), _) => Ordinate::Variable(k),
            (None, "period") => Ordinate::Period,
            (None, "frequency") => Ordinate::Frequency,
            _ => {
                let known = info.variables.iter().map(|v| v.name);
                return Err(Some(word(self.rest, known.chain(["period", "frequency"]))));
            }
        }))
    }

    fn demo(&self) -> Result<Option<&'static str>, Bad> {
        if self.rest == "none" {
            return Ok(None);
        }
        let ids: Vec<&'static str> = demonstrations().iter().map(|d| d.id).collect();
        let found = ids.iter().find(|id| **id == self.rest);
        found
            .map(|id| Some(*id))
            .ok_or_else(|| Some(word(self.rest, ids.iter().copied().chain(["none"]))))
    }

    fn train(&self) -> Result<TrainChange, Bad> {
        let (name, text) = self.rest.split_once('=').unwrap_or((self.rest, ""));
        Ok(match name.trim() {
            "poisson" => TrainChange::OfNeuron(false),
            "of-neuron" => TrainChange::OfNeuron(true),
            "intervals" => TrainChange::Timing(Timing::Intervals),
            "bins" => TrainChange::Timing(Timing::Bins(self.number(text)?)),
            "rate" => TrainChange::Rate(self.number(text)?),
            "refractory" => TrainChange::Refractory(self.number(text)?),
            "window" => TrainChange::Window(self.number(text)?),
            "between" => TrainChange::Between(self.range(text)?),
            "seed" => TrainChange::Seed(self.whole(text)?),
            other => {
                let known = ["poisson", "of-neuron", "intervals", "bins", "rate"];
                let more = ["refractory", "window", "between", "seed"];
                return Err(Some(word(other, known.into_iter().chain(more))));
            }
        })
    }
}
