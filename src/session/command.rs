//! Commands: the only way to change a session.
use super::{
    FieldStyle, Layer, Ordinate, Remembered, Seed, Session, Sight, Stage, TrainChange, TwinChange,
    UnitChange,
};
use crate::analysis::{Others, PoissonError, Problem, ProblemError, Window};
use crate::learn::twin::TwinError;
use crate::model::{Drive, Stimulus, StimulusError};
use crate::text::{say, told};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;

/// A change to a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Shows a model at a preset, named as `model` or `model/preset`. Layers stay.
    Open(String),
    /// Sets a parameter.
    Set {
        /// Its symbol.
        name: String,
        /// Its new value.
        value: f64,
    },
    /// Gives a parameter the preset's value.
    ResetParameter(String),
    /// Gives every parameter the preset's value.
    ResetParameters,
    /// Shows another window of the plane.
    SetWindow(Window),
    /// Shows the preset's window.
    ResetWindow,
    /// Does something else to the cell in the course of time; an empty stimulus does nothing.
    Stimulate(Stimulus),
    /// Gives random stimuli another seed.
    Seed(u64),
    /// Takes Euler's method with this step, as the author of a preset used it, or integrates accurately.
    Euler(Option<f64>),
    /// Keeps the orbit from a point of the plane, the other variables being where the problem says.
    Keep([f64; 2]),
    /// Keeps the orbit from a state, one number per variable.
    KeepState(Vec<f64>),
    /// Shows the plane of two other variables, named as on the command line, in the window of their
    /// usual ranges.
    ShowPlane([String; 2]),
    /// Chooses what becomes of the variables that the plane does not show.
    Others(Others),
    /// Moves the start of a kept orbit.
    Move {
        /// Which.
        id: u64,
        /// Where to.
        start: [f64; 2],
    },
    /// Deletes a kept orbit.
    Delete(u64),
    /// Deletes all kept orbits.
    Clear,
    /// Keeps `count` more orbits from points spread at random over the window. The points come from
    /// ChaCha8 with this seed, so they are the same everywhere.
    Scatter {
        /// How many.
        count: usize,
        /// Seed of the generator.
        seed: u64,
    },
    /// Shows or hides a layer.
    Show {
        /// Which.
        layer: Layer,
        /// Whether it is shown.
        on: bool,
    },
    /// Draws the field in another way.
    DrawField(FieldStyle),
    /// Shows another answer beside the plane.
    Look(Sight),
    /// Shows something else in diagrams.
    Plot(Ordinate),
    /// Draws the scaling law at the onset of firing, or not.
    Scaling(bool),
    /// Varies a parameter.
    Vary {
        /// Its symbol.
        name: String,
        /// Over which range; `None` for its slider's.
        range: Option<[f64; 2]>,
    },
    /// Takes a second parameter for planes.
    And {
        /// Its symbol.
        name: String,
        /// Over which range; `None` for its slider's.
        range: Option<[f64; 2]>,
    },
    /// Sets both parameters of a plane.
    Go([f64; 2]),
    /// Keeps the present portrait as a ghost behind the moving one, or lets it go. It goes by itself with its
    /// model.
    Ghost(bool),
    /// Shows the kept portrait beside the present one with equal rights, or as a ghost behind it again. Where
    /// none is kept, the present one is.
    Beside(bool),
    /// Exchanges the parameters of the kept portrait with the present ones; does nothing where none is kept.
    Exchange,
    /// Puts something else in the middle of the window.
    Enter(Stage),
    /// Changes what is asked about spike trains.
    Train(TrainChange),
    /// Changes what is asked about the artificial neuron.
    Unit(UnitChange),
    /// Changes what is asked about the neuron that a network learns.
    Twin(TwinChange),
    /// Takes these notes in place of those that were there.
    Note(String),
    /// Keeps something that the window wants to find again under this name, or forgets it.
    Remember(String, Option<Remembered>),
    /// Shows another session: one that was opened from a file, a share text or a figure.
    Replace(Box<Session>),
}

/// Why a command was refused; the session stays as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CommandError {
    /// The problem refuses the change.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// No such Poisson train.
    #[error(transparent)]
    Poisson(#[from] PoissonError),
    /// A window for counting that does not fit into a trial.
    #[error("{}", say!("command-fault-count-window", window = window.to_string(), most = most.to_string()))]
    CountWindow {
        /// Its length.
        window: f64,
        /// Length of a trial.
        most: f64,
    },
    /// A window for the integral whose ends are none.
    #[error("{}", say!("command-fault-between", from = _0[0].to_string(), to = _0[1].to_string()))]
    Between([f64; 2]),
    /// A number that is none.
    #[error("{}", say!("command-fault-no-number", what = told(what), value = value.to_string()))]
    NoNumber {
        /// What.
        what: &'static str,
        /// Its value.
        value: f64,
    },
    /// No such input.
    #[error("{}", say!("command-fault-no-input", number = (_0 + 1).to_string()))]
    NoInput(usize),
    /// Too few or too many inputs.
    #[error("{}", say!("command-fault-inputs", most = super::UnitStudy::MOST_INPUTS.to_string(), it = _0.to_string()))]
    Inputs(usize),
    /// Too few or too many hidden units.
    #[error("{}", say!("command-fault-hidden", most = crate::learn::FitOptions::MOST_UNITS.to_string(), it = _0.to_string()))]
    Hidden(usize),
    /// No such neuron can be learnt by such a network.
    #[error(transparent)]
    Twin(#[from] TwinError),
    /// A neuron that has its own parameters.
    #[error("{}", say!("command-fault-twin-neuron", it = _0.to_string()))]
    TwinNeuron(String),
    /// More inhibitory synapses than synapses.
    #[error("{}", say!("command-fault-twin-inhibitory", inhibitory = inhibitory.to_string(), all = all.to_string()))]
    TwinInhibitory {
        /// How many were asked for.
        inhibitory: usize,
        /// How many synapses there are.
        all: usize,
    },
    /// Too little or too much to learn from.
    #[error("{}", say!("command-fault-twin-seconds", seconds = seconds.to_string(), least = least.to_string(), most = crate::learn::twin::Duration::MOST.to_string()))]
    TwinSeconds {
        /// How many seconds were asked for.
        seconds: f64,
        /// The length of a trial.
        least: f64,
    },
    /// A second after the end of the test.
    #[error("{}", say!("command-fault-twin-second", second = second.to_string(), most = most.to_string()))]
    TwinSecond {
        /// Which was asked for.
        second: usize,
        /// The last one.
        most: usize,
    },
    /// The stimulus is none for this model.
    #[error(transparent)]
    Stimulus(#[from] StimulusError),
    /// A step of Euler's method that is none.
    #[error("{}", say!("command-fault-step", it = _0.to_string()))]
    Step(f64),
    /// An orbit cannot start at a point that is no number.
    #[error("{}", say!("command-fault-start", x = at[0].to_string(), y = at[1].to_string()))]
    Start {
        /// The point.
        at: [f64; 2],
    },
    /// The variables that the plane does not show have no steady state at a point.
    #[error("{}", say!("command-fault-unsteady", x = at[0].to_string(), y = at[1].to_string()))]
    Unsteady {
        /// The point.
        at: [f64; 2],
    },
    /// A state that is none.
    #[error("{}", say!("command-fault-state", it = _0.to_string()))]
    State(usize),
    /// A plane of parameters needs two.
    #[error("{}", say!("command-fault-one-parameter", it = _0.to_string()))]
    OneParameter(&'static str),
    /// No such variable.
    #[error("{}", say!("command-fault-no-variable", it = _0.to_string()))]
    NoVariable(usize),
    /// No such kept orbit.
    #[error("{}", say!("command-fault-no-seed", it = _0.to_string()))]
    NoSeed(u64),
    /// Notes that are a book.
    #[error("{}", say!("command-fault-notes", it = _0.to_string(), most = Session::MOST_NOTES.to_string()))]
    Notes(usize),
    /// More signals than anyone can follow.
    #[error("{}", say!("command-fault-signals", it = _0.to_string(), most = Session::MOST_SIGNALS.to_string()))]
    Signals(usize),
    /// The model has no such answer.
    #[error("{}", say!("command-fault-no-sight", model = model.to_string(), what = told(what)))]
    NoSight {
        /// The model.
        model: &'static str,
        /// What was asked for.
        what: &'static str,
    },
    /// The window wants to remember what cannot be kept.
    #[error("{}", say!("command-fault-memory", it = format!("{:?}", _0), most = Session::MOST_MEMORIES.to_string()))]
    Memory(String),
    /// The list of kept orbits is full.
    #[error("{}", say!("command-fault-full", most = Session::MOST_SEEDS.to_string()))]
    Full,
}

/// The stimulus of the experiment that the preset is named after.
pub(super) fn protocol(problem: &Problem) -> Option<Stimulus> {
    let protocol = problem.preset().protocol?;
    let stimulus = Stimulus::parse(protocol.stimulus);
    Some(stimulus.expect("the stimuli of presets are tested"))
}

/// Where an orbit from this state begins in the plane. Of a model with one variable the second
/// coordinate is its rate, which may be infinite far away: a height of 0 serves as well there.
pub(super) fn start(problem: &Problem, state: &[f64]) -> [f64; 2] {
    let at = problem.project(state);
    at.map(|c| if c.is_finite() { c } else { 0.0 })
}

impl Session {
    /// Carries out `command`, or leaves everything as it was.
    ///
    /// # Errors
    /// Says what was wrong with the command.
    pub fn apply(&mut self, command: &Command) -> Result<(), CommandError> {
        match command {
            Command::Open(source) => {
                let problem = Problem::from_source(source)?;
                self.study = self.study.reopened(&problem);
                self.stimulus = Arc::new(protocol(&problem).unwrap_or_default());
                // They belonged to the file of what was shown before.
                self.foreign = Arc::default();
                self.euler = problem.preset().protocol.map(|p| p.euler);
                if problem.model().info().id != self.problem.model().info().id {
                    self.ghost = None;
                    self.beside = false;
                }
                self.problem = problem;
                self.seeds.clear();
            }
            Command::Stimulate(stimulus) => {
                if stimulus.inputs.len() > Self::MOST_SIGNALS {
                    return Err(CommandError::Signals(stimulus.inputs.len()));
                }
                let model = self.problem.model();
                Drive::new(&**model, self.problem.values(), stimulus, self.seed)?;
                self.stimulus = Arc::new(stimulus.clone());
            }
            Command::Seed(seed) => self.seed = *seed,
            Command::Euler(Some(step)) if !(step.is_finite() && *step > 0.0) => {
                return Err(CommandError::Step(*step));
            }
            Command::Euler(step) => self.euler = *step,
            Command::Set { name, value } => self.problem.set(name, *value)?,
            Command::ResetParameter(name) => {
                let value = self.usual(name)?;
                self.problem.set(name, value)?;
            }
            Command::ResetParameters => {
                let mut problem = self.problem.clone();
                let info = self.problem.model().info();
                for (spec, value) in info.parameters.iter().zip(info.values(problem.preset())) {
                    problem.set(spec.name, value)?;
                }
                self.problem = problem;
            }
            Command::SetWindow(window) => {
                self.problem.set_window(Window::new(window.x, window.y)?);
            }
            Command::ResetWindow => {
                self.problem.set_window(self.problem.home());
            }
            Command::Keep(start) => {
                let state = self.lifted(*start)?;
                if self.seeds.len() >= Self::MOST_SEEDS {
                    return Err(CommandError::Full);
                }
                self.keep(state);
            }
            Command::KeepState(state) => {
                let n = self.problem.model().info().dimension();
                if state.len() != n || !state.iter().all(|x| x.is_finite()) {
                    return Err(CommandError::State(n));
                }
                if self.seeds.len() >= Self::MOST_SEEDS {
                    return Err(CommandError::Full);
                }
                self.keep(state.clone());
            }
            Command::ShowPlane([x, y]) => {
                self.problem.set_plane(&[x.as_str(), y.as_str()])?;
                for seed in &mut self.seeds {
                    seed.start = start(&self.problem, &seed.state);
                }
            }
            Command::Others(others) => {
                let n = self.problem.model().info().dimension();
                if let Others::Held(state) = others
                    && state.len() != n
                {
                    return Err(CommandError::State(n));
                }
                self.problem.set_others(others.clone())?;
            }
            Command::Move { id, start } => {
                let state = self.lifted(*start)?;
                let seed = self.seeds.iter_mut().find(|s| s.id == *id);
                let seed = seed.ok_or(CommandError::NoSeed(*id))?;
                (seed.start, seed.state) = (*start, state);
            }
            Command::Delete(id) => {
                let k = self.seeds.iter().position(|s| s.id == *id);
                self.seeds.remove(k.ok_or(CommandError::NoSeed(*id))?);
            }
            Command::Clear => self.seeds.clear(),
            Command::Scatter { count, seed } => {
                if self.seeds.len().saturating_add(*count) > Self::MOST_SEEDS {
                    return Err(CommandError::Full);
                }
                let mut random = ChaCha8Rng::seed_from_u64(*seed);
                let Window { x, y } = self.problem.window();
                for _ in 0..*count {
                    let [u, v]: [f64; 2] = [random.random(), random.random()];
                    let at = [x[0] + u * (x[1] - x[0]), y[0] + v * (y[1] - y[0])];
                    let state = self.problem.lift(at);
                    if state.iter().all(|x| x.is_finite()) {
                        self.keep(state);
                    }
                }
            }
            Command::Show { layer, on } => self.layers.show(*layer, *on),
            Command::DrawField(style) => self.layers.field = *style,
            Command::Look(sight) => {
                self.can_look(*sight)?;
                self.study.sight = *sight;
            }
            Command::Plot(Ordinate::Variable(k))
                if *k >= self.problem.model().info().dimension() =>
            {
                return Err(CommandError::NoVariable(*k));
            }
            Command::Plot(ordinate) => self.study.ordinate = *ordinate,
            Command::Scaling(on) => self.study.scaling = *on,
            Command::Vary { name, range } => {
                self.study.set_first(&self.problem, name, *range)?;
            }
            Command::And { name, range } => {
                self.study.and(&self.problem).ok_or(self.lonely())?;
                self.study.set_second(&self.problem, name, *range)?;
            }
            Command::Enter(stage) => self.stage = *stage,
            Command::Train(change) => self.train = self.train.changed(change)?,
            Command::Unit(change) => self.unit.change(change)?,
            Command::Twin(change) => self.twin = self.twin.changed(change)?,
            Command::Ghost(on) => {
                self.ghost = on.then(|| self.problem.values().into());
                self.beside &= on;
            }
            Command::Beside(on) => {
                if *on && self.ghost.is_none() {
                    self.ghost = Some(self.problem.values().into());
                }
                self.beside = *on;
            }
            Command::Exchange => {
                if let Some(kept) = self.ghost() {
                    self.ghost = Some(self.problem.values().into());
                    self.problem = kept;
                }
            }
            Command::Note(text) if text.len() > Self::MOST_NOTES => {
                return Err(CommandError::Notes(text.len()));
            }
            Command::Note(text) => self.notes = text.as_str().into(),
            Command::Remember(name, what) => self.remember(name, what.as_ref())?,
            Command::Replace(session) => self.clone_from(session),
            Command::Go(at) => {
                let second = self.study.and(&self.problem).ok_or(self.lonely())?;
                let first = self.study.vary(&self.problem);
                let mut problem = self.problem.clone();
                for (vary, value) in [first, second].iter().zip(at) {
                    problem.set(vary.name(&self.problem), *value)?;
                }
                self.problem = problem;
            }
        }
        Ok(())
    }

    /// The preset's value of a parameter.
    ///
    /// # Errors
    /// When there is no parameter of that name.
    pub fn usual(&self, name: &str) -> Result<f64, CommandError> {
        let info = self.problem.model().info();
        let k = info
            .parameter(name)
            .ok_or_else(|| ProblemError::UnknownParam {
                model: info.id.into(),
                name: name.into(),
                hint: crate::analysis::nearest(name, info.parameters.iter().map(|p| p.name)),
            })?;
        Ok(info.values(self.problem.preset())[k])
    }

    fn can_look(&self, sight: Sight) -> Result<(), CommandError> {
        let info = self.problem.model().info();
        let missing = match sight {
            Sight::Membrane if !info.membrane => "membrane",
            Sight::Reduction if !info.reduced => "smaller model",
            _ => return Ok(()),
        };
        Err(CommandError::NoSight {
            model: info.name,
            what: missing,
        })
    }

    fn remember(&mut self, name: &str, what: Option<&Remembered>) -> Result<(), CommandError> {
        let short = |text: &str| text.len() <= 200;
        let good = match what {
            Some(Remembered::Number(x)) => x.is_finite(),
            Some(Remembered::Text(text)) => short(text),
            Some(Remembered::Flag(_)) | None => true,
        };
        let known = self.memory.contains_key(name);
        let room = known || what.is_none() || self.memory.len() < Self::MOST_MEMORIES;
        if !(good && short(name) && room) {
            return Err(CommandError::Memory(name.chars().take(40).collect()));
        }
        let memory = Arc::make_mut(&mut self.memory);
        match what {
            Some(what) => _ = memory.insert(name.into(), what.clone()),
            None => _ = memory.remove(name),
        }
        Ok(())
    }

    fn lonely(&self) -> CommandError {
        CommandError::OneParameter(self.problem.model().info().name)
    }

    /// The whole state at a point of the plane.
    fn lifted(&self, at: [f64; 2]) -> Result<Vec<f64>, CommandError> {
        if !at.iter().all(|c| c.is_finite()) {
            return Err(CommandError::Start { at });
        }
        let state = self.problem.lift(at);
        if state.iter().all(|c| c.is_finite()) {
            Ok(state)
        } else {
            Err(CommandError::Unsteady { at })
        }
    }

    /// Adds a seed with the first colour that no other has.
    fn keep(&mut self, state: Vec<f64>) {
        let colour = (0..)
            .find(|c| self.seeds.iter().all(|s| s.colour != *c))
            .expect("there are more numbers than seeds");
        self.seeds.push(Seed {
            id: self.next_id,
            colour,
            start: start(&self.problem, &state),
            state,
        });
        self.next_id += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::zoo;

    #[test]
    fn a_refused_command_leaves_the_session_as_it_was() {
        let mut session = Session::default();
        session.apply(&Command::Keep([-60.0, 0.1])).expect("finite");
        let before = session.clone();
        let set = |name: &str, value| Command::Set {
            name: name.into(),
            value,
        };
        let upside_down = Window {
            x: [1.0, 0.0],
            y: [0.0, 1.0],
        };
        for command in [
            set("I", f64::NAN),
            set("I", f64::INFINITY),
            set("C", 0.0),
            set("nothing", 1.0),
            Command::ResetParameter("nothing".into()),
            Command::Open("hodgkin".into()),
            Command::Open("morris-lecar/hopff".into()),
            Command::SetWindow(upside_down),
            Command::Keep([f64::NAN, 0.0]),
            Command::Move {
                id: 0,
                start: [0.0, f64::INFINITY],
            },
            Command::Move {
                id: 99,
                start: [0.0, 0.0],
            },
            Command::Delete(99),
            Command::Scatter {
                count: usize::MAX,
                seed: 1,
            },
        ] {
            let said = session.apply(&command).expect_err("refused").to_string();
            assert!(said.len() > 20, "{command:?}: {said}");
            assert_eq!(session, before, "{command:?}");
        }
    }

    #[test]
    fn every_model_and_preset_opens_with_its_own_values_and_window() {
        let mut session = Session::default();
        for model in zoo::registry() {
            for preset in &model.info().presets {
                let source = format!("{}/{}", model.info().id, preset.id);
                session.apply(&Command::Open(source)).expect("it exists");
                assert_eq!(session.problem().values(), model.info().values(preset));
                assert_eq!(
                    session.problem().window().x,
                    [preset.window[0].0, preset.window[0].1]
                );
            }
        }
    }

    #[test]
    fn resets_go_back_to_the_preset_and_not_to_the_declared_default() {
        let mut session = Session::new(
            Problem::from_source("persistent-sodium-potassium/low-threshold").expect("exists"),
        );
        for (name, value) in [("I", 1.0), ("EL", -70.0)] {
            let name = name.into();
            session
                .apply(&Command::Set { name, value })
                .expect("finite");
        }
        session
            .apply(&Command::ResetParameter("EL".into()))
            .expect("exists");
        assert_eq!(session.problem().value("EL"), Some(-78.0));
        assert_eq!(session.problem().value("I"), Some(1.0));
        session.apply(&Command::ResetParameters).expect("possible");
        assert_eq!(session.problem().value("I"), Some(10.0));
    }

    #[test]
    fn scattered_orbits_are_reproducible_and_inside_the_window() {
        let scatter = |seed| {
            let mut session = Session::default();
            session
                .apply(&Command::Scatter { count: 10, seed })
                .expect("room for ten");
            session
        };
        let (a, b, c) = (scatter(1), scatter(1), scatter(2));
        assert_eq!(a, b);
        assert_ne!(a.seeds()[0].start, c.seeds()[0].start);
        assert_eq!(a.seeds().len(), 10);
        let window = a.problem().window();
        assert!(a.seeds().iter().all(|s| window.contains(s.start)));
    }

    #[test]
    fn an_orbit_keeps_its_colour_when_others_are_deleted() {
        let mut session = Session::default();
        for k in 0..3 {
            session
                .apply(&Command::Keep([f64::from(k), 0.0]))
                .expect("finite");
        }
        session.apply(&Command::Delete(1)).expect("exists");
        let colours = |s: &Session| s.seeds().iter().map(|s| s.colour).collect::<Vec<_>>();
        assert_eq!(colours(&session), [0, 2]);
        session.apply(&Command::Keep([9.0, 0.0])).expect("finite");
        assert_eq!(colours(&session), [0, 2, 1]);
    }
}
