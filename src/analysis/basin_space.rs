//! Basins of attraction of a model with more than two variables, on the plane that is shown.
//!
//! Each cell starts at its centre in the plane, the other variables being where the problem says (slaved
//! or held), and is followed by the whole system. What bounds basins there is no orbit of the plane, so
//! that no boundary is known beforehand: a block of cells is filled when its corners and its middle agree.
use super::{
    basin::{Attractor, Basin, BasinOptions},
    cycle::{Cycle, CycleOptions},
    portrait::PADDING,
    problem::Problem,
    settled::{self, Fate},
    space::{self, Space, Well},
    space_cycle,
};
use crate::job::Cancel;

/// Width of the first blocks, in cells.
const BLOCK: usize = 8;
/// A maximum of the first variable this close to that of a stable cycle, relative to the sizes of the
/// variables, twice in a row, is on it.
const ON_CYCLE: f64 = 0.01;
/// The label of a cell that reaches no attractor.
const NONE: i32 = -1;

/// Tells which attractor a state reaches.
struct Judge {
    space: Space,
    wells: Vec<Well>,
    /// Label of each equilibrium.
    of_equilibrium: Vec<i32>,
    /// The maxima of the first variable on the stable cycles, each with the label of its cycle.
    tops: Vec<(Vec<f64>, i32)>,
}

impl Judge {
    fn label(&self, start: &[f64]) -> i32 {
        if !start.iter().all(|x| x.is_finite()) {
            return NONE;
        }
        let near = |x: &[f64]| {
            let found = self
                .tops
                .iter()
                .find(|(top, _)| self.space.distance(top, x) < ON_CYCLE);
            found.map(|(_, label)| *label)
        };
        let (mut last, mut caught) = (None, NONE);
        let fate = settled::follow(&self.space, &self.wells, start, &mut |x, _| {
            let here = near(x);
            let again = here.is_some() && here == last;
            if again {
                caught = here.unwrap_or(NONE);
            }
            last = here;
            again
        });
        match fate {
            Fate::Rest(k) => self.of_equilibrium[k],
            Fate::Round(_) if caught != NONE => caught,
            Fate::Round(round) => near(&round.top).unwrap_or(NONE),
            Fate::Nothing(_) => NONE,
        }
    }
}

/// The states on a stable cycle at which the first variable has a maximum, by going around it once.
fn maxima(space: &Space, cycle: &Cycle) -> Vec<Vec<f64>> {
    let (mut out, mut time) = (vec![], 0.0);
    if let Some(start) = cycle.states.first() {
        settled::follow(space, &[], start, &mut |x, since| {
            out.push(x.to_vec());
            time += since;
            time > 0.99 * cycle.period
        });
    }
    out
}

/// The basins on the plane; `None` when cancelled. `publish` sees complete but coarser answers first.
pub(super) fn basin(
    cancel: &Cancel,
    problem: &Problem,
    options: &BasinOptions,
    publish: &mut dyn FnMut(Basin),
) -> Option<Basin> {
    let whole = problem.whole();
    let equilibria = space::equilibria(problem, whole.home().enlarged(PADDING)).points;
    let cycles: Vec<Cycle> =
        space_cycle::cycles(cancel, problem, &equilibria, &CycleOptions::default())?
            .into_iter()
            .filter(|c| c.stable)
            .collect();
    let mut attractors = vec![];
    let mut label = |attractor: Option<Attractor>| match attractor {
        Some(attractor) => {
            attractors.push(attractor);
            attractors.len() as i32 - 1
        }
        None => NONE,
    };
    let of_equilibrium = equilibria
        .iter()
        .map(|e| {
            label(
                e.kind
                    .is_stable()
                    .then(|| Attractor::Equilibrium(e.clone())),
            )
        })
        .collect();
    let space = Space::new(problem.bind(), problem.scales());
    let mut tops = vec![];
    for cycle in &cycles {
        let own = label(Some(Attractor::Cycle(cycle.clone())));
        tops.extend(maxima(&space, cycle).into_iter().map(|top| (top, own)));
    }
    let judge = Judge {
        wells: Well::all(&space, &equilibria),
        space,
        of_equilibrium,
        tops,
    };
    let [columns, rows] = options.cells;
    let (window, [w, h]) = (problem.window(), problem.window().size());
    let mut labels: Vec<Option<i32>> = vec![None; columns * rows];
    let look = |labels: &mut Vec<Option<i32>>, i: usize, j: usize| -> i32 {
        let known = &mut labels[j * columns + i];
        *known.get_or_insert_with(|| {
            let centre = |k: usize, n: usize| (k as f64 + 0.5) / n as f64;
            let at = [
                window.x[0] + w * centre(i, columns),
                window.y[0] + h * centre(j, rows),
            ];
            judge.label(&problem.lift(at))
        })
    };
    let answer = |labels: Vec<i32>| Basin {
        window,
        cells: options.cells,
        labels,
        attractors: attractors.clone(),
    };
    let cuts = |n: usize| -> Vec<[usize; 2]> {
        let mut at: Vec<usize> = (0..n).step_by(BLOCK).collect();
        at.push(n);
        at.windows(2).map(|p| [p[0], p[1] - 1]).collect()
    };
    let across = cuts(columns);
    let mut blocks: Vec<[[usize; 2]; 2]> = cuts(rows)
        .into_iter()
        .flat_map(|row| across.iter().map(move |&column| [column, row]))
        .collect();
    while !blocks.is_empty() {
        let mut next = vec![];
        for [[i0, i1], [j0, j1]] in blocks {
            if cancel.is_cancelled() {
                return None;
            }
            let middle = (i0.midpoint(i1), j0.midpoint(j1));
            let places = [(i0, j0), (i1, j0), (i0, j1), (i1, j1), middle];
            let seen = places.map(|(i, j)| look(&mut labels, i, j));
            let agree = seen.iter().all(|&l| l == seen[0]);
            if agree {
                for k in (j0..=j1).flat_map(|j| (i0..=i1).map(move |i| j * columns + i)) {
                    labels[k].get_or_insert(seen[0]);
                }
            } else if i1 > i0 + 1 || j1 > j0 + 1 {
                let halves = |[a, b]: [usize; 2]| {
                    let middle = a.midpoint(b);
                    if b > a {
                        vec![[a, middle], [middle + 1, b]]
                    } else {
                        vec![[a, b]]
                    }
                };
                for row in halves([j0, j1]) {
                    next.extend(halves([i0, i1]).into_iter().map(|column| [column, row]));
                }
            }
        }
        if !next.is_empty() {
            publish(answer(rough(&labels, columns)));
        }
        blocks = next;
    }
    let exact = labels.into_iter().map(|l| l.unwrap_or(NONE)).collect();
    Some(answer(exact))
}

/// All labels, those not known yet guessed from the last known one in their row.
fn rough(labels: &[Option<i32>], columns: usize) -> Vec<i32> {
    labels
        .chunks(columns.max(1))
        .flat_map(|row| {
            let mut last = row.iter().flatten().next().copied().unwrap_or(NONE);
            row.iter()
                .map(move |l| {
                    last = l.unwrap_or(last);
                    last
                })
                .collect::<Vec<_>>()
        })
        .collect()
}
