//! Signals as smooth pieces between the times at which they jump or bend.
use super::Signal;
use std::f64::consts::{PI, TAU};

/// A smooth piece of a signal, as a function of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::model) enum Term {
    /// The same all the time.
    Constant(f64),
    /// `value + slope (t − at)`.
    Line { at: f64, value: f64, slope: f64 },
    /// `amplitude sin(omega (t − at) + phase)`.
    Sine {
        amplitude: f64,
        omega: f64,
        phase: f64,
        at: f64,
    },
    /// `amplitude sin(a s + b s²)`, `s = t − at`.
    Linear {
        amplitude: f64,
        a: f64,
        b: f64,
        at: f64,
    },
    /// `amplitude sin(a (e^(b s) − 1))`, `s = t − at`.
    Exponential {
        amplitude: f64,
        a: f64,
        b: f64,
        at: f64,
    },
    /// `value e^(−rate (t − at))`.
    Decay { at: f64, value: f64, rate: f64 },
}

impl Term {
    /// The value at time `t`.
    #[inline]
    pub(in crate::model) fn at(&self, t: f64) -> f64 {
        match *self {
            Self::Constant(value) => value,
            Self::Line { at, value, slope } => value + slope * (t - at),
            Self::Sine {
                amplitude,
                omega,
                phase,
                at,
            } => amplitude * (omega * (t - at) + phase).sin(),
            Self::Linear {
                amplitude,
                a,
                b,
                at,
            } => {
                let s = t - at;
                amplitude * ((a + b * s) * s).sin()
            }
            Self::Exponential {
                amplitude,
                a,
                b,
                at,
            } => amplitude * (a * (b * (t - at)).exp_m1()).sin(),
            Self::Decay { at, value, rate } => value * (-rate * (t - at)).exp(),
        }
    }
}

const ZERO: Term = Term::Constant(0.0);
const EVER: f64 = f64::INFINITY;

/// The next time after `t` on the grid of `step` that begins at `at`.
fn grid_after(at: f64, step: f64, t: f64) -> f64 {
    let k = ((t - at) / step).floor() + 1.0;
    let next = at + k * step;
    if next > t {
        next
    } else {
        at + (k + 1.0) * step
    }
}

impl Signal {
    /// The piece that begins at time `t`, and the time at which it ends: as a function of time on the
    /// closed interval between, so that limits from inside hold at both ends. `hertz` is what one Hz
    /// is per unit of time. Random signals have none: they are drawn along the way.
    pub(super) fn piece(&self, t: f64, hertz: f64) -> (Term, f64) {
        match self {
            Self::Constant { height } => (Term::Constant(*height), EVER),
            Self::Step { at, .. }
            | Self::Ramp { at, .. }
            | Self::Slope { at, .. }
            | Self::Sine { at, .. }
            | Self::Chirp { at, .. }
                if t < *at =>
            {
                (ZERO, *at)
            }
            Self::Step { height, .. } => (Term::Constant(*height), EVER),
            Self::Slope { at, slope } => (
                Term::Line {
                    at: *at,
                    value: 0.0,
                    slope: *slope,
                },
                EVER,
            ),
            Self::Ramp {
                at,
                width,
                height,
                hold,
            } => {
                let top = at + width;
                let drop = hold.map_or(EVER, |hold| top + hold);
                if t < top {
                    let slope = height / width;
                    (
                        Term::Line {
                            at: *at,
                            value: 0.0,
                            slope,
                        },
                        top,
                    )
                } else if t < drop {
                    (Term::Constant(*height), drop)
                } else {
                    (ZERO, EVER)
                }
            }
            Self::Pulses {
                at, width, height, ..
            } => {
                let Some(k) = at.last_until(t) else {
                    return (ZERO, at.get(0).unwrap_or(EVER));
                };
                let off = at.get(k).map_or(t, |on| on + width);
                if t < off {
                    (Term::Constant(*height), off)
                } else {
                    (ZERO, at.get(k + 1).unwrap_or(EVER))
                }
            }
            Self::Impulses { at, .. } => {
                let next = at.last_until(t).map_or(0, |k| k + 1);
                (ZERO, at.get(next).unwrap_or(EVER))
            }
            Self::Sine {
                amplitude,
                period,
                phase,
                at,
                until,
            } => {
                let end = until.unwrap_or(EVER);
                if t >= end {
                    return (ZERO, EVER);
                }
                // Never more than half a turn, so that no step can pass over one.
                let term = Term::Sine {
                    amplitude: *amplitude,
                    omega: TAU / period,
                    phase: *phase,
                    at: *at,
                };
                (term, end.min(grid_after(*at, 0.5 * period, t)))
            }
            Self::Chirp { .. } => self.chirp(t, hertz),
            Self::Drawn { points } => {
                let k = points.partition_point(|p| p[0] <= t);
                match (k.checked_sub(1).map(|k| points[k]), points.get(k)) {
                    (Some([at, value]), Some(b)) => {
                        let slope = (b[1] - value) / (b[0] - at);
                        (Term::Line { at, value, slope }, b[0])
                    }
                    (None, Some(first)) => (ZERO, first[0]),
                    (_, None) => (ZERO, EVER),
                }
            }
            Self::Noise { .. } | Self::OrnsteinUhlenbeck { .. } | Self::Synapses { .. } => {
                (ZERO, EVER)
            }
        }
    }

    fn chirp(&self, t: f64, hertz: f64) -> (Term, f64) {
        let Self::Chirp {
            amplitude,
            from,
            to,
            at,
            width,
            exponential,
        } = *self
        else {
            return (ZERO, EVER);
        };
        let end = at + width;
        if t >= end {
            return (ZERO, EVER);
        }
        let (from, to) = (from * hertz, to * hertz);
        let growth = (to / from).ln();
        let term = if exponential && growth != 0.0 {
            Term::Exponential {
                amplitude,
                a: TAU * from * width / growth,
                b: growth / width,
                at,
            }
        } else {
            Term::Linear {
                amplitude,
                a: TAU * from,
                b: PI * (to - from) / width,
                at,
            }
        };
        let half_turn = 0.5 / from.max(to);
        (term, end.min(grid_after(at, half_turn, t)))
    }

    /// The value at the single time `t`, as Euler's method asks for it: pulses and steps do not include
    /// their own ends, except that what begins at time 0 is there at time 0. Times within `slack` of
    /// an end count as the end. Random signals have none: they are drawn along the way.
    pub(super) fn sample(&self, t: f64, slack: f64, hertz: f64) -> f64 {
        let after = |at: f64| t > at + slack || (at <= 0.0 && t >= 0.0);
        let before = |end: f64| t < end - slack;
        match self {
            Self::Step { at, height } => {
                if after(*at) {
                    *height
                } else {
                    0.0
                }
            }
            Self::Ramp {
                at,
                width,
                hold: Some(hold),
                ..
            } if !before(at + width + hold) => 0.0,
            Self::Sine { until: Some(u), .. } if !before(*u) => 0.0,
            Self::Pulses {
                at,
                width,
                height,
                closed,
            } => {
                let Some(k) = at.last_until(t + slack) else {
                    return 0.0;
                };
                // Where one pulse ends as the next begins, its predecessor may still be on.
                let on = |k: usize| {
                    at.get(k).is_some_and(|on| {
                        let off = on + width;
                        if *closed {
                            t >= on - slack && t <= off + slack
                        } else {
                            after(on) && before(off)
                        }
                    })
                };
                if on(k) || (k > 0 && on(k - 1)) {
                    *height
                } else {
                    0.0
                }
            }
            _ => self.piece(t, hertz).0.at(t),
        }
    }
}

impl Term {
    /// Whether its graph is a straight line.
    pub(super) fn straight(&self) -> bool {
        matches!(self, Self::Constant(_) | Self::Line { .. })
    }
}
