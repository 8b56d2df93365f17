//! What the window shows and a file keeps: problem, kept orbits, layers, stimulus, what is asked about
//! the parameters, notes. Only commands change it, and nothing derived is stored in it.
//!
//! A session goes out and comes back as a [`mod@file`], as a [`share`] text, and inside a [`figure`];
//! [`disk`] opens all of them and saves without ever losing what was there; [`autosave`] keeps the last
//! state; a [`History`] undoes and redoes everything.
pub mod autosave;
mod command;
pub mod disk;
pub mod figure;
pub mod file;
mod history;
pub mod python;
pub mod share;
mod stage;
mod study;
mod twin;
mod words;

pub use command::{Command, CommandError};
pub use history::{Gesture, History};
pub use stage::{CANVAS, ReadyCurve, Stage, TrainChange, TrainStudy, UnitChange, UnitStudy};
pub use study::{Ordinate, Sight, Study, usual_range};
pub use twin::{TwinChange, TwinIdea, TwinStudy};

use crate::analysis::Problem;
use crate::model::Stimulus;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A kept orbit: where it starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Seed {
    /// Names it for as long as it exists.
    pub id: u64,
    /// Which of the orbit colours it has; kept when others are deleted.
    pub colour: usize,
    /// Its start, in the units of the plane's variables.
    pub start: [f64; 2],
    /// The whole state there, one number per variable.
    pub state: Vec<f64>,
}

/// How the vector field is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldStyle {
    /// One arrow per cell of a grid.
    Arrows,
    /// Short pieces of orbits.
    Streamlines,
}

/// A part of the picture that can be shown or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The vector field.
    Field,
    /// Where one variable does not change.
    Nullclines,
    /// Where nothing changes.
    Equilibria,
    /// Manifolds of saddles.
    Separatrices,
    /// Limit cycles.
    Cycles,
    /// What each starting point tends to.
    Basins,
    /// Kept orbits, the orbit under the pointer and the live state's trail.
    Orbits,
    /// How far the live state is from its threshold.
    Ruler,
}

impl Layer {
    /// Every layer, from the back of the picture to the front.
    pub const ALL: [Self; 8] = [
        Self::Basins,
        Self::Field,
        Self::Nullclines,
        Self::Separatrices,
        Self::Cycles,
        Self::Equilibria,
        Self::Orbits,
        Self::Ruler,
    ];

    fn bit(self) -> u8 {
        1 << Self::ALL
            .iter()
            .position(|&l| l == self)
            .expect("ALL lists every layer")
    }
}

/// Something that the window wants to find again; it means nothing to the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Remembered {
    /// Yes or no.
    Flag(bool),
    /// A finite number.
    Number(f64),
    /// A word.
    Text(String),
}

/// Which layers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers {
    bits: u8,
    /// How the field is drawn, if it is.
    pub field: FieldStyle,
}

impl Layers {
    /// Whether `layer` is shown.
    pub fn shows(self, layer: Layer) -> bool {
        self.bits & layer.bit() != 0
    }

    fn show(&mut self, layer: Layer, on: bool) {
        if on {
            self.bits |= layer.bit();
        } else {
            self.bits &= !layer.bit();
        }
    }
}

impl Default for Layers {
    fn default() -> Self {
        let mut layers = Self {
            bits: 0,
            field: FieldStyle::Arrows,
        };
        for layer in Layer::ALL {
            layers.show(layer, !matches!(layer, Layer::Basins | Layer::Ruler));
        }
        layers
    }
}

/// What is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    problem: Problem,
    seeds: Vec<Seed>,
    layers: Layers,
    study: Study,
    // What can be large is shared between the sessions of a history.
    stimulus: Arc<Stimulus>,
    seed: u64,
    euler: Option<f64>,
    stage: Stage,
    train: TrainStudy,
    unit: UnitStudy,
    twin: TwinStudy,
    next_id: u64,
    /// Parameter values of the portrait that is kept as a ghost.
    ghost: Option<Arc<[f64]>>,
    /// Whether it stands beside the present one; never without one.
    beside: bool,
    notes: Arc<str>,
    memory: Arc<BTreeMap<String, Remembered>>,
    /// The fields of the file that this program does not know, as they stood there.
    foreign: Arc<str>,
}

impl Session {
    /// No more orbits than this are kept.
    pub const MOST_SEEDS: usize = 100;
    /// Notes are no longer than this, in bytes.
    pub const MOST_NOTES: usize = 100_000;
    /// A stimulus has no more signals than this.
    pub const MOST_SIGNALS: usize = 1000;
    /// The window remembers no more things than this.
    pub const MOST_MEMORIES: usize = 64;

    /// A problem without kept orbits, with the usual layers.
    pub fn new(problem: Problem) -> Self {
        Self {
            study: Study::new(&problem),
            stage: Stage::default(),
            train: TrainStudy::default(),
            unit: UnitStudy::new(&problem),
            twin: TwinStudy::default(),
            stimulus: Arc::new(command::protocol(&problem).unwrap_or_default()),
            euler: problem.preset().protocol.map(|p| p.euler),
            seed: 1,
            problem,
            seeds: Vec::new(),
            layers: Layers::default(),
            next_id: 0,
            ghost: None,
            beside: false,
            notes: Arc::default(),
            memory: Arc::default(),
            foreign: Arc::default(),
        }
    }

    /// The problem.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// What is kept as a ghost: the portrait of the same model at other parameter values, seen as the present
    /// one is.
    pub fn ghost(&self) -> Option<Problem> {
        let values = self.ghost.as_deref()?;
        let mut ghost = self.problem.clone();
        for (spec, &value) in self.problem.model().info().parameters.iter().zip(values) {
            ghost.set(spec.name, value).ok()?;
        }
        Some(ghost)
    }

    /// Whether what is kept stands beside the present portrait and not behind it.
    pub fn is_beside(&self) -> bool {
        self.beside
    }

    /// The kept orbits, oldest first.
    pub fn seeds(&self) -> &[Seed] {
        &self.seeds
    }

    /// The layers.
    pub fn layers(&self) -> Layers {
        self.layers
    }

    /// What is done to the cell in the course of time.
    pub fn stimulus(&self) -> &Stimulus {
        &self.stimulus
    }

    /// The seed of random stimuli.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The step of Euler's method, in place of accurate integration, as the author of the preset used it.
    pub fn euler(&self) -> Option<f64> {
        self.euler
    }

    /// What is asked about the parameters.
    pub fn study(&self) -> Study {
        self.study
    }

    /// What stands in the middle of the window.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// What is asked about spike trains.
    pub fn train(&self) -> TrainStudy {
        self.train
    }

    /// What is asked about the artificial neuron.
    pub fn unit(&self) -> &UnitStudy {
        &self.unit
    }

    /// What is asked about the neuron that a network learns.
    pub fn twin(&self) -> &TwinStudy {
        &self.twin
    }

    /// What the user has written down, in words.
    pub fn notes(&self) -> &str {
        &self.notes
    }

    /// What the window wants to find again, by name: the theme, the variable shown over time.
    pub fn memory(&self, name: &str) -> Option<&Remembered> {
        self.memory.get(name)
    }

    /// The same session with the notes of another and with what the window wants to find again there: what is
    /// the user's own when a lesson shows something else.
    #[must_use]
    pub fn with_desk_of(mut self, other: &Self) -> Self {
        self.notes = Arc::clone(&other.notes);
        self.memory = Arc::clone(&other.memory);
        self
    }

    /// Id that the next kept orbit will get.
    pub fn next_seed(&self) -> u64 {
        self.next_id
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new(Problem::opening())
    }
}
