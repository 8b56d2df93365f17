//! The whole phase portrait of a problem.
use super::{
    cycle::{Cycle, CycleOptions},
    cycle_search::{self, Found},
    equilibrium::{self, Equilibrium},
    manifold::{self, ManifoldOptions, Separatrix, SeparatrixEnd, Side, Traced},
    nullcline::{Nullclines, nullclines},
    planar::Planar,
    problem::{Problem, ProblemError},
    reset_map::ResetMap,
    trap::Trap,
};
use crate::job::Cancel;

/// What to compute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PortraitOptions {
    /// Columns and rows of the vector field.
    pub field: [usize; 2],
    /// Whether to search for limit cycles, and how.
    pub cycles: Option<CycleOptions>,
}

impl Default for PortraitOptions {
    fn default() -> Self {
        Self {
            field: [20, 20],
            cycles: Some(CycleOptions::default()),
        }
    }
}

/// The vector field sampled at the centres of a grid of cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorField {
    /// Where.
    pub at: Vec<[f64; 2]>,
    /// The right-hand side there; not finite where the formula is not.
    pub value: Vec<[f64; 2]>,
}

/// A phase portrait: everything that stands still while the live state moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Portrait {
    /// The vector field.
    pub field: VectorField,
    /// Both nullclines.
    pub nullclines: Nullclines,
    /// Equilibria in the window, sorted by the first variable, then the second.
    pub equilibria: Vec<Equilibrium>,
    /// Both manifolds of every saddle.
    pub separatrices: Vec<Separatrix>,
    /// Limit cycles, sorted by period.
    pub cycles: Vec<Cycle>,
    /// What could not be done, in plain words; usually empty.
    pub notes: Vec<String>,
}

/// Computes the portrait of `problem`; `None` when cancelled.
///
/// Equilibria, nullclines and separatrices are those of the window. Cycles are looked for in the
/// window and the preset's own one together, enlarged threefold, so that a cycle is still known when
/// one zooms in on a part of it.
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula has no finite value in the window.
pub fn portrait(
    cancel: &Cancel,
    problem: &Problem,
    options: &PortraitOptions,
) -> Result<Option<Portrait>, ProblemError> {
    let planar = problem.field()?;
    let window = planar.window();
    let mut notes = vec![];
    let nullclines = nullclines(&planar, window);
    let equilibria = equilibrium::with_nullclines(&planar, window, &nullclines);
    if !equilibria.isolated {
        let [x, y] = problem.plane();
        notes.push(format!(
            "{x}' or {y}' vanishes everywhere in this window, so that the equilibria are not isolated points; none is listed"
        ));
    } else if !equilibria.complete {
        notes.push(
            "the field turns around the border of this window as if there were other equilibria than those found; \
             one may lie on the border: move or enlarge the window a little"
                .into(),
        );
    }
    let equilibria = equilibria.points;
    let field = sample_field(&planar, options.field);
    if cancel.is_cancelled() {
        return Ok(None);
    }
    let (separatrices, cycles) = match &options.cycles {
        None => {
            let region = window.enlarged(PADDING);
            (
                manifold::separatrices(&planar, &equilibria, &region, &ManifoldOptions::default()),
                vec![],
            )
        }
        Some(options) => {
            let Some(survey) = survey(cancel, problem, &planar, &equilibria, options)? else {
                return Ok(None);
            };
            let separatrices =
                survey
                    .traced
                    .into_iter()
                    .map(|t| t.separatrix)
                    .filter_map(|mut s| {
                        s.saddle = survey.home.get(s.saddle).copied().flatten()?;
                        if let SeparatrixEnd::Equilibrium(k) = s.end {
                            s.end = survey.home[k]
                                .map_or(SeparatrixEnd::LeftWindow, SeparatrixEnd::Equilibrium);
                        }
                        Some(s)
                    });
            let mut separatrices: Vec<_> = separatrices.collect();
            separatrices.sort_by_key(|s| (s.saddle, s.side == Side::Unstable, s.branch));
            let outer = window.enlarged(PADDING);
            let meets = |c: &Cycle| c.points.iter().any(|&p| outer.contains(p));
            let mut cycles: Vec<Cycle> = survey.found.cycles.into_iter().filter(meets).collect();
            cycles.sort_by(|a, b| a.period.total_cmp(&b.period));
            (separatrices, cycles)
        }
    };
    Ok(Some(Portrait {
        field,
        nullclines,
        equilibria,
        separatrices,
        cycles,
        notes,
    }))
}

/// Manifolds are followed, and cycles looked for, in the window enlarged by this factor.
const PADDING: f64 = 3.0;

/// The dynamics of the whole region around the window.
pub(super) struct Survey {
    /// The field, at the scale of the region's core.
    pub(super) planar: Planar,
    /// Equilibria of the region, those of the window among them.
    pub(super) equilibria: Vec<Equilibrium>,
    /// For each, its index among the equilibria of the window.
    home: Vec<Option<usize>>,
    /// Both manifolds of every saddle.
    pub(super) traced: Vec<Traced>,
    /// Cycles, smooth and spiking.
    pub(super) found: Found,
}

/// Finds everything in the region around the window and the preset's own window; `None` when
/// cancelled.
pub(super) fn survey(
    cancel: &Cancel,
    problem: &Problem,
    planar: &Planar,
    inside: &[Equilibrium],
    options: &CycleOptions,
) -> Result<Option<Survey>, ProblemError> {
    let core = problem.window().hull(&problem.home());
    let wide = Planar::new(problem.model().bind(problem.values()), core);
    let region = core.enlarged(PADDING);
    let lines = nullclines(&wide, region);
    let mut equilibria = equilibrium::with_nullclines(&wide, region, &lines).points;
    // The window is the finer search: what it found and the wide one did not is added.
    let window = problem.window();
    let same = |a: &Equilibrium, b: &Equilibrium| {
        window.distance([a.at[0], a.at[1]], [b.at[0], b.at[1]]) < 1e-7 && a.kind == b.kind
    };
    equilibria.retain(|e| !window.contains([e.at[0], e.at[1]]));
    equilibria.extend(inside.iter().cloned());
    equilibria.sort_by(|a, b| {
        a.at[0]
            .total_cmp(&b.at[0])
            .then(a.at[1].total_cmp(&b.at[1]))
    });
    let home = equilibria
        .iter()
        .map(|e| inside.iter().position(|i| same(i, e)))
        .collect();
    // Manifolds are drawn, so their accuracy is that of the window.
    let traced = manifold::trace(planar, &equilibria, &region, &ManifoldOptions::default());
    let Some(mut found) =
        cycle_search::search(cancel, &wide, &lines, (&equilibria, &traced), options)
    else {
        return Ok(None);
    };
    let traps = Trap::all(&wide, &equilibria, 1.0);
    if let Some(map) = ResetMap::new(&wide, &traps) {
        let Some(spiking) = map.cycles(cancel, region.y, options) else {
            return Ok(None);
        };
        found.cycles.extend(spiking);
        // Funnels point into the list by index, so spiking orbits come last here; sorted on the way out.
    }
    Ok(Some(Survey {
        planar: wide,
        equilibria,
        home,
        traced,
        found,
    }))
}

/// Samples the field at the centres of a grid of cells over the window.
fn sample_field(planar: &Planar, [columns, rows]: [usize; 2]) -> VectorField {
    let (window, [w, h]) = (planar.window(), *planar.scale());
    let centre = |k: usize, n: usize| (k as f64 + 0.5) / n as f64;
    let at: Vec<[f64; 2]> = (0..rows)
        .flat_map(|j| {
            (0..columns).map(move |i| {
                [
                    window.x[0] + w * centre(i, columns),
                    window.y[0] + h * centre(j, rows),
                ]
            })
        })
        .collect();
    let mut value = vec![[0.0; 2]; at.len()];
    planar
        .field()
        .sample(at.as_flattened(), value.as_flattened_mut());
    VectorField { at, value }
}
