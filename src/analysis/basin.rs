//! Basins of attraction.
//!
//! In the plane, basins are bounded by the stable manifolds of saddles and by unstable cycles. A block
//! of cells through which none of these passes, and whose corners reach the same attractor, is filled;
//! any other block is divided, down to single cells, which are integrated. So every filled block is
//! verified at its corners, and a boundary that is not known (one that comes from far away) is found
//! where corners differ.
use super::{
    arc::Arc,
    basin_space,
    cycle::{Cycle, CycleOptions},
    cycle_search::{Funnel, Target},
    equilibrium::{self, Equilibrium},
    line,
    manifold::Side,
    planar::Planar,
    problem::{Problem, ProblemError, Window},
    section::maximum,
    survey::{self, Survey},
    trap::Trap,
};
use crate::job::Cancel;
use crate::model::{Orbit, Spikes};
use crate::num::ode::{Method, Watch};

/// How to paint basins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BasinOptions {
    /// Columns and rows of cells.
    pub cells: [usize; 2],
}

impl Default for BasinOptions {
    fn default() -> Self {
        Self { cells: [200, 200] }
    }
}

/// What orbits tend to.
#[derive(Clone, Debug, PartialEq)]
pub enum Attractor {
    /// A stable equilibrium.
    Equilibrium(Equilibrium),
    /// A stable limit cycle, or the spiking orbit of a reset model.
    Cycle(Cycle),
}

/// Which attractor each cell of a grid reaches from its centre.
#[derive(Clone, Debug, PartialEq)]
pub struct Basin {
    /// The window.
    pub window: Window,
    /// Columns and rows.
    pub cells: [usize; 2],
    /// Index into `attractors` per cell, row by row from the lower left; −1 where none was reached.
    pub labels: Vec<i32>,
    /// The attractors.
    pub attractors: Vec<Attractor>,
}

/// The label of a cell that reaches no attractor: its orbit runs away, or never settles.
const NONE: i32 = -1;
/// Not yet known.
const UNKNOWN: i32 = -2;
/// Tolerance of the orbits from cell centres: a boundary moves by less than a thousandth of the window.
const TOLERANCE: f64 = 1e-6;
/// Width of the first blocks, in cells.
const BLOCK: usize = 8;
/// Points of the reset line whose fate is known beforehand.
const LINE: usize = 512;

/// Finds which attractor each cell's centre reaches.
///
/// `publish` sees complete but coarser answers first; the returned one is exact to the tolerance of
/// the orbits. `None` when cancelled.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula has no finite value in the window.
pub fn basin(
    cancel: &Cancel,
    problem: &Problem,
    options: &BasinOptions,
    publish: &mut dyn FnMut(Basin),
) -> Result<Option<Basin>, ProblemError> {
    if problem.model().info().dimension() == 1 {
        return line::basin(problem, options).map(Some);
    }
    let planar = problem.field()?;
    if problem.model().info().dimension() > 2 {
        return Ok(basin_space::basin(cancel, problem, options, publish));
    }
    let inside = equilibrium::equilibria(&planar, problem.window()).points;
    let levels = survey::levels(problem, &inside);
    let Some(survey) = survey::survey(cancel, &planar, levels, &CycleOptions::default()) else {
        return Ok(None);
    };
    let judge = Judge::new(&survey);
    let mut grid = Grid::new(problem.window(), options.cells);
    grid.mark(&survey);
    let window = problem.window();
    let basin = |labels: Vec<i32>| Basin {
        window,
        cells: options.cells,
        labels,
        attractors: judge.attractors.clone(),
    };
    let mut blocks = grid.blocks();
    while !blocks.is_empty() {
        let mut next = vec![];
        for &block in &blocks {
            if cancel.is_cancelled() {
                return Ok(None);
            }
            grid.look(&judge, block, &mut next);
        }
        if !next.is_empty() {
            publish(basin(grid.rough(&next)));
        }
        blocks = next;
    }
    Ok(Some(basin(grid.labels)))
}

/// A block of cells: first and last column, first and last row, inclusive.
type Block = [usize; 4];

struct Grid {
    window: Window,
    cells: [usize; 2],
    labels: Vec<i32>,
    /// Number of boundary cells to the lower left of each lattice point, for quick counts.
    sums: Vec<u32>,
}

impl Grid {
    fn new(window: Window, cells: [usize; 2]) -> Self {
        let [columns, rows] = cells;
        Self {
            window,
            cells,
            labels: vec![UNKNOWN; columns * rows],
            sums: vec![0; (columns + 1) * (rows + 1)],
        }
    }

    fn centre(&self, i: usize, j: usize) -> [f64; 2] {
        let [w, h] = self.window.size();
        [
            self.window.x[0] + w * (i as f64 + 0.5) / self.cells[0] as f64,
            self.window.y[0] + h * (j as f64 + 0.5) / self.cells[1] as f64,
        ]
    }

    /// Marks the cells through or beside which a known boundary passes.
    fn mark(&mut self, survey: &Survey) {
        let [columns, rows] = self.cells;
        let mut marked = vec![false; columns * rows];
        let [w, h] = self.window.size();
        let place = |[x, y]: [f64; 2]| {
            [
                (x - self.window.x[0]) / w * columns as f64,
                (y - self.window.y[0]) / h * rows as f64,
            ]
        };
        let separatrices = survey
            .traced
            .iter()
            .filter(|t| t.separatrix.side == Side::Stable)
            .map(|t| &t.separatrix.points);
        let cycles = survey
            .found
            .cycles
            .iter()
            .filter(|c| !c.stable)
            .map(|c| &c.points);
        let outer = self.window.enlarged(1.1);
        for curve in separatrices.chain(cycles) {
            for pair in curve.windows(2) {
                let outside = |k: usize, range: [f64; 2]| {
                    pair[0][k].max(pair[1][k]) < range[0] || pair[0][k].min(pair[1][k]) > range[1]
                };
                if outside(0, outer.x) || outside(1, outer.y) {
                    continue;
                }
                let (a, b) = (place(pair[0]), place(pair[1]));
                let pieces = ((b[0] - a[0]).abs().max((b[1] - a[1]).abs()) * 2.0)
                    .ceil()
                    .clamp(1.0, 1e5) as usize;
                for p in 0..=pieces {
                    let s = p as f64 / pieces as f64;
                    let (x, y) = (a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1]));
                    for (dx, dy) in [(0.0, 0.0), (-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)] {
                        let (i, j) = ((x + dx).floor(), (y + dy).floor());
                        if i >= 0.0 && j >= 0.0 && (i as usize) < columns && (j as usize) < rows {
                            marked[j as usize * columns + i as usize] = true;
                        }
                    }
                }
            }
        }
        for j in 0..rows {
            let mut row = 0;
            for i in 0..columns {
                row += u32::from(marked[j * columns + i]);
                self.sums[(j + 1) * (columns + 1) + i + 1] =
                    self.sums[j * (columns + 1) + i + 1] + row;
            }
        }
    }

    fn boundary_in(&self, [i0, i1, j0, j1]: Block) -> bool {
        let at = |i: usize, j: usize| i64::from(self.sums[j * (self.cells[0] + 1) + i]);
        at(i1 + 1, j1 + 1) - at(i0, j1 + 1) - at(i1 + 1, j0) + at(i0, j0) > 0
    }

    /// The first blocks: a lattice that shares its edges.
    fn blocks(&self) -> Vec<Block> {
        let cuts = |n: usize| -> Vec<[usize; 2]> {
            if n == 1 {
                return vec![[0, 0]];
            }
            let mut at: Vec<usize> = (0..n - 1).step_by(BLOCK).collect();
            at.push(n - 1);
            at.windows(2).map(|p| [p[0], p[1]]).collect()
        };
        let columns = cuts(self.cells[0]);
        cuts(self.cells[1])
            .into_iter()
            .flat_map(|[j0, j1]| columns.iter().map(move |&[i0, i1]| [i0, i1, j0, j1]))
            .collect()
    }

    fn label(&mut self, judge: &Judge<'_>, i: usize, j: usize) -> i32 {
        let k = j * self.cells[0] + i;
        if self.labels[k] == UNKNOWN {
            self.labels[k] = judge.label(self.centre(i, j));
        }
        self.labels[k]
    }

    /// Fills a block whose corners agree and which no boundary crosses, or divides it.
    fn look(&mut self, judge: &Judge<'_>, block: Block, next: &mut Vec<Block>) {
        let [i0, i1, j0, j1] = block;
        let corners =
            [(i0, j0), (i1, j0), (i0, j1), (i1, j1)].map(|(i, j)| self.label(judge, i, j));
        if i1 - i0 <= 1 && j1 - j0 <= 1 {
            return;
        }
        let agree = corners.iter().all(|&c| c == corners[0]);
        if agree && judge.smooth && !self.boundary_in(block) {
            for j in j0..=j1 {
                for i in i0..=i1 {
                    let k = j * self.cells[0] + i;
                    if self.labels[k] == UNKNOWN {
                        self.labels[k] = corners[0];
                    }
                }
            }
            return;
        }
        let halves = |a: usize, b: usize| {
            if b - a <= 1 {
                vec![[a, b]]
            } else {
                vec![[a, a.midpoint(b)], [a.midpoint(b), b]]
            }
        };
        for [j0, j1] in halves(j0, j1) {
            next.extend(halves(i0, i1).into_iter().map(|[i0, i1]| [i0, i1, j0, j1]));
        }
    }

    /// All labels, those of undecided blocks guessed from their lower left corner.
    fn rough(&self, undecided: &[Block]) -> Vec<i32> {
        let mut labels = self.labels.clone();
        let columns = self.cells[0];
        for &[i0, i1, j0, j1] in undecided {
            let corner = [(i0, j0), (i1, j0), (i0, j1), (i1, j1)]
                .map(|(i, j)| self.labels[j * columns + i])
                .into_iter()
                .find(|&l| l != UNKNOWN);
            for j in j0..=j1 {
                for i in i0..=i1 {
                    if labels[j * columns + i] == UNKNOWN {
                        labels[j * columns + i] = corner.unwrap_or(NONE);
                    }
                }
            }
        }
        labels
    }
}

/// Tells which attractor a point reaches.
struct Judge<'a> {
    planar: &'a Planar,
    traps: Vec<Trap>,
    arcs: &'a [Arc],
    funnels: &'a [Funnel],
    cycles: &'a [Cycle],
    attractors: Vec<Attractor>,
    /// Label of each equilibrium.
    of_equilibrium: Vec<i32>,
    /// Label of each cycle.
    of_cycle: Vec<i32>,
    smooth: bool,
    /// Of a reset model: the range of the second variable on the reset line, and the label at equally
    /// spaced points.
    line: Option<([f64; 2], Vec<i32>)>,
}

impl<'a> Judge<'a> {
    fn new(survey: &'a Survey) -> Self {
        let mut attractors = vec![];
        let of_equilibrium = survey
            .equilibria
            .iter()
            .map(|e| {
                if e.kind.is_stable() {
                    attractors.push(Attractor::Equilibrium(e.clone()));
                    attractors.len() as i32 - 1
                } else {
                    NONE
                }
            })
            .collect();
        let of_cycle = survey
            .found
            .cycles
            .iter()
            .map(|c| {
                if c.stable {
                    attractors.push(Attractor::Cycle(c.clone()));
                    attractors.len() as i32 - 1
                } else {
                    NONE
                }
            })
            .collect();
        let planar = &survey.planar;
        let mut judge = Self {
            planar,
            traps: Trap::all(planar, &survey.equilibria, 1.0),
            arcs: &survey.found.arcs,
            funnels: &survey.found.funnels,
            cycles: &survey.found.cycles,
            attractors,
            of_equilibrium,
            of_cycle,
            smooth: !planar.field().resets(),
            line: None,
        };
        if !judge.smooth {
            let window = planar.window().enlarged(2.0);
            let at = |k: usize| {
                let s = window.y[0] + (window.y[1] - window.y[0]) * k as f64 / LINE as f64;
                let mut x = [0.0; 2];
                planar.field().restart(s, &mut x);
                x
            };
            let labels = (0..=LINE).map(|k| judge.label(at(k))).collect();
            judge.line = Some((window.y, labels));
        }
        judge
    }

    /// The label of a point that a reset has just led to, where the table of the reset line decides.
    fn known_on_line(&self, u: f64) -> Option<i32> {
        let ([lo, hi], labels) = self.line.as_ref()?;
        let place = (u - lo) / (hi - lo) * LINE as f64;
        if !(place >= 1.0 && place < LINE as f64 - 1.0) {
            return None;
        }
        let k = place as usize;
        let near = &labels[k - 1..=k + 2];
        near.iter().all(|&l| l == near[0]).then_some(near[0])
    }

    fn label(&self, start: [f64; 2]) -> i32 {
        let mut run = self.planar.run(f64::MAX, TOLERANCE);
        run.method = Method::Dopri5;
        run.max_steps = 20_000;
        run.escape = 100.0;
        run.spikes = Spikes::Reset;
        let height = self.planar.scale()[1];
        let mut label = NONE;
        let mut spikes = 0;
        self.planar.integrate(start, &run, |orbit| {
            let step = match orbit {
                Orbit::Step(step) => step,
                Orbit::Reset { before, after, .. } => {
                    spikes += 1;
                    let place = self.planar.field().mark(before);
                    if let Some(known) = self.known_on_line(place) {
                        label = known;
                        return Watch::Stop;
                    }
                    // Close to a reset point of a stable spiking orbit counts as caught by it.
                    let caught = self.cycles.iter().position(|c| {
                        c.stable
                            && c.spikes.is_some()
                            && c.restarts()
                                .any(|x| (x[1] - after[1]).abs() < 1e-3 * height)
                    });
                    if let Some(k) = caught {
                        label = self.of_cycle[k];
                        return Watch::Stop;
                    }
                    return if spikes > 200 {
                        Watch::Stop
                    } else {
                        Watch::Continue
                    };
                }
            };
            if let Some(trap) = self.traps.iter().find(|t| t.contains(step.x1)) {
                label = self.of_equilibrium[trap.index];
                return Watch::Stop;
            }
            if step.f0[0] > 0.0
                && step.f1[0] <= 0.0
                && let Some((_, at)) = maximum(self.planar, step)
            {
                let funnel = self.funnels.iter().find(|f| {
                    (f.from..=f.to).contains(&at[0]) && self.arcs[f.arc].holds(self.planar, at)
                });
                if let Some(funnel) = funnel {
                    label = match funnel.target {
                        Target::Equilibrium(k) => self.of_equilibrium[k],
                        Target::Cycle(k) => self.of_cycle[k],
                    };
                    return Watch::Stop;
                }
            }
            Watch::Continue
        });
        label
    }
}
