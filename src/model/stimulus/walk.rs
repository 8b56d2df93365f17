//! A walk along a stimulus: smooth pieces one after the other, random ones drawn on the way.
use super::{Drive, Signal, Term};
use crate::num::noise::{Normal, exponential};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;

/// A walk along a [`Drive`]: where it is, and what is drawn next. The pieces of all inputs together are
/// smooth until the first of them ends. An integration that goes on where another ended takes the same
/// walk, so that no noise is drawn twice.
#[derive(Clone, Debug)]
pub struct Walk {
    lives: Vec<Live>,
    hertz: f64,
    time: f64,
    terms: Vec<(usize, Term)>,
    charges: Vec<(usize, f64)>,
}

/// One input on its way.
#[derive(Clone, Debug)]
struct Live {
    slot: usize,
    signal: Arc<Signal>,
    term: Term,
    until: f64,
    random: ChaCha8Rng,
    normal: Normal,
    /// What a random signal remembers from piece to piece: its value, and the time of the next event.
    value: f64,
    next: f64,
}

const ZERO: Term = Term::Constant(0.0);
const EVER: f64 = f64::INFINITY;

impl Walk {
    /// At time 0.
    pub(super) fn new(drive: &Drive) -> Self {
        let lives = drive.inputs.iter().enumerate().map(|(k, (slot, signal))| {
            let mut random = ChaCha8Rng::seed_from_u64(drive.seed);
            // Each input has its own stream, so that one more leaves the others as they are.
            random.set_stream(k as u64);
            Live {
                slot: *slot,
                signal: Arc::clone(signal),
                term: ZERO,
                until: 0.0,
                random,
                normal: Normal::new(),
                value: 0.0,
                next: EVER,
            }
        });
        let mut walk = Self {
            lives: lives.collect(),
            hertz: drive.hertz,
            time: 0.0,
            terms: Vec::with_capacity(drive.inputs.len()),
            charges: vec![],
        };
        walk.advance(0.0);
        walk
    }

    /// Goes on to time `t`, which is the end of the present piece or earlier.
    pub(in crate::model) fn advance(&mut self, t: f64) {
        self.time = t;
        self.terms.clear();
        self.charges.clear();
        for live in &mut self.lives {
            while live.until <= t {
                let from = live.until;
                live.begin(from, self.hertz);
                if let Signal::Impulses { at, charge } = &*live.signal
                    && at.last_until(from).and_then(|k| at.get(k)) == Some(from)
                {
                    self.charges.push((live.slot, *charge));
                }
            }
            self.terms.push((live.slot, live.term));
        }
    }

    /// The time since the beginning of the stimulus.
    pub fn time(&self) -> f64 {
        self.time
    }

    /// Adds to `values`, one for each parameter, what drives them now; of white noise, which has no value at an
    /// instant, the mean of zero.
    pub fn add_mean_to(&self, values: &mut [f64]) {
        for (live, (slot, term)) in self.lives.iter().zip(&self.terms) {
            if !matches!(*live.signal, Signal::Noise { .. }) {
                values[*slot] += term.at(self.time);
            }
        }
    }

    /// What is added to each of the parameters `slots` from now to `until`: times and values for drawing, in
    /// which a jump is two points at one time. Curved pieces have `fine` points each. No more than `most`
    /// points. The walk goes there.
    pub fn course(
        &mut self,
        slots: &[usize],
        until: f64,
        fine: usize,
        most: usize,
    ) -> Vec<(usize, Vec<[f64; 2]>)> {
        let mut out: Vec<(usize, Vec<[f64; 2]>)> = slots.iter().map(|&k| (k, vec![])).collect();
        let mut t = self.time;
        while t < until {
            let end = self.until().min(until);
            for (slot, points) in &mut out {
                let terms = || self.terms().iter().filter(|(k, _)| k == slot);
                let sum = |t: f64| terms().map(|(_, term)| term.at(t)).sum::<f64>();
                let straight = terms().all(|(_, term)| term.straight());
                let parts = if straight { 1 } else { fine.max(1) };
                for k in 0..=parts {
                    let s = t + (end - t) * k as f64 / parts as f64;
                    let point = [if k == parts { end } else { s }, sum(s)];
                    match points.as_mut_slice() {
                        [.., last] if *last == point => {}
                        // A longer line of equal values keeps its ends only.
                        [.., a, b] if a[1] == b[1] && b[1] == point[1] => b[0] = point[0],
                        _ => points.push(point),
                    }
                }
                if points.len() >= most {
                    return out;
                }
            }
            t = end;
            self.advance(t);
        }
        out
    }

    /// When the present piece ends.
    pub(in crate::model) fn until(&self) -> f64 {
        self.lives.iter().fold(EVER, |t, live| t.min(live.until))
    }

    /// What is added to the parameters during the present piece, by their indices.
    pub(in crate::model) fn terms(&self) -> &[(usize, Term)] {
        &self.terms
    }

    /// Whether nothing moves during the present piece.
    pub(in crate::model) fn still(&self) -> bool {
        self.terms
            .iter()
            .all(|(_, term)| matches!(term, Term::Constant(_)))
    }

    /// The impulses at the very beginning of the present piece that were not taken yet: parameter and
    /// charge.
    pub(in crate::model) fn take_charges(&mut self) -> Vec<(usize, f64)> {
        std::mem::take(&mut self.charges)
    }

    /// Adds to `values` what Euler's method sees at the single time `t`.
    pub(in crate::model) fn sample(&mut self, t: f64, slack: f64, values: &mut [f64]) {
        self.advance(t + slack);
        for live in &self.lives {
            values[live.slot] += if live.signal.random() {
                live.term.at(t)
            } else {
                live.signal.sample(t, slack, self.hertz)
            };
        }
    }
}

impl Live {
    /// Begins the next piece, at time `t`.
    fn begin(&mut self, t: f64, hertz: f64) {
        let signal = Arc::clone(&self.signal);
        (self.term, self.until) = match *signal {
            Signal::Noise {
                strength,
                dt,
                at,
                until,
            } => match cell(t, dt, at, until) {
                Err(piece) => piece,
                Ok(end) => {
                    // The increment of the Wiener process over this cell, spread evenly over it.
                    let rate = self.normal.draw(&mut self.random) / (end - t).sqrt();
                    (Term::Constant(strength * rate), end)
                }
            },
            Signal::OrnsteinUhlenbeck {
                mean,
                sd,
                tau,
                dt,
                at,
                until,
            } => match cell(t, knots(dt, tau), at, until) {
                Err(piece) => piece,
                Ok(end) => {
                    if t == at {
                        self.value = sd * self.normal.draw(&mut self.random);
                    }
                    let (from, width) = (self.value, end - t);
                    // Exact in distribution, however long the cell is.
                    let keep = (-width / tau).exp();
                    let fresh = sd * (-(-2.0 * width / tau).exp_m1()).sqrt();
                    self.value = keep * from + fresh * self.normal.draw(&mut self.random);
                    let line = Term::Line {
                        at: t,
                        value: mean + from,
                        slope: (self.value - from) / width,
                    };
                    (line, end)
                }
            },
            Signal::Synapses {
                rate,
                height,
                tau,
                at,
                until,
            } => self.synapses(t, (rate * hertz, height, tau), (at, until.unwrap_or(EVER))),
            _ => self.signal.piece(t, hertz),
        };
    }

    /// The sum of all events so far decays as one exponential until the next event.
    fn synapses(
        &mut self,
        t: f64,
        (rate, height, tau): (f64, f64, f64),
        (at, until): (f64, f64),
    ) -> (Term, f64) {
        if t < at {
            return (ZERO, at);
        }
        self.value = self.term.at(t) + if t == self.next { height } else { 0.0 };
        self.next = t + exponential(&mut self.random) / rate;
        // After the last event what is there decays for ever; "next" is then never reached.
        if self.next.is_nan() || self.next > until {
            self.next = EVER;
        }
        let term = Term::Decay {
            at: t,
            value: self.value,
            rate: tau.recip(),
        };
        (term, self.next)
    }
}

/// The distance of the knots of an Ornstein-Uhlenbeck process, between which it is a straight line: the
/// grid `dt`, cut evenly where it is coarser than a tenth of `tau`. Straight lines between knots `h`
/// apart have the slow power of the process times `(h/2τ) coth(h/2τ) = 1 + (h/τ)²/12`: 0.08 % too much at
/// a tenth of `tau`, but 8 % at `tau` itself.
fn knots(dt: f64, tau: f64) -> f64 {
    dt / (10.0 * dt / tau * (1.0 - 1e-12)).ceil().max(1.0)
}

/// The end of the cell of noise that begins at `t`, or the piece without noise that does.
fn cell(t: f64, dt: f64, at: f64, until: Option<f64>) -> Result<f64, (Term, f64)> {
    let stop = until.unwrap_or(EVER);
    if t >= stop {
        return Err((ZERO, EVER));
    }
    if t < at {
        return Err((ZERO, at));
    }
    let k = ((t - at) / dt).round() + 1.0;
    Ok((at + k * dt).min(stop))
}
