//! Where an arc is sampled for cycles: crowding towards foci and the crossings of stable manifolds.
use super::{
    arc::Bound,
    cycle_search::Search,
    equilibrium::Equilibrium,
    manifold::{Side, Traced},
};

/// Distances from a focus at which an arc is sampled, relative to the window's width.
const FROM_FOCUS: [f64; 11] = [
    1e-3, 4e-3, 0.015, 0.04, 0.08, 0.14, 0.22, 0.34, 0.52, 0.8, 1.3,
];
/// Distances from a node or saddle.
const FROM_NODE: [f64; 5] = [2e-3, 0.02, 0.08, 0.22, 0.6];
/// Distances from the crossing of a stable manifold.
const FROM_SEPARATRIX: [f64; 4] = [1e-7, 1e-4, 0.01, 0.06];

/// An end of a stretch of an arc.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Break {
    Equilibrium(usize),
    Open,
    Separatrix,
}

impl Search<'_> {
    /// The ends of the arc and the crossings of stable manifolds in between, in order.
    pub(super) fn breaks(&self, index: usize, traced: &[Traced]) -> Vec<(f64, Break)> {
        let arc = &self.returns.arcs[index];
        let (lo, hi) = arc.range();
        let kind = |b: Bound| match b {
            Bound::Equilibrium(k) => Break::Equilibrium(k),
            Bound::Open => Break::Open,
        };
        let mut inner: Vec<f64> = traced
            .iter()
            .filter(|t| t.separatrix.side == Side::Stable)
            .flat_map(|t| {
                t.extrema
                    .iter()
                    .filter(|&&x| arc.holds(self.returns.planar, x))
                    .take(6)
            })
            .map(|x| x[0])
            .collect();
        inner.sort_by(f64::total_cmp);
        let apart = 4.0 * FROM_SEPARATRIX[0] * self.width;
        let mut breaks = vec![(lo, kind(arc.bounds[0]))];
        for x in inner {
            if x - breaks[breaks.len() - 1].0 > apart && hi - x > apart {
                breaks.push((x, Break::Separatrix));
            }
        }
        breaks.push((hi, kind(arc.bounds[1])));
        breaks
    }

    /// Where to sample the stretch between two breaks.
    pub(super) fn nodes(
        &self,
        (a, from): (f64, Break),
        (b, to): (f64, Break),
        equilibria: &[Equilibrium],
    ) -> Vec<f64> {
        // Small cycles surround foci only; next to nodes and saddles a few samples do.
        let spiral = |end: Break| matches!(end, Break::Equilibrium(k) if equilibria[k].eigenvalues[0].im != 0.0);
        let distances = |end: Break| -> Vec<f64> {
            match end {
                Break::Equilibrium(_) if spiral(end) => FROM_FOCUS.map(|d| d * self.width).to_vec(),
                Break::Equilibrium(_) => FROM_NODE.map(|d| d * self.width).to_vec(),
                Break::Separatrix => FROM_SEPARATRIX.map(|d| d * self.width).to_vec(),
                Break::Open => vec![1e-3 * (b - a)],
            }
        };
        let share = |end: Break| match (spiral(from) == spiral(to), spiral(end)) {
            (true, _) => 0.5,
            (_, true) => 0.9,
            _ => 0.35,
        };
        let length = b - a;
        let near = |end: Break| {
            distances(end)
                .into_iter()
                .filter(move |d| *d < share(end) * length)
        };
        let mut xs: Vec<f64> = near(from)
            .map(|d| a + d)
            .chain(near(to).map(|d| b - d))
            .collect();
        // Something in the middle, however short the stretch.
        xs.extend([0.3, 0.7].map(|p| a + p * length));
        xs.sort_by(f64::total_cmp);
        xs.dedup_by(|y, x| *y - *x < 0.02 * (*x - a).min(b - *y).abs());
        xs
    }
}
