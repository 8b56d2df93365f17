//! Which views there are, and computing one from a session.
use super::{Recalled, demo, membrane, plane, study, time, train, twin, unit};
use crate::analysis::demo::DemoError;
use crate::analysis::{FiringOptions, ProblemError};
use crate::job::Cancel;
use crate::learn::twin::TwinError;
use crate::learn::{FitError, UnitError};
use crate::model::StimulusError;
use crate::scene::Scene;
use crate::session::python::PythonError;
use crate::session::{Session, Sight, Stage};
use crate::text::say;

/// What a figure shows of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The phase plane, with the ghost behind it if one is kept.
    Portrait,
    /// The ghost's phase plane and the present one beside each other.
    Compare,
    /// The course of time from one start, under the stimulus, with the kept orbits.
    Trace,
    /// The courses of a model with one variable from many starts.
    Fan,
    /// Equilibria and cycles against one parameter.
    Diagram,
    /// The firing rate against one parameter.
    Firing,
    /// Bifurcations in the plane of two parameters.
    Curves,
    /// The membrane: potential with its phases, currents, gates, and the circuit.
    Membrane,
    /// The steady current against the potential of a membrane with one variable.
    CurrentVoltage,
    /// The model's plane beside that of the smaller model that stands for it.
    Reduction,
    /// A spike train: raster, integral of the response function, counts and intervals.
    Spikes,
    /// The artificial neuron beside the spiking one, and the network that fits a curve.
    Unit,
    /// The neuron that a network learns, and how well the network predicts it.
    Twin,
    /// A demonstration, by its id: all of its trials and the chosen one, with its stimulus.
    Demonstration(&'static str),
}

impl View {
    /// All views but the demonstrations, as menus list them.
    pub const ALL: [Self; 13] = [
        Self::Portrait,
        Self::Compare,
        Self::Trace,
        Self::Fan,
        Self::Diagram,
        Self::Firing,
        Self::Curves,
        Self::Membrane,
        Self::CurrentVoltage,
        Self::Reduction,
        Self::Spikes,
        Self::Unit,
        Self::Twin,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Portrait => "portrait",
            Self::Compare => "compare",
            Self::Trace => "trace",
            Self::Fan => "fan",
            Self::Diagram => "diagram",
            Self::Firing => "firing",
            Self::Curves => "curves",
            Self::Membrane => "membrane",
            Self::CurrentVoltage => "current-voltage",
            Self::Reduction => "reduction",
            Self::Spikes => "spikes",
            Self::Unit => "unit",
            Self::Twin => "twin",
            Self::Demonstration(_) => "demo",
        }
    }

    /// Its title in menus.
    pub fn title(self) -> String {
        match self {
            Self::Portrait => say!("view-portrait"),
            Self::Compare => say!("view-compare"),
            Self::Trace => say!("view-trace"),
            Self::Fan => say!("view-fan"),
            Self::Diagram => say!("view-diagram"),
            Self::Firing => say!("view-firing"),
            Self::Curves => say!("view-curves"),
            Self::Membrane => say!("view-membrane"),
            Self::CurrentVoltage => say!("view-current-voltage"),
            Self::Reduction => say!("view-reduction"),
            Self::Spikes => say!("view-spikes"),
            Self::Unit => say!("view-unit"),
            Self::Twin => say!("view-twin"),
            Self::Demonstration(_) => say!("view-demonstration"),
        }
    }

    /// The view with this name on the command line; a demonstration has its own name besides.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.name() == name)
    }

    /// The view that a session shows: what stands in the middle of the window, or beside the plane if
    /// something else than the diagram was chosen, which stands there unless asked otherwise.
    /// What the figure shows that the session comes from comes first.
    pub fn of(session: &Session) -> Self {
        if let Some(view) = Recalled::of(session).view {
            return view;
        }
        match (session.stage(), session.study().sight) {
            (Stage::SpikeTrain, _) => Self::Spikes,
            (Stage::ArtificialNeuron, _) => Self::Unit,
            (Stage::Twin, _) => Self::Twin,
            (Stage::Neuron, Sight::Diagram) => Self::Portrait,
            (Stage::Neuron, Sight::Firing) => Self::Firing,
            (Stage::Neuron, Sight::Curves) => Self::Curves,
            (Stage::Neuron, Sight::Membrane) => Self::Membrane,
            (Stage::Neuron, Sight::Reduction) => Self::Reduction,
            (Stage::Neuron, Sight::Time) => {
                let alone = session.problem().model().info().dimension() == 1;
                let driven = !session.stimulus().is_empty() || session.euler().is_some();
                match alone && !driven && session.seeds().is_empty() {
                    true => Self::Fan,
                    false => Self::Trace,
                }
            }
        }
    }

    /// The views that make sense for what a session shows.
    pub fn available(session: &Session) -> Vec<Self> {
        let problem = session.problem();
        let info = problem.model().info();
        let alone = info.dimension() == 1;
        let mut views = Self::ALL.to_vec();
        views.retain(|view| match view {
            Self::Compare => session.ghost().is_some(),
            Self::Fan => alone,
            Self::Curves => session.study().and(problem).is_some(),
            Self::Membrane => info.membrane,
            Self::CurrentVoltage => alone && info.membrane,
            Self::Reduction => info.reduced,
            _ => true,
        });
        views
    }

    /// What the window looks at when it shows this view beside the plane, if anything.
    pub fn sight(self) -> Option<Sight> {
        match self {
            Self::Trace | Self::Fan => Some(Sight::Time),
            Self::Diagram => Some(Sight::Diagram),
            Self::Firing => Some(Sight::Firing),
            Self::Curves => Some(Sight::Curves),
            Self::Membrane | Self::CurrentVoltage => Some(Sight::Membrane),
            Self::Reduction => Some(Sight::Reduction),
            Self::Portrait
            | Self::Compare
            | Self::Spikes
            | Self::Unit
            | Self::Twin
            | Self::Demonstration(_) => None,
        }
    }

    /// What stands in the middle of the window when it shows this view.
    pub fn stage(self) -> Stage {
        match self {
            Self::Spikes => Stage::SpikeTrain,
            Self::Unit => Stage::ArtificialNeuron,
            Self::Twin => Stage::Twin,
            _ => Stage::Neuron,
        }
    }
}

/// What no session says about its figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ViewOptions {
    /// Where courses of time start, one number per variable, and from where the threshold ruler measures;
    /// the preset's initial state unless given.
    pub start: Option<Vec<f64>>,
    /// How long courses of time are, in the model's unit; what is usual for the view unless given.
    pub span: Option<f64>,
    /// Which variable a course of time shows, 0 the first.
    pub variable: usize,
    /// How many values of its parameter an F-I curve has.
    pub firing: FiringOptions,
    /// The chosen trial of a demonstration, 0 the first; the most telling one unless given.
    pub trial: Option<usize>,
}

impl ViewOptions {
    /// What the figure that a session comes from says; the usual ones for a session that comes from none.
    pub fn of(session: &Session) -> Self {
        Recalled::of(session).options
    }
}

/// A view of a session as scenes.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The panels, row by row. The caption of all is the first one's.
    pub scenes: Vec<Scene>,
    /// How many panels stand beside each other; those left over share the last row.
    pub columns: usize,
    /// What the reader must know, in sentences.
    pub notes: Vec<String>,
}

impl Figure {
    /// A figure with a single panel.
    pub(super) fn single(scene: Scene, notes: Vec<String>) -> Self {
        Self {
            scenes: vec![scene],
            columns: 1,
            notes,
        }
    }

    /// Adds a sentence to the caption.
    pub(super) fn tell(&mut self, sentence: &str) {
        if let Some(first) = self.scenes.first_mut()
            && !sentence.is_empty()
        {
            first.caption += &say!("between-sentences");
            first.caption += sentence;
        }
    }
}

/// Why a view of a session cannot be drawn.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ViewError {
    /// The problem is none.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// The stimulus does not fit the cell.
    #[error(transparent)]
    Stimulus(#[from] StimulusError),
    /// There are no spike trains.
    #[error(transparent)]
    Train(#[from] train::TrainTrouble),
    /// The artificial neuron is none.
    #[error(transparent)]
    Unit(#[from] UnitError),
    /// No network fits the curve.
    #[error(transparent)]
    Fit(#[from] FitError),
    /// There is no such neuron to be learnt.
    #[error(transparent)]
    Twin(#[from] TwinError),
    /// The demonstration cannot be done.
    #[error(transparent)]
    Demonstration(#[from] DemoError),
    /// No such demonstration.
    #[error("{}", say!("view-fault-no-demonstration", it = format!("{:?}", _0)))]
    NoDemonstration(String),
    /// No such trial.
    #[error("{}", say!("view-fault-no-trial", given = given.to_string(), name = name.to_string(), count = count.to_string()))]
    NoTrial {
        /// Which demonstration.
        name: &'static str,
        /// Which was asked for, 1 the first.
        given: usize,
        /// How many there are.
        count: usize,
    },
    /// No script.
    #[error(transparent)]
    Python(#[from] PythonError),
    /// Nothing is kept to be compared with.
    #[error("{}", say!("view-fault-no-ghost"))]
    NoGhost,
    /// No conductances.
    #[error("{}", say!("view-fault-no-membrane", it = _0.to_string()))]
    NoMembrane(&'static str),
    /// No single steady current.
    #[error("{}", say!("view-fault-no-current", it = _0.to_string()))]
    NoCurrent(&'static str),
    /// No smaller model.
    #[error("{}", say!("view-fault-no-reduction", it = _0.to_string()))]
    NoReduction(&'static str),
    /// Only one parameter.
    #[error("{}", say!("view-fault-one-parameter", it = _0.to_string()))]
    OneParameter(&'static str),
    /// More variables than one.
    #[error("{}", say!("view-fault-many-variables", it = _0.to_string()))]
    ManyVariables(&'static str),
    /// A length of time that is none.
    #[error("{}", say!("view-fault-span", it = _0.to_string()))]
    Span(f64),
    /// Steps that would take too long.
    #[error("{}", say!("view-fault-steps", it = _0.to_string()))]
    Steps(f64),
    /// A start that is none.
    #[error("{}", say!("view-fault-start", given = given.to_string(), model = model.to_string(), needed = needed.to_string()))]
    Start {
        /// The model.
        model: &'static str,
        /// How many numbers were given.
        given: usize,
        /// How many variables there are.
        needed: usize,
    },
}

/// A figure, nothing when cancelled, or why there is none.
pub(super) type Drawn = Result<Option<Figure>, ViewError>;

/// Computes a view of a session, as accurately as every output of this program; `None` when cancelled.
///
/// The same session and options give the same scenes.
///
/// # Errors
/// [`ViewError`] when the session has nothing of the kind to show.
pub fn figure(cancel: &Cancel, session: &Session, view: &View, options: &ViewOptions) -> Drawn {
    match *view {
        View::Portrait => plane::portrait(cancel, session, options),
        View::Compare => plane::compare(cancel, session, options),
        View::Trace => time::trace(cancel, session, options),
        View::Fan => time::fan(cancel, session, options),
        View::Diagram => study::diagram(cancel, session),
        View::Firing => study::firing(cancel, session, options),
        View::Curves => study::curves(cancel, session),
        View::Membrane => membrane::membrane(cancel, session, options),
        View::CurrentVoltage => membrane::current_voltage(cancel, session),
        View::Reduction => study::reduction(cancel, session),
        View::Spikes => train::figure(cancel, session),
        View::Unit => unit::figure(cancel, session),
        View::Twin => twin::figure(cancel, session),
        View::Demonstration(id) => demo::figure(cancel, id, options),
    }
}
