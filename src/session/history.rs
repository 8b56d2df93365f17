//! Undo and redo of everything.
//!
//! A history is a row of sessions with names. What is large in a session is shared between neighbours,
//! so that a step costs some kilobytes, and going to any of them is one assignment.
use super::words::step_words;
use super::{Command, CommandError, Remembered, Seed, Session};
use crate::text::{Each, say};
use std::collections::{BTreeMap, VecDeque};
use std::mem::{size_of, size_of_val};
use std::sync::Arc;

/// Whether a command belongs to a gesture that lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// A click, a key, a choice: a step of its own.
    Single,
    /// Part of a drag: as long as the same thing is dragged, and until [`History::end_gesture`], all
    /// of it is one step.
    Drag,
    /// A matter of the window, such as its theme: no step at all. It changes the present step and goes
    /// along wherever one goes in the history.
    Quiet,
}

/// What a command changes, as far as drags are concerned: two commands on one target within a gesture
/// are one step.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Parameter(String),
    Parameters,
    Window,
    Stimulus,
    Orbit(u64),
    First,
    Second,
    Held,
    Field(u8),
    Input(usize),
    Weight(usize),
    Curve,
    Notes,
    Memory(String),
}

fn target(command: &Command) -> Option<Target> {
    use super::{TrainChange, TwinChange, UnitChange};
    Some(match command {
        Command::Set { name, .. } => Target::Parameter(name.clone()),
        Command::Go(_) => Target::Parameters,
        Command::SetWindow(_) => Target::Window,
        Command::Stimulate(_) => Target::Stimulus,
        Command::Move { id, .. } => Target::Orbit(*id),
        Command::Vary { .. } => Target::First,
        Command::And { .. } => Target::Second,
        Command::Others(_) => Target::Held,
        Command::Note(_) => Target::Notes,
        Command::Remember(name, _) => Target::Memory(name.clone()),
        Command::Euler(_) => Target::Field(0),
        Command::Seed(_) => Target::Field(1),
        Command::Train(change) => Target::Field(match change {
            TrainChange::Rate(_) => 2,
            TrainChange::Timing(_) => 3,
            TrainChange::Refractory(_) => 4,
            TrainChange::Seed(_) => 5,
            TrainChange::Window(_) => 6,
            TrainChange::Between(_) => 7,
            TrainChange::OfNeuron(_) => return None,
        }),
        Command::Unit(change) => match change {
            UnitChange::Shape(_) => Target::Field(8),
            UnitChange::Bias(_) => Target::Field(9),
            UnitChange::Hidden(_) => Target::Field(10),
            UnitChange::Seed(_) => Target::Field(11),
            UnitChange::Inputs(_) => Target::Field(12),
            UnitChange::Input(k, _) => Target::Input(*k),
            UnitChange::Weight(k, _) => Target::Weight(*k),
            UnitChange::Draw(_) => Target::Curve,
            _ => return None,
        },
        Command::Twin(change) => Target::Field(match change {
            TwinChange::Tau(_) => 13,
            TwinChange::Threshold(_) => 14,
            TwinChange::Synapses(_) => 15,
            TwinChange::Inhibitory(_) => 16,
            TwinChange::Gain(_) => 17,
            TwinChange::Rate(_) => 18,
            TwinChange::Hidden(_) => 19,
            TwinChange::Window(_) => 20,
            TwinChange::LearningRate(_) => 21,
            TwinChange::Seconds(_) => 22,
            TwinChange::Seed(_) => 23,
            TwinChange::Second(_) => 24,
            _ => return None,
        }),
        _ => return None,
    })
}

/// One state of the session, and what led to it.
#[derive(Clone, Debug)]
struct Step {
    session: Session,
    name: Each<String>,
    bytes: usize,
}

/// The session with everything that it was before, and what was undone.
#[derive(Clone, Debug)]
pub struct History {
    /// Never empty; oldest first.
    steps: VecDeque<Step>,
    /// The present one.
    at: usize,
    bytes: usize,
    /// What is being dragged, if the present step is a drag that may go on.
    drag: Option<Target>,
    /// What was changed quietly since the history began or another session was opened.
    quiet: BTreeMap<String, Option<Remembered>>,
}

impl History {
    /// No more steps than this are kept; the oldest go first.
    pub const MOST_STEPS: usize = 1000;
    /// No more memory than this is used, about, in bytes, beyond the present step and the one before.
    pub const MOST_BYTES: usize = 64 << 20;

    /// A history that begins with this session.
    pub fn new(session: Session) -> Self {
        let bytes = bytes(&session, None);
        let name = Each::of(|| say!("step-start"));
        Self {
            steps: [Step {
                session,
                name,
                bytes,
            }]
            .into(),
            at: 0,
            bytes,
            drag: None,
            quiet: BTreeMap::new(),
        }
    }

    /// The present session.
    pub fn session(&self) -> &Session {
        &self.steps[self.at].session
    }

    /// Carries out a command. What changes nothing is no step; what changes something drops what was
    /// undone before. Only what the window remembers can be changed quietly.
    ///
    /// # Errors
    /// When the session refuses the command; nothing has changed then.
    pub fn apply(&mut self, command: &Command, gesture: Gesture) -> Result<(), CommandError> {
        if let (Gesture::Quiet, Command::Remember(name, what)) = (gesture, command) {
            let done = self.steps[self.at].session.apply(command);
            if done.is_ok() {
                self.quiet.insert(name.clone(), what.clone());
                self.weigh();
            }
            return done;
        }
        let target = target(command).filter(|_| gesture == Gesture::Drag);
        let goes_on = target.is_some() && target == self.drag && self.at > 0;
        let mut session = self.session().clone();
        session.apply(command)?;
        if !goes_on {
            self.end_gesture();
            if session == *self.session() {
                return Ok(());
            }
            if matches!(command, Command::Replace(_)) {
                // The session that is opened has a window of its own.
                self.quiet.clear();
            }
            let name = Each::of(|| step_words(self.session(), &session, command));
            self.push(session, name);
            self.drag = target;
            return Ok(());
        }
        let before = &self.steps[self.at - 1].session;
        let name = Each::of(|| step_words(before, &session, command));
        let bytes = bytes(&session, Some(before));
        self.bytes = self.bytes - self.steps[self.at].bytes + bytes;
        self.steps[self.at] = Step {
            session,
            name,
            bytes,
        };
        Ok(())
    }

    /// Carries out several commands as one step, named after the last, or none of them.
    ///
    /// # Errors
    /// When the session refuses one of them; nothing has changed then.
    pub fn apply_all(&mut self, commands: &[Command]) -> Result<(), CommandError> {
        let mut session = self.session().clone();
        for command in commands {
            session.apply(command)?;
        }
        self.end_gesture();
        if let Some(last) = commands.last().filter(|_| session != *self.session()) {
            let name = Each::of(|| step_words(self.session(), &session, last));
            self.push(session, name);
        }
        Ok(())
    }

    /// Ends a drag: the next command is a step of its own. A drag that came back to where it began is
    /// no step.
    pub fn end_gesture(&mut self) {
        let dragged = self.drag.take().is_some();
        if dragged && self.at > 0 && *self.session() == self.steps[self.at - 1].session {
            self.steps.truncate(self.at);
            self.at -= 1;
            self.bytes = self.steps.iter().map(|s| s.bytes).sum();
        }
    }

    /// The session from before the drag that is going on, if one is.
    pub fn dragged_from(&self) -> Option<&Session> {
        self.drag.as_ref()?;
        Some(&self.steps[self.at.checked_sub(1)?].session)
    }

    fn push(&mut self, session: Session, name: Each<String>) {
        self.steps.truncate(self.at + 1);
        let bytes = bytes(&session, Some(self.session()));
        self.steps.push_back(Step {
            session,
            name,
            bytes,
        });
        self.at += 1;
        self.bytes = self.steps.iter().map(|s| s.bytes).sum();
        while self.steps.len() > 2
            && (self.steps.len() > Self::MOST_STEPS || self.bytes > Self::MOST_BYTES)
        {
            self.steps.pop_front();
            self.at -= 1;
            // The oldest one shares with nobody before it.
            let first = &mut self.steps[0];
            first.bytes = self::bytes(&first.session, None);
            self.bytes = self.steps.iter().map(|s| s.bytes).sum();
        }
    }

    /// Goes one step back; `false` when there is none.
    pub fn undo(&mut self) -> bool {
        self.end_gesture();
        self.at > 0 && self.go_to(self.at - 1)
    }

    /// Does again what was undone last; `false` when there is nothing.
    pub fn redo(&mut self) -> bool {
        self.end_gesture();
        self.go_to(self.at + 1)
    }

    /// Goes to any step, by its place in [`History::steps`]; `false` when there is no such place.
    pub fn go_to(&mut self, place: usize) -> bool {
        self.end_gesture();
        let there = place < self.steps.len();
        if there {
            self.at = place;
            let session = &mut self.steps[place].session;
            for (name, what) in &self.quiet {
                if session.memory(name) != what.as_ref() {
                    let kept = Command::Remember(name.clone(), what.clone());
                    // One that has no more room for it does without.
                    let _ = session.apply(&kept);
                }
            }
            self.weigh();
        }
        there
    }

    /// Counts the memory of the present step anew.
    fn weigh(&mut self) {
        let before = self.at.checked_sub(1).map(|k| &self.steps[k].session);
        let bytes = bytes(self.session(), before);
        self.bytes = self.bytes - self.steps[self.at].bytes + bytes;
        self.steps[self.at].bytes = bytes;
    }

    /// What was done, in a few words each, oldest first: the first one is where everything began.
    pub fn steps(&self) -> impl ExactSizeIterator<Item = &str> {
        self.steps.iter().map(|s| s.name.as_str())
    }

    /// One of them, by its place.
    pub fn step(&self, place: usize) -> Option<&str> {
        self.steps.get(place).map(|s| s.name.as_str())
    }

    /// The place of the present step among them.
    pub fn place(&self) -> usize {
        self.at
    }

    /// What [`History::undo`] would undo, in a few words; `None` when there is nothing.
    pub fn undoes(&self) -> Option<&str> {
        (self.at > 0).then(|| self.steps[self.at].name.as_str())
    }

    /// What [`History::redo`] would do again; `None` when there is nothing.
    pub fn redoes(&self) -> Option<&str> {
        self.steps.get(self.at + 1).map(|s| s.name.as_str())
    }
}

/// About how much memory a session takes that follows another one, what they share left out.
fn bytes(session: &Session, before: Option<&Session>) -> usize {
    let state = session.problem.model().info().dimension() * size_of::<f64>();
    let seeds = session.seeds.len() * (size_of::<Seed>() + state);
    let curve = size_of_val(session.unit.grid());
    let own = size_of::<Session>() + size_of_val(session.problem.values()) + seeds + curve + 256;
    let unless = |shared: bool, bytes: usize| if shared { 0 } else { bytes };
    let with = |f: fn(&Session, &Session) -> bool| before.is_some_and(|b| f(session, b));
    let memory = session.memory.len() * 512;
    own + unless(
        with(|a, b| Arc::ptr_eq(&a.stimulus, &b.stimulus)),
        session.stimulus.bytes(),
    ) + unless(
        with(|a, b| Arc::ptr_eq(&a.notes, &b.notes)),
        session.notes.len(),
    ) + unless(
        with(|a, b| Arc::ptr_eq(&a.foreign, &b.foreign)),
        session.foreign.len(),
    ) + unless(with(|a, b| Arc::ptr_eq(&a.memory, &b.memory)), memory)
}
