//! Random cells.
use crate::analysis::Problem;
use crate::analysis::equilibrium::{Equilibrium, equilibria};
use crate::lesson::Unchecked;
use crate::session::{Command, Session};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// A cell with the ranges from which its parameters are drawn.
pub(super) struct Setup {
    pub(super) source: &'static str,
    pub(super) ranges: &'static [(&'static str, f64, f64)],
}

/// Random numbers: ChaCha8 by kind and seed, the same everywhere.
pub(super) struct Random(ChaCha8Rng);

impl Random {
    /// Different kinds of exercises draw different numbers by the same seed.
    pub(super) fn new(kind: super::ExerciseKind, seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(kind as u64);
        Self(random)
    }

    /// From 0 to 1.
    fn unit(&mut self) -> f64 {
        self.0.random()
    }

    /// A number of a range, with three digits as people write them.
    pub(super) fn between(&mut self, lo: f64, hi: f64) -> f64 {
        let step = 10f64.powf((hi - lo).log10().floor() - 2.0);
        let x = lo + self.unit() * (hi - lo);
        let rounded = (x / step).round() * step;
        // Without the rest of the multiplication.
        format!("{rounded:.6}")
            .parse::<f64>()
            .unwrap_or(rounded)
            .clamp(lo, hi)
    }

    /// One of so many, from 0.
    pub(super) fn below(&mut self, count: usize) -> usize {
        ((self.unit() * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// One of these.
    pub(super) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// A cell with its parameters drawn.
    pub(super) fn cell(&mut self, setup: &Setup) -> Result<Session, Unchecked> {
        let mut session = open(setup.source)?;
        for &(name, lo, hi) in setup.ranges {
            let value = self.between(lo, hi);
            set(&mut session, name, value)?;
        }
        Ok(session)
    }
}

/// A cell as its preset has it, with nothing done to it.
pub(super) fn open(source: &str) -> Result<Session, Unchecked> {
    Ok(Session::new(Problem::from_source(source)?))
}

/// Sets a parameter.
pub(super) fn set(session: &mut Session, name: &str, value: f64) -> Result<(), Unchecked> {
    let name = name.into();
    Ok(session.apply(&Command::Set { name, value })?)
}

/// All equilibria in the window of a model with two variables.
pub(super) fn all(session: &Session) -> Result<Vec<Equilibrium>, Unchecked> {
    let planar = session.problem().field()?;
    Ok(equilibria(&planar, planar.window()).points)
}

/// The first parameter with its value and unit, for questions.
pub(super) fn input(problem: &Problem) -> String {
    let spec = &problem.model().info().parameters[0];
    let value = crate::scene::quantity(problem.values()[0], spec.unit.symbol());
    format!("{} = {value}", spec.name)
}
