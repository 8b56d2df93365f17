//! What a cell can do, over a plane of two parameters: which attractors there are in each of its cells.
use super::{
    diagram::{DiagramOptions, diagram},
    diagram_at::Regime,
    problem::{Problem, ProblemError},
    vary::Vary,
};
use crate::job::Cancel;

/// How many attractors of each sort there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegimeKind {
    /// Stable equilibria in the lower half of the first variable's usual range; of a model with a reset all
    /// of them.
    pub rests: usize,
    /// Stable equilibria in its upper half, where a cell is in depolarisation block.
    pub depolarised: usize,
    /// Stable cycles, and spiking that does not repeat.
    pub cycles: usize,
}

impl RegimeKind {
    /// The attractors of `regime`.
    pub fn of(problem: &Problem, regime: &Regime) -> Self {
        let all = regime.stable_equilibria().count();
        let rests = regime
            .stable_equilibria()
            .filter(|e| !problem.depolarised(e.point.at[0]))
            .count();
        Self {
            rests,
            depolarised: all - rests,
            cycles: regime.ways_of_firing(),
        }
    }
}

/// A plane of two parameters, divided into cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Regimes {
    /// Indices of both parameters.
    pub parameters: [usize; 2],
    /// Their ranges.
    pub ranges: [[f64; 2]; 2],
    /// Columns and rows.
    pub cells: [usize; 2],
    /// Index into `kinds` per cell, row by row from the lower left, taken at its centre; negative where
    /// nothing is known.
    pub labels: Vec<i32>,
    /// The regimes that occur, in ascending order.
    pub kinds: Vec<RegimeKind>,
}

impl Regimes {
    /// The regime at a point of the plane, if it is known.
    pub fn at(&self, point: [f64; 2]) -> Option<RegimeKind> {
        let index = |k: usize| {
            let [lo, hi] = self.ranges[k];
            let along = (point[k] - lo) / (hi - lo) * self.cells[k] as f64;
            (along >= 0.0 && along < self.cells[k] as f64).then_some(along as usize)
        };
        let label = *self.labels.get(index(1)? * self.cells[0] + index(0)?)?;
        self.kinds.get(usize::try_from(label).ok()?).copied()
    }
}

/// Rows and columns of the plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegimesOptions {
    /// Columns and rows. Each row costs one diagram, columns hardly anything.
    pub cells: [usize; 2],
}

impl Default for RegimesOptions {
    fn default() -> Self {
        Self { cells: [200, 64] }
    }
}

/// The regimes over the plane of two ranges, row by row from the diagrams of the first parameter;
/// `None` when cancelled.
///
/// Rows are done coarse to fine, and `publish` is given the whole plane after each round, with the
/// rows that are still to come like the nearest one below that is known.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula has no value in the window at the problem's own
/// values. Rows in which it has none stay unknown.
pub fn regimes(
    cancel: &Cancel,
    problem: &Problem,
    vary: &[Vary; 2],
    options: &RegimesOptions,
    publish: &mut dyn FnMut(&Regimes),
) -> Result<Option<Regimes>, ProblemError> {
    problem.field()?;
    let [columns, rows] = options.cells.map(|n| n.max(1));
    let mut known: Vec<Option<Vec<Option<RegimeKind>>>> = vec![None; rows];
    let mut stride = rows.next_power_of_two();
    loop {
        for row in (0..rows).step_by(stride) {
            if known[row].is_none() {
                let Some(found) = one_row(cancel, problem, vary, [columns, rows], row) else {
                    return Ok(None);
                };
                known[row] = Some(found);
            }
        }
        let plane = whole(vary, [columns, rows], &known);
        if stride == 1 {
            return Ok(Some(plane));
        }
        publish(&plane);
        stride /= 2;
    }
}

/// The centre of cell `k` of `n` over a range.
fn centre([lo, hi]: [f64; 2], k: usize, n: usize) -> f64 {
    lo + (hi - lo) * (k as f64 + 0.5) / n as f64
}

fn one_row(
    cancel: &Cancel,
    problem: &Problem,
    vary: &[Vary; 2],
    [columns, rows]: [usize; 2],
    row: usize,
) -> Option<Vec<Option<RegimeKind>>> {
    let unknown = vec![None; columns];
    let mut problem = problem.clone();
    let name = vary[1].name(&problem);
    if problem.set(name, centre(vary[1].range, row, rows)).is_err() {
        return Some(unknown);
    }
    match diagram(cancel, &problem, &vary[0], &DiagramOptions::default()) {
        Ok(None) => None,
        Err(_) => Some(unknown),
        Ok(Some(diagram)) => {
            let kind = |column: usize| {
                let at = centre(vary[0].range, column, columns);
                Some(RegimeKind::of(&problem, &diagram.at(at)))
            };
            Some((0..columns).map(kind).collect())
        }
    }
}

fn whole(
    vary: &[Vary; 2],
    cells: [usize; 2],
    known: &[Option<Vec<Option<RegimeKind>>>],
) -> Regimes {
    let mut kinds: Vec<RegimeKind> = known
        .iter()
        .flatten()
        .flatten()
        .flatten()
        .copied()
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut labels = Vec::with_capacity(cells[0] * cells[1]);
    let mut last: Option<&Vec<Option<RegimeKind>>> = None;
    for row in known {
        last = row.as_ref().or(last);
        for column in 0..cells[0] {
            let kind = last.and_then(|row| row[column]);
            let index = kind.and_then(|kind| kinds.binary_search(&kind).ok());
            labels.push(index.map_or(-1, |k| k as i32));
        }
    }
    Regimes {
        parameters: vary.map(|v| v.parameter),
        ranges: vary.map(|v| v.range),
        cells,
        labels,
        kinds,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(cells: [usize; 2], rounds: &mut usize) -> Regimes {
        let problem = Problem::from_source("morris-lecar/snlc").expect("it exists");
        let vary = [
            Vary::new(&problem, "I", [0.0, 150.0]).expect("a range"),
            Vary::new(&problem, "phi", [0.02, 0.1]).expect("a range"),
        ];
        let mut publish = |_: &Regimes| *rounds += 1;
        let options = RegimesOptions { cells };
        regimes(&Cancel::never(), &problem, &vary, &options, &mut publish)
            .expect("finite")
            .expect("not cancelled")
    }

    /// Morris-Lecar's saddle-node at I = 39.96 does not depend on phi, which only scales the time of
    /// w: below it there is rest at every phi, far above it there is none.
    #[test]
    fn rest_ends_at_the_saddle_node_whatever_the_time_scale() {
        let mut rounds = 0;
        let plane = plane([30, 4], &mut rounds);
        assert_eq!(rounds, 2, "rows 0, then 2, and the rest at the end");
        for phi in [0.03, 0.05, 0.07, 0.09] {
            let at = |i: f64| plane.at([i, phi]).expect("known");
            assert_eq!(at(30.0).rests, 1, "{phi}");
            assert_eq!(at(47.0).rests, 0, "{phi}");
        }
        assert_eq!(plane.at([-1.0, 0.05]), None);
        assert_eq!(plane.at([10.0, 0.5]), None);
    }

    #[test]
    fn a_cancelled_plane_is_none() {
        let problem = Problem::from_source("morris-lecar/snlc").expect("it exists");
        let vary = [
            Vary::new(&problem, "I", [0.0, 150.0]).expect("a range"),
            Vary::new(&problem, "phi", [0.02, 0.1]).expect("a range"),
        ];
        let cancel = Cancel::never();
        cancel.cancel();
        let options = RegimesOptions::default();
        let found = regimes(&cancel, &problem, &vary, &options, &mut |_| {});
        assert_eq!(found, Ok(None));
    }
}
