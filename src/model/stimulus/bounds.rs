//! Between which values a stimulus takes a parameter, for those that may not have every value.
use super::{Drive, Fault, Signal, Term};
use crate::model::{Demand, ParamSpec};

/// A stimulus that never ends is followed for so many pieces before its bounds alone decide.
const MOST_PIECES: usize = 20_000;
const EVER: f64 = f64::INFINITY;

impl Signal {
    /// The least and the greatest value, 0 included where the signal is ever silent; infinite where there
    /// is none.
    fn bounds(&self) -> [f64; 2] {
        let with_zero = |v: f64| [v.min(0.0), v.max(0.0)];
        let either = |v: f64| [-v.abs(), v.abs()];
        match self {
            Self::Constant { height } => [*height, *height],
            Self::Step { height, .. } | Self::Ramp { height, .. } | Self::Pulses { height, .. } => {
                with_zero(*height)
            }
            Self::Slope { slope, .. } if *slope == 0.0 => [0.0, 0.0],
            Self::Slope { slope, .. } => with_zero(EVER.copysign(*slope)),
            Self::Impulses { .. } => [0.0, 0.0],
            Self::Sine { amplitude, .. } | Self::Chirp { amplitude, .. } => either(*amplitude),
            Self::Noise { strength, .. } if *strength == 0.0 => [0.0, 0.0],
            Self::Noise { .. } => [-EVER, EVER],
            Self::OrnsteinUhlenbeck { mean, sd, .. } if *sd == 0.0 => with_zero(*mean),
            Self::OrnsteinUhlenbeck { .. } => [-EVER, EVER],
            Self::Synapses { height, rate, .. } if *height == 0.0 || *rate == 0.0 => [0.0, 0.0],
            Self::Synapses { height, .. } => with_zero(EVER.copysign(*height)),
            Self::Drawn { points } => points.iter().fold([0.0, 0.0], |[low, high], p| {
                [f64::min(low, p[1]), f64::max(high, p[1])]
            }),
        }
    }
}

impl Term {
    /// The least and the greatest value between two times, of which the later may be infinite.
    fn bounds(&self, from: f64, to: f64) -> [f64; 2] {
        let ends = [
            self.at(from),
            if to < EVER {
                self.at(to)
            } else {
                self.at_last()
            },
        ];
        match *self {
            Self::Sine { amplitude, .. }
            | Self::Linear { amplitude, .. }
            | Self::Exponential { amplitude, .. } => [-amplitude.abs(), amplitude.abs()],
            Self::Constant(_) | Self::Line { .. } | Self::Decay { .. } => {
                [ends[0].min(ends[1]), ends[0].max(ends[1])]
            }
        }
    }

    /// Where it goes in endless time, if it does not swing.
    fn at_last(&self) -> f64 {
        match *self {
            Self::Constant(value) => value,
            Self::Line {
                slope: 0.0, value, ..
            } => value,
            Self::Line { slope, .. } => EVER.copysign(slope),
            _ => 0.0,
        }
    }
}

/// Whether a parameter may have every value between two.
fn allowed(demand: Demand, [low, high]: [f64; 2]) -> bool {
    match demand {
        Demand::Nonzero => low > 0.0 || high < 0.0,
        Demand::Nonnegative => low >= 0.0,
        Demand::Any | Demand::Choice(_) => true,
    }
}

impl Drive {
    /// Whether the parameter number `slot`, whose own value is `rest`, keeps to what the formula demands
    /// of it, whatever the stimulus does and however long it lasts.
    ///
    /// The bounds of all signals together decide, and where they do not suffice the stimulus is
    /// followed from piece to piece: signals may make up for each other.
    pub(super) fn allows(&self, slot: usize, spec: &ParamSpec, rest: f64) -> Result<(), Fault> {
        let demand = spec.demand;
        if matches!(demand, Demand::Any | Demand::Choice(_)) {
            return Ok(());
        }
        let mine = || self.inputs.iter().filter(|(k, _)| *k == slot);
        let sum = |parts: &mut dyn Iterator<Item = [f64; 2]>| {
            parts.fold([rest, rest], |[low, high], b| [low + b[0], high + b[1]])
        };
        if allowed(demand, sum(&mut mine().map(|(_, signal)| signal.bounds()))) {
            return Ok(());
        }
        let random = mine().any(|(_, signal)| signal.random());
        let what = match demand {
            Demand::Nonnegative => "be negative",
            _ => "be 0",
        };
        let fault = |at: Option<f64>| Fault::Forbidden {
            name: spec.name.into(),
            what,
            at,
            instead: if random {
                "noise knows no bounds: drive another parameter, or use drawn(…)"
            } else {
                "give it less height"
            },
        };
        if random {
            return Err(fault(None));
        }
        let mut walk = self.walk();
        for _ in 0..MOST_PIECES {
            let (from, until) = (walk.time(), walk.until());
            let terms = walk.terms().iter().filter(|(k, _)| *k == slot);
            let bounds = sum(&mut terms.map(|(_, term)| term.bounds(from, until)));
            if !allowed(demand, bounds) {
                return Err(fault(Some(from)));
            }
            if until == EVER {
                return Ok(());
            }
            walk.advance(until);
        }
        Err(fault(None))
    }

    /// The shortest time within which the stimulus does something that Euler's method can step over: a
    /// pulse or the gap after it, half a turn, a line of a drawing. `None` where there is none.
    pub fn narrowest(&self) -> Option<f64> {
        let shortest = |signal: &Signal| match signal {
            Signal::Pulses { at, width, .. } => {
                let gaps = (0..1000).map_while(|k| Some(at.get(k + 1)? - at.get(k)? - width));
                // Pulses that touch leave no gap.
                gaps.filter(|gap| *gap > 1e-9 * width)
                    .fold(*width, f64::min)
            }
            Signal::Ramp {
                width,
                hold: Some(hold),
                ..
            } => width + hold,
            Signal::Sine { period, .. } => 0.5 * period,
            Signal::Chirp { from, to, .. } => 0.5 / (from.max(*to) * self.hertz),
            Signal::Synapses { tau, .. } | Signal::OrnsteinUhlenbeck { tau, .. } => *tau,
            Signal::Drawn { points } => {
                let spans = points.windows(2).map(|p| p[1][0] - p[0][0]);
                spans.filter(|s| *s > 0.0).fold(EVER, f64::min)
            }
            _ => EVER,
        };
        let all = self.inputs.iter().map(|(_, signal)| shortest(signal));
        Some(all.fold(EVER, f64::min)).filter(|t| t.is_finite())
    }
}
