//! The dynamics of the whole region around a window, at every scale between the preset's own window
//! and the one that is shown: what cycles and basins are made from.
use super::{
    cycle::{Cycle, CycleOptions},
    cycle_search::{self, Found, Funnel, Target},
    equilibrium::{self, Equilibrium},
    manifold::{self, ManifoldOptions, Traced},
    nullcline::{Nullclines, nullclines},
    planar::Planar,
    portrait::PADDING,
    problem::{Problem, Window},
    reset_map::ResetMap,
    trap::Trap,
};
use crate::job::Cancel;

/// The region around one of the windows, searched at its scale.
pub(super) struct Level {
    planar: Planar,
    region: Window,
    lines: Nullclines,
    /// Equilibria of this region and of all smaller ones, each as found at the finest scale.
    equilibria: Vec<Equilibrium>,
}

/// Each level is larger than the last by this factor.
const LADDER: f64 = 4.0;
/// No more levels than this: from the preset's window to one a million times larger.
const MOST_LEVELS: usize = 10;

/// The levels for a problem, from the preset's own window to the one shown. One level, if the window
/// lies in the preset's own one; `inside`, the equilibria of the window, are then the finest.
pub(super) fn levels(problem: &Problem, inside: &[Equilibrium]) -> Vec<Level> {
    let (home, window) = (problem.home(), problem.window());
    let hull = window.hull(&home);
    let (mut finer, mut known) = if hull == home {
        (Some(window), inside.to_vec())
    } else {
        (None, vec![])
    };
    let mut out: Vec<Level> = vec![];
    let mut core = home;
    for k in 1..=MOST_LEVELS {
        if k == MOST_LEVELS {
            core = hull;
        }
        let planar = Planar::new(problem.model().bind(problem.values()), core);
        let region = core.enlarged(PADDING);
        let lines = nullclines(&planar, region);
        let mut equilibria = equilibrium::with_nullclines(&planar, region, &lines).points;
        equilibria.retain(|e| !finer.is_some_and(|f| f.contains([e.at[0], e.at[1]])));
        equilibria.append(&mut known);
        equilibria.sort_by(|a, b| {
            a.at[0]
                .total_cmp(&b.at[0])
                .then(a.at[1].total_cmp(&b.at[1]))
        });
        known.clone_from(&equilibria);
        finer = Some(region);
        out.push(Level {
            planar,
            region,
            lines,
            equilibria,
        });
        if core == hull {
            break;
        }
        let next = home.enlarged(LADDER.powi(k as i32));
        core = Window {
            x: [next.x[0].max(hull.x[0]), next.x[1].min(hull.x[1])],
            y: [next.y[0].max(hull.y[0]), next.y[1].min(hull.y[1])],
        };
    }
    out
}

/// All equilibria of all levels.
pub(super) fn all(levels: &[Level]) -> &[Equilibrium] {
    levels.last().map_or(&[], |l| &l.equilibria)
}

/// The dynamics of the whole region around the window.
pub(super) struct Survey {
    /// The field, at the scale of the preset's own window.
    pub(super) planar: Planar,
    /// Equilibria of the region.
    pub(super) equilibria: Vec<Equilibrium>,
    /// Both manifolds of every saddle.
    pub(super) traced: Vec<Traced>,
    /// Cycles, smooth ones first, then spiking ones.
    pub(super) found: Found,
}

/// Finds manifolds and cycles at all levels; `None` when cancelled.
///
/// `planar` is the field at the scale of the window, which sets the accuracy of manifolds when it is
/// the finer one.
pub(super) fn survey(
    cancel: &Cancel,
    planar: &Planar,
    levels: Vec<Level>,
    options: &CycleOptions,
) -> Option<Survey> {
    let equilibria = all(&levels).to_vec();
    let (traced, mut found) = smooth(cancel, planar, &levels, options)?;
    let traps = Trap::all(&levels[0].planar, &equilibria, 1.0);
    if let Some(map) = ResetMap::new(&levels[0].planar, &traps) {
        // Funnels point into the list by index, so spiking orbits come last.
        found
            .cycles
            .extend(map.cycles(cancel, levels[0].region.y, options)?);
    }
    let planar = levels.into_iter().next()?.planar;
    Some(Survey {
        planar,
        equilibria,
        traced,
        found,
    })
}

/// Manifolds and the cycles of the smooth field; `None` when cancelled.
pub(super) fn smooth(
    cancel: &Cancel,
    planar: &Planar,
    levels: &[Level],
    options: &CycleOptions,
) -> Option<(Vec<Traced>, Found)> {
    let equilibria = all(levels);
    let tracer = if levels.len() == 1 {
        planar
    } else {
        &levels[0].planar
    };
    let region = levels.last()?.region;
    let traced = manifold::trace(tracer, equilibria, &region, &ManifoldOptions::default());
    let mut found = Found::default();
    for level in levels {
        let more = cycle_search::search(
            cancel,
            &level.planar,
            &level.lines,
            (equilibria, &traced),
            options,
        )?;
        join(&mut found, more, levels[0].planar.scale()[0]);
    }
    Some((traced, found))
}

/// Adds what another level found; a cycle found twice is kept as the finer level saw it.
fn join(found: &mut Found, more: Found, width: f64) {
    let offset = found.arcs.len();
    let place: Vec<usize> = more
        .cycles
        .into_iter()
        .map(|cycle| {
            let same = |c: &Cycle| {
                (c.period - cycle.period).abs() < 1e-6 * cycle.period
                    && (c.max[0] - cycle.max[0]).abs() < 1e-5 * width
                    && (c.min[0] - cycle.min[0]).abs() < 1e-5 * width
            };
            found.cycles.iter().position(same).unwrap_or_else(|| {
                found.cycles.push(cycle);
                found.cycles.len() - 1
            })
        })
        .collect();
    found.arcs.extend(more.arcs);
    found
        .funnels
        .extend(more.funnels.into_iter().map(|f| Funnel {
            arc: f.arc + offset,
            target: match f.target {
                Target::Cycle(k) => Target::Cycle(place[k]),
                other => other,
            },
            ..f
        }));
}
