//! Arguments that say what is done to the cell: stimulus, seed, the author's Euler step.
use super::Failure;
use super::args::{Loaded, finite};
use crate::analysis::{Driven, OrbitEnd, Problem, Scheme, TrajectoryOptions, driven::driven};
use crate::job::Cancel;
use crate::model::{Drive, Stimulus};
use crate::scene::quantity;
use crate::scene::stimulus::{driven_words, figure_words};
use crate::session::{Command, Session};
use serde::Serialize;
use std::path::Path;

/// The step of Euler's method for models whose author's script has none.
const EULER_STEP: f64 = 0.25;
/// Steps of this length take longer than anyone waits.
const MOST_STEPS: f64 = 2e7;

/// A million points of two columns, the most that are kept, take no more.
const MOST_BYTES: u64 = 16 << 20;
/// A stimulus that does something within so little time, in the model's unit, cannot be followed.
const OFTEN: f64 = 1e-3;

/// What is done to the cell, and how that is computed.
#[derive(clap::Args)]
pub(super) struct DriveArgs {
    /// Drives a parameter: 'pulse(at=20,width=2,height=10)', several joined by + or by repeating this, or a
    /// file of them; on=NAME drives another parameter than the first. Signals: constant, step, ramp,
    /// pulse, impulse, sine, chirp, noise, ou, synapses, drawn. A saved session has its own; `none` leaves
    /// it out.
    #[arg(long, value_name = "TEXT|FILE", allow_hyphen_values = true)]
    stimulus: Vec<String>,
    /// Does what the figure that the preset is named after did: its stimulus, and its author's Euler step.
    #[arg(long)]
    protocol: bool,
    /// Computes as accurately as without a protocol, instead of by its author's Euler step.
    #[arg(long, conflicts_with = "euler")]
    accurate: bool,
    /// Computes by the author's Euler step; the step is the protocol's, or 0.25, unless given.
    #[arg(long, value_name = "DT", num_args = 0..=1, default_missing_value = "", allow_negative_numbers = true)]
    euler: Option<String>,
    /// Which random numbers noise and synapses are made from; 1, or a saved session's, unless given.
    #[arg(long)]
    seed: Option<u64>,
}

/// What to do to the cell.
pub(super) struct Experiment {
    stimulus: Stimulus,
    scheme: Scheme,
    seed: u64,
    drive: Drive,
    /// The Euler step of the figure whose stimulus is done accurately here.
    figure: Option<f64>,
}

/// The stimulus as JSON.
#[derive(Serialize)]
pub(super) struct StimulusDocument<'a> {
    text: String,
    seed: Option<u64>,
    parameters: Vec<ParameterDocument<'a>>,
}

/// A driven parameter as JSON: its value, the stimulus included, at the trajectory's times, and as a line
/// to draw.
#[derive(Serialize)]
struct ParameterDocument<'a> {
    name: &'a str,
    values: &'a [f64],
    points: &'a [[f64; 2]],
    impulses: &'a [[f64; 2]],
}

impl DriveArgs {
    /// Whether anything is done to the cell.
    pub(super) fn is_given(&self) -> bool {
        !self.stimulus.is_empty() || self.protocol || self.euler.is_some()
    }

    /// What to do to the cell; `None` when nothing is done and nothing computed in an unusual way. What a
    /// saved session does to it is done unless something else is asked for.
    pub(super) fn experiment(&self, loaded: &Loaded) -> Result<Option<Experiment>, Failure> {
        let problem = loaded.problem();
        let saved = loaded.saved();
        let seed = self.seed.or(saved.map(Session::seed)).unwrap_or(1);
        let mut stimulus = Stimulus::default();
        let protocol = problem.preset().protocol;
        if self.protocol {
            let protocol = protocol.ok_or_else(|| no_protocol(problem))?;
            let own = Stimulus::parse(protocol.stimulus)
                .map_err(|error| Failure::Analysis(error.to_string()))?;
            stimulus.inputs.extend(own.inputs);
        }
        if let Some(session) = saved.filter(|_| self.stimulus.is_empty() && !self.protocol) {
            stimulus = session.stimulus().clone();
        }
        for text in self.stimulus.iter().filter(|text| *text != "none") {
            stimulus.inputs.extend(read(text)?.inputs);
        }
        let step = match self.euler.as_deref() {
            Some("") => Some(protocol.map_or(EULER_STEP, |p| p.euler)),
            Some(text) => Some(finite("--euler", text)?),
            None if self.accurate => None,
            None if self.protocol => protocol.map(|p| p.euler),
            None => saved.and_then(Session::euler),
        };
        if let Some(step) = step.filter(|&step| step <= 0.0) {
            return Err(Failure::Usage(format!(
                "--euler {step} is no step; give a positive one, such as 0.25"
            )));
        }
        if stimulus.is_empty() && step.is_none() {
            return Ok(None);
        }
        let drive = Drive::new(&**problem.model(), problem.values(), &stimulus, seed)
            .map_err(|error| Failure::Usage(format!("--stimulus: {error}")))?;
        Ok(Some(Experiment {
            stimulus,
            scheme: step.map_or(Scheme::Accurate, Scheme::Euler),
            seed,
            drive,
            figure: protocol
                .filter(|_| self.protocol && step.is_none())
                .map(|p| p.euler),
        }))
    }
}

fn no_protocol(problem: &Problem) -> Failure {
    let info = problem.model().info();
    let with: Vec<&str> = info
        .presets
        .iter()
        .filter(|p| p.protocol.is_some())
        .map(|p| p.id)
        .collect();
    let name = problem.preset().id;
    Failure::Usage(if with.is_empty() {
        format!(
            "--protocol: no preset of {} has an experiment of its own; give a --stimulus",
            info.id
        )
    } else {
        format!(
            "--protocol: {}/{name} has no experiment of its own; these have: {}",
            info.id,
            with.join(", ")
        )
    })
}

/// A stimulus from its text, or from the file of that name.
fn read(text: &str) -> Result<Stimulus, Failure> {
    if text.contains('(') || text.trim().is_empty() {
        return Stimulus::parse(text)
            .map_err(|error| Failure::Usage(format!("--stimulus: {error}")));
    }
    let path = Path::new(text);
    // A device or a pipe may never end.
    if let Ok(about) = std::fs::metadata(path)
        && (!about.is_file() || about.len() > MOST_BYTES)
    {
        let why = match about.is_file() {
            true => "is larger than sixteen megabytes, more than a stimulus can be",
            false => "is no regular file",
        };
        return Err(Failure::Usage(format!(
            "--stimulus: {text:?} {why}; give a file of signals, or of two columns"
        )));
    }
    let content = std::fs::read_to_string(path).map_err(|error| {
        Failure::Usage(format!(
            "--stimulus: {text:?} is neither a signal, such as 'pulse(at=20,width=2,height=10)', nor a \
             file that can be read ({error})"
        ))
    })?;
    Stimulus::read(&content).map_err(|error| Failure::Usage(format!("{text}, {error}")))
}

impl Experiment {
    /// Does the same in a session.
    pub(super) fn put_into(&self, session: &mut Session) -> Result<(), Failure> {
        let euler = match self.scheme {
            Scheme::Euler(step) => Some(step),
            Scheme::Accurate => None,
        };
        session.apply(&Command::Seed(self.seed))?;
        session.apply(&Command::Stimulate(self.stimulus.clone()))?;
        Ok(session.apply(&Command::Euler(euler))?)
    }

    /// The driven trajectory.
    pub(super) fn compute(
        &self,
        problem: &Problem,
        start: &[f64],
        options: &TrajectoryOptions,
    ) -> Result<Driven, Failure> {
        if options.span < 0.0 {
            return Err(Failure::Usage(
                "--until: stimuli and Euler's method go forward in time; give a positive length"
                    .into(),
            ));
        }
        if let Scheme::Euler(step) = self.scheme
            && options.span / step > MOST_STEPS
        {
            return Err(Failure::Usage(format!(
                "--euler {step} asks for more than twenty million steps; give a longer step or a shorter time"
            )));
        }
        let mut options = *options;
        if matches!(self.scheme, Scheme::Euler(_)) {
            options.max_steps = options.max_steps.max(MOST_STEPS as usize + 1);
        }
        let cancel = Cancel::never();
        driven(&cancel, problem, start, &options, &self.drive, self.scheme)
            .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))
    }

    /// The stimulus as JSON.
    pub(super) fn document<'a>(
        &self,
        problem: &'a Problem,
        driven: &'a Driven,
    ) -> StimulusDocument<'a> {
        let parameters = &problem.model().info().parameters;
        StimulusDocument {
            text: self.stimulus.to_string(),
            seed: self.stimulus.random().then_some(self.seed),
            parameters: driven
                .driving
                .iter()
                .map(|d| ParameterDocument {
                    name: parameters[d.parameter].name,
                    values: &d.values,
                    points: &d.points,
                    impulses: &d.impulses,
                })
                .collect(),
        }
    }

    /// The stimulus as text, if there is one.
    pub(super) fn text(&self) -> Option<String> {
        (!self.stimulus.is_empty()).then(|| self.stimulus.to_string())
    }

    /// The seed, if anything is random.
    pub(super) fn seed(&self) -> Option<u64> {
        self.stimulus.random().then_some(self.seed)
    }

    /// Of which order the scheme is.
    pub(super) fn order(&self) -> String {
        self.scheme.order(&self.drive)
    }

    /// Stimulus, seed and scheme for the head of a table; `time` is the unit of time.
    pub(super) fn words(&self, time: &str) -> Vec<String> {
        let mut words = vec![];
        if !self.stimulus.is_empty() {
            let seed = match self.stimulus.random() {
                true => format!(", seed {}", self.seed),
                false => String::new(),
            };
            words.push(format!("Stimulus: {}{seed}.", self.stimulus));
        }
        let how = match self.scheme {
            Scheme::Accurate => self.order(),
            Scheme::Euler(step) => {
                format!("Euler steps of {}, {}", quantity(step, time), self.order())
            }
        };
        words.push(format!("Computed by {how}."));
        words
    }

    /// What the reader must know.
    pub(super) fn notes(&self, problem: &Problem, driven: &Driven) -> Vec<String> {
        let mut notes = driven_words(problem, driven, self.stimulus.overlap().as_ref());
        let time = problem.model().info().time.symbol();
        notes.extend(self.figure.map(|step| figure_words(step, time)));
        let narrow = self.drive.narrowest();
        let given_up = driven.trajectory.end == OrbitEnd::StepLimit;
        notes.extend(narrow.filter(|&t| given_up && t < OFTEN).map(|t| {
            format!(
                "the stimulus does something within every {}, too often to be followed; make it slower",
                quantity(t, time)
            )
        }));
        notes
    }
}
