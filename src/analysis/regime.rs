//! What a neuron does in the long run, at one place or all over the plane of two parameters.
use super::{
    cycle::CycleOptions,
    equilibrium,
    problem::{Problem, ProblemError},
    survey,
    vary::Vary,
};
use crate::job::Cancel;

/// How many attractors of either kind there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Regime {
    /// Stable equilibria: the states in which the cell can rest.
    pub rests: usize,
    /// Stable cycles: the ways in which it can fire.
    pub cycles: usize,
}

/// The regimes that have a name of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RegimeKind {
    /// One state of rest and nothing else.
    Rest,
    /// One way of firing and nothing else.
    Firing,
    /// Rest or firing, whichever the cell was brought to.
    Bistable,
    /// Two states of rest.
    TwoRests,
    /// Anything else.
    Other,
}

impl RegimeKind {
    /// All of them, in the order of a legend.
    pub const ALL: [Self; 5] = [
        Self::Rest,
        Self::Firing,
        Self::Bistable,
        Self::TwoRests,
        Self::Other,
    ];

    /// In a word or two, for legends.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Firing => "firing",
            Self::Bistable => "rest or firing",
            Self::TwoRests => "two rests",
            Self::Other => "other",
        }
    }
}

impl Regime {
    /// Its name.
    pub fn kind(self) -> RegimeKind {
        match (self.rests, self.cycles) {
            (1, 0) => RegimeKind::Rest,
            (0, 1) => RegimeKind::Firing,
            (1, 1) => RegimeKind::Bistable,
            (2, 0) => RegimeKind::TwoRests,
            _ => RegimeKind::Other,
        }
    }
}

/// Cycles are only counted, so that they need not be accurate.
const ROUGH: CycleOptions = CycleOptions {
    tolerance: 1e-8,
    weakest: 1e-4,
};

/// The regime of a problem: stable equilibria and cycles in the window and the preset's own one,
/// enlarged threefold. `None` when cancelled.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula has no value in the window.
pub fn regime(cancel: &Cancel, problem: &Problem) -> Result<Option<Regime>, ProblemError> {
    let planar = problem.field()?;
    let inside = equilibrium::equilibria(&planar, planar.window()).points;
    let levels = survey::levels(problem, &inside);
    let Some(found) = survey::survey(cancel, &planar, levels, &ROUGH) else {
        return Ok(None);
    };
    Ok(Some(Regime {
        rests: found
            .equilibria
            .iter()
            .filter(|e| e.eigenvalues.iter().all(|l| l.re < 0.0))
            .count(),
        cycles: found.found.cycles.iter().filter(|c| c.stable).count(),
    }))
}

/// The plane of two parameters, coloured.
#[derive(Clone, Debug, PartialEq)]
pub struct RegimeGrid {
    /// Indices of both parameters.
    pub parameters: [usize; 2],
    /// Their ranges.
    pub ranges: [[f64; 2]; 2],
    /// Columns and rows.
    pub size: usize,
    /// The regime at the centre of each cell, row by row from the lower left; `None` where the model
    /// cannot be.
    pub cells: Vec<Option<Regime>>,
}

impl RegimeGrid {
    /// Both parameters at the centre of a cell.
    pub fn centre(&self, column: usize, row: usize) -> [f64; 2] {
        let at = |k: usize, cell: usize| {
            let [lo, hi] = self.ranges[k];
            lo + (hi - lo) * (cell as f64 + 0.5) / self.size as f64
        };
        [at(0, column), at(1, row)]
    }

    /// The regime of the cell in which a place lies.
    pub fn at(&self, place: [f64; 2]) -> Option<Regime> {
        let cell = |k: usize| {
            let [lo, hi] = self.ranges[k];
            let part = (place[k] - lo) / (hi - lo) * self.size as f64;
            (0.0..=self.size as f64)
                .contains(&part)
                .then(|| (part as usize).min(self.size - 1))
        };
        self.cells[cell(1)? * self.size + cell(0)?]
    }

    /// Whether all cells around one show the same regime.
    fn is_calm(&self, column: usize, row: usize) -> bool {
        let own = self.cells[row * self.size + column];
        let around = |k: usize| k.saturating_sub(1)..=(k + 1).min(self.size - 1);
        around(row).all(|r| around(column).all(|c| self.cells[r * self.size + c] == own))
    }
}

/// Cells along a side in the first picture.
const COARSEST: usize = 8;

/// The regimes over the plane of two parameters in `size` by `size` cells, painted coarse to fine;
/// `None` when cancelled.
///
/// `publish` is given each finer picture, the last one included. A cell is computed only where its
/// coarser one borders on another regime: elsewhere it takes over what the coarser one shows.
/// `size` is rounded up to 8 times a power of two.
///
/// # Errors
/// [`ProblemError::SameParameter`] when both parameters are the same one, and
/// [`ProblemError::NowhereFinite`] when the formula has no value in the window.
pub fn regime_grid(
    cancel: &Cancel,
    problem: &Problem,
    vary: &[Vary; 2],
    size: usize,
    mut publish: Option<&mut dyn FnMut(&RegimeGrid)>,
) -> Result<Option<RegimeGrid>, ProblemError> {
    if vary[0].parameter == vary[1].parameter {
        return Err(ProblemError::SameParameter {
            name: vary[0].name(problem).into(),
        });
    }
    problem.field()?;
    let mut coarse: Option<RegimeGrid> = None;
    let mut cells = COARSEST;
    loop {
        let mut grid = RegimeGrid {
            parameters: vary.map(|v| v.parameter),
            ranges: vary.map(|v| v.range),
            size: cells,
            cells: Vec::with_capacity(cells * cells),
        };
        for row in 0..cells {
            for column in 0..cells {
                let known = coarse.as_ref().and_then(|c| {
                    c.is_calm(column / 2, row / 2)
                        .then(|| c.cells[(row / 2) * c.size + column / 2])
                });
                let cell = match known {
                    Some(cell) => cell,
                    None => {
                        let Some(cell) = at(cancel, problem, vary, grid.centre(column, row)) else {
                            return Ok(None);
                        };
                        cell
                    }
                };
                grid.cells.push(cell);
            }
        }
        if let Some(publish) = &mut publish {
            publish(&grid);
        }
        if cells >= size {
            return Ok(Some(grid));
        }
        coarse = Some(grid);
        cells *= 2;
    }
}

/// The regime at a place; the inner `None` where the model cannot be, the outer when cancelled.
fn at(
    cancel: &Cancel,
    problem: &Problem,
    vary: &[Vary; 2],
    place: [f64; 2],
) -> Option<Option<Regime>> {
    if cancel.is_cancelled() {
        return None;
    }
    let mut here = problem.clone();
    for (vary, value) in vary.iter().zip(place) {
        if here.set(vary.name(problem), value).is_err() {
            return Some(None);
        }
    }
    match regime(cancel, &here) {
        Ok(Some(regime)) => Some(Some(regime)),
        Ok(None) => None,
        Err(_) => Some(None),
    }
}
