//! The whole phase portrait of a problem.
use super::{
    classify::Kind,
    cycle::{Cycle, CycleOptions},
    equilibrium::{self, Equilibrium},
    line::{self, PhaseLine},
    manifold::{self, ManifoldOptions, Separatrix, SeparatrixEnd, Side},
    nullcline::{Nullclines, nullclines},
    planar::Planar,
    problem::{Problem, ProblemError},
    space, space_cycle, survey,
};
use crate::job::Cancel;
use crate::text::{Each, say};

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
    /// What there is to see of a model with one variable; `None` for all others.
    pub line: Option<PhaseLine>,
    /// What could not be done, in plain words; usually empty.
    pub notes: Vec<Each<String>>,
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
    match problem.model().info().dimension() {
        1 => return line::portrait(cancel, problem, options),
        2 => {}
        _ => return in_space(cancel, problem, options),
    }
    let planar = problem.field()?;
    let window = planar.window();
    let mut notes = vec![];
    if planar.field().resets() {
        let field = planar.field();
        let [peak, reset] = [field.peak_line(), field.reset_line()];
        notes.extend(line::endless(peak, reset, field.hold()));
    }
    let zoomed_out = window.hull(&problem.home()) != problem.home();
    let nullclines = nullclines(&planar, window);
    let equilibria = equilibrium::with_nullclines(&planar, window, &nullclines);
    if !equilibria.isolated {
        let [x, y] = problem.plane();
        notes.push(Each::of(|| {
            say!("note-window-not-isolated", first = x, second = y)
        }));
    } else if !equilibria.complete && !zoomed_out {
        // (Zoomed out, the finer levels below find what this one could not resolve.)
        notes.push(Each::of(|| say!("note-border")));
    }
    let mut equilibria = equilibria.points;
    let levels = if zoomed_out || options.cycles.is_some() {
        survey::levels(problem, &equilibria)
    } else {
        vec![]
    };
    if zoomed_out {
        // Zoomed out: what is small now was found at the scale of the preset's own window.
        let inside = |e: &&Equilibrium| window.contains([e.at[0], e.at[1]]);
        equilibria = survey::all(&levels)
            .iter()
            .filter(inside)
            .cloned()
            .collect();
    }
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
            let Some(survey) = survey::survey(cancel, &planar, levels, options) else {
                return Ok(None);
            };
            let separatrices =
                survey
                    .traced
                    .into_iter()
                    .map(|t| t.separatrix)
                    .filter_map(|mut s| {
                        let here = |k: usize| {
                            equilibria
                                .iter()
                                .position(|e| e.at == survey.equilibria[k].at)
                        };
                        s.saddle = here(s.saddle)?;
                        if let SeparatrixEnd::Equilibrium(k) = s.end {
                            s.end = here(k)
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
        line: None,
        notes,
    }))
}

/// The portrait of a model with more than two variables: nullclines and arrows are those of the plane,
/// equilibria and cycles those of the whole system.
fn in_space(
    cancel: &Cancel,
    problem: &Problem,
    options: &PortraitOptions,
) -> Result<Option<Portrait>, ProblemError> {
    let planar = problem.field()?;
    let window = planar.window();
    let nullclines = nullclines(&planar, window);
    let whole = problem.whole();
    let region = whole.home().hull(&whole.window()).enlarged(PADDING);
    let all = space::equilibria(problem, region);
    let mut notes = vec![];
    if !all.isolated {
        notes.push(Each::of(|| say!("note-rate-vanishes")));
    } else if !all.complete {
        notes.push(Each::of(|| say!("note-region-border")));
    }
    let all = all.points;
    let mut equilibria: Vec<Equilibrium> = all
        .iter()
        .filter(|e| window.contains(problem.project(&e.at)))
        .cloned()
        .collect();
    equilibria.sort_by(|a, b| {
        let ([ax, ay], [bx, by]) = (problem.project(&a.at), problem.project(&b.at));
        ax.total_cmp(&bx).then(ay.total_cmp(&by))
    });
    let leaving = |e: &Equilibrium| e.eigenvalues.iter().filter(|l| l.re > 0.0).count();
    if equilibria
        .iter()
        .any(|e| e.kind == Kind::Saddle && leaving(e) == 1)
    {
        let count = problem.scales().len();
        notes.push(Each::of(|| {
            say!("note-no-separatrix", count = count.to_string())
        }));
    }
    let field = sample_field(&planar, options.field);
    if cancel.is_cancelled() {
        return Ok(None);
    }
    let mut cycles = vec![];
    if let Some(options) = &options.cycles {
        let Some(found) = space_cycle::cycles(cancel, problem, &all, options) else {
            return Ok(None);
        };
        let outer = window.enlarged(PADDING);
        cycles = found;
        cycles.retain(|c| c.points.iter().any(|&p| outer.contains(p)));
    }
    Ok(Some(Portrait {
        field,
        nullclines,
        equilibria,
        separatrices: vec![],
        cycles,
        line: None,
        notes,
    }))
}

/// Manifolds are followed, and cycles looked for, in the window enlarged by this factor.
pub(super) const PADDING: f64 = 3.0;

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
