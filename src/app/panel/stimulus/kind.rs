//! Kinds of signals as one chooses them, with sizes that suit a model.
use crate::analysis::Problem;
use crate::model::stimulus::{Signal, Times};
use crate::text::say;

/// The sizes that suit a model: of a signal in the unit of its first parameter, and of time.
#[derive(Clone, Copy)]
pub(in crate::app) struct Suited {
    pub height: f64,
    pub time: f64,
}

impl Suited {
    /// A tenth of the slider's range and the model's own time, both round.
    pub(in crate::app) fn new(problem: &Problem, time: f64) -> Self {
        let (lo, hi) = problem.preset().input;
        Self {
            height: round(0.2 * (hi - lo)),
            time: round(time),
        }
    }
}

/// One significant digit.
pub(super) fn round(x: f64) -> f64 {
    let unit = 10_f64.powf(x.abs().max(1e-300).log10().floor());
    (x / unit).round().max(1.0) * unit
}

/// A kind of signal as one chooses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Kind {
    Constant,
    Step,
    Ramp,
    Pulse,
    Train,
    Impulse,
    Sine,
    Chirp,
    Colour,
    White,
    Synapses,
    Drawn,
}

impl Kind {
    pub(super) const ALL: [Self; 12] = [
        Self::Step,
        Self::Ramp,
        Self::Pulse,
        Self::Train,
        Self::Impulse,
        Self::Sine,
        Self::Chirp,
        Self::Colour,
        Self::White,
        Self::Synapses,
        Self::Drawn,
        Self::Constant,
    ];

    pub(super) fn name(self) -> String {
        match self {
            Self::Constant => say!("kind-constant"),
            Self::Step => say!("kind-step"),
            Self::Ramp => say!("kind-ramp"),
            Self::Pulse => say!("kind-pulse"),
            Self::Train => say!("kind-train"),
            Self::Impulse => say!("kind-impulse"),
            Self::Sine => say!("kind-sine"),
            Self::Chirp => say!("kind-chirp"),
            Self::Colour => say!("kind-colour"),
            Self::White => say!("kind-white"),
            Self::Synapses => say!("kind-synapses"),
            Self::Drawn => say!("kind-drawn"),
        }
    }

    pub(super) fn about(self) -> String {
        match self {
            Self::Constant => say!("kind-constant-about"),
            Self::Step => say!("kind-step-about"),
            Self::Ramp => say!("kind-ramp-about"),
            Self::Pulse => say!("kind-pulse-about"),
            Self::Train => say!("kind-train-about"),
            Self::Impulse => say!("kind-impulse-about"),
            Self::Sine => say!("kind-sine-about"),
            Self::Chirp => {
                say!("kind-chirp-about")
            }
            Self::Colour => say!("kind-colour-about"),
            Self::White => say!("kind-white-about"),
            Self::Synapses => say!("kind-synapses-about"),
            Self::Drawn => say!("kind-drawn-about"),
        }
    }

    pub(super) fn of(signal: &Signal) -> Self {
        match signal {
            Signal::Constant { .. } => Self::Constant,
            Signal::Step { .. } => Self::Step,
            Signal::Ramp { .. } | Signal::Slope { .. } => Self::Ramp,
            Signal::Pulses {
                at: Times::List(times),
                ..
            } if times.len() == 1 => Self::Pulse,
            Signal::Pulses { .. } => Self::Train,
            Signal::Impulses { .. } => Self::Impulse,
            Signal::Sine { .. } => Self::Sine,
            Signal::Chirp { .. } => Self::Chirp,
            Signal::OrnsteinUhlenbeck { .. } => Self::Colour,
            Signal::Noise { .. } => Self::White,
            Signal::Synapses { .. } => Self::Synapses,
            Signal::Drawn { .. } => Self::Drawn,
        }
    }

    /// A signal of this kind that shows something in a model of these sizes.
    pub(super) fn signal(self, suited: Suited, milliseconds: bool) -> Signal {
        let Suited { height, time } = suited;
        let per_second = if milliseconds { 1000.0 } else { 1.0 };
        let at = time;
        match self {
            Self::Constant => Signal::Constant { height },
            Self::Step => Signal::Step { at, height },
            Self::Ramp => Signal::Ramp {
                at,
                width: round(10.0 * time),
                height,
                hold: None,
            },
            Self::Pulse => Signal::Pulses {
                at: Times::List(vec![at]),
                width: round(0.3 * time),
                height,
                closed: false,
            },
            Self::Train => Signal::Pulses {
                at: Times::Regular {
                    at,
                    every: round(2.0 * time),
                    count: Some(5),
                },
                width: round(0.3 * time),
                height,
                closed: false,
            },
            Self::Impulse => Signal::Impulses {
                at: Times::List(vec![at]),
                charge: round(height * time * 0.3),
            },
            Self::Sine => Signal::Sine {
                amplitude: round(0.3 * height),
                period: round(2.0 * time),
                phase: 0.0,
                at,
                until: None,
            },
            Self::Chirp => Signal::Chirp {
                amplitude: round(0.1 * height),
                from: round(0.05 * per_second / time),
                to: round(2.0 * per_second / time),
                at,
                width: round(60.0 * time),
                exponential: true,
            },
            Self::Colour => Signal::OrnsteinUhlenbeck {
                mean: 0.0,
                sd: round(0.3 * height),
                tau: round(0.5 * time),
                dt: round(0.01 * time),
                at: 0.0,
                until: None,
            },
            Self::White => Signal::Noise {
                strength: round(0.3 * height * (0.1 * time).sqrt()),
                dt: round(0.01 * time),
                at: 0.0,
                until: None,
            },
            Self::Synapses => Signal::Synapses {
                rate: round(per_second / time),
                height: round(0.5 * height),
                tau: round(0.3 * time),
                at: 0.0,
                until: None,
            },
            Self::Drawn => Signal::Drawn {
                points: vec![[at, 0.0], [3.0 * time, height], [5.0 * time, 0.0]],
            },
        }
    }
}
